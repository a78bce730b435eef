"""`coopctl init`: start an empty plan."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from msgspec import structs

from coopctl.cli.options import FISCAL_START, PlanMethod
from coopctl.cli.session import Session
from coopctl.errors import FileTrouble, WrongUsage, as_typed
from coopctl.judgement.methods import check_method
from coopctl.plan.plan import Plan
from coopctl.values.calendar import Calendar, WeekStart
from coopctl.values.dates import parse_month
from coopctl.values.typed import parse_typed

EXAMPLES = (
    "coopctl init 'Partnership plan 2024-2026'",
    "coopctl init --title 'Embassy OKRs' --fiscal-start 10 --method okr",
)


def command(
    ctx: typer.Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[TITLE|FILE|ADDRESS]",
            help="The plan's title, or where it is kept: FILE.json, a folder, postgres://...",
            show_default=False,
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The plan's title. [Plan]", show_default=False)] = None,
    description: Annotated[str, typer.Option(help="What the plan is about.")] = "",
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="The plan's date. [today]", show_default=False)
    ] = None,
    fiscal_start: Annotated[str, FISCAL_START] = "1",
    week_start: Annotated[WeekStart, typer.Option(help="The day on which weeks start.")] = WeekStart.MONDAY,
    decimal_comma: Annotated[bool, typer.Option("--decimal-comma", help="Numbers are written 1.234,5.")] = False,
    method: PlanMethod = None,
    git: Annotated[
        bool, typer.Option("--git", help="Let git merge the plan's file; also where the plan is there already.")
    ] = False,
) -> None:
    """Start an empty plan in this folder.

    The file is coop.json, or what is named here, by --file or by COOPCTL_FILE.
    """
    session: Session = ctx.obj
    title, month = _title(session, what, title), parse_month(fiscal_start)
    if method:
        check_method(method)
    from coopctl.store.locate import NAME
    from coopctl.store.opening import open_database, open_store

    plan = Plan(
        title=title,
        description=description,
        date=session.today
        if date is None
        else parse_typed(date, today=session.today, calendar=Calendar(month, week_start)).last,
        fiscal_start=month,
        week_start=week_start,
        decimal_comma=decimal_comma,
        method=method or "",
    )
    if session.database is not None:
        open_database(session.database, lock_timeout=session.lock_timeout, say=session.say).create(plan)
        session.say("started the plan in the database")
        return
    path = session.at(NAME if session.named is None else session.named)
    if not (git and path.exists()):
        with _told_how_to_change(path, plan, date):
            open_store(path, lock_timeout=session.lock_timeout, say=session.say).create(plan)
        session.say(f"started {path}")
    if git:
        from coopctl.disk.git import set_up

        for name in set_up(path):
            session.say(f"git keeps {name} no longer, which is nobody else's; the file stays, commit its removal")
        session.say(f"git merges {path.name} with `coopctl merge-driver`; commit .gitattributes and .gitignore")


@contextmanager
def _told_how_to_change(path: Path, plan: Plan, date: str | None) -> Iterator[None]:
    """Tell of a plan that is there already the call that makes it what was asked for."""
    try:
        yield
    except FileTrouble as trouble:
        options = _options(plan, date) if path.exists() else []
        if not options:
            raise
        call = as_typed("plan", "edit", *options)
        hint = f"to change this plan: {call}; another one needs another --file"
        raise FileTrouble(trouble.message, hint) from None


def _options(plan: Plan, date: str | None) -> list[str]:
    """The options of `plan edit` for what is said of a plan."""
    fresh, said = structs.asdict(Plan(title="Plan")), structs.asdict(plan)
    given = {name: f"{said[name]}" for name in _SAID if said[name] != fresh[name]} | ({"date": date} if date else {})
    words = [word for name, text in given.items() for word in (f"--{name.replace('_', '-')}", text)]
    return [*words, *(["--decimal-comma"] if plan.decimal_comma else [])]


_SAID = ("title", "description", "fiscal_start", "week_start", "method")


def _title(session: Session, what: str | None, title: str | None) -> str:
    """The plan's title; where `what` is a place and no title, the session is told that it is the one."""
    from coopctl.store.locate import place

    where = None if what is None else place(what, session.folder)
    if where is None:
        if None not in (what, title):
            raise WrongUsage(f"the plan has two titles, {what!r} and {title!r}", "give one of them")
        title = what if title is None else title
    elif session.file is not None:
        raise WrongUsage(f"--file says where, and {what} does, too", "name one place")
    else:
        session.file = where
    return "Plan" if title is None else title
