"""Header words to what a column holds: a role, a year, a unit, in any of the languages of `roles.toml`."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

from msgspec import Struct

from coopctl.exchange.plans import periods

LONGEST = 80
VALUES = ("target", "baseline", "current", "goal", "from", "to")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


class Column(Struct, frozen=True):
    """What one column holds: its role ("" when its words are none), the year said with it, the unit, its languages.

    `kind` is the kind of group of a column whose role is `group`; `ordinal` numbers the years of the plan.
    """

    at: int
    text: str
    role: str = ""
    kind: str = ""
    period: str = ""
    ordinal: int = 0
    unit: str = ""
    languages: frozenset[str] = frozenset()


class Language(Struct, frozen=True):
    """A language of headers, and whether it writes a decimal comma."""

    name: str
    comma: bool


class _Words(Struct, frozen=True):
    """The table of `roles.toml`, by folded words."""

    roles: dict[str, tuple[tuple[str, str, frozenset[str]], ...]]
    joining: frozenset[str]
    ordinal: re.Pattern[str]
    languages: dict[str, Language]


@cache
def _words() -> _Words:
    table = tomllib.loads(resources.files("coopctl.exchange.plans").joinpath("roles.toml").read_text("utf-8"))
    languages = {code: Language(**said) for code, said in table.pop("languages").items()}
    joining = frozenset(
        word for words in table.pop("joining").values() for way in words.split("|") for word in _split(way)
    )
    years = "|".join(
        sorted(
            {_fold(way) for words in table.pop("ordinal").values() for way in words.split("|")}, key=len, reverse=True
        )
    )
    found: dict[str, dict[tuple[str, str], set[str]]] = {}
    for role, kind, words in _flat(table):
        for code, said in words.items():
            for way in said.split("|"):
                found.setdefault(_key(way, joining), {}).setdefault((role, kind), set()).add(code)
    roles = {
        key: tuple((role, kind, frozenset(codes)) for (role, kind), codes in meanings.items())
        for key, meanings in found.items()
    }
    return _Words(roles, joining, re.compile(rf"\b(?:{years})\s?([1-9][0-9]?)\b"), languages)


def _flat(table: Mapping[str, Mapping[str, str | dict[str, str]]]) -> Iterable[tuple[str, str, dict[str, str]]]:
    for role, words in table.items():
        if role == "group":
            yield from (("group", kind, dict(said)) for kind, said in words.items() if isinstance(said, dict))
        else:
            yield role, "", {code: said for code, said in words.items() if isinstance(said, str)}


def _fold(text: str) -> str:
    """A text without capitals, accents and the marks between words."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )
    return " ".join(re.sub(r"[^\w#%/]+|_", " ", bare).split())


def _split(text: str) -> list[str]:
    return [_singular(word) for word in _fold(text).replace("/", " ").split()]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word if len(word) < 4 else word.removesuffix("s")


def _key(text: str, joining: frozenset[str]) -> str:
    words = _split(text)
    return " ".join([word for word in words if word not in joining] or words)


def language_of(columns: Iterable[Column]) -> str:
    """The language that most of the columns are in, English where several are as likely."""
    counted = Counter(code for column in columns for code in column.languages)
    return max(_words().languages, key=lambda code: counted[code]) if counted else "en"


def comma_in(code: str) -> bool:
    """Whether a language writes a decimal comma."""
    return _words().languages[code].comma


@lru_cache(4096)
def meanings(text: str) -> tuple[Column, ...]:
    """The roles that a header's words may have; one without a role where they are none."""
    if len(text) > LONGEST:
        return (Column(0, text),)
    outside, inside = _BRACKETS.sub(" ", text), _BRACKETS.findall(text)
    unit = ""
    for remark in inside:
        unit = unit or unit_in(remark)
    whole = text.replace(f"({unit})", " ") if unit else text
    for candidate in dict.fromkeys((whole, outside)):
        columns = _read(candidate, text, unit)
        if columns and candidate is outside and outside != text and not unit:
            period = columns[0].period or next((found.period for part in inside if (found := periods.find(part))), "")
            said = all(periods.find(part) or not part.strip() for part in inside)
            columns = tuple(
                Column(0, text, one.role, one.kind, period, one.ordinal, unit, one.languages)
                for one in columns if said or one.role not in VALUES
            )  # fmt: skip
        if any(column.role for column in columns):
            return columns
    bare = periods.find(text)
    if bare and not _split(text[: bare.start] + text[bare.end :]):
        return (Column(0, text, period=bare.period),)
    return (Column(0, text),)


def _read(words: str, text: str, unit: str) -> tuple[Column, ...]:
    table = _words()
    found = periods.find(words)
    period = found.period if found else ""
    rest = words[: found.start] + " " + words[found.end :] if found else words
    numbered = None if found else table.ordinal.search(_fold(rest))
    ordinal = int(numbered[1]) if numbered else 0
    if numbered:
        rest = _fold(rest).replace(numbered[0], " ")
    ways = _ways(rest, table)
    return tuple(Column(0, text, role, kind, period, ordinal, unit, codes) for role, kind, codes in ways)


def _ways(rest: str, table: _Words) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """What the words mean: as they are, else both sides of a stroke where they mean the same."""
    ways = table.roles.get(_key(rest, table.joining), ())
    parts = [part for part in re.split(r"/|&|\+|\|", rest) if part.strip()]
    if ways or len(parts) < 2:
        return ways
    sides = [table.roles.get(_key(part, table.joining), ()) for part in parts]
    shared = [way for way in sides[0] if all(any(way[:2] == other[:2] for other in side) for side in sides[1:])]
    return tuple(shared)


_UNITS = re.compile(
    r"(?:in\s+|en\s+|em\s+)?(?P<unit>%|per ?cent"
    r"|(?:(?:thousand|million|billion|bn|mn|m|k)s?\s+)?(?P<money>[A-Z]{3}|US\$|[$€£])"
    r"(?:\s+(?:thousand|million|billion|bn|mn|m|k)s?)?"
    r"|tonnes?|t|kg|ha|km2?|km²|MWh?|GWh?|kWh|TWh|hours?|days?|months?|weeks?|minutes?|seconds?|ms"
    r"|people|persons?|households?)"
)  # fmt: skip


def unit_in(words: str) -> str:
    """The unit that the brackets of a header name, "" where it is something else."""
    from coopctl.values.quantities import is_currency
    from coopctl.values.units import parse_unit

    found = _UNITS.fullmatch(words.strip())
    if not found or (found["money"] and found["money"].isalpha() and not is_currency(found["money"])):
        return ""
    money = found["money"]
    return (
        found["unit"].replace(money, parse_unit(money.removeprefix("US")))
        if money and not money.isalpha()
        else found["unit"]
    )
