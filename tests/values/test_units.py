"""Units: what may stand for what, and the words that are none."""

import json

import pytest

from coopctl.errors import Refused
from coopctl.values.quantities import parse_quantity
from coopctl.values.units import Unit
from running import Program


@pytest.mark.parametrize(
    ("unit", "whole", "fits"),
    [
        ("school", "primary schools", True),
        ("primary schools", "schools", False),
        ("Schools", "school", True),
        ("live births", "deaths per 100,000 live births", False),
        ("GDP", "% of GDP", False),
        ("USD", "million USD", False),
        ("USD", "constant USD", False),
        ("USD", "USD", True),
        ("exchanges", "annual exchanges", False),
        ("days", "half days", False),
        ("employees", "SMEs with fewer than 10 employees", False),
        ("people", "people below the poverty line", True),
        ("deaths", "deaths per 1,000 people", False),
        ("doctor per 1,000 people", "doctors per 1,000 people", True),
        ("kg/person", "kg per person", True),
        ("kg per capita", "kg per person", True),
        ("USD/head", "USD per capita", True),
        ("/1,000 live births", "per 1,000 live births", True),
        ("doctors/1,000 people", "doctor per 1000 people", True),
        ("kg", "kg/person", False),
        ("kg/household", "kg per person", False),
        ("g/person", "kg per person", False),
        ("of 28", "of 28 pupils", True),
        ("pupil", "of 28 pupils", True),
        ("of 28 pupils", "of 28", False),
        ("of 30", "of 28 pupils", False),
        ("children", "of 28 pupils", False),
    ],
)
def test_an_amount_may_leave_out_only_words_that_do_not_change_its_size(unit: str, whole: str, fits: bool) -> None:
    """A figure's unit is the goal's, or the end of it where the words before are neither a scale nor a ratio."""
    assert Unit(unit).fits(Unit(whole)) == fits


def test_units_on_both_sides_of_per_are_different_units() -> None:
    """Live births are not deaths per live births, in either order."""
    rate, base = Unit("deaths per 100,000 live births"), Unit("live births")
    assert (rate.same(base), base.same(rate)) == (False, False)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("3 hundreds schools", "hundreds"),
        ("3 dozen schools", "dozen"),
        ("5 MD INR", "md"),
        ("5 fewer schools", "fewer"),
        ("4 schools added", "added"),
        ("10 times more", "times"),
    ],
)
def test_a_word_that_changes_an_amount_is_never_its_unit(text: str, word: str) -> None:
    """Scales and comparisons between a number and its unit are refused by name, not kept as a label."""
    with pytest.raises(Refused) as refusal:
        parse_quantity(text)
    assert repr(word) in refusal.value.message


@pytest.mark.parametrize(
    "text",
    [
        "2 people at risk", "7 lower secondary schools", "4 children under five", "3 times", "5 daily newspapers",
        "9 third graders", "3 half marathons", "4 CR vehicles", "4 off grid households", "2 down payments",
        "8 maximum security prisons", "2 biennial conferences", "6 people aged 65 and over",
    ],
)  # fmt: skip
def test_a_name_may_hold_such_a_word(text: str) -> None:
    """Words that are part of a name stay in the unit."""
    assert parse_quantity(text).unit.text == text[2:]


@pytest.mark.parametrize(
    ("start", "target", "figure", "part"),
    [
        ("10 schools", "100 schools by 2030", "3 hundreds schools", "'hundreds'"),
        ("10 schools", "100 schools by 2030", "2 dozen schools", "'dozen'"),
        ("10 schools", "100 schools by 2030", "5 fewer schools", "'fewer'"),
        ("10 schools", "100 schools by 2030", "5 private schools", "is in private schools"),
        ("10 million INR", "90 million INR by 2030", "3 mil INR", "'mil'"),
        ("10 million INR", "90 million INR by 2030", "5 MD INR", "'md'"),
        ("223 deaths per 100,000 live births", "70 by 2030", "180 live births", "is in live births"),
    ],
)
def test_a_figure_whose_unit_says_more_than_the_goals_is_refused(
    program: Program, start: str, target: str, figure: str, part: str
) -> None:
    """Recording reads an amount in the goal's unit or refuses it; a scale or a comparison is never dropped."""
    program.done("goal", "add", "g", "--from", start, "--to", target)
    result = program.run("record", "g", figure)
    assert (result.code, part in result.err, program.done("log")) == (1, True, "")


