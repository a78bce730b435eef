"""Statistics Canada's published assessments, reproduced from their published inputs."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from coopctl.judgement.methods import statcan
from coopctl.judgement.methods.case import Verdict
from judgement.methods.cases import yearly_case

FILE = Path(__file__).parents[4] / "shared" / "data" / "statcan" / "gif_indicator_calculation_components.yml"
WORDS = {
    "target_achieved": "target achieved",
    "substantial_progress": "on track",
    "moderate_progress": "acceleration needed",
    "limited_progress": "limited progress",
    "deterioration": "deterioration",
    "not_available": "unable to assess",
}


@pytest.fixture(scope="module")
def published() -> list[tuple[str, dict[str, Any]]]:
    """Every series of the file, by name."""
    if not FILE.exists():
        pytest.skip(f"{FILE} is absent")
    yaml = pytest.importorskip("yaml")
    indicators = yaml.load(FILE.read_text(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return [(name, one) for parts in indicators.values() for name, one in parts.items() if isinstance(one, dict)]


def verdict(one: dict[str, Any]) -> Verdict | None:
    """Our answer; None where the file has no values at all."""
    if one["base_value"] is None or one["current_value"] is None:
        return None
    case = yearly_case(
        (int(one["base_year"]), repr(one["base_value"])),
        (int(one["current_year"]), repr(one["current_value"])),
        None if one["target"] is None else repr(one["target"]),
        int(one["target_year"]),
        one["direction"],
        limit=None if one["limit"] is None else repr(one["limit"]),
    )
    return statcan.judge(case)


def close(ours: object, theirs: float | None, tolerance: str) -> bool:
    if theirs is None or ours is None:
        return theirs is None and ours is None
    return abs(Decimal(str(ours)) - Decimal(theirs)) <= Decimal(tolerance)


def test_every_published_series(
    published: list[tuple[str, dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Every status is the published one, every progress value to 1e-9 and every score to 1e-6."""
    different, counts = [], Counter[str]()
    for name, one in published:
        ours = verdict(one)
        numbers = dict(ours.numbers) if ours else {}
        status = ours.label if ours else "unable to assess"
        agree = {
            "status": status == WORDS[one["status"]],
            "progress value": one["progress_value"] is None
            or close(numbers.get("progress_value"), one["progress_value"], "1e-9"),
            "score": close(numbers.get("score"), one["score"], "1e-6"),
        }
        counts[status] += 1
        counts["with a progress value"] += one["progress_value"] is not None
        counts["with a score"] += one["score"] is not None
        different += [f"{name}: {part}" for part, same in agree.items() if not same]
    with capsys.disabled():
        print(f"\nstatcan: {len(published)} series, {len(different)} differences; {dict(counts)}")
    assert different == []
    assert len(published) == 247
