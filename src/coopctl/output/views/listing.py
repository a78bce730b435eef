"""The views of lists: goals, groups, the whole plan, and the log of figures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, structs

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.due import Due
from coopctl.language.echo import echo, show_figure, show_value
from coopctl.output import Column, Row, Section, View, listed
from coopctl.output.answers import GoalsAnswer, GroupsAnswer, LogAnswer, PlanAnswer
from coopctl.output.records import figure_record, goal_record, group_record, plan_record
from coopctl.output.views import words
from coopctl.plan.corrections import Gone, State, state_of
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.values.ids import KEY_SHOWN
from coopctl.values.quantities import NumberFormat

_GOALS = (
    Column("ID", "id"),
    Column("Title", "title", drop=3, folds=20),
    Column("Baseline", "baseline.value", drop=4),
    Column("Target", "target.value", drop=1, folds=20, below="{}"),
    Column("By", "target.deadline", drop=2),
    Column("Measure", "measure", drop=5),
    Column("Groups", "groups", drop=6, folds=20),
    Column("Owner", "owner", drop=7),
)
_FIGURES = (
    Column("Figure", "key"),
    Column("Goal", "goal", drop=2, below="{}"),
    Column("For", "on"),
    Column("Value", "value", right=True, folds=20),
    Column("State", "state", drop=1, toned=True, folds=20, below="{}"),
    Column("Recorded (UTC)", "recorded_at", drop=5),
    Column("Who", "who", drop=6),
    Column("Source", "source", drop=3, folds=20),
    Column("Note", "note", drop=4, folds=20),
)
# Of one goal that was named, its name goes first.
_OF_ONE = tuple(structs.replace(one, drop=7, below="") if one.field == "goal" else one for one in _FIGURES)

Standing = Callable[[], Sequence[Assessment]]
"""What goals come to, worked out where it is written: what is shown as promised does without."""


def goals_view(plan: Plan, goals: Sequence[Goal], standing: Standing, as_of: date) -> View:
    """The goals as they are promised; machines get their standing as well, in the shape of `status`."""
    return View(
        lambda: GoalsAnswer(as_of, plan_record(plan), tuple(map(goal_record, standing()))),
        _GOALS,
        listed(_goal_row(goal, at, plan.numbers) for at, goal in enumerate(goals)),
    )


def _goal_row(goal: Goal, at: int, numbers: NumberFormat) -> Row:
    cells = (
        goal.id,
        goal.title,
        words.baseline(goal, numbers),
        words.target(goal, numbers),
        f"{goal.promise.target.deadline or '–'}",
        f"{goal.promise.measure}",
        " ".join(goal.groups),
        goal.owner,
    )
    return Row(cells, at=at)


class Card(Struct, frozen=True):
    """What a goal's card shows beside the goal: its last figures, newest first, and the next one due."""

    figures: tuple[Figure, ...] = ()
    due: Due | None = None


def goal_view(plan: Plan, one: Assessment, as_of: date, card: Card = Card()) -> View:  # noqa: B008 - it is frozen
    """One goal, everything that is kept of it."""
    goal, numbers = one.goal, plan.numbers
    kept = (
        ("id", goal.id),
        ("title", goal.title),
        ("promise", echo(goal, numbers)),
        ("as written", goal.promise.target.text),
        *(("milestone", line) for line in words.milestones(one, numbers)),
        ("stages", " < ".join(goal.promise.stages)),
        ("status", f"{one.status.words} as of {as_of}: {words.why(one, numbers)}"),
        ("groups", " ".join(goal.groups)),
        ("owner", goal.owner),
        ("source", goal.source),
        ("note", goal.note),
        ("cadence", goal.cadence),
        ("lag", goal.lag),
        ("weight", numbers.exact(goal.weight)),
        ("tags", " ".join(goal.tags)),
        ("archived", (goal.archived_why or "yes") if goal.archived else ""),
        *(
            ("until", f"{old.effective}: {old.old.text}; changed because: {old.why or '–'}")
            for old in goal.promise.revisions
        ),
        *(("figure", _figure_line(goal, figure, numbers)) for figure in card.figures),
        ("next due", f"for {card.due.due_for}, by {card.due.due_by}" if card.due else ""),
    )
    return View(
        lambda: GoalsAnswer(as_of, plan_record(plan), (goal_record(one),)),
        (Column("Field"), Column("Value", folds=40)),
        listed(Row((name, value)) for name, value in kept if value),
    )


def _figure_line(goal: Goal, figure: Figure, numbers: NumberFormat) -> str:
    """A figure with its day and where it comes from."""
    value = show_figure(goal, figure, numbers)
    where = ", ".join(
        part for part in (figure.why if figure.missing else "", figure.source, figure.url, figure.note) if part
    )
    return f"{value} for {figure.on}{words.marked(figure)}{f' ({where})' if where else ''}"


