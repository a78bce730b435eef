"""`coopctl export`: figures, plan or status for spreadsheets, programs and other organisations."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopctl.cli.options import AsOf, KnownAt
from coopctl.cli.session import Session
from coopctl.errors import Refused, WrongUsage
from coopctl.methods import METHODS

if TYPE_CHECKING:
    from coopctl.exchange.tidy import Chosen, Told
    from coopctl.output import View
    from coopctl.plan import Plan

EXAMPLES = (
    "coopctl export > figures.csv",
    "coopctl export --to figures.xlsx",
    "coopctl export -o iati --to results.xml",
    "coopctl export --plan | coopctl plan import - --file copy.json",
    "coopctl export | coopctl import - --file copy.json",
)


class ExportFormat(StrEnum):
    """The formats of `coopctl export`."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    JSON = "json"
    MD = "md"
    SDMX_CSV = "sdmx-csv"
    IATI = "iati"
    XLSX = "xlsx"


_OF_PLAN = (ExportFormat.JSON, ExportFormat.IATI)
_OF_STATUS = (
    ExportFormat.CSV,
    ExportFormat.TSV,
    ExportFormat.JSON,
    ExportFormat.JSONL,
    ExportFormat.MD,
    ExportFormat.XLSX,
)
_ENDINGS = {"ndjson": "jsonl", "xml": "iati", "tab": "tsv"}


