"""Columns that are called as goals are, and objects that leave fields out."""

import json

import pytest

from running import Program

_STATEMENT = "Posting Date,Text,Amount,Balance\n2024-03-18,Card,-80.5,3409.8\n2024-03-15,Salary,2590,3490.3\n"


def _figures(program: Program) -> list[tuple[str, float]]:
    lines = program.records("export")
    return [(one["goal"], one["value"]) for one in lines]


def _goal(program: Program, title: str) -> None:
    program.done("goal", "add", title, "--from", "1", "--to", "9000 by 2030")


@pytest.mark.parametrize("options", [(), ("--goal", "balance")])
def test_a_column_called_as_the_goal_is_goes_before_one_called_amount(
    program: Program, options: tuple[str, ...]
) -> None:
    """Also where --goal names the goal: the amounts of a statement are no balances."""
    program.done("init")
    _goal(program, "Balance")
    program.done("import", "-", *options, stdin=_STATEMENT)
    assert _figures(program) == [("balance", 3409.8), ("balance", 3490.3)]


def test_the_column_of_amounts_stays_for_goals_that_no_column_is_called_as(program: Program) -> None:
    """And so it does where --map names it."""
    program.done("init")
    _goal(program, "Balance")
    _goal(program, "Savings")
    program.done("import", "-", "--goal", "savings", stdin=_STATEMENT)
    program.done("import", "-", "--goal", "balance", "--map", "value=Amount", stdin=_STATEMENT)
    assert sorted(_figures(program)) == [
        ("balance", -80.5), ("balance", 2590), ("savings", -80.5), ("savings", 2590),
    ]  # fmt: skip


def test_with_one_goal_the_columns_of_others_are_left(program: Program) -> None:
    """A file of several habits is read for one of them."""
    program.done("init")
    _goal(program, "Meditate")
    _goal(program, "Wake early")
    program.done("import", "-", "--goal", "meditate", stdin="Date,Meditate,Wake early\n2024-01-25,1,2\n2024-01-24,3,\n")
    assert _figures(program) == [("meditate", 1), ("meditate", 3)]


@pytest.mark.parametrize("name", ["life_expect", "LIFEEXPECT", "lifeExpect", "Life-Expect", "life expect (years)"])
def test_names_run_together_are_those_of_goals(program: Program, name: str) -> None:
    """As programs write the names of columns."""
    program.done("init")
    _goal(program, "Life expect")
    program.done("import", "-", stdin=f"year,pop,{name}\n2021,5,71.5\n2022,6,72\n")
    assert _figures(program) == [("life-expect", 71.5), ("life-expect", 72)]


def test_a_name_run_together_that_is_of_two_goals_is_of_none(program: Program) -> None:
    """And 1.1 is not 11."""
    program.done("init")
    _goal(program, "Goal 1 1")
    _goal(program, "a b c")
    _goal(program, "ab c")
    refused = [program.run("import", "-", stdin=f"year,pop,{name}\n2021,5,71.5\n") for name in ("goal11", "abc")]
    assert [one.code for one in refused] == [1, 1]


_OBJECTS = [{"year": "2021", "wheat": 41}, {"year": "2022", "wheat": 45, "wages": 5}, {"wages": 6, "year": "2023"}]


@pytest.mark.parametrize("options", [(), ("--goal", "wages")])
@pytest.mark.parametrize("lines", [False, True])
def test_an_object_that_leaves_a_field_out_has_nothing_in_it(
    program: Program, options: tuple[str, ...], lines: bool
) -> None:
    """What stands in another field is not taken in its place."""
    program.done("init")
    _goal(program, "Wages")
    text = "\n".join(map(json.dumps, _OBJECTS)) if lines else json.dumps(_OBJECTS)
    program.done("import", "-", *options, stdin=text)
    assert _figures(program) == [("wages", 5), ("wages", 6)]


def test_a_count_of_rows_beside_the_years_is_no_part_of_them(program: Program) -> None:
    """A column called TIME that goes on from year to year says nothing of when."""
    program.done("init")
    _goal(program, "Copper price")
    rows = "".join(f"{1990 + number},{20 + number},{number}\n" for number in range(1, 16))
    program.done("import", "-", stdin=f"YEAR,COPPERPRICE,TIME\n{rows}")
    assert (len(_figures(program)), _figures(program)[0]) == (15, ("copper-price", 21))


