"""What is counted by the day: the deadline's own day decides, and so much per day may be of each day."""

import json

import pytest

from running import Program


def _status(program: Program, as_of: str) -> str:
    found: str = json.loads(program.done("status", "-o", "json", "--as-of", as_of))["goals"][0]["status"]
    return found


@pytest.mark.parametrize(
    ("start", "target", "measure", "days", "status"),
    [
        ("10 visits per day", "2 visits per day by 2025-02-08", "count", {"02-08": 4}, "missed"),
        ("10 visits per day", "2 visits per day by 2025-02-08", "count", {"02-07": 4, "02-08": 2}, "achieved"),
        ("1 visit per day", "3 visits per day by 2025-02-08", "count", {"02-07": 3, "02-08": 2}, "missed"),
        ("1 visit per day", "3 visits per day by 2025-02-08", "count", {"02-08": 3}, "achieved"),
        ("1 km per day", "5 km per day by 2025-02-08", "sum", {"02-07": 5}, "missed"),
        ("1 km per day", "5 km per day by 2025-02-08", "mean", {"02-07": 2, "02-08": 5, "02-09": 1}, "achieved"),
        ("", "at least 3 visits per day by 2025-02-08", "count", {"02-07": 3, "02-08": 2}, "missed"),
        ("", "at most 3 visits per day by 2025-02-08", "count", {"02-07": 4, "02-08": 2}, "achieved"),
    ],
)
def test_the_deadlines_own_day_decides(
    program: Program, start: str, target: str, measure: str, days: dict[str, int], status: str
) -> None:
    """After the deadline that day is over, and the day before it is not asked any more."""
    origin = ("--from", start) if start else ()
    program.done("goal", "add", "G", *origin, "--to", target, "--since", "2025-01-31", "--measure", measure)
    for day, value in days.items():
        program.done("record", "g", f"{value}", "--on", f"2025-{day}")
    assert [_status(program, day) for day in ("2025-02-09", "2025-03-01")] == [status, status]


@pytest.mark.parametrize("measure", ["sum", "mean", "max", "cumulative"])
@pytest.mark.parametrize("unit", ["km per day", "litres/day", "kWh a day"])
def test_so_much_per_day_is_of_each_day_where_a_measure_says_so(program: Program, measure: str, unit: str) -> None:
    """Without one it is a level, as a flow of water is."""
    words = ("--from", f"1 {unit}", "--to", f"40 {unit} by 2028")
    assert f"{measure} per day; from 1 " in program.run("goal", "add", "A", *words, "--measure", measure).err
    assert "per day on" not in program.run("goal", "add", "B", *words, "--per", "day").err
    assert program.run("goal", "add", "C", *words).err.startswith("c: level; from 1 ")
    week = program.run("goal", "add", "D", *words, "--measure", measure, "--per", "week").err
    assert (f"{measure} per week" in week, "per day on" in week) == (True, True)
