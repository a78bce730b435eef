"""Tables to goals: where their headers are, which rows belong to them, and what each row says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct, structs

from coopctl.errors import CoopctlError, Refused
from coopctl.exchange.plans.counting import scale_of
from coopctl.exchange.plans.days import check_ahead, deadline_of
from coopctl.exchange.plans.document import Grid, Line, Number, Place, words_of
from coopctl.exchange.plans.draft import DraftFigure, DraftGoal, Part, Passed, Problem
from coopctl.exchange.plans.headers import Column, is_whole, meanings
from coopctl.exchange.plans.heads import Table, tables_in
from coopctl.exchange.plans.layouts import in_steps, several
from coopctl.exchange.plans.leading import Lead
from coopctl.exchange.plans.looks import INITIATIVE
from coopctl.exchange.plans.mapping import NOTHING, Told
from coopctl.exchange.plans.marks import titled, unnumbered
from coopctl.exchange.plans.numbers import Format, format_of, marks
from coopctl.exchange.plans.reached import figures_of, reached_of
from coopctl.exchange.plans.row import Context, NoTarget, Row
from coopctl.exchange.plans.rows import evidence_of, goal_of, id_of, note_of, stated_goal
from coopctl.exchange.plans.shape import Shape, Unclear
from coopctl.exchange.plans.words import EVIDENCE, REACHED, is_part, says, scale_in, strand_of
from coopctl.language.phrases import DONE
from coopctl.language.understood import Understood
from coopctl.plan.plan import Goal, Group, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Measure, Target
from coopctl.values.dates import parse_day
from coopctl.values.ids import slug
from coopctl.values.patterns import later

_SECTION = later(r"(?P<kind>[^\W\d_]+(?: [^\W\d_]+)?)\s*(?:[0-9]+(?:\.[0-9]+)*|[A-Z])?\s*[:.–—-]\s*(?P<title>\S.*)")
# Words that are a target elsewhere name an objective with a number: `Ziel 3: Bildung`.
_OBJECTIVE = later(
    r"(?:(?:O|Ziel |Meta )\s?[0-9]{1,2}(?:\.[0-9]+)*\s*[:.–—-]|(?-i:O):)\s*(?P<title>\S.*)", re.IGNORECASE
)
KEY_RESULT = r"(?:KR|key result)\s?[0-9][0-9.]*\s*[:.–—-]\s"
"""What a key result begins with, as a pattern."""

_BULLETED = later(r"^\s*(?:[-–—•·*o>]|\u21b3)\s+")
# What a column holds, in a row below its header.
_OF_COLUMN = later(
    r"[(\[<]?(?:free )?(?:text|string|str|words|number|numeric|integer|int|float|decimal|value|date|year|unit|percent"
    r"|percentage|required|optional|mandatory|texte|nombre|valeur|zahl|wert|texto|número|valor|fecha|data)[)\]>]?"
    r"|#[a-z]+(?:[+=][a-z]+)*(?: \+[a-z]+)*",
    re.IGNORECASE,
)
# The title of a part of the row above.
_SHARE = later(
    r"(?:of which|of whom|of these|thereof|dont|davon|darunter|de los cuales|de las cuales|dos quais|das quais)\b",
    re.IGNORECASE,
)


class Manner(Struct, frozen=True):
    """How tables are to be read: the plan and its day, whether a decimal comma was told, what columns hold, and what
    the heading above says of the day.
    """

    plan: Plan
    today: date
    comma: bool | None = None
    id_column: str = ""
    told: Told = NOTHING
    lead: Lead = Lead()


class Read(Part, frozen=True):
    """What one table says, and the heading that it stands under."""

    recognised: bool = True
    heading: str = ""


def read_grid(grid: Grid, manner: Manner, section: Group | None, above: str) -> Iterator[Read]:
    """What a run of rows says, table by table: a header starts another one, wherever it stands.

    `section` is the group that the heading above names, `above` the line right over it.
    """
    for at, table in enumerate(tables_in(grid, manner.today, manner.told)):
        if table.shape is None:
            yield Read(passed=(Passed(table.header.place, _unrecognised(table.texts)),), recognised=False)
        elif isinstance(table.shape, Unclear):
            # A row below others may be no header at all.
            lost = f"; the {len(table.lines)} rows below it are not read" if at and table.lines else ""
            reason = _FIGURES if tuple(table.texts[: len(_OF_FIGURES)]) == _OF_FIGURES else table.shape.reason
            yield Read(problems=(Problem(table.header.place, f"{reason}{lost}"),))
        elif table.shape.targets and (scale := scale_in(f"{above} {table.above}")):
            reason = f"the words above say {scale!r}, which the numbers of the table do not"
            yield Read(problems=(Problem(table.header.place, f"{reason}; write it in a column Unit, or beside them"),))
        else:
            yield _read(table, table.shape, manner, section)


def _unrecognised(texts: Sequence[str]) -> str:
    """Why the table under a header is none of goals, and what to do about it."""
    shown = " | ".join(filter(None, texts))
    ours = {text.casefold() for text in texts} >= _SHOWN or tuple(texts[: len(_FIELDS)]) == _FIELDS
    return f"the table {shown!r} is not recognised: {_OURS if ours else _WAY_IN}"


def _read(table: Table, shape: Shape, manner: Manner, section: Group | None) -> Read:
    """The goals, groups and figures under one header."""
    numbers = _format_of(table, shape, manner)
    plan = structs.replace(manner.plan, decimal_comma=numbers.comma)
    understood, shared = Understood(plan), _shared_codes(table.lines, shape)
    context = Context(plan, manner.today, shape, understood, _id_at(table, manner), manner.lead, shared)
    said = _Said(context, numbers.doubt, len(table.header.cells), section, _strands_at(table, shape))
    said.parts = _parts(table.lines, shape)
    places = [column.at for column in shape.values]
    for whole in _rows_of(table, shape):
        for line in several(whole, shape.name.at, places):
            if _is_unclear_share(line, shape):
                said.parts[line.place] = _HUNDREDTHS
            said.take(line.place, tuple(words_of(cell, decimal_comma=numbers.comma).strip() for cell in line.cells))
    said.close()
    return Read(
        goals=tuple(said.goals),
        groups=tuple(said.groups.values()),
        figures=tuple(said.figures),
        problems=tuple(said.problems),
        passed=(
            *_unused(table.header.place, shape),
            *([Passed(table.header.place, numbers.taken)] if numbers.taken else []),
            *_untargeted(said.untargeted),
        ),
        comma=numbers.comma,
    )


def _rows_of(table: Table, shape: Shape) -> Iterable[Line]:
    """The rows, those of a goal that goes on below with its next value and day as one."""
    by = shape.single.get("by")
    if by is None or len(shape.targets) != 1:
        return table.lines
    return in_steps(table.lines, shape.targets[0].at, by.at)


def _format_of(table: Table, shape: Shape, manner: Manner) -> Format:
    """How the numbers of a table are written; one that the document knows as a number says nothing of that.

    What values leave in doubt other amounts beside them may settle: a gap, a budget.
    """
    told = manner.comma if manner.comma is not None else (True if manner.plan.decimal_comma else None)
    found = format_of(_values_in(table, shape, shape.values), told=told, comma_language=shape.comma)
    if not found.doubt:
        return found
    amounts = [column for column, _ in shape.passed if column.role == "apart"]
    cells = _values_in(table, shape, (*shape.values, *amounts))
    again = format_of(cells, told=told, comma_language=shape.comma)
    return found if again.doubt else again


def _values_in(table: Table, shape: Shape, columns: Iterable[Column]) -> Iterator[str]:
    """The cells of values, without the number that their row's title has as well."""
    places = [column.at for column in columns]
    for line in table.lines:
        title = _text_at(line, shape.name.at)
        for at in places:
            cell = line.cell(at)
            if isinstance(cell, str):
                yield unnumbered(cell, title)


