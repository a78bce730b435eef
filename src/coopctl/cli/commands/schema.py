"""`coopctl schema`: the JSON Schema of an answer."""

from typing import Annotated

import typer

from coopctl.cli.completing import schema_names
from coopctl.cli.session import Session
from coopctl.errors import UnknownName

EXAMPLES = ("coopctl schema", "coopctl schema status > status.schema.json", "coopctl schema goal list")


def command(
    ctx: typer.Context,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]", help="Which answer, or of which command. [the names]", autocompletion=schema_names
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a command's answer."""
    session: Session = ctx.obj
    import msgspec

    from coopctl.output.schemas import NAMES, OF_COMMANDS, schema

    asked = " ".join(name or ())
    if not asked:
        for known in NAMES:
            session.tell(known)
    elif OF_COMMANDS.get(asked, asked) in NAMES:
        found = msgspec.json.encode(schema(OF_COMMANDS.get(asked, asked)))
        session.stdout.write(msgspec.json.format(found, indent=2).decode() + "\n")
    else:
        raise UnknownName(f"there is no schema {asked!r}", f"one of {', '.join(NAMES)}")
