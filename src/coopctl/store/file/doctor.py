"""What is wrong with a file: its form, its lines, its references, and what crashes left beside it."""

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from coopctl.disk import faults, files, lock
from coopctl.errors import FileTrouble
from coopctl.plan.plan import Figure
from coopctl.store import Contents
from coopctl.store.file import decoding
from coopctl.store.file.codec import contents_of
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.store import TinyStore

_MOST = 20
_OLD = 3600


class Health(Struct, frozen=True):
    """What was looked at, in words, and what is wrong with it, of which `repair` mends `mendable` findings."""

    seen: str
    findings: tuple[str, ...]
    mendable: int = 0
    way_out: str = "go back with `coopctl restore`"


def examine(path: Path) -> Health:
    """Look at everything and change nothing; raises `FileTrouble` where there is no file."""
    real = faults.real_path(path)
    try:
        with LineFile(path) as file:
            form, wrong = list(_form(file)), [str(one) for one in islice(_lines(file), _MOST)]
            contents = contents_of(file)
            seen = f"{len(contents.plan.goals)} goals, {len(contents.changes)} changes"
            if not wrong:
                wrong = list(islice(references(contents, decoding.figures(file)), _MOST))
                seen += f", {file.last and sum(1 for _ in decoding.figures(file))} figures"
    except FileNotFoundError:
        raise faults.missing(path) from None
    except OSError as trouble:
        raise faults.explain(trouble, path, "read") from trouble
    except FileTrouble as trouble:
        return Health(f"{path}: it cannot be read", (trouble.message,), way_out=trouble.hint or Health.way_out)
    stale = [f"{one.name} is left of a write that did not finish" for one in _stale(real)]
    kept = [f"{one.name} holds what a crash cut off; look into it, then remove it" for one in _torn_files(real)]
    if len(wrong) == _MOST:
        wrong.append("and perhaps more")
    busy = ", and another coopctl is writing to it" if lock.busy(real) else ""
    return Health(f"{path}: {seen}{busy}", (*form, *wrong, *stale, *kept), len(form) + len(stale))


def mend(store: TinyStore) -> None:
    """Restore the form, keep what a crash cut off beside the file, and sweep what it left; nothing is guessed.

    Raises `FileTrouble` where the file cannot be read.
    """
    with store.alone():
        with LineFile(store.path) as file:
            crooked = bool(list(_form(file)))
        if crooked:
            store.restore_form()
        real = faults.real_path(store.path)
        files.sweep(real)
        for one in _stale(real):
            files.discard(one)


def references(contents: Contents, figures: Iterable[tuple[int, Figure]]) -> Iterator[str]:
    """What figures and changes name that is not there, or that comes only later."""
    known = {goal.id for goal in contents.plan.goals}
    known |= {goal.id for change in contents.changes for goal in change.back.goals}
    goals: dict[str, str] = {}
    batches: set[str] = set()
    for place, figure in figures:
        if figure.key in goals:
            yield f"figure {place} has the key {figure.key} of an earlier one"
        if figure.goal not in known:
            yield f"figure {place} is of {figure.goal}, which is no goal and never was one"
        if figure.replaces and goals.get(figure.replaces) != figure.goal:
            yield f"figure {place} replaces {figure.replaces}, which is no earlier figure of {figure.goal}"
        if figure.retracts and figure.retracts not in goals and figure.retracts not in batches:
            yield f"figure {place} takes back {figure.retracts}, which is no earlier figure or import"
        goals[figure.key] = figure.goal
        batches.add(figure.batch)
    yield from _journal(contents)


def _journal(contents: Contents) -> Iterator[str]:
    before = 0
    for number, change in enumerate(contents.changes, 1):
        if change.undoes >= number:
            yield f"change {number} undoes change {change.undoes}, which does not come before it"
        if not before <= change.after <= contents.last:
            yield f"change {number} says that it came after figure {change.after}, which is out of order"
        before = change.after
    for goal in contents.plan.goals:
        if goal.after > contents.last:
            yield f"goal {goal.id} counts figures after {goal.after}, and there are only {contents.last}"


def _form(file: LineFile) -> Iterator[str]:
    if file.torn:
        yield f"the last write was cut off: {file.torn} bytes after figure {file.last} are no whole line"
    elif not file.closed:
        yield "the closing braces are missing: the last write was cut off after its line"
    if not file.line_form:
        yield "it is not in line form: another program wrote it, and the next record has to read all of it"
    elif not file.torn and not decoding.sound(file) and _is_json(file):
        yield "a figure is spread over several lines, or shares one: another program wrote it"


def _is_json(file: LineFile) -> bool:
    """Whether every figure can be read from the file as a whole."""
    try:
        with LineFile(file.path, whole=True) as whole:
            return all(True for _ in decoding.figures(whole))
    except FileTrouble:
        return False


def _lines(file: LineFile) -> Iterator[FileTrouble]:
    if file.loose is None and not decoding.sound(file) and not (file.closed and _is_json(file)):
        yield from decoding.bad_lines(file)


def _stale(real: Path) -> list[Path]:
    """Leftovers that nobody is writing any more: this file's own where the lock is free, others after an hour."""
    now, busy = time.time(), lock.busy(real)
    return [
        one
        for one in files.leftovers(real)
        if (files.is_of(one, real) and not busy) or now - one.stat().st_mtime > _OLD
    ]


def _torn_files(real: Path) -> list[Path]:
    return sorted(real.parent.glob(f"{real.name}.torn-*"))
