"""Options that commands share: written once in a carrier's signature, and handed to a command as one value."""

from collections.abc import Callable, Collection
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any


def handed(
    carrier: Callable[..., Any], name: str, options: Collection[str], *, first: bool = False
) -> Callable[..., Callable[..., None]]:
    """A decorator that gives a command these options of a carrier, and hands it what the carrier makes of them.

    The command takes the value as its parameter `name`; Typer sees the options in the command's own signature, behind
    its own, or `first`.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        taken = [one for one in signature(carrier).parameters.values() if one.name in options]
        own = [one for one in signature(command).parameters.values() if one.name != name]

        @wraps(command)
        def run(**said: Any) -> None:
            given = {one.name: said.pop(one.name) for one in taken}
            command(**said, **{name: carrier(**given)})

        order = (*taken, *own) if first else (*own, *taken)
        parameters = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in order]
        run.__signature__ = Signature(parameters)  # type: ignore[attr-defined] # read by inspect
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return decorate
