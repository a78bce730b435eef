"""Amounts as people write them, to and from exact decimals with a unit.

The grammar is strict: an amount is understood whole, or refused with the part that was not.
"""

import re
import unicodedata
from decimal import Context, Decimal
from fractions import Fraction

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.values.currencies import CURRENCIES, CURRENCY_WORDS, SYMBOLS
from coopctl.values.units import check_unit, cut_at_qualifier, is_weighty

# Amounts have at most 30 digits, so products and sums of two of them are exact at this precision.
EXACT = Context(prec=80)
MOST_DIGITS = 30

_MULTIPLIERS = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "million": 6, "bn": 9, "b": 9, "billion": 9,
    "tn": 12, "trillion": 12,
}  # fmt: skip
# Units that measure rather than count: a sum of them per year is an amount, not a number of events.
_PHYSICAL = frozenset(
    """second seconds minute minutes hour hours day days week weeks month months year years mm cm m km metre metres
    meter meters kilometre kilometres kilometer kilometers mile miles m2 m² km2 km² ha hectare hectares acre acres
    m3 m³ litre litres liter liters g kg t tonne tonnes ton tons mg µg kwh mwh gwh twh kw mw gw watt watts °c tco2
    tco2e mtco2e kt mt gt barrel barrels pp""".split()
)
_NO_UNIT = re.compile(r"[<>=~|\x00-\x1f\x7f-\x9f]|^(?:to|and|or|of|in|by|from)\b", re.IGNORECASE)
_EACH = re.compile(
    r"(?:per(?= )|an?(?= (?:day|night|hour|head|person|household|pupil|student|tonne|barrel|hectare)$)) (.+)"
)
_SPACES = " \u00a0\u2009\u202f"
_POINT = (
    rf"(?:[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
)
_COMMA = (
    rf"(?:[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+|[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]+)(?:,[0-9]+)?|,[0-9]+"
)
_SYMBOL = "|".join(re.escape(symbol) for symbol in SYMBOLS)
_MULTIPLIER = "|".join(sorted(_MULTIPLIERS, key=len, reverse=True))
_AMOUNT = {
    comma: re.compile(
        rf"(?P<sign>[-+\u2212])?(?P<before>{_SYMBOL}|[A-Za-z]{{3}}(?=[ 0-9]))?(?(before)[ ]?)(?P<inner>[-\u2212])?"
        rf"(?P<number>{number})(?P<exponent>[eE][-+]?[0-9]{{1,2}}(?![0-9A-Za-z]))?"
        rf"(?:(?P<gap>[{_SPACES}]*)(?P<times>{_MULTIPLIER})(?u:(?![\w/])))?"
        rf"(?:[{_SPACES}]*(?P<after>%|per ?cent\b|pct\b|(?:{_SYMBOL})))?",
        re.IGNORECASE | re.ASCII,
    )
    for comma, number in ((False, _POINT), (True, _COMMA))
}
_TROUBLE = (
    (re.compile(r"nan|[-+\u2212]?(inf|infinity|∞)", re.IGNORECASE), "is not a number"),
    (re.compile(r"\(.*[0-9].*\)"), "may be a negative number in brackets; write it with a minus sign"),
    (re.compile(r"[~≈].*|(about|around|approx\w*\.?|circa|ca\.?|roughly|nearly|almost|some) .*", re.IGNORECASE),
     "is not exact; write the amount alone"),
    (re.compile(r"[^a-z]*[0-9][^a-z]*[-–—][^a-z]*[0-9].*", re.IGNORECASE), "looks like a range; write one amount"),
    (re.compile(r".*[¥￥].*"), "could be yen or yuan; write JPY or CNY"),
)  # fmt: skip


class Quantity(Struct, frozen=True):
    """An exact amount and its unit: an ISO 4217 code, `%`, or the words that were written; "" when bare."""

    value: Decimal
    unit: str = ""


class Amount(Struct, frozen=True):
    """An amount found at the start of a text: `signed` tells that it began with + or −, `end` where it stops."""

    quantity: Quantity
    signed: bool
    end: int


