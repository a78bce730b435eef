"""What was done is taken back, and an undo as well; nothing is erased by it."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct, structs

from coopctl.errors import Refused, UnknownName
from coopctl.plan.acts import REDO, Act, acts, next_redo, next_undo
from coopctl.plan.corrections import CORRECTED, State, state_of
from coopctl.plan.journal import Change, around, patch, without
from coopctl.plan.plan import Figure, Plan
from coopctl.tracker.desk import Desk
from coopctl.values.ids import KEY_LEAST, KEY_SHOWN, LAST
from coopctl.values.quantities import NumberFormat

_LIST = "see `coopctl undo --list`"


class TakenBack(Struct, frozen=True):
    """What was taken back, in words, and what the next undo would take; "" where there is nothing more."""

    what: str
    following: str


def undo(desk: Desk, name: str | None, who: str) -> TakenBack:
    """The last act, or the one of a name, taken back; see `Tracker.undo`."""

    def work() -> TakenBack:
        act = next_undo(all_acts(desk), who) if name is None else _act_named(desk, name)
        if act is None:
            _refuse_others(desk, who)
            raise Refused("there is nothing to undo")
        _take_back(desk, act)
        following = next_undo(all_acts(desk), who)
        return _taken_back(desk, act, following)

    return desk.store.exclusively(work)


def _taken_back(desk: Desk, act: Act, following: Act | None) -> TakenBack:
    plan = desk.plan
    return TakenBack(words(act, plan, plan.numbers), words(following, plan, plan.numbers) if following else "")


def _refuse_others(desk: Desk, who: str) -> None:
    """Raises `Refused` where there is something to undo, but all of it is of others."""
    others = next_undo(all_acts(desk)) if who else None
    if others is not None:
        last = f"the last is of {others.by}: {words(others, desk.plan, desk.plan.numbers)}"
        raise Refused(f"there is nothing of yours ({who}) to undo; {last}", "take it back with `coopctl undo --anyone`")


def redo(desk: Desk, who: str) -> TakenBack:
    """The last undo, taken back; see `Tracker.redo`."""

    def work() -> TakenBack:
        act = next_redo(all_acts(desk), who)
        if act is None:
            raise Refused("there is nothing to redo", f"only an undo with nothing done since can be redone; {_LIST}")
        _take_back(desk, act)
        following = next_undo(all_acts(desk), who)
        undone = next((one for one, _ in all_acts(desk) if one.name == act.undoes), act)
        return _taken_back(desk, undone, following)

    return desk.store.exclusively(work)


def words(act: Act, plan: Plan, numbers: NumberFormat) -> str:
    """What an act was: `goal edit trade-volume`, `record trade-volume 262000000 for 2025-06-30`, `undo of plan-4`."""
    figure = act.figure
    if act.change is not None:
        return act.change.what
    if figure is None:
        return ""
    if act.undoes:
        return f"{REDO if act.redoes else 'undo'} of {act.undoes[:KEY_SHOWN]}"
    if act.count > 1 and figure.why.startswith(CORRECTED):
        return f"correction of {act.count:,} figures of {figure.goal}"
    if act.count > 1:
        return f"import of {act.count:,} figures"
    if figure.retracts:
        return f"retract {figure.retracts[:KEY_SHOWN]} of {figure.goal}"
    if figure.missing:
        return f"{figure.goal} has no figure for {figure.on} (entry {figure.key[:KEY_SHOWN]})"
    return f"record {figure.goal} {_said(figure, plan, numbers)} for {figure.on} (figure {figure.key[:KEY_SHOWN]})"


def _said(figure: Figure, plan: Plan, numbers: NumberFormat) -> str:
    """The value of a figure, or the name of its stage."""
    goal, value = plan.named.get(figure.goal), figure.value or Decimal(0)
    return (goal.promise.stage(value) if goal is not None else "") or numbers.localised(f"{value:f}")


def all_acts(desk: Desk) -> Iterator[tuple[Act, bool]]:
    """Everything that was done, the last first, and whether it stands."""
    return acts(desk.store.contents().changes, desk.store.newest())


def _act_named(desk: Desk, name: str) -> Act:
    """The act of a name, or the only one whose name starts so; its own figures may have been recorded since."""
    found = _acts_named(desk, name)
    if not name or not found:
        last = (name, ()) if name.casefold() in LAST else None
        raise UnknownName(f"nothing that was done is named {name!r}", _one_by_one(name) or _LIST, last)
    if len(found) > 1:
        names = ", ".join(act.name for act, _ in found[:5])
        raise UnknownName(f"{name!r} is the start of several: {names}", "write more of it")
    act, stands = found[0]
    if not stands:
        raise Refused(f"{act.name} was taken back already: {words(act, desk.plan, desk.plan.numbers)}", _LIST)
    return act


def _one_by_one(name: str) -> str:
    """What to do where a name may be meant for how many are to be taken back; "" where it is none."""
    if not name.isdecimal() or len(name) >= KEY_LEAST:
        return ""
    return f"`coopctl undo` takes back one, and again the one before; or one alone by its name: {_LIST}"


def _acts_named(desk: Desk, name: str) -> list[tuple[Act, bool]]:
    """The act of this name, else all whose names start so; and whether each stands."""
    least = name if len(name) < KEY_LEAST else ""
    found = [one for one in all_acts(desk) if one[0].name == least or (not least and one[0].name.startswith(name))]
    return [one for one in found if one[0].name == name] or found


def _take_back(desk: Desk, act: Act) -> None:
    if act.figure is not None:
        why = REDO if act.undoes else "undo"
        desk.store.append([desk.withdrawal(act.figure.goal, act.name, why=why, undo=True)])
    elif act.change is not None:
        _take_back_change(desk, act, act.change)


def _take_back_change(desk: Desk, act: Act, change: Change) -> None:
    contents = desk.store.contents()
    plan = contents.plan
    before, after = around(plan, contents.changes, act.number)
    restored = without(plan, before, after)
    _check_figures(desk, {goal.id for goal in plan.goals} - {goal.id for goal in restored.goals}, change.after)
    held = {ref for goal in restored.goals for ref in goal.groups} - {group.ref for group in restored.groups}
    if missing := held & {group.ref for group in plan.groups}:
        raise Refused(f"goals are in {', '.join(sorted(missing))} since", _LIST)
    what = f"redo: {change.what.removeprefix('undo: ')}" if act.undoes else f"undo: {change.what}"
    entry = Change(desk.now, what, patch(restored, plan), undoes=change.id)
    desk.store.save(lambda current: (restored, structs.replace(entry, after=current.last)))


def _check_figures(desk: Desk, dropped: set[str], after: int) -> None:
    """Raises `Refused` where a goal that would go has figures that stand."""
    if not dropped:
        return
    gone = desk.store.gone()
    for place, figure in desk.store.newest():
        if place <= after:
            return
        if figure.goal in dropped and figure.value is not None and state_of(figure, gone) == State.STANDS:
            raise Refused(f"{figure.goal} has figures since", f"drop it with `coopctl goal remove {figure.goal}`")
