"""Readings: every measure, corrections and retractions, what was known when, and what silence means."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from builders import STAGES, Number, at, book, exercises, figure, goal, quick, retract, told
from coopctl.judgement.books import Book, joined
from coopctl.judgement.readings import History, Reading, Running
from coopctl.plan.corrections import state_of, withdrawn
from coopctl.plan.plan import Figure, Goal
from coopctl.plan.terms import Measure
from coopctl.values.calendar import GREGORIAN, PeriodKind

YEAR = PeriodKind.YEAR
LEVEL = goal()
TOTAL = goal(4, 14, measure=Measure.TOTAL)
day = date.fromisoformat
FIGURES = st.lists(
    st.tuples(st.dates(date(2023, 6, 1), date(2027, 6, 1)), st.integers(-100, 100)),
    max_size=12,
    unique_by=lambda it: it[0],
)
MEASURES = st.sampled_from(Measure).filter(lambda measure: measure is not Measure.STAGE)


def periodic(measure: Measure, period: PeriodKind = YEAR) -> Goal:
    return goal(10, 20, measure=measure, period=period, since="2023-12-31", by="2026-12-31")


def of(measure: Measure) -> Goal:
    return periodic(measure) if measure.periodic else goal(measure=measure)


def undated(found: Reading | None) -> Reading | None:
    """A total's reading without the day of its last figure."""
    return found and structs.replace(found, last=None)


def read(one: Goal, as_of: str, *figures: tuple[str, Number], fiscal_start: int = 1) -> Reading | None:
    return undated(told(one, *figures, fiscal_start=fiscal_start).reading(day(as_of)))


def known(one: Goal, known_at: str | None, *figures: Figure) -> Reading | None:
    made = book(one, figures, None if known_at is None else at(known_at))
    return undated(History(one, made).reading(day("2026-08-01")))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-12-31", None),
        ("2025-01-01", Reading(Decimal(260), day("2025-01-01"))),
        ("2025-05-31", Reading(Decimal(260), day("2025-01-01"))),
        ("2025-06-01", Reading(Decimal(255), day("2025-06-01"))),
    ],
)
def test_a_level_is_the_figure_with_the_latest_date(as_of: str, expected: Reading | None) -> None:
    """A level's reading is its latest figure up to the day, and has that figure's date."""
    assert read(LEVEL, as_of, ("2025-06-01", 255), ("2025-01-01", 260)) == expected


def test_of_two_levels_of_one_day_the_last_recorded_counts() -> None:
    """Where two figures bear one date, the one recorded last is the level."""
    assert read(LEVEL, "2026-01-01", ("2025-01-01", 260), ("2025-01-01", 258)) == Reading(
        Decimal(258), day("2025-01-01")
    )


def test_a_total_adds_to_the_baseline_and_is_dated_as_of() -> None:
    """A total is the baseline and everything after it, and silence is zero, so its date is the day itself."""
    figures = ("2024-08-02", 3), ("2024-10-01", "2.5"), ("2025-01-01", 100)
    assert read(TOTAL, "2024-12-01", *figures) == Reading(Decimal("9.5"), day("2024-12-01"))


def test_a_total_of_nothing_is_its_baseline() -> None:
    """A total without figures stands at its baseline."""
    assert read(TOTAL, "2024-12-01") == Reading(Decimal(4), day("2024-12-01"))


@pytest.mark.parametrize(
    ("measure", "value"),
    [(Measure.SUM, 42), (Measure.COUNT, 42), (Measure.MEAN, 14), (Measure.MAX, 30), (Measure.MIN, -8)],
)
def test_a_period_measure_aggregates_the_last_complete_period(measure: Measure, value: int) -> None:
    """The aggregate is over every figure of the last complete period, and dated at the period's end."""
    figures = ("2024-01-01", 30), ("2024-12-31", 20), ("2024-06-01", -8), ("2025-01-01", 500), ("2023-12-31", 500)
    assert read(periodic(measure), "2025-11-30", *figures) == Reading(Decimal(value), day("2024-12-31"), "2024")


