"""`plan import` with its options, and `plan renew`, as they are typed."""

import json
import re
from typing import Any

import pytest

from coopctl.output import Terminal
from running import Program

TABLE = "| KPI | Baseline | Current | Target | By |\n|---|---|---|---|---|\n| Power access | 36% | 42% | 78% | 2030 |\n"


def _goals(program: Program, *options: str) -> dict[str, dict[str, Any]]:
    return {goal["id"]: goal for goal in json.loads(program.done("status", "-o", "json", *options))["goals"]}


def test_current_values_are_told_and_recorded_when_asked(program: Program) -> None:
    """A current value beside a baseline is named; --with-figures records it once, however often it is imported."""
    result = program.run("plan", "import", "-", "--yes", "--dry-run", stdin=TABLE)
    assert "line 3: 42% is a figure of power-access for 2025-07-01; --with-figures records it" in result.err
    asked = program.run("plan", "import", "-", "--yes", "--dry-run", "--with-figures", stdin=TABLE)
    assert "line 3: 42% is a figure of power-access for 2025-07-01\n" in asked.err
    first = program.done("plan", "import", "-", "--yes", "--with-figures", stdin=TABLE)
    again = program.done("plan", "import", "-", "--yes", "--with-figures", stdin=TABLE)
    assert (first.strip().endswith("1 figure recorded"), "recorded" in again) == (True, False)
    assert json.loads(program.done("log", "-o", "json"))["figures"][0]["value"] == 42


def test_columns_of_periods_are_figures_where_that_is_said(program: Program) -> None:
    """Columns of quarters could be targets, and are named together; --map says that they are figures."""
    table = "Goal,Baseline 2023,Target 2026,Q1 2024,Q2 2024\nClinics,40,80,44,51\n"
    unsaid = program.run("plan", "import", "-", "--yes", "--dry-run", stdin=table)
    assert "the columns 'Q1 2024', 'Q2 2024' are not used" in unsaid.err
    columns = ("--map", "figure=Q1 2024,figure=Q2 2024")
    said = program.run("plan", "import", "-", "--yes", "--with-figures", *columns, stdin=table)
    assert "line 2: 44 for 2024-03-31, 51 for 2024-06-30 are figures of clinics\n" in said.err
    assert [one["value"] for one in json.loads(program.done("log", "-o", "json"))["figures"]] == [51, 44]


@pytest.mark.parametrize("output", ["md", "csv", "tsv"])
def test_what_shows_a_plan_is_told_from_what_exports_it(program: Program, output: str) -> None:
    """Nobody maps the columns of what `plan show` wrote: the export is named, and is read."""
    program.done("plan", "import", "-", "--yes", stdin=TABLE)
    shown = program.done("plan", "show", "-o", output)
    result = program.run("plan", "import", "-", "--yes", stdin=shown)
    assert (result.code, "`coopctl export --plan` writes" in result.err) == (1, True), result.err
    again = program.done("plan", "import", "-", "--yes", stdin=program.done("export", "--plan"))
    assert again.startswith("0 goals added, 0 updated, 1 unchanged")


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("figures.csv", (), "it holds figures, which `coopctl import` reads"),
        ("plan.json", ("--plan",), "plan.json is a plan without goals"),
    ],
)
def test_an_export_that_holds_no_goals_is_told_as_one(
    program: Program, name: str, options: tuple[str, ...], told: str
) -> None:
    program.done("init")
    program.done("export", *options, "--to", name)
    result = program.run("plan", "import", name, "--yes")
    assert (result.code, told in result.err) == (1, True), result.err


def test_a_dry_run_shows_a_table_to_proof_read(program: Program) -> None:
    """The draft is a table: goal, baseline with its date, target, by, how counted, where."""
    out = program.done("plan", "import", "-", "--dry-run", stdin=TABLE)
    header, _, row, *_ = out.splitlines()
    assert header.split() == ["Goal", "Baseline", "Of", "Target", "By", "How", "counted", "Where"]
    assert row.split()[:7] == ["Power", "access", "36%", "2025-07-01", "78%", "2030-12-31", "each"]
    assert list(program.folder.iterdir()) == []


def test_skip_bad_that_finds_no_goal_makes_no_file(program: Program) -> None:
    """Nothing that could be stored is exit code 1, and leaves nothing behind."""
    result = program.run(
        "plan", "import", "-", "--yes", "--skip-bad", stdin="| Pattern | Example |\n|---|---|\n| a | b |\n"
    )
    assert (result.code, list(program.folder.iterdir())) == (1, [])


def test_a_plan_file_elsewhere_is_named_before_it_is_written(program: Program) -> None:
    """A file that was found in a parent folder is said."""
    program.done("init")
    inner = Program(program.folder / "inner")
    inner.folder.mkdir()
    result = inner.run("plan", "import", "-", "--yes", stdin=TABLE)
    assert (result.code, f"the plan file is {program.folder / 'coop.json'}" in result.err) == (0, True)


