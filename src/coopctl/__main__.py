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
    """Load msgspec without what it loads and nobody here uses, which takes longer than the interpreter's own start.

    Whoever imports one of these later gets it; another msgspec, which has more need of them, is loaded as it is.
    """
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment] # None stands for what is not there
    spared = {name: one for name, one in _stand_ins().items() if name not in modules}
    modules.update(spared)
    try:
        import msgspec
    except (ImportError, AttributeError):
        _remove(spared)
        import msgspec  # noqa: F401
    finally:
        _remove(spared)


def _stand_ins() -> "dict[str, ModuleType | None]":
    """What stands for modules while msgspec is being loaded.

    What it asks typing_extensions for is in Python's own `typing` since 3.11, and there it looks where the other is not
    found.  It loads `uuid`, which asks `platform` for the system's name, and describes types in schemas of its own.
    """
    import os

    platform, schemas = type(sys)("platform"), type(sys)("schemas")
    vars(platform)["system"] = lambda: os.uname().sysname
    vars(schemas).update(schema=None, schema_components=None)
    return {
        "typing_extensions": None,
        "platform": platform,
        "msgspec.inspect": type(sys)("inspect"),
        "msgspec._json_schema": schemas,
    }


def _remove(spared: "dict[str, ModuleType | None]") -> None:
    for name, module in spared.items():
        if sys.modules.get(name, module) is module:
            sys.modules.pop(name, None)


if __name__ == "__main__":
    run()
