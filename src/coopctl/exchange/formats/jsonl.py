"""JSON lines, in and out, and the JSON envelope of figures; numbers keep every digit."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO
from itertools import chain, groupby, islice
from typing import Any

import msgspec

from coopctl.errors import Refused
from coopctl.exchange.formats import cubes
from coopctl.exchange.formats.encoding import Lines
from coopctl.exchange.formats.json_shapes import FURTHER, LISTS, Rows, Shape, own_file
from coopctl.exchange.formats.rows import MOST_COLUMNS, Broken, Cell, Table

_BLOCK = 1000
# What the list of figures is called beside others that describe them.
_MAIN = ("data", "results", "value", "values", "observations", "records", "items", "rows")
# What records keep all that they say in, beside what the program knows of them.
_WRAPPERS = frozenset(("fields", "properties", "attributes"))
# So deep a list of objects may lie in a document.
_DEEPEST = 6
# A number of more digits is none that any program writes (RFC 8259, section 6, lets a reader set such a bound), and
# written out it could take millions of them.
_MOST_DIGITS = 100
LONGEST_LINE, LONGEST_DOCUMENT = 1 << 22, 1 << 26
_MOST_OBJECTS, _MOST_VALUES = 1_000_000, 8_000_000
_AS_LINES = "write one object a line, as jq -c '.[]' does, and give --format jsonl"
# So many kinds of objects, by their names, are told apart.
_MOST_SHAPES = 64
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
    """One table for each run of objects with the same names, but for those that some leave out."""
    found = (_object_of(number, line, lines.take_trouble()) for number, line in _filled_lines(lines))
    first = list(islice(found, _BLOCK))
    wide = _Wide(tuple(one) for _, one in first if isinstance(one, dict))
    for names, run in groupby(_fitted(chain(first, found), wide), key=lambda one: one.names):
        rows = ((one.line, one.cells) for one in run)
        if not names:
            line, cells = next(rows)
            reason = cells.reason if isinstance(cells, Broken) else "the object is empty"
            raise Refused(f"line {line}: {reason}", "write one JSON object a line")
        yield Table(names, rows, point=True, fixed=True)


class _Wide:
    """The names of the objects of a file: those of an object that leaves some out are those of one that has them all.

    A program that writes no empty field would otherwise give its file as many kinds of rows as it has gaps.
    """

    def __init__(self, first: Iterable[tuple[str, ...]]) -> None:
        self._all: list[tuple[str, ...]] = []
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}
        for names in sorted(set(first), key=len, reverse=True):
            self.names(names)

    def names(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """The names of all that an object could have."""
        wide = self._known.get(own)
        if wide is None:
            wide = next((one for one in self._all if own and set(own) <= set(one)), own)
            if len(self._known) < _MOST_SHAPES:
                self._known[own] = wide
                self._all += () if wide in self._all else (wide,)
        return wide

    def cells(self, found: dict[str, Any]) -> tuple[tuple[str, ...], list[Cell] | Broken]:
        """An object as a row: the names of its columns, and its cells."""
        own = tuple(found)
        names = self.names(own)
        return names, _cells(found.values() if names == own else map(found.get, names))


def _fitted(found: Iterable[tuple[int, dict[str, Any] | Broken]], wide: _Wide) -> Iterator[_Flat]:
    """Objects as rows; a line that is none has the names of the one before it."""
    names: tuple[str, ...] = ()
    for number, one in found:
        if isinstance(one, Broken):
            yield _Flat(number, names, one)
        else:
            names, cells = wide.cells(one)
            yield _Flat(number, names, cells)


def _filled_lines(lines: Lines) -> Iterator[tuple[int, str]]:
    """The lines that hold anything, with their numbers."""
    for number, line in enumerate(lines, 1):
        lines.untaken = 0
        if line.strip():
            yield number, line


def _object_of(number: int, line: str, trouble: str) -> tuple[int, dict[str, Any] | Broken]:
    if trouble:
        return number, Broken(trouble)
    try:
        found = _flat(_DECODER.decode(line.lstrip("\ufeff")))
    except _TROUBLE as why:
        return number, Broken(f"the line is not a JSON object: {why}")
    if len(found) > MOST_COLUMNS:
        return number, Broken(f"the object has more than {MOST_COLUMNS:,} names")
    return number, found


def _flat(found: dict[str, Any]) -> dict[str, Any]:
    """An object without objects inside: what `{"at": {"date": ...}}` holds is named `at.date`."""
    if not any(type(value) is dict for value in found.values()):
        return found
    flat: dict[str, Any] = {}
    for name, value in found.items():
        if type(value) is not dict:
            flat[name] = value
            continue
        inside = _flat(value)
        bare = name in _WRAPPERS and not inside.keys() & found.keys()
        flat |= {inner if bare else f"{name}.{inner}": one for inner, one in inside.items()}
    return flat


def _unlisted(found: object, name: str) -> Refused:
    """That a document has no rows; of the file of a plan, what is done with one."""
    if isinstance(found, dict) and found.keys() >= {"plan", "groups", "goals"}:
        return own_file(name)
    return Refused(f"{name} has no list of figures", f"write a list of objects, or the schema {SCHEMA}")


def read_document(lines: Lines, name: str) -> Iterator[Table]:
    """The one list of rows in a document, wherever it lies and whatever its shape; their line is their number."""
    try:
        found = _DOCUMENT.decode(_whole(lines, name))
    except _TROUBLE as why:
        raise Refused(f"{name} is not one JSON value: {why}", "for one object a line give --format jsonl") from None
    figures = _cube(found, name)
    if figures is None:
        figures = _listed(found)
    if figures is None:
        raise _unlisted(found, name)
    objects = [_flat(one) for one in figures]
    wide = _Wide(map(tuple, objects))
    for names, run in groupby(_fitted(enumerate(objects, 1), wide), key=lambda one: one.names):
        if len(names) > MOST_COLUMNS:
            raise Refused(f"{name}: an object has more than {MOST_COLUMNS:,} names", "leave some out")
        yield Table(names, ((one.line, one.cells) for one in run), point=True, fixed=True)


def _cube(found: object, name: str) -> Rows | None:
    """The observations of a cube; None where it is none.  Raises `Refused` for one that is not whole."""
    try:
        return cubes.rows(found)
    except (LookupError, TypeError, ValueError, AttributeError) as why:
        raise Refused(f"{name} is a statistical cube that is not whole: {why}", "get it as SDMX-CSV or CSV") from None


def _whole(lines: Lines, name: str) -> str:
    """A document's text; raises `Refused` for one that would be too much at once."""
    text = StringIO()
    for line in lines:
        lines.untaken = 0
        text.write(line)
        if text.tell() > LONGEST_DOCUMENT:
            raise Refused(f"{name} is larger than {LONGEST_DOCUMENT >> 20} MB", _AS_LINES)
    whole = text.getvalue()
    if whole.count("{") + whole.count("[") > _MOST_OBJECTS or whole.count(",") > _MOST_VALUES:
        many = f"{_MOST_OBJECTS:,} objects and lists, or {_MOST_VALUES:,} values"
        raise Refused(f"{name} has more than {many}", _AS_LINES)
    return whole.lstrip("\ufeff")


