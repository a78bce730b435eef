"""Methods, limits, milestones and changed targets, from the command line."""

import json
from typing import Any

import pytest

from coopctl.judgement.forecast.choice import outlook
from coopctl.judgement.progress import Facts
from running import Program


def _goal(program: Program, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(program.done("explain", *arguments, "-o", "json"))["goals"][0]
    return found


@pytest.fixture
def trade(program: Program) -> Program:
    """250 → 300 over two years, at 270 after one."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2023-12-31", "--since", "2021-12-31")
    program.done("record", "trade", "270", "--on", "2022-12-31")
    return program


def test_methods_disagree_on_the_same_facts(trade: Program) -> None:
    """40% of the distance, 90% of the target, pace 0.80, growth ratio 0.838, share 0.832, miss 0.333."""
    goal = _goal(trade, "trade", "--as-of", "2022-12-31", "--method", "all")
    numbers = {one["method"]: one["numbers"] for one in goal["methods"]}
    assert (
        goal["progress"],
        goal["pace"],
        round(numbers["global-fund"]["percent"], 1),
        round(numbers["statcan"]["progress_value"], 3),
        round(numbers["un"]["share"], 3),
        round(numbers["destatis"]["miss"], 3),
    ) == (0.4, 0.8, 90.0, 0.838, 0.832, 0.333)


@pytest.mark.parametrize(
    ("actual", "ratio", "label"),
    [("10.4", 0.9010899546976208, "acceleration needed"), ("10.2", 0.9525901792032172, "on track")],
)
def test_a_published_example_from_the_command_line(program: Program, actual: str, ratio: float, label: str) -> None:
    """b 14.5 (2015), T 7.25 (2030), actual in 2023: periods as dates make whole years."""
    program.done("goal", "add", "g", "--from", "14.5", "--since", "2015", "--to", "reduce to 7.25 by 2030")
    program.done("record", "g", actual, "--on", "2023")
    goal = _goal(program, "g", "--as-of", "2023-12-31", "--method", "statcan")
    assert (goal["numbers"]["progress_value"], goal["label"].lower()) == (pytest.approx(ratio, abs=1e-12), label)


def test_a_direction_is_judged_by_the_methods_that_can(program: Program) -> None:
    """A goal that names only a direction has no pace, but a trend; a limit changes what is enough."""
    program.done("goal", "add", "g", "--from", "80%", "--to", "increase", "--since", "2015", "--limit", "100")
    program.done("record", "g", "90%", "--on", "2023")
    goal = _goal(program, "g", "--as-of", "2023-12-31", "--method", "all")
    statuses = {one["method"]: one["status"] for one in goal["methods"]}
    assert (statuses["linear"], statuses["statcan"]) == ("no-assessment", "on-track")


@pytest.mark.parametrize("command", [("status",), ("explain", "trade")])
def test_a_forecast_is_made_once_for_all_methods(
    trade: Program, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --method all each goal is forecast once, and every record of it has that forecast."""
    made: list[object] = []

    def counted(facts: Facts) -> object:
        made.append(facts)
        return outlook(facts)

    monkeypatch.setattr("coopctl.judgement.forecast.choice.outlook", counted)
    goals = json.loads(trade.done(*command, "--method", "all", "--as-of", "2022-12-31", "-o", "json"))["goals"]
    assert (len(made), {one["forecast"]["why"] for one in goals}) == (1, {goals[0]["forecast"]["why"]})


def test_the_method_is_the_calls_the_goals_or_linear(trade: Program) -> None:
    """--method wins over the goal's own, which wins over linear; every answer names it."""
    before = json.loads(trade.done("status", "-o", "json"))["goals"][0]["method"]
    trade.done("goal", "edit", "trade", "--method", "okr")
    own = json.loads(trade.done("status", "-o", "json"))["goals"][0]["method"]
    called = json.loads(trade.done("status", "--method", "un", "-o", "json"))["goals"][0]["method"]
    assert (before, own, called) == ("linear", "okr", "un")
    assert trade.run("status", "--method", "mine").code == 2


def test_a_changed_target_keeps_the_old_one(trade: Program) -> None:
    """From its day on the new target counts; before it, and --against original, the old one."""
    trade.done(
        "goal", "retarget", "trade", "--to", "320 by 2023-12-31", "--effective", "2022-07-01", "--why", "Annex 2"
    )
    values = [
        json.loads(trade.done("status", "-o", "json", *arguments))["goals"][0]["target"]["value"]
        for arguments in (
            ("--as-of", "2022-12-31"),
            ("--as-of", "2022-06-30"),
            ("--as-of", "2022-12-31", "--against", "original"),
        )
    ]
    steps = _goal(trade, "trade", "--as-of", "2022-12-31")["steps"]
    assert (values, steps[0]) == (
        [320, 300, 300],
        {"what": "until", "how": "2022-07-01: 300 by 2023-12-31; changed because: Annex 2"},
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "300 by 2023-12-31", "--why", "x"), "trade has this target already"),
        (("--to", "at least 300", "--why", "x"), "hint: give the next deadline with --by"),
        (("--to", "at least 300", "--by", "none", "--why", "x"), ""),
        (("--to", "at least 310", "--by", "2027", "--why", "x"), ""),
        (("--to", "2 per year by 2025", "--why", "x"), "baseline and target differ"),
        (("--to", "200 by 2020", "--why", "x"), "'200 by 2020' ends on 2020-12-31"),
    ],
)
def test_a_retarget_changes_only_the_target(trade: Program, arguments: tuple[str, ...], message: str) -> None:
    """A new target counts from the same baseline by the same measure, or is refused."""
    result = trade.run("goal", "retarget", "trade", *arguments)
    assert (result.code, message in result.err) == (1 if message else 0, True)


