"""What others make of it, and what a write leaves."""

import json
import os
import subprocess
import sys
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from msgspec import structs

from coopctl.disk import files
from coopctl.disk.lock import locked, sidecar
from coopctl.errors import FileTrouble
from coopctl.store import Recorder
from coopctl.store.file.doctor import examine
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.store import TinyStore
from coopctl.store.file.tinydb_storage import LineStorage
from store.file.samples import (
    FORMS,
    NOW,
    figure,
    figures,
    open_descriptors,
    places,
    retitle,
    rewritten,
    started,
    state,
    stock_keys,
)


def test_mode_link_and_backup_survive_a_rewrite(tmp_path: Path) -> None:
    """A change of the plan keeps a private file private, a link a link, and the file as it was under .bak."""
    path, link = tmp_path / "coop.json", tmp_path / "link.json"
    started(path, 2)
    path.chmod(0o600)
    link.symlink_to(path.name)
    before = path.read_bytes()
    retitle(TinyStore(link), "new")
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600
    assert before == (tmp_path / "coop.json.bak").read_bytes()
    assert (tmp_path / "coop.json.bak").stat().st_mode & 0o777 == 0o600
    TinyStore(path).append([figure("k3")])
    assert before == (tmp_path / "coop.json.bak").read_bytes()


def test_an_append_changes_no_earlier_line(tmp_path: Path) -> None:
    """Git sees a record as one added line."""
    path = tmp_path / "coop.json"
    store = started(path, 2)
    before = path.read_bytes().splitlines()
    store.append([figure("k3")])
    after = path.read_bytes().splitlines()
    assert before == [*after[:-2], after[-1]]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_others_rewrote_still_works_and_the_next_record_restores_its_form(
    tmp_path: Path, form: str
) -> None:
    """Reformatted by stock TinyDB, a formatter or an editor: nothing is lost, and other programs' tables stay."""
    path = tmp_path / "coop.json"
    started(path, 3)
    rewritten(path, "stock")
    rewritten(path, form)
    assert state(path) == ("old", ("k1", "k2", "k3"))
    TinyStore(path).append([figure("k4")])
    assert stock_keys(path) == ["k1", "k2", "k3", "k4"]
    assert path.read_bytes().startswith(b'{"plan":{\n"1":{')
    assert {"text": "héllo", "number": 1.5} in json.loads(path.read_bytes())["notes"].values()
    assert examine(path).findings == ()


def test_a_first_line_removed_by_hand_is_no_damage(tmp_path: Path) -> None:
    """What stays begins with a comma, which the next record mends."""
    path = tmp_path / "coop.json"
    started(path, 3)
    text = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in text if b'"k1"' not in line))
    assert state(path) == ("old", ("k2", "k3"))
    TinyStore(path).append([figure("k4")])
    assert stock_keys(path) == ["k2", "k3", "k4"]


def test_numbers_of_others_keep_their_digits(tmp_path: Path) -> None:
    """A rewrite rounds nothing that another program keeps in the file."""
    path = tmp_path / "coop.json"
    started(path)
    path.write_text(
        path.read_text().replace('},"figures"', '},"notes":{\n"1":{"n":1.10,"m":12345678901234567890123}\n},"figures"')
    )
    retitle(TinyStore(path), "new")
    assert '{"n":1.10,"m":12345678901234567890123}' in path.read_text()


def test_a_torn_tail_is_told_when_read_and_kept_when_written(tmp_path: Path) -> None:
    """Readers say it in one line and use whole lines; the next record keeps the rest beside the file."""
    path, said = tmp_path / "coop.json", list[str]()
    started(path, 2)
    path.write_bytes(path.read_bytes()[:-3] + b',"3":{"key":"to')
    store = TinyStore(path, say=said.append)
    assert places(list(store.figures())) == [1, 2]
    assert store.contents().plan.title == "old"
    assert len(said) == 1
    TinyStore(path, say=said.append).append([figure("k3")])
    (torn,) = tmp_path.glob("coop.json.torn-*")
    assert torn.read_bytes() == b',"3":{"key":"to'
    assert len(said) == 2
    assert torn.name in said[1]
    assert stock_keys(path) == ["k1", "k2", "k3"]


def test_a_file_replaced_behind_our_back_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A foreign program's change between reading and writing is noticed, and kept."""
    path = tmp_path / "coop.json"
    store = started(path, 2)
    stage = files.stage

    def meanwhile(*arguments: object, **named: object) -> Path:
        staged = stage(*arguments, **named)  # type: ignore[arg-type]
        rewritten(path, "pretty")
        return staged

    monkeypatch.setattr(files, "stage", meanwhile)
    with pytest.raises(FileTrouble, match="changed by another program"):
        retitle(store, "new")
    assert state(path) == ("old", ("k1", "k2"))
    assert list(tmp_path.glob(".*.tmp")) == []


