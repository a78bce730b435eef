"""Figures that are recorded, withdrawn and undone, and what is asked of a value before it counts."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from shlex import quote

from msgspec import Struct, structs

from coopctl.errors import CoopctlError, Refused, UnknownName, Unsure
from coopctl.judgement.assessment import Assessment
from coopctl.judgement.books import Book, begin_of, enter
from coopctl.judgement.readings import History
from coopctl.judgement.surprise import limits, off_promise
from coopctl.language.echo import show_figure, show_value, written
from coopctl.language.figures import says_none, value_of
from coopctl.plan.corrections import CORRECTED, Gone
from coopctl.plan.plan import Entry, Figure, Goal, Plan, check_words
from coopctl.plan.slot import Slot, is_event
from coopctl.plan.terms import Measure
from coopctl.store import Store
from coopctl.tracker.desk import Desk
from coopctl.tracker.knowledge import Knowledge
from coopctl.tracker.named import Withdrawals, keys_to_correct, to_withdraw
from coopctl.tracker.slots import Settled, settle
from coopctl.values.calendar import ONE_DAY
from coopctl.values.dates import YEARS_START, is_to_come, period_named, spanned_year
from coopctl.values.ids import check_key, matching
from coopctl.values.patterns import later
from coopctl.values.quantities import EXACT, NumberFormat, plain
from coopctl.values.typed import parse_typed
from coopctl.values.vocabulary import NUMBERS, POINTS, YES, may_be_negative, pattern

# Points of a percentage are those of a change.
_IN_POINTS = later(rf"([-+\N{{MINUS SIGN}}].*?) ?(?:{pattern(POINTS)}|points?|pts)", re.IGNORECASE)


class Observation(Struct, frozen=True):
    """What somebody says of a goal's figure: value and day as written, and what else is to be kept with it.

    `n/a` for a value says that there is none, for the reason `why`, which a correction may have, too; `replaces` names
    the figure that it corrects; `key` makes a repeated call count once.  Of a level `+1` says a change and `=1` the
    value itself, as a `number` that a program gives always is.
    """

    value: str | None = None
    on: str = "today"
    note: str = ""
    source: str = ""
    url: str = ""
    who: str = ""
    provisional: bool = False
    replaces: str | None = None
    key: str | None = None
    why: str = ""
    number: bool = False


class Recorded(Struct, frozen=True):
    """A figure with its place in the log, and what it changed; `again` tells that it was there already.

    `gone` says of keys and batches how they were taken back, as for the log; `off` how far the value is off the last,
    in words; `notes` and `warnings` tell of other figures of its slot, and of a baseline that is later; `added` is the
    level that it would come to, were it what was added and not the new level, "" where that is not likely.
    """

    plan: Plan
    figure: Figure
    place: int
    before: Assessment
    after: Assessment
    gone: Gone
    again: bool = False
    off: str = ""
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    added: str = ""


class Retracted(Struct, frozen=True):
    """A figure that was withdrawn, and the goal's assessment without it."""

    figure: Figure
    after: Assessment


class Refusals(CoopctlError):
    """Observations that cannot be recorded, by their number in order, each with the reason."""

    def __init__(self, reasons: Mapping[int, str]) -> None:
        super().__init__(f"{len(reasons)} not understood; nothing is recorded")
        self.reasons = reasons


class Batch(Struct, frozen=True):
    """Figures that were recorded together, with their places, and how many more were there already.

    `remarks` are notes and warnings, each with the number of the observation that it is on.
    """

    entries: list[Entry]
    again: int
    remarks: tuple[tuple[int, str], ...]


class _Line(Struct, frozen=True):
    """A figure that is ready to be stored, and the keys of those that it corrects, the first by itself.

    `again` tells that it is there already.
    """

    goal: Goal
    settled: Settled
    named: tuple[str, ...]
    again: bool = False


