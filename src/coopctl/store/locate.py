"""Which file is meant: the one that was named, the nearest above the working directory, or the user's own."""

import re
from pathlib import Path

from coopctl.errors import FileTrouble

NAME = "coop.json"


_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]+:/|.*\bpassword\s*=", re.IGNORECASE | re.DOTALL)


def path_of(named: str) -> Path:
    """The path that is named.

    Raises `FileTrouble` for the address of a database, of which nothing is shown: it may hold a password.
    """
    if _ADDRESS.match(named):
        raise FileTrouble("this coopctl keeps plans in files, and knows no databases", "give the path of a file")
    return Path(named)


def find(named: str | None, folder: Path) -> Path:
    """The file to work with: as named by option or environment, else `coop.json` in the folder or above it, else the
    one in the user's data folder.

    Raises `FileTrouble` when nothing is named and nothing is found.
    """
    if named is not None:
        return path_of(named)
    for place in (folder, *folder.parents):
        # A link that leads nowhere is somebody's file all the same: it is named in the error, not passed over.
        if (place / NAME).exists() or (place / NAME).is_symlink():
            return place / NAME
    # Only those who keep no file near their work pay for the import.
    from platformdirs import user_data_path

    own = user_data_path("coopctl", appauthor=False) / NAME
    if own.exists():
        return own
    raise FileTrouble(
        f"there is no {NAME} here or in a folder above", "start one with `coopctl init`, or name one with --file"
    )
