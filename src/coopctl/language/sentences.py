"""Sentences around a promise: what names its subject is set aside as a note, and the phrase that is left is read whole.

`Increase the graduation rate to 92% by 2030` is `increase to 92% by 2030` with a note.  Words are set aside only where
no number, limit, comparison or doubt is among them, so that nothing that bears on the promise is lost.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial

from msgspec import structs

from coopctl.errors import Refused, UnsureComma
from coopctl.language.alike import Alike, once_for_all
from coopctl.language.beginning import period_said
from coopctl.language.grouped import check_point, together
from coopctl.language.phrases import (
    AT_LEAST,
    BASE_YEAR,
    BEFORE_DEADLINE,
    DOES,
    DOING,
    DONE,
    EMPTY,
    ENDING,
    FACTORING,
    FALLING,
    LESS,
    LIMITS,
    MORE,
    OF_THEM,
    REACHING,
    RISING,
    TAKING,
    Deadline,
    How,
    Phrase,
    Starting,
    Style,
    as_written,
    ended,
    parse_baseline_strictly,
    parse_strictly,
    start_of,
)
from coopctl.language.scanner import BEFORE_YEAR, VAGUE, Scanner
from coopctl.language.tongues import readings
from coopctl.language.twofold import of_range, of_two, one_of_two, plain_times
from coopctl.language.ways import DUE, reworded, reworded_amount
from coopctl.plan.terms import Direction
from coopctl.values.calendar import PeriodKind
from coopctl.values.patterns import LONGEST_PHRASE, check_length, later, needing
from coopctl.values.quantities import Quantity, not_an_amount, parse_quantity
from coopctl.values.units import BARE, PERCENTAGE
from coopctl.values.vocabulary import FREQUENCIES, MONTHS, NUMBER_WORDS, PERIODS, SEASONS, WEEKDAYS, pattern

_FLAGS = re.IGNORECASE | re.ASCII
_NUMBER = NUMBER_WORDS
# An age group is no bound: `under-5 mortality`.
_LIMIT = rf"(?:{pattern(LIMITS)})(?!-[0-9])"
_PARTS = "half|a half|a third|a quarter|a fifth|a tenth|(?:one|two|three)[- ](?:half|third|quarter|fifth|tenth)s?"
# The start of an amount, but not a year alone.
_AMOUNT = (
    r"(?!(?:19|20)[0-9]{2}(?![0-9.,%]|\s*(?:%|per)))(?=(?:[A-Z]{2,3}\$?\s?|[$€£₹₮₩₱₦]\s?)?[-+−]?[.]?[0-9]"
    rf"|(?:{_NUMBER}|{_PARTS})(?!\w))"
)
_LIMITED = rf"(?:(?:{_LIMIT})\s*)?"
_BASE = r"(?:(?:an?|the)\s+(?:baseline|base|level|value|current level)(?:\s+(?:value|level))?\s+(?:of\s+)?)?"
_KEEPING = "keep|maintain|hold"
_FACTORING = f"{FACTORING}|eliminate|end|eradicate"
_BEING = (
    "is|are|be|become|becomes|represent|represents|account for|accounts for|make up|makes up|reach|reaches|equal|equals"
    "|total|totals|stand at|stands at|amount to|amounts to|rise to|rises to|grow to|grows to|fall to|falls to|drop to"
    "|drops to|comprise|comprises|constitute|constitutes"
)
# Each finds a subject and what is promised of it; the words of the other groups are put before the promise.
_SCOPES = r"\bscopes? [1-3](?:(?:,|\+|&|/|\s|and|to|-)*[1-3](?![0-9.%]))*"
# What is promised of a subject without a verb: nothing moves there, and no word is left that links it to the amount.
_UNMOVED = rf"(?!.*\b(?:{RISING}|{FALLING}|{MORE}|{LESS}|change|loss|gains?|savings?)\b(?! rates?\b))"
_NO_LINK = r"(?<=\S)" + "".join(
    rf"(?<!\b{word})" for word in "with of in to by for and or at on having from than as".split()
)
_NO_TIME = rf"(?!over (?:[0-9]+|{_NUMBER}) (?:years?|months?|quarters?|weeks?|days?)(?!\w))"
VALUED = (
    "rates?|levels?|scores?|shares?|ratios?|averages?|values?|percentages?|proportions?|ind(?:ex|ices)|coverage|totals?"
    "|mean|median|minimum|maximum|uptime|availability|revenues?|turnover|budgets?|incomes?|ranks?|ratings?|weights?"
)
_TO_COME = "(?:is|are) (?:expected |planned )?to|will|shall|should|must|to"
_MOVES = "grow|rise|increase|improve|fall|decline|drop|decrease|shrink"
# Whom or what something is done to, who are counted in its place.
_REACHED = (
    "people|persons|women|men|girls|boys|children|students|pupils|teachers|youth|adults|citizens|residents|patients|workers"
    "|households|families|homes|farmers|refugees|beneficiaries|customers|clients|users|schools|clinics|hospitals|villages"
    "|cities|towns|communities|municipalities|districts|counties|provinces|regions|countries|companies|businesses|firms|SMEs"
)
_SOME_REACHED = rf"{_AMOUNT}[0-9.,]*(?:\s?(?:[km]|million|thousand))?\s(?:[a-z]+\s){{0,2}}(?:{_REACHED})(?!\w)"
_OFTEN_SAID = rf"(?:(?:an?|per|each|every)\s+|/\s?)(?:{pattern(PERIODS)})(?!\w)"
_RATE = rf"(?:{_OFTEN_SAID}|(?:{pattern(FREQUENCIES)})(?!\w))"
_CHANGED = r"(?:%|(?:per\s?cent|(?:percentage\s)?points?|pp)(?!\w))"
_CUT_BY = rf"(?:(?:{AT_LEAST})\s+)?"
_CLAUSES = tuple(
    # Where nothing moves, what is of verbs that say so is spared.
    needing(_MOVES, rule, _FLAGS) if _MOVES in rule else later(rule, _FLAGS)
    for rule in (
        # Increase the graduation rate to 92%; reduce waste from a baseline of 699 kg; a reduction in cases of 20%.
        (
            rf"(?:an?\s+)?(?P<verb>{RISING}|{FALLING})\s+(?!rates?\s)(?:in\s+|of\s+)?(?P<subject>.+?),?\s+"
            rf"(?P<rest>from\s+{_BASE}{_AMOUNT}.*|(?:to|by|of)\s+{_LIMITED}{_AMOUNT}.*)"
        ),
        # Cut emissions 25% by 2030.
        rf"(?P<verb>{RISING}|{FALLING})\s+(?!rates?\s)(?P<subject>(?:[^0-9]|{_SCOPES})+?)\s+(?P<rest>{_CUT_BY}[0-9.,]+\s?{_CHANGED}(?!\s?of\b).*)",
        # Exports up 20% by 2030; unemployment down by 2 points.
        (
            r"(?P<subject>[^0-9]+?)\s+(?P<verb>up|down)\s+"
            rf"(?P<rest>(?:by\s+)?[0-9.,]+\s?{_CHANGED}.*|(?<=down )to\s+{_LIMITED}{_AMOUNT}.*"
            rf"|by\s+(?:{_PARTS})(?!\w).*)"
        ),
        # Provide clean water to 50,000 people.
        (
            rf"(?P<verb>{DOING})\s+(?P<subject>[^0-9]+?)\s+(?:to|for|in|across)\s+(?:all\s+)?"
            rf"(?P<rest>{_SOME_REACHED}.*)"
        ),
        # Practise guitar 20 minutes a day.
        (
            r"(?P<verb>practi[sc]e|play|study|learn|read|write|exercise|train|walk|run|cycle|swim|meditate|clean|cook|draw)"
            r"\s+(?P<subject>[^0-9]+?)\s+(?:for\s+)?"
            rf"(?P<rest>(?:[0-9.,]+|{_NUMBER})\s?(?:h|hours?|min|minutes?|km|miles?|pages?|words?|laps?)\s*{_RATE}.*)"
        ),
        # Multiply exports by 3.
        rf"(?P<verb>multiply|divide)\s+(?P<subject>[^0-9]+?)\s+(?P<rest>by\s+{_AMOUNT}.*)",
        # Maintain a ratio greater than 50%.
        rf"(?P<verb>{_KEEPING})\s+(?P<subject>.+?)\s+(?P<rest>(?:{_LIMIT})\s*{_AMOUNT}.*)",
        rf"(?P<verb>{_KEEPING})\s+(?P<subject>.+?)\s+(?P<rest>between\s+{_AMOUNT}.*)",
        rf"{_UNMOVED}(?P<subject>[^0-9]+?){_NO_LINK}\s+(?P<rest>between\s+{_AMOUNT}.*)",
        # Halve the poverty rate by 2030.
        rf"(?P<verb>{_FACTORING})\s+(?P<subject>[^0-9]+?)(?P<rest>,?\s+(?:by|within|over|until|before|in)\s.*|$)",
        # ... by achieving a score of 71 or higher; reach a rate of at least 92%.
        rf"(?P<subject>(?:.+?\s)?(?:{REACHING})\s+(?:an?\s+|the\s+)?[^0-9]*?)\s*\bof\s+(?P<rest>{_LIMITED}{_AMOUNT}.*)",
        # Bring waiting times to 20 days by 2028; bring debt below 60%; who is reached is counted.
        (
            rf"(?P<taking>{TAKING})\s+(?:back\s+)?(?P<subject>[^0-9]+?)\s+(?:(?:back|up|down)\s+)?"
            rf"(?P<rest>(?:to\s+(?:{_LIMITED})|(?:{_LIMIT})\s*)(?!{_SOME_REACHED}){_AMOUNT}.*)"
        ),
        # Poverty is reduced by 50%; exports will be increased to 20%; average speed increased to 22 km/h.
        (
            rf"(?P<subject>.+?)\s+(?:(?:is|are|be|has been|have been|{_TO_COME})\s+|(?=[a-z]+ed\s))"
            rf"(?P<verb>{RISING}|{FALLING})\s+(?P<rest>(?:to|by)\s+{_LIMITED}{_AMOUNT}.*|[0-9.,]+\s?(?:%|per\s?cent).*)"
        ),
        # Exports grow 5% a year until 2030; trade rises to $3 million; the price is to increase by 5%.
        rf"(?P<subject>[^0-9]*[^\W\d]s)\s+(?P<verb>{_MOVES})\s+(?P<rest>(?:(?:to|by)\s+)?{_LIMITED}{_AMOUNT}.*)",
        (
            rf"(?P<subject>[^0-9]+?)\s+(?P<verb>{_MOVES})(?:s(?=\s)|(?=\s+by\s))"
            rf"\s+(?P<rest>(?:(?:to|by)\s+)?{_LIMITED}{_AMOUNT}.*)"
        ),
        # Exports must double by 2030.
        rf"(?P<subject>[^0-9]+?)\s+(?:{_TO_COME})\s+(?P<verb>{_FACTORING})(?P<rest>,?\s+(?:by|within|over|until|before|in)\s.*|$)",
        # Sales are 8 litres or less; vehicles represent at least 20% of sales.
        rf"(?P<subject>.+?)\s+(?:{_BEING})\s+(?P<rest>{_LIMITED}{_AMOUNT}.*)",
        rf"(?P<subject>.+?)\s+exceeds?\s+(?P<above>)(?P<rest>{_AMOUNT}.*)",
        # See to it that 85% of systems comply.
        rf"(?P<subject>(?:ensure|ensuring|see|guarantee)\s+(?:to it\s+)?that)\s+(?P<rest>{_LIMITED}{_AMOUNT}.*)",
        # Error rate < 0.1%; NPS from 30 to 50; a GPA of 3.5; gym 3 times a week.
        rf"{_UNMOVED}(?P<subject>.+?){_NO_LINK}(?:\s+|(?=[<>≤≥]))(?P<rest>{_NO_TIME}(?:{_LIMIT})\s*{_AMOUNT}.*)",
        rf"{_UNMOVED}(?P<subject>[^0-9]+?):?\s+(?P<rest>from\s+{_BASE}{_AMOUNT}.*\sto\s.*)",
        rf"{_UNMOVED}(?P<subject>(?:.+\s)?(?:{VALUED}|(?-i:[A-Z]{{2,6}})))\s+(?:of|at)\s+(?P<rest>{_LIMITED}{_AMOUNT}.*)",
        rf"{_UNMOVED}(?P<subject>[^0-9]+?)\s+of\s+(?P<rest>{_LIMITED}[0-9.,]+\s?(?:%|per\s?cent).*)",
        rf"{_UNMOVED}(?P<subject>[^0-9:]+):\s+(?P<rest>{_LIMITED}{_AMOUNT}.*)",
        rf"{_UNMOVED}(?P<subject>[^0-9]+?)\s+(?P<rest>(?:[0-9]+|{_NUMBER})\s*(?:[a-z]+\s+)?{_RATE}.*)",
        # Enrolment to 85% by 2027.
        (
            rf"{_UNMOVED}(?P<subject>[^0-9:]+?)\s+"
            r"(?P<rest>to\s+[0-9.,]+\s?%(?:$|(?:\s+of\s+[^0-9]+?)?\s+(?:by|until|in)\s.*))"
        ),
        r"(?P<subject>)(?P<rest>.*)",
    )
)
_BEFORE_STEP = (
    r"(?:\s*;\s*|,?\s+and\s+(?:then\s+)?|,\s+(?:then\s+)?|,?\s+(?:(?:working|moving)\s+towards?|then|followed by"
    r"|(?:rising|increasing|growing|falling|decreasing|declining|dropping)\s+(?:further\s+)?to|(?:to\s+)?reach(?:ing)?)\s+)"
)
_STEP = later(
    rf"{_BEFORE_STEP}(?=(?:to\s+|by\s+)?{_LIMITED}{_AMOUNT}|(?:halve|double|triple|quadruple)\s+(?:by|until|in)\s)",
    _FLAGS,
)
_INNER_DEADLINE = later(
    rf"(?P<head>.+?),?\s+(?P<by>(?:by|until)\s+(?:(?:the\s+)?end\s+(?:of\s+)?)?(?:[a-z]+\s+)?(?:FY\s?)?[0-9]{{4}}),?\s+"
    rf"(?P<rest>(?:to|by|from)\s+{_LIMITED}{_AMOUNT}.*)",
    _FLAGS,
)
_TO_FROM = later(
    rf"(?P<head>.*?)\bto\s+(?P<to>{_AMOUNT}[^,]*?),?\s+from\s+(?P<start>{_BASE}{_AMOUNT}.*?)"
    r"(?P<by>,?\s+(?:by|until|before)\s+(?:[a-z]+\s+)?(?:FY\s?)?[0-9]{4})?",
    _FLAGS,
)
_BRACKETS = later(r"(?<=\S)\s*[(\[](?P<inside>[^()\[\]]*)[)\]]")
# Numbers that belong to a name, and not to what is promised.
_HARMLESS = later(
    r"(?:in|over|during|within|of) the (?:past|last|previous) (?:[0-9]+|[a-z]+) (?:days?|weeks?|months?|years?)"
    rf"|net[- ]zero|z[eé]ro[- ][eé]missions?|cero emisiones|v[0-9]+(?:[.][0-9]+)*|{_SCOPES}"
    r"|(?:phase|stage|version|release|chapter|module|volume|part|round|lot|tranche|unit|lesson|season|episode|book|sprint|ISO"
    r"|SDG|SOC)s? [0-9]+(?:[.:][0-9]+)*(?![0-9%])|(?-i:[ABC][12])(?= |$)"
    r"|CO2e?|PM ?2[.]5|PM ?10|[SN]O2|CH4|N2O|COVID-19|[2-6]G|G-?[27]0?|Grade [0-9]+|under[- ](?:five|5)s?"
    r"|(?:aged?|ages) (?:[0-9]+|under [0-9]+|over [0-9]+)(?: (?:to|and|-|–) (?:[0-9]+|over|older|above|under))?"
    r"(?: (?:years?|months?)(?: (?:and|or) (?:over|older|above|under))?)?"
    r"|p[0-9]{2}(?:[.][0-9]+)?|[0-9]{1,2}(?:st|nd|rd|th) percentiles?"
    rf"|(?:{_NUMBER})-[a-z]+|per [0-9][0-9,. ]*[a-z]+|one of (?:the|its|our)|no one"
    r"|two (?:countries|sides|parties|nations|states|governments|peoples)|double (?:tax(?:ation)?|degree|diploma)s?",
    _FLAGS,
)
_TELLING = later(
    r"[0-9↑↓▲▼⬆⬇↗↘]|^[-+−–]"
    rf"|\b(?:{_NUMBER}|{_LIMIT}|{VAGUE}|approximately|nearly|almost|if|unless|subject to|provided|depending|some"
    r"|several|few|many|more|multiple|numerous|various|couple|dozens|hundreds|thousands|millions|lots|substantial\w*|significant\w*"
    r"|(?u:zéro|deux|trois|quatre|cinq|sept|huit|dix|cero|zwei|drei|vier|fünf|sechs|sieben|acht|zehn|tres|cuatro|cinco|siete|ocho|diez"
    r"|dois|duas|três|quatro|sete|oito|dez)"
    r"|(?:to|or|and) (?:more|less|higher|lower|better)"
    r"|up to|compared|relative to|versus|than|below|above|levels?|halve[ds]?|double[ds]?"
    rf"|from\s+(?:{pattern(FREQUENCIES)})"
    r"|not|\w+n['’]t|no|never|without|except|(?u:ne|pas|jamais|sans|nicht|kein\w*|nie|ohne|nunca|jamás|sin|não|sem"
    r"|personne ne?|aucune?|nadie|niemand|ning[uú]n[ao]?|ninguém|nenhuma?|nessun[ao]?"
    r"|prossim[aeio]|próxim[ao]s?|prochaine?s?|nächsten|kommenden|komende)"
    r"|(?u:máximo|mínimo|maximal|minimal|hasta|até|jusqu|mindestens|höchstens|más|menos|mais|moins"
    r"|mehr|weniger|pelo|au moins|au plus)|well|far|just|slightly|somewhat"
    rf"|(?:this|next|coming) (?:year|quarter|month|week|{pattern(MONTHS)}|{pattern(SEASONS)})"
    r"|(?:medium|short|near|long) term|decade|percentage points?|per ?cent)(?!\w)",
    _FLAGS,
)
# `5% annual growth`, `annual growth of 5%`.
_YEARLY = later(
    r"(?:an?\s+)?(?:(?P<part>[0-9.,]+\s?(?:%|per\s?cent))\s+(?:(?:average|compound)\s+)*(?:annual|yearly)\s+"
    r"(?P<noun>growth|increase|reduction|decrease|decline)(?:\s+rate)?|(?:(?:average|compound)\s+)*(?:annual|yearly)\s+"
    r"(?P<other>growth|increase|reduction|decrease|decline)(?:\s+rate)?\s+of\s+(?P<share>[0-9.,]+\s?(?:%|per\s?cent)))(?!\w)",
    _FLAGS,
)
# Remarks that say what an amount counts from, how often, or whether it is added.
_BASED = later(rf"{BASE_YEAR}|base(?:line)?(?: year)?:? (?:19|20)[0-9]{{2}}", _FLAGS)
_OFTEN = {
    "annual": "annually",
    "yearly": "annually",
    "each year": "annually",
    "per annum": "annually",
    "p.a.": "annually",
}
_RATED = later(rf"(?:per|each|every) (?:{pattern(PERIODS)})|annually|(?:quarter|month|week)ly", _FLAGS)
_COUNTED_ON = later(r"additional|extra|more|new|net(?: new)?|on top", _FLAGS)
_YEARS = later(
    rf"(?<![0-9/.-])(?:(?<!\w)(?:[0-9]{{1,2}} )?(?:{pattern(MONTHS)})\.?,? |(?<!\w)[QH][1-4] |FY ?)?"
    r"(?:19|20)[0-9]{2}(?:[-/–][0-9]{2,4})?(?![0-9])",
    _FLAGS,
)
# What brackets say of another value, of today or of another year, which is never left out.
_ANOTHER_VALUE = later(
    r"(?:the |our )?(?:baseline|base|current(?:ly)?|now|today|at present|presently|was|(?:up |down )?from)\b"
    r"(?: [a-z]+)*\s*[:=]?\s*(?:[A-Z]{3} |[$€£])?[-+−]?(?!(?:19|20)[0-9]{2}(?![0-9.,%]))[0-9].*"
    r"|[$€£]?[-+−]?[0-9][0-9.,]*\s?%?(?: [a-z]+)? in (?:FY ?)?(?:19|20)[0-9]{2}",
    _FLAGS,
)
# What a day in brackets is.
_DUE = later(rf"^(?:{DUE})(?: is)?:? ", _FLAGS)
# Words around the year of a target in brackets that leave it what it is.
_AROUND_YEAR = later(
    r"^(?:(?:SY|AY|(?:school|academic) year|national|overall|final|end|target|planned|by|in|for|of|the|est\.?|estimate)"
    r"[ ,:]*)+|[ ,]*(?:target|est\.?|estimate|endline)$",
    _FLAGS,
)
_EACH_TIME = rf"(?:(?:each|every|per) (?:{pattern(PERIODS)})|{pattern(FREQUENCIES)})(?!\w)"
# Things that are named after how often they are: `hold quarterly meetings`; an annual report may be one of them.
_NAMED_PERIODS = {"annual": "year", "yearly": "year", "quarterly": "quarter", "monthly": "month", "weekly": "week"}
_NAMED = "|".join(_NAMED_PERIODS)
_DATED_LATER = r".*\b(?:by|until|within|before|in)\b"
_EVENTS = (
    "meeting|dialogue|consultation|conference|summit|forum|workshop|exercise|round table|visit|check-in|session|seminar"
)
_AN_EVENT = later(rf"\b(?:{_EVENTS}|mission)s?$", _FLAGS)
_OFTEN_NAMED = later(
    rf"(?:(?:{DOING}|{ENDING}) (?P<often>{_NAMED}) (?P<what>(?!{_DATED_LATER}).*[a-z]s)"
    rf"|(?:(?:hold|host|convene|conduct|organi[sz]e) (?:an? )?|an? )(?P<each>{_NAMED}) (?P<event>(?!{_DATED_LATER})"
    rf"(?:[^\W\d_]+ ){{0,3}}(?:{_EVENTS})s?(?!\w).*))",
    _FLAGS,
)
# What is done again and again until a day; what is launched by then is done once.
_HELD = later(r"(?:hold|host|convene|conduct|organi[sz]e|attend) ", _FLAGS)
_REPEATED = later(_EACH_TIME, _FLAGS)
_ENDING = later(rf"(?:{ENDING}) (?:[^\W\d]|\")", _FLAGS)
_SIGNED = later(r"\s*[-+−–]\s?(?:[$€£]\s?)?[0-9.]", _FLAGS)
# What belongs to the promise itself where it stands right behind it.
_DANGLING = later(
    r"(?:starting|beginning|commencing|by|until|till|before|after|within|then|so|or|and|as|again|only|more|less|an?|per|each"
    r"|every|annually|yearly|quarterly|monthly|weekly)(?!\w)",
    _FLAGS,
)
_TAIL = later(
    r"(?:^|(?<=[ ,;]))(?=(?:by|until|till|before|within|over|in|during|no later than|not later than|compared"
    rf"|relative to|as compared|against|versus|from|per|each|every|{pattern(FREQUENCIES)}"
    r"|(?:this|next) (?:year|month|quarter|week|half-year))(?!\w))",
    _FLAGS,
)

# What says when or how often something is done, if not in the grammar's words.
_TIMED = later(
    rf"\b(?:{pattern(MONTHS)}|{pattern(WEEKDAYS)}|{pattern(PERIODS)}|{pattern(FREQUENCIES)}|spring|summer|autumn|winter|season|term"
    r"|weekends?|mornings?|evenings?|nights?|today|tomorrow|once|twice|times)s?\b",
    _FLAGS,
)
# What says how often, at the end of what is done.
_RATED_LAST = later(rf"(?:(?:each|every|per|an?) (?:{pattern(PERIODS)})|{pattern(FREQUENCIES)})$", _FLAGS)
_PLAIN = Style()


@lru_cache(1024)
def parse_baseline(text: str, style: Style = _PLAIN) -> Starting:
    """A baseline: `$250 million`, `1 per year`, `4 active initiatives`, `12% in 2023`, `3 days (as of 2024-06-30)`.

    Raises `Refused` naming the part that is not understood.
    """
    check_length(text, LONGEST_PHRASE)
    start = _baseline(text, style)
    check_point(text, start.quantity.unit, decimal_comma=style.decimal_comma)
    return start


@once_for_all(Alike.starting)
def _baseline(text: str, style: Style) -> Starting:
    """What a baseline says, read word by word."""
    refusal: Refused | None = None
    for reading in readings(plain_times(text)):
        try:
            return parse_baseline_strictly(reworded_amount(reading, decimal_comma=style.decimal_comma), style)
        except Refused as trouble:
            refusal = refusal or trouble
        with suppress(Refused):
            # Behind a dash a remark is as one in brackets, which is put there with the other words.
            said = reading if _BRACKETS.search(reading) else reworded_amount(reading, decimal_comma=style.decimal_comma)
            bare = _unremarked(said, style)
            if bare != said:
                return parse_baseline_strictly(reworded_amount(bare, decimal_comma=style.decimal_comma), style)
    raise refusal or not_an_amount(text, decimal_comma=style.decimal_comma)


def _unremarked(text: str, style: Style) -> str:
    """A baseline without remarks in brackets, but with a year among them: `45,000 (census, 2024)` is of 2024."""

    def kept(found: re.Match[str]) -> str:
        words = found["inside"].strip()
        years = _YEARS.findall(words)
        if _is_deadline(words, style):
            return found[0]
        if _is_aside(words, text[: found.start()]):
            return ""
        if len(years) == 1 and not _TELLING.search(_YEARS.sub("", words)):
            return f" ({years[0]})"
        return found[0] if _is_amount(words, style) else ""

    return " ".join(_BRACKETS.sub(kept, text).split())


def parse_phrase(text: str, style: Style = _PLAIN, *, start: str = "") -> Phrase:
    """A target phrase or sentence, whole, in any language of `tongues`; `start` is the baseline beside it.

    Raises `Refused` naming the part that is not understood, or why it can be read in two ways.
    """
    check_length(text, LONGEST_PHRASE)
    if _SIGNED.match(start):
        style = structs.replace(style, signed="%" if "%" in start else "#")
    one, other = one_of_two(text, start)
    try:
        phrase = _phrase(one, style)
    except Refused as trouble:
        raise of_two(text) or of_range(text, start, style) or trouble from None
    try:
        check_point(one, phrase.unit, decimal_comma=style.decimal_comma, is_english=partial(_is_english, one, style))
    except UnsureComma:
        whole = together(one, phrase.unit) if phrase.how is How.DO else ""
        if not whole:
            raise
        phrase = structs.replace(_phrase(whole, style), text=as_written(one))
    if one == text:
        return phrase
    return structs.replace(phrase, text=as_written(text), note=f"{phrase.note}; {other}".strip("; "))


def _is_english(text: str, style: Style) -> bool:
    """Whether a phrase that is understood is so as it stands, in no other language's words."""
    plain = as_written(text)
    with suppress(Refused):
        return bool(_sentence(reworded(plain, decimal_comma=style.decimal_comma), style))
    return False


