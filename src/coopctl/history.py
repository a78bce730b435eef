"""The order of everything that was done to a file, and what `undo` takes back next.  Pure."""

from collections.abc import Sequence

from msgspec import Struct

from coopctl.changes import Change
from coopctl.plan import Figure


class LastPlanChange(Struct, frozen=True):
    """The last thing done was a change of the plan: its number in the journal, from 1."""

    number: int
    change: Change


class LastFigures(Struct, frozen=True):
    """The last thing done was to record figures: one, or a batch that came in together."""

    name: str
    figures: tuple[Figure, ...]


def last_done(changes: Sequence[Change], figures: Sequence[tuple[int, Figure]]) -> LastPlanChange | LastFigures | None:
    """What was done last and is not undone yet; None when there is nothing.

    The order is that of the file, not of clocks: a change says after which figure it was made.
    """
    undone_changes = {change.undoes for change in changes if change.undoes}
    undone_figures = {figure.retracts for _, figure in figures if figure.undo}
    numbered = [
        (number, change)
        for number, change in enumerate(changes, 1)
        if not change.undoes and number not in undone_changes
    ]
    recorded = [
        (place, figure)
        for place, figure in figures
        if not figure.undo and figure.key not in undone_figures and figure.batch not in undone_figures
    ]
    if numbered and (not recorded or numbered[-1][1].after >= recorded[-1][0]):
        return LastPlanChange(*numbered[-1])
    if not recorded:
        return None
    last = recorded[-1][1]
    if not last.batch:
        return LastFigures(last.key, (last,))
    return LastFigures(last.batch, tuple(figure for _, figure in recorded if figure.batch == last.batch))
