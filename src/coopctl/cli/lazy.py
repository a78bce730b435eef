"""Commands that are imported when they are called, so that one command costs one command."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

HELP = {"help_option_names": ["-h", "--help"]}


class Command(TyperCommand):
    """A command whose help ends in examples, as they are typed."""

    examples: tuple[str, ...] = ()

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's own types are private
        if self.examples:
            with formatter.section("Examples"):
                formatter.write("".join(f"  {example}\n" for example in self.examples))


class NegativeValues(Command):
    """A command whose arguments may be negative numbers, without `--` before them.

    A minus and a digit are no option; the sign becomes the typographic one, which the number grammar reads as well.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        taking = {name for param in self.params for name in param.opts if not getattr(param, "is_flag", False)}
        for at, arg in enumerate(args):
            if arg == "--":
                break
            if (
                arg[:1] == "-"
                and arg[1:2] in "0123456789.$€£₹₮"
                and arg[1:]
                and (at == 0 or args[at - 1] not in taking)
            ):
                args[at] = "\N{MINUS SIGN}" + arg[1:]
        return super().parse_args(ctx, args)


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
    found = import_module(f"coopctl.cli.{module}")
    if hasattr(found, "group"):
        return found.group
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=getattr(found, "CLASS", Command), context_settings=dict(HELP))(found.command)
    command = typer.main.get_command(app)
    if isinstance(command, Command):
        command.examples = found.EXAMPLES
    command.params += _common()
    return command


def _common() -> list[Any]:
    """The options that every command takes: which file, and how long to wait for it."""
    from coopctl.cli.options import common

    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command("common")(common)
    params = [param for param in typer.main.get_command(app).params if param.name in ("file", "lock_timeout")]
    for param in params:
        param.expose_value = False
    return list(params)
