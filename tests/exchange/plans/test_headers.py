"""Header words: a role, a year, a unit, in any order and language."""

import tomllib
from datetime import date
from decimal import Decimal
from pkgutil import get_data

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.exchange.plans import headers, parted
from coopctl.exchange.plans.headers import meanings
from coopctl.exchange.plans.periods import find
from coopctl.exchange.plans.words import sections_of
from coopctl.values.calendar import Duration
from exchange.plans.documents import drafted, promised, stepped, unread


@pytest.mark.parametrize(
    ("text", "role", "period", "ordinal", "unit"),
    [
        ("Target (2030)", "target", "2030", 0, ""),
        ("2030 target", "target", "2030", 0, ""),
        ("Target by Dec 2026", "target", "Dec 2026", 0, ""),
        ("FY2026 Target", "target", "FY2026", 0, ""),
        ("2024-25 target", "target", "FY2025", 0, ""),
        ("Target FY26/27", "target", "FY2027", 0, ""),
        ("Q4 2026 target", "target", "Q4 2026", 0, ""),
        ("Year 1 target", "target", "", 12, ""),
        ("Target Y3", "target", "", 36, ""),
        ("End of project target", "target", "", 0, ""),
        ("Milestone 2026", "target", "2026", 0, ""),
        ("Target (%)", "target", "", 0, "%"),
        ("Target 2030 (USD million)", "target", "2030", 0, "USD million"),
        ("Baseline 2020", "baseline", "2020", 0, ""),
        ("Baseline value (2019-20)", "baseline", "FY2020", 0, ""),
        ("Actual 2023", "current", "2023", 0, ""),
        ("2025 Current", "current", "2025", 0, ""),
        ("Means of Verification (MoV)", "source", "", 0, ""),
        ("KPI (Key performance indicator)", "name", "", 0, ""),
        ("Indicator / Measure", "name", "", 0, ""),
        ("SMART Goal", "goal", "", 0, ""),
        ("Owner(s)", "owner", "", 0, ""),
        ("Baseline year", "since", "", 0, ""),
        ("Timeline", "by", "", 0, ""),
        ("Cible d’ici 2030", "target", "2030", 0, ""),
        ("Année cible", "by", "", 0, ""),
        ("Indicateur(s)", "name", "", 0, ""),
        ("Zielwert 2027", "target", "2027", 0, ""),
        ("Ausgangswert (2023)", "baseline", "2023", 0, ""),
        ("Jahr 1 Ziel", "target", "", 12, ""),
        ("Línea de base (2021)", "baseline", "2021", 0, ""),
        ("Meta al 2030", "target", "2030", 0, ""),
        ("Meta para 2026", "target", "2026", 0, ""),
        ("Linha de base", "baseline", "", 0, ""),
        ("Milestone 1 (2024)", "target", "2024", 0, ""),
        ("Milestone 1 Dec 2026", "target", "Dec 2026", 0, ""),
        ("Milestone 30 June 2027", "target", "30 June 2027", 0, ""),
        ("Output indicator 1.1", "name", "", 0, ""),
        ("Target year 2030", "target", "2030", 0, ""),
        ("Base year 2015", "baseline", "2015", 0, ""),
        ("Zielwert (2030) in %", "target", "2030", 0, "%"),
        ("Target (% of GDP)", "target", "", 0, "% of GDP"),
        ("Target (cumulative)", "target", "", 0, ""),
        ("Baseline value (year)", "baseline", "", 0, ""),
        ("Baseline/Current", "baseline", "", 0, ""),
        ("Target & deadline", "target", "", 0, ""),
        ("% achieved", "progress", "", 0, "%"),
        ("Baseline (n=200)", "", "", 0, ""),
        # A scale that is not understood makes another column of it.
        ("Baseline (in thousands)", "", "", 0, ""),
        ("Pattern", "", "", 0, ""),
    ],
)
def test_a_header_is_a_role_word_and_a_year(text: str, role: str, period: str, ordinal: int, unit: str) -> None:
    """A header word means its role whatever year, brackets, plural or order it comes with."""
    found = meanings(text)[0]
    after = Duration(ordinal) if ordinal else None
    assert (found.role, found.period, found.after, found.unit) == (role, period, after, unit)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("31/12/2027", "2027-12-31"),
        ("12/31/2027", "2027-12-31"),
        ("30.9.2025", "2025-09-30"),
        ("2028/29", "FY2029"),
        ("2009-10", "FY2010"),
        ("2024-12", "2024-12"),
        ("2024–2028", "2028"),
        ("FY 2026", "FY2026"),
        ("2020 or 2030", None),
        ("1,2030", None),
        ("2030%", None),
    ],
)
def test_a_period_is_found_in_a_text(text: str, period: str | None) -> None:
    """Years, spans and days are found where they stand alone, and not where two of them contradict each other."""
    found = find(text)
    assert (found.period if found else None) == period


