"""--columns and --no-header: one vocabulary and one meaning in every format, and numbers that are never cut."""

import json
import os
from pathlib import Path

import pytest

from coopctl.output import Terminal
from running import Program

WIDE = "123,456,789,012,345,678,901 USD"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Three goals in two groups, one with a value of 21 digits."""
    program = Program(tmp_path_factory.mktemp("made"))
    program.done("init", "--date", "2024-08-01")
    for area in ("b", "a"):
        program.done("group", "add", f"area:{area}", "--title", f"Area {area.upper()}")
    for name, area, value in (("x", "b", "5"), ("y", "a", "3"), ("z", "b", "1")):
        goal = ("goal", "add", name, "--title", f"Goal {name}", "--from", "0 USD", "--to", "5 USD by 2026")
        program.done(*goal, "--group", f"area:{area}")
        program.done("record", name, value, "--on", "2025-06-30")
    return program


@pytest.fixture
def grouped(made: Program, tmp_path: Path) -> Program:
    return made.twin(tmp_path)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "Goal x,0,5\n"),
        ("tsv", "Goal x\t0\t5\n"),
        ("md", "| Goal x | 0 USD | 5 USD (2025-06-30) |\n"),
        ("table", "Goal x  0 USD  5 USD (2025-06-30)\n"),
        ("jsonl", '{"title":"Goal x","baseline":{"value":0},"reading":{"value":5}}\n'),
    ],
)
@pytest.mark.parametrize("names", ["goal,baseline,now", "TITLE, Baseline.Value ,reading.value"])
def test_columns_have_one_vocabulary(grouped: Program, names: str, form: str, expected: str) -> None:
    """A header and the field that it shows are names of one column in every format."""
    assert grouped.done("status", "x", "--columns", names, "--no-header", "-o", form) == expected


@pytest.mark.parametrize("names", ["needed-next", "needed_next", "Needed Next", "required.change"])
def test_names_are_written_as_people_do(grouped: Program, names: str) -> None:
    """Capitals do not matter, and `-`, `_` and a space are the same."""
    assert grouped.done("status", "z", "--columns", names, "--no-header", "-o", "csv") == "4\n"


def test_tables_show_any_field(grouped: Program) -> None:
    """A field that the table does not show of itself is shown as it is in the records."""
    assert grouped.done("status", "x", "--columns", "id,measure,goal", "--no-header").split() == [
        "x", "level", "Goal", "x",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "md", "jsonl"])
@pytest.mark.parametrize("names", [",", "", " , ", "colour"])
def test_a_list_without_columns_is_refused(grouped: Program, names: str, form: str) -> None:
    """An empty list and an unknown name are wrong usage in every format."""
    for command in ("status", "due", "log", "check"):
        result = grouped.run(command, "--columns", names, "-o", form)
        assert (result.code, result.out) == (2, ""), (command, result.err)


def test_the_envelope_keeps_its_shape(grouped: Program) -> None:
    """JSON is one versioned envelope: --columns and --no-header are refused, saying what to use."""
    for shape in (("--columns", "goal"), ("--no-header",)):
        result = grouped.run("status", *shape, "-o", "json")
        assert (result.code, result.out, "jsonl" in result.err) == (2, "", True)


def test_methods_are_columns_of_tables(grouped: Program) -> None:
    """A method's column can be chosen in a table; machines have a record for each method."""
    assert grouped.done("status", "x", "--method", "all", "--columns", "okr,goal", "--no-header").split() == [
        "green", "(1)", "Goal", "x",
    ]  # fmt: skip
    assert grouped.run("status", "x", "--method", "all", "--columns", "okr", "-o", "csv").code == 2


def test_the_number_of_a_method_is_written_as_the_plans_numbers_are(program: Program) -> None:
    """Ten times within a day, carried on for 24 years, has thousands of digits: it was `inf`, or a fault."""
    program.done("goal", "add", "x", "--from", "1", "--to", "500 by 2048", "--since", "2024-12-31")
    program.done("record", "x", "10", "--on", "2025-01-01")
    program.done("plan", "edit", "--decimal-comma")
    shown = program.done("status", "x", "--method", "all", "--columns", "un,okr,linear", "--no-header")
    assert shown.split("  ") == ["on track (2,00e+8763)", "red (0)", "on track (158)\n"]
    assert "share              2,00e+8763" in program.done("explain", "x", "--method", "un")
    exact = program.done("explain", "x", "--method", "un", "--exact")
    told = [json.loads(program.done(word, "x", "--method", "un", "-o", "json")) for word in ("status", "explain")]
    for share in [f"{one['goals'][0]['numbers']['share']}" for one in told]:
        assert share == "inf"  # a JSON number, which is too large for floats alone
    assert "E+8763" in exact


