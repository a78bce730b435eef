"""The whole program as Typer knows it: every command by its name, and what Typer says of a line that it refuses."""

from collections.abc import Mapping, Sequence
from inspect import Parameter
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

from coopctl import __version__
from coopctl.cli.lazy import LazyGroup, options_of
from coopctl.cli.session import Session
from coopctl.errors import EXIT_MEANING, ExitCode, WrongUsage

_EXAMPLES = (
    "coopctl demo",
    "coopctl goal add 'Trade volume' --from '$250m' --to 'up 20% over two years'",
    "coopctl record trade 262M",
    "coopctl status",
)
_HELP = "Track how far each promise in a plan is: baseline, target, dated figures and pace."
_EPILOG = ("Exit codes:", *(f"  {code.value:<4} {meaning}" for code, meaning in EXIT_MEANING.items()))


def run_typed(group: LazyGroup, session: Session, arguments: Sequence[str]) -> int:
    """Run the command that Typer reads from the words; raises `WrongUsage` for what it refuses."""
    try:
        result = group.main(list(arguments), prog_name="coopctl", standalone_mode=False, obj=session)
    except TyperException as trouble:
        from coopctl.cli.habits import explanation

        raise WrongUsage(*explanation(trouble, arguments, session.today)) from None
    except Abort:
        raise KeyboardInterrupt from None
    if result == ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else ExitCode.DONE


def root(commands: Mapping[str, str], parts: Mapping[str, Sequence[str]]) -> LazyGroup:
    """The group of all commands, by their modules, under the headings that its help shows."""
    group = LazyGroup(
        "coopctl", commands, alone=_front, parts=parts, examples=_EXAMPLES, epilog_lines=_EPILOG, help=_HELP
    )
    shown = typer.Option(
        "--version", "-V", is_eager=True, expose_value=False, help="Show the version.", callback=_version
    )
    version = Parameter("version", Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, shown])
    group.params += options_of([version])
    return group


def _front(ctx: typer.Context) -> None:
    """`coopctl` alone is the front page."""
    from coopctl.cli.front import front

    front(ctx.obj)


def _version(ctx: typer.Context, value: bool) -> None:
    if value:
        ctx.obj.tell(f"coopctl {__version__}")
        raise typer.Exit
