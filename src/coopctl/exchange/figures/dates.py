"""Every way in which files write a date: which dates it can be, and in which sense.

Sources: DHIS2 developer guide (period identifiers), SDMX 3.0 technical notes (time formats), Eurostat and World Bank
exports (`2024M05`, `2013 [YR2013]`), StatBank of Statistics Denmark (`2024K1`, `2024U05`).
"""

import re
from collections.abc import Callable, Mapping

from coopctl.exchange.figures.bounds import (
    DAY_TO_DAY,
    ENDED,
    FROM_TO,
    MONTHS_BESIDE,
    day_to_day,
    ended,
    from_to,
    with_months,
)
from coopctl.exchange.figures.months import is_month, number_of
from coopctl.exchange.figures.scales import is_unit
from coopctl.exchange.figures.senses import Readings, Sense, century
from coopctl.plan.plan import Plan
from coopctl.values.patterns import later

# Any word in the place of a month: which are months is asked of those that are found.
_NAME = r"(?P<month>[^\s0-9.,;:/()'’–→-]{3,12})\.?"
_OF = r"(?: (?:de|of|del) )"
_YEAR = r"(?P<year>[0-9]{4})"
# A year from which the next is counted, as `2023-24`, `FY2023/24` and `FY24` have it.
_FISCAL = r"(?:FY ?(?P<one>[0-9]{4}|[0-9]{2})|(?:FY ?)?(?P<from>[0-9]{4}) ?[-/–] ?(?P<next>[0-9]{2}|[0-9]{4}))"
_QUARTERS = r"(?:quarters?|quartal|qtr\.?|qrtl|trimestre|trim\.?|kwartaal|kwartał|kvartal|квартал)"
_QUARTER = rf"(?:Q|T|(?:{_QUARTERS} ?))(?P<part>[1-4])"
_NTH = r"(?:st|nd|rd|th|er|e|ème|re|\.?[º°]|\.)?"
_NTH_QUARTER = rf"(?P<nth>[1-4]){_NTH}(?:[QT]| {_QUARTERS})"
_WEEK = "(?:W|KW|Wk|Week|Woche|Semaine|Semana|S(?=[0-9]{2}))"
_ROMAN = r"(?P<roman>I{1,3}|IV)\.?"
_ROMAN_QUARTER = rf"{_ROMAN} (?:{_QUARTERS}|kw\.?)"
_HALF = rf"(?:(?:H|S)(?P<part>[12])|(?P<nth>[12]){_NTH} (?:half|half-year|halbjahr|semestre)|(?P<led>[12])H)"
_ANY_YEAR = r"(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))"
# The time of day, and the zone that it is in, say nothing of the day as it was written.
_TIME = later(
    r"(?P<day>.*[0-9])(?:[T ]|, ?)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[AP]\.?M\.?)?"
    r"(?: ?(?:Z|(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|[A-Z]{3,4}))?"
    r"(?: \((?:[^()0-9]{1,60}|(?:UTC|GMT)[+-][0-9]{1,2}(?::?[0-9]{2})?)\))?",
    re.IGNORECASE | re.ASCII,
)
# A moment as Unix and git write it: `May 2 10:11:12 2024 +0000`.
_UNIX_TIME = later(
    r"(?P<day>[a-z]{3} [0-9]{1,2}) [0-9:]{8}(?: [A-Z]{3,4})?(?P<year> [0-9]{4})(?: [-+][0-9]{4})?",
    re.IGNORECASE | re.ASCII,
)
_BASIC_TIME = later(r"(?P<day>[0-9]{8})T[0-9]{4,6}Z?", re.ASCII)
_WEEKDAY = later(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +(?=.*[0-9])", re.IGNORECASE | re.ASCII
)
_ORDINAL = later(r"(?<=[0-9])(?:st|nd|rd|th)\b", re.IGNORECASE | re.ASCII)
_DIGIT = later("[0-9]")
# What says no more than that a day is meant.
_AS_AT = later(r"(?:as (?:at|of|on)|stand(?: vom)?)[ :]+(?=.*[0-9])", re.IGNORECASE | re.ASCII)
# Words that say of a header which of the values of its period stand below.
_ACTUAL = later(
    r"(?:actuals?|achieved|results?|values?|figures?|observed|reported|realised|realized|outturn)\b", re.IGNORECASE
)

_Rule = Callable[[re.Match[str], Plan], Readings]


def _part(letter: str) -> _Rule:
    """A rule for the quarter, half or week of a year, wherever its number stands."""
    return lambda found, _: {None: f"{_year(found)}-{letter}{_number_in(found):0{_DIGITS[letter]}d}"}


