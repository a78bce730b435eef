"""Two versions of a file: between git's markers in it, with the lines of both kept by hand, one behind the other, or as
a copy beside it.

What both versions hold becomes one as `coopctl merge` would make it: nothing that either acknowledged is lost.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from coopctl.disk import faults, git
from coopctl.errors import CoopctlError, FileTrouble
from coopctl.plan.merging import Choice, Merged, Side, merge, notes, options
from coopctl.store.file import apart, decoding, lines
from coopctl.store.file.codec import contents_of, head_of
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.store import TinyStore
from coopctl.store.file.unknown import document_of, unknown_in
from coopctl.store.file.whole import MOST_WHOLE
from coopctl.values.people import plural

# Dropbox and Nextcloud, Syncthing, Resilio, and what browsers and others number.
_BESIDE = re.compile(
    r" \([^)]*(?:conflict|konflikt|conflit|conflicto)[^)]*\)|\.sync-conflict-[0-9]{8}-[0-9]{6}(?:-[A-Z0-9]+)?"
    r"|[. _-]conflict(?:ed copy)?[^.]*| \([0-9]+\)",
    re.IGNORECASE,
)
_MARKER = re.compile(rb"(<{7}|\|{7}|={7}|>{7})(?: .*)?")


class Beside(Struct, frozen=True):
    """A copy beside a file that was made where two wrote at once, and how many figures and changes only it has.

    `lacking` is None where it cannot be read, or is of another plan.
    """

    path: Path
    lacking: int | None


def copies_beside(path: Path) -> list[Beside]:
    """The conflicted copies of a file, and what of them it does not have."""
    real = faults.real_path(path)
    named = [
        one
        for one in sorted(real.parent.glob(f"{real.stem}*{real.suffix}"))
        if one != real and _BESIDE.fullmatch(one.name[len(real.stem) : len(one.name) - len(real.suffix)])
    ]
    if not named:
        return []
    mine = _names(real)
    return [Beside(one, _lacking(one, mine)) for one in named]


def _names(path: Path) -> tuple[str, set[str]]:
    """A file's plan, and the keys and ids of what it holds."""
    with LineFile(path) as file:
        contents = contents_of(file)
        keys = {figure.key for _, figure in decoding.figures(file)}
        return contents.plan.id, keys | {change.id for change in contents.changes}


def _lacking(copy: Path, mine: tuple[str, set[str]]) -> int | None:
    with suppress(OSError, CoopctlError):
        plan, names = _names(copy)
        return len(names - mine[1]) if plan == mine[0] else None
    return None


def unmerged(path: Path) -> int:
    """How many figures and changes a version has that git holds for a merge, and the file in ours does not."""
    real = faults.real_path(path)
    theirs = git.theirs(real)
    if not theirs:
        return 0
    with TemporaryDirectory() as folder:
        other = Path(folder) / real.name
        other.write_bytes(theirs)
        return _lacking(other, _names(real)) or 0


def kind_of(path: Path) -> str:
    """How two versions stand in a file, in words; "" where they do not."""
    with suppress(OSError):
        if not path.is_file() or path.stat().st_size > MOST_WHOLE:
            return ""
        text = path.read_bytes()
        if _is_marked(text):
            return "git's conflict markers stand in it, with the lines of two versions"
        if len(_wholes(text)) > 1:
            return "whole files stand in it, one behind the other"
        if _is_doubled(text):
            return "lines of two versions stand in it under the same numbers"
    return ""


def _is_doubled(text: bytes) -> bool:
    """Whether lines of two versions stand in a text that can be told apart."""
    with suppress(apart.Unclear):
        return len(_by_runs(text)) > 1
    return False


