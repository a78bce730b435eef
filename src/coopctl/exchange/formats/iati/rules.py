"""What the IATI 2.03 standard asks of a `result` element: its schema and its ruleset as one table, and their check.

Source: iati-activities-schema.xsd and the rules 8.6.1 to 8.11.1 of the standard's ruleset, version 2.03.
"""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct, field

_MANY = 1_000_000


class Node(Struct):
    """An XML element of the standard's own namespace, with its line; `foreign` holds the texts of others' elements."""

    name: str
    line: int
    attributes: dict[str, str]
    children: "list[Node]" = field(default_factory=list)
    foreign: dict[str, str] = field(default_factory=dict)
    text: str = ""

    def all(self, name: str) -> "list[Node]":
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Node | None":
        return next(iter(self.all(name)), None)


class _Rule(Struct, frozen=True):
    """An element's children in their order, each with least and most, and its attributes: required, and their kind."""

    children: tuple[tuple[str, int, int], ...] = ()
    attributes: tuple[tuple[str, bool, str], ...] = ()


_TEXT = _Rule((("narrative", 1, _MANY),))
_DATED = _Rule((), (("iso-date", True, "date"),))
_PLACE = (("location", 0, _MANY), ("dimension", 0, _MANY))
_VALUE = _Rule((*_PLACE, ("comment", 0, 1), ("document-link", 0, _MANY)), (("value", False, ""),))
_RULES = {
    "result": _Rule(
        (("title", 1, 1), ("description", 0, 1), ("document-link", 0, _MANY), ("reference", 0, _MANY),
         ("indicator", 1, _MANY)),
        (("type", True, ""), ("aggregation-status", False, "boolean")),
    ),
    "indicator": _Rule(
        (("title", 1, 1), ("description", 0, 1), ("document-link", 0, _MANY), ("reference", 0, _MANY),
         ("baseline", 0, _MANY), ("period", 0, _MANY)),
        (("measure", True, ""), ("ascending", False, "boolean"), ("aggregation-status", False, "boolean")),
    ),
    "baseline": _Rule(
        (*_PLACE, ("document-link", 0, _MANY), ("comment", 0, 1)),
        (("iso-date", False, "date"), ("year", True, "year"), ("value", False, "")),
    ),
    "period": _Rule((("period-start", 1, 1), ("period-end", 1, 1), ("target", 0, _MANY), ("actual", 0, _MANY))),
    "period-start": _DATED,
    "period-end": _DATED,
    "target": _VALUE,
    "actual": _VALUE,
    "title": _TEXT,
    "description": _TEXT,
    "comment": _TEXT,
    "reference": _Rule((), (("vocabulary", True, ""), ("code", True, ""))),
    "dimension": _Rule((), (("name", False, ""), ("value", False, ""))),
    "location": _Rule((), (("ref", False, ""),)),
}  # fmt: skip
_KINDS = {"boolean": "true, false, 1 or 0", "date": "a date such as 2024-12-31", "year": "a year above 0"}
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)


def iso_date(text: str) -> date | None:
    """The day of an xsd:date, whose time zone says nothing here; None when it is none."""
    found = _DATE.fullmatch(text.strip())
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def faults(node: Node) -> Iterator[tuple[int, str]]:
    """The line and the reason of each fault in a result element."""
    yield from _structure(node)
    referred = bool(node.all("reference"))
    for indicator in node.all("indicator"):
        if referred and indicator.all("reference"):
            yield indicator.line, "a reference stands in both result and indicator (rule 8.11.1)"
        for period in indicator.all("period"):
            yield from _order_of_dates(period)
        if indicator.attributes.get("measure") in ("1", "2", "3", "4"):
            yield from _without_value(indicator)


def _structure(node: Node) -> Iterator[tuple[int, str]]:
    rule = _RULES.get(node.name)
    if rule is None:
        return
    yield from _attributes(node, rule)
    yield from _order(node, rule)
    yield from _numbers(node, rule)
    for child in node.children:
        yield from _structure(child)


def _attributes(node: Node, rule: _Rule) -> Iterator[tuple[int, str]]:
    for name, required, kind in rule.attributes:
        if name not in node.attributes:
            if required:
                yield node.line, f"{node.name} has no attribute {name}"
        elif not _fits(node.attributes[name], kind):
            yield node.line, f"{node.name}: {name}={node.attributes[name]!r} is not {_KINDS[kind]}"


def _order(node: Node, rule: _Rule) -> Iterator[tuple[int, str]]:
    places = {name: place for place, (name, _, _) in enumerate(rule.children)}
    last = 0
    for child in node.children:
        place = places.get(child.name)
        if place is None:
            yield child.line, f"{child.name} does not belong into {node.name}"
        elif place < last:
            yield child.line, f"{child.name} stands after {rule.children[last][0]} in {node.name}"
        last = max(last, place or 0)


def _numbers(node: Node, rule: _Rule) -> Iterator[tuple[int, str]]:
    for name, least, most in rule.children:
        found = node.all(name)
        if len(found) < least:
            yield node.line, f"{node.name} has no {name}"
        elif len(found) > most:
            yield found[most].line, f"{node.name} has more than one {name}"


def _fits(text: str, kind: str) -> bool:
    word = text.strip()
    match kind:
        case "boolean":
            return word in ("true", "false", "1", "0")
        case "date":
            return iso_date(word) is not None
        case "year":
            return bool(re.fullmatch(r"\+?0*[1-9][0-9]*", word, re.ASCII))
        case _:
            return True


def _order_of_dates(period: Node) -> Iterator[tuple[int, str]]:
    start, end = (
        iso_date(found.attributes.get("iso-date", "")) if (found := period.first(name)) else None
        for name in ("period-start", "period-end")
    )
    if start and end and start > end:
        yield period.line, f"the period starts on {start}, after its end {end} (rule 8.6.1)"


def _without_value(indicator: Node) -> Iterator[tuple[int, str]]:
    for number, nodes in (
        ("8.8.1", indicator.all("baseline")),
        ("8.9.1", [one for period in indicator.all("period") for one in period.all("target")]),
        ("8.10.1", [one for period in indicator.all("period") for one in period.all("actual")]),
    ):
        for one in nodes:
            if "value" not in one.attributes:
                yield one.line, f"{one.name} of a measure that is a number has no value (rule {number})"
