"""What was done to a plan, one act after the other, the last first; which of it stands, and what undo and redo take.

The order is that of the store, not of clocks: a change says after which figure it was made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from msgspec import Struct

from coopctl.plan.journal import Change
from coopctl.plan.plan import Entry, Figure

REDO = "redo"
"""Why a figure takes back an undo."""


class Act(Struct, frozen=True):
    """One thing that was done: a change of the plan, with its number in the journal, or figures that came in together.

    `name` is `plan-12` for a change, the key or the batch of figures; `figure` is the last of `count` figures.
    `by` is who did it, "" where the store does not know; `undoes` names the act that this one takes back, "" for an act
    of its own; `redoes` tells that that was an undo.
    """

    name: str
    at: datetime
    by: str = ""
    change: Change | None = None
    number: int = 0
    figure: Figure | None = None
    count: int = 0
    undoes: str = ""
    redoes: bool = False

    def is_of(self, who: str) -> bool:
        """Whether it is of this person, or of whom the store does not know; without a name everything is."""
        return not who or not self.by or self.by == who


def acts(changes: Sequence[Change], newest: Iterable[Entry]) -> Iterator[tuple[Act, bool]]:
    """Every act, the last first, and whether it stands; no more figures are read than are asked for.

    An act is taken back by a later one that stands itself: an undo that was redone takes back nothing.
    """
    gone: set[str] = set()
    for act in _in_order(changes, newest):
        stands = act.name not in gone
        if stands and act.undoes:
            gone.add(act.undoes)
        yield act, stands


def next_undo(done: Iterable[tuple[Act, bool]], who: str = "") -> Act | None:
    """The last act that stands and is not an undo itself, of one person or of whom the store does not know; None when
    there is none.  Without a name it is anybody's.
    """
    return next((act for act, stands in done if stands and not act.undoes and act.is_of(who)), None)


def next_redo(done: Iterable[tuple[Act, bool]], who: str) -> Act | None:
    """The undo that was made last and stands; None when there is none, or something else was done since.

    What others did is passed over; without a name it is anybody's.
    """
    for act, stands in done:
        if stands and not act.redoes and act.is_of(who):
            return act if act.undoes else None
    return None


def _in_order(changes: Sequence[Change], newest: Iterable[Entry]) -> Iterator[Act]:
    """Changes and figures in one order, the last first; figures of one batch are one act."""
    left, numbers = list(changes), {change.id: number for number, change in enumerate(changes, 1)}
    for name, batch in groupby(newest, key=_batch):
        place, figure = next(batch)
        while left and left[-1].after >= place:
            yield _of_change(changes, len(left), numbers)
            left.pop()
        yield _of_figures(name, figure, 1 + sum(1 for _ in batch))  # noqa: B031 - what `next` left of it
    for number in range(len(left), 0, -1):
        yield _of_change(changes, number, numbers)


def _batch(entry: Entry) -> str:
    """The name under which a figure came in: of its batch, else its own."""
    _, figure = entry
    return figure.batch or figure.key


def _of_figures(name: str, figure: Figure, count: int) -> Act:
    undoes = figure.retracts if figure.undo else ""
    redoes = figure.undo and figure.why == REDO
    return Act(name, figure.recorded_at, figure.by, figure=figure, count=count, undoes=undoes, redoes=redoes)


def _of_change(changes: Sequence[Change], number: int, numbers: Mapping[str, int]) -> Act:
    change = changes[number - 1]
    undone = numbers.get(change.undoes, 0)
    undoes = f"plan-{undone}" if change.undoes else ""
    redoes = undone > 0 and changes[undone - 1].undoes != ""
    return Act(f"plan-{number}", change.at, change.who, change, number, undoes=undoes, redoes=redoes)
