"""A row of a table, and what it is read by."""

import re
from datetime import date

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.exchange.plans.document import Place
from coopctl.exchange.plans.headers import Column
from coopctl.exchange.plans.leading import Lead
from coopctl.exchange.plans.marks import at_the_end, in_scale, unlabelled, unmarked, unnumbered
from coopctl.exchange.plans.parted import value_of_parts
from coopctl.exchange.plans.shape import Shape
from coopctl.language.understood import Understood
from coopctl.plan.plan import Plan
from coopctl.values.patterns import later


class NoTarget(Refused):
    """A row that promises nothing: its target is empty, or says in words that there is none."""


class Context(Struct, frozen=True):
    """What a row is read by: the plan with the table's number format, its day, the table's shape, the column of ids.

    `understood` keeps what wordings promise, for the rows of a plan often say the same; `lead` is what the heading
    above the table says of the day; `shared` are the codes of several rows with titles of their own, which are no ids.
    """

    plan: Plan
    today: date
    shape: Shape
    understood: Understood
    id_at: int | None = None
    lead: Lead = Lead()
    shared: frozenset[str] = frozenset()

    @property
    def serves(self) -> bool:
        """Whether the targets are levels of a service, as their last header says, or that of their names."""
        aims = self.shape.targets
        return bool(aims and (SERVED.search(aims[-1].text) or SERVED.search(self.shape.name.text)))


class Row(Struct, frozen=True):
    """A row that names something: its cells as text without blanks around it, the groups it is in, what it names.

    `scale` is the word for what its numbers count in, where its unit is nothing else: `thousand`.
    """

    place: Place
    cells: tuple[str, ...]
    groups: tuple[str, ...] = ()
    title: str = ""
    comma: bool = False
    scale: str = ""

    def at(self, column: Column | None) -> str:
        return self.cell(column.at) if column is not None else ""

    def cell(self, at: int) -> str:
        return self.cells[at] if at < len(self.cells) else ""

    def value(self, column: Column | None) -> str:
        """A cell that holds a value, without the marks and the label around it."""
        if column is None:
            return ""
        text = self.at(column)
        if column.parts is not None:
            some, whole = self.cell(column.parts.numerator), self.cell(column.parts.denominator)
            text = value_of_parts(some, whole, text, decimal_comma=self.comma)
        text = unlabelled(at_the_end(unnumbered(unmarked(text), self.title)), column)
        return in_scale(text, self.scale) if self.scale else text


# Service levels are kept: at least so much of what is good, at most so much of an error or of time.
SERVED = later(r"\bSL[OAI]s?\b|\bservice[ -](?:level|standard)", re.IGNORECASE)
REMARK = later(r"(?<=\w)\s*[(\[][^()\[\]]*[)\]]")
