"""Any text to any grammar, any bytes to any reader: a refusal or an answer, in seconds, and no other end.

A dozen inputs of each kind in every run; `FUZZ=3600 pytest -m long tests/fuzz -k phrases` tries one for an hour, and
`python tests/fuzz/guided.py phrases -max_total_time=3600` lets atheris choose inputs by the code they reach.
"""

import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from coopctl.errors import CoopctlError
from fuzz.targets import GRAMMARS, TARGETS, Target, seconds, tried

_EVERY = settings(max_examples=12, suppress_health_check=list(HealthCheck), phases=(Phase.generate,), database=None)


@st.composite
def mutated(draw: st.DrawFn, target: Target) -> bytes:
    """A sound input with some of it cut, doubled, moved or replaced by words that mean something, or by anything."""
    data = draw(st.sampled_from(target.seeds)) if draw(st.integers(0, 9)) else draw(st.binary(max_size=60))
    pieces = st.one_of(
        st.sampled_from(target.words), st.binary(max_size=8), st.text(max_size=8).map(lambda text: text.encode("utf-8"))
    )
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.sampled_from([0, 0, 1, 2, 8, 40])))
        piece = draw(st.one_of(pieces, st.just(data[start : start + 30])))
        data = data[:start] + piece * draw(st.sampled_from([1, 1, 1, 2, 3, 200])) + data[stop:]
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_any_input_is_answered_or_refused(name: str) -> None:
    """With other inputs in every run."""
    target = TARGETS[name]
    for sound in target.seeds[:3]:
        tried(target, sound)

    @_EVERY
    @given(mutated(target))
    def one(data: bytes) -> None:
        tried(target, data)

    one()


@pytest.mark.parametrize("name", GRAMMARS)
def test_the_inputs_to_start_from_are_sound(name: str) -> None:
    """A grammar takes most of them; from nothing that it takes little could be reached."""
    target = TARGETS[name]
    taken = 0
    for sound in target.seeds:
        with suppress(CoopctlError):
            target.run(sound)
            taken += 1
    assert taken >= 0.8 * len(target.seeds)


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
def test_any_input_for_long(name: str) -> None:
    """For a minute each, or as long as FUZZ says."""
    target, end, round_ = TARGETS[name], time.monotonic() + seconds(), 0
    while time.monotonic() < end:
        round_ += 1

        @seed(time.time_ns())
        @settings(_EVERY, max_examples=200)
        @given(mutated(target))
        def one(data: bytes) -> None:
            if time.monotonic() < end:
                tried(target, data)

        one()
    assert round_
