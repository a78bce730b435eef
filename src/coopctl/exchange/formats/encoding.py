"""Bytes of unknown origin as lines of text: byte-order marks, UTF-16, and what is no text at all."""

import codecs
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, cast

from coopctl.errors import Refused, WrongUsage
from coopctl.values.patterns import later

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 8192
_LONGEST_ROW = 1 << 25
# So many characters, and the rest of the last line, are looked at together.
_MANY = 1 << 15
NOT_TEXT = later("[\udc80-\udcff]")
"""Bytes that were no UTF-8, as Python keeps them in a text."""
# What texts of Western Europe have beyond ASCII, as they have it: no two capitals or three small letters together, no
# dash within a word, and blanks that do not break behind digits.  Other code pages make other things of these bytes.
_LOW, _HIGH, _SIGNS = "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœ", "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒ", "€§°©®«»–—"
_NOT_WESTERN = later(
    rf"[^\x00-\x7f{_LOW}{_HIGH}{_SIGNS}’…²³\xa0]|(?!Ç[ÃÕ])[{_HIGH}][{_LOW}{_HIGH}]|[a-z{_LOW}][{_HIGH}]|[{_LOW}]{{3}}"
    rf"|(?<=[A-Za-z{_LOW}])[–—](?=[A-Za-z{_LOW}])|(?<![A-Za-z{_LOW}])’|…(?=\w)|(?<!m)[²³]|[²³](?=\w)"
    r"|(?<![0-9])\xa0|\xa0(?![0-9%€])"
)
_UTF8 = later("[^\x00-\x7f\udc80-\udcff]")
_WORD = later(r"\w*[^\x00-\x7f]\w*")


class Replayed(io.RawIOBase):
    """A stream whose first bytes were looked at and are given again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override] # the buffers io gives
        part = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(part) :]
        buffer[: len(part)] = part
        return len(part)


class Bounded(io.RawIOBase):
    """A stream of text that ends with a `Refused` in a line that is longer than lines are: it would fill the memory."""

    def __init__(self, stream: BinaryIO, longest: int, name: str) -> None:
        self._stream, self._longest, self._name, self._run = stream, longest, name, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override] # the buffers io gives
        part = self._stream.read(len(buffer))
        ended = max(part.rfind(b"\n"), part.rfind(b"\r"))
        self._run = len(part) - ended - 1 + (self._run if ended < 0 else 0)
        if self._run > self._longest:
            raise Refused(f"{self._name} has a line of more than {self._longest >> 20} MB", "is it a table of text?")
        buffer[: len(part)] = part
        return len(part)


def peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and the stream as if they had not been read."""
    head = stream.read(_LOOKED_AT)
    return head, cast("BinaryIO", io.BufferedReader(Replayed(head, stream), 1 << 16))


def looks(head: bytes) -> str:
    """The first bytes as text, for a guess at the format."""
    return head.decode(_encoding(head), errors="ignore").lstrip("\ufeff \t\r\n")


def text_of(head: bytes, stream: BinaryIO, name: str, said: str = "") -> io.TextIOWrapper:
    """A stream as text with its own line ends, in the code page that was `said`, else as its mark says or UTF-8.

    Raises `Refused` for what must be UTF-16 or no text, and `WrongUsage` for a code page that there is none of.
    """
    if said:
        return io.TextIOWrapper(stream, encoding=_code_page(said), errors="strict", newline="")
    encoding = _encoding(head)
    if encoding.startswith("utf-8") and head.count(0) * 3 > len(head):
        raise Refused(f"{name} is not text in UTF-8: every other byte is NUL", "save it as UTF-8 (CSV UTF-8 in Excel)")
    errors = "surrogateescape" if encoding.startswith("utf-8") else "strict"
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")


def recoded(data: bytes, said: str, name: str) -> bytes:
    """A whole document in UTF-8, out of the code page that was `said`.

    Raises `Refused` where it is not text in it, and `WrongUsage` for a code page that there is none of.
    """
    page = _code_page(said)
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Refused(f"{name} is no text document", "leave --encoding out")
    try:
        return data.decode(page).encode()
    except ValueError:
        raise Refused(f"{name} is not whole text in {said}", "give the right --encoding, or save it as UTF-8") from None