@once_for_all(Alike.phrase)
def _phrase(text: str, style: Style) -> Phrase:
    """What a phrase or a sentence says, read word by word."""
    plain = as_written(text)
    refusal: Refused | None = None
    for reading in readings(text):
        words = reading
        try:
            words = reworded(as_written(words), decimal_comma=style.decimal_comma)
            phrase = _sentence(words, style)
        except Refused as trouble:
            read = type(trouble)(f"{text!r}, read as {words!r}: {trouble.message}", trouble.hint)
            refusal = refusal or (trouble if words in (text, plain) else read)
        else:
            return structs.replace(phrase, text=plain, within=period_said(reading, words, phrase))
    raise refusal or Refused(*EMPTY)


@lru_cache(1024)
def _sentence(text: str, style: Style) -> Phrase:
    """A phrase alone, or in brackets and clauses, or several of different dates; the plainest reading counts."""
    try:
        return parse_strictly(text, style)
    except Refused as trouble:
        refusal = trouble
    bare, note = _unbracketed(text, style)
    readers = (_in_steps, _in_clause, _named_after, _done)
    phrase = next(filter(None, (reader(bare, style) for reader in readers)), None)
    if phrase is not None:
        return structs.replace(phrase, note="; ".join(filter(None, (phrase.note, note))))
    rest, means = _without_means(bare)
    if not means:
        raise refusal
    try:
        phrase = _sentence(reworded(rest, decimal_comma=style.decimal_comma), style)
    except Refused:
        raise refusal from None
    return structs.replace(phrase, text=text, note="; ".join(filter(None, (phrase.note, note, means))))


