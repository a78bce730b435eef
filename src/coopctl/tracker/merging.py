"""Files of one plan that become one: read, joined, and written where nothing is left to settle."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import datetime
from typing import NamedTuple

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.plan.corrections import withdrawn
from coopctl.plan.merging import Choice, Conflict, Merged, Side, merge
from coopctl.plan.plan import Plan
from coopctl.store import Store


class Joined(Struct, frozen=True):
    """What became of a file that was merged into the plan: how many figures and changes it brought.

    `merged` says what is to be settled and what else to look at; nothing is stored where there are conflicts.
    """

    merged: Merged
    figures: int
    changes: int

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.merged.conflicts


class Arrival(Struct, frozen=True):
    """When something came in, and `kept` documents with fields that are not known; see `Store.unknown`."""

    at: datetime
    kept: Mapping[str, bytes] = {}


def side_of(store: Store) -> Side:
    """Everything that a store holds."""
    with store.snapshot():
        contents = store.contents()
        return Side(contents.plan, contents.changes, tuple(figure for _, figure in store.figures()))


class How(Struct, frozen=True):
    """How histories become one: what a person settled, what both began from, whether another plan is to be adopted."""

    choice: Choice = Choice()
    base: Plan | None = None
    adopt: bool = False


class Met(Struct, frozen=True):
    """What a store was before it was joined with another, what became of both, and documents of the other to keep."""

    begun: Side
    joined: Joined
    kept: Mapping[str, bytes]


class Other(NamedTuple):
    """Another store, and what tells of it where it cannot be read."""

    store: Store
    guard: Callable[[], AbstractContextManager[object]] = nullcontext


def meet(store: Store, other: Other, how: How) -> Met:
    """Two stores' histories as one: of what they begin with alike no more is read than has to do with the rest.

    Raises as `join` does.
    """
    with ExitStack() as held:
        with other.guard():
            held.enter_context(other.store.snapshot())
            there = other.store.contents()
        held.enter_context(store.snapshot())
        found = store.alike(other.store)
        if found is None:
            with other.guard():
                theirs = side_of(other.store)
            ours = side_of(store)
        else:
            shared, *later = found
            ours, theirs = (
                Side(one.plan, one.changes, tuple(figure for _, figure in entries), shared)
                for one, entries in zip((store.contents(), there), later, strict=True)
            )
        return Met(ours, join(ours, theirs, how), other.store.unknown(ours.shared))


def join(ours: Side, theirs: Side, how: How) -> Joined:
    """Two histories as one.

    Raises `Refused` where they are of two plans, unless the other one is to be adopted.
    """
    if ours.plan.id != theirs.plan.id:
        if not how.adopt:
            raise Refused("the other file is of another plan", "give --adopt to take its goals and figures in")
        plan = structs.replace(ours.plan, goals=theirs.plan.goals, groups=theirs.plan.groups)
        theirs = structs.replace(theirs, plan=plan, changes=())
        how = structs.replace(how, base=how.base or structs.replace(ours.plan, goals=(), groups=()))
    merged = merge(ours, theirs, how.choice, how.base)
    return Joined(
        merged,
        figures=len(merged.side.figures) - len(ours.figures),
        changes=len({one.id for one in merged.side.changes} - {one.id for one in ours.changes}),
    )


def merge_one(store: Store, other: Other, how: How, arrival: Arrival, *, dry_run: bool) -> Joined:
    """What becomes of one other store that is merged into a store, as `merge_into` has it."""

    def work() -> Joined:
        met = meet(store, other, how)
        merged = met.joined.merged.side
        if not dry_run and merged != met.begun and not met.joined.conflicts:
            _put(store, met.begun, merged, structs.replace(arrival, kept={**arrival.kept, **met.kept}))
        return met.joined

    return work() if dry_run else store.exclusively(work)


def merge_into(store: Store, others: Sequence[Side], how: How, arrival: Arrival, *, dry_run: bool) -> list[Joined]:
    """What becomes of each file that is merged into a store, one after the other; stored only where all are settled.

    What they bring is kept as the `arrival` says.
    """

    def work() -> list[Joined]:
        done: list[Joined] = []
        ours = begun = side_of(store)
        for theirs in others:
            done.append(join(ours, theirs, how))
            ours = done[-1].merged.side
        if not dry_run and ours != begun and not any(one.conflicts for one in done):
            _put(store, begun, ours, arrival)
        return done

    return work() if dry_run else store.exclusively(work)


def bring_to(store: Store, merged: Side, choice: Choice, arrival: Arrival, *, dry_run: bool) -> Joined:
    """What another store of the plan lacks of what was merged, brought to it; `choice` is that of the merge.

    Raises `Refused` where somebody else has written there meanwhile what a person has to settle.
    """
    turned = Choice(ours=choice.theirs, theirs=choice.ours)

    def work() -> Joined:
        there = side_of(store)
        joined = join(there, merged, How(turned))
        if joined.conflicts:
            raise Refused("somebody else has changed the same there meanwhile", "run it again")
        if not dry_run and joined.merged.side != there:
            _put(store, there, joined.merged.side, arrival)
        return joined

    return work() if dry_run else store.exclusively(work)


def _names(side: Side) -> set[str]:
    """The keys of figures and the ids of changes."""
    return {figure.key for figure in side.figures} | {change.id for change in side.changes}


def _put(store: Store, there: Side, merged: Side, arrival: Arrival) -> None:
    """Let a store hold what was merged; where only adding is allowed, new figures are added, in their order.

    Raises `Refused` where that would come to something else than what was merged.
    """
    if store.rewritable():
        kept = {**arrival.kept, **store.unknown(merged.shared)}
        store.rewrite(merged.plan, merged.changes, merged.figures, kept, merged.shared)
        store.receive(_names(merged) - _names(there), arrival.at)
        return
    known = {figure.key for figure in there.figures}
    new = [figure for figure in merged.figures if figure.key not in known]
    changed = {one.id for one in merged.changes} != {one.id for one in there.changes}
    if changed or withdrawn([*there.figures, *new]) != withdrawn(merged.figures):
        what = "a change of the plan" if changed else "a figure that was corrected on both sides"
        raise Refused(f"{what} can be merged there only by whoever keeps the database", "ask them to merge your file")
    store.append(new)
