"""Formats for programs: JSON in one versioned envelope, JSON lines, CSV and TSV; nothing is rounded or escaped away."""

import io
import json
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from coopctl.output import View

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def json_text(view: View) -> str:
    return msgspec.json.format(_ENCODER.encode(view.envelope), indent=2).decode() + "\n"


def jsonl_text(view: View) -> str:
    return "".join(_ENCODER.encode(record).decode() + "\n" for record in view.records)


def in_ascii(text: str) -> str:
    """The same JSON in ASCII: a letter beyond it stands in a string, where `\\u` spells it."""
    return re.sub(r"[^\x00-\x7f]+", lambda found: json.dumps(found[0])[1:-1], text)


def csv_text(view: View) -> str:
    """One row a record, nested values under dotted names, a header even when there are no rows."""
    return _separated(view, ",")


def tsv_text(view: View) -> str:
    return _separated(view, "\t")


def _separated(view: View, delimiter: str) -> str:
    import csv  # JSON, which most programs ask for, does without

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    if view.header:
        writer.writerow(view.fields)
    rows = (flat(record) for record in view.records)
    writer.writerows([row.get(name, "") for name in view.fields] for row in rows)
    return out.getvalue()


def flat(record: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """A nested record as one level: `baseline.value`; lists of texts are joined by a space."""
    cells: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            cells |= flat(value, f"{prefix}{name}.")
        elif isinstance(value, list | tuple):
            cells[prefix + name] = " ".join(_cell(item) for item in value)
        else:
            cells[prefix + name] = _cell(value)
    return cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)
