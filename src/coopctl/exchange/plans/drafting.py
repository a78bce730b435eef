"""A written plan to a draft: every table of a document, and where it has none or it is asked for its lists."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TypeVar

from msgspec import structs

from coopctl.errors import Refused
from coopctl.exchange.plans.document import Block, Document, Grid, Heading, Item, Place, Prose, words_of
from coopctl.exchange.plans.draft import Draft, DraftFigure, DraftGoal, Passed, Problem, shortened
from coopctl.exchange.plans.heads import tables_in
from coopctl.exchange.plans.layouts import laid_out, with_years
from coopctl.exchange.plans.leading import Lead, Years
from coopctl.exchange.plans.records import as_tables
from coopctl.exchange.plans.tables import KEY_RESULT, Manner, Read, read_grid, section_of
from coopctl.plan.plan import Goal, Group, Plan
from coopctl.plan.terms import Milestone
from coopctl.values.ids import MOST_ID, slug, slug_apart
from coopctl.values.patterns import later

# Of running text that is left unread so many sentences are told by their words.
_MOST_QUOTED = 10
# A longer line above a table is no caption of it.
_CAPTION = 120


def draft(document: Document, manner: Manner, *, lists: bool = False) -> Draft:
    """What a document says of a plan, by the number format, fiscal year and day of `manner`.

    Its lists and what its running text promises are read where it is asked for, or where it has no table.
    """
    _check_told(document, manner)
    lists = lists or Grid not in map(type, document.blocks)
    document = structs.replace(document, blocks=tuple(_with_key_results(as_tables(document.blocks))))
    spoken = structs.replace(document, blocks=_with_sentences(document.blocks, manner, read=lists))
    tables = [*_reads(document, manner)]
    reads = [*tables, *(_lists_of(spoken, manner, tables) if lists else ())]
    recognised = lists or any(read.recognised for read in reads)
    goals, problems = _told_apart(_named_apart(_with_own_ids(reads, manner.plan)))
    unread = () if recognised else _unrecognised(reads)
    unlisted = [] if lists else _items_in(spoken.blocks)
    return Draft(
        title=document.title,
        goals=tuple(goals),
        groups=_groups_of(reads),
        figures=tuple(_with_goals(reads, goals)),
        problems=_in_order([*problems, *unread, *chain.from_iterable(read.problems for read in reads)]),
        passed=_in_order([*_passed_over(reads, recognised=recognised), *_not_read(unlisted)]),
        comma=any(read.comma for read in reads),
        unlisted=len(unlisted),
    )


def _lists_of(document: Document, manner: Manner, tables: Iterable[Read]) -> Iterator[Read]:
    from coopctl.exchange.plans.lists import read_lists

    yield read_lists(document, manner, [one.goal for read in tables for one in read.goals])


Unread = TypeVar("Unread", Problem, Passed)


def _in_order(unread: Iterable[Unread]) -> tuple[Unread, ...]:
    return tuple(sorted(unread, key=lambda one: one.place))


def _groups_of(reads: Iterable[Read]) -> tuple[Group, ...]:
    """The groups, each once, with its description."""
    groups: dict[str, Group] = {}
    for group in (group for read in reads for group in read.groups):
        groups[group.ref] = _described(groups.get(group.ref), group)
    return tuple(groups.values())


def _passed_over(reads: Iterable[Read], *, recognised: bool) -> Iterator[Passed]:
    """What was passed over; of tables that are none of goals only beside others that are."""
    return chain.from_iterable(read.passed for read in reads if read.recognised or recognised)


def _items_in(blocks: Iterable[Block]) -> list[Item]:
    return [block for block in blocks if isinstance(block, Item)]


def _not_read(items: Sequence[Item]) -> Iterator[Passed]:
    """What is said of list items, and of sentences that promise something, that are left unread."""
    listed = [item for item in items if not item.sentence]
    if listed:
        yield Passed(listed[0].place, f"{_count(len(listed), 'list item')} not read; --lists reads them")
    spoken = [item for item in items if item.sentence]
    for item in spoken[:_MOST_QUOTED]:
        yield Passed(item.place, f"{shortened(item.text)!r} is running text, and not read; --lists reads it")
    if others := spoken[_MOST_QUOTED:]:
        yield Passed(
            others[0].place,
            f"{_count(len(others), 'more sentence')} not read, down to {others[-1].place}; --lists reads them",
        )


def _check_told(document: Document, manner: Manner) -> None:
    """Raise `Refused` where a column that --map names is in no table."""
    grids = [block for block in document.blocks if isinstance(block, Grid)] if manner.told else []
    unknown = manner.told.unknown_to(chain.from_iterable(_texts_in(grid, manner) for grid in grids))
    if unknown:
        raise Refused(f"no table has a column {unknown!r}", "--dry-run without --map names the columns")


def _texts_in(grid: Grid, manner: Manner) -> Iterator[str]:
    """The texts of cells, and of headers, of which those of two rows are in no cell."""
    yield from (words_of(cell) for line in grid.lines for cell in line.cells)
    yield from (text for table in tables_in(grid, manner.today, manner.told) for text in table.texts)


def _with_sentences(blocks: tuple[Block, ...], manner: Manner, *, read: bool) -> tuple[Block, ...]:
    """The blocks, with what running text states or promises as items, to be read or told of."""
    if not any(isinstance(block, Prose) for block in blocks):
        return blocks
    from coopctl.exchange.plans.lines import as_items, promising

    return tuple(as_items(blocks, manner) if read else promising(blocks))


# Where a key result begins, in a line of its own or behind another one.
_KEY_RESULT = later(rf"(?:^|(?<=\s))(?={KEY_RESULT})", re.IGNORECASE)

# A line that says all of a goal: `Pages a week: 14 -> 5`.
_FROM_TO = later(
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
    """A block; as items where it says all of a goal, or where parts of its text are key results."""
    if isinstance(block, Prose) and _FROM_TO.fullmatch(block.text):
        yield Item(block.place, block.text)
        return
    if not isinstance(block, Prose) or not any(map(_KEY_RESULT.match, parts)):
        yield block
        return
    for number, part in enumerate(parts, 1):
        place = block.place.part(number) if len(parts) > 1 else block.place
        yield Item(place, part) if _KEY_RESULT.match(part) else Prose(place, part)


def _reads(document: Document, manner: Manner) -> Iterator[Read]:
    """What each table says, in the group that a heading above it names, down to the next heading as high."""
    section, level, above, heading = None, 0, "", ""
    years, lead = Years(manner.today), Lead()
    for block in document.blocks:
        if isinstance(block, Heading):
            named, heading, lead = section_of(block.text), block.text, years.under(block)
            if named or block.level <= level:
                section, level = named, block.level
        elif isinstance(block, Grid):
            grid, year = with_years(laid_out(block, above, heading), heading or document.title, manner.today)
            led = structs.replace(manner, lead=years.beside(above, lead, block.name))
            yield from _headed(read_grid(grid, led, section, above), heading or block.name)
            yield from _of_year(year, block)
        above = block.text if isinstance(block, Prose) and len(block.text) <= _CAPTION else ""


def _headed(reads: Iterable[Read], heading: str) -> Iterator[Read]:
    """What was read, under its heading."""
    yield from (structs.replace(read, heading=heading) for read in reads)


def _of_year(year: int, grid: Grid) -> Iterator[Read]:
    """What is said of a table to whose quarters a year was put, if one was."""
    if year:
        of = f"its quarters are taken to be those of {year}; write the year beside them for another"
        yield Read(passed=(Passed(grid.lines[0].place, of),), recognised=False)


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def _described(old: Group | None, new: Group) -> Group:
    """A group that was named in a goal's row may be described in a table of its own."""
    return old if old is not None and old.description and not new.description else new


