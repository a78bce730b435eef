"""`coopctl schema`: the JSON Schema of an answer."""

from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.errors import UnknownName

EXAMPLES = ("coopctl schema", "coopctl schema status > status.schema.json")


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Which answer. [the names]")] = "",
) -> None:
    """Print the JSON Schema of a command's answer."""
    session: Session = ctx.obj
    import msgspec

    from coopctl.output.schemas import NAMES, schema

    if not name:
        for known in NAMES:
            session.tell(known)
    elif name in NAMES:
        session.stdout.write(msgspec.json.format(msgspec.json.encode(schema(name)), indent=2).decode() + "\n")
    else:
        raise UnknownName(f"there is no schema {name!r}", f"one of {', '.join(NAMES)}")
