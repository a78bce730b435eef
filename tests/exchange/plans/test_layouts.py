"""Tables that lie otherwise than a goal a row: on their side, in blocks, several goals to a row, in parts."""

from datetime import date

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


def _table(header: str, *rows: str) -> str:
    return "\n".join([header, "|---" * (header.count("|") - 1) + "|", *rows, ""])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The words for what goals are called and what they reach are settled by the cells.
        (
            _table("| Target | Baseline | Goal |", "| Net zero by 2050 | 2020: 50 kt | 2050: 5 kt (90% less) |",
                   "| Green power | 2020: 35% | 2030: 100% |"),
            {"Net zero by 2050": (50, "2020-12-31", 5, "2050-12-31", "kt"),
             "Green power": (35, "2020-12-31", 100, "2030-12-31", "%")},
        ),
        (
            _table("| Annual target 2028 | Indicator | Indicator target value 2028 |",
                   "| Offices improved by 2028 | Vans | 10 |", "| Offices improved by 2028 | Bikes | 40 |"),
            {"Vans": (None, "2026-01-15", 10, "2028-12-31", ""), "Bikes": (None, "2026-01-15", 40, "2028-12-31", "")},
        ),
        (
            _table("| Indicator | Baseline 2023 | Baseline 2024 | Target 2028 |", "| Vans | 5 | 7 | 10 |"),
            {"Vans": (7, "2024-12-31", 10, "2028-12-31", "")},
        ),
        # What says where the targets stand, or that they are those of the end, leaves them what they are.
        (_table("| Indicator | Target (ref. handbook) |", "| Vans | 10 |"),
         {"Vans": (None, "2026-01-15", 10, "None", "")}),
        (_table("| Indikator | Ziel (siehe Anlage) |", "| Busse | 10 |"),
         {"Busse": (None, "2026-01-15", 10, "None", "")}),
        (_table("| Indicator | SDG | Target 2028 |", "| Vans | 11 | 10 |"),
         {"Vans": (None, "2026-01-15", 10, "2028-12-31", "")}),
        (_table("| Indicator | Baseline | Target |", "| Vans | 4 | 10 by end of project |"),
         {"Vans": (4, "2026-01-15", 10, "None", "")}),
        (_table("| Indicador | Meta 2028 |", "| Recursos | R$ 5 mi |"),
         {"Recursos": (None, "2026-01-15", 5e6, "2028-12-31", "BRL")}),
        (
            _table("| Meta | Indicador | Valor base (dez/2024) | 2027 | 2028 |",
                   "| Ampliar creches | Vagas | 40 | 50 | 60 |", "| Plantar mais | Árvores | 10 | 20 | 30 |"),
            {"Vagas": (40, "2024-12-31", 60, "2028-12-31", ""), "Árvores": (10, "2024-12-31", 30, "2028-12-31", "")},
        ),
        (_table("| Indicator | Baseline | Intermediate Target 1 | Intermediate Target 2 | End Target |",
                "| Vans | 0 | 4 | 6 | 10 |"),
         {"Vans": (0, "2026-01-15", 10, "None", "")}),
        (_table("| Indicateur | Valeur 2024 | Cible 2027 | Cible 2028 |", "| Vans | 4 | s. o. | 10 |"),
         {"Vans": (4, "2024-12-31", 10, "2028-12-31", "")}),
        (_table("| Indicator | Unit | Target 2028 |", "| Area | '000 ha | 10 |"),
         {"Area": (None, "2026-01-15", 10, "2028-12-31", "thousand ha")}),
        # The same in each year is held.
        (_table("| Indicator | Baseline 2024 | Target 2027 | Target 2028 |", "| Reports | 4 | 4 | 4 |"),
         {"Reports": (4, "2024-12-31", 4, "2028-12-31", "")}),
    ],
)  # fmt: skip
def test_what_the_columns_are_is_settled_by_their_cells(text: str, expected: dict[str, tuple[object, ...]]) -> None:
    assert promised(drafted(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        _table("| Indicator | Target (95% CI) |", "| Vans | 10 |"),  # which may make other values of them
        _table("| Indicator | Target | Baseline 2023 | Baseline |", "| Vans | 10 | 4 | 5 |"),  # of which year?
        _table("| Target | Baseline | Goal |", "| Net zero | 50 kt | as said |", "| Power | 35% | 100% |"),
    ],
)
def test_columns_that_nothing_settles_are_asked_about(text: str) -> None:
    assert "Vans" not in promised(drafted(text))
    assert unread(drafted(text))


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        ("54% (2026) 60% (2027)", [(54, "2026-12-31")]),
        ("54% (2026), 60% (2027)", [(54, "2026-12-31")]),
        ("54% (2026) 57% (2027) 60% (2028)", [(54, "2026-12-31"), (57, "2027-12-31")]),
    ],
)
def test_values_with_years_in_brackets_need_no_comma(cell: str, steps: list[tuple[float, str]]) -> None:
    found = drafted(_table("| Goal | Baseline | Target |", f"| Coverage | 50% (2024) | {cell} |"))
    assert stepped(found) == {"Coverage": steps}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| Calls answered | 80 | 86 |", "at least"),  # more may be better
        ("| Calls answered | 80 | 70 |", ""),
        ("| Waiting time | 15 minutes | 11 minutes |", "at most"),
        ("| Waiting time | 15 minutes | 21 minutes |", ""),
        ("| Cases | below 80 | 90 |", ""),
    ],
)
def test_a_target_that_may_be_met_by_what_was_reached_is_told(row: str, told: str) -> None:
    """Which way is better is said nowhere; a value of today is one to start from."""
    for header, said in (("| KPI | Target | Actual |", told), ("| KPI | Target | Current |", "")):
        [goal] = drafted(_table(header, row)).goals
        assert [f"--to '{said} VALUE'" in one for one in goal.assumed if "was reached" in one] == (
            [True] if said else []
        )


