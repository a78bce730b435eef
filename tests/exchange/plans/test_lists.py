"""Lists of plans and articles: what leads in says what is in them."""

import re

import pytest

from coopctl.exchange.plans.leading import Years
from coopctl.language.echo import show_bounds
from coopctl.values.quantities import POINTED
from exchange.plans.documents import TODAY, drafted, promised, unread

TEXT = """# Strategy

The plan has three strategic pillars:

1. **People first** – better schools and clinics.
2. Green growth: clean energy for all.

## Recommendations

- Adopt the new water law by June 2027
- Publish procurement data.

## Commitments

* Tree cover: from 12% to 15% by 2030
* Something we would like

## Focus areas

- Trade
- Trade

Colours we like:

- red

# OKRs

- Objective: Delight customers
  - KR1: Response time: from 12 hours to 4 hours by June 2026
  - Ship the app
"""


def test_a_list_is_of_what_leads_into_it() -> None:
    """Pillars and areas are groups, recommendations and commitments stage goals, promises goals, the rest is named."""
    found = drafted(TEXT, lists=True)
    assert [(group.ref, group.description) for group in found.groups] == [
        ("pillar:people-first", "better schools and clinics."),
        ("pillar:green-growth", "clean energy for all."),
        ("area:trade", ""),
        ("objective:delight-customers", ""),
    ]
    assert [
        (one.goal.id, f"{one.goal.promise.measure}", f"{one.goal.promise.target.deadline}") for one in found.goals
    ] == [
        ("adopt-the-new-water-law-by-june-2027", "stage", "2027-06-30"),
        ("publish-procurement-data", "stage", "None"),
        ("tree-cover", "level", "2030-12-31"),
        ("something-we-would-like", "stage", "None"),
        ("response-time", "level", "2026-06-30"),
    ]
    assert found.goals[-1].goal.groups == ("objective:delight-customers",)
    assert promised(found)["Tree cover"][:3] == (12, "2026-01-15", 15)
    assert [line.partition(" is not read")[0] for line in unread(found)] == [
        "line 25: 'red'",
        "line 31: 'Ship the app'",
    ]


def test_without_lists_items_are_counted() -> None:
    """Lists that were not asked for are said, so that nobody thinks that they were read."""
    table = "| KPI | Baseline | Target |\n|---|---|---|\n| A | 1 | 2 |\n"
    assert unread(drafted(f"{table}\n- one\n- two\n")) == ["line 5: 2 list items not read; --lists reads them"]


def test_a_promise_that_is_not_understood_is_no_group() -> None:
    """An item with amounts that the grammar refuses is named with the reason, whatever its list is of."""
    found = drafted("Focus areas:\n\n- Exports: from 5 to 3 apples by 2020\n- Trade\n", lists=True)
    assert [group.id for group in found.groups] == ["trade"]
    assert len(unread(found)) == 1


def test_a_period_is_said_once() -> None:
    """`from 1 to 2 per year` counts per year on both sides."""
    goal = drafted("Goals:\n\n- Joint exercises: from 1 to 2 per year by 2027\n", lists=True).goals[0].goal
    assert (f"{goal.promise.measure}", f"{goal.promise.period}") == ("count", "year")
    assert (f"{goal.promise.baseline.value}", f"{goal.promise.target.value}") == ("1", "2")


def test_the_heading_above_a_table_groups_its_goals() -> None:
    """Goals under `Objective 1: ...` belong to it, down to the next heading as high."""
    table = "| Key result | Start | Target |\n|---|---|---|\n| {} | 1 | 2 |\n"
    text = f"## Objective 1: Grow\n\n{table.format('A')}\n## Else\n\n{table.format('B')}"
    assert [one.goal.groups for one in drafted(text).goals] == [("objective:grow",), ()]