def _strands_at(table: Table, shape: Shape) -> int | None:
    """The column without a header in which goals have a row of what is planned, one of what is reached, and so on."""
    unnamed = [at for at, text in enumerate(table.texts) if not text.strip() and at != shape.name.at]
    for at in unnamed:
        cells = {_text_at(line, at) for line in table.lines} - {""}
        if len(cells) > 1 and all(map(strand_of, cells)):
            return at
    return None


def _id_at(table: Table, manner: Manner) -> int | None:
    """The column that --id names."""
    wanted = manner.id_column.strip().casefold()
    for at, text in enumerate(table.texts):
        if wanted and text.strip().casefold() == wanted:
            return at
    if wanted:
        names = ", ".join(text for text in table.texts if text.strip())
        raise Refused(
            f"the table in {table.header.place} has no column {manner.id_column!r}", f"its columns are {names}"
        )
    return None


def _shared_codes(lines: Sequence[Line], shape: Shape) -> frozenset[str]:
    """The codes that rows of several titles have, which are of what these belong to: `OC1` of both its indicators."""
    column = shape.single.get("id") or shape.single.get("number")
    if column is None:
        return frozenset()
    titles: dict[str, str] = {}
    pairs = ((_text_at(line, column.at), _text_at(line, shape.name.at)) for line in lines)
    return frozenset(code for code, title in pairs if title and titles.setdefault(code, title) != title)


