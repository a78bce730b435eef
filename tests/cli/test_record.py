"""Figures: recorded, corrected, withdrawn, undone; nothing is ever overwritten."""

import json
from datetime import date

import pytest

from coopctl.output import Terminal
from running import Program


def _keys(program: Program) -> list[str]:
    """The keys in the log, newest first."""
    return [one["key"] for one in program.records("log")]


def _states(program: Program) -> list[str]:
    return [one["state"].split(" ")[0] for one in program.records("log")]


def _trade(program: Program) -> dict[str, object]:
    goal = json.loads(program.done("status", "trade-volume", "-o", "json"))["goals"][0]
    return {
        "value": goal["reading"] and goal["reading"]["value"],
        "progress": goal["progress"],
        "status": goal["status"],
    }


def test_a_record_prints_the_new_standing(mongolia: Program) -> None:
    """The answer is the figure, then sign, old → new, bar, status, what was promised by now, and the way back."""
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31")
    assert mongolia.done("record", "trade", "262M", "--on", "2025-06-30") == (
        "recorded 262,000,000 USD for trade-volume, 2025-06-30 (figure 3c6ef372)\n"
        "▼ Trade Volume  256M → 262M USD  ━━──┃───── 24%  off track\n"
        "  273M USD promised by now (45%)\n"
        "  take it back: coopctl undo\n"
    )


def test_an_unchanged_reading_says_why(mongolia: Program) -> None:
    """An older figure, the same value, a figure from before the baseline: each has its reason."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    why = "unchanged: "
    older = mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31")
    before = mongolia.done("record", "trade-volume", "240M", "--on", "2023")
    same = mongolia.done("record", "trade-volume", "262M", "--on", "2025-07-01")
    assert [text.partition(why)[2].splitlines()[0] for text in (older, before, same)] == [
        "the figure of 30 Jun 2025 is later",
        "it is from before the baseline of 1 Aug 2024",
        "the value is the same",
    ]


def test_an_event_after_the_deadline_is_told_so(program: Program) -> None:
    program.done("goal", "add", "Drills", "--from", "1 per year", "--since", "2022-12-31", "--to", "2 per year by 2024")
    assert "unchanged: the deadline was 31 Dec 2024" in program.done("record", "drills", "--on", "2025-03-01")


def test_nothing_to_show_is_said_to_people_alone(program: Program) -> None:
    """`due` and `log` say that there is nothing, on standard error; -q and programs get silence."""
    program.done("init")
    for words in (("due",), ("log",)):
        assert program.run(*words).err
        assert (program.run(*words, "-q").err, program.run(*words, "-o", "csv").err) == ("", "")


def test_a_bar_that_finds_no_room_has_a_line_of_its_own(mongolia: Program) -> None:
    mongolia.terminal = Terminal(width=50)
    assert "Trade Volume\n  250M → 262M USD  ━" in mongolia.done("record", "trade-v", "262M", "--on", "2025-06-30")


def test_the_demo_names_no_file_that_is_thrown_away(program: Program) -> None:
    program.terminal = Terminal(width=80)
    shown = program.done("demo")
    assert ("Cultural Programs" in shown, "first: " in shown) == (True, False)
    program.done("demo", "--keep", "demo.json")
    assert "first: coopctl --file demo.json explain" in program.done("status", "--file", "demo.json")


def test_the_demo_can_be_kept(program: Program) -> None:
    """--keep writes the example into a new file; one that is there stays as it is."""
    program.done("demo", "--keep", "demo.json")
    assert "262,000,000 USD" in program.done("log", "--file", "demo.json")
    assert program.run("demo", "--keep", "demo.json").code == 1


def test_a_card_has_figures_and_what_is_due(mongolia: Program) -> None:
    """`goal show` names the last figures with their sources, and the next one due; on a terminal it draws the goal."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30", "--source", "Customs")
    mongolia.done("goal", "edit", "trade-volume", "--cadence", "quarterly")
    card = mongolia.done("goal", "show", "trade-v")
    assert [part for part in ("262,000,000 USD for 2025-06-30 (Customs)", "next due") if part not in card] == []
    mongolia.terminal = Terminal(width=80)
    assert "300M promised" in mongolia.done("goal", "show", "trade-v")


