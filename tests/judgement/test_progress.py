"""Progress: every worked example, status by status."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from builders import STAGES, Number, exercises, goal, judged, told
from coopctl.judgement.assessment import Assessment, Question, Required, assess
from coopctl.judgement.methods import Status
from coopctl.judgement.path import no_path, path_at
from coopctl.judgement.rollup import roll_up
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds, Direction, Measure, Path
from coopctl.values.calendar import PeriodKind

YEAR = PeriodKind.YEAR
DOWN = goal(300, 250)
STEPPED = goal(path=Path.STEP, milestones=((280, "2025-08-01"),))
KEPT = goal(None, keep=Bounds(low=Decimal(95)), by="2026-08-01")


def outcome(one: Assessment) -> tuple[Status, Fraction | None, Fraction | None]:
    return one.status, one.facts.progress, one.facts.pace


def sums(start: Number, target: Number) -> Goal:
    return goal(start, target, since="2023-12-31", by="2025-12-31", measure=Measure.SUM, period=YEAR)


@pytest.mark.parametrize(
    ("as_of", "events", "status", "progress"),
    [
        ("2023-12-31", 0, Status.NO_DATA, 0),
        ("2024-03-01", 0, Status.ON_TRACK, 0),
        ("2024-12-31", 1, Status.OFF_TRACK, 0),
        ("2025-01-15", 1, Status.ON_TRACK, 0),
        ("2025-03-01", 2, Status.ON_TRACK, 0),
        ("2025-08-31", 2, Status.ON_TRACK, 0),
        ("2025-09-01", 3, Status.ACHIEVED, 1),
        ("2025-12-31", 3, Status.ACHIEVED, 1),
        ("2026-01-15", 2, Status.MISSED, 0),
        ("2026-01-15", 3, Status.ACHIEVED, 1),
    ],
)
def test_the_exercises_example(as_of: str, events: int, status: Status, progress: int | None) -> None:
    """One exercise a year in 2023, two a year by 2025: the first one, two or three events, as of each day."""
    held = [("2024-05-10", 1), ("2025-02-03", 1), ("2025-09-01", 1)][:events]
    found = judged(exercises(), as_of, *held)
    assert (found.status, found.facts.progress) == (status, progress)


def test_the_exercises_in_numbers() -> None:
    """At the end of 2024 half the way is expected, and in March 2025 there is 1 so far with 16% of the year gone."""
    held = ("2024-05-10", 1), ("2025-02-03", 1)
    end, march = (judged(exercises(), as_of, *held).facts for as_of in ("2024-12-31", "2025-03-01"))
    assert (end.reading and end.reading.value, end.expected and round(end.expected, 2)) == (Decimal(1), Fraction(1, 2))
    assert march.reading == end.reading
    assert march.running is not None
    assert (march.running.value, round(march.running.share, 2)) == (Decimal(1), Fraction(16, 100))


def test_the_judged_day_is_that_of_the_reading_where_another_period_runs_beside_it() -> None:
    """Of two by 2026 the year 2024 is judged at its own end in March 2025; in 2026, its last, the running year is."""
    held = ("2024-05-10", 1), ("2025-02-03", 1)
    early, late = (judged(exercises(by="2026-12-31"), as_of, *held).facts for as_of in ("2025-03-01", "2026-03-01"))
    assert None not in (early.running, late.running)
    assert (early.judged_on, late.judged_on) == (date(2024, 12, 31), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("value", "status", "progress", "pace"),
    [
        ("270", Status.AT_RISK, "0.40", "0.80"),
        ("273.75", Status.ON_TRACK, "0.475", "0.95"),
        ("273.7499", Status.AT_RISK, "0.474998", "0.949996"),
        ("265", Status.AT_RISK, "0.3", "0.6"),
        ("264.9999", Status.OFF_TRACK, "0.299998", "0.599996"),
        ("250", Status.OFF_TRACK, "0", "0"),
        ("240", Status.OFF_TRACK, "-0.2", "-0.4"),
        ("300", Status.ACHIEVED, "1", "2"),
        ("315", Status.ACHIEVED, "1.3", "2.6"),
    ],
)
def test_a_level_is_judged_by_its_pace_rising_or_falling(value: str, status: Status, progress: str, pace: str) -> None:
    """Half-way from 250 to 300, and in the mirror from 300 to 250, pace is cut at exactly 0.95 and 0.60."""
    rising = judged(goal(), "2025-08-01", ("2025-08-01", value))
    falling = judged(DOWN, "2025-08-01", ("2025-08-01", 550 - Decimal(value)))
    expected = (status, Fraction(progress), Fraction(pace))
    assert (outcome(rising), outcome(falling), rising.reversing) == (expected, expected, Fraction(progress) < 0)


def test_a_reading_is_judged_at_its_own_date() -> None:
    """A figure of 2025 has the same progress and pace on every later day up to the deadline."""
    found = [
        outcome(judged(goal(), as_of, ("2025-08-01", 270))) for as_of in ("2025-08-01", "2026-01-01", "2026-08-01")
    ]
    assert found == [(Status.AT_RISK, Fraction(2, 5), Fraction(4, 5))] * 3


@pytest.mark.parametrize(
    ("path", "on", "value"),
    [
        (Path.LINEAR, "2024-07-01", "250"),
        (Path.LINEAR, "2024-08-01", "250"),
        (Path.LINEAR, "2025-08-01", "275"),
        (Path.LINEAR, "2026-08-01", "300"),
        (Path.LINEAR, "2027-01-01", "300"),
        (Path.COMPOUND, "2025-08-01", "273.86"),
        (Path.STEP, "2025-08-01", "250"),
        (Path.STEP, "2026-07-31", "250"),
        (Path.STEP, "2026-08-01", "300"),
    ],
)
def test_a_path_without_milestones(path: Path, on: str, value: str) -> None:
    """The path from 250 to 300 over two years is at this value on each day, to the second decimal."""
    assert round(path_at(goal(path=path), date.fromisoformat(on)), 2) == Fraction(value)


@pytest.mark.parametrize(
    ("path", "on", "value"),
    [(Path.LINEAR, "2025-08-01", 260), (Path.LINEAR, "2025-10-13", 268), (Path.STEP, "2025-07-31", 250),
     (Path.STEP, "2025-08-01", 260), (Path.STEP, "2026-07-31", 260), (Path.COMPOUND, "2025-08-01", 260)],
)  # fmt: skip
def test_a_milestone_bends_the_path(path: Path, on: str, value: int) -> None:
    """With a milestone of 260 after one year the path passes through it and goes on from there."""
    one = goal(path=path, milestones=((260, "2025-08-01"),))
    assert path_at(one, date.fromisoformat(on)) == value


@pytest.mark.parametrize(
    ("on", "value", "status", "pace"),
    [("2025-07-31", 250, Status.ON_TRACK, None), ("2025-07-31", 249, Status.OFF_TRACK, None),
     ("2025-08-01", 270, Status.AT_RISK, Fraction(2, 3)), ("2025-08-01", 280, Status.ON_TRACK, 1)],
)  # fmt: skip
def test_before_a_step_nothing_is_expected(on: str, value: int, status: Status, pace: Fraction | None) -> None:
    """Until the first milestone a goal is on track unless it reverses, and from then on its whole step is expected."""
    found = judged(STEPPED, on, (on, value))
    assert (found.status, found.facts.pace) == (status, pace)


def test_a_compound_path_is_judged_by_its_own_expectation() -> None:
    """250 to 300 at 270 after one year: 0.477 is expected of a compound path, so pace is 0.838."""
    facts = judged(goal(path=Path.COMPOUND), "2025-08-01", ("2025-08-01", 270)).facts
    assert [round(float(number or 0), 3) for number in (facts.progress, facts.expected, facts.pace)] == [
        0.4,
        0.477,
        0.838,
    ]


@pytest.mark.parametrize(("start", "target"), [(0, 300), (-5, 5), (250, 0)])
def test_a_compound_path_needs_one_sign(start: int, target: int) -> None:
    """A compound path from, to or through zero gives progress and no assessment, with the reason."""
    found = judged(goal(start, target, path=Path.COMPOUND), "2025-08-01", ("2025-08-01", start))
    assert (*outcome(found), found.why) == (Status.NO_ASSESSMENT, Fraction(0), None, no_path(found.goal))


@pytest.mark.parametrize(
    ("as_of", "figures", "status", "held"),
    [
        ("2025-08-01", (), Status.NO_DATA, (0, 0)),
        ("2025-08-01", (("2025-07-01", 95),), Status.ON_TRACK, (1, 1)),
        ("2025-08-01", (("2025-06-01", 96), ("2025-07-01", "94.9")), Status.OFF_TRACK, (1, 2)),
        ("2026-08-02", (("2025-08-01", 94), ("2026-07-01", 97)), Status.ACHIEVED, (1, 2)),
        ("2026-08-02", (("2025-08-02", 94),), Status.MISSED, (0, 1)),
        ("2026-08-02", (("2025-08-01", 94),), Status.AWAITING, (0, 1)),
        ("2026-08-02", (("2025-07-31", 97),), Status.AWAITING, (1, 1)),
    ],
)
def test_a_maintain_goal_is_held_or_not(
    as_of: str, figures: tuple[tuple[str, Number], ...], status: Status, held: tuple[int, int]
) -> None:
    """At least 95: the last figure decides, and the figures in which it was held are counted."""
    found = judged(KEPT, as_of, *figures)
    assert (found.status, found.held, found.facts.progress) == (status, held, None)


def test_a_limit_on_a_count_is_broken_as_soon_as_it_is_passed() -> None:
    """At most two accidents a year: the third one breaks it before the year is over."""
    one = goal(
        None, None, keep=Bounds(high=Decimal(2)), since="2023-12-31", by=None, measure=Measure.COUNT, period=YEAR
    )
    found = [judged(one, "2025-06-30", ("2025-02-01", n)).status for n in (2, 3)]
    assert found == [Status.ON_TRACK, Status.OFF_TRACK]


def test_a_limit_whose_deadline_has_passed_is_no_longer_on_its_way() -> None:
    """After a deadline inside a period a maintain goal is closed, whatever the period so far says."""
    bounds, end = Bounds(low=Decimal(12)), "2024-06-30"
    one = goal(None, None, keep=bounds, since="2023-12-31", by=end, measure=Measure.COUNT, period=YEAR)
    found = [judged(one, "2024-07-15", ("2024-03-01", n)).status for n in (1, 20)]
    assert not {Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK}.intersection(found)


@pytest.mark.parametrize(
    ("figures", "cadence", "status"),
    [
        ((("2025-07-31", 310),), "", Status.AWAITING),
        ((("2025-08-01", 310),), "", Status.AWAITING),
        ((("2025-08-02", 290),), "", Status.MISSED),
        ((("2025-08-02", 300),), "", Status.ACHIEVED),
        ((("2026-06-30", 300),), "monthly", Status.AWAITING),
        ((("2026-07-01", 300),), "monthly", Status.AWAITING),
        ((("2026-07-02", 300),), "monthly", Status.ACHIEVED),
        ((("2026-08-15", 299),), "", Status.MISSED),
        ((("2026-08-15", 300),), "", Status.AWAITING),
        ((("2026-07-01", 299), ("2026-08-02", 300)), "", Status.MISSED),
        ((), "", Status.NO_DATA),
    ],
)
def test_after_the_deadline_the_final_figure_decides(
    figures: tuple[tuple[str, Number], ...], cadence: str, status: Status
) -> None:
    """After the deadline the last figure up to it counts, but only within one cadence (a year if none) before it."""
    assert judged(goal(cadence=cadence), "2026-09-01", *figures).status == status


def test_a_target_reached_late_stays_missed_and_says_when() -> None:
    """A target reached after its deadline is missed, with the day on which it was reached."""
    found = judged(
        goal(), "2027-01-01", ("2026-07-01", 290), ("2026-10-01", 299), ("2026-12-01", 305), ("2026-12-30", 400)
    )
    assert (found.status, found.late) == (Status.MISSED, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("cadence", "lag", "as_of", "stale"),
    [
        ("", "", "2026-02-01", False), ("", "", "2026-02-02", True), ("monthly", "", "2025-03-01", False),
        ("monthly", "", "2025-03-02", True), ("monthly", "2 weeks", "2025-03-15", False),
        ("monthly", "2 weeks", "2025-03-16", True),
    ],
)  # fmt: skip
def test_a_figure_grows_stale_beside_its_status(cadence: str, lag: str, as_of: str, stale: bool) -> None:
    """A level older than cadence and lag is stale, and its status is what it was."""
    found = judged(goal(cadence=cadence, lag=lag), as_of, ("2025-02-01", 280))
    assert (found.stale, found.status) == (stale, Status.ON_TRACK)


def test_silence_of_a_total_is_stale_with_a_cadence_or_without_any_figure() -> None:
    """Where silence is zero a given cadence makes it stale, or no figure at all for a year."""
    ones = [goal(4, 14, measure=Measure.TOTAL, cadence=cadence) for cadence in ("", "monthly")]
    assert [judged(one, "2026-01-01", ("2024-09-01", 1)).stale for one in ones] == [False, True]
    assert [judged(ones[0], as_of).stale for as_of in ("2025-08-01", "2025-08-02")] == [False, True]


@pytest.mark.parametrize(("value", "status"), [(None, Status.OPEN), (299, Status.OPEN), (300, Status.ACHIEVED)])
def test_a_target_without_a_deadline_is_open(value: int | None, status: Status) -> None:
    """Without a deadline there is progress but no pace, and the status is open until achieved."""
    found = judged(goal(by=None), "2030-01-01", *([] if value is None else [("2025-01-01", value)]))
    progress = Fraction(0 if value is None else value - 250, 50)
    assert outcome(found) == (status, progress, None)


@pytest.mark.parametrize(("figures", "status"), [((), Status.NO_DATA), ((("2025-01-01", 260),), Status.NO_ASSESSMENT)])
def test_a_direction_alone_is_not_assessed(figures: tuple[tuple[str, Number], ...], status: Status) -> None:
    """A goal that only names a direction has neither progress nor pace."""
    assert outcome(judged(goal(by=None, direction=Direction.UP), "2025-06-01", *figures)) == (status, None, None)


@pytest.mark.parametrize("figures", [(), (("2024-07-31", 290),), (("2025-06-02", 290),)])
def test_without_a_figure_after_the_baseline_there_is_no_data(figures: tuple[tuple[str, Number], ...]) -> None:
    """Nothing, history and a figure of the future are no data: the goal stands at its baseline, at 0%."""
    found = judged(goal(), "2025-06-01", *figures)
    assert outcome(found) == (Status.NO_DATA, Fraction(0), None)
    assert found.facts.at_baseline


def test_a_stage_goal_is_judged_by_the_number_of_its_stage() -> None:
    """From proposed to signed, negotiating is half the way."""
    treaty = goal(0, 2, measure=Measure.STAGE, stages=STAGES)
    found = [outcome(judged(treaty, "2025-08-01", ("2025-08-01", stage))) for stage in (1, 2)]
    assert found == [(Status.ON_TRACK, Fraction(1, 2), Fraction(1)), (Status.ACHIEVED, Fraction(1), Fraction(2))]


def test_a_running_sum_that_reached_its_target_achieves_it() -> None:
    """A rising sum cannot be un-held, and a falling one may still rise."""
    rising = judged(sums(100, 200), "2025-02-01", ("2025-01-15", 200))
    falling = judged(sums(200, 100), "2025-02-01", ("2025-01-15", 5), ("2024-05-01", 150))
    assert (rising.status, falling.status) == (Status.ACHIEVED, Status.ON_TRACK)


SPENT = goal(10, 20, since="2023-12-31", by="2028-12-31", measure=Measure.SUM, period=PeriodKind.YEAR)


@pytest.mark.parametrize(
    ("figures", "as_of", "value", "current"),
    [
        # Nothing is complete: the running year counts once it has come to the baseline.
        ((("2024-03-01", 9),), "2024-06-30", None, 9),
        ((("2024-03-01", 10),), "2024-06-30", 10, 10),
        ((("2024-03-01", 15),), "2024-06-30", 15, 15),
        # A year is complete: the running one counts as soon as it has reached the target.
        ((("2024-03-01", 12), ("2025-03-01", 19)), "2025-06-30", 12, 12),
        ((("2024-03-01", 12), ("2025-03-01", 20)), "2025-06-30", 20, 20),
        ((("2024-03-01", 30), ("2025-03-01", 20)), "2025-06-30", 30, 30),
        # In the deadline's own year it counts as soon as it has come to the year before.
        ((("2027-03-01", 12), ("2028-03-01", 11)), "2028-06-30", 12, 12),
        ((("2027-03-01", 12), ("2028-03-01", 12)), "2028-06-30", 12, 12),
        ((("2027-03-01", 12), ("2028-03-01", 13)), "2028-06-30", 13, 13),
        # After it the deadline's year decides, and what came later stands as now.
        ((("2028-03-01", 13), ("2029-03-01", 25)), "2030-06-30", 13, 25),
        ((("2028-03-01", 13),), "2030-06-30", 13, 13),
    ],
)
def test_what_a_sum_is_judged_by_and_stands_at(
    figures: tuple[tuple[str, Number], ...], as_of: str, value: Number | None, current: Number
) -> None:
    """Ten a year, twenty by 2028."""
    facts = judged(SPENT, as_of, *figures).facts
    assert (facts.value, facts.current) == (value, current)


def test_what_stands_as_now_is_the_reading_or_the_running_period_itself() -> None:
    """So that it is known to be provisional, or not."""
    done, running = ("2024-03-01", 12), ("2025-03-01", 20)
    level = judged(goal(), "2025-06-30", ("2025-06-01", 270)).facts
    both = judged(SPENT, "2025-06-30", done, running).facts
    assert (level.now, both.now) == (level.reading, both.running)
    assert judged(SPENT, "2025-06-30", done, ("2025-03-01", 1)).facts.now == both.reading
    assert judged(goal(by=None), "2025-06-30", ("2025-06-01", 270)).facts.judged_on == date(2025, 6, 1)
    nothing = judged(goal(), "2025-06-30").facts
    assert (nothing.now, nothing.current, nothing.judged_on) == (None, Decimal(250), date(2024, 8, 1))


@pytest.mark.parametrize(
    ("measure", "value", "status"),
    [(Measure.COUNT, 4, Status.MISSED), (Measure.COUNT, 5, Status.ACHIEVED), (Measure.SUM, 5, Status.MISSED),
     (Measure.SUM, 6, Status.ACHIEVED), (Measure.MEAN, 11, Status.MISSED), (Measure.MEAN, 12, Status.ACHIEVED)],
)  # fmt: skip
def test_a_deadline_within_the_first_period_asks_its_share_of_what_adds_up(
    measure: Measure, value: int, status: Status
) -> None:
    """Twelve a year by 30 June 2024 are 5 events, rounded down, 6 of a sum, and 12 of a mean."""
    one = goal(1, 12, since="2023-12-31", by="2024-06-30", measure=measure, period=PeriodKind.YEAR)
    figures = (
        [(f"2024-05-{day + 1:02}", 1) for day in range(value)] if measure is Measure.COUNT else [("2024-05-01", value)]
    )
    assert judged(one, "2024-07-01", *figures).status is status


def test_a_running_mean_counts_as_it_stands_on_either_side_of_its_baseline() -> None:
    """No quarter is complete: 8 is below the baseline of 10, and is what it is judged by."""
    one = goal(10, 20, since="2023-12-31", by="2026-12-31", measure=Measure.MEAN, period=PeriodKind.QUARTER)
    assert judged(one, "2024-02-01", ("2024-01-15", 8)).facts.progress == Fraction(-1, 5)


@pytest.mark.parametrize(
    ("start", "target", "progress"), [(0, 10, "0.4"), (10, 0, "0.6"), (-6, 0, "5/3"), (0, -4, "-1")]
)
def test_progress_from_or_to_nothing_is_counted_as_from_any_other_number(
    start: int, target: int, progress: str
) -> None:
    """4 is 40% of the way from 0 to 10, and 60% of that from 10 to 0."""
    assert judged(goal(start, target), "2025-08-01", ("2025-07-31", 4)).facts.progress == Fraction(progress)


def test_a_running_sum_has_no_pace_where_nothing_is_expected_yet() -> None:
    """Before its first step a sum owes what it was at the start, which is no distance to have a pace on."""
    step = goal(10, 20, since="2023-12-31", by="2028-12-31", measure=Measure.SUM, period=PeriodKind.YEAR,
                path=Path.STEP)  # fmt: skip
    facts = judged(step, "2024-06-30", ("2024-03-01", 9)).facts
    assert (facts.promised, facts.pace) == (Fraction(10), None)


def test_a_mean_after_its_deadline_is_that_of_the_whole_period() -> None:
    """Due by mid-year and last heard of in February: the year's mean decides, not what was there by the deadline."""
    mean = goal(250, 300, since="2023-12-31", by="2025-06-30", measure=Measure.MEAN, period=PeriodKind.YEAR,
                cadence="monthly")  # fmt: skip
    early, late = ("2025-02-10", 260), ("2025-09-10", 300)
    assert judged(mean, "2026-01-01", early, late).facts.value == 280
    assert judged(mean, "2025-12-30", early, late).facts.value == 260


