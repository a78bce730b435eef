"""What surrounds the value in a cell: footnote marks, a label such as `Target (2028):`, values of several years."""

import re
from datetime import date
from decimal import Decimal

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.exchange.plans import periods
from coopctl.exchange.plans.headers import Column, meanings
from coopctl.values.calendar import Duration, add
from coopctl.values.patterns import later
from coopctl.values.quantities import scan_amount

_LABEL = later(r"(?P<label>[^\d\W][^:]{1,40}?(?:\s*[(\[][^)\]:]*[)\]])?)\s*:\s*(?P<value>\S.*)")
# Signs of how well it goes, beside a value.
_SIGNS = "✓✔✅☑✗✘❌⚠🟢🟡🟠🔴⚪⚫"
# A percent sign has no power, so what is raised behind one is a mark; other numbers keep theirs, and are refused.
_FOOTNOTE = later(
    r"\s*\[\^[^\]]*\]|(?<=%)\s?\^[0-9a-z*]{1,3}\^?|(?<=%)[¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[0-9%])\s?[*†‡§]+(?=$|[\s;,(])"
    rf"|(?<=[\w%+)])\s*[{_SIGNS}]\ufe0f?$|^[{_SIGNS}]\ufe0f?\s*(?=[^\W_]|[-+<>≤≥~$€£])"
)
_ON_TITLE = later(r"\s*\[\^[^\]]*\]|(?<=\w{3})[¹²³⁴⁵⁶⁷⁸⁹]+$|(?<=[\w)%])[*†‡]+$")
# One of these is in every mark of a footnote.
_MARK = later(rf"[\^*†‡§¹²³⁴⁵⁶⁷⁸⁹{_SIGNS}]")
_SQUARE = later(r"\[((?:[A-Za-z]+\.? )?(?:19|20)[0-9]{2}(?:[-/–][0-9]{2,4})?)\]")
_NUMBERED = later(r"(?:[0-9]+(?:\.[0-9]+)*\.|[0-9]+(?:\.[0-9]+)+)\s+")
_YEAR = r"(?:FY ?)?(?:19|20)[0-9]{2}(?:\s?[-/–]\s?[0-9]{2,4})?"
_DATED = later(
    rf"(?P<year>{_YEAR})\s*[:=]\s*(?P<value>[^:;=]+?)\s*(?:;|,(?=\s)|/|$|(?=\s{_YEAR}\s*[:=]))\s*", re.IGNORECASE
)
# A percentage with the two numbers that it is of: `N: 820,000 D: 1,000,000 P: 82.0%`.
_OF_PARTS = later(r"^N#?: ?[0-9][0-9., ]*?[;,/]? ?D#?: ?[0-9][0-9., ]*?[;,/]? ?P?%?: ?(?P<share>[0-9][0-9.,]* ?%)$")
# The same with the years behind: `18% in 2022; 21% in 2024`.
_IN_YEARS = later(rf"(?P<value>[^;,()]*?[0-9][^;,()]*?)\s+in\s+(?P<year>{_YEAR})(?:[;,]\s+|$)", re.IGNORECASE)

# What is to be reached in a year of the plan: `Y1: 3,000 · Y2: 7,000`, and a remark on all of them.
_OF_THE_PLAN = later(
    r"(?:Y|Yr |Year |Année |Jahr |Año |Ano )(?P<year>[1-9])\s*[:=]\s*(?P<value>[^:;=·|()]+?)\s*(?:[;·|]\s*|,\s+|$)",
    re.IGNORECASE,
)
# Values with their years in brackets behind them: `54% (2026) 60% (2027)`.
_BEHIND = later(rf"(?P<value>[^();]*?[0-9][^();]*?)\s*\((?P<year>{_YEAR})\)\s*", re.IGNORECASE)
_ON_ALL = later(r"\s*\([^()]*\)$")


class Dated(Struct, frozen=True):
    """A value of a cell, and the year that it stands behind."""

    year: str
    value: str


def unmarked(text: str) -> str:
    """A text without the marks of footnotes (`21.3%[^2]`, `80%*`), and with years in round brackets."""
    bare = _FOOTNOTE.sub("", text) if _MARK.search(text) else text
    return (_SQUARE.sub(r"(\1)", bare) if "[" in bare else bare).strip()