def test_lists_in_other_languages() -> None:
    """What leads in is understood in the languages of headers, and so is a promise in an item."""
    text = (
        "# Stratégie\n\nLe plan repose sur trois piliers :\n\n1. Croissance\n2. Équité : moins d'écarts\n\n"
        "## Recommandations\n\n- Adopter la loi sur l'eau\n\n## Empfehlungen\n\n- Das Gesetz verabschieden\n"
    )
    found = drafted(text, lists=True)
    assert [(group.ref, group.description) for group in found.groups] == [
        ("pillar:croissance", ""),
        ("pillar:équité", "moins d'écarts"),
    ]
    assert [one.goal.title for one in found.goals] == ["Adopter la loi sur l'eau", "Das Gesetz verabschieden"]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("# Objective 1: Clean streets\n\n* Recycling rate: 34% (2024) to 55% (2030)\n", {"Recycling rate": (34, 55)}),
        ("* Cut smoking to below 15% by 2030\n", {"Cut smoking": (None, 15)}),
        ("* MRR of $50k by June 2026\n", {"MRR": (None, 50000)}),
        ("* Anteil Strom von 22 % auf 50 % bis 2030\n", {"Anteil Strom": (22, 50)}),
        ("* Contratar 20 ingenieros en 2026\n", {"Contratar 20 ingenieros en 2026": (0, 20)}),
        ("* open two new centres by 2027\n", {"open two new centres by 2027": (0, 2)}),
        ("# Objective 1: Growth\n\n* Reach: 34% (now) to more\n", {}),
    ],
)
def test_an_item_is_a_goal_where_it_says_from_where_to_where(
    items: str, expected: dict[str, tuple[float | None, float | None]]
) -> None:
    """An item with values is read as a goal, or named; it never becomes a group."""
    found = drafted(items, lists=True)
    assert {title: (said[0], said[2]) for title, said in promised(found).items()} == expected
    assert [group.title for group in found.groups] == re.findall("Objective 1: (.+)", items)


def test_key_results_in_running_text_are_items_of_the_objective_above_them() -> None:
    """A paragraph may hold several; beside a table, without --lists, they are counted among what is not read."""
    text = (
        "Objective: Make onboarding effortless\n\nKR1: Activation rate 40% -> 60%\n"
        "KR2: Time to first value from 9 days to 3 days\n\nO2: Keep people\n\nKR1: Attrition from 14% to 8%\n"
    )
    found = drafted(text, lists=True)
    assert {one.goal.title: one.goal.groups for one in found.goals} == {
        "Activation rate": ("objective:make-onboarding-effortless",),
        "Time to first value": ("objective:make-onboarding-effortless",),
        "Attrition": ("objective:keep-people",),
    }
    assert drafted(f"| Goal | Target |\n|---|---|\n| Trees | 9 |\n\n{text}").unlisted == 3


def test_an_objective_that_says_how_much_is_the_group_of_its_key_results() -> None:
    """It is no goal beside them, whose title would be the word for it."""
    found = drafted(
        "- **Objective 1: Cut the time to an answer by 70%**\n  - KR 1.1: Reach 95% satisfaction\n"
        "- O: Become the first address\n  - KR 2.1: 100 signed-up users\n",
        lists=True,
    )
    assert [(one.goal.title, one.goal.groups) for one in found.goals] == [
        ("Reach 95% satisfaction", ("objective:cut-the-time-to-an-answer-by-70",)),
        ("100 signed-up users", ("objective:become-the-first-address",)),
    ]


def test_what_is_held_every_year_is_counted_and_not_done_once() -> None:
    """A dialogue every year is one a year, whatever its list announces."""
    found = drafted(
        "Key commitments:\n\n- Hold a ministerial dialogue every year\n- Adopt the law by 2027\n", lists=True
    )
    promises = [one.goal.promise for one in found.goals]
    assert [f"{one.measure}" for one in promises] == ["count", "stage"]
    assert (f"{promises[0].keep and promises[0].keep.low}", f"{promises[0].period}") == ("1", "year")


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Uptime not below 99.9%", ("Uptime", "≥ 99.9%")),
        ("Keep uptime at or above 99.9%", ("Uptime", "≥ 99.9%")),
        ("Waiting time never above 3 days", ("Waiting time", "≤ 3 days")),
        ("Error rate less than or equal to 1%", ("Error rate", "≤ 1%")),
        ("Debt not to exceed 60%", ("Debt", "≤ 60%")),
        ("Have no fewer than 12 clinics by 2027", ("Have no fewer than 12 clinics by 2027", "≥ 12 clinics")),
        ("Anteil mindestens 80 % bis 2030", ("Anteil", "≥ 80%")),
        ("Taux d'au moins 80 % d'ici 2030", ("Taux", "≥ 80%")),
        ("Cobertura de al menos 80% para 2030", ("Cobertura", "≥ 80%")),
        ("Vacancy rate isn't over 5%", None),
        ("Latency up to 200 ms", None),
        ("Losses between 3% and 5%", ("Losses between 3% and 5%", "3 to 5%")),
        ("Keep complaints above 40 and churn below 2%", None),
    ],
)
def test_a_bound_is_read_from_where_it_begins(item: str, expected: tuple[str, str] | None) -> None:
    """What turns a bound round belongs to it, and not to the title; what is not understood is named and no group."""
    found = drafted(f"# Focus areas\n\n- {item}\n", lists=True)
    said = [
        (one.goal.title, show_bounds(one.goal, keep, POINTED)) for one in found.goals if (keep := one.goal.promise.keep)
    ]
    assert (said, found.groups, len(unread(found))) == (([expected], (), 0) if expected else ([], (), 1))


