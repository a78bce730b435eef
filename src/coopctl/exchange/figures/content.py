"""What stands in the columns of a table, where no name says it: the only dates, the only goals, the only numbers."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from shlex import quote
from typing import NamedTuple

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.exchange.figures.accounts import is_balance_name, is_movement, is_of_flow, is_of_fund
from coopctl.exchange.figures.asked import is_countable
from coopctl.exchange.figures.days import Column, Day, Unsettled
from coopctl.exchange.figures.months import is_month
from coopctl.exchange.figures.scales import is_measured, unit_in
from coopctl.exchange.figures.senses import Sense
from coopctl.exchange.figures.words import PASSED_OVER, PROMISE, WHEN, Twice, is_form, plain, questions, without_group
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.flags import flags_of, is_missing, marked, marked_period
from coopctl.exchange.formats.rows import Cell, Table
from coopctl.plan.corrections import State
from coopctl.plan.plan import Goal, Plan
from coopctl.values.currencies import CURRENCIES
from coopctl.values.lasting import lasting
from coopctl.values.patterns import later
from coopctl.values.sizes import is_time, ratio
from coopctl.values.units import Unit
from coopctl.values.vocabulary import NO, PERCENT, TOTALS, YES, pattern

# Words of a header under which numbers stand that are no figures.
_NO_VALUE = later(
    r"(?:.*[ ./])?(?:(?:object|row)?id|uuid|guid|code|no)"
    r"|row|line|index|no|nr|number|#|urgency|priority|lat\w*|lon\w*"
    # Of an estimate they say how sure it is.
    r"|n|(?:un)?weighted (?:n|base|count|cases)|sample(?: size)?|n of (?:cases|respondents)|stichprobe"
    r"|(?:(?:margin of|standard|std\.?|sampling) error|s\.?e\.?|cv)(?: \(.*)?|moe|(?:std\.?|standard) dev(?:iation|\.)?"
    r"|(?:.* )?(?:[0-9]{2} ?% )?(?:ci|conf(?:idence|\.)? (?:interval|limit|int\.?)|(?:lower|upper) (?:bound|limit))\b.*"
    r"|(?:ref(?:erence)?|base|survey|fiscal|financial) ?year"
    r"|(?:lower|upper|lo|hi)(?: [0-9]{2} ?%)?|lcl|ucl|lci|uci|p[- ]value"
)
_NUMBER = later(
    r"[-+(\u2212]{0,2}(?:[$€£¥]|(?P<code>[A-Z]{3}) ?)?"
    r"[0-9][0-9.,\u00a0\u2009\u202f '’]{0,40}(?:e[-+]?[0-9]{1,2})?"
    rf" ?(?:%|{pattern(PERCENT - {'%'})}|k|m|mn|bn|million|billion|thousand|[$€£]|[A-Z]{{3}})?\)?",
    re.IGNORECASE,
)
# What a column is called that tells which row is which.
_ROW_ID = later(r"(?:.*[ ./])?(?:id|uuid|guid|key|no|number|ref|reference)")
# A time of day, or how long something took.
_CLOCK = later(r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE | re.ASCII)
YEAR = later(r"(?:19|20)[0-9]{2}", re.ASCII)
_AROUND = later("^[<>≤≥]=? ?|(?<=[0-9]) ?[-−]$")
_DOTTED = later(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}", re.ASCII)
# What a column of numbers of events is called, and what says of a row which event it is.
# What a column is called that says how long something took.
_TOOK = later(r"\b(?:duration|elapsed|tracked|spent|worked|moving time|dauer|durée|duración|duração|tempo|tiempo)\b")
_COUNTS = frozenset(
    "count counts total totals times quantity qty events reps sessions anzahl nombre cantidad quantité menge".split()
)
BESIDE = ("note", "source", "url", "who")
"""The roles of words that a figure has with it."""
_NAMED = 60
# Numbers of rows have fewer digits.
_LONG = 7
# What became of a figure, whether it was deleted, or an ACTION of SDMX-CSV 2.0; Nebraska is a state, too.
_STATES = frozenset(State) | YES | NO | {"true", "1", "0", "deleted", *"iarmd"}
# Alone they are no answers.
_LETTERS = frozenset("xyn")


class Several(Refused):
    """A header that is understood, but for which of several columns is the value."""


class SameGoal(Several, Twice):
    """A header of which several columns are of one goal."""


class Reading(Struct, frozen=True):
    """What a table is read by: plan, day, the columns that --map names, the goal of every row where it is said.

    `counts` tells that a row may be an event, which needs no value, `only_counts` that each row may be one;
    `names` are the goals that were said to be meant by other names.
    """

    plan: Plan
    today: date
    chosen: Mapping[str, str]
    goal: Goal | None
    sense: Sense | None = None
    counts: bool = True
    only_counts: bool = False
    names: Mapping[str, str] = {}

    @property
    def one_goal(self) -> bool:
        """Whether the goal is known without the table."""
        return self.goal is not None

    @property
    def goals(self) -> Sequence[Goal]:
        """The goals that the table may be of."""
        return self.plan.goals if self.goal is None else (self.goal,)


class Looked(NamedTuple):
    """A table while its columns are found: those of each role so far, and those that no name but their cells gave.

    `sample` are its first rows.
    """

    table: Table
    header: list[str]
    at: dict[str, int]
    sample: Sequence[Sequence[Cell]]
    reading: Reading
    found: dict[str, str]

    @property
    def chosen(self) -> Mapping[str, str]:
        return self.reading.chosen

    @property
    def dated(self) -> bool:
        return any(role in self.at for role in WHEN)

    @property
    def left(self) -> list[int]:
        """The columns that have no role yet."""
        return [place for place in range(len(self.header)) if place not in self.at.values()]

    @property
    def unused(self) -> list[int]:
        """The columns that have no role yet, without those that only stand beside a figure."""
        return [place for place in self.left if not is_passed(self.header[place])]

    def texts(self, place: int) -> list[str]:
        """What stands in a column of the first rows."""
        return _texts_in(self.sample, place)

    def cells(self, place: int) -> list[str]:
        """What stands in a column of the first rows, with what is missing."""
        return [cell_text(row[place]).strip() for row in self.sample if place < len(row)]

    def days(self, name: str = "", sense: Sense | None = None) -> Column:
        """A column of dates, as the table's are read."""
        return Column(self.reading.plan, self.reading.today, name, sense)

    def all_dates(self, place: int) -> bool:
        """Whether all cells of a column are dates, and there are any."""
        return _all_days(self.days(), self.texts(place))

    def all_numbers(self, place: int) -> bool:
        """Whether all cells of a column are numbers, and there are any."""
        return _all_numbers(self.texts(place))

    def named(self, places: Sequence[int]) -> str:
        """Some columns by their names, as they are told of."""
        return " and ".join(repr(self.header[place][:_NAMED]) for place in places[:3])


