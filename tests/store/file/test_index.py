"""The index of a file finds what looking through all of it finds, however its lines are spelled."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from coopctl.plan.plan import Figure
from coopctl.store.file import decoding, index
from coopctl.store.file.linefile import LineFile
from store.file.samples import figure, started

WORDS = ["k1", "figure-01", "figure-02", 'say "hi" twice', "back\\slash-back", "цель-цель-цель", '"date":"2025-06-01"']
DAY = date(2025, 6, 1)


@st.composite
def recorded(draw: st.DrawFn) -> Figure:
    """A figure whose texts may look like a line, and whose key, goal and day are often those of another."""
    day = DAY + timedelta(draw(st.integers(0, 3)))
    one = figure(draw(st.sampled_from(WORDS)), draw(st.sampled_from(["", "b1", *WORDS])))
    on = draw(st.sampled_from(["", str(day), "2025-06"]))
    said = draw(st.sampled_from([None, one.recorded_at - timedelta(1)]))
    note, goal = draw(st.sampled_from(["", *WORDS])), draw(st.sampled_from(["trade", "貿易"]))
    return structs.replace(one, goal=goal, date=day, on=on, note=note, said_at=said)


def indexed(path: Path, figures: list[Figure], *, by_others: bool = False) -> tuple[LineFile, index.Index, bytes]:
    """A file with these figures, a third of them since its index was made, its index, and the mark of that.

    A third was there when the index was begun.  Figures may be in another program's order of fields.
    """
    store, kept = started(path), path.with_suffix(".index")
    third = max(len(figures) // 3, 1)
    store.append(figures[:third])
    if by_others:
        lines = path.read_text().splitlines(keepends=True)
        turned = [
            f"{line[: line.index(':') + 1]}{json.dumps(dict(reversed(json.loads(line.partition(':')[2]).items())))}\n"
            if '"recorded_at"' in line
            else line
            for line in lines
        ]
        path.write_text("".join(turned))
    mark = written(path, b"")
    store.append(figures[third : 2 * third])
    mark = written(path, mark)
    store.append(figures[2 * third :])
    found = index.opened(kept, mark)
    assert found is not None
    return LineFile(path), found, mark


def written(path: Path, mark: bytes) -> bytes:
    """The mark of the index of a whole file, brought up to date from that of another mark."""
    with LineFile(path) as file:
        return index.write(path.with_suffix(".index"), file, file.end - file.figures_at, mark)


@pytest.fixture(params=[1, 2000, index._SEGMENT], autouse=True)
def segment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many bytes of lines make a segment; as few as that are no reason to wait for more."""
    monkeypatch.setattr(index, "_SEGMENT", request.param)
    monkeypatch.setattr(index, "_FEW", 0)
    return int(request.param)


def said_of(one: Figure) -> str:
    return one.on or str(one.date)


def names(one: Figure) -> list[tuple[index.Wanted, object]]:
    """What a figure is found by, and what all have in common that are to be found with it."""
    return [
        (index.of_key(one.key), ("key", one.key)),
        (index.of_batch(one.batch), ("batch", one.batch)),
        (index.of_day(one.goal, str(one.date)), ("day", one.goal, one.date)),
        (index.of_said(one.goal, said_of(one)), ("said", one.goal, said_of(one))),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(recorded(), min_size=2, max_size=12), st.booleans())
def test_it_finds_what_is_there(
    tmp_path_factory: pytest.TempPathFactory, figures: list[Figure], by_others: bool
) -> None:
    file, opened, _ = indexed(tmp_path_factory.mktemp("plan") / "coop.json", figures, by_others=by_others)
    with file, opened:
        every = list(decoding.figures(file))
        for _, one in every:
            for wanted, common in names(one):
                chunks = opened.chunks(file, [wanted])
                assert chunks is not None
                found = decoding.naming(file, (), chunks)
                assert {place for place, each in every if common in [said for _, said in names(each)]} <= dict(
                    found
                ).keys()
                assert dict(found).items() <= dict(every).items()
                assert [place for place, _ in found] == sorted({place for place, _ in found})
            start = index.of_start(one.key)
            if start is not None:
                chunks = opened.chunks(file, [start])
                assert decoding.with_key(file, one.key, chunks) == decoding.with_key(file, one.key)


def test_many_are_found_as_few_are(tmp_path: Path) -> None:
    file, opened, _ = indexed(tmp_path / "coop.json", [figure(f"figure-{number:03}") for number in range(200)])
    with file, opened:
        for few in (3, 90):
            wanted = [f"figure-{number:03}" for number in range(5, 5 + few)]
            found = decoding.naming(file, (), opened.chunks(file, map(index.of_key, wanted)))
            assert {one.key for _, one in found} >= set(wanted)
            assert len(found) <= 100 + few


