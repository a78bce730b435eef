"""Bad input, all of it in one table: what is refused, with which exit code and message, and the file as it was."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from running import EXAMPLE, Program, spawn

TABLE = Path(__file__).with_name("bad_input.toml")
COOPCTL = f"{sys.executable} -m coopctl"


def _rows() -> Iterator[Any]:
    """Arguments, standard input, exit code and message of every row of the table."""
    for section, said in tomllib.loads(TABLE.read_text()).items():
        run, code = said["run"], said.get("code", 1)
        for bad, message in said["rows"]:
            given = bad if isinstance(bad, list) else [bad]
            arguments = [part for word in run for part in (given if word == "{}" else [word])]
            stdin = "" if "{}" in run else bad
            yield pytest.param(arguments, stdin, code, message, id=f"{section}-{' '.join(given)[:40]!a}")


def _says(line: str, message: str) -> bool:
    """Whether a line is the message; `…` in a message stands for anything."""
    parts = message.split("…")
    if len(parts) == 1:
        return line == message
    for part in parts:
        if part not in line:
            return False
        line = line[line.index(part) + len(part) :]
    return True


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of the example plan, with one figure."""
    program = Program(tmp_path_factory.mktemp("plan"))
    program.done("plan", "import", str(EXAMPLE), "--date", "2024-08-01", "--yes")
    program.done("record", "trade-volume", "256M", "--on", "2024-12-31")
    return (program.folder / "coop.json").read_bytes()


@pytest.mark.parametrize(("arguments", "stdin", "code", "message"), list(_rows()))
def test_bad_input_is_refused(
    program: Program, plan: bytes, arguments: list[str], stdin: str, code: int, message: str
) -> None:
    """Each row has its exit code and first line, answers nothing, and leaves the file as it was, byte for byte."""
    file = program.folder / "coop.json"
    file.write_bytes(plan)
    result = program.run(*arguments, stdin=stdin)
    first = result.err.splitlines()[0].removeprefix("error: ") if result.err else ""
    assert (result.code, result.out, file.read_bytes() == plan) == (code, "", True), result.err
    assert _says(first, message), first


LONG_WORDS = (
    "goal add {1} --from 1 --to 2", "goal add q --from 1 --to 2 --owner {1}", "goal add q --from 1 --to 2 --source {1}",
    "goal edit trade-volume --title {1}", "goal edit trade-volume --tag {1}", "goal edit trade-volume --note {100}",
    "goal retarget trade-volume --to 400M --why {100}", "goal baseline trade-volume 240M --why {100}",
    "goal archive trade-volume --why {100}", "group add sector:{1}", "group add sector:x --title {1}",
    "group add sector:x --title X --description {100}", "plan edit --title {1}", "plan edit --description {100}",
    "init --file new.json --title {1}",
    "record trade-volume 257M --note {100}", "record trade-volume 257M --source {1}",
    "record trade-volume 257M --url {1}",
    "record trade-volume 257M --who {1}", "record trade-volume n/a --why {100}", "retract @ --why {100}",
    "import note.csv", "import source.csv", "import note.jsonl", "import rows.csv --save-map {1}",
)  # fmt: skip


@pytest.mark.parametrize("line", LONG_WORDS)
def test_words_have_a_length(program: Program, plan: bytes, line: str) -> None:
    """A name has at most 1,000 letters, a text 100,000: one more is refused wherever it comes in, one less is not."""
    file, key = program.folder / "coop.json", json.loads(plan)["figures"]["1"]["key"]
    for letters, code in ((0, 0), (1, 1)):
        file.write_bytes(plan)
        words = line.replace("{1}", "w" * (1000 + letters)).replace("{100}", "w" * (100_000 + letters))
        rows = f"goal,date,value,note,source\ntrade-volume,2025-03-31,5,{'n' * (100_000 + letters)},{{}}\n"
        (program.folder / "note.csv").write_text(rows.format(""))
        (program.folder / "source.csv").write_text(rows.format("s" * (1000 + letters)))
        (program.folder / "rows.csv").write_text("goal,date,value\ntrade-volume,2025-03-31,5\n")
        note = {"goal": "trade-volume", "date": "2025-03-31", "value": 5, "note": "n" * (100_000 + letters)}
        (program.folder / "note.jsonl").write_text(json.dumps(note))
        result = program.run(*words.replace("@", key).split())
        assert (result.code, (file.read_bytes() == plan) or "init" in words) == (code, bool(code) or "init" in words)
        assert not code or len(result.err) < 600, result.err