def test_under_an_objective_by_its_name_stand_its_goals() -> None:
    """What is no promise there is named, and is no objective beside it; of two promises of one title none is lost."""
    found = drafted(
        "## Objective 1: Grow\n\n- KR1: Signups from 10 to 20\n- KR2: Reach the moon\n- Launch the page\n\n"
        "## Pillar A: Trade\n\n- Exports: from 5 to 9 by 2030\n"
        "- Exports: from 5 to 8 by 2030\n- Exports: from 5 to 9 by 2030\n",
        lists=True,
    )
    assert [group.ref for group in found.groups] == ["objective:grow", "pillar:trade"]
    assert [one.goal.title for one in found.goals] == ["Signups", "Exports"]
    assert unread(found) == [
        "line 4: 'KR2: Reach the moon' is not read: it is no promise that is understood whole",
        "line 5: 'Launch the page' is not read: it is no promise that is understood whole",
        "line 10: 'Exports: from 5 to 8 by 2030' is not read: line 9 promises something else of 'Exports'",
    ]


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("Ziel 3: Bildung", "objective:bildung"),
        ("Meta 2: Saúde", "objective:saúde"),
        ("Eje 1. Agua", "area:agua"),
        ("Meta 2030: 50%", None),
    ],
)
def test_a_numbered_heading_names_the_group_of_its_list(heading: str, group: str | None) -> None:
    """Words that are a target in a table's header are an objective in front of a number; a year is none."""
    found = drafted(f"## {heading}\n\n- Rate: from 48% to 65% by 2027\n", lists=True)
    assert [one.goal.groups for one in found.goals] == [(group,) if group else ()]


@pytest.mark.parametrize(
    ("lead", "deadline"),
    [
        ("# Our goals for 2030", "2030-12-31"),
        ("# 2030 targets", "2030-12-31"),
        ("# OKRs Q3 2030", "2030-09-30"),
        ("# Objectifs 2030", "2030-12-31"),
        ("# Targets of FY2031", "2031-12-31"),
        ("# Goals for 2030\n\n## Objective: Grow", "2030-12-31"),
        ("# Goals for 2030\n\nWe will:", "2030-12-31"),
        ("## 30-day goals", "2026-02-14"),
        ("## 1-year goals", "2027-01-15"),
        ("By the end of 2030 we will:", "2030-12-31"),
        ("# Goals for 2030\n\n# Goals", "None"),
        ("# Goals for 2030 and 2032", "None"),
        ("# The 2030 goals of others", "None"),
    ],
)
def test_goals_of_a_year_are_to_be_reached_in_it(lead: str, deadline: str) -> None:
    """The year counts for the headings below, too; what names a day of its own keeps that."""
    found = drafted(f"{lead}\n\n- Members from 10 to 20\n- Offices from 3 to 5 by 2029\n", lists=True)
    members, offices = found.goals
    assert f"{members.goal.promise.target.deadline}" == deadline
    assert any("says" in sentence for sentence in members.assumed) == (deadline != "None")
    assert f"{offices.goal.promise.target.deadline}" == "2029-12-31"
    assert not any("says" in sentence for sentence in offices.assumed)


def test_a_value_of_this_year_in_brackets_is_no_day_to_come() -> None:
    """`Tolls of 3.4 billion (2026: 3.1 billion)` had no deadline under a line that gives one."""
    found = drafted("By the end of 2030 we will:\n\n- Tolls of 3.4 billion (2026: 3.1 billion)\n", lists=True)
    (tolls,) = found.goals
    assert (f"{tolls.goal.promise.baseline.value}", f"{tolls.goal.promise.target.deadline}") == (
        "3100000000",
        "2030-12-31",
    )