def test_several_target_columns_are_milestones() -> None:
    """The last year is the target, the others lead to it, in the order of their years and not of their columns."""
    header = "| KPI | 2030 target | Baseline (2020) | Target 2025 | Milestone 2027 |\n|---|---|---|---|---|\n"
    found = drafted(header + "| A | 80% | 36% | 50% | 60% |\n")
    assert promised(found) == {"A": (36, "2020-12-31", 80, "2030-12-31", "%")}
    assert stepped(found) == {"A": [(50, "2025-12-31"), (60, "2027-12-31")]}


def test_a_header_of_two_rows_is_read_as_one() -> None:
    """The second row tells apart what the first has in common, under a title row as well."""
    text = (
        "Results matrix,,,,,\nIndicator,Baseline,,Target,,Source\n,Value,Year,2026,2027,\n"
        "Jobs,0,2024,500,1200,MIS\nShare of women (%),38,2024,40,45,MIS\n"
    )
    found = drafted(text, "plan.csv")
    assert promised(found) == {
        "Jobs": (0, "2024-12-31", 1200, "2027-12-31", ""),
        "Share of women (%)": (38, "2024-12-31", 45, "2027-12-31", "%"),
    }


def test_years_alone_are_targets_only_where_they_are_still_to_come() -> None:
    """A past year alone could be a target or a figure, and its column is named as not used."""
    found = drafted("| KPI | Baseline 2024 | 2023 | 2028 |\n|---|---|---|---|\n| A | 1 | 2 | 3 |\n")
    assert promised(found) == {"A": (1, "2024-12-31", 3, "2028-12-31", "")}
    assert "the column '2023' is not used: a year alone could be a target or a figure" in unread(found)[0]


def test_years_that_are_over_beside_a_target_are_its_past() -> None:
    """Without a baseline of its own a goal is counted from the last year that is over; the others are figures."""
    found = drafted("| KPI | 2023 | 2024 | Target 2027 |\n|---|---|---|---|\n| A | 10 | 12 | 20 |\n")
    assert promised(found) == {"A": (12, "2024-12-31", 20, "2027-12-31", "")}
    assert [(float(one.value), f"{one.on}") for one in found.figures] == [(10, "2023-12-31")]


def test_a_scale_beside_the_numbers_is_no_ornament() -> None:
    """Thousands or millions that a header, a title row or the line above says are never left out in silence."""
    table = "| KPI | Baseline | Target |\n|---|---|---|\n| A | 12 | 20 |\n"
    assert unread(drafted(f"All figures in USD millions\n\n{table}"))[0].startswith(
        "line 3: the words above say 'millions'"
    )
    for header in ("KPI (in thousands)", "Baseline ('000)", "Target (Mio.)"):
        plain = header.partition(" ")[0]
        assert promised(drafted(table.replace(plain, header, 1))) == {}
    both = f"{table}\n{table.replace('Baseline', 'Baseline (thousands)').replace('| A |', '| B |')}"
    assert list(promised(drafted(both))) == ["A"]


def test_a_group_carries_down_and_titles_are_told_apart_by_it() -> None:
    """An empty cell under a group is in the same group; what is called alike in two groups is named after them."""
    rows = "| Shop | Availability | >= 99.9% |\n| | Errors | <= 1% |\n| Search | Availability | >= 99% |\n"
    found = drafted(f"| Service | SLI | SLO |\n|---|---|---|\n{rows}")
    assert [(one.goal.title, one.goal.groups) for one in found.goals] == [
        ("Shop: Availability", ("service:shop",)),
        ("Errors", ("service:shop",)),
        ("Search: Availability", ("service:search",)),
    ]


