"""The view of a recorded figure: what it is, and what it changes."""

from collections.abc import Mapping

from coopctl.echo import show_value
from coopctl.names import KEY_SHOWN
from coopctl.output import View, words
from coopctl.output.listing import figure_state
from coopctl.output.records import GOAL_FIELDS, figure_record, goal_record, plan_record
from coopctl.plan import Figure, Plan
from coopctl.progress import Assessment


def recorded_view(
    plan: Plan, entry: tuple[int, Figure], gone: Mapping[str, str], before: Assessment, after: Assessment
) -> View:
    """Two lines for people: the figure, and old reading → new, progress, expected, status.

    The figure comes with its place; `gone` says of keys and batches how they were taken back, as for the log.
    """
    goal, (place, figure) = after.goal, entry
    done = f"recorded {show_value(goal, figure.value)} for {goal.id}, {figure.on}"
    expected = words.expected(after)
    standing = (
        f"{goal.title}: {words.now(before)} → {words.now(after)}; progress {words.percent(after.facts.progress)}"
        f"{f', expected {expected}' if expected != '–' else ''}; {words.status(after, unicode=False)}"
    )
    record = goal_record(after)
    envelope = {
        "schema": "coopctl.record/1",
        "as_of": after.facts.as_of,
        "method": after.method,
        "plan": plan_record(plan),
        "figure": figure_record(place, figure, figure_state(figure, gone)),
        "before": goal_record(before),
        "goals": [record],
    }
    return View(envelope, (record,), GOAL_FIELDS, lines=(f"{done} (figure {figure.key[:KEY_SHOWN]})", standing))
