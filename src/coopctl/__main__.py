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
    load_sparingly()
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


def load_sparingly() -> None:
    """Load msgspec and pathlib without what they load and nobody here uses, longer than the interpreter's own start.

    What msgspec asks typing_extensions for is in Python's own `typing` since 3.11, and there it looks where the other
    is not found.  It loads `uuid`, which asks `platform` for the system's name, and describes types in schemas of its
    own.  A path asks `urllib.parse` for one function, where its address is asked for.
    """
    import os

    # By itself, as what msgspec loads while it is made itself cannot be loaded again in every version of Python.
    _load("uuid", {"platform": _stand_in(system=lambda: os.uname().sysname)})
    _load(
        "msgspec",
        {
            "typing_extensions": None,
            "msgspec.inspect": _stand_in(),
            "msgspec._json_schema": _stand_in(schema=None, schema_components=None),
        },
    )
    _load("pathlib", {"urllib.parse": _stand_in(quote_from_bytes=_quote_from_bytes)})


def _load(name: str, stand_ins: "dict[str, ModuleType | None]") -> None:
    """Load a module with others in the place of what it loads; another version, which needs more, as it is.

    Whoever imports one of these later gets it.
    """
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment] # None stands for what is not there
    spared = {name: one for name, one in stand_ins.items() if name not in modules}
    modules.update(spared)
    try:
        __import__(name)
    except (ImportError, AttributeError):
        _remove(spared)
        __import__(name)
    finally:
        _remove(spared)


def _stand_in(**names: object) -> "ModuleType":
    module = type(sys)("stand_in")
    vars(module).update(names)
    return module


def _quote_from_bytes(data: bytes) -> str:
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(data)


def _remove(spared: "dict[str, ModuleType | None]") -> None:
    for name, module in spared.items():
        if sys.modules.get(name, module) is module:
            sys.modules.pop(name, None)


if __name__ == "__main__":
    run()
