"""IATI 2.03 results in: the actuals of indicators as figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import BinaryIO

import msgspec
from msgspec import Struct

from coopctl.exchange.formats.iati.rules import Node, faults, iso_date
from coopctl.exchange.formats.iati.tree import results
from coopctl.exchange.formats.rows import Broken, Cell, Row, Table
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.calendar import FIRST_YEAR, LAST_YEAR, Calendar, PeriodKind

NAMESPACE = "urn:coopctl:iati:1"
HEADER = ("goal", "period", "value", "note", "source", "url", "by", "provisional", "key", "replaces", "missing", "why")
# The vocabulary of the reporting organisation itself, in the codelist IndicatorVocabulary.
OWN = "99"
# Of the codelist IndicatorMeasure.
PERCENTAGE = "2"
_MOST = 200
_LINES = msgspec.json.Decoder(dict[str, str])
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_PLACE = re.compile("[0-9]{1,18}", re.ASCII)


def read(stream: BinaryIO, name: str, plan: Plan) -> Iterator[Table]:
    """Every actual of every result as a row; a result with faults gives its faults, each with its line."""
    yield Table(HEADER, _rows(stream, name, plan), point=True, fixed=True)


def _rows(stream: BinaryIO, name: str, plan: Plan) -> Iterator[Row]:
    for result in results(stream, name):
        wrong = list(faults(result))
        for line, reason in wrong:
            yield line, Broken(reason)
        for indicator in result.all("indicator") if not wrong else ():
            yield from _actuals(indicator, plan)


def _actuals(indicator: Node, plan: Plan) -> Iterator[Row]:
    """The actuals of an indicator, in the order in which they were recorded where that is known."""
    name = _name(indicator, plan)
    goal = next((goal for goal in plan.goals if goal.id == name), None)
    why = "" if goal is None else _not_percent(indicator, goal) or _not_added(indicator, goal)
    rows = [
        row for period in indicator.all("period") for row in _of_period(period, _About(name, goal, plan.calendar, why))
    ]
    yield from (row for _, row in sorted(rows, key=lambda one: one[0]))


class _About(Struct, frozen=True):
    """Of what the actuals of an indicator are, and why those of others are not its figures, "" where they are."""

    name: str
    goal: Goal | None
    calendar: Calendar
    why: str


def _of_period(period: Node, about: _About) -> Iterator[tuple[int, Row]]:
    """The actuals of a period; where it has one of the whole those of its parts are passed over."""
    yield from (_row(period.line, own, about.name, "") for own in _own(period) if "missing" in own)
    actuals = period.all("actual")
    whole = any(_has_value(actual) and not _parts(actual) for actual in actuals)
    for actual in actuals:
        parts = _parts(actual)
        if parts and whole:
            yield 0, (actual.line, Broken("a part of the actual", part=True))
        elif parts:
            reason = f"the actual is of {', '.join(parts)} only, and there is none of the whole"
            yield 0, (actual.line, Broken(reason))
        else:
            yield from _figures(actual, period, about)


def _figures(actual: Node, period: Node, about: _About) -> Iterator[tuple[int, Row]]:
    """The figures that an actual is made of, as coopctl wrote them; of others' it is one."""
    for own in _own(actual):
        if about.why and not own:
            yield 0, (actual.line, Broken(f"the actual {actual.attributes.get('value', '')} {about.why}"))
            continue
        note = _narrative(actual.first("comment"))
        said = {"period": _label(period, about.calendar), "note": note, **own}
        yield _row(actual.line, said, about.name, own["value"] if "value" in own else _value(actual, note, about.goal))


def _value(actual: Node, note: str, goal: Goal | None) -> str:
    """The value of others' actual; a stage is named in its comment, for how others number stages nobody knows."""
    value = actual.attributes.get("value", "").strip()
    if goal is None or goal.promise.measure is not Measure.STAGE:
        return value
    named = next((stage for stage in goal.promise.stages if stage.casefold() == note.casefold()), "")
    return named or (f"number {value}" if value else note)


def _has_value(actual: Node) -> bool:
    return bool(actual.attributes.get("value", "").strip())


def _parts(actual: Node) -> list[str]:
    """The dimensions and places that an actual is of."""
    dimensions = (" ".join(map(one.attributes.get, ("name", "value"), ("", ""))) for one in actual.all("dimension"))
    return [*dimensions, *(f"location {one.attributes.get('ref', '')}" for one in actual.all("location"))]


