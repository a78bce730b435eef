"""`coopctl share`: what a role of the team's database may do with a plan."""

from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.errors import WrongUsage
from coopctl.store.postgres.right import Right

EXAMPLES = (
    "coopctl share north field_office --as record",
    "coopctl share north ministry --as read",
    "coopctl share",
)

_MEANING = {
    Right.NONE: "may do nothing with",
    Right.READ: "may read",
    Right.RECORD: "may read and record figures of",
    Right.PLAN: "may read, record and change",
}


def command(
    ctx: typer.Context,
    plan: Annotated[
        str | None, typer.Argument(metavar="[PLAN]", help="The plan's name in the database.", show_default=False)
    ] = None,
    role: Annotated[
        str | None, typer.Argument(metavar="[ROLE]", help="A role of the database.", show_default=False)
    ] = None,
    right: Annotated[
        Right | None,
        typer.Option("--as", help="What it may do; each has those before it.", show_default=False),
    ] = None,
) -> None:
    """Let a role of the database read a plan, record figures of it, or change it, too.

    Who recorded is then who is logged in, when is the database's clock, and nothing can be deleted.  Alone it shows
    who may do what.
    """
    session: Session = ctx.obj
    if session.database is None:
        raise WrongUsage("share is for a plan in a database", "name one: --file postgres://HOST/DATABASE")
    store = session.team()
    from coopctl.store.postgres.rights import share, shared

    if plan is None and role is None and right is None:
        with store.administering() as connection:
            known = shared(connection)
        for one in known:
            session.tell(f"{one.role} {_MEANING[one.right]} {one.plan}")
        if not known:
            session.say("no plan is shared; share one: coopctl share PLAN ROLE --as record")
        return
    if plan is None or role is None or right is None:
        raise WrongUsage("share needs a plan, a role and --as", "such as coopctl share north field_office --as record")
    share(store, plan, role, right)
    session.tell(f"{role} {_MEANING[right]} {plan}")
