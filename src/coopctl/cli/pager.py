"""Long answers, a screen at a time."""

import os
import shlex
import subprocess
from collections.abc import Mapping

# Leave at once where all fits, show colours, and keep what was shown on the screen.
_LESS = "FRX"


def paged(text: str, environ: Mapping[str, str]) -> bool:
    """Show a text through PAGER, or `less -FRX`; False where there is no such program, so that it is yet to be written.

    A pager that is left early has shown what was wanted.
    """
    try:
        command = shlex.split(environ.get("PAGER") or "less")
        process = subprocess.Popen(  # noqa: S603 - the user's own pager
            command, stdin=subprocess.PIPE, env={"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}, encoding="utf-8"
        )
    except (OSError, ValueError, IndexError):
        return False
    try:
        process.communicate(text)
    except (BrokenPipeError, KeyboardInterrupt):
        process.wait()
    return True
