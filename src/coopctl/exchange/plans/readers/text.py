"""The bytes of a text document as its lines."""

import shlex

from coopctl.errors import Refused
from coopctl.values.patterns import later

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = later(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def text_of(data: bytes, name: str, declared: str = "") -> str:
    """A document's text in UTF-8 or UTF-16, else in the encoding that it has `declared` itself.

    Raises `Refused` for other encodings and for what is no text.
    """
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = _decoded(data, encoding, declared)
    except (UnicodeDecodeError, LookupError):
        raise Refused(f"{name} is not text in UTF-8", "say what it is in, as in --encoding cp1252") from None
    if "\0" in text[:4096] or len(_CONTROL.findall(text[:4096])) > 20:
        raise Refused(f"{name} is not a text document", "give Markdown, plain text, HTML, CSV, DOCX, XLSX or PDF")
    return text


def _decoded(data: bytes, encoding: str, declared: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode(declared or encoding)


def typed(name: str) -> str:
    """A file's name as it is typed in a shell."""
    return "FILE" if name == "standard input" else shlex.quote(name)
