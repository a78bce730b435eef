"""`coopctl record`: one figure of one goal, and what it changes."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from shlex import quote
from typing import TYPE_CHECKING, Annotated

from msgspec import structs

from coopctl.cli.declared import argument, option
from coopctl.cli.options import GoalRef, Output
from coopctl.cli.session import Session
from coopctl.errors import CoopctlError, NoDay, Refused, UnknownName, WrongUsage, as_typed
from coopctl.language.echo import show_value
from coopctl.output import Format
from coopctl.output.formats.text import number_of
from coopctl.output.views.recorded import recorded_view
from coopctl.plan.plan import Plan
from coopctl.tracker.recording import Batch, Observation, Recorded
from coopctl.values.ids import KEY_SHOWN

if TYPE_CHECKING:
    from datetime import date

    from coopctl.exchange.figures.spoken import Line
    from coopctl.language.typed import Meant
    from coopctl.tracker.tracker import Tracker

NEGATIVE_VALUES = True
_TODAY = "today"
# Words that people write between a goal and its value, and the sign that they are of it.
_BEFORE = {**dict.fromkeys("= : to is at was".split(), ""), "plus": "+", "minus": "-", "+": "+", "-": "-"}
EXAMPLES = (
    "coopctl record trade-volume 262M --on 2025-06-30 --source 'Customs, table 4'",
    "coopctl record joint-military-exercises",
    "coopctl record trade-volume n/a --on 2025-Q3 --why 'survey postponed'",
    "coopctl record - --source 'Customs, table 4' < figures.txt",
)


def command(
    session: Session,
    goal: GoalRef,
    value: Annotated[
        str | None, argument(metavar="[VALUE]", help="The figure, n/a for none; a count needs none.")
    ] = None,
    day: Annotated[
        list[str] | None, argument(metavar="[DATE]", help="The day or period it is for.", show_default=False)
    ] = None,
    on: Annotated[str, option("--on", metavar="DATE|PERIOD", help="The day or period it is for.")] = _TODAY,
    note: Annotated[str, option(metavar="TEXT", help="What else to know.")] = "",
    source: Annotated[str, option(metavar="TEXT", help="Where it comes from.")] = "",
    url: Annotated[str, option(metavar="TEXT", help="Where it can be looked up.")] = "",
    who: Annotated[str, option(metavar="NAME", help="Who records it.")] = "",
    provisional: Annotated[bool, option("--provisional", help="It will be revised.")] = False,
    replaces: Annotated[str | None, option(metavar="FIGURE,...", help="What this one corrects.")] = None,
    key: Annotated[str | None, option(metavar="KEY", help="Its key, so that a repeated call counts once.")] = None,
    why: Annotated[str, option(metavar="TEXT", help="Why there is none (n/a), or why it is corrected.")] = "",
    output: Output = Format.TABLE,
) -> None:
    """Record one figure of a goal.

    Shows what it changes: old reading to new, progress, expected, status.  With - for GOAL, lines of GOAL VALUE [DATE],
    or JSON objects with goal, value, on and the other options, are read from stdin and recorded together.
    """
    said = Observation(value, on, note, source, url, who, provisional, replaces, key, why)
    if goal == "-":
        _record_lines(session, structs.replace(said, on=_day(session, day or [], on)), output)
        return
    if day and said.value in _BEFORE:
        said, day = structs.replace(said, value=f"{_BEFORE[said.value]}{day[0]}"), day[1:]
    done, said = _record(session, goal, said, day or [])
    if done.added and _is_addition(session, done):
        said = structs.replace(said, value=done.added, replaces=done.figure.key, key=None)
        done = session.tracker().record(done.after.goal.id, said)
    session.doubt(said.value or "")
    _tell(session, done)
    session.show(recorded_view(done, session.program, session.terminal.width), output)


def _tell(session: Session, done: Recorded) -> None:
    """What a person should know of the figure beside what it changes."""
    if done.again:
        session.say(f"figure {done.figure.key} is recorded already; nothing changed")
    elif done.off:
        value = show_value(done.after.goal, done.figure.value, done.plan.numbers)
        session.say(f"warning: {value} is {done.off}; if it is wrong: coopctl undo")
    if done.after.goal.archived:
        goal = done.after.goal.id
        session.say(
            f"note: {goal} is archived, and status leaves it out; to bring it back: coopctl goal restore {goal}"
        )
    for kind, lines in (("warning", done.warnings), ("note", done.notes)):
        for line in lines:
            session.say(f"{kind}: {line}")


def _record(session: Session, goal: str, said: Observation, rest: list[str]) -> tuple[Recorded, Observation]:
    """What is recorded, and as what; words that are no value and a day are read as a person would mean them."""
    tracker, words = session.tracker(), [goal, *(word for word in (said.value, *rest) if word is not None)]
    if rest and said.on == _TODAY:
        from coopctl.language.typed import check_day

        check_day(goal, words[1:], tracker.plan, session.today)
    _check_point(tracker, goal, said.value or "")
    try:
        plain = structs.replace(said, on=_day(session, rest, said.on))
        return tracker.record(goal, plain), plain
    except (Refused, UnknownName, WrongUsage) as trouble:
        turned = _day_first(session, words, said, trouble)
        if turned is not None:
            return _record(session, turned[1][0], turned[0], turned[1][2:])
        found = _interpreted(session, words, said)
        if found is None:
            raise _explained(session, words, said, trouble) from trouble
        other = structs.replace(said, value=found.value, on=_day(session, [found.day] if found.day else [], said.on))
        return tracker.record(found.goal, other), other


def _day_first(
    session: Session, words: list[str], said: Observation, trouble: CoopctlError
) -> tuple[Observation, list[str]] | None:
    """What is said of a figure whose day stands first, as in a ledger, and the words behind it; None for others."""
    from coopctl.cli.days import is_day, is_read  # only what is refused pays for it

    first = isinstance(trouble, UnknownName) and said.on == _TODAY and words[0][:1].isdigit() and len(words) > 1
    if not (first and is_read(words[0], is_day(session.today))):
        return None
    return structs.replace(said, on=words[0], value=words[2] if len(words) > 2 else None), words[1:]


def _interpreted(session: Session, words: list[str], said: Observation) -> "Meant | None":
    """The one meaning of words that a person may have had; raises `Refused` where a text in them lacks its option."""
    from coopctl.language.typed import interpret  # only what is refused pays for it

    try:
        return interpret(words, session.tracker().plan, session.today)
    except Refused as trouble:
        raise _with_quotes(words, said, trouble) or trouble from None


def _explained(session: Session, words: list[str], said: Observation, trouble: CoopctlError) -> CoopctlError:
    """The refusal of words that are understood in no way, with the call that was meant, where one is."""
    plan = session.tracker().plan
    return (
        _from_pipe(words)
        or _with_quotes(words, said, trouble)
        or _with_day(session, words, trouble)
        or _with_note(session, plan, words)
        or _with_call(plan, words, trouble)
    )


def _from_pipe(words: list[str]) -> CoopctlError | None:
    """The refusal of a value that is to come from a pipe, where lines come with their goal; None for others."""
    if words[1:] != ["-"]:
        return None
    return WrongUsage(
        "from a pipe come lines of GOAL VALUE", f"write printf '%s %s\\n' {quote(words[0])} VALUE | coopctl record -"
    )


def _with_day(session: Session, words: list[str], trouble: CoopctlError) -> CoopctlError | None:
    """The refusal with the call that was meant where a day behind the value has a slip; None where none is near."""
    from coopctl.values.near_days import near_day

    for at in range(2, len(words)):
        said, unsure = _as_day(" ".join(words[at:]), session.today)
        if said:
            return unsure
        near = near_day(" ".join(words[at:]), session.today)
        if near:
            return type(trouble)(
                f"{' '.join(words[at:])!r} is no day", f"write {as_typed('record', *words[:at], near)}"
            )
    return None


def _as_day(text: str, today: "date") -> tuple[bool, Refused | None]:
    """Whether words say a day, as it stands behind `on`, and the refusal of one that may be one of two."""
    from coopctl.values.typed import parse_typed

    try:
        parse_typed(text.removeprefix("on "), today=today)
    except NoDay:
        return False, None
    except Refused as trouble:
        return True, trouble
    return True, None


# The options that take a text.
_TEXTS = ("note", "source", "url", "who", "why")


def _with_quotes(words: list[str], said: Observation, trouble: CoopctlError) -> CoopctlError | None:
    """The refusal with the call that was meant where a text has several words that nobody quoted, or its option no
    hyphens; None where there is none."""
    if isinstance(trouble, UnknownName):
        return None
    at = next((at for at, word in enumerate(words[:-1]) if at > 1 and word in _TEXTS), 0)
    if at:
        return _with_text(trouble, words[:at], words[at], words[at + 1 :], said.on)
    texts = [name for name in _TEXTS if getattr(said, name)]
    if len(texts) != 1 or len(words) < 3:
        return None
    return _with_text(trouble, words[:2], texts[0], [getattr(said, texts[0]), *words[2:]], said.on)


def _with_text(trouble: CoopctlError, words: list[str], name: str, text: list[str], on: str) -> CoopctlError:
    """The refusal with the call that gives a text of several words."""
    day = () if on == _TODAY else ("--on", on)
    call = as_typed("record", *words, f"--{name}", " ".join(text), *day)
    return type(trouble)(trouble.message, f"write {call}")


# What people call a figure that will be revised.
_PROVISIONAL = frozenset("provisional prov p prelim preliminary estimate estimated est".split())


def _with_note(session: Session, plan: Plan, words: list[str]) -> CoopctlError | None:
    """The refusal with the call in which what stands behind the value and its day is a note; None where all is said."""
    value, day, text = _parted(session, plan, words)
    final = {*text} <= _PROVISIONAL
    # One word behind a bare number may be its unit.
    bare = len(value) == 1 and value[0][-1:].isdigit() and not day
    if not text or (bare and not final and " " not in " ".join(text)):
        return None
    said = [" ".join(part) for part in (value, day) if part]
    option = ["--provisional"] if final else ["--note", " ".join(text)]
    trouble = f"{' '.join(text)!r} behind the figure is no unit and no day"
    return Refused(trouble, f"write {as_typed('record', words[0], *said, *option)}")


def _parted(session: Session, plan: Plan, words: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The words behind a goal as a value, a day and what is neither; none of the last where it could be a unit."""
    from coopctl.cli.days import is_day, is_read, longest
    from coopctl.language.figures import amount_of
    from coopctl.values.units import names_unit

    try:
        goal = plan.goal(words[0])
    except UnknownName:
        return [], [], []
    value = partial(amount_of, goal, decimal_comma=plan.decimal_comma)
    size = next((end for end in range(len(words) - 1, 1, -1) if is_read(" ".join(words[1:end]), value)), 1)
    end = size + (longest(words[size:], is_day(session.today)) if size > 1 else len(words))
    text = words[end:]
    return words[1:size], words[size:end], [] if any(map(names_unit, " ".join(text).split()[:2])) else text


