"""`coopctl goal add`: one promise, echoed as arithmetic before it is stored."""

import shlex
from typing import Annotated

import typer
from msgspec import structs

from coopctl.cli.commands import goal_options as options
from coopctl.cli.options import Output
from coopctl.cli.session import Session
from coopctl.errors import WrongUsage
from coopctl.language.assumptions import of_goal
from coopctl.language.echo import echo
from coopctl.language.stated import states_amount
from coopctl.output import Format
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.tracker.changing import Added, NewGoal
from coopctl.tracker.knowledge import Knowledge
from coopctl.values.quantities import check_whole, has_no_unit

NEGATIVE_VALUES = True
_ADD_UP = "Does each figure add to those before it, instead of being the new level?"
EXAMPLES = (
    "coopctl goal add trade-volume --from '$250m' --to 'up 20% over two years'",
    "coopctl goal add 'Train 500 teachers by December 2027'",
    "coopctl goal add 'Waits' --to 'below 3 days' --cadence monthly --dry-run",
)


@options.saying
def command(
    ctx: typer.Context,
    goal_id: Annotated[
        str | None, typer.Argument(metavar="[ID|TITLE|SENTENCE]", help="Its id, its title, or all of it in a sentence.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the goal; store nothing.")] = False,
    output: Output = Format.TABLE,
    *,
    said: options.Said,
) -> None:
    """Add a goal: where it stands, what is promised, and by when."""
    session: Session = ctx.obj
    asked = _new_goal(goal_id, said)
    # What is refused starts no file.
    tracker = session.tracker(create=session.database is not None and not dry_run)
    made = tracker.prepare(asked)
    if made.unsure and session.interactive() and session.confirm(_ADD_UP):
        made = tracker.prepare(structs.replace(asked, measure=Measure.TOTAL))
    made = structs.replace(made, goal=options.described(made.goal, made.plan, said))
    texts = (asked.start, asked.to or asked.id)
    session.doubt(*texts)
    _tell(session, made)
    if has_no_unit(made.goal.promise.unit, *texts):
        session.say(_UNSAID)
    if not dry_run:
        session.started(tracker).add(made)
        session.say(f"added {made.goal.id}")
    if dry_run or output is not Format.TABLE:
        _show(session, made.plan, made.goal, output)


def _new_goal(goal_id: str | None, said: options.Said) -> NewGoal:
    """The goal that the options ask for; raises `WrongUsage` where it has no promise or no name."""
    name = goal_id or said.title or ""
    if not (name if said.to is not None else states_amount(goal_id or "")):
        raise _unpromised(name)
    check_whole(name, *filter(None, (said.start, said.to)))
    texts = {name: getattr(said, name) or "" for name in ("title", "start", "by", "since", "unit")}
    return NewGoal(
        to=said.to, id=goal_id or "", **texts, measure=said.measure, per=said.per, path=said.path,
        milestones=tuple(said.milestone or ()),
    )  # fmt: skip


def _unpromised(name: str) -> WrongUsage:
    """What is said of a goal without a promise, or without a name."""
    return WrongUsage(
        "a goal needs --to, what is promised" if name else "a goal needs --to, and an ID or TITLE",
        f"write coopctl goal add {shlex.quote(name or 'Trade volume')} --from 100 --to 'double by 2030', or --to 'done"
        " by 2030' for what is done or not, or all in a sentence: coopctl goal add 'Train 500 teachers by 2030'",
    )


_UNSAID = """  no unit is said; of "$250 million" a shell leaves 50 million: write '$250 million', or give --unit"""


def _tell(session: Session, made: Added) -> None:
    """What the goal means, and what was taken for granted."""
    if made.warning:
        session.say(f"warning: {made.goal.id}: {made.warning}")
    session.say(f"{made.goal.id}: {echo(made.goal, made.plan.numbers, made.arithmetic)}")
    for sentence in made.assumed:
        session.say(f"  {of_goal(sentence, made.goal.id)}")


def _show(session: Session, plan: Plan, goal: Goal, output: Format) -> None:
    from coopctl.output.views.listing import goal_view

    standing = Knowledge(plan, {}, 0).assess(goal, session.today, forecast=True)
    session.show(goal_view(plan, standing, session.today), output)