def test_a_quarter_beside_the_years_stays_one(program: Program) -> None:
    """Also where a file has but one year of it."""
    program.done("init")
    _goal(program, "Jobs")
    program.done("import", "-", stdin="Year,Period,Jobs\n2023,Q01,5\n2023,Q02,6\n")
    first = program.records("export")[0]
    assert first["period"] == "2023-Q1"


def test_the_advice_names_a_column_of_words_not_of_other_figures(program: Program) -> None:
    """Nobody chooses rows by what they say of something else; a column called state is one of them."""
    program.done("init")
    _goal(program, "Jobless")
    text = "pop,state,year,Jobless\n5.5,NE,2021,3\n6.5,KS,2021,4\n"
    refused = program.run("import", "-", stdin=text)
    program.done("import", "-", "--where", "state=NE", stdin=text)
    assert ("they differ in pop, state" in refused.err, "--where 'state=NE'" in refused.err) == (True, True)
    assert _figures(program) == [("jobless", 3)]


@pytest.mark.parametrize("unit", ["Percentage (%)", "процент", "percentage"])
def test_a_percentage_in_words_is_one(program: Program, unit: str) -> None:
    """With its sign behind it, or in another language."""
    program.done("init")
    program.done("goal", "add", "Share", "--from", "1%", "--to", "9% by 2030")
    program.done("import", "-", "--goal", "share", stdin=f"Year,Units,Value\n2021,{unit},3\n")
    assert _figures(program) == [("share", 3)]


def test_another_unit_behind_percentage_is_refused(program: Program) -> None:
    """What stands in brackets counts."""
    program.done("init")
    program.done("goal", "add", "Share", "--from", "1%", "--to", "9% by 2030")
    refused = program.run("import", "-", "--goal", "share", stdin="Year,Units,Value\n2021,Percentage (GDP),3\n")
    assert refused.code == 1


def test_years_to_a_later_year_are_no_month(program: Program) -> None:
    """`2008-12` in a column of years is the mean of five, unless --dates says that it is a month."""
    program.done("init")
    _goal(program, "Labour")
    text = "Year,Labour\n2008-12,76\n"
    refused = program.run("import", "-", stdin=text)
    program.done("import", "-", "--dates", "month", stdin=text)
    program.done("import", "-", stdin="Year,Labour\n2024-05,77\n")
    assert (refused.code, "--dates month" in refused.err) == (1, True)
    assert _figures(program) == [("labour", 76), ("labour", 77)]


def test_lines_of_a_title_page_with_a_date_are_no_header(program: Program) -> None:
    """Of a table that is wider than they are, also where --goal says what it is of."""
    program.done("init")
    program.done("goal", "add", "Spending", "--from", "0", "--to", "9000 by 2030", "--measure", "total")
    above = ',Payments made,,,,\n,Start Date:,"9th December, 2012",,,\n,End Date:,"5th January, 2013",,,\n,,,,,\n'
    rows = ',15,TOWER,44,"4,929.50",20 Dec  2012\n,16,HACKNEY,45,"4,098.00",10 Dec  2012\n'
    program.done("import", "-", "--goal", "spending", stdin=f"{above},Vendor ID,Name,Code,Amount,Clearing Date\n{rows}")
    assert _figures(program) == [("spending", 4929.5), ("spending", 4098)]


def test_a_month_a_day_and_a_year_between_dashes_are_a_date(program: Program) -> None:
    """As some statistical services write them."""
    program.done("init")
    _goal(program, "Turnover")
    program.done("import", "-", stdin="DATE,Turnover\nJan-1-1995,5\nFeb-28-95,6\nMar/31/1995,7\n")
    days = [one["date"] for one in program.records("export")]
    assert days == ["1995-01-01", "1995-02-28", "1995-03-31"]


def test_a_time_of_day_beside_the_date_is_no_period(program: Program) -> None:
    """However it is written, and where it is missing."""
    program.done("init")
    _goal(program, "Confirmed")
    program.done("import", "-", stdin="date,time,Confirmed\n2020-03-13,NA,5\n2020-03-14, 10.30 am,6\n")
    assert _figures(program) == [("confirmed", 5), ("confirmed", 6)]


def test_a_nought_and_a_comma_are_a_decimal_comma(program: Program) -> None:
    """No thousands begin so; where another number has a point, the file is asked about."""
    program.done("init")
    _goal(program, "Rate")
    program.done("import", "-", stdin='date,Rate\n2013-01-02,"0,472"\n2013-02-01,"1,548"\n')
    mixed = program.run("import", "-", stdin='date,Rate\n2014-01-02,"0,472"\n2014-02-01,1.54\n')
    assert (_figures(program), mixed.code) == ([("rate", 0.472), ("rate", 1.548)], 1)


