"""Two amounts in one text: which of them is as the baseline is, and what is said where that is not to be told."""

import re
from contextlib import suppress
from decimal import Decimal

from coopctl.errors import Refused
from coopctl.language.phrases import FALLING, REACHING, RISING, Style, as_written
from coopctl.values.patterns import later
from coopctl.values.quantities import scan_amount

_FLAGS = re.IGNORECASE | re.ASCII
_SUM = r"(?:[A-Z]{3} |[$€£¥₹])\s?[0-9][0-9.,]*\s?(?:k|m|bn?|million|billion|trillion)?(?!\w)"
# The same amount again in another unit: `12 (60%)`, `50,000 (100x)`, `3.8 trillion yuan ($532B)`.
_AGAIN = later(
    rf"^(?P<one>[^()]*[0-9][^()]*?)\s*\([≈~=]?\s?(?P<other>(?P<share>[0-9][0-9.,]*\s?%)|(?P<times>[0-9][0-9.,]*\s?[x×]|[x×]\s?[0-9][0-9.,]*)"
    rf"|(?P<money>{_SUM}))\)(?P<rest>.*)$",
    _FLAGS,
)
_MONEY = later(
    r"[$€£¥₹₩₦₱₫฿]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|dollars?|euros?|yuan|yen|francs?|pounds?|rupees?|pesos?"
)
_TIMES_SIGNS = frozenset("xX×")
_TIMES = later(r"(?<![\w.,])(?P<n>[0-9]+(?:[.,][0-9]+)?)[x×](?!\w)", _FLAGS)
_TWO = later(
    r"\D{0,3}[0-9][0-9.,]*\s+(?u:[^\W\d_])[^0-9/;&+]*?\s*(?:/|;|&|\+|,|and)\s*[0-9][0-9.,]*\s+(?u:[^\W\d_])\D*?"
    r"(?:\s(?:by|until|in)\s.*)?",
    _FLAGS,
)


def plain_times(text: str) -> str:
    """So many times what something is of as the number alone: `3x` is 3; any other text as it is."""
    return _TIMES.sub(r"\g<n>", text) if text[-1:] in _TIMES_SIGNS and _TIMES.fullmatch(text) else text


def one_of_two(text: str, start: str) -> tuple[str, str]:
    """A text with the one of two amounts that is as the baseline is, and the other one; "" where there is one alone.

    Worked: `12 (60%)` is 12 from 10, and 60% from 50%; from 0 it stays, and is refused, for it could be either.
    So many times what something is of are a number where the baseline is such a one: `4x` from `3x` is 4.
    """
    if start[-1:] in _TIMES_SIGNS and _TIMES.fullmatch(start):
        return _TIMES.sub(r"\g<n>", text), ""
    found = _AGAIN.match(text) if "(" in text else None
    if found is None or "%" in found["one"]:
        return text, ""
    based = _AGAIN.match(start)
    base = based["one"] if based else start
    way = _is_first(found, base)
    if way is None:
        return text, ""
    return (
        (f"{found['one']}{found['rest']}", found["other"])
        if way
        else (f"{found['other']}{found['rest']}", found["one"])
    )


def _is_first(found: re.Match[str], base: str) -> bool | None:
    """Whether the first of two amounts is as the baseline is; None where that is not to be told."""
    if found["times"]:
        return _is_so_many_times(found, base) or None
    if found["money"]:
        said = _MONEY.search(base)
        sides = [_MONEY.search(found["one"]) is not None and (said is None or said[0] in found["one"]),
                 said is not None and said[0] in found["other"]]  # fmt: skip
        return sides[0] if sides[0] != sides[1] else None
    return "%" not in base if re.search(r"[1-9]", base) else None


def _is_so_many_times(found: re.Match[str], base: str) -> bool:
    """Whether an amount is so many times the baseline as brackets say, or there is none that tells otherwise."""
    try:
        before, after = scan_amount(base).quantity.value, scan_amount(found["one"]).quantity.value
    except Refused:
        return True
    times = Decimal(found["times"].strip("x× ").replace(",", ""))
    return abs(after - before * times) * 10 <= abs(after)


def of_two(text: str) -> Refused | None:
    """That a text has two amounts, and how to write one of them; None where it has one."""
    found = _AGAIN.match(text) if "(" in text else None
    if found is not None and not found["times"]:
        one, other = (f"{found[name].strip()}{found['rest']}" for name in ("one", "other"))
        ways = f"write '{one}' or '{other}', or make each a goal of its own"
        return Refused(f"{text!r} has two amounts", ways)
    return Refused(f"{text!r} has two amounts", "make each a goal of its own") if _TWO.fullmatch(text) else None


_YEAR = later(r"(?:19|20)[0-9]{2}", _FLAGS)
# `20-25% by 2027`; two years are no such range, nor are the months of a date.
_RANGE = later(
    r"(?P<lead>[^0-9$€£]*)(?P<low>[$€£]?[0-9][0-9.,]*)\s?%?\s?[-–—]\s?(?P<high>[$€£]?[0-9][0-9.,]*)"
    r"(?P<rest>(?![-–—/.]?[0-9])[^:]*)"
)
_VERB = later(rf"(?:(?:{RISING}|{FALLING}|{REACHING})(?:\s+to)?|to)\s+", _FLAGS)


def of_range(text: str, start: str, style: Style) -> Refused | None:
    """That a text is a range, and how to write that it is kept, or which end of it is to be reached."""
    found = _RANGE.fullmatch(as_written(text))
    if found is None or _YEAR.fullmatch(found["low"]):
        return None
    ends, base = _values(style, found["low"], found["high"]), _values(style, start)
    if ends[:1] >= ends[1:]:
        return None
    lead, moved = found["lead"], _VERB.fullmatch(found["lead"]) is not None
    ways = [] if moved else [f"between {found['low']} and {found['high']}"]
    if base > ends[1:]:
        ways.append(f"at most {found['high']}")
    elif moved or [] < base < ends[:1]:
        ways.append(f"at least {found['low']}")
    said = " or ".join(f"'{lead}{way}{found['rest']}'" for way in ways)
    return Refused(f"{text!r} is a range", f"write {said}")


def _values(style: Style, *texts: str) -> list[Decimal]:
    """The values of amounts, as far as they are some."""
    with suppress(Refused):
        return [scan_amount(text, decimal_comma=style.decimal_comma).quantity.value for text in texts]
    return []
