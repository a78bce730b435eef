"""What is written in any script comes back, or is refused before anything is kept."""

import psycopg
import pytest

from coopctl.errors import ExitCode
from coopctl.store.postgres import tables
from running import Program


def _made(database: str, name: str, encoding: str) -> str:
    """The address of a new database that keeps text in an encoding."""
    with psycopg.connect(database, autocommit=True) as keeper:
        keeper.execute(
            f"CREATE DATABASE {name} ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0".encode()
        )
    return database.replace("/postgres", f"/{name}")


def test_what_the_environment_says_of_letters_is_not_heard(program: Program, database: str) -> None:
    """A client that is told to speak Latin 1 keeps and shows every letter all the same."""
    address = f"{database}?plan=letters&client_encoding=latin1"
    program.done("init", "--file", address)
    program.done("goal", "add", "Худалдаа 語", "--from", "0", "--to", "10 by 2027", "--file", address)
    program.done("record", "худалдаа", "1", "--note", "naïve 𝔸", "--key", "ключ", "--file", address)
    assert "Худалдаа 語" in program.done("status", "--file", address)
    assert "naïve 𝔸" in program.done("log", "-o", "json", "--file", address)
    program.done("retract", "ключ", "--file", address)


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_no_plan_is_started_where_letters_cannot_be_kept(program: Program, database: str, encoding: str) -> None:
    """Both ways in name the encoding, and how a database is made that can keep them."""
    address = _made(database, f"in_{encoding.lower()}", encoding)
    program.done("init")
    for words in (("init",), ("restore", "coop.json")):
        result = program.run(*words, "--file", address)
        assert (result.code, encoding in result.err, "ENCODING 'UTF8'" in result.err) == (ExitCode.FILE, True, True)


def test_bytes_of_another_program_are_trouble_in_one_line(program: Program, database: str) -> None:
    """What is no text in the database of another program is told, and nothing of it is shown."""
    address = _made(database, "bytes", "SQL_ASCII")
    with psycopg.connect(address, autocommit=True) as other:
        for statement in tables.CREATE:
            other.execute(statement.encode())
        other.execute(b"INSERT INTO coop_plan VALUES ('main', 1, E'{\"title\":\"\\xff\"}')")
        other.execute(b"INSERT INTO coop_clock VALUES ('main', 0, now())")
    for words in (("status",), ("log",), ("record", "trade", "1"), ("doctor",)):
        result = program.run(*words, "--file", address)
        assert (result.code, "not in UTF-8" in result.err) == (ExitCode.FILE, True)
    alone = program.run("status", "--in", address)
    assert (alone.code, "not in UTF-8" in alone.err) == (ExitCode.FILE, True)
