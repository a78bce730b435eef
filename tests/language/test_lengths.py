"""What is too long to be a value, a date, a unit or a phrase is refused before any pattern looks at it."""

from collections.abc import Callable
from datetime import date

import pytest

from coopctl.errors import Refused
from coopctl.language.sentences import parse_baseline, parse_phrase
from coopctl.values.dates import parse_duration, parse_period
from coopctl.values.quantities import parse_quantity
from coopctl.values.typed import parse_typed
from running import Program

# A pattern that looked at a million of them would take hours, or for ever.
PIECES = ("1", "1 ", "1,", "1.", "-", ", ", "3/", "2030 ", "increase ", "5% by 2025, ", "10% (2030), ", "(", "a ", "é")
GRAMMARS: dict[str, Callable[[str], object]] = {
    "value": parse_quantity,
    "day": lambda text: parse_period(text, today=date(2025, 7, 1)),
    "typed day": lambda text: parse_typed(text, today=date(2025, 7, 1)),
    "duration": parse_duration,
    "target": parse_phrase,
    "baseline": parse_baseline,
}


@pytest.mark.parametrize("grammar", GRAMMARS)
@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_is_refused_at_once(grammar: str, piece: str) -> None:
    """In every grammar, whatever it is made of."""
    with pytest.raises(Refused, match="longer than"):
        GRAMMARS[grammar](piece * 1_000_000)


@pytest.mark.parametrize(
    "words",
    [
        ["record", "trade", "@"],
        ["record", "trade", "5", "--on", "@"],
        ["record", "trade", "5", *["@"] * 5],
        ["goal", "add", "g", "--from", "1", "--to", "@"],
        ["goal", "add", "g", "--from", "@", "--to", "5 by 2030"],
        ["goal", "add", "g", "--from", "1", "--to", "5", "--by", "@"],
        ["goal", "add", "g", "--from", "1", "--to", "5", "--unit", "@"],
        ["goal", "add", "g", "--from", "1", "--to", "5", "--since", "@"],
        ["goal", "add", "g", "--from", "1", "--to", "5", "--milestone", "@"],
        ["goal", "retarget", "trade", "--to", "@", "--why", "x"],
        ["goal", "baseline", "trade", "@"],
        ["goal", "edit", "trade", "--cadence", "@"],
        ["status", "--as-of", "@"],
        ["log", "--known-at", "@"],
    ],
    ids=" ".join,
)
def test_commands_refuse_it_in_two_lines(program: Program, words: list[str]) -> None:
    """And show the beginning of it."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    for piece in ("1", "1 ", "5% by 2025, "):
        result = program.run(*(word.replace("@", piece * 20_000) for word in words))
        assert (result.code, result.out) in ((1, ""), (2, "")), result.err
        assert len(result.err) < 500
        assert result.err.count("\n") <= 2
