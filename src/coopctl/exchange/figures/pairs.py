"""The first and the last day of a period in two columns, which together are its dates."""

from collections.abc import Iterator, Sequence

from coopctl.exchange.figures.content import Looked, is_day
from coopctl.exchange.figures.dates import bare
from coopctl.exchange.figures.words import WHEN, plain
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.rows import Cell
from coopctl.values.patterns import later

_FIRST_DAY = frozenset(
    """from|start|start date|starts|begin|begin date|period start|period from|period begin|date from|from date
    |start time|start of period|first day|von|beginn|anfang|début|date début|date de début|du|desde|fecha inicio
    |fecha de inicio|inicio|início|data início|data de início|dal""".replace("\n    ", "").split("|")
)
_LAST_DAY = frozenset(
    """to|end|end date|ends|period end|period to|date to|to date|until|end time|end of period|last day|bis|ende|fin
    |date fin|date de fin|au|hasta|fecha fin|fecha de fin|fim|data fim|data de fim|al""".replace("\n    ", "").split(
        "|"
    )
)

# Whose first and last day it is says nothing of which.
_WHOSE = later(r"^(?:reference|reporting|coverage|observation|measurement) (?=period )")


def pair_days(looked: Looked) -> None:
    """Let two columns of first and last days be `start` and `period`, where those of each row bound a period.

    Nothing is changed where that was said otherwise, or where other columns have dates, too.
    """
    pair = _named(looked.header)
    if pair is None or looked.chosen.keys() & WHEN or _is_dated(looked, pair):
        return
    column = looked.days(sense=looked.reading.sense)
    texts = list(_spans(looked.sample, pair))
    if not texts or not all(is_day(column, text) for text in texts):
        return
    for role in WHEN:
        looked.at.pop(role, None)
    looked.at.update({"start": pair[0], "period": pair[1]})


def _named(header: Sequence[str]) -> tuple[int, int] | None:
    """The only two columns that are called so; None where there are none, or more."""
    names = [_WHOSE.sub("", plain(name)) for name in header]
    first, last = ([place for place, name in enumerate(names) if name in words] for words in (_FIRST_DAY, _LAST_DAY))
    return (first[0], last[0]) if len(first) == len(last) == 1 else None


def _is_dated(looked: Looked, pair: tuple[int, int]) -> bool:
    """Whether a table has dates in other columns than these, by their names or by what stands in them."""
    named = {looked.at[role] for role in WHEN if role in looked.at}
    return not named <= set(pair) or any(looked.all_dates(place) for place in looked.left if place not in pair)


def _spans(sample: Sequence[Sequence[Cell]], pair: tuple[int, int]) -> Iterator[str]:
    """What the rows say together: `2024-01-01 to 2024-03-31`."""
    for row in sample:
        first, last = (bare(cell_text(row[place])) if place < len(row) else "" for place in pair)
        if first and last:
            yield f"{first} to {last}"
