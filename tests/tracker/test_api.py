"""The package as another program uses it."""

import itertools
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from decimal import Decimal
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


def test_the_example_of_the_package_runs_in_an_empty_folder(tmp_path: Path) -> None:
    """What `help(coopctl)` shows first can be typed as it stands, and answers."""
    lines = itertools.takewhile(lambda line: not line.startswith("The house"), (coopctl.__doc__ or "").splitlines())
    code = textwrap.dedent("\n".join(line for line in lines if line.startswith("    ")))
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("Trade volume on track nothing is expected yet\n", "")
    assert coopctl.open(tmp_path / "coop.json").status()[0].facts.current == 262_000_000


def test_a_value_alone_is_of_today(mongolia: Program) -> None:
    """A number or a text is recorded as it is, for the day on which the plan was opened."""
    tracker = coopctl.open(mongolia.folder / "coop.json", now=datetime(2025, 7, 1, 12, tzinfo=UTC))
    for said in ("262M", 262_000_001, Decimal("262000002.50")):
        figure = tracker.record("trade-volume", said).figure
        assert (figure.on, figure.value) == ("2025-07-01", Decimal(str(said).replace("M", "000000")))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """What cannot be read is said at once, as the error that the commands show; nothing is made of it."""
    with pytest.raises(FileTrouble):
        coopctl.open(tmp_path / "none.json")
    with pytest.raises(coopctl.CoopctlError):
        coopctl.open(tmp_path)
    with pytest.raises(coopctl.CoopctlError, match="has no zone"):
        coopctl.open(tmp_path / "none.json", create=True, now=datetime(2025, 7, 1))  # noqa: DTZ001 - what is refused
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_is_there_is_not_started_anew(mongolia: Program) -> None:
    """`create` leaves alone what is there."""
    before = (mongolia.folder / "coop.json").read_bytes()
    assert len(coopctl.open(mongolia.folder / "coop.json", create=True).plan.goals) > 1
    assert (mongolia.folder / "coop.json").read_bytes() == before


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
