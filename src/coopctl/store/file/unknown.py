"""Figures' documents with fields that only another version knows: kept where figures are written anew."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

import msgspec

from coopctl.plan.plan import Figure
from coopctl.store.file import decoding, lines

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
    if raw is not None and _FIGURE.decode(raw) == figure:
        return raw.rstrip() + b"\n"
    return lines.encode_lines([figure])
