"""The views of what was done: every act with its name, and every change of the plan, old to new."""

from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from msgspec import Struct, structs

from coopctl.language.echo import echo, show_value
from coopctl.output import Column, Row, View, listed
from coopctl.output.answers import ActRecord, ActsAnswer, ActState, ChangesAnswer, EditRecord
from coopctl.output.records import plan_record
from coopctl.plan.acts import Act, next_undo
from coopctl.plan.flat import fields_of
from coopctl.plan.journal import Change, steps_back
from coopctl.plan.plan import Goal, Group, Plan
from coopctl.plan.terms import Baseline, Milestone, Target
from coopctl.tracker.undoing import words
from coopctl.values.ids import KEY_SHOWN
from coopctl.values.quantities import POINTED, NumberFormat

_ACTS = (
    Column("Name", "name"),
    Column("When (UTC)", "at", drop=2),
    Column("Who", "who", drop=1),
    Column("What", "what", folds=30),
    Column("State", "state", toned=True),
)
_CHANGES = (
    Column("Change", "name"),
    Column("When (UTC)", "at", drop=2, below="{}"),
    Column("Who", "who", drop=3, below="by {}"),
    Column("What", "item", drop=1, below="{}"),
    Column("Field", "field"),
    Column("Old", "old", folds=16),
    Column("New", "new", folds=16),
    Column("Done by", "what", drop=4, folds=24, below="{}"),
)

_UNCHANGED = {True: "nothing in this plan was changed since it was started", False: "none of these goals was changed"}


class Edit(Struct, frozen=True):
    """A field of the plan, a group or a goal that a change gave another value, in words."""

    item: str
    field: str
    old: str
    new: str


def acts_view(plan: Plan, done: Iterable[tuple[Act, bool]], who: str) -> View:
    """The acts, the last first; the first that stands, is no undo and of this person is what undo takes next."""
    known = list(done)
    following = next_undo(known, who)
    told: list[tuple[Act, ActState]] = [
        (act, "undone" if not stands else "next to undo" if act is following else "stands") for act, stands in known
    ]
    return View(
        lambda: ActsAnswer(plan_record(plan), tuple(_act_record(act, state, plan) for act, state in told)),
        _ACTS,
        listed(_act_row(act, state, at, plan) for at, (act, state) in enumerate(told)),
        foot=("coopctl undo takes back the one that is next, coopctl undo NAME another, coopctl redo the last undo",),
        lines=() if told else ("nothing was done to this plan yet",),
    )


def _act_record(act: Act, state: ActState, plan: Plan) -> ActRecord:
    return ActRecord(act.name, act.at, _who(act), words(act, plan, POINTED), state, act.undoes)


_TONES = {"undone": "quiet", "next to undo": "good"}


def _act_row(act: Act, state: ActState, at: int, plan: Plan) -> Row:
    name = act.name if act.change is not None else act.name[:KEY_SHOWN]
    cells = (
        name,
        f"{act.at:%Y-%m-%d %H:%M}",
        _who(act),
        words(act, plan, plan.numbers),
        "" if state == "stands" else state,
    )
    return Row(cells, _TONES.get(state, ""), at)


def changes_view(plan: Plan, changes: Sequence[Change], limit: int | None, goals: Container[str] | None) -> View:
    """The changes of the plan, or of these goals, the last first, a row for each field with another value."""
    told = list(_edit_records(plan, changes, limit, plan.numbers, goals))
    return View(
        lambda: ChangesAnswer(plan_record(plan), tuple(_edit_records(plan, changes, limit, POINTED, goals))),
        _CHANGES,
        listed(_edit_row(one, at, first=not at or told[at - 1].name != one.name) for at, one in enumerate(told)),
        lines=() if told else (_UNCHANGED[goals is None],),
    )


