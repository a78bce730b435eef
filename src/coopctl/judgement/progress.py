"""What is known of a goal on a day, before any method judges it: reading, progress, expected, pace.  Pure."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct, structs

from coopctl.judgement.deadline import Closing, closing
from coopctl.judgement.path import no_path, path_at
from coopctl.judgement.readings import History, Reading, Running
from coopctl.plan.plan import Goal
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Measure


class Facts(Struct, frozen=True):
    """The numbers behind a status; ratios are exact fractions, 1 being the whole distance from baseline to target.

    `latest` is the last reading as of the day, `reading` the one judged: after the deadline the one that decides, by
    `closing`.  `by_running` tells that the running period is judged instead; `due` is then what its share of the path
    comes to by now, in the goal's unit.  `promised` is the path's value on the judged day.  `no_pace` is the reason
    where `expected` and `pace` are absent.
    """

    history: History
    as_of: date
    latest: Reading | None
    reading: Reading | None
    running: Running | None
    closing: Closing | None = None
    by_running: bool = False
    value: Decimal | None = None
    progress: Fraction | None = None
    promised: Fraction | None = None
    expected: Fraction | None = None
    due: Fraction | None = None
    pace: Fraction | None = None
    no_pace: str = ""

    @property
    def so_far(self) -> str:
        """The period that runs, in words: `the year so far`."""
        return f"the {(self.goal.promise.period or 'period').replace('-', ' ')} so far"

    @property
    def goal(self) -> Goal:
        """The goal, with the target that is in force."""
        return self.history.goal

    @property
    def closed(self) -> bool:
        """Whether the deadline has passed."""
        return self.closing is not None

    @property
    def reached(self) -> bool:
        """Whether the judged value is at the target or beyond it."""
        if self.closing is not None and self.closing.share and self.due is not None:
            return self.on_due
        return self.value is not None and self.goal.promise.met_by(self.value)

    @property
    def ahead(self) -> bool:
        """Whether the running period counts in the place of the reading, as it has reached what cannot be un-held."""
        return self.reading is not None and self.value not in (None, self.reading.value)

    @property
    def judged(self) -> Reading | None:
        """The reading that the status is of: what there is so far of a running period is dated by its last day."""
        running = self.running
        if running is None or not (self.by_running or self.ahead):
            return self.reading
        return Reading(running.value, running.period.last, running.period.label, running.provisional)

    @property
    def on_due(self) -> bool:
        """Whether a running period has what its share of the path is by now, or beyond."""
        due, running = self.due, self.running
        return due is not None and running is not None and self.goal.promise.reaches(running.value, due)

    @property
    def at_baseline(self) -> bool:
        """Whether nothing was read yet, so that the goal stands at its baseline."""
        return self.now is None and self.goal.promise.baseline.value is not None

    @property
    def now(self) -> Reading | Running | None:
        """What stands as now: what was judged, else the last reading or the running period; None for the baseline.

        After the deadline it is a later reading, whatever decided the goal.
        """
        if self.closed and self.latest is not None and self.latest != self.reading:
            return self.latest
        there = [one for one in (self.reading, self.running) if one is not None]
        return next((one for one in there if one.value == self.value), there[0] if there else None)

    @property
    def current(self) -> Decimal | None:
        """The value that stands as now."""
        return self.goal.promise.baseline.value if self.now is None else self.now.value

    @property
    def judged_on(self) -> date:
        """The day whose place on the path is what was promised: of the reading, or the end of a running period."""
        day = self.goal.promise.baseline.date if self.reading is None else self.reading.date
        if self.by_running and self.running is not None:
            day = self.running.period.last
        return min(day, self.goal.promise.target.deadline or day)

    @property
    def aimed(self) -> Fraction | None:
        """The value expected of the judged one, in the goal's unit."""
        return self.promised if self.due is None else self.due

    @property
    def gap(self) -> Fraction | None:
        """How far the judged value is from the expected one, in the goal's unit: above it or below."""
        value = self.running.value if self.due is not None and self.running is not None else self.value
        return None if value is None or self.aimed is None else Fraction(value) - self.aimed


def gather(history: History, as_of: date) -> Facts:
    """The facts of a goal as of a day, from the days of its figures."""
    promise, deadline = history.goal.promise, history.goal.promise.target.deadline
    if deadline is not None and as_of > deadline:
        facts = _after(history, deadline, as_of)
    else:
        latest = history.reading(as_of)
        facts = Facts(history, as_of, latest, latest, history.running(as_of))
    if promise.reach is None or promise.baseline.value is None:
        missing = "the baseline is missing" if promise.open else ""
        return structs.replace(facts, value=facts.reading.value if facts.reading else None, no_pace=missing)
    return _measure(structs.replace(facts, by_running=True) if _by_running(facts) else facts)


