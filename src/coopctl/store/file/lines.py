"""The line form of the file: one JSON document, one line per table entry, the figures last.

    {"plan":{
    "1":{...}
    },"goals":{
    "1":{...}
    ,"2":{...}
    },"figures":{
    "1":{...}
    ,"2":{...}
    }}

The comma stands at the start of a line, so that an append changes no earlier line: git shows one added line, and a
torn append leaves every earlier line whole.  Everything is ASCII, so that a byte is a character.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count, repeat
from typing import Any

import msgspec
from msgspec import Struct

from coopctl.errors import Refused
from coopctl.plan.plain import Columns
from coopctl.store.file.whole import MOST_PLACE, is_place, is_table, strict_json

FIGURES = b'},"figures":{\n'
CLOSING = b"}}\n"
END = b"}\n"
"""What a document ends with and nothing else has in it, for the ends of lines within texts are escaped."""
# What a crash can leave, as a line, of the three bytes that commit many lines at once: after figures, or first.
HALF_COMMITTED = (b",}", b',"', b'"}', b'"1')
START = b'{"plan":{\n'
MOST_LINE = 64 << 20
_BLOCK = 1 << 16

Table = Mapping[str, Mapping[str, Any]]


class Head(Struct, frozen=True):
    """The bytes before the figures, and the offset at which the first figure's line starts.

    `documents` are those of each table by their places, as they are written; None where the form is not quite this one.
    """

    written: bytes
    documents: Mapping[str, Mapping[str, bytes]] | None
    figures_at: int


class Line(Struct, frozen=True):
    """One figure's line: its place and its JSON object."""

    place: int
    document: bytes


class NotLineForm(Exception):
    """The file is not in line form: an editor, a formatter or stock TinyDB wrote it."""


class TooLong(Exception):
    """There is no end of line for longer than any figure is."""


# Numbers that others wrote keep their digits.
# Decimals of our own values become text, so that no reader rounds them; those of other programs stay numbers.
_OWN = msgspec.json.Encoder()
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_WORDS = ("note", "source", "url", "who")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


def entry(place: int, document: Mapping[str, Any] | Struct, *, first: bool) -> bytes:
    """A table entry as its line."""
    return b'%s"%d":%s\n' % (b"" if first else b",", place, encode(document))


def encode(document: Mapping[str, Any] | Struct) -> bytes:
    """A document as ASCII JSON.

    Raises `Refused` for text with bytes that were not UTF-8, which no reader of JSON would take back.
    """
    return _ascii((_OWN if isinstance(document, Struct) else _ENCODER).encode, document)


def encode_text(text: str) -> bytes:
    """A text as it stands in a document, with its quotation marks; raises as `encode` does."""
    return _ascii(_OWN.encode, text)


def encode_lines(documents: Sequence[Struct]) -> bytes:
    """Documents as ASCII JSON, each with a newline after it; raises as `encode` does."""
    return _ascii(_OWN.encode_lines, documents)


def of_columns(figures: Columns, place: int, times: str, signature: str) -> bytes:
    """The lines of figures from a place on, as `numbered` makes them of `encode_lines`.

    `times` is what stands in the place of when they were recorded, `signature` what each ends in.
    """
    goals, labels = list(dict.fromkeys(figures.goals)), list(figures.days)
    named = {
        goal: f'","goal":"{text}","recorded_at":{times},"date":"'
        for goal, text in zip(goals, _within(goals), strict=True)
    }
    days = {label: f'{day}","value":"' for label, day in figures.days.items()}
    said = {label: f'","on":"{text}"' for label, text in zip(labels, _within(labels), strict=True)}
    batch = f',"batch":{encode_text(figures.batch).decode()}' if figures.batch else ""
    ending = f"{batch}{signature}}}\n"
    beside = _beside(figures)
    rows = zip(count(place), _within(figures.keys), figures.goals, figures.labels, figures.values, beside, strict=False)
    return "".join(
        [
            f',"{at}":{{"key":"{key}{named[goal]}{days[label]}{value}{said[label]}{told}{ending}'
            for at, key, goal, label, value, told in rows
        ]
    ).encode("ascii")


def _beside(figures: Columns) -> Iterable[str]:
    """The fields of what each figure says beside its value."""
    fields = [_fields(name, texts) for name, texts in zip(_WORDS, figures.words, strict=False) if any(texts)]
    if any(figures.provisional):
        fields.append([',"provisional":true' if mark else "" for mark in figures.provisional])
    if any(figures.replaces):
        fields.append(_fields("replaces", figures.replaces))
    return map("".join, zip(*fields, strict=True)) if fields else repeat("")


def _fields(name: str, texts: Sequence[str]) -> list[str]:
    return [f',"{name}":"{text}"' if text else "" for text in _within(texts)]


def _within(texts: Sequence[str]) -> Sequence[str]:
    """Texts as they stand in a document, without their quotation marks; raises as `encode` does."""
    if _is_plain("".join(texts)):
        return texts
    # The ends of lines within texts are escaped.
    return _ascii(_OWN.encode_lines, texts).decode()[1:-2].split('"\n"')


def _is_plain(text: str) -> bool:
    """Whether a text stands in a document as it is, with nothing escaped."""
    return text.isascii() and len(_OWN.encode(text)) == len(text) + len('""')


def no_text(trouble: UnicodeEncodeError) -> Refused:
    """Why something cannot be encoded: it has bytes that were not UTF-8."""
    return Refused(f"{trouble.object!a} holds bytes that are not text", "write it in UTF-8")


