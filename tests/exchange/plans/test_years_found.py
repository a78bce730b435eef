"""The period in a text is the same whether it is looked for with all patterns or told at once."""

from hypothesis import given
from hypothesis import strategies as st

from coopctl.exchange.plans import periods

_NUMBERS = st.one_of(st.integers(0, 10**5).map(str), st.integers(0, 10**7).map("{:,}".format),
                     st.decimals(0, 3000, places=2).map(str), st.integers(1890, 2210).map(str))  # fmt: skip


@given(_NUMBERS, st.sampled_from([" by ", "% by ", " until ", "% until ", " in ", " - "]), st.integers(1890, 2210))
def test_a_number_by_a_year_is_of_that_year(number: str, joint: str, year: int) -> None:
    """A blank in front of it makes the text none that is told at once."""
    text = f"{number}{joint}{year}"
    found, searched = periods.find(text), periods.find(f" {text}")
    if found is None or searched is None:
        assert found is searched
    else:
        assert (found.period, found.start + 1, found.end + 1) == (searched.period, searched.start, searched.end)
