"""`coopctl plan renew`: the next plan, from the goals of this one."""

from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.output.formats.text import number_of
from coopctl.tracker.renewing import From

EXAMPLES = (
    "coopctl plan renew --from 2026-01-01 --into 2026.json",
    "coopctl plan renew --from 2026-01-01 --baseline same | coopctl plan import - --file 2026.json",
)


def command(
    ctx: typer.Context,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The day on which the next plan begins.")],
    baseline: Annotated[
        From, typer.Option("--baseline", help="Count from the last readings, or as before.")
    ] = From.LAST,
    into: Annotated[
        str | None, typer.Option("--into", metavar="PATH", help="The plan file to start. [standard output]")
    ] = None,
) -> None:
    """Make the next plan from the goals of this one.

    Readings become baselines, deadlines that are over move by whole years, and targets that were reached are kept.
    Without --into it is written as `export --plan` does.
    """
    from coopctl.exchange.plans import exported
    from coopctl.store.file.store import TinyStore
    from coopctl.tracker.renewing import renew

    session: Session = ctx.obj
    path = None if into is None else session.at(into)
    tracker = session.tracker()
    known = tracker.know()
    renewed = renew(known, tracker.day(start, known.plan), baseline)
    for goal, note in renewed.notes:
        session.say(f"{goal}: {note}")
    if not renewed.plan.goals:
        raise Refused("no goal is left for the next plan", "see `coopctl goal list`")
    if path is None:
        session.stdout.write(exported.write(renewed.plan))
        return
    TinyStore(path, lock_timeout=session.lock_timeout, say=session.say).create(renewed.plan)
    session.tell(f"started {path} with {number_of(len(renewed.plan.goals), 'goal')}, dated {renewed.plan.date}")
