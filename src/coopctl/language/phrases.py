"""The grammar of baselines and targets as plans write them: text to a `Phrase`, whole or refused.

A phrase is read from left to right by rules that each take a piece off the front; what no rule takes is named in
the refusal.  What a phrase means for a given baseline is the business of `promises`; the words around it, that name
the subject of a sentence, are that of `sentences`.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.language.scanner import END, Coming, Scanner, YearEnd
from coopctl.plan.plan import Plan
from coopctl.plan.terms import Bounds, Direction
from coopctl.values.calendar import GREGORIAN, Calendar, Duration, Period, PeriodKind
from coopctl.values.dates import parse_period
from coopctl.values.patterns import later
from coopctl.values.quantities import POINTED, NumberFormat, Quantity
from coopctl.values.units import BARE, PERCENTAGE, POINT, Unit

_ARTICLE = "an?(?= [0-9.,]+ ?(?:%|per ?cent))"
_FRACTIONS = {
    "half": Fraction(1, 2), "a half": Fraction(1, 2), "one half": Fraction(1, 2), "a third": Fraction(1, 3),
    "one third": Fraction(1, 3), "one-third": Fraction(1, 3), "two thirds": Fraction(2, 3),
    "two-thirds": Fraction(2, 3), "a quarter": Fraction(1, 4), "one quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4), "a fifth": Fraction(1, 5), "one fifth": Fraction(1, 5),
    "a tenth": Fraction(1, 10), "one tenth": Fraction(1, 10),
}  # fmt: skip
RISING = (
    "increase|increased|increasing|extend|extended|extending|grow|growing|growth|raise|raised|raising|expand|expanding|boost|improve|improved"
    "|improving|improvement|rise|rising|lift|scale up|ramp up|step up|up"
)
FALLING = (
    "decrease|decreased|decreasing|decline|declining|reduce|reduced|reducing|reduction|cut down|cut back|cut|lower"
    "|lowered|lowering|shrink|shrinking|slash|curb|trim|phase down|scale down|bring down|fall|falling|drop|down"
)
# The change of a part as a noun: `20% reduction`.
MORE, LESS = "increase|growth|rise", "reduction|decrease|decline|cut"
# What begins how many of them are of a part.
OF_THEM = r"(?:of (?:whom|which|these|them)|thereof|including|incl\.|dont|davon|darunter|de l[ao]s cuales|d[ao]s quais)"
REACHING = "reach|achieve|attain|hit|reaching|achieving|attaining"
# What somebody takes to a value: `bring waiting times to 20 days`.
TAKING = "bring|get|push|drive|take|move|return|restore"
# What is done to things that are counted from nothing: `train 500 teachers`.
# So many of something, and no year or time, in which something may be done.
SOME_THINGS = (
    r"(?:(?!(?:19|20)[0-9]{2} )[0-9][0-9.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
    r" (?!(?:[a-z]+ )?(?:day|week|month|quarter|year|hour|minute)s?\b|(?:or|to|and)\b)[a-z]"
)
DOING = (
    "(?:network|connect|partner|meet) with|(?:talk|speak|reach out|travel) to"
    rf"|(?:launch|deploy|pilot|roll out|participate|take part|speak|present|exhibit|compete|perform|volunteer)"
    rf" (?:in|at|to|across)(?= {SOME_THINGS})|(?:start|begin|initiate|undertake|carry out)(?= {SOME_THINGS})"
    "|train|hold|build|plant|create|construct|deliver|publish|launch|host|organi[sz]e|sign|establish|open|install|distribute"
    "|recruit|hire|vaccinate|immuni[sz]e|provide|conduct|complete|develop|award|issue|connect|restore|register|certify"
    "|deploy|fund|produce|renovate|rehabilitate|upgrade|visit|enrol|enroll|equip|inspect|translate|write|read|run|ship"
    "|sell|collect|attend|adopt|ratify|negotiate|implement|mobili[sz]e|invest|disburse|secure|attract|save|support"
    "|protect|conserve|plan|add|grant|screen|treat|digiti[sz]e|survey|drill|electrify|place|graduate|engage|onboard"
    "|divert|recycle|source|power|reuse|cover|serve|allocate|dedicate|meet|resolve|answer|process|audit|convert|migrate"
    "|test|review|procure|generate|use|win|fill|staff|transition|replace|retrofit|offset|enable|empower|help|exercise"
    "|respond to|reply to|learn|automate|acquire|interview|pilot|do|memori[sz]e|drink|eat|meditate|walk|swim|cycle"
    "|practi[sc]e|study|cook|spend|feed|link|map|document|mentor|coach|close|finish|make|bake|paint|draw|post|donate|call|phone"
    "|journal|stretch|clean|tidy|floss|brush|thank|welcome|receive|pray|play|jog|take|fix|repair|earn"
    # Words that begin names as well: `Lead conversion`, `Contact rate`.
    "|(?:give|send|exchange|teach|lead|facilitate|moderate|contact|invite|sponsor|lend|rescue|rehome|resettle|relocate|refurbish"
    "|insulate|moderni[sz]e|pave|lay|dig|reforest|clear|ride|hike|climb|row|work|sew|knit|scan|transcribe|advise|assist"
    "|dispense|resurface|repaint|dredge|reconstruct|rebuild|widen|desilt|rehouse|reunite|counsel|sensiti[sz]e|licen[sc]e"
    "|accredit|assess|appraise|evaluate|investigate|prosecute|adjudicate|demine|sterili[sz]e|neuter|breed|harvest"
    "|irrigate|fence|afforest|catalogue|archive|photograph|subtitle|film|curate|disseminate|print|canvass|naturali[sz]e"
    "|endorse|approve|reimburse|insure|deworm|trace|discharge|transplant|perform|exhibit)(?= [^a-z]?[0-9])"
)
DOES = later(rf"(?:{DOING}){END}", re.IGNORECASE | re.ASCII)
# The same as nouns: `construction of 20 schools`.
DEEDS = (
    "signing|signature|completion|construction|training|rehabilitation|renovation|installation|establishment|creation"
    "|provision|distribution|recruitment|hiring|publication|adoption|ratification|planting|vaccination|immuni[sz]ation"
    "|registration|deployment|opening|procurement|purchase|delivery|conclusion|drilling|restoration|certification"
    "|organi[sz]ation|hosting|inspection|launch|award"
)
# What is done to money, to goods or to people, whatever their unit: `save 5k`.
_UNNAMED = later(
    r"(?:save|invest|disburse|sell|hire|recruit) (?:a total of )?[0-9.,]+ ?k?(?= (?:by|for|on) |$)", re.IGNORECASE
)
# What is done or not: `launch the app`, `adopt the law`.
ENDING = (
    "launch|publish|complete|sign|adopt|ratify|establish|open|create|develop|implement|deliver|finish|submit|release"
    "|migrate|set up|roll out|introduce|pass|approve|enact|build|construct|install|renovate|host|hold|organi[sz]e"
    "|conduct|ship|run(?= an? )|write|draft|negotiate|conclude|revise|finali[sz]e|register|hire|recruit|appoint|learn"
    "|visit|renew|quit|stop|repay|pay off|pay back|book|buy|apply|update|fix|repair|replace|prepare|present|file|repeal"
    "|(?:get|gain|earn|obtain|receive)(?= .*(?:certifi|accredit|licen|degree|diploma|permit|visa|passport|approv))"
    "|abolish|amend|settle|agree|retire|decommission|relocate|move|transfer|hand over|designate|nominate|upgrade"
)
DONE = ("proposed", "under way", "done")
_STEADY = later(
    rf"(?:(?:a |an )?(?:steady|continued|continuous|sustained|ongoing|gradual) )?(?:(?P<up>increase|growth|rise"
    rf"|improvement|(?:upward|increasing|rising) trend)|(?P<down>decrease|reduction|decline|fall"
    rf"|(?:downward|decreasing|falling) trend)){END}$",
    re.IGNORECASE | re.ASCII,
)
_SYMBOLS = (">=", "≥", ">", "<=", "≤", "<")
FACTORING = "halve|halving|double|doubling|triple|tripling|quadruple"
_FACTORS = {
    "halve": Fraction(1, 2),
    "halving": Fraction(1, 2),
    "double": Fraction(2),
    "doubling": Fraction(2),
    "triple": Fraction(3),
    "tripling": Fraction(3),
    "quadruple": Fraction(4),
    "quintuple": Fraction(5),
    "cut in half": Fraction(1, 2),
    "eliminate": Fraction(0),
}
# What is beyond an amount, and does not hold at it.
OVER = ("above", "over", "more than", "greater than", "higher than", "longer than")
UNDER = ("below", "under", "less than", "fewer than", "lower than", "shorter than")


def _held_at(this: Sequence[str], other: Sequence[str]) -> dict[str, bool]:
    """The ways of saying that an amount is within its bound: `at or above`, `not below`, `below or equal to`."""
    joined = [way for word in this for way in (f"at or {word}", f"{word} or equal to", f"equal to or {word}")]
    denied = [f"{no} {word}" for word in other for no in ("no", "not", "never") if no != "no" or " " in word]
    return dict.fromkeys((*joined, *denied), False)


_LOW = {"at least": False, "a minimum of": False, "minimum of": False, "minimum": False, "min.": False, ">=": False,
        "≥": False, **_held_at(OVER, UNDER), **dict.fromkeys(OVER, True), "better than": True, "in excess of": True,
        "exceeding": True, "exceed": True, ">": True}  # fmt: skip
_HIGH = {"at most": False, "a maximum of": False, "maximum of": False, "maximum": False, "max.": False, "<=": False,
         "≤": False, **_held_at(UNDER, OVER), "not exceeding": False, "not to exceed": False, "not exceed": False,
         "never exceed": False, "capped at": False, **dict.fromkeys(UNDER, True), "<": True}  # fmt: skip
LIMITS = (*_LOW, *_HIGH)
# What is said of a change, too, which it makes no bound.
AT_LEAST = "at least|a minimum of|no less than"
_LIMIT = later(
    "|".join(
        re.escape(word) if word in _SYMBOLS else rf"{re.escape(word)}(?!\w|-[0-9])"
        for word in sorted(LIMITS, key=len, reverse=True)
    ),
    re.IGNORECASE | re.ASCII,
)
_OR_MORE = "(?:or|and) (?:more|higher|above|greater|better|over)"
_OR_LESS = "(?:or|and) (?:less|fewer|lower|below|under)"
_PORTION = later(rf"(?:an?\s+)?[0-9.,]+\s?(?:%|per ?cent)\s+(?:{MORE}|{LESS})(?!\w)", re.IGNORECASE | re.ASCII)
STAGE_DEADLINE = later(
    r" (?:by|until|till|before|within|over|no later than|in (?:the next )?[0-9]+) .*$", re.IGNORECASE
)
_DATED = later(
    r"[, ]+\(?(?:as (?:of|at|on) (?:the )?|in |on |at the end of |(?<=\())"
    r"([^()]*[0-9]{4}(?:[-/][0-9A-Z]{2,3}){0,2}|FY ?'?[0-9]{2})\)?$",
    re.IGNORECASE,
)
_AT_PRESENT = later(r"[, ]+\(?(?:today|now|currently|at present)\)?$", re.IGNORECASE)
# What stands before a deadline that a phrase begins with.
BEFORE_DEADLINE = later(r"(?:by|until|before|in) ", re.IGNORECASE | re.ASCII)
# The year that a change counts from, where it is not the baseline's: `compared to the 2015 level`.
BASE_YEAR = (
    r"(?:as )?(?:compared (?:to|with)|relative to|in comparison (?:to|with)|against|versus|vs\.?|from|over|below|above"
    r"|on) (?:the |an? )?(?:(?:level|value|base(?:line)?(?: year)?|year) (?:of |in )?)?(?P<year>(?:19|20)[0-9]{2})"
    r"(?![0-9])(?: (?:levels?|values?|base(?:line)?(?:[ -]year)?|figures?|rates?))?"
)

_ADDED = ("more", "additional", "extra", "further", "another", "an additional", "a further")
Deadline = date | Duration | YearEnd | Coming


class How(StrEnum):
    """How a phrase's amount leads to the target."""

    TO = "to"
    BY = "by"
    TIMES = "times"
    NEW = "new"
    DO = "do"
    KEEP = "keep"
    GO = "go"
    STAGE = "stage"


