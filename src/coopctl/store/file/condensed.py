"""What a file's figures come to, goal by goal: from the checkpoint and what came after it, or from all of them."""

import sys
from _weakref import ref  # `weakref` makes more of it, and nobody else here needs that
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic

from msgspec import Struct, structs

from coopctl.errors import FileTrouble
from coopctl.plan.corrections import Gone, withdrawn
from coopctl.plan.plain import Lines
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.slot import Slot
from coopctl.store import Book, Condenser
from coopctl.store.file import decoding
from coopctl.store.file.checkpoint import Checkpoint, Directory, Kept, proved
from coopctl.store.file.linefile import LineFile, Stamp, stamp_of
from coopctl.store.file.naming import Covered, Named
from coopctl.values.calendar import ONE_DAY

if TYPE_CHECKING:
    from coopctl.store.file.index import Index, Wanted

MANY = 256 * 1024
"""So many bytes of lines are read in milliseconds, so fewer are no reason to write a checkpoint."""
INDEXED = 32 * MANY
"""Of more bytes of lines an index is made, once somebody had to look through all of them."""
_FEW = 1000
_FEW_GOALS = 2
# Sections of more bytes are read again where they are needed, so that there is room for one of them.
_LONG = 16 * 1024
# So many days are mended by each who reads in less time than a writer takes to write a checkpoint anew.
_FEW_MENDED = 6


class Mend(Struct, frozen=True):
    """Days of a goal of which a checkpoint does not tell any more, with all covered figures that are of them."""

    days: list[date]
    figures: list[Entry]


class Since(Struct, frozen=True):
    """What was recorded since a checkpoint.

    `named` tells what was taken back, by all figures.  Where covered figures were taken back since, or stand again, the
    checkpoint does not tell of the days in `mends`, where the index finds them; else not of the `doubtful` goals, which
    come with all their figures; and of none where `everything` is doubtful.
    """

    figures: list[Entry]
    named: Named
    mends: dict[str, Mend] = {}
    doubtful: dict[str, list[Entry]] = {}
    everything: bool = False

    @property
    def gone(self) -> Gone:
        """What was taken back, and how."""
        return self.named.gone

    @property
    def nearly_whole(self) -> bool:
        """Whether the checkpoint tells of all but a few days."""
        mended = sum(len(mend.days) for mend in self.mends.values())
        return not self.everything and not self.doubtful and mended <= _FEW_MENDED


def since(file: LineFile, directory: Directory, covered: Covered | None, index: "Index | None" = None) -> Since | None:
    """What was recorded since a checkpoint; None where there is any doubt about a line."""
    figures = decoding.after(file, directory.covered, directory.last)
    if figures is None:
        return None
    later = [figure for _, figure in figures if figure.names_others]
    found = Since(figures, Named(later, covered))
    if not later:
        return found
    turned = found.named.turned - {name for _, figure in figures for name in (figure.key, figure.batch)}
    mends = None if index is None else _mends(file, directory, index, turned)
    return _in_doubt(file, found, turned) if mends is None else structs.replace(found, mends=mends)


def _in_doubt(file: LineFile, found: Since, turned: set[str]) -> Since:
    """What was recorded since, with all figures of the goals of which covered figures were turned."""
    # Mostly it is a figure of the same goal, which its key proves; an import that was undone is of many.
    named = {one.goal for one in found.named.own if not turned.isdisjoint((one.replaces, one.retracts))}
    doubtful = {goal: decoding.of_goal(file, goal) for goal in named}
    keys = {figure.key for placed in doubtful.values() for _, figure in placed}
    return structs.replace(found, doubtful=doubtful, everything=not turned <= keys)


