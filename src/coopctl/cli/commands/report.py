"""`coopctl report`: a page on the whole plan, for those who decide."""

import shlex
from datetime import UTC
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import structs

from coopctl.cli import selection
from coopctl.cli.asking import names_from, titles_of
from coopctl.cli.options import AsOf, KnownAt, OneMethod, method_of
from coopctl.cli.outputs import write_to
from coopctl.cli.session import Session
from coopctl.errors import WrongUsage
from coopctl.judgement.selection import Filters

if TYPE_CHECKING:
    from coopctl.output.formats.page import PageFormat
    from coopctl.output.views.report import Asked
    from coopctl.tracker.reporting import Findings

EXAMPLES = (
    "coopctl report briefing.html",
    "coopctl report briefing.html --since 2025-03-31 --as-of 2025-06-30",
    "coopctl report briefing.md --group area:health",
    "coopctl report mail.html --email",
)


@selection.filtered(selection.CHOICE - {"goals"} | {"everything", "only"})
def command(
    ctx: typer.Context,
    to: Annotated[
        str | None, typer.Argument(metavar="[TO.html|TO.md]", help="The file to write. [Markdown to stdout]")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Tell what changed since this day, too.")
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The heading. [the plan's title]")] = "",
    group_by: Annotated[
        str | None, typer.Option(metavar="KIND", help="The kind of group to show promises under, or owner. [area]")
    ] = None,
    email: Annotated[
        bool, typer.Option("--email", help="HTML for mail programs, which strip styles and charts.")
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    method: OneMethod = "",
    *,
    filters: Filters,
) -> None:
    """Write a briefing on the plan as one page.

    What needs a decision, what changed, which evidence is missing, and a card for each promise; as HTML that needs
    nothing else, or as Markdown.
    """
    session: Session = ctx.obj
    from coopctl.judgement.rollup import check_kind
    from coopctl.output.formats.page import PageFormat, page
    from coopctl.output.views.report import report_of
    from coopctl.tracker.reporting import Wanted, findings

    form = PageFormat.MAIL if email else _form(session, to)
    if len(method_of(method)) > 1:
        raise WrongUsage("a report judges by one method", "see `coopctl report --help`")
    tracker = session.tracker()
    check_kind(tracker.plan, group_by)
    wanted = Wanted(as_of, known_at, since, method, named=filters.choosing)
    found = findings(tracker, filters, wanted)
    report = report_of(found, _asked(found, filters, title, group_by or "", email=email))
    write_to(session, to, page(report, form))
    if to is None and session.stdout.isatty():
        session.say("to have it as a page with charts: coopctl report page.html")


def _form(session: Session, to: str | None) -> "PageFormat":
    """The format by the ending of the file; Markdown, which a terminal can show, where there is none."""
    from coopctl.output.formats.page import PageFormat

    ending = "" if to is None else to.lower().rpartition(".")[2]
    if to is None or ending in ("md", "markdown", "-"):
        return PageFormat.MD
    if ending in ("html", "htm"):
        return PageFormat.HTML
    said, hint = f"{to!r} is neither a page nor Markdown", "name a file that ends in .html or .md"
    if names_from(session, to, titles_of):
        raise WrongUsage(said, "", (to, ("page.html", "--match", to)))
    if "." not in to:
        raise WrongUsage(said, hint, (to, (f"{to.rstrip('/')}.html", *(("--as-of", to) if to[:4].isdigit() else ()))))
    said = f"{said}; a browser prints a page as PDF, and a word processor opens it"
    mail = ("--email",) if ending in ("eml", "msg") else ()
    raise WrongUsage(said, hint, (to, (f"{to.rpartition('.')[0] or 'page'}.html", *mail)))


def _asked(found: "Findings", filters: Filters, title: str, group_by: str, *, email: bool) -> "Asked":
    """What the report says of itself; its command makes it again whenever and wherever it is called."""
    from coopctl.output.views.report import Asked
    from coopctl.values import brief

    until = found.known_until
    words = ["coopctl", "report", "page.html", "--as-of", f"{found.day.as_of}"]
    if until is not None:
        words += ["--known-at", until.astimezone(UTC).isoformat().replace("+00:00", "Z")]
    if found.compared is not None:
        words += ["--since", f"{found.compared.earlier.as_of}"]
    return Asked(
        as_of=found.day.as_of,
        known="" if until is None or until.date() == found.day.as_of else brief.on(until.date()),
        command=shlex.join([*words, *_given(filters, title, group_by, email=email)]),
        title=title,
        group_by=group_by,
    )


def _given(filters: Filters, title: str, group_by: str, *, email: bool) -> list[str]:
    """The options that choose goals, the title and the form, as they were given."""
    names = {"everything": "--all"}
    words = [*(["--title", title] if title else []), *(["--group-by", group_by] if group_by else [])]
    words += ["--email"] if email else []
    for name, value in structs.asdict(filters).items():
        option = names.get(name, f"--{name}")
        for one in value if isinstance(value, tuple) else (value,):
            if one:
                words += [option] if one is True else [option, f"{one}"]
    return words
