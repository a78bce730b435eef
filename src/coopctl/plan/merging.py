"""Two histories of one plan become one: figures as a set by key, the plan field by field.  Pure.

What comes out does not depend on which of the two is ours, and merging again changes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from itertools import accumulate, chain, takewhile
from operator import attrgetter
from shlex import quote
from typing import Any

from msgspec import Struct, structs

from coopctl.plan.corrections import Gone, State, withdrawn
from coopctl.plan.doubles import Double, Pair, in_order, marked, pairs
from coopctl.plan.joining import REMOVED, Settling, joined
from coopctl.plan.journal import Change, apply, patch, taken_back
from coopctl.plan.marks import Mark, Moved, remarked
from coopctl.plan.plan import Figure, Item, Plan
from coopctl.plan.shared import AtHand, Shared, is_beginning
from coopctl.plan.slot import is_event
from coopctl.plan.terms import Target
from coopctl.values.ids import common_start, shown_key
from coopctl.values.quantities import NumberFormat

_Step = tuple[Change, Plan, Plan]


class Side(Struct, frozen=True):
    """One of the histories: the plan as it is, its journal, and its figures in the order of recording.

    Where it begins as another does, and somebody has looked, `figures` are those after what they `shared`.
    """

    plan: Plan
    changes: tuple[Change, ...]
    figures: tuple[Figure, ...]
    shared: Shared | None = None


class Conflict(Struct, frozen=True):
    """What a person has to settle: a goal's id, a figure's key or the plan's own field, and what differs."""

    name: str
    what: str


def options(conflicts: Sequence[Conflict]) -> str:
    """The options that settle conflicts, each of which wants one: `--ours roads, or --theirs roads`."""
    first, *others = dict.fromkeys(quote(one.name) for one in conflicts)
    if not others:
        return f"--ours {first}, or --theirs {first}"
    return f"{' '.join(f'--ours {name}' for name in (first, *others))}, or --theirs for any of them"


class Merged(Struct, frozen=True):
    """One history of two, and what people should know of it.

    `conflicts` are not settled, so that nothing of the rest holds; `rivals` are corrections that a later one of the
    same figure set aside, `revived` figures that were retracted on one side and corrected on the other, `doubles`
    the figures that came beside one from the other side: of one value, or of two values where only one is to stand.
    """

    side: Side
    conflicts: tuple[Conflict, ...] = ()
    rivals: tuple[Figure, ...] = ()
    revived: tuple[Figure, ...] = ()
    doubles: tuple[Double, ...] = ()


class Choice(Struct, frozen=True):
    """What a person settled: the goals, keys and fields that are to be as they are here, and those as there."""

    ours: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()


_AFTER = timedelta(microseconds=1)
_MOST = 20
# What of a change no merge makes another.
_CONTENT = attrgetter("id", "back")
# What a figure has from the stores that took it in.
_OF_STORE = ("recorded_at", "by", "said_at", "beside")


def merge(ours: Side, theirs: Side, choice: Choice, base: Plan | None = None) -> Merged:
    """The one history of two; `base` is the plan that both began from, where the journals do not tell.

    What they begin with alike stays where it is, and all that is asked of it is what came later has to do with it.
    """
    if ours.shared is not None:
        return _merge_later(ours, theirs, choice, base, ours.shared)
    number = _alike(ours.figures, theirs.figures)
    shared = AtHand(ours.figures[:number])
    here, there = (structs.replace(one, figures=one.figures[number:]) for one in (ours, theirs))
    merged = _merge_later(here, there, choice, base, shared)
    side = structs.replace(merged.side, figures=shared.figures + merged.side.figures, shared=None)
    return structs.replace(merged, side=side)


def _alike(ours: Sequence[Figure], theirs: Sequence[Figure]) -> int:
    """How many figures two histories begin with that are equal; none where that is no beginning for the others."""
    number = common_start(ours, theirs)
    begun, later = ours[:number], [*ours[number:], *theirs[number:]]
    if begun and not is_beginning(begun[-1], later):
        return 0
    keys = {one.key for one in begun}
    return number if len(keys) == number and keys.isdisjoint(one.key for one in later) else 0