class _Growing:
    """The days of goals' figures as they grow with each line of many; the file is read once, where it is asked for.

    `new` are the figures that the lines bring, in one batch.
    """

    def __init__(self, desk: Desk, batch: str) -> None:
        self._desk, self._batch, self._withdrawals = desk, batch, Withdrawals(desk.store)
        self.new: dict[str, Figure] = {}
        self._books: dict[str, Book] = {}
        self._mended: set[str] = set()
        self._taken: dict[Slot, Figure] = {}

    @cached_property
    def _known(self) -> Knowledge:
        return self._desk.know()

    def line(self, plan: Plan, ref: str, said: Observation) -> _Line:
        """What one line says; raises `CoopctlError` where it cannot be recorded."""
        goal = pick_goal(plan, ref, said.value)
        figure, named = _figure(self._desk, plan, goal, said, self._withdrawals)
        figure, notes = self._with_sum(goal, said, structs.replace(figure, batch=self._batch))
        if said.key is not None and self._is_there(figure):
            return _Line(goal, Settled(figure), named, again=True)
        settled = self._settle(plan, goal, figure)
        self._take(goal, settled.figure)
        self.new |= {one.key: one for one in _with_rivals(self._desk, settled.figure, named)}
        return _Line(goal, structs.replace(settled, notes=(*notes, *settled.notes)), named)

    def _is_there(self, figure: Figure) -> bool:
        return _same(figure, self.new.get(figure.key)) or recorded_already(figure, self._desk.store)

    def _history(self, goal: Goal) -> History:
        book = self._books.setdefault(goal.id, self._known.books[goal.id])
        return History(goal, book, self._known.plan.calendar)

    def _with_sum(self, goal: Goal, said: Observation, new: Figure) -> tuple[Figure, tuple[str, ...]]:
        """The figure of a level that is said as `+1`, which adds to what earlier lines say, too."""
        if not _is_change(goal, said):
            return new, ()
        if goal.id in self._mended and _adds(goal, said, new):
            raise Refused(f"{said.value!r} adds to a figure that an earlier line corrects", "write the value itself")
        return _with_sum(self._known.plan, self._history(goal), said, new)

    def _settle(self, plan: Plan, goal: Goal, new: Figure) -> Settled:
        adds = goal.promise.measure.additive
        before = None if is_event(new, adds=adds) else self._taken.get(Slot.of(new))
        if before is not None and not new.replaces:
            was, now = (show_figure(goal, one, plan.numbers) for one in (before, new))
            raise Refused(f"an earlier line says {was} for {new.on} of {goal.id}, this one {now}")
        if new.replaces:
            return Settled(new)
        history = self._history(goal) if adds else History(goal)
        return settle(self._desk.store, plan, history, new, self._withdrawals.gone)

    def _take(self, goal: Goal, new: Figure) -> None:
        """A figure that a line brings; of what it corrects the days are not known any more."""
        self._taken[Slot.of(new)] = new
        if new.replaces:
            self._mended.add(goal.id)
        elif goal.id in self._books:
            self._books[goal.id] = enter(goal, self._books[goal.id], new)


def record_all(desk: Desk, said: Sequence[tuple[str, Observation]]) -> Batch:
    """Figures of goals, all or none, in one batch, which undo takes back whole; see `Tracker.record_all`."""
    store, batch = desk.store, desk.new_key()

    def work() -> Batch:
        again, growing = 0, _Growing(desk, batch)
        reasons: dict[int, str] = {}
        remarks: list[tuple[int, str]] = []
        # Nobody else writes meanwhile, so that the file is opened once for all lines.
        with store.snapshot():
            contents = store.contents()
            for number, (ref, one) in enumerate(said):
                try:
                    line = growing.line(contents.plan, ref, one)
                except CoopctlError as why:
                    reasons[number] = why.whole
                    continue
                again += line.again
                remarks += [(number, f"note: {note}") for note in line.settled.notes]
                remarks += [(number, f"warning: {warning}") for warning in line.settled.warnings]
        if reasons:
            raise Refusals(reasons)
        new = list(growing.new.values())
        store.append(new) if new else store.settle()
        return Batch(list(enumerate(new, contents.last + 1)), again, tuple(remarks))

    return store.exclusively(work)


