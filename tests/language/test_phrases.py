"""The phrase corpus: every written target means what the corpus says, or is refused naming the part."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import quick
from coopctl.errors import Refused
from coopctl.language.promises import understand
from coopctl.language.wording import Wording
from coopctl.plan.plan import Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Direction
from coopctl.values.quantities import plain

CORPUS = Path(__file__).with_name("phrases.txt")
PLAN = Plan(fiscal_start=10)
WRITTEN_ON = date(2024, 8, 1)


def _section(name: str) -> list[tuple[str, ...]]:
    rows, inside = [], False
    for line in CORPUS.read_text("utf-8").splitlines():
        if line.startswith("["):
            inside = line.strip() == f"[{name}]"
        elif inside and line.strip() and not line.startswith("#"):
            rows.append(tuple(field.strip() for field in line.split(" | ")))
    return rows


ACCEPTED, REFUSED = _section("accepted"), _section("refused")


def _understand(baseline: str, phrase: str) -> Promise:
    return understand(Wording("" if baseline == "-" else baseline, phrase, WRITTEN_ON), PLAN).promise


def _row(promise: Promise) -> tuple[str, ...]:
    target, base = promise.target, promise.baseline.value
    if target.keep is not None:
        low, high = target.keep.low, target.keep.high
        if low is not None and high is not None:
            to = f"{low}..{high}"
        elif low is not None:
            to = f"{'>' if target.keep.above else '>='}{low}"
        else:
            to = f"{'<' if target.keep.below else '<='}{high}"
    elif target.direction is not None:
        to = "up" if target.direction is Direction.UP else "down"
    else:
        to = f"{plain(target.value):f}" if target.value is not None else "-"
    return (
        promise.measure.value,
        promise.period.value if promise.period else "-",
        "-" if base is None else f"{base:f}",
        f"{promise.unit or '-'}",
        to,
        target.deadline.isoformat() if target.deadline else "-",
        promise.path.value,
    )


@pytest.mark.parametrize(("baseline", "phrase", "expected"), [(row[0], row[1], row[2:]) for row in ACCEPTED])
def test_an_accepted_phrase_means_what_the_corpus_says(baseline: str, phrase: str, expected: tuple[str, ...]) -> None:
    """A phrase that plans use gives its measure, period, baseline, unit, target, deadline and path."""
    assert _row(_understand(baseline, phrase)) == expected


@pytest.mark.parametrize(("baseline", "phrase", "part"), REFUSED)
def test_a_refused_phrase_is_refused_naming_the_part(baseline: str, phrase: str, part: str) -> None:
    """A phrase that could mean two things, or none, is refused, and the message names the part."""
    with pytest.raises(Refused) as refusal:
        _understand(baseline, phrase)
    assert part in refusal.value.message


def _hinted() -> list[tuple[str, str]]:
    """Each phrase in a hint to a phrase that is refused, with the baseline that it is written for."""
    found = []
    for baseline, phrase, _ in REFUSED:
        try:
            _understand(baseline, phrase)
        except Refused as trouble:
            rateless = not re.search("ually|per ", baseline)
            rate = " per year" if rateless and "both" in (trouble.hint or "") else ""
            hint = "" if "the baseline is" in (trouble.hint or "") else trouble.hint or ""
            found += [(baseline + rate, words) for words in re.findall(r"'([^']+)'", hint)]
    return found


@pytest.mark.parametrize(("baseline", "phrase"), sorted(set(_hinted())))
def test_what_a_hint_says_is_understood(baseline: str, phrase: str) -> None:
    """A phrase that a hint tells people to write makes a promise from the baseline that they gave."""
    assert _understand(baseline, phrase).target.text == phrase


@pytest.mark.parametrize(
    ("baseline", "phrase"),
    [
        ("1 per year", "2 per year by 2023"),
        ("$250 million", "increase by 20% by 2022"),
        ("4 active initiatives", "10 new environmental projects by 2023"),
    ],
)
def test_a_deadline_that_is_over_asks_of_when_the_baseline_is(baseline: str, phrase: str) -> None:
    """Whoever copies an old plan is shown how its baseline is dated, which then makes the promise."""
    with pytest.raises(Refused, match="not after the baseline's date") as refusal:
        _understand(baseline, phrase)
    (dated,) = re.findall(r"'([^']+)'", refusal.value.hint or "")
    assert _understand(dated, phrase).target.text == phrase


@pytest.mark.parametrize("text", ["TBD", "N/A", "to be confirmed"])
def test_what_says_that_there_is_no_target_is_told_what_can_be_followed(text: str) -> None:
    """A direction is a promise, and the hint names both."""
    with pytest.raises(Refused, match="no target yet") as refusal:
        _understand("-", text)
    ways = re.findall(r"'([^']+)'", refusal.value.hint or "")
    assert [_understand("-", way).target.direction for way in ways] == [Direction.UP, Direction.DOWN]


@quick
@given(st.integers(1, 99), st.integers(1, 90), st.booleans())
def test_the_hint_to_a_percentage_of_another_has_both_readings(base: int, part: int, rising: bool) -> None:
    """One way out adds or takes the points, the other the part; both are computed from the numbers given."""
    with pytest.raises(Refused) as refusal:
        _understand(f"{base}%", f"{'increase' if rising else 'reduce'} by {part}%")
    points, relative = re.findall(r"'([^']+)'", refusal.value.hint or "")
    sign = 1 if rising else -1
    found = [_understand(f"{base}%", words).target.value for words in (points, relative)]
    assert found == [Decimal(base + sign * part), plain(Decimal(base) * (100 + sign * part) / 100)]


@quick
@given(
    st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["+{} per year", "increase by {} per year by 2030"])
)
def test_the_hint_to_a_change_that_may_recur_is_the_change_in_all(base: int, change: int, phrase: str) -> None:
    """The way out is the value that one change in all comes to."""
    with pytest.raises(Refused) as refusal:
        _understand(f"{base}", phrase.format(change))
    (words,) = re.findall(r"'([^']+)'", refusal.value.hint or "")
    assert _understand(f"{base}", words).target.value == base + change


def test_the_corpus_is_as_large_as_it_says() -> None:
    """There are at least 150 accepted phrases and 50 refused ones."""
    assert (len(ACCEPTED) >= 150, len(REFUSED) >= 50) == (True, True)


@pytest.mark.parametrize(
    "phrase",
    [
        "1.850 km para finales de 2029",
        "1.875 km au plus tard 2030",
        "1.250 Mio. EUR bis 2030",
        "1.234 millones en 2030",
    ],
)
def test_both_ways_of_a_point_that_may_group_digits_are_understood(phrase: str) -> None:
    """A number that a language groups by points is asked for; either way to write it stays what it says."""
    with pytest.raises(Refused, match="could be") as refused:
        _understand("-", phrase)
    apart, joined = refused.value.hint.removeprefix("write ").split(" or ")
    number = phrase.partition(" ")[0]
    ways = [_understand("-", phrase.replace(number, way)).target.value for way in (apart, joined)]
    assert ways[1] == ways[0] * 1000  # type: ignore[operator] # both have a value


@pytest.mark.parametrize(
    "phrase", ["2.125 children per woman by 2030", "$1.250 million by 2030", "a rate of 1.125 by 2030"]
)
def test_a_point_in_english_parts_a_number(phrase: str) -> None:
    assert _understand("-", phrase).target.value
