"""A header's columns to the shape of its table: what names a goal, where its values and dates are, what is not used."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct, structs

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.headers import (
    STAGES,
    Column,
    begins_as_baseline,
    comma_in,
    halves_of,
    is_moved,
    is_whole,
    language_of,
    meanings,
    mentions_target,
    unit_of,
)
from coopctl.exchange.plans.mapping import NOTHING, Told, mapped
from coopctl.exchange.plans.parted import parts_in
from coopctl.exchange.plans.words import blank, is_part, says, scale_in
from coopctl.language.stated import promises_in_words
from coopctl.plan.terms import Measure
from coopctl.values.calendar import Duration
from coopctl.values.patterns import later

INITIATIVE = "initiative"
_ONCE = (
    "by", "since", "unit", "owner", "source", "id", "number", "cadence", "weight", "asof", "total", "quarter",
    "currency",
)  # fmt: skip
_JUDGED = "a judgement; coopctl makes its own from the figures"
# Why the columns of a role are not used.
_UNUSED = {
    "status": _JUDGED,
    "progress": _JUDGED,
    "apart": "what it holds is no part of a goal",
    "interim": "a value on the way needs a year, as in 'Target 2027'",
    "change": "a change without a year could be a target or what happened; write 'Change by 2030'",
    "parted": "a part of the percentage beside it",
    "planned": "its year is over, and what was reached in it stands beside it",
}
_ROLES = ("target", "baseline", "current", "group", "name", "note", "goal", *_UNUSED)
_YEAR_ALONE = "a year alone could be a target or a figure; --map target=COLUMN or figure=COLUMN says which"
_UNKNOWN = "its header is no known word; --map ROLE=COLUMN says what it holds"


class Shape(Struct, frozen=True):
    """The columns of one table by what they hold; `kind` is `goal`, `initiative`, or the kind of group it lists.

    Goals that are `stated` are named and promised in one sentence each.
    """

    kind: str
    name: Column
    targets: tuple[Column, ...] = ()
    baseline: Column | None = None
    figures: tuple[Column, ...] = ()
    groups: tuple[Column, ...] = ()
    notes: tuple[Column, ...] = ()
    single: dict[str, Column] = {}
    passed: tuple[tuple[Column, str], ...] = ()
    language: str = "en"
    stated: bool = False

    @property
    def comma(self) -> bool:
        """Whether the table's language writes a decimal comma."""
        return comma_in(self.language)

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns that hold amounts."""
        stated = (self.name,) if self.stated else ()
        return (*stated, *self.targets, *([self.baseline] if self.baseline else []), *self.figures)

    @property
    def subject(self) -> str:
        """What the headers of all values say that these are of, "" where they say nothing or several things."""
        subjects = {column.subject for column in self.values}
        return subjects.pop() if len(subjects) == 1 else ""


class Unclear(Struct, frozen=True):
    """A header that could be read in two ways, and which."""

    reason: str


_VALUED = ("target", "baseline", "current")
_FEW_WORDS = 3
_SEVERAL = 2
# How many rows are looked at for what a column holds, and how many of its cells.
_LOOKED_AT, _MOST_CELLS = 120, 30
Rows = Sequence[Sequence[str]]


def columns_of(header: Sequence[str], told: Told = NOTHING) -> tuple[Column, ...]:
    """Each column with the role that its words have in the header's own language, or that people gave it."""
    parts, wholes, shares = parts_in(header), *_wholes_in(header)
    heads = wholes | {parted.percentage: parted.head for parted in parts}
    ways = [meanings(heads.get(at, text).strip()) for at, text in enumerate(header)]
    language = language_of(way[0] for way in ways)
    chosen = [next((one for one in way if language in one.languages), way[0]) for way in ways]
    columns = [structs.replace(one, at=at) for at, one in enumerate(chosen)]
    for one in parts:
        columns[one.percentage] = structs.replace(columns[one.percentage], parts=one)
        for at in (one.numerator, one.denominator):
            columns[at] = Column(at, header[at].strip(), "parted")
    columns = _in_roles(columns, dict.fromkeys(shares, "apart"))
    return told.settle(tuple(_told_by_each_other(columns)))


# The last words of a header, which may say of whom its values are: `Target 2028 (Female)`, `Baseline – Total`.
_OF_WHOM = later(r"(?P<head>.*\S)\s*[\s:–(\[-]\s*(?P<of>[^\W\d_]+)[)\]]?\s*")


def _wholes_in(header: Sequence[str]) -> tuple[dict[int, str], list[int]]:
    """The headers of values of all without the word for that, where others are of parts, and the places of those."""
    shares, wholes = _headed_by(header, is_part), _headed_by(header, is_whole)
    both = set(map(str.casefold, shares.values())).intersection(map(str.casefold, wholes.values()))
    parted = [at for at, head in shares.items() if head.casefold() in both]
    return {at: head for at, head in wholes.items() if head.casefold() in both}, parted


def _headed_by(header: Sequence[str], says: Callable[[str], bool]) -> dict[int, str]:
    """The headers that end in a word for whom their values are of, without it."""
    found = ((at, _OF_WHOM.fullmatch(text)) for at, text in enumerate(header))
    return {at: said["head"] for at, said in found if said and says(said["of"])}


