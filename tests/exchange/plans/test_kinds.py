"""Documents of the kinds that people publish, and what a careful reader makes of each row; see kinds.txt."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coopctl.errors import Refused, WrongUsage
from coopctl.exchange.plans.draft import Draft
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds
from coopctl.values.quantities import POINTED, plain
from exchange.plans.documents import drafted, promised, stepped


def said_of(goal: Goal) -> str:
    """A goal in the words of an expectation."""
    promise = goal.promise
    if promise.keep is not None:
        return f"keep {promise.keep.describe(POINTED)}"
    base, target = promise.baseline.value, promise.target
    value = target.keep.describe(POINTED) if target.keep is not None else _number(target.value)
    by = f"@{target.deadline}" if target.deadline else ""
    steps = ",".join(f"{_number(step.value)}@{step.deadline}" for step in promise.milestones)
    start = "open" if base is None else f"{_number(base)}@{promise.baseline.date}"
    return f"{start} -> {value}{by}" + (f" ; {steps}" if steps else "")


def _number(value: Decimal | None) -> str:
    return f"{plain(value):f}" if value is not None else "none"


def expected(text: str) -> dict[str, str]:
    """The expectations of a document by title."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return {title: said for title, _, said in (line.partition(" = ") for line in lines)}


def told(found: Draft) -> dict[str, str]:
    """What came in, by title."""
    return {one.goal.title: said_of(one.goal) for one in found.goals}


def _kinds() -> dict[str, tuple[str, str]]:
    """The documents of the file beside this one with what they say, by name."""
    _, *kinds = Path(__file__).with_name("kinds.txt").read_text("utf-8").split("\n@@ ")
    parts = ((name, *rest.split("\n@@\n")) for name, _, rest in (kind.partition("\n") for kind in kinds))
    return {name: (document + "\n", said) for name, document, said in parts}


KINDS = _kinds()


@pytest.mark.parametrize(("document", "expectation"), KINDS.values(), ids=KINDS)
def test_a_kind_of_document_is_read_as_a_reader_reads_it(document: str, expectation: str) -> None:
    """Each row comes in as it is meant, or is refused where it says two things."""
    name = "plan.csv" if "|" not in document and "\t" not in document else "plan.md"
    name = "plan.tsv" if "\t" in document else "plan.html" if "<table" in document else name
    found = drafted(document, name)
    wanted = expected(expectation)
    assert told(found) == {title: said for title, said in wanted.items() if said != "refused"}
    refused = sum(said == "refused" for said in wanted.values())
    assert len(found.problems) == refused, found.problems
    assert not any(re.search("not recognised", one.reason) for one in found.passed)


def test_what_is_taken_of_a_baseline_is_said() -> None:
    """Whoever writes about how much, or in words, is told what was made of it, and finds the words in the note."""
    rows = "| Errors | ~30% | 10% |\n| Detection | several days | < 1 hour |\n| Users (2026) | 5 | 9 |\n"
    found = drafted(f"| Metric | Baseline | Target |\n|---|---|---|\n{rows}")
    errors, detection, users = found.goals
    assert "the baseline is not exact, and taken as the number that is written" in errors.assumed
    assert any("written as no single amount" in one for one in detection.assumed)
    assert detection.goal.note == "Baseline: several days."
    assert not any("written" in one for one in users.assumed)


def test_records_of_yaml_are_called_by_what_describes_them() -> None:
    """A description is the name where nothing else is, values may stand in quotes, and no record is lost."""
    found = drafted("""
objectives:
  - objective: Grow
    key_results:
      - description: Weekly active teams
        baseline: 10
        target: 40
      - description: Set-up time
        start: 12m
        target: 5m
  - objective: "Hold"
    key_results:
      - id: KR-3
        description: "Share of renewable power"
        baseline: 40
        target: 80
        unit: "%"
      - name: 'Errors'
        description: of all kinds
        baseline: 9
        target: 3
""")
    assert told(found) == {
        "Weekly active teams": "10@2026-01-15 -> 40",
        "Set-up time": "12@2026-01-15 -> 5",
        "Share of renewable power": "40@2026-01-15 -> 80",
        "Errors": "9@2026-01-15 -> 3",
    }
    assert [one.goal.promise.unit.text for one in found.goals] == ["", "min", "%", ""]


