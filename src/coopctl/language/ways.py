"""Other ways of saying what the grammar has words for, and the grammar's own: rules in the order of their use.

`tenfold`, `3x` and `by a factor of 4` multiply; `half of households` is 50% of them.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from coopctl.errors import Refused
from coopctl.language.phrases import DEEDS, DOING, FALLING, LESS, LIMITS, MORE, OF_THEM, RISING, SOME_THINGS, TAKING
from coopctl.language.scanner import BEFORE_YEAR
from coopctl.values.lasting import lasting
from coopctl.values.patterns import later
from coopctl.values.quantities import as_decimal, plain
from coopctl.values.sizes import ratio
from coopctl.values.units import Unit, on_the_line
from coopctl.values.vocabulary import FREQUENCIES, MONTHS, NUMBER_WORDS, NUMBERS, PERIODS, SCALES, WEEKDAYS, pattern

_FLAGS = re.IGNORECASE | re.ASCII
_WORDS = f"(?!zero)(?:{NUMBER_WORDS})"
# With either decimal mark: the plan's number format says what it is, where the words around it are made others.
_DIGITS = "[0-9]+(?:[.,][0-9]+)*"
_NUMBER = rf"{_DIGITS}|{_WORDS}"
# A letter of one clause: a comma inside a number ends none.
_IN_CLAUSE = "(?:[^,;]|(?<=[0-9]),(?=[0-9]))"
_MORE = f"{MORE}|improvement"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_A_PART = rf"(?:(?:{pattern(MONTHS)})\.?|[QH][1-4])"
# What part of a year may stand before its number, or what year it is.
_PART_OF_YEAR = (
    r"(?:FY ?|[QH][1-4] |(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:quarter|half)(?: of)? "
    r"|(?:(?:fiscal|financial|calendar) )?year )?"
)
_AMOUNT = r"[-+−]?(?:[$€£]\s?)?[0-9][0-9.,]*"
_SCHOOL_YEAR = r"(?:19|20)[0-9]{2}(?:/[0-9]{2})?(?![0-9])"
_BASE_IN = rf"(?:baseline,? )?(?P<y>{_SCHOOL_YEAR})(?: baseline| levels?| value)?"
_CODE = r"(?:(?-i:[A-Z]{3})\s)?"
_MONEY = r"(?:[$€£]|(?<!\w)(?-i:[A-Z]{3}) )\s?[0-9][0-9.,]*|[0-9][0-9.,]*\s?(?:[$€£]|(?-i:[A-Z]{3})(?!\w))"
_PERCENT = rf"{_AMOUNT}\s?(?:%|per ?cent)"
_LEVEL = (
    rf"(?:the |its )?(?:baseline(?: value| level)?|current (?:levels?|values?)|(?:level|value) of (?P<of>{_YEAR})"
    rf"|(?P<year>{_YEAR})(?: levels?| values?| baseline)?)(?=$| by | until | within )"
)
_ARROWS = "(?:→|⟶|➔|➜|-+>|=+>)"
_ARROW = rf"{_ARROWS}\s*(?:to )?(?=[-+−]?[$€£]?\s?[0-9])"
_NO_NOUNS = "more|less|fewer|later|higher|lower|specific|numerical|target|change"
_LEVEL_OF_YEAR = rf"(?:the )?{_YEAR} (?:levels?|values?|baseline|figures?)"
_FROM_ONE_TO_THE_NEXT = (
    "(?:(?P<of>year|quarter|month)[- ]o(?:n|ver)[- ](?P=of)|(?P<letter>[yqm])(?:o|/|-o-)(?P=letter))"
)
_PORTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_PARTS = "|".join(_PORTIONS)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}
_PORTION = rf"(?:(?P<count>{'|'.join(_COUNTS)})[ -])?(?P<portion>{_PARTS})s?"
_ONE_IN = rf"(?P<some>[0-9]{{1,3}}|{_WORDS}) in (?:every )?(?P<all>[1-9][0-9]{{0,2}}|{_WORDS})(?![\w.,/-]*[0-9])"
_WHOLE = 100
_LEAD = rf"^(?:(?:(?:reduce |increase |raise |cut )?to|reach) )?(?:(?:{pattern(LIMITS)}) )?"
_LEADING = rf"(?P<lead>{_LEAD})"
_MORE_OR_LESS = "(?:more|less|fewer|lower|higher|greater)"
_SOME_DAY = (
    rf"(?:(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?(?:{pattern(MONTHS)})\.? )?{_YEAR}|{_YEAR}(?:-[0-9]{{2}}){{1,2}})"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}
# The periods by the letters that stand for them: `EOQ`, `yoy`.
_LETTERS = {"Y": "year", "Q": "quarter", "M": "month", "W": "week"}
DUE = "deadline|due(?: date)?|target date"
"""What names the day by which something is to be, as a pattern."""
# A day or a part of a year, with its year or without.
_A_DAY = (
    rf"(?:(?:the )?end of )?(?:{_SOME_DAY}|(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?(?:{pattern(MONTHS)})(?: [0-9]{{1,2}})?"
    rf"|[QH][1-4](?: {_YEAR})?|FY ?[0-9]{{2,4}})$"
)

_AS_VERB = {
    (f"{verb}d" if verb.endswith("e") else f"{verb}ed"): verb
    for verb in "adopt approve complete conclude create enact establish finish implement install introduce launch open "
    "publish release revise sign".split()
} | {"done": "complete", "ratified": "ratify", "submitted": "submit"}
# What is so once a thing is done.
_STATES = "in place|in force|in operation|in use|operational|functional|ready|live"
_ENDED = "|".join(_AS_VERB)
# What is measured of things done, and is no deed itself: `share of schools opened by 2027`.
_MEASURES = r".*\b(?:numbers?|shares?|percent\w*|proportions?|rates?|ratios?|amounts?|counts?|totals?|no|levels?|how)\b"
_DEED = rf"(?P<what>(?!{_MEASURES})(?:[^\W\d_][\w'-]* ){{1,6}}?)??"
_DAY_SAID = rf" (?:by|until|before|in) (?:[^<]*[0-9][^<]*|(?:{pattern(MONTHS)}))"


def _part(found: re.Match[str]) -> Fraction:
    """The part that `three quarters` or `1 in 4` is."""
    groups = found.groupdict()
    if groups.get("portion"):
        return Fraction(_COUNTS[(groups["count"] or "a").lower()], _PORTIONS[groups["portion"].lower()])
    some, whole = (NUMBERS.get(groups[name].lower(), groups[name]) for name in ("some", "all"))
    return Fraction(int(some), int(whole)) if int(whole) else Fraction(0)


def _percentage(found: re.Match[str]) -> str:
    """A part of something as a percentage of it; one without an end is refused, with a value to write."""
    percent = _part(found) * 100
    value = as_decimal(percent)
    if percent > _WHOLE:
        return found[0]
    words = found[0].removeprefix(found["lead"]).strip()
    if Fraction(value) != percent:
        raise Refused(f"{words!r} is no percentage that ends", f"write {plain(round(value, 1)):f}%")
    return f"{found['lead']}{plain(value):f}%{' of ' if found.groupdict().get('among') else ''}"


def _nth(letter: str, found: re.Match[str]) -> str:
    """The quarter or half of a year by its number: `Q3`."""
    return f"{letter}{_ORDINALS[found['n'].lower()]} "


def _relative(found: re.Match[str]) -> str:
    """A relative change as the factor that it is, which is no change in points: `30% relative reduction`."""
    part = as_decimal(Fraction(found["n"]))
    falls = (found["way"] or found["noun"]).lower() in LESS.split("|")
    return f"multiply by {plain((100 - part if falls else 100 + part) / 100):f}"


def _points(found: re.Match[str]) -> str:
    """A change by points as a noun: `5 percentage point increase`."""
    return f"{_way(found)} by {found['n']} {found['unit'].rstrip('s').replace('-', ' ')}s"


def _unmeasured(found: re.Match[str]) -> str:
    """Raises `Refused` for a bound at a level that is not said in numbers."""
    bound = {"to": "reach", "at": "reach"}.get(way := found["to"].lower(), way)
    raise Refused(f"{found[0]!r} says no amount", f"write the value of that year, as in '{bound} 250'")


def _two_things(found: re.Match[str]) -> str:
    """Raises `Refused` for two things that are done, each of which is a goal."""
    ways = (f"'{found['do']} {found[name]}{found['tail'] or ''}'" for name in ("one", "other"))
    raise Refused(f"{found[0]!r} is two things", f"add a goal for each: {' and '.join(ways)}")


def _of_what(found: re.Match[str]) -> str:
    """A value before its name as a value behind it."""
    verb = found["verb"].lower().removeprefix("to ")
    return f"{verb if verb in ('keep', 'maintain', 'hold') else 'reach'} a {found['what']} of {found['n']}"


def _growing_each(found: re.Match[str]) -> str:
    """Growth from one period to the next as growth in each: `5% month over month` is `5% a month`."""
    return f"{found['noun'] or ''} a {_LETTERS[(found['of'] or found['letter'])[0].upper()]}"


def _time_limit(found: re.Match[str]) -> str:
    """Raises `Refused` for a share of what is done within some days, which are no deadline."""
    raise Refused(f"{found['limit']!r} could be a time limit or the deadline",
                  "write the day, as in 'by 2027', and the time limit into the title")  # fmt: skip


# What one of them does, and what all of them do.
_DO = {
    "has": "have", "is": "are", "can": "can", "uses": "use", "offers": "offer", "gets": "get", "receives": "receive",
    "meets": "meet", "publishes": "publish",
}  # fmt: skip
_DOES = "|".join(_DO.values())
_MANY_OF = {"child": "children", "person": "people", "man": "men", "woman": "women"}


def _all_of_them(found: re.Match[str]) -> str:
    """What each of them does as what all do: `every district has an ambulance` is `100% of districts have one`."""
    *first, noun = found["one"].split(" ")
    many = re.sub(r"(?<=[^aeiou])y$", "ie", noun) + ("es" if re.search("(?:s|x|ch|sh)$", noun) else "s")
    nouns = " ".join((*first, _MANY_OF.get(noun.lower(), many)))
    return f"reach 100% of {nouns} {_DO[found['does'].lower()]} {found['what']}"


def _led_to(found: re.Match[str]) -> str:
    """A change with what it leads to as one from the value that it counts from: `up 10 points to 74%` is from 64%.

    A part of a percentage may be so many points as well, and one without an end is no value.
    """
    change, to, rest = Fraction(found["n"]) * (-1 if found["down"] else 1), Fraction(found["to"]), found["rest"]
    sign = "%" if rest.lstrip().startswith("%") else ""
    in_percent = found["unit"].strip() == "%"
    if in_percent and (sign or change <= -_WHOLE):
        return found[0]
    start = to / (1 + change / _WHOLE) if in_percent else to - change
    if start.denominator > _WHOLE or Fraction(as_decimal(start)) != start:
        return found[0]
    verb = re.sub("^(?:up|down)$", "", found["up"] or found["down"], flags=re.IGNORECASE)
    what = f"{found['what']}{verb}{found['of']}".strip()
    base = f"from {found['sign']}{plain(as_decimal(start)):f}{sign}"
    return f"{what} {base} to {found['sign']}{found['to']}{rest}".strip()


_CHANGES = "increase|rise|decrease|decline|drop|fall"
_FALLS = frozenset((*LESS.split("|"), *"drop fall down less fewer lower below under halve".split()))


def _way(found: re.Match[str]) -> str:
    """The verb of a change, by the word that says which way it goes."""
    return "reduce" if found["way"].lower() in _FALLS else "increase"


def _of_level(found: re.Match[str]) -> str:
    """A part of the baseline, or of a year's level, as what the baseline is multiplied by."""
    groups = found.groupdict()
    part = groups.get("percent") or f"{_part(found)}"
    year = groups["year"] or groups["of"]
    if not year and "percent" in groups:
        return found[0]
    return f"multiply by {part}" + (f" compared to {year}" if year else "")


