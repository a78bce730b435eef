"""From a reading to a status: an assessment with the numbers it came from, and roll-ups.  Pure."""

from datetime import date
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct, structs

from coopctl.judgement.cadence import awaited, stale
from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.maintain import keeping
from coopctl.judgement.methods import Status, linear
from coopctl.judgement.methods.case import Numbers, Verdict
from coopctl.judgement.methods.judging import verdict
from coopctl.judgement.path import no_path, path_at
from coopctl.judgement.progress import Facts, gather
from coopctl.judgement.readings import History, Reading
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure
from coopctl.values.calendar import ONE_DAY

DEFAULT = "linear"
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

    `label` is the method's own word beside the status, `numbers` what led to it by name,
    `readings` all of them up to the day.  `held` counts the periods (or
    figures) in which a maintain goal was held, of how many; `late` is the day on which a missed target was reached all
    the same; `forecast` is there where it was asked for.
    """

    facts: Facts
    method: str
    status: Status
    why: str
    label: str
    numbers: Numbers = ()
    readings: tuple[Reading, ...] = ()
    stale: bool = False
    held: tuple[int, int] | None = None
    late: date | None = None
    required: Required | None = None
    forecast: Forecast | NoForecast | None = None

    @property
    def goal(self) -> Goal:
        return self.facts.goal

    @property
    def reversing(self) -> bool:
        return self.status is Status.OFF_TRACK and self.facts.progress is not None and self.facts.progress < 0


class Question(Struct, frozen=True):
    """How goals are to be assessed: the day, against which target, with a forecast?

    `method` goes before the goal's own, `plan_method` after it.
    """

    as_of: date
    method: str = ""
    plan_method: str = ""
    original: bool = False
    forecast: bool = False


def failed(history: History, question: Question, why: str) -> Assessment:
    """No assessment of a goal, because the program failed at it."""
    method = question.method or history.goal.method or question.plan_method or DEFAULT
    facts = Facts(history, question.as_of, closed=False, reading=None, running=None)
    return Assessment(facts, method, Status.NO_ASSESSMENT, why, "")


def assess(history: History, question: Question) -> Assessment:
    """The assessment of a goal, from the days of its figures.

    Worked: baseline 1 a year dated 2023-12-31, target 2 a year by 2025, events 2024-05-10 and
    2025-02-03: as of 2024-12-31 off track (0% of 50%), as of 2025-03-01 on track, as of 2026-01-15 missed.
    """
    as_of, goal = question.as_of, history.goal
    method = question.method or goal.method or question.plan_method or DEFAULT
    goal = goal.original() if question.original else goal.in_force(as_of)
    history = structs.replace(history, goal=goal)
    facts = gather(history, as_of)
    series = history.series(as_of)
    deadline = goal.target.deadline or as_of
    readings = tuple(one for one in series if one.date <= deadline)
    keep = goal.target.keep
    held = None if keep is None else (sum(keep.hold(one.value) for one in readings), len(readings))
    shared = _common(facts) if keep is None or held is None else keeping(facts, keep, held)
    judged = _judged(facts, readings, method, shared)
    late = None
    if judged.status is Status.MISSED and goal.target.deadline is not None:
        late = history.reached_on(goal.target.deadline, as_of)
    final = judged.status in (Status.MISSED, Status.ACHIEVED) and facts.closed
    return Assessment(
        facts=facts,
        method=method,
        status=judged.status,
        why=judged.why,
        label=judged.label,
        numbers=judged.numbers,
        readings=series,
        stale=not final and stale(facts),
        held=held,
        late=late,
        required=None if judged.status is Status.ACHIEVED or facts.closed else _required(facts),
        forecast=_forecast(facts, readings) if question.forecast else None,
    )


def _forecast(facts: Facts, readings: tuple[Reading, ...]) -> Forecast | NoForecast:
    # Statistics cost two interpreter starts, so only those who want a forecast import them.
    from coopctl.judgement.forecast.choice import outlook

    return outlook(facts, readings)


# What no method can change: nothing to judge, no deadline, or the deadline has decided.
_DECIDED = (Status.NO_DATA, Status.AWAITING, Status.MISSED, Status.OPEN)


def _judged(facts: Facts, readings: tuple[Reading, ...], method: str, shared: tuple[Status, str] | None) -> Verdict:
    """The method's verdict, with the statuses that all methods share before it."""
    if method == DEFAULT:
        status, why = shared or linear.judge(facts)
        return Verdict(status, status.words, why)
    found = verdict(facts, readings, method)
    decided = shared is not None and (
        shared[0] in _DECIDED
        or (
            shared[0] is Status.ACHIEVED and (facts.closed or facts.goal.target.deadline is None or _reached_now(facts))
        )
        or (shared[0] is Status.OFF_TRACK and _beyond_now(facts))
    )
    if found is None or (found.status is Status.NO_ASSESSMENT and shared is not None):
        status, why = shared or (Status.NO_ASSESSMENT, f"no period was completed yet, which {method} needs")
        return Verdict(status, found.label if found else status.words, why, found.numbers if found else ())
    if decided and shared is not None:
        return structs.replace(found, status=shared[0], why=f"{shared[1]}; {method} says {found.label}")
    return found


