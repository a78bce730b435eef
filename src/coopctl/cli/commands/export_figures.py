"""The figures of `coopctl export`, in each format, in constant memory where the format has an order of recording."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from coopctl.cli.outputs import Parts
from coopctl.exchange.formats import tidy
from coopctl.exchange.formats.registry import ExportFormat
from coopctl.plan.corrections import withdrawn
from coopctl.plan.plan import Figure, Plan
from coopctl.store import Store
from coopctl.tracker.tracker import Tracker


def figures(
    tracker: Tracker, plan: Plan, form: ExportFormat, chosen: tidy.Chosen, *, raw: bool, publisher: tuple[str, str]
) -> Parts:
    """The chosen figures of a plan; `publisher` is who reports to IATI, and under which identifier."""
    references = tracker.store.references()
    entries = _entries(tracker.store, plan, chosen, references)
    if form is ExportFormat.SDMX_CSV:
        from coopctl.exchange.formats import csv_tsv, sdmx

        return csv_tsv.write(sdmx.FIELDS, sdmx.rows(plan, entries, tidy.chains_of(references), raw=raw), raw=True)
    if form is ExportFormat.IATI:
        from coopctl.exchange.formats.iati import writer

        by = writer.Publisher(*publisher)
        return writer.write(plan, entries, tracker.today, tidy.chains_of(references), by)
    records = tidy.records(entries, tidy.chains_of(references), log=chosen.log)
    return _records(plan, form, records, tidy.LOG_FIELDS if chosen.log else tidy.FIELDS, raw=raw)


def _entries(store: Store, plan: Plan, chosen: tidy.Chosen, references: Iterable[Figure]) -> Iterator[tidy.Outgoing]:
    with store.snapshot():
        gone = withdrawn(references, chosen.known_at)
        yield from tidy.outgoing(plan, store.figures(), gone, chosen)


def _records(
    plan: Plan, form: ExportFormat, records: Iterable[tidy.Tidy], fields: Sequence[str], *, raw: bool
) -> Parts:
    from coopctl.exchange.formats import csv_tsv, jsonl

    if form is ExportFormat.JSONL:
        return jsonl.write(records)
    if form is ExportFormat.JSON:
        from coopctl.output.records import plan_record

        return jsonl.write_document(plan_record(plan), records)
    rows = map(attrgetter(*fields), records)
    if form is ExportFormat.MD:
        return [_markdown(fields, ([csv_tsv.cell_text(cell) for cell in row] for row in rows))]
    return sheet(form, fields, rows, "Figures", raw=raw)


def sheet(
    form: ExportFormat, fields: Sequence[str], rows: Iterable[Sequence[object]], name: str, *, raw: bool
) -> Parts:
    """The rows for a spreadsheet: a workbook whose sheet has this name, or lines."""
    if form is ExportFormat.XLSX:
        from coopctl.exchange.formats import xlsx

        return xlsx.write(fields, rows, name, raw=raw)
    from coopctl.exchange.formats import csv_tsv

    return csv_tsv.write(fields, rows, delimiter="\t" if form is ExportFormat.TSV else ",", raw=raw)


def _markdown(fields: Iterable[str], rows: Iterable[list[str]]) -> str:
    from coopctl.output import Column, Row, Section, View
    from coopctl.output.formats.markdown import markdown

    section = Section("", tuple(Row(tuple(row)) for row in rows))
    return markdown(View(columns=tuple(Column(name) for name in fields), sections=(section,)))
