"""`coopctl import`: figures from a table, a workbook or an exchange file, all or none."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer
from msgspec import structs

from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.exchange.formats import FileFormat
from coopctl.plan import Plan

if TYPE_CHECKING:
    from coopctl.exchange.intake import Intake
    from coopctl.exchange.known import Sifted
    from coopctl.exchange.rows import Row, Table
    from coopctl.store import Store

EXAMPLES = (
    "coopctl import figures.csv --dry-run",
    "coopctl import customs.xlsx --sheet 2024 --map goal=Series,value=Total,date=Month",
    "curl -s https://example.org/trade.csv | coopctl import - --goal trade-volume",
    "coopctl import figures.csv --skip-bad --rejects rejected.csv",
)
_TICK = 8192


def command(
    ctx: typer.Context,
    table: Annotated[str, typer.Argument(metavar="FILE|-", help="The table; - reads stdin.")],
    form: Annotated[
        FileFormat | None, typer.Option("--format", help="Its format. [by its name and content]", show_default=False)
    ] = None,
    columns: Annotated[
        str, typer.Option("--map", metavar="ROLE=COLUMN,...", help="Which column is goal, value, date, note, ...")
    ] = "",
    goal: Annotated[str | None, typer.Option(metavar="ID", help="The goal of every row.")] = None,
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
    from coopctl.exchange.intake import Asked, Intake, Making
    from coopctl.exchange.known import sift
    from coopctl.exchange.layout import parse_map

    asked = Asked(parse_map(columns), raw=raw, keep=rejects is not None)
    store = session.store()
    plan = store.contents().plan
    asked = structs.replace(asked, goal=plan.goal(goal) if goal else None)
    making = Making(session.now, session.today, session.new_key(), session.new_key())
    intake = Intake(plan, making, asked)
    _read(session, intake, table, form, sheet)
    with store.alone():
        _check_plan(store, plan)
        found = sift(plan, intake, store.figures)
        refusals = _report(session, intake, found, rejects)
        _refuse(table, refusals, skip_bad=skip_bad, some=bool(found.new or found.already))
        if not dry_run:
            store.append(found.new)
    session.tell(("would be: " if dry_run else "") + _tally(found, intake, refusals))


def _read(session: Session, intake: "Intake", file: str, form: FileFormat | None, sheet: str | None) -> None:
    import gc

    from coopctl.exchange.formats import tables

    stream = _open(session, file)
    name = "standard input" if file == "-" else file
    # A million figures are made and none is thrown away: looking for garbage among them takes longer than reading.
    gc.disable()
    try:
        found: Iterable[Table] = tables(stream, name, intake.plan, form, sheet)
        intake.take((_counted(session, table) for table in found) if session.stderr.isatty() else found)
    finally:
        gc.enable()
        if file != "-":
            stream.close()


def _open(session: Session, file: str) -> BinaryIO:
    if file == "-":
        if session.stdin.isatty():
            session.say("reading figures from the terminal; end with Ctrl-D")
        return session.stdin.buffer
    try:
        return (session.folder / file).open("rb")
    except OSError as trouble:
        raise Refused(f"cannot read {file}: {(trouble.strerror or str(trouble)).lower()}") from None


def _counted(session: Session, table: "Table") -> "Table":
    """The table, counting its rows at the terminal as they are read."""

    def rows() -> "Iterator[Row]":
        for number, row in enumerate(table.rows, 1):
            if number % _TICK == 0:
                session.stderr.write(f"\r{number:,} rows")
                session.stderr.flush()
            yield row
        session.stderr.write("\r" + " " * 20 + "\r")

    return structs.replace(table, rows=rows())


def _check_plan(store: "Store", plan: Plan) -> None:
    if store.contents().plan != plan:
        raise Refused("the plan was changed while the figures were read; nothing is recorded", "run it again")


def _report(session: Session, intake: "Intake", found: "Sifted", rejects: str | None) -> int:
    """Say what was refused, write the rows where they were asked for, and return how many they are."""
    from coopctl.exchange.intake import SHOWN

    refused = intake.refused + len(found.rejects)
    reasons = sorted((one.line, one.reason) for one in (*intake.rejects, *found.rejects))
    for line, reason in reasons[:SHOWN]:
        session.say(f"line {line}: {reason}")
    if refused > SHOWN:
        session.say(f"and {refused - SHOWN:,} more")
    if rejects is not None:
        from coopctl.exchange.rejects import write

        _write(session, rejects, write(intake.rejects, found))
    return refused


def _write(session: Session, name: str, parts: Iterable[str]) -> None:
    from coopctl.cli.export import write_to

    write_to(session, None if name == "-" else name, parts)


def _refuse(file: str, refused: int, *, skip_bad: bool, some: bool) -> None:
    if refused and not (skip_bad and some):
        raise Refused(
            f"{refused:,} row{'' if refused == 1 else 's'} of {file} not understood; nothing is recorded",
            "mend the file" if skip_bad else "mend the file, or leave them out with --skip-bad",
        )


def _tally(found: "Sifted", intake: "Intake", refused: int) -> str:
    parts = [f"{len(found.new)} figure{'' if len(found.new) == 1 else 's'} recorded"]
    if found.already or not found.new:
        parts.append(f"{found.already} already recorded")
    if intake.withdrawn:
        parts.append(f"{intake.withdrawn} withdrawn")
    if refused:
        parts.append(f"{refused} left out")
    return ", ".join(parts)
