"""Lines that are read many at a time come to what each of them by itself comes to, however they are spelled."""

import json
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import goal
from coopctl.disk import files
from coopctl.errors import FileTrouble
from coopctl.judgement import books
from coopctl.judgement.books import Book, condense, condense_lines
from coopctl.judgement.days import Pile
from coopctl.plan.corrections import withdrawn
from coopctl.plan.plan import Plan
from coopctl.plan.terms import Measure
from coopctl.store.file import decoding
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.store import TinyStore
from coopctl.values.calendar import PeriodKind

GOALS = [
    goal(0, 300, name=measure.value, since="2024-08-01", measure=measure,
         period=None if measure in (Measure.LEVEL, Measure.TOTAL) else PeriodKind.MONTH,
         after=7 if measure is Measure.MAX else 0)
    for measure in (Measure.LEVEL, Measure.TOTAL, Measure.SUM, Measure.MEAN, Measure.MAX, Measure.MIN)
]  # fmt: skip
ORDINARY = {"recorded_at": "2025-06-30T12:00:00Z", "by": "anna"}
ODD: list[dict[str, Any]] = [
    {"provisional": True}, {"value": 12}, {"value": 1.50}, {"value": "1E+3"}, {"value": "12345678901234567890.5"},
    {"note": "é\n\\"}, {"colour": "unknown to this version"}, {"on": "2024-08"}, {"batch": "b1"},
    {"value": None, "missing": True, "why": "flood"}, {"replaces": "k1"},
    {"replaces": "k3", "why": "typo"}, {"batch": "b1", "replaces": "k2"}, {"retracts": "k2", "value": None},
    {"retracts": "b1", "value": None, "undo": True}, {"said_at": "2025-06-29T10:00:00Z"}, {"goal": "nobody's"},
    {"beside": ["k1"]},
]  # fmt: skip
WRONG: list[dict[str, Any]] = [
    {"value": "many"}, {"value": "NaN"}, {"date": "1492-10-12"}, {"date": "2024-02-30"}, {"recorded_at": "2025-06-30"},
    {"recorded_at": "2025-06-30T12:00:00"}, {"recorded_at": "0001-01-01T00:00:00Z"}, {"note": 5}, {"said_at": "now"},
    {"recorded_at": "2300-01-01T00:00:00Z"}, {"value": "9" * 40}, {"date": None}, {"replaces": 5},
]  # fmt: skip
values = st.sampled_from(["7", "1.50", "1.5", "-3", "0.00", "99999999999999", "007"])
days = st.dates(date(2024, 7, 30), date(2024, 8, 3)).map(str)
lines = st.builds(
    lambda goal, day, value, odd: {"goal": goal.id, **ORDINARY, "date": day, "value": value, "on": day, **odd},
    st.sampled_from(GOALS), days, values, st.just({}) | st.sampled_from(ODD),
)  # fmt: skip
quick = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _file(path: Path, documents: list[dict[str, Any]]) -> LineFile:
    """A file with these figures, written by somebody else."""
    path.unlink(missing_ok=True)
    TinyStore(path).create(Plan(goals=tuple(GOALS)))
    numbered = [(at, {"key": f"k{at}", **one}) for at, one in enumerate(documents, 1)]
    text = "".join(f'{"," * (at > 1)}"{at}":{json.dumps(one, separators=(",", ":"))}\n' for at, one in numbered)
    path.write_text(path.read_text().removesuffix("}}\n") + text + "}}\n")
    return LineFile(path)


def _columns(made: dict[str, Book]) -> list[object]:
    return [(name, list(map(str, book.days.numbers())), book.days.columns, book.absent) for name, book in made.items()]


@quick
@given(
    documents=st.lists(lines, min_size=1, max_size=40),
    size=st.sampled_from([300, 1500, 1 << 16]),
    waiting=st.sampled_from([1, 3, 10_000]),
    ordered=st.booleans(),
)
def test_they_come_to_the_same(
    documents: list[dict[str, Any]],
    size: int,
    waiting: int,
    ordered: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "BLOCK", size)
    monkeypatch.setattr(books, "_MANY", waiting)
    monkeypatch.setattr(books, "Pile", partial(Pile, few=0))
    if ordered:
        documents.sort(key=lambda one: str(one["date"]))
    with _file(tmp_path / "coop.json", documents) as file:
        named = decoding.references(file)
        assert [figure for some in decoding.groups(file) for figure in some.naming_others()] == named
        gone = withdrawn(named)
        for goals in (GOALS, GOALS[:4]):
            expected = condense(goals, decoding.figures(file), gone)
            assert _columns(condense_lines(goals, decoding.groups(file), gone)) == _columns(expected)


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_figure_is_refused_as_ever(wrong: dict[str, Any], tmp_path: Path) -> None:
    good = {"goal": "level", **ORDINARY, "date": "2024-08-02", "value": "7"}
    with _file(tmp_path / "coop.json", [good, {**good, **wrong}]) as file:
        with pytest.raises(FileTrouble) as one:
            condense(GOALS, decoding.figures(file), {})
        with pytest.raises(FileTrouble) as many:
            condense_lines(GOALS, decoding.groups(file), {})
        assert many.value.message == one.value.message


def test_plain_lines_are_not_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = [{"goal": "sum", **ORDINARY, "date": "2024-08-02", "value": "7"} for _ in range(30)]
    with _file(tmp_path / "coop.json", plain) as file:
        monkeypatch.setattr(decoding, "decode", None)
        book = condense_lines(GOALS[:4], decoding.groups(file), {})["sum"]
    assert [(day.value, day.count) for day in book.days.values()] == [(Decimal(210), 30)]
