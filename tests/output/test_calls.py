"""Calls of the program in a text: they stay whole where it is folded, and name the file that was named."""

import re

import pytest

from coopctl.cli.app import COMMANDS
from coopctl.output import Terminal
from coopctl.output.formats.calls import CALL, ON_A_PLAN, WITHOUT_A_PLAN, addressed
from coopctl.output.formats.talk import talk


def test_every_command_is_known() -> None:
    assert {*COMMANDS} == ON_A_PLAN | WITHOUT_A_PLAN


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("hint: write coopctl record trade 5 --on '5 March 2026'", ["coopctl record trade 5 --on '5 March 2026'"]),
        ("if it is wrong: coopctl undo", ["coopctl undo"]),
        ("write coopctl undo, and record it with --key x", ["coopctl undo,"]),
        ("for 5: coopctl record x 5 --on april; for the day: coopctl record x V", ["coopctl record x 5 --on april;",
                                                                                "coopctl record x V"]),
        ("coopctl retract a, or coopctl record t V", ["coopctl retract a,", "coopctl record t V"]),
        ("write NO_COLOR=1 coopctl status -o md", ["NO_COLOR=1 coopctl status -o md"]),
        ("write coopctl --file 'a b.json' goal add 'It''s' --to 'done of a < b'", [
            "coopctl --file 'a b.json' goal add 'It''s' --to 'done of a < b'"]),
        ("settled: git rm -q --cached x && git add y", ["git rm -q --cached x && git add y"]),
        ("this is a fault of coopctl itself; give the coopctl file with --file", []),
    ],
)  # fmt: skip
def test_calls_are_told_from_prose(text: str, calls: list[str]) -> None:
    assert re.findall(CALL, text) == calls
    for width in (20, 45, 80):
        lines = talk(text, Terminal(width=width)).splitlines()
        assert " ".join(lines) == text
        assert all(any(call in line for line in lines) for call in calls)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("take it back: coopctl undo", "take it back: coopctl --file b.json undo"),
        ("coopctl undo, or coopctl redo", "coopctl --file b.json undo, or coopctl --file b.json redo"),
        ("see `coopctl log`, `coopctl goal --help`", "see `coopctl --file b.json log`, `coopctl goal --help`"),
        ("in `coopctl undo`, or: coopctl log", "in `coopctl --file b.json undo`, or: coopctl --file b.json log"),
        ("coopctl help dates, coopctl schema", "coopctl help dates, coopctl schema"),
        ("write coopctl status --file c.json", "write coopctl status --file c.json"),
        ("write coopctl --file c.json status", "write coopctl --file c.json status"),
        ("not a coopctl file, nor one of coopctl itself", "not a coopctl file, nor one of coopctl itself"),
        ("git config merge.driver 'coopctl merge-driver %O'", "git config merge.driver 'coopctl merge-driver %O'"),
    ],
)  # fmt: skip
def test_a_call_names_the_file_that_was_named(text: str, named: str) -> None:
    assert addressed(text, "coopctl --file b.json") == named
    assert addressed(text, "coopctl") == text
