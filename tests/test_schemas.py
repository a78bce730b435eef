"""Every JSON answer is valid against the schema that ships with it."""

import json

import jsonschema
import pytest

from coopctl.output.schemas import NAMES, schema
from program import Program

ANSWERS: dict[str, list[tuple[str, ...]]] = {
    "status": [("status",), ("status", "--method", "all"), ("status", "--known-at", "2025-07-01")],
    "goals": [("goal", "list", "--all"), ("goal", "show", "trade-v")],
    "groups": [("group", "list")],
    "plan": [("plan", "show")],
    "log": [("log",)],
    "explain": [("explain", "trade-v"), ("explain", "joint", "--method", "all"), ("explain", "wait")],
    "record": [("record", "joint")],
    "check": [("check", "--fail-on", "stale")],
    "due": [("due", "--within", "10y")],
    "figures": [("export",)],
    "plan-export": [("export", "--plan")],
}


@pytest.fixture
def told(mongolia: Program) -> Program:
    """The example plan with figures, a correction, a maintain goal with a cadence, and a changed target."""
    for value in ("251M", "255M", "258M", "262M"):
        mongolia.done("record", "trade-volume", value, "--on", f"2025-0{int(value[1:3]) % 50 // 4 + 1}")
    key = json.loads(mongolia.done("log", "-o", "json"))["figures"][0]["key"]
    mongolia.done("record", "trade-volume", "261M", "--on", "2025-04", "--replaces", key)
    mongolia.done("goal", "add", "wait", "--to", "below 3 days", "--cadence", "monthly", "--since", "2024-12-31")
    mongolia.done("record", "wait", "2", "--on", "2025-01")
    mongolia.done("goal", "retarget", "trade-volume", "--to", "320m by 2026-08-01", "--why", "Annex 2")
    return mongolia


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_valid(told: Program, name: str) -> None:
    """The answers of each command are valid, and every property they have is in the schema."""
    jsonschema.Draft202012Validator.check_schema(schema(name))
    for arguments in ANSWERS[name]:
        answer = json.loads(told.run(*arguments, "-o", "json").out)
        jsonschema.validate(answer, schema(name), jsonschema.Draft202012Validator)
        assert (answer["schema"], sorted(answer)) == (f"coopctl.{name}/1", sorted(schema(name)["properties"]))


def test_a_wrong_answer_is_not_valid(told: Program) -> None:
    """The schema refuses a ratio written as a percentage."""
    answer = json.loads(told.done("status", "-o", "json"))
    answer["goals"][0]["progress"] = "24%"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(answer, schema("status"), jsonschema.Draft202012Validator)


def test_schemas_are_printed(program: Program) -> None:
    """`coopctl schema` lists the names, with a name it prints the schema; another is unknown."""
    assert program.done("schema").split() == list(NAMES)
    assert json.loads(program.done("schema", "status")) == schema("status")
    assert program.run("schema", "nonsense").code == 1
