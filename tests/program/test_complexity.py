"""No function branches more than ten ways, every way counted: conditions and their operators, loops, comprehensions."""

import ast
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import coopctl

MOST = 10
SOURCE = Path(coopctl.__file__).parent
LEFT: dict[str, int] = tomllib.loads(Path(__file__).with_name("complexity.toml").read_text("utf-8"))["left"]
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


def _found() -> Counter[str]:
    """By room, how many functions branch more."""
    return Counter(
        path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for path in SOURCE.rglob("*.py")
        for one in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(one, ast.FunctionDef) and ways(one) > MOST
    )


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


def test_no_room_branches_more_than_it_did() -> None:
    """What is over the bound may only become less."""
    assert {room: count for room, count in _found().items() if count > LEFT.get(room, 0)} == {}
