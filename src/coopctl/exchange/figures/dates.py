"""Every way in which files write a date: which dates it can be, and in which sense.

Sources: DHIS2 developer guide (period identifiers), SDMX 3.0 technical notes (time formats), Eurostat and World Bank
exports (`2024M05`, `2013 [YR2013]`).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from coopctl.errors import Refused
from coopctl.exchange.figures.scales import is_unit
from coopctl.plan.plan import Plan
from coopctl.values.calendar import PeriodKind
from coopctl.values.patterns import later
from coopctl.values.vocabulary import MONTHS


class Sense(StrEnum):
    """What a date that can be read in several ways is read as."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    MONTH = "month"
    SPAN = "span"


ORDERS = frozenset((Sense.DMY, Sense.MDY, Sense.YMD))
SPANS = frozenset((Sense.MONTH, Sense.SPAN))
Readings = Mapping[Sense | None, str]
"""Each sense in which a text is a date, and what it is then in the words of `parse_period`; None for the only one."""

# The longest first, so that none is taken for the start of another; `sept` and the like are English, too.
_MONTHS = "|".join(sorted({*MONTHS, "sept"}, key=len, reverse=True))
_NAME = rf"(?P<month>{_MONTHS})\.?"
_OF = r"(?: (?:de|of|del) )"
_YEAR = r"(?P<year>[0-9]{4})"
# A year from which the next is counted, as `2023-24`, `FY2023/24` and `FY24` have it.
_FISCAL = r"(?:FY ?(?P<one>[0-9]{4}|[0-9]{2})|(?:FY ?)?(?P<from>[0-9]{4}) ?[-/–] ?(?P<next>[0-9]{2}|[0-9]{4}))"
_QUARTER = r"(?:Q|T|(?:(?:quarter|quartal|trimestre|trim\.?|quarters) ?))(?P<part>[1-4])"
_NTH_QUARTER = r"(?P<nth>[1-4])(?:er|e|ème|re|\.?[º°]|\.)?(?:Q| (?:quarter|quartal|trimestre|trim\.?))"
_HALF = r"(?:(?:H|S)(?P<part>[12])|(?P<nth>[12])(?:er|e|ème|\.?[º°]|\.)? (?:half|half-year|halbjahr|semestre))"
_DAY = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4})"
_JOINTS = str.maketrans("-/.", "   ")
_ANY_YEAR = r"(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))"
# The time of day, and the zone that it is in, say nothing of the day as it was written.
_TIME = re.compile(
    r"(?P<day>.*[0-9])(?:[T ]|, ?)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[AP]\.?M\.?)?"
    r"(?: ?(?:Z|(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|[A-Z]{3,4}))?",
    re.IGNORECASE | re.ASCII,
)
_BASIC_TIME = re.compile(r"(?P<day>[0-9]{8})T[0-9]{4,6}Z?", re.ASCII)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +(?=.*[0-9])", re.IGNORECASE | re.ASCII)
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b", re.IGNORECASE | re.ASCII)
# Words that say of a header which of the values of its period stand below.
_ACTUAL = re.compile(
    r"(?:actuals?|achieved|results?|values?|figures?|observed|reported|realised|realized|outturn)\b", re.IGNORECASE
)


_Rule = Callable[[re.Match[str], Plan], Readings]


def _only(pattern: str) -> _Rule:
    """A rule that writes a text in the words of `parse_period`, and leaves no choice."""
    return lambda found, _: {None: pattern.format(**found.groupdict())}


def _quarter(found: re.Match[str], _: Plan) -> Readings:
    return {None: f"{found['year']}-Q{found['part'] or found['nth']}"}


def _bracketed_year(found: re.Match[str], _: Plan) -> Readings:
    return {None: found["year"] or found["other"]}


def _year_first(found: re.Match[str], _: Plan) -> Readings:
    return {None: f"{found['year']}-{int(found['m']):02d}-{int(found['d']):02d}"}


