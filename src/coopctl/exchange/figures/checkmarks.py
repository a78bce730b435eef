"""Habits that were marked with numbers, of which 2 says that one was kept: they are no numbers of times.

Source: Loop Habit Tracker, its class Entry: unknown -1, no 0, kept by the days beside it 1, kept 2, skipped 3.
"""

from coopctl.errors import Refused
from coopctl.exchange.figures.asked import Asked
from coopctl.exchange.figures.content import Reading
from coopctl.exchange.figures.first_rows import SAMPLE, Headed, cells_of, values_of
from coopctl.exchange.figures.words import plain
from coopctl.plan.terms import Measure
from coopctl.values.vocabulary import NO, YES

_MARKS = frozenset(("-1", "0", "1", "2", "3"))
# These are no numbers of times.
_NEVER = "-1"


def check_marks(headed: Headed, reading: Reading, asked: Asked) -> None:
    """Raises `Refused` for columns of counts that hold such marks alone, unless it was said what they mean."""
    columns = [column.name for column in headed.layout.values if plain(column.goal) in _counts(reading)]
    said = (asked.yes, asked.no) != (YES, NO)
    if said or len(columns) < len(headed.layout.values) or not _has_marks(headed):
        return
    named = " and ".join(map(repr, columns[:2]))
    raise Refused(
        f"{named} may hold marks, of which 2 says that it was done, or numbers of times",
        "if they are marks: --yes-words 2 --no-words=-1,0,1,3; if numbers: --no-words=-1",
    )


def _counts(reading: Reading) -> set[str]:
    """The names of the goals that count events."""
    counts = (goal for goal in reading.goals if goal.promise.measure is Measure.COUNT)
    return {plain(name) for goal in counts for name in (goal.id, goal.title)}


def _has_marks(headed: Headed) -> bool:
    """Whether values are nothing but marks, and one is no number, or rows end with a comma as those of that program."""
    sample = cells_of(headed.rows.peek(SAMPLE))
    said = {text.strip() for text in values_of(sample, headed.layout)}
    longer = any(len(cells) > len(headed.table.header) for cells in sample)
    return "2" in said and said <= _MARKS and (longer or _NEVER in said)
