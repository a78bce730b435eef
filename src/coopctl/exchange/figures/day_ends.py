"""What an account had at the end of each day, where its rows say what there was after each payment."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import structs

from coopctl.errors import Refused
from coopctl.exchange.figures.accounts import is_balance_name, is_movement
from coopctl.exchange.figures.content import Reading
from coopctl.exchange.figures.days import Column, Day, Unsettled
from coopctl.exchange.figures.first_rows import SAMPLE, Headed, cells_of
from coopctl.exchange.figures.words import plain
from coopctl.exchange.formats.csv_tsv import text_at
from coopctl.exchange.formats.rows import Ahead, Broken, Cell, Row
from coopctl.values.patterns import later
from coopctl.values.people import plural


def at_day_ends(headed: Headed, reading: Reading) -> Headed:
    """A table of which each day has the one row that ends it, where its values are balances and all goals levels.

    Any other table stays as it is, and so does one whose days follow one another neither way, or of several accounts.
    """
    at = headed.layout.at
    if "date" not in at or {"goal", "key"} & at.keys() or not _is_of_balances(headed, reading):
        return headed
    sample = cells_of(headed.rows.peek(SAMPLE))
    rising = _rising(list(filter(None, (text_at(cells, at["date"]) for cells in sample))), reading)
    return headed if rising is None or _has_accounts(headed, sample) else _at_ends(headed, at["date"], rising=rising)


def _at_ends(headed: Headed, place: int, *, rising: bool) -> Headed:
    """A table with the last row of each day, which says how many others there were."""
    left: list[int] = []

    def remarks() -> Iterator[str]:
        yield from headed.table.remarks()
        if left:
            yield f"{plural(len(left), 'rows')} of a balance that another of the same day follows, passed over"

    table = structs.replace(headed.table, remarks=remarks)
    return structs.replace(headed, table=table, rows=Ahead(_last_of_each(headed.rows, place, left, rising=rising)))


def _is_of_balances(headed: Headed, reading: Reading) -> bool:
    """Whether the one column of values says what there was after each payment, which stands beside it."""
    values = headed.layout.values
    levels = not any(goal.promise.measure.additive for goal in reading.goals)
    beside = any(map(is_movement, headed.table.header))
    return levels and len(values) == 1 and is_balance_name(values[0].name) and beside


def _has_accounts(headed: Headed, sample: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows are of several accounts, each with a balance of its own."""
    names = enumerate(headed.table.header)
    named = [place for place, name in names if _ACCOUNT.search(plain(name)) and not is_balance_name(name)]
    return any(len({text_at(cells, place) for cells in sample}) > 1 for place in named)


_ACCOUNT = later(r"\b(?:accounts?|konto|iban|compte|cuenta|conto|conta|rekening|card|wallet|pot|space)\b")


def _last_of_each(rows: Ahead, place: int, left: list[int], *, rising: bool) -> Iterator[Row]:
    """The row that ends each day, with the lines of those that are `left` out."""
    for day, group in groupby(rows, key=lambda row: "" if isinstance(row[1], Broken) else text_at(row[1], place)):
        same = list(group)
        if not day:
            yield from same
            continue
        yield same[-1 if rising else 0]
        left.extend(line for line, _ in (same[:-1] if rising else same[1:]))


def _rising(days: Sequence[str], reading: Reading) -> bool | None:
    """Whether days follow one another; False where the last is first, None where neither is so."""
    try:
        read = _read(days, reading)
    except (Unsettled, Refused):
        return None
    if len(set(read)) < 2:
        return None
    ordered = sorted(read)
    return True if read == ordered else False if read == ordered[::-1] else None


def _read(days: Sequence[str], reading: Reading) -> list[date]:
    """The days that texts of one column are.  Raises `Refused` for one that is none."""
    column = Column(reading.plan, reading.today, "", reading.sense)
    for text in days:
        column.see(text)
    column.close()
    read = [column.read(text) for text in days]
    return [day.last for day in read if isinstance(day, Day)]
