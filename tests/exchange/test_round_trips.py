"""Out of one file and into another: every format brings the same figures, and the same status."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Bounds, Measure, Milestone, Target
from coopctl.store.file.store import TinyStore
from coopctl.values.calendar import PeriodKind
from coopctl.values.units import Unit
from running import Program, spawn

_NEEDS = {"xlsx": "openpyxl", "iati": "defusedxml"}
FORMATS = ("csv", "tsv", "jsonl", "json", "sdmx-csv", "xlsx", "iati")
_DAY = date(2024, 1, 1)
_BY = date(2027, 12, 31)

PLAN = Plan(
    title="<Plan> & 'more'",
    date=_DAY,
    fiscal_start=10,
    goals=(
        Goal("rate", "=Rate %", Promise(
            Measure.LEVEL, Baseline(_DAY, Decimal("1.5")), Target("to 3", _BY, Decimal(3)), Unit("%"),
            milestones=(Milestone(Decimal("2.125"), date(2026, 1, 1)),))),
        Goal("trade", "Trade", Promise(
            Measure.TOTAL, Baseline(_DAY, Decimal(-5)), Target("x", _BY, Decimal(-10)), Unit("USD"))),
        Goal("events", "Events", Promise(
            Measure.COUNT, Baseline(_DAY, Decimal(1)), Target("x", _BY, Decimal(2)), period=PeriodKind.YEAR)),
        Goal("law", "Law", Promise(
            Measure.STAGE, Baseline(_DAY, Decimal(0)), Target("x", None, Decimal(2)),
            stages=("-drafted", "=signed", "in force"))),
        Goal("held", "Held", Promise(
            Measure.MEAN, Baseline(_DAY), Target("x", None, keep=Bounds(Decimal(2), Decimal(3))), Unit("days"),
            period=PeriodKind.FISCAL_YEAR), archived=False),
    ),
)  # fmt: skip

_SURROGATES: tuple[Literal["Cs"]] = ("Cs",)
_TEXT = st.text(st.characters(exclude_categories=_SURROGATES, exclude_characters="\0"), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "''=x",
        "-2",
        "+",
        "@a",
        "\tb",
        "\rc",
        "a\r\nb",
        'say "x", or;',
        "_x0041_",
        " spaced ",
        "'",
        "<&>",
    ]
)
_PERIODS = ("2024-05-10", "2024-12", "2024-Q3", "2024-H2", "2024", "FY2024", "2025-W05", "2025-06-30")
_ABSENT = {"value": None, "missing": True, "why": "survey cancelled", "provisional": False}
_VALUES = {
    "rate": st.decimals("-1e14", "1e14", places=9, allow_nan=False) | st.integers(-(10**20), 10**20).map(Decimal),
    "trade": st.integers(-(10**9), 10**9).map(Decimal),
    "events": st.integers(0, 50).map(Decimal),
    "law": st.integers(0, 2).map(Decimal),
    "held": st.decimals("0", "9", places=2, allow_nan=False),
}


@st.composite
def figures(draw: st.DrawFn) -> list[dict[str, object]]:
    """What is said of some figures, in order."""
    said = []
    for _ in range(draw(st.integers(0, 6))):
        goal = draw(st.sampled_from(sorted(_VALUES)))
        texts = {name: draw(_TEXT) for name in ("note", "source", "url", "who")}
        on, provisional = draw(st.sampled_from(_PERIODS)), draw(st.booleans())
        one = {"goal": goal, "on": on, "value": draw(_VALUES[goal]), "provisional": provisional, **texts}
        said.append(one | draw(st.sampled_from([{}, {}, _ABSENT])))
    return said


def _kept(program: Program) -> list[dict[str, object]]:
    """The figures that stand, but for where and when they were recorded; by goal, as one of the formats sorts them."""
    lines = reversed(program.done("log", "-o", "jsonl").split("\n")[:-1])
    kept = [json.loads(line, parse_float=Decimal) for line in lines]
    for one in kept:
        del one["place"], one["recorded_at"]
    return sorted(kept, key=lambda one: str(one["goal"]))


def _start(folder: Path, said: Iterable[dict[str, object]]) -> Program:
    """A file with the plan and figures with these words."""
    from coopctl.values.dates import parse_period
    from coopctl.values.quantities import plain

    folder.mkdir(exist_ok=True)
    store = TinyStore(folder / "coop.json")
    store.create(PLAN)
    made = []
    for number, one in enumerate(said):
        value, on = one["value"], str(one["on"])
        assert value is None or isinstance(value, Decimal)
        day = parse_period(on, today=_DAY, calendar=PLAN.calendar).last
        rest = {
            "recorded_at": datetime(2025, 1, 1, tzinfo=UTC),
            "date": day,
            "value": value if value is None else plain(value),
        }
        made.append(Figure(**{"key": f"key-{number}", **one, **rest}))  # type: ignore[arg-type]
    store.append(made)
    return Program(folder)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=15)
@given(said=figures())
def test_export_and_import_are_lossless(form: str, said: list[dict[str, object]]) -> None:
    """Plan and figures come out of one file and into an empty one: the same figures, and the same status in JSON."""
    if form in _NEEDS:
        pytest.importorskip(_NEEDS[form])
    with tempfile.TemporaryDirectory() as folder:
        one = _start(Path(folder) / "one", said)
        two = Program(Path(folder) / "two")
        two.folder.mkdir()
        two.done("plan", "import", "-", "--yes", stdin=one.done("export", "--plan"))
        out = two.folder / "out"
        one.done("export", "-o", form, "--to", str(out))
        if said or out.read_bytes():
            two.done("import", str(out), "--format", form)
        status = ("status", "-o", "json", "--as-of", "2025-06-30")
        assert (_kept(two), two.done(*status)) == (_kept(one), one.done(*status))


@pytest.mark.parametrize("form", FORMATS)
def test_corrections_and_retractions_come_across(mongolia: Program, form: str) -> None:
    """What was replaced, retracted or is provisional gives the same status in the other file."""
    if form in _NEEDS:
        pytest.importorskip(_NEEDS[form])
    _history(mongolia)
    _copied(mongolia, form)


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "json", "xlsx"])
def test_the_whole_log_imports_to_the_same_status(mongolia: Program, form: str) -> None:
    """A log keeps what stands no more, and an import of it passes over that."""
    if form in _NEEDS:
        pytest.importorskip(_NEEDS[form])
    _history(mongolia)
    _copied(mongolia, form, "--log")


def _history(program: Program) -> None:
    """Figures that were corrected, retracted, undone and provisional."""
    program.done("record", "trade-volume", "256M", "--on", "2024-12-31")
    program.done("record", "trade-volume", "262M", "--on", "2025-06-30", "--provisional")
    keys = [one["key"] for one in program.records("log")]
    program.done("record", "trade-volume", "255M", "--on", "2024-12-31", "--replaces", keys[1])
    program.done("record", "joint", "--on", "2025-06")
    program.done("record", "joint", "--on", "2025-06")
    program.done("retract", program.records("log")[0]["key"])
    program.done("record", "third", "under", "--on", "2024-09-30")
    program.done("record", "third", "done", "--on", "2024-10-31")
    program.done("undo")


def _copied(program: Program, form: str, *options: str) -> None:
    status = ("status", "-o", "json", "--as-of", "2025-06-30")
    program.done("plan", "import", "-", "--yes", "--file", "copy.json", stdin=program.done("export", "--plan"))
    program.done("export", "-o", form, "--to", "out", *options)
    program.done("import", "out", "--format", form, "--file", "copy.json")
    assert program.done(*status, "--file", "copy.json") == program.done(*status)


def test_a_plan_exported_twice_is_the_same(mongolia: Program) -> None:
    """The plan that was imported is exported again byte for byte."""
    exported = mongolia.done("export", "--plan")
    mongolia.done("plan", "import", "-", "--yes", "--file", "copy.json", stdin=exported)
    assert mongolia.done("export", "--plan", "--file", "copy.json") == exported


def test_raw_leaves_out_the_apostrophe(mongolia: Program) -> None:
    """A text that a spreadsheet would run has an apostrophe before it, but for --raw; numbers never have one."""
    mongolia.done("record", "environmental", "-2", "--on", "2025-01-31", "--note", "=cmd()")
    cells = [mongolia.done("export", *flags).splitlines()[1].split(",") for flags in ((), ("--raw",))]
    assert [(one[3], one[13]) for one in cells] == [("-2", "'=cmd()"), ("-2", "=cmd()")]


def test_as_of_and_known_at_choose_figures(mongolia: Program) -> None:
    """--as-of leaves later figures out, --known-at what was recorded or corrected later."""
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31")
    record = mongolia.records("log")[0]
    mongolia.done("record", "trade-volume", "255M", "--on", "2024-12-31", "--replaces", record["key"])
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    asked = ((), ("--as-of", "2024-12-31"), ("--known-at", record["recorded_at"]))
    out = [[one["value"] for one in mongolia.records("export", *one)] for one in asked]
    assert out == [[255000000, 262000000], [255000000], [256000000]]


def test_to_replaces_the_file_whole(mongolia: Program) -> None:
    """--to leaves one file, and an unwritable place is an error that changes nothing."""
    (mongolia.folder / "out.csv").write_text("old")
    mongolia.done("export", "--to", "out.csv")
    bad = mongolia.run("export", "--to", "nowhere/out.csv")
    names = sorted(path.name for path in mongolia.folder.iterdir() if path.name.startswith(("out", ".out")))
    assert (names, bad.code) == (["out.csv"], 1)
    assert bad.err.splitlines() == [
        "error: cannot write nowhere/out.csv: no such file or directory",
        "hint: make its folder first, or name another place",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--plan", "--status"), "--figures, --plan, --status, --log and --ics do not go together"),
        (("--plan", "-o", "csv"), "the plan is not exported as csv"),
        (("--status", "-o", "iati"), "the status is not exported as iati"),
        (("--log", "-o", "sdmx-csv"), "the log is not exported as sdmx-csv"),
        (("-o", "xlsx"), "this is not text"),
    ],
)
def test_what_cannot_be_exported_is_wrong_usage(mongolia: Program, arguments: tuple[str, ...], message: str) -> None:
    """Options that do not go together are exit 2."""
    pytest.importorskip("openpyxl")
    result = mongolia.run("export", *arguments)
    assert (result.code, result.err.splitlines()[0]) == (2, f"error: {message}")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_exports_are_utf_8_wherever_they_go(mongolia: Program, encoding: str) -> None:
    """The encoding of the output changes no byte of an export, which says itself that it is UTF-8."""
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31", "--note", "Улаанбаатар – café")
    wanted = mongolia.done("export", "-o", "iati").encode()
    out = spawn("export", "-o", "iati", folder=mongolia.folder, environ={"PYTHONIOENCODING": encoding}).stdout
    assert out == wanted


@pytest.mark.parametrize(
    "arguments", [("--plan", "--as-of", "2025"), ("-o", "json", "--raw"), ("--plan", "--raw"), ("-o", "iati", "--raw")]
)
def test_an_option_that_would_do_nothing_is_wrong_usage(mongolia: Program, arguments: tuple[str, ...]) -> None:
    """What a format has no apostrophes for takes no --raw, and a plan no day."""
    assert mongolia.run("export", *arguments).code == 2


def test_flags_are_the_same_words_in_every_csv(mongolia: Program) -> None:
    """A status as CSV says true and false, from `status` as from `export`."""
    shown = mongolia.done("status", "-o", "csv").splitlines()
    exported = mongolia.done("export", "--status").splitlines()
    assert [(line.count("false"), line.count("true")) for line in shown] == [
        (line.count("false"), line.count("true")) for line in exported
    ]


@pytest.mark.parametrize(
    ("arguments", "start"),
    [("export -o tsv", b"goal\tperiod"), ("export --plan", b"{"), ("plan renew --from 2027-01-01", b"{")],
)
def test_an_export_on_a_screen_is_harmless(mongolia: Program, arguments: str, start: bytes) -> None:
    """On a terminal control characters are spelled out, and nothing else is changed."""
    pty = pytest.importorskip("pty")
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31", "--note", "\x9b31m\tred\u202e")
    mongolia.done("goal", "edit", "trade-volume", "--note", "\x9b31m\tred\u202e")
    screen, terminal = pty.openpty()
    command = [sys.executable, "-m", "coopctl", *arguments.split()]
    shown = b""
    with subprocess.Popen(command, cwd=mongolia.folder, stdout=terminal) as process:
        os.close(terminal)
        with suppress(OSError):  # the end of a terminal
            while some := os.read(screen, 65536):
                shown += some
        process.wait(timeout=30)
    os.close(screen)
    raw = [one for one in ("\x9b", "\u202e") if one.encode() in shown]
    assert (raw, b"\\x9b31m" in shown, b"\\u202e" in shown, shown[: len(start)]) == ([], True, True, start)


_MEASURES = [("count", "--per", "year"), ("stage", "--from", "talks", "--to", "signed of talks < signed")]


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "json", "xlsx"])
@pytest.mark.parametrize("measure", _MEASURES)
def test_history_from_before_another_measure_comes_in_again(
    program: Program, tmp_path: Path, form: str, measure: tuple[str, ...]
) -> None:
    """A figure from before the baseline keeps its fraction when the goal becomes a count; its export was refused."""
    if form in _NEEDS:
        pytest.importorskip(_NEEDS[form])
    program.done("init", "--date", "2024-01-01")
    program.done("goal", "add", "drills", "--from", "1", "--to", "20 by 2026", "--measure", "total")
    program.done("record", "drills", "1.5", "--on", "2023-06-01")
    program.done("goal", "edit", "drills", "--measure", *measure)
    other = Program(tmp_path / "other")
    other.folder.mkdir()
    other.done("plan", "import", "-", "--yes", stdin=program.done("export", "--plan"))
    out = str(tmp_path / f"out.{form}")
    program.done("export", "-o", form, "--to", out)
    other.done("import", out)
    assert _kept(other) == _kept(program)
    foreign = other.run("import", "-", stdin="goal,date,value\ndrills,2023-07-01,1.5\n")
    assert (foreign.code, "'1.5' is " in foreign.err) == (1, True)
