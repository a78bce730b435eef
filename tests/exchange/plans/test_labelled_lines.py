"""Indicators whose baseline and target stand behind labels: in lines of their own, in one line, in one cell."""

import pytest

from exchange.plans.documents import drafted, promised, unread

POVERTY = {"Poverty rate": (24.1, "2023-12-31", 18, "2028-12-31", "%")}


@pytest.mark.parametrize(
    "text",
    [
        "Indicator 1.1: Poverty rate\nBaseline (2023): 24.1%\nTarget (2028): 18%\nData source: Statistics office\n",
        "**Indicator 1.1:** Poverty rate\n**Baseline (2023):** 24.1%\n**Target (2028):** 18%\n",
        "Indicator 1.1: Poverty rate. Baseline (2023): 24.1%; Target (2028): 18%. Data source: Statistics office\n",
        "- Indicator: Poverty rate\n- Baseline: 24.1% (2023)\n- Target: 18%\n- Deadline: 2028\n",
        "### Poverty rate\n\n- Baseline: 24.1% (2023)\n- Target: 18% by 2028\n",
        "- Poverty rate\n  - Baseline 2023: 24.1%\n  - Target 2028: 18%\n",
        "- title: Poverty rate\n  baseline: 24.1% (2023)\n  target: 18% by 2028\n",
        "- **Poverty rate**\n  - Baseline: 24.1% (2023)\n  - Target: 18%\n  - Deadline: 2028\n",
        "Poverty rate (Baseline: 24.1% in 2023; Target: 18% by 2028)\n",
        "1. Poverty rate - baseline (2023): 24.1% - target: 18% by 2028\n",
        "Objective: Poverty rate\nBaseline: 24.1% (2023)\nTarget: 18% by 2028\n",
        "| Outcome | Indicators (B, T) |\n|---|---|\n| Incomes | Poverty rate<br>B: 24.1% (2023)<br>T: 18% (2028) |\n",
        "| Outcome | Indicators |\n|---|---|\n| Incomes | Poverty rate. Baseline (2023): 24.1%. Target (2028): 18% |\n",
    ],
)
def test_labels_say_what_the_values_behind_them_are(text: str) -> None:
    """Whatever stands between the lines, and however the labels are set."""
    assert promised(drafted(text)) == POVERTY


def test_indicators_that_follow_each_other_are_goals_of_the_group_above() -> None:
    """What is no label ends one, and lists beside them are read as before."""
    text = (
        "# Outcome 2: Jobs\n\nIndicator 2.1: Jobs\nBaseline (2024): 1,200\nTarget (2029): 4,500\nOwner: Ministry\n\n"
        "Indicator 2.2: Loans\nBaseline (2024): 40\nTarget (2029): 90\nOwner: Bank\n\nSome words: of no weight.\n\n"
        "- Open 3 new centres by 2028\n"
    )
    found = drafted(text, lists=True)
    assert promised(found) == {
        "Jobs": (1200, "2024-12-31", 4500, "2029-12-31", ""),
        "Loans": (40, "2024-12-31", 90, "2029-12-31", ""),
        "Open 3 new centres by 2028": (0, "2026-01-15", 3, "2028-12-31", "centres"),
    }
    assert [one.goal.owner for one in found.goals] == ["Ministry", "Bank", ""]
    assert found.goals[0].goal.groups == ("outcome:jobs",)


def test_the_labels_may_be_in_another_language() -> None:
    """And the numbers with them."""
    for label in ("Référence", "Valeur de référence"):
        text = f"KPI: Délai moyen\n{label} (2024): 45,5 jours\nCible (2027): 30,5 jours\n"
        assert promised(drafted(text)) == {"Délai moyen": (45.5, "2024-12-31", 30.5, "2027-12-31", "jours")}


def test_the_name_above_the_labels_is_read_once() -> None:
    """No item of a list is left over, and a heading stays a group of what else is below it."""
    found = drafted("# Outcome 2: Jobs\n\n- Loans\n  - Baseline: 40\n  - Target: 90 by 2028\n- Jobs: 4, 9 by 2028\n")
    assert (unread(found), [one.goal.title for one in found.goals]) == ([], ["Loans", "Jobs"])
    assert {one.goal.groups for one in found.goals} == {("outcome:jobs",)}


@pytest.mark.parametrize(
    "text",
    [
        "Baseline: 24.1%\n\nTheir share is to fall.\n",
        "Indicator: Poverty rate\nBaseline: 24.1%\n",
        "Target: young people in rural areas\n\nBaseline: a survey was held in 2023\n",
    ],
)
def test_lines_that_are_no_whole_indicator_are_no_goal(text: str) -> None:
    """One without a name, without a target, or of words alone."""
    assert not promised(drafted(text))


def test_a_cell_that_says_no_target_is_named() -> None:
    """Beside others that do."""
    cells = "| 1 | Poverty rate. Baseline (2023): 24.1%. Target (2028): 18% |\n| 2 | Unemployment, to be defined |\n"
    found = drafted(f"| No. | Indicators |\n|---|---|\n{cells}")
    assert promised(found) == POVERTY
    assert any("no goal" in one or "no target" in one for one in unread(found)), unread(found)
