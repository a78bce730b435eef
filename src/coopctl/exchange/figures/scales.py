"""Thousands, millions and the like: in a cell of their own, in a unit, in the name of a column or a line above it."""

import re
from collections.abc import Sequence
from decimal import Decimal

from coopctl.errors import Refused
from coopctl.values.quantities import EXACT

ONE = Decimal(1)
AS_THEY_ARE = ("unit", "units", "one", "ones", "0", "1")
"""Scales that change nothing."""
_SCALES = ("thousand", "million", "billion", "trillion")
_CODED = {"THS": "thousand", "MIO": "million", "BN": "billion", "PER": "persons", "NR": ""}
_POWERS = {"unit": 0, "one": 0, "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SCALE = r"(?P<scale>thousand|million|billion|trillion)s?"
# How a title, or the name of a column, says that the numbers below are thousands or millions; never `per million`.
_SCALED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bin (?:[A-Z$€£]{{1,12}}[ -])?(?:constant |current )?{_SCALE}\b",
        rf"\bunits?(?: of measure)? ?[:=] ?(?:[^\d,;]{{0,20}} )?{_SCALE}\b",
        rf"[(,\[] ?(?:[A-Z]{{1,4}}\$?|[$€£]|us dollars?|euros?|dollars?)? ?{_SCALE}\b(?! [0-9])",
        rf"^(?:[A-Z]{{3}}|US\$|[$€£])? ?{_SCALE}(?: of [a-z ]{{1,30}})?$",
    )
)
_NOUGHTS = re.compile(r"(?<![0-9.,])[(,]? ?'?(?P<noughts>000(?:[, ]?000){0,2})(?:s\b|\)|$)", re.ASCII)
_NAMES = ("", "thousand", "million", "billion")


def in_words(unit: str) -> str:
    """A unit in words where it is a code of Eurostat's, such as `PC`, `MIO_EUR` or `THS_PER`."""
    word = unit.strip().upper()
    scale, _, rest = word.partition("_")
    if word in ("PC", "PT"):
        return "%"
    if scale in _CODED and rest:
        return f"{_CODED[scale]} {_CODED.get(rest, rest)}".strip()
    return unit


def one_of(unit: str) -> str:
    """One of a unit, as the grammar reads it: the one scale that stands behind it, as in tables, goes before.

    A rate keeps its own: `cases per million` has no scale.
    """
    rest, _, last = unit.replace("(", " ").removesuffix(")").rpartition(" ")
    words = [word.removesuffix("s") for word in rest.casefold().split()]
    scale = last.casefold().removesuffix("s")
    if scale in _SCALES and words and not {"per", "%", *_SCALES}.intersection(words) and not re.search("[0-9%]", rest):
        return f"1 {scale} {rest.strip()}"
    first, _, others = unit.partition(" ")
    scale = first.casefold().removesuffix("s")
    return f"1 {scale} {others}".strip() if scale in _SCALES else f"1 {unit}"


def power_of(scale: str) -> Decimal | str:
    """What a scale multiplies by: a word such as `millions`, a power of ten as in `6`, or the factor itself."""
    word = scale.strip().casefold().removesuffix("s")
    if word in _POWERS:
        return EXACT.scaleb(ONE, _POWERS[word])
    if re.fullmatch(r"-?[0-9]{1,2}", word, re.ASCII):
        return EXACT.scaleb(ONE, int(word))
    if re.fullmatch(r"1(?:[, ]?000){1,4}", word, re.ASCII):
        return EXACT.scaleb(ONE, word.count("0"))
    return f"{scale[:40]!r} is not a scale such as thousands, or a power of ten such as 6 (map scale= to leave it out)"


def scale_in(text: str) -> str:
    """The scale that a title or the name of a column gives to the numbers below it; "" for none."""
    if len(text) > 400:
        return ""
    for pattern in _SCALED:
        found = pattern.search(text)
        if found is not None and not re.search(r"\bper\b", text[: found.start("scale")], re.IGNORECASE):
            return found["scale"].casefold()
    noughts = _NOUGHTS.search(text)
    return _NAMES[noughts["noughts"].count("000")] if noughts else ""


def scale_of_all(above: Sequence[str]) -> str:
    """The scale that the lines above a header give.  Raises `Refused` where they give several."""
    scales = {scale: line for line in above if (scale := scale_in(line))}
    if len(scales) > 1:
        raise Refused(
            f"the lines above the header speak of {' and of '.join(scales)}",
            "leave those lines out, and give the scale in a column of its own",
        )
    return next(iter(scales), "")
