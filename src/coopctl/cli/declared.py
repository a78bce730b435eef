"""What a command takes, said without Typer, which is only told of it where a line is not an everyday one."""

from collections.abc import Callable
from typing import Any, NamedTuple

NOTHING: Any = object()
"""The default of what must be given."""


class Declared(NamedTuple):
    """An option or argument, as Typer will be told; `autocompletion` is the name of a function of `cli.completing`."""

    kind: str
    names: tuple[str, ...]
    settings: dict[str, Any]


def option(*names: str, **settings: Any) -> Declared:
    """An option: the names it has, else its parameter's, and what `typer.Option` takes."""
    return Declared("Option", names, settings)


def argument(**settings: Any) -> Declared:
    """An argument, with what `typer.Argument` takes."""
    return Declared("Argument", (), settings)


class Parameter(NamedTuple):
    """A parameter of a command: its annotation, and its default, `NOTHING` where there is none."""

    annotation: Any
    default: Any = NOTHING


def parameters(command: Callable[..., Any]) -> dict[str, Parameter]:
    """The parameters of a command, or of what `handed` made of one, in order; `inspect` takes longer than a command."""
    takes: dict[str, Parameter] | None = getattr(command, "takes", None)
    if takes is not None:
        return takes
    code = getattr(command, "__code__", None)
    if code is None:
        from inspect import signature

        found = signature(command).parameters.values()
        return {
            one.name: Parameter(one.annotation, NOTHING if one.default is one.empty else one.default) for one in found
        }
    function: Any = command
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    last = reversed(function.__defaults__ or ())
    defaults = dict(zip(reversed(names[: code.co_argcount]), last, strict=False)) | (function.__kwdefaults__ or {})
    return {name: Parameter(function.__annotations__[name], defaults.get(name, NOTHING)) for name in names}


SHARED: tuple[tuple[str, str, Any, str, str], ...] = (
    ("--file", "PATH", str, "The file to use. [nearest coop.json]", "file"),
    ("--lock-timeout", "SECONDS", float, "How long to wait for it. [10]", "lock_timeout"),
    ("--quiet -q", "", None, "Say nothing but answers and errors.", "quiet"),
    ("--no-pager", "", None, "Write long answers at once.", "unpaged"),
    ("--debug", "", None, "Show where a fault of coopctl itself lies.", "debug"),
)
"""What every command takes: names, metavar and type (none for a flag), help, and the session's attribute."""
