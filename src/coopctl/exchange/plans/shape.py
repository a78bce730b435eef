"""A header's columns to the shape of its table: what names a goal, where its values and dates are, what is not used."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import filterfalse

from msgspec import Struct, structs

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.goal_names import name_of, telling, told_names
from coopctl.exchange.plans.headers import (
    STAGES,
    Column,
    comma_in,
    halves_of,
    is_whole,
    language_of,
    meanings,
    mentions_target,
)
from coopctl.exchange.plans.looks import (
    INITIATIVE,
    SEVERAL,
    VALUED,
    Rows,
    cells_of,
    first_of,
    in_roles,
    is_amount,
    most_are,
)
from coopctl.exchange.plans.mapping import NOTHING, Told, mapped
from coopctl.exchange.plans.parted import parts_in
from coopctl.exchange.plans.settling import by_content
from coopctl.exchange.plans.words import is_part, scale_in
from coopctl.language.stated import promises_in_words
from coopctl.values.calendar import Duration
from coopctl.values.patterns import later

_ONCE = (
    "by", "since", "unit", "owner", "source", "id", "number", "cadence", "weight", "asof", "total", "quarter",
    "currency",
)  # fmt: skip
_JUDGED = "a judgement; coopctl makes its own from the figures"
# Why the columns of a role are not used.
_UNUSED = {
    "status": _JUDGED,
    "progress": _JUDGED,
    "apart": "what it holds is no part of a goal",
    "interim": "a value on the way needs a year, as in 'Target 2027'",
    "change": "a change without a year could be a target or what happened; write 'Change by 2030'",
    "parted": "a part of the percentage beside it",
    "planned": "its year is over, and what was reached in it stands beside it",
}
_ROLES = ("target", "baseline", "current", "group", "name", "note", "goal", *_UNUSED)
_YEAR_ALONE = "a year alone could be a target or a figure; --map target=COLUMN or figure=COLUMN says which"
_UNKNOWN = "its header is no known word; --map ROLE=COLUMN says what it holds"


class Shape(Struct, frozen=True):
    """The columns of one table by what they hold; `kind` is `goal`, `initiative`, or the kind of group it lists.

    Goals that are `stated` are named and promised in one sentence each.
    """

    kind: str
    name: Column
    targets: tuple[Column, ...] = ()
    baseline: Column | None = None
    figures: tuple[Column, ...] = ()
    groups: tuple[Column, ...] = ()
    notes: tuple[Column, ...] = ()
    single: dict[str, Column] = {}
    passed: tuple[tuple[Column, str], ...] = ()
    language: str = "en"
    stated: bool = False

    @property
    def comma(self) -> bool:
        """Whether the table's language writes a decimal comma."""
        return comma_in(self.language)

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns that hold amounts."""
        stated = (self.name,) if self.stated else ()
        return (*stated, *self.targets, *([self.baseline] if self.baseline else []), *self.figures)

    @property
    def subject(self) -> str:
        """What the headers of all values say that these are of, "" where they say nothing or several things."""
        subjects = {column.subject for column in self.values}
        return subjects.pop() if len(subjects) == 1 else ""


class Unclear(Struct, frozen=True):
    """A header that could be read in two ways, and which."""

    reason: str


def columns_of(header: Sequence[str], told: Told = NOTHING) -> tuple[Column, ...]:
    """Each column with the role that its words have in the header's own language, or that people gave it."""
    parts, wholes, shares = parts_in(header), *_wholes_in(header)
    heads = wholes | {parted.percentage: parted.head for parted in parts}
    ways = [meanings(heads.get(at, text).strip()) for at, text in enumerate(header)]
    language = language_of(way[0] for way in ways)
    chosen = [next((one for one in way if language in one.languages), way[0]) for way in ways]
    columns = [structs.replace(one, at=at) for at, one in enumerate(chosen)]
    for one in parts:
        columns[one.percentage] = structs.replace(columns[one.percentage], parts=one)
        for at in (one.numerator, one.denominator):
            columns[at] = Column(at, header[at].strip(), "parted")
    columns = in_roles(columns, dict.fromkeys(shares, "apart"))
    return told.settle(tuple(_told_by_each_other(columns)))


