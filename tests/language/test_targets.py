"""Targets: what phrases and baselines mean together, the echo of it, and what no text can do."""

from datetime import date
from decimal import Decimal
from pathlib import Path as File

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import goal, quick
from coopctl.errors import Refused
from coopctl.language.assumptions import with_example
from coopctl.language.echo import echo
from coopctl.language.promises import understand
from coopctl.language.wording import Understanding, Wording
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Bounds, Measure, Path, Target
from coopctl.values.calendar import PeriodKind
from coopctl.values.quantities import POINTED
from coopctl.values.units import Unit

WRITTEN = date(2024, 8, 1)
LINES = File(__file__).with_name("phrases.txt").read_text("utf-8").splitlines()
ROWS = [line.split(" | ") for line in LINES if " | " in line and not line.startswith("#")]
BASELINES = sorted({row[0].strip() for row in ROWS})
WORDS = sorted({word for row in ROWS for word in row[1].split()} | {"ſep", "fıscal", "İncrease", "(", "9999", "e9"})
YEARS = st.integers(2026, 2190)
VALUES = st.integers(1, 10**9)
ECHOES = """
$250 million | Increase by 20% over the next two years | level; from 250,000,000 USD on 2024-08-01; \
target 300,000,000 USD on 2026-08-01 = 250,000,000 × 1.20 (20% in all); path linear
1 per year | 2 per year by 2025 | count per year; from 1 on 2023-12-31; target 2 on 2025-12-31; path linear
4 active initiatives | 10 new projects by 2024 | total; from 4 projects on 2024-08-01; \
target 14 projects on 2024-12-31 = 4 + 10; path linear
5 exchanges annually | 10 exchanges annually by 2025 | count per year; from 5 exchanges on 2023-12-31; \
target 10 exchanges on 2025-12-31; path linear
- | at least 95% | level; since 2024-08-01; keep ≥ 95%, no deadline
- | below 3 days | level; since 2024-08-01; keep < 3 days, no deadline
2 days | below 3 days | level; from 2 days on 2024-08-01; keep < 3 days, no deadline
26 days | below 3 days | level; from 26 days on 2024-08-01; reach < 3 days, no deadline
0 | 420+ | level; from 0 on 2024-08-01; reach ≥ 420, no deadline
- | between 2 and 3% by 2026 | level; since 2024-08-01; keep 2 to 3%, by 2026-12-31
1,500 cases | halve by 2030 | level; from 1,500 cases on 2024-08-01; \
target 750 cases on 2030-12-31 = 1,500 × 0.50 (halve in all); path linear
120 | multiply by 0.5 by 2030 | level; from 120 on 2024-08-01; \
target 60 on 2030-12-31 = 120 × 0.50 (× 0.5 in all); path linear
120 | multiply by 3/4 by 2030 | level; from 120 on 2024-08-01; \
target 90 on 2030-12-31 = 120 × 0.75 (× 3/4 in all); path linear
120 | divide by 4 by 2030 | level; from 120 on 2024-08-01; \
target 30 on 2030-12-31 = 120 × 0.25 (÷ 4 in all); path linear
120 | double | level; from 120 on 2024-08-01; target 240, no deadline = 120 × 2.00 (double in all)
$10 million | -30% by FY2027 | level; from 10,000,000 USD on 2024-08-01; \
target 7,000,000 USD on 2027-09-30 = 10,000,000 × 0.70 (30% in all); path linear
14.5 | reduce to 7.25 by 2030 | level; from 14.5 on 2024-08-01; target 7.25 on 2030-12-31; path linear
250 exchanges | increase | level; from 250 exchanges on 2024-08-01; direction increase, no target
proposed | signed of proposed < negotiating < signed < in force | stage; from proposed on 2024-08-01; \
target signed, no deadline
$250 million | grow by 20% a year over the next two years | level; from 250,000,000 USD on 2024-08-01; \
target 360,000,000 USD on 2026-08-01 = 250,000,000 × 1.20^2 (a year, compounding); path compound
$3m per fiscal year | $6m per fiscal year by FY2027 | sum per fiscal-year; from 3,000,000 USD on 2023-09-30; \
target 6,000,000 USD on 2027-09-30; path linear
"""