def test_levels_of_services_are_read_from_their_files() -> None:
    """An objective of numbers is a bound in percent; keys that nobody asks for, and comments, name and end nothing."""
    found = drafted("""
service: shop
window: 30d              # of the error budget
slos:
  - name: availability
    sli: success_rate    # share of good requests
    objective: 99.5      # percent
  - name: "latency p99"
    description: Of all requests
    sli:
      metric: "http:request_duration:p99"
    threshold_ms: 300
    objective: < 2000ms
  - name: freshness
    objective: {value: 95, unit: '%'}
  - name: accuracy
    objective: >= 0.92
""")
    bounds = {one.goal.title: one.goal.promise.target.keep for one in found.goals}
    assert [*bounds] == ["availability", "latency p99", "freshness", "accuracy"]
    assert [str(keep and (keep.low or keep.high)) for keep in bounds.values()] == ["99.5", "2000", "95", "0.92"]
    assert [one.goal.promise.unit.text for one in found.goals] == ["%", "ms", "%", ""]
    assert bounds["latency p99"] == Bounds(high=Decimal(2000), below=True)


def test_the_value_that_an_operator_compares_with_is_no_baseline() -> None:
    """A threshold of 0.3 seconds is not where the share of requests starts from, and `op: lte` is no title."""
    found = drafted("""
kind: SLO
metadata:
  name: web
spec:
  objectives:
    - displayName: Good
      target: 0.995
    - displayName: Latency
      op: lte
      value: 0.3
      target: 0.95
""")
    bounds = {one.goal.title: one.goal.promise.target.keep for one in found.goals}
    assert {title: str(keep and keep.low) for title, keep in bounds.items()} == {"Good": "99.5", "Latency": "95"}


def test_the_share_that_a_service_aims_at_is_a_level_in_percent() -> None:
    """Of files of service levels each document counts; a share of less than half may be one of what is bad."""
    found = drafted("""
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: pay-errors
  labels:
    pyrra.dev/team: "pay"
spec:
  target: "99.9"
  indicator:
    ratio:
      errors:
        metric: http_requests_total{code=~"5.."}
---
kind: ServiceLevelObjective
metadata:
  name: pay-up
spec:
  service: pay
  goal: 0.9999  # 99.99%
---
kind: SLO
metadata:
  name: web
spec:
  objectives:
    - displayName: Half
      targetPercent: 50
    - displayName: Drops
      target: 0.01
    - displayName: Latency
      target: 2200
""")
    bounds = {one.goal.title: one.goal.promise.target.keep for one in found.goals}
    levels = {"pay-errors": "99.9", "pay-up": "99.99", "Half": "50"}
    assert {title: str(keep.low) for title, keep in bounds.items() if keep} == levels
    assert [one.goal.promise.target.value for one in found.goals[3:]] == [Decimal("0.01"), 2200]


def test_a_share_of_no_service_is_a_number() -> None:
    """What is not said to be of service levels may be a score from 0 to 1."""
    assert told(drafted("- name: Accuracy\n  target: 0.92\n  current: 0.8\n")) == {"Accuracy": "0.8@2026-01-15 -> 0.92"}


def test_a_rule_under_a_paragraph_is_no_heading() -> None:
    """Two documents between which a rule stands are both read; one or two lines over one are a heading."""
    rows = "name: {}\nbaseline: 10\ntarget: 40\n"
    assert [*told(drafted(f"{rows.format('A')}---\n{rows.format('B')}"))] == ["A", "B"]
    (found,) = drafted("Goals\nfor 2028\n---\n\n| Goal | Baseline | Target |\n|---|---|---|\n| Trees | 1 | 5 |\n").goals
    assert f"{found.goal.promise.target.deadline}" == "2028-12-31"


def test_an_objective_in_words_is_no_level_of_a_service() -> None:
    """Only one of a number is what is to be reached, and a description none."""
    text = "- objective: Grow\n  key_results:\n    - kr: Teams\n      current: 10\n      target: 40\n"
    assert told(drafted(text)) == {"Teams": "10@2026-01-15 -> 40"}


