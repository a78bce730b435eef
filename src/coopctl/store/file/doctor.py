"""What is wrong with a file: its form, its lines, its references, and what crashes left beside it."""

import re
import shlex
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from coopctl.disk import faults, files, git, lock
from coopctl.errors import FileTrouble, Held, Refused
from coopctl.plan.corrections import Gone, State, state_of, withdrawn
from coopctl.plan.doubles import to_settle
from coopctl.plan.journal import removed
from coopctl.plan.merging import Choice
from coopctl.plan.plain import Lines
from coopctl.plan.plan import Entry, Figure
from coopctl.store import Contents
from coopctl.store.file import decoding
from coopctl.store.file.codec import contents_of, written, wrong_entries
from coopctl.store.file.conflicted import copies_beside, join_versions, kind_of, unmerged
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.marks import shifted
from coopctl.store.file.recoded import in_utf8, save_in_utf8
from coopctl.store.file.scraps import scraps_of, take_out
from coopctl.store.file.store import TinyStore
from coopctl.store.file.whole import EXAMINE, RECODE
from coopctl.values.dates import parse_period
from coopctl.values.people import plural

_COPY = re.compile(r".+-[0-9]{8}T[0-9]{6}Z(?:-[0-9]+)?\.[^.]+")
_MOST = 20


class Health(Struct, frozen=True):
    """What was looked at, in words, and what is wrong with it, of which `repair` mends `mendable` findings.

    `notes` are no faults: what was put by and waits for somebody to look into it.  `way_out` is what to do about
    findings that are not mendable.
    """

    seen: str
    findings: tuple[str, ...]
    mendable: int = 0
    notes: tuple[str, ...] = ()
    way_out: str = ""


def examine(path: Path, *, timeout: float = 10, store: TinyStore | None = None) -> Health:
    """Look at everything, with a store also at what it keeps in its cache, and change nothing.

    Raises `FileTrouble` where there is no file, or it is held too long.
    """
    real = faults.real_path(path)
    try:
        with LineFile(path, timeout=timeout) as file:
            form, wrong, seen, left = _content(file)
            locked = file.kept_still
    except FileNotFoundError:
        raise faults.missing(path) from None
    except OSError as trouble:
        raise faults.explain(trouble, path, "read") from trouble
    except Held:
        raise
    except FileTrouble as trouble:
        return _unreadable(path, real, trouble)
    if wrong and (both := kind_of(real)):
        return Health(f"{path}: {seen}", (both, *wrong[:1]), 1)
    stale = list(_left(real, None if wrong else store))
    notes = (*_notes(path, real, locked=locked, sound=not wrong), *left)
    if len(wrong) == _MOST:
        wrong.append("and perhaps more")
    return Health(
        f"{path}: {seen}{_busy(real)}",
        (*form, *wrong, *stale),
        len(form) + len(stale),
        notes,
        _way_out(real, _lines_of(path)) if wrong else "",
    )


def _busy(real: Path) -> str:
    return ", and another coopctl is writing to it" if lock.busy(real) else ""


def _unreadable(path: Path, real: Path, trouble: FileTrouble) -> Health:
    """What is said of a file that cannot be read: that two versions stand in it, or why, and the way out."""
    if both := kind_of(real):
        return Health(f"{path}: it cannot be read", (both,), 1)
    if in_utf8(real) is not None:
        return Health(f"{path}: it cannot be read", (trouble.message,), 1)
    hint = "" if trouble.hint in (EXAMINE, RECODE) else trouble.hint
    return Health(f"{path}: it cannot be read", (trouble.message,), way_out=hint or _way_out(real, 0))


def _left(real: Path, store: TinyStore | None) -> Iterator[str]:
    """What is left of earlier writes, and where there is a store what its cache says otherwise."""
    yield from (f"{one.name} is left of a write that did not finish" for one in _stale(real))
    miskept = () if store is None else store.miskept()
    if miskept:
        yield f"the cache says something else of {', '.join(miskept[:5])} than the figures"


def _notes(path: Path, real: Path, *, locked: bool, sound: bool) -> Iterator[str]:
    """What lies about and waits for somebody to look into it."""
    try:
        files.check_writable(real)
    except FileTrouble:
        yield "it is read-only: nothing can be recorded in it"
    if others := real.stat().st_nlink - 1:
        # A change writes the file anew under this name; the others keep what was there before.
        names = "another name" if others == 1 else f"{others} other names"
        yield f"it has {names} by hard links, which part from it with the next change; make copies of them: cp"
    if not locked:
        yield "its file system has no locks: read it here, and write to it elsewhere"
    if sound:
        yield from _beside(path)
    for one in sorted(real.parent.glob(f"{real.name}.torn-*")):
        yield f"{one.name} holds what was no figure, such as what a crash cut off; look into it, then remove it"
    for one in files.strays(real.parent):
        if one not in files.leftovers(real):
            yield f"{one.name} is perhaps left of an export that did not finish; look into it, then remove it"


