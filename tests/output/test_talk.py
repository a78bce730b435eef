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
