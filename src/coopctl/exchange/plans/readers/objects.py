"""JSON of goals: every list of objects a table, each object a row with what those around it are called.

`{"objectives": [{"title": "Grow", "key_results": [{"title": "Clinics", "start": 40, "target": 65}]}]}` is a table
`Objective | Key result | Start | Target`.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any

import msgspec

from coopctl.exchange.plans.document import MOST_ROWS, Document, Grid, Line, Place
from coopctl.exchange.plans.headers import meanings
from coopctl.values.patterns import later

_DECODER = msgspec.json.Decoder(float_hook=Decimal)
_AIMED = ("target", "goal", "to")
_NAMES = ("title", "name", "label")
_TIMES = ("quarter", "period", "cycle", "timeframe")
_UNCAMELED = later(r"(?<=[a-z0-9])(?=[A-Z])")
_PLURALS = (("ies", "y"), ("ss", "ss"), ("s", ""))

Row = dict[str, str]


def looks_so(data: bytes) -> bool:
    """Whether these bytes are JSON with a list of what has a target, and no plan that was exported."""
    keys = dict.fromkeys(chain.from_iterable(_of(_decoded(data), "", {})))
    return any(one.role in _AIMED for key in keys for one in meanings(key))


def read(data: bytes, _: str) -> Document:
    """The document in a file of JSON, as one table."""
    found = _decoded(data)
    rows = [*_of(found, "", {})]
    about = _about(found) if isinstance(found, dict) else {}
    header = tuple(dict.fromkeys(key for row in rows for key in row))
    cells = [header, *(tuple(row.get(key, "") for key in header) for row in rows[:MOST_ROWS])]
    lines = tuple(Line(Place(number, f"object {number}"), line) for number, line in enumerate(cells))
    return Document(about.get("title", ""), (Grid(lines, about.get("when", "")),) if rows else ())


@lru_cache(1)  # who reads a document has asked before what it is
def _decoded(data: bytes) -> Any:
    """What a text of JSON holds; None of one that is none, or is a plan that was exported."""
    bare = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    try:
        found = _DECODER.decode(bare) if bare[:1] in (b"{", b"[") else None
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ArithmeticError):
        return None
    exported = isinstance(found, dict) and ("schema" in found or isinstance(found.get("plan"), dict))
    return None if exported else found


def _about(found: Mapping[str, Any]) -> dict[str, str]:
    """What a document is called, and of which time it says that it is."""
    texts = {key: value for key, value in found.items() if isinstance(value, str)}
    keys = {"title": _NAMES, "when": _TIMES}
    return {of: next((texts[key] for key in names if key in texts), "") for of, names in keys.items()}


def _of(found: Any, called: str, around: Row) -> Iterator[Row]:
    """The rows in a part of a document, each with what it stands in; `called` is what one of a list is."""
    objects = found if isinstance(found, list) else [found]
    for one in filter(_is_object, objects):
        said = _plain_in(one, called)
        inner = _lists_in(one)
        if not inner and found is objects:
            yield around | said
        # Of what others are in, only what it is called is said of these; of a whole document nothing is.
        named = {key: value for key, value in said.items() if called and key == called}
        for key, value in inner:
            yield from _of(value, _one_of(key), around | named)


def _plain_in(found: Mapping[str, Any], called: str) -> Row:
    """The texts and numbers in an object, by their headers."""
    return {_header(key, called): f"{value}" for key, value in found.items() if _is_plain(value)}


def _lists_in(found: Mapping[str, Any]) -> list[tuple[str, list[Any]]]:
    """The lists of objects in an object, each with its key."""
    return [(key, value) for key, value in found.items() if isinstance(value, list) and any(map(_is_object, value))]


def _is_object(found: Any) -> bool:
    return isinstance(found, dict)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | Decimal) and not isinstance(value, bool)


def _header(key: str, called: str) -> str:
    """A key as a header: `due_date` is `Due date`, the `title` of one of the `keyResults` is `Key result`."""
    return called if called and key in _NAMES else _words(key)


def _words(key: str) -> str:
    return _UNCAMELED.sub(" ", key).replace("_", " ").replace("-", " ").strip().capitalize()


def _one_of(key: str) -> str:
    """What one of a list is called: of `key_results` a `Key result`."""
    words = _words(key)
    return next((words.removesuffix(end) + one for end, one in _PLURALS if words.endswith(end)), words)
