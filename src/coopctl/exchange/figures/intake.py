"""Rows to figures: each row whole, or refused with its line and the reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice
from typing import Self

from msgspec import Struct, structs

from coopctl.exchange.figures.blocks import Blocks, Places
from coopctl.exchange.figures.cells import Cells
from coopctl.exchange.figures.keys import Keys
from coopctl.exchange.figures.layout import Layout, layout
from coopctl.exchange.figures.rejects import NOT_KEPT, Kept, Rejects
from coopctl.exchange.figures.rowreader import Made, Making, RowReader
from coopctl.exchange.figures.scratch import Scratch
from coopctl.exchange.formats.rows import Broken, Row, Table
from coopctl.plan.plan import Figure, Goal, Plan

# So few that the collector of garbage is not called for them.
_BLOCK = 256
# Odd, so that its multiples take every value of 64 bits before one comes again.
_STEP = 0xD1342543DE82EF95
_BITS = 0xFFFFFFFFFFFFFFFF


class Asked(Struct, frozen=True):
    """How to read: columns by role, the one goal, whether apostrophes stay, whether all refused rows are kept."""

    columns: Mapping[str, str] = {}
    goal: Goal | None = None
    raw: bool = False
    keep: bool = False


class Intake:
    """Reads tables: what they say well are figures, what they say badly goes to `rejects`.

    `brought` are the keys that rows have of their own, `unused` the columns that nothing was made of; `withdrawn`
    counts the rows which say that they stand no more, `already` (see `known.sift`) the figures that are recorded.
    What it remembers is there until it is left.
    """

    def __init__(self, plan: Plan, making: Making, asked: Asked) -> None:
        self.plan, self.making, self.asked = plan, making, asked
        self.scratch = Scratch()
        self.rejects = Rejects(self.scratch, keep=asked.keep, decimal_comma=plan.decimal_comma)
        self.brought = Keys(self.scratch)
        self.unused: dict[str, None] = {}
        self.withdrawn = self.already = 0
        self.keys = _keys(int(making.seed, 16))
        self._cells = Cells(plan, making.today, asked.goal)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.scratch.close()

    def figures(self, tables: Iterable[Table]) -> Iterator[Figure]:
        """The figures of every row, in order; raises `Refused` for a table whose columns are not known."""
        for one in tables:
            table = structs.replace(one, guarded=one.guarded and not self.asked.raw)
            known = self.asked.goal is not None
            found = layout(table, self.plan, self.making.today, self.asked.columns, one_goal=known)
            self.unused |= dict.fromkeys(found.unused)
            reader = RowReader(table, found, self._cells, self.making, self.keys)
            blocks = self._blocks(table, found)
            if blocks is None:
                for row in table.rows:
                    yield from self._row(table, reader, row)
            else:
                rows = iter(table.rows)
                while block := list(islice(rows, _BLOCK)):
                    yield from self._many(table, reader, blocks, block)
            self.withdrawn += reader.withdrawn

    def _blocks(self, table: Table, found: Layout) -> Blocks | None:
        """The fast way, for a table of goal, date and value only, which is the shape of the biggest files."""
        when = [found.at[role] for role in ("period", "date") if role in found.at]
        if table.translate or len(when) != 1 or found.at.keys() - {"period", "date"} != {"goal", "value"}:
            return None
        places = Places(found.at["goal"], when[0], found.at["value"], len(table.header))
        return Blocks(self._cells, places, self.keys, (self.making.recorded_at, self.making.batch))

    def _many(self, table: Table, reader: RowReader, blocks: Blocks, rows: Sequence[Row]) -> Iterator[Figure]:
        """The figures of rows at once, or half by half, down to the row that is not plain."""
        made = blocks.figures(rows, point=table.point)
        if made is not None:
            yield from made
        elif len(rows) == 1:
            yield from self._row(table, reader, rows[0])
        else:
            half = len(rows) // 2
            yield from self._many(table, reader, blocks, rows[:half])
            yield from self._many(table, reader, blocks, rows[half:])

    def _row(self, table: Table, reader: RowReader, row: Row) -> Iterator[Figure]:
        """The figures of one row; none where it is refused, or says what an earlier row said under the same key."""
        line, cells = row
        came = cells.cells if isinstance(cells, Broken) else cells
        made = cells.reason if isinstance(cells, Broken) else reader.figures(cells)
        if isinstance(made, str):
            self.rejects.add(line, self.rejects.row(table, came), made)
        else:
            keyed = any(one.key for one in made)
            kept = self.rejects.row(table, came) if keyed else NOT_KEPT
            yield from (one.figure for one in made if not (one.key and self._said(one, line, kept)))

    def _said(self, made: Made, line: int, row: Kept) -> bool:
        """Whether an earlier row has this key: it is the same figure, or the row is refused."""
        earlier = self.brought.bring(made.figure, line, row)
        if earlier is not None and not earlier.same:
            self.rejects.add(line, row, f"the key {made.key!r} is another figure's, in line {earlier.line}")
        return earlier is not None


def _keys(seed: int) -> Iterator[str]:
    """Keys without end, of which no two are the same in 64 bits."""
    return map("%016x".__mod__, map(_BITS.__and__, count(seed + _STEP, _STEP)))
