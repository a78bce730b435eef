"""A header's columns to the shape of its table: what names a goal, where its values and dates are, what is not used."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct, structs

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.headers import (
    Column,
    begins_as_baseline,
    comma_in,
    is_moved,
    language_of,
    meanings,
    mentions,
    unit_of,
)
from coopctl.exchange.plans.parted import parts_in
from coopctl.exchange.plans.words import scale_in

INITIATIVE = "initiative"
_ONCE = (
    "by", "since", "unit", "owner", "source", "id", "number", "cadence", "weight", "asof", "total", "quarter",
    "currency",
)  # fmt: skip
_JUDGED = "a judgement; coopctl makes its own from the figures"
_YEAR_ALONE = "a year alone could be a target or a figure; write 'Target 2024' or 'Actual 2024'"
_APART = "what it holds is no part of a goal"
_PARTED = "a part of the percentage beside it"
_UNDATED = "a value on the way needs a year, as in 'Target 2027'"
_CHANGED = "a change without a year could be a target or what happened; write 'Change by 2030'"
_UNKNOWN = "its header is not a word for a column; see `coopctl plan import --help`"


class Shape(Struct, frozen=True):
    """The columns of one table by what they hold; `kind` is `goal`, `initiative`, or the kind of group it lists."""

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

    @property
    def comma(self) -> bool:
        """Whether the table's language writes a decimal comma."""
        return comma_in(self.language)

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns that hold amounts."""
        return (*self.targets, *([self.baseline] if self.baseline else []), *self.figures)


class Unclear(Struct, frozen=True):
    """A header that could be read in two ways, and which."""

    reason: str


_FEW_WORDS = 3
Rows = Sequence[Sequence[str]]


def columns_of(header: Sequence[str]) -> tuple[Column, ...]:
    """Each column with the role that its words have in the header's own language."""
    parts = parts_in(header)
    heads = {parted.percentage: parted.head for parted in parts}
    ways = [meanings(heads.get(at, text).strip()) for at, text in enumerate(header)]
    language = language_of(way[0] for way in ways)
    chosen = [next((one for one in way if language in one.languages), way[0]) for way in ways]
    columns = [structs.replace(one, at=at) for at, one in enumerate(chosen)]
    for one in parts:
        columns[one.percentage] = structs.replace(columns[one.percentage], parts=one)
        for at in (one.numerator, one.denominator):
            columns[at] = Column(at, header[at].strip(), "parted")
    return tuple(columns)


def shape_of(header: Sequence[str], rows: Rows, today: date) -> Shape | Unclear | None:
    """The shape of a table under a header; None where the header is none, `Unclear` where it has two meanings."""
    columns = columns_of(header)
    if not any(column.role for column in columns):
        return None
    columns = _by_content(columns, rows, today)
    name, rest = _name(columns)
    if name is None:
        return None
    targets = [column for column in rest if column.role == "target"]
    if targets:
        return _unread_values(rest, rows, today) or _goals(*_told(name, rest, rows), columns)
    return _others(name, rest, columns)


def _cells(rows: Rows, at: int, most: int = 30) -> list[str]:
    found = [row[at].strip() for row in rows[: 4 * most] if at < len(row) and row[at].strip()]
    return found[:most]


def _share(cells: Sequence[str], test: Callable[[str], object]) -> bool:
    """Whether most of the cells pass a test."""
    return bool(cells) and 2 * sum(bool(test(cell)) for cell in cells) > len(cells)


def _is_period(cell: str) -> bool:
    found = periods.find(cell)
    return found is not None and not re.search(r"[^\W_]", cell[: found.start] + cell[found.end :])


def is_amount(cell: str) -> bool:
    """Whether a cell begins with a number that is no year or day."""
    return bool(re.match(r"[^\w]{0,3}[0-9]", cell)) and not _is_period(cell)


