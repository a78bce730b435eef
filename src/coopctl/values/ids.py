"""Ids: how they are made, checked, and found from their first letters."""

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from coopctl.errors import Refused, UnknownName

MOST_ID = 40
# As much of a key as people are shown, and enough of it to name a figure by.
KEY_SHOWN = 8
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{3,63}", re.ASCII)
_LISTED_BY = {"goal": "goal list", "group": "group list", "figure": "log"}

_Item = TypeVar("_Item")


def pick(ref: str, named: Mapping[str, _Item], what: str) -> _Item:
    """The item of this name, or the only one whose name starts with it; `what` says what it is, in messages.

    Raises `UnknownName` with the nearest names when there is none, or with the candidates when there are several.
    """
    if ref in named:
        return named[ref]
    starting = [name for name in named if ref and name.startswith(ref)]
    if len(starting) == 1:
        return named[starting[0]]
    if starting:
        raise UnknownName(f"{ref!r} is the start of several: {', '.join(starting[:5])}", "write more of it")
    # Only a wrong name pays for the import.
    from difflib import get_close_matches

    near = get_close_matches(ref, named, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"see `coopctl {_LISTED_BY[what]}`"
    raise UnknownName(f"there is no {what} {ref!r}", hint)


def check_key(key: str) -> None:
    """Raises `Refused` for a figure's key that could not be told apart from an option, or read aloud."""
    if not _KEY.fullmatch(key):
        raise Refused(f"{key!r} is not a key", "4 to 64 of the letters A to Z, digits, and . _ : -")


def slug(title: str) -> str:
    """An id made from a title: lower-case ASCII letters and digits joined by hyphens, 40 characters at most.

    Raises `Refused` when no letter or digit is left.
    """
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")
    if len(made) > MOST_ID:
        made = made[: MOST_ID + 1].rpartition("-")[0] or made[:MOST_ID]
    if not made:
        raise Refused(f"no id can be made from the title {title!r}", "give one of the letters a to z, digits and -")
    return made


def check_id(text: str) -> None:
    """Raises `Refused` unless `text` is an id: lower-case letters and digits joined by single hyphens."""
    if len(text) > MOST_ID or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text):
        raise Refused(f"{text!r} is not an id", f"lower-case letters a to z, digits and -, {MOST_ID} at most")


def check_ref(text: str) -> None:
    """Raises `Refused` unless `text` is `kind:id`, two ids joined by a colon."""
    kind, _, name = text.partition(":")
    check_id(kind)
    check_id(name)
