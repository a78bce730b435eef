"""What follows a goal without quotation marks: a value with its unit, a day, or both."""

import json
import shlex
from typing import Any

import pytest

from running import Program


@pytest.fixture(name="plan")
def _plan(program: Program) -> Program:
    """A level in euros, a count of runs, and one of people with a title of two words."""
    program.done("goal", "add", "Savings", "--from", "0 EUR", "--to", "5000 EUR by 2027", "--since", "2022-12-31")
    program.done("goal", "add", "Run", "--from", "1 a week", "--to", "3 times a week by 2027", "--since", "2022-12-31")
    program.done(
        "goal", "add", "Train teachers", "--to", "500 people a year by 2027", "--measure", "count", "--since", "2022"
    )
    return program


def _last(program: Program) -> tuple[Any, Any]:
    found = json.loads(program.done("log", "--limit", "1", "-o", "jsonl"))
    return found["value"], found["date"]


@pytest.mark.parametrize(
    ("words", "value", "day"),
    [
        ("savings 600 euros 2024-03-05", 600, "2024-03-05"),
        ("savings 601 EUR March 2024", 601, "2024-03-31"),
        ("savings 602 EUR --on 2024-03-05", 602, "2024-03-05"),
        ("savings 603 5 March 2024", 603, "2024-03-05"),
        ("run 2024-03-05", 1, "2024-03-05"),
        ("run 1. Quartal 2024", 1, "2024-03-31"),
        ("run 2 times 2024-03-05", 2, "2024-03-05"),
        ("run 2 25.3.24", 2, "2024-03-25"),
        ("savings 604 on 2024-03-05", 604, "2024-03-05"),
        ("savings 605 for the 5th of March 2024", 605, "2024-03-05"),
        ("savings: 606 2024-03-05", 606, "2024-03-05"),
        ("savings 607 as of end of March 2024", 607, "2024-03-31"),
        ("train teachers 608 2024-03-05", 608, "2024-03-05"),
        ("train teachers 609 people for March 2024", 609, "2024-03-31"),
        ("train teachers on 5 March 2024", 1, "2024-03-05"),
        ("savings 610 @ 2024-03-05", 610, "2024-03-05"),
        ("savings 611 EUR @2024-03-05", 611, "2024-03-05"),
        ("2024-03-05 savings 612 EUR", 612, "2024-03-05"),
        ("2024/03/05 run 2", 2, "2024-03-05"),
        ("2024-03-05 run", 1, "2024-03-05"),
        ("savings plus 613 2024-03-05", 613, "2024-03-05"),
    ],
)
def test_words_are_read_as_a_person_means_them(plan: Program, words: str, value: int, day: str) -> None:
    """A unit goes with its number, several words are one day, and a day alone is that of one event."""
    plan.done("record", *words.split())
    assert _last(plan) == (value, day)


def test_a_day_without_a_value_asks_for_the_value(plan: Program) -> None:
    """The hint, with a value for its word, is taken."""
    refused = plan.run("record", "savings", "on", "5", "March")
    assert (refused.code, "'on 5 March' is a day, and the value is missing" in refused.err) == (1, True)
    plan.done(*shlex.split(refused.err.split("hint: coopctl ")[1].replace("VALUE", "700")))
    assert _last(plan)[0] == 700


def test_a_value_and_a_day_that_could_be_a_day_alone_are_asked_about(plan: Program) -> None:
    """Thirty for November, or something on its last day: both ways are taken."""
    refused = plan.run("record", "run", "30", "Nov", "2024")
    assert (refused.code, "could be 30 for Nov 2024, or a day" in refused.err) == (1, True)
    hint = refused.err.splitlines()[1].removeprefix("hint: for 30: ")
    for command, value in zip(hint.split("; for the day: "), (30, 4), strict=True):
        plan.done(*shlex.split(command.replace("VALUE", "4"))[1:])
        assert _last(plan) == (value, "2024-11-30")


def test_a_number_and_a_month_are_asked_about(plan: Program) -> None:
    """Five for March, or something on its fifth day; also in a line among others."""
    for refused in (plan.run("record", "run", "5", "March"), plan.run("record", "-", stdin="run 3\nrun 5 March\n")):
        assert (refused.code, "'5 March' could be 5 for March, or a day without a value" in refused.err) == (1, True)


