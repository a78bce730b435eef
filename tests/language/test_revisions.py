"""Promises that change: what a retarget or an edit keeps of the old promise, and what the new words decide."""

import json
from datetime import date

import pytest
from msgspec import structs

from builders import at, goal
from coopctl.plan.terms import Path, Revision
from running import Program


@pytest.fixture
def compound(program: Program) -> Program:
    """100 → 400 over two years on a compound path, half-way at 200."""
    program.done(
        "goal", "add", "g", "--from", "100", "--to", "400 by 2023-12-31", "--since", "2021-12-31", "--path", "compound"
    )
    program.done("record", "g", "200", "--on", "2022-12-31")
    return program


def _standing(program: Program, *arguments: str) -> tuple[object, object]:
    found = json.loads(program.done("status", "g", "-o", "json", *arguments))["goals"][0]
    return found["path"], found["pace"]


def test_the_old_target_is_judged_by_its_own_path(compound: Program) -> None:
    """Before a retarget's day, and against the original, the old target stands with the path that it had."""
    before = _standing(compound, "--as-of", "2022-12-31")
    compound.done(
        "goal", "retarget", "g", "--to", "400 by 2024-12-31", "--path", "linear", "--effective", "2023-01-01",
        "--why", "Annex 2",
    )  # fmt: skip
    assert (before, _standing(compound, "--as-of", "2022-12-31")) == (("compound", 1), ("compound", 1))
    assert _standing(compound, "--as-of", "2023-06-30", "--against", "original") == ("compound", 1)
    assert _standing(compound, "--as-of", "2023-06-30")[0] == "linear"


@pytest.mark.parametrize(
    ("path", "to", "arguments", "expected"),
    [
        ("compound", "500 by 2024-12-31", (), "compound"),
        ("step", "500 by 2024-12-31", (), "step"),
        ("step", "increase by 20% a year by 2024-12-31", (), "compound"),
        ("step", "increase by 20% a year by 2024-12-31", ("--path", "linear"), "linear"),
    ],
)
def test_a_new_target_keeps_the_path_unless_its_words_say_another(
    program: Program, path: str, to: str, arguments: tuple[str, ...], expected: str
) -> None:
    """The path after a retarget or an edit is that of --path, of a phrase that grows a year, or the goal's own."""
    since = ("--since", "2021-12-31", "--path", path)
    program.done("goal", "add", "g", "--from", "100", "--to", "400 by 2023-12-31", *since)
    program.done("goal", "add", "h", "--from", "100", "--to", "400 by 2023-12-31", *since)
    program.done("goal", "edit", "h", "--to", to, *arguments)
    program.done("goal", "retarget", "g", "--to", to, "--why", "Annex", "--effective", "2022-01-01", *arguments)
    goals = json.loads(program.done("status", "-o", "json"))["goals"]
    assert [one["path"] for one in goals] == [expected, expected]


def test_a_revision_without_a_path_has_the_goals() -> None:
    """A file from before paths were kept with a revision means the goal's own path."""
    now = goal(path=Path.STEP)
    old = Revision(now.promise.target, date(2025, 1, 1), at("2025-01-01"))
    assert structs.replace(now.promise, revisions=(old,)).in_force(date.min).path is Path.STEP


def test_an_edit_may_date_the_baseline_in_its_words(program: Program) -> None:
    """A new baseline that names its date is of that date; one that names none keeps the goal's."""
    program.done("goal", "add", "g", "--from", "12%", "--to", "20% by 2030", "--since", "2023-06-30")
    dates = []
    for start in ("13%", "14% in 2021"):
        program.done("goal", "edit", "g", "--from", start)
        dates.append(json.loads(program.done("goal", "show", "g", "-o", "json"))["goals"][0]["baseline"]["date"])
    assert dates == ["2023-06-30", "2021-12-31"]


