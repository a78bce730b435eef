"""Progress: the laws that hold of every assessment, whatever the figures are."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import book, exercises, figure, goal, quick, retract
from coopctl.judgement.assessment import Assessment, Question, assess, by_methods
from coopctl.judgement.methods import METHODS, Status
from coopctl.judgement.path import path_at
from coopctl.judgement.readings import History
from coopctl.judgement.rollup import roll_up
from coopctl.plan.plan import Goal
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Bounds, Measure, Path, Target
from coopctl.values.calendar import PeriodKind

Listed = list[tuple[date, Decimal]]
Outcome = tuple[Status, str, Fraction | None, Fraction | None, bool, date | None]
RANKS = [Status.MISSED, Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED]
VALUES = st.integers(-1000, 1000).map(Decimal)
DAYS = st.dates(date(2024, 1, 1), date(2027, 6, 1))
FIGURES = st.lists(st.tuples(DAYS, VALUES), max_size=8, unique_by=lambda it: it[0])
TODAYS = st.dates(date(2024, 8, 2), date(2027, 12, 31))
PATHS = st.sampled_from([Path.LINEAR, Path.STEP])


def levels(start: Decimal, target: Decimal, path: Path = Path.LINEAR, middle: Decimal | None = None) -> Goal:
    return goal(start, target, path=path, milestones=() if middle is None else ((middle, "2025-06-01"),))


def sums(start: int, target: int, measure: Measure = Measure.SUM) -> Goal:
    period = PeriodKind.YEAR if measure.periodic else None
    return goal(start, target, since="2023-12-31", by="2025-12-31", measure=measure, period=period)


def assessed(one: Goal, listed: Listed, as_of: date) -> Assessment:
    return assess(History(one, book(one, [figure(on, value) for on, value in listed])), Question(as_of))


def outcome(one: Assessment) -> Outcome:
    return one.status, one.why, one.facts.progress, one.facts.pace, one.stale, one.late


@quick
@given(VALUES, VALUES, VALUES | st.none(), st.sampled_from(Path), FIGURES, TODAYS)
def test_decreasing_mirrors_increasing(
    start: Decimal, target: Decimal, middle: Decimal | None, path: Path, listed: Listed, as_of: date
) -> None:
    """A level goal with every sign turned has the same status, progress, pace and reasons."""
    assume(start != target)
    mirror = levels(-start, -target, path, None if middle is None else -middle)
    turned = assessed(mirror, [(on, -value) for on, value in listed], as_of)
    assert outcome(turned) == outcome(assessed(levels(start, target, path, middle), listed, as_of))


@quick
@given(
    st.sampled_from([Measure.LEVEL, Measure.TOTAL, Measure.SUM, Measure.MAX, Measure.MIN]),
    st.integers(1, 1000), st.integers(1, 1000), st.sampled_from(Path), FIGURES, TODAYS,
    st.sampled_from(["0.001", "0.25", "7", "1000000"]),
)  # fmt: skip
def test_scaling_the_unit_changes_nothing(
    measure: Measure, start: int, target: int, path: Path, listed: Listed, as_of: date, scale: str
) -> None:
    """Counting in thousands instead of ones leaves status, progress, pace and reasons as they are."""
    assume(start != target)
    period = PeriodKind.YEAR if measure.periodic else None
    small, large = (
        goal(start * by, target * by, since="2023-12-31", by="2026-12-31", measure=measure, period=period, path=path)
        for by in (Decimal(1), Decimal(scale))
    )
    scaled = [(on, value * Decimal(scale)) for on, value in listed]
    outcomes = [outcome(assessed(large, scaled, as_of)), outcome(assessed(small, listed, as_of))]
    # What is due by now is said as an amount, which is another in thousands.
    assert len({(*it[:1], "by now" in it[1] or it[1], *it[2:]) for it in outcomes}) == 1


@quick
@given(
    st.sampled_from([Measure.LEVEL, Measure.TOTAL, Measure.SUM, Measure.COUNT, Measure.MEAN]),
    FIGURES,
    TODAYS,
    st.data(),
)
def test_the_order_of_arrival_changes_nothing(
    measure: Measure, listed: Listed, as_of: date, data: st.DataObject
) -> None:
    """Figures of different dates give the same assessment in whatever order they were recorded."""
    one = sums(250, 300, measure)
    assert assessed(one, data.draw(st.permutations(listed)), as_of) == assessed(one, listed, as_of)


@quick
@given(
    st.sampled_from([Measure.LEVEL, Measure.TOTAL, Measure.SUM, Measure.MIN]), FIGURES, DAYS, VALUES, TODAYS, st.data()
)
def test_a_retracted_figure_leaves_no_trace(
    measure: Measure, listed: Listed, on: date, value: Decimal, as_of: date, data: st.DataObject
) -> None:
    """A figure recorded at any moment and retracted at the end leaves the assessment as if it had never been."""
    one, figures = sums(250, 300, measure), [figure(day, amount) for day, amount in listed]
    place = data.draw(st.integers(0, len(figures)))
    with_it = [*figures[:place], figure(on, value, "wrong"), *figures[place:], retract("wrong")]
    assert assess(History(one, book(one, with_it)), Question(as_of)) == assess(
        History(one, book(one, figures)), Question(as_of)
    )


@quick
@given(FIGURES.filter(bool), VALUES, VALUES, TODAYS, st.data())
def test_only_the_last_of_many_corrections_counts(
    listed: Listed, first: Decimal, second: Decimal, as_of: date, data: st.DataObject
) -> None:
    """A figure corrected once or twice gives the assessment of the last correction alone."""
    one, figures = sums(250, 300), [figure(day, amount) for day, amount in listed]
    wrong = data.draw(st.sampled_from(figures))
    assert wrong.date is not None
    once = [*figures, figure(wrong.date, first, "once", replaces=wrong.key)]
    twice = [*once, figure(wrong.date, second, "twice", replaces="once")]
    clean = [it for it in figures if it is not wrong]
    for value, corrected in ((first, once), (second, twice)):
        expected = assess(History(one, book(one, [*clean, figure(wrong.date, value)])), Question(as_of))
        assert assess(History(one, book(one, corrected)), Question(as_of)) == expected


@quick
@given(VALUES, VALUES, VALUES | st.none(), PATHS, FIGURES.filter(bool), st.integers(0, 500), st.data())
def test_a_better_actual_never_gives_a_worse_status(
    start: Decimal, target: Decimal, middle: Decimal | None, path: Path, listed: Listed, by: int, data: st.DataObject
) -> None:
    """Moving any one figure of a level goal towards the target or beyond never lowers the status."""
    assume(start != target)
    one, as_of, moved = levels(start, target, path, middle), data.draw(TODAYS), data.draw(st.sampled_from(listed))
    better = [
        (on, value + (by if one.promise.rising else -by) if (on, value) == moved else value) for on, value in listed
    ]
    before, after = (assessed(one, these, as_of).status for these in (listed, better))
    # A first figure after the deadline that reaches the target leaves it open when it was reached.
    if after is not Status.AWAITING:
        assert after == before if before not in RANKS else RANKS.index(after) >= RANKS.index(before)


@quick
@given(st.sampled_from([Measure.SUM, Measure.COUNT, Measure.TOTAL]), st.lists(DAYS, max_size=6), DAYS, TODAYS)
def test_one_more_event_never_gives_a_worse_status(measure: Measure, held: list[date], more: date, as_of: date) -> None:
    """Another event on any day never lowers the status of a goal that wants more of them."""
    one = sums(1, 4, measure)
    few, many = [figure(on, 1, f"k{n}") for n, on in enumerate(held)], figure(more, 1, "more")
    before, after = (assess(History(one, book(one, these)), Question(as_of)).status for these in (few, [*few, many]))
    assert RANKS.index(after) >= RANKS.index(before)


@quick
@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 2000), st.sampled_from([2024, 2025]))
def test_running_and_complete_periods_agree_in_the_limit(start: int, target: int, value: int, year: int) -> None:
    """On the eve of its last day a running sum has the pace of the complete one but for that one day's share."""
    assume(start != target)
    one, last = sums(start, target), date(year, 12, 31)
    eve, end = (assessed(one, [(date(year, 3, 1), Decimal(value))], as_of) for as_of in (last - timedelta(1), last))
    days_before = (last - date(year, 1, 1)).days
    difference = Fraction(value, days_before) / (path_at(one, last) - start)
    assert (eve.facts.pace or 0) - (end.facts.pace or 0) == difference


