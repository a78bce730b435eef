"""Columns whose header is no known word, told by their names: `goal=Wskaźnik,baseline=2022`."""

import re
import shlex
from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from coopctl.errors import WrongUsage
from coopctl.exchange.plans import periods
from coopctl.exchange.plans.headers import Column, unit_of
from coopctl.values.ids import plain_name
from coopctl.values.patterns import later

# The words of `--map`, and what a column so named is: its role, and the kind of its groups.
_WORDS = {
    "goal": ("name", ""), "baseline": ("baseline", ""), "target": ("target", ""), "figure": ("current", ""),
    "by": ("by", ""), "since": ("since", ""), "unit": ("unit", ""), "currency": ("currency", ""),
    "owner": ("owner", ""), "source": ("source", ""), "note": ("note", ""), "id": ("id", ""),
    "cadence": ("cadence", ""), "area": ("group", "area"), "objective": ("group", "objective"), "none": ("apart", ""),
}  # fmt: skip
_NEXT = later(r",(?=\s*[a-z]+\s*=)", re.IGNORECASE)


class Told(Struct, frozen=True):
    """What people say of columns: by folded header, the role, the kind of groups and the header as it was written."""

    roles: Mapping[str, tuple[str, str, str]] = {}

    def __bool__(self) -> bool:
        return bool(self.roles)

    def has(self, text: str) -> bool:
        return bool(self.roles) and plain_name(text) in self.roles

    def unknown_to(self, texts: Iterable[str]) -> str:
        """The first of the headers that is none of some texts, "" where each is one of them."""
        left = self.roles.keys() - set(map(plain_name, texts))
        return self.roles[min(left)][2] if left else ""

    def column(self, text: str) -> Column:
        """The column under a header that is told, with the period and the unit that stand in it."""
        role, kind, _ = self.roles[plain_name(text)]
        found = periods.find(text)
        period = found.period if found else ""
        return Column(0, text.strip(), role, kind, period, unit=unit_of(text))

    def settle(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """The columns, those that are told with the role that people gave them."""
        if not self.roles:
            return columns
        return tuple(
            structs.replace(self.column(one.text), at=one.at) if self.has(one.text) else one for one in columns
        )


NOTHING = Told()
"""Nothing is told of any column."""


def mapped(role: str, header: str) -> str:
    """What to type to say what the column under a header holds."""
    return f"--map {shlex.quote(f'{role}={header}')}"


def parse_map(text: str) -> Told:
    """`goal=COLUMN,target=COLUMN`, a role as often as there are columns of it.

    Raises `WrongUsage` for a role that there is none of.
    """
    roles: dict[str, tuple[str, str, str]] = {}
    for part in filter(str.strip, _NEXT.split(text)):
        role, equals, column = (word.strip() for word in part.partition("="))
        role = role.casefold()
        if not equals or role not in _WORDS or not column:
            raise WrongUsage(f"--map {part!r} is not ROLE=COLUMN", f"a role is one of {', '.join(_WORDS)}")
        if plain_name(column) in roles:
            raise WrongUsage(f"--map names the column {column!r} twice", "say once what it holds")
        roles[plain_name(column)] = (*_WORDS[role], column)
    return Told(roles)