def _check_point(tracker: "Tracker", goal: str, value: str) -> None:
    """Raises `Refused` for `10.000` steps, which may be 10 or 10000; what programs write to `record -` is a number."""
    behind = value.partition(".")[2]
    if behind[:3].isdigit() and (behind[2:] == "0" or len(behind) > 3):
        from coopctl.language.grouped import check_point

        with suppress(UnknownName):
            plan = tracker.plan
            check_point(value, plan.goal(goal).promise.unit, decimal_comma=plan.decimal_comma)


def _day(session: Session, words: list[str], on: str) -> str:
    """The day that is said: behind the value or by `--on`, which may be of several words that nobody quoted."""
    day = " ".join(words)
    if day and on not in (_TODAY, day):
        from coopctl.values.typed import parse_typed

        with suppress(Refused):
            parse_typed(f"{on} {day}", today=session.today, calendar=session.tracker().plan.calendar)
            return f"{on} {day}"
        raise WrongUsage(f"the day is given twice, {day} and {on}", "give it once")
    return day or on


def _with_call(plan: Plan, words: list[str], trouble: CoopctlError) -> CoopctlError:
    """The refusal, with the call that works where the value came first, or as that of the value with its unit."""
    from coopctl.language.figures import amount_of
    from coopctl.tracker.recording import pick_goal

    behind = words[-1]
    for name, value in ((behind, " ".join(words[:-1])), (" ".join(words[1:]), words[0])):
        with suppress(UnknownName, Refused):
            # A goal whose name has a number, `goal-1`, is no value.
            if len(words) > 1 and amount_of(plan.goal(name), value, decimal_comma=plan.decimal_comma) is not None:
                return type(trouble)(trouble.message, f"write {as_typed('record', name, value)}")
    if len(words) > 2 and not any(letter.isdigit() for word in words[2:] for letter in word):
        try:
            goal = pick_goal(plan, words[0], words[1])
            amount_of(goal, " ".join(words[1:]), decimal_comma=plan.decimal_comma)
        except (Refused, UnknownName) as other:
            return other
    return trouble


