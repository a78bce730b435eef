"""Goals beside each other: the worst first, by their groups, and the path as it is drawn."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from builders import goal, judged
from coopctl.judgement.path import path_at, polygon
from coopctl.judgement.rollup import Standing, in_groups
from coopctl.judgement.worst import in_trouble, worst_first
from coopctl.plan.plan import Group, Plan
from coopctl.plan.terms import Path

AREAS = (Group("area", "a", "Area A"), Group("area", "b", "Area B"), Group("sector", "a", "Sector A"))


def test_the_worst_comes_first() -> None:
    """By status, then by pace; what nobody need look at is not in trouble."""
    missed = judged(goal(name="missed", by="2025-01-01"), "2025-06-01", ("2024-12-31", 260))
    slow = judged(goal(name="slow"), "2025-08-01", ("2025-08-01", 255))
    slower = judged(goal(name="slower"), "2025-08-01", ("2025-08-01", 251))
    fine = judged(goal(name="fine"), "2025-08-01", ("2025-08-01", 290))
    empty = judged(goal(name="empty"), "2025-08-01")
    goals = [fine, slow, empty, missed, slower]
    assert [one.goal.id for one in worst_first(goals)] == ["missed", "slower", "slow", "empty", "fine"]
    assert [one.goal.id for one in in_trouble(goals)] == ["missed", "slower", "slow"]


def test_goals_are_parted_by_their_owners() -> None:
    """In the order of the goals, those without an owner last; a kind of that name is a kind like others."""
    goals = [
        structs.replace(goal(name=name), owner=owner) for name, owner in zip("xyzw", ("", "B", "A", "B"), strict=True)
    ]
    found = [judged(one, "2025-01-01") for one in goals]
    parts = in_groups(Plan(groups=AREAS), found, "owner", lambda one: one)
    assert [(title, [one.goal.id for one in inside]) for title, inside in parts] == [
        ("B", ["y", "w"]), ("A", ["z"]), (None, ["x"]),
    ]  # fmt: skip
    other = Plan(groups=(*AREAS, Group("owner", "c", "C")))
    assert [title for title, _ in in_groups(other, found, "owner", lambda one: one)] == [None]


def test_goals_are_parted_by_their_groups() -> None:
    """In the plan's order, those without a group of the kind last; groups without goals are left out."""
    goals = [goal(name="x"), goal(name="y", groups=("sector:a", "area:b")), goal(name="z", groups=("area:b",))]
    plan, found = Plan(groups=AREAS), [judged(one, "2025-01-01") for one in goals]

    def told(kind: str) -> list[tuple[str | None, list[str]]]:
        parts = in_groups(plan, found, kind, lambda one: one)
        return [(title, [one.goal.id for one in inside]) for title, inside in parts]

    titles = {group.ref: group.title for group in AREAS}
    assert told("area") == [(titles["area:b"], ["y", "z"]), (None, ["x"])]
    standing = Standing(plan, tuple(found))
    assert [rolled.goals for _, rolled in standing.groups] == [0, 2, 1]
    assert (standing.rolled.goals, standing.methods) == (3, ["linear"])


def test_only_archived_goals_that_are_not_shown_are_out_of_sight() -> None:
    """Of two archived goals the one that was asked for by name is no more counted as out of sight."""
    goals = [structs.replace(goal(name=name), archived=name != "x") for name in ("x", "y", "z")]
    plan, told = Plan(goals=tuple(goals)), [judged(one, "2025-01-01") for one in goals]
    assert [Standing(plan, tuple(told[:shown])).rolled.archived for shown in (0, 1, 2, 3)] == [2, 2, 1, 0]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (Path.LINEAR, [("2024-08-01", 250), ("2025-08-01", 280), ("2026-08-01", 300)]),
        (Path.STEP, [("2024-08-01", 250), ("2025-08-01", 250), ("2025-08-01", 280), ("2026-08-01", 280),
                     ("2026-08-01", 300)]),
    ],
)  # fmt: skip
def test_a_path_is_drawn_by_its_corners(path: Path, expected: list[tuple[str, int]]) -> None:
    """Two at each stair."""
    one = goal(path=path, milestones=((280, "2025-08-01"),))
    assert polygon(one) == [(date.fromisoformat(day), Fraction(value)) for day, value in expected]


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_curve_is_drawn_by_points_of_the_path(start: int, end: int) -> None:
    """From the baseline to the target, each point on the path; [] where there is none."""
    drawn = polygon(goal(start, end, path=Path.COMPOUND))
    if start == end:
        assert drawn == []
        return
    assert ([drawn[0][1], drawn[-1][1]], len(drawn)) == ([Fraction(start), Fraction(end)], 25)
    assert all(path_at(goal(start, end, path=Path.COMPOUND), day) == value for day, value in drawn)
    assert polygon(goal(start, end, by=None)) == []
