"""One row of a table of any layout, as the figures that it says."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce
from itertools import chain
from operator import itemgetter
from shlex import quote
from typing import NamedTuple

from msgspec import structs

from coopctl.errors import Refused
from coopctl.exchange.figures.amounts import NO_MARK, PLAIN, Answer, GoalValues, Spelling
from coopctl.exchange.figures.asked import Asked
from coopctl.exchange.figures.carried import Carried
from coopctl.exchange.figures.cells import Cells
from coopctl.exchange.figures.content import BESIDE
from coopctl.exchange.figures.days import NO_DATE, Day, Unsettled
from coopctl.exchange.figures.first_rows import SAMPLE, Headed, cells_of
from coopctl.exchange.figures.lapsed import Blanks
from coopctl.exchange.figures.layout import ValueColumn, is_balance
from coopctl.exchange.figures.making import Making
from coopctl.exchange.figures.merged import Merged
from coopctl.exchange.figures.passed import Passed, Skip
from coopctl.exchange.figures.rowcells import RowCells, says_yes, word
from coopctl.exchange.figures.rowdays import RowDays
from coopctl.exchange.figures.rowkinds import ASIDE, PERIODS, RowKinds, is_sum, says_total
from coopctl.exchange.figures.rowvalues import UNIT, RowValues
from coopctl.exchange.figures.sides import Sides
from coopctl.exchange.figures.slots import Others
from coopctl.exchange.figures.words import ROLLING, RUNNING, place_of, plain
from coopctl.exchange.formats.csv_tsv import cell_text, is_own, text_at
from coopctl.exchange.formats.flags import Mark, final_in, flags_of, is_missing
from coopctl.exchange.formats.rows import Broken, Cell, Row, Unread
from coopctl.plan.corrections import State
from coopctl.plan.plan import Figure, Plan, check_words
from coopctl.plan.slot import Slot
from coopctl.plan.terms import Measure
from coopctl.values.calendar import PeriodKind
from coopctl.values.ids import check_key
from coopctl.values.patterns import LONGEST_NAME
from coopctl.values.quantities import spelling

_WITHDRAWN = (State.RETRACTED, State.UNDONE, State.RETRACTS, State.UNDOES, "true", "yes", "deleted")
# What is said of rows that bring no figure, and may have brought one before.
_BRINGS_NOTHING = (Skip.BLANK, Skip.UNDATED, Skip.VOID)
_NO_VALUE: tuple[Decimal | None, Mark] = None, NO_MARK
# What the marks of value, column and header mostly say.
_UNMARKED = (NO_MARK, NO_MARK, NO_MARK)


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
        self._goals, self._making, self._keys = cells, making, keys
        self._width, found = len(self._table.header), headed.layout
        self._named = self._table.told or self._table.header
        self._cells = RowCells(self._at, guarded=self._table.guarded)
        self.values = RowValues(headed, asked, self._cells)
        self.days = RowDays(headed, self._cells, making, asked, plan, self.values.how)
        one_goal, scaled = asked.goal is not None, self.values.scaled
        self._kinds = RowKinds(headed, cells, self._cells, self.days, one_goal=one_goal, scaled=scaled)
        self._merges = _merging(headed, asked)
        self._where = [(place_of(name, self._named), _as_told(value.casefold())) for name, value in asked.where]
        self.merged = Merged(headed, {place for place, value in self._where if value})
        self._status, place, self._balances = map(self._unless_chosen, (found.status, found.sides, found.balances))
        self._sides = None if place is None else (place, Sides(self._named[place]))
        beside = {self._named[self._at[role]]: self._at[role] for role in BESIDE if role in self._at}
        own = is_own(self._table.header)
        self._others = {} if own else self._layout.unused | beside
        self.names = tuple(self._others)
        self.guarded = self._table.guarded
        self._final = _final_in(headed)
        self._above = ""
        self.filled = 0
        self.fault: Unread | None = None
        self._running = _running(headed, asked)
        self._blanks = bool(asked.blank)
        self.passed, self.carried, self.blanks = Passed(), Carried(), Blanks()

    def _unless_chosen(self, place: int | None) -> int | None:
        """A column that tells of rows what became of them, unless --where says which are meant."""
        return None if place in dict(self._where) else place

    def others(self, cells: Sequence[Cell]) -> Others:
        """What a row says beside its figure, in the columns that are not used and in its words."""
        return Others(self.names, tuple(cell_text(cells[place]).strip() for place in self._others.values()))

    @property
    def plain(self) -> Places | None:
        """The columns of a table of one value a row, whose rows mean what their cells say; None for any other."""
        at, when, value = self._at, list(self.days.columns), self._layout.values[0]
        scaled = not self.values.plain
        if scaled or self._where or self._table.translate or self._running or self._blanks or self._says_more:
            return None
        if self._layout.values != (ValueColumn(value.at, value.name),) or value.at < 0:
            return None
        known = {"goal", "value", "key", "provisional", "replaces", *BESIDE, *UNIT, *ASIDE, *when}
        if not when or not at.keys() <= known:
            return None
        goal = at.get("goal", -1), *(at[role] for role in UNIT if role in at)
        words = tuple(at.get(role, -1) for role in BESIDE)
        silent = tuple(at[role] for role in ASIDE if role in at)
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
        named = self._cells.bare(cell)
        goal = None if self._kinds.names_total(named) else self._goals.goal(named)
        if goal is None or isinstance(goal, Unread):
            return None
        return goal if goal.is_own(" ".join(cell_text(self._cells.bare(one)) for one in unit).strip()) else None

    def value_of(self, cell: Cell, goal: GoalValues) -> str | None:
        """The value that a cell of a plain table means for a goal, as `str` gives it; None where its row may say more.

        A word for a missing value is for its row, a mark behind the value, and a number in another spelling.
        """
        told = self._cells.bare(cell)
        if not isinstance(told, str) or is_missing(told) or goal.told(told) is not Answer.VALUE:
            return None
        read = goal.value(told, self.values.how)
        if isinstance(read, Unread) or read[1] != NO_MARK:
            return None
        text = f"{read[0]}"
        return text if PLAIN[Spelling.DIGITS].fullmatch(text) and spelling(read[0]) == text else None

    def day_of(self, *cells: Cell) -> Day | None:
        """The day that cells of a plain table mean; None where it is a total, or none that is settled yet."""
        said = [self._cells.bare(cell) for cell in cells]
        first = next(filter(itemgetter(0), zip(said, self.days.columns.values(), strict=True)), None)
        if first is None or any(map(is_sum, said)):
            return None
        try:
            day = first[1].read(first[0])
        except Unsettled:
            return None
        return None if isinstance(day, Unread) or day.first else day

    def is_blank(self, cell: Cell, goal: GoalValues, days: Sequence[Cell]) -> bool:
        """Whether a row of a plain table that names a goal has no value, nor a word of a total for its day."""
        told = self._cells.bare(cell)
        if told != "" and (
            self.values.marked or cell_text(told)[0].isdecimal() or goal.told(told) is not Answer.NOTHING
        ):
            return False
        return not any(is_sum(self._cells.bare(day)) for day in days)

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
        return [*row, *[""] * missing] if missing > 0 and len(row) >= self._kinds.needed else row

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
            self.blanks.add_key(self._cells.text(row, "key").strip(), line, void)
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
        if skip := self._kinds.no_row(row):
            return skip
        row = self.filled_up(row)
        if len(row) != self._width:
            return Unread(f"the row has {len(cells)} cells, its header {self._width}")
        if self._where and self._is_aside(row):
            return Skip.WHERE
        translated = self._table.translate(row) if self._table.translate else row
        if isinstance(translated, Unread):
            return translated
        return self._filled(translated) if translated else Skip.BLANK

    def _is_aside(self, row: Sequence[Cell]) -> bool:
        """Whether a row says other words than those that are asked for, of which each column is looked at."""
        said = [_as_told(word(self.merged.cell(row, place))) == value for place, value in self._where]
        return not all(said)

    def _passed_over(self, row: Sequence[Cell]) -> Skip | None:
        """Why a row counts for nothing: it was withdrawn, is a total of others, or of no figure that came about."""
        if self._cells.text(row, "state").partition(" ")[0].casefold() in _WITHDRAWN:
            self._withdraw(row)
            return Skip.WITHDRAWN
        return Skip.TOTAL if self._kinds.is_total(row) else self._kinds.aside(row, self._status)

    def _is_blank(self, row: Sequence[Cell]) -> bool:
        """Whether all columns of values are empty."""
        return all(column.at >= 0 and not cell_text(row[column.at]).strip() for column in self._layout.values)

    def _filled(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """A row with the goal of the row above, where its own cell is left empty under it, as in a merged one."""
        goal = self._cells.text(row, "goal").strip()
        if goal or not self._merges:
            self._above = "" if self._kinds.names_total(goal) else goal
            return row
        if not self._above or not self._cells.role(row, self._merges):
            return row
        self.filled += 1
        at = self._at["goal"]
        return [*row[:at], self._above, *row[at + 1 :]]

    def _withdraw(self, row: Sequence[Cell]) -> None:
        """Carry over that a figure was retracted or undone, to where it may be recorded, too."""
        goal = self._goals.goal(self._cells.role(row, "goal"))
        key, retracts = self._cells.text(row, "key").strip(), self._cells.text(row, "retracts").strip()
        undone = self._cells.text(row, "state").strip() == State.UNDONE
        if isinstance(goal, Unread) or not key or not (undone or retracts) or _fault(key):
            return
        new = Figure(
            next(self._keys) if undone else key, goal.id, self._making.recorded_at, who=self._cells.text(row, "who"),
            retracts=key if undone else retracts, why=self._cells.text(row, "why"), batch=self._making.batch,
        )  # fmt: skip
        self.carried.withdrawals.append(new)

    def _beside(self, row: Sequence[Cell]) -> _Beside | Unread:
        note, source, url, who = (self._cells.text(row, role) for role in BESIDE)
        if "\0" in note + source + url + who:
            return Unread("the row holds a NUL byte")
        why = self._cells.text(row, "why")
        if len(note) + len(source) + len(url) + len(who) + len(why) > LONGEST_NAME:
            fault = _refusal(lambda: check_words(note=note, source=source, url=url, who=who, why=why))
            if fault:
                return Unread(fault)
        word = self._cells.text(row, "provisional")
        provisional = says_yes(word)
        if provisional is None:
            said = word.strip().lower()[:40]
            return Unread(f"{said!r} does not say whether the figure is provisional (write yes or no)")
        mark = self._marks(row)
        if isinstance(mark, Unread):
            return mark
        return _Beside(_joined(note, mark), source, url, who, provisional or mark.provisional)

    def _marks(self, row: Sequence[Cell]) -> Mark | Unread:
        """What the flags of a row say of it; or why one of them does not say it of a figure."""
        one, other = self._mark(row, "flag"), self._mark(row, "symbol")
        if isinstance(one, Unread) or other == NO_MARK:
            return one
        if isinstance(other, Unread):
            return other
        return Mark(one.provisional or other.provisional, ", ".join(filter(None, (one.note, other.note))))

    def _mark(self, row: Sequence[Cell], role: str) -> Mark | Unread:
        """What a row's flag says of it; or why it does not say it of a figure."""
        flag = self._cells.text(row, role)
        mark = self._flag(flag)
        if mark is None:
            return Unread(f"{flag[:40]!r} is not a flag that is known (to leave its column out: --map {role}=)")
        if mark.forecast:
            return Unread(
                f"{flag!r} is the flag of a forecast, not of a figure (if it is not, leave its column out:"
                f" --map {role}=)"
            )
        return mark

    def _flag(self, text: str) -> Mark | None:
        """What a flag says; None for what is none.  The letter for what is final says nothing."""
        return NO_MARK if text.strip() == self._final else flags_of(text)

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
        goal = self._goals.goal(column.goal or self._cells.role(row, "goal"))
        day, _ = self.days.of(row, column)
        if isinstance(day, Day) and not isinstance(goal, Unread):
            self.blanks.add(Slot(goal.goal.id, day.label), line, cell_text(self._cells.cell(row, column.at)))

    def _one_way(self, row: Sequence[Cell], made: Made) -> Made | Unread:
        """A figure, unless it would be added to those that went the other way."""
        if self._sides is None or not made.adds:
            return made
        place, sides = self._sides
        trouble = sides.trouble(cell_text(row[place]).strip(), made.figure.value)
        return Unread(trouble) if trouble else made

    def _one(self, row: Sequence[Cell], column: ValueColumn, beside: _Beside) -> Made | Skip | Unread:
        """The figure in one column of values."""
        told = "" if column.at < 0 else self._cells.cell(row, column.at)
        absent = self.values.absent(row, column, told)
        if column.at >= 0 and told == "" and not absent:
            return Skip.BLANK
        goal = self._goal(row, column)
        if isinstance(goal, Unread):
            return Skip.BLANK if column.at >= 0 and is_missing(word(told)) else self._goals.refuse(goal)
        seen = self._seen(row, column, goal, told, absent=bool(absent))
        if not isinstance(seen, _Seen):
            return seen
        return self._figure(
            row, self._key(row, column, goal, seen.day), goal, seen, beside.of(seen.marks, absent), absent
        )

    def _goal(self, row: Sequence[Cell], column: ValueColumn) -> GoalValues | Unread:
        """The goal of a value, or why there is none.  Raises `Refused` where running totals would be added up."""
        goal = self._goals.goal(column.goal or self._cells.role(row, "goal"))
        if column.at not in self._running or isinstance(goal, Unread):
            return goal
        if goal.adds and not _counts_twice(goal.goal.title):
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
            replaces=self._cells.text(row, "replaces").strip() if key else "",
            why=absent or self._cells.text(row, "why"),
            beside=tuple(self._cells.text(row, "beside").splitlines()) if key else (),
        )  # fmt: skip
        return self._one_way(row, Made(key, new, goal.adds, self._cells.text(row, "state").strip()))

    def _seen(
        self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues, told: Cell, *, absent: bool
    ) -> _Seen | Skip | Unread:
        """The day, the value and the marks that a row gives for one column of values."""
        if self._is_estimate(row, column.on):
            return Skip.FORECAST
        read = _NO_VALUE if absent else self.values.value(row, column, goal, told)
        if isinstance(read, Skip):
            return read
        day, dated = self._day_for(row, column, goal)
        if dated.forecast:
            return Skip.FORECAST
        if not isinstance(day, Day):
            return _undated(row, day, absent=absent, event=column.at < 0)
        if isinstance(read, Unread):
            return read
        flag = NO_MARK if column.flags is None else self._flag(cell_text(row[column.flags]))
        if flag is None:
            return Unread(f"a flag beside {told!r} is not one that is known")
        return Skip.FORECAST if flag.forecast else _Seen(day, read[0], (read[1], flag, dated))

    def _day_for(self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues) -> tuple[Day | Skip | Unread, Mark]:
        """The day of a value and its mark; one of several months that are no period is a total, but of running ones."""
        day, mark = self.days.of(row, column)
        if isinstance(day, Unread) or not day.first:
            return day, mark
        if runs := goal.runs_in(day):
            return runs, mark
        if column.on:
            return Skip.TOTAL, mark
        other = "no quarter, half or year, and only a goal that is cumulative takes what ran up since its period began"
        return Unread(f"{self.days.said(row, column)[1]!r} is {other}"), mark

    def _is_estimate(self, row: Sequence[Cell], day: Day | None) -> bool:
        """Whether a column is of a year after the last that a row says is no estimate."""
        last = self._cells.text(row, "estimates").strip() if "estimates" in self._at else ""
        return day is not None and bool(re.fullmatch("[0-9]{4}", last, re.ASCII)) and day.last.year > int(last)

    def _key(self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues, day: Day) -> str:
        """The key of the row's figure: the row's own, with the period or goal of its column where there are several."""
        key = self._cells.text(row, "key").strip()
        if not key or len(self._layout.values) == 1:
            return key
        if column.on and column.goal:
            return f"{key}.{goal.id}.{day.label}"
        return f"{key}.{day.label if column.on or column.half else goal.id}"