def test_lines_are_read_as_the_words_of_a_call(plan: Program) -> None:
    """With a title of two words, a unit, and a day of several."""
    plan.done(
        "record", "-", stdin="train teachers 3 people on 5 March 2024\nsavings: 600 EUR 2024-03-06\nrun 2 25.3.24\n"
    )
    told = plan.records("log")
    assert [(one["goal"], one["value"], one["date"]) for one in reversed(told[:3])] == [
        ("train-teachers", 3, "2024-03-05"), ("savings", 600, "2024-03-06"), ("run", 2, "2024-03-25")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("savings 5", "2024"), "there is no goal 'savings 5'"),
        (("train teachers 5",), "there is no goal 'train teachers 5'"),
        (("savings", ""), "'' is not an amount"),
        (("train", "teachers 5"), "is not an amount"),
    ],
)
def test_what_was_quoted_together_is_no_goal_and_value(plan: Program, words: tuple[str, ...], told: str) -> None:
    """A script that names a goal wrongly records nothing of another."""
    refused = plan.run("record", *words)
    assert (refused.code, told in refused.err) == (1, True), refused.err
    assert plan.done("log", "-o", "jsonl") == ""


def test_a_unit_of_something_else_is_told_as_such(plan: Program) -> None:
    """Not as a day that is none."""
    assert "'600 kg' is in kg, but savings is in EUR" in plan.run("record", "savings", "600", "kg").err


@pytest.mark.parametrize(
    "words", ["savings 600 kg", "savings 600 2024-02-30", "savings 600 EUR someday", "savings x y"]
)
def test_what_is_not_understood_is_refused(plan: Program, words: str) -> None:
    """A unit of something else is no day."""
    assert plan.run("record", *words.split()).code == 1


@pytest.mark.parametrize(
    "value", ["700,25 Mio. €", "700,25 Mio. EUR", "700,25 Millionen €", "700,25", "0,70025 Mrd. €"]
)
def test_a_unit_in_millions_is_known_in_other_words(program: Program, value: str) -> None:
    """However it is written, its number is the figure; what has a scale of its own is worked out."""
    program.done("init", "--decimal-comma")
    program.done("goal", "add", "Export", "--unit", "Mio. €", "--from", "650", "--to", "700 by 2028")
    program.done("record", "export", *value.split())
    assert _last(program)[0] == 700.25


@pytest.mark.parametrize("value", ["700 €", "700 Mio. kg"])
def test_another_scale_than_that_of_the_unit_is_refused(program: Program, value: str) -> None:
    """Without a scale of its own an amount could be meant in millions, too."""
    program.done("init", "--decimal-comma")
    program.done("goal", "add", "Export", "--unit", "Mio. €", "--from", "650", "--to", "700 by 2028")
    assert program.run("record", "export", value).code == 1


def test_the_way_to_count_a_kept_bound_from_earlier_keeps_it(program: Program) -> None:
    """The hint moves the day alone: a value outside would make of what is kept something to be reached."""
    program.done("goal", "add", "Save", "--to", "at least 200 EUR per month", "--since", "2024-05-31")
    hint = program.run("record", "save", "300", "2024-03").err.split("coopctl ")[1].strip()
    said = program.run(*shlex.split(hint))
    assert (said.code, "since 2024-02-29; keep ≥ 200 EUR" in said.err) == (0, True), said.err


@pytest.mark.parametrize("between", ["=", "to", "is", ":", "at"])
def test_a_word_between_a_goal_and_its_value_is_none(mongolia: Program, between: str) -> None:
    mongolia.done("record", "trade-v", between, "262M", "2025-06-30")
    assert json.loads(mongolia.done("log", "-o", "jsonl"))["value"] == 262_000_000
    assert mongolia.run("record", "trade-v", between).code == 1


@pytest.mark.parametrize("said", ["3 visits a week", "8 glasses a day", "200 EUR a month", "no cigarettes"])
def test_a_habit_without_a_baseline_is_told_how_it_is_kept(program: Program, said: str) -> None:
    """What the echo offers is understood, and is judged from its first period on."""
    told = program.run("goal", "add", "Habit", "--to", said).err
    measure = json.loads(program.done("goal", "list", "-o", "jsonl"))["measure"]
    program.done(*shlex.split(told.split("to be kept from now on: `coopctl ")[1].split("`")[0]))
    assert json.loads(program.done("goal", "list", "-o", "jsonl"))["measure"] == measure
    assert "keep" in program.done("status")


