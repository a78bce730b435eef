"""One row of a table to one goal: its columns to a wording, and the wording to a promise."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate

from msgspec import Struct, structs

from coopctl.errors import Ended, Refused
from coopctl.exchange.plans import periods
from coopctl.exchange.plans.document import Place
from coopctl.exchange.plans.draft import DraftFigure, DraftGoal
from coopctl.exchange.plans.headers import STAGE_OF_A_PLAN, Column, unit_in
from coopctl.exchange.plans.leading import BRACKETED, Lead
from coopctl.exchange.plans.marks import (
    as_steps,
    at_the_end,
    dated,
    in_scale,
    unlabelled,
    unmarked,
    unnumbered,
    without_change,
)
from coopctl.exchange.plans.parted import value_of_parts
from coopctl.exchange.plans.shape import Shape
from coopctl.exchange.plans.words import blank, cadence, says, scale_alone
from coopctl.language.agreement import LOST_SCALE, has_scale
from coopctl.language.assumptions import KEPT_AT_ONCE, adding_up, is_kept_at_once, taken_year
from coopctl.language.deadlines import day_said
from coopctl.language.figures import value_of
from coopctl.language.keeping import reached_by_steps
from coopctl.language.letters import spelt_out
from coopctl.language.stated import stated, states_amount
from coopctl.language.tongues import own_readings
from coopctl.language.translated import in_english, ways
from coopctl.language.understood import Understood
from coopctl.language.wording import Understanding, Wording
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Bounds, Measure, Milestone
from coopctl.values.calendar import ONE_DAY, add, step
from coopctl.values.dates import parse_day, parse_duration, parse_period
from coopctl.values.ids import slug
from coopctl.values.patterns import later
from coopctl.values.quantities import NumberFormat, parse_quantity
from coopctl.values.sizes import is_time
from coopctl.values.units import PERCENTAGE
from coopctl.values.vocabulary import MONTHS, PERIODS, SCALES, pattern

# What may stand before a date or a length of time in a column of them; `before 2027` is another day.
_LEADING = later(
    r"(?<!\w)(?:before (?=(?:the )?end)|(?:by|until|within|in|over|the|end|year-end|next|of|fim|final|fines|fin"
    r"|ende|de|del|do)\s+)+",
    re.IGNORECASE,
)
_SUMMED = "the targets of the single years are added up, as the total says"
_APPROXIMATE = "the baseline is not exact, and taken as the number that is written"
_ABOUT_TARGET = "the target is not exact, and taken as the number that is written"
_MET = "the target is reached, as the status says, so it is kept as a bound"
_SERVICE = "the level of the service is kept by now, so it is a bound that is not to be left"
_MAY_BE_MET = (
    "what was reached is taken to be where it starts from; if it is beyond the target already: `coopctl goal edit GOAL"
    " --to '{bound} VALUE'`"
)
_UNMEASURED = (
    "the baseline is written as no single amount, and is open until `coopctl goal baseline GOAL VALUE` gives one"
)
# A number that only counts the rows.
_COUNTING = later(r"[#(]?[0-9]+[.)]?")
_BARE = later(r"[\s0-9.,:+<>=≤≥-]*")
_BARE_NUMBER = later(r"(?=.*[1-9])[\s0-9.,:+<>=≤≥-]*")

Days = Mapping[Column, date | None]


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
        return bool(aims and (_SERVED.search(aims[-1].text) or _SERVED.search(self.shape.name.text)))


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
        return self._cell(column.at) if column is not None else ""

    def _cell(self, at: int) -> str:
        return self.cells[at] if at < len(self.cells) else ""

    def value(self, column: Column | None) -> str:
        """A cell that holds a value, without the marks and the label around it."""
        if column is None:
            return ""
        text = self.at(column)
        if column.parts is not None:
            some, whole = self._cell(column.parts.numerator), self._cell(column.parts.denominator)
            text = value_of_parts(some, whole, text, decimal_comma=self.comma)
        text = unlabelled(at_the_end(unnumbered(unmarked(text), self.title)), column)
        return in_scale(text, self.scale) if self.scale else text


def goal_of(row: Row, context: Context, title: str) -> DraftGoal:
    """The goal in a row.

    Raises `NoTarget` where it promises nothing, `Refused` where it is not understood.
    """
    _check_scale(row, context)
    steps = _below_zero(_steps(row, context), row, context)
    said = [_said(row, context, column, text) for column, text in steps]
    last, promises = said[-1], [one.promise for one in said]
    _check_annual(steps, promises)
    _check_undated(steps, promises)
    summed = _added_up(row, context, promises)
    assumed = _of_total(last) if summed else _taken(row, context, *steps[-1], last)
    shape = context.shape
    note = note_of(row, context, [text for _, text in steps], [one.promise.target.text for one in said])
    goal = Goal(
        id=id_of(row, context) or slug(title),
        title=title,
        promise=summed or _laddered(promises, context.plan.numbers),
        owner=row.at(shape.single.get("owner")),
        source=row.at(shape.single.get("source")),
        note=" ".join(filter(None, (note, last.note))),
        groups=row.groups,
        cadence=cadence(row.at(shape.single.get("cadence"))) or cadence(row.at(shape.single.get("by"))),
    )
    return DraftGoal(row.place, goal, last.arithmetic, assumed + _of_the_headers(row, context, steps[-1][0], last))


def _taken(row: Row, context: Context, column: Column, text: str, last: Understanding) -> tuple[str, ...]:
    """What was taken to be so of a goal whose years are not added up."""
    return (*last.assumed, *_running(context), *_titled(row, context, column, text, last))


def _of_the_headers(row: Row, context: Context, column: Column, last: Understanding) -> tuple[str, ...]:
    """What is said of headers: when a year of two ends, that they give no deadline, or what numbers count in."""
    scaled = (f"numbers alone are so many {row.scale}, as the unit says",) if row.scale else ()
    if last.promise.target.deadline is not None:
        year = taken_year((column.text,), context.plan.calendar) if column.period else ""
        return (year, *scaled) if year else scaled
    if not _SAYS_WHEN.search(column.text):
        return scaled
    return (f"no deadline is read from {column.text!r}; `coopctl goal edit GOAL --by DAY` gives one", *scaled)


# A length of time, or a number of something, in a header that is of no year: `Target (30 days)`, `Meta tras la Fase 1`.
_SAYS_WHEN = later(
    r"[0-9] ?-?(?:d|days?|weeks?|months?|mo|yrs?|years?|jours?|semaines?|mois|ans?|tagen?|wochen?|monaten?|jahren?"
    r"|días?|semanas?|mes(?:es)?|años?|dias?|m[eê]s|anos?)(?!\w)"
    rf"|\b{STAGE_OF_A_PLAN}",
    re.IGNORECASE,
)


def stated_goal(row: Row, context: Context, sentence: str) -> DraftGoal:
    """The goal that a row states in one sentence.

    Raises `Refused` where the sentence is not understood whole.
    """
    by = deadline_of(row, context)
    led = "" if by or _LASTS.search(sentence) else _led(context)

    def wording(text: str) -> Wording:
        """The row's own day, or that of the heading, counts where the sentence names none."""
        until = "" if periods.names_a_day_ahead(text, context.today) else by or led
        return Wording("", text, context.today, since=_since(row, context, ""), by=until, whole=True)

    english = _YEAR_OF_START.sub(r"in \1", in_english(sentence, context.shape.language))
    found = stated(english, wording, context.plan)
    if found is None:
        raise Refused(
            f"{sentence!r} is no promise that is understood whole", "write it in columns: Baseline and Target"
        )
    title, said, single = found.title, found.said, context.shape.single
    goal = Goal(
        id=id_of(row, context) or slug(title),
        title=title,
        promise=said.promise,
        owner=row.at(single.get("owner")),
        source=row.at(single.get("source")),
        note=" ".join(filter(None, (note_of(row, context, ()), said.note))),
        groups=row.groups,
    )
    heading = (
        (f"by {context.lead.by}, as {context.lead.said!r} says",) if led == f"{said.promise.target.deadline}" else ()
    )
    return DraftGoal(row.place, goal, said.arithmetic, (*said.assumed, *heading))


