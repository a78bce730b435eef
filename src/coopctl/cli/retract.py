"""`coopctl retract`: withdraw one figure; it stays in the log."""

from collections.abc import Iterable
from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.errors import Refused, UnknownName
from coopctl.names import pick
from coopctl.plan import Figure
from coopctl.readings import withdrawn

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
    store = session.store()
    with store.alone():
        plan = store.contents().plan
        old, gone = _meant(figure, (one for _, one in store.figures()))
        if old.key in gone or old.batch in gone:
            raise Refused(f"figure {figure} was {gone.get(old.key) or gone[old.batch]} already", "see `coopctl log`")
        goal = next((goal for goal in plan.goals if goal.id == old.goal), None)
        if goal is None:
            raise UnknownName(f"figure {figure} is of {old.goal}, which is not in the plan", "see `coopctl goal list`")
        store.append([session.figure(goal, retracts=old.key, why=why, who=who)])
    one = session.know(store).assess(goal, session.today)
    session.tell(f"retracted figure {old.key[:8]} of {goal.id}; now {one.status.words}")


def _meant(ref: str, figures: Iterable[Figure]) -> tuple[Figure, dict[str, str]]:
    """The figure of this key, or the only one whose key starts so, and what was taken back; read once, none kept."""
    found: dict[str, Figure] = {}
    references = []
    for one in figures:
        if one.value is not None and one.key.startswith(ref):
            found[one.key] = one
        if one.replaces or one.retracts:
            references.append(one)
    return pick(ref, found, "figure"), withdrawn(references)
