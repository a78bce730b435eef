"""What doctor finds and mends, and what backup and restore do and say."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from coopctl.errors import FileTrouble
from coopctl.store.file.backups import backup, restore
from coopctl.store.file.doctor import examine, mend
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.store import TinyStore
from running import Program
from store.file.samples import FORMS, content, edited, figure, listing, retitle, rewritten, started, state, stock_keys


@pytest.mark.parametrize("taken", ["", "to", "folder"])
def test_a_backup_never_overwrites(tmp_path: Path, taken: str) -> None:
    """A name that is taken, by a file or a folder, is refused; a backup reads back as the file does."""
    path, to = tmp_path / "coop.json", tmp_path / "copy.json"
    started(path, 3)
    if taken == "to":
        to.write_text("mine")
    elif taken:
        to.mkdir()
    if not taken:
        assert backup(path, to, print) == 3
        assert path.read_bytes() == to.read_bytes()
        return
    with pytest.raises(FileTrouble, match="is there already"):
        backup(path, to, print)
    assert list(tmp_path.glob(".*.tmp")) == []


def test_a_copy_that_cannot_be_read_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails between writing a copy and reading it leaves none, and says which it was."""
    path = tmp_path / "coop.json"
    started(path, 2)

    def failing(where: Path) -> LineFile:
        if where != path:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return LineFile(where)

    monkeypatch.setattr("coopctl.store.file.backups.LineFile", failing)
    before = listing(tmp_path)
    with pytest.raises(FileTrouble, match=r"cannot read back \S+copy\.json: input/output error"):
        backup(path, tmp_path / "copy.json", print)
    assert listing(tmp_path) == before


def test_a_restore_keeps_what_it_replaces(tmp_path: Path) -> None:
    """Even a damaged file is kept byte for byte, and restoring it the other way round undoes a restore."""
    path, to, kept = (tmp_path / name for name in ("coop.json", "copy.json", "kept.json"))
    store = started(path, 3)
    backup(path, to, print)
    store.append([figure("k4")])
    assert restore(path, to, kept, 1, print) == (3, True)
    assert state(path) == ("old", ("k1", "k2", "k3"))
    assert restore(path, kept, tmp_path / "kept2.json", 1, print) == (4, True)
    assert state(path) == ("old", ("k1", "k2", "k3", "k4"))
    path.write_bytes(b"damage")
    restore(path, to, tmp_path / "kept3.json", 1, print)
    assert (tmp_path / "kept3.json").read_bytes() == b"damage"
    with pytest.raises(FileTrouble, match="is not JSON"):
        restore(path, tmp_path / "kept3.json", tmp_path / "kept4.json", 1, print)
    assert state(path) == ("old", ("k1", "k2", "k3"))


FINDINGS = [
    pytest.param(edited(b'"goal":"trade"', b'"goal":"gone"'), "figure 1 is of gone", id="unknown goal"),
    pytest.param(edited(b'"key":"k2"', b'"key":"k1"'), "figure 2 has the key k1", id="key twice"),
    pytest.param(edited(b'"key":"k2"', b'"key":"k2","replaces":"no"'), "figure 2 replaces no", id="replaces"),
    pytest.param(edited(b'"key":"k1"', b'"key":"k1","retracts":"k2"'), "figure 1 takes back k2", id="retracts"),
    pytest.param(edited(b',"2":', b',"1":'), "line 9 has the place 1", id="place twice"),
    pytest.param(edited(b'"262.50"', b'"x"'), "line 8 is not a figure", id="bad value"),
    pytest.param(edited(b'"id":"trade"', b'"id":"trade","after":7'), "goal trade counts figures after 7", id="after"),
    pytest.param(edited(b'"on":"2025-06-30"', b'"on":"2025-07-31"'), "figure 1 is said to be for 2025-07-31", id="day"),
    pytest.param(edited(b'"on":"2025-06-30"', b'"on":"2025-07"'), "for 2025-07, and counts on 2025-06-30", id="month"),
    pytest.param(edited(b'"on":"2025-06-30"', b'"on":"2025-99-30"'), "is said to be for 2025-99-30", id="no day"),
    pytest.param(content(b"x"), "is not JSON", id="no file of ours"),
]


@pytest.mark.parametrize(("spoil", "finding"), FINDINGS)
def test_doctor_finds(tmp_path: Path, spoil: Callable[[Path], object], finding: str) -> None:
    """Each thing that is wrong is named, and looking changes nothing."""
    path = tmp_path / "coop.json"
    started(path, 2)
    spoil(path)
    before = listing(tmp_path)
    assert finding in "\n".join(examine(path).findings)
    assert before == listing(tmp_path)


