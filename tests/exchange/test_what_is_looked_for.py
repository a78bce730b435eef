"""What is not looked for in the name of a column, because a sign of it is missing, is not there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.errors import Refused
from coopctl.exchange.figures import dates, scales
from coopctl.plan.plan import Plan
from coopctl.values import dates as typed
from coopctl.values.currencies import CURRENCIES, SYMBOLS
from coopctl.values.patterns import Needing
from coopctl.values.vocabulary import MONTHS

_WORDS = ["Exports", "value", "in", "en", "miles", "de", "(", ")", "[", "]", ",", "%", "percent", "pct", "k", "m", "mm",
          "md", "x", "1000", "000s", "units:", "constant", "dollars", "of", "us", "mil", "mille", "mill.", "tonnes",
          "per", "unit", "Q", "half", "year", "ended", "last", "quarter", "-", "to", "and",
          *SYMBOLS, *sorted(CURRENCIES)[:20], *sorted(scales._POWERS), *MONTHS]  # fmt: skip
_NAMES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).flatmap(
    lambda words: st.lists(st.sampled_from(["", " ", "_"]), min_size=len(words), max_size=len(words)).map(
        lambda blanks: "".join(f"{word}{blank}" for word, blank in zip(words, blanks, strict=True))
    )
)


def _said(text: str) -> str:
    """The scale and the unit of a name."""
    try:
        return f"{scales.scale_in(text)} {scales.unit_in(text)}"
    except Refused as why:
        return why.whole


@given(_NAMES)
def test_a_name_says_the_scale_and_unit_that_it_does_when_all_is_looked_for(name: str) -> None:
    """Whatever words, signs and brackets it is made of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scales, "_SIGNED", re.compile(""))
        patch.setattr(scales, "_SCALED", [one.found if isinstance(one, Needing) else one for one in scales._SCALED])
        every = _said(name)
    assert _said(name) == every


@given(_NAMES.filter(lambda name: not re.search("[0-9]", name)))
def test_no_date_of_a_file_is_without_a_number(name: str) -> None:
    """Nor one that people type, but for `today`, `last month` and the like."""
    word = dates.bare(name).casefold()
    assert not [
        pattern.pattern for pattern, rule in dates._RULES if (found := pattern.fullmatch(word)) and rule(found, Plan())
    ]
    assert not [pattern.pattern for pattern, _ in typed._IN_NUMBERS if pattern.fullmatch(" ".join(name.split()))]