@pytest.mark.parametrize("sent", ["x" * 5000, "9" * 5000, "1 by " + "y" * 5000, "it's " + "z" * 5000])
def test_a_refusal_is_short_whatever_was_sent(program: Program, plan: bytes, sent: str) -> None:
    """A message shows the start of a very long value, not all of it: two lines that a person can read."""
    (program.folder / "coop.json").write_bytes(plan)
    for arguments in (["record", "trade-volume", sent], ["goal", "add", "q", "--from", "1", "--to", sent]):
        result = program.run(*arguments)
        assert (result.code, len(result.err) < 500) == (1, True), arguments[:2]


@pytest.mark.parametrize(
    "line", ["plan import -", "import -", "import - --format json", "import - --format csv", "record -"]
)
def test_brackets_in_brackets_are_no_fault(program: Program, plan: bytes, line: str) -> None:
    """JSON that is deeper than any reader goes, in each place where JSON is read from outside."""
    (program.folder / "coop.json").write_bytes(plan)
    for deep in (
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        '{"goal":"x","value":' + "[" * 9999,
    ):
        result = program.run(*line.split(), stdin=deep + "\n")
        assert (result.code, len(result.err) < 700) == (1, True), result.err


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _newer(data: bytes) -> bytes:
    return data.replace(b'"schema":2', b'"schema":99')


def _of(content: bytes) -> Callable[[bytes], bytes]:
    return lambda _: content


STATES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (_of(b""), "is empty"),
    "blank": (_of(b" \n"), "is empty"),
    "text": (_of(b"hello\n"), "line 1 is not JSON"),
    "null": (_of(b"null"), "is not a coopctl file"),
    "a list": (_of(b"[]"), "is not a coopctl file"),
    "another table": (_of(b'{"figures":[]}'), "is not a coopctl file"),
    "no plan": (_of(b"{}"), "no plan"),
    "a name twice": (_of(b'{"plan":{},"plan":{}}'), "stands twice"),
    "NaN": (_of(b'{"plan":{"1":{"a":NaN}}}'), "NaN"),
    "cut in half": (_cut, "breaks off"),
    "BOM": (lambda data: b"\xef\xbb\xbf" + data, "byte order mark"),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "UTF-16"),
    "Latin-1": (_of(b'{"plan":{"1":{"title":"caf\xe9"}}}'), "not UTF-8"),
    "newer": (_newer, "newer coopctl (schema 99"),
}
READERS_AND_WRITERS = (("status",), ("record", "joint"), ("log",), ("undo",), ("export",), ("goal", "archive", "joint"))


@pytest.mark.parametrize("state", STATES)
def test_a_bad_file_is_named_and_left_alone(program: Program, plan: bytes, state: str) -> None:
    """Readers and writers alike end with 3, name the file and what is wrong with it, and change nothing."""
    spoil, message = STATES[state]
    file = program.folder / "coop.json"
    file.write_bytes(spoil(plan))
    for arguments in READERS_AND_WRITERS:
        result = program.run(*arguments)
        assert (result.code, result.out, file.read_bytes() == spoil(plan)) == (3, "", True), (arguments, result.err)
        assert str(file) in result.err.splitlines()[0]
        assert message in result.err.splitlines()[0]


def test_doctor_keeps_the_way_out(program: Program, plan: bytes) -> None:
    """`doctor` on a newer file says to upgrade, not to go back to a backup."""
    (program.folder / "coop.json").write_bytes(_newer(plan))
    result = program.run("doctor")
    assert (result.code, "upgrade coopctl" in result.err) == (3, True), result.err