def _is_addition(session: Session, done: Recorded) -> bool:
    """Whether a first figure below its baseline is meant to be added to that; asked where somebody can answer."""
    goal, key = done.after.goal, done.figure.key[:KEY_SHOWN]
    value, base = (show_value(goal, one, done.plan.numbers) for one in (done.figure.value, goal.promise.baseline.value))
    if session.interactive():
        return session.confirm(f"{value} is below the baseline of {base}.  Is it to be added to that?")
    session.say(
        f"warning: {value} is below the baseline of {base}; if it is to be added to that: "
        f"coopctl record {goal.id} {done.added} --replaces {key}"
    )
    return False


def _record_lines(session: Session, said: Observation, output: Format) -> None:
    """Figures from the lines of standard input, all or none; the answer is the log of them."""
    from coopctl.cli.inputs import opened
    from coopctl.exchange.figures.spoken import spoken
    from coopctl.output.views.listing import log_view

    if (said.value, said.key, said.replaces) != (None, None, None):
        raise WrongUsage("values, keys and what is replaced are in the lines", "see `coopctl record --help`")
    with opened(session, "-", "figures") as stream:
        text = stream.read().decode("utf-8-sig", "surrogateescape")
    lines, tracker = list(spoken(text.splitlines(), said)), session.tracker()
    plan = tracker.plan
    troubles = {line.number: line.trouble or _unclear(session, plan, line.words) for line in lines}
    troubles = {number: trouble for number, trouble in troubles.items() if trouble}
    if troubles or not lines:
        raise _not_read(session, troubles)
    done = _record_all(session, lines, said)
    for remark in (*(f"line {lines[at].number}: {remark}" for at, remark in done.remarks), *_odd(plan, done)):
        session.remark(remark)
    session.say(_tally(len(done.entries), done.again))
    session.show(log_view(plan, done.entries), output)