@quick
@given(VALUES, VALUES, PATHS, VALUES | st.none())
def test_a_path_leads_from_baseline_to_target(
    start: Decimal, target: Decimal, path: Path, middle: Decimal | None
) -> None:
    """A path is the baseline on its day and before, each milestone on its day, and the target from the deadline on."""
    assume(start != target)
    one = levels(start, target, path, middle)
    found = [path_at(one, date.fromisoformat(on)) for on in ("2024-01-01", "2024-08-01", "2026-08-01", "2030-01-01")]
    assert found == [start, start, target, target]
    assert middle is None or path_at(one, date(2025, 6, 1)) == middle


@quick
@given(st.sampled_from(Path), st.integers(1, 1000), st.integers(1, 1000), st.lists(DAYS, min_size=2, max_size=5))
def test_a_path_never_turns_back(path: Path, start: int, target: int, on: list[date]) -> None:
    """Without milestones a path only ever moves from the baseline towards the target."""
    assume(start != target)
    values = [path_at(goal(start, target, path=path), day) for day in sorted(on)]
    assert all((later - earlier) * (target - start) >= 0 for earlier, later in pairwise(values))


@quick
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 5)), max_size=6))
def test_a_roll_up_is_between_nothing_and_all(values: list[tuple[int, int]]) -> None:
    """The mean of capped progress is a share of 1, and every goal is counted once."""
    made = [assessed(goal(30, 60, weight=weight), [(date(2025, 8, 1), Decimal(value))], date(2025, 8, 2))
            for value, weight in values]  # fmt: skip
    found = roll_up(made)
    assert (sum(found.counts.values()), found.goals) == (len(values), len(values))
    assert (found.progress is None) == (not values)
    assert 0 <= (found.progress or 0) <= 1


