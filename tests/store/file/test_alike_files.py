"""What two files begin with alike is found by its bytes, and tells what all figures would."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coopctl.plan.shared import AtHand
from coopctl.store.file.store import TinyStore
from running import Program

_Bent = Callable[[bytes], bytes]


@pytest.fixture
def files(program: Program) -> tuple[Path, Path]:
    """Two files with five figures of which the second replaces the first, and one of its own each."""
    folder = program.folder
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2027", "--since", "2024-12-31")
    program.done("record", "trade", "9", "--on", "2025-01-31", "--key", "one")
    program.done("record", "trade", "8", "--on", "2025-01-31", "--key", "two", "--replaces", "one")
    for key in ("three", "four", "five"):
        note = "n" * (90_000 if key == "three" else 10)
        program.done("record", "trade", "9", "--on", f"2025-0{len(key)}-28", "--key", key, "--note", note)
    ours, theirs = folder / "coop.json", folder / "other.json"
    theirs.write_bytes(ours.read_bytes())
    program.done("record", "trade", "5", "--on", "2025-06-30", "--key", "ours")
    program.done("record", "trade", "6", "--on", "2025-06-30", "--key", "theirs", "--file", "other.json")
    return ours, theirs


def test_what_is_shared_tells_what_its_figures_do(files: tuple[Path, Path]) -> None:
    ours, theirs = map(TinyStore, files)
    with ours.snapshot(), theirs.snapshot():
        found = ours.alike(theirs)
        assert found is not None
        shared, here, there = found
        figures = tuple(figure for _, figure in ours.figures())[:5]
        told = AtHand(figures)
        assert [[(place, one.key) for place, one in some] for some in (here, there)] == [[(6, "ours")], [(6, "theirs")]]
        assert (shared.number, list(shared.references)) == (5, list(told.references))
        assert [shared.key(place) for place in range(1, 6)] == [told.key(place) for place in range(1, 6)]
        assert [shared.last(goal) for goal in ("trade", "visits")] == [told.last("trade"), 0] == [5, 0]
        assert list(shared.named({"four", "one"})) == list(told.named({"four", "one"})) == [figures[0], figures[3]]


@pytest.mark.parametrize(
    "bent",
    [
        pytest.param(lambda data: data.replace(b'"key":"theirs"', b'"key":"four"'), id="a key that is shared"),
        pytest.param(lambda data: data.replace(b',"6":{', b',"6":{"recorded_at":"2001-01-01T00:00:00Z",').replace(
            b'"key":"theirs","goal":"trade","recorded_at":"20', b'"key":"theirs","goal":"trade","n":"'
        ), id="recorded earlier"),
        pytest.param(lambda data: data.replace(b"\n}}", b"\n"), id="torn"),
        pytest.param(lambda data: data.replace(b'"1":{"key":"one"', b'"1": {"key":"one"'), id="another first line"),
    ],
)  # fmt: skip
def test_all_are_looked_at_where_that_tells_too_little(files: tuple[Path, Path], bent: _Bent) -> None:
    ours, theirs = files
    theirs.write_bytes(bent(theirs.read_bytes()))
    stores = TinyStore(ours), TinyStore(theirs)
    with stores[0].snapshot(), stores[1].snapshot():
        assert stores[0].alike(stores[1]) is None


def test_places_that_do_not_count_the_figures(files: tuple[Path, Path]) -> None:
    for path in files:
        path.write_bytes(path.read_bytes().replace(b',"5":{', b',"7":{').replace(b',"6":{', b',"8":{'))
    stores = [TinyStore(path) for path in files]
    with stores[0].snapshot(), stores[1].snapshot():
        assert stores[0].alike(stores[1]) is None
