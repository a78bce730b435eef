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

    topic = _with_goal(ctx, topic or [])
    name = " ".join(topic or ["topics"])
    meant = name if name in (*TOPICS, "topics") or _is_command(ctx, name) else topic_of(name)
    if meant in (*TOPICS, "topics"):
        session.write(page(text_of(meant), session.terminal))
        return
    found: Any = ctx.find_root()
    for word in topic:
        inner = found.command.get_command(found, word) if hasattr(found.command, "modules") else None
        if inner is None:
            raise UnknownName(f"there is no topic or command {name!r}", f"one of {', '.join(TOPICS)}, or a command")
        found = type(ctx)(inner, info_name=word, parent=found, obj=session)
    session.write(found.get_help() + "\n")


def _with_goal(ctx: typer.Context, words: list[str]) -> list[str]:
    """The words with the `goal` that may be left out before what is done to goals alone."""
    from coopctl.cli.foreign import OF_GOALS

    return ["goal", *words] if words and words[0] in OF_GOALS and not _is_command(ctx, words[0]) else words


def _is_command(ctx: typer.Context, name: str) -> bool:
    root: Any = ctx.find_root()
    return name.partition(" ")[0] in root.command.modules
