"""A goal's standing in the few words of a table cell."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from msgspec import structs

from coopctl.judgement.assessment import Assessment, Required
from coopctl.judgement.forecast.estimates import Forecast
from coopctl.judgement.methods import STALE, Status
from coopctl.judgement.readings import Reading, Running
from coopctl.judgement.rollup import RollUp
from coopctl.language.echo import show_bounds, show_value, stage_name
from coopctl.plan.plan import Figure, Goal
from coopctl.plan.terms import Measure, Milestone
from coopctl.values import brief
from coopctl.values.people import Shown
from coopctl.values.quantities import EXACT, NumberFormat
from coopctl.values.units import BARE, Unit

SIGNS = {
    Status.ACHIEVED: ("✔", "good"),
    Status.ON_TRACK: ("●", "good"),
    Status.AT_RISK: ("▲", "fair"),
    Status.OFF_TRACK: ("▼", "bad"),
    Status.MISSED: ("✘", "bad"),
    Status.AWAITING: ("…", "fair"),
    Status.OPEN: ("○", "quiet"),
    Status.NO_DATA: ("?", "quiet"),
    Status.NO_ASSESSMENT: ("–", "quiet"),
}
_BAR = 10


def per(goal: Goal) -> str:
    """`/year` after the values of a goal that is per period."""
    return f"/{goal.promise.period.replace('-', ' ')}" if goal.promise.period else ""


def amount(goal: Goal, value: Decimal | Fraction | None, numbers: NumberFormat, *, unit: bool = True) -> str:
    """A value of this goal in three digits, those promised in full, or the name of its stage; – for none."""
    if value is None:
        return "–"
    exact = Fraction(value)
    if goal.promise.measure is Measure.STAGE:
        return _stage(goal, exact)
    return beside(goal, [exact], numbers, unit=unit).value(exact)


def _stage(goal: Goal, value: Fraction) -> str:
    """The name of the stage, or the two that a path is between."""
    at = floor(value)
    ends = [stage_name(goal, Decimal(number)) for number in (at, at + 1)]
    return ends[0] if at == value else f"between {ends[0]} and {ends[1]}"


def beside(goal: Goal, values: Sequence[Decimal | Fraction | None], numbers: NumberFormat, *, unit: bool) -> Shown:
    """How values of a goal are shown beside each other: what was promised in full, and told from what decides."""
    promise = goal.promise
    return Shown.of(_shown_unit(goal, unit=unit), values, numbers, full=promise.said, apart=promise.ends)


def change(goal: Goal, value: Decimal | Fraction, numbers: NumberFormat, *, unit: bool = False) -> str:
    """A change of this goal's value with its sign, in the scale of what is promised, or in its own where it is a
    hundredth of that and less; that of a percentage is in percentage points.
    """
    promised = Shown.of(BARE, (goal.promise.target.value, goal.promise.baseline.value)).power
    own = Shown.of(_shown_unit(goal, unit=unit), [value], numbers)
    beside = promised and abs(value) > 10 ** (promised - 2)
    return structs.replace(own, power=promised if beside else own.power).change(value)


def _shown_unit(goal: Goal, *, unit: bool) -> Unit:
    """The unit that is shown; a percentage is never without its sign."""
    named = goal.promise.unit
    return named if unit or named.is_percent else BARE


def percent(value: Fraction | None) -> str:
    """A ratio in whole per cents, towards zero so that 99.9% is never shown as done; – when there is none."""
    return "–" if value is None else f"{int(value * 100)}%"


def overall(rolled: RollUp) -> str:
    """The mean progress with its base: `progress of all 34%`, `progress 90%, of the 1 of 3 goals that have figures`."""
    mean = brief.share(rolled.progress)
    if rolled.based == rolled.goals:
        return f"progress of all {mean}"
    return f"progress {mean}, of the {rolled.based} of {rolled.goals} goals that have figures"


def inside(rolled: RollUp) -> str:
    """The mean progress of a section: `progress 34%`, `progress 90% (1 of 3 have figures)`; "" where none has any."""
    if not rolled.based:
        return ""
    base = "" if rolled.based == rolled.goals else f" ({rolled.based} of {rolled.goals} have figures)"
    return f"progress {brief.share(rolled.progress)}{base}"


def archived(rolled: RollUp) -> str:
    """How many goals are out of sight: ` (2 archived)`."""
    return f" ({rolled.archived} archived)" if rolled.archived else ""


def milestones(one: Assessment, numbers: NumberFormat) -> list[str]:
    """The interim targets, each with the reading of its day, and whether it was met."""
    said = {True: "met", False: "not met", None: "to come"}
    return [_milestone(one, step, said[one.met(step)], numbers) for step in one.goal.promise.milestones]


def _milestone(one: Assessment, step: Milestone, met: str, numbers: NumberFormat) -> str:
    reading, due = one.reading_by(step), f"{amount(one.goal, step.value, numbers)} by {step.deadline}"
    if met == "to come" or reading is None:
        return f"{due}: {'no reading' if step.deadline <= one.facts.as_of else met}"
    return f"{due}: {met}, at {amount(one.goal, reading.value, numbers)} ({reading.period or reading.date})"


def bar(value: Fraction | None, *, unicode: bool) -> str:
    """Progress as ten blocks and its percentage; a value beyond 0 or 1 fills none or all of them."""
    if value is None:
        return ""
    full = min(max(int(value * _BAR), 0), _BAR)
    on, off = ("█", "░") if unicode else ("#", ".")
    return f"{on * full}{off * (_BAR - full)} {percent(value):>4}"


def mark(one: Assessment) -> str:
    """The mark of what stands as now."""
    return "" if one.facts.now is None else marked(one.facts.now)


def marked(one: Reading | Running | Figure) -> str:
    """The mark of a value that will be revised: ` p`."""
    return " p" if one.provisional else ""


def provisional(one: Reading | Running) -> str:
    """The same mark in full, behind what a sentence says: ` (provisional)`."""
    return " (provisional)" if one.provisional else ""


def baseline(goal: Goal, numbers: NumberFormat) -> str:
    return (
        "–" if goal.promise.baseline.value is None else amount(goal, goal.promise.baseline.value, numbers) + per(goal)
    )


def target(goal: Goal, numbers: NumberFormat, *, exact: bool = False) -> str:
    """The target's value, in three digits or in all of them; a total shows what it adds to the baseline, too."""
    if goal.promise.target.keep is not None:
        return show_bounds(goal, goal.promise.target.keep, numbers) + per(goal)
    if goal.promise.target.direction is not None:
        return f"{goal.promise.target.direction}"
    if goal.promise.target.value is None:
        return goal.promise.target.text
    shown = (show_value if exact else amount)(goal, goal.promise.target.value, numbers) + per(goal)
    if goal.promise.measure is Measure.TOTAL and goal.promise.baseline.value and goal.promise.target.value is not None:
        return (
            f"{shown} ({change(goal, EXACT.subtract(goal.promise.target.value, goal.promise.baseline.value), numbers)})"
        )
    return shown


