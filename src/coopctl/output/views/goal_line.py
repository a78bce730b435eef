"""A goal's line on the board: its cells, which of them fit a width, and their places."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct, structs

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.methods import STALE
from coopctl.output.formats.lines import TREND, Line, Span, aligned, cells, cut, fit, gauge, sparkline, widest
from coopctl.output.formats.text import plain
from coopctl.output.views import words
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds, Measure
from coopctl.values import brief
from coopctl.values.quantities import NumberFormat

_BAR = 10
_LEAST_TITLE, _GOOD_TITLE, _LONG_TITLE, _LONG_TARGET = 16, 24, 30, 14
# Titles may be as short as this where words stand beside them that say how far the goal is.
_SHORT_TITLE = 13
_LATER = ("trend", "needed next", "forecast")
_TEXTS = {
    "deadline": "deadline",
    "age": "age",
    "status": "status",
    "trend": "trend",
    "needed next": "needed",
    "forecast": "forecast",
}
_GAPS = {"bar": 1, "deadline": 1, "age": 1}
# From which width on a column is worth its room; without a width all are.
_FROM = {"bar": 50, "deadline": 64, "age": 72, "status": 72, "trend": 120, "needed next": 132, "forecast": 160}

# From which width on the word of a status comes before the whole of a title.
_WORDY = 100


class Cells(Struct, frozen=True):
    """A goal's line before it is cut to a width: each of its columns as text, and the tone of its sign and word."""

    title: str
    now: str
    link: str
    target: str
    unit: str
    deadline: str
    bar: Line
    share: str
    age: str
    flag: str
    status: str
    trend: str
    needed: str
    forecast: str
    tone: str
    sign: str


def tone_of(one: Assessment) -> str:
    """The tone of a status; what is stale loses its colour."""
    return "" if one.stale else words.SIGNS[one.status][1]


def cells_of(goals: Sequence[Assessment], *, several: bool, numbers: NumberFormat, unicode: bool) -> list[Cells]:
    """What the board says of goals; the points, or the decimal commas, of what they are at stand under each other."""
    told = [_goal_cells(one, several=several, numbers=numbers, unicode=unicode) for one in goals]
    lined_up = aligned([one.now for one in told], point=numbers.localised("."))
    return [structs.replace(one, now=now) for one, now in zip(told, lined_up, strict=True)]


def _goal_cells(one: Assessment, *, several: bool, numbers: NumberFormat, unicode: bool) -> Cells:
    """What the board says of a goal."""
    goal = one.goal
    now, link, target, unit = figures(one, numbers)
    bar, share = _bar_and_share(one, numbers)
    method = f" ({one.method})" if several else ""
    made = Cells(
        title=goal.title + (" (archived)" if goal.archived else ""),
        now=now,
        link=link,
        target=target,
        unit=unit,
        deadline=brief.month(goal.promise.target.deadline) if goal.promise.target.deadline else "",
        bar=bar,
        share=share,
        age=age(one),
        flag=STALE if one.stale else "late" if one.late is not None else "",
        status=", ".join([f"{one.status.words}{method}", *words.flags(one)]),
        trend=sparkline([Fraction(reading.value) for reading in one.last_readings(TREND)]),
        needed="" if goal.promise.keep is not None else words.needs(one, numbers, short=True),
        forecast=words.outlook(one, numbers),
        tone=tone_of(one),
        sign=words.SIGNS[one.status][0],
    )
    return made if unicode else _in_ascii(made)


def _bar_and_share(one: Assessment, numbers: NumberFormat) -> tuple[Line, str]:
    """The bar and the share of the way; words in their place where a value is kept, or a period still runs."""
    facts = one.facts
    if one.goal.promise.keep is not None:
        return (), words.held(one, "held")
    if facts.due is not None and facts.running is not None and not facts.reached:
        return (), _so_far(one, facts.running.value, facts.due, numbers)
    share = numbers.within(brief.share(facts.progress))
    return (() if facts.progress is None else gauge(facts.progress, None if facts.closed else facts.expected)), share


def _in_ascii(one: Cells) -> Cells:
    """The cells as they can be shown where there is only ASCII; signs and bars stay one column each."""
    texts = {
        name: plain(text) for name, text in structs.asdict(one).items() if isinstance(text, str) and name != "sign"
    }
    return structs.replace(one, **texts)


def _so_far(one: Assessment, value: Decimal, due: Fraction, numbers: NumberFormat) -> str:
    """What a running sum or count has, and what is due by now, in the room of a bar."""
    has, owes = (words.amount(one.goal, number, numbers, unit=False) for number in (value, due))
    owes = f"{owes} due" if one.goal.promise.rising else f"≤ {owes}"
    told = f"{has} so far, {owes}"
    return told if len(told) <= _BAR + 5 else f"{has} of {owes}"


# A bound that must be left behind, by whether more is better.
_STRICT = {True: ">", False: "<"}