def _texts_in(sample: Sequence[Sequence[Cell]], place: int) -> list[str]:
    """What stands in a column of the first rows, without what is missing."""
    cells = (row[place] for row in sample if place < len(row))
    texts = (cell.strip() if isinstance(cell, str) else f"{cell:f}" for cell in cells)
    return [text for text in texts if not is_missing(text)]


def drop_misnamed(looked: Looked) -> None:
    """What a column called status, time or state holds is said by its cells: flags, dates, what became of a figure."""
    at, chosen = looked.at, looked.chosen
    fits: dict[str, Callable[[str], bool]] = {
        "flag": lambda text: flags_of(text) is not None,
        # Statistics Canada has the quality of a value in the one column, and whether it is preliminary in the other.
        "symbol": lambda text: "flag" in at and flags_of(text) is not None,
        "period": lambda text: not _CLOCK.fullmatch(text),
        "state": lambda text: text.partition(" ")[0].casefold() in _STATES,
    }
    for role, fit in fits.items():
        if role in at and role not in chosen and not all(map(fit, looked.texts(at[role]))):
            del at[role]
    if {"period", "year"} <= at.keys() and "period" not in chosen and _only_counts(looked, at["period"], at["year"]):
        del at["period"]


def _only_counts(looked: Looked, place: int, year: int) -> bool:
    """Whether a column counts the rows on, one for each year: it is no part of the years, which would begin anew."""
    texts = looked.texts(place)
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < _LONG]
    ahead = numbers == list(range(numbers[0], numbers[0] + len(texts))) if len(numbers) > 1 else False
    return ahead and len(set(looked.texts(year))) == len(texts)


