"""Goals that are added, and targets that change: what was said, understood before anything is stored."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from msgspec import Struct, structs

from coopctl.errors import NoAmount, Refused, as_typed
from coopctl.language.assumptions import may_add_up, with_example
from coopctl.language.echo import show_value
from coopctl.language.letters import spelt_out
from coopctl.language.phrases import FALLING, LIMITS, RISING, Style
from coopctl.language.promises import understand
from coopctl.language.revisions import (
    part_left_open,
    retargeted,
    taken_for_value,
    understood_with_day,
    with_milestones,
    wording_of,
)
from coopctl.language.scanner import VAGUE
from coopctl.language.stated import NUMBER_FIRST, Stated, stated
from coopctl.language.wording import Understanding, Wording
from coopctl.plan.corrections import State, state_of
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure, Milestone, Path, Revision
from coopctl.store import Contents
from coopctl.tracker.desk import Desk
from coopctl.values.calendar import PeriodKind
from coopctl.values.dates import SEASON, period_named, season_ends
from coopctl.values.ids import id_and_title
from coopctl.values.patterns import later
from coopctl.values.people import first_few, plural
from coopctl.values.typed import parse_typed
from coopctl.values.units import UnitKind
from coopctl.values.vocabulary import MONTHS, SEASONS, is_blank, pattern


class NewGoal(Struct, frozen=True):
    """What somebody says of a goal to add: phrases and options as written; "" or None where absent.

    One of `id` and `title` is given, and a title may stand for the id; `start` is the baseline's text, `to` the
    target's.  Without `to` what stands for the id is a sentence that states the whole goal.
    """

    to: str | None = None
    id: str = ""
    title: str = ""
    start: str = ""
    by: str = ""
    since: str = ""
    unit: str = ""
    measure: Measure | None = None
    per: PeriodKind | None = None
    path: Path | None = None
    milestones: tuple[str, ...] = ()


class Added(Struct, frozen=True):
    """A goal that is to be added to a plan; `arithmetic` shows where its target came from, `warning` what to check.

    `assumed` says what was taken to be so; `unsure` tells that figures of things from nothing might be meant to add up.
    """

    plan: Plan
    goal: Goal
    arithmetic: str
    warning: str
    assumed: tuple[str, ...]
    unsure: bool


class NewTarget(Struct, frozen=True):
    """What somebody says of a goal's next target: the phrase, on what ground, from when and on whose authority.

    Without a phrase it is the target as it is, by another day.
    """

    to: str
    why: str
    effective: str = "today"
    who: str = ""
    by: str = ""
    path: Path | None = None
    milestones: tuple[str, ...] = ()


class Retargeted(Struct, frozen=True):
    """A goal of a plan with its next target, what it was before, and the first day on which the next one counts.

    `plan` is the plan before the change; `dropped` are the milestones that the next target or others take the place of.
    """

    plan: Plan
    old: Goal
    goal: Goal
    effective: date
    arithmetic: str
    warning: str
    dropped: tuple[Milestone, ...]


def prepare(contents: Contents, today: date, said: NewGoal) -> Added:
    """A goal as it would be added; see `Tracker.prepare`."""
    plan = contents.plan
    since = parse_typed(said.since, today=today, calendar=plan.calendar).last if said.since else None
    start, to, lettered = _spelt_out(said)
    wording = Wording(
        start=start,
        goal=to,
        today=plan.date or today,
        whole=True,
        since=since,
        by=said.by,
        unit=said.unit,
        measure=said.measure,
        per=said.per,
        path=said.path,
    )
    if said.to is None:
        said, understood = _sentence(said, wording, plan)
    else:
        understood = understand(wording, plan)
    name, title = id_and_title(said.id, said.title)
    goal = Goal(id=name, title=title, promise=understood.promise, note=understood.note, after=contents.last)
    goal, warning = with_milestones(goal, said.milestones, plan, today)
    warning = "; ".join(filter(None, (warning, taken_for_value(said.to, said.by, today))))
    if goal.id in plan.named:
        raise _there(plan, goal, said)
    promise = goal.promise
    things = promise.unit.kind is UnitKind.COUNTED and not promise.baseline.value and promise.rising
    unsure = things and said.measure is None and may_add_up(promise.measure, promise.unit)
    assumed = tuple(with_example(sentence, promise, plan.numbers) for sentence in (*understood.assumed, *lettered))
    return Added(plan, goal, understood.arithmetic, warning, assumed, unsure)


def _there(plan: Plan, new: Goal, said: NewGoal) -> Refused:
    """The refusal of a goal that the plan has already, with the call that changes it to what is said now."""
    old = plan.named[new.id]
    trouble = f"there is a goal {old.id} already"
    if old.promise == new.promise:
        return Refused(trouble, f"it says the same; see {as_typed('goal', 'show', old.id)}")
    if old.promise.baseline.value is None and said.start:
        return Refused(trouble, f"to give it the baseline: {as_typed('goal', 'baseline', old.id, said.start)}")
    base = new.promise.baseline.value
    moved = "" if base in (None, old.promise.baseline.value) else show_value(new, base, plan.numbers)
    given = (("--from", said.start or moved), ("--to", said.to or new.promise.target.text), ("--by", said.by),
             ("--since", said.since), ("--unit", said.unit))  # fmt: skip
    options = (word for option, value in given if value for word in (option, value))
    way = as_typed("goal", "edit", old.id, *options)
    return Refused(trouble, f"to change it: {way}; another goal needs another title")


def _spelt_out(said: NewGoal) -> tuple[str, str, tuple[str, ...]]:
    """The texts of baseline and target with what the letter m is by the title, and that it is."""
    return spelt_out(said.start, said.to or "", title=said.title or said.id)


def _sentence(said: NewGoal, wording: Wording, plan: Plan) -> tuple[NewGoal, Understanding]:
    """A goal said in one sentence, with its title apart; raises `Refused` for one that is not understood whole."""
    found = None
    with suppress(NoAmount):
        found = stated(said.id, lambda text: structs.replace(wording, goal=text), plan)
    if found is None:
        raise _apart(said.id, wording, plan)
    if not said.title and _is_nameless(found, Style.of(plan)):
        way = as_typed("goal", "add", "Trade volume", "--to", said.id)
        raise Refused(f"{said.id!r} says how much, and not of what", f"give a title, as in {way}")
    return structs.replace(said, id="", title=said.title or found.title), found.said


def _is_nameless(found: Stated, style: Style) -> bool:
    """Whether a sentence is an amount alone, of nothing: `500`, `80% by 2027`, `$5000`."""
    unit = found.said.promise.unit
    alone = unit.kind in (UnitKind.BARE, UnitKind.MONEY, UnitKind.PERCENT) and not unit.is_share
    # What is done with money is named by its verb, which other languages put last: `5000 Euro bis Dezember sparen`.
    done = unit.is_money and found.said.promise.measure is Measure.TOTAL and not found.said.arithmetic
    named = done or found.title[0].isalpha() or _NUMBERED_NAME.match(found.title)
    return alone and not (found.said.note or named or _says_what(found.title, style))


_NUMBERED_NAME = later(NUMBER_FIRST)


def _says_what(sentence: str, style: Style) -> bool:
    """Whether the amount that a sentence begins with has a noun: `80% test coverage by June`."""
    scan = style.scanner(sentence)
    with suppress(Refused):
        scan.amount()
        return scan.noun().kind is UnitKind.COUNTED
    return False


def _apart(sentence: str, wording: Wording, plan: Plan) -> Refused:
    """Why a sentence is not taken, and how it is said as a title and a promise.

    The promise starts with the first amount; where it is none either, what is said against it is.
    """
    why = f"{sentence!r} is no promise that is understood whole"
    if "<" in sentence.strip("<> "):
        way = "coopctl goal add 'Trade agreement' --from proposed --to 'signed of proposed < negotiating < signed'"
        return Refused(why, f"of stages, give a title, and the one to reach with --to: {way}")
    staged = _as_stages(why, sentence, wording, plan)
    if staged is not None:
        return staged
    against = _said_against(why, sentence, wording, plan) if _promises(sentence, Style.of(plan)) else None
    if against is not None and not isinstance(against, NoAmount):
        return against
    parts = _BEFORE_NUMBER.fullmatch(" ".join(sentence.split()))
    before, behind = parts.groups() if parts else ("", sentence)
    when = _TO_DAY.search(before)
    if when:
        return _undated(why, when["title"], f"{when['when']} {behind}", wording, plan)
    return _as_two(why, before, behind, wording, plan)


def _as_stages(why: str, sentence: str, wording: Wording, plan: Plan) -> Refused | None:
    """How what goes from one word to another is said as stages, `Spanish from A2 to B2`; None of other sentences."""
    found = _FROM_WORDS.fullmatch(sentence)
    if found is None or not is_blank(wording.start):
        return None
    old, steps = found["old"], f"{found['new']} of {found['old']} < {found['new']}{found['by'] or ''}"
    with suppress(Refused):
        understand(structs.replace(wording, start=old, goal=steps), plan)
        way = as_typed("goal", "add", found["title"], "--from", old, "--to", steps)
        return Refused(why, f"of stages, say their order, with those between if there are any: {way}")
    return None


_FROM_WORDS = later(
    r"(?P<title>.*\S)\s+from\s+(?P<old>[^\W\d]\S*)\s+to\s+(?P<new>[^\W\d]\S*)(?P<by>\s+(?:by|before|until)\s.*)?",
    re.IGNORECASE,
)


def _as_two(why: str, before: str, behind: str, wording: Wording, plan: Plan) -> Refused:
    """How what stands before an amount is said as a title, and the rest as a promise."""
    lead = _LEAD.fullmatch(before)
    if lead is None:
        return Refused(
            why,
            "give a title, and the promise with --to: coopctl goal add 'Trade volume' --from 100 --to 'double by 2030'",
        )
    if _HELD_AT.fullmatch(before):
        ways = f"'{before} most {behind}' or '{before} least {behind}'"
        return Refused(why, f"write the bound that is kept: {ways}")
    if _DAY_ALONE.fullmatch(before):
        return Refused(why, "say how much, as in 'at least 90% by 2030'; the rest may be the title")
    promise = f"{lead['lead']} {behind}" if lead["lead"] else behind
    way = as_typed("goal", "add", lead["title"].rstrip(" ,;"), "--to", promise, *_options_of(wording))
    return _said_against(why, promise, wording, plan) or Refused(why, f"write {way}")


def _options_of(wording: Wording) -> Iterator[str]:
    """The options beside a sentence, as they were given."""
    given = (("--from", wording.start), ("--by", wording.by), ("--unit", wording.unit), ("--measure", wording.measure))
    for name, value in given:
        yield from (name, f"{value}") if value else ()


def _said_against(why: str, promise: str, wording: Wording, plan: Plan) -> Refused | None:
    """What the grammar says against a promise, behind `why` that is asked; None where it takes it."""
    try:
        understand(structs.replace(wording, goal=promise), plan)
    except Refused as trouble:
        return Refused(f"{why}: {trouble.message}", trouble.hint)
    return None


def _promises(sentence: str, style: Style) -> bool:
    """Whether a sentence begins as a promise does, with a change or an amount."""
    if _MOVING.match(sentence):
        return True
    try:
        style.scanner(sentence).amount()
    except Refused:
        return False
    return True


_LIMITED = later(
    r"(?:with)?in (?P<time>[0-9]+ (?:[a-z]+ )?(?:days?|hours?|weeks?|minutes?))(?P<by>(?: (?:by|until) .*)?)$",
    re.IGNORECASE,
)
_MOVING = later(rf"(?:{RISING}|{FALLING})\b", re.IGNORECASE)
_BEFORE_NUMBER = later(r"((?:[^\s\d]+\s)*?[^\s\d]+)\s((?:[A-Z]{3}\s|[A-Z]{1,3}\$\s)?\S*\d.*)")
# What stands before an amount and bears on it: `around`, `up to`.
_LEAD = later(
    rf"(?P<title>.*?\S)(?:\s+(?:to|of|at|is|are|with|for|on))?"
    rf"(?:\s+(?P<lead>{VAGUE}|approximately|nearly|almost|up to|{pattern(LIMITS)}))?",
    re.IGNORECASE,
)
# What only leads to a day, `Bis Ende`, names nothing.
_DAY_ALONE = later(
    r"(?:by|until|before|bis|vor|d['’]ici|avant|hasta|para|antes de|até|entro|tegen|voor)"
    r"(?: (?:the|end|ende|of|la|fin|de|del?|el|il|o|final(?:es)?|fim|eind))*",
    re.IGNORECASE,
)
_HELD_AT = later(r"(?:keep|hold|maintain)\s.*\sat", re.IGNORECASE)
# A number behind these is a day or a length of time, and no amount: `by`, `in June`, `before the end of`.
_TO_DAY = later(
    r"^(?P<title>.*\S)\s+(?P<when>(?:by|in|within|until|till|before|from|since|over|after)"
    rf"(?:\s(?:the|end|start|beginning|middle|of|early|mid|late|{pattern(MONTHS)}|{pattern(SEASONS)}))*)$",
    re.IGNORECASE,
)
_SEASON = later(rf"\b{SEASON}", re.IGNORECASE)


def _undated(why: str, title: str, when: str, wording: Wording, plan: Plan) -> Refused:
    """Why a sentence is not taken that says when, and not how much."""
    season = _SEASON.search(when)
    if season:
        last = season_ends(season)
        way = as_typed("goal", "add", title, "--to", f"done by {last[-1]}")
        ends = f"with its last month, {' or '.join(last)}"
        return Refused(f"{why}: {season[0]!r} is no period that is reckoned with", f"write {way}, {ends}")
    done = f"done {when}"
    with suppress(Refused):
        understand(structs.replace(wording, goal=done), plan)
        way = as_typed("goal", "add", title, "--to", done)
        return Refused(f"{why}: it does not say how much", f"say how much; what is done or not: {way}")
    limit = _LIMITED.match(when)
    if limit:
        most = as_typed("goal", "add", title, "--to", f"at most {limit['time']}{limit['by']}")
        return Refused(f"{why}: {limit[0]!r} could be the most that it takes", f"write {most}")
    return Refused(why, "say how much, as in 'at least 90% by 2030'; the rest may be the title")


def retarget(desk: Desk, ref: str, said: NewTarget) -> Retargeted:
    """A goal with another target from a day on; see `Tracker.retarget`."""
    plan = desk.plan
    old = plan.goal(ref)
    day = parse_typed(said.effective, today=desk.today, calendar=plan.calendar).start
    if not said.why.strip():
        raise Refused("a change of target needs its ground in --why")
    to = said.to or part_left_open(old, plan, day, start=False, by=True)
    wording = structs.replace(wording_of(old, plan, day), goal=to, by=said.by, path=said.path, counted_from=day)
    revision = Revision(old.promise.target, day, desk.now, said.why, said.who, old.promise.milestones, old.promise.path)
    understood = understood_with_day(wording, plan)
    kept = retargeted(old, understood.promise, revision)
    new, warning = with_milestones(kept, said.milestones, plan, desk.today)
    dropped = tuple(step for step in old.promise.milestones if step not in new.promise.milestones)
    before = old.promise.target.value
    instead = "VALUE" if before is None else plan.numbers.exactly(before, old.promise.unit)
    warning = "; ".join(filter(None, (warning, taken_for_value(said.to, said.by, desk.today, instead))))
    by = f" ({said.who})" if said.who else ""
    desk.change(f"goal retarget {old.id}: {said.why}{by}", lambda current: current.revised(old, new))
    return Retargeted(plan, old, new, day, understood.arithmetic, warning, dropped)


def of_other_days(desk: Desk) -> list[str]:
    """A warning of figures for periods that are other days by the plan's calendar than when they were recorded.

    They keep their days, for nobody can tell which were meant; there is none where no figure is so.
    """
    calendar, found = desk.plan.calendar, _of_calendar(desk)
    now = {slot: period_named(*slot, calendar) for slot in found}
    moved = [(slot, period.last) for slot, period in now.items() if period and period.last != slot[1]]
    if not moved:
        return []
    (label, ended), ends = moved[0]
    many = plural(sum(found[slot] for slot, _ in moved), "figures")
    kept = f"{many} for {first_few([on for (on, _), _ in moved])} keep the days they were recorded for"
    now_other = f"{label} ended on {ended}, and ends on {ends} now"
    return [f"warning: {kept}: {now_other}; record them anew with --replaces, or take it back: coopctl undo"]


# What a label has whose days depend on where fiscal years or weeks start.
_OF_CALENDAR = later("FY|-W")


def _of_calendar(desk: Desk) -> Counter[tuple[str, date]]:
    """The labels and days of the figures that stand whose labels have such days, and how many they are."""
    gone = desk.store.gone()
    figures = (one for _, one in desk.store.figures() if _OF_CALENDAR.search(one.on))
    return Counter((one.on, one.date) for one in figures if one.date and state_of(one, gone) is State.STANDS)
