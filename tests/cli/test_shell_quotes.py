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
        (("goal", "retarget", "trade", "--to", "00 million by 2027", "--why", "-"), "00 million by 2027"),
        (("goal", "add", "exports", "--from", "$250 million", "--to", "00 million by 2027"), "00 million by 2027"),
        (("goal", "add", "exports", "--from", "50 million", "--to", "increase by 20% by 05 March 2027"), ""),
        (("goal", "add", "exports", "--from", "0.5%", "--to", "0.75% by 2027-01-05"), ""),
        (("goal", "add", "Reduce waiting from 45 to 00:30 h by 2027",), ""),
    ],
)  # fmt: skip
def test_an_amount_that_lost_its_first_digits_is_doubted(trade: Program, call: tuple[str, ...], doubted: str) -> None:
    """It is stored, as it may be meant, and told from what merely has a zero or a point."""
    said = [line for line in trade.run(*call).err.splitlines() if _DOUBT in line]
    assert said == ([f"warning: {doubted!r} {_DOUBT}; write '$1.4bn' in single"] if doubted else [])


@pytest.mark.parametrize(
    ("value", "shell"), [(",500", True), ("bash.4bn", True), ("-bash.4bn", True), ("much", False), ("-", False)]
)
def test_what_a_shell_made_no_amount_says_how_to_quote(trade: Program, value: str, shell: bool) -> None:
    done = trade.run("goal", "baseline", "trade", "--", value)
    assert (done.code, done.err.splitlines()[0]) == (1, f"error: {value!r} is not an amount")
    assert ("single quotes" in done.err) == shell