def _merge_later(ours: Side, theirs: Side, choice: Choice, base: Plan | None, shared: Shared) -> Merged:
    figures, conflicts = _figures(ours.figures, theirs.figures, choice, shared)
    places = {figure.key: place for place, figure in enumerate(figures, shared.number + 1)}
    moved = _moves(ours, places, shared)
    one, other = _with_marks(ours, moved), _with_marks(theirs, _moves(theirs, places, shared))
    base = base and remarked(base, (), moved)[0]
    common = common_start(map(_CONTENT, one.changes), map(_CONTENT, other.changes))
    # The base is for files whose journals have nothing in common.
    base = None if {change.id for change in one.changes} & {change.id for change in other.changes} else base
    settled = _Chosen(choice, one.plan.numbers)
    began = taken_back(one.plan, one.changes[common:]) if base is None else base
    met = _last_common(one, other) if base is None else base
    plan = joined(met, one.plan, other.plan, settled)
    conflicts += settled.conflicts
    conflicts += _removed_with_figures(met, (one, other), plan, choice)
    changes, plan = _journal(one, other, common, began, plan)
    changes = tuple(_after_figures(changes, plan, figures, shared))
    plan, changes = remarked(plan, changes, lambda place, _: (place, _key_at(place, figures, shared)))
    named = shared.references
    gone, *before = (withdrawn([*named, *some]) for some in (figures, ours.figures, theirs.figures))
    paired = pairs(ours.figures, theirs.figures, gone, plan)
    return Merged(
        Side(plan, changes, marked(figures, chain(ours.figures, theirs.figures), paired), shared),
        tuple(conflicts),
        rivals=_rivals([*named, *figures], gone),
        revived=tuple(_revived(figures, gone, before, shared)),
        doubles=tuple(_doubles(paired, plan)),
    )


def notes(*merged: Merged) -> list[str]:
    """What did not have to be settled, and that somebody should look at: lines of which the most are cut short."""
    told = [f"note: {one}" for one in chain.from_iterable(map(_notes, merged))]
    if len(told) > _MOST:
        more = f"note: and {len(told) - _MOST} more of that kind; `coopctl check` names what is to be settled"
        return [*told[:_MOST], more]
    return told


def _notes(merged: Merged) -> Iterator[str]:
    for one in merged.rivals:
        yield (
            f"a figure of {one.goal} was corrected in both files, and the later correction counts, not "
            f"{shown_key(one.key)}; settle it with one that names both: `coopctl check` says how"
        )
    for one in merged.revived:
        yield (
            f"figure {shown_key(one.key)} of {one.goal} was retracted on one side and corrected on the other; "
            "the correction stands"
        )
    numbers = merged.side.plan.numbers
    for double in sorted(merged.doubles, key=lambda one: one.event):
        yield f"{double.goal.id} has {double.describe(numbers)}; {double.way}"


def _rivals(figures: Iterable[Figure], gone: Gone) -> tuple[Figure, ...]:
    return tuple(one for one in figures if gone.get(one.key) == State.RIVAL)


def _key_at(place: int, later: Sequence[Figure], shared: Shared) -> str:
    return shared.key(place) if place <= shared.number else later[place - 1 - shared.number].key


def _figures(
    ours: Sequence[Figure], theirs: Sequence[Figure], choice: Choice, shared: Shared
) -> tuple[tuple[Figure, ...], list[Conflict]]:
    """All figures once, by the time at which a store took them; what takes others back comes after them."""
    conflicts = []
    named = {figure.key: figure for figure in ours}
    for figure in theirs:
        known = named.setdefault(figure.key, figure)
        if known == figure:
            continue
        if _content(known) == _content(figure):
            named[figure.key] = min(known, figure, key=_taking)
        elif figure.key in choice.theirs:
            named[figure.key] = figure
        elif figure.key not in choice.ours:
            conflicts.append(Conflict(figure.key, f"figure {figure.key} of {figure.goal} says something else there"))
    depths = _depths([*shared.references, *named.values()])
    placed = sorted(named.values(), key=lambda one: (one.recorded_at, depths[one.key], one.key))
    return tuple(placed), conflicts


def _content(figure: Figure) -> list[Any]:
    """What a figure says, without when and from whom a store took it, and beside which others."""
    return [getattr(figure, name) for name in figure.__struct_fields__ if name not in _OF_STORE]


def _taking(figure: Figure) -> tuple[datetime, str, str]:
    return figure.recorded_at, figure.by, f"{figure.said_at or ''}"


def _depths(told: Sequence[Figure]) -> dict[str, int]:
    """How many figures each takes back in a row: of those taken within one second, the first comes first.

    What is not told takes back none.
    """
    batches: dict[str, list[str]] = {}
    for one in told:
        if one.batch:
            batches.setdefault(one.batch, []).append(one.key)
    depths = {"": 0} | dict.fromkeys((one.key for one in told), 0)
    references = [one for one in told if one.replaces or one.retracts]
    for _ in references:
        if not _deepen(references, batches, depths):
            break
    return depths


