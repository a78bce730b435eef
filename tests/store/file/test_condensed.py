"""What figures come to since a checkpoint is what all of them come to."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.plan.corrections import withdrawn
from coopctl.plan.plan import Figure
from coopctl.store.file import checkpoint
from coopctl.store.file.checkpoint import Directory
from coopctl.store.file.condensed import taken_back

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


def covering(references: list[Figure]) -> Directory:
    """The directory of a checkpoint that covers figures of which these name others."""
    return Directory("", 0, 0, msgspec.Raw(msgspec.msgpack.encode(references)), withdrawn(references))


def keyed(found: list[Figure]) -> list[Figure]:
    """Figures with keys in order, of which the first may be named by the others."""
    return [msgspec.structs.replace(one, key=f"figure-{number}") for number, one in enumerate(found)]


@given(st.lists(figures, max_size=12), st.integers(0, 12))
def test_what_is_taken_back_since_a_checkpoint_is_what_all_take_back(found: list[Figure], at: int) -> None:
    references = keyed(found)
    covered, later = covering(references[:at]), references[at:]
    told, gone = taken_back(covered, later)
    assert gone == withdrawn(references)
    turned = gone.keys() ^ covered.gone.keys()
    assert turned <= {name for one in told for name in (one.replaces, one.retracts, one.key)}


def test_later_corrections_of_other_figures_decode_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def corrected(key: str, replaced: str) -> Figure:
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        return Figure(
            key=key, goal="trade", recorded_at=moment, date=moment.date(), value=Decimal(1), replaces=replaced
        )

    covered = covering([corrected("second", "first")])
    monkeypatch.setattr(checkpoint, "_FIGURES", None)
    assert taken_back(covered, [corrected("fourth", "third")])[1].keys() == {"first", "third"}
    with pytest.raises(AttributeError):
        taken_back(covered, [corrected("fourth", "second")])
