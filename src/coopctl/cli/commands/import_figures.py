"""`coopctl import`: figures from a table, a workbook or an exchange file, all or none."""

from contextlib import AbstractContextManager, ExitStack, nullcontext
from itertools import islice
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import structs

from coopctl.cli.declared import argument, option
from coopctl.cli.inputs import named, opened, with_bar
from coopctl.cli.outputs import write_to
from coopctl.cli.session import Session
from coopctl.cli.streams import ReaderGone
from coopctl.errors import NoPlan, Refused, WrongUsage, as_typed
from coopctl.exchange.figures.asked import Missing
from coopctl.exchange.figures.senses import Sense
from coopctl.exchange.formats.registry import FileFormat, Form
from coopctl.output import Format
from coopctl.output.formats.text import number_of
from coopctl.plan.plan import Plan
from coopctl.values.patterns import check_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coopctl.exchange.figures.asked import Asked
    from coopctl.exchange.figures.intake import Intake
    from coopctl.exchange.figures.rejects import Rejects
    from coopctl.exchange.formats.rows import Unread
    from coopctl.store import Staged, Store

EXAMPLES = (
    "coopctl import figures.csv --dry-run",
    "coopctl import customs.xlsx --sheet 2024 --map goal=Series,value=Total",
    "curl -s https://example.org/trade.csv | coopctl import - --goal trade-volume",
    "coopctl import figures.csv --skip-bad --rejects rejected.csv",
)


def command(
    session: Session,
    table: Annotated[str, argument(metavar="FILE|-", help="The table; - reads stdin.")],
    form: Annotated[
        FileFormat | None, option("--format", help="Its format. [by its name and content]", show_default=False)
    ] = None,
    columns: Annotated[
        str,
        option(
            "--map",
            metavar="ROLE=COLUMN,...",
            help="Which column is goal, value, date, unit, ...; ROLE= for none. Or the NAME of a kept map.",
        ),
    ] = "",
    save_map: Annotated[
        str, option("--save-map", metavar="NAME", help="Keep its columns in the plan, for --map NAME.")
    ] = "",
    goal: Annotated[str | None, option(metavar="ID", help="The goal of every row.", autocompletion="goal_ids")] = None,
    dry_run: Annotated[bool, option("--dry-run", help="Show what would be recorded; record nothing.")] = False,
    skip_bad: Annotated[bool, option("--skip-bad", help="Leave out what is not understood.")] = False,
    rejects: Annotated[
        str | None, option(metavar="FILE", help="Where to write the rows left out, as CSV with the reason.")
    ] = None,
    sheet: Annotated[str | None, option(metavar="NAME", help="The workbook's sheet. [the first]")] = None,
    where: Annotated[
        list[str], option(metavar="COL=VALUE,...", help="Only these rows; an empty VALUE for a column left empty.")
    ] = [],  # noqa: B006 - nobody changes it
    rename: Annotated[
        list[str], option(metavar="NAME=GOAL", help="Which goal the file means by a name; repeatable.")
    ] = [],  # noqa: B006 - nobody changes it
    dates: Annotated[
        Sense | None, option(help="How its dates are written, where they do not say.", show_default=False)
    ] = None,
    decimal_comma: Annotated[
        bool | None,
        option("--decimal-comma/--decimal-point", help="Its decimal mark. [the plan's]", show_default=False),
    ] = None,
    header_rows: Annotated[int, option(metavar="N", min=1, max=5, help="How many rows make its header.")] = 1,
    scale: Annotated[str, option(metavar="SCALE", help="Its values are in thousands, millions, ...")] = "",
    yes_words: Annotated[str, option(metavar="WORD,...", help="What says that an event happened.")] = "",
    no_words: Annotated[str, option(metavar="WORD,...", help="What says that none did.")] = "",
    encoding: Annotated[str, option(metavar="NAME", help="Its code page, such as cp1252. [UTF-8]")] = "",
    update: Annotated[bool, option("--update", help="Where another value is recorded, correct it by the row.")] = False,
    missing: Annotated[
        Missing, option(help="What becomes of a marker such as .. or n/a: passed over, or recorded as n/a.")
    ] = Missing.PASS,
    no_value: Annotated[
        list[str],
        option(metavar="TEXT", help="What stands for no value, such as -999; '' if nothing does; repeatable."),
    ] = [],  # noqa: B006 - nobody changes it
    raw: Annotated[bool, option("--raw", help="Keep the apostrophe before a text that starts with =.")] = False,
) -> None:
    """Record the figures of a file.

    Long tables (goal, date, value), wide ones (a column for each period) and ones with a column for each goal.  All
    rows or none, unless --skip-bad is given; rows that are recorded already are not recorded again.
    """
    said = locals()
    from coopctl.exchange.figures.intake import Intake
    from coopctl.exchange.figures.making import Making

    _check_rejects(session, table, rejects)
    _check_name(save_map)
    store = _store(session, table)
    plan = store.contents().plan
    asked = _asked(said, plan)
    making = Making(session.now, session.today, session.new_key(), session.new_key())
    with Intake(plan, making, asked) as intake, ExitStack() as held:
        staged = held.enter_context(_staged(session, store, intake, table, Form(form, sheet, encoding)))

        def take_in() -> "Staged":
            _check_plan(store, plan)
            new = held.enter_context(_unknown(store, intake, staged))
            _report(session, intake, rejects)
            intake.check()
            _refuse(named(table), intake, skip_bad=skip_bad, some=bool(len(new) or intake.already))
            intake.stand_ins.check(staged, new=len(new))
            _remark(session, intake, new, dry_run=dry_run)
            return new

        once = _Once(store)

        def work() -> int:
            new = once.of(take_in)
            if not dry_run:
                store.append(new) if len(new) else store.settle()
            return len(new)

        if dry_run:
            held.enter_context(store.snapshot())
        number = work() if dry_run else store.exclusively(work)
        if save_map and not dry_run:
            _save_map(session, save_map, intake)
        # What was refused is the answer where it goes to standard output.
        tell = session.say if rejects == "-" else session.tell
        tell(("would be: " if dry_run else "") + _tally(number, intake))


