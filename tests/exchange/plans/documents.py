"""Documents as tests read them: a text in, its draft out, for a plan of 15 January 2026."""

from datetime import date

from coopctl.exchange.plans.draft import Draft
from coopctl.exchange.plans.drafting import draft
from coopctl.exchange.plans.mapping import parse_map
from coopctl.exchange.plans.readers import read_document
from coopctl.exchange.plans.tables import Manner
from coopctl.plan.plan import Plan

TODAY = date(2026, 1, 15)


def drafted(
    document: str | bytes,
    name: str = "plan.md",
    *,
    comma: bool | None = None,
    lists: bool = False,
    ids: str = "",
    columns: str = "",
    today: date = TODAY,
) -> Draft:
    """The draft of a document; `columns` is what --map says, `today` what --date does."""
    data = document.encode() if isinstance(document, str) else document
    return draft(read_document(data, name), Manner(Plan(), today, comma, ids, parse_map(columns)), lists=lists)


def promised(found: Draft) -> dict[str, tuple[object, ...]]:
    """Of each goal by title: baseline, its date, target, deadline, unit."""
    return {
        one.goal.title: (
            one.goal.promise.baseline.value and float(one.goal.promise.baseline.value),
            f"{one.goal.promise.baseline.date}",
            one.goal.promise.target.value and float(one.goal.promise.target.value),
            f"{one.goal.promise.target.deadline}",
            one.goal.promise.unit.text,
        )
        for one in found.goals
    }


def stepped(found: Draft) -> dict[str, list[tuple[float, str]]]:
    """Of each goal by title: its milestones."""
    return {
        one.goal.title: [(float(m.value), f"{m.deadline}") for m in one.goal.promise.milestones] for one in found.goals
    }


def unread(found: Draft) -> list[str]:
    """What was not read, with its place and reason."""
    wrong = [f"{one.place}: {one.reason}" for one in found.problems]
    return wrong + [f"{one.place}: {one.reason}" for one in found.passed]
