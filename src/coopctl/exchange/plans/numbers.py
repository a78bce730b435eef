"""Which decimal mark a table writes: from what all its numbers allow, never from one that could be read in two ways."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from coopctl.values.patterns import later

_NUMBER = later(
    r"(?<![\w.,])[0-9]+(?:[.,][0-9]+)+(?![\w]|[.,][0-9])|(?<![\w.,])[0-9]+(?:[.,][0-9]+)+(?=[A-Za-zµ%€])", re.ASCII
)
_GROUPED = later(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*(?:([.,])[0-9]+)?")
_ONE = later(r"([0-9]+)([.,])([0-9]+)")
# A number in thousands of a language that writes a decimal comma: nobody writes 1.5 as `1.500` there.
_THOUSANDS = later(r"[1-9][0-9]{0,2}\.[0-9]00")


class Mark(StrEnum):
    """What a number says of the decimal mark; `.` or `,` for sure, `grouped` ones need other numbers to settle them."""

    POINT = "."
    COMMA = ","
    POINT_GROUPS = "1.234"
    COMMA_GROUPS = "1,234"
    BROKEN = "neither"


class Format(Struct, frozen=True):
    """How a table's numbers are read: with a decimal comma or not; `doubt` says why those with a mark are not read.

    `taken` says what was taken to be so where no number alone settles it.
    """

    comma: bool
    doubt: str = ""
    taken: str = ""


def marks(text: str) -> list[Mark]:
    """What each number of a text that has a mark in it says."""
    return [_mark(number) for number in _numbers(text)]


def _numbers(text: str) -> list[str]:
    """The numbers of a text that have a mark; most cells have none, which is told sooner than where they are."""
    return [found[0] for found in _NUMBER.finditer(text)] if "." in text or "," in text else []


def _mark(number: str) -> Mark:
    one = _ONE.fullmatch(number)
    if one:
        whole, mark, part = one.groups()
        if len(part) == 3 and len(whole) < 4 and not whole.startswith("0"):
            return Mark.POINT_GROUPS if mark == "." else Mark.COMMA_GROUPS
        return Mark.POINT if mark == "." else Mark.COMMA
    grouped = _GROUPED.fullmatch(number)
    if grouped is None or grouped[1] == grouped[2]:
        return Mark.BROKEN
    return Mark.COMMA if grouped[1] == "." else Mark.POINT


def format_of(cells: Iterable[str], *, told: bool | None, comma_language: bool) -> Format:
    """The number format of a table's cells.

    `told` is what the plan or the command says of a decimal comma, None where neither does; `comma_language` tells
    that the table's header is in a language that writes one.  Without either, one number alone does not settle it.
    """
    if told is not None:
        return Format(told)
    numbers = [number for cell in cells for number in _numbers(cell)]
    found = Counter(map(_mark, numbers))
    if found[Mark.POINT] and found[Mark.COMMA]:
        return Format(comma=False, doubt="the table writes both decimal commas and decimal points")
    if comma_language and len(numbers) > 1 and all(map(_THOUSANDS.fullmatch, numbers)):
        return Format(comma=True, taken=f"{numbers[0]} is taken for {numbers[0].replace('.', '')}, and others like it"
                      "; --no-decimal-comma says otherwise")  # fmt: skip
    return _of_comma_language(found) if comma_language else _of_point_language(found, numbers)


def _of_comma_language(found: Counter[Mark]) -> Format:
    """The format where the decimal mark should be a comma: one number settles it, and two with a point do."""
    if found[Mark.COMMA]:
        return Format(comma=True)
    if found[Mark.POINT] > 1 and not found[Mark.POINT_GROUPS]:
        return Format(comma=False)
    if found[Mark.POINT_GROUPS] or found[Mark.COMMA_GROUPS]:
        return Format(comma=False, doubt="no number of the table settles which mark is the decimal one")
    return Format(comma=not found[Mark.POINT])


def _of_point_language(found: Counter[Mark], numbers: Sequence[str]) -> Format:
    """The format where the decimal mark should be a point: one comma alone may be a slip.

    Two beside round thousands, `61,2` and `12.400`, are of another language in English words.
    """
    if found[Mark.COMMA] and found[Mark.POINT_GROUPS]:
        grouped = (number for number in numbers if _mark(number) is Mark.POINT_GROUPS)
        if found[Mark.COMMA] > 1 and not found[Mark.COMMA_GROUPS] and all(map(_THOUSANDS.fullmatch, grouped)):
            return Format(comma=True)
        return Format(comma=False, doubt="the table mixes decimal commas and points")
    return Format(comma=found[Mark.COMMA] > 1)
