"""How many small mistakes in the grammar and the arithmetic the tests notice.

    python tests/benchmarks/mutants.py --number 100 --seed 1 --map /tmp/lines.json
    python tests/benchmarks/mutants.py --map /tmp/lines.json judgement/path.py language/scanner.py:17

Each mutant is one operator, comparison, constant or condition changed in `judgement/` or `language/`.  Against it
run the tests that execute its lines, one case of each first, those of its room before others and the quick before the
slow, until one fails.  Which these are is found by running all of them once, and kept in the file of `--map`.  They
first run without any mutant, for one that fails then would notice all of them.  Prints the share that was noticed, and
what was changed in those that were not.  What cannot be seen is left alone: types, and the settings of classes and of
`zip`.  Only where `fork` is.
"""

import argparse
import ast
import gc
import json
import os
import random
import resource
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import cache_from_source
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest
from coverage import Coverage

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/coopctl"
ROOMS = ("judgement", "language")
TESTS = ("judgement", "language", "cli", "output", "exchange", "tracker", "plan", "values")
# Without what reports, and so without the option that makes it say less.
_PYTEST = (
    "-o", "addopts=", "-m", "not long", "-p", "no:terminal", "-p", "no:cacheprovider", "-s", "--rootdir", str(ROOT),
)  # fmt: skip
_MEMORY = 4 << 30
# The number of the change that changes nothing.
_NONE = -1
_FORK = get_context("fork")
_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip


def _swapped(operator: ast.AST) -> Any:
    return _SWAPS[type(operator)]()