def _times_level(found: re.Match[str]) -> str:
    """So many times the baseline, or a year's level, as a factor of it."""
    year = found["year"] or found["of"]
    return f"multiply by {found['n']}" + (f" compared to {year}" if year else "")


_KEPT = later("(?:keep|maintain|hold|stay|remain) ", _FLAGS)


def _beside_level(found: re.Match[str]) -> str:
    """So much above or below the baseline, or a year's level, as a change of it."""
    year, what = found["year"] or found["of"], found["what"] or ""
    if what and (not year or _KEPT.match(what)):
        return found[0]
    return f"{_way(found)} {what}by {found['n']}" + (f" compared to {year}" if year else "")


_Words = str | Callable[[re.Match[str]], str]
# What others have, so many times of which are none of the baseline: `1.5x EU average`.
_OF_OTHERS = r" (?:[a-z]+ ){0,3}?(?:average|mean|median|norm|benchmark|gdp|income|minimum|maximum)\b"
_GROWN = rf"(?:(?:{RISING}) )?(?:by )?(?:an? )?"
_TODAY = r"(?: (?:today|now|currently|at present))?"
_VALUE = rf"(?!{_YEAR}(?! (?:million|billion|thousand)))(?:[A-Z]{{3}} ?)?{_AMOUNT}[^,()]*?"
# `80% by 2030, up from 60%`; `60% (from 20%)`; `75% by 2030 from 60% in 2024`.
_UP_FROM = (
    rf"^(?:(?:to|reach|(?:{RISING}|{FALLING}) to) )?(?P<to>(?:(?:{pattern(LIMITS)}) ?)?{_AMOUNT}.*?),? ?\(?"
    r"(?:(?:up|down|rising|falling) from|from(?= [^()]*\))|(?<=20[0-9]{2} )from|compared (?:to|with)|against|versus"
    r"|vs\.?) "
    rf"(?P<from>{_VALUE}){_TODAY}\)?$"
)
_NO_TIME = r"(?:years?|months?|weeks?|days?|quarters?)"
_HALVES = {"half a": Fraction(1, 2), "half": Fraction(1, 2), "a": Fraction(1), "an": Fraction(1)}
_EVERY = r"(?: (?:an?|per|each|every) | ?/ ?| (?:daily|weekly|monthly|quarterly|yearly|annually)(?!\w))"
_NEW_ONES = rf"{_AMOUNT} (?:new|additional|further|extra) [a-z]"
_MANY = r"[$€£]?[0-9][0-9.,]*\s?%?"
# `Level 2` of a scale of levels is 2; one of named stages keeps its name.
_ON_A_SCALE = (
    rf"(?P<lead>^|\b(?:from|to|reach|at least|at most|above|below) |{_ARROWS}\s*)"
    rf"(?:maturity )?(?:level|stage|phase|tier|band|TRL) (?=[0-9]+(?![.,]?[0-9])(?:$|[\s,)]|{_ARROWS}))(?!.* of .*<)"
)
_UNTIL = r"$| by | until | before | within | in (?:[0-9]|[QH][1-4])"
# `by women` is no day.
_UNTIL_DAY = _UNTIL.replace(" by ", rf" by (?=(?:the |end |mid|next |[0-9]|[QH][1-4]|FY|(?:{pattern(MONTHS)})\b))")
_BASE = "baseline|current (?:level|number|value)s?|existing [a-z]+"
_CHANGE_IN_POINTS = (
    rf"^(?:an? )?(?P<n>{_DIGITS})[ -](?P<unit>percentage[ -]points?|points?|pp)[ -]"
    rf"(?P<way>{MORE}|improvement|gain|{LESS}|drop)(?={_UNTIL}| in )"
)
# What makes of a year behind it something else than the day by which an amount is reached.
_BEFORE_A_YEAR = (
    "by|in|until|till|before|from|to|of|than|end|at|on|for|since|against|versus|vs|below|above|over|under|with|like|as"
    "|mid|early|late|within|between|and|or|year|fiscal|financial|through|during|after|agenda|vision|horizon|olympics"
)
_BOUNDS = {"minimum": "least", "maximum": "most", "min": "least", "max": "most", "ceiling": "most", "cap": "most",
           "floor": "least", "least": "least", "most": "most"}  # fmt: skip
_EACH_PERIOD = (
    rf" (?:per|an?|each|every) (?:{pattern(PERIODS)})| ?/ ?(?:{pattern(PERIODS)})| (?:{pattern(FREQUENCIES)})"
)
_BOUND_BEHIND = (
    rf"^(?P<n>{_MANY}(?:[ /][a-z]+){{0,3}}?) (?:(?:at a )?(?P<bound>minimum|maximum)|at (?P<most>least|most))"
    rf"(?={_UNTIL}|{_EACH_PERIOD})"
)
_RANGE = (
    rf"^(?:(?:keep|maintain|stay|remain)(?: it)? (?:within|between|at|in)|between"
    rf"|(?:(?:keep|maintain|stay|remain)(?: it)? )?(?:within |in )?(?:a|the) range(?: of| between)?)"
    rf" (?P<a>{_MANY}) ?(?:[-–—]|to) ?(?={_MANY})"
)
_YEAR_BEHIND = (
    rf"(?:(?<=^)|(?<=[,;] ))(?P<n>(?:(?:{pattern(LIMITS)}) ?)?{_AMOUNT}\s?(?:%|pp|(?:{pattern(SCALES)})(?!\w))?"
    rf"(?: (?!(?:{_BEFORE_A_YEAR}|{pattern(MONTHS)})\b)[a-z]+){{0,3}}?) (?P<day>FY ?(?:20)?[2-9][0-9]"
    r"|[QH][1-4] 20[2-9][0-9])(?=$|[,;] )"
)
_BEFORE = r"(?=(?:the )?(?:end of )?(?:[0-9]|[QH][1-4]|FY|[A-Z][a-z]{2,8}\.? [0-9]))"

_SECOND, _MINUTE, _HOUR = Unit("s"), Unit("min"), Unit("h")


def _unsure_clock(found: re.Match[str]) -> str:
    """Raises `Refused` for a length of time of two numbers without a unit."""
    clock = found["clock"]
    raise Refused(f"{clock!r} could be hours and minutes, or minutes and seconds", f"write {clock} h or {clock} min")


def _clock(found: re.Match[str]) -> str:
    """A length of time by the clock, in hours or minutes where it ends: `1:45:00` is 105 min, `1:30 h` is 1.5 h."""
    clock, word = found["clock"], (found["unit"] or "").strip().lower()
    minutes = word.startswith("m")
    whole = clock if clock.count(":") > 1 else f"0:{clock.zfill(5)}" if minutes else f"{clock}:00"
    seconds = lasting(whole, _SECOND)
    for unit in (_MINUTE, _SECOND) if minutes or not word else (_HOUR, _MINUTE, _SECOND):
        value = Fraction(1, 3) if seconds is None else seconds * (ratio(_SECOND, unit) or 1)
        if Fraction(as_decimal(value)) == value:
            return f"{plain(as_decimal(value)):f} {unit}"
    return found[0]


# How many of a period there are in a longer one, which is counted by.
_IN_LONGER = {"week": (52, "year"), "month": (12, "year"), "day": (7, "week")}


def _every_few(found: re.Match[str]) -> str:
    """Raises `Refused` for what is done every few weeks, by which nothing is counted, with how many that makes."""
    times = int(NUMBERS.get((found["n"] or "1").lower(), _TIMES.get((found["n"] or "").lower(), found["n"] or 1)))
    many = (found["many"] or "other").lower()
    unit = (found["bi"] or found["unit"] or "week").lower().removesuffix("s")
    each, longer = _IN_LONGER[unit]
    made = Fraction(each * times, int(NUMBERS.get(many, many if many.isdigit() else 2)))
    few = f"{max(1, round(made))} per {longer}"
    if found["bi"]:
        raise Refused(f"{found['often']!r} could be twice a {unit} or every two {unit}s",
                      f"write '{2 * times} per {unit}' or '{few}'")  # fmt: skip
    ways = f"write '{few}'" if made.denominator == 1 else f"say how many per {longer}, such as '{few}'"
    raise Refused(f"{found['often']!r} is not a period that figures are counted by", ways)


