"""`coopctl status`, `explain` and their formats, as golden files that a reviewer can read."""

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from coopctl.output import Terminal
from coopctl.output.formats.lines import CODES
from running import Program

GOLDEN = Path(__file__).with_name("golden")
FIGURES = (
    ("trade-volume", "256M", "--on", "2024-12-31", "--source", "Customs"),
    ("trade-volume", "262M", "--on", "2025-06-30", "--provisional"),
    ("joint-military-exercises", "--on", "2024-08"),
    ("joint-military-exercises", "--on", "2025-06"),
    ("environmental-projects", "3", "--on", "2024-10-31"),
    ("environmental-projects", "4", "--on", "2024-12-15", "--note", 'two | three, "four"'),
    ("cultural-programs", "6", "--on", "2024-11-30"),
    ("cultural-programs", "4", "--on", "2025-05-31"),
    ("third-neighbor-policy", "under way", "--on", "2024-09-30"),
)


@pytest.fixture
def told(mongolia: Program) -> Program:
    """The example plan with a year of figures."""
    for figure in FIGURES:
        mongolia.done("record", *figure)
    return mongolia


def _check(name: str, text: str) -> None:
    """Compare with a golden file; GOLDEN=write makes it anew."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("status.txt", ("status", "--as-of", "2025-06-30")),
        ("status.json", ("status", "--as-of", "2025-06-30", "-o", "json")),
        ("status.jsonl", ("status", "--as-of", "2025-06-30", "-o", "jsonl")),
        ("status.csv", ("status", "--as-of", "2025-06-30", "-o", "csv")),
        ("status.tsv", ("status", "--as-of", "2025-06-30", "-o", "tsv")),
        ("status.md", ("status", "--as-of", "2025-06-30", "-o", "md")),
        ("plan.txt", ("plan", "show")),
        ("plan.md", ("plan", "show", "-o", "md")),
        ("log.txt", ("log",)),
        ("log.csv", ("log", "-o", "csv")),
        ("explain-level.txt", ("explain", "trade-v", "--as-of", "2025-06-30")),
        ("explain-count.txt", ("explain", "cultural", "--as-of", "2025-06-30")),
        ("explain-total.txt", ("explain", "environmental", "--as-of", "2024-11-30")),
        ("explain-stage.txt", ("explain", "third", "--as-of", "2025-06-30")),
    ],
)
def test_the_answer_is_the_golden_one(told: Program, name: str, arguments: tuple[str, ...]) -> None:
    """Every format writes the same facts, byte for byte as reviewed."""
    _check(name, told.done(*arguments))


@pytest.mark.parametrize("day", ["2024-11-30", "2025-03-31", "2025-06-30", "2025-12-31", "2026-03-31"])
def test_what_was_judged_is_off_what_was_expected_by_the_gap(told: Program, day: str) -> None:
    """A program that reads `judged` reads the running period where the status is of that."""
    goals = [one for one in told.records("status", "--as-of", day) if one["gap"] is not None and one["judged"]]
    assert goals
    for one in goals:
        assert one["judged"]["value"] == pytest.approx(one["expected_value"] + one["gap"]), one["id"]


def test_a_running_maximum_that_is_judged_is_told(program: Program) -> None:
    program.done("init", "--date", "2023-12-31")
    program.done("goal", "add", "peak", "--from", "30", "--to", "20 by 2025", "--measure", "max", "--per", "year")
    program.done("record", "peak", "26", "--on", "2024-05-01")
    program.done("record", "peak", "24", "--on", "2025-05-01")
    (one,) = program.records("status", "--as-of", "2025-06-30")
    assert (one["progress"], one["reading"]["value"]) == (0.6, 26)
    assert one["judged"] == {"value": 24, "date": "2025-12-31", "period": "2025", "provisional": False}


@pytest.mark.parametrize("width", [60, 80, 100, 120, 140])
def test_the_table_fits_the_terminal(told: Program, width: int) -> None:
    """On a terminal no line is wider than it; goal, progress and status are always there."""
    told.terminal = Terminal(width=width)
    out = told.done("status", "--as-of", "2025-06-30")
    _check(f"status-{width}.txt", out)
    assert max(len(line) for line in out.splitlines()) <= width


def test_the_table_reads_without_unicode(told: Program) -> None:
    """Where the terminal has only ASCII, signs and bars are ASCII."""
    told.terminal = Terminal(width=100, unicode=False)
    _check("status-ascii.txt", told.done("status", "trade-volume", "joint", "--as-of", "2025-06-30"))


def test_what_is_stale_says_so_at_any_width(told: Program) -> None:
    """Where the status has no room its flag stands in the place of the age; a share below zero is a reversal."""
    for width, words in ((80, "stale"), (140, "off track, stale"), (None, "off track, stale")):
        told.terminal = Terminal(width=width)
        lines = told.done("status", "--as-of", "2026-07-30").splitlines()
        row = next(line for line in lines if "Trade Volume" in line)
        assert (words in row, "stale" in "".join(line for line in lines if "Joint" in line)) == (True, False), row


def test_a_plan_that_is_all_kept_shows_what_was_held(program: Program) -> None:
    """Where no goal has a bar, what is held takes the room of the bars, as wide as it is."""
    for goal in ("clinics", "schools"):
        program.done("goal", "add", goal, "--to", "at least 90%", "--since", "2024-01-01", "--cadence", "quarterly")
        program.done("record", goal, "91", "--on", "2024-03-31")
    for width in (60, 80, 140, None):
        program.terminal = Terminal(width=width)
        assert program.done("status", "--as-of", "2024-05-01").count("held 1 of 1") == 2, width


def test_a_bound_is_shown_as_it_was_said_and_told_from_what_breaks_it(program: Program) -> None:
    program.done("init", "--date", "2024-01-01")
    for title, start, to in (("Uptime", "", "at least 99.95%"), ("Bugs", "35 bugs", "fewer than 20 bugs by 2027")):
        program.done("goal", "add", title, *(("--from", start) if start else ()), "--to", to)
    program.done("record", "uptime", "99.9499", "--on", "2024-02-01")
    assert "99.9499% " in program.done("record", "uptime", "99.951", "--on", "2024-02-02")
    program.done("record", "bugs", "20", "--on", "2024-02-02")
    lines = program.done("status", "--as-of", "2024-02-02").splitlines()
    assert any(line.startswith("● Uptime  99.951   keep ≥ 99.95%") for line in lines), lines
    assert any("20 → < 20 bugs" in " ".join(line.split()) for line in lines), lines


def test_what_a_change_comes_to_is_shown_in_three_digits(program: Program) -> None:
    """30% more than 820 million are 1.066 billion, which nobody said: 1.07bn; who said 262.5 million sees that."""
    program.done("init", "--date", "2024-01-01")
    program.done("goal", "add", "Stock", "--from", "820M EUR", "--to", "increase by 30% over the next five years")
    program.done("goal", "add", "Trade", "--from", "250M EUR", "--to", "262.5M EUR by 2027")
    shown = program.done("status")
    assert (" 1.07bn EUR " in shown, " 262.5M EUR " in shown) == (True, True), shown


def test_the_word_of_a_status_is_there_where_all_else_stands_in_full(program: Program) -> None:
    """Also on 80 columns, and with it what tells a reading that is not on track from what was promised."""
    program.done("init", "--date", "2024-12-31")
    program.done("goal", "add", "Trade volume", "--from", "$250 million", "--to", "$300 million by 2027")
    recorded = program.done("record", "trade", "251M", "--on", "2025-01-28").splitlines()
    assert recorded[1:3] == [
        "▲ Trade volume  250M → 251M USD  ┃───────── 2%  at risk",
        "  251.3M USD promised by now (2%)",
    ]
    program.terminal = Terminal(width=80)
    assert any(line.endswith("at risk") for line in program.done("status").splitlines())
    assert "2% of the way, where 2.56% was promised" in program.done("explain", "trade")


def test_a_section_says_how_far_its_goals_are_with_the_base_of_that(program: Program) -> None:
    program.done("group", "add", "area:health", "--title", "Health")
    for name, figure in (("beds", "15"), ("nurses", "20"), ("labs", "")):
        program.done("goal", "add", name, "--from", "10", "--to", "20 by 2030", "--group", "area:health")
        if figure:
            program.done("record", name, figure)
    program.terminal = Terminal(width=80)
    told = program.done("status")
    assert "Health  ? 1  ● 1  ✔ 1  progress 75% (2 of 3 have figures)" in told
    assert "Health: progress 75% (2 of 3 have figures)." in program.done("status", "--plain")
    program.terminal = Terminal(width=40)
    assert "progress 75% (2" not in program.done("status"), "it takes no line of its own"


def test_the_sign_of_a_share_is_never_cut(program: Program) -> None:
    program.done("goal", "add", "Facilities without stock-outs", "--to", "at least 90%")
    program.done("goal", "add", "Loans", "--from", "1,250 loans", "--to", "6,000 loans by 2030")
    for width in range(34, 70):
        program.terminal = Terminal(width=width)
        assert "keep ≥ 90%" in program.done("status"), width


def test_a_sentence_says_bounds_and_ages_in_words(program: Program) -> None:
    program.done("goal", "add", "Wait", "--from", "9 days (2024)", "--to", "below 4 days by 2030")
    program.done("goal", "add", "Beds", "--from", "9 (2024)", "--to", "40 by 2030")
    program.done("record", "wait", "8", "--on", "2025-02-28")
    told = program.done("status", "--plain")
    assert "Now 8 days, target below 4 days by Dec 2030;" in told
    assert "last figure 4 months old." in told
    assert "Now 9 (baseline), target 40" in told


def test_a_week_that_runs_is_not_said_to_have_no_figure(program: Program) -> None:
    program.done("init", "--date", "2025-06-30")
    program.done("goal", "add", "Run", "--to", "at least 20 km a week", "--since", "2025-06-29")
    program.done("record", "run", "12")
    told = program.done("explain", "run")
    assert ("12 km so far in 2025-W27, where at least 20 km is promised" in told, "No figure" in told) == (True, False)


def test_decimal_commas_stand_under_each_other(program: Program) -> None:
    """In a plan with a decimal comma the points are between thousands, and nothing is lined up by them."""
    program.done("init")
    program.done("plan", "edit", "--decimal-comma")
    for goal, start, now in (("a", "1", "1,25"), ("b", "100", "3978"), ("c", "1", "17,9")):
        program.done("goal", "add", goal, "--from", start, "--to", "5000", "--since", "2024-01-01")
        program.done("record", goal, now, "--on", "2024-06-30")
    rows = [line for line in program.done("status", "--as-of", "2024-07-01").splitlines() if "→" in line]
    ends = [re.search(r"\d(,|  )", row) for row in rows]
    assert sorted(row.split("→")[0].split()[-1] for row in rows) == ["1,25", "17,9", "3.978"]
    assert len({end.start() for end in ends if end}) == 1


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("titles", [("--group-by", "objective"), ("--no-header",), ("--columns", "progress,goal")])
def test_colour_only_repeats_what_the_words_say(told: Program, titles: tuple[str, ...], unicode: bool) -> None:
    """With colours the text is the same as in a pipe, with escape codes around the status."""
    told.done("group", "add", "objective:wide-1", "--title", "広い地域の協力と経済発展のための目標")
    told.done("goal", "edit", "trade-volume", "--group", "objective:wide-1", "--title", "貿易額")
    told.terminal = Terminal(unicode=unicode)
    plain = told.done("status", "--as-of", "2025-06-30", *titles)
    told.terminal = Terminal(color=True, unicode=unicode)
    colored = told.done("status", "--as-of", "2025-06-30", *titles)
    assert CODES["bad"] in colored
    colored = re.sub("\x1b\\[[0-9;]*m", "", colored)
    assert [line.rstrip() for line in colored.splitlines()] == plain.splitlines()


def test_the_json_numbers_are_exact(program: Program) -> None:
    """Amounts come out digit for digit, whatever their length."""
    exact = "123456789012345678.123456789"
    program.done("goal", "add", "big", "--from", "1", "--to", exact, "--since", "2024-08-01")
    assert f'"value": {exact},' in program.done("goal", "show", "big", "-o", "json")


def test_an_empty_plan_is_valid_in_every_format(program: Program) -> None:
    """JSON is an envelope with empty lists; the others are empty or only a header."""
    program.done("init", "--title", "Empty")
    envelope = json.loads(program.done("status", "-o", "json"))
    assert (envelope["schema"], envelope["goals"], envelope["groups"]) == ("coopctl.status/1", [], [])
    assert program.done("status", "-o", "jsonl") == ""
    assert program.done("status").splitlines()[-1] == "0 goals; method linear"


def test_only_and_group_choose(told: Program) -> None:
    """--only takes statuses, --group a group; both narrow the same list."""
    lines = told.done("status", "--as-of", "2025-06-30", "--only", "missed,Off Track", "-o", "jsonl").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["trade-volume", "environmental-projects"]
    assert told.run("status", "--only", "fine").code == 2


def test_sections_follow_the_groups(program: Program) -> None:
    """--group-by sorts the goals under the titles of that kind, the rest last."""
    program.done("group", "add", "objective:growth", "--title", "Growth")
    program.done("goal", "add", "a", "--from", "1", "--to", "2")
    program.done("goal", "add", "b", "--from", "1", "--to", "2", "--group", "objective:growth")
    out = program.done("status", "--group-by", "objective")
    assert [line.split("  ")[0] for line in out.splitlines()[2:-2]] == ["Growth", "○ B", "No objective", "○ A"]


UNSEEN = "\x1b\x07\u202e\u200b"
HOSTILE = "[red]x[/] \x1b[31mred\x07 \u202egnp.exe \u200b|*_`"


@pytest.mark.parametrize("form", ["table", "md", "csv", "tsv", "json", "jsonl"])
def test_user_text_is_never_markup_or_control(program: Program, form: str) -> None:
    """Text with markup, escapes and direction marks reaches no terminal as such; programs get it as it is."""
    program.done("goal", "add", "g", "--title", HOSTILE, "--from", "1", "--to", "2")
    out = program.done("status", "-o", form)
    if form in ("json", "jsonl"):
        record = json.loads(out)
        assert (record["goals"][0] if form == "json" else record)["title"] == HOSTILE
    elif form in ("table", "md"):
        assert [char for char in UNSEEN if char in out] == []
        assert "[red]x[/]" in out.replace("\\", "")
    else:
        rows = csv.DictReader(io.StringIO(out, newline=""), delimiter="," if form == "csv" else "\t")
        assert [row["title"] for row in rows] == [HOSTILE]
    program.terminal = Terminal(width=500, height=40)
    assert [char for char in UNSEEN if char in program.done("status", "-o", form)] == []


def test_a_count_that_is_to_fall_says_how_much_it_may_have(program: Program) -> None:
    """What may at most be there by now is not due: nobody owes stock-outs."""
    program.done("init", "--date", "2024-12-31")
    program.done("goal", "add", "stock-outs", "--from", "12 per year", "--to", "at most 3 per year by 2026")
    for words, told in (
        (("status",), "0 so far, ≤ 4"),
        (("chart", "stock-outs"), "0 so far in 2025, at most 4 by now"),
        (("explain", "stock-outs"), "at most by now"),
        (("explain", "stock-outs"), "no more than it may have by now"),
    ):
        answer = program.done(*words)
        assert (told in answer, " due" in answer) == (True, False), answer
    assert "at most 4 by now" in program.done("record", "stock-outs", "9", "--on", "2025-06-30")
    assert "9 so far, at most 4 by now" in program.run("check", "-q").out


def test_what_is_needed_is_in_the_scale_of_its_row(program: Program) -> None:
    """So is how much that is a month; what is far below the scale is shown in its own, by three digits."""
    program.done("goal", "add", "Trade", "--from", "$250m", "--to", "$300m by 2026-12-31", "--since", "2024-12-31")
    program.done("record", "trade", "$299.4m", "--on", "2025-06-30")
    row = program.done("status", "--as-of", "2025-06-30").splitlines()[2]
    assert row.endswith("+0.6M, +0.0333M/mo")
    program.done("record", "trade", "$299.995m", "--on", "2025-07-01")
    assert "+5,000" in program.done("status", "--as-of", "2025-07-01").splitlines()[2]
    program.done("goal", "add", "Exports", "--from", "$1.2bn", "--to", "$1.5bn by 2027", "--since", "2024-12-31")
    program.done("record", "exports", "$1.3bn", "--on", "2025-06-30")
    assert re.search(r"\+0\.2bn, \+6\.6[0-9]M/mo", program.done("status", "--as-of", "2025-06-30"))