def test_undo_takes_a_retarget_back(trade: Program) -> None:
    """A change of target is a change like any other."""
    before = trade.done("goal", "show", "trade", "-o", "json")
    trade.done(
        "goal", "retarget", "trade", "--to", "320 by 2023-12-31", "--why", "Annex 2", "--effective", "2022-07-01"
    )
    trade.done("undo")
    assert trade.done("goal", "show", "trade", "-o", "json") == before


def test_milestones_bend_the_path(program: Program) -> None:
    """Between milestones the path is piecewise: 250, 260 after one year, 300 after two."""
    program.done(
        "goal", "add", "g", "--from", "250", "--to", "300 by 2024-12-31", "--since", "2022-12-31",
        "--milestone", "260@2023-12-31",
    )  # fmt: skip
    program.done("record", "g", "260", "--on", "2023-12-31")
    goal = _goal(program, "g", "--as-of", "2023-12-31")
    assert (goal["expected"], goal["pace"], goal["status"]) == (0.2, 1, "on-track")


def test_explain_counts_in_words_that_agree(program: Program) -> None:
    """One milestone, two milestones; one figure, two figures from before the baseline."""
    bent = ("--milestone", "260@2023-12-31", "--milestone", "280@2024-06-30")
    for goal, some in (("one", 1), ("two", 2)):
        promise = ("--from", "250", "--to", "300 by 2024-12-31", "--since", "2022-12-31", *bent[: 2 * some])
        program.done("goal", "add", goal, *promise)
        for year in range(2020, 2020 + some):
            program.done("record", goal, "240", "--on", f"{year}")
        program.done("record", goal, "255", "--on", "2023-06-30")
        told = program.done("explain", goal, "--as-of", "2024-06-30")
        plural = "s" if some == 2 else ""
        assert f" {some} figure{plural} before the baseline" in told
        assert f" through {some} milestone{plural}" in told


