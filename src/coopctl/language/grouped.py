"""A point before three digits, which parts a number in English and groups its digits in half of the languages read."""

import re
from collections.abc import Callable
from decimal import Decimal

from coopctl.errors import UnsureComma
from coopctl.language.tongues import is_foreign
from coopctl.values.patterns import later
from coopctl.values.units import Unit
from coopctl.values.vocabulary import SCALES, pattern

# Most phrases have none, which is told sooner.
_THREE = later(r"\.[0-9]{3}")
# Scales of languages in which the point groups digits: `1.200 millones` are 1200 of them.
_FOREIGN = frozenset(
    """tausend mio mio. millionen millón millones milhão milhões milliard milliards milliarde milliarden mrd mrd. mld
    bilhão bilhões billionen billones""".split()
) | {"mil millones", "mil milhões"}
_GROUPED = later(
    # So many to a thousand of others is a whole number: `16 por 100.000`.
    r"(?<![\w.,])(?<!\bper )(?<!\bpor )(?<!\bpour )(?<!\bje )(?<!\bpro )(?<!\bcada )"
    rf"(?P<number>[1-9][0-9]{{0,2}}\.[0-9]{{3}})"
    rf"(?![\w,]|\.[0-9]|\s?(?:%|(?:{pattern(SCALES.keys() - _FOREIGN)})(?u:(?!\w))))"
    rf"(?P<scale>\s?(?:{pattern(_FOREIGN)})(?u:(?!\w)))?",
    re.IGNORECASE | re.ASCII,
)


def check_point(text: str, unit: Unit, *, decimal_comma: bool, is_english: Callable[[], bool] = lambda: True) -> None:
    """Raises `Refused` for `1.500` in another language than English, and for `1.500 trees` or `€1.500` in any.

    Nobody writes the last nought of a part of a tree, or three digits of a part of a euro.  `is_english` is asked of a
    text without the marks of a language.
    """
    found = None if decimal_comma or not _THREE.search(text) else _GROUPED.search(text)
    if found is None:
        return
    number = found["number"]
    if _is_part(number, unit) and not (found["scale"] or is_foreign(text)) and is_english():
        return
    alone, joined = f"{Decimal(number).normalize():f}", number.replace(".", "")
    # A fourth digit says that none are grouped.
    ways = f"{f'{alone}0' if alone == number else alone} or {joined}"
    raise UnsureComma(f"{number!r} could be {alone} or {joined}", f"write {ways}")


# What is measured in the languages in which the point groups digits, and may be so in parts: `12.500 Tonnen`.
_MEASURED = later(
    r"(?:tonn?e|tonel|lit[er]|litro|hora|heure|stunde|hect|hekt|ettar|kilo|km|met[er]|metro|mètre|minut|gram|pun[kt]|point|pont"
    r"|euro|d[oó]lar|dollar|peso|rea|a[nñ]|jahr|mo[in]|mes|m[eê]s|d[ií]a|jour|tag|megaw|giga|ore|prozent)",
    re.IGNORECASE,
)


def together(text: str, unit: Unit) -> str:
    """A text in another language with the digits of its numbers together, where things are done to whole ones of them.

    Worked: `capacitar a 1.200 docentes` is of 1200; "" where there may be parts of a thing, as of a ton.
    """
    whole = unit.is_counted and bool(unit) and " per " not in unit.text and not _MEASURED.match(unit.text)
    if not whole or not is_foreign(text):
        return ""
    return _GROUPED.sub(lambda found: found[0].replace(found["number"], found["number"].replace(".", "")), text)


def _is_part(number: str, unit: Unit) -> bool:
    """Whether there are parts of a unit with so many digits."""
    whole = unit.is_money or (unit.is_counted and bool(unit) and " per " not in unit.text)
    return not (whole and number.endswith("0"))
