"""`coopctl goal edit`: what is said about a goal; its promise only while it has no figures."""

from datetime import date

import typer
from msgspec import structs

from coopctl.cli.commands import goal_options as options
from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.language.echo import echo
from coopctl.language.promises import understand
from coopctl.language.revisions import repromised, wording_of
from coopctl.plan.plan import Goal
from coopctl.tracker.knowledge import Knowledge

EXAMPLES = (
    "coopctl goal edit trade-volume --owner 'Trade desk' --cadence yearly --lag 45d",
    "coopctl goal edit joint-military-exercises --to '3 per year by 2026'",
)


def command(
    ctx: typer.Context,
    goal: GoalRef,
    start: options.From = None,
    to: options.To = None,
    title: options.Title = None,
    unit: options.Unit = None,
    measure: options.MeasureOption = None,
    per: options.Per = None,
    by: options.By = None,
    since: options.Since = None,
    path: options.PathOption = None,
    group: options.Groups = None,
    owner: options.Owner = None,
    source: options.Source = None,
    cadence: options.Cadence = None,
    lag: options.Lag = None,
    weight: options.Weight = None,
    tag: options.Tags = None,
    note: options.Note = None,
    milestone: options.Milestones = None,
    method: options.Method = None,
    limit: options.Limit = None,
) -> None:
    """Change what is said about a goal; only the options that are given change anything."""
    session: Session = ctx.obj
    tracker = session.tracker()
    known = tracker.know(of=lambda plan: plan.goal(goal))
    old = known.plan.goal(goal)
    new = _repromised(
        session, known, old, start=start, goal=to, unit=unit, measure=measure, per=per, by=by, path=path,
        since=tracker.day(since, known.plan) if since else None,
    )  # fmt: skip
    new = options.described(
        new, known.plan, title=title, groups=group, owner=owner, source=source, cadence=cadence, lag=lag, weight=weight,
        tags=tag, note=note, method=method, limit=limit,
    )  # fmt: skip
    new = options.milestoned(session, new, known.plan, milestone or [])
    if tracker.change(f"goal edit {old.id}", lambda plan: plan.revised(old, new)):
        session.say(f"{new.id}: {echo(new)}")
    else:
        session.say(f"{old.id} is so already; nothing changed")


def _repromised(session: Session, known: Knowledge, old: Goal, **said: object) -> Goal:
    """The goal with another promise, where something of it was said.

    Raises `Refused` when there are figures, which were recorded for the promise as it is.
    """
    given = {name: value for name, value in said.items() if value is not None}
    if not given:
        return old
    if known.history(old).counted(date.max):
        raise Refused(
            f"{old.id} has figures that count, so its promise is not for editing",
            f"change its target with `coopctl goal retarget {old.id}`, its baseline with `goal baseline`",
        )
    return repromised(old, understand(structs.replace(wording_of(old, known.plan, session.today), **given), known.plan))
