"""IATI 2.03 results out: one result a goal, its targets and figures as periods.

Source: iati-activities-schema.xsd, codelists IndicatorMeasure and ResultType, version 2.03.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from html import escape

from msgspec import Struct, field, structs

from coopctl.errors import Refused
from coopctl.exchange.formats.iati.reader import NAMESPACE, OWN, PERCENTAGE, titled
from coopctl.exchange.formats.tidy import Outgoing
from coopctl.judgement.books import come_to
from coopctl.language.echo import echo, show_value
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.calendar import ONE_DAY, Calendar, Period
from coopctl.values.dates import parse_period
from coopctl.values.ids import slug
from coopctl.values.quantities import EXACT, POINTED, plain

_UNIT, _ORDINAL = "1", "4"
_OTHER_RESULT = "9"
# What XML 1.0 cannot hold, and carriage returns, which its readers turn into newlines.
_UNHELD = dict.fromkeys((*range(9), 11, 12, 13, *range(14, 32), 65534, 65535), "�")


class _Span(Struct):
    """One IATI period: its targets as value and comment, its figures, and what is said in the place of one."""

    targets: list[tuple[Decimal, str]] = field(default_factory=list)
    figures: list[Entry] = field(default_factory=list)
    absent: list[Entry] = field(default_factory=list)


class Publisher(Struct, frozen=True):
    """Who reports, by the identifier of an organisation, and the identifier of the activity; made up where not said."""

    organisation: str = ""
    activity: str = ""

    def check(self) -> None:
        """Raises `Refused` for an identifier that IATI does not take."""
        for name, text in (("--reporting-org", self.organisation), ("--activity-id", self.activity)):
            if _UNFIT.search(text):
                raise Refused(f"{name} {text!r} is not an IATI identifier", "it has no blank and none of / & | ?")


# IATI 2.03: what an identifier must not hold.
_UNFIT = re.compile(r"[\s/&|?<>]")


def write(plan: Plan, told: Iterable[Outgoing], today: date, chains: Mapping[str, str], by: Publisher) -> Iterator[str]:
    """One activity with the plan's goals and their figures; `chains` says what each replaces, see `tidy.chains_of`."""
    by.check()
    figures: dict[str, list[Figure]] = {goal.id: [] for goal in plan.goals}
    for goal, figure, _ in told:
        figures[goal.id].append(structs.replace(figure, replaces=chains.get(figure.key, "")))
    title = _text(plan.title)
    start = plan.date or min((goal.promise.baseline.date for goal in plan.goals), default=today)
    organisation, activity = _names(plan, by)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<iati-activities version="2.03" xmlns:coopctl="{NAMESPACE}">\n'
        "  <iati-activity>\n"
        f"    <iati-identifier>{_text(activity)}</iati-identifier>\n"
        f'    <reporting-org ref="{_text(organisation)}" type="90"><narrative>{title}</narrative></reporting-org>\n'
        f"    <title><narrative>{title}</narrative></title>\n"
        f"    <description><narrative>{_text(plan.description or plan.title)}</narrative></description>\n"
        f'    <participating-org role="4" type="90"><narrative>{title}</narrative></participating-org>\n'
        '    <activity-status code="2"/>\n'
        f'    <activity-date type="2" iso-date="{start}"/>\n'
    )
    for goal in plan.goals:
        yield from _result(goal, figures[goal.id], plan.calendar)
    yield "  </iati-activity>\n</iati-activities>\n"


def _names(plan: Plan, by: Publisher) -> tuple[str, str]:
    """The identifiers of who reports and of the activity; those that are not given are made from the plan's title."""
    try:
        name = slug(plan.title)
    except Refused:
        name = "plan"
    organisation = by.organisation or f"coopctl-{name}"
    return organisation, by.activity or (f"{organisation}-{name}" if by.organisation else organisation)


def _result(goal: Goal, figures: list[Figure], calendar: Calendar) -> Iterator[str]:
    ascending = _ascending(goal)
    attribute = "" if ascending is None else f' ascending="{int(ascending)}"'
    yield (
        f'    <result type="{_OTHER_RESULT}">\n'
        f"      <title><narrative>{_text(goal.title)}</narrative></title>\n"
        f'      <indicator measure="{_measure(goal)}"{attribute}>\n'
        f"        <title><narrative>{_text(titled(goal.title, goal.promise.unit.text))}</narrative></title>\n"
        f"        <description><narrative>{_text(echo(goal, POINTED))}</narrative></description>\n"
        f'        <reference vocabulary="{OWN}" code="{goal.id}"/>\n'
    )
    base = goal.promise.baseline
    if base.value is not None:
        yield (
            f'        <baseline iso-date="{base.date}" year="{base.date.year}" value="{base.value:f}"'
            f"{_comment(_name(goal, base.value), 'baseline')}\n"
        )
    reached = _reached(goal, figures)
    for (start, end), span in sorted(_spans(goal, figures, calendar).items(), key=lambda one: one[0][::-1]):
        yield (
            "        <period>\n"
            f'          <period-start iso-date="{start}"/>\n'
            f'          <period-end iso-date="{end}"/>\n'
        )
        for value, comment in span.targets:
            yield f'          <target value="{value:f}"{_comment(comment, "target")}\n'
        if span.figures:
            yield _actual(goal, span.figures, reached[end] if end in reached else _come_to(goal.promise.measure, span))
        yield "".join(_own(number, figure) for number, figure in span.absent)
        yield "        </period>\n"
    yield "      </indicator>\n    </result>\n"


