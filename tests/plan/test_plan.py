"""Plans: what must always hold of them, finding by name, ids, and the journal of changes."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from builders import STAGES, at, exercises, goal, quick
from coopctl.errors import Refused, UnknownName
from coopctl.plan.journal import Change, Patch, apply, patch, plan_at
from coopctl.plan.plan import Goal, Group, Plan
from coopctl.plan.terms import Baseline, Bounds, Direction, Measure, Target
from coopctl.values.calendar import PeriodKind
from coopctl.values.ids import MOST_ID, check_id, matching, pick, slug
from coopctl.values.quantities import NumberFormat

NAMES = ("trade", "tourism", "trade-volume", "exercises", "training")
GROUPS = tuple(Group("area", name, name.title()) for name in ("economy", "security", "culture"))
GOALS = st.lists(
    st.builds(lambda name, target, weight: goal(250, target, name=name, weight=weight),
              st.sampled_from(NAMES), st.integers(251, 260), st.integers(1, 2)),
    max_size=5, unique_by=lambda one: one.id,
).map(tuple)  # fmt: skip
PLANS = st.builds(
    Plan,
    title=st.sampled_from(["Plan", "Another plan"]),
    date=st.sampled_from([None, date(2024, 8, 1)]),
    fiscal_start=st.integers(1, 12),
    decimal_comma=st.booleans(),
    groups=st.permutations(GROUPS).flatmap(lambda made: st.integers(0, 3).map(lambda n: tuple(made[:n]))),
    goals=GOALS,
)


def plan(*goals: Goal) -> Plan:
    return Plan(goals=goals, groups=GROUPS)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"name": "Trade"}, "'Trade' is not an id"),
        ({"name": ""}, "'' is not an id"),
        ({"measure": Measure.COUNT}, "needs a period"),
        ({"measure": Measure.MEAN}, "needs a period"),
        ({"period": PeriodKind.YEAR}, "takes no period"),
        ({"measure": Measure.TOTAL, "period": PeriodKind.YEAR}, "takes no period"),
        ({"measure": Measure.STAGE}, "stages"),
        ({"stages": STAGES}, "stages"),
        ({"start": 0, "target": 9, "measure": Measure.STAGE, "stages": STAGES}, "not the number of one of"),
        ({"target": None}, "says no value, bounds or direction"),
        ({"direction": Direction.UP, "milestones": ((260, "2025-08-01"),)}, "no value to reach"),
        ({"weight": 0}, "not above zero"),
        ({"weight": -1}, "not above zero"),
        ({"groups": ("area:economy", "area:security")}, "two groups of one kind"),
        ({"by": "2024-08-01"}, "not after the baseline"),
        ({"by": "2024-07-31"}, "not after the baseline"),
        ({"milestones": ((260, "2024-08-01"),)}, "not in order"),
        ({"milestones": ((260, "2026-08-01"),)}, "not in order"),
        ({"milestones": ((260, "2025-08-01"), (270, "2025-08-01"))}, "not in order"),
        ({"milestones": ((260, "2025-09-01"), (270, "2025-08-01"))}, "not in order"),
        ({"by": None, "milestones": ((260, "2025-09-01"), (270, "2025-08-01"))}, "not in order"),
    ],
)
def test_a_goal_whose_parts_contradict_each_other_is_refused(changes: dict[str, object], part: str) -> None:
    """Each thing that must hold of a goal is checked when it is made, and the message says which."""
    with pytest.raises(Refused) as refusal:
        goal(**changes)  # type: ignore[arg-type]
    assert part in refusal.value.message


def test_a_goal_without_a_title_is_refused() -> None:
    """A title of spaces is no title."""
    with pytest.raises(Refused, match="no title"):
        Goal("trade", "  ", goal().promise)


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (Bounds, "need a low or a high value"),
        (lambda: Bounds(Decimal(5), Decimal(3)), "5 is above 3"),
        (lambda: Plan(fiscal_start=13), "cannot start in month 13"),
        (lambda: Plan(goals=(goal(), goal())), "trade is in the plan twice"),
        (lambda: Plan(groups=(GROUPS[0], GROUPS[0])), "is in the plan twice"),
    ],
)
def test_what_cannot_be_is_never_made(make: Callable[[], object], part: str) -> None:
    """Bounds without a bound or the wrong way round, months that are none, and two of a name."""
    with pytest.raises(Refused, match=part):
        make()


def test_a_changed_promise_is_checked_again() -> None:
    """Replacing one part of a promise checks the whole of it."""
    with pytest.raises(Refused, match="not after"):
        structs.replace(goal().promise, baseline=Baseline(date(2027, 1, 1), Decimal(250)))


@pytest.mark.parametrize(
    "ways",
    [
        {"value": Decimal(1), "direction": Direction.UP},
        {"value": Decimal(1), "keep": Bounds(low=Decimal(1))},
        {"keep": Bounds(low=Decimal(1)), "direction": Direction.DOWN},
    ],
)
def test_a_target_is_one_of_three_things(ways: dict[str, object]) -> None:
    """A target is a value, bounds or a direction, and not two of them."""
    with pytest.raises(Refused, match="more than one of"):
        Target("as written", **ways)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "rising"),
    [(goal(), True), (goal(300, 250), False), (goal(-250, -300), False),
     (goal(by=None, direction=Direction.UP), True), (goal(by=None, direction=Direction.DOWN), False)],
)  # fmt: skip
def test_a_goal_knows_whether_more_is_better(one: Goal, rising: bool) -> None:
    """A goal rises when its target is above its baseline, or its direction is up."""
    assert one.promise.rising == rising


@pytest.mark.parametrize(
    ("bounds", "shown", "held"),
    [
        (Bounds(low=Decimal(2)), "≥ 2", [False, True, True, True]),
        (Bounds(low=Decimal(2), above=True), "> 2", [False, False, True, True]),
        (Bounds(high=Decimal(3)), "≤ 3", [True, True, True, False]),
        (Bounds(high=Decimal(3), below=True), "< 3", [True, True, False, False]),
        (Bounds(low=Decimal(2), high=Decimal(3)), "2 to 3", [False, True, True, False]),
    ],
)
def test_bounds_hold_and_show_what_they_keep(bounds: Bounds, shown: str, held: list[bool]) -> None:
    """Bounds include their limits unless they say otherwise; tried at 1, 2, 3 and 4."""
    assert (bounds.describe(NumberFormat()), [bounds.hold(Decimal(value)) for value in (1, 2, 3, 4)]) == (shown, held)


def test_a_goal_is_put_in_its_place_or_at_the_end() -> None:
    """A goal of a known id takes that goal's place, a new one comes last, and a removed one is gone."""
    old = plan(goal(name="trade"), exercises())
    changed, added = goal(250, 400, name="trade"), goal(name="tourism")
    assert old.with_goal(changed).goals == (changed, exercises())
    assert old.with_goal(added).goals == (*old.goals, added)
    assert (old.without_goal("trade").goals, old.without_goal("nothing")) == ((exercises(),), old)


