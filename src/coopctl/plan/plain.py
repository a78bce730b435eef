"""Figures that say nothing but the value of a day, as nearly all of a million do: read many at a time.

What is said in any other way - a figure that is provisional or has no value, a number that is no text - is read as a
`Figure`, which says what is wrong with it where something is.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from coopctl.plan.plan import Entry
from coopctl.values.calendar import FIRST_DAY, FIRST_MOMENT, LAST_DAY, LAST_MOMENT


class PlainFigure(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A figure as its line has it, with the texts of its value and day, which are to be checked."""

    key: str
    goal: str
    recorded_at: Annotated[datetime, Meta(tz=True)]
    date: str
    value: str
    on: str = ""
    note: str = ""
    source: str = ""
    url: str = ""
    who: str = ""
    replaces: str = ""
    why: str = ""
    batch: str = ""
    by: str = ""
    said_at: datetime | None = None


class Lines(Struct, frozen=True):
    """Some figures in order, by the places of the first and the last: `whole` as entries.

    Where all of them are plain they are there as `figures`, too, with the ordinals of their days and their values, as
    texts where one is no whole number.
    """

    first: int
    last: int
    whole: Callable[[], Iterable[Entry]]
    figures: Collection[PlainFigure] = ()
    days: Sequence[int] = ()
    values: Sequence[int | str] = ()


# Far fewer digits than a value may have, so that none of these is too long.
_VALUES = re.compile(r"(?:-?[0-9]{1,14}(?:\.[0-9]{1,14})?,)*+")
_MOMENT, _VALUE, _DATE = map(attrgetter, ("recorded_at", "value", "date"))


def lines_of(figures: dict[int, PlainFigure], whole: Callable[[], Iterable[Entry]]) -> Lines | None:
    """Plain figures by place, with their days and values; None where one has what a `Figure` may not, which says so."""
    plain = figures.values()
    days, texts, moments = list(map(_ORDINAL, map(_DATE, plain))), list(map(_VALUE, plain)), list(map(_MOMENT, plain))
    joined = ",".join([*texts, ""])
    sound = (
        all(days)
        and _VALUES.fullmatch(joined) is not None
        and min(moments) >= FIRST_MOMENT
        and max(moments) <= LAST_MOMENT
    )
    if not sound:
        return None
    # Whole numbers lie closer together than texts, which have their place among others that are forgotten at once.
    values: list[Any] = texts if "." in joined else list(map(int, texts))
    return Lines(next(iter(figures)), next(reversed(figures)), whole, plain, days, values)


class _Ordinals(dict[str, int]):
    """The ordinals of days by their texts, 0 for what is no day that a figure may have."""

    def __missing__(self, text: str) -> int:
        try:
            day = msgspec.convert(text, date)
            self[text] = day.toordinal() if FIRST_DAY <= day <= LAST_DAY else 0
        except msgspec.ValidationError:
            self[text] = 0
        return self[text]


# A million figures are of a few thousand days.
_ORDINAL = _Ordinals().__getitem__