# The last words of a header, which may say of whom its values are: `Target 2028 (Female)`, `Baseline – Total`.
_OF_WHOM = later(r"(?P<head>.*\S)\s*[\s:–(\[-]\s*(?P<of>[^\W\d_]+)[)\]]?\s*")


def _wholes_in(header: Sequence[str]) -> tuple[dict[int, str], list[int]]:
    """The headers of values of all without the word for that, where others are of parts, and the places of those."""
    shares, wholes = _headed_by(header, is_part), _headed_by(header, is_whole)
    both = set(map(str.casefold, shares.values())).intersection(map(str.casefold, wholes.values()))
    parted = [at for at, head in shares.items() if head.casefold() in both]
    return {at: head for at, head in wholes.items() if head.casefold() in both}, parted


def _headed_by(header: Sequence[str], says: Callable[[str], bool]) -> dict[int, str]:
    """The headers that end in a word for whom their values are of, without it."""
    found = ((at, _OF_WHOM.fullmatch(text)) for at, text in enumerate(header))
    return {at: said["head"] for at, said in found if said and says(said["of"])}


def _told_by_each_other(columns: Sequence[Column]) -> list[Column]:
    """The columns, those of unknown words as they tell each other: `Current maturity` beside `Target maturity`."""
    halves = [half for one in columns if not one.role for half in halves_of(one.text, one.at)]
    subjects = [{half.subject for half in halves if half.role == role} for role in ("current", "target")]
    both = set.intersection(*subjects)
    told = {half.at: half for half in halves if half.subject in both}
    return [told.get(column.at, column) for column in _remarked(columns)]


