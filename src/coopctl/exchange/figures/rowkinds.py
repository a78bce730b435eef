"""What rows are that bring no figure: notes about the table, totals of others, what was promised or came to nothing."""

import re
from collections.abc import Sequence

from coopctl.errors import Refused
from coopctl.exchange.figures.cells import Cells, Nameless
from coopctl.exchange.figures.content import BESIDE, is_number
from coopctl.exchange.figures.first_rows import Headed
from coopctl.exchange.figures.layout import Layout
from coopctl.exchange.figures.passed import Skip
from coopctl.exchange.figures.rowcells import RowCells, word
from coopctl.exchange.figures.rowdays import RowDays
from coopctl.exchange.figures.scales import scale_in
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.flags import is_missing
from coopctl.exchange.formats.rows import Cell
from coopctl.values.patterns import LONGEST_NAME, later
from coopctl.values.vocabulary import MONTHS, TOTALS

_SUMS = later(
    r"(?:(?:grand |sub-?)?totals?|totale|average|mean|sum|summe|gesamt|insgesamt|moyenne|durchschnitt|promedio|média"
    r"|media)\b"
)
# A total's name is nothing else but its word, and whose days it is of; `Average class size` names a goal.
_WHOLE_SUM = later(
    rf"(?:{_SUMS.pattern}|{'|'.join(sorted(TOTALS, key=len, reverse=True))})(?: (?:general|général|generale|geral))?"
    rf"(?: \(?(?:(?:for|of|in|to) )?(?:(?:year|{'|'.join(MONTHS)}|[qhst][1-4])\.? )?(?:fy ?)?(?:19|20)[0-9]{{2}}"
    r"(?:[-/–][0-9]{2,4})?(?:[ -]?[qhst][1-4])?\)?)?:?"
)
# The total of a part of an account, `Total Income`, unless a goal is called much like it.
_PART_SUM = later(r"(?:sub-?)?totals?\b")
# What the name of a row begins with that is a part of the one above.
_OF_WHICH = later(
    r"[-–—•·*→> ]{0,8}\(?(?:(?:of|among) (?:which|whom|these|them)|thereof|davon|darunter|dont|de (?:los|las) cuales"
    r"|d[ae]s quais|d[eo]i? (?:cui|quali)|di cui|waarvan|varav|heraf|herav|w tym|z toho)\b"
)
# What a row says of itself that is no figure, but what is hoped for.
_PROMISED = frozenset(
    """target targets plan planned budget forecast projection projected estimate goal ziel soll cible objectif
    meta""".split()
)
# What a row says in the place of its day that is of the promise: `Baseline`, `Baseline (2022)`, `Target 2027`.
_OF_PROMISE = later(
    r"(?:(?P<from>base ?line|start(?:ing)? (?:value|point)|ausgangswert|basiswert|valeur de (?:référence|base)"
    r"|línea de base|valor inicial|linha de base)"
    r"|(?:(?:end ?line|final|overall|project) )?(?:target|goal)|ziel(?:wert)?|cible|meta|objetivo|objectif)"
    r"(?:[ :,(-]{1,3}(?:[^\W\d_]{1,9}\.? )?(?:fy ?)?[0-9][0-9./-]{3,9}\)?)?",
    re.IGNORECASE,
)
# What a row says of itself that came to nothing.
_VOID = frozenset(
    """pending|unpaid|reverted|ausstehend|en attente|pendiente|pendente
    |failed|failure|cancelled|canceled|declined|void|voided|rejected|refunded|reversed|expired|abandoned|deleted
    |not approved|storniert|abgelehnt|fehlgeschlagen|erstattet|annulé|annulée|refusé|refusée|échoué|échouée|remboursé
    |remboursée
    |vorgemerkt|umsatz vorgemerkt|not attending|no show|no-show|did not attend|chargeback|charged back
    |cancelado|cancelada|rechazado|rechazada|fallido|fallida|rejeitado|rejeitada""".replace("\n    ", "").split("|")
)
# The roles that say nothing where their cells are empty.
ASIDE = ("flag", "symbol", "missing", "state", "why", "retracts", "beside", "scale", "estimates")
_LEFT_OUT = frozenset((*BESIDE, *ASIDE, "key"))
PERIODS = ("period", "date", "year", "quarter", "month", "week")
# A footnote has more words than this.
_SENTENCE = 3
# As many cells as a footnote has with its number.
_PAIR = 2


