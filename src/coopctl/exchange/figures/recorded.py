"""What is recorded that the figures which come in can meet, many at a time."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import compress
from operator import attrgetter, itemgetter

from coopctl.exchange.figures.compared import Compared
from coopctl.exchange.figures.intake import Intake
from coopctl.exchange.figures.kinds import STATES, Kind
from coopctl.exchange.figures.lapsed import spans
from coopctl.judgement.books import Book
from coopctl.plan.corrections import Gone, State, state_of
from coopctl.plan.plain import Lines, PlainFigure
from coopctl.plan.plan import Entry, Figure, Goal
from coopctl.plan.slot import Slot, is_event
from coopctl.store import Staged, Store
from coopctl.tracker.condensing import DAYS

# So many are looked up where that is done without reading everything, in less memory than all others take.
_FEW, _FEW_LOOKED_UP = 5, 200
# A day with more figures than this is not looked at for events that may be those of others.
_MOST_EVENTS = 300


class Recorded:
    """The recorded figures that those that come in can meet, in their order: all, or a few that are looked up."""

    def __init__(self, intake: Intake, staged: Staged, store: Store, gone: Gone) -> None:
        self._intake, self._staged, self._store, self._gone = intake, staged, store, gone
        self.adds = {goal.id: goal.promise.measure.additive for goal in intake.plan.goals}
        # The places up to which figures are of a goal that was removed and had its id.
        self._after = {goal.id: goal.after for goal in intake.plan.goals}
        self._last_after = max(self._after.values(), default=0)
        self._few: tuple[set[str], set[Slot]] | None = None

    @cached_property
    def spans(self) -> Mapping[str, tuple[date, date]]:
        """The first and the last day of which figures come in, by goal."""
        return spans(self._staged)

    def look_up(self, goals: Collection[str], *, keyed: bool) -> None:
        """Of a few rows find the figures that they can meet by keys and slots, without reading all the others."""
        count = len(self._staged)
        if count > _FEW and not (count <= _FEW_LOOKED_UP and self._store.looks_up()):
            return
        few, blanks = list(self._staged), self._intake.blanks
        slots = {*map(Slot.of, few), *blanks.slots, *self._between(goals)}
        keys = {one.key for one in few} if keyed else set()
        self._few = ({*keys, *blanks.keys, *self._corrected()}, slots)

    def _corrected(self) -> Iterator[str]:
        """The keys of what was corrected, by which rows that tell which is which are known again."""
        for one in self._store.references() if self._intake.said else ():
            yield from one.replaces.splitlines()

    def _between(self, goals: Collection[str]) -> Iterator[Slot]:
        """The days of what is recorded from the first that comes in on, or to the last, where these are few."""
        books = self._store.condensed(DAYS, self._intake.plan, goals)
        for goal, (first, last) in self.spans.items():
            later = [day for day in books[goal].days if day >= first]
            days = later if len(later) <= _MOST_EVENTS else [day for day in later if day <= last]
            yield from (Slot(goal, day.isoformat()) for day in days if len(days) <= _MOST_EVENTS)

    def entries(self) -> Iterable[Entry]:
        """The figures with their places."""
        return self._store.figures() if self._few is None else self._store.naming(*self._few)

    def columns(self) -> Iterator[tuple[Compared, Sequence[int]]]:
        """The figures by the column with what is known of them; tells which periods and days are there."""
        if self._few is not None:
            self._note_days()
        else:
            self._gone = dict(self._gone)  # of which every recorded figure asks
        for lines in self._lines():
            said, figures, kinds = self._plain(lines) if self._is_plain(lines) else self._whole(lines)
            self._tell(said, figures, kinds)
            yield said, kinds
        if self._few is None:
            self._tell_mixed()

    def _lines(self) -> Iterable[Lines]:
        """The figures, many at a time."""
        return self._store.lines() if self._few is None else [Lines(0, 0, self.entries)]

    def unclaimed(self, claimed: Sequence[int], same: Counter[str]) -> Iterator[tuple[int, int, Figure]]:
        """The recorded figures that nothing is that comes in, with number and place; in `same` others are counted."""
        count = 0
        for lines in self._lines():
            plain = lines.figures if self._is_plain(lines) else ()
            entries = () if plain else tuple(lines.whole())
            known = claimed[count : count + len(plain or entries)]
            figures = compress(plain or map(itemgetter(1), entries), known)
            same.update(filter(None, map(attrgetter("batch"), figures)))
            if not all(known):
                numbered = zip(enumerate(entries or lines.whole(), count), known, strict=True)
                yield from ((number, *entry) for (number, entry), one in numbered if not one)
            count += len(known)

    def _is_plain(self, lines: Lines) -> bool:
        """Whether figures are plain, of goals of the plan, and after all of goals that were removed."""
        return bool(lines.figures) and lines.first > self._last_after and self._after.keys() >= set(lines.goals)

    def _plain(self, lines: Lines) -> tuple[Compared, Iterable[PlainFigure], list[int]]:
        """What is known of plain figures."""
        gone, kinds = self._gone, [STATES[State.STANDS]] * len(lines.figures)
        if gone:
            states = (gone.get(one.key) or gone.get(one.batch) or State.STANDS for one in lines.figures)
            kinds = [STATES.get(state, 0) for state in states]
        if lines.marks:
            kinds = [kind | Kind.PROVISIONAL * mark for kind, mark in zip(kinds, lines.marks, strict=True)]
        return Compared.of_plain(lines.figures), lines.figures, kinds

    def _whole(self, lines: Lines) -> tuple[Compared, Iterable[Figure], list[int]]:
        """The same of any figures."""
        entries = list(lines.whole())
        figures = [figure for _, figure in entries]
        return Compared.of(figures), figures, [self._kind(*one) for one in entries]

    def _kind(self, place: int, figure: Figure) -> int:
        """What is known of a recorded figure; one that is not its goal's own is of a goal that was removed."""
        own = place > self._after.get(figure.goal, place)
        how = state_of(figure, self._gone) if self._gone or figure.retracts else State.STANDS
        said = figure.value is not None or figure.missing
        kind = STATES.get(how, 0) if said and own else Kind.GONE
        # A figure takes the place of what is provisional, and of what was said not to come.
        return kind | (Kind.PROVISIONAL if figure.is_open else 0)

    def stands(self, goal: Goal, place: int, figure: Figure) -> bool:
        """Whether a figure of a goal has a value that counts."""
        own = figure.goal == goal.id and figure.value is not None and place > goal.after
        return own and figure.key not in self._gone and figure.batch not in self._gone

    def was_replaced(self, figure: Figure) -> bool:
        return self._gone.get(figure.key) is State.REPLACED

    def is_event(self, figure: Figure) -> bool:
        return is_event(figure, adds=self.adds[figure.goal])

    def is_late(self, figure: Figure) -> bool:
        """Whether a figure is not of before the first day that comes in."""
        first, _ = self.spans.get(figure.goal, (date.max, date.max))
        return figure.date is not None and figure.date >= first

    def _note_days(self) -> None:
        """Note what is recorded of goals inside of the periods that come in, and around them.

        Where few rows come in not all that is recorded is read, but what it comes to by its days is known, and those
        figures are found that are of certain days.
        """
        overlaps, plan = self._intake.overlaps, self._intake.plan
        _tell_days(self._staged, {goal.id for goal in plan.goals}, overlaps.new.take_day)
        for goal in plan.goals:
            around = overlaps.around(goal.id)
            book = self._store.condensed(DAYS, plan, {goal.id})[goal.id] if overlaps.longer(goal.id) else Book()
            for day in book.days.keys() - around:
                overlaps.old.take_day(goal.id, day)
            dated = self._store.dated(DAYS, goal, around) if around else ()
            there = [figure for place, figure in dated if self.stands(goal, place, figure)]
            overlaps.old.take((goal.id, one.date, one.on) for one in there if one.date is not None)
            _tell_days(there, {goal.id}, overlaps.old.take_day)

    def _tell(self, said: Compared, figures: Iterable[Figure | PlainFigure], kinds: Sequence[int]) -> None:
        """Tell which periods are recorded of adding goals, and which of them have days."""
        overlaps = self._intake.overlaps
        overlaps.old.note_days(set(compress(said.goals, said.alone)))
        if not all(said.alone):
            rows = zip(said.goals, said.labels, said.alone, kinds, figures, strict=True)
            overlaps.old.take(
                {
                    (goal, date.fromisoformat(f"{one.date}"), label)
                    for goal, label, alone, kind, one in rows
                    if not alone and kind & Kind.STANDS and self.adds[goal] and one.value is not None
                }
            )

    def _tell_mixed(self) -> None:
        """Tell the days of goals that have periods, too, all of which are looked at once more."""
        mixed = self._intake.overlaps.mixed
        if mixed:
            tell_new_days(self._intake, self._staged)
            goals = {goal.id: goal for goal in self._intake.plan.goals if goal.id in mixed}
            stand = (
                figure
                for place, figure in self._store.figures()
                if figure.goal in goals and self.stands(goals[figure.goal], place, figure)
            )
            _tell_days(stand, mixed, self._intake.overlaps.old.take_day)


def tell_new_days(intake: Intake, staged: Staged) -> None:
    """Tell the days of goals that have periods, too, which may lie in those."""
    if mixed := intake.overlaps.mixed:
        _tell_days(staged, mixed, intake.overlaps.new.take_day)


def _tell_days(figures: Iterable[Figure], goals: Collection[str], tell: Callable[[str, date], None]) -> None:
    """Tell the days of figures with values of some goals that are of a day alone."""
    for one in figures:
        if one.goal in goals and one.date is not None and one.value is not None and one.on == one.date.isoformat():
            tell(one.goal, one.date)
