"""A point before three digits, which parts a number in English and groups its digits in half of the languages read."""

import re
from decimal import Decimal

from coopctl.errors import UnsureComma
from coopctl.language.tongues import is_foreign
from coopctl.values.patterns import later
from coopctl.values.units import Unit
from coopctl.values.vocabulary import SCALES, pattern

# Most phrases have none, which is told sooner.
_THREE = later(r"\.[0-9]{3}")
_GROUPED = later(
    rf"(?<![\w.,])[1-9][0-9]{{0,2}}\.[0-9]{{3}}(?![\w,]|\.[0-9]|\s?(?:%|(?:{pattern(SCALES)})(?u:(?!\w))))",
    re.IGNORECASE | re.ASCII,
)


def check_point(text: str, unit: Unit, *, decimal_comma: bool) -> None:
    """Raises `Refused` for `1.500` in another language than English, and for `1.500 trees` or `€1.500` in any.

    Nobody writes the last nought of a part of a tree, or three digits of a part of a euro.
    """
    found = None if decimal_comma or not _THREE.search(text) else _GROUPED.search(text)
    if found is None:
        return
    whole = unit.is_money or (unit.is_counted and bool(unit) and " per " not in unit.text)
    if is_foreign(text) or (whole and found[0].endswith("0")):
        alone, joined = f"{Decimal(found[0]).normalize():f}", found[0].replace(".", "")
        raise UnsureComma(f"{found[0]!r} could be {alone} or {joined}", f"write {alone} or {joined}")