def test_a_count_needs_no_value(mongolia: Program) -> None:
    """A bare record of a count goal is one event, today."""
    mongolia.done("record", "joint")
    goal = json.loads(mongolia.done("status", "joint", "-o", "json"))["goals"][0]
    assert goal["reading"]["running"]["value"] == 1


def test_a_stage_goal_takes_a_stage(mongolia: Program) -> None:
    """A figure of a stage goal is a stage's name, or enough of its start."""
    mongolia.done("record", "third", "under")
    goal = json.loads(mongolia.done("status", "third", "-o", "json"))["goals"][0]
    assert (goal["reading"]["stage"], goal["progress"], goal["status"]) == ("under way", 0.5, "open")


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("started", "under way"),
        ("In progress", "under way"),
        ("finished", "done"),
        ("yes", "done"),
        ("planned", "proposed"),
    ],
)
def test_a_stage_may_be_said_as_people_say_it(mongolia: Program, said: str, stage: str) -> None:
    assert f"recorded {stage} for third-neighbor-policy" in mongolia.done("record", "third", said)


def test_words_for_stages_are_of_those_that_a_goal_has(program: Program) -> None:
    """A stage that begins so comes first, and a ladder without the stage has no word for it."""
    program.done("goal", "add", "Law", "--from", "drafted", "--to", "done of drafted < completed in committee < done")
    assert "recorded completed in committee" in program.done("record", "law", "completed")
    assert program.run("record", "law", "started").code == 1


@pytest.mark.parametrize(
    ("path", "on", "promised"),
    [
        ("linear", "2025-03-01", "between proposed and negotiating promised by now (16%)"),
        ("linear", "2025-06-30", "between negotiating and initialled promised by now (49%)"),
        ("step", "2025-03-01", "proposed promised by now (0%)"),
    ],
)
def test_what_a_path_promises_of_stages_is_told_by_their_names(
    program: Program, path: str, on: str, promised: str
) -> None:
    """A path lies between two stages on most days, which no number tells."""
    program.done("init", "--date", "2024-12-31")
    scale = "signed of proposed < negotiating < initialled < signed by 2025"
    program.done("goal", "add", "treaty", "--from", "proposed", "--to", scale, "--path", path)
    assert program.done("record", "treaty", "negotiating", "--on", on).splitlines()[2].strip() == promised


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("trade-volume", "5 tonnes"), "'5 tonnes' is in tonnes, but trade-volume is in USD"),
        (("trade-volume", "€5m"), "'€5m' is in EUR, but trade-volume is in USD"),
        (("trade-volume", "many"), "'many' is not an amount"),
        (("trade-volume",), "trade-volume is a level: its figure needs a value"),
        (("trade-volume", "262M", "--on", "2025-12-31"), "'2025-12-31' is in the future"),
        (("trade-volume", "262M", "--on", "2025"), "'2025' ends on 2025-12-31, which is in the future"),
        (("trade-volume", "262M", "--on", "31.Foo.2024"), "'31.Foo.2024' is not a date or period"),
        (("trade-volume", "262M", "--on", "2025-02-30"), "'2025-02-30' is not a day of the calendar"),
        (("joint", "0.5"), "'0.5' is not a number of events"),
        (("joint", "-1"), "'-1' is not a number of events"),
        (("third", "signed"), "'signed' is not a stage of third-neighbor-policy"),
        (("trade-volume", "5", "--replaces", "abc"), "there is no figure 'abc'"),
    ],
)
def test_a_bad_figure_is_refused(mongolia: Program, arguments: tuple[str, ...], message: str) -> None:
    """The message says what value and what is wrong; exit 1; the file is as it was."""
    before = (mongolia.folder / "coop.json").read_bytes()
    result = mongolia.run("record", *arguments)
    after = (mongolia.folder / "coop.json").read_bytes()
    assert (result.code, result.out, result.err.splitlines()[0], after) == (1, "", f"error: {message}", before)