def drop_undated(looked: Looked) -> None:
    """A column called time, above columns of periods, may be of what its rows are called: no cell of it is a date."""
    for role in ("period", "date"):
        if role in looked.at and role not in looked.chosen:
            column, texts = looked.days(), looked.texts(looked.at[role])
            if not any(is_day(column, text) for text in texts):
                del looked.at[role]


def find_by_content(looked: Looked, *, dated: bool = False) -> None:
    """The only column of dates, and the only one of goals, where no name says which they are."""
    at, found = looked.at, looked.found

    def take(role: str, places: Sequence[int]) -> None:
        if len(places) == 1:
            at[role] = places[0]
            found[role] = looked.header[places[0]]

    if not dated and not any(role in at or role in looked.chosen for role in WHEN):
        take("date", _dates(looked))
        if "date" in found:
            _take_months(looked)
    if not looked.reading.one_goal and "goal" not in at and "goal" not in looked.chosen:
        take("goal", _goals(looked))


def _take_months(looked: Looked) -> None:
    """Years with the only column of names of months beside them are no dates, but the years of these months."""
    at, found = looked.at, looked.found
    months = [place for place in looked.left if (texts := looked.texts(place)) and all(map(is_month, texts))]
    if len(months) == 1 and _are(YEAR, looked.texts(at["date"])):
        at |= {"year": at.pop("date"), "month": months[0]}
        found |= {"year": found.pop("date"), "month": looked.header[months[0]]}


def _are(kind: re.Pattern[str], texts: Sequence[str]) -> bool:
    return bool(texts) and all(map(kind.fullmatch, texts))


def _dates(looked: Looked) -> list[int]:
    """The columns of dates that are not those of a promise, by their names; raises `Several` for several."""
    column = looked.days()
    free = (place for place in looked.left if not PROMISE.fullmatch(plain(looked.header[place])))
    places = [place for place in free if _all_days(column, looked.texts(place))]
    asked = [place for place in places if plain(without_group(looked.header[place])) == _ASKED]
    if len(asked) == 1 and is_form(looked.header):
        return asked
    if len(places) > 1:
        said = f"{looked.named(places)} hold dates, and no name says which counts"
        raise Several(said, f"say which: --map {quote(f'date={looked.header[_latest(looked, places)]}')}")
    return places


# The day on which a form was filled in.  Source: XLSForm, "Metadata".
_ASKED = "today"
# What a column of days is called on which something came to be what it is counted for.
_DONE = later(
    r"\b(?:resolved|closed|completed?|done|finished|delivered|paid|read|ended|end|fin|erledigt|abgeschlossen)\b"
)


def _latest(looked: Looked, places: Sequence[int]) -> int:
    """The column of days that most likely counts: on which something was done, else the first."""
    return next((place for place in places if _DONE.search(plain(looked.header[place]))), places[0])


def _goals(looked: Looked) -> list[int]:
    """The columns that hold the id or title of a goal."""
    names = _names_of(looked.reading)
    return [place for place in looked.left if any(plain(text) in names for text in looked.texts(place))]


def _names_of(reading: Reading) -> set[str]:
    """What goals are called, as names are compared."""
    return {plain(name) for goal in reading.plan.goals for name in (goal.id, goal.title)} | set(
        map(plain, reading.names)
    )


def drop_nameless(looked: Looked) -> None:
    """A column called id or series holds no goals where none of its cells names one, and another or its name does."""
    at = looked.at
    if "goal" not in at or "goal" in looked.chosen or looked.reading.one_goal:
        return
    known = _names_of(looked.reading)
    named = any(plain(text) in known for text in looked.texts(at["goal"]))
    names = map(plain, questions(looked.header))
    across = any(name in known for place, name in enumerate(names) if place != at["goal"])
    if not named and (across or len(_goals(looked)) == 1):
        del at["goal"]