# By what something is to be reached, which no number is in: `through new partners`, `by training staff`.
_MEANS = later(
    r"(?P<rest>.*[0-9].*?) (?P<means>(?:(?:through|via|using|thanks to|by means of) "
    rf"(?!{pattern(MONTHS)})|by (?:\w+ly )?\w+ing )[^0-9:;]*?)"
    r"(?P<by>,? (?:by|until|before) (?:the )?(?:(?:end|start|middle) of )?(?:[a-z]+ )?[0-9].*)?[.]?",
    _FLAGS,
)


def _without_means(text: str) -> tuple[str, str]:
    """A text without the words that say by what it is to be reached, and these; "" where there are none."""
    found = _MEANS.fullmatch(text)
    if found is None or not _is_silent(found["means"]):
        return text, ""
    return f"{found['rest']}{found['by'] or ''}".strip(" ,"), found["means"].strip()


def _named_after(text: str, style: Style) -> Phrase | None:
    """What is done once in each period that it is named after: `hold quarterly meetings until 2027`."""
    words, by = _held_until(text, style)
    often = _OFTEN_NAMED.fullmatch(words)
    if often is None or not _is_silent(often["what"] or often["event"]):
        return None
    return _once(text, PeriodKind(_NAMED_PERIODS[(often["often"] or often["each"]).lower()]), by)


