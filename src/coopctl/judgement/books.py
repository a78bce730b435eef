"""From a goal's figures to the days that have some: each is read once, a million of them take the room of their days.

What a book holds depends on the goal's measure, on nothing else of its promise but the day that a total begins.  Pure.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from functools import reduce
from itertools import compress
from operator import attrgetter
from typing import Any, TypeVar

from msgspec import Struct, structs

from coopctl.judgement.days import Day, Days, Run
from coopctl.plan.corrections import Gone
from coopctl.plan.plain import Lines
from coopctl.plan.plan import Entry, Figure, Goal
from coopctl.plan.terms import Measure
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
    gathered = _gathering(goals)
    _gather(gathered, figures, gone, known_at)
    begun = begun or {}
    return {name: found.joined(begun.get(name, Book())) for name, found in gathered.items()}


def condense_lines(goals: Sequence[Goal], figures: Iterable[Lines], gone: Gone) -> dict[str, Book]:
    """The same from all figures, many at a time."""
    gathered = _gathering(goals)
    waiting = _Waiting(gathered)
    after = max((found.after for found in gathered.values()), default=0)
    begins = {name: found.begins for name, found in gathered.items() if found.begins}
    for lines in figures:
        if lines.first > after and _are_plain(lines, gone, begins):
            waiting.put_by(lines, gone)
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
# Fewer days than these are entered one by one in the time that it takes to see whether they are in order; so few,
# because what is entered one by one takes ten times the room, and of a thousand goals few come at once.
_RUN = 4
_KEY, _BATCH = map(attrgetter, ("key", "batch"))
_Told = TypeVar("_Told")


class _Waiting:
    """Days and values that wait, by goal: where many of one goal are entered at once, its days are at hand.

    Beside them are the numbers of those that are provisional.
    """

    def __init__(self, gathered: "Mapping[str, _Gathered]") -> None:
        self._gathered = gathered
        self._lists = defaultdict[str, tuple[list[int], list[int | str], list[int]]](lambda: ([], [], []))
        self._number = 0

    def put_by(self, lines: Lines, gone: Gone) -> None:
        if lines.marks:
            self._put_marked(lines, gone)
        else:
            for goal, day, value in _standing(lines, gone, zip(lines.goals, lines.days, lines.values, strict=True)):
                days, told, _ = self._lists[goal]
                days.append(day)
                told.append(value)
        self._number += len(lines.days)
        if self._number > _MANY:
            self.enter()

    def _put_marked(self, lines: Lines, gone: Gone) -> None:
        told = zip(lines.goals, lines.days, lines.values, lines.marks, strict=True)
        for goal, day, value, mark in _standing(lines, gone, told):
            days, values, marks = self._lists[goal]
            if mark:
                marks.append(len(days))
            days.append(day)
            values.append(value)

    def enter(self) -> None:
        """Enter what waits; what is of no goal is forgotten."""
        for name, (days, told, marks) in self._lists.items():
            if name in self._gathered:
                self._gathered[name].enter(days, told, marks)
        self._lists.clear()
        self._number = 0


def _standing(lines: Lines, gone: Gone, told: Iterable[_Told]) -> Iterable[_Told]:
    """What is told of plain figures, of those that were not taken back."""
    figures, names = lines.figures, gone.keys()
    if not names or (names.isdisjoint(map(_KEY, figures)) and names.isdisjoint(map(_BATCH, figures))):
        return told
    return compress(told, [figure.key not in names and figure.batch not in names for figure in figures])


class _Gathered:
    """What is gathered of a goal's figures: the values of days by their ordinals, how many there were, and what marks.

    `after` is the place up to which figures are another goal's, `begins` the ordinal of a total's first day.
    """

    __slots__ = ("absent", "after", "begins", "counts", "join", "marks", "run", "values")

    def __init__(self, goal: Goal) -> None:
        begins = begin_of(goal)
        self.after = goal.after
        self.begins = 0 if begins is None else begins.toordinal()
        self.join = _join_of(goal.promise.measure)
        self.values: dict[int, int | str | Decimal] = {}
        self.counts = Counter[int]()
        self.marks: set[int] = set()
        self.run = Run()
        self.absent: dict[str, Absent] = {}

    def enter(self, days: Sequence[int], told: Sequence[int | str], marks: Sequence[int]) -> None:
        """Enter the values of figures that stand, in order; of these numbers are provisional."""
        if not marks and not self.values and (self.run or len(days) > _RUN) and self.run.take(days, told):
            return
        if self.run:
            self.scatter()
        if self.join is _later:
            self.values.update(zip(days, told, strict=True))
            self._mark_last(days, marks)
        else:
            self._join(days, told)
            self.marks.update(map(days.__getitem__, marks))
        self.counts.update(days)

    def _mark_last(self, days: Sequence[int], marks: Sequence[int]) -> None:
        """Mark the days of which the last figure is provisional, and no others of them."""
        if self.marks:
            self.marks.difference_update(days)
        last = dict(zip(days, range(len(days)), strict=True)) if marks else {}
        self.marks.update(days[at] for at in marks if last[days[at]] == at)

    def _join(self, days: Sequence[int], told: Sequence[int | str]) -> None:
        values, join = self.values, self.join
        if len(set(days)) == len(days) and values.keys().isdisjoint(days):
            values.update(zip(days, told, strict=True))
            return
        numbers: Iterable[Any] = told if set(map(type, told)) == {int} else map(Decimal, told)
        for day, number in zip(days, numbers, strict=True):
            old = values.get(day)
            values[day] = number if old is None else join(_number(old), number)

    def scatter(self) -> None:
        """Let the days that came in order be found by their ordinals."""
        self.values.update(self.run.items())
        self.counts.update(self.values.keys())
        self.run = Run()

    def joined(self, book: Book) -> Book:
        """A book with what was gathered of later figures."""
        days = self.run.days() if self.run else Days.of(self.values, self.counts, self.marks)
        return _joined(self.join, book, days, self.absent)


def _gathering(goals: Iterable[Goal]) -> dict[str, _Gathered]:
    return {goal.id: _Gathered(goal) for goal in goals}


def _gather(
    gathered: Mapping[str, _Gathered],
    figures: Iterable[Entry],
    gone: Gone,
    known_at: datetime.datetime | None = None,
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
        if found.run:
            found.scatter()
        day, join = on.toordinal(), found.join
        if day == found.begins and figure.on and figure.on != f"{on}":
            day -= 1
        old = found.values.get(day)
        found.values[day] = value if old is None else join(_number(old), value)
        found.counts[day] += 1
        if figure.provisional:
            found.marks.add(day)
        elif join is _later:
            found.marks.discard(day)


def _number(value: int | str | Decimal) -> int | Decimal:
    """A value as a number, which is kept as it came until another of its day is to be joined with it."""
    return Decimal(value) if isinstance(value, str) else value


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
    return _JOIN.get(measure, _sum)


def _later(_: Any, later: Any) -> Any:
    return later


def _sum(one: Any, other: Any) -> Any:
    """Exact, and for whole numbers quick."""
    return one + other if type(one) is int is type(other) else EXACT.add(one, other)


# How two values of one day become one; where not named, they add up.
_Join = Callable[[Any, Any], Any]
_JOIN: dict[Measure, _Join] = {
    Measure.LEVEL: _later,
    Measure.STAGE: _later,
    Measure.CUMULATIVE: _later,
    Measure.MAX: max,
    Measure.MIN: min,
}
_WORDS: dict[_Join, str] = {_later: "last", max: "max", min: "min", _sum: "sum"}


def entered(goal: Goal, book: Book, figure: Figure) -> Book:
    """The book with one more figure, which corrects none; the book itself stays as it is."""
    return condense([structs.replace(goal, after=0)], [(1, figure)], {}, begun={goal.id: book})[goal.id]


def joined(goal: Goal, book: Book, later: Book) -> Book:
    """The book with what later figures come to, which correct none; the books themselves stay as they are."""
    return _joined(_join_of(goal.promise.measure), book, later.days, later.absent)


def _joined(join: _Join, book: Book, later: Days, absent: Mapping[str, Absent]) -> Book:
    if not book.days:
        return Book(later, {**book.absent, **absent})
    days: dict[date, Day | None] = {}
    for on, new in later.items():
        old = book.days.get(on)
        days[on] = new if old is None else _one_day(join, old, new)
    return Book(book.days.with_days(days), {**book.absent, **absent})


def _one_day(join: _Join, old: Day, new: Day) -> Day:
    """What the figures of one day come to, of which some are later."""
    provisional = new.provisional or (old.provisional and join is not _later)
    return Day(join(old.value, new.value), old.count + new.count, provisional)


def come_to(measure: Measure, values: Sequence[Decimal], number: int) -> Decimal:
    """What the values of one period come to by a measure, in order; a mean is their sum divided by `number`."""
    join = _JOIN.get(measure)
    if join is not None:
        return reduce(join, values)
    total = reduce(EXACT.add, values, Decimal(0))
    return plain(_MEANS.divide(total, Decimal(number))) if measure is Measure.MEAN else plain(total)