def test_a_header_whose_day_is_not_read_is_named() -> None:
    """What is counted from a day that nobody gives, or may be a window of days, is no deadline, and is named."""
    for header in ("Target (30 days)", "Meta a 90 días tras la Fase 1", "Phase 1 Target"):
        (found,) = drafted(f"| KPI | Baseline | {header} |\n|---|---|---|\n| Uptime | 90% | 99% |\n").goals
        assert found.goal.promise.target.deadline is None
        assert any(f"no deadline is read from {header!r}" in one for one in found.assumed)
    (found,) = drafted("| KPI | Baseline | Target 1 |\n|---|---|---|\n| Uptime | 90% | 99% |\n").goals
    assert not any("no deadline" in one for one in found.assumed)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Target (Phase 1)", "Target (Phase 3)"),
        ("Target Phase 1", "Target Phase 2"),
        ("Meta Fase 1", "Meta Fase 2"),
        ("Objectif Phase 1", "Objectif Phase 2"),
        ("Hedef (Faz 1)", "Hedef (Faz 3)"),
    ],
)
def test_of_targets_by_phases_the_last_is_the_target(first: str, last: str) -> None:
    """Those before have no day, and are named; none of them is taken for a group, or for the target."""
    found = drafted(f"| KPI | Baseline | {first} | {last} |\n|---|---|---|---|\n| Uptime | 90% | 95% | 99% |\n")
    assert told(found) == {"Uptime": "90@2026-01-15 -> 99"}
    assert not found.groups
    assert [one.reason for one in found.passed] == [
        f"the column {first!r} is not used: a value on the way needs a year, as in 'Target 2027'"
    ]


def test_targets_after_months_are_steps_whatever_word_they_have() -> None:
    """`Goal 6 months` is the target, and `Goal 1 month` a step to it and no group."""
    found = drafted("| KPI | Now | Goal 1 month | Goal 6 months |\n|---|---|---|---|\n| Uptime | 90% | 95% | 99% |\n")
    assert stepped(found) == {"Uptime": [(95, "2026-02-15")]}
    assert promised(found)["Uptime"][2:4] == (99, "2026-07-15")
    assert not found.groups


def test_a_bound_from_no_single_baseline_is_not_said_to_be_kept() -> None:
    """It is to be reached, once its baseline is given."""
    (found,) = drafted("| KPI | Baseline | Target 2027 |\n|---|---|---|\n| Wait | 4-24 hours | < 2 hours |\n").goals
    assert not any("it is kept" in one for one in found.assumed)
    assert found.goal.promise.target.keep is None


def test_the_heading_that_gives_the_day_is_named() -> None:
    """A deadline that stands over the table alone is said to be from there; one that is over asks for --date."""
    table = "| KPI | Baseline | Target |\n|---|---|---|\n| Reach | 5 | 10 |\n"
    (found,) = drafted(f"## Targets for 2028\n\n{table}").goals
    assert "by 2028, as 'Targets for 2028' says" in found.assumed
    (over,) = drafted(f"## Targets for 2019\n\n{table}").problems
    assert f"{over.ended}" == "2019-12-31"


def test_a_target_that_is_not_exact_is_said_to_be_taken() -> None:
    """About so much is the number that is written, and whoever wrote it is told."""
    (found,) = drafted("| KPI | Baseline | Target |\n|---|---|---|\n| Reach | 5 | ~10 |\n").goals
    assert "the target is not exact, and taken as the number that is written" in found.assumed


def test_what_m_is_taken_for_is_said() -> None:
    """Whoever wrote 12m of a time is told that minutes were read."""
    (found,) = drafted("| KPI | Baseline | Target |\n|---|---|---|\n| Build time | 12m | 5m |\n").goals
    assert found.goal.promise.unit.text == "min"
    assert any("m beside a number is taken to be minutes" in one for one in found.assumed)


@pytest.mark.parametrize("day", ["6 meses desde la entrega", "Mes 4, sostenido 3 meses"])
def test_a_deadline_is_refused_in_its_own_words(day: str) -> None:
    """What stands in a column of days is named as it was written, and not half in English."""
    found = drafted(f"| Indicador | Línea base | Meta | Plazo |\n|---|---|---|---|\n| Uno | 10% | 20% | {day} |\n")
    assert f"'{day}' is not a date or period" in found.problems[0].reason


def test_milestones_with_their_days_are_things_to_do() -> None:
    """A table of milestones says what is to be done by when; one whose day is over asks when the plan began."""
    rows = "| Kickoff | November 1, 2025 | Jo |\n| Public launch | February 28, 2026 | Sam |\n"
    found = drafted(f"| Milestone | Target Date | Owner |\n|---|---|---|\n{rows}")
    (launch,) = found.goals
    assert (launch.goal.title, launch.goal.owner) == ("Public launch", "Sam")
    assert (launch.goal.promise.stages, f"{launch.goal.promise.target.deadline}") == (
        ("proposed", "under way", "done"), "2026-02-28",
    )  # fmt: skip
    assert "as in --date 2024-12-31" in found.problems[0].reason


