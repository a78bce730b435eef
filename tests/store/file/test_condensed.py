"""What figures come to since a checkpoint is what all of them come to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from tempfile import TemporaryFile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import goal
from coopctl.disk.opened import Opened
from coopctl.judgement.books import Book
from coopctl.plan.corrections import Gone, State, withdrawn
from coopctl.plan.plan import Entry, Figure, Goal
from coopctl.store.file import naming
from coopctl.store.file.condensed import Books, Since, _Known
from coopctl.store.file.naming import Covered, Named
from coopctl.tracker.condensing import DaysOfGoals

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


def covering(named: Named) -> Covered:
    """What a checkpoint says that is made of this."""
    with TemporaryFile(buffering=0) as file:
        places = named.encoded().put(lambda data: file.tell() + 0 * file.write(data))
        return Covered(Opened(file.fileno()), places, list)


def keyed(found: list[Figure]) -> list[Figure]:
    """Figures with keys in order, of which the first may be named by the others."""
    return [msgspec.structs.replace(one, key=f"figure-{number}") for number, one in enumerate(found)]


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
