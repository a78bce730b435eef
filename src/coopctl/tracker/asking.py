"""What is due, asked one figure after the other, and the answer that there is none."""

from datetime import date
from fractions import Fraction

from msgspec import Struct

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.cadence import last_day, next_due
from coopctl.judgement.due import due
from coopctl.judgement.path import no_path, path_at
from coopctl.plan.corrections import STANDS, state_of, withdrawn
from coopctl.plan.plan import Figure, Goal
from coopctl.tracker.desk import Desk
from coopctl.tracker.knowledge import Knowledge

NOT_AVAILABLE = "n/a"


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
    """The next figure that a goal owes today, None where it owes none.

    Those days are passed over for which it was said that there is none.
    """
    known = desk.know()
    history, said = known.history(goal), _not_available(desk, goal)
    owed = due(history, desk.today)
    due_for = None if owed is None else owed.due_for
    while due_for is not None and due_for in said:
        due_for = next_due(goal, due_for, history.calendar) if goal.cadence else None
    due_by = None if due_for is None else last_day(goal, due_for)
    if due_for is None or due_by is None or due_for > desk.today:
        return None
    goal = goal.in_force(desk.today)
    pathless = goal.reach is None or goal.baseline.value is None or no_path(goal)
    return Question(
        goal=goal,
        due_for=due_for,
        on=_label(known, goal, due_for),
        due_by=due_by,
        promised=None if pathless else path_at(goal, due_for),
        standing=known.assess(goal, desk.today),
    )


def say_not_available(desk: Desk, asked: Question, why: str) -> Figure:
    """Record that there is no figure for a day: an entry without a value, which the log shows with the reason."""
    note = f"{NOT_AVAILABLE}: {why}" if why else NOT_AVAILABLE
    day, key = asked.due_for, desk.new_key()
    entry = Figure(key, asked.goal.id, desk.now, date=day, on=asked.on, note=note, missing=True)
    desk.store.append([entry])
    return entry


def _not_available(desk: Desk, goal: Goal) -> set[date]:
    """The days for which it was said that a goal has no figure."""
    gone = withdrawn(desk.store.references())
    return {
        figure.date
        for place, figure in desk.store.newest()
        if figure.goal == goal.id and figure.missing
        if figure.date is not None and place > goal.after and state_of(figure, gone) == STANDS
    }


def _label(known: Knowledge, goal: Goal, day: date) -> str:
    """The period that ends on a day, where the goal is per period, else the day."""
    if goal.period is not None:
        period = known.plan.calendar.period_of(day, goal.period)
        if period.last == day:
            return period.label
    return f"{day}"
