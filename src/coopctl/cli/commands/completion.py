"""`coopctl completion`: the script that lets a shell complete commands, options, goals and groups."""

from enum import StrEnum
from typing import Annotated

import typer

from coopctl.cli.session import Session

EXAMPLES = (
    'eval "$(coopctl completion bash)"',
    "coopctl completion fish > ~/.config/fish/completions/coopctl.fish",
)


# Bash ends words at `:` and `=`, which would cut KIND:ID in two: the program gets the line as it is, and of what it
# answers only that part is inserted which bash takes for the word, with each space
# escaped.
_BASH = r"""_coopctl_completion() {
    local IFS=$'\n' line=${COMP_LINE:0:$COMP_POINT} word
    COMPREPLY=($(_COOPCTL_LINE=$line _COOPCTL_COMPLETE=complete_bash "$1" 2>/dev/null))
    word=${line##*[[:space:]]}
    word=${word#--*=}
    if [[ $COMP_WORDBREAKS == *:* && $word == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${word%"${word##*:}"}"}")
    fi
    if [[ ${COMP_WORDS[COMP_CWORD]} != [\'\"]* ]]; then
        COMPREPLY=("${COMPREPLY[@]// /\\ }")
    fi
}
complete -o default -F _coopctl_completion coopctl
"""


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
    if shell is Shell.BASH:
        session.stdout.write(_BASH)
        return
    from typer.completion import get_completion_script  # type: ignore[attr-defined] # exported, not declared

    script = get_completion_script(prog_name="coopctl", complete_var="_COOPCTL_COMPLETE", shell=shell.value)
    session.stdout.write(script + "\n")