_LASTS = later(r"\b(?:until|within|over|each|every|per)\s", re.IGNORECASE)
# The year of the first value, in brackets: `from 18% (2024) to 45%`.
_YEAR_OF_START = later(r"\(((?:19|20)[0-9]{2})\)(?=\s+to\b)")


def reached_of(row: Row, context: Context, above: DraftGoal) -> list[DraftFigure]:
    """The figures in a row of what was reached by the days of the targets of the goal above."""
    columns = [(column, _day(column, context)) for column in context.shape.targets]
    said = [(column, day, row.value(column)) for column, day in columns if day is not None]
    return [
        DraftFigure(above.place, above.goal.id, _figure(text, column, context, above.goal), day, text)
        for column, day, text in said
        if not blank(text)
    ]


def evidence_of(row: Row, context: Context) -> str:
    """The sources in a row of these, each once."""
    texts = (row.at(column) for column in context.shape.values)
    return "; ".join(dict.fromkeys(text for text in texts if not blank(text)))


def _titled(row: Row, context: Context, column: Column, text: str, last: Understanding) -> tuple[str, ...]:
    """That a deadline is the one of the title, or of the heading above."""
    title = _by_title(row, context, text)  # which few titles give, so that the columns are asked once
    by = title or _by_heading(context, text)
    if not by or f"{last.promise.target.deadline}" != by or _by(row, context, column):
        return ()
    return (f"by {by}, as the title says" if title else f"by {context.lead.by}, as {context.lead.said!r} says",)


def _of_total(last: Understanding) -> tuple[str, ...]:
    """What was taken to be so of years that are added up, but for how their figures are, which the total says."""
    return (*(sentence for sentence in last.assumed if sentence != adding_up(last.promise)), _SUMMED)


def figures_of(row: Row, context: Context, goal: Goal) -> list[DraftFigure]:
    """The figures that a row gives beside the baseline: `Current`, `Actual 2023`."""
    found = []
    for column in context.shape.figures:
        text = row.value(column)
        on = _day(column, context) or _asof(row, context) or context.today
        said = [(one.value, _read_day(one.year, context)) for one in dated(text)] or [_with_day(text, on, context)]
        for one, day in said if not blank(text) else ():
            found.append(DraftFigure(row.place, goal.id, _figure(one, column, context, goal), day, one))
    based = context.shape.baseline
    if based is not None:
        for earlier in dated(row.value(based))[:-1]:
            value = _figure(earlier.value, based, context, goal)
            found.append(DraftFigure(row.place, goal.id, value, _read_day(earlier.year, context), earlier.value))
    return found


# A value with its year in brackets: `94.2% (2024)`, `68.1% (census 2021)`.
_IN_YEAR = later(r"(?P<value>.*\S)\s*\((?P<in>[^()]*(?:19|20)[0-9]{2}[^()]*)\)")


def _with_day(text: str, on: date, context: Context) -> tuple[str, date]:
    """A value and its day: that of the year in brackets behind it, else the one that its column gives."""
    found = _IN_YEAR.fullmatch(text) if text.endswith(")") else None
    period = periods.find(found["in"]) if found else None
    return (found["value"], _read_day(period.period, context)) if found and period else (text, on)


def _figure(text: str, column: Column, context: Context, goal: Goal) -> Decimal:
    """The value in a cell beside the baseline, in the unit of its column where it names none."""
    refusal: Refused | None = None
    for said in dict.fromkeys((text, in_english(text, context.shape.language))):
        bare = said if re.search(r"[^\W\d]|%", said) or not column.unit else f"{said} {column.unit}"
        try:
            return value_of(goal, bare, decimal_comma=context.plan.decimal_comma)
        except Refused as why:
            refusal = why
    raise refusal or NoTarget("no figure is given")


