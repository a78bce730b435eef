"""Goals and groups, one by one."""

import json
from typing import Any

import pytest

from running import Program

TRADE = (
    "trade-volume",
    "--from",
    "$250 million",
    "--to",
    "increase by 20% over the next two years",
    "--since",
    "2024-08-01",
)


def test_dry_run_prints_the_goal_and_stores_nothing(program: Program) -> None:
    """`goal add --dry-run -o json` prints the goal in the shape of status, and there is no file."""
    out = program.done("goal", "add", *TRADE, "--dry-run", "-o", "json")
    goal = json.loads(out)["goals"][0]
    assert (goal["baseline"], goal["target"]["value"], goal["target"]["deadline"]) == (
        {"value": 250000000, "date": "2024-08-01"},
        300000000,
        "2026-08-01",
    )
    assert list(program.folder.iterdir()) == []


def test_an_added_goal_has_the_shape_of_status(program: Program) -> None:
    """What `goal add -o json` prints of a goal is what `status -o json` prints of it."""
    added = json.loads(program.done("goal", "add", *TRADE, "-o", "json"))["goals"]
    assert added == json.loads(program.done("status", "-o", "json"))["goals"]


def test_a_sentence_adds_a_goal_that_can_be_recorded(program: Program) -> None:
    """Who has read nothing writes the promise whole; its title is found by any word of it."""
    program.done("goal", "add", "Train 500 teachers by June 2027")
    program.done("record", "teachers", "20")
    goal = json.loads(program.done("status", "-o", "json"))["goals"][0]
    assert (goal["title"], goal["target"]["value"], goal["reading"]["value"]) == (
        "Train 500 teachers by June 2027",
        500,
        20,
    )


def test_the_title_tells_minutes_from_millions(program: Program) -> None:
    """A time in m is in minutes, which is said; an m of its figures is asked about, and what the hint says works."""
    added = program.run("goal", "add", "Build time", "--from", "12m", "--to", "at most 5m by 2090")
    assert "from 12 min" in added.err
    assert "m beside a number is taken to be minutes" in added.err
    asked = program.run("record", "build-time", "7m")
    assert (asked.code, "'7m' could be 7 million or 7 min" in asked.err) == (1, True)
    program.done("record", "build-time", "7 min")


def test_the_id_is_made_from_the_title(program: Program) -> None:
    """A goal without an ID gets a slug of its title."""
    program.done("goal", "add", "--title", "Größe & Ärger, 2nd", "--from", "1", "--to", "2")
    assert program.done("goal", "list", "-o", "csv").splitlines()[1].split(",")[0] == "grösse-ärger-2nd"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("goal", "show", "trad"), 0, ""),
        (
            ("goal", "show", "trade-volum3"),
            1,
            "error: there is no goal 'trade-volum3'\nhint: did you mean trade-volume?\n",
        ),
        (("goal", "show", "xyz"), 1, "error: there is no goal 'xyz'\nhint: see `coopctl goal list`\n"),
        (("goal", "show", ""), 1, "error: there is no goal ''\nhint: see `coopctl goal list`\n"),
    ],
)
def test_a_goal_is_found_by_its_start(program: Program, arguments: tuple[str, ...], code: int, message: str) -> None:
    """Any unique start of an id works; an unknown one gets its nearest name."""
    program.done("goal", "add", *TRADE)
    result = program.run(*arguments)
    assert (result.code, result.err) == (code, message)


def test_where_there_is_no_goal_yet_one_is_to_be_added(program: Program) -> None:
    program.done("init")
    result = program.run("record", "trade", "262M")
    assert result.err.splitlines() == [
        "error: there is no goal 'trade'",
        "hint: there is none yet; add one: coopctl goal add TITLE --from BASELINE --to TARGET",
    ]


def test_a_goal_of_stages_says_that_its_baseline_is_missing(program: Program) -> None:
    result = program.run("goal", "add", "Treaty", "--to", "signed of proposed < signed")
    assert result.err.splitlines()[0] == "error: the baseline is not given; it is one of the stages proposed < signed"


