"""What an import brings that is not recorded yet: a multiset difference against the figures of the file."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import msgspec
from msgspec import structs

from coopctl.exchange.figures.intake import Intake
from coopctl.exchange.figures.keys import is_made
from coopctl.plan.corrections import state_of, withdrawn
from coopctl.plan.plan import Figure
from coopctl.values.ids import KEY_SHOWN
from coopctl.values.quantities import EXACT, plain

_VALUE = 3  # its place in a fact
Recorded = Callable[[], Iterable[tuple[int, Figure]]]
"""The figures of the file with their places, as often as they are asked for."""


class _State(StrEnum):
    """What a recorded figure means for a row that says the same, or that brings its key."""

    KNOWN = "known"  # it is this figure, also where it was corrected
    WITHDRAWN = "withdrawn"  # the row is a new figure, unless it brings the key of this one
    GONE = "gone"  # undone, of a goal that was removed, or a retraction: only its key is taken


# For every staged figure that is not simply new, in order: what the file has.  A row that brings a key which is not
# free is that figure, or contradicts it.  Any other stands for as many recorded figures as say the same, but one with a
# key of its own never for a figure with another key that somebody made.
_FOUND = """
WITH own AS (
    SELECT staged.place, recorded.fact, recorded.state, 1 AS own
    FROM staged JOIN keys USING (key) JOIN recorded USING (key) GROUP BY staged.place
), taken AS (
    SELECT place FROM own WHERE state <> 'gone'
), counted AS (
    SELECT fact, count(*) AS times, sum(NOT made) AS generated FROM recorded
    WHERE state = 'known' AND (key IS NULL OR key NOT IN (SELECT key FROM keys)) GROUP BY fact
), numbered AS (
    SELECT place, fact, key IN (SELECT key FROM keys) AS keyed,
        row_number() OVER (PARTITION BY fact ORDER BY place) AS number FROM staged
    WHERE place NOT IN taken
), equal AS (
    SELECT place, fact FROM numbered JOIN counted USING (fact)
    WHERE number <= CASE WHEN keyed THEN generated ELSE times END
)
SELECT place, fact, 'known' AS state, 0 AS own FROM equal
UNION ALL SELECT place, fact, state, own FROM own WHERE place NOT IN (SELECT place FROM equal)
ORDER BY place
"""


class _Found(NamedTuple):
    place: int
    fact: bytes
    state: str
    own: bool


def sift(intake: Intake, staged: Iterable[Figure], recorded: Recorded) -> Iterable[Figure]:
    """The staged figures without those that stand in the file, each left out as often as it stands there.

    Equal is what agrees in goal, period, value, note and source.  A row with a key of its own is the figure of that
    key, however often it is sent, and not one with another key of somebody's making; one that contradicts its figure
    goes to the rejects.  A figure that was replaced is still known, one that was withdrawn is not.
    """
    if next(iter(recorded()), None) is None:
        return staged
    own = bool(intake.brought)
    rows = ((place, _fact(figure), figure.key if own else None) for place, figure in enumerate(staged))
    intake.scratch.fill("INSERT INTO staged VALUES(?, ?, ?)", rows)
    intake.scratch.fill("INSERT INTO recorded VALUES(?, ?, ?, ?)", _rows(intake, recorded))
    found = map(_Found._make, intake.scratch.run(_FOUND))
    first = next(found, None)
    return staged if first is None else _new(intake, staged, first, found)


def _rows(intake: Intake, recorded: Recorded) -> Iterator[tuple[bytes, str | None, str, bool]]:
    gone = withdrawn(figure for _, figure in recorded())
    after = {goal.id: goal.after for goal in intake.plan.goals}
    own = bool(intake.brought)
    for place, figure in recorded():
        lost = figure.value is None or place <= after.get(figure.goal, place)
        how = state_of(figure, gone)
        state = _State.GONE if lost or how == "undone" else _State.WITHDRAWN if how == "retracted" else _State.KNOWN
        yield _fact(figure), figure.key if own else None, state, own and is_made(figure.key)


def _new(intake: Intake, staged: Iterable[Figure], first: _Found, others: Iterator[_Found]) -> Iterator[Figure]:
    found: _Found | None = first
    for place, figure in enumerate(staged):
        if found is None or found.place != place:
            yield figure
            continue
        if found.state == _State.GONE:
            # The key stays with the figure that is gone.
            yield structs.replace(figure, key=next(intake.keys))
        elif found.own and found.fact != (fact := _fact(figure)):
            _contradict(intake, figure, found, fact)
        else:
            intake.already += 1
        found = next(others, None)


def _fact(figure: Figure) -> bytes:
    """What a figure says, as two figures say the same."""
    value = None if figure.value is None else figure.value.normalize(EXACT)
    return msgspec.json.encode((figure.goal, figure.date, figure.on, value, figure.note, figure.source))


def _contradict(intake: Intake, figure: Figure, found: _Found, fact: bytes) -> None:
    facts = zip(msgspec.json.decode(found.fact), msgspec.json.decode(fact), range(6), strict=True)
    was, now, at = next((was, now, at) for was, now, at in facts if was != now)
    if at == _VALUE:
        was, now = plain(Decimal(was)), plain(Decimal(now))
    key = figure.key if is_made(figure.key) else figure.key[:KEY_SHOWN]
    reason = (
        f"figure {key} is recorded with {was!s:.60}, not {now!s:.60}"
        f" (coopctl record {figure.goal} ... --replaces {key})"
    )
    line, row = intake.brought.brought(figure.key)
    intake.rejects.add(line, row, reason)
