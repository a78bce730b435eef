"""The words that stand where a unit stands and are none: scales, numbers, comparisons, rates.

Left in a unit, such a word would be kept as a label and its sense lost: `3 hundred schools` is not 3 of anything.
"""

import re

from coopctl.errors import Refused

_NUMBERS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    half halves third thirds quarter quarters fifth fifths tenth tenths""".split()
)
SCALES = frozenset(
    """hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens lakh lakhs
    lac lacs crore crores cr mio mil mill mrd mld mlrd md mds bio tsd milliard milliards milliarde milliarden""".split()
)
_COMPARED = frozenset("fewer less more lower higher smaller greater".split())
_CHANGES = frozenset(
    """reduction decrease decline increase growth rise cut drop improvement halved doubled tripled reduced
    increased decreased""".split()
)
_ADDED = frozenset("added additional extra net newly".split())
_LIMITS = frozenset("not at max maximum minimum below above under over plus minus only".split())
_FREQUENCIES = frozenset(
    """annual biannual bi-annual biennial triennial semiannual semi-annual half-yearly yearly quarterly bimonthly
    monthly fortnightly biweekly weekly daily""".split()
)
_WAYS = frozenset("up down off".split())
_FACTORS = frozenset("times fold twofold threefold fourfold fivefold tenfold".split())
# What such a word is part of where it does name something.
_NAMED = re.compile(
    r"(?:lower|higher)[ -](?:secondary|primary|education|courts?|house|middle|income)\b|(?:less|more) developed\b"
    r"|under[ -](?:five|one|[0-9])",
    re.IGNORECASE | re.ASCII,
)
_PREPOSITIONS = frozenset("in of for on to with from".split())


def is_scaled(unit: str) -> bool:
    """Whether a unit counts in hundreds, millions or the like: `USD million`."""
    return not SCALES.isdisjoint(unit.casefold().split())


def check_unit(words: str, text: str) -> None:
    """Raises `Refused` naming the word of a unit that is not one, and the text that it stands in."""
    parts = [part.strip(".,()").casefold() for part in _NAMED.sub("named", words).split(" ")]
    if "per" in parts:
        parts = parts[: parts.index("per")]
    for at, part in enumerate(parts):
        hint = _trouble(parts, at)
        if hint:
            raise Refused(f"{part!r} in {text!r} is not understood as part of a unit", hint)


def _trouble(parts: list[str], at: int) -> str:
    """How to say what the word at a place of a unit means, "" where it may stand there."""
    part, first, last = parts[at], at == 0, at == len(parts) - 1
    after = parts[at + 1] if not last else ""
    if part in SCALES or (first and part in _NUMBERS):
        return "write the number in digits, such as 300 or 2.5 million"
    if part in _COMPARED or (first and part in _ADDED) or (last and part == "added"):
        return "write 'reduce by 4', 'increase by 4', '4 new ...' or the value to reach"
    if part in _CHANGES and (after in ("in", "of") or (last and not _PREPOSITIONS.intersection(parts))):
        return "write 'reduce by 10' or 'increase by 10'"
    if part in _FACTORS and parts != ["times"]:
        return "write 'double', 'triple' or the value to reach"
    if first and part in _WAYS:
        return "write 'increase by 10', 'reduce by 10' or the value to reach"
    if part in _LIMITS and (first or last or after in ("most", "least")):
        return "write 'at most 10', 'at least 10', 'below 10' or 'above 10'"
    if first and part in _FREQUENCIES:
        return "write how many of them per period, such as '10 exchanges per year'"
    return ""
