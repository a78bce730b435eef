"""`coopctl plan import`: a written plan into the file."""

import gc
from collections.abc import Mapping, Sequence
from datetime import date as date_type
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import structs

from coopctl.cli.inputs import named, opened
from coopctl.cli.options import Output, Yes
from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.language.assumptions import NEW_LEVEL, together
from coopctl.language.echo import echo
from coopctl.output import Format, View
from coopctl.output.formats.text import number_of
from coopctl.plan.plan import Plan
from coopctl.tracker.knowledge import Knowledge
from coopctl.values.patterns import later
from coopctl.values.quantities import NumberFormat

if TYPE_CHECKING:
    from coopctl.exchange.plans.draft import Draft, DraftFigure, DraftGoal, Passed, Problem
    from coopctl.exchange.plans.merge import Merged
    from coopctl.exchange.plans.tables import Manner

EXAMPLES = (
    "coopctl plan import examples/us-mongolia.md --date 2024-08-01 --dry-run",
    "coopctl plan import results-framework.docx --id Code --with-figures",
    "coopctl plan import yearbook.csv --map goal=Series,baseline=2022,target=2030",
    "coopctl plan import plan.html --dry-run -o json",
    "pandoc plan.odt -t markdown | coopctl plan import - --yes",
)


def command(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(metavar="FILE|-", help="A document, or an exported plan; - reads stdin.")],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="The plan's date. [its own, else today]")] = None,
    lists: Annotated[bool, typer.Option("--lists", help="Read lists and sentences beside tables, too.")] = False,
    decimal_comma: Annotated[
        bool | None, typer.Option("--decimal-comma/--no-decimal-comma", help="1,5 is one and a half. [as it shows]")
    ] = None,
    encoding: Annotated[str, typer.Option(metavar="NAME", help="Its code page, such as cp1252. [UTF-8]")] = "",
    id_column: Annotated[str, typer.Option("--id", metavar="COLUMN", help="The column of ids. [ID, code, ...]")] = "",
    columns: Annotated[
        str, typer.Option("--map", metavar="ROLE=COLUMN,...", help="What columns hold: goal, baseline, target, by, ...")
    ] = "",
    with_figures: Annotated[
        bool, typer.Option("--with-figures", help="Record current values beside a baseline, too.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be stored; store nothing.")] = False,
    yes: Yes = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out what is not understood.")] = False,
    retarget: Annotated[
        bool, typer.Option("--retarget", help="Change targets of goals with figures or records of change, too.")
    ] = False,
    output: Output = Format.TABLE,
) -> None:
    """Read a written plan into the file.

    Every table of goals, groups or initiatives in Markdown, text, HTML, CSV, TSV, JSON, DOCX, XLSX or PDF, with
    headers such as Indicator, Baseline (2024), Target 2027, in English or nine other languages.
    """
    from coopctl.exchange.plans.mapping import parse_map
    from coopctl.exchange.plans.tables import Manner

    # What a document says is kept until it is stored: the collector would look through all of it, and find nothing.
    gc.set_threshold(1_000_000)
    session: Session = ctx.obj
    tracker = session.tracker(create=False)
    known = tracker.know()
    today = tracker.day(date, known.plan) if date else known.plan.date or session.today
    manner = Manner(known.plan, today, decimal_comma, id_column, parse_map(columns))
    data = _content(session, document, encoding)
    found, merged = _merged(known, data, document, manner, dated=date is not None, lists=lists, retarget=retarget)
    figures = found.figures if with_figures else ()
    _show(session, known.plan, found, merged, output, dry_run=dry_run)
    _say_figures(session, found.figures, recorded=with_figures)
    _refuse(named(document), found, merged, dated=date is not None, skip_bad=skip_bad)
    _say_options(session, merged)
    new = _store(session, known, merged.plan, figures, document, yes=yes) if not dry_run else len(figures)
    # Where the draft goes to a program, it stands alone on standard output.
    tell = session.tell if output is Format.TABLE else session.say
    tell(("would be: " if dry_run else "") + _tally(merged, len(found.problems) + len(merged.refused), new))


def _content(session: Session, document: str, encoding: str) -> bytes:
    """The bytes of a document, no more of them than a plan has, in UTF-8 where it is said what they are in."""
    from coopctl.exchange.formats.encoding import recoded
    from coopctl.exchange.plans.document import MOST_BYTES

    with opened(session, document, "the plan") as stream:
        data = stream.read(MOST_BYTES + 1)
    if not data.strip():
        raise Refused(f"{named(document)} is empty", "give a document with a table of goals")
    return recoded(data, encoding, named(document)) if encoding else data


