"""When figures and changes came into this file that had been recorded in another: a file beside it.

It is of this copy alone - in the plan's own file it would make two copies with the same content differ - and what has
no entry came in when it was recorded.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from coopctl.disk import files

_DECODER = msgspec.json.Decoder(dict[str, datetime])


def beside(real: Path) -> Path:
    """Where it is kept."""
    return real.with_name(f".{real.name}.received")


def read(real: Path) -> Mapping[str, datetime]:
    """The times by key and id; none where nothing is kept, or what is kept cannot be read."""
    with suppress(OSError, msgspec.MsgspecError):
        return _DECODER.decode(beside(real).read_bytes())
    return {}


def add(real: Path, names: Collection[str], at: datetime) -> None:
    """Keep that these came in at a time; those that came in before keep theirs.  Raises `OSError`."""
    kept = dict.fromkeys(sorted(names), at) | dict(read(real))
    path = beside(real)
    files.put(files.stage(path, [msgspec.json.encode(kept) + b"\n"], like=real), path, last=True)