def _content(file: LineFile) -> tuple[list[str], list[str], str, list[str]]:
    """What is wrong with the form, what with the content, what was looked at, and what is to be settled."""
    amiss = [trouble.message for trouble in islice(wrong_entries(file), _MOST)]
    # Mostly all is well, and each line is looked at once.
    looked = None if amiss or file.loose is not None else _if_sound(file)
    sound = looked is not None or _sound(file)
    form = list(_form(file, sound=sound))
    form += list(_places(file)) if sound and not form else []
    return form, *(looked or _unreadable_in(file, amiss, sound=sound) or _look_into(file, decoding.groups))


def _unreadable_in(file: LineFile, amiss: list[str], *, sound: bool) -> tuple[list[str], str, list[str]] | None:
    """What of the lines cannot be read, with what is `amiss` before them, and how much there is beside; else None."""
    mendable = not sound and bool(scraps_of(file))
    bad = [] if sound or mendable else [trouble.message for trouble in islice(_lines(file), _MOST)]
    entries = (plural(len(file.tables.get(name, {})), name) for name in ("goals", "changes"))
    return ([*bad, *amiss][:_MOST], ", ".join(entries), []) if bad or amiss or mendable else None


def _if_sound(file: LineFile) -> tuple[list[str], str, list[str]] | None:
    """What the lines of a file say, None where one of them is no figure, or something else cannot be read."""
    try:
        return _look_into(file, decoding.sound_groups)
    except (decoding.Unsound, FileTrouble):
        return None


def _look_into(file: LineFile, groups: Callable[[LineFile], Iterable[Lines]]) -> tuple[list[str], str, list[str]]:
    """What is wrong with the content, what was looked at, and what is to be settled."""
    wrong: list[str] = []
    contents, references = contents_of(file), decoding.references(file)
    figures = look_through(contents, partial(groups, file), references, wrong)
    seen = f"{inventory(contents)}, {plural(figures, 'figures')}"
    return wrong, seen, list(to_settle(contents.plan, references, partial(decoding.with_key, file)))


def inventory(contents: Contents) -> str:
    """What there is beside the figures: `7 goals, 1 change`."""
    return f"{plural(len(contents.plan.goals), 'goals')}, {plural(len(contents.changes), 'changes')}"


def look_through(
    contents: Contents, figures: Callable[[], Iterable[Lines]], references: Sequence[Figure], wrong: list[str]
) -> int:
    """How many figures there are; what they and the changes name amiss is added to what is wrong, in the same look.

    `references` are those that take others back.  Where a key seems to be there twice it is looked through once more.
    """
    gone = withdrawn(references)
    names = _Names({hash(name) for one in references for name in (one.replaces, one.retracts)})
    found, number = _look(contents, figures(), gone, names)
    if twice := names.twice():
        found, number = _look(contents, figures(), gone, _Names(names.asked | twice))
    wrong += found
    return number


def _look(contents: Contents, figures: Iterable[Lines], gone: Gone, names: "_Names") -> tuple[list[str], int]:
    """The first things that are wrong, and how many figures there are."""
    goals = {goal.id for goal in contents.plan.goals}
    gone_at = removed(contents.plan, contents.changes)
    found: list[str] = []
    for some in figures:
        if names.note_plain(some, goals):
            continue
        for trouble in _references(some.whole(), goals, gone_at, gone, names):
            if len(found) < _MOST:
                found.append(trouble)
    found += islice(_journal(contents), _MOST - len(found))
    return found, names.number


