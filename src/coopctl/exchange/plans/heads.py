"""Where the tables in a run of rows begin: a header of one row or two, wherever it stands."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.document import Grid, Line, words_of
from coopctl.exchange.plans.headers import could_head, meanings
from coopctl.exchange.plans.layouts import by_fields, in_blocks, upright
from coopctl.exchange.plans.looks import is_amount
from coopctl.exchange.plans.mapping import NOTHING, Told
from coopctl.exchange.plans.shape import Shape, Unclear, columns_of, shape_of
from coopctl.values.patterns import LONGEST, later

_VALUE = frozenset("value valeur wert valor amount level".split())
_SUB = frozenset(
    """value year unit date source amount number level name final n# d# p% valeur année unité wert jahr einheit valor
    año ano unidad unidade""".split()
)

# A percentage, or a number with its sign or by a year, which stands in no header.
_IS_VALUE = later(
    r"\s*(?:[-+~<>≤≥]\s?[$€£]?[0-9][0-9.,]*\s?%?|[$€£]?[0-9][0-9.,]*\s?%"
    r"|[$€£]?[0-9][0-9.,]*(?:\s?%)?\s(?:by|until)\s(?:19|20)[0-9]{2})\s*"
)
_NTH_YEAR = later(r"(?:year|y|yr|année|jahr|año|ano)\s?[1-9]|q[1-4]")

# How many rows under a header say what its columns hold.
_LOOKED_AT = 40


class Header(Struct, frozen=True):
    """The words over the columns of a table, and how many rows they stand in."""

    texts: tuple[str, ...]
    height: int


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


def tables_in(grid: Grid, today: date, told: Told) -> Iterator[Table]:
    """The tables in a run of rows, however they lie; one without a shape where no row of it is a header."""
    fields = by_fields(grid)
    blocks = [fields] if fields else list(in_blocks(grid))
    for block in blocks:
        yield from _tables_in(block, today, told)
    found = [] if blocks else list(_tables_in(grid, today, told))
    turned = upright(grid, told) if len(found) == 1 and found[0].shape is None else None
    yield from _tables_in(turned, today, told) if turned else found


def _tables_in(grid: Grid, today: date, told: Told) -> Iterator[Table]:
    lines = grid.lines
    texts = [texts_of(line) for line in lines]
    heads: dict[int, Header] = {}
    at = 0
    while at < len(lines):
        header = _header_at(texts, at, today, told)
        if header is not None:
            heads[at] = header
        at += header.height if header is not None else 1
    if not heads:
        yield Table(lines[0], texts[0], None, lines[1:])
    ends = [*heads, len(lines)][1:]
    for (start, header), end in zip(heads.items(), ends, strict=False):
        body = slice(start + header.height, end)
        shape = shape_of(header.texts, texts[body], today, told)
        above = " ".join(text for row in texts[:start] for text in row) if start == min(heads) else ""
        yield Table(lines[start], header.texts, shape, lines[body], above)


def _header_at(texts: Sequence[tuple[str, ...]], at: int, today: date, told: Told) -> Header | None:
    """The header that begins in a row, of one row or of two; None where none begins."""
    if any(map(_IS_VALUE.fullmatch, texts[at])) or (at and _is_of_an_nth(texts[at])):
        return None
    for header in _candidates(texts[at], texts[at + 1] if at + 1 < len(texts) else (), told):
        below = texts[at + header.height :][:_LOOKED_AT]
        if _worded(header.texts, told) and shape_of(header.texts, below, today, told) is not None:
            return header
    return None


# The title of one of several, and an amount that may be a year.
_NTH, _A_YEAR = later(r"\s*[^\W\d].* [0-9]+(?:\.[0-9]+)*\.?\s*"), later(r"\s*(?:19|20|21)[0-9]{2}\s*")


def _is_of_an_nth(row: Sequence[str]) -> bool:
    """Whether a row is of one of several, whose amounts may be years, and no header: `Goal 3 | 1900 | 1901`."""
    name, *cells = [cell for cell in row if cell.strip()] or [""]
    return bool(cells) and all(map(_A_YEAR.fullmatch, cells)) and _NTH.fullmatch(name) is not None


def _candidates(row: tuple[str, ...], below: Sequence[str], told: Told) -> list[Header]:
    """What may be the header that a row begins, the two rows first; nothing for most rows."""
    # What most rows are told by is asked first: they have amounts in them.
    able = [Header(row, 1)] if _may_be_worded(row, told) else []
    if not able and any(map(_is_another_amount, row, below)):
        return []
    if not any(told.has(text) or _has_role(text) for text in row):
        return []
    two = _stacked(row, below)
    if two and not _ends_a_table(row, below) and _may_be_worded(two, told):
        able.insert(0, Header(two, 2))
    return able


def _has_role(text: str) -> bool:
    word = text.strip()
    return could_head(word) and any(column.role for column in meanings(word))


def _ends_a_table(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row right over a whole header is no header itself, but the last row of the table before."""
    roles = {column.role for column in columns_of(below)}
    whole = "target" in roles and not roles.isdisjoint(("name", "goal"))
    return whole and not _worded(row, NOTHING)