class Starting(Struct, frozen=True):
    """A baseline taken apart: its amount, the period it is per, and the period it is dated with."""

    quantity: Quantity
    rate: PeriodKind | None = None
    dated: Period | None = None


class Phrase(Struct, frozen=True):
    """A target phrase taken apart; which parts are filled depends on `how`.

    `by` is the last day allowed or a length of time; `factor` is exact, so that a third stays a third; `bare` tells
    that no verb says whether the amount is a value or a change, `added` that things are done besides those there are,
    `least` that so many of them are not the most, `ranged` that its origin and value could be a range; `since` is the
    year that a change counts from, `steps` are the interim targets before it, `note` holds the words that name its
    subject, `numbers` is how it writes numbers, and `within` the first period of those in which something is done.
    """

    how: How
    text: str
    amount: Quantity | None = None
    factor: Fraction | None = None
    factor_text: str = ""
    direction: Direction | None = None
    bounds: Bounds | None = None
    origin: Starting | None = None
    rate: PeriodKind | None = None
    by: Deadline | None = None
    stage: str = ""
    stages: tuple[str, ...] = ()
    bare: bool = False
    added: bool = False
    least: bool = False
    ranged: bool = False
    since: int | None = None
    steps: tuple["Phrase", ...] = ()
    note: str = ""
    numbers: NumberFormat = POINTED
    within: str = ""

    @property
    def unit(self) -> Unit:
        """The unit of its amount; a bare one where it has none."""
        return self.amount.unit if self.amount is not None else BARE


