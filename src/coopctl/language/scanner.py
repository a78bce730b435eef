"""The pieces that phrases are made of - amounts, units, rates, deadlines - taken off the front of a text."""

import re
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.values.calendar import ONE_DAY, Calendar, Duration, Period, PeriodKind
from coopctl.values.dates import SEASON, parse_duration, parse_period, season_ends
from coopctl.values.patterns import later
from coopctl.values.quantities import NumberFormat, Quantity, plain, scan_amount
from coopctl.values.unit_words import QUALIFIER, check_unit, per
from coopctl.values.units import BARE, PERCENTAGE, Unit, UnitKind, joined_unit, parse_unit
from coopctl.values.vocabulary import (
    FREQUENCIES,
    MONTHS,
    NUMBER_WORDS,
    NUMBERS,
    PERIODS,
    SCALES,
    SEASONS,
    WEEKDAYS,
    pattern,
)

# Patterns are ASCII, or a letter of another script that folds into one of theirs would match.
_ASCII = re.IGNORECASE | re.ASCII
_SPELT_SCALES = pattern(word for word in SCALES if len(word) > 3)
# The end of a word.
END = r"(?u:(?![\w-]))"
# `daily` before a noun is a part of its name: `7 daily newspapers`; so are all before `active users`.
_NOT_NAMING = r"(?!\s+active\s)(?!(?<=daily)\s+(?!(?:by|until|till|before|within|in|over|for|from|no|not)\s)[^\W\d])"
_PERIODS, _ADVERBS = pattern(PERIODS), rf"(?:{pattern(FREQUENCIES)}){_NOT_NAMING}"
_MONTHS = pattern(MONTHS)
_RATE = later(rf"(?:(?:per|an?|each|every)\s+|/\s?)(?P<noun>{_PERIODS}){END}|(?P<adverb>{_ADVERBS}){END}", _ASCII)
_DAILY = later(rf"(?:(?:per|an?|each|every)\s+|/\s?)(?:day|jour|tag|día|dia){END}", _ASCII)
BEFORE_YEAR = r"(?:[a-z]+\.? |[QH][1-4] |FY ?)?"
"""What may stand before the number of a year, as a pattern."""
# A part of a year, or a fiscal year by its two digits, with nothing behind it.
_PART_ALONE = r"(?:[QH][1-4]|FY\s?'?(?:20)?[0-9]{2})(?=$|[,;])"
_BEFORE_DAY = later(
    r"(?P<how>by|until|till|before|no later than|not later than"
    rf"|in(?=\s+{BEFORE_YEAR}[0-9]{{4}}(?![0-9]))"
    rf"|in(?=\s+(?:(?:{_MONTHS})\.?|(?:the\s+)?(?:{pattern(SEASONS)}))(?:$|[,;]))"
    rf"|(?:in|during|for)(?=\s+{_PART_ALONE}))\s+"
    r"(?:the\s+)?(?:(?:year[- ]?)?(?P<end>end)(?:\s+of|-)?\s*)?(?:the\s+)?",
    _ASCII,
)
# Two digits are a year behind FY or the name of a month alone.
_NAMES_A_YEAR = later(
    r"(?<![0-9])[0-9]{4}(?![0-9])|^(?:(?:[QH][1-4][ -]?)?FY ?'?[0-9]{2}(?:[ -]?[QH][1-4])?|[a-z]{3,9}\.?[-'’][0-9]{2}"
    r"|[QH][1-4] ?['’/-][0-9]{2})$",
    _ASCII,
)
_COMING_YEAR = later(rf"(?P<which>this|the current|next|the following|the coming)\s+year{END}", _ASCII)
_THIS_YEAR = later(rf"(?:in |during )?(?P<which>this|next) year{END}", _ASCII)
_PARTS = "(?:(?:fiscal |financial )?(?:quarter|half-year)|month|week|(?:fiscal|financial) year)"
_THIS_PART = later(rf"(?:(?:in|during|for) )?(?:the )?(?P<part>(?:this|next) {_PARTS}){END}", _ASCII)
# The numbers that are days in front of the name of a month.
_DAYS = range(1, 32)
_HOW_MUCH = "write how much, or how often, as in 'at least 1 per year', and the day into a note"
# Where the first half of a year is over.
_MIDDLE = later(r"(?:mid[- ]|(?:the )?middle of )(?P<year>(?:19|20)[0-9]{2})(?![-/0-9])", _ASCII)
# A day or part of a year without the year.
_NTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_NO_YEAR = later(
    rf"(?:(?:this|next) {_PARTS}|[QH][1-4]|(?:{_NTH} |next )?(?:{_MONTHS})\.?(?: {_NTH})?|(?:week |W)[0-9]{{1,2}}"
    rf"|{pattern(WEEKDAYS)})(?=$|[,;])",
    _ASCII,
)
# What is before a part of the year that runs, or before the next, could begin or end with it.
_RUNNING = later(r"(?:this|next)\s", _ASCII)
_SPAN = later(
    r"(?:(?:with)?in|over|during|for)\s+(?!(?:years?|months?|quarters?|weeks?|days?)(?!\w))"
    r"(?:(?:a|the) period of\s+)?(?:the\s+)?(?:next\s+|coming\s+|following\s+)?"
    rf"(?:(?P<number>[0-9]+|{NUMBER_WORDS})\s+)?(?P<unit>years?|months?|quarters?|weeks?|days?){END}",
    _ASCII,
)
VAGUE = "hopefully|maybe|perhaps|possibly|probably|ideally|about|around|roughly|soon|asap"
"""What leaves open how much is promised, or when, as a pattern."""
# The grammar's own words, where the words of a unit end.
_STOP = later(
    r"(?:by|until|till|before|within|no later|not later|from|to|each|every|then|if"
    rf"|and(?=\s+(?:[-+−]?[0-9$€£]|an?\s|(?:{NUMBER_WORDS})\s))"
    r"|(?:or|and)\s+(?:more|higher|above|greater|better|over|less|fewer|lower|below|under)|in\s+(?:Q|H|FY\s?)?[0-9]{4}(?:-[0-9]{2})?"
    rf"|in\s+(?:{_MONTHS})(?:\.?,?\s+[0-9]{{4}}|(?!\w))|in\s+[QH][1-4](?=\s+[0-9]{{4}})|(?:in|during|for)\s+{_PART_ALONE}"
    rf"|compared|relative to|versus|vs|against|at the latest|(?:this|next|last)\s+(?:year|{_PARTS})"
    rf"|next\s+(?:{_MONTHS})"
    r"|(?:starting|beginning|commencing)(?=\s+(?:in|on|from|with)\s)"
    # The same in other languages, where it is left over: no unit says until when.
    r"|bis|até|hasta|d['’]ici|jusqu['’]\w+|entro|tegen|uiterlijk"
    rf"|(?:in|this|next|last)\s+(?:{pattern(SEASONS)})(?=$|[,;]|\s+[0-9])"
    r"|(?:this|next)\s+(?:season|semester|trimester|term|fortnight|sprint|decade)"
    rf"|{VAGUE}|substantially|significantly|as"
    r"|(?:in|over|during|for)\s+(?:the|next|coming|a|few|some|[0-9]+)"
    rf"|{_ADVERBS}){END}|(?:(?:per|an?)\s+|/\s?)(?:{_PERIODS}){END}|{_SPAN.pattern}",
    _ASCII,
)
# A number in the middle of a unit: `per 100,000`, `per 100.000`, `per 100 000`.
_PER_NUMBER = r"per\s+[0-9](?:[0-9,]|[. \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9])))*(?![0-9])"
_WORD = later(rf"{_PER_NUMBER}|[^\W\d_°](?:[\w'’.²³()-]|/(?!\s?(?:{_PERIODS})(?!\w)))*|°[CF]?|&", re.IGNORECASE)

