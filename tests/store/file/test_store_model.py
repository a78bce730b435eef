"""Any order of records, imports, plan changes, undos, repairs and foreign rewrites agrees with a list in memory."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from coopctl.disk import files
from coopctl.plan.acts import acts, next_undo
from coopctl.plan.journal import apply
from coopctl.plan.plan import Figure
from coopctl.plan.slot import Slot
from coopctl.store.file.backups import backup, restore
from coopctl.store.file.doctor import examine, mend
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.store import TinyStore
from store.file.disk import Quick
from store.file.samples import NOW, figure, figures, retitle, rewritten, started, state, stock_keys


def is_json(path: Path) -> bool:
    """Whether other programs can open the file: not so after a torn write."""
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    return True


class Ledger(RuleBasedStateMachine):
    """The store beside its model: a title and a list of keys."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "coop.json"
        self.store = started(self.path)
        self.title, self.keys, self.number, self.copies = "old", list[str](), 0, list[tuple[str, list[str]]]()

    def teardown(self) -> None:
        self.folder.cleanup()

    def fresh(self) -> int:
        self.number += 1
        return self.number * 100

    @rule()
    def record(self) -> None:
        key = f"k{self.fresh()}"
        self.store.append([figure(key)])
        self.keys.append(key)

    @rule(count=st.integers(0, 12))
    def bring_in(self, count: int) -> None:
        batch = figures(count, self.fresh(), f"b{self.number}")
        with self.store.stage(batch) as staged:
            self.store.append(staged if count % 2 else batch)
        self.keys += [one.key for one in batch]

    @rule()
    def change_plan(self) -> None:
        self.title = f"title {self.fresh()}"
        retitle(self.store, self.title)

    @rule()
    def undo(self) -> None:
        with self.store.alone():
            contents = self.store.contents()
            last = next_undo(acts(contents.changes, self.store.newest()))
            if last is not None and last.change is not None:
                self.title = apply(contents.plan, last.change.back).title
                retitle(self.store, self.title)
            elif last is not None:
                key = f"k{self.fresh()}"
                self.store.append([Figure(key, "trade", NOW, retracts=last.name, undo=True)])
                self.keys.append(key)

    @rule(form=st.sampled_from(["stock", "pretty", "unicode", "compact", "crlf", "last spread"]))
    def rewritten_by_others(self, form: str) -> None:
        if self.keys and is_json(self.path) and not (form == "crlf" and b"\r" in self.path.read_bytes()):
            rewritten(self.path, form)

    @rule(cut=st.integers(1, 60), whole=st.booleans())
    def torn(self, cut: int, whole: bool) -> None:
        data = self.path.read_bytes()
        with LineFile(self.path) as file:
            ours = file.line_form and file.closed and bool(self.keys)
        if ours and data.endswith(b"\n}}\n"):
            line = b',"%d":{"key":"gone"}' % (10**6 if whole else 10**7)
            self.path.write_bytes(data[:-3] + line[: min(cut, len(line) - 1)])

    @rule()
    def repair(self) -> None:
        mend(self.store)
        assert [one for one in examine(self.path).findings if "what a crash cut off" not in one] == []

    @rule()
    def copy(self) -> None:
        backup(self.path, self.path.parent / f"copy{len(self.copies)}.json", lambda _: None)
        self.copies.append((self.title, list(self.keys)))

    @rule(pick=st.integers(0, 100))
    def go_back(self, pick: int) -> None:
        if self.copies:
            at = pick % len(self.copies)
            restore(
                self.path,
                self.path.parent / f"copy{at}.json",
                self.path.parent / f"kept{self.fresh()}",
                1,
                lambda _: None,
            )
            self.title, self.keys = self.copies[at][0], list(self.copies[at][1])

    @invariant()
    def agrees(self) -> None:
        assert (self.title, tuple(self.keys)) == state(self.path)

    @invariant()
    def what_is_read_in_part_is_in_the_whole(self) -> None:
        placed = list(self.store.figures())
        assert list(self.store.newest()) == placed[::-1]
        assert self.store.references() == [one for _, one in placed if one.replaces or one.retracts]
        for start in ("k1", "b", "\udce9"):
            assert self.store.with_key(start) == [one for one in placed if one[1].key.startswith(start)]
        words = {one.key for _, one in placed[::3]} | {str(one.date) for _, one in placed[:1]}
        slots = [Slot(one.goal, str(one.date)) for _, one in placed[:1]]
        named = dict(self.store.naming({one.key for _, one in placed[::3]}, slots))
        assert list(named) == sorted(named)
        assert {place for place, one in placed if one.key in words or str(one.date) in words} <= named.keys()
        assert named.items() <= dict(placed).items()

    @rule()
    def stock_agrees_after_a_write(self) -> None:
        self.record()
        assert self.keys == stock_keys(self.path)
        self.store = TinyStore(self.path)


def test_the_store_agrees_with_a_list(monkeypatch: pytest.MonkeyPatch, full: bool) -> None:
    """Whatever is done in whatever order, the file says what a plain list says."""
    monkeypatch.setattr(files, "os", Quick())
    dose = settings(max_examples=2000 if full else 40, stateful_step_count=20)
    run_state_machine_as_test(Ledger, settings=dose)
