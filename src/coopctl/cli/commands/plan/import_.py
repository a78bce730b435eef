"""`coopctl plan import`: a written plan into the file."""

from datetime import date as date_type
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import structs

from coopctl.cli.inputs import named, opened
from coopctl.cli.options import Yes
from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.language.echo import echo
from coopctl.output.formats.text import number_of
from coopctl.plan.plan import Plan
from coopctl.tracker.knowledge import Knowledge

if TYPE_CHECKING:
    from coopctl.exchange.plans.merge import Merged

EXAMPLES = (
    "coopctl plan import examples/us-mongolia.md --date 2024-08-01 --dry-run",
    "pandoc plan.docx -t markdown | coopctl plan import - --yes",
)


def command(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(metavar="FILE|-", help="A document, or an exported plan; - reads stdin.")],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="The plan's date. [its own, else today]")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be stored; store nothing.")] = False,
    yes: Yes = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out what is not understood.")] = False,
    retarget: Annotated[
        bool, typer.Option("--retarget", help="Change targets of goals that have figures, too.")
    ] = False,
) -> None:
    """Read a written plan into the file.

    Every table of a Markdown or plain-text document: goals, objectives, sectors, areas and initiatives.
    """
    session: Session = ctx.obj
    tracker = session.tracker(create=False)
    known = tracker.know()
    today = tracker.day(date, known.plan) if date else known.plan.date or session.today
    merged = _merged(known, _read(session, document), document, today, retarget=retarget)
    for one in (*merged.added, *merged.updated):
        session.say(f"{one.goal.id}: {echo(one.goal, one.arithmetic)}")
    problems = sorted(merged.refused, key=lambda problem: problem.line)
    for problem in problems:
        session.say(f"line {problem.line}: {problem.reason}")
    if problems and not skip_bad:
        raise Refused(f"{number_of(len(problems), 'line')} of {named(document)} not understood; nothing is stored",
                      "mend the document, or leave them out with --skip-bad")  # fmt: skip
    if not dry_run and merged.plan != known.plan:
        _store(session, known.plan, merged.plan, document, yes=yes)
    skipped = f", {number_of(len(problems), 'line')} left out" if problems else ""
    tally = f"{number_of(len(merged.added), 'goal')} added, "
    tally += f"{len(merged.updated)} updated, {len(merged.unchanged)} unchanged"
    session.tell(f"{'would be: ' if dry_run else ''}{tally}, {number_of(merged.new_groups, 'group')} added{skipped}")


def _merged(known: Knowledge, text: str, document: str, today: date_type, *, retarget: bool) -> "Merged":
    """The file's plan with the document in it, whose own problems are among the refusals."""
    from coopctl.exchange.plans import exported
    from coopctl.exchange.plans.documents import draft
    from coopctl.exchange.plans.merge import Recorded, merge_draft
    from coopctl.exchange.plans.tables import read_document

    recorded = Recorded(frozenset(name for name, book in known.books.items() if book), known.last)
    renewed = exported.read(text, document)
    if renewed is not None:
        return exported.merge(known.plan, renewed, recorded, retarget=retarget)
    found = draft(read_document(text), known.plan, today)
    if not (found.goals or found.groups or found.problems):
        raise Refused(
            f"{named(document)} has no table of goals", "a table needs a header such as Goal | Baseline | Target"
        )
    merged = merge_draft(known.plan, found, recorded, retarget=retarget)
    head = _head(merged.plan, found.title, today)
    return structs.replace(merged, plan=head, refused=(*found.problems, *merged.refused))


def _read(session: Session, document: str) -> str:
    with opened(session, document, "the plan") as stream:
        data = stream.read()
    if not data.strip():
        raise Refused(f"{named(document)} is empty", "give a Markdown or plain-text document")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{named(document)} is not UTF-8 text", "save it as plain text or Markdown in UTF-8") from None


def _head(plan: Plan, title: str, today: object) -> Plan:
    named = title or plan.title
    return structs.replace(plan, date=plan.date or today, title=named if plan.title == Plan().title else plan.title)


def _store(session: Session, seen: Plan, plan: Plan, document: str, *, yes: bool) -> None:
    if not yes and session.interactive() and not session.confirm("Store this?"):
        raise Refused("nothing is stored")
    session.tracker(create=True).adopt(f"plan import {document}", seen, plan)