def parse_quantity(text: str, *, decimal_comma: bool = False) -> Quantity:
    """One amount, and nothing else: `$250 million`, `250m`, `€3,500`, `12%`, `USD 4.5k`, `1 234.5`, `3 days`.

    A bare `1,234` is 1234, or 1.234 where the plan's numbers have a decimal comma.
    Raises `Refused` naming the amount and the reason.
    """
    whole = text.strip()
    amount = scan_amount(whole, decimal_comma=decimal_comma)
    rest = whole[amount.end :].strip()
    if not rest:
        return amount.quantity
    unit = canonical_unit(rest)
    if unit and amount.quantity.unit:
        unit = joined_unit(amount.quantity.unit, unit)
    elif amount.quantity.unit == "%" and rest.startswith("of "):
        unit = f"% {rest}"
    if not unit or re.match(r"[ex][0-9]", whole[amount.end :], re.IGNORECASE):
        raise Refused(f"{rest!r} in {text!r} is not understood", "write the amount and its unit, such as 250m USD")
    check_unit(unit.removeprefix("% "), text)
    return Quantity(amount.quantity.value, unit)


def scan_amount(text: str, *, decimal_comma: bool = False) -> Amount:
    """The amount that `text` starts with, without the unit words that may follow it.

    Raises `Refused` when there is none, or when it can be read in two ways.
    """
    _refuse_trouble(text)
    found = _AMOUNT[decimal_comma].match(text)
    if found is None:
        raise Refused(f"{text!r} is not an amount", "write 250 million, 12% or 1,234.5")
    _refuse_ambiguous(text, found, decimal_comma=decimal_comma)
    unit = _written_unit(text, found)
    times = (found["times"] or "").lower()
    if len(times) == 1 and found["gap"] and not unit and not _currency_follows(text[found.end() :]):
        raise Refused(
            f"{found[0]!r} could be {times!r} for a multiplier or for a unit",
            f"write {found['number']}{times} for the multiplier, or spell the unit out",
        )
    digits = found["number"]
    digits = digits.replace(".", "").replace(",", ".") if decimal_comma else digits.replace(",", "")
    for space in _SPACES:
        digits = digits.replace(space, "")
    value = Decimal(digits + (found["exponent"] or "")).scaleb(_MULTIPLIERS.get(times, 0), EXACT)
    if len(value.as_tuple().digits) > MOST_DIGITS or value.adjusted() >= MOST_DIGITS or _places(value) > MOST_DIGITS:
        raise Refused(f"{found[0].strip()!r} has more than {MOST_DIGITS} digits")
    if found["sign"] in ("-", "\u2212") or found["inner"]:
        value = value.copy_negate()
    return Amount(Quantity(plain(value), unit), bool(found["sign"]), found.end())


