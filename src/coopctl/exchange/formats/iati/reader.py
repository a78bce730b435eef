"""IATI 2.03 results in: the actuals of indicators as figures, through defusedxml (extra `iati`)."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import BinaryIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl

import msgspec

from coopctl.errors import Refused
from coopctl.exchange.formats.iati.rules import Node, faults, iso_date
from coopctl.exchange.formats.rows import Broken, Cell, Row, Table, nothing_in
from coopctl.plan.plan import Plan
from coopctl.values.calendar import FIRST_YEAR, LAST_YEAR, PeriodKind

NAMESPACE = "urn:coopctl:iati:1"
HEADER = ("goal", "period", "value", "note", "source", "url", "by", "provisional", "key", "replaces", "missing", "why")
_DEEPEST = 50
_MOST = 200
_LONGEST = 1 << 20
# Elements of one result, or texts of so many letters in it.
_MOST_KEPT, _LETTERS = 400_000, 100
_LINES = msgspec.json.Decoder(dict[str, str])
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_PLACE = re.compile("[0-9]{1,18}", re.ASCII)


def read(stream: BinaryIO, name: str, plan: Plan) -> Iterator[Table]:
    """Every actual of every result as a row; a result with faults gives its faults, each with its line."""
    yield Table(HEADER, _rows(stream, name, plan), point=True, fixed=True)


def _rows(stream: BinaryIO, name: str, plan: Plan) -> Iterator[Row]:
    for result in _results(stream, name):
        wrong = list(faults(result))
        for line, reason in wrong:
            yield line, Broken(reason)
        for indicator in result.all("indicator") if not wrong else ():
            yield from _actuals(indicator, plan)


def _results(stream: BinaryIO, name: str) -> Iterator[Node]:
    """The result elements, one at a time.  Raises `Refused` for what is no XML, or XML that is out to harm."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.expatreader import DefusedExpatParser
    except ImportError:
        raise Refused("IATI needs defusedxml, which is not installed", "pip install 'coopctl[iati]'") from None
    parser = DefusedExpatParser(namespaceHandling=1, forbid_dtd=True)
    handler = _Results(parser.getLineNumber)
    parser.setContentHandler(handler)
    found, run = False, 0
    try:
        while part := stream.read(1 << 16):
            found, ended = True, part.rfind(b">")
            run = len(part) - ended - 1 + (run if ended < 0 else 0)
            if run > _LONGEST:  # the parser begins a tag or comment anew with every part
                raise Refused(f"{name} has a text or tag of more than {_LONGEST >> 20} MB", "IATI has none so long")
            parser.feed(part)
            yield from handler.take()
        if not found:
            nothing_in(name)
        parser.close()
    except DefusedXmlException:
        raise Refused(f"{name} has a document type or entities, which are not read", "IATI needs neither") from None
    except SAXException as why:
        line = parser.getLineNumber()
        raise Refused(f"{name}, line {line}: not well-formed XML: {why.getMessage()}") from None
    except (ValueError, LookupError) as why:  # what the parser makes of an encoding that it does not know
        raise Refused(f"{name} is not read: {why}", "save it as UTF-8") from None
    yield from handler.take()
    if handler.root not in ("iati-activities", "iati-activity", "result"):
        raise Refused(f"{name} is not IATI: its outermost element is {handler.root}")