class Style(Struct, frozen=True):
    """How a plan writes periods and numbers: in which calendar, and whether with a decimal comma.

    `signed` tells that a baseline is written with its sign, so that a signed amount is a value: "%" where it is a
    percentage, "#" where it is none, "" where nothing is signed.
    """

    calendar: Calendar = GREGORIAN
    decimal_comma: bool = False
    signed: str = ""

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """The style of a plan's numbers and years."""
        return cls(plan.calendar, plan.decimal_comma)

    def scanner(self, text: str) -> Scanner:
        """A scanner of a text in this style."""
        return Scanner(text, calendar=self.calendar, decimal_comma=self.decimal_comma, signed=self.signed)


EMPTY = ("the target is empty", "write it as the plan does, such as '2 per year by 2025'")
"""What is wrong with a target that says nothing, and what to do."""


def as_written(text: str) -> str:
    """A text as a phrase keeps it: on one line, without the stop at its end."""
    return " ".join(text.split()).rstrip(".")


def parse_baseline_strictly(text: str, style: Style) -> Starting:
    """A baseline without a word too many.

    Raises `Refused` naming the part that is not understood.
    """
    scan = style.scanner(text)
    dated = None
    found = _DATED.search(scan.whole)
    if found:
        dated = parse_period(found[1], today=date.max, calendar=style.calendar)
        scan.rest = scan.whole[: found.start()]
    scan.rest = _AT_PRESENT.sub("", scan.rest)
    quantity, _ = scan.quantity()
    rate = scan.rate()
    if scan.rest or scan.plus:
        raise scan.refused(scan.rest or scan.whole)
    return Starting(quantity, rate, dated)


