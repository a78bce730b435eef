"""`coopctl import`: figures from tables, all or none, and never twice."""

from collections.abc import Iterable, Iterator

import pytest

from coopctl.exchange.formats.rows import Table
from coopctl.plan.plain import Columns
from coopctl.plan.plan import Figure
from running import Program

LONG = """\
goal,date,value
trade-volume,2024-12-31,256M
Trade Volume,2025-Q2,262000000
joint-military-exercises,2025-06,1
"""


def _log(program: Program) -> list[tuple[str, str, float]]:
    """Goal, period and value of every figure, oldest first."""
    lines = program.records("log")
    return [(one["goal"], one["on"], one["value"]) for one in reversed(lines)]


_THREE = [
    ("trade-volume", "2024-12-31", 256000000),
    ("trade-volume", "2025-Q2", 262000000),
    ("joint-military-exercises", "2025-06", 1),
]


def test_a_long_table_is_recorded(mongolia: Program) -> None:
    """Goal by id or title, any period, any amount: one figure a row, in the order of the rows."""
    assert (mongolia.done("import", "-", stdin=LONG), _log(mongolia)) == ("3 figures recorded\n", _THREE)


@pytest.mark.parametrize(
    "text",
    [
        LONG.replace("\n", "\r\n"),
        LONG.replace("\n", "\r"),
        "\ufeff" + LONG,
        LONG.rstrip("\n"),
        LONG.replace(",", ";"),
        LONG.replace(",", "\t"),
        "sep=;\n" + LONG.replace(",", ";"),
        "\n\n" + LONG + "\n,,\n",
        LONG.replace("goal,date,value", "Indicator,Period,Actual"),
        LONG.replace("goal,date,value", "METRIC,Reporting period,Figure"),
        LONG.replace("2024-12-31", "2024-12-31T00:00:00Z"),
    ],
)
def test_the_same_table_however_it_was_saved(mongolia: Program, text: str) -> None:
    """Line ends, byte-order mark, delimiter, blank lines and header synonyms change nothing."""
    mongolia.done("import", "-", stdin=text)
    assert _log(mongolia) == _THREE


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_utf_16_is_read_by_its_mark(mongolia: Program, encoding: str) -> None:
    """UTF-16 with its byte-order mark is read, and without one it is refused."""
    (mongolia.folder / "in.csv").write_bytes(LONG.encode(encoding))
    result = mongolia.run("import", "in.csv")
    marked = encoding in ("utf-16", "utf-8-sig")
    assert (result.code, result.err.partition(" (")[0][:41]) == (0, "") if marked else (
        1, "error: in.csv is not text in UTF-8: every")  # fmt: skip


def test_a_wide_table_has_a_column_for_each_period(mongolia: Program) -> None:
    """Headers that are periods date the values under them; an empty cell is no figure."""
    wide = "Indicator,Unit,2024,Q1 2025\ntrade-volume,USD,256M,\njoint-military-exercises,,1,2\n"
    mongolia.done("import", "-", stdin=wide)
    assert _log(mongolia) == [
        ("trade-volume", "2024", 256000000),
        ("joint-military-exercises", "2024", 1),
        ("joint-military-exercises", "2025-Q1", 2),
    ]


def test_a_table_across_has_a_column_for_each_goal(mongolia: Program) -> None:
    """Headers that are goals say whose the values under them are."""
    mongolia.done("import", "-", stdin="Month,Trade Volume,joint-military-exercises\n2024-12,256M,1\n2025-01,257M,\n")
    assert _log(mongolia) == [
        ("trade-volume", "2024-12", 256000000),
        ("joint-military-exercises", "2024-12", 1),
        ("trade-volume", "2025-01", 257000000),
    ]


def test_year_and_month_columns_make_a_date(mongolia: Program) -> None:
    """Year and month in two columns are one month."""
    mongolia.done("import", "-", "--goal", "trade-v", stdin="year,month,value\n2025,1,256M\n2025,May,257M\n")
    assert _log(mongolia) == [("trade-volume", "2025-01", 256000000), ("trade-volume", "2025-05", 257000000)]


