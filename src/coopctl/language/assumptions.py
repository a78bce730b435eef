"""What a promise takes to be so without its being said: the baseline's day, how figures add up, reach or keep."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Bounds, Measure, Target
from coopctl.values.calendar import ONE_DAY, Calendar, PeriodKind
from coopctl.values.dates import YEARS_START, spanned_year
from coopctl.values.people import Shown, first_few
from coopctl.values.quantities import EXACT, NumberFormat
from coopctl.values.units import Unit, UnitKind

_FEW = 3
KEPT_AT_ONCE = "without a baseline it is kept from now on; to be reached by then: `coopctl goal baseline GOAL VALUE`"
NEW_LEVEL = "each figure is the new level"
_ADDING = {
    Measure.TOTAL: "each figure is added to those before it, from the baseline on",
    Measure.SUM: "the figures of one {period} are added up",
    Measure.COUNT: "each figure is a number of events, and those of one {period} are added up",
    Measure.MEAN: "the mean of one {period}'s figures is its value",
    Measure.MAX: "the highest of one {period}'s figures is its value",
    Measure.MIN: "the lowest of one {period}'s figures is its value",
}


def is_kept_at_once(promise: Promise) -> bool:
    """Whether a bound by a day is kept before it, for want of a baseline; people mostly mean that it is reached."""
    target = promise.target
    only = target.keep is not None and target.keep.only is not None
    return only and promise.baseline.value is None and target.deadline is not None


def of_goal(sentence: str, goal: str) -> str:
    """A sentence with the goal that it is said of in the calls that it shows."""
    return sentence.replace(" GOAL ", f" {goal} ")


def together(assumed: Mapping[str, Iterable[str]]) -> list[str]:
    """What is assumed of several goals, each sentence once, with the goals that it is said of."""
    said: dict[str, list[str]] = {}
    for name, sentences in assumed.items():
        for sentence in sentences:
            said.setdefault(sentence, []).append(name)
    return [f"{sentence}: {_named(names, len(assumed))}" for sentence, names in said.items()]


def _named(names: list[str], count: int) -> str:
    return "all of them" if len(names) == count > _FEW else first_few(names)


def adding_up(promise: Promise, example: str = "") -> str:
    """How figures become the goal's value, in words; "" for stages.  The example is of a level alone."""
    if promise.measure is not Measure.LEVEL:
        return _ADDING.get(promise.measure, "").format(period=f"{promise.period or ''}".replace("-", " "))
    added = ", it is not added; for additions: --measure total" if may_add_up(promise.measure, promise.unit) else ""
    return f"{NEW_LEVEL}{example}{added}"


def may_add_up(measure: Measure, unit: Unit) -> bool:
    """Whether the figures of a level could as well be meant to be added: things, money, amounts, but no percentages."""
    return measure is Measure.LEVEL and not unit.is_percent and unit.kind is not UnitKind.POINTS


def with_example(sentence: str, promise: Promise, numbers: NumberFormat) -> str:
    """The sentence about how figures add up with two of them, as people would record them on the way to the target.

    Worked: for a level from 0 to 24 books `each figure is the new level (6, then 12), it is not added`.
    """
    return adding_up(promise, _example(promise, numbers)) if sentence == adding_up(promise) else sentence


def _example(promise: Promise, numbers: NumberFormat) -> str:
    baseline, target = promise.baseline.value, promise.target
    if baseline is None or target.value is None or target.value == baseline:
        return ""
    way = EXACT.subtract(target.value, baseline)
    steps = [EXACT.add(baseline, EXACT.multiply(way, part)) for part in (Decimal("0.25"), Decimal("0.5"))]
    shown = Shown.of(promise.unit, steps, numbers)
    return f" ({shown.number(steps[0])}, then {shown.number(steps[1])})"


def taken_date(baseline: Baseline, period: PeriodKind | None) -> str:
    """What is said of a baseline whose day was not given."""
    last = f", the end of the last complete {f'{period}'.replace('-', ' ')}" if period else ""
    return f"the baseline is taken to be of {baseline.date}{last}; --since gives another day"


def taken_year(texts: Iterable[str], calendar: Calendar) -> str:
    """What is said of a year of two, as schools and budgets have it, in a plan whose years start in January."""
    found = next(filter(None, (spanned_year(text, calendar) for text in texts)), None)
    if found is None:
        return ""
    return f"{found[0]} is taken to end on {found[1].last}; {YEARS_START}, for goals added after that"


def bounds_said(bounds: Bounds, base: Decimal | None, unit: Unit, numbers: NumberFormat) -> str:
    """Whether bounds are to be reached or kept, and why; "" where nothing is to be told apart."""
    if base is None:
        return ""
    shown = numbers.exactly(base, unit)
    if bounds.hold(base):
        return f"{shown} is inside of that already, so it is kept"
    return f"{shown} is outside of that, so it is to be reached, and then kept" if bounds.only is not None else ""


def shared_deadline(baseline: Baseline, period: PeriodKind | None, target: Target, calendar: Calendar) -> str:
    """What is said of a goal whose first period ends after its deadline."""
    if period is None or target.deadline is None:
        return ""
    first = calendar.period_of(baseline.date + ONE_DAY, period)
    if first.last <= target.deadline:
        return ""
    return f"{first.label} ends after the deadline, so it is judged by the deadline's share of it"
