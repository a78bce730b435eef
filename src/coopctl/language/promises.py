"""What a baseline and a target phrase mean together: a `Promise`, echoed as arithmetic before it is stored."""

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.language.agreement import (
    agree_on_unit,
    check_own_scale,
    check_percent,
    given_unit,
    in_unit,
    kept_unit,
    of_baseline,
    renamed,
)
from coopctl.language.arithmetic import is_growth, value_of
from coopctl.language.phrases import How, Phrase, Starting, parse_baseline, parse_phrase
from coopctl.plan.plan import Plan
from coopctl.plan.terms import Baseline, Direction, Measure, Path, Target
from coopctl.values.calendar import ONE_DAY, Duration, PeriodKind, last_complete, period_of, step
from coopctl.values.dates import parse_day
from coopctl.values.quantities import show_number
from coopctl.values.units import unit_of

MISSING = ("", "-", "–", "—", "none", "n/a", "na", "tbd", "tbc", "unknown", "not available")
TERMS = ("measure", "period", "unit", "baseline", "target", "path", "stages")


class Wording(Struct, frozen=True):
    """What people wrote of one goal: phrases, and the options or columns that add to them; "" or None when absent.

    `start` is the baseline's text, `goal` the target's; `since` dates the baseline, `today` the phrase.  `counted_from`
    is where `over two years` starts, where that is not the baseline's date.  What is `kept` is what the goal has
    already, which stays where neither text nor option says otherwise; only a unit that is given names anew what the
    text counts.
    """

    start: str
    goal: str
    today: date
    since: date | None = None
    by: str = ""
    unit: str = ""
    measure: Measure | None = None
    per: PeriodKind | None = None
    path: Path | None = None
    counted_from: date | None = None
    kept_date: date | None = None
    kept_path: Path = Path.LINEAR
    kept_unit: str = ""
    kept_text: str = ""


class Promise(Struct, frozen=True):
    """The parts of a goal that its wording decides; `arithmetic` shows where the target's value came from."""

    measure: Measure
    period: PeriodKind | None
    unit: str
    baseline: Baseline
    target: Target
    path: Path
    stages: tuple[str, ...] = ()
    arithmetic: str = ""

    def terms(self) -> dict[str, Any]:
        """What of it a `Goal` keeps, by field."""
        return {name: getattr(self, name) for name in TERMS}


def understand(wording: Wording, plan: Plan) -> Promise:
    """The promise in a wording, by the rules of the README's section "What people write, and what it means".

    Raises `Refused` naming the part that is not understood, contradicts another, or could be read in two ways.
    """
    start_month, comma = plan.fiscal_start, plan.decimal_comma
    phrase = parse_phrase(wording.goal, fiscal_start=start_month, decimal_comma=comma)
    if phrase.how is How.STAGE:
        return _stage(wording, plan, phrase)
    start = None
    if wording.start.strip().lower() not in MISSING:
        start = parse_baseline(wording.start, fiscal_start=start_month, decimal_comma=comma)
    elif wording.start.strip() and phrase.how is not How.KEEP and phrase.origin is None:
        raise Refused(f"the baseline {wording.start!r} is not a value", "write a number, 0 if it starts from nothing")
    start = _agree_on_origin(start, phrase)
    if start is None and phrase.how is not How.KEEP:
        raise Refused(
            f"{phrase.text!r} has no baseline to count from",
            "give the value of today, 0 if it starts from nothing",
        )
    phrase = of_baseline(start, phrase)
    if wording.goal == wording.kept_text:
        phrase = renamed(phrase, wording.kept_unit)
    own = given_unit(wording.unit, start, phrase)
    unit = own or kept_unit(wording.kept_unit, start, phrase)
    check_own_scale(unit, wording.start, phrase.text)
    start = in_unit(start, unit, phrase, anew=bool(own))
    rate = _agree_on_rate(start, phrase, wording)
    check_percent(start, phrase)
    agreed = agree_on_unit(start, phrase, wording.start)
    unit = unit or agreed
    measure, period = _measure(phrase, wording, rate, unit)
    baseline = _baseline(start, wording, period, plan.fiscal_start)
    deadline = _deadline(phrase, wording, plan, baseline, period)
    if phrase.how is How.GO and deadline is not None:
        raise Refused(f"{phrase.text!r} has a deadline but no value", "write how much: 'increase by 20% by 2030'")
    growth = is_growth(start, phrase)
    value, arithmetic = value_of(start, phrase, baseline, deadline) if start else (None, "")
    if value is not None and start is not None:
        _check_direction(value, start, phrase)
    target = Target(
        text=wording.goal.strip(),
        deadline=deadline,
        value=value,
        keep=phrase.bounds,
        direction=phrase.direction if phrase.how is How.GO else None,
    )
    path = wording.path or (Path.COMPOUND if growth else wording.kept_path)
    return Promise(measure, period, unit, baseline, target, path, arithmetic=arithmetic)


