"""The named rules that turn an assessment's facts into a status, one module each."""

from enum import StrEnum


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
        return self.value.replace("-", " ")
