"""The view of `coopctl diff`: what changed between two days, what matters most first."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.methods import STALE
from coopctl.output import Column, Row, Section, View
from coopctl.output.answers import DiffAnswer, DifferenceRecord, Kind, Value
from coopctl.output.formats.lines import Line, Span, cells, cut, fit, folded, line, packed, text_of, widest, wrapped
from coopctl.output.formats.markdown import safe
from coopctl.output.formats.text import number_of
from coopctl.output.records import plan_record
from coopctl.output.views import words
from coopctl.output.views.sentences import Teller
from coopctl.plan.plan import Plan
from coopctl.tracker.comparing import Compared, Day, Difference
from coopctl.values import brief

_COLUMNS = (
    Column("Goal", "title", folds=18),
    Column("Before", "before", folds=16),
    Column("After", "after", folds=16, toned=True),
    Column("More", drop=1, folds=20),
)
# As narrow as a title may be cut, and how far what has no room beside a change is set in below it.
_NARROWEST = 20
_SET_IN = 4
_Told = tuple[str, str, str]


def _status(tell: Teller, one: Difference) -> _Told:
    before, after = (_state(side) for side in (one.before, one.after))
    return before, after, "" if one.after is None else words.why(one.after, tell.numbers)


def _state(one: Assessment | None) -> str:
    return "" if one is None else f"{words.SIGNS[one.status][0]} {one.status.words}"


def _reading(tell: Teller, one: Difference) -> _Told:
    sides = [side for side in (one.before, one.after) if side is not None]
    before, after = tell.pair(one.goal, sides[0].facts.value, sides[-1].facts.value)
    ways = [side.facts.progress for side in sides]
    way = [] if None in ways else [f"{' → '.join(map(tell.percent, ways))} of the way"]
    return before, after, ", ".join([*way, *([number_of(one.news.count, "new figure")] if one.news.count else [])])


def _targets(tell: Teller, one: Difference) -> _Told:
    revisions = one.goal.promise.revisions
    why = revisions[-1].why if revisions else ""
    return (
        ("" if one.before is None else tell.promise(one.before.goal)),
        ("" if one.after is None else tell.promise(one.after.goal)),
        why,
    )


def _presence(tell: Teller, one: Difference) -> _Told:
    side = one.after or one.before
    said = "" if side is None else tell.promise(side.goal)
    return (said, "gone", "") if one.removed else ("", said, _state(one.after))


def _stale(_: Teller, one: Difference) -> _Told:
    last = one.after.facts.reading if one.after else None
    return (
        "",
        "stale" if one.went_stale else "fresh again",
        f"last figure {brief.on(last.date)}" if last else "no figure",
    )


def _news(tell: Teller, one: Difference) -> _Told:
    listed = ", ".join(
        f"{tell.about(one.goal, figure.value)} for {figure.on}" for figure in one.news.last if figure.value is not None
    )
    more = one.news.count - len(one.news.last)
    return "", number_of(one.news.count, "new figure"), listed + (f" and {more:,} before" if more else "")


_KINDS: tuple[tuple[Kind, str, str, Callable[[Difference], bool], Callable[[Teller, Difference], _Told]], ...] = (
    ("status", "new status", "Status", lambda one: one.status, _status),
    ("target", "new promise", "What is promised", lambda one: one.target, _targets),
    ("added", "new goal", "New in the plan", lambda one: one.added, _presence),
    ("removed", "goal gone", "Gone from the plan", lambda one: one.removed, _presence),
    ("stale", "change of evidence", "Evidence", lambda one: one.went_stale or one.fresh_again, _stale),
    ("reading", "new reading", "Readings", lambda one: one.reading, _reading),
    ("figures", "goal with other figures", "New figures that change no reading", lambda one: one.only_news, _news),
)  # fmt: skip


def diff_view(plan: Plan, found: Compared, width: int | None) -> View:
    """A section for each kind of change, and a line that counts them; people get lines of this width."""
    earlier, later, tell = found.earlier, found.later, Teller(plan.numbers)
    changes: list[tuple[Difference, Kind]] = []
    sections, counted = [], []
    for kind, counts, title, applies, shown in _KINDS:
        those = [one for one in found.differences if applies(one)]
        if not those:
            continue
        rows = (
            Row((one.goal.title, *shown(tell, one)), _tone(one, kind), at) for at, one in enumerate(those, len(changes))
        )
        sections.append(Section(title, tuple(rows)))
        changes += ((one, kind) for one in those)
        counted.append(_count_of(len(those), counts))
    head = (plan.title, _headline(earlier, later, ", ".join(counted)))
    lines = tuple(_lines(head, sections, width))
    return View(partial(_answer, plan, found, changes, tell), _COLUMNS, tuple(sections), head, lines=lines)


def _answer(plan: Plan, found: Compared, changes: Sequence[tuple[Difference, Kind]], tell: Teller) -> DiffAnswer:
    return DiffAnswer(
        since=found.earlier.as_of,
        until=found.later.as_of,
        known_since=found.earlier.known_at,
        known_until=found.later.known_at,
        plan=plan_record(plan),
        changes=tuple(_record(tell, one, kind) for one, kind in changes),
    )


def _lines(head: Sequence[str], sections: Sequence[Section], width: int | None) -> Iterator[Line]:
    """A line for each change: the goal, before → after, and beside it or below what else is to be said."""
    yield line(Span(head[0] if width is None else cut(head[0], width), "strong"))
    yield from folded(head[1], width)
    rows = [row for section in sections for row in section.rows]
    titles, changes, room = _widths(rows, width)
    for section in sections:
        yield ()
        yield line(Span(section.title, "strong"))
        for row in section.rows:
            yield from _change_lines(row, titles, changes, room, width)


def _widths(rows: Sequence[Row], width: int | None) -> tuple[int, int, int | None]:
    """How wide titles and changes are, and the room beside them: 0 where that is too little, None where any is."""
    titles, changes = widest(row.cells[0] for row in rows), widest(map(_change, rows))
    if width is None:
        return titles, changes, None
    titles = max(min(titles, width - changes - 4), min(titles, _NARROWEST))
    room = width - titles - changes - 6
    return titles, changes, room if room >= _NARROWEST else 0


def _change_lines(row: Row, titles: int, changes: int, room: int | None, width: int | None) -> Iterator[Line]:
    """One change, its title and the change itself as wide as the widest of all, and what is to be said of it folded in
    the room that is left; all of it below the title where that is too little."""
    goal, *_, more = row.cells
    change = _change(row)
    if width is not None and not room:
        yield line("  ", cut(goal, width - 2))
        below = [line(Span(f"{change}{':' if more else ''}", row.tone)), *map(line, more.split())]
        yield from (line(" " * _SET_IN, *text) for text in packed(below, width - _SET_IN, gap=1))
        return
    first, *others = [more] if room is None else wrapped(more, room)
    gap = " " * (changes - cells(change) + 2)
    yield line("  ", fit(goal, titles), "  ", Span(change, row.tone), gap + first)
    yield from (line(" " * (titles + changes + 6) + text) for text in others)


def _change(row: Row) -> str:
    return " → ".join(cell for cell in row.cells[1:3] if cell)


def markdown(view: View) -> str:
    """The changes as a list for a mail: `- **Trade volume**: on track → at risk (pace is below 0.95)`."""
    blocks = [f"# {safe(text_of(view.head[0]))}", safe(text_of(view.head[1]))]
    for section in view.sections:
        lines = []
        for row in section.rows:
            goal, _, _, more = row.cells
            lines.append(f"- **{safe(goal)}**: {safe(_change(row))}{f' ({safe(more)})' if more else ''}")
        blocks.append(f"## {safe(section.title)}\n\n" + "\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _count_of(count: int, noun: str) -> str:
    """`2 new statuses`: the nouns here are few, and two of them have plurals of their own."""
    odd = {"new status": "new statuses", "goal gone": "goals gone", "change of evidence": "changes of evidence",
           "goal with other figures": "goals with other figures"}  # fmt: skip
    return f"{count} {odd[noun]}" if count != 1 and noun in odd else number_of(count, noun)


def _headline(earlier: Day, later: Day, counted: str) -> str:
    span = f"{brief.on(earlier.as_of)} to {brief.on(later.as_of)}"
    known = "" if earlier.known_at != later.known_at else ", both days as known now"
    return f"{span}{known}: {counted or 'nothing changed'}"


def _tone(one: Difference, kind: str) -> str:
    if kind in ("status", "added") and one.after is not None:
        return words.SIGNS[one.after.status][1]
    return "fair" if kind == "stale" and one.went_stale else ""


_SIDES: dict[Kind, Callable[[Teller, Assessment], Value]] = {
    "status": lambda _, side: side.status,
    "added": lambda _, side: side.status,
    "removed": lambda _, side: side.status,
    "reading": lambda _, side: side.facts.value,
    "target": lambda tell, side: tell.promise(side.goal),
    "stale": lambda _, side: STALE if side.stale else "fresh",
}


def _record(tell: Teller, one: Difference, kind: Kind) -> DifferenceRecord:
    before: Value = None
    after: Value = Decimal(one.news.count)
    if kind in _SIDES:
        before, after = (None if side is None else _SIDES[kind](tell, side) for side in (one.before, one.after))
    return DifferenceRecord(one.goal.id, one.goal.title, kind, before, after, one.news.count)