def test_two_figures_of_one_day_weigh_twice_in_a_mean() -> None:
    """A mean is over figures, not over days."""
    figures = ("2024-05-01", 1), ("2024-05-01", 2), ("2024-06-01", 6)
    assert read(periodic(Measure.MEAN), "2025-01-01", *figures) == Reading(Decimal(3), day("2024-12-31"), "2024")


@pytest.mark.parametrize(("measure", "value"), [(Measure.MAX, 6), (Measure.MIN, 1)])
def test_the_extreme_of_one_day_counts(measure: Measure, value: int) -> None:
    """Several figures of one day leave their largest or smallest."""
    figures = ("2024-05-01", 4), ("2024-05-01", 6), ("2024-05-01", 1)
    assert read(periodic(measure), "2025-01-01", *figures) == Reading(Decimal(value), day("2024-12-31"), "2024")


def test_a_stage_is_the_latest_stage() -> None:
    """A stage goal's reading is the number of its latest stage, even when it went back."""
    treaty = goal(0, 2, measure=Measure.STAGE, stages=STAGES)
    expected = Reading(Decimal(1), day("2025-06-01"))
    assert read(treaty, "2026-01-01", ("2025-01-01", 2), ("2025-06-01", 1)) == expected


@pytest.mark.parametrize("measure", [Measure.SUM, Measure.COUNT])
def test_additive_for_sums_and_counts(measure: Measure) -> None:
    """A complete period without figures is a sum or count of zero."""
    assert read(periodic(measure), "2026-02-01", ("2024-05-01", 7)) == Reading(Decimal(0), day("2025-12-31"), "2025")


@pytest.mark.parametrize("measure", [Measure.MEAN, Measure.MAX, Measure.MIN])
def test_silence_is_unknown_for_means_and_extremes(measure: Measure) -> None:
    """A period without figures says nothing, so the last period that has figures is read."""
    one = periodic(measure)
    found = read(one, "2026-02-01", ("2024-05-01", 7)), read(one, "2026-02-01")
    assert found == (Reading(Decimal(7), day("2024-12-31"), "2024"), None)


def test_additive_only_in_periods_that_end_after_the_baseline() -> None:
    """Before the first period after the baseline is over there is no reading, and then it is zero."""
    found = read(exercises(), "2024-12-30"), read(exercises(), "2024-12-31")
    assert found == (None, Reading(Decimal(0), day("2024-12-31"), "2024"))


@pytest.mark.parametrize(
    ("measure", "value"),
    [(Measure.LEVEL, 1), (Measure.STAGE, 1), (Measure.TOTAL, 251), (Measure.MEAN, 1), (Measure.CUMULATIVE, 1),
     (Measure.SUM, None), (Measure.COUNT, None)],
)  # fmt: skip
def test_a_figure_of_the_baselines_own_day_counts(measure: Measure, value: int | None) -> None:
    """It is a reading, but for sums and counts, whose baseline is of the period that it belongs to."""
    one = goal(0, 2, measure=measure, stages=STAGES) if measure is Measure.STAGE else of(measure)
    found = read(one, one.promise.baseline.date.isoformat(), (one.promise.baseline.date.isoformat(), 1))
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("one", "first"),
    [(LEVEL, "2024-08-01"), (TOTAL, "2024-08-01"), (periodic(Measure.MEAN), "2023-12-31"), (exercises(), "2024-01-01")],
)
def test_the_first_day_that_counts_is_the_baselines_or_that_of_the_first_period(one: Goal, first: str) -> None:
    """A figure of that day counts, one of the day before is history."""
    told_of = History(one)
    assert told_of.counts(day(first))
    assert not told_of.counts(day(first) - timedelta(1))


@pytest.mark.parametrize("one", [LEVEL, TOTAL])
def test_history_does_not_count(one: Goal) -> None:
    """Figures from before the baseline change nothing, and are counted as history."""
    early = told(one, ("2024-07-31", 99), ("2024-07-01", 98))
    assert early.reading(day("2025-01-01")) == told(one).reading(day("2025-01-01"))
    assert early.before(day("2025-01-01")) == 2


