"""Cases in one line each, and the strategies of cases, for the tests of the methods."""

from datetime import date, timedelta
from decimal import Decimal
from types import ModuleType

from hypothesis import settings
from hypothesis import strategies as st

from coopctl.judgement.methods import Status, destatis, global_fund, okr, pepfar, statcan, un
from coopctl.judgement.methods.case import Case, Number, Point
from coopctl.plan.terms import Bounds

Amount = int | str | Decimal

METHODS: tuple[ModuleType, ...] = (statcan, destatis, un, okr, global_fund, pepfar)
RANK = {Status.OFF_TRACK: 0, Status.AT_RISK: 1, Status.ON_TRACK: 2, Status.ACHIEVED: 3}

quick = settings(max_examples=80)


def annual(year: int, value: Amount) -> Point:
    """The value of a calendar year."""
    return Point(date(year, 12, 31), Decimal(value), annual=True)


def yearly_case(
    base: tuple[int, Amount],
    actual: tuple[int, Amount],
    target: Amount | None = None,
    by: int | None = 2030,
    direction: int = 1,
    *,
    limit: Amount | None = None,
    keep: Bounds | None = None,
    between: tuple[tuple[int, Amount], ...] = (),
) -> Case:
    """A goal with annual values: the baseline's and the actual year and value, the target by the end of a year."""
    last = annual(*actual)
    return Case(
        baseline=annual(*base),
        actual=last,
        direction=direction,
        target=None if target is None else Decimal(target),
        deadline=None if by is None else date(by, 12, 31),
        limit=None if limit is None else Decimal(limit),
        keep=keep,
        points=(*(annual(*one) for one in between), last),
    )


def steady(actual: Amount, target: Amount | None = 1200, by: int | None = 2017) -> Case:
    """From 1000 in 2015, judged in 2016."""
    return yearly_case((2015, 1000), (2016, actual), target, by)


def trade(actual: Amount = 270, direction: int = 1) -> Case:
    """250 → 300 over two years, judged after one."""
    last = Point(date(2025, 8, 1), Decimal(actual))
    base = Point(date(2024, 8, 1), Decimal(250))
    return Case(base, last, direction, Decimal(300), date(2026, 8, 1), points=(last,))


def number(case: Case, method: ModuleType, name: str) -> Number:
    """One of the numbers behind a method's verdict."""
    found: dict[str, Number] = dict(method.judge(case).numbers)
    return found[name]


amounts = st.decimals(-(10**6), 10**6, places=3)
positive = st.decimals("0.001", 1000, places=3)
days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@st.composite
def cases(draw: st.DrawFn, values: st.SearchStrategy[Decimal] = amounts, *, keep: bool = False) -> Case:
    """Any case whose dates are in order: baseline, points, actual; with or without target, deadline and limit."""
    start = draw(days)
    dates = sorted(start + timedelta(days=draw(st.integers(0, 4000))) for _ in range(draw(st.integers(1, 7))))
    yearly = draw(st.booleans())
    points = tuple(Point(day, draw(values), annual=yearly) for day in dates)
    deadline = st.dates(date(2000, 1, 1), date(2060, 12, 31))
    bounds = st.tuples(amounts, positive).map(lambda pair: Bounds(low=pair[0], high=pair[0] + pair[1]))
    return Case(
        baseline=Point(start, draw(values), annual=yearly),
        actual=points[-1],
        direction=draw(st.sampled_from([-1, 0, 1])),
        target=draw(st.none() | values),
        deadline=draw(st.none() | deadline),
        limit=draw(st.none() | values),
        keep=draw(bounds) if keep else None,
        points=points,
    )


@st.composite
def tracked(draw: st.DrawFn) -> Case:
    """A case as people have it: yearly values above zero, a target for a later year, seldom another direction."""
    start, count = draw(st.integers(2000, 2020)), draw(st.integers(1, 7))
    between = tuple((start + year, draw(positive)) for year in range(1, count))
    base, target = draw(positive), draw(positive)
    return yearly_case(
        (start, base),
        (start + count, draw(positive)),
        draw(st.sampled_from([target, target, None])),
        start + count + draw(st.integers(0, 5)),
        draw(st.sampled_from([0, 0, 1, -1])),
        limit=draw(st.none() | positive),
        between=between,
    )