def command(
    ctx: typer.Context,
    figures: Annotated[bool, typer.Option("--figures", help="The figures that stand. [this]")] = False,
    plan: Annotated[bool, typer.Option("--plan", help="The plan, for `plan import`.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Where every goal stands.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Every figure, with those that stand no more.")] = False,
    output: Annotated[
        ExportFormat | None,
        typer.Option("-o", "--output", help="The format. [by --to, else csv; of the plan json]", show_default=False),
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FILE", help="The file to write. [stdout]")] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="No apostrophe before a text that starts with = + - or @.")
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    """Write figures, plan or status in the formats of other programs.

    One figure a row, with the baseline and target of its goal beside it; `coopctl import` reads it back without loss.
    """
    session: Session = ctx.obj
    from coopctl.exchange.tidy import Chosen

    if figures + plan + status + log > 1:
        raise WrongUsage("--figures, --plan, --status and --log do not go together")
    form = output or _by_ending(to) or (ExportFormat.JSON if plan else ExportFormat.CSV)
    moment = session.moment(known_at)
    if (plan and form not in _OF_PLAN) or (status and form not in _OF_STATUS):
        raise WrongUsage(f"{'the plan' if plan else 'a status'} is not exported as {form}",
                         f"one of {', '.join(_OF_PLAN if plan else _OF_STATUS)}")  # fmt: skip
    if status:
        parts = _status(session, form, as_of, moment, raw=raw)
    else:
        known = session.know(session.store(), moment).plan if moment else session.store().contents().plan
        day = session.day(as_of, known) if as_of else None
        parts = (
            _plan(session, known, form) if plan else _figures(session, known, form, Chosen(day, moment, log), raw=raw)
        )
    write_to(session, to, parts)


def _by_ending(to: str | None) -> ExportFormat | None:
    ending = (to or "").rpartition(".")[2].lower()
    ending = _ENDINGS.get(ending, ending)
    return ExportFormat(ending) if to and ending in list(ExportFormat) else None


def _plan(session: Session, plan: "Plan", form: ExportFormat) -> Iterable[str]:
    if form is ExportFormat.IATI:
        from coopctl.exchange import iati_out

        return iati_out.write(plan, (), session.today)
    from coopctl.exchange import plans

    return [plans.write(plan)]


def _figures(
    session: Session, plan: "Plan", form: ExportFormat, chosen: "Chosen", *, raw: bool
) -> Iterable[str] | bytes:
    from coopctl.exchange import tidy

    store = session.store()
    with store.snapshot():
        gone = tidy.withdrawn_by(store.figures(), chosen.known_at)
        told = list(tidy.told(plan, store.figures(), gone, chosen))
    if form is ExportFormat.SDMX_CSV:
        from coopctl.exchange import csv_tsv, sdmx

        with_value = (one for one in told if one[1].value is not None)
        return csv_tsv.write(sdmx.FIELDS, sdmx.rows(plan, with_value, raw=raw), raw=True)
    if form is ExportFormat.IATI:
        from coopctl.exchange import iati_out

        return iati_out.write(plan, (one for one in told if one[2] == "stands"), session.today)
    return _records(plan, form, told, log=chosen.log, raw=raw)


def _records(plan: "Plan", form: ExportFormat, told: "list[Told]", *, log: bool, raw: bool) -> Iterable[str] | bytes:
    from coopctl.exchange import csv_tsv, jsonl, tidy

    fields = tidy.LOG_FIELDS if log else tidy.FIELDS
    records = tidy.records(told, log=log)
    if form is ExportFormat.JSONL:
        return jsonl.write(records)
    if form is ExportFormat.JSON:
        from coopctl.output.records import plan_record

        return jsonl.write_document(plan_record(plan), records)
    rows = (tuple(record.values()) for record in records)
    if form is ExportFormat.XLSX:
        from coopctl.exchange import xlsx

        return xlsx.write(fields, rows, "Figures", raw=raw)
    if form is ExportFormat.MD:
        return [_markdown(fields, ([csv_tsv.cell_text(cell) for cell in row] for row in rows))]
    return csv_tsv.write(fields, rows, delimiter="\t" if form is ExportFormat.TSV else ",", raw=raw)


def _markdown(fields: Iterable[str], rows: Iterable[list[str]]) -> str:
    from coopctl.output import Column, Row, Section, View
    from coopctl.output.markdown import markdown

    section = Section("", tuple(Row(tuple(row)) for row in rows))
    return markdown(View({}, (), tuple(fields), tuple(Column(name) for name in fields), (section,)))


def _status(
    session: Session, form: ExportFormat, as_of: str | None, moment: Any, *, raw: bool
) -> Iterable[str] | bytes:
    from coopctl.output import Format, Terminal, render
    from coopctl.output.status import Shown, status_view

    known = session.know(session.store(), moment)
    day = session.day(as_of, known.plan)
    assessments = [known.assess(goal, day, forecast=True) for goal in known.plan.goals if not goal.archived]
    view: View = status_view(known.plan, assessments, Shown(day, moment, known.plan.method or METHODS[0]))
    if form in (ExportFormat.CSV, ExportFormat.TSV, ExportFormat.XLSX):
        return _flat(view, form, raw=raw)
    return [render(view, Format(form.value), Terminal())]


def _flat(view: "View", form: ExportFormat, *, raw: bool) -> Iterable[str] | bytes:
    """A status as one level of columns, its texts guarded."""
    from coopctl.exchange import csv_tsv, xlsx

    rows = ([_at(record, field) for field in view.fields] for record in view.records)
    if form is ExportFormat.XLSX:
        return xlsx.write(view.fields, rows, "Status", raw=raw)
    return csv_tsv.write(view.fields, rows, delimiter="\t" if form is ExportFormat.TSV else ",", raw=raw)


def _at(record: Any, field: str) -> object:
    for name in field.split("."):
        record = record.get(name) if isinstance(record, dict) else None
    return " ".join(map(str, record)) if isinstance(record, list | tuple) else record


def write_to(session: Session, to: str | None, parts: Iterable[str] | bytes) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if to is None or to == "-":
        _to_stdout(session, parts)
        return
    from coopctl.store import files

    path = session.folder / to
    if path.is_dir():
        raise Refused(f"cannot write {to}: it is a folder", "give a file's name")
    if path.resolve() == session.path().resolve():
        raise Refused(f"{to} is the plan's own file", "export to another one; `coopctl backup` makes a copy")
    blocks: Iterator[bytes] = iter([parts]) if isinstance(parts, bytes) else (part.encode() for part in parts)
    try:
        files.put(files.stage(path, blocks, like=path if path.exists() else None), path, last=True)
    except OSError as trouble:
        raise Refused(f"cannot write {to}: {(trouble.strerror or str(trouble)).lower()}") from None


def _to_stdout(session: Session, parts: Iterable[str] | bytes) -> None:
    if not isinstance(parts, bytes):
        for part in parts:
            session.stdout.write(part)
    elif session.stdout.isatty() or not hasattr(session.stdout, "buffer"):
        raise WrongUsage("a workbook is not text", "give --to FILE, or redirect the output")
    else:
        session.stdout.buffer.write(parts)
