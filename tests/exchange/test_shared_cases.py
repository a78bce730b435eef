"""Small inputs that real files failed with: each comes in as its specification says, or is refused where it must be.

They lie beside the project; where they are absent, nothing is asked.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from running import spawn

FOLDER = Path(__file__).parents[3] / "shared" / "cases"
_SPEC = FOLDER / "spec.json"
CASES: list[dict[str, Any]] = json.loads(_SPEC.read_text("utf-8")) if _SPEC.exists() else []
pytestmark = pytest.mark.skipif(not CASES, reason="the cases are not there")


def _of(kind: str) -> list[Any]:
    return [pytest.param(one, id=f"{one['file']} {' '.join(one['args'])}") for one in CASES if one["kind"] == kind]


def _goals(folder: Path) -> dict[str, dict[str, Any]]:
    out = spawn("status", "-o", "json", "--as-of", "2026-01-16", folder=folder).stdout
    return {one["title"].casefold(): one for one in json.loads(out)["goals"]} if out else {}


def _close(found: object, wanted: float) -> bool:
    return isinstance(found, int | float) and found == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("case", _of("plan"))
def test_a_plan_comes_in_as_it_is_meant(case: dict[str, Any], tmp_path: Path) -> None:
    """Each goal has its target, deadline, baseline and milestones; what must be refused is, with a reason."""
    arguments = ("--date", "2026-01-15", "--yes", "--skip-bad", *case["args"])
    done = spawn("plan", "import", str(FOLDER / case["file"]), *arguments, folder=tmp_path)
    goals = _goals(tmp_path)
    for want in case["goals"]:
        title = want["title"].casefold()
        near = (one for key, one in goals.items() if want.get("like") and title in key)
        one = goals.get(title) or next(near, None)
        if one is None and want.get("maybe"):
            continue
        assert one is not None, (title, done.stderr)
        _as_wanted(one, want)
    for title in case.get("absent", ()):
        assert (title.casefold() in goals, bool(done.stderr)) == (False, True)
    assert (case.get("says") or "").casefold() in (done.stdout + done.stderr).decode().casefold()
    assert done.returncode == case.get("rc", done.returncode)
    assert not (case.get("nofile") and (tmp_path / "coop.json").exists())


def _as_wanted(one: dict[str, Any], want: dict[str, Any]) -> None:
    baseline = one["baseline"] or {}
    if want.get("value") is not None:
        assert _close(one["target"]["value"], want["value"])
    if want.get("keep") is not None:
        assert one["target"]["keep"]
    assert one["target"]["deadline"] == (want.get("by") or one["target"]["deadline"])
    if want.get("baseline") == "open":
        assert baseline.get("value") is None
    elif want.get("baseline") is not None:
        assert _close(baseline.get("value"), want["baseline"])
    assert baseline.get("date") == (want.get("since") or baseline.get("date"))
    steps = {step["deadline"]: step["value"] for step in one["milestones"] or []}
    assert all(_close(steps.get(day), value) for day, value in (want.get("steps") or {}).items())


@pytest.mark.parametrize("case", _of("figures"))
def test_figures_come_in_as_they_are_meant(case: dict[str, Any], tmp_path: Path) -> None:
    """Each figure has its day and value, or the whole file is refused and nothing recorded."""
    spawn("init", *case["init"], folder=tmp_path)
    assert spawn("goal", "add", *case["goal"], folder=tmp_path).returncode == 0
    done = spawn("import", str(FOLDER / case["file"]), *case["args"], folder=tmp_path)
    rows = csv.DictReader(io.StringIO(spawn("log", "-o", "csv", folder=tmp_path).stdout.decode()))
    found = sorted((row["date"], float(row["value"])) for row in rows if row.get("value"))
    if case["figures"] is None or (case.get("orrefuse") and done.returncode):
        assert (done.returncode, found) == (1, [])
    elif case["figures"] == "any":
        assert (done.returncode, bool(found)) == (0, True)
    else:
        wanted = sorted((day, value) for day, value in case["figures"])
        assert [day for day, _ in found] == [day for day, _ in wanted]
        assert [value for _, value in found] == pytest.approx([value for _, value in wanted], rel=1e-9)
    assert (case.get("says") or "").casefold() in (done.stdout + done.stderr).decode().casefold()
