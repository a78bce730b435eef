"""Several plans at once: each as a line of its own, and never a sum across them."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct

from coopctl.errors import CoopctlError
from coopctl.judgement.assessment import Assessment
from coopctl.judgement.rollup import RollUp, roll_up
from coopctl.plan.plan import Plan
from coopctl.store import Store
from coopctl.tracker.knowledge import know
from coopctl.values.dates import parse_day


class Standing(Struct, frozen=True, dict=True):
    """Where one plan stands as of a day: its goals that are not archived, or the `trouble` with reading it."""

    address: str
    plan: Plan
    as_of: date | None = None
    goals: tuple[Assessment, ...] = ()
    trouble: str = ""

    @cached_property
    def rolled(self) -> RollUp:
        return roll_up(self.goals)


def portfolio(stores: Iterable[tuple[str, Callable[[], Store]]], today: date, as_of: str | None) -> list[Standing]:
    """Where each of several plans stands; one that cannot be read says so, and the others stand all the same."""
    found = []
    for address, opened in stores:
        try:
            known = know(opened())
            plan = known.plan
            day = today if as_of is None else parse_day(as_of, today=today, calendar=plan.calendar)
            goals = tuple(known.assess(goal, day) for goal in plan.goals if not goal.archived)
            found.append(Standing(address, plan, day, goals))
        except CoopctlError as trouble:
            found.append(Standing(address, Plan(), trouble=trouble.message))
    return found