@pytest.mark.parametrize("target", ["300 by 2024-12-31", "300", "at least 200 by 2024-12-31"])
def test_what_was_recorded_before_the_baseline_alone_is_told(program: Program, target: str) -> None:
    """Status, explain and check say how many figures there are before the baseline, where there are no others."""
    program.done("goal", "add", "g", "--from", "250", "--to", target, "--since", "2022-12-31")
    for month in ("2022-10", "2022-11", "2022-12-30"):
        program.done("record", "g", "240", "--on", month)
    later = ("--as-of", "2024-06-30")
    assert ", 3 earlier" in program.done("status", *later)
    assert "3 figures before the baseline of 2022-12-31, not judged" in program.done("explain", "g", *later)
    assert "no figure since the baseline of 2022-12-31 (3 before it)" in program.run("check", *later).out
    program.done("record", "g", "255", "--on", "2023-06-30")
    assert "earlier" not in program.done("status", *later)
    assert "before it" not in program.run("check", *later).out


def test_targets_of_periods_must_make_the_whole(program: Program) -> None:
    """Where the targets of single periods do not add up to the overall one, it is said."""
    result = program.run(
        "goal", "add", "g", "--from", "0", "--to", "100 new wells by 2026", "--since", "2023-12-31",
        "--milestone", "+30@2024", "--milestone", "+30@2025", "--milestone", "+30@2026",
    )  # fmt: skip
    assert "warning: g: the targets of the periods come to 90, but the target is 100" in result.err.splitlines()
    milestones = json.loads(program.done("goal", "show", "g", "-o", "json"))["goals"][0]["milestones"]
    told = [(one["value"], one["deadline"]) for one in milestones]
    assert told == [(30, "2024-12-31"), (60, "2025-12-31")]


def test_a_period_is_told_beside_the_bound_that_was_in_force(program: Program) -> None:
    """94% of a second quarter for which 95% was promised is not held, though 93% is promised since; the third is."""
    program.done("goal", "add", "k", "--to", "at least 95%", "--measure", "mean", "--per", "quarter", "--since", "2023")
    program.done("record", "k", "94", "--on", "2024-Q2")
    program.done("goal", "retarget", "k", "--to", "at least 93%", "--effective", "2024-07-01", "--why", "relaxed")
    sides = []
    for as_of in ("2024-07-15", "2024-10-15"):
        sides.append(program.done("explain", "k", "--as-of", as_of).splitlines()[2])
        program.done("record", "k", "94", "--on", "2024-Q3")
    assert sides == [
        "94% in 2024-Q2, where at least 95% was promised; held in 0 of 1",
        "94% in 2024-Q3, where at least 93% is promised; held in 1 of 2",
    ]


def test_a_forecast_needs_three_readings(program: Program) -> None:
    """With two readings the forecast says why there is none; with three there is an interval and a probability."""
    program.done("goal", "add", "g", "--from", "10", "--to", "50 by 2027", "--since", "2020")
    for year, value in (("2021", "14"), ("2022", "19")):
        program.done("record", "g", value, "--on", year)
    before = json.loads(program.done("status", "-o", "json"))["goals"][0]["forecast"]
    program.done("record", "g", "23", "--on", "2023")
    after = json.loads(program.done("status", "-o", "json"))["goals"][0]["forecast"]
    assert (before["value"], "three" in before["why"] or "3" in before["why"]) == (None, True)
    assert after["low"] < after["value"] < after["high"]
    assert 0 <= after["probability"] <= 1
    assert "% likely" in program.done("status")
    told = program.done("explain", "g").splitlines()
    assert told[3].startswith("On the present trend ")
    assert told[3].endswith("%")