def parse_strictly(text: str, style: Style) -> Phrase:
    """A target phrase without a word too many.

    Raises `Refused` naming the part that is not understood, or why a phrase can be read in two ways.
    """
    scan = style.scanner(text)
    if not scan.rest:
        raise Refused(*EMPTY)
    by: Deadline | None = scan.deadline() if BEFORE_DEADLINE.match(scan.rest) else None
    phrase = start_of(scan)
    return ended(scan, phrase, by)


def start_of(scan: Scanner) -> Phrase:
    """What is promised, without the rate and deadline behind it."""
    scan.word("an?(?= (?:reduction|decrease|decline|increase|growth|rise|improvement) (?:by|of|to))")
    scan.word("to(?= )")
    for rule in _WITH_WORDS if scan.rest[:1].isalpha() else _WITHOUT_WORDS:
        phrase = rule(scan)
        if phrase is not None:
            return _open_ended(scan, phrase)
    return _open_ended(scan, _value(scan))


def ended(scan: Scanner, phrase: Phrase, by: Deadline | None) -> Phrase:
    """The phrase with the rate, deadline and base year that follow it, and nothing else."""
    rate: PeriodKind | None = None
    since: int | None = None
    while scan.rest:
        if rate is None and (found := scan.rate()):
            rate = found
        elif phrase.how in (How.TIMES, How.BY) and (base := scan.take(BASE_YEAR + END)):
            since = int(base["year"])
        elif by is None and (day := _deadline(scan, phrase.unit)):
            by = day
        else:
            raise scan.refused()
    if phrase.how is How.DO and rate:
        phrase = _in_each(phrase)
    return structs.replace(phrase, rate=rate, by=by, text=scan.whole, since=since, note=scan.remark)


def _in_each(phrase: Phrase) -> Phrase:
    """What is done so often in each period, which does not rise: at least so often is kept."""
    phrase = structs.replace(phrase, how=How.TO, direction=None)
    return bounded(phrase, low=True) if phrase.least else phrase


# `99.9% over 30 days` is said of services, whose share is measured so.
_WINDOW = later(rf"over (?:(?:an?|any|each|every|the) )?(?P<days>[0-9]+)[ -]days?{END}", re.IGNORECASE | re.ASCII)


def _deadline(scan: Scanner, unit: Unit) -> Deadline | None:
    """The deadline that stands next.

    Raises `Refused` for days behind a percentage, which may be those that it is measured over.
    """
    window = scan.take(_WINDOW) if unit.is_percent else None
    if window is None:
        return scan.deadline()
    ways = "leave them out where it is measured over them, or write 'within' where they are its deadline"
    raise Refused(f"{window[0].strip()!r} in {scan.whole!r} could be a window or a deadline", ways)