def _final_in(headed: Headed) -> str:
    """The letter of a table's flags for what is final, if it is one that others have another sense of; else ""."""
    if "flag" not in headed.layout.at and all(column.flags is None for column in headed.layout.values):
        return ""
    said = chain(headed.table.told or headed.table.header, *cells_of(headed.rows.peek(SAMPLE)))
    return final_in(plain(cell_text(cell)) for cell in said)


def _running(headed: Headed, asked: Asked) -> set[int]:
    """The columns of running totals by their names, unless somebody named the one of values."""
    named = () if "value" in asked.columns else headed.layout.values
    return {column.at for column in named if _counts_twice(column.name)}


def _counts_twice(name: str) -> str:
    """What is to be said of values with this name, of which each holds some of others; "" for none."""
    if RUNNING.search(plain(name)):
        return "running totals"
    return "values of several periods each" if ROLLING.search(plain(name)) else ""


def _running_totals(column: str, goal: GoalValues) -> Refused:
    ways = ["name the column of what each period had, with --map value=COLUMN"]
    if runs := RUNNING.search(plain(column)) and _RUNS.get((goal.goal.promise.measure, goal.goal.promise.period)):
        ways.append(f"if they run {runs[0]}: coopctl goal edit {goal.id} --measure {runs[1]}")
    return Refused(
        f"{column!r} holds {_counts_twice(column)}, and {goal.id} adds its figures up",
        "; ".join((*ways, f"{quote(f'--map=value={column}')} adds these up")),
    )