def understood(start: str, phrase: str, *, today: date = WRITTEN) -> Promise:
    return understand(Wording(start, phrase, today), Plan(fiscal_start=10)).promise


def understood_or_none(start: str, phrase: str) -> Understanding | None:
    try:
        return understand(Wording(start, phrase, WRITTEN), Plan(fiscal_start=10))
    except Refused:
        return None


def echoed(start: str, phrase: str) -> str:
    made = understand(Wording(start, phrase, WRITTEN), Plan(fiscal_start=10))
    return echo(Goal("goal", "Goal", made.promise), POINTED, made.arithmetic)


@pytest.mark.parametrize(("start", "phrase", "line"), [row.split(" | ") for row in ECHOES.strip().splitlines()])
def test_a_phrase_is_echoed_as_arithmetic(start: str, phrase: str, line: str) -> None:
    """The echo says what was understood: measure, baseline and its date, target, deadline, arithmetic and path."""
    assert echoed(start, phrase) == line


@pytest.mark.parametrize(
    ("start", "phrase", "today", "dated"),
    [
        ("1 per year", "2 per year by 2026", "2024-08-01", "2023-12-31"),
        ("1 per year", "2 per year by 2026", "2024-12-31", "2024-12-31"),
        ("1 per year", "2 per year by 2026", "2025-01-01", "2024-12-31"),
        ("1 per year in 2022", "2 per year by 2026", "2024-08-01", "2022-12-31"),
        ("1 per fiscal year", "2 per fiscal year by FY2026", "2024-09-30", "2024-09-30"),
        ("1 per fiscal year", "2 per fiscal year by FY2026", "2024-10-01", "2024-09-30"),
        ("1 per quarter", "2 per quarter by 2026", "2024-08-01", "2024-06-30"),
        ("1 per half-year", "2 per half-year by 2026", "2024-08-01", "2024-06-30"),
        ("1 per month", "2 per month by 2026", "2024-03-01", "2024-02-29"),
        ("1 per week", "2 per week by 2026", "2024-08-01", "2024-07-28"),
        ("250", "300 by 2026", "2024-08-01", "2024-08-01"),
        ("250 (as of 2023-06-30)", "300 by 2026", "2024-08-01", "2023-06-30"),
        ("250 on 2023-06-30", "300 by 2026", "2024-08-01", "2023-06-30"),
        ("250 in June 2023", "300 by 2026", "2024-08-01", "2023-06-30"),
        ("12% in 2023", "20% by 2026", "2024-08-01", "2023-12-31"),
    ],
)
def test_a_baseline_is_dated_by_its_own_words_or_by_the_plan(start: str, phrase: str, today: str, dated: str) -> None:
    """A rate without a date belongs to the last period complete on the plan's date, other values to that date."""
    assert understood(start, phrase, today=date.fromisoformat(today)).baseline.date == date.fromisoformat(dated)


@quick
@given(VALUES, st.integers(1, 99), st.booleans(), YEARS)
def test_a_percentage_by_a_year_is_of_the_whole_baseline(base: int, percent: int, rising: bool, year: int) -> None:
    """A change by p% by a year is p% in all, exactly, by the end of that year."""
    phrase = f"{'increase' if rising else 'reduce'} by {percent}% by {year}"
    value = Decimal(base) * (100 + (percent if rising else -percent)) / 100
    target = Target(phrase, date(year, 12, 31), value)
    baseline = Baseline(WRITTEN, Decimal(base))
    promise = understood(f"${base}", phrase)
    assert (promise.unit, promise.baseline, promise.target) == (Unit("USD"), baseline, target)


