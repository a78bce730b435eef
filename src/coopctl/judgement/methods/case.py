"""What a method is given of a goal, and what it answers."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from coopctl.judgement.books import Absent
from coopctl.judgement.methods import Status
from coopctl.judgement.progress import Facts
from coopctl.judgement.readings import Reading
from coopctl.plan.terms import Bounds
from coopctl.values.calendar import DAYS_A_YEAR, ONE_DAY
from coopctl.values.people import plural

HELD, NOT_HELD = "held", "not held"
Number = Decimal | Fraction
Numbers = tuple[tuple[str, Number], ...]

# Well beyond what can be recorded, and far below what takes long to compute.
_MOST_DIGITS = 300


class Point(Struct, frozen=True):
    """A value on a date; `annual` tells that it stands for a whole calendar or fiscal year."""

    date: date
    value: Decimal
    annual: bool = False


class Case(Struct, frozen=True):
    """A goal that is under way, in the terms of the published methods.

    `direction` is +1 where more is better, −1 where less is, 0 where the goal does not say.  `points` are all
    readings after the baseline, oldest first, of which `actual` is the one judged.  `limit` is a natural limit of the
    value (100 for a percentage), `keep` what a maintain goal keeps to, `strict` tells that a target is a bound to leave
    behind.
    """

    baseline: Point
    actual: Point
    direction: int
    target: Decimal | None = None
    deadline: date | None = None
    limit: Decimal | None = None
    keep: Bounds | None = None
    points: tuple[Point, ...] = ()
    strict: bool = False

    @property
    def way(self) -> int:
        """+1 or −1: the direction, or where the goal does not say the one from the baseline to the target; else 0."""
        if self.direction or self.target is None:
            return (self.direction > 0) - (self.direction < 0)
        return (self.target > self.baseline.value) - (self.target < self.baseline.value)

    @property
    def reached(self) -> bool:
        """Whether the actual value is at the target or beyond it, in the goal's direction."""
        if self.target is None or not self.way:
            return False
        if self.strict and self.actual.value == self.target:
            return False
        return self.actual.value >= self.target if self.way > 0 else self.actual.value <= self.target

    @property
    def backwards(self) -> bool:
        """Whether the target does not lie in the goal's direction from the baseline."""
        target, base = self.target, self.baseline.value
        return target is not None and (target <= base if self.way > 0 else target >= base)


class Band(Struct, frozen=True):
    """What a method calls a number from a cut-off on, or only `beyond` it."""

    cut: Number
    status: Status
    label: str
    why: str = ""
    beyond: bool = False

    def holds(self, number: Number) -> bool:
        """Whether a number is in the band, or in one above it."""
        return number > self.cut if self.beyond else number >= self.cut


class Bands(Struct, frozen=True):
    """The cut-offs of a number, the highest first, and what is below the last of them."""

    number: str
    cuts: tuple[Band, ...]
    below: Band

    def of(self, number: Number) -> Band:
        """The band that a number is in."""
        return next((one for one in self.cuts if one.holds(number)), self.below)

    def verdict(self, number: Number, numbers: Numbers = (), *, reached: bool = False) -> "Verdict":
        """What a method says of a number by its band; achieved where the target is reached."""
        band = self.of(number)
        return Verdict(Status.ACHIEVED if reached else band.status, band.label, band.why, numbers, (self,))


class Verdict(Struct, frozen=True):
    """A method's answer: its own label beside coopctl's status, the reason, and the numbers that led to it, by name.

    `bands` are the cut-offs that decided it.
    """

    status: Status
    label: str
    why: str
    numbers: Numbers = ()
    bands: tuple[Bands, ...] = ()


Judge = Callable[[Facts, Sequence[Reading]], Verdict | None]


class Method(Struct, frozen=True):
    """A rule that judges: where it is published, how it does in words, and the number that it turns on.

    `judge` gives None where the method needs a reading and there is none; `by_series` says whether it looks at earlier
    readings, too.
    """

    source: str
    rule: str
    headline: str
    judge: Judge
    by_series: bool = True


def verdict(status: Status, why: str, *bands: Bands) -> Verdict:
    """A status that every method shares, with the reason, and the cut-offs that decided it."""
    return Verdict(status, status.words, why, bands=bands)