class _Names:
    """Keys with their goals, and batches: of a million figures only those whose hashes are asked for.

    Of all keys the hashes are kept, which take a twentieth of the room and tell whether one is perhaps there twice.
    """

    def __init__(self, asked: set[int]) -> None:
        self.asked = asked
        self.goals: dict[str, str] = {}
        self.batches: set[str] = set()
        self._hashes = [array("q") for _ in range(_PARTS)]

    def note(self, figure: Figure) -> None:
        mark = hash(figure.key)
        self._hashes[mark % _PARTS].append(mark)
        if mark in self.asked:
            self.goals[figure.key] = figure.goal
        if figure.batch and hash(figure.batch) in self.asked:
            self.batches.add(figure.batch)

    def note_plain(self, figures: Lines, goals: Set[str]) -> bool:
        """Note many at once, where nothing can be wrong with what they name; else nothing, and False."""
        marks = list(map(hash, map(_KEY, figures.figures)))
        doubtful = not marks or not self.asked.isdisjoint(marks) or not goals >= set(figures.goals)
        if doubtful or not _dated_as_said(figures) or figures.naming_others():
            return False
        for mark in marks:
            self._hashes[mark % _PARTS].append(mark)
        self.batches |= {batch for batch in map(_BATCH, figures.figures) if hash(batch) in self.asked and batch}
        return True

    @property
    def number(self) -> int:
        """How many were noted."""
        return sum(map(len, self._hashes))

    def twice(self) -> set[int]:
        """The hashes that are of two keys."""
        parts = (part for part in self._hashes if len(set(part)) < len(part))
        return {mark for part in parts for mark, times in Counter(part).items() if times > 1}


_PARTS = 64
_KEY, _BATCH, _SAID = attrgetter("key"), attrgetter("batch"), attrgetter("on", "date")
# Days and periods of which the calendar alone tells the last day, whatever the plan's weeks and fiscal years are.
_CALENDAR = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?|-Q[1-4]|-H[12])?")


def _dated_as_said(figures: Lines) -> bool:
    """Whether plain figures are dated by the ends of what they are said to be for."""
    return not any(_moved(on, day) for on, day in set(map(_SAID, figures.figures)) if on != day)


@lru_cache(4096)
def _moved(on: str, day: str) -> bool:
    """Whether what a figure is said to be for has another last day, or none: one of them was changed by hand."""
    if not _CALENDAR.fullmatch(on):
        return False
    try:
        return f"{parse_period(on, today=date.max).last}" != day
    except Refused:
        return True


def _lines_of(path: Path) -> int:
    """How many lines of figures a file has, whatever they hold; none where it cannot be opened."""
    with suppress(OSError, FileTrouble), LineFile(path) as file:
        return len(file.loose) if file.loose is not None else sum(chunk.count(b"\n") for chunk in file.chunks())
    return 0


def _way_out(real: Path, figures: int) -> str:
    """What to do about what nobody can mend without guessing: by hand, or with the best backup and what that loses."""
    if git.concluding(real):
        return f"`git checkout -m {real.name}` puts back what git merged, which `coopctl doctor --repair` mends"
    best = max(_backups(real), default=None)
    if best is None:
        return "mend it with an editor, and run `coopctl doctor` again; no backup lies beside it"
    lost = f", which has {plural(figures - best.figures, 'figures')} fewer" if figures > best.figures else ""
    return f"mend it with an editor, or go back with `coopctl restore {best.name}`{lost}"


class _Backup(NamedTuple):
    """A backup that can be read: how many figures it has, and what it is called."""

    figures: int
    name: str


def _backups(real: Path) -> Iterator[_Backup]:
    """The backups of a file that can be read."""
    for one in sorted(real.parent.glob(f"{real.stem}*{real.suffix}*")):
        if one != real and (files.backup_of(real) == one or _COPY.fullmatch(one.name)):
            with suppress(OSError, FileTrouble), LineFile(one) as file:
                contents_of(file)
                yield _Backup(sum(1 for _ in decoding.figures(file)), one.name)


def _beside(path: Path) -> Iterator[str]:
    """What lies beside a file because two wrote to it at once, and how it gets in."""
    if lacking := unmerged(path):
        name = shlex.quote(path.name)
        yield (
            f"git holds another version with {plural(lacking, 'things')} that this file lacks; take them in: "
            f"git show :3:./{name} > theirs.json, then coopctl merge theirs.json, and git add {name}"
        )
    for one in copies_beside(path):
        name = shlex.quote(one.path.name)
        if one.lacking:
            things = "thing that" if one.lacking == 1 else "things that"
            yield f"{name} has {one.lacking} {things} this file lacks; take them in: coopctl merge {name}"
        elif one.lacking == 0:
            yield f"{name} is a conflicted copy with nothing that this file lacks; remove it"
        else:
            yield f"{name} looks like a conflicted copy, but is no readable file of this plan; look into it"


def mend(store: TinyStore, say: Callable[[str], None] = lambda _: None, choice: Choice = Choice()) -> None:  # noqa: B008 - frozen
    """Restore encoding and form, make one of two versions, put by what is no figure, sweep what is left.

    Nothing is guessed.  Of what both versions changed each in its own way, the `choice` says which counts.  Raises
    `FileTrouble` where the file cannot be read, or something is left to settle.
    """
    with store.alone():
        save_in_utf8(store.path)
        if _is_of_two(store.path):
            join_versions(store, say, choice)
            if command := git.settling(store.path):
                say(f"tell git that it is settled: {command}")
        take_out(store, say)
        with LineFile(store.path) as file:
            crooked = bool([*_form(file, sound=_sound(file)), *_places(file)])
        if crooked:
            store.restore_form()
        real = faults.real_path(store.path)
        files.sweep(real, alone=True)
        for one in _stale(real):
            files.discard(one)
        if not crooked and store.miskept():
            store.forget()