@quick
@given(VALUES, VALUES, st.sampled_from(PeriodKind), YEARS)
def test_a_rate_by_a_year_is_counted_or_summed_per_period(base: int, more: int, kind: PeriodKind, year: int) -> None:
    """Things per period are counted and money is summed, until the end of the year; `EUR per day` is a unit."""
    per, value = "half-year" if kind is PeriodKind.HALF else kind.replace("-", " "), base + more
    things = understood(f"{base} visits per {per}", f"{value} visits per {per} by {year}")
    money = understood(f"{base} EUR per {per}", f"{value} EUR per {per} by {year}")
    expected = [(measure, kind, Decimal(value), date(year, 12, 31)) for measure in (Measure.COUNT, Measure.SUM)]
    if kind is PeriodKind.DAY:
        expected[1] = (Measure.LEVEL, None, Decimal(value), date(year, 12, 31))  # type: ignore[assignment]
    found = [(one.measure, one.period, one.target.value, one.target.deadline) for one in (things, money)]
    assert found == expected


@quick
@given(VALUES, VALUES, YEARS)
def test_new_things_add_to_the_baseline(base: int, more: int, year: int) -> None:
    """New things are a total that starts from the baseline."""
    promise = understood(f"{base} projects", f"{more} new projects by {year}")
    assert (promise.measure, promise.target.value) == (Measure.TOTAL, Decimal(base + more))


@quick
@given(VALUES, VALUES.filter(bool), st.booleans(), YEARS)
def test_an_amount_of_change_is_added_or_taken_away(base: int, change: int, rising: bool, year: int) -> None:
    """A change by an amount is that amount more or less than the baseline."""
    phrase = f"{'increase' if rising else 'reduce'} by {change} cases by {year}"
    target = Target(phrase, date(year, 12, 31), Decimal(base + (change if rising else -change)))
    assert understood(f"{base} cases", phrase).target == target


@quick
@given(VALUES, VALUES, st.dates(date(2024, 8, 2), date(2199, 12, 31)))
def test_from_one_value_to_another_needs_no_other_baseline(base: int, more: int, deadline: date) -> None:
    """Both values may stand in the phrase, and a deadline may be a day."""
    phrase = f"from {base} to {base + more} by {deadline}"
    target = Target(phrase, deadline, Decimal(base + more))
    assert understood("", phrase) == Promise(Measure.LEVEL, Baseline(WRITTEN, Decimal(base)), target)


@quick
@given(VALUES, st.integers(1, 5), st.integers(1, 40))
def test_growth_a_year_compounds(base: int, years: int, percent: int) -> None:
    """p% a year over n years multiplies n times, along a compound path."""
    promise = understood(f"{base}", f"grow by {percent}% a year over {years} years")
    value = Decimal(base) * (Decimal(100 + percent) / 100) ** years
    assert (promise.target.value, promise.path) == (value, Path.COMPOUND)


@quick
@given(st.decimals(-1000, 1000, places=2), st.decimals(1, 1000, places=2))
def test_limits_are_kept_as_they_are_written(low: Decimal, width: Decimal) -> None:
    """At least, at most, above, below and between keep their numbers and whether the limit itself is allowed."""
    high = low + width
    phrases = [f"at least {low}", f"more than {low}", f"at most {low}", f"below {low}", f"between {low} and {high}"]
    kept = [understood("", phrase).target.keep for phrase in phrases]
    expected = [Bounds(low=low), Bounds(low=low, above=True), Bounds(high=low), Bounds(high=low, below=True)]
    assert kept == [*expected, Bounds(low=low, high=high)]


@quick
@given(st.text(max_size=30), st.text(max_size=40))
def test_any_two_texts_are_understood_or_refused(start: str, phrase: str) -> None:
    """Arbitrary texts make a promise or raise Refused, and no other error."""
    assert isinstance(understood_or_none(start, phrase), Understanding | None)


@quick
@given(st.sampled_from(BASELINES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join))
def test_any_words_of_the_corpus_are_understood_or_refused(start: str, phrase: str) -> None:
    """The corpus's words in any order make a promise or raise Refused, and no other error."""
    assert isinstance(understood_or_none(start, phrase), Understanding | None)


