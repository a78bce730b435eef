"""A written plan to a draft: every table, and where it is asked for every list, of a document."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import structs

from coopctl.errors import Refused
from coopctl.exchange.plans.document import Block, Document, Grid, Heading, Item, Place, Prose, words_of
from coopctl.exchange.plans.draft import Draft, DraftFigure, DraftGoal, Passed, Problem
from coopctl.exchange.plans.tables import Manner, Read, read_grid, section_of
from coopctl.plan.plan import Goal, Group
from coopctl.plan.terms import Milestone
from coopctl.values.ids import slug

# A longer line above a table is no caption of it.
_CAPTION = 120


def draft(document: Document, manner: Manner, *, lists: bool = False) -> Draft:
    """What a document says of a plan, by the number format, fiscal year and day of `manner`."""
    _check_told(document, manner)
    document = structs.replace(document, blocks=tuple(_with_key_results(document.blocks)))
    reads = list(_reads(document, manner))
    recognised = any(read.recognised for read in reads)
    items = [block for block in document.blocks if isinstance(block, Item)]
    if lists:
        from coopctl.exchange.plans.lists import read_lists

        reads.append(read_lists(document, manner))
    goals, problems = _told_apart([goal for read in reads for goal in read.goals], reads)
    groups: dict[str, Group] = {}
    for group in (group for read in reads for group in read.groups):
        groups[group.ref] = _described(groups.get(group.ref), group)
    passed = [one for read in reads if read.recognised or recognised or lists for one in read.passed]
    if items and not lists:
        passed.append(Passed(items[0].place, f"{_count(len(items))} not read; --lists reads them"))
    refused = problems if recognised or lists else [*problems, *_unrecognised(reads)]
    return Draft(
        title=document.title,
        goals=tuple(goals),
        groups=tuple(groups.values()),
        figures=tuple(_with_goals(reads, goals)),
        problems=tuple(
            sorted([*refused, *(one for read in reads for one in read.problems)], key=lambda one: one.place)
        ),
        passed=tuple(sorted(passed, key=lambda one: one.place)),
        comma=any(read.comma for read in reads),
        unlisted=0 if lists else len(items),
    )


def _check_told(document: Document, manner: Manner) -> None:
    """Raise `Refused` where a column that --map names is in no table."""
    grids = [block for block in document.blocks if isinstance(block, Grid)] if manner.told else []
    unknown = manner.told.unknown_to(words_of(cell) for grid in grids for line in grid.lines for cell in line.cells)
    if unknown:
        raise Refused(f"no table has a column {unknown!r}", "--dry-run without --map names the columns")


# Where a key result begins, in a line of its own or behind another one.
_KEY_RESULT = re.compile(r"(?:^|(?<=\s))(?=(?:KR|key result)\s?[0-9][0-9.]*\s*[:.–—-]\s)", re.IGNORECASE)


# A line that says all of a goal: `Pages a week: 14 -> 5`.
_FROM_TO = re.compile(
    r"[^:.|]{2,80}:\s*(?:\S{0,4}[0-9][^:|]{0,40}?(?:→|->|=>)|(?:from|de|von|desde)\s[^:|]{0,40}?[0-9][^:|]{0,40}?\s(?:to|à|auf|a|para)\s)"
    r"[^:|]{0,10}[0-9][^:|]{0,60}",
    re.IGNORECASE,
)


def _with_key_results(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with key results that stand in running text - `KR1: ... KR2: ...` - as items of a list."""
    for block in blocks:
        parts = _KEY_RESULT.split(block.text) if isinstance(block, Prose) else []
        yield from _told_in(block, [part.strip() for part in parts if part.strip()])


def _told_in(block: Block, parts: Sequence[str]) -> Iterator[Block]:
    """A block, or the parts of its text where some of them are key results."""
    if isinstance(block, Prose) and _FROM_TO.fullmatch(block.text):
        yield Item(block.place, block.text)
        return
    if not isinstance(block, Prose) or not any(map(_KEY_RESULT.match, parts)):
        yield block
        return
    for number, part in enumerate(parts, 1):
        place = Place(block.place.rank, f"{block.place}, part {number}") if len(parts) > 1 else block.place
        yield Item(place, part) if _KEY_RESULT.match(part) else Prose(place, part)


