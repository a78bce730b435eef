"""`coopctl record`: one figure of one goal, and what it changes."""

from typing import Annotated

import typer

from coopctl.cli.lazy import NegativeValues
from coopctl.cli.options import GoalRef, Output
from coopctl.cli.session import Knowledge, Session
from coopctl.dates import parse_period
from coopctl.echo import show_value
from coopctl.errors import Refused
from coopctl.output import Format
from coopctl.plan import Figure, Goal
from coopctl.readings import entered
from coopctl.recording import corrected, meant, off_by_ten, recorded_already, value_of

CLASS = NegativeValues
EXAMPLES = (
    "coopctl record trade-volume 262M --on 2025-06-30 --source 'Customs, table 4'",
    "coopctl record joint-military-exercises",
)


def command(
    ctx: typer.Context,
    goal: GoalRef,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="The figure; a count needs none.")] = None,
    on: Annotated[str, typer.Option("--on", metavar="DATE|PERIOD", help="The day or period it is for.")] = "today",
    note: Annotated[str, typer.Option(metavar="TEXT", help="What else to know.")] = "",
    source: Annotated[str, typer.Option(metavar="TEXT", help="Where it comes from.")] = "",
    url: Annotated[str, typer.Option(metavar="TEXT", help="Where it can be looked up.")] = "",
    who: Annotated[str, typer.Option(metavar="NAME", help="Who records it.")] = "",
    provisional: Annotated[bool, typer.Option("--provisional", help="It will be revised.")] = False,
    replaces: Annotated[str | None, typer.Option(metavar="FIGURE", help="The figure that this one corrects.")] = None,
    key: Annotated[
        str | None, typer.Option(metavar="KEY", help="Its key, so that a repeated call counts once.")
    ] = None,
    output: Output = Format.TABLE,
) -> None:
    """Record one figure of a goal.

    Shows what it changes: old reading to new, progress, expected, status.
    """
    session: Session = ctx.obj
    store = session.store()
    with store.alone():
        before = session.know(store)
        plan = before.plan
        known = meant(plan, goal, value)
        period = parse_period(on, today=session.today, fiscal_start=plan.fiscal_start)
        if period.last > session.today:
            raise Refused(f"{on!r} ends on {period.last}, which is in the future", "record it when the period is over")
        new = session.figure(
            known, value=value_of(known, value, decimal_comma=plan.decimal_comma), date=period.last, on=period.label,
            note=note, source=source, url=url, who=who, provisional=provisional,
            replaces=corrected(known, replaces, (one for _, one in store.figures())) if replaces is not None else "",
        )  # fmt: skip
        if key is not None:
            new = session.keyed(new, key)
        again = key is not None and recorded_already(new, (one for _, one in store.figures()))
        if not again:
            store.append([new])
    if again:
        session.say(f"figure {new.key} is recorded already; nothing changed")
    if again or new.replaces:
        after = session.know(store)
    else:
        after = Knowledge(plan, before.books | {known.id: entered(known, before.books[known.id], new)}, before.last + 1)
    _answer(session, known, new, before, after, output)


def _answer(session: Session, goal: Goal, new: Figure, before: Knowledge, after: Knowledge, output: Format) -> None:
    from coopctl.output.recorded import recorded_view

    old, now = before.assess(goal, session.today), after.assess(goal, session.today)
    warning = off_by_ten(goal, new, before.books[goal.id], old)
    if warning:
        session.say(f"warning: {show_value(goal, new.value)} is {warning}; if it is wrong: coopctl undo")
    if not goal.period and new.date and new.date <= goal.baseline.date:
        session.say(f"note: it is kept, but does not count: the baseline is of {goal.baseline.date}")
    view = recorded_view(after.plan, new, old, now)
    if output is not Format.TABLE:
        session.show(view, output)
    for line in view.head if output is Format.TABLE else ():
        session.tell(line)