def _deepen(references: Sequence[Figure], batches: Mapping[str, list[str]], depths: dict[str, int]) -> bool:
    """Put each figure one deeper than those that it takes back; False where all were."""
    moved = False
    for one in references:
        names = filter(None, (one.replaces, one.retracts))
        named = ([name] if name in depths else batches.get(name, [""]) for name in names)
        depth = 1 + max((depths[key] for key in {*chain.from_iterable(named)} - {one.key}), default=-1)
        if depth > depths[one.key] and depth <= len(references):
            depths[one.key], moved = depth, True
    return moved


def _moves(side: Side, places: Mapping[str, int], shared: Shared) -> Moved:
    """Where the figures of a side stand, whose `places` among all are given: with one came all recorded before it."""
    own = {figure.key: number for number, figure in enumerate(side.figures, 1)}
    last = list(accumulate(own, partial(max, key=places.__getitem__)))

    def moved(place: int, key: str) -> Mark:
        number = own.get(key, min(place - shared.number, len(own)))
        if number > 0:
            return places[last[number - 1]], last[number - 1]
        stays = min(place, shared.number)
        return (stays, shared.key(stays)) if stays else (0, "")

    return moved


def _with_marks(side: Side, moved: Moved) -> Side:
    return Side(*remarked(side.plan, side.changes, moved), side.figures, side.shared)


def _last_common(ours: Side, theirs: Side) -> Plan:
    """The plan that both have seen last: where one of them took the other in before, that one as it was then."""
    found = []
    for side, other in ((ours, theirs), (theirs, ours)):
        known = {change.id for change in other.changes}
        seen = list(takewhile(known.__contains__, (change.id for change in side.changes)))
        found.append((len(seen), seen, side))
    number, _, side = max(found, key=lambda one: one[:2])
    return taken_back(side.plan, side.changes[number:])


class _Chosen(Settling):
    """As a person chose, else it is a conflict."""

    def __init__(self, choice: Choice, numbers: NumberFormat) -> None:
        self._choice, self._numbers = choice, numbers
        self.conflicts: list[Conflict] = []

    def settle(self, name: str, field: str, ours: Any, theirs: Any) -> Any:
        if name in self._choice.theirs:
            return theirs
        if name not in self._choice.ours:
            what = f"both sides changed its {field.replace('_', ' ')}"
            if field == REMOVED:
                what = f"{field} {'there' if ours is None else 'here'}"
            self.conflicts.append(Conflict(name, f"{name}: {what}{_both_values(ours, theirs, self._numbers)}"))
        return ours

    def removed(self, name: str, ours: Any, theirs: Any) -> Any:
        if name in self._choice.theirs:
            return theirs
        return ours if name in self._choice.ours else None


def _both_values(ours: Any, theirs: Any, numbers: NumberFormat) -> str:
    """What each side has, where a few words say it."""
    told = [one.text if isinstance(one, Target) else one for one in (ours, theirs)]
    words = [numbers.exact(one) if isinstance(one, Decimal) else one for one in told]
    if not all(isinstance(one, str | int | date) for one in words):
        return ""
    here, there = (f"{one}" or "nothing" for one in words)
    return f": here {here:.60}, there {there:.60}"


def _removed_with_figures(base: Plan, sides: tuple[Side, Side], plan: Plan, choice: Choice) -> list[Conflict]:
    """The goals that one side removed while the other recorded figures of them."""
    names, conflicts = {goal.id for goal in plan.goals}, []
    known = {figure.key for figure in sides[0].figures} & {figure.key for figure in sides[1].figures}
    for goal in base.goals:
        if goal.id in names or goal.id in choice.ours | choice.theirs:
            continue
        for side, where in zip(sides, ("here", "there"), strict=True):
            new = _recorded_of(goal.id, side, known)
            if new:
                what = f"{goal.id}: one side removed it, the other recorded figures of it ({new} {where})"
                conflicts.append(Conflict(goal.id, what))
    return conflicts


def _recorded_of(name: str, side: Side, known: Collection[str]) -> int:
    """How many figures of a goal came to a side that has it still."""
    if all(one.id != name for one in side.plan.goals):
        return 0
    return sum(one.goal == name and one.key not in known for one in side.figures)


def _places(ours: Side, theirs: Side) -> dict[str, int]:
    """After which figure each change came; an earlier merge may have put it later in one of the files."""
    places: dict[str, int] = {}
    for change in chain(ours.changes, theirs.changes):
        places[change.id] = max(change.after, places.get(change.id, 0))
    return places


