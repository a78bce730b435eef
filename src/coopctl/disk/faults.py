"""What the operating system refused, in the words of this program."""

import errno
import os
from itertools import islice
from pathlib import Path

from coopctl.errors import FileTrouble, NoPlan

UNCHANGED = "nothing was changed"
_SPACE = f"free some space and run the command again: {UNCHANGED}"
_LOCKS = f"its file system may have no locks: work on a copy elsewhere; {UNCHANGED}"
_HINTS = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EACCES: f"check who owns the file and its folder; {UNCHANGED}",
    errno.EPERM: f"check who owns the file and its folder; {UNCHANGED}",
    errno.ESTALE: f"the file lies on another machine, which lost sight of it: run the command again; {UNCHANGED}",
    errno.ENOLCK: _LOCKS,
    errno.ENOTSUP: _LOCKS,
    errno.EROFS: "copy the file to a place where you can write",
    errno.EIO: f"the disk reported a fault: check it before you go on; {UNCHANGED}",
}


def reason(trouble: OSError) -> str:
    """Why, in the system's words: `no space left on device`."""
    return os.strerror(trouble.errno).lower() if trouble.errno else str(trouble)


def explain(trouble: OSError, path: Path, doing: str, hint: str | None = None, *, to: str = "") -> FileTrouble:
    """The error of the operating system while `doing` something to a file, or from it `to` a place; it says that
    nothing was changed unless another hint is given."""
    if trouble.errno == errno.ELOOP:
        return _circle(path)
    return FileTrouble(
        f"cannot {doing} {path}{f' to {to}' if to else ''}: {reason(trouble)}",
        way_out(trouble) if hint is None else hint,
    )


def way_out(trouble: OSError) -> str:
    """What to do next; that nothing was changed where nobody can say."""
    return _HINTS.get(trouble.errno or 0, UNCHANGED)


def real_path(path: Path) -> Path:
    """The file that a path means, links followed.

    Raises `FileTrouble` for links that lead round in a circle.
    """
    # What still is a link when all are followed leads back to itself; `resolve` says so on Pythons before 3.13 alone.
    real = os.path.realpath(path)
    if os.path.islink(real):  # noqa: PTH114 - the other raises where a folder may not be looked into
        raise _circle(path)
    return Path(real)


def _circle(path: Path) -> FileTrouble:
    return FileTrouble(f"{path} is a link that leads round in a circle", "give another --file")


START = "start one with `coopctl init`"
# More of a folder is not looked through for a hint.
_MOST = 10_000


def missing(path: Path) -> FileTrouble:
    """The error for a file that is not there; a link that leads round in a circle raises its own."""
    if path.is_symlink():
        real_path(path)
        return FileTrouble(f"{path} is a link to {path.readlink()}, which is not there", "mend or remove the link")
    return NoPlan(f"there is no file {path}", _named_alike(path) or START)


def _named_alike(path: Path) -> str:
    """How to name the file that is there, where only its ending was left out, or it has a slip; "" for none."""
    from difflib import get_close_matches  # only who names no file pays for them
    from shlex import quote

    try:
        names = sorted(one.name for one in islice(os.scandir(path.parent), _MOST) if one.name.endswith(".json"))
    except OSError:
        return ""
    near = [f"{path.name}.json"] if f"{path.name}.json" in names else get_close_matches(path.name, names, 1, 0.8)
    return f"name the one that is there, --file {quote(str(path.with_name(near[0])))}, or {START}" if near else ""