def test_current_beside_a_baseline_is_a_figure_and_alone_the_baseline() -> None:
    """Current values are figures where there is a baseline; judgements are named and passed over."""
    found = drafted(
        "| KPI | Baseline | Current | Target | Status |\n|---|---|---|---|---|\n| A | 36% | 42% | 78% | good |\n"
    )
    assert [(one.goal, float(one.value), f"{one.on}") for one in found.figures] == [("a", 42, "2026-01-15")]
    assert "the column 'Status' is not used: a judgement" in unread(found)[0]
    alone = drafted("| KPI | Actual 2023 | Target |\n|---|---|---|\n| A | 36% | 78% |\n")
    assert promised(alone)["A"][:2] == (36, "2023-12-31")
    assert alone.figures == ()


def test_columns_of_time() -> None:
    """Lengths of time count from the plan's date, periods end with their last day, ongoing has no end."""
    rows = [("9 months", "2026-10-15"), ("8 weeks", "2026-03-12"), ("Q3 2026", "2026-09-30")]
    rows += [("2024-2028", "2028-12-31"), ("by June 2027", "2027-06-30"), ("31/12/2027", "2027-12-31")]
    rows += [("Ongoing", "None")]
    lines = "".join(f"| G{at} | 1 | 5 | {text} |\n" for at, (text, _) in enumerate(rows))
    found = promised(drafted(f"| KPI | Baseline | Target | Timeline |\n|---|---|---|---|\n{lines}"))
    assert [found[f"G{at}"][3] for at in range(len(rows))] == [day for _, day in rows]


def test_ids_come_from_a_column_of_ids_but_not_from_row_numbers() -> None:
    """A column ID gives ids, `#` only counts rows, and --id names any other column."""
    text = "| # | Code | Label | KPI | Baseline | Target |\n| 1 | H.1 | x1 | A | 1 | 2 |\n"
    assert [one.goal.id for one in drafted(text).goals] == ["h-1"]
    assert [one.goal.id for one in drafted(text, ids="label").goals] == ["x1"]
    assert [one.goal.id for one in drafted(text.replace("Code", "Colour")).goals] == ["a"]


def test_rows_without_a_target_are_told_together() -> None:
    """Rows that promise nothing are no mistake; those of one reason are told in one line."""
    rows = "| A | 1 | 2 |\n| B | 1 | No specific target |\n| C | 1 | No specific target |\n"
    found = drafted(f"| KPI | Baseline | Target |\n|---|---|---|\n{rows}")
    assert (len(found.goals), found.problems) == (1, ())
    assert unread(found) == ["line 4: no target is given ('No specific target'), and in 1 more row"]


def test_two_columns_of_one_meaning_are_refused() -> None:
    """Two baselines, or two targets that no year tells apart, are a question and no guess."""
    found = drafted("| KPI | Baseline | Starting value | Target |\n|---|---|---|---|\n| A | 1 | 2 | 3 |\n")
    assert unread(found) == ["line 1: two columns could be the baseline: Baseline and Starting value"]


def test_rows_of_one_goal_with_their_years_are_its_milestones() -> None:
    """A goal that is repeated with another target and year is one goal; with the same year it is a question."""
    header = "| KPI | Baseline | Target | Year |\n|---|---|---|---|\n"
    found = drafted(f"{header}| A | 10% | 20% | 2026 |\n| A | 10% | 60% | 2030 |\n| A | 10% | 40% | 2028 |\n")
    assert promised(found)["A"][2:4] == (60, "2030-12-31")
    assert stepped(found)["A"] == [(20, "2026-12-31"), (40, "2028-12-31")]
    again = drafted(f"{header}| A | 10% | 20% | 2026 |\n| A | 10% | 60% | 2026 |\n")
    assert unread(again) == ["line 3: 'A' is promised otherwise in line 4", "line 4: 'A' is there already, in line 3"]
    assert not again.goals