def _last_of_years(found: re.Match[str]) -> str:
    """The last of several years; two that follow each other may be one fiscal year."""
    return f"({found['last']})" if int(found["last"]) > int(found["first"]) + 1 else found[0]


_OF_A_YEAR = rf"(?:in |by )?{_YEAR}\s*[:=]\s*[<>≤≥]?\s?{_AMOUNT}[^,;:=]*"

_NEXT_YEAR = later(rf"[,;] ?(?=(?:in |by )?{_YEAR}\s*[:=])", re.IGNORECASE)


def _by_years(found: re.Match[str]) -> str:
    """What is told year by year, `2026: 12, 2027: 14`, with each year behind its amount."""
    steps = (step.strip(" ,;").removeprefix("by ").removeprefix("in ") for step in _NEXT_YEAR.split(found[0]))
    return ", ".join(
        f"{amount.strip()} by {year}" for year, amount in ((step[:4], step[4:].lstrip(" :=")) for step in steps)
    )


_SCALED_ONCE = (
    r"(?:(?<=^)|(?<=\bfrom ))(?P<sign>(?:[$€£]|(?-i:[A-Z]{3}) )?)"
    r"(?P<a>[1-9][0-9]{0,2}(?:[.,][0-9]{1,2})?|0[.,][0-9]{1,2})"
    rf" to (?P<to>(?:(?:{pattern(LIMITS)}) )?(?:[$€£]|(?-i:[A-Z]{{3}}) )?)(?P<b>[0-9]+(?:[.,][0-9]{{1,2}})?)"
    r" ?(?P<scale>million|billion|thousand|trillion)(?!\w)"
)
# How many times larger one of two amounts is that may not be in the scale of the other.
_OTHER_SCALE = 20


def _scaled_twice(found: re.Match[str]) -> str:
    """Two amounts in the scale of the second one; raises `Refused` where the first may be in another."""
    first, second = (Fraction(found[name].replace(",", ".")) for name in ("a", "b"))
    if not first < _OTHER_SCALE * second or not second < _OTHER_SCALE * first:
        raise Refused(f"{found['a']} in {found[0]!r} could be a full amount or one in {found['scale']}s",
                      "write both with their scale, or in full")  # fmt: skip
    return f"{found['sign']}{found['a']} {found['scale']} to {found['to']}{found['b']} {found['scale']}"


_SAID_AGAIN = (
    r"^(?P<what>[^0-9()]*(?P<n>[0-9]{1,4}) [^0-9()]*?)"
    r" \((?P<each>[0-9]{1,3}) (?:per|an?|each|every) (?P<of>day|week|month|quarter)\)(?P<rest>.*)$"
)
# How many of a period a year has.
_IN_A_YEAR = {"day": 365, "week": 52, "month": 12, "quarter": 4}


def _each_said_again(found: re.Match[str]) -> str:
    """So many in a year without how many each month that makes, where it makes as many."""
    again = int(found["n"]) == int(found["each"]) * _IN_A_YEAR[found["of"].lower()]
    return f"{found['what']}{found['rest']}" if again else found[0]


def _one_in_each(found: re.Match[str]) -> str:
    """As many as a year has of a period as one in each: `4 (one per quarter)`."""
    each = int(found["n"]) == _IN_A_YEAR[found["of"].lower()]
    return f"1{found['what']} per {found['of']}" if each else found[0]


def _dozens(found: re.Match[str]) -> str:
    """So many dozen in digits: `half a dozen` is 6."""
    word = found["n"].lower()
    count = _HALVES[word] if word in _HALVES else Fraction(NUMBERS.get(word, word))
    return f"{plain(as_decimal(12 * count)):f}"


def _in_digits(found: re.Match[str]) -> str:
    """So many out of so many in digits: `four out of five` is `4 out of 5`."""
    return " out of ".join(f"{NUMBERS[found[name].lower()]}" for name in ("some", "all"))


# What makes growth of so much another thing than growth by it.
_NO_RATE = r"(?!(?:of|per|a|annual|yearly|monthly|net|year|yoy|quarter|point|points|percentage)\b)"
# A day above 12 tells it from the month, on either side of the stroke.
_DAY_OF_MONTH = r"(?P<day>1[3-9]|2[0-9]|3[01])/(?P<month>0?[1-9]|1[0-2])"
_MONTH_BEFORE_DAY = r"(?P<first>0?[1-9]|1[0-2])/(?P<last>1[3-9]|2[0-9]|3[01])"


def _by_day(found: re.Match[str]) -> str:
    """A day of a month without its year, the month by its name: `by 28/11` is `by 28 november`."""
    day, month = found["day"] or found["last"], int(found["month"] or found["first"])
    return f"{found['by']} {day} {[*MONTHS][month - 1]}"


_BY_THE_CLOCK = (
    r"(?<![\w:.,])(?P<clock>[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9]|(?=\s?[hms])))(?![0-9:.,]*[0-9])"
    r"(?P<unit> ?(?:hours?|hrs?|h|heures?|horas?|std\.?|stunden?|minutes?|mins?)(?!\w)(?!\s?/))?(?!\s?[hm])"
)
_HOURS_AND_MINUTES = (
    r"(?<![\w.,:])(?P<hours>[0-9]{1,3}) ?(?:(?:hours?|hrs?)(?: and)? |h ?)(?P<minutes>[0-5]?[0-9])"
    r"(?: ?(?:minutes?|mins?\.?|m)(?!\w)|(?<=h[0-5][0-9])(?!\w))"
)
_TWO_NUMBERS = (
    r"(?:(?<=^)|(?<=[<≤>≥])|(?<=[<≤>≥] )|(?<=\b(?:to|er|ow|an|st) ))(?P<clock>[0-9]{1,3}:[0-5][0-9])"
    r"(?=$|[,;]| (?:by|until|in|within|to) )"
)
_IN_UNDER = (
    r"^(?P<what>[^0-9]+?) in (?=(?:under|less than|at most|no more than) [0-9][0-9.,]*"
    r" ?(?:s|sec|seconds?|min|minutes?|h|hours?|days?)(?!\w))"
)
_FEW_PERIODS = (
    rf"(?<!\w)(?:(?P<n>once|twice|thrice|[0-9]+|{_WORDS})(?: times|[x×])? (?:[a-z]+ )??)?(?P<often>"
    rf"(?:every|each) (?P<many>other|second|2nd|couple of|[2-9]|[1-9][0-9]|{_WORDS}) (?P<unit>days?|weeks?|months?)"
    r"|bi-?(?P<bi>week|month)ly|every fortnight|fortnightly)(?!\w)"
)
_EACH_OF_YEARS = (
    rf"^(?P<what>.*?{_AMOUNT}(?: (?!to )[a-z]+){{0,4}}?(?:(?: (?:per|an?|each|every) |/)"
    rf"(?:fiscal )?(?:year|month|quarter)| annually| yearly)) (?:from|between) {_YEAR}"
    rf" (?:to|and|until|through) (?P<b>{_YEAR})$"
)
# What puts a number that stands nowhere in the text.
_WORKED_OUT: tuple[_Words, ...] = (_percentage, _dozens, _clock, "0.5 ")
# Which of a row of periods, or each of them.
_FREQUENT = rf"(?:every|each) (?:{pattern(PERIODS)})|(?:this|next) (?:year|quarter|half-year|month|week)"
_MULTIPLIED = "halved|doubled|tripled|quadrupled"
_SAME_PERIODS = {
    f"{n} {unit}": name
    for unit, many in (
        ("months", {"3": "quarter", "6": "half-year", "12": "year"}),
        ("days", {"7": "week"}),
        ("hours", {"24": "day"}),
    )
    for figure, name in many.items()
    for n in (figure, *(word for word, number in NUMBERS.items() if str(number) == figure and " " not in word))
}  # fmt: skip
# The currencies that a sign stands for, where their code stands beside it.
_OF_SIGN = {"$": "USD CAD AUD NZD SGD HKD TWD MXN COP CLP ARS UYU DOP".split(), "€": ["EUR"], "£": ["GBP"]}
_CODES = "|".join(code for codes in _OF_SIGN.values() for code in codes)
_SUM = rf"[0-9][0-9.,]*(?: ?(?:{pattern(SCALES)})(?!\w))?"
_SIGN_AND_CODE = (
    rf"(?<![\w$€£])(?:(?P<before>{_CODES}) ?(?P<first>[$€£]) ?(?P<sum>{_SUM})"
    rf"|(?P<sign>[$€£]) ?(?P<n>{_SUM}) ?(?P<behind>{_CODES}))(?!\w)"
)


def _coded(found: re.Match[str]) -> str:
    """Money with its sign and its code as it is with the code alone: `$5 million USD` is `USD 5 million`."""
    code, sign = (found["before"] or found["behind"]).upper(), found["first"] or found["sign"]
    return f"{code} {found['sum'] or found['n']}" if code in _OF_SIGN[sign] else found[0]