def _code_page(said: str) -> str:
    """A code page by any of its names: `cp1252`, `windows-1252`, `1252`, `latin-1`, `utf-16`."""
    for name in (said, f"cp{said}"):
        with suppress(LookupError, ValueError):
            found = codecs.lookup(name)
            # Others, such as base64 and rot13, make no text of bytes.
            if found._is_text_encoding:  # CPython's own open() asks it, too
                return found.name if found.name != "utf-8" else "utf-8-sig"
    raise WrongUsage(f"--encoding {said!r} is not known", "such as cp1252, cp1251, latin-1, utf-16, mac-roman")


def _encoding(head: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "utf-8")


def _western(text: str) -> str:
    """A text that is not UTF-8 as Windows-1252, where it reads as one of Western Europe; "" for all others."""
    if text.isascii() or _UTF8.search(text):
        return ""
    with suppress(UnicodeDecodeError):
        page = text.encode("utf-8", "surrogateescape").decode("cp1252")
        return "" if _NOT_WESTERN.search(page) else page
    return ""


def _is_sound(text: str) -> bool:
    return "\0" not in text and (text.isascii() or not NOT_TEXT.search(text))


class Lines:
    """The lines of a text; `trouble` says what is wrong with those since it was last asked.

    With `guesses` those that are not UTF-8 may be Windows-1252, which `remarks` tells.
    """

    guesses = False

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self._text, self._name = text, name
        self.trouble = ""
        self.untaken = 0
        """How many characters were given since somebody took a row of them, and set this back."""
        self._piece = ""
        self._given = io.StringIO()
        self._sound = False
        self._western = ""

    def __iter__(self) -> Iterator[str]:
        more = True
        while more:
            given = self._given
            yield from given if self._sound else map(self._looked_at, given)
            # Others may have gone on meanwhile.
            more = given is not self._given or self._go_on()

    def _go_on(self) -> bool:
        """Read more lines, if there are any; what is wrong is looked for in many together, and then in each."""
        piece = self._read()
        if piece:
            sound = _is_sound(piece)
            if not sound and self.guesses and (western := _western(piece)):
                piece, sound = western, _is_sound(western)
                self._western = self._western or _WORD.findall(piece)[0]
            self._piece, self._given = piece, io.StringIO(piece, newline="")
            self._sound = sound and len(piece) <= 2 * _MANY
            if self._sound:
                self._take(piece)
        return bool(piece)

    def ahead(self) -> str:
        """The next lines in one text, to be looked at; "" where something may be wrong with them, and at the end."""
        if self._given.tell() == len(self._piece):
            self._go_on()
        return self._piece[self._given.tell() :] if self._sound else ""

    def skip(self) -> None:
        """Leave out the lines that were looked at."""
        self.untaken = 0
        self._given.seek(0, io.SEEK_END)

    def _read(self) -> str:
        try:
            return self._text.read(_MANY) + self._text.readline()
        except UnicodeDecodeError as why:
            said = f"{self._name} is not whole text in {self._text.encoding}: {why.reason}"
            raise Refused(said, "give the right --encoding, or save it as UTF-8") from None

    def _take(self, text: str) -> None:
        self.untaken += len(text)
        if self.untaken > _LONGEST_ROW:
            raise Refused(f"{self._name} has a row of more than {_LONGEST_ROW >> 20} MB", "is a quote closed?")

    def _looked_at(self, line: str) -> str:
        self._take(line)
        if "\0" in line:
            self.trouble = "the row holds a NUL byte"
        elif not line.isascii() and NOT_TEXT.search(line):
            self.trouble = "the row holds bytes that are not UTF-8 (say what they are, as in --encoding cp1252)"
        return line

    @property
    def cut_off(self) -> bool:
        """Whether the line that was given last is that of the text, and has no end."""
        return self._given.tell() == len(self._piece) and not self._piece.endswith(("\n", "\r"))

    def remarks(self) -> list[str]:
        """What is to be said of how the lines were read, once they are."""
        said = f"the text is read as Windows-1252, as in {self._western!r}; --encoding says otherwise"
        return [said] if self._western else []

    @property
    def last(self) -> str:
        """The line that was given last."""
        return next(reversed(list(io.StringIO(self._piece[: self._given.tell()], newline=""))), "")

    def take_trouble(self) -> str:
        trouble, self.trouble = self.trouble, ""
        return trouble
