"""What the published schemas promise is kept: within a version they change only by addition.

What has been published since is frozen with `GOLDEN=write pytest tests/output/test_published_schemas.py`, which refuses
to forget anything.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coopctl.cli.answers import ANSWERS, schema

FROZEN = Path(__file__).with_name("published_schemas.json")
PUBLISHED: dict[str, Any] = json.loads(FROZEN.read_text("utf-8"))
_ITEMS = ("items", "additionalProperties")


def _broken(published: Any, now: Any, path: str = "") -> Iterator[str]:
    """What a reader of the published schema may rely on and would no longer find.

    A property may come, and a word in a list of words; none may go, and none may become optional or of another type.
    """
    for name in ("type", "const", "format", "pattern", "minimum", "maximum"):
        if published.get(name) != now.get(name):
            yield f"{path}: {name} was {published.get(name)}, is {now.get(name)}"
    for name in ("enum", "required"):
        yield from (f"{path}: {word!r} is gone" for word in published.get(name, ()) if word not in now.get(name, ()))
    for inner, (old, new) in _parts(published, now).items():
        yield from _broken(old, new, path + inner)


def _parts(published: Any, now: Any) -> dict[str, tuple[Any, Any]]:
    """The schemas inside a published one, each beside what stands in its place now."""
    there = now.get("properties", {})
    parts = {f".{name}": (inner, there.get(name, {})) for name, inner in published.get("properties", {}).items()}
    parts |= {f"[{name}]": (published[name], now.get(name, {})) for name in _ITEMS if name in published}
    branches = now.get("anyOf", [])
    return parts | {
        f"<{number}>": (branch, branches[number] if number < len(branches) else {})
        for number, branch in enumerate(published.get("anyOf", ()))
    }


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_a_published_schema_only_grows(name: str) -> None:
    """Every answer has what it had, under the same name and of the same type."""
    assert name in ANSWERS
    assert list(_broken(PUBLISHED[name], schema(ANSWERS[name]))) == []


def test_every_answer_is_frozen() -> None:
    """A command's answer is published as soon as there is a schema of it."""
    if os.environ.get("GOLDEN") == "write":
        now = {name: schema(ANSWERS[name]) for name in sorted(ANSWERS)}
        assert [line for name, old in PUBLISHED.items() for line in _broken(old, now[name], name)] == []
        FROZEN.write_text(_frozen(now), "utf-8")
    assert sorted(json.loads(FROZEN.read_text("utf-8"))) == sorted(ANSWERS)


def _frozen(schemas: dict[str, Any]) -> str:
    """The schemas without their words, which may change, in lines that git can compare."""
    return json.dumps(_without_words(schemas), separators=(",", ":"), sort_keys=True).replace("},", "},\n") + "\n"


def _without_words(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_words(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _without_words(inner)
        for name, inner in value.items()
        if not (name == "description" and isinstance(inner, str))
    }


def test_what_breaks_a_promise_is_seen() -> None:
    """A property that goes, becomes optional or changes its type is found; one that comes is not."""
    status = PUBLISHED["status"]
    now = json.loads(json.dumps(status))
    goal = now["properties"]["goals"]["items"]
    goal["properties"]["new"] = {"type": "string"}
    assert list(_broken(status, now)) == []
    goal["properties"]["title"] = {"type": "number"}
    goal["required"].remove("id")
    del goal["properties"]["tags"]
    now["properties"]["goals"]["items"]["properties"]["status"]["enum"].remove("missed")
    broken = {line.removeprefix(".goals[items]").partition(":")[0] for line in _broken(status, now)}
    assert broken == {"", ".title", ".tags", ".tags[items]", ".status"}
