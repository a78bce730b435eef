"""`coopctl help`: the manual, a page a topic, and the help of each command."""

from typing import Annotated, Any

import typer

from coopctl.cli.completing import topics
from coopctl.cli.manual import TOPICS, text_of, topic_of
from coopctl.cli.session import Session
from coopctl.errors import UnknownName

EXAMPLES = ("coopctl help", "coopctl help targets", "coopctl help status")


def command(
    ctx: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]", help="A page of the manual, or a command.", autocompletion=topics),
    ] = None,
) -> None:
    """Show a page of the manual, or how a command is used."""
    session: Session = ctx.obj
    from coopctl.output.formats.manual import page

    name = " ".join(topic or ["topics"])
    meant = name if name in (*TOPICS, "topics") or _is_command(ctx, name) else topic_of(name)
    if meant in (*TOPICS, "topics"):
        session.write(page(text_of(meant), session.terminal))
        return
    found: Any = ctx.find_root()
    for word in topic or []:
        inner = found.command.get_command(found, word) if hasattr(found.command, "modules") else None
        if inner is None:
            raise UnknownName(f"there is no topic or command {name!r}", f"one of {', '.join(TOPICS)}, or a command")
        found = type(ctx)(inner, info_name=word, parent=found, obj=session)
    session.write(found.get_help() + "\n")


def _is_command(ctx: typer.Context, name: str) -> bool:
    root: Any = ctx.find_root()
    return name.partition(" ")[0] in root.command.modules
