"""Where the tables in a run of rows begin: a header of one row or two, wherever it stands."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.document import Grid, Line, words_of
from coopctl.exchange.plans.headers import could_head, meanings
from coopctl.exchange.plans.layouts import by_fields, in_blocks, upright
from coopctl.exchange.plans.shape import Shape, Unclear, columns_of, is_amount, shape_of

_VALUE = frozenset("value valeur wert valor amount level".split())
_SUB = frozenset(
    """value year unit date source amount number level name final n# d# p% valeur année unité wert jahr einheit valor
    año ano unidad unidade""".split()
)


class Table(Struct, frozen=True):
    """A header and the rows under it; `above` are the words over the first header."""

    header: Line
    texts: tuple[str, ...]
    shape: Shape | Unclear | None
    lines: tuple[Line, ...]
    above: str = ""


def texts_of(line: Line) -> tuple[str, ...]:
    """The cells of a row as text."""
    return tuple(words_of(cell) for cell in line.cells)


def tables_in(grid: Grid, today: date) -> Iterator[Table]:
    """The tables in a run of rows, however they lie; one without a shape where no row of it is a header."""
    fields = by_fields(grid)
    blocks = [fields] if fields else list(in_blocks(grid))
    for block in blocks:
        yield from _tables_in(block, today)
    found = [] if blocks else list(_tables_in(grid, today))
    turned = upright(grid) if len(found) == 1 and found[0].shape is None else None
    yield from _tables_in(turned, today) if turned else found


def _tables_in(grid: Grid, today: date) -> Iterator[Table]:
    lines = grid.lines
    texts = [texts_of(line) for line in lines]
    heads: list[tuple[int, int, tuple[str, ...]]] = []
    at = 0
    while at < len(lines):
        found = _header_at(texts, at, today)
        if found:
            heads.append((at, *found))
            at += found[0]
        else:
            at += 1
    if not heads:
        yield Table(lines[0], texts[0], None, lines[1:])
        return
    for number, (start, height, header) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        rows = lines[start + height : end]
        shape = shape_of(header, texts[start + height : end], today)
        above = " ".join(text for row in texts[:start] for text in row) if number == 0 else ""
        yield Table(lines[start], header, shape, rows, above)


def _header_at(texts: Sequence[tuple[str, ...]], at: int, today: date) -> tuple[int, tuple[str, ...]] | None:
    """How many rows a header that begins here has, and its words; None where none begins."""
    for height, header in _candidates(texts[at], texts[at + 1] if at + 1 < len(texts) else ()):
        if _worded(header) and shape_of(header, texts[at + height : at + height + 40], today):
            return height, header
    return None


def _candidates(row: tuple[str, ...], below: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
    """What may be the header that a row begins, with its height, the two rows first; nothing for most rows."""
    both = _stacked(row, below)
    headers = [(2, both)] if both and _may_be_worded(both) else []
    headers += [(1, row)] if _may_be_worded(row) else []
    roles = headers and any(column.role for text in row for column in meanings(text.strip()))
    return headers if roles else []


def _may_be_worded(header: Sequence[str]) -> bool:
    """Whether half of the cells of a row could be header words, which is told sooner than whether they are."""
    filled = [text for text in header if text.strip()]
    return 2 * sum(map(could_head, filled)) >= len(filled)


def _worded(header: Sequence[str]) -> bool:
    """Whether most cells of a row are header words, so that it is no row that happens to hold one."""
    filled = [column for column in columns_of(header) if column.text]
    known = sum(bool(column.role or column.period) for column in filled)
    return len(filled) > 1 and 2 * known >= len(filled)


def _stacked(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...] | None:
    """Two rows as one header, where the second only tells apart what the first has in common; else None."""
    if len(above) != len(below):
        return None
    pairs = [(upper.strip(), lower.strip()) for upper, lower in zip(above, below, strict=True)]
    different = [at for at, (upper, lower) in enumerate(pairs) if lower not in ("", upper)]
    return tuple(_under(pairs, different)) if different and _tells_apart(above, below, different) else None


def _under(pairs: Sequence[tuple[str, str]], different: Sequence[int]) -> Iterator[str]:
    """The words of each column: those of the upper row, which reach right, and those of the lower."""
    common = ""
    for at, (upper, lower) in enumerate(pairs):
        common = upper or (common if at in different else "")
        yield _joined(common, lower) if at in different else common


def _tells_apart(above: Sequence[str], below: Sequence[str], different: Sequence[int]) -> bool:
    """Whether a row is the second of a header: of words for columns, or with some of them and no amount among others.

    Below the column of names such another row says nothing.
    """
    # The row below most rows has amounts in it, which are told apart from header words sooner than other words are.
    if any(is_amount(below[at]) and not _sub(below[at]) for at in different):
        return False
    unknown = [at for at in different if not _sub(below[at])]
    named = any(map(_is_name, above)) and not any(_is_name(above[at]) for at in unknown)
    return not unknown or (named and len(different) - len(unknown) > 1)


def _is_name(text: str) -> bool:
    return any(one.role in ("name", "goal") for one in meanings(text.strip()))


def _joined(common: str, lower: str) -> str:
    """The words of a column under those that it has in common with others, as far as they say what it holds."""
    one, other = periods.find(common), periods.find(lower)
    if lower.casefold() in _VALUE and common:
        return common
    if one and other and one.period == other.period:
        return lower
    bare = re.sub(r"\s*\([^()]*\)", "", common)
    for words in (f"{common} {lower}", f"{bare} {lower}", lower):
        if any(column.role for column in meanings(words.strip())):
            return words.strip()
    return f"{common} {lower}".strip()


def _sub(text: str) -> bool:
    """Whether a text may stand in the second row of a header: a year, `Value`, `Unit`, or a header word."""
    word = text.strip()
    return (
        word.casefold() in _SUB
        or any(one.role or one.period or one.ordinal for one in meanings(word))
        or bool(re.fullmatch(r"(?:year|y|yr|année|jahr|año|ano)\s?[1-9]|q[1-4]", word.casefold()))
    )
