"""Amounts of which a shell took the first digits, because they stood in double quotes: `"$1.4bn"` is `.4bn` then."""

import pytest

from running import Program

_DOUBT = "may lack digits: a shell takes $1 out of double quotes"


@pytest.fixture(name="trade")
def _trade(program: Program) -> Program:
    program.done("goal", "add", "trade", "--from", "$1.2bn", "--to", "$1.4bn by 2027", "--since", "2024-12-31")
    return program


@pytest.mark.parametrize(
    ("call", "doubted"),
    [
        (("record", "trade", ".25bn"), ".25bn"),
        (("record", "trade", "00 million"), "00 million"),
        (("record", "trade", "0.25bn"), ""),
        (("record", "trade", ".25"), ""),
        (("goal", "baseline", "trade", ".2bn"), ".2bn"),
        (("goal", "retarget", "trade", "--to", "05bn by 2027", "--why", "-"), "05bn by 2027"),
        (("goal", "add", "exports", "--from", "$250 million", "--to", "050 million by 2027"), "050 million by 2027"),
        (("goal", "add", "exports", "--from", "50 million", "--to", "increase by 20% by 05 March 2027"), ""),
        (("goal", "add", "exports", "--from", "0.5%", "--to", "0.75% by 2027-01-05"), ""),
        (("goal", "add", "Reduce waiting from 45 to 00:30 h by 2027",), ""),
        (("goal", "add", "Agents 007: 20 to 30 by 2029"), ""),
        (("goal", "add", "Save 10 000 € by 2029"), ""),
    ],
)  # fmt: skip
def test_an_amount_that_lost_its_first_digits_is_doubted(trade: Program, call: tuple[str, ...], doubted: str) -> None:
    """It is stored, as it may be meant, and told from what merely has a zero or a point."""
    said = [line for line in trade.run(*call).err.splitlines() if _DOUBT in line]
    assert said == ([f"warning: {doubted!r} {_DOUBT}; write it in single ones, as '$1.4bn'"] if doubted else [])


@pytest.mark.parametrize(
    ("start", "to", "shell"),
    [
        ("5,000", "0,000 by 2028", True),  # "$25,000", "$40,000 by 2028"
        (" million", " million by 2028", True),  # "$5 million", "$8 million by 2028"
        ("5,000", "0,5 by 2028", False),
    ],
)
def test_what_is_left_of_thousands_and_scales_says_how_to_quote(
    program: Program, start: str, to: str, *, shell: bool
) -> None:
    refused = program.run("goal", "add", "Exports", "--from", start, "--to", to)
    assert refused.code == 1
    assert ("single quotes" in refused.err) == shell


@pytest.mark.parametrize(
    ("given", "doubted"),
    [
        (("Trade, 50 million, up 20% over the next two years",), True),
        (("Trade", "--from", "50m", "--to", "80m by 2030"), True),
        (("Trade", "--from", "$50 million", "--to", "up 20% by 2030"), False),
        (("Trade", "--from", "50 million", "--to", "80 million by 2030", "--unit", "USD"), False),
        (("Trade", "--from", "5 million users", "--to", "8 million users by 2030"), False),
        (("Users, 12k -> 20k by 2030",), False),
        (("Trade", "--from", "50000000", "--to", "80000000 by 2030"), False),
    ],
)
def test_millions_of_nothing_are_pointed_out(program: Program, given: tuple[str, ...], *, doubted: bool) -> None:
    """`"$250 million"` arrives as `50 million`, of which nothing tells but that it has no unit."""
    added = program.run("goal", "add", *given)
    assert added.code == 0
    assert ("no unit is said" in added.err) == doubted


@pytest.mark.parametrize(
    ("value", "shell"),
    [(",500", True), ("million", True), ("bash.4bn", True), ("-bash.4bn", True), ("much", False), ("-", False)],
)
def test_what_a_shell_made_no_amount_says_how_to_quote(trade: Program, value: str, shell: bool) -> None:
    done = trade.run("goal", "baseline", "trade", "--", value)
    assert (done.code, done.err.splitlines()[0]) == (1, f"error: {value!r} is not an amount")
    assert ("single quotes" in done.err) == shell


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Save ,400 for Italy by July 2027", 1), ("Roof (,500): double by 2029", 1), ("Agents, 300 to 400 by 2029", 0),
        ("Exports from 50 million to 00 million by 2029", 1), ("Roof: 000 by 2029", 1),
        ("Agents 007: 2 to 3 by 2029", 0), ("Save 10 000 € by 2029", 0),
        ("Reduce waiting from 45 to 00:30 h by 2027", 0),
    ],
)  # fmt: skip
def test_a_sentence_that_lost_its_first_digits_is_refused(program: Program, sentence: str, code: int) -> None:
    """`"Save $2,400 for Italy"` became a goal of 400 of Italy, `"from $250 million to $300 million"` one of nothing."""
    added = program.run("goal", "add", sentence)
    assert added.code == code
    assert ("single quotes" in added.err) is (code == 1)


@pytest.mark.parametrize(
    "call", [("retarget", "trade", "--to", "00 million by 2027", "--why", "-"), ("baseline", "trade", "00"),
             ("add", "Exports", "--from", "00 million", "--to", "2 million by 2029"),
             ("add", "Exports", "--from", "50 million", "--to", "00 million by 2029")],
)  # fmt: skip
def test_what_is_left_as_zeros_alone_is_refused(trade: Program, call: tuple[str, ...]) -> None:
    refused = trade.run("goal", *call)
    assert (refused.code, "single quotes" in refused.err) == (1, True)
