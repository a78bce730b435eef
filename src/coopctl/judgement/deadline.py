"""What decides a goal after its deadline: its final figure, or the first one after.  Pure.

The final figure is one of the deadline's own period: of a level one dated later than the deadline minus one cadence (a
year where none is given), of a measure per period that of the deadline's period.  Where silence is zero it is awaited
only while its lag runs, and what cannot be undone any more decides at once.
"""

from datetime import date

from msgspec import Struct

from coopctl.judgement.books import Absent
from coopctl.judgement.cadence import a_cadence_before, last_day
from coopctl.judgement.readings import History, Reading, Running
from coopctl.plan.plan import Goal
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Measure


class Closing(Struct, frozen=True):
    """What decides: the reading, or where `awaited` the last one there is; `after` tells that it is a later one's.

    `share` tells that the deadline's share of its running period is what is judged; `absent` that there is no final
    figure, as was said of its day or period.
    """

    reading: Reading | None
    awaited: bool = False
    after: bool = False
    share: bool = False
    absent: Absent | None = None


def closing(history: History, deadline: date, as_of: date) -> Closing:
    """What decides a goal as of a day after its deadline."""
    (now, running), absent = history.by_evening(deadline), _absent(history, deadline)
    if absent is None and (_cannot_turn(history, now, running) or _is_final(history, now, deadline, as_of)):
        return Closing(now, share=now is None)
    later = _first_after(history, deadline, as_of)
    if later is None:
        return Closing(now, awaited=absent is None, share=now is None, absent=absent)
    return Closing(later, awaited=history.goal.promise.met_by(later.value), after=True)


def _absent(history: History, deadline: date) -> Absent | None:
    """What was said of the final figure, where it was said that there is none; a total has what it has come to."""
    goal, said = history.goal, history.absences(deadline)
    if goal.promise.measure is Measure.TOTAL or not said:
        return None
    absent = said[-1]
    if goal.promise.period is None:
        figure = history.last_counted(deadline)
        final = absent.date > a_cadence_before(goal, deadline) and not _recent(goal, figure, deadline)
        return absent if final else None
    last = history.calendar.last_complete(deadline, goal.promise.period)
    return absent if history.is_absent(last) and history.by_evening(deadline)[1] is None else None


def _is_final(history: History, now: Reading | None, deadline: date, as_of: date) -> bool:
    goal, promise, figure = history.goal, history.goal.promise, history.last_counted(deadline)
    if promise.measure.additive:
        return _is_settled(history, deadline, as_of) or _is_of_its_period(history, figure, deadline)
    if promise.period is None or (now is None and history.running(deadline) is not None):
        return _recent(goal, figure, deadline)
    last = history.calendar.last_complete(deadline, promise.period)
    if now is None or now.period != last.label:
        return False
    return _is_whole(goal, now) or _recent(goal, figure, last.last)


def _is_whole(goal: Goal, now: Reading) -> bool:
    """Whether any figure of a period is a final one; a year to date grows, until nothing changes the verdict."""
    return goal.promise.measure is not Measure.CUMULATIVE or not goal.cadence or _stays(goal.promise, now)


def _is_settled(history: History, deadline: date, as_of: date) -> bool:
    """Whether nothing is awaited of what adds up, by its cadence and lag."""
    goal = history.goal
    if not (goal.cadence or goal.lag):
        return True
    due_by = last_day(goal, deadline)
    return due_by is not None and as_of > due_by


def _is_of_its_period(history: History, last: date | None, deadline: date) -> bool:
    """Whether the last figure of what adds up is a final one: a cadence may be longer than the period."""
    goal, period = history.goal, history.goal.promise.period
    first = date.min if period is None else history.calendar.last_complete(deadline, period).start
    return last is not None and last >= first and _recent(goal, last, deadline)


def _recent(goal: Goal, last: date | None, deadline: date) -> bool:
    """Whether the last figure that counts is later than a cadence before the deadline."""
    return last is not None and last > a_cadence_before(goal, deadline)


def _cannot_turn(history: History, now: Reading | None, running: Running | None) -> bool:
    """Whether figures still to come could not change the verdict, as what has happened cannot be undone."""
    promise = history.goal.promise
    if promise.reach is None:
        return False
    if running is not None and promise.measure.pro_rata and promise.rising and promise.met_by(running.value):
        return True
    return promise.measure.additive and now is not None and _stays(promise, now)


def _stays(promise: Promise, now: Reading) -> bool:
    """Whether a value that only grows is where the verdict is certain: above a target to reach, or too high."""
    return promise.reach is not None and promise.met_by(now.value) == promise.rising


def _first_after(history: History, deadline: date, as_of: date) -> Reading | None:
    if history.goal.promise.measure.additive and history.goal.promise.period is not None:
        return None
    return next(iter(history.after(deadline, as_of, 1)), None)
