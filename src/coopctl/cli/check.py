"""`coopctl check`: fail where a goal is not as it should be; for cron and CI."""

from contextlib import suppress
from typing import Annotated

import typer

from coopctl.cli import selection
from coopctl.cli.options import AsOf, Method, Output, method_of
from coopctl.cli.session import Session
from coopctl.cli.streams import ReaderGone
from coopctl.errors import ExitCode, WrongUsage
from coopctl.output import Format

EXAMPLES = ("coopctl check -q", "coopctl check --fail-on missed,stale --group objective:economic-growth")


def command(
    ctx: typer.Context,
    goals: selection.Goals = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="STATUS,...", help="The statuses to fail on, or stale.")
    ] = "off-track,missed,stale",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing when there is nothing to find.")] = False,
    as_of: AsOf = None,
    group: selection.Group = None,
    owner: selection.Owner = "",
    tag: selection.Tag = None,
    match: selection.Match = "",
    method: Method = "",
    output: Output = Format.TABLE,
) -> None:
    """Fail where a goal is off track, missed or stale.

    One line a finding and exit code 4; exit code 0 where there is none.
    """
    session: Session = ctx.obj
    from coopctl.output.findings import findings_view

    if not selection.statuses(fail_on) or len(method_of(method)) > 1:
        raise WrongUsage("check needs statuses to fail on, and one method", "see `coopctl check --help`")
    filters = selection.Filters(tuple(goals or ()), tuple(group or ()), fail_on, owner, tuple(tag or ()), match)
    known = session.know(session.store())
    day = session.day(as_of, known.plan)
    checked = [known.assess(goal, day, method=method) for goal in filters.choose(known.plan)]
    found = filters.sift(checked)
    view = findings_view(known.plan, found, day)
    # Whether anybody reads the findings does not change what was found.
    with suppress(ReaderGone):
        if output is not Format.TABLE:
            session.show(view, output)
        for line in view.head if output is Format.TABLE else ():
            session.tell(line)
    if found:
        raise typer.Exit(ExitCode.FOUND)
    if not quiet:
        session.say(f"nothing found in {len(checked)} goals as of {day}")