def _store(session: Session, table: str) -> "Store":
    """The store that figures come into; where there is no plan yet, the file may be one."""
    try:
        return session.store()
    except NoPlan as trouble:
        imported = as_typed("plan", "import", table)
        raise NoPlan(trouble.message, f"{trouble.hint}; if {named(table)} is a plan: {imported}") from None


def _check_name(save_map: str) -> None:
    if "=" in save_map or "," in save_map:
        raise WrongUsage(f"--save-map {save_map!r} is not a name", "a name has no = and no comma")
    check_names("the plan", map=save_map)


def _remark(session: Session, intake: "Intake", new: "Staged", *, dry_run: bool) -> None:
    """What is to be said of the figures that come in, of the first where people look at it."""
    from coopctl.exchange.figures.noted import UNDO

    mend = "mend the file first" if dry_run else UNDO
    for remark in (*intake.noted.told(mend), *intake.overlaps.told(mend)) if len(new) else ():
        session.remark(remark)
    if dry_run or session.terminal.width is not None:
        _say_first(session, intake, new)


def _say_first(session: Session, intake: "Intake", new: "Staged") -> None:
    """Say of the first figures what they are read as, for a column may be of other days or units than it looks."""
    from coopctl.language.echo import show_value

    goals = intake.plan.named
    first = [one for one in islice(new, _FIRST) if not one.retracts]
    numbers = intake.plan.numbers
    told = [
        f"{one.goal} {'n/a' if one.missing else show_value(goals[one.goal], one.value, numbers)} for {one.on}"
        for one in first
    ]
    more = f" and {len(new) - len(first):,} more" if len(new) > len(first) else ""
    if told:
        session.say(f"read: {'; '.join(told)}{more}")


_FIRST = 3
# What the names of goals begin with among the columns of a kept map: no role does.
_RENAMED = "="


def _asked(said: "Mapping[str, Any]", plan: Plan) -> "Asked":
    """What was said of the file with options, by the names of the command's parameters."""
    from coopctl.exchange.figures.asked import Asked, number_or_word, parse_names, parse_where, parse_words
    from coopctl.exchange.figures.words import parse_map
    from coopctl.values.vocabulary import NO, YES

    decimal = {None: "", True: "comma", False: "point"}[said["decimal_comma"]]
    yes, no = parse_words(said["yes_words"], frozenset()), parse_words(said["no_words"], frozenset())
    kept = _kept_map(said["columns"].strip(), plan)
    columns, names = (parse_map(said["columns"]), {}) if kept is None else _roles_and_names(kept, plan)
    return Asked(
        columns,
        plan.goal(said["goal"]) if said["goal"] else None, parse_where(said["where"]),
        said["dates"], said["header_rows"], decimal, said["scale"],
        (YES - no) | yes, (NO - yes) | no, update=said["update"], raw=said["raw"], keep=said["rejects"] is not None,
        missing=Missing(said["missing"]), names=names | parse_names(said["rename"], plan),
        blank=frozenset(map(number_or_word, said["no_value"])) if said["no_value"] else None,
    )  # fmt: skip