def id_of(row: Row, context: Context) -> str:
    """The id that the row's own column gives, "" where there is none or where it only counts the rows."""
    single = context.shape.single
    if context.id_at is not None:
        text = row.cells[context.id_at] if context.id_at < len(row.cells) else ""
        return slug(text) if text else ""
    text = row.at(single.get("id"))
    if not text:
        text = row.at(single.get("number"))
        text = "" if _COUNTING.fullmatch(text) else text
    return slug(text) if text and text not in context.shared and not blank(text) else ""


def scale_of(row: Row, context: Context) -> str:
    """The word for what a row's numbers count in, where its unit or its title's brackets say nothing else, or ""."""
    unit, title, language = context.shape.single.get("unit"), row.at(context.shape.name), context.shape.language
    if unit is not None:
        return scale_alone(row.at(unit), language)
    inside = BRACKETED.findall(title) if "(" in title else ()
    return next(filter(None, (scale_alone(part, language) for part in inside)), "")


def _check_scale(row: Row, context: Context) -> None:
    """Raise `Refused` where numbers that all count in thousands or the like are too far apart to do so.

    Worked: 212 thousand are no start for 300,000 thousand.
    """
    if not row.scale:
        return
    texts = [text for one in context.shape.values if _BARE_NUMBER.fullmatch(text := row.at(one))]
    comma = context.plan.decimal_comma
    amounts = {abs(parse_quantity(text.strip(" +<>=≤≥-"), decimal_comma=comma).value): text for text in texts}
    low, high = min(amounts, default=Decimal(1)), max(amounts, default=Decimal(1))
    if low and high / low * _FEW >= Decimal(10) ** SCALES[row.scale]:
        raise Refused(f"{amounts[low]!r} and {amounts[high]!r} are too far apart to count both in {row.scale}",
                      "write behind each number what it counts in")  # fmt: skip


_FEW = 3


def _steps(row: Row, context: Context) -> list[tuple[Column, str]]:
    """The target cells that say something, with the last one last: by the day in their header, else by their place."""
    filled = _filled(row, context)
    if len(filled) == 1:
        return filled
    days = {column: _day(column, context) for column, _ in filled}
    return _in_order([one for one in filled if not _is_repeated(*one, filled, days)], days)


def _filled(row: Row, context: Context) -> list[tuple[Column, str]]:
    """The target cells that say something; raises `NoTarget` where none does."""
    said = [(column, as_steps(row.value(column), context.today)) for column in context.shape.targets]
    filled = [(column, text) for column, text in said if not blank(text)]
    if not filled:
        written = next((text for _, text in said if text), "")
        raise NoTarget(f"no target is given ({written!r})" if written else "no target is given")
    return filled


# A value in percent that may be a change, and one that can be none.
_BELOW_ZERO, _PERCENTAGE = later(r"[-\u2212]\s?[0-9][0-9.,]*\s?%"), later(r"[0-9][0-9.,]*\s?%")


def _below_zero(steps: list[tuple[Column, str]], row: Row, context: Context) -> list[tuple[Column, str]]:
    """The steps of no baseline, those below zero beside percentages without a sign as the values that they are.

    Worked: -10% by 2027 and 22% by 2028 are no reduction by 10%.
    """
    texts = [text for _, text in steps]
    below = any(map(_BELOW_ZERO.fullmatch, texts)) and any(map(_PERCENTAGE.fullmatch, texts))
    if not below or not blank(_base(row, context)):
        return steps
    return [(column, f"reach {text}" if _BELOW_ZERO.fullmatch(text) else text) for column, text in steps]


def _is_repeated(column: Column, text: str, filled: Sequence[tuple[Column, str]], days: Days) -> bool:
    """Whether the end of the project says again what its last year does."""
    return days[column] is None and any(days[other] and said == text for other, said in filled)


def _in_order(steps: list[tuple[Column, str]], days: Days) -> list[tuple[Column, str]]:
    """The steps by their days, a year behind its last quarter, and those without a day last."""

    def order(step: tuple[Column, str]) -> tuple[date, bool, int]:
        column = step[0]
        return days[column] or date.max, not periods.is_within_a_year(column.period), column.at

    return sorted(steps, key=order)


def _said(row: Row, context: Context, column: Column, text: str) -> Understanding:
    """What one target cell promises, counted from the row's baseline, or from none that is a single amount.

    Worked: `< 15 minutes` from `4-8 hours` or from `several days` is a promise that waits for its baseline.
    """
    written = _base(row, context)
    text = without_change(text, written, decimal_comma=context.plan.decimal_comma)
    base, text, assumed = _bare(row.at(context.shape.name), written, _as_level(text, written, context))
    try:
        said = _counted(row, context, column, base, text)
    except Refused as why:
        if not _is_unmeasured(base):
            raise
        try:
            return _uncounted(_counted(row, context, column, "", text), written)
        except Refused:  # which knows nothing of the baseline
            raise why from None
    said = structs.replace(said, assumed=(*said.assumed, *assumed)) if assumed else said
    return _judged(said, _judgements(row, context, column), context)


def _judged(said: Understanding, judged: Sequence[str], context: Context) -> Understanding:
    """A promise as its row's status, or what its table is of, says that it is kept."""
    if any(says("met", one) for one in judged):
        return _held(said, _MET)
    held = _held_level(said) if context.serves or any(says("serving", one) for one in judged) else said
    return _doubted(held, context) if held is said else held


# What was reached in a period that is over, which may be beyond the target.
_REACHED = later(
    r"\b(?:actual|achieved|achievement|attained|ist|erreicht|réalisée?|atteint|realizado|ejecutado|alcanzado|logrado"
    r"|alcançado|atingido|executado)\b",
    re.IGNORECASE,
)