def figures(one: Assessment, numbers: NumberFormat) -> tuple[str, str, str, str]:
    """Now, what stands between, the target and its unit, in one scale: `1.48`, `→`, `1.75bn`, ` USD`."""
    goal, target = one.goal, one.goal.promise.target
    now, mark = one.facts.current, words.mark(one)
    if goal.promise.measure is Measure.STAGE:
        return words.amount(goal, now, numbers) + mark, "→", words.amount(goal, target.value, numbers), ""
    unit = goal.promise.unit.beside("", one=target.value == 1) + brief.per(goal.promise.period)
    # A share without its sign is another number, so it is never cut.
    percent = "%" if unit.startswith("%") else ""
    unit = unit.removeprefix(percent)
    if goal.promise.keep is not None:
        bounds = [value for value in (goal.promise.keep.low, goal.promise.keep.high) if value is not None]
        shown, *limits = _in_one_scale(goal, [now, *bounds], numbers)
        return shown + mark, "", f"keep {_bounds(goal.promise.keep, limits)}{percent}", unit
    if goal.promise.reach is None:
        shown, *_ = _in_one_scale(goal, [now], numbers)
        return f"{shown}{percent + unit if now is not None else ''}{mark}", "", _way(goal), ""
    # A baseline that stands as now is no reading, and says by itself how much it is.
    shown, end = _in_one_scale(goal, [now, goal.promise.reach], numbers, shared=not one.facts.at_baseline)
    return shown + mark, "→", (f"{_STRICT[goal.promise.rising]} {end}" if goal.promise.strict else end) + percent, unit


def _way(goal: Goal) -> str:
    """Where a goal without a value to reach leads; a sentence that is its title as well is not said twice."""
    said = f"{goal.promise.target.direction or goal.promise.target.text}"
    return "no baseline" if said == goal.title else f"to {said}"


def _in_one_scale(
    goal: Goal, values: Sequence[Decimal | None], numbers: NumberFormat, *, shared: bool = True
) -> list[str]:
    """The values in one scale, whose letters stand after the last, or unless `shared` after each; – for none."""
    shown = words.beside(goal, values, numbers, unit=False)
    *texts, last = ["–" if value is None else shown.number(value) for value in values]
    letters = _letters(last) if shared else ""
    return [*(text.removesuffix(letters) if _letters(text) == letters else text for text in texts), last]


def _letters(number: str) -> str:
    return number.lstrip("−0123456789.,") if number != "–" else ""


def _bounds(keep: Bounds, limits: Sequence[str]) -> str:
    if len(limits) == 2:
        return limits[0] if keep.low == keep.high else " to ".join(limits)
    if keep.low is not None:
        return f"{'>' if keep.above else '≥'} {limits[0]}"
    return f"{'<' if keep.below else '≤'} {limits[0]}"


def age(one: Assessment) -> str:
    """How old the reading is, where that is worth knowing; `start` where there is none yet, `n/a` where none comes."""
    facts = one.facts
    if one.last_absent is not None:
        return "n/a"
    if facts.reading is None:
        return "" if facts.running is not None or facts.goal.promise.baseline.value is None else "start"
    days = days_old(one)
    return "" if days is None else brief.age(days)


def days_old(one: Assessment) -> int | None:
    """How many days old the reading is; None where that is not worth knowing, or nothing is to come."""
    facts = one.facts
    if one.last_absent is not None or facts.reading is None or facts.by_running or facts.closed:
        return None
    days = (facts.as_of - facts.reading.date).days
    return days if days >= brief.OLD or (one.stale and days > 0) else None


class Layout(Struct, frozen=True):
    """Which columns there are, and how wide the title and the figures may be."""

    columns: tuple[str, ...]
    title: int
    figures: int
    widths: dict[str, int]


def fitted(goals: Sequence[Cells], width: int | None) -> tuple[Sequence[Cells], Layout]:
    """The goals as they stand in a width, and the layout of that.

    Where the status has no room, what it would say beside its word is in the place of the age.
    """
    there = _layout(goals, width)
    if "status" not in there.columns:
        goals = [structs.replace(one, age=one.flag or one.age) for one in goals]
        there = _layout(goals, width)
    return (goals, there) if "bar" in there.columns else _without_bars(goals, there, width)


def _without_bars(goals: Sequence[Cells], there: Layout, width: int | None) -> tuple[Sequence[Cells], Layout]:
    """The goals and their layout where there is no bar: words have its room, short ones where titles need that more."""
    terse = [structs.replace(one, share=one.share if one.bar else _terse(one.share)) for one in goals]
    for words_, least in ((goals, _LEAST_TITLE), (terse, _SHORT_TITLE)):
        without = _layout(words_, width, bars=False)
        if without.title >= min(there.title, least):
            return words_, without
    # Half of what is held, or of what is due, would be another number.
    room = there.widths["share"]
    return [structs.replace(one, share=one.share if cells(one.share) <= room else "") for one in goals], there