@pytest.mark.parametrize(
    ("header", "role", "year"),
    [
        ("Data da linha de base", "since", ""),
        ("Date de la situation de référence", "since", ""),
        ("Situation de départ Année", "since", ""),
        ("End of Compact Target", "target", ""),
        ("END-OF-PLAN TARGET", "target", ""),
        ("Target: Mid-term", "interim", ""),
        ("Target for Year 3 Outcome", "target", ""),
        ("Planned performance results 2026–27", "target", "FY2027"),
        ("FY26 quota", "target", "FY2026"),
        ("Sector average", "apart", ""),
        ("FY26 threshold", "apart", "FY2026"),
        ("Valor efectivo 2024", "current", "2024"),
        ("Baseline (DHS 2019)", "baseline", "2019"),
        ("Mittelfristziel 2028", "target", "2028"),
        ("Istzustand 2023", "current", "2023"),
        ("Indicator of success", "name", ""),
        ("2023 (Cible PAP 2023)", "target", "2023"),
        ("Referência – Data", "since", ""),
        ("Referência – Índice", "baseline", ""),
        ("Índice esperado 2026", "target", "2026"),
    ],
)
def test_a_header_of_known_words_is_read_by_its_parts(header: str, role: str, year: str) -> None:
    """A date of a baseline is one, whatever stands between the two words; what is compared with is no value."""
    found = meanings(header)[0]
    assert (found.role, found.period) == (role, year)


@pytest.mark.parametrize(
    ("header", "cell", "target"),
    [
        ("Reduction target 2030", "60%", 40),
        ("Target 2030 (vs. base year)", "-50%", 50),
        ("% reduction from base year by 2030", "25%", 75),
        ("Change by 2030", "+10", 110),
        ("Reduktionsziel 2030", "30 %", 70),
        ("Target 2030 (vs. 2020)", "-20%", 80),
    ],
)
def test_a_column_of_changes_counts_from_the_baseline(header: str, cell: str, target: float) -> None:
    """A reduction target says how much less, and is no value to reach."""
    found = drafted(f"| KPI | Baseline 2020 | {header} |\n|---|---|---|\n| A | 100 | {cell} |\n")
    assert promised(found)["A"][:4] == (100, "2020-12-31", target, "2030-12-31")


def test_a_change_that_counts_from_another_year_or_a_reduction_itself_is_no_change_of_the_baseline() -> None:
    """What is compared to another year than the baseline's is refused; a reduction that is measured is a value."""
    table = "| KPI | {} | {} |\n|---|---|---|\n| A | 20% | 60% |\n"
    other = drafted(table.format("Baseline 2022", "Target 2030 (vs. 2019)").replace("60%", "-60%"))
    assert not other.goals
    assert "counts from 2019" in other.problems[0].reason
    same = drafted(table.format("Baseline reduction 2023", "Reduction target 2030"))
    assert promised(same) == {"A": (20, "2023-12-31", 60, "2030-12-31", "%")}


@pytest.mark.parametrize("header", ["Change vs base year", "Change vs. 2019", "Veränderung gegenüber 2019"])
def test_how_far_it_has_come_from_a_year_is_no_target(header: str) -> None:
    """Beside the target of a year such a change was the last target."""
    head = f"| KPI | 2019 | 2023 actual | Target 2030 | {header} |\n|---|---|---|---|---|\n"
    found = drafted(f"{head}| A | 412 | 355 | 206 | -14% |\n")
    assert promised(found)["A"][2:4] == (206, "2030-12-31")
    assert any(repr(header) in line for line in unread(found))


def test_a_value_that_is_to_come_under_unknown_words_is_asked_for() -> None:
    """The last year of a table is never passed over because its header is not known."""
    text = "| Metric | 2025 baseline | 2026 target | 2029 {} |\n|---|---|---|---|\n| A | 50% | 60% | 90% |\n"
    unclear = drafted(text.format("path"))
    assert not unclear.goals
    assert "'2029 path' holds values, and its header is no known word; is it a target?" in unread(unclear)[0]
    assert promised(drafted(text.format("trajectory")))["A"] == (50, "2025-12-31", 90, "2029-12-31", "%")