def record(desk: Desk, ref: str, said: Observation) -> Recorded:
    """One figure of a goal, recorded; see `Tracker.record`."""
    store = desk.store
    # What is read before the lock is taken keeps nobody waiting, and is true where nothing was written meanwhile.
    version, seen = store.version(), _prepare(desk, ref, said)

    def work() -> tuple[Knowledge, _Line]:
        known, line = seen if store.version() == version else _prepare(desk, ref, said)
        if line.again:
            store.settle()
        else:
            store.append(_with_rivals(desk, line.settled.figure, line.named))
        return known, line

    return _outcome(desk, *store.exclusively(work))


def _prepare(desk: Desk, ref: str, said: Observation) -> tuple[Knowledge, _Line]:
    """What is known of a goal, and the figure that is said of it."""
    store, known = desk.store, desk.know(of=lambda plan: pick_goal(plan, ref, said.value))
    goal = pick_goal(known.plan, ref, said.value)
    withdrawals = Withdrawals(store)
    figure, named = _figure(desk, known.plan, goal, said, withdrawals)
    new, notes = _with_sum(known.plan, known.history(goal), said, figure)
    again = said.key is not None and recorded_already(new, store)
    if again or new.replaces or notes:
        settled = Settled(new, notes)
    else:
        settled = settle(store, known.plan, known.history(goal), new, withdrawals.gone)
    return known, _Line(goal, settled, named, again)


def _outcome(desk: Desk, known: Knowledge, line: _Line) -> Recorded:
    """What a figure has changed, from what was known before it."""
    goal, new, again = line.goal, line.settled.figure, line.again
    after = desk.know(of=lambda plan: plan.goal(goal.id)) if again or new.replaces else _grown(known, goal, new)
    then, now = (one.assess(goal, desk.today) for one in (known, after))
    (place, figure), gone = _entry(desk.store, new.key) if again else ((known.last + 1, new), {})
    return Recorded(
        plan=after.plan,
        figure=figure,
        place=place,
        before=then,
        after=now,
        gone=gone,
        again=again,
        off=off_by_ten(new, then, after.plan.numbers),
        notes=(*line.settled.notes, *_history(known, goal, new)),
        warnings=line.settled.warnings,
        added="" if again or new.replaces else _sum_with_baseline(then, new, after.plan.numbers),
    )


def _sum_with_baseline(before: Assessment, new: Figure, numbers: NumberFormat) -> str:
    """What a first figure and the baseline come to, where a counted level that is to rise would have fallen by it."""
    goal, base = before.goal, before.goal.promise.baseline.value
    counted = goal.promise.measure is Measure.LEVEL and goal.promise.unit.is_counted
    first = before.facts.at_baseline and new.date is not None and before.facts.history.counts(new.date)
    if not counted or not first or not goal.promise.rising or base is None or new.value is None:
        return ""
    return written(goal, EXACT.add(base, new.value), numbers) if 0 < new.value < base else ""


def retract(desk: Desk, ref: str, *, why: str, who: str) -> Retracted:
    """A figure, withdrawn; see `Tracker.retract`."""
    store = desk.store

    def work() -> tuple[Figure, Goal]:
        old = to_withdraw(desk.plan, ref, store)
        goal = next((goal for goal in desk.plan.goals if goal.id == old.goal), None)
        if goal is None:
            raise UnknownName(f"figure {ref} is of {old.goal}, which is not in the plan", "see `coopctl goal list`")
        store.append([desk.withdrawal(goal.id, old.key, why=why, who=who)])
        return old, goal

    old, goal = store.exclusively(work)
    return Retracted(old, desk.know(of=lambda _: goal).assess(goal, desk.today))


