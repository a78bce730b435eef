"""Lines of the plan that were kept from two versions, under the same numbers: told apart by what each journal says.

Of two lines of one goal the first is ours, as git's union and its markers have it.  Of one line it is whose change made
it; the other version has the goal as it was before, which is kept in the change that it would take back.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from msgspec import Struct

from coopctl.store.file import lines
from coopctl.store.file.codec import OWN
from coopctl.store.file.whole import strict_json
from coopctl.values.ids import common_start

Entry = tuple[int, bytes]
"""The number and the document of a line."""

_Document = Mapping[str, Any]
_LINE = re.compile(rb'\s*,?\s*"([0-9]+)"\s*:\s*(\{.*\})\s*,?\s*')
_OPENING = re.compile(rb'(?:\{|\},)"([^"\\]+)":\{')


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
    shares = _shares({kind: _read(tables.get(kind, ())) for kind in _NAMES}, journals)
    own = [{kind: _numbered(share[side]) for kind, share in shares.items()} for side in (0, 1)]
    others = {name: _once(table) for name, table in tables.items() if name not in OWN}
    return [{**one, "changes": _numbered(journal), **others} for one, journal in zip(own, journals, strict=True)]


def _shares(
    written: Mapping[str, Sequence[_Document]], journals: Sequence[Sequence[_Document]]
) -> dict[str, list[list[_Document]]]:
    """What of the plan's own line, its groups and its goals is ours and what is theirs."""
    common = common_start(*journals)
    changed = [journal[common:] for journal in journals]
    back = {one["id"]: one["back"] for journal in journals for one in journal}
    shares = {kind: _shared_out(kind, documents, changed, back) for kind, documents in written.items()}
    # A head as it was before a change does not say of which form the file is.
    form = {"schema": written["plan"][0]["schema"]}
    return {**shares, "plan": [[{**form, **one} for one in share] for share in shares["plan"]]}


def _read(table: Sequence[Entry]) -> list[dict[str, Any]]:
    return [strict_json(document) for _, document in table]


_NAMES: Mapping[str, Callable[[_Document], str]] = {
    "plan": lambda _: "plan",
    "groups": lambda one: f"{one['kind']}:{one['id']}",
    "goals": lambda one: one["id"],
}


def _numbered(documents: Sequence[_Document]) -> dict[str, _Document]:
    return {str(place): one for place, one in enumerate(documents, 1)}


def _once(table: Sequence[Entry]) -> dict[str, Any]:
    """A table of another program's, of which nobody but that can tell two lines apart."""
    found = {str(place): strict_json(document) for place, document in table}
    if len(found) < len(table):
        raise Unclear
    return found


class _Touched(Struct, frozen=True):
    """What one version's changes touched, as it was before the first of them, and what they took out of the plan.

    None stands for what was not there before.
    """

    before: Mapping[str, _Document | None]
    gone: Collection[str] = ()


def _touched(kind: str, changes: Sequence[_Document], back: Mapping[str, _Document]) -> _Touched:
    """What changes touched, of which each, and what it undid, has what takes it `back`."""
    if kind == "plan":
        head = next((back[one["id"]]["head"] for one in changes if back[one["id"]].get("head")), None)
        return _Touched({} if head is None else {kind: head})
    before: dict[str, _Document | None] = {}
    gone: set[str] = set()
    for one in changes:
        own = back[one["id"]]
        put = {_NAMES[kind](item): item for item in own.get(kind, ())}
        added, undone = _added(kind, own), _added(kind, back.get(one.get("undoes", ""), {}))
        before = {**added, **put, **before}
        gone = (gone - added.keys()) | undone.keys() | {ref for ref in put if one["what"] == f"goal remove {ref}"}
    return _Touched(before, gone)


def _added(kind: str, back: _Document) -> dict[str, None]:
    """What a change had added, by what takes it back."""
    return dict.fromkeys(back.get(f"dropped_{kind}", ()))


def _shared_out(
    kind: str, written: Sequence[_Document], changed: Sequence[Sequence[_Document]], back: Mapping[str, _Document]
) -> list[list[_Document]]:
    """What of the lines is ours and what is theirs, with what each has as it was before the other's changes."""
    touched = [_touched(kind, changes, back) for changes in changed]
    found: dict[str, list[_Document]] = {}
    for one in written:
        found.setdefault(_NAMES[kind](one), []).append(one)
    refs = dict.fromkeys([*found, *touched[0].before, *touched[1].before])
    sides = [[_of(side, found.get(ref, ()), touched, ref) for ref in refs] for side in (0, 1)]
    return [[one for one in side if one is not None] for side in sides]


def _of(side: int, written: Sequence[_Document], touched: Sequence[_Touched], ref: str) -> _Document | None:
    """One side's goal, group or plan of those that are written; None where that side has none."""
    mine, others = touched[side], touched[1 - side]
    if ref in mine.gone:
        return None
    if ref not in mine.before and ref in others.before:
        return others.before[ref]
    if len(written) not in (1, 2):
        raise Unclear
    return written[side if len(written) == 2 else 0]
