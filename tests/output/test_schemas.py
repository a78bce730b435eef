"""Every JSON answer is valid against the schema that ships with it."""

import json
from collections.abc import Iterator
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coopctl.cli.answers import ANSWERS, schema
from coopctl.cli.app import COMMANDS
from running import EXAMPLE, Program

ASKED: dict[str, list[tuple[str, ...]]] = {
    "status": [
        ("status",),
        ("status", "--method", "all"),
        ("status", "--known-at", "2025-07-01"),
        ("export", "--status"),
        ("demo",),
    ],
    "goals": [
        ("goal", "list", "--all"),
        ("goal", "show", "trade-v"),
        ("goal", "add", "new", "--from", "1", "--to", "2", "--dry-run"),
    ],
    "groups": [("group", "list")],
    "draft": [("plan", "import", str(EXAMPLE), "--dry-run"), ("plan", "import", "draft.csv", "--dry-run")],
    "plan": [("plan", "show")],
    "log": [("log",)],
    "explain": [
        ("explain", "trade-v"),
        ("explain", "joint", "--method", "all"),
        ("explain", "wait"),
        ("explain", "third"),
    ],
    "record": [("record", "joint"), ("record", "third", "done", "--provisional")],
    "check": [("check", "--fail-on", "stale")],
    "portfolio": [("status", "--in", "coop.json"), ("status", "--in", ".")],
    "diff": [("diff", "--since", "2024-12-31"), ("diff", "--since", "2025-06-29")],
    "due": [("due", "--within", "10y")],
    "acts": [("undo", "--list")],
    "changes": [("log", "--changes")],
    "figures": [("export",), ("export", "--log")],
    "plan-export": [("export", "--plan")],
}


@pytest.fixture(scope="module")
def history(imported: Program, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The example plan with figures of levels and stages, corrected and withdrawn ones, a maintain goal with a cadence,
    and a changed target."""
    mongolia = imported.twin(tmp_path_factory.mktemp("history"))
    for value in ("251M", "255M", "258M", "262M"):
        mongolia.done("record", "trade-volume", value, "--on", f"2025-0{int(value[1:3]) % 50 // 4 + 1}")
    key = json.loads(mongolia.done("log", "-o", "json"))["figures"][0]["key"]
    mongolia.done("record", "trade-volume", "261M", "--on", "2025-04", "--replaces", key)
    mongolia.done("goal", "add", "wait", "--to", "below 3 days", "--cadence", "monthly", "--since", "2024-12-31")
    mongolia.done("record", "wait", "2", "--on", "2025-01")
    mongolia.done("goal", "retarget", "trade-volume", "--to", "320m by 2026-08-01", "--why", "Annex 2")
    mongolia.done("goal", "edit", "trade-volume", "--milestone", "275m@2025-12-31", "--method", "un", "--limit", "900m")
    mongolia.done("goal", "edit", "joint", "--weight", "2", "--tag", "army", "--owner", "Staff")
    mongolia.done("record", "third", "under way", "--on", "2025-01-31")
    mongolia.done("record", "joint", "--key", "to-withdraw")
    mongolia.done("retract", "to-withdraw", "--why", "postponed")
    (mongolia.folder / "draft.csv").write_text(
        "Sector,Indicator,Baseline (2023),Current,Target 2026,Target 2029,Owner,Frequency\n"
        "Health,Births attended,62%,64%,70%,85%,Ann,Quarterly\nHealth,Wrong,1,,2,many,,\n"
        "Trade,Trade Volume,$250m,,,increase by 30%,,\n"
    )
    mongolia.done("plan", "edit", "--method", "okr", "--description", "Two countries")
    return mongolia


@pytest.fixture
def told(history: Program, tmp_path: Path) -> Program:
    return history.twin(tmp_path)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_valid(told: Program, name: str) -> None:
    """The answers of each command are valid, and every property they have is in the schema."""
    jsonschema.Draft202012Validator.check_schema(schema(ANSWERS[name]))
    for arguments in ASKED[name]:
        answer = json.loads(told.run(*arguments, "-o", "json").out)
        jsonschema.validate(answer, schema(ANSWERS[name]), jsonschema.Draft202012Validator)
        assert (answer["schema"], sorted(answer)) == (f"coopctl.{name}/1", sorted(schema(ANSWERS[name])["properties"]))
        assert list(_undescribed(answer, schema(ANSWERS[name]))) == []


def _undescribed(answer: Any, described: Any, path: str = "") -> Iterator[str]:
    """The keys of an answer, at any depth, of which its schema says nothing."""
    for branch in described.get("anyOf", ()):
        if jsonschema.Draft202012Validator(branch).is_valid(answer):
            yield from _undescribed(answer, branch, path)
            return
    if isinstance(answer, dict):
        for name, value in answer.items():
            inner = described.get("properties", {}).get(name, described.get("additionalProperties"))
            if inner is None:
                yield f"{path}.{name}"
            else:
                yield from _undescribed(value, inner, f"{path}.{name}")
    if isinstance(answer, list):
        for value in answer:
            yield from _undescribed(value, described.get("items", {}), f"{path}[]")


def test_every_answer_in_json_has_a_schema(program: Program) -> None:
    """Every command with -o json has a schema, printed by the command's own name."""
    for name, module in COMMANDS.items():
        found = import_module(f"coopctl.cli.commands.{module}")
        modules = found.group.modules if hasattr(found, "group") else {"": module}
        for inner, one in modules.items():
            if "output" in signature(import_module(f"coopctl.cli.commands.{one}").command).parameters:
                assert program.run("schema", name, *inner.split()).code == 0, (name, inner)


@pytest.mark.parametrize(
    ("name", "value"),
    [("progress", "24%"), ("method", "guess"), ("period", "decade"), ("measure", "feeling"), ("reached_late", "soon")],
)
def test_a_wrong_answer_is_not_valid(told: Program, name: str, value: str) -> None:
    """The schema refuses a ratio written as a percentage, a word that is none of ours, and a day that is no date."""
    answer = json.loads(told.done("status", "-o", "json"))
    answer["goals"][0][name] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(answer, schema(ANSWERS["status"]), jsonschema.Draft202012Validator)


def test_schemas_are_printed(program: Program) -> None:
    """`coopctl schema` lists the names, with a name it prints the schema; another is unknown."""
    assert program.done("schema").split() == list(ANSWERS)
    assert json.loads(program.done("schema", "status")) == schema(ANSWERS["status"])
    assert program.run("schema", "nonsense").code == 1