@pytest.mark.parametrize("as_of", ["2024-03-31", "2024-12-31", "2025-06-30", "2026-06-30"])
def test_assessing_twice_gives_the_same(as_of: str) -> None:
    """An assessment depends on nothing but goal, figures and day, and changes none of them."""
    one = exercises()
    made = book(one, [figure("2024-05-10", 1)])
    first = assess(History(one, made), Question(date.fromisoformat(as_of)))
    assert (assess(History(one, made), Question(date.fromisoformat(as_of))), made) == (
        first,
        book(one, [figure("2024-05-10", 1)]),
    )


def test_a_target_is_compared_as_a_number() -> None:
    """A value written with more zeros is the same target."""
    long = Target("as written", date(2026, 8, 1), Decimal("300.00"))
    one = Goal("trade", "Trade", Promise(Measure.LEVEL, Baseline(date(2024, 8, 1), Decimal("250.0")), long))
    assert assessed(one, [(date(2025, 8, 1), Decimal("270.000"))], date(2025, 8, 1)).facts.pace == Fraction(4, 5)


@quick
@given(
    st.sampled_from([Measure.LEVEL, Measure.TOTAL, Measure.SUM, Measure.MEAN]), st.sampled_from(PeriodKind),
    DAYS.filter(lambda day: date(2024, 9, 1) < day < date(2026, 7, 1)), FIGURES, TODAYS,
)  # fmt: skip
def test_the_reading_of_a_milestone_is_the_last_up_to_its_day(
    measure: Measure, kind: PeriodKind, due: date, listed: Listed, as_of: date
) -> None:
    period = kind if measure in (Measure.SUM, Measure.MEAN) else None
    found = assessed(goal(measure=measure, period=period, milestones=((275, str(due)),)), listed, as_of)
    (step,) = found.goal.promise.milestones
    expected = [one for one in found.readings if one.date <= due]
    assert found.reading_by(step) == (expected[-1] if expected else None)


KEPT = st.sampled_from([None, Bounds(low=Decimal(5)), Bounds(high=Decimal(300)), Bounds(Decimal(1), Decimal(400))])


@quick
@given(
    st.sampled_from([Measure.LEVEL, Measure.TOTAL, Measure.SUM, Measure.COUNT, Measure.MEAN, Measure.MAX]),
    VALUES, VALUES, KEPT, FIGURES, TODAYS, st.sampled_from(METHODS),
)  # fmt: skip
def test_methods_side_by_side_say_what_each_says_alone(
    measure: Measure, start: Decimal, target: Decimal, keep: Bounds | None, listed: Listed, as_of: date, own: str
) -> None:
    """What they have in common is looked at once, which changes nothing."""
    assume(start != target)
    period = PeriodKind.YEAR if measure.periodic else None
    one = goal(start, None if keep else target, measure=measure, period=period, keep=keep)
    history = History(one, book(one, [figure(on, value) for on, value in listed]))
    alone = [assess(history, Question(as_of, method)) for method in METHODS]
    assert by_methods(assess(history, Question(as_of, own)), METHODS) == alone