def test_a_date_counts_for_an_exported_plan(mongolia: Program) -> None:
    """--date dates the plan that an export is imported as."""
    exported = mongolia.done("export", "--plan")
    mongolia.done("plan", "import", "-", "--yes", "--date", "2026-01-01", "--file", "copy.json", stdin=exported)
    assert (
        json.loads(mongolia.done("plan", "show", "-o", "json", "--file", "copy.json"))["plan"]["date"] == "2026-01-01"
    )


def test_a_table_in_a_language_of_decimal_commas_makes_a_plan_with_them(program: Program) -> None:
    """A new plan shows numbers as its document writes them."""
    program.done(
        "plan", "import", "-", "--yes", stdin="| Indicateur | Référence | Cible |\n|---|---|---|\n| A | 1,5 | 2,5 |\n"
    )
    assert json.loads(program.done("export", "--plan"))["plan"]["decimal_comma"] is True


def test_a_plan_is_renewed_from_its_readings(mongolia: Program) -> None:
    """Readings become baselines, deadlines that are over move by whole years, and what was reached is kept."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    mongolia.done("record", "environmental-projects", "12", "--on", "2024-11-30")
    result = mongolia.run("plan", "renew", "--from", "2025-07-01", "--into", "next.json")
    assert (result.code, result.out) == (0, f"started {mongolia.folder / 'next.json'} with 7 goals, dated 2025-07-01\n")
    assert "environmental-projects: reached: its target is kept" in result.err
    goals = _goals(mongolia, "--file", "next.json")
    shown = [(g["baseline"]["value"], g["baseline"]["date"], g["target"]["value"], g["target"]["deadline"])
             for g in (goals["trade-volume"], goals["environmental-projects"])]  # fmt: skip
    assert shown == [(262e6, "2025-06-30", 300e6, "2026-08-01"), (16, "2025-06-30", None, "2025-12-31")]


def test_the_next_quarter_ends_on_its_own_day(program: Program) -> None:
    """A deadline that is over moves to the day that is given; where none is, by whole years, and that is told."""
    program.done("goal", "add", "nps", "--from", "30", "--to", "45 by 2025-03-31", "--since", "2024-12-31")
    program.done("goal", "add", "later", "--from", "30", "--to", "45 by 2026-12-31", "--since", "2024-12-31")
    program.done("record", "nps", "38", "--on", "2025-03-31")
    begins = ("plan", "renew", "--from", "2025-04-01")
    for by, deadline, told in (((), "2026-03-31", True), (("--by", "Q2"), "2025-06-30", False)):
        result = program.run(*begins, *by, "--into", f"{deadline}.json")
        assert ("1 deadline moved by whole years, to 2026-03-31; --by gives another" in result.err) is told
        goals = _goals(program, "--file", f"{deadline}.json")
        targets = [goals[name]["target"] for name in ("nps", "later")]
        assert [(one["deadline"], one["text"]) for one in targets] == [
            (deadline, f"45 by {deadline}"), ("2026-12-31", "45 by 2026-12-31"),
        ]  # fmt: skip
    result = program.run(*begins, "--by", "2025-03-31")
    assert (result.code, "is over when the next plan begins" in result.err) == (1, True)


def test_what_renewing_leaves_out_of_a_plan_is_told(program: Program) -> None:
    """Milestones that are over, archived goals and bounds that are reached; milestones of a bound to come are kept."""
    since = ("--since", "2024-12-31")
    program.done("goal", "add", "cover", "--from", "60%", "--to", "70% by 2025, at least 80% by 2028", *since)
    program.done("goal", "add", "share", "--from", "10%", "--to", "20% by 2027, 30% by 2030", *since)
    program.done("goal", "add", "wait", "--from", "26 days", "--to", "below 3 days by 2025", *since)
    program.done("goal", "add", "old", "--from", "1", "--to", "2 by 2030", *since)
    program.done("goal", "archive", "old", "--why", "done")
    for goal, value in (("cover", "72%"), ("share", "12%"), ("wait", "2 days")):
        program.done("record", goal, value, "--on", "2025-06-30")
    told = program.run("plan", "renew", "--from", "2026-01-01", "--into", "next.json").err
    assert "cover: its milestones up to 2025-12-31 are over" in told
    assert "wait: reached: its target is kept" in told
    assert "old: archived: it is not in the next plan" in told
    assert "share:" not in told


@pytest.mark.parametrize("baseline", ["last", "same"])
def test_a_renewed_plan_can_be_imported_and_edited(mongolia: Program, baseline: str) -> None:
    """What renew writes is an exported plan, and its promises are words that are understood again."""
    exported = mongolia.done("plan", "renew", "--from", "2026-01-01", "--baseline", baseline)
    mongolia.done("plan", "import", "-", "--yes", "--file", "next.json", stdin=exported)
    for goal in ("trade-volume", "joint-military-exercises", "cultural-programs"):
        before = _goals(mongolia, "--file", "next.json")[goal]["target"]
        text = before["text"]
        mongolia.done("goal", "edit", goal, "--to", text, "--file", "next.json")
        assert _goals(mongolia, "--file", "next.json")[goal]["target"] == before


_PROMISED = ("Trade, $250 million, up 20% over the next two years", "Drills, 1 per year, 2 per year by 2028")


@pytest.mark.parametrize(
    "document",
    [
        "- " + "\n- ".join(_PROMISED),
        "\n".join(_PROMISED),
        "\n\n".join(_PROMISED),
        "Our plan for the years to come.\n\nIt says: " + "; ".join(_PROMISED) + ".\n",
    ],
)
def test_a_document_without_a_table_is_read_as_it_is(program: Program, document: str) -> None:
    """Its items, its lines, or what stands between semicolons: each says where things stand and what is promised."""
    program.done("plan", "import", "-", "--yes", stdin=document)
    baselines = {name: goal["baseline"]["value"] for name, goal in _goals(program).items()}
    assert baselines == {"trade": 250_000_000, "drills": 1}


def test_lists_beside_a_table_are_read_where_it_is_asked_for(program: Program) -> None:
    table = "| Goal | Baseline | Target |\n|---|---|---|\n| Literacy | 60% | 75% by 2030 |\n\n"
    told = program.run("plan", "import", "-", "--yes", stdin=f"{table}- {_PROMISED[0]}\n")
    assert "1 list item not read; --lists reads them" in told.err
    assert list(_goals(program)) == ["literacy"]
    program.done("plan", "import", "-", "--yes", "--lists", stdin=f"{table}- {_PROMISED[0]}\n")
    assert list(_goals(program)) == ["literacy", "trade"]


@pytest.mark.parametrize(
    "document",
    [
        "We met on 5 May 2026; 12 people came; nothing was decided.\n",
        "The ministry trained 40 teachers last year. It has a budget of $5 million\nand wants to do more in 2027.\n",
    ],
)
def test_running_text_that_promises_nothing_is_no_plan(program: Program, document: str) -> None:
    refused = program.run("plan", "import", "-", "--yes", stdin=document)
    assert (refused.code, "has no table or list of goals" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("text", "page", "name", "code"),
    [
        ("Indicateur;Référence 2024;Cible 2030\nAccès à l'eau;41,5 %;60,5 %\n", "cp1252", "plan.csv", 0),
        ("| Показатель | Baseline | Target |\n|---|---|---|\n| Вода | 41% | 60% |\n", "cp1251", "plan.md", 0),
        ("| KPI | Baseline | Target |\n|---|---|---|\n| Power | 41% | 60% |\n", "utf-32", "plan.md", 1),
    ],
)
def test_a_document_is_read_in_the_code_page_that_is_said(
    program: Program, text: str, page: str, name: str, code: int
) -> None:
    """What is not UTF-8 is refused with the option that reads it; in the right code page it comes in."""
    (program.folder / name).write_bytes(text.encode("utf-16" if code else page))
    bare = program.run("plan", "import", name, "--dry-run")
    said = program.run("plan", "import", name, "--dry-run", "--encoding", page)
    assert said.code == code
    assert code or ("--encoding cp1252" in bare.err and bare.code == 1)
    assert program.run("plan", "import", name, "--dry-run", "--encoding", "rot13").code == 2


def test_a_page_is_read_in_the_code_page_that_it_names(program: Program) -> None:
    """HTML may say itself what it is in."""
    rows = "<tr><th>Indicateur<th>Référence<th>Cible</tr><tr><td>Accès<td>41 %<td>60 %</tr>"
    page = f'<html><head><meta charset="windows-1252"></head><body><table>{rows}</table></body></html>'
    (program.folder / "plan.html").write_bytes(page.encode("cp1252"))
    assert "Accès" in program.done("plan", "import", "plan.html", "--dry-run")


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 140, None])
def test_what_is_to_be_proof_read_is_there_at_any_width(program: Program, width: int | None) -> None:
    """What has no room beside its goal stands below it; numbers are exact, and the groups of the goals are shown."""
    program.terminal = Terminal(width=width)
    text = (
        "| Outcome | ID | Indicator | Baseline 2023 | Target 2027 | Target 2030 | Owner | Frequency |\n|"
        + "---|" * 8
        + "\n| Power | P1 | Households with access to electricity | 1,234,567 | 1,500,000 | 2,345,678 | Energy office "
        + "| Quarterly |\n"
    )
    out = program.run("plan", "import", "-", "--dry-run", stdin=text).out
    said = " ".join(out.split())
    assert "Outcome: Power" in said
    assert all(number in said for number in ("1,234,567", "1,500,000 by 2027-12-31", "2,345,678"))
    assert all(word in said for word in ("2023-12-31", "2030-12-31", "each figure is the new level", "line 3"))
    assert all(word in said for word in ("p1", "Energy office", "quarterly"))
    assert max(map(len, out.splitlines()[:-1])) <= (width or 1000)


def test_a_second_import_shows_what_would_change(program: Program) -> None:
    """A goal that is there already is shown with what it would have instead; one that stays as it is is not shown."""
    program.done("plan", "import", "-", "--yes", stdin=TABLE)
    out = program.done("plan", "import", "-", "--dry-run", stdin=TABLE.replace("78%", "80%"))
    assert "Would change" in out
    assert "target from 78% to 80%" in out
    assert program.done("plan", "import", "-", "--dry-run", stdin=TABLE).startswith("would be: 0 goals added")


def test_what_is_assumed_is_changed_with_a_command_that_works(program: Program) -> None:
    """The options that are named are those of `goal edit`, and it is said so."""
    text = "| KPI | Baseline | Target | By |\n|---|---|---|---|\n| Schools | 3 | 8 | 2030 |\n"
    said = program.run("plan", "import", "-", "--yes", stdin=text).err
    assert "note: --measure and --since are options of `coopctl goal edit GOAL`" in said
    assert program.run("goal", "edit", "schools", "--measure", "total", "--since", "2024-12-31").code == 0


def test_a_draft_is_written_for_programs(program: Program) -> None:
    """With every goal, and what keeps it from being stored; nothing else stands on standard output."""
    text = f"{TABLE}| Schools | 3 | | many | 2030 |\n"
    result = program.run("plan", "import", "-", "--dry-run", "-o", "json", stdin=text)
    draft = json.loads(result.out)
    assert result.code == 1
    assert [(goal["id"], goal["where"], goal["state"]) for goal in draft["goals"]] == [
        ("power-access", "line 3", "added")
    ]
    assert [(one["where"], one["why"].partition(" (")[0]) for one in draft["refused"]] == [
        ("line 4", "'many' is not an amount")
    ]
    assert [one["value"] for one in draft["figures"]] == [42]
    stored = program.run("plan", "import", "-", "--yes", "-o", "csv", stdin=TABLE)
    assert (stored.code, stored.out.count("\n"), stored.err.splitlines()[-1]) == (
        0, 2, "1 goal added, 0 updated, 0 unchanged, 0 groups added")  # fmt: skip


def test_a_group_without_goals_is_named(program: Program) -> None:
    """An item of a list that is no promise may become a group, which the table of goals does not show."""
    said = program.run(
        "plan", "import", "-", "--lists", "--yes", stdin="# Goals\n\n- Members from 10 to 20\n- Happy staff\n"
    )
    assert "note: groups without a goal: objective:happy-staff\n" in said.err
    assert "groups without" not in program.run("plan", "import", "-", "--lists", "--yes", stdin=TABLE).err


OLD = (
    "Trade, $250 million, up 20% over the next two years; Visits, 5 annually, 10 annually by 2024; 9 new sites by 2023"
)
OLD_TABLE = (
    "|Goal|Baseline|Target|\n|-|-|-|\n|Trade|$250 million|up 20% over the next two years\n"
    "|Visits|5 annually|10 annually by 2024|\n|Sites|0|9 by 2023|\n"
)


@pytest.mark.parametrize(
    "document", [OLD, OLD.replace("; ", "\n"), "- " + OLD.replace("; ", "\n- ").replace(", ", ": ", 2), OLD_TABLE]
)
def test_a_plan_whose_deadlines_are_over_is_to_be_dated(program: Program, document: str) -> None:
    """Whoever took it to be of today would have its lengths of time end years later; the day that is named is right."""
    refused = program.run("plan", "import", "-", "--yes", stdin=document)
    assert (refused.code, program.run("status").code) == (1, 3)
    said, hint = refused.err.splitlines()[-2:]
    assert said.endswith(" has 2 deadlines in the past; nothing is stored")
    dated = re.search(r"--date \d{4}-\d\d-\d\d", hint)
    assert dated is not None
    program.done("plan", "import", "-", "--yes", *dated[0].split(), stdin=document)
    targets = [goal["target"] for goal in json.loads(program.done("status", "-o", "json"))["goals"]]
    assert sorted(target["deadline"] for target in targets) == ["2023-12-31", "2024-12-31", "2024-12-31"]
