"""What a database makes of figures is what the core makes of them, one by one."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from msgspec import structs

from coopctl.judgement.books import condense
from coopctl.plan.corrections import withdrawn
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Measure, Target
from coopctl.store.opening import open_team
from coopctl.tracker.condensing import DAYS
from coopctl.values.calendar import PeriodKind

_NAMES = count()
_BEGIN = date(2024, 12, 31)
_VALUES = ("0", "-1.50", "1E+3", "12345678901234567890.123456789", "0.1", "7", "2.5000", "-0")


def _goal(measure: Measure, *, after: int = 0) -> Goal:
    stages = ("no", "half", "yes") if measure is Measure.STAGE else ()
    period = PeriodKind.YEAR if measure.periodic else None
    target = Target("as written", date(2027, 12, 31), Decimal(2))
    promise = Promise(measure, Baseline(_BEGIN, Decimal(0)), target, period=period, stages=stages)
    return Goal(f"{measure}".replace("_", "-"), f"{measure}", promise, after=after)


def _figures(chance: random.Random, goals: list[str], size: int) -> list[Figure]:
    """Figures of few days, so that many share one, with corrections, retractions, batches, and days without any."""
    found: list[Figure] = []
    for number in range(size):
        day = _BEGIN + timedelta(days=chance.randint(-2, 4))
        said = chance.choice((f"{day}", f"{day}", "2024", "2024-12", ""))
        goal, key = chance.choice(goals), f"k{number}"
        one = Figure(
            key, goal, datetime(2025, 6, 1, tzinfo=UTC), day, Decimal(chance.choice(_VALUES)), said,
            provisional=chance.random() < 0.3, batch=chance.choice(("", "", "b1", "b2")),
        )  # fmt: skip
        way, old = chance.random(), chance.choice(found) if found else None
        if old is not None and way < 0.15:
            one = structs.replace(one, goal=old.goal, replaces=old.key)
        elif old is not None and way < 0.25:
            name = old.batch if old.batch and chance.random() < 0.2 else old.key
            one = Figure(key, old.goal, one.recorded_at, retracts=name, undo=chance.random() < 0.5)
        elif way < 0.3:
            one = structs.replace(one, value=None, missing=True, note="n/a: flood")
        found.append(one)
    return found


@pytest.mark.parametrize("seeds", [range(12), pytest.param(range(12, 300), marks=pytest.mark.long)])
def test_the_days_of_every_measure(database: str, seeds: range) -> None:
    """Values, counts, flags and days without a figure are the same, for each measure, exact to the digit."""
    for seed in seeds:
        chance = random.Random(seed)
        measures = [Measure.LEVEL, Measure.STAGE] if seed % 4 == 0 else list(Measure)
        goals = [_goal(measure, after=0 if seed % 4 == 0 else chance.choice((0, 0, 9))) for measure in measures]
        plan = Plan(goals=tuple(goals))
        store = open_team(f"{database}?plan=books-{next(_NAMES)}", lock_timeout=10)
        store.create(plan)
        told = _figures(chance, [goal.id for goal in goals], 120)
        store.append(told)
        assert [one for _, one in store.figures()] == told
        expected = condense(goals, enumerate(told, 1), withdrawn(told))
        found = store.condensed(DAYS, plan)
        for goal in goals:
            assert found[goal.id].days == expected[goal.id].days, (seed, goal.id)
            assert found[goal.id].absent == expected[goal.id].absent, (seed, goal.id)
        one = chance.choice(goals)
        assert store.condensed(DAYS, plan, {one.id}) == {one.id: expected[one.id]}