def _stage(scan: Scanner) -> Phrase | None:
    parted = _stage_of(scan.whole) if "<" in scan.whole else None
    if parted is None:
        return None
    stage, scale = parted
    stages = _stages(scale)
    tail = STAGE_DEADLINE.search(scale.rpartition("<")[2].strip())
    scan.rest = tail[0].strip() if tail else ""
    _check_stages(stage, stages, scale)
    return Phrase(How.STAGE, scan.whole, stage=stage, stages=stages)


_LADDER = later(r"[^\W\d][^<>]*(?:<\s*[^\W\d][^<>]*){2,}")


def _stage_of(text: str) -> tuple[str, str] | None:
    """The stage to be reached and its scale; of three stages or more alone, `draft < signed < in force`, the last."""
    cut = re.search(r" of (?=[^<]+<)", text, re.IGNORECASE)
    if cut is None or "<" in text[: cut.start()]:
        return (_stages(text)[-1], text) if _LADDER.fullmatch(text) else None
    stage, scale = text[: cut.start()], text[cut.end() :]
    while (longer := re.search(r"^[^<]* of (?=[^<]+<)", scale, re.IGNORECASE)) and not _names(stage, scale):
        stage, scale = f"{stage} of {longer[0][:-4]}", scale[longer.end() :]
    return stage, scale


def _check_stages(stage: str, stages: tuple[str, ...], scale: str) -> None:
    """Stages have different names, of which one is to be reached."""
    folded = [name.casefold() for name in stages]
    if len(set(folded)) != len(folded) or not all(folded):
        raise Refused(f"the stages {scale!r} are not different names")
    if stage.casefold() not in folded:
        raise Refused(f"{stage!r} is not one of the stages {' < '.join(stages)}")


def _stages(scale: str) -> tuple[str, ...]:
    """The names in a scale, without the deadline behind the last one."""
    *names, last = (part.strip() for part in scale.split("<"))
    return (*names, STAGE_DEADLINE.sub("", last))


def _names(stage: str, scale: str) -> bool:
    """Whether the scale has a stage of this name."""
    return stage.casefold() in [name.casefold() for name in _stages(scale)]


NO_BOUND = "write the bound that is kept, such as 'at least 80%'"


def _keep(scan: Scanner) -> Phrase | None:
    before = scan.rest
    lead = scan.word("keep|maintain|stay|remain|hold(?! [0-9])")
    if lead:
        scan.word("it|them")
        scan.word("at(?! least| most)")
    if scan.word("between"):
        return _between(scan)
    phrase = limited(scan) or (_bound_behind(scan) if lead else None)
    if phrase is None and lead == "hold":  # which is what is done to a meeting, too
        scan.rest = before
    elif phrase is None and lead:
        ways = f"write '{lead} at least {scan.rest}' or '{lead} at most {scan.rest}'"
        raise scan.refused(scan.whole, ways if re.match("[0-9$€£]", scan.rest) else NO_BOUND)
    return phrase


def _bound_behind(scan: Scanner) -> Phrase | None:
    """A bound that is told behind its amount: `90% or above`, `420+`."""
    before = scan.rest
    with suppress(Refused):
        phrase = _open_ended(scan, Phrase(How.TO, scan.whole, amount=scan.quantity()[0]))
        if phrase.how is How.KEEP:
            scan.plus = False
            return phrase
    scan.rest = before
    return None


def _between(scan: Scanner) -> Phrase:
    before = scan.rest
    low, _ = scan.quantity()
    if not scan.word("and"):
        raise scan.refused(before, "write 'between 2 and 3%'")
    high, _ = scan.quantity()
    if _is_year(low) and _is_year(high, bare=False):
        raise Refused(f"'between {before}' could be years", "write the bounds with their unit")
    if low.unit and low.unit != high.unit:
        raise Refused(f"{before!r} has two units, {low.unit} and {high.unit or 'none'}")
    if low.value >= high.value:
        least, most = scan.numbers.exact(low.value), scan.numbers.exact(high.value)
        raise Refused(f"{least} in {scan.whole!r} is not below {most}")
    return Phrase(How.KEEP, scan.whole, amount=high, bounds=Bounds(low=low.value, high=high.value))


def _is_year(quantity: Quantity, *, bare: bool = True) -> bool:
    return 1900 <= quantity.value <= 2200 and quantity.value == int(quantity.value) and not (bare and quantity.unit)


