"""From a goal's figures to the days that have some: each is read once, a million of them take the room of their days.

What a book holds depends on the goal's measure, on nothing else of its promise but the day that a total begins.  Pure.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from functools import reduce
from itertools import compress, repeat
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct, structs

from coopctl.judgement.days import Day, Days, Join, Pile, later_of, sum_of
from coopctl.plan.corrections import Gone
from coopctl.plan.plain import Lines
from coopctl.plan.plan import Entry, Figure, Goal
from coopctl.plan.terms import Measure
from coopctl.values.calendar import ONE_DAY
from coopctl.values.parts import parts
from coopctl.values.quantities import EXACT, MOST_DIGITS, plain

# A mean may have no end; thirty digits are those of the longest figure.
_MEANS = Context(prec=MOST_DIGITS)


class Absent(Struct, frozen=True, array_like=True):
    """That there is no figure for a period or day, as said, which ends on a date; and why."""

    date: datetime.date
    on: str
    why: str = ""


class Book(Struct, frozen=True, weakref=True):
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
    gathered = _gathering(goals)
    _gather(gathered, figures, gone, known_at)
    begun = begun or {}
    return {name: found.joined(begun.get(name, Book())) for name, found in gathered.items()}


def condense_lines(goals: Sequence[Goal], figures: Iterable[Lines], gone: Gone) -> dict[str, Book]:
    """The same from all figures, many at a time."""
    gathered = _gathering(goals)
    after = max((found.after for found in gathered.values()), default=0)
    begins = {name: found.begins for name, found in gathered.items() if found.begins}
    waiting = _Waiting(gathered)
    for lines in figures:
        if lines.first > after and _are_plain(lines, gone, begins):
            waiting.put(lines, gone)
        else:
            waiting.enter()
            _gather(gathered, lines.whole(), gone)
        del lines  # its room is for the next
    waiting.enter()
    return {name: found.joined(Book()) for name, found in gathered.items()}


def _are_plain(lines: Lines, gone: Gone, begins: Mapping[str, int]) -> bool:
    """Whether figures can be entered as they are; of one of a total's first day it is asked what was said."""
    if not (lines.figures or (lines.goals and not gone)):
        return False
    if set(begins.values()).isdisjoint(lines.days):
        return True
    return all(begins.get(goal) != day for goal, day in zip(lines.goals, lines.days, strict=True))


_MANY = 10_000
_KEY, _BATCH = map(attrgetter, ("key", "batch"))
_Item = TypeVar("_Item")


class _Waiting:
    """Plain figures that wait, by goal, as many enter at once: days, units, exponents, and which are provisional."""

    def __init__(self, gathered: "Mapping[str, _Gathered]") -> None:
        self._gathered = gathered
        self._columns = defaultdict[str, tuple[list[int], list[int], list[int], list[int]]](lambda: ([], [], [], []))
        self._number = 0

    def put(self, lines: Lines, gone: Gone) -> None:
        """Let those wait that stand."""
        columns = zip(lines.goals, lines.days, lines.units, lines.exponents, lines.marks or repeat(0), strict=False)
        # This loop runs once for each of perhaps a million figures.
        for goal, day, unit, exponent, mark in _standing(lines, gone, columns):
            days, units, exponents, marks = self._columns[goal]
            if mark:
                marks.append(len(days))
            days.append(day)
            units.append(unit)
            exponents.append(exponent)
        self._number += len(lines.goals)
        if self._number > _MANY:
            self.enter()

    def enter(self) -> None:
        """Enter what waits; what is of no goal is forgotten."""
        for name, columns in self._columns.items():
            found = self._gathered.get(name)
            if found is not None:
                found.pile.put(*columns)
                found.pile.settle(found.join)
        self._columns.clear()
        self._number = 0


def _standing(lines: Lines, gone: Gone, told: Iterable[_Item]) -> Iterable[_Item]:
    """What is told of plain figures, of those that were not taken back."""
    figures, names = lines.figures, gone.keys()
    if not names or (names.isdisjoint(map(_KEY, figures)) and names.isdisjoint(map(_BATCH, figures))):
        return told
    return compress(told, [figure.key not in names and figure.batch not in names for figure in figures])


class _Gathered:
    """What is gathered of a goal's figures: the values of days, and of what it was said that there is none.

    `after` is the place up to which figures are another goal's, `begins` the ordinal of a total's first day.
    """

    __slots__ = ("absent", "after", "begins", "join", "pile")

    def __init__(self, goal: Goal) -> None:
        begins = begin_of(goal)
        self.after = goal.after
        self.begins = 0 if begins is None else begins.toordinal()
        self.join = _join_of(goal.promise.measure)
        self.pile = Pile()
        self.absent: dict[str, Absent] = {}

    def joined(self, book: Book) -> Book:
        """A book with what was gathered of later figures; of most new goals there are none."""
        if not (self.pile.ordinals or self.absent):
            return book
        return _joined(self.join, book, self.pile.days(self.join), self.absent)


