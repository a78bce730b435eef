"""The bytes of a text document as its lines."""

import re
import shlex

from coopctl.errors import Refused

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def text_of(data: bytes, name: str) -> str:
    """A document's text in UTF-8 or UTF-16; raises `Refused` for other encodings and for what is no text."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(
            f"{name} is not text in UTF-8",
            f"iconv -f WINDOWS-1252 -t UTF-8 {typed(name)} | coopctl plan import - --dry-run",
        ) from None
    if "\0" in text[:4096] or len(_CONTROL.findall(text[:4096])) > 20:
        raise Refused(f"{name} is not a text document", "give Markdown, plain text, HTML, CSV, DOCX or XLSX")
    return text


def typed(name: str) -> str:
    """A file's name as it is typed in a shell."""
    return "FILE" if name == "standard input" else shlex.quote(name)
