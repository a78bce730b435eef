"""What is known of a plan at a moment: its goals, and the days of their figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from coopctl.errors import CoopctlError
from coopctl.judgement.books import Book, condense
from coopctl.judgement.readings import History
from coopctl.plan.corrections import Gone, withdrawn
from coopctl.plan.journal import plan_at
from coopctl.plan.plan import Goal, Plan
from coopctl.store import Contents, Store
from coopctl.tracker.condensing import DAYS
from coopctl.values.calendar import Duration

if TYPE_CHECKING:
    from coopctl.judgement.assessment import Assessment
    from coopctl.judgement.due import Due

_NONE = Duration()


class Knowledge(Struct, frozen=True):
    """A plan with the days of its figures, as known at a moment; `last` is the place of the last figure."""

    plan: Plan
    books: Mapping[str, Book]
    last: int

    def history(self, goal: Goal) -> History:
        """A goal with the days of its figures."""
        return History(goal, self.books.get(goal.id, Book()), self.plan.calendar)

    def due(self, goals: Iterable[Goal], as_of: date, within: Duration = _NONE) -> "list[Due]":
        """The figures that are due of these goals, or will be within a length of time, in the goals' order."""
        from coopctl.judgement.due import due

        return [one for goal in goals if (one := due(self.history(goal), as_of, within))]

    def assess(
        self, goal: Goal, as_of: date, *, method: str = "", original: bool = False, forecast: bool = False
    ) -> "Assessment":
        """The goal's assessment; the method is the one given, else the goal's, else the plan's.

        Where the program fails at one goal, that is what this goal's assessment says: the others have theirs.
        """
        from coopctl.judgement.assessment import Question, assess, failed

        question = Question(as_of, method, self.plan.method, original, forecast)
        try:
            return assess(self.history(goal), question)
        except CoopctlError:
            raise
        except Exception as bug:  # noqa: BLE001 - whatever it is, it is of this goal alone
            return failed(self.history(goal), question, f"coopctl itself failed at it ({_words(bug)})")

    def by_methods(self, found: "Assessment", methods: Sequence[str], *, original: bool = False) -> "list[Assessment]":
        """The assessments of a goal by several methods, beside one that was found; see `assess`."""
        from coopctl.judgement.assessment import by_methods

        if not found.failed:
            # Whatever fails here, the methods at which it fails say so.
            with suppress(Exception):
                return by_methods(found, methods)
        goal, day = self.plan.named[found.goal.id], found.facts.as_of
        each = [self.assess(goal, day, method=method, original=original) for method in methods]
        return [found if one.method == found.method else structs.replace(one, forecast=found.forecast) for one in each]

    def assess_all(self, goals: Iterable[Goal], as_of: date) -> "list[Assessment]":
        """The assessments of goals, each with its forecast."""
        return [self.assess(goal, as_of, forecast=True) for goal in goals]


def _words(bug: Exception) -> str:
    """A fault of the program, and where it lies: `IndexError: tuple index out of range, path.py:57`."""
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f", {PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return f"{type(bug).__name__}: {bug!s:.80}{where}"


Chosen = Callable[[Plan], Goal | Sequence[Goal]]
"""Which goals of a plan are meant."""


def know(store: Store, known_at: datetime | None = None, of: Chosen | None = None) -> Knowledge:
    """The plan and the days of its figures, as recorded up to a moment; None for now.

    With `of` only the days of one goal, or of some, which the figures of all others do not make slower.
    """
    with store.snapshot():
        contents = store.contents()
        plan = plan_then(contents, known_at)
        chosen = plan.goals if of is None else of(plan)
        goals = [chosen] if isinstance(chosen, Goal) else chosen
        if known_at is None:
            books = store.condensed(DAYS, plan, None if of is None else {goal.id for goal in goals})
        else:
            books = condense(goals, store.figures(), gone_then(store, known_at), known_at)
        return Knowledge(plan, books, contents.last)


def gone_then(store: Store, known_at: datetime | None) -> Gone:
    """What was taken back, as known at a moment; None for now."""
    return store.gone() if known_at is None else withdrawn(store.references(), known_at)


def plan_then(contents: Contents, known_at: datetime | None) -> Plan:
    """The plan as recorded up to a moment; None for now."""
    return contents.plan if known_at is None else plan_at(contents.plan, contents.changes, known_at)
