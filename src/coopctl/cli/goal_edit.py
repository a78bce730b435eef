"""`coopctl goal edit`: what is said about a goal; its promise only while it has no figures."""

import typer
from msgspec import structs

from coopctl.cli import goal_options as options
from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session
from coopctl.echo import echo, show_value
from coopctl.errors import Refused
from coopctl.plan import Goal, Plan
from coopctl.targets import Wording, understand

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
) -> None:
    """Change what is said about a goal; only the options that are given change anything."""
    session: Session = ctx.obj
    store = session.store()
    known = session.know(store)
    old = known.plan.goal(goal)
    promised = {"start": start, "to": to, "unit": unit, "measure": measure, "per": per, "by": by, "since": since}
    new = old
    if any(value is not None for value in (*promised.values(), path)):
        if known.books[old.id]:
            raise Refused(f"{old.id} has figures, so its promise is not for editing", "retract its figures first")
        wording = _wording(session, known.plan, old, path=path, **promised)
        new = _promised(old, wording, known.plan)
    new = options.described(
        new, known.plan, title=title, groups=group, owner=owner, source=source, cadence=cadence, lag=lag, weight=weight,
        tags=tag, note=note,
    )  # fmt: skip
    if session.change(store, f"goal edit {old.id}", lambda plan: plan.with_goal(new)):
        session.say(f"{new.id}: {echo(new)}")
    else:
        session.say(f"{old.id} is so already; nothing changed")


def _wording(session: Session, plan: Plan, old: Goal, **said: object) -> Wording:
    """The goal's wording with what the options say in the place of what it said."""
    base = show_value(old, old.baseline.value) if old.baseline.value is not None else ""
    rate = f" per {old.period}" if old.period in ("year", "half", "quarter", "month", "week") and base else ""
    since = said["since"]
    return Wording(
        start=str(said["start"] if said["start"] is not None else (base + rate).replace("per half", "per half-year")),
        goal=str(said["to"] if said["to"] is not None else old.target.text),
        today=plan.date or session.today,
        since=session.day(str(since), plan) if since is not None else old.baseline.date,
        by=str(said["by"] or ""),
        unit=str(said["unit"] or ""),
        measure=said["measure"],  # type: ignore[arg-type] # an option's value, as Typer read it
        per=said["per"],  # type: ignore[arg-type]
        path=said["path"],  # type: ignore[arg-type]
    )


def _promised(old: Goal, wording: Wording, plan: Plan) -> Goal:
    promise = understand(wording, plan)
    return structs.replace(
        old,
        measure=promise.measure,
        period=promise.period,
        unit=promise.unit,
        baseline=promise.baseline,
        target=promise.target,
        path=promise.path,
        stages=promise.stages,
    )
