"""Rows to figures: each row whole, or refused with its line and the reason."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, count
from operator import not_
from shlex import quote
from typing import Self

from msgspec import structs

from coopctl.errors import Refused
from coopctl.exchange.figures.asked import Asked, is_countable
from coopctl.exchange.figures.blocks import Blocks, Remembering
from coopctl.exchange.figures.carried import Carried
from coopctl.exchange.figures.cells import Cells
from coopctl.exchange.figures.checkmarks import check_marks
from coopctl.exchange.figures.content import Reading, tells_rows
from coopctl.exchange.figures.day_ends import at_day_ends
from coopctl.exchange.figures.days import Unsettled
from coopctl.exchange.figures.first_rows import Headed
from coopctl.exchange.figures.heading import headed
from coopctl.exchange.figures.keys import Keys, derived
from coopctl.exchange.figures.lapsed import MOST, Blanks, Lapse
from coopctl.exchange.figures.layout import NoColumn, NoGoal
from coopctl.exchange.figures.making import Making
from coopctl.exchange.figures.noted import Noted
from coopctl.exchange.figures.overlaps import Overlaps
from coopctl.exchange.figures.passed import Passed, Skip
from coopctl.exchange.figures.rejects import NOT_KEPT, Kept, Rejects
from coopctl.exchange.figures.rowreader import Made, RowReader
from coopctl.exchange.figures.scratch import Scratch
from coopctl.exchange.figures.slots import Slots, way_out
from coopctl.exchange.figures.stand_ins import StandIns
from coopctl.exchange.figures.unnamed import perhaps_goals
from coopctl.exchange.formats.csv_tsv import cell_text, is_own
from coopctl.exchange.formats.rows import Ahead, Block, Broken, Cell, Row, Table, Unread
from coopctl.plan.plain import Columns
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.slot import is_event
from coopctl.plan.terms import Measure
from coopctl.values.people import plural

# So many corrections are named.
_SHOWN = 3
# So few that what is made of them stays in the processor's cache.
_BLOCK = 1024
# So few that to halve them once more costs as much as to read them one by one.
_FEW = 16
# Where more than one row of so many is not plain, nearly every row stands by one that is not.
_SOME = 4
# As many rows as are searched for a date that settles what the others mean.
_AHEAD = 50_000
# Odd, so that its multiples take every value of 56 bits before one comes again.
_STEP = 0xD1342543DE82EF95
_BITS = 0xFFFFFFFFFFFFFF


class Intake:
    """Reads tables: what they say well are figures, what they say badly goes to `rejects`.

    `brought` are the keys that rows have of their own, `slots` what took each day and period, `passed` counts the rows
    that bring no figure, `told` are remarks on how tables were read, `columns` those of the first one by role,
    `values` those of values if they are several, `carried` what a log says of corrections; `lines` are those of the
    figures, in order.  `duplicates.sift` counts what was recorded already, what is `replaced` or `withdrawn` now, and
    what is refused because another value is `standing`.  What it remembers is there until it is left.
    """

    def __init__(self, plan: Plan, making: Making, asked: Asked) -> None:
        self.plan, self.making, self.asked = plan, making, asked
        self.scratch = Scratch()
        self.rejects = Rejects(self.scratch, keep=asked.keep, decimal_comma=asked.comma(plan))
        self.brought = Keys(self.scratch)
        self.slots = Slots(self.scratch, plan.numbers)
        self.passed = Passed()
        self.noted = Noted(plan)
        self.overlaps = Overlaps(plan)
        self.stand_ins = StandIns(plan, said=asked.blank is not None)
        self.told: dict[str, None] = {}
        self.columns: dict[str, str] = {}
        self.values: list[str] = []
        self.unused: dict[str, None] = {}
        self.already = self.replaced = self.standing = self.withdrawn = 0
        # The call that records the first row that was refused beside what is there, where both can count.
        self.beside = ""
        self.carried = Carried()
        self.derives = False
        self.same = 0
        self.corrected: list[str] = []
        # What comes no more, the slots without a value, and what the first rows say by which they are known again.
        self.lapses: list[Lapse] = []
        self.blanks = Blanks()
        self.said: dict[int, Sequence[str]] = {}
        self.ours = False
        self.lines = array("q")
        self.keys = _keys(int(making.seed, 16))
        self._cells = Cells(plan, asked)
        self._block = Block((), ())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.scratch.close()

    def figures(self, tables: Iterable[Table]) -> Iterator[Figure | Columns]:
        """The figures of every row, in order; raises `Refused` for a table that is not understood as a whole."""
        goals = self.plan.goals if self.asked.goal is None else (self.asked.goal,)
        measures = [goal.promise.measure is Measure.COUNT for goal in goals]
        counted = self.asked.counts_rows and any(map(is_countable, goals))
        asked = self.asked
        reading = Reading(
            self.plan, self.making.today, asked.columns, asked.goal, asked.sense, any(measures) or counted,
            all(measures), asked.names,
        )  # fmt: skip
        for one in tables:
            found = self._headed(one, reading)
            check_marks(found, reading, asked)
            reader = RowReader(found, self._cells, self.making, self.keys, self.asked, self.plan)
            reader.passed, reader.carried, reader.blanks = self.passed, self.carried, self.blanks
            self.ours = self.ours or is_own(one.header)
            self.carried.named = self.carried.named or "replaces" in found.layout.at
            self.told |= dict.fromkeys(perhaps_goals(found, reading))
            self._take_columns(found)
            self._tell(found, reader)
            yield from self._rows(found, reader)
            self.told |= dict.fromkeys(
                (
                    *self._cells.remarks(),
                    *reader.days.remarks(),
                    *reader.merged.remarks(),
                    *found.table.remarks(),
                    *_again(found, self.same),
                )
            )
            if reader.filled:
                rows = f"{reader.filled:,} rows that name" if reader.filled > 1 else "a row that names"
                self.told[f"{rows} no goal, taken to be of the one above"] = None

    def tell_again(self, rows: int, *, sure: bool) -> None:
        """Tell that some rows say what is recorded, but for columns that are not used."""
        columns, again = " and ".join(map(repr, self.unused)), ", then import with --update" if sure else ""
        self.told[
            f"{rows:,} rows say what is recorded of their days already, but for {columns}, and count again; if they are"
            f" the same: coopctl undo{again}"
        ] = None

    def correct(self, said: str) -> None:
        """Count a figure that takes the place of another, of the first of which is said what they were."""
        self.replaced += 1
        if len(self.corrected) < _SHOWN:
            self.corrected.append(said)

    def _take_columns(self, found: Headed) -> None:
        """Note what the columns of a table are, of which those of the first are shown."""
        self.unused |= dict.fromkeys(found.layout.unused)
        self.values = self.values or [
            one.name for one in found.layout.values if one.goal or one.on or found.layout.values[1:]
        ]
        self.columns = self.columns or found.layout.columns(found.table.told or found.table.header)

    def _rows(self, found: Headed, reader: RowReader) -> Iterator[Figure | Columns]:
        """The figures of a table's rows, many at a time where its layout allows it."""
        places = reader.plain
        if places is None:
            for row in found.rows:
                yield from self._row(found, reader, row)
            return
        remembering = Remembering(
            self.slots, self.brought, self.noted, self.overlaps, self.stand_ins, self.carried, self._derived
        )
        blocks = Blocks(reader, places, self.keys, self.making, remembering)
        self._block = found.rows.take(_BLOCK)
        while len(self._block):
            yield from self._many(found, reader, blocks, self._block)
            self._block = Block((), ())  # its room is for the next, while it is still in the processor's cache
            self._block = found.rows.take(_BLOCK)

    def _headed(self, table: Table, reading: Reading) -> Headed:
        """A table, or the first that is there instead where it has no figures."""
        try:
            own = structs.replace(table, guarded=table.guarded and not self.asked.raw)
            found = headed(own, reading, self.asked.depth)
            # Of all rows those that end a day are others than of those that are asked for.
            return found if self.asked.where else at_day_ends(found, reading)
        except NoColumn as why:
            telling: NoColumn = why
            for other in table.instead or ():
                try:
                    return self._headed(other, reading)
                except NoColumn as another:
                    telling = min((telling, another), key=lambda one: not isinstance(one, NoGoal))
            hint = "; ".join(filter(None, (telling.hint, "" if isinstance(telling, NoGoal) else table.remark)))
            raise type(telling)(telling.message, hint) from None

    def _tell(self, found: Headed, reader: RowReader) -> None:
        if found.table.remark:
            self.told[found.table.remark] = None
        self.told |= dict.fromkeys(found.layout.remarks())
        if found.above:
            lines = plural(len(found.above), "lines")
            what, it = ("rows begin", "them") if found.numbered else ("header is", "it")
            self.told[f"the {what} in line {found.table.line}; {lines} above {it} passed over"] = None
        if reader.days.fiscal:
            self.told[f"years of {reader.days.fiscal!r} are fiscal years, named by the year in which they end"] = None
        if found.comma and reader.values.how.comma:
            self.told[f"numbers have a decimal comma, as {found.comma!r} shows"] = None
        if found.unit:
            self.told[f"values are in {found.unit}, as a line above the header says"] = None
        if found.scale:
            self.told[f"values are in {found.scale}s, as a line above the header says"] = None

    def _many(self, found: Headed, reader: RowReader, blocks: Blocks, block: Block) -> Iterator[Figure | Columns]:
        """The figures of rows at once, or half by half, and of the few among which one is not plain each by itself."""
        made = blocks.figures(block) if len(block) else None
        if made is not None:
            if self.asked.keep:
                self._keep(found, block)
            self.lines.extend(block.lines)
            reader.went([column[-1] for column in block.columns])
            yield made
        elif len(block) <= _FEW:
            for row in block.rows:
                yield from self._row(found, reader, row)
        elif any(blank := blocks.blank(block)):
            yield from self._many(found, reader, blocks, self._without(block, blank, reader))
            reader.went([column[-1] for column in block.columns])
        else:
            for part in _parts(blocks, block):
                yield from self._many(found, reader, blocks, part)

    def _without(self, block: Block, blank: Sequence[bool], reader: RowReader) -> Block:
        """Rows without those that have no value, which are passed over."""
        for line in compress(block.lines, blank):
            self.passed.add(Skip.BLANK, line)
        reader.note_blanks(compress(block.rows, blank))
        return block.where(list(map(not_, blank)))

    def _keep(self, found: Headed, block: Block) -> None:
        came = (
            (number, *self.rejects.row(found.table, cells))
            for number, cells in enumerate(zip(*block.columns, strict=True), len(self.lines))
        )
        self.scratch.fill("INSERT INTO came VALUES(?, ?, ?)", came)

    @property
    def unknown(self) -> Mapping[str, str]:
        """The names of refused rows that no goal has, each with the goal that may be meant."""
        return self._cells.unknown

    @property
    def nothing(self) -> bool:
        """Whether there was a header, and no row below it."""
        return bool(self.columns) and not (self.lines or self.rejects or self.passed.some or self.slots.clashes)

    def _broken(self, found: Headed, line: int, cells: Broken) -> None:
        if cells.part:
            self.passed.add(Skip.PART, line)
        else:
            self.rejects.add(line, self.rejects.row(found.table, cells.cells), Unread(cells.reason))

    def _row(self, found: Headed, reader: RowReader, row: Row) -> Iterator[Figure]:
        """The figures of one row; none where it is refused, passed over, or says what an earlier row said."""
        line, cells = row
        if isinstance(cells, Broken):
            self._broken(found, line, cells)
            return
        try:
            made = reader.figures(line, cells)
        except Unsettled:
            self._look_ahead(reader, found.rows)
            made = reader.figures(line, cells)
        if isinstance(made, Skip):
            self.passed.add(made, line)
        elif isinstance(made, Unread):
            self.rejects.add(line, self.rejects.row(found.table, cells), made)
        else:
            if reader.fault:
                self.rejects.add(line, self.rejects.row(found.table, cells), reader.fault)
            keyed = any(one.key for one in made)
            kept = self.rejects.row(found.table, cells) if keyed else NOT_KEPT
            whole = line, reader.filled_up(cells)
            for one in made:
                if not self._said(one, reader, whole, kept):
                    yield self._own(one, found, whole)

    def _own(self, made: Made, found: Headed, row: tuple[int, Sequence[Cell]]) -> Figure:
        """The figure of a row, under a key that is made of what else the row says, where it has none of its own."""
        line, cells = row
        figure = made.figure
        self._look_at(figure, keyed=bool(made.key))
        if not made.key and found.layout.unused:
            unused = [cell_text(cells[place]).strip() for place in found.layout.unused.values()]
            figure = self._derived_one(figure, unused, event=is_event(figure, adds=made.adds))
        if made.key and (made.state or figure.replaces):
            self.carried.figure(figure, made.state)
        if self.asked.keep:
            kept = self.rejects.row(found.table, cells)
            self.scratch.run("INSERT INTO came VALUES(?, ?, ?)", len(self.lines), *kept)
        self.lines.append(line)
        return figure

    def _look_at(self, figure: Figure, *, keyed: bool) -> None:
        """Remember what may be odd about a figure; one with a key was recorded as it is before it was exported."""
        if figure.value is None or figure.date is None:
            return
        self.noted.add(figure)
        if not keyed:
            self.stand_ins.come_alone(figure.goal, figure.value)
        self.overlaps.new.take([(figure.goal, figure.date, figure.on)])

    def _derived(self, figures: Columns, unused: Sequence[tuple[str, ...]], events: Sequence[bool]) -> Columns:
        """Figures under keys that are made of what their rows say in columns that are not used."""
        words = figures.words[:2] or [[""] * len(figures)] * 2
        own = zip(figures.values, *words, strict=True)
        columns = zip(figures.goals, figures.labels, unused, own, strict=True)
        said = [
            (goal, label, *cells, *told) if event else (goal, label, *cells)
            for (goal, label, cells, told), event in zip(columns, events, strict=True)
        ]
        return structs.replace(figures, keys=self._keys_of(said, events))

    def _derived_one(self, figure: Figure, unused: Sequence[str], *, event: bool) -> Figure:
        own = [f"{figure.value}", figure.note, figure.source] if event else []
        (key,) = self._keys_of([(figure.goal, figure.on, *unused, *own)], [event])
        return structs.replace(figure, key=key)

    def _keys_of(self, said: Sequence[tuple[str, ...]], events: Sequence[bool]) -> list[str]:
        """The keys of rows by what they say, of which events may say the same several times."""
        self.derives = True
        if len(self.lines) < MOST and any(map(tells_rows, self.unused)):
            self.said |= dict(enumerate(said, len(self.lines)))
        keys = derived([(*one, 0) for one in said])
        for at in compress(count(), events):
            if times := self._times(keys[at]):
                self.same += 1
                (keys[at],) = derived([(*said[at], times)])
        return keys

    def _times(self, key: str) -> int:
        """How often a row said this before."""
        said = "INSERT INTO said VALUES(?, 0) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times"
        times: int = self.scratch.one(said, key)[0]
        return times

    def kept(self, number: int) -> Kept:
        """The row of a figure by its number, as it came, where rows are kept."""
        found = self.scratch.one("SELECT header, cells FROM came WHERE number = ?", number) if self.asked.keep else None
        return NOT_KEPT if found is None else Kept(*found)

    def _look_ahead(self, reader: RowReader, rows: Ahead) -> None:
        """Let the rows that are to come say what the dates of their column mean."""
        for _, cells in chain(self._block.rows, rows.peek(_AHEAD)):
            if not isinstance(cells, Broken) and reader.days.witness(reader.row(cells)):
                break
        reader.days.close()

    def _said(self, made: Made, reader: RowReader, row: tuple[int, Sequence[Cell]], kept: Kept) -> bool:
        """Whether an earlier row said this: under the same key, or of the same slot."""
        line, cells = row
        if made.key:
            earlier = self.brought.bring(made.figure, line)
            if earlier is not None and not earlier.same:
                why = f"the key {made.key!r} is another figure's, in line {earlier.line}"
                self.rejects.add(line, kept, Unread(why))
            return earlier is not None
        others = reader.others(reader.row(cells))
        if is_event(made.figure, adds=made.adds):
            return others.names != () and self.slots.event(made.figure, line, others) is not None
        taken = self.slots.take(made.figure, line, others)
        if taken is False:
            self.passed.add(Skip.REPEAT, line)
        return taken is not True

    def check(self) -> None:
        """Raises `Refused` where rows gave a goal several values for one day or period."""
        if not self.slots.clashes:
            return
        columns = self.slots.differing
        differ = f": they differ in {', '.join(columns)}" if columns else ""
        rows = f"{self.slots.clashes:,} row{'s give' if self.slots.clashes > 1 else ' gives'}"
        ways = f"{way_out(columns)}{_to_add_up(self.plan.goals if self.asked.goal is None else (self.asked.goal,))}"
        raise Refused(f"{rows} a second value for a goal and period{differ}; nothing is recorded", ways)


