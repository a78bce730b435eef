"""From a reading to a status: an assessment with the numbers it came from, and roll-ups.  Pure."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct, structs

from coopctl.judgement import maintain
from coopctl.judgement.books import Absent
from coopctl.judgement.deadline import Closing
from coopctl.judgement.due import Due, due, owed
from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.maintain import held_in
from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import Bands, Numbers, Verdict, awaiting, none, nothing_since, verdict
from coopctl.judgement.methods.judging import method_of
from coopctl.judgement.path import no_path, nodes, path_at
from coopctl.judgement.progress import Facts, gather
from coopctl.judgement.readings import History, Reading
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure, Milestone
from coopctl.values.calendar import DAYS_A_MONTH, ONE_DAY

DEFAULT = "linear"


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

    `label` is the method's own word beside the status, `numbers` what led to it by name, `bands` their cut-offs.
    `held` counts the periods (or figures) in which a maintain goal was held, of how many; `forecast` is there where it
    was asked for, `failed` says that the program failed at this goal.  What follows from these is worked out for those
    who show it.
    """

    facts: Facts
    method: str
    status: Status
    why: str
    label: str
    numbers: Numbers = ()
    held: maintain.Held | None = None
    forecast: Forecast | NoForecast | None = None
    failed: bool = False
    bands: tuple[Bands, ...] = ()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All readings up to the day; made when they are asked for, as they take more room than all the rest."""
        return self.last_readings(None)

    def last_readings(self, most: int | None) -> tuple[Reading, ...]:
        """So many of the last readings."""
        return () if self.failed else self.facts.history.series(self.facts.as_of, most)

    @property
    def before(self) -> int:
        """The number of figures from before the baseline."""
        return 0 if self.failed else self.facts.history.before(self.facts.as_of)

    @property
    def missing(self) -> tuple[str, ...]:
        """The periods without a figure before one that has some."""
        return () if self.failed else self.facts.history.missing(self.facts.as_of)

    @property
    def absent(self) -> tuple[Absent, ...]:
        """For what it was said that there is no figure."""
        return () if self.failed else self.facts.history.absences(self.facts.as_of)

    @property
    def late(self) -> date | None:
        """The day on which a target that was missed was reached after all."""
        deadline = self.goal.promise.target.deadline
        if deadline is None or self.status is not Status.MISSED:
            return None
        return self.facts.history.reached_on(deadline, self.facts.as_of)

    @property
    def required(self) -> Required | None:
        """What is still needed; None where the target is reached or the deadline has decided."""
        over = self.failed or self.status is Status.ACHIEVED or self.facts.closed
        return None if over else _required(self.facts)

    @property
    def stale(self) -> bool:
        """Whether the figure that a goal owes next should have come in by now; never where the deadline has decided.

        Where there is no figure at all that is so of every goal: no data is a finding, too.
        """
        facts = self.facts
        if self.failed or (facts.closed and self.status in (Status.MISSED, Status.ACHIEVED)):
            return False
        awaited = facts.closing is not None and facts.closing.awaited
        next_one = owed(facts.history, facts.as_of, awaited=awaited, every=True)
        return next_one is not None and facts.as_of > next_one.due_by

    @property
    def last_absent(self) -> Absent | None:
        """What was said of the last day or period that is told, where it was said that there is no figure."""
        last = self.absent[-1] if self.absent else None
        return last if last and last.date == self.facts.history.last_told(self.facts.as_of) else None

    @property
    def goal(self) -> Goal:
        """The goal, with the target that it was judged by."""
        return self.facts.goal

    def reading_by(self, step: Milestone) -> Reading | None:
        """The last reading up to a milestone's day."""
        if self.goal.promise.period is not None:
            return next((one for one in reversed(self.readings) if one.date <= step.deadline), None)
        # Of a level or total there may be thousands, and each is what it is whatever comes after it.
        by = min(step.deadline, self.facts.as_of)
        return None if self.failed else next(iter(self.facts.history.series(by, 1)), None)

    def met(self, step: Milestone) -> bool | None:
        """Whether a milestone was met on its day; None before that day, and where nothing was read."""
        reading = self.reading_by(step)
        if reading is None or self.facts.as_of < step.deadline:
            return None
        return self.goal.promise.reaches(reading.value, step.value)

    @property
    def owed(self) -> Due | None:
        """The figure that is due."""
        return due(self.facts.history, self.facts.as_of)

    @property
    def last_counted(self) -> date | None:
        """The day of the last figure that counts."""
        return self.facts.history.last_counted(self.facts.as_of)

    @property
    def path(self) -> list[tuple[date, Decimal]]:
        """The days on which the promised path bends, with what was promised for them."""
        return nodes(self.goal)

    @property
    def reversing(self) -> bool:
        """Whether figures show that it moves the wrong way; where there are none, nothing moves."""
        facts = self.facts
        back = facts.progress is not None and facts.progress < 0
        return self.status is Status.OFF_TRACK and back and facts.history.last_counted(facts.as_of) is not None


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
    method = _method(history, question)
    facts = Facts(history, question.as_of, latest=None, reading=None, running=None)
    return Assessment(facts, method, Status.NO_ASSESSMENT, why, "", failed=True)


