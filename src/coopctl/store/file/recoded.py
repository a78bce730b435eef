"""A file that another program saved with a byte order mark, or as UTF-16: what it is in UTF-8."""

import codecs
from contextlib import suppress
from pathlib import Path

from coopctl.disk import faults, files
from coopctl.errors import FileTrouble
from coopctl.store.file.whole import MOST_WHOLE, parse_whole

# How such a file begins, and as what it is read; UTF-16 says by its beginning which of the two it is.
_READ_AS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def in_utf8(path: Path) -> bytes | None:
    """What a file says, in UTF-8 without a mark; None where it is that already, or what it says is no plan."""
    with suppress(OSError, UnicodeDecodeError, FileTrouble):
        # A pipe in the place of the file would be waited for.
        if not path.is_file() or path.stat().st_size > MOST_WHOLE:
            return None
        with path.open("rb") as file:
            start = file.read(len(codecs.BOM_UTF8))
            encoding = next((name for mark, name in _READ_AS.items() if start.startswith(mark)), None)
            if encoding is None:
                return None
            text = (start + file.read()).decode(encoding).encode()
        if "plan" in parse_whole(text, path):
            return text
    return None


def save_in_utf8(path: Path) -> None:
    """Give a file what it says in UTF-8, in one step; one that is that already stays as it is.

    Raises `FileTrouble`, the file being as it was.
    """
    real = faults.real_path(path)
    text = in_utf8(real)
    if text is None:
        return
    try:
        files.put(files.stage(real, [text], like=real), real)
    except OSError as trouble:
        raise faults.explain(trouble, path, "write") from trouble
