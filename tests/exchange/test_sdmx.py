"""SDMX-CSV: other organisations' files, their labels, multipliers, statuses and reporting years."""

import json

import pytest

from running import Program

_HEAD = (
    "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE"
    ",UNIT_MEASURE,UNIT_MULT,OBS_STATUS,REPORTING_YEAR_START_DAY\n"
)
_FLOW = "dataflow,X:Y(1.0),I,trade-volume"


def _recorded(program: Program) -> list[tuple[str, float, bool]]:
    lines = reversed(program.done("log", "-o", "jsonl").splitlines())
    return [(one["on"], one["value"], one["provisional"]) for one in map(json.loads, lines)]


def test_multiplier_status_and_missing_values(mongolia: Program) -> None:
    """A value is times ten to UNIT_MULT, P is provisional, and what is missing is no figure."""
    rows = f"{_FLOW},2024,0.256,USD,9,A,\n{_FLOW},2024-S2,257.5,USD,6,P,\n{_FLOW},2025-Q1,NaN,USD,6,M,\n"
    mongolia.done("import", "-", stdin=_HEAD + rows)
    assert _recorded(mongolia) == [("2024", 256000000, False), ("2024-H2", 257500000, True)]


@pytest.mark.parametrize(
    ("period", "start", "message"),
    [
        ("2024-A1", "--10-01", "the reporting year starts in month 10, the plan's fiscal year in month 1"),
        ("2024-Q1", "--10-01", "2024-Q1 of a year that starts on --10-01 is not understood; write calendar periods"),
        ("2024-A1", "--10-15", "a reporting year that starts on --10-15 is not a fiscal year of whole months"),
    ],
)
def test_other_years_are_refused(mongolia: Program, period: str, start: str, message: str) -> None:
    """A reporting year that is not the plan's fiscal year is not guessed at."""
    result = mongolia.run("import", "-", stdin=f"{_HEAD}{_FLOW},{period},5,USD,0,A,{start}\n")
    assert (result.code, result.err.splitlines()[0]) == (1, f"line 2: {message}")


def test_a_reporting_year_is_named_by_its_beginning_there(program: Program) -> None:
    """SDMX's 2024-A1 from October is our FY2025, and goes out as it came in."""
    program.done("init", "--fiscal-start", "10", "--date", "2024-01-01")
    program.done("goal", "add", "rate", "--from", "1.5", "--to", "3 by 2026")
    program.done("import", "-", stdin=f"{_HEAD}{_FLOW},2023-A1,2,,0,A,--10-01\n".replace("trade-volume", "rate"))
    exported = program.done("export", "-o", "sdmx-csv").splitlines()[1]
    assert (_recorded(program)[0][0], ",2023-A1," in exported) == ("FY2024", True)


def test_labels_and_other_dimensions_are_put_aside(mongolia: Program) -> None:
    """Codes are read without their labels, and --map chooses another dimension for the goal."""
    text = "DATAFLOW,REF_AREA: Area,TIME_PERIOD: Time,OBS_VALUE: Value\nX:Y(1.0),trade-volume: Trade,2024-12,5\n"
    mongolia.done("import", "-", "--map", "goal=SDMX REF_AREA", stdin=text)
    assert _recorded(mongolia) == [("2024-12", 5, False)]


def test_another_currency_is_refused(mongolia: Program) -> None:
    """A row in euros is not a figure of a goal in dollars."""
    result = mongolia.run("import", "-", stdin=f"{_HEAD}{_FLOW},2024,5,EUR,0,A,\n")
    assert (result.code, result.err.splitlines()[0]) == (
        1,
        (
            "line 2: the row is in EUR, but trade-volume is in USD"
            " (if its values are in USD, leave the unit out: --map unit=,currency=)"
        ),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2024,256,USD,6,P", (0, "1 figure recorded", True)),
        ("2024,256,USD,6,E", (0, "1 figure recorded", True)),
        ("2024,256,USD,6,A", (0, "1 figure recorded", False)),
        ("2024,256,USD,6,Final", (0, "1 figure recorded", False)),
        ("2024,256,USD,6,Estimated value", (0, "1 figure recorded", True)),
        ("2024,5,USD,0,ZZ", (1, "line 2: OBS_STATUS ZZ is not a code of CL_OBS_STATUS", None)),
        ("2024,5,USD,0,F", (1, "line 2: OBS_STATUS F is a forecast, not a figure", None)),
        ("2024,1e2,USD,90,A", (1, "line 2: 1e+92 has more than 30 digits", None)),
    ],
)
def test_the_status_of_an_observation_counts(mongolia: Program, row: str, said: tuple[object, ...]) -> None:
    """Provisional and estimated observations are provisional figures; a forecast is none."""
    result = mongolia.run("import", "-", stdin=f"{_HEAD}{_FLOW},{row},\n")
    exported = mongolia.done("export", "-o", "jsonl")
    provisional = '"provisional":true' in exported if exported else None
    assert (result.code, (result.err or result.out).splitlines()[0], provisional) == said


def test_a_deleted_observation_is_counted(mongolia: Program) -> None:
    """A row whose ACTION is D says that its figure stands no more, and is counted as such."""
    text = f"{_HEAD}{_FLOW.replace(',I,', ',D,')},2024,5,USD,0,A,\n"
    assert (
        mongolia.done("import", "-", stdin=text)
        == "0 figures recorded, 0 already recorded, 1 passed over, withdrawn at the source\n"
    )


@pytest.mark.parametrize(("flag", "provisional"), [("p", True), ("ep", True), ("b", False), ("P: Provisional", True)])
def test_flags_are_read_in_any_spelling(mongolia: Program, flag: str, provisional: bool) -> None:
    """Small letters, several in one cell, with a label, as Eurostat's OBS_FLAG: provisional is provisional."""
    mongolia.done("import", "-", stdin=f"INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_FLAG\ntrade-volume,2024,5,{flag}\n")
    assert _recorded(mongolia)[0][2] is provisional


def test_map_takes_the_names_of_the_file(mongolia: Program) -> None:
    """--map goal=DIMENSION takes any dimension by the name that the file has for it."""
    text = "GEO,INDICATOR,TIME_PERIOD,OBS_VALUE\ntrade-volume,X1,2024,5\n"
    mongolia.done("import", "-", "--map", "goal=GEO", stdin=text)
    refused = mongolia.run("import", "-", "--map", "goal=REGION", stdin=text)
    assert (_recorded(mongolia), refused.err.splitlines()[1]) == (
        [("2024", 5, False)],
        "hint: the columns are GEO, INDICATOR, TIME_PERIOD, OBS_VALUE",
    )