def _odd(plan: Plan, done: Batch) -> list[str]:
    """What is odd about figures, as about those of a file."""
    from coopctl.exchange.figures.noted import UNDO, Noted

    noted = Noted(plan)
    for _, figure in done.entries:
        noted.add(figure)
    return noted.told(UNDO, "write them as 70%")


def _record_all(session: Session, lines: Sequence["Line"], common: Observation) -> Batch:
    """What is recorded; lines that are refused are read once more, as a person would mean their words.

    What they leave open is `common` to all.
    """
    from coopctl.exchange.figures.spoken import reasoned
    from coopctl.language.typed import interpret
    from coopctl.tracker.recording import Refusals

    tracker, figures, reasons = session.tracker(), [(line.goal, line.said) for line in lines], dict[int, str]()
    for _ in range(2):
        try:
            return tracker.record_all(figures)
        except Refusals as why:
            reasons = dict(why.reasons)
        for at in reasons:
            with suppress(Refused):
                found = interpret(lines[at].words, tracker.plan, session.today)
                if found is not None:
                    meaning = structs.replace(common, value=found.value, on=found.day or common.on)
                    figures[at] = found.goal, reasoned(meaning)
    raise _not_read(session, {lines[at].number: reason for at, reason in reasons.items()})


def _unclear(session: Session, plan: Plan, words: Sequence[str]) -> str:
    """Why a line's words can be meant in two ways; "" where they cannot."""
    from coopctl.language.typed import check_day

    try:
        check_day("".join(words[:1]), words[1:], plan, session.today)
    except Refused as why:
        return why.whole
    return ""


def _tally(recorded: int, again: int) -> str:
    return f"{number_of(recorded, 'figure')} recorded" + (f", {again:,} already recorded" if again else "")


def _not_read(session: Session, troubles: Mapping[int, str]) -> Refused:
    """The refusal of lines of which some have troubles, or none says anything; each trouble is told."""
    for number, reason in troubles.items():
        session.remark(f"line {number}: {reason}")
    what = f"{number_of(len(troubles), 'line')} not understood" if troubles else "no line says anything"
    return Refused(
        f"{what}; nothing is recorded", "write GOAL VALUE [DATE] on each line; a table is for coopctl import -"
    )