def test_a_bound_that_is_kept_for_want_of_a_baseline_is_told_how_it_is_reached(program: Program) -> None:
    """Whoever means it by its day sees so where the goal is added and where a figure falls short; the call works."""
    told = program.run("goal", "add", "Visa on time", "--to", "at least 80% by 2027").err
    short = program.done("record", "visa", "70%")
    call = "goal baseline visa-on-time VALUE"
    assert (f"`coopctl {call}`" in told, f"coopctl {call}\n" in short) == (True, True)
    assert "it has no baseline" in program.done("explain", "visa")
    program.done(*shlex.split(call.replace("VALUE", "61%")))
    told = program.done("explain", "visa")
    assert ("reach ≥ 80%" in told, "no baseline" in told) == (True, False)


def test_a_day_of_several_words_behind_on_needs_no_quotation_marks(mongolia: Program) -> None:
    for words, label in ((("5", "March", "2025"), "2025-03-05"), (("Q1", "2025"), "2025-Q1")):
        mongolia.done("record", "trade-v", "262M", "--on", *words)
        assert label in mongolia.done("log", "--limit", "1")


def test_a_figure_of_a_habit_without_a_baseline_says_how_it_is_judged(program: Program) -> None:
    """The call is typed as it stands, and from then on the running week is judged."""
    program.done("goal", "add", "Run", "--to", "20 km a week")
    line = next(line for line in program.done("record", "run", "5").splitlines() if "to be kept" in line)
    program.done(*shlex.split(line.partition("coopctl ")[2]))
    assert "keep ≥ 20 km/wk" in program.done("status")


def test_a_figure_of_an_earlier_quarter_says_which_one_is_judged(program: Program) -> None:
    program.done(
        "goal", "add", "Meetings", "--from", "1 per quarter", "--to", "2 per quarter by 2026", "--since", "2024-01-01"
    )
    assert "unchanged: 2025-Q2 is judged, the last that is complete" in program.done(
        "record", "meetings", "--on", "2024-05-05"
    )


def test_a_point_that_may_group_the_digits_of_money_is_asked_for(plan: Program) -> None:
    """Both ways of writing it are named, and each works; what programs write stays the number that it is."""
    refused = plan.run("record", "savings", "1.500", "--on", "2024-03-05")
    assert (refused.code, "1.5 or 1500" in refused.err) == (1, True)
    for value in ("1.5", "1500", "12.345"):
        plan.done("record", "savings", value, "--on", "2024-03-05")
    plan.done("record", "-", stdin="savings 1.500 2024-03-06\n")
    assert _last(plan)[0] == 1.5


@pytest.mark.parametrize(
    ("value", "recorded"),
    [
        ("108", "108"),
        ("1:47:30", "107.5"),
        ("90 s", "1.5"),
        ("1.75 h", "105"),
        ("1 h 45 min", "105"),
        ("1:47:31", "ends"),
        ("1:47", "107"),
        ("7:47", "0:07:47"),
        ("2 days", "in min"),
    ],
)
def test_a_time_is_recorded_in_the_goals_unit(program: Program, value: str, recorded: str) -> None:
    """One that would not end there, or could be two, is refused with what to write."""
    program.done("goal", "add", "Half", "--from", "1:50:00", "--to", "under 1:45:00 by 2027")
    if recorded[0].isdigit() and ":" not in recorded:
        program.done("record", "half", value)
        assert f"{_last(program)[0]}" == recorded
    else:
        assert recorded in program.run("record", "half", value).err


@pytest.mark.parametrize(
    ("value", "recorded"),
    [
        ("45/60", "75"),
        ("3 of 4", "75"),
        ("45 out of 60 schools", "75"),
        ("0/5", "0"),
        ("1/3", "write 33.33%"),
        ("45 of 60 pupils", "is 45 out of 60 pupils, but water is in % of schools"),
        ("3/0", "in of 0"),
    ],
)
def test_so_many_out_of_so_many_are_a_percentage_where_the_goal_is_one(
    program: Program, value: str, recorded: str
) -> None:
    """One that does not end, or is of other things, is refused; a file may hold them, too."""
    program.done("goal", "add", "Water", "--from", "40% of schools", "--to", "90% of schools by 2030")
    if recorded.isdigit():
        program.done("record", "water", value)
        assert f"{_last(program)[0]}" == recorded
        program.done("import", "-", stdin=f"goal,date,value\nwater,2024,{value}\n")
    else:
        assert recorded in program.run("record", "water", value).err