def _measure(goal: Goal) -> str:
    if goal.promise.measure is Measure.STAGE:
        return _ORDINAL
    return PERCENTAGE if goal.promise.unit.is_percent else _UNIT


def _ascending(goal: Goal) -> bool | None:
    """Whether more is better; None where it is between two bounds."""
    keep = goal.promise.target.keep
    if keep is None:
        return goal.promise.rising
    return None if keep.only is None else keep.high is None


def _spans(goal: Goal, figures: list[Figure], calendar: Calendar) -> dict[tuple[date, date], _Span]:
    """The periods of a goal's figures and targets, which are the same where they end alike."""
    spans: dict[tuple[date, date], _Span] = {}
    for number, figure in enumerate(figures, 1):
        if figure.date is not None:
            days = _period(goal, figure, figure.date, calendar)
            span = spans.setdefault((days.start, days.last), _Span())
            (span.absent if figure.missing else span.figures).append((number, figure))
    starts = {end: start for start, end in sorted(spans)}
    for value, deadline, comment in _promised(goal):
        start = starts.get(deadline) or _start(goal, deadline, calendar)
        spans.setdefault((start, deadline), _Span()).targets.append((value, comment))
    return spans


def _promised(goal: Goal) -> Iterator[tuple[Decimal, date, str]]:
    """The targets of a goal, each with its day and comment; two bounds are what IATI cannot say."""
    target = goal.promise.target
    yield from ((step.value, step.deadline, "milestone") for step in goal.promise.milestones)
    last = target.value if target.keep is None else target.keep.only
    if last is not None and target.deadline is not None:
        yield last, target.deadline, target.text


def _start(goal: Goal, deadline: date, calendar: Calendar) -> date:
    """Where the period of a target begins that has no figure: of a measure per period with that, else the baseline."""
    days = None if goal.promise.period is None else calendar.period_of(deadline, goal.promise.period)
    return goal.promise.baseline.date if days is None or days.last != deadline else days.start


def _period(goal: Goal, figure: Figure, day: date, calendar: Calendar) -> Period:
    """The days of which a figure tells others: all of the goal's period, of which it may be a part, as of its target.

    Of a goal without one, that of a single day is of all since the baseline; so is what a total has come to, whatever
    period brought the last of it.
    """
    if goal.promise.measure is Measure.TOTAL and day > goal.promise.baseline.date:
        return Period(goal.promise.baseline.date, day + ONE_DAY, "")
    written = parse_period(figure.on or f"{day}", today=day, calendar=calendar)
    if goal.promise.period is not None:
        whole = calendar.period_of(day, goal.promise.period)
        return whole if whole.start <= written.start else written
    if written.days > 1:
        return written
    start = goal.promise.baseline.date if goal.promise.baseline.date < day else day - ONE_DAY
    return Period(start, day + ONE_DAY, "")


def _reached(goal: Goal, figures: list[Figure]) -> dict[date, Decimal]:
    """What a total has come to by the day of each figure since its baseline; empty for other measures.

    Worked: a total of 4 with figures of 3 and 2 has the actuals 7 and 9.
    """
    if goal.promise.measure is not Measure.TOTAL:
        return {}
    base = goal.promise.baseline
    since = ((one.date, one.value or Decimal(0)) for one in figures if one.date and one.date > base.date)
    total, found = base.value or Decimal(0), {}
    for day, value in sorted(since):
        total = EXACT.add(total, value)
        found[day] = plain(total)
    return found


def _come_to(measure: Measure, span: _Span) -> Decimal:
    """What the figures of a period come to, which is what others read as its actual.

    Worked: a count with two events in 2024 has 2.
    """
    values = [figure.value for _, figure in span.figures if figure.value is not None]
    return come_to(measure, values, len(values))


def _actual(goal: Goal, figures: list[Entry], value: Decimal) -> str:
    """The one actual of a period, with the notes of its figures as comment.

    What IATI has no place for, such as the figures of which it is made, goes into elements of coopctl's own.
    """
    kept = "".join(_own(number, figure) for number, figure in figures)
    comment = "; ".join(dict.fromkeys(figure.note for _, figure in figures if figure.note)) or _name(goal, value)
    said = f"<comment><narrative>{_text(comment)}</narrative></comment>" if comment else ""
    return f'          <actual value="{value:f}">{said}{kept}</actual>\n'


def _own(number: int, figure: Figure) -> str:
    return f"<coopctl:figure>{_kept(number, figure)}</coopctl:figure>"


def _kept(number: int, figure: Figure) -> str:
    on = figure.on or f"{figure.date}"
    own = {"number": str(number), "period": on, "note": figure.note, "source": figure.source, "url": figure.url}
    own |= {"by": figure.who, "provisional": "yes" if figure.provisional else "", "key": figure.key}
    own |= {"replaces": figure.replaces, "missing": "yes" if figure.missing else "", "why": figure.why}
    own["value"] = "" if figure.value is None else f"{figure.value:f}"
    said = {name: text for name, text in own.items() if text or name == "note"}
    return escape(json.dumps(said), quote=False) + "\n"


def _name(goal: Goal, value: Decimal | None) -> str:
    return show_value(goal, value, POINTED) if goal.promise.measure is Measure.STAGE else ""


def _comment(text: str, name: str) -> str:
    return f"><comment><narrative>{_text(text)}</narrative></comment></{name}>" if text else "/>"


def _text(text: str) -> str:
    return escape(text.translate(_UNHELD), quote=True)
