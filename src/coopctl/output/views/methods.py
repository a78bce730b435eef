"""The view of several methods side by side: the same facts, each method's own word."""

from collections.abc import Sequence
from functools import partial

from coopctl.judgement.assessment import Assessment
from coopctl.output import Column, Row, View
from coopctl.output.views import words
from coopctl.output.views.status import Shown, answer, sections
from coopctl.plan.plan import Plan

_TELLING = {
    "statcan": "progress_value",
    "un": "share",
    "destatis": "miss",
    "global-fund": "percent",
    "pepfar": "deviation",
}


def methods_view(
    plan: Plan,
    methods: Sequence[str],
    goals: Sequence[tuple[Assessment, Sequence[Assessment]]],
    shown: Shown,
) -> View:
    """A row a goal, a column a method with its label; machines get a record for each pair.

    Each goal comes with its own method's assessment, of which the roll-ups are made, and with one by each method.
    """
    own = [one for one, _ in goals]
    told = [one for _, judged in goals for one in judged]
    rows = [(one, _row(judged, at * len(methods))) for at, (one, judged) in enumerate(goals)]
    columns = (
        Column("Goal", "title", folds=18),
        Column("Progress", "progress", right=True),
        *(Column(name, drop=at, folds=16) for at, name in enumerate(methods)),
    )
    head = (plan.title, f"as of {shown.as_of}, every method")
    return View(partial(answer, plan, own, shown, "all", told), columns, sections(plan, rows, shown.group_by), head)


def _row(judged: Sequence[Assessment], at: int) -> Row:
    first = judged[0]
    return Row((first.goal.title, words.percent(first.facts.progress), *map(_said, judged)), at=at)


def _said(one: Assessment) -> str:
    numbers = dict(one.numbers)
    telling = numbers.get(_TELLING.get(one.method, ""), one.facts.pace if one.method == "linear" else None)
    return one.label if telling is None else f"{one.label} ({float(telling):.3g})"
