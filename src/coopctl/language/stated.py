"""Sentences that state a whole goal: what it is called, and what is promised of it."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from msgspec import Struct, structs

from coopctl.errors import CoopctlError, Ended, Refused, as_typed
from coopctl.language.letters import spelt_out
from coopctl.language.phrases import (
    AT_LEAST,
    DEEDS,
    DOES,
    DOING,
    ENDING,
    FACTORING,
    FALLING,
    LESS,
    LIMITS,
    MORE,
    OVER,
    REACHING,
    RISING,
    TAKING,
    UNDER,
    Style,
)
from coopctl.language.promises import understand
from coopctl.language.sentences import VALUED
from coopctl.language.tongues import readings
from coopctl.language.ways import reworded
from coopctl.language.wording import Understanding, Wording
from coopctl.plan.plan import Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Measure
from coopctl.values.patterns import Needing, later, needing
from coopctl.values.vocabulary import FREQUENCIES, MONTHS, NUMBER_WORDS, PERIODS, SCALES, WEEKDAYS, pattern

LONGEST_TITLE = 120
_YEAR = later(r"(?:19|20)[0-9]{2}")
_DIGIT = later("[0-9]")
_AMOUNT = later(
    rf"\b(?:double|halve|half|triple|once|twice|{NUMBER_WORDS})\b"
    rf"|\b(?:every|each) (?:{pattern(PERIODS)}|{pattern(WEEKDAYS)}|morning|evening|night)\b"
    rf"|\b(?:{pattern(FREQUENCIES)})$"
    rf"|\b(?:by|before|until) (?:(?:next )?(?:{pattern(MONTHS)})|{pattern(WEEKDAYS)}|new year|christmas"
    r"|EO[YQMW]|year[- ]end"
    r"|(?:the )?end of (?:the |this |next )?(?:year|quarter|month|week))$|\b(?:this|next) (?:year|quarter|month|week)$"
    r"|^(?:hold|host|convene|conduct|organi[sz]e|attend) (?:an? )?(?:annual|yearly|quarterly|monthly|weekly)\b",
    re.IGNORECASE,
)
# What is a promise, whether the grammar takes it or not, and must not become a group's title.
_PROMISING = later(
    r"\bfrom\b.*[0-9].*\bto\b.*[0-9]|[0-9].*\bby\s+(?:the\s+end\s+of\s+)?20[0-9]{2}"
    r"|\b(?:increase|reduce|raise|cut)\b.*\bby\b.*[0-9]|^(?:keep|maintain|hold) at\b.*[0-9]"
    r"|^\W*(?:[A-Z]{2,3} ?)?[0-9][0-9.,]*\s?(?:%|\(|to\b)",
    re.IGNORECASE,
)
TITLED = later(r"(?P<title>(?:[^:.;()\[\]]|\([^()]*\)|\[[^\[\]]*\]){2,200}?)(?::\s+|\s+[–—]\s+|\s+-\s+)(?P<text>\S.*)")
_MONTH = rf"(?:(?:{pattern(MONTHS)})\.? )?"
_SPAN_OF_YEARS = rf"{_MONTH}(?:(?:19|20)[0-9]{{2}} )?to {_MONTH}(?:19|20)[0-9]{{2}}\b"
# A title with a day behind what is to be by then, or with the end of a sentence, holds a promise of its own.
_FROM_TO = needing(
    "from",
    r"(?P<title>(?!.*\S\s(?:by|until)\s(?:the\s)?(?:end\sof\s)?20[0-9]{2}\b.*\bfrom\b)(?:[^:.]|\.(?!\s+(?-i:[A-Z]))){2,200}?)"
    rf"\s+(?P<text>from\s+(?!{_SPAN_OF_YEARS}|[^0-9]*\bto\b[^0-9]*[0-9][^→]*(?:→|->|=>))\S.*\bto\b.*)",
    re.IGNORECASE,
)
# The same in the other languages, which say the verb first or not at all.
_DAY = r"(?:bis|d['’]ici(?:\sà)?|para|hasta|até|entro|tegen)(?:\s(?:el|o|a|il|ende|eind|zum\sjahr))?\s(?:19|20)[0-9]{2}"
_VON_AUF = needing(
    " von | de | del | desde | da | dal | van ",
    rf"(?P<title>(?:{_DAY},?\s)?[^:0-9]{{2,200}}?(?:\s{_DAY})?)\s+"
    r"(?P<text>(?:(?:von|de|del|desde|dal?)\s+[-+$€£]?\s?[0-9]"
    r".*?\b(?:auf|à|(?<!frente )al?|all(?=['’])|para|hasta|até)|van\s+[-+$€£]?\s?[0-9].*?\b(?:naar|tot))\b"
    r"(?!\s(?:el\s|o\s)?(?:19|20)[0-9]{2}(?![0-9.,%])).*)",
    re.IGNORECASE,
)
# The day that begins or ends such a title, and what a verb puts behind it: `Bis 2030 soll der Anteil`.
_DAY_OF_TITLE = needing(
    "bis|ici|para|hasta|até|entro|tegen",
    rf"(?P<by>{_DAY}),?\s+(?:soll(?:en)?\s|wird\s|werden\s)?(?P<rest>\S.*)|(?P<before>.*\S)\s+(?P<last>{_DAY})",
    re.IGNORECASE,
)
_ARROW = needing(
    "→|>",
    r"(?P<title>(?:[^:0-9]|(?<=per )1[0,]+(?= )|(?<=[A-Za-z])[0-9]{1,2}(?=\s)){2,200}?)"
    r"(?<! per)\s+(?P<text>[-+$€£]?[0-9][^→]*?(?:→|->|=>)\s*\S.*)",
)
# What a sentence begins with that is no title: `By 2027, 20 schools`.
_LEADING = (
    "by|in|on|at|to|from|until|till|before|after|within|over|during|since|for|with|per|up|down|now|currently|at least"
    "|at most|bis|ab|von|im|vom|zum|d['’]ici|de|du|d[èe]s|en|avant|para|até|hasta|desde|antes|em"
    "|entro|nel(?= [12])|tegen|uiterlijk"
)
# Verbs that say what happens to the amount behind them, which no title is.
_MOVING = f"lose|shed|gain|go|get|bring|come|{FACTORING}|multiply|divide|keep|maintain"
_LEAST_ELSEWHERE = "au moins|al menos|por lo menos|pelo menos|ao menos|almeno|minstens"
_LIMITS_ELSEWHERE = (
    f"{_LEAST_ELSEWHERE}|mindestens|wenigstens|höchstens|maximal|au plus|au maximum|como mínimo|como máximo"
    "|no mínimo|no máximo|al massimo|hoogstens"
)
# An amount, which a currency may stand before.
_CODED = r"(?:(?-i:[A-Z]{1,3})?[$€£]\s?|(?-i:[A-Z]{3})\s)?[0-9]"
_BOUND = needing(
    "|".join({max(limit.split(), key=len) for limit in (*LIMITS, *_LIMITS_ELSEWHERE.split("|"))}),
    # What is done to at least so many has no name before them, and what is cut by so much is not to be so much.
    rf"(?!(?:the )?(?:{DEEDS}) of )"
    rf"(?!(?:{FALLING}|r[ée]du(?:ire|[cz]ir)|dimin\w+|dismin\w+|ba(?:isser|jar|ixar))\b"
    r"[^:0-9]*?(?<!to )(?<!à )(?<!\ba )"
    rf"(?:{AT_LEAST}|{_LEAST_ELSEWHERE})\s)"
    rf"(?:(?:keep|maintain|hold)\s+)?(?P<title>(?:[^:0-9]|(?<=[A-Za-z])[0-9](?:\.[0-9])?){{2,80}}?)"
    r"(?<! if)(?<! when)(?<! unless)\s+(?:(?:of|to|at|in|is|are|de)\s+|d['’])?"
    rf"(?P<text>(?:{pattern(LIMITS)}|{_LIMITS_ELSEWHERE})\s*{_CODED}.*)",
    re.IGNORECASE,
)
_OF = needing(
    "of",
    rf"(?!(?:an? |the )?(?:{DEEDS}|{DOING}|{RISING}|{FALLING}|{REACHING})\b)(?P<title>[^:0-9]{{2,80}}?)"
    r"(?<!increase)(?<!rise)(?<!decrease)(?<!decline)(?<!drop)(?<!fall)"
    rf"\s+of\s+(?P<text>(?!(?:19|20)[0-9]{{2}}(?:$|\s(?:by|until|before|in)\s)){_CODED}.*)",
    re.IGNORECASE,
)
# A title, and behind a comma or a blank the value of today: `Trade volume, $250 million, up 20% over two years`,
# `NPS 30 to 45 by 2028`.
_NO_TITLE = later(rf"(?:{RISING}|{FALLING}|{REACHING}|{_MOVING}|{NUMBER_WORDS}|{_LEADING})\b", re.IGNORECASE)
_TITLE = r"(?P<title>[^\W\d](?:[^:;,0-9$€£]|(?<=[A-Za-z])[0-9]){1,80}?)"
_BESIDE = needing(
    ",",
    rf"{_TITLE},\s+(?P<text>(?:(?:from|now|currently|baseline|{RISING}|{FALLING}|double|triple|halve|{pattern(LIMITS)})\b|[-+$€£]?\s?[0-9]).*)",
    re.IGNORECASE,
)
_TWICE = later(
    rf"{_TITLE}\s+(?P<text>[$€£]?[0-9](?:[^,;]*?[,;]\s+\S|\S*(?:\s(?:[^\s,;]|,(?=[0-9]{{3}}))+){{0,6}}?\s+to\s+(?:(?:{pattern(LIMITS)})\s?)?[-$€£]?[0-9]).*)",
    re.IGNORECASE,
)
# A title, and a change by a sign: `Fuel use -20% by 2028`.
_SIGNED = later(rf"{_TITLE}\s+(?P<text>[-+−][0-9][0-9.,]*\s?(?:%|per\s?cent).*)", re.IGNORECASE)
# A title, and what it is to be by a day: `Electricity access 95% by 2030`, `Exports $4bn by 2030`.  Of things so many
# may be done or be there, and of what is to rise or fall an amount may be the change: both are asked.
_SIZED = (
    r"[0-9][0-9.,]*\s?(?:%|per\s?cent)|(?-i:[A-Z]{3})\s?[0-9](?![0-9.,\s]*%)|[$€£][0-9]"
    rf"|[0-9][0-9.,]*\s?(?:{pattern(SCALES)}|(?-i:[A-Z]{{3}}))(?!\w)|[0-9][0-9.,]*(?:/|\sout of\s)(?:5|10|100)(?![0-9])"
)
# Things that something has been done to, which are called by that: `People trained 500 by 2027`.
_DONE_TO = (
    "trained|built|planted|created|published|vaccinated|constructed|installed|restored|established|signed|held|reached"
    "|served|supported|treated|screened|distributed|delivered|enrolled|certified|rehabilitated|connected|completed|issued"
    "|awarded|hired|recruited|opened"
)
_VALUES = (
    rf"{VALUED}|(?<=\w )(?:{_DONE_TO})|times?|capacity|access|attendance|literacy|number of [^:;,0-9$€£]{{3,60}}?"
    "|e?NPS|CSAT|GPA|BMI|HDI|IELTS|TOEFL|PISA|DAU|WAU|MAU"
)
_BY_DAY = (
    r"(?:.*\s(?:(?:by|until|before|in|during|through|on|at|due|for|no later than|not later than|between now and"
    r"|bis|para|até|hasta|en|entro|nel|tegen)\s|d['’]ici\s|jusqu['’]en\s|\(by\s)"
    rf"(?:(?:the\s)?(?:end|start|middle)\s|[^,;]*(?:19|20)[0-9]{{2}}(?![0-9])|(?:[0-9]+\s)?(?:{pattern(MONTHS)})\b"
    r"|year[- ]end|end\sof\syear|FY).*"
    r"|.*\s(?:(?:within|over|in)\s(?:(?:the|an?)\s)?(?:(?:next|coming|period of)\s)?"
    rf"(?:(?:[0-9]+|{NUMBER_WORDS})[-\s])?(?:years?|months?|quarters?|weeks?|days?|decade)(?:\speriod)?"
    r"|(?:by\s)?(?:this|next)\s(?:year|month|quarter|week)|\((?:19|20)[0-9]{2}\))\W*)"
)
_BOUND_BEHIND = r"[0-9.,]*\s?%?(?:\+|\s(?:or|and)\s(?:more|higher|above|better|less|lower|below|under))"
# A number may be a part of the name: `5G`, `4-year`, `COVID-19`, `grade 8`.
NUMBER_FIRST = r"[0-9]{1,2}(?:G|-[a-z]+)\s"
_NUMBERED_NAME = (
    rf"(?:{NUMBER_FIRST})?[^\W\d]"
    r"(?:[^:;,0-9$€£]|(?<=[A-Za-z-])[0-9]{1,2}(?=[\s-])"
    r"|(?:(?<=grade )|(?<=level )|(?<=phase )|(?<=class )|(?<=windows ))[0-9]{1,2}(?=\s[a-z])){1,80}?"
)
# What rises or falls in Spanish and Portuguese, right before by how much: `Las exportaciones aumentarán un 20%`.
_MOVES_ELSEWHERE = (
    r"(?:(?:aument|increment|cre[sc]|cresc|redu[cz]|disminu|diminu)[a-záéíãõ]{1,6}|(?:ca|sub)(?:e|en|em|[ei]rá|[ei]rán|irão)"
    r"|bajan?|baixam|elev(?:an?|am)|(?:baj|baix|elev)ar(?:á|án|ão))"
)
_STILL = (
    rf"(?!.*\b(?:{MORE}|{LESS}|change|gain|savings? in|fall|drop)s?\b(?! rates?\b))"
    rf"(?!.*\s{_MOVES_ELSEWHERE}\s(?:(?:un|en|em|in)\s)?[0-9])"
)
_DEED = later(rf"(?:{ENDING}|pay|put|set|bring|see|find|give|send|let|target|goal|aim)\b", re.IGNORECASE)
# An infinitive of another language, as its day tells, which is no title either.
_INFINITIVE = later(
    r"(?:[^\W\d]+[aei]r|\S+(?:uire|dre)),?\s(?:.*\s)?(?:para|até|hasta|en|d['’]ici|jusqu['’]en)\s", re.IGNORECASE
)
# What is told year by year behind a title: `Projects 2027: 5, 2028: 10`.
_BY_YEARS = needing(
    ":|=", rf"{_TITLE},?\s+(?P<text>20[0-9]{{2}}\s?[:=]\s?{_CODED}[^:=]*[,;]\s?20[0-9]{{2}}\s?[:=]\s?{_CODED}.*)"
)
# A day behind the verb that a sentence begins with: `Réduire, d'ici 2030, la production de 7 %`.
_DAY_SECOND = needing(
    ",", rf"^(?P<verb>[^\W\d]+), (?P<by>by (?:19|20)[0-9]{{2}}|{_DAY}), (?P<rest>\S.*)", re.IGNORECASE
)
_TO_BE = later(rf"{_STILL}(?P<title>{_NUMBERED_NAME})\s+(?:(?:at|to)\s)?(?P<text>(?:{_SIZED}){_BY_DAY})", re.IGNORECASE)
# Verbs that name something, too, as they do before what is measured of it: `Test coverage 85% by 2027`.
_NAMES_TOO = later(
    r"(?:test|power|review|support|staff|process|exercise|answer|audit|survey|service|project|file|book|fund)s?\s",
    re.IGNORECASE,
)
_VALUE_TO_BE = later(
    rf"{_STILL}(?P<title>(?:{_NUMBERED_NAME}\s)?(?:{_VALUES})(?<!level))\s+(?:(?:at|to)\s)?"
    rf"(?P<text>(?!(?:19|20)[0-9]{{2}}\b)[0-9](?:{_BY_DAY}|{_BOUND_BEHIND}))",
    re.IGNORECASE,
)
# Both with what they are called, and nothing between: `Literacy baseline 62% target 95% by 2030`, `NPS 30 now 50`.
_CALLED = needing(
    "target|goal|aim|reach|become|now|today|currently",
    rf"{_TITLE}\s+(?:(?:baseline|base|currently|now|today|is|was|at)\s+)*(?P<base>{_CODED}[^:;,]*?)(?:\s+(?:now|today|currently)(?:,?\s+(?:target|goal|aim))?"
    r"|,?\s+(?:and\s+)?(?:(?:should|must|will|shall|to|is to)\s+)?(?:target|goal|aim|reach|become))\s+"
    rf"(?P<to>{_CODED}.*)",
    re.IGNORECASE,
)
# The same in brackets: `Trade volume ($250 million): up 20%`; a number alone may be one of something else.
_BRACKETED = needing(
    "(|[",
    rf"{_TITLE}\s+[(\[](?P<value>[$€£][^()\[\]]*|[^()\[\]]*[0-9]\s?%|(?:baseline|now|currently|today|20[0-9]{{2}}:)[^()\[\]]*[0-9][^()\[\]]*)[)\]]"
    r"\s*[:,–—-]\s+(?P<text>\S.*)",
    re.IGNORECASE,
)
# All of it in brackets: `Literacy (baseline 60%, target 75% by 2030)`.
_INSIDE = needing("(", rf"{_TITLE}\s+\((?P<text>[^()]*[0-9][^()]*[,;:][^()]*[0-9][^()]*)\)", re.IGNORECASE)
# A change with what it is counted from: `Increase trade volume from $250 million by 20%`, or the other way round.
_AN_AMOUNT = r"(?!(?:19|20)[0-9]{2}\b)[$€£]?[0-9]"
_SINCE = (
    r"(?:from|(?:from|against|compared (?:to|with)|relative to|on) (?:an?|the) baseline of)"
    rf" (?P<value>{_AN_AMOUNT}.*?)"
)
_CHANGE = rf"(?P<text>(?:{_AN_AMOUNT}|(?:(?:an?|one) )?(?:half|third|quarter|fifth|tenth)\b)"
_SUBJECT, _BY_WHEN = "[^:;,0-9]{2,80}?", r"\s+(?:by|until|within|in|over)\s"
_VERB_FIRST = rf"(?P<title>(?P<verb>{RISING}|{FALLING})\s{_SUBJECT})\s+"
# With a second amount, that of where it starts is followed by where it leads.
_FACTOR_FIRST = rf"(?!.* to [$€£]?[0-9])(?P<title>(?P<verb>double|triple|quadruple|halve)\s{_SUBJECT})"
_OUTSTANDING = "(?:owed|owing|left|outstanding|due|remaining|to pay|to go)"
_MOVED = [
    (needing(needed, form, re.IGNORECASE), put)
    for needed, form, put in (
        ("from|baseline of", rf"{_VERB_FIRST}{_SINCE}\s+by {_CHANGE}.*)", r"from \g<value>, \g<verb> by \g<text>"),
        (
            "from|baseline of",
            rf"{_VERB_FIRST}by {_CHANGE}.*?),?\s+{_SINCE}(?P<by>(?:,?\s(?:by|until)\s.*)?)",
            r"from \g<value>, \g<verb> by \g<text>\g<by>",
        ),
        # `Exports up 20% by 2030 from $4bn`, `Deaths reduced by 30% by 2030 from 1,200`.
        (
            "from|baseline of",
            (
                rf"(?P<title>{_SUBJECT})\s+(?P<verb>up|down|(?:{RISING}|{FALLING})(?=\s+by))\s+(?:by\s+)?"
                rf"{_CHANGE}.*?),?\s+{_SINCE}(?P<by>(?:,?\s(?:by|until)\s.*)?)"
            ),
            r"from \g<value>, \g<verb> by \g<text>\g<by>",
        ),
        # `Trade doubled by 2030 from $2.1bn`.
        (
            "doubled|tripled|quadrupled|halved",
            (
                rf"(?P<title>{_SUBJECT})\s+(?:(?:is|are|be|to be)\s+)?(?P<verb>double|triple|quadruple|halve)d"
                rf"(?P<text>{_BY_WHEN}[^;]*?),?\s+{_SINCE}"
            ),
            r"from \g<value>, \g<verb>\g<text>",
        ),
        # `Clear the backlog of 3,200 cases by 2027`.
        (
            "clear|eliminate|end|close|work off",
            (
                rf"(?P<title>(?:clear|eliminate|end|close|work off)\s{_SUBJECT})\s+of\s+(?P<value>{_AN_AMOUNT}.*?)"
                rf"(?P<text>(?:{_BY_WHEN}.*)?)"
            ),
            r"from \g<value>, eliminate\g<text>",
        ),
        # `Pay off the loan, $12,000 owed, by 2028`; what is cleared or settled may be anything but money.
        (
            "pay off|pay back|repay|clear|settle",
            (
                rf"(?P<title>(?:(?P<paid>pay (?:off|back)|repay)|clear|settle)\s{_SUBJECT})"
                r"(?:\s+of|[,:]|\s+(?=\())\s*\(?"
                rf"(?P<value>(?(paid){_AN_AMOUNT}|[$€£][0-9])(?:(?!\s(?:to|from|an?|per|each|every)\s)[^%();:])*?)"
                rf"(?:\s+(?:is |still )*{_OUTSTANDING})?\)?,?"
                rf"(?P<text>(?:{_BY_WHEN}.*)?)"
            ),
            r"from \g<value>, eliminate\g<text>",
        ),
        # `Double exports from $310 million by 2030`, or the other way round.
        (
            "from|baseline of",
            rf"{_FACTOR_FIRST}\s+{_SINCE}(?P<text>(?:{_BY_WHEN}.*)?)",
            r"from \g<value>, \g<verb>\g<text>",
        ),
        (
            "from|baseline of",
            rf"{_FACTOR_FIRST}(?P<text>{_BY_WHEN}[^;]*?),?\s+{_SINCE}",
            r"from \g<value>, \g<verb>\g<text>",
        ),
    )
]
# What joins a title to its promise, or turns the promise round: a title that ends in it was cut in the wrong place.
_JOINT = later(
    r"\b(?:\w+n['’]t|not|never|no|nor|or|and|at|by|to|of|in|on|for|with|is|are|be|than|exceed\w*"
    r"|past|around|about|approximately|circa|nearly|almost|roughly|over|under|above|below|within|up|down|minus|nicht|nie|ne|pas|jamais|não|nunca"
    r"|auf|um|von|bis|para|à|de|del|al|até|hasta|oder|ou|o|y|e|und|et|más|menos|mais|plus|moins|mehr|weniger|more|less|fewer)$",
    re.IGNORECASE,
)
# A part of something that a title begins with is an amount of its own.
_PART = later(rf"(?:half|halves|thirds?|quarters?|{NUMBER_WORDS})\b(?:[ -]\w+)?\s+(?:of|in)\b", re.IGNORECASE)
_VERB_ALONE = later(
    r"(?:(?:we|i|they|it|to|will|shall|must|should|can|not|never|aims?|aiming|plans?|wants?|need|try)\s+)*"
    r"(?:we|i|they|it|to|will|shall|must|should|not|have|has|keep|hold|get|maintain|ensure|achieve|be|see|spend|stay|remain"
    r"|contribute|give)",
    re.IGNORECASE,
)
# `Women hold 40% of seats by 2030`.
_VERB_LAST = later(
    r"\s(?:hold|(?<=s )cover|use|have|get|own|earn|receive|hit|top|reach|meet|make|form|take|supply|provide|contribute"
    r"|represent|attend|pass|live|know|hav|reache)(?:s|ing)?$|\s(?:has|are|is|was|were)$",
    re.IGNORECASE,
)
# An amount that is said as one, of which no title is made.
_LIMITED = pattern([*(word for word in LIMITS if word[0].isalpha()), "up to", "between"])
_PROMISED = later(rf"[0-9]\s?(?:%|per ?cent|percent|[$€£])|[$€£]\s?[0-9]|\b(?:{_LIMITED})\s+[$€£]?[0-9]", re.IGNORECASE)
# What is counted in small words, or ends with a year to come: `40+ keywords within 3 months`, `a third by 2030`.
_COUNTED = later(
    r"\b(?:every|each) (?:other|second|[0-9]) |\b[0-9]{1,3}(?:[.,][0-9]{3})+ |[0-9]\s?[-–]\s?[0-9][0-9.,]*\s?[a-z%]"
    r"|(?<![\w.,:/-])[0-9][0-9.,]*(?:[kKM]?\+|[kKM](?!\w)|\s(?!of\b|and\b|to\b|[0-9])(?-i:[a-zà-ÿ]))"
    r"|\b(?:by|until|in|en|d'ici|bis|para|hasta|até|em)\s+20[0-9]{2}\W*$",
    re.IGNORECASE,
)
_KEY_RESULT = later(r"^(?:KR|key result)\s*[0-9.]*\s*[:.–—-]?\s*", re.IGNORECASE)
# The number of an indicator among those of a result: `1a.`, `b)`.
_NTH = r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*)?[a-h][.)]\s+"
_NUMBERED = later(rf"^{_NTH}", re.ASCII)
# A day before what is promised, and its number: `By 2029: a. Average speed increased to 22 km/h`.
_BY_FIRST = later(
    rf"^(?P<by>(?:by|until) (?:the )?(?:end of )?(?:FY ?)?20[0-9]{{2}})\s?[:,]\s+(?:{_NTH})?", re.IGNORECASE
)
# A year alone in front of it: `2030: 20 schools`; several are those of several values.
_YEAR_FIRST = later(r"^(?P<year>20[0-9]{2})\s?:\s+(?=\S)(?!.*20[0-9]{2}\s?:)", re.IGNORECASE)
# The same before a title: `By June 2027, attendance will increase from 74% to 80%`.
_DAY_FIRST = needing(
    "by |until |before ",
    r"(?P<by>(?:by|until|before) (?:the )?(?:end of )?(?:[0-9]{1,2} )?(?:[^\W\d_]{3,9}\.? |[QH][1-4] |FY ?)?"
    r"(?:19|20)[0-9]{2}(?:[-/–][0-9]{2,4})?),?\s+(?P<rest>[^\W\d_].*)",
    re.IGNORECASE,
)
# Who promises what a verb begins, which is no title: `Both sides agreed to raise ...`, `We will train 500 teachers`.
_PARTY = (
    "we|i|they|both (?:sides|parties|countries|governments|partners)"
    "|the (?:two )?(?:sides|parties|countries|governments|ministries|partners|participants|members|signatories)"
    r"|(?:the|our) (?:[^\W\d_]+ ){0,3}(?:ministry|government|department|agency|authority|team|company|office|embassy"
    r"|programme|program|project|board|council|commission|university|hospital|city|bank|foundation|organi[sz]ation"
    r"|committee|secretariat)(?: (?:of|for)(?: [^\W\d_]+){1,4}?)?"
)
_WILLING = (
    r"(?:will|shall"
    r"|(?:(?:has|have) )?(?:agree|commit|pledge|plan|aim|intend|seek|decide|vow|undertake|resolve)(?:[nt]?e?[sd])?"
    r"|(?:is|are) (?:committed|determined|aiming|planning))(?: (?:to )?(?:endeavou?r|strive|work|seek|aim))?(?: to)?"
)
_CHANGED = (
    rf"(?:{RISING}|{FALLING}|double|triple|halve) (?!(?:by|from|to|over|until|in|at|within|or|and|above|below|under"
    r"|beyond)\b|[0-9$€£])"
)
_PROMISER = needing(
    "will |shall |agree|commit|pledge|plan|aim|intend|seek|decide|vow|undertake|resolve|determined| is to | like to"
    "| want to| need to| hope to| wish to| have to",
    rf"(?:(?:{_PARTY}) {_WILLING} (?P<done>(?:{DOING}|{ENDING} (?!by |to )|{_CHANGED}).*)"
    r"|(?:(?:we|i)(?: (?:want|need|hope|plan|wish|would like|have)|['’]d like) to"
    r"|(?:my|our) (?:aim|goal|target|plan) is to)"
    rf" (?P<own>[^\W\d_].*)"
    rf"|(?:[^\W\d_][^:;,0-9]{{1,60}} {_WILLING}|aim(?:ing)? to) (?P<moved>{_CHANGED}.*))",
    re.IGNORECASE,
)

# What ends an item of a list that is one sentence: `raise trade to $5 billion by 2030; and`.
_AMONG_OTHERS = later(r"\s*[;,](?:\s*(?:and|or|et|und|y|e))?\s*$")

# How far somebody has come, behind a promise: `Read 24 books - progress: 18/24`.
_SO_FAR = needing(
    "progress|status|so far|done|completed|achieved|’ve|'ve|have|got|finished|read|written|trained|built",
    r"\s*(?:[–—(;,|]|\s-)\s*(?P<far>(?:(?:progress|status|(?:[a-z]+\s)?so far|done|completed|achieved)"
    r"\s*(?:so far|to date)?\s*[:=]\s*|(?:we|i)(?:['’]ve|\s+have)\s)[^()]*?[0-9][^()]*?"
    r"|[0-9][0-9.,]*\s(?:done|completed|finished|achieved|read|written|trained|built)"
    r"|(?:have|got)\s[$€£]?[0-9][0-9.,]*k?(?:\s[a-z]+)?)\)?$",
    re.IGNORECASE,
)
# The same where it could be the value that the promise starts from: `Save $5,000 by 2027, currently $1,200`.
_NOW = needing(
    "’ve|'ve|have|currently|now|so far|to date|already|at present|today|saved|raised|done|collected",
    r"\s*(?:[(;,]|\s[-–—])\s*(?P<far>(?:(?:we|i)(?:['’]ve|\s+have)(?:\s+(?:already|now|got|only))*|currently|now|so far"
    r"|to date|already|at present)(?:\s+(?:saved|raised|done|collected|paid|at))?:?\s+[$€£]?[0-9][^()]*"
    r"|[$€£]?[0-9][^(),;]*\s(?:so far|now|already|to date|today|saved|raised|done|collected))\)?$",
    re.IGNORECASE,
)


class Stated(Struct, frozen=True):
    """A goal as a sentence states it: its title, and its promise as it was understood."""

    title: str
    said: Understanding


def states_amount(sentence: str) -> bool:
    """Whether a sentence holds anything that could be promised."""
    if _DIGIT.search(sentence) or _AMOUNT.search(sentence):
        return True
    return any(_DIGIT.search(text) or _AMOUNT.search(text) for text in readings(sentence))


def promises_in_words(sentence: str) -> bool:
    """Whether a sentence of some words says from what to what, or how much until when, be it understood or not."""
    return bool(_PROMISING.search(sentence)) and len(re.findall(r"[^\W\d_]{3,}", sentence)) >= _SOME_WORDS


_SOME_WORDS = 3


def is_promising(title: str) -> bool:
    """Whether a title holds a key result or an amount, so that it is a promise that the grammar does not take."""
    return bool(_KEY_RESULT.match(title) or _PROMISED.search(title) or _COUNTED.search(title))


def stated(sentence: str, wording: Callable[[str], Wording], plan: Plan) -> Stated | None:
    """The goal that a sentence states; None where the grammar takes it whole in none of the ways that people write one.

    `wording` makes of a promise's text what is asked of the grammar.  Raises `Refused` for what is a promise plainly,
    and is not understood.
    """
    far = _SO_FAR.search(sentence)
    try:
        found = _first(sentence[: far.start()] if far else sentence, wording, plan)
    except CoopctlError:
        if found := _done_so_far(sentence, wording, plan):
            return found
        raise
    if found is None or far is None:
        return found or _done_so_far(sentence, wording, plan)
    return _with_remark(found, far["far"])


def _done_so_far(sentence: str, wording: Callable[[str], Wording], plan: Plan) -> Stated | None:
    """The goal of what is done, which is counted from nothing, without how much of it there is today."""
    far = _NOW.search(sentence)
    found = _first(sentence[: far.start()], wording, plan) if far else None
    return _with_remark(found, far["far"]) if far and found and found.said.promise.measure is Measure.TOTAL else None


def _with_remark(found: Stated, far: str) -> Stated:
    """A goal, with how far somebody has come among what it takes to be so."""
    told = f"{far!r} is no part of the promise; `coopctl record` takes it"
    return Stated(found.title, structs.replace(found.said, assumed=(*found.said.assumed, told)))


def _first(sentence: str, wording: Callable[[str], Wording], plan: Plan) -> Stated | None:
    """The goal of the first reading that the grammar takes whole; None where it takes none."""
    refused = None
    for title, text in _readings(sentence):
        if not states_amount(text) or _YEAR.fullmatch(text):
            continue
        _, spelt, lettered = spelt_out("", text, title=title)
        try:
            said = understand(wording(spelt), plan)
        except CoopctlError as why:
            refused = refused or _if_promised(why, title, text)
            continue
        _check_whole(title, text, said.promise)
        _check_parts(title, said.promise)
        return Stated(title, structs.replace(said, assumed=(*said.assumed, *lettered)) if lettered else said)
    if refused is not None:
        raise refused
    return None


def _if_promised(why: CoopctlError, title: str, text: str) -> CoopctlError | None:
    """Why a promise is not understood; None for a text that may be none, `why` raised where no other way is looked for.

    Behind the whole of a sentence come the ways in which only its name says where a value begins.
    """
    promised = _PROMISING.search(text) is not None
    if isinstance(why, Ended) or (promised and title != text):
        raise why
    return why if promised else None


# So many of so many; of five, ten or a hundred it may be the mark that something gets.
_OF_ALL = later(
    r"(?P<part>[0-9]+) ?(?:/|(?:out )?of) ?(?!(?:1?[0-9]|20|100)(?![0-9]))(?P<whole>[0-9]+)(?P<what>(?: [^\W\d]+)*)"
)


def _check_whole(title: str, text: str, promise: Promise) -> None:
    """Raise `Refused` where so many of so many, by no day, may be how far somebody is: `Classrooms built: 120/300`."""
    found = None if promise.target.deadline or title == text else _OF_ALL.fullmatch(text)
    if found and int(found["part"]) < int(found["whole"]):
        part, whole, what = found.groups()
        start, end = (f"{some} of {whole}{what}" for some in (part, whole))
        raise Refused(f"{text!r} could be how far it is, or what is promised",
                      f"for the first: {as_typed('goal', 'add', title, '--from', start, '--to', end)};"
                      f" for the other: {as_typed('goal', 'add', title, '--to', start)}")  # fmt: skip


_NUMBER = later(r"[0-9][0-9,]*(?![0-9.,]*%)")


def _check_parts(title: str, promise: Promise) -> None:
    """Raise `Refused` where the amounts of several days are parts of the number in a title, and no steps to it.

    Worked: `Train 300 officers: 100 by 2026, 100 by 2027, 100 by 2028` are 300 in all.
    """
    value = promise.target.value
    if not promise.milestones or value is None or not _DIGIT.search(title):
        return
    total = sum((step.value for step in promise.milestones), value)
    if total != value and f"{total:f}" in [number.replace(",", "") for number in _NUMBER.findall(title)]:
        raise Refused(f"the amounts of {title!r} add up to {total:f}, so that each is of its own span",
                      "write them as they add up")  # fmt: skip


def _readings(sentence: str) -> Iterator[tuple[str, str]]:
    """A sentence as a title and a promise, in the ways that people write one."""
    sentence = _YEAR_FIRST.sub(r"By \g<year>, ", _AMONG_OTHERS.sub("", sentence))
    text = _BY_FIRST.sub(r"\g<by>, ", _NUMBERED.sub("", _KEY_RESULT.sub("", sentence)).rstrip("."))
    yield from _promised_by_somebody(text)
    yield from _begun_with_day(text)
    text = _DAY_SECOND.sub(_day_first, text)
    if by_years := _BY_YEARS.fullmatch(text):
        yield by_years["title"], by_years["text"]
        return
    named = not any(one.match(text) for one in (DOES, _NO_TITLE, _INFINITIVE))
    if named:
        yield from _expanded(text, _BRACKETED, r"\g<value>, \g<text>")
    yield from _moved(text)
    if named:
        yield from _titled(text, (*_FORMS, *_NAMED_FORMS))
        yield from _expanded(text, _CALLED, r"from \g<base> to \g<to>")
    else:
        yield from _done(text)
    if title := _called(text):
        yield title, text
    if named and not _DEED.match(text):
        yield from _titled(text, _VALUE_FORMS)
    elif _NAMES_TOO.match(text):
        yield from _titled(text, (_VALUE_TO_BE,))


_BEFORE_AMOUNT = later(rf"(?:.{{0,20}}(?:19|20)[0-9]{{2}},?\s)?(?P<title>[^0-9.;:()]{{12,{LONGEST_TITLE}}}?)\s\S*[0-9]")


def _called(text: str) -> str:
    """A sentence, of a long one the words before its first amount; "" where these are none or too long for a title."""
    if len(text) <= LONGEST_TITLE:
        return text
    found = _BEFORE_AMOUNT.match(text)
    title = found["title"].strip() if found else ""
    while joint := _JOINT.search(title):
        title = title[: joint.start()].rstrip(" ,")
    return capitalised(title)


def _day_first(found: re.Match[str]) -> str:
    """A sentence with the day behind its verb before it."""
    return f"{found['by'].capitalize()}, {found['verb'].lower()} {found['rest']}"


def _begun_with_day(text: str) -> Iterator[tuple[str, str]]:
    """What is read of a sentence that begins with when something is to be; one that is its own title stays as it is."""
    turned = _day_last(text)
    for title, said in _readings(turned) if turned else ():
        yield text if title == turned else title, said


# What may say when, before a comma or colon; the grammar tells whether it does.
_WHEN_FIRST = later(
    r"(?:by|until|before|within|no later than|not later than|in|during|over|for|throughout|between|from|this|next|at"
    r"|en|dans|cette|avant|bis|im|dieses|este|esta|para|até|hasta|em|neste|entro|nel|tegen|binnen|dit)\s|d['’]ici\s|quest['’]",
    re.IGNORECASE,
)
# What is no day that is known is refused as one where it stands last; before a colon it is a title.
_DUE_FIRST = later(
    r"(?P<when>(?:by|until|before|within|no later than|not later than)\s(?!\w+ing\b)[^,:]*), (?P<rest>.+)",
    re.IGNORECASE,
)
_OF_YEARS = later(
    r"(?:in|during|over|between|from)\s20[0-9]{2}(?:\s(?:and|to)\s|\s?[-–]\s?)20[0-9]{2}|from\s20[0-9]{2}(?:\son(?:wards?)?)?",
    re.IGNORECASE,
)
_DAY_MORE = later(
    r";|\b(?:by|until|before|in|during|within|over)\s(?:[^\W\d]+\s){0,3}(?:(?:19|20)[0-9]{2}|[0-9]+\s)", re.IGNORECASE
)


# What ends a day in front; German and Dutch go on without a comma.
_AFTER_DAY = later(
    rf"[,:] |(?<=20[0-9]{{2}}) (?=[0-9]|(?:{RISING}|{FALLING})\s.*\sfrom\s)"
    r"|(?:(?<=Jahr)|(?<=Jahren)|(?<=Monaten)|(?<=jaar)|(?<=maanden)) (?=[0-9])",
    re.IGNORECASE,
)
# A year in front of a sentence is no period: in one year things are done so often, within one they are done.
_IN_A = later(r"^in (?=an? (?:year|quarter|month|week)$)", re.IGNORECASE)


def _day_last(text: str) -> str:
    """A sentence that begins with when something is to be, with that at its end: `In two years, ...`; "" for others."""
    ends = [*_AFTER_DAY.finditer(text)][:2] if _WHEN_FIRST.match(text) else []
    cut = [(_IN_A.sub("within ", text[: end.start()]), text[end.end() :]) for end in reversed(ends)]
    due = _DUE_FIRST.fullmatch(text)
    when, rest = next((one for one in cut if _says_when(one[0])), due.group("when", "rest") if due else ("", ""))
    return "" if not rest or _DAY_MORE.search(rest) else _with_day(rest, when)


def _says_when(text: str) -> bool:
    """Whether a text says until when, in which years or from which on, and nothing else."""
    if _OF_YEARS.fullmatch(text):
        return True
    for reading in readings(text):
        with suppress(Refused):
            scan = Style().scanner(reworded(reading))
            if scan.deadline() is not None and not scan.rest:
                return True
    return False


def _done(text: str) -> Iterator[tuple[str, str]]:
    """What a verb begins, which leads to a bound where it is one of moving: that is not held from now on."""
    yield from _titled(text, (form for form in _FORMS if form is not _BOUND))
    moving = _ON_THE_WAY.match(text)
    for title, bound in _titled(text, (_BOUND,)):
        if moving:
            yield title, text
        # A verb alone says what is done to the amount: `train at least 500 teachers`.
        if " " in title or not text.startswith(title):
            yield title, bound


def _expanded(text: str, form: re.Pattern[str] | Needing, put: str) -> Iterator[tuple[str, str]]:
    """A title and what is put for what is found beside it."""
    found = form.fullmatch(text)
    if found and not _JOINT.search(found["title"]):
        yield found["title"], found.expand(put)


def _titled(text: str, forms: Iterable[re.Pattern[str] | Needing]) -> Iterator[tuple[str, str]]:
    """A title and what follows it, in some forms; what ends in a verb is called by all of the sentence."""
    for form in forms:
        found = form.fullmatch(text)
        if found and not (form in _DOUBTFUL and (_JOINT.search(found["title"]) or _PART.match(found["title"]))):
            name, promise = _parted(form, found, text)
            title = _capital(_TURNED.sub("", name.strip()).rstrip(" ,;"), text)
            verbal = (form is not TITLED and _is_verb(_without_day(title, "")[0], text)) or (
                form in _VALUE_FORMS and _is_deed(title, promise)
            )
            yield _without_day(text if verbal else title, promise.strip())


def capitalised(text: str) -> str:
    """A text as it begins a line, its other letters as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def _capital(title: str, text: str) -> str:
    """A title out of the middle of a sentence, `the deficit` of `Keep the deficit under 3%`, as it begins a line."""
    word = title.partition(" ")[0]
    inside = text[:1].isupper() and not text.startswith(title) and word.isalpha() and word.islower()
    return capitalised(title) if inside else title


