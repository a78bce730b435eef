"""Headers in two rows, of which the first names the year or the month, and the second what of it stands below."""

import pytest

from running import Program

_QUARTERS = "2023-Q3 1, 2023-Q4 2, 2024-Q1 3, 2024-Q2 4"
_READ = {
    "quarters below years": (",2023,,2024,\n,Q3,Q4,Q1,Q2\nLevel,1,2,3,4\n", _QUARTERS),
    "years in each column": ("Indicator,2023,2023,2024,2024\n,Q3,Q4,Q1,Q2\nLevel,1,2,3,4\n", _QUARTERS),
    "months": ("Indicator,2023,,2024\n,Nov,Dec,Jan\nLevel,1,2,3\n", "2023-11 1, 2023-12 2, 2024-01 3"),
    "names beside the second": (
        ",2022,2022,2023,2023\nKPI,Target,Actual,Target,Actual\nLevel,9,1,9,2\n",
        "2022 1, 2023 2",
    ),
    "one year": ("Indicator,2024,\n,Q1,Q2\nLevel,3,4\n", "2024-Q1 3, 2024-Q2 4"),
    "years below months": (
        "Table 1\n\n,Jan,,Feb,\nRegion,2023,2024,2023,2024\nLevel,1,2,3,4\n",
        "2023-01 1, 2024-01 2, 2023-02 3, 2024-02 4",
    ),
    "plan and actual": ("Indicator,2023,,2024,\n,Plan,Actual,Plan,Actual\nLevel,9,1,9,2\n", "2023 1, 2024 2"),
    "the whole beside its parts": (
        "Table 3\n\nIndicator,2023,,,2024,,\n,Women,Men,Total,Women,Men,Total\nLevel,1,2,3,2,2,4\n",
        "2023 3, 2024 4",
    ),
    "goal and result": ("Indicator,2023,,2024,\n,Goal,Result,Goal,Result\nLevel,9,1,9,2\n", "2023 1, 2024 2"),
}
_REFUSED = {
    "parts of the whole": "Indicator,2023,,2024,\n,Women,Men,Women,Men\nLevel,1,2,3,4\n",
    "several goals": "Month,2023,,2024,\n,Level,Other,Level,Other\nJan,1,2,3,4\n",
}


def _plan(program: Program) -> None:
    program.done("init", "--date", "2020-01-01")
    for name in ("Level", "Other"):
        program.done("goal", "add", name, "--from", "10", "--to", "50 by 2030", "--measure", "level")


@pytest.mark.parametrize("kind", _READ)
def test_what_both_rows_say_together_is_the_period(program: Program, kind: str) -> None:
    """Nobody has to say that there are two, where they can mean nothing else; it is told."""
    text, figures = _READ[kind]
    _plan(program)
    said = program.run("import", "-", stdin=text)
    assert ("header has two rows" in said.err) == (kind != "one year"), said.err
    assert ", ".join(f"{one['period']} {one['value']}" for one in program.records("export")) == figures


@pytest.mark.parametrize("kind", _REFUSED)
def test_other_words_below_a_year_are_asked_about(program: Program, kind: str) -> None:
    """Parts of the whole, and goals below their years."""
    _plan(program)
    said = program.run("import", "-", stdin=_REFUSED[kind])
    assert (said.code, "--header-rows 2" in said.err) == (1, True)
    assert program.records("export") == []


@pytest.mark.parametrize(
    ("explained", "figures"),
    [
        ("yyyy-mm,of all wards,estimate,", "2023-01 1, 2023-02 2"),
        (",new and old,facility only,free text", "2023-01 1, 2023-02 2"),
        ("2022-12,8,9,", "2022-12 8, 2023-01 1, 2023-02 2"),
        ("2022-12,..,n/a,", "2023-01 1, 2023-02 2"),
    ],
)
def test_a_row_that_explains_its_columns_is_passed_over(program: Program, explained: str, figures: str) -> None:
    """It stands right below the header, and is named; a row of data is none."""
    _plan(program)
    said = program.run(
        "import", "-", stdin=f"Month,Level,Other,Comments\n{explained}\n2023-01,1,5,\n2023-02,2,6,late\n"
    )
    levels = [one for one in program.records("export") if one["goal"] == "level"]
    assert ("line 2 explains its columns" in said.err) == (not explained.startswith("2022")), said.err
    assert ", ".join(f"{one['period']} {one['value']}" for one in levels) == figures


def test_a_slip_in_the_first_row_is_refused(program: Program) -> None:
    """One cell of words does not explain the columns."""
    _plan(program)
    said = program.run("import", "-", stdin="Month,Level,Other\n2023-01,one,5\n2023-02,2,6\n2023-03,2,6\n")
    assert (said.code, "line 2: Level: 'one'" in said.err) == (1, True), said.err