def _doubted(said: Understanding, context: Context) -> Understanding:
    """A promise that leads down, or to more time, from what was reached without a day: it may be met, which is told."""
    based, promise = context.shape.baseline, said.promise
    base, value = promise.baseline.value, promise.target.value
    if based is None or base is None or value is None or promise.target.deadline or not _REACHED.search(based.text):
        return said
    if not (base < value if is_time(promise.unit) else base > value):
        return said
    bound = "at most" if base < value else "at least"
    return structs.replace(said, assumed=(*said.assumed, _MAY_BE_MET.format(bound=bound)))


def _bare(title: str, written: str, text: str) -> tuple[str, str, tuple[str, ...]]:
    """The baseline without what says that it is not exact, it and the target in the minutes or metres of the title,
    and what that takes to be so.
    """
    base = _ABOUT.sub("", written) if written[:1] in _ABOUT_FIRST else written
    base = _MARGIN.sub("", base) if "±" in base else base
    about = () if base == written else (_APPROXIMATE,)
    if text[:1] in _ABOUT_FIRST and _ABOUT.match(text):
        text, about = _ABOUT.sub("", text), (*about, _ABOUT_TARGET)
    if "m" not in base and "m" not in text:
        return base, text, about
    start, goal, lettered = spelt_out(base, text, title=title)
    return start, goal, (*about, *lettered)


def _judgements(row: Row, context: Context, column: Column) -> list[str]:
    """What the row's own status says, in words alone: `Exceeds`; it may say so of another year's target."""
    based = context.shape.baseline
    if based is not None and based.period and column.period and based.period != column.period:
        return []
    judged = [row.at(column) for column, _ in context.shape.passed if column.role in ("status", "progress")]
    return [re.sub(r"^\W+|\W+$", "", _REMARK.sub("", text)) for text in judged]


def _held(said: Understanding, why: str) -> Understanding:
    """A promise that is kept by now, with the target as the bound that the baseline is inside of.

    Worked: a coverage of 95% that exceeds its target of 90% is at least 90%, and is not to fall to it.
    """
    base, value = said.promise.baseline.value, said.promise.target.value
    if base is None or value is None or base == value or said.promise.measure is Measure.STAGE:
        return said
    bounds = Bounds(low=value) if base > value else Bounds(high=value)
    target = structs.replace(said.promise.target, value=None, keep=bounds)
    return structs.replace(said, promise=structs.replace(said.promise, target=target), assumed=(*said.assumed, why))


# Service levels are kept: at least so much of what is good, at most so much of an error or of time.
_SERVED = later(r"\bSL[OAI]s?\b|\bservice[ -](?:level|standard)", re.IGNORECASE)
_MOSTLY = 50


def _held_level(said: Understanding) -> Understanding:
    """A promise that is kept where it is the level of a service, and the baseline is on its good side.

    Worked: an availability of 99.95% that is at 99.97% is at least that, and a latency of 250 ms at 240 ms at most.
    """
    unit, base, value = said.promise.unit, said.promise.baseline.value, said.promise.target.value
    if base is None or value is None or not (unit.is_percent or is_time(unit)):
        return said
    floor = unit.is_percent and value >= _MOSTLY
    return _held(said, _SERVICE) if (base > value if floor else base < value) else said


_LEVEL = later(
    r"(?P<whole>[0-9]+)(?:[.,][0-9]+)?\s?(?P<of>%|ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?)(?:\s[^0-9]*)?",
    re.IGNORECASE,
)


def _as_level(text: str, base: str, context: Context) -> str:
    """The level of a service as the bound that it is, where no baseline tells: `99.9% uptime` is at least that much."""
    found = _LEVEL.fullmatch(text) if blank(base) and context.serves else None
    if found is None:
        return text
    good = found["of"] == "%" and int(found["whole"]) >= _MOSTLY
    return f"{'at least' if good else 'at most'} {text}"


# What says that a number is not exact, and the first letters of it, which most baselines do not have.
_ABOUT = later(
    r"(?:[~≈]|(?:about|around|approx\w*\.?|circa|ca\.?|roughly|environ|env\.|autour de|etwa|rund|ungefähr|zirka"
    r"|unos|unas|aprox\w*\.?|alrededor de|cerca de|aproximadamente)(?=[\s~≈]))\s*(?=[$€£]?[0-9])",
    re.IGNORECASE,
)
# How far off it may be: `45 ± 5`.
_MARGIN = later(r"\s*±\s*[0-9][0-9.,]*\s?%?")
_ABOUT_FIRST = frozenset("~≈aAcCrReEuUzZ")
# Several values, or a bound, none of which is the one that is counted from: `4-8 hours`, `> 180 days`, `20+ min`.
_SEVERAL = later(
    r"[~≈]?\s?[$€£]?[0-9][0-9.,]*\s?(?:%|[^\W\d]{1,3})?\s?(?:[-–—]|to|à|bis)\s?[$€£]?[0-9][0-9.,]*(?![0-9]*[-–/.][0-9])\D*"
    r"|[<>≤≥]=?\s?[$€£]?[0-9]\D*[0-9.,]*\D*|[$€£]?[0-9][0-9.,]*\s?[kKM]?\+(?:\s\D*)?"
)
# A number that is no amount behind words: `to be measured in phase 1`, `non suivi en v1`, `Q1 2025`.
_NO_AMOUNT = later(
    r"(?<= )(?:(?:phase|fase|stage|etapa|étape|sprint|release|version|versión|versão|week|woche|semaine|semana|month"
    r"|monat|mois|mes(?:es)?|m[eê]s|year|jahr|année|año|ano|quarter|quartal|trimestre) [0-9]{1,2}"
    r"(?: (?:to|a|à|bis|-|–) [0-9]{1,2})?|[^\W\d_]{1,2}[0-9]{1,2}(?:\.[0-9]+)*|20[0-9]{2})(?!\w)",
    re.IGNORECASE,
)
_REMARK = later(r"(?<=\w)\s*[(\[][^()\[\]]*[)\]]")


def _is_unmeasured(text: str) -> bool:
    """Whether a baseline says no single amount: in words alone, as a range or as a bound."""
    bare = _REMARK.sub("", text)
    if bare[:1].isalpha():
        bare = _NO_AMOUNT.sub("", bare)
    return bool(text) and (not re.search(r"[0-9]", bare) or bool(_SEVERAL.fullmatch(bare)))


