"""Who is at the keyboard: by COOPCTL_WHO, else by git's settings, else by the system."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

_MOST = 80
_SECTION, _NAME = re.compile(r'\s*\[\s*([^\]\s"]+)'), re.compile(r"\s*name\s*=\s*(.*?)\s*", re.IGNORECASE)


def author(environ: Mapping[str, str], folder: Path) -> str:
    """The name of who works in a folder; "" where nothing says it.  Reads git's files, for git costs a process."""
    said = environ.get("COOPCTL_WHO") or environ.get("GIT_AUTHOR_NAME") or _gits(environ, folder)
    named = said or environ.get("LOGNAME") or environ.get("USER") or environ.get("USERNAME") or _account()
    return " ".join("".join(sign for sign in named if sign.isprintable()).split())[:_MOST]


def _gits(environ: Mapping[str, str], folder: Path) -> str:
    """The `user.name` of the nearest of git's files that has one."""
    for path in _files(environ, folder):
        with suppress(OSError, UnicodeDecodeError):
            section = found = ""
            for line in path.read_text("utf-8").splitlines():
                if opening := _SECTION.match(line):
                    section = opening[1].lower()
                elif section == "user" and (name := _NAME.fullmatch(line)):
                    found = name[1].strip('"')
            if found:
                return found
    return ""


def _files(environ: Mapping[str, str], folder: Path) -> Iterator[Path]:
    yield from (place / ".git" / "config" for place in (folder, *folder.parents) if (place / ".git").is_dir())
    if home := environ.get("HOME"):
        yield Path(home) / ".gitconfig"
        yield Path(environ.get("XDG_CONFIG_HOME") or f"{home}/.config") / "git" / "config"


def _account() -> str:
    try:
        import os
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return ""
