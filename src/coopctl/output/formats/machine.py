"""Formats for programs: JSON in one versioned envelope, JSON lines, CSV and TSV; nothing is rounded or escaped away."""

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from itertools import chain, islice
from typing import Any

import msgspec

from coopctl.output import Answer, Format, View
from coopctl.output.fields import columns_of, rows_of, value_at

_ENCODER = msgspec.json.Encoder(decimal_format="number")
# Two lists around an item set it as far in as it stands.
_BEFORE, _BEHIND = b"[\n  [", b"\n  ]\n]"
# So many pieces make one text.
_MANY = 1000


def json_pieces(answers: Iterable[Answer]) -> Iterator[bytes | memoryview]:
    """The answer in pieces, one for each item of its lists, for a goal may have thousands of readings.

    Answers that differ only in the first of their lists are written as one.
    """
    others = iter(answers)
    answer: Any = next(others)
    lists = [name for name in answer.__struct_fields__ if isinstance(getattr(answer, name), tuple)]
    rest = _indented(msgspec.structs.replace(answer, **dict.fromkeys(lists, ())))
    for name in lists:
        # No line inside of a field stands so far to the left.
        before, start, rest = rest.partition(f'\n  "{name}": ['.encode())
        yield before + start
        comma = b""
        for item in chain.from_iterable(getattr(one, name) for one in chain([answer], others)):
            yield comma
            yield memoryview(_indented([[item]]))[len(_BEFORE) : -len(_BEHIND)]
            comma = b","
        yield b"\n  " if comma else b""
    yield rest + b"\n"


def _indented(part: Any) -> bytes:
    return msgspec.json.format(_ENCODER.encode(part), indent=2)


def json_texts(answers: Iterable[Answer]) -> Iterator[str]:
    """The same as text, many pieces at a time."""
    pieces = json_pieces(answers)
    while some := list(islice(pieces, _MANY)):
        yield b"".join(some).decode()


def json_text(view: View) -> str:
    return b"".join(json_pieces([view.answer()])).decode()


def jsonl_text(view: View) -> str:
    rows: Iterable[object] = rows_of(view.answer())
    if view.fields:
        rows = (_chosen(row, view.fields) for row in rows)
    return _ENCODER.encode_lines(rows).decode()


def _chosen(record: object, fields: Sequence[str]) -> dict[str, Any]:
    """These fields of a record, each where it was."""
    made: dict[str, Any] = {}
    for field in fields:
        *outer, name = field.split(".")
        place = made
        for part in outer:
            place = place.setdefault(part, {})
        place[name] = value_at(record, field)
    return made


def in_ascii(text: str) -> str:
    """The same JSON in ASCII: a letter beyond it stands in a string, where `\\u` spells it."""
    return re.sub(r"[^\x00-\x7f]+", lambda found: json.dumps(found[0])[1:-1], text)


def _separated(delimiter: str, view: View) -> str:
    """One line a row, nested values under dotted names, a header even when there are no rows."""
    import csv  # JSON, which most programs ask for, does without

    answer, out = view.answer(), io.StringIO()
    fields = view.fields or columns_of(type(answer))
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if view.header:
        writer.writerow(fields)
    writer.writerows([cell(value_at(row, name)) for name in fields] for row in rows_of(answer))
    return out.getvalue()


def cell(value: object) -> str:
    """A value as the text of one cell; lists of texts are joined by a space."""
    if isinstance(value, tuple):
        return " ".join(map(cell, value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)


WRITERS: Mapping[Format, Callable[[View], str]] = {
    Format.JSON: json_text,
    Format.JSONL: jsonl_text,
    Format.CSV: partial(_separated, ","),
    Format.TSV: partial(_separated, "\t"),
}
