"""What the words after a goal mean where they are not quoted: which are the value, which the day.  Pure."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from shlex import quote

from msgspec import Struct, structs

from coopctl.errors import Refused, UnknownName, as_typed
from coopctl.language.figures import amount_of
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.patterns import later
from coopctl.values.typed import parse_typed
from coopctl.values.vocabulary import is_not_available


def check_day(goal: str, words: Sequence[str], plan: Plan, today: date) -> None:
    """Raises `Refused` for a value and a day that could be a day alone: `30 Nov 2026`, `5 March`."""
    # A day in numbers is not asked about, only one of a month by its name.
    named = any(map(str.isdigit, "".join(words[:1]))) and any(map(str.isalpha, "".join(words[1:])))
    if named and _is_day(words, plan, today) and _is_day(words[1:], plan, today):
        value, rest, whole = words[0], " ".join(words[1:]), " ".join(words)
        raise Refused(
            f"{whole!r} could be {value} for {rest}, or a day without a value",
            f"for {value}: {as_typed('record', goal, value, '--on', rest)}; "
            f"for the day: coopctl record {quote(goal)} VALUE --on {quote(whole)}",
        )


# Each way to part them is tried, and in each of them every value.
_MOST_WORDS = 20


class Meant(Struct, frozen=True):
    """What words mean: the goal's id, the value as written, None for one event, and the day, "" where none is said."""

    goal: str
    value: str | None
    day: str


def interpret(words: Sequence[str], plan: Plan, today: date) -> Meant | None:
    """The one meaning of words of which the first are a goal; None where there is none, or several.

    The goal may be several words with a colon behind, a unit goes with its number, and a day alone is that of one
    event.  Raises `Refused` for a goal of several words with something else behind, or a day alone where a figure needs
    a value.
    """
    found, troubles = list[Meant](), list[Refused]()
    for ref, rest in _named(words):
        try:
            goal = plan.goal(ref)
            if not _ends_amid_a_number(ref, goal):
                found.append(_meaning(goal, rest, plan, today))
        except UnknownName:
            continue
        except Refused as why:
            troubles += [why] if " " in ref or _is_day(rest, plan, today) else []
    if troubles and not found:
        raise troubles[-1]
    return found[0] if len(set(map(structs.astuple, found))) == 1 else None


def _ends_amid_a_number(ref: str, goal: Goal) -> bool:
    """Whether the last of several words is but the beginning of a number in a goal's name: `run 10` of 1000 km."""
    last = ref.rsplit(maxsplit=1)[-1]
    return " " in ref and last.isdigit() and last not in _WORDS.findall(f"{goal.id} {goal.title}")


# The words of a name, its numbers among them.
_WORDS = later(r"[^\W_]+")


def _named(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The ways to part words into a goal's name and what is said of it; none of more words than are typed.

    What was quoted together is not parted for a name, as a script quotes what it knows.
    """
    # An empty word is a value that a script did not have, not one that nobody said.
    if len(" ".join(words).split()) > _MOST_WORDS or not all(map(str.strip, words)):
        return
    for end, last in enumerate(words, 1):
        if end == 1 and (" " not in last) and (parts := _parted(last))[1]:
            yield parts[0], " ".join([*parts[1:], *words[1:]]).split()
        if end > 1 and (" " in "".join(words[:end]) or not any(map(str.isalnum, last))):
            return
        yield " ".join(words[:end]).rstrip(":="), " ".join(words[end:]).split()


def _parted(word: str) -> tuple[str, str]:
    """A goal and its value in one word, as variables are set: `trade=262M`."""
    ref, mark, value = word.partition("=" if "=" in word else ":")
    return ref, value if ref and mark else ""


def _check_day(goal: Goal, words: Sequence[str], plan: Plan, today: date) -> None:
    """Raises `Refused` for words that are an amount, be it one that is amiss: so many of so many may be a day, too."""
    day = " ".join(words)
    share = goal.promise.unit.is_percent and day.replace("/", "", 1).isdigit()
    if words and (share or not _is_day(words, plan, today)):
        amount_of(goal, day, decimal_comma=plan.decimal_comma)


def _meaning(goal: Goal, words: Sequence[str], plan: Plan, today: date) -> Meant:
    """The value and the day that words say of a goal; raises `Refused` where they say something else."""
    for end in range(len(words), 0, -1):
        value, rest = " ".join(words[:end]), words[end:]
        if (not rest or _is_day(rest, plan, today)) and _is_value(goal, value, plan):
            return Meant(goal.id, value, " ".join(rest))
    day = " ".join(words)
    _check_day(goal, words, plan, today)
    if goal.promise.measure is not Measure.COUNT:
        what = f"{day!r} is a day, and the value is missing" if day else f"the value of {goal.id} is missing"
        raise Refused(what, as_typed("record", goal.id, "VALUE", *(("--on", day) if day else ())))
    return Meant(goal.id, None, day)


def _is_value(goal: Goal, text: str, plan: Plan) -> bool:
    if is_not_available(text):
        return True
    with suppress(Refused):
        amount_of(goal, text, decimal_comma=plan.decimal_comma)
        return True
    return False


def _is_day(words: Sequence[str], plan: Plan, today: date) -> bool:
    with suppress(Refused):
        return bool(parse_typed(" ".join(words), today=today, calendar=plan.calendar))
    return False
