"""A text that says all of a goal begins with the value of today: `$250 million, up 20% over the next two years`."""

import re
from datetime import date

from msgspec import structs

from coopctl.errors import Refused
from coopctl.language.phrases import How, Phrase, Starting, Style, as_written
from coopctl.language.sentences import parse_baseline, parse_phrase
from coopctl.values.patterns import later
from coopctl.values.vocabulary import is_open

# What is said before a value that another one is held against.
_AGAINST = "compared (?:to|with)|contre|contra|frente al?|gegenüber"
# A comma inside a number has no blank behind it.
_BEFORE_PROMISE = later(
    r"\s*[,;:]\s+(?!(?:up|down)\s+from\s)(?:and\s+)?|\s+[-–—]\s+|\s*(?:->|→)\s*"
    rf"|\s+(?=(?:{_AGAINST})\s[0-9])"
)

_FLAGS = re.IGNORECASE | re.ASCII
# In brackets, or behind a change by a part, or at the end of all: `by 15% from £2,400`, `, up from 53,000 in 2023`.
_VALUE = r"from\s+(?:[A-Z]{3} |[$€£])?[0-9](?:,(?=[0-9])|[^,;()])*?"
_BRACKETS = later(
    r"(?<=\S)\s*[(\[](?P<inside>[^()\[\]]*(?:[0-9]|baseline|currently|now )[^()\[\]]*)[)\]]"
    rf"|(?<=\bby [0-9]%)(?P<part>\s+{_VALUE})(?=$|\s+(?:by|until)\s)"
    rf"|(?<=\bby [0-9][0-9]%)(?P<parts>\s+{_VALUE})(?=$|\s+(?:by|until)\s)"
    rf"|,\s+(?P<behind>(?:up|down)\s+{_VALUE})(?=$|,?\s+(?:by|until)\s)"
)
_HAS_BRACKETS = re.compile(r"[(\[]| from ")
# The words of a value of today: `baseline 71%`, `2024 baseline: 71%`, `down from 12%`, `12 at present`.
_YEAR = "(?:FY ?)?(?:19|20)[0-9]{2}"
# What ends where brackets are open still, and a year with its promise behind it: `2030: 22%`.
_NO_VALUE = later(rf"[(\[][^()\[\]]*$|^{_YEAR}$", _FLAGS)
_TODAY = (
    "baseline|base|current(?: level| value| number)?|(?:saved |done )?so far|have"
    "|currently|now|today|at present|presently|was|starting (?:at|from)"
    rf"|(?:up |down )?from|{_AGAINST}|versus|vs\.?"
)
_LEAD = later(
    rf"(?:(?:the |our )?(?P<year>{_YEAR})(?= baseline|:) ?)?(?:the |our )?(?:(?:{_TODAY})"
    rf"(?: (?:is|was|of|at|level|value))*(?: (?:in )?(?P<dated>{_YEAR})(?=:))?)?(?:\s*[:=]\s*|\s+(?=\S)|$)",
    _FLAGS,
)
_TRAIL = later(
    r",?\s+(?:(?:as |at )?(?:the )?baseline|today|now|currently|at present|presently|so far|to date|already)$", _FLAGS
)
_DATED = later(rf",\s+(?={_YEAR}$)|\s+(?:at|by) (?:the )?end of (?={_YEAR}$)", _FLAGS)


def opened(text: str, today: date, style: Style) -> Phrase | None:
    """A target phrase with the value of today, or of an earlier day, before it as its origin; None for any other text.

    `25% by 2027, 30% by 2030` has two dates to come, `1, 234 by 2030` may be one number, and `100%; zero` may be two
    targets: none of them begins so.
    """
    for found in _BEFORE_PROMISE.finditer(text):
        if _is_no_start(text, found):
            continue
        before, behind = text[: found.start()], text[found.end() :]
        try:
            last = _started(behind, today, style)  # `target 75% by 2030, baseline 60%`
            start, over = (last, True) if last else _stated(before, today, style)
            phrase = parse_phrase(_AIM.sub("", before if last else behind), style)
        except Refused:
            continue
        twofold = last is None and _is_one_of_two(found, start, phrase, style)
        if over and phrase.origin is None and not twofold:
            return structs.replace(phrase, origin=start, text=as_written(text))
    return None


def _is_no_start(text: str, found: re.Match[str]) -> bool:
    """Whether no value of its own ends at a mark: brackets are open there, or the arrow is one between two levels."""
    return bool(_NO_VALUE.search(text, 0, found.start()) or _LEVELS.match(text, 0, found.end() + _LONGEST_AMOUNT))


# Two values with an arrow between, the second of which bears on the first: `+12 → +30`, `1.2 → 2 million`.
_LONGEST_AMOUNT = 20
_LEVELS = later(
    r"[-+−][0-9][0-9.,]*\s*[^\W\d]*%?\s*(?:->|→)\s*\+[0-9]"
    r"|[$€£]?[0-9][0-9.,]*\s*(?:->|→)\s*[$€£]?[0-9][0-9.,]*\s?(?:thousand|million|billion|trillion)",
    re.IGNORECASE,
)