def _mends(file: LineFile, covered: Directory, index: "Index", turned: set[str]) -> dict[str, Mend] | None:
    """The days to be mended for a few covered figures, by goal; None where they are many or not found."""
    if not turned:
        return {}
    figures = _covered_figures(file, covered, index, turned) if len(turned) <= _FEW else None
    if figures is None:
        return None
    mends = {goal: _mend(file, covered, index, goal, days) for goal, days in _days_of(figures).items()}
    return {goal: mend for goal, mend in mends.items() if mend} if all(mends.values()) else None


def _days_of(figures: Iterable[Figure]) -> dict[str, set[date]]:
    """The days that figures are of, by goal: a period that ends on a total's first day is entered on the day before."""
    days: dict[str, set[date]] = {}
    for one in figures:
        if one.date is not None:
            days.setdefault(one.goal, set()).update((one.date - ONE_DAY, one.date))
    return days


def _mend(file: LineFile, covered: Directory, index: "Index", goal: str, days: set[date]) -> Mend | None:
    """Days of a goal with the covered figures that are of them; None where the index cannot tell."""
    around = days | {day + ONE_DAY for day in days}
    chunks = index.chunks(file, _of_days(goal, map(date.isoformat, around)))
    if chunks is None:
        return None
    there = [one for one in decoding.naming(file, (), chunks) if one[0] <= covered.last]
    return Mend(sorted(days), [one for one in there if one[1].goal == goal and one[1].date in around])


def _of_days(goal: str, days: Iterable[str]) -> "list[Wanted]":
    from coopctl.store.file.index import of_day

    return [of_day(goal, day) for day in days]


def _covered_figures(file: LineFile, covered: Directory, index: "Index", names: set[str]) -> list[Figure] | None:
    """The covered figures of these keys and batches; None where one is not found."""
    from coopctl.store.file.index import of_batch, of_key

    figures: list[Figure] = []
    missing = set(names)
    for of, name in ((of_key, "key"), (of_batch, "batch")):
        chunks = index.chunks(file, map(of, missing)) if missing else []
        placed = [] if chunks is None else decoding.naming(file, (), chunks)
        found = [one for place, one in placed if place <= covered.last and getattr(one, name) in missing]
        missing -= {getattr(one, name) for one in found}
        figures += found
    return None if missing else figures


def _until_many(groups: Iterable[Lines], named: list[Figure]) -> Iterator[Lines]:
    """Figures, and noted those of them that name others, until these are of many goals."""
    for one in groups:
        named += one.naming_others()
        if _are_many(named):
            return
        yield one
        del one  # its room is for the next


def _are_many(named: Iterable[Figure]) -> bool:
    """Whether figures are of so many goals that all figures are read again sooner than those of these goals."""
    return len({one.goal for one in named}) > _FEW_GOALS


class Books(Mapping[str, Book]):
    """What goals' figures come to, by id; each is made when it is asked for.

    Kept is the last of them, and those that somebody else keeps.
    """

    def __init__(self, known: "_Known[Book]") -> None:
        self._known = known
        self._last: Book | None = None
        self._there: dict[str, ref[Book]] = {}

    def __getitem__(self, name: str) -> Book:
        found = self._there[name]() if name in self._there else None
        if found is None:
            found = self._known.book(self._known.goals[name])
            self._there[name] = ref(found)
        self._last = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._known.goals)

    def __len__(self) -> int:
        return len(self._known.goals)


