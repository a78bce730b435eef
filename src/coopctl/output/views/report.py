"""The report on a plan: what needs a decision, what changed, which evidence is missing, and each promise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from msgspec import Struct, structs

from coopctl.judgement.assessment import DEFAULT, Assessment
from coopctl.judgement.due import Due
from coopctl.judgement.methods import STALE, Status
from coopctl.judgement.methods.judging import method_of
from coopctl.judgement.rollup import Standing, in_groups, roll_up
from coopctl.output.formats.text import number_of
from coopctl.output.report import Area, Counted, Entry, Item, Owed, Promise, Report
from coopctl.output.views import words
from coopctl.output.views.chart import chart
from coopctl.output.views.sentences import Teller
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.tracker.comparing import Compared, Difference
from coopctl.tracker.reporting import Findings
from coopctl.values import brief
from coopctl.values.quantities import NumberFormat

# A briefing is one page: the rest of a long list is in the table.
_MOST = 7
_GOOD, _BAD = (Status.ACHIEVED, Status.ON_TRACK), (Status.OFF_TRACK, Status.MISSED)
# From what is worst to what says nothing, as the strip and the lists show them.
_ORDER = (
    Status.MISSED, Status.OFF_TRACK, Status.AT_RISK, Status.AWAITING, Status.ON_TRACK, Status.ACHIEVED, Status.OPEN,
    Status.NO_DATA, Status.NO_ASSESSMENT,
)  # fmt: skip


class Asked(Struct, frozen=True):
    """What was asked of a report beside its goals, in words that a person reads."""

    as_of: date
    known: str
    command: str
    title: str = ""
    group_by: str = ""


def report_of(found: Findings, asked: Asked) -> Report:
    """The report on what was found."""
    plan, judged, compared = found.plan, found.judged, found.compared
    tell = Teller(plan.numbers)
    worst = sorted((one for one in judged if one.status in _BAD), key=_badness)
    shown = {one.goal.id for one in judged}
    return Report(
        title=asked.title or plan.title,
        description=plan.description,
        as_of=brief.on(asked.as_of),
        known=asked.known,
        since="" if compared is None else brief.on(compared.earlier.as_of),
        sentence=_sentence(judged),
        counts=_counts(judged),
        decisions=tuple(_decision(tell, one) for one in worst[:_MOST]),
        more_decisions=len(worst[_MOST:]),
        changed=None if compared is None else tuple(_changes(tell, compared, shown)),
        owed=_owed_by_owner(tell, judged),
        areas=tuple(_areas(tell, plan, judged, found.entries, asked)),
        methods=tuple(_methods(Standing(plan, judged).methods, plan.numbers)),
        command=asked.command,
    )


def _methods(names: Iterable[str], numbers: NumberFormat) -> Iterator[tuple[str, str, str]]:
    """Each method with where it is published, and how it judges."""
    for name in names:
        method = method_of(name)
        yield name, method.source, numbers.within(method.rule)


def _badness(one: Assessment) -> tuple[int, Fraction]:
    pace = one.facts.pace if one.facts.pace is not None else one.facts.progress
    return _ORDER.index(one.status), Fraction(-(10**9)) if pace is None else pace


def _sentence(judged: Sequence[Assessment]) -> str:
    """`7 of 20 promises are on track; 5 are off track or missed.`"""
    if not judged:
        return "There are no promises here yet."
    counts = Counter(one.status for one in judged)
    good, bad = (sum(counts[status] for status in those) for those in (_GOOD, _BAD))
    fine = "on track or achieved" if counts[Status.ACHIEVED] else "on track"
    wrong = "off track or missed" if counts[Status.MISSED] else "off track"
    said = f"{good} of {number_of(len(judged), 'promise')} {'is' if 1 in (good, len(judged)) else 'are'} {fine}"
    return f"{said}; {bad or 'none'} {'is' if bad in (0, 1) else 'are'} {wrong}{_of_stale(judged)}."


def _of_stale(judged: Sequence[Assessment]) -> str:
    stale = sum(map(_is_judged_stale, judged))
    return f"; the evidence of {stale} is stale" if stale else ""


def _is_judged_stale(one: Assessment) -> bool:
    """Whether a status stands on evidence that is stale; where there is no data, the status says so itself."""
    return one.stale and one.status is not Status.NO_DATA


def _counts(judged: Sequence[Assessment]) -> tuple[Counted, ...]:
    counted = ((status, sum(one.status is status for one in judged)) for status in _ORDER)
    return tuple(_count_of(status, count) for status, count in counted if count)


def _count_of(status: Status, count: int = 1) -> Counted:
    sign, tone = words.SIGNS[status]
    return Counted(count, sign, status.words, tone)


def _standing(one: Assessment) -> Counted:
    """The status of one promise; what is judged by stale evidence says so, and has no colour."""
    counted = _count_of(one.status)
    if not _is_judged_stale(one):
        return counted
    return structs.replace(counted, status=f"{counted.status}, {STALE}", tone="quiet")


def _decision(tell: Teller, one: Assessment) -> Item:
    likely = tell.chance(one)
    more = f". Chance of reaching the target on the present trend: {likely}" if likely else ""
    return _item(one, f"{tell.verdict(one)}{more}.")


def _item(one: Assessment, text: str) -> Item:
    sign, tone = words.SIGNS[one.status]
    return Item(one.goal.id, one.goal.title, text, one.goal.owner, sign, tone)


def _changes(tell: Teller, compared: Compared, shown: set[str]) -> Iterator[Item]:
    """Statuses first, then promises, goals that are new or gone, and evidence that has grown old."""
    for kind in (_new_status, _new_promise, _new_or_gone, _new_evidence):
        for one in compared.differences:
            text = kind(tell, one)
            if text:
                after = one.after
                sign, tone = words.SIGNS[after.status] if after else ("", "quiet")
                yield Item(
                    one.goal.id if one.goal.id in shown else "", one.goal.title, text, one.goal.owner, sign, tone
                )


def _new_status(_: Teller, one: Difference) -> str:
    if not one.status or one.before is None or one.after is None:
        return ""
    return f"{one.before.status.words} → {one.after.status.words}"


def _new_promise(tell: Teller, one: Difference) -> str:
    if not one.target or one.before is None or one.after is None:
        return ""
    return f"the promise is now {tell.promise(one.after.goal)} (was {tell.promise(one.before.goal)})"


def _new_or_gone(tell: Teller, one: Difference) -> str:
    if one.added:
        return f"new in the plan: {tell.promise(one.goal)}"
    return "no longer in the plan" if one.removed else ""


def _new_evidence(_: Teller, one: Difference) -> str:
    return "its last figure has grown old" if one.went_stale else ""


def _owed_by_owner(tell: Teller, judged: Sequence[Assessment]) -> tuple[Owed, ...]:
    """What is overdue, was never given or is stale, by owner; who owes most comes first."""
    by_owner: dict[str, list[Item]] = {}
    for one in judged:
        owed = one.owed
        if owed is not None and owed.overdue:
            by_owner.setdefault(one.goal.owner, []).append(_item(one, _overdue(owed, one.facts.as_of)))
        elif one.status is Status.NO_DATA:
            by_owner.setdefault(one.goal.owner, []).append(_item(one, tell.verdict(one)))
        elif _is_judged_stale(one):
            by_owner.setdefault(one.goal.owner, []).append(_item(one, words.overdue(one, brief.on)))
    listed = sorted(by_owner.items(), key=lambda pair: (-len(pair[1]), pair[0].casefold()))
    return tuple(Owed(owner or "No owner", tuple(items[:_MOST]), len(items[_MOST:])) for owner, items in listed)


def _overdue(owed: Due, as_of: date) -> str:
    last = f"the last is of {brief.on(owed.last)}" if owed.last else "there is none yet"
    late, asked = brief.spell(-owed.days_left(as_of)), f"the figure for {brief.on(owed.due_for)}"
    if owed.due_by == owed.due_for:
        return f"{asked} is {late} late; {last}"
    return f"{asked} was due by {brief.on(owed.due_by)}, {late} ago; {last}"


def _areas(
    tell: Teller, plan: Plan, judged: Sequence[Assessment], entries: Mapping[str, Sequence[Figure]], asked: Asked
) -> Iterator[Area]:
    """The groups of the kind in the plan's order, those without one last; the worst promises of each come first."""
    parts = in_groups(plan, judged, asked.group_by or _kind(judged), lambda one: one)
    rest = "Other promises" if len(parts) > 1 else "Promises"
    for title, those in parts:
        ranked = sorted(those, key=lambda one: _ORDER.index(one.status))
        counted = [f"{one.count} {one.status}" for one in _counts(those)]
        counts = " · ".join(filter(None, (*counted, words.inside(roll_up(those)))))
        promises = tuple(_promise(tell, one, entries.get(one.goal.id, ())) for one in ranked)
        yield Area(rest if title is None else title, counts, promises)


