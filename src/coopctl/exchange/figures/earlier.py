"""The earlier imports of a file: what became of their events, and what the file does not bring any more."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import NamedTuple

from coopctl.exchange.figures.intake import Intake
from coopctl.exchange.figures.keys import derived, is_derived
from coopctl.exchange.figures.kinds import Against, Found, Kind, Row, Why, may_be
from coopctl.exchange.figures.lapsed import MOST, Blank, Lapse, coming
from coopctl.exchange.figures.recorded import Recorded
from coopctl.plan.plan import Figure
from coopctl.plan.slot import Slot
from coopctl.store import Staged

Left = tuple[list[Row], list[Row]]
"""New events of a day, and those of it that the file does not have."""

# So much of an import comes again at least with a file that was edited; where nothing else comes, half of it.
_MOST_OF, _HALF_OF = 0.8, 0.5


class Earlier:
    """Compares what comes in with what came with the same file before; `left` are the events that met nothing."""

    def __init__(self, intake: Intake, staged: Staged, recorded: Recorded, found: Found, left: Sequence[Left]) -> None:
        self._intake, self._staged, self._recorded, self._found, self._left = intake, staged, recorded, found, left

    def compare(self, *, lapse: bool) -> None:
        """Find what became of the events; with `lapse` tell the intake what comes no more."""
        imports = self._imports(lapse=lapse)
        self._by_import(imports)
        self._intake.lapses = list(self._lapses(imports)) if imports.lapsed else []

    def _by_import(self, left: "_Imports") -> None:
        """A new event is what became of one of its day that is of the same file, which has it no more."""
        same = self._same(left)
        for rows, there in self._left:
            for new, one, why in _became(rows, [one for one in there if left.of[one.number] in same]):
                if why is None:
                    self._found.same(new.number, one.number)
                else:
                    self._found.meets(new.number, Against(one.number, why))

    def _same(self, left: "_Imports") -> set[str]:
        """The imports of the same file; with `update` those that surely brought the same rows, too, which are told."""
        alike = left.alike(self._left)
        sure = {name for name, (_, is_sure) in alike.items() if is_sure}
        told = alike.keys() - sure if self._intake.asked.update else alike.keys()
        if told:
            self._intake.tell_again(sum(alike[name][0] for name in told), sure=bool(sure & told))
        return {*left.same, *(sure - told)}

    def _imports(self, *, lapse: bool) -> "_Imports":
        """The imports that brought the events that are left, and those that brought what the file has.

        With `lapse` there are those, too, of the days that come in which may have come with it before.
        """
        left = {one.number for _, there in self._left for one in there}
        imports = _Imports(Counter(), {}, {}, {}, {})
        for number, place, figure in self._recorded.unclaimed(self._found.claimed, imports.same):
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

    def _note_before(self, number: int, place: int, figure: Figure, imports: "_Imports") -> None:
        """Note a figure that is of a slot without a value, or of the days that come in, or later; or was corrected."""
        goal, blank = self._intake.plan.named.get(figure.goal), self._intake.blanks.of(figure)
        if goal is not None and (blank or self._recorded.is_late(figure)):
            if self._recorded.stands(goal, place, figure):
                imports.lapsed[number] = figure
            elif self._recorded.was_replaced(figure):
                imports.corrected[figure.key] = figure

    def _lapses(self, imports: "_Imports") -> Iterator[Lapse]:
        """What came with the file before, and does not any more."""
        fresh = _Fresh(self._intake, self._staged, self._found)
        lapsed = list(self._lapsed(imports))
        times = Counter(first.batch for _, first, _, blank in lapsed if not blank)
        for number, first, one, blank in lapsed:
            # Of an import of which less than half comes again this is another file.
            same = imports.same[first.batch] >= max(times[first.batch], 1)
            if blank and (same or self._is_withdrawn(one, blank)):
                yield Lapse(one, blank)
            elif not self._is_moved(number, first, one, fresh) and same:
                yield from self._taken_out(one, fresh)

    def _is_withdrawn(self, one: Figure, blank: Blank) -> bool:
        """Whether a blank is of a figure that some import brought: by its key, or of its day or period alone."""
        return blank.keyed or bool(one.batch and not self._recorded.is_event(one))

    def _is_moved(self, number: int, first: Figure, one: Figure, fresh: "_Fresh") -> bool:
        """Whether a new row is surely that of an event, which it then meets."""
        new = fresh.moved(first) if self._recorded.is_event(one) else None
        if new is not None:
            self._found.against[new] = Against(number, "" if self._intake.asked.update else Why.DAY)
        return new is not None

    def _lapsed(self, imports: "_Imports") -> Iterator[tuple[int, Figure, Figure, Blank | None]]:
        """The figures of which nothing comes in: number, what each was first and is now, and the blank in its place."""
        met = {one.number for one in self._found.against.values()}
        there = {number: one for number, one in imports.lapsed.items() if number not in met}
        kept = coming(self._staged, {Slot.of(one) for one in there.values()})
        for number, one in there.items():
            if not self._found.claimed[number] and (self._recorded.is_event(one) or Slot.of(one) not in kept):
                yield number, imports.first(one), one, self._intake.blanks.of(one)

    def _taken_out(self, one: Figure, fresh: "_Fresh") -> Iterator[Lapse]:
        """A figure of the days that come in which does not, with the new one that it may have become."""
        now = fresh.like(one) if self._recorded.is_event(one) and self._recorded.is_late(one) else None
        if now is not None:
            yield Lapse(one, line=self._intake.lines[now[0]], now=now[1])
        elif self._recorded.is_late(one) and one.date is not None and one.date <= self._recorded.spans[one.goal][1]:
            yield Lapse(one)


class _Fresh:
    """What comes in, and nothing is recorded of."""

    def __init__(self, intake: Intake, staged: Staged, found: Found) -> None:
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

    def alike(self, left: Iterable[tuple[list[Row], list[Row]]]) -> dict[str, tuple[int, bool]]:
        """The other imports of which new rows say the same as all events, or most: how many rows, and if it is sure.

        It is where no event is left over, and not all of them are of one value.  Of a list of which much was taken out
        fewer come again, but hardly anything else comes in for their days.
        """
        all_, same, new = Counter[str](), Counter[str](), Counter[str]()
        for rows, there in left:
            here = [self.of[one.number] for one in there]
            all_.update(here)
            new.update(dict.fromkeys(here, len(rows)))
            same.update(self.of[one.number] for _, one, why in _became(rows, there) if why is None)
        others = filter(None, all_.keys() - self.same)
        found = [
            name
            for name in others
            if same[name] >= min(_MOST_OF * all_[name], max(_HALF_OF * all_[name], _MOST_OF * new[name]))
        ]
        return {name: (same[name], same[name] == all_[name] and len(self.values[name]) > 1) for name in found}


def _became(rows: Sequence[Row], there: Sequence[Row]) -> Iterator[tuple[Row, Row, str | None]]:
    """What became of the events of a day: first those that say the same, then those of the same value, then others.

    Of each is given why it is not simply the same, None where it is.
    """
    for field, why in ("fact", None), ("near", Why.NOTE), ("slot", Why.VALUE):
        by: dict[int, deque[Row]] = {}
        for one in there:
            by.setdefault(getattr(one, field), deque()).append(one)
        left = []
        for new in rows:
            if same := by.get(getattr(new, field)):
                one = same.popleft()
                gives_way = one.kind & Kind.PROVISIONAL and (why == Why.VALUE or not may_be(new.kind, one.kind))
                yield new, one, "" if gives_way else why
            else:
                left.append(new)
        rows, there = left, list(chain.from_iterable(by.values()))