# From when running totals may run that a goal's figures could be, and the measure of which they are.
_RUNS = {
    (Measure.SUM, PeriodKind.YEAR): ("from the start of each year", Measure.CUMULATIVE),
    (Measure.SUM, PeriodKind.FISCAL_YEAR): ("from the start of each year", Measure.CUMULATIVE),
    (Measure.TOTAL, None): ("from the start", Measure.LEVEL),
}


def _merging(headed: Headed, asked: Asked) -> str:
    """The column of days right of the goals, whose empty cells are then those of merged ones; "" for none.

    Where a row names the goal of the one above again, an empty cell is of no goal: nothing is merged there.
    """
    at = headed.layout.at
    if headed.table.fixed or asked.goal is not None or "goal" not in at:
        return ""
    names = [text_at(cells, at["goal"]) for cells in cells_of(headed.rows.peek(SAMPLE))]
    if any(map(_is_same, names, names[1:])):
        return ""
    return next((role for role in PERIODS if at.get(role, -1) > at["goal"]), "")


def _is_same(name: str, below: str) -> bool:
    """Whether a row names what the one above it named."""
    return bool(name) and name == below


def _as_told(word: str) -> str:
    """A word as --where compares it: what is true in JSON and in workbooks is a cell that says yes."""
    return "yes" if word == "true" else word


def _undated(row: Sequence[Cell], reason: Skip | Unread, *, absent: bool, event: bool) -> Skip | Unread:
    """What a row without a date is: a missing one or a total needs none, and what has none did not happen yet."""
    if absent or reason != NO_DATE:
        return Skip.BLANK if absent else reason
    return Skip.TOTAL if says_total(row) else Skip.UNDATED if event else reason


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