def titled(text: str) -> str:
    """A title without the mark of a footnote at its end; the power of `km²` is none."""
    return _ON_TITLE.sub("", text).strip() or text if _MARK.search(text) else text


def unnumbered(text: str, title: str) -> str:
    """A value without the number that its row's title has as well: `1.1 31 hours` beside `1.1 Time at the border`."""
    number = _NUMBERED.match(title) if title[:1].isdigit() else None
    return text[number.end() :] if number and text.startswith(number[0]) else text


# The end of what is planned, of which the cell does not say the day.
_AT_THE_END = later(
    r"(?<=\w|[%)])\s+(?P<end>(?:by|at) (?:the )?(?:end[ -]?line|EOP|end of (?:the )?(?:project|programme|program|grant)"
    r"|(?:project|programme|program)(?:'s)? end))$",
    re.IGNORECASE,
)


def at_the_end(text: str) -> str:
    """A value with the words for the end of the project, which are no day, in brackets: `60% by endline`."""
    return _AT_THE_END.sub(r" (\g<end>)", text) if text[-1:].isalpha() else text


def unlabelled(text: str, column: Column) -> str:
    """A value without a label that says again what its column holds; the label's year stays with it.

    Worked: under a column of targets, `Target (2028): 15%` is `15% (2028)`.
    """
    if ":" not in text:
        return text
    text = _OF_PARTS.sub(r"\g<share>", text)
    found = _LABEL.fullmatch(text)
    label = next((one for one in meanings(found["label"]) if one.role == column.role), None) if found else None
    if found is None or label is None:
        return text
    return f"{found['value']} ({label.period})" if label.period and not column.period else found["value"]


def dated(text: str) -> list[Dated]:
    """The values of several years in one cell, by year: `2026: 18%; 2028: 22%`; empty where it is none such."""
    if ":" not in text and "=" not in text:
        return _in_years(text) if " in " in text else []
    found, at = [], 0
    while (one := _DATED.match(text, at)) is not None and one.end() > at:
        period = periods.find(one["year"])
        found.append(Dated(period.period if period else one["year"], one["value"].strip()))
        at = one.end()
    return sorted(found, key=lambda one: periods.last_year(one.year)) if at == len(text) else []


def _in_years(text: str) -> list[Dated]:
    """The values of several years in one cell, each with its year behind it, by year; empty where it is none such."""
    found = [*_IN_YEARS.finditer(text)]
    whole = len(found) > 1 and "".join(one[0] for one in found) == text
    said = [Dated(one["year"], one["value"]) for one in found] if whole else []
    return sorted(said, key=lambda one: periods.last_year(one.year))


def as_steps(text: str, today: date) -> str:
    """Targets of several years as a phrase says them: `18% by 2026; 22% by 2028`; of the plan's years by their day."""
    steps = dated(text)
    planned = _of_the_plan(_ON_ALL.sub("", text)) if ":" in text and not steps else []
    steps = steps or _with_years_behind(text)
    ways = [f"{one.value} by {one.year}" for one in steps] or [
        f"{value} by {add(today, Duration(12 * year))}" for year, value in planned
    ]
    return "; ".join(ways) or text


def _with_years_behind(text: str) -> list[Dated]:
    """The values of several years in one cell, each with its year in brackets behind it and no comma between them."""
    found = [*_BEHIND.finditer(text)] if text.count("(") > 1 else []
    joined = "".join(one[0] for one in found) == text
    bare = joined and not any(one["value"][:1] in ",;/-–→" or one["value"][:1].isalpha() for one in found[1:])
    return [Dated(one["year"], one["value"]) for one in found] if bare and len(found) > 1 else []


def _of_the_plan(text: str) -> list[tuple[int, str]]:
    """The values of several years of the plan in one cell, by year; empty where it is none such."""
    found, at = [], 0
    while (one := _OF_THE_PLAN.match(text, at)) is not None:
        found.append((int(one["year"]), one["value"].strip()))
        at = one.end()
    return found if at == len(text) and len(found) > 1 else []


