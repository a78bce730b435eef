"""The same filters wherever goals are listed."""

import json
import shlex

import pytest

from coopctl.judgement.methods import METHODS
from running import Program


@pytest.fixture
def mixed(program: Program) -> Program:
    """Goals of two owners, tags and groups: one on track, one off track, one open, one archived."""
    program.done("init", "--date", "2024-08-01")
    program.done("group", "add", "area:health", "--title", "Health")
    year = ("--from", "0", "--to", "10 by 2026-07-31", "--cadence", "monthly")
    program.done("goal", "add", "beds", "--title", "beds", *year, "--owner", "Clinic", "--tag", "Ward")
    program.done("goal", "add", "ants", "--title", "Ants", *year, "--owner", "Lab", "--group", "area:health")
    program.done("goal", "add", "cups", "--title", "Cups", "--from", "0", "--to", "3", "--note", "for the ward")
    program.done("goal", "add", "old", "--title", "Old", *year, "--owner", "Clinic")
    program.done("record", "beds", "9", "--on", "2025-06-30")
    program.done("record", "ants", "1", "--on", "2025-06-30")
    program.done("record", "old", "1", "--on", "2025-06-30")
    program.done("goal", "archive", "old")
    return program


LISTS = (
    ("status",),
    ("goal", "list"),
    ("check", "--fail-on", "off-track,on-track,open,achieved,no-data"),
    ("due", "--within", "1y"),
    ("log",),
    ("export",),
    ("export", "--status"),
)


def _ids(program: Program, *arguments: str) -> list[str]:
    """The goals that a list names, in its order."""
    result = program.run(*arguments, "-o", "jsonl")
    assert result.code in (0, 4), result.err
    return [one.get("goal", one.get("id")) for one in map(json.loads, result.out.splitlines())]


@pytest.mark.parametrize("command", LISTS)
def test_every_list_takes_the_filters(mixed: Program, command: tuple[str, ...]) -> None:
    """Group, owner, tag, text and goals choose the same goals in every list; capitals do not matter."""
    assert _ids(mixed, *command, "--group", "area:h") == ["ants"]
    assert _ids(mixed, *command, "--owner", "CLINIC", "--match", "BED") == ["beds"]
    assert _ids(mixed, *command, "--tag", "ward") == ["beds"]
    assert sorted(_ids(mixed, *command, "beds", "ants")) == ["ants", "beds"]


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize("asked", [("--owner", "Clinik"), ("--tag", "wart"), ("--group", "area:wealth"), ("nonsense",)])
def test_a_name_that_nothing_has_is_an_error(mixed: Program, command: tuple[str, ...], asked: tuple[str, ...]) -> None:
    """An owner, tag, group or goal that the plan does not have is refused, for a slip would silence a check."""
    result = mixed.run(*command, *asked)
    assert (result.code, result.out) == (1, "")
    assert asked[-1] in result.err


@pytest.mark.parametrize("command", LISTS)
def test_part_of_a_name_is_enough(mixed: Program, command: tuple[str, ...]) -> None:
    """A start, or the start of a word, of one owner or tag; several that have it are named, and a whole name wins."""
    mixed.done("goal", "edit", "ants", "--owner", "Clinic North", "--tag", "Field trip")
    assert _ids(mixed, *command, "--owner", "north", "--tag", "trip") == ["ants"]
    assert _ids(mixed, *command, "--owner", "clinic", "beds", "ants") == ["beds"]
    refused = mixed.run(*command, "--owner", "cli")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "error: 'cli' is the start of several: Clinic, Clinic North\nhint: write more of it\n"


@pytest.mark.parametrize("command", [one for one in LISTS if one[0] not in ("log", "export")])
def test_every_list_of_goals_sorts(mixed: Program, command: tuple[str, ...]) -> None:
    """--sort takes a key in any capitals, for one order in the whole list; another key is refused."""
    both = ("beds", "ants")
    assert _ids(mixed, *command, *both, "--sort", "progress") == ["ants", "beds"]
    assert _ids(mixed, *command, *both, "--sort", "Title") == ["ants", "beds"]
    assert mixed.run(*command, "--sort", "bogus").code == 2


