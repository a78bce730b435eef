"""Years that stand once above their months or quarters, beside them, or in the first of them."""

import pytest

from running import Program

_MONTHS = ["2023-11 1", "2023-12 2", "2024-01 3", "2024-02 4"]
_QUARTERS = ["2023-Q3 1", "2023-Q4 2", "2024-Q1 3", "2024-Q2 4"]
_READ = {
    "totals of years": ("Month,Level\n2023,9\nNov,1\nDec,2\n2024,9\nJan,3\nFeb,4\n", _MONTHS),
    "headings": ("Month,Level\n2023,\nNovember,1\nDecember,2\n2024,\nJanuary,3\nFebruary,4\n", _MONTHS),
    "no name of the column": (",Level\n2023,\nNov,1\nDec,2\n2024,\nJan,3\nFeb,4\n", _MONTHS),
    "in the first month": ("Period,Level\n2023 Nov,1\nDec,2\n2024 Jan,3\nFeb,4\n", _MONTHS),
    "behind the first month": ("Period,Level\nNov 2023,1\nDec,2\nJan 2024,3\nFeb,4\n", _MONTHS),
    "beside the first month": ("Year,Month,Level\n2023,Nov,1\n,Dec,2\n2024,Jan,3\n,Feb,4\n", _MONTHS),
    "beside, with totals": ("Year,Month,Level\n2023,,9\n,Nov,1\n,Dec,2\n2024,,9\n,Jan,3\n,Feb,4\n", _MONTHS),
    "the last first": ("Month,Level\n2024,\nFeb,4\nJan,3\n2023,\nDec,2\nNov,1\n", _MONTHS[::-1]),
    "a pivot table": (
        "Row Labels,Sum of Level\n2023,9\nQtr4,9\nNov,1\nDec,2\n2024,9\nQtr1,9\nJan,3\nFeb,4\nGrand Total,9\n",
        _MONTHS,
    ),
    "quarters": ("Quarter,Level\n2023.0,9\nQ3,1\nQ4,2\n2024,9\nQ1,3\nQ2,4\n", _QUARTERS),
    "Roman quarters": ("Rok;Kwartał;Level\n2023;III kw.;1\n;IV kw.;2\n2024;I kw.;3\n;II kw.;4\n", _QUARTERS),
    "below a title": ("Table 1\n\nMonth,Level,Note\n2023,,\nNov,1,\nDec,2,\n2024,,\nJan,3,x\nFeb,4,\n\nX\n", _MONTHS),
}  # fmt: skip
_REFUSED = {
    "December does not come before January": "Month,Level\n2023,\nNov,1\nDec,2\nJan,3\n",
    "a month comes twice": "Month,Level\n2023,\nNov,1\nNov,2\n2024,\nJan,3\n",
    "a year of accounts": "Month,Level\n2023/24,\nNov,1\nDec,2\n",
    "a list of years": "Period,Level\n2021,1\n2022,2\n2023,3\nJan,4\nFeb,5\n",
    "a year below its months": "Period,Level\nNov,1\nDec,2\n2023,9\nJan,3\n2024,9\n",
    "other words between": "Month,Level\n2023,\nNov,1\nRegion B,\nDec,2\n",
}


def _plan(program: Program) -> None:
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "Level", "--from", "10", "--to", "2000 by 2030", "--measure", "level")


@pytest.mark.parametrize("kind", _READ)
def test_a_year_is_that_of_the_rows_below_it(program: Program, kind: str) -> None:
    """Rows of the year itself are totals of them, and what was taken from above is said."""
    text, figures = _READ[kind]
    _plan(program)
    said = program.run("import", "-", "--goal", "level", stdin=text)
    assert "without a year, taken to be of the one above" in said.err
    assert [f"{one['period']} {one['value']}" for one in program.records("export")] == figures


@pytest.mark.parametrize("kind", _REFUSED)
def test_a_year_that_may_be_another_is_asked_for(program: Program, kind: str) -> None:
    """Nothing comes in where the months do not follow one another within the year above."""
    _plan(program)
    said = program.run("import", "-", "--goal", "level", stdin=_REFUSED[kind])
    assert (said.code, "says no year" in said.err) == (1, True)
    assert program.records("export") == []


def test_a_year_lasts_until_its_months_begin_anew_far_below(program: Program) -> None:
    """Where that is below the first rows, the row is refused by its line."""
    _plan(program)
    years = "".join(f"{year},\n" + "".join(f"{month},1\n" for month in ("Oct", "Nov")) for year in range(1990, 2024))
    said = program.run("import", "-", "--goal", "level", stdin=f"Month,Level\n{years}Oct,5\n")
    assert "line 104: 'Oct' says no year" in said.err


def test_a_mark_stays_behind_a_month(program: Program) -> None:
    """A month without a year may be provisional, too."""
    _plan(program)
    program.done("import", "-", "--goal", "level", stdin="Month,Level\n2024,\nJan,1\nFeb (p),2\n")
    assert [one["provisional"] for one in program.records("export")] == [False, True]


def test_what_stands_before_a_year_is_that_of_the_rows_below_it_too(program: Program) -> None:
    """As a pivot table leaves out what the row above says already: the region is asked for, and the goal found."""
    _plan(program)
    rows = "Title\nRegion,Indicator,Year,Month,Value\nA,Level,2023,Nov,1\n,,,Dec,2\n,,2024,Jan,3\nB,Level,2023,Nov,4\n"
    said = program.run("import", "-", "--where", "Region=A", stdin=rows)
    assert "2 rows with empty cells before the month, taken to say what the one above says" in said.err
    found = [f"{one['period']} {one['value']}" for one in program.records("export")]
    assert found == ["2023-11 1", "2023-12 2", "2024-01 3"]


@pytest.mark.parametrize(
    ("rows", "where", "figures"),
    [
        ("A,2023,1\n,2024,2\nB,2023,3\n,2024,4\n", "A", ["2023 1", "2024 2"]),
        ("A,2023,1\n,2024,2\nB,2023,3\n,2024,4\nTotal,2024,6\n", "B", ["2023 3", "2024 4"]),
        ("A,2024,1\n,2024,3\nB,2023,4\n,2023,5\n", "A", ["2024 1"]),
        ("A,2023,1\nA,2024,2\n,2023,4\n,2024,5\n", "A", ["2023 1", "2024 2"]),
        ("A,2023,1\nA,2024,2\n,2023,4\n,2024,5\n", "", ["2023 4", "2024 5"]),
    ],
)
def test_a_name_goes_on_in_the_empty_cells_below_it(
    program: Program, rows: str, where: str, figures: list[str]
) -> None:
    """As merged cells do; where the days come again, or names, an empty cell is that of a total."""
    _plan(program)
    text = f"Region,Year,Level\n{rows}"
    said = program.run("import", "-", "--where", f"Region={where}", stdin=text)
    assert [f"{one['period']} {one['value']}" for one in program.records("export")] == figures
    assert ("with nothing in 'Region', taken to be of the one above" in said.err) == (
        rows.count("B") and len(figures) > 1
    )


def test_a_month_that_ends_a_quarter_is_that_quarter(program: Program) -> None:
    """Where the name of the column says so; another month, and a day, stay what they are."""
    _plan(program)
    rows = "Mar 2024,1\n2024-06,2\nJul 2024,3\n2024-09-30,4\n"
    program.done("import", "-", stdin=f"Quarter ended,Level\n{rows}")
    assert [one["period"] for one in program.records("export")] == ["2024-Q1", "2024-Q2", "2024-07", "2024-09-30"]