def due(goal: Goal, amount: str) -> str:
    """What a running period has to have, or may have at most, where less is better."""
    return f"{amount} due" if goal.promise.rising else f"at most {amount}"


def now(one: Assessment, numbers: NumberFormat) -> str:
    """The reading and when; what the running period has so far."""
    goal, facts = one.goal, one.facts
    said = [] if facts.latest is None else [_latest(goal, facts.latest, numbers)]
    if facts.running is not None and (facts.by_running or not facts.closed):
        when = "" if said else f" in {facts.running.period.label}"
        said.append(f"{amount(goal, facts.running.value, numbers, unit=not said)} so far{when}")
    if facts.at_baseline and facts.latest is None:
        said.append(f"{amount(goal, goal.promise.baseline.value, numbers)} (baseline)")
    return ", ".join(said) or "–"


def _latest(goal: Goal, read: Reading, numbers: NumberFormat) -> str:
    return f"{amount(goal, read.value, numbers)}{marked(read)} ({read.period or read.date})"


def expected(one: Assessment, numbers: NumberFormat) -> str:
    """Where the path is; for a running period what is due by now."""
    if one.facts.due is not None:
        return f"{amount(one.goal, one.facts.due, numbers, unit=False)} by now"
    return percent(one.facts.expected)


def status(one: Assessment, *, unicode: bool) -> str:
    """The status with a sign that reads without colour, and the flags beside it."""
    sign = f"{SIGNS[one.status][0]} " if unicode else ""
    return sign + one.status.words + "".join(f", {flag}" for flag in flags(one))


