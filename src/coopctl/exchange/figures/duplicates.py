"""What an import brings that is not recorded yet, and what of it takes the place of something that is."""

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain, compress, islice, repeat
from operator import attrgetter, itemgetter, or_
from shlex import join
from typing import NamedTuple

from msgspec import structs

from coopctl.exchange.figures.compared import Compared
from coopctl.exchange.figures.intake import Intake
from coopctl.exchange.figures.join import Heap, parts
from coopctl.exchange.figures.keys import derived, is_derived
from coopctl.exchange.figures.lapsed import MOST, Blank, Lapse, coming, spans
from coopctl.exchange.figures.passed import Skip
from coopctl.exchange.formats.rows import Unread
from coopctl.judgement.books import Book
from coopctl.plan.corrections import Gone, State, state_of
from coopctl.plan.plain import Columns, Lines, PlainFigure
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.slot import Slot, is_event
from coopctl.store import Staged, Store
from coopctl.tracker.condensing import DAYS
from coopctl.values.ids import is_made, shown_key
from coopctl.values.quantities import NumberFormat


class _Kind:
    """What is known of a figure, recorded or new, beside what it says: bits of a number.

    They are plain numbers, for flags of an enumeration take a microsecond to be joined, and a million rows join many.
    """

    KNOWN = 1  # a row that says the same is this figure, also where it was corrected
    STANDS = 2
    PROVISIONAL = 4
    MADE = 8  # somebody made its key
    DERIVED = 16  # its key was made of a row's columns that are not used
    GONE = 32  # undone, of a goal that was removed, or a retraction: only its key is taken
    EVENT = 64
    KEYED = 8 | 16


# What is known of a recorded figure by what became of it; of one that was retracted nothing.
_STATES = {State.STANDS: _Kind.KNOWN | _Kind.STANDS, State.REPLACED: _Kind.KNOWN, State.UNDONE: _Kind.GONE}


class _Row(NamedTuple):
    """A figure in numbers: hashes of its slot, its value in it, and all that it says; its own number, and its kind.

    Figures that come in have their numbers, and so have those that are recorded, both in their order.
    """

    slot: int
    near: int
    fact: int
    number: int
    kind: int


class _Against(NamedTuple):
    """The recorded figure that a row meets, by its number, and why it does not take it silently; "" where it does."""

    number: int
    why: str


_VALUE, _NOTE, _PART, _KEY, _DAY = "value", "note", "part", "key", "day"


def sift(intake: Intake, staged: Staged, store: Store) -> Iterable[Figure]:
    """The staged figures without those that are recorded, each left out as often as it is; corrections name the old.

    Equal is what agrees in goal, period, value, note and source.  A row with a key of its own is the figure of that
    key, however often it is sent, and not one with another key of somebody's making.  A figure that was replaced is
    still known, one that was withdrawn is not.  A row that has another value for a slot takes the place of a
    provisional figure, of any other where `update` is asked for, and else goes to the rejects.  A total of others of
    its file is passed over.
    """
    _tell_new_days(intake, staged)
    totals = _totals(intake)
    if next(iter(store.figures()), None) is None:
        return (figure for _, figure in _without(totals, intake, enumerate(staged))) if totals else staged
    gone = store.gone()
    heaps = Heap(5), Heap(5), Heap(4), Heap(4)
    try:
        join = _Join(intake, staged, store, gone, heaps)
        found = join.found()
    finally:
        for heap in heaps:
            heap.close()
    withdrawals = list(_withdrawals(intake, store, gone))
    if found is None and not withdrawals and not intake.carried.any and not totals:
        return staged
    old = _old(intake, join, found or _Found(bytearray(), {}, {}))
    return chain(_new(intake, staged, found, old, _Chain(gone, store), totals), withdrawals)


def _tell_new_days(intake: Intake, staged: Staged) -> None:
    """Tell the days of goals that have periods, too, which may lie in those."""
    if mixed := intake.overlaps.mixed:
        _tell_days(staged, mixed, intake.overlaps.come_on)


def _tell_days(figures: Iterable[Figure], goals: Collection[str], tell: Callable[[str, date], None]) -> None:
    """Tell the days of figures with values of some goals that are of a day alone."""
    for one in figures:
        if one.goal in goals and one.date is not None and one.value is not None and one.on == one.date.isoformat():
            tell(one.goal, one.date)


_Totals = set[tuple[str, str]]


def _totals(intake: Intake) -> _Totals:
    """The totals among what comes in; none where rows have keys of their own, as those of an export have."""
    return set() if intake.brought else intake.overlaps.totals()