def test_an_ambiguous_start_names_the_candidates(mongolia: Program) -> None:
    """A start of several ids is refused with their names."""
    result = mongolia.run("explain", "trade")
    assert (result.code, result.err.splitlines()[0]) == (
        1,
        "error: 'trade' is the start of several: trade-volume, trade-agreements",
    )


def test_edit_changes_only_what_is_given(program: Program) -> None:
    """The options that are not given leave the goal as it is."""
    program.done("goal", "add", *TRADE, "--owner", "Trade desk")
    program.done("goal", "edit", "trade", "--cadence", "yearly", "--lag", "45d", "--weight", "2", "--tag", "money")
    goal = json.loads(program.done("goal", "show", "trade", "-o", "json"))["goals"][0]
    assert {name: goal[name] for name in ("owner", "cadence", "lag", "weight", "tags")} == {
        "owner": "Trade desk",
        "cadence": "1 year",
        "lag": "45 days",
        "weight": 2,
        "tags": ["money"],
    }


def test_a_goal_that_is_refused_starts_no_file(program: Program) -> None:
    refused = program.run("goal", "add", "Jobs", "--from", "5", "--to", "9 by summer")
    assert (refused.code, "started" in refused.err, [*program.folder.iterdir()]) == (1, False, [])
    assert "started" in program.run("goal", "add", "Jobs", "--from", "5", "--to", "9 by 2030").err


def test_a_tag_stands_beside_others_and_an_empty_one_takes_them_away(program: Program) -> None:
    def tags() -> list[str]:
        found: list[str] = json.loads(program.done("goal", "show", "trade", "-o", "json"))["goals"][0]["tags"]
        return found

    program.done("goal", "add", *TRADE, "--tag", "money", "--tag", "")
    program.done("goal", "edit", "trade", "--tag", "customs", "--tag", "money")
    assert tags() == ["money", "customs"]
    assert "so already" in program.run("goal", "edit", "trade", "--tag", "money").err
    program.done("goal", "edit", "trade", "--tag", "field", "--tag", "")
    assert tags() == ["field"]
    program.done("goal", "edit", "trade", "--tag", "")
    assert tags() == []


def test_edit_changes_a_promise_without_figures(program: Program) -> None:
    """A promise may be mended while no figure was counted against it."""
    program.done("goal", "add", "exercises", "--from", "1 per year", "--to", "2 per year by 2025")
    program.done("goal", "edit", "exercises", "--to", "3 per year by 2026")
    target = json.loads(program.done("goal", "show", "exercises", "-o", "json"))["goals"][0]["target"]
    assert (target["value"], target["deadline"]) == (3, "2026-12-31")


def test_edit_refuses_a_promise_with_figures(program: Program) -> None:
    """A promise with figures is not for editing."""
    program.done("goal", "add", *TRADE)
    program.done("record", "trade", "262M")
    assert program.run("goal", "edit", "trade", "--to", "400m by 2026").code == 1


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        (["sector:trade"], ["area:health", "sector:trade"]),
        (["area:jobs"], ["area:jobs"]),
        (["area:jobs", "sector:trade"], ["area:jobs", "sector:trade"]),
        (["sector:trade", "sector:trade"], ["area:health", "sector:trade"]),
        (["", "sector:trade"], ["sector:trade"]),
        ([""], []),
    ],
)
def test_a_goal_joins_a_group_beside_those_of_other_kinds(
    program: Program, asked: list[str], groups: list[str]
) -> None:
    """A group takes the place of the one of its kind, and of no other; "" takes the goal out of all."""
    for ref in ("area:health", "area:jobs", "sector:trade"):
        program.done("group", "add", ref, "--title", ref)
    program.done("goal", "add", *TRADE, "--group", "area:health")
    program.done("goal", "edit", "trade", *(word for ref in asked for word in ("--group", ref)))
    assert json.loads(program.done("goal", "show", "trade", "-o", "json"))["goals"][0]["groups"] == groups
    assert (
        "two groups of one kind"
        in program.run("goal", "edit", "trade", "--group", "area:health", "--group", "area:jobs").err
    )