def _places(value: Decimal) -> int:
    """The digits after the decimal point."""
    exponent = value.normalize(EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _currency_follows(rest: str) -> bool:
    words = rest.split()
    return bool(words) and is_currency(canonical_unit(words[0]))


def _refuse_trouble(text: str) -> None:
    for char in text:
        if not char.isascii() and unicodedata.category(char) in ("Nd", "No", "Nl") and char not in "²³":
            raise Refused(f"{char!r} in {text!r} is not one of the digits 0 to 9")
    for pattern, reason in _TROUBLE:
        if pattern.fullmatch(text.strip()):
            raise Refused(f"{text.strip()!r} {reason}")


def _refuse_ambiguous(text: str, found: re.Match[str], *, decimal_comma: bool) -> None:
    rest = text[found.end("number") :]
    run = re.match(r"[0-9.,]*", text[found.start("number") :])
    word = run[0] if run else found["number"]
    if re.match(r"[.,]?[0-9]|[.,][.,0-9]", rest):
        if re.fullmatch(r"[0-9]+,[0-9]+", word.rstrip(".,")) and not decimal_comma:
            word = word.rstrip(".,")
            alone, joined = word.replace(",", "."), word.replace(",", "")
            raise Refused(f"{word!r} could be {alone} or {joined}", f"write {alone} or {joined}")
        raise Refused(f"{word!r} is not a number", "write 1,234,567.8 or 1 234 567.8")
    if found["sign"] and found["inner"]:
        raise Refused(f"{found[0]!r} has two signs")


def _written_unit(text: str, found: re.Match[str]) -> str:
    before, after = found["before"] or "", found["after"] or ""
    if before and before.upper() in SYMBOLS:
        before = SYMBOLS[before.upper()]
    elif before:
        if before.upper() not in CURRENCIES:
            raise Refused(f"{before!r} in {text!r} is not understood", "a currency is a code such as USD or EUR")
        before = before.upper()
    after = SYMBOLS.get(after.upper(), "%" if after else "")
    if before and after and before != after:
        raise Refused(f"{found[0]!r} has two units")
    return before or after


def canonical_unit(words: str) -> str:
    """The one way a unit is kept: `dollars` and `$` are USD, `per cent` is %; "" when it is no unit at all."""
    word = " ".join(words.split())
    if word.lower() in ("%", "percent", "per cent", "pct"):
        return "%"
    if word.lower() in ("pp", "percentage points", "percentage point"):
        return "pp"
    if word.upper() in CURRENCIES:
        return word.upper()
    code = SYMBOLS.get(word.upper()) or CURRENCY_WORDS.get(word.lower())
    if code:
        return code
    if (
        not (word[:1].isalpha() or word[:1] in ("°", "%", "/"))
        or _NO_UNIT.search(word)
        or _plain_letters(word) in (*_MULTIPLIERS, "x")
    ):
        return ""
    return word


def joined_unit(sign: str, words: str) -> str:
    """The unit of a sign and the words after it: `% of GDP`, `% women`, `USD per day`; "" where they are two units."""
    each = _EACH.fullmatch(words)
    if sign != "%":
        return f"{sign} per {each[1]}" if each else ""
    points = "point" in words.casefold()
    return f"% {words}" if words.startswith(("of ", "per ")) or (is_counted(words) and not points) else ""


def _plain_letters(word: str) -> str:
    """A word in the letters it looks like, so that MİLLİON is not taken for a unit."""
    folded = unicodedata.normalize("NFKD", word.translate({0x131: "i", 0x17F: "s"})).casefold()
    return "".join(char for char in folded if not unicodedata.combining(char))


def is_currency(unit: str) -> bool:
    return unit in CURRENCIES


def is_counted(unit: str) -> bool:
    """Whether a unit names things that are counted (`exchanges`), not measured (`USD`, `%`, `tonnes`)."""
    first = unit.split("/", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    return not (is_currency(first) or unit.startswith("%") or first.lower() in _PHYSICAL)


def same_unit(one: str, other: str) -> bool:
    """Whether two units agree: equal but for case and plural, or one is the other with more words."""
    return fits_unit(one, other) or fits_unit(other, one)


def fits_unit(unit: str, whole: str) -> bool:
    """Whether an amount in `unit` may stand for one in `whole`: the same but for case, plural and what narrows it.

    `schools` fits `primary schools` and `schools with water`; `live births` does not fit `deaths per 1,000 live
    births`, nor USD `million USD`, nor `exchanges` `annual exchanges`.
    """
    if is_currency(unit) or is_currency(whole):
        return unit == whole
    return any(_stands_for(short, full) for short in _singulars(unit) for full in _singulars(whole))


def _stands_for(short: str, full: str) -> bool:
    noun, qualifier = cut_at_qualifier(full)
    wholes = (full,) if noun.startswith("%") or "per" in qualifier.split() else (full, noun)
    return any(
        short == whole or (whole.endswith(" " + short) and not is_weighty(whole.removesuffix(short)))
        for whole in wholes
    )


def _singulars(unit: str) -> set[str]:
    """The unit and what it may be the plural of: `countries` of country, `boxes` of box, `exercises` of exercise."""
    noun, qualifier = cut_at_qualifier(unit.casefold())
    endings = {"ies": "y", "es": "", "s": ""}
    singulars = {noun.removesuffix(end) + start for end, start in endings.items() if noun.endswith(end)}
    return {one + qualifier for one in (noun, *singulars)}


def as_decimal(value: Fraction, context: Context = EXACT) -> Decimal:
    """A fraction as a decimal, to the digits of a context where it has no end."""
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros or an exponent: one spelling for one value."""
    if value == 0:
        return Decimal(0)
    trimmed = value.normalize(EXACT)
    return trimmed.quantize(Decimal(1), context=EXACT) if trimmed == trimmed.to_integral_value() else trimmed


def show_number(value: Decimal) -> str:
    """Every digit, grouped by commas: `262,000,000`."""
    return f"{plain(value):,f}"


def show(value: Decimal, unit: str = "") -> str:
    """Every digit and the unit: `262,000,000 USD`, `12%`, `3 days`."""
    return _with_unit(show_number(value), unit)


def show_short(value: Decimal, unit: str = "") -> str:
    """The same amount in fewer characters where that loses nothing: `262M USD`, never a rounded one."""
    for power, letter in ((12, "tn"), (9, "bn"), (6, "M")):
        scaled = plain(value.scaleb(-power, EXACT))
        if abs(scaled) >= 1 and len(scaled.as_tuple().digits) <= 5 and f"{scaled:f}".count("0") < 5:
            return _with_unit(f"{scaled:,f}{letter}", unit)
    return show(value, unit)


def _with_unit(number: str, unit: str) -> str:
    if unit.startswith("%"):
        return number + unit
    return f"{number} {unit}" if unit else number