def _without(totals: _Totals, intake: Intake, numbered: Iterable[tuple[int, Figure]]) -> Iterator[tuple[int, Figure]]:
    """Figures with their numbers but the totals of others of their file, which are passed over."""
    for number, figure in numbered:
        if totals and (figure.goal, figure.on) in totals:
            intake.passed.add(Skip.TOTAL, intake.lines[number])
        else:
            yield number, figure


# Of so many days at most, and so many events of each, it is asked what became of them: what was edited is few.
_MOST_DAYS, _MOST_EVENTS = 10_000, 300
# So much of an import comes again at least with a file that was edited.
_MOST_OF = 0.8
_FEW = 5
# So many are looked up where that is done without reading everything, in less memory than all others take.
_FEW_LOOKED_UP = 200


class _Found(NamedTuple):
    """What became of the staged figures, by number: recorded already or not, what they meet, whose key is taken."""

    known: bytearray
    against: dict[int, _Against]
    rekeyed: dict[int, None]


class _Join:
    """Joins what comes in with what is recorded, first by key, then by slot."""

    def __init__(self, intake: Intake, staged: Staged, store: Store, gone: Gone, heaps: tuple[Heap, ...]) -> None:
        self._intake, self._staged, self._store, self._gone = intake, staged, store, gone
        self._in, self._there, self._keys_in, self._keys_there = heaps
        self._claimed = bytearray()
        self._adds = {goal.id: goal.promise.measure.additive for goal in intake.plan.goals}
        # The places up to which figures are of a goal that was removed and had its id.
        self._after = {goal.id: goal.after for goal in intake.plan.goals}
        self._last_after = max(self._after.values(), default=0)
        self._few: tuple[set[str], set[Slot]] | None = None
        self._wrong: dict[int, _Against] = {}
        # New events, each with those of their days that the file does not have.
        self._left: list[tuple[list[_Row], list[_Row]]] = []
        # Of the goals that come in, how many figures stand; and between which days they come in, where it is asked.
        self._coming: set[str] = set()
        self._standing = 0

    def found(self) -> _Found | None:
        """What became of each staged figure; None where all are simply new."""
        count = self._fill_in()
        self._fill_there()
        found = _Found(bytearray(count), {}, {})
        for number in parts():
            self._by_key(number, found)
        for number in parts():
            self._by_slot(number, found)
        may_lapse = self._may_lapse()
        if self._left or may_lapse:
            imports = self._imports(lapse=may_lapse)
            self._by_import(imports, found)
            self._intake.lapses = list(self._lapses(imports, found)) if imports.lapsed else []
        return found if any(found.known) or found.against or found.rekeyed else None

    def _fill_in(self) -> int:
        keyed = self._keyed = bool(self._intake.brought) or self._intake.derives
        count = 0
        for block in self._staged.blocks():
            said, numbers = Compared.of(block), range(count, count + len(block))
            kinds = [
                (_Kind.EVENT if alone and self._adds[goal] else 0) | _Kind.PROVISIONAL * mark
                for goal, alone, mark in zip(said.goals, said.alone, _marks(block), strict=True)
            ]
            self._put_by(self._in, self._keys_in, said, numbers, kinds)
            self._coming.update(said.goals)
            count += len(block)
        # Of a few rows the figures that they can meet are found by keys and slots, without reading all the others.
        if self._are_few(count):
            few = list(self._staged)
            blanks = self._intake.blanks
            slots = {*map(Slot.of, few), *blanks.slots, *self._between()}
            keys = {one.key for one in few} if keyed else set()
            self._few = ({*keys, *blanks.keys, *self._corrected()}, slots)
        return count

    def _corrected(self) -> Iterator[str]:
        """The keys of what was corrected, by which rows that tell which is which are known again."""
        for one in self._store.references() if self._intake.said else ():
            yield from one.replaces.splitlines()

    def _between(self) -> Iterator[Slot]:
        """The days of what is recorded from the first that comes in on, or to the last, where these are few."""
        books = self._store.condensed(DAYS, self._intake.plan, self._coming)
        for goal, (first, last) in self._spans.items():
            later = [day for day in books[goal].days if day >= first]
            days = later if len(later) <= _MOST_EVENTS else [day for day in later if day <= last]
            yield from (Slot(goal, day.isoformat()) for day in days if len(days) <= _MOST_EVENTS)

    @cached_property
    def _spans(self) -> Mapping[str, tuple[date, date]]:
        """The first and the last day of which figures come in, by goal."""
        return spans(self._staged)

    def _are_few(self, count: int) -> bool:
        return count <= _FEW or (count <= _FEW_LOOKED_UP and self._store.looks_up())

    def _put_by(self, heap: Heap, keys: Heap, said: Compared, numbers: Sequence[int], kinds: Sequence[int]) -> None:
        """Put figures by in the heaps of their slots and of their keys."""
        slots, near, facts = said.hashes()
        if self._keyed:
            kinds = list(map(or_, kinds, map(_key_kind, said.keys)))
        heap.extend(slots, near, facts, numbers, kinds)
        if self._keyed:
            keys.extend(map(hash, said.keys), facts, numbers, kinds)

    def _note_days(self) -> None:
        """Note what is recorded of goals inside of the periods that come in, and around them.

        Where few rows come in not all that is recorded is read, but what it comes to by its days is known, and those
        figures are found that are of certain days.
        """
        overlaps, plan = self._intake.overlaps, self._intake.plan
        _tell_days(self._staged, {goal.id for goal in plan.goals}, overlaps.come_on)
        for goal in plan.goals:
            around = overlaps.around(goal.id)
            book = self._store.condensed(DAYS, plan, {goal.id})[goal.id] if overlaps.longer(goal.id) else Book()
            for day in book.days.keys() - around:
                overlaps.there_on(goal.id, day)
            dated = self._store.dated(DAYS, goal, around) if around else ()
            there = [figure for place, figure in dated if self._stands(goal, place, figure)]
            overlaps.there((goal.id, one.date, one.on) for one in there if one.date is not None)
            _tell_days(there, {goal.id}, overlaps.there_on)

    def _stands(self, goal: Goal, place: int, figure: Figure) -> bool:
        """Whether a figure of a goal has a value that counts."""
        own = figure.goal == goal.id and figure.value is not None and place > goal.after
        return own and figure.key not in self._gone and figure.batch not in self._gone

    def recorded(self) -> Iterable[Entry]:
        """The recorded figures that those that come in can meet, with their places."""
        return self._store.figures() if self._few is None else self._store.naming(*self._few)

    def _fill_there(self) -> None:
        if self._few is not None:
            self._note_days()
        else:
            self._gone = dict(self._gone)  # of which every recorded figure asks
        count = 0
        for lines in self._all_lines():
            said, figures, kinds = self._plain(lines) if self._is_plain(lines) else self._whole(lines)
            self._put_by(self._there, self._keys_there, said, range(count, count + len(kinds)), kinds)
            self._tell_there(said, figures, kinds)
            both = zip(said.goals, kinds, strict=True)
            self._standing += sum(1 for goal, kind in both if kind & _Kind.STANDS and goal in self._coming)
            count += len(kinds)
        self._claimed = bytearray(count)
        if self._few is None:
            self._tell_mixed()

    def _is_plain(self, lines: Lines) -> bool:
        """Whether figures are plain, of goals of the plan, and after all of goals that were removed."""
        return bool(lines.figures) and lines.first > self._last_after and self._after.keys() >= set(lines.goals)

    def _plain(self, lines: Lines) -> tuple[Compared, Iterable[PlainFigure], list[int]]:
        """What is known of plain figures."""
        gone, kinds = self._gone, [_STATES[State.STANDS]] * len(lines.figures)
        if gone:
            states = (gone.get(one.key) or gone.get(one.batch) or State.STANDS for one in lines.figures)
            kinds = [_STATES.get(state, 0) for state in states]
        if lines.marks:
            kinds = [kind | _Kind.PROVISIONAL * mark for kind, mark in zip(kinds, lines.marks, strict=True)]
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
        kind = _STATES.get(how, 0) if said and own else _Kind.GONE
        # A figure takes the place of what is provisional, and of what was said not to come.
        return kind | (_Kind.PROVISIONAL if figure.provisional or figure.missing else 0)

    def _tell_there(self, said: Compared, figures: Iterable[Figure | PlainFigure], kinds: Sequence[int]) -> None:
        """Tell which periods are recorded of adding goals, and which of them have days."""
        overlaps = self._intake.overlaps
        overlaps.there_on_days(set(compress(said.goals, said.alone)))
        if not all(said.alone):
            rows = zip(said.goals, said.labels, said.alone, kinds, figures, strict=True)
            overlaps.there(
                {
                    (goal, _day_of(one), label)
                    for goal, label, alone, kind, one in rows
                    if not alone and kind & _Kind.STANDS and self._adds[goal] and one.value is not None
                }
            )

    def _tell_mixed(self) -> None:
        """Tell the days of goals that have periods, too, all of which are looked at once more."""
        mixed = self._intake.overlaps.mixed
        if mixed:
            _tell_new_days(self._intake, self._staged)
            goals = {goal.id: goal for goal in self._intake.plan.goals if goal.id in mixed}
            stand = (
                figure
                for place, figure in self._store.figures()
                if figure.goal in goals and self._stands(goals[figure.goal], place, figure)
            )
            _tell_days(stand, mixed, self._intake.overlaps.there_on)

    def _by_key(self, number: int, found: _Found) -> None:
        """A row with a key that is taken is that figure, or contradicts it; of one that is gone only the key is."""
        coming = list(self._keys_in.part(number))
        there = self._keyed_there(number) if coming else {}
        for key, fact, at, kind in coming:
            was, recorded, state = there.get(key, (fact, -1, 0))
            if recorded < 0:
                continue
            if state & _Kind.GONE:
                found.rekeyed[at] = None
            elif fact == was and _may_be(kind, state):
                found.known[at] = self._claimed[recorded] = 1
            elif kind & _Kind.MADE or state & _Kind.KNOWN:
                self._wrong[at] = _Against(recorded, "" if state & _Kind.PROVISIONAL else _KEY)

    def _keyed_there(self, number: int) -> dict[int, tuple[int, int, int]]:
        """What is recorded by key: what it says, its number and kind; one that is gone only where no other has it."""
        there: dict[int, tuple[int, int, int]] = {}
        for key, fact, recorded, kind in self._keys_there.part(number):
            if key not in there or there[key][2] & _Kind.GONE:
                there[key] = fact, recorded, kind
        return there

    def _by_slot(self, number: int, found: _Found) -> None:
        coming = [row for row in self._in.part(number) if not found.known[row[3]]]
        if not coming:
            return
        there = [row for row in self._there.part(number) if row[4] & _Kind.KNOWN and not self._claimed[row[3]]]
        left = self._unclaimed(coming, there, found)
        if left:
            self._meet(left, _by_slots(there), found)

    def _meet(self, left: Iterable[_Row], standing: Mapping[int, list[_Row]], found: _Found) -> None:
        """Compare what is left with what is recorded of its slots, and remember the events that met nothing."""
        fresh: dict[int, list[_Row]] = {}
        for new in left:
            against = self._against(new, standing.get(new.slot, []))
            if against is not None:
                self._decide(new, against, found)
            elif new.kind & _Kind.EVENT and not new.kind & _Kind.MADE:
                fresh.setdefault(new.slot, []).append(new)
        both = ((rows, self._others(standing.get(slot, ()))) for slot, rows in fresh.items())
        if len(self._left) < _MOST_DAYS:
            self._left.extend((rows[:_MOST_EVENTS], others[:_MOST_EVENTS]) for rows, others in both if others)

    def _others(self, standing: Iterable[_Row]) -> list[_Row]:
        """The recorded events of a day that are none of what comes in, nor can be by their key."""
        return [one for one in standing if not (self._claimed[one.number] or one.kind & _Kind.MADE)]

    def _by_import(self, left: "_Imports", found: _Found) -> None:
        """A new event is what became of one of its day that is of the same file, which has it no more."""
        same = self._same(left)
        for rows, there in self._left:
            for new, one, why in _became(rows, [one for one in there if left.of[one.number] in same]):
                if why is None:
                    found.known[new.number] = self._claimed[one.number] = 1
                else:
                    self._decide(new, _Against(one.number, why), found)

    def _same(self, left: "_Imports") -> set[str]:
        """The imports of the same file; with `update` those that surely brought the same rows, too, which are told."""
        alike = left.alike(self._left)
        sure = {name for name, is_sure in alike.items() if is_sure}
        told = alike.keys() - sure if self._intake.asked.update else alike.keys()
        if told:
            rows = sum(left.of[one.number] in told for _, there in self._left for one in there)
            self._intake.tell_again(rows, sure=bool(sure & told))
        return {*left.same, *(sure - told)}

    def _imports(self, *, lapse: bool) -> "_Imports":
        """The imports that brought the events that are left, and those that brought what the file has.

        With `lapse` there are those, too, of the days that come in which may have come with it before.
        """
        left = {one.number for _, there in self._left for one in there}
        imports = _Imports(Counter(), {}, {}, {}, {})
        for number, place, figure in self._unclaimed_there(imports.same):
            if number in left:
                imports.of[number] = figure.batch
                imports.values.setdefault(figure.batch, set()).add(figure.value)
            if lapse:
                self._note_before(number, place, figure, imports)
            if len(imports.lapsed) > MOST:  # the file is a part of what is recorded, which says nothing of the others
                imports.lapsed.clear()
                lapse = False
            if not (lapse or left):
                break
        return imports

    def _unclaimed_there(self, same: Counter[str]) -> Iterator[tuple[int, int, Figure]]:
        """The recorded figures that nothing is that comes in, with number and place; in `same` others are counted."""
        count = 0
        for lines in self._all_lines():
            plain = lines.figures if self._is_plain(lines) else ()
            entries = () if plain else tuple(lines.whole())
            claimed = self._claimed[count : count + len(plain or entries)]
            figures = compress(plain or map(itemgetter(1), entries), claimed)
            same.update(filter(None, map(attrgetter("batch"), figures)))
            if not all(claimed):
                numbered = zip(enumerate(entries or lines.whole(), count), claimed, strict=True)
                yield from ((number, *entry) for (number, entry), known in numbered if not known)
            count += len(claimed)

    def _all_lines(self) -> Iterable[Lines]:
        """The recorded figures that those that come in can meet, many at a time."""
        return self._store.lines() if self._few is None else [Lines(0, 0, self.recorded)]

    def _may_lapse(self) -> bool:
        """Whether something may be recorded that came with the file before; not told where rows are not understood."""
        intake = self._intake
        if intake.rejects or intake.ours:
            return False
        return intake.blanks.some or (any(self._claimed) and self._standing > sum(self._claimed))

    def _note_before(self, number: int, place: int, figure: Figure, imports: "_Imports") -> None:
        """Note a figure that is of a slot without a value, or of the days that come in, or later; or was corrected."""
        goal, blank = self._intake.plan.named.get(figure.goal), self._intake.blanks.of(figure)
        if goal is not None and (blank or self._late(figure)):
            if self._stands(goal, place, figure):
                imports.lapsed[number] = figure
            elif self._gone.get(figure.key) is State.REPLACED:
                imports.corrected[figure.key] = figure

    def _late(self, figure: Figure) -> bool:
        """Whether a figure is not of before the first day that comes in."""
        first, _ = self._spans.get(figure.goal, (date.max, date.max))
        return figure.date is not None and figure.date >= first

    def _lapses(self, imports: "_Imports", found: _Found) -> Iterator[Lapse]:
        """What came with the file before, and does not any more."""
        fresh = _Fresh(self._intake, self._staged, found)
        lapsed = list(self._lapsed(imports, found))
        times = Counter(first.batch for _, first, _, blank in lapsed if not blank)
        for number, first, one, blank in lapsed:
            # Of an import of which less than half comes again this is another file.
            same = imports.same[first.batch] >= max(times[first.batch], 1)
            if blank and (same or self._is_withdrawn(one, blank)):
                yield Lapse(one, blank)
            elif not self._is_moved(number, first, one, fresh, found) and same:
                yield from self._taken_out(one, fresh)

    def _is_withdrawn(self, one: Figure, blank: Blank) -> bool:
        """Whether a blank is of a figure that some import brought: by its key, or of its day or period alone."""
        return blank.keyed or bool(one.batch and not self._is_event(one))

    def _is_moved(self, number: int, first: Figure, one: Figure, fresh: "_Fresh", found: _Found) -> bool:
        """Whether a new row is surely that of an event, which it then meets."""
        new = fresh.moved(first) if self._is_event(one) else None
        if new is not None:
            found.against[new] = _Against(number, "" if self._intake.asked.update else _DAY)
        return new is not None

    def _is_event(self, figure: Figure) -> bool:
        return is_event(figure, adds=self._adds[figure.goal])

    def _lapsed(self, imports: "_Imports", found: _Found) -> Iterator[tuple[int, Figure, Figure, Blank | None]]:
        """The figures of which nothing comes in: number, what each was first and is now, and the blank in its place."""
        met = {one.number for one in found.against.values()}
        there = {number: one for number, one in imports.lapsed.items() if number not in met}
        kept = coming(self._staged, {Slot.of(one) for one in there.values()})
        for number, one in there.items():
            if not self._claimed[number] and (self._is_event(one) or Slot.of(one) not in kept):
                yield number, imports.first(one), one, self._intake.blanks.of(one)

    def _taken_out(self, one: Figure, fresh: "_Fresh") -> Iterator[Lapse]:
        """A figure of the days that come in which does not, with the new one that it may have become."""
        now = fresh.like(one) if self._is_event(one) and self._late(one) else None
        if now is not None:
            yield Lapse(one, line=self._intake.lines[now[0]], now=now[1])
        elif self._late(one) and one.date is not None and one.date <= self._spans[one.goal][1]:
            yield Lapse(one)

    def _unclaimed(
        self, coming: Iterable[tuple[int, ...]], there: Sequence[tuple[int, ...]], found: _Found
    ) -> list[_Row]:
        """The rows that come in without those that say what a recorded figure says, each of which is one of them."""
        equal: dict[int, list[tuple[int, int]]] = {}
        for _, _, fact, recorded, kind in reversed(there):
            equal.setdefault(fact, []).append((recorded, kind))
        left = []
        for row in coming:
            _, _, fact, at, kind = row
            claimed = _claim(equal[fact], kind) if fact in equal else None
            if claimed is None:
                left.append(_Row._make(row))
            else:
                found.known[at] = self._claimed[claimed] = 1
        return left

    def _against(self, row: _Row, there: list[_Row]) -> _Against | None:
        """The recorded figure that a new row of its slot meets, and how they differ; None where it is simply new."""
        if row.number in self._wrong:
            return self._wrong[row.number]
        if row.kind & _Kind.EVENT:
            return self._event_against(row, there)
        if not there or (there[-1].kind & row.kind & _Kind.MADE):
            return None
        last = there[-1]
        if last.near == row.near and _may_be(row.kind, last.kind):
            return _Against(last.number, _PART if last.kind & row.kind & _Kind.DERIVED else _NOTE)
        return _Against(last.number, "" if last.kind & _Kind.PROVISIONAL else _VALUE)

    def _event_against(self, row: _Row, there: list[_Row]) -> _Against | None:
        """The recorded event of the same value that an event is with another note, unless keys tell them apart."""
        near = (one for one in there if one.near == row.near and not self._claimed[one.number])
        one = next((one for one in near if not (one.kind & row.kind & _Kind.KEYED)), None)
        if one is None or (row.kind | one.kind) & _Kind.MADE:
            return None
        self._claimed[one.number] = 1
        return _Against(one.number, _NOTE if _may_be(row.kind, one.kind) else "")

    def _decide(self, row: _Row, against: _Against, found: _Found) -> None:
        if self._intake.asked.update and against.why == _PART:
            found.known[row.number] = 1
        else:
            found.against[row.number] = against._replace(why="") if self._intake.asked.update else against


