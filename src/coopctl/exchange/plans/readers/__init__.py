"""Documents of any format to the same blocks: which reader a document is for, and what to do where there is none."""

from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from coopctl.errors import Refused
from coopctl.exchange.plans.document import MOST_BYTES, Document, checked
from coopctl.exchange.plans.readers.text import typed


class DocumentFormat(Protocol):
    """One kind of document; a module of this package with a function of this name is one."""

    def read(self, data: bytes, name: str) -> Document:
        """The document in these bytes; `name` is for messages.  Raises `Refused` for what is not of this kind."""
        ...


_BY_ENDING = {
    ".md": "markdown", ".markdown": "markdown", ".txt": "markdown", ".text": "markdown", ".rst": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".csv": "separated", ".tsv": "separated", ".tab": "separated",
    ".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx", ".pdf": "pdf",
}  # fmt: skip
# What cannot be read here, by its first bytes or its ending, and the command that makes something of it that can be.
_PANDOC = "pandoc {name} -t markdown | coopctl plan import -"
_OFFICE = "soffice --headless --convert-to {to} {name}"
_CONVERTED = {
    "odt": ("an OpenDocument text", _PANDOC),
    "ods": ("an OpenDocument spreadsheet", _OFFICE.replace("{to}", "xlsx")),
    "odp": ("an OpenDocument presentation", _OFFICE.replace("{to}", "pdf")),
    "doc": ("an old Word file", _OFFICE.replace("{to}", "docx")),
    "xls": ("an old Excel file", _OFFICE.replace("{to}", "xlsx")),
    "ppt": ("an old PowerPoint file", _OFFICE.replace("{to}", "pptx")),
    "pptx": ("a PowerPoint file", "copy its tables into a DOCX or Markdown file"),
    "rtf": ("an RTF file", _PANDOC),
    "epub": ("an EPUB file", _PANDOC),
    "tex": ("a LaTeX file", _PANDOC),
    "old": ("an old Office file", _OFFICE.replace("{to}", "docx")),
    "zip": ("a ZIP archive", "unzip it, and import the document in it"),
}
_MAGIC = ((b"%PDF", "pdf"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0", "old"))
_IN_ZIP = (
    (b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"), (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"), (b"opendocument.presentation", "odp"), (b"application/epub", "epub"),
)  # fmt: skip


def read_document(data: bytes, name: str) -> Document:
    """A document by its first bytes, else by its name's ending, else by what its text looks like.

    Raises `Refused` for what cannot be read, with the command that converts it.
    """
    if len(data) > MOST_BYTES:
        raise Refused(f"{name} is larger than {MOST_BYTES >> 20} MB", "a plan is a document of pages, not of figures")
    kind = _kind(data, name)
    if kind in _CONVERTED:
        what, command = _CONVERTED[kind]
        raise Refused(f"{name} is {what}, which cannot be read as it is", command.format(name=typed(name)))
    return checked(cast("DocumentFormat", import_module(f"{__name__}.{kind}")).read(data, name), name)


def _kind(data: bytes, name: str) -> str:
    ending = PurePath(name).suffix.lower()
    for mark, kind in _MAGIC:
        if data.startswith(mark):
            return ending[1:] if kind == "old" and ending[1:] in _CONVERTED else kind
    if data.startswith(b"PK\x03\x04"):
        return next((kind for part, kind in _IN_ZIP if part in data), "zip")
    if ending[1:] == "tex":
        return "tex"
    found = _BY_ENDING.get(ending)
    return found if found in ("markdown", "html", "separated") else _guess(data)


def holds_objects(data: bytes) -> bool:
    """Whether a document is JSON of goals, and no plan that was exported."""
    from coopctl.exchange.plans.readers import objects

    return objects.looks_so(data)


def _guess(data: bytes) -> str:
    from coopctl.exchange.plans.readers import html, separated

    if holds_objects(data):
        return "objects"
    if html.looks_so(data):
        return "html"
    return "separated" if separated.looks_so(data) else "markdown"