@quick
@given(st.sampled_from(ROWS), st.sampled_from(ROWS), st.integers(0, 6), st.integers(0, 6))
def test_two_halves_of_phrases_are_understood_or_refused(
    one: list[str], other: list[str], head: int, tail: int
) -> None:
    """The head of one phrase with the tail of another makes a promise or raises Refused, and no other error."""
    phrase = " ".join([*one[1].split()[:head], *other[1].split()[tail:]])
    assert isinstance(understood_or_none(one[0].strip(), phrase), Understanding | None)


@quick
@given(st.sampled_from(ROWS), st.sampled_from([" hopefully", " xyzzy", " by then", " or so", " 7"]))
def test_words_after_a_whole_phrase_are_not_ignored(row: list[str], extra: str) -> None:
    """A phrase with foreign words after it never means what it means without them, but for a unit's or a note's."""
    whole, longer = (understood_or_none(row[0].strip(), row[1].strip() + end) for end in ("", extra))
    if whole is not None and longer is not None:
        told = [(one.promise.unit, one.promise.stages, one.note) for one in (whole, longer)]
        assert told[0] != told[1]


@pytest.mark.parametrize(
    "phrase",
    ["300 per fıscal year", "300 by ſep 2025", "grow by 900% a year over 100 years", f"increase by {10**30 - 1}%"],
)
def test_a_phrase_at_the_edge_is_understood_or_refused(phrase: str) -> None:
    """Letters outside ASCII that compare as equal and very large changes raise Refused or are understood."""
    assert isinstance(understood_or_none("250", phrase), Understanding | None)


def test_per_half_is_a_period() -> None:
    """The word half, as the echo writes that period, is not taken for a unit."""
    made = understood_or_none("1 per half", "2 per half by 2026")
    assert made is not None
    assert (made.promise.period, made.promise.unit.text) == (PeriodKind.HALF, "")


@pytest.mark.parametrize(
    "phrase",
    [
        *("İncrease by 20%", "ıncrease by 20%", "İncrease"),
        *("300 within 9999 weeks", "300 by 2201", "300 within 200 years"),
    ],
)
def test_a_verb_in_foreign_letters_and_a_deadline_beyond_the_calendar_are_refused(phrase: str) -> None:
    """An increase with a Turkish i is taken for nothing, and no day comes after the last year."""
    assert understood_or_none("250", phrase) is None


@pytest.mark.parametrize(
    ("wording", "part"),
    [
        (Wording("250", "300 by 2026", WRITTEN, by="2027"), "2026-12-31"),
        (Wording("250", "300", WRITTEN, by="2024-08-01"), "2024-08-01"),
        (Wording("1 per year", "2 by 2026", WRITTEN), "per year"),
        (Wording("1 per year", "2 per year", WRITTEN, per=PeriodKind.MONTH), "per month"),
        (Wording("1", "2", WRITTEN, measure=Measure.SUM), "needs a period"),
        (Wording("1", "2", WRITTEN, measure=Measure.LEVEL, per=PeriodKind.YEAR), "level"),
        (Wording("5 days", "3 schools", WRITTEN), "different units"),
        (Wording("12%", "increase by 20%", WRITTEN), "percentage points"),
        (Wording("started", "signed of proposed < signed", WRITTEN), "started"),
        (Wording("signed", "signed of proposed < signed", WRITTEN), "baseline itself"),
        (Wording("250", "300 by 2026", WRITTEN, since=date(2027, 1, 1)), "2027-01-01"),
        (Wording("7", "increase by a third", WRITTEN), "exact"),
    ],
)
def test_parts_that_contradict_each_other_are_refused(wording: Wording, part: str) -> None:
    """A phrase at odds with its baseline or with an option is refused, and the message names one of the two."""
    with pytest.raises(Refused) as refusal:
        understand(wording, Plan())
    assert part in refusal.value.message