class _Fresh:
    """What comes in, and nothing is recorded of."""

    def __init__(self, intake: Intake, staged: Staged, found: _Found) -> None:
        self._intake = intake
        new = ((number, one) for number, one in staged.unmarked(found.known) if number not in found.against)
        self._new = dict(islice(new, MOST))

    def moved(self, old: Figure) -> int | None:
        """The number of the row that was this figure's: it says all the same in columns that tell which row is which.

        The figure's key was made of that.
        """
        if not is_derived(old.key):
            return None
        said = ((number, self._intake.said[number]) for number in self._new if number in self._intake.said)
        own = f"{old.value}", old.note, old.source, 0
        for number, (goal, _, *cells, _, _, _) in said:
            if goal == old.goal and derived([(goal, old.on, *cells, *own)]) == [old.key]:
                del self._new[number]
                return number
        return None

    def like(self, old: Figure) -> tuple[int, Figure] | None:
        """A figure of another day that says the same as one, each once."""
        for number, one in self._new.items():
            if (one.goal, one.value, one.note, one.source) == (old.goal, old.value, old.note, old.source):
                return number, self._new.pop(number)
        return None


class _Imports(NamedTuple):
    """Imports, by their batch: those of the file itself, that of each event that is left, and which values are.

    `lapsed` are the figures by number that may have come with the file, and do not, `corrected` by key those that had
    been in the place of some.
    """

    same: Counter[str]
    of: dict[int, str]
    values: dict[str, set[Decimal | None]]
    lapsed: dict[int, Figure]
    corrected: dict[str, Figure]

    def first(self, figure: Figure) -> Figure:
        """What a figure was before all corrections that are known."""
        while figure.replaces in self.corrected:
            figure = self.corrected.pop(figure.replaces)
        return figure

    def alike(self, left: Iterable[tuple[list[_Row], list[_Row]]]) -> dict[str, bool]:
        """The other imports of which a new row says the same as each event, or most of them; and whether that is sure.

        It is where no event is left over, and not all of them are of one value.
        """
        all_, same = Counter[str](), Counter[str]()
        for rows, there in left:
            all_.update(self.of[one.number] for one in there)
            same.update(self.of[one.number] for _, one, why in _became(rows, there) if why is None)
        found = [name for name in all_.keys() - self.same if name and same[name] >= _MOST_OF * all_[name]]
        return {name: same[name] == all_[name] and len(self.values[name]) > 1 for name in found}


