"""The figures that goals and changes count from, looked for at their places first: no read looks through all lines."""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress

import msgspec

from coopctl.disk import files
from coopctl.errors import FileTrouble
from coopctl.plan.journal import Change
from coopctl.plan.marks import Mark, Moved, among, marks, remarked
from coopctl.plan.plan import Plan
from coopctl.store.file import decoding, lines
from coopctl.store.file.linefile import LineFile

# So many bytes are read to find the line of one figure, and its number.
_NEAR, _NUMBER = 4096, 32
_PLACE = re.compile(rb',?"([0-9]+)":')


class _Keyed(msgspec.Struct, gc=False):
    key: str


_KEY = msgspec.json.Decoder(_Keyed)


def checked(file: LineFile, plan: Plan, changes: Sequence[Change]) -> tuple[Plan, tuple[Change, ...]]:
    """A plan and its journal whose goals and changes name figures by their keys, and by the places where they stand."""
    wanted = marks(plan, changes)
    return remarked(plan, changes, _where(file, wanted)) if wanted else (plan, tuple(changes))


def shifted(file: LineFile, plan: Plan, changes: Sequence[Change]) -> int:
    """How many figures that a plan and its journal name are not at the places that they give, as they are written."""
    wanted = {(place, key) for place, key in marks(plan, changes) if key}
    moved = _where(file, wanted)
    return sum(moved(*mark) != mark for mark in wanted)


def _where(file: LineFile, wanted: Collection[Mark]) -> Moved:
    if file.loose is not None:
        return among(wanted, decoding.figures(file))
    seen = {place: figure_up_to(file, place) for place in {place for place, _ in wanted}}
    lost = {(place, key) for place, key in wanted if key and seen[place] != (place, key)}
    found = _looked_up(file, {key for _, key in lost}) if lost else {}
    return lambda place, key: (found[key], key) if key in found else (place, seen[place][1])


def _looked_up(file: LineFile, keys: Collection[str]) -> dict[str, int]:
    """The places of figures by key, from all lines; of a file that is damaged none, which its readers are told."""
    with suppress(FileTrouble):
        return decoding.places(file, keys)
    return {}


def figure_up_to(file: LineFile, place: int) -> Mark:
    """The last figure at or before a place, by halving the lines; no key where there is none, or no figure."""
    if place >= file.last and file.last_document:
        return file.last, _key(file.last_document)
    start, end = file.figures_at, file.end
    stop = end  # the line that is looked for begins between start and end, and ends before this
    while end - start > _NEAR:
        middle = (start + end) // 2
        at = _line_after(file, middle, end)
        if at is None:
            end = middle
        elif _place_at(file, at) <= place:
            start = at
        else:
            end = stop = at
    found: Mark = (0, "")
    for raw in b"".join(file.blocks(start, stop)).split(b"\n"):
        line = lines.parse_line(raw)
        if line is not None and line.place <= place:
            found = line.place, _key(line.document)
    return found


def _line_after(file: LineFile, at: int, end: int) -> int | None:
    """Where the first line begins after a place in the file; None where none does before its end."""
    while at < end:
        block = files.read_at(file.descriptor, at, min(_NEAR, end - at))
        cut = block.find(b"\n") + 1
        if cut or not block:
            return at + cut if cut and at + cut < end else None
        at += len(block)
    return None


def _place_at(file: LineFile, at: int) -> int:
    """The place that the line has which begins there; none comes after one that has no place."""
    found = _PLACE.match(files.read_at(file.descriptor, at, _NUMBER))
    return int(found[1]) if found else 0


def _key(document: bytes) -> str:
    with suppress(*decoding.NO_FIGURE):
        return _KEY.decode(document).key
    return ""
