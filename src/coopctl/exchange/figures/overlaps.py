"""Figures of an adding goal whose periods overlap, so that what they say counts twice: months and their year."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from operator import attrgetter

from msgspec import Struct, field

from coopctl.plan.plan import Plan
from coopctl.values.calendar import ONE_DAY, Calendar, Period, PeriodKind
from coopctl.values.dates import period_named
from coopctl.values.people import first_few


class _Told(Struct):
    """The days and the longer periods that figures of a goal are for, those by their label.

    That there are days is noted of all, which they are only where it matters.
    """

    days: set[date] = field(default_factory=set)
    periods: dict[str, date] = field(default_factory=dict)
    dated: bool = False

    def add(self, day: date, label: str) -> None:
        if label == day.isoformat():
            self.dated = True
        else:
            self.periods[label] = day


class Side(dict[str, _Told]):
    """What is told of adding goals, by their id: what comes in, or what is recorded and stands; nothing of others."""

    def take(self, slots: Iterable[tuple[str, date, str]]) -> None:
        """Take figures, each with its goal, day, and day or period as said."""
        for goal, day, label in slots:
            if goal in self:
                self[goal].add(day, label)

    def note_days(self, goals: Iterable[str]) -> None:
        """Note that there are figures of days alone for goals."""
        for goal in self.keys() & goals:
            self[goal].dated = True

    def take_day(self, goal: str, day: date) -> None:
        """Take a day of which there is a figure for a goal."""
        if goal in self:
            self[goal].days.add(day)


class Overlaps:
    """What comes in for adding goals, and what is recorded of them."""

    def __init__(self, plan: Plan) -> None:
        adding = [goal.id for goal in plan.goals if goal.promise.measure.additive]
        self._calendar = plan.calendar
        self.new, self.old = (Side({name: _Told() for name in adding}) for _ in range(2))

    @property
    def mixed(self) -> set[str]:
        """The goals that have periods and days, which are told by `take_day`."""
        both = ((name, new, self.old[name]) for name, new in self.new.items())
        return {name for name, new, old in both if (new.periods or old.periods) and (new.dated or old.dated)}

    def longer(self, goal: str) -> bool:
        """Whether periods of more than a day come in for a goal, which may have recorded days inside."""
        return goal in self.new and bool(self.new[goal].periods)

    def around(self, goal: str) -> set[date]:
        """The last days of all periods that what comes in for a goal may be, end with or lie in."""
        new = self.new.get(goal, _Told())
        ends = {*new.days, *new.periods.values()}
        return ends | {self._calendar.period_of(day, kind).last for day in ends for kind in PeriodKind}

    def totals(self) -> set[tuple[str, str]]:
        """The goals and periods of one file that are totals: others of it leave no day of them out.

        They count as what comes in no more.  Worked: a year beside its four quarters is one, beside three it is not.
        """
        found = set()
        for goal, new in self.new.items():
            for label in list(_covered(new, self._calendar)) if new.periods else ():
                found.add((goal, label))
                del new.periods[label]
        return found

    def told(self, mend: str) -> Iterator[str]:
        """A warning for each goal of which something that comes in overlaps something else, with what mends it."""
        for goal, new in self.new.items():
            twice = list(_twice(new, self.old[goal], self._calendar)) if new.periods or self.old[goal].periods else []
            if twice:
                label, inside = twice[0]
                more = f", and {len(twice) - 1:,} more" if len(twice) > 1 else ""
                yield (
                    f"warning: {label} of {goal} overlaps {inside}, so that it counts twice{more};"
                    f" if that is wrong: {mend}"
                )


def _covered(new: _Told, calendar: Calendar) -> Iterator[str]:
    """The periods of which every day lies in others that are shorter."""
    periods = _in_order(new.periods, calendar)
    days = sorted(new.days)
    for at, one in enumerate(periods):
        begun = _begun_within(periods, at)
        parts = [(other.start, other.end) for other in begun if other.end <= one.end and other.days < one.days]
        parts += [(day, day + ONE_DAY) for day in days[bisect_left(days, one.start) : bisect_left(days, one.end)]]
        covered = reduce(lambda to, part: max(to, part[1]) if part[0] <= to else to, sorted(parts), one.start)
        if covered >= one.end:
            yield one.label


def _twice(new: _Told, old: _Told, calendar: Calendar) -> Iterator[tuple[str, str]]:
    """Each period with what else lies in it or across its ends, where one of them is new."""
    coming, days = new.periods.keys(), sorted(new.days | old.days)
    periods = _in_order(new.periods | old.periods, calendar)
    for at, one in enumerate(periods):
        inside = days[bisect_left(days, one.start) : bisect_left(days, one.end)]
        told = [f"{day}" for day in inside if one.label in coming or day in new.days]
        begun = _begun_within(periods, at)
        told += [other.label for other in begun if one.label in coming or other.label in coming]
        if told:
            yield one.label, first_few(told)


def _begun_within(periods: Sequence[Period], at: int) -> Sequence[Period]:
    """The later ones of periods in order that begin before one of them ends."""
    return periods[at + 1 : bisect_left(periods, periods[at].end, at + 1, key=attrgetter("start"))]


def _in_order(labels: dict[str, date], calendar: Calendar) -> list[Period]:
    """The periods of these names by their beginning, the longest first."""
    named = (period_named(label, day, calendar) for label, day in labels.items())
    return sorted(filter(None, named), key=lambda one: (one.start, -one.days))
