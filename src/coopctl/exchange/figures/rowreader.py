"""One row of a table of any layout, as the figures that it says."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import itemgetter
from shlex import quote
from typing import NamedTuple

from msgspec import structs

from coopctl.errors import Refused
from coopctl.exchange.figures.amounts import NO_MARK, PLAIN, Answer, GoalValues, Spelling
from coopctl.exchange.figures.asked import Asked, Missing, Numbers
from coopctl.exchange.figures.carried import Carried
from coopctl.exchange.figures.cells import Cells
from coopctl.exchange.figures.content import BESIDE, is_number
from coopctl.exchange.figures.dates import bare
from coopctl.exchange.figures.days import FISCAL, NO_DATE, Column, Coming, Day, Unsettled
from coopctl.exchange.figures.first_rows import Headed, cells_of
from coopctl.exchange.figures.fractions import shows_fraction
from coopctl.exchange.figures.grid import Half
from coopctl.exchange.figures.lapsed import Blanks
from coopctl.exchange.figures.layout import Layout, ValueColumn, is_balance, stem_and_period
from coopctl.exchange.figures.making import Making
from coopctl.exchange.figures.passed import Passed, Skip
from coopctl.exchange.figures.scales import AS_THEY_ARE, DOUBTFUL, is_unit, scale_in, unit_in
from coopctl.exchange.figures.sides import Sides
from coopctl.exchange.figures.slots import Others
from coopctl.exchange.figures.words import RUNNING, place_of, plain
from coopctl.exchange.formats.csv_tsv import cell_text, is_own
from coopctl.exchange.formats.flags import Mark, flags_of, is_missing, marked_period
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.formats.rows import Broken, Cell, Row, Unread
from coopctl.plan.corrections import State
from coopctl.plan.plan import Figure, Plan, check_words
from coopctl.plan.slot import Slot
from coopctl.values.ids import check_key
from coopctl.values.patterns import LONGEST_NAME, later
from coopctl.values.quantities import spelling
from coopctl.values.vocabulary import MONTHS, TOTALS

_YES = ("true", "yes", "1", "y", "x", "p", "provisional", "preliminary")
_NO = ("", "false", "no", "0", "n", "final")
_WITHDRAWN = (State.RETRACTED, State.UNDONE, State.RETRACTS, State.UNDOES, "true", "yes", "deleted")
_MONTH = later(r"[0-9]{1,2}", re.ASCII)
# A part of a year in code, as `M01` and `Q02` of the year in another column.
_PART_OF_YEAR = later(r"(?:[QSH]0?[1-4]|[MW][0-9]{2})", re.ASCII)
# What stands for the thirteenth month: the mean of a year, which is a figure where there are no months beside it.
_WHOLE_YEAR = "M13"
_SUMS = later(
    r"(?:(?:grand |sub-?)?totals?|totale|average|mean|sum|summe|gesamt|insgesamt|moyenne|durchschnitt|promedio|média"
    r"|media)\b"
)
# A total's name is nothing else but its word, and whose days it is of; `Average class size` names a goal.
_WHOLE_SUM = later(
    rf"(?:{_SUMS.pattern}|{'|'.join(sorted(TOTALS, key=len, reverse=True))})(?: (?:general|général|generale|geral))?"
    rf"(?: \(?(?:(?:for|of|in|to) )?(?:(?:year|{'|'.join(MONTHS)}|[qhst][1-4])\.? )?(?:fy ?)?(?:19|20)[0-9]{{2}}"
    r"(?:[-/–][0-9]{2,4})?(?:[ -]?[qhst][1-4])?\)?)?:?"
)
# The total of a part of an account, `Total Income`, unless a goal is called much like it.
_PART_SUM = later(r"(?:sub-?)?totals?\b")
# What a row says of itself that is no figure, but what is hoped for.
_PROMISED = frozenset(
    """target targets plan planned budget forecast projection projected estimate goal ziel soll cible objectif
    meta""".split()
)
# What a row says of itself that came to nothing.
_VOID = frozenset(
    """pending|unpaid|reverted|ausstehend|en attente|pendiente|pendente
    |failed|failure|cancelled|canceled|declined|void|voided|rejected|refunded|reversed|expired|abandoned|deleted
    |not approved|storniert|abgelehnt|fehlgeschlagen|erstattet|annulé|annulée|refusé|refusée|échoué|échouée|remboursé
    |remboursée
    |vorgemerkt|umsatz vorgemerkt|not attending|no show|no-show|did not attend|chargeback|charged back
    |cancelado|cancelada|rechazado|rechazada|fallido|fallida|rejeitado|rejeitada""".replace("\n    ", "").split("|")
)
_PERIODS = ("period", "date", "year", "quarter", "month", "week")
_SPAN = later("[0-9] ?[-/–] ?[0-9]")
_SAMPLE = 60
# A footnote has more words than this.
_SENTENCE = 3
# As many cells as a footnote has with its number.
_PAIR = 2
_PARTS = ("year", "quarter", "month", "week", "day")
# How the parts of a year are written where all of them are numbers, and where one is a name.
_OF_A_YEAR = (
    (("month", "day"), "{year}-{month}-{day}", "{day} {month} {year}"),
    (("month",), "{year}-M{month}", "{month} {year}"),
    (("week",), "{year}-W{week}", "{week} {year}"),
)
_QUARTER = later("[QTK]? ?([1-4])", re.IGNORECASE)
# What is said of rows that bring no figure, and may have brought one before.
_BRINGS_NOTHING = (Skip.BLANK, Skip.UNDATED, Skip.VOID)
_NO_VALUE: tuple[Decimal | None, Mark] = None, NO_MARK
# What the marks of value, column and header mostly say.
_UNMARKED = (NO_MARK, NO_MARK, NO_MARK)
# What cells say that are no amount.
_ANSWERS: dict[Answer, tuple[Decimal, Mark] | Skip] = {
    Answer.NOTHING: Skip.BLANK,
    Answer.NO: Skip.NO,
    Answer.YES: (Decimal(1), NO_MARK),
}
_UNIT = ("unit", "currency")
# The roles that say nothing where their cells are empty.
_ASIDE = ("flag", "missing", "state", "why", "retracts", "beside", "scale", "estimates")
_LEFT_OUT = frozenset((*BESIDE, *_ASIDE, "key"))


class Made(NamedTuple):
    """A figure of a row, the key that the row brings for it, "" for none, whether it adds up, what became of it."""

    key: str
    figure: Figure
    adds: bool
    state: str = ""


class Places(NamedTuple):
    """The columns of value, key, words and marks, -1 for one that is not there, and of all that is beside.

    `goal` are those of the goal and of its unit, `day` those that say when; `unused` are those that nothing is made of,
    `silent` those in which whatever is said is for the reader of rows; `width` is how many columns there are in all.
    """

    goal: tuple[int, ...]
    day: tuple[int, ...]
    value: int
    key: int
    words: tuple[int, ...]
    provisional: int
    replaces: int
    beside: tuple[int, ...]
    unused: tuple[int, ...]
    silent: tuple[int, ...]
    width: int


class _Beside(NamedTuple):
    """What a row says of all its figures."""

    note: str
    source: str
    url: str
    who: str
    provisional: bool

    def of(self, marks: tuple[Mark, ...], absent: str) -> "_Beside":
        """The same of one figure, with what its marks say; what it is `absent` for is not said twice."""
        if marks == _UNMARKED and not absent:  # as those of nearly every row
            return self
        provisional = not absent and (self.provisional or any(one.provisional for one in marks))
        note = "" if absent and absent == self.note.strip() else reduce(_joined, marks, self.note)
        return _Beside(note, self.source, self.url, self.who, provisional)


class _Scaling(NamedTuple):
    """The scale of a whole table, "" for none, and the scale and the unit of each of its columns of values."""

    whole: str
    scales: Mapping[int, str]
    units: Mapping[int, str]


class _Seen(NamedTuple):
    """What one column of values says: for which day or period, which value, with which marks."""

    day: Day
    value: Decimal | None
    marks: tuple[Mark, ...]


class RowReader:
    """Reads the rows of one table; what brings no figure is counted in `passed`."""

    def __init__(
        self, headed: Headed, cells: Cells, making: Making, keys: Iterator[str], asked: Asked, plan: Plan
    ) -> None:
        self._table, self._layout, self._at = headed.table, headed.layout, headed.layout.at
        self._cells, self._making, self._keys = cells, making, keys
        self._width, found = len(self._table.header), headed.layout
        self._needed = _needed(headed.layout, self._width)
        self.how = _numbers(headed, asked)
        self._named = self._table.told or self._table.header
        self.columns, self._parts = _dated(headed, making, asked, plan)
        self._scaling = _scaling(headed, asked)
        self._merges = _merging(headed, asked)
        self._where = [(place_of(name, self._named), _as_told(value.casefold())) for name, value in asked.where]
        self._status, place, self._balances = map(self._unless_chosen, (found.status, found.sides, found.balances))
        self._sides = None if place is None else (place, Sides(self._named[place]))
        beside = {self._named[self._at[role]]: self._at[role] for role in BESIDE if role in self._at}
        own = is_own(self._table.header)
        self._others = {} if own else self._layout.unused | beside
        self._measure = self._table.header.index("measure") if own else -1
        self.names = tuple(self._others)
        self.guarded = self._table.guarded
        self._monthly = False
        self._noted, self._one_goal, self._above = False, asked.goal is not None, ""
        self.filled = 0
        self.fault: Unread | None = None
        self._running = _running(headed, asked)
        self._spans = _spans(headed, plan)
        self._blanks = bool(asked.blank)
        self._marked = asked.missing is Missing.RECORD or self._table.absent
        self.passed, self.carried, self.blanks = Passed(), Carried(), Blanks()

    def _unless_chosen(self, place: int | None) -> int | None:
        """A column that tells of rows what became of them, unless --where says which are meant."""
        return None if place in dict(self._where) else place

    @property
    def fiscal(self) -> str:
        """The column of years of accounts, "" where years are those of the calendar."""
        roles = (role for role in ("year", "period", "date") if role in self._at)
        names = (self._named[self._at[role]] for role in roles)
        fiscal = self._parts.fiscal or any(column.fiscal for column in self.columns.values())
        return next((name for name in names if FISCAL.search(name)), "") if fiscal else ""

    def remarks(self) -> Iterator[str]:
        """What is to be said of how dates were read."""
        if self._spans:
            yield _in_calendar(self._spans)
        named = {self._named[self._at[role]]: column for role, column in self.columns.items()}
        for name, column in {**named, "year": self._parts}.items():
            if shown := column.calendar:
                yield _in_calendar(shown)
            if column.ordered:
                yield f"the days of {name!r} are first, as in {column.ordered}, for {column.why}"
            for what, (number, day) in column.counted.items():
                yield f"numbers of {name!r}, such as {number}, which is {day}, are {what}"

    def witness(self, cells: Sequence[Cell]) -> bool:
        """Take the dates of a row that comes later as witnesses; whether nothing of them is open any more."""
        settled = True
        for role, column in self.columns.items():
            if self._at[role] < len(cells) and (cell := self._role(cells, role)):
                settled = column.see(self._with_year(cells, cell)) and settled
        if not self.columns and len(cells) == self._width:
            settled = self._parts.see(self._from_parts(cells))
        return settled

    def close(self) -> None:
        """Nothing more is to be seen of the dates."""
        for column in (*self.columns.values(), self._parts):
            column.close()

    def others(self, cells: Sequence[Cell]) -> Others:
        """What a row says beside its figure, in the columns that are not used and in its words."""
        return Others(self.names, tuple(cell_text(cells[place]).strip() for place in self._others.values()))

    @property
    def plain(self) -> Places | None:
        """The columns of a table of one value a row, whose rows mean what their cells say; None for any other."""
        at, when, value = self._at, list(self.columns), self._layout.values[0]
        scaled = any(self._scaling.scales.values()) or any(self._scaling.units.values())
        if scaled or self._where or self._table.translate or self._running or self._blanks or self._says_more:
            return None
        if self._layout.values != (ValueColumn(value.at, value.name),) or value.at < 0:
            return None
        known = {"goal", "value", "key", "provisional", "replaces", *BESIDE, *_UNIT, *_ASIDE, *when}
        if not when or not at.keys() <= known:
            return None
        goal = at.get("goal", -1), *(at[role] for role in _UNIT if role in at)
        words = tuple(at.get(role, -1) for role in BESIDE)
        silent = tuple(at[role] for role in _ASIDE if role in at)
        unused, beside = tuple(self._layout.unused.values()), tuple(self._others.values())
        days = tuple(at[role] for role in when)
        key, provisional, replaces = (at.get(role, -1) for role in ("key", "provisional", "replaces"))
        return Places(goal, days, value.at, key, words, provisional, replaces, beside, unused, silent, self._width)

    @property
    def _says_more(self) -> bool:
        """Whether a column says of rows what they are, or of amounts which way they went."""
        found = self._layout
        return (found.kind, found.status, self._sides, self._balances) != (None, None, None, None)

    def goal_of(self, cell: Cell, *unit: Cell) -> GoalValues | None:
        """The goal that a cell of a plain table names, and others give the unit of, if that is the goal's own.

        None where it is a total, or none that is known.
        """
        named = self._bare(cell)
        goal = None if self._names_total(named) else self._cells.goal(named)
        if goal is None or isinstance(goal, Unread):
            return None
        return goal if goal.is_own(" ".join(cell_text(self._bare(one)) for one in unit).strip()) else None

    def value_of(self, cell: Cell, goal: GoalValues) -> str | None:
        """The value that a cell of a plain table means for a goal, as `str` gives it; None where its row may say more.

        A word for a missing value is for its row, a mark behind the value, and a number in another spelling.
        """
        told = self._bare(cell)
        if not isinstance(told, str) or is_missing(told) or goal.told(told) is not Answer.VALUE:
            return None
        read = goal.value(told, self.how)
        if isinstance(read, Unread) or read[1] != NO_MARK:
            return None
        text = f"{read[0]}"
        return text if PLAIN[Spelling.DIGITS].fullmatch(text) and spelling(read[0]) == text else None

    def day_of(self, *cells: Cell) -> Day | None:
        """The day that cells of a plain table mean; None where it is a total, or none that is settled yet."""
        said = [self._bare(cell) for cell in cells]
        first = next(filter(itemgetter(0), zip(said, self.columns.values(), strict=True)), None)
        if first is None or any(map(_is_sum, said)):
            return None
        try:
            day = first[1].read(first[0])
        except Unsettled:
            return None
        return None if isinstance(day, Unread) or day.first else day

    def is_blank(self, cell: Cell, goal: GoalValues, days: Sequence[Cell]) -> bool:
        """Whether a row of a plain table that names a goal has no value, nor a word of a total for its day."""
        told = self._bare(cell)
        if told != "" and (self._marked or cell_text(told)[0].isdecimal() or goal.told(told) is not Answer.NOTHING):
            return False
        return not any(_is_sum(self._bare(day)) for day in days)

    def went(self, cells: Sequence[Cell]) -> None:
        """Take note of a row that was read elsewhere, for the next one may leave its goal to it."""
        self._filled(cells)

    def row(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells as many as the header has, without empty ones beyond, which spreadsheets leave."""
        width = self._width
        return cells[:width] if len(cells) > width and not any(cells[width:]) else cells

    def filled_up(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """A row with all cells, where those at its end that nothing needs were left out, as spreadsheets do."""
        missing = self._width - len(row)
        return [*row, *[""] * missing] if missing > 0 and len(row) >= self._needed else row

    def figures(self, line: int, cells: Sequence[Cell]) -> list[Made] | Skip | Unread:
        """The figures of a row; or why it brings none; or why it is not understood.

        Of several figures those that are understood stand beside the `fault` of another.
        """
        self.fault = None
        row = self._whole(cells)
        if isinstance(row, (Skip, Unread)):
            return row
        found = self._passed_over(row) or self._read(line, row)
        if found in _BRINGS_NOTHING and "key" in self._at:
            void = "" if found is not Skip.VOID or self._status is None else cell_text(row[self._status])
            self.blanks.add_key(self._text(row, "key").strip(), line, void)
        return found

    def _read(self, line: int, row: Sequence[Cell]) -> list[Made] | Skip | Unread:
        """The figures of a row that says some, or why it does not."""
        beside = self._beside(row)
        if isinstance(beside, Unread):
            return Skip.BLANK if self._is_blank(row) else beside
        return self._made(line, row, beside)

    def _whole(self, cells: Sequence[Cell]) -> Sequence[Cell] | Skip | Unread:
        """A row of the table in words of coopctl, with its goal; or why cells are none, or none that is asked for."""
        row = self.row(cells)
        if skip := self._no_row(row):
            return skip
        row = self.filled_up(row)
        if len(row) != self._width:
            return Unread(f"the row has {len(cells)} cells, its header {self._width}")
        if any(_as_told(_word(row[place])) != value for place, value in self._where):
            return Skip.WHERE
        translated = self._table.translate(row) if self._table.translate else row
        if isinstance(translated, Unread):
            return translated
        return self._filled(translated) if translated else Skip.BLANK

    def _passed_over(self, row: Sequence[Cell]) -> Skip | None:
        """Why a row counts for nothing: it was withdrawn, is a total of others, or of no figure that came about."""
        if self._text(row, "state").partition(" ")[0].casefold() in _WITHDRAWN:
            self._withdraw(row)
            return Skip.WITHDRAWN
        return Skip.TOTAL if self._is_total(row) else self._aside(row)

    def _is_blank(self, row: Sequence[Cell]) -> bool:
        """Whether all columns of values are empty."""
        return all(column.at >= 0 and not cell_text(row[column.at]).strip() for column in self._layout.values)

    def _filled(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """A row with the goal of the row above, where its own cell is left empty under it, as in a merged one."""
        goal = self._text(row, "goal").strip()
        if goal or not self._merges:
            self._above = "" if self._names_total(goal) else goal
            return row
        if not self._above or not self._role(row, self._merges):
            return row
        self.filled += 1
        at = self._at["goal"]
        return [*row[:at], self._above, *row[at + 1 :]]

    def _aside(self, row: Sequence[Cell]) -> Skip | None:
        """Why a row is of no figure that came about, as a column says of what its rows are, or what became of them."""
        if self._layout.kind is not None and _word(row[self._layout.kind]) in _PROMISED:
            return Skip.FORECAST
        return Skip.VOID if self._status is not None and _word(row[self._status]) in _VOID else None

    def _is_total(self, row: Sequence[Cell]) -> bool:
        """Whether a row is named as a total or mean of others: `Total`, `Total 2024`, `Average`, and is no goal."""
        # A row of a goal may say so of its period.
        if any(_is_sum(self._role(row, role)) for role in _PERIODS if role in self._at):
            return True
        if self._monthly and self._text(row, "period").strip() == _WHOLE_YEAR:
            return True
        return self._names_total(self._role(row, "goal"))

    def _names_total(self, goal: Cell) -> bool:
        """Whether the cell of a goal says total or mean, and nothing that a goal could be meant by."""
        words, name = _word(goal), cell_text(goal).strip()
        if words in TOTALS if self._one_goal else _WHOLE_SUM.fullmatch(words):
            return not self._cells.known(name)
        if self._one_goal:
            return False
        return bool(_PART_SUM.match(words)) and len(name) <= LONGEST_NAME and not self._cells.resembles(name)

    def _withdraw(self, row: Sequence[Cell]) -> None:
        """Carry over that a figure was retracted or undone, to where it may be recorded, too."""
        goal = self._cells.goal(self._role(row, "goal"))
        key, retracts = self._text(row, "key").strip(), self._text(row, "retracts").strip()
        undone = self._text(row, "state").strip() == State.UNDONE
        if isinstance(goal, Unread) or not key or not (undone or retracts) or _fault(key):
            return
        new = Figure(
            next(self._keys) if undone else key, goal.id, self._making.recorded_at, who=self._text(row, "who"),
            retracts=key if undone else retracts, why=self._text(row, "why"), batch=self._making.batch,
        )  # fmt: skip
        self.carried.withdrawals.append(new)

    def _no_row(self, row: Sequence[Cell]) -> Skip | None:
        """Why cells are no row of the table: there are none, or they are words above, between or below its rows."""
        said = [place for place, cell in enumerate(row) if not isinstance(cell, str) or cell.strip()]
        if not said:
            return Skip.EMPTY
        if row[said[0]] == self._named[said[0]] and tuple(row) == self._named:
            return Skip.NOTE
        few = min(len(said) - 1, len(row) - _PAIR) <= 0
        return Skip.NOTE if (few or self._noted) and self._is_note(row, said) else None

    def _is_note(self, row: Sequence[Cell], said: Sequence[int]) -> bool:
        """Whether what a row says is a note: it stands alone, or below other notes in fewer cells than a row has."""
        alone = len(said) == 1 and self._width > 1
        if len(row) == _PAIR < self._needed and self._is_pair(row):
            self._noted = True
            return True
        short = self._noted and len(row) < self._width
        if short and len(cell_text(row[said[-1]]).split()) > _SENTENCE:
            return True
        return (alone or short) and self._begins_note(row, said[0], alone=alone)

    def _is_pair(self, row: Sequence[Cell]) -> bool:
        """Whether two cells are the number and text of a footnote, below others, or the names above the first."""
        first, text = (cell_text(cell).strip() for cell in row)
        own = is_number(text) or is_missing(text) or self._cells.resembles(first) or self._is_day(1, text)
        return bool(text) and not own and not self._is_day(0, first) and (self._noted or not is_number(first))

    def _begins_note(self, row: Sequence[Cell], place: int, *, alone: bool) -> bool:
        """Whether the first text of a row with too little in it is that of a note: no value, goal or day.

        Raises `Refused` where it says a scale, and nothing else did.
        """
        first = cell_text(row[place]).strip()
        if is_number(first) or self._cells.known(first) or (alone and self._is_day(place, first)):
            return False
        if not any(self._scaling.scales.values()) and scale_in(first):
            raise Refused(
                f"a line below the table says {first[:60]!r}",
                "say what its values are in with --scale, 1 for as they are",
            )
        self._noted = True
        return True

    def _is_day(self, place: int, text: str) -> bool:
        columns = {**dict.fromkeys(_PARTS, self._parts), **self.columns}
        column = next((column for role, column in columns.items() if self._at.get(role) == place), None)
        return column is not None and isinstance(column.read(text), Day)

    def _beside(self, row: Sequence[Cell]) -> _Beside | Unread:
        note, source, url, who = (self._text(row, role) for role in BESIDE)
        if "\0" in note + source + url + who:
            return Unread("the row holds a NUL byte")
        why = self._text(row, "why")
        if len(note) + len(source) + len(url) + len(who) + len(why) > LONGEST_NAME:
            fault = _refusal(lambda: check_words(note=note, source=source, url=url, who=who, why=why))
            if fault:
                return Unread(fault)
        word = self._text(row, "provisional")
        provisional = says_provisional(word)
        if provisional is None:
            said = word.strip().lower()[:40]
            return Unread(f"{said!r} does not say whether the figure is provisional (write yes or no)")
        flag = self._text(row, "flag")
        mark = flags_of(flag)
        if mark is None:
            return Unread(f"{flag[:40]!r} is not a flag that is known (to leave its column out: --map flag=)")
        if mark.forecast:
            return Unread(
                f"{flag!r} is the flag of a forecast, not of a figure (if it is not, leave its column out: --map flag=)"
            )
        return _Beside(_joined(note, mark), source, url, who, provisional or mark.provisional)

    def _made(self, line: int, row: Sequence[Cell], beside: _Beside) -> list[Made] | Skip | Unread:
        """What each column of values says; or why one of them says nothing."""
        made: list[Made] = []
        faults: dict[Unread, str] = {}
        for column in self._layout.values:
            one = self._one(row, column, beside)
            if isinstance(one, Skip):
                if one is Skip.BLANK:
                    self._note_blank(line, row, column)
                if len(self._layout.values) == 1:
                    return one
                self.passed.add(one, line)
            elif isinstance(one, Unread):
                faults.setdefault(one, column.name)
            else:
                made.append(one)
        first = next(iter(faults), None)
        if first is None:
            return made
        if not made:
            return first
        self.fault = structs.replace(first, reason="; ".join(f"{name}: {one.reason}" for one, name in faults.items()))
        return made

    def note_blanks(self, rows: Iterable[Row]) -> None:
        """Take note of the slots of rows without a value, which were read elsewhere."""
        for line, cells in rows:
            if self.blanks.full:
                break
            if not isinstance(cells, Broken):
                self._note_blank(line, cells, self._layout.values[0])

    def _note_blank(self, line: int, row: Sequence[Cell], column: ValueColumn) -> None:
        if column.at < 0 or self.blanks.full:
            return
        goal = self._cells.goal(column.goal or self._role(row, "goal"))
        day, _ = self._marked_day(row, column)
        if isinstance(day, Day) and not isinstance(goal, Unread):
            self.blanks.add(Slot(goal.goal.id, day.label), line, cell_text(self._cell(row, column.at)))

    def _one_way(self, row: Sequence[Cell], made: Made) -> Made | Unread:
        """A figure, unless it would be added to those that went the other way."""
        if self._sides is None or not made.adds:
            return made
        place, sides = self._sides
        trouble = sides.trouble(cell_text(row[place]).strip(), made.figure.value)
        return Unread(trouble) if trouble else made

    def _one(self, row: Sequence[Cell], column: ValueColumn, beside: _Beside) -> Made | Skip | Unread:
        """The figure in one column of values."""
        told = "" if column.at < 0 else self._cell(row, column.at)
        absent = self._absent(row, column, told)
        if column.at >= 0 and told == "" and not absent:
            return Skip.BLANK
        goal = self._goal(row, column)
        if isinstance(goal, Unread):
            return Skip.BLANK if column.at >= 0 and is_missing(_word(told)) else self._cells.refuse(goal)
        seen = self._seen(row, column, goal, told, absent=bool(absent))
        if not isinstance(seen, _Seen):
            return seen
        return self._figure(
            row, self._key(row, column, goal, seen.day), goal, seen, beside.of(seen.marks, absent), absent
        )

    def _goal(self, row: Sequence[Cell], column: ValueColumn) -> GoalValues | Unread:
        """The goal of a value, or why there is none.  Raises `Refused` where running totals would be added up."""
        goal = self._cells.goal(column.goal or self._role(row, "goal"))
        if column.at not in self._running or isinstance(goal, Unread):
            return goal
        if goal.adds and not RUNNING.search(plain(goal.goal.title)):
            raise _running_totals(column.name, goal)
        return goal

    def _figure(
        self, row: Sequence[Cell], key: str, goal: GoalValues, seen: _Seen, beside: _Beside, absent: str
    ) -> Made | Skip | Unread:
        """A figure under the key of its row, or under the next one; or why the row's cannot be one."""
        if goal.adds and self._balances is not None and is_balance(row[self._balances]):
            return Skip.BALANCE
        if key and (fault := _fault(key)):
            return Unread(fault)
        new = Figure(
            key or next(self._keys), goal.id, self._making.recorded_at, seen.day.last, seen.value, seen.day.label,
            beside.note, beside.source, beside.url, beside.who,
            provisional=beside.provisional, batch=self._making.batch, missing=bool(absent),
            replaces=self._text(row, "replaces").strip() if key else "", why=absent or self._text(row, "why"),
            beside=tuple(self._text(row, "beside").splitlines()) if key else (),
        )  # fmt: skip
        return self._one_way(row, Made(key, new, goal.adds, self._text(row, "state").strip()))

    def _seen(
        self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues, told: Cell, *, absent: bool
    ) -> _Seen | Skip | Unread:
        """The day, the value and the marks that a row gives for one column of values."""
        if self._is_estimate(row, column.on):
            return Skip.FORECAST
        read = _NO_VALUE if absent else self._value(row, column, goal, told)
        if isinstance(read, Skip):
            return read
        day, dated = self._day_for(row, column, goal)
        if dated.forecast:
            return Skip.FORECAST
        if not isinstance(day, Day):
            return _undated(row, day, absent=absent, event=column.at < 0)
        if isinstance(read, Unread):
            return read
        flag = NO_MARK if column.flags is None else flags_of(cell_text(row[column.flags]))
        if flag is None:
            return Unread(f"a flag beside {told!r} is not one that is known")
        return Skip.FORECAST if flag.forecast else _Seen(day, read[0], (read[1], flag, dated))

    def _day_for(self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues) -> tuple[Day | Skip | Unread, Mark]:
        """The day of a value and its mark; one of several months that are no period is a total, but of running ones."""
        day, mark = self._marked_day(row, column)
        if isinstance(day, Unread) or not day.first:
            return day, mark
        if runs := goal.runs_in(day):
            return runs, mark
        if column.on:
            return Skip.TOTAL, mark
        other = "no quarter, half or year, and only a goal that is cumulative takes what ran up since its period began"
        return Unread(f"{self._when(row, column)[1]!r} is {other}"), mark

    def _is_estimate(self, row: Sequence[Cell], day: Day | None) -> bool:
        """Whether a column is of a year after the last that a row says is no estimate."""
        last = self._text(row, "estimates").strip() if "estimates" in self._at else ""
        return day is not None and bool(re.fullmatch("[0-9]{4}", last, re.ASCII)) and day.last.year > int(last)

    def _absent(self, row: Sequence[Cell], column: ValueColumn, told: Cell) -> str:
        """Why there is no figure, where a row says so and that is to be recorded; "" where there is one, or nothing."""
        if column.at < 0 or not isinstance(told, str):
            return ""
        return self._why_missing(row, told.strip())

    def _why_missing(self, row: Sequence[Cell], told: str) -> str:
        why, note, flag, missing = (self._text(row, role).strip() for role in ("why", "note", "flag", "missing"))
        if missing.lower() in _YES and not told:
            return why or "n/a"
        marker = told or flag
        if not (self._marked and marker and is_missing(marker)):
            return ""
        return next(filter(None, (why, note, f"marked {marker!r}")))

    def _value(
        self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues, told: Cell
    ) -> tuple[Decimal, Mark] | Skip | Unread:
        """What a cell says of a goal: a value and its mark, that there is none, or why it is not understood."""
        if column.at < 0:
            event = goal.event()
            return (event, NO_MARK) if isinstance(event, Decimal) else event
        answer = goal.told(told)
        if answer is Answer.MAYBE:
            return Unread(f"{told!r} could be a yes or a missing value (say which with --yes-words x or --no-words x)")
        if answer is not Answer.VALUE:
            return _ANSWERS[answer]
        unit = self._unit(row) or self._unit_above(column, goal)
        read = goal.value(told, self.how, unit, self._scale(row, column, goal))
        as_it_was = isinstance(read, Unread) and self._measure >= 0 and goal.as_recorded(told, row[self._measure])
        return as_it_was or read

    def _scale(self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues) -> str:
        """The scale of a value: of its row, else of its column, whose name says none where it is a goal's title."""
        if column.goal and column.name.strip() == goal.goal.title:
            scale = self._scaling.whole
        elif "scale" in self._at:
            scale = self._text(row, "scale").strip()
        else:
            scale = self._scaling.scales[column.at]
        return "" if _word(scale) in AS_THEY_ARE else scale

    def _unit_above(self, column: ValueColumn, goal: GoalValues) -> str:
        """The unit that a column's name or a title gives, but for a word that was said to be a scale, or is a title."""
        unit = goal.of_header(self._scaling.units.get(column.at, ""))
        titled = bool(column.goal) and column.name.strip().casefold() == goal.goal.title.casefold()
        return "" if unit.casefold() in DOUBTFUL and (self._scaling.whole or titled) else unit

    def _cell(self, row: Sequence[Cell], place: int) -> Cell:
        """A cell without the apostrophe that `guard` may have given it."""
        return self._bare(row[place])

    def _bare(self, cell: Cell) -> Cell:
        return unguarded(cell) if self._table.guarded and isinstance(cell, str) else cell

    def _role(self, row: Sequence[Cell], role: str) -> Cell:
        return self._cell(row, self._at[role]) if role in self._at else ""

    def _text(self, row: Sequence[Cell], role: str) -> str:
        cell = self._role(row, role)
        return cell if isinstance(cell, str) else f"{cell:f}"

    def _unit(self, row: Sequence[Cell]) -> str:
        if "unit" not in self._at and "currency" not in self._at:
            return ""
        return f"{self._text(row, 'unit')} {self._text(row, 'currency')}".strip()

    def _key(self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues, day: Day) -> str:
        """The key of the row's figure: the row's own, with the period or goal of its column where there are several."""
        key = self._text(row, "key").strip()
        if not key or len(self._layout.values) == 1:
            return key
        if column.on and column.goal:
            return f"{key}.{goal.id}.{day.label}"
        return f"{key}.{day.label if column.on or column.half else goal.id}"

    def _marked_day(self, row: Sequence[Cell], column: ValueColumn) -> tuple[Day | Unread, Mark]:
        """The day of a value and the mark behind it, as `2023p` and `2023 (revised)` have one."""
        if column.on:
            return column.on, column.mark
        dates, when = self._when(row, column)
        day = dates.read(when)
        split = marked_period(when) if isinstance(day, Unread) and isinstance(when, str) else None
        if split is None:
            return day, column.mark
        unmarked = dates.read(split.value)
        return (unmarked, split.mark) if isinstance(unmarked, Day | Coming) else (day, column.mark)

    def _when(self, row: Sequence[Cell], column: ValueColumn) -> tuple[Column, Cell]:
        """What says the day of a value: its row's period or date, or year, quarter and month together."""
        if column.half:
            return self._parts, self._from_parts(row, column.half)
        for role, dates in self.columns.items():
            if when := self._role(row, role):
                return dates, self._with_year(row, when)
        return self._parts, self._from_parts(row)

    def _with_year(self, row: Sequence[Cell], when: Cell) -> Cell:
        """A period such as `Q3` with its year, or a last day with the first, where these have columns of their own."""
        if "start" in self._at:
            return f"{bare(self._text(row, 'start'))} to {bare(cell_text(when))}"
        if "year" not in self._at or not isinstance(when, str):
            return when
        if _PART_OF_YEAR.fullmatch(when.strip()):
            part = when.strip()
            self._monthly = self._monthly or (part[0] == "M" and part != _WHOLE_YEAR)
            year = self._text(row, "year").strip().removesuffix(".0")
            return f"{year}-{part if part[0] in 'MW' else part[0] + part[-1]}"
        if re.search("[0-9]{2}", when):
            return when
        return f"{when.strip()} {self._text(row, 'year').strip().removesuffix('.0')}"

    def _from_parts(self, row: Sequence[Cell], half: Half | None = None) -> str:
        """The date that the parts of a row make, with the one that stands above a column."""
        parts = {role: self._text(row, role).strip().removesuffix(".0") for role in _PARTS}
        if half is not None:
            parts[half.role] = half.text
        year, quarter, month, week, _ = parts.values()
        return _in_year(parts) if year else quarter or month or week


def _needed(found: Layout, width: int) -> int:
    """How many cells a row has at least: to its first value, and to the last that tells what its values are."""
    telling = [place for role, place in found.at.items() if role not in _LEFT_OUT]
    others = (found.kind, found.status, found.sides)
    places = [*telling, *(place for place in others if place is not None), min(one.at for one in found.values)]
    return max(places) + 1 if min(places) >= 0 else width


def _running(headed: Headed, asked: Asked) -> set[int]:
    """The columns of running totals by their names, unless somebody named the one of values."""
    named = () if "value" in asked.columns else headed.layout.values
    return {column.at for column in named if RUNNING.search(plain(column.name))}


def _running_totals(column: str, goal: GoalValues) -> Refused:
    adds = f"{quote(f'--map=value={column}')} adds these up"
    return Refused(
        f"{column!r} holds running totals, and {goal.id} adds its figures up",
        f"name the column of what each period had, with --map value=COLUMN; {adds}",
    )


def _numbers(headed: Headed, asked: Asked) -> Numbers:
    """How a table writes numbers: as it or its format says, else with a comma where one of its values must have it."""
    point = headed.table.point
    return Numbers(point, headed.table.semicolons, bool(headed.comma) and not (asked.decimal or point))


def _in_calendar(shown: str) -> str:
    return (
        f"years as in {shown!r} are taken to end in December, as those of the plan; if they begin in April:"
        " coopctl undo, then coopctl plan edit --fiscal-start 4, and import again"
    )


def _spans(headed: Headed, plan: Plan) -> str:
    """The name of a column of years from one to the next, where those of the plan begin in January; "" for none."""
    spans = (one.name for one in headed.layout.values if one.on and one.on.label.startswith("FY"))
    return next((name for name in spans if plan.fiscal_start == 1 and _SPAN.search(name)), "")


def _has_comma(headed: Headed, asked: Asked, plan: Plan) -> bool:
    """Whether the numbers of a table have a decimal comma."""
    numbers = _numbers(headed, asked)
    return numbers.comma or (asked.comma(plan) and not numbers.point)


def _dated(headed: Headed, making: Making, asked: Asked, plan: Plan) -> tuple[dict[str, Column], Column]:
    """The columns of periods and dates, and that of the days that the parts of a year make, which lie in several."""
    at, named = headed.layout.at, headed.table.told or headed.table.header
    own, comma = is_own(headed.table.header), _has_comma(headed, asked, plan)
    columns: dict[str, Column] = {
        role: Column(
            plan, making.today, named[at[role]], asked.sense, months=own, counts=not own and "year" not in at,
            fractions=_has_fractions(headed, at[role]),
        )
        for role in ("period", "date")
        if role in at
    }  # fmt: skip
    for column in columns.values():
        column.day_first = comma
    parts = [role for role in _PARTS if role in at]
    fractions = parts == ["year"] and _has_fractions(headed, at["year"])
    name = " ".join(named[at[role]] for role in parts)
    return columns, Column(plan, making.today, name, asked.sense, fractions=fractions)


def _has_fractions(headed: Headed, place: int) -> bool:
    """Whether one of the first years in a column has a fraction."""
    rows = cells_of(headed.rows.peek(_SAMPLE))
    return any(shows_fraction(cell_text(row[place]).strip()) for row in rows if place < len(row))


def _scaling(headed: Headed, asked: Asked) -> _Scaling:
    """The scales that were said, or that titles and headers give, and the units, where no column has those."""
    at, values = headed.layout.at, headed.layout.values
    whole, unit = asked.scale or headed.scale, headed.unit
    if corner := _corner(headed, asked):
        whole, unit = scale_in(corner), unit_in(corner)
    names = {column.at: _without_period(column) for column in values}
    scales = {place: whole or scale_in(name) for place, name in names.items()}
    if at.keys() & {*_UNIT} or asked.columns.get("unit") == "":
        return _Scaling(whole, scales, {})
    return _Scaling(whole, scales, {place: unit_in(name) or unit for place, name in names.items()})


def _corner(headed: Headed, asked: Asked) -> str:
    """The name of the column of goals left of columns of periods, where it is the unit of all, and nothing else is."""
    at = headed.layout.at
    name = headed.table.header[at["goal"]].strip() if "goal" in at else ""
    alone = is_unit(name) and all(one.on for one in headed.layout.values)
    return name if alone and not (asked.scale or headed.scale or headed.unit) else ""


def _without_period(column: ValueColumn) -> str:
    """The name of a column without the period behind the goal that it names."""
    return stem_and_period(column.name)[0] if column.goal and column.on else column.name


def _merging(headed: Headed, asked: Asked) -> str:
    """The column of days right of the goals, whose empty cells are then those of merged ones; "" for none."""
    at = headed.layout.at
    if headed.table.fixed or asked.goal is not None:
        return ""
    return next((role for role in _PERIODS if at.get(role, -1) > at.get("goal", 1 << 30)), "")


def _in_year(parts: Mapping[str, str]) -> str:
    """The date that a year makes with the other parts of a row, or by itself."""
    year, quarter = parts["year"], parts["quarter"]
    for roles, numbered, named in _OF_A_YEAR:
        said = {role: parts[role] for role in roles}
        if all(said.values()):
            numbers = {role: text.zfill(2) for role, text in said.items() if _MONTH.fullmatch(text)}
            return numbered.format(year=year, **numbers) if len(numbers) == len(said) else named.format(**parts)
    part = _QUARTER.fullmatch(quarter)
    return f"{year}-Q{part[1]}" if part else f"{quarter} {year}".strip()


def _word(cell: Cell) -> str:
    return cell_text(cell).strip().casefold()


def _as_told(word: str) -> str:
    """A word as --where compares it: what is true in JSON and in workbooks is a cell that says yes."""
    return "yes" if word == "true" else word


def says_provisional(word: str) -> bool | None:
    """Whether a word says that a figure is provisional; None where it says neither."""
    said = word.strip().lower()
    return said in _YES if said in _YES + _NO else None


def _is_sum(cell: Cell) -> bool:
    words = _word(cell)
    return words in TOTALS or words.endswith("total") or bool(_SUMS.match(words))


def _undated(row: Sequence[Cell], reason: Skip | Unread, *, absent: bool, event: bool) -> Skip | Unread:
    """What a row without a date is: a missing one or a total needs none, and what has none did not happen yet."""
    if absent or reason != NO_DATE:
        return Skip.BLANK if absent else reason
    return Skip.TOTAL if _says_total(row) else Skip.UNDATED if event else reason


def _says_total(row: Sequence[Cell]) -> bool:
    """Whether the first word of a row is total, or one of its cells says nothing else."""
    words = [word for cell in row if len(word := _word(cell)) > 1]
    return any(map(_PART_SUM.match, words[:1])) or any(map(_WHOLE_SUM.fullmatch, words))


def _joined(note: str, mark: Mark) -> str:
    return f"{note}; {mark.note}" if note and mark.note else note or mark.note


def _fault(key: str) -> str:
    return _refusal(lambda: check_key(key))


def _refusal(check: Callable[[], None]) -> str:
    """Why a check refuses; "" where it does not."""
    try:
        check()
    except Refused as trouble:
        return trouble.whole
    return ""
