"""From which figure on a goal counts is told by the figure's key, wherever its line stands by now."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tinydb import TinyDB

from coopctl.plan.journal import Change, Patch
from coopctl.plan.marks import marks
from coopctl.store.file import decoding
from coopctl.store.file.codec import contents_of
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.marks import figure_up_to
from coopctl.store.file.store import TinyStore
from running import Program
from store.file.samples import NOW, PLAN, figure


@pytest.fixture
def again(program: Program) -> Program:
    """A plan with a goal that was removed and added again under its old name, with figures of before and of after."""
    program.done("goal", "add", "wells", "--from", "0", "--to", "9 by 2027", "--since", "2024-12-31")
    _add_books(program)
    for key, goal, value in (("w1", "wells", "1"), ("b1", "books", "7"), ("w2", "wells", "2"), ("b2", "books", "8")):
        program.done("record", goal, value, "--on", "2025-03-31", "--key", key)
    program.done("goal", "remove", "books", "--yes")
    _add_books(program)
    for key, goal, value in (("w3", "wells", "3"), ("b3", "books", "3")):
        program.done("record", goal, value, "--on", "2025-04-30", "--key", key)
    return program


def _add_books(program: Program) -> None:
    words = ("--from", "0", "--to", "24 by 2027", "--measure", "total", "--since", "2024-12-31")
    program.done("goal", "add", "books", *words)


def _told(program: Program, *where: str) -> tuple[Any, list[str]]:
    """What the goal comes to, and in which order things were done."""
    goal = json.loads(program.done("status", "books", "-o", "json", *where))["goals"][0]
    acts = json.loads(program.done("undo", "--list", "-o", "json", *where))["acts"]
    return goal["reading"]["value"], [one["what"].partition(" (")[0] for one in acts]


def _renumbered(edit: Callable[[list[Any]], list[Any]]) -> Callable[[Path], None]:
    """Another program reads all figures and inserts them anew, so that they get other numbers."""

    def rewritten(path: Path) -> None:
        with TinyDB(path) as file:
            table = file.table("figures")
            kept = edit([dict(one) for one in table.all()])
            table.truncate()
            table.insert_multiple(kept)

    return rewritten


def _by_hand(path: Path) -> None:
    """An editor: the line of the first figure goes, and those below are numbered anew."""
    head, opening, rest = path.read_bytes().partition(b'"figures":{\n')
    lines = [line.partition(b":")[2] for line in rest.removesuffix(b"}}\n").split(b"\n")[1:-1]]
    body = b",".join(b'"%d":%b\n' % pair for pair in enumerate(lines, 1))
    path.write_bytes(head + opening + body + b"}}\n")


def _older(path: Path) -> None:
    """A file of an earlier version, which knew places only."""
    text = path.read_text("ascii")
    for key in ("w1", "b1", "w2", "b2", "w3", "b3"):
        text = text.replace(f',"after_key":"{key}"', "")
    assert "after_key" not in text
    path.write_text(text, "ascii")


@pytest.mark.parametrize(
    "edit",
    [
        _renumbered(lambda all_: all_[1:]),
        _renumbered(lambda all_: [{**all_[0], "key": "w0", "value": "5"}, *all_]),
        _renumbered(lambda all_: [one for one in all_ if one["key"] != "b2"]),
        _by_hand,
        _older,
    ],
    ids=["one gone", "one more", "its own gone", "by hand", "older"],
)
def test_a_goal_counts_the_same_wherever_its_lines_are(again: Program, edit: Callable[[Path], None]) -> None:
    """What was recorded of a removed goal of the same name is none of this one's, also after lines have moved."""
    path = again.folder / "coop.json"
    told = _told(again)
    assert told[0] == 3
    edit(path)
    keys = [one.key for _, one in TinyStore(path).figures()]
    value, acts = _told(again)
    assert value == 3
    if "b2" in keys:  # where the figure itself is gone, only its place is left
        assert [one for one in told[1] if one in acts] == [one for one in acts if one in told[1]]
    # The next write has every place right, so that nothing has to be looked for.
    again.done("goal", "edit", "wells", "--owner", "Ann")
    assert _told(again)[0] == value
    raw = json.loads(path.read_bytes())
    placed = {int(place): one["key"] for place, one in raw["figures"].items()}
    for one in (*raw["goals"].values(), *raw["changes"].values()):
        assert one.get("after_key", "") == (placed[one["after"]] if "after" in one else "")
    assert again.run("doctor").code == 0


