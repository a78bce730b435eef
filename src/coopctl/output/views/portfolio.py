"""The view of several plans: a line each, and the goals to look at first."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from coopctl.output import Column, Row, Section, View
from coopctl.output.records import rolled_record
from coopctl.output.views import words
from coopctl.output.views.board import counts, worst_first
from coopctl.tracker.portfolio import Standing

_WORST = 3
FIELDS = ("plan", "title", "goals", "progress", "trouble")
_COLUMNS = (
    Column("Plan", "title", folds=30),
    Column("Goals", "goals", right=True),
    Column("Stand", folds=30),
    Column("Progress", "progress", right=True),
    Column("Look at these first", drop=1, folds=30),
    Column("Where", "plan", drop=2),
)


def portfolio_view(plans: Sequence[Standing], as_of: date) -> View:
    """Each plan with its counts and the goals that stand worst, as of a day."""
    records = tuple(_record(one) for one in plans)
    rows = tuple(_row(one, record) for one, record in zip(plans, records, strict=True))
    envelope = {"schema": "coopctl.portfolio/1", "as_of": as_of, "plans": records}
    return View(envelope, records, FIELDS, _COLUMNS, (Section("", rows),) if rows else ())


def _worst(one: Standing) -> list[Any]:
    return [goal for goal in worst_first(one.goals) if words.SIGNS[goal.status][1] in ("bad", "fair")][:_WORST]


def _record(one: Standing) -> dict[str, Any]:
    rolled = one.rolled
    return {
        "plan": one.address,
        "id": one.plan.id,
        "title": one.plan.title,
        **rolled_record(rolled),
        "worst": [{"id": goal.goal.id, "title": goal.goal.title, "status": goal.status} for goal in _worst(one)],
        "trouble": one.trouble,
    }


def _row(one: Standing, record: dict[str, Any]) -> Row:
    if one.trouble:
        return Row((one.address, "", one.trouble, "", "", one.address), "bad", record)
    rolled = one.rolled
    told = "  ".join("".join(span.text for span in line) for line in counts(Counter(rolled.counts), words_too=True))
    worst = ", ".join(goal.goal.title for goal in _worst(one))
    return Row(
        (one.plan.title, f"{rolled.goals}", told, words.percent(rolled.progress), worst, one.address), "", record
    )
