"""`coopctl chart`: one goal as a picture."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coopctl.cli.options import AsOf, GoalRef, KnownAt, OneMethod, method_of
from coopctl.cli.outputs import Parts, write_to
from coopctl.cli.session import Session
from coopctl.errors import WrongUsage, as_typed
from coopctl.output.chart import Chart

EXAMPLES = (
    "coopctl chart trade-volume",
    "coopctl chart trade-volume -o svg > trade-volume.svg",
    "coopctl chart trade-volume --to trade-volume.png",
)


class ChartFormat(StrEnum):
    """The formats of a chart."""

    TXT = "txt"
    SVG = "svg"
    PNG = "png"


def command(
    ctx: typer.Context,
    goal: GoalRef,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    method: OneMethod = "",
    form: Annotated[
        ChartFormat | None, typer.Option("-o", "--output", help="The format. [by --to, else txt]", show_default=False)
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FILE", help="The file to write. [stdout]")] = None,
) -> None:
    """Draw one goal: its figures, what was promised, and where the trend leads.

    In the terminal, or as SVG or PNG for a document.
    """
    session: Session = ctx.obj
    from coopctl.output.views.chart import chart
    from coopctl.output.views.sentences import Teller

    if len(method_of(method)) > 1:
        raise WrongUsage("a chart is judged by one method", "see `coopctl chart --help`")
    tracker = session.tracker()
    known = tracker.know(tracker.moment(known_at), lambda plan: plan.goal(goal))
    chosen, day = known.plan.goal(goal), tracker.day(as_of, known.plan)
    one = known.assess(chosen, day, method=method, forecast=True)
    made = chart(one, session.today, Teller(known.plan.numbers))
    form = form or _by_name(to)
    if form is ChartFormat.TXT and to is None:
        from coopctl.output.formats.braille import braille

        session.stdout.write(braille(made, session.terminal))
    else:
        write_to(session, to, _drawing(made, form))


def _by_name(file: str | None) -> ChartFormat:
    """The format that a file's name says, text where it says none; raises `WrongUsage` for one that is not drawn."""
    ending = Path(file or "").suffix.lower().removeprefix(".")
    if ending and ending not in (*ChartFormat, "text"):
        named = as_typed(str(Path(file or "").with_suffix(".png"))).removeprefix("coopctl ")
        known = "|".join(ChartFormat)
        raise WrongUsage(f"nothing is drawn as .{ending}", f"write --to {named}, or say which it is: -o {known}")
    return ChartFormat(ending) if ending in tuple(ChartFormat) else ChartFormat.TXT


def _drawing(made: Chart, form: ChartFormat) -> Parts:
    """The chart as text, without a terminal's colours, or as the bytes of a picture."""
    if form is ChartFormat.TXT:
        from coopctl.output import Terminal
        from coopctl.output.formats.braille import braille

        return [braille(made, Terminal())]
    from coopctl.output.formats.svg import svg

    if form is ChartFormat.SVG:
        return [svg(made)]
    from coopctl.output.formats.png import png

    return png(svg(made))