def test_a_percentage_is_of_what_the_units_option_says() -> None:
    """3% of GDP and a fifth of it more are 3.6% of GDP, which the hint says, and which is understood."""
    with pytest.raises(Refused) as refused:
        understand(Wording("3%", "increase by 20% by 2030", WRITTEN, unit="% of GDP"), Plan())
    assert refused.value.hint == "write 'increase by 20 percentage points' or 'reach 3.6% of GDP'"
    promise = understand(Wording("3%", "reach 3.6% of GDP by 2030", WRITTEN, unit="% of GDP"), Plan()).promise
    assert (promise.target.value, str(promise.unit)) == (Decimal("3.6"), "% of GDP")


def test_a_step_may_be_the_baseline_itself() -> None:
    """What is multiplied by 1 until 2027 stands still, and rises after that."""
    promise = understood("10", "multiply by 1 by 2027, 30 by 2030")
    assert [(step.value, step.deadline.year) for step in promise.milestones] == [(Decimal(10), 2027)]
    assert promise.target.value == Decimal(30)


@pytest.mark.parametrize(
    ("start", "phrase", "values"),
    [
        ("60%", "3 out of 4 by 2028, 4 out of 5 by 2030", [75, 80]),
        ("60%", "4/5 by 2028, 95% by 2030", [80, 95]),
        ("60% of farmers", "3 out of 4 farmers by 2027, 7 out of 8 by 2030", [75, Decimal("87.5")]),
        ("6,730 s", "105 min by 2027, 6,000 s by 2028", [6300, 6000]),
        ("60%", "2 out of 3 by 2028, 4 out of 5 by 2030", None),
        ("60% of people", "3 out of 4 farmers by 2028, 90% by 2030", None),
    ],
)
def test_each_step_may_be_in_a_unit_of_the_baselines_kind(
    start: str, phrase: str, values: list[Decimal] | None
) -> None:
    """Where the number ends, and it is of the same people."""
    found = understood_or_none(start, phrase)
    promise = found and found.promise
    assert (promise and [*(step.value for step in promise.milestones), promise.target.value]) == values


@pytest.mark.parametrize(
    ("phrase", "measure", "period"),
    [
        ("hire 4 engineers by 2027, 8 by 2028", Measure.TOTAL, None),
        ("4 engineers a year by 2027, 8 by 2028", Measure.COUNT, PeriodKind.YEAR),
        ("hire 4 engineers a year by 2027, 8 by 2028", Measure.COUNT, PeriodKind.YEAR),
    ],
)
def test_steps_are_of_the_measure_of_the_first(phrase: str, measure: Measure, period: PeriodKind | None) -> None:
    """What is done adds up to each of them, and what is done in each period goes on being so."""
    promise = understood("0", phrase)
    assert (promise.measure, promise.period, promise.unit.text) == (measure, period, "engineers")
    assert [(step.value, step.deadline.year) for step in promise.milestones] == [(Decimal(4), 2027)]
    assert (promise.target.value, promise.target.deadline) == (Decimal(8), date(2028, 12, 31))


def test_options_add_to_the_phrase() -> None:
    """Measure, period, unit, path, deadline and baseline date may be given beside the phrase."""
    wording = Wording("1,000", "2,000", WRITTEN, date(2023, 6, 30), "FY2026", "tonnes", Measure.MAX, PeriodKind.QUARTER,
                      Path.STEP)  # fmt: skip
    assert understand(wording, Plan(fiscal_start=10)).promise == Promise(
        Measure.MAX, Baseline(date(2023, 6, 30), Decimal(1000)), Target("2,000", date(2026, 9, 30), Decimal(2000)),
        Unit("tonnes"), PeriodKind.QUARTER, Path.STEP,
    )  # fmt: skip


def test_a_value_that_has_no_end_is_hinted_with_three_digits() -> None:
    """A third off 80 is 53.333...: the hint has a value to write, which is understood."""
    with pytest.raises(Refused) as refused:
        understood("80", "reduce by a third by 2030")
    assert refused.value.hint == "write the value to reach, such as 53.3"
    assert understood("80", "53.3 by 2030").target.value == Decimal("53.3")