# Other ways of saying an amount, which a baseline may be said in as well.
_ROWS_OF_AMOUNTS: tuple[tuple[str, str, _Words], ...] = (
    ("dozen", rf"(?<![\w.,])(?P<n>half an?|half|an?|[0-9]+(?:\.[0-9]+)?|{_WORDS}) dozen(?: of)?(?![\w-])", _dozens),
    ("half a ", r"(?<![\w.,])half a (?=(?:million|billion)(?![\w-]))", "0.5 "),
    ("a ", r"(?:(?<=^)|(?<=[a-z] ))(?<! half )a (?=(?:hundred|thousand|million|billion)(?![\w-]))", "1 "),
    ("level|stage|phase|tier|band|trl", _ON_A_SCALE, r"\g<lead>"),
    ("x|×", rf"(?<![\w.,])(?P<n>[0-9]+) ?[x×](?={_EVERY})", r"\g<n>"),
    # Of sleep a night is a day; of what a stay costs it is not.
    (
        " night",
        r"(?P<of>(?:\b|(?<=[0-9]))(?:hours?|hrs?|h)(?: (?:of )?sleep)?) (?:an?|per|each|every) night(?!\w)",
        r"\g<of> per day",
    ),
    (
        "morning|evening|night",
        r"(?<=[a-z0-9] )(?:every|each) (?:morning|evening|night)(?=$| (?:until|by) )",
        "every day",
    ),
    ("sleep ", rf"^(?:to )?sleep (?={_AMOUNT} ?(?:hours?|hrs?|h){_EVERY})", "at least "),
    (
        "once|twice|thrice",
        rf"(?:(?<=^)|(?<= ))(?P<n>once|twice|thrice)(?={_EVERY})",
        lambda found: _TIMES[found["n"].lower()],
    ),
    (" out of ", rf"\b(?P<some>{_WORDS}) out of (?P<all>{_WORDS})(?!\w)", _in_digits),
    # Once in each period.
    (
        "ly|every |each |lich|ment|weise|p.a|annum",
        rf"^(?P<often>{pattern(FREQUENCIES)}|(?:every|each) (?:{pattern(PERIODS)}))$",
        r"1 \g<often>",
    ),
    (_CODES.lower(), _SIGN_AND_CODE, _coded),
    # A length of time in hours and minutes.
    ("h", _HOURS_AND_MINUTES, lambda found: f"{60 * int(found['hours']) + int(found['minutes'])} min"),
    # A length of time by the clock.
    (":", _BY_THE_CLOCK, _clock),
    (":", _TWO_NUMBERS, _unsure_clock),
    # So many to one of another thing.
    (":", r"(?<![\w.,:])(?P<n>[0-9][0-9.,]*)\s?:\s?1(?![0-9.,:]*[0-9:])", r"\g<n>"),
    # So many months or days that are a period which is counted by.
    (
        "every |each |per ",
        rf"\b(?:every|each|per) (?P<said>{'|'.join(_SAME_PERIODS)})(?!\w)",
        lambda found: f"per {_SAME_PERIODS[found['said'].lower()]}",
    ),
    (" pa| p/a", rf"(?<=[\w$€£]) (?-i:p/?a)(?={_UNTIL})", " per annum"),
    (" pcm", rf"(?P<much>{_MONEY}) pcm(?={_UNTIL})", r"\g<much> per month"),
    (":|-|–", rf"^(?P<y>{_YEAR})(?::| [-–]) (?P<n>(?!{_YEAR}){_AMOUNT}[^:;,()]*)$", r"\g<n> (\g<y>)"),
    # A remark behind a dash as one in brackets: `35% – of which half are led by women`.
    (
        " – | — | - ",
        (
            rf"^(?P<much>(?:(?:{pattern(LIMITS)}) ?)?{_AMOUNT}\s?%?(?: [^\W\d][^\s\d–—()-]*){{0,4}}) [–—-] "
            rf"(?!(?:{RISING}|{FALLING}|to|by|from|until|in|up|down|double|triple|halve|target|goal|{pattern(LIMITS)}"
            rf"|{pattern(MONTHS)}|{NUMBER_WORDS})\b)(?P<remark>[^\W\d][^0-9()%]{{2,}})$"
        ),
        r"\g<much> (\g<remark>)",
    ),
    # What is written around an amount: a dash for its sign, the mark of a footnote, what it is, and its year.
    ("–", r"^–(?=[0-9])", "-"),
    ("*|†|‡", r"(?<=[0-9%])[*†‡]+$", ""),
    ("#|score|value|index", rf"^(?:#|(?:score|value|index):? )(?={_AMOUNT}(?:$|[ %]))", ""),
    ("p.", r"(?<=[0-9]) ?p\. ?p\b\.?", " pp"),
    (",", rf"^(?P<n>[0-9][0-9.,]* (?!(?:{pattern(MONTHS)})\b)[a-z]+), (?={_YEAR}$)", r"\g<n> in "),
    # A part of a year behind its number, and the last of several years whose mean or sum a value is.
    ("h|q", rf"(?<!\w)(?P<part>[1-4])(?P<letter>[HQ]) ?(?={_YEAR})", r"\g<letter>\g<part> "),
    ("-|–", rf"\((?P<first>{_YEAR}) ?[-–] ?(?P<last>{_YEAR})\)", _last_of_years),
    # A year in other brackets, and the middle of one.
    ("[", rf"\[(?P<in>(?:FY ?)?{_YEAR})\]", r"(\g<in>)"),
    ("(mid", rf"\(mid[- ](?P<y>{_YEAR})\)", r"(\g<y>-06)"),
    # So many thousands in each period.
    ("/", rf"(?<=[0-9][kKMB])/(?=(?:{pattern(PERIODS)})(?!\w|/))", " per "),
    ("=", r"^= ?(?=[$€£]?[0-9])", ""),
    ("av", r"(?<=[0-9%]) (?:avg\.?|on average)$", ""),
    ("/q", r"(?<=[a-z0-9kKMB%])/(?-i:Q)(?!\w)", " per quarter"),
    (
        "‰| mil|promille",
        r"(?<=[0-9]) ?(?:‰|(?:promille|(?:pour|por|per|pro) mil(?:le)?)(?!\w|[- ]?[0-9]))",
        " per 1,000",
    ),
    # So many to a thousand or more, in other languages.
    (
        "pour |por |je |pro ",
        (
            r"(?<=[0-9]) (?:pour|por(?: cada)?|je|pro) (?P<many>10{0,2})(?P<noughts>(?:[., \u202f]?000){1,2})"
            r"(?![0-9.,])(?! (?:million|billion))"
        ),
        lambda found: f" per {int(found['many'] + re.sub(r'[^0-9]', '', found['noughts'])):,}",
    ),
    # Of a whole that is known: `12 of the 15 recommendations`.
    (
        " of the | of our | of its | of these ",
        rf"(?<=[0-9]) (?:out )?of (?:the|our|its|these) (?!{_YEAR})(?=[0-9])",
        " of ",
    ),
    # So many to a thousand, or more of them.
    ("/", r"(?<=[0-9]) ?/ ?(?=1(?:0{3,6}|0{0,2}(?:[, ]000){1,2})(?![0-9.,]))", " per "),
    # So many to each of another thing.
    (
        "/",
        rf"(?<=[0-9kKM])/(?P<each>(?!(?:{pattern(PERIODS)})(?!\w))(?-i:[a-z]{{3,}}|[A-Z]{{2,6}})(?!\w|/))",
        r" per \g<each>",
    ),
    # What money is paid for.
    (
        "/",
        rf"(?P<much>{_MONEY})\s?/\s?(?P<each>(?-i:[kMGT]?Wh|[kM]W|t|kg|g|ha|km[²2]?|[lL]|GJ|tCO2e?)(?![\w/]))",
        r"\g<much> per \g<each>",
    ),
    # A place among others.
    ("rank", r"(?P<lead>^|\b(?:from|to|reach) )rank(?:ed)? (?=#?[0-9])", r"\g<lead>"),
    (
        "st|nd|rd|th",
        r"(?<![\w.,])(?P<n>[0-9]+)(?:st|nd|rd|th)(?: (?:place|rank))?(?=$|,| (?:by|until|to|in|from|(?:out )?of) )",
        r"\g<n>",
    ),
    # A part of something.
    (_PARTS, rf"{_LEADING}{_PORTION} (?P<among>of )(?:all )?(?:the )?(?=[^\W\d_])(?!{_LEVEL})", _percentage),
    (
        " in ",
        (
            rf"(?P<lead>{_LEAD}|^from |\bto |^(?:vaccinate|immuni[sz]e|screen|treat|train|test|reach|connect) )"
            rf"{_ONE_IN}(?! {_NO_TIME}\b)"
            r"(?P<among> (?!(?:to|by|until|till|before)\b)(?=[^\W\d_]))?"
        ),
        _percentage,
    ),
)
_SOON = r"(?:working |business |calendar )?(?:days?|weeks?|months?)"
_SHORT_TIME = "hours?|hrs?|h|minutes?|mins?|seconds?|secs?|s"
_IN_TIME = (
    rf"\w*(?:ed|en|paid|met|sent) within (?:{_NUMBER}) {_SOON}"
    rf"|within (?:{_NUMBER}) (?:working |business |calendar )?(?:days?|weeks?)"
)
# What stands in all that a rule finds, in small letters, one of them at least; what it finds; and what is put for it.
# Most phrases have none of the words of most rules, and are spared the search.
_ROWS: tuple[tuple[str, str, _Words], ...] = (
    *_ROWS_OF_AMOUNTS,
    ("+", r"^\+\s+(?=[0-9])", "+"),
    ("+", r"^(?P<n>[0-9][0-9.,]*) ?(?P<unit>(?-i:[a-zA-Zµ]{1,4}))\+(?=$| by | per )", r"\g<n>+ \g<unit>"),
    # So many or more out of so many: `4+/5`.
    ("+", r"^(?P<n>[0-9]+(?:[.,][0-9]+)?)\+ ?(?=/ ?[0-9])", r"at least \g<n>"),
    # So many or more a period: `40+/year`.
    ("+", r"(?<=[0-9])\+ ?/ ?(?=[^\W\d_])", "+ per "),
    # What is new is added, however many at least; so many new ones each month are a bound.
    (
        "at least|fewer than|less than|minimum of",
        rf"^(?:at least|not? (?:fewer|less) than|a minimum of) (?={_NEW_ONES})(?!.*{_EVERY})",
        "",
    ),
    (
        "≥|>=",
        rf"^(?:(?P<down>reduce|lower|cut|decrease)(?: by)?|(?P<up>increase|raise) by) (?:≥|>=) ?(?={_AMOUNT})",
        r"\g<down>\g<up> by at least ",
    ),
    (
        "relative",
        (
            rf"^(?:an? )?(?P<n>[0-9]{{1,2}}(?:\.[0-9]+)?)\s?(?:%|per ?cent) (?:relative (?P<way>{MORE}|{LESS})"
            rf"|(?P<noun>{MORE}|{LESS}) relative to (?:the )?baseline)(?={_UNTIL})"
        ),
        _relative,
    ),
    (
        f"{MORE}|{LESS}",
        rf"^(?P<n>{_PERCENT}) (?P<what>{_NO_RATE}[^\W\d_][^\d,;:()%]{{1,40}}?) (?P<noun>{MORE}|{LESS})(?={_UNTIL})",
        r"\g<noun> in \g<what> of \g<n>",
    ),
    ("/", rf"\b(?P<by>by|until|before) (?:{_DAY_OF_MONTH}|{_MONTH_BEFORE_DAY})$", _by_day),
    # What is written by ear, or in another language's order of words.
    (" then ", rf"\b(?P<how>{_MORE_OR_LESS}) then (?={_AMOUNT})", r"\g<how> than "),
    ("no", rf"^(?P<how>not? {_MORE_OR_LESS}) (?={_AMOUNT})", r"\g<how> than "),
    (" on | at ", rf"(?<=\S) (?:on|at) (?=(?:the )?(?:end (?:of )?)?{_SOME_DAY}$)", " by "),
    ("during ", rf"\bduring (?P<a>{_YEAR}) (?=and {_YEAR}$)", r"between \g<a> "),
    (
        "during |throughout | course of ",
        rf"\b(?:during|throughout|(?:in|over|during) the course of) (?=(?:the )?{_PART_OF_YEAR}{_YEAR})",
        "in ",
    ),
    (" for ", rf"^(?P<what>.*(?:[0-9]\s?%|[$€£]\s?[0-9]).*) for (?={_YEAR}$)", r"\g<what> in "),
    ("now", r"\b(?:between now and|(?:from|starting) now,? (?:until|till|to)) (?=\S)", "by "),
    (" this time next ", r"\bby this time next (?=(?:year|month|quarter|week)$)", "within 1 "),
    (
        "-year|-month|-week",
        rf"\b(?P<lead>over|within|in) an? (?P<n>{_NUMBER})-(?P<unit>year|month|week)(?: period| span)?(?={_UNTIL})",
        r"\g<lead> \g<n> \g<unit>s",
    ),
    (" decade", r"\b(?P<lead>over|within|in) the (?:next|coming) decade$", r"\g<lead> 10 years"),
    (" in a", r"^(?P<what>.*[0-9]\s?%.*) in an? (?=(?:year|month|quarter|week)$)", r"\g<what> within 1 "),
    ("throughout | course of ", r"\b(?:throughout|(?:in|over|during) the course of) (?:the|this) year$", "this year"),
    ("year |yr ", rf"\b(?P<lead>by|in|until|till|before) (?:the )?(?:calendar )?(?:year|yr) (?={_YEAR})", r"\g<lead> "),
    ("additional |further |extra ", rf"^(?:an? )?(?:additional|further|extra) (?={_AMOUNT})", "another "),
    (" on top", rf"^(?P<n>{_AMOUNT}.*?) on top(?: of (?:the |its )?(?:{_BASE}))?(?={_UNTIL})", r"increase by \g<n>"),
    (" cumulative", rf" cumulative(?:ly)?(?={_UNTIL})", " (cumulative)"),
    ("point|pp", _CHANGE_IN_POINTS, _points),
    # All of them.
    ("universal", r"\bto universal(?: (?:access|coverage))?(?=$| by | until | within | in )", "to 100%"),
    (
        "universal ",
        r"(?:^|(?<=^by 20[0-9]{2}, )|(?<=^by 20[0-9]{2} ))(?:(?:achieve|reach|ensure|attain) )?universal (?=[a-z])",
        "reach 100% ",
    ),
    ("top ", r"\bto (?:the )?top (?=[0-9])", "to "),
    (
        "top ",
        (
            r"^(?:(?:be|rank(?:ing)?|reach|enter|get) )?(?:(?:in|into|among) )?(?:the )?top "
            r"(?=[0-9]+(?:$| (?:by|until|in|of|for|on|among) ))"
        ),
        "at most ",
    ),
    # What it is of stands behind it: `maintain a 99.9% uptime` is `maintain uptime of 99.9%`.
    (
        " a | an ",
        (
            rf"^(?P<verb>(?:to )?(?:achieve|reach|attain|get|have|earn|receive|keep|maintain|hold|sustain|score)) an? "
            rf"(?P<n>{_AMOUNT}\s?(?:%|per ?cent)?) (?P<what>(?:[a-z-]+ )*?(?:rate|share|score|rating|ratio|uptime"
            r"|availability|level|coverage|average|margin|percentage|satisfaction)"
            r"(?: (?:of|in|among|on|for) [^0-9,;]+?)?)"
            rf"(?={_UNTIL}| on average|$)"
        ),
        _of_what,
    ),
    ("get ", rf"^(?:to )?get (?={_AMOUNT} (?:new|more|additional|extra|further)\b)", "acquire "),
    ("get ", rf"^(?:to )?get (?={_AMOUNT} [a-z])", "reach "),
    ("be at ", rf"^(?:to )?be at (?=(?:the )?{_AMOUNT})", "reach "),
    (
        "have ",
        rf"^(?:to )?have (?={_AMOUNT})(?!.*\b(?:new(?! year)|more|less|fewer|additional|extra|further)\b)",
        "reach ",
    ),
    # What it is spent on or saved for names the subject.
    (
        " on | for ",
        (
            rf"^(?P<much>(?:(?:spend|save) |(?:{pattern(LIMITS)}) ?{_MONEY}){_IN_CLAUSE}*?"
            rf"(?:an?|per|each|every) {_NO_TIME}) (?:on|for) (?!.*{_NO_TIME})[^0-9]+$"
        ),
        r"\g<much>",
    ),
    (
        "minimum|at least|maximum|at most",
        _BOUND_BEHIND,
        lambda found: f"at {_BOUNDS[(found['bound'] or found['most']).lower()]} {found['n']}",
    ),
    (
        "ceiling |cap |floor ",
        rf"^(?:an? |the )?(?P<bound>ceiling|cap|floor) (?:of|at) (?={_AMOUNT})",
        lambda found: f"at {_BOUNDS[found['bound'].lower()]} ",
    ),
    ("limit|restrict", rf"^(?:to )?(?:limit|restrict)(?:ed|ing)? to (?={_AMOUNT})", "at most "),
    (
        "limit |restrict |cap |contain ",
        rf"^(?:to )?(?:limit|restrict|cap|contain) (?P<what>[^0-9]+?) (?:to|at) (?={_AMOUNT})",
        r"keep \g<what> at most ",
    ),
    (
        "bring |get |take |drive ",
        rf"^(?:to )?(?:bring|get|take|drive) (?P<what>(?!it )[^0-9]+?) (?P<way>up|down) to (?={_AMOUNT})",
        lambda found: f"{_way(found)} {found['what']} to ",
    ),
    (
        "year|quarter|month|yoy|y/y|y-o-y|qoq|q/q|q-o-q|mom|m/m|m-o-m",
        rf"(?:(?<=%)|(?<=% )(?P<noun>{MORE}|{LESS})) (?:growth )?{_FROM_ONE_TO_THE_NEXT}(?: growth)?(?!\w)",
        _growing_each,
    ),
    (
        _PARTS,
        rf"^(?P<part>(?:an?|one|two|three)[ -](?:{_PARTS})s?) (?P<way>less|fewer|lower|more|higher)(?={_UNTIL})",
        lambda found: f"{_way(found)} by {found['part']}",
    ),
    ("none", r"^none(?= by | until )", "0"),
    (
        "eliminated|eradicated|phase",
        rf"^(?:to )?(?:(?:fully|completely) )?(?:eliminated|eradicated|phased? out)(?={_UNTIL})",
        "eliminate",
    ),
    (", ", rf"(?<=%), (?={_YEAR}$)", " by "),
    (":|=", rf"^(?:{_OF_A_YEAR}[,;] ?)+{_OF_A_YEAR}$", _by_years),
    (":|=", rf"^(?:in |by )?(?P<year>{_YEAR})\s*[:=]\s*(?=[<>≤≥]?{_AMOUNT})", r"by \g<year>, "),
    ("as of ", rf"\bas of (?=(?:the end of )?(?:[a-z]+ )?{_YEAR}$)", "by "),
    ("fy", r"\bFY ?[0-9]{2}[/-](?P<end>[0-9]{2})(?![0-9])", r"FY20\g<end>"),
    # The day by which it is, told otherwise: `, deadline March 2027`, `due 2027-03-01`, ` - June 2027`.
    (
        "deadline|due|target date|latest",
        (
            rf"(?<=[\w%])[,;.]? ?(?:[–—-] )?(?:{DUE}|(?:at the )?latest)(?: is)?:? "
            rf"(?:by |on |in )?(?={_A_DAY})"
        ),
        " by ",
    ),
    (" - | – | — ", rf"(?<=[\w%]) [–—-] (?={_A_DAY})", " by "),
    ("at the latest|or earlier|or sooner", r"\s+(?:at the latest|or earlier|or sooner)$", ""),
    # What has been done by then: `adopted by 2027`, `the law is adopted by June`.
    (
        f"ed |done |{_STATES}",
        rf"^{_DEED}(?:(?:be|is|are) )?(?:fully |formally )?(?P<verb>{_ENDED}|{_STATES})(?P<by>{_DAY_SAID})$",
        lambda found: (
            f"{_AS_VERB.get(found['verb'].lower(), 'complete')} {found['what'] or 'it '}{found['by'].strip()}"
        ),
    ),
    ("↑|↗|⬆", "^[↑↗⬆]\ufe0f?$", "increase"),
    ("↓|↘|⬇", "^[↓↘⬇]\ufe0f?$", "decrease"),
    # A direction that goes on.
    (
        " time|ly| year",
        rf"^(?P<way>{RISING}|{FALLING}) (?:over time|steadily|continually|continuously|(?:every|each) year)$",
        r"\g<way>",
    ),
    # From so many times to so many.
    (
        "x|×",
        rf"(?<![\w.,])(?:from )?(?P<a>{_DIGITS})[x×] ?(?:to|{_ARROWS}) ?(?P<b>{_DIGITS})[x×](?!\w)",
        r"from \g<a> to \g<b>",
    ),
    # What is done in a time: `run a marathon in under 4 hours`.
    (" in ", _IN_UNDER, r"\g<what> "),
    # A sign on both sides is that of a value, and the second one no change.
    ("→|⟶|➔|➜|->|=>", rf"(?P<from>[-+−][0-9][^→>=+−-]*{_ARROWS}\s*)\+(?=[0-9])", r"\g<from>"),
    # From one value to another.
    (
        "→|⟶|➔|➜|->|=>",
        rf"(?<![\w.,])(?:from )?(?P<from>{_AMOUNT}(?![0-9])(?:[^→>=-]|-(?!-*>))*?)\s*{_ARROW}",
        r"from \g<from> to ",
    ),
    # Where it stands of a whole, and when that is all: `0 of 24, all by June 2027`.
    (
        ", all |; all |and all |the rest ",
        (
            r"(?<![\w.,])(?P<part>[0-9]+) ?(?:of|out of|/) ?(?P<whole>[0-9]+)"
            r"(?P<what>(?: (?!now|today|so|by)[a-z]+){0,3})(?: (?:now|today|so far|currently|at present))?"
            r"[,;] (?:and )?(?:all|the rest)(?: of them| of these)? (?=by |until )"
        ),
        r"from \g<part> of \g<whole>\g<what> to \g<whole> of \g<whole>\g<what> ",
    ),
    (
        "now|today|currently|at present",
        rf"^(?P<from>{_VALUE}) (?:now|today|currently|at present)[,;] (?=(?:(?:{pattern(LIMITS)}) )?{_AMOUNT})",
        r"from \g<from> to ",
    ),
    (
        " at present to | today to | currently to | now to ",
        rf"^(?P<from>from {_VALUE}) (?:at present|today|currently|now) to (?={_AMOUNT})",
        r"\g<from> to ",
    ),
    ("from |compared |against |versus |vs", _UP_FROM, r"from \g<from> to \g<to>"),
    (
        ") to ",
        (
            rf"^(?:from )?(?P<a>{_CODE}{_AMOUNT}[^()]*?) \({_BASE_IN}\) to "
            rf"(?P<b>(?:(?:{pattern(LIMITS)}) ?)?{_CODE}{_AMOUNT}[^()]*?)"
            rf"(?: \((?:target,? )?(?P<z>{_SCHOOL_YEAR})(?: target)?\))?$"
        ),
        lambda found: (
            f"from {found['a']} in {found['y']} to {found['b']}" + (f" by {found['z']}" if found["z"] else "")
        ),
    ),
    (" from ", rf"^(?:to )?(?:go|move|climb|drop|get|come) from (?={_AMOUNT})", "from "),
    ("get |go |come |move ", rf"^(?:to )?(?:get|go|come|move) (?:up |down )?to (?={_AMOUNT})", "reach "),
    ("bring ", r"^(?:to )?bring (?:it )?(?P<way>up|down) to ", lambda found: f"{_way(found)} to "),
    (
        "get |go |come |be |drop |fall |rise |climb ",
        r"^(?:to )?(?:get|go|come|be|drop|fall|rise|climb) (?:to )?(?=(?:under|below|above|over) [0-9])",
        "",
    ),
    ("weigh ", rf"^(?:to )?weigh (?:in at )?(?=(?:[a-z]+ (?:than )?)?{_AMOUNT})", ""),
    ("-|–|—|to", _RANGE, r"between \g<a> and "),
    (" all ", r" to all (?=[0-9])", " to "),
    ("lose |shed ", rf"^(?:lose|shed) (?={_AMOUNT})", "reduce by "),
    ("gain ", rf"^(?:to )?gain (?:another )?(?={_AMOUNT})", "increase by "),
    # What is added may be so many of them; a number alone, or a part, is not.
    (
        "add ",
        rf"^(?:to )?add (?:another )?(?=[0-9.,]+ ?(?:%|pp|(?:percentage )?points?)?(?:{_UNTIL}|{_EVERY}))",
        "increase by ",
    ),
    (
        "less|fewer",
        rf"^(?P<n>{_AMOUNT}) (?:less|fewer)(?P<of>(?: (?!than )[a-z]+)*?)(?={_UNTIL})",
        r"reduce by \g<n>\g<of>",
    ),
    ("x|×", rf"^[x×] ?(?P<n>{_DIGITS})(?!\w)", r"multiply by \g<n>"),
    (
        " to ",
        rf"(?P<rate>(?:an?|per|each|every) (?:year|annum)|annually|yearly|p\.a\.) to (?={_YEAR}$)",
        r"\g<rate> until ",
    ),
    (" at ", rf"^(?P<verb>{RISING}|{FALLING}) at (?:a rate of )?(?={_PERCENT}{_EVERY})", r"\g<verb> by "),
    # So much, no less and no more.
    ("exactly|precisely|total|all", rf"^(?:exactly|precisely|a total of|in total|all)\s+(?={_AMOUNT})", ""),
    ("min", rf"(?:(?<=^)|(?<= ))(?:at )?(?:a )?(?:minimum|min\.?)(?: of)? (?={_AMOUNT})", "at least "),
    ("max", rf"(?:(?<=^)|(?<= ))(?:at )?(?:a )?(?:maximum|max\.?)(?: of)? (?={_AMOUNT})", "at most "),
    ("at or ", r"(?:(?<=^)|(?<= ))at or (?:above|over) ", "at least "),
    ("at or ", r"(?:(?<=^)|(?<= ))at or (?:below|under) ", "at most "),
    ("eoy|year-end|year end|end of year", rf"\bby (?:EOY|year[- ]end|end of year) (?={_YEAR})", "by "),
    (
        " end",
        rf"(?P<n>[0-9%](?: ?(?:[kmb]|bn|million|billion))?),? (?:at )?(?:the )?end[- ](?:of )?(?={_YEAR}$)",
        r"\g<n> by ",
    ),
    ("eofy|fye", rf"\bby (?:the )?(?:EOFY|FYE) ?(?={_YEAR})", "by FY"),
    # In the plans of America a year that something runs through is its last.
    ("through ", rf"\bthrough (?=(?:the )?(?:end of )?{BEFORE_YEAR}{_YEAR})", "until "),
    ("every |each ", rf"(?:(?<=^)|(?<= ))(?:every|each) (?:{pattern(WEEKDAYS)})(?!\w)", "weekly"),
    (
        " within ",
        rf"(?P<of>(?:%|per ?cent) of [^0-9]*?)(?<= )(?P<limit>within (?:{_NUMBER}) ?(?:{_SHORT_TIME}))(?![\w)])",
        r"\g<of>(\g<limit>)",
    ),
    # With a day behind it a time limit is no deadline: `90% of letters within 3 days by 2027`.
    (
        " within | in ",
        rf"(?P<of>(?:%|per ?cent) of(?: [^0-9]*?)?) (?:with)?in (?:{_NUMBER}) {_SOON}(?= (?:by|until|before) )",
        r"\g<of>",
    ),
    (
        " within ",
        rf"(?:(?:%|per ?cent) of|[0-9] out of [0-9]+(?= [a-z]))(?: [^0-9]*?)? (?P<limit>{_IN_TIME})\b",
        _time_limit,
    ),
    (" in ", rf"(?:%|per ?cent) of [^0-9]*?(?P<limit>(?<= )in (?:{_NUMBER}) {_SOON})$", _time_limit),
    ("within a", r"\bwithin an? (?=(?:year|month|week|quarter)\b)", "within 1 "),
    ("for a", r"\bfor an? (?=(?:year|month|week|quarter)$)", "for 1 "),
    (
        "level|value|baseline|figure",
        rf"^(?:[^0-9]* )?(?P<to>below|under|above|over|to|at) {_LEVEL_OF_YEAR}",
        _unmeasured,
    ),
    ("within ", rf"^within (?={_AMOUNT}\S* and {_AMOUNT})", "between "),
    # Of them so many, who are told apart in brackets.
    (
        "of wh|of the|there|includ|incl.|dont|davon|darunter|cuales|quais",
        rf",? (?P<part>{OF_THEM} (?:at least )?{_AMOUNT}[^,;()]*?)(?={_UNTIL_DAY}|\s?[,;(])",
        r" (\g<part>)",
    ),
    (
        "% of them|% of whom|cent of them|cent of whom",
        rf", (?P<part>(?:at least )?{_PERCENT} of (?:them|whom)(?: are)? [^,;()]*?)(?={_UNTIL}|\s?[,;(])",
        r" (\g<part>)",
    ),
    # Nothing.
    ("elimination", r"^(?:the )?elimination(?: of)?(?= |$)", "eliminate"),
    ("net-zero|net zero", r"^net[- ]zero(?: (?:greenhouse gas |ghg |carbon |co2 )?emissions?)?(?= |$)", "0"),
    (
        "no ",
        (
            rf"^no (?:new (?!{_MORE}))?(?!(?:{_NO_NOUNS}|{_MORE}|{LESS})\b)"
            r"(?=[a-z]+(?:(?: (?!than)[a-z]+)?(?: by | in [0-9])|$))"
        ),
        "0 ",
    ),
    # So many times as much.
    ("fold", rf"^{_GROWN}(?P<n>{_NUMBER})[ -]?fold(?: (?:{_MORE})(?: in)?)(?!\w)", r"multiply by \g<n>"),
    ("fold", rf"^(?:an? )?(?P<n>{_NUMBER})[ -]?fold (?:{LESS})(?: in)?(?!\w)", r"divide by \g<n>"),
    ("fold", rf"^(?:{FALLING}) (?:by )?(?:an? )?(?P<n>{_NUMBER})[ -]?fold(?!\w)", r"divide by \g<n>"),
    ("fold|x|×", rf"^(?:{RISING}) (?:by )?(?:an? )?(?P<n>{_NUMBER})(?:[ -]?fold|x|×)(?!\w)", r"multiply by \g<n>"),
    ("fold", rf"^(?P<n>{_WORDS})fold(?!\w)", r"multiply by \g<n>"),
    ("fold|x|×", rf"^(?P<n>{_DIGITS})(?:-fold|[x×])(?!\w)(?!{_OF_OTHERS})", r"multiply by \g<n>"),
    ("x|×", rf"^(?:{RISING}) (?P<of>[^0-9]+?) (?P<n>{_DIGITS})[x×](?!\w)", r"multiply \g<of> by \g<n>"),
    (
        " by a factor of ",
        rf"^(?:(?P<up>{RISING})|{FALLING})(?P<of> [^0-9]*?)? by a factor of (?P<n>{_NUMBER})(?!\w)",
        lambda found: f"{'multiply' if found['up'] else 'divide'}{found['of'] or ''} by {found['n']}",
    ),
    (" times as ", rf"^(?P<n>{_NUMBER}) times as (?:many|much|high|large)\b", r"multiply by \g<n>"),
    ("twice as ", r"^twice as (?:many|much|high|large)\b", "double"),
    (
        " between ",
        (
            rf"^(?P<from>.*\bfrom {_VALUE}) (?P<to>to (?:[A-Z]{{3}} ?)?{_AMOUNT}[^,()]*?) between (?P<y>{_YEAR})"
            rf" and (?P<z>{_YEAR})$"
        ),
        r"\g<from> in \g<y> \g<to> by \g<z>",
    ),
    (
        " to ",
        (
            rf"^(?P<what>[^0-9,;:]*?)\b(?:(?P<up>{RISING}|up)|(?P<down>{FALLING}|down))\b(?P<of>[^0-9,;:]*?)(?:\bby)? ?"
            r"\b(?P<n>[0-9]+(?:\.[0-9]+)?)(?P<unit>\s?%|[ -](?:percentage[ -])?points?|\s?pp) to "
            rf"(?P<sign>(?:[$€£]|(?-i:[A-Z]{{3}}) )?)(?!{_YEAR})(?P<to>[0-9]+(?:\.[0-9]+)?)"
            r"(?P<rest>(?![0-9.,]*[0-9]).*)$"
        ),
        _led_to,
    ),
    # A change of one year's value by another year is compared to the first.
    (
        " between ",
        rf"^(?P<change>.*\bby {_PERCENT}) between (?P<y>{_YEAR}) and (?P<z>{_YEAR})$",
        r"\g<change> by \g<z> compared to \g<y>",
    ),
    ("target|goal|aim", rf"^(?:the |its )?(?:target|goal|aim)(?: is|:)?(?: to be| of)? (?={_AMOUNT})", ""),
    (" of ", rf"^(?:the )?(?:{DEEDS}) of (?=(?:another |an additional |at least |a total of )?{_AMOUNT})", "do "),
    # A share may be within a range; `within 2-3 days` is a time.
    (" within ", rf" within (?P<a>{_MANY}) ?(?:[-–—]|to|and) ?(?={_MANY} ?(?:%|per ?cent))", r" between \g<a> and "),
    # A distance in a time, and so many without a stop.
    (
        " in | under | below ",
        (
            r"^(?:(?:run|swim|cycle|row|ride|walk) )?(?:an? )?[0-9][0-9.,]* ?(?:k|km|m|miles?|met(?:re|er)s?)"
            rf" (?P<how>in|(?:in )?under|below) (?={_AMOUNT}(?::[0-5][0-9])* ?(?:{_SHORT_TIME})(?!\w))"
        ),
        lambda found: "at most " if found["how"].lower() == "in" else "below ",
    ),
    (
        " and ",
        (
            rf"^(?P<do>(?!between|from|within|reach|to)[a-z]+) (?P<one>(?:[0-9][0-9,]*|an?|{_WORDS}) [^0-9,;%]+?)"
            rf" and (?P<other>(?:[0-9][0-9,]*|an?|{_WORDS}) (?!(?:more|of)\b)[^0-9,;%]+?)"
            r"(?P<tail> (?:by|in|until|before) .*)?$"
        ),
        _two_things,
    ),
    # What is done, as a noun that a verb makes; and what is to be, which leaves it what it is.
    (
        "ing ",
        (
            r"^(?:train|connect|build|plant|hir|recruit|vaccinat|creat|publish|open|organi[sz]|host|hold|sign|launch"
            r"|install|distribut|construct|deliver|establish|restor|provid|award|read|writ|visit)ing "
            rf"(?=(?:another |at least |a total of )?{_AMOUNT}(?: (?:million|thousand))? (?!%)[^\W\d])"
        ),
        "do ",
    ),
    (
        " to be ",
        rf"^(?P<what>{_AMOUNT} [^0-9,;]+?) to be (?=[a-z]+(?:ed|en|ilt|eld|aid|ent)(?:{_UNTIL}))",
        r"\g<what> ",
    ),
    (
        " or more ",
        rf"^(?P<n>{_AMOUNT}) or more (?!(?:by|until|till|before|within|in|per|an?|each|every)\b)(?=[a-z])",
        r"at least \g<n> ",
    ),
    ("baseline", rf"^(?:the )?baseline ?\+ ?(?={_AMOUNT})", "+"),
    ("baseline", r"^(?:the )?baseline ?[x×*] ?(?=[0-9])", "multiply by "),
    (" in total| in all", rf"(?<=[\w%]) in (?:total|all)(?={_UNTIL})", ""),
    # What an amount in brackets is, and one beside another with its year.
    (
        "(m",
        rf"^(?P<n>{_MANY}[^()<>≤≥]*?) \((?P<bound>min|max)(?:imum|\.)?\)",
        lambda found: f"at {_BOUNDS[found['bound'].lower()]} {found['n']}",
    ),
    (") ", rf"(?P<one>[0-9]\)) (?={_AMOUNT}[^()]*\((?:19|20)[0-9]{{2}}\))", r"\g<one>, "),
    (
        " baseline",
        (
            rf"^(?P<change>(?:{_PERCENT} (?:{MORE}|{LESS})|(?:{RISING}|{FALLING}) (?:by|of) {_AMOUNT}[^,;]*?))"
            rf" (?:over|from|on|against|compared (?:to|with)|relative to|versus|vs\.?) (?:the )?baseline"
            rf"(?: value| level)?(?={_UNTIL})"
        ),
        r"\g<change>",
    ),
    (
        "after",
        r"(?<=20[0-9]{2}),?(?: and)? (?:maintained|sustained|kept|held|stable) (?:there)?after(?:wards)?$",
        "",
    ),
    (
        "maintained|unchanged|no change|same|stable",
        r"^(?:to be )?(?:maintained|unchanged|no change|(?:the )?same(?: as baseline| level)?|stable)$",
        "maintain",
    ),
    # What they have is one thing with another: `90% of services have an owner and a runbook`.
    (
        " and a",
        r"(?P<of>% of [^0-9,;]*\b(?:have|has|having|with|own|get|got|use) (?:an? )?[^0-9,;]*?) and an? (?=[a-z])",
        r"\g<of> and ",
    ),
    # All of them: `all schools connected by 2030`.
    (
        "all ",
        (
            rf"^all (?=(?:of )?[^0-9,;%]+(?:(?:ed|ilt|eld|aid)(?: by | until | in {_YEAR})"
            rf"|(?:s (?:{_DOES})|[a-z] can) [^0-9,;%]+ (?:by|until) [^,;%]*{_YEAR}$))"
        ),
        "reach 100% of ",
    ),
    (
        "every |each ",
        (
            rf"^(?:every|each) (?!(?:{pattern(PERIODS)})\b)(?P<one>(?:[a-z]+ )?[a-z]{{3,}}) (?P<does>{'|'.join(_DO)}) "
            rf"(?P<what>[^0-9,;%]+ (?:by|until) [^,;%]*{_YEAR})$"
        ),
        _all_of_them,
    ),
    (" in a row", rf" in a row(?={_UNTIL}|{_EVERY})", ""),
    (
        "ly |annual ",
        (
            r"^(?P<often>annual|yearly|quarterly|monthly|weekly) (?P<what>[^0-9,;]+?s) (?:are |is )?"
            rf"(?:held|convened|organi[sz]ed|conducted|hosted)(?={_UNTIL})"
        ),
        r"hold \g<often> \g<what>",
    ),
    ("be able to ", rf"^(?:to )?be able to do (?={_AMOUNT} [a-z])", "reach "),
    (" to ", rf"^(?P<from>from {_VALUE}) (?:down|up) to (?={_AMOUNT})", r"\g<from> to "),
    ("christmas|xmas", r"\bby (?:christmas|xmas)(?= (?:19|20)[0-9]{2}|$)", "by 25 December"),
    (" past ", rf"^(?P<what>(?:{TAKING}|{RISING})\b[^0-9]*) past (?={_AMOUNT})", r"\g<what> above "),
    ("new year", r"\bby (?:the )?new year(?:['’]?s(?: day)?)?$", "by 1 January"),
    (
        "operate |active |present |work |presence |office|branch|available |in operation |cooperate |collaborate ",
        (
            r"^(?:(?:operate|be (?:active|present|available|in operation)|work"
            r"|have (?:an? )?(?:presence|offices?|branch(?:es)?))"
            rf" in|(?:work|cooperate|collaborate) with) (?:all )?(?={SOME_THINGS})"
        ),
        "reach ",
    ),
    # A change as a noun: `an increase of 20% in exports`, `exports decline of 5%`.
    (
        " of ",
        rf"^(?:an? |the )?(?P<way>{_CHANGES}|reduction|growth) of (?P<n>{_PERCENT}) in (?P<what>[^0-9]+?)(?={_UNTIL})",
        lambda found: f"{_way(found)} {found['what']} by {found['n']}",
    ),
    (
        " of ",
        rf"^(?P<what>(?!(?:a|an|the|annual|yearly) )[^0-9]+?) (?P<way>{_CHANGES}) of (?={_AMOUNT})",
        lambda found: f"{_way(found)} {found['what']} by ",
    ),
    (
        "use |consume |waste |emit |produce |generate |buy |spend |eat |drive |burn ",
        rf"^(?:use|consume|waste|emit|produce|generate|buy|spend|eat|drive|burn) (?={_PERCENT} {_MORE_OR_LESS} )",
        "",
    ),
    # Where it leads is said, too: `double the number of scholarships to 400`.
    (
        "double|triple|quadruple|halve",
        rf"^(?P<way>double|triple|quadruple|halve) (?P<what>[^0-9:;,]+?) to (?={_AMOUNT}(?!.* from ))",
        lambda found: f"{_way(found)} {found['what']} to ",
    ),
    ("all ", rf"^(?P<do>{DOING}) all (?:the |of the |our )?(?=[0-9])", r"\g<do> "),
    ("doubled|tripled|quadrupled|halved", r"^(?P<times>double|triple|quadruple|halve)d\b", r"\g<times>"),
    (
        " half",
        r"^(?:to )?(?:cut|slash|reduce|bring) (?P<what>(?!by |to )[^0-9]+?) (?:in|by) half(?= by | within | until |$)",
        r"halve \g<what>",
    ),
    (
        _MULTIPLIED,
        rf"^(?:have )?(?P<what>(?!(?:by|to) )[^0-9]*? )?(?:(?:be|is|are) )?(?P<verb>{_MULTIPLIED})(?={_UNTIL})",
        lambda found: f"{found['verb'][:-1]} {found['what'] or ''}".strip(),
    ),
    ("twice ", rf"^twice {_LEVEL}", "double"),
    (" times ", rf"^(?P<n>{_NUMBER}) times {_LEVEL}", _times_level),
    ("half", r"^half as (?:many|much|high|large)\b|^(?:reduce|cut|bring it down) to half\b(?! of)", "halve"),
    ("less|lower|fewer|smaller", rf"^(?P<n>{_PERCENT}) (?:less|lower|fewer|smaller)\b", r"\g<n> reduction"),
    ("more|higher|larger|greater", rf"^(?P<n>{_PERCENT}) (?:more|higher|larger|greater)\b", r"\g<n> increase"),
    (
        "above|over|below|under",
        (
            rf"^(?:(?:{RISING}|{FALLING}) )?(?P<what>(?:[a-z][a-z-]* )+?)??(?:(?:to|by|at) )?(?:at least )?"
            rf"(?P<n>{_PERCENT}) (?P<way>above|over|below|under) {_LEVEL}"
        ),
        _beside_level,
    ),
    (_PARTS, rf"^(?:(?:to|at) |reach |(?:reduce|cut|lower) to )?{_PORTION}(?: of)? {_LEVEL}", _of_level),
    (
        "% of |cent of ",
        rf"^(?:(?:to|at) |reach |(?:reduce|cut|lower) to )?(?P<percent>{_PERCENT}) of {_LEVEL}",
        _of_level,
    ),
    ("% of ", r"% of (?:the |its )?(?:current|present|today's) (?:levels?|values?)(?!\w)", "% of baseline"),
    # How often, and until when.
    (
        " or more",
        rf"^(?P<verb>(?:keep|maintain|hold|stay|remain) [^0-9]*?)(?:at )?(?P<n>{_AMOUNT}(?: [a-z]+)+?) or more$",
        r"\g<verb>at least \g<n>",
    ),
    (
        "or more|or less|or fewer",
        rf"^(?P<much>{_AMOUNT}[^,;]*?)(?P<often>{_EACH_PERIOD})(?P<more> or (?:more|less|fewer))(?={_UNTIL})",
        r"\g<much>\g<more>\g<often>",
    ),
    (
        "every |each |this |next ",
        rf"^(?P<when>{_FREQUENT}),? (?P<much>(?:{_AMOUNT}|[a-z]+) {_IN_CLAUSE}+)$",
        r"\g<much> \g<when>",
    ),
    # A part of a year alone by which it is: `80% FY2028`, `$4M FY27, $6M FY28`.
    (" fy| q| h", _YEAR_BEHIND, r"\g<n> by \g<day>"),
    ("or before ", rf"\b(?:on|at|by) or before {_BEFORE}", "by "),
    ("prior to |ahead of ", rf"\b(?:prior to|ahead of) {_BEFORE}", "before "),
    ("close |conclusion ", r"\bby (?:the )?(?:close|conclusion) of ", "by the end of "),
    (" '| ’", r"(?<=[a-z])\.? ['’](?=[0-9]{2}(?![0-9]))", "'"),
    (
        " quarter",
        rf"\b(?:the )?(?P<n>{'|'.join(_ORDINALS)}) quarter(?:(?: of)? (?={_YEAR}|FY)|$)",
        lambda found: _nth("Q", found),
    ),
    (" half", rf"\b(?:the )?(?P<n>first|second|1st|2nd) half(?: of)? (?={_YEAR}|FY)", lambda found: _nth("H", found)),
    (
        "school year|academic year|season",
        (
            r"\b(?:the )?(?:(?:(?:school|academic) year|season) (?P<y>(?:19|20)[0-9]{2}[/–-][0-9]{2,4})(?![0-9])"
            r"|(?P<z>(?:19|20)[0-9]{2}[/–-][0-9]{2,4}) (?:school year|academic year|season)(?=$|[,;)]))"
        ),
        lambda found: found["y"] or found["z"],
    ),
    ("fiscal year |financial year ", rf"\b(?:the )?(?:fiscal|financial) year (?:of )?(?={_YEAR})", "FY "),
    ("every |each |biweekly|bi-weekly|bimonthly|bi-monthly|fortnight", _FEW_PERIODS, _every_few),
    (
        "' time|’ time| from now",
        rf"\b(?:in )?(?P<n>{_NUMBER}) (?P<unit>{_NO_TIME})(?:['’] time| from now)$",
        r"within \g<n> \g<unit>",
    ),
    (
        "end of ",
        (
            r"\b(?:by|before) (?:the )?end of (?:the |this |the current )?(?:calendar (?=year))?"
            r"(?P<part>year|quarter|half-year|month|week)(?=$|[,;])"
        ),
        r"by the end of this \g<part>",
    ),
    (
        "by eo",
        r"\bby EO(?P<part>[YQMW])$",
        lambda found: f"by the end of this {_LETTERS[found['part'].upper()]}",
    ),
    ("year-end|year end", r"\bby (?:the )?year[- ]end$", "by the end of this year"),
    # Its steps in brackets, the last of which is all of it: `10 projects (5 by 2027, 10 by 2028)`.
    (
        "(",
        (
            rf"^(?P<do>[^0-9(]*?)(?P<n>{_MANY}) ?(?P<of>[^0-9(),;]*?) ?\((?P<first>{_MANY}) (?P<steps>[^()]*?"
            rf"[,;] (?:and )?(?P=n)) (?P<last>(?:by|in) [^(),;]+)\)$"
        ),
        r"\g<do>\g<first> \g<of> \g<steps> \g<last>",
    ),
    (
        "(",
        r"^(?P<n>[0-9]{1,2})(?P<what>(?: [a-z]+)*) \((?:one|1) (?:per|an?|each|every) (?P<of>quarter|month|week)\)",
        _one_in_each,
    ),
    # Of so many in a year so many each month: `read 24 books (2 per month)`.
    ("(", _SAID_AGAIN, _each_said_again),
    (
        "-|–",
        (
            r"^(?P<what>[a-z]+ .*) (?:in|over|during|for) (?:the (?:period|years) )?"
            rf"(?P<a>{_YEAR}|{_A_PART}(?: {_YEAR})?) ?[-–] ?(?=(?:{_A_PART} )?{_YEAR}$)"
        ),
        r"\g<what> between \g<a> and ",
    ),
    # The scale of the second amount is that of the first, too: `from 1.2 to 2 million`.
    ("million|billion|thousand|trillion", _SCALED_ONCE, _scaled_twice),
    # In each of several years.
    (" from | between ", _EACH_OF_YEARS, r"\g<what> until \g<b>"),
    (
        " between | from ",
        (
            rf"^(?P<what>(?:[a-z]+ (?:(?:at least|another|a total of) )?(?:{_AMOUNT}|{_WORDS})"
            rf"|(?:{_AMOUNT}|{_WORDS}) (?:new|more|additional|further)) [^,;%]*)"
            rf" (?:between|from) (?:{_A_PART} )?(?:{_YEAR} )?(?:and|to|until|through) (?=(?:{_A_PART} )?{_YEAR}$)"
        ),
        r"\g<what> by ",
    ),
)


