"""What a sentence that is no promise is hinted with, which works when typed."""

from datetime import date

import pytest

from coopctl.errors import Refused
from coopctl.plan.plan import Plan
from coopctl.store import Contents
from coopctl.tracker.changing import NewGoal, prepare

TODAY = date(2026, 11, 29)
CONTENTS = Contents(Plan(), (), 0)


@pytest.mark.parametrize(
    ("sentence", "hinted", "start", "to"),
    [
        ("German from A1 to B1", "German", "A1", "B1 of A1 < B1"),
        ("Maturity from ad-hoc to managed by 2028", "Maturity", "ad-hoc", "managed of ad-hoc < managed by 2028"),
        ("Open the clinic by spring 2028", "'Open the clinic'", "", "done by 2028-11"),
    ],
)
def test_a_sentence_of_words_is_hinted_with_stages_or_a_month(sentence: str, hinted: str, start: str, to: str) -> None:
    """Levels were to be said as an amount, and `by spring 2028` as a target of 2028."""
    with pytest.raises(Refused) as refused:
        prepare(CONTENTS, TODAY, NewGoal(id=sentence))
    begun = f"--from {start} " if start else ""
    assert f"coopctl goal add {hinted} {begun}--to '{to}'" in refused.value.hint
    assert prepare(CONTENTS, TODAY, NewGoal(id=hinted.strip("'"), start=start, to=to)).goal.title == hinted.strip("'")