def groups_view(plan: Plan) -> View:
    """The groups with their descriptions."""
    return View(
        lambda: GroupsAnswer(plan_record(plan), tuple(map(group_record, plan.groups))),
        (
            Column("Group"),
            Column("Title", "title", drop=1, folds=20, below="{}"),
            Column("Description", "description", drop=2, folds=30),
        ),
        listed(Row((one.ref, one.title, one.description), at=at) for at, one in enumerate(plan.groups)),
    )


def plan_view(plan: Plan, standing: Standing, as_of: date) -> View:
    """The plan: groups by kind, goals, initiatives, each with its description."""
    dated = f"dated {plan.date}, fiscal year starts in month {plan.fiscal_start}" if plan.date else ""
    return View(
        lambda: PlanAnswer(
            as_of, plan_record(plan), tuple(map(goal_record, standing())), tuple(map(group_record, plan.groups))
        ),
        (Column("ID"), Column("Title", drop=1, folds=20), Column("What is promised", folds=30)),
        tuple(_plan_sections(plan)),
        tuple(filter(None, (plan.title, plan.description, dated))),
    )


def _plan_sections(plan: Plan) -> Iterator[Section]:
    """The groups by kind, then the goals with what they promise, then the initiatives with what is said of them."""
    kinds: dict[str, list[Row]] = {}
    for group in plan.groups:
        kinds.setdefault(group.kind, []).append(Row((group.id, group.title, group.description)))
    yield from (Section(kind.capitalize(), tuple(rows)) for kind, rows in kinds.items())
    parts: dict[str, list[Row]] = {"Goals": [], "Initiatives": []}
    for goal in plan.goals:
        initiative = "initiative" in goal.tags
        row = Row((goal.id, goal.title, goal.note if initiative else echo(goal, plan.numbers)))
        parts["Initiatives" if initiative else "Goals"] += [] if goal.archived else [row]
    yield from (Section(title, tuple(rows)) for title, rows in parts.items() if rows)


_QUIET = frozenset(state for state in State if state.is_withdrawn)


def log_view(plan: Plan, entries: Sequence[Entry]) -> View:
    """Figures that nobody has taken back, each with its state."""
    (view,) = log_views(plan, (entries,), {})
    return view


def log_views(
    plan: Plan, parts: Iterable[Sequence[Entry]], gone: Gone, *, of_one: bool = False, whose: bool = False
) -> Iterator[View]:
    """Figures that come in parts, newest first, each with its state: a view for each part, or `of_one` named goal.

    `gone` says of keys and batches how they were taken back, `whose` that it was asked who recorded them.
    """
    goals, columns = plan.named, _OF_ONE if of_one else _FIGURES
    for entries in parts:
        yield _log_part(plan, goals, entries, gone, columns, whose=whose)


def _log_part(
    plan: Plan,
    goals: Mapping[str, Goal],
    entries: Sequence[Entry],
    gone: Gone,
    columns: tuple[Column, ...],
    *,
    whose: bool,
) -> View:
    told = [(place, figure, figure_state(figure, gone)) for place, figure in entries]
    # Where only one person records, nobody asks who it was.
    whose = whose or len({figure.by for _, figure in entries}) > 1
    rows = (
        _figure_row(plan.numbers, goals.get(figure.goal), figure, state, at, figure.who or (figure.by if whose else ""))
        for at, (_, figure, state) in enumerate(told)
    )
    return View(lambda: LogAnswer(plan_record(plan), tuple(figure_record(*one) for one in told)), columns, listed(rows))


def figure_state(figure: Figure, gone: Gone) -> str:
    """Whether a figure stands, or what became of it, in the words of the log."""
    state = state_of(figure, gone)
    if state.withdraws:
        return f"{state} {figure.retracts[:KEY_SHOWN]}"
    if state is State.STANDS and figure.replaces:
        return f"corrects {figure.replaces[:KEY_SHOWN]}"
    return "provisional" if state is State.STANDS and figure.provisional else state


def _figure_row(numbers: NumberFormat, goal: Goal | None, figure: Figure, state: str, at: int, who: str) -> Row:
    value = "n/a" if figure.missing else "–"
    if figure.value is not None:
        value = numbers.exact(figure.value) if goal is None else show_value(goal, figure.value, numbers)
    note = " ".join(part for part in (figure.note, figure.why and f"why: {figure.why}") if part)
    cells = (
        figure.key[:KEY_SHOWN],
        figure.goal,
        figure.on,
        value,
        state,
        f"{figure.recorded_at:%Y-%m-%d %H:%M}",
        who,
        " ".join(part for part in (figure.source, figure.url) if part),
        note,
    )
    return Row(cells, "quiet" if state in _QUIET else "", at)
