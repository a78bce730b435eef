"""Figures by the column are written as they are one by one."""

from datetime import UTC, date, datetime
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from coopctl.plan.plain import Columns
from coopctl.store.file import lines
from coopctl.store.file.staged import StagedFigures
from coopctl.store.file.stamping import Receipt

_DAYS = {"2024-05-10": date(2024, 5, 10), "2024-Q1": date(2024, 3, 31), "FY2024": date(2024, 9, 30)}
_Cell = TypeVar("_Cell")
_MOMENT = datetime(2026, 1, 1, 12, tzinfo=UTC)
_WORDS = st.text(st.sampled_from('a",\\\n\ré😀{}'), max_size=5)
_ROWS = st.lists(
    st.tuples(
        _WORDS.map(lambda text: text or "k"),
        st.sampled_from(["rate", "ключ", 'q"']),
        st.sampled_from(sorted(_DAYS)),
        st.sampled_from(["0", "-2.5", "17", "1E-7"]),
        st.tuples(_WORDS, _WORDS, _WORDS, _WORDS),
    ),
    max_size=6,
)
_RECEIPTS = st.builds(
    Receipt, st.sampled_from([None, _MOMENT, datetime(2026, 1, 1, 13, tzinfo=UTC)]), st.sampled_from(["", 'Zoë "Z"'])
)


def _six(cells: st.SearchStrategy[_Cell]) -> st.SearchStrategy[list[_Cell]]:
    """Nothing, or one for each of as many rows as there are at most."""
    return st.just([]) | st.lists(cells, min_size=6, max_size=6)


def _columns(rows: list[tuple[str, str, str, str, tuple[str, ...]]], *, words: bool, batch: str) -> Columns:
    keys, goals, labels, values, told = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    days = {label: _DAYS[label] for label in labels}
    said = list(zip(*told, strict=True)) if words else []
    return Columns(keys, goals, labels, days, values, said, _MOMENT, batch)


@given(rows=_ROWS, words=st.booleans(), batch=st.sampled_from(["", "b1"]), receipt=_RECEIPTS,
       marks=_six(st.booleans()), others=_six(st.just("") | _WORDS))  # fmt: skip
def test_columns_are_written_as_figures_are(
    rows: list[tuple[str, str, str, str, tuple[str, ...]]], words: bool, batch: str, receipt: Receipt,
    marks: list[bool], others: list[str],
) -> None:  # fmt: skip
    """Each line has the bytes that its figure has, whatever letters there are; and it is read back as that figure."""
    made = _columns(rows, words=words, batch=batch)
    made = structs.replace(made, provisional=marks[: len(rows)], replaces=others[: len(rows)])
    whole = list(made)
    with StagedFigures([*whole[:1], made, *whole[1:]]) as staged:
        every = [*whole[:1], *whole, *whole[1:]]
        assert list(staged) == every
        assert b"".join(staged.lines(7, receipt)) == b"".join(receipt.lines([lines.encode_lines(every)], 7))


@given(rows=_ROWS, marks=st.lists(st.booleans(), min_size=12, max_size=12))
def test_figures_without_a_mark_have_their_numbers(
    rows: list[tuple[str, str, str, str, tuple[str, ...]]], marks: list[bool]
) -> None:
    """They are those of all figures, whatever block they are in."""
    made = _columns(rows, words=True, batch="")
    with StagedFigures([*made, made]) as staged:
        every = [(number, one) for number, one in enumerate([*made, *made]) if not marks[number]]
        assert list(staged.unmarked(bytes(marks))) == every
