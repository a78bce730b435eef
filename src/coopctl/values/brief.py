"""Days, ages and shares in the fewest letters, for a screen where every column is wanted.  Pure."""

from datetime import date
from fractions import Fraction

from coopctl.values.calendar import DAYS_A_MONTH, ONE_DAY
from coopctl.values.people import percent

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# From this many days on an age is worth a word, though nothing is overdue.
OLD = 60
_PER = {
    "year": "yr", "fiscal-year": "FY", "fiscal-half": "FH", "fiscal-quarter": "FQ", "half": "half", "quarter": "qtr",
    "month": "mo", "week": "wk", "day": "day",
}  # fmt: skip


def share(value: Fraction | None) -> str:
    """A share in whole per cents for a column: `45%`, `<1%` of what is there but little, "" for none."""
    return "" if value is None else percent(value).replace("under ", "<")


def month(day: date) -> str:
    """A deadline's month for a column: `Dec 27`."""
    return f"{MONTHS[day.month - 1]} {day.year % 100:02d}"


def on(day: date) -> str:
    """A day: `30 Jun 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def by(day: date) -> str:
    """A deadline in a sentence: `Dec 2027`, or its day where that is not the month's last."""
    whole = (day + ONE_DAY).month != day.month
    return f"{MONTHS[day.month - 1]} {day.year}" if whole else on(day)


def age(days: int) -> str:
    """How long ago: `12d`, `6mo`, `3y`; in months up to three years."""
    if days < OLD:
        return f"{days}d"
    months = round(days / DAYS_A_MONTH)
    return f"{months}mo" if months < 36 else f"{months // 12}y"


def spell(days: int) -> str:
    """A length of time in words: `1 day`, `61 days`, `17 months`; in months where it is longer than a quarter."""
    count, noun = (days, "day") if days <= OLD else (round(days / DAYS_A_MONTH), "month")
    return f"{count} {noun}{'' if count == 1 else 's'}"


def per(period: str | None) -> str:
    """`/yr` after the values of a goal per year, "" without a period."""
    return f"/{_PER.get(period, period)}" if period else ""