@pytest.mark.parametrize("path", [Path.LINEAR, Path.COMPOUND])
@pytest.mark.parametrize(
    ("last", "as_of", "why"),
    [(300, "2026-02-01", "the target is reached"), (301, "2026-02-01", "the target is reached"),
     (299, "2026-02-01", ""), (300, "2026-08-02", "the deadline has passed")],
)  # fmt: skip
def test_what_is_reached_is_not_forecast(path: Path, last: Number, as_of: str, why: str) -> None:
    """Beside a target that is reached nobody is told that it is 55% likely."""
    figures = ("2024-12-31", 310), ("2025-06-30", 305), ("2025-12-31", 302), ("2026-01-31", last)
    one = assess(told(goal(path=path), *figures), Question(date.fromisoformat(as_of), forecast=True))
    assert getattr(one.forecast, "why", "") == why


def test_what_is_still_required() -> None:
    """What lacks to the target is given with its day, and for a count with the running period."""
    level = judged(goal(), "2026-07-31", ("2025-08-01", 270)).required
    count = judged(exercises(), "2025-03-01", ("2024-05-10", 1), ("2025-02-03", 1)).required
    expected = Required(Fraction(30), date(2026, 8, 1)), Required(Fraction(1), date(2025, 12, 31), period="2025")
    assert (level, count) == expected


