"""The view of `coopctl explain`: every number between the figures and the status, as a pocket calculator wants them."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.methods import STALE, Status
from coopctl.judgement.methods.case import Bands, no_figure
from coopctl.judgement.readings import Reading, Running
from coopctl.language.assumptions import is_kept_at_once
from coopctl.language.echo import echo, show_value
from coopctl.output import Column, Row, View, listed
from coopctl.output.formats.lines import Line, Span
from coopctl.output.views import words
from coopctl.output.views.goal_line import tone_of
from coopctl.output.views.sentences import Teller
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure, Path
from coopctl.values.people import plural, rounded
from coopctl.values.quantities import POINTED, NumberFormat, as_decimal, plain, show_number, to_places

if TYPE_CHECKING:
    from coopctl.output.answers import ExplainAnswer

# So many slots without a figure are named, the last ones.
_ABSENT = 5


class _Digits(Struct, frozen=True):
    """How numbers are told: derived ones by three significant digits, or `exact` to ten places, to check by hand."""

    numbers: NumberFormat
    exact: bool

    def short(self, value: Fraction | Decimal) -> str:
        return self.numbers.localised(self._digits(value))

    def equals(self, value: Fraction) -> str:
        """`= 0.24`, or `≈ 0.456` where the digits go on."""
        digits = self._digits(value)
        sign = "=" if Fraction(digits.replace(",", "").replace("−", "-")) == value else "≈"
        return f"{sign} {self.numbers.localised(digits)}"

    def cut(self, value: Fraction) -> str:
        """A cut-off with every digit, where they end: a rounded one may lie on the other side of what it decides."""
        whole = plain(as_decimal(value))
        return self.numbers.exact(whole) if Fraction(whole) == value else self.short(value)

    def _digits(self, value: Fraction | Decimal) -> str:
        if not self.exact:
            return rounded(value)
        return show_number(to_places(value, 10))

    def value(self, goal: Goal, value: Decimal | None) -> str:
        """A value of a goal with its unit, every digit."""
        return show_value(goal, value, self.numbers)


def explain_view(plan: Plan, judged: Sequence[Assessment], as_of: date, *, exact: bool) -> View:
    """The steps from figures to status, each with the arithmetic behind it; the verdict of each method asked for.

    People see three digits of what is derived, unless `exact` asks for all; programs see all.
    """
    one = judged[0]
    teller = Teller(plan.numbers)
    sign, status = words.SIGNS[one.status][0], words.status(one, unicode=False)
    head: tuple[Line | str, ...] = (
        one.goal.title,
        (Span(f"{sign} {status}", tone_of(one)), Span(f": {words.why(one, plan.numbers)}")),
        teller.verdict(one),
        *([teller.outlook(one)] if isinstance(one.forecast, Forecast) else []),
        f"as of {as_of}, {'every method' if len(judged) > 1 else f'method {one.method}'}",
    )
    columns = (Column("Step"), Column("Arithmetic", folds=40))
    told = _all_steps(judged, _Digits(plan.numbers, exact))
    return View(partial(_answer, plan, judged, as_of), columns, listed(map(Row, told)), head)


def _answer(plan: Plan, judged: Sequence[Assessment], as_of: date) -> "ExplainAnswer":
    from coopctl.output.answers import ExplainAnswer, ExplainedRecord, StepRecord, VerdictRecord
    from coopctl.output.records import goal_record, numbers, plan_record

    one = judged[0]
    steps = tuple(StepRecord(what, how) for what, how in _all_steps(judged, _Digits(POINTED, exact=True)))
    methods = tuple(VerdictRecord(each.method, each.status, each.label, each.why, numbers(each)) for each in judged)
    record = ExplainedRecord(**structs.asdict(goal_record(one)), steps=steps, methods=methods)
    return ExplainAnswer(as_of, one.method if len(judged) == 1 else "all", plan_record(plan), (record,))


def _all_steps(judged: Sequence[Assessment], say: _Digits) -> Iterator[tuple[str, str]]:
    """Each step and how it came about."""
    one = judged[0]
    yield from _steps(one, one.readings, say)
    yield from _verdicts(judged, say)
    yield from _ahead(one, say)


def _steps(one: Assessment, readings: tuple[Reading, ...], say: _Digits) -> Iterator[tuple[str, str]]:
    goal, facts = one.goal, one.facts
    for revision in goal.promise.revisions:
        authority = f" ({revision.who})" if revision.who else ""
        yield "until", f"{revision.effective}: {revision.old.text}; changed because: {revision.why}{authority}"
    yield "promise", echo(goal, say.numbers)
    yield "as written", goal.promise.target.text
    if is_kept_at_once(goal.promise):
        reached = f"to be reached by the deadline: coopctl goal baseline {goal.id} VALUE"
        yield "kept", f"from the first day, as it has no baseline; {reached}"
    for reading in readings[-5:]:
        yield "figures say", f"{say.value(goal, reading.value)} {_when(reading)}"
    if facts.reading is not None:
        yield "reading", f"{say.value(goal, facts.reading.value)} {_when(facts.reading)}"
    if facts.running is not None:
        gone = f"{_share(facts.running)} of its days gone{words.provisional(facts.running)}"
        yield "running", f"{say.value(goal, facts.running.value)} so far in {facts.running.period.label}, {gone}"
    yield from _progress(one, say)
    yield from _expected(one, say)
    if facts.pace is not None:
        yield "pace", _pace(one, say)
    elif facts.no_pace:
        yield "pace", f"none: {facts.no_pace}"


def _verdicts(judged: Sequence[Assessment], say: _Digits) -> Iterator[tuple[str, str]]:
    """Each method's numbers and verdict; the statuses of one alone stand without its name."""
    alone = len(judged) == 1
    for one in judged:
        whose = "" if alone else f"{one.method}: "
        for name, number in one.numbers:
            yield whose + name, say.short(number)
        for bands in one.bands:
            yield f"{whose}thresholds", _cuts(bands, say)
        label = f" ({one.label})" if one.label != one.status.words and not _is_silent(one) else ""
        silent = f"; {one.method} itself: {one.label}" if _is_silent(one) else ""
        yield ("status" if alone else one.method), f"{one.status.words}{label}: {words.why(one, say.numbers)}{silent}"