def _kind(judged: Sequence[Assessment]) -> str:
    """The kind of group that parts the promises: areas where there are any, else the kind that most are in."""
    kinds = Counter(ref.partition(":")[0] for one in judged for ref in one.goal.groups)
    return "area" if "area" in kinds or not kinds else kinds.most_common(1)[0][0]


def _promise(tell: Teller, one: Assessment, entries: Sequence[Figure]) -> Promise:
    goal, facts = one.goal, one.facts
    kept = words.held(one) or ("kept value" if one.held else "")
    return Promise(
        goal=goal.id,
        title=goal.title,
        now=tell.now(one),
        target=tell.promised(goal),
        by=brief.by(goal.promise.target.deadline) if goal.promise.target.deadline else "–",
        progress=facts.progress,
        expected=facts.expected,
        percent=tell.percent(facts.progress),
        promised="" if facts.expected is None else tell.percent(facts.expected),
        kept=kept,
        counted=_standing(one),
        verdict=f"{tell.verdict(one)}.",
        outlook=f"{tell.outlook(one)}." if tell.outlook(one) else "",
        terms=tuple(pair for pair in _terms(tell, one) if pair[1]),
        entries=tuple(_entry(tell, goal, figure) for figure in entries),
        # A page is read on another day than it is made, so no day on it is called today.
        chart=partial(chart, one, date.min, tell),
    )