class _Known(Generic[Book]):
    """The sections of goals and the figures since; `whole` are the books of those that have no section to go by.

    `come` are the books of what came after all that.
    """

    def __init__(self, condenser: Condenser[Book], goals: Sequence[Goal], late: Since) -> None:
        self.condenser = condenser
        self.goals = {goal.id: goal for goal in goals}
        self.late = late
        self.figures: dict[str, list[Entry]] = {}
        for placed in late.figures:
            self.figures.setdefault(placed[1].goal, []).append(placed)
        self.sections: dict[str, Callable[[], bytes]] = {}
        self.whole: dict[str, Book] = {}
        self.come: Mapping[str, Book] = {}

    def book(self, goal: Goal) -> Book:
        if goal.id in self.whole:
            return self.whole[goal.id]
        section = self.sections.get(goal.id)
        begun = {} if section is None else {goal.id: self.condenser.unpack(section())}
        if begun and goal.id in self.late.mends:
            mend = self.late.mends[goal.id]
            part = self.condenser.condense([goal], mend.figures, self.late.gone, {})[goal.id]
            begun = {goal.id: self.condenser.mended(begun[goal.id], part, mend.days)}
        return self.condenser.condense([goal], self.figures.get(goal.id, ()), self.late.gone, begun)[goal.id]

    def packed(self, goal: Goal) -> bytes:
        """The section of the goal as it is now."""
        if goal.id in self.come:
            return self.condenser.pack(self.condenser.join(goal, self.book(goal), self.come[goal.id]))
        if goal.id in self.sections and goal.id not in self.figures and goal.id not in self.late.mends:
            return self.sections[goal.id]()
        return self.condenser.pack(self.book(goal))


class Appended(Struct, Generic[Book], frozen=True):
    """What was appended: to which file, as it was before, and up to where; whether it names others.

    `come` is what it comes to by itself, by goal, where that is known.
    """

    file: LineFile
    end: int
    corrects: bool
    come: Mapping[str, Book] = {}


class _Look(Struct, frozen=True):
    """Where figures are looked for: those of `days` up to the place `last`, and among those that came late."""

    days: list[date]
    last: int = sys.maxsize
    late: list[Entry] = []