def _unused(place: Place, shape: Shape) -> Iterator[Passed]:
    """The columns that are passed over, those with one reason together."""
    by_reason: dict[str, list[str]] = {}
    for column, why in shape.passed:
        by_reason.setdefault(why, []).append(repr(column.text))
    for why, columns in by_reason.items():
        some = f"columns {', '.join(columns)} are" if len(columns) > 1 else f"column {columns[0]} is"
        yield Passed(place, f"the {some} not used: {why}")


def _untargeted(found: Sequence[tuple[Place, str]]) -> Iterator[Passed]:
    """The rows that promise nothing, those of one reason together."""
    places: dict[str, list[Place]] = {}
    for place, reason in found:
        places.setdefault(reason, []).append(place)
    for reason, (first, *others) in places.items():
        more = f", and in {len(others)} more {'row' if len(others) == 1 else 'rows'}" if others else ""
        yield Passed(first, f"{reason}{more}")


class _Said:
    """What the rows of a table have said so far, and the groups that go on below."""

    def __init__(self, context: Context, doubt: str, width: int, section: Group | None, strands: int | None) -> None:
        self._context, self._subject = context, context.shape.subject
        self._doubt, self._width = doubt, width
        # What stands right of the values is no merged cell that reaches down.
        self._first_value = min((column.at for column in context.shape.values), default=width)
        self._standing: dict[str, str] = {}
        self._heading = section
        # The titles over the rows below, the widest first, and the place of the last one until it heads a row.
        self._sections: list[Group] = []
        self._over: Place | None = None
        self._made: dict[tuple[str, str], Group] = {}
        self.goals: list[DraftGoal] = []
        self.groups: dict[str, Group] = {}
        self.figures: list[DraftFigure] = []
        self.problems: list[Problem] = []
        self.untargeted: list[tuple[Place, str]] = []
        self.parts: dict[Place, tuple[str, str]] = {}
        self._whole = ""
        # Where the rows of a goal say whether they are of what is planned or reached, and its last goal.
        self._strands = strands
        self._last: int | None = None

    def take(self, place: Place, cells: tuple[str, ...]) -> None:
        """Take one row, without blanks around its cells: a section's title, a group, an initiative or a goal."""
        row = Row(place, cells, comma=self._context.plan.decimal_comma)
        try:
            if self._is_about_columns(cells):
                raise NoTarget("the row says what the columns hold")
            if self._is_section(cells):
                self._open_section(place, next(filter(None, cells)))
            elif len(cells) != self._width:
                raise Refused(f"the row has {len(cells)} cells, its header {self._width}")
            else:
                self._take_row(row)
        except NoTarget as why:
            self.untargeted.append((place, why.message))
        except CoopctlError as trouble:
            self.problems.append(Problem.of(place, trouble))

    def _is_about_columns(self, cells: Sequence[str]) -> bool:
        """Whether a row only says what is in each column: `text | number | number`, `#indicator | #value`."""
        filled = [cell for cell in cells if cell]
        return len(filled) > 1 and all(map(_OF_COLUMN.fullmatch, filled))

    def _is_section(self, cells: Sequence[str]) -> bool:
        """Whether a row is one title over the rows below: one text, in its first cell or in all of them."""
        filled = {*cells} - {""}
        whole = len(filled) == 1 and (cells[0] != "" or all(cells))
        return whole and self._context.shape.kind == "goal" and not re.match(r"[\W\d]+$", next(iter(filled)))

    def _open_section(self, place: Place, text: str) -> None:
        """Take a title over the rows below in the place of the last one of its kind, and of those under that."""
        named = section_of(text)
        kind, title = (named.kind, named.title) if named else ("area", text)
        above = [section.kind for section in self._sections]
        self.close(above=kind not in above)
        del self._sections[above.index(kind) if kind in above else len(above) :]
        self._sections.append(Group(kind, slug(title), title))
        self._over, self._whole = place, ""

    def close(self, *, above: bool = False) -> None:
        """Name the last title over rows where it heads none, nor is `above` another one; it may be a line about all."""
        if self._over is not None and not above:
            self.untargeted.append((self._over, f"{self._sections[-1].title!r} stands over no row, so it is no group"))
        self._over = None

    def _group(self, kind: str, title: str) -> Group:
        known = self._made.get((kind, title))
        if known is not None and known.ref in self.groups:
            return self.groups[known.ref]
        group = self._made[kind, title] = Group(kind, slug(title), title)
        return self.groups.setdefault(group.ref, group)

    def _take_row(self, row: Row) -> None:
        shape = self._context.shape
        strand = strand_of(row.cells[self._strands]) if self._strands is not None else ""
        if strand in (REACHED, EVIDENCE):
            self._add_to_last(row, strand)
            return
        refs = self._refs(row)
        name = titled(row.at(shape.name))
        if not name:
            raise Refused("the row names no goal", f"the column {shape.name.text!r} is empty")
        if shape.kind == INITIATIVE:
            self.goals.append(_initiative(structs.replace(row, groups=refs), self._context))
        elif shape.kind != "goal":
            about = " ".join(filter(None, map(row.at, shape.notes)))
            group = Group(shape.kind, slug(name), name, about)
            self.groups[group.ref] = group
        else:
            self._take_goal(structs.replace(row, groups=refs, title=name, scale=scale_of(row, self._context)), name)

    def _take_goal(self, row: Row, name: str) -> None:
        if self._doubt and any(marks(row.at(column)) for column in self._context.shape.values):
            raise Refused(self._doubt, "say --decimal-comma or --no-decimal-comma")
        if row.place in self.parts:
            raise Refused(*self.parts[row.place])
        self._last = None
        if self._context.shape.stated:
            self.goals.append(stated_goal(row, self._context, name))
            return
        draft = goal_of(row, self._context, self._titled(name))
        self.goals.append(draft)
        self._last = len(self.goals) - 1
        try:
            self.figures += figures_of(row, self._context, draft.goal)
        except CoopctlError as why:
            self.untargeted.append((row.place, f"a figure of {name!r} is not read: {why.whole}"))

    def _titled(self, name: str) -> str:
        """A goal's title with that of the row above of which it is a part, and with what the values are of."""
        part = _BULLETED.sub("", name)
        if self._whole and (part != name or is_part(part) or _SHARE.match(name)):
            name = f"{self._whole}, {part}"
        else:
            self._whole = name
        return f"{name}, {self._subject}" if self._subject else name

    def _add_to_last(self, row: Row, strand: str) -> None:
        """Take a row of what was reached, or of sources, of the goal above."""
        if self._last is None:
            raise NoTarget(f"its goal, in a row above, is not read, so what is {strand} is not read either")
        draft = self.goals[self._last]
        if strand == REACHED:
            self.figures += reached_of(row, self._context, draft)
        elif not draft.goal.source:
            goal = structs.replace(draft.goal, source=evidence_of(row, self._context))
            self.goals[self._last] = structs.replace(draft, goal=goal)

    def _refs(self, row: Row) -> tuple[str, ...]:
        """The groups of a row; one whose cell is empty is that of the row above."""
        titles: dict[str, str] = {}
        self._over = None
        for section in (self._heading, *self._sections):
            if section is not None and self._context.shape.kind == "goal":
                titles[section.kind] = section.title
        for column in self._context.shape.groups:
            text = row.at(column)
            if text or column.at > self._first_value:
                self._standing[column.text] = text
            title = self._standing.get(column.text, "")
            if title:
                titles[column.kind] = title
        return tuple(self._group(kind, title).ref for kind, title in titles.items())