class _Change(ast.NodeTransformer):
    """The tree with its change of this number made; `seen` is a statement for each change that there could be."""

    def __init__(self, number: int = _NONE) -> None:
        self.number = number
        self.seen: list[ast.stmt] = []
        self.words = ""
        self._statement: ast.stmt = ast.Pass(lineno=1)

    def visit(self, node: ast.AST) -> Any:
        if not isinstance(node, ast.stmt):
            return super().visit(node)
        before, self._statement = self._statement, node
        visited = super().visit(node)
        self._statement = before
        return visited

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(one) for one in node.body]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.args.defaults = [self.visit(one) for one in node.args.defaults]
        node.args.kw_defaults = [one and self.visit(one) for one in node.args.kw_defaults]
        node.body = [self.visit(one) for one in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.value = node.value and self.visit(node.value)
        return node

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        return node if node.arg in ("strict", "maxsize") else self.generic_visit(node)

    def _changed(self, node: ast.AST, change: Callable[[], ast.AST]) -> ast.AST:
        """The node, changed where this is the number's turn."""
        self.seen.append(self._statement)
        if len(self.seen) - 1 != self.number:
            return node
        before = ast.unparse(node)
        after = change()
        self.words = f"{before}  ->  {ast.unparse(after)}"
        return ast.copy_location(after, node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for at, operator in enumerate(node.ops):
            if type(operator) in _SWAPS:
                self._changed(node, partial(_with_operator, node, at))
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        return self._changed(node, partial(_operated, node)) if type(node.op) in _SWAPS else node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        return self._changed(node, partial(_operated, node))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return self._changed(node, lambda: node.operand) if isinstance(node.op, ast.Not) else node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool):
            return self._changed(node, lambda: ast.Constant(not node.value))
        if type(node.value) is int:
            return self._changed(node, partial(ast.Constant, node.value + 1))
        return node


def _with_operator(node: ast.Compare, at: int) -> ast.AST:
    node.ops[at] = _swapped(node.ops[at])
    return node


def _operated(node: ast.BinOp | ast.BoolOp) -> ast.AST:
    node.op = _swapped(node.op)
    return node


class Mutant(NamedTuple):
    """The change of a number in a file, and the lines of the statement that it is in."""

    path: Path
    number: int
    first: int
    last: int

    @property
    def name(self) -> str:
        return self.path.relative_to(SOURCE).as_posix()

    @property
    def tests(self) -> str:
        """Where the tests of its room are."""
        return f"tests/{self.name.partition('/')[0]}/"


def _mutants() -> list[Mutant]:
    return [
        Mutant(path, number, statement.lineno, _head_end(statement))
        for room in ROOMS
        for path in sorted((SOURCE / room).rglob("*.py"))
        for number, statement in enumerate(_statements(path))
    ]


def _statements(path: Path) -> list[ast.stmt]:
    counting = _Change()
    counting.visit(ast.parse(path.read_text("utf-8")))
    return counting.seen


def _head_end(statement: ast.stmt) -> int:
    """The last line of a statement without those that stand inside of it."""
    body: list[ast.stmt] = getattr(statement, "body", None) or []
    return max(statement.lineno, body[0].lineno - 1) if body else statement.end_lineno or statement.lineno


def _change(mutant: Mutant) -> tuple[str, ast.Module]:
    change = _Change(mutant.number)
    tree = change.visit(ast.parse(mutant.path.read_text("utf-8")))
    return change.words, ast.fix_missing_locations(tree)


class Lines(NamedTuple):
    """What running every test once showed: the seconds of each, and by file and line the numbers of those that run it.

    A line that runs while the program and its tests are being imported has the number -1, too.
    """

    seconds: dict[str, float]
    by_line: dict[str, dict[str, list[int]]]

    def tests(self, mutant: Mutant, every: Sequence[str]) -> tuple[list[str], bool]:
        """The tests to run, the likeliest first, and whether the module has to be imported anew for them.

        First come one case of each test of the mutant's room, and of the others, the quick ones before the slow.
        """
        lines = self.by_line.get(mutant.name, {})
        numbers = {test for line in range(mutant.first, mutant.last + 1) for test in lines.get(str(line), ())}
        anew = -1 in numbers
        if anew:  # a table of the module: whoever runs anything of it
            numbers |= {test for tests in lines.values() for test in tests}
        within = {name for number, name in enumerate(self.seconds) if number in numbers}
        likely = sorted(
            (test for test in every if test in within or test not in self.seconds),
            key=lambda test: (not test.startswith(mutant.tests), self.seconds.get(test, 0.0)),
        )
        turns = Counter[str]()
        first: dict[str, int] = {}
        for test in likely:
            function = test.partition("[")[0]
            first[test] = turns[function]
            turns[function] += 1
        return sorted(likely, key=first.__getitem__), anew


class _Mapping:
    """The plugin that runs every test, each with the lines that it executes."""

    def __init__(self, kept: Path) -> None:
        self.kept = kept
        self.coverage = Coverage(data_file=None, include=[f"{SOURCE}/{room}/*" for room in ROOMS], config_file=False)
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        data = self.coverage.get_data()
        numbers = {name: number for number, name in enumerate(self.seconds)} | {"": -1}
        by_line = {
            Path(file).relative_to(SOURCE).as_posix(): {
                str(line): [numbers[test] for test in tests if test in numbers]
                for line, tests in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        if not self.failed:
            self.kept.write_text(json.dumps([self.seconds, by_line]), "utf-8")
        for name in sorted(self.failed):
            print(f"fails without a mutant: {name}", flush=True)


class _Naming:
    """The plugin that writes down which test failed last."""

    def __init__(self, folder: Path) -> None:
        self.kept = folder / "failed"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.kept.write_text(report.nodeid, "utf-8")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.kept.write_text(report.nodeid, "utf-8")


class _Trial(NamedTuple):
    """A mutant, the tests to run against it, and whether its module has to be imported anew for them."""

    mutant: Mutant
    tests: list[str]
    anew: bool


class _Runner:
    """The plugin that runs, instead of all the tests, those of each mutant in a process of its own.

    `failing` names a test that fails without any, where there is one; then no mutant is tried.
    """

    def __init__(self, chosen: Sequence[Mutant], lines: Lines, folder: Path, most: int) -> None:
        self.chosen, self.lines, self.folder, self.most = chosen, lines, folder, most
        self.noticed = 0
        self.failing = ""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        trials = []
        for mutant in self.chosen:
            names, anew = self.lines.tests(mutant, list(items))
            trials.append(_Trial(mutant, names[: self.most], anew))
        self.failing = self._failing(trials, items)
        for at, trial in enumerate(() if self.failing else trials):
            print(f"{at} of {len(trials)}", end="\r", file=sys.stderr, flush=True)
            self._try(trial, items)
        return True

    def _failing(self, trials: Sequence[_Trial], items: Mapping[str, pytest.Item]) -> str:
        """A test that fails without a mutant, as it will run against one; "" where none does."""
        for anew in (False, True):
            tests = dict.fromkeys(name for trial in trials if trial.anew is anew for name in trial.tests)
            whole = Mutant(self.chosen[0].path, _NONE, 0, 0)
            if tests and self._fails(_Trial(whole, list(tests), anew), items):
                named = _Naming(self.folder).kept
                return named.read_text("utf-8") if named.exists() else "one that has no end"
        return ""

    def _try(self, trial: _Trial, items: Mapping[str, pytest.Item]) -> None:
        """Look whether a mutant is noticed."""
        mutant, tests, _ = trial
        if self._fails(trial, items):
            self.noticed += 1
            return
        words, _ = _change(mutant)
        told = f"{mutant.name}:{mutant.first} {words} ({len(tests)} tests, :{mutant.number})"
        print(f"not noticed: {told}", flush=True)

    def _fails(self, trial: _Trial, items: Mapping[str, pytest.Item]) -> bool:
        mutant, tests, anew = trial
        _, tree = _change(mutant)
        again = partial(_fails_anew, self.folder, mutant, tree, tests, self.lines)
        swapped = partial(_fails_swapped, mutant, tree, {name: items[name] for name in tests}, self.lines, again)
        failed = _in_a_child(again if anew else swapped)
        target = self.folder / "coopctl" / mutant.name
        shutil.copy2(mutant.path, target)
        Path(cache_from_source(str(target))).unlink(missing_ok=True)
        return failed


def _in_a_child(run: Callable[[], bool]) -> bool:
    """Whether this is true in a process of its own, or has no end there."""
    child = _FORK.Process(target=lambda: os._exit(_quietly(run)))
    child.start()
    child.join()
    return child.exitcode != 0


def _allow(seconds: float) -> None:
    """Let this process end where it takes many times the seconds of the processor that its next tests took."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + 3 + 5 * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _quietly(run: Callable[[], bool]) -> int:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    return int(run())


def _codes(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The code of each function before and after a change that lets them stand in their places."""
    inner = [[one for one in code.co_consts if isinstance(one, CodeType)] for code in (old, new)]
    for before, after in zip(*inner, strict=True):
        if before != after:
            yield before, after
            yield from _codes(before, after)


def _fails_swapped(
    mutant: Mutant, tree: ast.Module, items: Mapping[str, pytest.Item], lines: Lines, otherwise: Callable[[], bool]
) -> bool:
    """Whether a test fails where the functions that are there have the code of the mutant, if it has another."""
    old = compile(mutant.path.read_text("utf-8"), str(mutant.path), "exec", dont_inherit=True)
    new = compile(tree, str(mutant.path), "exec", dont_inherit=True)
    codes = dict(_codes(old, new))
    swapped = 0
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__ in codes:
            one.__code__ = codes[one.__code__]
            swapped += 1
    if not swapped and mutant.number != _NONE:
        return otherwise()
    for (name, item), following in zip(items.items(), [*list(items.values())[1:], None], strict=True):
        _allow(lines.seconds.get(name, 1.0))
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if item.session.testsfailed:
            return True
    return False


def _fails_anew(folder: Path, mutant: Mutant, tree: ast.Module, names: Sequence[str], lines: Lines) -> bool:
    """Whether a test fails where the program is imported anew, from a folder in which the mutant stands."""
    _allow(sum(lines.seconds.get(name, 1.0) for name in names))
    target = folder / "coopctl" / mutant.name
    target.write_text(ast.unparse(tree), "utf-8")
    Path(cache_from_source(str(target))).unlink(missing_ok=True)
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith((f"{SOURCE}/", f"{ROOT}/tests/")):
            del sys.modules[name]
    sys.path.insert(0, str(folder))
    os.environ["PYTHONPATH"] = str(folder)
    room = [name for name in names if name.startswith(mutant.tests)]
    for some in (room, [name for name in names if name not in room]):
        words = [*_PYTEST, "-x", *(str(ROOT / name) for name in some)]
        if some and pytest.main(words, plugins=[_Naming(folder)]):
            return True
    return False


def _wanted(every: Sequence[Mutant], names: Sequence[str]) -> list[Mutant]:
    """The mutants of files, folders or numbers: `judgement`, `judgement/path.py`, `judgement/path.py:12`."""
    return [
        one
        for one in every
        if any(name in (f"{one.name}:{one.number}", one.name) or one.name.startswith(f"{name}/") for name in names)
    ]


def main() -> None:
    """Try some mutants, and say which of them went unnoticed."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("names", nargs="*", help="files or folders, or the numbers of mutants in files")
    asked.add_argument("--number", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--most", type=int, default=500, help="how many tests are run against a mutant")
    asked.add_argument("--map", type=Path, help="where the lines that each test executes are kept")
    wanted = asked.parse_args()
    every = _mutants()
    some = random.Random(wanted.seed).sample(every, min(wanted.number, len(every)))
    chosen = _wanted(every, wanted.names) if wanted.names else some
    tests = [str(ROOT / "tests" / name) for name in TESTS]
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PYTEST_DEBUG_TEMPROOT"] = name
        # What is imported anew is compiled once, but for the mutant.
        sys.pycache_prefix, sys.dont_write_bytecode = f"{name}/compiled", False
        kept = wanted.map or folder / "lines.json"
        if not kept.exists():
            child = _FORK.Process(target=lambda: pytest.main([*_PYTEST, *tests], plugins=[_Mapping(kept)]))
            child.start()
            child.join()
        if not kept.exists():
            sys.exit("tests fail without a mutant and would notice every one; mend them first")
        shutil.copytree(SOURCE, folder / "coopctl", ignore=shutil.ignore_patterns("__pycache__"))
        runner = _Runner(chosen, Lines(*json.loads(kept.read_text("utf-8"))), folder, wanted.most)
        pytest.main([*_PYTEST, *tests], plugins=[runner, _Naming(folder)])
    if runner.failing:
        sys.exit(f"{runner.failing} fails without a mutant and would notice every one; mend it first")
    share = runner.noticed / (len(chosen) or 1)
    print(f"{runner.noticed} of {len(chosen)} noticed ({share:.1%}), of {len(every)} mutants that there are")


if __name__ == "__main__":
    main()