def why(one: Assessment, numbers: NumberFormat) -> str:
    """Why the status is what it is, with numbers as the plan writes them, but for what a person wrote in brackets."""
    said, bracket, written = one.why.partition(" (")
    return f"{numbers.within(said)}{bracket}{written}"


def flags(one: Assessment) -> list[str]:
    """What is raised beside the status."""
    absent = one.last_absent
    raised = (
        ("" if absent is None else f"n/a for {absent.on}", absent is not None),
        (f"{one.before:,} earlier", one.last_counted is None and one.before > 0),
        ("reversing", one.reversing),
        (STALE, one.stale),
        ("reached late", one.late is not None),
    )
    return [word for word, there in raised if there]


def overdue(one: Assessment, on: Callable[[date], str] = str) -> str:
    """Why a goal is stale: its last figure, and the one that should have come since; days as `on` tells them."""
    goal, last, owed = one.goal, one.last_counted, one.owed
    spelled = (goal.promise.period or "year").replace("-", " ")
    early = f" ({one.before:,} before it)" if one.before else ""
    never = f"there is no figure since the baseline of {on(goal.promise.baseline.date)}{early}"
    since = f"the last figure is of {on(last)}" if last else never
    if owed is not None and owed.overdue:
        return f"{since}, the one for {on(owed.due_for)} was due by {on(owed.due_by)}"
    return f"{since}, longer ago than {goal.cadence or f'a {spelled}'}{f' and {goal.lag}' if goal.lag else ''}"


def needs(one: Assessment, numbers: NumberFormat, *, short: bool = False) -> str:
    """What is needed next; in brief without the deadline, which stands in a column of its own."""
    deadline = one.goal.promise.target.deadline
    if one.status is Status.AWAITING:
        return f"the figure for {brief.by(deadline)}" if deadline else "the final figure"
    if one.late is not None:
        return f"reached late, on {brief.on(one.late)}"
    if one.goal.promise.keep is not None:
        return held(one)
    if one.required is None or one.status in (Status.ACHIEVED, Status.MISSED):
        return ""
    return _to_go(one, one.required, numbers, short=short)


def _to_go(one: Assessment, required: Required, numbers: NumberFormat, *, short: bool) -> str:
    """The stage, or the change that is still needed, and how much that is a month."""
    goal = one.goal
    if goal.promise.measure is Measure.STAGE:
        return "" if short else f"{target(goal, numbers)}{_by(required.by)}"
    if required.period:
        return _in_period(one, required.change, required.period, numbers)
    rate = None if required.rate is None else change(goal, required.rate, numbers)
    if short:
        return change(goal, required.change, numbers) + (f", {rate}/mo" if required.rate else "")
    return (
        f"{change(goal, required.change, numbers)}{_by(required.by)}{f' ({rate} a month)' if rate is not None else ''}"
    )


def outlook(one: Assessment, numbers: NumberFormat) -> str:
    """Where the trend leads by the deadline, the 80% interval, and how likely the target is."""
    found = one.forecast
    if not isinstance(found, Forecast):
        return ""
    value, low, high = (
        amount(one.goal, number, numbers, unit=False) for number in (found.value, found.low, found.high)
    )
    likely = f", {percent(Fraction(found.probability))} likely" if found.probability is not None else ""
    return f"{value} ({low} to {high}){likely}"


def held(one: Assessment, how: str = "held in") -> str:
    """How often a value was held that is to be kept, "" where nothing says so."""
    return f"{how} {one.held.times} of {one.held.of}" if one.held and one.held.of else ""


def _in_period(one: Assessment, change: Fraction, period: str, numbers: NumberFormat) -> str:
    """What a period must still gain; where less is better, what it may still gain, or has too much."""
    shown = amount(one.goal, abs(change), numbers, unit=False)
    if one.goal.promise.rising:
        return f"+{shown} in {period}" if change > 0 else f"enough in {period}"
    if change == 0:
        return f"no more in {period}"
    return f"at most {shown} more in {period}" if change > 0 else f"over by {shown} in {period}"


def _by(day: date | None) -> str:
    return f" by {brief.by(day)}" if day else ""
