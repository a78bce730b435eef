"""`coopctl explain`: every number between the figures and the status."""

from typing import Annotated

from coopctl.cli.declared import option
from coopctl.cli.options import Against, AgainstTarget, AsOf, GoalRef, KnownAt, Method, Output, method_of
from coopctl.cli.session import Session
from coopctl.output import Format

EXAMPLES = (
    "coopctl explain trade-volume --method all",
    "coopctl explain trade-volume --as-of 2024-12-31 -o json",
)


def command(
    session: Session,
    goal: GoalRef,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    method: Method = "",
    against: Against = AgainstTarget.CURRENT,
    exact: Annotated[bool, option("--exact", help="Every digit of what is derived, not three.")] = False,
    output: Output = Format.TABLE,
) -> None:
    """Show how a status came about.

    Every number between the goal's figures and its status, in words and arithmetic.
    """
    from coopctl.output.views.explain import explain_view

    tracker = session.tracker()
    known = tracker.know(tracker.moment(known_at), lambda plan: plan.goal(goal))
    day = tracker.day(as_of, known.plan)
    chosen, original = known.plan.goal(goal), against is AgainstTarget.ORIGINAL
    judged = [
        known.assess(chosen, day, method=name, original=original, forecast=place == 0)
        for place, name in enumerate(method_of(method))
    ]
    session.show(explain_view(known.plan, judged, day, exact=exact), output)
    if judged[0].facts.reading is not None and output is Format.TABLE and session.stdout.isatty():
        session.say(f"its figures, with their sources and notes: coopctl log {chosen.id}")
