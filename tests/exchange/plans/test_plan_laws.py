"""Any table that is written from goals comes back as these goals, or is refused; never as others."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from coopctl.errors import CoopctlError
from coopctl.exchange.plans.draft import Draft
from coopctl.exchange.plans.drafting import draft
from coopctl.exchange.plans.readers import read_document
from coopctl.exchange.plans.tables import Manner
from coopctl.plan.plan import Goal, Plan
from exchange.plans.documents import TODAY, drafted
from exchange.plans.written import LANGUAGES, STYLES, WRITERS, Sample, Style, last_day, number, rows_of, samples

YEARS = (2026, 2027, 2030)


def _value(goal: Goal) -> Decimal | None:
    """The value that a goal is to reach or keep."""
    keep = goal.promise.target.keep
    return goal.promise.target.value if keep is None else keep.low if keep.high is None else keep.high


def _said(goal: Goal) -> tuple[object, ...]:
    promise = goal.promise
    return (
        promise.baseline.value,
        promise.baseline.date,
        _value(goal),
        promise.target.deadline,
        [(step.value, step.deadline) for step in promise.milestones],
    )


def _written(one: Sample, days: Sequence[date], base: date) -> tuple[object, ...]:
    steps = [(value, day) for value, day in zip(one.ends[:-1], days, strict=False)]
    return (one.start, base, one.ends[-1], days[-1], steps)


def _read(rows: list[list[str]], style: Style) -> Draft | None:
    write, name = WRITERS[style.write]
    data = write(rows)
    found = read_document(data.encode() if isinstance(data, str) else data, name)
    try:
        return draft(found, Manner(Plan(fiscal_start=style.fiscal_start), TODAY))
    except CoopctlError:
        return None


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.integers(1, 3), STYLES)
def test_a_table_comes_back_as_its_goals_or_is_refused(data: st.DataObject, steps: int, style: Style) -> None:
    """Titles, values, days and milestones are those that were written, in any language, format and order of columns."""
    known = data.draw(samples(steps))
    order = data.draw(st.permutations(range(steps + 1)))
    years = YEARS[:steps]
    found = _read(rows_of(known, years, style, order), style)
    if found is None:
        return
    days = [last_day(year, style) for year in years]
    wanted = {one.title: _written(one, days, last_day(2024, style)) for one in known}
    for read in found.goals:
        assert _said(read.goal) == wanted[read.goal.title]
    starts = {read.goal.id: wanted[read.goal.title][0] for read in found.goals}
    assert all((figure.value, figure.on) == (starts[figure.goal], TODAY) for figure in found.figures)
    assert len(found.goals) + len(found.problems) >= len(known) or found.problems or not found.goals


@settings(max_examples=100)
@given(samples(2), STYLES)
def test_a_table_of_two_decimal_marks_is_refused(known: list[Sample], style: Style) -> None:
    """Where every other row writes its decimal mark the other way round, no number becomes another.

    Of three digits after a mark no reader could tell that.
    """
    known = [structs.replace(one, start=_cut(one.start), ends=tuple(map(_cut, one.ends))) for one in known]
    style = structs.replace(style, grouping="", around=frozenset(), fiscal=-1, fiscal_start=1)
    rows = rows_of(known, YEARS[:2], style, range(3))
    for at, one in enumerate(known):
        if at % 2:
            cells = (number(value, comma=style.language == "en", grouping="") for value in (one.start, *one.ends))
            rows[at + 1][1:4] = [f"{cell}{one.unit}" for cell in cells]
    found = _read(rows, style)
    days = [last_day(year, style) for year in YEARS[:2]]
    wanted = {one.title: _written(one, days, last_day(2024, style)) for one in known}
    for read in found.goals if found else ():
        assert _said(read.goal) == wanted[read.goal.title]


def _cut(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def test_most_tables_come_in() -> None:
    """A plain table of each language and format is read, so that the law above is not one of refusals."""
    known = [
        Sample("Roads", Decimal("1.5"), (Decimal("2.25"), Decimal("3.75")), " km"),
        Sample("Water", Decimal(41), (Decimal(50), Decimal(60)), "%"),
    ]
    for write in WRITERS:
        for language in LANGUAGES:
            style = Style(language, write, 1, -1, 1, "", frozenset({"owner", "group", "note"}))
            found = _read(rows_of(known, YEARS[:2], style, (0, 1, 2)), style)
            assert found is not None
            assert [one.goal.title for one in found.goals] == ["Roads", "Water"], (write, language, found.problems)


def test_documents_of_nothing_are_refused() -> None:
    """A document without a table has no goals, whatever it says."""
    assert not drafted("We will do better.\n").goals
