"""Which goals are listed, and in which order: the same filters in every command.  Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from coopctl.errors import UnknownName, WrongUsage
from coopctl.judgement.methods import STALE, Status
from coopctl.plan.plan import Goal, Plan

if TYPE_CHECKING:
    from coopctl.judgement.assessment import Assessment


class Filters(Struct, frozen=True):
    """What was asked of a list; what was not given asks for nothing."""

    goals: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    owner: str | None = None
    tag: tuple[str, ...] = ()
    match: str | None = None
    everything: bool = False
    only: str | None = None
    sort: str | None = None
    columns: str | None = None
    no_header: bool = False

    @property
    def choosing(self) -> bool:
        """Whether anything says which goals are meant."""
        return bool(self.goals or self.group or self.owner or self.tag or self.match)

    def choose(self, plan: Plan) -> list[Goal]:
        """The goals that pass everything but their status; a goal that is named is shown though archived.

        Raises `UnknownName` for a goal, group, owner or tag that the plan does not have: a slip of the pen must not
        silence a check.
        """
        named = {plan.goal(ref).id for ref in self.goals}
        refs = {plan.group(ref).ref for ref in self.group}
        self._check_names(plan)
        shown = [goal for goal in plan.goals if (goal.id in named if named else self.everything or not goal.archived)]
        return [goal for goal in shown if refs <= set(goal.groups) and self._fits(goal)]

    def _check_names(self, plan: Plan) -> None:
        if self.owner:
            _known("owner", self.owner, (goal.owner for goal in plan.goals))
        for tag in self.tag:
            _known("tag", tag, (one for goal in plan.goals for one in goal.tags))

    def _fits(self, goal: Goal) -> bool:
        """Whether a goal has the owner, the tags and the words that are asked for."""
        owner, text = (self.owner or "").casefold(), (self.match or "").casefold()
        return (
            _folded(self.tag) <= _folded(goal.tags)
            and owner in ("", goal.owner.casefold())
            and text in f"{goal.id} {goal.title} {goal.note}".casefold()
        )

    def sift(self, assessments: Sequence["Assessment"]) -> list["Assessment"]:
        """The assessments of the statuses asked for, in the order asked for; goals without the key come last."""
        wanted = frozenset() if self.only is None else statuses(self.only)
        chosen = [one for one in assessments if not wanted or one.status in wanted or (one.stale and STALE in wanted)]
        if self.sort is None:
            return chosen
        key = SORTS.get(self.sort.strip().lower())
        if key is None:
            raise WrongUsage(f"{self.sort!r} is not a key to sort by", f"one of {', '.join(SORTS)}")
        return sorted(chosen, key=key)


def _folded(words: Iterable[str]) -> set[str]:
    return {word.casefold() for word in words}


def _known(what: str, asked: str, there: Iterable[str]) -> None:
    names = sorted({name for name in there if name})
    if asked.casefold() not in _folded(names):
        hint = f"one of {', '.join(names[:8])}" if names else f"give a goal one: `coopctl goal edit GOAL --{what} NAME`"
        raise UnknownName(f"no goal has the {what} {asked!r}", hint)


def none_last(value: Fraction | None) -> tuple[bool, Fraction]:
    """What to sort by, so that what has no value comes last."""
    return value is None, value or Fraction(0)


SORTS: dict[str, Callable[["Assessment"], Any]] = {
    "pace": lambda one: none_last(one.facts.pace),
    "deadline": lambda one: one.goal.promise.target.deadline or date.max,
    "title": lambda one: one.goal.title.casefold(),
    "progress": lambda one: none_last(one.facts.progress),
}


def statuses(words: str, *more: str) -> frozenset[str]:
    """The statuses in `off-track,missed,stale`, or `more` than these; spaces and capitals do not matter."""
    known = [*(status.value for status in Status), STALE, *more]
    wanted = [word.strip().lower().replace(" ", "-").replace("_", "-") for word in words.split(",") if word.strip()]
    for word in wanted:
        if word not in known:
            raise WrongUsage(f"{word!r} is not a status", f"one of {', '.join(known)}")
    if not wanted:
        raise WrongUsage(f"{words!r} names no status", f"one of {', '.join(known)}")
    return frozenset(wanted)