@pytest.mark.parametrize("target", ["nowhere.json", "coop.json"])
def test_a_dangling_link_hides_no_other_file(program: Program, plan: bytes, target: str) -> None:
    """A coop.json that leads nowhere is an error; the file of a folder above is not used in its place."""
    above = program.folder / "coop.json"
    above.write_bytes(plan)
    program.folder = program.folder / "below"
    program.folder.mkdir()
    (program.folder / "coop.json").symlink_to(target)
    for arguments in (["status"], ["record", "joint"]):
        result = program.run(*arguments)
        assert (result.code, result.out, above.read_bytes() == plan) == (3, "", True), arguments


def test_a_read_only_file_is_read_but_not_written(program: Program, plan: bytes) -> None:
    """A file without write permission answers, and refuses a figure with 3."""
    file = program.folder / "coop.json"
    file.write_bytes(plan)
    file.chmod(0o444)
    answer, refusal = program.run("status"), program.run("record", "joint")
    assert (answer.code, refusal.code, file.read_bytes() == plan) == (0, 3, True)
    assert "is read-only" in refusal.err.splitlines()[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_or_folder_is_no_file(program: Program) -> None:
    """A named pipe is refused without waiting for it, and so are a folder and a file in a folder that is not there."""
    os.mkfifo(program.folder / "pipe.json")
    for name, message in (
        ("pipe.json", "is not a regular file"),
        (".", "is a folder"),
        ("no/x.json", "there is no file"),
    ):
        result = program.run("status", "--file", name)
        assert (result.code, message in result.err.splitlines()[0]) == (3, True), result.err


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("status >&-", "error: cannot write the answer"),
        ("record joint >&-", "error: cannot write the answer"),
        ("status >/dev/full", "error: cannot write the answer: No space left on device"),
        ("export >/dev/full", "error: cannot write the answer: No space left on device"),
        ("--version >/dev/full", "error: cannot write the answer: No space left on device"),
        ("plan import - --yes <&-", "error: standard input"),
        ("import - <&-", "error: standard input"),
        ("goal remove joint <&-", "error: removing joint-military-exercises with its 0 figures needs a yes"),
        ("plan import - --yes </dev/null", "error: standard input"),
        ("retract $(printf '\\351')", "error: there is no figure '\\udce9'"),
        ("record joint --note $(printf '\\377')", "error: '\\udcff' holds bytes that are not text"),
        ("record trade-volume $(printf '\\377')", "error: '\\udcff' is not an amount"),
        ("status $(printf '\\377')", "error: there is no goal '\\udcff'"),
        ("status nope 2>&-", ""),
        ("status nope 2>/dev/full", ""),
    ],
)  # fmt: skip
def test_a_broken_stream_is_an_error(tmp_path: Path, plan: bytes, command: str, message: str) -> None:
    """A real process with a closed, full or undecodable stream ends with 1 and one or two lines, never a traceback."""
    file = tmp_path / "coop.json"
    file.write_bytes(plan)
    done = subprocess.run(
        ["sh", "-c", f"{COOPCTL} {command}"], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, len(lines) <= 2, file.read_bytes() == plan) == (1, True, True), lines[-3:]
    assert "".join(lines[:1]).startswith(message)


@pytest.mark.parametrize("closing", ["2>&-", "2>/dev/full"])
def test_a_change_that_nobody_hears_of_is_done(tmp_path: Path, plan: bytes, closing: str) -> None:
    """Talk that cannot be written does not fail a change that is stored."""
    (tmp_path / "coop.json").write_bytes(plan)
    shell = f"{COOPCTL} goal archive joint {closing}"
    done = subprocess.run(["sh", "-c", shell], cwd=tmp_path, check=False, timeout=60)
    listed = spawn("status", "joint", "--all", "-o", "json", folder=tmp_path).stdout
    assert (done.returncode, b"joint" in listed, (tmp_path / "coop.json").read_bytes() == plan) == (0, True, False)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_stream_of_few_letters_is_answered(tmp_path: Path, plan: bytes, encoding: str) -> None:
    """Where the output cannot hold a letter it is shown by another; the figure is recorded once, exit code 0."""
    (tmp_path / "coop.json").write_bytes(plan)
    for arguments in (("status",), ("record", "joint", "--note", "café – 5"), ("log",), ("explain", "joint")):
        done = spawn(*arguments, folder=tmp_path, environ={"PYTHONIOENCODING": encoding})
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False), (arguments, done.stderr[-200:])