def _method(history: History, question: Question) -> str:
    return question.method or history.goal.method or question.plan_method or DEFAULT


def assess(history: History, question: Question) -> Assessment:
    """The assessment of a goal, from the days of its figures.

    Worked: baseline 1 a year dated 2023-12-31, target 2 a year by 2025, events 2024-05-10 and
    2025-02-03: as of 2024-12-31 off track (0% of 50%), as of 2025-03-01 on track, as of 2026-01-15 missed.
    """
    as_of, method = question.as_of, _method(history, question)
    goal = history.goal.original() if question.original else history.goal.in_force(as_of)
    if goal is not history.goal:
        history = structs.replace(history, goal=goal)
    facts = gather(history, as_of)
    readings = _readings(history, as_of) if goal.promise.keep or method_of(method).by_series else ()
    held = None if goal.promise.keep is None else held_in(goal, readings)
    shared = _common(facts) if held is None else maintain.judge(facts, held)
    judged = _verdict(facts, readings, method, shared)
    forecast = _forecast(facts, judged.status) if question.forecast else None
    return Assessment(facts, method, held=held, forecast=forecast, **structs.asdict(judged))


def by_methods(found: Assessment, methods: Sequence[str]) -> list[Assessment]:
    """The assessments of a goal by several methods, from what one of them is based on; none changes the forecast."""
    facts = found.facts
    serial = [one for one in methods if found.held is not None or method_of(one).by_series]
    readings = _readings(facts.history, facts.as_of) if serial else ()
    shared = _common(facts) if found.held is None else maintain.judge(facts, found.held)

    def judged(method: str) -> Assessment:
        judged = _verdict(facts, readings if method in serial else (), method, shared)
        return structs.replace(found, method=method, **structs.asdict(judged))

    return [found if method == found.method else judged(method) for method in methods]


def _readings(history: History, as_of: date) -> tuple[Reading, ...]:
    """The readings that a goal is judged by: up to the deadline."""
    end = history.goal.promise.target.deadline or as_of
    return tuple(one for one in history.series(as_of) if one.date <= end)


def _forecast(facts: Facts, status: Status) -> Forecast | NoForecast:
    """What the trend leads to; not beside a target that is reached, which is no longer likely or unlikely."""
    if status is Status.ACHIEVED and not facts.closed:
        return NoForecast("the target is reached")
    # Statistics cost two interpreter starts, so only those who want a forecast import them.
    from coopctl.judgement.forecast.choice import outlook

    return outlook(facts)


# What no method can change: nothing to judge, no deadline, or the deadline has decided.
_DECIDED = (Status.NO_DATA, Status.AWAITING, Status.MISSED, Status.OPEN)


def _verdict(facts: Facts, readings: tuple[Reading, ...], method: str, shared: Verdict | None) -> Verdict:
    """The method's verdict, with the statuses that all methods share before it."""
    if method == DEFAULT and shared is not None:
        return shared
    found = method_of(method).judge(facts, readings)
    if found is None or (found.status is Status.NO_ASSESSMENT and shared is not None):
        shared = shared or none(f"no period was completed yet, which {method} needs", Status.NO_ASSESSMENT.words)
        return shared if found is None else structs.replace(shared, label=found.label, numbers=found.numbers)
    if shared is not None and _is_decided(facts, shared.status):
        return structs.replace(found, status=shared.status, why=f"{shared.why}; {method} says {found.label}")
    return found


def _is_decided(facts: Facts, status: Status) -> bool:
    """Whether no method can change a status."""
    if facts.closing is not None and facts.closing.absent is not None:
        return True
    if status is Status.ACHIEVED:
        return facts.closed or facts.goal.promise.target.deadline is None or _reached_now(facts)
    return status in _DECIDED or (status is Status.OFF_TRACK and _beyond_now(facts))


def _common(facts: Facts) -> Verdict | None:
    """The statuses that every method shares, by the first rule that has one; None where it is for the method to say."""
    return next((found for rule in _SHARED if (found := rule(facts)) is not None), None)


def _without_figures(facts: Facts) -> Verdict | None:
    dated = facts.goal.promise.target.deadline is not None
    return _without_reading(facts) if dated else None


def _open_baseline(facts: Facts) -> Verdict | None:
    waits = "the baseline is missing, so progress waits for it"
    return verdict(Status.NO_ASSESSMENT, waits) if facts.goal.promise.open else None


