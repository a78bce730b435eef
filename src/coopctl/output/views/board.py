"""The board: one line a goal, the worst first, in as many columns as there is room for.

What must be seen first is trouble, then what was promised, then what to do.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import islice

from msgspec import Struct

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.rollup import RollUp, Standing, roll_up
from coopctl.judgement.worst import SEVERITY, in_trouble
from coopctl.output.formats.lines import Line, Span, cells, cut, fit, folded, hidden, line, packed
from coopctl.output.formats.text import number_of
from coopctl.output.views import words
from coopctl.output.views.goal_line import Layout, cells_of, days_old, fitted, left_out, rows
from coopctl.plan.plan import Goal
from coopctl.values import brief
from coopctl.values.people import percent
from coopctl.values.quantities import NumberFormat

SHORT_TITLE = 20


def counts(statuses: Mapping[str, int], *, words_too: bool) -> list[Line]:
    """`▼ 5 off track`, `▲ 7 at risk`, the worst first; in a section's head without the words."""
    told = [(*words.SIGNS[one], statuses[one.value], one.words) for one in SEVERITY if statuses.get(one.value)]
    return [line(Span(f"{sign} {number}{f' {word}' if words_too else ''}", tone)) for sign, tone, number, word in told]


class Style(StrEnum):
    """How people see the goals: one line each, sentences for a screen reader, or the wide table."""

    BOARD = "board"
    PLAIN = "plain"
    LONG = "long"


class Shown(Struct, frozen=True):
    """What was asked of `status`: the day, the moment of knowledge, the method where no goal says one, the kind of
    group under which goals stand, "" for none, and how; without a `style` it is for programs, which see every reading.
    `sort` says that the goals come in the order asked for, `due` how many figures are due, `program` how the
    program is called in what people copy, and `redrawn` whether the answer is drawn again and again."""

    as_of: date
    known_at: datetime | None
    method: str
    group_by: str = "area"
    unicode: bool = True
    width: int | None = None
    style: Style | None = Style.BOARD
    sort: bool = False
    due: int = 0
    program: str = "coopctl"
    redrawn: bool = False


Parts = Sequence[tuple[str, Sequence[Assessment]]]


def board(standing: Standing, shown: Shown, parts: Parts) -> Iterator[Line]:
    """The lines of the screen: title and counts, the goals in their sections, and what to do next."""
    plan, width, several = standing.plan, shown.width, len(standing.methods) > 1
    goals = [one for _, inside in parts for one in inside]
    beside = cells_of(goals, several=several, numbers=plan.numbers, unicode=shown.unicode)
    fitting, there = fitted(beside, width)
    yield from title_lines(plan.title, _heading(shown), width)
    yield from _counts(counts(standing.rolled.counts, words_too=True), there, width)
    lines = iter(rows(fitting, there))
    for title, inside in parts:
        yield from _section_head(title, inside, width)
        yield from islice(lines, len(inside))
    yield ()
    yield from _foot(standing.rolled, _method(standing, shown), width)
    if width is not None:
        yield from _next(shown, goals, width)
        yield from _hidden(there, width, redrawn=shown.redrawn)


def _heading(shown: Shown) -> str:
    """`as of 30 Jun 2025`, and when it was known."""
    known = f", known on {brief.on(shown.known_at.date())}" if shown.known_at else ""
    return f"as of {brief.on(shown.as_of)}{known}"


def _section_head(title: str, goals: Sequence[Assessment], width: int | None) -> Iterator[Line]:
    """A section's title with the counts of its goals, and where that takes no line of its own, their mean progress."""
    if title:
        rolled = roll_up(goals)
        told = [line(Span(title, "strong")), *counts(rolled.counts, words_too=False)]
        whole = list(packed([*told, line(words.inside(rolled))], width))
        yield from whole if len(whole) == 1 else packed(told, width)


def title_lines(title: str, heading: str, width: int | None) -> Iterator[Line]:
    """The plan's title and, at the right, the day; below each other where they have no room beside each other."""
    if width is None:
        yield line(Span(title, "strong"), f"  {heading}")
    elif (room := width - cells(heading) - 2) >= min(cells(title), SHORT_TITLE):
        yield line(Span(fit(title, room), "strong"), f"  {heading}")
    else:
        yield line(Span(cut(title, width), "strong"))
        yield from folded(heading, width)