def join_versions(store: TinyStore, say: Callable[[str], None], choice: Choice) -> None:
    """Make one history of the versions that stand in a file, as was chosen; the file as it was is kept as its `.bak`.

    Raises `FileTrouble` where a person has to settle something first, or a version is damaged; nothing is changed then.
    """
    text = store.path.read_bytes()
    wholes = _wholes(text)
    versions = _by_markers(text) if _is_marked(text) else wholes if len(wholes) > 1 else _by_runs(text)
    kept: dict[str, bytes] = {}
    sides = [_side(store.path, version, kept) for version in versions]
    joined = _merge_all(store.path, sides, choice)
    merged = joined[-1]
    plan, changes, figures = merged.side.plan, merged.side.changes, merged.side.figures
    rows = lines.numbered((document_of(figure, kept) for figure in figures), 1, first=True)
    store.replace(chain([head_of(plan, changes, {})], rows, [lines.CLOSING]))
    say(f"made one of {len(sides)} versions: {plural(len(figures), 'figures')}, {plural(len(changes), 'changes')}")
    for note in dict.fromkeys(notes(*joined)):
        say(note)


def _merge_all(path: Path, sides: Sequence[Side], choice: Choice) -> list[Merged]:
    """What became of each version with those before it: the last is of all."""
    joined = [Merged(sides[0])]
    for side in sides[1:]:
        merged = merge(joined[-1].side, side, choice)
        joined.append(merged)
        if merged.conflicts:
            what = "; ".join(one.what for one in merged.conflicts[:3])
            raise FileTrouble(
                f"{path} holds two versions that a person has to settle: {what}",
                "say which counts, the first of them or the second: "
                f"coopctl doctor --repair {options(merged.conflicts)}",
            )
    return joined


def _split(text: bytes) -> list[bytes]:
    return [line.rstrip(b"\r") for line in text.split(b"\n")]


def _is_marked(text: bytes) -> bool:
    return any(_MARKER.fullmatch(line) for line in _split(text))


_BETWEEN = re.compile(rb"(?<=\n\}\}\n)\s*(?=\{\")")


def _wholes(text: bytes) -> list[bytes]:
    """The files that stand in a text one behind the other, as where one was pasted or appended to another."""
    return _BETWEEN.split(text.replace(b"\r\n", b"\n"))


def _by_markers(text: bytes) -> list[bytes]:
    """Ours and theirs, with what both have."""
    ours: list[bytes] = []
    theirs: list[bytes] = []
    into: tuple[list[bytes], ...] = (ours, theirs)
    ways = {b"<": (ours,), b"|": (), b"=": (theirs,), b">": (ours, theirs)}
    for line in _split(text):
        if _MARKER.fullmatch(line):
            into = ways[line[:1]]
            continue
        for one in into:
            one.append(line)
    return [b"\n".join(ours), b"\n".join(theirs)]


def _by_runs(text: bytes) -> list[bytes]:
    """Each version, where all lines were kept; raises `apart.Unclear` where those of the plan cannot be told apart."""
    head, opening, rest = text.replace(b"\r\n", b"\n").partition(lines.FIGURES)
    heads, runs = apart.heads(head), apart.runs(apart.entries(rest))
    if len(heads) > 1 and len(runs) > len(heads):
        raise apart.Unclear
    most = max(len(heads), len(runs))
    pairs = zip(heads if len(heads) > 1 else heads * most, runs if len(runs) > 1 else runs * most, strict=True)
    return [_version(head.removesuffix(lines.FIGURES) + opening, run) for head, run in pairs]


def _version(head: bytes, run: Sequence[apart.Entry]) -> bytes:
    return head + b"".join(lines.numbered((one + b"\n" for _, one in run), 1, first=True)) + lines.CLOSING


def _side(path: Path, version: bytes, kept: dict[str, bytes]) -> Side:
    """A version as a history; the documents of its figures with fields that are not known are kept."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / path.name
        file.write_bytes(version)
        try:
            with LineFile(file) as opened:
                contents = contents_of(opened)
                figures = tuple(figure for _, figure in decoding.figures(opened))
                kept |= unknown_in(opened)
        except FileTrouble as trouble:
            what = trouble.message.replace(f"{file}", f"one of the versions in {path}")
            raise FileTrouble(what, "mend it with an editor, or go back with `coopctl restore`") from None
    return Side(contents.plan, contents.changes, figures)
