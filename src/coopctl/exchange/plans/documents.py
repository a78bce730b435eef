"""A written plan to a draft: which tables hold goals, groups or initiatives, and what each row says."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct, structs

from coopctl.errors import CoopctlError
from coopctl.exchange.plans.tables import Document, Line
from coopctl.language.promises import Wording, understand
from coopctl.plan.plan import Goal, Group, Plan
from coopctl.plan.terms import Baseline, Measure, Target
from coopctl.values.ids import slug

STAGES = ("proposed", "under way", "done")
INITIATIVE = "initiative"

# Header words, the most telling first; a column takes the first role that fits and is still free.
_ROLES = (
    ("target", r"targets?|future goals?|future|goal targets?|end ?line|commitments?"),
    ("baseline", r"current( status| value| level)?|status|baseline( value)?|today|now|starting (point|value)|base"),
    ("by", r"by|deadline|due( date)?|target (date|year)|when|end date"),
    ("unit", r"units?( of measure(ment)?)?"),
    ("owner", r"owner|responsible( party| unit)?|lead|who"),
    ("source", r"source|means of verification|data source"),
    ("description", r"descriptions?|growth drivers?|drivers?|details?|notes?|summary|comments?"),
    ("impact", r"(potential |expected )?impacts?|benefits?|outcomes? expected"),
    ("name", r"focus areas?|metrics?|indicators?|key results?|measures?|kpis?"),
    ("initiative", r"(key )?initiatives?"),
    ("objective", r"(strategic )?objectives?"),
    ("sector", r"(key )?sectors?"),
    ("area", r"areas?|priority areas?"),
    ("goal", r"goals?"),
)
_GROUPS = ("objective", "sector", "area")


class Problem(Struct, frozen=True):
    """A row or table that is not understood: its line, and why."""

    line: int
    reason: str


class DraftGoal(Struct, frozen=True):
    """A goal as a row promises it; `arithmetic` is for its echo."""

    line: int
    goal: Goal
    arithmetic: str = ""


class Draft(Struct, frozen=True):
    """What a document says: goals, groups, and what could not be understood."""

    title: str
    goals: tuple[DraftGoal, ...]
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]


def draft(document: Document, plan: Plan, today: date) -> Draft:
    """The goals and groups of a document, by the number format and fiscal year of a plan dated `today`."""
    goals: list[DraftGoal] = []
    groups: dict[str, Group] = {}
    problems: list[Problem] = []
    for header, rows in _tables(document):
        roles = _roles(header)
        kind = _kind(roles)
        twice = _ambiguous(header)
        if kind == "goal" and twice:
            problems.append(Problem(header.number, f"two columns could be the {twice[0]}: {' and '.join(twice[1:])}"))
            continue
        if kind is None:
            problems.append(Problem(header.number, f"the table {' | '.join(header.cells)!r} is not recognised"))
            continue
        for row in rows:
            said = {role: row.cells[at] for role, at in roles.items() if at < len(row.cells)}
            try:
                if len(row.cells) != len(header.cells):
                    message = f"the row has {len(row.cells)} cells, its header {len(header.cells)}"
                    problems.append(Problem(row.number, message))
                elif kind in _GROUPS:
                    group = Group(kind, slug(said[kind]), said[kind], _note(said))
                    groups[group.ref] = group
                else:
                    found = _initiative(row, said, today) if kind == INITIATIVE else _goal(row, said, plan, today)
                    members = _members(said, kind)
                    groups |= {group.ref: group for group in members if group.ref not in groups}
                    refs = tuple(group.ref for group in members)
                    goals.append(structs.replace(found, goal=structs.replace(found.goal, groups=refs)))
            except CoopctlError as trouble:
                problems.append(Problem(row.number, trouble.whole))
    problems += _twice(goals)
    return Draft(document.title, tuple(goals), tuple(groups.values()), tuple(problems))


def _tables(document: Document) -> Iterator[tuple[Line, list[Line]]]:
    """Each table as its header and rows; a recognised header starts another table, wherever it stands.

    An unknown line with nothing under it is prose that has a pipe in it.
    """
    for run in document.runs:
        header, rows = run[0], list[Line]()
        for line in run[1:]:
            if _kind(_roles(line)) is None:
                rows.append(line)
                continue
            if rows or _kind(_roles(header)) is not None:
                yield header, rows
            header, rows = line, []
        yield header, rows


def _roles(header: Line) -> dict[str, int]:
    """The column of each role, by header words and not by place."""
    roles: dict[str, int] = {}
    cells = [" ".join(cell.lower().rstrip(":").split()) for cell in header.cells]
    for role, words in _ROLES:
        for at, cell in enumerate(cells):
            if at not in roles.values() and role not in roles and re.fullmatch(words, cell):
                roles[role] = at
    goal = roles.pop("goal", None)
    if goal is not None:
        roles["target" if "target" not in roles and ("name" in roles or goal > 0) else "name"] = goal
    if "target" in roles and "name" not in roles:
        named = next((role for role in ("area", "objective", "sector") if role in roles), None)
        if named:
            roles["name"] = roles.pop(named)
    return roles


def _ambiguous(header: Line) -> tuple[str, ...]:
    """A role that several columns could have and that must have one, with those columns; empty where there is none."""
    for role, words in _ROLES:
        found = [cell for cell in header.cells if re.fullmatch(words, " ".join(cell.lower().rstrip(":").split()))]
        if role in ("target", "baseline", "by") and len(found) > 1:
            return (role, *found)
    return ()


def _kind(roles: dict[str, int]) -> str | None:
    if "name" in roles and "target" in roles:
        return "goal"
    if INITIATIVE in roles and ("description" in roles or "impact" in roles):
        return INITIATIVE
    if "description" in roles or "impact" in roles:
        return next((kind for kind in _GROUPS if kind in roles), None)
    return None


def _note(said: dict[str, str]) -> str:
    parts = [said.get("description", ""), f"Impact: {said['impact']}" if said.get("impact") else ""]
    return " ".join(part for part in parts if part)


def _members(said: dict[str, str], kind: str) -> list[Group]:
    return [Group(name, slug(said[name]), said[name]) for name in _GROUPS if name != kind and said.get(name)]


def _goal(row: Line, said: dict[str, str], plan: Plan, today: date) -> DraftGoal:
    wording = Wording(
        start=said.get("baseline", ""),
        goal=said["target"],
        today=today,
        by=said.get("by", ""),
        unit=said.get("unit", ""),
    )
    promise = understand(wording, plan)
    goal = Goal(
        id=slug(said["name"]),
        title=said["name"],
        owner=said.get("owner", ""),
        source=said.get("source", ""),
        note=_note(said),
        **promise.terms(),
    )
    return DraftGoal(row.number, goal, promise.arithmetic)


def _initiative(row: Line, said: dict[str, str], today: date) -> DraftGoal:
    """An initiative has no figures in the document: a stage goal, counted from its first stage."""
    done = Decimal(len(STAGES) - 1)
    goal = Goal(
        id=slug(said[INITIATIVE]),
        title=said[INITIATIVE],
        measure=Measure.STAGE,
        baseline=Baseline(today, Decimal(0)),
        target=Target(f"done of {' < '.join(STAGES)}", value=done),
        stages=STAGES,
        owner=said.get("owner", ""),
        note=_note(said),
        tags=(INITIATIVE,),
    )
    return DraftGoal(row.number, goal)


def _twice(goals: list[DraftGoal]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for one in goals:
        if one.goal.id in first:
            yield Problem(one.line, f"{one.goal.title!r} is there already, in line {first[one.goal.id]}")
        first.setdefault(one.goal.id, one.line)
