"""`coopctl plan renew`: the next plan, from the goals of this one."""

from datetime import date
from typing import Annotated

import typer

from coopctl.cli.outputs import write_to
from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.output.formats.text import number_of
from coopctl.tracker.renewing import From

EXAMPLES = (
    "coopctl plan renew --from 2026-01-01 --into 2026.json",
    "coopctl plan renew --from 2026-04-01 --by 2026-06-30 --into q2.json",
    "coopctl plan renew --from 2026-01-01 --baseline same > 2026.plan.json",
)


def command(
    ctx: typer.Context,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The day on which the next plan begins.")],
    baseline: Annotated[
        From, typer.Option("--baseline", help="Count from the last readings, or as before.")
    ] = From.LAST,
    by: Annotated[
        str | None, typer.Option("--by", metavar="DATE", help="The next deadline of goals whose own is over.")
    ] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="PATH", help="The plan file to start. [standard output]")
    ] = None,
) -> None:
    """Make the next plan from the goals of this one.

    Readings become baselines, deadlines that are over move by whole years, or to --by, and targets that were reached
    are kept.  Without --into it is written as `export --plan` does.
    """
    from coopctl.exchange.plans import exported
    from coopctl.store.file.store import TinyStore
    from coopctl.tracker.renewing import renew

    session: Session = ctx.obj
    path = None if into is None else session.at(into)
    tracker = session.tracker()
    known = tracker.know()
    day = tracker.day(start, known.plan)
    end = _end(None if by is None else tracker.day(by, known.plan), day)
    renewed = renew(known, day, baseline, end)
    for goal, note in renewed.notes:
        session.say(f"{goal}: {note}")
    if renewed.moved and end is None:
        days = ", ".join(f"{day}" for day in dict.fromkeys(renewed.moved))
        session.say(f"{number_of(len(renewed.moved), 'deadline')} moved by whole years, to {days}; --by gives another")
    if not renewed.plan.goals:
        raise Refused("no goal is left for the next plan", "see `coopctl goal list`")
    if path is None:
        write_to(session, None, [exported.write(renewed.plan)])
        return
    TinyStore(path, lock_timeout=session.lock_timeout, say=session.say).create(renewed.plan)
    session.tell(f"started {path} with {number_of(len(renewed.plan.goals), 'goal')}, dated {renewed.plan.date}")


def _end(by: date | None, day: date) -> date | None:
    """The next deadline; raises `Refused` where it is over when the plan begins."""
    if by is not None and by <= day:
        raise Refused(f"{by} is over when the next plan begins on {day}", "give a later --by")
    return by