def test_milestones_may_have_what_shows_that_they_are_reached() -> None:
    """What shows it is a note of the milestone, and no goal that the milestone is the target of."""
    rows = (
        "| First pilot onboarded | Week 10 | Processing invoices |\n| 5 pilots active | Week 12 | 1,000+ invoices |\n"
    )
    found = drafted(f"| Milestone | Target Date | Success Criteria |\n|---|---|---|\n{rows}")
    assert [(one.goal.title, f"{one.goal.promise.target.deadline}") for one in found.goals] == [
        ("First pilot onboarded", "2026-03-26"), ("5 pilots active", "2026-04-09"),
    ]  # fmt: skip
    assert found.goals[1].goal.note == "Success Criteria: 1,000+ invoices"


def test_the_year_that_is_put_to_quarters_is_said() -> None:
    """Whoever wrote quarters alone is told of which year they are taken to be."""
    found = drafted("| Metric | Baseline | Q1 Target |\n|---|---|---|\n| Users | 40 | 100 |\n", today=date(2026, 6, 1))
    assert told(found) == {"Users": "40@2026-06-01 -> 100@2027-03-31"}
    assert any("those of 2027" in one.reason for one in found.passed)


def test_words_in_brackets_may_tell_two_columns_apart() -> None:
    """Of two targets nobody knows which is the one, and words such as `annual` make another one of it."""
    for header in ("Target (urban) | Target (rural)", "Baseline | Target (annual)"):
        found = drafted(f"| Indicator | {header} |\n|---|---|---|\n| Reach | 40 | 60 |\n")
        assert not found.goals


def test_a_deadline_that_is_over_asks_when_the_plan_began() -> None:
    """The day that the refusal gives makes the row come in."""
    document = "| Metric | Baseline | Target 2025 | Target 2030 |\n|---|---|---|---|\n| Uptime | 96% | 98% | 99% |\n"
    found = drafted(document)
    assert not found.goals
    asked = re.search(r"--date (\S+)\)", found.problems[0].reason)
    assert asked is not None
    began = drafted(document, today=date.fromisoformat(asked[1]))
    assert told(began) == {"Uptime": "96@2024-12-31 -> 99@2030-12-31 ; 98@2025-12-31"}


def test_a_column_of_values_that_nobody_knows_may_be_the_baseline() -> None:
    """What stands before the targets and holds amounts is not left out as if it were nothing."""
    found = drafted("| Indicator | Outset | Target |\n|---|---|---|\n| Reach | 42 | 60 |\n")
    assert not found.goals
    assert "'Outset' holds values" in found.problems[0].reason


YEARS = """
| Indicator | 2022 | 2025 | 2030 |
|---|---|---|---|
| Poverty rate (%) | 27.1 | 22 | 15 |
"""


def test_bare_years_ask_which_is_the_baselines() -> None:
    """A year alone could hold figures or targets; what the question says to type answers it."""
    found = drafted(YEARS)
    assert not found.goals
    asked = re.search(r"--map (\S+),", found.problems[0].reason)
    assert asked is not None
    answered = drafted(YEARS, columns=asked[1])
    assert told(answered) == {"Poverty rate (%)": "27.1@2022-12-31 -> 15@2030-12-31"}
    every = drafted(YEARS, columns="baseline=2022,target=2025,target=2030")
    assert told(every) == {"Poverty rate (%)": "27.1@2022-12-31 -> 15@2030-12-31 ; 22@2025-12-31"}


def test_years_that_are_over_ask_nothing() -> None:
    """A table of past years is one of figures."""
    table = "| Indicator | 2022 | 2023 |\n|---|---|---|\n| Poverty rate | 27 | 25 |\n"
    found = drafted(f"{table}\n| Indicator | Baseline | Target |\n|---|---|---|\n| Roads | 1 | 2 |\n")
    assert told(found) == {"Roads": "1@2026-01-15 -> 2"}
    assert not found.problems


def test_columns_in_any_language_are_named_by_hand() -> None:
    """Where no header is a known word, the option says what they hold; one that is not there is refused."""
    table = "| Mutató | Kiinduló érték 2024 | Célérték 2028 |\n|---|---|---|\n| Utak | 120 km | 260 km |\n"
    assert "--map goal=COLUMN,target=COLUMN" in drafted(table).problems[0].reason
    columns = "goal=mutató,baseline=Kiinduló érték 2024,target=Célérték 2028"
    assert told(drafted(table, columns=columns)) == {"Utak": "120@2024-12-31 -> 260@2028-12-31"}
    with pytest.raises(Refused, match="no table has a column 'Cel'"):
        drafted(table, columns="goal=Mutató,target=Cel")
    with pytest.raises(WrongUsage, match="is not ROLE=COLUMN"):
        drafted(table, columns="aim=Mutató")