def _without_deadline(facts: Facts) -> Verdict | None:
    promise = facts.goal.promise
    if promise.target.deadline is not None or promise.reach is None:
        return None
    if facts.reached:
        return verdict(Status.ACHIEVED, "the target is reached")
    return verdict(Status.OPEN, "the target has no deadline")


def _without_reading(facts: Facts) -> Verdict | None:
    return verdict(Status.NO_DATA, nothing_since(facts)) if facts.now is None else None


def _direction_alone(facts: Facts) -> Verdict | None:
    alone = facts.goal.promise.reach is None
    return verdict(Status.NO_ASSESSMENT, "the goal names a direction, not a target") if alone else None


def _after_deadline(facts: Facts) -> Verdict | None:
    return None if facts.closing is None else _closed(facts, facts.closing)


def _reached(facts: Facts) -> Verdict | None:
    reached = facts.reached and (not facts.by_running or _cannot_be_unheld(facts))
    return verdict(Status.ACHIEVED, "the target is reached") if reached else None


def _beyond(facts: Facts) -> Verdict | None:
    above = "the deadline's own period is already above the target"
    return verdict(Status.OFF_TRACK, above) if _beyond_now(facts) else None


def _pathless(facts: Facts) -> Verdict | None:
    why = no_path(facts.goal)
    return verdict(Status.NO_ASSESSMENT, why) if why else None


_SHARED: tuple[Callable[[Facts], Verdict | None], ...] = (
    _without_figures,
    _open_baseline,
    _without_deadline,
    _without_reading,
    _direction_alone,
    _after_deadline,
    _reached,
    _beyond,
    _pathless,
)


def _cannot_be_unheld(facts: Facts) -> bool:
    """A running period that reached the target achieves it, but for a falling sum or count, which may still rise."""
    return not facts.goal.promise.measure.pro_rata or _reached_now(facts)


def _reached_now(facts: Facts) -> bool:
    """Whether a running sum or count has risen to the target: what has happened cannot be un-held."""
    goal, current = facts.goal, facts.running
    if not goal.promise.measure.pro_rata or current is None or goal.promise.reach is None or facts.closed:
        return False
    return goal.promise.rising and goal.promise.met_by(current.value)


def _beyond_now(facts: Facts) -> bool:
    """Whether a sum or count that is to fall is above its target already in the period that its deadline ends."""
    goal, current, deadline = facts.goal, facts.running, facts.goal.promise.target.deadline
    if not goal.promise.measure.pro_rata or goal.promise.period is None or current is None or facts.closed:
        return False
    if goal.promise.reach is None or deadline is None or goal.promise.rising or current.value <= goal.promise.reach:
        return False
    return current.period == facts.history.calendar.last_complete(deadline, goal.promise.period)


def _closed(facts: Facts, ending: Closing) -> Verdict:
    """After the deadline: judged by what decides it, awaited where nothing does."""
    waits = awaiting(facts, "reached")
    if waits is not None:
        return waits
    if facts.reached:
        reached = "the target is reached" if facts.ahead else "the final reading reached the target"
        return verdict(Status.ACHIEVED, reached)
    if ending.after and ending.reading is not None:
        first = f"the first figure after the deadline, {ending.reading.date}"
        return verdict(Status.MISSED, f"short of the target by {first}")
    return verdict(Status.MISSED, "the final reading is short of the target")


def _required(facts: Facts) -> Required | None:
    """What is still needed to reach the target, or the path at the end of the running period (if over, the next)."""
    promise = facts.goal.promise
    if promise.reach is None or promise.baseline.value is None:
        return None
    by_period = _required_by_period(facts)
    if by_period is not None:
        return by_period
    value = facts.value if facts.value is not None else promise.baseline.value
    change = Fraction(promise.reach) - Fraction(value)
    if promise.target.deadline is None:
        return Required(change)
    months = (promise.target.deadline - facts.as_of).days / DAYS_A_MONTH
    steady = months >= 2 and promise.measure is not Measure.STAGE
    return Required(change, promise.target.deadline, change / months if steady else None)


def _required_by_period(facts: Facts) -> Required | None:
    """What is needed by the end of a sum's or count's running period, or of the next; None for other goals."""
    promise = facts.goal.promise
    deadline, kind = promise.target.deadline, promise.period
    if kind is None or deadline is None or not promise.measure.pro_rata or no_path(facts.goal):
        return None
    ahead = max(facts.as_of, promise.baseline.date) + ONE_DAY
    period = facts.running.period if facts.running else facts.history.calendar.period_of(ahead, kind)
    if period.start > deadline:
        return None
    end = min(period.last, deadline)
    need = path_at(facts.goal, end) - Fraction(facts.running.value if facts.running else 0)
    if promise.measure is Measure.COUNT:
        need = Fraction(ceil(need)) if promise.rising else Fraction(floor(need))
    return Required(need, end, period=period.label)