def _held_until(text: str, style: Style) -> tuple[str, Deadline | None]:
    """What is held without the day until which it is, and that day; the text as it is where nothing is held."""
    for words, tail in _cut_at_tails(text) if _HELD.match(text) else ():
        said = _how_often(style.scanner(tail.strip(" ,"))) if tail else None
        if said is not None and said[0] is None:
            return words, said[1]
    return text, None


def _done(text: str, style: Style) -> Phrase | None:
    """What is done or not, without a number, as a stage - `launch the app by June 2026` - or how often it is."""
    ending = _ENDING.match(text)
    if not (ending or _may_recur(text)):
        return None
    for words, tail in _cut_at_tails(text):
        said = _how_often(style.scanner(tail.strip(" ,")))
        silent = _is_silent(words) and not _RATED_LAST.search(words)
        if said is not None and silent and (ending or said[0]):
            rate, by = said
            return _once(text, rate, by) if rate else Phrase(How.STAGE, text, by=by, stage=DONE[-1], stages=DONE)
    return None


def _may_recur(text: str) -> bool:
    """Whether a text begins with what is done, or with how often it is."""
    return bool(DOES.match(text) or _REPEATED.match(text))


def _how_often(scan: Scanner) -> tuple[PeriodKind | None, Deadline | None] | None:
    """How often, and until when; None where a text says anything else."""
    try:
        rate = scan.rate()
        by = scan.deadline() if scan.rest else None
    except Refused:
        return None
    return None if scan.rest else (rate, by)