def _became(rows: Sequence[_Row], there: Sequence[_Row]) -> Iterator[tuple[_Row, _Row, str | None]]:
    """What became of the events of a day: first those that say the same, then those of the same value, then others.

    Of each is given why it is not simply the same, None where it is.
    """
    for field, why in ("fact", None), ("near", _NOTE), ("slot", _VALUE):
        by: dict[int, deque[_Row]] = {}
        for one in there:
            by.setdefault(getattr(one, field), deque()).append(one)
        left = []
        for new in rows:
            if same := by.get(getattr(new, field)):
                one = same.popleft()
                gives_way = one.kind & _Kind.PROVISIONAL and (why == _VALUE or not _may_be(new.kind, one.kind))
                yield new, one, "" if gives_way else why
            else:
                left.append(new)
        rows, there = left, list(chain.from_iterable(by.values()))


def _by_slots(there: Iterable[tuple[int, ...]]) -> dict[int, list[_Row]]:
    """The recorded figures that stand, by their slots."""
    standing: dict[int, list[_Row]] = {}
    for one in map(_Row._make, there):
        if one.kind & _Kind.STANDS:
            standing.setdefault(one.slot, []).append(one)
    return standing


def _day_of(figure: Figure | PlainFigure) -> date:
    return date.fromisoformat(f"{figure.date}")


