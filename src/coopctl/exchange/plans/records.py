"""Indicators whose values stand behind labels, line by line or in one cell, as tables: `Baseline (2024): 12%`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from msgspec import Struct, structs

from coopctl.exchange.plans.document import BREAK, Block, Cell, Grid, Heading, Item, Line, Place, Prose
from coopctl.exchange.plans.headers import meanings
from coopctl.values.patterns import later
from coopctl.values.quantities import as_decimal, plain

_BASELINE = "baseline|base|référence|valeur de référence|línea (?:de )?base|linha de base|ausgangswert|basiswert"
_TARGET = "(?:end |final )?target|cible|meta|zielwert"
_BEHIND = r"(?:\s*[(\[][^()\[\]:]*[)\]]|\s+(?:19|20)[0-9]{2}(?:[-/][0-9]{2,4})?)?\s*:"
_LABEL = later(r"(?P<label>[^\W\d_][^:;]{0,60}?)\s*:\s*(?P<value>\S.*)", re.DOTALL)
# Where another label stands behind the first of a line.
_NEXT = later(
    r"(?<!de)(?<!la)(?<!línea)(?<!linha)(?<!end)(?<!final)(?:[;,.]?\s+|\s+[-–—|]\s+|\s*\((?=[^()]*\)$))"
    rf"(?=(?:{_BASELINE}|{_TARGET}|indicator [0-9.]+|(?:data )?source|means of verification){_BEHIND})",
    re.IGNORECASE,
)
# The letters that a header names for them, in its cells: `B: 81% (2023)`, `T: 92% (2028)`.
_LETTERS = {"B": "Baseline", "T": "Target"}
_BOTH = later(
    rf"(?:(?:{_BASELINE}){_BEHIND}|(?<!\w)B:).*(?:(?:{_TARGET}){_BEHIND}|(?<!\w)T:)", re.IGNORECASE | re.DOTALL
)
# The level of a service, as files of these write it: `objective: 99.9`, `objective: >= 0.92`.
_LEVEL = later(r"(?P<sign>[<>≤≥]=?\s*)?[0-9][0-9.]*(?P<unit>\s?(?:%|[a-z]+))?", re.IGNORECASE)
_AIMED = later(
    rf"(?:^|\W)(?:(?:{_TARGET}){_BEHIND}|objective:\s*[<>≤≥]?=?\s*[0-9]|(?:goal|targetPercent):\s*[0-9])", re.IGNORECASE
)
# What a file of service levels says of itself, and the share of what is good that it aims at: `target: 0.995`.
_OF_SERVICES = later(r"(?:^|\W)(?:kind:\s*(?:SLO|ServiceLevelObjective)|slos:)(?!\w)")
_SHARE = later(
    r"(?:target|goal|targetPercent):\s*[\"']?(?P<share>0\.[5-9][0-9]*|[5-9][0-9](?:\.[0-9]+)?)[\"']?(?:\s+#.*)?"
)
_LETTERED = later(r"(?:^|[;,.]?\s+)(?=[BT]:\s)")
_STARTS, _ALONE = ("name", "goal"), ("number", "id")
# A text as YAML writes it.
_QUOTED = later(r"(?P<mark>[\"'])(?P<inside>.*\S.*)(?P=mark)", re.DOTALL)
_PAIR = later(r"\{\s*value:\s*(?P<value>[^,{}]+?)\s*(?:,\s*unit:\s*[\"']?(?P<unit>[^\"',{}]+?)[\"']?\s*)?\}")
# What heads no column, and names what is told of.
_TITLES = frozenset(("title", "titre", "titel", "título", "displayname"))
# A key of a file that is told nothing by: `window: 30d`, `sli:`; a title has a capital or several words.
_KEY = later(r"[a-z][A-Za-z0-9_./-]*:(?:\s.*)?", re.DOTALL)
_COMMENT = later(r"\s+#\s.*", re.DOTALL)
_NAME = "Indicator"


class _Said(Struct, frozen=True):
    """A part of a line: the label that it begins with and the role of that, "" where it has none, and the rest."""

    at: int
    place: Place
    role: str
    label: str
    value: str


class _Record(Struct, frozen=True):
    """An indicator: what is said of it, the name above that among it where no label says it."""

    said: tuple[_Said, ...]

    @property
    def place(self) -> Place:
        return self.said[0].place

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(one.label for one in self.said)

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(one.value for one in self.said)

    @property
    def is_whole(self) -> bool:
        """Whether it has a name, and says what it is to reach and from where."""
        roles = {one.role for one in self.said}
        named = not roles.isdisjoint(_STARTS)
        return named and "target" in roles and not roles.isdisjoint(("baseline", "current", "name", "from"))


def as_tables(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, those that say line by line what an indicator is and is to reach as tables of these."""
    found = [*blocks]
    if _are_of(found, _AIMED):
        found = [*_with_records(found)]
    return tuple(_with_cells(block) if isinstance(block, Grid) else block for block in found)


