"""The front page: the plan in a few lines, the worst three with the reason, what is due, and how to go on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from shlex import quote

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.due import Due
from coopctl.judgement.worst import in_trouble
from coopctl.output import Terminal
from coopctl.output.formats.calls import addressed
from coopctl.output.formats.lines import Line, Span, cells, cut, folded, line, packed
from coopctl.output.formats.text import number_of
from coopctl.output.views.board import About, counts, title_lines
from coopctl.output.views.goal_line import cells_of, fitted, rows
from coopctl.output.views.sentences import Teller
from coopctl.plan.plan import Plan
from coopctl.values import brief

_WORST = 3
_SHORT_TITLE = 20
WELCOME = (
    "coopctl tells, with evidence, how far each promise in a plan is.  There is no plan here yet.",
    "",
    "Three ways to start:",
    "  coopctl demo                     look at an example plan with its figures",
    "  coopctl plan import plan.md      take in a plan that is written already",
    "  coopctl goal add 'Trade volume' --from '$250 million' --to 'increase by 20% over the next two years'",
    "",
    "More: coopctl --help, coopctl help goals",
)


def front_page(
    plan: Plan,
    where: str,
    judged: Sequence[Assessment],
    owed: Sequence[Due],
    today: date,
    terminal: Terminal,
    program: str = "coopctl",
) -> list[Line]:
    """The lines of the front page, as wide as the terminal; `program` is how the program is called to go on."""
    steps = [
        (addressed(f"coopctl {call}", program), told) for call, told in _next(judged, in_trouble(judged)[:_WORST], owed)
    ]
    return [*_page(plan, where, judged, owed, today, terminal), (), *_steps(steps, terminal.width)]


def welcome(width: int | None, plans: Sequence[str] = ()) -> Iterator[Line]:
    """The same where there is no plan: what this is, the `plans` of other names, and three ways to start."""
    here = [f"Here is a plan of another name: coopctl --file {quote(name)}" for name in plans[:_WORST]]
    for text in (*WELCOME[:1], *here, *WELCOME[1:]):
        yield from folded(text, width) if text[:1].isalpha() else [line(text)]


def _page(
    plan: Plan, where: str, judged: Sequence[Assessment], owed: Sequence[Due], today: date, terminal: Terminal
) -> Iterator[Line]:
    width = terminal.width
    about = About(plan.title, f"as of {brief.on(today)}", "", width, len(owed))
    yield from title_lines(about)
    yield line(f"{where}: {number_of(len(judged), 'goal')}")
    yield from packed(counts(Counter(one.status.value for one in judged), words_too=True), width)
    bad = in_trouble(judged)[:_WORST]
    if bad:
        yield ()
        yield line(Span("Look at these first", "strong"))
        yield from _worst(bad, plan, terminal)
    if owed:
        yield ()
        yield line(Span(f"{number_of(len(owed), 'figure')} due", "strong"))
        for one in sorted(owed, key=lambda one: one.due_by)[:_WORST]:
            yield from _owed(one, width)


def _owed(one: Due, width: int | None) -> Iterator[Line]:
    """A goal and its figure that is due beside it, below it where a title cut for that says too little."""
    state = f"for {brief.on(one.due_for)}, {'overdue since' if one.overdue else 'due by'} {brief.on(one.due_by)}"
    title, room = one.goal.title, None if width is None else width - len(state) - 4
    if room is None or room >= min(cells(title), _SHORT_TITLE):
        yield line(f"  {title if room is None else cut(title, room)}: {state}")
    elif width is not None:
        yield line(f"  {cut(title, width - 2)}")
        yield from ((Span("    "), *text) for text in folded(state, width - 4))


def _steps(steps: Sequence[tuple[str, str]], width: int | None) -> Iterator[Line]:
    """Commands, and what each does beside them; below them where an id is too long for that."""
    room = max(len(command) for command, _ in steps) + 2
    beside = width is None or room + max(len(told) for _, told in steps) <= width
    for command, told in steps:
        yield line(f"{command:<{room}}{told}" if beside else command)
        if not beside:
            yield line(f"  {told}")


def _worst(bad: Sequence[Assessment], plan: Plan, terminal: Terminal) -> Iterator[Line]:
    teller = Teller(plan.numbers)
    told = cells_of(bad, several=False, numbers=plan.numbers, unicode=terminal.unicode)
    for one, row in zip(bad, rows(*fitted(told, terminal.width)), strict=True):
        yield row
        said = teller.verdict(one)
        reason = f"{one.why}: {said}" if one.why else said
        for text in folded(reason, None if terminal.width is None else terminal.width - 2):
            yield (Span("  "), *text)


def _next(judged: Sequence[Assessment], bad: Sequence[Assessment], owed: Sequence[Due]) -> list[tuple[str, str]]:
    """Two calls that go on from here, without the program's name."""
    if not judged:
        added = "goal add 'Trade volume' --from 100 --to 'double by 2030'"
        return [(added, "a first promise"), ("plan import plan.md", "a plan that is written already")]
    steps = [("status", "where every goal stands")]
    if bad:
        steps.append((f"explain {bad[0].goal.id}", "every number behind a status"))
    if owed:
        steps.insert(0, ("checkin", "record what is due, one by one"))
    steps.append((f"record {judged[0].goal.id} VALUE", "record a figure"))
    return steps[:2]