def _may_be_worded(header: Sequence[str], told: Told) -> bool:
    """Whether half of the cells of a row could be header words, which is told sooner than whether they are."""
    filled = [text for text in header if text.strip()]
    spare = len(filled) // 2
    for text in sorted(filled, key=_likely):
        if not (could_head(text) or periods.is_quarter(text) or told.has(text)):
            spare -= 1
            if spare < 0:
                return False
    return True


def _likely(text: str) -> int:
    """How likely a cell is a header word: numbers least, then what is long."""
    return -LONGEST if text[:1].isdigit() else -len(text)


def _worded(header: Sequence[str], told: Told) -> bool:
    """Whether most cells of a row are header words, so that it is no row that happens to hold one."""
    filled = [column for column in columns_of(header, told) if column.text]
    # Where nothing is `De`, an `A` is a grade.
    alone = {"to"} if {"from", "baseline"}.isdisjoint(column.role for column in filled) else set()
    known = sum(
        bool(column.role not in ("", *alone) or column.period or column.after or periods.is_quarter(column.text))
        for column in filled
    )
    return len(filled) > 1 and 2 * known >= len(filled)


def _stacked(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Two rows as one header, where the second only tells apart what the first has in common; empty if it is none."""
    # The row below most rows has amounts in it, which are told apart from header words sooner than other words are.
    if len(above) != len(below) or any(map(_is_another_amount, above, below)) or _is_of_an_nth(below):
        return ()
    pairs = [(upper.strip(), lower.strip()) for upper, lower in zip(above, below, strict=True)]
    different = [at for at, (upper, lower) in enumerate(pairs) if lower not in ("", upper)]
    return tuple(_under(pairs, different)) if different and _tells_apart(above, below, different) else ()


def _under(pairs: Sequence[tuple[str, str]], different: Sequence[int]) -> Iterator[str]:
    """The words of each column: those of the upper row, which reach right, and those of the lower."""
    common = ""
    for at, (upper, lower) in enumerate(pairs):
        common = upper or (common if at in different else "")
        yield _joined(common, lower) if at in different else common


def _tells_apart(above: Sequence[str], below: Sequence[str], different: Sequence[int]) -> bool:
    """Whether a row without amounts is the second of a header: of words for columns, or with some of them.

    Below the column of names such another row says nothing.
    """
    unknown = [at for at in different if not _sub(below[at])]
    named = any(map(_is_name, above)) and not any(_is_name(above[at]) for at in unknown)
    return not unknown or (named and len(different) - len(unknown) > 1)


def _is_another_amount(upper: str, lower: str) -> bool:
    """Whether an amount, and no header word, stands below something else."""
    if len(lower) < len("2000") and lower.isdecimal():
        return lower != upper.strip()
    return lower.strip() != upper.strip() and is_amount(lower) and not _is_known(lower.strip())


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
    ways = (f"{common} {lower}", f"{bare} {lower}", lower)
    # Brackets without a year say more of the upper words, and not what each column is.
    for words in ways if periods.names_a_year(common) else ways[1:]:
        if any(column.role for column in meanings(words.strip())):
            return words.strip()
    return f"{common} {lower}".strip()


def _sub(text: str) -> bool:
    """Whether a text may stand in the second row of a header: a year, `Value`, `Unit`, or a header word."""
    word = text.strip()
    return word.casefold() in _SUB or _is_known(word) or bool(_NTH_YEAR.fullmatch(word.casefold()))


def _is_known(word: str) -> bool:
    """Whether a text is a header word, or says when and nothing else."""
    return could_head(word) and any(one.role or one.period or one.after for one in meanings(word))