def dotted_days(sample: Sequence[Sequence[Cell]], at: Mapping[str, int]) -> bool:
    """Whether days have points, as in countries that write a decimal comma."""
    texts = [text for role in ("date", "period") if role in at for text in _texts_in(sample, at[role])]
    return _are(_DOTTED, texts)


def _all_days(column: Column, texts: Sequence[str]) -> bool:
    return bool(texts) and all(is_day(column, text) for text in texts)


def is_day(column: Column, text: str) -> bool:
    """Whether a text is a date, perhaps of several senses."""
    split = marked_period(text)
    try:
        return any(isinstance(column.read(one), Day) for one in (text, *([split.value] if split else [])))
    except (Unsettled, Refused):
        return True


def lengths_of_time(looked: Looked) -> int | None:
    """The column that says how long things took, where goals in units of time are meant; None where there is none.

    Beside it an amount is what was paid.  Raises `Several` where some goals are in other units.
    """
    header, at = looked.header, looked.at
    units = [goal.promise.unit for goal in looked.reading.goals]
    times = list(filter(is_time, units))
    took = _lasting(looked, times[0]) if times and "value" not in looked.chosen else []
    if len(took) != 1 or took[0] == at.get("value"):
        return None
    if "value" in at and len(times) < len(units):
        names = f"{header[at['value']]!r} and {header[took[0]]!r}"
        raise Several(f"{names} could each be the value", f"say which: --map {quote(f'value={header[took[0]]}')}")
    return took[0]


def _lasting(looked: Looked, unit: Unit) -> list[int]:
    """The columns, by their names, whose cells are all lengths of time by a clock or in words."""
    named = [(place, looked.texts(place)) for place, name in enumerate(looked.header) if _TOOK.search(plain(name))]
    return [place for place, texts in named if texts and all(_lasts(one, unit) for one in texts)]


def _lasts(text: str, unit: Unit) -> bool:
    """Whether a text is a length of time, and of one meaning in this unit."""
    try:
        return lasting(text, unit) is not None
    except Refused:
        return False


def balance_of(looked: Looked) -> int | None:
    """The only column of balances beside the amounts that came and went, where the goals that are meant are funds.

    None where there is none, or the column of values was said, or goals are of what comes and goes.
    Raises `Several` where nothing says which a level in money is.
    """
    goals = looked.reading.goals
    if "value" in looked.chosen or not goals or not all(map(_may_be_fund, goals)):
        return None
    balances = _called(looked, _numeric(looked), is_balance_name)
    moved = _called(looked, [looked.at["value"]] if "value" in looked.at else looked.unused, is_movement)
    if len(balances) != 1 or not moved:
        return None
    own = looked.header[balances[0]]
    if not all(is_of_fund(goal.title) for goal in goals):
        said = f"{looked.named(moved[:1])} is what came and went, {own[:_NAMED]!r} what there was then"
        raise Several(f"line {looked.table.line}: {said}", f"say which counts: --map {quote(f'value={own}')}")
    return balances[0]


def _called(looked: Looked, places: Iterable[int], kind: Callable[[str], bool]) -> list[int]:
    """Those of some columns that are called as a kind is."""
    return [place for place in places if kind(looked.header[place])]


def _may_be_fund(goal: Goal) -> bool:
    """Whether a goal is a level in money, and by its title not of what comes and goes."""
    promise = goal.promise
    return promise.unit.is_money and not promise.measure.additive and not is_of_flow(goal.title)


def only_numbers(looked: Looked) -> tuple[int, ...]:
    """The only column of numbers, else of yes and no; none where there is none.

    Raises `Refused` for several, and where the only ones are those of a target or baseline; and where each row may be
    an event, of which the number says something else, such as the age of who died.
    """
    numeric = _numeric(looked)
    promised = [place for place in numeric if PROMISE.fullmatch(plain(looked.header[place]))]
    own = _but_balances(looked, [place for place in numeric if place not in promised])
    places = _in_unit_of(looked, own) or _answers(looked)
    if len(places) > 1:
        raise _several(looked, places)
    _check_promised(looked, [] if places else promised)
    if looked.reading.only_counts:
        _check_counts(looked, {*places} & {*numeric})
    if places:
        looked.found["value"] = looked.header[places[0]]
    return tuple(places)