@pytest.mark.parametrize(("start", "near"), [("800", "533"), ("10000", "6667"), ("100000", "66667"), ("8", "5.33")])
def test_a_hinted_value_keeps_the_digits_before_its_point(start: str, near: str) -> None:
    """A third off leaves 533.33..., 6,666.66...: no digit before the point becomes a nought."""
    with pytest.raises(Refused) as refused:
        understood(start, "reduce by a third by 2030")
    assert refused.value.hint.replace(",", "") == f"write the value to reach such as {near}"


@pytest.mark.parametrize(
    ("phrase", "part"),
    [
        ("between 2 kg and 3 t", "two units, kg and t"),
        ("between 2% and 3", "two units, % and none"),
        ("5 in 4 women by 2030", "5 in 4 women"),
    ],
)
def test_amounts_that_contradict_themselves_are_refused(phrase: str, part: str) -> None:
    """Bounds in two units, and a part that is more than the whole."""
    with pytest.raises(Refused) as refusal:
        understood("50%", phrase)
    assert part in refusal.value.message


@pytest.mark.parametrize("start", ["13.9", "13.9%", "13.9% of commuters", ""])
def test_a_unit_of_percent_fits_a_share_of_something(start: str) -> None:
    """`22% of commuters` is in the goal's %, as it is beside a baseline in %."""
    goal_words = "22% of commuters by 2030" if start else "at least 22% of commuters by 2030"
    made = understand(Wording(start, goal_words, WRITTEN, unit="%"), Plan()).promise
    assert made.unit == Unit("%")


def test_a_lower_bound_in_brackets_is_a_remark() -> None:
    """`420+` in brackets says nothing of the amount before it, and is kept as a note."""
    found = understand(Wording("10", "20 by 2030 (420+)", WRITTEN), Plan())
    assert (found.promise.target.value, found.note) == (Decimal(20), "420+")


@pytest.mark.parametrize(
    ("start", "phrase", "example"),
    [
        ("$250 million", "reach $300 million by 2026", " (262M, then 275M)"),
        ("24 books", "reduce to 0 books by 2026", " (18, then 12)"),
        ("24 books", "reach 24 books by 2026", ""),
        ("TBD", "reach 24 books by 2026", ""),
    ],
)
def test_how_figures_add_up_is_said_with_an_example(start: str, phrase: str, example: str) -> None:
    """Two figures on the way to the target, a quarter and half of it done; none where there is no way to go."""
    found = understand(Wording(start, phrase, WRITTEN), Plan())
    said = [with_example(line, found.promise, POINTED) for line in found.assumed]
    assert [line for line in said if line.startswith(f"each figure is the new level{example}, it is not added")]


def test_milestones_are_echoed_on_the_path() -> None:
    """One is a milestone, two are milestones, each with its day."""
    one = ("260", "2025-02-01")
    assert echo(goal(milestones=(one,)), POINTED).endswith("; path linear by milestone 260 by 2025-02-01")
    both = (one, ("280", "2025-08-01"))
    assert echo(goal(milestones=both), POINTED).endswith(
        "; path linear by milestones 260 by 2025-02-01, 280 by 2025-08-01"
    )
    assert echo(goal(by=None, milestones=both), POINTED).endswith(
        ", no deadline; by milestones 260 by 2025-02-01, 280 by 2025-08-01"
    )


@pytest.mark.parametrize(("amount", "refused"), [("250", True), ("250.01", False)])
def test_a_bare_amount_a_thousandth_of_the_baseline_has_lost_its_scale(amount: str, refused: bool) -> None:
    """Beside $250,000 a bare 250 could be thousands, and what is more than a thousandth of it is what it says."""
    assert (understood_or_none("$250,000", f"reach {amount} by 2026") is None) is refused


