"""`coopctl plan import`: a written plan into the file."""

from pathlib import Path
from typing import Annotated

import typer

from coopctl.cli.options import Yes
from coopctl.cli.session import Knowledge, Session
from coopctl.echo import echo
from coopctl.errors import Refused
from coopctl.plan import Plan

EXAMPLES = (
    "coopctl plan import examples/us-mongolia.md --date 2024-08-01 --dry-run",
    "pandoc plan.docx -t markdown | coopctl plan import - --yes",
)


def command(
    ctx: typer.Context,
    document: Annotated[
        str, typer.Argument(metavar="FILE|-", help="A Markdown or plain-text document; - reads stdin.")
    ],
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
    from coopctl.exchange.documents import draft
    from coopctl.exchange.merge import merge
    from coopctl.exchange.tables import read_document

    known = _known(session)
    today = session.day(date, known.plan) if date else known.plan.date or session.today
    written = read_document(_read(session, document))
    found = draft(written, known.plan, today)
    if not (found.goals or found.groups or found.problems):
        raise Refused(f"{document} has no table of goals", "a table needs a header such as Goal | Baseline | Target")
    with_figures = frozenset(name for name, book in known.books.items() if book)
    merged = merge(known.plan, found, with_figures=with_figures, last=known.last, retarget=retarget)
    for one in (*merged.added, *merged.updated):
        session.say(f"{one.goal.id}: {echo(one.goal, one.arithmetic)}")
    problems = sorted((*found.problems, *merged.refused), key=lambda problem: problem.line)
    for problem in problems:
        session.say(f"line {problem.line}: {problem.reason}")
    if problems and not skip_bad:
        raise Refused(f"{_count(len(problems), 'line')} of {document} not understood; nothing is stored",
                      "mend the document, or leave them out with --skip-bad")  # fmt: skip
    head = _head(merged.plan, found.title, today)
    _store(session, head, document, dry_run=dry_run, yes=yes, changed=head != known.plan)
    skipped = f", {_count(len(problems), 'line')} left out" if problems else ""
    tally = (
        f"{_count(len(merged.added), 'goal')} added, {len(merged.updated)} updated, {len(merged.unchanged)} unchanged"
    )
    session.tell(f"{'would be: ' if dry_run else ''}{tally}, {_count(merged.new_groups, 'group')} added{skipped}")


def _known(session: Session) -> Knowledge:
    """What the file holds; an empty plan where there is none yet."""
    if not session.path(create=True).exists():
        return Knowledge(Plan(), {}, 0)
    return session.know(session.store())


def _read(session: Session, document: str) -> str:
    if document == "-":
        if session.stdin.isatty():
            session.say("reading the plan from the terminal; end with Ctrl-D")
        data = session.stdin.buffer.read()
    else:
        try:
            data = (session.folder / Path(document)).read_bytes()
        except OSError as trouble:
            reason = (trouble.strerror or str(trouble)).lower()
            raise Refused(f"cannot read {document}: {reason}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{document} is not UTF-8 text", "save it as plain text or Markdown in UTF-8") from None


def _head(plan: Plan, title: str, today: object) -> Plan:
    from msgspec import structs

    named = title or plan.title
    return structs.replace(plan, date=plan.date or today, title=named if plan.title == Plan().title else plan.title)


def _store(session: Session, plan: Plan, document: str, *, dry_run: bool, yes: bool, changed: bool) -> None:
    if dry_run or not changed:
        return
    if not yes and session.interactive() and not session.confirm("Store this?"):
        raise Refused("nothing is stored")
    session.change(session.store(create=True), f"plan import {document}", lambda _: plan)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
