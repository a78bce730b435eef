"""One slot, one value: which figures are there already for the goal and the day or period of a new one.

A slot is a goal and a day or period as said.  Days of goals that add up are events, any number of which may share one.
"""

from collections.abc import Iterator
from datetime import date
from shlex import quote

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.judgement.readings import History
from coopctl.language.echo import show_value
from coopctl.plan.corrections import Gone
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.slot import Slot, is_event
from coopctl.store import Store
from coopctl.tracker.condensing import DAYS
from coopctl.values.calendar import Period, PeriodKind, one_day
from coopctl.values.dates import period_named
from coopctl.values.ids import KEY_SHOWN
from coopctl.values.people import first_few


class Settled(Struct, frozen=True):
    """A figure as it is to be recorded, and what is to be said about the others of its slot."""

    figure: Figure
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class _Meeting(Struct, frozen=True):
    """A new figure, and what is told already of its day and of the periods around it."""

    plan: Plan
    history: History
    new: Figure
    told: list[Figure]

    @property
    def near(self) -> list[Figure]:
        """The figures with a value, which may overlap it."""
        return [figure for figure in self.told if not figure.missing]

    @property
    def same(self) -> list[Figure]:
        """Those of its own slot."""
        return [figure for figure in self.near if self._of_slot(figure)]

    @property
    def absent(self) -> Figure | None:
        """What was said last of its slot, where it was said that there is no figure."""
        return next((one for one in reversed(self.told) if one.missing and self._of_slot(one)), None)

    def counts(self, figure: Figure) -> bool:
        """Whether a figure is no history."""
        return figure.date is not None and self.history.has(figure.on, figure.date)

    def _of_slot(self, figure: Figure) -> bool:
        return (Slot.of(figure), figure.date) == (Slot.of(self.new), self.new.date)

    @property
    def adds(self) -> bool:
        return self.history.goal.promise.measure.additive


def settle(store: Store, plan: Plan, history: History, new: Figure, gone: Gone) -> Settled:
    """The figure, in the place of a provisional one of its slot; with a warning of those that it repeats or overlaps.

    Only figures of its day, and of periods that contain it, are looked up; `gone` says which were taken back.
    """
    met = _meeting(store, plan, history, new, gone)
    if new.missing:
        return Settled(_no_figure(met))
    if met.absent is not None:
        return _after_absence(met, met.absent)
    if is_event(new, adds=met.adds):
        return _one_more(met)
    if met.same and met.same[-1].provisional:
        return _in_place_of(met, met.same[-1])
    return _beside(met)


def _meeting(store: Store, plan: Plan, history: History, new: Figure, gone: Gone) -> _Meeting:
    around = _around(plan, new)
    labels, days = {new.on, *(one.label for one in around)}, {one.last for one in around}
    told = [figure for figure in _standing(store, history.goal, new, days, gone) if figure.on in labels]
    return _Meeting(plan, history, new, told)


def _after_absence(met: _Meeting, absent: Figure) -> Settled:
    """A figure where it was said that there is none."""
    why = f" ({absent.why})" if absent.why else ""
    said = f"it takes the place of n/a{why} (figure {_key(absent)})"
    return Settled(structs.replace(met.new, replaces=absent.key), (said,), _overlaps(met))


def _one_more(met: _Meeting) -> Settled:
    """One more event; where the same was recorded already, that is said."""
    new = met.new
    twins = [_key(figure) for figure in met.same if figure.value == new.value][-1:]
    notes = tuple(
        f"the same is recorded for {new.on} already (figure {key}); if it is the same event: coopctl undo"
        for key in twins
    )
    return Settled(new, notes, _overlaps(met))


def _in_place_of(met: _Meeting, old: Figure) -> Settled:
    """What was provisional is over."""
    shown = show_value(met.history.goal, old.value, met.plan.numbers)
    said = f"it takes the place of the provisional {shown} (figure {_key(old)})"
    return Settled(structs.replace(met.new, replaces=old.key), (said,))


def _beside(met: _Meeting) -> Settled:
    """A figure beside others: each that it repeats or overlaps is warned of."""
    warnings: list[str] = []
    if met.same:
        shown, key = show_value(met.history.goal, met.same[-1].value, met.plan.numbers), _key(met.same[-1])
        both = "both count" if met.adds else "the one recorded last counts"
        mend = f"coopctl retract {quote(key)} (or at once, the next time: --replaces {quote(key)})"
        warnings = [f"{shown} is recorded for {met.new.on} already, and {both}; if this one corrects it: {mend}"]
    return Settled(met.new, (), (*warnings, *_overlaps(met)))


def _no_figure(met: _Meeting) -> Figure:
    """That there is no figure, in the place of what was said so before; raises `Refused` where there is one."""
    if met.same:
        raise Refused(
            f"{show_value(met.history.goal, met.same[-1].value, met.plan.numbers)} is recorded for {met.new.on}",
            f"where that is wrong, say --replaces {_key(met.same[-1])} as well",
        )
    return met.new if met.absent is None else structs.replace(met.new, replaces=met.absent.key)


def _standing(store: Store, goal: Goal, new: Figure, days: set[date], gone: Gone) -> Iterator[Figure]:
    """The other figures of a goal that count and are of the day of a new one, or of these days, oldest first."""
    for place, figure in store.dated(DAYS, goal, days | ({new.date} if new.date else set())):
        other = figure.goal == goal.id and place > goal.after and figure.key != new.key
        if (
            other
            and (figure.value is not None or figure.missing)
            and figure.key not in gone
            and figure.batch not in gone
        ):
            yield figure


def _around(plan: Plan, new: Figure) -> list[Period]:
    """The periods that contain the new figure's, or end with it."""
    mine = _period(plan, new)
    if mine is None:
        return []
    kinds = [plan.calendar.period_of(mine.last, kind) for kind in PeriodKind if kind is not PeriodKind.DAY]
    return [one for one in (*kinds, one_day(mine.last)) if one.label != new.on and _nested(one, mine)]


def _overlaps(met: _Meeting) -> tuple[str, ...]:
    """A warning of figures whose periods contain the new one's, or lie inside it: what adds up counts twice then."""
    new = met.new
    twice = _twice(met) if met.adds and met.counts(new) else {}
    if not twice or (is_event(new, adds=True) and [*twice] == [f"{new.date}"]):
        return ()
    named = first_few([*twice])
    return (f"{new.on} overlaps what is recorded for {named}, so that it counts twice; if it is wrong: coopctl undo",)


def _twice(met: _Meeting) -> dict[str, None]:
    """The days and periods around a figure's own for which others are recorded that count."""
    mine = _period(met.plan, met.new)
    inside = [] if mine is None else [f"{day}" for day in met.history.days if mine.start <= day < mine.last]
    around = [figure.on for figure in met.near if figure.on != met.new.on and met.counts(figure)]
    return dict.fromkeys(around + inside)


def _nested(one: Period, other: Period) -> bool:
    return (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)


def _period(plan: Plan, figure: Figure) -> Period | None:
    return period_named(figure.on, figure.date, plan.calendar) if figure.date and figure.on else None


def _key(figure: Figure) -> str:
    return figure.key[:KEY_SHOWN]
