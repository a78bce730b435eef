"""A plan that was made from a document, stored together with the figures that the document gives."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from coopctl.plan.plan import Figure, Plan
from coopctl.tracker.desk import Desk


class Given(Struct, frozen=True):
    """A value that a document gives for a goal and a day."""

    goal: str
    value: Decimal
    on: date


def adopt_with(desk: Desk, what: str, seen: Plan, plan: Plan, given: Sequence[Given], source: str) -> int:
    """Store a plan that was made from what was seen, and the values that are not recorded yet; gives their number.

    Raises `Refused` where somebody else has changed the plan meanwhile.
    """
    if not given:
        desk.adopt(what, seen, plan)
        return 0

    def work() -> int:
        desk.adopt(what, seen, plan)
        there = {(one.goal, one.date, one.value) for _, one in desk.store.figures()}
        known = {goal.id for goal in plan.goals}
        batch = desk.new_key()
        new = [
            Figure(desk.new_key(), one.goal, desk.now, one.on, one.value, on=f"{one.on}", source=source, batch=batch)
            for one in given
            if one.goal in known and (one.goal, one.on, one.value) not in there
        ]
        if new:
            desk.store.append(new)
        return len(new)

    return desk.store.exclusively(work)