_DIGITS = {"Q": 1, "H": 1, "W": 2}


def _number_in(found: re.Match[str]) -> int:
    """The number of a part of a year."""
    said = found.groupdict()
    return int(next(number for name in ("part", "nth", "led") if (number := said.get(name))))


def _year(found: re.Match[str]) -> str:
    """The year of a date, in full; a short one is of the last hundred or of this one."""
    said = found.groupdict()
    return said.get("year") or century(int(said["short"]))


def _date(found: re.Match[str], _: Plan) -> Readings:
    """A year, or a month or day of it."""
    said = found.groupdict()
    if "month" in said and not is_month(said["month"]):
        return {}
    parts = (number_of(said["month"]) if "month" in said else said.get("m"), said.get("day"))
    return {None: "-".join((_year(found), *(f"{int(part):02d}" for part in parts if part)))}


def _roman_quarter(found: re.Match[str], _: Plan) -> Readings:
    return {None: f"{found['year']}-Q{_ROMANS[found['roman']]}"}


def _roman(found: re.Match[str], _: Plan) -> Readings:
    """`2024-I` is a quarter, or as in Poland a month."""
    return _quarter_or_month(found["year"], _ROMANS[found["roman"]])


def _numbered(found: re.Match[str], _: Plan) -> Readings:
    """`2024/1` is a quarter or a month; `2024/5` can be only one."""
    part = int(found["part"])
    if part <= 4:
        return _quarter_or_month(found["year"], part)
    return {Sense.MONTH: f"{found['year']}-{part:02d}"}


def _quarter_or_month(year: str, part: int) -> Readings:
    return {Sense.QUARTER: f"{year}-Q{part}", Sense.MONTH: f"{year}-{part:02d}"}


def _week_or_quarter(found: re.Match[str], _: Plan) -> Readings:
    """`2024KW01` is a week, or at Statistics Netherlands a quarter."""
    part = int(found["part"])
    quarter: dict[Sense | None, str] = {Sense.QUARTER: f"{found['year']}-Q{part}"} if 1 <= part <= 4 else {}
    return quarter | {Sense.WEEK: f"{found['year']}-W{part:02d}"}


def _dutch(found: re.Match[str], _: Plan) -> Readings:
    """`2024JJ00` is a year and `2024MM01` a month of Statistics Netherlands, beside which `KW` is of quarters."""
    return {Sense.QUARTER: "-".join(filter(None, found.groups()))}


_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _fiscal_span(found: re.Match[str], _: Plan) -> Readings:
    end = int(_year(found)) + 1
    return {None: f"FY{end}"} if int(found["part"]) == end % 100 else {}


def _fiscal_part(found: re.Match[str], _: Plan) -> Readings:
    """`FY24 Q1`, `Q1 FY2024`, `2023-24 Q1`: a quarter of the fiscal year that ends in the second of two years."""
    if found["one"]:
        year = found["one"] if len(found["one"]) == 4 else century(int(found["one"]))
    else:
        year = f"{int(found['from']) + 1}"
        if int(found["next"]) != int(year) % 10 ** len(found["next"]):
            return {}
    return {None: f"FY{year}-Q{_number_in(found)}"}


def _numbers(found: re.Match[str], _: Plan) -> Readings:
    """Three numbers of which the last is a year of four digits."""
    first, second, year = int(found["a"]), int(found["b"]), found["year"]
    return _orders({Sense.DMY: (year, second, first), Sense.MDY: (year, first, second)})


def _short_numbers(found: re.Match[str], _: Plan) -> Readings:
    """Three numbers of one or two digits: the year is one of the last hundred, or of this one."""
    a, b, c = (int(found[name]) for name in "abc")
    return _orders({Sense.DMY: (century(c), b, a), Sense.MDY: (century(c), a, b), Sense.YMD: (century(a), b, c)})


def _orders(senses: Mapping[Sense, tuple[str, int, int]]) -> Readings:
    able: dict[Sense | None, str] = {}
    for sense, (year, month, day) in senses.items():
        if 1 <= month <= 12 and 1 <= day <= 31:
            able[sense] = f"{year}-{month:02d}-{day:02d}"
    return able


def _month_or_span(found: re.Match[str], _: Plan) -> Readings:
    """`2009-10` and `200910` are October, or the year from 2009 to 2010; `2024/25` and `2024-05` can be only one."""
    year, part = int(found["year"]), int(found["part"])
    able: dict[Sense | None, str] = {}
    if 1 <= part <= 12:
        able[Sense.MONTH] = f"{year}-{part:02d}"
    if part == (year + 1) % 100:
        able[Sense.SPAN] = f"FY{year + 1}"
    return able