def _figure(
    desk: Desk, plan: Plan, goal: Goal, said: Observation, withdrawals: Withdrawals
) -> tuple[Figure, tuple[str, ...]]:
    """The figure that is said, and the keys of those that it corrects.

    Raises `Refused` for a day or period that is not over, and for a key that is none; see `corrected`.
    """
    value = _value(plan, goal, said)
    period = parse_typed(said.on, today=desk.today, calendar=plan.calendar)
    if period.last > desk.today:
        running = "" if period.start > desk.today else ", or of today with --on today"
        running += f"; {YEARS_START}" if spanned_year(said.on, plan.calendar) else ""
        raise Refused(is_to_come(said.on, period.last), f"record it when it is over{running}")
    named = () if said.replaces is None else keys_to_correct(goal, said.replaces, desk.store, withdrawals)
    if said.key is not None:
        check_key(said.key)
    check_words(note=said.note, source=said.source, url=said.url, who=said.who, why=said.why)
    figure = Figure(
        key=desk.new_key() if said.key is None else said.key,
        goal=goal.id,
        recorded_at=desk.now,
        date=period.last,
        value=value,
        on=period.label,
        note=said.note,
        source=said.source,
        url=said.url,
        who=said.who,
        provisional=said.provisional,
        replaces=named[0] if named else "",
        why=said.why,
        missing=value is None,
    )
    return figure, named


def _value(plan: Plan, goal: Goal, said: Observation) -> Decimal | None:
    """The value that is said, None where it is said that there is none; raises `Refused` where a reason is amiss."""
    if said.value is not None and says_none(goal, said.value):
        if not said.why.strip():
            raise Refused(f"{said.value!r} needs a reason", "say why there is no figure with --why")
        return None
    value = value_of(goal, _itself(goal, said.value), decimal_comma=plan.decimal_comma)
    if said.why and said.replaces is None:
        raise Refused("a reason is said of a correction, or of n/a", "say what else there is to know with --note")
    return value


def _itself(goal: Goal, value: str | None) -> str | None:
    """The value in digits, None where it is one more of a count; of a level `=` says that it is the value itself."""
    if value is None or goal.promise.measure is Measure.STAGE:
        return value
    word = value.strip().lower()
    if goal.promise.measure is Measure.COUNT and word in YES:
        return None
    if word in NUMBERS:
        return f"{NUMBERS[word]}"
    if goal.promise.measure is not Measure.LEVEL:
        return value
    points = _points(goal, value)
    return value.lstrip().removeprefix("=") if points is None else f"{points[1]}%"


def _points(goal: Goal, value: str) -> re.Match[str] | None:
    """A change of a percentage, in points: `+2 pp`."""
    return _IN_POINTS.fullmatch(value.strip()) if goal.promise.unit.is_percent else None


def _is_change(goal: Goal, said: Observation) -> bool:
    """Whether a level is said with a sign before it, which may be that of a change."""
    signed = (said.value or "").lstrip().startswith(("+", "-", "\N{MINUS SIGN}"))
    return signed and goal.promise.measure is Measure.LEVEL and not said.number


def _adds(goal: Goal, said: Observation, new: Figure) -> bool:
    """Whether a value with a sign before it is a change for certain: above zero, or in points of a percentage."""
    return new.value is not None and (new.value >= 0 or _points(goal, said.value or "") is not None)


def _with_sum(plan: Plan, history: History, said: Observation, new: Figure) -> tuple[Figure, tuple[str, ...]]:
    """The figure of a level that is said as `+1`: so much more than the last one; with the sum in words.

    Raises `Refused` for `-1` where that may be so much less, as nothing says that the value can be below zero.
    """
    goal = history.goal
    if not _is_change(goal, said) or new.date is None or new.value is None:
        return new, ()
    reading = history.reading(new.date)
    last = reading.value if reading else goal.promise.baseline.value
    if not _adds(goal, said, new):
        _check_sign(plan, history, said, new.value, last)
        return new, ()
    if last is None:
        raise Refused(f"{said.value!r} adds to the last figure, and {goal.id} has none", "write the value itself")
    value = plain(EXACT.add(last, new.value))
    numbers = plan.numbers
    sign = "+" if new.value >= 0 else "\N{MINUS SIGN}"
    worked = f"{show_value(goal, value, numbers)} = {numbers.exact(last)} {sign} {numbers.exact(abs(new.value))}"
    return structs.replace(new, value=value), (f"{worked}: a level's figure is its new value",)


