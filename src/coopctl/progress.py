"""From a reading to a status: an assessment with the numbers it came from, and roll-ups.  Pure."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from coopctl.dates import Duration, add, last_complete, parse_duration
from coopctl.facts import Facts, gather
from coopctl.methods import Status, linear
from coopctl.paths import no_path, path_at
from coopctl.plan import Bounds, Goal, Measure
from coopctl.readings import Book, last_figure, reached_on, series

METHODS = ("linear",)
_A_YEAR = Duration(months=12)
_DAYS_A_MONTH = Fraction(1461, 48)


class Required(Struct, frozen=True):
    """What is still needed: `change` of the value by a day, which is `rate` for each month that is left.

    `period` names the period that a sum or count must still gain it in.
    """

    change: Fraction
    by: date | None = None
    rate: Fraction | None = None
    period: str = ""


class Assessment(Struct, frozen=True):
    """A reading judged against the path, with everything behind it.

    `held` counts the periods (or figures) in which a maintain goal was held, of how many; `late` is the day on
    which a missed target was reached all the same; `reversing` marks a value on the wrong side of its baseline.
    """

    facts: Facts
    method: str
    status: Status
    why: str
    stale: bool = False
    held: tuple[int, int] | None = None
    late: date | None = None
    required: Required | None = None

    @property
    def goal(self) -> Goal:
        return self.facts.goal

    @property
    def reversing(self) -> bool:
        return self.status is Status.OFF_TRACK and self.facts.progress is not None and self.facts.progress < 0


def assess(goal: Goal, book: Book, as_of: date, *, fiscal_start: int = 1, method: str = "linear") -> Assessment:
    """The assessment of a goal as of a day, from the days of its figures.

    Worked (design of the measures): baseline 1 a year dated 2023-12-31, target 2 a year by 2025, events 2024-05-10 and
    2025-02-03: as of 2024-12-31 off track (0% of 50%), as of 2025-03-01 on track, as of 2026-01-15 missed.
    """
    facts = gather(goal, book, as_of, fiscal_start)
    held = None
    if goal.target.keep is not None:
        status, why = _keeping(facts, goal.target.keep, fiscal_start)
        readings = series(goal, book, min(as_of, goal.target.deadline or as_of), fiscal_start)
        held = (sum(goal.target.keep.hold(one.value) for one in readings), len(readings))
    else:
        status, why = _common(facts, fiscal_start) or linear.judge(facts)
    late = None
    if status is Status.MISSED and goal.target.deadline is not None and goal.target.value is not None:
        late = reached_on(goal, book, goal.target.deadline, as_of, fiscal_start)
    final = status in (Status.MISSED, Status.ACHIEVED) and facts.closed
    return Assessment(
        facts=facts,
        method=method,
        status=status,
        why=why,
        stale=not final and _stale(facts, book),
        held=held,
        late=late,
        required=None if status is Status.ACHIEVED or facts.closed else _required(facts),
    )


def _common(facts: Facts, fiscal_start: int) -> tuple[Status, str] | None:
    """The statuses that every method shares; None when it is for the method to say."""
    goal = facts.goal
    if goal.target.deadline is None and goal.target.value is not None:
        reached = facts.reached
        return (Status.ACHIEVED, "the target is reached") if reached else (Status.OPEN, "the target has no deadline")
    if facts.reading is None and facts.running is None:
        return Status.NO_DATA, f"no figure after the baseline of {goal.baseline.date}"
    if goal.target.value is None:
        return Status.NO_ASSESSMENT, "the goal names a direction, not a target"
    if facts.closed:
        return _closed(facts, fiscal_start)
    if facts.reached and (not facts.by_running or _cannot_be_unheld(facts)):
        return Status.ACHIEVED, "the target is reached"
    if no_path(goal):
        return Status.NO_ASSESSMENT, no_path(goal)
    return None


def _cannot_be_unheld(facts: Facts) -> bool:
    """A running period that reached the target achieves it, but for a falling sum or count, which may still rise."""
    counting = facts.goal.measure in (Measure.SUM, Measure.COUNT)
    target, current = facts.goal.target.value, facts.running
    return not counting or (
        facts.goal.rising and target is not None and current is not None and current.value >= target
    )


def _closed(facts: Facts, fiscal_start: int) -> tuple[Status, str]:
    """After the deadline: judged by the final reading, awaited where silence says nothing."""
    if _awaited(facts, fiscal_start):
        return Status.AWAITING, f"no final figure for {facts.goal.target.deadline} yet"
    if facts.reached:
        return Status.ACHIEVED, "the final reading reached the target"
    if facts.value is None:
        return Status.NO_ASSESSMENT, "no period was completed between baseline and deadline"
    return Status.MISSED, "the deadline has passed and the final reading is short of the target"


def _awaited(facts: Facts, fiscal_start: int) -> bool:
    goal, last, deadline = facts.goal, facts.reading, facts.goal.target.deadline
    if goal.measure.silence_is_zero or deadline is None:
        return False
    if last is None:
        return True
    if goal.period is not None:
        return last.period != last_complete(deadline, goal.period, fiscal_start).label
    return last.date < add(deadline, _cadence(goal), -1)


def _cadence(goal: Goal) -> Duration:
    return parse_duration(goal.cadence) if goal.cadence else _A_YEAR


def _keeping(facts: Facts, bounds: Bounds, fiscal_start: int) -> tuple[Status, str]:
    """A maintain goal: held or not, in the last complete period or by the last figure."""
    last, current = facts.reading, facts.running
    counting = facts.goal.measure in (Measure.SUM, Measure.COUNT)
    if last is None and current is None:
        return Status.NO_DATA, f"no figure after {facts.goal.baseline.date}"
    if facts.closed and _awaited(facts, fiscal_start):
        return Status.AWAITING, f"no final figure for {facts.goal.target.deadline} yet"
    if (
        not facts.closed
        and current is not None
        and counting
        and bounds.high is not None
        and not _may_hold(bounds, current.value)
    ):
        return Status.OFF_TRACK, "the running period is already above what is to be kept"
    if last is None and facts.closed:
        return Status.NO_ASSESSMENT, "no period was completed between baseline and deadline"
    if last is None and current is not None:
        return _keeping_running(bounds, current.value, current.share, counting=counting)
    held = last is not None and bounds.hold(last.value)
    if facts.closed:
        return (Status.ACHIEVED, "held to the deadline") if held else (Status.MISSED, "not held at the deadline")
    return (Status.ON_TRACK, "held") if held else (Status.OFF_TRACK, "not held")


def _may_hold(bounds: Bounds, value: Decimal) -> bool:
    return Bounds(high=bounds.high, below=bounds.below).hold(value)


def _keeping_running(bounds: Bounds, value: Decimal, share: Fraction, *, counting: bool) -> tuple[Status, str]:
    if not counting:
        return (Status.ON_TRACK, "held so far") if bounds.hold(value) else (Status.OFF_TRACK, "not held so far")
    due = int(Fraction(bounds.low) * share) if bounds.low is not None else 0
    if value >= due:
        return Status.ON_TRACK, "the running period has what is due by now"
    return Status.AT_RISK, "the running period is behind what is due by now"


def _stale(facts: Facts, book: Book) -> bool:
    """Whether the last word is older than cadence + lag; where silence is zero only a given cadence makes it so."""
    goal = facts.goal
    if goal.measure.silence_is_zero and not goal.cadence:
        return False
    latest = last_figure(book, facts.as_of)
    if latest is None and not goal.cadence:
        return False
    due = add(max(latest or goal.baseline.date, goal.baseline.date), _cadence(goal))
    return facts.as_of > (add(due, parse_duration(goal.lag)) if goal.lag else due)


def _required(facts: Facts) -> Required | None:
    """What is still needed to reach the target, or the path at the end of the running period."""
    goal, target = facts.goal, facts.goal.target
    if target.value is None or goal.baseline.value is None:
        return None
    if goal.measure in (Measure.SUM, Measure.COUNT) and facts.running is not None and not no_path(goal):
        current = facts.running
        end = min(current.period.last, target.deadline or current.period.last)
        need = path_at(goal, end) - Fraction(current.value)
        if goal.measure is Measure.COUNT:
            need = (
                Fraction(-(-need.numerator // need.denominator))
                if goal.rising
                else Fraction(need.numerator // need.denominator)
            )
        return Required(need, end, period=current.period.label)
    value = facts.value if facts.value is not None else goal.baseline.value
    change = Fraction(target.value) - Fraction(value)
    if target.deadline is None:
        return Required(change)
    days = (target.deadline - facts.as_of).days
    months = days / _DAYS_A_MONTH
    return Required(
        change,
        target.deadline,
        change / months if months >= 2 and goal.measure is not Measure.STAGE else None,
    )


class RollUp(Struct, frozen=True):
    """Counts by status, and the weighted mean of progress capped to 0..1 over the goals that have one."""

    counts: dict[str, int]
    progress: Fraction | None
    goals: int


def roll_up(assessments: Iterable[Assessment]) -> RollUp:
    """The roll-up of a group or the plan: figures are never summed, only shares of the way.

    Worked: progress 0.4 with weight 1 and 1.3 with weight 2: (0.4 + 2·1)/3 = 0.8.
    """
    counts: dict[str, int] = {}
    weights, weighted, goals = Fraction(0), Fraction(0), 0
    for one in assessments:
        goals += 1
        counts[one.status.value] = counts.get(one.status.value, 0) + 1
        if one.facts.progress is not None:
            weight = Fraction(one.goal.weight)
            weights += weight
            weighted += weight * min(max(one.facts.progress, Fraction(0)), Fraction(1))
    return RollUp(counts, weighted / weights if weights else None, goals)