# What is to come about before a bound: `Unemployment is to fall below 6%`, `Literacy rises above 90%`.
_MOVES_TO = later(
    r"\s(?:(?:will|shall|should|must|(?:(?:is|are)\s(?:(?:set|expected|planned|due)\s)?)?to)\s(?:be\s)?(?:rise|grow|climb"
    r"|increase|fall|drop|decrease|decline|cut|brought down)"
    r"|rises|grows|climbs|increased|raised|falls|drops|reduced|lowered)\s*$",
    re.IGNORECASE,
)
_UP = later(r"(?:rises?|grows?|climbs?|increased?|raised)\s*$", re.IGNORECASE)

# What is not to come about, which makes a bound of the other side: `Costs must not rise above 5%`.
_NEVER = later(
    r"(?<!\w)(?:(?:(?:must|shall|should|may|might|will|can|do|does)\s(?:not|never)|cannot|[a-z]+n['’]t|not\sto)"
    r"(?:\s[^\W\d_]+){1,4}"
    # Behind a name only a verb tells this from `Women never screened below 20%`.
    r"|^never(?:\sto)?(?!\s(?:\w+ed|\w*[^s\W]s)\b)(?:\s[^\W\d_]+){1,4}"
    r"|never(?:\sto)?\s(?:rise|fall|drop|go|goe|grow|dip|sink|climb|decline|decrease|increase|move|get|stay)s?(?:\sup|\sdown)?)\s*$",
    re.IGNORECASE,
)
# Of whom a bound is denied, which then each of them keeps on its other side: `Nobody waits more than 4 hours`.
# Of `No toilets below 5%` only a verb would tell this.
_NONE_OF = later(
    r"(?:nobody|no one|none|neither|personne|nadie|niemand|ningu[eé]m|nessuno)(?!\w).*"
    r"|no (?:[^\W\d]+ ){1,4}(?:(?:is|are|has|have|goes|open|(?:wait|take|pay|work|earn|lose|get|stay|spend|last"
    r"|travel|live|walk|run|need|receive|cost|serve|lie|score|drop|fall|rise|remain|see|miss)s?)(?: (?:for|up|open))?"
    rf" (?:{pattern(OVER)}|{pattern(UNDER)}|beyond|[<>])|(?:longer|shorter) than)",
    re.IGNORECASE,
)
_NONE_FIRST = later(r"(?:no|nobody|none|neither)\s(?!(?:more|less|fewer|later|higher|lower)\b)", re.IGNORECASE)
# Of what a bound may be denied as well, and what may be a name: `No district below 80%`, `No toilets below 5%`.
_NONE_OR_NAME = later(
    r"no(?: [^\W\d]+){1,2}|(?:without|aucune?|kein\w*|ning[uú]n[ao]?|nenhum\w*|nessun[ao]?|sans|ohne|sin|sem)(?!\w).*",
    re.IGNORECASE,
)
_WHO = later(r"\b(?:who|whom|whose|that|which|with|without)\b", re.IGNORECASE)
_BEYOND = later(rf"(?:(?P<high>{pattern(OVER)}|beyond|>)|{pattern(UNDER)}|<)\s*", re.IGNORECASE)
# The same of what something has, `No class with more than 30 pupils`, and in other languages, where what no word
# compares may be a name as well: `Kein Landkreis unter 80 %`.
_NONE_ELSEWHERE = needing(
    " with | for |aucun|personne|ning|nadie|nenhum|nessun|kein|niemand|geen",
    rf"(?P<title>(?:{_DAY},?\s)?(?:que\s)?(?:no(?=\s[^0-9]+\s(?:with|for)\s)|aucune?|personne|ning[uú]n[ao]?|nadie|ningu[eé]m|nenhum[ao]?|nessun[ao]?"
    r"|keine?[mnrs]?|niemand|geen)(?!\w)[^0-9:;,]*?)\s(?P<text>"
    r"(?:(?P<high>(?:(?<=with )|(?<=for ))(?:more|longer) than|plus (?:de|d['’])|más de|mais (?:de|do que)"
    r"|(?:mehr|länger|höher|weiter) als|più di|(?:meer|langer|hoger|verder) dan)"
    r"|(?P<low>(?:(?<=with )|(?<=for ))(?:fewer|less) than|moins (?:de|d['’])|menos de"
    r"|(?:weniger|kürzer) als|meno di|minder dan)"
    rf"|(?:unter|über|onder|boven|sotto|sopra|bajo|sobre|sous|sob))\s?(?P<much>{_CODED}.*))",
    re.IGNORECASE,
)


