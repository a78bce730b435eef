"""From a goal's figures to the days that have some: each is read once, a million of them take the room of their days.

What a book holds depends on the goal's measure, on nothing else of its promise but the day that a total begins.  Pure.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from functools import reduce

from msgspec import Struct, structs

from coopctl.judgement.days import Day, Days
from coopctl.plan.corrections import Gone
from coopctl.plan.plan import Entry, Figure, Goal
from coopctl.plan.terms import Measure
from coopctl.values.calendar import ONE_DAY
from coopctl.values.quantities import EXACT, MOST_DIGITS, plain

# A mean may have no end; thirty digits are those of the longest figure.
_MEANS = Context(prec=MOST_DIGITS)


class Absent(Struct, frozen=True, array_like=True):
    """That there is no figure for a period or day, as said, which ends on a date; and why."""

    date: datetime.date
    on: str
    why: str = ""


class Book(Struct, frozen=True):
    """What a goal's figures come to: the days that have some, and the slots of which it was said that there is none."""

    days: Days = Days()
    absent: dict[str, Absent] = {}


def condense(
    goals: Iterable[Goal],
    figures: Iterable[Entry],
    gone: Gone,
    known_at: datetime.datetime | None = None,
    begun: Mapping[str, Book] | None = None,
) -> dict[str, Book]:
    """For each goal the days of its figures that stand, read once from `(place in the file, figure)`.

    Books that were `begun` from earlier figures go on; they themselves stay as they are.
    """
    found_in: dict[str, tuple[int, _Join, date | None, dict[date, Day], dict[str, Absent]]] = {
        goal.id: (goal.after, _join_of(goal.promise.measure), begin_of(goal), {}, {}) for goal in goals
    }
    # This loop runs once for each of perhaps a million figures: it looks up nothing twice.
    for place, figure in figures:
        found = found_in.get(figure.goal)
        value, on = figure.value, figure.date
        if found is None or on is None or (value is None and not figure.missing):
            continue
        after, join, begins, days, absent = found
        if place <= after or (known_at is not None and figure.recorded_at > known_at):
            continue
        if gone and (figure.key in gone or figure.batch in gone):
            continue
        if value is None:
            label = figure.on or on.isoformat()
            absent[label] = Absent(on, label, figure.why or figure.note)
            continue
        if on == begins and _is_period(figure):
            on -= ONE_DAY
        day = days.get(on)
        if day is None:
            days[on] = Day(value, 1, figure.provisional)
        else:
            day.provisional = figure.provisional or (day.provisional and join is not _later)
            day.value = join(day.value, value)
            day.count += 1
    begun = begun or {}
    return {
        name: _joined(join, begun.get(name, Book()), days, absent)
        for name, (_, join, _, days, absent) in found_in.items()
    }


def begin_of(goal: Goal) -> date | None:
    """The baseline's day of a total.

    An event of that day adds to the baseline; a period that ends on it is part of the baseline, so that it is entered
    with the days before.
    """
    return goal.promise.baseline.date if goal.promise.measure is Measure.TOTAL else None


def join_of(goal: Goal) -> str:
    """How the values of one day become one, in a word: last, max, min or sum."""
    return _WORDS[_join_of(goal.promise.measure)]


def _join_of(measure: Measure) -> "_Join":
    return _JOIN.get(measure, EXACT.add)


def _is_period(figure: Figure) -> bool:
    return bool(figure.on) and figure.on != f"{figure.date}"


def _later(_: Decimal, later: Decimal) -> Decimal:
    return later


# How two values of one day become one; where not named, they add up.
_Join = Callable[[Decimal, Decimal], Decimal]
_JOIN: dict[Measure, _Join] = {
    Measure.LEVEL: _later,
    Measure.STAGE: _later,
    Measure.CUMULATIVE: _later,
    Measure.MAX: max,
    Measure.MIN: min,
}
_WORDS: dict[_Join, str] = {_later: "last", max: "max", min: "min", EXACT.add: "sum"}


def entered(goal: Goal, book: Book, figure: Figure) -> Book:
    """The book with one more figure, which corrects none; the book itself stays as it is."""
    return condense([structs.replace(goal, after=0)], [(1, figure)], {}, begun={goal.id: book})[goal.id]


def joined(goal: Goal, book: Book, later: Book) -> Book:
    """The book with what later figures come to, which correct none; the books themselves stay as they are."""
    return _joined(_join_of(goal.promise.measure), book, later.days, later.absent)


def _joined(join: _Join, book: Book, later: Mapping[date, Day], absent: Mapping[str, Absent]) -> Book:
    days: dict[date, Day | None] = dict(later)
    for on, new in later.items() if book.days else ():
        old = book.days.get(on)
        if old is not None:
            provisional = new.provisional or (old.provisional and join is not _later)
            days[on] = Day(join(old.value, new.value), old.count + new.count, provisional)
    return Book(book.days.with_days(days), {**book.absent, **absent})


def come_to(measure: Measure, values: Sequence[Decimal], number: int) -> Decimal:
    """What the values of one period come to by a measure, in order; a mean is their sum divided by `number`."""
    join = _JOIN.get(measure)
    if join is not None:
        return reduce(join, values)
    total = reduce(EXACT.add, values, Decimal(0))
    return plain(_MEANS.divide(total, Decimal(number))) if measure is Measure.MEAN else plain(total)
