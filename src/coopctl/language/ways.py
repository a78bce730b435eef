"""Other ways of saying what the grammar has words for, and the grammar's own: rules in the order of their use.

`tenfold`, `3x` and `by a factor of 4` multiply; `half of households` is 50% of them.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from coopctl.errors import Refused
from coopctl.language.phrases import DOING, FALLING, LESS, MORE, RISING
from coopctl.values.patterns import later
from coopctl.values.quantities import as_decimal, plain
from coopctl.values.vocabulary import NUMBERS, pattern

_FLAGS = re.IGNORECASE | re.ASCII
_WORDS = pattern(word for word, value in NUMBERS.items() if value)
_NUMBER = rf"[0-9]+(?:\.[0-9]+)?|{_WORDS}"
_MORE = f"{MORE}|improvement"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_AMOUNT = r"[-+−]?(?:[$€£]\s?)?[0-9][0-9.,]*"
_PERCENT = rf"{_AMOUNT}\s?(?:%|per ?cent)"
_LEVEL = (
    rf"(?:the |its )?(?:baseline(?: value| level)?|current (?:level|value)|(?:level|value) of (?P<of>{_YEAR})"
    rf"|(?P<year>{_YEAR})(?: levels?| values?| baseline)?)(?=$| by | until | within )"
)
_ARROW = r"(?:→|⟶|➔|➜|-+>|=+>)\s*(?:to )?(?=[-+−]?[$€£]?\s?[0-9])"
_NO_NOUNS = "more|less|fewer|later|higher|lower|specific|numerical|target|change"
_LEVEL_OF_YEAR = rf"(?:the )?{_YEAR} (?:levels?|values?|baseline|figures?)"
_PORTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}
_PORTION = rf"(?:(?P<count>{'|'.join(_COUNTS)})[ -])?(?P<portion>{'|'.join(_PORTIONS)})s?"
_ONE_IN = rf"(?P<some>[0-9]{{1,3}}|{_WORDS}) in (?:every )?(?P<all>[1-9][0-9]{{0,2}}|{_WORDS})(?![\w.,/-]*[0-9])"
_WHOLE = 100
_LEADING = r"^(?P<lead>(?:to |reach |at least |at most |below |above |reduce to |increase to )?)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}


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


def _unmeasured(found: re.Match[str]) -> str:
    """Raises `Refused` for a bound at a level that is not said in numbers."""
    raise Refused(f"{found[0]!r} says no amount", "write the value of that year, as in 'below 250'")


def _of_level(found: re.Match[str]) -> str:
    """A part of the baseline, or of a year's level, as what the baseline is multiplied by."""
    groups = found.groupdict()
    part = groups.get("percent") or f"{_part(found)}"
    year = groups["year"] or groups["of"]
    if not year and "percent" in groups:
        return found[0]
    return f"multiply by {part}" + (f" compared to {year}" if year else "")


def _beside_level(found: re.Match[str]) -> str:
    """So much above or below the baseline, or a year's level, as a change of it."""
    year = found["year"] or found["of"]
    way = "increase" if found["way"].lower() in ("above", "over") else "reduce"
    return f"{way} by {found['n']}" + (f" compared to {year}" if year else "")


