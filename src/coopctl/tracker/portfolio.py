"""Several plans at once: each as a line of its own, and never a sum across them."""

from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from coopctl.errors import CoopctlError
from coopctl.judgement.methods import Status
from coopctl.judgement.rollup import RollUp, roll_up
from coopctl.judgement.worst import in_trouble
from coopctl.plan.plan import Goal, Plan
from coopctl.store import Store
from coopctl.tracker.knowledge import know
from coopctl.values.typed import parse_typed

_WORST = 3


class Standing(Struct, frozen=True):
    """Where one plan stands as of a day: what its goals that are not archived come to, and those that stand worst.

    Of one that could not be read there is the `trouble` alone.
    """

    address: str
    title: str = Plan().title
    id: str = ""
    as_of: date | None = None
    rolled: RollUp = roll_up(())
    worst: tuple[tuple[Goal, Status], ...] = ()
    trouble: str = ""


def portfolio(stores: Iterable[tuple[str, Callable[[], Store]]], today: date, as_of: str | None) -> list[Standing]:
    """Where each of several plans stands; one that cannot be read says so, and the others stand all the same."""
    found = []
    for address, opened in stores:
        try:
            found.append(_standing(address, opened(), today, as_of))
        except CoopctlError as trouble:
            found.append(Standing(address, trouble=trouble.message))
    return found


def _standing(address: str, store: Store, today: date, as_of: str | None) -> Standing:
    known = know(store)
    plan = known.plan
    day = today if as_of is None else parse_typed(as_of, today=today, calendar=plan.calendar).last
    goals = [known.assess(goal, day) for goal in plan.goals if not goal.archived]
    worst = tuple((one.goal, one.status) for one in in_trouble(goals)[:_WORST])
    return Standing(address, plan.title, plan.id, day, roll_up(goals), worst)