@pytest.mark.parametrize(
    ("as_of", "rate"),
    [("2025-08-01", Fraction(30) / 365 * Fraction(1461, 48)), ("2026-06-01", Fraction(30) / 61 * Fraction(1461, 48)),
     ("2026-06-02", None)],
)  # fmt: skip
def test_a_level_needs_its_rate_a_month_while_two_months_are_left(as_of: str, rate: Fraction | None) -> None:
    """Of 365.25 / 12 days a month; 60 days are less than two."""
    one = judged(goal(), as_of, ("2025-08-01", 270))
    assert one.required == Required(Fraction(30), date(2026, 8, 1), rate)
    assert judged(goal(by=None), as_of, ("2025-08-01", 270)).required == Required(Fraction(30))
    stage = goal(0, 2, measure=Measure.STAGE, stages=STAGES)
    assert judged(stage, as_of, ("2025-08-01", 1)).required == Required(Fraction(1), date(2026, 8, 1))
    open_one, direction = goal(None), goal(direction=Direction.UP, by=None)
    assert (judged(open_one, as_of).required, judged(direction, as_of).required) == (None, None)


@pytest.mark.parametrize(
    ("measure", "ends", "by", "as_of", "required"),
    [
        # 10 → 20 over 1827 days: 12.003 at the end of 2024, 14.001 at that of 2025.
        (
            Measure.SUM,
            (10, 20),
            "2028-12-31",
            "2024-06-30",
            Required(10 + Fraction(3660, 1827) - 9, date(2024, 12, 31), period="2024"),
        ),
        (
            Measure.SUM,
            (10, 20),
            "2028-12-31",
            "2024-12-31",
            Required(10 + Fraction(7310, 1827), date(2025, 12, 31), period="2025"),
        ),
        (Measure.COUNT, (10, 20), "2028-12-31", "2024-06-30", Required(Fraction(4), date(2024, 12, 31), period="2024")),
        (Measure.COUNT, (20, 10), "2028-12-31", "2024-06-30", Required(Fraction(8), date(2024, 12, 31), period="2024")),
        (Measure.SUM, (10, 20), "2025-01-01", "2024-12-31", Required(Fraction(20), date(2025, 1, 1), period="2025")),
        (Measure.SUM, (10, 20), "2024-12-31", "2024-12-31", Required(Fraction(11), date(2024, 12, 31))),
        (Measure.MEAN, (10, 20), "2024-12-31", "2024-12-30", Required(Fraction(11), date(2024, 12, 31))),
    ],
)
def test_what_a_period_must_still_gain_is_told_of_the_one_that_runs_or_comes_next(
    measure: Measure, ends: tuple[int, int], by: str, as_of: str, required: Required
) -> None:
    """Nine were there by March 2024; of a count whole events are needed, or may still come where it is to fall."""
    one = goal(*ends, since="2023-12-31", by=by, measure=measure, period=PeriodKind.YEAR)
    figures = [(f"2024-03-0{day}", 1) for day in range(1, 10)] if measure is Measure.COUNT else [("2024-03-01", 9)]
    assert judged(one, as_of, *figures).required == required


