"""The TinyDB file: a `Store` that any TinyDB program can open, and a storage for TinyDB that keeps its form."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from coopctl.changes import Change
from coopctl.errors import CoopctlError, FileTrouble
from coopctl.plan import Figure, Goal, Group, Plan
from coopctl.store import Contents, Staged, faults, files, lines, tail, typed
from coopctl.store.linefile import LineFile
from coopctl.store.lock import locked
from coopctl.store.staged import StagedFigures
from coopctl.store.whole import RESTORE, parse_whole

SCHEMA = 1
_OWN = ("plan", "groups", "goals", "changes")


class LineStorage(Storage):
    """A TinyDB storage that keeps the line form: `TinyDB("coop.json", storage=LineStorage)`.

    Reading creates nothing; a write is atomic, durable and under the lock, but TinyDB reads and writes in two steps.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, None when there is no file."""
        return parse_whole(self.path.read_bytes(), self.path) if self.path.exists() else None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace the file by these tables."""
        tables = {name: {str(place): dict(entry) for place, entry in table.items()} for name, table in data.items()}
        real = faults.real_path(self.path)
        with locked(self.path, 10, lambda _: None):
            files.put(files.stage(real, [lines.render(tables)], like=real if real.exists() else None), real, last=True)


class TinyStore:
    """A plan and its figures in one TinyDB file; see `Store`.

    `say` is told what a person should know: a wait, a repair.  `lock_timeout` is in seconds.
    """

    def __init__(self, path: Path, *, lock_timeout: float = 10, say: Callable[[str], None] = lambda _: None) -> None:
        self.path = path
        self._lock_timeout = lock_timeout
        self._say = say
        self._alone = self._told = False
        self._held: LineFile | None = None

    def create(self, plan: Plan) -> None:
        there = FileTrouble(f"{self.path} is there already", "give another --file, or import into this one")
        with locked(self.path, self._lock_timeout, self._say), self._troubles("write"):
            if self.path.is_symlink() and not self.path.exists():
                raise faults.missing(self.path)
            if self.path.exists():
                raise there
            try:
                staged = files.stage(self.path, chain([_head(plan, (), {})], [lines.CLOSING]))
                files.put_new(staged, self.path, last=True)
            except FileExistsError:
                raise there from None

    def contents(self) -> Contents:
        with self._open() as file:
            return contents_of(file)

    def figures(self) -> Iterator[tuple[int, Figure]]:
        with self._open() as file:
            yield from typed.figures(file)

    def stage(self, figures: Iterable[Figure]) -> StagedFigures:
        return StagedFigures(figures)

    def append(self, figures: Sequence[Figure] | Staged) -> None:
        if not len(figures):
            return
        with self.alone():
            with self._open() as file:
                contents = contents_of(file)
                staged = None if file.line_form else self._stage(file, contents.plan, contents.changes)
            if staged:
                self._put(staged, last=False)
            files.check_writable(faults.real_path(self.path))
            with self._open(write=True) as file:
                tail.append(file, _documents(figures), self._say, at_once=len(figures) == 1)

    def save(self, change: Callable[[Contents], tuple[Plan, Change]]) -> None:
        with self.alone():
            with self._open() as file:
                contents = contents_of(file)
                plan, entry = change(contents)
                staged = self._stage(file, plan, (*contents.changes, entry))
            self._put(staged)

    def restore_form(self) -> None:
        """Write the file anew with the content it has, in line form and with its end closed."""
        with self.alone():
            with self._open() as file:
                doubtful = not file.torn and file.loose is None and not typed.sound(file)
            with self._open(whole=doubtful) as file:
                contents = contents_of(file)
                staged = self._stage(file, contents.plan, contents.changes)
            self._put(staged)

    def alone(self) -> AbstractContextManager[None]:
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
            yield file

    @contextmanager
    def _troubles(self, doing: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise faults.missing(self.path) from None
        except OSError as trouble:
            raise faults.explain(trouble, self.path, doing) from trouble

    def _stage(self, file: LineFile, plan: Plan, changes: Sequence[Change]) -> Path:
        """The whole file anew, beside the old one; for `_put`."""
        real = faults.real_path(self.path)
        files.check_writable(real)
        files.sweep(real)
        if file.torn:
            tail.set_aside(file, self._say)
        with self._troubles("write"):
            blocks: Iterable[bytes] = chain([_head(plan, changes, file.tables)], file.figure_blocks())
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


def contents_of(file: LineFile) -> Contents:
    """The plan and its journal; raises `FileTrouble` for a file of a newer schema, or one without a plan."""
    tables = {name: list(file.tables.get(name, {}).values()) for name in _OWN}
    if len(tables["plan"]) != 1:
        many = "more than one plan" if tables["plan"] else "no plan"
        raise FileTrouble(f"{file.path} is a TinyDB file with {many}", "start a new one with `coopctl init`")
    schema = tables["plan"][0].get("schema", SCHEMA)
    if not isinstance(schema, int) or schema > SCHEMA:
        newer = f"{file.path} was written by a newer coopctl (schema {schema}; this one knows {SCHEMA})"
        raise FileTrouble(newer, "upgrade coopctl; nothing was changed")
    try:
        head = msgspec.convert(tables["plan"][0], Plan)
        groups, goals = msgspec.convert((tables["groups"], tables["goals"]), tuple[list[Group], list[Goal]])
        changes = msgspec.convert(tables["changes"], list[Change])
    except (msgspec.ValidationError, CoopctlError) as trouble:
        raise FileTrouble(f"{file.path} holds a plan that cannot be: {trouble}", RESTORE) from None
    plan = msgspec.structs.replace(head, groups=tuple(groups), goals=tuple(goals))
    return Contents(plan, tuple(changes), file.last)


def _documents(figures: Sequence[Figure] | Staged) -> Iterable[bytes]:
    """Each figure as its JSON object and a newline; what this store staged is in that form already."""
    if isinstance(figures, StagedFigures):
        return figures.documents()
    return (lines.encode_lines([figure]) for figure in figures)


def document(value: msgspec.Struct) -> dict[str, Any]:
    """A value as its JSON object; decimals become text, so that no reader of JSON rounds them."""
    built: dict[str, Any] = msgspec.to_builtins(value)
    return built


def _head(plan: Plan, changes: Sequence[Change], tables: Mapping[str, lines.Table]) -> bytes:
    """Every table but the figures: the plan's own, and whatever other programs keep in the file."""
    own = {
        "plan": {"1": {"schema": SCHEMA, **document(msgspec.structs.replace(plan, groups=(), goals=()))}},
        "groups": _numbered(plan.groups),
        "goals": _numbered(plan.goals),
        "changes": _numbered(changes),
    }
    return lines.render_head({**own, **{name: table for name, table in tables.items() if name not in own}})


def _numbered(values: Sequence[msgspec.Struct]) -> dict[str, dict[str, Any]]:
    return {str(place): document(value) for place, value in enumerate(values, 1)}