def test_map_names_the_columns(mongolia: Program) -> None:
    """--map says which column is what where the header's words do not."""
    columns = "goal=Reihe,value=Wert,date=Stand"
    mongolia.done("import", "-", "--map", columns, stdin="Reihe,Stand,Wert\ntrade-volume,2024,256M\n")
    assert _log(mongolia) == [("trade-volume", "2024", 256000000)]


def test_importing_twice_adds_nothing(mongolia: Program) -> None:
    """The second time every row is recorded already, and the file stays as it was."""
    mongolia.done("import", "-", stdin=LONG)
    before = (mongolia.folder / "coop.json").read_bytes()
    said = mongolia.done("import", "-", stdin=LONG)
    assert (said, (mongolia.folder / "coop.json").read_bytes()) == ("0 figures recorded, 3 already recorded\n", before)


def test_two_equal_rows_are_two_events(mongolia: Program) -> None:
    """What is there once already is taken off once: of three equal rows two are new."""
    mongolia.done("record", "joint", "--on", "2025-06-01")
    rows = "joint-military-exercises,2025-06-01,1\n" * 3
    assert mongolia.done("import", "-", stdin="goal,date,value\n" + rows) == "2 figures recorded, 1 already recorded\n"


def test_a_corrected_figure_is_not_brought_back(mongolia: Program) -> None:
    """A row whose figure was corrected since is known; one whose import was undone is not."""
    mongolia.done("import", "-", stdin=LONG)
    key = mongolia.records("log", "trade-volume")[0]["key"]
    mongolia.done("record", "trade-volume", "261M", "--on", "2025-Q2", "--replaces", key)
    again = mongolia.done("import", "-", stdin=LONG)
    mongolia.done("undo")
    mongolia.done("undo")
    undone = mongolia.done("import", "-", stdin=LONG)
    assert (again, undone) == ("0 figures recorded, 3 already recorded\n", "3 figures recorded\n")


def test_an_import_is_one_step_for_undo(mongolia: Program) -> None:
    """Undo takes all rows of an import back at once."""
    before = mongolia.done("status", "-o", "json")
    mongolia.done("import", "-", stdin=LONG)
    mongolia.done("undo")
    assert mongolia.done("status", "-o", "json") == before


def test_a_key_makes_a_row_safe_to_send_again(mongolia: Program) -> None:
    """A row with a known key is not recorded twice, and one that says something else under that key is refused."""
    mongolia.done("import", "-", stdin="goal,date,value,key\ntrade-volume,2024,256M,customs-2024\n")
    same = mongolia.done("import", "-", stdin="goal,date,value,key\ntrade-volume,2024,256M,customs-2024\n")
    other = mongolia.run("import", "-", stdin="goal,date,value,key\ntrade-volume,2024,257M,customs-2024\n")
    assert (same, other.code, other.err.splitlines()[0]) == (
        "0 figures recorded, 1 already recorded\n",
        1,
        "line 2: figure customs-2024 is recorded with 256,000,000, not 257,000,000; --update corrects it",
    )


def test_dry_run_records_nothing(mongolia: Program) -> None:
    """--dry-run says what would be, and the file stays as it was."""
    before = (mongolia.folder / "coop.json").read_bytes()
    said = mongolia.done("import", "-", "--dry-run", stdin=LONG)
    assert (said, (mongolia.folder / "coop.json").read_bytes()) == ("would be: 3 figures recorded\n", before)


def test_a_dry_run_shows_how_the_first_figures_are_read(mongolia: Program) -> None:
    """With their units and periods, so that a wrong column is seen before it is recorded."""
    text = "goal,when,value\n" + "".join(f"trade-volume,2025-0{month},25{month}M\n" for month in range(1, 6))
    result = mongolia.run("import", "-", "--dry-run", stdin=text)
    assert "read: trade-volume 251,000,000 USD for 2025-01; trade-volume 252,000,000 USD for 2025-02; " in result.err
    assert result.err.endswith(" and 2 more\n")