def limited(scan: Scanner) -> Phrase | None:
    """A bound, where one is at the front: `at least 80%`, `< 3 days`."""
    found = scan.take(_LIMIT) if scan.rest.lower().startswith(LIMITS) else None
    if found is None:
        return None
    word = found[0].lower()
    amount, _ = scan.quantity()
    return bounded(Phrase(How.KEEP, scan.whole, amount=amount), low=word in _LOW, strict=(_LOW | _HIGH)[word])


def bounded(phrase: Phrase, *, low: bool, strict: bool = False) -> Phrase:
    """The phrase with its amount as a bound; a strict one is not held by the amount itself."""
    value = phrase.amount.value if phrase.amount else None
    bounds = Bounds(low=value, above=strict) if low else Bounds(high=value, below=strict)
    return structs.replace(phrase, how=How.KEEP, bounds=bounds, bare=False)


_SAID_OF_THEM = later(r"\b(?:will|shall|are|is|be|being|have|has|who|that|scor\w+|perform\w*|read\w*)\b", re.IGNORECASE)


def _or_more(scan: Scanner, unit: Unit) -> bool:
    """Take `or above`; whether it is of the amount, and not said of those who are so many, as of `85% who are fit`."""
    found = bool(scan.word(_OR_MORE))
    return found and not (unit.is_share and _SAID_OF_THEM.search(unit.text))


def _open_ended(scan: Scanner, phrase: Phrase) -> Phrase:
    """The phrase with what follows its amount: `420+`, `71 or higher`, `8 litres or less`."""
    low = scan.plus or _or_more(scan, phrase.unit)
    high = not low and bool(scan.word(_OR_LESS))
    if not (low or high):
        return phrase
    if phrase.how is How.TO and phrase.amount is not None and phrase.origin is None:
        return bounded(phrase, low=low)
    grows = phrase.how in (How.TIMES, How.BY, How.NEW, How.DO)
    if grows and low:  # at least so much of a change is that much
        return phrase
    raise scan.refused(scan.whole)


def _steady(scan: Scanner) -> Phrase | None:
    """A direction alone, as a noun: `steady reduction`."""
    found = scan.take(_STEADY)
    return found and Phrase(How.GO, scan.whole, direction=_sign(bool(found["up"])))


def _factor(scan: Scanner) -> Phrase | None:
    verb = scan.word("|".join(_FACTORS))
    if not verb:
        return None
    scan.word("it|them")
    factor = _FACTORS[verb]
    text = "half" if verb == "cut in half" else verb
    return Phrase(How.TIMES, scan.whole, factor=factor, factor_text=text, direction=_sign(factor >= 1))


def _times(scan: Scanner) -> Phrase | None:
    """What the baseline is multiplied or divided by: `multiply by 3`, `multiply by 2/3 compared to 2015`."""
    verb = scan.word("(?:multiply|divide)(?= by )")
    if not verb:
        return None
    scan.word("by")
    whole = scan.take(r"(?P<one>[0-9]+)/(?P<other>[1-9][0-9]*)(?![0-9])")
    if whole:
        factor, text = Fraction(int(whole["one"]), int(whole["other"])), whole[0].strip()
    else:
        amount, _ = scan.amount()
        if amount.unit not in (BARE, PERCENTAGE) or amount.value <= 0:
            shown = scan.numbers.exactly(amount.value, amount.unit)
            raise Refused(f"{shown} in {scan.whole!r} is no factor", "write the value to reach")
        factor = Fraction(amount.value) / (100 if amount.unit else 1)
        text = f"{scan.numbers.exact(amount.value)}{' per cent' if amount.unit else ''}"
    factor = 1 / factor if verb == "divide" else factor
    return Phrase(How.TIMES, scan.whole, factor=factor, factor_text=f"× {text}" if verb == "multiply" else f"÷ {text}",
                  direction=_sign(factor >= 1))  # fmt: skip


def _change(scan: Scanner) -> Phrase | None:
    verb = scan.word("|".join((REACHING, RISING, FALLING)))
    if not verb:
        return None
    direction = None if verb in REACHING.split("|") else _sign(verb in RISING.split("|"))
    if direction and not scan.rest:
        return Phrase(How.GO, scan.whole, direction=direction)
    if (span := _from_to(scan)) is not None:
        return structs.replace(span, direction=direction)
    return _reach(scan) if direction is None else _moved(scan, verb, direction)


def _reach(scan: Scanner) -> Phrase:
    """What is reached: a part of a whole, a value or a bound."""
    if _PORTION.match(scan.rest):
        return _value(scan)
    scan.word("to")
    return _reaching(scan, None)