def test_due_sorts_by_what_is_asked_for(mixed: Program) -> None:
    """The most urgent figure comes first, unless --sort asks for another order."""
    mixed.done("record", "ants", "2", "--on", "2025-07-01")
    mixed.done("record", "old", "2", "--on", "2025-07-01")
    due = ("due", "--within", "1y", "beds", "ants")
    assert _ids(mixed, *due) == ["beds", "ants"]
    assert _ids(mixed, *due, "--sort", "title") == ["ants", "beds"]


def test_only_narrows_by_status(mixed: Program) -> None:
    """--only takes statuses in status, goal list and due; a list that names none is refused."""
    for command in (("status",), ("goal", "list"), ("due", "--within", "1y")):
        assert _ids(mixed, *command, "--only", "Off_Track") == ["ants"]
        assert _ids(mixed, *command, "--only", "off") == ["ants"]
        assert mixed.run(*command, "--only", ",").code == 2
        assert mixed.run(*command, "--only", "o").err.startswith("error: 'o' is not a status\n")


def test_all_shows_archived_goals(mixed: Program) -> None:
    """--all is one option: archived goals in status, goal list and check."""
    for command in LISTS[:3]:
        assert ("old" in _ids(mixed, *command), "old" in _ids(mixed, *command, "--all")) == (False, True)


def test_a_goal_that_is_named_is_shown_though_archived(mixed: Program) -> None:
    """An archived goal is out of every list of goals, but for a list that names it; `check` and `due` agree."""
    for command in LISTS[:4]:
        assert ("old" in _ids(mixed, *command), _ids(mixed, *command, "old")) == (False, ["old"])


def test_every_method_keeps_the_filters(mixed: Program) -> None:
    """With --method all the goals are those of a status by their own method, sorted, under their groups."""
    assert _ids(mixed, "status", "--method", "all", "--only", "off-track")[:: len(METHODS)] == ["ants"]
    assert _ids(mixed, "status", "--method", "all", "--sort", "title")[:: len(METHODS)] == ["ants", "beds", "cups"]
    assert mixed.run("status", "--method", "all", "--sort", "bogus").code == 2
    lines = mixed.done("status", "--method", "all").splitlines()
    assert [line.split("  ")[0] for line in lines[4:]] == ["Health", "Ants", "No area", "beds", "Cups"]
    told = json.loads(mixed.done("status", "--method", "all", "-o", "json"))
    assert [(one["id"], one["goals"]) for one in told["groups"]] == [("health", 1)]


def test_a_sorted_list_has_no_sections(mixed: Program) -> None:
    """--sort orders the whole table, so no group parts it; with --group-by it would contradict itself."""
    lines = mixed.done("status", "--sort", "title").splitlines()
    assert [line[2:].split("  ")[0] for line in lines[2:-2]] == ["Ants", "beds", "Cups"]
    assert mixed.run("status", "--sort", "title", "--group-by", "area").code == 2


def test_the_plan_is_shown_of_chosen_goals(mixed: Program) -> None:
    """`plan show` takes the filters of goals, and keeps its groups."""
    out = mixed.done("plan", "show", "--owner", "Lab")
    assert [word for word in ("Ants", "beds", "Health") if word in out] == ["Ants", "Health"]


def test_the_answer_names_the_methods_used(mixed: Program) -> None:
    """The foot names the method that judged; where goals differ, each row names its own."""
    mixed.done("goal", "edit", "ants", "--method", "okr")
    assert mixed.done("status", "ants").splitlines()[-1].endswith("method okr")
    assert json.loads(mixed.done("status", "ants", "-o", "json"))["method"] == "okr"
    both = mixed.done("status", "ants", "beds")
    assert both.endswith("methods linear, okr\n")
    assert ("(linear)" in both, "(okr)" in both, "(okr)" in mixed.done("status", "ants")) == (True, True, False)
    assert "Method" in mixed.done("status", "ants", "beds", "--long").splitlines()[2]
    assert "Method" not in mixed.done("status", "beds", "--long")
    assert mixed.done("status", "ants", "--method", "un").endswith("method un\n")