_Words = str | Callable[[re.Match[str]], str]
_GROWN = rf"(?:(?:{RISING}) )?(?:by )?(?:an? )?"
_TODAY = r"(?: (?:today|now|currently|at present))?"
_VALUE = rf"(?!{_YEAR}(?! (?:million|billion|thousand)))(?:[A-Z]{{3}} ?)?{_AMOUNT}[^,()]*?"
# `80% by 2030, up from 60%`; `60% (from 20%)`.
_UP_FROM = (
    rf"^(?:(?:to|reach|(?:{RISING}|{FALLING}) to) )?(?P<to>{_AMOUNT}.*?),? ?\(?"
    r"(?:(?:up|down|rising|falling) from|from(?= [^()]*\))|compared (?:to|with)|against|versus) "
    rf"(?P<from>{_VALUE}){_TODAY}\)?$"
)
_NO_TIME = r"(?:years?|months?|weeks?|days?|quarters?)"
_RULES: tuple[tuple[re.Pattern[str], _Words], ...] = tuple(
    (later(text, _FLAGS), said)
    for text, said in (
        (r"^\+\s+(?=[0-9])", "+"),
        (r"\s+(?:at the latest|or earlier|or sooner)$", ""),
        # From one value to another.
        (rf"(?<![\w.,])(?:from )?(?P<from>{_AMOUNT}(?![0-9])(?:[^→>=-]|-(?!-*>))*?)\s*{_ARROW}", r"from \g<from> to "),
        (_UP_FROM, r"from \g<from> to \g<to>"),
        (
            rf"^(?:from )?(?P<a>{_AMOUNT}[^()]*?) \((?P<y>{_YEAR})\) to (?P<b>{_AMOUNT}[^()]*?) \((?P<z>{_YEAR})\)$",
            r"from \g<a> in \g<y> to \g<b> by \g<z>",
        ),
        (rf"^(?:to )?(?:go|move|climb|drop|get|come) from (?={_AMOUNT})", "from "),
        (rf"^(?:to )?(?:get|go|come|move) (?:up |down )?to (?={_AMOUNT})", "reach "),
        (r"^(?:to )?bring (?:it )?up to ", "increase to "),
        (r"^(?:to )?bring (?:it )?down to ", "reduce to "),
        (rf"^(?:lose|shed) (?={_AMOUNT})", "reduce by "),
        # So much, no less and no more.
        (rf"^(?:exactly|precisely|a total of|in total|all)\s+(?={_AMOUNT})", ""),
        (rf"(?:(?<=^)|(?<= ))(?:at )?(?:a )?(?:minimum|min\.?)(?: of)? (?={_AMOUNT})", "at least "),
        (rf"(?:(?<=^)|(?<= ))(?:at )?(?:a )?(?:maximum|max\.?)(?: of)? (?={_AMOUNT})", "at most "),
        (r"(?:(?<=^)|(?<= ))at or (?:above|over) ", "at least "),
        (r"(?:(?<=^)|(?<= ))at or (?:below|under) ", "at most "),
        (rf"\bby (?:EOY|year[- ]end|end of year) (?={_YEAR})", "by "),
        (r"\bwithin an? (?=(?:year|month|week|quarter)\b)", "within 1 "),
        (rf"^(?:to )?(?:below|under|above|over) {_LEVEL_OF_YEAR}", _unmeasured),
        (rf"^within (?={_AMOUNT}\S* and {_AMOUNT})", "between "),
        # Nothing.
        (r"^(?:the )?elimination(?: of)?(?= |$)", "eliminate"),
        (r"^net[- ]zero(?: (?:greenhouse gas |ghg |carbon |co2 )?emissions?)?(?= |$)", "0"),
        (rf"^no (?!(?:{_NO_NOUNS}|{_MORE}|{LESS})\b)(?=[a-z]+(?: by | in [0-9]|$))", "0 "),
        # So many times as much.
        (rf"^{_GROWN}(?P<n>{_NUMBER})[ -]?fold(?: (?:{_MORE})(?: in)?)(?!\w)", r"multiply by \g<n>"),
        (rf"^(?:an? )?(?P<n>{_NUMBER})[ -]?fold (?:{LESS})(?: in)?(?!\w)", r"divide by \g<n>"),
        (rf"^(?:{FALLING}) (?:by )?(?:an? )?(?P<n>{_NUMBER})[ -]?fold(?!\w)", r"divide by \g<n>"),
        (rf"^(?:{RISING}) (?:by )?(?:an? )?(?P<n>{_NUMBER})(?:[ -]?fold|x|×)(?!\w)", r"multiply by \g<n>"),
        (rf"^(?P<n>{_WORDS})fold(?!\w)", r"multiply by \g<n>"),
        (r"^(?P<n>[0-9.]+)(?:-fold|[x×])(?!\w)", r"multiply by \g<n>"),
        (rf"^(?:{RISING})(?P<of> [^0-9]*?)? by a factor of (?P<n>{_NUMBER})(?!\w)", r"multiply\g<of> by \g<n>"),
        (rf"^(?:{FALLING})(?P<of> [^0-9]*?)? by a factor of (?P<n>{_NUMBER})(?!\w)", r"divide\g<of> by \g<n>"),
        (rf"^(?P<n>{_NUMBER}) times as (?:many|much|high|large)\b", r"multiply by \g<n>"),
        (r"^twice as (?:many|much|high|large)\b", "double"),
        (r"^half as (?:many|much|high|large)\b|^(?:reduce|cut|bring it down) to half\b(?! of)", "halve"),
        (rf"^(?P<n>{_PERCENT}) (?:less|lower|fewer|smaller)\b", r"\g<n> reduction"),
        (rf"^(?P<n>{_PERCENT}) (?:more|higher|larger|greater)\b", r"\g<n> increase"),
        (
            rf"^(?:(?:{RISING}|{FALLING}) )?(?:to |by )?(?P<n>{_PERCENT}) (?P<way>above|over|below|under) {_LEVEL}",
            _beside_level,
        ),
        # A part of something.
        (rf"^(?:(?:to|at) |reach |(?:reduce|cut|lower) to )?{_PORTION} of {_LEVEL}", _of_level),
        (rf"^(?:(?:to|at) |reach |(?:reduce|cut|lower) to )?(?P<percent>{_PERCENT}) of {_LEVEL}", _of_level),
        (rf"{_LEADING}{_PORTION} (?P<among>of )(?:all )?(?:the )?(?=[a-z])", _percentage),
        (rf"{_LEADING}{_ONE_IN}(?! {_NO_TIME}\b)(?P<among> (?!(?:by|until|till|before)\b)(?=[a-z]))?", _percentage),
        # How often, and until when.
        (r"^(?P<n>once|twice|thrice)(?= (?:an?|per|each|every) )", lambda found: _TIMES[found["n"].lower()]),
        (rf"\b(?:the )?(?P<n>{'|'.join(_ORDINALS)}) quarter(?: of)? (?={_YEAR}|FY)", lambda found: _nth("Q", found)),
        (rf"\b(?:the )?(?P<n>first|second|1st|2nd) half(?: of)? (?={_YEAR}|FY)", lambda found: _nth("H", found)),
        (rf"\b(?:the )?(?:fiscal|financial) year (?:of )?(?={_YEAR})", "FY "),
        (r"\bevery (?:three|3) months\b", "per quarter"),
        (r"\bevery (?:six|6) months\b", "per half-year"),
        (r"\bevery (?:twelve|12) months\b", "per year"),
        (rf"\b(?:in )?(?P<n>{_NUMBER}) (?P<unit>{_NO_TIME})(?:['’] time| from now)$", r"within \g<n> \g<unit>"),
        (r"\bby EOY$", "by the end of this year"),
        (r"\bby (?:the )?(?:end of (?:the )?(?:calendar )?year|year[- ]end)$", "by the end of this year"),
        (rf"^(?P<what>(?:{DOING})\b.*) between {_YEAR} and (?={_YEAR}$)", r"\g<what> by "),
    )
)


def reworded(text: str) -> str:
    """A phrase with the grammar's own words for what is said in others.

    Worked: `grow 3x by 2028` is `multiply by 3 by 2028`, `1 in 4 women` is `25% of women`, `55% → 70%` is `from 55% to
    70%`.  Raises `Refused` for a part that is no exact percentage.
    """
    for rule, said in _RULES:
        text = rule.sub(said, text)
    return text