def _key_kind(key: str) -> int:
    return _Kind.DERIVED if is_derived(key) else _Kind.MADE if is_made(key) else 0


def _marks(block: Columns | Sequence[Figure]) -> Iterable[bool]:
    """Which figures that come in leave it to a later one to be final."""
    if isinstance(block, Columns):
        return block.provisional or repeat(False, len(block))
    return [one.provisional or one.missing for one in block]


def _may_be(kind: int, recorded: int) -> bool:
    """Whether a row can be a recorded figure that says the same: one that is final is none that is provisional."""
    return bool(kind & _Kind.PROVISIONAL) or not recorded & _Kind.PROVISIONAL


def _claim(same: list[tuple[int, int]], kind: int) -> int | None:
    """Take the first of the recorded figures that a row may be which says the same; they are given from the last on.

    It is none with a key of its own where the row has one, too.
    """
    for at in range(len(same) - 1, -1, -1):
        if not kind & same[at][1] & _Kind.KEYED and _may_be(kind, same[at][1]):
            return same.pop(at)[0]
    return None


def _old(intake: Intake, join: _Join, found: _Found) -> dict[int, Figure]:
    """The recorded figures that have to be named: all that are replaced, and of the others those that are shown."""
    shown = len(intake.rejects.first)
    wanted = set()
    for _, against in sorted(found.against.items()):
        if not against.why or intake.asked.keep or shown < intake.rejects.shown:
            wanted.add(against.number)
            shown += bool(against.why)
    numbered = enumerate(join.recorded()) if wanted else ()
    return {number: figure for number, (_, figure) in numbered if number in wanted}


