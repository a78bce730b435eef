"""Amounts as people write them, to and from exact decimals with a unit.

The grammar is strict: an amount is understood whole, or refused with the part that was not.
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from coopctl.errors import NoAmount, Refused, UnsureComma
from coopctl.values.currencies import CURRENCIES, SYMBOLS
from coopctl.values.patterns import check_length, later
from coopctl.values.unit_words import check_unit, check_withdrawn
from coopctl.values.units import BARE, PERCENTAGE, Unit, joined_unit, on_the_line, parse_unit
from coopctl.values.vocabulary import PERCENT, SCALES, pattern

# Amounts have at most 30 digits, so products and sums of two of them are exact at this precision.
EXACT = Context(prec=80)
MOST_DIGITS = 30
_ONE = Decimal(1)

_SPACES = " \u00a0\u2009\u202f"
# Digits in threes between blanks, or between apostrophes as in Switzerland; in India by twos before the last three.
_GROUPED = rf"[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}})+|[1-9][0-9]{{0,2}}(?:['’][0-9]{{3}})+"
_UNGROUPED = dict.fromkeys(map(ord, f"{_SPACES}'’"))
_LAKHS = r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
_POINT = rf"(?:{_LAKHS}|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|{_GROUPED}|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_COMMA = rf"(?:[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+|{_GROUPED}|[0-9]+)(?:,[0-9]+)?|,[0-9]+"
# Codes of currencies that are words as well: `top 5 priorities`.
_WORDS_TOO = frozenset("ALL BOB CUP GEL MAD MOP PEN TOP TRY".split())
_SYMBOL = "|".join(re.escape(symbol) for symbol in SYMBOLS)
_MULTIPLIER = pattern(SCALES)
_PERCENT = pattern(word for word in PERCENT if word != "%")
# A scale may stand behind the currency: `5 USD mn`.
_LATE_SCALE = later(
    rf"[{_SPACES}]*(?P<unit>{_SYMBOL}|[A-Za-z]{{3}})[{_SPACES}]+(?P<times>{_MULTIPLIER})(?u:(?![\w/]))", re.IGNORECASE
)
# Or right before its code: `5 MEUR`; the T of a thousand is European, and could be a trillion elsewhere.
_GLUED_SCALE = later(
    rf"[{_SPACES}]*(?P<times>[kKmM]|bn|T(?=EUR|CHF|SEK|NOK|DKK|PLN|CZK|HUF))(?P<unit>(?!{'|'.join(sorted(_WORDS_TOO))})[A-Z]{{3}})(?u:(?![\w/]))"
)
# Most amounts are a number that nothing follows but the words of a deadline, and no pattern of all has to be asked.
_ALONE = later(r"([0-9]{1,15}(?:\.[0-9]{1,15})?)(%?)(?=$| by )", re.ASCII)
_ALONE_UNITS = {"": BARE, "%": PERCENTAGE}
_GOES_ON = later(r"[.,]?[0-9]|[.,][.,0-9]")
# What an amount is of: `3/5`, `8 out of 11 districts`.
_WHOLE = later(rf"(?:[{_SPACES}]*/[{_SPACES}]*| (?:out )?of )(?P<whole>[0-9]+)(?:[.,]0)?(?![0-9.,/]*[0-9])", re.ASCII)
_AMOUNT = {
    comma: later(
        rf"(?P<sign>[-+\u2212])?(?P<before>{_SYMBOL}|[A-Za-z]{{3}}(?=[ 0-9]))?(?(before)[ ]?)(?P<inner>[-\u2212])?"
        rf"(?P<number>{number})(?P<exponent>[eE][-+]?[0-9]{{1,2}}(?![0-9A-Za-z]))?"
        rf"(?:(?P<gap>[{_SPACES}]*)(?P<times>{_MULTIPLIER})(?u:(?![\w/]|-[^\W\d])))?"
        rf"(?:[{_SPACES}]*(?P<after>%(?!-?points?\b)|(?:{_PERCENT})(?u:(?!\w))(?! points?\b)|(?:{_SYMBOL})))?",
        re.IGNORECASE | re.ASCII,
    )
    for comma, number in ((False, _POINT), (True, _COMMA))
}
# A sign that all of a kind have, the kind, and what is wrong with it.
_TOO_LONG = later(r"[-+\u2212]?[0-9][0-9.,]*e[-+]?[0-9]{3,}", re.IGNORECASE)
_TROUBLE = (
    ("", later(r"nan|[-+\u2212]?(inf|infinity|∞)", re.IGNORECASE), "is not a number"),
    ("", _TOO_LONG, f"has more than {MOST_DIGITS} digits"),
    ("0", later(r"[-+\u2212]?0[xbo][0-9a-f]+", re.IGNORECASE), "is not a decimal number"),
    ("(", later(r"\(.*[0-9].*\)"), "may be a negative number in brackets; write it with a minus sign"),
    (" ", later(r"(about|around|approx\w*\.?|circa|ca\.?|roughly|nearly|almost|some) .*", re.IGNORECASE),
     "is not exact; write the amount alone"),
    ("~", later(r"~.*"), "is not exact; write the amount alone"),
    ("≈", later(r"≈.*"), "is not exact; write the amount alone"),
    *((dash, later(r"[^a-z]*[0-9][^a-z]*[-–—][^a-z]*[0-9].*", re.IGNORECASE), "looks like a range; write one amount")
      for dash in "-–—"),
    *((sign, later(r".*[¥￥].*"), "could be yen or yuan; write JPY or CNY") for sign in "¥￥"),
)  # fmt: skip


class Quantity(Struct, frozen=True):
    """An exact amount and its unit."""

    value: Decimal
    unit: Unit = BARE


class Amount(Struct, frozen=True):
    """An amount found at the start of a text: `signed` tells that it began with + or −, `end` where it stops."""

    quantity: Quantity
    signed: bool
    end: int


def parse_quantity(text: str, *, decimal_comma: bool = False) -> Quantity:
    """One amount, and nothing else: `$250 million`, `250m`, `€3,500`, `12%`, `USD 4.5k`, `1 234.5`, `3 days`.

    A bare `1,234` is 1234, or 1.234 where the plan's numbers have a decimal comma; `1'234` and `1,00,000` are 1234 and
    100000 anyway.  Raises `Refused` naming the amount and the reason.
    """
    check_length(text)
    whole = _in_decimals(on_the_line(text.strip()), "," if decimal_comma else ".")
    amount = scan_amount(whole, decimal_comma=decimal_comma)
    rest = whole[amount.end :].strip()
    if not rest:
        return amount.quantity
    unit = parse_unit(rest)
    if unit and amount.quantity.unit:
        unit = joined_unit(amount.quantity.unit, unit.text)
    elif amount.quantity.unit == PERCENTAGE and rest.startswith("of "):
        unit = Unit(f"% {rest}")
    if not unit:
        raise Refused(f"{rest!r} in {text!r} is not understood", "write the amount and its unit, such as 250m USD")
    check_unit(unit.text.removeprefix("% "), text)
    return Quantity(amount.quantity.value, unit)


# Halves, quarters, fifths and eighths as one letter behind a whole number; thirds have no end as decimals.
_IN_ONE_LETTER = later("(?<![0-9.,/])(?P<whole>[0-9]{1,9}) ?(?P<part>[½¼¾⅛⅜⅝⅞⅕⅖⅗⅘])(?![0-9½¼¾⅛⅜⅝⅞⅕⅖⅗⅘])", re.ASCII)


def _in_decimals(text: str, mark: str) -> str:
    """A text with the fractions of its numbers as decimals: `44½ days` is 44.5 days."""
    return text if text.isascii() else _IN_ONE_LETTER.sub(lambda found: _decimal(found, mark), text)


def _decimal(found: re.Match[str], mark: str) -> str:
    """A whole number and a fraction of it in one letter, as a decimal."""
    return f"{found['whole']}{mark}{unicodedata.numeric(found['part'])}".replace(f"{mark}0.", mark)


# A phrase is tried in several ways that begin with the same amount.
@lru_cache(64)
def scan_amount(text: str, *, decimal_comma: bool = False) -> Amount:
    """The amount that `text` starts with, without the unit words that may follow it.

    Raises `Refused` when there is none, or when it can be read in two ways.
    """
    amount = _alone(text, decimal_comma=decimal_comma) or _scan(text, decimal_comma=decimal_comma)
    follows = text[amount.end : amount.end + 2]
    if follows[:1] in ("O", "o") and (slip := slip_in(text)):
        raise slip
    # `5m2` and `5m3` are square and cubic metres.
    if follows[:1].isalpha() and follows[1:].isdigit() and follows[0] not in "mM":
        raise _glued(text, amount.end)
    return amount


# The letters that look like 0 and 1; a litre stands behind its number.
_SLIP = later(
    r"[-+]?(?:[$€£] ?|[A-Z]{3} )?(?=[0-9.,lI]*[Oo]|[0-9.,Oo]*[lI][Oo]*[0-9])(?=[OolI.,]*[0-9])"
    r"[0-9OolI.,]*[0-9OolI](?!\w)",
    re.ASCII,
)
_MEANT = str.maketrans("OolI", "0011")


def slip_in(text: str) -> NoAmount | None:
    """The refusal of an amount with a letter where a digit may be meant, `26O`; None where it begins with no such."""
    found = _SLIP.match(text.strip())
    if found is None:
        return None
    *unit, number = found[0].rpartition(" ")
    return NoAmount(
        f"{found[0]!r} has a letter where a digit may be meant", f"write {''.join(unit)}{number.translate(_MEANT)}"
    )


def _glued(text: str, end: int) -> Refused:
    """That a letter and a digit behind a number are none of it, as of `1e400` and `5h3`."""
    if _TOO_LONG.match(text):
        return Refused(f"{text.split(maxsplit=1)[0]!r} has more than {MOST_DIGITS} digits")
    return slip_in(text) or Refused(f"{text[end:].split(maxsplit=1)[0]!r} in {text!r} is not understood",
                   "write the amount and its unit, such as 250m USD")  # fmt: skip


def _scan(text: str, *, decimal_comma: bool) -> Amount:
    """The amount at the start of a text by the pattern of all."""
    _refuse_trouble(text)
    found = _AMOUNT[decimal_comma].match(text)
    if found is None:
        raise not_an_amount(text, decimal_comma=decimal_comma)
    _refuse_ambiguous(text, found, decimal_comma=decimal_comma)
    unit, times, end = _unit_and_scale(text, found)
    value = Decimal(_digits(found["number"], decimal_comma=decimal_comma) + (found["exponent"] or "")).scaleb(
        SCALES.get(times, 0), EXACT
    )
    short = not found["exponent"] and len(found["number"]) + SCALES.get(times, 0) <= MOST_DIGITS
    if not short and _is_long(value):
        raise Refused(f"{found[0].strip()!r} has more than {MOST_DIGITS} digits")
    if found["sign"] in ("-", "\u2212") or found["inner"]:
        value = value.copy_negate()
    return Amount(Quantity(plain(value), unit), bool(found["sign"]), end)


def _alone(text: str, *, decimal_comma: bool) -> Amount | None:
    """A number without a currency, a scale or groups of digits; None for others, which the pattern of all is for."""
    found = _ALONE.match(text) if text.isascii() and not decimal_comma else None
    if found is not None:
        return Amount(Quantity(plain(Decimal(found[1])), _ALONE_UNITS[found[2]]), signed=False, end=found.end())
    if _is_plain(text, decimal_comma=decimal_comma):
        return Amount(Quantity(plain(Decimal(text))), signed=False, end=len(text))
    return None


def _digits(number: str, *, decimal_comma: bool) -> str:
    """A number without what groups its digits, and with a decimal point."""
    number = number.replace(".", "").replace(",", ".") if decimal_comma else number.replace(",", "")
    return number if number.isascii() and "'" not in number and " " not in number else number.translate(_UNGROUPED)


def _is_plain(text: str, *, decimal_comma: bool) -> bool:
    """Whether it is digits, with at most a point among them: most are, and the pattern of all takes long to compile."""
    number, point, fraction = text.partition(".")
    few = text.isascii() and number.isdigit() and len(text) <= MOST_DIGITS
    return few and (not point or (fraction.isdigit() and not decimal_comma))


def _unit_and_scale(text: str, found: re.Match[str]) -> tuple[Unit, str, int]:
    """The unit of an amount, its word of scale, and where they end; a scale may stand behind a currency."""
    unit, times = _written_unit(text, found), " ".join((found["times"] or "").lower().split())
    if not (unit or times):
        return _behind(text, found)
    if unit.text == "INR" and not times:
        return _in_rupees(text, found.end())
    if len(times) == 1 and found["gap"] and not unit and not _currency_follows(text[found.end() :]):
        raise Refused(
            f"{found[0]!r} could be {times!r} for a multiplier or for a unit",
            f"write {found['number']}{times} for the multiplier, or spell the unit out",
        )
    return unit, times, found.end()


# Rupees by the crore and by the lakh: `₹5 Cr`, `₹50L`.
_INR = Unit("INR")
_RUPEES = {"cr": "crore", "l": "lakh"}
_IN_RUPEES = later(rf"[{_SPACES}]*(?P<short>Cr|L)\.?(?u:(?![\w/]))", re.IGNORECASE)


def _in_rupees(text: str, end: int) -> tuple[Unit, str, int]:
    """What stands behind a bare number of rupees: its scale in letters, or nothing."""
    short = _IN_RUPEES.match(text, end)
    return (_INR, "", end) if short is None else (_INR, _RUPEES[short["short"].lower()], short.end())


def _behind(text: str, found: re.Match[str]) -> tuple[Unit, str, int]:
    """What stands behind a bare number: a currency with its scale, or the whole that it is of."""
    late = _LATE_SCALE.match(text, found.end()) or _GLUED_SCALE.match(text, found.end())
    if late is not None and parse_unit(late["unit"]).is_money:
        return parse_unit(late["unit"]), "k" if late["times"] == "T" else late["times"].lower(), late.end()
    whole = None if found["exponent"] else _WHOLE.match(text, found.end())
    if whole is not None and (found["number"], whole["whole"]) == ("24", "7"):  # which is always, and no share
        whole = None
    return (BARE, "", found.end()) if whole is None else (Unit(f"of {whole['whole']}"), "", whole.end())


_NUMBER = later(rf"[0-9](?:[0-9.,'\u2019{_SPACES}]*[0-9])?", re.ASCII)


def says(text: str, value: Decimal) -> bool:
    """Whether a text has a number of the digits of a value, whatever its scale: `$262.5M` says 262,500,000."""
    digits = "".join(map(str, value.normalize(EXACT).as_tuple().digits))
    return any("".join(filter(str.isdecimal, found)).strip("0") == digits for found in _NUMBER.findall(text))


def not_an_amount(text: str, *, decimal_comma: bool) -> NoAmount:
    """The refusal of what is no amount at all, with amounts as the plan writes them."""
    shown = NumberFormat(decimal_comma).localised("1,234.5")
    return slip_in(text) or NoAmount(f"{text!r} is not an amount", f"write 250 million, 12% or {shown}")


# In double quotes `$1` to `$9` are the shell's: `"$1.4bn"` arrives as `.4bn`, and `"$300 million"` as `00 million`.
_SHORN = later(
    r"(?:^|\b(?:from|to) )(?:0[0-9][0-9.,]*(?![0-9.,:/-])|\.[0-9]+ ?[a-z])|(?<=[\s(])(?<![0-9]\s)00+(?![\w.,:/-])",
    re.IGNORECASE | re.ASCII,
)


def is_shorn(text: str) -> bool:
    """Whether a text has an amount that looks as if a shell had taken its first digits for a variable of its own."""
    return ("0" in text or "." in text) and _SHORN.search(text) is not None


_BEHEADED = later(r"(?:^|(?<=[\s(]))(?:,[0-9]{3}(?![0-9])|(?<![0-9]\s)00+(?![\w.,:/-]))", re.ASCII)
TAKEN = "a shell takes \"$1\" away; write amounts with $ in single quotes, as '$1.4bn'"
"""What is said of an amount that begins with its comma, or is left as zeros alone."""


def check_whole(*texts: str) -> None:
    """Raises `NoAmount` for an amount that begins with its comma or is zeros alone: `"$2,400"` is `,400`, and `"$300
    million"` is `00 million`."""
    for text in texts:
        found = _BEHEADED.search(text) if "," in text or "00" in text else None
        if found:
            where = "" if found[0] == text else f" in {text!r}"
            raise NoAmount(f"{found[0]!r}{where} is not an amount", TAKEN)


