"""The order of everything that was done to a file, and what `undo` takes back next.  Pure."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from coopctl.changes import Change
from coopctl.plan import Figure


class LastPlanChange(Struct, frozen=True):
    """The last thing done was a change of the plan: its number in the journal, from 1."""

    number: int
    change: Change


class LastFigures(Struct, frozen=True):
    """The last thing done was to record figures: one, or a batch that came in together; `name` is its key or batch."""

    name: str
    last: Figure
    count: int


def last_done(
    changes: Sequence[Change], figures: Callable[[], Iterable[tuple[int, Figure]]]
) -> LastPlanChange | LastFigures | None:
    """What was done last and is not undone yet; None when there is nothing.

    The order is that of the file, not of clocks: a change says after which figure it was made.
    """
    undone_changes = {change.undoes for change in changes if change.undoes}
    undone_figures = {figure.retracts for _, figure in figures() if figure.undo}
    numbered = [
        (number, change)
        for number, change in enumerate(changes, 1)
        if not change.undoes and number not in undone_changes
    ]
    last: tuple[int, LastFigures] | None = None
    for place, figure in figures():
        name = figure.batch or figure.key
        if not (figure.undo or name in undone_figures or figure.key in undone_figures):
            count = last[1].count + 1 if last and last[1].name == name else 1
            last = place, LastFigures(name, figure, count)
    if numbered and (last is None or numbered[-1][1].after >= last[0]):
        return LastPlanChange(*numbered[-1])
    return last[1] if last else None
