"""Texts that differ in one amount alone are read once: which digits it has tells the grammar nothing.

A text is read with sevens for the digits of its amount, and the amount is put into what it was read as.
"""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache, wraps
from typing import TypeVar

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.language.phrases import How, Phrase, Starting, Style, bounded, changed_by
from coopctl.values.patterns import later
from coopctl.values.quantities import POINTED, Quantity, plain

# What a number stands behind that is a part of something else.
_APART = r"(?<![\w.,'’/:+−–-])"
# One amount and, behind it, years: with decimals or of three digits, five or more, which are no day, month, year or 1.
# The decimals of `PM 2.5` are a part of the name.
_AMOUNT = later(
    rf"(?P<before>[^0-9]*{_APART}(?<!\())(?![0-9.,]*(?:19|20|21|22)[0-9]{{2}}|2\.5)"
    r"(?P<number>[1-9][0-9]{0,5}\.(?=0*[1-9])[0-9]{1,6}|[1-9][0-9]{2}|[1-9][0-9]{4,6}|[1-9][0-9]{1,2}(?:,[0-9]{3}){1,2})"
    rf"(?P<behind>(?=[%\s]|$)(?:[^0-9]|{_APART}(?:19|20)[0-9]{{2}}(?![\w.,'’/:+−–-]))*)"
)
_SEVENS = str.maketrans("0123456789", "7" * 10)


class Alike(Struct, frozen=True):
    """A text with sevens for the digits of its one amount, that amount so, and as it is written."""

    text: str
    sevens: str
    written: str

    def phrase(self, said: Phrase) -> Phrase | None:
        """What the text says, by what the one with sevens says; None where that is not of its amount alone."""
        if said.steps or said.origin is not None:
            return None
        text = said.text.replace(self.sevens, self.written)
        if said.how is How.TIMES and said == changed_by(said, _value(self.sevens), POINTED):
            return structs.replace(changed_by(said, _value(self.written), POINTED), text=text)
        amount = said.amount and self.quantity(said.amount)
        if amount is None:
            return None
        made, bounds = structs.replace(said, amount=amount, text=text), said.bounds
        return made if bounds is None else bounded(made, low=bounds.low is not None, strict=bounds.strict)

    def starting(self, said: Starting) -> Starting | None:
        """What the text of a baseline says, likewise."""
        amount = self.quantity(said.quantity)
        return None if amount is None else structs.replace(said, quantity=amount)

    def quantity(self, said: Quantity) -> Quantity | None:
        """The text's amount in the place of the one of sevens, in millions where that is; None for another amount."""
        sevens = _value(self.sevens)
        scale = said.value.adjusted() - sevens.adjusted()
        same = said.value == sevens.scaleb(scale)
        return Quantity(plain(_value(self.written).scaleb(scale)), said.unit) if same else None


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def alike(text: str) -> Alike | None:
    """The text with sevens; None for one that has not one amount alone, or one whose digits could be something else."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    before, number, behind = found.groups()
    sevens = number.translate(_SEVENS)
    return Alike(f"{before}{sevens}{behind}", sevens, number)


_Said = TypeVar("_Said")
_Reader = Callable[[str, Style], _Said]


def once_for_all(put: Callable[[Alike, _Said], _Said | None]) -> Callable[[_Reader[_Said]], _Reader[_Said]]:
    """A reader of phrases or baselines that reads texts once which differ in one amount alone."""

    def of(read: _Reader[_Said]) -> _Reader[_Said]:
        @lru_cache(1024)
        def of_sevens(text: str, style: Style) -> _Said | None:
            with suppress(Refused):
                return read(text, style)
            return None

        @wraps(read)
        def reader(text: str, style: Style) -> _Said:
            same = None if style.decimal_comma else alike(text)
            said = None if same is None else of_sevens(same.text, style)
            made = None if same is None or said is None else put(same, said)
            return read(text, style) if made is None else made

        return reader

    return of