def test_a_roll_up_is_counts_and_the_weighted_mean_of_capped_progress() -> None:
    """Progress 0.4 with weight 1 and 1.3 with weight 2 come to 0.8, and goals without progress are only counted."""
    ahead = judged(goal(weight=2), "2025-08-01", ("2025-08-01", 315))
    behind, silent = judged(goal(), "2025-08-01", ("2025-08-01", 270)), judged(goal(), "2025-08-01")
    found = roll_up([ahead, behind, silent, silent])
    counts = {"achieved": 1, "at-risk": 1, "no-data": 2}
    assert (found.counts, found.progress, found.goals) == (counts, Fraction(4, 5), 4)
    assert roll_up([silent]).progress is None
    assert roll_up([judged(goal(), "2025-08-01", ("2025-08-01", 1))]).progress == 0


def test_a_milestone_is_met_by_a_reading_of_its_own_day() -> None:
    """The last reading up to a milestone's day decides, that day's own among them; before it nothing is said."""
    one = goal(milestones=((275, "2025-08-01"),))
    (step,) = one.promise.milestones
    there = judged(one, "2025-08-01", ("2025-08-01", 275))
    assert (there.reading_by(step), there.met(step)) == (there.readings[0], True)
    assert judged(one, "2025-08-01", ("2025-07-31", 274)).met(step) is False
    assert judged(one, "2025-07-31", ("2025-07-31", 280)).met(step) is None
    assert judged(one, "2025-08-02", ("2025-08-02", 280)).met(step) is None