_ODD = st.text("@/:% '\"\\\n?&=x", max_size=4)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(odd=st.tuples(_ODD, _ODD, _ODD), scheme=st.sampled_from(["postgres", "postgresql", "POSTGRES", "mysql"]))
def test_the_address_of_a_database_is_never_shown(program: Program, odd: tuple[str, str, str], scheme: str) -> None:
    """Whatever stands in it, and wherever a file can be named, no part of an address is in any message."""
    before, between, after = odd
    address = f"{scheme}://user{before}:s3cr3t{between}@127.0.0.1{after}/x"
    for arguments, environ in (
        (["status", "--file", address], {}),
        (["init", "--file", address], {}),
        (["status"], {"COOPCTL_FILE": address}),
        (["restore", address], {}),
        (["backup", address], {}),
        (["import", address], {}),
        (["plan", "import", address], {}),
        (["doctor", address], {}),
        (["doctor"], {"COOPCTL_FILE": address}),
        (["backup"], {"COOPCTL_FILE": address}),
        (["restore", "coop.json"], {"COOPCTL_FILE": address}),
        (["merge", address], {}),
        (["merge", address, "--both"], {}),
        (["merge-driver", address, address, address], {}),
        (["share", "main", "office", "--as", "read"], {"COOPCTL_FILE": address}),
        (["record", address, "3"], {}),
        (["status", "--file", f"host=h user=u password={between}s3cr3t{after}"], {}),
    ):
        result = program.run(*arguments, environ=environ)
        assert result.code != 0
        assert "s3cr3t" not in result.out + result.err, arguments
        assert len(result.err.splitlines()) <= 2


@pytest.mark.parametrize("command", ["restore", "merge"])
def test_another_file_that_is_no_plan_says_what_to_do_with_it(mongolia: Program, command: str) -> None:
    """It is named as it was, and the way out is about that file and not about the plan's own."""
    (mongolia.folder / "a table.csv").write_text("goal,date,value\n")
    table = mongolia.run(command, "a table.csv")
    assert (table.code, "coopctl doctor --file 'a table.csv'" in table.err) == (3, True)
    assert "hint: name a file that is there, such as one that `coopctl backup` made" in mongolia.run(command, "no").err


@pytest.mark.parametrize("name", ["x.zip", "x.csv.gz", "x.pdf"])
def test_an_export_does_not_lie_about_its_format(mongolia: Program, name: str) -> None:
    """A file whose ending says another format is not written unless the format is said, too."""
    result = mongolia.run("export", "--to", name)
    assert (result.code, "say which it is: -o csv|tsv|" in result.err) == (2, True)
    assert mongolia.run("export", "--to", name, "-o", "csv").code == 0
    assert mongolia.run("export", "--to", "x.txt").code == 0


def test_a_column_of_values_that_is_not_known_is_asked_for(mongolia: Program) -> None:
    """Where rows are refused because no column was taken for the values, the hint names one and works."""
    text = "when,what,how much\n31/03/2024,trade-volume,251000000\n30/06/2024,trade-volume,abc\n"
    result = mongolia.run("import", "-", stdin=text)
    assert (result.code, result.err.splitlines()[-1]) == (
        1, "hint: name the column that holds the values, as in '--map=value=how much'")  # fmt: skip
    assert mongolia.done("import", "-", "--map=value=how much", "--skip-bad", stdin=text).startswith("1 figure")