def _gathering(goals: Iterable[Goal]) -> dict[str, _Gathered]:
    return {goal.id: _Gathered(goal) for goal in goals}


def _gather(
    gathered: Mapping[str, _Gathered], figures: Iterable[Entry], gone: Gone, known_at: datetime.datetime | None = None
) -> None:
    # This loop runs once for each of perhaps a million figures: it looks up nothing twice.
    for place, figure in figures:
        found = gathered.get(figure.goal)
        value, on = figure.value, figure.date
        if found is None or on is None or (value is None and not figure.missing):
            continue
        if place <= found.after or (known_at is not None and figure.recorded_at > known_at):
            continue
        if gone and (figure.key in gone or figure.batch in gone):
            continue
        if value is None:
            label = figure.on or on.isoformat()
            found.absent[label] = Absent(on, label, figure.why or figure.note)
            continue
        day = on.toordinal()
        day -= day == found.begins and _ends_on(figure.on, on)
        units, exponent = parts(value)
        found.pile.put((day,), (units,), (exponent,), (0,) if figure.provisional else ())


def begin_of(goal: Goal) -> date | None:
    """The baseline's day of a total.

    An event of that day adds to the baseline: on the day on which a plan is made its first event is recorded, too, and
    must not be lost; where the baseline has it already that is seen at once, for it is said.  A period that ends on
    that day is part of the baseline, which is of its end, so that it is entered with the days before.
    """
    return goal.promise.baseline.date if goal.promise.measure is Measure.TOTAL else None


def entered_on(goal: Goal, on: str, day: date) -> date:
    """The day among whose figures one is entered that is said for a period or day, which ends on a day."""
    return day - ONE_DAY if day == begin_of(goal) and _ends_on(on, day) else day


def _ends_on(on: str, day: date) -> bool:
    """Whether a figure is of a period that ends on a day, and not of the day itself."""
    return bool(on) and on != f"{day}"


def join_of(goal: Goal) -> str:
    """How the values of one day become one, in a word: last, max, min or sum."""
    return _WORDS[_join_of(goal.promise.measure)]


def _join_of(measure: Measure) -> Join:
    return _JOIN.get(measure, sum_of)


# How two values of one day become one; where not named, they add up.
_JOIN: dict[Measure, Join] = {
    Measure.LEVEL: later_of,
    Measure.STAGE: later_of,
    Measure.CUMULATIVE: later_of,
    Measure.MAX: max,
    Measure.MIN: min,
}
_WORDS: dict[Join, str] = {later_of: "last", max: "max", min: "min", sum_of: "sum"}


def enter(goal: Goal, book: Book, figure: Figure) -> Book:
    """The book with one more figure, which corrects none; the book itself stays as it is."""
    return condense([structs.replace(goal, after=0)], [(1, figure)], {}, begun={goal.id: book})[goal.id]


def joined(goal: Goal, book: Book, later: Book) -> Book:
    """The book with what later figures come to, which correct none; the books themselves stay as they are."""
    return _joined(_join_of(goal.promise.measure), book, later.days, later.absent)


def _joined(join: Join, book: Book, later: Days, absent: Mapping[str, Absent]) -> Book:
    if not book.days:
        return Book(later, {**book.absent, **absent})
    days: dict[date, Day | None] = {}
    for on, new in later.items():
        old = book.days.get(on)
        days[on] = new if old is None else _one_day(join, old, new)
    return Book(book.days.with_days(days), {**book.absent, **absent})


def _one_day(join: Join, old: Day, new: Day) -> Day:
    """What the figures of one day come to, of which some are later."""
    provisional = new.provisional or (old.provisional and join is not later_of)
    return Day(join(old.value, new.value), old.count + new.count, provisional)


def come_to(measure: Measure, values: Sequence[Decimal], number: int) -> Decimal:
    """What the values of one period come to by a measure, in order; a mean is their sum divided by `number`."""
    join = _JOIN.get(measure)
    if join is not None:
        return reduce(join, values)
    return added_up(measure, reduce(EXACT.add, values, Decimal(0)), number)


def added_up(measure: Measure, total: Decimal, number: int) -> Decimal:
    """What the values of one period come to that add up, or of which the mean is taken, from their sum."""
    return plain(_MEANS.divide(total, Decimal(number))) if measure is Measure.MEAN else plain(total)