def _check_sign(plan: Plan, history: History, said: Observation, less: Decimal, last: Decimal | None) -> None:
    """Raises `Refused` for a value below zero where there was none, nor is promised, and nothing is called so."""
    goal = history.goal
    if last is None or last <= 0 or _known_below_zero(history):
        return
    there = show_value(goal, last, plan.numbers)
    on = "" if said.on == Observation().on else f" --on {quote(said.on)}"
    # A shell may look for a program behind a sign of equality at the start of a word.
    ways = written(goal, plain(EXACT.add(last, less)), plan.numbers), f"'={said.value}'"
    changed, itself = (f"coopctl record {goal.id} {way}{on}" for way in ways)
    raise Refused(
        f"{said.value!r} could be a change or the new value: {goal.id} is {there}, and was never below zero",
        f"for the change: {changed}; for the value itself: {itself}",
    )


def _known_below_zero(history: History) -> bool:
    goal, promise = history.goal, history.goal.promise
    bounds = (promise.keep.low, promise.keep.high) if promise.keep else ()
    said = (promise.baseline.value, promise.target.value, *bounds, *history.days.numbers())
    named = may_be_negative(goal.title) or may_be_negative(promise.unit.text)
    return named or min(filter(None, said), default=Decimal(0)) < 0


def _history(known: Knowledge, goal: Goal, new: Figure) -> tuple[str, ...]:
    """That a figure is from before the baseline, with the command that moves the baseline."""
    baseline = goal.promise.baseline
    if new.date is None:
        return ()
    if known.history(goal).has(new.on, new.date):
        added = new.date == begin_of(goal) and bool(baseline.value)
        return (added_to_own_day(known.plan, goal),) if added else ()
    early = f"it is kept as history, from before the baseline of {baseline.date}"
    if new.date == baseline.date:
        early = f"it is kept as history, as {new.on} ends with the baseline's day, {baseline.date}"
    return (f"{early}; {moves(known.plan, goal, since_for(known.plan, goal, new.on, new.date))}",)


def added_to_own_day(plan: Plan, goal: Goal) -> str:
    """That a figure of the baseline's own day is added to it."""
    baseline = goal.promise.baseline
    has = show_value(goal, baseline.value, plan.numbers)
    return f"it is added to the {has} of {baseline.date}, the baseline's own day; if they have it already: coopctl undo"


def since_for(plan: Plan, goal: Goal, on: str, day: date) -> date:
    """The last day for a baseline with which a figure counts that is said for a period or day."""
    if goal.promise.period is not None:
        return plan.calendar.period_of(day, goal.promise.period).start - ONE_DAY
    period = period_named(on, day, plan.calendar) if goal.promise.measure is Measure.TOTAL else None
    return day if period is None or period.start == day else period.start - ONE_DAY


def moves(plan: Plan, goal: Goal, since: date) -> str:
    """The command that moves a goal's baseline back to a day."""
    base = goal.promise.baseline.value
    # A value would make a goal that is kept one to be reached.
    none = "unknown" if goal.promise.keep else "VALUE"
    value = none if base is None else written(goal, base, plan.numbers)
    return f"to count from earlier: coopctl goal baseline {goal.id} {value} --on {since}"


def _grown(before: Knowledge, goal: Goal, new: Figure) -> Knowledge:
    """What is known with one more figure, without reading the file again."""
    books = {goal.id: enter(goal, before.books[goal.id], new)}
    return Knowledge(before.plan, books, before.last + 1)


def _entry(store: Store, key: str) -> tuple[Entry, Gone]:
    """The figure that is there already, with its place, and what was taken back since."""
    gone = store.gone()
    return next(entry for entry in store.with_key(key) if entry[1].key == key), gone