def test_a_plan_has_a_method(program: Program) -> None:
    """`init --method` and `plan edit --method` name the rule for goals without one; `undo` takes a change back."""
    assert program.run("init", "--method", "nonsense").code == 1
    assert not (program.folder / "coop.json").exists()
    program.done("init", "--method", "okr")
    program.done("goal", "add", "g", "--from", "0", "--to", "9 by 2026", "--since", "2024")
    assert program.done("status").endswith("method okr\n")
    program.done("plan", "edit", "--method", "un", "--title", "Other")
    assert program.done("status").startswith("Other  as of")
    assert json.loads(program.done("status", "-o", "json"))["method"] == "un"
    program.done("undo")
    assert json.loads(program.done("status", "-o", "json"))["method"] == "okr"
    program.done("plan", "edit", "--method", "")
    assert json.loads(program.done("status", "-o", "json"))["method"] == "linear"
    assert (program.run("plan", "edit").code, program.run("plan", "edit", "--method", "nonsense").code) == (2, 1)


def test_goals_stand_under_their_owners(mongolia: Program) -> None:
    """In status and report; what is neither a kind nor that is refused with those that there are."""
    mongolia.done("goal", "edit", "trade-v", "--owner", "Trade desk")
    assert "Trade desk  ?" in mongolia.done("status", "--group-by", "owner")
    assert "### Trade desk" in mongolia.done("report", "--group-by", "owner")
    for command in ("status", "report"):
        assert "hint: one of objective, sector, area, owner" in mongolia.run(command, "--group-by", "team").err


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("mlitary", "joint-military-exercises"),
        ("agremeents", "trade-agreements"),
        ("neighbour", "third-neighbor-policy"),
    ],
)
def test_a_slip_in_the_beginning_of_a_name_is_seen(mongolia: Program, typed: str, near: str) -> None:
    assert f"did you mean {near}?" in mongolia.run("explain", typed).err


def test_a_slip_that_fits_several_names_is_not_guessed(mongolia: Program) -> None:
    assert "did you mean trade-volume or trade-agreements?" in mongolia.run("explain", "tarde").err


@pytest.mark.parametrize("command", ["status", "status --only missed", "goal list", "due"])
def test_where_there_is_no_goal_the_next_step_is_said(program: Program, command: str) -> None:
    program.done("init")
    program.done(*shlex.split(program.run(*command.split()).err.partition("add one: coopctl ")[2]))
    assert "add one" not in program.run(*command.split()).err


def test_what_no_goal_is_among_says_where_all_are(mixed: Program) -> None:
    assert "see them all, archived ones too: coopctl goal list --all" in mixed.run("status", "--only", "missed").err
    assert mixed.run("status", "--only", "missed", "-o", "json").err == ""


@pytest.mark.parametrize(
    ("command", "option", "values"),
    [
        (("check",), "--fail-on", ("off-track", "missed")),
        (("status",), "--only", ("off-track", "missed")),
        (("status", "-o", "csv"), "--columns", ("id", "status")),
    ],
)
def test_a_list_in_two_options_is_one(
    mongolia: Program, command: tuple[str, ...], option: str, values: tuple[str, str]
) -> None:
    """`check --fail-on missed --fail-on stale` looked for what is stale alone, and let a missed goal pass."""
    day, (one, other) = ("--as-of", "2025-07-01"), values
    apart = mongolia.run(*command, *day, option, one, f"{option}={other}")
    assert apart == mongolia.run(*command, *day, option, f"{one},{other}")
    assert apart.code in (0, 4)