class _Chain:
    """Which figure stands at the end of the corrections of another."""

    def __init__(self, gone: Gone, store: Store) -> None:
        self._gone, self._store = gone, store

    @cached_property
    def _next(self) -> Mapping[str, str]:
        """By which figure each was replaced; read only where that is asked for."""
        gone, references = self._gone, self._store.references()
        found = {one.replaces: one.key for one in references if one.replaces and one.key not in gone}
        again = [one for one in references if one.replaces and gone.get(one.key) is State.REPLACED]
        return found | {one.replaces: one.key for one in again}

    def last(self, key: str) -> str:
        """The key of the figure that stands in the place of this one."""
        seen = {key}
        if key not in self._gone:
            return key
        while (following := self._next.get(key)) and following not in seen:
            key = following
            seen.add(key)
        return key

    def standing(self, keys: str) -> str:
        """The first of several keys that is recorded, or what stands in its place; "" where none is recorded."""
        for key in keys.splitlines():
            if any(figure.key == key for _, figure in self._store.with_key(key)):
                last = self.last(key)
                return "" if self._gone.get(last) else last
        return ""


def _new(
    intake: Intake,
    staged: Staged,
    found: _Found | None,
    old: Mapping[int, Figure],
    links: _Chain,
    totals: _Totals,
) -> Iterator[Figure]:
    known, against, rekeyed = found or (bytes(len(staged)), {}, {})
    intake.already += sum(known)
    for number, figure in _without(totals, intake, staged.unmarked(known)):
        new = _linked(intake, figure, links)
        if number in rekeyed:
            new = structs.replace(new, key=next(intake.keys))
        meets = None if new.replaces else against.get(number)
        if meets is None:
            if not intake.carried.stale(figure):
                yield new
        elif meets.why:
            _refuse(intake, number, figure, meets.why, old.get(meets.number))
        else:
            intake.correct(_became_now(old[meets.number], new, intake.plan.numbers))
            yield _in_place_of(old[meets.number], new, intake, links)