@pytest.mark.parametrize(
    ("start", "phrase", "said"),
    [
        ("70%", "at least 80% by 2027", "70% is outside of that, so it is to be reached, and then kept"),
        ("85%", "at least 80% by 2027", "85% is inside of that already, so it is kept"),
        ("70%", "at least 80%", "70% is outside of that, so it is to be reached, and then kept"),
        ("5%", "between 2 and 3% by 2027", ""),
    ],
)
def test_whether_bounds_are_reached_or_kept_is_said(start: str, phrase: str, said: str) -> None:
    """Nothing is to be told apart where the baseline is outside of two bounds."""
    assumed = understand(Wording(start, phrase, WRITTEN), Plan()).assumed
    assert [line for line in assumed if "side of that" in line] == ([said] if said else [])


@pytest.mark.parametrize(
    ("start", "unit", "added"),
    [
        ("10 books", "", True),
        ("$10 million", "", True),
        ("10", "tonnes", True),
        ("10%", "", False),
        ("10", "pp", False),
    ],
)
def test_what_could_be_added_is_told_how(start: str, unit: str, added: bool) -> None:
    """Figures of things, money and amounts may be meant to be added, those of percentages never."""
    target = "increase by 2 by 2026" if unit else "double by 2026"
    said = [line for line in understand(Wording(start, target, WRITTEN, unit=unit), Plan()).assumed if "level" in line]
    assert said == ["each figure is the new level" + (", it is not added; for additions: --measure total" * added)]


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        (Wording("4 active initiatives", "10 new projects by 2026", WRITTEN), "added to those before it, from"),
        (Wording("$5m a quarter", "$8m a quarter by 2027", WRITTEN), "the figures of one quarter are added up"),
        (Wording("1 per year", "2 per year by 2027", WRITTEN), "events, and those of one year are added up"),
        (Wording("1", "2 by 2027", WRITTEN, measure=Measure.MEAN, per=PeriodKind.FISCAL_YEAR), "one fiscal year's"),
        (Wording("1", "2 by 2027", WRITTEN, measure=Measure.MAX, per=PeriodKind.MONTH), "the highest of one month's"),
        (Wording("1", "2 by 2027", WRITTEN, measure=Measure.MIN, per=PeriodKind.HALF), "the lowest of one half's"),
    ],
)
def test_how_figures_become_the_value_is_said_of_every_measure(wording: Wording, said: str) -> None:
    """A total adds up from its baseline, the measures per period within one of theirs; none says that it is a level."""
    assumed = " ".join(understand(wording, Plan()).assumed)
    assert (said in assumed, "new level" in assumed) == (True, False)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("increase by 20% of baseline by 2030", 300),
        ("reduce by 20% of the baseline value by 2030", 200),
        ("150% of baseline by 2030", 375),
        ("multiply by 0.5 by 2030", 125),
        ("multiply by 0 by 2030", None),
        ("increase by 20% or more by 2030", 300),
        ("increase by 20% or less by 2030", None),
        ("from 200 to 300 or more by 2030", None),
    ],
)
def test_factors_and_changes_of_250(phrase: str, value: int | None) -> None:
    """What is said of the baseline multiplies it; at least a change is that change, at most one says no target."""
    found = understood_or_none("250", phrase)
    assert (found and found.promise.target.value) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("start", "phrase", "part"),
    [
        ("10", "12 schools by 2027, 15 clinics by 2028", "two units, schools and clinics"),
        ("TBD", "12% by 2027, 15 clinics by 2028", "two units, % and clinics"),
        ("10%", "increase by 10% by 2027, 20% by 2028", "percentage points"),
        ("TBD", "increase by 10% by 2027, 20% by 2028", "a baseline that is not known"),
    ],
)
def test_a_step_is_asked_what_the_last_one_is(start: str, phrase: str, part: str) -> None:
    """Steps in different units, and a change of a percentage that could be relative, are not understood either."""
    with pytest.raises(Refused) as refused:
        understood(start, phrase)
    assert part in refused.value.message


