"""`coopctl retract`: withdraw one figure; it stays in the log."""

from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.values.ids import KEY_SHOWN

EXAMPLES = ("coopctl retract 3fa9c1d2 --why 'double entry'", "coopctl retract 3fa9 --who Bat")


def command(
    ctx: typer.Context,
    figure: Annotated[str, typer.Argument(metavar="FIGURE", help="The figure's key, or enough of its start.")],
    why: Annotated[str, typer.Option("--why", help="Why it is withdrawn.")] = "",
    who: Annotated[str, typer.Option(metavar="NAME", help="Who withdraws it.")] = "",
) -> None:
    """Withdraw one figure.

    It counts no more, and stays in the log with the reason.
    """
    session: Session = ctx.obj
    done = session.tracker().retract(figure, why=why, who=who)
    session.tell(f"retracted figure {done.figure.key[:KEY_SHOWN]} of {done.figure.goal}; now {done.after.status.words}")