class Rule(NamedTuple):
    """A pattern and what is put for what it finds; a text without any of the words that it needs has none of that."""

    needed: tuple[str, ...]
    found: re.Pattern[str]
    put: _Words


RULES = tuple(Rule(tuple(needed.split("|")), later(found, _FLAGS), put) for needed, found, put in _ROWS)


def reworded(text: str, *, decimal_comma: bool = False) -> str:
    """A phrase with the grammar's own words for what is said in others.

    Worked: `grow 3x by 2028` is `multiply by 3 by 2028`, `1 in 4 women` is `25% of women`, `55% → 70%` is `from 55% to
    70%`.  Raises `Refused` for a part that is no exact percentage.
    """
    return _by_rules(text, len(RULES), decimal_comma=decimal_comma)


def reworded_amount(text: str, *, decimal_comma: bool) -> str:
    """An amount in the grammar's own words: `1x/week` is `1/week`, `half of households` is `50% of households`.

    Raises `Refused` for a part that is no exact percentage.
    """
    return _by_rules(text, len(_ROWS_OF_AMOUNTS), decimal_comma=decimal_comma)


def _by_rules(text: str, end: int, *, decimal_comma: bool) -> str:
    """A text by the rules up to a place, one after the other."""
    text, at = on_the_line(text), 0
    while (change := _changed(text, at, end, decimal_comma=decimal_comma)) is not None:
        text, at = change
    return text


def _put(rule: Rule, *, decimal_comma: bool) -> _Words:
    """What a rule puts; a number that it works out has the decimal comma of the plan's own."""
    put = rule.put
    if not decimal_comma or put not in _WORKED_OUT:
        return put
    return lambda found: re.sub(r"(?<=[0-9])\.(?=[0-9])", ",", put(found) if callable(put) else put)


def _changed(text: str, start: int, end: int, *, decimal_comma: bool) -> tuple[str, int] | None:
    """A text by the first rule, from a place up to another, that changes it, and the place behind that rule."""
    for at in _rules_of(text.lower().translate(_NO_DIGITS), start, end):
        rule = RULES[at]
        changed = rule.found.sub(_put(rule, decimal_comma=decimal_comma), text)
        if changed != text:
            return changed, at + 1
    return None


# Words that a rule needs have no digits in them, and phrases that differ in their numbers alone need the same rules.
_NO_DIGITS = str.maketrans("", "", "0123456789")


@lru_cache(1024)
def _rules_of(words: str, start: int, end: int) -> tuple[int, ...]:
    """The places of the rules, from one up to another, of which a text in small letters has a word that they need."""
    return tuple(at for at in range(start, end) if any(word in words for word in RULES[at].needed))