def test_the_second_row_of_a_header_may_hold_words_that_are_not_known() -> None:
    """Where some of them are, and none is below the names: no row of it is taken for the goals."""
    text = (
        "| OUTPUTS | OUTPUT INDICATORS | BASELINE | | TARGETS (by frequency) | | | RISKS |\n"
        "|---|---|---|---|---|---|---|---|\n"
        "| | | Value | Year | Year 2026 | Year 2027 | FINAL | |\n"
        "| Output 1 | Councils with a budget | 6 | 2025 | 12 | 20 | 20 | low |\n"
    )
    found = drafted(text)
    assert promised(found) == {"Councils with a budget": (6, "2025-12-31", 20, "2027-12-31", "")}
    assert stepped(found) == {"Councils with a budget": [(12, "2026-12-31")]}


def test_the_day_of_a_quarter_and_a_year_in_columns_of_their_own() -> None:
    """And how often, where a column of deadlines says that instead."""
    text = "| Indicator | Baseline | Goal | Quarter | Year |\n|---|---|---|---|---|\n| A | 0 | 10 | Q2 | 2026 |\n"
    assert promised(drafted(text)) == {"A": (0, "2026-01-15", 10, "2026-06-30", "")}
    often = drafted("| Goal | Baseline | Target | Timeline |\n|---|---|---|---|\n| A | 91% | 95% | Monthly |\n")
    assert (often.goals[0].goal.cadence, often.goals[0].goal.promise.target.deadline) == ("monthly", None)


_WORDS = sorted(
    {word for key in headers._words().roles for word in key.split()}
    | headers._words().joining
    | headers._words().remarks
)
_PIECES = st.sampled_from(
    [*_WORDS, "zebras", "exchanges", "the", "Year 1", "FY2026", "(2030)", "(%)", "[", "]", "(", ")", ",", "/", "&", "#",
     "%", "in USD", "1.2", "Indicators", "Targets", "30", "l'", "-", "t1", "_", "(vs. 2019)", "reduction", "Change",
     "N", "D#", "percentage", "from base year"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=6).map(" ".join) | st.text(max_size=20))