def _unrecognised(reads: Iterable[Read]) -> Iterator[Problem]:
    """Where no table is one of goals, the reasons why are what is wrong."""
    yield from (Problem(one.place, one.reason) for read in reads if not read.recognised for one in read.passed)


def _told_apart(goals: Iterable[DraftGoal]) -> tuple[list[DraftGoal], list[Problem]]:
    """Goals of one id as one where they say the same again, or are steps; of others that share one, none is read."""
    kept: dict[str, DraftGoal] = {}
    problems: list[Problem] = []
    contradicted: dict[str, Problem] = {}
    for one in goals:
        goal, first = one.goal, kept.setdefault(one.goal.id, one)
        together = goal if first is one else _as_steps(first.goal, goal)
        if together is not None:
            kept[goal.id] = structs.replace(first, goal=together)
            continue
        problems.append(Problem(one.place, f"{goal.title!r} is there already, in {first.place}"))
        if first.goal.promise != goal.promise:
            said = f"{first.goal.title!r} is promised otherwise in {one.place}"
            contradicted[goal.id] = Problem(first.place, said)
    return [one for name, one in kept.items() if name not in contradicted], [*problems, *contradicted.values()]


def _with_own_ids(reads: Sequence[Read], plan: Plan) -> Sequence[Read]:
    """What was read, with ids apart for goals of long titles that begin alike, and those of the plan for its titles."""
    own = {goal.title: goal.id for goal in plan.goals if len(goal.title) > MOST_ID}
    shared = _sharing((one.goal for read in reads for one in read.goals), own)
    if not (shared or own):
        return reads
    return [structs.replace(read, goals=tuple(_with_own_id(one, shared, own) for one in read.goals)) for read in reads]


