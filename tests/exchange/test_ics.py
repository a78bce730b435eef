"""A calendar of due figures and deadlines, read back by another program."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import goal, quick
from coopctl.exchange.formats.ics import write
from coopctl.plan.plan import Plan
from running import Program

icalendar: Any = pytest.importorskip("icalendar")
NOW = datetime(2025, 7, 1, tzinfo=UTC)


@pytest.fixture
def told(program: Program) -> Program:
    """A quarterly goal with a lag, its last figure for March 2025."""
    program.done("init", "--title", "Partnership", "--date", "2024-12-31")
    given = ("--title", "Trade; volume, all", "--from", "250M USD", "--to", "300M USD by 2026-07-31")
    program.done("goal", "add", "trade", *given, "--cadence", "quarterly", "--lag", "45d", "--owner", "Trade desk")
    program.done("record", "trade", "256M", "--on", "2025-03-31")
    return program


def events(text: str) -> list[Any]:
    assert text.endswith("END:VCALENDAR\r\n")
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_every_due_date_of_the_coming_year_is_an_event(told: Program) -> None:
    """Quarters' ends with 45 days each, and the deadline; the one for March 2026 is the last in a year."""
    made = events(told.done("export", "--ics"))
    assert [one.decoded("DTSTART") for one in made] == [
        date(2025, 8, 14),
        date(2025, 11, 14),
        date(2026, 2, 14),
        date(2026, 5, 15),
        date(2026, 8, 14),
        date(2026, 7, 31),
    ]
    assert str(made[0]["SUMMARY"]) == "Trade; volume, all: figure for 2025-06-30"
    assert str(made[0]["DESCRIPTION"]).splitlines() == [
        "Due by 2025-08-14; the last is of 2025-03-31; owner: Trade desk",
        "coopctl record trade VALUE --on 2025-06-30",
    ]
    assert str(made[-1]["SUMMARY"]) == "Trade; volume, all: deadline"


def test_an_event_keeps_its_name(told: Program) -> None:
    """Exported again on a later day, an event replaces itself."""
    before = {str(one["UID"]) for one in events(told.done("export", "--ics"))}
    told.later(days=10)
    assert {
        str(one["UID"])
        for one in events(told.done("export", "--to", "due.ics") or (told.folder / "due.ics").read_bytes().decode())
    } == before
    assert len(before) == 6


def test_an_overdue_figure_is_one_event(told: Program) -> None:
    """What is owed since August is told once, and then what is to come."""
    told.later(days=200)
    days = [one.decoded("DTSTART") for one in events(told.done("export", "--ics"))]
    assert days[:2] == [date(2025, 8, 14), date(2026, 2, 14)]
    told.later(days=300)
    assert [one.decoded("DTSTART") for one in events(told.done("export", "--ics"))] == [date(2026, 9, 14)]


@given(st.text(min_size=1, max_size=200).map("T{}".format))
@quick
def test_any_title_is_folded_and_comes_back(title: str) -> None:
    """No line has more than 75 octets, and what another program reads is what was written."""
    from msgspec import structs

    one = structs.replace(goal(), title=title)
    text = "".join(write(Plan(title="P"), (), (one,), NOW))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    made = events(text)
    seen = title.replace("\r\n", "\n")
    if seen.isprintable():
        assert str(made[0]["SUMMARY"]) == f"{seen}: deadline"
