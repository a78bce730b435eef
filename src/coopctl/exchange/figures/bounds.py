"""Periods that files name by where they begin and end: by their first and last day, their months, or the last day."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from coopctl.errors import Refused
from coopctl.exchange.figures.months import ANY_MONTH, number_of
from coopctl.exchange.figures.senses import Readings, Sense, century
from coopctl.plan.plan import Plan
from coopctl.values.calendar import FIRST_YEAR, LAST_YEAR, Period, PeriodKind
from coopctl.values.dates import parse_period
from coopctl.values.patterns import later

_DAY = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4})"
_JOINTS = str.maketrans("-/.", "   ")
DAY_TO_DAY = rf"(?P<first>{_DAY}) ?(?:-|–|→|/|to|bis|au|al) ?(?P<last>{_DAY})"
FROM_TO = (
    rf"(?P<from>{ANY_MONTH})\.?(?: (?P<start>[0-9]{{4}}))? ?(?:-|–|→|/|to) ?(?P<to>{ANY_MONTH})\.?,?[ '’-]"
    r"(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))"
)
_DAYS, _MONTHS = later(DAY_TO_DAY, re.ASCII), later(FROM_TO, re.ASCII)
_ENDING = {
    "year": (PeriodKind.YEAR, PeriodKind.FISCAL_YEAR),
    "half": (PeriodKind.HALF, PeriodKind.FISCAL_HALF),
    "quarter": (PeriodKind.QUARTER, PeriodKind.FISCAL_QUARTER),
    "month": (PeriodKind.MONTH,),
    "week": (PeriodKind.WEEK,),
}
_LENGTHS = {"12 months": "year", "6 months": "half", "3 months": "quarter", "three months": "quarter",
            "six months": "half", "twelve months": "year", "half-year": "half"}  # fmt: skip
ENDED = rf"(?:the )?(?P<kind>{'|'.join((*_LENGTHS, *_ENDING))}) (?:ended|ending|to)(?: on)? (?P<last>.+)"
MONTHS_BESIDE = (
    rf"(?P<named>[^()]+?) ?\((?P<from>{ANY_MONTH})\.? ?(?:-|–|/|to) ?(?P<to>{ANY_MONTH})\.?\)(?P<rest>[^()]*)"
)
# The parts of a year that their months can name, in which any plan may count.
_PARTS_OF_YEAR = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR, PeriodKind.FISCAL_QUARTER,
                  PeriodKind.FISCAL_HALF, PeriodKind.FISCAL_YEAR)  # fmt: skip
_Inner = Callable[[str, Plan], Readings]


def from_to(found: re.Match[str], plan: Plan) -> Readings:
    """`January - March 2024`, `October 2023 - September 2024`: a period by its months."""
    ends = _of_months(found, plan)
    label = _bounded(*ends, _PARTS_OF_YEAR, plan) if ends else ""
    return {None: label} if label else {}


def _of_months(found: re.Match[str], plan: Plan) -> tuple[date, date] | None:
    """The first day of one month and the last of another; None outside of the years that there are."""
    ends = [number_of(found[name]) for name in ("from", "to")]
    end = int(found["year"] or century(int(found["short"])))
    start = int(found["start"] or (end - (ends[0] > ends[1])))
    if not FIRST_YEAR <= start <= end <= LAST_YEAR:
        return None
    return date(start, ends[0], 1), plan.calendar.period_of(date(end, ends[1], 1), PeriodKind.MONTH).last


def running(text: str, plan: Plan) -> tuple[date, date] | None:
    """The first and last of days that run from the start of a part of a year up to one within it: `Jan-May 2024`.

    None for all others, and for days of which the month could stand first.
    """
    word = text.casefold()
    months, days = _MONTHS.fullmatch(word), _DAYS.fullmatch(word)
    ends = _of_months(months, plan) if months else _of_days(days, "yxz") if days else None
    starts = {plan.calendar.period_of(ends[1], kind).start for kind in _PARTS_OF_YEAR} if ends else ()
    return ends if ends and ends[0] in starts else None


def day_to_day(found: re.Match[str], plan: Plan) -> Readings:
    """`2024-01-01 to 2024-03-31`, `01/04/2024 - 30/06/2024`: the period that has these days as its first and last."""
    able: dict[Sense | None, str] = {}
    for sense, order in ((None, "yxz"), (Sense.DMY, "zxy"), (Sense.MDY, "xzy")):
        ends = _of_days(found, order)
        label = _bounded(*ends, PeriodKind, plan) if ends else ""
        able |= {sense: label} if label else {}
    return able


def _of_days(found: re.Match[str], order: str) -> tuple[date, date] | None:
    """Two days whose numbers stand in this order; None where they do not, or outside of the years that there are."""
    numbers = [found[name].translate(_JOINTS).split() for name in ("first", "last")]
    if any((len(one[0]) == len("2024")) is not order.startswith("y") for one in numbers):
        return None
    try:
        first, last = (date(*(int(dict(zip(order, one, strict=True))[name]) for name in "yxz")) for one in numbers)
    except ValueError:
        return None
    return (first, last) if FIRST_YEAR <= first.year <= last.year <= LAST_YEAR else None


def _bounded(start: date, last: date, kinds: Iterable[PeriodKind], plan: Plan) -> str:
    """The label of the period whose first and last days these are; "" where they bound none."""
    periods = (plan.calendar.period_of(last, kind) for kind in kinds)
    return next((one.label for one in periods if (one.start, one.last) == (start, last)), "")


def ended(found: re.Match[str], plan: Plan, inner: _Inner) -> Readings:
    """`Year ended 31 December 2023`, `12 months to June 2024`: the period of this length with that as its last day.

    Raises `Refused` where none of the plan's periods ends then.
    """
    kind = _LENGTHS.get(found["kind"], found["kind"])
    able: dict[Sense | None, str] = {}
    for sense, written in (inner(found["last"], plan) or {None: found["last"]}).items():
        last = _period(written, plan).last
        periods = (plan.calendar.period_of(last, one) for one in _ENDING[kind])
        label = next((one.label for one in periods if one.last == last), "")
        able |= {sense: label} if label else {}
    if not able:
        raise Refused(f"{found[0]!r} is no {kind} of the plan, whose fiscal years start in month {plan.fiscal_start}")
    return able


def with_months(found: re.Match[str], plan: Plan, inner: _Inner) -> Readings:
    """`Q1 2024 (Jan-Mar)`, `Q1 (Apr-Jun) 2024`: the period of that name which has these months.

    Raises `Refused` where neither the one of the calendar nor that of accounts has them.
    """
    name = f"{found['named']}{found['rest']}"
    ends = (number_of(found["from"]), number_of(found["to"]))
    able: dict[Sense | None, str] = {}
    for sense, written in (inner(name, plan) or {None: name}).items():
        both = (written,) if written.startswith("FY") else (written, f"FY{written}")
        periods = (_period(one, plan) for one in both)
        label = next((one.label for one in periods if (one.start.month, one.last.month) == ends), "")
        able |= {sense: label} if label else {}
    if not able:
        raise Refused(f"{found[0]!r} names other months than the plan's fiscal years, from month {plan.fiscal_start}")
    return able


def _period(written: str, plan: Plan) -> Period:
    # No day is today for a file: what depends on it is refused where the column reads it.
    return parse_period(written, today=date(2199, 12, 31), calendar=plan.calendar)