def pick_goal(plan: Plan, ref: str, value: str | None) -> Goal:
    """The goal that is meant: where a start fits several, the only one that can take the value."""
    goals = plan.named
    if ref in goals:
        return goals[ref]
    able = []
    for name in matching(ref, goals, {goal.id: goal.title for goal in plan.goals}):
        try:
            if value is None or not says_none(goals[name], value):
                value_of(goals[name], _itself(goals[name], value), decimal_comma=plan.decimal_comma)
        except Unsure:
            pass  # what it asks about it could take
        except Refused:
            continue
        able.append(goals[name])
    return able[0] if len(able) == 1 else plan.goal(ref)


def _with_rivals(desk: Desk, new: Figure, named: Sequence[str]) -> list[Figure]:
    """A correction, and what takes back the others that it names beside the one it replaces, as one batch."""
    if len(named) < 2:
        return [new]
    batch = new.batch or desk.new_key()
    why = f"{CORRECTED}{new.key}"
    others = [desk.withdrawal(new.goal, key, why=why, who=new.who) for key in named[1:]]
    return [structs.replace(one, batch=batch) for one in (new, *others)]


def recorded_already(new: Figure, store: Store) -> bool:
    """Whether the figure of this key is in the log; a repeated call is then no new figure.

    Raises `Refused` when the key belongs to a figure that says something else.
    """
    return any(figure.key == new.key and _same(new, figure) for _, figure in store.with_key(new.key))


def _same(new: Figure, figure: Figure | None) -> bool:
    """Whether a figure of the same key is there; raises `Refused` where it says something else."""
    if figure is None:
        return False
    if (figure.goal, figure.value, figure.date) != (new.goal, new.value, new.date):
        raise Refused(f"key {new.key} belongs to another figure, of {figure.goal}", "give each figure its own key")
    return True


def off_by_ten(new: Figure, before: Assessment, numbers: NumberFormat) -> str:
    """How far a new value is off the last, in words, where it is ten times or a tenth of it; "" where it is not.

    A level that a slipped point has made of one beside the last is about that.  Where nothing came before, or nothing
    but zero, it is compared with what is promised.  Events are few or many as they come, so they are not compared.
    """
    if before.goal.promise.measure in (Measure.STAGE, Measure.COUNT) or not new.value:
        return ""
    last = _last_value(before)
    if not last:
        return off_promise(before.goal, numbers) if limits(before.goal).surprised_by(new.value) else ""
    ratio = new.value / last
    far = _slip(before.goal.promise.measure, new.value, last)
    if ratio <= 0 or 1 / far < ratio < far:
        return ""
    about = "about " if 1 / _TEN < ratio < _TEN else ""
    times = f"{about}{'ten times' if ratio > 1 else 'a tenth of'}"
    return f"{times} the last ({numbers.exact(last)}), or further off{_near(new.value, ratio, numbers)}"


_TEN = Decimal(10)
# A slipped point beside a change of up to a third, of numbers that are not just few.
_SLIPPED, _MANY = Decimal("7.5"), 100


def _slip(measure: Measure, *values: Decimal) -> Decimal:
    """How many times one value is the other where a point has slipped; a level has changed a little, too."""
    return _TEN if measure.additive or max(map(abs, values)) < _MANY else _SLIPPED


def _near(value: Decimal, ratio: Decimal, numbers: NumberFormat) -> str:
    """The value by the scale that it may have been said without, where it is near the last then; "" where none is."""
    scales = (Decimal(1).scaleb(power) for power in (3, 6, 9))
    meant = next((scale for scale in scales if _HALF <= ratio * scale <= 1 / _HALF), None)
    return "" if meant is None else f"; {numbers.exact(plain(value * meant))} would be near it"


_HALF = Decimal("0.5")


def _last_value(before: Assessment) -> Decimal | None:
    """The value that a new one is compared with; of several figures of one day that add up, none is the last."""
    goal, history, reading = before.goal, before.facts.history, before.facts.reading
    if goal.promise.measure.additive:
        day = history.last_figure(before.facts.as_of)
        return history.days[day].value if day is not None and history.days[day].count == 1 else None
    return reading.value if reading else goal.promise.baseline.value
