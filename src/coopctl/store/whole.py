"""A file in any JSON form, read whole: what an editor, a formatter or stock TinyDB left."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from coopctl.errors import FileTrouble

RESTORE = "see what is wrong with `coopctl doctor`, or restore a backup"


def parse_whole(data: bytes, path: Path) -> dict[str, dict[str, Any]]:
    """Every table in the bytes of a file.

    Raises `FileTrouble` when they are empty, not UTF-8, not JSON, have a name twice, or are not tables of documents.
    """
    if not data.strip():
        raise FileTrouble(f"{path} is empty", "restore a backup, or remove it and start with `coopctl init`")
    try:
        tables = json.loads(
            data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant, parse_float=Decimal
        )
    except (ValueError, RecursionError) as trouble:
        raise FileTrouble(f"{path} is not a coopctl file: {trouble}", RESTORE) from None
    if not isinstance(tables, dict) or not all(_is_table(table) for table in tables.values()):
        raise FileTrouble(f"{path} is not a coopctl file: it is JSON, but not tables of documents", RESTORE)
    return tables


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(
        place.isascii() and place.isdigit() and isinstance(document, dict) for place, document in table.items()
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} stands twice in one object")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that JSON knows")