@pytest.mark.parametrize("form", [*FORMS, "torn", "unclosed", "middle spread"])
def test_doctor_mends_the_form(tmp_path: Path, form: str) -> None:
    """What needs no guessing is mended, and every figure is there afterwards."""
    path = tmp_path / "coop.json"
    started(path, 3)
    if form == "torn":
        path.write_bytes(path.read_bytes()[:-3] + b',"4":{"key":"to')
    elif form == "unclosed":
        path.write_bytes(path.read_bytes()[:-3])
    elif form == "middle spread":
        edited(b'{"key":"k2"', b'{\n"key":"k2"')(path)
    else:
        rewritten(path, form)
    assert examine(path).mendable == 1
    mend(TinyStore(path))
    assert [one for one in examine(path).findings if "torn" not in one] == []
    assert stock_keys(path) == ["k1", "k2", "k3"]


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("scrap", [b"see mail\n", b"\0\0\0\n", b",{}\n", b"a\n\nb\n"])
def test_lines_with_nothing_of_a_figure_are_taken_out_and_kept(tmp_path: Path, scrap: bytes, at: int) -> None:
    """A record goes on beside them, as it reads no older line; what nobody wrote a figure in is mended."""
    path = tmp_path / "coop.json"
    started(path, 3)
    figure_line = b'"%d":{"key"' % at
    comma = b"," if at > 1 else b""
    edited(comma + figure_line, scrap + comma + figure_line)(path)
    TinyStore(path).append([figure("k4")])
    found = examine(path)
    assert [one.partition(" holds ")[2] for one in found.findings] == ["nothing of a figure"] * scrap.count(b"\n")
    assert found.mendable == len(found.findings)
    said: list[str] = []
    mend(TinyStore(path), said.append)
    assert (examine(path).findings, stock_keys(path)) == ((), ["k1", "k2", "k3", "k4"])
    (kept,) = tmp_path.glob("coop.json.torn-*")
    assert (kept.read_bytes().removeprefix(b","), kept.name in said[0]) == (scrap.removeprefix(b","), True)


