"""Numbers that stand for no value, as -999 does: asked about where they lie far from all others, and never counted."""

import shlex
from itertools import chain

import pytest

from running import Program

# The values of a file, and what is asked of which of them.
ASKED = {
    "twice": (("2.31", "-999", "2.4", "-999"), "-999 is there 2 times for visits, whose other values are between"),
    "once, with many nines": (("422.8", "-99.99", "425.2"), "-99.99 is there once"),
    "below values of both signs": (("-20", "-99.9", "30", "-99.9"), "--no-value=-99.9"),
    "far above": (("231", "9999", "240", "9999"), "if it is one: --no-value=''"),
    "two of them": (("5", "-99", "-999", "-99", "-999"), "--no-value=-99 --no-value=-999"),
    "far above, among many": (("9999", *map(str, range(100, 160)), "9999"), "9999 is there 2 times"),
    "in many rows": (tuple(chain(["-99.9"], map(str, range(300)))), "-99.9 is there once"),
}
TAKEN = {
    "a fall among rises": ("3", "4", "-9.9", "2.5"),
    "a range that holds it": ("-120", "-99", "80", "-99"),
    "nearly all": ("99.9", "99.99", "99.9"),
    "a large number, once": ("231", "999", "240"),
    "many, of as many thousands": ("999", *map(str, range(0, 1200, 5)), "999"),
    "no others": ("-999", "-999"),
    "near the others": ("700", "999", "720", "999"),
}


def _import(program: Program, values: tuple[str, ...], *options: str) -> tuple[int, str, list[str]]:
    program.done("init", "--date", "1990-01-01")
    program.done("goal", "add", "Visits", "--from", "1", "--to", "9 by 2030", "--measure", "level")
    rows = "".join(f"{1999 + at // 12}-{at % 12 + 1:02d},{value}\n" for at, value in enumerate(values))
    result = program.run("import", "-", *options, stdin=f"Month,Visits\n{rows}")
    log = program.done("log", "-o", "csv").splitlines()[1:]
    return result.code, result.err, sorted(line.split(",")[3] for line in log)


@pytest.mark.parametrize("name", ASKED)
def test_it_is_asked_what_it_stands_for(program: Program, name: str) -> None:
    """Nothing is recorded, and the hint has the call for either answer."""
    values, said = ASKED[name]
    code, err, recorded = _import(program, values)
    assert (code, said in err, recorded) == (1, True, [])


@pytest.mark.parametrize("name", TAKEN)
def test_what_may_be_a_value_is_one(program: Program, name: str) -> None:
    """Numbers of nines among others like them, once, or without any others are taken."""
    code, err, recorded = _import(program, TAKEN[name])
    assert (code, "--no-value" in err, len(recorded)) == (0, False, len(TAKEN[name]))


@pytest.mark.parametrize(
    ("options", "recorded"),
    [
        (("--no-value=-999",), ["2.31", "2.4"]),
        (("--no-value", "-999.0"), ["2.31", "2.4"]),
        (("--no-value=-999", "--no-value=1e999999999"), ["2.31", "2.4"]),
        (("--no-value=",), ["-999", "-999", "2.31", "2.4"]),
    ],
)
def test_either_answer_is_taken(program: Program, options: tuple[str, ...], recorded: list[str]) -> None:
    """It stands for no value, or is one."""
    code, _, found = _import(program, ("2.31", "-999", "2.4", "-999.0"), *options)
    assert (code, found) == (0, recorded)


def test_a_number_that_was_promised_is_a_value(program: Program) -> None:
    """Where 999 is the target it is no stand-in."""
    program.done("init", "--date", "1990-01-01")
    program.done("goal", "add", "Visits", "--from", "1", "--to", "999 by 2030", "--measure", "level")
    assert program.run("import", "-", stdin="Year,Visits\n2001,5\n2002,999\n2003,999\n").code == 0


def test_a_count_that_is_kept_back_is_refused_with_what_passes_over_it(program: Program) -> None:
    """The hint is followed as it stands."""
    program.done("goal", "add", "Cases", "--from", "10 cases", "--since", "2020", "--to", "2 cases by 2030")
    rows = "goal,date,value\ncases,2022,7\ncases,2023,<5\ncases,2024,≤10\ncases,2025,n/a\n"
    refused = program.run("import", "-", stdin=rows)
    hint = refused.err.splitlines()[-1]
    assert (refused.code, hint.count("--no-value")) == (1, 2)
    options = shlex.split(hint.partition("kept back there: ")[2].partition(";")[0])
    assert "1 figure recorded, 3 without a value" in program.done("import", "-", *options, stdin=rows)