def test_a_group_is_put_in_its_place_or_at_the_end() -> None:
    """A group of a known kind and id takes that group's place, and the same id of another kind is a new one."""
    renamed, other = Group("area", "economy", "Economy and trade"), Group("sector", "economy", "Economy")
    assert plan().with_group(renamed).groups == (renamed, *GROUPS[1:])
    assert plan().with_group(other).groups == (*GROUPS, other)


@pytest.mark.parametrize(("kind", "name"), [("Area", "economy"), ("area", "the economy"), ("", "economy")])
def test_a_group_needs_ids(kind: str, name: str) -> None:
    """A group's kind and id are ids."""
    with pytest.raises(Refused, match="is not an id"):
        Group(kind, name, "Title")


@pytest.mark.parametrize(
    ("ref", "found"),
    [("trade", "trade"), ("trade-", "trade-volume"), ("to", "tourism"), ("e", "exercises"), ("trai", "training")],
)
def test_a_goal_is_found_by_its_id_or_by_the_start_of_one(ref: str, found: str) -> None:
    """An exact id wins over longer ones, and otherwise the only id that starts so is meant."""
    assert plan(*(goal(name=name) for name in NAMES)).goal(ref).id == found


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("Trade volume", ["trade-volume"]),
        ("TRADE", ["trade-volume", "trade-agreements"]),
        ("mort", ["under-five-mortality"]),
        ("agree", ["trade-agreements"]),
        ("reduction", ["réduction-co2"]),
        ("Réd", ["réduction-co2"]),
        ("餐", []),
        ("易額", []),
        ("Emissions", ["réduction-co2"]),
        ("per capita", ["réduction-co2"]),
        ("olume", []),
        (":", []),
    ],
)
def test_a_reference_fits_a_name_a_start_or_a_word(ref: str, found: list[str]) -> None:
    """The name or title, then its start, then the start of a word in it; case, accents and form do not matter."""
    names = ["trade-volume", "trade-agreements", "under-five-mortality", "réduction-co2", "貿易額"]
    assert matching(ref, names, {"réduction-co2": "Emissions per capita"}) == found


def test_a_group_is_found_by_kind_and_id() -> None:
    """A group is found by its kind and the start of its id."""
    assert plan().group("area:ec") == GROUPS[0]