def _stage(wording: Wording, plan: Plan, phrase: Phrase) -> Promise:
    folded = [name.casefold() for name in phrase.stages]
    first = wording.start.strip().casefold()
    if first not in folded:
        raise Refused(f"the baseline {wording.start!r} is not one of the stages {' < '.join(phrase.stages)}")
    baseline = Baseline(wording.since or wording.today, Decimal(folded.index(first)))
    value = Decimal(folded.index(phrase.stage.casefold()))
    if value == baseline.value:
        raise Refused(f"{phrase.text!r} is the baseline itself", "name a later stage")
    target = Target(wording.goal.strip(), _deadline(phrase, wording, plan, baseline, None), value)
    return Promise(Measure.STAGE, None, "", baseline, target, wording.path or wording.kept_path, phrase.stages)


def _agree_on_origin(start: Starting | None, phrase: Phrase) -> Starting | None:
    """The baseline, from its own text or from `from A to B`; both must say the same."""
    if phrase.origin is None:
        return start
    if start is not None and start.quantity.value != phrase.origin.quantity.value:
        stated, written = show_number(start.quantity.value), show_number(phrase.origin.quantity.value)
        raise Refused(f"the baseline is {stated}, but {phrase.text!r} starts from {written}")
    return start or phrase.origin


def _agree_on_rate(start: Starting | None, phrase: Phrase, wording: Wording) -> PeriodKind | None:
    before = start.rate if start else None
    if is_growth(start, phrase) or phrase.how is How.GO:
        return before
    if phrase.rate is not None and phrase.how in (How.TIMES, How.BY):
        raise Refused(
            f"{phrase.text!r} could be one change in all or a change every {phrase.rate}",
            f"write the value to reach, such as '3 per {phrase.rate} by 2026'",
        )
    if phrase.rate is None and (start is None or phrase.how in (How.TIMES, How.BY)):
        return before
    if start is not None and before != phrase.rate:
        sides = [
            f"{text!r} is {f'per {rate}' if rate else 'not per period'}"
            for text, rate in ((wording.start, before), (phrase.text, phrase.rate))
        ]
        raise Refused(f"baseline and target differ: {' and '.join(sides)}", "write both per period, or neither")
    return phrase.rate


def _measure(phrase: Phrase, wording: Wording, rate: PeriodKind | None, unit: str) -> tuple[Measure, PeriodKind | None]:
    period = rate or wording.per
    if rate and wording.per and rate is not wording.per:
        raise Refused(f"{phrase.text!r} is per {rate}, not per {wording.per}")
    if unit_of(unit).is_percent and period is not None and not wording.measure:
        raise Refused(
            f"{phrase.text!r} is in {unit} per {period}, and percentages are not summed",
            f"leave the period out of the phrase and give --measure mean --per {period}",
        )
    natural = Measure.LEVEL
    if period is not None:
        natural = Measure.COUNT if unit_of(unit).is_counted else Measure.SUM
    elif phrase.how is How.NEW:
        natural = Measure.TOTAL
    measure = wording.measure or natural
    if measure.periodic and period is None:
        raise Refused(f"measure {measure} needs a period", "give one with --per year, half, quarter, month or week")
    if period is not None and not measure.periodic:
        raise Refused(f"{phrase.text!r} is per {period}, which measure {measure} is not")
    return measure, period


def _baseline(start: Starting | None, wording: Wording, period: PeriodKind | None, fiscal_start: int) -> Baseline:
    """The baseline with its date; without one it belongs to the last period that was complete on the plan's date."""
    value = start.quantity.value if start else None
    said = start.dated.last if start and start.dated else None
    if said and wording.since and said != wording.since:
        raise Refused(f"the baseline {wording.start!r} is of {said}, but the date given is {wording.since}",
                      "give its date once")  # fmt: skip
    dated = said or wording.since or wording.kept_date
    if period is None:
        return Baseline(dated or wording.today, value)
    if dated is not None:
        return Baseline(period_of(dated, period, fiscal_start).last, value)
    return Baseline(last_complete(wording.today - ONE_DAY, period, fiscal_start).last, value)


def _deadline(
    phrase: Phrase, wording: Wording, plan: Plan, baseline: Baseline, period: PeriodKind | None
) -> date | None:
    """The last day allowed; `over two years` is counted from the baseline's date, and ends where its period does."""
    by = phrase.by
    if isinstance(by, Duration):
        origin = wording.counted_from
        if origin is not None and period is not None:
            origin = last_complete(origin - ONE_DAY, period, plan.fiscal_start).last
        by = step(origin or baseline.date, by)
    if wording.by.strip():
        given = parse_day(wording.by, today=wording.today, fiscal_start=plan.fiscal_start)
        if by is not None and by != given:
            raise Refused(f"{phrase.text!r} ends on {by}, but the deadline given is {given}")
        by = given
    if by is not None and by <= baseline.date:
        raise Refused(f"{phrase.text!r} ends on {by}, which is not after the baseline's date {baseline.date}")
    return by


def _check_direction(value: Decimal, start: Starting, phrase: Phrase) -> None:
    base = start.quantity.value
    if value == base:
        raise Refused(
            f"{phrase.text!r} is the baseline itself",
            "to keep a value, write 'at least', 'at most' or 'between'",
        )
    if phrase.direction is not None and (value > base) != (phrase.direction is Direction.UP):
        raise Refused(
            f"{phrase.text!r} says {phrase.direction}, but {show_number(base)} to {show_number(value)} does not"
        )