def _once(text: str, rate: PeriodKind, by: Deadline | None) -> Phrase:
    """What is done again and again is done once in each period: `hold a dialogue every year`."""
    return Phrase(How.TO, text, amount=Quantity(Decimal(1)), rate=rate, by=by)


def _unbracketed(text: str, style: Style) -> tuple[str, str]:
    """The text with a date in brackets as its deadline, and without remarks in brackets, which are told apart."""
    remarks = []

    def inside(found: re.Match[str]) -> str:
        words = found["inside"].strip()
        if _BASED.fullmatch(words):
            return f" compared to {re.sub('[^0-9]', '', words)}"
        if _is_aside(words, text[: found.start()]):
            remarks.append(words)
            return ""
        often = _OFTEN.get(words.lower(), words)
        if _RATED.fullmatch(often):
            return f" {often}"
        if _COUNTED_ON.fullmatch(words):
            raise Refused(f"'({words})' in {text!r} could be in all or besides", "write '10 more' or '10 in all'")
        due = _DUE.sub("", words)
        if _is_deadline(due, style):
            return f" by {re.sub(r'^(?:by|in|until) ', '', due, flags=re.IGNORECASE)}"
        if _is_amount(words, style):
            return found[0]
        bare = _AROUND_YEAR.sub("", words)
        if _YEARS.fullmatch(bare) and _is_deadline(bare, style):
            return f" by {bare}"
        if _ANOTHER_VALUE.fullmatch(words):
            raise Refused(f"'({words})' in {text!r} is not understood",
                          "write the value of today as '(baseline 71%)', or leave it out")  # fmt: skip
        remarks.append(words)
        return ""

    return " ".join(_BRACKETS.sub(inside, text).split()), "; ".join(remarks)


