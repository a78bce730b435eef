"""The day or period that all rows of a table are of, as a line above its header or the name of its sheet says."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coopctl.errors import Refused
from coopctl.exchange.figures.content import Reading
from coopctl.exchange.figures.days import Column, Day, Unsettled
from coopctl.exchange.figures.words import PROMISE, plain
from coopctl.values.patterns import later
from coopctl.values.vocabulary import MONTHS, pattern

# What stands before the period of a whole table; a day without such words may be that on which it was printed.
_LABEL = later(
    r"(?:(?:reporting |reference )?(?:period|month|quarter|year)(?: (?:of report|covered|ended|ending))?"
    r"|(?:[^\W\d]+ ){0,5}for (?:the )?(?:period|month|quarter|year)(?: (?:of|ended|ending))?"
    r"|(?:[^\W\d]+ ){0,5}(?:report|return|summary|bulletin|statistics) for"
    r"|(?:(?:position|situation|status|data|figures|balance) )?(?:as )?(?:of|at|on)"
    r"|(?:situation )?(?:au|al)|stand(?: vom)?|stichtag"
    r"|berichts(?:zeitraum|monat|quartal|jahr)|zeitraum|période|periode|mois|período|periodo|mes|mês)[ :,]+",
)
# Some words and a part of a year. What was made then, or was promised, is no title of what rows are of.
_TITLE = later(
    rf"(?P<title>(?:[^\W\d]+[ :–-]{{1,3}}){{1,6}})"
    rf"\(?(?P<period>(?:[qhts][1-4]|{pattern(MONTHS)})\.?[ -](?:fy ?)?(?:20)?[0-9]{{2}})\)?",
    re.IGNORECASE,
)
_MADE = later(
    r"\b(?:generated|exported|printed|created|updated|published|released?|approved|adopted|revised|version|next|since"
    r"|from|until|to|by)\b",
    re.IGNORECASE,
)
_PAIR = 2
# No period is written longer.
_LONGEST = 60


class OfAll(NamedTuple):
    """The day or period of a whole table, and what says so."""

    day: Day
    told: str

    @property
    def remark(self) -> str:
        """What is said of it to people."""
        return f"all rows are of {self.day.label or self.day.last}, as {self.told} says"


def of_all_rows(above: Sequence[str], sheet: str, reading: Reading) -> OfAll | None:
    """What the lines above a header say in one voice of when its rows are, else the name of their sheet."""
    said = _days(above, reading)
    if len({day.last for day in said}) == 1:
        return OfAll(said[0], "a line above the header")
    named = _days([sheet], reading) if not said else []
    return OfAll(named[0], "the name of its sheet") if named else None


def _behind_title(text: str) -> str:
    """The part of a year at the end of a title, `Scorecard Q2 2026`; the whole of any other line."""
    found = _TITLE.fullmatch(text)
    other = found is not None and (_MADE.search(found["title"]) or PROMISE.fullmatch(plain(found["title"])))
    return text if found is None or other else found["period"]


def is_period_line(names: Sequence[str], reading: Reading) -> bool:
    """Whether two cells are a word for the period of a table and that period: no header, but a line above it."""
    labelled = len(names) == _PAIR and _LABEL.fullmatch(f"{names[0].strip().casefold()} ") is not None
    return labelled and _day(" ".join(names), reading) is not None


def _days(lines: Iterable[str], reading: Reading) -> list[Day]:
    """The days and periods that whole lines are."""
    return [day for line in lines if (day := _day(line, reading)) is not None]


def _day(line: str, reading: Reading) -> Day | None:
    """The day or period that a line is, behind the words for it; None for any other line."""
    text = " ".join(line.strip(" ()").split())
    if len(text) > _LONGEST:
        return None
    found = _LABEL.match(text.casefold())
    said = text[found.end() :] if found else _behind_title(text)
    if not any(map(str.isdecimal, said)):
        return None
    column = Column(reading.plan, reading.today, "", reading.sense)
    try:
        read = column.read(said)
    except (Unsettled, Refused):
        return None
    if not isinstance(read, Day):
        return None
    return read if found or read.label not in ("", read.last.isoformat()) else None