@pytest.mark.parametrize(
    ("goal", "value", "recorded"),
    [
        ("sleep", "7:30", 7.5),
        ("sleep", "7h30", 7.5),
        ("sleep", "450 min", 7.5),
        ("sleep", "7.5 hours per day", 7.5),
        ("sleep", "52 h per week", None),
        ("savings", "\N{EURO SIGN}250 per month", 250),
        ("savings", "\N{EURO SIGN}3000 per year", None),
        ("walks", "yes", 1),
        ("walks", "Done", 1),
        ("walks", "two", 2),
        ("walks", "2 per week", 2),
        ("cost", "$6", 6),
        ("cost", "six", 6),
        ("cost", "yes", None),
        ("deaths", "5 deaths", None),
    ],
)
def test_a_value_may_leave_out_the_period_that_its_goal_is_per(
    program: Program, goal: str, value: str, recorded: float | None
) -> None:
    """Or say it, but no other one; how many of a thousand stays another unit.  Words are numbers, once done is one."""
    for title, start, to in [
        ("Sleep", "6 h per day", "8 h per day"),
        ("Savings", "\N{EURO SIGN}0 per month", "\N{EURO SIGN}500 per month"),
        ("Walks", "1 walk per week", "3 walks per week"),
        ("Cost", "$9 per day", "$5 per day"),
        ("Deaths", "40 deaths per 1,000", "25 deaths per 1,000"),
    ]:
        program.done("goal", "add", title, "--from", start, "--to", f"{to} by 2030", "--since", "2023-12-31")
    if recorded is None:
        assert program.run("record", goal, value).code == 1
    else:
        program.done("record", goal, value)
        assert _last(program)[0] == recorded


@pytest.mark.parametrize(("cell", "unit"), [("7:30", ""), ("7.5", "h"), ("450", "min"), ("7.5", "h per day")])
def test_a_row_may_leave_out_the_period_that_its_goal_is_per(program: Program, cell: str, unit: str) -> None:
    """In its cell, or in its unit's column."""
    program.done(
        "goal", "add", "Sleep", "--from", "6 h per day", "--to", "8 h per day by 2030", "--since", "2023-12-31"
    )
    program.done("import", "-", stdin=f"goal,date,value,unit\nsleep,2024-01-31,{cell},{unit}\n")
    assert _last(program)[0] == 7.5


@pytest.mark.parametrize(
    ("words", "value", "note"),
    [
        ("-80 'took it for shoes'", -80, "took it for shoes"),
        ("80 EUR yesterday by the sea 🏖", 80, "by the sea 🏖"),
        ("80 yesterday shoes", 80, "shoes"),
        ("80 EUR shoes", 80, "shoes"),
        ("80 2023-01 provisional", 80, None),
        ("80 prov", 80, None),
    ],
)
def test_a_remark_behind_a_figure_is_told_its_option(plan: Program, words: str, value: int, note: str | None) -> None:
    """A remark of several words was taken for a unit; without one it is the mark that is meant."""
    refused = plan.run("record", "savings", *shlex.split(words))
    assert (refused.code, "behind the figure is no unit and no day" in refused.err) == (1, True)
    plan.done(*shlex.split(refused.err.partition("write coopctl ")[2]))
    found = json.loads(plan.done("log", "--limit", "1", "-o", "jsonl"))
    assert (found["value"], found["note"], found["provisional"]) == (value, note or "", note is None)


@pytest.mark.parametrize("words", ["80 USD", "80 US dollars", "80 mio dollars", "80 shoes", "80 square metres"])
def test_another_unit_behind_a_figure_is_no_remark(plan: Program, words: str) -> None:
    refused = plan.run("record", "savings", *words.split())
    assert (refused.code, "--note" in refused.err) == (1, False)


@pytest.mark.parametrize(
    ("goal", "value", "asked"),
    [
        ("run", "5k", True),
        ("run", "-5K", True),
        ("run", "5k km", False),
        ("run", "0.4k", False),
        ("weight", "83k", True),
        ("far", "250k", False),
        ("money", "5k", False),
    ],
)
def test_a_kilo_of_kilometres_is_asked_about(program: Program, goal: str, value: str, asked: bool) -> None:
    """A run of `5k` was recorded as 5,000 km; where thousands are promised, they are meant."""
    promised = {"run": "0 km 500 km", "weight": "84 kg 76 kg", "far": "200k km 500k km", "money": "0 KES 9 KES"}
    for name, (start, unit, to, _) in ((name, words.split()) for name, words in promised.items()):
        program.done(
            "goal", "add", name, "--from", f"{start} {unit}", "--to", f"{to} {unit} by 2027", "--since", "2022-12-31"
        )
    done = program.run("record", goal, "--", value)
    assert (done.code, "could be" in done.err) == ((1, True) if asked else (0, False))


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("savings 600 yesterdya", "record savings 600 yesterday"),
        ("savings 600 EUR 3 Novmber 2023", "record savings 600 EUR '3 November 2023'"),
        ("savings 600 --on 'Ocotber 2023'", "write 'October 2023'"),
        ("savings 600 --on '2 moths ago'", "write '2 months ago'"),
        ("savings 600 --on 2023-31-12", "write 2023-12-31"),
        ("savings 600 --on 31.11.2023", "write 2023-11-30"),
        ("savings 600 --on 'February 30, 2024'", "write 2024-02-29"),
        ("savings 600 --on someday", "write 2024-12-31, 2024-12,"),
        ("savings 600 --on 45.13.2023", ""),
        ("savings 600 late report", "--note 'late report'"),
        ("train 2 note 'a good one'", "record train 2 --note 'a good one'"),
        ("2024-03-05 savigns 600", "did you mean savings?"),
        ("2024-03-05", "see `coopctl goal list`"),
    ],
)
def test_a_day_with_a_slip_is_told_the_day_that_is_near(plan: Program, words: str, hint: str) -> None:
    refused = plan.run("record", *shlex.split(words))
    assert (refused.code, hint in refused.err.split("hint: ")[-1]) == (1, True), refused.err
    if hint.startswith("record"):
        plan.done(*shlex.split(hint))


