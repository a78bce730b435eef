"""The baseline: its value from its own text or the phrase, and its day."""

import re
from datetime import date
from decimal import Decimal

from coopctl.errors import Refused
from coopctl.language.phrases import How, Phrase, Starting, Style
from coopctl.language.rates import summed_daily
from coopctl.language.sentences import parse_baseline
from coopctl.language.twofold import one_of_two
from coopctl.language.wording import Wording
from coopctl.plan.plan import Plan
from coopctl.plan.terms import Baseline
from coopctl.values.calendar import FIRST_YEAR, LAST_YEAR, Calendar, PeriodKind
from coopctl.values.patterns import later
from coopctl.values.quantities import Quantity
from coopctl.values.units import BARE, parse_unit
from coopctl.values.vocabulary import is_blank, is_open


def starting(wording: Wording, plan: Plan, phrase: Phrase) -> tuple[Starting | None, str]:
    """The baseline, None where it is open, and what is assumed where its text and the phrase each give one.

    What is done to a number of things, or is new, starts from nothing.
    """
    open_, (text, _) = is_open(wording.start), one_of_two(_in_digits(wording.start, phrase), wording.goal)
    said = _from_nothing(wording, phrase) if open_ else parse_baseline(text, Style.of(plan))
    start, assumed = _agree_on_origin(said, phrase, wording)
    start = start and summed_daily(start, phrase)
    if start is not None and start.quantity.value and phrase.how is How.DO and not phrase.added:
        shown = phrase.numbers.exact(phrase.amount.value) if phrase.amount else ""
        written = f" from {wording.start!r}" if wording.start else ""
        raise Refused(
            f"{phrase.text!r}{written} could be {shown} in all or {shown} more",
            f"write 'reach {shown}' or 'increase by {shown}'",
        )
    return start, assumed


_NO_THINGS = later(r"no (?P<noun>[^\W\d].*)", re.IGNORECASE)


def _in_digits(start: str, phrase: Phrase) -> str:
    """The text of a baseline, as 0 where it says that there are none of the things that the target counts."""
    found = _NO_THINGS.fullmatch(start.strip())
    if found is None:
        return "0" if start.strip().lower() == "nil" else start
    counted = bool(phrase.unit) and phrase.unit.is_counted
    return f"0 {found['noun']}" if counted and parse_unit(found["noun"]).same(phrase.unit) else start


def _from_nothing(wording: Wording, phrase: Phrase) -> Starting | None:
    """The baseline of what is done to a number of things, or is new, where none is given."""
    counted = phrase.how in (How.DO, How.NEW) and phrase.origin is None and phrase.amount is not None
    return Starting(Quantity(Decimal(0), phrase.unit)) if counted and is_blank(wording.start) else None


def _is_way(first: Quantity, last: Quantity, *, dated: bool) -> bool:
    """Whether two amounts are a way from one to the other, and no range: down, or all of a promise by a day."""
    if first.unit == BARE and FIRST_YEAR <= first.value <= LAST_YEAR:
        return False  # `bis 2028 auf 3`
    return dated or (first.unit in (last.unit, BARE) and first.value > last.value)


def _check_no_range(phrase: Phrase, wording: Wording, *, based: bool) -> None:
    """Raise `Refused` for two amounts that could be a range."""
    if not phrase.ranged or phrase.origin is None or phrase.amount is None:
        return
    _check_no_ratio(phrase, phrase.origin.quantity, phrase.amount)
    if _is_way(phrase.origin.quantity, phrase.amount, dated=wording.whole and bool(phrase.by or wording.by)):
        return
    between = f"write 'between {phrase.text.replace(' to ', ' and ', 1)}'"
    raise Refused(f"{phrase.text!r} could be a range, or from the first to the second",
                  between if based else f"{between} or 'from {phrase.text}'")  # fmt: skip


def _check_no_ratio(phrase: Phrase, first: Quantity, last: Quantity) -> None:
    """Raise `Refused` for `45 to 1`, which may be so many to each."""
    if last == Quantity(Decimal(1), BARE) and first.unit == BARE and first.value > 1:
        shown = phrase.numbers.exact(first.value)
        raise Refused(f"{phrase.text!r} could be so many to each, or from the first to the second",
                      f"write '{shown}:1' or 'from {shown} to 1'")  # fmt: skip


def _agree_on_origin(start: Starting | None, phrase: Phrase, wording: Wording) -> tuple[Starting | None, str]:
    """The baseline, from its own text or from `from A to B`, and what is assumed where the two differ.

    A phrase's baseline of a year of its own is the one; the other value is then of another day.
    """
    if phrase.origin is None or (start is not None and start.quantity.value == phrase.origin.quantity.value):
        return start or phrase.origin, ""
    _check_no_range(phrase, wording, based=start is not None)
    if start is None:
        return phrase.origin, ""
    stated, written = map(phrase.numbers.exact, (start.quantity.value, phrase.origin.quantity.value))
    if phrase.origin.dated is None or start.dated is not None:
        raise Refused(f"the baseline is {stated}, but {phrase.text!r} starts from {written}")
    return phrase.origin, f"the baseline is the phrase's own, {written} in {phrase.origin.dated.label}, not {stated}"


def baseline_of(start: Starting | None, wording: Wording, period: PeriodKind | None, calendar: Calendar) -> Baseline:
    """The baseline with its date; without one it belongs to the last period that was complete on the plan's date."""
    value = start.quantity.value if start else None
    dated = _dated(start, wording)
    if period is None:
        return Baseline(dated or wording.today, value)
    if dated is not None:
        return Baseline(calendar.period_of(dated, period).last, value)
    return Baseline(calendar.last_over(wording.today, period).last, value)


def _dated(start: Starting | None, wording: Wording) -> date | None:
    """The baseline's day as it is said or kept."""
    said = start.dated.last if start and start.dated else None
    if said and wording.since and said != wording.since:
        raise Refused(f"the baseline {wording.start!r} is of {said}, but the date given is {wording.since}",
                      "give its date once")  # fmt: skip
    return said or wording.since or wording.kept_date
