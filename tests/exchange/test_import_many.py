"""Imports of many rows: understood in blocks as one by one, and put by rather than kept in memory."""

import signal
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopctl.disk.spool import Spool
from coopctl.exchange.figures.keys import is_derived
from coopctl.exchange.figures.rowreader import RowReader
from coopctl.plan.plan import Figure
from coopctl.store.file import staged
from coopctl.store.file.store import TinyStore
from coopctl.values.ids import is_made
from coopctl.values.quantities import spelling, spellings
from running import Program

Fact = tuple[str, str, str, str, str]
_CELLS = st.tuples(
    st.sampled_from(["rate", "spent", "events", "law", "Rate", "nobody", "Total", ""]),
    st.sampled_from(["2024-05-10", "2024", "2024-Q3", "May 2024", "2030", ""]),
    st.sampled_from(
        [
            "1",
            "2",
            "0",
            "-0",
            "-0.50",
            "-0.0",
            "-1",
            "1.50",
            "10",
            "0.0",
            "1e3",
            "1 000",
            '"1,5"',
            "signed",
            "Drafted",
            "12%",
            "50.0%",
            '"1,234"',
            "3 p",
            "yes",
            '"1\nd2"',
            '"1\n"',
            "",
            "",
            "n/a",
            "..",
            "'",
            "'n/a",
            "no",
        ]
    ),
)
_CENTS = st.sampled_from(["-2", "-1", "-1.0", "-0", "0", "0.00", "1E+2", "100", "2305843009213693952", "1"]).map(
    Decimal
)


