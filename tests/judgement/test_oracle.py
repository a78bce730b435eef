"""Assessments agree with an oracle that is written from the rules alone, on random goals of all measures."""

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec import structs

from builders import at, book, goal
from coopctl.judgement.assessment import Question, assess
from coopctl.judgement.readings import History
from coopctl.plan.plan import Figure
from coopctl.plan.terms import Measure, Revision
from coopctl.values.calendar import PeriodKind
from judgement import oracle

MEASURES = [measure for measure in Measure if measure is not Measure.STAGE]


def promise(dice: random.Random) -> oracle.Goal:
    measure = dice.choice(MEASURES)
    period = dice.choice(["year", "month"]) if measure.periodic else None
    since = date(2022, 12, 31) if period else date(2023, dice.randint(1, 12), dice.randint(1, 28))
    end = since + timedelta(days=dice.randint(20, 1200))
    base = Fraction(dice.randint(0, 40))
    target = base + dice.choice([-1, 1]) * dice.randint(1, 30)
    inside = (end - since).days
    middle = since + timedelta(days=inside // 2)
    steps = [(middle, Fraction(dice.randint(0, 60)))] if dice.random() < 0.3 and since < middle < end else []
    return {
        "measure": measure.value, "period": period, "since": since, "base": base, "target": target,
        "deadline": None if dice.random() < 0.1 and not steps else end, "milestones": steps,
        "cadence": dice.choice([None, None, 1, 3, 12]), "lag": dice.choice([None, None, 1, 2]),
    }  # fmt: skip


def told(dice: random.Random, one: oracle.Goal) -> tuple[list[Figure], oracle.Figures]:
    """Figures with corrections and retractions, and what stands of them in the order of recording.

    Where a correction is retracted, what it replaced stands again.
    """
    figures: list[Figure] = []
    standing: list[tuple[str, date, Fraction]] = []
    replaced: dict[str, tuple[str, date, Fraction]] = {}
    for number in range(dice.randint(0, 9)):
        on = date(2022, 10, 1) + timedelta(days=dice.randint(0, 1500))
        value = Fraction(1) if one["measure"] == "count" else Fraction(dice.randint(0, 60))
        key, moment, fate = f"k{number}", at("2030-01-01"), dice.random()
        victim = dice.choice(standing) if standing and fate < 0.3 else None
        if victim:
            standing.remove(victim)
        if victim and fate < 0.1:
            figures.append(Figure(key, "trade", moment, retracts=victim[0]))
            standing = sorted([*standing, *filter(None, [replaced.get(victim[0])])])
            continue
        replaces = victim[0] if victim else ""
        if victim:
            replaced[key] = victim
        figures.append(Figure(key, "trade", moment, on, Decimal(int(value)), replaces=replaces))
        standing.append((key, on, value))
    return figures, [(on, value) for _, on, value in standing]


def disagreement(seed: int) -> str:
    """What is different for one random goal, "" where nothing is."""
    dice = random.Random(seed)
    one = promise(dice)
    figures, standing = told(dice, one)
    as_of = one["since"] + timedelta(days=dice.randint(0, 1700))
    made = goal(
        int(one["base"]), int(one["target"]), since=f"{one['since']}", by=one["deadline"] and f"{one['deadline']}",
        measure=Measure(one["measure"]), period=one["period"] and PeriodKind(one["period"]),
        milestones=tuple((int(value), f"{day}") for day, value in one["milestones"]),
        cadence=f"{one['cadence']} months" if one["cadence"] else "", lag=f"{one['lag']} months" if one["lag"] else "",
    )  # fmt: skip
    if dice.random() < 0.3 and one["deadline"]:
        effective = one["since"] + timedelta(days=dice.randint(1, 900))
        earlier = structs.replace(made.promise.target, value=Decimal(int(one["base"]) + dice.choice([-1, 1]) * 35))
        revisions = (Revision(earlier, effective, at("2030-01-01"), "agreed"),)
        made = structs.replace(made, promise=structs.replace(made.promise, revisions=revisions))
        if as_of < effective:
            one |= {"target": Fraction(int(earlier.value or 0)), "milestones": []}
    found = assess(History(made, book(made, figures)), Question(as_of))
    ours = found.status.value, found.facts.progress, found.facts.pace
    expected = oracle.assess(one, standing, as_of)
    same = ours[0] == expected[0] and _near(ours[1], expected[1]) and _near(ours[2], expected[2])
    return "" if same else f"{seed}: {ours} for {expected}: {one} {standing} as of {as_of}"


def _near(one: Fraction | None, other: Fraction | None) -> bool:
    """Equal, but for a mean that has no end and is kept to thirty digits."""
    if one is None or other is None:
        return one is other
    return bool(abs(one - other) <= Fraction(1, 10**20) * (1 + abs(other)))


def test_assessments_are_the_oracles() -> None:
    """Status, progress and pace of hundreds of goals, with milestones, corrections and days after the deadline."""
    assert [found for seed in range(400) if (found := disagreement(seed))] == []


@pytest.mark.long
def test_many_more_assessments_are_the_oracles() -> None:
    """The same of five thousand goals."""
    assert [found for seed in range(400, 5400) if (found := disagreement(seed))] == []
