"""Whatever table is written from figures comes back as those, or is refused; and no input is too long to read."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopctl.exchange.formats.guard import guarded, unguarded
from running import Program

_DAYS = {
    "iso": "{0:%Y-%m-%d}", "basic": "{0:%Y%m%d}", "dmy": "{0:%d/%m/%Y}", "mdy": "{0:%m/%d/%Y}",
    "dotted": "{0:%d.%m.%Y}", "short": "{0:%d/%m/%y}", "named": "{0:%d-%b-%y}", "words": "{0:%B} {0.day}, {0.year}",
    "timed": "{0:%Y-%m-%d} 14:05",
}  # fmt: skip
_NUMBERS = {"plain": "{:.2f}", "grouped": "{:,.2f}", "comma": "{:.2f}", "marked": "{:.2f} p", "unit": "{:.2f} USD"}
_FACT = st.tuples(st.dates(date(2020, 1, 2), date(2024, 12, 31)), st.integers(1, 10**8).map(lambda n: n / 100))


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[tuple[date, float]], str, str, str, bool, bool]:
    """Figures of different days, how their days and numbers are written, the delimiter, lines around, a wide form."""
    facts = draw(st.lists(_FACT, min_size=1, max_size=6, unique_by=lambda fact: fact[0]))
    form, number = draw(st.sampled_from(sorted(_DAYS))), draw(st.sampled_from(sorted(_NUMBERS)))
    return facts, form, number, draw(st.sampled_from(",;\t")), draw(st.booleans()), draw(st.booleans())


def _written(facts: list[tuple[date, float]], form: str, number: str, mark: str, *, around: bool, wide: bool) -> str:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=mark, lineterminator="\n")
    days = [_DAYS[form].format(day) for day, _ in facts]
    cells = [_NUMBERS[number].format(value) for _, value in facts]
    if number == "comma":
        cells = [cell.replace(".", ",") for cell in cells]
    if around:
        out.write("Report of the ministry\n\n")
    if wide:
        rows.writerow(["Indicator", *days])
        rows.writerow(["trade", *cells])
    else:
        rows.writerow(["goal", "date", "value"])
        rows.writerows(["trade", day, cell] for day, cell in zip(days, cells, strict=True))
    if around:
        out.write("\nSource: customs\n")
    return out.getvalue()


@settings(max_examples=120)
@given(table=tables())
@example(table=([(date(2024, 5, 4), 1.5), (date(2024, 6, 5), 2.5)], "dmy", "plain", ",", True, False))
@example(table=([(date(2024, 5, 14), 1.5), (date(2024, 6, 5), 2.5)], "mdy", "grouped", ";", False, True))
@example(table=([(date(2020, 1, 2), 0.01)], "mdy", "comma", ",", False, False))
def test_a_table_comes_back_or_is_refused(table: tuple[list[tuple[date, float]], str, str, str, bool, bool]) -> None:
    """Never as anything else, and never in part."""
    facts, form, number, mark, around, wide = table
    with tempfile.TemporaryDirectory() as name:
        program = Program(Path(name))
        program.done("init", "--date", "2020-01-01")
        program.done("goal", "add", "trade", "--from", "5000 USD", "--to", "9000 USD by 2030")
        text = _written(facts, form, number, mark, around=around, wide=wide)
        options = ["--decimal-comma"] if number == "comma" else []
        # Nobody who writes a decimal comma writes the month first, so that is to be said.
        options += ["--dates", "mdy"] if options and form == "mdy" else []
        result = program.run("import", "-", *options, stdin=text)
        lines = program.records("export")
        got = sorted((one["period"], one["value"]) for one in lines)
    assert got == (sorted((f"{day}", value) for day, value in facts) if result.code == 0 else []), (text, result.err)


@given(text=st.text(st.sampled_from("'=+-@;,\t\r\n\" a1＝＋－＠"), max_size=12) | st.text(max_size=12))
def test_the_guard_comes_off_again(text: str) -> None:
    """Guarded, a text starts with no sign that a spreadsheet runs, and it is itself again when it is read."""
    told = guarded(text)
    assert (unguarded(told), told[:1] in set("=+-@＝＋－＠\t\r\n")) == (text, False)


_LONG = [
    ("a cell of digits", "goal,date,value\ntrade,2024-05-01,{}\n", "1"),
    ("a cell of brackets", "goal,date,value\ntrade,2024-05-01,{}\n", "["),
    ("a date", "goal,date,value\ntrade,{},5\n", "1/"),
    ("a goal", "goal,date,value\n{},2024-05-01,5\n", "*a "),
    ("a unit", "goal,date,value,unit\ntrade,2024-05-01,5,{}\n", "million "),
    ("a header", "goal,date,{}\ntrade,2024-05-01,5\n", "(in thousands "),
    ("a title", "{}\ngoal,date,value\ntrade,2024-05-01,5\n", "in thousands of "),
    ("a flag", "goal,date,value,flag\ntrade,2024-05-01,5,{}\n", "p"),
    ("columns", "goal,date,value,{}\ntrade,2024-05-01,5\n", ","),
    ("quotes", "goal,date,value\ntrade,2024-05-01,{}\n", '"'),
]


@pytest.mark.parametrize(("what", "text", "part"), _LONG, ids=[what for what, _, _ in _LONG])
def test_no_cell_is_too_long_to_read(program: Program, what: str, text: str, part: str) -> None:
    """A cell of a megabyte is read or refused in one or two lines, and the number of steps is that of its length."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "trade", "--from", "5", "--to", "9 by 2030")
    result = program.run("import", "-", stdin=text.format(part * (1_000_000 // len(part))))
    assert (result.code in (0, 1), len(result.err) < 4000) == (True, True), what


def test_rows_that_are_not_there_cost_nothing(program: Program) -> None:
    """A workbook with a cell in the last row of a spreadsheet is read as the rows it has."""
    openpyxl = pytest.importorskip("openpyxl")
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "trade", "--from", "5", "--to", "9 by 2030")
    book = openpyxl.Workbook()
    for cell, value in {"A1": "goal", "B1": "date", "C1": "value", "A1048576": "trade", "B1048576": 2023}.items():
        book.active[cell] = value
    book.active["C1048576"] = 6
    book.save(program.folder / "in.xlsx")
    assert program.done("import", "in.xlsx") == "1 figure recorded\n"


@pytest.mark.parametrize("number", ["1e100000000", "1e999999999", "-1e-999999999"])
def test_a_number_without_end_is_refused(program: Program, number: str) -> None:
    """It is none that a program writes; a text stands in quotes, and takes no megabytes."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "trade", "--from", "5", "--to", "9 by 2030")
    row = '{"goal":"trade","date":"2024-05-01","value":6,"note":%s}\n'
    refused = program.run("import", "-", stdin=row % number)
    assert (refused.code, "has more than 100 digits" in refused.err) == (1, True)
    program.done("import", "-", stdin=row % f'"{number}"')
    assert len((program.folder / "coop.json").read_bytes()) < 3000
