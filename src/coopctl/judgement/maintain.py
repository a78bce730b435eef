"""Maintain goals: a value that is held or not, in each period or by each figure.  Pure."""

from decimal import Decimal
from fractions import Fraction

from coopctl.judgement.cadence import awaited
from coopctl.judgement.methods import Status
from coopctl.judgement.progress import Facts
from coopctl.plan.terms import Bounds, Measure


def keeping(facts: Facts, bounds: Bounds, held_in: tuple[int, int]) -> tuple[Status, str]:
    """A maintain goal: held or not, in the last complete period or by the last figure.

    After the deadline the last one up to it decides; `held_in` says in how many of how many the value was held.
    """
    last, current = facts.reading, facts.running
    counting = facts.goal.measure in (Measure.SUM, Measure.COUNT)
    if last is None and current is None:
        return Status.NO_DATA, f"no figure after {facts.goal.baseline.date}"
    if facts.closed and awaited(facts):
        return Status.AWAITING, f"no final figure for {facts.goal.target.deadline} yet"
    if (
        not facts.closed
        and current is not None
        and counting
        and bounds.high is not None
        and not _may_hold(bounds, current.value)
    ):
        return Status.OFF_TRACK, "the running period is already above what is to be kept"
    if last is None and facts.closed:
        return Status.NO_ASSESSMENT, "no period was completed between baseline and deadline"
    if last is None and current is not None:
        return _keeping_running(bounds, current.value, current.share, counting=counting)
    held = last is not None and bounds.hold(last.value)
    if facts.closed:
        counted = f"at the deadline; held in {held_in[0]} of {held_in[1]}"
        return (Status.ACHIEVED, f"held {counted}") if held else (Status.MISSED, f"not held {counted}")
    return (Status.ON_TRACK, "held") if held else (Status.OFF_TRACK, "not held")


def _may_hold(bounds: Bounds, value: Decimal) -> bool:
    return Bounds(high=bounds.high, below=bounds.below).hold(value)


def _keeping_running(bounds: Bounds, value: Decimal, share: Fraction, *, counting: bool) -> tuple[Status, str]:
    if not counting:
        return (Status.ON_TRACK, "held so far") if bounds.hold(value) else (Status.OFF_TRACK, "not held so far")
    due = int(Fraction(bounds.low) * share) if bounds.low is not None else 0
    if value >= due:
        return Status.ON_TRACK, "the running period has what is due by now"
    return Status.AT_RISK, "the running period is behind what is due by now"
