"""Years, fiscal years, quarters and days inside a header or a cell, as the rest of the program writes them."""

import re
from datetime import date

from msgspec import Struct

from coopctl.values.patterns import later
from coopctl.values.vocabulary import MONTHS, pattern

_YEAR = r"(?<![0-9.,])(?P<year>(?:19|20|21)[0-9]{2})"
# A day above 12 settles which of two numbers is the month.
_DAY, _MONTH = r"(?P<day>1[3-9]|2[0-9]|3[01])", r"(?P<month>0?[1-9]|1[0-2])"
_YEAR_THERE = r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9])"
_FISCAL_YEAR = r"(?:FY|fiscal year|financial year)"
_TO = r"(?P<to>[0-9]{4}|[0-9]{2})"
_DASH = r"\s?[/–—-]\s?"
_END = r"(?![0-9]|[.,][0-9]|\s?%)"
# A month in any of the languages, or as its first letters begin it: `avril`, `Sept`.
_NAME = rf"(?:(?:{pattern(MONTHS)})|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)"
_NTH = r"(?:\b[0-9]{1,2}(?:\.|er|st|nd|rd|th)?\s+(?:de\s+)?)"
_MONTH_OF_YEAR = rf"\b{_NAME}\.?\s+(?:de\s+)?(?:19|20|21)[0-9]{{2}}"


def _as_written(found: re.Match[str]) -> str:
    """A period that is written as it is read, but for the mark between its parts."""
    words = found[0]
    return re.sub(r"(?<=[0-9])/|(?<=[QqHh][1-4])[/-]", " " if words[0].isalpha() else "-", words)


def _last_month(found: re.Match[str]) -> str:
    """The last of several months, in which they end."""
    return found["last"]


def _spaced(found: re.Match[str]) -> str:
    """A day with the name of its month: `31-Dec-2024`."""
    return re.sub("[-/]", " ", found[0])


def _day_first(found: re.Match[str]) -> str:
    """A day whose month is told by its size: `30.9.2025`."""
    return f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"


def _part_first(found: re.Match[str]) -> str:
    """A part of a year behind its number: `1H 2023`."""
    return f"{found['letter']}{found['part']} {found['year']}"


def _fiscal(found: re.Match[str]) -> str:
    """A fiscal year, named by the year in which it ends."""
    first = int(found["year"] or f"20{found['short']}")
    return f"FY{_ending(first, found['to']) if found['to'] else first}"


def _calendar(found: re.Match[str]) -> str:
    """A calendar year that is called one: `CY26`."""
    return found["year"] or f"20{found['short']}"


def _span(found: re.Match[str]) -> str:
    """A span of years: two that follow each other are a fiscal year, of more the last one counts.

    What could be a month of a year, `2009-10` with no year before it, stays as it is.
    """
    first, words = int(found["year"]), found[0]
    last = _ending(first, found["to"])
    if last == first + 1:
        return f"FY{last}"
    monthly = len(found["to"]) < len("2009") and 1 <= int(found["to"]) <= _LAST_MONTH and "-" in words
    return words if monthly else f"{last}"


_LAST_MONTH = 12


