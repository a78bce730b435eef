"""The TinyDB file: a `Store` that any TinyDB program can open, and a storage for TinyDB that keeps its form."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec import structs

from coopctl.disk import faults, files
from coopctl.disk.lock import locked
from coopctl.errors import FileTrouble
from coopctl.plan.corrections import Gone, withdrawn
from coopctl.plan.journal import Change
from coopctl.plan.marks import numbered
from coopctl.plan.plain import Columns, Lines
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.slot import Slot
from coopctl.store import UNSIGNED, Book, Cache, Condenser, Contents, Recorder, Staged, Store, Value
from coopctl.store.file import decoding, lines, received, tail
from coopctl.store.file.checkpoint import Checkpoint
from coopctl.store.file.codec import contents_of, head_of, written
from coopctl.store.file.condensed import MANY, Appended, Condensing
from coopctl.store.file.linefile import LineFile, Stamp, stamp_at
from coopctl.store.file.marks import checked
from coopctl.store.file.stamping import Receipt
from coopctl.store.file.unknown import document_of, unknown_in
from coopctl.store.stamping import ahead_of, moment_of, stamp

if TYPE_CHECKING:
    from coopctl.plan.shared import Shared
    from coopctl.store.file.alike import Alike
    from coopctl.store.file.staged import StagedFigures


class TinyStore:
    """A plan and its figures in one TinyDB file; see `Store`.

    `say` is told what a person should know: a wait, a repair.  `lock_timeout` is in seconds.  With a `cache`, what
    figures come to is kept there by those who write, and looked for by all.  The `recorder` says who writes, and when.
    """

    def __init__(
        self,
        path: Path,
        *,
        lock_timeout: float = 10,
        say: Callable[[str], None] = lambda _: None,
        cache: Cache | None = None,
        recorder: Recorder = UNSIGNED,
    ) -> None:
        self.path = path
        self._recorder = recorder
        self._lock_timeout = lock_timeout
        self._say = say
        self._condensing = None if cache is None else Condensing(cache.condenser, path, cache.folder)
        self._alone = self._told = False
        self._held: LineFile | None = None
        self._seen: tuple[Stamp, Contents] | None = None
        self._written: tuple[bytes | None, tuple[Plan, tuple[Change, ...]]] | None = None

    def create(self, plan: Plan) -> None:
        there = FileTrouble(f"{self.path} is there already", "give another --file, or import into this one")
        with locked(self.path, self._lock_timeout, self._say), self._troubles("write"):
            if self.path.is_symlink() and not self.path.exists():
                raise faults.missing(self.path)
            if self.path.exists():
                raise there
            try:
                staged = files.stage(self.path, chain([head_of(plan, (), {})], [lines.CLOSING]))
                files.put_new(staged, self.path, last=True)
            except FileExistsError:
                raise there from None
            self._recorder.taken()

    def contents(self) -> Contents:
        with self._open() as file:
            return self._contents(file)

    def _contents(self, file: LineFile) -> Contents:
        """What `contents_of` says, which is the same for as long as nobody changes the file.

        Figures that are added change what goals and changes name, not what is written of them.
        """
        if self._seen is None or self._seen[0] != file.stamp:
            head = file.head.written if file.head else None
            if self._written is None or head is None or self._written[0] != head:
                self._written = head, written(file)
            self._seen = file.stamp, contents_of(file, self._written[1])
        return self._seen[1]

    def figures(self) -> Iterator[Entry]:
        with self._open() as file:
            yield from decoding.figures(file)

    def lines(self) -> Iterator[Lines]:
        with self._open() as file:
            yield from decoding.groups(file)

    def newest(self) -> Iterator[Entry]:
        with self._open() as file:
            yield from decoding.newest(file)

    def references(self) -> list[Figure]:
        with self._open() as file:
            if self._condensing:
                return self._condensing.references(file)
            return decoding.references(file)

    def settled(self) -> bool:
        if self._condensing is None:
            return False
        with self._open() as file:
            return self._condensing.settled(file)

    def alike(self, other: Store) -> "tuple[Alike, list[Entry], list[Entry]] | None":
        if not isinstance(other, TinyStore):
            return None
        from coopctl.store.file.alike import alike  # only who merges needs it

        with self._open() as file, other._open() as there:
            return alike(file, there)

    def gone(self) -> Gone:
        with self._open() as file:
            if self._condensing:
                return self._condensing.gone(file)
            return withdrawn(decoding.references(file))

    def with_key(self, start: str) -> list[Entry]:
        with self._open() as file:
            return self._condensing.with_key(file, start) if self._condensing else decoding.with_key(file, start)

    def dated(self, condenser: Condenser[Any], goal: Goal, days: Collection[date]) -> list[Entry]:
        with self._open() as file:
            return (self._condensing or Condensing(condenser, self.path, None)).dated(file, goal, days)

    def naming(self, keys: Collection[str], slots: Collection[Slot]) -> list[Entry]:
        with self._open() as file:
            if self._condensing:
                return self._condensing.naming(file, keys, slots)
            return decoding.naming(file, {*keys, *(said for _, said in slots)})

    def looks_up(self) -> bool:
        if self._condensing is None:
            return False
        with self._open() as file:
            return self._condensing.looks_up(file)

    def condensed(
        self, condenser: Condenser[Book], plan: Plan, only: Collection[str] | None = None
    ) -> Mapping[str, Book]:
        with self._open() as file:
            return (self._condensing or Condensing(condenser, self.path, None)).books(file, plan, only)

    def miskept(self) -> list[str]:
        """The goals of which the cache says something else than their figures; none where there is no cache."""
        if self._condensing is None:
            return []
        with self._open() as file:
            return self._condensing.wrong(file, contents_of(file).plan)

    def forget(self) -> None:
        """Remove what is kept in the cache."""
        if self._condensing:
            self._condensing.forget()

    def stage(self, figures: Iterable[Figure | Columns], plan: Plan | None = None) -> "StagedFigures":
        from coopctl.store.file.staged import StagedFigures  # who records one figure has no need of it

        return StagedFigures(figures, plan, self._condensing.condenser if self._condensing else None)

    def append(self, figures: Sequence[Figure] | Staged) -> datetime | None:
        if not len(figures):
            return None
        with self.alone():
            with self._open() as file:
                contents = self._contents(file)
                moment = self._moment(file, contents)
                staged = None if file.line_form else self._stage(file, contents.plan, contents.changes)
            if staged:
                self._put(staged, last=False)
            files.check_writable(faults.real_path(self.path))
            with self._open(write=True) as file, self._checkpoint(file) as checkpoint:
                data = _lines(figures, file.last + 1, Receipt(moment, self._recorder.who()))
                end = tail.append(file, data, self._say, at_once=len(figures) == 1)
                self._recorder.taken()
                if self._condensing:
                    put_by = _put_by(figures)
                    come = put_by.come if put_by and put_by.plan == contents.plan else {}
                    correct = put_by.corrects if put_by else any(one.names_others for one in figures)
                    appended = Appended(file, end, correct, come)
                    self._condensing.after_append(contents.plan, checkpoint, appended)
        return moment

    def settle(self) -> None:
        with self.alone(), self._open() as file, self._troubles("write"):
            files.sync(file.descriptor)

    def save(self, change: Callable[[Contents], tuple[Plan, Change]]) -> None:
        with self.alone():
            with self._open() as file:
                contents = self._contents(file)
                plan, entry = change(contents)
                moment = self._moment(file, contents)
                plan = structs.replace(plan, id=contents.plan.id)
                entry = stamp(entry, moment, self._recorder.who())
                plan, changes = checked(file, plan, (*contents.changes, entry))
                staged = self._stage(file, plan, changes)
                kept = self._checkpoint(file)
                many = not file.line_form or file.end - file.figures_at > MANY
            with kept as checkpoint:
                with self._troubles("write"):
                    made = stamp_at(staged)
                self._put(staged)
                self._recorder.taken()
                # Of few figures nothing is kept, and the new file is not looked at.
                if self._condensing and (checkpoint.directory or many):
                    self._condensing.after_replacement(plan, checkpoint, made)

    def rewrite(
        self,
        plan: Plan,
        changes: Sequence[Change],
        figures: Sequence[Figure] | Staged,
        kept: Mapping[str, bytes],
        shared: "Shared | None" = None,
    ) -> None:
        begun = bool(_size(shared))
        number, size = shared.number if shared and begun else 0, _size(shared)
        with self.alone():
            with self._open() as file:
                before = self._checkpoint(file) if begun else Checkpoint()
                if not begun:  # who shares figures has looked at those that are named
                    plan, changes = numbered(plan, changes, enumerate(figures, 1))
                stays = file.blocks(file.figures_at, file.figures_at + size)
                rows = lines.numbered((document_of(one, kept) for one in figures), number + 1, first=not number)
                staged = self._stage(file, plan, changes, chain(stays, rows, [lines.CLOSING]))
            with before as checkpoint:
                self._put(staged)
                self._recorder.taken()
                if self._condensing:
                    self._condensing.after_rewriting(plan, checkpoint)

    def unknown(self, shared: "Shared | None" = None) -> Mapping[str, bytes]:
        with self._open() as file:
            return unknown_in(file, _size(shared))

    def replace(self, blocks: Iterable[bytes]) -> None:
        """Put a whole new content in the place of one that cannot be read, and keep that as the backup."""
        with self.alone(), self._troubles("write"):
            real = faults.real_path(self.path)
            files.check_writable(real)
            self._put(files.stage(real, blocks, like=real))

    def restore_form(self) -> None:
        """Write the file anew with the content it has, in line form and with its end closed."""
        with self.alone():
            with self._open() as file:
                doubtful = not file.torn and file.loose is None and not decoding.sound(file)
            with self._open(whole=doubtful) as file:
                contents = contents_of(file)
                staged = self._stage(file, contents.plan, contents.changes)
            self._put(staged)

    def _moment(self, file: LineFile, contents: Contents) -> datetime | None:
        figure = decoding.last(file)
        taken = [change.at for change in contents.changes[-1:]] + ([figure.recorded_at] if figure else [])
        moment = moment_of(taken, self._recorder.clock)
        if ahead := ahead_of(moment, self._recorder.clock):
            self._say(f"warning: {self.path} {ahead}")
        return moment

    def _checkpoint(self, file: LineFile) -> Checkpoint:
        """The checkpoint of the file before a write, an empty one where nothing is kept."""
        if self._condensing is None or not file.line_form:
            return Checkpoint()
        return self._condensing.load(file)

    def received(self) -> Mapping[str, datetime]:
        return received.read(faults.real_path(self.path))

    def receive(self, names: Collection[str], at: datetime) -> None:
        with self.alone(), self._troubles("write"):
            received.add(faults.real_path(self.path), names, at)

    def version(self) -> object:
        with self._troubles("read"):
            return stamp_at(self.path)

    def writer(self) -> str:
        return self._recorder.who()

    def rewritable(self) -> bool:
        return True

    def exclusively(self, work: Callable[[], Value]) -> Value:
        with self.alone():
            return work()

    def alone(self) -> AbstractContextManager[None]:
        """Keep other writers out for a read and the write that follows from it."""
        return nullcontext() if self._alone else self._locked()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with self._open() as file:
            held, self._held = self._held, file
            try:
                yield
            finally:
                self._held = held

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if not self.path.exists():
            raise faults.missing(self.path)
        with locked(self.path, self._lock_timeout, self._say):
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    @contextmanager
    def _open(self, *, write: bool = False, whole: bool = False) -> Iterator[LineFile]:
        if self._held and not write:
            yield self._held
            return
        with (
            self._troubles("write" if write else "read"),
            LineFile(self.path, write=write, whole=whole, timeout=self._lock_timeout) as file,
        ):
            if file.torn and not self._alone and not self._told:
                self._told = True
                self._say(f"the last write to {self.path} was cut off; everything before it is whole")
            if not file.kept_still:
                self._say(f"the file system of {self.path} has no locks: a write that was going on may be half seen")
            yield file

    @contextmanager
    def _troubles(self, doing: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise faults.missing(self.path) from None
        except OSError as trouble:
            raise faults.explain(trouble, self.path, doing) from trouble

    def _stage(
        self, file: LineFile, plan: Plan, changes: Sequence[Change], figures: Iterable[bytes] | None = None
    ) -> Path:
        """The whole file anew, beside the old one, with the figures that it has or with others; for `_put`."""
        real = faults.real_path(self.path)
        files.check_writable(real)
        files.sweep(real, alone=True)
        if file.torn:
            tail.set_aside(file, self._say)
        with self._troubles("write"):
            blocks: Iterable[bytes] = chain(
                [head_of(plan, changes, file.tables)], file.figure_blocks() if figures is None else figures
            )
            staged = files.stage(real, blocks, like=real)
            if file.unchanged():
                return staged
            files.discard(staged)
        raise FileTrouble(f"{self.path} was changed by another program", "nothing was written; run it again")

    def _put(self, temporary: Path, *, last: bool = True) -> None:
        """Let the new file take the old one's place, once nothing has that open (Windows would refuse), and keep the
        old one as a backup."""
        real = faults.real_path(self.path)
        backup = files.backup_of(real)
        with self._troubles("write"):
            try:
                files.put(files.duplicate(real, backup), backup)
            except BaseException:
                files.discard(temporary)
                raise
            files.put(temporary, real, last=last)


def _put_by(figures: Sequence[Figure] | Staged) -> "StagedFigures | None":
    """Figures as they were staged; None for those that are given as they are."""
    return None if isinstance(figures, Sequence) else cast("StagedFigures", figures)


def _lines(figures: Sequence[Figure] | Staged, place: int, receipt: Receipt) -> Iterator[bytes]:
    """The lines of figures from a place on, many at a time."""
    put_by = _put_by(figures)
    if put_by:
        return put_by.lines(place, receipt)
    return receipt.lines([lines.encode_lines(list(figures))], place)


def _size(shared: "Shared | None") -> int:
    """The bytes of lines that are shared with another file."""
    size: int = getattr(shared, "size", 0)
    return size
