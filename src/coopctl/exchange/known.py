"""What an import brings that is not recorded yet: a multiset difference against the figures of the file."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

import msgspec
from msgspec import structs

from coopctl.exchange.intake import Intake
from coopctl.exchange.rows import Cell
from coopctl.plan import Figure
from coopctl.quantities import plain
from coopctl.readings import withdrawn

Recorded = Callable[[], Iterable[tuple[int, Figure]]]
"""The figures of the file with their places, as often as they are asked for."""


def sift(intake: Intake, staged: Iterable[Figure], recorded: Recorded) -> Iterable[Figure]:
    """The staged figures without those that stand in the file, each left out as often as it stands there.

    Equal is what agrees in goal, period, value, note and source.  A row with a key of its own is the figure of that
    key, however often it is sent; one that contradicts it goes to the rejects.  A figure that was replaced is still
    known, one that was withdrawn is not.
    """
    if next(iter(recorded()), None) is None:
        return staged
    for figure in staged:
        intake.scratch.run("INSERT OR IGNORE INTO facts VALUES(?, 0)", _fact(figure))
    return _new(intake, staged) if _find(intake, recorded) else staged


def _find(intake: Intake, recorded: Recorded) -> bool:
    """Count how often each staged fact stands in the file, and note which keys are taken; whether there is any."""
    gone = withdrawn(figure for _, figure in recorded())
    after = {goal.id: goal.after for goal in intake.plan.goals}
    count = "UPDATE facts SET times = times + 1 WHERE fact = ?"
    found = False
    for place, figure in recorded():
        state = gone.get(figure.key, gone.get(figure.batch, ""))
        undone = "undone" in (gone.get(figure.key), gone.get(figure.batch))
        if intake.brought and intake.brought.note(figure.key, _fact(figure), undone=undone):
            found = True
        elif figure.value is not None and state in ("", "replaced") and place > after.get(figure.goal, place):
            found = bool(intake.scratch.run(count, _fact(figure)).rowcount) or found
    return found


def _new(intake: Intake, staged: Iterable[Figure]) -> Iterator[Figure]:
    take = "UPDATE facts SET times = times - 1 WHERE fact = ? AND times > 0"
    for figure in staged:
        fact = _fact(figure)
        old = intake.brought.recorded(figure.key) if intake.brought else None
        if (old and old == fact) or (not old and intake.scratch.run(take, fact).rowcount):
            intake.already += 1
        elif old:
            _contradict(intake, figure, old, fact)
        else:
            # The key of an undone figure stays with it; another is made from it, the same one every time.
            undone = old is not None
            yield structs.replace(figure, key=f"{figure.key}-{figure.batch[:4]}") if undone else figure


def _fact(figure: Figure) -> bytes:
    """What a figure says, as two figures say the same."""
    value = figure.value if figure.value is None else plain(figure.value)
    return msgspec.json.encode((figure.goal, figure.date, figure.on, value, figure.note, figure.source))


def _contradict(intake: Intake, figure: Figure, old: bytes, new: bytes) -> None:
    """A refused row again, from the figure that was made of it."""
    facts = zip(msgspec.json.decode(old), msgspec.json.decode(new), strict=True)
    was, now = next((was, now) for was, now in facts if was != now)
    key = figure.key[:8]
    reason = (
        f"figure {key} is recorded with {was!s:.60}, not {now!s:.60}"
        f" (coopctl record {figure.goal} ... --replaces {key})"
    )
    said: dict[str, Cell] = {"goal": figure.goal, "period": figure.on, "value": figure.value or Decimal(0)}
    said |= {"note": figure.note, "source": figure.source, "key": figure.key}
    intake.rejects.add(intake.brought.line(figure.key), tuple(said), list(said.values()), reason)