def test_without_a_baseline_value_a_forecast_needs_one_reading_more(program: Program) -> None:
    """Where the baseline has no value, a fourth reading takes its place, and every reading is counted."""
    program.done("goal", "add", "g", "--to", "at least 95% by 2027", "--since", "2020")
    found = []
    for year, value in (("2021", "91"), ("2022", "93"), ("2023", "94"), ("2024", "96")):
        program.done("record", "g", value, "--on", year)
        found.append(json.loads(program.done("status", "-o", "json"))["goals"][0]["forecast"])
    assert found[2]["why"] == "a forecast needs 4 readings where the baseline has no value; so far 3"
    assert found[3]["readings"] == 4


def test_a_forecast_of_a_count_says_that_it_has_no_trend(program: Program) -> None:
    """Counts are forecast at their mean rate, and explain says so."""
    program.done("goal", "add", "g", "--from", "1 per year", "--to", "4 per year by 2027", "--since", "2021")
    for year in ("2022", "2023", "2024"):
        program.done("record", "g", "2", "--on", year)
    how = {step["what"]: step["how"] for step in _goal(program, "g")["steps"]}
    assert how["forecast"].endswith("from 3 readings, no trend assumed")


_RATIO = "on track from 0.95, acceleration needed from 0.6, limited progress from 0, else deterioration"


@pytest.mark.parametrize(
    ("method", "thresholds"),
    [
        ("linear", ["pace: on track from 0.95, at risk from 0.6, else off track"]),
        ("statcan", [f"progress_value: {_RATIO}"]),
        (
            "destatis",
            [
                "average change: as it is missed above 0, else thunderstorm",
                "miss: cloud above 0.2, sun-and-cloud from 0.05, else sun",
            ],
        ),
        ("un", ["share: on track from 0.95, fair progress from 0.1, else stagnation or regression"]),
        ("sdsn", ["growth_ratio: on track from 1, moderately improving from 0.5, stagnating from 0, else decreasing"]),
        ("okr", ["grade: green from 0.7, yellow from 0.4, else red"]),
        ("global-fund", ["rounded percent: A1 from 101, A2 from 90, B1 from 60, B2 from 30, else C"]),
        ("pepfar", ["deviation: above target above 10, on target from -10, at risk from -25, else concerned"]),
    ],
)
def test_explain_shows_the_thresholds_of_every_method(program: Program, method: str, thresholds: list[str]) -> None:
    """Whatever method judges, what its number is compared with stands beside it; by all of them each names its own."""
    program.done("goal", "add", "g", "--from", "200", "--to", "300 by 2025-12-31", "--since", "2020-12-31")
    for year, value in ((2021, "215"), (2022, "230"), (2023, "240"), (2024, "250"), ("2025-06", "260")):
        program.done("record", "g", value, "--on", f"{year}")
    found = _goal(program, "g", "--as-of", "2025-07-15", "--method", method)
    assert [step["how"] for step in found["steps"] if step["what"] == "thresholds"] == thresholds
    every = program.done("explain", "g", "--as-of", "2025-07-15", "--method", "all", "-o", "json")
    steps = [(one["what"], one["how"]) for one in json.loads(every)["goals"][0]["steps"]]
    assert [how for step, how in steps if step == f"{method}: thresholds"] == thresholds


@pytest.mark.parametrize(
    ("start", "to", "values", "low"),
    [
        ("60 deaths", "30 deaths by 2027", ("50", "40", "33"), True),
        ("60 min", "30 min by 2027", ("50", "40", "33"), True),
        ("60 days", "30 days by 2027", ("50", "40", "33"), True),
        ("60", "30 by 2027", ("50", "40", "33"), False),
        ("$60", "$30 by 2027", ("50", "40", "33"), False),
        ("60 points", "30 points by 2027", ("50", "40", "33"), False),
        ("10 people", "reduce to -30 people by 2027", ("0", "-10", "-17"), False),
    ],
)
def test_there_are_never_fewer_things_than_none(
    program: Program, start: str, to: str, values: tuple[str, ...], *, low: bool
) -> None:
    """A trend leads below zero, which deaths and minutes do not; a balance, a score and a net number may."""
    program.done("goal", "add", "g", "--from", start, "--to", to, "--since", "2023-12-31")
    for day, value in zip(("2024-06-30", "2024-12-31", "2025-06-30"), values, strict=True):
        program.done("record", "g", f"={value}", "--on", day)
    forecast: dict[str, float] = _goal(program, "g")["forecast"]
    assert (forecast["low"] == 0) == low
    assert (forecast["low"] < 0) != low


