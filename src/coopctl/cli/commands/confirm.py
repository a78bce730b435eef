"""`coopctl confirm`: what came from two files happened twice, and both count."""

from typing import Annotated

import typer

from coopctl.cli.session import Session

EXAMPLES = ("coopctl confirm 3fa9c1d2", "coopctl confirm field-7")


def command(
    ctx: typer.Context,
    figure: Annotated[str, typer.Argument(metavar="FIGURE", help="The key of one of the two, or enough of its start.")],
) -> None:
    """Say that what two files had both happened.

    Where a merge brought two equal figures of a day together, `coopctl check` asks whether it happened once or twice:
    this says twice, and both count.  Once is `coopctl retract`.
    """
    session: Session = ctx.obj
    tracker = session.tracker()
    numbers = tracker.plan.numbers
    for one in tracker.confirm(figure):
        session.tell(f"confirmed that {one.goal.id} has {one.describe(numbers)}: it happened twice")
