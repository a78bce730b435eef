"""`coopctl plan import`: a written plan into the file, whole or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from running import EXAMPLE, Program

ARTICLE = """
Mongolia and the United States have set out what they want to do together. The table says how far they are.

Focus Area | Current Status | Future Goals
Trade Volume | $250 million | Increase by 20% over the next two years

Joint Military Exercises | 1 per year | 2 per year by 2025
Environmental Projects | 4 active initiatives | 10 new projects by 2024
Cultural Programs | 5 exchanges annually | 10 exchanges annually by 2025

Behind the promises stand three objectives, and either | or would not do for them.

Objective | Description
----------|------------
Economic Growth | Make trade agreements stronger, so that both economies gain.
Democratic Values | Stand by the institutions of democratic governance.
Regional Stability | Work together on the security of the region.

| **Sector** | **Growth Drivers** |
| Mining | Better extraction technology, and practice that can last. |
| Agriculture | Modern techniques and equipment on farms and pastures. |
| Infrastructure | Public-private partnerships, and funding from abroad. |
| Technology | A good start for start-ups, and help with digital change. |

Initiative\tDescription\tPotential Impact
Third Neighbor Policy\tCloser ties with countries that support Mongolia's sovereignty.\tForeign investment and a wider circle of partners.
Regional Security Dialogues\tRegular talks among those with a stake in the region.\tBetter relations and less tension.
Trade Agreements\tNew pacts that open markets to both sides.\tEconomies that grow and withstand shocks.
"""  # noqa: E501 - a row is a line


def _plan(program: Program) -> dict[str, object]:
    shown = json.loads(program.done("plan", "show", "-o", "json"))
    return {"goals": shown["goals"], "groups": shown["groups"]}


def test_the_example_means_what_the_plan_says(mongolia: Program) -> None:
    """The four focus areas get exact targets and deadlines; there are 3 initiatives, 3 objectives and 4 sectors."""
    shown = json.loads(mongolia.done("plan", "show", "-o", "json"))
    targets = [(goal["id"], goal["target"]["value"], goal["target"]["deadline"]) for goal in shown["goals"]]
    assert targets == [
        ("trade-volume", 300000000, "2026-08-01"),
        ("joint-military-exercises", 2, "2025-12-31"),
        ("environmental-projects", 14, "2024-12-31"),
        ("cultural-programs", 10, "2025-12-31"),
        ("third-neighbor-policy", 2, None),
        ("regional-security-dialogues", 2, None),
        ("trade-agreements", 2, None),
    ]
    assert [group["kind"] for group in shown["groups"]] == ["objective"] * 3 + ["sector"] * 4


def test_every_goal_is_echoed_as_arithmetic(program: Program) -> None:
    """The echo says where each target came from, before anything is stored."""
    shown = program.run("plan", "import", str(EXAMPLE), "--date", "2024-08-01", "--dry-run")
    assert list(program.folder.iterdir()) == []
    assert "300,000,000 USD  2026-08-01  250,000,000 × 1.20 (20% in all)" in shown.out
    result = program.run("plan", "import", str(EXAMPLE), "--date", "2024-08-01")
    assert result.err.splitlines()[:3] == [
        (
            "trade-volume: level; from 250,000,000 USD on 2024-08-01; "
            "target 300,000,000 USD on 2026-08-01 = 250,000,000 × 1.20 (20% in all); path linear"
        ),
        "joint-military-exercises: count per year; from 1 on 2023-12-31; target 2 on 2025-12-31; path linear",
        (
            "environmental-projects: total; from 4 projects on 2024-08-01; "
            "target 14 projects on 2024-12-31 = 4 + 10; path linear"
        ),
    ]


def test_an_article_imports_the_same(program: Program, tmp_path: Path) -> None:
    """The same tables between paragraphs, without outer pipes, with gaps or tabs, give the same plan."""
    program.done("plan", "import", "-", "--date", "2024-08-01", "--yes", stdin=ARTICLE)
    other = Program(tmp_path / "other")
    other.folder.mkdir()
    other.done("plan", "import", str(EXAMPLE), "--date", "2024-08-01", "--yes")
    assert _plan(program) == _plan(other)


def test_importing_twice_changes_nothing(mongolia: Program) -> None:
    """The second import says so and leaves the file as it was, byte for byte."""
    before = (mongolia.folder / "coop.json").read_bytes()
    out = mongolia.done("plan", "import", str(EXAMPLE), "--yes")
    assert (out, (mongolia.folder / "coop.json").read_bytes()) == (
        "0 goals added, 0 updated, 7 unchanged, 0 groups added\n",
        before,
    )


def test_a_row_that_is_not_understood_stores_nothing(program: Program) -> None:
    """A bad row is named with its line and the reason, the exit code is 1, and there is no file."""
    text = "Goal | Baseline | Target\nA | 5 | 10 by 2026\nB | 1,5 | 2 by 2026\nC | 5\n"
    result = program.run("plan", "import", "-", "--yes", stdin=text)
    assert (result.code, result.out, [line for line in result.err.splitlines()[1:] if "assumed" not in line]) == (
        1,
        "",
        [
            "line 3: '1,5' could be 1.5 or 15 (write 1.5 or 15)",
            "line 4: the row has 2 cells, its header 3",
            "error: 2 lines of standard input not understood; nothing is stored",
            "hint: mend the document, or leave them out with --skip-bad",
        ],
    )
    assert list(program.folder.iterdir()) == []


def test_skip_bad_stores_the_rest(program: Program) -> None:
    """With --skip-bad what is understood is stored, and the rest is counted."""
    text = "Goal | Baseline | Target\nA | 5 | 10 by 2026\nB | 1,5 | 2 by 2026\n"
    out = program.done("plan", "import", "-", "--yes", "--skip-bad", stdin=text)
    assert out == "1 goal added, 0 updated, 0 unchanged, 0 groups added, 1 line left out\n"


def test_a_table_that_is_not_recognised_is_named(program: Program) -> None:
    """A table without known header words is a problem with its line, not silently passed over."""
    result = program.run("plan", "import", "-", "--yes", stdin="Colour | Taste\nred | sweet\n")
    assert "line 1: the table 'Colour | Taste' is not recognised" in result.err


@pytest.mark.parametrize("flags", [(), ("--retarget",)])
def test_a_changed_target_with_figures_needs_retarget(mongolia: Program, flags: tuple[str, ...]) -> None:
    """A changed document updates words; a changed promise of a goal with figures only with --retarget."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    changed = EXAMPLE.read_text("utf-8").replace("Increase by 20% over", "Increase by 30% over")
    result = mongolia.run("plan", "import", "-", "--yes", *flags, stdin=changed)
    shown = json.loads(mongolia.done("goal", "show", "trade-volume", "-o", "json"))["goals"][0]["target"]["value"]
    assert (result.code, shown) == ((0, 325000000) if flags else (1, 300000000))


