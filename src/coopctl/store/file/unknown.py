"""Figures' documents with fields that only another version knows: kept where figures are written anew."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import msgspec
from msgspec import structs

from coopctl.plan.plan import Figure
from coopctl.store.file import decoding, lines
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.whole import strict_json

# Only the names matter: what cannot be a figure is nobody's here.
_Known = msgspec.defstruct(
    "_Known", [(name, Any, None) for name in Figure.__struct_fields__], forbid_unknown_fields=True, frozen=True
)
_KNOWN = msgspec.json.Decoder(_Known)
_ALL_KNOWN: msgspec.json.Decoder[dict[int, Any]] = msgspec.json.Decoder(dict[int, _Known])  # type: ignore[valid-type] # made above
_FIGURE = msgspec.json.Decoder(Figure)


def unknown_in(file: LineFile, skip: int = 0) -> dict[str, bytes]:
    """Those documents of a file's figures that have other fields, by key; without the first so many bytes of lines."""
    return unknown(map(lines.encode, file.loose.values()) if file.loose is not None else _doubtful(file, skip))


def _doubtful(file: LineFile, skip: int) -> Iterator[bytes]:
    """The JSON objects of figures as they stand in the lines of a file, but for those whose fields are all known."""
    for chunk in file.chunks(skip):
        try:
            _ALL_KNOWN.decode(b"{%s}" % chunk.removeprefix(b","))
        except decoding.NO_FIGURE:
            yield from (line.partition(b":")[2] for line in chunk.splitlines())


def unknown(documents: Iterable[bytes | str]) -> dict[str, bytes]:
    """Those documents of figures that have other fields, by key."""
    found = {}
    for document in documents:
        try:
            _KNOWN.decode(document)
        except decoding.NO_FIGURE:
            raw = document.encode() if isinstance(document, str) else document
            with suppress(*decoding.NO_FIGURE):
                found[_FIGURE.decode(raw).key] = raw
    return found


def document_of(figure: Figure, kept: Mapping[str, bytes]) -> bytes:
    """A figure as its JSON object and a newline, with the fields that are not known where it has some."""
    raw = kept.get(figure.key)
    if raw is None:
        return lines.encode_lines([figure])
    known = _FIGURE.decode(raw)
    if known == figure:
        return raw.rstrip() + b"\n"
    if structs.replace(known, beside=figure.beside) != figure:
        return lines.encode_lines([figure])
    # It came beside others, which its document does not say.
    return lines.encode({**strict_json(raw), "beside": list(figure.beside)}) + b"\n"
