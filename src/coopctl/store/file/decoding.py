"""Figures from the lines of a file: decoded many at a time, in constant memory."""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import chain

import msgspec

from coopctl.errors import CoopctlError, FileTrouble, Refused
from coopctl.plan.plain import Lines, PlainFigure, lines_of
from coopctl.plan.plan import Entry, Figure
from coopctl.store.file import lines
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.whole import EXAMINE, parse_whole

_MANY = msgspec.json.Decoder(dict[int, Figure])
_ONE = msgspec.json.Decoder(Figure)
_PLAIN = msgspec.json.Decoder(dict[int, PlainFigure])

# What decoding a line raises that is no figure: of other values, of other bytes, of values that cannot be, too deep.
NO_FIGURE = (msgspec.MsgspecError, UnicodeDecodeError, CoopctlError, RecursionError)

Words = tuple[re.Pattern[bytes], ...]
"""What is looked for one after the other: words that do not begin alike take four times as long in one pattern."""
# For more words than these all lines are decoded, which takes as long as to look for so many.
_FEW = 30


def figures(file: LineFile) -> Iterator[Entry]:
    """Each figure with its place, in order.

    Raises `FileTrouble` for a line that is no figure or not in order; names that stand twice never hide one another.
    """
    return chain.from_iterable(one.whole() for one in groups(file, plain=False))


def newest(file: LineFile) -> Iterator[Entry]:
    """Each figure with its place, the last recorded first; reads no more of the file than is asked for.

    Raises as `figures` does.
    """
    if file.loose is not None:
        yield from reversed(list(figures(file)))
        return
    before = file.last + 1
    for chunk in file.chunks_back():
        found = decode(chunk)
        if found is None or next(reversed(found)) >= before:
            # All are read from the start, so that the first bad line is named.
            yield from reversed([one for one in figures(file) if one[0] < before])
            return
        yield from reversed(found.items())
        before = next(iter(found))


def after(file: LineFile, skip: int, last: int) -> list[Entry] | None:
    """The figures after the first so many bytes of lines, of which `last` is the last place; None in any doubt."""
    found: list[Entry] = []
    for chunk in file.chunks(skip):
        decoded = decode(chunk, last)
        if decoded is None:
            return None
        found += decoded.items()
        last = found[-1][0]
    return found


def last(file: LineFile) -> Figure | None:
    """The figure that was recorded last."""
    with suppress(*NO_FIGURE):
        if file.last_document:
            return _ONE.decode(file.last_document)
    return next((figure for _, figure in newest(file)), None)


def references(file: LineFile, last: int = sys.maxsize, chunks: Iterable[bytes] | None = None) -> list[Figure]:
    """The figures up to a place that name others, in order, of all lines or of some; the rest is not even decoded."""
    # With a quotation mark before it the last takes half as long again.
    words = *_with((b'replaces"', b'retracts"')), *_with((b'beside"',))
    found = _holding(file, words, lambda one: one.names_others, chunks)
    return [figure for place, figure in found if place <= last]


def of_goal(file: LineFile, goal: str, chunks: Iterable[bytes] | None = None) -> list[Entry]:
    """The figures of one goal with their places, in order, of all lines or of some; the rest is not even decoded."""
    return _holding(file, _with([lines.encode_text(goal)]), lambda one: one.goal == goal, chunks)


def with_key(file: LineFile, start: str, chunks: Iterable[bytes] | None = None) -> list[Entry]:
    """The figures whose keys start so, with their places, in order; the rest is not even decoded.

    They are looked for in all lines, or in `chunks` of them where it is known that they are there.
    """
    try:
        word = lines.encode_text(start)[:-1]
    except Refused:  # it holds bytes that are not text, which no key does
        return []
    return _holding(file, _with([word]), lambda one: one.key.startswith(start), chunks)


def naming(file: LineFile, words: Collection[str], chunks: Iterable[bytes] | None = None) -> list[Entry]:
    """The figures with one of a few words for a text, with their places, in order; the rest is not even decoded.

    Of `chunks`, where they are given, all.
    """
    if chunks is not None:
        return _holding(file, None, _any, chunks)
    return _holding(file, _with(map(lines.encode_text, words)), _any) if words else []


def places(file: LineFile, keys: Collection[str]) -> dict[str, int]:
    """The places of figures by key, the first where one stands twice; those that are not there are left out."""
    found: dict[str, int] = {}
    for place, figure in keyed(file, keys):
        found.setdefault(figure.key, place)
    return found


def keyed(file: LineFile, keys: Collection[str], chunks: Iterable[bytes] | None = None) -> list[Entry]:
    """The figures of some keys, with their places, in order, of all lines or of some."""
    if not keys:
        return []
    words = _with(map(lines.encode_text, keys)) if len(keys) <= _FEW else None
    return _holding(file, words, lambda one: one.key in keys, chunks)


def _any(_: Figure) -> bool:
    return True


def _with(words: Iterable[bytes]) -> Words:
    """What finds the lines that have one of these words in them, which begin alike."""
    return (re.compile(b"|".join(map(re.escape, words))),)


def _holding(
    file: LineFile, words: Words | None, meant: Callable[[Figure], bool], chunks: Iterable[bytes] | None = None
) -> list[Entry]:
    """The figures that are meant, of which each has one of these words in its line, where any are given.

    Where there is any doubt about the lines, all are decoded.
    """
    if file.loose is None:
        found = _matching(file.chunks() if chunks is None else chunks, words, meant)
        if found is not None:
            return found
    return [one for one in figures(file) if meant(one[1])]


