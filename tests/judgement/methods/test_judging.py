"""What a goal is to a published method: which of its bounds are a target, and which are to be kept."""

from datetime import date
from decimal import Decimal

import pytest

from builders import goal, told
from coopctl.judgement.assessment import Assessment, Question, assess
from coopctl.judgement.methods import Status
from coopctl.plan.terms import Bounds


def by_destatis(keep: Bounds, by: str | None, *values: int) -> Assessment:
    """A goal to keep from 90 in 2020 on, with a value at the end of each year since, by the method of a trend."""
    one = goal(90, keep=keep, since="2020-12-31", by=by)
    figures = [(f"{2021 + at}-12-31", value) for at, value in enumerate(values)]
    return assess(told(one, *figures), Question(date(2024, 6, 30), method="destatis"))


@pytest.mark.parametrize(
    ("keep", "by", "status", "why"),
    [
        # One bound and a deadline are a target and a direction: 93 is beyond 80, and does not fall.
        (Bounds(Decimal(80)), "2026-12-31", Status.ACHIEVED, "the target is reached and the trend is not adverse"),
        # Without a deadline, or with two bounds, the trend is held against the bounds: 93 moves away from 80 ...
        (Bounds(Decimal(80)), None, Status.ON_TRACK, "it is held and the trend is not adverse"),
        # ... and from the middle of 80 and 100.
        (Bounds(Decimal(80), Decimal(100)), "2026-12-31", Status.AT_RISK, "it is held and the trend is adverse"),
    ],
)
def test_a_bound_is_a_target_where_it_is_one_and_has_a_deadline(
    keep: Bounds, by: str | None, status: Status, why: str
) -> None:
    found = by_destatis(keep, by, 91, 92, 93)
    assert (found.status, found.why) == (status, why)
