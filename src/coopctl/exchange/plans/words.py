"""What cells say in words of `words.toml`: that nothing is there, that there is no end, how often figures come."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pkgutil import get_data

from coopctl.values.patterns import later
from coopctl.values.vocabulary import SCALE_NAMES, SCALES, TABLE_SCALES, is_no_target

Sections = dict[str, dict[str, str]]


def sections_of(name: str) -> Sections:
    """The sections of a file of words by their names, each with what it says by language.

    A TOML reader, which can do more than these files need, takes ten times as long.
    """
    found: Sections = {}
    section: dict[str, str] = {}
    for line in (get_data("coopctl.exchange.plans", name) or b"").decode().splitlines():
        if line.startswith("["):
            section = found[line[1:-1]] = {}
        elif line and not line.startswith("#"):
            code, _, said = line.partition(" = ")
            section[code] = said.strip('"')
    return found


def within(sections: Sections, of: str) -> list[tuple[str, dict[str, str]]]:
    """The sections whose names begin with something, by what follows it, taken out of all."""
    return [(name.removeprefix(of), sections.pop(name)) for name in [*sections] if name.startswith(of)]


@cache
def _table() -> Sections:
    return sections_of("words.toml")


def _listed(words: Mapping[str, str]) -> list[str]:
    """The ways of saying the same, of all languages."""
    return [way.strip() for said in words.values() for way in said.split("|")]


@cache
def _ways(of: str) -> frozenset[str]:
    return frozenset(_listed(_table()[of]))


@cache
def _cadences() -> dict[str, str]:
    return {way: cadence for cadence, words in within({**_table()}, "cadence.") for way in _listed(words)}


@cache
def _one_of(of: str, before: str) -> re.Pattern[str]:
    return re.compile(rf"{before}(?:{'|'.join(_listed(_table()[of]))})(?!\w)", re.IGNORECASE)


def announces_steps(lead: str) -> bool:
    """Whether a heading or a sentence announces things to do."""
    return bool(_one_of("steps", r"(?<!\w)").search(lead))


def scale_in(text: str) -> str:
    """The word of a text that says that numbers are in thousands or the like, "" where none does."""
    found = _one_of("scaled", r"(?<![\w.,])(?<![0-9] )").search(text)
    return found[0] if found else ""


# Two letters are a unit, too: `mm` of rain, `MD`.
_POWERS = {word: power for word, power in (SCALES | TABLE_SCALES).items() if len(word) > 2 or word in ("mn", "bn")}
# What stands around a scale in a unit that says nothing else: `Number (million)`, `in thousands`, `'000`.
_AROUND_SCALE = later(
    r"(?:(?:number|no\.?|#|nombre|anzahl|número)\s*)?[(\[]?(?:in |en |em )?(?P<word>[^()\[\]]+?)[)\]]?", re.IGNORECASE
)
# `mil` is a thousand in these languages, and `miles` thousands; in others they are no scale.
_THOUSANDS = {"mil": ("es", "pt"), "miles": ("es",), "mille": ("fr",)}


@lru_cache(256)
def scale_alone(text: str, language: str) -> str:
    """The English word of a scale that is all a unit says, "" where it says more or none."""
    found = _AROUND_SCALE.fullmatch(text)
    word = found["word"].casefold().rstrip(".") if found else ""
    if word in _THOUSANDS:
        return SCALE_NAMES[3] if language in _THOUSANDS[word] else ""
    noughts = re.fullmatch(r"['’]?(000(?:[, ]?000)*)s?", word)
    power = 3 * noughts[1].count("000") if noughts else _POWERS.get(word)
    return SCALE_NAMES.get(power or 0, "")


@lru_cache(1024)
def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".:")


def says(what: str, text: str) -> bool:
    """Whether a cell says one of the words under `what`: number, percent, yes, no, endless."""
    return _folded(text) in _ways(what)


PLANNED, REACHED, EVIDENCE = "planned", "reached", "evidence"


def strand_of(text: str) -> str:
    """What a row of a goal is of, by the cell that says so: planned, reached or evidence; "" where it says none."""
    return next((strand for strand in (PLANNED, REACHED, EVIDENCE) if says(strand, text)), "")


_LETTERED = later(r"(?:district|region|province|county|site|zone|school|quintile) (?:[A-Z]|[0-9]{1,2})", re.IGNORECASE)


def is_part(text: str) -> bool:
    """Whether a title names only a part of something: `Female`, `Rural`, `District A`."""
    return says("part", text) or bool(_LETTERED.fullmatch(text))


@lru_cache(1024)
def blank(text: str) -> bool:
    """Whether a cell says that nothing is there: it is empty, a dash, `TBD`, `No specific target`, `NA %`."""
    if text[:1].isdigit():
        return False
    if len(text) <= _LONGEST_LETTERS:  # `s. o.`, `k. A.`
        text = text.replace(". ", ".")
    if not text or is_no_target(text) or says("blank", text.rstrip("% ")):
        return True
    return bool(_FOR_NOW.match(text) or _TO_BE_SET.fullmatch(text))


_LONGEST_LETTERS = 8


# What is not known yet, in a clause of its own: `Baseline to be established in year 1`.
_TO_BE_SET = later(
    r"(?:the )?(?:baselines?|targets?|values?)?\s*(?:is |are )?(?:to|will) be (?:determined|confirmed|set|established"
    r"|measured|collected|defined|agreed)\b[^%$€£]*",
    re.IGNORECASE,
)
# What is not known yet, and a remark on it: `tbd (to be set by survey)`, `TBC - baseline survey in 2026`.
_FOR_NOW = later(
    r"(?:tb[cdes]|n/?a|n\.a|to be (?:determined|confirmed|set|established))\b\.?(?=\s*[(:;,–—]|\s-\s)", re.IGNORECASE
)


def cadence(text: str) -> str:
    """How often figures are due, as `--cadence` says it; "" where the cell says it in no known word."""
    return _cadences().get(_folded(text), "")