def test_two_dates_of_a_baseline_contradict_each_other(program: Program) -> None:
    """A baseline's date is given once, or twice alike."""
    to = ("--to", "20% by 2030")
    apart = program.run("goal", "add", "g", "--from", "12% in 2021", *to, "--since", "2023-06-30")
    alike = program.run("goal", "add", "g", "--from", "12% in 2021", *to, "--since", "2021")
    assert (apart.code, "'12% in 2021' is of 2021-12-31" in apart.err, alike.code) == (1, True, 0)


def test_a_length_of_time_starts_at_the_retargets_day(program: Program) -> None:
    """`over two years` in a retarget counts from its day, and for a value per year from the last year before it."""
    program.done("goal", "add", "g", "--from", "250", "--to", "300 by 2026", "--since", "2023-12-31")
    program.done("goal", "add", "h", "--from", "1 per year", "--to", "2 per year by 2026", "--since", "2023-12-31")
    retarget = ("--why", "Annex", "--effective", "2025-03-10")
    program.done("goal", "retarget", "g", "--to", "300 within two years", *retarget)
    program.done("goal", "retarget", "h", "--to", "2 per year within two years", *retarget)
    goals = json.loads(program.done("status", "-o", "json"))["goals"]
    assert [one["target"]["deadline"] for one in goals] == ["2027-03-10", "2026-12-31"]


def test_a_baseline_keeps_its_value_where_numbers_have_a_decimal_comma(program: Program) -> None:
    """An edit or a retarget of 1.500,5 in a plan with decimal commas leaves the baseline as it is."""
    program.done("init", "--date", "2024-01-01", "--decimal-comma")
    program.done("goal", "add", "g", "--from", "1.500,5 tonnes", "--to", "reach 2.000 by 2026")
    program.done("goal", "edit", "g", "--to", "reach 2.500 by 2026")
    program.done("goal", "retarget", "g", "--to", "reach 3.000 by 2026", "--why", "Annex")
    found = json.loads(program.done("goal", "show", "g", "-o", "json"))["goals"][0]
    assert (found["baseline"]["value"], found["target"]["value"]) == (1500.5, 3000)


def test_a_new_target_is_asked_what_the_first_was(program: Program) -> None:
    """A relative change of a percentage is as ambiguous in a retarget as in the first promise, and with --unit."""
    program.done("goal", "add", "g", "--from", "40%", "--to", "reach 30% by 2030", "--since", "2023")
    program.done("goal", "add", "h", "--from", "250", "--to", "300 by 2030", "--unit", "USD million", "--since", "2023")
    retarget = ("--why", "Annex", "--effective", "2024-01-01")
    changed = program.run("goal", "retarget", "g", "--to", "reduce by 10% by 2030", *retarget)
    added = program.run("goal", "add", "i", "--from", "40", "--unit", "%", "--to", "reduce by 10% by 2030")
    assert ["percentage points" in one.err for one in (changed, added)] == [True, True]
    assert program.run("goal", "retarget", "h", "--to", "320 by 2030", *retarget).code == 0


@pytest.mark.parametrize(
    ("start", "first", "to", "part"),
    [
        ("$250 million", "300 million by 2027", "320 by 2028", "could be a full amount or one in millions"),
        ("12%", "20% by 2027", "10 pp by 2030", "pp"),
        ("40 schools", "60 schools by 2027", "120 clinics by 2030", "clinics"),
        ("2 new schools", "reach 3 new schools by 2027", "4 new schools", "could add to it or replace it"),
        ("250 tonnes", "300 by 2027", "20% by 2030", "%"),
        ("200", "220 by 2027", "at most 10% of GDP", "10% of GDP"),
    ],
)
def test_a_new_target_agrees_with_the_baseline_as_the_first_did(
    program: Program, start: str, first: str, to: str, part: str
) -> None:
    """What goal add refuses of a baseline and a target, retarget and edit refuse of the goal's own baseline."""
    program.done("goal", "add", "g", "--from", start, "--to", first, "--since", "2023")
    added = program.run("goal", "add", "h", "--from", start, "--to", to, "--since", "2023")
    again = [
        program.run("goal", "retarget", "g", "--to", to, "--why", "Annex"),
        program.run("goal", "edit", "g", "--to", to),
    ]
    assert [(one.code, part in one.err) for one in (added, *again)] == [(1, True)] * 3