def test_a_changed_document_updates_titles_and_notes(mongolia: Program) -> None:
    """A new description reaches the initiative, and the goals that stay the same are left alone."""
    changed = EXAMPLE.read_text("utf-8").replace("New pacts that open markets", "Pacts that open all markets")
    out = mongolia.done("plan", "import", "-", "--yes", stdin=changed)
    assert out == "0 goals added, 1 updated, 6 unchanged, 0 groups added\n"


def test_columns_are_found_by_their_words(program: Program) -> None:
    """Order, extra columns for deadline, unit, owner and objective: header words decide, not the place."""
    text = (
        "| Objective | Owner | Target | Unit | Indicator | By | Baseline |\n|---|---|---|---|---|---|---|\n"
        "| Health | Ministry | 95 | % | Vaccinated | 2027 | 80 |\n"
    )
    program.done("plan", "import", "-", "--date", "2024-08-01", "--yes", stdin=text)
    goal = json.loads(program.done("goal", "show", "vaccinated", "-o", "json"))["goals"][0]
    assert (goal["unit"], goal["owner"], goal["groups"], goal["target"]["deadline"]) == (
        "%",
        "Ministry",
        ["objective:health"],
        "2027-12-31",
    )


def test_on_a_terminal_it_asks(program: Program) -> None:
    """Where a person is there to answer, nothing is stored without a yes."""
    result = program.run("plan", "import", str(EXAMPLE), tty=True, stdin="n\n")
    assert (result.code, list(program.folder.iterdir())) == (1, [])


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("method",), "nosuch", "there is no method 'nosuch'"),
        (("goals", 0, "method"), "nosuch", "there is no method 'nosuch'"),
        (("goals", 0, "baseline", "value"), "NaN", "the baseline is NaN, which is not a number"),
        (("goals", 0, "target", "value"), "Infinity", "the target is Infinity, which is not a number"),
        (("goals", 0, "weight"), "1e999999", "has more than 30 digits: 1e+999999"),
        (("goals", 0, "baseline", "value"), "sNaN", "the baseline is sNaN, which is not a number"),
    ],
)
def test_an_exported_plan_that_cannot_be_is_refused(
    mongolia: Program, path: tuple[str | int, ...], value: str, message: str
) -> None:
    """A plan that somebody broke is refused whole, before it could lock the file it goes into."""
    document = json.loads(mongolia.done("export", "--plan"))
    inside: Any = document["plan"]
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = value
    before = (mongolia.folder / "coop.json").read_bytes()
    result = mongolia.run("plan", "import", "-", "--yes", "--retarget", stdin=json.dumps(document))
    assert (result.code, message in result.err, (mongolia.folder / "coop.json").read_bytes()) == (1, True, before)


