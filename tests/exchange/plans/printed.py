"""PDF documents made by hand: text in Helvetica, and tables with a line around each cell."""

import zlib
from collections.abc import Sequence

WIDE, HIGH, _PAGE = 130, 20, 800
Row = Sequence[str | None]
"""Its cells; None where the one on the left reaches over it."""


def table(rows: Sequence[Row], top: int = 100) -> str:
    """The drawing of a table."""
    drawn = []
    for down, row in enumerate(rows):
        low = _PAGE - top - (down + 1) * HIGH
        starts = [at for at, cell in enumerate(row) if cell is not None]
        for start, end in zip(starts, [*starts[1:], len(row)], strict=True):
            drawn.append(f"{40 + start * WIDE} {low} {(end - start) * WIDE} {HIGH} re S")
            drawn.append(text(row[start] or "", _PAGE - low - 6, 44 + start * WIDE))
    return "\n".join(drawn)


def text(words: str, top: int, left: int = 40, size: int = 9) -> str:
    """The drawing of a line of text."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {left} {_PAGE - top} Td ({escaped}) Tj ET"


def pdf(*pages: str, unpacked: int = 0) -> bytes:
    """A document of some pages, with a stream of so many blanks beside them."""
    contents = [zlib.compress(page.encode("latin-1")) for page in pages]
    first = 5
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        _stream(zlib.compress(b" " * unpacked)),
    ]
    for at, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 700 {_PAGE}] /Contents {first + 2 * at + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(content))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table_at = len(out)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table_at)


def _stream(packed: bytes) -> bytes:
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