def _sharing(goals: Iterable[Goal], own: Mapping[str, str]) -> dict[str, set[str]]:
    """The long titles, also those of the plan, that share an id, by it."""
    titles: dict[str, set[str]] = {}
    for goal in goals:
        if len(goal.title) > MOST_ID:
            titles.setdefault(goal.id, set()).add(goal.title)
    for title, name in own.items() if titles else ():
        titles.get(name, set()).add(title)
    return {name: same for name, same in titles.items() if len({title.casefold() for title in same}) > 1}


def _with_own_id(one: DraftGoal, shared: Mapping[str, set[str]], own: Mapping[str, str]) -> DraftGoal:
    """A goal with the id that its title has in the plan, or with one of its own where other titles share its id."""
    goal = one.goal
    if len(goal.title) <= MOST_ID or goal.id != slug(goal.title):
        return one
    same = shared.get(goal.id, set())
    name = own.get(goal.title) or (slug_apart(goal.title, same - {goal.title}) if len(same) > 1 else goal.id)
    return one if name == goal.id else structs.replace(one, goal=structs.replace(goal, id=name))


def _named_apart(reads: Sequence[Read]) -> Iterator[DraftGoal]:
    """The goals, those of one id that stand in groups or under headings of their own named after these."""
    titles = {group.ref: group.title for read in reads for group in read.groups}
    headings = {one.place: read.heading for read in reads for one in read.goals}
    goals = [*chain.from_iterable(read.goals for read in reads)]
    named: dict[str, list[DraftGoal]] = {}
    for one in goals:
        named.setdefault(one.goal.id, []).append(one)
    above = {name: _names_above(same, titles, headings) for name, same in named.items() if len(same) > 1}
    yield from (_under(one, above.get(one.goal.id, {}).get(one.place, "")) for one in goals)


def _names_above(
    same: Sequence[DraftGoal], titles: Mapping[str, str], headings: Mapping[Place, str]
) -> dict[Place, str]:
    """The groups, or else the headings, that tell goals of one id apart, by their places; empty where neither does."""
    refs = {one.place: (one.goal.groups or ("",))[-1] for one in same}
    heads = {one.place: headings[one.place] for one in same}
    if len(refs) == len(same) and _apart([*refs.values()]):
        return {place: titles.get(ref, ref) for place, ref in refs.items()}
    return heads if len(heads) == len(same) and _apart([*heads.values()]) else {}


def _under(one: DraftGoal, above: str) -> DraftGoal:
    """A goal with what it stands under in its title and id."""
    title = f"{above}: {one.goal.title}"
    return structs.replace(one, goal=structs.replace(one.goal, id=slug(title), title=title)) if above else one


def _as_steps(one: Goal, other: Goal) -> Goal | None:
    """Two rows of one goal that differ in their target and its day alone, as one with a milestone; else None."""
    if not _differ_in_target_alone(one, other):
        return None
    early, last = sorted((one, other), key=lambda goal: goal.promise.target.deadline or date.min)
    target = early.promise.target
    if target.value is None or target.deadline is None:
        return None
    milestones = sorted(
        [*one.promise.milestones, Milestone(target.value, target.deadline)], key=lambda step: step.deadline
    )
    try:
        return structs.replace(last, promise=structs.replace(last.promise, milestones=tuple(milestones)))
    except Refused:
        return None


def _differ_in_target_alone(one: Goal, other: Goal) -> bool:
    """Whether two goals are the same but for a value to reach, each by a day of its own."""
    days = {goal.promise.target.deadline for goal in (one, other)}
    promise = structs.replace(other.promise, target=one.promise.target, milestones=one.promise.milestones)
    alike = structs.replace(other, promise=promise) == one and not other.promise.milestones
    return alike and None not in days and len(days) > 1 and one.promise.target.value is not None


def _apart(above: Sequence[str]) -> bool:
    """Whether each of some goals stands under a heading, or in a group, of its own; "" is none."""
    return "" not in above and len(set(above)) == len(above)


def _with_goals(reads: Iterable[Read], goals: Iterable[DraftGoal]) -> Iterator[DraftFigure]:
    """The figures of the goals that are kept, by the ids that these have got."""
    ids = {one.place: one.goal.id for one in goals}
    for figure in (figure for read in reads for figure in read.figures):
        if figure.place in ids:
            yield structs.replace(figure, goal=ids[figure.place])
