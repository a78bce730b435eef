"""A column of dates has one meaning, found from all of its cells or said with --dates."""

import re
from collections.abc import Set
from datetime import date
from typing import NamedTuple

from coopctl.errors import Refused
from coopctl.exchange.figures.bounds import running
from coopctl.exchange.figures.counted import counted
from coopctl.exchange.figures.dates import bare, readings
from coopctl.exchange.figures.fractions import are_quarters, months_before, of_fraction
from coopctl.exchange.figures.months import ANY_MONTH
from coopctl.exchange.figures.senses import ORDERS, PARTS, Readings, Sense
from coopctl.exchange.figures.words import plain
from coopctl.exchange.formats.rows import Cell, Unread
from coopctl.plan.plan import Plan
from coopctl.values.calendar import FIRST_DAY
from coopctl.values.dates import is_to_come, parse_period
from coopctl.values.patterns import LONGEST, later

_REMEMBERED = 20_000
_FEW = 3
_WORDS = {
    Sense.DMY: "the day first", Sense.MDY: "the month first", Sense.YMD: "the year first",
    Sense.MONTH: "months", Sense.SPAN: "years from one to the next", Sense.QUARTER: "quarters", Sense.WEEK: "weeks",
}  # fmt: skip

NO_DATE = Unread("the row has no date")
"""Why an empty cell is no date."""


class Day(NamedTuple):
    """The last day of a period, and the period as people write it.

    With a `first` they are days that run from the start of one, and are none.
    """

    last: date
    label: str
    first: date | None = None


