"""The result elements of an IATI document, one at a time, through defusedxml (extra `iati`)."""

from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl

from coopctl.errors import Refused
from coopctl.exchange.formats.iati.rules import Node
from coopctl.exchange.formats.rows import nothing_in

_DEEPEST = 50
_LONGEST = 1 << 20
# Elements of one result, or texts of so many letters in it.
_MOST_KEPT, _LETTERS = 400_000, 100


def results(stream: BinaryIO, name: str) -> Iterator[Node]:
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

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: ARG002, N802 - as SAX calls it
        uri, local = name
        self.root = self.root or local
        self._depth += 1
        self._grow(1)
        if self._depth > _DEEPEST:
            raise SAXException(f"{local} lies more than {_DEEPEST} elements deep")
        if self._foreign or (self._open and uri):
            self._begin_foreign(f"{uri} {local}")
        elif self._open or local == "result":
            self._begin(Node(local, self._line(), {name: text for (uri, name), text in attrs.items() if uri is None}))

    def _begin_foreign(self, name: str) -> None:
        """An element of others, of which the text counts that stands in the outermost."""
        self._foreign.append(name)
        self._open[-1].foreign.setdefault(self._foreign[0], "")
        if len(self._foreign) == 1:
            self._said_there = []

    def _begin(self, node: Node) -> None:
        """An element of the standard in a result, or a result."""
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

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: ARG002, N802 - as SAX calls it
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
