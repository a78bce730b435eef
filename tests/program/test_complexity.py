"""No function branches more than ten ways, every way counted: conditions and their operators, loops, comprehensions."""

import ast
import tomllib
from pathlib import Path

import pytest

import coopctl

MOST = 10
SOURCE = Path(coopctl.__file__).parent
STAYS: dict[str, str] = tomllib.loads(Path(__file__).with_name("complexity.toml").read_text("utf-8"))["stays"]
_BRANCHES = (
    ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.comprehension, ast.match_case, ast.Assert,
)  # fmt: skip


def ways(function: ast.AST) -> int:
    """How many ways there are through a function, with the functions inside of it.

    That is McCabe's number, in which each operator of `a and b or c`, each comprehension and each condition of it is a
    branch of its own.
    """
    inside = list(ast.walk(function))
    operators = sum(len(one.values) - 1 for one in inside if isinstance(one, ast.BoolOp))
    conditions = sum(len(one.ifs) for one in inside if isinstance(one, ast.comprehension))
    return 1 + sum(isinstance(one, _BRANCHES) for one in inside) + operators + conditions


def _found() -> dict[str, int]:
    """By file and name, the functions that branch more, and how many ways."""
    return {
        f"{path.relative_to(SOURCE).as_posix()}:{one.name}": ways(one)
        for path in SOURCE.rglob("*.py")
        for one in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(one, ast.FunctionDef) and ways(one) > MOST
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("return a", 1),
        ("return a if b and c or d else e", 4),
        ("return [a for a in b if c if d]", 4),
        ("for a in b:\n  while a: pass", 3),
        ("try: pass\n except E: pass\n except F: assert a", 4),
        ("match a:\n  case 1: pass\n  case _: pass", 3),
        ("def inner():\n  if a: pass", 2),
    ],
)
def test_every_way_is_counted(text: str, expected: int) -> None:
    """Operators, comprehensions and functions inside, too."""
    function = ast.parse(f"def outer():\n {text}").body[0]
    assert ways(function) == expected


def test_no_other_function_branches_more() -> None:
    """One that is over the bound is named, with its reason."""
    assert {name: number for name, number in _found().items() if name not in STAYS} == {}


def test_what_stays_has_its_reason() -> None:
    """And is there."""
    assert [name for name, why in STAYS.items() if not why or name not in _found()] == []