def test_outcomes_beside_unknown_words_ask_which_names_the_goals() -> None:
    """Where each outcome has a row of its own, either column could."""
    table = "| Outcome | What is counted | Baseline | Target |\n|---|---|---|---|\n| Survival | Children | 4 | 6 |\n"
    assert "--map 'goal=What is counted'" in drafted(table).problems[0].reason
    assert told(drafted(table, columns="goal=What is counted")) == {"Children": "4@2026-01-15 -> 6"}


def test_lines_of_their_own_are_items() -> None:
    """Lines that say all of a goal, without bullets, are read as a list is."""
    lines = "Objective: Win\n\nCustomers: 3 -> 9\nContract value: $18k → $30k\n\nThroughput: from 1.2 to 1.8 by 2030\n"
    found = drafted(lines)
    assert told(found) == {
        "Customers": "3@2026-01-15 -> 9",
        "Contract value": "18000@2026-01-15 -> 30000",
        "Throughput": "1.2@2026-01-15 -> 1.8@2030-12-31",
    }
    assert drafted(f"| Goal | Target |\n|---|---|\n| Trees | 9 |\n\n{lines}").unlisted == 3


def test_a_figure_is_in_the_unit_of_its_goal_in_any_language() -> None:
    """The words of the document's language are the goal's unit, and no other one."""
    header = "| Resultado-chave | Valor inicial | Meta | Valor atual |\n|---|---|---|---|\n"
    assert [one.text for one in drafted(f"{header}| Espera | 8 horas | 2 horas | 6 horas |\n").figures] == ["6 horas"]


def test_quotas_of_quarters_are_no_steps_to_the_last() -> None:
    """Each is an amount of its own; one of a year is a target."""
    table = "| Region | Quota Q1 2026 | Quota Q2 2026 |\n|---|---|---|\n| North | $1m | $2m |\n"
    assert "are of single spans" in drafted(table).problems[0].reason
    assert told(drafted(table.replace("Q1 2026", "2026").replace("| Quota Q2 2026 ", "").replace("| $2m ", ""))) == {
        "North": "open -> 1000000@2026-12-31"
    }


def test_a_row_of_what_was_reached_is_one_of_figures() -> None:
    """So is one of sources the source of the goal above."""
    rows = "| A | Planned | 0 | 4 | 15 |\n| | Achieved | | 5 | |\n| | Source | HMIS | HMIS | DHS |\n"
    found = drafted(
        f"| Indicator | | Baseline | Milestone (March 2026) | Target (2028) |\n|---|---|---|---|---|\n{rows}"
    )
    assert [(one.goal, one.text, f"{one.on}") for one in found.figures] == [("a", "5", "2026-03-31")]
    assert found.goals[0].goal.source == "HMIS; DHS"


def test_a_sentence_before_a_list_gives_its_items_a_deadline() -> None:
    """An item without a day of its own is to be reached until the one that leads in."""
    items = "* reduce waiting from 42 days to 20 days\n* keep complaints below 200\n* raise fees to 5 EUR by 2026\n"
    found = drafted(f"By the end of 2027 we will:\n\n{items}", lists=True)
    assert told(found) == {
        "reduce waiting": "42@2026-01-15 -> 20@2027-12-31",
        "complaints": "keep < 200",
        "raise fees to 5 EUR by 2026": "open -> 5@2026-12-31",
    }


def test_rows_about_columns_and_lines_under_a_table_are_no_goals_and_no_groups() -> None:
    """A title over rows within a wider one keeps that; what stands over no row is named."""
    found = drafted(
        """
| Indicator | Baseline | Target 2030 |
|---|---|---|
| text | number | number |
| Pillar 1: Growth | | |
| Outcome 1.1: Trade | | |
| Exports | 10 | 20 |
| Outcome 1.2: Jobs | | |
| Jobs | 100 | 200 |
| Pillar 2: People | | |
| Literacy | 60% | 80% |
| Source: Ministry of Planning | | |
"""
    )
    assert {one.goal.title: one.goal.groups for one in found.goals} == {
        "Exports": ("pillar:growth", "outcome:trade"),
        "Jobs": ("pillar:growth", "outcome:jobs"),
        "Literacy": ("pillar:people",),
    }
    assert [group.ref for group in found.groups] == ["pillar:growth", "outcome:trade", "outcome:jobs", "pillar:people"]
    assert [one.reason for one in found.passed] == [
        "the row says what the columns hold",
        "'Source: Ministry of Planning' stands over no row, so it is no group",
    ]


