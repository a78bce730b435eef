"""`coopctl plan edit`: the plan's own title, description and method."""

from typing import Annotated

import typer
from msgspec import structs

from coopctl.cli.options import PlanMethod
from coopctl.cli.session import Session
from coopctl.errors import WrongUsage
from coopctl.judgement.methods import check_method

EXAMPLES = (
    "coopctl plan edit --title 'Partnership plan 2024-2027'",
    "coopctl plan edit --method okr",
)


def command(
    ctx: typer.Context,
    title: Annotated[str | None, typer.Option(help="The plan's title.")] = None,
    description: Annotated[str | None, typer.Option(help="What the plan is about.")] = None,
    method: PlanMethod = None,
) -> None:
    """Change what is said about the plan; only the options that are given change anything."""
    session: Session = ctx.obj
    if method:
        check_method(method)
    given = {"title": title, "description": description, "method": method}
    said = {name: text for name, text in given.items() if text is not None}
    if not said:
        raise WrongUsage("nothing to change was given", "see `coopctl plan edit --help`")
    changed = session.tracker().change(f"plan edit {', '.join(said)}", lambda plan: structs.replace(plan, **said))
    session.say(f"changed the plan's {', '.join(said)}" if changed else "the plan is so already; nothing changed")
