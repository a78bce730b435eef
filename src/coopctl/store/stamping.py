"""When a store took a figure or a change, and from whom: given under its lock, and never going back."""

import os
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from msgspec import structs

from coopctl.plan.journal import Change
from coopctl.plan.plan import Figure


def moment_of(taken: Iterable[datetime], clock: Callable[[], datetime] | None) -> datetime | None:
    """Now, or the last time at which things were taken where a clock says an earlier one; None without a clock."""
    return None if clock is None else max([clock(), *taken])


# Clocks that differ by less are those of several machines, or of several zones that one of them mistakes.
_ASTRAY = timedelta(days=2)


def ahead_of(moment: datetime | None, clock: Callable[[], datetime] | None) -> str:
    """What is said of a time that a clock which went wrong has left; "" where it is about that of this clock."""
    if moment is None or clock is None or moment - clock() < _ASTRAY:
        return ""
    return (
        f"was last written to at {moment:%Y-%m-%d %H:%M} UTC, ahead of this clock: this gets that time, too, and "
        "--known-at an earlier day leaves it out; where a clock was wrong, correct its times in the file"
    )


def signed(figure: Figure, moment: datetime | None, who: str) -> Figure:
    """A figure with the store's time and who brought it; another time of its own is kept beside it."""
    if moment is None or moment == figure.recorded_at:
        return structs.replace(figure, by=who) if who else figure
    return structs.replace(figure, recorded_at=moment, said_at=figure.recorded_at, by=who)


def stamp(change: Change, moment: datetime | None, who: str) -> Change:
    """A change with an id, the store's time and who made it."""
    key = change.id or os.urandom(8).hex()
    if moment is None or moment == change.at:
        return structs.replace(change, id=key, who=change.who or who)
    return structs.replace(change, id=key, who=change.who or who, at=moment, said_at=change.at)


def new_id() -> str:
    """A UUID for a plan that starts."""
    from uuid import uuid4

    return str(uuid4())
