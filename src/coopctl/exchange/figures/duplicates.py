"""What an import brings that is not recorded yet, and what of it takes the place of something that is."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from msgspec import structs

from coopctl.errors import as_typed
from coopctl.exchange.figures.heaps import Heap
from coopctl.exchange.figures.intake import Intake
from coopctl.exchange.figures.keys import is_derived
from coopctl.exchange.figures.kinds import Found, Why
from coopctl.exchange.figures.meeting import Meeting
from coopctl.exchange.figures.passed import Skip
from coopctl.exchange.figures.recorded import Recorded, tell_new_days
from coopctl.exchange.formats.rows import Unread
from coopctl.plan.corrections import Gone, State, state_of
from coopctl.plan.plan import Figure, Plan
from coopctl.store import Staged, Store
from coopctl.values.ids import shown_key
from coopctl.values.quantities import NumberFormat


def sift(intake: Intake, staged: Staged, store: Store) -> Iterable[Figure]:
    """The staged figures without those that are recorded, each left out as often as it is; corrections name the old.

    Equal is what agrees in goal, period, value, note and source.  A row with a key of its own is the figure of that
    key, however often it is sent, and not one with another key of somebody's making.  A figure that was replaced is
    still known, one that was withdrawn is not.  A row that has another value for a slot takes the place of a
    provisional figure, of any other where `update` is asked for, and else goes to the rejects.  A total of others of
    its file is passed over.
    """
    tell_new_days(intake, staged)
    # Where rows have keys of their own, as those of an export have, none of them is a total.
    totals = set() if intake.brought else intake.overlaps.totals()
    if _meets_nothing(intake, staged, store):
        return (figure for _, figure in _without(totals, intake, enumerate(staged))) if totals else staged
    gone = store.gone()
    recorded, heaps = Recorded(intake, staged, store, gone), (Heap(5), Heap(5), Heap(4), Heap(4))
    try:
        found = Meeting(intake, staged, recorded, heaps).found()
    finally:
        for heap in heaps:
            heap.close()
    withdrawals = list(_withdrawals(intake, store, gone))
    if not found.some and not withdrawals and not intake.carried.any and not totals:
        return staged
    old = _old(intake, recorded, found)
    return chain(_new(intake, staged, found, old, _Chain(gone, store), totals), withdrawals)


def _meets_nothing(intake: Intake, staged: Staged, store: Store) -> bool:
    """Whether nothing is recorded, nor takes a row the place of a provisional one of its file, as keys allow."""
    if next(iter(store.figures()), None) is not None:
        return False
    return not intake.brought or intake.carried.named or not staged.opens


_Totals = set[tuple[str, str]]


def _without(totals: _Totals, intake: Intake, numbered: Iterable[tuple[int, Figure]]) -> Iterator[tuple[int, Figure]]:
    """Figures with their numbers but the totals of others of their file, which are passed over."""
    for number, figure in numbered:
        if totals and (figure.goal, figure.on) in totals:
            intake.passed.add(Skip.TOTAL, intake.lines[number])
        else:
            yield number, figure


def _old(intake: Intake, recorded: Recorded, found: Found) -> dict[int, Figure]:
    """The recorded figures that have to be named: all that are replaced, and of the others those that are shown."""
    shown = len(intake.rejects.first)
    wanted = set()
    for _, against in sorted(found.against.items()):
        if not against.why or intake.asked.keep or shown < intake.rejects.shown:
            wanted.add(against.number)
            shown += bool(against.why)
    numbered = enumerate(recorded.entries()) if wanted else ()
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


class _Before:
    """The provisional figures of a file whose place later ones of it take, as they are recorded."""

    def __init__(self, staged: Staged, found: Found, links: _Chain) -> None:
        self._instead = found.instead
        self._wanted = {*found.instead.values()}
        known = {number for number in self._wanted if found.known[number]}
        numbered = enumerate(staged) if known else ()
        # What was corrected since is no more for a row to take the place of.
        self._there = {at: one for at, one in numbered if at in known and links.last(one.key) == one.key}

    def come(self, number: int, figure: Figure) -> None:
        """Note a figure that is recorded now."""
        if number in self._wanted:
            self._there[number] = figure

    def of(self, number: int, new: Figure) -> Figure | None:
        """The figure whose place a row takes; None for one that says itself what it corrects, or stands beside."""
        return None if new.replaces or new.beside else self._there.get(self._instead.get(number, -1))


def _new(
    intake: Intake,
    staged: Staged,
    found: Found,
    old: Mapping[int, Figure],
    links: _Chain,
    totals: _Totals,
) -> Iterator[Figure]:
    intake.already += sum(found.known)
    before = _Before(staged, found, links)
    for number, figure in _without(totals, intake, staged.unmarked(found.known)):
        new = _linked(intake, figure, links)
        if number in found.rekeyed:
            new = structs.replace(new, key=next(intake.keys))
        if (provisional := before.of(number, new)) is not None:
            intake.correct(_became_now(provisional, new, intake.plan.numbers))
            new = structs.replace(new, replaces=provisional.key)
        meets = None if new.replaces else found.against.get(number)
        if meets is None:
            if not intake.carried.stale(figure):
                before.come(number, new)
                yield new
        elif _is_of_another(old.get(meets.number), figure):
            intake.rejects.add(intake.lines[number], intake.kept(number), Unread(_taken(old[meets.number], figure)))
        elif meets.why:
            _refuse(intake, number, figure, meets.why, old.get(meets.number))
        else:
            intake.correct(_became_now(old[meets.number], new, intake.plan.numbers))
            new = _in_place_of(old[meets.number], new, intake, links)
            before.come(number, new)
            yield new


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


def _is_of_another(old: Figure | None, new: Figure) -> bool:
    """Whether a row has the key of a figure of another goal, which it cannot correct."""
    return old is not None and old.goal != new.goal


def _taken(old: Figure, new: Figure) -> str:
    """That the key of a row is another goal's, and what to do."""
    key = shown_key(old.key)
    said = f"figure {key} is recorded for {old.goal}, {old.on}, not for {new.goal}, {new.on}"
    return f"{said}; give the row another key, and where the other is wrong: coopctl retract {key}"


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
    return as_typed("record", goal.id, plan.numbers.exact(new.value), "--on", new.on)


def _differs(new: Figure, old: Figure, why: str, parted: str, numbers: NumberFormat) -> str:
    """How a row differs from what is recorded; `parted` names the columns by which the parts of one day are told."""
    was, now = (_shown(figure, numbers) for figure in (old, new))
    key = shown_key(old.key)
    if why == Why.PART:
        said = f"{new.goal} has {was} for {new.on} already, from a row with another {parted}"
        return f"{said} (choose rows with --where; where it is the same: --update)"
    if (old.goal, old.on) != (new.goal, new.on):
        said = f"figure {key} is recorded for {old.goal}, {old.on}, not for {new.goal}, {new.on}"
    elif old.value == new.value:
        field = "note" if old.note != new.note else "source"
        was, now = (repr(getattr(figure, field))[:60] for figure in (old, new))
        said = f"{new.goal} for {new.on} is recorded with the {field} {was}, not {now}"
    elif why == Why.KEY:
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
