"""The front page: the plan in a few lines, the worst three with the reason, what is due, and how to go on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from shlex import quote

from msgspec import Struct

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.due import Due
from coopctl.judgement.worst import in_trouble
from coopctl.output import Terminal
from coopctl.output.formats.calls import addressed
from coopctl.output.formats.lines import Line, Span, cells, cut, folded, line, packed
from coopctl.output.formats.text import number_of
from coopctl.output.views import words
from coopctl.output.views.board import SHORT_TITLE, counts, title_lines
from coopctl.output.views.goal_line import cells_of, fitted, rows
from coopctl.output.views.sentences import Teller
from coopctl.plan.plan import Plan
from coopctl.values import brief

_WORST = 3
WELCOME = (
    "coopctl tells, with evidence, how far each promise in a plan is.  There is no plan here yet.",
    "",
    "Three ways to start:",
    "  coopctl demo                     look at an example plan with its figures",
    "  coopctl plan import plan.md      take in a plan that is written already",
    "  coopctl goal add 'Trade volume' --from '$250m' --to 'up 20% over two years'",
    "",
    "More: coopctl --help, coopctl help goals",
)


class Front(Struct, frozen=True):
    """What the front page tells of a plan: where it is, its goals with their standing, and the figures due today."""

    plan: Plan
    where: str
    judged: Sequence[Assessment]
    owed: Sequence[Due]
    today: date


def front_page(front: Front, terminal: Terminal, program: str) -> Iterator[Line]:
    """The lines of the front page, as wide as the terminal; `program` is how the program is called to go on."""
    bad = in_trouble(front.judged)[:_WORST]
    yield from _page(front, bad, terminal)
    yield ()
    steps = [(addressed(f"coopctl {call}", program), does) for call, does in _next(front, bad)]
    yield from _steps(steps, terminal.width)


def welcome(width: int | None, plans: Sequence[str]) -> Iterator[Line]:
    """The same where there is no plan: what this is, the `plans` of other names, and three ways to start."""
    here = [f"Here is a plan of another name: coopctl --file {quote(name)}" for name in plans[:_WORST]]
    for text in (*WELCOME[:1], *here, *WELCOME[1:]):
        yield from folded(text, width) if text[:1].isalpha() else [line(text)]


def _page(front: Front, bad: Sequence[Assessment], terminal: Terminal) -> Iterator[Line]:
    width = terminal.width
    yield from title_lines(front.plan.title, f"as of {brief.on(front.today)}", width)
    yield line(f"{front.where}: {number_of(len(front.judged), 'goal')}")
    yield from packed(counts(Counter(one.status.value for one in front.judged), words_too=True), width)
    if bad:
        yield ()
        yield line(Span("Look at these first", "strong"))
        yield from _worst(bad, front.plan, terminal)
    if front.owed:
        yield ()
        yield line(Span(f"{number_of(len(front.owed), 'figure')} due", "strong"))
        for one in sorted(front.owed, key=lambda one: one.due_by)[:_WORST]:
            yield from _due_lines(one, width)


def _due_lines(one: Due, width: int | None) -> Iterator[Line]:
    """A goal and its figure that is due beside it, below it where a title cut for that says too little."""
    state = f"for {brief.on(one.due_for)}, {'overdue since' if one.overdue else 'due by'} {brief.on(one.due_by)}"
    title, room = one.goal.title, None if width is None else width - len(state) - 4
    if room is None or room >= min(cells(title), SHORT_TITLE):
        yield line(f"  {title if room is None else cut(title, room)}: {state}")
    elif width is not None:
        yield line(f"  {cut(title, width - 2)}")
        yield from ((Span("    "), *text) for text in folded(state, width - 4))


def _steps(steps: Sequence[tuple[str, str]], width: int | None) -> Iterator[Line]:
    """Commands, and what each does beside them; below them where an id is too long for that."""
    room = max(len(command) for command, _ in steps) + 2
    beside = width is None or room + max(len(does) for _, does in steps) <= width
    for command, does in steps:
        yield line(f"{command:<{room}}{does}" if beside else command)
        if not beside:
            yield line(f"  {does}")


def _worst(bad: Sequence[Assessment], plan: Plan, terminal: Terminal) -> Iterator[Line]:
    teller = Teller(plan.numbers)
    beside = cells_of(bad, several=False, numbers=plan.numbers, unicode=terminal.unicode)
    for one, row in zip(bad, rows(*fitted(beside, terminal.width)), strict=True):
        yield row
        verdict = teller.verdict(one)
        # What is due by now stands in the verdict, too.
        said = not one.why or (one.facts.due is not None and one.why.endswith(" by now"))
        reason = verdict if said else f"{words.why(one, plan.numbers)}: {verdict}"
        for text in folded(reason, None if terminal.width is None else terminal.width - 2):
            yield (Span("  "), *text)


def _next(front: Front, bad: Sequence[Assessment]) -> list[tuple[str, str]]:
    """Two calls that go on from here, without the program's name, and what each does."""
    if not front.judged:
        added = "goal add 'Trade volume' --from 100 --to 'double by 2030'"
        return [(added, "a first promise"), ("plan import plan.md", "a plan that is written already")]
    steps = [("status", "where every goal stands")]
    if bad:
        steps.append((f"explain {bad[0].goal.id}", "every number behind a status"))
    if front.owed:
        steps.insert(0, ("checkin", "record what is due, one by one"))
    steps.append((f"record {front.judged[0].goal.id} VALUE", "record a figure"))
    return steps[:2]
