"""What headers call their columns is known as that at once."""

from collections.abc import Callable
from datetime import date

import pytest

from coopctl.exchange.figures import words
from coopctl.exchange.figures.content import Reading
from coopctl.exchange.figures.first_rows import is_dated
from coopctl.exchange.figures.scales import scale_in, unit_in
from coopctl.plan.plan import Plan

_NAMES = sorted(words._NAMES)
_READING = Reading(Plan(), date(2026, 1, 1), {}, goal=None)


@pytest.mark.parametrize("spell", [str, str.upper, str.title, lambda name: name.replace(" ", "_")])
def test_a_name_of_a_role_is_no_day_scale_or_unit(monkeypatch: pytest.MonkeyPatch, spell: Callable[[str], str]) -> None:
    """Looked at in every way that any other name is, none of them says a day, a scale or a unit."""
    names = list(map(spell, _NAMES))
    assert all(map(words.is_role, names))
    monkeypatch.setattr(words, "_NAMES", frozenset())
    assert [name for name in names if is_dated(name, _READING) or scale_in(name) or unit_in(name)] == []