# One number, what stands before it - a bound, a verb, a currency - and a year, a rate or a deadline behind it.
_NUMBER = "[0-9](?:[0-9.,\u00a0\u202f\u2009]|[ '’](?=[0-9]{3}(?![0-9])))*"
_SINGLE = later(
    rf"(?P<lead>[^0-9]*)(?<![\w.,])(?P<number>{_NUMBER})(?P<rest>\+?(?:\s*\([^()]*\))?(?:\s(?:per|an?|each|par|pro|por)\s\w+)?"
    r"(?:,?\s(?:by|in|until|at|end|bis|d'ici|en|para|até|em)\s.*)?)"
)
# A number with a unit or scale of its own, and a text without any number but years.
_SAYS_ITSELF = later(rf".*{_NUMBER}\s?(?:%|per ?cent|[^\W\d_]*(?:illion|illón|illones|rde|lakh|crore)|bn|[mk]\b).*")
_YEARS_ALONE = later(r"(?:[^0-9]|(?<![0-9])[QH][1-4](?![0-9])|(?<![0-9.,])(?:19|20)[0-9]{2}(?![0-9.,]))*")


def in_scale(text: str, scale: str) -> str:
    """A value with the word for what it counts in behind its number, where nothing else says that.

    Raises `Refused` for a text with several numbers, or with words of which it is not clear what they leave it.
    """
    if several := dated(text):
        return "; ".join(f"{one.year}: {in_scale(one.value, scale)}" for one in several)
    found = None if _YEARS_ALONE.fullmatch(text) and not text[:1].isdigit() else _SINGLE.fullmatch(text)
    if found is not None:
        return f"{found['lead']}{found['number']} {scale}{found['rest']}"
    if _YEARS_ALONE.fullmatch(text) or _SAYS_ITSELF.fullmatch(text):
        return text
    raise Refused(f"the unit says that numbers count in {scale}, and {text!r} is no number alone",
                  f"write {scale} behind each number that counts in it")  # fmt: skip


# What a value is more or less than the baseline, in brackets behind it: `35 (+17%)`, `≤ 25 (−30 %)`, `25 (↓ 30%)`; or
# an arrow that says the way alone: `78% (↑)`.
_CHANGE = later(
    r"(?P<value>[<>≤≥]?=?\s*(?P<number>[^<>≤≥=\s].*?))"
    r"\s*\((?:(?P<sign>[-+\u2212↑↓])\s?(?P<much>[0-9][0-9.,]*)\s?(?P<percent>%?)|(?P<way>[↑↓]))\)"
)
_ARROWS = {"↑": "+", "↓": "-"}
# An arrow behind the change: `25 (30% ↓)` and `92% (5.1 pp ↓)`.
_ARROW_BEHIND = later(r"\((?P<change>[0-9][0-9.,]*\s?%?)(?:\s?pp)?\s?(?P<arrow>[↑↓])\)$")


def without_change(text: str, baseline: str, *, decimal_comma: bool) -> str:
    """A value without the change that brackets say again, where it is the one from the baseline to it.

    Worked: `35 (+17%)` from 30 is 35, for 5 of 30 are 16.7%, and `25 (-30%)` from 36.6 is 25, for 70% of that are
    25.6; `35 (+20%)` from 30 is 36, so it stays, and is refused.
    """
    found = _CHANGE.fullmatch(_ARROW_BEHIND.sub(r"(\g<arrow>\g<change>)", text)) if text.endswith(")") else None
    if found is None:
        return text
    change = f"{_ARROWS.get(found['sign'], found['sign'])}{found['much']}" if found["sign"] else "0"
    parts = (_ABOUT.sub("", baseline), found["number"], change)
    try:
        before, after, moved = (scan_amount(part, decimal_comma=decimal_comma).quantity.value for part in parts)
    except Refused:
        return text
    return found["value"] if _leads(found, before, after, moved) else text


def _leads(found: re.Match[str], before: Decimal, after: Decimal, moved: Decimal) -> bool:
    """Whether a change in brackets, or the way that an arrow says, leads from a baseline to a value."""
    if found["way"]:
        return after > before if found["way"] == "↑" else after < before
    if not found["percent"]:
        return abs(after - before - moved) < 1
    near = before != 0 and abs((after - before) / before * 100 - moved) < 1
    return near or abs(before * (100 + moved) / 100 - after) < _last_place(after)


def _last_place(value: Decimal) -> Decimal:
    """What one more in its last digit is: 1 of 25, 0.1 of 2.5, a million of 35 million."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


_ABOUT = later(r"^[~≈]\s?")
