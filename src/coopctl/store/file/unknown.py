"""Figures' documents with fields that only another version knows: kept where figures are written anew."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

import msgspec
from msgspec import structs

from coopctl.plan.plan import Figure
from coopctl.store.file import decoding, lines
from coopctl.store.file.whole import strict_json

_KNOWN = msgspec.json.Decoder(
    msgspec.defstruct("_Known", (), bases=(Figure,), forbid_unknown_fields=True, frozen=True, omit_defaults=True)
)
_FIGURE = msgspec.json.Decoder(Figure)


def unknown(documents: Iterable[bytes | str]) -> dict[str, bytes]:
    """Those documents of figures that have other fields, by key; what cannot be a figure is nobody's here."""
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