@pytest.mark.parametrize(
    ("start", "to", "limit", "values", "high"),
    [
        ("8 out of 11", "11 out of 11 by 2030", (), ("9", "10", "10"), 11),
        ("3.8/5", "4.5/5 by 2030", (), ("4", "4.2", "4.4"), 5),
        ("60%", "95% by 2030", ("--limit", "100"), ("70", "80", "92"), 100),
        ("60%", "95% by 2030", (), ("70", "80", "92"), None),
        ("60%", "95% by 2030", ("--limit", "90"), ("70", "80", "92"), None),
    ],
)
def test_there_is_never_more_than_the_whole(
    program: Program, start: str, to: str, limit: tuple[str, ...], values: tuple[str, ...], high: int | None
) -> None:
    """Of 5 is at most 5; a percentage may grow beyond 100 where nobody says that it cannot."""
    program.done("goal", "add", "g", "--from", start, "--to", to, "--since", "2023-12-31", *limit)
    for day, value in zip(("2024-06-30", "2024-12-31", "2025-06-30"), values, strict=True):
        program.done("record", "g", value, "--on", day)
    forecast: dict[str, float] = _goal(program, "g")["forecast"]
    assert (forecast["high"] == high) == (high is not None)
    assert forecast["high"] >= float(values[-1])


def test_people_see_every_digit_of_a_threshold(program: Program) -> None:
    """99.95, rounded to 100, would say that 99.96 is not held."""
    program.done("goal", "add", "a", "--to", ">= 99.95%")
    program.done("goal", "add", "b", "--to", "at most 1,234.567 ms")
    for goal, value, said in (("a", "99.96", "held from 99.95, else"), ("b", "2", "not held above 1,234.567, else")):
        program.done("record", goal, value)
        assert f"value: {said}" in program.done("explain", goal)


@pytest.mark.parametrize(
    ("target", "figure", "threshold"),
    [
        ("at least 3 visits per week", "2", "value: held from 3, else not held"),
        ("more than 3 visits per week", "3", "value: held above 3, else not held"),
        ("at most 5 visits per week", "6", "value: not held above 5, else held"),
        ("fewer than 5 visits per week", "5", "value: not held from 5, else held"),
        ("between 3 and 5 visits per week", "6", "value: not held above 5, held from 3, else not held"),
    ],
)
def test_explain_shows_the_bounds_that_are_kept(program: Program, target: str, figure: str, threshold: str) -> None:
    """A goal to keep is judged by its bounds, and a strict one is told from one that is not."""
    program.done("goal", "add", "g", "--to", target, "--since", "2024-12-29")
    program.done("record", "g", figure, "--on", "2025-01-03")
    found = _goal(program, "g", "--as-of", "2025-01-05")
    assert ("thresholds", threshold) in [(one["what"], one["how"]) for one in found["steps"]]
    assert found["why"] == "not held"


def test_what_decides_without_thresholds_shows_none(trade: Program) -> None:
    """A target that is reached is not compared with a cut-off; a week that runs is with what is due by now."""
    trade.done("record", "trade", "310", "--on", "2023-06-30")
    assert "thresholds" not in trade.done("explain", "trade", "--as-of", "2023-07-01")
    trade.done("goal", "add", "runs", "--to", "at least 7 runs per week", "--since", "2024-12-29")
    shown = trade.done("explain", "runs", "--as-of", "2025-01-02")
    assert "due by now  4" in shown
    assert "running: on track from 4, else at risk" in shown
