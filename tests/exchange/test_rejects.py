"""Refused rows come back as they came, to be mended and imported again."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from running import Program


def _rejects(program: Program, text: str | bytes, *options: str) -> str:
    """What `--rejects` writes of a table."""
    (program.folder / "in.dat").write_bytes(text if isinstance(text, bytes) else text.encode())
    program.run("import", "in.dat", "--skip-bad", "--rejects", "bad.csv", *options)
    return (program.folder / "bad.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('goal,date,value,note\ntrade-volume,2024,5,"a"b\n', '"trade-volume,2024,5,""a""b",,,,'),
        (b"goal,date,value,note\ntrade-volume,2024,5,caf\xe9 \xc3\xa9\n", "trade-volume,2024,5,café é,"),
        ("goal,date,value,note\ntrade-volume,2024,5,'=x\nnobody,2024,5,'=x\n", "nobody,2024,5,'=x,"),
        ("goal,date,value\nnobody,2024,5,6\n", 'nobody,2024,5,"the row has 4 cells, its header 3",6'),
    ],
)
def test_a_refused_row_keeps_what_it_said(mongolia: Program, text: str | bytes, row: str) -> None:
    """A row that its format cannot read comes back too, as far as it can be read."""
    assert _rejects(mongolia, text).splitlines()[1].startswith(row)


def test_a_text_that_had_no_apostrophe_gets_one(mongolia: Program) -> None:
    """A note from JSON that a spreadsheet would run is guarded in the CSV, and is the same when it is read again."""
    _rejects(mongolia, '{"goal": "nobody", "date": "2024", "value": 5, "note": "=x"}\n')
    mended = (mongolia.folder / "bad.csv").read_text("utf-8").replace("nobody", "trade-volume")
    mongolia.done("import", "-", stdin=mended)
    assert (",'=x," in mended, '"note":"=x"' in mongolia.done("export", "-o", "jsonl")) == (True, True)


def test_numbers_are_written_as_they_will_be_read(program: Program) -> None:
    """In a plan with a decimal comma a refused JSON number is written with one, and is the same number when mended."""
    program.done("init", "--decimal-comma", "--date", "2024-01-01")
    program.done("goal", "add", "rate", "--from", "1,5", "--to", "3 by 2030")
    rejected = _rejects(program, '{"goal": "x", "date": "2024", "value": 1.875}\n')
    program.done("import", "-", stdin=rejected.replace("x,", "rate,", 1))
    assert ('"1,875"' in rejected, program.done("export").splitlines()[1].split(",")[3]) == (True, "1.875")


def test_a_second_round_has_one_reason(mongolia: Program) -> None:
    """The reason of the first round is not a column of the second."""
    first = _rejects(mongolia, "goal,date,value\nnobody,2024,5\n")
    second = _rejects(mongolia, first)
    assert (first, second) == (second, first)


def test_rejects_on_standard_output_are_all_of_it(mongolia: Program) -> None:
    """Where the refused rows are the answer, the tally is talk."""
    result = mongolia.run("import", "-", "--skip-bad", "--rejects", "-",
                          stdin="goal,date,value\ntrade-volume,2024,256M\nnobody,2024,5\n")  # fmt: skip
    assert (result.out.splitlines()[0], result.err.splitlines()[-1]) == (
        "goal,date,value,reason",
        "1 figure recorded, 1 left out",
    )


def test_the_input_is_not_overwritten(mongolia: Program) -> None:
    """--rejects with the name of the input is wrong usage, and the input is as it was."""
    (mongolia.folder / "in.csv").write_text("goal,date,value\nnobody,2024,5\n")
    result = mongolia.run("import", "in.csv", "--skip-bad", "--rejects", "./in.csv")
    assert (result.code, (mongolia.folder / "in.csv").read_text()) == (2, "goal,date,value\nnobody,2024,5\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_written_to_and_stays_one(mongolia: Program) -> None:
    """--to does not put a file in the place of a pipe or device."""
    pipe = mongolia.folder / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    mongolia.done("export", "--to", "pipe")
    reader.join(timeout=10)
    assert (read[0][:11], pipe.is_fifo()) == ("goal,period", True)


def test_a_link_is_followed(mongolia: Program) -> None:
    """--to through a link writes the file that it leads to."""
    real, link = mongolia.folder / "real.csv", mongolia.folder / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    mongolia.done("export", "--to", "link.csv")
    assert (link.is_symlink(), real.read_text()[:4]) == (True, "goal")


@pytest.mark.parametrize(("name", "code"), [("coop.json", 1), ("coop.json.bak", 2), (".coop.json.lock", 2)])
def test_the_plans_own_files_are_not_overwritten(mongolia: Program, name: str, code: int) -> None:
    """Neither the file nor its backup or lock is a place to export to; the ending of the last two is no format."""
    before = {path: path.read_bytes() for path in Path(mongolia.folder).iterdir()}
    result = mongolia.run("export", "--to", name)
    assert (result.code, {path: path.read_bytes() for path in Path(mongolia.folder).iterdir()}) == (code, before)


_SDMX = "STRUCTURE,STRUCTURE_ID,ACTION,GEO,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS\n"


def test_refused_observations_stay_what_they_were(mongolia: Program) -> None:
    """A refused row of SDMX-CSV comes back in the words of SDMX, so that it means the same when it is mended."""
    rows = "dataflow,X:Y(1.0),I,MN,trade-volume,2024-Q2,256,USD,6,F\ndataflow,X:Y(1.0),I,MN,nobody,2024,1,USD,6,A\n"
    rejected = _rejects(mongolia, _SDMX + rows, "--format", "sdmx-csv")
    mended = rejected.replace(",6,F,", ",6,P,").replace("nobody", "trade-volume")
    mongolia.done("import", "-", stdin=mended)
    values = [line.split(",")[3] for line in mongolia.done("export").splitlines()[1:]]
    assert (rejected.splitlines()[0], values) == (_SDMX.strip() + ",reason", ["256000000", "1000000"])


def test_rows_of_other_tables_keep_their_columns(mongolia: Program) -> None:
    """Rows of different names come back under all of them, none with less than it said."""
    lines = (
        '{"goal": "nobody", "date": "2024", "value": 5, "by": "Bat"}\n'
        '{"metric": "no one", "month": "2024-05", "figure": 6, "link": "http://y"}\n'
    )
    rejected = _rejects(mongolia, lines).splitlines()
    assert [line.rpartition(",there is")[0] for line in rejected[1:]] == [
        "nobody,2024,5,Bat,,,,",
        ",,,,no one,2024-05,6,http://y",
    ]


def test_a_contradicted_row_keeps_what_it_said(mongolia: Program) -> None:
    """A row that contradicts the figure of its key comes back whole, in the order of the lines."""
    head = "metric,month,figure,link,reporter,key\n"
    mongolia.done("import", "-", stdin=f"{head}trade-volume,2024-04,5M,http://x,Bat,key-1\n")
    rows = "trade-volume,2024-04,6M,http://x,Bat,key-1\nnobody,2024-04,5M,http://y,Bob,key-2\n"
    rejected = _rejects(mongolia, head + rows).splitlines()
    came = rows.splitlines()
    assert [line[: len(row)] for line, row in zip(rejected[1:], came, strict=True)] == came


def test_nothing_is_written_where_nothing_was_refused(mongolia: Program) -> None:
    """A file of rejects is there only where there are some."""
    mongolia.done("import", "-", "--rejects", "bad.csv", stdin="goal,date,value\ntrade-volume,2024,256M\n")
    assert not (mongolia.folder / "bad.csv").exists()


def test_nothing_is_recorded_where_nobody_reads_the_rejects(tmp_path: Path) -> None:
    """Where the refused rows go into a pipe that nobody reads, the good ones are not recorded either."""
    program = Program(tmp_path)
    program.done("init", "--date", "2024-01-01")
    program.done("goal", "add", "rate", "--from", "1", "--to", "9 by 2030")
    (tmp_path / "in.csv").write_text("goal,date,value\nrate,2024,2\n" + "nobody,2024,5\n" * 20_000)
    coopctl = f"{sys.executable} -m coopctl"
    shell = f"{coopctl} import in.csv --skip-bad --rejects - | true; {coopctl} log"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {shell}"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.stdout, b"nobody reads the rows that were refused; nothing is recorded" in done.stderr) == (b"", True)


def test_standard_output_by_its_name_is_written_to(mongolia: Program) -> None:
    """--to a pipe by the number of its descriptor writes into the pipe."""
    if not Path("/proc/self/fd/1").exists():
        pytest.skip("descriptors have no names here")
    command = [sys.executable, "-m", "coopctl", "export", "--to", "/proc/self/fd/1"]
    done = subprocess.run(command, cwd=mongolia.folder, capture_output=True, check=False)
    assert (done.returncode, done.stdout[:11]) == (0, b"goal,period")
