"""`May 20` beside 2024-05-20 is a day without its year, alone a day or May 2020, and among months one of them."""

import re
from collections.abc import Iterable, Mapping

from coopctl.exchange.figures.content import Looked, Several
from coopctl.exchange.figures.months import is_month, number_of
from coopctl.exchange.figures.senses import Sense, century
from coopctl.values.patterns import later

_DAY_OR_YEAR = later(r"(?P<month>[^\W\d_]{3,12})\.? (?P<number>0?[1-9]|[12][0-9]|3[01])", re.IGNORECASE)
_ISO_DAY = later(r"[0-9]{4}-(?P<month>[0-9]{2})-(?P<number>[0-9]{2})(?![0-9])", re.ASCII)


def take_whole_days(looked: Looked) -> None:
    """Let the column of whole days be the date where the one called so has the same days without their year.

    Raises `Several` where none has them, and `May 20` may be of May 2020, too.
    """
    role = _role(looked.at, looked.chosen)
    said = _without_year(looked, role) if role and looked.reading.sense is not Sense.MONTH else []
    if len(said) < 2 or _are_of_years(said):
        return
    for place in looked.left:
        if [_month_and_day(text) for text in looked.texts(place)] == said:
            looked.at[role] = place
            return
    name, text = looked.header[looked.at[role]], looked.texts(looked.at[role])[0]
    raise Several(
        f"line {looked.table.line}: {text!r} in {name!r} could be a day, or a month of a year",
        "write the days with their year, or say --dates month",
    )


def _role(at: Mapping[str, int], chosen: Mapping[str, str]) -> str:
    """The role of the column of days, where nobody said which it is; "" for none."""
    return next((role for role in ("date", "period") if role in at and role not in chosen), "")


def _without_year(looked: Looked, role: str) -> list[tuple[int, int]]:
    """The months of the column of days, with the numbers behind them; none where a cell says anything else."""
    said = [_DAY_OR_YEAR.fullmatch(text) for text in looked.texts(looked.at[role])]
    found = [one for one in said if one and is_month(one["month"])]
    whole = len(found) == len(said)
    return [(number_of(one["month"].casefold()), int(one["number"])) for one in found] if whole else []


def _month_and_day(text: str) -> tuple[int, int] | None:
    """Month and day of a text that begins with a whole day, `2024-05-20`; None for any other."""
    found = _ISO_DAY.match(text)
    return (int(found["month"]), int(found["number"])) if found else None


def _are_of_years(said: Iterable[tuple[int, int]]) -> bool:
    """Whether numbers beside months are years: these months are a third at least of those from first to last."""
    months = {12 * int(century(number)) + month for month, number in said}
    return 3 * len(months) > max(months) - min(months)