def test_a_period_that_ends_on_the_baselines_day_is_part_of_a_totals_baseline() -> None:
    """An event of that day adds to a total; what is told of the whole year before does not."""
    one = goal(4, 14, measure=Measure.TOTAL, since="2023-12-31")
    year, event = figure("2023-12-31", 4, "year", said="2023"), figure("2023-12-31", 3, "event", said="2023-12-31")
    found = History(one, book(one, [year, event])).reading(day("2024-06-30"))
    assert (found.value if found else None) == 7


def test_a_correction_takes_the_place_of_what_it_replaces() -> None:
    """A corrected figure counts once, with its new value and its new date."""
    figures = figure("2025-01-01", 5, "a"), figure("2025-02-01", 7, "b", replaces="a")
    assert known(TOTAL, None, *figures) == Reading(Decimal(11), day("2026-08-01"))


def test_a_correction_of_a_correction_counts_alone() -> None:
    """Of a figure corrected twice only the last correction counts."""
    figures = (
        figure("2025-01-01", 5, "a"),
        figure("2025-01-01", 7, "b", replaces="a"),
        figure("2025-01-01", 6, "c", replaces="b"),
    )
    assert known(TOTAL, None, *figures) == Reading(Decimal(10), day("2026-08-01"))


def test_a_retracted_figure_is_gone() -> None:
    """After a retraction the figure before it is the level again."""
    figures = figure("2025-01-01", 260, "a"), figure("2025-06-01", 280, "b"), retract("b")
    assert known(LEVEL, None, *figures) == Reading(Decimal(260), day("2025-01-01"))


def test_a_retracted_retraction_restores_the_figure() -> None:
    """Withdrawing a retraction makes what it withdrew stand again, and withdrawing that makes it fall again."""
    figures = figure("2025-01-01", 260, "a"), retract("a", "b"), retract("b", "c"), retract("c", "d")
    stands = Reading(Decimal(260), day("2025-01-01"))
    assert [known(LEVEL, None, *figures[:n]) for n in (1, 2, 3, 4)] == [stands, None, stands, None]


def test_a_retracted_correction_leaves_the_original() -> None:
    """Withdrawing a correction makes the figure that it replaced stand again."""
    figures = figure("2025-01-01", 5, "a"), figure("2025-01-01", 7, "b", replaces="a"), retract("b")
    assert known(TOTAL, None, *figures) == Reading(Decimal(9), day("2026-08-01"))


def test_a_batch_is_retracted_whole() -> None:
    """A retraction that names a batch withdraws every figure of it and no other."""
    figures = [figure(f"2025-0{n}-01", n, batch="import" if n > 1 else "") for n in (1, 2, 3)]
    assert known(TOTAL, None, *figures, retract("import")) == Reading(Decimal(5), day("2026-08-01"))


@pytest.mark.parametrize(
    ("known_at", "value"),
    [("2025-01-31", None), ("2025-02-01", 260), ("2025-02-15", 262), ("2025-03-15", 260), (None, 260)],
)
def test_a_reading_is_what_was_known_at_a_moment(known_at: str | None, value: int | None) -> None:
    """Figures, corrections and retractions recorded after a moment were not known then."""
    found = known(
        LEVEL,
        known_at,
        figure("2025-01-01", 260, "a", recorded="2025-02-01"),
        figure("2025-01-01", 262, "b", recorded="2025-02-10", replaces="a"),
        retract("b", recorded="2025-03-01"),
    )
    assert found == (None if value is None else Reading(Decimal(value), day("2025-01-01")))


def test_a_late_figure_counts_for_its_own_date() -> None:
    """A figure recorded late for an earlier day does not hide the figure of a later day."""
    late = figure("2025-06-01", 280, recorded="2025-06-02"), figure("2025-03-01", 270, recorded="2025-07-01")
    assert known(LEVEL, None, *late) == Reading(Decimal(280), day("2025-06-01"))


