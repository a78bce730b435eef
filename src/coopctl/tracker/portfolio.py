"""Several plans at once: each as a line of its own, and never a sum across them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from coopctl.disk.faults import START
from coopctl.errors import CoopctlError, FileTrouble
from coopctl.judgement.methods import Status
from coopctl.judgement.rollup import RollUp, roll_up
from coopctl.judgement.worst import in_trouble
from coopctl.plan.plan import Goal, Plan
from coopctl.store import Store
from coopctl.tracker.knowledge import Knowledge, know
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
    """Where each of several plans stands; one that cannot be read says so, and the others stand all the same.

    Raises `FileTrouble` where none can be read.
    """
    found, troubles = [], []
    for address, opened in stores:
        try:
            known = know(opened())
        except CoopctlError as trouble:
            troubles.append(trouble)
            found.append(Standing(address, trouble=trouble.message))
        else:
            found.append(_standing(address, known, today, as_of))
    if troubles and len(troubles) == len(found):
        raise _none_read(found, troubles[0].hint)
    return found


def _none_read(found: Sequence[Standing], hint: str) -> FileTrouble:
    """What is wrong where no plan can be read: the trouble of each of the first, and what to do."""
    told, left = "; ".join(one.trouble for one in found[:_WORST]), len(found) - _WORST
    more = f"; and {left} more cannot be read" if left > 0 else ""
    return FileTrouble(told + more, "name a file, a folder or a database that has a plan" if START in hint else hint)


def _standing(address: str, known: Knowledge, today: date, as_of: str | None) -> Standing:
    plan = known.plan
    day = today if as_of is None else parse_typed(as_of, today=today, calendar=plan.calendar).last
    goals = [known.assess(goal, day) for goal in plan.goals if not goal.archived]
    worst = tuple((one.goal, one.status) for one in in_trouble(goals)[:_WORST])
    return Standing(address, plan.title, plan.id, day, roll_up(goals), worst)