def test_a_heading_with_words_behind_it_gives_its_key_results_a_deadline() -> None:
    """So does a sentence of what will be delivered by a year; the year of a value of then is no day of their own."""
    lists = (
        "# Q2 2026 OKRs – Platform\n\n- **KR1** Change failure rate 18% → 5%\n\n"
        "# What we will deliver by 2028\n\n- 90% of calls answered within 10 seconds (82% in 2025)\n"
    )
    assert told(drafted(lists, lists=True)) == {
        "Change failure rate": "18@2026-01-15 -> 5@2026-06-30",
        "90% of calls answered within 10 seconds (82% in 2025)": "82@2025-12-31 -> 90@2028-12-31",
    }


def test_indicators_that_are_sentences_have_numbers_and_days_before_them() -> None:
    """The number is none of the title, and the day before it is the deadline."""
    rows = (
        "| Outcome | By 2029: a. Average bus speed increased to 22 km/h (2024 baseline: 14 km/h) |\n"
        "| | 1b. Share of public trips increased to 35% by 2029 (2024 baseline: 27%) |\n"
        "| | 2a. By 2028, 18 km of corridor constructed (2024 baseline: 0) |\n"
    )
    found = drafted(f"| Results chain | Performance indicators |\n|---|---|\n{rows}")
    assert [*told(found).values()] == [
        "14@2024-12-31 -> 22@2029-12-31",
        "27@2024-12-31 -> 35@2029-12-31",
        "0@2024-12-31 -> 18@2028-12-31",
    ]


def test_a_figure_may_have_its_year_in_brackets() -> None:
    """It is of that year, and not of the plan's day."""
    found = drafted(
        "| KPI | Baseline | Target | Latest |\n|---|---|---|---|\n| Rate | 63.2% (2016) | 96% | 68.1% (2021) |\n"
    )
    assert [(one.value, f"{one.on}") for one in found.figures] == [(Decimal("68.1"), "2021-12-31")]


def test_a_code_of_several_goals_is_the_id_of_none() -> None:
    """It is of the outcome that they belong to; one that stands for a single title is its own."""
    head = "| # | Indicator | Baseline | Target 2028 |\n|---|---|---|---|\n"
    rows = f"{head}| OC1 | Yield | 310 | 520 |\n| {{}} | {{}} | 5 | 4 |\n"
    assert [one.goal.id for one in drafted(rows.format("OC1", "Loss")).goals] == ["yield", "loss"]
    assert [one.goal.id for one in drafted(rows.format("OC2", "Loss")).goals] == ["oc1", "oc2"]
    # A number of a row counts nothing, and an id that is said twice of one title contradicts itself.
    assert len(drafted(rows.format("OC1", "Yield")).problems) == 2


@pytest.mark.parametrize(
    ("codes", "figures"),
    [
        (("1.1", "1.2", "2.1"), 0),
        (("1.1.1", "1.1.2", "1.2.1"), 0),
        (("1.2", "1.1", "2.1"), 3),
        (("12", "13", "14"), 3),
        (("2.1", "2.2", "2.3"), 3),
    ],
)
def test_numbers_of_results_before_their_indicators_are_no_values(codes: tuple[str, ...], figures: int) -> None:
    """A first column of results that counts its rows from 1 on says what was reached in none of them."""
    rows = "\n".join(f"| {code} | {title} | 10 | 20 |" for code, title in zip(codes, "ABC", strict=True))
    found = drafted(f"| Result | Indicator | Baseline | Target 2028 |\n|---|---|---|---|\n{rows}\n")
    assert (len(found.goals), len([one for one in found.figures if one.text in codes])) == (3, figures)


def test_signs_of_how_it_goes_beside_values_are_no_part_of_them() -> None:
    """A tick or a light may stand on either side of a value; alone it is none."""
    found = drafted("""
| Metric | Baseline (2024) | Target (2027) | Actual (2025) |
|---|---|---|---|
| Online | 58% | 80% | 83% ✓ |
| Errors | 22% | ✅ 10% | ⚠️ 9% |
| Rating | 3.1 | 🟢 4.2 | 4.2 🟡 |
| Law | 1 | ✅ | |
""")
    assert told(found) == {
        "Online": "58@2024-12-31 -> 80@2027-12-31",
        "Errors": "22@2024-12-31 -> 10@2027-12-31",
        "Rating": "3.1@2024-12-31 -> 4.2@2027-12-31",
    }
    assert [str(one.value) for one in found.figures] == ["83", "9", "4.2"]