_WAY_IN = "no column for what is to be reached (--map goal=COLUMN,target=COLUMN says which)"
# What `plan show` and the lists of goals write, for people and for programs.
_SHOWN = {"id", "title", "what is promised"}
_FIELDS = ("id", "title", "unit", "measure")
_OF_FIGURES = ("goal", "period", "date", "value")
_FIGURES = "it holds figures, which `coopctl import` reads; what is read here is what `coopctl export --plan` writes"
_OURS = "it shows a plan; what is read here is what `coopctl export --plan` writes"
_WHOLE = "write what it is of into its title, or keep the row of the whole"
_HUNDREDTHS = (
    "its numbers are not above 1, and their unit is %: they could be parts of one",
    "format them as percentages, or write 82% for 0.82",
)


def _is_unclear_share(line: Line, shape: Shape) -> bool:
    """Whether bare numbers of a workbook beside the unit % may be shares of one: 0.82, where 82% is meant."""
    unit = shape.single.get("unit")
    if unit is None or not says("percent", _text_at(line, unit.at)):
        return False
    cells = [line.cells[column.at] for column in shape.values if column.at < len(line.cells)]
    numbers = [cell.value for cell in cells if isinstance(cell, Number) and not cell.after]
    return max(map(abs, numbers), default=Decimal(0)) <= 1 and any(value % 1 for value in numbers)