def _not_percent(indicator: Node, goal: Goal) -> str:
    """Why the percentages of an indicator cannot be those of a goal in another unit; "" where they can be."""
    unit = goal.promise.unit
    apart = indicator.attributes["measure"] == PERCENTAGE and bool(unit.text) and not unit.is_percent
    return f"is a percentage, and {goal.id} is in {unit.text}" if apart else ""


def _not_added(indicator: Node, goal: Goal) -> str:
    """Why the actuals of others cannot be added up for a total; "" where nothing speaks against it.

    They are what it has come to, as the baseline and the targets beside them, where these are those of the goal, or
    where their periods begin on one day.
    """
    periods = [period for period in indicator.all("period") if any(map(_has_value, period.all("actual")))]
    added = goal.promise.measure is not Measure.TOTAL or not (
        _has_baseline(indicator, goal.promise.baseline.value)
        or (len(periods) > 1 and _has_target(periods, goal.promise.target.value))
        or len({period.children[0].attributes["iso-date"] for period in periods}) < len(periods)
    )
    if added:
        return ""
    return f"is what it has come to, not what was added (`coopctl goal edit {goal.id} --measure level` takes it so)"


def _has_baseline(indicator: Node, value: Decimal | None) -> bool:
    """Whether the baseline of the whole is this value, and not zero, from which both ways of counting are one."""
    whole = next((one.attributes.get("value") for one in indicator.all("baseline") if not _parts(one)), None)
    return bool(value) and _amount(whole) == value


def _has_target(periods: Sequence[Node], value: Decimal | None) -> bool:
    """Whether one of the periods is to come to this value."""
    return value is not None and any(
        _amount(one.attributes.get("value")) == value for period in periods for one in period.all("target")
    )


def _amount(text: str | None) -> Decimal | None:
    """The number that an attribute holds."""
    return Decimal(text) if text and len(text) < _MOST and _NUMBER.fullmatch(text) else None


def _row(line: int, own: Mapping[str, str], goal: str, value: str) -> tuple[int, Row]:
    """A row of what is known of a figure, with its number in the order of recording, 0 where none is known."""
    text = value.strip()
    amount = _amount(text)
    number = own.get("number", "")
    cells: list[Cell] = [goal, own.get("period", ""), text if amount is None else amount]
    cells += [own.get(name, "") for name in HEADER[3:]]
    return int(number) if _PLACE.fullmatch(number) else 0, (line, cells)


def _own(actual: Node) -> list[dict[str, str]]:
    """What coopctl itself wrote of each figure that an actual is made of; of others' actuals nothing."""
    try:
        return _LINES.decode_lines(actual.foreign.get(f"{NAMESPACE} figure", "")) or [{}]
    except msgspec.MsgspecError:
        return [{}]


def _narrative(node: Node | None) -> str:
    found = node.first("narrative") if node else None
    return found.text.strip() if found else ""


def _name(indicator: Node, plan: Plan) -> str:
    """The goal by the organisation's own reference code, else by the title with or without its unit."""
    ids = {goal.id for goal in plan.goals}
    codes = [one.attributes["code"] for one in indicator.all("reference") if one.attributes["vocabulary"] == OWN]
    code = next(filter(ids.__contains__, codes), "")
    title = indicator.first("title")
    names = [narrative.text.strip() for narrative in title.all("narrative")] if title else []
    return code or _by_title(names, plan) or next(iter(names), "")


def _by_title(names: Sequence[str], plan: Plan) -> str:
    """The one goal that has one of these titles, "" where none or several do."""
    found = [goal.id for goal in plan.goals if {goal.title, titled(goal.title, goal.promise.unit.text)} & set(names)]
    return found[0] if len(found) == 1 else ""


def titled(title: str, unit: str) -> str:
    """A title that names its unit, for which IATI has no place of its own."""
    return f"{title} ({unit})" if unit else title


def _label(period: Node, calendar: Calendar) -> str:
    """The period by its dates: a year, quarter or the like by its name, any other by its last day."""
    start, end = (iso_date(period.children[place].attributes["iso-date"]) for place in (0, 1))
    if start is None or end is None:
        return ""
    if not FIRST_YEAR <= start.year <= end.year <= LAST_YEAR:
        return end.isoformat()
    for kind in PeriodKind:
        found = calendar.period_of(start, kind)
        if (found.start, found.last) == (start, end):
            return found.label
    return end.isoformat()