def _denied(title: str, bound: str) -> tuple[str, str] | None:
    """What is left of a title that denies its bound, and the bound of the other side; None where it does not."""
    beyond = _BEYOND.match(bound)
    never = beyond and (_NEVER.search(title) or _NONE_OF.fullmatch(f"{title.strip()} {beyond[0].strip()}"))
    if not (never and beyond):
        return None
    return title[: never.start()].strip(), f"{'at most' if beyond['high'] else 'at least'} {bound[beyond.end() :]}"


def _check_denial(title: str, bound: str, text: str) -> None:
    """Raise `Refused` where a bound may be denied of each, or be that of what is called so."""
    beyond = _BEYOND.match(bound)
    if beyond and _NONE_OR_NAME.fullmatch(title):
        other = f"{'at most' if beyond['high'] else 'at least'} {bound[beyond.end() :]}"
        raise Refused(f"{text!r} may mean that each has {other}, or be the name of what is {bound}",
                      f"write {as_typed('goal', 'add', text, '--to', other)}, or --to {bound!r}")  # fmt: skip


def _denied_elsewhere(found: re.Match[str], text: str) -> tuple[str, str]:
    """A sentence that denies a bound in another language, and the bound of the other side.

    Raises `Refused` where it may be the name of what has that bound.
    """
    if found["high"] or found["low"]:
        return text, f"{'at most' if found['high'] else 'at least'} {found['much']}"
    ways = (as_typed("goal", "add", text, "--to", f"{bound} {found['much']}") for bound in ("at least", "at most"))
    raise Refused(f"{text!r} may mean that each has another bound, or be the name of what has this one",
                  f"write {', or '.join(ways)}")  # fmt: skip


