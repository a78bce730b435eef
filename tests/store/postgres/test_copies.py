"""A plan goes from a file into a database and back, and doctor tells what is wrong with either."""

import json
import subprocess
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from msgspec import structs

from coopctl.errors import ExitCode
from coopctl.store.opening import open_team
from coopctl.store.postgres.address import parse_address
from coopctl.store.postgres.doctor import clock_notes
from running import Program
from store.file.samples import NOW, PLAN, figure, figures
from store.postgres.server import program as program_of

_NAMES = count()


@pytest.fixture
def address(database: str) -> str:
    """The address of a plan that is not there yet."""
    return f"{database}?plan=copies-{next(_NAMES)}"


@pytest.fixture
def plan(program: Program) -> Program:
    """A plan with a goal that has a correction, a retraction and changes."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2027", "--since", "2024-12-31")
    program.done("record", "trade", "260", "--on", "2025-03-31", "--key", "k1", "--note", "é\n")
    program.done("record", "trade", "261", "--on", "2025-03-31", "--replaces", "k1", "--key", "k2")
    program.done("record", "trade", "262", "--on", "2025-04-30", "--key", "k3")
    program.done("retract", "k3")
    program.done("goal", "retarget", "trade", "--to", "310 by 2027", "--why", "talks")
    return program


def test_there_and_back(plan: Program, address: str) -> None:
    """What a file holds comes back from a database to the last byte, and answers the same meanwhile."""
    plan.done("restore", "coop.json", "--file", address)
    assert plan.done("log", "-o", "json", "--file", address) == plan.done("log", "-o", "json")
    assert plan.done("log", "--changes", "-o", "json", "--file", address) == plan.done("log", "--changes", "-o", "json")
    assert plan.done("status", "-o", "json", "--file", address) == plan.done("status", "-o", "json")
    plan.done("backup", "back.json", "--file", address)
    assert (plan.folder / "back.json").read_bytes() == (plan.folder / "coop.json").read_bytes()
    result = plan.run("backup", "back.json", "--file", address)
    assert (result.code, "never overwrites" in result.err) == (ExitCode.FILE, True)


def test_fields_of_other_versions_go_there_and_back(plan: Program, address: str) -> None:
    """What this version does not know of a figure is kept in a database, too."""
    path = plan.folder / "coop.json"
    path.write_text(path.read_text("utf-8").replace('"key":"k1"', '"key":"k1","later":[1,2]'), "utf-8")
    plan.done("restore", "coop.json", "--file", address)
    plan.done("backup", "back.json", "--file", address)
    assert (plan.folder / "back.json").read_bytes() == path.read_bytes()


def test_restoring_can_be_undone(plan: Program, address: str) -> None:
    """What a restore puts aside is a file of its own in this folder, and comes back."""
    plan.done("restore", "coop.json", "--file", address)
    plan.done("record", "trade", "270", "--on", "2025-05-31", "--key", "k9", "--file", address)
    result = plan.run("restore", "coop.json", "--file", address)
    assert (result.code, "undo this" in result.err) == (0, True)
    assert "k9" not in plan.done("log", "-o", "csv", "--file", address)
    (kept,) = plan.folder.glob("copies-*.json")
    plan.done("restore", kept.name, "--file", address)
    assert "k9" in plan.done("log", "-o", "csv", "--file", address)


def test_a_bad_backup_changes_nothing(plan: Program, address: str) -> None:
    """A file that is damaged or missing is refused, and the plan in the database stays."""
    plan.done("restore", "coop.json", "--file", address)
    before = plan.done("log", "-o", "csv", "--file", address)
    text = (plan.folder / "coop.json").read_text("utf-8")
    (plan.folder / "bad.json").write_text(text.replace('"value":"262"', '"value":"many"'), "utf-8")
    for name in ("bad.json", "none.json"):
        assert plan.run("restore", name, "--file", address).code == ExitCode.FILE
    assert plan.done("log", "-o", "csv", "--file", address) == before


def test_a_copy_of_many_figures(program: Program, address: str) -> None:
    """More figures than go at once are copied in their order."""
    store = open_team(address, lock_timeout=10)
    store.create(PLAN)
    store.append(figures(3500))
    program.done("backup", "many.json", "--file", address)
    program.done("restore", "many.json", "--file", f"{address}-2")
    copied = open_team(f"{address}-2", lock_timeout=10)
    assert list(copied.figures()) == list(store.figures())
    copied.append([figure("next")])
    assert copied.contents().last == 3501


def test_a_backup_is_a_file(plan: Program, address: str) -> None:
    """An address where a file belongs is refused with what to do instead, and is not shown."""
    for words in (("backup", address), ("restore", address)):
        result = plan.run(*words)
        assert (result.code, "a backup is a file" in result.err, "127.0.0.1" in result.err) == (1, True, False)


def test_doctor_of_a_database(plan: Program, address: str) -> None:
    """It says what it looked at and what this role may do; a plan that is not there is trouble."""
    plan.done("restore", "coop.json", "--file", address)
    told = plan.done("doctor", address)
    assert "1 goal, 2 changes, 4 figures; PostgreSQL" in told
    assert "this role may read, record, change the plan and restore: nothing is wrong" in told
    assert plan.done("doctor", "--file", address) == told
    assert plan.run("doctor", f"{address}-none").code == ExitCode.FILE
    assert plan.run("doctor", address, "--repair").code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE coop_figure SET document = '{}' WHERE plan = %s AND key = 'k2'", "holds what cannot be, figure 2: "),
        (
            "UPDATE coop_figure SET document = replace(document, '\"k1\"', '\"kk\"') WHERE plan = %s",
            "figure 1 is filed under a key",
        ),
        ("UPDATE coop_clock SET place = 1 WHERE plan = %s", "clock stands at figure 1"),
        ("DELETE FROM coop_figure WHERE plan = %s AND key = 'k1'", "replaces k1, which is no earlier figure"),
    ],
)
def test_doctor_finds_what_cannot_be(plan: Program, address: str, statement: str, finding: str) -> None:
    """What somebody did to the tables by hand is found."""
    plan.done("restore", "coop.json", "--file", address)
    meant = parse_address(address)
    with psycopg.connect(meant.conninfo, autocommit=True) as hand:
        hand.execute(statement.encode(), (meant.plan,))
    result = plan.run("doctor", address)
    assert (result.code, finding in result.out) == (ExitCode.FILE, True), result.out


@pytest.mark.parametrize(
    ("setting", "note"), [("synchronous_commit=off", "synchronous_commit is off"), ("synchronous_commit=on", "")]
)
def test_doctor_says_what_the_server_does_not_promise(plan: Program, address: str, setting: str, note: str) -> None:
    """A server that may lose what it acknowledged is noted."""
    plan.done("restore", "coop.json", "--file", address)
    told = plan.done("doctor", f"{address}&options=-c%20{setting}")
    assert ("synchronous_commit is off" in told) is bool(note)
    assert "fsync is off" in told  # the tests' own server


def test_asynchronous_replication_is_noted(plan: Program, address: str, tmp_path: Path) -> None:
    """A standby that the server does not wait for can take over without what was acknowledged last."""
    plan.done("restore", "coop.json", "--file", address)
    assert "asynchronous" not in plan.done("doctor", address)
    receiver = program_of("pg_receivewal")
    if receiver is None:
        pytest.skip("pg_receivewal is not installed")
    (tmp_path / "wal").mkdir()
    command = [str(receiver), "-D", str(tmp_path / "wal"), "-d", parse_address(address).conninfo]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as standby:
        try:
            until = time.monotonic() + 30
            while "replication is asynchronous" not in plan.done("doctor", address):
                assert time.monotonic() < until
                time.sleep(0.1)
        finally:
            standby.kill()


@pytest.mark.parametrize(("off", "said"), [(300, "300 seconds ahead of"), (-4000, "4,000 seconds behind"), (5, "")])
def test_a_clock_that_is_off_is_noted(off: int, said: str) -> None:
    """A minute more or less between this machine's clock and the server's is told."""
    told = "".join(clock_notes(datetime.now(UTC) + timedelta(seconds=off), datetime.now(UTC)))
    assert (said in told, bool(told)) == (True, bool(said))


def test_a_time_that_is_still_to_come_is_noted(plan: Program, address: str) -> None:
    """A clock that was ahead leaves a time which all later figures get, too."""
    store = open_team(address, lock_timeout=10)
    store.create(PLAN)
    store.append([figure("k1")])
    assert "still to come" not in plan.done("doctor", address)
    store.append([structs.replace(figure("k2"), recorded_at=NOW.replace(year=2190))])
    assert "2190-06-30" in plan.done("doctor", address)


def test_an_offline_file_is_brought_up_to_date_both_ways(plan: Program, address: str) -> None:
    """What was recorded in the field and at home is in both afterwards, the same to the last byte."""
    plan.done("restore", "coop.json", "--file", address)
    plan.done("record", "trade", "270", "--on", "2025-05-31", "--key", "home", "--file", address)
    plan.done("record", "trade", "268", "--on", "2025-05-30", "--key", "field")
    plan.done("goal", "edit", "trade", "--owner", "Ministry")
    before = (plan.folder / "coop.json").read_bytes()
    assert "would bring 1 figure and 1 change" in plan.done("merge", address, "--both", "--dry-run")
    assert (plan.folder / "coop.json").read_bytes() == before
    told = plan.done("merge", address, "--both")
    assert told == "took 1 figure and 0 changes from the database\nbrought 1 figure and 1 change to the database\n"
    plan.done("backup", "both.json", "--file", address)
    assert (plan.folder / "both.json").read_bytes() == (plan.folder / "coop.json").read_bytes()
    assert "0 figures and 0 changes" in plan.done("merge", address, "--both")


def test_what_was_settled_is_settled_on_both_sides(plan: Program, address: str) -> None:
    """A conflict changes neither side, and a choice counts for both."""
    plan.done("restore", "coop.json", "--file", address)
    for value, place in (("320", address), ("330", "coop.json")):
        plan.done("goal", "retarget", "trade", "--to", f"{value} by 2027", "--why", "x", "--file", place)
    assert plan.run("merge", address, "--both").code == 1
    plan.done("merge", address, "--both", "--theirs", "trade")
    for place in (address, "coop.json"):
        shown = json.loads(plan.done("goal", "show", "trade", "-o", "json", "--file", place))
        assert shown["goals"][0]["target"]["value"] == 320
    assert "0 figures and 0 changes" in plan.done("merge", address, "--both")


def test_two_files_are_brought_up_to_date(plan: Program, tmp_path: Path) -> None:
    """--both is for files as well; --adopt, which leaves the other plan what it is, does not go with it."""
    (tmp_path / "b.json").write_bytes((tmp_path / "coop.json").read_bytes())
    plan.done("record", "trade", "270", "--on", "2025-05-31", "--file", "b.json")
    plan.done("record", "trade", "268", "--on", "2025-05-30")
    plan.done("merge", "b.json", "--both")
    assert (tmp_path / "b.json").read_bytes() == (tmp_path / "coop.json").read_bytes()
    assert plan.run("merge", "b.json", "--both", "--adopt").code == ExitCode.USAGE