def _month_of_year(found: re.Match[str], _: Plan) -> Readings:
    return {None: f"{found['year']}-{int(found['m']):02d}"}


def _fiscal_span(found: re.Match[str], _: Plan) -> Readings:
    end = int(found["year"]) + 1
    return {None: f"FY{end}"} if int(found["part"]) == end % 100 else {}


def _fiscal_part(found: re.Match[str], _: Plan) -> Readings:
    """`FY24 Q1`, `Q1 FY2024`, `2023-24 Q1`: a quarter of the fiscal year that ends in the second of two years."""
    if found["one"]:
        year = found["one"] if len(found["one"]) == 4 else _century(int(found["one"]))
    else:
        year = f"{int(found['from']) + 1}"
        if int(found["next"]) != int(year) % 10 ** len(found["next"]):
            return {}
    return {None: f"FY{year}-Q{found['part'] or found['nth']}"}


def _short_fiscal(found: re.Match[str], _: Plan) -> Readings:
    end = (int(found["short"]) + 1) % 100
    return {None: f"FY{_century(end)}"} if int(found["part"]) == end else {}


def _short_quarter(found: re.Match[str], _: Plan) -> Readings:
    return {None: f"{_century(int(found['short']))}-Q{found['part'] or found['nth']}"}


def _half(found: re.Match[str], _: Plan) -> Readings:
    return {None: f"{found['year']}-H{found['part'] or found['nth']}"}


def _numbers(found: re.Match[str], _: Plan) -> Readings:
    """Three numbers of which the last is a year of four digits."""
    first, second, year = int(found["a"]), int(found["b"]), found["year"]
    return _orders({Sense.DMY: (year, second, first), Sense.MDY: (year, first, second)})


def _short_numbers(found: re.Match[str], _: Plan) -> Readings:
    """Three numbers of one or two digits: the year is one of the last hundred, or of this one."""
    a, b, c = (int(found[name]) for name in "abc")
    return _orders({Sense.DMY: (_century(c), b, a), Sense.MDY: (_century(c), a, b), Sense.YMD: (_century(a), b, c)})


def _orders(senses: Mapping[Sense, tuple[str, int, int]]) -> Readings:
    able: dict[Sense | None, str] = {}
    for sense, (year, month, day) in senses.items():
        if 1 <= month <= 12 and 1 <= day <= 31:
            able[sense] = f"{year}-{month:02d}-{day:02d}"
    return able


def _century(year: int) -> str:
    return f"20{year:02d}" if year < 70 else f"19{year:02d}"


def _month_or_span(found: re.Match[str], _: Plan) -> Readings:
    """`2009-10` is October, or the year from 2009 to 2010; `2024/25` and `2024-05` can be only one."""
    year, part = int(found["year"]), int(found["part"])
    able: dict[Sense | None, str] = {}
    if 1 <= part <= 12:
        able[Sense.MONTH] = f"{year}-{part:02d}"
    if part == (year + 1) % 100:
        able[Sense.SPAN] = f"FY{year + 1}"
    return able


def _span(found: re.Match[str], _: Plan) -> Readings:
    return {Sense.SPAN: f"FY{found['end']}"} if int(found["end"]) == int(found["year"]) + 1 else {}


def _named_month(found: re.Match[str], _: Plan) -> Readings:
    return {None: f"{found['year']}-{_number(found):02d}"}


def _short_month(found: re.Match[str], _: Plan) -> Readings:
    return {None: f"{_century(int(found['short']))}-{_number(found):02d}"}


def _named_day(found: re.Match[str], _: Plan) -> Readings:
    year = found["year"] or _century(int(found["short"]))
    return {None: f"{year}-{_number(found):02d}-{int(found['day']):02d}"}


def _number(found: re.Match[str]) -> int:
    return _month(found["month"])


def _month(name: str) -> int:
    return MONTHS.get(name) or MONTHS[name[:3]]


def _week(found: re.Match[str], _: Plan) -> Readings:
    return {None: f"{found['year']}-W{int(found['part']):02d}"}