def test_archive_and_restore(mongolia: Program) -> None:
    """An archived goal is out of `status`, there with --all, and comes back."""
    mongolia.done("goal", "archive", "third")
    hidden = len(json.loads(mongolia.done("status", "-o", "json"))["goals"])
    everything = len(json.loads(mongolia.done("status", "--all", "-o", "json"))["goals"])
    mongolia.done("goal", "restore", "third")
    back = len(json.loads(mongolia.done("status", "-o", "json"))["goals"])
    assert (hidden, everything, back) == (6, 7, 7)


def test_remove_needs_a_yes(mongolia: Program) -> None:
    """Off a terminal `goal remove` refuses without --yes."""
    result = mongolia.run("goal", "remove", "third")
    assert (result.code, result.err.splitlines()[1]) == (1, "hint: write coopctl goal remove third --yes")


def test_removed_figures_come_back_with_undo(mongolia: Program) -> None:
    """A removed goal takes its figures along; undo brings both back, in the old place."""
    mongolia.done("record", "trade-volume", "262M")
    before, key = json.loads(mongolia.done("status", "-o", "json")), mongolia.records("log")[0]["key"]
    mongolia.done("goal", "remove", "trade-volume", "--yes")
    gone = (len(json.loads(mongolia.done("status", "-o", "json"))["goals"]), mongolia.done("log"))
    assert "is of trade-volume, which is not in the plan" in mongolia.run("retract", key).err
    mongolia.done("undo")
    assert (gone, json.loads(mongolia.done("status", "-o", "json"))) == ((6, ""), before)


def test_a_new_goal_of_an_old_name_starts_without_figures(program: Program) -> None:
    """Figures of a removed goal do not count for a new one of the same name."""
    program.done("goal", "add", *TRADE)
    program.done("record", "trade", "262M")
    program.done("goal", "remove", "trade", "--yes")
    program.done("goal", "add", *TRADE)
    goal = json.loads(program.done("status", "-o", "json"))["goals"][0]
    assert (goal["reading"], program.done("log")) == (None, "")


def test_groups(program: Program) -> None:
    """A goal joins a group that there is, and is refused one that there is not."""
    program.done("group", "add", "objective:economic-growth", "--title", "Economic Growth")
    program.done("goal", "add", *TRADE, "--group", "objective:eco")
    wrong = program.run("goal", "add", "other", "--from", "1", "--to", "2", "--group", "objective:x")
    status = json.loads(program.done("status", "--group", "objective:economic-growth", "-o", "json"))
    assert (wrong.code, [goal["groups"] for goal in status["goals"]]) == (1, [["objective:economic-growth"]])


def test_a_negative_baseline_needs_no_dashes(program: Program) -> None:
    """Negative values are values, not options."""
    program.done("goal", "add", "balance", "--from", "-3.2%", "--to", "reach 0% by 2027", "--since", "2024-08-01")
    program.done("record", "balance", "-2.5%")
    assert json.loads(program.done("status", "-o", "json"))["goals"][0]["reading"]["value"] == -2.5


