"""The letter m beside a number, which is minutes where what is measured is a time, and not millions.  Pure."""

import re

from coopctl.values.patterns import later
from coopctl.values.sizes import is_time
from coopctl.values.units import parse_unit

AS_MINUTES = "m beside a number is taken to be minutes, for what is measured is a time"
"""What is said of an amount whose letter was read so."""

_FLAGS = re.IGNORECASE | re.ASCII
_LEAD = r"[<>≤≥~≈=\s]*(?:[a-z]+ ){0,4}?"
_FROM = r"(?:\b(?:from|to|than|below|under|most|least|von|auf|de|à|a)|→|->|=>|[,<>≤≥])\s*"
_FIRST = rf"(?P<lead>(?:^{_LEAD}|{_FROM})[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?)"
# What is asked first, for few amounts have it.
_SIGN = later("[0-9]m")
# No other unit may follow: `5m users` are millions.
_LETTER = later(
    rf"{_FIRST}(?-i:m)(?!\w)(?=\+?\s*(?:$|[(,;→]|->|=>|(?:by|in|until|within|over|per|every|to|auf|à|a|bis|d'ici)\b))",
    _FLAGS,
)
_TIMED = later(
    rf"^{_LEAD}[0-9][0-9.,]* ?(?:h|hrs?|hours?|m?s|secs?|seconds?|mins?|minutes?|days?|weeks?)(?![a-z])", _FLAGS
)
# What is a length of time in the words of a title, at its end or before what it is the time of; a full time is none.
_TIME = later(
    r"(?:latency|latence|latencia|latência|\w*latenz|duration|durée|duración|duração|\w*dauer|délai|mtt[a-z]|mtbf|rto|rpo"
    r"|(?<!full.)(?<!part.)(?<!first.)(?<!on.)(?<!all.)(?<!over.)(?<!any.)(?<!at a.)(?<!life)time"
    r"|temps|(?!vollzeit|teilzeit)\w*zeit|tiempo|tempo)"
    r"(?!\w)(?=\W*$|\s*[(,:/@]|\s(?:to|for|of|per|in|from|p[0-9]{2}|de|du|d'|pour|para|por|do|da|für|bis|der|des)\b)"
    r"|\((?:in )?(?:h|hours?|mins?|minut[eo]s?|minuten|stunden|heures|horas)\)",
    re.IGNORECASE,
)


def in_minutes(start: str, goal: str, *, unit: str = "", title: str = "") -> tuple[str, str]:
    """Two amounts, the letter m beside them as minutes where the other one, the unit or the title tells of a time.

    Worked: 15m from 1 h is 15 min, and so is it of a `Build time`; of a `Revenue`, or in dollars, it stays a million.
    """
    if not (_SIGN.search(start) or _SIGN.search(goal)) or not (_LETTER.search(start) or _LETTER.search(goal)):
        return start, goal
    timed = _TIMED.search(start) or _TIMED.search(goal) or is_time(parse_unit(unit)) or _TIME.search(title)
    if not timed:
        return start, goal
    return _LETTER.sub(r"\g<lead> min", start), _LETTER.sub(r"\g<lead> min", goal)