def _terms(tell: Teller, one: Assessment) -> Iterator[tuple[str, str]]:
    goal = one.goal
    base = goal.promise.baseline
    start = f", from {tell.about(goal, base.value)} on {brief.on(base.date)}" if base.value is not None else ""
    yield "Promised", f"“{goal.promise.target.text}”{start}"
    for revision in goal.promise.revisions:
        yield f"Until {brief.on(revision.effective)}", f"“{revision.old.text}”; changed because {revision.why or '?'}"
    yield "Still needed", needed(tell, one)
    yield "Owner", goal.owner
    label = "" if one.label == one.status.words else f"{one.label}: "
    yield "Why", f"{label}{words.why(one, tell.numbers)}{'' if one.method == DEFAULT else f' ({one.method})'}"
    yield "Note", goal.note


def needed(tell: Teller, one: Assessment) -> str:
    """What is still needed, in the unit, or in percentage points of a percentage; "" where nothing is."""
    goal, required = one.goal, one.required
    if one.status in (Status.ACHIEVED, Status.MISSED) or goal.promise.keep is not None or required is None:
        return words.needs(one, tell.numbers) if one.status is Status.AWAITING else ""
    if required.period:
        return words.needs(one, tell.numbers)
    said = tell.promised(goal) if goal.promise.measure is Measure.STAGE else _change(tell, goal, required.change)
    return f"{said} by {brief.on(required.by)}" if said and required.by else said


def _change(tell: Teller, goal: Goal, change: Fraction) -> str:
    """A change with its sign, "" for none."""
    if not change:
        return ""
    said = tell.about(goal, abs(change))
    if goal.promise.unit.is_percent:
        bare = tell.about(goal, abs(change), unit=False).removesuffix(goal.promise.unit.text)
        said = f"{bare} percentage points"
    return f"{'+' if change > 0 else '−'}{said}"


def _entry(tell: Teller, goal: Goal, figure: Figure) -> Entry:
    value = "–" if figure.value is None else tell.about(goal, figure.value)
    note = " ".join(part for part in (figure.note, figure.why) if part)
    return Entry(figure.on or f"{figure.date}", value + words.marked(figure), figure.source, figure.url, note)
