"""Texts that differ in one amount alone are read as each of them is when it is read by itself."""

import re
from collections.abc import Callable
from functools import partial
from inspect import unwrap
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.errors import Refused
from coopctl.language import sentences, stated
from coopctl.language.alike import alike
from coopctl.language.phrases import Style
from coopctl.values.patterns import Needing
from coopctl.values.unit_words import QUALIFIER

_FOLDER = Path(__file__).parent
_LINES = [*(_FOLDER / "ways.txt").read_text().splitlines(), *(_FOLDER / "phrases.txt").read_text().splitlines()]
_TEXTS = sorted({part.strip() for line in _LINES if line[:1] != "#" for part in re.split(r" ; | \| ", line)[:3]})
_NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_NUMBERED = [text for text in _TEXTS if _NUMBER.search(text)]
_NUMBERS = st.one_of(
    st.decimals(min_value=0, max_value=10**7, places=3).map(str),
    st.decimals(min_value=0, max_value=100, places=1).map(str),
    st.integers(0, 10**8).map(str),
    st.integers(0, 10**4).map(str),
    st.integers(0, 99).map(str),
    st.integers(0, 10**8).map("{:,}".format),
    st.integers(1890, 2210).map(str),
)
_DATED = [
    "{} by 2027, {} by 2030",
    "{}% by 2027; {}% by 2030",
    "increase by {}% by 2027, by {}% by 2030",
    "reduce to {} by 2027, to {} by 2030, to {} by June 2032",
    "at least {} tonnes by 2027, and {} tonnes by 2030",
    "hire {} engineers by 2027, then {} by 2030",
    "below {} by 2027, {} by 2030, then {} by 2035",
    "$ {} million by 2027, $ {} million by 2030",
    "increase exports from {} by 2027, {} by 2030",
    "between {} and {} by 2027, {} by 2030",
]
_Said = TypeVar("_Said")


def _said(read: Callable[[], _Said]) -> str:
    """What a text says, by all its digits, or why it says nothing."""
    try:
        return repr(read())
    except Refused as why:
        return why.whole


@given(st.sampled_from(_NUMBERED), _NUMBERS, st.integers(0, 3), st.sampled_from(["", "%", "#"]))
def test_what_is_read_once_for_all_is_read_as_each_by_itself(text: str, number: str, at: int, signed: str) -> None:
    """A phrase and a baseline, with any number in the place of one that people wrote, say what they say without it."""
    found = [*_NUMBER.finditer(text)]
    one = found[at % len(found)]
    said, style = f"{text[: one.start()]}{number}{text[one.end() :]}", Style(signed=signed)
    for read in (sentences._phrase, sentences._baseline, sentences._strictly):
        assert _said(partial(read, said, style)) == _said(partial(unwrap(read), said, style))


@pytest.mark.parametrize("behind", ["", "%", " by 2027", "% by 2077", " until 2030"])
@pytest.mark.parametrize("before", ["", "$"])
def test_every_small_number_is_read_as_each_by_itself(before: str, behind: str) -> None:
    """The sevens of a year are no amount's."""
    for number in range(100):
        for read in (sentences._phrase, sentences._baseline):
            said = f"{before}{number}{behind}"
            assert _said(partial(read, said, Style())) == _said(partial(unwrap(read), said, Style()))


@pytest.mark.parametrize(
    ("text", "filled"),
    [("42.318 by 2034", "77.777 by 2034"), ("increase by 51.2% by 2031", "increase by 77.7% by 2031"),
     ("$6.925 million", "$7.777 million"), ("Train 500 teachers by 2030", "Train 777 teachers by 2030"),
     ("54.20 (2023)", "77.77 (2023)"), ("at least 12,500 tonnes by June 2030", "at least 77,777 tonnes by June 2030"),
     ("105.5 by 2027, 110.25 by 2030", "777.7 by 2027, 888.88 by 2030"),
     ("reduce by 12.5% by 2027; by 50.5% by 2030", "reduce by 77.7% by 2027; by 88.8% by 2030"),
     ("Train 500 teachers by 2027, then 900 by 2030", "Train 777 teachers by 2027, then 888 by 2030")],
)  # fmt: skip
def test_an_amount_is_read_with_sevens_and_each_of_several_with_digits_of_its_own(text: str, filled: str) -> None:
    found = alike(text)
    assert found is not None
    assert found.text == filled


@given(st.lists(_NUMBERS, min_size=2, max_size=3), st.sampled_from(_DATED), st.sampled_from(["", "%", "#"]))
def test_several_dated_targets_are_read_as_each_by_itself(numbers: list[str], text: str, signed: str) -> None:
    """Targets of several dates say what they say without being read once for all."""
    said = text.format(*numbers, *numbers)
    for read in (sentences._phrase, sentences._strictly):
        assert _said(partial(read, said, Style(signed=signed))) == _said(
            partial(unwrap(read), said, Style(signed=signed))
        )


@pytest.mark.parametrize(
    "text",
    ["", "no more than ten", "1 by 2030", "12 months", "by 30 June 2030", "2030", "-12.5", "from 12.5 to 20.5 by 2030",
     "between 2.5 and 3.5", "reduce PM 2.5", "12.00", "0.5%", "12.2030", "100 000", "48:1", "20300101", "(10.5)"],
)  # fmt: skip
def test_what_could_be_something_else_is_read_by_itself(text: str) -> None:
    assert alike(text) is None


@pytest.mark.parametrize("pattern", [QUALIFIER, stated._BOUND, stated._OF], ids=["qualifier", "bound", "of"])
def test_what_a_pattern_needs_is_in_all_that_it_finds(pattern: Needing) -> None:
    """From each word on, of all that people wrote, it finds what it finds without looking for its words first."""
    for text in _TEXTS:
        words = text.split(" ")
        for tail in (" ".join(words[at:]) for at in range(len(words))):
            assert bool(pattern.match(tail)) == bool(pattern.found.match(tail))
            assert bool(pattern.fullmatch(tail)) == bool(pattern.found.fullmatch(tail))
            assert pattern.sub("", tail) == pattern.found.sub("", tail)
