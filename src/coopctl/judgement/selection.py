"""Which goals are listed, and in which order: the same filters in every command.  Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct, structs

from coopctl.errors import UnknownName, WrongUsage
from coopctl.judgement.methods import STALE, Status
from coopctl.plan.plan import Goal, Plan
from coopctl.values.ids import matching

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
        named = {_goal(plan, ref).id for ref in self.goals}
        refs = {_group(plan, ref) for ref in self.group}
        whole = self._whole(plan)
        shown = [goal for goal in plan.goals if (goal.id in named if named else self.everything or not goal.archived)]
        return [goal for goal in shown if refs <= set(goal.groups) and whole._fits(goal)]

    def _whole(self, plan: Plan) -> Self:
        """The same with the whole names of the owner and the tags, of which a part may be given."""
        owner = self.owner and _known("owner", self.owner, _names(plan, "owner"))
        tags = tuple(_known("tag", tag, _names(plan, "tag")) for tag in self.tag)
        return structs.replace(self, owner=owner, tag=tags)

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
            raise WrongUsage(
                f"{self.sort!r} is not a key to sort by",
                f"one of {', '.join(SORTS)}; without it the worst stands first",
            )
        return sorted(chosen, key=key)


def _goal(plan: Plan, ref: str) -> Goal:
    """The goal that is named; raises `UnknownName` with the option for what is the name of something else."""
    try:
        return plan.goal(ref)
    except UnknownName as trouble:
        meant = _option(plan, ref)
        raise UnknownName(trouble.message, trouble.hint, (ref, meant or None)) from None


def _group(plan: Plan, ref: str) -> str:
    """The group that is named; where its kind is, which several have, `UnknownName` says how to see all of them."""
    try:
        return plan.group(ref).ref
    except UnknownName as trouble:
        if any(one.kind == ref for one in plan.groups):
            trouble.hint += f"; to see each of them apart: coopctl status --group-by {ref}"
        raise


def _option(plan: Plan, word: str) -> tuple[str, ...]:
    """The option that chooses by what a word is the name of: a status, owner, tag or group; nothing for none."""
    with suppress(WrongUsage):
        return ("--only", ",".join(sorted(statuses(word))))
    if word.casefold() in _MEANT:
        return ("--only", _MEANT[word.casefold()])
    for what in ("owner", "tag"):
        if word.casefold() in _folded(_names(plan, what)):
            return (f"--{what}", word)
    with suppress(UnknownName):
        return ("--group", plan.group(word).ref)
    return ()


def _names(plan: Plan, what: str) -> list[str]:
    """The owners or the tags of a plan."""
    return [name for goal in plan.goals for name in ([goal.owner] if what == "owner" else goal.tags) if name]


def _folded(words: Iterable[str]) -> set[str]:
    return {word.casefold() for word in words}


def _known(what: str, asked: str, there: Iterable[str]) -> str:
    """The one of the names that is asked for: the name itself, else its start, else the start of a word in it."""
    names = sorted({*there})
    if asked.casefold() in _folded(names):
        return asked
    found = matching(asked, names)
    if len(_folded(found)) == 1:
        return found[0]
    if found:
        from coopctl.values.people import first_few  # only what is refused pays for it

        raise UnknownName(f"{asked!r} is the start of several: {first_few(found, 5)}", "write more of it")
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

# What people call some of the statuses, by the colours of a traffic light or by what is to be done.
_MEANT = {
    **dict.fromkeys(("bad", "red", "behind", "failing", "late", "problems", "worst"), "off-track,missed"),
    **dict.fromkeys(("amber", "yellow", "orange", "risk", "warning"), "at-risk"),
    **dict.fromkeys(("good", "green", "fine", "ok"), "on-track,achieved"),
    **dict.fromkeys(("done", "complete", "completed", "reached", "met"), "achieved"),
    **dict.fromkeys(("failed", "failure"), "missed"),
    **dict.fromkeys(("outdated", "old"), STALE),
}


def statuses(words: str, *more: str) -> frozenset[str]:
    """The statuses in `off-track,missed,stale`, or `more` than these; spaces, hyphens and capitals do not matter.

    As much of a start as only one of them has is enough.
    """
    known = [*(status.value for status in Status), STALE, *more]
    named = {_letters(name): name for name in known}
    wanted = [word.strip() for word in words.split(",") if word.strip()]
    if not wanted:
        raise WrongUsage(f"{words!r} names no status", f"one of {', '.join(known)}")
    meant = {word: _started(_letters(word), named) for word in wanted}
    for word, found in meant.items():
        if len(found) != 1:
            raise WrongUsage(f"{word!r} is not a status", f"one of {', '.join(known)}", _instead(words, wanted))
    return frozenset(chain.from_iterable(meant.values()))


def _started(start: str, named: Mapping[str, str]) -> list[str]:
    """The names whose letters start so; none where there are no letters."""
    return [name for letters, name in named.items() if start and letters.startswith(start)]


def _instead(words: str, wanted: Iterable[str]) -> tuple[str, tuple[str, ...]] | None:
    """The statuses that people call otherwise, in the place of these words; None where there are none."""
    meant = ",".join(_MEANT.get(word.casefold(), word) for word in wanted)
    return None if meant == ",".join(wanted) else (words, (meant,))


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word)).lower()