@pytest.mark.parametrize(
    ("start", "phrase", "unit"),
    [
        ("10", "12 schools by 2027, 15 by 2028", "schools"),
        ("10", "12 by 2027, 15 schools by 2028", "schools"),
        ("10%", "12% by 2027, 15 by 2028", "%"),
        ("TBD", "12% of commuters by 2027, 15% by 2028", "% of commuters"),
        ("TBD", "1 school by 2027, 15 schools by 2028", "schools"),
        ("TBD", "$12 million by 2027, USD 15m by 2028", "USD"),
    ],
)
def test_a_step_may_leave_its_unit_to_another(start: str, phrase: str, unit: str) -> None:
    """One of two steps says what both are counted in."""
    promise = understood(start, phrase)
    assert (promise.unit.text, [step.deadline.year for step in promise.milestones]) == (unit, [2027])


@pytest.mark.parametrize(
    ("start", "dated"),
    [
        ("45,000 (2024)", "2024-12-31"),
        ("45,000 (in 2023)", "2023-12-31"),
        ("45,000 (census, 2022)", "2022-12-31"),
        ("45,000 (Feb 2024 baseline survey)", "2024-02-29"),
        ("45,000 (survey of 15 March 2024)", "2024-03-15"),
        ("45,000 (household survey, Q3 2023)", "2023-09-30"),
        ("45,000 (marketing 2022 data)", "2022-12-31"),
        ("45,000 (census 2020 and 2022)", "2024-08-01"),
        ("45,000 (2020 to 2022)", "2024-08-01"),
    ],
)
def test_one_year_in_a_remark_dates_the_baseline(start: str, dated: str) -> None:
    """Two years date nothing."""
    assert f"{understand(Wording(start, '50,000 by 2030', WRITTEN), Plan()).promise.baseline.date}" == dated


@pytest.mark.parametrize("start", ["45 (1 Jan)", "45 (1 Jan) (est.)", "45 [2024]", "45 [1 Jan]", "45 [2023/24]"])
def test_a_date_in_brackets_is_never_more_digits_of_the_baseline(start: str) -> None:
    """It dates the baseline or is refused; 45 is not 451."""
    made = understood_or_none(start, "50 by 2030")
    assert made is None or made.promise.baseline.value == 45


@pytest.mark.parametrize(
    ("by", "deadline"),
    [
        ("9 months", "2025-05-01"), ("end of 2026", "2026-12-31"), ("two years", "2026-08-01"), ("2027", "2027-12-31"),
        ("by 2027", "2027-12-31"), ("9 months or so", None),
    ],
)  # fmt: skip
def test_a_deadline_beside_the_phrase_is_read_as_in_it(by: str, deadline: str | None) -> None:
    """A date, a length of time, or words as they stand in a phrase; what is left over is refused."""
    wording = Wording("100", "120", WRITTEN, by=by)
    if deadline is None:
        with pytest.raises(Refused, match="is not a date or period"):
            understand(wording, Plan())
    else:
        assert f"{understand(wording, Plan()).promise.target.deadline}" == deadline


@pytest.mark.parametrize(
    ("phrase", "today", "deadline"),
    [
        ("120 this year", date(2026, 1, 15), "2026-12-31"),
        ("120 next year", date(2026, 1, 15), "2027-12-31"),
        ("120 before next year", date(2026, 1, 15), "2026-12-31"),
        ("120 by June", date(2026, 6, 30), "2026-06-30"),
        ("120 by June", date(2026, 7, 1), "2027-06-30"),
    ],
)
def test_a_deadline_without_a_year_is_the_next(phrase: str, today: date, deadline: str) -> None:
    """The last day of June is still this June's."""
    wording = Wording("100", phrase, today, date(2025, 12, 31))
    assert f"{understand(wording, Plan()).promise.target.deadline}" == deadline


@pytest.mark.parametrize(
    ("start", "phrase", "note"),
    [
        ("13.9%", "22% by 2030", ""),
        ("13.9%", "22% of commuters by 2030", "of commuters"),
        ("40% of women", "60% of women by 2030", ""),
    ],
)
def test_what_a_percentage_is_of_is_noted_where_the_unit_does_not_say_it(start: str, phrase: str, note: str) -> None:
    assert understand(Wording(start, phrase, WRITTEN), Plan()).note == note