def _uncounted(said: Understanding, written: str) -> Understanding:
    """A promise whose baseline is written as no single amount: its bound is to be reached, and its words are kept."""
    note = " ".join(filter(None, (said.note, f"Baseline: {written}.")))
    promise = reached_by_steps(said.promise) if re.search(r"\w", written) else said.promise
    kept = tuple(one for one in said.assumed if one != KEPT_AT_ONCE or is_kept_at_once(promise))
    return structs.replace(said, promise=promise, note=note, assumed=(*kept, _UNMEASURED))


def _counted(row: Row, context: Context, column: Column, base: str, text: str) -> Understanding:
    """What one target cell promises, counted from a baseline; in English words where it must be."""
    language = context.shape.language
    refusal: Refused | None = None
    pairs = zip(ways("" if blank(base) else base, language), ways(text, language), strict=True)
    for start, goal in dict.fromkeys(pairs):
        try:
            wording = _wording(row, context, column, start, _as_change(goal, column) if column.change else goal)
            return context.understood.of(wording)
        except Refused as why:
            refusal = refusal or why
    raise refusal or NoTarget("no target is given")


def _base(row: Row, context: Context) -> str:
    """The baseline's text: of several years the last; none where the base year is another than the value's."""
    column = context.shape.baseline
    text = row.value(column)
    years = dated(text)
    if years:
        return f"{years[-1].value} ({years[-1].year})"
    of = row.at(context.shape.single.get("since"))
    if column is not None and column.role == "current" and column.period and not blank(of):
        apart = periods.last_year(of) not in (0, periods.last_year(column.period))
        return "" if apart else text
    return text


_CHANGE = later(r"(?P<sign>[-+\u2212]?)\s?(?P<amount>[$€£]?[0-9].*)")

_CHANGING = later(r"increase|growth|rise|reduction|decrease|decline|cut|more|fewer", re.IGNORECASE)
_WAYS = {"-": "down", "\u2212": "down", "+": "up"}


def _as_change(text: str, column: Column) -> str:
    """A cell of a column of changes as the change that it is.

    Raises `Refused` where nothing says which way.
    """
    found = _CHANGE.fullmatch(text.strip())
    if found is None or _CHANGING.search(text):
        return text
    way = column.way or _WAYS.get(found["sign"], "")
    if not way or (column.way == "down" and found["sign"] == "+"):
        raise Refused(f"{text!r} is a change from the baseline, and nothing says which way",
                      f"write '+{found['amount']}' or '-{found['amount']}'")  # fmt: skip
    since = f" compared to {column.against}" if column.against else ""
    return f"{'increase' if way == 'up' else 'reduce'} by {found['amount']}{since}"


def _wording(row: Row, context: Context, column: Column, start: str, goal: str) -> Wording:
    """The phrases of baseline and target with what the other columns, the headers and the title add."""
    by = _by(row, context, column) or _by_title(row, context, goal) or _by_heading(context, goal)
    since = _since(row, context, start)
    check_ahead(goal, by, since, context)
    return Wording(
        start=start,
        goal=goal,
        today=context.today,
        since=since,
        by="" if by and _says_so(goal, by) else by,
        unit=_unit(row, context, column, start + goal),
    )


# A day that a title begins or ends with: `By June 2029, reduce ...`, `Enrolment by 2030`.
_DAY = r"(?:by|until) (?:the )?(?:end of )?(?P<day>(?:[a-z]+ [0-9]{1,2}, )?[^,:]{0,20}?20[0-9]{2})"
_BY_FIRST = later(rf"(?:[^\W\d_]+ [0-9.]+: )?{_DAY}[,:]? ", re.IGNORECASE)
_BY_LAST = later(rf".*\b{_DAY}", re.IGNORECASE)


def _by_title(row: Row, context: Context, goal: str) -> str:
    """The day to come that a title begins or ends with, where nothing else gives one; "" where there is none."""
    name = row.at(context.shape.name)
    if "20" not in name or not periods.names_a_year(name) or periods.find(goal) is not None:
        return ""
    title = _REMARK.sub("", name).rstrip(" .")
    ways = map(_day_of_title, own_readings(title))
    days = (_read_day(said, context) for said in filter(None, ways))
    return next((day.isoformat() for day in days if day > context.today), "")


def _by_heading(context: Context, goal: str) -> str:
    """The day that the heading above gives, where the cell itself says none; "" where there is none."""
    return "" if _SAYS_BY.search(goal) or not states_amount(goal) else _led(context)


def _led(context: Context) -> str:
    """The day that the heading above gives, where no header does; "" where there is none."""
    if not context.lead.by or any(one.period or one.after for one in context.shape.targets):
        return ""
    return _read_day(context.lead.by, context).isoformat()


_SAYS_BY = later(r"20[0-9]{2}|\b(?:by|until|within|over|in|year|month|week|day)\b", re.IGNORECASE)


def _day_of_title(title: str) -> str:
    """The day that a title in English words begins or ends with, "" where it is none."""
    found = _BY_FIRST.match(title) or _BY_LAST.fullmatch(title)
    said = periods.find(found["day"]) if found else None
    return found["day"] if found and said and said.end - said.start == len(found["day"]) else ""


def check_ahead(goal: str, by: str, since: date | None, context: Context) -> None:
    """Raise `Ended` where a deadline is over on the plan's day, and nothing else says when its baseline was."""
    if by and since is None and (day := date.fromisoformat(by)) <= context.today:
        raise Ended(f"{goal!r} ends on {by}, and the plan's date is {context.today}", "", day)


