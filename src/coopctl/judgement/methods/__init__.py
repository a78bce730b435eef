"""The named rules that turn an assessment's facts into a status, one module each."""

from enum import StrEnum

from coopctl.errors import Refused

METHODS = ("linear", "statcan", "destatis", "un", "sdsn", "okr", "global-fund", "pepfar")


class Status(StrEnum):
    """What is said of a goal; the same words in every method."""

    ACHIEVED = "achieved"
    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    OFF_TRACK = "off-track"
    MISSED = "missed"
    AWAITING = "awaiting"
    OPEN = "open"
    NO_DATA = "no-data"
    NO_ASSESSMENT = "no-assessment"

    @property
    def words(self) -> str:
        """The status as people read it: `off track`."""
        return self.value.replace("-", " ")


# The flag beside a status, which is asked for by the same lists.
STALE = "stale"


def check_method(name: str) -> None:
    """Raises `Refused` unless there is a method of this name."""
    if name not in METHODS:
        raise Refused(f"there is no method {name!r}", f"one of {', '.join(METHODS)}")