def _by_content(columns: Sequence[Column], rows: Rows, today: date) -> tuple[Column, ...]:
    """Settle the words that need a look at the cells: from and to, status, and bare years."""
    columns = _among_years(_worded(_levels(_by_amounts(columns, rows), rows), rows))
    roles = {column.role for column in columns}
    based = not roles.isdisjoint(("baseline", "from", "current"))
    settled = [
        structs.replace(
            column, role=_settled(column, _cells(rows, column.at), today, based=based, aimed="target" in roles)
        )
        for column in columns
    ]
    return _years_beside(settled, rows, today)


def _by_amounts(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns that are values because they hold amounts, and those of changes told from such values."""
    changed = [_of_amounts(column, columns, rows) for column in columns]
    moved = any(is_moved(column.text) for column in changed if column.role in ("baseline", "current"))
    return [structs.replace(one, change=False, way="") if moved and one.role == "target" else one for one in changed]


def _of_amounts(column: Column, columns: Sequence[Column], rows: Rows) -> Column:
    """A column with the role that its amounts give it, where its words leave that open."""
    if column.role == "group" and column.ordinal:
        return structs.replace(column, role="current")
    if column.role not in ("", "group", "status") or not _share(_cells(rows, column.at), is_amount):
        return column
    if column.role == "group":
        return structs.replace(column, role="target") if _is_aim(column, columns) else column
    if column.role == "status":
        return structs.replace(column, role="current") if column.period else column
    return _as_baseline(column) if begins_as_baseline(column.text) else column


def _is_aim(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column of objectives that holds amounts is what the goals of another column are to reach."""
    roles = {one.role for one in columns}
    return column.kind == "objective" and "name" in roles and "target" not in roles


def _as_baseline(column: Column) -> Column:
    found = periods.find(column.text)
    return structs.replace(column, role="baseline", period=found.period if found else "", unit=unit_of(column.text))


def _settled(column: Column, cells: Sequence[str], today: date, *, based: bool, aimed: bool) -> str:
    """The role of a column by its cells and its year; `based` and `aimed` tell of columns of baselines and targets."""
    if column.role in ("from", "to"):
        dated = _share(cells, _is_period)
        return {"from": ("baseline", "since"), "to": ("target", "by")}[column.role][dated]
    if column.role == "status":
        return "current" if not based and _share(cells, is_amount) else "status"
    if column.role in ("change", "interim"):
        dated = bool(column.ordinal) or (bool(column.period) and periods.last_year(column.period) >= today.year)
        return "target" if dated else column.role
    if not column.period or column.role not in ("", "current"):
        return column.role
    years = periods.last_year(column.period) - today.year
    if _to_come(column.role, years, based=based):
        return "target" if cells or not column.role else column.role
    # A year that is over, beside a target, holds what was.
    return "current" if aimed and not based and years < 0 else column.role


def _levels(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns with `Results` before the name of the indicators as what these belong to, where it holds words."""
    first = next((column.at for column in columns if column.role == "name"), 0)
    return [
        structs.replace(column, role="group", kind="result")
        if column.at < first and column.role == "current" and not column.period
        and not _share(_cells(rows, column.at), is_amount)
        else column
        for column in columns
    ]  # fmt: skip


def _among_years(columns: Sequence[Column]) -> Sequence[Column]:
    """The columns with the years of the plan as targets, where others are: `YR1`, `YR2`, `End target`.

    A column of targets before the name of the goals, with others behind it, holds the codes of a larger plan's targets.
    """
    aims = [column for column in columns if column.role == "target"]
    name = next((column.at for column in columns if column.role == "name"), 0)
    based = bool(aims) and any(column.role == "baseline" for column in columns)
    changed = []
    for column in columns:
        role = column.role
        if based and column.ordinal and not role:
            role = "target"
        if column in aims and column.at < name and not column.period and aims[-1].at > name:
            role = "note"
        changed.append(structs.replace(column, role=role))
    return changed


def _worded(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns with one of targets that holds words as the name, where another holds the values: `SLO | Target`."""
    targets = [column for column in columns if column.role == "target"]
    worded = [column for column in targets if not _share(_cells(rows, column.at), _is_stated)]
    if any(column.role in ("name", "goal") for column in columns) or not 0 < len(worded) < len(targets):
        return columns
    name = worded[0]
    return [structs.replace(column, role="name") if column is name else column for column in columns]


def _is_stated(cell: str) -> bool:
    """Whether a cell states an amount somewhere."""
    return bool(re.search(r"(?<![^\W\d])[0-9]", cell))


def _to_come(role: str, years: int, *, based: bool) -> bool:
    """Whether a column of a year, so many years from now, can only hold what is to be reached by then."""
    return years > 0 if role == "current" else not role and based and years >= 0


def _years_beside(columns: list[Column], rows: Rows, today: date) -> tuple[Column, ...]:
    """A column of dates right beside the baseline is the baseline's where its years are past, or another is left."""
    dated = [column for column in columns if column.role == "by"]
    if any(column.role == "since" for column in columns) or not dated:
        return tuple(columns)
    first = dated[0]
    beside = first.at and columns[first.at - 1].role == "baseline"
    before = any(column.role == "target" and column.at > first.at for column in columns)
    years = [periods.last_year(found.period) for cell in _cells(rows, first.at) if (found := periods.find(cell))]
    if beside and before and (len(dated) > 1 or (years and max(years) <= today.year)):
        columns[first.at] = structs.replace(first, role="since")
    return tuple(columns)


def _name(columns: Sequence[Column]) -> tuple[Column | None, list[Column]]:
    """The column that names what a row is about, and the others."""
    valued = [column for column in columns if column.role == "target"]
    names = [column for column in columns if column.role == "name"]
    goals = [column for column in columns if column.role == "goal"]
    rest = list(columns)
    if not names and goals and (valued or goals[0].at == 0 or len(goals) > 1):
        names, goals = goals[:1], goals[1:]
    based = any(column.role in ("baseline", "current") for column in columns)
    if goals and not valued and (names or based or any(column.role == "group" for column in columns)):
        rest[goals[0].at] = structs.replace(goals[0], role="target")
        valued = [rest[goals[0].at]]
    named = names[0] if names else _grouped(rest, valued) or _unnamed(rest, valued)
    if named is None:
        return None, rest
    return named, [column for column in rest if column.at != named.at]


def _grouped(columns: Sequence[Column], valued: Sequence[Column]) -> Column | None:
    """The column of groups that names the goals: the last before the values, which is the narrowest."""
    groups = [column for column in columns if column.role == "group"]
    if not valued:
        return groups[0] if groups else None
    first = min(column.at for column in columns if column.role in ("target", "baseline", "current"))
    before = [column for column in groups if column.at < first]
    return before[-1] if before else groups[0] if groups else None


def _unnamed(columns: Sequence[Column], valued: Sequence[Column]) -> Column | None:
    """The first column of a table of baselines and targets, whatever it is called."""
    based = any(column.role in ("baseline", "current") for column in columns)
    labels = (column for column in columns if column.role not in ("number", "id"))
    first = next(labels, None)
    unknown = first is not None and not (first.role or first.period or scale_in(first.text))
    return first if valued and based and unknown else None


def _unread_values(rest: Sequence[Column], rows: Rows, today: date) -> Unclear | None:
    """A column of amounts that nobody knows the name of, where it may be the baseline, or a target."""
    unknown = [one for one in rest if not one.role and one.text.strip() and _share(_cells(rows, one.at), is_amount)]
    known = [periods.last_year(one.period) for one in rest if one.role in ("target", "baseline", "current")]
    aimed = next((one.text for one in unknown if _may_be_target(one, max(today.year - 1, *known))), "")
    if aimed:
        return Unclear(f"the column {aimed!r} holds values, and its header is no known word; is it a target?")
    return _unread_baseline(unknown, rest)


def _may_be_target(column: Column, last: int) -> bool:
    """Whether a column is of a year behind the last known one, or says in unknown words that it is a target."""
    found = periods.find(column.text)
    later = found is not None and found.period != column.text and periods.last_year(found.period) > last
    return later or mentions(column.text, "target")


def _unread_baseline(unknown: Sequence[Column], rest: Sequence[Column]) -> Unclear | None:
    """A column of amounts before the targets, where none is the baseline."""
    first = min(column.at for column in rest if column.role == "target")
    before = [column for column in unknown if column.at < first]
    if not before or before[0].period or any(column.role in ("baseline", "since") for column in rest):
        return None
    return Unclear(f"the column {before[0].text!r} holds values, and its header is no known word; is it the baseline?")


def _told(name: Column, rest: list[Column], rows: Rows) -> tuple[Column, list[Column]]:
    """The column of targets as the goals' names, too, where its cells are sentences and the name only groups them."""
    aims = [column for column in rest if column.role == "target"]
    if name.role != "group" or len(aims) != 1 or not _share(_cells(rows, aims[0].at), _is_sentence):
        return name, rest
    return structs.replace(aims[0], role="name"), [name, *rest]


def _is_sentence(cell: str) -> bool:
    """Whether a cell says in words what is to be reached: `Women in leadership to reach 40% by 2030`."""
    return len(re.findall(r"[^\W\d_]{3,}", cell)) > _FEW_WORDS


def _goals(name: Column, rest: Sequence[Column], columns: Sequence[Column]) -> Shape | Unclear:
    by_role = _gather(rest)
    targets, baselines = by_role["target"], by_role["baseline"]
    figures = by_role["current"]
    for role, found in (("target", _alike(targets)), ("baseline", baselines), ("by", by_role["by"])):
        if len(found) > 1:
            return Unclear(f"two columns could be the {role}: {' and '.join(one.text for one in found)}")
    scaled = next((column.text for column in by_role[""] if scale_in(column.text)), "")
    if scaled:
        return Unclear(f"the scale in {scaled!r} is not understood; write it in a column Unit, or beside the numbers")
    if not baselines and figures:
        figures.sort(key=lambda column: (column.period, column.at))
        baselines = [figures.pop()]
    single = {role: found[0] for role, found in by_role.items() if role in _ONCE and found}
    # A goal beside its indicator is what the indicators of several rows belong to.
    kind = "goal" if any(column.kind == "objective" for column in by_role["group"]) else "objective"
    aims = [structs.replace(column, role="group", kind=kind) for column in by_role["goal"]]
    return Shape(
        kind="goal",
        name=name,
        targets=tuple(targets),
        baseline=baselines[0] if baselines else None,
        figures=tuple(figures),
        groups=(*by_role["group"], *aims),
        notes=(*by_role["name"], *by_role["note"]),
        single=single,
        passed=tuple(_passed(by_role)),
        language=language_of(columns),
    )


def _gather(columns: Iterable[Column]) -> dict[str, list[Column]]:
    roles = (
        "target",
        "baseline",
        "current",
        "group",
        "name",
        "note",
        "goal",
        "status",
        "progress",
        "apart",
        "interim",
        "change",
        "parted",
        "",
        *_ONCE,
    )
    found: dict[str, list[Column]] = {role: [] for role in roles}
    for column in columns:
        found[column.role if column.role in found else ""].append(column)
    return found


def _alike(targets: Sequence[Column]) -> list[Column]:
    """Targets that no year tells apart."""
    seen: dict[tuple[str, int], Column] = {}
    for column in targets:
        other = seen.setdefault((column.period, column.ordinal), column)
        if other is not column:
            return [other, column]
    return []


def _passed(by_role: dict[str, list[Column]]) -> Iterable[tuple[Column, str]]:
    for role in ("status", "progress"):
        yield from ((column, _JUDGED) for column in by_role[role])
    for role, why in (("apart", _APART), ("interim", _UNDATED), ("change", _CHANGED), ("parted", _PARTED)):
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
        single={role: found[0] for role, found in by_role.items() if role in _ONCE and found},
        passed=tuple(_passed(by_role)),
        language=language_of(columns),
    )
