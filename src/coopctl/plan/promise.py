"""A promise as a frozen value: what a goal commits to, what it was before, and what must always hold of it."""

import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Self

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.plan.terms import Baseline, Bounds, Direction, Measure, Milestone, Path, Rebasing, Revision, Target, kept
from coopctl.values.calendar import PeriodKind
from coopctl.values.quantities import says
from coopctl.values.units import BARE, Unit


class Promise(Struct, frozen=True, omit_defaults=True, dict=True):
    """What a goal commits to: measure, baseline and target, with the unit, period, path and milestones between them.

    `stages` names the values 0, 1, 2... of a stage goal; `revisions` are the targets and `rebasings` the baselines it
    had before, oldest first.
    Raises `Refused` when the parts contradict each other.
    """

    measure: Measure
    baseline: Baseline
    target: Target
    unit: Unit = BARE
    period: PeriodKind | None = None
    path: Path = Path.LINEAR
    milestones: tuple[Milestone, ...] = ()
    stages: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    rebasings: tuple[Rebasing, ...] = ()

    def __post_init__(self) -> None:
        self._check_measure()
        self._check_way()
        if self.stages:
            self._check_stages()
        self._check_days()

    def _check_measure(self) -> None:
        if self.measure.periodic != (self.period is not None):
            needs = "needs a period" if self.measure.periodic else "takes no period"
            raise Refused(f"measure {self.measure} {needs}")
        if (self.measure is Measure.STAGE) != bool(self.stages):
            raise Refused("a stage goal, and only a stage goal, names its stages")

    def _check_way(self) -> None:
        target, known = self.target, self.baseline.value is not None
        if known and target.value is None and target.keep is None and target.direction is None:
            raise Refused(f"target {target.text!r} says no value, bounds or direction")
        if self.milestones and known and self.reach is None:
            raise Refused("there are milestones, but no value to reach: the baseline is there already, or none is said",
                          "leave the milestones out, and promise the last value alone")  # fmt: skip

    def stage(self, value: Decimal) -> str:
        """The name of the stage of this number; "" where none has it, as of a figure from before there were stages."""
        return self.stages[int(value)] if value in range(len(self.stages)) else ""

    def _check_stages(self) -> None:
        if not {self.baseline.value, self.target.value} <= {None, *range(len(self.stages))}:
            raise Refused(f"baseline or target is not the number of one of {len(self.stages)} stages")

    def _check_days(self) -> None:
        start, deadline = self.baseline.date, self.target.deadline
        if deadline is not None and deadline <= start:
            raise Refused(f"the deadline {deadline} is not after the baseline's date {start}")
        if not self.milestones:
            return
        days = [start, *(step.deadline for step in self.milestones), *([deadline] if deadline else [])]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise Refused("baseline, milestones and deadline are not in order of date")

    def in_force(self, day: datetime.date) -> Self:
        """The promise as it was in force on a day, by the days on which later ones took effect."""
        for number, revision in enumerate(self.revisions):
            if day < revision.effective:
                path, earlier = revision.old_path or self.path, self.revisions[:number]
                return structs.replace(
                    self, target=revision.old, milestones=revision.old_milestones, path=path, revisions=earlier
                )
        return self

    @property
    def open(self) -> bool:
        """Whether progress waits for the baseline's value; bounds and directions do without."""
        return self.baseline.value is None and self.target.keep is None and self.target.direction is None

    @cached_property
    def reach(self) -> Decimal | None:
        """The value to reach, None where there is none, or where a value is to be kept.

        A bound is to be reached where the baseline is outside of it, and a value where the baseline is another.
        """
        base, target = self.baseline.value, self.target
        if target.keep is None:
            return None if base == target.value else target.value
        bound = target.keep.only
        if base is None or bound in (None, base) or target.keep.hold(base):
            return None
        return bound

    @property
    def keep(self) -> Bounds | None:
        """What is to be kept: the bounds that are not to be reached, or the value that the baseline has already."""
        if self.reach is not None:
            return None
        value = self.target.value
        return self.target.keep if value is None else Bounds(low=value, high=value)

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The values that decide: the target's, or its bounds."""
        target = self.target
        ends = (target.value, *((target.keep.low, target.keep.high) if target.keep else ()))
        return tuple(value for value in ends if value is not None)

    @cached_property
    def said(self) -> tuple[Decimal, ...]:
        """The values that were said, of baseline, milestones and target; what `+30%` comes to was not."""
        base, promised = self.baseline.value, (*(step.value for step in self.milestones), *self.ends)
        return (*(() if base is None else (base,)), *(one for one in promised if says(self.target.text, one)))

    def met_by(self, value: Decimal) -> bool:
        """Whether a value is at the one to reach or beyond, at a strict bound only beyond; kept, where one is kept."""
        reach, keep = self.reach, self.keep
        if keep is not None:
            return keep.hold(value)
        if reach is None or self.baseline.value is None:
            return False
        if self.strict and value == reach:
            return False
        return self.reaches(value, reach)

    def reaches(self, value: Decimal, mark: Decimal | Fraction) -> bool:
        """Whether a value is at a mark or beyond it, on the way from baseline to target."""
        return value >= mark if self.rising else value <= mark

    @property
    def strict(self) -> bool:
        """Whether the value to reach is a bound that must be left behind: `below 3`."""
        keep = self.target.keep
        return keep is not None and self.reach is not None and keep.strict

    @property
    def rising(self) -> bool:
        """Whether more is better on the way from baseline to target."""
        if self.reach is not None and self.baseline.value is not None:
            return self.reach > self.baseline.value
        keep = self.target.keep
        return self.target.direction is Direction.UP or (keep is not None and keep.high is None)

    def fits(self, step: Milestone) -> bool:
        """Whether a milestone is on the way: between the days of baseline and target, and not beyond its value.

        Where no baseline says which way that is, its day alone decides.
        """
        bare = structs.replace(self, milestones=())
        deadline, reach = bare.target.deadline, bare.reach
        if reach is None or deadline is None or not self.baseline.date < step.deadline < deadline:
            return False
        return self.baseline.value is None or bare.reaches(reach, step.value)

    def instead_of(self, old: Self) -> Self:
        """The promise in the place of another of the same goal.

        It has the other's past, its milestones that still fit where it says none of its own, and of what both say also
        what only another version knows.
        """
        if self == old:
            return old
        return structs.replace(
            self,
            baseline=kept(old.baseline, self.baseline),
            target=kept(old.target, self.target),
            milestones=self.milestones or tuple(step for step in old.milestones if self.fits(step)),
            revisions=old.revisions,
            rebasings=old.rebasings,
        )

    def changed_from(self, old: Self) -> list[str]:
        """The names of the terms in which it is another than it was."""
        new = self.instead_of(old)
        differing = {
            "measure": new.measure is not old.measure,
            "period": new.period is not old.period,
            "unit": new.unit != old.unit,
            "baseline": new.baseline != old.baseline,
            "target": new.target != old.target,
            "path": new.path is not old.path,
            "milestones": new.milestones != old.milestones,
            "stages": new.stages != old.stages,
        }
        return [name for name, differs in differing.items() if differs]