@pytest.mark.parametrize(
    ("sheet", "by"),
    [("Q1 2027", "Q1 2027"), ("OKRs 2027", "2027"), ("2027", ""), ("Sheet1", ""), ("Results Q1 2027", "")],
)
def test_the_name_of_a_sheet_gives_a_day_where_it_is_a_part_of_a_year(sheet: str, by: str) -> None:
    """Of a year alone a sheet may hold figures as well."""
    assert Years(TODAY).named(sheet).by == by


def test_goals_of_a_year_that_is_over_are_of_an_older_plan() -> None:
    """Without their deadline they would be of no day; what names its own keeps that."""
    found = drafted("# Goals for 2020\n\n- Members from 10 to 20\n- Offices from 3 to 5 by 2029\n", lists=True)
    assert ([f"{one.ended}" for one in found.problems], [one.goal.id for one in found.goals]) == (
        ["2020-12-31"],
        ["offices"],
    )


def test_a_list_of_what_is_counted_is_no_list_of_groups() -> None:
    """What the grammar does not take is named; it used to become a group without a word."""
    items = (
        "- Raise 15.000 € for lanes\n- Rank for 40+ keywords within 3 months\n- Cover a third of our needs by 2030\n"
        "- Build brand recognition\n"
    )
    found = drafted(f"## Business goals\n\n{items}", lists=True)
    assert [group.title for group in found.groups] == ["Build brand recognition"]
    assert len(found.passed) + len(found.goals) == 3


def test_a_change_by_at_least_so_much_is_no_bound() -> None:
    """`by at least 20%` is a change, not a share of 20% to be kept."""
    found = drafted("## Key results\n\n- KR1: Increase total organic clicks by at least 20%\n", lists=True)
    (goal,) = found.goals
    assert goal.goal.promise.keep is None
    assert goal.goal.promise.open


def test_a_month_alone_is_of_the_year_that_the_heading_names() -> None:
    """`By June` under goals for 2027 is no June before them; a range or a rate that is not counted by is no group."""
    items = [
        "Save $15,000 for a house by December", "Weigh 78 kg by June 2028", "Meditate daily",
        "Run a half marathon in under 1:45:00 by October", "Date night every other week", "Sleep 7-8 hours a night",
        "Learn 1,000 Spanish words by summer",
    ]  # fmt: skip
    found = drafted("# 2027 goals\n\n" + "\n".join(f"- {item}" for item in items) + "\n", lists=True)
    assert [(one.goal.title, f"{one.goal.promise.target.deadline}") for one in found.goals] == [
        ("Save $15,000 for a house by December", "2027-12-31"),
        ("Weigh 78 kg by June 2028", "2028-06-30"),
        ("Meditate daily", "2027-12-31"),
        ("Run a half marathon", "2027-10-31"),
    ]
    assert (len(found.passed), list(found.groups)) == (3, [])


def test_a_word_for_goals_before_one_is_no_title() -> None:
    """Behind `Goal:` stands what it is, or what its heading names; behind a target's year the day is that year's."""
    text = "## Skipping\n\n- Goal: Reach an FTP of 250\n- Goal: 30%\n- 2040 Target: Net zero emissions\n- Pace: 5 km\n"
    found = {one.goal.title: one.goal.promise.target for one in drafted(text, lists=True).goals}
    assert [*found] == ["Reach an FTP of 250", "Skipping", "Net zero emissions by 2040", "Pace"]
    assert [f"{one.value} {one.deadline}" for one in found.values()] == [
        "250 None",
        "30 None",
        "0 2040-12-31",
        "5 None",
    ]


def test_goals_of_a_year_that_is_over_are_said_to_end_before_the_plan() -> None:
    """They are understood, and what helps is the plan's day."""
    found = drafted("# Goals for 2019\n\n1. Read 12 books.\n", lists=True)
    assert [one.reason.partition(",")[0] for one in found.problems] == ["'Read 12 books' ends on 2019-12-31"]