def test_a_removed_goals_old_figures_do_not_count() -> None:
    """Figures that were in the file when the goal was added belong to a removed goal of the same name."""
    again = goal(4, 14, measure=Measure.TOTAL, after=2)
    figures = [figure(f"2025-0{n}-01", 10**n) for n in (1, 2, 3)]
    assert known(again, None, *figures) == Reading(Decimal(1004), day("2026-08-01"))


def test_another_goals_figures_do_not_count() -> None:
    """Figures of other goals are in no book of this one."""
    assert known(LEVEL, None, figure("2025-01-01", 260, of="tourism")) is None


def test_a_figure_has_one_state() -> None:
    """A figure stands or was taken back; a retraction that was taken back is undone, and says no more that it does."""
    undoing = structs.replace(retract("not-a"), undo=True)
    figures = [figure("2025-01-01", 1, "a"), figure("2025-01-02", 1, "b"), retract("b"), retract("a"), undoing]
    gone = withdrawn(figures)
    assert [state_of(one, gone) for one in figures] == ["stands", "retracted", "retracts", "undone", "undoes"]


def test_withdrawn_names_what_no_longer_counts() -> None:
    """The keys and batches named by withdrawals that stand are withdrawn."""
    figures = [figure("2025-01-01", 1, "a"), figure("2025-01-01", 2, "b", replaces="a"), retract("batch", "c")]
    assert set(withdrawn(figures)) == {"a", "batch"}


@pytest.mark.parametrize(
    ("as_of", "value", "share"),
    [("2024-01-01", 0, Fraction(1, 366)), ("2024-05-10", 1, Fraction(131, 366)), ("2025-03-01", 1, Fraction(60, 365))],
)
def test_the_running_period_is_shown_so_far(as_of: str, value: int, share: Fraction) -> None:
    """The running period has its aggregate up to the day and the share of its days that are gone."""
    found = told(exercises(), ("2024-05-10", 1), ("2025-02-03", 1)).running(day(as_of))
    assert found == Running(Decimal(value), GREGORIAN.period_of(day(as_of), YEAR), share)


def test_a_period_that_is_over_is_not_running() -> None:
    """On the last day of a period it is complete, so nothing is running."""
    assert History(exercises()).running(day("2024-12-31")) is None


def test_a_fiscal_year_is_read_by_the_plans_start() -> None:
    """The last complete fiscal year begins in the plan's month."""
    one = goal(10, 20, measure=Measure.SUM, period=PeriodKind.FISCAL_YEAR, since="2023-09-30", by="2026-09-30")
    found = read(one, "2024-09-30", ("2023-10-01", 3), ("2024-09-30", 4), ("2024-10-01", 50), fiscal_start=10)
    assert found == Reading(Decimal(7), day("2024-09-30"), "FY2024")


def test_a_series_has_every_reading_in_order() -> None:
    """A count's series has each complete period, silent ones as zero, and a mean's leaves silent ones out."""
    figures = ("2024-05-01", 3), ("2026-05-01", 4)
    made = [told(one, *figures).series(day("2026-12-31")) for one in map(periodic, (Measure.COUNT, Measure.MEAN))]
    assert [[(it.period, it.value) for it in one] for one in made] == [
        [("2024", Decimal(3)), ("2025", Decimal(0)), ("2026", Decimal(4))], [("2024", Decimal(3)), ("2026", Decimal(4))]
    ]  # fmt: skip


def test_the_day_a_target_was_reached_and_the_day_of_the_last_figure() -> None:
    """The first later reading at the target gives the day it was reached, and the last figure the newest day."""
    made = told(LEVEL, ("2026-09-01", 299), ("2026-10-01", 300), ("2026-11-01", 310))
    found = made.reached_on(day("2026-08-01"), day("2026-12-31")), made.last_figure(day("2026-10-15"))
    assert found == (day("2026-10-01"), day("2026-10-01"))