def _stated(words: str, today: date, style: Style) -> tuple[Starting, bool]:
    """The value that a text begins with, and whether it is of no day to come, as one that is called that of today.

    Raises `Refused` where there is none.
    """
    try:
        start = parse_baseline(words, style)
    except Refused:
        named = _started(words, today, style)
        if named is None:
            raise
        return named, True
    return start, start.dated is None or start.dated.last <= today


# What a target is called in front of it.
_AIM = later(r"^(?:(?:the |our )?(?:target|goal|aim)(?: is|:)?(?: of)?|aim(?:ing)? (?:for|at)) (?=\S*[0-9])", _FLAGS)
# What is behind the comma in `1, 234 by 2030`; behind a decimal comma it may be any digit.
_GROUP, _DECIMAL = later(r"[0-9]{3}(?![0-9])"), later("[0-9]")


def _is_one_of_two(found: re.Match[str], start: Starting, phrase: Phrase, style: Style) -> bool:
    """Whether what stands on both sides of a comma may be two targets, or one number with a blank in it."""
    mark = found[0].strip()
    if mark in (",", ";") and phrase.bare and phrase.by is None:
        return True
    plain = mark == "," and not (start.quantity.unit or start.rate or start.dated)
    rest = _DECIMAL if style.decimal_comma else _GROUP
    return plain and rest.match(found.string, found.end()) is not None


def bracketed(text: str, today: date, style: Style) -> Phrase | None:
    """A target phrase with the value of today, or of an earlier day, in brackets as its origin; None for any other.

    Worked: `increase to 85% by 2027 (baseline: 71% in 2024)` is `from 71% in 2024 to 85% by 2027`.  Raises `Refused`
    where the phrase has another origin, or is done or not.
    """
    # Most have none, and are spared the pattern.
    for found in _BRACKETS.finditer(text) if _HAS_BRACKETS.search(text) else ():
        inside = next(filter(None, found.groups())).strip()
        none, start = _says_none(inside), _started(inside, today, style) or _changed(inside, text[found.end() :], style)
        if none or start is not None:
            phrase = parse_phrase(f"{text[: found.start()]}{text[found.end() :]}", style)
            phrase = phrase if none or start is None else _from(start, phrase, found[0].strip(" ,"), text)
            return structs.replace(phrase, text=as_written(text))
    return None


# An amount alone, of two digits at least; one may be the number of a note.
_ALONE = later(
    rf"(?!{_YEAR}$)(?:[A-Z]{{3}} |[A-Z]{{0,2}}[$€£])?[0-9][0-9.,]*[0-9]\s?(?:%|[kMm]|bn|million|billion)?", _FLAGS
)
_BY_PART = later(r"\s+by\s+[0-9.,]+\s?(?:%|per ?cent)", _FLAGS)


def _changed(words: str, behind: str, style: Style) -> Starting | None:
    """The amount in brackets right before by what part it changes: `cut cases (2,300) by 60%`; None for others."""
    return parse_baseline(words, style) if _BY_PART.match(behind) and _ALONE.fullmatch(words) else None


def _from(start: Starting, phrase: Phrase, said: str, text: str) -> Phrase:
    """A phrase from the value of today that is said beside it; what is delivered, up from some, is all of them."""
    other = phrase.origin is not None and phrase.origin.quantity.value != start.quantity.value
    if other or phrase.how is How.STAGE:
        raise Refused(
            f"'{said}' in {text!r} is not where it starts from", "leave it out, or write 'from 250 to 300 by 2026'"
        )
    how = How.TO if phrase.how is How.DO and said.startswith("up from") else phrase.how
    return structs.replace(phrase, how=how, origin=start, ranged=False)


def _says_none(words: str) -> bool:
    """Whether brackets say that there is no value of today: `2024 baseline: not applicable`, `baseline: TBD`."""
    lead = _LEAD.match(words) if "baseline" in words else None
    return lead is not None and lead.end() < len(words) and is_open(words[lead.end() :])


def _started(words: str, today: date, style: Style) -> Starting | None:
    """The value that brackets give as that of today, or with an earlier year; None where they hold anything else."""
    lead = _LEAD.match(words)
    bare = words[lead.end() :] if lead else words
    amount = _DATED.sub(" in ", _TRAIL.sub("", bare))
    year = lead and (lead["year"] or lead["dated"])
    if re.match(rf"{_YEAR}(?![0-9.,%])", amount, _FLAGS):
        return None
    if amount == words and not _has_past_year(words, today):  # as nearly all that is asked here
        return None
    try:
        start = parse_baseline(f"{amount} in {year}" if year else amount, style)
    except Refused:
        return None
    return start if _is_past(start, today, named=amount != words) else None


_FOUR_DIGITS = later(r"[0-9]{4}", re.ASCII)


def _has_past_year(words: str, today: date) -> bool:
    """Whether some words may name a year that has begun."""
    return any(int(year) <= today.year for year in _FOUR_DIGITS.findall(words))


def _is_past(start: Starting, today: date, *, named: bool) -> bool:
    """Whether a value is of today or earlier: one named as the baseline, or of a year that is over."""
    if start.dated is None:
        return named
    return (start.dated.start if named else start.dated.last) <= today