def _to_add_up(goals: Sequence[Goal]) -> str:
    """How a level of things that are counted is made one to which each row adds; "" where no goal is one."""
    levels = [goal.id for goal in goals if goal.promise.measure is Measure.LEVEL and goal.promise.unit.is_counted]
    named = levels[0] if len(levels) == 1 else "GOAL"
    return f"; if each adds to the others: coopctl goal edit {named} --measure total" if levels else ""


def _again(found: Headed, times: int) -> Iterator[str]:
    """What to say of rows that say all that an earlier one says, also in the column that tells which row is which."""
    name = next(filter(tells_rows, found.layout.unused), None)
    if times and name is not None:
        rows, count = (f"{times:,} rows say", "count") if times > 1 else ("a row says", "counts")
        yield (
            f"{rows} all that an earlier one says, also in {name!r}, and {count} again; if it is the same:"
            f" coopctl undo, then import with --map {quote(f'key={name}')}"
        )


def _parts(blocks: Blocks, block: Block) -> Iterable[Block]:
    """Rows in smaller blocks: the few that are not plain each alone, else by halves."""
    odd = blocks.odd(block)
    return block.parted(odd) if 0 < len(odd) <= len(block) // _SOME else block.halves()


def _keys(seed: int) -> Iterator[str]:
    """Keys without end, of which no two are the same in 64 bits: 256 in turn differ in their start, then the rest."""
    starts = [f"{(seed + number) & 0xFF:02x}" for number in range(256)]
    rests = (f"{rest & _BITS:014x}" for rest in count(seed + _STEP, _STEP))
    return chain.from_iterable([start + rest for start in starts] for rest in rests)
