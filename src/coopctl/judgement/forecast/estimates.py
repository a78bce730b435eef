"""What a forecast says, or why there is none; apart from how it is made, which is slow to import."""

from datetime import date
from decimal import Decimal

from msgspec import Struct


class NoForecast(Struct, frozen=True):
    """Why there is no forecast."""

    why: str


class Forecast(Struct, frozen=True):
    """The value at the deadline and the 80% interval around it, in the goal's unit.

    `trend` is the change a year (for counts the number per period); `least_squares` and `theil_sen` are where those two
    lines alone lead.  `met_on` is the day on which the present trend meets the target, otherwise `not_met` says why
    not.  `required` is the change needed in each `period_days` from the last reading to the deadline (for counts the
    number still needed by then).  `probability` is that of having reached the target at the deadline, 0 to 1; these
    four are absent without a target.
    """

    deadline: date
    value: Decimal
    low: Decimal
    high: Decimal
    model: str
    readings: int
    trend: Decimal
    least_squares: Decimal | None = None
    theil_sen: Decimal | None = None
    met_on: date | None = None
    not_met: str | None = None
    required: Decimal | None = None
    period_days: int | None = None
    probability: Decimal | None = None
