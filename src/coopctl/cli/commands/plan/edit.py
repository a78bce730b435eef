"""`coopctl plan edit`: the plan's own title, description and method."""

from typing import Annotated, Any

import typer
from msgspec import structs

from coopctl.cli.options import FISCAL_START, PlanMethod
from coopctl.cli.session import Session
from coopctl.errors import WrongUsage
from coopctl.judgement.methods import check_method
from coopctl.tracker.changing import of_other_days
from coopctl.values.calendar import WeekStart
from coopctl.values.dates import parse_month

EXAMPLES = (
    "coopctl plan edit --title 'Partnership plan 2024-2027'",
    "coopctl plan edit --method okr",
)


def command(
    ctx: typer.Context,
    title: Annotated[str | None, typer.Option(help="The plan's title.")] = None,
    description: Annotated[str | None, typer.Option(help="What the plan is about.")] = None,
    method: PlanMethod = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day the plan is of.")] = None,
    fiscal_start: Annotated[str | None, FISCAL_START] = None,
    week_start: Annotated[WeekStart | None, typer.Option("--week-start", help="The day on which weeks start.")] = None,
    decimal_comma: Annotated[
        bool | None, typer.Option("--decimal-comma/--decimal-point", help="How numbers are written.")
    ] = None,
) -> None:
    """Change what is said about the plan; only the options that are given change anything."""
    session: Session = ctx.obj
    if method:
        check_method(method)
    given: dict[str, Any] = {"title": title, "description": description, "method": method, "date": date}
    given |= {"fiscal_start": None if fiscal_start is None else parse_month(fiscal_start)}
    given |= {"week_start": week_start, "decimal_comma": decimal_comma}
    said: dict[str, Any] = {name: text for name, text in given.items() if text is not None}
    if not said:
        raise WrongUsage("nothing to change was given", "see `coopctl plan edit --help`")
    tracker = session.tracker()
    if date is not None:
        said["date"] = tracker.day(date, tracker.plan)
    changed = tracker.change(f"plan edit {', '.join(said)}", lambda plan: structs.replace(plan, **said))
    session.say(
        f"changed the plan's {', '.join(name.replace('_', ' ') for name in said)}"
        if changed
        else "the plan is so already; nothing changed"
    )
    if {"fiscal_start", "week_start"} & said.keys():
        session.say(*of_other_days(tracker))
