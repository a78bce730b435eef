"""`coopctl group add`: an area, objective, sector or any other kind of group."""

from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.plan.plan import KINDS, Group
from coopctl.values.ids import id_and_title

EXAMPLES = (
    "coopctl group add objective:economic-growth --title 'Economic Growth'",
    "coopctl group add area --title Security --description 'Joint exercises'",
)


def command(
    ctx: typer.Context,
    group: Annotated[
        str,
        typer.Argument(metavar="KIND[:ID|TITLE]", help="Its kind, and its id or title; one is made from the other."),
    ],
    title: Annotated[str | None, typer.Option(help="The title.", show_default=False)] = None,
    description: Annotated[str, typer.Option(help="What it is about.")] = "",
) -> None:
    """Add a group, or give one that is there a new title and description."""
    session: Session = ctx.obj
    kind, _, name = group.partition(":")
    if not (name or title):
        if kind in KINDS:
            raise Refused(f"group {group!r} has no id and no title", f"write coopctl group add {kind}:TITLE")
        raise Refused(f"group {group!r} has no kind, such as {', '.join(KINDS)}", "", (group, (f"{KINDS[0]}:{group}",)))
    new = Group(kind, *id_and_title(name, title or ""), description)
    changed = session.tracker(create=True).change(f"group add {new.ref}", lambda plan: plan.with_group(new))
    session.say(f"added {new.ref}" if changed else f"{new.ref} is so already; nothing changed")
