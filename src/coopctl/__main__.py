"""`python -m coopctl` is `coopctl`."""

import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType


def run() -> None:
    """The console script; an interrupt is one at any moment, from loading the program to leaving it."""
    import _signal  # type: ignore[import-not-found] # without the enumerations that `signal` makes of it

    # Whoever runs in the background does not hear interrupts, and is not to.
    hears = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
    if hears:
        _signal.signal(_signal.SIGINT, _leave)
    # Loading makes a hundred thousand objects and no garbage, through which the collector would look a hundred times.
    gc.set_threshold(100_000, 20, 100)
    load_msgspec()
    from coopctl.cli.app import run as start

    try:
        if hears:
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)
        start()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)
    finally:
        if hears:  # all is done and said
            _signal.signal(_signal.SIGINT, _signal.SIG_IGN)


def _leave(*_: object) -> None:
    """End the process at once: nothing was done while the program is being loaded.

    An exception would be a traceback then, or a crash where it meets a module half made.
    """
    import os

    os.write(2, b"interrupted\n")
    os._exit(130)


def load_msgspec() -> None:
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
