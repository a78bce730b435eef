"""`coopctl goal edit`: what is said about a goal; its promise only while it has no figures."""

import shlex
from datetime import date

import typer
from msgspec import structs

from coopctl.cli.commands import goal_options as options
from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.language.echo import echo
from coopctl.language.promises import understand
from coopctl.language.revisions import with_milestones, wording_of
from coopctl.plan.plan import Goal
from coopctl.tracker.knowledge import Knowledge
from coopctl.values.quantities import NumberFormat

EXAMPLES = (
    "coopctl goal edit trade-volume --owner 'Trade desk' --cadence yearly --lag 45d",
    "coopctl goal edit joint-military-exercises --to '3 per year by 2026'",
)


@options.saying
def command(
    ctx: typer.Context,
    goal: GoalRef,
    *,
    said: options.Said,
) -> None:
    """Change what is said about a goal; only the options that are given change anything."""
    session: Session = ctx.obj
    tracker = session.tracker()
    known = tracker.know(of=lambda plan: plan.goal(goal))
    old = known.plan.goal(goal)
    since = tracker.day(said.since, known.plan) if said.since else None
    new = options.described(_with_promise(session, known, old, said, since), known.plan, said)
    if said.title is not None:
        new = structs.replace(new, title=said.title)
    new, warning = with_milestones(new, said.milestone or (), known.plan, session.today)
    if warning:
        session.say(f"warning: {new.id}: {warning}")
    if tracker.change(f"goal edit {old.id}", lambda plan: plan.revised(old, new)):
        session.say(f"{new.id}: {_difference(old, new, known.plan.numbers)}")
    else:
        session.say(f"{old.id} is so already; nothing changed")


def _difference(old: Goal, new: Goal, numbers: NumberFormat) -> str:
    """What is promised, where that is another; else each field that is."""
    from coopctl.output.views.acts import changed

    return echo(new, numbers) if new.promise != old.promise else "; ".join(changed(old, new, numbers))


def _with_promise(session: Session, known: Knowledge, old: Goal, said: options.Said, since: date | None) -> Goal:
    """The goal with another promise, where something of it was said.

    Raises `Refused` when there are figures, which were recorded for the promise as it is.
    """
    terms = {
        "start": said.start, "goal": said.to, "since": since, "by": said.by,
        "unit": said.unit, "measure": said.measure, "per": said.per, "path": said.path,
    }  # fmt: skip
    given = {name: term for name, term in terms.items() if term is not None}
    if not given:
        return old
    if known.history(old).last_counted(date.max):
        raise Refused(
            f"{old.id} has figures that count, so its promise is not for editing",
            _by_record(old, said, known.plan.numbers),
        )
    wording = structs.replace(wording_of(old, known.plan, session.today), **given)
    return structs.replace(old, promise=understand(wording, known.plan).promise.instead_of(old.promise))


def _by_record(goal: Goal, said: options.Said, numbers: NumberFormat) -> str:
    """The call that changes what is asked for by a record, where there is one."""
    value = goal.promise.target.value
    to = said.to or ("" if value is None or not said.by else numbers.exactly(value, goal.promise.unit))
    by = ("--by", said.by) if said.by else ()
    calls = (
        (to, ("retarget", goal.id, "--to", to, *by, "--why", "TEXT")),
        (said.start, ("baseline", goal.id, f"{said.start}", "--why", "TEXT")),
    )
    asked = [shlex.join(("coopctl", "goal", *call)) for text, call in calls if text]
    if asked:
        return f"write {' && '.join(asked)}"
    return f"take its figures back first, with `coopctl undo` or one by one as `coopctl log {goal.id}` shows them"
