"""`coopctl goal show`: the card of one goal."""

from itertools import islice
from typing import TYPE_CHECKING

import typer

from coopctl.cli.options import GoalRef, Output
from coopctl.cli.session import Session
from coopctl.output import Format
from coopctl.values.calendar import A_YEAR

if TYPE_CHECKING:
    from coopctl.judgement.assessment import Assessment
    from coopctl.values.quantities import NumberFormat

_FIGURES = 5

EXAMPLES = ("coopctl goal show trade-volume", "coopctl goal show trade -o json")


def command(ctx: typer.Context, goal: GoalRef, output: Output = Format.TABLE) -> None:
    """Show one goal as a card.

    On a terminal its chart; the promise as arithmetic and as written, how it was changed, the last figures with their
    sources, who owns it, and what is due next.
    """
    session: Session = ctx.obj
    from coopctl.judgement.due import due
    from coopctl.output.views.listing import Card, goal_view
    from coopctl.plan.corrections import State, state_of

    tracker = session.tracker()
    known = tracker.know(of=lambda plan: plan.goal(goal))
    chosen = known.plan.goal(goal)
    one = known.assess(chosen, session.today, forecast=True)
    if output is Format.TABLE and session.terminal.width is not None:
        session.stdout.write(_drawn(session, one, known.plan.numbers))
    with tracker.store.snapshot():
        gone = tracker.store.gone()
        newest = (
            figure
            for place, figure in tracker.store.newest()
            if figure.goal == chosen.id and place > chosen.after
            if (figure.value is not None or figure.missing) and state_of(figure, gone) == State.STANDS
        )
        figures = tuple(islice(newest, _FIGURES))
    card = Card(figures, due(known.history(chosen), session.today, A_YEAR))
    session.show(goal_view(known.plan, one, session.today, card), output)


def _drawn(session: Session, one: "Assessment", numbers: "NumberFormat") -> str:
    """The chart of the goal, and an empty line."""
    from coopctl.output.formats.braille import braille
    from coopctl.output.views.chart import chart
    from coopctl.output.views.sentences import Teller

    return braille(chart(one, session.today, Teller(numbers)), session.terminal) + "\n"
