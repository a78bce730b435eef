"""A question of `coopctl checkin`: what is asked for, and what one should know before answering."""

from collections.abc import Iterator
from datetime import date

from coopctl.output.formats.text import number_of
from coopctl.output.views.sentences import Teller
from coopctl.tracker.asking import Question
from coopctl.values import brief


def question_lines(asked: Question, today: date, tell: Teller) -> Iterator[str]:
    """`figure for 2025-Q2, due by 14 Aug 2025, overdue by 12 days`, and what was last said and is promised."""
    goal, reading = asked.goal, asked.standing.facts.reading
    late = (today - asked.due_by).days
    when = f"overdue by {number_of(late, 'day')}" if late > 0 else f"{number_of(-late, 'day')} left"
    yield f"figure for {asked.on}, due by {brief.on(asked.due_by)}, {when}"
    if reading is not None:
        last = f"last {tell.about(goal, reading.value)} ({reading.period or brief.on(reading.date)})"
    elif goal.promise.baseline.value is not None:
        last = f"none yet; the baseline is {tell.about(goal, goal.promise.baseline.value)}"
    else:
        last = "none yet"
    promised = "" if asked.promised is None else f"; promised by then {tell.about(goal, asked.promised)}"
    if goal.promise.target.keep is not None:
        promised = f"; promised is {tell.bounds(goal, goal.promise.target.keep)}"
    yield f"{last}{promised}"
    if goal.promise.stages:
        yield f"stages: {' < '.join(goal.promise.stages)}"
