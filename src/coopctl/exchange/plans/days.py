"""The days in a row: by when, and since when, as its cells, its headers, its title and the heading above say."""

import re
from datetime import date

from coopctl.errors import Ended, Refused
from coopctl.exchange.plans import periods
from coopctl.exchange.plans.headers import Column
from coopctl.exchange.plans.row import REMARK, Context, Row
from coopctl.exchange.plans.words import blank, cadence, says
from coopctl.language.deadlines import day_said
from coopctl.language.stated import states_amount
from coopctl.language.tongues import own_readings
from coopctl.language.translated import in_english
from coopctl.language.wording import Understanding
from coopctl.values.calendar import ONE_DAY, add, step
from coopctl.values.dates import parse_day, parse_duration, parse_period
from coopctl.values.patterns import later
from coopctl.values.vocabulary import MONTHS, PERIODS, pattern

# What may stand before a date or a length of time in a column of them; `before 2027` is another day.
_LEADING = later(
    r"(?<!\w)(?:before (?=(?:the )?end)|(?:by|until|within|in|over|the|end|year-end|next|of|fim|final|fines|fin"
    r"|ende|de|del|do)\s+)+",
    re.IGNORECASE,
)


def by_said(row: Row, context: Context, column: Column, text: str, last: Understanding) -> tuple[str, ...]:
    """That a deadline is the one of the title, or of the heading above."""
    title = by_title(row, context, text)  # which few titles give, so that the columns are asked once
    by = title or by_heading(context, text)
    if not by or f"{last.promise.target.deadline}" != by or by_of(row, context, column):
        return ()
    return (f"by {by}, as the title says" if title else f"by {context.lead.by}, as {context.lead.said!r} says",)


# A day that a title begins or ends with: `By June 2029, reduce ...`, `Enrolment by 2030`.
_DAY = r"(?:by|until) (?:the )?(?:end of )?(?P<day>(?:[a-z]+ [0-9]{1,2}, )?[^,:]{0,20}?20[0-9]{2})"
_BY_FIRST = later(rf"(?:[^\W\d_]+ [0-9.]+: )?{_DAY}[,:]? ", re.IGNORECASE)
_BY_LAST = later(rf".*\b{_DAY}", re.IGNORECASE)


def by_title(row: Row, context: Context, goal: str) -> str:
    """The day to come that a title begins or ends with, where nothing else gives one; "" where there is none."""
    name = row.at(context.shape.name)
    if "20" not in name or not periods.names_a_year(name) or periods.find(goal) is not None:
        return ""
    title = REMARK.sub("", name).rstrip(" .")
    ways = map(_day_of_title, own_readings(title))
    days = (read_day(said, context) for said in filter(None, ways))
    return next((day.isoformat() for day in days if day > context.today), "")


def by_heading(context: Context, goal: str) -> str:
    """The day that the heading above gives, where the cell itself says none; "" where there is none."""
    return "" if _SAYS_BY.search(goal) or not states_amount(goal) else led_to(context)


def led_to(context: Context) -> str:
    """The day that the heading above gives, where no header does; "" where there is none."""
    if not context.lead.by or any(one.period or one.after for one in context.shape.targets):
        return ""
    return read_day(context.lead.by, context).isoformat()


_SAYS_BY = later(r"20[0-9]{2}|\b(?:by|until|within|over|in|year|month|week|day)\b", re.IGNORECASE)


def _day_of_title(title: str) -> str:
    """The day that a title in English words begins or ends with, "" where it is none."""
    found = _BY_FIRST.match(title) or _BY_LAST.fullmatch(title)
    said = periods.find(found["day"]) if found else None
    return found["day"] if found and said and said.end - said.start == len(found["day"]) else ""


def check_ahead(goal: str, by: str, since: date | None, context: Context) -> None:
    """Raise `Ended` where a deadline is over on the plan's day, and nothing else says when its baseline was."""
    if by and since is None and (day := date.fromisoformat(by)) <= context.today:
        raise Ended(f"{goal!r} ends on {by}, and the plan's date is {context.today}", "", day)


def by_of(row: Row, context: Context, column: Column) -> str:
    """The deadline: the day of the column's header, and within it the one that the row's own column of dates gives.

    Raises `Refused` where the two contradict each other.
    """
    day = day_of(column, context)
    if day is None:
        return deadline_of(row, context)
    own = deadline_of(row, context) if len(context.shape.targets) == 1 and column.period else ""
    if not own or own == day.isoformat():
        return day.isoformat()
    period = parse_period(in_english(column.period, context.shape.language), today=context.today,
                          calendar=context.plan.calendar)  # fmt: skip
    if not period.start <= date.fromisoformat(own) < period.end:
        raise Refused(f"the column {column.text!r} ends on {day}, but the row says {own}", "give one of them")
    return own


def day_of(column: Column, context: Context) -> date | None:
    """The day of a column's header: the end of its year, or of so many months of the plan."""
    if column.period:
        period = in_english(column.period, context.shape.language)
        return parse_day(period, today=context.today, calendar=context.plan.calendar)
    return add(context.today, column.after) if column.after else None


# The days over which the level of a service is measured, which are no deadline.
_WINDOW = later(
    r"(?:rolling |over |last )?[0-9]{1,3}[ -]?(?:d|days?|w|weeks?|h|hours?)(?: rolling| window)?", re.IGNORECASE
)


def _is_window(text: str, context: Context) -> bool:
    return context.serves and _WINDOW.fullmatch(text) is not None