def _remarked(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns; words in brackets that nobody knows could tell two of one role apart, which are then none."""
    of = [(one.role, one.period, one.after) for one in columns]
    for one, same in zip(columns, of, strict=True):
        yield structs.replace(one, role="", remark="") if one.remark and of.count(same) > 1 else one


def shape_of(header: Sequence[str], rows: Rows, today: date, told: Told) -> Shape | Unclear | None:
    """The shape of a table under a header; None where the header is none, `Unclear` where it has two meanings."""
    columns = columns_of(header, told)
    if not any(column.role for column in columns):
        return None
    settled = _naming_themselves(by_content(columns, rows, today), rows)
    return _stated(settled, rows) or _valued(settled, rows, today)


def _valued(columns: Sequence[Column], rows: Rows, today: date) -> Shape | Unclear | None:
    """The shape of a table whose values stand in columns of their own, or that has none."""
    name, rest = name_of(columns, rows)
    if name is None:
        return None
    rest = _habits(name, rest)
    targets = [column for column in rest if column.role == "target"]
    if targets:
        unread = _unread_name(name, rest, rows) or _unread_values(rest, rows, today)
        return unread or _goals(*told_names(name, rest, rows), columns)
    return _bare_years(name, rest, rows, today) or _others(name, rest, columns)


_HABITS = later(r"\b(?:habits?|routines?|habitudes?|gewohnheit(?:en)?|hábitos?|rotinas?|rutinas?)\b", re.IGNORECASE)


def _habits(name: Column, rest: list[Column]) -> list[Column]:
    """The columns beside the names of habits; how often these are is the target, where no other column is."""
    often = first_of(rest, "cadence")
    if often is None or not _HABITS.search(name.text) or first_of(rest, *VALUED, "goal") is not None:
        return rest
    return in_roles(rest, {often.at: "target"})


_KEY_RESULT = later(
    r"\s*(?:key results?|krs?|schlüsselergebniss?e?|résultats?[ -]clés?|resultados?[ -](?:claves?|chave))\s*",
    re.IGNORECASE,
)


_DIGIT = later("[0-9]")


def _states_goals(name: Column, rows: Rows) -> bool:
    """Whether most names of a column say all of a goal; key results do where they say how much."""
    # In however few words: `NPS ≥ 40`, `50 active tenants`.
    states = _DIGIT.search if _KEY_RESULT.fullmatch(name.text) else _says_all
    return most_are(cells_of(rows, name.at), states)


# An indicator and what is promised of it, in one cell: `ERC grants: 3 (2024) → 6 (2029)`.
_NAMED_PROMISE = later(
    r"[^\W\d][^:;0-9]{5,120}:\s(?:from |von |de )?[$€£]?[0-9][^:;]*"
    r"(?:→|->|\bto\b|\bauf\b|\bà\b|\ba\b|(?:19|20)[0-9]{2}).*",
    re.IGNORECASE,
)


def _says_all(cell: str) -> bool:
    """Whether a cell names a goal and says how much."""
    return promises_in_words(cell) or _NAMED_PROMISE.fullmatch(cell) is not None


def _naming_themselves(columns: Sequence[Column], rows: Rows) -> Sequence[Column]:
    """The columns, one of targets that names what each is of as the names: `Commitment | Indicator and target`."""
    aim, name = first_of(columns, "target"), first_of(columns, "name")
    alone = aim is not None and not any(one.role in VALUED for one in columns if one is not aim)
    if aim is None or not alone or name is not None or not most_are(cells_of(rows, aim.at), _NAMED_PROMISE.fullmatch):
        return columns
    groups = {one.at: "group" for one in columns if one.role == "goal"}
    return in_roles(in_roles(columns, groups, "objective"), {aim.at: "name"})


def _stated(columns: Sequence[Column], rows: Rows) -> Shape | None:
    """A table whose indicators are sentences that say all of a goal: `Deaths reduced from 280 to 140 by 2030`."""
    name = first_of(columns, "name") or first_of(columns, "goal", "target")
    others = [column for column in columns if column is not name]
    apart = ("baseline", "current", "target", *(("group",) if name and name.role == "target" else ()))
    if name is None or first_of(others, *apart):
        return None
    if not _states_goals(name, rows):
        return None
    shape = _goals(name, others, columns)
    return structs.replace(shape, stated=True) if isinstance(shape, Shape) else None


def _bare_years(name: Column, rest: Sequence[Column], rows: Rows, today: date) -> Unclear | None:
    """Years without a word for what their values are, some of them to come, where no column is a baseline."""
    bare = (one for one in rest if one.period and not one.role and most_are(cells_of(rows, one.at), is_amount))
    years = sorted(bare, key=lambda one: periods.last_year(one.period))
    if name.role not in ("name", "goal") or len(years) < SEVERAL or periods.last_year(years[-1].period) < today.year:
        return None
    shown, first = ", ".join(one.text for one in years), years[0]
    reason = f"the columns {shown} could hold figures or targets; which is the baseline's?"
    return Unclear(f"{reason} Say {mapped('baseline', first.text)}, and later years are targets")


# What says in words what is to come about, and is measured by something else.
_STATED = frozenset(("objective", "outcome", "output", "result"))


def _unread_name(name: Column, rest: Sequence[Column], rows: Rows) -> Unclear | None:
    """A column of words that nobody knows the name of, beside outcomes, which may be what is measured of these."""
    told = telling(rest, rows) if name.role == "group" and name.kind in _STATED else None
    if told is None:
        return None
    reason = f"the columns {name.text!r} and {told.text!r} could name the goals"
    return Unclear(f"{reason}; say {mapped('goal', told.text)}, or {mapped('note', told.text)}")


def _unread_values(rest: Sequence[Column], rows: Rows, today: date) -> Unclear | None:
    """A column of amounts that nobody knows the name of, where it may be the baseline, or a target."""
    unknown = [one for one in rest if not one.role and one.text.strip() and most_are(cells_of(rows, one.at), is_amount)]
    known = [periods.last_year(one.period) for one in rest if one.role in VALUED]
    aimed = next((one.text for one in unknown if _may_be_target(one, max(today.year - 1, *known))), "")
    if aimed:
        return _asked(aimed, "target", "a target")
    return _unread_baseline(unknown, rest)


def _may_be_target(column: Column, last: int) -> bool:
    """Whether a column is of a year behind the last known one, or says in unknown words that it is a target."""
    found = periods.find(column.text)
    later = found is not None and found.period != column.text and periods.last_year(found.period) > last
    return later or mentions_target(column.text)


def _unread_baseline(unknown: Sequence[Column], rest: Sequence[Column]) -> Unclear | None:
    """A column of amounts before the targets, where none is the baseline."""
    first = min(column.at for column in rest if column.role == "target")
    before = [column for column in unknown if column.at < first]
    if not before or before[0].period or first_of(rest, "baseline") is not None:
        return None
    return _asked(before[0].text, "baseline", "the baseline")


def _asked(header: str, role: str, what: str) -> Unclear:
    """A question after what a column of values is, and how to answer it."""
    reason = f"the column {header!r} holds values, and its header is no known word; is it {what}?"
    return Unclear(f"{reason} Say {mapped(role, header)}, or {mapped('none', header)}")


def _goals(name: Column, rest: Sequence[Column], columns: Sequence[Column]) -> Shape | Unclear:
    by_role = _gather(rest)
    by_role["target"], by_role["interim"] = _at_the_end(by_role["target"], by_role["interim"])
    earlier, by_role["baseline"] = _of_years(by_role["baseline"])
    by_role["current"] += earlier
    by_role["target"], by_role["apart"] = _without_foreseen(by_role["target"], by_role["apart"])
    unclear = _two_of_one(by_role) or _unread_scale(by_role[""]) or _quotas(by_role["target"])
    if unclear is not None:
        return unclear
    baselines, figures = by_role["baseline"], sorted(by_role["current"], key=lambda one: (one.period, one.at))
    if not baselines and figures:
        baselines = [figures.pop()]
    # A goal beside its indicator is what the indicators of several rows belong to.
    kind = "goal" if any(column.kind == "objective" for column in by_role["group"]) else "objective"
    aims = [structs.replace(column, role="group", kind=kind) for column in by_role["goal"]]
    return Shape(
        kind="goal",
        name=name,
        targets=tuple(by_role["target"]),
        baseline=next(iter(baselines), None),
        figures=tuple(figures),
        groups=(*by_role["group"], *aims),
        notes=(*by_role["name"], *by_role["note"]),
        single=_single(by_role),
        passed=tuple(_passed(by_role)),
        language=language_of(columns),
    )


def _single(by_role: Mapping[str, Sequence[Column]]) -> dict[str, Column]:
    """The first column of each role of which a goal has only one."""
    return {role: found[0] for role, found in by_role.items() if role in _ONCE and found}


def _two_of_one(by_role: Mapping[str, Sequence[Column]]) -> Unclear | None:
    """Two columns of a role of which there can be one."""
    alike = {"target": _alike(by_role["target"]), "baseline": by_role["baseline"], "by": by_role["by"]}
    role = next((role for role, found in alike.items() if len(found) > 1), "")
    return (
        Unclear(f"two columns could be the {role}: {' and '.join(one.text for one in alike[role])}") if role else None
    )


def _quotas(targets: Sequence[Column]) -> Unclear | None:
    """Quotas of single quarters or months, each of which is an amount of its own."""
    quotas = [one.text for one in targets if "quota" in one.text.casefold() and periods.is_within_a_year(one.period)]
    if len(quotas) < SEVERAL:
        return None
    return Unclear(f"{' and '.join(quotas[:SEVERAL])} are of single spans; write their sum, or one goal per quarter")


def _unread_scale(unknown: Sequence[Column]) -> Unclear | None:
    """A header of no known word that says that numbers are in thousands or the like."""
    scaled = next((column.text for column in unknown if scale_in(column.text)), "")
    why = f"the scale in {scaled!r} is not understood; write it in a column Unit, or beside the numbers"
    return Unclear(why) if scaled else None


def _gather(columns: Iterable[Column]) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {role: [] for role in ("", *_ROLES, *_ONCE)}
    for column in columns:
        found[column.role if column.role in found else ""].append(column)
    return found


def _of_years(baselines: list[Column]) -> tuple[list[Column], list[Column]]:
    """Baselines of several years as figures and the baseline, which is the last: `Baseline 2023 | Baseline 2024`."""
    years = {one.period for one in baselines}
    if len(baselines) < SEVERAL or "" in years or len(years) < len(baselines):
        return [], baselines
    *earlier, last = sorted(baselines, key=lambda one: periods.last_year(one.period))
    return [structs.replace(one, role="current") for one in earlier], [last]


# What tells the one of several targets that the others lead to: `Cible Phase 1 | Cible Phase 2 | Cible finale`.
_FINAL = later(r"\b(?:final|finale|overall|end|endziel|gesamtziel|endwert)\b", re.IGNORECASE)

_ON_THE_WAY = later(r"\b(?:milestones?|jalons?|meilensteine?|hitos?|marcos?)\b", re.IGNORECASE)


def _at_the_end(targets: list[Column], interim: list[Column]) -> tuple[list[Column], list[Column]]:
    """The targets and the values on the way to them, to which those without a year belong beside a final one."""
    early = _before_the_final([one for one in targets if not (one.period or one.after)])
    return [one for one in targets if one not in early], [*interim, *early]


def _before_the_final(undated: Sequence[Column]) -> list[Column]:
    """Some targets but for the one that is called the final one, or is of the last phase; none where that is unsaid."""
    for early in ([*filter(_is_on_the_way, undated)], [*filterfalse(_is_final, undated)]):
        if len(early) == len(undated) - 1:
            return early
    phases = [int(found["n"]) for one in undated if (found := _PHASE.search(one.text))]
    last = max(phases, default=0)
    if len(set(phases)) < len(undated):
        return []
    return [one for one, phase in zip(undated, phases, strict=True) if phase != last]


def _is_on_the_way(column: Column) -> bool:
    return _ON_THE_WAY.search(column.text) is not None


def _is_final(column: Column) -> bool:
    return _FINAL.search(column.text) is not None


_PHASE = later(rf"\b(?:{STAGES}) ?(?P<n>[0-9]{{1,2}})(?![0-9])", re.IGNORECASE)


# What is foreseen of a year is no target where another column is the one of that year.
_FORESEEN = later(
    r"\b(?:project(?:ions?|ed)|forecasts?|expected|estimated?|baseline|trend|prognosen?|projections?|prévisions?"
    r"|proyecci[óo]n(?:es)?|proje[çc](?:ão|ões)|previsto)\b",
    re.IGNORECASE,
)


def _without_foreseen(targets: list[Column], apart: list[Column]) -> tuple[list[Column], list[Column]]:
    """The targets, and what is no part of goals, with the projections of years that have a target of their own."""
    aimed = {(one.period, one.after) for one in targets if not _FORESEEN.search(one.text)}
    foreseen = [one for one in targets if (one.period, one.after) in aimed and _FORESEEN.search(one.text)]
    return [one for one in targets if one not in foreseen], [*apart, *foreseen]


def _alike(targets: Sequence[Column]) -> list[Column]:
    """Targets that no year tells apart."""
    seen: dict[tuple[str, Duration | None], Column] = {}
    for column in targets:
        other = seen.setdefault((column.period, column.after), column)
        if other is not column:
            return [other, column]
    return []


def _passed(by_role: dict[str, list[Column]]) -> Iterable[tuple[Column, str]]:
    for role, why in _UNUSED.items():
        yield from ((column, why) for column in by_role[role])
    for column in by_role[""]:
        if column.text.strip():
            yield column, _YEAR_ALONE if column.period else _UNKNOWN
    for role in _ONCE:
        yield from ((column, f"{by_role[role][0].text!r} says that already") for column in by_role[role][1:])


def _others(name: Column, rest: Sequence[Column], columns: Sequence[Column]) -> Shape | None:
    """A table of groups or initiatives: each with words about it, and without values."""
    by_role = _gather(rest)
    if name.role != "group" or by_role["baseline"]:
        return None
    about = by_role["note"] or (name.kind == INITIATIVE and (by_role["owner"] or by_role["by"]))
    if not about:
        return None
    return Shape(
        kind=name.kind,
        name=name,
        groups=tuple(by_role["group"]),
        notes=(*by_role["note"], *by_role["goal"]),
        single=_single(by_role),
        passed=tuple(_passed(by_role)),
        language=language_of(columns),
    )
