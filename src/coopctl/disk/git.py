"""What git needs to know of a plan's file: how two versions are merged, and what beside it is nobody's business."""

import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path

from coopctl.errors import Refused

_DRIVER = (("name", "coopctl"), ("driver", "coopctl merge-driver %O %A %B %P"))

# What lies in a repository's folder while git waits for a person, and what that person then gives it.
_WAITING = {
    "rebase-merge": "git rebase --continue",
    "rebase-apply": "git rebase --continue",
    "CHERRY_PICK_HEAD": "git cherry-pick --continue",
    "REVERT_HEAD": "git revert --continue",
    "MERGE_HEAD": "git commit",
}


def repository(path: Path) -> Path | None:
    """The folder in which git keeps what it knows of the files around a path; None where there is none."""
    for folder in path.absolute().parents:
        found = folder / ".git"
        if found.is_dir():
            return found
        with suppress(OSError, ValueError):  # a second working tree has a file that says where
            return folder / found.read_text("utf-8").removeprefix("gitdir:").strip()
    return None


def concluding(path: Path) -> str:
    """The command that concludes the merge in whose middle git is where a file lies; "" where it is in none."""
    known = repository(path)
    return next((word for name, word in _WAITING.items() if known and (known / name).exists()), "")


def needless(path: Path) -> list[str]:
    """What git keeps of the files beside a plan's file that are nobody's business, by their names."""
    with suppress(OSError):
        done = _git(path, "ls-files", "-z", "--", *_ignored(path.name))
        return sorted({os.fsdecode(one) for one in done.stdout.split(b"\0") if one})
    return []


def _git(path: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """What git answers in the folder of a file; raises `OSError` where it cannot be run."""
    return subprocess.run(["git", *words], cwd=path.parent, capture_output=True, check=False)  # noqa: S603, S607 - our words


def theirs(path: Path) -> bytes:
    """The version of a file that git holds for a merge that waits; nothing where there is none."""
    with suppress(OSError):
        done = _git(path, "show", f":3:./{path.name}") if repository(path) else None
        return b"" if done is None or done.returncode else done.stdout
    return b""


def settling(path: Path) -> str:
    """What tells git in the middle of a merge that the file is settled; "" where it is in none."""
    command = concluding(path)
    if not command:
        return ""
    names = shlex.join(needless(path))
    untracked = f"git rm -q --cached {names} && " if names else ""
    return f"{untracked}git add {shlex.quote(path.name)} && {command}"


def _ignored(name: str) -> tuple[str, ...]:
    return f".{name}.*", f"{name}.bak", f"{name}.torn-*"


def set_up(path: Path) -> list[str]:
    """Tell the repository around a file how to merge it, and what not to keep; what it kept of that is forgotten.

    The names of what git is to forget come back; the files themselves stay.

    Raises `Refused` where there is no repository, or no git.
    """
    for name, value in _DRIVER:
        try:
            done = _git(path, "config", "--local", f"merge.coopctl.{name}", value)
        except OSError:
            raise Refused("git cannot be run", "install git, or leave out --git") from None
        if done.returncode:
            raise Refused(f"{path.parent} is not in a git repository", "run `git init` first, then this again")
    name = path.name
    _add(path.with_name(".gitattributes"), (f"{name} merge=coopctl text eol=lf",))
    _add(path.with_name(".gitignore"), _ignored(name))
    forgotten = needless(path)
    forgetting = ("rm", "-q", "--cached", "--", *forgotten)
    if forgotten and _git(path, *forgetting).returncode:
        raise Refused("git cannot forget what lies beside the plan", shlex.join(("git", *forgetting)))
    return forgotten


def _add(file: Path, lines: tuple[str, ...]) -> None:
    """Add the lines that a file does not have yet."""
    known = file.read_text("utf-8") if file.exists() else ""
    new = [line for line in lines if line not in known.splitlines()]
    if new:
        gap = "" if not known or known.endswith("\n") else "\n"
        file.write_text(known + gap + "\n".join(new) + "\n", "utf-8")
