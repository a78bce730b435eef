"""Tables that lie otherwise than a goal a row: on their side, in blocks, several goals to a row, in parts."""

import pytest

from exchange.plans.documents import drafted, promised, stepped, unread

HEAD = "|---|---|---|---|\n"


def test_a_table_on_its_side_is_turned() -> None:
    """A reference sheet of one indicator has its headers in the first column."""
    text = (
        "| | |\n|---|---|\n| Name of Indicator | Nurses trained |\n| Unit of measure | Number of people |\n"
        "| Baseline | 0 (2024) |\n| FY 2026 target | 120 |\n| FY 2027 target | 260 |\n"
    )
    found = drafted(text)
    assert promised(found) == {"Nurses trained": (0, "2024-12-31", 260, "2027-12-31", "people")}
    assert stepped(found) == {"Nurses trained": [(120, "2026-12-31")]}


def test_several_indicators_side_by_side_are_several_goals() -> None:
    """Each column of a table on its side is one."""
    text = "Indicator,Trees,Wells\nBaseline 2025,100,4\nTarget 2028,900,9\n"
    assert promised(drafted(text, "plan.csv")) == {
        "Trees": (100, "2025-12-31", 900, "2028-12-31", ""),
        "Wells": (4, "2025-12-31", 9, "2028-12-31", ""),
    }


def test_rows_of_value_and_date_are_one_goal_of_the_title_over_them() -> None:
    """Implementation reports have a table for each indicator; what was before the last value is left out."""
    text = (
        "| Safe water (Percentage, Custom) | Baseline | Actual (Previous) | Actual (Current) | End Target |\n"
        "|---|---|---|---|---|\n| Value | 41.00 | 44.00 | 47.50 | 70.00 |\n"
        "| Date | 30-Jun-2023 | 31-Dec-2024 | 30-Jun-2025 | 31-Dec-2028 |\n"
    )
    found = drafted(text)
    assert promised(found) == {"Safe water (Percentage, Custom)": (41, "2023-06-30", 70, "2028-12-31", "%")}
    assert [(float(one.value), f"{one.on}") for one in found.figures] == [(47.5, "2025-06-30")]


def test_blocks_of_a_title_days_and_values_are_goals() -> None:
    """Each block has days of its own."""
    text = (
        "| Baseline | Period 1 | Closing Period |\n|---|---|---|\n"
        "| Losses (Percentage) | | |\n| Jan/2025 | Dec/2026 | Dec/2029 |\n| 24.5 | 23 | 15 |\n"
        "| Homes connected | | |\n| Feb/2025 | Dec/2027 | Dec/2030 |\n| 0 | 150 | 900 |\n"
    )
    found = drafted(text)
    assert promised(found) == {
        "Losses (Percentage)": (24.5, "2025-01-31", 15, "2029-12-31", "%"),
        "Homes connected": (0, "2025-02-28", 900, "2030-12-31", ""),
    }
    assert stepped(found)["Homes connected"] == [(150, "2027-12-31")]


@pytest.mark.parametrize(
    "row",
    [
        "| 1.1 Aid | a) Homes paid<br>b) Claims in time | a) 12,400 (2024)<br>b) 61% (2024) | a) 30,000<br>b) 90% |",
        "| 1.1 Aid | a) Homes paid b) Claims in time | a) 12,400 (2024) b) 61% (2024) | a) 30,000 b) 90% |",
        "| 1.1 Aid | Homes paid<br>Claims in time | 12,400 (2024)<br>61% (2024) | 30,000<br>90% |",
    ],
)
def test_indicators_that_share_a_row_are_goals_of_their_own(row: str) -> None:
    """Where baseline and target list as many: line by line, or behind a) and b)."""
    found = drafted(f"| Output | Indicators | Baselines | Targets 2028 |\n{HEAD}{row}\n")
    assert promised(found) == {
        "Homes paid": (12400, "2024-12-31", 30000, "2028-12-31", ""),
        "Claims in time": (61, "2024-12-31", 90, "2028-12-31", "%"),
    }
    assert {one.goal.groups for one in found.goals} == {("output:1-1-aid",)}


def test_cells_that_list_other_numbers_of_things_are_refused() -> None:
    """Two names and one target pair with nothing; a name that is folded over two lines is one."""
    rows = "| X | One<br>Two | 1<br>2 | 5 |\n| Y | Long<br>name | 3 | 9 |\n"
    text = f"| Output | Indicators | Baseline | Target |\n{HEAD}{rows}"
    found = drafted(text)
    assert list(promised(found)) == ["Long name"]
    assert unread(found)[0].startswith("line 3: ")


PARTS = "Indicator,Baseline N#,Baseline D#,Baseline P%,Baseline year,Target 2027 N#,Target 2027 D#,Target 2027 P%\n"


def test_a_percentage_is_read_and_its_two_numbers_are_named() -> None:
    """What has no denominator is a number of its own."""
    found = drafted(f"{PARTS}Tested,82500,104000,79.3%,2024,98800,104000,95.0\nNets,1250,,,2024,2000,,\n", "plan.csv")
    assert promised(found) == {
        "Tested": (79.3, "2024-12-31", 95, "2027-12-31", "%"),
        "Nets": (1250, "2024-12-31", 2000, "2027-12-31", ""),
    }
    assert "'Target 2027 D#' are not used: a part of the percentage beside it" in unread(found)[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Tested,82500,104000,69.3%,2024,98800,104000,95.0%", "69.3% is not what 82500 of 104000 comes to"),
        ("Tested,82500,104000,,2024,98800,104000,95.0%", "'82500' of '104000' has no percentage"),
    ],
)
def test_a_percentage_that_contradicts_its_two_numbers_is_refused(row: str, reason: str) -> None:
    """And so is one that is left to be computed."""
    found = drafted(f"{PARTS}{row}\n", "plan.csv")
    assert not found.goals
    assert reason in unread(found)[0]


def test_the_two_numbers_may_stand_in_a_second_header_row() -> None:
    """Under `Baseline` and `Target 2027`."""
    text = (
        "| Indicator | Baseline | | | | Target 2027 | | |\n|---|---|---|---|---|---|---|---|\n"
        "| | N# | D# | P% | Year | N# | D# | P% |\n"
        "| TB cases | 16,200 | 18,450 | 87.8% | 2023 | 19,440 | 21,600 | 90.0% |\n"
    )
    assert promised(drafted(text)) == {"TB cases": (87.8, "2023-12-31", 90, "2027-12-31", "%")}


def test_a_title_says_that_its_numbers_are_percentages() -> None:
    """In brackets, or as its first words."""
    text = "| Indicator | Baseline | Target |\n|---|---|---|\n| {} | 43 | 55 |\n"
    for title in ("Losses (Percentage)", "% of homes with water", "Percentage of claims paid", "1.2 % of schools"):
        assert promised(drafted(text.format(title)))[title][4] == "%"
    assert promised(drafted(text.format("Percentile rank")))["Percentile rank"][4] == ""