def test_the_column_of_a_budget_is_not_advised(program: Program) -> None:
    """Where the only column of figures is one of a period, the one that is left is no column of values."""
    program.done("init")
    _goal(program, "Education")
    text = "Ministry,2019-20 Actuals,2020-21 BE\nEducation,894,993\nHealth,642,671\n"
    refused = program.run("import", "-", stdin=text)
    assert ("--map" in refused.err, "--skip-bad" in refused.err) == (False, True)


_PROMETHEUS = {
    "status": "success",
    "data": {
        "resultType": "matrix",
        "result": [{"metric": {"__name__": "up", "job": "api"}, "values": [[1714521600, "1"], [1714608000, "0.5"]]}],
    },
}
_GRAPHITE = [{"target": "up", "datapoints": [[1, 1714521600], [None, 1714564800], [0.5, 1714608000]]}]
_INFLUX = {
    "results": [
        {
            "statement_id": 0,
            "series": [
                {
                    "name": "up",
                    "tags": {"host": "a"},
                    "columns": ["time", "value"],
                    "values": [["2024-05-01T00:00:00Z", 1], ["2024-05-02T00:00:00Z", 0.5]],
                }
            ],
        }
    ]
}


@pytest.mark.parametrize("document", [_PROMETHEUS, _GRAPHITE, _INFLUX])
def test_the_points_of_monitors_are_figures(program: Program, document: object) -> None:
    """Each with its time, which stands before the value or behind it."""
    program.done("init")
    _goal(program, "up")
    program.done("import", "-", stdin=json.dumps(document))
    lines = program.records("export")
    assert [(one["date"], one["value"]) for one in lines] == [("2024-05-01", 1), ("2024-05-02", 0.5)]


def test_points_of_several_series_are_told_apart_by_what_is_said_of_them(program: Program) -> None:
    """And chosen by it."""
    program.done("init")
    _goal(program, "up")
    series = [
        {"metric": {"__name__": "up", "job": job}, "values": [[1714521600, one]]}
        for job, one in (("a", "1"), ("b", "2"))
    ]
    text = json.dumps({"data": {"result": series}})
    refused = program.run("import", "-", stdin=text)
    program.done("import", "-", "--where", "metric.job=b", stdin=text)
    assert ("--where 'metric.job=a'" in refused.err, _figures(program)) == (True, [("up", 2)])


def test_a_flag_that_is_no_forecast_can_be_left_out(program: Program) -> None:
    """`F` is *final* with some offices."""
    program.done("init")
    _goal(program, "Exports")
    text = "Period,Value,STATUS\n2023.09,1234.5,F\n2023.12,1300.5,P\n"
    refused = program.run("import", "-", "--goal", "exports", stdin=text)
    program.done("import", "-", "--goal", "exports", "--map", "flag=", stdin=text)
    assert ("--map flag=" in refused.err, len(_figures(program))) == (True, 2)


_SERIES = (
    ",Unemployment rate ;  Persons ;,Unemployed total ;  Persons ;\nUnit,Percent,000\nFrequency,Month,Month\n"
    "Series End,Mar-2024,Mar-2024\nSeries ID,A844F,A845K\nJan-2024,4.1,600.1\nFeb-2024,3.7,543.2\n"
)


@pytest.mark.parametrize(
    ("promise", "column", "values"),
    [(("5%", "3% by 2030"), "A844F", [4.1, 3.7]), (("600000", "300000 by 2030"), "A845K", [600100, 543200])],
)
def test_a_line_of_units_above_the_names_gives_each_column_its_own(
    program: Program, promise: tuple[str, str], column: str, values: list[float]
) -> None:
    """The thousands of one series are not those of the percentages beside it."""
    program.done("init")
    program.done("goal", "add", "Jobless", "--from", promise[0], "--to", promise[1])
    program.done("import", "-", "--goal", "jobless", "--map", f"value={column}", stdin=_SERIES)
    assert _figures(program) == [("jobless", one) for one in values]


def test_one_unit_above_the_names_is_that_of_all(program: Program) -> None:
    """As before: there is no column that it is of."""
    program.done("init")
    program.done("goal", "add", "Trade", "--from", "5 million", "--to", "9 million by 2030")
    program.done("import", "-", stdin="Unit,million\n\nYear,Trade,Note\n2023,6,a\n2024,7,b\n")
    assert _figures(program) == [("trade", 6000000), ("trade", 7000000)]