def _counts(told: list[Line], there: Layout, width: int | None) -> list[Line]:
    """The counts, and what the mark in the bars means where that takes no line of its own."""
    alone = list(packed(told, width))
    if "bar" not in there.columns:
        return alone
    both = list(packed([*told, line(Span("┃", "strong"), " promised by now")], width))
    return both if len(both) == max(len(alone), 1) else alone


def _foot(rolled: RollUp, method: str, width: int | None) -> Iterator[Line]:
    goals = f"{number_of(rolled.goals, 'goal')}{words.archived(rolled)}"
    mean, method = f"; {words.overall(rolled)}" if rolled.based else "", f"; {method}"
    if width is not None and len(goals + mean + method) > width:
        mean = mean.replace(", of the ", " of ").removesuffix(" goals that have figures")
    yield from folded(goals + mean + method, width)


def _next(shown: Shown, goals: Sequence[Assessment], width: int) -> Iterator[Line]:
    """What to look at first, and how many figures are due; nothing where no program is to be called."""
    if not shown.program:
        return
    steps = [_first(one, shown.program) for one in in_trouble(goals)[:1]]
    steps += [f"{shown.due:,} due: {shown.program} due"] if shown.due else []
    yield from packed([line(step) for step in steps], width, gap=3)


def _hidden(there: Layout, width: int, *, redrawn: bool) -> Iterator[Line]:
    """Which columns found no room, and how to see them where that takes no line of its own."""
    told = hidden(left_out(there), redrawn=redrawn)
    if told:
        yield from folded(told if len(told) <= width else told.partition(" (")[0], width)


def _method(standing: Standing, shown: Shown) -> str:
    names = standing.methods or [shown.method]
    return f"method{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _first(one: Assessment, program: str) -> str:
    return f"{words.SIGNS[one.status][0]} first: {program} explain {one.goal.id}"


def sentences(standing: Standing, shown: Shown, parts: Parts) -> Iterator[Line]:
    """The same in sentences: no bars, and no signs without words."""
    plan, rolled = standing.plan, standing.rolled
    yield line(f"{plan.title}, {_heading(shown)}, {_method(standing, shown)}.")
    counted = [f"{rolled.counts[one.value]} {one.words}" for one in SEVERITY if rolled.counts.get(one.value)]
    yield line(f"{number_of(rolled.goals, 'goal')}{': ' if counted else ''}{', '.join(counted)}.")
    for title, goals in parts:
        if title:
            yield line(": ".join(filter(None, (title, words.inside(roll_up(goals))))) + ".")
        for one in goals:
            yield line(sentence(one, plan.numbers))


def _target(goal: Goal, numbers: NumberFormat) -> str:
    """What is promised, with a bound in words: `below 3 days`."""
    from coopctl.output.views.sentences import Teller  # only who is read to pays for it

    bound = goal.promise.target.keep is not None
    return Teller(numbers).promised(goal) if bound else words.target(goal, numbers)


def sentence(one: Assessment, numbers: NumberFormat) -> str:
    """A goal in one sentence: `Trade volume: off track. Now 262M USD, target 300M USD by Aug 26; 24%, expected 45%.`"""
    goal, facts = one.goal, one.facts
    status = ", ".join([one.status.words, *words.flags(one)])
    by = f" by {brief.by(goal.promise.target.deadline)}" if goal.promise.target.deadline else ""
    expected = words.expected(one, numbers)
    share = [
        f"{numbers.within(percent(facts.progress))} of the way" if facts.progress is not None else "",
        f"expected {expected}" if expected != "–" and facts.progress is not None else "",
        words.held(one, "held"),
        f"last figure {brief.spell(days)} old" if (days := days_old(one)) is not None else "",
    ]
    now = f"{words.amount(goal, facts.current, numbers)}{words.mark(one)}{' (baseline)' if facts.at_baseline else ''}"
    told = f"Now {now}, target {_target(goal, numbers)}{by}"
    return f"{goal.title}: {status}. {'; '.join([told, *filter(None, share)])}."
