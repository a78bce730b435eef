"""Plans and figures for the benchmarks such as offices keep them.

Goals are of every measure, with baselines, deadlines, milestones, bounds, owners and areas.  No two figures are of one
goal and day but where one revises the other; amounts have decimals or none, some figures have notes, sources and who
observed them, some come in weeks late, some are provisional and revised months later.  All is the same every time.
"""

import csv
import json
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

LAST = date(2025, 12, 31)
"""The last day that a figure is of, unless it is recorded by a benchmark."""
DAYS = 2000
STAGES = ("proposed", "negotiating", "signed")
STANDING = 100
"""So many of the first figures stand as they came: nothing revises them."""
_WHERE = ("North", "South", "East", "West", "Delta", "Highlands", "Coast", "Capital", "Border", "Islands", "Lakes")
_OWNERS = ("Ministry of Health", "Planning unit", "K. Mensah", "Statistics office", "A. Silva", "Bureau régional")
_SOURCES = ("Customs, table 4", "Labour force survey", "HMIS", "Clinic registers", "Bulletin of the central bank")
_PEOPLE = ("Ama", "J. Okoro", "field office", "María", "Tuya")
_WORDS = (
    "survey partner revised late draft ministry region office census quarterly bulletin estimate visit checked"
).split()
_ALIKE = 50
"""Of so many goals no two in a row have the same amounts."""


class Kind(NamedTuple):
    """What goals promise: `said` is how an amount is written, `grain` the digits behind the point of its figures."""

    title: str
    measure: str
    low: float
    high: float
    said: str = "{}"
    unit: str = ""
    per: str = ""
    grain: int = 2
    halfway: bool = False
    kept: bool = False
    cadence: str = ""


KINDS = (
    Kind("Clinics that report", "level", 25.5, 85.25, "{}%", "%", halfway=True, cadence="monthly"),
    Kind("Wheat harvested", "total", 0, 250000.5, "{} tonnes", "tonnes"),
    Kind("Visits", "sum", 120, 960, "{} visits per month", "visits", "month", grain=0, halfway=True),
    Kind("Joint exercises", "count", 1, 8, "{} exercises per month", "exercises", "month", grain=0),
    Kind("Waiting time", "mean", 12.75, 6.25, "{} days", "days", "quarter"),
    Kind("Highest level of the river", "max", 8.5, 6.2, "{} metres", "metres", "month", cadence="monthly"),
    Kind("Least water stored", "min", 31, 44.5, "{} litres", "litres", "month"),
    Kind("Agreement", "stage", 0, 2),
    Kind("Trade volume", "level", 250750000, 402500000, "{} USD", "USD", halfway=True),
    Kind("Revenue of the year", "cumulative", 91000.5, 140250.75, "{} EUR", "EUR", "year"),
    Kind("Trains on time", "level", 0, 80, "{}%", "%", kept=True, cadence="monthly"),
    Kind("Losses in the grid", "level", 19.4, 9.75, "{}%", "%"),
)


class Promised(NamedTuple):
    """A goal by its number: the words that add it, and the same as `coopctl export --plan` writes it."""

    number: int
    since: date

    @property
    def id(self) -> str:
        return f"g{self.number}"

    @property
    def kind(self) -> Kind:
        return KINDS[self.number % len(KINDS)]

    @property
    def days(self) -> int:
        """From its baseline to the last day of a log."""
        return (LAST - self.since).days

    @property
    def title(self) -> str:
        return f"{self.kind.title}, {_WHERE[self.number % len(_WHERE)]} {self.number}"

    @property
    def by(self) -> int:
        return LAST.year + self.number // len(KINDS) % 7

    @property
    def low(self) -> float:
        return self._of(self.kind.low)

    @property
    def high(self) -> float:
        return self._of(self.kind.high)

    def _of(self, amount: float) -> float:
        """An amount of this goal's own: stages and small counts are as they are."""
        if amount <= len(STAGES) or self.kind.kept:
            return amount
        return round(amount * (1 - self.number % _ALIKE / 1000), self.kind.grain)

    @property
    def halfway(self) -> tuple[float, date]:
        """An interim target."""
        due = self.since + (date(self.by, 12, 31) - self.since) / 2
        return round((2 * self.low + 3 * self.high) / 5, self.kind.grain), due

    @property
    def target(self) -> str:
        if self.kind.measure == "stage":
            return f"{STAGES[-1]} of {' < '.join(STAGES)} by {self.by}"
        return f"{'at least ' if self.kind.kept else ''}{self.kind.said.format(_plain(self.high))} by {self.by}"

    @property
    def owner(self) -> str:
        return _OWNERS[self.number % len(_OWNERS)]

    @property
    def area(self) -> str:
        return f"area:area-{self.number // 40}"

    def words(self) -> Iterator[str]:
        """What follows `coopctl goal add`."""
        kind = self.kind
        yield from (self.id, "--title", self.title, "--to", self.target, "--since", str(self.since))
        yield from ("--measure", kind.measure, "--owner", self.owner, "--group", self.area)
        if not kind.kept:
            start = STAGES[0] if kind.measure == "stage" else kind.said.format(_plain(self.low))
            yield from ("--from", start)
        if kind.per:
            yield from ("--per", kind.per)
        if kind.cadence:
            yield from ("--cadence", kind.cadence)
        if kind.halfway:
            value, due = self.halfway
            yield from ("--milestone", f"{_plain(value)}@{due}")

    def exported(self) -> dict[str, object]:
        """What stands for it in an exported plan."""
        kind, (value, due) = self.kind, self.halfway
        bound = {"keep": {"low": self.high}} if kind.kept else {"value": self.high}
        found: dict[str, object] = {
            "id": self.id, "title": self.title, "measure": kind.measure, "period": kind.per, "unit": kind.unit,
            "baseline": {"date": str(self.since)} | ({} if kind.kept else {"value": self.low}),
            "target": {"text": self.target, "deadline": f"{self.by}-12-31", **bound},
            "milestones": [{"value": value, "deadline": str(due)}] if kind.halfway else [],
            "stages": STAGES if kind.measure == "stage" else (),
            "groups": [self.area], "owner": self.owner, "cadence": "1 month" if kind.cadence else "",
        }  # fmt: skip
        return {name: said for name, said in found.items() if said}


