"""Formats for programs: JSON in one versioned envelope, JSON lines, CSV and TSV; nothing is rounded or escaped away."""

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

import msgspec

from coopctl.output import Format, View
from coopctl.output.fields import columns_of, rows_of, value_at

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def json_text(view: View) -> str:
    return b"".join(json_lines(view)).decode()


_BEFORE, _BEHIND = b"[\n  [", b"\n  ]\n]"


def json_lines(view: View) -> Iterator[bytes | memoryview]:
    """The answer in pieces: one for each item of the list at its end, which may hold thousands of readings."""
    answer: Any = view.answer()
    name = answer.__struct_fields__[-1]
    rows = getattr(answer, name)
    if not isinstance(rows, list | tuple) or not rows:
        yield _indented(answer)
    else:
        yield _indented(msgspec.structs.replace(answer, **{name: ()})).removesuffix(b"]\n}")
        for number, row in enumerate(rows):
            # Two lists around it set it as far in as it stands.
            yield b"," if number else b""
            yield memoryview(_indented([[row]]))[len(_BEFORE) : -len(_BEHIND)]
        yield b"\n  ]\n}"
    yield b"\n"


def _indented(part: Any) -> bytes:
    return msgspec.json.format(_ENCODER.encode(part), indent=2)


def one_json(texts: Iterable[str]) -> Iterator[str]:
    """The texts of answers that differ only in their last field, a list, as that of one answer with all of it.

    Nothing inside the list stands so far to the left as the name of a field and the end of it.
    """
    end, start = "\n  ]\n}\n", 0
    for text in texts:
        if not start and not text.endswith(end):
            yield text  # the list is empty
            return
        yield text[start:].removesuffix(end) if not start else "," + text[start:].removesuffix(end)
        start = start or text.index("\n", text.rindex('\n  "') + 1)
    yield end


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
