"""`coopctl completion`: the script that lets a shell complete commands, options, goals and groups."""

from enum import StrEnum
from typing import Annotated

import typer

from coopctl.cli.session import Session

EXAMPLES = (
    """echo 'eval "$(coopctl completion bash)"' >> ~/.bashrc""",
    """echo 'eval "$(coopctl completion zsh)"' >> ~/.zshrc""",
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

    Of the examples, that of your shell is typed once: every shell that is opened afterwards completes.  Goals are
    completed by the start of their ids and titles, or of a word in them; groups, owners and tags as well.
    """
    session: Session = ctx.obj
    from coopctl.cli.shells import SCRIPTS

    session.stdout.write(SCRIPTS[shell])