def _kept_map(name: str, plan: Plan) -> "Mapping[str, str] | None":
    """The columns that were kept under a name; None for columns that are said by their roles."""
    if not name or "=" in name or name in plan.maps:
        return plan.maps.get(name)
    known = f"those kept are {', '.join(plan.maps)}" if plan.maps else "a map is kept with --save-map NAME"
    raise WrongUsage(f"--map {name!r} is neither ROLE=COLUMN nor the name of a kept map", known)


def _roles_and_names(kept: "Mapping[str, str]", plan: Plan) -> "tuple[dict[str, str], dict[str, str]]":
    """The columns of a kept map by their roles, and the names that it knows goals of the plan by."""
    columns = {role: one for role, one in kept.items() if not role.startswith(_RENAMED)}
    return columns, {name[1:]: kept[name] for name in kept.keys() - columns.keys() if kept[name] in plan.named}


def _save_map(session: Session, name: str, intake: "Intake") -> None:
    """Keep the columns that were found or said, and the names of goals, for the next file of the kind."""
    names = {f"{_RENAMED}{one}": goal for one, goal in intake.asked.names.items()}
    session.tracker().change(
        f"keep the map {name}",
        lambda plan: structs.replace(plan, maps={**plan.maps, name: {**intake.columns, **names}}),
    )
    told = [f"{role}={one}" for role, one in intake.columns.items()]
    told += [f"{one!r} for {goal}" for one, goal in intake.asked.names.items()]
    session.say(f"note: kept for --map {name}: {', '.join(told)}")


def _check_rejects(session: Session, table: str, rejects: str | None) -> None:
    from coopctl.disk import files

    if rejects is None or rejects == "-":
        return
    if files.same(session.at(rejects), session.at(table)):
        raise WrongUsage(f"{rejects} is the file to import", "give --rejects another name")


def _staged(
    session: Session, store: "Store", intake: "Intake", file: str, form: Form
) -> "AbstractContextManager[Staged]":
    """The figures of an input, read to its end before anybody is kept from writing."""
    from coopctl.exchange.formats.registry import tables

    with (
        opened(session, file, "figures") as stream,
        with_bar(session, stream, tables(stream, named(file), intake.plan, form)) as found,
    ):
        return store.stage(intake.figures(found), intake.plan)


class _Once:
    """The figures that are new, found once, with their keys, for a store that asks to do it again."""

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._found: tuple[object, Staged] | None = None

    def of(self, take_in: "Callable[[], Staged]") -> "Staged":
        """What was found; raises `Refused` where others have written since, for the rows are counted and told once."""
        if self._found is None:
            self._found = self._store.version(), take_in()
        version, new = self._found
        if self._store.version() != version:
            raise Refused("others were writing to the same plan; nothing is recorded", "run it again")
        return new


def _check_plan(store: "Store", plan: Plan) -> None:
    if store.contents().plan != plan:
        raise Refused("the plan was changed while the figures were read; nothing is recorded", "run it again")


def _unknown(store: "Store", intake: "Intake", staged: "Staged") -> "AbstractContextManager[Staged]":
    """Those of the staged figures that the file does not have."""
    from coopctl.exchange.figures.duplicates import sift

    new = sift(intake, staged, store)
    return nullcontext(staged) if new is staged else store.stage(new, intake.plan)


def _report(session: Session, intake: "Intake", file: str | None) -> None:
    """Say how it was read, what was left aside and refused, and write the rows where they were asked for."""
    if session.terminal.width is not None and file != "-":
        from coopctl.output.views.mapping import mapping_view

        session.show(mapping_view(intake.columns, intake.values), Format.TABLE)
    for remark in intake.told:
        session.remark(f"note: {remark}")
    _say_changes(session, intake)
    _say_unused(session, intake)
    if intake.nothing:
        session.say("note: there are no rows below its header")
    for clash in intake.slots.first:
        session.remark(f"line {clash.line}: {clash.reason}")
    refused = intake.rejects
    for reject in refused.first:
        session.remark(f"{reject}")
    if refused.untold:
        session.say(f"and {refused.untold:,} more")
    _write_rejects(session, refused, file)


def _say_changes(session: Session, intake: "Intake") -> None:
    """Say what is recorded and does not come any more, and what takes the place of something else."""
    from coopctl.exchange.figures.lapsed import told

    for lapse in told(intake.lapses, intake.plan.numbers, "import again with --missing record --update"):
        session.remark(f"warning: {lapse}")
    if intake.corrected:
        more = intake.replaced - len(intake.corrected)
        session.remark(f"note: {'; '.join(intake.corrected)}{f', and {more:,} more' if more else ''}")