_UNSAID = later(r"(?<![\w$€£.,])[0-9][0-9.,]*\s?(?:million|billion|bn|mn|m)\b", re.IGNORECASE | re.ASCII)


def has_no_unit(unit: Unit, *texts: str) -> bool:
    """Whether there are millions of nothing, as where a shell has made `50 million` of `"$250 million"`."""
    return not unit and any(map(_UNSAID.search, texts))


def check_number(value: Decimal | None, what: str, most: int = MOST_DIGITS) -> None:
    """Raises `Refused` for a value that is no finite number, or has more digits than that before or after the point."""
    if value is None:
        return
    if not value.is_finite():
        raise Refused(f"{what} is {value}, which is not a number")
    # Most have fewer signs than that, among them their digits, which take longer to count.
    if not -most <= value.adjusted() < most or (len(str(value)) > most and len(value.as_tuple().digits) > most):
        raise Refused(f"{what} has more than {most} digits: {value:.6g}")


def _is_long(value: Decimal) -> bool:
    """Whether it has more digits than a value may have, in all, before the decimal point or after it."""
    return len(value.as_tuple().digits) > MOST_DIGITS or value.adjusted() >= MOST_DIGITS or _places(value) > MOST_DIGITS


def _places(value: Decimal) -> int:
    """The digits after the decimal point."""
    exponent = value.normalize(EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _currency_follows(rest: str) -> bool:
    words = rest.split()
    return bool(words) and parse_unit(words[0]).is_money


def _in_our_digits(text: str) -> str:
    """How to write a text with the digits 0 to 9 for those of another script; "" where they are not all of it."""
    ours = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text.strip())
    return f"write {ours}" if ours.isascii() else ""