# Other things than those of the amount, so many of which it is of or in: `< 3 s (50 pages)`; the percentile it is.
_ASIDE = later(
    r"p[0-9]{2}(?:[.][0-9]+)?|(?!(?:19|20)[0-9]{2}\s)[0-9][0-9.,]*\s"
    r"(?!(?:stretch|min|max|target|baseline|from|to|by|until|for|in|of|per|more|less"
    rf"|and|or|new|additional|extra|percent|points?|{pattern(PERIODS)}|hours?|minutes?|seconds?)s?\b)"
    r"(?u:[^\W\d_]{3,}(?:\s[^\W\d_]+){0,4})",
    _FLAGS,
)
# How many of them are of a part: `of whom 60 women`, `40% women`.
_OF_EACH_SEX = (
    r"(?:[0-9][0-9.,]*\s?%?\s?(?:f|m|w|women|men|girls|boys|females?|males?)"
    r"|(?:f|m|w|women|men|girls|boys|females?|males?)(?:\s?[:=])?\s?[0-9][0-9.,]*\s?%?)"
)
_PART_OF = later(
    rf"{OF_THEM}\s.*[0-9].*|{_OF_EACH_SEX}(?:\s?[/,;&+]\s?|\sand\s){_OF_EACH_SEX}"
    r"|(?:at least )?[0-9][0-9.,]*\s?(?:%\s|per ?cent\s|(?<=[0-9]\s))(?:of (?:them|whom)\s|for\s)?(?:are )?"
    r"(?u:women|females?|girls|men|males?|boys|youths?"
    r"|young(?: people)?|femmes|filles|hommes|garçons|jeunes|frauen|männer|mädchen|mujeres|hombres|niñas|jóvenes"
    r"|mulheres|homens|meninas|jovens|rural|urban)",
    _FLAGS,
)
_UNIT_BEFORE = later(
    r"(?:[0-9]\s?(?:%|/?(?u:[^\W\d_]+(?:/[^\W\d_]+)?)|per (?u:[^\W\d_]+))|[$€£]\s?[0-9][0-9.,]*)\s*$", _FLAGS
)
_SHARE_BEFORE = later(r"([0-9]+)\s?(?:/|of|out of|von|sur|de)\s?([1-9][0-9]*)\s*$", _FLAGS)
_SHARE = later(r"([0-9]+)\s?(?:/|of)\s?([1-9][0-9]*)", _FLAGS)
_PERCENT = later(r"([0-9]+(?:[.,][0-9]+)?)\s?%\s*$", _FLAGS)