def _common(facts: Facts) -> tuple[Status, str] | None:
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
        return _closed(facts)
    if facts.reached and (not facts.by_running or _cannot_be_unheld(facts)):
        return Status.ACHIEVED, "the target is reached"
    if _beyond_now(facts):
        return Status.OFF_TRACK, "the deadline's own period is already above the target"
    if no_path(goal):
        return Status.NO_ASSESSMENT, no_path(goal)
    return None


def _cannot_be_unheld(facts: Facts) -> bool:
    """A running period that reached the target achieves it, but for a falling sum or count, which may still rise."""
    return facts.goal.measure not in (Measure.SUM, Measure.COUNT) or _reached_now(facts)


def _reached_now(facts: Facts) -> bool:
    """Whether a running sum or count has risen to the target: what has happened cannot be un-held."""
    goal, current = facts.goal, facts.running
    if goal.measure not in (Measure.SUM, Measure.COUNT) or current is None or goal.target.value is None:
        return False
    return goal.rising and current.value >= goal.target.value


def _beyond_now(facts: Facts) -> bool:
    """Whether a sum or count that is to fall is above its target already in the period that its deadline ends."""
    goal, current, target = facts.goal, facts.running, facts.goal.target
    if goal.measure not in (Measure.SUM, Measure.COUNT) or goal.period is None or current is None or facts.closed:
        return False
    if target.value is None or target.deadline is None or goal.rising or current.value <= target.value:
        return False
    return current.period == facts.history.calendar.last_complete(target.deadline, goal.period)


def _closed(facts: Facts) -> tuple[Status, str]:
    """After the deadline: judged by the final reading, awaited where silence says nothing."""
    if awaited(facts):
        return Status.AWAITING, f"no final figure for {facts.goal.target.deadline} yet"
    if facts.reached:
        return Status.ACHIEVED, "the final reading reached the target"
    if facts.value is None:
        return Status.NO_ASSESSMENT, "no period was completed between baseline and deadline"
    return Status.MISSED, "the deadline has passed and the final reading is short of the target"


def _required(facts: Facts) -> Required | None:
    """What is still needed to reach the target, or the path at the end of the running period (if over, the next)."""
    goal, target = facts.goal, facts.goal.target
    if target.value is None or goal.baseline.value is None:
        return None
    ahead = max(facts.as_of, goal.baseline.date)
    if goal.period is not None and goal.measure.silence_is_zero and target.deadline is not None and not no_path(goal):
        period = (
            facts.history.calendar.period_of(ahead + ONE_DAY, goal.period)
            if facts.running is None
            else facts.running.period
        )
        if period.start <= target.deadline:
            end = min(period.last, target.deadline)
            need = path_at(goal, end) - Fraction(facts.running.value if facts.running else 0)
            if goal.measure is Measure.COUNT:
                need = Fraction(ceil(need)) if goal.rising else Fraction(floor(need))
            return Required(need, end, period=period.label)
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
