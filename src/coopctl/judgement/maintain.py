"""Maintain goals: a value that is held or not, in each period or by each figure.  Pure."""

from collections.abc import Iterable
from fractions import Fraction

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import Verdict, nothing_since, said, verdict
from coopctl.judgement.progress import Facts
from coopctl.judgement.readings import Reading, Running
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds


def bounds_on(goal: Goal, reading: Reading) -> Bounds | None:
    """What was to be kept on a reading's day, by the target that was in force then."""
    return goal.in_force(reading.date).promise.keep


def held_in(goal: Goal, readings: Iterable[Reading]) -> tuple[int, int]:
    """In how many readings the value was held, of how many, each by the bounds of its own day."""
    judged = [(bounds, one.value) for one in readings if (bounds := bounds_on(goal, one)) is not None]
    return sum(bounds.hold(value) for bounds, value in judged), len(judged)


def judge(facts: Facts, held: tuple[int, int]) -> Verdict:
    """A maintain goal: held or not, in the last complete period or by the last figure.

    After the deadline what decides it does; `held` says in how many of how many the value was held.
    """
    goal, last, current, ending = facts.goal, facts.reading, facts.running, facts.closing
    bounds = goal.promise.keep if last is None else bounds_on(goal, last) or goal.promise.keep
    if bounds is None or (last is None and current is None and facts.latest is None):
        return verdict(Status.NO_DATA, nothing_since(facts))
    if ending is not None and ending.absent is not None and not ending.after:
        return verdict(Status.NO_ASSESSMENT, f"there is no final figure, {said(ending.absent)}")
    if ending is not None and ending.awaited:
        late = f"; held by {last.date} at the latest" if ending.after and last else ""
        return verdict(Status.AWAITING, f"no final figure for {goal.promise.target.deadline} yet{late}")
    if (
        ending is None
        and current is not None
        and goal.promise.keep
        and goal.promise.measure.pro_rata
        and _above(goal.promise.keep, current)
    ):
        return verdict(Status.OFF_TRACK, "the running period is already above what is to be kept")
    if ending is not None:
        counted = f"at the deadline; held in {held[0]} of {held[1]}"
        good = bounds.hold(last.value) if last else current is not None and _holds_so_far(facts, bounds, current)
        return verdict(Status.ACHIEVED, f"held {counted}") if good else verdict(Status.MISSED, f"not held {counted}")
    if last is not None:
        good = bounds.hold(last.value)
        return verdict(Status.ON_TRACK, "held") if good else verdict(Status.OFF_TRACK, "not held")
    return _running(facts, bounds, current) if current else verdict(Status.NO_DATA, nothing_since(facts))


def _above(bounds: Bounds, current: Running) -> bool:
    return bounds.high is not None and not Bounds(high=bounds.high, below=bounds.below).hold(current.value)


def _holds_so_far(facts: Facts, bounds: Bounds, current: Running) -> bool:
    """Whether the deadline's share of a period is within the same share of the bounds."""
    if not facts.goal.promise.measure.pro_rata:
        return bounds.hold(current.value)
    low, high = (None if bound is None else Fraction(bound) * current.share for bound in (bounds.low, bounds.high))
    return (low is None or current.value >= int(low)) and (high is None or current.value <= high)


def _running(facts: Facts, bounds: Bounds, current: Running) -> Verdict:
    if not facts.goal.promise.measure.pro_rata:
        held = bounds.hold(current.value)
        return verdict(Status.ON_TRACK, "held so far") if held else verdict(Status.OFF_TRACK, "not held so far")
    due = int(Fraction(bounds.low) * current.share) if bounds.low is not None else 0
    if current.value >= due:
        return verdict(Status.ON_TRACK, "the running period has what is due by now")
    return verdict(Status.AT_RISK, "the running period is behind what is due by now")
