"""Ways of saying a promise in the languages that are read: each means what the table says, or is refused."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopctl.errors import Refused
from coopctl.language import ways
from coopctl.language.promises import understand
from coopctl.language.ways import RULES, Rule, reworded
from coopctl.language.wording import Wording
from coopctl.plan.plan import Plan
from coopctl.plan.promise import Promise

ROWS = [
    tuple(field.strip() for field in line.split(" ; "))
    for line in Path(__file__).with_name("ways.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
TODAY = date(2026, 1, 15)


def _said(promise: Promise) -> str:
    """A promise in the words of the table."""
    target, keep = promise.target, promise.target.keep
    by = f"@{target.deadline}" if target.deadline else ""
    if promise.stages:
        return f"stage {by}".strip()
    if keep is None:
        return f"{target.value}{by}"
    if keep.low is not None and keep.high is not None:
        return f"{keep.low}..{keep.high}{by}"
    sign = f"{'>' if keep.low is not None else '<'}{'' if keep.above or keep.below else '='}"
    return f"{sign}{keep.low if keep.high is None else keep.high}{by}"


@pytest.mark.parametrize("row", ROWS, ids=" ; ".join)
def test_a_way_of_saying_it_means_what_the_table_says(row: tuple[str, ...]) -> None:
    """The value and the deadline are those that a reader takes from the words, and so is how figures count."""
    language, baseline, phrase, expected, *counted = row
    plan = Plan(decimal_comma=language != "en")
    wording = Wording("" if baseline == "-" else baseline, phrase, TODAY)
    try:
        promise = understand(wording, plan).promise
    except Refused:
        assert expected == "refused"
    else:
        assert _said(promise) == expected
        assert not counted or counted == [f"{promise.measure}/{promise.period}"]


def _used(text: str) -> Iterator[int]:
    """The places of the rules that change a text, one after the other, or refuse it."""
    for at, rule in enumerate(RULES):
        if any(word in text.lower() for word in rule.needed):
            try:
                changed = rule.found.sub(rule.put, text)
            except Refused:
                yield at
                return
            if changed != text:
                yield at
                text = changed


def test_each_rule_has_a_row() -> None:
    """A rule that no row of the table has use for is dead, or could be broken without anybody's notice."""
    used = {at for row in ROWS for text in row[1:3] for at in _used(text)}
    assert [rule.found.pattern for at, rule in enumerate(RULES) if at not in used] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grow 3x by 2028", "multiply by 3 by 2028"),
        ("1 in 4 women by 2030", "25% of women by 2030"),
        ("5 in 2025", "5 in 2025"),
        ("10 in 2 years", "10 in 2 years"),
        ("churn 55% → 70%", "churn from 55% to 70%"),
        ("20 km by 2030", "20 km by 2030"),
    ],
)
def test_other_words_become_those_of_the_grammar(text: str, expected: str) -> None:
    """What has words of the grammar already stays as it is."""
    assert reworded(text) == expected


def test_a_part_without_an_end_is_refused_with_a_value_to_write() -> None:
    """Two thirds are no exact percentage."""
    with pytest.raises(Refused) as refusal:
        reworded("two thirds of households by 2030")
    assert (refusal.value.message, refusal.value.hint) == ("'two thirds of' is no percentage that ends", "write 66.7%")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.put)[:30])
@given(data=st.data())
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_a_rule_that_is_passed_over_would_have_found_nothing(rule: Rule, data: st.DataObject) -> None:
    """One of the words that a rule needs stands in all that it finds, of texts made from its pattern."""
    rules = re.compile(rule.found.pattern, rule.found.flags)
    found = rules.search(data.draw(st.from_regex(rules)))
    assert found
    assert any(word in found[0].lower() for word in rule.needed)


def test_a_rule_needs_no_digit() -> None:
    """Phrases that differ in their digits alone are tried by the same rules."""
    assert not re.search("[0-9]", " ".join(word for rule in RULES for word in rule.needed))


@pytest.mark.parametrize("phrase", sorted({row[2] for row in ROWS}))
def test_rules_that_are_passed_over_change_nothing(phrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A phrase becomes what it would if every rule were tried."""

    def said() -> str:
        try:
            return reworded(phrase)
        except Refused as why:
            return why.message

    passed_over = said()
    monkeypatch.setattr(ways, "_rules_of", lambda _, start, end: tuple(range(start, end)))
    assert said() == passed_over


_RANGES = st.tuples(st.integers(1, 900), st.integers(1, 900)).map(sorted).filter(lambda ends: ends[0] < ends[1])


@given(_RANGES, st.integers(0, 1000), st.sampled_from(["", "%", " days"]), st.sampled_from(["", " by 2028"]))
@settings(max_examples=50)
def test_a_range_is_told_how_to_be_written(ends: list[int], base: int, unit: str, by: str) -> None:
    """What it says to write is understood from that baseline: the range that is kept, or the end that is nearer."""
    low, high = ends
    with pytest.raises(Refused) as refusal:
        understand(Wording(f"{base}{unit}", f"{low}-{high}{unit}{by}", TODAY), Plan())
    ways = re.findall("'([^']+)'", refusal.value.hint or "")
    kept, *reached = [understand(Wording(f"{base}{unit}", way, TODAY), Plan()).promise.target.keep for way in ways]
    assert kept is not None
    assert [kept.low, kept.high] == ends
    assert [bounds and bounds.only for bounds in reached] == ([low] if base < low else [high] if base > high else [])


@pytest.mark.parametrize(
    ("baseline", "phrase", "ways"),
    [
        ("", "every other week", ["26 per year"]),
        ("", "3 times every two months", ["18 per year"]),
        ("", "biweekly", ["2 per week", "26 per year"]),
        ("weekly", "daily", ["7 per week"]),
        ("2 per quarter", "1 per month by 2027", ["3 per quarter"]),
        ("", "12 (60%) by 2027", ["12 by 2027", "60% by 2027"]),
        ("", "increase to 20-25%", ["increase to at least 20%"]),
    ],
)
def test_what_a_refusal_says_to_write_works(baseline: str, phrase: str, ways: list[str]) -> None:
    """It comes to what was meant, from the numbers that were given."""
    with pytest.raises(Refused) as refusal:
        understand(Wording(baseline, phrase, TODAY), Plan())
    assert re.findall("'([^']+)'", refusal.value.hint or "") == ways
    assert all(understand(Wording(baseline, way, TODAY), Plan()) for way in ways)
