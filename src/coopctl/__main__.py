"""`python -m coopctl` is `coopctl`."""

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def run() -> None:
    """The console script; an interrupt while the program is still being loaded is an interrupt all the same."""
    # Loading makes a hundred thousand objects and no garbage, through which the collector would look a hundred times.
    gc.set_threshold(100_000, 20, 100)
    _load_msgspec()
    try:
        from coopctl.cli.app import run as start

        start()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)


def _load_msgspec() -> None:
    """Load msgspec without typing_extensions, which takes as long as the interpreter's own start.

    What msgspec asks it for is in Python's own `typing` since 3.11, and there it looks where the other is not found.
    """
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment] # None stands for what is not there
    modules.setdefault("typing_extensions", None)
    import msgspec  # noqa: F401 - everything else imports it again

    if modules["typing_extensions"] is None:
        del modules["typing_extensions"]


if __name__ == "__main__":
    run()
