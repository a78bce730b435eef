"""Wordings that differ in their amounts alone promise what each of them does when it is understood by itself."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.errors import Refused
from coopctl.language.promises import understand
from coopctl.language.understood import Understood
from coopctl.language.wording import Understanding, Wording
from coopctl.plan.plan import Plan

_DAY = date(2026, 1, 1)
_PLAN = Plan(date=_DAY)
_LINES = Path(__file__).with_name("ways.txt").read_text().splitlines()
_NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
_BASELINES, _PHRASES = (
    sorted(
        {_NUMBER.sub("{}", line.split(" ; ")[at], 1) for line in _LINES if line.count(" ; ") == 3 and "{" not in line}
    )
    for at in (1, 2)
)
_STARTS = ["{}", "{}%", "USD {}", "{} schools", "{} (2024)", "{} per year", "0", "", "none", "0%", "TBD", *_BASELINES]
_GOALS = ["{} by 2030", "{}", "reach {} by 2030", "at least {} by 2030", "below {} by 2030", "up {}% by 2030",
          "hire {} engineers by 2030", "{} new schools by 2030", "{} per year by 2030", "{}% by 2030", "USD {} by 2030",
          "double by 2030", "{} by 2027, {} by 2030", *_PHRASES]  # fmt: skip
_AMOUNTS = st.one_of(
    st.integers(2, 99).map(str), st.integers(2, 10**6).map(str), st.integers(1000, 10**7).map("{:,}".format),
    st.decimals(min_value=1, max_value=10**5, places=2).map(str),
)  # fmt: skip


def _promised(how: Understood | None, wording: Wording) -> Understanding | str:
    """What a wording promises, or why it is refused."""
    try:
        return understand(wording, _PLAN) if how is None else how.of(wording)
    except Refused as why:
        return why.whole


@given(st.sampled_from(_STARTS), st.sampled_from(_GOALS), _AMOUNTS, _AMOUNTS, st.sampled_from(["", "2031-06-30"]))
def test_a_wording_promises_what_it_does_by_itself(start: str, goal: str, low: str, high: str, by: str) -> None:
    """Whichever amount is the larger, in any words."""
    said = Understood(_PLAN)
    for first, last in ((low, high), (high, low), (low, low)):
        wording = Wording(start.format(first), goal.format(last, high), _DAY, by=by)
        assert _promised(said, wording) == _promised(None, wording)


@pytest.mark.parametrize(
    ("another", "wording", "base", "value"),
    [(("325", "710 by 2030"), ("120", "450 by 2030"), "120", "450"),
     (("71.5 tonnes", "33.75 tonnes by 2030"), ("99.5 tonnes", "12.25 tonnes by 2030"), "99.5", "12.25"),
     (("0", "55,000 visits by 2030"), ("0", "12,000 visits by 2030"), "0", "12000"),
     (("", "555 kWh by 2030"), ("", "640 kWh by 2030"), None, "640")],
)  # fmt: skip
def test_what_is_understood_by_another_is_not_understood_again(
    monkeypatch: pytest.MonkeyPatch, another: tuple[str, str], wording: tuple[str, str], base: str | None, value: str
) -> None:
    """The second of two that differ in their digits costs no reading."""
    said = Understood(_PLAN)
    said.of(Wording(*another, _DAY))
    monkeypatch.setattr("coopctl.language.understood.understand", None)
    found = said.of(Wording(*wording, _DAY)).promise
    assert found.target.value == Decimal(value)
    assert found.target.text == wording[1]
    assert found.baseline.value == (None if base is None else Decimal(base))


@pytest.mark.parametrize(
    ("start", "goal"), [("120", "up 20% by 2030"), ("120", "at least 450 by 2030"), ("120", "130 by 2027, 450 by 2030")]
)
def test_what_is_computed_or_said_of_an_amount_is_understood_each_time(start: str, goal: str) -> None:
    said = Understood(_PLAN)
    for amounts in ("0123456789", "0987654321"):
        wording = Wording(start.translate(str.maketrans("0123456789", amounts)), goal, _DAY)
        assert said.of(wording) == understand(wording, _PLAN)
