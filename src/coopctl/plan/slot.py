"""One slot, one value: where at most one figure of a goal stands."""

from typing import NamedTuple, Self

from coopctl.plan.plan import Figure


class Slot(NamedTuple):
    """A goal, and a day or period as it is said."""

    goal: str
    on: str

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """The slot of a figure; one that does not say its day is of its date."""
        return cls(figure.goal, figure.on or (figure.date.isoformat() if figure.date else ""))

    def __str__(self) -> str:
        return f"{self.goal}\0{self.on}"


def is_event(figure: Figure, *, adds: bool) -> bool:
    """Whether a figure is of a day, and of a goal whose figures are added up: any number of those may share a day."""
    return adds and figure.date is not None and figure.on == figure.date.isoformat()