def _piped(rows: str) -> str:
    """The rows of a table, their cells between commas, as Markdown writes them."""
    header, *lines = [f"| {row.replace(',', ' | ')} |\n" for row in rows.splitlines()]
    return "".join([header, "|---" * rows.splitlines()[0].count(","), "|---|\n", *lines])


@pytest.mark.parametrize(
    "table",
    [
        "Year,2022,2023,2025,2028\nTarget,,58,59,61\nActual,56,57,,\n",
        "Jahr,2022,2023,2025,2028\nZielzustand,,,59,61\nIstzustand,56,57,-,\n",
        "Year,Target,Actual\n2022,,56\n2023,58,57\n2025,59,\n2028,61,TBD\n",
    ],
)
def test_a_table_of_one_indicator_by_years_has_its_name_above(table: str) -> None:
    found = drafted(f"## Indicator 1.1: Healthy life years\n\n{_piped(table)}", today=date(2024, 1, 1))
    assert promised(found) == {"Healthy life years": (57, "2023-12-31", 61, "2028-12-31", "")}
    assert stepped(found) == {"Healthy life years": [(59, "2025-12-31")]}


@pytest.mark.parametrize(
    "table",
    [
        "Year,2022,2023\nActual,56,57\n",  # nothing is to be reached
        "Year,Target,Note\n2030,58,a\n",
        "Year,Target,Actual\nBaseline,,56\n2030,60,\n",
    ],
)
def test_a_table_by_years_of_other_things_is_none_of_one_indicator(table: str) -> None:
    assert not drafted(f"## Healthy life years\n\n{_piped(table)}").goals


def test_a_column_of_several_years_has_a_value_for_each() -> None:
    """`20 / 12` was 20 of 12."""
    head = "| Indicator | 2024 | Target 2027/2030 |\n|---|---|---|\n"
    found = drafted(f"{head}| Homicides | 25.8 | 20 / 12 |\n| Coverage | 48% | 60% / 85% |\n")
    assert [row[2:4] for row in promised(found).values()] == [(12, "2030-12-31"), (85, "2030-12-31")]
    assert stepped(found) == {"Homicides": [(20, "2027-12-31")], "Coverage": [(60, "2027-12-31")]}


@pytest.mark.parametrize(("header", "cell"), [("Target 2027/2028", "20/25"), ("Target 2027/2030", "85%")])
def test_a_fiscal_year_and_one_value_of_two_years_are_no_several_values(header: str, cell: str) -> None:
    found = drafted(f"| Indicator | 2024 | {header} |\n|---|---|---|\n| A | 4 | {cell} |\n")
    assert not any(stepped(found).values())


def test_a_reference_sheet_may_have_its_name_in_the_heading() -> None:
    """A heading that names no indicator names none."""
    sheet = _piped("Field,Entry\nUnit,Number\nBaseline timeframe,2023\nBaseline value,40\nTarget 2026,90\n")
    found = drafted(f"## Indicator EG.3.2-24: Farmers reached\n\n{sheet}")
    assert promised(found) == {"Farmers reached": (40, "2023-12-31", 90, "2026-12-31", "")}
    assert not drafted(f"## Farmers reached\n\n{sheet}").goals


def test_of_rows_that_differ_in_a_note_that_of_the_whole_is_read() -> None:
    rows = "Indicator,Disaggregation,2022,Target 2027\nFed,Total,82%,95%\nFed,Rural,74%,93%\nFed,Urban,90%,97%\n"
    found = drafted(rows, "plan.csv")
    assert promised(found) == {"Fed": (82, "2022-12-31", 95, "2027-12-31", "%")}
    assert len(found.problems) == 2


@pytest.mark.parametrize("cell", ["N: 820,000 D: 1,000,000 P: 82.0%", "N: 820,000; D: 1,000,000; P: 82.0%"])
def test_a_percentage_may_have_its_two_numbers_before_it(cell: str) -> None:
    found = drafted(f"| Indicator | 2023 | Target 2027 |\n|---|---|---|\n| Tested | {cell} | 95% |\n")
    assert promised(found)["Tested"][:3] == (82, "2023-12-31", 95)
