"""`coopctl import`: figures from a table, a workbook or an exchange file, all or none."""

from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from coopctl.cli.completing import goal_ids
from coopctl.cli.inputs import named, opened, with_bar
from coopctl.cli.outputs import write_to
from coopctl.cli.session import Session
from coopctl.cli.streams import ReaderGone
from coopctl.errors import Refused, WrongUsage
from coopctl.exchange.formats.registry import FileFormat
from coopctl.output.formats.text import number_of, shortened
from coopctl.plan.plan import Plan

if TYPE_CHECKING:
    from coopctl.exchange.figures.intake import Intake
    from coopctl.store import Staged, Store

EXAMPLES = (
    "coopctl import figures.csv --dry-run",
    "coopctl import customs.xlsx --sheet 2024 --map goal=Series,value=Total,date=Month",
    "curl -s https://example.org/trade.csv | coopctl import - --goal trade-volume",
    "coopctl import figures.csv --skip-bad --rejects rejected.csv",
)


def command(
    ctx: typer.Context,
    table: Annotated[str, typer.Argument(metavar="FILE|-", help="The table; - reads stdin.")],
    form: Annotated[
        FileFormat | None, typer.Option("--format", help="Its format. [by its name and content]", show_default=False)
    ] = None,
    columns: Annotated[
        str,
        typer.Option(
            "--map", metavar="ROLE=COLUMN,...", help="Which column is goal, value, date, unit, ...; ROLE= for none."
        ),
    ] = "",
    goal: Annotated[
        str | None, typer.Option(metavar="ID", help="The goal of every row.", autocompletion=goal_ids)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be recorded; record nothing.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out what is not understood.")] = False,
    rejects: Annotated[
        str | None, typer.Option(metavar="FILE", help="Where to write the rows left out, as CSV with the reason.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="The workbook's sheet. [the first]")] = None,
    raw: Annotated[bool, typer.Option("--raw", help="Keep the apostrophe before a text that starts with =.")] = False,
) -> None:
    """Record the figures of a file.

    Long tables (goal, date, value), wide ones (a column for each period) and ones with a column for each goal.  All
    rows or none, unless --skip-bad is given; rows that are recorded already are not recorded again.
    """
    session: Session = ctx.obj
    from coopctl.exchange.figures.intake import Asked, Intake
    from coopctl.exchange.figures.layout import parse_map
    from coopctl.exchange.figures.rowreader import Making

    _check_rejects(session, table, rejects)
    store = session.store()
    plan = store.contents().plan
    asked = Asked(parse_map(columns), plan.goal(goal) if goal else None, raw=raw, keep=rejects is not None)
    making = Making(session.now, session.today, session.new_key(), session.new_key())
    with Intake(plan, making, asked) as intake, ExitStack() as held:
        staged = held.enter_context(_staged(session, store, intake, table, form, sheet))
        held.enter_context(store.snapshot() if dry_run else store.alone())
        _check_plan(store, plan)
        new = held.enter_context(_unknown(store, intake, staged))
        _report(session, intake, rejects)
        _refuse(named(table), len(intake.rejects), skip_bad=skip_bad, some=bool(len(new) or intake.already))
        if not dry_run:
            store.append(new)
        # What was refused is the answer where it goes to standard output.
        tell = session.say if rejects == "-" else session.tell
        tell(("would be: " if dry_run else "") + _tally(len(new), intake))


def _check_rejects(session: Session, table: str, rejects: str | None) -> None:
    if rejects and rejects != "-" and (session.folder / rejects).resolve() == (session.folder / table).resolve():
        raise WrongUsage(f"{rejects} is the file to import", "give --rejects another name")


def _staged(
    session: Session, store: "Store", intake: "Intake", file: str, form: FileFormat | None, sheet: str | None
) -> "AbstractContextManager[Staged]":
    """The figures of an input, read to its end before anybody is kept from writing."""
    from coopctl.exchange.formats.registry import tables

    with opened(session, file, "figures") as stream:
        found = with_bar(session, stream, tables(stream, named(file), intake.plan, form, sheet))
        return store.stage(intake.figures(found))


def _check_plan(store: "Store", plan: Plan) -> None:
    if store.contents().plan != plan:
        raise Refused("the plan was changed while the figures were read; nothing is recorded", "run it again")


def _unknown(store: "Store", intake: "Intake", staged: "Staged") -> "AbstractContextManager[Staged]":
    """Those of the staged figures that the file does not have."""
    from coopctl.exchange.figures.duplicates import sift

    new = sift(intake, staged, store.figures)
    return nullcontext(staged) if new is staged else store.stage(new)


def _report(session: Session, intake: "Intake", file: str | None) -> None:
    """Say what was left aside and what was refused, and write the rows where they were asked for."""
    if intake.unused:
        session.say(shortened(f"note: columns not used: {', '.join(intake.unused)}"))
    refused = intake.rejects
    for line, reason in refused.first:
        session.say(shortened(f"line {line}: {reason}"))
    if len(refused) > len(refused.first):
        session.say(f"and {len(refused) - len(refused.first):,} more")
    if file == "-" or (file is not None and refused):
        try:
            write_to(session, file, refused.write())
        except ReaderGone:
            raise Refused("nobody reads the rows that were refused; nothing is recorded") from None


def _refuse(file: str, refused: int, *, skip_bad: bool, some: bool) -> None:
    if refused and not (skip_bad and some):
        raise Refused(
            f"{number_of(refused, 'row')} of {file} not understood; nothing is recorded",
            "mend the file" if skip_bad else "mend the file, or leave them out with --skip-bad",
        )


def _tally(new: int, intake: "Intake") -> str:
    parts = [f"{number_of(new, 'figure')} recorded"]
    if intake.already or not new:
        parts.append(f"{intake.already:,} already recorded")
    if intake.withdrawn:
        parts.append(f"{intake.withdrawn:,} passed over, withdrawn at the source")
    if intake.rejects:
        parts.append(f"{len(intake.rejects):,} left out")
    return ", ".join(parts)
