"""`coopctl record`: one figure of one goal, and what it changes."""

from typing import Annotated

import typer

from coopctl.cli.lazy import NegativeValues
from coopctl.cli.options import GoalRef, Output
from coopctl.cli.session import Session
from coopctl.language.echo import show_value
from coopctl.output import Format
from coopctl.output.views.recorded import recorded_view
from coopctl.tracker.recording import Observation

CLASS = NegativeValues
EXAMPLES = (
    "coopctl record trade-volume 262M --on 2025-06-30 --source 'Customs, table 4'",
    "coopctl record joint-military-exercises",
)


def command(
    ctx: typer.Context,
    goal: GoalRef,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="The figure; a count needs none.")] = None,
    on: Annotated[str, typer.Option("--on", metavar="DATE|PERIOD", help="The day or period it is for.")] = "today",
    note: Annotated[str, typer.Option(metavar="TEXT", help="What else to know.")] = "",
    source: Annotated[str, typer.Option(metavar="TEXT", help="Where it comes from.")] = "",
    url: Annotated[str, typer.Option(metavar="TEXT", help="Where it can be looked up.")] = "",
    who: Annotated[str, typer.Option(metavar="NAME", help="Who records it.")] = "",
    provisional: Annotated[bool, typer.Option("--provisional", help="It will be revised.")] = False,
    replaces: Annotated[str | None, typer.Option(metavar="FIGURE", help="The figure that this one corrects.")] = None,
    key: Annotated[
        str | None, typer.Option(metavar="KEY", help="Its key, so that a repeated call counts once.")
    ] = None,
    output: Output = Format.TABLE,
) -> None:
    """Record one figure of a goal.

    Shows what it changes: old reading to new, progress, expected, status.
    """
    session: Session = ctx.obj
    done = session.tracker().record(goal, Observation(value, on, note, source, url, who, provisional, replaces, key))
    known = done.after.goal
    if done.again:
        session.say(f"figure {done.figure.key} is recorded already; nothing changed")
    if done.off:
        session.say(f"warning: {show_value(known, done.figure.value)} is {done.off}; if it is wrong: coopctl undo")
    if done.too_early:
        session.say(f"note: it is kept, but does not count: the baseline is of {known.baseline.date}")
    session.show(recorded_view(done.plan, (done.place, done.figure), done.gone, done.before, done.after), output)