# An amount behind `by` that no verb says to rise or to fall, and no day that is none.
_BY_AMOUNT = later(
    r"by\s+(?P<much>(?:at least\s+)?(?!(?:19|20)[0-9]{2}(?![0-9.,%])|[0-9]+[./-][0-9]+[./-]"
    rf"|[0-9]+(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTHS}))(?:[$€£]?\s?[0-9]|half|a (?:half|third|quarter)).*)",
    _ASCII,
)
# The day may be the first or the second; where one of them is above 12, that is told elsewhere.
_EITHER_DAY = later(
    r"\w+\s+(?P<said>(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|1[0-2])/(?P<year>(?:19|20)[0-9]{2}))(?![0-9/])", _ASCII
)
_SEASON = later(rf"\w+\s+(?P<said>{SEASON})", re.IGNORECASE)
_OF_ALL = later(
    r"(?P<part>[$€£]?[0-9][0-9.,]*) (?:out )?of "
    r"(?P<whole>[$€£]?[0-9]{1,3}(?:,[0-9]{3})+|[$€£][0-9]+|[0-9]{3,}(?= (?:euros?|dollars|[A-Z]{3})(?!\w)))"
    r"(?P<unit>(?: (?-i:euros?|dollars|[A-Z]{3})(?!\w))?)",
    re.IGNORECASE,
)


