"""`coopctl checkin`: walk through what is due, one question after the other."""

from typing import TYPE_CHECKING, Annotated

import typer

from coopctl.cli import selection
from coopctl.cli.session import Session
from coopctl.errors import Refused, UnknownName, WrongUsage, as_typed
from coopctl.judgement.selection import Filters
from coopctl.output import Format
from coopctl.output.formats.text import number_of
from coopctl.output.views.asking import question_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopctl.plan.plan import Goal
    from coopctl.tracker.asking import Question

EXAMPLES = ("coopctl checkin", "coopctl checkin --owner 'Trade desk'")
_ANSWERS = "figure, skip, n/a or quit"


class _Quit(Exception):
    """The person has had enough."""


_NO_CADENCE = "no goal says how often a figure is due: coopctl goal edit GOAL --cadence quarterly"


@selection.filtered(selection.CHOICE)
def command(
    ctx: typer.Context, who: Annotated[str, typer.Option(metavar="NAME", help="Who answers.")] = "", *, filters: Filters
) -> None:
    """Walk through the figures that are due.

    Shows the last value and what is promised, and asks for the figure and a note.  Each answer is stored at once, so
    nothing is lost by leaving.
    """
    session: Session = ctx.obj
    if not session.interactive():
        raise WrongUsage(
            "checkin asks at a terminal, and nobody is there",
            "coopctl due -o tsv > due.tsv; fill in the column value; coopctl import due.tsv --skip-bad",
        )
    goals = _urgent(session, filters)
    stored = 0
    try:
        for number, goal in enumerate(goals, 1):
            session.say(f"{number} of {len(goals)}: {goal.title} ({goal.id})")
            for _ in _walk(session, goal, who):
                stored += 1
    except _Quit:
        pass
    session.tell(f"{number_of(stored, 'answer')} stored" if goals else "nothing is due")
    plan = session.tracker().plan
    if not goals and not any(goal.cadence for goal in plan.goals):
        session.say(_NO_CADENCE if plan.goals else selection.none_of(plan))


def _urgent(session: Session, filters: Filters) -> "list[Goal]":
    """The goals that owe a figure, the most urgent first."""
    from coopctl.tracker.asking import question

    tracker = session.tracker()
    try:
        goals = filters.choose(tracker.plan)
    except UnknownName as trouble:
        if len(filters.goals) > 1 and any(map(str.isdigit, filters.goals[-1])):
            raise UnknownName(trouble.message, f"write {as_typed('record', *filters.goals)}") from None
        raise
    asked = (question(tracker, goal) for goal in goals)
    return [one.goal for one in sorted((one for one in asked if one is not None), key=lambda one: one.due_by)]


def _walk(session: Session, goal: "Goal", who: str) -> "Iterator[None]":
    """Ask for one figure of a goal after the other until none is due or one is skipped; one item for each stored."""
    from coopctl.language.figures import says_none
    from coopctl.output.views.sentences import Teller
    from coopctl.tracker.asking import question, say_not_available

    tell = Teller(session.tracker().plan.numbers)

    while asked := question(session.renewed().tracker(), goal):
        for line in question_lines(asked, session.today, tell):
            session.say(f"  {line}")
        answer = _ask(session, _ANSWERS)
        if answer.lower() in ("", "s", "skip"):
            return
        if says_none(asked.goal, answer):
            say_not_available(session.renewed().tracker(), asked, _ask(session, "why (Enter: no reason)"))
        elif not _record(session, asked, answer, who):
            continue
        yield


def _record(session: Session, asked: "Question", answer: str, who: str) -> bool:
    """Whether an answer could be recorded; where it could not, the person is told why."""
    from coopctl.language.figures import value_of
    from coopctl.language.grouped import check_point
    from coopctl.output.views.recorded import recorded_view
    from coopctl.tracker.recording import Observation

    try:
        tracker = session.renewed().tracker()
        value_of(asked.goal, answer, decimal_comma=tracker.plan.decimal_comma)
        check_point(answer, asked.goal.promise.unit, decimal_comma=tracker.plan.decimal_comma)
        note = _ask(session, "note (Enter: none)")
        done = session.renewed().tracker().record(asked.goal.id, Observation(answer, on=asked.on, note=note, who=who))
    except Refused as trouble:
        session.remark(f"  {trouble.message}{f'; {trouble.hint}' if trouble.hint else ''}")
        return False
    session.show(recorded_view(done, session.program, session.terminal.width), Format.TABLE)
    return True


def _ask(session: Session, prompt: str) -> str:
    """A line from the person; raises `_Quit` where it is quit, or the end of the input."""
    session.stderr.write(f"  {prompt}: ")
    session.stderr.flush()
    line = session.stdin.readline()
    if not line or line.strip().lower() in ("q", "quit"):
        raise _Quit
    return line.strip()