class _Results(ContentHandler):
    """Keeps the tree of one result at a time, each element with its line in the input, which `line` tells."""

    def __init__(self, line: Callable[[], int]) -> None:
        super().__init__()
        self.root = ""
        self._depth = self._size = 0
        self._open: list[Node] = []
        self._done: list[Node] = []
        self._foreign: list[str] = []
        self._said: list[list[str]] = []
        self._said_there: list[str] = []
        self._line = line

    def take(self) -> list[Node]:
        """The results that are whole since this was last asked."""
        done, self._done = self._done, []
        return done

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: ARG002, N802
        uri, local = name
        self.root = self.root or local
        self._depth += 1
        self._grow(1)
        if self._depth > _DEEPEST:
            raise SAXException(f"{local} lies more than {_DEEPEST} elements deep")
        if self._foreign or (self._open and uri):
            self._foreign.append(f"{uri} {local}")
            self._open[-1].foreign.setdefault(self._foreign[0], "")
            if len(self._foreign) == 1:
                self._said_there = []
        elif self._open or local == "result":
            own = {local: value for (uri, local), value in attrs.items() if uri is None}
            node = Node(local, self._line(), own)
            if self._open:
                self._open[-1].children.append(node)
            self._open.append(node)
            self._said.append([])

    def _grow(self, by: int) -> None:
        """Count what is kept of a result; raises `SAXException` for more than a result has."""
        self._size = self._size + by if self._open else 0
        if self._size > _MOST_KEPT:
            raise SAXException("this result is larger than what is read at once")

    def characters(self, content: str) -> None:
        self._grow(len(content) // _LETTERS)
        if self._foreign:
            self._said_there.append(content)
        elif self._open:
            self._said[-1].append(content)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: ARG002, N802
        self._depth -= 1
        if self._foreign:
            if len(self._foreign) == 1:
                self._open[-1].foreign[self._foreign[0]] += "".join(self._said_there)
            self._foreign.pop()
        elif self._open:
            node = self._open.pop()
            node.text = "".join(self._said.pop())
            if not self._open:
                self._done.append(node)


def _actuals(indicator: Node, plan: Plan) -> Iterator[Row]:
    """The actuals of an indicator, in the order in which they were recorded where that is known."""
    goal = _goal(indicator, plan)
    rows: list[tuple[int, Row]] = []
    for period in indicator.all("period"):
        rows += [_row(period.line, own, goal, "") for own in _own(period) if "missing" in own]
        actuals = [actual for actual in period.all("actual") if actual.attributes.get("value", "").strip()]
        whole = [actual for actual in actuals if not (actual.all("dimension") or actual.all("location"))]
        parts = [actual for actual in actuals if whole and actual not in whole]
        rows += [(0, (actual.line, Broken("a part of the actual", part=True))) for actual in parts]
        for actual in whole or actuals:
            if actual not in whole:
                reason = "the actual is of a location or dimension only, and there is none of the whole"
                rows.append((0, (actual.line, Broken(reason))))
                continue
            for own in _own(actual):
                said = {"period": _label(period, plan), "note": _narrative(actual.first("comment")), **own}
                rows.append(_row(actual.line, said, goal, own.get("value", actual.attributes["value"]).strip()))
    yield from (row for _, row in sorted(rows, key=lambda one: one[0]))


def _row(line: int, own: Mapping[str, str], goal: str, value: str) -> tuple[int, Row]:
    """A row of what is known of a figure, with its number in the order of recording, 0 where none is known."""
    amount: Cell = Decimal(value) if len(value) < _MOST and _NUMBER.fullmatch(value) else value
    number = own.get("number", "")
    cells = [goal, own.get("period", ""), amount, *(own.get(name, "") for name in HEADER[3:])]
    return int(number) if _PLACE.fullmatch(number) else 0, (line, cells)


def _own(actual: Node) -> list[dict[str, str]]:
    """What coopctl itself wrote of each figure that an actual is made of; of others' actuals nothing."""
    try:
        return _LINES.decode_lines(actual.foreign.get(f"{NAMESPACE} figure", "")) or [{}]
    except msgspec.MsgspecError:
        return [{}]


def _narrative(node: Node | None) -> str:
    found = node.first("narrative") if node else None
    return found.text.strip() if found else ""


def _goal(indicator: Node, plan: Plan) -> str:
    """The goal by the organisation's own reference code, else by the title with or without its unit."""
    ids = {goal.id for goal in plan.goals}
    for reference in indicator.all("reference"):
        if reference.attributes.get("vocabulary") == "99" and reference.attributes.get("code") in ids:
            return reference.attributes["code"]
    title = indicator.first("title")
    names = [narrative.text.strip() for narrative in title.all("narrative")] if title else []
    found = [goal.id for goal in plan.goals if {goal.title, titled(goal.title, goal.promise.unit.text)} & set(names)]
    return found[0] if len(found) == 1 else names[0] if names else ""


def titled(title: str, unit: str) -> str:
    """A title that names its unit, for which IATI has no place of its own."""
    return f"{title} ({unit})" if unit else title


def _label(period: Node, plan: Plan) -> str:
    """The period by its dates: a year, quarter or the like by its name, any other by its last day."""
    start, end = (iso_date(period.children[place].attributes["iso-date"]) for place in (0, 1))
    if start is None or end is None:
        return ""
    if not FIRST_YEAR <= start.year <= end.year <= LAST_YEAR:
        return end.isoformat()
    for kind in PeriodKind:
        found = plan.calendar.period_of(start, kind)
        if (found.start, found.last) == (start, end):
            return found.label
    return end.isoformat()
