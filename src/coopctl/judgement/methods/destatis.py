"""The weather symbols of the German sustainable development strategy: where the average change leads.

Source: Federal Statistical Office (Destatis), "Sustainable Development in Germany: Indicator Report", status of the
indicators.

avg is the average yearly change over the last six yearly points, the baseline among them (four at least: fewer give no
symbol, only the numbers); a yearly point is the reading nearest to a whole number of years before the actual one.
h = y + avg·(time left) is the value at the deadline if it goes on so; miss = d·(T − h)/|T − y| is the share of the
remaining distance that is left then: below 5% sun, up to 20% sun-and-cloud, above it cloud, and thunderstorm when the
average does not go the right way: a change of zero leads away, too. In the target year itself a target that is not
reached is a cloud, with a trend away from it a thunderstorm. A target that is reached, or a value that is to be kept
every year: sun, with an adverse trend sun-and-cloud; not kept: cloud, with a trend away from it thunderstorm. A goal
with a direction only: sun when the average and the last change are right, sun-and-cloud when only the average is,
cloud when only the last is, otherwise thunderstorm. Between two bounds a trend is adverse when it leads away from
their middle.

Worked: greenhouse gases, index 60 in 2020: 63.707 in 2019, avg −1.505: h = 62.202, miss = 2.202/3.707 = 59%: cloud.

Status: sun → on track (achieved when the target is reached), sun-and-cloud → at risk, cloud and thunderstorm → off
track.
"""

from fractions import Fraction

from msgspec import structs

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import (
    Band,
    Bands,
    Case,
    Method,
    Point,
    Verdict,
    held_by,
    none,
    unfit,
    years,
    years_until,
)
from coopctl.judgement.methods.judging import on_case
from coopctl.plan.terms import Bounds
from coopctl.values.calendar import DAYS_A_YEAR

SUN, SUN_AND_CLOUD = Fraction(5, 100), Fraction(20, 100)
SPAN, LEAST_POINTS = 5, 4

_STATUS = {
    "sun": Status.ON_TRACK,
    "sun-and-cloud": Status.AT_RISK,
    "cloud": Status.OFF_TRACK,
    "thunderstorm": Status.OFF_TRACK,
}
_Numbers = tuple[tuple[str, Fraction], ...]


def judge(case: Case) -> Verdict:
    """The symbol of a goal that is under way; no assessment with fewer than four yearly points."""
    if unfit(case):
        return none(unfit(case))
    points = yearly(case)
    if len(points) < 2:
        return none("there are fewer than two yearly points")
    average = _change(points[0], points[-1])
    last = _change(points[-2], points[-1])
    numbers = (("points", Fraction(len(points))), ("average change", average), ("last change", last))
    verdict = _symbol(case, average, last, numbers)
    if len(points) < LEAST_POINTS:
        count = f"there are {len(points)} yearly points of the {LEAST_POINTS} that the method needs"
        return none(count, numbers=verdict.numbers)
    return verdict


def yearly(case: Case) -> tuple[Point, ...]:
    """Up to six points, oldest first: the actual one, and for each of the five years before it the nearest to its date.

    A year has no point when none lies within half a year of its date.
    """
    actual = case.actual
    nearest: dict[int, tuple[Fraction, Point]] = {}
    for point in (case.baseline, *case.points):
        time = (actual.date - point.date).days / DAYS_A_YEAR
        back = round(time)
        off = abs(time - back)
        if 1 <= back <= SPAN and off <= nearest.get(back, (off, point))[0]:
            nearest[back] = (off, point)
    return (*(nearest[back][1] for back in sorted(nearest, reverse=True)), actual)


def _change(first: Point, last: Point) -> Fraction:
    time = years(first, last)
    if time <= 0:
        time = Fraction((last.date - first.date).days) / DAYS_A_YEAR
    return (Fraction(last.value) - Fraction(first.value)) / time


def _symbol(case: Case, average: Fraction, last: Fraction, numbers: _Numbers) -> Verdict:
    if case.keep is not None:
        return _kept(case, case.keep, average, numbers)
    if not case.way:
        return none("the goal says neither a direction nor a target", numbers=numbers)
    if case.target is None:
        return _directed(case.way, average, last, numbers)
    if case.reached:
        bands = _trend(case.way, "sun", "sun-and-cloud", flat="sun")
        if case.way * average >= 0:
            why = "the target is reached and the trend is not adverse"
            return Verdict(Status.ACHIEVED, "sun", why, numbers, (bands,))
        return _verdict("sun-and-cloud", "the target is reached and the trend is adverse", numbers, bands)
    return _extrapolated(case, Fraction(case.target), average, numbers)


