"""Bad inputs of `coopctl import`: what is said, exit 1, and the file as it was."""

import pytest

from running import Program

_HEAD = "goal,date,value\n"

ROWS = [
    (_HEAD + "trade-volume,2024,1,5\n", "line 2: the row has 4 cells, its header 3"),
    (_HEAD + "trade-volume,2024\n", "line 2: the row has 2 cells, its header 3"),
    (_HEAD + "trade-volume,,5\n", "line 2: the row has no date"),
    (_HEAD + ",2024,5\n", "line 2: the row names no goal"),
    (_HEAD + "trade-v,2024,5\n", "line 2: there is no goal 'trade-v' (did you mean trade-volume?)"),
    (_HEAD + "trade-volum,2024,5\n", "line 2: there is no goal 'trade-volum' (did you mean trade-volume?)"),
    (_HEAD + "trade-volume,2024,many\n", "line 2: 'many' is not an amount (write 250 million, 12% or 1,234.5)"),
    (_HEAD + "trade-volume,2024,NaN\n", "line 2: 'NaN' is not a number"),
    (_HEAD + "trade-volume,2024,#DIV/0!\n", "line 2: '#DIV/0!' is not an amount (write 250 million, 12% or 1,234.5)"),
    (
        _HEAD + 'trade-volume,2024,"1,5"\n',
        "line 2: '1,5' could be 1.5 or 15 (write a decimal point, or say --decimal-comma)",
    ),
    (
        _HEAD + "trade-volume,2024,5 EUR\n",
        "line 2: '5 EUR' is in EUR, but trade-volume is in USD (give the value in USD)",
    ),
    (_HEAD + "trade-volume,2024,\u0665\n", "line 2: '\u0665' in '\u0665' is not one of the digits 0 to 9 (write 5)"),
    (
        _HEAD + "joint-military-exercises,2024,1.5\n",
        "line 2: '1.5' is not a number of events (a count's figure is 1, 2, 3...; amounts need --measure sum)",
    ),
    (
        _HEAD + "joint-military-exercises,2024,-1\n",
        "line 2: '-1' is not a number of events (a count's figure is 1, 2, 3...; take one back with retract)",
    ),
    (
        _HEAD + "third-neighbor-policy,2024,signed\n",
        "line 2: 'signed' is not a stage of third-neighbor-policy (one of proposed < under way < done)",
    ),
    (_HEAD + "trade-volume,2026,5\n", "line 2: '2026' ends on 2026-12-31, which is in the future"),
    (_HEAD + "trade-volume,31.31.2024,5\n", "line 2: '31.31.2024' is not a day of the calendar"),
    (_HEAD + "trade-volume,2025-02-30,5\n", "line 2: '2025-02-30' is not a day of the calendar"),
    ("goal,year,month,day,value\ntrade-volume,2024,5,x,5\n", "line 2: 'x 5 2024' is not a date or period"),
    (_HEAD + "trade-volume,1800,5\n", "line 2: '1800' is outside the years 1900 to 2200"),
    (
        _HEAD + "trade-volume,2024,5\ntrade-volume,2023,y\n",
        "line 3: 'y' is not an amount (write 250 million, 12% or 1,234.5)",
    ),
    (_HEAD + 'trade-volume,2024,"5\n', "line 2: a quote is opened and never closed"),
    (_HEAD + 'trade-volume,2024,"5"6\n', "line 2: ',' expected after '\"'"),
    (
        "goal,date,value,note\n" + 'trade-volume,2024,5,"two\nlines"\nx,2024,5,\n',
        "line 4: there is no goal 'x' (see `coopctl goal list`)",
    ),
    ("goal,date,value,note\ntrade-volume,2024,5,a\0b\n", "line 2: the row holds a NUL byte"),
    (
        "goal,date,value,provisional\ntrade-volume,2024,5,perhaps\n",
        "line 2: 'perhaps' does not say whether the figure is provisional (write yes or no)",
    ),
    (
        "goal,date,value,key\ntrade-volume,2024,5,-a\n",
        "line 2: '-a' is not a key (1 to 64 visible characters, without a - or a space at the start)",
    ),
    (
        "goal,date,value,key\ntrade-volume,2024,5,key-1\ntrade-volume,2024,6,key-1\n",
        "line 3: the key 'key-1' is another figure's, in line 2",
    ),
    (
        _HEAD + "trade-volume\x1b[31m,2024,5\n",
        "line 2: there is no goal 'trade-volume\\x1b[31m' (did you mean trade-volume?)",
    ),
    (
        '{"goal": "trade-volume", "date": "2024", "value": 5}\n{"goal": \n',
        "line 2: the line is not a JSON object: Input data was truncated",
    ),
    (
        '{"goal": "trade-volume", "date": "2024", "value": true}\n',
        "line 1: 'yes' is not an amount (write 250 million, 12% or 1,234.5)",
    ),
]

