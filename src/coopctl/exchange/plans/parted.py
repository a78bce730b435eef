"""Columns of a numerator, a denominator and a percentage under one name, as performance frameworks have: N#, D#, P%."""

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.exchange.plans.words import blank
from coopctl.values.patterns import later
from coopctl.values.quantities import parse_quantity

_LONG = (
    "num", "numerator", "den", "denominator", "percent", "percentage", "numérateur", "dénominateur",
    "pourcentage", "numerador", "denominador", "porcentaje", "porcentagem", "zähler", "nenner", "prozent",
)  # fmt: skip
WORDS = ("n", "d", "p", *_LONG)
_PART = later(
    rf"(?P<head>.*?)[\s:–(\[-]*(?<!\w)(?P<part>N\s?#?|D\s?#?|P\s?%|%|(?:{'|'.join(_LONG)})\.?)[)\]]?", re.IGNORECASE
)
_BARE = later(r"[0-9][0-9., ]*")
_CLOSE = Decimal(1)


class Parts(Struct, frozen=True):
    """Where the numerator, the denominator and the percentage of one value stand."""

    head: str
    numerator: int
    denominator: int
    percentage: int


def parts_in(header: Sequence[str]) -> list[Parts]:
    """The values of a header that are in such parts."""
    found: dict[str, dict[str, int]] = {}
    for at, text in enumerate(header):
        # No part is named by a digit, which most cells of values end with.
        part = None if text[-1:].isdigit() else _PART.fullmatch(text.strip())
        if part is not None:
            kind = part["part"][0].upper()
            kind = {"%": "P", "Z": "N"}.get(kind, "D" if part["part"].casefold() == "nenner" else kind)
            found.setdefault(part["head"].strip(), {}).setdefault(kind, at)
    return [Parts(head, ats["N"], ats["D"], ats["P"]) for head, ats in found.items() if {"N", "D", "P"} <= ats.keys()]


def value_of_parts(numerator: str, denominator: str, percentage: str, *, decimal_comma: bool) -> str:
    """The percentage, where there is one; the numerator of what has no denominator is a number of its own.

    Raises `Refused` where the percentage is missing, or is not what the others come to.
    """
    if blank(percentage):
        if blank(numerator) or blank(denominator):
            return "" if blank(numerator) else numerator
        raise Refused(f"{numerator!r} of {denominator!r} has no percentage", "write it in its column")
    said = f"{percentage}%" if _BARE.fullmatch(percentage) else percentage
    if _BARE.fullmatch(numerator) and _BARE.fullmatch(denominator):
        _check(*(parse_quantity(text, decimal_comma=decimal_comma).value for text in (numerator, denominator, said)))
    return said


def _check(some: Decimal, whole: Decimal, percentage: Decimal) -> None:
    if whole and abs(some / whole * 100 - percentage) > _CLOSE:
        raise Refused(f"{percentage}% is not what {some} of {whole} comes to", "mend one of them")
