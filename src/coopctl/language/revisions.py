"""Targets that change, and milestones on the way: a goal with its next target, the old one kept beside it.  Pure."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import combinations

from msgspec import structs

from coopctl.errors import Refused
from coopctl.language.echo import written
from coopctl.language.figures import amount_of
from coopctl.language.keeping import reached_by_steps
from coopctl.language.phrases import Style
from coopctl.language.promises import understand
from coopctl.language.targets import phrase_of
from coopctl.language.wording import Understanding, Wording
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Measure, Milestone, Rebasing, Revision
from coopctl.values.calendar import ONE_DAY
from coopctl.values.dates import parse_day
from coopctl.values.quantities import EXACT, NumberFormat, plain
from coopctl.values.unit_words import per


def wording_of(goal: Goal, plan: Plan, today: date, baseline: Baseline | None = None) -> Wording:
    """How the goal was promised, in words that mean the same again; from another baseline, where one is given."""
    start, baseline = "", baseline or goal.promise.baseline
    rate = goal.promise.period if goal.promise.measure in (Measure.SUM, Measure.COUNT) else None
    if baseline.value is not None:
        start = written(goal, baseline.value, plan.numbers) + (f" {per(rate)}" if rate else "")
    natural = (
        goal.promise.measure
        if goal.promise.measure not in (Measure.LEVEL, Measure.SUM, Measure.COUNT, Measure.STAGE)
        else None
    )
    return Wording(
        start=start,
        goal=goal.promise.target.text,
        today=today,
        kept_date=baseline.date,
        kept_path=goal.promise.path,
        kept_unit=goal.promise.unit,
        kept_rate=rate,
        kept_measure=goal.promise.measure if rate else None,
        kept_text=goal.promise.target.text,
        kept_deadline=goal.promise.target.deadline,
        kept_at_least=_is_at_least(goal.promise),
        measure=natural,
        per=goal.promise.period if natural else None,
    )


def _is_at_least(promise: Promise) -> bool:
    """Whether so much is to be held in each period, at least, from the first one on."""
    keep = promise.target.keep
    at_least = keep is not None and keep.low is not None and keep.high is None
    return at_least and promise.baseline.value is None and promise.period is not None


# A text of more words than these is no phrase of which a part is looked for.
_MOST_WORDS = 40


def part_left_open(goal: Goal, plan: Plan, today: date, *, start: bool, by: bool) -> str:
    """The longest part of a goal's text that promises the same beside the terms that the goal has, and does not say
    itself where it starts from, or by when, where that is to be said anew.

    Worked: of `35%, 20% by 2028` it is `20% by 2028`, and where a deadline is to be given `20%`.  A text of which no
    part is so stays as it is.
    """
    text = goal.promise.target.text
    words = text.split()
    if len(words) > _MOST_WORDS:
        return text
    wording = wording_of(goal, plan, today)
    for at, end in sorted(combinations(range(len(words) + 1), 2), key=lambda cut: _likely(words, *cut)):
        part = text if end - at == len(words) else " ".join(words[at:end]).rstrip(_MARKS)
        said = structs.replace(wording, goal=part, kept_text=part)
        if _is_left_open(said, plan, start=start, by=by) and _is_the_same(goal.promise, said, plan):
            return part
    return text


_MARKS = ",;:"


def _likely(words: Sequence[str], at: int, end: int) -> tuple[bool, int]:
    """What is tried first: a part from the first word or behind a comma, and of these the longest."""
    return bool(at) and words[at - 1][-1] not in _MARKS, at - end


def understood_with_day(wording: Wording, plan: Plan) -> Understanding:
    """What a wording promises, with the deadline that stands beside its text in the text itself: it alone is shown."""
    understood = understand(wording, plan)
    promise = understood.promise
    if not wording.by or promise.target.deadline is None:
        return understood
    for day in (wording.by, f"{promise.target.deadline}")[not wording.by[:4].isdigit() :]:
        text = f"{wording.goal.strip()} by {day}"
        if _is_the_same(promise, structs.replace(wording, goal=text, kept_text=text, by=""), plan):
            target = structs.replace(promise.target, text=text)
            return structs.replace(understood, promise=structs.replace(promise, target=target))
    return understood


def _is_left_open(said: Wording, plan: Plan, *, start: bool, by: bool) -> bool:
    """Whether a text is a phrase that does not say where it starts from, or by when, where that is asked."""
    with suppress(Refused):
        phrase = phrase_of(said, Style.of(plan))
        return not (start and phrase.origin) and not (by and phrase.by)
    return False


def _is_the_same(promise: Promise, said: Wording, plan: Plan) -> bool:
    """Whether a wording promises what is promised, in whatever words."""
    with suppress(Refused):
        new = understand(said, plan).promise
        # A bound that was to be reached from a baseline which was no single amount is one in its text still.
        new = reached_by_steps(new) if promise.open else new
        return not structs.replace(new, target=structs.replace(new.target, text=promise.target.text)).changed_from(
            promise
        )
    return False


def retargeted(goal: Goal, promise: Promise, revision: Revision) -> Goal:
    """The goal with its next target; the old one stays in `revisions`.

    Raises `Refused` when the promise would count from another baseline or by another measure, when it changes nothing,
    or when it takes effect before an earlier revision did.
    """
    old = goal.promise
    changed = promise.changed_from(old)
    for term in changed:
        if term not in ("target", "path", "milestones"):
            raise Refused(f"{promise.target.text!r} would change the {term} of {goal.id}, not only its target")
    if not changed:
        raise Refused(f"{goal.id} has this target already")
    if promise.target.deadline is not None and revision.effective > promise.target.deadline:
        raise Refused(
            f"{revision.effective} is after the deadline of {promise.target.text!r}",
            "give the next deadline with --by, or none, or an earlier --effective",
        )
    if old.revisions and revision.effective < old.revisions[-1].effective:
        raise Refused(f"{revision.effective} is before the last change of {goal.id}, {old.revisions[-1].effective}")
    new = structs.replace(promise.instead_of(old), revisions=(*old.revisions, revision))
    return structs.replace(goal, promise=new)


def rebased(goal: Goal, promise: Promise, record: Rebasing) -> Goal:
    """The goal with its next baseline; the old one stays in `rebasings`.

    Raises `Refused` where the promise is another measure's, or an earlier target cannot have had this baseline.
    """
    old = goal.promise
    for term in promise.changed_from(old):
        if term in ("measure", "period", "unit", "stages"):
            raise Refused(f"this would change the {term} of {goal.id}, not only its baseline")
    new = structs.replace(promise.instead_of(old), milestones=old.milestones, rebasings=(*old.rebasings, record))
    for revision in new.revisions:
        new.in_force(revision.effective - ONE_DAY)
    return structs.replace(goal, promise=new)


def with_milestones(goal: Goal, texts: Sequence[str], plan: Plan, today: date) -> tuple[Goal, str]:
    """The goal with milestones written `VALUE@DATE`, where any are, and a warning where their sum is not the target's.

    A value with a plus adds to the one before: the targets of single periods, which together should make the whole.
    Raises `Refused` for a text that is no milestone, or one at or after the deadline that is not the target.
    """
    if not texts:
        return goal, ""
    value, deadline = goal.promise.reach, goal.promise.target.deadline
    if value is None or deadline is None:
        raise Refused(f"{goal.id} has no target with a deadline, so no milestones", "give --to with a deadline")
    steps = _steps(goal, texts, plan, today)
    last, periodic = steps[-1], any(text.strip().startswith("+") for text in texts)
    if last.deadline < deadline:
        warning = _not_the_whole(last.value, value, " so far", "; the target is", plan.numbers) if periodic else ""
    elif last.deadline > deadline or (not periodic and last.value != value):
        raise Refused(f"milestone {texts[-1]!r} is not before the deadline {deadline}")
    else:
        steps.pop()
        warning = _not_the_whole(last.value, value, "", ", but the target is", plan.numbers)
    promise = structs.replace(goal.promise, milestones=tuple(steps))
    return structs.replace(goal, promise=promise), warning


def _steps(goal: Goal, texts: Sequence[str], plan: Plan, today: date) -> list[Milestone]:
    """Milestones from `VALUE@DATE`; a value with a plus is added to the one before, or else the baseline."""
    steps: list[Milestone] = []
    reached = goal.promise.baseline.value or Decimal(0)
    for text in texts:
        said, at, day = text.rpartition("@") if "@" in text else text.rpartition(" by ")
        if not at:
            raise Refused(f"{text!r} is not a milestone", "write VALUE@DATE, such as 275m@2025-08-01")
        adds, amount = said.strip().startswith("+"), said.strip().removeprefix("+").strip()
        step = amount_of(goal, amount, decimal_comma=plan.decimal_comma)
        reached = plain(EXACT.add(reached, step)) if adds else step
        steps.append(Milestone(reached, parse_day(day, today=today, calendar=plan.calendar)))
    return steps


def _not_the_whole(parts: Decimal, whole: Decimal, so_far: str, but: str, numbers: NumberFormat) -> str:
    """A warning where the targets of periods do not make the whole."""
    if parts == whole:
        return ""
    return f"the targets of the periods come to {numbers.exact(parts)}{so_far}{but} {numbers.exact(whole)}"


# From so many years before today to so many after it a bare number may be the year of a deadline.
_YEARS_BACK, _YEARS_ON = 1, 60


def taken_for_value(text: str | None, by: str, today: date, instead: str = "VALUE") -> str:
    """A warning where a target that is a bare number may be the year of its deadline; "" where it is none.

    `instead` is the value that it may have left out.
    """
    year = (text or "").strip()
    bare = not by and len(year) == 4 and year.isascii() and year.isdigit()
    if not (bare and today.year - _YEARS_BACK <= int(year) <= today.year + _YEARS_ON):
        return ""
    return f"{year} is taken for the value; if it is the year: coopctl undo, and --to '{instead} by {year}'"
