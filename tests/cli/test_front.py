"""The bare program, its help and its manual."""

import json
import re
import shlex
from pathlib import Path

import pytest

from coopctl.cli.app import COMMANDS
from coopctl.cli.manual import TOPICS, text_of
from coopctl.output import Terminal
from running import Program, spawn


def test_without_a_plan_there_are_three_ways_to_start(program: Program) -> None:
    """The bare program is a page, not an error; each way is a command."""
    result = program.run()
    assert (result.code, result.err) == (0, "")
    ways = [line.split()[1] for line in result.out.splitlines() if line.startswith("  coopctl")]
    assert ways == ["demo", "plan", "goal"]


def test_the_front_page_shows_the_worst_first(mongolia: Program) -> None:
    """Which file, the counts, the worst with its reason, what is due, two commands to go on, all within the width."""
    mongolia.done("record", "trade-volume", "251M", "--on", "2025-06-30")
    mongolia.done("goal", "edit", "joint", "--cadence", "monthly")
    mongolia.terminal = Terminal(width=80)
    lines = mongolia.done().splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[1].startswith("coop.json: 7 goals")
    assert [word for word in ("Look at these first", "due", "coopctl checkin", "coopctl status") if word not in
            "\n".join(lines)] == []  # fmt: skip
    worst = lines[lines.index("Look at these first") + 1]
    assert worst.startswith(("✘", "▼"))


def test_a_long_id_leaves_the_front_page_within_the_width(program: Program) -> None:
    """What a command does stands beside it, and below it where the two have no room beside each other."""
    program.terminal = Terminal(width=80)
    program.done("goal", "add", "Train 500 farmers of the eastern highlands by December 2027")
    assert "coopctl record train-500-farmers-of-the-eastern VALUE  record a figure" in program.done()
    program.terminal = Terminal(width=64)
    lines = program.done().splitlines()
    assert lines[-2:] == ["coopctl record train-500-farmers-of-the-eastern VALUE", "  record a figure"]
    assert max(map(len, lines)) <= 64


def test_an_empty_plan_says_how_a_promise_is_added(program: Program) -> None:
    """With nothing to show it tells what to do."""
    program.done("init")
    assert "coopctl goal add" in program.done()


@pytest.mark.parametrize("group", ["goal", "plan", "group"])
def test_a_group_alone_shows_its_commands(program: Program, group: str) -> None:
    """It is what was asked, so there is no error."""
    result = program.run(group)
    assert (result.code, result.err, "Commands:" in result.out) == (0, "", True)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_manual_is_read_anywhere(program: Program, topic: str) -> None:
    """In a pipe a page is its Markdown; on a terminal every word of it is there, in lines that fit."""
    assert program.done("help", topic) == text_of(topic)
    program.terminal = Terminal(width=80, height=24)
    laid_out = program.done("help", topic)
    assert "`" not in re.sub(r"`[^`\n]*`", "", laid_out.splitlines()[0])
    assert max(len(line.rstrip()) for line in laid_out.splitlines()) <= 80


def test_help_is_of_commands_too(program: Program) -> None:
    """`help goal add` is `goal add --help`; what is neither is an error that names the topics."""
    assert program.done("help", "goal", "add").splitlines()[0].startswith("Usage: coopctl goal add")
    result = program.run("help", "nonsense")
    assert (result.code, "targets" in result.err) == (1, True)


def test_a_page_has_other_names(program: Program) -> None:
    """A page is found by how its name starts, and by what else people call the thing; a command comes first."""
    for word in ("team", "Teams", "git", "together", "database", "postgres", "rights"):
        assert program.done("help", word) == program.done("help", "teams"), word
    pages = {"pdf": "pictures", "excel": "plans", "deadline": "dates", "provisional": "figures", "cron": "recipes"}
    for word, page in pages.items():
        assert program.done("help", word) == program.done("help", page), word
    assert program.done("help", "baseline") == program.done("help", "goal", "baseline")
    assert program.done("help", "method") == program.done("help", "methods")
    assert program.done("help", "goal").startswith("Usage")
    assert program.run("help", "f").code == 1


def test_options_of_all_stand_before_and_after(program: Program) -> None:
    """--file and its like mean the same before the command, in a group and after it."""
    program.done("--file", "a.json", "goal", "add", "g", "--from", "1", "--to", "2")
    assert (program.folder / "a.json").exists()
    file = ("--file", "a.json")
    ways = ((*file, "goal", "list"), ("goal", *file, "list"), ("goal", "list", *file))
    assert len({program.done(*words) for words in ways}) == 1
    assert program.run("-q", "goal", "add", "h", "--from", "1", "--to", "2", "--file", "a.json").err == ""
    assert program.run("-q", "goal", "show", "nope", "--file", "a.json").err.startswith("error: ")


