"""What a report says, before it is written as a page, as Markdown or as a mail; every text is for people."""

from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from coopctl.output.chart import Chart


class Counted(Struct, frozen=True):
    """How many promises have a status."""

    count: int
    sign: str
    status: str
    tone: str


class Item(Struct, frozen=True):
    """A line about one promise; `goal` is its id, "" where the report has no card of it."""

    goal: str
    title: str
    text: str
    owner: str = ""
    sign: str = ""
    tone: str = ""


class Owed(Struct, frozen=True):
    """The evidence that one owner has not given; `more` tells how many are not listed."""

    owner: str
    items: tuple[Item, ...]
    more: int = 0


class Entry(Struct, frozen=True):
    """A recorded figure, as it is shown beside its source."""

    on: str
    value: str
    source: str
    url: str
    note: str


class Promise(Struct, frozen=True):
    """One promise: its row in the table and its card.

    `progress` and `expected` are shares of the way, from 0 to 1, None where there are none, `percent` and `promised`
    the same in words; `kept` stands in their place.  The `chart` is made for who draws it, as its dots take more room
    than all the rest.
    """

    goal: str
    title: str
    now: str
    target: str
    by: str
    progress: Fraction | None
    expected: Fraction | None
    percent: str
    promised: str
    kept: str
    counted: Counted
    verdict: str
    outlook: str
    terms: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    chart: Callable[[], Chart]


class Area(Struct, frozen=True):
    """The promises of one group, and their counts in words."""

    title: str
    counts: str
    promises: tuple[Promise, ...]


class Report(Struct, frozen=True):
    """A report on a plan as of a day; `changed` is None where it was not asked for.

    `command` makes the same report again from the same file.
    """

    title: str
    description: str
    as_of: str
    known: str
    since: str
    sentence: str
    counts: tuple[Counted, ...]
    decisions: tuple[Item, ...]
    more_decisions: int
    changed: tuple[Item, ...] | None
    owed: tuple[Owed, ...]
    areas: tuple[Area, ...]
    methods: tuple[tuple[str, str, str], ...]
    command: str
