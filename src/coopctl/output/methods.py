"""The view of several methods side by side: the same facts, each method's own word."""

from collections.abc import Sequence

from coopctl.output import Column, Row, Section, View, words
from coopctl.output.records import GOAL_FIELDS, goal_record, plan_record
from coopctl.output.status import Shown, group_rollup
from coopctl.plan import Plan
from coopctl.progress import Assessment, roll_up

_TELLING = {
    "statcan": "progress_value",
    "un": "share",
    "destatis": "miss",
    "global-fund": "percent",
    "pepfar": "deviation",
}


def methods_view(plan: Plan, methods: Sequence[str], goals: Sequence[Sequence[Assessment]], shown: Shown) -> View:
    """A row a goal, a column a method with its label; machines get a record for each pair."""
    records = tuple(goal_record(one) for judged in goals for one in judged)
    envelope = {
        "schema": "coopctl.status/1",
        "as_of": shown.as_of,
        "known_at": shown.known_at,
        "method": "all",
        "plan": plan_record(plan) | group_rollup(roll_up([judged[0] for judged in goals])),
        "goals": records,
        "groups": [],
    }
    rows = tuple(
        Row((judged[0].goal.title, words.percent(judged[0].facts.progress), *map(_said, judged))) for judged in goals
    )
    columns = (
        Column("Goal", folds=18),
        Column("Progress", right=True),
        *(Column(name, drop=at, folds=16) for at, name in enumerate(methods)),
    )
    head = (plan.title, f"as of {shown.as_of}, every method")
    return View(envelope, records, GOAL_FIELDS, columns, (Section("", rows),) if rows else (), head)


def _said(one: Assessment) -> str:
    numbers = dict(one.numbers)
    telling = numbers.get(_TELLING.get(one.method, ""), one.facts.pace if one.method == "linear" else None)
    return one.label if telling is None else f"{one.label} ({float(telling):.3g})"
