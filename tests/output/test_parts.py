"""A list that is written part by part is what it would be in one piece."""

from pathlib import Path

import msgspec
import pytest

from coopctl.cli.commands import log
from coopctl.output import Answer
from coopctl.output.fields import Rows
from coopctl.output.formats.machine import json_pieces
from running import Program


class Told(Answer, frozen=True, tag="told/1"):
    rows: Rows[str]
    title: str = '[\n  "rows": [],'
    more: tuple[str, ...] = ()


NOTES = ("", "wide: 貿易額", "a\ttab\nand a line", '  "figures": [', "\x1f\x1b[31m", "  ]\n}", "long " * 20)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path)
    program.done("goal", "add", "trade", "--from", "0", "--to", "900 by 2030", "--since", "2024-12-31")
    program.done("goal", "add", "貿易", "--from", "0", "--to", "900 by 2030", "--since", "2024-12-31")
    for number, note in enumerate(NOTES):
        goal = ("trade", "貿易")[number % 2]
        program.done("record", goal, f"{number + 1}", "--on", f"2025-01-{number + 1:02}", "--note", note)
    return program


@pytest.mark.parametrize("many", [1, 2, 3, 7])
@pytest.mark.parametrize(
    "words",
    [
        *((("-o", form)) for form in ("table", "json", "jsonl", "csv", "tsv", "md")),
        ("--no-header",),
        ("--columns", "note,figure"),
        ("--columns", "goal,key", "-o", "csv"),
        ("--limit", "3", "-o", "json"),
        ("trade", "-o", "json"),
    ],
)
def test_parts_are_the_whole(
    program: Program, monkeypatch: pytest.MonkeyPatch, many: int, words: tuple[str, ...]
) -> None:
    whole = program.done("log", *words)
    monkeypatch.setattr(log, "_MANY", many)
    assert program.done("log", *words) == whole
    for environ in ({"COLUMNS": "60"}, {"PYTHONIOENCODING": "ascii"}):
        monkeypatch.setattr(log, "_MANY", 1000)
        whole = program.run("log", *words, environ=environ).out
        monkeypatch.setattr(log, "_MANY", many)
        assert program.run("log", *words, environ=environ).out == whole


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_of_no_figures_there_is_one_part(program: Program, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    whole = program.run("log", "--match", "no such goal", "-o", form)
    monkeypatch.setattr(log, "_MANY", 2)
    assert program.run("log", "--match", "no such goal", "-o", form) == whole


def test_each_item_of_a_list_is_a_piece_of_its_own() -> None:
    """Whatever stands behind the list; answers with other rows make one, and the rest is that of the first."""
    told = [Told(("a", "b"), more=("d",)), Told(()), Told(("c",))]
    pieces = [bytes(piece) for piece in json_pieces(told)]
    assert [piece.strip() for piece in pieces if piece.endswith(b'"')] == [b'"a"', b'"b"', b'"c"', b'"d"']
    assert b"".join(pieces) == _indented(Told(("a", "b", "c"), more=("d",)))
    assert b"".join(json_pieces([Told(())])) == _indented(Told(()))


def _indented(answer: Answer) -> bytes:
    return msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"