def _parted(form: re.Pattern[str] | Needing, found: re.Match[str], text: str) -> tuple[str, str]:
    """A title and its promise: a bound that it moves to is to be reached, one that it never does has its other side."""
    title, bound = found["title"], found["text"]
    if form is _NONE_ELSEWHERE:
        return _denied_elsewhere(found, text)
    if form is not _BOUND:
        return title, bound
    denied = None if _WHO.search(title) else _denied(title, bound)
    if denied:
        return denied[0] or text, denied[1]
    _check_denial(title.strip(), bound, text)
    if _MOVES_TO.search(title):
        return title, f"{'increase' if _UP.search(title) else 'reduce'} to {bound}"
    return title, bound


def _is_verb(title: str, text: str) -> bool:
    """Whether a title is a verb alone, which names nothing."""
    infinitive = " " not in title and _INFINITIVE.match(f"{title} {text}")
    return bool(infinitive or _VERB_ALONE.fullmatch(title))


def _is_deed(title: str, text: str) -> bool:
    """Whether a title before a value ends in a verb, or may be one: `Clear` of `Clear 80% of the backlog`."""
    return _VERB_LAST.search(title) is not None or (" " not in title and " of " in text)


def _promised_by_somebody(text: str) -> Iterator[tuple[str, str]]:
    """What somebody is said to do, as it is stated without them, with the day before them behind it."""
    day = _DAY_FIRST.fullmatch(text)
    found = _PROMISER.fullmatch(day["rest"] if day else text)
    if found:
        yield from _readings(_with_day(found["done"] or found["own"] or found["moved"], day["by"] if day else ""))
    elif day and _NONE_FIRST.match(day["rest"]):
        yield from _readings(_with_day(day["rest"], day["by"]))