def _terse(words: str) -> str:
    """What is held, or due by now, in as few letters as say it: `3 of 4`."""
    return words.replace(" so far,", " of").removeprefix("held ").removesuffix(" due")


def _layout(goals: Sequence[Cells], width: int | None, *, bars: bool = True) -> Layout:
    """The columns that fit a width, the most telling first; the title takes what is left.

    Without `bars` the words that stand in their place have room of their own.
    """
    title = widest(row.title for row in goals)
    before = widest(row.now for row in goals) + 1 + widest(row.link for row in goals) + 1
    numbers = before + widest(row.target + row.unit for row in goals)
    least = min(numbers, before + min(widest(row.target for row in goals), _LONG_TARGET))
    widths = _widths(goals, bars=bars)
    if width is None:
        return Layout(("share", *(name for name in _FROM if widths[name])), title, numbers, widths)
    short = min(title, _LEAST_TITLE)
    # On a wide terminal words come before more columns.
    reserved = min(max(width - 90, 0), max(0, min(title, _LONG_TITLE) - _LEAST_TITLE) + numbers - least)
    # On a narrow one the status has its word only where all else stands in full: its sign says it already.
    wished = 0 if width >= _WORDY else title - short + numbers - least
    left = width - 2 - short - 2 - least - 1 - widths["share"]
    chosen, left = _chosen(widths, width, left, {"status": wished, **dict.fromkeys(_LATER, reserved)})
    # What is left goes to the title until it can be read, then to the figures, then to the title again.
    wider = min(left, max(0, min(title, _GOOD_TITLE) - _LEAST_TITLE))
    more = min(left - wider, numbers - least)
    rest = min(left - wider - more, max(0, title - _LEAST_TITLE - wider))
    return Layout(chosen, short + wider + rest, least + more, widths)


def _widths(goals: Sequence[Cells], *, bars: bool) -> dict[str, int]:
    """What each column takes; that of the share has the bar beside it where there are bars."""
    widths = {name: widest(getattr(row, field) for row in goals) for name, field in _TEXTS.items()}
    bare, words = (widest(row.share for row in goals if bool(row.bar) is bar) for bar in (True, False))
    share = max(bare, words - _BAR - 1 if bars else words)
    return {"share": share, "bar": _BAR if any(row.bar for row in goals) else 0, **widths}


def _chosen(widths: dict[str, int], width: int, left: int, reserved: Mapping[str, int]) -> tuple[tuple[str, ...], int]:
    """The columns for which there is room, and what is left of it; of that so much is `reserved` from a column."""
    chosen = ["share"]
    for name, from_width in _FROM.items():
        room = widths[name] + _GAPS.get(name, 2)
        if widths[name] and width >= from_width and room <= left - reserved.get(name, 0):
            chosen.append(name)
            left -= room
    return tuple(chosen), left


def rows(goals: Sequence[Cells], there: Layout) -> list[Line]:
    """The lines of goals in a layout; their arrows stand under each other."""
    link = widest(one.link for one in goals)
    made = []
    for one in goals:
        before = f"{one.now} {fit(one.link, link)} "
        made.append(_row(one, before + _with_unit(one, there.figures - cells(before)), there))
    return made


def _with_unit(goal: Cells, room: int) -> str:
    """The target with as much of its unit as there is room for; a number is never cut for it."""
    left = room - cells(goal.target)
    return goal.target + (goal.unit if cells(goal.unit) <= left else cut(goal.unit, left) if left > 2 else "")


def _row(goal: Cells, numbers: str, there: Layout) -> Line:
    def cell(name: str, text: str, *, right: bool = False) -> tuple[Span, ...]:
        if name not in there.columns:
            return ()
        return (Span(" " * _GAPS.get(name, 2) + fit(text, there.widths[name], right=right)),)

    return (
        Span(goal.sign, goal.tone),
        Span(f" {fit(goal.title, there.title)}", named=True),
        Span(f"  {fit(numbers, there.figures)}"),
        *cell("deadline", goal.deadline),
        Span(" "),
        *_progress(goal, there),
        *cell("age", goal.age, right=True),
        *_status(goal, there),
        *cell("trend", goal.trend, right=True),
        *cell("needed next", goal.needed),
        *cell("forecast", goal.forecast),
    )


def _progress(goal: Cells, there: Layout) -> Line:
    width = there.widths["share"]
    if "bar" not in there.columns:
        return (Span(fit(goal.share, width, right=True)),)
    if goal.bar:
        return (*goal.bar, Span(" " + fit(goal.share, width, right=True)))
    return (Span(fit(goal.share, there.widths["bar"] + 1 + width)),)


def _status(goal: Cells, there: Layout) -> Line:
    if "status" not in there.columns:
        return ()
    width = there.widths["status"] - 2
    return (Span("  "), Span(goal.status, goal.tone), Span(" " * (width - cells(goal.status))))


def left_out(there: Layout) -> list[str]:
    """The columns that say something and found no room."""
    return [name for name in _FROM if there.widths[name] and name not in there.columns]