class RowKinds:
    """Tells the rows of a table that bring no figure from the others."""

    def __init__(
        self, headed: Headed, goals: Cells, cells: RowCells, days: RowDays, *, one_goal: bool, scaled: bool
    ) -> None:
        self._at, self._width = headed.layout.at, len(headed.table.header)
        self.needed = _needed(headed.layout, self._width)
        self._named = headed.table.told or headed.table.header
        self._cells, self._goals, self._days = cells, goals, days
        self._kind, self._one_goal, self._scaled, self._noted = headed.layout.kind, one_goal, scaled, False

    def no_row(self, row: Sequence[Cell]) -> Skip | None:
        """Why cells are no row of the table: there are none, or they are words above, between or below its rows."""
        said = [place for place, cell in enumerate(row) if not isinstance(cell, str) or cell.strip()]
        if not said:
            return Skip.EMPTY
        if row[said[0]] == self._named[said[0]] and tuple(row) == self._named:
            return Skip.NOTE
        few = min(len(said) - 1, len(row) - _PAIR) <= 0
        return Skip.NOTE if (few or self._noted) and self._is_note(row, said) else None

    def _is_note(self, row: Sequence[Cell], said: Sequence[int]) -> bool:
        """Whether what a row says is a note: it stands alone, or below other notes in fewer cells than a row has."""
        alone = len(said) == 1 and self._width > 1
        if len(row) == _PAIR < self.needed and self._is_pair(row):
            self._noted = True
            return True
        short = self._noted and len(row) < self._width
        if short and len(cell_text(row[said[-1]]).split()) > _SENTENCE:
            return True
        return (alone or short) and self._begins_note(row, said[0], alone=alone)

    def _is_pair(self, row: Sequence[Cell]) -> bool:
        """Whether two cells are the number and text of a footnote, below others, or the names above the first."""
        first, text = (cell_text(cell).strip() for cell in row)
        own = is_number(text) or is_missing(text) or self._goals.resembles(first) or self._days.is_day(1, text)
        return bool(text) and not own and not self._days.is_day(0, first) and (self._noted or not is_number(first))

    def _begins_note(self, row: Sequence[Cell], place: int, *, alone: bool) -> bool:
        """Whether the first text of a row with too little in it is that of a note: no value, goal or day.

        Raises `Refused` where it says a scale, and nothing else did.
        """
        first = cell_text(row[place]).strip()
        if is_number(first) or self._goals.known(first) or (alone and self._days.is_day(place, first)):
            return False
        if not self._scaled and scale_in(first):
            raise Refused(
                f"a line below the table says {first[:60]!r}",
                "say what its values are in with --scale, 1 for as they are",
            )
        self._noted = True
        return True

    def is_total(self, row: Sequence[Cell]) -> bool:
        """Whether a row is named as a total or mean of others: `Total`, `Total 2024`, `Average`, and is no goal."""
        # A row of a goal may say so of its period.
        if any(is_sum(self._cells.role(row, role)) for role in PERIODS if role in self._at):
            return True
        return self._days.is_total(row) or self.names_total(self._cells.role(row, "goal"))

    def names_total(self, goal: Cell) -> bool:
        """Whether the cell of a goal says total or mean, and nothing that a goal could be meant by."""
        words, name = word(goal), cell_text(goal).strip()
        if words in TOTALS if self._one_goal else _WHOLE_SUM.fullmatch(words):
            return not self._goals.known(name)
        if self._one_goal:
            return False
        return bool(_PART_SUM.match(words)) and len(name) <= LONGEST_NAME and not self._goals.resembles(name)

    def _is_part(self, row: Sequence[Cell]) -> bool:
        """Whether a row is called a part of the one above, `of which women`, and no goal is called so."""
        goal = self._cells.role(row, "goal")
        return bool(_OF_WHICH.match(word(goal))) and isinstance(self._goals.goal(goal), Nameless)

    def aside(self, row: Sequence[Cell], status: int | None) -> Skip | None:
        """Why a row is of no figure that came about, as a column says of what its rows are, or what became of them."""
        if not self._one_goal and self._is_part(row):
            return Skip.PART
        if self._kind is not None and word(row[self._kind]) in _PROMISED:
            return Skip.FORECAST
        if promised := self._promised(row):
            return promised
        return Skip.VOID if status is not None and word(row[status]) in _VOID else None

    def _promised(self, row: Sequence[Cell]) -> Skip | None:
        """Which side of the promise a row says in the place of its day; None for one that is of a day."""
        said = (self._cells.text(row, role).strip() for role in PERIODS if role in self._at)
        found = next(filter(None, map(_OF_PROMISE.fullmatch, said)), None)
        return None if found is None else Skip.BASELINE if found["from"] else Skip.FORECAST


def _needed(found: Layout, width: int) -> int:
    """How many cells a row has at least: to its first value, and to the last that tells what its values are."""
    telling = [place for role, place in found.at.items() if role not in _LEFT_OUT]
    others = (found.kind, found.status, found.sides)
    places = [*telling, *(place for place in others if place is not None), min(one.at for one in found.values)]
    return max(places) + 1 if min(places) >= 0 else width


def is_sum(cell: Cell) -> bool:
    """Whether a cell says total or mean."""
    words = word(cell)
    return words in TOTALS or words.endswith("total") or bool(_SUMS.match(words))


def says_total(row: Sequence[Cell]) -> bool:
    """Whether the first word of a row is total, or one of its cells says nothing else."""
    words = [said for cell in row if len(said := word(cell)) > 1]
    return any(map(_PART_SUM.match, words[:1])) or any(map(_WHOLE_SUM.fullmatch, words))