def _linked(intake: Intake, figure: Figure, links: _Chain) -> Figure:
    """A figure that corrects others, with the key of what stands of them here, or of what comes in."""
    if not figure.replaces:
        return figure
    key = links.standing(figure.replaces) or intake.carried.coming(figure.replaces)
    return structs.replace(figure, replaces=key)


def _became_now(old: Figure, new: Figure, numbers: NumberFormat) -> str:
    """What a figure was, and is now."""
    was, now = (_shown(figure, numbers) for figure in (old, new))
    moved = f"for {new.on}" if new.on != old.on else ""
    if now == was:
        final = old.provisional and not new.provisional
        now = "final" if final else "" if moved else "noted otherwise"
    return f"{new.goal} {was} for {old.on} is now {' '.join(filter(None, (now, moved)))}"


def _in_place_of(old: Figure, new: Figure, intake: Intake, links: _Chain) -> Figure:
    """A figure that corrects a recorded one, under a key of its own."""
    key = next(intake.keys) if is_derived(new.key) or new.key == old.key else new.key
    return structs.replace(new, key=key, replaces=links.last(old.key))


def _refuse(intake: Intake, number: int, new: Figure, why: str, old: Figure | None) -> None:
    intake.standing += 1
    intake.beside = intake.beside or _beside(new, old, intake.plan)
    parted = " or ".join(intake.unused)
    said = (
        "it says something else than what is recorded (see --update)"
        if old is None
        else _differs(new, old, why, parted, intake.plan.numbers)
    )
    intake.rejects.add(intake.lines[number], intake.kept(number), Unread(said))


