"""What headings say of the goals under them: that they are those of a year, or are to be reached by a day."""

import re
from datetime import date

from msgspec import Struct

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.document import Heading
from coopctl.exchange.plans.headers import meanings
from coopctl.language.stated import LONGEST_TITLE
from coopctl.values.calendar import add
from coopctl.values.patterns import later

# Goals that are called those of a year are to be reached in it.
_GOALS = "goals|targets|objectives|okrs?|key results|priorities|ziele|objectifs|objetivos|metas"
# Words for what became of the goals of a year.
_LOOKING_BACK = (
    "reviews?|results?|baselines?|progress|achieved|achievements?|performance|vs|versus|and|of|against|towards?"
)
_GOALS_OF = later(
    rf".*\b(?:{_GOALS})\b(?:\s+(?:are|relate|refer|apply|run))?(?:\s*[–—:,/|-])?(?:\s+(?:for|in|of|by|to|until|für|pour|para|de))?\s+(?P<of>\S*[0-9].*)"
    rf"|(?P<first>(?:Q[1-4]\s+)?\S*[0-9]\S*)\s+(?:(?!(?:{_LOOKING_BACK})\b)[^\W\d_]+\s+){{0,2}}?(?:{_GOALS})"
    r"(?:\s*[–—:(-]\s*[^0-9]*)?",
    re.IGNORECASE,
)
# What is to be done by a year: `What we will deliver by 2028`.
_ENDING_BY = later(
    r"(?:.*\b(?:will|shall|we|our)\b.*\bby|by)\s+(?:the\s+)?(?:end\s+of\s+)?(?P<of>(?:FY ?)?20[0-9]{2})(?:,? we will)?",
    re.IGNORECASE,
)
# What else is said behind the year: `2030, against a 2019 baseline, unless otherwise noted`.
_ELSE = later(
    r"[,;]?\s+\(?(?:(?:(?:with|against|from|vs\.?|versus|over|using|and|compared (?:to|with)|relative to)\s+)?"
    r"(?:(?:an?|the|our)\s+)?(?:(?:baseline|base year|base|levels?)(?: year)?(?: of| in)?\s?:?\s?"
    r"(?:FY ?)?(?:19|20)[0-9]{2}|(?:FY ?)?(?:19|20)[0-9]{2}\s(?:baseline|base year|base|levels?))"
    r"|(?:unless|except|where not)\s[^0-9]*)\)?(?=$|[,;])",
    re.IGNORECASE,
)
_DIGIT = later("[0-9]")
# What is to be reached, which headers of columns call a target: `30-day goals`.
_AIMS = later(rf"\b(?:{_GOALS})\b", re.IGNORECASE)
BRACKETED = later(r"\(([^()]*)\)")
"""What stands in brackets."""
AIMED = later(
    r"\b(?:targets?|goals?|expected|projected|planned|cibles?|objectifs?|attendue?s?|ziel|geplant|erwartet|metas?|objetivos?"
    r"|esperad[oa]s?|previst[oa]s?)",
    re.IGNORECASE,
)
"""What is still to come: `Expected metrics (3 months)`."""


class Lead(Struct, frozen=True):
    """What leads into a list or table: the kind of things that it says are in it, and by when; `said` are its words."""

    kind: str = ""
    by: str = ""
    said: str = ""


class Years:
    """The periods that headings say their goals are of, which count for the headings below them, too."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._above: dict[int, Lead] = {}

    def under(self, heading: Heading) -> Lead:
        """What a heading announces, with the period of its own or of the nearest heading above it."""
        self._above = {level: lead for level, lead in self._above.items() if level < heading.level}
        lead = self.of(heading.text)
        if not lead.by and self._above:
            lead = self._above[max(self._above)]
        self._above[heading.level] = lead
        return lead

    def of(self, text: str) -> Lead:
        """The day that goals are of, which may be over: `Goals for 2027`, `Metrics (Day 90 Targets)`."""
        if len(text) > LONGEST_TITLE or not _DIGIT.search(text):
            return Lead()
        inside = BRACKETED.findall(text)
        aims = [f"target ({part})" for part in inside] if AIMED.search(text) else []
        days = (day for part in (text, *inside, *aims) if (day := self._day_of(part.strip(" :.*"))))
        return next((Lead(by=day, said=text) for day in days), Lead())

    def beside(self, line: str, lead: Lead, sheet: str = "") -> Lead:
        """What the line right over a table announces, or else what the heading does, or the sheet that it is on."""
        own = self.of(line)
        return own if own.by else lead if lead.by else self.named(sheet)

    def named(self, sheet: str) -> Lead:
        """What the name of a sheet announces, which may be a part of a year alone: `Q1 2027`."""
        found = periods.find(sheet)
        alone = found is not None and (found.start, found.end) == (0, len(sheet))
        return Lead(by=sheet, said=sheet) if alone and periods.is_within_a_year(sheet) else self.of(sheet)

    def _day_of(self, text: str) -> str:
        """The period or day that a text says goals are of, "" where it says none."""
        found = _GOALS_OF.fullmatch(text) or _ENDING_BY.fullmatch(text)
        words = _ELSE.sub("", next(filter(None, found.groups()))) if found else ""
        period = periods.find(words)
        if period is None or (period.start, period.end) != (0, len(words)):
            of = meanings(_AIMS.sub("target", text))[0]
            return add(self._today, of.after).isoformat() if of.after and of.role == "target" else ""
        return period.period
