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

    from coopctl.cli.answers import ANSWERS, answer_of, schema

    asked = " ".join(name or ())
    if not asked:
        for known in ANSWERS:
            session.tell(known)
        return
    kind = answer_of(asked)
    if kind is None:
        raise UnknownName(f"there is no schema {asked!r}", f"one of {', '.join(ANSWERS)}")
    session.stdout.write(msgspec.json.format(msgspec.json.encode(schema(kind)), indent=2).decode() + "\n")