def _start(folder: Path) -> Program:
    program = Program(folder)
    program.done("init", "--date", "2024-01-01")
    program.done("goal", "add", "rate", "--from", "5", "--to", "10 by 2030")
    program.done("goal", "add", "spent", "--from", "5", "--to", "10 by 2030", "--measure", "total")
    program.done("goal", "add", "events", "--from", "1 per year", "--to", "2 per year by 2030")
    program.done("goal", "add", "law", "--from", "drafted", "--to", "signed of drafted < signed")
    return program


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A plan that is made once for all that begin with it."""
    return _start(tmp_path_factory.mktemp("started"))


def _facts(folder: Path) -> list[Fact]:
    """Goal, period and value of every figure in the file, the key that its row gave it, and what else it says."""
    figures = [one for _, one in TinyStore(folder / "coop.json").figures()]
    return [
        (one.goal, one.on, f"{one.value}", one.key if is_made(one.key) or is_derived(one.key) else "", _beside(one))
        for one in figures
    ]


def _beside(figure: Figure) -> str:
    """What a figure says beside its value, and which it takes the place of."""
    return f"{figure.note}{' p' * figure.provisional}{figure.replaces and f' for {figure.replaces}'}"


_MORE = {
    "note": st.sampled_from(["", "revised", "'=1+1", "'revised", "Total", " late "]),
    "key": st.sampled_from(["", "", "k1", "k2", " k2", "-k", "k\u200b", "clé"]),
    "region": st.sampled_from(["", "North", "South", "Total"]),
    "unit": st.sampled_from(["", "", "laws", "%", "thousand"]),
    "provisional": st.sampled_from(["", "", "yes", " No", "maybe", "'p"]),
    "replaces": st.sampled_from(["", "", "", "k1", " k2 ", "clé", "none"]),
    "period": st.sampled_from(["", "", "2024-05", "Total"]),
}

_EXTRA = st.sampled_from(
    [
        (),
        ("--goal", "spent"),
        ("--raw",),
        ("--rejects", "-"),
        ("--update",),
        ("--missing", "record"),
        ("--decimal-comma",),
    ]
)


def _tables() -> st.SearchStrategy[tuple[list[str], list[tuple[str, ...]]]]:
    """Columns, and rows of them: goal, date and value, and some of a note, a key and one that is not used."""

    def rows(more: list[str]) -> st.SearchStrategy[tuple[list[str], list[tuple[str, ...]]]]:
        cells = st.tuples(_CELLS, *(_MORE[name] for name in more)).map(lambda row: (*row[0], *row[1:]))
        return st.tuples(st.just(["goal", "date", "value", *more]), st.lists(cells, max_size=12))

    return st.lists(st.sampled_from(sorted(_MORE)), unique=True).flatmap(rows)


@settings(max_examples=60)
@given(table=_tables(), extra=_EXTRA)
@example(table=(["goal", "date", "value"], [("spent", "2024-05-10", "1.50"), ("", "2024-05-11", "1")]), extra=())
@example(
    table=(
        ["goal", "date", "value"],
        [("spent", "2024-05-10", "1.50")] * 300 + [("events", "2024-05-10", "1")] * 300 + [("", "2024-05-10", "1")],
    ),
    extra=(),
)
@example(
    table=(
        ["goal", "date", "value"],
        [("rate", "2024", "1 000")] + [("spent", "2024-05-10", "1")] * 255 + [("", "2024-Q3", '"1\nd2"')] * 2,
    ),
    extra=(),
)
@example(
    table=(
        ["goal", "date", "value", "key", "provisional", "replaces"],
        [
            ("rate", "2024-05-10", "1", "k1", "yes", ""),
            ("law", "2024-05-10", "signed", "k2", "", ""),
            ("rate", "2024-05-10", "12%", "clé", "", "k1"),
            ("spent", "2024-05-10", "1.50", "k3", "", "k2"),
        ],
    ),
    extra=(),
)
@example(table=(["goal", "date", "value"], [("Total", "2024-05-10", "1")] * 2), extra=("--goal", "spent"))
@example(
    table=(
        ["goal", "date", "value", "key"],
        [
            ("spent", "2024-05-10", "1", ""),
            ("", "", "", ""),
            ("", "", "", "k1"),
            *[("rate", "2024-05-10", "1", "")] * 6,
        ],
    ),
    extra=("--goal", "spent"),
)
def test_many_rows_at_once_mean_what_each_means(
    started: Program, table: tuple[list[str], list[tuple[str, ...]]], extra: tuple[str, ...]
) -> None:
    """A table that is read in blocks brings the figures and refusals that it brings when every row is read alone."""
    columns, rows = table
    text = "".join(f"{','.join(row)}\n" for row in (columns, *rows))
    results = []
    for at_once in (True, False):
        with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patched:
            if at_once:
                patched.setattr("coopctl.exchange.figures.intake._FEW", 1)
            else:
                patched.setattr(RowReader, "plain", None)
                patched.setattr("coopctl.exchange.figures.keys._FEW", 1)
            program = started.twin(Path(name))
            said = [program.run("import", "-", "--skip-bad", *extra, stdin=text) for _ in range(2)]
            results.append((said, _facts(program.folder)))
    assert results[0] == results[1]


@given(value=_CENTS, other=_CENTS)
def test_numbers_have_one_spelling_each(value: Decimal, other: Decimal) -> None:
    """Numbers are spelt alike where they are equal, and only there, whatever their hashes are."""
    assert (spelling(value) == spelling(other)) == (value == other)


_DIGITS = st.from_regex(r"-?(0|[1-9][0-9]{0,6})(\.[0-9]{1,9})?", fullmatch=True)


@given(
    texts=st.lists(
        _DIGITS | st.sampled_from(["007", "-0", "1E-7", "1e3", "0.0000001", "-0.50", "-0.00", "-0.0000004", "10"])
    )
)
def test_many_numbers_are_spelt_as_each_is(texts: list[str]) -> None:
    """Whether they are plain, tiny, or written in a way of their own."""
    assert spellings(texts) == [spelling(Decimal(text)) for text in texts]


@pytest.mark.parametrize("key", ["", "k1"])
def test_minus_two_is_not_minus_one(tmp_path: Path, key: str) -> None:
    """Another value than the recorded one is refused, also where both have the same hash."""
    program = _start(tmp_path)
    header = "goal,date,value,key\n"
    program.done("import", "-", stdin=f"{header}rate,2024-05-10,-1,{key}\n")
    second = program.run("import", "-", stdin=f"{header}rate,2024-05-10,-2,{key}\n")
    both = program.run("import", "-", stdin=f"{header}rate,2024-05-11,-2,new\nrate,2024-05-11,-1,new\n")
    assert (second.code, both.code, [value for _, _, value, *_ in _facts(tmp_path)]) == (1, 1, ["-1"])


def test_figures_beyond_memory_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put by on the disk is recorded in order, known again, and exported and imported by its keys."""
    monkeypatch.setattr("coopctl.store.file.staged._IN_MEMORY", 100)
    monkeypatch.setattr("coopctl.exchange.figures.heaps._IN_MEMORY", 100)
    program = _start(tmp_path)
    table = "goal,date,value\n" + "".join(f"spent,2024-05-{1 + n % 31:02d},{n}\n" for n in range(3000))
    first = program.done("import", "-", stdin=table)
    again = program.done("import", "-", stdin=table)
    more = program.done("import", "-", stdin=table + "spent,2024-06-01,7\n" * 2)
    exported = program.done("export")
    keyed = program.done("import", "-", stdin=exported)
    facts = [("spent", f"2024-05-{1 + n % 31:02d}", f"{n}", "", "") for n in range(3000)]
    facts += [("spent", "2024-06-01", "7", "", "")] * 2
    assert (first, again, more, keyed, _facts(tmp_path)) == (
        "3,000 figures recorded\n",
        "0 figures recorded, 3,000 already recorded\n",
        "2 figures recorded, 3,000 already recorded\n",
        "0 figures recorded, 3,002 already recorded\n",
        facts,
    )