def test_columns_asked_for_stay_where_they_are(grouped: Program) -> None:
    """A column that was asked for is there though it is empty, so that positions do not shift."""
    assert grouped.done("status", "x", "--columns", "forecast").splitlines()[2] == "Forecast"
    grouped.done("goal", "edit", "x", "--cadence", "monthly")
    lines = grouped.done("due", "--as-of", "2026-01-01", "--columns", "owner,goal").splitlines()
    assert (lines[0].split(), lines[2]) == (["Owner", "Goal"], "       Goal x")


@pytest.mark.parametrize("form", ["table", "md", "csv", "tsv"])
def test_without_a_header_there_are_only_rows(grouped: Program, form: str) -> None:
    """--no-header leaves one line a goal: no title, no section, no rule, no footer."""
    assert len(grouped.done("status", "--no-header", "-o", form).splitlines()) == 3


@pytest.mark.parametrize("form", ["table", "md", "csv", "tsv", "jsonl"])
def test_sorting_is_of_the_whole_list(grouped: Program, form: str) -> None:
    """--sort orders all rows, across groups, in every format."""
    out = grouped.done("status", "--sort", "progress", "--no-header", "-o", form)
    assert [name for line in out.splitlines() for name in "xyz" if f"Goal {name}" in line] == ["z", "y", "x"]


def test_groups_have_columns(grouped: Program) -> None:
    """`group list` takes columns and no header as every list does."""
    shape = ("--columns", "title,id", "--no-header")
    assert grouped.done("group", "list", *shape, "-o", "csv") == "Area B,b\nArea A,a\n"
    assert grouped.done("group", "list", *shape) == "Area B  b\nArea A  a\n"


@pytest.mark.parametrize("command", [("due", "--as-of", "2026-01-01"), ("log",)])
@pytest.mark.parametrize("form", ["table", "csv"])
def test_an_id_is_the_goals(grouped: Program, command: tuple[str, ...], form: str) -> None:
    """Where a record is of a figure, `id` is the id of its goal, as in the lists of goals."""
    grouped.done("goal", "edit", "x", "--cadence", "monthly")
    assert grouped.done(*command, "x", "--columns", "id", "--no-header", "-o", form) == "x\n"


def test_a_field_folds_between_its_words(grouped: Program) -> None:
    """A long text that was asked for by its field folds, so that the table fits the terminal."""
    source = "Ministry of Finance, customs statistics, table 4 of the yearbook, first column, as published"
    grouped.done("goal", "edit", "x", "--source", source)
    grouped.terminal = Terminal(width=80)
    out = grouped.done("status", "--columns", "id,why,source,required.change")
    assert max(len(line) for line in out.splitlines()) <= 80
    assert [word for word in source.split() if word not in out] == []


def test_check_shows_columns_in_place_of_lines(grouped: Program) -> None:
    """`check --columns` is a table of the findings; it still ends with 4."""
    result = grouped.run("check", "--fail-on", "off-track", "--as-of", "2025-07-01", "--columns", "owner,goal")
    assert (result.code, result.out.splitlines()[2]) == (4, "       z")


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 100])
def test_a_number_is_never_cut(grouped: Program, width: int) -> None:
    """However narrow the terminal, each amount, date and percentage that is shown is shown whole, on one line."""
    grouped.done("goal", "add", "w", "--title", "W", "--from", "0 USD", "--to", f"{WIDE} by 2026")
    grouped.done("record", "w", WIDE, "--on", "2025-06-30")
    grouped.terminal = Terminal(width=width)
    names = "goal,baseline,now,target,by,progress,expected,status"
    out = grouped.done("status", "w", "--columns", names)
    assert [
        part for part in ("123,456,789tn USD", "(2025-06-30)", "2026-12-31", "100%", " 37%") if part not in out
    ] == []
    out = grouped.done("log", "w")
    assert [part for part in (WIDE.split(maxsplit=1)[0], "2025-06-30") if part not in out] == []


def test_columns_fold_as_far_as_their_words_allow(mongolia: Program) -> None:
    """Before a table becomes wider than the terminal, what folds is folded down to its longest word."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    mongolia.terminal = Terminal(width=50)
    out = mongolia.done("status", "--columns", "goal,expected,by,now")
    assert max(len(line) for line in out.splitlines()) <= 50
    assert "(2025-06-30)" in out


def test_a_section_title_is_not_cut(grouped: Program) -> None:
    """A group's title folds where the first column is narrower than it."""
    grouped.done("group", "add", "area:long", "--title", "A very long title of an area 2024")
    grouped.done("goal", "edit", "x", "--group", "area:long")
    grouped.terminal = Terminal(width=40)
    out = grouped.done("status", "--columns", "progress,goal")
    assert [word for word in "A very long title of an area 2024".split() if word not in out] == []


@pytest.mark.parametrize("form", ["table", "md"])
def test_ascii_is_ascii_in_every_format_for_people(grouped: Program, form: str) -> None:
    """Where there is only ASCII our own signs have an ASCII form, in Markdown and in talk as in the table."""
    grouped.done("goal", "edit", "z", "--title", "A – B")
    grouped.terminal = Terminal(unicode=False)
    result = grouped.run("status", "-o", form)
    assert (result.out.isascii(), "A - B" in result.out) == (True, True)
    talk = grouped.run("goal", "add", "t", "--from", "$250", "--to", "+20% over two years", "-o", "json").err
    assert (talk.isascii(), "250 x 1.20" in talk) == (True, True)


