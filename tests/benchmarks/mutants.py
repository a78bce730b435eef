"""How many small mistakes in the grammar and the arithmetic the tests notice.

    python tests/benchmarks/mutants.py --number 100 --seed 1

Each mutant is one operator, comparison, constant or condition changed in a copy of `judgement/` or `language/`; the
tests of its room, and those of the commands, run against it until one fails.  Prints the share that was noticed, and
those that were not.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
_ROOMS = ("judgement", "language")
_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


def _swapped(operator: ast.AST) -> Any:
    return _SWAPS[type(operator)]()


class _Change(ast.NodeTransformer):
    """The tree with its change of this number made; without one, `seen` counts how many there could be."""

    def __init__(self, number: int = -1) -> None:
        self.number, self.seen, self.line = number, 0, 0

    def _hit(self, node: ast.AST) -> bool:
        self.seen += 1
        if self.seen - 1 != self.number:
            return False
        self.line = getattr(node, "lineno", 0)
        return True

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for at, operator in enumerate(node.ops):
            if type(operator) in _SWAPS and self._hit(node):
                node.ops[at] = _swapped(operator)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if type(node.op) in _SWAPS and self._hit(node):
            node.op = _swapped(node.op)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self._hit(node):
            node.op = _swapped(node.op)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return node.operand if isinstance(node.op, ast.Not) and self._hit(node) else node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool) and self._hit(node):
            return ast.copy_location(ast.Constant(not node.value), node)
        if type(node.value) is int and self._hit(node):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node


def _mutants() -> list[tuple[Path, int]]:
    found = []
    for room in _ROOMS:
        for path in sorted((ROOT / "src/coopctl" / room).rglob("*.py")):
            counting = _Change()
            counting.visit(ast.parse(path.read_text("utf-8")))
            found += [(path, number) for number in range(counting.seen)]
    return found


def _tests(path: Path) -> Iterator[str]:
    room = path.relative_to(ROOT / "src/coopctl").parts[0]
    yield from (f"tests/{room}", "tests/cli", "tests/output", "tests/exchange")


def _noticed(folder: Path, path: Path, number: int) -> tuple[bool, int]:
    """Whether a test fails with the mutant in place, and the line that it is in."""
    change = _Change(number)
    tree = change.visit(ast.parse(path.read_text("utf-8")))
    target = folder / "coopctl" / path.relative_to(ROOT / "src/coopctl")
    target.write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *_tests(path)]
    environ = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, check=False, timeout=900)
        failed = done.returncode != 0
    except subprocess.TimeoutExpired:
        failed = True
    shutil.copy(path, target)
    return failed, change.line


def main() -> None:
    """Try some mutants, and say which of them went unnoticed."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--number", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    wanted = asked.parse_args()
    every = _mutants()
    chosen = random.Random(wanted.seed).sample(every, min(wanted.number, len(every)))  # noqa: S311 - any of them
    noticed = 0
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "src/coopctl", Path(folder) / "coopctl", ignore=shutil.ignore_patterns("__pycache__"))
        for path, number in chosen:
            failed, line = _noticed(Path(folder), path, number)
            noticed += failed
            if not failed:
                print(f"not noticed: {path.relative_to(ROOT)}:{line} (change {number})", flush=True)
    print(f"{noticed} of {len(chosen)} noticed ({noticed / len(chosen):.0%}), of {len(every)} mutants that there are")


if __name__ == "__main__":
    main()
