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
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

FIGURES = b'},"figures":{\n'
CLOSING = b"}}\n"
# What a crash can leave of the three bytes that commit many lines at once.
HALF_COMMITTED = (b",}", b',"')
START = b'{"plan":{\n'

Table = Mapping[str, Mapping[str, Any]]


class Head(Struct, frozen=True):
    """The tables before the figures, and the offset at which the first figure's line starts."""

    tables: dict[str, Any]
    figures_at: int


class Line(Struct, frozen=True):
    """One figure's line: its place and its JSON object."""

    place: int
    document: bytes


class NotLineForm(Exception):
    """The file is not in line form: an editor, a formatter or stock TinyDB wrote it."""


def entry(place: int, document: Mapping[str, Any], *, first: bool) -> bytes:
    """A table entry as its line."""
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=True, allow_nan=False, default=str)
    return f'{"" if first else ","}"{place}":{text}\n'.encode("ascii")


def render_head(tables: Mapping[str, Table]) -> bytes:
    """Every table but the figures, up to the line at which the figures start."""
    names = ["plan", *(name for name in tables if name not in ("plan", "figures"))]
    parts = []
    for name in names:
        opening = START if name == "plan" else f"}},{json.dumps(name)}:{{\n".encode("ascii")
        parts.append(opening + render_entries(tables.get(name, {})))
    return b"".join(parts) + FIGURES


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
    try:
        tables = json.loads(start[: at + 1] + b"}}")
    except ValueError:
        raise NotLineForm from None
    return Head(tables, at + 1 + len(FIGURES))


def parse_line(raw: bytes) -> Line | None:
    """A figure's line, given without its newline; None when it is not one."""
    text = raw.removeprefix(b",")
    name, colon, document = text.partition(b":")
    if not (colon and name[:1] == name[-1:] == b'"' and name[1:-1].isdigit() and document[:1] + document[-1:] == b"{}"):
        return None
    return Line(int(name[1:-1]), document)


def whole_lines(blocks: Iterable[bytes], start: int) -> Iterator[tuple[bytes, int]]:
    """Each line of a stream of blocks that has its newline, without it, and the offset after it."""
    rest, offset = b"", start
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        for line in whole:
            offset += len(line) + 1
            yield line, offset