# What methods call it where they say nothing.
_NOTHING_SAID = (Status.NO_ASSESSMENT.words, "unable to assess")


def _is_silent(one: Assessment) -> bool:
    """Whether a status is that of all methods, where the goal's own says nothing: what is held, or has no deadline."""
    return one.status is not Status.NO_ASSESSMENT and one.label in _NOTHING_SAID


def _cuts(bands: Bands, say: _Digits) -> str:
    """From where on a number is called what: `pace: on track from 0.95, at risk from 0.6, else off track`."""
    cuts = [f"{one.label} {_FROM[one.beyond]} {say.cut(Fraction(one.cut))}" for one in bands.cuts]
    return f"{bands.number}: {', '.join([*cuts, f'else {bands.below.label}' if cuts else bands.below.label])}"


_FROM = {False: "from", True: "above"}


def _beside(one: Assessment, say: _Digits) -> Iterator[tuple[str, str]]:
    """What stands beside the judged reading: interim targets, history, silent periods, earlier baselines."""
    goal = one.goal
    for line in words.milestones(one, say.numbers):
        yield "milestone", line
    own, baseline = one.facts.history.own_day(one.facts.as_of), goal.promise.baseline
    if own is not None:
        added, base = say.value(goal, own.value), say.value(goal, baseline.value)
        yield "own day", f"the baseline's {base} are of {baseline.date}, and what is recorded for it is added: {added}"
    if one.before:
        yield (
            "history",
            f"{plural(one.before, 'figures')} before the baseline of {goal.promise.baseline.date}, not judged",
        )
    if one.missing:
        yield "no figure", f"for {', '.join(one.missing)}"
    for absent in one.absent[-_ABSENT:]:
        yield "no figure", no_figure(absent)
    for rebasing in goal.promise.rebasings:
        old = "missing" if rebasing.old.value is None else say.value(goal, rebasing.old.value)
        yield "baseline was", f"{old} on {rebasing.old.date}; changed because: {rebasing.why or 'nobody said'}"


def _ahead(one: Assessment, say: _Digits) -> Iterator[tuple[str, str]]:
    goal, found = one.goal, one.forecast
    yield from _beside(one, say)
    if one.held is not None:
        yield "held", f"in {one.held.times} of {one.held.of}"
    if one.late is not None:
        yield "reached late", f"{one.late}"
    if one.stale:
        yield STALE, words.overdue(one)
    if isinstance(found, NoForecast):
        yield "forecast", f"none: {found.why}"
    elif found is not None:
        span = f"80% interval {say.value(goal, found.low)} to {say.value(goal, found.high)}"
        trend = ", no trend assumed" if found.model == "count" else ""
        value = f"{say.value(goal, found.value)} on {found.deadline}"
        yield "forecast", f"{value}, {span}, from {found.readings} readings{trend}"
        if found.probability is not None:
            met = f"met on {found.met_on}" if found.met_on else found.not_met
            yield "target", f"probability {say.numbers.localised(f'{found.probability}')}; on the present trend: {met}"


