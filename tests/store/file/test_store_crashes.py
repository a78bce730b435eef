"""Power cuts and failing disks: what was acknowledged is there, and nothing is ever half there."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from coopctl.disk import files
from coopctl.errors import FileTrouble
from coopctl.store.file.backups import backup, restore
from coopctl.store.file.doctor import examine, mend
from coopctl.store.file.store import TinyStore
from store.file.disk import Failing, Quick, Watched
from store.file.samples import (
    PLAN,
    State,
    figure,
    figures,
    open_descriptors,
    retitle,
    rewritten,
    started,
    state,
    stock_keys,
)

Job = Callable[[Path], object]
KEYS = tuple(f"k{number}" for number in range(1, 20))


def prepared(path: Path, count: int, form: str) -> None:
    """A file with so many figures, in its own form, torn, or as others wrote it."""
    started(path, count)
    if form == "torn":
        with path.open("r+b") as file:
            file.seek(-3, os.SEEK_END)
            file.write(b',"99":{"key":"torn')
    elif form == "unclosed":
        path.write_bytes(path.read_bytes()[:-3])
    elif form:
        rewritten(path, form)


def one_more(count: int) -> Job:
    return lambda path: TinyStore(path).append([figure(f"k{count + 1}")])


def three_more(count: int) -> Job:
    return lambda path: TinyStore(path).append(figures(3, count + 1, "b"))


def new_title(path: Path) -> None:
    retitle(TinyStore(path), "new")


def restored(path: Path) -> None:
    restore(path, path.parent / "other.json", path.parent / "kept.json", 1, lambda _: None)


def kept_copy(path: Path) -> None:
    backup(path, path.parent / "copy.json", lambda _: None)


def mended(path: Path) -> None:
    mend(TinyStore(path))


NUMBERS = [
    pytest.param(errno.ENOSPC, id="ENOSPC"),
    pytest.param(errno.EIO, id="EIO"),
    pytest.param(errno.EDQUOT, id="EDQUOT", marks=pytest.mark.long),
]


class Case(Struct, frozen=True):
    """A job on a file with so many figures in a form, and the title and number of figures after it."""

    count: int
    form: str
    job: Job
    after: int
    title: str

    @property
    def old(self) -> State:
        return "old", KEYS[: self.count]

    @property
    def new(self) -> State:
        return self.title, KEYS[: self.after]


JOBS = [
    pytest.param(Case(0, "", one_more(0), 1, "old"), id="first figure"),
    pytest.param(Case(9, "", one_more(9), 10, "old"), id="tenth figure"),
    pytest.param(Case(2, "torn", one_more(2), 3, "old"), id="figure after a torn one"),
    pytest.param(Case(2, "unclosed", one_more(2), 3, "old"), id="figure after missing braces"),
    pytest.param(Case(2, "stock", one_more(2), 3, "old"), id="figure after stock TinyDB"),
    pytest.param(Case(2, "last spread", one_more(2), 3, "old"), id="figure after an edit"),
    pytest.param(Case(0, "", three_more(0), 3, "old"), id="first import"),
    pytest.param(Case(9, "", three_more(9), 12, "old"), id="import"),
    pytest.param(Case(2, "torn", three_more(2), 5, "old"), id="import after a torn one"),
    pytest.param(Case(2, "unclosed", three_more(2), 5, "old"), id="import after missing braces"),
    pytest.param(Case(2, "", new_title, 2, "new"), id="plan change"),
    pytest.param(Case(2, "torn", new_title, 2, "new"), id="plan change after a torn one"),
    pytest.param(Case(2, "", restored, 1, "old"), id="restore"),
    pytest.param(Case(2, "", kept_copy, 2, "old"), id="backup"),
    pytest.param(Case(2, "torn", mended, 2, "old"), id="repair"),
]


@pytest.mark.parametrize("case", JOBS)
def test_every_crash_leaves_the_old_state_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: bool, case: Case
) -> None:
    """A power cut after any call, whatever reached the disk, leaves the state before or after, and writing goes on."""
    folder, crashed = tmp_path / "folder", tmp_path / "crashed"
    folder.mkdir()
    crashed.mkdir()
    prepared(folder / "coop.json", case.count, case.form)
    started(folder / "other.json", 1)
    disk = Watched(folder)
    monkeypatch.setattr(files, "os", disk)
    case.job(folder / "coop.json")
    monkeypatch.setattr(files, "os", Quick())
    disk.close_held()
    states = 0
    for made, left in disk.crashes():
        path = place(crashed, left)
        found = state(path)
        assert found in ((case.new,) if made == len(disk.log) else (case.old, case.new)), (made, disk.log)
        states += 1
        if not full and states % 11:
            continue
        TinyStore(path).append([figure("next")])
        assert (found[0], (*found[1], "next")) == state(path)
        assert [*found[1], "next"] == stock_keys(path)
        mend(TinyStore(path))
        assert [one for one in examine(path).findings if "what a crash cut off" not in one] == []
    assert states > len(disk.log)


def test_a_crash_while_a_file_is_created_leaves_none_or_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut during init leaves no file, or one that opens."""
    folder, crashed = tmp_path / "folder", tmp_path / "crashed"
    folder.mkdir()
    crashed.mkdir()
    disk = Watched(folder)
    monkeypatch.setattr(files, "os", disk)
    TinyStore(folder / "coop.json").create(PLAN)
    disk.close_held()
    for made, left in disk.crashes():
        path = place(crashed, left)
        if path.exists() or made == len(disk.log):
            assert state(path) == ("old", ())


def place(folder: Path, left: dict[str, bytes]) -> Path:
    """A folder with these files and no others."""
    for one in folder.iterdir():
        one.unlink()
    for name, content in left.items():
        (folder / name).write_bytes(content)
    return folder / "coop.json"


def complaint(job: Job, path: Path) -> str:
    """What the job is refused with, "" when it is done; any other error than the file's own ends the test."""
    try:
        job(path)
    except FileTrouble as trouble:
        return f"{trouble.message}; {trouble.hint}"
    return ""


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("case", JOBS)
def test_whatever_call_fails_the_message_says_whether_the_state_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case, number: int, lasting: bool
) -> None:
    """Each call fails in turn: no third state, no leftover, no open descriptor, a true message."""
    failed = 0
    for at in range(1, 100):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = folder / "coop.json"
        monkeypatch.setattr(files, "os", Quick())
        prepared(path, case.count, case.form)
        started(folder / "other.json", 1)
        descriptors = open_descriptors()
        disk = Failing(at, number, lasting=lasting)
        monkeypatch.setattr(files, "os", disk)
        said = complaint(case.job, path)
        failed += bool(said)
        assert not said or os.strerror(number).lower() in said
        assert descriptors == open_descriptors()
        monkeypatch.setattr(files, "os", Quick())
        if not said:
            assert state(path) == case.new
        elif "nothing was" in said:
            assert state(path) == case.old, said
        elif "may be there" in said:
            assert state(path) in (case.old, case.new), said
        else:
            assert state(path) == case.new, said
        if not lasting and disk.failed != ["unlink"]:
            assert list(folder.glob(".*.tmp")) == [], said
        TinyStore(path).append([figure("next")])
        assert stock_keys(path)[-1] == "next"
        if disk.calls < at:
            assert failed
            return
    raise AssertionError("the job never ended")
