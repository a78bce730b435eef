"""How long something took, as cells write it: `1:30:00`, `24:32`, `7h 32m`, `PT1H30M`.

Source: ISO 8601-1:2019, 5.5.2, "Representations of duration" (without days, which are no 24 hours of work).
"""

import re
from fractions import Fraction

from coopctl.errors import Refused
from coopctl.values.patterns import later
from coopctl.values.sizes import is_time, ratio
from coopctl.values.units import Unit, unit_name

_SECOND = Unit("second")
_PART = r"[0-5][0-9]"
_CLOCK = later(rf"(?P<sign>[-−]?)(?P<first>[0-9]{{1,5}}):(?P<next>{_PART})(?::(?P<last>{_PART}(?:\.[0-9]{{1,9}})?))?")
_WORDED = later(
    r"(?P<sign>[-−]?)(?:(?P<h>[0-9]{1,5}) ?(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?) ?)?"
    r"(?:(?P<m>[0-9]{1,5}) ?(?:m|mins?\.?|minutes?|minuten?|minutos?|(?<=h[0-9]{2})|(?<=h [0-9]{2})) ?)?"
    r"(?:(?P<s>[0-9]{1,5}(?:\.[0-9]{1,9})?) ?(?:s|secs?\.?|seconds?|sekunden?|secondes?|segundos?))?",
    re.IGNORECASE | re.ASCII,
)
# A day has no more hours: 38:30 may well be minutes and seconds.
_LONGEST = 24
_ISO = later(
    r"(?P<sign>-?)PT(?=[0-9])(?:(?P<h>[0-9]{1,5})H)?(?:(?P<m>[0-9]{1,5})M)?(?:(?P<s>[0-9]{1,5}(?:\.[0-9]{1,9})?)S)?",
    re.ASCII,
)


def lasting(text: str, unit: Unit) -> Fraction | None:
    """A length of time in this unit; None for a text that is none.

    `1:30` is hours and minutes for what is counted in hours, and minutes and seconds for what is in seconds.  Raises
    `Refused` where two numbers could be either.
    """
    if not is_time(unit):
        return None
    seconds = _seconds_of_parts(text) or _by_clock(text, unit_name(unit))
    times = ratio(_SECOND, unit)
    return seconds if seconds is None or times is None else seconds * times


def _seconds_of_parts(text: str) -> Fraction | None:
    """The seconds of a length whose parts are named; of one part only where ISO 8601 names it."""
    found = _ISO.fullmatch(text) or _WORDED.fullmatch(text)
    parts = [found[name] for name in "hms"] if found else []
    if found is None or sum(map(bool, parts)) < (1 if "P" in found[0] else 2):
        return None
    return _sum(found["sign"], *(part or "0" for part in parts))


def _by_clock(text: str, unit: str) -> Fraction | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    sign, first, second, last = found.group("sign", "first", "next", "last")
    if last:
        return _sum(sign, first, second, last)
    if unit == "minute" or (unit == "hour" and int(first) > _LONGEST):
        raise Refused(
            f"{text!r} could be hours and minutes, or minutes and seconds"
            f" (write {first}:{second}:00, or 0:{first.zfill(2)}:{second})"
        )
    return _sum(sign, first, second, "0") if unit == "hour" else _sum(sign, "0", first, second)


def by_the_clock(text: str, unit: Unit) -> tuple[Fraction, ...]:
    """What a length of two numbers may be in a unit, hours and minutes or minutes and seconds; nothing for others."""
    found, times = _CLOCK.fullmatch(text) if is_time(unit) else None, ratio(_SECOND, unit)
    if found is None or found["last"] or times is None:
        return ()
    sign, first, second = found.group("sign", "first", "next")
    return _sum(sign, first, second, "0") * times, _sum(sign, "0", first, second) * times


def by_two_numbers(text: str, unit: Unit) -> str:
    """What to say of a length of which only the unit tells what its two numbers are; "" for all others."""
    found = _CLOCK.fullmatch(text)
    parts = "hours and minutes" if unit_name(unit) == "hour" else "minutes and seconds"
    return f"times such as {text} are {parts}" if found and not found["last"] else ""


def _sum(sign: str, hours: str, minutes: str, seconds: str) -> Fraction:
    whole = int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)
    return -whole if sign else whole
