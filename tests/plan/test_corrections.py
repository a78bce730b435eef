"""What takes back what: every figure is replaced, retracted or undone, or stands, and of rivals one counts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from builders import figure, quick
from coopctl.plan.corrections import CORRECTED, rivals, state_of, withdrawn
from coopctl.plan.plan import Figure

_MARKS = {">": "replaces", "-": "retracts", "~": "retracts", "=": "retracts"}


def listed(text: str) -> list[Figure]:
    """Figures in the order of recording: `b>a` replaces a, `c-b` retracts b, `d~x` undoes what is of the batch `x`.

    `d=c` takes back c because another figure corrected it.
    """
    made = []
    for day, word in enumerate(text.split(), 1):
        key, mark, old, batch = re.fullmatch(r"(\w+)(?:([>~=-])(\w+))?(?:@(\w+))?", word).groups("")  # type: ignore[union-attr]
        taken = {_MARKS[mark]: old} if mark else {}
        one = figure(f"2025-01-{day:02}", None if mark in ("-", "~", "=") else day, key, batch=batch, **taken)
        made.append(structs.replace(one, undo=mark == "~", why=f"{CORRECTED}x" if mark == "=" else ""))
    return made


def states(text: str) -> str:
    """The first letters of what became of each figure, `v` for rivals; `s` stands."""
    figures = listed(text)
    gone = withdrawn(figures)
    return " ".join(f"{one.key}:{state_of(one, gone)}" for one in figures if one.value is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b", "a:stands b:stands"),
        ("a b>a", "a:replaced b:stands"),
        ("a b>a c>b", "a:replaced b:replaced c:stands"),
        ("a b-a", "a:retracted"),
        ("a b-a c-b", "a:stands"),
        ("a b>a c-b", "a:stands b:retracted"),
        ("a b>a c~b", "a:stands b:undone"),
        ("a b>a c>b d-c", "a:replaced b:stands c:retracted"),
        ("a@x b@x c~x", "a:undone b:undone"),
        ("a b>a@x c~x", "a:stands b:undone"),
        # Two files corrected the same figure, at once or through others.
        ("a b>a c>a", "a:replaced b:rival c:stands"),
        ("a b>a c>a d-c", "a:replaced b:stands c:retracted"),
        ("a b>a c>b d>a", "a:replaced b:replaced c:rival d:stands"),
        ("a b>a d>a c>b", "a:replaced b:replaced d:rival c:stands"),
        ("a b>a c>b d>a e>d", "a:replaced b:replaced c:rival d:replaced e:stands"),
        ("a b>a c>b d>b", "a:replaced b:replaced c:rival d:stands"),
        ("a b>a c>a d>a", "a:replaced b:rival c:rival d:stands"),
        # Somebody settled it: the figure before the one set aside is not set against the other anew.
        ("a b>a c>a d>c e=b", "a:replaced b:replaced c:replaced d:stands"),
        ("a b>a c>b d>a e>d f=c", "a:replaced b:replaced c:replaced d:replaced e:stands"),
        # One withdrew what the other corrected: the correction stands, whatever comes first.
        ("a b>a c>b d-b", "a:replaced b:replaced c:stands"),
        ("a b>a d-b c>b", "a:replaced b:replaced c:stands"),
        ("a b>a@x d~x c>b", "a:replaced b:replaced c:stands"),
        ("a d-a b>a", "a:replaced b:stands"),
    ],
)
def test_what_became_of_each_figure(text: str, expected: str) -> None:
    """In the order of recording."""
    assert states(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b>a c>a", ["b:c"]),
        ("a b>a c>a d>c", ["b:d"]),
        ("a b>a c>b d>a", ["c:d"]),
        ("a b>a d>a c>b", ["d:c"]),
        ("a b>a c>b d>a e>d", ["c:e"]),
        ("a b>a c>a d>c@x e~x", ["b:c"]),
        ("a b>a c>b d>a e>d f=c", []),
        ("a b>a c>a z y>z x>z", ["b:c", "y:x"]),
    ],
)
def test_each_rival_is_told_with_the_figure_that_counts(text: str, expected: list[str]) -> None:
    """Through all corrections of either."""
    assert [f"{one.key}:{counts}" for one, counts in rivals(listed(text))] == expected


@quick
@given(st.data())
def test_of_all_corrections_of_one_figure_at_most_one_stands(data: st.DataObject) -> None:
    """Whatever is replaced, retracted or undone in which order, nothing counts twice; and it counts but for these."""
    words = ["a"]
    for key in "bcdefgh"[: data.draw(st.integers(0, 7))]:
        mark = data.draw(st.sampled_from(">>>-~"))
        old = data.draw(st.sampled_from([word[0] for word in words if mark != ">" or not re.search("[-~]", word)]))
        words.append(f"{key}{mark}{old}")
    text = " ".join(words)
    standing = states(text).count(":stands")
    assert standing <= 1, text
    assert standing == 1 or re.search("[-~]", text), text