def test_ten_times_off_is_recorded_with_a_warning(mongolia: Program) -> None:
    """A slipped decimal is not refused, but said."""
    result = mongolia.run("record", "trade-volume", "2.5 billion", "--on", "2025-06-30")
    assert (result.code, result.err) == (
        0,
        (
            "warning: 2,500,000,000 USD is ten times the last (250,000,000), or further off; "
            "if it is wrong: coopctl undo\n"
        ),
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("255", "a tenth of the last (250,000,000), or further off; 255,000,000 would be near it"),
        ("262k", "a tenth of the last (250,000,000), or further off; 262,000,000 would be near it"),
        ("3", "a tenth of the last (250,000,000), or further off"),
        ("27.9M", "about a tenth of the last (250,000,000), or further off"),
        ("2.2bn", "about ten times the last (250,000,000), or further off"),
        ("45M", ""),
        ("1.5bn", ""),
    ],
)
def test_a_slipped_point_and_a_forgotten_scale_are_said(mongolia: Program, value: str, said: str) -> None:
    """27.9 for 279 is no exact tenth of what it was before, and who knows the plan in millions types 255."""
    warned = mongolia.run("record", "trade-volume", value, "--on", "2025-06-30").err
    assert warned.partition(" USD is ")[2] == (f"{said}; if it is wrong: coopctl undo\n" if said else "")


@pytest.mark.parametrize(("last", "value"), [("8", "1"), ("15", "2"), ("90", "12")])
def test_small_numbers_may_fall_that_far(program: Program, last: str, value: str) -> None:
    program.done("goal", "add", "backlog", "--from", last, "--to", "0 by 2030")
    assert "a tenth" not in program.run("record", "backlog", value).err


def test_a_correction_replaces_without_erasing(mongolia: Program) -> None:
    """The corrected figure counts no more, and both are in the log."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    mongolia.done("record", "trade-volume", "261M", "--on", "2025-06-30", "--replaces", _keys(mongolia)[0][:6])
    assert (_trade(mongolia)["value"], _states(mongolia)) == (261000000, ["corrects", "replaced"])


def test_a_correction_to_an_earlier_day_takes_the_old_figure_away(mongolia: Program) -> None:
    """A correction may change the day: the old figure does not stay on its own."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-05-31", "--replaces", _keys(mongolia)[0])
    goal = json.loads(mongolia.done("status", "trade-volume", "-o", "json"))["goals"][0]
    assert goal["reading"]["date"] == "2025-05-31"


def test_a_figure_is_corrected_once(mongolia: Program) -> None:
    """A figure that was replaced already is refused, and so is one of another goal."""
    mongolia.done("record", "trade-volume", "262M")
    key = _keys(mongolia)[0]
    mongolia.done("record", "trade-volume", "261M", "--replaces", key)
    again = mongolia.run("record", "trade-volume", "260M", "--replaces", key)
    other = mongolia.run("record", "joint", "--replaces", key)
    assert (again.code, other.code) == (1, 1)


def test_a_retracted_figure_leaves_no_trace_in_the_status(mongolia: Program) -> None:
    """After retract the status is what it was before, and the log says why."""
    before = mongolia.done("status", "-o", "json")
    mongolia.done("record", "trade-volume", "262M")
    mongolia.done("retract", _keys(mongolia)[0], "--why", "double entry")
    assert (mongolia.done("status", "-o", "json"), _states(mongolia)) == (before, ["retracts", "retracted"])


def test_undo_takes_back_change_after_change(mongolia: Program) -> None:
    """Undo walks back over figure, retraction, goal and import, and then has nothing left."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    mongolia.done("goal", "edit", "trade-volume", "--owner", "Trade desk")
    mongolia.done("retract", _keys(mongolia)[0])
    said = [mongolia.run("undo").out.split(" (")[0].rsplit("/", 1)[-1] for _ in range(5)]
    assert said == [
        "undone: retract 9e3779b9 of trade-volume\n",
        "undone: goal edit trade-volume\n",
        "undone: record trade-volume 262000000 for 2025-06-30",
        "us-mongolia.md\n",
        "",
    ]
    assert json.loads(mongolia.done("status", "-o", "json"))["goals"] == []


def test_undo_of_a_retraction_brings_the_figure_back(mongolia: Program) -> None:
    """A withdrawal that was undone counts for nothing."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    mongolia.done("retract", _keys(mongolia)[0])
    mongolia.done("undo")
    assert _trade(mongolia) == {"value": 262000000, "progress": 0.24, "status": "off-track"}


