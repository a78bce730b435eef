"""A promise in the place of another: what it keeps of it, and what of it is named as changed."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec import structs

from builders import at, goal
from coopctl.plan.flat import FIELDS, fields_of, with_fields
from coopctl.plan.plan import Goal
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Measure, Milestone, Path, Revision, Target
from coopctl.values.calendar import PeriodKind

OLD = goal(milestones=((260, "2025-01-01"), (290, "2026-01-01"))).promise


def test_milestones_that_still_fit_are_kept() -> None:
    """Of the old milestones those between the baseline and a nearer, lower target stay; its own go before them."""
    nearer = Promise(OLD.measure, OLD.baseline, Target("280 by 2025", date(2025, 12, 31), Decimal(280)))
    assert nearer.instead_of(OLD).milestones == OLD.milestones[:1]
    own = (Milestone(Decimal(270), date(2025, 6, 30)),)
    assert structs.replace(nearer, milestones=own).instead_of(OLD).milestones == own


def test_the_past_stays_with_a_promise() -> None:
    """Revisions and what another version knows of what both say go over to the new promise."""
    revision = Revision(OLD.target, date(2025, 1, 1), at("2025-01-01"), "agreed")
    baseline = structs.replace(OLD.baseline, unknown='{"source":"IMF"}')
    old = structs.replace(OLD, baseline=baseline, revisions=(revision,))
    new = Promise(OLD.measure, OLD.baseline, Target("400", date(2028, 8, 1), Decimal(400))).instead_of(old)
    assert (new.revisions, new.baseline.unknown) == ((revision,), '{"source":"IMF"}')


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, []),
        ({"unit": "USD"}, ["unit"]),
        ({"path": Path.STEP}, ["path"]),
        ({"measure": Measure.MEAN, "period": PeriodKind.YEAR}, ["measure", "period"]),
        ({"baseline": Baseline(date(2024, 8, 1), Decimal(240))}, ["baseline"]),
        ({"target": Target("310", date(2026, 8, 1), Decimal(310))}, ["target"]),
        ({"milestones": (Milestone(Decimal(260), date(2025, 1, 1)),)}, ["milestones"]),
    ],
)
def test_the_terms_that_changed_are_named(changes: dict[str, object], names: list[str]) -> None:
    """Each term that says something else than before, in the order in which people read them."""
    new = structs.replace(OLD, **changes)
    assert new.changed_from(OLD) == names


def test_the_flat_fields_are_those_of_goal_and_promise() -> None:
    """Every field of both has one name, and goes there and back; only the promise itself is no field of the file."""
    assert sorted((*FIELDS, "promise")) == sorted((*Goal.__struct_fields__, *Promise.__struct_fields__))
    one = goal()
    assert with_fields(goal(1, 2), fields_of(one)) == one
