"""What no method changes: a target reached or out of reach in its own period, no deadline; and what is needed next."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from builders import Number, exercises, goal, judged, told
from coopctl.judgement.assessment import Assessment, Question, Required, assess
from coopctl.judgement.methods import METHODS, Status
from coopctl.judgement.path import path_at
from coopctl.output.views.words import needs
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds, Measure, Path
from coopctl.values.calendar import PeriodKind
from coopctl.values.quantities import POINTED

YEAR = PeriodKind.YEAR
OPEN = goal(by=None)
ACCIDENTS = exercises(10, 5)


def by_method(one: Goal, as_of: str, *figures: tuple[str, Number]) -> dict[str, Assessment]:
    return {
        method: assess(told(one, *figures), Question(date.fromisoformat(as_of), method=method)) for method in METHODS
    }


def statuses(one: Goal, as_of: str, *figures: tuple[str, Number]) -> set[Status]:
    return {found.status for found in by_method(one, as_of, *figures).values()}


def test_a_running_count_that_reached_the_target_is_achieved_by_every_method() -> None:
    """The second exercise of 2025 achieves the goal on its day, whatever the method says of 2024."""
    held = ("2024-05-10", 1), ("2025-02-03", 1), ("2025-09-01", 1)
    assert statuses(exercises(), "2025-09-02", *held) == {Status.ACHIEVED}
    assert by_method(exercises(), "2025-09-02", *held)["okr"].why.startswith("the target is reached; okr says ")


@pytest.mark.parametrize(("value", "status"), [(280, Status.OPEN), (300, Status.ACHIEVED)])
def test_a_target_without_a_deadline_is_open_by_every_method(value: int, status: Status) -> None:
    """An open target is open until it is achieved, whatever the method."""
    assert statuses(OPEN, "2025-08-01", ("2025-08-01", value)) == {status}


@pytest.mark.parametrize("measure", [Measure.COUNT, Measure.SUM])
def test_a_count_that_is_to_fall_is_off_track_once_above_its_target(measure: Measure) -> None:
    """Six accidents in the year that may have five cannot be undone: off track by every method; five may still do."""
    one = goal(10, 5, since="2023-12-31", by="2025-12-31", measure=measure, period=YEAR)
    before = ("2024-06-01", 7), ("2025-02-01", 2)
    assert statuses(one, "2025-11-30", *before, ("2025-07-01", 4)) == {Status.OFF_TRACK}
    assert judged(one, "2025-11-30", *before, ("2025-07-01", 3)).status is not Status.OFF_TRACK


def test_the_year_of_a_deadline_within_it_decides_nothing() -> None:
    """Where the deadline lies inside the running year, the last complete year before it is the one that counts."""
    one = goal(10, 5, since="2023-12-31", by="2025-06-30", measure=Measure.COUNT, period=YEAR)
    told = ("2024-06-01", 4), ("2025-02-01", 6)
    before = by_method(one, "2025-03-01", *told)
    assert {before[method].status for method in ("statcan", "un", "okr")} == {Status.ACHIEVED}
    assert statuses(one, "2025-07-01", *told) == {Status.ACHIEVED}


@pytest.mark.parametrize("measure", [Measure.COUNT, Measure.SUM, Measure.CUMULATIVE])
@pytest.mark.parametrize("lag", ["", "90d"])
def test_what_was_reached_by_a_deadline_within_a_year_stays_reached(measure: Measure, lag: str) -> None:
    """Two of two by June were there on the deadline's evening: no night, and no lag, makes them a year that had one."""
    one = goal(1, 2, since="2023-12-31", by="2025-06-30", measure=measure, period=YEAR, lag=lag)
    told = ("2024-06-01", 1), ("2025-02-01", 2), ("2025-08-01", 3)
    for day in ("2025-02-01", "2025-06-30", "2025-07-01", "2025-12-31", "2026-06-30"):
        assert statuses(one, day, *told) == {Status.ACHIEVED}, day
    found = judged(one, "2025-07-01", *told)
    assert (found.facts.progress, found.facts.current) == (Fraction(1), Decimal(2))
    # The year before has no figure, and the reading is an older one.
    assert judged(one, "2026-06-30", ("2023-12-31", 1), told[1]).status is Status.ACHIEVED
    late = ("2024-06-01", 1), ("2025-07-01", 2)
    assert judged(one, "2026-06-30", *late).status is Status.MISSED


