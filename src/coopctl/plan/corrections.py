"""What withdraws what: replaced, retracted and undone figures.  Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from coopctl.plan.plan import Figure

STANDS = "stands"
RIVAL = "rival"


def withdrawn(figures: Iterable[Figure], known_at: datetime | None = None) -> dict[str, str]:
    """The keys and batches that later figures took back, and how: replaced, retracted or undone, as known at a moment.

    A withdrawal that was itself retracted or undone counts for nothing, so what it withdrew stands again; one that was
    replaced by a further correction hands its withdrawal on.  Of two corrections of one figure, which only two files
    that became one can hold, the later counts, and the other is its rival.
    """
    references = [
        figure
        for figure in figures
        if (figure.replaces or figure.retracts) and (known_at is None or figure.recorded_at <= known_at)
    ]
    gone: dict[str, str] = {}
    for figure in reversed(references):
        if gone.get(figure.key, gone.get(figure.batch, "replaced")) != "replaced":
            continue
        if figure.replaces and gone.get(figure.replaces) == "replaced" and figure.key not in gone:
            gone[figure.key] = RIVAL
        elif figure.replaces:
            gone[figure.replaces] = "replaced"
        if figure.retracts:
            gone[figure.retracts] = "undone" if figure.undo else "retracted"
    return gone


def winner(rival: Figure, references: Iterable[Figure], gone: Mapping[str, str]) -> str:
    """The key of the figure that counts where a correction is the rival of another; its own where there is none."""
    told = list(references)
    found = [one.key for one in told if one.replaces == rival.replaces and gone.get(one.key) != RIVAL]
    followed = {one.replaces: one.key for one in told if gone.get(one.key, gone.get(one.batch, "")) in ("", "replaced")}
    key = found[-1] if found else rival.key
    while key in followed and key in gone:
        key = followed.pop(key)
    return key


def rivals(references: Iterable[Figure]) -> list[tuple[Figure, str]]:
    """The corrections that another of the same figure set aside, each with the key of that which counts."""
    told = list(references)
    gone = withdrawn(told)
    return [(one, winner(one, told, gone)) for one in told if gone.get(one.key) == RIVAL]


def state_of(figure: Figure, gone: Mapping[str, str]) -> str:
    """What became of a figure: `stands`, how it was taken back, or else that it `retracts` or `undoes` another.

    `gone` comes from `withdrawn`.
    """
    taken_back = gone.get(figure.key) or gone.get(figure.batch)
    if taken_back or not figure.retracts:
        return taken_back or STANDS
    return "undoes" if figure.undo else "retracts"
