"""Titles that begin alike for longer than an id is: each is a goal of its own, and keeps its id."""

from coopctl.exchange.plans.draft import Draft
from coopctl.exchange.plans.drafting import draft
from coopctl.exchange.plans.merge import Recorded, merge_draft
from coopctl.exchange.plans.readers import read_document
from coopctl.exchange.plans.tables import Manner
from coopctl.plan.plan import Plan
from coopctl.values.ids import MOST_ID, slug_apart
from exchange.plans.documents import TODAY, drafted, promised, unread

START = "Percentage of households with access to improved"
HEAD = "| Area | Indicator | Baseline | Target 2028 |\n|---|---|---|---|\n"
ROWS = {
    "water": f"| Water | {START} water | 40% | 60% |\n",
    "sanitation": f"| Water | {START} sanitation | 30% | 50% |\n",
    "health services": f"| Health | {START} health services | 20% | 45% |\n",
}


def _into(plan: Plan, *rows: str) -> Plan:
    """The plan with the rows of a document in it."""
    text = HEAD + "".join(ROWS[row] for row in rows)
    found: Draft = draft(read_document(text.encode(), "plan.md"), Manner(plan, TODAY))
    assert not found.problems
    return merge_draft(plan, found, Recorded(frozenset(), 0)).plan


def _ids(plan: Plan) -> dict[str, str]:
    return {goal.title.removeprefix(START).strip(): goal.id for goal in plan.goals}


def test_each_of_titles_that_begin_alike_is_a_goal() -> None:
    """The ids have the words in which they differ, and the titles stay as they are written."""
    found = drafted(HEAD + "".join(ROWS.values()))
    assert [one[2] for one in promised(found).values()] == [60, 50, 45]
    assert {one.goal.id for one in found.goals} == {
        "percentage-of-households-with-water",
        "percentage-of-households-with-sanitation",
        "percentage-of-households-health-services",
    }
    assert [*promised(found)] == [f"{START} {end}" for end in ROWS]


def test_a_later_document_changes_no_goal_of_another_title() -> None:
    """One that came alone keeps the id that it got, in whatever order the others come."""
    first = _into(Plan(), "water")
    both = _into(first, "sanitation", "water")
    again = _into(both, "health services", "sanitation")
    assert _ids(again) == {
        "water": "percentage-of-households-with-access-to",
        "sanitation": "percentage-of-households-with-sanitation",
        "health services": "percentage-of-households-health-services",
    }
    assert [goal.promise.target.value for goal in again.goals] == [60, 50, 45]


def test_the_same_title_twice_is_still_refused() -> None:
    """It promises two things of one goal."""
    found = drafted(f"{HEAD}{ROWS['water']}| Water | {START} water | 40% | 70% |\n")
    assert not found.goals
    assert "is promised otherwise" in unread(found)[0]


def test_an_id_apart_is_no_longer_than_others() -> None:
    """However long the words are in which titles differ, and whichever of them is the beginning of another."""
    ends = ("", "water", "sanitation " * 9, "x" * 90)
    for start in (START, "Wasserversorgung" * 4):
        titles = [f"{start} {end}".strip() for end in ends]
        made = [slug_apart(title, [other for other in titles if other != title]) for title in titles]
        assert len(set(made)) == len(titles)
        assert all(0 < len(one) <= MOST_ID for one in made)