def _span(found: re.Match[str], _: Plan) -> Readings:
    year = int(found["year"]) + 1
    return {Sense.SPAN: f"FY{year}"} if int(found["end"]) == year % 10 ** len(found["end"]) else {}


def _month_or_accounts(found: re.Match[str], plan: Plan) -> Readings:
    """`2024Oct` is October, or in DHIS2 the financial year that starts then; `2024Dec` can be only one."""
    if not is_month(found["month"]):
        return {}
    year, start = int(found["year"]), number_of(found["month"])
    month: dict[Sense | None, str] = {Sense.MONTH: f"{year}-{start:02d}"}
    if found["month"] not in _STARTS:
        return month
    if start != plan.fiscal_start:
        return month | {
            Sense.SPAN: f"a year from month {start} on, where the plan's begin in month {plan.fiscal_start}"
        }
    return month | {Sense.SPAN: f"FY{year + (start > 1)}"}


# The months by which DHIS2 names financial years.
_STARTS = frozenset(("april", "july", "sep", "oct", "nov"))
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (later(pattern, re.IGNORECASE | re.ASCII), rule)
    for pattern, rule in (
        (rf"{_YEAR}(?P<m>[0-9]{{2}})(?P<day>[0-9]{{2}})", _date),
        (rf"{_YEAR}(?:\.|[-/. ]?M)(?P<m>0[1-9]|1[0-2])", _date),
        (rf"{_YEAR}M(?P<m>[1-9])", _date),
        # As the Bureau of Labor Statistics numbers what is of the whole year.
        (rf"{_YEAR}-?M13", _date),
        (rf"{_YEAR}[-/ ]?(?:S|H)(?P<part>[12])", _part("H")),
        (rf"(?:{_QUARTER}|{_NTH_QUARTER})(?:[-/ ]|{_OF}|, )?{_YEAR}", _part("Q")),
        (rf"{_YEAR}(?:[-/ ]|, )?(?:{_QUARTER}|{_NTH_QUARTER})", _part("Q")),
        (rf"(?:{_QUARTER}[-'’/ ]{{1,2}}|(?P<nth>[1-4])[QT][-'’/ ]{{0,2}})(?P<short>[0-9]{{2}})", _part("Q")),
        (rf"{_HALF}(?:[-/ ]|{_OF}|, )?{_YEAR}", _part("H")),
        (r"(?:H(?P<part>[12])[-'’/ ]{1,2}|(?P<led>[12])H[-'’/ ]{0,2})(?P<short>[0-9]{2})", _part("H")),
        (rf"{_FISCAL}(?:[-/ ]|, )?(?:{_QUARTER}|{_NTH_QUARTER})", _fiscal_part),
        (rf"(?:{_QUARTER}|{_NTH_QUARTER})(?:[-/ ]|, )?{_FISCAL}", _fiscal_part),
        (rf"FY ?{_ANY_YEAR} ?[-/–] ?(?P<part>[0-9]{{2}})", _fiscal_span),
        (rf"{_YEAR}KW(?P<part>[0-9]{{2}})", _week_or_quarter),
        (rf"{_YEAR}(?:JJ00|MM(?P<m>0[1-9]|1[0-2]))", _dutch),
        (rf"{_YEAR}K(?P<part>[1-4])", _part("Q")),
        (rf"{_YEAR}[UV](?P<part>[0-9]{{2}})", _part("W")),
        (rf"{_YEAR}[- ]?(?:W|KW ?)(?P<part>[0-9]{{1,2}})", _part("W")),
        (rf"{_WEEK}\.? ?(?P<part>[0-9]{{1,2}})(?:[-/ ]|, ){_YEAR}", _part("W")),
        (rf"{_ROMAN_QUARTER}(?:[-/ ]|{_OF}|, )?{_YEAR}", _roman_quarter),
        (rf"{_YEAR}[-/ ]{_ROMAN_QUARTER}", _roman_quarter),
        (rf"{_ROMAN}[-/ ]{_YEAR}", _roman),
        (rf"{_YEAR}[-/ ]{_ROMAN}", _roman),
        (rf"CY ?{_YEAR}", _date),
        (rf"{_YEAR}[-/](?P<part>[1-9])", _numbered),
        # As China, Japan and Korea write them.
        (rf"{_YEAR} ?[年년] ?(?:(?P<m>[0-9]{{1,2}}) ?[月월] ?(?:(?P<day>[0-9]{{1,2}}) ?[日일])?)?", _date),
        (rf"{_YEAR}(?P<m>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])(?:[0-5][0-9]){{0,2}}",
         _date),
        (rf"{_YEAR} ?\[YR[0-9]{{4}}\]", _date),
        (rf"YR{_YEAR}", _date),
        (rf"{_YEAR}\.0+", _date),
        (rf"{_YEAR}(?P<sep>[-/.])(?P<m>[0-9]{{1,2}})(?P=sep)(?P<day>[0-9]{{1,2}})\.?", _date),
        (rf"(?P<a>[0-9]{{1,2}})(?P<sep>[-/. ])(?P<b>[0-9]{{1,2}})(?P=sep){_YEAR}", _numbers),
        (r"(?P<a>[0-9]{1,2})(?P<sep>[-/.])(?P<b>[0-9]{1,2})(?P=sep)(?P<c>[0-9]{2})", _short_numbers),
        (rf"(?P<m>0?[1-9]|1[0-2])[/.]{_YEAR}", _date),
        (rf"{_YEAR}[-/–]?(?P<part>[0-9]{{2}})", _month_or_span),
        (rf"{_YEAR} ?[-/–] ?(?P<end>[0-9]{{4}})", _span),
        (rf"{_YEAR} [-/–] (?P<end>[0-9]{{2}})", _span),
        (rf"{_YEAR}{_NAME}", _month_or_accounts),
        (rf"{_NAME}[-'’/ ]{{1,2}}(?P<short>[0-9]{{2}})", _date),
        (rf"{_NAME}(?:[-/ ]|{_OF}|, ){_YEAR}", _date),
        (rf"{_YEAR}(?:[-/ ]|\. ?){_NAME}(?: (?P<day>[0-9]{{1,2}})\.?)?", _date),
        (rf"(?P<day>[0-9]{{1,2}})(?:er|º|°)?(?:[-/ .]{{1,2}}|{_OF}){_NAME},?(?:[-/ ]|{_OF}){_ANY_YEAR}", _date),
        (rf"{_NAME} (?P<day>[0-9]{{1,2}}),? {_ANY_YEAR}", _date),
        (rf"{_NAME}(?P<sep>[-/.])(?P<day>[0-9]{{1,2}})(?P=sep){_ANY_YEAR}", _date),
        (DAY_TO_DAY, day_to_day),
        (FROM_TO, from_to),
        (ENDED, lambda found, plan: ended(found, plan, readings)),
        (MONTHS_BESIDE, lambda found, plan: with_months(found, plan, readings)),
    )
)  # fmt: skip