@pytest.mark.parametrize(
    "header", ["Why that target", "How we reach the target", "Warum dieses Ziel", "Pourquoi cette cible"]
)
def test_a_column_that_says_why_or_how_names_no_goal(header: str) -> None:
    """It stands beside targets, and has a word for these."""
    table = f"| Suite | Now | End target | {header} |\n|---|---|---|---|\n| Recall | 0.14 | 0.55 | close to all |\n"
    assert [one.goal.title for one in drafted(table).goals] == ["Recall"]


def test_long_titles_of_a_list_that_begin_alike_are_goals_of_their_own() -> None:
    """What follows their first forty letters tells them apart; another promise of one of them is named."""
    title = "Share of targeted farmers in the north who apply {} practices: from 5% to {}% by 2028"
    found = drafted("\n".join("- " + title.format(*of) for of in (("two", 10), ("three", 12), ("three", 15))))
    assert [str(one.goal.promise.target.value) for one in found.goals] == ["10", "12"]
    assert len({one.goal.id for one in found.goals}) == 2
    assert ["promises something else" in one.reason for one in found.passed] == [True]


@pytest.mark.parametrize(
    ("numbers", "read"),
    [
        (("2.000", "10.000"), ["2000", "10000"]),
        (("1.500", "50.000+"), ["1500", "50000"]),
        # One number alone, one that is no round thousand, and one with decimals beside it settle nothing so.
        (("2.000", "500"), []),
        (("2.142", "10.000"), []),
        (("0.500", "10.000"), []),
    ],
)
def test_round_numbers_with_points_are_thousands_where_a_comma_is_the_decimal_mark(
    numbers: tuple[str, str], read: list[str]
) -> None:
    """It is said that they are taken so, and English tables keep their points."""
    table = "| {} | {} | {} |\n|---|---|---|\n| A | 1 | {} |\n| B | 2 | {} |\n"
    found = drafted(table.format("Indicador", "Linha de base", "Meta 2028", *numbers))
    values = [one.goal.promise.target for one in found.goals]
    assert [str(one.value or (one.keep and one.keep.low)) for one in values][: len(read)] == read
    assert any("is taken for" in one.reason for one in found.passed) == bool(read)
    (english, _) = drafted(table.format("Indicator", "Baseline", "Target 2028", "2.000", "10.000")).goals
    assert english.goal.promise.target.value == 2


def test_a_percentage_below_zero_beside_others_is_a_value() -> None:
    """A margin of -10% that is to be 22% a year later is not to fall by 10%; where all have signs, all are changes."""
    found = drafted("""
| Indicator | Target 2027 | Target 2028 |
|---|---|---|
| Margin | -10% | 22% |
| Cost | -10% | -20% |
""")
    assert promised(found) == {"Margin": (None, "2026-01-15", 22, "2028-12-31", "%")}
    assert stepped(found) == {"Margin": [(-10, "2027-12-31")]}
    assert len(found.problems) == 1


def test_a_reference_sheet_is_of_the_indicator_that_stands_above_it() -> None:
    """Its targets may be those of years of the plan, and what heads its columns is no group."""
    found = drafted("""
**Indicator OP1: Farmers reached**

| Field | Specification |
|---|---|
| **Unit of measure** | Count of individual farmers (unique) |
| **Baseline** | 0 (Jan 2026) |
| **Targets** | Y1: 3,000 · Y2: 7,000 · Y3: 12,000 (unique; half of them women) |

**Notes**

| Baseline | Target 2028 |
|---|---|
| 10 | 20 |
""")
    assert promised(found) == {"Farmers reached": (0, "2026-01-31", 12000, "2029-01-15", "individual farmers")}
    assert stepped(found) == {"Farmers reached": [(3000, "2027-01-15"), (7000, "2028-01-15")]}
    assert found.groups == ()


