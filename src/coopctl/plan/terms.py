"""The terms of a promise as frozen values: measure, path, baseline, bounds, target, and how targets changed."""

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.values.calendar import check_day, check_moment
from coopctl.values.patterns import check_names, check_texts
from coopctl.values.quantities import EXACT, NumberFormat, check_number, show_number


class Kept(Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """A value of the file: `unknown` holds, as the text of a JSON object, fields that only another version knows."""

    unknown: str = ""


class Measure(StrEnum):
    """How figures become the goal's value."""

    LEVEL = "level"
    TOTAL = "total"
    SUM = "sum"
    COUNT = "count"
    MEAN = "mean"
    MAX = "max"
    MIN = "min"
    CUMULATIVE = "cumulative"
    STAGE = "stage"

    @property
    def periodic(self) -> bool:
        """Whether the value belongs to a period."""
        return self not in (Measure.LEVEL, Measure.TOTAL, Measure.STAGE)

    @property
    def additive(self) -> bool:
        """Whether figures are added up, so that a period or day without one means zero, not unknown."""
        return self in (Measure.TOTAL, Measure.SUM, Measure.COUNT)

    @property
    def pro_rata(self) -> bool:
        """Whether a period's value grows with its days, so that part of a period owes that part of the value."""
        return self in (Measure.SUM, Measure.COUNT, Measure.CUMULATIVE)


class Path(StrEnum):
    """What was promised for every day between baseline and target."""

    LINEAR = "linear"
    COMPOUND = "compound"
    STEP = "step"


class Direction(StrEnum):
    """Which way a goal without a value to reach is to go."""

    UP = "increase"
    DOWN = "decrease"


class Bounds(Kept, frozen=True, omit_defaults=True):
    """What a maintain goal keeps to: between `low` and `high`, either of which may be absent or excluded."""

    low: Decimal | None = None
    high: Decimal | None = None
    above: bool = False
    below: bool = False

    def __post_init__(self) -> None:
        # What is worked out of amounts is exact to more digits than they have.
        check_number(self.low, "the lower bound", EXACT.prec)
        check_number(self.high, "the upper bound", EXACT.prec)
        if self.low is None and self.high is None:
            raise Refused("bounds need a low or a high value")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise Refused(f"{show_number(self.low)} is above {show_number(self.high)}")

    @property
    def only(self) -> Decimal | None:
        """The bound, where there is one alone."""
        return self.high if self.low is None else self.low if self.high is None else None

    @property
    def strict(self) -> bool:
        """Whether a bound itself is outside."""
        return self.above or self.below

    def hold(self, value: Decimal) -> bool:
        """Whether a value is within the bounds."""
        return not (
            (self.low is not None and (value < self.low or (self.above and value == self.low)))
            or (self.high is not None and (value > self.high or (self.below and value == self.high)))
        )

    def describe(self, numbers: NumberFormat) -> str:
        """The bounds as people write them: `≥ 95`, `< 3.5`, `80 to 90`."""
        low = None if self.low is None else numbers.exact(self.low)
        high = None if self.high is None else numbers.exact(self.high)
        if low is not None and high is not None:
            if low == high:
                return low
            return f"{low} to {high}"
        if low is not None:
            return f"{'>' if self.above else '≥'} {low}"
        return f"{'<' if self.below else '≤'} {high}"


class Baseline(Kept, frozen=True, omit_defaults=True):
    """Value and date from which progress is counted; open while the value is not known."""

    date: datetime.date
    value: Decimal | None = None

    def __post_init__(self) -> None:
        check_day(self.date, "the baseline's date")
        check_number(self.value, "the baseline", EXACT.prec)


class Rebasing(Kept, frozen=True, omit_defaults=True):
    """A change of baseline: the old one and the old target with it, when, why and by whom it was changed."""

    old: Baseline
    old_target: "Target"
    at: datetime.datetime
    why: str = ""
    who: str = ""

    def __post_init__(self) -> None:
        check_moment(self.at, "the time of a new baseline")
        check_names("a new baseline", who=self.who)
        check_texts("a new baseline", reason=self.why)


class Milestone(Kept, frozen=True, omit_defaults=True):
    """An interim target."""

    value: Decimal
    deadline: datetime.date

    def __post_init__(self) -> None:
        check_day(self.deadline, "the milestone's date")
        check_number(self.value, "the milestone", EXACT.prec)


class Target(Kept, frozen=True, omit_defaults=True):
    """What is promised, in one of three ways: a value to reach, bounds, or a direction to go.

    What a phrase such as `+20%` comes to is none of them for as long as the baseline is not known.
    `text` is the phrase as it was written; `deadline` is the last day allowed, None when there is none.
    """

    text: str
    deadline: datetime.date | None = None
    value: Decimal | None = None
    keep: Bounds | None = None
    direction: Direction | None = None

    def __post_init__(self) -> None:
        check_day(self.deadline, "the deadline")
        check_number(self.value, "the target", EXACT.prec)
        if (self.value, self.keep, self.direction).count(None) < 2:
            raise Refused(f"target {self.text!r} is more than one of: a value, bounds, a direction")


class Revision(Kept, frozen=True, omit_defaults=True):
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

    def __post_init__(self) -> None:
        check_day(self.effective, "the day of a new target")
        check_moment(self.at, "the time of a new target")
        check_names("a new target", who=self.who)
        check_texts("a new target", reason=self.why)


_Term = TypeVar("_Term")


def kept(old: _Term, new: _Term) -> _Term:
    """The new term, or the old one where it says the same and, beyond that, what this version does not know."""
    return old if old == new or _bare(old) == new else new


def _bare(term: object) -> object:
    """A term without what this version does not know of it."""
    if isinstance(term, Target) and term.keep is not None:
        return structs.replace(term, unknown="", keep=_bare(term.keep))
    return structs.replace(term, unknown="") if isinstance(term, Kept) and term.unknown else term