def _by(row: Row, context: Context, column: Column) -> str:
    """The deadline: the day of the column's header, and within it the one that the row's own column of dates gives.

    Raises `Refused` where the two contradict each other.
    """
    day = _day(column, context)
    if day is None:
        return deadline_of(row, context)
    own = deadline_of(row, context) if len(context.shape.targets) == 1 and column.period else ""
    if not own or own == day.isoformat():
        return day.isoformat()
    period = parse_period(in_english(column.period, context.shape.language), today=context.today,
                          calendar=context.plan.calendar)  # fmt: skip
    if not period.start <= date.fromisoformat(own) < period.end:
        raise Refused(f"the column {column.text!r} ends on {day}, but the row says {own}", "give one of them")
    return own


def _day(column: Column, context: Context) -> date | None:
    """The day of a column's header: the end of its year, or of so many months of the plan."""
    if column.period:
        period = in_english(column.period, context.shape.language)
        return parse_day(period, today=context.today, calendar=context.plan.calendar)
    return add(context.today, column.after) if column.after else None


# The days over which the level of a service is measured, which are no deadline.
_WINDOW = later(
    r"(?:rolling |over |last )?[0-9]{1,3}[ -]?(?:d|days?|w|weeks?|h|hours?)(?: rolling| window)?", re.IGNORECASE
)


def _is_window(text: str, context: Context) -> bool:
    return context.serves and _WINDOW.fullmatch(text) is not None


def deadline_of(row: Row, context: Context) -> str:
    """What the row's own column of dates says: a day, a span that ends, a length of time from the plan's date."""
    text = row.at(context.shape.single.get("by"))
    if blank(text) or says("endless", text) or cadence(text) or _is_window(text, context):
        return ""
    quarter = re.fullmatch(r"[QT]?([1-4])", row.at(context.shape.single.get("quarter")), re.IGNORECASE)
    if quarter and re.fullmatch(r"[0-9]{4}", text):
        text = f"Q{quarter[1]} {text}"
    said = _LEADING.sub("", in_english(_from_the_start(text), context.shape.language).strip())
    said = _within_a_year(said, context)
    length = re.fullmatch(r"\+?([0-9]{1,3}\s*[a-z]+)", said, re.IGNORECASE)
    if length:
        return step(context.today, parse_duration(length[1])).isoformat()
    try:
        return _read_day(said, context).isoformat()
    except Refused as trouble:
        day = day_said(text, context.today, context.plan)
        if day is None:  # as people wrote it, and not in English words
            raise Refused(trouble.message.replace(repr(said), repr(text)), trouble.hint) from None
        return day.isoformat()


def _from_the_start(text: str) -> str:
    """A week, month or year of the plan as the length of time up to its end: `Week 6` is 6 weeks."""
    found = periods.OF_THE_PLAN.fullmatch(_LEADING.sub("", text))
    return f"{found['n']} {PERIODS.get(found['unit'].lower(), '')}s" if found else text


# A day and its month alone; behind the month the number could be a year.
_OF_NO_YEAR = later(
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?(?:{pattern(MONTHS)})\.?(?: (?P<n>[0-9]{{1,2}}))?", re.IGNORECASE
)


def _within_a_year(said: str, context: Context) -> str:
    """A date without a year as the next one from today: `August`, `28 June`; the `year` alone is the one that runs.

    Raises `Refused` for `June 28`, which may be June 2028.
    """
    word, today = said.casefold().rstrip("."), context.today
    if word == "year":
        return f"{today.year}"
    month = MONTHS.get(word, 0)
    if month:
        return f"{today.year + (month < today.month)}-{month:02d}"
    found = _OF_NO_YEAR.fullmatch(said)
    day = day_said(said, today, context.plan) if found else None
    if found is None or day is None:
        return said
    year = 2000 + int(found["n"] or 0)
    if year >= today.year and (day + ONE_DAY).month == day.month:  # the end of a month is hardly a year
        raise Refused(f"{said!r} could be the day {day} or a month of {year}", "write the year in full")
    return day.isoformat()


def _read_day(said: str, context: Context) -> date:
    """The last day of a date or period that is all there is in a text."""
    found = periods.find(said)
    period = found.period if found and found.end - found.start == len(said) else said
    return parse_day(period, today=context.today, calendar=context.plan.calendar)


def _says_so(goal: str, by: str) -> bool:
    """Whether a phrase names the same year as the deadline beside it, and so says it already."""
    period = _beside_amount(goal)
    return by.startswith(period) and len(period) == 4 and by.endswith("12-31")


def _beside_amount(text: str) -> str:
    """The year or day that a cell names beside an amount, "" where it holds one number alone, which is the amount."""
    found = periods.find(text)
    rest = text[: found.start] + text[found.end :] if found else ""
    return found.period if found and re.search(r"[0-9]", rest) else ""


def _since(row: Row, context: Context, start: str) -> date | None:
    """The baseline's day: its own column's, else its header's, unless the cell has one itself."""
    text = row.at(context.shape.single.get("since"))
    if not blank(text):
        said = in_english(text, context.shape.language).strip()
        return _read_day(re.sub(r"^(?:as of|in|end of|since)\s+", "", said, flags=re.IGNORECASE), context)
    column = context.shape.baseline
    if column is not None and column.role == "current" and not column.period:
        return _asof(row, context)
    if column is None or not (column.period or column.after) or _beside_amount(start):
        return None
    return context.today if _runs(column, context) else _day(column, context)


def _runs(column: Column, context: Context) -> bool:
    """Whether a column is of a year that runs on the plan's day, whose value is the one of that day."""
    if not column.period or periods.is_within_a_year(column.period):
        return False
    year = parse_period(column.period, today=context.today, calendar=context.plan.calendar)
    return year.start <= context.today < year.last


def _running(context: Context) -> tuple[str, ...]:
    """That the baseline of a year that runs is taken to be of the plan's day."""
    column = context.shape.baseline
    if column is None or not _runs(column, context):
        return ()
    return (f"the baseline of {column.period} is taken to be of {context.today}, for the year runs",)


def _asof(row: Row, context: Context) -> date | None:
    """The day of the value of today that a column such as `Latest year` gives."""
    text = row.at(context.shape.single.get("asof"))
    return None if blank(text) else _read_day(in_english(text, context.shape.language).strip(), context)