def test_known_at_says_what_was_known(mongolia: Program) -> None:
    """What the briefing of an earlier moment said can be printed again, plan and figures."""
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31")
    moment = json.loads(mongolia.done("log", "-o", "json"))["figures"][0]["recorded_at"]
    then = mongolia.done("status", "--as-of", "2024-12-31", "-o", "csv")
    mongolia.done("record", "trade-volume", "255M", "--on", "2024-12-31", "--replaces", _keys(mongolia)[0])
    mongolia.done("goal", "archive", "third")
    now = mongolia.done("status", "--as-of", "2024-12-31", "-o", "csv")
    again = mongolia.done("status", "--as-of", "2024-12-31", "--known-at", moment, "-o", "csv")
    assert (again == then, again == now) == (True, False)


def test_the_log_of_a_moment_has_the_goals_of_that_moment(mongolia: Program) -> None:
    """With --known-at the log shows what was recorded by then though its goal was removed since, as status does."""
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31")
    moment = json.loads(mongolia.done("log", "-o", "json"))["figures"][0]["recorded_at"]
    then = mongolia.done("log", "trade-volume", "-o", "csv")
    mongolia.done("goal", "remove", "trade-volume", "--yes")
    assert mongolia.done("log", "trade-volume", "--known-at", moment, "-o", "csv") == then
    assert (mongolia.done("log"), mongolia.run("log", "trade-volume").code) == ("", 1)


def test_the_log_is_newest_first_and_limited(mongolia: Program) -> None:
    """`log --limit` shows the last figures, of one goal where it is named."""
    for value in ("251M", "252M", "253M"):
        mongolia.done("record", "trade-volume", value)
    mongolia.done("record", "joint")
    lines = mongolia.done("log", "trade-volume", "--limit", "2", "-o", "jsonl").splitlines()
    assert [json.loads(line)["value"] for line in lines] == [253000000, 252000000]


def test_stock_tinydb_reads_the_figures(mongolia: Program) -> None:
    """The file is a TinyDB database for any program."""
    from tinydb import TinyDB

    mongolia.done("record", "trade-volume", "262M")
    with TinyDB(mongolia.folder / "coop.json", access_mode="r") as database:
        figures = database.table("figures").all()
    assert [(figure["goal"], figure["value"]) for figure in figures] == [("trade-volume", "262000000")]


def test_a_repeated_call_counts_once(mongolia: Program) -> None:
    """With --key a retried call changes nothing and says so; the key of another figure is refused."""
    first = mongolia.run("record", "joint", "--key", "kq-2025")
    again = mongolia.run("record", "joint", "--key", "kq-2025")
    other = mongolia.run("record", "trade-volume", "262M", "--key", "kq-2025")
    bad = mongolia.run("record", "joint", "--key", "-")
    assert (first.code, again.code, other.code, bad.code) == (0, 0, 1, 1)
    assert (again.err, len(_keys(mongolia))) == ("figure kq-2025 is recorded already; nothing changed\n", 1)


def test_a_repeated_call_shows_what_became_of_its_figure(mongolia: Program) -> None:
    """A call that is repeated after its figure was withdrawn changes nothing, and shows the figure as retracted."""
    call = ("record", "trade-volume", "257M", "--on", "2025-01-31", "--key", "same-key")
    mongolia.done(*call)
    mongolia.done("retract", "same-key")
    again = json.loads(mongolia.done(*call, "-o", "json"))
    assert (again["figure"]["state"], again["figure"]["place"]) == ("retracted", 1)
    assert again["goals"][0]["reading"] is None


