"""Plans, figures and files for the tests of the store, and what a store holds as plain values."""

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import structs
from tinydb import TinyDB

from coopctl.plan.journal import Change, Patch
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Measure, Target
from coopctl.store import Contents
from coopctl.store.file.store import TinyStore

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
GOAL = Goal(
    "trade",
    "Trade",
    Promise(
        Measure.LEVEL, Baseline(date(2024, 8, 1), Decimal(250)), Target("as written", date(2026, 8, 1), Decimal(300))
    ),
)
PLAN = Plan(title="old", goals=(GOAL,))
FORMS = ["stock", "pretty", "unicode", "compact", "crlf", "last spread"]
State = tuple[str, tuple[str, ...]]


def figure(key: str, batch: str = "") -> Figure:
    """A figure of the goal with this key."""
    return Figure(key, "trade", NOW, date(2025, 6, 30), Decimal("262.50"), "2025-06-30", batch=batch, note="é\n")


def figures(count: int, start: int = 1, batch: str = "") -> list[Figure]:
    """Figures `k1`, `k2`... of one batch."""
    return [figure(f"k{number}", batch) for number in range(start, start + count)]


def started(path: Path, count: int = 0) -> TinyStore:
    """A store with a plan and so many figures."""
    store = TinyStore(path, lock_timeout=60)
    store.create(PLAN)
    if count:
        store.append(figures(count))
    return store


def retitle(store: TinyStore, title: str) -> None:
    """Change the plan's title, with an entry in the journal."""

    def change(contents: Contents) -> tuple[Plan, Change]:
        entry = Change(NOW, f"title {title}", Patch(head=structs.replace(contents.plan, goals=())), contents.last)
        return structs.replace(contents.plan, title=title), entry

    store.save(change)


def state(path: Path) -> State:
    """The title and the figures' keys, in one read."""
    store = TinyStore(path)
    with store.snapshot():
        return store.contents().plan.title, tuple(one.key for _, one in store.figures())


def stock_keys(path: Path) -> list[str]:
    """The figures' keys as stock TinyDB reads them."""
    with TinyDB(path, access_mode="r") as db:
        return [document["key"] for document in db.table("figures").all()]


def rewritten(path: Path, form: str) -> None:
    """What other programs make of a file."""
    if form == "stock":
        with TinyDB(path) as db:
            db.table("notes").insert({"text": "héllo", "number": 1.5})
        return
    tables: dict[str, Any] = json.loads(path.read_bytes())
    text = json.dumps(tables, indent=4 if form == "pretty" else None, ensure_ascii=form != "unicode")
    if form == "crlf":
        text = path.read_text("utf-8").replace("\n", "\r\n")
    if form == "last spread" and '{"key"' in path.read_text("utf-8"):
        head, _, last = path.read_text("utf-8").rpartition('{"key"')
        text = f'{head}{{\n  "key"{last}'
    path.write_bytes(text.encode())


def places(listed: Sequence[tuple[int, Figure]]) -> list[int]:
    return [place for place, _ in listed]


def open_descriptors() -> int:
    """How many descriptors this process holds."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - iterdir would hold one more


def edited(old: bytes, new: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(path.read_bytes().replace(old, new, 1))


def content(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def listing(folder: Path) -> dict[str, object]:
    return {
        one.name: one.read_bytes() if one.is_file() else (one.lstat().st_mode, one.lstat().st_ino)
        for one in folder.iterdir()
    }