def _text_at(line: Line, at: int) -> str:
    return words_of(line.cell(at)).strip()


def _parts(lines: Sequence[Line], shape: Shape) -> dict[Place, tuple[str, str]]:
    """Why rows are not read that have one title and group, and differ in a column that is not used.

    They are parts of one goal, of which only a row of the whole - `Total`, `Both sexes` - is the goal's own.
    """
    columns = [*(column for column, _ in shape.passed if not column.role), *shape.notes]
    found: dict[Place, tuple[str, str]] = {}
    for rows in _same_named(lines, shape) if columns else ():
        differing = next((column for column in columns if _tells_all_apart(column.at, rows)), None)
        if differing is not None:
            found |= _parts_refused(rows, differing, shape.name.at)
    return found


def _same_named(lines: Sequence[Line], shape: Shape) -> list[list[Line]]:
    """The rows that share their title and groups, where several do; an empty group is that of the row above."""
    named: dict[tuple[str, ...], list[Line]] = {}
    standing: dict[int, str] = {}
    groups = [column.at for column in shape.groups]
    for line in lines:
        if len(line.cells) > max(shape.name.at, *groups, 0):
            standing |= {at: text for at in groups if (text := _text_at(line, at)) or at not in standing}
            named.setdefault((_text_at(line, shape.name.at).casefold(), *standing.values()), []).append(line)
    return [rows for rows in named.values() if len(rows) > 1]


def _tells_all_apart(at: int, rows: Sequence[Line]) -> bool:
    """Whether each of some rows says something else in a column."""
    cells = {_text_at(row, at) for row in rows}
    return "" not in cells and len(cells) == len(rows)


def _parts_refused(rows: Sequence[Line], column: Column, name: int) -> dict[Place, tuple[str, str]]:
    """Why the rows of parts are not read; a single one of the whole is."""
    cells = {row.place: _text_at(row, column.at) for row in rows}
    wholes = [place for place, cell in cells.items() if is_whole(cell)]
    kept = wholes if len(wholes) == 1 else []
    why = f"is one of {len(rows)} rows of this title that differ in the column {column.text!r}"
    return {
        row.place: (f"{_text_at(row, name)!r} of {cells[row.place]!r} {why}", _WHOLE)
        for row in rows
        if row.place not in kept
    }


def group_kind(word: str) -> str:
    """The kind of group that a word names, "" where it names none."""
    ways = meanings(word.strip())
    found = next((one.kind for one in ways if one.role == "group"), "")
    goal = any(one.role == "goal" for one in ways)
    return found or ("objective" if goal else "")


def section_of(text: str) -> Group | None:
    """The group that a title such as `Objective 1: Growth` names; None where it names none."""
    numbered = _OBJECTIVE.fullmatch(text.strip())
    if numbered:
        return Group("objective", slug(numbered["title"]), numbered["title"])
    found = _SECTION.match(text)
    kind = group_kind(found["kind"]) if found else ""
    return Group(kind, slug(found["title"]), found["title"]) if found and kind else None


def _initiative(row: Row, context: Context) -> DraftGoal:
    """An initiative has no figures in the document: a stage goal, counted from its first stage."""
    title = row.at(context.shape.name)
    by = deadline_of(row, context)
    check_ahead(title, by, None, context)
    day = parse_day(by, today=context.today, calendar=context.plan.calendar) if by else None
    note, owner = note_of(row, context, ()), row.at(context.shape.single.get("owner"))
    draft = stage_goal(row.place, title, id_of(row, context), context.today, day, row.groups, note)
    return structs.replace(draft, goal=structs.replace(draft.goal, owner=owner))


def stage_goal(
    place: Place, title: str, name: str, today: date, by: date | None, groups: tuple[str, ...], note: str
) -> DraftGoal:
    """A goal that is done or not, in three stages from the plan's day."""
    text = f"done of {' < '.join(DONE)}"
    target = Target(text, by, Decimal(len(DONE) - 1))
    promise = Promise(Measure.STAGE, Baseline(today, Decimal(0)), target, stages=DONE)
    goal = Goal(
        id=name or slug(title), title=title, promise=promise, groups=groups,
        tags=(INITIATIVE,), note=note,
    )  # fmt: skip
    return DraftGoal(place, goal)
