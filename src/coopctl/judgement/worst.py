"""The order in which goals want attention: the worst first.  Pure."""

from collections.abc import Iterable
from fractions import Fraction

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.methods import Status
from coopctl.judgement.selection import none_last

SEVERITY = (
    Status.MISSED,
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.AWAITING,
    Status.NO_DATA,
    Status.NO_ASSESSMENT,
    Status.OPEN,
    Status.ON_TRACK,
    Status.ACHIEVED,
)
_RANK = {status: rank for rank, status in enumerate(SEVERITY)}
_TROUBLE = frozenset({Status.MISSED, Status.OFF_TRACK, Status.AT_RISK, Status.AWAITING})


def worst_first(goals: Iterable[Assessment]) -> list[Assessment]:
    """The goals by how bad they stand, among equals by pace, or progress where there is no pace."""
    return sorted(goals, key=lambda one: (_RANK[one.status], *_pace(one)))


def in_trouble(goals: Iterable[Assessment]) -> list[Assessment]:
    """Those that somebody should look at, the worst first."""
    return worst_first([one for one in goals if one.status in _TROUBLE])


def _pace(one: Assessment) -> tuple[bool, Fraction]:
    return none_last(one.facts.pace if one.facts.pace is not None else one.facts.progress)
