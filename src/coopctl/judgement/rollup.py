"""A group or the plan in one line: counts by status, and the weighted mean of progress.  Pure."""

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from coopctl.judgement.assessment import Assessment


class RollUp(Struct, frozen=True):
    """Counts by status, and the weighted mean of progress capped to 0..1 over the goals that have a reading.

    `based` is how many of the goals that mean is of, `archived` how many goals are out of sight.
    """

    counts: dict[str, int]
    progress: Fraction | None
    goals: int
    based: int = 0
    archived: int = 0


def roll_up(assessments: Iterable[Assessment]) -> RollUp:
    """The roll-up of a group or the plan: figures are never summed, only shares of the way.

    Worked: progress 0.4 with weight 1 and 1.3 with weight 2: (0.4 + 2·1)/3 = 0.8.
    """
    counts: dict[str, int] = {}
    weights, weighted, goals, based = Fraction(0), Fraction(0), 0, 0
    for one in assessments:
        goals += 1
        counts[one.status.value] = counts.get(one.status.value, 0) + 1
        if one.facts.progress is not None and not one.facts.at_baseline:
            based += 1
            weight = Fraction(one.goal.weight)
            weights += weight
            weighted += weight * min(max(one.facts.progress, Fraction(0)), Fraction(1))
    return RollUp(counts, weighted / weights if weights else None, goals, based)
