"""Lines of talk: what they are in colour, and as they stand where nobody folds or colours them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from coopctl.output import Terminal
from coopctl.output.formats.talk import talk

_PIECES = st.sampled_from([" ", "  ", "error:", "hint:", "`a b`", "x", "é", "≥", "\t", "\n", "'q q'", "3", ".", "\x7f"])


@given(st.lists(_PIECES, max_size=7).map("".join), st.booleans())
def test_a_line_in_colour_says_what_it_says_without(text: str, unicode: bool) -> None:
    coloured = talk(text, Terminal(color=True, unicode=unicode))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == talk(text, Terminal(color=False, unicode=unicode))


def test_what_is_set_in_stays_so_where_it_is_folded() -> None:
    """The lines below an echo belong to it, the second of them, too."""
    told = talk("  each figure is the new level; for additions: --measure total", Terminal(width=30))
    assert told.splitlines() == ["  each figure is the new", "  level; for additions:", "  --measure total"]
    assert all(len(one) <= 30 for one in told.splitlines())
