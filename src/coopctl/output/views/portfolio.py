"""The view of several plans: a line each, and the goals to look at first."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from coopctl.output import Column, Row, View, listed
from coopctl.output.answers import PortfolioAnswer, StandingRecord, WorstRecord
from coopctl.output.formats.lines import text_of
from coopctl.output.records import rolled_up
from coopctl.output.views import words
from coopctl.output.views.board import counts
from coopctl.tracker.portfolio import Standing

_COLUMNS = (
    Column("Plan", "title", folds=30),
    Column("Goals", "goals", right=True),
    Column("Stand", folds=30),
    Column("Progress", "progress", right=True),
    Column("Look at these first", drop=1, folds=30),
    Column("Where", "plan", drop=2),
)


def portfolio_view(plans: Sequence[Standing], as_of: date) -> View:
    """Each plan with its counts and the goals that stand worst, as of a day.

    Of several by one title each is told by its place, which may find no room elsewhere.
    """
    names = Counter(one.title for one in plans)
    return View(
        lambda: PortfolioAnswer(as_of, tuple(map(_record, plans))),
        _COLUMNS,
        listed(_row(one, at, names[one.title]) for at, one in enumerate(plans)),
    )


def _record(one: Standing) -> StandingRecord:
    worst = tuple(WorstRecord(goal.id, goal.title, status) for goal, status in one.worst)
    return StandingRecord(
        plan=one.address, id=one.id, title=one.title, **rolled_up(one.rolled), worst=worst, trouble=one.trouble
    )


def _row(one: Standing, at: int, alike: int) -> Row:
    if one.trouble:
        return Row((one.address, "", one.trouble, "", "", one.address), "bad", at)
    rolled = one.rolled
    told = "  ".join(map(text_of, counts(rolled.counts, words_too=True)))
    worst = ", ".join(goal.title for goal, _ in one.worst)
    title = f"{one.title} ({one.address})" if alike > 1 else one.title
    return Row((title, f"{rolled.goals}", told, words.percent(rolled.progress), worst, one.address), "", at)
