"""The plan to and from its file: fields that only another version knows are kept, and what cannot be is named."""

import json
import typing
from pathlib import Path
from typing import Any

import pytest

from coopctl.plan.promise import Promise
from coopctl.plan.terms import Kept, Target
from coopctl.store.file.codec import _INNER, document, value
from running import Program

KINDS = tuple(Kept.__subclasses__())


def test_the_codec_knows_where_values_hold_others() -> None:
    """The table of inner values is what the types say, those of a goal's promise among its own."""

    def inner(kind: type) -> dict[str, type]:
        found: dict[str, type] = {}
        for name, hint in typing.get_type_hints(kind).items():
            for part in (hint, *typing.get_args(hint)):
                if part in KINDS:
                    found[name] = part
                elif part is Promise:
                    found |= inner(Promise)
        return found

    assert {kind: inner(kind) for kind in KINDS if inner(kind)} == _INNER


def marked(entry: Any, place: str = "x") -> Any:
    """JSON in which every object has a field that nobody knows, with a number that no float holds."""
    if isinstance(entry, list):
        return [marked(one, f"{place}.{at}") for at, one in enumerate(entry)]
    if not isinstance(entry, dict):
        return entry
    return {**{name: marked(one, f"{place}.{name}") for name, one in entry.items()}, "unknown": {"mark": [place, 1.10]}}


def marks(text: str) -> int:
    return text.count('"mark"')


def a_plan(program: Program) -> Path:
    """A plan in which every kind of value stands, and every object has a field that this version does not know."""
    program.done("init", "--title", "A")
    program.done("group", "add", "sector:mining", "--title", "Mining")
    program.done(
        "goal",
        "add",
        "trade",
        "--from",
        "250",
        "--to",
        "300 by 2028",
        "--milestone",
        "275@2026-12-31",
        "--group",
        "sector:mining",
    )
    program.done("goal", "add", "price", "--to", "at most 3")
    program.done("goal", "retarget", "trade", "--to", "310 by 2029", "--why", "more")
    program.done("plan", "edit", "--title", "B")
    program.done("record", "trade", "260")
    file = program.folder / "coop.json"
    tables = json.loads(file.read_bytes())
    for name, table in tables.items():
        tables[name] = {place: marked(entry, f"{name}.{place}") for place, entry in table.items()}
    file.write_text(json.dumps(tables))
    return file


def test_unknown_fields_outlive_every_change(program: Program) -> None:
    """Edits, removals, undos, records and repairs of the form keep what they do not know, with its digits."""
    file = a_plan(program)
    before = marks(file.read_text())
    program.done("goal", "edit", "trade", "--note", "n")
    program.done("plan", "edit", "--description", "d")
    program.done("record", "trade", "262")
    program.done("goal", "archive", "price")
    program.done("goal", "retarget", "trade", "--to", "320 by 2029", "--why", "more")
    program.done("goal", "remove", "price", "--yes")
    for _ in range(6):
        program.done("undo")
    found = json.loads(file.read_bytes())
    assert marks(file.read_text()) >= before
    assert (
        marks(json.dumps({name: found[name] for name in ("plan", "groups", "goals")}))
        == marks(json.dumps({name: marked(found[name]) for name in ("plan", "groups", "goals")})) - 3
    )  # the tables themselves are no documents
    assert '"mark":["goals.1",1.1' in file.read_text()


def test_a_value_is_what_was_written() -> None:
    """Every kind of value comes back with the fields that it does not know, and without them as it was."""
    target = {"text": "t", "keep": {"low": "1", "later": 1}, "later": {"a": [1]}}
    assert document(value(target, Target)) == target
    assert document(value({"text": "t", "value": "1", "unknown": 3}, Target)) == {
        "text": "t",
        "value": "1",
        "unknown": 3,
    }


CANNOT = [
    ('"title":"Trade"', '"title":3', "title: expected str, got int"),
    ('"value":"250"', '"value":"NaN"', "the baseline is NaN, which is not a number"),
    ('"value":"250"', '"value":"1E999999999"', "the baseline has more than 80 digits: 1e+999999999"),
    ('"deadline":"2028-12-31"', '"deadline":"9999-12-31"', "the deadline is 9999-12-31, which is not in the"),
    ('"measure":"level"', '"measure":"depth"', "measure: invalid enum value 'depth'"),
    ('"at":"2025-07-01T00:02:00Z"', '"at":"2025-07-01T00:02:00"', "the time of the change is 2025-07-01T00:02:00"),
    ('"title":"Mining"', '"title":"\\ud800"', "'\\ud800' is half of a letter"),
    ('"title":"Mining"', '"title":NaN', "NaN is not a number that JSON knows"),
    ('"title":"Mining"', '"later":1E99999999999999999999,"title":"M"', "1E999999999999999999 is beyond all reckoning"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), CANNOT)
def test_what_cannot_be_is_named_by_its_line(program: Program, old: str, new: str, message: str) -> None:
    """The line and the field of a value that no command writes are named, exit 3, and by doctor, too."""
    program.done("init", "--title", "A")
    program.done("group", "add", "sector:mining", "--title", "Mining")
    program.done("goal", "add", "Trade", "--from", "250", "--to", "300 by 2028", "--milestone", "275@2026-12-31")
    file = program.folder / "coop.json"
    text = file.read_text()
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    file.write_text(text.replace(old, new, 1))
    for command in ("status", "doctor", "undo"):
        result = program.run(command)
        assert result.code == 3
        assert f"line {line}" in result.out + result.err, result.err
        assert message in result.out + result.err


def test_doctor_names_all_that_cannot_be(program: Program) -> None:
    """Not only the first of several."""
    program.done("init")
    for name in ("a", "b", "c"):
        program.done("goal", "add", name, "--from", "1", "--to", "2 by 2030")
    file = program.folder / "coop.json"
    file.write_text(file.read_text().replace('"deadline":"2030-12-31"', '"deadline":"9999-12-31"'))
    assert program.run("doctor").out.count("the deadline is 9999-12-31") >= 3
