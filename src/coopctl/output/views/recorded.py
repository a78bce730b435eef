"""The view of a recorded figure: what it is, and what it changes."""

from collections.abc import Mapping

from coopctl.judgement.assessment import Assessment
from coopctl.language.echo import show_value
from coopctl.output import View
from coopctl.output.records import GOAL_FIELDS, figure_record, goal_record, plan_record
from coopctl.output.views import words
from coopctl.output.views.listing import figure_state
from coopctl.plan.plan import Figure, Plan
from coopctl.values.ids import KEY_SHOWN


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