def _unit(row: Row, context: Context, column: Column, said: str) -> str:
    """The unit beside the amounts: its own column's, else a header's, else the one in brackets in the title."""
    shape = context.shape
    own = _own_unit(row, context)
    if own:
        return own
    headed = column.unit or (shape.baseline.unit if shape.baseline else "")
    if not _BARE.fullmatch(said) and headed:
        return "" if headed in said else headed
    # A number alone is in the unit of the title, whatever those beside it say; nothing is nothing in any unit.
    if headed or not any(_BARE_NUMBER.fullmatch(row.at(one)) for one in shape.values):
        return headed
    return _unit_of_title(row.at(shape.name), shape.language)


def _own_unit(row: Row, context: Context) -> str:
    """The unit in the row's own column, "" where that only says that there is a number."""
    single, language = context.shape.single, context.shape.language
    if "unit" not in single and "currency" not in single:
        return ""
    text = in_english(row.at(single.get("unit")), language)
    money = row.at(single.get("currency"))
    if money and not blank(money):
        return money
    if says("percent", text):
        return "%"
    text = _NOUGHTS.sub("thousand", text)
    if blank(text) or says("number", text) or _SPREAD.fullmatch(text) or scale_alone(text, language):
        return ""
    return _REMARK.sub(
        "", re.sub(r"^(?:number|count|nombre|anzahl|número) (?:of |de |d')?", "", text, flags=re.IGNORECASE)
    )


# A scale in noughts: `'000 ha`, `USD '000`.
_NOUGHTS = later(r"(?<![\w.,])['’]?000s?(?![\w.,])")
# From where to where the numbers can go, which is no unit: `0-100`, `scale of 1 to 5`.
_SPREAD = later(
    r"(?:scale|score|index)?(?: of)? ?\(?[0-9]{1,3} ?(?:[-–]|to) ?[0-9]{1,3}\)?(?: scale| points?)?", re.IGNORECASE
)
_SHARED = later(r"(?:%|percent(?:age)?|pourcentage|prozentsatz|porcentaje|porcentagem|percentual)(?= (?:of|d|\w))")


def _unit_of_title(title: str, language: str) -> str:
    """The unit that a title names: `(USD million)`, `(Percentage, Custom)`, `% of births attended`."""
    inside = re.findall(r"[(\[]([^()\[\]]*)[)\]]", title)
    if any(says("percent", in_english(part.partition(",")[0].strip(), language)) for part in inside):
        return "%"
    found = next((unit for part in inside if (unit := unit_in(part))), "")
    bare = re.sub(r"^[\w.]*[0-9.]+[:.)]?\s+", "", title).casefold()
    return found or ("%" if _SHARED.match(bare) else "")


class _Sum(Struct, frozen=True):
    """Targets of single spans, and the total beside them; `written` where a column says that it is their total."""

    parts: tuple[Promise, ...]
    total: Decimal
    text: str
    written: bool

    @property
    def values(self) -> list[Decimal]:
        """The values of the single spans, none where one of them has no value or no day."""
        values = [value for one in self.parts if one.target.deadline and (value := _value(one)) is not None]
        return values if len(values) == len(self.parts) > 1 else []


def _sum_in(row: Row, context: Context, promises: Sequence[Promise]) -> _Sum | None:
    """The targets that may add up to one of them: to a column of totals, the end of the project, or their year."""
    text = row.at(context.shape.single.get("total"))
    if not blank(text):
        total = parse_quantity(text, decimal_comma=context.plan.decimal_comma).value
        return _Sum(tuple(promises), total, text, written=True)
    *parts, last = promises
    value, day = _value(last), last.target.deadline
    within = bool(parts) and day is not None and parts[-1].target.deadline == day
    if value is None or not (within or day is None):
        return None
    return _Sum(tuple(parts), value, last.target.text, written=within)


def _added_up(row: Row, context: Context, promises: Sequence[Promise]) -> Promise | None:
    """The targets of single years as steps of the total that they add up to; None where each is of its own.

    Worked: 120, 120 and 60 beside a total of 300 are 120, 240 and 300 in all.  Raises `Refused` where the total is
    neither their sum nor the last of them, or where it could be added to a baseline.
    """
    said = _sum_in(row, context, promises)
    values = said.values if said is not None else []
    if said is None or not values or said.total == values[-1]:
        return None
    if sum(values) != said.total:
        if not said.written:
            return None
        raise Refused(f"the total {said.text!r} is neither the last target nor what the targets add up to",
                      "leave the column of totals out, or write the targets as they add up")  # fmt: skip
    last = said.parts[-1]
    if last.baseline.value:
        total = context.plan.numbers.exact(said.total)
        raise Refused(f"the targets add up to the total {total}, with the baseline or without it",
                      "write the targets as values to reach")  # fmt: skip
    pairs = zip(accumulate(values), said.parts, strict=True)
    steps = [Milestone(value, one.target.deadline or date.max) for value, one in pairs]
    baseline = structs.replace(last.baseline, value=Decimal(0))
    target = structs.replace(last.target, value=said.total, keep=None)
    return structs.replace(last, measure=Measure.TOTAL, baseline=baseline, target=target, milestones=tuple(steps[:-1]))


def _laddered(promises: Sequence[Promise], numbers: NumberFormat) -> Promise:
    """The last of several columns as the target, and those before it as its milestones.

    Raises `Refused` where the columns are not of one kind.
    """
    *early, last = promises
    if not early:
        return last
    if _is_held(promises):
        return last
    last = reached_by_steps(last)
    # What a year says again of its last quarter is no step to it.
    before = [one for one in early if one.target.deadline != last.target.deadline or one.target.deadline is None]
    steps = tuple(_milestone(one, last) for one in before)
    _check_one_way(steps, last, numbers)
    _check_end(steps, last, numbers)
    return structs.replace(last, milestones=steps) if steps else last


