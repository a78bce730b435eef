"""Dates as files have them: each spelling with the period that it means, and those that a reader must ask about."""

import json
from pathlib import Path

import pytest

from coopctl.exchange.figures import dates
from running import Program

_SPELLINGS = [
    ("Date", "'2024-01-31", "2024-01-31"),
    ("Date", "As at 31 Dec 2023", "2023-12-31"),
    ("Stand", "Stand vom 31.12.2023", "2023-12-31"),
    ("timestamp", "1704067200", "2024-01-01"),
    ("timestamp", "1704067200123", "2024-01-01"),
    ("timestamp", "1704067200.5", "2024-01-01"),
    ("Date", "45322", "2024-01-31"),
    ("Date", "45322.75", "2024-01-31"),
    ("Hour", "2024013114", "2024-01-31"),
    ("Hour", "20240131143000", "2024-01-31"),
    ("Period", "CY2023", "2023"),
    ("Period", "1H24", "2024-H1"),
    ("Period", "2H 2024", "2024-H2"),
    ("Period", "II Trim. 2024", "2024-Q2"),
    ("Period", "1st quarter 2024", "2024-Q1"),
    ("Perioden", "2023 2e kwartaal", "2023-Q2"),
    ("Trimestre", "2024-III", "2024-Q3"),
    ("Quarter", "2024/2", "2024-Q2"),
    ("Month", "2024/2", "2024-02"),
    ("Period", "Q1 2024 (Jan-Mar)", "2024-Q1"),
    ("Period", "Q1 (Apr-Jun) 2024", "FY2024-Q1"),
    ("Period", "Jul - Sep 24", "2024-Q3"),
    ("Period", "Oct-Dec'23", "2023-Q4"),
    ("Period", "Year ended 31 Dec 2023", "2023"),
    ("Period", "Year ended 31 March 2024", "FY2024"),
    ("Period", "12 months to March 2024", "FY2024"),
    ("Period", "Quarter ending 30/06/2024", "2024-Q2"),
    ("Semaine", "S02 2024", "2024-W02"),
    ("Date", "2024年1月31日", "2024-01-31"),
    ("Date", "2024년 1월", "2024-01"),
    ("Period", "2024.01", "2024-01"),
    ("Period", "gennaio 2024", "2024-01"),
    ("Period", "mrt 2024", "2024-03"),
    ("Period", "январь 2024", "2024-01"),
    ("Period", "Ocak 2024", "2024-01"),
    ("Period", "ARALIK 2024", "2024-12"),
    ("Period", "2024. március", "2024-03"),
    ("Period", "2024. március 5.", "2024-03-05"),
    ("Date", "2024.05.13.", "2024-05-13"),
    ("Period", "říjen 2024", "2024-10"),
    ("Period", "listopad 2024", "2024-11"),
    ("Date", "5. listopadu 2024", "2024-11-05"),
    ("Period", "Μάρτιος 2024", "2024-03"),
    ("Period", "noiembrie 2024", "2024-11"),
    ("Period", "kesäkuu 2024", "2024-06"),
    ("Period", "Agustus 2024", "2024-08"),
    ("Date", "May 16, 2024 9:00 AM (GMT+2)", "2024-05-16"),
    ("Period", "2024Dec", "2024-12"),
    ("Month", "2024Oct", "2024-10"),
    ("Date", "20240131", "2024-01-31"),
    ("Period", "2024-M05", "2024-05"),
    ("Period", "2024M5", "2024-05"),
    ("Period", "2024-S1", "2024-H1"),
    ("Period", "Q1 '24", "2024-Q1"),
    ("Period", "FY24 Q1", "FY2024-Q1"),
    ("Period", "Q1 FY2024", "FY2024-Q1"),
    ("Period", "FY23-24", "FY2024"),
    ("Week", "2024-W05", "2024-W05"),
    ("Period", "2024-II trimestre", "2024-Q2"),
    ("Trimestre", "II-2024", "2024-Q2"),
    ("Year", "2023 [YR2023]", "2023"),
    ("Year", "YR2023", "2023"),
    ("Year", "2023.0", "2023"),
    ("Date", "31.12.23", "2023-12-31"),
    ("Period", "05/2024", "2024-05"),
    ("Period", "2023/24", "FY2024"),
    ("Period", "2023-2024", "FY2024"),
    ("Period", "FY2023-24", "FY2024"),
    ("Month", "Jan-24", "2024-01"),
    ("Month", "2024 Jan", "2024-01"),
    ("Date", "Jan 31, 2024", "2024-01-31"),
    ("Date", "Jan-31-2024", "2024-01-31"),
    ("Period", "2024-01-01 - 2024-03-31", "2024-Q1"),
    ("Period", "2024-01-01 → 2024-03-31", "2024-Q1"),
    ("Period", "1T2024", "2024-Q1"),
    ("Year", "2023-M13", "2023"),
    ("YYYYMM", "202313", "2023"),
    ("TID", "2023K2", "2023-Q2"),
    ("TID", "2023U05", "2023-W05"),
    ("Perioden", "2023JJ00", "2023"),
    ("Perioden", "2023MM05", "2023-05"),
    ("Year", "2023 - 24", "FY2024"),
    ("Vuosineljännes", "2024Q1*", "2024-Q1"),
    ("Date", "Thu May  2 10:11:12 2024 +0200", "2024-05-02"),
    ("Date", "Thu May 02 2024 10:11:12 GMT+0000 (Coordinated Universal Time)", "2024-05-02"),
]
_ASKED = [
    ("Period", ("2024-I",), "--dates month or --dates quarter"),
    ("Period", ("2024KW01",), "--dates quarter or --dates week"),
    ("Period", ("2023Oct",), "--dates month or --dates span"),
    ("Period", ("2022Oct", "2023Oct"), "a year from month 10 on"),
    ("Period", ("Q1 2024 (Feb-Apr)",), "names other months"),
    ("Period", ("Year ended 30 June 2024",), "is no year of the plan"),
    ("Period", ("12 months to February 2024",), "is no year of the plan"),
    ("Period", ("Nov-Jan 2024",), "is not a date or period"),
    (
        "Period",
        ("2003 - 05",),
        "'2003 - 05' is of the years 2003 to 2005 (say --dates span to count it for 2005, or write that year)",
    ),
    ("Period", ("2003-2005",), "the years 2003 to 2005"),
    ("Period", ("Apr-Dec 2024",), "only a goal that is cumulative takes what ran up since its period began"),
    ("Period", ("2024-01-01 to 2024-09-30",), "only a goal that is cumulative"),
    ("Period", ("Feb-Dec 2023",), "is not a date or period"),
    ("Period", ("2024-01-01→2024-13-31",), "is not a date or period"),
    ("Month", ("Oct", "Nov"), "'Oct' says no year (write it with the year, or name a column of years"),
    ("Manad", ("1", "2"), "'1' says no year (write it with the year, or name a column of years with --map year=COLUMN"),
    ("Period", ("202313",), "is not a date or period"),
    ("Nth day", ("0001",), "outside the years"),
    ("Period", ("Jan-Mar 0000",), "is not a date or period"),
    ("Period", ("Dec-Jan 0001",), "is not a date or period"),
    ("Period", ("Dec 2023 - Feb 9999",), "is not a date or period"),
    ("Period", ("9999-12-01 to 9999-12-31",), "is not a date or period"),
]


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("planned"))
    program.done("init", "--date", "2019-12-31", "--fiscal-start", "4")
    program.done("goal", "add", "level", "--title", "Level", "--from", "10", "--to", "2000", "--by", "2030")
    return program


