"""`record -`: many figures in one call, by the rules of one."""

import json

import pytest

from running import Program

LINES = """
trade-volume 262M 2025-03-31
# from the second letter
joint-military
{"goal": "trade-volume", "value": 271000000.50, "on": "2025-04", "note": "flash", "provisional": true}
'Trade Volume' '275 million' 2025-05
"""


def recorded(program: Program) -> list[tuple[object, ...]]:
    """Goal, value, period, note and source of every figure, the last recorded first."""
    log = json.loads(program.done("log", "-o", "json"), parse_float=str, parse_int=str)
    return [(one["goal"], one["value"], one["on"], one["note"], one["source"]) for one in log["figures"]]


def test_lines_and_objects_are_recorded_in_one_step(mongolia: Program) -> None:
    """Words are split as a shell splits them, numbers in JSON keep their digits, and options hold for all lines."""
    result = mongolia.run("record", "-", "--source", "Customs", "-o", "json", stdin=LINES)
    assert (result.code, result.err) == (0, "4 figures recorded\n")
    assert [one["goal"] for one in json.loads(result.out)["figures"]][:2] == [
        "trade-volume",
        "joint-military-exercises",
    ]
    assert recorded(mongolia) == [
        ("trade-volume", "275000000", "2025-05", "", "Customs"),
        ("trade-volume", "271000000.5", "2025-04", "flash", "Customs"),
        ("joint-military-exercises", "1", "2025-07-01", "", "Customs"),
        ("trade-volume", "262000000", "2025-03-31", "", "Customs"),
    ]
    mongolia.done("undo")
    states = [one["state"] for one in json.loads(mongolia.done("log", "-o", "json"))["figures"]]
    assert states == [states[0], *["undone"] * 4]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("trade-volume much", "is not an amount"),
        ("trade-volume 262M 2031-01-01", "in the future"),
        ("nothing 5", "there is no goal 'nothing'"),
        ("trade-volume 262M 2025-03-31 late", "'2025-03-31 late' is not a date or period"),
        ("trade-volume '262M", "quotation"),
        ('{"goal": "trade-volume", "valu": 5}', "valu"),
        ('{"goal": "trade-volume", "value": true}', "bool"),
        ('{"goal": "trade-volume", "value": 5', "truncated"),
        ('{"goal": "trade-volume", "value": 5, "key": "-x"}', "is not a key"),
    ],
)
def test_one_bad_line_keeps_all_out(mongolia: Program, line: str, reason: str) -> None:
    data = f"trade-volume 262M 2025-03-31\n{line}\n"
    result = mongolia.run("record", "-", stdin=data)
    assert (result.code, recorded(mongolia)) == (1, [])
    assert result.err.splitlines()[0].startswith("line 2: "), result.err
    assert reason in result.err.splitlines()[0]


def test_a_line_with_a_key_counts_once(mongolia: Program) -> None:
    line = '{"goal": "trade-volume", "value": "262M", "on": "2025-03-31", "key": "first"}\n'
    assert "1 figure recorded, 1 already" in mongolia.run("record", "-", stdin=line * 2).err
    assert "0 figures recorded, 1 already" in mongolia.run("record", "-", stdin=line).err
    other = mongolia.run("record", "-", stdin=line.replace("262M", "263M"))
    assert (other.code, "belongs to another figure" in other.err, len(recorded(mongolia))) == (1, True, 1)


@pytest.mark.parametrize("words", [("5",), ("--key", "first"), ("--replaces", "first")])
def test_what_is_of_one_figure_is_in_its_line(mongolia: Program, words: tuple[str, ...]) -> None:
    assert mongolia.run("record", "-", *words, stdin="trade-volume 5").code == 2


def test_no_line_is_nothing_to_record(mongolia: Program) -> None:
    result = mongolia.run("record", "-", stdin="# nothing\n\n")
    assert (result.code, result.err.splitlines()[0]) == (1, "error: no line says anything; nothing is recorded")


@pytest.mark.parametrize(
    ("line", "recorded_"),
    [
        ("trade-volume,262000000,2025-03-31", ("trade-volume", "262000000", "2025-03-31", "", "")),
        ("trade-volume;262M;2025-03", ("trade-volume", "262000000", "2025-03", "", "")),
        ("trade-volume 262,000,000 2025-03", ("trade-volume", "262000000", "2025-03", "", "")),
        ("'Trade Volume' 1,250 2025-03", ("trade-volume", "1250", "2025-03", "", "")),
    ],
)
def test_a_line_may_be_that_of_a_table(mongolia: Program, line: str, recorded_: tuple[str, ...]) -> None:
    """Commas and semicolons part a goal's id, value and day; behind a blank they are those of the number."""
    mongolia.done("record", "-", stdin=f"{line}\n")
    assert recorded(mongolia) == [recorded_]


def test_a_header_is_told_the_command_that_reads_tables(mongolia: Program) -> None:
    """A table with a header is for import, which reads it as it stands."""
    text = "goal,value,date\ntrade-volume,262000000,2025-03-31\n"
    assert "coopctl import -" in mongolia.run("record", "-", stdin=text).err
    mongolia.done("import", "-", stdin=text)


def test_a_day_by_its_other_names(mongolia: Program) -> None:
    """What tables call date or period is the day of a line in JSON; two that differ are asked about."""
    named = (
        '{"goal":"trade-volume","value":5,"date":"2025-01-31"}\n{"goal":"trade-volume","value":6,"period":"2025-02"}\n'
    )
    mongolia.done("record", "-", stdin=named)
    assert [one[2] for one in recorded(mongolia)] == ["2025-02", "2025-01-31"]
    both = '{"goal":"trade-volume","value":5,"on":"2025-02","date":"2025-02-28"}\n'
    refused = mongolia.run("record", "-", stdin=both)
    assert (refused.code, "says 2025-02 and 2025-02-28, of which one counts" in refused.err) == (1, True)


@pytest.mark.parametrize("line", ["Trade volume,262M,2025-03-31", "Trade volume;262M;2025-03-31", "trade-volume,262M"])
def test_a_title_may_stand_before_a_comma(mongolia: Program, line: str) -> None:
    """As a table without a header has it."""
    mongolia.done("record", "-", stdin=f"{line}\n")
    assert [one[:2] for one in recorded(mongolia)] == [("trade-volume", "262000000")]


def test_a_comma_within_a_number_parts_nothing(mongolia: Program) -> None:
    """A title with a number behind it is none: 1,500 is not 500 of something."""
    mongolia.done("record", "-", stdin="trade volume 1,500 2025-03-31\n")
    assert [one[:2] for one in recorded(mongolia)] == [("trade-volume", "1500")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("trade-volume 262 2025-03-31", "such as 262, a hundred times off"),
        ("trade-volume 262M 2019-03-31", "from before its baseline"),
    ],
)
def test_what_is_odd_is_told_of_lines_as_of_one_figure(mongolia: Program, line: str, said: str) -> None:
    """A forgotten million, and a day from before the baseline."""
    assert said in mongolia.run("record", "-", stdin=f"{line}\n").err
