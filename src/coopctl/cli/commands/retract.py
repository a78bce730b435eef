"""`coopctl retract`: withdraw one figure; it stays in the log."""

from typing import Annotated

from coopctl.cli.declared import argument, option
from coopctl.cli.session import Session
from coopctl.values.ids import KEY_SHOWN

EXAMPLES = ("coopctl retract 3fa9c1d2 --why 'double entry'", "coopctl retract 3fa9 --who Bat")


def command(
    session: Session,
    figure: Annotated[str, argument(metavar="FIGURE", help="The figure's key, or enough of its start.")],
    why: Annotated[str, option("--why", help="Why it is withdrawn.")] = "",
    who: Annotated[str, option(metavar="NAME", help="Who withdraws it.")] = "",
) -> None:
    """Withdraw one figure.

    It counts no more, and stays in the log with the reason.
    """
    done = session.tracker().retract(figure, why=why, who=who)
    session.tell(f"retracted figure {done.figure.key[:KEY_SHOWN]} of {done.figure.goal}; now {done.after.status.words}")