def _told_by_each_other(columns: Sequence[Column]) -> list[Column]:
    """The columns, those of unknown words as they tell each other: `Current maturity` beside `Target maturity`."""
    halves = [half for one in columns if not one.role for half in halves_of(one.text, one.at)]
    subjects = [{half.subject for half in halves if half.role == role} for role in ("current", "target")]
    both = set.intersection(*subjects)
    told = {half.at: half for half in halves if half.subject in both}
    return [told.get(column.at, column) for column in _remarked(columns)]


def _remarked(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns; words in brackets that nobody knows could tell two of one role apart, which are then none."""
    of = [(one.role, one.period, one.after) for one in columns]
    for one, same in zip(columns, of, strict=True):
        yield structs.replace(one, role="", remark="") if one.remark and of.count(same) > 1 else one


def shape_of(header: Sequence[str], rows: Rows, today: date, told: Told) -> Shape | Unclear | None:
    """The shape of a table under a header; None where the header is none, `Unclear` where it has two meanings."""
    columns = columns_of(header, told)
    if not any(column.role for column in columns):
        return None
    columns = _by_content(columns, rows, today)
    return _stated(columns, rows) or _valued(columns, rows, today)


def _valued(columns: Sequence[Column], rows: Rows, today: date) -> Shape | Unclear | None:
    """The shape of a table whose values stand in columns of their own, or that has none."""
    name, rest = _name(columns, rows)
    if name is None:
        return None
    rest = _habits(name, rest)
    targets = [column for column in rest if column.role == "target"]
    if targets:
        unread = _unread_name(name, rest, rows) or _unread_values(rest, rows, today)
        return unread or _goals(*_told(name, rest, rows), columns)
    return _bare_years(name, rest, rows, today) or _others(name, rest, columns)


_HABITS = later(r"\b(?:habits?|routines?|habitudes?|gewohnheit(?:en)?|hábitos?|rotinas?|rutinas?)\b", re.IGNORECASE)


def _habits(name: Column, rest: list[Column]) -> list[Column]:
    """The columns beside the names of habits; how often these are is the target, where no other column is."""
    often = _first(rest, "cadence")
    if often is None or not _HABITS.search(name.text) or _first(rest, *_VALUED, "goal") is not None:
        return rest
    return _in_roles(rest, {often.at: "target"})


def _stated(columns: Sequence[Column], rows: Rows) -> Shape | None:
    """A table whose indicators are sentences that say all of a goal: `Deaths reduced from 280 to 140 by 2030`."""
    name = _first(columns, "name") or _first(columns, "goal", "target")
    others = [column for column in columns if column is not name]
    apart = ("baseline", "current", "target", *(("group",) if name and name.role == "target" else ()))
    if name is None or _first(others, *apart) or not _share(_cells(rows, name.at), promises_in_words):
        return None
    shape = _goals(name, others, columns)
    return structs.replace(shape, stated=True) if isinstance(shape, Shape) else None


def _bare_years(name: Column, rest: Sequence[Column], rows: Rows, today: date) -> Unclear | None:
    """Years without a word for what their values are, some of them to come, where no column is a baseline."""
    bare = (one for one in rest if one.period and not one.role and _share(_cells(rows, one.at), is_amount))
    years = sorted(bare, key=lambda one: periods.last_year(one.period))
    if name.role not in ("name", "goal") or len(years) < _SEVERAL or periods.last_year(years[-1].period) < today.year:
        return None
    shown, first = ", ".join(one.text for one in years), years[0]
    reason = f"the columns {shown} could hold figures or targets; which is the baseline's?"
    return Unclear(f"{reason} Say {mapped('baseline', first.text)}, and later years are targets")


def _cells(rows: Rows, at: int) -> list[str]:
    found = [row[at].strip() for row in rows[:_LOOKED_AT] if at < len(row) and row[at].strip()]
    return found[:_MOST_CELLS]


def _share(cells: Sequence[str], test: Callable[[str], object]) -> bool:
    """Whether most of the cells pass a test."""
    return bool(cells) and 2 * sum(bool(test(cell)) for cell in cells) > len(cells)


def _is_period(cell: str) -> bool:
    found = periods.find(cell)
    return found is not None and not re.search(r"[^\W_]", cell[: found.start] + cell[found.end :])


_NUMBER_FIRST = later(r"[^\w]{0,3}[0-9](?![0-9]?[.)] +[^\W\d])")


def is_amount(cell: str) -> bool:
    """Whether a cell begins with a number that is no year or day."""
    return bool(_NUMBER_FIRST.match(cell)) and not _is_period(cell)


def _by_content(columns: Sequence[Column], rows: Rows, today: date) -> tuple[Column, ...]:
    """Settle the words that need a look at the cells: from and to, status, and bare years."""
    for look in (_coded, _numbered, _graded, _measured, _in_words, _by_amounts, _aimed, _levels, _worded):
        columns = look(columns, rows)
    columns = _quarterly(_among_years(columns), rows, today)
    roles = {column.role for column in columns}
    based = not roles.isdisjoint(("baseline", "from", "current"))
    planned = {column.period for column in columns if column.role == "target"}
    settled = [
        # What was reached in a year that has a target, too, is no other target.
        column
        if column.role == "current" and column.period in planned
        else structs.replace(
            column, role=_settled(column, _cells(rows, column.at), today, based=based, aimed="target" in roles)
        )
        for column in columns
    ]
    return _years_beside([*_without_the_past(settled, today)], rows, today)


def _without_the_past(columns: Sequence[Column], today: date) -> Sequence[Column]:
    """The columns; what was planned for a year that is over is none of the targets beside what was reached in it.

    Where a baseline has a day of its own before it, it is a step that was to be reached.
    """
    aims = [one for one in columns if one.role == "target"]
    past = [] if any(map(_dates_the_baseline, columns)) else _reached(aims, columns, today)
    return _in_roles(columns, {one.at: "planned" for one in past}) if len(past) < len(aims) else columns


def _reached(aims: Sequence[Column], columns: Sequence[Column], today: date) -> list[Column]:
    """The targets of years that are over and in which something was reached."""
    reached = {one.period for one in columns if one.role in ("current", "baseline")} - {""}
    return [one for one in aims if one.period in reached and date(periods.last_year(one.period), 12, 31) <= today]


def _dates_the_baseline(column: Column) -> bool:
    return column.role == "since" or (column.role == "baseline" and bool(column.period))


_CODE = later(r"(?:[A-Za-z]{1,5}[ .-]?)?[0-9]{1,3}(?:[.-][0-9]{1,3})*\.?[a-z]?")


def _coded(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, the first of two that name indicators as their ids where it holds codes alone: `KPI | Indicator`."""
    names = [one.at for one in columns if one.role == "name"]
    cells = _cells(rows, names[0]) if len(names) > 1 and _first(columns, "id") is None else []
    return _in_roles(columns, {names[0]: "id"}) if cells and all(map(_CODE.fullmatch, cells)) else columns


def _numbered(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, a first one of results that counts the rows, `1.1`, `1.2`, `2.1`, as their numbers and no values."""
    named = _first(columns, "name") is not None and columns[0].role == "current"
    return _in_roles(columns, {0: "number"}) if named and _is_outline(_cells(_rows_of(rows), 0)) else columns


_OUTLINE = later(r"[1-9][0-9]?(?:\.[1-9][0-9]?){1,3}\.?")


def _is_outline(cells: Sequence[str]) -> bool:
    """Whether some cells are the numbers of parts of a list, in their order from the first one on."""
    numbers = [tuple(map(int, cell.rstrip(".").split("."))) for cell in cells if _OUTLINE.fullmatch(cell)]
    ordered = all(one < other for one, other in pairwise(numbers))
    return len(numbers) == len(cells) > 1 and numbers[0][0] == 1 and ordered


def _in_words(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, targets in words as the names of what an objective of amounts stands beside: `SLO | Objective`."""
    aim, objective = _first(columns, "target"), next((one for one in columns if one.kind == "objective"), None)
    if aim is None or objective is None or _first(columns, "name") is not None:
        return columns
    cells = _cells(rows, aim.at)
    if not cells or any(map(_NUMBER_FIRST.match, cells)) or not _share(_cells(rows, objective.at), is_amount):
        return columns
    return _in_roles(columns, {aim.at: "name"})


# A grade by its number, or the letter of one: `P1`, `1`, `A`.
_GRADE = later(r"(?:p|prio|tier|sev)?[ -]?[0-9]|[a-d]", re.IGNORECASE)
_MEASURES = frozenset(Measure)
_REMARKED = later(r"\s*\([^()]*\)|[^\w\s'/-]")


def _graded(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, those of goals that hold grades alone as no part of them: a `Priority` of `High`."""
    goals = (one for one in columns if one.role == "goal" and (one.at or _first(columns, "name")))
    return _in_roles(columns, {one.at: "apart" for one in goals if _are_grades(_cells(rows, one.at))})


def _measured(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, those of names that say how figures add up as no part of goals: a `Measure` of `count`."""
    names = (one for one in columns if one.role == "name")
    return _in_roles(columns, {one.at: "apart" for one in names if _MEASURES.issuperset(_cells(rows, one.at) or [""])})


def _are_grades(cells: Sequence[str]) -> bool:
    bare = [_REMARKED.sub("", cell).strip() for cell in cells]
    return bool(bare) and all(_GRADE.fullmatch(cell) or says("grade", cell) for cell in bare)


_THRESHOLDS = frozenset("threshold seuil schwellenwert umbral limiar".split())


def _aimed(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, a threshold as the target of indicators that have no other: `Objectif | Indicateur | Seuil`."""
    limits = [one for one in columns if one.role == "apart" and one.text.casefold() in _THRESHOLDS]
    alone = len(limits) == 1 and _first(columns, *_VALUED) is None and _first(columns, "name") is not None
    if not alone or not _share(_cells(rows, limits[0].at), is_amount):
        return columns
    return _in_roles(columns, {limits[0].at: "target"})


def _quarterly(columns: Sequence[Column], rows: Rows, today: date) -> Sequence[Column]:
    """The columns of quarters beside the target of their year as targets, where one that is to come is filled in."""
    year = _year_of_targets(columns)
    quarters = {one.at: quarter for one in columns if year and (quarter := _quarter_of(one, year))}
    if len(quarters) < _SEVERAL or not _is_filled_ahead(quarters, year, rows, today):
        return columns
    aims = {
        one.at: structs.replace(one, role="target", period=f"Q{quarters[one.at]} {year}")
        for one in columns if one.at in quarters
    }  # fmt: skip
    return [aims.get(one.at, one) for one in columns]


def _year_of_targets(columns: Sequence[Column]) -> int:
    """The year that all targets with one are of, 0 where they are of several or of none."""
    years = {periods.last_year(one.period) for one in columns if one.role == "target"} - {0}
    return years.pop() if len(years) == 1 else 0


def _is_filled_ahead(quarters: Mapping[int, int], year: int, rows: Rows, today: date) -> bool:
    """Whether the last of some columns of quarters, by their place, holds amounts, and is still to come."""
    last = max(quarters, key=lambda at: quarters[at])
    return date(year, 3 * quarters[last] - 2, 1) > today and _share(_cells(rows, last), is_amount)


def _quarter_of(column: Column, year: int) -> int:
    """The quarter of this year that a column of no other role is of, 0 where it is of none."""
    able = column.role in ("", "target") and periods.last_year(column.period) in (0, year)
    return periods.quarter_in(column.text) if able else 0


def _by_amounts(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns that are values because they hold amounts, and those of changes told from such values."""
    changed = [_of_amounts(column, columns, rows) for column in columns]
    moved = any(is_moved(column.text) for column in changed if column.role in ("baseline", "current"))
    return [structs.replace(one, change=False, way="") if moved and one.role == "target" else one for one in changed]


def _of_amounts(column: Column, columns: Sequence[Column], rows: Rows) -> Column:
    """A column with the role that its amounts give it, where its words leave that open."""
    if column.role == "group" and column.after:
        return structs.replace(column, role="current")
    if column.role not in ("", "group", "status") or not _share(_cells(rows, column.at), is_amount):
        return column
    if column.role:
        return structs.replace(column, role=_valued_role(column, columns))
    return _as_baseline(column) if begins_as_baseline(column.text) else column


def _valued_role(column: Column, columns: Sequence[Column]) -> str:
    """The role of a column of groups or of a status that holds amounts; those of a year are values: `2005 level`."""
    if column.role == "group" and _is_aim(column, columns):
        return "target"
    return "current" if column.period else column.role


def _is_aim(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column of objectives that holds amounts is what the goals of another column are to reach."""
    roles = {one.role for one in columns}
    return column.kind == "objective" and "name" in roles and "target" not in roles


def _as_baseline(column: Column) -> Column:
    found = periods.find(column.text)
    return structs.replace(column, role="baseline", period=found.period if found else "", unit=unit_of(column.text))


_BY_DATES = {"from": ("baseline", "since"), "to": ("target", "by")}


def _settled(column: Column, cells: Sequence[str], today: date, *, based: bool, aimed: bool) -> str:
    """The role of a column by its cells and its year; `based` and `aimed` tell of columns of baselines and targets."""
    if column.role in _BY_DATES:
        return _BY_DATES[column.role][_share(cells, _is_period)]
    if column.role == "status":
        return "status" if based or not _share(cells, is_amount) else "current"
    if column.role in ("change", "interim"):
        return "target" if _is_dated_ahead(column, today) else column.role
    if column.period and column.role in ("", "current"):
        return _role_of_year(
            column, periods.last_year(column.period) - today.year, filled=bool(cells), based=based, aimed=aimed
        )
    return column.role


def _role_of_year(column: Column, years: int, *, filled: bool, based: bool, aimed: bool) -> str:
    """The role of a column of a year, so many years from now: what is to come is a target.

    A year that is over, beside a target and nothing to count from, holds what was.
    """
    if _to_come(column.role, years, based=based):
        return "target" if filled or not column.role else column.role
    return "current" if aimed and not based and years < 0 else column.role


def _is_dated_ahead(column: Column, today: date) -> bool:
    """Whether a column is of a year of the plan, or of one that is not over."""
    return bool(column.after) or (bool(column.period) and periods.last_year(column.period) >= today.year)


def _levels(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns with `Results` before the name of the indicators as what these belong to, where it holds words."""
    first = next((column.at for column in columns if column.role == "name"), 0)
    able = [one.at for one in columns if one.at < first and one.role == "current" and not one.period]
    groups = [at for at in able if not _share(_cells(rows, at), is_amount)]
    return _in_roles(columns, dict.fromkeys(groups, "group"), "result")


def _among_years(columns: Sequence[Column]) -> Sequence[Column]:
    """The columns with the years of the plan as targets, where others are: `YR1`, `YR2`, `End target`."""
    aims = [column for column in columns if column.role == "target"]
    numbered = {one.at: "target" for one in columns if one.after and not one.role}
    if not (aims and _first(columns, "baseline")) and not _are_the_plans(numbered, columns):
        numbered.clear()
    return _in_roles(columns, numbered | dict.fromkeys(_codes(columns, aims), "note"))


def _are_the_plans(numbered: Mapping[int, str], columns: Sequence[Column]) -> bool:
    """Whether several columns of the plan's months and years are all the values there are: `KPI | Month 3`.

    One before them is where they start from: `Indicator | Baseline | Year 1 | Year 2`.
    """
    values = [one.at for one in columns if one.role in (*_VALUED, "goal")]
    alone = not values or (len(values) == 1 and values[0] < min(numbered, default=0))
    return len(numbered) > 1 and _first(columns, "name") is not None and alone


def _codes(columns: Sequence[Column], aims: Sequence[Column]) -> list[int]:
    """The columns of targets before the name of the goals, with others behind it: codes of a larger plan's targets."""
    name = _first(columns, "name")
    if name is None or not aims or aims[-1].at < name.at:
        return []
    return [one.at for one in aims if one.at < name.at and not one.period]


def _worded(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns with one of targets that holds words as the name, where another holds the values: `SLO | Target`.

    Beside a name it says in other words what is to be reached, or of which kind it is.
    """
    columns = _exchanged(columns, rows)
    targets = [column for column in columns if column.role == "target" or _is_goal_of_amounts(column, columns, rows)]
    worded = _in_sentences(targets, columns, rows)
    if not worded:
        return columns
    if len(targets) == 1:
        if _are_years_to_come(columns, rows):
            return _in_roles(columns, {worded[0].at: "note"})
        return _milestones(worded[0], columns, rows)
    if _first(columns, "name", "goal") is None:
        return _in_roles(columns, {one.at: "name" for one in worded[:1]})
    return _in_roles(columns, _said_beside(worded, rows)) if len(worded) < len(targets) else columns


def _exchanged(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, where goals are amounts and targets are words each as the other: `Target | Baseline | Goal`."""
    aim, goal = _first(columns, "target"), _first(columns, "goal")
    if aim is None or goal is None or aim.at > goal.at or _first(columns, "name") is not None:
        return columns
    words, amounts = _cells(rows, aim.at), _cells(rows, goal.at)
    told = words and not any(map(is_amount, words)) and amounts and all(map(is_amount, amounts))
    return _in_roles(columns, {aim.at: "name", goal.at: "target"}) if told else columns


def _in_sentences(targets: Sequence[Column], columns: Sequence[Column], rows: Rows) -> list[Column]:
    """The columns of targets in words, or where no name is, of sentences beside amounts: `Target | Target value`."""
    worded = [one for one in targets if _says_in_words(one, targets, rows)]
    if worded or _first(columns, "name", "goal") is not None:
        return worded
    said = [one for one in targets if not (one.period or any(map(is_amount, _cells(rows, one.at))))]
    return said if len(said) < len(targets) else []


def _are_years_to_come(columns: Sequence[Column], rows: Rows) -> bool:
    """Whether columns of years hold what indicators reach from a baseline: `Meta | Indicador | Base | 2027 | 2028`."""
    bare = [one for one in columns if one.period and not one.role and _share(_cells(rows, one.at), is_amount)]
    return len(bare) >= _SEVERAL and _first(columns, "name") is not None and _first(columns, "baseline") is not None


def _says_in_words(column: Column, targets: Sequence[Column], rows: Rows) -> bool:
    """Whether a column of targets says in words what is to be reached; one of a year beside amounts of that year."""
    cells = _cells(rows, column.at)
    if not column.period:
        return _is_worded(cells)
    beside = [one for one in targets if one.period == column.period and one is not column]
    return not any(map(is_amount, cells)) and any(_share(_cells(rows, one.at), is_amount) for one in beside)


def _is_worded(cells: Sequence[str]) -> bool:
    """Whether most cells state no amount; those that are empty, `—`, say nothing in words either."""
    said = [cell for cell in cells if not blank(cell)]
    return bool(said) and not _share(said, _is_stated)


def _is_goal_of_amounts(column: Column, columns: Sequence[Column], rows: Rows) -> bool:
    """Whether a column of goals holds what the indicators of another column are to reach: `Unit | Baseline | Goal`."""
    beside = column.role == "goal" and _first(columns, "name") is not None
    return beside and _share(_cells(rows, column.at), is_amount)


def _said_beside(worded: Sequence[Column], rows: Rows) -> dict[int, str]:
    """The columns of targets that say in words alone what is to be reached, or of which kind it is, as notes."""
    cells = {one.at: (_cells(rows, one.at), is_amount if one.period else _is_stated) for one in worded}
    return {at: "note" for at, (said, test) in cells.items() if said and not any(map(test, said))}


def _in_roles(columns: Sequence[Column], roles: Mapping[int, str], kind: str = "") -> list[Column]:
    """The columns, those at these places with the role that is given; `kind` is that of groups."""
    return [structs.replace(one, role=roles[one.at], kind=kind) if one.at in roles else one for one in columns]


def _milestones(name: Column, columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns of a table of milestones in words and their days, as things to do: `Milestone | Target date`."""
    by = _first(columns, "by")
    if name.at or by is None or _first(columns, "baseline", "current", "group") is not None:
        return columns
    if not _share(_cells(rows, by.at), _is_day):
        return columns
    notes = {one.at: "note" for one in columns if one.role in ("name", "goal")}
    return _in_roles(columns, notes | {name.at: "group"}, INITIATIVE)


def _is_day(cell: str) -> bool:
    """Whether a cell says when: a day or period, or a week, month or year of the plan."""
    return _is_period(cell) or bool(periods.OF_THE_PLAN.fullmatch(cell))


def _is_stated(cell: str) -> bool:
    """Whether a cell states an amount somewhere."""
    return bool(_STATED_AMOUNT.search(cell))


_STATED_AMOUNT = later(
    r"(?<![^\W\d])[0-9]|\b(?:zero|zéro|cero|null|halve|double|triple|doubler|tripler|verdoppeln|halbieren|duplicar|dobrar)\b",
    re.IGNORECASE,
)


def _to_come(role: str, years: int, *, based: bool) -> bool:
    """Whether a column of a year, so many years from now, can only hold what is to be reached by then."""
    return years > 0 if role == "current" else not role and based and years >= 0


def _years_beside(columns: list[Column], rows: Rows, today: date) -> tuple[Column, ...]:
    """A column of dates right beside the baseline is the baseline's where its years are past, or another is left."""
    dated = [column for column in columns if column.role == "by"]
    if _first(columns, "since") is None and dated and _is_beside_baseline(dated[0], columns):
        first = dated[0]
        if len(dated) > 1 or _is_past(first, rows, today):
            columns[first.at] = structs.replace(first, role="since")
    return tuple(columns)


def _is_beside_baseline(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column stands between the baseline and a target."""
    behind = columns[column.at - 1].role == "baseline" if column.at else False
    return behind and any(one.role == "target" and one.at > column.at for one in columns)


def _is_past(column: Column, rows: Rows, today: date) -> bool:
    """Whether all years in a column are over, or run."""
    years = [periods.last_year(found.period) for cell in _cells(rows, column.at) if (found := periods.find(cell))]
    return bool(years) and max(years) <= today.year


def _name(columns: Sequence[Column], rows: Rows) -> tuple[Column | None, list[Column]]:
    """The column that names what a row is about, and the others."""
    named = _naming(columns, rows) or _goal_as_name(columns)
    columns = _with_aim(columns, named)
    named = named or _grouped(columns, rows) or _unnamed(columns, rows) or _code_alone(columns, rows)
    return named, [column for column in columns if named is None or column.at != named.at]


def _first(columns: Sequence[Column], *roles: str) -> Column | None:
    return next((column for column in columns if column.role in roles), None)


_NAME = frozenset("name nom nombre nome".split())


def _naming(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The first column that names indicators, or where its names come again the one in which each row has its own."""
    names = [column for column in columns if column.role == "name"]
    if not names or not _comes_again(names[0], rows):
        return names[0] if names else None
    able = [*names, *(one for one in columns if one.text.strip().casefold() in _NAME)]
    return next((one for one in able if _tells_apart(one, rows)), names[0])


def _goal_as_name(columns: Sequence[Column]) -> Column | None:
    """The first column of goals, where it is no target of the others: it comes first, or others say the targets."""
    goals = [column for column in columns if column.role == "goal"]
    names = goals and (_first(columns, "target") or goals[0].at == 0 or len(goals) > 1)
    return goals[0] if names else None


def _with_aim(columns: Sequence[Column], named: Column | None) -> list[Column]:
    """The columns, the goals beside what names them as targets where no other column is one.

    Others of the same word are targets on the way: `Objectif Phase 1 | Objectif Phase 2`.
    """
    beside = named or _first(columns, "baseline", "current", "group")
    aims = [column for column in columns if column.role == "goal" and column is not named]
    if not aims or not beside or _first(columns, "target"):
        return list(columns)
    return _in_roles(columns, dict.fromkeys(_of_one_word(aims), "target"))


def _of_one_word(columns: Sequence[Column]) -> list[int]:
    """The places of the first column and of those that begin with its word."""
    words = [one.text.split()[0] for one in columns]
    return [one.at for one, word in zip(columns, words, strict=True) if word == words[0]]


def _grouped(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The column of groups that names the goals: the first, or where there are targets the narrowest.

    Where its groups come again, an unknown column in which every row says something else is what names them.
    """
    groups = [column for column in columns if column.role == "group"]
    if not groups or not _first(columns, "target"):
        return next(iter(groups), None)
    named = _narrowest(groups, columns)
    return (_telling(columns, rows) if _comes_again(named, rows) else None) or named


def _narrowest(groups: Sequence[Column], columns: Sequence[Column]) -> Column:
    """The last of some columns of groups before the values, or the first behind them."""
    value = min(column.at for column in columns if column.role in _VALUED)
    return next((column for column in reversed(groups) if column.at < value), groups[0])


def _telling(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The unknown column before the values in which every row says something else, in words."""
    value = _first(columns, *_VALUED)
    unknown = [one for one in columns if value and one.at < value.at and one.text and not (one.role or one.period)]
    return next((one for one in unknown if _tells_apart(one, rows)), None)


def _comes_again(column: Column, rows: Rows) -> bool:
    cells = _cells(rows, column.at)
    return len(set(cells)) < len(_rows_of(rows))


def _tells_apart(column: Column, rows: Rows) -> bool:
    """Whether every row has words of its own in a column."""
    cells = _cells(rows, column.at)
    return len(set(cells)) == len(_rows_of(rows)) and all(re.match(r"\W*[^\W\d]", cell) for cell in cells)


def _rows_of(rows: Rows) -> Rows:
    """The first rows, those left out that are a title over others."""
    return [row for row in rows[:_LOOKED_AT] if sum(bool(cell.strip()) for cell in row) > 1][:_MOST_CELLS]


# What says in words what is to come about, and is measured by something else.
_STATED = frozenset(("objective", "outcome", "output", "result"))


def _unread_name(name: Column, rest: Sequence[Column], rows: Rows) -> Unclear | None:
    """A column of words that nobody knows the name of, beside outcomes, which may be what is measured of these."""
    told = _telling(rest, rows) if name.role == "group" and name.kind in _STATED else None
    if told is None:
        return None
    reason = f"the columns {name.text!r} and {told.text!r} could name the goals"
    return Unclear(f"{reason}; say {mapped('goal', told.text)}, or {mapped('note', told.text)}")


def _unnamed(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The first column of a table of baselines and targets, whatever it is called, or the one that tells rows apart."""
    first = next((column for column in columns if column.role not in ("number", "id")), None)
    if first is None or not _is_unknown(first):
        return None
    aim = _first(columns, "target")
    if aim is None or not (_first(columns, "baseline", "current") or _share(_cells(rows, aim.at), is_amount)):
        return None
    return (_telling(columns, rows) if _comes_again(first, rows) else None) or first


def _code_alone(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The column of codes of a table of baselines and targets, where nothing else tells its rows apart."""
    code = _first(columns, "id")
    values = _first(columns, "target") and _first(columns, "baseline", "current")
    return code if code and values and _tells_apart(code, rows) else None


def _is_unknown(column: Column) -> bool:
    return not (column.role or column.period or scale_in(column.text))


def _unread_values(rest: Sequence[Column], rows: Rows, today: date) -> Unclear | None:
    """A column of amounts that nobody knows the name of, where it may be the baseline, or a target."""
    unknown = [one for one in rest if not one.role and one.text.strip() and _share(_cells(rows, one.at), is_amount)]
    known = [periods.last_year(one.period) for one in rest if one.role in _VALUED]
    aimed = next((one.text for one in unknown if _may_be_target(one, max(today.year - 1, *known))), "")
    if aimed:
        return _asked(aimed, "target", "a target")
    return _unread_baseline(unknown, rest)


def _may_be_target(column: Column, last: int) -> bool:
    """Whether a column is of a year behind the last known one, or says in unknown words that it is a target."""
    found = periods.find(column.text)
    later = found is not None and found.period != column.text and periods.last_year(found.period) > last
    return later or mentions_target(column.text)


def _unread_baseline(unknown: Sequence[Column], rest: Sequence[Column]) -> Unclear | None:
    """A column of amounts before the targets, where none is the baseline."""
    first = min(column.at for column in rest if column.role == "target")
    before = [column for column in unknown if column.at < first]
    if not before or before[0].period or _first(rest, "baseline") is not None:
        return None
    return _asked(before[0].text, "baseline", "the baseline")


def _asked(header: str, role: str, what: str) -> Unclear:
    """A question after what a column of values is, and how to answer it."""
    reason = f"the column {header!r} holds values, and its header is no known word; is it {what}?"
    return Unclear(f"{reason} Say {mapped(role, header)}, or {mapped('none', header)}")


def _told(name: Column, rest: list[Column], rows: Rows) -> tuple[Column, list[Column]]:
    """The column of targets as the goals' names, too, where its cells are sentences and the name only groups them."""
    aims = [column for column in rest if column.role == "target"]
    if name.role != "group" or len(aims) != 1 or not _says_goals(aims[0], name, rows):
        return name, rest
    return structs.replace(aims[0], role="name"), [name, *rest]


def _says_goals(aims: Column, name: Column, rows: Rows) -> bool:
    """Whether the cells of targets say in words what is to be reached; where groups come again, all in a few words."""
    cells = _cells(rows, aims.at)
    return _share(cells, lambda cell: _words_in(cell) > _FEW_WORDS) or (
        _comes_again(name, rows) and min(map(_words_in, cells), default=0) > 1
    )


def _words_in(cell: str) -> int:
    """How many words a cell has that are no mere `by`, `of` or `km`."""
    return len(re.findall(r"[^\W\d_]{3,}", cell))


def _goals(name: Column, rest: Sequence[Column], columns: Sequence[Column]) -> Shape | Unclear:
    by_role = _gather(rest)
    by_role["target"], by_role["interim"] = _at_the_end(by_role["target"], by_role["interim"])
    earlier, by_role["baseline"] = _of_years(by_role["baseline"])
    by_role["current"] += earlier
    unclear = _two_of_one(by_role) or _unread_scale(by_role[""]) or _quotas(by_role["target"])
    if unclear is not None:
        return unclear
    baselines, figures = by_role["baseline"], sorted(by_role["current"], key=lambda one: (one.period, one.at))
    if not baselines and figures:
        baselines = [figures.pop()]
    # A goal beside its indicator is what the indicators of several rows belong to.
    kind = "goal" if any(column.kind == "objective" for column in by_role["group"]) else "objective"
    aims = [structs.replace(column, role="group", kind=kind) for column in by_role["goal"]]
    return Shape(
        kind="goal",
        name=name,
        targets=tuple(by_role["target"]),
        baseline=next(iter(baselines), None),
        figures=tuple(figures),
        groups=(*by_role["group"], *aims),
        notes=(*by_role["name"], *by_role["note"]),
        single=_single(by_role),
        passed=tuple(_passed(by_role)),
        language=language_of(columns),
    )


def _single(by_role: Mapping[str, Sequence[Column]]) -> dict[str, Column]:
    """The first column of each role of which a goal has only one."""
    return {role: found[0] for role, found in by_role.items() if role in _ONCE and found}


def _two_of_one(by_role: Mapping[str, Sequence[Column]]) -> Unclear | None:
    """Two columns of a role of which there can be one."""
    alike = {"target": _alike(by_role["target"]), "baseline": by_role["baseline"], "by": by_role["by"]}
    role = next((role for role, found in alike.items() if len(found) > 1), "")
    return (
        Unclear(f"two columns could be the {role}: {' and '.join(one.text for one in alike[role])}") if role else None
    )


def _quotas(targets: Sequence[Column]) -> Unclear | None:
    """Quotas of single quarters or months, each of which is an amount of its own."""
    quotas = [one.text for one in targets if "quota" in one.text.casefold() and periods.is_within_a_year(one.period)]
    if len(quotas) < _SEVERAL:
        return None
    return Unclear(f"{' and '.join(quotas[:_SEVERAL])} are of single spans; write their sum, or one goal per quarter")


def _unread_scale(unknown: Sequence[Column]) -> Unclear | None:
    """A header of no known word that says that numbers are in thousands or the like."""
    scaled = next((column.text for column in unknown if scale_in(column.text)), "")
    why = f"the scale in {scaled!r} is not understood; write it in a column Unit, or beside the numbers"
    return Unclear(why) if scaled else None


def _gather(columns: Iterable[Column]) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {role: [] for role in ("", *_ROLES, *_ONCE)}
    for column in columns:
        found[column.role if column.role in found else ""].append(column)
    return found


def _of_years(baselines: list[Column]) -> tuple[list[Column], list[Column]]:
    """Baselines of several years as figures and the baseline, which is the last: `Baseline 2023 | Baseline 2024`."""
    years = {one.period for one in baselines}
    if len(baselines) < _SEVERAL or "" in years or len(years) < len(baselines):
        return [], baselines
    *earlier, last = sorted(baselines, key=lambda one: periods.last_year(one.period))
    return [structs.replace(one, role="current") for one in earlier], [last]


# What tells the one of several targets that the others lead to: `Cible Phase 1 | Cible Phase 2 | Cible finale`.
_FINAL = later(r"\b(?:final|finale|overall|end|endziel|gesamtziel|endwert)\b", re.IGNORECASE)


def _at_the_end(targets: list[Column], interim: list[Column]) -> tuple[list[Column], list[Column]]:
    """The targets and the values on the way to them, to which those without a year belong beside a final one."""
    early = _before_the_final([one for one in targets if not (one.period or one.after)])
    return [one for one in targets if one not in early], [*interim, *early]


def _before_the_final(undated: Sequence[Column]) -> list[Column]:
    """Some targets but for the one that is called the final one, or is of the last phase; none where that is unsaid."""
    early = [one for one in undated if not _FINAL.search(one.text)]
    if len(early) == len(undated) - 1:
        return early
    phases = [int(found["n"]) for one in undated if (found := _PHASE.search(one.text))]
    last = max(phases, default=0)
    if len(set(phases)) < len(undated):
        return []
    return [one for one, phase in zip(undated, phases, strict=True) if phase != last]


_PHASE = later(rf"\b(?:{STAGES}) ?(?P<n>[0-9]{{1,2}})(?![0-9])", re.IGNORECASE)


def _alike(targets: Sequence[Column]) -> list[Column]:
    """Targets that no year tells apart."""
    seen: dict[tuple[str, Duration | None], Column] = {}
    for column in targets:
        other = seen.setdefault((column.period, column.after), column)
        if other is not column:
            return [other, column]
    return []


def _passed(by_role: dict[str, list[Column]]) -> Iterable[tuple[Column, str]]:
    for role, why in _UNUSED.items():
        yield from ((column, why) for column in by_role[role])
    for column in by_role[""]:
        if column.text.strip():
            yield column, _YEAR_ALONE if column.period else _UNKNOWN
    for role in _ONCE:
        yield from ((column, f"{by_role[role][0].text!r} says that already") for column in by_role[role][1:])


def _others(name: Column, rest: Sequence[Column], columns: Sequence[Column]) -> Shape | None:
    """A table of groups or initiatives: each with words about it, and without values."""
    by_role = _gather(rest)
    if name.role != "group" or by_role["baseline"]:
        return None
    about = by_role["note"] or (name.kind == INITIATIVE and (by_role["owner"] or by_role["by"]))
    if not about:
        return None
    return Shape(
        kind=name.kind,
        name=name,
        groups=tuple(by_role["group"]),
        notes=(*by_role["note"], *by_role["goal"]),
        single=_single(by_role),
        passed=tuple(_passed(by_role)),
        language=language_of(columns),
    )