def _reads(document: Document, manner: Manner) -> Iterator[Read]:
    """What each table says, in the group that a heading above it names, down to the next heading as high."""
    section, level, above, heading = None, 0, "", ""
    for block in document.blocks:
        if isinstance(block, Heading):
            named, heading = section_of(block.text), block.text
            if named or block.level <= level:
                section, level = named, block.level
        elif isinstance(block, Grid):
            reads = read_grid(block, manner, section, above if len(above) <= _CAPTION else "")
            yield from (structs.replace(read, heading=heading or block.name) for read in reads)
        above = block.text if isinstance(block, Prose) else ""


def _count(number: int) -> str:
    return "1 list item" if number == 1 else f"{number} list items"


def _described(old: Group | None, new: Group) -> Group:
    """A group that was named in a goal's row may be described in a table of its own."""
    return old if old is not None and old.description and not new.description else new


def _unrecognised(reads: Iterable[Read]) -> Iterator[Problem]:
    """Where no table is one of goals, the reasons why are what is wrong."""
    yield from (Problem(one.place, one.reason) for read in reads if not read.recognised for one in read.passed)


def _told_apart(goals: list[DraftGoal], reads: Iterable[Read]) -> tuple[list[DraftGoal], list[Problem]]:
    """Goals of one id: in groups or under headings of their own they are named after these.

    Else what says the same again is left out; of those that promise different things none is read.
    """
    reads = list(reads)
    titles = {group.ref: group.title for read in reads for group in read.groups}
    headings = {one.place: read.heading for read in reads for one in read.goals}
    named: dict[str, list[DraftGoal]] = {}
    for one in goals:
        named.setdefault(one.goal.id, []).append(one)
    twice = {name: same for name, same in named.items() if len(same) > 1}
    grouped = {name for name, same in twice.items() if _apart([(one.goal.groups or ("",))[-1] for one in same])}
    headed = {name for name, same in twice.items() if _apart([headings[one.place] for one in same])}
    kept: dict[str, DraftGoal] = {}
    problems: list[Problem] = []
    contradicted: dict[str, Problem] = {}
    for one in goals:
        goal = one.goal
        if goal.id in grouped or goal.id in headed:
            above = titles.get(goal.groups[-1], goal.groups[-1]) if goal.id in grouped else headings[one.place]
            title = f"{above}: {goal.title}"
            goal = structs.replace(goal, id=slug(title), title=title)
        together = _as_steps(kept[goal.id].goal, goal) if goal.id in kept else None
        if together is not None:
            kept[goal.id] = structs.replace(kept[goal.id], goal=together)
        elif goal.id in kept:
            first = kept[goal.id]
            problems.append(Problem(one.place, f"{goal.title!r} is there already, in {first.place}"))
            if first.goal.promise != goal.promise:
                contradicted[goal.id] = Problem(
                    first.place, f"{first.goal.title!r} is promised otherwise in {one.place}"
                )
        else:
            kept[goal.id] = structs.replace(one, goal=goal)
    return [one for name, one in kept.items() if name not in contradicted], [*problems, *contradicted.values()]


def _as_steps(one: Goal, other: Goal) -> Goal | None:
    """Two rows of one goal that differ in their target and its day alone, as one with a milestone; else None."""
    days = [goal.promise.target.deadline for goal in (one, other)]
    promise = structs.replace(other.promise, target=one.promise.target, milestones=one.promise.milestones)
    alike = structs.replace(other, promise=promise) == one
    if not alike or None in days or days[0] == days[1] or other.promise.milestones or one.promise.target.value is None:
        return None
    last = max((one, other), key=lambda goal: goal.promise.target.deadline or date.min)
    rest = [goal.promise.target for goal in (one, other) if goal is not last]
    steps = [
        Milestone(target.value, target.deadline) for target in rest if target.value is not None and target.deadline
    ]
    milestones = sorted([*one.promise.milestones, *steps], key=lambda step: step.deadline)
    try:
        return structs.replace(last, promise=structs.replace(last.promise, milestones=tuple(milestones)))
    except Refused:
        return None


def _apart(above: Sequence[str]) -> bool:
    """Whether each of some goals stands under a heading, or in a group, of its own; "" is none."""
    return "" not in above and len(set(above)) == len(above)


def _with_goals(reads: Iterable[Read], goals: Iterable[DraftGoal]) -> Iterator[DraftFigure]:
    """The figures of the goals that are kept, by the ids that these have got."""
    ids = {one.place: one.goal.id for one in goals}
    for figure in (figure for read in reads for figure in read.figures):
        if figure.place in ids:
            yield structs.replace(figure, goal=ids[figure.place])
