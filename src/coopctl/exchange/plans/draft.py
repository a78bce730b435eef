"""What a document says of a plan, before any of it is stored: goals, groups, figures, and what was not read."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from coopctl.errors import CoopctlError, Ended
from coopctl.exchange.plans.document import Place
from coopctl.plan.plan import Goal, Group


class Problem(Struct, frozen=True):
    """Something that is not understood, or that two readings would fit: where, and why.

    `ended` is the deadline of a promise that is over on the day of which the plan was taken to be.
    """

    place: Place
    reason: str
    ended: date | None = None

    @classmethod
    def of(cls, place: Place, trouble: CoopctlError) -> "Problem":
        """What was wrong with something at its place, and what to do about it; a plan that is older is to be dated."""
        if not isinstance(trouble, Ended):
            return cls(place, trouble.whole)
        began = f"say when the plan began, as in {dated_before(trouble.deadline)}"
        return cls(place, f"{trouble.message} ({began})", trouble.deadline)


def dated_before(deadline: date) -> str:
    """The option that has a plan begin with the year of a deadline."""
    return f"--date {deadline.year - 1}-12-31"


class Passed(Struct, frozen=True):
    """Something that was not read, and need not be: a column, rows without a target, list items."""

    place: Place
    reason: str


def shortened(text: str) -> str:
    """A text as people are reminded of it."""
    return text if len(text) <= 60 else f"{text[:57]}..."


class DraftGoal(Struct, frozen=True, gc=False):
    """A goal as a row or an item promises it; `arithmetic` is for its echo, `assumed` what was taken to be so."""

    place: Place
    goal: Goal
    arithmetic: str = ""
    assumed: tuple[str, ...] = ()


class DraftFigure(Struct, frozen=True):
    """A value that a document gives beside the baseline, for a day; `text` is how it was written."""

    place: Place
    goal: str
    value: Decimal
    on: date
    text: str


class Part(Struct, frozen=True):
    """What a part of a document says, and what of it could not be read, or need not be."""

    goals: tuple[DraftGoal, ...] = ()
    groups: tuple[Group, ...] = ()
    figures: tuple[DraftFigure, ...] = ()
    problems: tuple[Problem, ...] = ()
    passed: tuple[Passed, ...] = ()
    comma: bool = False


class Draft(Part, frozen=True):
    """What all of a document says; `unlisted` is the number of list items and sentences left unread."""

    title: str = ""
    unlisted: int = 0
