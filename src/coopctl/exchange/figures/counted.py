"""Numbers that count days or seconds from one day on, as spreadsheets and programs keep dates.

Sources: POSIX.1-2017, 4.16, "Seconds Since the Epoch" (1970-01-01, in UTC), with milliseconds, microseconds and
nanoseconds as JavaScript, Python and Go have them; ECMA-376, 18.17.4, "Dates and Times" (1 is 1 January 1900, and the
29 February that 1900 did not have is counted, so that later days count from 1899-12-30).
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from coopctl.values.patterns import later

_SECONDS = later(r"(?P<seconds>1[0-9]{9})(?P<parts>[0-9]{3}|[0-9]{6}|[0-9]{9})?(?:\.[0-9]{1,9})?", re.ASCII)
_PARTS = {0: "", 3: "milli", 6: "micro", 9: "nano"}
# From 1990 to 2049.
_DAYS = later(r"(?P<days>[345][0-9]{4})(?:\.[0-9]{1,12})?", re.ASCII)
_FIRST, _LAST = 32874, 54788
_SPREADSHEET = date(1899, 12, 30)


class Counted(NamedTuple):
    """The day that a number counts to, and what it counts."""

    day: date
    what: str


def counted(text: str) -> Counted | None:
    """What a number counts to, as `1704067200` or `45322` does; None for all others."""
    if found := _SECONDS.fullmatch(text):
        day = datetime.fromtimestamp(int(found["seconds"]), UTC).date()
        return Counted(day, f"{_PARTS[len(found['parts'] or '')]}seconds since 1970 in UTC")
    found = _DAYS.fullmatch(text)
    if found is None or not _FIRST <= int(found["days"]) <= _LAST:
        return None
    return Counted(_SPREADSHEET + timedelta(int(found["days"])), "days as spreadsheets count them")