def _is_held(promises: Sequence[Promise]) -> bool:
    """Whether all columns promise what is so today: one bound, or the value of the baseline, as 4 reports a year."""
    *early, last = promises
    if _is_kept(last) and all(one.target.keep == last.target.keep for one in early):
        return True
    return last.baseline.value is not None and {last.baseline.value} == {one.target.value for one in promises}


def _check_one_way(steps: Sequence[Milestone], last: Promise, numbers: NumberFormat) -> None:
    """Raise `Refused` where amounts that are counted from nothing go up and down again: each may be of its own year.

    Worked: 30, 40 and 20 from 0 may be 90 in all.
    """
    values, end = [step.value for step in steps], _value(last)
    if last.baseline.value != 0 or last.unit.is_percent or end is None or max(values, default=end) <= end:
        return
    shown = "; ".join(map(numbers.exact, [*values, end]))
    raise Refused(f"the targets {shown} go beyond the last one, as targets of single years do",
                  "write them as they add up, or their total into a column Total")  # fmt: skip


def _check_undated(steps: Sequence[tuple[Column, str]], promises: Sequence[Promise]) -> None:
    """Raise `Refused` where a target without a day stands before others with one, and no baseline tells which is last.

    Worked: `Current target | Target 2027` are 90% and 95%.
    """
    (column, text), last = steps[-1], promises[-1]
    if len(steps) == 1 or last.baseline.value is not None or last.target.deadline is not None:
        return
    if any(one.at > column.at for one, _ in steps):
        raise Refused(f"{text!r} has no day, and may be the target before the others or the last one",
                      "write its year into its header, or leave it out with --map none=COLUMN")  # fmt: skip


def _check_annual(steps: Sequence[tuple[Column, str]], promises: Sequence[Promise]) -> None:
    """Raise `Refused` where an annual target before one that is none leads away from it: it is of its year alone.

    Worked: 60 km in 2026 and 450 km by 2030, from 120 km, are 60 more.
    """
    base, (last, _) = promises[-1].baseline.value, steps[-1]
    if base is None or len(steps) == 1 or "nnual" in last.text:
        return
    annual = [one for (column, _), one in zip(steps, promises, strict=True) if "nnual" in column.text]
    way = _way(promises[-1], base)
    if any(_way(one, base) * way < 0 for one in annual):
        raise Refused(f"the annual target leads away from {last.text!r}, so it may be of its year alone",
                      "write what is to be reached in all by then, or leave it out with --map none=COLUMN")  # fmt: skip


def _way(promise: Promise, base: Decimal) -> int:
    """Whether a promise leads up, down or nowhere from a value, as a sign."""
    value = _value(promise)
    return 0 if value is None else (value > base) - (value < base)


def _check_end(steps: Sequence[Milestone], last: Promise, numbers: NumberFormat) -> None:
    """Raise `Refused` where a target without a day falls behind the last one with a day: it may be of something else.

    Worked: rank 64, 30 by 2030 and 15 by 2035 do not lead to a `Global Rank Target` of 20.
    """
    end = _value(last)
    if not steps or last.target.deadline is not None or end is None:
        return
    before = steps[-1].value
    first = steps[0].value if last.baseline.value is None else last.baseline.value
    if (before - first) * (end - before) < 0:
        shown = f"{numbers.exact(end)} has no day, and falls behind {numbers.exact(before)} by {steps[-1].deadline}"
        raise Refused(f"the target {shown}", "write its year into its header, or leave it out with --map none=COLUMN")


def _is_kept(promise: Promise) -> bool:
    """Whether a promise is a bound that its baseline holds."""
    keep, base = promise.target.keep, promise.baseline.value
    return keep is not None and (base is None or keep.hold(base))


def _value(promise: Promise) -> Decimal | None:
    """The value that is to be reached; a bound on one side is one."""
    keep = promise.target.keep
    return promise.target.value if keep is None else keep.only


def _milestone(early: Promise, last: Promise) -> Milestone:
    """An earlier column as a step to the last one; both must promise a value of the same kind."""
    value, day = _value(early), early.target.deadline
    if value is None or _value(last) is None or day is None:
        raise Refused(f"{early.target.text!r} and {last.target.text!r} are not two values with a year each",
                      "write the earlier one as a value to reach, under a header with its year")  # fmt: skip
    _check_lost_scale(early, last)
    alike = early.unit == last.unit or (
        early.unit.is_percent and last.unit.is_percent and PERCENTAGE in (early.unit, last.unit)
    )
    if (early.measure, early.period) != (last.measure, last.period) or not alike:
        texts = f"{early.target.text!r} and {last.target.text!r}"
        raise Refused(f"{texts} are not in one unit", "write both with the same unit")
    return Milestone(value, day)


def _check_lost_scale(early: Promise, last: Promise) -> None:
    """Raise `Refused` where the last of several amounts has most likely lost the `million` of those before it."""
    value, end = _value(early), _value(last)
    apart = value and end and abs(value) >= LOST_SCALE * abs(end)
    if apart and has_scale(early.target.text) and not has_scale(last.target.text):
        raise Refused(f"{last.target.text!r} could be a full amount or count as {early.target.text!r} does",
                      "write both with their scale")  # fmt: skip


def note_of(row: Row, context: Context, texts: Sequence[str], said: Sequence[str] = ()) -> str:
    """The words about a goal: its note columns, and how a phrase was written that had to be translated."""
    parts: list[str] = []
    for column in context.shape.notes:
        text = row.at(column)
        if text:
            parts.append(f"{_label(column)}{text}")
    written = [text for text in texts if text not in said]
    if written and "".join(written):
        parts.append("; ".join(f"“{text}”" for text in written))
    return " ".join(parts)


def _label(column: Column) -> str:
    """How a note's column is named before its text; a description needs no name."""
    plain = re.fullmatch(
        r"(?:descriptions?|growth drivers?|drivers?|details?|notes?|summary|comments?)", column.text.strip().casefold()
    )
    word = column.text.strip().removeprefix("Potential ").removeprefix("Expected ")
    return "" if plain else f"{word}: "
