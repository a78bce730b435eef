"""What reading a table of figures costs grows as the table does: counted in calls, so that no clock is asked."""

import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from exchange.workbooks import workbook
from running import Program

_FEW, _MANY = 200, 400


def _days(rows: int) -> list[tuple[str, int]]:
    return [(f"{date(2022, 1, 1) + timedelta(day)}", 100 + day) for day in range(rows)]


def _csv(rows: int) -> bytes:
    return ("date,value\n" + "".join(f"{day},{value}\n" for day, value in _days(rows))).encode()


def _tsv(rows: int) -> bytes:
    return _csv(rows).replace(b",", b"\t")


def _jsonl(rows: int) -> bytes:
    return "".join(json.dumps({"date": day, "value": value}) + "\n" for day, value in _days(rows)).encode()


def _json(rows: int) -> bytes:
    return json.dumps([{"date": day, "value": value} for day, value in _days(rows)]).encode()


def _wide(rows: int) -> bytes:
    days = _days(rows)
    return f"goal,{','.join(day for day, _ in days)}\nlevel,{','.join(str(value) for _, value in days)}\n".encode()


def _sdmx(rows: int) -> bytes:
    return (
        "DATAFLOW,TIME_PERIOD,OBS_VALUE\n" + "".join(f"X:Y(1.0),{day},{value}\n" for day, value in _days(rows))
    ).encode()


def _markdown(rows: int) -> bytes:
    return ("| date | value |\n|---|---|\n" + "".join(f"| {day} | {value} |\n" for day, value in _days(rows))).encode()


def _xlsx(rows: int) -> bytes:
    return workbook([("date", "value"), *_days(rows)])


def _iati(rows: int) -> bytes:
    told = "".join(
        f'<period><period-start iso-date="{day}"/><period-end iso-date="{day}"/><actual value="{value}"/></period>'
        for day, value in _days(rows)
    )
    return (
        '<iati-activities version="2.03"><iati-activity><result type="1">'
        '<title><narrative>R</narrative></title><indicator measure="1" ascending="1">'
        f"<title><narrative>Level</narrative></title>{told}</indicator></result></iati-activity></iati-activities>"
    ).encode()


READERS: dict[str, Callable[[int], bytes]] = {
    "figures.csv": _csv, "figures.tsv": _tsv, "figures.jsonl": _jsonl, "figures.json": _json, "wide.csv": _wide,
    "figures.sdmx.csv": _sdmx, "figures.md": _markdown, "figures.xlsx": _xlsx, "figures.xml": _iati,
}  # fmt: skip


def _calls(folder: Path, name: str, rows: int) -> int:
    """How many calls an import of so many rows makes, in Python and in C."""
    program = Program(folder)
    folder.mkdir()
    program.done("goal", "add", "level", "--from", "0", "--to", "1000 by 2030", "--since", "2020-12-31")
    (folder / name).write_bytes(READERS[name](rows))
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        result = program.run("import", name, "--goal", "level")
    finally:
        sys.setprofile(None)
    assert result.code == 0, result.err
    assert len(program.done("log", "-o", "jsonl", "--limit", str(2 * rows)).splitlines()) == rows
    return calls


@pytest.mark.parametrize("name", READERS)
def test_twice_the_rows_cost_no_more_than_twice_the_calls(name: str, tmp_path: Path) -> None:
    """The first import warms what is read once; a tenth more than twice is left to what grows by steps."""
    _calls(tmp_path / "warm", name, 10)
    few, many = _calls(tmp_path / "few", name, _FEW), _calls(tmp_path / "many", name, _MANY)
    assert many < 2.2 * few