@pytest.mark.parametrize(
    ("figures", "why"),
    [((), "nothing was recorded since the baseline"), ((("2022-06-30", 5),), "nothing was recorded since the baseline"),
     ((("2023-06-30", 5),), "it moves the wrong way")],
)  # fmt: skip
@pytest.mark.parametrize("path", [Path.LINEAR, Path.STEP])
def test_silence_that_counts_as_zero_moves_nowhere(
    path: Path, figures: tuple[tuple[str, Number], ...], why: str
) -> None:
    """A sum of which nothing was recorded since its baseline is off track, yet not on the wrong way."""
    promised = goal(10, 20, since="2022-12-31", by="2028-12-31", measure=Measure.SUM, period=PeriodKind.YEAR, path=path)
    one = judged(promised, "2024-06-30", *figures)
    assert (one.status, one.why) == (Status.OFF_TRACK, why)


@pytest.mark.parametrize(
    ("bounds", "events", "status"),
    [
        (Bounds(low=Decimal(12)), 4, Status.AT_RISK),
        (Bounds(low=Decimal(12)), 5, Status.ON_TRACK),
        (Bounds(low=Decimal(12)), 6, Status.ON_TRACK),
        (Bounds(low=Decimal(0)), 0, Status.ON_TRACK),
        (Bounds(high=Decimal(12)), 0, Status.ON_TRACK),
    ],
)
def test_a_running_count_to_keep_owes_its_share_in_whole_events(bounds: Bounds, events: int, status: Status) -> None:
    """At least 12 a year: on 2024-06-30, 182 of 366 days in, 5.97 are due by now, so 5 will do."""
    one = goal(None, None, keep=bounds, since="2023-12-31", by=None, measure=Measure.COUNT, period=YEAR)
    assert judged(one, "2024-06-30", ("2024-03-01", events)).status is status


