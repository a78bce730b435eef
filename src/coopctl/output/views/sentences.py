"""A goal's standing in whole sentences: the verdict, and where the trend leads."""

from decimal import Decimal
from fractions import Fraction

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.readings import Reading
from coopctl.language.echo import stage_name
from coopctl.output.formats.text import short_day
from coopctl.output.views import words
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds, Measure
from coopctl.values.quantities import EXACT, as_decimal, plain, show

_SCALES = ((12, "tn"), (9, "bn"), (6, "M"))
_DIGITS = 3


def about(goal: Goal, value: Decimal | Fraction, *, unit: bool = True) -> str:
    """A value of this goal to three significant digits, as people say it: `1.48bn USD`, `17.9%`, `374 workers`."""
    if goal.measure is Measure.STAGE:
        return stage_name(goal, Decimal(int(value)))
    said = goal.unit if unit or goal.unit.startswith("%") else ""
    value = as_decimal(value) if isinstance(value, Fraction) else value
    for power, letter in _SCALES:
        if abs(value) >= Decimal(10) ** power:
            number = f"{_to_three(value.scaleb(-power, EXACT)):,f}{letter}"
            return f"{number}{said}" if said.startswith("%") else f"{number} {said}".rstrip()
    return show(_to_three(value), said)


def _to_three(value: Decimal) -> Decimal:
    """Three significant digits, but every digit before the point."""
    if not value:
        return value
    places = max(0, _DIGITS - 1 - value.adjusted())
    return plain(value.quantize(Decimal(1).scaleb(-places), context=EXACT))


def verdict(one: Assessment) -> str:
    """What the figures say of the promise: `17.9% on 30 Jun 2025: 7% of the way, where 50% was promised`."""
    goal, facts = one.goal, one.facts
    if facts.reading is None and not facts.by_running:
        return f"No figure since the baseline of {short_day(goal.baseline.date)}"
    if facts.by_running and facts.reading is not None and facts.value == facts.reading.value:
        way = "" if facts.progress is None else f": {words.percent(facts.progress)} of the way"
        return f"{_read(goal, facts.reading)}{way}; {_so_far(one)}"
    said = _so_far(one) if facts.by_running else _read(goal, facts.reading)
    if goal.target.keep is not None:
        held = f"; held in {one.held[0]} of {one.held[1]}" if one.held and one.held[1] else ""
        return f"{said}, where {bounds(goal, goal.target.keep)} is promised{held}"
    if facts.progress is None:
        return f"{said}; {one.why}"
    way = f"{said}: {words.percent(facts.progress)} of the way"
    if facts.closed:
        return f"{way} at the deadline"
    if facts.expected is None:
        return way if facts.due is not None else f"{way}; {facts.no_pace}"
    return f"{way}, where {words.percent(facts.expected)} was promised"


def bounds(goal: Goal, keep: Bounds) -> str:
    """What is kept to: `at least 90%`, `below 3 days`, `80% to 90%`."""
    if keep.low is not None and keep.high is not None:
        return f"{about(goal, keep.low, unit=False)} to {about(goal, keep.high)}"
    if keep.low is not None:
        return f"{'above' if keep.above else 'at least'} {about(goal, keep.low)}"
    return f"{'below' if keep.below else 'at most'} {about(goal, keep.high or Decimal(0))}"


def outlook(one: Assessment) -> str:
    """Where the trend leads, with the 80% interval: `On the present trend 1.68bn to 1.71bn USD by ...`; "" for none."""
    goal, found = one.goal, one.forecast
    if found is None:
        return ""
    if isinstance(found, NoForecast):
        return f"No forecast: {found.why}"
    low, high = about(goal, found.low, unit=False), about(goal, found.high)
    likely = f"; chance of reaching the target {chance(one)}" if chance(one) else ""
    return f"On the present trend {low} to {high} by {short_day(found.deadline)} (80% interval){likely}"


def chance(one: Assessment) -> str:
    """How likely the target is on the present trend: `less than 1%`, `2%`; "" where nobody can say."""
    found = one.forecast
    if not isinstance(found, Forecast) or found.probability is None:
        return ""
    if found.probability < Decimal("0.01"):
        return "less than 1%"
    return "more than 99%" if found.probability > Decimal("0.99") else words.percent(Fraction(found.probability))


def _so_far(one: Assessment) -> str:
    current, due = one.facts.running, one.facts.due
    if current is None:
        return ""
    owed = "" if due is None else f", {about(one.goal, due, unit=False)} due by now"
    return f"{about(one.goal, current.value)} so far in {current.period.label}{owed}"


def _read(goal: Goal, reading: Reading | None) -> str:
    if reading is None:
        return ""
    when = f"in {reading.period}" if reading.period else f"on {short_day(reading.date)}"
    return f"{about(goal, reading.value)} {when}"