def _moved(scan: Scanner, verb: str, direction: Direction) -> Phrase:
    """What rises or falls: by an amount, to a value, or by a part without a word between."""
    if scan.word("by|of"):
        return _by(scan, direction)
    to = scan.word("to")
    if verb == "up" and to:
        raise Refused(
            f"'up to' in {scan.whole!r} could be a limit or a target",
            f"write 'at most {scan.rest}' or 'reach {scan.rest}'",
        )
    return _reaching(scan, direction) if to else _bare_change(scan, direction)


def _reaching(scan: Scanner, direction: Direction | None) -> Phrase:
    """What a verb leads to: a value, or a bound that is to be reached."""
    phrase = limited(scan)
    if phrase is None:
        amount, _ = scan.quantity()
        phrase = Phrase(How.TO, scan.whole, amount=amount)
    return structs.replace(phrase, direction=direction)


def _sign(rising: bool) -> Direction:
    return Direction.UP if rising else Direction.DOWN


def _by(scan: Scanner, direction: Direction) -> Phrase:
    scan.word(f"{AT_LEAST}|more than|over")
    parts = scan.take(r"(?P<some>[1-9][0-9]?)/(?P<all>[2-9]|[1-9][0-9]+)(?![0-9/.,])(?! ?%)")
    if parts and int(parts["some"]) < int(parts["all"]):
        part = Fraction(int(parts["some"]), int(parts["all"]))
        return _by_part(scan, part, parts[0].strip(" ,"), direction)
    words = scan.word("|".join(_FRACTIONS))
    if words:
        return _by_part(scan, _FRACTIONS[words], words, direction)
    year = re.match(r"[0-9]{4}$", scan.rest)
    if year and 1900 <= int(year[0]) <= 2200:
        raise Refused(f"'by {year[0]}' in {scan.whole!r} could be an amount or a year",
                      f"write how much as well, such as '{direction} by 20% by {year[0]}'")  # fmt: skip
    amount, _ = scan.quantity()
    return _relative(scan, amount, direction)


def _by_part(scan: Scanner, part: Fraction, words: str, direction: Direction) -> Phrase:
    """A change by a part of the baseline: `by a third`, `by 1/3`."""
    factor = 1 + part if direction is Direction.UP else 1 - part
    return Phrase(How.TIMES, scan.whole, factor=factor, factor_text=words, direction=direction)


def _bare_change(scan: Scanner, direction: Direction) -> Phrase:
    # What is cut is no value: `cut emissions at least 30%`.
    if direction is Direction.DOWN:
        scan.word(AT_LEAST)
    before = scan.rest
    amount, _ = scan.quantity()
    if amount.unit == POINT or amount.unit.text in ("points", "point", "pts"):
        return _relative(scan, amount, direction)
    if amount.unit != PERCENTAGE:
        raise Refused(f"{before!r} in {scan.whole!r} could be a change or a value",
                      f"write '{direction} by {before}' or '{direction} to {before}'")  # fmt: skip
    return _relative(scan, amount, direction)


def _relative(scan: Scanner, amount: Quantity, direction: Direction) -> Phrase:
    if amount.value <= 0:
        raise Refused(f"{scan.numbers.exactly(amount.value, amount.unit)} in {scan.whole!r} is not above zero")
    if amount.unit == PERCENTAGE:
        return changed_by(Phrase(How.TIMES, scan.whole, direction=direction), amount.value, scan.numbers)
    return Phrase(How.BY, scan.whole, amount=amount, direction=direction)


def changed_by(phrase: Phrase, percent: Decimal, numbers: NumberFormat) -> Phrase:
    """A phrase that goes up or down with a part of the baseline as what it changes by."""
    part = Fraction(percent) / 100
    factor = 1 + part if phrase.direction is Direction.UP else 1 - part
    return structs.replace(phrase, factor=factor, factor_text=numbers.exactly(percent, PERCENTAGE))


def _from_to(scan: Scanner) -> Phrase | None:
    if not scan.word("from"):
        return None
    scan.word("(?:an?|the) (?:baseline|base|level|value|current level)(?: (?:value|level))?(?: of)?")
    origin, _ = scan.quantity()
    origin_rate = scan.rate()
    dated = scan.take(r"\(?(?:in|as of) (?P<when>(?:FY ?)?[0-9]{4}(?:[-/][0-9A-Z]{2,4}){0,2})(?![0-9])\)?")
    period = parse_period(dated["when"], today=date.max, calendar=scan.calendar) if dated else None
    if not scan.word("to"):
        raise scan.refused(hint="write 'from 250 to 300 by 2026'")
    phrase = _reaching(scan, None)
    return structs.replace(phrase, origin=Starting(origin, origin_rate, period))


_TO_ANOTHER = later(rf" to (?:(?:{'|'.join(map(re.escape, LIMITS))}) ?)?[-+−]?[$€£]?[0-9]", re.IGNORECASE)


