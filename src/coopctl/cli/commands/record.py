"""`coopctl record`: one figure of one goal, and what it changes."""

from typing import Annotated

import typer

from coopctl.cli.lazy import NegativeValues
from coopctl.cli.options import GoalRef, Output
<<<<<<< HEAD
from coopctl.cli.session import Knowledge, Session
from coopctl.errors import Refused
from coopctl.judgement.assessment import Assessment
from coopctl.judgement.readings import entered
=======
from coopctl.cli.session import Session
>>>>>>> e6734ea (Give the use cases a room of their own, so that commands and other programs ask the same tracker)
from coopctl.language.echo import show_value
from coopctl.output import Format
from coopctl.output.views.recorded import recorded_view
from coopctl.tracker.recording import Observation

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
<<<<<<< HEAD
    store = session.store()
    with store.alone():
        before = session.know(store)
        known = meant(before.plan, goal, value)
        new = session.figure(
            known, value=value_of(known, value, decimal_comma=before.plan.decimal_comma),
            note=note, source=source, url=url, who=who, provisional=provisional, **_when(session, before.plan, on),
            replaces=corrected(known, replaces, store) if replaces is not None else "",
        )  # fmt: skip
        if key is not None:
            check_key(key)
            new = structs.replace(new, key=key)
        again = key is not None and recorded_already(new, store)
        if not again:
            store.append([new])
    if again:
        session.say(f"figure {new.key} is recorded already; nothing changed")
    after = session.know(store) if again or new.replaces else _grown(before, known, new)
    old, now = (one.assess(known, session.today) for one in (before, after))
    _warn(session, known, new, old)
    entry, gone = _entry(store, new.key) if again else ((before.last + 1, new), {})
    session.show(recorded_view(after.plan, entry, gone, old, now), output)


def _when(session: Session, plan: Plan, on: str) -> dict[str, object]:
    """The last day of what --on says, and what it says.

    Raises `Refused` for a day or period that is not over.
    """
    period = parse_period(on, today=session.today, fiscal_start=plan.fiscal_start)
    if period.last > session.today:
        raise Refused(f"{on!r} ends on {period.last}, which is in the future", "record it when the period is over")
    return {"date": period.last, "on": period.label}


def _grown(before: Knowledge, goal: Goal, new: Figure) -> Knowledge:
    """What is known with one more figure, without reading the file again."""
    books = before.books | {goal.id: entered(goal, before.books[goal.id], new)}
    return Knowledge(before.plan, books, before.last + 1)


def _warn(session: Session, goal: Goal, new: Figure, before: Assessment) -> None:
    """Talk about a figure that is ten times the last, or from before the baseline."""
    warning = off_by_ten(new, before)
    if warning:
        session.say(f"warning: {show_value(goal, new.value)} is {warning}; if it is wrong: coopctl undo")
    if not goal.period and new.date and new.date <= goal.baseline.date:
        session.say(f"note: it is kept, but does not count: the baseline is of {goal.baseline.date}")


def _entry(store: Store, key: str) -> tuple[tuple[int, Figure], dict[str, str]]:
    """The figure that is there already, with its place, and what was taken back since."""
    gone = withdrawn(store.references())
    return next(entry for entry in store.with_key(key) if entry[1].key == key), gone
=======
    done = session.tracker().record(goal, Observation(value, on, note, source, url, who, provisional, replaces, key))
    known = done.after.goal
    if done.again:
        session.say(f"figure {done.figure.key} is recorded already; nothing changed")
    if done.off:
        session.say(f"warning: {show_value(known, done.figure.value)} is {done.off}; if it is wrong: coopctl undo")
    if done.too_early:
        session.say(f"note: it is kept, but does not count: the baseline is of {known.baseline.date}")
    session.show(recorded_view(done.plan, (done.place, done.figure), done.gone, done.before, done.after), output)
>>>>>>> e6734ea (Give the use cases a room of their own, so that commands and other programs ask the same tracker)
