"""Days, ages and shares in the fewest letters."""

from datetime import date
from fractions import Fraction

import pytest

from coopctl.values import brief


@pytest.mark.parametrize(("share", "told"), [("1/1000", "<1%"), ("999/1000", "99%"), ("-1/20", "−5%"), ("0", "0%")])
def test_shares_go_towards_zero(share: str, told: str) -> None:
    """99.9% never reads as done, and little is not nothing."""
    assert brief.share(Fraction(share)) == told


def test_days_are_short() -> None:
    """A deadline by its month, a day with its year, an age in the unit that fits it."""
    assert (brief.month(date(2027, 12, 31)), brief.on(date(2025, 6, 30))) == ("Dec 27", "30 Jun 2025")
    assert (brief.by(date(2027, 12, 31)), brief.by(date(2026, 8, 1))) == ("Dec 2027", "1 Aug 2026")
    assert [brief.age(days) for days in (12, 181, 546, 1100)] == ["12d", "6mo", "18mo", "3y"]
