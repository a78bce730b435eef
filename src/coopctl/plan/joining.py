"""Two versions of a plan that began as one become one again, field by field.  Pure."""

from collections.abc import Sequence
from typing import Any

from msgspec import structs

from coopctl.plan.flat import fields_of, with_fields
from coopctl.plan.plan import Item, Plan

Entries = tuple[Any, ...]
REMOVED = "one side removed it, the other changed it"
_UNSET: Any = object()
# What only grows, of which both sides' entries are kept; what else differs on both sides is for a person to settle.
_GROWING = ("revisions", "rebasings", "tags")
# From which figure on a goal counts is never for a person to settle: from the later one, whose key follows its place.
_MARK, _KEY = "after", "after_key"


class Settling:
    """What becomes of what both sides changed, each in its own way: it is as there."""

    def settle(self, name: str, field: str, ours: Any, theirs: Any) -> Any:  # noqa: ARG002 - for those that choose
        """The value of a field."""
        return theirs

    def removed(self, name: str, ours: Any, theirs: Any) -> Any:  # noqa: ARG002 - likewise
        """What one side removed and the other left as it was: it is gone."""
        return None

    def grown(self, field: str, base: Entries | None, ours: Entries, theirs: Entries) -> Entries:  # noqa: ARG002 - likewise
        """What only grows: the entries of both."""
        return _in_order(field, [*ours, *(one for one in theirs if one not in ours)])


class TakingBack(Settling):
    """What becomes of what one change made: where it was changed again since, it stays as it is in ours."""

    def settle(self, name: str, field: str, ours: Any, theirs: Any) -> Any:  # noqa: ARG002 - as above
        return ours

    def grown(self, field: str, base: Entries | None, ours: Entries, theirs: Entries) -> Entries:
        """Without the entries that the change added, and with those that it took away."""
        if base is None:
            return ours
        stay = [one for one in ours if one in theirs or one not in base]
        return _in_order(field, [*stay, *(one for one in theirs if one not in base and one not in stay)])


def joined(base: Plan, ours: Plan, theirs: Plan, settling: Settling) -> Plan:
    """The plan with what either side changed since the base."""
    head = {
        name: _field("plan", name, getattr(base, name), getattr(ours, name), getattr(theirs, name), settling)
        for name in ours.__struct_fields__
        if name not in ("goals", "groups", "unknown")
    }
    return structs.replace(
        ours,
        **head,
        goals=_items(base.goals, ours.goals, theirs.goals, settling),
        groups=_items(base.groups, ours.groups, theirs.groups, settling),
    )


def _items(base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item], settling: Settling) -> tuple[Item, ...]:
    """Goals or groups, those of ours first."""
    began, here, there = ({item.ref: item for item in items} for items in (base, ours, theirs))
    found = {ref: _item(ref, began.get(ref), here.get(ref), there.get(ref), settling) for ref in here | there}
    return tuple(item for item in found.values() if item is not None)


def _item(ref: str, base: Item | None, ours: Item | None, theirs: Item | None, settling: Settling) -> Item | None:
    if ours == theirs:
        return ours
    if base is None:
        if ours is None or theirs is None:
            return theirs if ours is None else ours
        return _fields(ref, None, ours, theirs, settling)
    if ours is None or theirs is None:
        left = theirs if ours is None else ours
        if left == base:
            found: Item | None = settling.removed(ref, ours, theirs)
        else:
            found = settling.settle(ref, REMOVED, ours, theirs)
        return found
    return _fields(ref, base, ours, theirs, settling)


def _fields(ref: str, base: Item | None, ours: Item, theirs: Item, settling: Settling) -> Item:
    began = {} if base is None else fields_of(base)
    here, there = fields_of(ours), fields_of(theirs)
    values = {
        field: _field(ref, field, began.get(field, _UNSET), value, there[field], settling)
        for field, value in here.items()
    }
    if _MARK in values:  # the key is that of the place, wherever that comes from
        values[_KEY] = (here if values[_MARK] == here[_MARK] else there)[_KEY]
    return with_fields(ours, values)


def _field(ref: str, field: str, base: Any, ours: Any, theirs: Any, settling: Settling) -> Any:
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if field in _GROWING:
        return settling.grown(field, None if base is _UNSET else base, ours, theirs)
    if field in (_MARK, _KEY):
        return max(ours, theirs)
    return settling.settle(ref, field, ours, theirs)


def _in_order(field: str, entries: Sequence[Any]) -> Entries:
    return tuple(sorted(entries) if field == "tags" else sorted(entries, key=lambda one: (one.at, one.why, one.who)))