def test_a_goal_added_meanwhile_is_not_replaced(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two calls that add a goal of one id at once, the second is refused and the first one's goal stays."""
    from coopctl.tracker.tracker import Tracker

    program.done("init")
    change = Tracker.change

    def late(*arguments: Any) -> bool:
        monkeypatch.setattr(Tracker, "change", change)
        program.done("goal", "add", "x", "--from", "1", "--to", "2")
        return change(*arguments)

    monkeypatch.setattr(Tracker, "change", late)
    result = program.run("goal", "add", "x", "--from", "1", "--to", "9")
    assert (result.code, "there is a goal x already" in result.err) == (1, True)
    assert json.loads(program.done("goal", "show", "x", "-o", "json"))["goals"][0]["target"]["value"] == 2


def test_a_baseline_is_given_corrected_and_moved(program: Program) -> None:
    """A target that was said in relation to an open baseline is reckoned when it is given, and again when corrected."""
    program.done("goal", "add", "g", "--from", "TBD", "--to", "increase by 20% by 2027", "--since", "2023-12-31")
    program.done("record", "g", "55", "--on", "2024-06-30")
    program.done("goal", "baseline", "g", "50")
    first = json.loads(program.done("goal", "show", "g", "-o", "json"))["goals"][0]
    program.done("goal", "baseline", "g", "40", "--on", "2022", "--why", "revised", "--who", "Ann")
    second = json.loads(program.done("goal", "show", "g", "-o", "json"))["goals"][0]
    assert [(one["baseline"]["value"], one["target"]["value"]) for one in (first, second)] == [(50, 60), (40, 48)]
    assert [(one["old"]["value"], one["why"]) for one in second["rebasings"]] == [(None, ""), (50, "revised")]
    assert program.run("goal", "baseline", "g", "40 USD").code == 1
    assert program.run("goal", "baseline", "g", "40", "--on", "2028").code == 1


@pytest.mark.parametrize(
    ("change", "deadline"),
    [
        (("edit", "x", "--measure", "total"), "2027-12-31"),
        (("edit", "x", "--unit", "km"), "2027-12-31"),
        (("edit", "x", "--from", "4"), "2027-12-31"),
        (("edit", "x", "--to", "60"), "2027-12-31"),
        (("edit", "x", "--to", "60 by 2028"), "2028-12-31"),
        (("edit", "x", "--by", "2029"), "2029-12-31"),
        (("edit", "x", "--by", "none"), None),
        (("edit", "x", "--to", "increase"), None),
        (("retarget", "x", "--to", "60", "--why", "agreed"), "2027-12-31"),
        (("baseline", "x", "5"), "2027-12-31"),
    ],
)
def test_a_deadline_stays_until_another_is_said(
    program: Program, change: tuple[str, ...], deadline: str | None
) -> None:
    """A day that was given beside the target is no part of its words, and is not lost with them."""
    program.done("goal", "add", "x", "--title", "Xs", "--from", "3", "--to", "50", "--by", "2027-12-31")
    program.done("goal", *change)
    assert json.loads(program.done("status", "-o", "json"))["goals"][0]["target"]["deadline"] == deadline


def test_a_list_of_nothing_says_so(program: Program) -> None:
    """What is told is what leads on, and a program that reads along gets its empty list alone."""
    program.done("init")
    assert "coopctl goal add " in program.run("goal", "list").err
    assert "coopctl group add " in program.run("group", "list").err
    program.done("goal", "add", "Roads", "--from", "1", "--to", "5 by 2030")
    program.done("goal", "archive", "roads")
    hidden = program.run("goal", "list")
    assert (hidden.out, "coopctl goal list --all" in hidden.err) == ("", True)
    assert program.run("goal", "list", "-o", "json").err == ""
    assert "Roads" in program.done("goal", "list", "--all")


def test_an_edit_says_what_it_changed(mongolia: Program) -> None:
    """Each field that is another, old to new; what is promised stands there where that is."""
    edited = mongolia.run("goal", "edit", "trade-v", "--owner", "Trade desk", "--lag", "30d")
    assert edited.err == "trade-volume: owner from nothing to Trade desk; lag from nothing to 30 days\n"
    assert mongolia.run("goal", "edit", "trade-v", "--unit", "EUR").err.startswith(
        "trade-volume: level; from 250,000,000 E"
    )


def test_what_is_due_next_is_said_where_nothing_is(mongolia: Program) -> None:
    mongolia.done("goal", "edit", "trade-v", "--cadence", "yearly")
    mongolia.done("record", "trade-v", "256M", "--on", "2025-06-30")
    assert mongolia.run("due", "trade-v").err == (
        "nothing is due as of 1 Jul 2025; the next: Trade Volume, by 30 Jun 2026\n"
    )


def test_a_folder_stands_for_the_plan_in_it(mongolia: Program) -> None:
    (mongolia.folder / "office").mkdir()
    assert mongolia.run("status", "--file", "office").code == 3
    mongolia.done("init", "Office", "--file", "office/coop.json")
    assert mongolia.done("status", "--file", "office").startswith("Office")
    assert "from office" in mongolia.done("merge", "office", "--adopt", "--dry-run")


def test_a_question_that_nobody_answers_leaves_its_line(mongolia: Program) -> None:
    """Ctrl-D, where the refusal stood behind the question."""
    refused = mongolia.run("goal", "remove", "trade-volume", stdin="", tty=True)
    assert (refused.code, refused.err.splitlines()[-1]) == (1, "error: nothing is removed")