def test_skip_bad_writes_the_rejects_to_be_mended(mongolia: Program) -> None:
    """The good rows are recorded, the bad ones come back as CSV with the reason, and mended they go in."""
    text = LONG + "trade-volume,2030,1\nnobody,2024,5\n"
    said = mongolia.done("import", "-", "--skip-bad", "--rejects", "bad.csv", stdin=text)
    rejected = (mongolia.folder / "bad.csv").read_text("utf-8")
    mended = rejected.replace("2030", "2023").replace("nobody", "trade-volume")
    assert (said, rejected, mongolia.done("import", "-", stdin=mended)) == (
        "3 figures recorded, 2 left out\n",
        (
            "goal,date,value,reason\n"
            "trade-volume,2030,1,\"'2030' ends on 2030-12-31, which is in the future\"\n"
            "nobody,2024,5,there is no goal 'nobody' (see `coopctl goal list`)\n"
        ),
        "2 figures recorded\n",
    )


def test_many_bad_rows_are_not_all_listed(mongolia: Program) -> None:
    """Twenty reasons are enough to see what is wrong, and each is told once with how many rows it holds for."""
    rows = "x,2024,1\n" * 3 + "".join(f"y{number},2024,1\n" for number in range(24)) + "x,2024,1\n"
    lines = mongolia.run("import", "-", stdin=f"goal,date,value\n{rows}").err.splitlines()
    first = "line 2 and 3 others: there is no goal 'x' (see `coopctl goal list`)"
    assert (len(lines), lines[0], lines[19:22]) == (23, first, [
        "line 23: there is no goal 'y18' (see `coopctl goal list`)",
        "and 5 more",
        "error: 28 rows of standard input not understood; nothing is recorded",
    ])  # fmt: skip


_NAMES = "Indicator,Year,Value\nTotal Trade Volume,2024,5M\nDrills (joint),2024,3\n"


def test_names_that_goals_do_not_have_are_said_to_be_meant(mongolia: Program) -> None:
    """The hint proposes the nearest goals, works as it stands, and a column may be renamed as well as a row."""
    refused = mongolia.run("import", "-", stdin=_NAMES)
    rename = "--rename 'Total Trade Volume=trade-volume'"
    assert (refused.code, rename in refused.err.splitlines()[-1]) == (1, True)
    renames = ("--rename", "Total Trade Volume=trade-volume", "--rename", "Drills (joint)=joint-military-exercises")
    assert mongolia.done("import", "-", *renames, stdin=_NAMES) == "2 figures recorded\n"
    wide = "Year,Turnover\n2023,4M\n"
    assert mongolia.done("import", "-", "--rename", "Turnover=Trade volume", stdin=wide) == "1 figure recorded\n"


@pytest.mark.parametrize(
    ("rename", "said"),
    [("x", "is not NAME=GOAL"), ("=trade-volume", "is not NAME=GOAL"), ("x=nobody", "there is no goal 'nobody'")],
)
def test_a_renaming_that_names_nothing(mongolia: Program, rename: str, said: str) -> None:
    """It is refused before anything is read."""
    result = mongolia.run("import", "-", "--rename", rename, stdin=_NAMES)
    assert (result.out, said in result.err) == ("", True)


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Coverage (%)", [45]),
        ("coverage (percent)", [45]),
        ("Coverage (t)", []),
        ("Coverage (thousands)", []),
        ("Coverage (north)", []),
    ],
)
def test_a_title_with_its_unit_names_the_goal(program: Program, name: str, stored: list[float]) -> None:
    """In a row as in a header the unit of the goal may stand behind its title; another word or unit may not."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "Coverage", "--from", "40%", "--to", "90% by 2030")
    result = program.run("import", "-", stdin=f"Indicator,Year,Value\n{name},2024,45\n")
    assert ([cell[2] for cell in _log(program)], result.code) == (stored, 0 if stored else 1)


def test_a_terminal_as_input_is_announced(mongolia: Program) -> None:
    """Where a person would have to type the table, the program says that it waits for it."""
    result = mongolia.run("import", "-", stdin=LONG, tty=True)
    assert result.err.splitlines()[0] == "reading figures from the terminal; end with Ctrl-D"


def test_a_decimal_comma_is_the_plans(program: Program) -> None:
    """In a plan that writes a decimal comma a CSV does too; numbers of JSON, and coopctl's own CSV, have a point."""
    program.done("init", "--decimal-comma", "--date", "2024-01-01")
    program.done("goal", "add", "rate", "--from", "1,5", "--to", "3 by 2026")
    program.done("import", "-", "--goal", "rate", stdin="date;value\n2024-12;1,25\n")
    program.done("import", "-", stdin='{"goal": "rate", "date": "2025-01", "value": 1.125}\n')
    exported = program.done("export")
    assert (_log(program), program.done("import", "-", stdin=exported)) == (
        [("rate", "2024-12", 1.25), ("rate", "2025-01", 1.125)],
        "0 figures recorded, 2 already recorded\n",
    )