@pytest.mark.parametrize(("said", "day"), [("month", "2009-10-31"), ("span", "2010-12-31")])
def test_what_a_hint_offers_is_taken(program: Program, said: str, day: str) -> None:
    """A date that is a month or a span of years is asked about, and both answers that are offered settle it."""
    program.done("goal", "add", "x", "--from", "1", "--to", "9 by 2030", "--since", "2008-12-31")
    table = "when,value\n2009-10,5\n"
    asked = program.run("import", "-", "--goal", "x", "--map", "date=when", stdin=table)
    assert (asked.code, f"--dates {said}" in asked.err) == (1, True)
    program.done("import", "-", "--goal", "x", "--map", "date=when", "--dates", said, stdin=table)
    assert day in program.done("log", "-o", "csv")


def test_a_column_of_a_period_that_runs_is_not_passed_over_in_silence(mongolia: Program) -> None:
    """Who has figures of this year learns why they are not read; a dry run has nothing to undo."""
    year = mongolia.today.year
    result = mongolia.run("import", "-", "--dry-run", stdin=f"goal,{year - 1},{year},colour\ntrade-volume,260m,2,red\n")
    assert f"note: columns not read, as their periods are not over: {year}\n" in result.err
    assert "note: columns not used: colour\n" in result.err
    refused = mongolia.run("import", "-", "--dry-run", stdin=f"goal,{year - 1}\ntrade-volume,2\n")
    assert "; if that is wrong: mend the file first" in refused.err


def test_the_hint_names_the_decimal_comma_only_where_it_mends_every_row(mongolia: Program) -> None:
    """What the hint says works when typed; beside a row that it would not mend, the file is to be mended."""
    commas = "goal\tdate\tvalue\ntrade-volume\t2024-08-15\t260,5\n"
    refused = mongolia.run("import", "-", "--dry-run", stdin=commas)
    assert "hint: if a comma is its decimal mark: --decimal-comma; else mend the file\n" in refused.err
    assert mongolia.run("import", "-", "--dry-run", "--decimal-comma", stdin=commas).code == 0
    other = mongolia.run("import", "-", "--dry-run", stdin=commas + "trade-volume\t2025-08-15\tmany\n")
    assert "hint: mend the file\n" in other.err
