"""`coopctl goal edit`: what is said about a goal; its promise only while it has no figures."""

from datetime import date
from typing import Any

import typer
from msgspec import structs

from coopctl.cli.commands import goal_options as options
from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session
from coopctl.errors import Refused, WrongUsage, as_typed
from coopctl.language.echo import echo
from coopctl.language.revisions import part_left_open, understood_with_day, with_milestones, wording_of
from coopctl.plan.plan import Goal
from coopctl.tracker.knowledge import Knowledge
from coopctl.values.quantities import NumberFormat

EXAMPLES = (
    "coopctl goal edit trade-volume --owner 'Trade desk' --cadence yearly --lag 45d",
    "coopctl goal edit joint-military-exercises --to '3 per year by 2026'",
)


@options.saying
def command(ctx: typer.Context, goal: GoalRef, *, said: options.Said) -> None:
    """Change what is said about a goal; only the options that are given change anything."""
    session: Session = ctx.obj
    if all(one is None for one in structs.astuple(said)):
        raise WrongUsage("nothing to change was given", "see `coopctl goal edit --help`")
    if said.to:
        to, by = options.day_alone(said.to, said.by, session.today)
        said = structs.replace(said, to=to or None, by=by)
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
    from coopctl.output.views.acts import differences

    return echo(new, numbers) if new.promise != old.promise else "; ".join(differences(old, new, numbers))


def _with_promise(session: Session, known: Knowledge, old: Goal, said: options.Said, since: date | None) -> Goal:
    """The goal with another promise, where something of it was said.

    Raises `Refused` when there are figures, which were recorded for the promise as it is.
    """
    given = _terms(said, since)
    if not given:
        return old
    if known.history(old).last_counted(date.max):
        raise Refused(f"{old.id} has figures that count, so its promise is not for editing", _by_record(old, said))
    plan, today = known.plan, session.today
    if said.to is None:
        start, by = not given.keys().isdisjoint(("start", "since")), bool(given.get("by"))
        given["goal"] = given["kept_text"] = part_left_open(old, plan, today, start=start, by=by)
    wording = structs.replace(wording_of(old, plan, today), **given)
    return structs.replace(old, promise=understood_with_day(wording, plan).promise.instead_of(old.promise))


def _terms(said: options.Said, since: date | None) -> dict[str, Any]:
    """What is said of the promise; what a baseline and a target together, or a measure, say anew is not kept."""
    terms = {
        "start": said.start, "goal": said.to, "since": since, "by": said.by,
        "unit": said.unit, "measure": said.measure, "per": said.per, "path": said.path,
        "kept_text": "" if said.start and said.to else None,
    }  # fmt: skip
    given = {name: term for name, term in terms.items() if term is not None}
    return given | ({"kept_rate": None} if said.per or (said.measure and not said.measure.periodic) else {})


def _by_record(goal: Goal, said: options.Said) -> str:
    """The call that changes what is asked for by a record, where there is one."""
    to = ("--to", said.to) if said.to else ()
    by = ("--by", said.by) if said.by else ()
    calls = (
        (to or by, ("retarget", goal.id, *to, *by, "--why", "TEXT")),
        (said.start, ("baseline", goal.id, f"{said.start}", "--why", "TEXT")),
    )
    asked = [as_typed("goal", *call) for text, call in calls if text]
    if asked:
        return f"write {' && '.join(asked)}"
    return f"take its figures back first, with `coopctl undo` or one by one as `coopctl log {goal.id}` shows them"