@pytest.mark.parametrize(("words", "told"), [("run 10", "recorded 10 km"), ("run 1000 12", "recorded 12 km")])
def test_a_value_is_no_beginning_of_a_number_in_a_name(program: Program, words: str, told: str) -> None:
    """`run 10` was the goal `run 1000 km in 2026` without a value."""
    program.done("goal", "add", "run 1000 km in 2026")
    assert told in program.run("record", *words.split()).out


@pytest.mark.parametrize(
    ("start", "target", "said", "value"),
    [
        ("61 minutes", "below 55 minutes by 2030", "58:30", "58.5 minutes"),
        ("600 minutes", "below 300 minutes by 2030", "8:30", "510 minutes"),
    ],
)
def test_a_time_of_two_numbers_is_the_one_near_what_is_promised(
    program: Program, start: str, target: str, said: str, value: str
) -> None:
    program.done("goal", "add", "x", "--from", start, "--to", target)
    assert f"recorded {value} for x" in program.done("record", "x", said)


def test_a_time_of_two_numbers_that_is_added_is_asked_about(program: Program) -> None:
    """Of 400 minutes a week each figure may be of minutes or hours."""
    program.done("goal", "add", "x", "--from", "400 minutes a week", "--to", "200 minutes a week by 2030")
    assert "could be hours and minutes" in program.run("record", "x", "5:30").err


def test_a_figure_that_was_there_is_not_to_be_taken_back(program: Program) -> None:
    """Undo would have taken what was done in between."""
    program.done("goal", "add", "x", "--from", "1", "--to", "200 by 2030")
    assert "take it back" in program.done("record", "x", "5", "--key", "k1")
    program.done("record", "x", "6")
    assert "take it back" not in program.done("record", "x", "5", "--key", "k1")


def test_the_plans_of_folders_stand_in_the_place_of_goals(program: Program) -> None:
    for folder in ("a", "b"):
        (program.folder / folder).mkdir()
        program.done("init", folder.upper(), "--file", f"{folder}/coop.json")
    told = program.done("status", "./a", "b/")
    assert "a/coop.json" in told
    assert "b/coop.json" in told


def test_a_value_that_one_goal_asks_about_does_not_choose_another(program: Program) -> None:
    """`10k` was 10,000 hours of the marathon, as kilometres are asked about."""
    program.done("goal", "add", "Run a marathon under 4 hours by October 2090")
    program.done("goal", "add", "Run 1200 km in 2090")
    refused = program.run("record", "run", "10k")
    assert refused.err.startswith("error: 'run' is the start of several: run-a-marathon, run-1200-km-in-2090")
    assert "for run-a-marathon" in program.done("record", "run", "3.9 hours")


@pytest.mark.parametrize("words", ["on 12/03/2025", "12/03/2025"])
def test_a_day_whose_month_may_be_either_number_is_asked_about(plan: Program, words: str) -> None:
    refused = plan.run("record", "trade", "5", *words.split())
    assert refused.err.startswith("error: '12/03/2025' could be 2025-12-03 or 2025-03-12"), refused.err


def test_a_day_that_is_said_well_is_not_what_is_wrong(plan: Program) -> None:
    """Beside a comma that may be either mark the day was to be written anew, in a call that was refused again."""
    refused = plan.run("record", "savings", "45,5", "EUR", "30.9.2024")
    assert refused.err.startswith("error: '45,5' could be 45.5 or 455"), refused.err
