"""A plan of any store as a file, whole and verified before it has its name, and the way back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import structs

from coopctl.disk import faults, files
from coopctl.errors import FileTrouble
from coopctl.plan.journal import Change
from coopctl.plan.plan import Entry, Figure, Plan
from coopctl.store import Contents, Staged, Store
from coopctl.store.file import decoding, lines
from coopctl.store.file.backups import check_folder, put_copy
from coopctl.store.file.codec import contents_of, head_of
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.staged import StagedFigures
from coopctl.store.file.unknown import document_of, unknown_in
from coopctl.values.quantities import spelling

Restore = Callable[[Plan, Sequence[Change], Staged, Mapping[str, bytes]], None]
"""How a store takes a plan, its journal and its figures."""


class _Counted:
    """Figures on their way, their number and a hash of them."""

    def __init__(self, figures: Iterable[Entry]) -> None:
        self._figures = figures
        self.number = self.seen = 0

    def __iter__(self) -> Iterator[Figure]:
        for _, figure in self._figures:
            self.number, self.seen = self.number + 1, hash((self.seen, figure, spelling(figure.value)))
            yield figure


def write_out(store: Store, to: Path) -> int:
    """Write what a store holds at one moment to a new file, and read it back; returns the number of figures.

    Raises `Taken` where the name is taken, `FileTrouble` where the copy does not read back as it is.
    """
    check_folder(to)
    try:
        with store.snapshot():
            contents, counted, kept = store.contents(), _Counted(store.figures()), store.unknown()
            rows = lines.numbered((document_of(one, kept) for one in counted), 1, first=True)
            head = head_of(contents.plan, contents.changes, {})
            staged = files.stage(to, chain([head], rows, [lines.CLOSING]))
        if not _reads_back(staged, contents, counted):
            files.discard(staged)
            raise FileTrouble(f"the copy at {to} does not read back as it is", "check the disk; nothing was kept")
        put_copy(staged, to)
    except OSError as trouble:
        raise faults.explain(trouble, to, "write") from trouble
    return counted.number


def _reads_back(staged: Path, contents: Contents, counted: _Counted) -> bool:
    with LineFile(staged) as file:
        copied, kept = _Counted(decoding.figures(file)), contents_of(file)
        for _ in copied:
            pass
    plan = structs.replace(contents.plan, id=kept.plan.id) if not contents.plan.id else contents.plan
    same = (copied.number, copied.seen) == (counted.number, counted.seen)
    return same and (kept.plan, kept.changes) == (plan, contents.changes)


def read_in(restore: Restore, source: Path) -> int:
    """Let what a file holds take the place of everything in a store; returns the number of figures.

    Raises `FileTrouble` where anything in the file is damaged, nothing being changed.
    """
    try:
        with LineFile(source) as file:
            contents = contents_of(file)
            with StagedFigures(figure for _, figure in decoding.figures(file)) as staged:
                restore(contents.plan, contents.changes, staged, unknown_in(file))
                return len(staged)
    except FileNotFoundError:
        raise faults.missing(source) from None
    except OSError as trouble:
        raise faults.explain(trouble, source, "read") from trouble
