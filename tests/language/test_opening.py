"""A text that says all of a goal: the value of today, or of an earlier day, before the promise."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.errors import Refused
from coopctl.language.promises import understand
from coopctl.language.wording import Wording
from coopctl.plan.plan import Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Measure

WRITTEN = date(2026, 8, 1)


def whole(text: str, start: str = "") -> Promise:
    return understand(Wording(start, text, WRITTEN, whole=True), Plan()).promise


@pytest.mark.parametrize(
    ("text", "measure", "base", "target"),
    [
        ("$250 million, up 20% over the next two years", Measure.LEVEL, 250_000_000, 300_000_000),
        ("250 million dollars, up 20% over the next two years", Measure.LEVEL, 250_000_000, 300_000_000),
        ("$1,250,000; up 20% over two years", Measure.LEVEL, 1_250_000, 1_500_000),
        ("1 per year, 2 per year by 2028", Measure.COUNT, 1, 2),
        ("5 annually, 10 annually by 2028", Measure.COUNT, 5, 10),
        ("4 active initiatives, 10 new projects by 2028", Measure.TOTAL, 4, 14),
        ("10 new environmental projects by 2028", Measure.TOTAL, 0, 10),
        ("12% now, 20% by 2030", Measure.LEVEL, 12, 20),
        ("12% in 2023; 20% by 2030", Measure.LEVEL, 12, 20),
        ("55% -> 70% by 2028", Measure.LEVEL, 55, 70),
        ("3 days - below 2 days by 2028", Measure.LEVEL, 3, 2),
        ("40, double by 2028", Measure.LEVEL, 40, 80),
        ("40; 60 by 2028", Measure.LEVEL, 40, 60),
        ("from 40, doubled by 2028", Measure.LEVEL, 40, 80),
        ("currently 5 per year, 10 per year by 2028", Measure.COUNT, 5, 10),
        ("5, 10 per year by 2028", Measure.COUNT, 5, 10),
        ("baseline: 40%; 60% by 2028", Measure.LEVEL, 40, 60),
    ],
)
def test_the_value_of_today_may_stand_before_the_promise(text: str, measure: Measure, base: int, target: int) -> None:
    promise = whole(text)
    bounds = promise.target.keep
    reached = promise.target.value if bounds is None else bounds.high
    assert (promise.measure, promise.baseline.value, reached) == (measure, Decimal(base), Decimal(target))


@pytest.mark.parametrize(
    ("text", "base", "day"),
    [
        ("increase enrolment to 85% by 2027 (baseline 71%)", "71", WRITTEN),
        ("increase enrolment to 85% by 2027 (from 71%)", "71", WRITTEN),
        ("reduce dropout to 6% by 2027 (12% in 2024)", "12", date(2024, 12, 31)),
        ("reduce dropout to 6% by 2027 (2024 baseline: 12%)", "12", date(2024, 12, 31)),
        ("reach 500 teachers by 2027 (currently 120)", "120", WRITTEN),
    ],
)
def test_the_value_of_today_may_stand_in_brackets(text: str, base: str, day: date) -> None:
    baseline = whole(text).baseline
    assert (baseline.value, baseline.date) == (Decimal(base), day)


@pytest.mark.parametrize("text", ["12% in 2023, 20% by 2030", "12 in 2023, 20 by 2030", "2023: 12%, 20% by 2030"])
def test_a_value_with_a_date_of_its_own_is_of_that_date(text: str) -> None:
    assert whole(text).baseline.date == date(2023, 12, 31)


def test_with_a_decimal_comma_a_blank_behind_it_is_doubtful() -> None:
    with pytest.raises(Refused):
        understand(Wording("", "3, 5 % bis 2030", WRITTEN, whole=True), Plan(decimal_comma=True))


@pytest.mark.parametrize(
    ("text", "since", "taken"),
    [
        ("12% in 2023, 20% by 2030", None, False),
        ("12%, 20% by 2030", date(2024, 6, 30), False),
        ("12%, 20% by 2030", None, True),
    ],
)
def test_a_day_is_assumed_only_where_none_is_given(text: str, since: date | None, taken: bool) -> None:
    understood = understand(Wording("", text, WRITTEN, since=since, whole=True), Plan())
    assert any("is taken to be of" in line for line in understood.assumed) is taken


def test_a_value_of_this_very_day_is_known() -> None:
    """One of tomorrow cannot be what a promise starts from."""
    assert whole("12% on 2026-08-01, 20% by 2030").baseline == Baseline(WRITTEN, Decimal(12))
    with pytest.raises(Refused):
        whole("12% on 2026-08-02, 20% by 2030")


def test_two_dates_to_come_are_milestones() -> None:
    promise = whole("25% by 2027, 30% by 2030")
    assert promise.baseline.value is None
    assert [(step.value, step.deadline.year) for step in promise.milestones] == [(Decimal(25), 2027)]


@pytest.mark.parametrize(
    "text", ["1, 234 by 2028", "5, 10", "$250 million, down to $300 million by 2028", "$250 million, hello"]
)
def test_what_may_be_one_number_or_contradicts_itself_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        whole(text)


def test_a_baseline_of_its_own_must_agree() -> None:
    assert whole("$5 million, $6 million by 2028", "$5 million").baseline.value == 5_000_000
    with pytest.raises(Refused, match="starts from 4"):
        whole("$4 million, $6 million by 2028", "$5 million")


def test_a_cell_beside_a_baseline_is_not_the_whole() -> None:
    with pytest.raises(Refused):
        understand(Wording("", "$5 million, up 20% by 2028", WRITTEN), Plan())


@given(base=st.integers(1, 10**9), share=st.integers(1, 300), year=st.integers(2027, 2100))
def test_it_means_what_the_two_texts_mean(base: int, share: int, year: int) -> None:
    apart = understand(Wording(f"${base:,}", f"up {share}% by {year}", WRITTEN), Plan()).promise
    together = whole(f"${base:,}, up {share}% by {year}")
    assert (apart.baseline, apart.target.value, apart.unit) == (
        together.baseline, together.target.value, together.unit,
    )  # fmt: skip


@pytest.mark.parametrize("start", ["33 (2023)", "33 in 2023", "33 on 2023-12-31"])
@pytest.mark.parametrize("text", ["67 (2024), 148 (2028)", "67 (2024); 148 (2028)", "67 in 2024, 148 by 2028"])
def test_a_value_of_after_the_baseline_is_a_milestone(text: str, start: str) -> None:
    """Of an old plan the first milestone is over; where no baseline is of before it, it is the baseline itself."""
    promise = whole(text, start)
    assert promise.baseline == Baseline(date(2023, 12, 31), Decimal(33))
    assert [(one.value, one.deadline) for one in promise.milestones] == [(Decimal(67), date(2024, 12, 31))]
    assert whole(text).baseline == Baseline(date(2024, 12, 31), Decimal(67))
    assert whole(text, "33").baseline == Baseline(date(2024, 12, 31), Decimal(67))
    assert whole(text, "67 (2024)").milestones == ()