@pytest.mark.parametrize(
    ("ref", "message", "hint"),
    [
        ("t", "'t' is the start of several: trade, tourism, trade-volume, training", "write more of it"),
        ("trad", "'trad' is the start of several: trade, trade-volume", "write more of it"),
        ("tourysm", "there is no goal 'tourysm'", "did you mean tourism?"),
        ("zzz", "there is no goal 'zzz'", "see `coopctl goal list`"),
        ("", "there is no goal ''", "see `coopctl goal list`"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(ref: str, message: str, hint: str) -> None:
    """A name that fits none or several says so, and says what to do next."""
    with pytest.raises(UnknownName) as unknown:
        pick(ref, dict.fromkeys(NAMES, 0), "goal")
    assert (unknown.value.message, unknown.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Trade volume", "trade-volume"),
        ("  Élèves & étudiants (2025) ", "élèves-étudiants-2025"),
        ("Réduction CO₂", "réduction-co2"),
        ("Re\u0301duction", "réduction"),
        ("Худалдааны эргэлт", "худалдааны-эргэлт"),
        ("貿易額", "貿易額"),
        ("व्यापार की मात्रा", "व्यापार-की-मात्रा"),
        ("Straße ﬁrst\u200b", "strasse-first"),
        ("A" * 50, "a" * 40),
        ("Joint exercises held every year by both of the ministries", "joint-exercises-held-every-year-by-both"),
        ("abcdefghi " * 4 + "x", "abcdefghi-abcdefghi-abcdefghi-abcdefghi"),
    ],
)
def test_an_id_is_made_from_a_title(title: str, made: str) -> None:
    """An id has letters and digits of any script, in lower case and joined by hyphens, and is cut at a word."""
    assert slug(title) == made


@pytest.mark.parametrize("title", ["", "—", "\u3164", "\u0301", "\u202e"])
def test_a_title_without_letters_makes_no_id(title: str) -> None:
    """Where no letter or digit is left an id must be given."""
    with pytest.raises(Refused, match="no id can be made"):
        slug(title)


@quick
@given(st.text(max_size=80))
def test_whatever_id_is_made_is_one(title: str) -> None:
    """An id made from any title is an id, of at most 40 characters, and makes itself; or none can be made."""
    try:
        made = slug(title)
    except Refused:
        return
    check_id(made)
    assert (len(made) <= MOST_ID, slug(made)) == (True, made)


@pytest.mark.parametrize(
    "text", ["", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "É", "e\u0301", "a" * 41, "a\n", "１", "ß", "\u3164"]
)
def test_what_is_no_id_is_refused(text: str) -> None:
    """Ids are lower-case letters and digits joined by single hyphens, 40 characters at most."""
    with pytest.raises(Refused, match="is not an id"):
        check_id(text)


@quick
@given(PLANS, PLANS)
def test_a_patch_turns_one_plan_into_the_other_and_back(old: Plan, new: Plan) -> None:
    """A patch applied to the old plan gives the new one, and the patch the other way takes it back."""
    assert (apply(old, patch(old, new)), apply(new, patch(new, old))) == (new, old)


@quick
@given(PLANS)
def test_the_patch_of_no_change_is_empty(one: Plan) -> None:
    """Between equal plans there is nothing to patch, and an empty patch changes nothing."""
    assert (patch(one, one), apply(one, Patch())) == (Patch(), one)


def test_a_patch_holds_only_what_differs() -> None:
    """Changing one goal of two needs that goal, and neither the other one nor the order."""
    old = plan(goal(name="trade"), exercises())
    changed = goal(250, 400, name="trade")
    assert patch(old, old.with_goal(changed)) == Patch(goals=(changed,))


@quick
@given(st.lists(PLANS, min_size=1, max_size=5), st.integers(-1, 5))
def test_the_plan_at_a_moment_is_what_it_was_then(states: list[Plan], hour: int) -> None:
    """Taking back every later change gives the plan that was current at the moment, a change counting at its own."""
    start = at("2025-01-01")
    changes = tuple(
        Change(start + timedelta(hours=n), "changed", patch(new, old)) for n, (old, new) in enumerate(pairwise(states))
    )
    expected = states[max(0, min(hour + 1, len(states) - 1))]
    assert plan_at(states[-1], changes, start + timedelta(hours=hour)) == expected


def test_a_goal_changed_meanwhile_is_not_overwritten() -> None:
    """A change that was made to a goal since it was read is refused, not lost."""
    old = goal(1, 2)
    theirs, ours = structs.replace(old, owner="they"), structs.replace(old, owner="we")
    with pytest.raises(Refused):
        Plan(goals=(theirs,)).revised(old, ours)
    assert Plan(goals=(old,)).revised(old, ours) == Plan(goals=(ours,))


def test_a_start_of_many_says_how_many_more_there_are() -> None:
    """Sixty promises that begin alike were told as five."""
    with pytest.raises(UnknownName, match=r"promise-5 and 55 more$"):
        plan(*(goal(name=f"promise-{number}") for number in range(1, 61))).goal("promise")