@pytest.mark.parametrize(("on", "current"), [("2025-12-31", 2), ("2026-01-01", 1), ("2027-05-01", 0)])
def test_silence_after_the_deadline_is_no_news_of_a_count(on: str, current: int) -> None:
    """An event of the deadline's own day is of its year, which stays what is shown; one after it makes 2026 news."""
    found = judged(exercises(), "2027-06-01", ("2025-03-01", 1), (on, 1))
    assert found.facts.current == current


@pytest.mark.parametrize(
    ("bounds", "measure", "value", "status"),
    [
        (Bounds(low=Decimal(13)), Measure.COUNT, 5, Status.MISSED),
        (Bounds(low=Decimal(13)), Measure.COUNT, 6, Status.ACHIEVED),
        (Bounds(high=Decimal(12)), Measure.COUNT, 6, Status.ACHIEVED),
        (Bounds(high=Decimal(12)), Measure.COUNT, 7, Status.MISSED),
        (Bounds(low=Decimal(12)), Measure.MEAN, 11, Status.MISSED),
        (Bounds(low=Decimal(12)), Measure.MEAN, 12, Status.ACHIEVED),
    ],
)
def test_a_deadline_within_a_period_asks_its_share_of_the_bounds(
    bounds: Bounds, measure: Measure, value: int, status: Status
) -> None:
    """12 or 13 a year by 2024-07-01, half of the days: of a count 6 or, in whole ones, 6 at least; of a mean all."""
    one = goal(None, None, keep=bounds, since="2023-12-31", by="2024-07-01", measure=measure, period=YEAR)
    assert judged(one, "2024-07-15", ("2024-03-01", value)).status is status