QUARTER = later(rf"{_QUARTER}|{_NTH_QUARTER}|{_ROMAN_QUARTER}", re.IGNORECASE | re.ASCII)
"""A quarter without its year: `Q1`, `Qtr1`, `1st quarter`, `II kw.`."""
YEAR = later(r"(?:19|20)[0-9]{2}(?:\.0)?", re.ASCII)
"""A year alone, as cells of spreadsheets have it, too: `2024`, `2024.0`."""


def quarter_of(text: str) -> int:
    """The number of a quarter that a text names without its year; 0 where it names none."""
    found = QUARTER.fullmatch(text)
    if found is None:
        return 0
    return _ROMANS[found["roman"].casefold()] if found["roman"] else _number_in(found)


def readings(text: str, plan: Plan) -> Readings:
    """Every sense in which a text of a file is a date; none where only `parse_period` could know it."""
    if not _DIGIT.search(text):  # as most headers, and no date of a file
        return {}
    word = bare(text).casefold()
    for pattern, rule in _RULES:
        found = pattern.fullmatch(word)
        if found is not None and (able := rule(found, plan)):
            return able
    return {}


def bare(text: str) -> str:
    """A date without its weekday, its time of day, the letters of its ordinal and what a spreadsheet put before it."""
    word = _AS_AT.sub("", " ".join(text.split()).lstrip("'’"), count=1)
    timed = _BASIC_TIME.fullmatch(word) or _TIME.fullmatch(word)
    day = _WEEKDAY.sub("", timed["day"] if timed else word, count=1)
    unix = _UNIX_TIME.fullmatch(day)
    return f"{unix['day']}{unix['year']}" if unix else _ORDINAL.sub("", day)


def of_header(name: str) -> str:
    """The date of a header such as `2023 (actual)`, `Actual 2023` or `2023 (USD million)`; else the header itself."""
    outside, _, inside = name.removesuffix(")").rpartition("(")
    if name.endswith(")") and outside.strip() and is_unit(inside):
        name = outside.strip()
    if not _ACTUAL.search(name):
        return name
    return " ".join(_ACTUAL.sub(" ", name.replace("(", " ").replace(")", " ")).split())