def _matching(chunks: Iterable[bytes], words: Words | None, meant: Callable[[Figure], bool]) -> list[Entry] | None:
    """The figures that are meant in the lines with one of the words; None where there is any doubt about one."""
    found: list[Entry] = []
    for chunk in chunks:
        held = chunk if words is None else _lines_with(chunk, words)
        decoded = decode(held) if held else {}
        if decoded is None:
            return None
        found += [one for one in decoded.items() if meant(one[1])]
    return found


# Other programs may spell a letter as an escape, or in other bytes, where this one does not.
_SPELLED = re.compile(rb"\\u(?:00[2-7]|[0-9a-f]*[A-F])")


def _lines_with(chunk: bytes, words: Words) -> bytes:
    """The lines that have one of the words in them; all, where one could have it in another spelling."""
    if not chunk.isascii() or (b"\\" in chunk and _SPELLED.search(chunk)):
        return chunk
    held: dict[int, bytes] = {}
    for one in words:
        at = 0
        while found := one.search(chunk, at):
            start, at = chunk.rfind(b"\n", 0, found.start()) + 1, chunk.find(b"\n", found.end()) + 1
            held[start] = chunk[start:at]
    return b"".join([line for _, line in sorted(held.items())])


def groups(file: LineFile, *, plain: bool = True) -> Iterator[Lines]:
    """All figures in order, many at a time; unless `plain` all of them whole.

    Raises as `figures` does, some of it when the entries are asked for.
    """
    if file.loose is not None:
        yield Lines(0, 0, partial(_loose, file, file.loose, 0))
        return
    last = before = 0
    for chunk in file.chunks():
        found = lines_in(chunk, last, plain=plain)
        if found is None:
            yield Lines(0, 0, partial(_doubtful, file, chunk, last, before))
            return
        last = found.last
        before += len(chunk)
        yield found
        found = None  # its memory is the next chunk's, while it is still in the processor's cache


def lines_in(chunk: bytes, last: int = 0, *, plain: bool = True) -> Lines | None:
    """The figures of many lines, each after `last`, as they can be read fastest; None where there is any doubt."""
    return (_plain(chunk, last) if plain else None) or _entries(chunk, last)


def _plain(chunk: bytes, last: int) -> Lines | None:
    """The figures of many lines, each after `last`, where all are plain; None also where there is any doubt."""
    try:
        found = _PLAIN.decode(b"{%s}" % chunk.removeprefix(b","))
    except NO_FIGURE:
        return None
    return lines_of(found, partial(_whole, chunk)) if _in_order(found, chunk, last) else None


def _entries(chunk: bytes, last: int) -> Lines | None:
    """The figures of many lines, each after `last`, whatever they are; None where there is any doubt."""
    found = decode(chunk, last)
    return None if found is None else Lines(next(iter(found)), next(reversed(found)), found.items)


def _whole(chunk: bytes) -> Iterable[Entry]:
    return (decode(chunk) or {}).items()


class Unsound(Exception):
    """A line of a file is no figure, not in order, or no text."""


def sound_groups(file: LineFile) -> Iterator[Lines]:
    """All figures in order, many at a time, of a file in line form; raises `Unsound` at the first bad line."""
    last = 0
    for chunk in file.chunks():
        found = lines_in(chunk, last)
        if found is None or not lines.is_text(chunk):
            raise Unsound
        last = found.last
        yield found


def sound(file: LineFile) -> bool:
    """Whether every line of a file in line form is a figure, in order, and text to its last byte."""
    try:
        return all(True for _ in sound_groups(file))
    except Unsound:
        return False


def bad_lines(file: LineFile) -> Iterator[FileTrouble]:
    """What is wrong with each line that is no figure, or not in order."""
    last = number = 0
    for chunk in file.chunks():
        found = decode(chunk, last) if lines.is_text(chunk) else None
        for raw in chunk[:-1].split(b"\n") if found is None else ():
            trouble = _bad_line(file, raw, last, number)
            if trouble is not None:
                yield trouble
            line = lines.parse_line(raw)
            last, number = max(last, line.place if line else 0), number + 1
        if found is not None:
            last, number = next(reversed(found)), number + len(found)


def decode(chunk: bytes, last: int = 0) -> dict[int, Figure] | None:
    """The figures of many lines in order, by place, each after `last`; None where there is any doubt about them."""
    try:
        found = _MANY.decode(b"{%s}" % chunk.removeprefix(b","))
    except NO_FIGURE:
        return None
    return found if _in_order(found, chunk, last) else None


def _in_order(found: Mapping[int, object], chunk: bytes, last: int) -> bool:
    """Whether lines have their places in order, each after `last`."""
    places = list(found)
    # A name twice would make fewer figures than lines.
    return len(places) == chunk.count(b"\n") and places[0] > last and places == sorted(places)


def _doubtful(file: LineFile, chunk: bytes, last: int, before: int) -> Iterator[Entry]:
    """The figures from a doubtful chunk on: of a file that is JSON all the same, or the error of the first bad line.

    There are so many bytes of lines before it.
    """
    number = sum(block.count(b"\n") for block in file.blocks(file.figures_at, file.figures_at + before))
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
    if not lines.is_text(raw):
        return file.damage(number, "is not UTF-8 text")
    if number and raw[:1] != b",":
        return file.damage(number, "does not start with a comma")
    if line.place <= last:
        return file.damage(number, f"has the place {line.place} after {last}: a name twice, or out of order")
    try:
        _ONE.decode(line.document)
    except NO_FIGURE as why:
        return file.damage(number, f"is not a figure ({why})")
    return None


def _loose(file: LineFile, loose: dict[str, dict[str, object]], after: int) -> Iterator[Entry]:
    for place in sorted(map(int, loose)):
        if place > after:
            try:
                yield place, _ONE.decode(lines.encode(loose[str(place)]))
            except NO_FIGURE as why:
                raise FileTrouble(f"{file.path}: figure {place} is damaged: {why}", EXAMINE) from None
