"""Texts that differ in their amounts alone are read once: which digits they have tells the grammar nothing.

A text is read with sevens for the digits of its amount - of several, each is filled with a digit of its own - and the
amounts are put into what it was read as.
"""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cache, lru_cache, wraps
from typing import TypeVar

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.language.phrases import How, Phrase, Starting, Style, as_written, bounded, changed_by
from coopctl.values.patterns import later
from coopctl.values.quantities import POINTED, Quantity, plain

# What a number stands behind that is a part of something else.
_APART = r"(?<![\w.,'’/:+−–-])"
# One amount and, behind it, years: with decimals or of three digits or more, which are no day, month or 1, nor a year.
# The decimals of `PM 2.5` are a part of the name.
_AMOUNT = later(
    rf"(?P<before>[^0-9]*{_APART}(?<!\())(?![0-9.,]*(?:19|20|21|22)[0-9]{{2}}|2\.5)"
    r"(?P<number>[1-9][0-9]{0,5}\.(?=0*[1-9])[0-9]{1,6}|[1-9][0-9]{2,6}|[1-9][0-9]{1,2}(?:,[0-9]{3}){1,2})"
    rf"(?P<behind>(?=[%\s]|$)(?:[^0-9]|{_APART}(?:19|20)[0-9]{{2}}(?![\w.,'’/:+−–-]))*)"
)
# One of fewer digits, alone or before a year: `45`, `$45`, `45% by 2030`.
_SMALL = later(r"(?P<before>[$€£]?)(?P<number>[2-9]|[1-9][0-9])(?P<behind>%?(?: (?:by|until) 20[0-9]{2})?)")
# What stands between dated targets, each with an amount of its own.
_BETWEEN = later(r"([,;] (?:and |then )?)")


@cache
def _filling(digit: str) -> dict[int, int]:
    """What writes all digits as one."""
    return str.maketrans("0123456789", digit * 10)


# What the digits of the first amount are written as, those of the second, and so on.
_FILLED = tuple(map(_filling, "7896"))


class Filled(Struct, frozen=True, gc=False):
    """An amount as it is written, and with one digit for all of its digits."""

    filled: str
    written: str

    def phrase(self, said: Phrase) -> Phrase | None:
        """What a phrase with this amount says, by what the filled one says; None where that is of another amount."""
        if said.steps or said.origin is not None:
            return None
        text = said.text.replace(self.filled, self.written, 1)
        if said.how is How.TIMES and said == changed_by(said, _value(self.filled), POINTED):
            return structs.replace(changed_by(said, _value(self.written), POINTED), text=text)
        amount = said.amount and self.quantity(said.amount)
        if amount is None:
            return None
        made, bounds = structs.replace(said, amount=amount, text=text), said.bounds
        return made if bounds is None else bounded(made, low=bounds.low is not None, strict=bounds.strict)

    def quantity(self, said: Quantity) -> Quantity | None:
        """The amount in the place of the filled one, in millions where that is; None for another amount."""
        scale = _scale(self.filled, said.value)
        if scale is None:
            return None
        value = _value(self.written)
        return Quantity(plain(value.scaleb(scale) if scale else value), said.unit)


class Alike(Struct, frozen=True, gc=False):
    """A text, the same with its amounts filled, and these."""

    written: str
    text: str
    amounts: tuple[Filled, ...]

    @property
    def amount(self) -> Decimal:
        """The first amount."""
        return _value(self.amounts[0].written)

    def amount_of(self, digit: str) -> Decimal:
        """The first amount with this digit for all of its digits."""
        return _value(self.amounts[0].written.translate(_filling(digit)))

    def filled(self, digit: str) -> str:
        """The text with this digit for all digits of its first amount."""
        first = self.amounts[0].written
        return self.written.replace(first, first.translate(_filling(digit)), 1)

    def phrase(self, said: Phrase) -> Phrase | None:
        """What the text says, by what the filled one says; None where its amounts are not one of each dated target.

        Things done add up, so that which amount is the larger tells something.
        """
        if len(self.amounts) == 1:
            return self.amounts[0].phrase(said)
        if len(said.steps) != len(self.amounts) - 1 or said.how is How.DO:
            return None
        dated = (*said.steps, structs.replace(said, steps=()))
        made = [phrase for one, target in zip(self.amounts, dated, strict=True) if (phrase := one.phrase(target))]
        if len(made) != len(dated):
            return None
        text = as_written(self.written)
        return structs.replace(made[-1], steps=tuple(made[:-1]), text=text)

    def starting(self, said: Starting) -> Starting | None:
        """What the text of a baseline says, likewise."""
        amount = self.amounts[0].quantity(said.quantity) if len(self.amounts) == 1 else None
        return None if amount is None else structs.replace(said, quantity=amount)


@lru_cache(1024)
def _scale(filled: str, said: Decimal) -> int | None:
    """The power of ten that an amount was read with, 6 in millions; None for another amount."""
    value = _value(filled)
    scale = said.adjusted() - value.adjusted()
    return scale if said == value.scaleb(scale) else None


def _value(text: str) -> Decimal:
    """An amount without the commas between its thousands."""
    return Decimal(text.replace(",", ""))


def alike(text: str) -> Alike | None:
    """The text filled; None where a part has not one amount alone, or one whose digits could be something else."""
    found = _SMALL.fullmatch(text) or _AMOUNT.fullmatch(text)
    if found is not None:
        before, digits, behind = found.groups()
        filled = digits.translate(_FILLED[0])
        return Alike(text, f"{before}{filled}{behind}", (Filled(filled, digits),))
    return _several(text) if ", " in text or "; " in text else None


def _several(text: str) -> Alike | None:
    """The text of several dated targets, filled."""
    said, amounts = [], []
    for at, part in enumerate(parts := _BETWEEN.split(text)):
        if at % 2:
            said.append(part)
            continue
        found = _AMOUNT.fullmatch(part)
        if found is None or len(parts) > 2 * len(_FILLED):
            return None
        before, digits, behind = found.groups()
        filled = digits.translate(_FILLED[at // 2])
        said.append(f"{before}{filled}{behind}")
        amounts.append(Filled(filled, digits))
    return Alike(text, "".join(said), tuple(amounts))


_Said = TypeVar("_Said")
_Reader = Callable[[str, Style], _Said]


def once_for_all(put: Callable[[Alike, _Said], _Said | None]) -> Callable[[_Reader[_Said]], _Reader[_Said]]:
    """A reader of phrases or baselines that reads texts once which differ in their amounts alone."""

    def of(read: _Reader[_Said]) -> _Reader[_Said]:
        @lru_cache(1024)
        def of_filled(text: str, style: Style) -> _Said | None:
            with suppress(Refused):
                return read(text, style)
            return None

        @wraps(read)
        def reader(text: str, style: Style) -> _Said:
            same = None if style.decimal_comma else alike(text)
            said = None if same is None else of_filled(same.text, style)
            made = None if same is None or said is None else put(same, said)
            return read(text, style) if made is None else made

        return reader

    return of