@pytest.fixture
def plan(planned: Program, tmp_path: Path) -> Program:
    return planned.twin(tmp_path)


@pytest.mark.parametrize(("name", "text", "period"), _SPELLINGS, ids=[text for _, text, _ in _SPELLINGS])
def test_a_date_is_the_period_that_a_reader_sees(plan: Program, name: str, text: str, period: str) -> None:
    """Whatever the language, the program or the habit."""
    wanted = f"FY{int(period[2:6])}{period[6:]}" if period.startswith("FY") else period
    plan.done("import", "-", "--goal", "level", "--map", f"date={name}", stdin=f"{name};Value\n{text};11\n")
    assert json.loads(plan.done("export", "-o", "jsonl"))["period"] == wanted


def test_each_rule_for_dates_has_a_spelling() -> None:
    """A rule that none of these has use for is dead, or could be broken without anybody's notice."""
    texts = [text for _, text, _ in _SPELLINGS] + [texts[0] for _, texts, _ in _ASKED]
    left = [pattern for pattern, _ in dates._RULES]
    for word in (dates.bare(text).casefold() for text in texts):
        able = next((pattern for pattern, _ in dates._RULES if pattern.fullmatch(word)), None)
        left = [pattern for pattern in left if pattern is not able]
    assert [pattern.pattern for pattern in left] == []