@pytest.mark.parametrize(
    ("item", "title", "day"),
    [
        ("By 2028 every district has a family clinic", "By 2028 every district has a family clinic", "2028-12-31"),
        ("In 2027, open the embassy", "In 2027, open the embassy", "2027-12-31"),
        ("Establish a fund of $50 million by end-2027", "Establish a fund of $50 million by end-2027", "2027-12-31"),
        ("Q3 2027: adopt the water law", "adopt the water law", "2027-09-30"),
        ("June 2027 – open the port", "open the port", "2027-06-30"),
        ("Review the 2027 budget", "Review the 2027 budget", "None"),
        ("Adopt the plan for 2028", "Adopt the plan for 2028", "None"),
        ("Implement the strategy 2026-2030", "Implement the strategy 2026-2030", "None"),
        ("Follow up the results of 2024", "Follow up the results of 2024", "None"),
        ("Launch phase 2 by 2027", "Launch phase 2 by 2027", "2027-12-31"),
        ("Establish a fund by mid-2027", "Establish a fund by mid-2027", "2027-06-30"),
    ],
)
def test_a_step_is_done_by_the_day_that_it_names(item: str, title: str, day: str) -> None:
    found = drafted(f"Actions:\n\n- {item}\n", lists=True)
    goals = [
        (one.goal.title, str(one.goal.promise.target.deadline), one.goal.promise.stages[-1:]) for one in found.goals
    ]
    assert goals == [(title, day, ("done",))]


@pytest.mark.parametrize(
    "item",
    [
        "Halve, by 2030, the proportion of people without safe water (18% in 2022)",
        "Reduce paperwork by at least half in three years for all firms",
        "Expand coverage of clinics to 80 per cent of the poorest, and keep it",
        "Hold the summit every two years, next in 2027",
        "Review progress every other year",
        "Train 500 officials in 2026, 700 in 2027 and 900 in 2028",
        "Train 300 officers: 100 in 2026, 100 in 2027, 100 in 2028",
        "Open 2 consulates: one in 2026, one in 2028",
        "Finish it by early 2027 in all regions",
    ],
)
def test_what_is_a_change_or_comes_again_is_no_step_that_is_done_or_not(item: str) -> None:
    found = drafted(f"Actions:\n\n- {item}\n- Adopt the law\n", lists=True)
    assert [one.goal.title for one in found.goals] == ["Adopt the law"]
    assert len(unread(found)) == 1


@pytest.mark.parametrize(
    ("items", "value"),
    [
        (
            "- Steigerung der Quote von 79,6 % (2021) auf 83 % bis 2030\n- Senkung der Menge auf 70,5 kg bis 2030\n",
            79.6,
        ),
        ("- Porter la part à 23 % d'ici 2030 (9,7 % en 2005)\n", 9.7),
        ("- Elevar la cobertura de 53,9% a 62% en 2030\n- Elevar la cuota de 31% a 36% en 2030\n", 53.9),
    ],
)
def test_a_list_in_a_language_that_writes_a_decimal_comma_has_one(items: str, value: float) -> None:
    found = drafted(items)
    assert (next(iter(promised(found).values()))[0], found.comma) == (value, True)


def test_thousands_that_nothing_tells_from_decimals_are_asked_about() -> None:
    """`54.950` may be either, until --decimal-comma says so."""
    text = "- Elevar las vías intervenidas de 54.950 km a 87.950 km en 2030\n- Capacitar 40 maestros hasta 2028\n"
    assert [one.goal.title for one in drafted(text).goals] == ["Capacitar 40 maestros hasta 2028"]
    assert unread(drafted(text))[0].endswith("(say --decimal-comma or --no-decimal-comma)")
    assert [one[0] for one in promised(drafted(text, comma=True)).values()] == [54950, 0]


@pytest.mark.parametrize(
    "heading", ["Team OKRs — Q3 2026", "OKRs: Q3 2026", "Goals, Q3 2026", "Targets / Q3 2026", "Key results | Q3 2026"]
)
def test_a_heading_gives_its_period_behind_any_mark(heading: str) -> None:
    assert [one[3] for one in promised(drafted(f"# {heading}\n\n- Activation rate: 34% → 50%\n")).values()] == [
        "2026-09-30"
    ]


def test_a_comma_elsewhere_makes_no_decimals_of_thousands() -> None:
    found = drafted("- Train 1,200 teachers by 2028\n- Read chapters 2,3 and 4,5 of the guide\n")
    assert [one[2] for one in promised(found).values()] == [1200]
    assert not found.comma
