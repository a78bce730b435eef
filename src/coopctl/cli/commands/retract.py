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
<<<<<<< HEAD
    from coopctl.tracker.recording import standing

    store = session.store()
    with store.alone():
        plan = store.contents().plan
        old = standing(figure, store)
        goal = next((goal for goal in plan.goals if goal.id == old.goal), None)
        if goal is None:
            raise UnknownName(f"figure {figure} is of {old.goal}, which is not in the plan", "see `coopctl goal list`")
        store.append([session.figure(goal, retracts=old.key, why=why, who=who)])
    one = session.know(store).assess(goal, session.today)
    session.tell(f"retracted figure {old.key[:KEY_SHOWN]} of {goal.id}; now {one.status.words}")
=======
    done = session.tracker().retract(figure, why=why, who=who)
    session.tell(f"retracted figure {done.figure.key[:KEY_SHOWN]} of {done.figure.goal}; now {done.after.status.words}")
>>>>>>> e6734ea (Give the use cases a room of their own, so that commands and other programs ask the same tracker)
