"""Commands that are imported when they are called, so that one command costs one command."""

import re
from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from coopctl.values.patterns import later

HELP = {"help_option_names": ["-h", "--help"]}


_NEGATIVE = later(r"-\s?(?:[0-9.$€£₹₮]|inf|nan|[A-Z]{3} ?[0-9])", re.IGNORECASE)


# The commands that enter something in the journal, and so say who did it.
_CHANGING = frozenset(
    """goal.add goal.archive goal.baseline goal.edit goal.judge goal.remove goal.rename goal.restore goal.retarget
    group.add group.edit group.remove plan.edit plan.import_ plan.renew redo undo checkin""".split()
)


class Command(TyperCommand):
    """A command whose help ends in examples, as they are typed."""

    examples: tuple[str, ...] = ()

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's own types are private
        if self.examples:
            with formatter.section("Examples"):
                formatter.write("".join(f"  {example}\n" for example in self.examples))


class NegativeValues(Command):
    """A command whose arguments may be negative numbers, without `--` before them.

    What starts with a minus and an amount is moved behind a `--` of its own.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        options = {name: param for param in self.get_params(ctx) for name in getattr(param, "opts", ())}
        kept: list[str] = []
        values: list[str] = []
        for at, arg in enumerate(args):
            if arg == "--":
                values += args[at + 1 :]
                break
            param = options.get(kept[-1]) if kept else None
            taken = param is not None and not getattr(param, "is_flag", False)
            negative = _NEGATIVE.match(arg) is not None
            (values if negative and not taken else kept).append(arg)
        return super().parse_args(ctx, [*kept, "--", *values] if values else kept)


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and module, and imports the one that is called."""

    def __init__(
        self, name: str, modules: Mapping[str, str], *, epilog_lines: tuple[str, ...] = (), **attrs: Any
    ) -> None:
        super().__init__(name=name, context_settings=dict(HELP), rich_markup_mode=None, no_args_is_help=False, **attrs)
        self.modules = modules
        self.epilog_lines = epilog_lines
        self.commands = dict.fromkeys(modules)  # type: ignore[assignment] # the names are for "did you mean"

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's own type is private
        return list(self.modules)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer's own type is private
        module = self.modules.get(cmd_name)
        return None if module is None else load(cmd_name, module)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's own types are private
        if self.epilog_lines:
            formatter.write("\n" + "".join(f"{line}\n" for line in self.epilog_lines))


def load(name: str, module: str) -> Any:
    """The command of a module (its function `command`), or the group that a module makes."""
    found = import_module(f"coopctl.cli.commands.{module}")
    if hasattr(found, "group"):
        return found.group
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=getattr(found, "CLASS", Command), context_settings=dict(HELP))(found.command)
    command = typer.main.get_command(app)
    if isinstance(command, Command):
        command.examples = found.EXAMPLES
    says_who = any(param.name == "who" for param in command.params)
    command.params += _common({"who"} if module in _CHANGING and not says_who else set())
    return command


def _common(further: Collection[str]) -> list[Any]:
    """The options that every command takes: which file, how long to wait for it, and what to show of a fault."""
    from coopctl.cli.options import common

    return _carried(common, {"file", "lock_timeout", "debug", *further})


def _carried(carrier: Callable[..., None], names: Collection[str]) -> list[Any]:
    """The parameters of a carrier, for a command to take without having them in its own signature."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command("carrier")(carrier)
    params = [param for param in typer.main.get_command(app).params if param.name in names]
    for param in params:
        param.expose_value = False
    return list(params)
