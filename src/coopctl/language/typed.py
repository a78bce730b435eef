"""What the words after a goal mean where they are not quoted: which are the value, which the day.  Pure."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from shlex import join, quote

from msgspec import Struct, structs

from coopctl.errors import Refused, UnknownName
from coopctl.language.figures import amount_of
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.typed import parse_typed


def check_day(goal: str, words: Sequence[str], plan: Plan, today: date) -> None:
    """Raises `Refused` for a value and a day that could be a day alone: `30 Nov 2026`, `5 March`."""
    # A day in numbers is not asked about, only one of a month by its name.
    named = any(map(str.isdigit, "".join(words[:1]))) and any(map(str.isalpha, "".join(words[1:])))
    if named and _is_day(words, plan, today) and _is_day(words[1:], plan, today):
        value, rest, whole = words[0], " ".join(words[1:]), " ".join(words)
        raise Refused(
            f"{whole!r} could be {value} for {rest}, or a day without a value",
            f"for {value}: {join(('coopctl', 'record', goal, value, '--on', rest))}; "
            f"for the day: coopctl record {quote(goal)} VALUE --on {quote(whole)}",
        )


# Each way to part them is tried, and in each of them every value.
_MOST_WORDS = 20


class Meant(Struct, frozen=True):
    """What words mean: the goal's id, the value as written, None for one event, and the day, "" where none is said."""

    goal: str
    value: str | None
    day: str


def meant(words: Sequence[str], plan: Plan, today: date) -> Meant | None:
    """The one meaning of words of which the first are a goal; None where there is none, or several.

    The goal may be several words with a colon behind, a unit goes with its number, and a day alone is that of one
    event.  Raises `Refused` for a day alone where a figure needs a value.
    """
    found: list[Meant] = []
    for ref, rest in _named(words):
        with suppress(UnknownName):
            goal = plan.goal(ref)
            found += _meanings(goal, rest, plan, today)
    return found[0] if len(set(map(structs.astuple, found))) == 1 else None


def _named(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The ways to part words into a goal's name and what is said of it; none of more words than are typed."""
    single = " ".join(words).split()
    if not 0 < len(single) <= _MOST_WORDS:
        return
    yield words[0], " ".join(words[1:]).split()
    for end in range(1, len(single) + 1):
        yield " ".join(single[:end]).rstrip(":="), single[end:]


def _meanings(goal: Goal, words: Sequence[str], plan: Plan, today: date) -> list[Meant]:
    event = goal.promise.measure is Measure.COUNT
    for end in range(len(words), 0, -1):
        value, rest = " ".join(words[:end]), words[end:]
        with suppress(Refused):
            amount_of(goal, value, decimal_comma=plan.decimal_comma)
            if not rest or _is_day(rest, plan, today):
                return [Meant(goal.id, value, " ".join(rest))]
    if not words:
        return [Meant(goal.id, None, "")] if event else []
    if not _is_day(words, plan, today):
        return []
    day = " ".join(words)
    if event:
        return [Meant(goal.id, None, day)]
    raise Refused(f"{day!r} is a day, and the value is missing", f"coopctl record {goal.id} VALUE --on {quote(day)}")


def _is_day(words: Sequence[str], plan: Plan, today: date) -> bool:
    with suppress(Refused):
        return bool(parse_typed(" ".join(words), today=today, calendar=plan.calendar))
    return False
