"""Units: currencies, percentages, percentage points, things that are counted or measured, and what fits what.

A unit is filed as the flat text that `Unit.text` is.
"""

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from coopctl.values.currencies import CURRENCIES, CURRENCY_WORDS, SYMBOLS
from coopctl.values.ids import unaccented
from coopctl.values.patterns import later
from coopctl.values.unit_words import cut_at_qualifier, is_scaled, is_weighty
from coopctl.values.vocabulary import PERCENT, PERIODS, POINTS, SCALES

# Units that measure rather than count: a sum of them per year is an amount, not a number of events.
_PHYSICAL = frozenset(
    """second seconds minute minutes hour hours day days week weeks month months year years mm cm m km metre metres
    meter meters kilometre kilometres kilometer kilometers mile miles m2 m² km2 km² ha hectare hectares acre acres
    m3 m³ litre litres liter liters g kg t tonne tonnes ton tons mg µg kwh mwh gwh twh kw mw gw watt watts °c tco2
    tco2e mtco2e kt mt gt barrel barrels kilogram kilograms kilogramme kilogrammes gram grams
    lb lbs oz ft foot feet yard yards mi""".split()
)
# What the symbols stand for that are as good as the name; `m` is none, for it is a million, too.
_SYMBOLS = {
    symbol: name
    for name, symbols in {
        "millisecond": "ms", "second": "s sec secs seconde secondes sekunde sekunden segundo segundos",
        "minute": "min mins minuten minuto minutos", "hour": "h hr hrs heure heures stunde stunden hora horas",
        "day": "d", "week": "wk wks", "month": "mo mos", "year": "yr yrs", "metre": "meter meters",
        "kilometre": "km kms kilometer kilometers",
        "gram": "g gramme grammes", "kilogram": "kg kgs kilogramme kilogrammes", "tonne": "t",
        "litre": "l liter liters", "lb": "lbs", "foot": "ft feet", "yard": "yd yds", "mile": "mi",
        "hectare": "ha", "m²": "m2 sqm", "km²": "km2", "m³": "m3", "kilowatt": "kw", "megawatt": "mw", "gigawatt": "gw",
    }.items()
    for symbol in symbols.split()
}  # fmt: skip
# A whole that an amount is of: `3/5` is 3 `of 5`.
WHOLE = later(r"of [0-9]+(?: .+)?", re.ASCII)
_NAMED_WHOLE = later(r"(of [0-9]+) (.+)")
_NO_UNIT = later(
    r"[<>=~|\x00-\x1f\x7f-\x9f]|^(?:to|and|or|of|in|by|from)\b"
    r"|^(?:d['’]|d['’]ici|en|em|dans|avant|pour|sur|au|aux|bis|zum|auf|um|vor|im|para|até|hasta|antes|dentro|al|el)(?:\b|(?<=['’]))",
    re.IGNORECASE,
)
_EACH = later(r"(?:per(?= )|an?(?= (?:day|night|hour|head|person|household|pupil|student|tonne|barrel|hectare)$)) (.+)")
# What groups the digits of `per 100,000`, which is `per 100 000` and `per 100.000` as well.
GROUPS = later("(?<=[0-9])[.,' \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
# Plurals that no rule makes, and words that are their own.
_IRREGULAR = {"people": "person", "children": "child", "men": "man", "women": "woman", "teeth": "tooth",
              "feet": "foot", "mice": "mouse", "lives": "life", "halves": "half", "leaves": "leaf", "crises": "crisis",
              "analyses": "analysis", "bases": "base", "criteria": "criterion", "indices": "index"}  # fmt: skip
_UNCHANGED = later(r"(?:news|series|species|means|headquarters|works|gas|bus|.*(?:ss|us|is))", re.IGNORECASE)


class UnitKind(StrEnum):
    """What a unit is of."""

    BARE = "bare"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "percentage points"
    COUNTED = "counted"
    MEASURED = "measured"


class _Parts(Struct, frozen=True):
    """A unit taken apart: its kind, its noun, what narrows the noun, whether it counts in millions or the like."""

    kind: UnitKind
    noun: str
    qualifier: str
    scaled: bool


class Unit(Struct, frozen=True):
    """A unit, by the flat text in which it is kept: `USD`, `%`, `% of GDP`, `pp`, `deaths per 1,000 live births`.

    It is taken apart when something of it is asked for; a bare one, of no text, is false.
    """

    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def kind(self) -> UnitKind:
        """What the unit is of: money, a percentage, counted things..."""
        return _parts(self.text).kind

    @property
    def scaled(self) -> bool:
        """Whether it counts in millions or the like."""
        return _parts(self.text).scaled

    @property
    def qualifier(self) -> str:
        """What narrows its noun: ` of restored land` of `hectares of restored land`."""
        return _parts(self.text).qualifier

    @property
    def is_money(self) -> bool:
        """Whether it is one currency, and nothing that money is per."""
        return self.text in CURRENCIES

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage, of whatever: `%`, `% of GDP`, `% women`."""
        return self.text[:1] == "%"

    @property
    def is_counted(self) -> bool:
        """Whether it names things that are counted (`exchanges`), or nothing at all."""
        return self.kind in (UnitKind.COUNTED, UnitKind.BARE)

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage that says of what: `% of GDP`."""
        return self.is_percent and self.text != "%"

    @property
    def is_part(self) -> bool:
        """Whether it is a percentage of an amount, as `% of GDP` is and `% women` is not."""
        return self.is_percent and self.text.split(" ")[1:2] == ["of"]

    @property
    def change_unit(self) -> "Unit":
        """The unit of a difference: percentage points for a percentage, else the unit itself."""
        return POINT if self.is_percent else self

    @property
    def period(self) -> str:
        """The kind of period that it is per: day of `h per day`; "" where it is per none."""
        return PERIODS.get(f" {self.text}".rpartition(" per ")[2], "") if "per " in self.text else ""

    @property
    def in_each(self) -> "Unit":
        """The unit without the period that it is per: `h` of `h per day`."""
        return Unit(f" {self.text}".rpartition(" per ")[0].strip()) if self.period else self

    def fits(self, whole: "Unit") -> bool:
        """Whether an amount in this unit may stand for one in `whole`, but for case, plural, symbol and narrowing.

        `schools` fits `primary schools` and `schools with water`, `of 28` and `pupils` fit `of 28 pupils`; but `live
        births` does not fit `deaths per 1,000 live births`, nor USD `million USD`, nor `exchanges` `annual exchanges`.
        """
        return _fits(self.text, whole.text)

    def same(self, other: "Unit") -> bool:
        """Whether two units agree: equal but for case and plural, or one is the other with more words."""
        return self.fits(other) or other.fits(self)

    def counted(self, *, one: bool) -> str:
        """The unit beside a number: the singular of what is counted beside 1."""
        if not one or self.kind not in (UnitKind.COUNTED, UnitKind.MEASURED):
            return self.text
        parts = _parts(self.text)
        *before, last = parts.noun.split(" ")
        return " ".join([*before, singular(last)]) + parts.qualifier

    def beside(self, number: str, *, one: bool = False) -> str:
        """A number that is shown already, with the unit: `12%`, `262M USD`, `1 exercise`."""
        if self.is_percent:
            return number + self.text
        return f"{number} {self.counted(one=one)}" if self.text else number


BARE, POINT, PERCENTAGE = Unit(), Unit("pp"), Unit("%")


def unit_name(unit: Unit) -> str:
    """The name of a unit that has a symbol, in the singular: `min` is minute; what it is called for any other."""
    word = unit.text.lower()
    return _SYMBOLS.get(word) or (singular(word) if word in _PHYSICAL and len(word) > _SHORTEST_NAME else unit.text)


_SHORTEST_NAME = 3


@lru_cache(1024)
def _parts(text: str) -> _Parts:
    noun, qualifier = cut_at_qualifier(text)
    return _Parts(_kind(text), noun, qualifier, is_scaled(text))


def _kind(text: str) -> UnitKind:
    first = text.split("/", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    if not text:
        return UnitKind.BARE
    if Unit(text).is_percent:
        return UnitKind.PERCENT
    if text == "pp":
        return UnitKind.POINTS
    if first in CURRENCIES:
        return UnitKind.MONEY
    measured = first.lower() in _PHYSICAL or first.lower() in _SYMBOLS
    return UnitKind.MEASURED if measured or WHOLE.fullmatch(text) else UnitKind.COUNTED


_BELOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SUBSCRIPT = later(r"(?<=[^\W\d_])[₀-₉]+(?:\.[₀-₉]+)?")


def on_the_line(text: str) -> str:
    """A text with the small digits below its letters as others: `tCO₂e` is tCO2e."""
    return text if text.isascii() else _SUBSCRIPT.sub(lambda found: found[0].translate(_BELOW), text)


@lru_cache(1024)
def parse_unit(words: str) -> Unit:
    """The one way a unit is kept: `dollars` and `$` are USD, `per cent` is %; a bare one where it is none at all."""
    word = " ".join(on_the_line(words).split())
    if word.lower() in PERCENT:
        return PERCENTAGE
    if word.lower() in POINTS:
        return POINT
    return Unit(_currency(word) or (word if WHOLE.fullmatch(word) or _is_noun(word) else ""))


def names_unit(word: str) -> bool:
    """Whether a word is a unit of its own, or how many of one, wherever it stands."""
    small = word.casefold()
    known = (*_PHYSICAL, *_SYMBOLS, *SCALES, *PERCENT, *CURRENCY_WORDS)
    return small in known or word in CURRENCIES or word in SYMBOLS


def _currency(word: str) -> str:
    """The code of a currency that a word, a sign or a code names; "" for other words."""
    if word.upper() in CURRENCIES:
        return word.upper()
    # `1,5 millones de euros`.
    bare = re.sub(r"^(?:de |d['’])", "", word.lower())
    return SYMBOLS.get(word.upper()) or CURRENCY_WORDS.get(bare, "")


def _is_noun(word: str) -> bool:
    """Whether words can name what is counted or measured."""
    starts = word[:1].isalpha() or word[:1] in ("°", "%", "/")
    return starts and not _NO_UNIT.search(word) and _plain_letters(word) not in (*SCALES, "x")


def joined_unit(sign: Unit, words: str) -> Unit:
    """The unit of a sign and the words after it: `% of GDP`, `% women`, `USD per day`; a bare one for two units."""
    if WHOLE.fullmatch(sign.text):
        return Unit(f"{sign} {words}")
    each = _EACH.fullmatch(words)
    if sign != PERCENTAGE:
        return Unit(f"{sign} per {each[1]}") if each else BARE
    points = "point" in words.casefold()
    return Unit(f"% {words}") if words.startswith(("of ", "per ")) or (Unit(words).is_counted and not points) else BARE


def singular(noun: str) -> str:
    """The singular of a noun in the plural: `exercises`, `countries`, `people`; others stay as they are.

    Worked: `boxes` is box, `exercises` exercise, `MWs` and `news` stay.
    """
    word = noun.casefold()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s") or not noun.islower() or len(noun) < 4 or _UNCHANGED.fullmatch(word):
        return noun
    if word.endswith("ies") and len(word) > 4:
        return f"{noun[:-3]}y"
    return noun[:-2] if re.search(r"(?:x|sh|ch|ss|z)es$", word) else noun[:-1]


def _plain_letters(word: str) -> str:
    """A word in the letters it looks like, so that MİLLİON is not taken for a unit."""
    return unaccented(word.translate({0x131: "i", 0x17F: "s"})).casefold()


@lru_cache(1024)
def _fits(text: str, whole: str) -> bool:
    if text in CURRENCIES or whole in CURRENCIES:
        return text == whole
    part = _NAMED_WHOLE.fullmatch(whole)
    if part and (text == part[1] or _fits(text, part[2])):
        return True
    return any(_stands_for(short, long) for short in _singulars(text) for long in _singulars(whole))


def _stands_for(short: str, full: str) -> bool:
    noun, qualifier = cut_at_qualifier(full)
    wholes = (full,) if "%" in noun or "per" in qualifier.split() else (full, noun)
    return any(
        short == whole or (whole.endswith(" " + short) and not is_weighty(whole.removesuffix(short)))
        for whole in wholes
    )


def _per(unit: str) -> str:
    """A unit with its stroke in words, and everybody by one name: `kg/person` is kg per person, and per capita."""
    words = " per ".join(part.strip() for part in unit.split("/")).strip() if "/" in unit else unit
    return words.replace("per capita", "per person").replace("per head", "per person") if "per " in words else words


@lru_cache(1024)
def _singulars(unit: str) -> frozenset[str]:
    """The unit, what it may be the plural of - `countries` of country, `boxes` of box - and what `min` stands for."""
    noun, qualifier = cut_at_qualifier(GROUPS.sub("", _per(unit.casefold())))
    endings = {"ies": "y", "es": "", "s": "", "en": "e"}  # von 12 Tagen auf 3 Tage
    singulars = {noun.removesuffix(end) + start for end, start in endings.items() if noun.endswith(end)}
    *before, last = noun.split(" ")
    singulars |= {" ".join([*before, _IRREGULAR.get(last, last)]), _SYMBOLS.get(noun, noun)}
    return frozenset(one + qualifier for one in (noun, *singulars))