def _but_balances(looked: Looked, places: list[int]) -> list[int]:
    """Columns of numbers without those of balances, where others are among them and the goals that are meant add up."""
    if not all(goal.promise.measure.additive for goal in looked.reading.goals):
        return places
    return [place for place in places if not is_balance_name(looked.header[place])] or places


def _in_unit_of(looked: Looked, places: Sequence[int]) -> list[int]:
    """The only one of some columns in a unit of measure which is the goal's, or so many of it; else all of them."""
    goal = looked.reading.goal
    own = goal.promise.unit.in_each if goal else Unit()
    units = {place: unit_in(looked.header[place]) for place in places}
    fits = [place for place, unit in units.items() if own and is_measured(unit) and ratio(Unit(unit), own) is not None]
    return fits if len(fits) == 1 else [*places]


def _numeric(looked: Looked) -> list[int]:
    """The columns of numbers that could be figures, by their names."""
    free = (place for place in looked.unused if _NO_VALUE.fullmatch(plain(looked.header[place])) is None)
    return [place for place in free if looked.all_numbers(place)]


def is_passed(name: str) -> bool:
    """Whether a column stands beside the figures of an export; one called state that is none of those is no such."""
    return name != "state" and PASSED_OVER.match(name) is not None


def _whole(looked: Looked, places: Sequence[int]) -> list[int]:
    """The one of several columns that is called a total and adds the others up in each row; none where none does."""
    if len(places) < 3 or not looked.sample:
        return []
    rows = [[_exact(cell_text(row[place])) if place < len(row) else _NAN for place in places] for row in looked.sample]
    return [
        place
        for at, place in enumerate(places)
        if plain(looked.header[place]) in TOTALS and all(sum(row) == 2 * row[at] for row in rows)
    ]


def _exact(text: str) -> Decimal:
    """A plain number, 0 where there is none; for anything else one that equals nothing."""
    bare = text.strip().replace(",", "")
    return Decimal(bare or 0) if _PLAIN.fullmatch(bare) else _NAN


_NAN = Decimal("NaN")
_PLAIN = later(r"(?:-?[0-9]{1,15}(?:\.[0-9]{1,9})?)?", re.ASCII)


def _several(looked: Looked, places: Sequence[int]) -> Several:
    """That more than one column could be the values, with the one that is the total of the others."""
    names = (looked.header[place] for place in _whole(looked, places))
    whole = [f"for their total: --map {quote(f'value={name}')}" for name in names]
    said = f"{looked.named(places)} hold values, and no name says which is the value"
    return Several(f"line {looked.table.line}: {said}", _naming(looked, places, whole))


def _naming(looked: Looked, places: Sequence[int], others: Sequence[str] = ()) -> str:
    """How one of some columns is said to be that of values, or one of some others, or none."""
    count = ["to count the rows: --map value="] if any(map(is_countable, looked.reading.goals)) else []
    likely = _likely(looked, places)
    name = "" if likely is None else looked.header[likely]
    several = len([one for one in looked.header if plain(one) == plain(name)]) > 1
    named = f"say which: --map {quote(f'value={name}#1' if several else f'value={name}')}"
    return "; ".join((named if name else "name it with --map value=COLUMN", *others, *count))


def _likely(looked: Looked, places: Sequence[int]) -> int | None:
    """The column that shares most words with the goals that are meant, or says that it is final; None for no such."""
    titles = [_FINAL | _words(goal.title) | _words(goal.promise.unit.text) for goal in looked.reading.goals]
    shared = {place: max((len(_words(looked.header[place]) & one) for one in titles), default=0) for place in places}
    likely = max(places, key=lambda place: shared[place], default=None)
    return likely if likely is not None and shared[likely] else None


# What the column is called that has the last word.
_FINAL = {"revised", "final", "actual", "latest", "value"}


