"""Figures from the lines of a file: decoded many at a time, in constant memory."""

from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from coopctl.errors import CoopctlError, FileTrouble
from coopctl.plan.plan import Figure
from coopctl.store.file import lines
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.whole import RESTORE, parse_whole

_MANY = msgspec.json.Decoder(dict[int, Figure])
_ONE = msgspec.json.Decoder(Figure)

Placed = tuple[int, Figure]


def figures(file: LineFile) -> Iterator[Placed]:
    """Each figure with its place, in order.

    Raises `FileTrouble` for a line that is no figure or not in order; names that stand twice never hide one another.
    """
    return chain.from_iterable(_groups(file))


def _groups(file: LineFile) -> Iterator[Iterable[Placed]]:
    if file.loose is not None:
        yield _loose(file, file.loose, 0)
        return
    last = number = 0
    for chunk in file.chunks():
        found = _decode(chunk, last)
        if found is None:
            yield _doubtful(file, chunk, last, number)
            return
        yield found.items()
        last = next(reversed(found))
        number += len(found)


def sound(file: LineFile) -> bool:
    """Whether every line of a file in line form is a figure, and in order."""
    last = 0
    for chunk in file.chunks():
        found = _decode(chunk, last)
        if found is None:
            return False
        last = next(reversed(found))
    return True


def bad_lines(file: LineFile) -> Iterator[FileTrouble]:
    """What is wrong with each line that is no figure, or not in order."""
    last = number = 0
    for chunk in file.chunks():
        found = _decode(chunk, last)
        for raw in chunk[:-1].split(b"\n") if found is None else ():
            trouble = _bad_line(file, raw, last, number)
            if trouble is not None:
                yield trouble
            line = lines.parse_line(raw)
            last, number = max(last, line.place if line else 0), number + 1
        if found is not None:
            last, number = next(reversed(found)), number + len(found)


def _decode(chunk: bytes, last: int) -> dict[int, Figure] | None:
    """The figures of many lines as one object; None where there is any doubt about them."""
    try:
        found = _MANY.decode(b"{%s}" % chunk.removeprefix(b","))
    except (msgspec.MsgspecError, UnicodeDecodeError, CoopctlError):
        return None
    places = list(found)
    # A name twice would make fewer figures than lines.
    if len(places) != chunk.count(b"\n") or places[0] <= last:
        return None
    return found if places == sorted(places) else None


def _doubtful(file: LineFile, chunk: bytes, last: int, number: int) -> Iterator[Placed]:
    """The figures from a doubtful chunk on: of a file that is JSON all the same, or the error of the first bad line."""
    trouble = _first_bad(file, chunk, last, number)
    try:
        tables = parse_whole(b"".join(file.blocks(0, file.size)), file.path)
        found = list(_loose(file, tables.get("figures", {}), last))
    except FileTrouble:
        raise trouble from None
    yield from found


def _first_bad(file: LineFile, chunk: bytes, last: int, number: int) -> FileTrouble:
    for raw in chunk[:-1].split(b"\n"):
        trouble = _bad_line(file, raw, last, number)
        if trouble is not None:
            return trouble
        line = lines.parse_line(raw)
        last, number = line.place if line else last, number + 1
    return file.damage(number, "is not a figure")


def _bad_line(file: LineFile, raw: bytes, last: int, number: int) -> FileTrouble | None:
    """What is wrong with a line, None when nothing is; `last` is the place of the one before."""
    line = lines.parse_line(raw)
    if line is None:
        return file.damage(number, "is not a figure")
    if number and raw[:1] != b",":
        return file.damage(number, "does not start with a comma")
    if line.place <= last:
        return file.damage(number, f"has the place {line.place} after {last}: a name twice, or out of order")
    try:
        _ONE.decode(line.document)
    except (msgspec.MsgspecError, UnicodeDecodeError, CoopctlError) as why:
        return file.damage(number, f"is not a figure ({why})")
    return None


def _loose(file: LineFile, loose: dict[str, dict[str, object]], after: int) -> Iterator[Placed]:
    for place in sorted(map(int, loose)):
        if place > after:
            try:
                yield place, _ONE.decode(lines.encode(loose[str(place)]))
            except (msgspec.MsgspecError, CoopctlError) as why:
                raise FileTrouble(f"{file.path}: figure {place} is damaged: {why}", RESTORE) from None