@pytest.mark.parametrize(("name", "texts", "said"), _ASKED)
def test_a_date_of_two_meanings_is_asked_about(plan: Program, name: str, texts: tuple[str, ...], said: str) -> None:
    """With what would settle it."""
    rows = "".join(f"{text};11\n" for text in texts)
    refused = plan.run("import", "-", "--goal", "level", "--map", f"date={name}", stdin=f"{name};Value\n{rows}")
    assert (refused.code, said in refused.err) == (1, True), refused.err


def test_what_settles_a_number_beside_a_year_is_taken(plan: Program) -> None:
    """A week after the fourth, or what is said."""
    weeks = "Perioden;Value\n2024KW01;11\n2024KW05;12\n"
    plan.done("import", "-", "--goal", "level", "--map", "date=Perioden", stdin=weeks)
    quarters = "Perioden;Value\n2023KW01;11\n2023KW02;12\n"
    plan.done("import", "-", "--goal", "level", "--map", "date=Perioden", "--dates", "quarter", stdin=quarters)
    lines = plan.records("export")
    assert [one["period"] for one in lines] == ["2024-W01", "2024-W05", "2023-Q1", "2023-Q2"]


def test_quarters_of_statistics_netherlands_are_known_by_its_years_and_months(plan: Program) -> None:
    """Beside them `KW` is of no weeks."""
    rows = "Perioden;Value\n2023KW01;11\n2023JJ00;12\n2023MM01;13\n"
    plan.done("import", "-", "--goal", "level", "--map", "date=Perioden", stdin=rows)
    lines = plan.records("export")
    assert {one["period"]: one["value"] for one in lines} == {"2023-Q1": 11, "2023": 12, "2023-01": 13}


_RAN_UP = {
    "goal,Jan-Mar 2023,Jan-Jun 2023,Jan-Sep 2023,Jan-Dec 2023\nspent,1,2,3,4\n": {
        "2023-Q1": 1, "2023-H1": 2, "2023-09-30": 3, "2023": 4,
    },
    "goal,period,value\nspent,Jan-Sep 23,3\nspent,2023-01-01 to 2023-11-30,4\n": {"2023-09-30": 3, "2023-11-30": 4},
    "goal,Jan-Mar 2023,Apr-Jun 2023,Jan-Sep 2023\nlevel,11,12,13\n": {"2023-Q1": 11, "2023-Q2": 12},
}  # fmt: skip


