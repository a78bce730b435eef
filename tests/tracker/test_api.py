"""The package as another program uses it."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import coopctl
from coopctl.errors import FileTrouble
from coopctl.plan.plan import Figure
from coopctl.tracker.recording import Observation
from running import Program


def test_the_public_names_are_there() -> None:
    """Each name that the package promises can be had, and says what it is."""
    assert [name for name in coopctl.__all__ if not getattr(coopctl, name).__doc__] == []


def test_an_unknown_name_is_one() -> None:
    """A name that is not promised is an attribute error, as of every module."""
    with pytest.raises(AttributeError, match="nonsense"):
        coopctl.nonsense  # noqa: B018 - asking is the point


def test_a_program_records_and_reads(mongolia: Program) -> None:
    """A tracker of a file records a figure and says where the goal stands, as the commands do."""
    tracker = coopctl.open(mongolia.folder / "coop.json", now=datetime(2025, 7, 1, 12, tzinfo=UTC))
    done = tracker.record("trade-volume", Observation("262M", on="2025-06-30"))
    standing = {one.goal.id: one.status for one in tracker.status()}
    assert (done.after.status, standing["trade-volume"]) == (coopctl.Status.OFF_TRACK, coopctl.Status.OFF_TRACK)
    assert "24%" in mongolia.done("status", "--as-of", "2025-07-01")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """What cannot be read is said as the error that the commands show."""
    with pytest.raises(FileTrouble):
        _ = coopctl.open(tmp_path / "none.json").plan


def test_importing_the_package_costs_nothing() -> None:
    """The names wait until they are asked for."""
    code = "import sys, coopctl; print(*[name for name in sys.modules if name.startswith('coopctl.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"\n"


def test_a_plan_in_a_database(database: str, program: Program) -> None:
    """An address is as good as a file."""
    address = f"{database}?plan=api"
    program.done("--file", address, "init", "--title", "Shared")
    assert coopctl.open(address).plan.title == "Shared"


def test_what_a_program_records_is_dated_by_the_store(database: str, mongolia: Program) -> None:
    """Who opened a plan long ago records now: in a database by the server's clock, whatever the program's says."""
    file = mongolia.folder / "coop.json"
    address = f"{database}?plan=api-dated"
    mongolia.done("restore", str(file), "--file", address)
    long_ago, before = datetime(2025, 1, 1, tzinfo=UTC), datetime.now(UTC).replace(microsecond=0)

    def recorded(place: str | Path, now: datetime | None) -> Figure:
        tracker = coopctl.open(place, now=now)
        tracker.record("trade-volume", Observation("262M", on="2024-12-31"))
        return next(tracker.store.newest())[1]

    for place, now in ((file, None), (address, None), (address, long_ago)):
        last = recorded(place, now)
        assert before <= last.recorded_at <= datetime.now(UTC)
    assert last.said_at == long_ago
    # A file's time is the program's own, and never goes back.
    assert before <= recorded(file, long_ago).recorded_at <= datetime.now(UTC)
