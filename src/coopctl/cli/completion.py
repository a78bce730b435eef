"""`coopctl completion`: the script that lets a shell complete commands, options, goals and groups."""

from enum import StrEnum
from typing import Annotated

import typer

from coopctl.cli.session import Session

EXAMPLES = (
    'eval "$(coopctl completion bash)"',
    "coopctl completion fish > ~/.config/fish/completions/coopctl.fish",
)


class Shell(StrEnum):
    """The shells that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def command(ctx: typer.Context, shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="The shell.")]) -> None:
    """Print the script that lets a shell complete.

    Goals and groups are completed from the file.
    """
    session: Session = ctx.obj
    from typer.completion import get_completion_script  # type: ignore[attr-defined] # exported, not declared

    script = get_completion_script(prog_name="coopctl", complete_var="_COOPCTL_COMPLETE", shell=shell.value)
    session.stdout.write(script + "\n")
