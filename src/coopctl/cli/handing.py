"""Options that commands share: written once in a carrier's signature, and handed to a command as one value."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from coopctl.cli.declared import parameters


def handed(
    carrier: Callable[..., Any], name: str, options: Collection[str], *, first: bool = False
) -> Callable[..., Callable[..., Any]]:
    """A decorator that gives a command these options of a carrier, and hands it what the carrier makes of them.

    The command takes the value as its parameter `name`; the options are seen in the command's own parameters, behind
    its own, or `first`.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        taken = {one: what for one, what in parameters(carrier).items() if one in options}
        own = {one: what for one, what in parameters(command).items() if one != name}

        @wraps(command)
        def run(**said: Any) -> Any:
            given = {one: said.pop(one) for one in taken}
            return command(**said, **{name: carrier(**given)})

        run.takes = taken | own if first else own | taken  # type: ignore[attr-defined] # read by `parameters`
        return run

    return decorate
