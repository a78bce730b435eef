"""Goals, figures and assessments in one line each, for the tests of the core."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import settings

from coopctl.judgement.assessment import Assessment, Question, assess
from coopctl.judgement.books import Book, condense
from coopctl.judgement.readings import History
from coopctl.plan.corrections import withdrawn
from coopctl.plan.plan import Figure, Goal
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Bounds, Direction, Measure, Milestone, Path, Target
from coopctl.values.calendar import Calendar, PeriodKind

Number = int | str | Decimal

quick = settings(max_examples=60)
STAGES = ("proposed", "negotiating", "signed", "in force")


def goal(
    start: Number | None = 250,
    target: Number | None = 300,
    *,
    name: str = "trade",
    since: str = "2024-08-01",
    by: str | None = "2026-08-01",
    measure: Measure = Measure.LEVEL,
    period: PeriodKind | None = None,
    path: Path = Path.LINEAR,
    keep: Bounds | None = None,
    direction: Direction | None = None,
    milestones: tuple[tuple[Number, str], ...] = (),
    stages: tuple[str, ...] = (),
    groups: tuple[str, ...] = (),
    cadence: str = "",
    lag: str = "",
    weight: Number = 1,
    after: int = 0,
) -> Goal:
    """The goal 250 → 300 over two years, but for what is given."""
    value = None if target is None or keep or direction else Decimal(target)
    return Goal(
        id=name,
        title=name.title(),
        promise=Promise(
            measure=measure,
            baseline=Baseline(date.fromisoformat(since), None if start is None else Decimal(start)),
            target=Target("as written", None if by is None else date.fromisoformat(by), value, keep, direction),
            period=period,
            path=path,
            milestones=tuple(Milestone(Decimal(value), date.fromisoformat(day)) for value, day in milestones),
            stages=stages,
        ),
        groups=groups,
        cadence=cadence,
        lag=lag,
        weight=Decimal(weight),
        after=after,
    )


def exercises(start: Number = 1, target: Number = 2, *, by: str = "2025-12-31") -> Goal:
    """The goal of the worked example: exercises, one a year in 2023, two a year by 2025."""
    year = PeriodKind.YEAR
    return goal(start, target, name="exercises", since="2023-12-31", by=by, measure=Measure.COUNT, period=year)


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def figure(
    on: str | date,
    value: Number | None,
    key: str = "",
    *,
    recorded: str = "2030-01-01",
    replaces: str = "",
    retracts: str = "",
    batch: str = "",
    of: str = "trade",
    said: str = "",
) -> Figure:
    """A figure of a day; its key is the day unless given."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    amount = None if value is None else Decimal(value)
    return Figure(
        key or f"{day}", of, at(recorded), day, amount, said, replaces=replaces, retracts=retracts, batch=batch
    )


def retract(name: str, key: str = "", *, recorded: str = "2030-01-01") -> Figure:
    """A figure that withdraws what has this key or batch."""
    return Figure(key or f"not-{name}", "trade", at(recorded), retracts=name)


def book(one: Goal, figures: Iterable[Figure], known_at: datetime | None = None) -> Book:
    """The days of a goal's figures, written to the file in this order."""
    listed = list(figures)
    return condense([one], enumerate(listed, 1), withdrawn(listed, known_at), known_at)[one.id]


def days(one: Goal, *figures: tuple[str, Number]) -> Book:
    """The days of a goal with these figures, each of its own key."""
    return book(one, [figure(on, value, f"k{n}", of=one.id) for n, (on, value) in enumerate(figures)])


def told(one: Goal, *figures: tuple[str, Number], fiscal_start: int = 1) -> History:
    """The history of a goal with these figures."""
    return History(one, days(one, *figures), Calendar(fiscal_start))


def judged(one: Goal, as_of: str, *figures: tuple[str, Number], fiscal_start: int = 1) -> Assessment:
    """The assessment of a goal with these figures as of a day."""
    return assess(told(one, *figures, fiscal_start=fiscal_start), Question(date.fromisoformat(as_of)))