@pytest.mark.parametrize(
    ("day", "value", "why"),
    [
        ("2023-06-30", 110, "no final figure for 2024-12-31 yet"),
        ("2025-02-01", 200, "no final figure for 2024-12-31 yet; reached by 2025-02-01 at the latest"),
    ],
)
def test_only_a_figure_after_the_deadline_says_by_when_at_the_latest(day: str, value: int, why: str) -> None:
    """One of long before decides nothing, and is no later bound for the day on which the target was reached."""
    one = judged(goal(100, 200, since="2022-12-31", by="2024-12-31"), "2025-03-01", (day, value))
    assert (one.status, one.why) == (Status.AWAITING, why)


@pytest.mark.parametrize("own", [[], [("2023-12-31", 100)], [("2023-12-31", 90)]])
@pytest.mark.parametrize("measure", [Measure.CUMULATIVE, Measure.MEAN, Measure.MAX, Measure.MIN])
@pytest.mark.parametrize(("value", "status"), [(110, Status.OFF_TRACK), (160, Status.ON_TRACK)])
def test_a_figure_of_the_baselines_own_period_does_not_keep_the_running_one_from_being_judged(
    own: list[tuple[str, Number]], measure: Measure, value: int, status: Status
) -> None:
    """100 in 2023, 200 by 2025: 150 are due of 2024, the first year since, whatever is recorded for 2023 as well."""
    one = goal(100, 200, since="2023-12-31", by="2025-12-31", measure=measure, period=YEAR)
    assert judged(one, "2024-12-30", *own, ("2024-12-30", value)).status is status


@pytest.mark.parametrize(("as_of", "status"), [("2025-01-30", Status.AWAITING), ("2025-01-31", Status.MISSED)])
def test_a_total_without_figures_is_awaited_until_its_lag_is_over(as_of: str, status: Status) -> None:
    """Thirty days after the deadline its figures may still come in; then silence is zero."""
    one = goal(4, 14, measure=Measure.TOTAL, since="2023-12-31", by="2024-12-31", lag="30d")
    assert judged(one, as_of).status is status


@pytest.mark.parametrize(("as_of", "status"), [("2025-01-10", Status.AWAITING), ("2025-01-11", Status.MISSED)])
@pytest.mark.parametrize("cadence", ["", "monthly", "quarterly", "yearly"])
def test_a_sum_of_a_month_is_awaited_however_rare_its_figures(cadence: str, as_of: str, status: Status) -> None:
    """Figures of November are none of December's, for which the lag runs until the 10th of January."""
    one = goal(
        0, 12, measure=Measure.SUM, period=PeriodKind.MONTH, since="2023-12-31", by="2024-12-31", lag="10d",
        cadence=cadence,
    )  # fmt: skip
    assert judged(one, as_of, ("2024-11-20", 3)).status is status


