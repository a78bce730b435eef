"""One row of a table to one goal: its columns to a wording, and the wording to a promise."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import structs

from coopctl.errors import Refused
from coopctl.exchange.plans import periods
from coopctl.exchange.plans.counting import check_scale, unit_of
from coopctl.exchange.plans.days import (
    by_heading,
    by_of,
    by_said,
    by_title,
    check_ahead,
    day_of,
    deadline_of,
    led_to,
    running_said,
    says_so,
    since_of,
)
from coopctl.exchange.plans.draft import DraftGoal
from coopctl.exchange.plans.headers import STAGE_OF_A_PLAN, Column, says_when
from coopctl.exchange.plans.kept import as_level, judged_kept, judgements
from coopctl.exchange.plans.marks import as_steps, without_change
from coopctl.exchange.plans.row import Context, NoTarget, Row
from coopctl.exchange.plans.starts import bare, base_of, check_year, is_unmeasured, uncounted
from coopctl.exchange.plans.steps import added_up, check_annual, check_undated, laddered, of_total
from coopctl.exchange.plans.words import blank, cadence
from coopctl.language.assumptions import taken_year
from coopctl.language.stated import stated
from coopctl.language.translated import in_english, ways
from coopctl.language.wording import Understanding, Wording
from coopctl.plan.plan import Goal
from coopctl.values.ids import slug
from coopctl.values.patterns import later

# A number that only counts the rows.
_COUNTING = later(r"[#(]?[0-9]+[.)]?")

Days = Mapping[Column, date | None]


def goal_of(row: Row, context: Context, title: str) -> DraftGoal:
    """The goal in a row.

    Raises `NoTarget` where it promises nothing, `Refused` where it is not understood.
    """
    check_scale(row, context)
    steps = _below_zero(_steps(row, context), row, context)
    said = [_said(row, context, column, text) for column, text in steps]
    last, promises = said[-1], [one.promise for one in said]
    check_annual(steps, promises)
    check_undated(steps, promises)
    summed = added_up(row, context, promises)
    assumed = of_total(last) if summed else _taken(row, context, *steps[-1], last)
    shape = context.shape
    note = note_of(row, context, [text for _, text in steps], [one.promise.target.text for one in said])
    goal = Goal(
        id=id_of(row, context) or slug(title),
        title=title,
        promise=summed or laddered(promises, context.plan.numbers),
        owner=row.at(shape.single.get("owner")),
        source=row.at(shape.single.get("source")),
        note=" ".join(filter(None, (note, last.note))),
        groups=row.groups,
        cadence=cadence(row.at(shape.single.get("cadence"))) or cadence(row.at(shape.single.get("by"))),
    )
    return DraftGoal(row.place, goal, last.arithmetic, assumed + _of_the_headers(row, context, steps[-1][0], last))


def _taken(row: Row, context: Context, column: Column, text: str, last: Understanding) -> tuple[str, ...]:
    """What was taken to be so of a goal whose years are not added up."""
    return (*last.assumed, *running_said(context), *by_said(row, context, column, text, last))


def _of_the_headers(row: Row, context: Context, column: Column, last: Understanding) -> tuple[str, ...]:
    """What is said of headers: when a year of two ends, that they give no deadline, or what numbers count in."""
    scaled = (f"numbers alone are so many {row.scale}, as the unit says",) if row.scale else ()
    if last.promise.target.deadline is not None:
        year = taken_year((column.text,), context.plan.calendar) if column.period else ""
        return (year, *scaled) if year else scaled
    if not (_SAYS_WHEN.search(column.text) or says_when(column.text)):
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
    led = "" if by or _LASTS.search(sentence) else led_to(context)

    def wording(text: str) -> Wording:
        """The row's own day, or that of the heading, counts where the sentence names none."""
        until = "" if periods.names_a_day_ahead(text, context.today) else by or led
        return Wording("", text, context.today, since=since_of(row, context, ""), by=until, whole=True)

    found = stated(in_english(sentence, context.shape.language), wording, context.plan)
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


def evidence_of(row: Row, context: Context) -> str:
    """The sources in a row of these, each once."""
    texts = (row.at(column) for column in context.shape.values)
    return "; ".join(dict.fromkeys(text for text in texts if not blank(text)))


def id_of(row: Row, context: Context) -> str:
    """The id that the row's own column gives, "" where there is none or where it only counts the rows."""
    single = context.shape.single
    if context.id_at is not None:
        text = row.cell(context.id_at)
        return slug(text) if text else ""
    text = row.at(single.get("id"))
    if not text:
        text = row.at(single.get("number"))
        text = "" if _COUNTING.fullmatch(text) else text
    return slug(text) if text and text not in context.shared and not blank(text) else ""


def _steps(row: Row, context: Context) -> list[tuple[Column, str]]:
    """The target cells that say something, with the last one last: by the day in their header, else by their place."""
    filled = _filled(row, context)
    if len(filled) == 1:
        return filled
    days = {column: day_of(column, context) for column, _ in filled}
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
    if not below or not blank(base_of(row, context)):
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
    written = base_of(row, context)
    text = without_change(text, written, decimal_comma=context.plan.decimal_comma)
    base, text, assumed = bare(row.at(context.shape.name), written, as_level(text, written, context))
    check_year(base, text)
    try:
        said = _counted(row, context, column, base, text)
    except Refused as why:
        if not is_unmeasured(base):
            raise
        try:
            alone = _counted(row, context, column, "", text)
        except Refused:  # which knows nothing of the baseline
            raise why from None
        return uncounted(alone, written)
    said = structs.replace(said, assumed=(*said.assumed, *assumed)) if assumed else said
    return judged_kept(said, judgements(row, context, column), context)


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
    by = by_of(row, context, column) or by_title(row, context, goal) or by_heading(context, goal)
    since = since_of(row, context, start)
    check_ahead(goal, by, since, context)
    return Wording(
        start=start,
        goal=goal,
        today=context.today,
        since=since,
        by="" if by and says_so(goal, by) else by,
        unit=unit_of(row, context, column, start + goal),
    )


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