def test_what_lies_in_many_blocks_is_found(tmp_path: Path) -> None:
    """Of each key and day, in lines of which some are longer than most."""
    figures = [
        structs.replace(figure(f"figure-{number:04}"), date=DAY + timedelta(number % 3), note="x" * (number % 900))
        for number in range(2600)
    ]
    file, opened, _ = indexed(tmp_path / "coop.json", figures)
    there = 2 * (len(figures) // 3)
    with file, opened:
        for one in figures[::97]:
            chunks = opened.chunks(file, [index.of_key(one.key)])
            assert chunks is not None
            found = {each.key for _, each in decoding.naming(file, (), chunks[:1])}
            assert found >= ({one.key} if one in figures[:there] else set())
            assert len(found) < 20
        for day in {one.date for one in figures}:
            chunks = opened.chunks(file, [index.of_day(figures[0].goal, str(day))])
            assert chunks is not None
            of_day = {each.key for _, each in decoding.naming(file, (), chunks[:1])}
            assert of_day == {each.key for each in figures[:there] if each.date == day}


def test_more_than_anybody_asks_for_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, opened, _ = indexed(tmp_path / "coop.json", [figure(f"k{at}", "b1") for at in range(2600)])
    with file, opened:
        chunks = opened.chunks(file, [index.of_batch("b1")])
        assert chunks is not None
        assert len(decoding.naming(file, (), chunks)) == 2600
        for most in (20, 1200):
            monkeypatch.setattr(index, "_MOST", most)
            assert opened.chunks(file, [index.of_batch("b1")]) is None


def test_an_index_that_is_not_whole_is_none(tmp_path: Path) -> None:
    """Whatever is changed in it, it is either not opened or does not tell."""
    path = tmp_path / "coop.json"
    file, opened, mark = indexed(path, [figure(f"figure-{number:03}") for number in range(20)])
    kept = path.with_suffix(".index")
    opened.__exit__()
    whole = kept.read_bytes()
    with file:
        for at in range(0, len(whole), 7):
            changed = bytearray(whole)
            changed[at] ^= 4
            kept.write_bytes(changed)
            again = index.opened(kept, mark)
            if again is not None:
                with again:
                    chunks = again.chunks(file, [index.of_key("figure-003")])
                assert chunks is None or any(b"figure-003" in chunk for chunk in chunks)
    for size in (len(whole) - 1, 400, 100, 30, 0):
        os.truncate(kept, size)
        assert index.opened(kept, mark) is None


def test_what_is_written_over_is_not_mistaken(tmp_path: Path) -> None:
    """Who opened it before more was indexed is told what was there, or nothing; its old mark opens nothing."""
    path = tmp_path / "coop.json"
    every = [figure(f"figure-{number:04}") for number in range(1500)]
    file, opened, mark = indexed(path, every)
    now = written(path, mark)
    assert now not in (mark, b"")
    assert written(path, now) == now
    assert index.opened(path.with_suffix(".index"), mark) is None
    again = index.opened(path.with_suffix(".index"), now)
    assert again is not None
    with file, opened, again:
        assert again.covered == file.end - file.figures_at > opened.covered
        for one in every[::50]:
            for chunks in (opened.chunks(file, [index.of_key(one.key)]), again.chunks(file, [index.of_key(one.key)])):
                assert chunks is None or one.key.encode() in b"".join(chunks)
            assert chunks is not None


def test_small_segments_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often something is added, there are few, and all of it is found."""
    monkeypatch.undo()
    monkeypatch.setattr(index, "_FEW", 0)
    path, mark = tmp_path / "coop.json", b""
    store = started(path)
    for number in range(70):
        store.append([figure(f"figure-{number:04}")])
        mark = written(path, mark)
    opened = index.opened(path.with_suffix(".index"), mark)
    assert opened is not None
    with opened, LineFile(path) as file:
        assert len(opened.segments) <= 7
        for number in range(70):
            chunks = opened.chunks(file, [index.of_key(f"figure-{number:04}")])
            assert chunks is not None
            assert [one.key for _, one in decoding.naming(file, (), chunks)] == [f"figure-{number:04}"]


def test_few_lines_wait_for_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_FEW", 1000)
    path = tmp_path / "coop.json"
    store = started(path)
    store.append([figure("first")])
    mark = written(path, b"")
    store.append([figure("second")])
    assert written(path, mark) == mark
    store.append([figure(f"figure-{number}") for number in range(9)])
    assert written(path, mark) != mark


def test_lines_that_are_not_one_for_each_figure_are_not_indexed(tmp_path: Path) -> None:
    """One has two and another lies on two: what a place says would be another's line."""
    path = tmp_path / "coop.json"
    store = started(path)
    store.append([figure(f"figure-{number}") for number in range(3)])
    path.write_text(path.read_text().replace('\n,"2":', ',"2":').replace(',"goal":', '\n,"goal":', 1))
    assert written(path, b"") == b""
    assert {one.name for one in tmp_path.iterdir()} == {"coop.json"} | {".coop.json.lock"}
