"""What is asked of a value before it is recorded as a figure of a goal."""

from contextlib import suppress
from decimal import Decimal

from coopctl.errors import Refused, UnknownName
from coopctl.judgement.assessment import Assessment
from coopctl.language.figures import value_of
from coopctl.plan.corrections import STANDS, state_of, withdrawn
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.store import Store
from coopctl.values.ids import matching, pick
from coopctl.values.quantities import show_number


def meant(plan: Plan, ref: str, value: str | None) -> Goal:
    """The goal that is meant: where a start fits several, the only one that can take the value."""
    goals = {goal.id: goal for goal in plan.goals}
    if ref in goals:
        return goals[ref]
    able = []
    for name in matching(ref, goals, {goal.id: goal.title for goal in plan.goals}):
        with suppress(Refused):
            value_of(goals[name], value, decimal_comma=plan.decimal_comma)
            able.append(goals[name])
    return able[0] if len(able) == 1 else plan.goal(ref)


def corrected(goal: Goal, ref: str, store: Store) -> str:
    """The key of the figure that is corrected.

    Raises `UnknownName` when there is none or it is another goal's, `Refused` when it does not stand any more.
    """
    old = standing(ref, store)
    if old.goal != goal.id:
        raise UnknownName(f"figure {ref} is of {old.goal}, not of {goal.id}", f"see `coopctl log {goal.id}`")
    return old.key


def standing(ref: str, store: Store) -> Figure:
    """The figure of this key, or the only one whose key starts so.

    Raises `UnknownName` when there is none, `Refused` when it does not stand any more.
    """
    starting = {figure.key: figure for _, figure in store.with_key(ref) if figure.value is not None}
    old = pick(ref, starting, "figure")
    state = state_of(old, withdrawn(store.references()))
    if state != STANDS:
        raise Refused(f"figure {ref} was {state} already", f"see `coopctl log {old.goal}`")
    return old


def recorded_already(new: Figure, store: Store) -> bool:
    """Whether the figure of this key is in the log; a repeated call is then no new figure.

    Raises `Refused` when the key belongs to a figure that says something else.
    """
    for _, figure in store.with_key(new.key):
        if figure.key == new.key:
            if (figure.goal, figure.value, figure.date) != (new.goal, new.value, new.date):
                raise Refused(
                    f"key {new.key} belongs to another figure, of {figure.goal}", "give each figure its own key"
                )
            return True
    return False


def off_by_ten(new: Figure, before: Assessment) -> str:
    """How far a new value is off the last, in words, where it is ten times or a tenth of it; "" where it is not.

    Events are few or many as they come, and of several figures of one day none is the last, so neither is compared.
    """
    goal, history = before.goal, before.facts.history
    if goal.measure in (Measure.STAGE, Measure.COUNT) or not new.value:
        return ""
    last = before.facts.reading.value if before.facts.reading else goal.baseline.value
    if goal.measure.silence_is_zero:
        day = history.last_figure(before.facts.as_of)
        last = history.days[day].value if day is not None and history.days[day].count == 1 else None
    if not last or (last > 0) != (new.value > 0) or Decimal("0.1") < new.value / last < 10:
        return ""
    return (
        f"{'ten times' if abs(new.value) > abs(last) else 'a tenth of'} the last ({show_number(last)}), or further off"
    )
