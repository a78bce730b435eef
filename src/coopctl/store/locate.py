"""Which file is meant: the one that was named, the nearest above the working directory, or the user's own."""

import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from coopctl.errors import FileTrouble, NoPlan, Strange
from coopctl.values.patterns import later

NAME = "coop.json"

_ADDRESS = later(r"\s*[a-z][a-z0-9+.-]+:/|.*\bpassword\s*=", re.IGNORECASE | re.DOTALL)

_DATABASE = re.compile(r"\s*postgres(?:ql)?://", re.IGNORECASE)


def is_database(named: str | None) -> bool:
    """Whether what is named is a plan in a PostgreSQL database."""
    return named is not None and _DATABASE.match(named) is not None


def place(text: str, folder: Path) -> str | None:
    """What a text names as a place for a plan: a database, a file of JSON, `coop.json` in a folder that is there; None
    where it names none, as a title does.
    """
    if _ADDRESS.match(text) or text.endswith(".json"):
        return text
    return str(Path(text, NAME)) if (folder / text).is_dir() else None


def path_of(named: str) -> Path:
    """The path that is named.

    Raises `FileTrouble` for an empty name, and for the address of a database, of which nothing is shown: it may hold a
    password.
    """
    if not named:
        raise FileTrouble("the name of a file is empty", "write it; a shell's variable that is not set leaves nothing")
    if _ADDRESS.match(named):
        raise FileTrouble("this needs a file, not the address of a database", "give the path of a file")
    return Path(named)


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """The folder for what can be made anew at any time: of `COOPCTL_CACHE`, else the user's; None for `off` or no home.

    Every command looks there, and platformdirs, which knows the same three places, costs half a bare start.
    """
    named = environ.get("COOPCTL_CACHE")
    if named:
        return None if named == "off" else Path(named)
    if sys.platform == "win32":
        home, below = environ.get("LOCALAPPDATA", ""), "coopctl/Cache"
    elif sys.platform == "darwin":
        home, below = environ.get("HOME", ""), "Library/Caches/coopctl"
    elif environ.get("XDG_CACHE_HOME", "").startswith("/"):
        home, below = environ["XDG_CACHE_HOME"], "coopctl"
    else:
        home, below = environ.get("HOME", ""), ".cache/coopctl"
    return Path(home, below) if home else None


def _check_owner(file: Path) -> None:
    """Raises `FileTrouble` for a file above the working folder that somebody else may have put there.

    Whoever works in a folder that others can write to would read, complete from and record into a stranger's file.
    """
    if not hasattr(os, "getuid"):
        return
    try:
        theirs = {file.lstat().st_uid, file.stat().st_uid} - {os.getuid()}
        shared = file.parent.stat().st_mode & stat.S_IWOTH
    except OSError:  # a link that leads nowhere is named by whoever opens it
        return
    if theirs or shared:
        why = "belongs to another user" if theirs else "lies in a folder that everybody can write to"
        raise Strange(f"{file}, the nearest {NAME} above, {why}", f"if you trust it, name it: --file {file}")


def find(named: str | None, folder: Path) -> Path:
    """The file to work with: as named by option or environment, else `coop.json` in the folder or above it, else the
    one in the user's data folder.

    Raises `FileTrouble` when nothing is named and nothing is found, or what is found above may be a stranger's.
    """
    if named is not None:
        return path_of(named)
    for place in (folder, *folder.parents):
        # A link that leads nowhere is somebody's file all the same: it is named in the error, not passed over.
        if (place / NAME).exists() or (place / NAME).is_symlink():
            if place != folder:
                _check_owner(place / NAME)
            return place / NAME
    # Only those who keep no file near their work pay for the import.
    from platformdirs import user_data_path

    own = user_data_path("coopctl", appauthor=False) / NAME
    if own.exists():
        return own
    raise NoPlan(f"there is no {NAME} here or in a folder above", _instead(folder))


# What a change leaves of the file as it was.
_BEFORE = f"{NAME}.bak"


def _instead(folder: Path) -> str:
    """What to do where there is no file of our name: a plan of another name lies there, or one is to be started."""
    from shlex import quote  # only who finds no plan pays for it

    named = next((f"name the plan that is here, --file {quote(name)}" for name in plans_in(folder)), "")
    start = "start one with `coopctl init`"
    if not named and (folder / _BEFORE).is_file():
        named = f"put back what it was before its last change, `coopctl restore {_BEFORE}`"
    return f"{named}, or {start}" if named else f"{start}, or name one with --file"


# A file's beginning, as it is written here and by any TinyDB; more of a folder is not looked into for a hint.
_BEGINNING = later(r"\s*\{\s*\"plan\"\s*:\s*\{\s*\"1\"\s*:")
_MOST = 100


def plans_in(folder: Path) -> list[str]:
    """The names of plans of other names in a folder."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".json") and entry.is_file())
        return [name for name in names[:_MOST] if _begins_as_plan(folder / name)]
    except OSError:
        return []


def _begins_as_plan(file: Path) -> bool:
    with file.open("rb") as opened:
        return bool(_BEGINNING.match(opened.read(64).decode("utf-8", "replace")))