@pytest.mark.parametrize(
    ("measure", "low", "value", "due", "status"),
    [
        (Measure.SUM, "1.5", "0.9", "0.95", Status.AT_RISK),
        (Measure.SUM, "1.5", "0.95", "0.95", Status.ON_TRACK),
        (Measure.CUMULATIVE, "1.5", "0.9", "0.95", Status.AT_RISK),
        (Measure.COUNT, "3", "1", "1", Status.ON_TRACK),
        (Measure.COUNT, "3", "0", "1", Status.AT_RISK),
    ],
)
def test_the_first_period_to_keep_owes_what_its_days_owe(
    measure: Measure, low: str, value: str, due: str, status: Status
) -> None:
    """Of events only whole ones are owed; 0.9 of the 0.95 million that 19 of 30 days owe are behind."""
    keep = Bounds(low=Decimal(low))
    one = goal(None, keep=keep, since="2024-08-31", by=None, measure=measure, period=PeriodKind.MONTH)
    found = judged(one, "2024-09-19", ("2024-09-19", value))
    assert (found.status, found.numbers) == (status, (("due by now", Fraction(due)),))


@pytest.mark.parametrize(("value", "status"), [(-2, Status.ON_TRACK), (5, Status.ON_TRACK), (6, Status.OFF_TRACK)])
def test_nothing_is_owed_where_there_is_only_a_most(value: int, status: Status) -> None:
    """A sum that has fallen below none is within its bound from above."""
    one = goal(None, keep=Bounds(high=Decimal(5)), by=None, measure=Measure.SUM, period=PeriodKind.MONTH)
    assert judged(one, "2024-08-19", ("2024-08-19", value)).status is status


@pytest.mark.parametrize(
    ("one", "as_of", "more", "said"),
    [
        (ACCIDENTS, "2025-06-30", (), "at most 3 more in 2025"),
        (ACCIDENTS, "2025-11-30", (("2025-07-01", 3),), "no more in 2025"),
        (ACCIDENTS, "2025-11-30", (("2025-07-01", 4),), "over by 1 in 2025"),
        (exercises(1, 12), "2025-06-30", (), "+10 in 2025"),
        (exercises(1, 3), "2025-06-30", (("2025-04-01", 1),), ""),
        (exercises(1, 9), "2024-11-30", (), "enough in 2024"),
    ],
)
def test_what_is_needed_next_in_a_period(one: Goal, as_of: str, more: tuple[tuple[str, int], ...], said: str) -> None:
    """A rising count lacks events or has enough; a falling one may have more, none, or is over by some."""
    assert needs(judged(one, as_of, ("2024-06-01", 7), ("2025-02-01", 2), *more), POINTED) == said


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2023-12-31", Required(Fraction(2), date(2024, 12, 31), period="2024")),
        ("2024-12-30", Required(Fraction(1), date(2024, 12, 31), period="2024")),
        ("2024-12-31", Required(Fraction(2), date(2025, 12, 31), period="2025")),
        ("2025-01-01", Required(Fraction(2), date(2025, 12, 31), period="2025")),
    ],
)
def test_on_the_last_day_of_a_period_the_next_is_asked_for(as_of: str, expected: Required) -> None:
    """When a year is over by the evening, what is needed is needed in the next one."""
    assert judged(exercises(), as_of, ("2024-05-10", 1)).required == expected


def test_an_exact_root_on_a_compound_path_is_exact() -> None:
    """From 9 to 25 over two years the compound path is at 9·(25/9)^½ = 15 after one, and 15 events are needed."""
    one = goal(9, 25, since="2021-12-31", by="2023-12-31", measure=Measure.COUNT, period=YEAR, path=Path.COMPOUND)
    expected = Required(Fraction(15), date(2022, 12, 31), period="2022")
    assert (path_at(one, date(2022, 12, 31)), judged(one, "2022-06-30").required) == (Fraction(15), expected)
    third = goal(1, 8, since="2021-12-31", by="2024-12-30", path=Path.COMPOUND)
    assert path_at(third, date(2022, 12, 31)) == 2


@pytest.mark.parametrize(("last", "status", "why"), [(96, Status.ACHIEVED, "held"), (94, Status.MISSED, "not held")])
def test_a_kept_value_says_what_was_judged(last: int, status: Status, why: str) -> None:
    """After the deadline the last reading decides, and the reason says in how many readings the value was held."""
    one = goal(None, keep=Bounds(low=Decimal(95)), by="2026-08-01")
    months = [(f"2026-0{month}-01", 90) for month in range(3, 7)]
    found = judged(one, "2026-08-02", *months, ("2026-07-01", last))
    assert (found.status, found.why) == (status, f"{why} at the deadline; held in {int(last > 95)} of 5")