def _ascii(encoder: Callable[[Any], bytes], value: object) -> bytes:
    try:
        text = encoder(value)
    except UnicodeEncodeError as trouble:
        raise no_text(trouble) from None
    if text.isascii():
        return text
    # Beyond ASCII there are only letters inside of strings.
    return _BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text.decode()).encode("ascii")


def numbered(documents: Iterable[bytes], place: int, *, first: bool, ending: bytes = b"") -> Iterator[bytes]:
    """Documents that end in a newline as lines from a place on, many at a time; with `first` no line is before them.

    They may come one by one, or several together.  With an `ending` each ends in that, in the place of `END`.
    """
    end = END if ending else b"\n"
    entry = b',"%d":%b' + (ending or end).replace(b"%", b"%%")
    for some in _gathered(documents):
        cut = some.split(end)[:-1]
        block = b"".join(map(entry.__mod__, enumerate(cut, place)))
        yield block[1:] if first else block
        place += len(cut)
        first = False


def _gathered(documents: Iterable[bytes]) -> Iterator[bytes]:
    """Whole lines together, as many as a block takes or more."""
    held: list[bytes] = []
    size = 0
    for some in documents:
        held.append(some)
        size += len(some)
        if size > _BLOCK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def render_head(tables: Mapping[str, Table]) -> bytes:
    """Every table but the figures, up to the line at which the figures start."""
    names = ["plan", *(name for name in tables if name not in ("plan", "figures"))]
    return b"".join(_opening(name) + render_entries(tables.get(name, {})) for name in names) + FIGURES


def _opening(name: str) -> bytes:
    """The line at which a table starts."""
    return START if name == "plan" else f"}},{json.dumps(name)}:{{\n".encode("ascii")


def render_entries(table: Table) -> bytes:
    places = sorted(table, key=int)
    return b"".join(entry(int(place), table[place], first=place == places[0]) for place in places)


def render(tables: Mapping[str, Table]) -> bytes:
    """The whole file."""
    return render_head(tables) + render_entries(tables.get("figures", {})) + CLOSING


def parse_head(start: bytes) -> Head | None:
    """The head in the first bytes of a file; None when they stop short of the figures.

    Raises `NotLineForm` when the bytes do not begin as the line form does.
    """
    if not start.startswith(START[: len(start)]):
        raise NotLineForm
    at = start.find(b"\n" + FIGURES)
    if at < 0:
        return None
    written = start[: at + 1]
    documents = _documents(written)
    if documents is None:
        parse_tables(written)  # which may be of another form altogether
    return Head(written, documents, at + 1 + len(FIGURES))


_DOCUMENTS = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


@lru_cache(maxsize=1)  # a command opens its file some five times, and the head is the same while figures are added
def _documents(head: bytes) -> Mapping[str, Mapping[str, bytes]] | None:
    """The documents of each table in a head; None where it is not as it is written from them, one name twice in it."""
    try:
        raw = _DOCUMENTS.decode(head + b"}}")
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    found = {name: {place: bytes(document) for place, document in table.items()} for name, table in raw.items()}
    return found if b"".join(map(_as_written, found, found.values())) == head else None


def _as_written(name: str, documents: Mapping[str, bytes]) -> bytes:
    """A table of documents; nothing where one is none, or its place."""
    if not all(is_place(place) and document[:1] == b"{" for place, document in documents.items()):
        return b""
    entries = b"\n,".join(b'"%b":%b' % (place.encode(), document) for place, document in documents.items())
    return _opening(name) + entries + b"\n" * bool(entries)


@lru_cache(maxsize=1)
def parse_tables(head: bytes) -> dict[str, Table]:
    """Every table in a head; raises `NotLineForm` where a name stands twice, or anything is no table of documents."""
    try:
        tables: dict[str, Table] = strict_json(head + b"}}")
    except (ValueError, RecursionError):
        raise NotLineForm from None
    if not all(map(is_table, tables.values())):
        raise NotLineForm
    return tables


def parse_line(raw: bytes) -> Line | None:
    """A figure's line, given without its newline; None when it is not one."""
    text = raw.removeprefix(b",")
    name, colon, document = text.partition(b":")
    place = name[1:-1]
    if not (colon and name[:1] == name[-1:] == b'"' and document[:1] + document[-1:] == b"{}"):
        return None
    return Line(int(place), document) if place.isdigit() and len(place) <= MOST_PLACE else None


def is_text(raw: bytes) -> bool:
    """Whether bytes are UTF-8, which a decoder asks only of the fields that it knows."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def uncommitted(cut: bytes) -> bool:
    """Whether a line that is not whole shows that the lines after it were never acknowledged.

    It is the closing braces, before a commit or after a roll-back, whole or cut, or the commit cut in its three bytes.
    """
    return (cut[:1] == b"}" and cut[:2] != b"},") or cut in HALF_COMMITTED


def whole_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """A stream of blocks cut anew, so that each is whole lines; what has no newline at the end is left out.

    Raises `TooLong` for a line that is longer than any figure's.
    """
    rest: list[bytes] = []
    length = 0
    for block in blocks:
        cut = block.rfind(b"\n") + 1
        if cut:
            yield b"".join((*rest, block[:cut]))
            rest, length = [block[cut:]], 0
        else:
            rest.append(block)
            length += len(block)
            if length > MOST_LINE:
                raise TooLong
