"""What an import brings that is not recorded yet: a multiset difference against the figures of the file."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct, structs

from coopctl.exchange.intake import Intake, Reject
from coopctl.exchange.rows import Cell
from coopctl.plan import Figure, Plan
from coopctl.readings import withdrawn

_Same = tuple[str, date | None, str, Decimal | None, str, str]


class Sifted(Struct, frozen=True):
    """The figures to record, how many are recorded already, and the rows that contradict the figure of their key."""

    new: list[Figure]
    already: int
    rejects: list[Reject]


def sift(plan: Plan, intake: Intake, recorded: Callable[[], Iterable[tuple[int, Figure]]]) -> Sifted:
    """Take from what was read the figures that stand in the file, each as often as it stands there.

    Equal is what agrees in goal, period, value, note and source.  A row with a key of its own is the figure of that
    key, however often it is sent.  A figure that was replaced is still known, one that was withdrawn is not.
    """
    if next(iter(recorded()), None) is None:
        return Sifted(intake.figures, 0, [])
    gone = withdrawn(figure for _, figure in recorded())
    wanted = Counter(map(_same, intake.figures))
    after = {goal.id: goal.after for goal in plan.goals}
    there: Counter[_Same] = Counter()
    by_key: dict[str, Figure] = {}
    for place, figure in recorded():
        if figure.key in intake.keyed:
            by_key[figure.key] = figure
        elif figure.value is not None and place > after.get(figure.goal, place):
            same = _same(figure)
            if same in wanted and gone.get(figure.key, gone.get(figure.batch, "replaced")) == "replaced":
                there[same] += 1
    if not (there or by_key):
        return Sifted(intake.figures, 0, [])
    return _differ(intake, there, by_key, gone)


def _differ(intake: Intake, there: Counter[_Same], by_key: dict[str, Figure], gone: dict[str, str]) -> Sifted:
    new: list[Figure] = []
    rejects: list[Reject] = []
    for figure in intake.figures:
        old = by_key.get(figure.key)
        undone = old is not None and "undone" in (gone.get(old.key), gone.get(old.batch))
        if old is not None and not undone:
            if _same(old) != _same(figure):
                rejects.append(_reject(intake.keyed[figure.key][1], figure, _contradiction(old, figure)))
            continue
        same = _same(figure)
        if there[same] > 0:
            there[same] -= 1
        else:
            # The key of an undone figure stays with it; another is made from it, the same one every time.
            new.append(structs.replace(figure, key=f"{figure.key}-{figure.batch[:4]}") if undone else figure)
    return Sifted(new, len(intake.figures) - len(new) - len(rejects), rejects)


def _contradiction(old: Figure, new: Figure) -> str:
    was, now = next((was, now) for was, now in zip(_same(old), _same(new), strict=True) if was != now)
    return (
        f"figure {old.key[:8]} is recorded with {was!s:.60}, not {now!s:.60}"
        f" (coopctl record {new.goal} ... --replaces {old.key[:8]})"
    )


def _same(figure: Figure) -> _Same:
    return figure.goal, figure.date, figure.on, figure.value, figure.note, figure.source


def _reject(line: int, figure: Figure, reason: str) -> Reject:
    """A refused row again, from the figure that was made of it."""
    said: dict[str, Cell] = {"goal": figure.goal, "period": figure.on, "value": figure.value or Decimal(0)}
    said |= {"note": figure.note, "source": figure.source, "key": figure.key}
    return Reject(line, tuple(said), list(said.values()), reason)