def _with_day(said: str, by: str) -> str:
    """What is said as a sentence, with the day that stood before it behind it, where one did."""
    return f"{capitalised(said)} {by[:1].lower()}{by[1:]}".rstrip()


def _without_day(title: str, text: str) -> tuple[str, str]:
    """A title without the day that it begins or ends with, and its promise with that behind it."""
    day = _DAY_FIRST.fullmatch(title)
    if day:
        return capitalised(day["rest"]), f"{text} {day['by']}"
    other = _DAY_OF_TITLE.fullmatch(title)
    by = (other["by"] or other["last"]) if other else ""
    # A title that is all of a sentence ends as its promise does.
    if other and not text.endswith(by):
        return capitalised(other["rest"] or other["before"]), f"{text} {by}"
    return title, text


def _moved(text: str) -> Iterator[tuple[str, str]]:
    """A change with what it is counted from."""
    for form, put in _MOVED:
        found = form.fullmatch(text)
        if found:
            yield found["title"], found.expand(put)


_FORMS: tuple[re.Pattern[str] | Needing, ...] = (
    TITLED, _FROM_TO, _ARROW, _NONE_ELSEWHERE, _VON_AUF, _BOUND, _OF,
)  # fmt: skip
# What a verb leads to is read with it: `reduce the deficit to below 3% by 2030` does not hold it from now on.
_ON_THE_WAY = later(rf"(?:{RISING}|{FALLING}|{TAKING})\b", re.IGNORECASE)
# Those in which a title stands that no verb begins.
_NAMED_FORMS = (_INSIDE, _BESIDE, _TWICE)
_VALUE_FORMS = (_TO_BE, _VALUE_TO_BE, _SIGNED)
# `Literacy, baseline: 60%, target: 75%` and `Literacy up from 60% to 75%` are of literacy.
_TURNED = later(
    r",?\s+(?:the\s+)?(?:baseline|now|currently|today|from)$|\s+[↑↓]$"
    r"|(?<=\w)\s+(?:(?:(?:is|are)\s+(?:(?:set|expected|planned|due)\s+)?to|is|are|has|have|will|shall|should|must|to)\s+)?"
    r"(?:be(?:en)?\s+)?(?:up|down|rise[sn]?|rose|grow[sn]?|grew|falls?|fell|drops?|increase[sd]?|decrease[sd]?"
    r"|reduce[sd]?|declined?|improve[sd]?|raised|lowered|cut|brought)$"
    r"|(?<=\w)\s+(?:(?:must|shall|should|will|(?:has|have|is|are)\s+to|to)(?:\s+(?:stay|remain|be(?:\s+(?:kept|held))?))?"
    r"|stays?|remains?|(?:is|are)\s+(?:kept|held))$"
    r"|(?<=\w)\s+(?:soll(?:en)?|wird|werden|(?:doi(?:t|vent)|devr(?:a|ont)) passer|de(?:be|bería|berá|ve|verá)n?"
    r" (?:pasar|passar|cair|caer|subir|bajar|baixar|aumentar|reducirse|diminuir|disminuir|crescer|crecer)"
    r"|(?:pass|augment|diminu|baiss|recul|progress)er(?:a|ont)|(?:atteind|rédui)r(?:a|ont)"
    r"|steig(?:t|en)|sink(?:t|en)|(?:se )?(?-i:[a-záéíóúãõç]{2,}r(?:á|án|ão))(?: (?:el|la|los|las|os?|as?))?)$",
    re.IGNORECASE,
)
# The forms in which nothing but its place says where a title ends.
_DOUBTFUL = (_VON_AUF, _BOUND, _OF, *_NAMED_FORMS, *_VALUE_FORMS)
