"""Which recorded figure each one that comes in is, or meets: by its key, by its slot, else by what came with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from operator import or_

from coopctl.exchange.figures.compared import Compared
from coopctl.exchange.figures.earlier import Earlier, Left
from coopctl.exchange.figures.heaps import Heap, parts
from coopctl.exchange.figures.intake import Intake
from coopctl.exchange.figures.kinds import Against, Found, Kind, Row, Why, key_kind, may_be
from coopctl.exchange.figures.recorded import Recorded
from coopctl.plan.plain import Columns
from coopctl.plan.plan import Figure
from coopctl.store import Staged

# Of so many days at most, and so many events of each, it is asked what became of them: what was edited is few.
_MOST_DAYS, _MOST_EVENTS = 10_000, 300


class Meeting:
    """Joins what comes in with what is recorded, first by key, then by slot."""

    def __init__(self, intake: Intake, staged: Staged, recorded: Recorded, heaps: tuple[Heap, ...]) -> None:
        self._intake, self._staged, self._recorded = intake, staged, recorded
        self._in, self._there, self._keys_in, self._keys_there = heaps
        self._keyed = bool(intake.brought) or intake.derives
        self._found = Found(update=intake.asked.update)
        self._wrong: dict[int, Against] = {}
        # New events, each with those of their days that the file does not have.
        self._left: list[Left] = []
        # How many figures stand of the goals that come in.
        self._standing = 0

    def found(self) -> Found:
        """What became of each staged figure."""
        self._fill_there(self._fill_in())
        for number in parts():
            self._by_key(number)
        for number in parts():
            self._by_slot(number)
        may_lapse = self._may_lapse()
        if self._left or may_lapse:
            Earlier(self._intake, self._staged, self._recorded, self._found, self._left).compare(lapse=may_lapse)
        return self._found

    def _fill_in(self) -> set[str]:
        """Put what comes in by; gives its goals."""
        count, goals, adds = 0, set[str](), self._recorded.adds
        for block in self._staged.blocks():
            said, numbers = Compared.of(block), range(count, count + len(block))
            kinds = [
                (Kind.EVENT if alone and adds[goal] else 0) | Kind.PROVISIONAL * mark
                for goal, alone, mark in zip(said.goals, said.alone, marks(block), strict=True)
            ]
            self._put_by(self._in, self._keys_in, said, numbers, kinds)
            goals.update(said.goals)
            count += len(block)
        self._found.known = bytearray(count)
        self._recorded.look_up(goals, keyed=self._keyed)
        return goals

    def _fill_there(self, goals: Collection[str]) -> None:
        """Put what is recorded by, and count what stands of some goals."""
        count = 0
        for said, kinds in self._recorded.columns():
            self._put_by(self._there, self._keys_there, said, range(count, count + len(kinds)), kinds)
            both = zip(said.goals, kinds, strict=True)
            self._standing += sum(1 for goal, kind in both if kind & Kind.STANDS and goal in goals)
            count += len(kinds)
        self._found.claimed = bytearray(count)

    def _put_by(self, heap: Heap, keys: Heap, said: Compared, numbers: Sequence[int], kinds: Sequence[int]) -> None:
        """Put figures by in the heaps of their slots and of their keys."""
        slots, near, facts = said.hashes()
        if self._keyed:
            kinds = list(map(or_, kinds, map(key_kind, said.keys)))
        heap.extend(slots, near, facts, numbers, kinds)
        if self._keyed:
            keys.extend(map(hash, said.keys), facts, numbers, kinds)

    def _by_key(self, number: int) -> None:
        """A row with a key that is taken is that figure, or contradicts it; of one that is gone only the key is."""
        coming = list(self._keys_in.part(number))
        there = self._keyed_there(number) if coming else {}
        for key, fact, at, kind in coming:
            was, recorded, state = there.get(key, (fact, -1, 0))
            if recorded < 0:
                continue
            if state & Kind.GONE:
                self._found.rekeyed[at] = None
            elif fact == was and may_be(kind, state):
                self._found.same(at, recorded)
            elif kind & Kind.MADE or state & Kind.KNOWN:
                self._wrong[at] = Against(recorded, "" if state & Kind.PROVISIONAL else Why.KEY)

    def _keyed_there(self, number: int) -> dict[int, tuple[int, int, int]]:
        """What is recorded by key: what it says, its number and kind; one that is gone only where no other has it."""
        there: dict[int, tuple[int, int, int]] = {}
        for key, fact, recorded, kind in self._keys_there.part(number):
            if key not in there or there[key][2] & Kind.GONE:
                there[key] = fact, recorded, kind
        return there

    def _by_slot(self, number: int) -> None:
        rows = list(self._in.part(number))
        if self._keyed and not self._intake.carried.named:
            self._note_finals(rows)
        coming = [row for row in rows if not self._found.known[row[3]]]
        if not coming:
            return
        there = [row for row in self._there.part(number) if row[4] & Kind.KNOWN and not self._found.claimed[row[3]]]
        left = self._unclaimed(coming, there)
        if left:
            self._meet(left, _by_slots(there))

    def _note_finals(self, rows: Iterable[tuple[int, ...]]) -> None:
        """A row with a key takes the place of a provisional one before it in the file, as of one that is recorded."""
        last: dict[int, tuple[int, int]] = {}
        # What is recorded came before all that is not, wherever it stands in the file.
        for slot, _, _, at, kind in sorted(rows, key=lambda row: not self._found.known[row[3]]):
            if kind & Kind.MADE and not kind & Kind.EVENT:
                before, earlier = last.get(slot, (0, 0))
                if earlier & Kind.PROVISIONAL:
                    self._found.instead[at] = before
                last[slot] = at, kind

    def _meet(self, left: Iterable[Row], standing: Mapping[int, list[Row]]) -> None:
        """Compare what is left with what is recorded of its slots, and remember the events that met nothing."""
        fresh: dict[int, list[Row]] = {}
        for new in left:
            against = self._against(new, standing.get(new.slot, []))
            if against is not None:
                self._found.meets(new.number, against)
            elif new.kind & Kind.EVENT and not new.kind & Kind.MADE:
                fresh.setdefault(new.slot, []).append(new)
        both = ((rows, self._others(standing.get(slot, ()))) for slot, rows in fresh.items())
        if len(self._left) < _MOST_DAYS:
            self._left.extend((rows[:_MOST_EVENTS], others[:_MOST_EVENTS]) for rows, others in both if others)

    def _others(self, standing: Iterable[Row]) -> list[Row]:
        """The recorded events of a day that are none of what comes in, nor can be by their key."""
        return [one for one in standing if not (self._found.claimed[one.number] or one.kind & Kind.MADE)]

    def _may_lapse(self) -> bool:
        """Whether something may be recorded that came with the file before; not told where rows are not understood."""
        intake = self._intake
        if intake.rejects or intake.ours:
            return False
        return intake.blanks.some or (any(self._found.claimed) and self._standing > sum(self._found.claimed))

    def _unclaimed(self, coming: Iterable[tuple[int, ...]], there: Sequence[tuple[int, ...]]) -> list[Row]:
        """The rows that come in without those that say what a recorded figure says, each of which is one of them."""
        equal: dict[int, list[tuple[int, int]]] = {}
        for _, _, fact, recorded, kind in reversed(there):
            equal.setdefault(fact, []).append((recorded, kind))
        left = []
        for row in coming:
            _, _, fact, at, kind = row
            claimed = _claim(equal[fact], kind) if fact in equal else None
            if claimed is None:
                left.append(Row._make(row))
            else:
                self._found.same(at, claimed)
        return left

    def _against(self, row: Row, there: list[Row]) -> Against | None:
        """The recorded figure that a new row of its slot meets, and how they differ; None where it is simply new."""
        if row.number in self._wrong:
            return self._wrong[row.number]
        if row.kind & Kind.EVENT:
            return self._event_against(row, there)
        if not there:
            return None
        last = there[-1]
        if last.kind & row.kind & Kind.MADE and not last.kind & Kind.PROVISIONAL:
            return None
        if last.near == row.near and may_be(row.kind, last.kind):
            return Against(last.number, Why.PART if last.kind & row.kind & Kind.DERIVED else Why.NOTE)
        return Against(last.number, "" if last.kind & Kind.PROVISIONAL else Why.VALUE)

    def _event_against(self, row: Row, there: list[Row]) -> Against | None:
        """The recorded event of the same value that an event is with another note, unless keys tell them apart."""
        near = (one for one in there if one.near == row.near and not self._found.claimed[one.number])
        one = next((one for one in near if not (one.kind & row.kind & Kind.KEYED)), None)
        if one is None or (row.kind | one.kind) & Kind.MADE:
            return None
        self._found.claimed[one.number] = 1
        return Against(one.number, Why.NOTE if may_be(row.kind, one.kind) else "")


def _by_slots(there: Iterable[tuple[int, ...]]) -> dict[int, list[Row]]:
    """The recorded figures that stand, by their slots."""
    standing: dict[int, list[Row]] = {}
    for one in map(Row._make, there):
        if one.kind & Kind.STANDS:
            standing.setdefault(one.slot, []).append(one)
    return standing


def marks(block: Columns | Sequence[Figure]) -> Iterable[bool]:
    """Which figures that come in leave it to a later one to be final."""
    if isinstance(block, Columns):
        return block.provisional or repeat(False, len(block))
    return [one.is_open for one in block]


def _claim(same: list[tuple[int, int]], kind: int) -> int | None:
    """Take the first of the recorded figures that a row may be which says the same; they are given from the last on.

    It is none with a key of its own where the row has one, too.
    """
    for at in range(len(same) - 1, -1, -1):
        if not kind & same[at][1] & Kind.KEYED and may_be(kind, same[at][1]):
            return same.pop(at)[0]
    return None