def test_a_second_row_of_a_slot_is_found_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repeat is passed over and another value refused, also where the first row was put by long before."""
    monkeypatch.setattr("coopctl.exchange.figures.taken._MOST", 300)
    program = _start(tmp_path)
    days = [f"2024-{1 + n // 28 % 10:02d}-{1 + n % 28:02d}" for n in range(280)]
    rows = [f"{goal},{day},{n}.5\n" for goal in ("rate", "law2", "rate2") for n, day in enumerate(days)]
    for goal in ("law2", "rate2"):
        program.done("goal", "add", goal, "--from", "5", "--to", "10 by 2030")
    repeated = program.done("import", "-", "--dry-run", stdin="goal,date,value\n" + "".join(rows + rows[:3]))
    clash = program.run("import", "-", stdin="goal,date,value\n" + "".join(rows) + f"rate,{days[1]},7\n")
    assert (repeated, clash.code, clash.err.splitlines()[0]) == (
        "would be: 840 figures recorded, 3 lines said twice passed over (lines 842, 843, 844)\n",
        1,
        f"line 842: rate has 7 for {days[1]} here, and another value in line 3",
    )


def test_words_of_yes_and_no_may_be_numbers(tmp_path: Path) -> None:
    """A code for no is no event, however many rows there are."""
    program = _start(tmp_path)
    table = "goal,date,value\n" + "".join(f"events,2024-05-{1 + n % 28:02d},{1 + n % 2}\n" for n in range(40))
    said = program.done("import", "-", "--yes-words", "2", "--no-words", "1", stdin=table)
    assert (said, {value for _, _, value, *_ in _facts(tmp_path)}) == ("20 figures recorded, 20 said no\n", {"1"})


def test_every_key_of_an_import_is_its_own(tmp_path: Path) -> None:
    """Of thousands of rows no two get the same key."""
    program = _start(tmp_path)
    program.done("import", "-", stdin="goal,date,value\n" + "spent,2024-06-01,7\n" * 3000)
    keys = {figure.key for _, figure in TinyStore(tmp_path / "coop.json").figures()}
    assert (len(keys), {len(key) for key in keys}) == (3000, {16})


@pytest.mark.parametrize(
    ("size", "code", "said"),
    [(staged._IN_MEMORY, 3, "error: cannot put figures by"), (0, 1, "error: cannot put rows by")],
)
def test_a_full_temporary_folder_records_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, code: int, said: str
) -> None:
    """Where figures, or what is compared of them, cannot be put by, the error says so, and the file is as it was."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    program = _start(tmp_path)
    program.done("import", "-", stdin="goal,date,value\nrate,2023,7\n")
    before = (tmp_path / "coop.json").read_bytes()
    kept = Spool.__init__

    def full(spool: Spool, most: int) -> None:
        kept(spool, most)
        if most == size:
            spool._file = Path("/dev/full").open("r+b", buffering=0)  # noqa: SIM115 - closed with the spool

    monkeypatch.setattr(Spool, "__init__", full)
    monkeypatch.setattr("coopctl.exchange.figures.heaps._IN_MEMORY", 1)
    result = program.run("import", "-", stdin="goal,date,value\nrate,2024,7\n")
    after = (tmp_path / "coop.json").read_bytes()
    assert (result.code, result.err.partition(" in ")[0], after) == (code, said, before)