class Condensing(Generic[Book]):
    """How figures are condensed, and where what they come to is kept; nowhere without a folder."""

    def __init__(self, condenser: Condenser[Book], path: Path, folder: Path | None) -> None:
        self.condenser = condenser
        self._path = path
        self._searched = False
        self._late: tuple[tuple[Stamp, int], Since | None] | None = None
        self.kept = None if folder is None else Kept(folder, path)

    def books(self, file: LineFile, plan: Plan, only: Collection[str] | None = None) -> Mapping[str, Book]:
        """What the figures of goals come to by now, of all goals or only some."""
        goals = [goal for goal in plan.goals if only is None or goal.id in only]
        with self.load(file) as checkpoint:
            known = self._what_is_known(file, goals, checkpoint, self._since(file, checkpoint))
        return self._whole(file, goals) if known is None else Books(known)

    def references(self, file: LineFile) -> list[Figure]:
        """The figures that name others, in order."""
        return self._naming(file).figures

    def gone(self, file: LineFile) -> Gone:
        """What was taken back, and how."""
        return self._naming(file).gone

    def settled(self, file: LineFile) -> bool:
        """Whether a checkpoint and what came after it tell that nothing is left to settle."""
        with self.load(file) as checkpoint:
            late = self._since(file, checkpoint)
        return late is not None and late.named.settled

    def _naming(self, file: LineFile) -> Named:
        """The figures that name others, by a checkpoint where there is one."""
        with self.load(file) as checkpoint:
            late = self._since(file, checkpoint)
        return Named(decoding.references(file)) if late is None else late.named

    def dated(self, file: LineFile, goal: Goal, days: Collection[date]) -> list[Entry]:
        """The figures of a goal that stand, and perhaps others, of one of a few days.

        Where the checkpoint says that none of those it covers is of these days, only what came since is looked at.
        """
        with self.load(file) as checkpoint:
            look = self._look(checkpoint, self._since(file, checkpoint), goal, days)
            words = [day.isoformat() for day in look.days]
            chunks = self._chunks(file, checkpoint, lambda: _of_days(goal.id, words)) if words else None
            covered = decoding.naming(file, words, chunks)
        placed = [one for one in covered if one[0] <= look.last] + look.late
        return [one for one in placed if one[1].goal == goal.id and one[1].date in days]

    def _look(self, checkpoint: Checkpoint, found: Since | None, goal: Goal, days: Collection[date]) -> _Look:
        """What is to be looked at for figures of these days."""
        every, directory = _Look([*days]), checkpoint.directory
        if directory is None or found is None or found.everything or goal.id in found.doubtful:
            return every
        section = checkpoint.section(goal.id, self.condenser.mark(goal))
        if section is None:
            return every
        book = self.condenser.unpack(section)
        again = found.mends[goal.id].days if goal.id in found.mends else ()
        wanted = [day for day in days if self.condenser.holds(book, day) or day in again]
        return _Look(wanted, directory.last, found.figures)

    def with_key(self, file: LineFile, start: str) -> list[Entry]:
        """The figures whose keys start so, in order."""

        def wanted() -> "list[Wanted]":
            from coopctl.store.file.index import of_start

            found = of_start(start)
            return [found] if found else []

        with self.load(file) as checkpoint:
            return decoding.with_key(file, start, self._chunks(file, checkpoint, wanted))

    def naming(self, file: LineFile, keys: Collection[str], slots: Collection[Slot]) -> list[Entry]:
        """Every figure, and perhaps others, of a few keys, or of a few goals' days or periods; in order."""

        def wanted() -> "list[Wanted]":
            from coopctl.store.file.index import of_day, of_key, of_said

            return [*map(of_key, keys), *(of(*slot) for of in (of_day, of_said) for slot in slots)]

        with self.load(file) as checkpoint:
            words = {*keys, *(said for _, said in slots)}
            return decoding.naming(file, words, self._chunks(file, checkpoint, wanted))

    def looks_up(self, file: LineFile) -> bool:
        """Whether there is an index; where one would be of use it is made by the next write."""
        with self.load(file) as checkpoint, self._index(checkpoint) as index:
            self._searched = self._searched or (index is None and file.end - file.figures_at > INDEXED)
            return index is not None

    def _chunks(
        self, file: LineFile, checkpoint: Checkpoint, wanted: "Callable[[], list[Wanted]]"
    ) -> "list[bytes] | None":
        """The lines in which the index finds what is wanted; None where all are to be looked through."""
        read = file.end - file.figures_at
        if read <= INDEXED and not (checkpoint.directory and checkpoint.directory.index):
            return None
        asked = wanted()
        with self._index(checkpoint) as index:
            chunks = index.chunks(file, asked) if index and asked else None
            if index and chunks is not None:
                read -= index.covered
        # Nothing in it is found by a few letters.
        self._searched = self._searched or (read > INDEXED and bool(asked))
        return chunks

    @contextmanager
    def _index(self, checkpoint: Checkpoint) -> "Iterator[Index | None]":
        """The index that a checkpoint names, None where there is none."""
        mark = checkpoint.directory.index if checkpoint.directory else b""
        if self.kept is None or not mark:
            yield None
            return
        from coopctl.store.file.index import opened

        with opened(self.kept.index, mark) or nullcontext() as index:
            yield index

    def _since(self, file: LineFile, checkpoint: Checkpoint) -> Since | None:
        """What was recorded since a checkpoint; None where it tells nothing."""
        directory = checkpoint.directory
        if directory is None:
            return None
        # Who has appended knows it when the goal is assessed, for as long as nobody changes the file.
        of = (file.stamp, directory.covered)
        if self._late is None or self._late[0] != of:
            with self._index(checkpoint) as index:
                self._late = of, since(file, directory, checkpoint.covered(self._references), index)
        return self._late[1]

    def _references(self, last: int) -> list[Figure]:
        """The figures up to a place that name others, from the file."""
        with LineFile(self._path) as file:
            return decoding.references(file, last)

    def load(self, file: LineFile) -> Checkpoint:
        """The checkpoint of the file, an empty one where there is none to be believed."""
        return Checkpoint() if self.kept is None else self.kept.load(file, self.condenser.form)

    def _what_is_known(
        self, file: LineFile, goals: Sequence[Goal], checkpoint: Checkpoint, late: Since | None
    ) -> "_Known[Book] | None":
        directory = checkpoint.directory
        if directory is None or late is None or late.everything:
            return None
        known = _Known(self.condenser, goals, late)
        known.whole |= self._doubtful_books(goals, late)
        missing = []
        for goal in goals:
            if goal.id in late.doubtful:
                continue
            section = checkpoint.section(goal.id, self.condenser.mark(goal))
            if section is not None:
                known.sections[goal.id] = checkpoint.again(goal.id) if len(section) > _LONG else partial(bytes, section)
            elif goal.after < directory.last:
                missing.append(goal)
        if missing:
            known.whole |= self._whole(file, missing, dict(late.gone))
        return known

    def _whole(self, file: LineFile, goals: Sequence[Goal], gone: Gone | None = None) -> dict[str, Book]:
        """The books of goals from all figures."""
        if gone is None and len(goals) > 1:
            books = self._at_once(file, goals)
            if books is not None:
                return books
        if gone is None:
            gone = withdrawn(decoding.references(file))
        if len(goals) == 1:
            return self.condenser.condense(goals, decoding.of_goal(file, goals[0].id), gone, {})
        return self.condenser.condense_lines(goals, decoding.groups(file) if goals else (), gone)

    def _at_once(self, file: LineFile, goals: Sequence[Goal]) -> dict[str, Book] | None:
        """The books of goals from one reading of all figures, as if none named another, and again of the goals where
        some do; None where those are many."""
        named: list[Figure] = []
        books = self.condenser.condense_lines(goals, _until_many(decoding.groups(file), named), {})
        if _are_many(named):
            return None
        found = Since([], Named(named))
        late = _in_doubt(file, found, found.named.turned)
        return None if late.everything else books | self._doubtful_books(goals, late)

    def _doubtful_books(self, goals: Sequence[Goal], late: Since) -> dict[str, Book]:
        """The books of the goals of which figures were turned, from all their figures."""
        books: dict[str, Book] = {}
        for goal in goals:
            if goal.id in late.doubtful:
                books |= self.condenser.condense([goal], late.doubtful[goal.id], late.gone, {})
        return books

    def wrong(self, file: LineFile, plan: Plan) -> list[str]:
        """The goals of which something else is kept than the figures come to."""
        with self.load(file) as checkpoint:
            known = self._what_is_known(file, plan.goals, checkpoint, self._since(file, checkpoint))
        if known is None:
            return []
        gone = withdrawn(decoding.references(file))
        whole = self._whole(file, plan.goals, gone)
        told = known.late.gone
        agree = len(told) == len(gone) and all(told.get(name) == state for name, state in gone.items())
        return [goal.id for goal in plan.goals if not agree or known.book(goal) != whole[goal.id]]

    def forget(self) -> None:
        """Remove what is kept; the next write makes it anew."""
        if self.kept is not None:
            self.kept.remove()

    def after_append(self, plan: Plan, checkpoint: Checkpoint, new: Appended[Book]) -> None:
        """Bring the checkpoint, which was believed before, up to date after an append, by the holder of the lock.

        Whatever fails here, the figures are recorded.
        """
        directory = checkpoint.directory
        late = new.end - new.file.figures_at - (directory.covered if directory else 0) > MANY or self._searched
        if self.kept is None or not (late or directory):
            return
        with suppress(OSError, FileTrouble):
            if directory and not late and not new.corrects:
                self.kept.seal(checkpoint, stamp_of(new.file.descriptor))
                return
            with LineFile(self._path) as now:
                if _can_be_covered(now):
                    self._renew(now, plan, checkpoint, new, self.kept, late=late)

    def _renew(
        self, now: LineFile, plan: Plan, checkpoint: Checkpoint, new: Appended[Book], kept: Kept, *, late: bool
    ) -> None:
        """Write the checkpoint anew; unless it comes `late` it is sealed where it still tells of all but a few days."""
        known = self._after(new, plan, checkpoint) if late and new.come else None
        if known is None:
            found = self._since(now, checkpoint)
            if found and found.nearly_whole and not late:
                kept.seal(checkpoint, now.stamp)
                return
            known = self._every(now, plan, checkpoint, found)
        self._put(now, plan, checkpoint, known, kept)

    def after_replacement(self, plan: Plan, checkpoint: Checkpoint, made: Stamp) -> None:
        """Bring the checkpoint up to date after the file was replaced by one with another plan and the same figures, or
        make it anew from an empty one.

        `made` is the stamp that it had before it got the file's name, which changes nothing but the time of change:
        where it has another, somebody wrote to it, and the figures are looked at.
        """
        if self.kept is None:
            return
        with suppress(OSError, FileTrouble), LineFile(self._path) as file:
            same = file.stamp[:-1] == made[:-1]
            if checkpoint.directory and (same or proved(checkpoint.directory, file)):
                self.kept.seal(checkpoint, file.stamp)
            elif file.end - file.figures_at > MANY and _can_be_covered(file):
                self._put(file, plan, Checkpoint(), self._every(file, plan, Checkpoint(), None), self.kept)

    def after_rewriting(self, plan: Plan, checkpoint: Checkpoint) -> None:
        """Bring the checkpoint up to date after the file was replaced by one that may begin as it did, and with other
        figures then."""
        if self.kept is None:
            return
        with suppress(OSError, FileTrouble), LineFile(self._path) as file:
            if not _can_be_covered(file):
                return
            directory = checkpoint.directory
            if directory and directory.covered <= file.end - file.figures_at and proved(directory, file):
                found = self._since(file, checkpoint)
                late = file.end - file.figures_at - directory.covered > MANY
                if found and found.nearly_whole and not late:
                    self.kept.seal(checkpoint, file.stamp)
                    return
                self._put(file, plan, checkpoint, self._every(file, plan, checkpoint, found), self.kept)
            elif file.end - file.figures_at > MANY:
                self._put(file, plan, Checkpoint(), self._every(file, plan, Checkpoint(), None), self.kept)

    def _every(self, file: LineFile, plan: Plan, checkpoint: Checkpoint, late: Since | None) -> _Known[Book]:
        """What all figures of a plan come to."""
        known = self._what_is_known(file, plan.goals, checkpoint, late)
        if known is None:
            known = _Known(self.condenser, plan.goals, Since([], Named(decoding.references(file))))
            known.whole = self._whole(file, plan.goals, known.late.gone)
        return known

    def _after(self, new: Appended[Book], plan: Plan, checkpoint: Checkpoint) -> _Known[Book] | None:
        """What all figures come to, by what was known before an append and what that comes to by itself.

        None where something was taken back before, as perhaps what came then, too.
        """
        found = self._since(new.file, checkpoint)
        if found and found.gone:
            return None
        known = self._every(new.file, plan, checkpoint, found)
        known.come = new.come
        return None if known.late.gone else known

    def _put(self, file: LineFile, plan: Plan, checkpoint: Checkpoint, known: _Known[Book], kept: Kept) -> None:
        before = checkpoint.directory
        covered = Directory.of(self.condenser.form, file, before)
        if self._searched or covered.index:
            from coopctl.store.file.index import write

            index, self._searched = write(kept.index, file, covered.covered, covered.index), False
            covered = structs.replace(covered, index=index)
        sections = ((goal.id, self.condenser.mark(goal), known.packed(goal)) for goal in plan.goals)
        kept.put(file, covered, sections, known.late.named.encoded())


def _can_be_covered(file: LineFile) -> bool:
    """Whether the lines of a file are such as a checkpoint tells of."""
    return file.line_form and not file.torn