def test_the_version_has_a_short_name(program: Program) -> None:
    """-V is --version."""
    assert program.done("-V") == program.done("--version")


def test_the_help_begins_with_examples(tmp_path: Path) -> None:
    """Examples come first, then the commands under their headings, each told in a line."""
    out = spawn("--help", folder=tmp_path).stdout.decode()
    places = [
        out.index(word) for word in ("Examples:", "Start:", "Every week:", "Look:", "Hand on:", "Care:", "Options:")
    ]
    assert places == sorted(places)
    assert [name for name in COMMANDS if not re.search(rf"^  {name} ", out, re.MULTILINE)] == []
    assert [line for line in out.splitlines()[1:] if line.endswith("...")] == []


def test_talk_is_folded_for_a_person() -> None:
    """On a terminal a long hint folds at words, and a command in it stays whole; a program gets the line as it is."""
    from coopctl.output.formats.talk import talk

    text = "hint: a value may be given once more with `coopctl record trade 5 --replaces 1234` or left as it is"
    assert talk(text, Terminal()) == f"{text}\n"
    lines = talk(text, Terminal(width=60)).splitlines()
    assert (" ".join(lines), max(map(len, lines)) <= 60) == (text, True)
    assert any("`coopctl record trade 5 --replaces 1234`" in line for line in lines)
    assert talk("error: no", Terminal(color=True)).startswith("\x1b[1;")


def test_a_long_answer_goes_through_the_pager(tmp_path: Path) -> None:
    """What PAGER names gets the text; where there is none, it is yet to be written."""
    from coopctl.cli.pager import paged

    kept = tmp_path / "kept"
    assert paged("a\nb\n", {"PAGER": f"tee {kept}"})
    assert kept.read_text() == "a\nb\n"
    assert not paged("a\n", {"PAGER": "no-such-pager"})


@pytest.mark.parametrize("indent", [None, 2])
def test_a_plan_of_another_name_is_pointed_to(mongolia: Program, indent: int | None) -> None:
    """Whoever is sent a plan finds it, also as another program has written it; other files are passed over."""
    plan = mongolia.folder / "coop.json"
    theirs = mongolia.folder / "their plan.json"
    theirs.write_text(plan.read_text() if indent is None else json.dumps(json.loads(plan.read_text()), indent=indent))
    plan.unlink()
    (mongolia.folder / "another.json").write_text('{"plan": []}')
    (mongolia.folder / "gone.json").symlink_to("nowhere")
    told = mongolia.done().partition("Here is a plan of another name: coopctl ")[2].partition("\n")[0]
    assert "Trade Volume" in mongolia.done(*shlex.split(told), "status")
    hint = mongolia.run("status").err.splitlines()[1].partition("name the plan that is here, ")[2].partition(", or ")[0]
    assert shlex.split(hint) == ["--file", "their plan.json"]


def test_a_file_that_was_removed_is_put_back_as_the_hint_says(mongolia: Program) -> None:
    """Beside its copy nobody is to start anew."""
    mongolia.done("goal", "edit", "trade-volume", "--owner", "Ana")
    (mongolia.folder / "coop.json").unlink()
    hint = mongolia.run("status").err.partition("put back what it was before its last change, `coopctl ")[2]
    mongolia.done(*hint.partition("`")[0].split())
    assert "Trade Volume" in mongolia.done("status")


def test_what_is_due_by_now_is_said_once_with_its_thousands_parted(program: Program) -> None:
    program.done(
        "goal", "add", "Visits", "--from", "48,000 per year", "--to", "60,000 per year by 2028", "--since", "2024-12-31"
    )
    program.done("record", "visits", "12450", "--on", "2025-03-31")
    page = program.run().out
    assert page.count("12,450 so far") == page.count("due by now") == 1, page
    told = program.done("explain", "visits")
    assert "12,450 so far, " in told.splitlines()[1]


def test_a_demo_that_is_kept_is_looked_at_from_the_day_of_its_figures(program: Program) -> None:
    """Seen from another year, all of its deadlines are over."""
    shown = program.run("demo", "--keep", "demo.json")
    first, second = (line.strip() for line in shown.err.splitlines()[-2:])
    assert "2025-06-30; try next:" in shown.err
    again = program.done(*shlex.split(first)[1:])
    assert again.splitlines()[:4] == shown.out.splitlines()[:4]
    assert program.done(*shlex.split(second)[1:]).startswith("Trade Volume")