class Row(NamedTuple):
    """A figure as it comes in, by the columns of its table."""

    goal: str
    value: str
    date: date
    key: str
    note: str = ""
    source: str = ""
    by: str = ""
    provisional: str = ""
    replaces: str = ""

    @property
    def number(self) -> float:
        """The value for a program that knows no stages."""
        return float(STAGES.index(self.value)) if self.value in STAGES else float(self.value)


def since(goals: int, figures: int) -> date:
    """The day of the baselines: some six years ago, or more where a goal could not have one figure a day since then."""
    days = max(DAYS, figures // goals * 21 // 20)
    return date((LAST - timedelta(days)).year - 1, 12, 31)


def promised(goals: int, figures: int) -> list[Promised]:
    """The goals of a plan."""
    return [Promised(number, since(goals, figures)) for number in range(goals)]


def document(goals: Sequence[Promised]) -> str:
    """Goals as an exported plan."""
    areas = dict.fromkeys(goal.area for goal in goals)
    plan = {
        "date": str(goals[0].since),
        "groups": [{"kind": "area", "id": area.partition(":")[2], "title": area} for area in areas],
        "goals": [goal.exported() for goal in goals],
    }
    return json.dumps({"schema": "coopctl.plan-export/1", "plan": plan}, indent=1)


def rows(goals: Sequence[Promised], figures: int) -> Iterator[Row]:
    """So many figures of goals, in the order in which they came in, each with a key: k0000000, k0000001, ..."""
    chance = random.Random(1)
    span = range(1, goals[0].days)
    each = -(-figures // len(goals))
    drawn = [(day, number) for number in range(len(goals)) for day in chance.sample(span, each)]
    # Most are there within the week, some after months.
    arriving = [(day + chance.randrange(120 if chance.random() < 0.1 else 7), day, at) for day, at in drawn]
    return islice(_arrived(goals, sorted(arriving), chance), figures)


def write(table: Path, goals: Sequence[Promised], figures: int) -> None:
    """Write a table of figures, with a header."""
    with table.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(Row._fields)
        lines.writerows(rows(goals, figures))


def read(table: Path) -> Iterator[Row]:
    """The figures of such a table."""
    with table.open(newline="") as file:
        for goal, value, day, *more in islice(csv.reader(file), 1, None):
            yield Row(goal, value, date.fromisoformat(day), *more)


def _arrived(goals: Sequence[Promised], arriving: list[tuple[int, int, int]], chance: random.Random) -> Iterator[Row]:
    revised: list[tuple[int, Row]] = []
    number = 0
    for at, day, which in arriving:
        while revised and revised[0][0] < at:
            early = revised.pop(0)[1]
            goal = goals[int(early.goal[1:])]
            value = _value(goal, (early.date - goal.since).days, chance)
            yield early._replace(value=value, key=_key(number), note="revised", provisional="", replaces=early.key)
            number += 1
        row = _row(goals[which], day, number, chance)
        yield row
        number += 1
        if row.provisional:
            revised.append((at + 60, row))


def _row(goal: Promised, day: int, number: int, chance: random.Random) -> Row:
    draw = chance.random
    return Row(
        goal.id,
        _value(goal, day, chance),
        goal.since + timedelta(day),
        _key(number),
        note=" ".join(chance.choices(_WORDS, k=chance.randint(2, 8))) if draw() < 0.2 else "",
        source=chance.choice(_SOURCES) if draw() < 0.5 else "",
        by=chance.choice(_PEOPLE) if draw() < 0.3 else "",
        provisional="true" if number >= STANDING and draw() < 0.03 else "",
    )


def _value(goal: Promised, day: int, chance: random.Random) -> str:
    """Somewhere about the way from baseline to target; two of five are whole numbers."""
    kind, way = goal.kind, day / (goal.days * 1.2)
    if kind.measure == "stage":
        return STAGES[min(int(way * 3 * chance.uniform(0.7, 1.3)), 2)]
    if kind.measure == "count":
        return str(chance.randint(1, 3))
    level = goal.low + (goal.high - goal.low) * way
    if kind.measure in ("total", "sum"):
        level /= 20 if kind.measure == "sum" else 1000
    grain = 0 if chance.random() < 0.4 else kind.grain
    return f"{level * chance.uniform(0.8, 1.2):.{grain}f}"


def _key(number: int) -> str:
    return f"k{number:07}"


def _plain(amount: float) -> str:
    return f"{amount:.10g}"