def _dhis2_year(found: re.Match[str], plan: Plan) -> Readings:
    """DHIS2's financial year, `2024Oct`, is named by the year and month in which it starts."""
    start = _number(found)
    if start != plan.fiscal_start:
        raise Refused(f"{found[0]!r} starts in month {start}, the plan's fiscal year in month {plan.fiscal_start}")
    return {None: f"FY{int(found['year']) + (start > 1)}"}


def _from_to(found: re.Match[str], plan: Plan) -> Readings:
    """`January - March 2024`, or `October 2023 - September 2024`: a quarter, half or year by its months."""
    ends = [_month(found[name]) for name in ("from", "to")]
    end = int(found["year"])
    start = int(found["start"] or (end - (ends[0] > ends[1])))
    months = (end - start) * 12 + ends[1] - ends[0] + 1
    if months == 12:
        return {None: f"{end}"} if ends[0] == 1 else {None: f"FY{end}"} if ends[0] == plan.fiscal_start else {}
    if months in (3, 6) and ends[1] % months == 0:
        return {None: f"{end}-{'Q' if months == 3 else 'H'}{ends[1] // months}"}
    return {}


def _day_to_day(found: re.Match[str], plan: Plan) -> Readings:
    """`2024-01-01 to 2024-03-31`, `01/04/2024 - 30/06/2024`: the period that has these days as its first and last."""
    able: dict[Sense | None, str] = {}
    for sense, order in ((None, "yxz"), (Sense.DMY, "zxy"), (Sense.MDY, "xzy")):
        numbers = [found[name].translate(_JOINTS).split() for name in ("first", "last")]
        years = [len(one[0]) == 4 for one in numbers]
        if all(years) is (sense is None) and (label := _spanning(numbers, order, plan)):
            able[sense] = label
    return able


def _spanning(numbers: list[list[str]], order: str, plan: Plan) -> str:
    """The label of the period between two days, whose numbers stand in this order; "" where they bound none."""
    try:
        start, last = (date(*(int(dict(zip(order, one, strict=True))[name]) for name in "yxz")) for one in numbers)
    except ValueError:
        return ""
    periods = (plan.calendar.period_of(last, kind) for kind in PeriodKind)
    return next((one.label for one in periods if (one.start, one.last) == (start, last)), "")


