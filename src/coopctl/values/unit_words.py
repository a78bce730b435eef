"""The words that stand where a unit stands and are none: scales, numbers, comparisons, rates.

Left in a unit, such a word would be kept as a label and its sense lost: `3 dozen schools` is not 3 of anything.  One
that may be an adjective - `third countries`, `net metering sites` - stays before a noun, and `is_weighty` keeps such a
unit apart from the one without the word.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.values.currencies import CURRENCIES, WITHDRAWN
from coopctl.values.patterns import later, needing
from coopctl.values.vocabulary import (
    NO_SCALES,
    NUMBER_WORDS,
    NUMBERS,
    PERIODS,
    SCALES,
    UNKNOWN_PERIODS,
    UNSURE_SCALES,
    pattern,
)

_PORTIONS = frozenset("halves thirds quarters fifths tenths".split())
_ONE_PORTION = frozenset("half third quarter fifth tenth".split())
_NUMBERS = frozenset(NUMBERS) | _ONE_PORTION
# A single letter is no scale by itself: `5 k` is refused where the amount is read.
_SCALES = frozenset(word for word in SCALES if len(word) > 1) | UNSURE_SCALES
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
    monthly fortnightly biweekly weekly daily biannually bi-annually biennially triennially annually semi-annually
    semiannually six-monthly""".split()
)
_WAYS = frozenset("down off".split())
_ORDINALS = frozenset("st nd rd th".split())
_FACTORS = frozenset("times fold twofold threefold fourfold fivefold tenfold".split())
_PREPOSITIONS = frozenset("in of for on to with without from by at than under over below above aged".split())
_NO_NOUNS = _PREPOSITIONS | frozenset("a an the and or per".split())
# What such a word is part of where it does name something.
_NAMED = later(
    r"(?:lower|higher)[ -](?:secondary|primary|education|courts?|house|middle|income)\b|(?:less|more) developed\b"
    r"|under[ -](?:five|one|[0-9])",
    re.IGNORECASE | re.ASCII,
)
_UNKNOWN_PERIOD = later(
    rf"(?:(?:per|an?|each|every|par|por|pro) |/ ?)(?:(?:[0-9]{{1,2}}|{NUMBER_WORDS}) (?P<several>day|week|month|year)s"
    rf"|(?P<period>{pattern(UNKNOWN_PERIODS)})s?)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
# A period in another language, which the grammar has taken where it understands the words around it.
_PERIOD_ELSEWHERE = later(
    rf"\b(?:(?:par|pro|por|al|ao|im|am) (?:{pattern(PERIODS)})"
    r"|(?:ogni|elke?|iedere?|cada|chaque|jede[nrs]?) (?:ann?[oé]e?|an|jaar|jahr|año|m[eê]se?|mois|maand|monat|trimestre"
    r"|kwartaal|quartal|settimana|semana|semaine|week|woche|giorno|d[ií]a|jour|dag|tag)"
    r"|(?:in|nei|nelle|em|nos|nas|en|dans|binnen|innerhalb) (?:[^\W\d]+ ){1,4}(?:anni|anos|años|ans|jahren|jaar|mesi"
    r"|meses|mois|monaten|maanden|settimane|semanas|semaines|wochen|weken))(?!\w)",
    re.IGNORECASE,
)
# `10 km in under 50 minutes`, `2 x 4`.
_SECOND_AMOUNT = later(
    r"\bin (?:under |less than |at most |about )?[0-9]+ (?:second|minute|hour|day|week|month)s?(?!\w)|^[x×] ?[0-9]",
    re.IGNORECASE,
)
# A second sentence: `0 incidents. Documents exceed the standard`.
_SENTENCE = later(r"(?<=[a-z]{3})(?<!incl)(?<!excl)(?<!approx)\. [A-Z]\w* .*")
_AGE = r"[0-9]{1,3}s?(?!\w|[.,][0-9])"
_SIZE = r"[$€£]?[0-9]+(?:[.,][0-9]+)*%?(?!\w)"
_AGENTS = "women|men|girls|boys|youth|young|skilled|trained|qualified|female|male"
# What narrows the noun before it by a number or by a word of the grammar: `children under 5`, `SMEs with fewer than 10
# employees`, `women aged 15 to 49`, `births attended by skilled staff`.  `over 65` ends there, or 65 may be years.
_NARROWING = (
    rf"(?:under|below|above) (?:the age of )?{_AGE}(?: (?:years|months)(?: old| of age)?(?!\w))?"
    rf"|over (?:the age of {_AGE}|{_AGE}(?: years (?:old|of age)(?!\w)|(?=$|,| (?:by|until|before|per|with|who|to) )))"
    rf"|aged (?:under |over )?{_AGE}(?:(?: to | and |[-–]){_AGE})?(?: (?:years|months))?"
    r"(?: (?:and|or) (?:over|above|older|under|younger)(?!\w)|\+)?"
    rf"|(?:with|of|on|having) (?:fewer than|less than|more than|at least|at most|up to) {_SIZE}"
    rf"|(?:access|attributed|attributable|related|due|exposed|linked|connected) to"
    rf"(?= [a-z])(?! (?:{NUMBER_WORDS}|{pattern(_ONE_PORTION)}|at)(?!\w))"
    rf"|(?:[a-z]+ed|held|led|run) by(?= (?:{_AGENTS})(?!\w))"
)
QUALIFIER = needing(
    "under |below |above |over |aged |than |least |most |up to | to | by ", _NARROWING, re.IGNORECASE | re.ASCII
)


def is_scaled(unit: str) -> bool:
    """Whether a unit counts in hundreds, millions or the like: `USD million`."""
    words = unit.split()
    return any(_is_scale(words, at) for at in range(len(words)))


def _is_scale(words: Sequence[str], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in NO_SCALES and after and after.upper() not in CURRENCIES:
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
        or last in _NUMBERS | _PORTIONS | _EXTREMES | _WAYS
    )


@lru_cache(1024)
def frequencies(unit: str) -> frozenset[str]:
    """The words of a unit that say how often: `annual` of `annual exchanges`."""
    return _FREQUENCIES.intersection(unit.casefold().split())


def cut_at_qualifier(unit: str) -> tuple[str, str]:
    """A unit as its noun and what narrows it: `hectares` and ` of restored land`."""
    found = re.search(rf" (?:per|{'|'.join(sorted(_PREPOSITIONS))}) ", unit, re.IGNORECASE | re.ASCII)
    return (unit[: found.start()], unit[found.start() :]) if found else (unit, "")


class _Place(Struct, frozen=True):
    """A word of a unit among the others, in lower case, and whether the number before the unit was a word."""

    parts: tuple[str, ...]
    at: int
    spelt: bool

    @property
    def part(self) -> str:
        return self.parts[self.at]

    @property
    def first(self) -> bool:
        return self.at == 0

    @property
    def last(self) -> bool:
        return self.at == len(self.parts) - 1

    @property
    def edge(self) -> bool:
        return self.first or self.last

    @property
    def after(self) -> str:
        return "" if self.last else self.parts[self.at + 1]

    @property
    def naming(self) -> bool:
        """Whether a noun follows, that the word may be an adjective of."""
        return not self.last and self.after not in _NO_NOUNS


def _is_change(place: _Place) -> bool:
    alone = place.last and _PREPOSITIONS.isdisjoint(place.parts)
    return place.part in _CHANGES and (place.after in ("in", "of") or alone)


def _is_limit(place: _Place) -> bool:
    extreme = place.part in _EXTREMES and (place.last or (place.first and not place.naming))
    return extreme or (place.part in _LIMITS and place.edge)


_LABEL = "or, where it is part of a name, give the unit with --unit and the number alone"
_IN_DIGITS = "write the number in digits, such as 300 or 2.5 million"
_AS_LIMIT = "write 'at most {n}', 'at least {n}', 'below {n}' or 'above {n}'"
# What a word may be instead of a part of a unit, and how to say that; the first rule that fits.
_RULES: tuple[tuple[Callable[[_Place], bool], str], ...] = (
    # The second part of a number, or a portion.
    (lambda it: it.first and it.part in _NUMBERS and (it.spelt or it.after in _NUMBERS | _PORTIONS), _IN_DIGITS),
    (lambda it: it.first and (it.part in _PORTIONS or (it.part in _NUMBERS and not it.naming)), _IN_DIGITS),
    # A comparison within a name, and a difference.
    (
        lambda it: it.part in _COMPARED and not it.edge,
        f"write 'reduce by {{n}}', 'increase by {{n}}' or the value to reach, {_LABEL}",
    ),
    (
        lambda it: it.part in _COMPARED or (it.first and it.part in _ADDED) or (it.last and it.part == "added"),
        "write 'reduce by {n}', 'increase by {n}' or the value to reach",
    ),
    (
        lambda it: it.first and it.part in _NET and (not it.naming or it.after in _ADDED or it.after == "new"),
        "write 'increase by {n}' or the value to reach",
    ),
    (_is_change, "write 'reduce by {n}' or 'increase by {n}'"),
    (
        lambda it: it.first and it.part in _ORDINALS,
        "write the number alone, such as '{n}', or the value to reach",
    ),
    (
        lambda it: it.part in _FACTORS and it.parts != ("times",),
        "write 'double', 'triple' or the value to reach",
    ),
    # A direction.
    (
        lambda it: it.first and (it.part == "up" or (it.part in _WAYS and not it.naming)),
        "write 'increase by {n}', 'reduce by {n}' or the value to reach",
    ),
    (_is_limit, _AS_LIMIT),
    (lambda it: it.part in _LIMITS and it.after in ("most", "least"), f"{_AS_LIMIT}, {_LABEL}"),
    (
        lambda it: it.last and it.part in _FREQUENCIES,
        "write both baseline and target per period, such as '{n} {noun} per year'",
    ),
)


def check_unit(words: str, text: str, *, spelt: bool = False) -> None:
    """Raises `Refused` naming the word of a unit that is not one, and the text that it stands in.

    `spelt` tells that the number before it was a word, so that another one belongs to it: `twenty five`.
    """
    check_withdrawn(words.split(" ", maxsplit=1)[0], text)
    trouble = _trouble(words, spelt=spelt)
    if trouble is not None:
        raise Refused(f"{trouble.part!r} in {text!r} {trouble.reason}", _fill(trouble, text))


# What no unit holds, why, and what to write.
_NEVER = (
    (_SENTENCE, "is a second sentence", "write the first one alone; a note may say the rest"),
    (_SECOND_AMOUNT, "is a second amount", "write the one that is to be reached"),
    (_PERIOD_ELSEWHERE, "is not understood as part of a unit", "write how many, of what and how often alone"),
)


class _Trouble(Struct, frozen=True):
    """A part of a unit that is none, what it is instead, what to write, and what is left of the unit without it."""

    part: str
    reason: str
    hint: str
    noun: str = ""


@lru_cache(1024)
def _trouble(words: str, *, spelt: bool) -> _Trouble | None:
    """The first part of a unit that is none."""
    other = _never(words)
    if other is not None:
        return other
    unknown = _UNKNOWN_PERIOD.search(words)
    if unknown:
        near = unknown["several"] or UNKNOWN_PERIODS[" ".join(unknown["period"].casefold().split())]
        return _Trouble(unknown[0], "is not a period that figures are counted by", f"say how many {per(near)}")
    written = _before_per(words)
    parts = tuple(part.strip(".,()").casefold() for part in written)
    for at, part in enumerate(parts):
        place = _Place(parts, at, spelt)
        hint = _IN_DIGITS if _is_scale(written, at) else _hint(place)
        if hint:
            noun = " ".join(word for word in parts if word != part)
            return _Trouble(part, "is not understood as part of a unit", hint, noun)
    return None


def _never(words: str) -> _Trouble | None:
    """The first part that no unit holds."""
    found = ((form.search(words), reason, way) for form, reason, way in _NEVER)
    return next((_Trouble(part[0], reason, way) for part, reason, way in found if part), None)


def _hint(place: _Place) -> str:
    """What to write for a word that is no part of a unit, "" for one that is."""
    return next((hint for rule, hint in _RULES if rule(place)), "")


def _before_per(words: str) -> list[str]:
    """The words of a unit up to `per`, with what only narrows or names it as one word."""
    head, space, tail = _NAMED.sub("named", words).partition(" ")
    written = [part for part in (head + space + QUALIFIER.sub("named", tail)).split(" ") if part]
    return written[: written.index("per")] if "per" in written else written


def _fill(trouble: _Trouble, text: str) -> str:
    """What to write, with the number that stands in a text."""
    number = re.search(r"[0-9]+(?:[.,][0-9]+)*%?", text)
    return trouble.hint.format(n=number[0] if number else "10", noun=trouble.noun or "things")


def check_withdrawn(code: str, text: str) -> None:
    """Raises `Refused` for the code of a currency that is no more, naming the one in its place."""
    if code in WITHDRAWN:
        raise Refused(f"{code!r} in {text!r} was withdrawn", f"write the amount in {WITHDRAWN[code]}")


def per(period: str) -> str:
    """A period as what is counted in each: `per half-year`."""
    return "per half-year" if period == "half" else f"per {period.replace('-', ' ')}"