def _edit_records(
    plan: Plan, changes: Sequence[Change], limit: int | None, numbers: NumberFormat, goals: Container[str] | None
) -> Iterator[EditRecord]:
    """What so many of the last changes did, to these goals alone where any are named."""
    steps = zip(range(len(changes), 0, -1), steps_back(plan, changes), strict=True)
    told = (
        [
            _edit_record(number, changes[number - 1], edit)
            for edit in edits(before, after, numbers)
            if goals is None or edit.item in goals
        ]
        for number, (before, after) in steps
    )
    return chain.from_iterable(islice(filter(None, told), limit))


def edits(before: Plan, after: Plan, numbers: NumberFormat) -> Iterator[Edit]:
    """What turned a plan into another, field by field."""
    yield from _fields("plan", before, after, numbers)
    yield from _items("group", before.groups, after.groups, numbers)
    yield from _items("goal", before.goals, after.goals, numbers)


def _parts(item: Plan | Goal | Group) -> dict[str, Any]:
    if isinstance(item, Plan):
        return {name: field for name, field in structs.asdict(item).items() if name not in ("goals", "groups")}
    return fields_of(item)


def _items(
    what: str, began: Sequence[Goal | Group], ended: Sequence[Goal | Group], numbers: NumberFormat
) -> Iterator[Edit]:
    """What became of groups or goals, and whether they stand in another order."""
    old, new = ({one.ref: one for one in items} for items in (began, ended))
    for ref in {**old, **new}:
        before, after = old.get(ref), new.get(ref)
        if before is None or after is None:
            yield Edit(ref, what, _whole(before, numbers), _whole(after, numbers))
        elif before is not after:
            yield from _fields(ref, before, after, numbers)
    if list(old) != list(new) and set(old) == set(new):
        yield Edit("plan", f"order of {what}s", " ".join(old), " ".join(new))


def differences(old: Goal, new: Goal, numbers: NumberFormat) -> Iterator[str]:
    """What a goal has that another had not, field by field: `owner from nothing to Trade desk`."""
    for one in _fields(new.id, old, new, numbers):
        yield f"{one.field} from {one.old or 'nothing'} to {one.new or 'nothing'}"


_APART = ("revisions", "rebasings", "after", "after_key")


def _fields(ref: str, old: Plan | Goal | Group, new: Plan | Goal | Group, numbers: NumberFormat) -> Iterator[Edit]:
    """The fields that have another value, but for those that only follow from others."""
    before = _parts(old)
    for name, field in _parts(new).items():
        if name not in _APART and before[name] != field:
            yield Edit(
                ref, name.replace("_", " "), _in_words(before[name], numbers, old), _in_words(field, numbers, new)
            )


def _whole(item: Goal | Group | None, numbers: NumberFormat) -> str:
    if item is None:
        return ""
    return echo(item, numbers) if isinstance(item, Goal) else item.title


_YES_NO = {None: "", True: "yes", False: "no"}


def _in_words(value: object, numbers: NumberFormat, of: Plan | Goal | Group) -> str:
    """A field's value in words, with the unit of its goal."""
    goal = of if isinstance(of, Goal) else None
    match value:
        case None | bool():
            return _YES_NO[value]
        case Target():
            return value.text
        case Baseline() if goal is not None:
            return f"{show_value(goal, value.value, numbers)} on {value.date}"
        case Milestone() if goal is not None:
            return f"{show_value(goal, value.value, numbers)} by {value.deadline}"
        case Decimal():
            return numbers.exact(value)
        case dict() | tuple():
            return ", ".join(_in_words(one, numbers, of) for one in value)
        case _:
            return f"{value}"


def _who(act: Act) -> str:
    return (act.figure.who if act.figure is not None else "") or act.by


def _edit_record(number: int, change: Change, edit: Edit) -> EditRecord:
    return EditRecord(f"plan-{number}", change.at, change.who, change.what, edit.item, edit.field, edit.old, edit.new)


def _edit_row(one: EditRecord, at: int, *, first: bool) -> Row:
    """A field that was changed; when, by whom and by what call stands where the change begins."""
    act = (f"{one.at:%Y-%m-%d %H:%M}", one.who, one.what) if first else ("", "", "")
    return Row((one.name, *act[:2], one.item, one.field, one.old, one.new, act[2]), "", at)