def test_what_is_passed_over_as_no_header_is_none(text: str) -> None:
    """Cells that begin as no header does have no role, however closely they are looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(headers, "_may_head", lambda *_, **__: True)
        patch.setattr(headers, "could_head", lambda text: not headers._AMOUNT_FIRST.match(text))
        closely = meanings.__wrapped__(text)
    assert meanings.__wrapped__(text) == closely


@given(st.lists(_PIECES, max_size=6).map(" ".join) | st.text(max_size=20))
def test_what_could_be_no_header_is_told_by_no_other_one_either(text: str) -> None:
    """Neither half of `Current maturity` beside `Target maturity`, nor one of the parts of a percentage."""
    told = headers.halves_of(text, 0) or parted._PART.fullmatch(text.strip())
    assert headers.could_head(text) or text[:1].isdigit() or headers._AMOUNT_FIRST.match(text) or not told


def test_a_bound_without_a_day_is_reached_from_outside_as_anywhere_else() -> None:
    """It stays a bound: `below 3` is not reached by 3, and is kept where the baseline is inside already."""
    text = "| KPI | Baseline | Target |\n|---|---|---|\n| A | 26 | < 3 |\n| B | 2 | < 3 |\n| C | 0 | 100,000+ |\n"
    promises = {one.goal.title: one.goal.promise for one in drafted(text).goals}
    assert [promises[name].reach for name in "ABC"] == [3, None, 100_000]
    assert [promises["A"].met_by(value) for value in (Decimal(3), Decimal("2.9"))] == [False, True]


@pytest.mark.parametrize("name", ["roles.toml", "words.toml"])
def test_a_file_of_words_says_what_a_toml_reader_finds_in_it(name: str) -> None:
    """It is read line by line, which is quick, and stays a file that editors know."""
    whole = tomllib.loads((get_data("coopctl.exchange.plans", name) or b"").decode())
    flags = whole.pop("languages", {})
    for section, said in sections_of(name).items():
        if section == "languages":
            assert {code: text.startswith("true") for code, text in said.items()} == flags
            continue
        head, _, kind = section.partition(".")
        found = whole[head].pop(kind) if kind else whole.pop(head)
        assert said == found
    assert not any(whole.values())


def test_no_header_stands_twice_under_one_role() -> None:
    """`results chain` is `result chain` already: what a header is matched without is left out of the table."""
    table = sections_of("roles.toml")
    joining = headers._single_words(table["joining"])
    for section in table.keys() - {"languages", "joining", "not_remark", "not_head"}:
        for code, said in table[section].items():
            keys = [headers._joined(way, joining) for _, way in headers._listed({code: said})]
            assert section.startswith("time.") or len(keys) == len({*keys}), (section, code)


def test_a_projection_is_no_target_beside_the_target_of_its_year() -> None:
    """Alone, or of another year, it is one."""
    row = "|---|---|---|---|\n| A | 31% | 45% | 60% |\n"
    beside = drafted(
        f"| Indicator | 2022 (actual) | 2030 (projection) | 2030 (target) |\n{row}", today=date(2022, 12, 31)
    )
    assert promised(beside)["A"][2:4] == (60, "2030-12-31")
    assert "'2030 (projection)' is not used" in unread(beside)[0]
    twice = drafted(f"| Indicator | 2022 (actual) | 2030 (target) | 2030 (target) |\n{row}", today=date(2022, 12, 31))
    assert not twice.goals


@pytest.mark.parametrize(
    "header",
    ["Variance plan/actual", "Abweichung vom Ziel", "Écart à la cible", "Brecha con la meta", "Change 2023-2024"],
)
def test_how_far_it_is_from_a_target_is_none(header: str) -> None:
    text = f"| Metric | Actual 2024 | Target 2028 | {header} |\n|---|---|---|---|\n| A | 10 | 20 | +3.5 |\n"
    assert promised(drafted(text, today=date(2024, 12, 31)))["A"][2:4] == (20, "2028-12-31")


def test_a_table_of_key_results_states_them_in_few_words() -> None:
    """Of other indicators, words and a number are no promise."""
    rows = "|---|---|---|\n| Tenants | 50 active tenants | COO |\n| NPS | NPS ≥ 40 | CS |\n| Blog | more posts | PR |\n"
    found = drafted(f"| Objective | Key Result | Owner |\n{rows}")
    assert [one.goal.title for one in found.goals] == ["50 active tenants", "NPS"]
    assert [line.partition(":")[0] for line in unread(found)] == ["line 5"]
    assert not drafted(f"| Objective | Metric | Owner |\n{rows}").goals


def test_a_milestone_beside_a_target_is_on_the_way_to_it() -> None:
    """It has no year, so that it is no step."""
    found = drafted("| Metric | Baseline | Milestone | Target |\n|---|---|---|---|\n| A | 146 | 40 | 0 |\n")
    assert promised(found)["A"][:3] == (146, "2026-01-15", 0)
    assert "'Milestone' is not used" in unread(found)[0]


def test_a_baseline_that_is_a_year_alone_is_no_value() -> None:
    """Half of 2,019 was the target."""
    table = "| Metric | Baseline | Target 2030 |\n|---|---|---|\n| Emissions | 2019 | -50% |\n| Water | 2020 | -30% |\n"
    found = drafted(table)
    assert [row[:3] for row in promised(found).values()] == [(None, "2019-12-31", None), (None, "2020-12-31", None)]
    mixed = drafted(f"{table}| Heat | 41 GWh | -30% |\n")
    assert list(promised(mixed)) == ["Heat"]
    assert len(mixed.problems) == 2
    assert "could be the year or the value" in mixed.problems[0].reason


def test_a_baseline_as_large_as_a_year_is_a_value_beside_a_target_as_large() -> None:
    rows = "| Metric | Baseline | Target 2030 |\n|---|---|---|\n| Beds | 2019 | 2,400 |\n| Visits | 2024 | 3000 |\n"
    assert [row[0] for row in promised(drafted(rows)).values()] == [2019, 2024]