def _is_aside(words: str, before: str) -> bool:
    """Whether brackets say of what the amount before them is, or the same amount again: `35/101 (35%)`."""
    if _PART_OF.fullmatch(words) or (_ASIDE.fullmatch(words) and (words[:1] in "pP" or _UNIT_BEFORE.search(before))):
        return True
    for share, percent in ((_SHARE_BEFORE.search(before), _PERCENT.fullmatch(words)),
                           (_SHARE.fullmatch(words), _PERCENT.search(before))):  # fmt: skip
        if share and percent:
            part = Decimal(share[1]) / Decimal(share[2]) * 100
            return abs(part - Decimal(percent[1].replace(",", "."))) < 1
    return False


def parts_in(note: str) -> list[str]:
    """The remarks in a note that say how many are of a part: `of whom 60 women`, `40% women`."""
    return [one for one in note.split("; ") if one and _PART_OF.fullmatch(one)]


# An amount of something else than the promise: `interim: 30% in 2025`, `FY26: 6.5%`.
_OF_ELSE = later(r"[0-9]\s?(?:%|per ?cent)|[$€£]\s?[0-9]|:\s*[$€£]?[0-9]", _FLAGS)


def beside_in(note: str) -> list[str]:
    """The remarks in a note that hold an amount which is no part of what is promised."""
    return [one for one in note.split("; ") if one and _OF_ELSE.search(one) and not _PART_OF.fullmatch(one)]


def _is_deadline(words: str, style: Style) -> bool:
    scan = style.scanner(words if re.match(r"(?:by|in|until) ", words, _FLAGS) else f"by {words}")
    try:
        return scan.deadline() is not None and not scan.rest
    except Refused:
        return False


def _is_amount(words: str, style: Style) -> bool:
    """Whether brackets hold an amount, or nothing that can be read as a remark."""
    if re.fullmatch(r"[0-9]+\+", words):
        return False
    try:
        parse_quantity(words, decimal_comma=style.decimal_comma)
    except Refused:
        return not re.search(r"[^\W\d_]{2}", words)
    return True


def _in_steps(text: str, style: Style) -> Phrase | None:
    """Several dated targets: the last one, with those before it as its steps."""
    first, *later = _STEP.split(text)
    if not later:
        return None
    try:
        phrases = [_part(first, style), *(_strictly(step, style) for step in _with_verb(first, later))]
    except Refused:
        return None
    alike = _alike(phrases)
    if not alike:
        return None
    if (alike[0].how is How.DO or _AN_EVENT.search(alike[0].unit.text)) and _WITHIN.search(text):
        raise _each_or_in_all(text, alike)
    start, (*steps, last) = alike[0], _in_order(alike)
    return structs.replace(last, steps=tuple(steps), origin=start.origin, direction=start.direction, note=start.note)


def _in_order(steps: list[Phrase]) -> list[Phrase]:
    """The steps from the first day to the last, where all say a day: some name the target before its milestones."""
    days = {id(one): one.by for one in steps if isinstance(one.by, date)}
    return sorted(steps, key=lambda one: days[id(one)]) if len(days) == len(steps) else steps


# A year in which things are done, which may be all of them or those of that year.
_WITHIN = later(rf"(?<!\w)in (?={BEFORE_YEAR}(?:19|20)[0-9]{{2}}(?![0-9]))", _FLAGS)


def _each_or_in_all(text: str, steps: Sequence[Phrase]) -> Refused:
    """That things done in some years, `3 pilots in 2026 and 5 in 2027`, may be 5 or 8 in all."""
    *_, last = steps
    done = [one.amount.value for one in steps if one.amount]
    total = last.numbers.exactly(sum(done, Decimal(0)), last.unit)
    return Refused(f"{text!r} could be {last.numbers.exactly(done[-1], last.unit)} in all or {total}",
                   f"write '{_WITHIN.sub('by ', text)}', or 'reach {total}' with a day")  # fmt: skip


