"""Rows with fewer cells than their header: cells left out at the end, a text that is cut off, and footnotes."""

import pytest

from running import Program

_TAKEN = {
    "goal,date,value,note\nshare,2021,5\nshare,2022,6,x\nshare,2023,7\n": [5, 6, 7],
    "goal,2021,2022,2023\nshare,11,12\n": [11, 12],
    "goal;2021;2022;2023\nshare;11,5\n": [11.5],
    "Year,Jan,Feb,Mar\n2022,11,12,13\n2023,14\n": [11, 12, 13, 14],
    "Year,note,share\n2022,a,5\nid,Footnote\n1,Provisional.\n2,Data refer to the population.\n": [5],
    "Year,share,source\n2022,5\n* provisional\n": [5],
}
_REFUSED = {
    "goal,date,value,note\nshare,2021,5,x\nshare,2022,6": "line 3: the text ends in this row, which has 3 cells, its",
    "goal,2021,2022,2023\nshare,11,1": "line 2: the text ends in this row, which has 3 cells, its header 4",
    "goal,date,value,unit\nshare,2021,5\n": "line 2: the row has 3 cells, its header 4",
    "goal,date,value\nshare,2021\n": "line 2: the row has 2 cells, its header 3",
    "goal,2021,2022,2023\nshare\n": "line 2: the row has 1 cells, its header 4",
    "goal,date,value,a\nshare,2021,5,x\nshare,pending\n": "line 3: the row has 2 cells, its header 4",
    "note,year,share\na,2022,5\nb,2023\n": "line 3: the row has 2 cells, its header 3",
    "id,note,date,share\n1,a,2021,5\n2,more words\n": "line 3: the row has 2 cells, its header 4",
}
"""A text that is cut off, a row that may lack what tells of its value, and what is no footnote."""


def _options(text: str) -> tuple[str, ...]:
    return () if text.startswith("goal") else ("--goal", "share")


@pytest.mark.parametrize(("text", "values"), _TAKEN.items())
def test_cells_left_out_at_the_end(share: Program, text: str, values: list[float]) -> None:
    """They are empty ones, as where a spreadsheet left them out or a year is not over; footnotes are passed over."""
    share.done("import", "-", *_options(text), stdin=text)
    again = share.done("import", "-", *_options(text), stdin=text)
    recorded = [one["value"] for one in share.records("export")]
    assert (recorded, again[:19]) == (values, "0 figures recorded,")


@pytest.mark.parametrize(("text", "said"), _REFUSED.items())
def test_a_row_that_may_lack_more(share: Program, text: str, said: str) -> None:
    """It is refused with its line, and nothing is recorded."""
    result = share.run("import", "-", *_options(text), stdin=text)
    assert (result.code, said in result.err, share.done("export", "-o", "jsonl")) == (1, True, "")
