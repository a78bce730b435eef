"""What a killed write leaves is swept by the next one to the same name, or named by `doctor`."""

import os
import time
from pathlib import Path

from coopctl.disk import files
from running import Program


def _left(folder: Path, name: str, *, old: bool) -> Path:
    one = folder / name
    one.write_text("half")
    if old:
        os.utime(one, (time.time() - 2 * files.OLD,) * 2)
    return one


def test_what_a_killed_export_left_is_swept_by_the_next(program: Program) -> None:
    """In whatever folder; what another one may still be writing is left alone."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    elsewhere = program.folder / "elsewhere"
    elsewhere.mkdir()
    old = _left(elsewhere, ".figures.csv.0123abcd.tmp", old=True)
    young = _left(elsewhere, ".figures.csv.0123abce.tmp", old=False)
    other = _left(elsewhere, ".other.csv.0123abcd.tmp", old=True)
    copy = _left(elsewhere, ".copy.json.0123abcd.tmp", old=True)
    program.done("export", "--to", "elsewhere/figures.csv")
    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)
    program.done("backup", "elsewhere/copy.json")
    assert not copy.exists()


def test_doctor_names_what_a_killed_export_left(program: Program) -> None:
    """Beside the plan, once it is old; it is a note, and no fault of the file."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    _left(program.folder, ".figures.csv.0123abcd.tmp", old=True)
    _left(program.folder, ".report.html.0123abcd.tmp", old=False)
    out = program.done("doctor")
    assert "note: .figures.csv.0123abcd.tmp is perhaps left of an export" in out
    assert "report.html" not in out
