"""Maintain goals: a value that is held or not, in each period or by each figure.  Pure."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import (
    HELD,
    NOT_HELD,
    Band,
    Bands,
    Verdict,
    awaiting,
    held_by,
    nothing_since,
    verdict,
)
from coopctl.judgement.progress import Facts, due_by_now
from coopctl.judgement.readings import Reading, Running
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds


def bounds_on(goal: Goal, reading: Reading) -> Bounds | None:
    """What was to be kept on a reading's day, by the target that was in force then."""
    return goal.in_force(reading.date).promise.keep


class Held(NamedTuple):
    """In how many readings a value was held, of how many."""

    times: int
    of: int


def held_in(goal: Goal, readings: Iterable[Reading]) -> Held:
    """How often the value was held, each time by the bounds of its own day."""
    held = of = 0
    # Those of a target that holds for all time are asked for once, for there may be thousands of readings.
    always = None if goal.promise.revisions else goal.promise.keep
    for one in readings:
        bounds = always or bounds_on(goal, one)
        if bounds is not None:
            held, of = held + bounds.hold(one.value), of + 1
    return Held(held, of)


class _Kept(Struct, frozen=True):
    """What is judged of a maintain goal: its facts, what is to be kept, and how often it was held."""

    facts: Facts
    bounds: Bounds
    held: Held


def judge(facts: Facts, held: Held) -> Verdict:
    """A maintain goal: held or not, in the last complete period or by the last figure.

    After the deadline what decides it does.
    """
    goal, last = facts.goal, facts.reading
    bounds = goal.promise.keep if last is None else bounds_on(goal, last) or goal.promise.keep
    nothing = last is None and facts.running is None and facts.latest is None
    if bounds is None or nothing:
        return verdict(Status.NO_DATA, nothing_since(facts))
    kept = _Kept(facts, bounds, held)
    found = (rule(kept) for rule in (_awaited, _broken_already, _at_deadline, _at_last))
    return next((one for one in found if one is not None), verdict(Status.NO_DATA, nothing_since(facts)))


def _awaited(kept: _Kept) -> Verdict | None:
    """After the deadline: no figure to come, or one that is still awaited."""
    return awaiting(kept.facts, "held")


def _broken_already(kept: _Kept) -> Verdict | None:
    """Before the deadline: a sum or count that runs and is above its bound cannot come back."""
    promise, current = kept.facts.goal.promise, kept.facts.running
    if kept.facts.closing is not None or current is None or promise.keep is None or not promise.measure.pro_rata:
        return None
    above = f"{kept.facts.so_far} is already above what is to be kept"
    return verdict(Status.OFF_TRACK, above, held_by(promise.keep)) if _above(promise.keep, current) else None


def _at_deadline(kept: _Kept) -> Verdict | None:
    facts, (times, of) = kept.facts, kept.held
    if facts.closing is None:
        return None
    if facts.reading is not None:
        good = kept.bounds.hold(facts.reading.value)
    else:
        good = facts.running is not None and _holds_so_far(facts, kept.bounds, facts.running)
    counted = f"at the deadline; held in {times} of {of}"
    status, how = (Status.ACHIEVED, HELD) if good else (Status.MISSED, NOT_HELD)
    return verdict(status, f"{how} {counted}", held_by(kept.bounds))


def _at_last(kept: _Kept) -> Verdict | None:
    """By the last reading, or else by the period that runs."""
    last, current = kept.facts.reading, kept.facts.running
    if last is None:
        return None if current is None else _running(kept.facts, kept.bounds, current)
    return _by(kept.bounds, last.value)


def _by(bounds: Bounds, value: Decimal, so_far: str = "") -> Verdict:
    """Whether a value is held."""
    bands = held_by(bounds)
    band = bands.of(value)
    return verdict(band.status, band.label + so_far, bands)


def _above(bounds: Bounds, current: Running) -> bool:
    return bounds.high is not None and not Bounds(high=bounds.high, below=bounds.below).hold(current.value)


def _holds_so_far(facts: Facts, bounds: Bounds, current: Running) -> bool:
    """Whether the deadline's share of a period is within the same share of the bounds."""
    if not facts.goal.promise.measure.pro_rata:
        return bounds.hold(current.value)
    enough = bounds.low is None or current.value >= _due(facts, bounds.low, current)
    return enough and (bounds.high is None or current.value <= Fraction(bounds.high) * current.share)


def _running(facts: Facts, bounds: Bounds, current: Running) -> Verdict:
    if not facts.goal.promise.measure.pro_rata or bounds.low is None:
        return _by(bounds, current.value, " so far")
    due = _due(facts, bounds.low, current)
    good, behind = (
        Band(due, status, status.words, f"{facts.so_far} {how} what is due by now")
        for status, how in ((Status.ON_TRACK, "has"), (Status.AT_RISK, "is behind"))
    )
    return Bands("running", (good,), behind).verdict(Fraction(current.value), (("due by now", due),))


def _due(facts: Facts, low: Decimal, current: Running) -> Fraction:
    return due_by_now(facts.goal.promise.measure, Fraction(low), current, rising=True)