@pytest.mark.parametrize(
    ("start", "to", "unit", "part"),
    [
        ("$250 million", "320 by 2028", "USD", "could be a full amount"),
        ("250000000", "320 by 2028", "USD", "could be a full amount"),
        ("12", "10 pp by 2030", "%", "pp"),
        ("2 new schools", "4 new schools by 2030", "schools", "could add to it or replace it"),
        ("40 schools", "120 clinics by 2030", "facilities", "different units"),
        ("5", "10 annual exchanges by 2030", "exchanges", "say annual exchanges"),
    ],
)
def test_a_unit_beside_the_phrases_does_not_excuse_them(
    program: Program, start: str, to: str, unit: str, part: str
) -> None:
    """Baseline and target must agree with each other before --unit names what they are in."""
    added = program.run("goal", "add", "g", "--from", start, "--to", to, "--unit", unit, "--since", "2023")
    assert (added.code, part in added.err) == (1, True)


def test_a_renamed_unit_stays_when_the_baseline_is_edited(program: Program) -> None:
    """What --unit named anew keeps its name and its target's words through later edits; another noun is refused."""
    program.done("goal", "add", "g", "--from", "5 schools", "--to", "9 schools by 2030", "--unit", "facilities")
    program.done("goal", "edit", "g", "--from", "6")
    program.done("goal", "edit", "g", "--unit", "sites")
    program.done("goal", "edit", "g", "--since", "2023")
    found = json.loads(program.done("goal", "show", "g", "-o", "json"))["goals"][0]
    other = program.run("goal", "edit", "g", "--from", "7 clinics")
    assert (found["unit"], found["baseline"]["value"], found["target"]["value"]) == ("sites", 6, 9)
    assert (other.code, "the goal is in sites" in other.err) == (1, True)


@pytest.mark.parametrize("measure", ["sum", "count", "mean", "max", "min", "cumulative"])
@pytest.mark.parametrize("unit", ["", " teachers", " t"])
@pytest.mark.parametrize("rate", ["", " per year"])
def test_a_measure_that_was_named_stays(program: Program, measure: str, unit: str, rate: str) -> None:
    """A sum of teachers became a count when it was edited, and its next target and baseline were refused."""
    day = ("--since", "2024-12-31")
    start, to = f"5{unit} per year", f"10{unit} per year by 2030"
    program.done("goal", "add", "g", "--from", start, "--to", to, "--measure", measure, *day)
    for words in (
        ("edit", "g", "--to", f"20{unit}{rate} by 2031"),
        ("edit", "g", "--by", "2032"),
        ("edit", "g", "--from", f"6{unit}{rate}"),
        ("retarget", "g", "--to", f"30{unit}{rate} by 2031", "--why", "Annex 2"),
        ("baseline", "g", f"7{unit}{rate}"),
    ):
        program.done("goal", *words)
        promise = program.records("goal", "list")[0]
        assert (promise["measure"], promise["period"], promise["unit"]) == (measure, "year", unit.strip()), words
    assert (promise["baseline"]["value"], promise["target"]["value"]) == (7, 30)


def test_another_unit_or_period_is_what_it_says(program: Program) -> None:
    """Money is not counted, and a month is no year."""
    program.done("goal", "add", "g", "--from", "5 per year", "--to", "10 per year by 2030")
    program.done("goal", "edit", "g", "--from", "$5 per year", "--to", "$20 per year by 2030")
    assert program.records("goal", "list")[0]["measure"] == "sum"
    refused = program.run("goal", "edit", "g", "--to", "$20 per month by 2030")
    assert (refused.code, "is per month" in refused.err) == (1, True)
    for words in (("$5 per year", "$10 by 2030", "--per", "month"), ("$5 per month", "$10 per year by 2030")):
        start, to, *more = words
        refused = program.run("goal", "add", "m", "--measure", "max", "--from", start, "--to", to, *more)
        assert (refused.code, "baseline and target differ" in refused.err) == (1, True)


