"""The roles that columns have by what their cells hold, where their headers leave it open or say another."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import structs

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.headers import Column, begins_as_baseline, is_moved, unit_of
from coopctl.exchange.plans.looks import (
    INITIATIVE,
    NUMBER_FIRST,
    SEVERAL,
    VALUED,
    Rows,
    cells_of,
    first_of,
    in_roles,
    is_amount,
    is_day,
    is_period,
    is_stated,
    most_are,
    rows_of,
)
from coopctl.exchange.plans.words import blank, says
from coopctl.plan.terms import Measure
from coopctl.values.patterns import later


def by_content(columns: Sequence[Column], rows: Rows, today: date) -> tuple[Column, ...]:
    """Settle the words that need a look at the cells: from and to, status, and bare years."""
    for look in (
        _between,
        _beside_standards,
        _coded,
        _numbered,
        _graded,
        _measured,
        _years_alone,
        _in_words,
        _by_amounts,
        _aimed,
        _levels,
        _worded,
    ):
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
            column, role=_settled(column, cells_of(rows, column.at), today, based=based, aimed="target" in roles)
        )
        for column in columns
    ]
    return _years_beside([*_without_the_past(settled, today)], rows, today)


# Before and after what is planned: a column of days, or key results, tell of a plan and not of what has been reached.
_BEFORE_AFTER = {"before": "after", "vorher": "nachher", "avant": "après", "antes": "después", "prima": "dopo"}


def _between(columns: Sequence[Column], _: Rows) -> Sequence[Column]:
    """The columns, those of before and after as baseline and target: `Key result | Before | After`."""
    words = {one.text.strip().casefold(): one.at for one in columns}
    name = first_of(columns, "name", "goal")
    planned = first_of(columns, "by") is not None or (name is not None and _OF_A_PLAN.search(name.text))
    pair = next(
        ((words[one], words[other]) for one, other in _BEFORE_AFTER.items() if {one, other} <= words.keys()), ()
    )
    if not pair or not planned or first_of(columns, "target") is not None:
        return columns
    return in_roles(columns, dict(zip(pair, ("baseline", "target"), strict=True)))


_OF_A_PLAN = later(
    r"\b(?:key results?|krs?|goals?|objectives?|schlüsselergebnis\w*|resultados?.clave)\b", re.IGNORECASE
)

_YEAR = later(r"(?:FY ?)?(?:19[89]|20[0-4])[0-9]")


def _years_alone(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, one of baselines that holds years alone, beside targets of another size, as that of their years."""
    based = first_of(columns, "baseline")
    cells = cells_of(rows, based.at) if based and first_of(columns, "since") is None else []
    aims = [cell for one in columns if one.role == "target" for cell in cells_of(rows, one.at)]
    if based is None or not cells or not all(map(_YEAR.fullmatch, cells)) or any(map(_may_count_from_it, aims)):
        return columns
    return in_roles(columns, {based.at: "since"})


def _may_count_from_it(cell: str) -> bool:
    """Whether a number is alone, or has as many digits as a year, so that one may be what it counts from."""
    return re.match(r"\W*(?:[0-9][,.]?[0-9]{3}(?![0-9.,])|[0-9][0-9.,]*$)", cell) is not None


def _without_the_past(columns: Sequence[Column], today: date) -> Sequence[Column]:
    """The columns; what was planned for a year that is over is none of the targets beside what was reached in it.

    Where a baseline has a day of its own before it, it is a step that was to be reached.
    """
    aims = [one for one in columns if one.role == "target"]
    past = [] if any(map(_dates_the_baseline, columns)) else _reached(aims, columns, today)
    return in_roles(columns, {one.at: "planned" for one in past}) if len(past) < len(aims) else columns


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
    cells = cells_of(rows, names[0]) if len(names) > 1 and first_of(columns, "id") is None else []
    return in_roles(columns, {names[0]: "id"}) if cells and all(map(_CODE.fullmatch, cells)) else columns


