"""The letter m beside a number: minutes of what is a time, metres of what is a length, and else a million.  Pure."""

import re

from coopctl.values.patterns import later
from coopctl.values.sizes import is_time
from coopctl.values.units import parse_unit

_AS_MINUTES = "m beside a number is taken to be minutes, for what is measured is a time"
_AS_METRES = "m beside a number is taken to be metres, for what is measured is a length"

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

# What is a length in the words of a title, at its end or before what it is the length of.
_LENGTH = later(
    r"(?:distances?|height|depth|width|elevation|altitude|accuracy|höhe|tiefe|breite|strecke|distanz|hauteur|profondeur"
    r"|largeur|distancia|altura|profundidad|anchura|distância|profundidade|largura)(?=\W*$|\s*[(,:]|\s(?:of|to|from|de|du|der|des)\b)",
    re.IGNORECASE,
)


def spelt_out(start: str, goal: str, *, unit: str = "", title: str) -> tuple[str, str, tuple[str, ...]]:
    """Two amounts with what the letter m beside them is, where the other one, the unit or the title tells, and why.

    Worked: 15m from 1 h is 15 min, and so is it of a `Build time`; of a `Water depth` it is 15 metres, and of a
    `Revenue`, or in dollars, it stays a million.
    """
    if not (_SIGN.search(start) or _SIGN.search(goal)) or not (_LETTER.search(start) or _LETTER.search(goal)):
        return start, goal, ()
    if _TIMED.search(start) or _TIMED.search(goal) or is_time(parse_unit(unit)) or _TIME.search(title):
        return _LETTER.sub(r"\g<lead> min", start), _LETTER.sub(r"\g<lead> min", goal), (_AS_MINUTES,)
    if _LENGTH.search(title):
        return _LETTER.sub(r"\g<lead> metres", start), _LETTER.sub(r"\g<lead> metres", goal), (_AS_METRES,)
    return start, goal, ()
