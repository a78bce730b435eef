"""A plan whose documents are decoded at once is the one that its tables say, however they are written."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from coopctl.errors import CoopctlError
from coopctl.plan.plan import Plan
from coopctl.store.file import codec, lines
from coopctl.store.file.linefile import LineFile
from running import Program

_SPELLINGS = [
    ('"title":"Mining"', '"title":"Mining"'),
    ('"title":"Mining"', '"title":"Mining","title":"Oil"'),
    ('"title":"Mining"', '"title": "Mining"'),
    ('"title":"Mining"', '"later":{"a":[1.10]},"title":"Mining"'),
    ('"title":"Mining"', '"unknown":3,"title":"Mining"'),
    ('"title":"Mining"', '"unknown":"{}","title":"Mining"'),
    ('"title":"Mining"', '"title":"Exp\\u00e9rience"'),
    ('"title":"Mining"', '"title":"Expérience"'),
    ('"title":"Mining"', '"title":"\\u004dining"'),
    ('"title":"Mining"', '"title":"\\ud800"'),
    ('"title":"Mining"', '"title":""'),
    ('"title":"Mining"', '"title":3'),
    ('"value":"250"', '"value":"2.5E+2"'),
    ('"value":"250"', '"value":"2.5e2"'),
    ('"value":"250"', '"value":"250.00"'),
    ('"value":"250"', '"value":250'),
    ('"value":"250"', '"later":1E99999999999999999999,"value":"250"'),
    ('"value":"250"', '"value":"250","unknown":""'),
    ('"high":"3"', '"high":"3","later":1'),
    ('"high":"3"', '"high":"3","high":"4"'),
    ('"measure":"level",', ""),
    ('"measure":"level",', '"measure":"level","archived":false,'),
    ('"measure":"level",', '"measure":"depth",'),
    ('"deadline":"2028-12-31"', '"deadline":"2020-12-31"'),
    ('"schema":2', '"schema":9'),
    ('"schema":2', '"schema":2,"later":1'),
    ('},"goals":{', '},"others":{\n"1":{"a":1.10}\n},"goals":{'),
    ('},"goals":{\n"1":', '},"goals":{\n"01":'),
    ('"back":{', '"back":{"later":1,'),
]


def _read(file: Path, many: int) -> str:
    """The plan and its journal with all that is kept in them, or why they cannot be."""
    lines._documents.cache_clear()
    lines.parse_tables.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codec, "_MANY", many)
        try:
            with LineFile(file) as opened:
                return repr((*codec.written(opened), opened.tables))
        except CoopctlError as why:
            return why.whole


@pytest.mark.parametrize(("old", "new"), _SPELLINGS)
def test_a_plan_is_what_its_tables_say(program: Program, old: str, new: str) -> None:
    """Names that stand twice, fields of another version, other spellings of numbers and letters: all as before."""
    program.done("init", "--title", "A")
    program.done("group", "add", "sector:mining", "--title", "Mining")
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 USD by 2028", "--milestone", "275@2026-12-31")
    program.done("goal", "add", "price", "--to", "at most 3", "--group", "sector:mining", "--tag", "a")
    program.done("goal", "retarget", "trade", "--to", "310 by 2029", "--why", "more")
    program.done("goal", "remove", "price", "--yes")
    program.done("undo")
    file = program.folder / "coop.json"
    text = file.read_text()
    assert old in text
    file.write_text(re.sub(re.escape(old), lambda _: new, text), encoding="utf-8")
    assert _read(file, 0) == _read(file, 10**9)


def test_most_of_a_long_plan_is_decoded_at_once(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program writes itself is not read by way of its tables, but for what one change took back."""
    program.done("init", "--title", "Plan d'action 2030 – Énergie")
    rows = "".join(f"| Énergie {at} | {at + 10} | {at + 500} MWh by 2030 |\n" for at in range(150))
    (program.folder / "plan.md").write_text(f"| Goal | Baseline | Target |\n|---|---|---|\n{rows}", encoding="utf-8")
    program.done("plan", "import", "plan.md", "--yes")
    asked: list[type] = []
    value = codec.value

    def counted(entry: Mapping[str, Any], kind: type[Plan]) -> Plan:
        asked.append(kind)
        return value(entry, kind)

    monkeypatch.setattr(codec, "value", counted)
    with LineFile(program.folder / "coop.json") as opened:
        plan, changes = codec.written(opened)
    assert (len(plan.goals), len(changes), asked) == (150, 1, [Plan])
