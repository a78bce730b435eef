"""Figures as they are compared, by the column: what comes in, and what is recorded.

They are compared by hashes of 64 bits, which the interpreter salts anew in each run.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple, Self

from coopctl.plan.plain import Columns, PlainFigure
from coopctl.plan.plan import Figure
from coopctl.plan.slot import Slot
from coopctl.values.quantities import spelling, spellings

_KEY, _GOAL, _VALUE, _ON, _DATE = map(attrgetter, ("key", "goal", "value", "on", "date"))
_NOTE, _SOURCE = attrgetter("note"), attrgetter("source")


class Hashes(NamedTuple):
    """Of figures' slots, of their values in them, and of all that they say."""

    slots: Sequence[int]
    near: Sequence[int]
    facts: Sequence[int]


class Compared(NamedTuple):
    """Figures by the column: `labels` are the days and periods as said, `alone` tells which are a day alone."""

    keys: Sequence[str]
    goals: Sequence[str]
    labels: Sequence[str]
    alone: Sequence[bool]
    values: Sequence[str]
    notes: Iterable[str]
    sources: Iterable[str]

    @classmethod
    def of(cls, block: Columns | Sequence[Figure]) -> Self:
        """Figures that come in, or that are not plain."""
        return cls._of_columns(block) if isinstance(block, Columns) else cls._of_figures(block)

    @classmethod
    def _of_columns(cls, made: Columns) -> Self:
        alone = {label for label, day in made.days.items() if label == day.isoformat()}
        notes, sources = made.words[:2] or (repeat(""), repeat(""))
        days = list(map(alone.__contains__, made.labels))
        return cls(made.keys, made.goals, made.labels, days, spellings(made.values), notes, sources)

    @classmethod
    def _of_figures(cls, figures: Sequence[Figure]) -> Self:
        labels = [Slot.of(one).on for one in figures]
        alone = [one.date is not None and one.on == one.date.isoformat() for one in figures]
        values = [spelling(one.value) for one in figures]
        texts = (list(map(of, figures)) for of in (_KEY, _GOAL, _NOTE, _SOURCE))
        keys, goals, notes, sources = texts
        return cls(keys, goals, labels, alone, values, notes, sources)

    @classmethod
    def of_plain(cls, figures: Collection[PlainFigure]) -> Self:
        """Figures that are recorded, with the texts of their values and days."""
        said, days = list(map(_ON, figures)), list(map(_DATE, figures))
        labels = said if all(said) else [on or day for on, day in zip(said, days, strict=True)]
        alone = [on == day for on, day in zip(said, days, strict=True)]
        values = spellings(list(map(_VALUE, figures)))
        return cls(
            list(map(_KEY, figures)), list(map(_GOAL, figures)), labels, alone, values,
            map(_NOTE, figures), map(_SOURCE, figures),
        )  # fmt: skip

    def hashes(self) -> Hashes:
        """Equal where figures are, of each in its place."""
        slots = list(map(hash, zip(self.goals, self.labels, strict=True)))
        near = list(map(hash, zip(slots, self.values, strict=True)))
        return Hashes(slots, near, list(map(hash, zip(near, self.notes, self.sources, strict=False))))