def _span(scan: Scanner) -> Phrase | None:
    """`55% to 70%`: a change where the baseline is the first of them, else it could as well be a range."""
    if " to " not in scan.rest or not _TO_ANOTHER.search(scan.rest):
        return None
    before, start = scan.rest, None
    with suppress(Refused):
        start = Starting(scan.quantity()[0], scan.rate())
    if start is None or not scan.word("to"):
        scan.rest = before
        return None
    return structs.replace(_reaching(scan, None), origin=start, ranged=True)


def _do(scan: Scanner) -> Phrase | None:
    """What is done to a number of things, from nothing: `train 500 teachers`."""
    before = scan.rest
    if not scan.take(DOES):
        return None
    lead = scan.word(f"a total of|{AT_LEAST}|another|an additional|a further")
    least, mark = lead in AT_LEAST.split("|"), scan.rest
    try:
        amount, _ = scan.amount()
    except Refused:
        scan.rest = before
        return None
    if amount.unit == PERCENTAGE:
        scan.rest = mark
        phrase = Phrase(How.TO, scan.whole, amount=scan.quantity()[0], bare=True)
        return bounded(phrase, low=True) if least else phrase
    added = scan.word("new|more|additional|extra|further") in _ADDED or lead in _ADDED
    amount = scan.with_noun(amount, mark)
    if not amount.unit and not _UNNAMED.match(before):
        scan.rate()  # raises for `4 quarterly meetings`, with what they could be
        raise scan.refused(mark, "write what is counted, such as '500 teachers'")
    return Phrase(How.DO, scan.whole, amount=amount, direction=Direction.UP, added=added, least=least)


def _value(scan: Scanner) -> Phrase:
    """What begins with an amount: so many more things, a change by a part, a change with a sign, or a value."""
    before = scan.rest
    new = scan.word("another|an additional|a further")
    scan.word(_ARTICLE)
    amount, signed = scan.amount()
    if new or scan.word("new|more|additional|extra|further"):
        return _more(scan, amount, before, signed=signed)
    part = _change_by_part(scan, amount, signed=signed) if amount.unit == PERCENTAGE else None
    if part is not None:
        return part
    amount = scan.with_unit(amount, before)
    return _signed(scan, amount, before) if signed else Phrase(How.TO, scan.whole, amount=amount, bare=True)


def _more(scan: Scanner, amount: Quantity, before: str, *, signed: bool) -> Phrase:
    """So many new things: `10 new projects`, `another 5`."""
    noun = scan.noun()
    if signed or amount.unit == PERCENTAGE or (amount.unit and noun):
        raise scan.refused(before)
    amount = Quantity(amount.value, amount.unit or noun)
    if not amount.value:  # no new ones are none at all
        return Phrase(How.TO, scan.whole, amount=amount)
    return Phrase(How.NEW, scan.whole, amount=amount, direction=Direction.UP)


def _change_by_part(scan: Scanner, amount: Quantity, *, signed: bool) -> Phrase | None:
    """A change in percent: `20% reduction`, `-30%`."""
    change = scan.word(f"{MORE}|{LESS}")
    if not change and (not signed or _is_value(scan, amount)):
        return None
    falling = change in LESS.split("|") or amount.value < 0
    return _relative(scan, Quantity(abs(amount.value), PERCENTAGE), _sign(not falling))


def _signed(scan: Scanner, amount: Quantity, before: str) -> Phrase:
    """An amount with a sign: a value where the baseline has a sign, too, else a change."""
    if _is_value(scan, amount):
        return Phrase(How.TO, scan.whole, amount=amount)
    if amount.value >= 0:
        return Phrase(How.BY, scan.whole, amount=amount, direction=Direction.UP)
    if amount.unit == POINT:
        return Phrase(How.BY, scan.whole, amount=Quantity(-amount.value, POINT), direction=Direction.DOWN)
    shown = scan.numbers.exactly(-amount.value, amount.unit)
    raise Refused(f"{before!r} could be a change or a value", f"write 'reduce by {shown}' or 'reduce to -{shown}'")


def _is_value(scan: Scanner, amount: Quantity) -> bool:
    """Whether a signed amount is a value, as the baseline is one that is written with its sign: `+25` after `+12`."""
    return scan.signed == ("%" if amount.unit.is_percent else "#") and amount.unit != POINT


# What a phrase may be; one that begins with a digit or a sign begins with no word.
_WITH_WORDS = (_stage, _keep, _steady, _factor, _times, _change, _do, _from_to, _span)
_WITHOUT_WORDS = (_stage, _keep, _span)
