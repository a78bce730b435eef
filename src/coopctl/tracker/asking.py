"""What is due, asked one figure after the other, and the answer that there is none."""

from datetime import date
from fractions import Fraction

from msgspec import Struct

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.due import due
from coopctl.judgement.path import no_path, path_at
from coopctl.plan.plan import Figure, Goal, check_words
from coopctl.tracker.desk import Desk
from coopctl.tracker.knowledge import Knowledge


class Question(Struct, frozen=True):
    """A figure that is asked for: the day it is for and that day or period in words, and the last day for it.

    `promised` is the path's value on that day, None where there is none; `standing` is how the goal stands today.
    """

    goal: Goal
    due_for: date
    on: str
    due_by: date
    promised: Fraction | None
    standing: Assessment


def question(desk: Desk, goal: Goal) -> Question | None:
    """The next figure that a goal owes today, None where it owes none."""
    known = desk.know()
    owed = due(known.history(goal), desk.today)
    if owed is None or owed.due_for > desk.today:
        return None
    goal = goal.in_force(desk.today)
    pathless = goal.promise.reach is None or goal.promise.baseline.value is None or no_path(goal)
    return Question(
        goal=goal,
        due_for=owed.due_for,
        on=_label(known, goal, owed.due_for),
        due_by=owed.due_by,
        promised=None if pathless else path_at(goal, owed.due_for),
        standing=known.assess(goal, desk.today),
    )


def say_not_available(desk: Desk, asked: Question, why: str) -> Figure:
    """Record that there is no figure for a day: an entry without a value, which the log shows with the reason."""
    check_words(why=why)
    entry = Figure(desk.new_key(), asked.goal.id, desk.now, date=asked.due_for, on=asked.on, why=why, missing=True)
    desk.store.append([entry])
    return entry


def _label(known: Knowledge, goal: Goal, day: date) -> str:
    """The period that ends on a day, where the goal is per period, else the day."""
    if goal.promise.period is not None:
        period = known.plan.calendar.period_of(day, goal.promise.period)
        if period.last == day:
            return period.label
    return f"{day}"