@pytest.mark.parametrize("options", [(), ("--provisional",), ("--replaces", "9e37"), ("--key", "same-key")])
def test_the_answer_shows_the_figure_as_the_log_does(mongolia: Program, options: tuple[str, ...]) -> None:
    """`record -o json` has the figure's place and state as `log` has them, on a repeated call, too."""
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31")
    for _ in range(2 if "--key" in options else 1):
        told = json.loads(mongolia.done("record", "trade-volume", "257M", "--on", "2025-01-31", *options, "-o", "json"))
        assert told["figure"] == json.loads(mongolia.done("log", "-o", "json"))["figures"][0]
    assert told["figure"]["place"] == 2


@pytest.mark.parametrize(
    ("moment", "figures"),
    [("Today", 1), ("2025-06-30", 0), ("FY2025", 0), ("FY2026", 1), ("2025-07-01T00:00Z", 0), ("2025-07-01T12:00", 1)],
)
def test_known_at_is_a_day_or_a_moment(program: Program, moment: str, figures: int) -> None:
    """--known-at takes what a day can be written as, fiscal years by the plan's own start, or an ISO time."""
    program.done("init", "--fiscal-start", "7")
    program.done("goal", "add", "g", "--from", "1", "--to", "2", "--since", "2024")
    program.done("record", "g", "2")
    assert len(program.done("log", "--known-at", moment, "-o", "jsonl").splitlines()) == figures
    assert program.run("log", "--known-at", "2025-07-01T99:00").code == 1