def _refuse_trouble(text: str) -> None:
    for char in text if not text.isascii() else ():
        if not char.isascii() and unicodedata.category(char) in ("Nd", "No", "Nl") and char not in "²³":
            raise Refused(f"{char!r} in {text!r} is not one of the digits 0 to 9", _in_our_digits(text))
    words = text.strip()
    for sign, trouble, reason in _TROUBLE:
        if sign in words and trouble.fullmatch(words):
            raise Refused(f"{words!r} {reason}")


# Digits in threes, parted by the other decimal mark: they can be nothing else.
_IN_THREES = later(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3}){2,}", re.ASCII)


def _refuse_ambiguous(text: str, found: re.Match[str], *, decimal_comma: bool) -> None:
    if _GOES_ON.match(text, found.end("number")):
        run = re.match(r"[0-9.,]*", text[found.start("number") :])
        word = run[0] if run else found["number"]
        if re.fullmatch(r"[0-9]+,[0-9]+", word.rstrip(".,")) and not decimal_comma:
            word = word.rstrip(".,")
            raise _unsure_comma(word)
        if decimal_comma and re.fullmatch(r"[0-9]+\.[0-9]+", word.rstrip(".,")):
            word = word.rstrip(".,")
            raise Refused(f"{word!r} has a point, and the decimal mark is a comma", f"write {word.replace('.', ',')}")
        raise _no_number(word, decimal_comma=decimal_comma)
    if found["sign"] and found["inner"]:
        raise Refused(f"{found[0]!r} has two signs")