def test_a_milestone_is_read_as_a_figure_is(program: Program) -> None:
    """What record takes as a value of a goal, a milestone takes too: a singular for a plural, the start of a stage."""
    program.done(
        "goal", "add", "e", "--from", "1 exercise per year", "--to", "4 exercises per year by 2028",
        "--milestone", "2 exercise@2026",
    )  # fmt: skip
    program.done(
        "goal", "add", "s", "--from", "proposed", "--to", "signed of proposed < negotiating < signed by 2028",
        "--milestone", "nego@2026",
    )  # fmt: skip
    assert "'2 kilograms' is in kilograms" in program.run("goal", "edit", "e", "--milestone", "2 kilograms@2026").err


def test_a_unit_that_counts_in_millions_takes_no_other_scale(program: Program) -> None:
    """In a goal of USD million 260 is 260, and so is '260 million'; of another scale the hint says how."""
    program.done("goal", "add", "g", "--from", "250", "--to", "300 by 2030", "--unit", "USD million")
    for said in ("260", "260 million", "260M", "260mn"):
        program.done("record", "g", said)
        assert program.records("log")[0]["value"] == 260
    scaled = program.run("record", "g", "0.26bn")
    assert scaled.err.splitlines()[1] == "hint: write 0.26bn USD, or the number alone"
    program.done("record", "g", "0.27bn USD")
    assert program.records("log")[0]["value"] == 270
    other = program.run("goal", "add", "h", "--from", "$250 million", "--to", "$300m by 2030", "--unit", "USD million")
    assert (scaled.code, "'0.26bn' has a scale of its own" in scaled.err) == (1, True)
    assert (other.code, "the unit given is USD million, but" in other.err) == (1, True)


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        ("EUR million", "€5m", "5"),
        ("EUR million", "€4.5 million", "4.5"),
        ("EUR million", "EUR 500k", "0.5"),
        ("EUR million", "1.2bn EUR", "1200"),
        ("EUR million", "=-€5m", "-5"),
        ("million USD", "$7.5 million", "7.5"),
        ("million people", "900k people", "0.9"),
        ("thousand tonnes", "2 million tonnes", "2000"),
        ("EUR million", "€5", None),
        ("EUR million", "€5,000,000", None),
        ("EUR million", "$5m", None),
        ("million people", "5m schools", None),
    ],
)
def test_an_amount_with_its_own_scale_and_currency_is_so_many_millions(
    program: Program, unit: str, text: str, value: str | None
) -> None:
    """`€5m` is 5 of EUR million; `€5` could be meant in millions, and is asked about as before."""
    program.done("goal", "add", "g", "--from", "3", "--to", "9 by 2030", "--unit", unit)
    told = program.run("record", "g", text)
    assert told.code == (0 if value else 1)
    if value:
        assert f"{json.loads(program.done('log', '-o', 'json'))['figures'][0]['value']}" == value


def test_an_amount_with_its_own_scale_has_the_plans_decimal_mark(program: Program) -> None:
    program.done("init", "--decimal-comma")
    program.done("goal", "add", "g", "--from", "3", "--to", "9 by 2030", "--unit", "EUR million")
    program.done("record", "g", "€4,5m")
    assert json.loads(program.done("log", "-o", "json"))["figures"][0]["value"] == 4.5
    assert program.run("record", "g", "€4,5").code == 1


@pytest.mark.parametrize(
    ("start", "target", "unit", "code"),
    [
        ("5 days", "3 days by 2030", "USD", 1),
        ("5 schools", "9 schools by 2030", "facilities", 0),
        ("12%", "increase by 5 pp by 2030", "%", 0),
        ("250", "grow 20% a year by 2030-07-01", "tonnes", 0),
        ("$250m", "$300m by 2030", "USD", 0),
    ],
)
def test_a_unit_beside_the_phrases_does_not_contradict_them(
    program: Program, start: str, target: str, unit: str, code: int
) -> None:
    """--unit says what the phrases leave out, or names anew what is counted; it never turns days into dollars."""
    since = ("--since", "2024-07-01")
    assert program.run("goal", "add", "g", "--from", start, "--to", target, "--unit", unit, *since).code == code


@pytest.mark.parametrize(
    "text",
    ["45% of electricity from renewable sources", "45% of children in the labour force", "4 rooms over 65 years"],
)
def test_a_unit_that_is_not_understood_may_be_given_beside_the_number(program: Program, text: str) -> None:
    """The refusal says how the same goal is added, and it is."""
    refused = program.run("goal", "add", "g", "--from", text, "--to", "60 by 2030")
    number = text[:2].strip()
    added = program.run("goal", "add", "g", "--from", number, "--to", "60 by 2030", "--unit", text[2:].strip())
    assert (refused.code, "with --unit, and the number alone" in refused.err, added.code) == (1, True, 0)