def test_moments_in_csv_are_iso(grouped: Program) -> None:
    """The log writes moments as the export does: with T, and Z for UTC."""
    moment = grouped.done("log", "x", "-o", "csv", "--columns", "recorded", "--no-header").strip()
    assert (moment.endswith("Z"), "T" in moment, os.linesep in moment) == (True, True, False)
    assert moment in grouped.done("export", "-o", "csv")
    assert json.loads(grouped.done("log", "x", "-o", "jsonl"))["recorded_at"] == moment


def test_a_pipe_gets_the_longest_text_whole(grouped: Program) -> None:
    """In a pipe no line is folded, however long the texts in it may be."""
    grouped.done("goal", "edit", "x", "--title", "T" * 1_000, "--owner", "O" * 1_000, "--source", "S" * 1_000)
    told = grouped.done("goal", "list", "x", "--columns", "title,owner,source")
    assert [line for line in told.splitlines() if "T" * 1_000 in line and "O" * 1_000 in line and "S" * 1_000 in line]


@pytest.mark.parametrize("command", [("status",), ("status", "--long"), ("log",)])
def test_what_is_drawn_again_and_again_asks_for_no_more_typing(grouped: Program, command: tuple[str, ...]) -> None:
    for redrawn in (False, True):
        grouped.terminal = Terminal(width=48, redrawn=redrawn)
        told = " ".join(grouped.done(*command).split())
        assert ("hidden: " in told, "append" in told) == (True, not redrawn and command != ("status",)), told


@pytest.mark.parametrize("command", ["log", "due"])
def test_a_list_on_a_phone_says_which_goal(grouped: Program, command: str) -> None:
    """On 45 columns each row has its goal, beside it or below, and none is wider."""
    grouped.done("goal", "add", "late", "--from", "10 USD", "--to", "50000 USD by 2026", "--cadence", "monthly")
    grouped.done("record", "late", "12345", "--on", "2024-11-30")
    grouped.terminal = Terminal(width=45)
    lines = grouped.done(command).splitlines()
    assert ("late" in " ".join(lines).lower().split(), max(map(len, lines)) <= 45) == (True, True)


@pytest.mark.parametrize(
    ("command", "width", "told"),
    [
        (("goal", "list"), 46, "hidden: measure, groups (append | cat to see all)"),
        (("log",), 50, "hidden: recorded (UTC), source, note (append | cat to see all)"),
        (("status", "--long"), 60, "hidden: baseline, target, by, expected, needed next (append | cat to see all)"),
    ],
)
def test_what_a_narrow_table_leaves_out_is_named(
    grouped: Program, command: tuple[str, ...], width: int, told: str
) -> None:
    """The columns that found no room are named below the table, with what shows them, and only there."""
    grouped.done("record", "x", "6", "--on", "2025-05-31", "--source", "Customs, table 4", "--note", "revised in March")
    for other in (Terminal(), Terminal(width=300)):
        grouped.terminal = other
        assert "hidden" not in grouped.done(*command)
    grouped.terminal = Terminal(width=width)
    shown = grouped.done(*command)
    assert " ".join(shown[shown.index("hidden") :].split()) == told
    assert max(map(len, shown.splitlines())) <= width
    if command[0] != "status":
        assert "hidden" not in grouped.done(*command, "--no-header")


def test_the_log_of_one_goal_shows_sources_before_its_name(grouped: Program) -> None:
    """Whoever asks for one goal knows its name; where the figures of several stand, each is with its own."""
    grouped.done("record", "x", "6", "--on", "2025-05-31", "--source", "Customs, table 4", "--note", "revised in March")
    grouped.terminal = Terminal(width=64)
    assert "Customs, table 4" in grouped.done("log", "x")
    head = grouped.done("log").splitlines()[0].split()
    assert "Goal" in head
    grouped.terminal = Terminal()
    assert grouped.done("log", "x").splitlines()[0] == grouped.done("log").splitlines()[0]


def test_a_narrow_column_takes_the_room_that_a_wide_one_left(program: Program) -> None:
    """The title goes after the baseline, and leaves more room than the baseline needs."""
    program.done("goal", "add", "Children enrolled in catch-up classes", "--from", "0", "--to", "4,500 by 2028")
    program.terminal = Terminal(width=75)
    shown = program.done("goal", "list").splitlines()
    assert shown[0].split() == ["ID", "Baseline", "Target", "By"]
    assert shown[-1] == "hidden: title, measure (append | cat to see all)"
    program.terminal = Terminal(width=64)
    assert program.done("goal", "list").splitlines()[0].split() == ["ID", "Target", "By"]
