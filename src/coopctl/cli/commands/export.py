"""`coopctl export`: figures, plan or status for spreadsheets, programs and other organisations."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import Annotated

import typer
from msgspec import Struct, structs

from coopctl.cli import selection
from coopctl.cli.options import AsOf, KnownAt
from coopctl.cli.outputs import Parts, write_to
from coopctl.cli.session import Session
from coopctl.errors import UnknownName, WrongUsage
from coopctl.exchange.formats.registry import ExportFormat, by_ending
from coopctl.judgement.methods import METHODS
from coopctl.judgement.selection import Filters
from coopctl.plan.plan import Plan
from coopctl.tracker.knowledge import plan_then
from coopctl.tracker.tracker import Tracker

EXAMPLES = (
    "coopctl export > figures.csv",
    "coopctl export trade-volume --log -o jsonl",
    "coopctl export --to figures.xlsx",
    "coopctl export -o iati --to results.xml",
    "coopctl export --ics --to due.ics",
    "coopctl export --plan | coopctl plan import - --file copy.json",
    "coopctl export | coopctl import - --file copy.json",
)
_FLAT = (ExportFormat.CSV, ExportFormat.TSV, ExportFormat.XLSX)
_GUARDED = (*_FLAT, ExportFormat.SDMX_CSV)
# Endings that say no format; a calendar has its own.
_BARE = ("", ".txt", ".dat", ".ics")
# The formats in which `plan show` writes a plan, too.
_SHOWN = (ExportFormat.CSV, ExportFormat.TSV, ExportFormat.JSONL, ExportFormat.MD)
_USUAL = {"plan": ExportFormat.JSON}
_NOT = {
    "plan": tuple(form for form in ExportFormat if form not in (ExportFormat.JSON, ExportFormat.IATI)),
    "status": (ExportFormat.SDMX_CSV, ExportFormat.IATI),
    "log": (ExportFormat.SDMX_CSV, ExportFormat.IATI),
}


@selection.filtered(selection.CHOICE)
def command(
    ctx: typer.Context,
    figures: Annotated[bool, typer.Option("--figures", help="The figures that stand. [this]")] = False,
    plan: Annotated[bool, typer.Option("--plan", help="The plan, for `plan import`.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Where every goal stands.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Every figure, with those that stand no more.")] = False,
    ics: Annotated[bool, typer.Option("--ics", help="Due figures and deadlines, for a calendar.")] = False,
    output: Annotated[
        ExportFormat | None,
        typer.Option("-o", "--output", help="The format. [by --to, else csv; of the plan json]", show_default=False),
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FILE", help="The file to write. [stdout]")] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="No apostrophe before a text that starts with = + - or @.")
    ] = False,
    reporting_org: Annotated[
        str, typer.Option("--reporting-org", metavar="ID", help="Of IATI: the organisation that reports.")
    ] = "",
    activity_id: Annotated[
        str, typer.Option("--activity-id", metavar="ID", help="Of IATI: the activity's identifier.")
    ] = "",
    as_of: AsOf = None,
    known_at: KnownAt = None,
    *,
    filters: Filters,
) -> None:
    """Write figures, plan or status in the formats of other programs.

    One figure a row, with the baseline and target of its goal beside it; `coopctl import` reads it back without loss.
    """
    session: Session = ctx.obj
    what = _what(figures=figures, plan=plan, status=status, log=log, ics=ics)
    if what == "figures" and (to or "").lower().endswith(".ics"):
        what = "ics"
    form = _form(what, output, to or "", raw=raw)
    if what == "plan" and as_of is not None:
        raise WrongUsage("the plan is as it is known, not as of a day", "see --known-at")
    publisher = reporting_org.strip(), activity_id.strip()
    if any(publisher) and form is not ExportFormat.IATI:
        raise WrongUsage(f"{form} names no organisation or activity", "--reporting-org and --activity-id are for iati")
    tracker = session.tracker()
    moment = tracker.moment(known_at)
    try:
        written = _EXPORTS[what](_Asked(tracker, form, as_of, moment, filters, raw, publisher))
    except UnknownName as trouble:
        raise _no_goal(trouble, filters.goals) from None
    write_to(session, to, written)


def _no_goal(trouble: UnknownName, refs: Sequence[str]) -> UnknownName:
    """The refusal of a goal that is not there, with the option that a word may have meant: what, or to which file."""
    word = refs[0] if len(refs) == 1 else ""
    from coopctl.cli.kinds import asked_kind  # only what is refused pays for it

    if asked_kind(word):
        return UnknownName(trouble.message, asked_kind(word))
    if word in _EXPORTS:
        return UnknownName(trouble.message, "", (word, (f"--{word}",)))
    if word in [*ExportFormat]:
        return UnknownName(trouble.message, "", (word, ("-o", word)))
    return UnknownName(trouble.message, "", (word, ("--to", word))) if PurePath(word).suffix else trouble


class _Asked(Struct, frozen=True):
    """What an export is asked for."""

    tracker: Tracker
    form: ExportFormat
    as_of: str | None
    moment: datetime | None
    filters: Filters
    raw: bool
    publisher: tuple[str, str]


def _form(what: str, output: ExportFormat | None, to: str, *, raw: bool) -> ExportFormat:
    """The format that is asked for, by name or by the ending of the file."""
    if what == "ics" and output is not None:
        raise WrongUsage("--ics is a format of its own", "leave -o out")
    form = output or _by_name(to) or _USUAL.get(what, ExportFormat.CSV)
    if form in _NOT.get(what, ()):
        raise _not_so(what, form)
    if raw and form not in _GUARDED:
        raise WrongUsage(f"{form} has no apostrophes to leave out", "--raw is for csv, tsv, sdmx-csv and xlsx")
    return form


def _not_so(what: str, form: ExportFormat) -> WrongUsage:
    """The refusal of a format in which something is not exported."""
    others = ", ".join(one for one in ExportFormat if one not in _NOT[what])
    read = f"; to be read by people: coopctl plan show -o {form}" * (what == "plan" and form in _SHOWN)
    return WrongUsage(f"the {what} is not exported as {form}", f"one of {others}{read}")


def _by_name(to: str) -> ExportFormat | None:
    """The format by the ending of the file, None where that says nothing; raises `WrongUsage` for one of others."""
    ending = PurePath(to).suffix.lower()
    form = None if ending == ".gz" else by_ending(to, ExportFormat)
    if form is None and ending not in _BARE:
        others = f"write --to {PurePath(to).with_suffix('.xlsx')}, or say which it is: -o {'|'.join(ExportFormat)}"
        raise WrongUsage(f"nothing is exported as {ending}", others)
    return form


def _what(**asked: bool) -> str:
    """The one thing that is asked for."""
    names = [name for name, wanted in asked.items() if wanted]
    if len(names) > 1:
        raise WrongUsage("--figures, --plan, --status, --log and --ics do not go together")
    return names[0] if names else "figures"


def _calendar(asked: _Asked) -> Parts:
    """The dates of the coming year, and every deadline."""
    from coopctl.exchange.formats import ics
    from coopctl.judgement.due import coming
    from coopctl.values.calendar import A_YEAR

    tracker = asked.tracker
    known = tracker.know(asked.moment)
    day, goals = tracker.day(asked.as_of, known.plan), asked.filters.choose(known.plan)
    owed = [one for goal in goals for one in coming(known.history(goal), day, A_YEAR)]
    ends = [goal for goal in (goal.in_force(day) for goal in goals) if (goal.promise.target.deadline or day) > day]
    return ics.write(known.plan, owed, ends, tracker.now)


def _known_plan(asked: _Asked) -> Plan:
    """The plan with the goals asked for, archived ones too."""
    plan = plan_then(asked.tracker.store.contents(), asked.moment)
    chosen = structs.replace(asked.filters, everything=True).choose(plan)
    return structs.replace(plan, goals=tuple(chosen))


def _plan(asked: _Asked) -> Parts:
    plan = _known_plan(asked)
    if asked.form is ExportFormat.IATI:
        from coopctl.exchange.formats.iati import writer

        return writer.write(plan, (), asked.tracker.today, {}, writer.Publisher(*asked.publisher))
    from coopctl.exchange.plans import exported

    return [exported.write(plan)]


def _figures(asked: _Asked, *, log: bool = False) -> Parts:
    from coopctl.cli.commands.export_figures import figures
    from coopctl.exchange.formats.tidy import Chosen

    tracker, plan = asked.tracker, _known_plan(asked)
    day = tracker.day(asked.as_of, plan) if asked.as_of else None
    chosen = Chosen(day, asked.moment, log)
    return figures(tracker, plan, asked.form, chosen, raw=asked.raw, publisher=asked.publisher)


def _status(asked: _Asked) -> Parts:
    from coopctl.cli.commands.export_figures import sheet
    from coopctl.judgement.rollup import Standing
    from coopctl.output import Format, Terminal, render
    from coopctl.output.fields import columns_of, rows_of, value_at
    from coopctl.output.views.board import Shown, Style
    from coopctl.output.views.status import status_view

    tracker, form = asked.tracker, asked.form
    known = tracker.know(asked.moment)
    day = tracker.day(asked.as_of, known.plan)
    assessments = [known.assess(goal, day, forecast=True) for goal in asked.filters.choose(known.plan)]
    style = Style.LONG if form is ExportFormat.MD else None
    standing = Standing(known.plan, tuple(assessments))
    view = status_view(standing, Shown(day, asked.moment, known.plan.method or METHODS[0], style=style))
    if form not in _FLAT:
        return [render(view, Format(form.value), Terminal())]
    answer = view.answer()
    fields = columns_of(type(answer))
    rows = ([_cell(value_at(row, field)) for field in fields] for row in rows_of(answer))
    return sheet(form, fields, rows, "Status", raw=asked.raw)


_EXPORTS: Mapping[str, Callable[[_Asked], Parts]] = {
    "figures": _figures,
    "log": partial(_figures, log=True),
    "plan": _plan,
    "status": _status,
    "ics": _calendar,
}


def _cell(value: object) -> object:
    """A value as a spreadsheet has it, lists of texts joined by a space."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, tuple) else value
