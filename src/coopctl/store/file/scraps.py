"""Lines among a file's figures that hold nothing of one, such as a slip in an editor leaves."""

from collections.abc import Callable

from coopctl.disk import faults
from coopctl.store.file import decoding, lines, tail
from coopctl.store.file.conflicted import kind_of
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.store import TinyStore
from coopctl.store.file.whole import MOST_WHOLE
from coopctl.values.people import plural


def scraps_of(file: LineFile) -> dict[int, bytes]:
    """Such lines by their numbers, where all the others are figures in order, so that nothing is guessed; else none."""
    if not _is_looked_through(file):
        return {}
    found: dict[int, bytes] = {}
    last = number = 0
    for chunk in file.chunks():
        raw = chunk[:-1].split(b"\n")
        figures = _figures(chunk)
        decoded = decoding.decode(figures, last) if figures else {}
        if decoded is None or not lines.is_text(figures):
            return {}
        last = next(reversed(decoded), last)
        found.update((at, one) for at, one in enumerate(raw, number) if not _is_figure(one))
        number += len(raw)
    return found if b"".join(found.values()).strip() else {}


def _is_looked_through(file: LineFile) -> bool:
    """Whether a file has lines, and nothing that is mended before: a torn end, or two versions."""
    return not (file.loose is not None or file.torn or file.size > MOST_WHOLE or kind_of(faults.real_path(file.path)))


def take_out(store: TinyStore, say: Callable[[str], None]) -> None:
    """Put such lines into a file beside the plan's, which is kept as its backup, too."""
    with LineFile(store.path) as file:
        found = {} if decoding.sound(file) else scraps_of(file)
        head = b"".join(file.blocks(0, file.figures_at))
        rest = b"".join(map(_figures, file.chunks())) if found else b""
    if found:
        kept = tail.put_beside(faults.real_path(store.path), [b"\n".join([*found.values(), b""])])
        store.replace([head, rest.removeprefix(b","), lines.CLOSING])
        say(f"taken out and kept in {kept.name}: {plural(len(found), 'lines')} with nothing of a figure")


def _figures(chunk: bytes) -> bytes:
    """The lines that could be figures."""
    return b"".join(one + b"\n" for one in chunk[:-1].split(b"\n") if _is_figure(one))


def _is_figure(line: bytes) -> bool:
    """Whether a line could be one: what is written of a figure is in quotation marks."""
    return b'"' in line
