"""Days in columns hold what a dictionary of days holds, in the room of a few numbers."""

from array import array
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from builders import quick
from coopctl.judgement.days import Day, Days, Join, Pile, later_of, sum_of
from coopctl.values.parts import number, parts

days = st.dates(date(2019, 12, 1), date(2020, 2, 1)) | st.sampled_from([date(1, 1, 1), date(9999, 12, 31)])
values = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**20), max_value=10**20) | (
    st.sampled_from([Decimal(text) for text in ("1.50", "1.5", "1E+3", "1000", "0.00", "7", "1E-30", "-2")])
)
entries = st.builds(Day, values, st.integers(1, 70_000), st.booleans())
tables = st.dictionaries(days, entries)


@quick
@given(first=tables, later=st.dictionaries(days, st.none() | entries))
def test_they_are_a_dictionary_in_order(first: dict[date, Day], later: dict[date, Day | None]) -> None:
    """What is put in the place of days, or taken away, is found as in a dictionary; no other is changed by it."""
    made = Days().with_days(first)
    expected = {day: found for day, found in sorted((first | later).items()) if found}
    assert list(made.with_days(later).items()) == list(expected.items())
    assert list(made.items()) == sorted(first.items())
    assert [day for day in later if day in made] == [day for day in later if day in first]


@quick
@given(first=tables)
def test_packed_days_come_back_with_every_zero(first: dict[date, Day]) -> None:
    made = Days().with_days(first)
    back = Days.unpacked(made.packed())
    assert (back, back.columns) == (made, made.columns)
    assert [str(value) for value in back.numbers()] == [str(first[day].value) for day in sorted(first)]


@quick
@given(texts=st.lists(values.map(str)), later=st.lists(st.decimals(-1000, 1000, places=2).map("{:f}".format)))
def test_texts_of_numbers_keep_every_zero(texts: list[str], later: list[str]) -> None:
    """Whole numbers, fractions and powers of ten, together or not, are what Decimal makes of them."""
    for written in (texts, later, [*texts, *later]):
        made = Days.of(dict(enumerate(written, 1)), dict.fromkeys(range(1, len(written) + 1), 1), ())
        assert list(map(str, made.numbers())) == [str(number(*parts(Decimal(text)))) for text in written]


@quick
@given(first=tables)
def test_scaled_units_are_the_values(first: dict[date, Day]) -> None:
    made = Days().with_days(first)
    units, exponent = made.scaled(slice(None))
    assert [number(unit, exponent) for unit in units] == [first[day].value for day in sorted(first)]
    assert [number(*parts(value)) for value in made.numbers()] == made.numbers()


def test_a_thousand_days_take_the_room_of_their_numbers() -> None:
    start = date(2020, 1, 1)
    made = Days().with_days({start + timedelta(at): Day(Decimal(at)) for at in range(1000)})
    assert sum(column.itemsize for column in made.columns if isinstance(column, array)) == 4 + 2 + 1 + 1 + 1


@quick
@given(
    came=st.lists(st.tuples(st.integers(1, 4), values, st.booleans()), max_size=8),
    join=st.sampled_from([later_of, max, min, sum_of]),
    settled=st.sets(st.integers(0, 7)),
)
def test_a_pile_is_the_days_that_came(came: list[tuple[int, Decimal, bool]], join: Join, settled: set[int]) -> None:
    """In any order, several of a day, of any length, with their zeros, wherever it was settled between."""
    pile, expected = Pile(few=0), dict[int, Day]()
    for at, (ordinal, value, mark) in enumerate(came):
        units, exponent = parts(value)
        pile.put([ordinal], [units], [exponent], [0] if mark else [])
        if at in settled:
            pile.settle(join)
        old = expected.get(ordinal)
        expected[ordinal] = (
            Day(value, 1, mark)
            if old is None
            else Day(join(old.value, value), old.count + 1, mark or (old.provisional and join is not later_of))
        )
    days = pile.days(join)
    assert list(days.ordinals) == sorted(expected)
    assert [(str(day.value), day.count, day.provisional) for day in days.values()] == [
        (str(number(*parts(day.value))), day.count, day.provisional) for _, day in sorted(expected.items())
    ]


def test_a_pile_that_is_settled_takes_the_room_of_its_days() -> None:
    pile = Pile(few=0)
    for at in range(100):
        pile.put([1 + at % 3], [at], [0])
        pile.settle(sum_of)
        assert len(pile.ordinals) <= 2 * 3 + 1
    assert [(f"{day.value}", day.count) for day in pile.days(sum_of).values()] == [
        ("1683", 34),
        ("1617", 33),
        ("1650", 33),
    ]