_OF_TWO = later(r"(?P<one>[0-9]{2,3})/(?P<other>[0-9]{2,3})(?![0-9.,/])")


def _check_whole(text: str) -> None:
    """Raises `Refused` for so much of thousands or of money, which is how far somebody is as often as a target.

    More than all of them are two values: `130/80`.
    """
    two = _OF_TWO.match(text)
    if two and int(two["one"]) > int(two["other"]):
        raise Refused(f"{two[0]!r} could be two values", f"add a goal for each: '{two['one']}' and '{two['other']}'")
    found = _OF_ALL.match(text) if " of " in text else None
    if found:
        part, whole, unit = (found[name] for name in ("part", "whole", "unit"))
        raise Refused(
            f"{found[0]!r} could be how far it is, or what is promised",
            f"for the first: write 'from {part}{unit} to {whole}{unit}'",
        )


_PURPOSES = ("for ", "in ", "of ")
_CODE = len("EUR")
_BLANKS = later(r"[ \t\r\n]+")
_LINK = later(rf"(?:on|of|at|as|with|of|through|throughout){END}", _ASCII)
_LINKING = later(rf"(?:by|to|from|in|over|during|for|under|above|below|[0-9]){END}", _ASCII)


class YearEnd(Struct, frozen=True):
    """The end of a year that is so many after the one in which a phrase is written."""

    years: int


class Coming(Struct, frozen=True):
    """A day or a part of a year without its year: the next that ends, as seen from where a phrase is written.

    Where it is `earlier` the day before the next that begins is meant: `before March`.
    """

    text: str
    earlier: bool = False


@cache
def _any_of(words: str) -> re.Pattern[str]:
    """Whole words, as alternatives of a pattern."""
    return later(rf"(?:{words}){END}", _ASCII)


@lru_cache(1024)
def _period(text: str, calendar: Calendar) -> Period | None:
    """The day or period that a text names with its year, None where it names none."""
    with suppress(Refused):
        if _NAMES_A_YEAR.search(text):
            return parse_period(text, today=date.max, calendar=calendar)
    return None


class _Until(Struct, frozen=True):
    """A deadline at the front of a text - a day, or a `length` of time - and the rest behind it.

    It is `astray` where `by` stands there with no day behind it.
    """

    rest: str
    by: date | YearEnd | Coming | None = None
    length: str = ""
    astray: bool = False


def _behind(found: re.Match[str]) -> str:
    """What is left behind what was found at the front, without the spaces and one comma after it."""
    return found.string[found.end() :].lstrip(" ").removeprefix(",").lstrip(" ")