def test_a_new_key_is_a_new_event(mongolia: Program) -> None:
    """An event under a key of its own is not the equal one under another key, however they come in."""
    head = "goal,date,value,key\n"
    one, two = ("joint-military-exercises,2024-05-05,1,ev-1\n", "joint-military-exercises,2024-05-05,1,ev-2\n")
    said = [mongolia.done("import", "-", stdin=head + rows) for rows in (one, one + two, two)]
    assert said == [
        "1 figure recorded\n",
        "1 figure recorded, 1 already recorded\n",
        "0 figures recorded, 1 already recorded\n",
    ]


def test_a_key_for_what_is_recorded_without_one_changes_nothing(mongolia: Program) -> None:
    """Rows that were recorded without keys are known when they come again with keys."""
    mongolia.done("import", "-", stdin="goal,date,value\ntrade-volume,2024,256M\n")
    keyed = mongolia.done("import", "-", stdin="goal,date,value,key\ntrade-volume,2024,256M,customs-2024\n")
    assert keyed == "0 figures recorded, 1 already recorded\n"


def test_a_key_twice_in_a_table_is_one_figure(mongolia: Program) -> None:
    """A row that is sent twice under one key is recorded once."""
    row = "joint-military-exercises,2024-05-05,1,ev-1\n"
    assert mongolia.done("import", "-", stdin=f"goal,date,value,key\n{row}{row}") == "1 figure recorded\n"


def test_a_late_cell_of_a_wide_row_is_a_figure_of_its_own(mongolia: Program) -> None:
    """In a wide table a figure's key is the row's with its period, so that a cell may be filled in later."""
    first = mongolia.done("import", "-", stdin="goal,2024-01,2024-02,key\ntrade-volume,,251M,row-1\n")
    second = mongolia.done("import", "-", stdin="goal,2024-01,2024-02,key\ntrade-volume,250M,251M,row-1\n")
    assert (first, second, _log(mongolia)) == (
        "1 figure recorded, 1 without a value\n",
        "1 figure recorded, 1 already recorded\n",
        [("trade-volume", "2024-02", 251000000), ("trade-volume", "2024-01", 250000000)],
    )


def test_a_withdrawn_figure_is_imported_anew(mongolia: Program) -> None:
    """A row without a key whose figure was retracted is a new figure; one with its key is known."""
    mongolia.done("import", "-", stdin="goal,date,value\ntrade-volume,2024,256M\n")
    exported = mongolia.done("export")
    key = mongolia.records("log")[0]["key"]
    mongolia.done("retract", key)
    keyed = mongolia.done("import", "-", stdin=exported)
    keyless = mongolia.done("import", "-", stdin="goal,date,value\ntrade-volume,2024,256M\n")
    assert (keyed, keyless) == ("0 figures recorded, 1 already recorded\n", "1 figure recorded\n")