def test_a_long_input_has_a_bar_at_a_terminal(tmp_path: Path) -> None:
    """Where a person waits, a bar shows how far the input is read; in a pipe there is no trace of it."""
    program = _start(tmp_path)
    (tmp_path / "in.csv").write_text("goal,date,value\n" + "spent,2024-06-01,7\n" * 20_000)
    seen = program.run("import", "in.csv", "--dry-run", tty=True)
    unseen = program.run("import", "in.csv", "--dry-run")
    first = "read: " + "; ".join(["spent 7 for 2024-06-01"] * 3) + " and 19,997 more\n"
    assert ("16,384 rows" in seen.err, unseen.err, seen.out) == (True, first, "would be: 20,000 figures recorded\n")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_an_import_that_is_stopped_changes_nothing(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """Ctrl-C or a signal while rows are still coming in leaves the file as it was, and nothing beside it."""
    _start(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    command = [sys.executable, "-m", "coopctl", "import", "-"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        # More than a pipe holds, so that the program is in the middle of reading when all of it is written.
        process.stdin.write(b"goal,date,value\n" + b"spent,2024-05-01,7\n" * 100_000)
        process.stdin.flush()
        process.send_signal(number)
        process.wait(timeout=30)
    assert (process.returncode, {path.name: path.read_bytes() for path in tmp_path.iterdir()}) == (code, before)


def test_the_first_of_many_refused_rows_are_told_by_their_lines(tmp_path: Path) -> None:
    """Whatever seed a start has for its tables: three hundred rows have another value than what is recorded."""
    program = Program(tmp_path)
    program.done("goal", "add", "spent", "--from", "0", "--to", "900 by 2030", "--since", "2019-12-31")
    days = [f"{2020 + at // 120}-{at // 10 % 12 + 1:02}-{at % 10 + 1:02}" for at in range(300)]
    for name, more in (("first.csv", 1), ("again.csv", 2)):
        lines = [f"spent,{at + more},{day}\n" for at, day in enumerate(days)]
        (tmp_path / name).write_text("goal,value,date\n" + "".join(lines))
    program.done("import", "first.csv")
    told = [
        subprocess.run(
            [sys.executable, "-m", "coopctl", "import", "again.csv"], cwd=tmp_path, capture_output=True, text=True,
            check=False, env={"PYTHONHASHSEED": seed, "HOME": str(tmp_path)},
        ).stderr
        for seed in ("1", "2", "3")
    ]  # fmt: skip
    assert told[0].startswith("line 2: spent has 1 for 2020-01-01, not 2")
    assert set(told) == {told[0]}


_PEAK = """
import resource, sys
from coopctl.cli.app import main
print(main(sys.argv[1:]), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """A hundred times the rows take hardly more memory than a thousand."""
    pytest.importorskip("resource")
    peaks = []
    for rows in (1000, 100_000):
        folder = tmp_path / f"{rows}"
        folder.mkdir()
        _start(folder)
        (folder / "in.csv").write_text("goal,date,value\n" + "spent,2024-05-01,7\n" * rows)
        done = subprocess.run(
            [sys.executable, "-c", _PEAK, "import", "in.csv"], cwd=folder, capture_output=True, text=True, check=True
        )
        code, peak = done.stdout.splitlines()[-1].split()
        assert code == "0"
        peaks.append(int(peak))
    assert peaks[1] < 1.3 * peaks[0]