def _is_of_two(path: Path) -> bool:
    """Whether two versions stand in a file, so that it cannot be read as it is."""
    try:
        with LineFile(path) as file:
            if _sound(file) or next(_lines(file), None) is None:
                return False
    except FileTrouble:
        pass
    return bool(kind_of(faults.real_path(path)))


def _references(
    figures: Iterable[Entry], there: Set[str], gone_at: Mapping[str, int], gone: Gone, names: _Names
) -> Iterator[str]:
    """What figures name that is not there, or that comes only later."""
    goals, batches = names.goals, names.batches
    for place, figure in figures:
        if figure.key in goals:
            yield f"figure {place} has the key {figure.key} of an earlier one"
        if figure.goal not in there and figure.value is not None and state_of(figure, gone) == State.STANDS:
            if figure.goal not in gone_at:
                yield f"figure {place} is of {figure.goal}, which is no goal and never was one"
            elif place > gone_at[figure.goal]:
                yield f"figure {place} is of {figure.goal}, which was removed before it was recorded"
        if figure.date is not None and _moved(figure.on, f"{figure.date}"):
            yield f"figure {place} is said to be for {figure.on}, and counts on {figure.date}: one of them was changed"
        if figure.replaces and goals.get(figure.replaces) != figure.goal:
            yield f"figure {place} replaces {figure.replaces}, which is no earlier figure of {figure.goal}"
        if figure.retracts and figure.retracts not in goals and figure.retracts not in batches:
            yield f"figure {place} takes back {figure.retracts}, which is no earlier figure or import"
        names.note(figure)


def _journal(contents: Contents) -> Iterator[str]:
    """What changes name that is not there, or that comes only later."""
    before, ids = 0, {""}
    for number, change in enumerate(contents.changes, 1):
        if change.undoes not in ids:
            yield f"change {number} undoes change {change.undoes}, which does not come before it"
        if change.id in ids:
            yield f"change {number} has the id {change.id!r}, which is none of its own"
        ids.add(change.id)
        if not before <= change.after <= contents.last:
            yield f"change {number} says that it came after figure {change.after}, which is out of order"
        before = change.after
    for goal in contents.plan.goals:
        if goal.after > contents.last:
            yield f"goal {goal.id} counts figures after {goal.after}, and there are only {contents.last}"


def _form(file: LineFile, *, sound: bool) -> Iterator[str]:
    if file.torn:
        yield f"the last write was cut off: {file.torn} bytes after figure {file.last} are no whole line"
    elif not file.closed:
        yield "the closing braces are missing: the last write was cut off after its line"
    if not file.line_form:
        yield "it is not in line form: another program wrote it, and the next record has to read all of it"
    elif not file.torn and not sound and _is_json(file):
        yield "a figure is spread over several lines, or shares one: another program wrote it"
    elif not sound:
        yield from (file.damage(at, "holds nothing of a figure").message for at in islice(scraps_of(file), _MOST))


def _places(file: LineFile) -> Iterator[str]:
    """That goals and changes name figures by places at which others stand by now; they are found by their keys."""
    with suppress(FileTrouble):
        if number := shifted(file, *written(file)):
            places = f"the places of {plural(number, 'figures')}"
            yield f"goals and changes count from {places}, at which others stand by now"


def _sound(file: LineFile) -> bool:
    """Whether every line is a figure; of a file without lines it is not asked."""
    return file.loose is not None or decoding.sound(file)


def _is_json(file: LineFile) -> bool:
    """Whether every figure can be read from the file as a whole."""
    try:
        with LineFile(file.path, whole=True) as whole:
            return all(True for _ in decoding.figures(whole))
    except FileTrouble:
        return False


def _lines(file: LineFile) -> Iterator[FileTrouble]:
    """What is wrong with the lines of a file that is not sound."""
    if not (file.closed and _is_json(file)):
        yield from decoding.bad_lines(file)


def _stale(real: Path) -> list[Path]:
    """Leftovers that nobody is writing any more: this file's own where the lock is free, others after an hour."""
    left, busy = files.leftovers(real), lock.busy(real)
    return [one for one in left if (files.is_of(one, real) and not busy and one.exists()) or files.age(one) > files.OLD]