@pytest.mark.parametrize(
    ("start", "end", "value", "status"),
    [
        (0, 12, 12, Status.ACHIEVED), (0, 12, 11, Status.AWAITING),
        (20, 12, 12, Status.AWAITING), (20, 12, 13, Status.MISSED),
    ],
)  # fmt: skip
def test_what_runs_up_to_its_target_has_reached_it(start: int, end: int, value: int, status: Status) -> None:
    """A year to date of September is no final figure where one is due each month, unless nothing more can change it."""
    one = goal(
        start, end, measure=Measure.CUMULATIVE, period=YEAR, since="2023-12-31", by="2024-12-31", cadence="monthly",
        lag="90d",
    )  # fmt: skip
    assert judged(one, "2025-01-15", ("2024-09-20", value)).status is status


@pytest.mark.parametrize(("as_of", "status"), [("2025-01-30", Status.AWAITING), ("2025-01-31", Status.ACHIEVED)])
def test_a_limit_is_awaited_until_its_lag_is_over(as_of: str, status: Status) -> None:
    """At most two a year, and one so far: as long as figures may come in, nobody knows that it was kept."""
    one = goal(
        None, None, keep=Bounds(high=Decimal(2)), since="2023-12-31", by="2024-12-31", measure=Measure.COUNT,
        period=YEAR, cadence="monthly", lag="30d",
    )  # fmt: skip
    assert judged(one, as_of, ("2024-06-01", 1)).status is status


@pytest.mark.parametrize(("as_of", "status"), [("2024-07-30", Status.AWAITING), ("2024-07-31", Status.MISSED)])
def test_a_sum_whose_first_period_ends_after_the_deadline_is_awaited_too(as_of: str, status: Status) -> None:
    """12 a year by the end of June, and 1 in February: until the lag is over more may come in."""
    one = goal(
        0, 12, measure=Measure.SUM, period=YEAR, since="2023-12-31", by="2024-06-30", cadence="monthly", lag="30d"
    )
    assert judged(one, as_of, ("2024-02-01", 1)).status is status


@pytest.mark.parametrize(
    ("value", "status", "above"),
    [(3, Status.AT_RISK, False), (5, Status.OFF_TRACK, False), (6, Status.OFF_TRACK, True)],
)
def test_a_falling_sum_is_lost_only_above_its_target(value: int, status: Status, above: bool) -> None:
    """From 10 a year to 5: by the middle of the deadline's year 2.48 are due, 5 may still be kept, 6 are too many."""
    one = goal(10, 5, measure=Measure.SUM, period=YEAR, since="2023-12-31", by="2025-12-31")
    found = judged(one, "2025-06-30", ("2025-03-01", value))
    assert (found.status, "already above the target" in found.why) == (status, above)


@pytest.mark.parametrize(("value", "met"), [(79, True), (80, True), (81, False)])
def test_a_falling_milestone_is_met_at_its_value(value: int, met: bool) -> None:
    """From 100 to 50, 80 on the way."""
    one = goal(100, 50, milestones=((80, "2025-02-01"),))
    assert judged(one, "2025-03-01", ("2025-02-01", value)).met(one.promise.milestones[0]) is met


@pytest.mark.parametrize(
    ("by", "why"), [(None, "the target is reached; global-fund says A2"), ("2026-08-01", "90 to 100% of the target")]
)
def test_a_method_judges_what_is_reached_before_the_deadline(by: str | None, why: str) -> None:
    """Before a deadline what is reached may still be lost, so it is for the method to say; without one it is over."""
    question = Question(date(2025, 8, 1), method="global-fund")
    found = assess(told(goal(by=by), ("2025-08-01", 300)), question)
    assert (found.status, found.why) == (Status.ACHIEVED, why)


@pytest.mark.parametrize(("value", "status"), [(11, Status.OFF_TRACK), (12, Status.ON_TRACK)])
def test_a_running_mean_to_keep_is_held_so_far_or_not(value: int, status: Status) -> None:
    """A mean of at least 12 a year stands as it is, however much of the year is gone."""
    one = goal(None, None, keep=Bounds(low=Decimal(12)), since="2023-12-31", by=None, measure=Measure.MEAN, period=YEAR)
    assert judged(one, "2024-03-31", ("2024-03-01", value)).status is status


def test_without_a_deadline_the_last_complete_period_is_judged() -> None:
    """A mean of 300 in 2024 reaches the target, whatever 2025 has so far."""
    one = goal(250, 300, since="2023-12-31", by=None, measure=Measure.MEAN, period=YEAR)
    found = judged(one, "2025-06-30", ("2024-05-01", 300), ("2025-03-01", 260))
    assert (found.facts.value, found.facts.by_running, found.status) == (Decimal(300), False, Status.ACHIEVED)
