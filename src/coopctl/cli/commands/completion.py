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


def command(
    ctx: typer.Context, shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.")]
) -> None:
    """Print the script that lets a shell complete.

    Goals and groups are completed from the file.
    """
    session: Session = ctx.obj
    from coopctl.cli.shells import SCRIPTS

    session.stdout.write(SCRIPTS[shell])