_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (later(pattern, re.IGNORECASE | re.ASCII), rule)
    for pattern, rule in (
        (rf"{_YEAR}(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})", _only("{year}-{m}-{d}")),
        (rf"{_YEAR}(?P<m>0[1-9]|1[0-2])", _only("{year}-{m}")),
        (rf"{_YEAR}[-/. ]?M(?P<m>0[1-9]|1[0-2])", _only("{year}-{m}")),
        (rf"{_YEAR}M(?P<m>[1-9])", _only("{year}-0{m}")),
        (rf"{_YEAR}[-/ ]?(?:S|H)(?P<part>[12])", _only("{year}-H{part}")),
        (rf"(?:{_QUARTER}|{_NTH_QUARTER})(?:[-/ ]|{_OF}|, )?{_YEAR}", _quarter),
        (rf"{_YEAR}(?:[-/ ]|, )?(?:{_QUARTER}|{_NTH_QUARTER})", _quarter),
        (rf"(?:{_QUARTER}[-'’/ ]{{1,2}}|(?P<nth>[1-4])Q[-'’/ ]{{0,2}})(?P<short>[0-9]{{2}})", _short_quarter),
        (rf"{_HALF}(?:[-/ ]|{_OF}|, )?{_YEAR}", _half),
        (rf"{_FISCAL}(?:[-/ ]|, )?(?:{_QUARTER}|{_NTH_QUARTER})", _fiscal_part),
        (rf"(?:{_QUARTER}|{_NTH_QUARTER})(?:[-/ ]|, )?{_FISCAL}", _fiscal_part),
        (r"FY ?(?P<short>[0-9]{2}) ?[-/–] ?(?P<part>[0-9]{2})", _short_fiscal),
        (rf"{_YEAR}[- ]?(?:W|KW ?)(?P<part>[0-9]{{1,2}})", _week),
        (rf"(?:W|KW|Wk|Week|Woche|Semaine|Semana)\.? ?(?P<part>[0-9]{{1,2}})(?:[-/ ]|, ){_YEAR}", _week),
        (rf"{_YEAR} ?\[YR[0-9]{{4}}\]|YR(?P<other>[0-9]{{4}})", _bracketed_year),
        (rf"{_YEAR}\.0+", _only("{year}")),
        (rf"{_YEAR}(?P<sep>[-/.])(?P<m>[0-9]{{1,2}})(?P=sep)(?P<d>[0-9]{{1,2}})", _year_first),
        (rf"(?P<a>[0-9]{{1,2}})(?P<sep>[-/. ])(?P<b>[0-9]{{1,2}})(?P=sep){_YEAR}", _numbers),
        (r"(?P<a>[0-9]{1,2})(?P<sep>[-/.])(?P<b>[0-9]{1,2})(?P=sep)(?P<c>[0-9]{2})", _short_numbers),
        (rf"(?P<m>0?[1-9]|1[0-2])[/.]{_YEAR}", _month_of_year),
        (rf"{_YEAR}[-/–](?P<part>[0-9]{{2}})", _month_or_span),
        (rf"{_YEAR} ?[-/–] ?(?P<end>[0-9]{{4}})", _span),
        (rf"FY ?{_YEAR} ?[-/–] ?(?P<part>[0-9]{{2}})", _fiscal_span),
        (rf"{_YEAR}(?P<month>april|july|oct|nov)", _dhis2_year),
        (rf"{_NAME}[-'’/ ]{{1,2}}(?P<short>[0-9]{{2}})", _short_month),
        (rf"{_NAME}(?:[-/ ]|{_OF}|, ){_YEAR}", _named_month),
        (rf"{_YEAR}[-/ ]{_NAME}", _named_month),
        (rf"(?P<day>[0-9]{{1,2}})(?:er|º|°)?(?:[-/ .]{{1,2}}|{_OF}){_NAME},?(?:[-/ ]|{_OF}){_ANY_YEAR}", _named_day),
        (rf"{_NAME} (?P<day>[0-9]{{1,2}}),? {_ANY_YEAR}", _named_day),
        (rf"(?P<first>{_DAY}) ?(?:-|–|/|to|bis|au|al) ?(?P<last>{_DAY})", _day_to_day),
        (rf"(?P<from>{_MONTHS})\.?(?: (?P<start>[0-9]{{4}}))? ?(?:-|–|to) ?(?P<to>{_MONTHS})\.?,? {_YEAR}", _from_to),
    )
)  # fmt: skip


def readings(text: str, plan: Plan) -> Readings:
    """Every sense in which a text of a file is a date; none where only `parse_period` could know it."""
    word = bare(text).casefold()
    for pattern, rule in _RULES:
        found = pattern.fullmatch(word)
        if found is not None and (able := rule(found, plan)):
            return able
    return {}


def bare(text: str) -> str:
    """A date without its weekday, its time of day and the letters of its ordinal."""
    word = " ".join(text.split())
    timed = _BASIC_TIME.fullmatch(word) or _TIME.fullmatch(word)
    return _ORDINAL.sub("", _WEEKDAY.sub("", timed["day"] if timed else word, count=1))


def of_header(name: str) -> str:
    """The date of a header such as `2023 (actual)`, `Actual 2023` or `2023 (USD million)`; else the header itself."""
    bare, _, inside = name.removesuffix(")").rpartition("(")
    if name.endswith(")") and bare.strip() and is_unit(inside):
        name = bare.strip()
    if not _ACTUAL.search(name):
        return name
    return " ".join(_ACTUAL.sub(" ", name.replace("(", " ").replace(")", " ")).split())
