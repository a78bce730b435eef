"""What a command takes: its options, those with a value, and what stands without one."""

from typing import Any


def names_of(command: Any) -> set[str]:
    """The options of a command."""
    return {name for param in command.params for name in param.opts}


def arguments_of(ctx: Any) -> list[Any]:
    """What a command takes without an option; nothing where there is no command."""
    return [param for param in ctx.command.params if not param.opts[0].startswith("-")] if ctx else []


def takers_of(command: Any) -> set[str]:
    """The options of a command that take a value."""
    return {name for param in command.params if getattr(param, "is_flag", None) is False for name in param.opts}