def _after_figures(
    changes: Sequence[Change], plan: Plan, figures: Sequence[Figure], shared: Shared
) -> Iterator[Change]:
    """The changes, where what removed a goal for good comes after its last figure, which the other side may have."""
    last = {figure.goal: place for place, figure in enumerate(figures, shared.number + 1)}
    there = {goal.id for goal in plan.goals}
    ends = {goal.id: number for number, one in enumerate(changes) for goal in one.back.goals if goal.id not in there}
    least: dict[int, int] = {}
    for name, number in ends.items():
        least[number] = max(least.get(number, 0), last.get(name) or shared.last(name))
    after = 0
    for number, change in enumerate(changes):
        after = max(after, change.after, least.get(number, 0))
        yield change if change.after == after else structs.replace(change, after=after)


def _journal(ours: Side, theirs: Side, common: int, base: Plan, plan: Plan) -> tuple[tuple[Change, ...], Plan]:
    """The changes of both sides by their time, each with what takes it back from the plan that it now led to.

    The plan comes in the order that they lead to, which is the same for whoever merges.
    """
    here, there = _steps(ours, common), _steps(theirs, common)
    # Of a change that both have, either file may have it as an earlier merge left it; one of them, whoever merges.
    named = {step[0].id: step for step in sorted([*here, *there], key=lambda step: repr(step[0].back))}
    places = _places(ours, theirs)
    made = [structs.replace(change, after=places[change.id]) for change in ours.changes[:common]]
    running = base
    for change, before, after in map(named.__getitem__, _in_turn(here, there)):
        following = joined(before, running, after, Settling())
        # What came before an earlier change came before this one, too, also where the other side recorded it.
        last_seen = max([places[change.id], *(one.after for one in made[-1:])])
        made.append(structs.replace(change, back=patch(following, running), after=last_seen))
        running = following
    plan = structs.replace(
        plan, goals=_ordered(plan.goals, running.goals), groups=_ordered(plan.groups, running.groups)
    )
    if running != plan and made:
        # What a person settled, or came to nothing on one side, is a change of its own: the last, for whoever merges.
        last = max(change.at for change in made) + _AFTER
        name = _id("+".join(sorted(named)))
        made.append(Change(last, "merge", patch(plan, running), after=max(one.after for one in made), id=name))
    return tuple(made), plan


def _ordered(items: Sequence[Item], like: Sequence[Item]) -> tuple[Item, ...]:
    """Items in the order of others; those that the others lack come last, by name."""
    places = {item.ref: place for place, item in enumerate(like)}
    return tuple(sorted(items, key=lambda one: (places.get(one.ref, len(places)), one.ref)))


def _id(text: str) -> str:
    from uuid import UUID, uuid5

    return str(uuid5(UUID(int=0), text))


def _steps(side: Side, common: int) -> list[_Step]:
    """The changes of a side since the common ones, each with the plan before and after it."""
    steps, after = [], side.plan
    for change in reversed(side.changes[common:]):
        before = apply(after, change.back)
        steps.append((change, before, after))
        after = before
    return steps[::-1]


def _in_turn(*sides: Sequence[_Step]) -> Iterator[str]:
    """The ids of the changes of both sides by their time, those of one second in the order that each side has.

    A goal that was changed as soon as it was added would be changed first where the ids alone decide.
    """
    whens, sorter = {change.id: change.at for side in sides for change, *_ in side}, TopologicalSorter[str]()
    for side in sides:
        for before, (change, *_) in zip([(), *((step[0].id,) for step in side)], side, strict=False):
            sorter.add(change.id, *before)
    try:
        sorter.prepare()
    except CycleError:  # the sides have what was within a second in two orders
        yield from sorted(whens, key=lambda name: (whens[name], name))
        return
    ready: list[tuple[datetime, str]] = []
    while sorter.is_active():
        for name in sorter.get_ready():
            heappush(ready, (whens[name], name))
        _, first = heappop(ready)
        yield first
        sorter.done(first)


def _doubles(paired: Iterable[Pair], plan: Plan) -> Iterator[Double]:
    """The pairs of the plan's goals: of events the later is the second, of all others theirs."""
    goals = plan.named
    for here, there in paired:
        if here.goal in goals:
            goal = goals[here.goal]
            event = is_event(here, adds=goal.promise.measure.additive)
            first, second = in_order(here, there) if event else (here, there)
            yield Double(goal, first, second, event)


def _revived(figures: Sequence[Figure], gone: Gone, before: Sequence[Gone], shared: Shared) -> Iterator[Figure]:
    """The figures that one side retracted and the other corrected: the correction stands."""
    ways = {name: {way.get(name) for way in before} for name in gone}
    names = {name for name, both in ways.items() if State.REPLACED in both and both & {State.RETRACTED, State.UNDONE}}
    if names:
        yield from shared.named(names)
        yield from (one for one in figures if one.key in names)