def deadline_of(row: Row, context: Context) -> str:
    """What the row's own column of dates says: a day, a span that ends, a length of time from the plan's date."""
    text = _without_remark(row.at(context.shape.single.get("by")))
    if blank(text) or says("endless", text) or cadence(text) or _is_window(text, context):
        return ""
    quarter = re.fullmatch(r"[QT]?([1-4])", row.at(context.shape.single.get("quarter")), re.IGNORECASE)
    if quarter and re.fullmatch(r"[0-9]{4}", text):
        text = f"Q{quarter[1]} {text}"
    said = _LEADING.sub("", in_english(_from_the_start(text), context.shape.language).strip())
    said = _within_a_year(said, context)
    length = re.fullmatch(r"\+?([0-9]{1,3}\s*[a-z]+)", said, re.IGNORECASE)
    if length:
        return step(context.today, parse_duration(length[1])).isoformat()
    try:
        return read_day(said, context).isoformat()
    except Refused as trouble:
        day = day_said(text, context.today, context.plan)
        if day is None:  # as people wrote it, and not in English words
            raise Refused(trouble.message.replace(repr(said), repr(text)), trouble.hint) from None
        return day.isoformat()


# What a month, quarter or day is of, in brackets behind it: `June 2026 (go-live)`, and not `2026 (Q3)`.
_REMARKED = later(r"(?P<day>.*\w[ -](?:19|20)[0-9]{2})\s*\((?P<remark>[^()]*[^\W\d][^()]*)\)")


def _without_remark(text: str) -> str:
    """A day without the words in brackets behind it, which say what happens then."""
    found = _REMARKED.fullmatch(text)
    told = found["remark"] if found else ""
    return text if found is None or periods.find(told) or periods.quarter_in(told) else found["day"]


def _from_the_start(text: str) -> str:
    """A week, month or year of the plan as the length of time up to its end: `Week 6` is 6 weeks."""
    found = periods.OF_THE_PLAN.fullmatch(_LEADING.sub("", text))
    return f"{found['n']} {PERIODS.get(found['unit'].lower(), '')}s" if found else text


# A day and its month alone; behind the month the number could be a year.
_OF_NO_YEAR = later(
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?(?:{pattern(MONTHS)})\.?(?: (?P<n>[0-9]{{1,2}}))?", re.IGNORECASE
)


def _within_a_year(said: str, context: Context) -> str:
    """A date without a year as the next one from today: `August`, `28 June`; the `year` alone is the one that runs.

    Raises `Refused` for `June 28`, which may be June 2028.
    """
    word, today = said.casefold().rstrip("."), context.today
    if word == "year":
        return f"{today.year}"
    month = MONTHS.get(word, 0)
    if month:
        return f"{today.year + (month < today.month)}-{month:02d}"
    found = _OF_NO_YEAR.fullmatch(said)
    day = day_said(said, today, context.plan) if found else None
    if found is None or day is None:
        return said
    year = 2000 + int(found["n"] or 0)
    if year >= today.year and (day + ONE_DAY).month == day.month:  # the end of a month is hardly a year
        raise Refused(f"{said!r} could be the day {day} or a month of {year}", "write the year in full")
    return day.isoformat()


def read_day(said: str, context: Context) -> date:
    """The last day of a date or period that is all there is in a text."""
    found = periods.find(said)
    period = found.period if found and found.end - found.start == len(said) else said
    return parse_day(period, today=context.today, calendar=context.plan.calendar)


def says_so(goal: str, by: str) -> bool:
    """Whether a phrase names the same year as the deadline beside it, and so says it already."""
    period = _beside_amount(goal)
    return by.startswith(period) and len(period) == 4 and by.endswith("12-31")


def _beside_amount(text: str) -> str:
    """The year or day that a cell names beside an amount, "" where it holds one number alone, which is the amount."""
    found = periods.find(text)
    rest = text[: found.start] + text[found.end :] if found else ""
    return found.period if found and re.search(r"[0-9]", rest) else ""


def since_of(row: Row, context: Context, start: str) -> date | None:
    """The baseline's day: its own column's, else its header's, unless the cell has one itself."""
    text = row.at(context.shape.single.get("since"))
    if not blank(text):
        said = in_english(text, context.shape.language).strip()
        return read_day(re.sub(r"^(?:as of|in|end of|since)\s+", "", said, flags=re.IGNORECASE), context)
    column = context.shape.baseline
    if column is not None and column.role == "current" and not column.period:
        return asof(row, context)
    if column is None or not (column.period or column.after) or _beside_amount(start):
        return None
    return context.today if _runs(column, context) else day_of(column, context)


def _runs(column: Column, context: Context) -> bool:
    """Whether a column is of a year that runs on the plan's day, whose value is the one of that day."""
    if not column.period or periods.is_within_a_year(column.period):
        return False
    year = parse_period(column.period, today=context.today, calendar=context.plan.calendar)
    return year.start <= context.today < year.last


def running_said(context: Context) -> tuple[str, ...]:
    """That the baseline of a year that runs is taken to be of the plan's day."""
    column = context.shape.baseline
    if column is None or not _runs(column, context):
        return ()
    return (f"the baseline of {column.period} is taken to be of {context.today}, for the year runs",)


def asof(row: Row, context: Context) -> date | None:
    """The day of the value of today that a column such as `Latest year` gives."""
    text = row.at(context.shape.single.get("asof"))
    return None if blank(text) else read_day(in_english(text, context.shape.language).strip(), context)