@pytest.mark.parametrize(("text", "figures"), _RAN_UP.items())
def test_the_first_months_of_a_year(plan: Program, text: str, figures: dict[str, int]) -> None:
    """Of a goal of running amounts they are the amount on their last day; beside its parts such a column is a total."""
    plan.done("goal", "add", "spent", "--from", "10 per year", "--to", "20 per year by 2030", "--measure",
              "cumulative", "--per", "year")  # fmt: skip
    plan.done("import", "-", stdin=text)
    lines = plan.records("export")
    assert {one["period"]: one["value"] for one in lines} == figures


@pytest.mark.parametrize("period", ["Jul-Sep 2023", "Apr-Sep 2023", "Apr-Nov 2023", "Jul-Aug 2023"])
def test_months_that_do_not_begin_with_the_period_of_a_goal(plan: Program, period: str) -> None:
    """They are a quarter or half of their own, or none of the goal."""
    plan.done("goal", "add", "spent", "--from", "10 per year", "--to", "20 per year by 2030", "--measure",
              "cumulative", "--per", "year")  # fmt: skip
    result = plan.run("import", "-", stdin=f"goal,period,value\nspent,{period},3\n")
    part = period in ("Jul-Sep 2023", "Apr-Sep 2023")
    assert (result.code, "only a goal that is cumulative" in result.err) == (int(not part), not part)


@pytest.mark.parametrize("days", [("01.02.2024", "02.02.2024"), ("1.2.2024", "1.3.2024", "1.12.2024")])
def test_days_between_points_are_first(plan: Program, days: tuple[str, ...]) -> None:
    """No country writes the month first there, which is told; what is said counts, and a month that is first."""
    rows = "Datum;Value\n" + "".join(f"{day};1{n}\n" for n, day in enumerate(days))
    told = plan.run("import", "-", "--goal", "level", "--dry-run", stdin=rows).err
    assert f"note: the days of 'Datum' are first, as in {days[0]}, for points part the numbers\n" in told
    assert "2024-02-01" in told
    assert "2024-01-02" in plan.run("import", "-", "--goal", "level", "--dates", "mdy", "--dry-run", stdin=rows).err
    both = plan.run("import", "-", "--goal", "level", stdin=f"{rows}01.31.2024;19\n")
    assert (both.code, "'01.31.2024' with the month first" in both.err) == (1, True)
    first = plan.run("import", "-", "--goal", "level", "--dry-run", stdin="Datum;Value\n01.31.2024;9\n01.02.2024;8\n")
    assert (first.code, "2024-01-02" in first.err) == (0, True)


def test_numbers_are_dates_only_where_a_column_is_known_to_be_of_dates(plan: Program) -> None:
    """A telephone number is none, and how numbers were read is said."""
    said = plan.run("import", "-", "--goal", "level", stdin="Phone,On,Value\n1704067200,2024-01-31,11\n")
    assert (said.code, "seconds" in said.err) == (0, False)
    said = plan.run("import", "-", "--goal", "level", stdin="Date,Value\n45351,12\n")
    assert "such as 45351, which is 2024-02-29, are days as spreadsheets count them" in said.err


@pytest.mark.parametrize("days", [("01/19/2024", "06/09/2024"), ("06/09/2024", "01/19/2024")])
def test_a_date_that_has_its_day_first_by_its_numbers_says_so(program: Program, days: tuple[str, ...]) -> None:
    """Beside decimal commas the day is first; a month that is first contradicts it, and what is told settles it."""
    program.done("init", "--decimal-comma", "--date", "2019-12-31")
    program.done("goal", "add", "level", "--from", "10", "--to", "2000 by 2030")
    (program.folder / "x.csv").write_text("date;value\n" + "".join(f"{day};10,5\n" for day in days))
    refused = program.run("import", "x.csv", "--goal", "level")
    assert (refused.code, "'06/09/2024', which has the day first where" in refused.err) == (1, True)
    assert "'01/19/2024' with the month first" in refused.err
    assert "say --dates mdy" in refused.err
    program.done("import", "x.csv", "--goal", "level", "--dates", "mdy")
    assert "2024-06-09" in program.done("log")