def held_by(bounds: Bounds) -> Bands:
    """What is held and what is not, by the bounds that are to be kept."""
    cuts = []
    if bounds.high is not None:
        cuts.append(Band(bounds.high, Status.OFF_TRACK, NOT_HELD, beyond=not bounds.below))
    if bounds.low is not None:
        cuts.append(Band(bounds.low, Status.ON_TRACK, HELD, beyond=bounds.above))
    status, label = (Status.ON_TRACK, HELD) if bounds.low is None else (Status.OFF_TRACK, NOT_HELD)
    return Bands("value", tuple(cuts), Band(Fraction(0), status, label))


def nothing_since(facts: Facts) -> str:
    """That there is no figure since the baseline, and how many there are from before it."""
    before, promise = facts.history.before(facts.as_of), facts.goal.promise
    if before:
        return f"{plural(before, 'figures')} before the baseline of {promise.baseline.date}, none since"
    missing = "; the baseline is missing, too" if promise.open else ""
    absent = facts.history.absences(facts.as_of)
    reason = f": {no_figure(absent[-1])}" if absent else ""
    return f"no figure after the baseline of {promise.baseline.date}{missing}{reason}"


def awaiting(facts: Facts, done: str) -> Verdict | None:
    """After the deadline: that there is no final figure, or none yet; `done` says what one after it shows."""
    ending = facts.closing
    if ending is None:
        return None
    if ending.absent is not None:
        return verdict(Status.NO_ASSESSMENT, f"there is no final figure, {no_figure(ending.absent)}")
    if not ending.awaited:
        return None
    late = f"; {done} by {ending.reading.date} at the latest" if ending.after and ending.reading else ""
    return verdict(Status.AWAITING, f"no final figure for {facts.goal.promise.target.deadline} yet{late}")


def no_figure(absent: Absent) -> str:
    """That there is no figure for a day or period, and why: `n/a for 2025-Q3 (survey postponed)`."""
    return f"n/a for {absent.on}" + (f" ({absent.why})" if absent.why else "")


def none(why: str, label: str = "no assessment", numbers: Numbers = ()) -> Verdict:
    """The answer of a method that cannot say, and the reason."""
    return Verdict(Status.NO_ASSESSMENT, label, why, numbers)


def years(first: Point, last: Point) -> Fraction:
    """The time between two points in years: whole years between two annual ones, otherwise days ÷ 365.25."""
    if first.annual and last.annual:
        return Fraction(last.date.year - first.date.year)
    return (last.date - first.date).days / DAYS_A_YEAR


def years_until(first: Point, deadline: date) -> Fraction:
    """The time from a point to the deadline in years: whole years where both end the same kind of year.

    Worked: the annual value of 2015 (dated 2015-12-31) to 2030-12-31 is 15.
    """
    ends = [(day + ONE_DAY).timetuple()[1:3] for day in (first.date, deadline) if day < date.max]
    return years(first, Point(deadline, first.value, annual=len(ends) == 2 and ends[0] == ends[1]))


def unfit(case: Case) -> str:
    """Why no method can judge the case, "" when they can: a value that is no number, or one of astronomical size."""
    values = [case.baseline.value, case.actual.value, *(point.value for point in case.points)]
    bounds = () if case.keep is None else (case.keep.low, case.keep.high)
    values += [value for value in (case.target, case.limit, *bounds) if value is not None]
    if not all(value.is_finite() for value in values):
        return "a value is not a finite number"
    if any(value != 0 and abs(value.adjusted()) > _MOST_DIGITS for value in values):
        return f"a value has more than {_MOST_DIGITS} digits"
    return ""


def percent_of_target(case: Case) -> Fraction | Verdict:
    """Actual ÷ target in per cent, or that it says nothing: no target, one not above zero, or less being better."""
    if unfit(case) or case.target is None:
        return none(unfit(case) or "the method needs a target")
    if case.way < 0:
        return none("actual ÷ target says nothing where less is better")
    if case.target <= 0:
        return none("actual ÷ target needs a target above zero")
    return 100 * Fraction(case.actual.value) / Fraction(case.target)