FISCAL = later(
    r"fiscal|financial|\bfy\b|year end(?:ed|ing)\b|exercice|ejercicio|exerc[ií]cio|haushaltsjahr|geschäftsjahr",
    re.IGNORECASE,
)
"""What the name of a column has whose years are those of accounts, which need not begin in January."""
_YEAR_OR_QUARTER = later(r"[0-9]{4}(?:-Q[1-4])?", re.ASCII)
_YEAR_AND_MONTH = later(r"[0-9]{4}-M?[0-9]{2}", re.ASCII)
# What names a column of quarters by their last months, and such a month.
_QUARTER_ENDED = later(
    r"\bquarters? (?:end(?:ed|ing|s)?|to)$|\btrimestre (?:clos|finissant|terminado)\b|\bquartalsende\b"
)
_LAST_OF_QUARTER = later(r"(?P<year>[0-9]{4})-(?P<month>03|06|09|12)", re.ASCII)
_PLAIN = later(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_NEVER = later("(?!)()")
_WHOLE_YEAR = later(r"^\s*([0-9]{4})13\s*$", re.ASCII)
_YEAR_MONTH = later(r"yyyy ?mm|year ?month", re.IGNORECASE)
_YEARED = later(r"[0-9]{4}", re.ASCII)
# What the name of a column says of numbers beside years.
_NAMED = tuple(
    (re.compile(words, re.IGNORECASE), sense)
    for words, sense in (
        ("quarter|quartal|trim|kwarta|kvartal", Sense.QUARTER),
        ("week|woche|semaine|semana", Sense.WEEK),
        (r"month|monat|\bmois|\bm[eê]s\b", Sense.MONTH),
        (r"year|\bfy\b|fiscal|season|jahr|ann|año", Sense.SPAN),
    )
)
# In a column of years the second number of `2008-12` may be a later year of the same century.
_TO_A_YEAR = later(
    r"(?P<century>[0-9]{2})(?P<first>[0-9]{2}) ?(?:[-/–]|to|à|bis) ?(?P=century)?(?P<last>[0-9]{2})", re.ASCII
)
# A month, or a day of one, without a year: `13-May`, `05.13.`.
_MONTH = later(
    rf"(?:[0-9]{{1,2}}[-./ ]{{1,2}})?(?:{ANY_MONTH})\.?(?:[-./ ]{{1,2}}[0-9]{{1,2}})?"
    r"|[0-9]{1,2}(?:[./][0-9]{1,2}\.?)?",
    re.IGNORECASE,
)
_NO_YEAR = "says no year (write it with the year, or name a column of years with --map year=COLUMN)"
# No country writes the month first between points.
_BETWEEN_POINTS = later(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}", re.ASCII)
_RELATIVE = later(r"today|yesterday|this .*|last .*|.* ago|\+.*", re.IGNORECASE)


def _plain(text: str, today: date) -> Day | None:
    """A day that is written as `2024-12-31`, which has one sense anywhere; None for any other text, and for no day."""
    if not _PLAIN.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Day(day, text) if FIRST_DAY <= day <= today else None


def _whole_years(name: str) -> re.Pattern[str]:
    """What is of a whole year in a column of this name: month 13, as the Energy Information Administration has it."""
    return _WHOLE_YEAR if _YEAR_MONTH.fullmatch(plain(name)) else _NEVER


class Coming(Unread, frozen=True):
    """Why a date is none of a figure that has happened: it is to come."""


class Unsettled(Exception):
    """A date has two senses, and nothing that was seen of its column says which."""


class _Contradicted(Refused):
    """A column, not a cell, that is not understood."""


class Column:
    """One column of dates: what its cells can mean, by all that were seen, and what each of them means."""

    def __init__(
        self,
        plan: Plan,
        today: date,
        name: str,
        sense: Sense | None = None,
        *,
        months: bool = False,
        counts: bool = False,
        fractions: bool = False,
    ) -> None:
        """`fractions` tells that its years have them, of which each is a month or quarter, and a bare one the first."""
        self._plan, self._today, self._name = plan, today, name
        self._said, self._counts = sense, counts
        self.day_first = False
        """Whether numbers beside it have a decimal comma, as nobody has who writes the month first."""
        self.ordered, self.why = "", ""
        """A date of which that, or the points in it, alone says where its day is, and which of them does."""
        self._fractions: set[int] | None = set() if fractions else None
        named = {sense} if sense else set()
        self._able = {
            ORDERS: named & ORDERS or set(ORDERS),
            PARTS: {Sense.MONTH} if months or sense is Sense.YMD else named & PARTS or set(PARTS),
        }
        self.counted: dict[str, tuple[str, date | str]] = {}
        """What numbers of the column count that are days only so, each with the first of them."""
        self._seen: dict[Sense, str] = {}
        self._spans: set[str] = set()
        self._whole_years = _whole_years(name)
        self._closed = False
        self._quarters = bool(_QUARTER_ENDED.search(plain(name)))
        accounts = bool(FISCAL.search(name))
        self.fiscal = accounts and plan.fiscal_start > 1
        self.calendar = name if accounts and plan.fiscal_start == 1 else ""
        """What shows that its years may be of accounts, where those of the plan begin in January."""
        self._known: dict[Cell, Day | Unread] = {}

    def read(self, cell: Cell) -> Day | Unread:
        """The day or period that a cell means, or why it means none.

        Raises `Unsettled` for one that could be two, until the column was seen to its end, and `Refused` for a column
        of two senses, or of which nothing says what sense it has.
        """
        known = self._known.get(cell)
        if known is None:
            text = cell if isinstance(cell, str) else f"{cell:f}"
            known = _plain(text.strip(), self._today) or self._read(text)
            if len(self._known) < _REMEMBERED:
                self._known[cell] = known
        return known

    def see(self, cell: Cell) -> bool:
        """Take a cell that comes later as a witness; whether nothing is open any more."""
        text = cell if isinstance(cell, str) else f"{cell:f}"
        if len(text) <= LONGEST:
            try:
                self._narrow(text, self._able_in(text))
            except _Contradicted:
                raise
            except Refused:  # of this cell alone, which says so where it is read
                pass
        return all(len(able) == 1 for able in self._able.values())

    def close(self) -> None:
        """Nothing more is to be seen: years that follow one another are years, and a name may say what a column is."""
        self._closed = True
        left = self._able[PARTS]
        if self._fractions is not None and are_quarters(frozenset(self._fractions)):
            left = self._able[PARTS] = left & {Sense.QUARTER} or left
        if len(left) > 1 and (sense := self._by_name()) in left:
            self._able[PARTS] = {sense}

    def _by_name(self) -> Sense | None:
        """What the name of the column says that a number beside a year is, else that spans follow one another."""
        named = (sense for words, sense in _NAMED if words.search(self._name))
        return next(named, Sense.SPAN if len(self._spans) > 1 else None)

    def _read(self, text: str) -> Day | Unread:
        word = text.strip()
        if not word:
            return NO_DATE
        if len(word) > LONGEST:
            return Unread(f"{word[:20]!r}... is too long for a date")
        try:
            written = self._written(word)
            day = self._day(written, self._today)
        except _Contradicted:
            raise
        except Refused as trouble:
            return Unread(f"{text!r} {_NO_YEAR}" if _MONTH.fullmatch(word) else trouble.message)
        if not _YEARED.search(word) and not _RELATIVE.fullmatch(word) and self._floats(written):
            return Unread(f"{text!r} {_NO_YEAR}")
        if day.last > self._today:
            return Coming(is_to_come(text, day.last))
        return day

    def _day(self, written: str, today: date) -> Day:
        """The day of a text in the words of `parse_period`, or of days that run up to one within a period."""
        if ends := running(written, self._plan):
            return Day(ends[1], written, ends[0])
        period = parse_period(written, today=today, calendar=self._plan.calendar)
        return Day(period.last, period.label)

    def _written(self, word: str) -> str:
        """A date in the words of `parse_period`; what no rule of files knows as it is."""
        able = self._counted(word) or self._last_of_years(word) or self._able_in(word)
        self._check_years(word, able)
        written = self._chosen(word, able) if able else bare(word)
        if self._fractions is not None and "." in word:
            what = "quarters" if "Q" in written else "months"
            self.counted.setdefault(f"{what} by their share of the year", (word, written))
        return self._in_accounts(self._in_quarters(written))

    def _check_years(self, word: str, able: Readings) -> None:
        """Raises `Refused` for the years from one to a later one, and a month in a column of years that can be some."""
        years = None if self._said else _TO_A_YEAR.fullmatch(word)
        if years is None or years["first"] >= years["last"] or set(able) - {Sense.MONTH}:
            return
        last = f"{years['century']}{years['last']}"
        several = f"the years {word[:4]} to {last}"
        if not able:
            raise Refused(f"{word!r} is of {several} (say --dates span to count it for {last}, or write that year)")
        if self._by_name() is Sense.SPAN:
            raise Refused(
                f"{word!r} in a column of years could be a month, or {several}"
                f" (say --dates month, or write the year that counts, as in {last})"
            )

    def _last_of_years(self, word: str) -> Readings:
        """The year that ends several, where spans were said to be what a column has, as rolling means are of some."""
        years = _TO_A_YEAR.fullmatch(word) if self._said is Sense.SPAN else None
        if years is None or int(years["last"]) - int(years["first"]) < 2:
            return {}
        last = f"{years['century']}{years['last']}"
        self.counted.setdefault("of several years, of which the last counts", (word, last))
        return {None: last}

    def _counted(self, word: str) -> Readings:
        """The day to which a number counts, in a column whose numbers do; none for all others."""
        number = counted(bare(word)) if self._counts else None
        if number is None:
            return {}
        self.counted.setdefault(number.what, (word, number.day))
        return {None: number.day.isoformat()}

    def _in_quarters(self, written: str) -> str:
        """The quarter that a month is the last of, where that is what the column names."""
        found = _LAST_OF_QUARTER.fullmatch(written) if self._quarters else None
        return f"{found['year']}-Q{int(found['month']) // 3}" if found else written

    def _in_accounts(self, written: str) -> str:
        """A year or quarter as one of accounts, where that is what the column has.

        Raises `Refused` for a month, of which the year of accounts does not say in which calendar year it lies.
        """
        if self.fiscal and _YEAR_AND_MONTH.fullmatch(written):
            raise Refused(
                f"{written} is a month of a fiscal year, which does not say in which calendar year it lies"
                " (write it with its own year, as in 2024-04, in one column)"
            )
        return f"FY{written}" if self.fiscal and _YEAR_OR_QUARTER.fullmatch(written) else written

    def _floats(self, written: str) -> bool:
        """Whether it depends on today which year is meant, as of `Q3` and `20 Nov`, which the file cannot know."""
        ends = {self._day(written, day).last for day in (self._today, self._today.replace(year=self._today.year - 4))}
        return len(ends) > 1

    def _able_in(self, text: str) -> Readings:
        """The senses in which a text is a date; a short year that has not begun is none where it can be another."""
        if self._fractions is not None and (found := of_fraction(bare(text))):
            self._fractions.add(months_before(bare(text)) or 0)
            return found
        able = readings(self._whole_years.sub(r"\1M13", text), self._plan)
        if self._is_ordered(text, able):
            return {Sense.DMY: able[Sense.DMY]}
        if len(able) > 1 and Sense.YMD in able and int(able[Sense.YMD][:4]) > self._today.year:
            return {sense: written for sense, written in able.items() if sense is not Sense.YMD}
        return able

    def _is_ordered(self, text: str, able: Readings) -> bool:
        """Whether a date of several senses has its day first where nobody writes the month first."""
        if self._said or len(able) < 2 or Sense.DMY not in able or "-" in text:
            return False
        why = self._why_first(text)
        if why and not self.ordered:
            self.ordered, self.why = text.strip(), why
        return bool(why)

    def _why_first(self, text: str) -> str:
        """Why the day of a date is first; "" where that does not follow, or another date had its month first."""
        if self.day_first:
            return "numbers have a decimal comma"
        pointed = Sense.DMY in self._able[ORDERS] and _BETWEEN_POINTS.fullmatch(text.strip())
        return "points part the numbers" if pointed else ""

    def _chosen(self, text: str, able: Readings) -> str:
        if None in able:
            return able[None]
        left = self._narrow(text, able)
        texts = {able[sense] for sense in left}
        if len(texts) == 1:
            self._note_span(text, left)
            return texts.pop()
        if not self._closed:
            raise Unsettled
        first, second = sorted(left)[:2]
        raise _Contradicted(
            f"{text!r} in column {self._name!r} could be {able[first]} or {able[second]}, and no other date says which",
            f"say which with --dates {first} or --dates {second}",
        )

    def _note_span(self, text: str, left: Set[Sense]) -> None:
        if Sense.SPAN in left and self._plan.fiscal_start == 1:
            self.calendar = self.calendar or text

    def _narrow(self, text: str, able: Readings) -> set[Sense]:
        """The senses of a text that the column can have, which are then those of the column."""
        senses = {sense for sense in able if sense is not None}
        if not senses:
            return set()
        group = ORDERS if senses & ORDERS else PARTS
        if Sense.SPAN in senses and len(senses) > 1 and len(self._spans) < _FEW:
            self._spans.add(text)
        left = self._able[group] & senses
        if not left:
            raise self._contradiction(text, self._able[group], senses)
        if len(left) == 1:
            self._seen.setdefault(next(iter(left)), text)
        self._able[group] = left
        return left

    def _contradiction(self, text: str, before: set[Sense], senses: set[Sense]) -> Refused:
        """Why a text has none of the senses that the column has left."""
        was, now = min(before), min(senses)
        if self._said:
            return Refused(f"{text!r} is not a date with {_WORDS[was]}")
        seen = f" ({self._seen[was]!r})" if was in self._seen else ""
        if self.ordered and {was, now} == {Sense.DMY, Sense.MDY}:
            month_first = text if now is Sense.MDY else self._seen.get(was, "others")
            return _Contradicted(
                f"the column {self._name!r} has {self.ordered!r}, which has the day first where {self.why},"
                f" and {month_first!r} with the month first",
                "say --dates mdy, or write all of them alike, such as 2024-12-31",
            )
        return _Contradicted(
            f"the column {self._name!r} has dates with {_WORDS[was]}{seen} and with {_WORDS[now]} ({text!r})",
            "write all of them alike, such as 2024-12-31",
        )