def _listed(found: object) -> Rows | None:
    """The rows of a document; None where it has none, or several lists of them.

    Only where no list of objects lies in it are its lists of numbers looked for.
    """
    if isinstance(found, dict):
        found = found["figures"] if isinstance(found.get("figures"), list) else _without_schema(found)
    for shapes in (LISTS, FURTHER):
        lists = list(_lists(found, shapes, _DEEPEST))
        if lists:
            return lists[0] if len(lists) == 1 else _main(found, shapes)
    return [] if found == [] else None


def _main(found: object, shapes: Iterable[Shape]) -> Rows | None:
    """The rows of the list that is called data or results, among others; None where none is, or not only one."""
    if not isinstance(found, dict):
        return None
    named = (found[name] for name in _MAIN if isinstance(found.get(name), list))
    lists = [rows for one in named for rows in _lists(one, shapes, _DEEPEST - 1)]
    lists = lists or [rows for one in found.values() if (rows := _main(one, shapes)) is not None]
    return lists[0] if len(lists) == 1 else None


def _without_schema(found: dict[str, Any]) -> dict[str, Any]:
    """A document without what describes the fields of its data."""
    return {name: one for name, one in found.items() if name != "schema"} if "data" in found else found


def _lists(found: object, shapes: Iterable[Shape], depth: int) -> Iterator[Rows]:
    """The rows of everything in a document that has one of these shapes."""
    if not isinstance(found, dict | list) or not found or not depth:
        return
    rows = next((rows for shape in shapes if (rows := shape(found)) is not None), None)
    if rows is not None:
        yield rows
        return
    for one in found.values() if isinstance(found, dict) else found:
        yield from _lists(one, shapes, depth - 1)


def _cells(values: Iterable[object]) -> list[Cell] | Broken:
    """The cells of an object; broken where a number in it is too long to be one."""
    try:
        return [_cell(value) for value in values]
    except _TooLong as number:
        reason = f"the number {number} has more than {_MOST_DIGITS} digits (a text is written in quotes)"
        return Broken(reason, [value if isinstance(value, str) else f"{value}" for value in values])


class _TooLong(Exception):
    """A number of too many digits, as it is named."""


def _cell(value: object) -> Cell:
    if isinstance(value, Decimal):
        if abs(value.adjusted()) > _MOST_DIGITS:
            raise _TooLong(f"{value}" if len(f"{value}") <= _MOST_DIGITS else f"{value:.6E}")
        return value
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int):
        return _cell(Decimal(value))
    return "" if value is None else _alone(value)


def _alone(value: object) -> Cell:
    """A list of one text or number as that; anything else as it is written."""
    alone = isinstance(value, list) and len(value) == 1 and isinstance(value[0], str | int | Decimal)
    return _cell(value[0]) if alone else f"{value}"  # type: ignore[index] # it is a list


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
