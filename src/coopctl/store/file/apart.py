"""Lines of the plan that were kept from two versions, under the same numbers: told apart by what each journal says.

Of two lines of one goal the first is ours, as git's union and its markers have it.  Of one line it is whose change made
it; the other version has the goal as it was before, which is kept in the change that it would take back.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from coopctl.store.file import lines
from coopctl.store.file.whole import strict_json

Entry = tuple[int, bytes]
"""The number and the document of a line."""

_Document = Mapping[str, Any]
_LINE = re.compile(rb'\s*,?\s*"([0-9]+)"\s*:\s*(\{.*\})\s*,?\s*')
_OPENING = re.compile(rb'(?:\{|\},)"([^"\\]+)":\{')
_OWN = ("plan", "groups", "goals", "changes")


class Unclear(Exception):
    """It cannot be told which lines belong together."""


def entries(text: bytes) -> list[Entry]:
    """The lines in a text that are entries of a table."""
    found = [_LINE.fullmatch(line) for line in text.split(b"\n")]
    return [(int(one[1]), one[2]) for one in found if one]


def runs(all_: Sequence[Entry]) -> list[list[Entry]]:
    """The entries as those had them who kept all lines: where the numbers go back, another version begins."""
    found: list[list[Entry]] = [[]]
    for place, document in all_:
        if found[-1] and place <= found[-1][-1][0]:
            found.append([one for one in found[0] if one[0] < place])
        found[-1].append((place, document))
    return found


def heads(head: bytes) -> list[bytes]:
    """What stands before the figures, once for each version; one where no line was kept twice.

    Raises `Unclear` where a line that one of them has is not there, or there are more than two.
    """
    tables = _tables(head)
    if not any(len({place for place, _ in table}) < len(table) for table in tables.values()):
        return [head]
    with suppress(ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return [lines.render_head(one) for one in _versions(tables)]
    raise Unclear


def _tables(head: bytes) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    table = ""
    for line in head.split(b"\n"):
        opening = _OPENING.fullmatch(line)
        table = opening[1].decode("ascii", "replace") if opening else table
        found.setdefault(table, []).extend(entries(line))
    found.pop("", None)
    return found


def _versions(tables: Mapping[str, Sequence[Entry]]) -> list[dict[str, dict[str, Any]]]:
    """Every table but the figures', of ours and of theirs."""
    journals = [_read(run) for run in runs(tables.get("changes", ()))]
    if len(journals) != 2:
        raise Unclear
    common = _common(*journals)
    back = [_back(journal[common:]) for journal in journals]
    gone = [_removed(journal, common) for journal in journals]
    shares = {kind: _shared_out(kind, _read(tables.get(kind, ())), back, gone) for kind in ("plan", "groups", "goals")}
    own = [{kind: _numbered(share[side]) for kind, share in shares.items()} for side in (0, 1)]
    others = {name: _once(table) for name, table in tables.items() if name not in _OWN}
    return [{**one, "changes": _numbered(journal), **others} for one, journal in zip(own, journals, strict=True)]


def _back(changes: Sequence[_Document]) -> list[_Document]:
    return [one["back"] for one in changes]


def _read(table: Sequence[Entry]) -> list[dict[str, Any]]:
    return [strict_json(document) for _, document in table]


def _common(ours: Sequence[_Document], theirs: Sequence[_Document]) -> int:
    """How many changes the journals begin with together."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((number for number, (one, other) in pairs if one != other), min(len(ours), len(theirs)))


_NAMES: Mapping[str, Callable[[_Document], str]] = {
    "plan": lambda _: "plan",
    "groups": lambda one: f"{one['kind']}:{one['id']}",
    "goals": lambda one: one["id"],
}


def _removed(journal: Sequence[_Document], common: int) -> set[str]:
    """The goals that changes since the common ones took out of the plan, and none brought back."""
    dropped = {one["id"]: one["back"].get("dropped_goals", ()) for one in journal}
    gone: set[str] = set()
    for one in journal[common:]:
        gone -= {*dropped[one["id"]]}
        gone |= {goal["id"] for goal in one["back"].get("goals", ()) if one["what"] == f"goal remove {goal['id']}"}
        gone |= {*dropped.get(one.get("undoes", ""), ())}
    return gone


def _numbered(documents: Sequence[_Document]) -> dict[str, _Document]:
    return {str(place): one for place, one in enumerate(documents, 1)}


def _once(table: Sequence[Entry]) -> dict[str, Any]:
    """A table of another program's, of which nobody but that can tell two lines apart."""
    found = {str(place): strict_json(document) for place, document in table}
    if len(found) < len(table):
        raise Unclear
    return found


def _before(back: Sequence[_Document], kind: str) -> dict[str, _Document | None]:
    """What changes touched, as it was before the first of them; None for what was not there."""
    found: dict[str, _Document | None] = {}
    for one in back:
        for item in one.get(kind, ()):
            found.setdefault(_NAMES[kind](item), item)
        for ref in one.get(f"dropped_{kind}", ()):
            found.setdefault(ref, None)
    return found


def _head_before(back: Sequence[_Document], written: Sequence[_Document]) -> dict[str, _Document | None]:
    """The plan's own line before the first change that touched it."""
    found = next((one["head"] for one in back if one.get("head")), None)
    return {} if found is None else {"plan": {"schema": written[0]["schema"], **found}}


def _shared_out(
    kind: str, written: Sequence[_Document], back: Sequence[Sequence[_Document]], gone: Sequence[Collection[str]]
) -> list[list[_Document]]:
    """What of the lines is ours and what is theirs, with what each has as it was before the other's changes."""
    touched = [_head_before(one, written) if kind == "plan" else _before(one, kind) for one in back]
    found: dict[str, list[_Document]] = {}
    for one in written:
        found.setdefault(_NAMES[kind](one), []).append(one)
    refs = dict.fromkeys([*found, *touched[0], *touched[1]])
    sides = [
        [_of(side, found.get(ref, ()), touched, ref) for ref in refs if kind != "goals" or ref not in gone[side]]
        for side in (0, 1)
    ]
    return [[one for one in side if one is not None] for side in sides]


def _of(
    side: int, written: Sequence[_Document], touched: Sequence[Mapping[str, _Document | None]], ref: str
) -> _Document | None:
    """One side's goal, group or plan of those that are written; None where that side has none."""
    mine, others = touched[side], touched[1 - side]
    if ref not in mine and ref in others:
        return others[ref]
    if len(written) not in (1, 2):
        raise Unclear
    return written[side if len(written) == 2 else 0]
