"""Due figures and deadlines as a calendar: iCalendar, RFC 5545.

Ours is the part of it that whole days need, so a library would add more than it takes away.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from coopctl.judgement.due import Due
from coopctl.plan.plan import Goal, Plan
from coopctl.values.calendar import ONE_DAY

_ESCAPED = re.compile(r"[\\;,]")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
# RFC 5545, 3.1: lines of at most 75 octets without their end.
_MOST_OCTETS = 75


def write(plan: Plan, owed: Sequence[Due], ends: Sequence[Goal], now: datetime) -> Iterable[str]:
    """A calendar with a whole-day event for each figure that is due, on its last day, and for each deadline.

    The same event has the same UID in every export, so that a calendar changes it instead of doubling it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//coopctl//due figures//EN"]
    lines.append(f"X-WR-CALNAME:{_text(plan.title)}")
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for one in owed:
        lines += _event(plan, one.goal, one.due_by, f"{one.due_for}", stamp, *_figure(one))
    for goal in ends:
        if goal.promise.target.deadline is not None:
            told = f"{goal.title}: deadline", goal.promise.target.text
            lines += _event(plan, goal, goal.promise.target.deadline, "deadline", stamp, *told)
    return ["".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line))]


def _figure(one: Due) -> tuple[str, str]:
    """The heading of a due figure, and what to do about it."""
    goal = one.goal
    value = "" if goal.promise.measure.value == "count" else " VALUE"
    told = [f"Due by {one.due_by}", f"the last is of {one.last}" if one.last else "there is none yet"]
    told += [f"owner: {goal.owner}"] if goal.owner else []
    done = f"coopctl record {goal.id}{value} --on {one.due_for}"
    return f"{goal.title}: figure for {one.due_for}", "; ".join(told) + f"\n{done}"


def _event(plan: Plan, goal: Goal, day: date, what: str, stamp: str, summary: str, text: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    # The title tells the events of one plan from those of another.
    domain = re.sub(r"[^a-z0-9]+", "-", plan.title.lower()).strip("-") or "plan"
    yield f"UID:{_text(f'{goal.id}-{what}@{domain}.coopctl')}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{day + ONE_DAY:%Y%m%d}"
    yield f"SUMMARY:{_text(summary)}"
    yield f"DESCRIPTION:{_text(text)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A text value: RFC 5545, 3.3.11; what no calendar shows is spelled out."""
    seen = _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), value.replace("\r\n", "\n"))
    return _ESCAPED.sub(r"\\\g<0>", seen).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, each after the first behind a space, and no letter is broken."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