def _no_number(word: str, *, decimal_comma: bool) -> Refused:
    """What is said of digits and marks that make no number here."""
    said = f"{word!r} is not a number"
    if _IN_THREES.fullmatch(word):
        joined = f"write {word.replace('.', '').replace(',', '')}"
        return Refused(said, joined) if decimal_comma else UnsureComma(said, joined)
    shown = map(NumberFormat(decimal_comma).localised, ("1,234,567.8", "1 234 567.8"))
    return Refused(said, f"write {' or '.join(shown)}")


def _unsure_comma(word: str) -> UnsureComma:
    """What is said of a comma that may be the decimal mark; where a nought is before it, it can be nothing else."""
    alone, joined = word.replace(",", "."), word.replace(",", "")
    ways = [alone] if word.startswith("0") else [alone, joined]
    trouble = f"could be {alone} or {joined}" if len(ways) > 1 else "has a comma, and the decimal mark is a point"
    return UnsureComma(f"{word!r} {trouble}", f"write {' or '.join(ways)}")


def _written_unit(text: str, found: re.Match[str]) -> Unit:
    before = _currency_before(found["before"] or "", text)
    after = SYMBOLS.get((found["after"] or "").upper(), "%" if found["after"] else "")
    if before and after and before != after:
        raise Refused(f"{found[0]!r} has two units")
    return Unit(before or after)


