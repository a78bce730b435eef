"""Days as people type them, on Friday 2026-11-27."""

from datetime import date

import pytest

from coopctl.errors import Refused
from coopctl.values.dates import parse_period
from coopctl.values.typed import parse_typed

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("heute", "2026-11-27"),
        ("Aujourd\N{RIGHT SINGLE QUOTATION MARK}hui", "2026-11-27"),
        ("hier", "2026-11-26"),
        ("ayer", "2026-11-26"),
        ("vorgestern", "2026-11-25"),
        ("monday", "2026-11-23"),
        ("Friday", "2026-11-27"),
        ("last friday", "2026-11-20"),
        ("letzten Freitag", "2026-11-20"),
        ("lundi dernier", "2026-11-23"),
        ("letzte Woche", "2026-W47"),
        ("la semaine dernière", "2026-W47"),
        ("el mes pasado", "2026-10"),
        ("two weeks ago", "2026-11-13"),
        ("a week ago", "2026-11-20"),
        ("vor 2 Wochen", "2026-11-13"),
        ("il y a 3 jours", "2026-11-24"),
        ("hace una semana", "2026-11-20"),
        ("zero days ago", "2026-11-27"),
        ("30.9.26", "2026-09-30"),
        ("last week", "2026-W47"),
        ("in October", "2026-10"),
        ("Dez.", "2025-12"),
        ("last November", "2025-11"),
        ("week 40", "2026-W40"),
        ("KW50", "2025-W50"),
        ("5.3.", "2026-03-05"),
        ("27/11", "2026-11-27"),
        ("11/27", "2026-11-27"),
        ("28/11", "2025-11-28"),
        ("5/5", "2026-05-05"),
        ("29/2", "2024-02-29"),
        ("on the 5th of March", "2026-03-05"),
        ("March 5th, 2025", "2025-03-05"),
        ("el 5 de marzo", "2026-03-05"),
        ("Q3 last year", "2025-Q3"),
        ("Oktober letztes Jahr", "2025-10"),
        ("end of last month", "2026-10-31"),
        ("as of Q3", "2026-Q3"),
        ("gestern abend", "2026-11-26"),
        ("the day before yesterday", "2026-11-25"),
        ("2026-10", "2026-10"),
    ],
)
def test_days_are_read_as_people_say_them(text: str, label: str) -> None:
    """By distance, by weekday, in the words of the languages that are read; else as a file has them."""
    assert parse_typed(text, today=TODAY).label == label


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9.10.26", "could be 2026-09-10 or 2026-10-09"),
        ("31.2.26", "not a day"),
        ("someday", "not a date or period"),
        ("on someday", "not a date or period"),
        ("31.2.", "not a day"),
        ("week 54", "not a day"),
        ("on", "not a date"),
    ],
)
def test_what_is_no_one_day_is_refused(text: str, why: str) -> None:
    """The order of the numbers must be settled, and the day one of the calendar."""
    with pytest.raises(Refused, match=why):
        parse_typed(text, today=TODAY)


@pytest.mark.parametrize(
    "text", ["monday", "hier", "30.9.26", "two weeks ago", "October", "5.3.", "on 2026-10-01", "w40"]
)
def test_a_file_is_not_read_so(text: str) -> None:
    """A column of weekdays is no column of dates."""
    with pytest.raises(Refused):
        parse_period(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "label"),
    [("3. Quartal 2026", "2026-Q3"), ("T3 2026", "2026-Q3"), ("3e trimestre 2026", "2026-Q3"),
     ("1er semestre 2026", "2026-H1"), ("2nd quarter of 2026", "2026-Q2")],
)  # fmt: skip
def test_a_part_of_a_year_may_be_said_by_its_number(text: str, label: str) -> None:
    """As quarters and halves are called in several languages."""
    assert parse_period(text, today=TODAY).label == label


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("5/11", "'5/11' could be 2026-05-11 or 2026-11-05", "write the one that is meant"),
        ("12/1", "'12/1' could be 2025-12-01 or 2026-01-12", "write the one that is meant"),
        ("30/2", "'30/2' is not a day of the calendar", ""),
        ("13/13", "'13/13' is not a day of the calendar", ""),
        ("spring 2025", "'spring 2025' is no period that is reckoned with", "write its last month, 2025-05 or 2025-11"),
        (
            "été 2025",
            "'été 2025' is no period that is reckoned with",
            "write its last month, 2025-02 or 2025-08 or 2026-02",
        ),
        ("winter 2025/26", "'winter 2025/26' is no period that is reckoned with", "write its last month, 2026-02"),
        (
            "fall of 2025",
            "'fall of 2025' is no period that is reckoned with",
            "write its last month, 2025-05 or 2025-11",
        ),
    ],
)
def test_what_may_be_two_days_is_asked_about(text: str, message: str, hint: str) -> None:
    """Each day or month that it may be is named, and can be typed."""
    with pytest.raises(Refused) as refused:
        parse_typed(text, today=TODAY)
    assert (refused.value.message, refused.value.hint) == (message, hint)
    for word in hint.removeprefix("write its last month, ").split(" or ") if "month" in hint else ():
        assert parse_typed(word, today=TODAY).label == word