# The goals of a plan have the same few deadlines, and count the same few things.
@lru_cache(1024)
def _until(text: str, calendar: Calendar) -> _Until:
    """The deadline at the front of a text."""
    span = _SPAN.match(text)
    if span is not None:
        number = (span["number"] or "1").lower()
        return _Until(_behind(span), length=f"{NUMBERS.get(number, number)} {span['unit']}")
    year = _THIS_YEAR.match(text)
    if year is not None:
        return _Until(_behind(year), YearEnd(0 if year["which"].lower() == "this" else 1))
    part = _THIS_PART.match(text)
    if part is not None:
        return _Until(_behind(part), Coming(part["part"]))
    lead = _BEFORE_DAY.match(text)
    if lead is None:
        return _Until(text)
    return _day(_behind(lead), calendar, earlier=lead["how"].lower() == "before" and not lead["end"])


def _day(text: str, calendar: Calendar, *, earlier: bool) -> _Until:
    """The day behind `by`, or the day before it."""
    coming = _COMING_YEAR.match(text)
    if coming is not None:
        years = 0 if coming["which"].lower() in ("this", "the current") else 1
        return _Until(_behind(coming), YearEnd(years - 1 if earlier else years))
    middle = _MIDDLE.match(text)
    if middle is not None:
        return _Until(_behind(middle), date(int(middle["year"]), 6, 30))
    period, rest = _period_of_a_year(text, calendar)
    if period is not None:
        return _Until(rest, period.start - ONE_DAY if earlier else period.last)
    unsaid = _NO_YEAR.match(text)
    if unsaid is not None and not (earlier and _RUNNING.match(text)):
        said = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)", "", unsaid[0]).strip()
        return _Until(_behind(unsaid), Coming(said, earlier))
    return _Until(text, astray=True)


def _period_of_a_year(text: str, calendar: Calendar) -> tuple[Period | None, str]:
    """The day or period that names its year at the front of a text, of the most words that are one, and the rest."""
    words = text.split(" ")
    # What stands behind another `by` belongs to the next step.
    most = words.index("by") if "by" in words else len(words)
    for count in range(min(4, most), 0, -1):
        period = _period(" ".join(words[:count]).rstrip(",;"), calendar)
        if period is not None:
            return period, " ".join(words[count:])
    return None, text


@lru_cache(1024)
def _unit_words(text: str) -> tuple[str, str]:
    """The words at the front of a text that name a unit, up to a word of the grammar, and the rest behind them."""
    words, rest = list[str](), text
    while rest and (found := _unit_word(rest, inside=bool(words))):
        words.append(found[0].rstrip(","))
        rest = rest[found.end() :].lstrip(" ")
    return " ".join(words), rest.removeprefix(",").lstrip(" ")


def _unit_word(text: str, *, inside: bool) -> re.Match[str] | None:
    """The next word of a unit; what narrows a noun may hold a number or a word of the grammar."""
    narrowing = QUALIFIER.match(text) if inside else None
    stops = _STOP.match(text) or (not inside and _ELSEWHERE.match(text))
    return narrowing or (None if stops else _WORD.match(text))


# What something is on or with is not what is counted: `spend less than 400 on groceries`.
_ELSEWHERE = later(rf"(?:on|at|with|through|throughout){END}", _ASCII)


