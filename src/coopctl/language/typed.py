"""What the words after a goal mean where they are not quoted: which are the value, which the day.  Pure."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from shlex import join, quote

from coopctl.errors import Refused
from coopctl.language.figures import amount_of
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.typed import parse_typed


def check_day(goal: str, words: Sequence[str], plan: Plan, today: date) -> None:
    """Raises `Refused` for a value and a day that could be a day alone: `30 Nov 2026`."""
    if len(words) > 2 and _is_day(words, plan, today) and _is_day(words[1:], plan, today):
        value, rest, whole = words[0], " ".join(words[1:]), " ".join(words)
        raise Refused(
            f"{whole!r} could be {value} for {rest}, or a day without a value",
            f"for {value}: {join(('coopctl', 'record', goal, value, '--on', rest))}; "
            f"for the day: coopctl record {quote(goal)} VALUE --on {quote(whole)}",
        )


def reread(goal: Goal, words: Sequence[str], plan: Plan, today: date) -> tuple[str | None, str] | None:
    """The value and the day, "" where none is said, of words that are no value and a day; None where there is no way.

    A unit goes with its number, and a day alone is that of one event.  Raises `Refused` for a day alone where a figure
    needs a value.
    """
    for end in range(len(words), 0, -1):
        value, rest = " ".join(words[:end]), words[end:]
        with suppress(Refused):
            amount_of(goal, value, decimal_comma=plan.decimal_comma)
            if not rest or _is_day(rest, plan, today):
                return value, " ".join(rest)
    if not _is_day(words, plan, today):
        return None
    day = " ".join(words)
    if goal.promise.measure is Measure.COUNT:
        return None, day
    raise Refused(f"{day!r} is a day, and the value is missing", f"coopctl record {goal.id} VALUE --on {quote(day)}")


def _is_day(words: Sequence[str], plan: Plan, today: date) -> bool:
    with suppress(Refused):
        return bool(parse_typed(" ".join(words), today=today, calendar=plan.calendar))
    return False
