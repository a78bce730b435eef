"""The words that stand where a unit stands and are none: scales, numbers, comparisons, rates.

Left in a unit, such a word would be kept as a label and its sense lost: `3 hundred schools` is not 3 of anything.  One
that may be an adjective - `third countries`, `net metering sites` - stays before a noun, and `is_weighty` keeps such a
unit apart from the one without the word.
"""

import re

from coopctl.errors import Refused
from coopctl.values.currencies import CURRENCIES

_NUMBERS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety half third quarter fifth tenth""".split()
)
_PORTIONS = frozenset("halves thirds quarters fifths tenths".split())
_SCALES = frozenset(
    """hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens lakh lakhs
    lac lacs crore crores cr mio mil mill mrd md mld mlrd mds bio tsd milliard milliards milliarde milliarden""".split()
)
# Abbreviations of scales that, spelt so and not before a currency, are something else: MD doctors, LAC countries.
_NO_SCALES = frozenset("MD CR LAC bio".split())
_COMPARED = frozenset("fewer less more lower higher smaller greater".split())
_CHANGES = frozenset(
    """reduction decrease decline increase growth rise cut drop improvement halved doubled tripled reduced
    increased decreased""".split()
)
_ADDED = frozenset("added additional extra".split())
_NET = frozenset("net newly".split())
_LIMITS = frozenset("not at max below above under over plus minus only".split())
_EXTREMES = frozenset("maximum minimum".split())
_FREQUENCIES = frozenset(
    """annual biannual bi-annual biennial triennial semiannual semi-annual half-yearly yearly quarterly bimonthly
    monthly fortnightly biweekly weekly daily biannually bi-annually biennially triennially annually""".split()
)
_WAYS = frozenset("down off".split())
_FACTORS = frozenset("times fold twofold threefold fourfold fivefold tenfold".split())
_PREPOSITIONS = frozenset("in of for on to with without from by at than under over below above aged".split())
_NO_NOUNS = _PREPOSITIONS | frozenset("a an the and or per".split())
# What such a word is part of where it does name something.
_NAMED = re.compile(
    r"(?:lower|higher)[ -](?:secondary|primary|education|courts?|house|middle|income)\b|(?:less|more) developed\b"
    r"|under[ -](?:five|one|[0-9])",
    re.IGNORECASE | re.ASCII,
)
_AGE = r"[0-9]{1,3}s?(?!\w|[.,][0-9])"
_SIZE = r"[$€£]?[0-9]+(?:[.,][0-9]+)*%?(?!\w)"
_AGENTS = "women|men|girls|boys|youth|young|skilled|trained|qualified|female|male"
# What narrows the noun before it by a number or by a word of the grammar: `children under 5`, `SMEs with fewer than 10
# employees`, `women aged 15 to 49`, `births attended by skilled staff`.  `over 65` ends there, or 65 may be years.
QUALIFIER = re.compile(
    rf"(?:under|below|above) (?:the age of )?{_AGE}(?: (?:years|months)(?: old| of age)?(?!\w))?"
    rf"|over (?:the age of {_AGE}|{_AGE}(?: years (?:old|of age)(?!\w)|(?=$|,| (?:by|until|before|per|with|who|to) )))"
    rf"|aged (?:under |over )?{_AGE}(?:(?: to | and |[-–]){_AGE})?(?: (?:years|months))?"
    r"(?: (?:and|or) (?:over|above|older|under|younger)(?!\w)|\+)?"
    rf"|(?:with|of|on|having) (?:fewer than|less than|more than|at least|at most|up to) {_SIZE}"
    rf"|(?:access|attributed|attributable|related|due|exposed|linked|connected) to"
    rf"(?= [a-z])(?! (?:{'|'.join(sorted(_NUMBERS))}|at)(?!\w))"
    rf"|(?:[a-z]+ed|held|led|run) by(?= (?:{_AGENTS})(?!\w))",
    re.IGNORECASE | re.ASCII,
)
_LABEL = "or, where it is part of a name, give the unit with --unit and the number alone"


def is_scaled(unit: str) -> bool:
    """Whether a unit counts in hundreds, millions or the like: `USD million`."""
    words = unit.split()
    return any(_is_scale(words, at) for at in range(len(words)))


def _is_scale(words: list[str], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in _NO_SCALES and after and after.upper() not in CURRENCIES:
        return False
    return words[at].strip(".,()").casefold() in _SCALES


def is_weighty(before: str) -> bool:
    """Whether words before a unit make another unit of it: a share, a scale, a frequency, `30 half` of 30 days."""
    words = before.casefold().split()
    last = words[-1] if words else ""
    return (
        "%" in words
        or "per" in words
        or is_scaled(before)
        or not (_PREPOSITIONS | _FREQUENCIES | _NET).isdisjoint(words)
        or last in _NUMBERS | _PORTIONS | _SCALES | _EXTREMES | _WAYS
    )


def frequencies(unit: str) -> frozenset[str]:
    """The words of a unit that say how often: `annual` of `annual exchanges`."""
    return _FREQUENCIES.intersection(unit.casefold().split())


def cut_at_qualifier(unit: str) -> tuple[str, str]:
    """A unit as its noun and what narrows it: `hectares` and ` of restored land`."""
    found = re.search(rf" (?:per|{'|'.join(sorted(_PREPOSITIONS))}) ", unit, re.IGNORECASE | re.ASCII)
    return (unit[: found.start()], unit[found.start() :]) if found else (unit, "")


def check_unit(words: str, text: str, *, spelt: bool = False) -> None:
    """Raises `Refused` naming the word of a unit that is not one, and the text that it stands in.

    `spelt` tells that the number before it was a word, so that another one belongs to it: `twenty five`.
    """
    head, space, tail = _NAMED.sub("named", words).partition(" ")
    written = [part for part in (head + space + QUALIFIER.sub("named", tail)).split(" ") if part]
    if "per" in written:
        written = written[: written.index("per")]
    parts = [part.strip(".,()").casefold() for part in written]
    for at, part in enumerate(parts):
        scale = _is_scale(written, at) or (spelt and at == 0 and part in _NUMBERS)
        hint = "write the number in digits, such as 300 or 2.5 million" if scale else _trouble(parts, at)
        if hint:
            raise Refused(f"{part!r} in {text!r} is not understood as part of a unit", hint)


def _trouble(parts: list[str], at: int) -> str:
    """How to say what the word at a place of a unit means, "" where it may stand there."""
    part, first, last = parts[at], at == 0, at == len(parts) - 1
    after = parts[at + 1] if not last else ""
    naming = not last and after not in _NO_NOUNS
    if first and (part in _PORTIONS or (part in _NUMBERS and (not naming or after in _NUMBERS | _PORTIONS))):
        return "write the number in digits, such as 300 or 2.5 million"
    if part in _COMPARED and not (first or last):
        return f"write 'reduce by 4', 'increase by 4' or the value to reach, {_LABEL}"
    if part in _COMPARED or (first and part in _ADDED) or (last and part == "added"):
        return "write 'reduce by 4', 'increase by 4', '4 new ...' or the value to reach"
    if first and part in _NET and (not naming or after in _ADDED or after == "new"):
        return "write '4 new ...', 'increase by 4' or the value to reach"
    if part in _CHANGES and (after in ("in", "of") or (last and not _PREPOSITIONS.intersection(parts))):
        return "write 'reduce by 10' or 'increase by 10'"
    if part in _FACTORS and parts != ["times"]:
        return "write 'double', 'triple' or the value to reach"
    if first and (part == "up" or (part in _WAYS and not naming)):
        return "write 'increase by 10', 'reduce by 10' or the value to reach"
    limit = part in _EXTREMES and (last or (first and not naming))
    if limit or (part in _LIMITS and (first or last or after in ("most", "least"))):
        return "write 'at most 10', 'at least 10', 'below 10' or 'above 10'" + ("" if first or last else f", {_LABEL}")
    if last and part in _FREQUENCIES:
        return "write how many of them per period, such as '10 exchanges per year'"
    return ""