def test_the_days_over_which_a_level_of_a_service_is_measured_are_no_deadline() -> None:
    """The level is a bound: at least so much of what is good, at most so much of an error or of time."""
    found = drafted("""
| Service | SLO | Period |
|---|---|---|
| API | 99.9% uptime | 28 days |
| Errors | 0.5% | 7d |
| Search | 250 ms | 30 days |
| Web | 99.5% | 2028 |
""")
    kept = [(one.goal.promise.target.keep, one.goal.promise.target.deadline) for one in found.goals]
    low, high = Bounds(low=Decimal("99.9")), Bounds(high=Decimal("0.5"))
    assert kept[:3] == [(low, None), (high, None), (Bounds(high=Decimal(250)), None)]
    assert kept[3] == (Bounds(low=Decimal("99.5")), date(2028, 12, 31))
    (other,) = drafted("| Metric | Target | Period |\n|---|---|---|\n| Sold | 50% | 28 days |\n").goals
    assert f"{other.goal.promise.target.deadline}" == "2026-02-12"


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("2027 Personal Goals", "2027-12-31"),
        ("2027 Personal Goals & Plans", "None"),
        ("2027 Annual Team Goals", "2027-12-31"),
        ("2027 Review of Goals", "None"),
        ("2027 baseline and goals", "None"),
    ],
)
def test_goals_of_a_year_may_be_called_personal(heading: str, day: str) -> None:
    """A year before goals is that by whose end they are to be reached, but for a review or a baseline of then."""
    (found,) = drafted(f"# {heading}\n\n- Write 12 posts\n", lists=True).goals
    assert f"{found.goal.promise.target.deadline}" == day


def test_a_row_that_is_taken_for_a_header_tells_what_is_lost_below_it() -> None:
    found = drafted("""
| Goal | Baseline | Target 2030 |
|---|---|---|
| Literacy | 60% | 75% |
| Indicator | Target | Goal |
| Trade | 1 | 2 |
| Visas | 1 | 2 |
""")
    lost = [one.reason for one in found.problems]
    assert not lost or any("the 2 rows below it are not read" in reason for reason in lost)


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        ("Targets for 2030 against a 2019 baseline", "2030-12-31"),
        ("Table 2: Targets by 2030 (baseline 2019)", "2030-12-31"),
        ("All targets are to 2028 unless otherwise stated.", "2028-12-31"),
        ("Our targets relate to 2029, compared to 2020 levels", "2029-12-31"),
        ("Results of 2024 against targets of 2023 and 2027", "None"),
        ("Targets of 2027 and 2029", "None"),
        ("Targets and results since a 2019 baseline", "None"),
    ],
)
def test_a_line_over_a_table_may_give_the_day_beside_a_base_year(caption: str, day: str) -> None:
    found = drafted(f"{caption}\n\n| Indicator | Target |\n|---|---|\n| Water use | 3.1 |\n")
    assert [str(one.goal.promise.target.deadline) for one in found.goals] == [day]


def test_a_year_of_two_in_a_header_is_told_as_one_in_a_cell_is() -> None:
    """Where years start in January its end is not known."""
    found = drafted("| Indicator | Baseline | Target 2026-27 |\n|---|---|---|\n| Literacy | 60% | 75% |\n")
    assert any("2026-27 is taken to end on 2027-12-31" in one for one in found.goals[0].assumed)
    plain_year = drafted("| Indicator | Baseline | Target 2027 |\n|---|---|---|\n| Literacy | 60% | 75% |\n")
    assert not any("taken to end" in one for one in plain_year.goals[0].assumed)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("28 June", "2026-06-28"),
        ("28th June", "2026-06-28"),
        ("5 January", "2027-01-05"),
        ("June 5", "2026-06-05"),
        ("June 30", "2026-06-30"),
        ("by Dec 31", "2026-12-31"),
        ("June", "2026-06-30"),
        ("June 28", None),
        ("Dec 27", None),
    ],
)
def test_a_day_without_a_year_is_the_next_one(said: str, day: str | None) -> None:
    """It was the last one before; behind a month a number may be a year."""
    found = drafted(f"| Indicator | Baseline | Target | By when |\n|---|---|---|---|\n| A | 45% | 80% | {said} |\n")
    assert [str(one.goal.promise.target.deadline) for one in found.goals] == ([day] if day else [])


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("33% (interim: 30% in 2025)", "interim: 30% in 2025"),
        ("33% (FY26: 29.5%)", "FY26: 29.5%"),
        ("33% (stretch 40%)", "stretch 40%"),
        ("33% (as in 2019)", ""),
        ("33% (target of Plan 2)", ""),
        ("33% (indicative)", ""),
    ],
)
def test_an_amount_in_brackets_that_is_no_part_of_the_promise_is_told(target: str, told: str) -> None:
    found = drafted(f"| Indicator | Baseline | Target 2027 |\n|---|---|---|\n| Women | 27% | {target} |\n")
    assert [one.goal.promise.target.value for one in found.goals] == [33]
    said = [one for one in found.goals[0].assumed if "no part of the promise" in one]
    assert said == ([f"'{told}' stays a note, and is no part of the promise"] if told else [])