def _say_unused(session: Session, intake: "Intake") -> None:
    """Name the columns that nothing is made of, and why not of those whose period is not over."""
    coming = [name for name in intake.unused if _is_coming(session, intake.plan, name)]
    for what, names in (
        ("not used", [name for name in intake.unused if name not in coming]),
        ("not read, as their periods are not over", coming),
    ):
        if names:
            session.remark(f"note: columns {what}: {', '.join(names)}")


def _is_coming(session: Session, plan: Plan, name: str) -> bool:
    """Whether a column is of a period that is not over, of which no figure can be final."""
    from coopctl.values.dates import parse_period

    try:
        return parse_period(name, today=session.today, calendar=plan.calendar).last > session.today
    except Refused:
        return False


def _write_rejects(session: Session, refused: "Rejects", file: str | None) -> None:
    """Write the rows that were refused where they were asked for, to a file only if there are any."""
    if file == "-" or (file is not None and refused):
        try:
            write_to(session, file, refused.write())
        except ReaderGone:
            raise Refused("nobody reads the rows that were refused; nothing is recorded") from None


def _refuse(file: str, intake: "Intake", *, skip_bad: bool, some: bool) -> None:
    refused = len(intake.rejects)
    if not refused and not some and intake.passed.nothing:
        column = intake.columns.get("value")
        way = f"its values were looked for in {column!r}: --map value=COLUMN names another; or " if column else ""
        raise Refused(f"{file} has no figure: {', '.join(intake.passed.told())}", f"{way}see what --dry-run reads")
    if not refused or (skip_bad and some):
        return
    rows = f"{number_of(refused, 'row')} of {file}"
    if refused == intake.standing:
        way = "let them correct it with --update, or leave them out with --skip-bad"
        way += f"; where both count: {intake.beside}" if intake.beside else ""
        raise Refused(f"{rows} not as it is recorded; nothing is recorded", way)
    raise Refused(f"{rows} not understood; nothing is recorded", _way_out(intake, some=some))


def _way_out(intake: "Intake", *, some: bool) -> str:
    """What to do about rows that are not understood: where no column is of values, the one that is must be named."""
    from coopctl.exchange.figures.amounts import NoValue

    needed = any(isinstance(one.why, NoValue) for one in intake.rejects.first)
    if needed and "value" not in intake.columns and not intake.values and intake.unused:
        unnamed = next(iter(intake.unused))
        return f"name the column that holds the values, as in {quote(f'--map=value={unnamed}')}"
    if intake.unknown:
        return _rename(intake.unknown, some=some)
    return _mend([one.why for one in intake.rejects.first]) + (", or leave them out with --skip-bad" if some else "")


def _mend(troubles: "Sequence[Unread]") -> str:
    """The option by which values are understood that were refused, where one is known that may be meant."""
    from coopctl.exchange.figures.amounts import EitherMark, KeptBack, PerhapsComma

    if all(isinstance(one, PerhapsComma) for one in troubles):
        return "if a comma is its decimal mark: --decimal-comma; else mend the file"
    if all(isinstance(one, EitherMark) for one in troubles):
        return "if a comma is its decimal mark: --decimal-comma; if a point is: --decimal-point"
    bounds = dict.fromkeys(one.bound for one in troubles if isinstance(one, KeptBack))
    if bounds:
        said = " ".join(f"--no-value {quote(bound)}" for bound in bounds)
        return f"if a value is kept back there: {said}; else mend the file"
    return "mend the file"


def _rename(unknown: "Mapping[str, str]", *, some: bool) -> str:
    """How rows of names that no goal has are taken for those that may be meant, or left out."""
    near = [f"--rename {quote(f'{name}={goal}')}" for name, goal in unknown.items() if goal][:_FIRST]
    leave = "leave them out with --skip-bad" if some else ""
    if near:
        return f"if that is meant: {' '.join(near)}" + (f"; else {leave}" if leave else "")
    named = f"say which goal is meant with --rename {quote(f'{next(iter(unknown))}=GOAL')}"
    return f"{leave}, or {named}" if leave else named


def _tally(new: int, intake: "Intake") -> str:
    parts = [f"{number_of(new, 'figure')} recorded"]
    if intake.already or not new:
        parts.append(f"{intake.already:,} already recorded")
    if intake.replaced:
        parts.append(f"{intake.replaced:,} of them in the place of another")
    if intake.withdrawn:
        parts.append(f"{intake.withdrawn:,} of them a retraction")
    parts += intake.passed.told()
    if intake.rejects:
        parts.append(f"{len(intake.rejects):,} left out")
    return ", ".join(parts)