def _extrapolated(case: Case, target: Fraction, average: Fraction, numbers: _Numbers) -> Verdict:
    left = years_until(case.actual, case.deadline) if case.deadline is not None else None
    if left is None:
        return none("the target has no deadline", numbers=numbers)
    if left <= 0:
        return _in_target_year(case, average, numbers)
    value = Fraction(case.actual.value)
    leads_to = value + average * left
    if value == target:  # at a bound that must be left behind, nothing but the trend is left to tell
        bands = _trend(case.way, "sun", "thunderstorm", flat="thunderstorm")
        numbers = (*numbers, ("value at deadline", leads_to))
        return _verdict(bands.of(average).label, "the value is at the bound itself", numbers, bands)
    miss = case.way * (target - leads_to) / abs(target - value)
    numbers = (*numbers, ("value at deadline", leads_to), ("miss", miss))
    trend = _trend(case.way, "as it is missed", "thunderstorm", flat="thunderstorm")
    if case.way * average <= 0:
        return _verdict("thunderstorm", "the average change does not go the right way", numbers, trend, MISS)
    return structs.replace(MISS.verdict(miss, numbers), bands=(trend, MISS))


def _in_target_year(case: Case, average: Fraction, numbers: _Numbers) -> Verdict:
    """A target that is not reached in its own year: a cloud, but where the trend leads away a thunderstorm."""
    bands = _trend(case.way, "cloud", "thunderstorm", flat="thunderstorm")
    label = bands.of(average).label
    away = "not away from it" if label == "cloud" else "away from it"
    return _verdict(label, f"the target is not reached in its year, the trend is {away}", numbers, bands)


def _kept(case: Case, keep: Bounds, average: Fraction, numbers: _Numbers) -> Verdict:
    value = Fraction(case.actual.value)
    low, high = (None if bound is None else Fraction(bound) for bound in (keep.low, keep.high))
    held = held_by(keep)
    if keep.hold(case.actual.value):
        bands = _trend(_better(value, low, high), "sun", "sun-and-cloud", flat="sun")
        label = bands.of(average).label
        trend = "not adverse" if label == "sun" else "adverse"
        return _verdict(label, f"it is held and the trend is {trend}", numbers, held, bands)
    below = low is not None and value <= low
    bands = _trend(1 if below else -1, "cloud", "thunderstorm", flat="cloud")
    label = bands.of(average).label
    trend = "not away from it" if label == "cloud" else "away from it"
    return _verdict(label, f"it is not held and the trend is {trend}", numbers, held, bands)


def _better(value: Fraction, low: Fraction | None, high: Fraction | None) -> int:
    """The way of a trend that is not adverse: away from the only bound, or towards the middle of two; 0 at it."""
    if low is not None and high is not None:
        middle = (low + high) / 2
        return (value < middle) - (value > middle)
    return -1 if low is None else 1


def _directed(way: int, average: Fraction, last: Fraction, numbers: _Numbers) -> Verdict:
    """The symbol of a goal with a direction only, from its changes."""
    trend = _trend(way, "the right way", "not the right way", flat="not the right way")
    bands = trend, structs.replace(trend, number="last change")
    return _verdict(*_BY_CHANGES[way * average > 0, way * last > 0], numbers, *bands)


_BY_CHANGES = {
    (True, True): ("sun", "the average and the last change go the right way"),
    (True, False): ("sun-and-cloud", "the average change goes the right way, the last does not"),
    (False, True): ("cloud", "the last change goes the right way, the average does not"),
    (False, False): ("thunderstorm", "neither the average nor the last change goes the right way"),
}


def _trend(way: int, right: str, wrong: str, *, flat: str) -> Bands:
    """What an average change that goes the right way is called, what one that goes the wrong way, and one of zero."""
    above, below = (right, wrong) if way > 0 else (wrong, right)
    cuts = (_band(0, above, beyond=flat != above),) if way else ()
    return Bands("average change", cuts, _band(0, below))


def _band(cut: Fraction | int, label: str, why: str = "", *, beyond: bool = False) -> Band:
    return Band(Fraction(cut), _STATUS.get(label, Status.ON_TRACK), label, why, beyond)


MISS = Bands(
    "miss",
    (
        _band(SUN_AND_CLOUD, "cloud", "the target is missed by more than 20%", beyond=True),
        _band(SUN, "sun-and-cloud", "the target is missed by 5% to 20%"),
    ),
    _band(0, "sun", "the target is missed by less than 5%, or reached"),
)


def _verdict(label: str, why: str, numbers: _Numbers, *bands: Bands) -> Verdict:
    return Verdict(_STATUS[label], label, why, numbers, bands)


METHOD = Method(
    source="Federal Statistical Office of Germany, Sustainable Development in Germany: Indicator Report",
    rule="where the average change of the last years leads by the deadline",
    headline="miss",
    judge=on_case(judge, trend=True),
)