TABLES = [
    ("", "standard input is empty"),
    ("\n\n", "standard input is empty"),
    ("colour,taste\nred,sweet\n", "line 1: no column of 'colour, taste' is known to hold the value"),
    ("goal,value\ntrade-volume,5\n", "line 1: no column of 'goal, value' is known to hold the date"),
    ("date,value\n2024,5\n", "line 1: no column of 'date, value' is known to hold the goal"),
    ("goal,date,value,value\na,2024,1,2\n", "the column 'value' is there 2 times"),
    ("goal,date,2023,2024\ntrade-volume,2024,1,2\n", "both the column 'date' and columns such as '2023' are dates"),
    ("goal,Q4 2025,2026\ntrade-volume,1,2\n", "line 1: the periods of its columns are not over yet: Q4 2025, 2026"),
    ("|\n", "line 1: there is no header"),
    ("|---|---|\n", "line 1: there is no header"),
    ('{"goal"\n', "line 1: the line is not a JSON object: Input data was truncated"),
    ("[1, 2]\n", "standard input has no list of figures"),
]


@pytest.mark.parametrize(("text", "message"), ROWS)
def test_a_bad_row_is_named_and_nothing_is_recorded(mongolia: Program, text: str, message: str) -> None:
    """The line and the reason, exit 1, nothing on standard output, and the file as it was."""
    before = (mongolia.folder / "coop.json").read_bytes()
    result = mongolia.run("import", "-", stdin=text)
    after = (mongolia.folder / "coop.json").read_bytes()
    assert (result.code, result.out, result.err.splitlines()[0], after) == (1, "", message, before)


@pytest.mark.parametrize(("text", "message"), TABLES)
def test_a_bad_table_is_refused_whole(mongolia: Program, text: str, message: str) -> None:
    """What is no table of figures is one error, even with --skip-bad."""
    before = (mongolia.folder / "coop.json").read_bytes()
    result = mongolia.run("import", "-", "--skip-bad", stdin=text)
    after = (mongolia.folder / "coop.json").read_bytes()
    assert (result.code, result.out, result.err.splitlines()[0], after) == (1, "", f"error: {message}", before)


@pytest.mark.parametrize(
    ("data", "arguments", "message"),
    [
        (
            b"goal,date,value,note\ntrade-volume,2024,5,\xe4\xe0\xf2\xe0\n",
            (),
            "line 2: the row holds bytes that are not UTF-8 (say what they are, as in --encoding cp1252)",
        ),
        (b"PK\x03\x04 not a workbook", (), "error: in.dat is not an XLSX workbook: File is not a zip file"),
        (b"<a/>", (), "error: in.dat is not IATI: its outermost element is a"),
        (b"<a><b></a>", (), "error: in.dat, line 1: not well-formed XML: mismatched tag"),
        (
            b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
            (),
            "error: in.dat has a document type or entities, which are not read",
        ),
        (b"TIME_PERIOD,INDICATOR\n2024,x\n", ("--format", "sdmx-csv"), "error: line 1: SDMX-CSV without OBS_VALUE"),
        (b"goal,date,value\n", ("--map", "colour=x"), "error: --map 'colour=x' is not ROLE=COLUMN"),
        (b"goal,date,value\n", ("--map", "goal=x"), "error: there is no column 'x'"),
        (b"goal,date,value\n", ("--goal", "nobody"), "error: there is no goal 'nobody'"),
    ],
)
def test_bad_bytes_are_refused(mongolia: Program, data: bytes, arguments: tuple[str, ...], message: str) -> None:
    """Bytes that are no text, workbook or XML of the kind they should be are said to be so."""
    pytest.importorskip("openpyxl")
    pytest.importorskip("defusedxml")
    (mongolia.folder / "in.dat").write_bytes(data)
    result = mongolia.run("import", "in.dat", *arguments)
    assert (result.code in (1, 2), result.out, result.err.splitlines()[0]) == (True, "", message)


def test_a_missing_file_is_said_to_be_missing(mongolia: Program) -> None:
    """A file that is not there is an unmet request, not a traceback."""
    result = mongolia.run("import", "nowhere.csv")
    assert (result.code, result.err) == (1, "error: cannot read nowhere.csv: no such file or directory\n")