class _Ends(Struct, frozen=True):
    """Where the way begins and ends, by value and day, as the arithmetic is written."""

    start: str
    end: str
    since: date
    by: date | None

    def scaled(self, value: str) -> str:
        """A value on the way from one to the other."""
        return f"({value} − {self.start}) ÷ ({self.end} − {self.start})"


def _ends(one: Assessment, numbers: NumberFormat) -> _Ends | None:
    """The ends of a goal's way; None where it has none."""
    base, end = one.goal.promise.baseline, one.goal.promise.reach
    if base.value is None or end is None:
        return None
    return _Ends(numbers.exact(base.value), numbers.exact(end), base.date, one.goal.promise.target.deadline)


def _progress(one: Assessment, say: _Digits) -> Iterator[tuple[str, str]]:
    facts, ends = one.facts, _ends(one, say.numbers)
    if facts.progress is None or facts.value is None or ends is None:
        return
    value = say.numbers.exact(facts.value)
    if facts.closed and facts.due is not None and facts.running is not None:
        value = f"{value} ÷ ({_share(facts.running)})"
    yield "progress", f"{ends.scaled(value)} {say.equals(facts.progress)}"


def _expected(one: Assessment, say: _Digits) -> Iterator[tuple[str, str]]:
    facts, ends = one.facts, _ends(one, say.numbers)
    if facts.promised is None or ends is None or ends.by is None:
        return
    promised = say.short(facts.promised)
    yield from _path(one, ends, facts.promised, say)
    if facts.due is not None and facts.running is not None:
        rounded = _ROUNDED[one.goal.promise.rising] if one.goal.promise.measure is Measure.COUNT else ""
        yield (
            "due by now" if one.goal.promise.rising else "at most by now",
            f"{promised} × {_share(facts.running)}{rounded} {say.equals(facts.due)}",
        )
    elif facts.expected is not None:
        yield "expected", f"{ends.scaled(promised)} {say.equals(facts.expected)}"


_ROUNDED = {True: ", rounded down", False: ", rounded up"}
_RULES = {Path.LINEAR: "{b} + ({t} − {b}) × share", Path.COMPOUND: "{b} × ({t} ÷ {b})^share"}


def _path(one: Assessment, ends: _Ends, promised: Fraction, say: _Digits) -> Iterator[tuple[str, str]]:
    """Where the path is on the judged day; of one without corners by the share of time that has gone."""
    promise, day = one.goal.promise, one.facts.judged_on
    if promise.milestones or promise.path not in _RULES or ends.by is None:
        through = f"{promise.path} through {plural(len(promise.milestones), 'milestones')}"
        yield "path", f"{through}: {say.short(promised)} on {day}"
        return
    gone, whole = (day - ends.since).days, (ends.by - ends.since).days
    yield "time", f"{ends.since} to {day}: {gone} of {whole} days gone {say.equals(Fraction(gone, whole))}"
    rule = _RULES[promise.path].format(b=ends.start, t=ends.end)
    yield "path", f"{promise.path}: {rule} {say.equals(promised)}"


def _pace(one: Assessment, say: _Digits) -> str:
    facts, goal = one.facts, one.goal
    if facts.pace is None:
        return ""
    if facts.due is not None and facts.running is not None:
        b, share = say.numbers.exact(goal.promise.baseline.value or Decimal(0)), _share(facts.running)
        v, due = say.numbers.exact(facts.running.value), say.short(facts.due)
        return f"({v} ÷ ({share}) − {b}) ÷ ({due} ÷ ({share}) − {b}) {say.equals(facts.pace)}"
    progress, expected = facts.progress or Fraction(0), facts.expected or Fraction(1)
    return f"{say.short(progress)} ÷ {say.short(expected)} {say.equals(facts.pace)}"


def _when(reading: Reading) -> str:
    when = f"for {reading.period}, which ends {reading.date}" if reading.period else f"on {reading.date}"
    return when + words.provisional(reading)


def _share(running: Running) -> str:
    """The days gone of a running period: `273/365`."""
    return f"{running.share * running.period.days}/{running.period.days}"
