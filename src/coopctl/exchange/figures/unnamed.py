"""Columns that nothing was made of, of which the words are those of a goal: `How many trees did you plant?`."""

import re
from collections.abc import Iterator
from shlex import quote

from coopctl.exchange.figures.content import Reading, is_number
from coopctl.exchange.figures.first_rows import SAMPLE, Headed, cells_of
from coopctl.exchange.figures.words import PROMISE, is_of_another, plain
from coopctl.exchange.formats.csv_tsv import text_at
from coopctl.plan.plan import Goal

# Words are alike that begin alike: `visit` and `visited`.
_STEM = 5


def perhaps_goals(headed: Headed, reading: Reading) -> Iterator[str]:
    """What is to be said of such columns, beside those that are named as goals are."""
    left = _without_column(headed, reading)
    for name, place in headed.layout.unused.items() if left else ():
        goals = [goal.id for goal in left if _says(name, goal)]
        if len(goals) == 1 and _has_numbers(headed, place):
            yield f"{name!r} may be of {goals[0]}; to take it: --rename {quote(f'{name}={goals[0]}')}"


def _without_column(headed: Headed, reading: Reading) -> list[Goal]:
    """The goals that no column is named as, where those of values are named as goals."""
    values = headed.layout.values
    taken = {plain(column.goal) for column in values if column.goal}
    left = (goal for goal in reading.goals if not {plain(goal.id), plain(goal.title)} & taken)
    return list(left) if len(taken) == len(values) else []


def _says(name: str, goal: Goal) -> bool:
    """Whether the name of a column has all words of a goal's title, and is not of something else about it."""
    words, said = _stems(goal.title), _stems(name)
    return len(words) > 1 and words <= said and not (PROMISE.fullmatch(plain(name)) or is_of_another(name))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]{3,}", plain(text))}


def _has_numbers(headed: Headed, place: int) -> bool:
    """Whether most cells of a column are numbers."""
    texts = [text for cells in cells_of(headed.rows.peek(SAMPLE)) if (text := text_at(cells, place))]
    return sum(map(is_number, texts)) * 2 > len(texts)
