"""What holds of every method, whatever the case."""

from decimal import Context, Decimal
from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs

from coopctl.judgement.methods import Status, destatis, okr, statcan, un
from coopctl.judgement.methods.case import Case, Number, Point, Verdict, years, years_until
from coopctl.plan.terms import Bounds
from judgement.methods.cases import METHODS, RANK, amounts, cases, positive, quick, tracked, trade

wild = st.sampled_from("NaN sNaN Infinity -Infinity 0 -0 1E+300 1E-300 9E+999999".split()).map(Decimal)
_EXACT = Context(prec=400)


def with_values(case: Case, factor: Decimal) -> Case:
    """The case with every value, and for a negative factor its direction, multiplied."""

    def times(value: Decimal | None) -> Decimal | None:
        return None if value is None else _EXACT.multiply(value, factor)

    def moved(point: Point) -> Point:
        return structs.replace(point, value=_EXACT.multiply(point.value, factor))

    bounds = (case.keep.low, case.keep.high) if case.keep is not None else ()
    kept = sorted(_EXACT.multiply(value, factor) for value in bounds if value is not None)
    return structs.replace(
        case,
        baseline=moved(case.baseline),
        actual=moved(case.actual),
        points=tuple(moved(point) for point in case.points),
        direction=case.direction if factor > 0 else -case.direction,
        target=times(case.target),
        limit=times(case.limit),
        keep=Bounds(low=kept[0], high=kept[1]) if kept else None,
    )


def better(case: Case, by: Decimal) -> Case:
    """The case with a better actual value."""
    actual = structs.replace(case.actual, value=case.actual.value + by * case.way)
    return structs.replace(case, actual=actual, points=(*case.points[:-1], actual))


def said(verdict: Verdict) -> tuple[Status, str, str]:
    return verdict.status, verdict.label, verdict.why


def nearly(one: Number, other: Number) -> bool:
    """Whether two numbers are the same but for rounding; what is beyond all floats is the same on one side."""
    ours, theirs = float(one), float(other)
    return ours == theirs or abs(ours - theirs) <= 1e-9 * max(1.0, abs(ours))


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
@quick
@given(case=st.one_of(cases(), cases(keep=True), tracked(), cases(wild, keep=True)))
def test_any_case_is_answered(method: ModuleType, case: Case) -> None:
    """Whatever the decimals and dates, there is a verdict with a label and a reason, never an exception."""
    verdict = method.judge(case)
    assert (bool(verdict.label), bool(verdict.why)) == (True, True)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
@quick
@given(case=st.one_of(cases(), tracked()), by=positive)
def test_better_is_never_worse(method: ModuleType, case: Case, by: Decimal) -> None:
    """A better actual value never has a worse status, where both are assessed."""
    case = structs.replace(case, keep=None)
    worse, best = method.judge(case).status, method.judge(better(case, by)).status
    assert RANK.get(worse, 0) <= RANK.get(best, 3)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
@quick
@given(case=st.one_of(cases(), tracked(), cases(keep=True)), factor=st.decimals("0.01", 1000, places=2))
def test_units_cancel(method: ModuleType, case: Case, factor: Decimal) -> None:
    """Multiplying every value by a positive factor changes neither the status nor the label."""
    assume(method is not statcan or (case.baseline.value and case.target != 0))
    assert said(method.judge(case))[:2] == said(method.judge(with_values(case, factor)))[:2]


@pytest.mark.parametrize("method", [okr, destatis, un, statcan], ids=lambda method: method.__name__)
@quick
@given(case=st.one_of(cases(), tracked()))
def test_mirrors(method: ModuleType, case: Case) -> None:
    """Negating every value and the direction changes neither the verdict nor its shares, and turns values around."""
    assume(method is not statcan or (case.baseline.value and case.target != 0))
    one, other = method.judge(case), method.judge(with_values(case, Decimal(-1)))
    assert said(one) == said(other)
    turned = ("value at deadline", "average change", "last change")
    assert [name for name, _ in one.numbers] == [name for name, _ in other.numbers]
    for (name, ours), (_, theirs) in zip(one.numbers, other.numbers, strict=True):
        assert nearly(ours, -theirs if name in turned else theirs), name


@quick
@given(case=cases(amounts))
def test_the_way_is_said_or_seen(case: Case) -> None:
    """The way is the direction where the goal says it, otherwise from the baseline to the target."""
    seen = 0 if case.target is None else (case.target > case.baseline.value) - (case.target < case.baseline.value)
    assert (case.direction or seen) == case.way


def test_times() -> None:
    """Annual points are whole years apart; other days are divided by 365.25."""
    case = trade()
    annual = structs.replace(case.baseline, date=case.baseline.date.replace(2015, 12, 31), annual=True)
    later = structs.replace(annual, date=annual.date.replace(2023))
    assert [years(annual, later), years_until(annual, annual.date.replace(2030))] == [8, 15]
    assert Fraction(365 * 4, 1461) == years(case.baseline, case.actual)
    assert years_until(annual, annual.date.replace(2030, 6, 30)) == Fraction(5295 * 4, 1461)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
@quick
@given(case=st.one_of(cases(), cases(keep=True), tracked()))
def test_the_bands_that_are_told_are_those_that_decide(method: ModuleType, case: Case) -> None:
    """Who looks up the method's numbers in the bands beside them finds its label."""
    verdict = method.judge(case)
    numbers = dict(verdict.numbers)
    found = [bands.of(numbers[bands.number]).label for bands in verdict.bands if bands.number in numbers]
    if found and not (method is destatis and (case.target is None or "thunderstorm" in found)):
        assert verdict.label == found[-1]