class Scanner:
    """The rest of a phrase, taken from the front piece by piece."""

    def __init__(self, text: str, *, calendar: Calendar, decimal_comma: bool, signed: str = "") -> None:
        self.whole = _BLANKS.sub(" ", text).strip().rstrip(".")
        self.rest = self.whole
        self.calendar = calendar
        self.numbers = NumberFormat(decimal_comma)
        self.signed = signed
        self._spelt = False
        self._after_unit = ""
        self.remark = ""
        """What the money of the last amount is of: `exports` of `$5 million in exports`."""
        self.plus = False
        """Whether the last amount was written with a plus behind it: `420+`."""

    def take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        """Take what the pattern matches at the front, with the spaces and one comma after it."""
        found = (later(pattern, _ASCII) if isinstance(pattern, str) else pattern).match(self.rest)
        if found is not None:
            self.rest = _behind(found)
        return found

    def word(self, words: str) -> str:
        """Take one of these words, "" when none is at the front."""
        # All words begin with a letter, and most of what is left does not.
        if not self.rest[:1].isalpha():
            return ""
        found = self.take(_any_of(words))
        return " ".join(found[0].lower().split()) if found else ""

    def amount(self) -> tuple[Quantity, bool]:
        """Take an amount with its currency or percent sign, and whether it was signed."""
        spelt = self.word(NUMBER_WORDS)
        if spelt:
            self._spelt = True
            scale = SCALES.get(self.word(_SPELT_SCALES), 0)
            return Quantity(plain(NUMBERS[spelt].scaleb(scale)), self.unit_sign()), False
        if not self.rest:
            raise Refused(f"{self.whole!r} lacks an amount", "write how much")
        found = scan_amount(self.rest, decimal_comma=self.numbers.decimal_comma)
        self.rest = self.rest[found.end :].lstrip(" ")
        self.plus = self.rest[:1] == "+" and bool(self.take(r"\+(?=[ ,]|$)"))
        self._spelt = False
        return found.quantity, found.signed

    def unit_sign(self) -> Unit:
        """Take a percent sign or its words; a bare unit where none stands next."""
        return PERCENTAGE if self.take(rf"%|per ?cent{END}") else BARE

    def noun(self) -> Unit:
        """Take the words that name a unit, up to a word of the grammar."""
        before = self.rest
        if not before:
            self._after_unit = before
            return BARE
        words, self.rest = _unit_words(before)
        unit = parse_unit(words)
        if words and not unit:
            raise self.refused(before)
        check_unit(unit.text, self.whole, spelt=self._spelt)
        self._after_unit = self.rest
        return unit

    def quantity(self) -> tuple[Quantity, bool]:
        """Take an amount and the unit words after it; a percentage may be of something: `2% of GDP`."""
        before = self.rest
        amount, signed = self.amount()
        return self.with_unit(amount, before), signed

    def with_unit(self, amount: Quantity, before: str) -> Quantity:
        """Take the unit words behind an amount, with the day that it is per; `before` is the rest with the amount."""
        found = self.with_noun(amount, before)
        return Quantity(found.value, self._daily(found.unit))

    def with_noun(self, amount: Quantity, before: str) -> Quantity:
        """Take the unit words behind an amount, and leave the day that it is per; `before` is the rest with it."""
        _check_whole(before)
        amount = self._with_money(amount)
        if amount.unit.is_money:
            return self._with_purpose(amount, before)
        if amount.unit == PERCENTAGE and self.word("of"):
            return self._share_of(amount, before)
        noun = self.noun()
        unit = joined_unit(amount.unit, noun.text) if amount.unit and noun else amount.unit or noun
        if noun and not unit:
            raise self.refused(before)
        self._check_day(amount, noun)
        return Quantity(amount.value, unit)

    def _with_money(self, amount: Quantity) -> Quantity:
        """Take the currency of a bare amount in front of what it is for: `2,400 euros for Italy`; `all` is no code."""
        if amount.unit:
            return amount
        word, _, behind = self.rest.partition(" ")
        unit = parse_unit(word) if behind.startswith(_PURPOSES) and (word.isupper() or len(word) > _CODE) else BARE
        if not unit.is_money:
            return amount
        self.rest = behind
        return Quantity(amount.value, unit)

    def _check_day(self, amount: Quantity, noun: Unit) -> None:
        """Raises `Refused` for `31 March`, which is no amount of anything."""
        if noun.text.lower() in MONTHS and not amount.unit and amount.value in _DAYS:
            day = f"{amount.value} {noun}"
            where = "" if day == self.whole else f" in {self.whole!r}"
            raise Refused(f"{day!r}{where} is a day, and no amount", _HOW_MUCH)

    def _share_of(self, amount: Quantity, before: str) -> Quantity:
        """Take what a percentage is of: `2% of GDP`."""
        noun = self.noun()
        if not noun:
            raise self.refused(before)
        return Quantity(amount.value, joined_unit(PERCENTAGE, f"of {noun}"))

    def _with_purpose(self, amount: Quantity, before: str) -> Quantity:
        """Take what money is per; or what it is of, which is no part of its unit: `$5 million in exports`."""
        linked = "" if _STOP.match(self.rest) else self.word("in|of(?! [0-9])")
        noun = self.noun()
        if not (linked or noun):
            return amount
        each = BARE if linked else joined_unit(amount.unit, noun.text)
        if not each and noun.kind is not UnitKind.COUNTED:
            raise self.refused(before)
        self.remark = "" if each else noun.text
        return Quantity(amount.value, each or amount.unit)

    def _daily(self, unit: Unit) -> Unit:
        """A unit with the day that it is per, which is a part of what is measured, not of what is counted."""
        measured = bool(unit) and not (unit.is_counted or unit.is_percent)
        return Unit(f"{unit} per day") if measured and self.take(_DAILY) else unit

    def rate(self) -> PeriodKind | None:
        """Take `per year`, `monthly`; None where no rate stands next."""
        found = self.take(_RATE)
        if found is None:
            return None
        noun, adverb = (" ".join((found[name] or "").lower().split()) for name in ("noun", "adverb"))
        kind = PeriodKind(PERIODS[noun] if noun else FREQUENCIES[adverb])
        if adverb:
            self._check_named(found, kind)
        return kind

    def _check_named(self, adverb: re.Match[str], kind: PeriodKind) -> None:
        """Raises `Refused` for `9 weekly visits`, which are so many in each week, or in all."""
        head, things = self.whole.removesuffix(adverb.string).strip(), _unit_words(self.rest)[0]
        if things and head[-1:].isdigit() and not _LINK.match(things):
            raise Refused(f"'{head} {adverb['adverb']} {things}' could be {head} in each {kind}, or in all",
                          f"write '{head} {things} {per(kind)}', or '{head} {things}' in all")  # fmt: skip

    def deadline(self) -> "date | Duration | YearEnd | Coming | None":
        """Take `by 2025`, `before June 2026`, `over the next two years`."""
        before = self.rest
        said = _until(before, self.calendar)
        if said.astray:
            raise self._no_deadline(before)
        self.rest = said.rest
        return parse_duration(said.length) if said.length else said.by

    def _no_deadline(self, before: str) -> Refused:
        """That what follows `by` is no day, and how to write one; or an amount that it may rise or fall by."""
        head = self.whole[: len(self.whole) - len(before)].strip(" ,")
        either = _EITHER_DAY.match(before)
        if either is not None:
            pairs = (either.group("month", "day"), either.group("day", "month"))
            ways = (f"'{f'{head} by'.strip()} {either['year']}-{int(a):02d}-{int(b):02d}'" for a, b in pairs)
            return Refused(f"{either['said']} in {self.whole!r} could be two days", f"write {' or '.join(ways)}")
        season = _SEASON.match(before)
        if season is not None:
            months = " or ".join(f"'{f'{head} by'.strip()} {month}'" for month in season_ends(season))
            no_day = f"{season['said']!r} in {self.whole!r} has no last day that is known"
            return Refused(no_day, f"write its last month, {months}")
        from coopctl.values.near_days import near_day  # only what is refused pays for it

        near = near_day(before.partition(" ")[2], date.max)
        if near:
            return self.refused(before, f"write '{f'{head} by'.strip()} {near}'")
        if head:
            return self.refused(before, f"write a deadline as in '{head} by 2030-06-30' or '{head} within 18 months'")
        change = _BY_AMOUNT.match(before)
        if change is not None:
            return Refused(f"{before!r} could be a rise or a fall",
                           f"write 'increase by {change['much']}' or 'reduce by {change['much']}'")  # fmt: skip
        promise = before.partition(", ")[2]
        day = f"as in 'by 2030-06-30, {promise}'" if promise else "as a day: 2030-06-30"
        return self.refused(before, f"write a deadline {day}")

    def refused(self, part: str = "", hint: str = "") -> Refused:
        """The refusal that names a part, or what is left."""
        part = part or self.rest
        if part == self._after_unit and not hint and _LINKING.match(part):
            hint = "give a unit of such words with --unit, and the number alone in --from and --to"
        hint = hint or "write the amount, its unit and the day alone; a note may say the rest"
        where = "" if part == self.whole else f" in {self.whole!r}"
        return Refused(f"{part!r}{where} is not understood", hint)
