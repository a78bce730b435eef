"""What a merge brought together and a person has to settle: rival corrections, and figures of one slot from two files.

That two equal events both happened is said here, too.
"""

from collections.abc import Collection
from shlex import quote

from msgspec import Struct, structs

from coopctl.disk.digests import blake2b
from coopctl.errors import Refused
from coopctl.plan.corrections import State, rivals, withdrawn
from coopctl.plan.doubles import DOUBLE, Double, doubles, shown_value
from coopctl.plan.plan import Figure, Plan
from coopctl.store import Store
from coopctl.tracker.desk import Desk
from coopctl.tracker.named import standing
from coopctl.values.ids import shown_key

KINDS = (State.RIVAL.value, DOUBLE)
"""What is to be settled, as `check` calls it."""
_WHY = "it happened twice"


class Unsettled(Struct, frozen=True):
    """What is to be settled of a goal: which kind it is, the keys of the figures, and in words with the way out."""

    kind: str
    on: str
    keys: tuple[str, ...]
    said: str


def unsettled(store: Store, plan: Plan, kinds: Collection[str]) -> dict[str, list[Unsettled]]:
    """All that is to be settled of these kinds in a plan, by goal."""
    found: dict[str, list[Unsettled]] = {}
    references = store.references() if {*KINDS} & {*kinds} and not store.settled() else []
    if State.RIVAL in kinds:
        for rival, counts in rivals(references):
            found.setdefault(rival.goal, []).append(
                _rival(plan, rival, next((one for one in references if one.key == counts), rival))
            )
    if DOUBLE in kinds:
        for double in doubles(plan, references, store.with_key):
            said = f"{double.describe(plan.numbers)}; {double.way}"
            found.setdefault(double.goal.id, []).append(Unsettled(DOUBLE, double.on, double.keys, said))
    return found


def _rival(plan: Plan, rival: Figure, counts: Figure) -> Unsettled:
    goal = next((goal for goal in plan.goals if goal.id == rival.goal), None)
    one, other = (shown_value(goal, figure.value, plan.numbers) for figure in (counts, rival))
    named = ",".join(quote(shown_key(figure.key)) for figure in (counts, rival))
    way = f"coopctl record {rival.goal} VALUE --on {rival.on} --replaces {named}"
    said = f"two corrections of one figure, {one}, which counts, and {other}; settle it: {way}"
    return Unsettled(State.RIVAL, rival.on, (counts.key, rival.key), said)


def confirm(desk: Desk, ref: str) -> list[Double]:
    """What was settled: that an event which came beside another happened, too; see `Tracker.confirm`.

    The later one of two is recorded once more, in its own place, under a key that is the same for whoever says so.
    """
    store = desk.store

    def work() -> list[Double]:
        references = store.references()
        old = standing(ref, store, withdrawn(references))
        met = [one for one in doubles(store.contents().plan, references, store.with_key) if old.key in one.keys]
        if not met:
            raise Refused(f"no figure that a merge brought stands beside {ref}", "see `coopctl check --fail-on double`")
        for one in met:
            if not one.event:
                raise Refused(f"{one.goal.id} has two values for {one.on}", one.way)
        later = {one.second.key: one.second for one in met}
        batch = desk.new_key() if len(later) > 1 else ""
        store.append([_again(desk, one, batch) for one in later.values()])
        return met

    return store.exclusively(work)


def _again(desk: Desk, figure: Figure, batch: str) -> Figure:
    """A figure once more, in the place of the one that came beside others."""
    key = _twice(figure.key)
    while any(one.key == key for _, one in desk.store.with_key(key)):  # it was said before, and undone
        key = _twice(key)
    return structs.replace(
        figure,
        key=key,
        recorded_at=desk.now,
        said_at=None,
        by="",
        batch=batch,
        replaces=figure.key,
        why=_WHY,
        beside=(),
    )


def _twice(key: str) -> str:
    return blake2b(f"{key} twice".encode(), digest_size=8).hexdigest()
