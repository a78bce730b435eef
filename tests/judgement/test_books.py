"""What the figures of a day come to is the same, whether they are entered one by one or many at a time."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from builders import figure, goal, quick
from coopctl.judgement.books import condense, condense_lines
from coopctl.plan.corrections import withdrawn
from coopctl.plan.plain import Lines, PlainFigure, lines_of
from coopctl.plan.plan import Entry, Figure, Goal
from coopctl.plan.terms import Measure
from coopctl.values.calendar import PeriodKind

WHOLE = st.integers(-50, 50).map(str)
NAMES = st.sampled_from(["trade", "trade", "books", "gone"])
DATES = st.dates(date(2025, 1, 1), date(2025, 1, 3))
SAID = st.sampled_from([WHOLE, WHOLE | st.decimals(-50, 50, places=2).map("{:f}".format)]).flatmap(
    lambda values: st.lists(st.tuples(NAMES, DATES, values, st.booleans()), min_size=4, max_size=12)
)


def of(measure: Measure, name: str = "trade", *, after: int = 0) -> Goal:
    """A goal of this measure, a year's where that is of periods."""
    period = PeriodKind.YEAR if measure.periodic else None
    return goal(since="2025-01-01", name=name, measure=measure, period=period, after=after)


def plain(one: Figure) -> PlainFigure:
    """The figure as its line has it."""
    return PlainFigure(one.key, one.goal, one.recorded_at, f"{one.date}", f"{one.value:f}", provisional=one.provisional)


def many(entries: list[Entry], size: int) -> Iterator[Lines]:
    """The entries, so many at a time."""
    for at in range(0, len(entries), size):
        some = entries[at : at + size]
        found = lines_of({place: plain(one) for place, one in some}, partial(list, some))
        assert found is not None
        yield found


@pytest.mark.parametrize("measure", [Measure.LEVEL, Measure.TOTAL, Measure.MAX, Measure.MIN])
@quick
@given(said=SAID, size=st.integers(1, 5), after=st.sampled_from([0, 3]), data=st.data())
def test_many_at_a_time_come_to_the_same_as_one_by_one(
    measure: Measure, said: list[tuple[str, date, str, bool]], size: int, after: int, data: st.DataObject
) -> None:
    """Also where some are provisional or were taken back, and where the first are of an earlier goal of that name."""
    goals = [of(measure, name, after=after) for name in ("trade", "books")]
    entries = [
        (at, figure(day, value, f"k{at}", of=name, recorded="2025-02-01", said="a period" if at % 3 == 0 else ""))
        for at, (name, day, value, _) in enumerate(said, 1)
    ]
    entries = [(at, structs.replace(one, provisional=said[at - 1][-1])) for at, one in entries]
    back = data.draw(st.sets(st.sampled_from([one.key for _, one in entries]), max_size=2))
    gone = withdrawn([figure("2025-01-01", None, f"not-{key}", retracts=key) for key in sorted(back)])
    found, expected = condense_lines(goals, many(entries, size), gone), condense(goals, entries, gone)
    assert {name: dict(book.days.items()) for name, book in found.items()} == {
        name: dict(book.days.items()) for name, book in expected.items()
    }


@pytest.mark.parametrize(
    ("measure", "expected"), [(Measure.LEVEL, 3), (Measure.TOTAL, 5), (Measure.MAX, 3), (Measure.MIN, 2)]
)
def test_several_of_a_day(measure: Measure, expected: int) -> None:
    """2 and then 3: the last of a level, the sum of what adds up, the largest or the least."""
    day = date(2025, 1, 2)
    entries = [(at, figure(day, value, f"k{at}", recorded="2025-02-01")) for at, value in ((1, 2), (2, 3))]
    found = condense_lines([of(measure)], many(entries, 2), {})["trade"].days
    assert [(when, told.value, told.count) for when, told in found.items()] == [(day, Decimal(expected), 2)]


def test_a_sum_of_a_day_keeps_every_digit() -> None:
    """Of a large whole number and a fraction so small that it comes by itself after it: 34 digits."""
    day = date(2025, 1, 2)
    large, small = (
        (at, figure(day, value, f"k{at}", recorded="2025-02-01"))
        for at, value in ((1, "99999999999999"), (2, "0.00000000000000000001"))
    )
    found = condense_lines([of(Measure.TOTAL)], [*many([large], 1), Lines(2, 2, lambda: [small])], {})["trade"].days
    assert [told.value for _, told in found.items()] == [Decimal("99999999999999.00000000000000000001")]