def test_a_plan_that_changes_while_figures_are_read_stops_the_import(
    mongolia: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures that were understood by a plan that is no more are not recorded."""
    from coopctl.exchange.figures.intake import Intake

    read = Intake.figures

    def meanwhile(self: Intake, tables: Iterable[Table]) -> Iterator[Figure | Columns]:
        mongolia.done("plan", "edit", "--title", "Another")
        yield from read(self, tables)

    monkeypatch.setattr(Intake, "figures", meanwhile)
    result = mongolia.run("import", "-", stdin=LONG)
    assert (result.code, result.err.splitlines()[0], _log(mongolia)) == (
        1,
        "error: the plan was changed while the figures were read; nothing is recorded",
        [],
    )


def test_nothing_to_record_is_an_error_with_skip_bad_too(mongolia: Program) -> None:
    """A table of which no row is understood is exit 1, whatever may be left out."""
    result = mongolia.run("import", "-", "--skip-bad", stdin="goal,date,value\nnobody,2024,5\n")
    assert (result.code, result.out) == (1, "")


def test_the_key_of_a_contradiction_can_be_used(mongolia: Program) -> None:
    """The hint names a key that was made by somebody whole, so that the command it gives works."""
    head = "goal,key,2024-Q1,2024-Q2\n"
    mongolia.done("import", "-", stdin=head + "joint-military-exercises,work1,1,2\n")
    other = mongolia.run("import", "-", stdin=head + "joint-military-exercises,work1,1,3\n")
    key = other.err.splitlines()[0].partition("figure ")[2].partition(" ")[0]
    mongolia.done("record", "joint", "3", "--on", "2024-Q2", "--replaces", key)
    assert key == "work1.2024-Q2"


_CLASSES = "Indicator,2025-Q1,2025-Q2\nTeachers,20,30\n"


def _school(program: Program) -> Program:
    program.done("init", "--date", "2024-12-31")
    for title in ("1.3 Average class size", "Teachers"):
        program.done("goal", "add", title, "--from", "60", "--to", "30 by 2030")
    return program


@pytest.mark.parametrize(
    ("row", "near"),
    [
        ("Average class size", "did you mean 1-3-average-class-size?"),
        ("Total teachers", "did you mean teachers?"),
        ("Mean rainfall", "see `coopctl goal list`"),
    ],
)
def test_a_name_that_begins_as_a_total_is_asked_for(program: Program, row: str, near: str) -> None:
    """What a goal may be meant by is never passed over as a sum or mean of other rows."""
    refused = _school(program).run("import", "-", stdin=f"{_CLASSES}{row},58,55\n")
    assert (refused.code, f"there is no goal '{row}' ({near})" in refused.err) == (1, True)
    assert _log(program) == []


@pytest.mark.parametrize(
    "row", ["Total", "Grand total", "Sum", "All", "Average", "Total 2025", "Average (2024-2025)", "Total Income"]
)
def test_a_total_is_passed_over(program: Program, row: str) -> None:
    """A word of totals alone, or with its year, and the sum of a part of an account that no goal is called like."""
    told = _school(program).done("import", "-", stdin=f"{_CLASSES}{row},58,55\n")
    assert told == "2 figures recorded, 1 line of a total passed over (line 3)\n"


def test_a_goal_that_begins_as_a_total_is_carried_down(program: Program) -> None:
    """A merged cell holds for the rows below it, whatever its first word."""
    rows = "Indicator,Quarter,Value\n1.3 Average class size,2025-Q1,58\n,2025-Q2,55\n"
    _school(program).done("import", "-", stdin=rows)
    assert _log(program) == [("1-3-average-class-size", "2025-Q1", 58), ("1-3-average-class-size", "2025-Q2", 55)]


@pytest.mark.parametrize(
    ("measure", "target", "value", "warned"),
    [
        ("level", "2000 million EUR", "250.5", True),
        ("level", "2000 million EUR", "2000", True),
        ("level", "2000 million EUR", "250500", False),
        ("level", "100000", "1", False),
        ("level", "1000", "5", False),
        ("level", "1000", "250000", True),
        ("total", "2000 million EUR", "250.5", False),
    ],
)
def test_a_forgotten_million_of_what_starts_at_nothing(
    program: Program, measure: str, target: str, value: str, warned: bool
) -> None:
    """A level from 0 is small at first, yet no five-hundred-thousandth of its target; what adds up may be."""
    program.done("init", "--date", "2024-12-31")
    unit = " EUR" if "EUR" in target else ""
    program.done("goal", "add", "aid", "--from", f"0{unit}", "--to", f"{target} by 2030", "--measure", measure)
    told = program.run("import", "-", stdin=f"goal,date,value\naid,2025-03-31,{value}\n")
    assert (told.code, "a hundred times off " in told.err) == (0, warned)
    assert "off 0" not in told.err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("How many trees did you plant?", True),
        ("Trees planted last week, in all", True),
        ("Trees planted (prior year)", False),
        ("Target of trees planted", False),
        ("Trees", False),
    ],
)
def test_a_column_with_the_words_of_a_goal_is_named(program: Program, name: str, *, told: bool) -> None:
    """It may be meant, as questions of forms are, and the call that is proposed takes it."""
    program.done("init", "--date", "2020-01-01")
    for title in ("Trees planted", "Walks"):
        program.done("goal", "add", title, "--from", "0", "--to", "900 by 2030", "--measure", "total")
    text = f'Timestamp,"{name}",Walks\n2024-02-13 18:22,12,3\n2024-02-14 17:02,9,2\n'
    said = program.run("import", "-", stdin=text)
    way = f"'{name}' may be of trees-planted; to take it: --rename '{name}=trees-planted'"
    assert (said.code, way in said.err) == (0, told), said.err
    if told:
        program.done("undo")
        assert program.done("import", "-", "--rename", f"{name}=trees-planted", stdin=text).startswith("4 figures")


@pytest.mark.parametrize(
    ("target", "value", "scale"),
    [
        ("23 million persons", "22268.7", "thousand"),
        ("USD 5bn", "4.2", "billion"),
        ("USD 5bn", "60", ""),
        ("90%", "900", ""),
    ],
)
def test_the_scale_that_a_file_does_not_say_is_proposed(program: Program, target: str, value: str, scale: str) -> None:
    """It is the one that brings its values near the promise, and the call that is proposed makes them so."""
    program.done("init", "--date", "2020-01-01")
    program.done(
        "goal", "add", "aim", "--from", target.replace("5", "4").replace("23", "20"), "--to", f"{target} by 2030"
    )
    text = f"Date,Aim\n2024-12-31,{value}\n"
    told = program.run("import", "-", stdin=text)
    said = f"if its values are in {scale}s: coopctl undo, then import with --scale {scale};"
    assert (told.code, "if its values are in" in told.err, said in told.err) == (0, bool(scale), bool(scale)), told.err
    if scale:
        program.done("undo")
        again = program.run("import", "-", "--scale", scale, stdin=text)
        assert (again.code, "warning" in again.err) == (0, False)


@pytest.mark.parametrize(
    ("values", "warned"), [((0.95, 0.97), True), ((0.45, 0.5), True), ((95, 97), False), ((1.5, 2), False)]
)
def test_shares_of_one_are_not_taken_for_percent_in_silence(
    program: Program, values: tuple[float, float], *, warned: bool
) -> None:
    """0.95 of a goal from 40% to 90% is most likely 95%, and the call that is proposed makes it so."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "Coverage", "--from", "40%", "--to", "90% by 2030")
    text = "Date,Coverage\n2023-12-31,{}\n2024-12-31,{}\n".format(*values)
    told = program.run("import", "-", stdin=text)
    assert (told.code, "coopctl undo, then import with --scale hundred" in told.err) == (0, warned)
    if warned:
        program.done("undo")
        program.done("import", "-", "--scale", "hundred", stdin=text)
        assert [value for *_, value in _log(program)][-2:] == [100 * value for value in values]


@pytest.mark.parametrize("spelling", ["{}", "{} EUR"])
@pytest.mark.parametrize(
    ("title", "values", "told"),
    [
        ("Groceries", ["-12", "-3.5"], "all 2 figures of goal, such as -12, are below zero"),
        ("Groceries", ["-12"], "the figure of goal, such as -12, is below zero"),
        ("Groceries", ["-12", "30"], ""),
        ("Net savings", ["-12", "-3.5"], ""),
        ("Groceries", ["12", "3.5"], ""),
    ],
)
def test_what_went_out_and_is_to_add_up_is_warned_of(
    program: Program, title: str, values: list[str], told: str, spelling: str
) -> None:
    """A bank writes what was spent below zero; where all figures are so, the goal would go the wrong way unnoticed."""
    program.done(
        "goal", "add", "goal", "--title", title, "--from", "0 EUR", "--to", "500 EUR by 2030", "--measure", "total"
    )
    rows = [f"goal,2024-05-{day:02d},{spelling.format(value)}" for day, value in enumerate(values, 1)]
    said = program.run("import", "-", stdin="\n".join(["goal,date,value", *rows, ""])).err
    assert (told in said, "below zero" in said) == (True, bool(told)), said
