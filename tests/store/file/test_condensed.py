"""What figures come to since a checkpoint is what all of them come to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from builders import goal
from coopctl.disk.opened import Opened
from coopctl.judgement.books import Book, condense
from coopctl.plan.corrections import Gone, State, withdrawn
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.store.file import decoding, naming
from coopctl.store.file.condensed import Books, Since, _Known
from coopctl.store.file.naming import Covered, Named
from coopctl.store.file.store import TinyStore
from coopctl.tracker.condensing import DAYS, DaysOfGoals

names = st.sampled_from([f"figure-{number}" for number in range(12)] + ["batch-1", "batch-2"])
figures = st.builds(
    lambda goal, batch, name, how: Figure(
        key="", goal=goal, batch=batch, recorded_at=datetime(2026, 1, 1, tzinfo=UTC), date=date(2025, 12, 31),
        value=Decimal(1) if how == "replaces" else None, undo=how == "undo",
        replaces=name if how == "replaces" else "", retracts="" if how == "replaces" else name,
    ),
    st.sampled_from(["trade", "visits"]), st.sampled_from(["batch-1", "batch-2", "batch-3"]), names,
    st.sampled_from(["replaces", "retracts", "undo"]),
)  # fmt: skip

FIRST = Figure(
    "first", "trade", datetime(2026, 1, 1, tzinfo=UTC), date(2025, 12, 31), Decimal(1), "2025-12-31", batch="batch-0"
)


def covering(named: Named) -> Covered:
    """What a checkpoint says that is made of this."""
    with TemporaryFile(buffering=0) as file:
        places = named.encoded().put(lambda data: file.tell() + 0 * file.write(data))
        return Covered(Opened(file.fileno()), places, list)


def keyed(found: list[Figure]) -> list[Figure]:
    """Figures with keys in order, of which each names an earlier one, or one that names none."""
    references = []
    for number, one in enumerate(found):
        name = one.replaces or one.retracts
        if name in {f"figure-{later}" for later in range(number, len(found))}:
            name = "of nobody"
        replaces, retracts = (name, "") if one.replaces else ("", name)
        references.append(structs.replace(one, key=f"figure-{number}", replaces=replaces, retracts=retracts))
    return references


@given(st.lists(figures, max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_what_is_taken_back_since_a_checkpoint_is_what_all_take_back(found: list[Figure], at: int, then: int) -> None:
    """Also where the checkpoint was made from one before it and what came after that."""
    references = keyed(found)
    first, last = sorted((at, then))
    covered = covering(Named(references[first:last], covering(Named(references[:first]))))
    named, every = Named(references[last:], covered), withdrawn(references)
    asked = [*(f"figure-{number}" for number in range(13)), "batch-1", "batch-3", ""]
    assert [named.gone.get(name) for name in asked] == [every.get(name) for name in asked]
    assert (len(named.gone), dict(named.gone), bool(named.gone)) == (len(every), every, bool(every))
    assert (named.figures, named.settled) == (references, State.RIVAL not in every.values())
    assert named.turned == every.keys() ^ covered.gone.keys()
    assert named.turned <= {name for one in named.own for name in (one.replaces, one.retracts, one.key)}


def test_later_corrections_of_other_figures_decode_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def corrected(key: str, replaced: str) -> Figure:
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        return Figure(
            key=key, goal="trade", recorded_at=moment, date=moment.date(), value=Decimal(1), replaces=replaced
        )

    covered = covering(Named([corrected("second", "first")]))
    monkeypatch.setattr(naming, "_FIGURES", None)
    monkeypatch.setattr(naming, "_GONE", None)
    apart = Named([corrected("fourth", "third")], covered)
    assert [apart.gone.get(name) for name in ("first", "second", "third", "fourth")] == [
        State.REPLACED, None, State.REPLACED, None,
    ]  # fmt: skip
    assert len(apart.encoded().ends) == 2
    chained = Named([corrected("fourth", "second")], covered)
    assert [chained.gone.get(name) for name in ("first", "second")] == [State.REPLACED, State.REPLACED]
    with pytest.raises(AttributeError):
        len(chained.gone)


def test_a_book_is_made_once_for_as_long_as_somebody_keeps_it() -> None:
    class Counting(DaysOfGoals):
        """Days of goals, which count how often they are made."""

        made = 0

        def condense(
            self, goals: Sequence[Goal], figures: Iterable[Entry], gone: Gone, begun: Mapping[str, Book]
        ) -> dict[str, Book]:
            self.made += 1
            return super().condense(goals, figures, gone, begun)

    condenser = Counting()
    books = Books(_Known(condenser, [goal(name="trade"), goal(name="visits")], Since([], Named([]))))
    kept = books["trade"]
    assert [books[name] is kept for name in ("trade", "visits", "trade")] == [True, False, True]
    assert condenser.made == 2


@given(st.lists(figures, max_size=12), st.sampled_from([1, 2, 3, 4]))
def test_figures_are_read_once_unless_those_of_many_goals_were_taken_back(found: list[Figure], many: int) -> None:
    goals = [goal(name=f"goal-{number}") for number in range(5)]
    placed = [structs.replace(one, goal=f"goal-{at % many}") for at, one in enumerate(keyed(found))]
    with TemporaryDirectory() as folder:
        store = TinyStore(Path(folder, "coop.json"))
        store.create(Plan(goals=tuple(goals)))
        first = [structs.replace(FIRST, key=f"first-{one.id}", goal=one.id) for one in goals]
        store.append([*first, *placed])
        every = list(store.figures())
        books = condense(goals, every, withdrawn([one for _, one in every]))
        assert store.condensed(DAYS, Plan(goals=tuple(goals))) == books


def test_a_correction_of_one_goal_makes_nobody_read_all_figures_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goals = (goal(name="trade"), goal(name="visits"))
    store = TinyStore(tmp_path / "coop.json")
    store.create(Plan(goals=goals))
    corrected = structs.replace(FIRST, key="second", value=Decimal(2), replaces="first")
    store.append([structs.replace(FIRST, key="first"), corrected, structs.replace(FIRST, key="other", goal="visits")])
    read = count(1)
    groups = decoding.groups
    monkeypatch.setattr(decoding, "groups", lambda file: groups(file) if next(read) == 1 else None)
    monkeypatch.setattr(decoding, "references", None)
    books = store.condensed(DAYS, Plan(goals=goals))
    assert [book.days.value(0) for book in books.values()] == [2, 1]
    assert next(read) == 2
