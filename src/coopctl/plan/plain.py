"""Figures that say nothing but the value of a day, as nearly all of a million do: read many at a time.

What is said in any other way - a figure that has no value, a number that is no text - is read as a `Figure`, which says
what is wrong with it where something is.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import repeat
from operator import attrgetter
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from coopctl.plan.plan import Entry, Figure
from coopctl.values.calendar import FIRST_DAY, FIRST_MOMENT, LAST_DAY, LAST_MOMENT
from coopctl.values.parts import Column, split


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
    provisional: bool = False


class Lines(Struct, frozen=True):
    """Some figures in order, by the places of the first and the last: `whole` as entries.

    Where all of them are plain their goals are there, too, with the ordinals of their days, and their values as `units`
    of ten to the power of `exponents`; and as `figures` unless they are new.  `marks` tell which are provisional, if
    any.
    """

    first: int
    last: int
    whole: Callable[[], Iterable[Entry]]
    figures: Collection[PlainFigure] = ()
    goals: Sequence[str] = ()
    days: Sequence[int] = ()
    units: Column = ()
    exponents: Column = ()
    marks: Sequence[bool] = ()

    def naming_others(self) -> list[Figure]:
        """Those that take others back, or stand beside one."""
        if self.figures and not any(map(_REPLACES, self.figures)):
            return []
        return [figure for _, figure in self.whole() if figure.names_others]


class Columns(Struct, frozen=True):
    """Figures that are new, of one batch, by the column: what each says is at its place in all of them.

    `labels` are the days and periods as said, of which each has its last day in `days`; `values` are texts of decimals,
    as `str` gives them; `words` are notes, sources, URLs and persons, `provisional` tells which are that, and
    `replaces` has the keys of those that each takes the place of: nothing where no figure says any.
    """

    keys: Sequence[str]
    goals: Sequence[str]
    labels: Sequence[str]
    days: Mapping[str, date]
    values: Sequence[str]
    words: Sequence[Sequence[str]]
    recorded_at: datetime
    batch: str
    provisional: Sequence[bool] = ()
    replaces: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.goals)

    def __iter__(self) -> Iterator[Figure]:
        words = zip(*self.words, strict=True) if self.words else repeat(("", "", "", ""))
        marks, others = self.provisional or repeat(False), self.replaces or repeat("")
        columns = zip(self.keys, self.goals, self.labels, map(Decimal, self.values), words, marks, others, strict=False)
        moment, days, batch = self.recorded_at, self.days, self.batch
        for key, goal, label, value, (note, source, url, who), mark, replaces in columns:
            yield Figure(
                key, goal, moment, days[label], value, label, note, source, url, who, mark, replaces, batch=batch
            )

    def lines(self, place: int) -> Lines:
        """The same as figures that all have one place."""
        ordinals = {label: day.toordinal() for label, day in self.days.items()}
        days = list(map(ordinals.__getitem__, self.labels))
        units, exponents = split(self.values)
        whole = partial(zip, repeat(place), self)
        return Lines(place, place, whole, (), self.goals, days, units, exponents, self.provisional)


# Far fewer digits than a value may have, so that none of these is too long.
_VALUES = re.compile(r"(?:-?+[0-9]{1,14}+(?:\.[0-9]{1,14}+)?+,)*+")
_MOMENT, _VALUE, _DATE, _GOAL, _MARK = map(attrgetter, ("recorded_at", "value", "date", "goal", "provisional"))
_REPLACES = attrgetter("replaces")


def lines_of(figures: dict[int, PlainFigure], whole: Callable[[], Iterable[Entry]]) -> Lines | None:
    """Plain figures by place, with their days and values; None where one has what a `Figure` may not, which says so."""
    plain = figures.values()
    days, texts, moments = list(map(_ORDINAL, map(_DATE, plain))), list(map(_VALUE, plain)), list(map(_MOMENT, plain))
    sound = (
        all(days)
        and _VALUES.fullmatch(",".join([*texts, ""])) is not None
        and min(moments) >= FIRST_MOMENT
        and max(moments) <= LAST_MOMENT
    )
    if not sound:
        return None
    units, exponents = split(texts)
    goals, marks = list(map(_GOAL, plain)), list(map(_MARK, plain)) if any(map(_MARK, plain)) else ()
    return Lines(next(iter(figures)), next(reversed(figures)), whole, plain, goals, days, units, exponents, marks)


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