def _merged(
    known: Knowledge, data: bytes, document: str, manner: "Manner", *, dated: bool, lists: bool, retarget: bool
) -> tuple["Draft", "Merged"]:
    """What a document says, and the file's plan with it."""
    from coopctl.exchange.plans import exported
    from coopctl.exchange.plans.draft import Draft
    from coopctl.exchange.plans.drafting import draft
    from coopctl.exchange.plans.merge import Recorded, merge_draft
    from coopctl.exchange.plans.readers import holds_objects, read_document

    recorded = Recorded(frozenset(name for name, book in known.books.items() if book.days), known.last)
    braced = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and not data.startswith(b"{\\rtf")
    if braced and not holds_objects(data):
        plan = exported.read(data, named(document))
        if not (plan.goals or plan.groups):
            raise Refused(f"{named(document)} is a plan without goals", "there is nothing to put into this one")
        plan = structs.replace(plan, date=manner.today) if dated else plan
        return Draft(), exported.merge(known.plan, plan, recorded, retarget=retarget)
    found = draft(read_document(data, named(document)), manner, lists=lists)
    merged = merge_draft(known.plan, found, recorded, retarget=retarget)
    return found, structs.replace(merged, plan=_head(merged.plan, known.plan, found, manner.today))


def _head(plan: Plan, before: Plan, found: "Draft", today: date_type) -> Plan:
    """The plan with the title and day of the document, and a new one with its number format."""
    title = found.title if found.title and plan.title == Plan().title else plan.title
    comma = plan.decimal_comma if before.goals else plan.decimal_comma or found.comma
    return structs.replace(plan, date=plan.date or today, title=title, decimal_comma=comma)


def _show(session: Session, before: Plan, found: "Draft", merged: "Merged", output: Format, *, dry_run: bool) -> None:
    """The draft to be proof-read - a table for people and for --dry-run, else a line a goal - and what was not read."""
    drafted = merged.drafted
    shown = dry_run or session.interactive() or output is not Format.TABLE
    if shown:
        session.show(_proof(before, found, merged), output)
    else:
        session.say(*(_line(one, merged.plan.numbers) for one in drafted))
    _say_empty(session, before, merged)
    _say_unread(session, found, merged)
    _say_assumed(session, {one.goal.id: [text for text in one.assumed if not (shown and text == NEW_LEVEL)]
                           for one in drafted})  # fmt: skip


def _proof(before: Plan, found: "Draft", merged: "Merged") -> View:
    """The goals that would be added or changed, in the order of the document."""
    from coopctl.output.answers import DraftFigureRecord, UnreadRecord
    from coopctl.output.views.proof import Beside, Drafted, proof_view

    standing = before.named
    ordered = sorted(merged.drafted, key=lambda one: one.place)
    drafted = [
        Drafted(one.goal, f"{one.place}", one.arithmetic, one.assumed, standing.get(one.goal.id)) for one in ordered
    ]
    refused = sorted([*found.problems, *merged.refused], key=lambda one: one.place)
    beside = Beside(
        tuple(DraftFigureRecord(f"{one.place}", one.goal, one.value, one.on) for one in found.figures),
        tuple(UnreadRecord(f"{one.place}", one.reason) for one in refused),
        tuple(UnreadRecord(f"{one.place}", one.reason) for one in found.passed),
    )
    return proof_view(merged.plan, drafted, beside)


def _say_empty(session: Session, before: Plan, merged: "Merged") -> None:
    """The groups that would come in without a goal, which no table shows: perhaps one of them was meant as a goal."""
    filled = {ref for goal in merged.plan.goals for ref in goal.groups} | {group.ref for group in before.groups}
    empty = [group.ref for group in merged.plan.groups if group.ref not in filled]
    if empty:
        session.remark(f"note: groups without a goal: {', '.join(empty)}")


def _line(one: "DraftGoal", numbers: NumberFormat) -> str:
    return f"{one.goal.id}: {echo(one.goal, numbers, one.arithmetic)}"


def _say_assumed(session: Session, assumed: Mapping[str, Sequence[str]]) -> None:
    session.say(*(f"assumed: {sentence}" for sentence in together(assumed)))


