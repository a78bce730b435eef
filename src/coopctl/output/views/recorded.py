"""The view of a recorded figure: what it is, what it changes, what was promised by now, and how to take it back."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.methods import Status
from coopctl.language.echo import show_figure
from coopctl.output import View
from coopctl.output.formats.lines import Line, Span, cells, folded, gauge, line, text_of
from coopctl.output.views import words
from coopctl.output.views.goal_line import tone_of
from coopctl.output.views.sentences import Teller
from coopctl.plan.plan import Figure, Goal
from coopctl.plan.terms import Measure
from coopctl.values import brief
from coopctl.values.ids import KEY_SHOWN

if TYPE_CHECKING:
    from coopctl.output.answers import RecordAnswer
    from coopctl.tracker.recording import Recorded

_ROOM = 80


def recorded_view(done: "Recorded", program: str, width: int | None) -> View:
    """A few lines for people: the figure, then the goal with its sign, old → new, bar, what was promised, and the way
    back.

    `program` says how the program is called in what people copy; `width` is the terminal's, where there is one.
    """

    def answer() -> "RecordAnswer":
        from coopctl.output.answers import RecordAnswer
        from coopctl.output.records import figure_record, goal_record, plan_record
        from coopctl.output.views.listing import figure_state

        return RecordAnswer(
            as_of=done.after.facts.as_of,
            method=done.after.method,
            plan=plan_record(done.plan),
            figure=figure_record(done.place, done.figure, figure_state(done.figure, done.gone)),
            before=goal_record(done.before),
            goals=(goal_record(done.after),),
        )

    return View(answer, lines=tuple(_lines(done, program, width)))


def _lines(done: "Recorded", program: str, width: int | None) -> Iterator[Line]:
    figure, before, after, teller = done.figure, done.before, done.after, Teller(done.plan.numbers)
    goal, facts = after.goal, after.facts
    what = show_figure(goal, figure, teller.numbers) + words.marked(figure)
    yield from folded(f"recorded {what} for {goal.id}, {figure.on} (figure {figure.key[:KEY_SHOWN]})", width)
    old, new = teller.pair(goal, before.facts.current, after.facts.current)
    old, new = old + words.mark(before), new + words.mark(after)
    same = before.facts.current == after.facts.current
    bar: Line = ()
    if facts.progress is not None and goal.promise.target.keep is None:
        bar = (Span("  "), *gauge(facts.progress, facts.expected), Span(f" {teller.percent(facts.progress)}"))
    sign = words.SIGNS[after.status][0]
    title: Line = (Span(sign, tone_of(after)), Span(f" {goal.title}", named=True))
    rest: Line = (
        Span(f"  {new}" if same else f"  {old} → {new}"), *bar, Span("  "),
        Span(words.status(after, unicode=False), tone_of(after)),
    )  # fmt: skip
    # A bar that a terminal breaks is none.
    yield from ((title, rest) if cells(text_of((*title, *rest))) > (width or _ROOM) else ((*title, *rest),))
    yield line(f"  {_promised(after, teller)}")
    if after.status is Status.OFF_TRACK and goal.promise.target.keep is not None:
        yield from _reached_instead(goal, program)
    if goal.promise.open:
        yield from _kept_instead(goal, teller, program)
    if same:
        yield line(f"  unchanged: {_why_unchanged(figure, after, teller)}")
    yield from _way_back(done, program)


def _way_back(done: "Recorded", program: str) -> Iterator[Line]:
    """The call that takes a figure back; none for one that was there, which may not be the last that was done."""
    if not done.again:
        yield line(f"  take it back: {program} undo")


def _reached_instead(goal: Goal, program: str) -> Iterator[Line]:
    """The call that has a bound reached by its day, where it is kept before that for want of a baseline."""
    from coopctl.language.assumptions import is_kept_at_once  # only what is not held pays for it

    if is_kept_at_once(goal.promise):
        yield line("  it is kept from the first day, as it has no baseline")
        yield line(f"  to be reached by the deadline: {program} goal baseline {goal.id} VALUE")


def _kept_instead(goal: Goal, teller: Teller, program: str) -> Iterator[Line]:
    """The call that gives an open baseline, or makes of it something that is judged from now on, where that goes."""
    from shlex import join

    from coopctl.language.keeping import kept_instead  # only what waits for a baseline pays for it

    kept = kept_instead(goal.promise, teller.numbers)
    if kept:
        words_ = join(("goal", "retarget", goal.id, "--to", kept, "--why", "TEXT"))
        yield line(f"  to be kept from now on: {program} {words_}")
    else:
        yield line(f"  to give it: {program} goal baseline {goal.id} VALUE")


def _promised(one: Assessment, teller: Teller) -> str:
    """What was promised by the reading's day; why there is nothing to compare with, where there is not."""
    facts = one.facts
    if facts.due is not None:
        return f"{words.due(one.goal, teller.about(one.goal, facts.due))} by now"
    if facts.expected is not None and facts.promised is not None:
        # Told from where the goal is now, or nobody sees why it is not on track.
        _, promised = teller.pair(one.goal, facts.current, facts.promised)
        return f"{promised} promised by now ({teller.percent(facts.expected)})"
    return words.why(one, teller.numbers)


def _why_unchanged(figure: Figure, after: Assessment, teller: Teller) -> str:
    """Why a figure did not change the reading."""
    base = after.goal.promise.baseline
    if figure.missing:
        return f"there is no figure for {figure.on}: {figure.why}" if figure.why else f"no figure for {figure.on}"
    if figure.date is not None and not after.facts.history.has(figure.on, figure.date):
        early = figure.date < base.date
        return f"it {'is from before' if early else 'ends with'} the baseline of {brief.on(base.date)}"
    day = figure.date
    ways = _not_later(day, after), _over(day, after), _unfinished(day, after, teller), _of_another(day, after)
    return next(filter(None, ways), "what it adds to was the same before")


def _not_later(day: date | None, after: Assessment) -> str:
    """What became of a figure of a goal without periods; "" for others."""
    reading = after.facts.reading
    if day is None or reading is None or after.goal.promise.period is not None:
        return ""
    if after.goal.promise.measure is Measure.TOTAL:
        return "it adds nothing"
    return f"the figure of {brief.on(reading.date)} is later" if day < reading.date else "the value is the same"


def _over(day: date | None, after: Assessment) -> str:
    """That a day is after the deadline of a goal with periods; "" where it is not."""
    deadline = after.goal.promise.target.deadline
    over = day is not None and deadline is not None and day > deadline
    return f"the deadline was {brief.on(deadline)}" if over and deadline else ""


def _of_another(day: date | None, after: Assessment) -> str:
    """That a day is in an earlier period than the one that is judged; "" where it is in that."""
    kind, reading = after.goal.promise.period, after.facts.reading
    if kind is None or reading is None or day is None or day > reading.date:
        return ""
    judged = after.facts.history.calendar.period_of(reading.date, kind)
    return f"{judged.label} is judged, the last that is complete" if day < judged.start else ""


def _unfinished(day: date | None, after: Assessment, teller: Teller) -> str:
    """That the period of a day is not over; "" where it is, or there is none."""
    running = after.facts.running
    if running is None or day is None or day < running.period.start:
        return ""
    so_far = teller.about(after.goal, running.value)
    return f"{running.period.label} is not over, and counts when it is; {so_far} so far"