def _after(history: History, deadline: date, as_of: date) -> Facts:
    """The facts after the deadline: judged is what decides, and silence since then is no news of what adds up."""
    ending, latest = closing(history, deadline, as_of), history.reading(as_of)
    if history.goal.promise.measure.additive and not _has_figure_after(history, deadline, as_of):
        latest = ending.reading
    return Facts(history, as_of, latest, ending.reading, history.by_evening(deadline)[1], ending)


def _has_figure_after(history: History, deadline: date, as_of: date) -> bool:
    last = history.last_figure(as_of)
    return last is not None and last > deadline


def _by_running(facts: Facts) -> bool:
    """Whether the running period is judged: none is complete since the baseline, or it is the deadline's own."""
    if facts.running is None:
        return False
    if facts.closing is not None:
        return facts.closing.share
    start = facts.goal.promise.baseline.date
    return facts.reading is None or facts.reading.date <= start or _last_period(facts)


def _last_period(facts: Facts) -> bool:
    goal, calendar = facts.goal, facts.history.calendar
    if goal.promise.period is None or goal.promise.target.deadline is None:
        return False
    return calendar.period_of(facts.as_of, goal.promise.period) == calendar.period_of(
        goal.promise.target.deadline, goal.promise.period
    )


def _measure(facts: Facts) -> Facts:
    """The facts with value and progress, path and pace."""
    goal, current, judged = facts.goal, facts.running, facts.reading
    value, why = _judged_value(facts), no_path(goal)
    progress = Fraction(0) if value is None else _scale(goal, value)
    facts = structs.replace(facts, value=value, progress=progress, no_pace=why)
    if why:
        return facts
    if facts.by_running and current is not None:
        return _running_pace(facts, current)
    if judged is None:
        return structs.replace(facts, no_pace="there is no reading")
    return _with_pace(facts, path_at(goal, judged.date))


def _judged_value(facts: Facts) -> Decimal | None:
    """The value that progress is counted from.

    What rises pro rata cannot be un-held, so the running period counts as soon as it is ahead of the reading (or, where
    there is none, of the baseline); before that its few months say nothing against the year.
    """
    promise, current = facts.goal.promise, facts.running
    complete = facts.reading.value if facts.reading else None
    if current is None:
        return complete
    if (facts.closed and facts.by_running) or not promise.measure.pro_rata:
        return current.value if facts.by_running else complete
    counts = _is_ahead(promise, current, complete) and (facts.by_running or promise.met_by(current.value))
    return current.value if counts else complete


def _is_ahead(promise: Promise, current: Running, complete: Decimal | None) -> bool:
    """Whether a running number that rises has come to the last complete one, or else to the baseline."""
    least = promise.baseline.value if complete is None else complete
    return promise.rising and least is not None and current.value >= least


def _scale(goal: Goal, value: Fraction | Decimal) -> Fraction:
    """(v − b)/(t − b): 0 at the baseline, 1 at the target, whatever the direction."""
    promise = goal.promise
    # Over one denominator, and made a fraction once: five fractions would take five times as long.
    v, v_of = value.as_integer_ratio()
    b, b_of = (promise.baseline.value or Decimal(0)).as_integer_ratio()
    t, t_of = (promise.reach or Decimal(0)).as_integer_ratio()
    return Fraction((v * b_of - b * v_of) * t_of, (t * b_of - b * t_of) * v_of)


def _with_pace(facts: Facts, promised: Fraction) -> Facts:
    """The facts with the promised value, what it is on the scale of progress, and the ratio of the two."""
    expected = _scale(facts.goal, promised)
    pace = facts.progress / expected if facts.progress is not None and expected > 0 else None
    return structs.replace(facts, promised=promised, expected=expected, pace=pace)


def due_by_now(measure: Measure, promised: Fraction, current: Running, *, rising: bool) -> Fraction:
    """What the days of a running period that are gone owe of what it is to come to.

    A count's due is rounded towards less work: nobody expects 0.8 of an exercise.
    """
    due = promised * current.share
    if measure is not Measure.COUNT:
        return due
    return Fraction(floor(due) if rising else ceil(due))


def _running_pace(facts: Facts, current: Running) -> Facts:
    """Pace of a running period.

    Mean, max and min stand against the path at the period's end as they are.  What grows with the days is compared pro
    rata: at its rate so far, v/share, the period would end at v/share; at the path's, at due/share; pace is the ratio
    of the two on the scale of progress, so that on the period's last day it is the complete period's own pace.
    """
    goal = facts.goal
    end = current.period.last
    if goal.promise.target.deadline is not None:
        end = min(end, goal.promise.target.deadline)
    promised = path_at(goal, end)
    if not goal.promise.measure.pro_rata:
        return _with_pace(facts, promised)
    due = due_by_now(goal.promise.measure, promised, current, rising=goal.promise.rising)
    rate, due_rate = (_scale(goal, value / current.share) for value in (Fraction(current.value), due))
    if facts.closed:
        facts = structs.replace(facts, progress=rate)
    return structs.replace(facts, promised=promised, due=due, pace=rate / due_rate if due_rate > 0 else None)