def test_a_long_log_is_the_same_in_parts(mongolia: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats of one line a record are written as they come, with one header."""
    from coopctl.cli.commands import log

    for number in range(7):
        mongolia.done("record", "trade-volume", f"{260 + number}M", "--on", f"2025-06-0{number + 1}")
    asked = [
        ("-o", form, *shape)
        for form in ("csv", "tsv", "jsonl")
        for shape in ((), ("--no-header",), ("--columns", "id,value"))
    ]
    whole = [mongolia.done("log", *words) for words in asked]
    monkeypatch.setattr(log, "_MANY", 3)
    assert [mongolia.done("log", *words) for words in asked] == whole
    assert mongolia.done("log", "trade-agreements", "-o", "csv").count("\n") == 1


@pytest.mark.parametrize(
    ("measure", "marked"),
    [
        ("level", "50 on 2024-03-31 (provisional)"),
        ("sum --per quarter", "50 for 2024-Q1, which ends 2024-03-31 (provisional)"),
        ("sum --per year", "50 so far in 2024, 100/366 of its days gone (provisional)"),
    ],
)
def test_what_is_provisional_says_so_wherever_it_is_shown(program: Program, measure: str, marked: str) -> None:
    """The figure recorded, what it changes, the board and the steps to a status mark it."""
    program.today = date(2024, 4, 9)
    program.done("init", "Plan", "--date", "2023-12-31")
    program.done("goal", "add", "t", "--from", "10", "--to", "70 by 2026", "--measure", *measure.split())
    figure, changed, *_ = program.done("record", "t", "50", "--on", "2024-03-31", "--provisional").splitlines()
    assert figure.startswith("recorded 50 p for t")
    assert " → 50 p " in changed
    assert " 50 p " in program.done("status")
    assert marked in program.done("explain", "t")


def test_one_slot_holds_one_value(program: Program) -> None:
    """A final figure takes the place of a provisional one; repeats, overlaps, twins and +1 are told."""
    program.done("goal", "add", "t", "--from", "0", "--to", "90 by 2027", "--measure", "total", "--since", "2023-12-31")
    program.done("goal", "add", "l", "--from", "0", "--to", "90 by 2027", "--since", "2023-12-31")
    program.done("record", "t", "50", "--on", "2024-Q1", "--provisional")
    assert "takes the place of the provisional 50" in program.run("record", "t", "52", "--on", "2024-Q1").err
    assert "--replaces" in program.run("record", "t", "53", "--on", "2024-Q1").err
    assert "overlaps" in program.run("record", "t", "99", "--on", "2024").err
    program.done("record", "t", "1", "--on", "2024-05-10")
    twin = program.run("record", "t", "1", "--on", "2024-05-10").err
    assert ("the same is recorded" in twin, "coopctl undo" in twin) == (True, True)
    program.done("record", "l", "2", "--on", "2024-03-01")
    assert "3 = 2 + 1" in program.run("record", "l", "+1", "--on", "2024-04-01").err
    early = program.run("record", "l", "1", "--on", "2022").err
    assert "coopctl goal baseline l 0 --on 2022-12-31" in early


@pytest.mark.parametrize(("answer", "value"), [("y\n", 12), ("n\n", 2)])
def test_a_first_figure_below_a_rising_baseline_is_asked_about(program: Program, answer: str, value: int) -> None:
    """Who means what was added is asked at a terminal, and the answer decides what stands."""
    program.done("goal", "add", "books", "--from", "10 books", "--to", "24 books by 2028", "--since", "2024-12-31")
    result = program.run("record", "books", "2", stdin=answer, tty=True)
    assert "Is it to be added" in result.err
    goal = json.loads(program.done("status", "-o", "json"))["goals"][0]
    assert goal["reading"]["value"] == value


def test_elsewhere_it_is_warned_of_with_a_command_that_works(program: Program) -> None:
    """The warning names the command that adds it; history, a level that falls, or a later figure is not warned of."""
    program.done("goal", "add", "books", "--from", "10 books", "--to", "24 books by 2028", "--since", "2024-12-31")
    program.done("goal", "add", "cases", "--from", "10 cases", "--to", "2 cases by 2028", "--since", "2024-12-31")
    assert "added" not in program.run("record", "books", "2", "--on", "2024-06-30").err
    told = program.run("record", "books", "2").err
    command = told.partition("coopctl ")[2].split()
    program.done(*command)
    goals = {one["id"]: one for one in json.loads(program.done("status", "-o", "json"))["goals"]}
    assert goals["books"]["reading"]["value"] == 12
    assert "warning" not in program.run("record", "books", "3", "--on", "2025-06-30").err
    assert "added" not in program.run("record", "cases", "8").err


def test_a_period_that_runs_leads_to_the_day(mongolia: Program) -> None:
    refused = mongolia.run("record", "trade-v", "262M", "--on", "2025-07")
    assert refused.err.endswith("hint: record it when it is over, or of today with --on today\n")
    mongolia.done("record", "trade-v", "262M", "--on", "today")
    assert "or of today" not in mongolia.run("record", "trade-v", "262M", "--on", "2026").err


def test_a_school_year_that_is_over_is_recorded_as_the_hint_says(program: Program) -> None:
    program.done("goal", "add", "Reading", "--from", "64%", "--to", "75% by 2030", "--since", "2024-09-01")
    refused = program.run("record", "reading", "66", "--on", "2024/25")
    assert refused.code == 1
    program.later(days=62)
    program.done(*refused.err.partition("`coopctl ")[2].partition("`")[0].split())
    assert "FY2025" in program.done("record", "reading", "66", "--on", "2024/25")


@pytest.mark.parametrize("value", ["(5)", "~5", "5?", "5*", "\uff15"])
def test_a_value_in_signs_is_not_taken_for_the_goal_of_its_number(program: Program, value: str) -> None:
    """`goal-5` is found by `5`, and `goal-1` before it is no value that came first."""
    for goal in ("goal-1", "goal-5"):
        program.done("goal", "add", goal, "--from", "0", "--to", "100 by 2027")
    refused = program.run("record", "goal-1", value)
    assert refused.code == 1
    assert "coopctl record" not in refused.err
    assert "write coopctl record goal-5 7" in program.run("record", "7", "goal-5").err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("trad 262M EUR", "'262M EUR' is in EUR, but trade-volume is in USD"),
        ("trad many EUR", "'trad' is the start of several: trade-volume, trade-agreements"),
        ("trad 262M tons", "'262M tons' is in tons, but trade-volume is in USD"),
    ],
)
def test_a_start_of_several_goals_is_the_one_that_takes_the_value(mongolia: Program, words: str, message: str) -> None:
    """A unit behind the value was said to be no date."""
    assert mongolia.run("record", *words.split()).err.splitlines()[0] == f"error: {message}"
