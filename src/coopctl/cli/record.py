"""`coopctl record`: one figure of one goal, and what it changes."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from coopctl.cli.lazy import NegativeValues
from coopctl.cli.options import GoalRef, Output
from coopctl.cli.session import Knowledge, Session
from coopctl.dates import parse_period
from coopctl.echo import show_value
from coopctl.errors import Refused, UnknownName
from coopctl.names import pick
from coopctl.output import Format
from coopctl.plan import Figure, Goal, Plan
from coopctl.readings import condense, withdrawn
from coopctl.recording import off_by_ten, value_of

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
    replaces: Annotated[str, typer.Option(metavar="FIGURE", help="The figure that this one corrects.")] = "",
    output: Output = Format.TABLE,
) -> None:
    """Record one figure of a goal.

    Shows what it changes: old reading to new, progress, expected, status.
    """
    session: Session = ctx.obj
    store = session.store()
    with store.alone():
        contents = store.contents()
        plan, figures = contents.plan, list(store.figures())
        known = _meant(plan, goal, value)
        period = parse_period(on, today=session.today, fiscal_start=plan.fiscal_start)
        if period.last > session.today:
            raise Refused(f"{on!r} ends on {period.last}, which is in the future", "record it when the period is over")
        new = session.figure(
            known,
            value=value_of(known, value, decimal_comma=plan.decimal_comma),
            date=period.last,
            on=period.label,
            note=note,
            source=source,
            url=url,
            who=who,
            provisional=provisional,
            replaces=_corrected(known, replaces, (figure for _, figure in figures)) if replaces else "",
        )
        before = Knowledge(plan, condense(plan, figures, withdrawn(f for _, f in figures)), contents.last)
        store.append([new])
    after = [*figures, (contents.last + 1, new)]
    _answer(
        session,
        known,
        new,
        before,
        Knowledge(plan, condense(plan, after, withdrawn(f for _, f in after)), contents.last + 1),
        output,
    )


def _meant(plan: Plan, ref: str, value: str | None) -> Goal:
    """The goal that is meant: where a start fits several, the only one that can take the value."""
    able = []
    for goal in plan.goals:
        if goal.id.startswith(ref) and not any(one.id == ref for one in plan.goals):
            with suppress(Refused):
                value_of(goal, value, decimal_comma=plan.decimal_comma)
                able.append(goal)
    return able[0] if len(able) == 1 else plan.goal(ref)


def _corrected(goal: Goal, ref: str, figures: Iterable[Figure]) -> str:
    """The key of the figure that is corrected, which must stand and be of the same goal."""
    figures = list(figures)
    gone = withdrawn(figures)
    old = pick(ref, {figure.key: figure for figure in figures if figure.value is not None}, "figure")
    if old.goal != goal.id:
        raise UnknownName(f"figure {ref} is of {old.goal}, not of {goal.id}", f"see `coopctl log {goal.id}`")
    if old.key in gone:
        raise Refused(f"figure {ref} was {gone[old.key]} already", f"see `coopctl log {goal.id}`")
    return old.key


def _answer(session: Session, goal: Goal, new: Figure, before: Knowledge, after: Knowledge, output: Format) -> None:
    from coopctl.output.recorded import recorded_view

    day: date = session.today
    old, now = before.assess(goal, day), after.assess(goal, day)
    warning = off_by_ten(goal, new.value or Decimal(0), before.books[goal.id], old)
    if warning:
        session.say(f"warning: {show_value(goal, new.value)} is {warning}; if it is wrong: coopctl undo")
    view = recorded_view(after.plan, new, old, now)
    if output is Format.TABLE:
        for line in view.head:
            session.tell(line)
    else:
        session.show(view, output)