def test_a_sum_reaches_its_target_with_what_its_period_had_before() -> None:
    """A rising sum is reached on the day on which its period's figures come to the target, those of before included."""
    figures = ("2024-05-01", 19), ("2025-03-01", 12), ("2025-07-01", 7), ("2025-09-01", 2), ("2025-10-01", 30)
    made = told(periodic(Measure.SUM), *figures)
    found = [made.reached_on(day(after), day("2025-12-30")) for after in ("2025-06-30", "2025-09-15", "2025-10-01")]
    assert found == [day("2025-09-01"), day("2025-10-01"), None]


@quick
@given(FIGURES, st.dates(date(2023, 6, 1), date(2027, 6, 1)), MEASURES, st.data())
def test_the_order_of_arrival_changes_no_reading(
    figures: list[tuple[date, int]], as_of: date, measure: Measure, data: st.DataObject
) -> None:
    """Figures of different dates give the same reading in whatever order they were recorded."""
    one, listed = of(measure), [figure(on, value) for on, value in figures]
    shuffled = data.draw(st.permutations(listed))
    assert History(one, book(one, shuffled)).reading(as_of) == History(one, book(one, listed)).reading(as_of)


@quick
@given(FIGURES, st.dates(date(2023, 6, 1), date(2027, 6, 1)), MEASURES)
def test_a_reading_is_the_last_of_its_series(figures: list[tuple[date, int]], as_of: date, measure: Measure) -> None:
    """The reading of a day is the last of the series up to it, but for a total, which is dated as of the day."""
    one = of(measure)
    made = History(one, book(one, [figure(on, value) for on, value in figures]))
    last, found = next(reversed(made.series(as_of)), None), made.reading(as_of)
    assert (last.value if last else None) == (found.value if found and (last or measure is not Measure.TOTAL) else None)


@quick
@given(FIGURES)
def test_a_running_total_is_the_sum_so_far(figures: list[tuple[date, int]]) -> None:
    """Each reading of a total is its baseline and everything after it up to that day, added up anew."""
    made = History(TOTAL, book(TOTAL, [figure(on, value) for on, value in figures]))
    assert made.series(date.max) == tuple(
        made.reading(on) for on in sorted(made.days) if on >= TOTAL.promise.baseline.date
    )


SAID = st.builds(
    lambda on, value, label, provisional: Figure(
        f"{on}", "trade", at("2030-01-01"), on, value, label, provisional=provisional, missing=value is None
    ),
    st.sampled_from([date(2024, 8, 1), date(2024, 12, 31), date(2025, 6, 30)]),
    st.none() | st.decimals(-9, 9, places=2),
    st.sampled_from(["", "2024", "2025-H1"]),
    st.booleans(),
)


@given(measure=MEASURES, first=st.lists(SAID, max_size=6), later=st.lists(SAID, max_size=6))
def test_books_of_figures_one_after_the_other_join_to_the_book_of_all(
    measure: Measure, first: list[Figure], later: list[Figure]
) -> None:
    """What earlier and later figures come to each by itself makes what all of them come to, for every measure."""
    one = of(measure)
    whole: Book = book(one, [*first, *later])
    assert joined(one, book(one, first), book(one, later)) == whole


@pytest.mark.parametrize("measure", [Measure.LEVEL, Measure.TOTAL, Measure.SUM, Measure.MEAN])
def test_a_reading_is_provisional_while_a_figure_that_it_stands_on_is(measure: Measure) -> None:
    """A sum or mean stands on all of them, a level on the last alone."""
    one = of(measure)
    first, last = figure("2025-03-01", 5), figure("2025-06-01", 7)

    def marked(*figures: Figure) -> bool:
        reading = History(one, book(one, figures)).reading(date(2025, 12, 31))
        assert reading is not None
        return reading.provisional

    def loose(figure: Figure) -> Figure:
        return structs.replace(figure, provisional=True)

    assert (marked(first, last), marked(first, loose(last))) == (False, True)
    assert marked(loose(first), last) is (measure is not Measure.LEVEL)
    # What is recorded in its place settles it.
    settled = structs.replace(first, key="settled", replaces=first.key)
    assert not marked(loose(first), last, settled)
