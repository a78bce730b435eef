"""An amount alone is no goal: nobody knows of what it is."""

import shlex

import pytest

from running import Program


@pytest.mark.parametrize("said", ["500", "80%", "80% by 2027", "$5000", "2M EUR by 2027", "-30% by 2027", "1.5"])
def test_an_amount_alone_is_asked_of_what_it_is(program: Program, said: str) -> None:
    """Nothing is stored, no file is started, and the call that is told works."""
    result = program.run("goal", "add", said)
    assert (result.code, "says how much, and not of what" in result.err) == (1, True)
    assert not (program.folder / "coop.json").exists()
    if said[0] != "-":
        program.done(*shlex.split(result.err.partition("coopctl ")[2]))


@pytest.mark.parametrize(
    "words",
    [("500", "--to", "10"), ("500 teachers by 2027",), ("80% of households by 2027",), ("500", "--title", "Trees"),
     ("3 times a week",), ("10 km per week",), ("Double by 2030",)],
)  # fmt: skip
def test_what_says_of_what_it_is_is_added(program: Program, words: tuple[str, ...]) -> None:
    program.done("goal", "add", *words)


@pytest.mark.parametrize(("said", "hint"), [("13/30", "43.33%"), ("8/30", "26.67%"), ("28/11", "254.55%")])
def test_so_many_of_so_many_is_no_day(program: Program, said: str, hint: str) -> None:
    """A share of a percentage stays one where its numbers could be a day of a month."""
    program.done("goal", "add", "Coverage", "--from", "10%", "--to", "50% by 2030")
    assert hint in program.run("record", "coverage", said).err
