"""`coopctl goal add`: one promise, echoed as arithmetic before it is stored."""

from typing import Annotated

import typer

from coopctl.cli.commands import goal_options as options
from coopctl.cli.lazy import NegativeValues
from coopctl.cli.options import Output
from coopctl.cli.session import Knowledge, Session
from coopctl.errors import WrongUsage
from coopctl.language.echo import echo
from coopctl.language.promises import Promise, Wording, understand
from coopctl.output import Format
from coopctl.plan.plan import Goal, Plan
from coopctl.store import Store
from coopctl.values.ids import is_id, slug

CLASS = NegativeValues
EXAMPLES = (
    "coopctl goal add trade-volume --from '$250 million' --to 'increase by 20% over the next two years'",
    "coopctl goal add 'Waiting time' --to 'below 3 days' --cadence monthly --dry-run",
)


def command(
    ctx: typer.Context,
    goal_id: Annotated[
        str | None, typer.Argument(metavar="[ID|TITLE]", help="Its id or title; one is made from the other.")
    ] = None,
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
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the goal; store nothing.")] = False,
    output: Output = Format.TABLE,
) -> None:
    """Add a goal: where it stands, what is promised, and by when."""
    session: Session = ctx.obj
    if to is None or (goal_id is None and title is None):
        raise WrongUsage("a goal needs --to, and an ID or TITLE", "see `coopctl goal add --help`")
    store = None if dry_run and not session.path(create=True).exists() else session.store(create=not dry_run)
    plan, last = _standing(store)
    wording = Wording(
        start=start or "", goal=to, today=plan.date or session.today, since=session.day(since, plan) if since else None,
        by=by or "", unit=unit or "", measure=measure, per=per, path=path,
    )  # fmt: skip
    promise = understand(wording, plan)
    goal = options.described(
        _goal(goal_id or "", title or "", promise, after=last), plan, groups=group, owner=owner, source=source,
        cadence=cadence, lag=lag, weight=weight, tags=tag, note=note, method=method, limit=limit,
    )  # fmt: skip
    goal = options.milestoned(session, goal, plan, milestone or [])
    plan.added(goal)
    session.say(f"{goal.id}: {echo(goal, promise.arithmetic)}")
    if store and not dry_run:
        # Asked again under the lock: somebody else may have added one of this id meanwhile.
        session.change(store, f"goal add {goal.id}", lambda current: current.added(goal))
        session.say(f"added {goal.id}")
    if dry_run or output is not Format.TABLE:
        _show(session, plan, goal, output)


def _standing(store: Store | None) -> tuple[Plan, int]:
    """The plan, and the place of its last figure; of nothing where there is no file yet."""
    contents = store.contents() if store else None
    return (contents.plan, contents.last) if contents else (Plan(), 0)


def _goal(name: str, title: str, promise: Promise, *, after: int) -> Goal:
    """The goal of an id or a title, or of both; one is made from the other."""
    words = name.replace("-", " ").capitalize() if is_id(name) else name
    return Goal(
        id=name if is_id(name) else slug(name or title),
        title=title or words,
        after=after,
        **promise.terms(),
    )


def _show(session: Session, plan: Plan, goal: Goal, output: Format) -> None:
    from coopctl.output.views.listing import goal_view

    standing = Knowledge(plan, {}, 0).assess(goal, session.today, forecast=True)
    session.show(goal_view(plan, standing, session.today), output)