def _alike(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The steps in the terms of the first, none where one is in others, or without a deadline.

    Things done are all counted from the start: `hire 4 by March, 8 by June`; fewer could be in all or besides.
    """
    start = phrases[0]
    alike = [start, *(_like(one, start) for one in phrases[1:])]
    plain = all(one.by is not None and one.rate == start.rate for one in alike)
    values = all(one.how in (How.TO, How.KEEP, How.TIMES, How.BY) for one in alike)
    return alike if plain and (_adds_up(alike) if start.how is How.DO else values) else []


def _adds_up(phrases: Sequence[Phrase]) -> bool:
    done = [one.amount.value for one in phrases if one.how is How.DO and one.amount and one.unit == phrases[0].unit]
    return len(done) == len(phrases) and done == sorted(set(done))


def _with_verb(first: str, later: Iterable[str]) -> Iterator[str]:
    """The later steps, with the verb of the first one before `to` and `by`."""
    verb = re.match(rf"(?:{RISING}|{FALLING})(?!\w)", first, _FLAGS)
    for step in later:
        needed = re.match(r"(?:to|by)\s", step, _FLAGS) and not re.match(r"by\s+(?:19|20)[0-9]{2}", step)
        yield f"{verb[0]} {step}" if verb and needed else step


_strictly = once_for_all(Alike.phrase)(parse_strictly)


def _part(text: str, style: Style) -> Phrase:
    try:
        return _strictly(text, style)
    except Refused:
        phrase = _in_clause(text, style)
        if phrase is None:
            raise
        return phrase


def _like(phrase: Phrase, start: Phrase) -> Phrase:
    """A later step in the unit, per the period and as the deed of the first one, where it says less."""
    one, other = phrase.unit, start.unit
    if phrase.rate is None:
        phrase = structs.replace(phrase, rate=start.rate)
    if start.how is How.DO and phrase.how is How.TO:
        phrase = structs.replace(phrase, how=How.DO, direction=start.direction, added=start.added)
    if phrase.amount is not None and one in (BARE, PERCENTAGE) and (other.is_percent or not one):
        return structs.replace(phrase, amount=structs.replace(phrase.amount, unit=other))
    return phrase


def _in_clause(text: str, style: Style) -> Phrase | None:
    """A promise with words before and behind it that name its subject; None where there is none that is plain."""
    for words in _arranged(text):
        scan = style.scanner(words)
        try:
            by = scan.deadline() if BEFORE_DEADLINE.match(scan.rest) else None
        except Refused:
            by = None
        body = scan.rest
        for rule in _CLAUSES:
            found = rule.fullmatch(body)
            phrase = _promised(found, by, style) if found and _is_silent(found["subject"]) else None
            if phrase is not None:
                return phrase
    return None


def _arranged(text: str) -> Iterator[str]:
    """The text as it is, with a deadline in its middle at its end, and with `to B from A` as `from A to B`."""
    yield text
    yearly = _YEARLY.sub(_a_year, text)
    if yearly != text:
        yield yearly
        return
    inner = _INNER_DEADLINE.fullmatch(text)
    if inner:
        yield f"{inner['head']} {inner['rest']} {inner['by']}"
    back = _TO_FROM.fullmatch(text)
    if back:
        yield f"{back['head']}from {back['start']} to {back['to']}{back['by'] or ''}"


def _a_year(found: re.Match[str]) -> str:
    """Growth that is said to be annual, as growth a year."""
    falls = (found["noun"] or found["other"]).lower() in ("reduction", "decrease", "decline")
    return f"{'reduce' if falls else 'increase'} by {found['part'] or found['share']} a year"


def _promised(found: re.Match[str], by: Deadline | None, style: Style) -> Phrase | None:
    groups = found.groupdict()
    verb = {"end": "eliminate", "eradicate": "eliminate"}.get((groups.get("verb") or "").lower(), groups.get("verb"))
    lead = "above" if groups.get("above") is not None else "reach" if groups.get("taking") else verb or ""
    scan = style.scanner(f"{lead} {found['rest']}".strip())
    subject = found["subject"].strip(" ,")
    try:
        phrase = start_of(scan)
        if groups.get("taking") and phrase.bounds is not None:
            way = Direction.DOWN if phrase.bounds.low is None else Direction.UP
            phrase = structs.replace(phrase, direction=way)
        return _with_tail(scan, phrase, by, subject)
    except Refused:
        return None


def _with_tail(scan: Scanner, phrase: Phrase, by: Deadline | None, subject: str) -> Phrase | None:
    """The phrase with what follows it; words may stand before its deadline, or at its end, that name the subject."""
    tailed = bool(subject) or phrase.how in (How.TIMES, How.DO) or "%" in phrase.unit.text
    often, rest = _how_often_first(scan.rest) if phrase.how is How.DO else ("", scan.rest)
    for words, tail in _cut_at_tails(rest) if tailed else [("", rest)]:
        if not _names_subject(words, phrase):
            continue
        scan.rest = f"{often}{tail.lstrip(' ,')}"
        try:
            whole = ended(scan, phrase, by)
        except Refused:
            continue
        return structs.replace(whole, note=_noted(subject, words or whole.note))
    return None


_OFTEN_FIRST = later(rf"{_RATE}\s+", _FLAGS)


def _how_often_first(text: str) -> tuple[str, str]:
    """How often something is done, and what is told of it behind that: `a year in rural areas until 2030`."""
    found = _OFTEN_FIRST.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def _names_subject(words: str, phrase: Phrase) -> bool:
    """Whether words behind an amount only say more of what it is of; of what is done none may say when."""
    timed = phrase.how is How.DO and _TIMED.search(words)
    return _is_silent(words) and not _DANGLING.match(words) and not timed


def _noted(*parts: str) -> str:
    """The words around a promise as one note; an article alone tells nothing."""
    return " ... ".join(part for part in parts if len(part) > len("an"))


def _cut_at_tails(text: str) -> Iterator[tuple[str, str]]:
    """A text as words and what follows them: none, those before each possible tail, all."""
    for at in (0, *(found.start() for found in _TAIL.finditer(text)), len(text)):
        yield text[:at].strip(" ,"), text[at:]


def _is_silent(words: str) -> bool:
    """Whether words say nothing of how much, compared to what, or how sure."""
    return not _TELLING.search(_HARMLESS.sub("", words))