def _are_of(blocks: Sequence[Block], said: re.Pattern[str]) -> bool:
    """Whether the running text or an item of some blocks says something."""
    return any(isinstance(block, Prose | Item) and said.search(block.text) for block in blocks)


def _with_records(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks line by line, with a table in the place of the first line of each run of indicators."""
    serving = _are_of(blocks, _OF_SERVICES)
    lines = [line for block in blocks for line in _lines_of(block, serving=serving)]
    records = [one for one in _records(lines) if one.is_whole]
    firsts = {one.said[0].at: one for one in records}
    others = {*range(len(lines))} - {said.at for one in records for said in one.said}
    return _runs([firsts.get(at, lines[at]) for at in sorted(others | firsts.keys())])


def _lines_of(block: Block, *, serving: bool) -> Sequence[Block]:
    """The lines of a block, in a file of service levels with the shares that these aim at as levels."""
    told = _without_threshold(block.lines) if isinstance(block, Prose | Item) else ()
    return _called(_as_levels(told) if serving else told) if told else (block,)


def _without_threshold(lines: Sequence[Prose]) -> Sequence[Prose]:
    """Some lines without the value that an operator compares with, which is none of today: `op: lte`, `value: 0.3`."""
    compared = any(line.text.startswith("op:") for line in lines)
    return [line for line in lines if not line.text.startswith("value:")] if compared else lines


def _as_levels(lines: Sequence[Prose]) -> Sequence[Prose]:
    """Some lines with the share of what is good as the level of the service that it is: `objective: 99.5`."""
    shares = [_SHARE.fullmatch(line.text) for line in lines]
    return [
        structs.replace(line, text=f"objective: {_percentage(found['share'])}") if found else line
        for line, found in zip(lines, shares, strict=True)
    ]


def _percentage(share: str) -> str:
    value = as_decimal(Fraction(share))
    return f"{plain(value * 100 if value < 1 else value):f}"


def _called(lines: Sequence[Prose]) -> Sequence[Prose]:
    """The labelled lines of one thing, its description as its name where it begins with that and has no other."""
    labels = [_LABEL.fullmatch(line.text) for line in lines]
    roles = [_role(found["label"]) if found else "" for found in labels]
    at = next((at for at, role in enumerate(roles) if role not in _ALONE), 0)
    found = labels[at]
    if found is None or roles[at] != "note" or "target" not in roles or not set(_STARTS).isdisjoint(roles):
        return lines
    return (*lines[:at], structs.replace(lines[at], text=f"{_NAME}: {found['value']}"), *lines[at + 1 :])


def _runs(found: Sequence[Block | _Record]) -> Iterator[Block]:
    """The blocks, records of the same labels that follow each other as one table."""
    for heads, same in groupby(found, lambda one: one.heads if isinstance(one, _Record) else None):
        if heads is None:
            yield from (one for one in same if not isinstance(one, _Record))
        else:
            records = [one for one in same if isinstance(one, _Record)]
            yield Grid((Line(records[0].place, heads), *(Line(one.place, one.cells) for one in records)))


def _records(lines: Sequence[Block]) -> Iterator[_Record]:
    """What labelled lines say of one indicator after the other."""
    said: list[_Said] = []
    above: _Said | None = None
    for one in (one for at, line in enumerate(lines) for one in _said_in(at, line)):
        if _names_again(one, said):
            continue
        if said and _is_apart(one, said):
            yield _Record(tuple(said))
            said = []
        if one.role in ("", "group"):
            above = one
            continue
        if not said:
            said += _named(one, above, lines)
        said.append(one)
        above = None
    if said:
        yield _Record(tuple(said))


def _named(one: _Said, above: _Said | None, lines: Sequence[Block]) -> list[_Said]:
    """The name that stands above the first label, where that says none."""
    if above is None or one.role in _STARTS:
        return []
    # A heading stays where it is, for what else is below it.
    at = one.at if isinstance(lines[above.at], Heading) else above.at
    return [structs.replace(above, at=at, role="goal", label=_NAME)]


def _is_apart(one: _Said, said: Sequence[_Said]) -> bool:
    """Whether something is not of the indicator that is told of: without a label, or with one that begins another."""
    return not one.role or one.role in _STARTS or any(one.label == other.label for other in said)


def _names_again(one: _Said, said: Sequence[_Said]) -> bool:
    """Whether a key says how what has a name is measured: `name: latency`, `sli: latency_p99`, `metric: http_total`."""
    named = {other.label: other.role for other in said if other.label not in (_NAME, "Target")}
    keys = one.role == "name" and one.label not in named and all(label.islower() for label in (*named, one.label))
    return keys and "name" in named.values()


def _said_in(at: int, block: Block) -> Iterator[_Said]:
    """What a line says behind each of its labels, but for keys that nothing is told by."""
    if isinstance(block, Grid):
        yield _Said(at, block.lines[0].place, "", "", "")
        return
    headed = isinstance(block, Heading)
    parts = (
        _part(at, block.place, part) for part in map(str.strip, [block.text] if headed else _NEXT.split(block.text))
    )
    yield from (one for one in parts if one.role or headed or not _KEY.fullmatch(one.value))


def _part(at: int, place: Place, part: str) -> _Said:
    found = _LABEL.fullmatch(part)
    role = _role(found["label"]) if found else ""
    return _behind(found, at, place, role) if found and role not in ("", *_ALONE) else _Said(at, place, "", "", part)


def _behind(found: re.Match[str], at: int, place: Place, role: str) -> _Said:
    """What stands behind a label, without the end of brackets around both."""
    label, value = found["label"], found["value"]
    label = _NAME if label.casefold() in _TITLES else label
    value = _plain(value)
    if label == "objective" and (level := _LEVEL.fullmatch(value)):
        role, label, value = "target", "Target", _at_least(level)
    return _Said(at, place, role, label, value if "(" in value else value.removesuffix(")"))


def _plain(value: str) -> str:
    """A value as YAML writes it - in quotes, with a comment, as `{value: 5, unit: km}` - as a cell has it."""
    quoted, pair = _QUOTED.fullmatch(value), _PAIR.fullmatch(value)
    if pair:
        return f"{pair['value']} {pair['unit'] or ''}".strip()
    return quoted["inside"] if quoted else _COMMENT.sub("", value)


def _at_least(level: re.Match[str]) -> str:
    """The level of a service as the bound that it is; a bare number is a percentage."""
    return level[0] if level["sign"] else f">= {level[0]}{'' if level['unit'] else '%'}"


def _role(label: str) -> str:
    return "name" if label.casefold() in _TITLES else meanings(label)[0].role


_LOOKED_AT = 20


def _with_cells(grid: Grid) -> Grid:
    """A table in one of whose columns each cell says all of an indicator, with a column for each part of that."""
    header, *lines = grid.lines
    wide = range(len(header.cells))
    at = next((at for at in wide if any(_says_both(line.cell(at)) for line in lines[:_LOOKED_AT])), None)
    if at is None:
        return grid
    rows = [Line(line.place, cells) for line in lines for cells in _opened(line, at)]
    heads = (*header.cells[:at], _NAME, "Baseline", "Target", *header.cells[at + 1 :])
    return Grid((Line(header.place, heads), *rows), grid.name)


def _says_both(cell: Cell) -> bool:
    return isinstance(cell, str) and ":" in cell and _BOTH.search(cell) is not None


def _opened(line: Line, at: int) -> Iterator[tuple[Cell, ...]]:
    """The cells of a row with those of name, baseline and target in the place of the one that says them."""
    cell = line.cell(at)
    parts: list[tuple[Cell, ...]] = [_parted(one) for one in _whole_in(cell, line.place)] or [(cell, "", "")]
    yield from ((*line.cells[:at], *three, *line.cells[at + 1 :]) for three in parts)


def _whole_in(cell: Cell, place: Place) -> list[_Record]:
    """The indicators of which a cell says all."""
    lines = _LETTERED.sub(BREAK, cell).split(BREAK) if isinstance(cell, str) else []
    prose = [Prose(place, _spelt(part.strip())) for part in lines if part.strip()]
    return [one for one in _records(prose) if one.is_whole]


def _parted(record: _Record) -> tuple[str, str, str]:
    """The name, the baseline and the target of an indicator."""
    values = {said.role: _dated(said) for said in record.said}
    named = next(said.value for said in record.said if said.role in _STARTS)
    return named, values.get("baseline", values.get("current", "")), values["target"]


def _spelt(text: str) -> str:
    """A part of a cell with its letter spelt out."""
    return f"{_LETTERS[text[0]]}{text[1:]}" if text[:2] in ("B:", "T:") else text


def _dated(said: _Said) -> str:
    """A value with the year of its label, where it has none itself."""
    period = meanings(said.label)[0].period
    return f"{said.value} ({period})" if period and not re.search(r"(?:19|20)[0-9]{2}", said.value) else said.value
