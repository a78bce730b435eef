"""What is known of a plan at a moment: its goals, and the days of their figures."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from coopctl.judgement.readings import Book, History, condense
from coopctl.plan.corrections import withdrawn
from coopctl.plan.journal import plan_at
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.store import Contents, Store

if TYPE_CHECKING:
    from coopctl.judgement.assessment import Assessment


class Knowledge(Struct, frozen=True):
    """A plan with the days of its figures, as known at a moment; `last` is the place of the last figure."""

    plan: Plan
    books: dict[str, Book]
    last: int

    def history(self, goal: Goal) -> History:
        """A goal with the days of its figures."""
        return History(goal, self.books.get(goal.id, {}), self.plan.calendar)

    def assess(
        self, goal: Goal, as_of: date, *, method: str = "", original: bool = False, forecast: bool = False
    ) -> "Assessment":
        """The goal's assessment; the method is the one given, else the goal's, else the plan's."""
        from coopctl.judgement.assessment import Question, assess

        question = Question(as_of, method, self.plan.method, original, forecast)
        return assess(self.history(goal), question)


def know(store: Store, known_at: datetime | None = None) -> Knowledge:
    """The plan and the days of its figures, as recorded up to a moment; None for now."""
    with store.snapshot():
        contents = store.contents()
        plan = plan_then(contents, known_at)
        references: list[Figure] = []
        books = condense(plan, store.figures(), {}, known_at, references)
        gone = withdrawn(references, known_at)
        if gone:  # only a file with corrections is read twice
            books = condense(plan, store.figures(), gone, known_at)
        return Knowledge(plan, books, contents.last)


def plan_then(contents: Contents, known_at: datetime | None) -> Plan:
    """The plan as recorded up to a moment; None for now."""
    return contents.plan if known_at is None else plan_at(contents.plan, contents.changes, known_at)