def test_doctor_names_places_that_are_others_by_now(again: Program) -> None:
    """A file whose figures were renumbered reads as before, is found, and is mended."""
    _by_hand(again.folder / "coop.json")
    found = again.run("doctor")
    assert (found.code, "at which others stand by now" in found.out) == (3, True)
    assert _told(again)[0] == 3
    again.done("doctor", "--repair")
    assert again.run("doctor").code == 0
    assert _told(again)[0] == 3


def test_the_way_into_a_database_and_back(again: Program, database: str) -> None:
    """A file with holes in its numbers goes to a database, where they are closed, and back."""
    with TinyDB(again.folder / "coop.json") as file:
        file.table("figures").remove(doc_ids=[1])
    told = _told(again)
    there = f"{database}?plan=marks"
    again.done("restore", "coop.json", "--file", there)
    assert _told(again, "--file", there) == told
    again.done("record", "books", "2", "--on", "2025-05-31", "--file", there)
    assert _told(again, "--file", there)[0] == 5
    again.done("backup", "back.json", "--file", there)
    assert _told(again, "--file", "back.json")[0] == 5
    for where in (there, "back.json"):
        assert again.run("doctor", where).code == 0


def test_a_merge_moves_what_came_before(again: Program) -> None:
    """What somebody else had recorded earlier comes before it in the file, and the goal counts the same."""
    path = again.folder / "coop.json"
    (again.folder / "other.json").write_bytes(path.read_bytes())
    with TinyDB(again.folder / "other.json") as file:
        early = {"key": "early", "goal": "wells", "date": "2025-01-31", "value": "1", "on": "2025-01-31"}
        file.table("figures").insert({**early, "recorded_at": "2025-06-01T00:00:00Z"})
    again.done("merge", "other.json")
    assert next(one.key for _, one in TinyStore(path).figures()) == "early"
    assert _told(again)[0] == 3
    assert again.run("doctor").code == 0


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from([0, 3, 300, 9000])), max_size=40), st.data())
def test_a_place_is_found_without_reading_all(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int]], data: st.DataObject
) -> None:
    """The last figure up to a place, by halving, is the one that reading every line finds; lines of any length."""
    path = tmp_path_factory.mktemp("marks") / "coop.json"
    store = TinyStore(path)
    store.create(PLAN)
    store.append([structs.replace(figure(f"k{number}"), note="x" * long) for number, (_, long) in enumerate(steps)])
    head, opening, rest = path.read_bytes().partition(b'"figures":{\n')
    places, place = [], 0
    for step, _ in steps:
        place += step
        places.append(place)
    for number, place in reversed(list(enumerate(places, 1))):
        rest = rest.replace(b'"%d":{' % number, b'"%d":{' % place, 1)
    path.write_bytes(head + opening + rest)
    with LineFile(path) as file:
        all_ = [(place, one.key) for place, one in decoding.figures(file)]
        assert [place for place, _ in all_] == places
        wanted = data.draw(st.integers(0, place + 3))
        assert figure_up_to(file, wanted) == ([(0, ""), *(one for one in all_ if one[0] <= wanted)][-1])


def test_every_mark_is_checked(tmp_path: Path) -> None:
    """Of goals, of changes, and of the goals in what takes changes back."""
    goal = structs.replace(PLAN.goals[0], after=2, after_key="k2") if PLAN.goals else None
    assert goal is not None
    plan = structs.replace(PLAN, goals=(goal,))
    old = structs.replace(goal, after=1, after_key="k1")
    change = Change(NOW, "x", Patch(goals=(old,)), after=3, after_key="k3", id="c")
    assert marks(plan, (change,)) == {(1, "k1"), (2, "k2"), (3, "k3")}
    store = TinyStore(tmp_path / "coop.json")
    store.create(PLAN)
    store.append([figure(f"k{number}") for number in (0, 1, 2, 3)])
    store.rewrite(plan, (change,), [one for _, one in store.figures()], {})
    with LineFile(store.path) as file:
        contents = contents_of(file)
    assert marks(contents.plan, contents.changes) == {(2, "k1"), (3, "k2"), (4, "k3")}


def test_bytes_that_are_no_text_where_a_goal_counts_from(again: Program) -> None:
    """They are the line's fault, and named as that."""
    path = again.folder / "coop.json"
    path.write_bytes(path.read_bytes().replace(b'"key":"b2"', b'"key":"\xff\xfe"'))
    result = again.run("status")
    assert (result.code, "is not UTF-8 text" in result.err) == (3, True), result.err