def test_a_share_takes_a_baseline_in_percent(program: Program) -> None:
    """A goal in a share of something takes a baseline that says only %, as it takes such figures and targets."""
    program.done("goal", "add", "gdp", "--from", "3% of GDP", "--to", "reach 5% of GDP by 2030", "--since", "2024")
    program.done("goal", "edit", "gdp", "--from", "2%")
    assert "2% of GDP" in program.done("goal", "show", "gdp")


def test_a_goal_in_millions_is_promised_in_numbers_alone(program: Program) -> None:
    """Baseline and target of a goal in million USD have no scale of their own, as its figures have none."""
    program.done(
        "goal", "add", "aid", "--from", "250", "--to", "300 by 2030", "--unit", "million USD", "--since", "2024"
    )
    program.done("goal", "retarget", "aid", "--to", "320 by 2030", "--why", "a joint statement")
    for arguments in (("retarget", "aid", "--to", "320m by 2030", "--why", "x"), ("edit", "aid", "--from", "260m")):
        refused = program.run("goal", *arguments)
        assert (refused.code, "has a scale of its own, and the goal is in million USD" in refused.err) == (1, True)
    assert "320 million USD" in program.done("goal", "show", "aid")


def test_a_retarget_does_not_go_before_an_earlier_one(program: Program) -> None:
    """The day of a new target is that of the last change or later; the one that is there is named."""
    program.done("goal", "add", "g", "--from", "250", "--to", "300 by 2027", "--since", "2023-12-31")
    retarget = ("goal", "retarget", "g", "--why", "Annex", "--to")
    program.done(*retarget, "310 by 2027", "--effective", "2025-03-10")
    early = program.run(*retarget, "320 by 2027", "--effective", "2025-03-09")
    assert (early.code, "2025-03-09 is before the last change of g, 2025-03-10" in early.err) == (1, True)
    program.done(*retarget, "320 by 2027", "--effective", "2025-03-10")


def test_a_baseline_has_to_suit_the_earlier_targets_too(program: Program) -> None:
    """A baseline after the deadline of the target that was in force the day before a retarget is refused."""
    program.done("goal", "add", "g", "--from", "250", "--to", "300 by 2024", "--since", "2023-12-31")
    program.done("goal", "retarget", "g", "--to", "300 by 2027", "--why", "Annex", "--effective", "2024-06-01")
    late = program.run("goal", "baseline", "g", "260", "--on", "2025-01-01")
    assert (late.code, "the deadline 2024-12-31 is not after" in late.err) == (1, True)


@pytest.mark.parametrize(
    ("texts", "code", "said"),
    [
        (("280@2025-08-01", "300@2026-08-01"), 0, ""),
        (("280@2025-08-01", "299@2026-08-01"), 1, "milestone '299@2026-08-01' is not before the deadline 2026-08-01"),
        (("280@2025-08-01", "300@2026-08-02"), 1, "milestone '300@2026-08-02' is not before the deadline 2026-08-01"),
        (("+20@2025-08-01", "+30@2026-08-01"), 0, ""),
        (("+20@2025-08-01", "+25@2026-08-01"), 0, "but the target is 300"),
        (("+20@2025-08-01",), 0, "270 so far; the target is 300"),
        (("280@2025-08-01",), 0, ""),
    ],
)
def test_a_milestone_on_the_deadline_is_the_target_itself(
    program: Program, texts: tuple[str, ...], code: int, said: str
) -> None:
    """It has the target's value, or is the last part of what adds up to it."""
    steps = [word for text in texts for word in ("--milestone", text)]
    added = program.run(
        "goal", "add", "g", "--from", "250", "--to", "300 by 2026-08-01", "--since", "2024-08-01", *steps
    )
    assert (added.code, said in added.err) == (code, True)
    assert "warning" not in added.err or said


