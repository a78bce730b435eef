"""A file in any JSON form, read whole: what an editor, a formatter or stock TinyDB left."""

import codecs
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from coopctl.errors import FileTrouble

EXAMINE = "see all that is wrong, and the way out, with `coopctl doctor`; nothing was changed"
# The digits of a place: far more than there will ever be figures.
MOST_PLACE = 18
# What another program wrote anew is read at once, which takes some ten times as much memory.
MOST_WHOLE = 256 << 20
_SURROGATE = re.compile(rb"\\u[dD][89abAB]")
_CONSTANT = re.compile(rb"[\[:,]\s*-?(?:NaN|Infinity|[0-9.]+[eE][-+]?[0-9]{9})|\\u[dD][89abAB]")
MARKED = re.compile(rb"^<{7}(?: .*)?\r?$", re.MULTILINE)
RECODE = "save it as UTF-8 with `coopctl doctor --repair`; nothing was changed"
# How files begin that are text of another kind, and what they are then.
_OTHER_TEXT = (
    (codecs.BOM_UTF16_LE, "is UTF-16 text"),
    (codecs.BOM_UTF16_BE, "is UTF-16 text"),
    (codecs.BOM_UTF8, "starts with a byte order mark"),
)


def parse_whole(data: bytes, path: Path) -> dict[str, dict[str, Any]]:
    """Every table in the bytes of a file.

    Raises `FileTrouble` when they are empty, not UTF-8, not JSON, break off, have a name twice, or are not tables of
    documents; each says so.
    """
    if not data.strip():
        raise FileTrouble(f"{path} is empty", "restore a backup, or remove it and start with `coopctl init`")
    for start, what in _OTHER_TEXT:
        if data.startswith(start):
            raise FileTrouble(f"{path} {what}", RECODE)
    tables = _decoded(data, path)
    if not isinstance(tables, dict) or not all(is_table(table) for table in tables.values()):
        raise FileTrouble(f"{path} is not a coopctl file: it is JSON, but not tables of documents", EXAMINE)
    return tables


def _decoded(data: bytes, path: Path) -> Any:
    """The JSON in these bytes; raises `FileTrouble` with the line that is wrong."""
    try:
        return strict_json(data)
    except UnicodeDecodeError as trouble:
        line = data.count(b"\n", 0, trouble.start) + 1
        raise FileTrouble(f"{path}, line {line} is not UTF-8 text", EXAMINE) from None
    except json.JSONDecodeError as trouble:
        if MARKED.search(data):
            raise two_versions(path) from None
        broken = trouble.msg.startswith("Unterminated") or trouble.pos >= len(trouble.doc.rstrip())
        what = "breaks off" if broken else f"is not JSON: {trouble.msg[:1].lower()}{trouble.msg[1:]}"
        raise FileTrouble(f"{path}, line {trouble.lineno} {what}", EXAMINE) from None
    except RecursionError:
        raise FileTrouble(f"{path} is not a coopctl file: it is nested too deeply", EXAMINE) from None
    except ValueError as trouble:
        found = _CONSTANT.search(data)
        line = data.count(b"\n", 0, found.end()) + 1 if found else 0
        where = f", line {line}:" if line else " is not a coopctl file:"
        raise FileTrouble(f"{path}{where} {trouble}", EXAMINE) from None


def two_versions(path: Path) -> FileTrouble:
    """The error for a file in which git left two versions."""
    return FileTrouble(
        f"{path} holds two versions, between git's conflict markers", "make one of them with `coopctl doctor --repair`"
    )


def strict_json(data: bytes) -> Any:
    """JSON with exact numbers.

    Raises `ValueError` for a name that stands twice in one object, for NaN, for a number beyond all reckoning, and for
    half of a letter, which is no text.
    """
    found = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_exact)
    if _SURROGATE.search(data):
        try:
            json.dumps(found, ensure_ascii=False, default=str).encode()
        except UnicodeEncodeError as trouble:
            half = trouble.object[trouble.start]
            raise ValueError(f"{half!a} is half of a letter") from None
    return found


def is_table(table: object) -> bool:
    """Whether it is a table of documents, each under its place."""
    return isinstance(table, dict) and all(
        is_place(place) and isinstance(document, dict) for place, document in table.items()
    )


def is_place(text: str) -> bool:
    """Whether a text is a place in a table: a number without a zero before it."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_PLACE and str(int(text)) == text


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:
        raise ValueError(f"{text:.20} is beyond all reckoning") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} stands twice in one object")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that JSON knows")
