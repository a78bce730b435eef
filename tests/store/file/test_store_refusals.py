"""What may lie in the file's place: each refused with its reason, and left alone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coopctl.disk.lock import sidecar
from coopctl.errors import FileTrouble
from coopctl.store.file.backups import backup
from coopctl.store.file.store import TinyStore
from store.file.samples import content, edited, figure, listing, retitle, started, state

LINE = b',"3":{"key":"k3","goal":"trade","recorded_at":"2025-06-30T12:00:00Z"}\n'


def instead(make: Callable[[Path], object]) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        path.unlink()
        make(path)

    return change


BAD = [
    pytest.param(content(b""), "is empty", id="empty"),
    pytest.param(content(b" \n"), "is empty", id="blank"),
    pytest.param(lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()), "byte order mark", id="BOM"),
    pytest.param(lambda path: path.write_bytes(path.read_text().encode("utf-16")), "is UTF-16", id="UTF-16"),
    pytest.param(edited(b'"old"', b'"\xe9"'), "line 2 is not UTF-8", id="Latin-1"),
    pytest.param(edited(b'"262.50"', b"NaN"), "line 8 is not a figure", id="NaN in a line"),
    pytest.param(content(b'{"plan":{"1":{"title":NaN}}}'), "NaN is not a number", id="NaN"),
    pytest.param(edited(b'"schema":2', b'"schema":9'), "written by a newer coopctl (schema 9", id="newer"),
    pytest.param(edited(b'"schema":2', b'"schema":2,"title":"x"'), "'title' stands twice", id="name twice"),
    pytest.param(edited(b',"2":', b',"1":'), "line 9 has the place 1 after 1", id="place twice"),
    pytest.param(edited(b'"2":{', b'"2":}'), "line 9 is not a figure", id="bad line"),
    pytest.param(edited(b"}\n}}\n", b"}\nx\n" + LINE + b"}}\n"), "line 10 is not a figure", id="line between"),
    pytest.param(lambda path: os.truncate(path, 60), "breaks off", id="cut in the plan"),
    pytest.param(content(b"hello"), "is not JSON", id="text"),
    pytest.param(content(b"[1]"), "not tables of documents", id="a list"),
    pytest.param(content(b'{"notes":{"1":{}}}'), "with no plan", id="another TinyDB file"),
    pytest.param(content(b'{"plan":{"01":{}}}'), "not tables of documents", id="a place with a zero"),
    pytest.param(content(b"[" * 100_000), "is not", id="deep"),
    pytest.param(instead(Path.mkdir), "is a folder", id="folder"),
    pytest.param(instead(os.mkfifo), "is not a regular file", id="FIFO"),
    pytest.param(instead(lambda path: path.symlink_to("gone")), "is a link to gone, which is not there", id="dangling"),
    pytest.param(instead(lambda path: path.symlink_to(path.name)), "round in a circle", id="circle"),
    pytest.param(Path.unlink, "there is no file", id="missing"),
]


@pytest.mark.parametrize(("spoil", "message"), BAD)
def test_what_is_no_coopctl_file_is_named_and_left_alone(
    tmp_path: Path, spoil: Callable[[Path], object], message: str
) -> None:
    """Reading, recording, changing and copying each refuse with the reason, exit 3, and change nothing."""
    path = tmp_path / "coop.json"
    started(path, 2)
    spoil(path)
    sidecar(path).unlink()
    before = listing(tmp_path)
    store = TinyStore(path)
    for call in (
        lambda: state(path),
        lambda: list_all(store),
        lambda: retitle_checked(store),
        lambda: backup(path, tmp_path / "copy.json", print),
    ):
        with pytest.raises(FileTrouble) as caught:
            call()
        assert message in str(caught.value)
        assert caught.value.exit_code == 3
        assert caught.value.hint
        assert before == {name: what for name, what in listing(tmp_path).items() if name != ".coop.json.lock"}


def list_all(store: TinyStore) -> None:
    store.contents()
    for _ in store.figures():
        pass


def retitle_checked(store: TinyStore) -> None:
    """A change of the plan by someone who looks at the figures first, as record does."""
    with store.alone():
        list_all(store)
        retitle(store, "new")


@pytest.mark.parametrize("change", [lambda s: s.append([figure("k3")]), lambda s: retitle(s, "new")],
                         ids=["record", "plan change"])  # fmt: skip
def test_a_read_only_file_is_not_replaced(tmp_path: Path, change: Callable[[TinyStore], None]) -> None:
    """A file without write permission is refused although its folder could take a new one."""
    path = tmp_path / "coop.json"
    store = started(path, 2)
    path.chmod(0o444)
    before = path.read_bytes()
    with pytest.raises(FileTrouble, match="is read-only"):
        change(store)
    assert before == path.read_bytes()
    assert [*tmp_path.glob("*.bak"), *tmp_path.glob(".*.tmp")] == []