_CALL = later("`[^`]*`")


def _say_options(session: Session, merged: "Merged") -> None:
    """Where the options are that are named in what was taken to be so, but for those in a whole call."""
    sentences = {_CALL.sub("", sentence) for one in merged.drafted for sentence in one.assumed}
    options = sorted({word for sentence in sentences for word in sentence.split() if word.startswith("--")})
    if options:
        named = " and ".join(options) + (" are options" if len(options) > 1 else " is an option")
        session.say(f"note: {named} of `coopctl goal edit GOAL`, once the goals are stored")


def _say_unread(session: Session, found: "Draft", merged: "Merged") -> None:
    """Everything of the document that is not in the draft, with its reason."""
    unread: list[Problem | Passed] = [*found.problems, *merged.refused, *found.passed]
    for place, reason in sorted((one.place, one.reason) for one in unread):
        session.remark(f"{place}: {reason}")


def _say_figures(session: Session, figures: Sequence["DraftFigure"], *, recorded: bool) -> None:
    """What figures a document gives beside the baselines, a line a goal, and how they are recorded too."""
    for (place, goal), inside in groupby(figures, lambda one: (one.place, one.goal)):
        given = list(inside)
        if len(given) == 1:
            said, them = f"{given[0].text} is a figure of {goal} for {given[0].on}", "it"
        else:
            said, them = f"{', '.join(f'{one.text} for {one.on}' for one in given)} are figures of {goal}", "them"
        session.say(f"{place}: {said}{'' if recorded else f'; --with-figures records {them}'}")


def _refuse(name: str, found: "Draft", merged: "Merged", *, dated: bool, skip_bad: bool) -> None:
    """Refuse a document that has nothing to store, or something that is not understood."""
    some = any((merged.added, merged.updated, merged.unchanged, found.groups, merged.new_groups))
    wrong = len(found.problems) + len(merged.refused)
    if wrong and not skip_bad:
        raise _not_understood(name, wrong, [one.ended for one in found.problems if one.ended and not dated])
    if not some:
        what = "no goal that is understood" if wrong or found.passed else "no table or list of goals"
        raise Refused(f"{name} has {what}", f"{'--lists reads its lists; ' if found.unlisted else ''}{_READ}")


def _not_understood(name: str, lines: int, ended: Sequence[date_type]) -> Refused:
    """The refusal of a document with lines that are not understood; where promises have ended, it may be an old one."""
    if ended:
        from coopctl.exchange.plans.draft import dated_before

        dated = dated_before(min(ended))
        return Refused(f"{name} has {number_of(len(ended), 'deadline')} in the past; nothing is stored",
                       f"say of when the plan is, as in {dated}, or leave them out with --skip-bad")  # fmt: skip
    return Refused(f"{number_of(lines, 'line')} of {name} not understood; nothing is stored",
                   "mend the document, or leave them out with --skip-bad")  # fmt: skip


_READ = "a table needs a header such as Goal | Baseline | Target, or --map; a list 'Literacy: 60%, 75% by 2030'"


def _tally(merged: "Merged", wrong: int, figures: int) -> str:
    parts = [
        f"{number_of(len(merged.added), 'goal')} added, {len(merged.updated)} updated",
        f"{len(merged.unchanged)} unchanged, {number_of(merged.new_groups, 'group')} added",
    ]
    parts += [f"{number_of(figures, 'figure')} recorded"] if figures else []
    return ", ".join([*parts, *([f"{number_of(wrong, 'line')} left out"] if wrong else [])])


def _tell_path(session: Session) -> None:
    """Name a plan file that is not in the working directory before anything is stored in it."""
    if session.database is None:
        path = session.path(create=True)
        if path.parent.resolve() != session.folder.resolve():
            session.say(f"the plan file is {path}")


def _store(
    session: Session, known: Knowledge, plan: Plan, figures: "tuple[DraftFigure, ...]", document: str, *, yes: bool
) -> int:
    """Store the plan and the figures that are not recorded yet; gives the number of these."""
    from coopctl.tracker.adopting import Given, adopt_with

    _tell_path(session)
    if plan == known.plan and not figures:
        return 0
    if not yes and session.interactive() and not session.confirm("Store this?"):
        raise Refused("nothing is stored")
    given = [Given(one.goal, one.value, one.on) for one in figures]
    return adopt_with(session.tracker(create=True), f"plan import {document}", known.plan, plan, given, document)
