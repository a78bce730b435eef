"""What a goal's chart shows, before anybody draws it: dots, promised path, forecast, and the words around them."""

from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from coopctl.values import brief
from coopctl.values.quantities import EXACT, NumberFormat
from coopctl.values.units import Unit


class Dot(Struct, frozen=True):
    """A value on a day."""

    day: date
    value: Decimal


class Fan(Struct, frozen=True):
    """The forecast: from a dot to a value on a day, with the 80% interval that holds on that day."""

    start: Dot
    end: Dot
    low: Decimal
    high: Decimal
    label: str


class Line(Struct, frozen=True):
    """A value that is to be kept, with the words at its end."""

    value: Decimal
    label: str


class Chart(Struct, frozen=True):
    """A goal's past, promise and forecast, and the days and values that they span.

    `history` are readings from before the baseline, `figures` those since, `now` the one that is judged; `by_now` tells
    that it is of a period that still runs.  `path` is a polygon.  `tone` and `sign` are those of the status.  `whole`
    tells that all values are whole numbers.
    """

    goal: str
    title: str
    sign: str
    tone: str
    status: str
    verdict: str
    closing: str
    unit: Unit
    numbers: NumberFormat
    history: tuple[Dot, ...]
    figures: tuple[Dot, ...]
    baseline: Dot | None
    now: Dot | None
    by_now: bool
    path: tuple[Dot, ...]
    milestones: tuple[Dot, ...]
    target: Dot | None
    target_label: str
    bounds: tuple[Line, ...]
    fan: Fan | None
    today: date
    today_label: str
    deadline: date | None
    whole: bool
    stages: tuple[str, ...]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that there is something on."""
        dots = [*self.history, *self.figures, *self.path, *filter(None, (self.baseline, self.now, self.target))]
        days = [*(dot.day for dot in dots), *filter(None, (self.deadline,))]
        first, last = min(days, default=self.today), max(days, default=self.today)
        # A day long after everything is over would squeeze all that happened into a corner.
        far = last + max((last - first) / 2, timedelta(days=31))
        last = max(last, min(self.today, far))
        return (first, last) if last > first else (first - timedelta(days=31), last + timedelta(days=31))

    @property
    def values(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest value to show; a forecast beyond them is followed for as far again."""
        dots = [*self.history, *self.figures, *self.path, *filter(None, (self.baseline, self.now, self.target))]
        told = [*(dot.value for dot in dots), *(line.value for line in self.bounds)] or [Decimal(0), Decimal(1)]
        low, high = min(told), max(told)
        if self.fan is None:
            return low, high
        room = EXACT.subtract(high, low) or abs(high) or Decimal(1)
        ends = (self.fan.low, self.fan.high, self.fan.end.value)
        return (max(min(low, *ends), EXACT.subtract(low, room)), min(max(high, *ends), EXACT.add(high, room)))

    @property
    def deadline_label(self) -> str:
        """What stands under the deadline: `by Dec 2027`."""
        return "" if self.deadline is None else f"by {brief.by(self.deadline)}"