def _words(name: str) -> set[str]:
    """The words of a name, as they are compared, each without the ending of its plural."""
    return {word.removesuffix("s") for word in re.findall(r"[^\W\d_]{3,}", plain(name))}


def _check_promised(looked: Looked, places: Sequence[int]) -> None:
    """Raises `Several` where the only columns of numbers are of a promise."""
    if places:
        what = "holds" if len(places) == 1 else "hold"
        said = f"only {looked.named(places)} {what} numbers, and what was promised is no figure"
        raise Several(f"line {looked.table.line}: {said}", _naming(looked, ()))


def _check_counts(looked: Looked, places: Iterable[int]) -> None:
    """Raises `Several` for numbers that stand beside words, and are not called a count."""
    header = looked.header
    beside = any(one in looked.at for one in BESIDE) or len(looked.unused) > 1
    for place in [place for place in places if beside and plain(header[place]) not in _COUNTS]:
        raise Several(
            f"line {looked.table.line}: each row may be an event, or {header[place][:_NAMED]!r} says how many",
            f"to count the rows: --map value=; for its numbers: --map {quote(f'value={header[place]}')}",
        )


def _all_numbers(texts: Sequence[str]) -> bool:
    """Whether all texts are numbers, bounds such as `<5` or amounts such as `12,50-`, and not all of them days."""
    return not _are(_DOTTED, texts) and bool(texts) and all(is_number(_AROUND.sub("", text)) for text in texts)


_POINT = later(
    r"(?<![0-9.,])(?:[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+)(?![0-9.,])", re.ASCII
)
_COMMA = later(
    r"(?<![0-9.,])(?:0,[0-9]+|[0-9]{1,3}(?:(?:[.\u00a0\u202f\u2009 '’][0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,}))(?![0-9.,])"
)

# Between semicolons a comma before other than three digits is no slip: spreadsheets write them for its sake.
_BETWEEN_SEMICOLONS = later(rf"{_COMMA.pattern}|(?<![0-9.,])[0-9]+,(?:[0-9]{{1,2}}|[0-9]{{4,}})(?![0-9.,])", re.ASCII)
# A number with a comma, and the two digits of it at its end, if there are two.
_CENTS = later(r"-?[0-9]{1,3}(?:[. ]?[0-9]{3})*,(?:(?P<cents>[0-9]{2})|[0-9]*)", re.ASCII)
_BY_THOUSANDS = later(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3}){2,}(?![0-9.,])", re.ASCII)


def decimal_comma(texts: Iterable[str], *, semicolons: bool = False) -> str:
    """A number among those of a table that cannot have but a decimal comma, where none has a point; "" for none.

    `1.234,50` is one, and so are `1.234.567` and `0,5`; `12,5` could be a thousand, mistyped, but between semicolons.
    """
    short = [text for text in texts if len(text) <= _NAMED]
    of_comma = _BETWEEN_SEMICOLONS if semicolons or _are_cents(short) else _COMMA
    if any(_POINT.search(text) or (semicolons and _BY_THOUSANDS.search(text)) for text in short):
        return ""
    return next(filter(of_comma.search, short), "")


def _are_cents(texts: Iterable[str]) -> bool:
    """Whether several numbers have a comma, each before two digits: no thousands, and nobody mistypes all of them."""
    behind = [found["cents"] for text in texts if (found := _CENTS.fullmatch(text.strip()))]
    return len(behind) > 1 and all(behind)


def _answers(looked: Looked) -> list[int]:
    """The columns of yes and no, where no column has numbers."""
    said = ((place, {text.casefold() for text in looked.texts(place)}) for place in looked.unused)
    return [place for place, words in said if words - _LETTERS and words <= YES | NO]


def tells_rows(name: str) -> bool:
    """Whether a column, by its name, tells which row is which."""
    return _ROW_ID.fullmatch(plain(name)) is not None


def is_number(text: str) -> bool:
    """Whether a text looks like an amount, perhaps with a sign, currency, scale or mark."""
    if len(text) > 60:
        return False
    split = marked(text)
    found = _NUMBER.fullmatch(split.value if split else text)
    return found is not None and (found["code"] is None or found["code"].upper() in CURRENCIES)
