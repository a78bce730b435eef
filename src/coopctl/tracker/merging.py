"""Files of one plan that become one: read, joined, and written where nothing is left to settle."""

from collections.abc import Sequence

from msgspec import Struct, structs

from coopctl.errors import Refused
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


def side_of(store: Store) -> Side:
    """Everything that a store holds."""
    with store.snapshot():
        contents = store.contents()
        return Side(contents.plan, contents.changes, tuple(figure for _, figure in store.figures()))


def join(ours: Side, theirs: Side, choice: Choice, *, base: Plan | None = None, adopt: bool = False) -> Joined:
    """Two histories as one.

    Raises `Refused` where they are of two plans, unless the other one is to be adopted.
    """
    if ours.plan.id != theirs.plan.id:
        if not adopt:
            raise Refused(
                "the other file is of another plan",
                "give --adopt to take its goals and figures in",
            )
        theirs = structs.replace(theirs, plan=_headed(theirs.plan, ours.plan), changes=())
        base = base or structs.replace(ours.plan, goals=(), groups=())
    merged = merge(ours, theirs, choice, base)
    return Joined(
        merged,
        figures=len(merged.side.figures) - len(ours.figures),
        changes=len({one.id for one in merged.side.changes} - {one.id for one in ours.changes}),
    )


def merge_into(
    store: Store, others: Sequence[Side], choice: Choice, *, base: Plan | None, adopt: bool, dry_run: bool
) -> list[Joined]:
    """What becomes of each file that is merged into a store, one after the other; stored only where all are settled."""

    def work() -> list[Joined]:
        done: list[Joined] = []
        ours = begun = side_of(store)
        for theirs in others:
            done.append(join(ours, theirs, choice, base=base, adopt=adopt))
            ours = done[-1].merged.side
        if not dry_run and ours != begun and not any(one.conflicts for one in done):
            store.rewrite(ours.plan, ours.changes, ours.figures)
        return done

    return work() if dry_run else store.exclusively(work)


def _headed(plan: Plan, head: Plan) -> Plan:
    """The goals and groups of a plan under the head of another."""
    return structs.replace(head, goals=plan.goals, groups=plan.groups)


__all__ = ["Choice", "Joined", "join", "merge_into", "side_of"]
