"""What the letters and signs beside a value of an official table say of it.

Sources: SDMX codelist CL_OBS_STATUS; Eurostat, "Flags" of its database; Statistics Canada, "Standard table symbols";
Destatis, "Qualitätskennzeichen" of GENESIS-Online; Stats NZ, "Guide to reading CSV files".
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coopctl.values.patterns import later
from coopctl.values.vocabulary import MISSING

_WORDS = {
    "b": "break in series", "c": "confidential", "d": "definition differs", "i": "see metadata", "n": "not significant",
    "r": "revised", "u": "low reliability", "z": "not applicable",
}  # fmt: skip
_PROVISIONAL = frozenset("pes")
# Letters of what is final, which others have for what is estimated or forecast; and words of the tables that have them.
_FINAL = {
    **dict.fromkeys("value q|jahr|monat|quartal|halbjahr|stichtag|zeit|märz|mrz|dezember|dez".split("|"), "e"),
    "series reference": "F",
}
_FORECAST = "f"
# What a column of flags says where there is nothing to say of a value.
_NO_FLAG = frozenset(("", "a", "x"))
# Flags in words, as columns of labels and years in brackets have them; "" says nothing.
_SPELT = {
    **dict.fromkeys("normal final endgültig endgültiger définitif definitivo real official missing".split(), ""),
    **dict.fromkeys(
        """provisional prov prelim preliminary prel vorläufig vorläufiger vorl provisoire preliminar provisório
        provisoria voorlopig""".split(),
        "p",
    ),
    **dict.fromkeys(("estimated", "estimate", "est", "imputed", "imputation", "geschätzt", "estimé", "estimado"), "e"),
    **dict.fromkeys(("forecast", "forecasted", "projected", "projection", "prognose", "prévision", "proyección"), "f"),
    **dict.fromkeys(("revised", "rev", "revidiert", "révisé", "revisado"), "r"),
    **dict.fromkeys(("break", "break in series", "break in time series", "time series break", "series break"), "b"),
    **dict.fromkeys(("unreliable", "low reliability"), "u"),
    "definition differs": "d", "not significant": "n", "confidential": "c",
}  # fmt: skip
# Statistics Canada writes an A beside a value of the best quality.
_LETTERS = "".join(sorted({*_WORDS, *_PROVISIONAL, _FORECAST, "a"}))
# Words with the letter that stands for them, and what they are of: `P: preliminary`, `Vorläufiger Wert`.
_IN_WORDS = later(
    r"\(?(?:[a-z](?:[:.)] ?| ))?(?P<word>[^():.]+?)(?: (?:values?|figures?|data|wert|estimates?))?\.?\)?", re.IGNORECASE
)
_LETTER_AND_SIGN = 3
# One letter, or two small ones of those that Eurostat puts together; `EUR`, `pp` and `in` are units.
_FLAGS = rf"[{_LETTERS}{_LETTERS.upper()}]|(?P<{{}}>[bdepru])(?!(?P={{}}))[bdepru]"
_AMOUNT = "-?[0-9.,]{1,20}"
_MARKED = later(
    r"(?P<value>.{0,80}?[0-9%])"
    rf"(?: ?\((?P<bracket>{_FLAGS.format('one', 'one')})\)| ?\[(?P<square>[prefu])\]"
    r"|(?<=[0-9])(?:(?P<close>[pr])|(?P<caution>E))"
    rf"| (?P<letters>{_FLAGS.format('two', 'two')})"
    r"| ?(?P<signs>[*†‡§¹²³]{1,3})| ?\[(?P<foot>[0-9a-z]{1,3})\]"
    rf"| ?[\[(](?P<span>{_AMOUNT} ?(?:[-–;,]|to) ?{_AMOUNT})[\])]){{1,2}}"
)
# A year with its mark, which stands in brackets or behind it: `2023 (provisional)`, `2022r`, `2023*`, `2024-05 p`, or
# the number of a footnote: `2023 1)`.
_MARKED_PERIOD = later(
    rf"(?P<value>.*[^\W_])(?: ?\((?P<bracket>[^()0-9]{{1,20}})\)|(?<=(?:19|20)[0-9]{{2}})(?P<letter>[{_LETTERS}])"
    rf"| (?P<apart>[{_LETTERS}])| ?(?P<signs>[*†‡§¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})"
    r"| ?(?P<foot>(?<=[0-9 ])[0-9a-z]{1,2}\)|\([0-9]{1,2}\)|\[[0-9a-z]{1,2}\]))",
    re.IGNORECASE,
)
# A year in a budget may be of its estimates: `2023-24 (BE)`.
_PROMISED = frozenset(
    "be|budget|budgeted|budget estimate|budget estimates|plan|planned|target|goal|proposed".split("|")
)
_MARKERS = (":", ".", "-")
# What stands in the place of a value that was published, and is not any more.
_TAKEN_BACK = """withdrawn retracted removed redacted retiré retirée supprimé supprimée zurückgezogen gelöscht retirado
    retirada ritirato ritirata ingetrokken wycofano""".split()
# What tables say in the place of a value that is not given, in words and in signs.
_NOT_GIVEN = frozenset(
    ("suppressed", "confidential", "withheld", "not available", "not applicable", "not reported", "no data", "missing",
     "none", "unknown", "unavailable", "n/d", "n.a", "s/d", "k.a.", "k. a.", "n.v.", "keine angabe",
     "non disponible", "no disponible", "não disponível", "sin datos", "sem dados", "z", "c", "low", "*", "**", "***",
     "[c]", "[x]", "[z]", "[w]", "[low]", "(d)", "(x)", "#na", "#n/d", "(na)", "--", "---", "\\n",
     *(f"{o}{one}{c}".strip() for one in _TAKEN_BACK for o, c in ("  ", "[]", "()")))
)  # fmt: skip
_DIGIT = later("[0-9]")


class Mark(NamedTuple):
    """What a mark says: whether the value is provisional or only a forecast, and what else, in words."""

    provisional: bool = False
    note: str = ""
    forecast: bool = False


class Marked(NamedTuple):
    """A value without its mark, and the mark."""

    value: str
    mark: Mark


def marked(text: str, *, units: str = "") -> Marked | None:
    """A value with a mark behind it: `12.3 p`, `14459 b`, `1,301.7*`, `1,410.2 (p)`, `5 [2]`; None without one.

    `units` are letters that are none, where values are lengths of time or pounds: `5 d`, and P for that of `12p`.
    """
    found = _MARKED.fullmatch(text.strip()) if len(text) < 100 else None
    if found is None:
        return None
    letters = f"{found['letters'] or ''}".casefold() or f"{found['close'] or ''}".upper()
    if set(letters).intersection(units):
        return None
    lettered = mark_of((letters + (found["bracket"] or found["square"] or "")).casefold())
    return Marked(found["value"], lettered._replace(note="; ".join(filter(None, (lettered.note, *_remarks(found))))))


def _remarks(found: re.Match[str]) -> Iterator[str]:
    """What else the marks behind a value say."""
    said = {"marked": found["signs"] or found["caution"], "footnote": found["foot"], "interval": found["span"]}
    return (f"{what} {one}" for what, one in said.items() if one)


def marked_period(text: str) -> Marked | None:
    """A period with a mark behind it, as `2023 (provisional)` and `2022r` have one; None without one."""
    found = _MARKED_PERIOD.fullmatch(text.strip()) if len(text) < 60 else None
    if found is None:
        return None
    if signs := found["signs"]:
        return Marked(found["value"], Mark(note=f"marked {signs}"))
    if foot := found["foot"]:
        return Marked(found["value"], Mark(note=f"footnote {foot.strip('[()]')}"))
    if (found["bracket"] or "").casefold() in _PROMISED:
        return Marked(found["value"], Mark(forecast=True))
    mark = flags_of(found["bracket"] or found["letter"] or found["apart"])
    return None if mark is None else Marked(found["value"], mark)


def is_missing(text: str) -> bool:
    """Whether a cell has no value, perhaps with a flag beside the marker that says so: `: c`, `..`, empty."""
    word = text.strip().casefold()
    marker, _, flag = word.partition(" ")
    flagged = word[:1] in _MARKERS and marker in MISSING and len(word) < 8 and not _DIGIT.search(flag)
    return word in MISSING or word in _NOT_GIVEN or flagged


def mark_of(letters: str) -> Mark:
    """What some flags say together."""
    words = [f"{letter} ({_WORDS[letter]})" for letter in letters if letter in _WORDS]
    return Mark(bool(_PROVISIONAL.intersection(letters)), ", ".join(words), _FORECAST in letters)


def is_flag(text: str) -> bool:
    """Whether a cell beside a value is a flag, and no word: `b`, `ep`, `A`."""
    word = text.strip()
    return not word or (word.isalpha() and len(word) < 4 and flags_of(word) is not None)


def final_in(words: Iterable[str]) -> str:
    """The letter for what is final of a table with these words, in small letters; "" where that is none of others'."""
    return next((_FINAL[word] for word in words if word in _FINAL), "")


def is_spelt(text: str) -> bool:
    """Whether a cell is a flag in words, by which its column is known: `Provisional`, `P Preliminary.`."""
    return len(text) > _LETTER_AND_SIGN and _spelt(text) is not None


def _spelt(text: str) -> str | None:
    """The letters of a flag in words; None for what is none."""
    found = _IN_WORDS.fullmatch(text.strip().casefold()) if len(text) < 60 else None
    return _SPELT.get(found["word"]) if found else None


def flags_of(text: str) -> Mark | None:
    """What a cell of a column of flags says; None for what is no flag."""
    word = text.strip().casefold().partition(":")[0].strip(" ()")
    if word in _NO_FLAG or text.strip() in MISSING:
        return Mark()
    if len(word) <= 3 and set(word) <= set(_LETTERS):
        return mark_of(word)
    spelt = _spelt(text)
    if spelt is not None:
        return mark_of(spelt)
    return Mark(note=f"flag {text.strip()}") if len(word) == 1 else None