def _beside(new: Figure, old: Figure | None, plan: Plan) -> str:
    """The call that lets a figure count beside another of its period, as of two offices; "" where only one can."""
    goal = plan.named.get(new.goal)
    same = old is not None and (old.goal, old.on) == (new.goal, new.on) and old.value != new.value
    if not same or goal is None or not goal.promise.measure.additive or new.value is None:
        return ""
    return join(("coopctl", "record", goal.id, plan.numbers.exact(new.value), "--on", new.on))


def _differs(new: Figure, old: Figure, why: str, parted: str, numbers: NumberFormat) -> str:
    """How a row differs from what is recorded; `parted` names the columns by which the parts of one day are told."""
    was, now = (_shown(figure, numbers) for figure in (old, new))
    key = shown_key(old.key)
    if why == _PART:
        said = f"{new.goal} has {was} for {new.on} already, from a row with another {parted}"
        return f"{said} (choose rows with --where; where it is the same: --update)"
    if (old.goal, old.on) != (new.goal, new.on):
        said = f"figure {key} is recorded for {old.goal}, {old.on}, not for {new.goal}, {new.on}"
    elif old.value == new.value:
        field = "note" if old.note != new.note else "source"
        was, now = (repr(getattr(figure, field))[:60] for figure in (old, new))
        said = f"{new.goal} for {new.on} is recorded with the {field} {was}, not {now}"
    elif why == _KEY:
        said = f"figure {key} is recorded with {was}, not {now}"
    else:
        said = f"{new.goal} has {was} for {new.on}, not {now} (figure {key})"
    return f"{said}; --update corrects it"


def _shown(figure: Figure, numbers: NumberFormat) -> str:
    return "n/a" if figure.value is None else numbers.exact(figure.value)


def _withdrawals(intake: Intake, store: Store, gone: Gone) -> Iterator[Figure]:
    """The retractions that a log brings of figures that are recorded here and stand."""
    for figure in intake.carried.withdrawals:
        there = {one.key: one for _, one in store.with_key(figure.retracts)}
        old = there.get(figure.retracts)
        if old is not None and not old.retracts and state_of(old, gone) == State.STANDS:
            intake.withdrawn += 1
            yield figure