def _currency_before(word: str, text: str) -> str:
    """The code of the currency before a number; raises `Refused` for a word that is none."""
    code = word.upper()
    if code in _WORDS_TOO and word != code:
        raise Refused(f"{word!r} in {text!r} is not understood", f"write {code} in capitals where it is the currency")
    if code in SYMBOLS:
        return SYMBOLS[code]
    if code:
        check_withdrawn(code, text)
        if code not in CURRENCIES:
            raise Refused(f"{word!r} in {text!r} is not understood", "a currency is a code such as USD or EUR")
    return code


def as_decimal(value: Fraction, context: Context = EXACT) -> Decimal:
    """A fraction as a decimal, to the digits of a context where it has no end."""
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros or an exponent: one spelling for one value."""
    if value == 0:
        return Decimal(0)
    text = str(value)
    if text[-1] in "123456789" and "E" not in text and len(text) < EXACT.prec:
        return value
    if value.same_quantum(_ONE):
        return value
    if value.adjusted() >= EXACT.prec:
        return value
    trimmed = value.normalize(EXACT)
    return trimmed.quantize(Decimal(1), context=EXACT) if trimmed == trimmed.to_integral_value() else trimmed


def to_places(number: Fraction | Decimal, places: int) -> Decimal:
    """A number to so many places, in its one spelling; one of more digits than are computed with stays as it is.

    A growth within a week that is taken to go on for thirty years has hundreds of digits.
    """
    value = as_decimal(number) if isinstance(number, Fraction) else number
    if value.adjusted() + places > EXACT.prec - 2:
        return value
    return plain(value.quantize(_ONE.scaleb(-places), context=EXACT))


def spelling(value: Decimal | None) -> str:
    """A number in its one spelling, "" for none.

    It is hashed in the place of the number, because -1 and -2 have the same hash, and so have numbers far apart.
    """
    if value is None:
        return ""
    text = str(value)
    return f"{plain(value)}" if text[-1] == "0" or "E" in text else text


# Where a number begins so, `str` gives it with an exponent.
_TINY = "0.000000"
_PLAIN = later(r"(?:(?:-?+[1-9][0-9]*+|0|-0(?=\.0*[1-9]))(?:\.[0-9]++)?+,)*+", re.ASCII)


def spellings(texts: Sequence[str], *, plain: bool = False) -> list[str]:
    """The numbers that texts say, each as `spelling` gives it; all are `plain` where somebody has looked already."""
    together = ",".join([*texts, ""])
    if _TINY in together or not (plain or _PLAIN.fullmatch(together)):
        return [spelling(Decimal(text)) for text in texts]
    return [text.rstrip("0").removesuffix(".") if text[-1] == "0" and "." in text else text for text in texts]


def show_number(value: Decimal) -> str:
    """Every digit, grouped by commas: `262,000,000`; those that are known of a number of hundreds: `3.30E+4922`."""
    return f"{plain(value):,f}" if value.adjusted() < EXACT.prec else f"{value}"


_SWAPPED = str.maketrans(",.", ".,")
_MARK = later(r"(?<=[0-9])[.,](?=[0-9])")


class NumberFormat(Struct, frozen=True):
    """How a plan writes numbers for people: with a decimal comma, or with a point as programs read them."""

    decimal_comma: bool = False

    def exact(self, value: Decimal) -> str:
        """Every digit, grouped: `1,234.5`, or `1.234,5`."""
        return self.localised(show_number(value))

    def exactly(self, value: Decimal, unit: Unit = BARE) -> str:
        """Every digit and the unit: `262,000,000 USD`, `12%`, `1 day`."""
        return unit.beside(self.exact(value), one=abs(value) == 1)

    def localised(self, text: str) -> str:
        """A number that is written with a point as the plan writes it."""
        return text.translate(_SWAPPED) if self.decimal_comma else text

    def within(self, text: str) -> str:
        """A text with numbers in it as the plan writes them: `pace is 0,60 or more, below 0,95`."""
        return _MARK.sub(lambda mark: self.localised(mark[0]), text) if self.decimal_comma else text


POINTED = NumberFormat()