@pytest.mark.parametrize(
    ("given", "dropped"),
    [
        ((), ()),
        (("280@2025-08-01",), ()),
        (("285@2025-08-01",), ("280 by 2025-08-01",)),
        (("290@2026-01-01",), ("280 by 2025-08-01",)),
    ],
)
def test_milestones_that_others_take_the_place_of_are_named(
    program: Program, given: tuple[str, ...], dropped: tuple[str, ...]
) -> None:
    """A retarget keeps milestones or names those that it drops, where it is given others, too."""
    program.done(
        "goal", "add", "g", "--from", "250", "--to", "300 by 2026", "--since", "2024", "--milestone=280@2025-08-01"
    )
    steps = [word for text in given for word in ("--milestone", text)]
    said = program.run("goal", "retarget", "g", "--to", "310 by 2026", "--why", "Annex", *steps)
    assert said.code == 0
    assert [line for line in said.err.splitlines() if "dropped" in line] == [
        f"note: the milestone {one} is dropped" for one in dropped
    ]


@pytest.mark.parametrize(("effective", "deadline"), [("2024-12-31", "2025-12-31"), ("2025-01-01", "2026-12-31")])
def test_a_length_of_time_starts_at_the_last_year_that_is_over_before_the_day(
    program: Program, effective: str, deadline: str
) -> None:
    """On 31 December the last year that is over is the one before; a day later it is that year."""
    program.done("goal", "add", "h", "--from", "1 per year", "--to", "2 per year by 2030", "--since", "2022-12-31")
    program.done("goal", "retarget", "h", "--to", "2 per year within two years", "--why", "A", "--effective", effective)
    assert json.loads(program.done("status", "-o", "json"))["goals"][0]["target"]["deadline"] == deadline


@pytest.mark.parametrize(
    ("baseline", "target", "given", "expected"),
    [
        ("$201k-$246k", "≤ $120k", "$100k", "≤ 120,000 USD"),
        ("$201k-$246k", "≤ $120k", "$220k", "≤ 120,000 USD"),
        ("several days", "< 15 min", "20 min", "< 15 min"),
        ("undefined", "at least 99.9%", "99.95%", "≥ 99.9%"),
    ],
)
def test_a_bound_that_waited_for_its_baseline_is_one_still(
    program: Program, baseline: str, target: str, given: str, expected: str
) -> None:
    """Costs of at most 120,000 are not to rise to them where the baseline, once it is given, is below."""
    table = f"| Goal | Baseline | Target |\n|---|---|---|\n| Worth | {baseline} | {target} |\n"
    (program.folder / "plan.md").write_text(table, encoding="utf-8")
    program.done("plan", "import", "plan.md", "--yes")
    program.done("goal", "baseline", "worth", given)
    assert expected in program.done("goal", "show", "worth")


def test_a_number_alone_is_per_the_period_that_its_goal_or_target_has(program: Program) -> None:
    """What is counted has a name, which the number need not say again."""

    def said(*arguments: str) -> str:
        result = program.run("goal", *arguments)
        return result.out + result.err

    said("add", "visits", "--from", "1 visit per year", "--to", "3 visits per year by 2028")
    assert "count per month; from 1 visit" in said("edit", "visits", "--from", "1", "--to", "2 per month")
    assert "from 4 visits" in said("edit", "visits", "--from", "4")
    calls = ("add", "calls", "--from", "2", "--unit", "calls", "--to", "5 per week by 2028")
    assert "count per week; from 2 calls" in said(*calls)
    assert "differ" in said("add", "km", "--from", "1 km", "--to", "2 km per month by 2028")
