"""JSON lines, in and out, and the JSON envelope of figures; numbers keep every digit."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby, islice
from typing import Any

import msgspec

from coopctl.errors import Refused
from coopctl.exchange.formats.encoding import Lines
from coopctl.exchange.formats.rows import Broken, Cell, Table

_BLOCK = 1000
# A number beyond them stays the text that it was: written out it could take millions of digits.
_MOST_DIGITS = 100
SCHEMA = "coopctl.figures/1"
_DECODER = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal)
_DOCUMENT = msgspec.json.Decoder(dict[str, Any] | list[Any], float_hook=Decimal)
_TROUBLE = (msgspec.MsgspecError, UnicodeError, RecursionError, ArithmeticError)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class _Flat(msgspec.Struct, frozen=True):
    line: int
    names: tuple[str, ...]
    cells: list[Cell] | Broken


def read(lines: Lines) -> Iterator[Table]:
    """One table for each run of objects with the same names."""
    last: list[tuple[str, ...]] = []
    flat = (_line(number, line, lines.take_trouble(), last) for number, line in enumerate(lines, 1) if line.strip())
    for names, run in groupby(flat, key=lambda one: one.names):
        rows = ((one.line, one.cells) for one in run)
        if not names:
            line, cells = next(rows)
            reason = cells.reason if isinstance(cells, Broken) else "the object is empty"
            raise Refused(f"line {line}: {reason}", "write one JSON object a line")
        yield Table(names, rows, point=True, fixed=True)


def _line(number: int, line: str, trouble: str, last: list[tuple[str, ...]]) -> _Flat:
    before = last[-1] if last else ()
    if trouble:
        return _Flat(number, before, Broken(trouble))
    try:
        found = _DECODER.decode(line.lstrip("\ufeff"))
    except _TROUBLE as why:
        return _Flat(number, before, Broken(f"the line is not a JSON object: {why}"))
    last[:] = [tuple(found)]
    return _Flat(number, last[0], [_cell(value) for value in found.values()])


def read_document(lines: Lines, name: str) -> Iterator[Table]:
    """A list of objects, or the envelope that `coopctl export -o json` writes; their line is their number."""
    try:
        found = _DOCUMENT.decode("".join(lines).lstrip("\ufeff"))
    except _TROUBLE as why:
        raise Refused(f"{name} is not one JSON value: {why}", "for one object a line give --format jsonl") from None
    figures = found.get("figures") if isinstance(found, dict) else found
    if not isinstance(figures, list) or not all(isinstance(one, dict) for one in figures):
        raise Refused(f"{name} has no list of figures", f"write a list of objects, or the schema {SCHEMA}")
    numbered = enumerate(figures, 1)
    for names, run in groupby(numbered, key=lambda one: tuple(one[1])):
        yield Table(
            names, ((number, [_cell(value) for value in one.values()]) for number, one in run), point=True, fixed=True
        )


def _cell(value: object) -> Cell:
    if isinstance(value, Decimal):
        return value if abs(value.adjusted()) <= _MOST_DIGITS else f"{value}"
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int):
        return _cell(Decimal(value))
    return "" if value is None else f"{value}"


def write(records: Iterable[msgspec.Struct]) -> Iterator[str]:
    """One record a line, many at a time."""
    records = iter(records)
    while block := list(islice(records, _BLOCK)):
        yield _ENCODER.encode_lines(block).decode()


def write_document(plan: msgspec.Struct, records: Iterable[msgspec.Struct]) -> Iterator[str]:
    """One envelope, valid when there are no records."""
    yield f'{{"schema": "{SCHEMA}", "plan": {_ENCODER.encode(plan).decode()}, "figures": ['
    between = "\n"
    for lines in write(records):
        yield between + lines[:-1].replace("\n", ",\n")
        between = ",\n"
    yield "\n]}\n"
