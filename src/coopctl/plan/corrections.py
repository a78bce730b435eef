"""What withdraws what: replaced, retracted and undone figures.  Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from coopctl.plan.plan import Figure

CORRECTED = "corrected by "
"""Why a figure is taken back that a correction names beside the one that it replaces: with the correction's key."""


class State(StrEnum):
    """What became of a figure, in the words of every export: it stands, was taken back, or takes another back."""

    STANDS = "stands"
    REPLACED = "replaced"
    RETRACTED = "retracted"
    UNDONE = "undone"
    RIVAL = "rival"
    """Another correction of the same figure, made in another file, counts in its place."""
    RETRACTS = "retracts"
    UNDOES = "undoes"

    @property
    def withdraws(self) -> bool:
        """Whether it is no value of its own, but takes another back."""
        return self in (State.RETRACTS, State.UNDOES)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it does not count any more."""
        return self not in (State.STANDS, State.RETRACTS, State.UNDOES)


Gone = Mapping[str, State]
"""The keys and batches of figures that were taken back, and how."""


def withdrawn(figures: Iterable[Figure], known_at: datetime | None = None) -> dict[str, State]:
    """The keys and batches that later figures took back, and how: replaced, retracted or undone, as known at a moment.

    A withdrawal that was itself retracted or undone counts for nothing, so what it withdrew stands again; one that was
    replaced by a further correction hands its withdrawal on.  Of two corrections of one figure, at once or through
    others, which only two files that became one can hold, the later counts, and the other is its rival.
    """
    references = [figure for figure in figures if figure.replaces or figure.retracts]
    known = [figure for figure in references if known_at is None or figure.recorded_at <= known_at]
    gone: dict[str, State] = {}
    first, counted = _first(known), set[str]()
    for figure in reversed(known):
        if gone.get(figure.key, gone.get(figure.batch, State.REPLACED)) is State.REPLACED:
            _take_back(figure, gone, first, counted)
    return gone


def _first(references: Iterable[Figure]) -> dict[str, str]:
    """The figure that each correction leads back to, at once or through others; {} where none was corrected twice.

    There are no rivals then, and of thousands of corrections none is traced back.
    """
    corrections = [figure for figure in references if figure.replaces]
    first: dict[str, str] = {}
    if len({figure.replaces for figure in corrections}) < len(corrections):
        for figure in corrections:
            first[figure.key] = first.get(figure.replaces, figure.replaces)
    return first


def _take_back(figure: Figure, gone: dict[str, State], first: Mapping[str, str], counted: set[str]) -> None:
    """Note what a figure that counts takes back; a correction of what a later one has corrected is its rival.

    `counted` are the figures of which a correction counts.  What was replaced since is not retracted any more.
    """
    if figure.replaces:
        origin = first.get(figure.key, figure.key)
        if figure.key not in gone and origin in counted:
            gone[figure.key] = State.RIVAL
        counted.add(origin)
        gone[figure.replaces] = State.REPLACED
    if figure.retracts and gone.get(figure.retracts) is not State.REPLACED:
        # What goes with a correction hands on what it corrected itself.
        back = State.REPLACED if figure.why.startswith(CORRECTED) else State.RETRACTED
        gone[figure.retracts] = State.UNDONE if figure.undo else back


def winner(rival: Figure, references: Iterable[Figure], gone: Gone) -> str:
    """The key of the figure that counts where a correction is the rival of another; its own where there is none."""
    told = list(references)
    first = _first(told)
    alike = (one for one in told if first.get(one.key, "") == first.get(rival.key))
    return next((one.key for one in alike if not (one.key in gone or one.batch in gone)), rival.key)


def rivals(references: Iterable[Figure]) -> list[tuple[Figure, str]]:
    """The corrections that another of the same figure set aside, each with the key of that which counts."""
    told = list(references)
    gone = withdrawn(told)
    return [(one, winner(one, told, gone)) for one in told if gone.get(one.key) is State.RIVAL]


def state_of(figure: Figure, gone: Gone) -> State:
    """What became of a figure: that it stands, how it was taken back, or else that it takes another back.

    `gone` comes from `withdrawn`.
    """
    taken_back = gone.get(figure.key) or gone.get(figure.batch)
    if taken_back or not figure.retracts:
        return taken_back or State.STANDS
    return State.UNDOES if figure.undo else State.RETRACTS