def _ending(first: int, to: str) -> int:
    """The year that a span ends in: `2024/25`, `2024/2025`."""
    return int(to) + (first // 100 * 100 if len(to) < len("2025") else 0)


_PATTERNS = tuple(
    (write, later(said, re.IGNORECASE | re.ASCII))
    for write, said in (
        (_as_written, rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}{_END}"),
        (_day_first, rf"(?<![0-9]){_DAY}(?P<mark>[./]){_MONTH}(?P=mark){_YEAR_THERE}"),
        (_day_first, rf"(?<![0-9]){_MONTH}/{_DAY}/{_YEAR_THERE}"),
        (_spaced, rf"\b(?:[0-9]{{1,2}}[-/])?{_NAME}[-/]{_YEAR_THERE}"),
        (_last_month, rf"{_MONTH_OF_YEAR}\s?(?:[–-]|to)\s?(?P<last>{_MONTH_OF_YEAR})(?![0-9])"),
        (_as_written, rf"\bQ[1-4][\s/-]?{_YEAR}{_END}|\bH[12][\s/-]?(?:19|20|21)[0-9]{{2}}{_END}"),
        (_as_written, rf"{_YEAR}[\s/-]?[QH][1-4]\b"),
        (_part_first, rf"\b(?P<part>[1-4])(?P<letter>[QH])\s?{_YEAR}{_END}"),
        (_as_written, rf"{_NTH}?\b{_NAME}\.?\s+(?:[0-9]{{1,2}},?\s+|de\s+)?{_YEAR}{_END}"),
        (_fiscal, rf"\b{_FISCAL_YEAR}\s?'?(?:{_YEAR}|(?P<short>[0-9]{{2}}))(?:{_DASH}'?{_TO})?{_END}"),
        (_calendar, rf"\bCY\s?'?(?:{_YEAR}|(?P<short>[0-9]{{2}})){_END}"),
        (_span, rf"{_YEAR}{_DASH}{_TO}{_END}"),
        (_as_written, rf"{_YEAR}{_END}"),
    )
)  # fmt: skip

# What a period is named with, whichever it is: a year in full, or the short one of a fiscal year.
# With the letter in both cases outside of what ignores case, its places are found sooner.
_SOME_YEAR = later(r"(?:19|20|21)[0-9]{2}|[Ff](?i:y|iscal year|inancial year)|CY ?[0-9]", re.ASCII)


def names_a_year(text: str) -> bool:
    """Whether there is a year in a text, without which it names no period."""
    return _SOME_YEAR.search(text) is not None


_YEARS = later(r"(?<![0-9.,])(?:19|20|21)[0-9]{2}(?![0-9]|[.,][0-9]|\s?%)")


class Found(Struct, frozen=True):
    """A period in a text: how `parse_period` reads it, and where it stands."""

    period: str
    start: int
    end: int


# A number by a year, as most targets are written, which is of no other period.
_BY_A_YEAR = later(r"(?![0-9.,]*(?:19|20|21)[0-9]{2})[0-9][0-9.,]*%? (?:by|until) (?P<year>(?:19|20|21)[0-9]{2})")


def find(text: str) -> Found | None:
    """The one period in a text; None where there is none, or where a second one contradicts it."""
    plain = _BY_A_YEAR.fullmatch(text)
    if plain is not None:
        return Found(plain["year"], *plain.span("year"))
    for write, form in _PATTERNS if names_a_year(text) else ():
        found = form.search(text)
        if found is not None:
            rest = text[: found.start()] + " " + text[found.end() :]
            other = names_a_year(rest) and any(more.search(rest) for _, more in _PATTERNS)
            return None if other else Found(write(found), found.start(), found.end())
    return None


def names_a_day_ahead(text: str, today: date) -> bool:
    """Whether a text names a period, or one of several years, that is none of a year before today's.

    Of one that is over may be a value of then: `410 (2022) -> 440 (2029)` ends in 2029; `(2026: 72%)` is one.
    """
    text = _VALUE_OF_YEAR.sub(lambda said: "" if int(said["year"]) <= today.year else said[0], text)
    found = find(text)
    if found is not None:
        return not 0 < last_year(found.period) < today.year
    return any(int(year) >= today.year for year in _YEARS.findall(text))


_VALUE_OF_YEAR = later(r"\((?:baseline,? )?(?:FY ?)?(?P<year>20[0-9]{2})\s?:\s[^()]*\)", re.IGNORECASE)

_QUARTER = later(r"\bQ(?P<quarter>[1-4])\b|(?<=[0-9])Q(?P<behind>[1-4])\b", re.IGNORECASE)


def quarter_in(text: str) -> int:
    """The quarter that a text names, 0 where it names none."""
    found = _QUARTER.search(text)
    return int(found["quarter"] or found["behind"]) if found else 0


def is_quarter(text: str) -> bool:
    """Whether a text is the name of a quarter alone: `Q1`, `T2`."""
    return len(text) == 2 and text[0] in "QTqt" and text[1] in "1234"


def is_within_a_year(period: str) -> bool:
    """Whether a period is only a part of a year."""
    return not re.fullmatch(r"(?:FY)?[0-9]{4}|", period)


def last_year(period: str) -> int:
    """The year that a period ends in, as it is named."""
    return max((int(year) for year in re.findall(r"(?:19|20|21)[0-9]{2}", period)), default=0)


# A day, week, month or year of the plan, and what it is a length of time of.
OF_THE_PLAN = later(
    r"(?P<unit>week|wk|semaine|woche|semana|month|mois|monat|mes|mês|year|yr|année|an|jahr|año|ano|day|jour|tag|día|dia)"
    r"[\s-]?\+?(?P<n>[1-9][0-9]{0,2})",
    re.IGNORECASE,
)
