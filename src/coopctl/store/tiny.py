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
from coopctl.store import Contents, files, lines
from coopctl.store.linefile import LineFile
from coopctl.store.whole import RESTORE, parse_whole

SCHEMA = 1
_FIGURE = msgspec.json.Decoder(Figure)


class LineStorage(Storage):
    """A TinyDB storage that keeps the line form: `TinyDB("coop.json", storage=LineStorage)`.

    Reading creates nothing; a write is atomic and durable, but takes no lock: TinyDB reads and writes in two steps.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, None when there is no file."""
        return parse_whole(self.path.read_bytes(), self.path) if self.path.exists() else None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace the file by these tables."""
        tables = {name: {str(place): dict(entry) for place, entry in table.items()} for name, table in data.items()}
        files.replace(self.path, [lines.render(tables)])


class TinyStore:
    """A plan and its figures in one TinyDB file; see `Store`.

    `say` is told what a person should know: a wait, a repair.  `lock_timeout` is in seconds.
    """

    def __init__(self, path: Path, *, lock_timeout: float = 10, say: Callable[[str], None] = lambda _: None) -> None:
        self.path = path
        self._lock_timeout = lock_timeout
        self._say = say
        self._alone = False

    def create(self, plan: Plan) -> None:
        with self.alone():
            if self.path.exists() or self.path.is_symlink():
                raise FileTrouble(f"{self.path} is there already", "give another --file, or import into this one")
            self._replace(plan, (), {}, [lines.CLOSING])

    def contents(self) -> Contents:
        with self._open() as file:
            return self._contents(file)

    def figures(self) -> Iterator[tuple[int, Figure]]:
        with self._open() as file:
            for place, text in file.figures():
                try:
                    yield place, _FIGURE.decode(text)
                except msgspec.MsgspecError as trouble:
                    raise FileTrouble(f"{self.path}: figure {place} is damaged: {trouble}", RESTORE) from None

    def append(self, figures: Sequence[Figure]) -> None:
        with self.alone():
            with self._open() as file:
                contents = self._contents(file)
                if not file.line_form:
                    self._replace(contents.plan, contents.changes, file.tables, file.figure_blocks())
            with self._open(write=True) as file:
                if file.torn:
                    self._say(f"the last write to {self.path} was cut off; what it left is kept beside the file")
                file.append([document(figure) for figure in figures])

    def save(self, change: Callable[[Contents], tuple[Plan, Change]]) -> None:
        with self.alone(), self._open() as file:
            contents = self._contents(file)
            plan, entry = change(contents)
            self._replace(plan, (*contents.changes, entry), file.tables, file.figure_blocks())

    def alone(self) -> AbstractContextManager[None]:
        return nullcontext() if self._alone else self._locked()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with files.locked(self.path, self._lock_timeout, self._say):
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    @contextmanager
    def _open(self, *, write: bool = False) -> Iterator[LineFile]:
        try:
            with LineFile(self.path, write=write) as file:
                yield file
        except FileNotFoundError:
            raise FileTrouble(f"there is no file {self.path}", "start one with `coopctl init`") from None
        except OSError as trouble:
            raise files.explain(trouble, self.path, "write" if write else "read") from trouble

    def _contents(self, file: LineFile) -> Contents:
        tables = {name: list(file.tables.get(name, {}).values()) for name in ("plan", "groups", "goals", "changes")}
        if not tables["plan"]:
            raise FileTrouble(f"{self.path} is a TinyDB file without a plan", "start a new one with `coopctl init`")
        schema = tables["plan"][0].get("schema", SCHEMA)
        if not isinstance(schema, int) or schema > SCHEMA:
            newer = f"{self.path} was written by a newer coopctl (schema {schema}; this one knows {SCHEMA})"
            raise FileTrouble(newer, "upgrade coopctl; nothing was changed")
        try:
            head = msgspec.convert(tables["plan"][0], Plan)
            groups, goals = msgspec.convert((tables["groups"], tables["goals"]), tuple[list[Group], list[Goal]])
            changes = msgspec.convert(tables["changes"], list[Change])
        except (msgspec.ValidationError, CoopctlError) as trouble:
            raise FileTrouble(f"{self.path} holds a plan that cannot be: {trouble}", RESTORE) from None
        plan = msgspec.structs.replace(head, groups=tuple(groups), goals=tuple(goals))
        return Contents(plan, tuple(changes), file.last)

    def _replace(
        self, plan: Plan, changes: Sequence[Change], tables: Mapping[str, lines.Table], figures: Iterable[bytes]
    ) -> None:
        head = msgspec.structs.replace(plan, groups=(), goals=())
        own = {
            "plan": {"1": {"schema": SCHEMA, **document(head)}},
            "groups": _numbered(plan.groups),
            "goals": _numbered(plan.goals),
            "changes": _numbered(changes),
        }
        start = lines.render_head({**own, **{name: table for name, table in tables.items() if name not in own}})
        try:
            files.replace(self.path, chain([start], figures))
        except OSError as trouble:
            raise files.explain(trouble, self.path, "write") from trouble


def document(value: msgspec.Struct) -> dict[str, Any]:
    """A value as its JSON object; decimals become text, so that no reader of JSON rounds them."""
    built: dict[str, Any] = msgspec.to_builtins(value)
    return built


def _numbered(values: Sequence[msgspec.Struct]) -> dict[str, dict[str, Any]]:
    return {str(place): document(value) for place, value in enumerate(values, 1)}