def test_a_lock_that_is_not_free_is_told_and_leaks_nothing(tmp_path: Path) -> None:
    """Exit 3 after the timeout, which says that trying again is safe; every descriptor is closed."""
    path = tmp_path / "coop.json"
    started(path, 1)
    before = open_descriptors()
    with locked(path, 0, print):
        for _ in range(3):
            with pytest.raises(
                FileTrouble, match=r"locked by another coopctl \(process [0-9]+\) for more than 0.01 seconds"
            ) as caught:
                TinyStore(path, lock_timeout=0.01).append([figure("k2")])
            assert "nothing was written" in caught.value.hint
        assert "another coopctl is writing" in examine(path).seen
    assert before == open_descriptors()


def test_a_long_wait_is_told_once(tmp_path: Path) -> None:
    """After a second of waiting one line says so; then the record goes on."""
    path, said = tmp_path / "coop.json", list[str]()
    started(path, 1)
    free, held = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(path, 0, print):
            held.set()
            free.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    threading.Timer(1.3, free.set).start()
    TinyStore(path, say=said.append).append([figure("k2")])
    thread.join()
    assert [f"waiting for another coopctl (process {os.getpid()}) to finish with {path}"] == said


def test_a_removed_sidecar_keeps_nobody_out_and_lets_nobody_in_twice(tmp_path: Path) -> None:
    """Who took the lock on a sidecar that is gone tries again on the new one."""
    path = tmp_path / "coop.json"
    started(path, 1)
    with locked(path, 0, print):
        sidecar(path).unlink()
        with locked(path, 0, print), pytest.raises(FileTrouble, match="is locked"), locked(path, 0.01, print):
            raise AssertionError("two hold one lock")


def test_stale_temporaries_are_swept_and_others_are_not(tmp_path: Path) -> None:
    """The next rewrite removes what a crash left of this file, and nothing else."""
    path = tmp_path / "coop.json"
    store = started(path, 1)
    mine, other = tmp_path / ".coop.json.0123abcd.tmp", tmp_path / ".coop-2.json.0123abcd.tmp"
    mine.touch()
    other.touch()
    assert (f"{mine.name} is left of a write that did not finish",) == examine(path).findings
    retitle(store, "new")
    assert [other] == list(tmp_path.glob(".*.tmp"))


def test_line_storage_is_a_tinydb_storage_that_keeps_the_form(tmp_path: Path) -> None:
    """TinyDB over it reads and writes the file, and coopctl finds its own form."""
    from tinydb import TinyDB

    path = tmp_path / "coop.json"
    started(path, 2)
    with TinyDB(path, storage=LineStorage) as db:
        db.table("notes").insert({"n": 1})
    assert examine(path).findings == ()
    assert stock_keys(path) == ["k1", "k2"]


def refusal(store: TinyStore, key: str) -> str:
    """What recording a figure is refused with, "" when it is not."""
    try:
        store.append([figure(key)])
    except FileTrouble as trouble:
        return f"{trouble.message}; {trouble.hint}"
    return ""


@pytest.mark.skipif(sys.platform != "linux", reason="needs tmpfs")
def test_a_full_disk_keeps_what_is_there(tmp_path: Path) -> None:
    """On a full small tmpfs each command fails with exit 3, and everything recorded before is there."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting a file system is not allowed here")
    try:
        path, recorded = folder / "coop.json", 2
        store = started(path, 2)
        while not (trouble := refusal(store, f"k{recorded + 1}")):
            recorded += 1
        assert "no space left on device" in trouble
        assert "nothing was changed" in trouble
        keys = tuple(f"k{number}" for number in range(1, recorded + 1))
        for change in (partial(retitle, store, "new"), partial(store.append, figures(50, 9000, "b"))):
            with pytest.raises(FileTrouble, match="no space left on device"):
                change()
            assert ("old", keys) == state(path)
            assert list(keys) == stock_keys(path)
            assert list(folder.glob(".*.tmp")) == []
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_long_note_is_a_line_all_the_same(tmp_path: Path) -> None:
    """A figure of hundreds of kilobytes is one line; the file is in its form, and the next append is one write."""
    path = tmp_path / "coop.json"
    store = started(path, 2)
    for key in ("long", "longer"):
        store.append([structs.replace(figure(key), note="x" * 300_000)])
        with LineFile(path) as file:
            assert file.line_form
    store.append([figure("next")])
    assert stock_keys(path) == ["k1", "k2", "long", "longer", "next"]
    assert examine(path).findings == ()


@pytest.mark.parametrize(
    ("ahead", "said"), [(timedelta(hours=30), 0), (timedelta(days=3), 1), (-timedelta(days=900), 0)]
)
def test_a_clock_that_was_far_ahead_is_told_of(tmp_path: Path, ahead: timedelta, said: int) -> None:
    """What is recorded after a clock that went wrong gets its time, and --known-at leaves it out for as long."""
    told: list[str] = []
    started(tmp_path / "coop.json")
    TinyStore(tmp_path / "coop.json", recorder=Recorder(clock=lambda: NOW + ahead)).append([figure("k1")])
    store = TinyStore(tmp_path / "coop.json", say=told.append, recorder=Recorder(clock=lambda: NOW))
    store.append([figure("k2")])
    assert [one.recorded_at for _, one in store.figures()] == [NOW + ahead, max(NOW, NOW + ahead)]
    assert [f"{NOW + ahead:%Y-%m-%d %H:%M} UTC, ahead of this clock" in one for one in told] == [True] * said