@pytest.mark.parametrize(
    "line", [b',"9":{"key":"k9"\n', b'"key":"k9"\n', b'see mail\n,"9":{\n', b',"9":{"key":"k9"}\n']
)
def test_lines_with_part_of_a_figure_are_left_to_a_person(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "coop.json"
    started(path, 3)
    edited(b',"2":{"key"', line + b',"2":{"key"')(path)
    before = path.read_bytes()
    with suppress(FileTrouble):
        mend(TinyStore(path))
    assert (path.read_bytes(), list(tmp_path.glob("*.torn-*")), bool(examine(path).findings)) == (before, [], True)


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """A command in a folder, in this process."""
    result = Program(folder).run(*arguments)
    return result.code, result.out, result.err


def test_the_commands_say_what_they_did(tmp_path: Path) -> None:
    """doctor, backup and restore, each with its answer, its hint and its exit code."""
    path = tmp_path / "coop.json"
    started(path, 3)
    assert (0, f"{path}: 1 goal, 0 changes, 3 figures: nothing is wrong\n", "") == run(tmp_path, "doctor")
    code, out, err = run(tmp_path, "backup")
    (copy,) = tmp_path.glob("coop-*Z.json")
    assert (0, f"copied to {copy} (3 figures)\n") == (code, out)
    assert f"hint: go back to it with `coopctl restore {copy}`\n" == err
    path.write_bytes(path.read_bytes()[:-3] + b',"4":{"key":"to')
    code, out, err = run(tmp_path, "doctor")
    assert code == 3
    assert out == "the last write was cut off: 15 bytes after figure 3 are no whole line\n"
    assert "hint: mend it with `coopctl doctor --repair`" in err
    code, out, err = run(tmp_path, "doctor", "--repair")
    (torn,) = tmp_path.glob("*.torn-*")
    note = f"note: {torn.name} holds what was no figure, such as what a crash cut off; look into it, then remove it"
    assert (code, out.splitlines()[0], out.splitlines()[1].endswith("nothing is wrong")) == (0, note, True)
    torn.unlink()
    assert run(tmp_path, "doctor")[0] == 0
    code, out, err = run(tmp_path, "restore", copy.name)
    assert (0, f"restored {path} from {copy.name} (3 figures)\n") == (code, out)
    assert "undo this with `coopctl restore" in err


def test_figures_of_goals_that_are_gone(tmp_path: Path) -> None:
    """A figure that was recorded after its goal was removed is a finding; it is undone, or refused, without a fault."""
    program = Program(tmp_path)
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    program.done("record", "trade", "260")
    program.done("goal", "remove", "trade", "--yes")
    assert run(tmp_path, "doctor")[0] == 0
    path = tmp_path / "coop.json"
    line = path.read_bytes().splitlines(keepends=True)[-2]
    path.write_bytes(
        path.read_bytes()[:-3] + b"," + line.replace(b'"1":', b'"2":').replace(b'"key":"', b'"key":"f') + b"}}\n"
    )
    code, out, _ = run(tmp_path, "doctor")
    assert (code, "figure 2 is of trade, which was removed before it was recorded" in out) == (3, True), out
    assert [line.split("\t")[0] for line in program.done("log", "-o", "tsv").splitlines()[1:]] == ["2"]
    program.done("undo", "--anyone")
    assert run(tmp_path, "doctor")[0] == 0


def test_the_way_out_says_what_it_loses(tmp_path: Path) -> None:
    """Where nothing can be mended without guessing, the best backup is named, with what is not in it."""
    path = tmp_path / "coop.json"
    store = started(path, 3)
    edited(b'"262.50"', b'"x"')(path)
    assert "no backup lies beside it" in run(tmp_path, "doctor")[2]
    edited(b'"x"', b'"262.50"')(path)
    backup(path, tmp_path / "coop-20250101T000000Z.json", print)
    store.append([figure("k4"), figure("k5")])
    edited(b'"262.50"', b'"x"')(path)
    err = run(tmp_path, "doctor")[2]
    assert "go back with `coopctl restore coop-20250101T000000Z.json`, which has 2 figures fewer" in err


@pytest.mark.parametrize("field", [b'"k\xf9y"', b'"\xed\xa0\x80"', b'"x":"\xff","note"', b'"\\ud800"'])
def test_what_is_no_text_in_a_field_that_nobody_knows(program: Program, field: bytes) -> None:
    """A decoder passes over it; another TinyDB program stops there, so doctor names its line and no command fails."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    for value in ("255", "256"):
        program.done("record", "trade", value, "--note", "n")
    file = program.folder / "coop.json"
    data = file.read_bytes()
    for at in (data.index(b'"note"'), data.rindex(b'"note"')):
        bad = data[:at] + field + data[at + len(b'"note"') :]
        for command in ("doctor", "doctor --repair"):
            file.write_bytes(bad)
            result = program.run(*command.split())
            assert (result.code, ", line " in result.out + result.err) == (3, True), result.err
        for command in ("status", "log", "record trade 257", "goal edit trade --note x", "undo", "merge other.json"):
            file.write_bytes(bad)
            (program.folder / "other.json").write_bytes(bad)
            result = program.run(*command.split())
            assert result.code in (0, 3), (command, result.err)


def test_doctor_says_that_a_file_is_read_only(program: Program) -> None:
    """Nothing is wrong with it, and nothing can be recorded in it."""
    program.done("init")
    assert "read-only" not in program.done("doctor")
    (program.folder / "coop.json").chmod(0o444)
    told = program.done("doctor")
    assert ("note: it is read-only" in told, "nothing is wrong" in told) == (True, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_that_an_editor_saved_in_another_encoding_is_mended(tmp_path: Path, encoding: str, end: str) -> None:
    """What it says stays the same to the last letter; only its encoding is the editor's."""
    path = tmp_path / "coop.json"
    store, text = started(path, 3), path.read_text(encoding="utf-8").replace("old", "Größe 大小")
    path.write_text(text, encoding="utf-8")
    before = state(path)
    mark = "\ufeff" if encoding[-2:] in ("le", "be") else ""
    path.write_bytes(f"{mark}{text}".replace("\n", end).encode(encoding))
    assert examine(path).mendable == 1
    mend(store)
    assert (state(path), examine(path).findings) == (before, ())


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfhello", "\ufeffhello".encode("utf-16-le"), b"\xff\xfe{", b"\xef\xbb\xbf\xff"]
)
def test_what_is_no_plan_in_any_encoding_is_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "coop.json"
    store = started(path, 1)
    path.write_bytes(data)
    found = examine(path)
    assert (found.mendable, found.way_out.startswith("mend it with an editor")) == (0, True)
    with pytest.raises(FileTrouble):
        mend(store)
    assert path.read_bytes() == data


@pytest.mark.parametrize(("names", "said"), [(0, ""), (1, "another name"), (2, "2 other names")])
def test_names_that_part_with_the_next_change_are_noted(tmp_path: Path, names: int, said: str) -> None:
    """A hard link shows what is recorded until the file is written anew; then it stays behind without a word."""
    path = tmp_path / "coop.json"
    store = started(path, 1)
    for number in range(names):
        path.with_name(f"other{number}.txt").hardlink_to(path)
    noted = [f"it has {said} by hard links, which part from it with the next change; make copies of them: cp"]
    assert list(examine(path).notes) == (noted if names else [])
    retitle(store, "new")
    assert list(examine(path).notes) == []
