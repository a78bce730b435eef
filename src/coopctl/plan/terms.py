"""The terms of a promise as frozen values: measure, path, baseline, bounds, target, and how targets changed."""

import datetime
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.values.quantities import show_number


class Measure(StrEnum):
    """How figures become the goal's value."""

    LEVEL = "level"
    TOTAL = "total"
    SUM = "sum"
    COUNT = "count"
    MEAN = "mean"
    MAX = "max"
    MIN = "min"
    STAGE = "stage"

    @property
    def periodic(self) -> bool:
        """Whether the value is an aggregate over a period."""
        return self in (Measure.SUM, Measure.COUNT, Measure.MEAN, Measure.MAX, Measure.MIN)

    @property
    def silence_is_zero(self) -> bool:
        """Whether a period or day without a figure counts as nothing happened, not as unknown."""
        return self in (Measure.TOTAL, Measure.SUM, Measure.COUNT)


class Path(StrEnum):
    """What was promised for every day between baseline and target."""

    LINEAR = "linear"
    COMPOUND = "compound"
    STEP = "step"


class Direction(StrEnum):
    UP = "increase"
    DOWN = "decrease"


class Bounds(Struct, frozen=True, omit_defaults=True):
    """What a maintain goal keeps to: between `low` and `high`, either of which may be absent or excluded."""

    low: Decimal | None = None
    high: Decimal | None = None
    above: bool = False
    below: bool = False

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise Refused("bounds need a low or a high value")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise Refused(f"{show_number(self.low)} is not below {show_number(self.high)}")

    def hold(self, value: Decimal) -> bool:
        return not (
            (self.low is not None and (value < self.low or (self.above and value == self.low)))
            or (self.high is not None and (value > self.high or (self.below and value == self.high)))
        )

    def __str__(self) -> str:
        low = None if self.low is None else show_number(self.low)
        high = None if self.high is None else show_number(self.high)
        if low is not None and high is not None:
            return f"{low} to {high}"
        if low is not None:
            return f"{'>' if self.above else '≥'} {low}"
        return f"{'<' if self.below else '≤'} {high}"


class Baseline(Struct, frozen=True, omit_defaults=True):
    """Value and date from which progress is counted; a maintain goal may have only the date."""

    date: datetime.date
    value: Decimal | None = None


class Milestone(Struct, frozen=True):
    """An interim target."""

    value: Decimal
    deadline: datetime.date


class Target(Struct, frozen=True, omit_defaults=True):
    """What is promised, in one of three ways: a value to reach, bounds to keep, or a direction to go.

    `text` is the phrase as it was written; `deadline` is the last day allowed, None when there is none.
    """

    text: str
    deadline: datetime.date | None = None
    value: Decimal | None = None
    keep: Bounds | None = None
    direction: Direction | None = None

    def __post_init__(self) -> None:
        ways = [way for way in (self.value, self.keep, self.direction) if way is not None]
        if len(ways) != 1:
            raise Refused(f"target {self.text!r} is not one of: a value, bounds, a direction")


class Revision(Struct, frozen=True, omit_defaults=True):
    """A change of target: the old one, the day from which the next counts, when, why and by whom it was changed.

    `old_path` is the old target's path; None where it is the goal's own.
    """

    old: Target
    effective: datetime.date
    at: datetime.datetime
    why: str = ""
    who: str = ""
    old_milestones: tuple[Milestone, ...] = ()
    old_path: Path | None = None
