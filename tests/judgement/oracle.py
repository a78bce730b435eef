"""An independent, slow assessment of a goal, written from the rules with fractions and nothing of the package.

A goal is a dictionary: measure, period (None, "year" or "month"), baseline and its date, target, deadline (or None),
milestones as (day, value), cadence and lag in months (or None).  Figures are (day, value), in the order of recording,
already without what was withdrawn.  Each question is answered by looking at every day or figure again.
"""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

F = Fraction
DAY = timedelta(days=1)
ADDING = ("total", "sum", "count")
RATA = ("sum", "count", "cumulative")
Goal = dict[str, Any]
Figures = list[tuple[date, F]]


def months_after(day: date, months: int) -> date:
    """The day so many months on; the end of a month stays one."""
    at = day.year * 12 + day.month - 1 + months
    last = monthrange(at // 12, at % 12 + 1)[1]
    ends = (day + DAY).day == 1
    return date(at // 12, at % 12 + 1, last if ends else min(day.day, last))


def period(goal: Goal, day: date) -> tuple[date, date]:
    """The first and the last day of the period that a day is in."""
    if goal["period"] == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def complete(goal: Goal, day: date) -> tuple[date, date]:
    """The last period that is over by the evening of a day."""
    first, last = period(goal, day)
    return (first, last) if last == day else period(goal, first - DAY)


def counts(goal: Goal, day: date) -> bool:
    """Whether a figure of a day is not history."""
    if goal["period"] is None:
        return bool(day >= goal["since"])
    return bool(period(goal, day)[1] > goal["since"] or (day == goal["since"] and goal["measure"] not in ADDING))


def join(goal: Goal, figures: Figures) -> F | None:
    """What the figures of one period come to."""
    values = [value for _, value in figures]
    match goal["measure"]:
        case "sum" | "count":
            return sum(values, F(0))
        case "mean":
            return sum(values, F(0)) / len(values) if values else None
        case "max":
            return max(values) if values else None
        case "min":
            return min(values) if values else None
    newest = max((day for day, _ in figures), default=None)
    return [value for day, value in figures if day == newest][-1] if values else None


def reading(goal: Goal, figures: Figures, on: date) -> tuple[date, F] | None:
    """The reading of a day, with its own date."""
    told = [(day, value) for day, value in figures if day <= on and counts(goal, day)]
    if on < goal["since"]:
        return None
    if goal["measure"] == "total":
        return on, goal["base"] + sum((value for _, value in told), F(0))
    if goal["period"] is None:
        return (max(day for day, _ in told), join(goal, told) or F(0)) if told else None
    first, last = complete(goal, on)
    while last > goal["since"] or (last == goal["since"] and goal["measure"] not in ADDING):
        inside = [(day, value) for day, value in figures if first <= day <= last]
        if goal["measure"] in ADDING or any(counts(goal, day) for day, _ in inside):
            return last, join(goal, inside) or F(0)
        first, last = period(goal, first - DAY)
    return None


def running(goal: Goal, figures: Figures, on: date) -> tuple[F, F, date] | None:
    """What the running period has, the share of its days that are gone, and its last day."""
    if goal["period"] is None or on < goal["since"]:
        return None
    first, last = period(goal, on)
    inside = [(day, value) for day, value in figures if first <= day <= on]
    if last == on or last <= goal["since"] or not (inside or goal["measure"] in ADDING):
        return None
    told = max(day for day, _ in inside) if goal["measure"] == "cumulative" else on
    return join(goal, inside) or F(0), F((told - first).days + 1, (last - first).days + 1), last


def path(goal: Goal, day: date) -> F:
    """What was promised for a day, on straight lines through the milestones."""
    points: Figures = [(goal["since"], goal["base"]), *goal["milestones"], (goal["deadline"], goal["target"])]
    if day <= points[0][0]:
        return points[0][1]
    for (start, low), (end, high) in pairwise(points):
        if day < end:
            return F(low + (high - low) * F((day - start).days, (end - start).days))
    return points[-1][1]


def met(goal: Goal, value: F) -> bool:
    """Whether a value is at the target or beyond."""
    return bool(value >= goal["target"] if goal["target"] > goal["base"] else value <= goal["target"])


def decided(goal: Goal, figures: Figures, as_of: date) -> tuple[str, tuple[date, F] | None]:
    """After the deadline: what decides, and whether it does: final, share, after or awaited."""
    end, now = goal["deadline"], reading(goal, figures, goal["deadline"])
    rising = goal["target"] > goal["base"]
    cadence = goal["cadence"] or {"year": 12, "month": 1, None: 12}[goal["period"]]
    told = [day for day, _ in figures if day <= end and counts(goal, day)]
    recent = bool(told) and max(told) > months_after(end, -cadence)
    if goal["measure"] in ADDING:
        recent = recent and (goal["period"] is None or max(told) >= complete(goal, end)[0])
        lag_over = as_of > plain_months_after(end, goal["lag"] or 0)
        settled = now is not None and met(goal, now[1]) == rising
        final = not (goal["cadence"] or goal["lag"]) or settled or lag_over or recent
    elif goal["period"] is None or now is None:
        final = recent
    else:
        last = complete(goal, end)[1]
        since = [day for day, _ in figures if day <= last and counts(goal, day)]
        fresh = bool(since) and max(day for day, _ in figures if day <= end and counts(goal, day)) > months_after(
            last, -cadence
        )
        sure = met(goal, now[1]) == rising
        final = now[0] == last and (goal["measure"] != "cumulative" or not goal["cadence"] or fresh or sure)
    if final:
        return ("share" if now is None else "final"), now
    if goal["measure"] in ("sum", "count"):
        return "awaited", now
    days = sorted({day for day, _ in figures if end < day <= as_of and counts(goal, day)})
    if goal["period"] is not None:
        days = sorted({period(goal, day)[1] for day, _ in figures if counts(goal, day)})
        days = [day for day in days if end < day <= as_of]
    if not days:
        return "awaited", now
    first = reading(goal, figures, days[0])
    return ("awaited" if first and met(goal, first[1]) else "after"), first


def plain_months_after(day: date, months: int) -> date:
    """The day so many months on, cut to the month's end where it has no such day."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, min(day.day, monthrange(at // 12, at % 12 + 1)[1]))


def scale(goal: Goal, value: F) -> F:
    """A value on the way from baseline to target."""
    return F(value - goal["base"]) / F(goal["target"] - goal["base"])


def assess(goal: Goal, figures: Figures, as_of: date) -> tuple[str, F | None, F | None]:
    """Status, progress and pace by the default method."""
    end, rising = goal["deadline"], goal["target"] > goal["base"]
    closed = end is not None and as_of > end
    now, current = reading(goal, figures, as_of), running(goal, figures, end if closed else as_of)
    rata = goal["measure"] in RATA
    how, judged = decided(goal, figures, as_of) if closed else ("", now)
    if closed:
        by_running = judged is None and current is not None and goal["period"] is not None
    else:
        same = goal["period"] is not None and end is not None and period(goal, as_of) == period(goal, end)
        by_running = current is not None and (now is None or same)
    value = None if judged is None else judged[1]
    if current is not None:
        if closed or not rata:
            value = current[0] if by_running else value
        elif rising:
            ahead = current[0] >= (goal["base"] if value is None else value)
            value = current[0] if ahead and (by_running or met(goal, current[0])) else value
    progress = F(0) if value is None else scale(goal, value)
    pace = due = None
    if end is not None and by_running and current is not None:
        promised = path(goal, min(current[2], end))
        if rata:
            due = promised * current[1]
            if goal["measure"] == "count":
                due = F(due.__floor__() if rising else due.__ceil__())
            rate, owed = scale(goal, current[0] / current[1]), scale(goal, due / current[1])
            progress = rate if closed else progress
            pace = rate / owed if owed > 0 else None
        elif scale(goal, promised) > 0:
            pace = progress / scale(goal, promised)
    elif end is not None and judged is not None:
        expected = scale(goal, path(goal, judged[0]))
        pace = progress / expected if expected > 0 else None
    nothing = judged is None and now is None and current is None
    status = _status(goal, as_of, nothing, how, value, current, due, pace, progress, by_running)
    return status, progress, pace


def _status(  # noqa: PLR0917 - the order of the rules is the rule
    goal: Goal, as_of: date, nothing: bool, how: str, value: F | None, current: Any, due: F | None,
    pace: F | None, progress: F, by_running: bool,
) -> str:  # fmt: skip
    end, rising = goal["deadline"], goal["target"] > goal["base"]
    rata = goal["measure"] in RATA
    if end is None:
        return "achieved" if value is not None and met(goal, value) else "open"
    if nothing:
        return "no-data"
    on_due = due is not None and (current[0] >= due if rising else current[0] <= due)
    if how == "awaited":
        return "awaiting"
    if how:
        good = on_due if how == "share" and due is not None else value is not None and met(goal, value)
        return "achieved" if good else "missed"
    held = rata and current is not None and rising and met(goal, current[0])
    if value is not None and met(goal, value) and (not by_running or not rata or held):
        return "achieved"
    spent = rata and current is not None and not rising and current[0] > goal["target"]
    if spent and period(goal, as_of) == complete(goal, end):
        return "off-track"
    if on_due:
        return "on-track"
    if due is not None and pace is None:
        return "off-track"
    if pace is None:
        return "off-track" if progress < 0 else "on-track"
    return "on-track" if pace >= F(95, 100) else "at-risk" if pace >= F(60, 100) else "off-track"
