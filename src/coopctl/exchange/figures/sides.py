"""Columns that say of an amount which way it went: out and in, debit and credit, `Soll` and `Haben`."""

from collections.abc import Iterable
from decimal import Decimal

_OUT = frozenset(
    """debit dr d soll s expense expenses ausgabe ausgang lastschrift dépense débit débito gasto egreso salida
    withdrawal out buy sent af despesa""".split()
)
_IN = frozenset(
    """credit cr c haben h income einnahme eingang gutschrift recette crédit crédito ingreso entrada deposit in sell
    received bij receita""".split()
)
_NEITHER = frozenset(("transfer", "übertrag", "virement", "transferencia", ""))


def are_sides(words: Iterable[str]) -> bool:
    """Whether the words of a column, in small letters, say nothing else than which way amounts went."""
    said = set(words) - _NEITHER
    return bool(said) and said <= _OUT | _IN


class Sides:
    """Remembers which way the first amount went, so that one that went the other way has the other sign."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._first: tuple[str, bool] | None = None

    def trouble(self, word: str, value: Decimal | None) -> str:
        """Why an amount beside this word, as it is written, cannot be added to the first; "" where it can be."""
        side = word.casefold()
        if not value or side in _NEITHER:
            return ""
        if self._first is None:
            self._first = word, value > 0
        first, above = self._first
        if (first.casefold() in _OUT) == (side in _OUT) or above != (value > 0):
            return ""
        return (
            f"{self._name!r} says {word}, and of a row above {first}, but both amounts have one sign"
            f" (take one of them: --where '{self._name}={first}')"
        )