def _numbered(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, a first one of results that counts the rows, `1.1`, `1.2`, `2.1`, as their numbers and no values."""
    named = first_of(columns, "name") is not None and columns[0].role == "current"
    return in_roles(columns, {0: "number"}) if named and _is_outline(cells_of(rows_of(rows), 0)) else columns


_OUTLINE = later(r"[1-9][0-9]?(?:\.[1-9][0-9]?){1,3}\.?")


def _is_outline(cells: Sequence[str]) -> bool:
    """Whether some cells are the numbers of parts of a list, in their order from the first one on."""
    numbers = [tuple(map(int, cell.rstrip(".").split("."))) for cell in cells if _OUTLINE.fullmatch(cell)]
    ordered = all(one < other for one, other in pairwise(numbers))
    return len(numbers) == len(cells) > 1 and numbers[0][0] == 1 and ordered


def _in_words(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, targets in words as the names of what an objective of amounts stands beside: `SLO | Objective`."""
    aim, objective = first_of(columns, "target"), next((one for one in columns if one.kind == "objective"), None)
    if aim is None or objective is None or first_of(columns, "name") is not None:
        return columns
    cells = cells_of(rows, aim.at)
    if not cells or any(map(NUMBER_FIRST.match, cells)) or not most_are(cells_of(rows, objective.at), is_amount):
        return columns
    return in_roles(columns, {aim.at: "name"})


# A grade by its number, or the letter of one: `P1`, `1`, `A`.
_GRADE = later(r"(?:p|prio|tier|sev)?[ -]?[0-9]|[a-d]", re.IGNORECASE)
_MEASURES = frozenset(Measure)
_REMARKED = later(r"\s*\([^()]*\)|[^\w\s'/-]")


def _graded(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, those of goals that hold grades alone as no part of them: a `Priority` of `High`."""
    goals = (one for one in columns if one.role == "goal" and (one.at or first_of(columns, "name")))
    return in_roles(columns, {one.at: "apart" for one in goals if _are_grades(cells_of(rows, one.at))})


def _measured(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, those of names that say how figures add up as no part of goals: a `Measure` of `count`."""
    names = (one for one in columns if one.role == "name")
    return in_roles(columns, {one.at: "apart" for one in names if _MEASURES.issuperset(cells_of(rows, one.at) or [""])})


def _are_grades(cells: Sequence[str]) -> bool:
    bare = [_REMARKED.sub("", cell).strip() for cell in cells]
    return bool(bare) and all(_GRADE.fullmatch(cell) or says("grade", cell) for cell in bare)


_THRESHOLDS = frozenset("threshold seuil schwellenwert umbral limiar".split())
# What holds for everybody, and is no target of a plan that has its own: `Standard | Target Mar 2028`.
_STANDARDS = later(
    r"(?:(?:national|international|who|eu|oecd) )?(?:standard|norm|benchmark)e?|estándar|padrão", re.IGNORECASE
)


def _beside_standards(columns: Sequence[Column], _: Rows) -> Sequence[Column]:
    """The columns, a standard beside a target of a day as a note."""
    aims = [one for one in columns if one.role == "target"]
    norms = [one.at for one in aims if _STANDARDS.fullmatch(one.text.strip())]
    return in_roles(columns, dict.fromkeys(norms, "note")) if any(one.period for one in aims) else columns


def _aimed(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, a threshold as the target of indicators that have no other: `Objectif | Indicateur | Seuil`."""
    limits = [one for one in columns if one.role == "apart" and one.text.casefold() in _THRESHOLDS]
    alone = len(limits) == 1 and first_of(columns, *VALUED) is None and first_of(columns, "name") is not None
    if not alone or not most_are(cells_of(rows, limits[0].at), is_amount):
        return columns
    return in_roles(columns, {limits[0].at: "target"})


def _quarterly(columns: Sequence[Column], rows: Rows, today: date) -> Sequence[Column]:
    """The columns of quarters beside the target of their year as targets, where one that is to come is filled in."""
    year = _year_of_targets(columns)
    quarters = {one.at: quarter for one in columns if year and (quarter := _quarter_of(one, year))}
    if len(quarters) < SEVERAL or not _is_filled_ahead(quarters, year, rows, today):
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
    return date(year, 3 * quarters[last] - 2, 1) > today and most_are(cells_of(rows, last), is_amount)


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
    if column.role not in ("", "group", "status") or not most_are(cells_of(rows, column.at), is_amount):
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
        return _BY_DATES[column.role][most_are(cells, is_period)]
    if column.role == "status":
        return "status" if based or not most_are(cells, is_amount) else "current"
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
    return bool(column.after) or (bool(column.period) and date(periods.last_year(column.period), 12, 31) > today)


def _levels(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns with `Results` before the name of the indicators as what these belong to, where it holds words."""
    first = next((column.at for column in columns if column.role == "name"), 0)
    able = [one.at for one in columns if one.at < first and one.role == "current" and not one.period]
    groups = [at for at in able if not most_are(cells_of(rows, at), is_amount)]
    return in_roles(columns, dict.fromkeys(groups, "group"), "result")


def _among_years(columns: Sequence[Column]) -> Sequence[Column]:
    """The columns with the years of the plan as targets, where others are: `YR1`, `YR2`, `End target`."""
    aims = [column for column in columns if column.role == "target"]
    numbered = {one.at: "target" for one in columns if one.after and not one.role}
    if not (aims and first_of(columns, "baseline")) and not _are_the_plans(numbered, columns):
        numbered.clear()
    return in_roles(columns, numbered | dict.fromkeys(_codes(columns, aims), "note"))


def _are_the_plans(numbered: Mapping[int, str], columns: Sequence[Column]) -> bool:
    """Whether several columns of the plan's months and years are all the values there are: `KPI | Month 3`.

    One before them is where they start from: `Indicator | Baseline | Year 1 | Year 2`.
    """
    name = first_of(columns, "name") or first_of(columns, "goal", "group")
    values = [one.at for one in columns if one.role in (*VALUED, "goal") and one is not name]
    alone = not values or (len(values) == 1 and values[0] < min(numbered, default=0))
    return len(numbered) > 1 and name is not None and alone


def _codes(columns: Sequence[Column], aims: Sequence[Column]) -> list[int]:
    """The columns of targets before the name of the goals, with others behind it: codes of a larger plan's targets."""
    name = first_of(columns, "name")
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
            return in_roles(columns, {worded[0].at: "note"})
        return _milestones(worded[0], columns, rows)
    if first_of(columns, "name", "goal") is None:
        return in_roles(columns, {one.at: "name" for one in worded[:1]})
    return in_roles(columns, _said_beside(worded, rows)) if len(worded) < len(targets) else columns


def _exchanged(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, where goals are amounts and targets are words each as the other: `Target | Baseline | Goal`."""
    aim, goal = first_of(columns, "target"), first_of(columns, "goal")
    if aim is None or goal is None or aim.at > goal.at or first_of(columns, "name") is not None:
        return columns
    words, amounts = cells_of(rows, aim.at), cells_of(rows, goal.at)
    told = words and not any(map(is_amount, words)) and amounts and all(map(is_amount, amounts))
    return in_roles(columns, {aim.at: "name", goal.at: "target"}) if told else columns


def _in_sentences(targets: Sequence[Column], columns: Sequence[Column], rows: Rows) -> list[Column]:
    """The columns of targets in words, or where no name is, of sentences beside amounts: `Target | Target value`."""
    worded = [one for one in targets if _says_in_words(one, targets, rows)]
    if worded or first_of(columns, "name", "goal") is not None:
        return worded
    said = [one for one in targets if not (one.period or any(map(is_amount, cells_of(rows, one.at))))]
    return said if len(said) < len(targets) else []


def _are_years_to_come(columns: Sequence[Column], rows: Rows) -> bool:
    """Whether columns of years hold what indicators reach from a baseline: `Meta | Indicador | Base | 2027 | 2028`."""
    bare = [one for one in columns if one.period and not one.role and most_are(cells_of(rows, one.at), is_amount)]
    return len(bare) >= SEVERAL and first_of(columns, "name") is not None and first_of(columns, "baseline") is not None


def _says_in_words(column: Column, targets: Sequence[Column], rows: Rows) -> bool:
    """Whether a column of targets says in words what is to be reached; one of a year beside amounts of that year."""
    cells = cells_of(rows, column.at)
    if not column.period:
        return _is_worded(cells)
    beside = [one for one in targets if one.period == column.period and one is not column]
    return not any(map(is_amount, cells)) and any(most_are(cells_of(rows, one.at), is_amount) for one in beside)


def _is_worded(cells: Sequence[str]) -> bool:
    """Whether most cells state no amount; those that are empty, `—`, say nothing in words either."""
    said = [cell for cell in cells if not blank(cell)]
    return bool(said) and not most_are(said, is_stated)


def _is_goal_of_amounts(column: Column, columns: Sequence[Column], rows: Rows) -> bool:
    """Whether a column of goals holds what the indicators of another column are to reach: `Unit | Baseline | Goal`."""
    beside = column.role == "goal" and first_of(columns, "name") is not None
    return beside and most_are(cells_of(rows, column.at), is_amount)


def _said_beside(worded: Sequence[Column], rows: Rows) -> dict[int, str]:
    """The columns of targets that say in words alone what is to be reached, or of which kind it is, as notes."""
    cells = {one.at: (cells_of(rows, one.at), is_amount if one.period else is_stated) for one in worded}
    return {at: "note" for at, (said, test) in cells.items() if said and not any(map(test, said))}


def _milestones(name: Column, columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns of a table of milestones in words and their days, as things to do: `Milestone | Target date`."""
    by = first_of(columns, "by")
    if name.at or by is None or first_of(columns, "baseline", "current", "group") is not None:
        return columns
    if not most_are(cells_of(rows, by.at), is_day):
        return columns
    notes = {one.at: "note" for one in columns if one.role in ("name", "goal")}
    return in_roles(columns, notes | {name.at: "group"}, INITIATIVE)


def _to_come(role: str, years: int, *, based: bool) -> bool:
    """Whether a column of a year, so many years from now, can only hold what is to be reached by then."""
    return years > 0 if role == "current" else not role and based and years >= 0


def _years_beside(columns: list[Column], rows: Rows, today: date) -> tuple[Column, ...]:
    """A column of dates right beside the baseline is the baseline's where its years are past, or another is left.

    What is known last is the baseline where nothing else is: `Latest value | Year`.
    """
    dated = [column for column in columns if column.role == "by"]
    if first_of(columns, "since") is None and dated and _is_beside_baseline(dated[0], columns):
        first = dated[0]
        # What is known of this year may be due in it, too.
        last = today.year - (first_of(columns, "baseline") is None)
        if len(dated) > 1 or _is_past(first, rows, last):
            columns[first.at] = structs.replace(first, role="since")
    return tuple(columns)


# When something is known of, which is no deadline.
_WHEN_KNOWN = later(
    r"(?:year|date|année|date de mesure|jahr|datum|año|fecha|ano|data|anno|jaar|rok|tahun)s?", re.IGNORECASE
)


def _is_beside_baseline(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column stands between the baseline and a target."""
    start = first_of(columns, "baseline") or (
        first_of(columns, "current") if _WHEN_KNOWN.fullmatch(column.text.strip()) else None
    )
    behind = start is not None and start.at == column.at - 1
    return behind and any(one.role == "target" and one.at > column.at for one in columns)


def _is_past(column: Column, rows: Rows, last: int) -> bool:
    """Whether all years in a column are over by the end of one."""
    years = [periods.last_year(found.period) for cell in cells_of(rows, column.at) if (found := periods.find(cell))]
    return bool(years) and max(years) <= last
