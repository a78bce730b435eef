"""Header words to what a column holds: a role, a year, a unit, in any of the languages of `roles.toml`."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.parted import WORDS, Parts
from coopctl.exchange.plans.words import Sections, scale_in, sections_of, within
from coopctl.values.calendar import Duration
from coopctl.values.ids import unaccented
from coopctl.values.patterns import later

LONGEST = 80
_LONGEST_NAME = 8
VALUES = ("target", "baseline", "current", "goal", "from", "to")
_BRACKETS = later(r"[(\[]([^()\[\]]*)[)\]]")
# What is left of `by 2028` in brackets where the year is taken out, and the mark of a footnote.
_BY = later(r"\s+(?:by|until|in|d'ici|bis|hasta|para|até|en|em)\s*$", re.IGNORECASE)
_NOTES = later(r"\[\^[^\]]*\]|\^[^^]{1,3}\^|[¹²³⁴⁵⁶⁷⁸⁹]+|(?<=\w)[*†‡]+\s*$")

STAGES = "phase|fase|faz|faza|tahap|etapa|étape|stage|wave|sprint|release|tranche"
"""Words for a part of a plan, as a pattern."""

STAGE_OF_A_PLAN = rf"(?:(?:{STAGES}|version) ?|v)[0-9][0-9.]*(?!\w)"
"""A pattern of a part of a plan by its number, which is of no known day."""

# One that stands behind what a header's values are: `Target (Phase 1)`, `Meta Fase 2`, `Target v2.0`.
_OF_A_STAGE = later(rf"(?<=\w)\s+(?:[(\[]\s?{STAGE_OF_A_PLAN}\s?[)\]]|{STAGE_OF_A_PLAN})", re.IGNORECASE)

# A percentage, a number with decimals or one by a day, which no header begins with.
_AMOUNT_FIRST = later(
    r"[-+<>≤≥$€£ ]*(?:[0-9]{2,}[.,][0-9]|[0-9][.,][0-9]{2}|[0-9]+\s?%\s"
    r"|(?!(?:19|20)[0-9]{2}\s)[0-9]+\s(?:by|until|before|bis|d['’]ici|para|hasta|até)\s)"
)
_BETWEEN_WORDS = later(r"[^\w#%/]+|_")
_LETTERS = later(r"[^\W\d_]+")


class Column(Struct, frozen=True):
    """What one column holds: its role ("" when its words are none), the year said with it, the unit, its languages.

    `kind` is the kind of group of a column whose role is `group`; `after` is how long after the plan's day its values
    are due, 12 months for its first year; `remark` are words in brackets that nobody knows, of a column of values;
    `change` tells of values that are changes from the baseline, `way` whether they are reductions or increases, and
    `against` is the year that they count from, 0 where it is not said; `parts` tells where a percentage's two numbers
    stand; `subject` is what the values are of, where the role stands beside it: `Clinics 2025 (baseline)`.
    """

    at: int
    text: str
    role: str = ""
    kind: str = ""
    period: str = ""
    after: Duration | None = None
    unit: str = ""
    languages: frozenset[str] = frozenset()
    change: bool = False
    way: str = ""
    against: int = 0
    parts: Parts | None = None
    subject: str = ""
    remark: str = ""


class Way(NamedTuple):
    """What the words of a header may mean: a role, the kind of group of some, and the languages that say so."""

    role: str
    kind: str = ""
    languages: frozenset[str] = frozenset()


Ways = tuple[Way, ...]


class _Words(Struct, frozen=True):
    """The table of `roles.toml`, by folded words; `firsts` begin a header, one of `heading` stands in a longer name.

    One word of `any_of` is in whatever is a header, but for years and signs.  `languages` tells which write a decimal
    comma.
    """

    roles: dict[str, Ways]
    joining: frozenset[str]
    ordinal: re.Pattern[str]
    remarks: frozenset[str]
    telling: frozenset[str]
    changes: frozenset[str]
    ways: dict[str, str]
    heads: "tuple[_Head, ...]"
    unheading: frozenset[str]
    whole: frozenset[str]
    firsts: frozenset[str]
    heading: frozenset[str]
    any_of: frozenset[str]
    languages: dict[str, bool]


class _Head(Struct, frozen=True):
    """A word that heads longer names of a column: their last one, or in languages that put it so their first."""

    words: str
    role: str
    code: str

    def heads(self, key: str) -> bool:
        return key.endswith(f" {self.words}") if self.code in _LAST else key.startswith(f"{self.words} ")


# The languages whose names end with what they are of: `departmental result indicator`, `performans göstergesi`.
_LAST = frozenset(("en", "de", "nl", "tr"))


@cache
def _words() -> _Words:
    table = sections_of("roles.toml")
    languages = {code: said.startswith("true") for code, said in table.pop("languages").items()}
    joining = _single_words(table.pop("joining"))
    times = {name: sorted(_folds(words), key=len, reverse=True) for name, words in within(table, "time.")}
    telling = _single_words(table.pop("not_remark"))
    remarks, changes, whole = (_keys(table.pop(name), joining) for name in ("remark", "change", "whole"))
    unheading = _folds(table.pop("not_head"))
    moving = {key: way for way, words in within(table, "way.") for key in _keys(words, joining)}
    heads = tuple(_heads(within(table, "head."), joining))
    roles = _roles(table, joining)
    firsts = _first_words((*roles, *remarks, *times["year"], *times["month"]))
    heading = _first_words((*moving, *map(attrgetter("words"), heads)))
    any_of = frozenset(form for word in firsts | heading | set(map(_fold, WORDS)) for form in _forms(word))
    ordinal = _numbering(times)
    return _Words(
        roles,
        joining,
        ordinal,
        remarks,
        telling,
        changes,
        moving,
        heads,
        unheading,
        whole,
        firsts,
        heading,
        any_of,
        languages,
    )


def _numbering(times: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern of a time of the plan, by the words for its parts: `year 2`, `month 6`, `6 months`, `day 90`."""
    number, words = "[1-9][0-9]{0,2}", {name: "|".join(said) for name, said in times.items()}
    at = (rf"\b(?:{said})\s{'?' if name == 'year' else ''}(?P<{name}>{number})\b" for name, said in words.items())
    length = (rf"(?<![\w.])(?P<{name}s>{number})\s(?:{said})(?:s|e|en|n)?\b" for name, said in words.items())
    return re.compile("|".join((*at, *length)))


def _listed(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """The ways of saying the same, each with its language and folded, all of one language at once."""
    return [(code, way) for code, said in words.items() for way in _fold(said.replace("|", _APART)).split(_APART)]


# What folding keeps, and no word has.
_APART = " ## "


def _folds(words: Mapping[str, str]) -> frozenset[str]:
    return frozenset(way for _, way in _listed(words))


def _single_words(words: Mapping[str, str]) -> frozenset[str]:
    return frozenset(word for way in _folds(words) for word in _singulars(way))


def _keys(words: Mapping[str, str], joining: frozenset[str]) -> frozenset[str]:
    return frozenset(_joined(way, joining) for _, way in _listed(words))


def _heads(table: Iterable[tuple[str, Mapping[str, str]]], joining: frozenset[str]) -> Iterator[_Head]:
    for role, words in table:
        yield from (_Head(_joined(way, joining), role, code) for code, way in _listed(words))


def _roles(table: Sections, joining: frozenset[str]) -> dict[str, Ways]:
    """What each folded header may mean: roles and kinds of groups, with the languages in which it means them."""
    found: dict[str, dict[tuple[str, str], set[str]]] = {}
    for name, words in table.items():
        role, _, kind = name.partition(".")
        for code, way in _listed(words):
            found.setdefault(_joined(way, joining), {}).setdefault((role, kind), set()).add(code)
    return {
        key: tuple(Way(role, kind, frozenset(codes)) for (role, kind), codes in ways.items())
        for key, ways in found.items()
    }


def _first_words(texts: Iterable[str]) -> frozenset[str]:
    """The first word of each text, as it stands and in the singular."""
    firsts = (_LETTERS.search(text) for text in texts)
    return frozenset(form for first in firsts if first for form in (first[0], _singular(first[0])))


# What has been reached so far, and no day.
_TO_DATE = later(r"\b(?:to date|a la fecha|ate a data)\b")
_DATES = frozenset(("date", "fecha", "data"))


@lru_cache(1024)
def _fold(text: str) -> str:
    """A text without capitals, accents and the marks between words."""
    bare = unaccented(text.casefold())
    return _TO_DATE.sub("todate", " ".join(_BETWEEN_WORDS.sub(" ", bare).split()))


def _split(text: str) -> list[str]:
    return _singulars(_fold(text))


def _singulars(folded: str) -> list[str]:
    return [_singular(word) for word in folded.replace("/", " ").split()]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word if len(word) < 4 else word.removesuffix("s")


def _forms(word: str) -> tuple[str, ...]:
    """The words of which a word is the singular."""
    return (word, f"{word}s", f"{word[:-1]}ies")


def _joined(folded: str, joining: frozenset[str]) -> str:
    words = _singulars(folded)
    return " ".join([word for word in words if word not in joining] or words)


def _keyed(text: str) -> str:
    """The words that a header or a remark is looked up by."""
    return _joined(_fold(text), _words().joining)


def language_of(columns: Iterable[Column]) -> str:
    """The language that most of the columns are in, English where several are as likely."""
    codes = [code for column in columns for code in column.languages]
    return max(_words().languages, key=codes.count) if codes else "en"


def is_whole(cell: str) -> bool:
    """Whether a cell in a column of parts says that its row is of the whole: `Total`, `Both sexes`."""
    return _keyed(cell) in _words().whole


def comma_in(code: str) -> bool:
    """Whether a language writes a decimal comma."""
    return _words().languages[code]


@lru_cache(4096)
def could_head(text: str) -> bool:
    """Whether a text could be a header: it has a year, a sign or brackets, or a word that begins, ends or heads one.

    What could not is told at once from what is none, which most cells of a table are.
    """
    if _AMOUNT_FIRST.match(text):
        return False
    signed = text.endswith(("%", "%)", "%]")) and not text[:1].isdigit()
    return signed or "#" in text or periods.names_a_year(text) or _has_header_words(text)


def _has_header_words(text: str) -> bool:
    """Whether a text has a word of headers where they have one, or beside brackets or what it is compared with."""
    words = _letters_of(text)
    if _words().any_of.isdisjoint(words):
        return False
    return "(" in text or "[" in text or _has_at_an_end(words) or _begins(text) or _AGAINST.search(text) is not None


def _has_at_an_end(words: Sequence[str]) -> bool:
    """Whether a word of headers is the last of some words, or the first or last but for those between role and year."""
    table = _words()
    bare = [word for word in map(_singular, words) if word not in table.joining]
    return not table.any_of.isdisjoint((words[-1], *bare[:1], *bare[-1:]))


def _letters_of(text: str) -> list[str]:
    """The words of a text as `_fold` has them, which leaves most in English as they are."""
    words = text.translate(_LETTERS_ALONE).split() if text.isascii() else []
    return words if words and _DATES.isdisjoint(words) else _LETTERS.findall(_fold(text))


# A small letter for each letter of ASCII, and a blank for everything else.
_LETTERS_ALONE = "".join(chr(at).lower() if chr(at).isalpha() else " " for at in range(128))

# A year with the letter for what was or is to be: `2025A`, `FY26T`.
_SHORT = later(r"(?P<year>20[0-9]{2}|FY ?(?:20)?[0-9]{2})(?P<of>[AT])")
_LETTERS_OF_YEARS = {"A": "actual", "T": "target"}


@lru_cache(4096)
def meanings(text: str) -> tuple[Column, ...]:
    """The roles that a header's words may have; one without a role where they are none."""
    short = _SHORT.fullmatch(text)
    header = _taken_apart(f"{short['year']} {_LETTERS_OF_YEARS[short['of']]}" if short else text)
    if header is None:
        return (Column(0, text),)
    dated = Column(0, text, period=header.period, after=header.after) if header.says_only_when else Column(0, text)
    return tuple(_columns(header)) or (dated,)


class _Header(Struct, frozen=True):
    """A header taken apart: its period, the words outside of its brackets, with the unit and without, and those inside.

    `against` is the year that its values are compared with, 0 where it is not said, None where they are not compared.
    """

    text: str
    period: str
    outside: str
    bare: str
    remarks: tuple[str, ...]
    unit: str
    after: Duration | None
    against: int | None

    @property
    def is_told(self) -> bool:
        """Whether the brackets leave what the column holds as it is."""
        return all(_is_harmless(remark, self.unit) for remark in self.remarks)

    @property
    def is_remarked(self) -> bool:
        """Whether the brackets hold words that may say of what the values are, and not what is made of them."""
        return not self.is_scaled and all(_is_harmless(one, self.unit) or _is_remark(one) for one in self.remarks)

    @property
    def is_scaled(self) -> bool:
        return any(map(scale_in, self.remarks))

    @property
    def is_compared(self) -> bool:
        """Whether the header says that its values are changes."""
        return self.against is not None or any(_keyed(one) in _words().changes for one in self.remarks)

    @property
    def says_only_when(self) -> bool:
        """Whether it names a period, or a year of the plan, and nothing else."""
        when = self.period or self.after
        return bool(when) and not _split(self.bare if self.after else self.outside) and self.is_told


def _taken_apart(text: str) -> _Header | None:
    """The parts of a header; None where a text is none."""
    if len(text) > LONGEST or not could_head(text):
        return None
    against, found, rest = _undated(text)
    if not _may_head(rest, dated=found is not None):
        return None
    rest = _OF_A_STAGE.sub("", _NOTES.sub("", rest))
    outside = _BRACKETS.sub(" ", rest)
    remarks = tuple(_BY.sub("", part).strip() for part in _BRACKETS.findall(rest))
    bare, unit = _with_unit(outside, remarks)
    timed, remarks, after = (_numbered(bare)[0], remarks, None) if found else _of_the_plan(bare, remarks)
    outside = _without_time(outside, bare, timed, after)
    year = int(against["year"] or 0) if against else None
    return _Header(text, found.period if found else "", outside, timed, remarks, unit, after, year)


def _without_time(outside: str, bare: str, timed: str, after: Duration | None) -> str:
    """The words of a header that are looked up first: `Target Year 1` is no year of a target, nor `Year 1` a year."""
    return timed if after and timed != bare else outside


def _columns(header: _Header) -> Iterator[Column]:
    """What a header's words may mean, one column for each role that they may have."""
    moved = _moved(header.bare, aimed=header.against is not None)
    ways, way = moved or (_named(header.outside, header.bare, header.remarks), "")
    subject = "" if ways else header.bare.strip()
    for role, kind, codes in ways or _valued(header.remarks):
        remark = _remark_on(header, valued=role in VALUES or (header.is_scaled and role != "apart"))
        if remark is not None:
            yield Column(
                0, header.text, _dated(role, header.period, header.unit), kind, header.period, header.after,
                header.unit, codes, change=bool(moved) or header.is_compared, way=way, against=header.against or 0,
                subject=subject, remark=remark,
            )  # fmt: skip


def _remark_on(header: _Header, *, valued: bool) -> str | None:
    """The words in brackets that nobody knows, of a column of values; None where they may make others of these."""
    if header.is_told or not valued:
        return ""
    return " ".join(header.remarks) if header.is_remarked else None


# A year that is said again behind it: `2023 (target 2023)`.
_AGAIN = later(r"(?<![0-9/-])(?P<year>(?:19|20)[0-9]{2})(?![0-9/-])(?=.*[^0-9/-](?P=year)(?![0-9/-]))")
# Which of the milestones it is, and no day of the month behind it: `Milestone 1 Dec 2026`.
_NTH_MILESTONE = later(
    r"\b(milestone|jalon|meilenstein|hito|marco) [1-9](?= [^\W\d]{3,}\.? (?:de )?(?:19|20)[0-9]{2})", re.IGNORECASE
)


def _undated(text: str) -> tuple[re.Match[str] | None, periods.Found | None, str]:
    """What the values under a header are compared with, the period in it, and the rest."""
    against = _AGAINST.search(text)
    said = f"{text[: against.start()]} {text[against.end() :]}" if against else text
    said = _NTH_MILESTONE.sub(r"\1", _AGAIN.sub("", said))
    found = periods.find(said)
    return against, found, said[: found.start] + " " + said[found.end :] if found else said


def _may_head(rest: str, *, dated: bool) -> bool:
    """Whether a text begins as a header does, or has the word that heads a longer one, or only names a period."""
    if "#" in rest or (dated and not _LETTERS.search(_BRACKETS.sub(" ", rest))):
        return True
    return any(map(_begins, re.split(r"[()\[\]]", rest)))


def _begins(part: str) -> bool:
    table = _words()
    words = [_singular(word) for word in _LETTERS.findall(_fold(part))]
    joined = len(list(takewhile(table.joining.__contains__, words)))
    return not (table.firsts.isdisjoint(words[: joined + 1]) and table.heading.isdisjoint(words))


def _named(outside: str, bare: str, remarks: Sequence[str]) -> Ways:
    """What a header's words mean: as they stand, without unit, with their brackets, part by part, by their head."""
    said = " ".join(one for one in remarks if not _LETTERS_OF_NOTES.fullmatch(one))
    tries = dict.fromkeys((outside.strip(), bare.strip(), f"{bare} {said}".strip()))
    return next(filter(None, map(_ways, tries)), ()) or _composed(bare) or _headed(bare) or _placed(bare)


def _valued(remarks: Sequence[str]) -> Ways:
    """What brackets alone say of a column of values: `Clinics (baseline)`."""
    ways = [way for part in remarks for way in _words().roles.get(_keyed(part), ())]
    return tuple(way for way in ways if way.role in ("baseline", "target"))


# What the values of a column of changes count from: `Target 2030 (vs. 2019)`, `% reduction from base year`.
_AGAINST = later(
    r"(?<=\S)\s*[(\[]?(?<!\w)(?:(?:vs\.?|versus|compared (?:to|with)|relative to|against|below"
    r"|par rapport (?:à|au|aux)|gegenüber|(?:con )?respecto (?:a|al)|em relação (?:a|à|ao))"
    r" (?:the |la |le |l'|dem |der |el |o |ano )?(?:(?:levels? of |niveau de )?(?P<year>(?:19|20)[0-9]{2})(?: levels?)?"
    r"|(?:the )?base(?:line)?(?: ?(?:year|level|value))?|année de (?:base|référence)|(?:niveau|valeur) de référence"
    r"|basisjahr|ausgangswert|año base|línea (?:de )?base|ano base|linha de base)|(?:from|over) (?:the )?base year)"
    r"\s*[)\]]?\s*(?=$|(?:by|until|bis|para|d'ici)?\s*[0-9]{4}\)?$)",
    re.IGNORECASE,
)


def _moved(bare: str, *, aimed: bool) -> tuple[Ways, str] | None:
    """What a column of changes is, and the way that its values go; None where its words name no change.

    Beside `target` a reduction or an increase is one that is to be reached, and where it says what it counts from.
    """
    table = _words()
    words = _keyed(bare).removeprefix("%").split()
    found = next((word for word in words if word in table.ways), "")
    way = table.ways.get(found, "").replace("any", "")
    # A mere change tells how far it has come as well, so that only its year says that it is to be reached.
    ways = _aims(" ".join(word for word in words if word != found), aimed=aimed and way != "") if found else ()
    return (ways, way) if ways else None


def _aims(rest: str, *, aimed: bool) -> Ways:
    """What the words beside a change make of it: a target, or with none of them a change."""
    table = _words()
    if not rest:
        return (Way("target" if aimed else "change"),)
    ways = tuple(way for way in table.roles.get(rest, ()) if way.role == "target")
    headed = any(head.heads(rest) for head in table.heads if head.role == "target")
    return ways or ((Way("target"),) if headed else ())


# What two words for columns are together, in either order; a part of a goal's results is one of the goal.
_PAIRS = {
    ("baseline", "by"): "since", ("baseline", "since"): "since", ("target", "by"): "by", ("goal", "by"): "by",
    ("current", "by"): "asof", ("baseline", "source"): "note", ("baseline", "note"): "note",
    ("target", "source"): "note", ("target", "note"): "note", ("target", "interim"): "interim",
    ("target", "result"): "target", ("target", "outcome"): "target", ("target", "output"): "target",
}  # fmt: skip


def _composed(text: str) -> Ways:
    """What a header of two known words is: `Date of baseline`, `Target: Mid-term`, `Final target`."""
    words = _keyed(text).split()
    parts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    both = (_paired(one, other) for one, other in [*parts, *((right, left) for left, right in parts)])
    return next(filter(None, both), ())


def _paired(one: str, other: str) -> Ways:
    """What a word for a column and another word, or a remark, are together."""
    table = _words()
    seconds = table.roles.get(other, ())
    for role, kind, codes in table.roles.get(one, ()):
        for second, inner, others in seconds:
            pair = _PAIRS.get((role, inner or second))
            if pair and codes & others:
                return (Way(pair, "", codes & others),)
        if role in VALUES and not seconds and other in table.remarks:
            return (Way(role, kind, codes),)
    return ()


def halves_of(text: str, at: int) -> list[Column]:
    """What a header may be by its first word or its last, and of what: `Current maturity`, `Maturity target`."""
    if _words().any_of.isdisjoint(_letters_of(text)):
        return []
    words = _keyed(_BRACKETS.sub(" ", text)).split()
    sides = ((words[0], words[1:]), (words[-1], words[:-1])) if len(words) > 1 else ()
    return [
        Column(at, text, _HALVES[role], languages=codes, subject=" ".join(rest))
        for first, rest in sides
        for role, _, codes in _words().roles.get(first, ())
        if role in _HALVES
    ]


_HALVES = {"target": "target", "current": "current", "baseline": "current"}


def begins_as_baseline(text: str) -> bool:
    """Whether a header begins with a word for the baseline, and names what its values are of: `Baseline emissions`."""
    table = _words()
    words = _keyed(_BRACKETS.sub(" ", text)).split()
    starts = [table.roles.get(" ".join(words[:cut]), ()) for cut in range(1, len(words)) if words[:cut] != ["base"]]
    named = any(way.role in ("baseline", "since") for start in starts for way in start)
    return named and not scale_in(text) and table.unheading.isdisjoint(_fold(text).split())


def unit_of(text: str) -> str:
    """The unit in the brackets of a header, "" where there is none."""
    return next((unit for part in _BRACKETS.findall(text) if (unit := unit_in(part))), "")


def is_moved(text: str) -> bool:
    """Whether a header tells of changes: `Reduction achieved`."""
    return not _words().ways.keys().isdisjoint(_keyed(text).split())


def mentions_target(text: str) -> bool:
    """Whether a header names a target somewhere, so that it may be one: `Compact target, revised`."""
    table = _words()
    words = _keyed(_BRACKETS.sub(" ", text)).split()
    spans = (" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, min(len(words), a + 4) + 1))
    named = any(way.role == "target" for span in spans for way in table.roles.get(span, ()))
    return named and table.unheading.isdisjoint(_fold(text).split())


def _dated(role: str, period: str, unit: str) -> str:
    """A column of years with its year, or with a unit, holds values: `Base year 2015`, `Completion (%)`."""
    if role == "by" and unit == "%":
        return "current"
    return {"by": "target", "goal": "target", "since": "baseline", "id": "baseline"}.get(role, role) if period else role


def _with_unit(outside: str, remarks: Sequence[str]) -> tuple[str, str]:
    """The words outside of brackets without the unit among them, and the unit that they or the brackets name."""
    unit = next((unit for remark in remarks if (unit := unit_in(remark))), "")
    found = _IN_UNIT.search(outside)
    inner = unit_in(found["unit"] or "%") if found and not unit else ""
    if found and inner:
        return outside[: found.start()] + outside[found.end() :], inner
    return outside, unit


def _numbered(outside: str) -> tuple[str, Duration | None]:
    """The words without a time of the plan, and how long after its day that is: `Year 1 target`, `90-day target`.

    What is counted from something else has no day: `Target 6 months after launch`.
    """
    folded = _fold(_PLUS.sub(lambda found: f"{_PLUSES[found[1]]} ", outside) if "+" in outside else outside)
    numbered = _words().ordinal.search(folded)
    if numbered is None:
        return outside, None
    rest = folded.replace(numbered[0], " ")
    # A length of time alone is a value, which cells below a header hold, and a day or week alone is one of a series.
    alone = numbered.lastgroup not in ("year", "month") and not rest.strip()
    return (outside, None) if alone or not _FROM_ELSEWHERE.isdisjoint(rest.split()) else (rest, _after(numbered))


# So many months from now: `Target M+3`, `Cible J+90`.
_PLUS = later(r"(?<!\w)([MYWDJ])\+(?=[1-9])")
_PLUSES = {"M": "month", "Y": "year", "W": "week", "D": "day", "J": "day"}
_FROM_ELSEWHERE = frozenset("after post following since tras despues desde nach seit apres depuis apos".split())


def _of_the_plan(bare: str, remarks: tuple[str, ...]) -> tuple[str, tuple[str, ...], Duration | None]:
    """The words and the brackets without the time of the plan that one of them says, and how long after its day."""
    rest, after = _numbered(bare)
    return (rest, remarks, after) if after else (bare, *_times_in(remarks))


def _after(numbered: re.Match[str]) -> Duration:
    """How long after the plan's day a time of it is, or ends."""
    of = (numbered.lastgroup or "").removesuffix("s")
    count = int(numbered[numbered.lastgroup or 0])
    return Duration(days=count * _DAYS[of]) if of in _DAYS else Duration(count * _MONTHS[of])


_DAYS, _MONTHS = {"day": 1, "week": 7}, {"month": 1, "year": 12}


def _times_in(remarks: tuple[str, ...]) -> tuple[tuple[str, ...], Duration | None]:
    """The brackets but for one that says after how long: `Meta (6 meses)`, `Ziel-Wert (Jahr 1)`.

    So many days or weeks in brackets may be those that a value is of.
    """
    said = [(one, _words().ordinal.fullmatch(_fold(one))) for one in remarks]
    able = ((one, found) for one, found in said if found is not None and found.lastgroup not in ("days", "weeks"))
    at, found = next(able, ("", None))
    return (remarks, None) if found is None else (tuple(one for one in remarks if one != at), _after(found))


# The letter that a note below the table, or a formula in another header, refers to.
_LETTERS_OF_NOTES = later(r"[A-Za-z]|i{1,3}|iv")
# Where it is said, which leaves the values what they are: `Target (ref. handbook v2.2)`, `Ziel (siehe Anlage)`.
_REFERS = later(
    r"(?:ref|reference|see|cf|source|siehe|vgl|gemäß|quelle|voir|selon|véase|según|fuente|vide|conforme|fonte|annex"
    r"|annexe|anexo|anlage)\b|§",
    re.IGNORECASE,
)
# What is paid for reaching it: `Target (100%)`, beside `Threshold (80%)`.
_ALL_OF_IT = later(r"100\s?%")


def _is_harmless(remark: str, unit: str) -> bool:
    """Whether a remark in brackets leaves what the column holds as it is."""
    table = _words()
    return (
        not remark
        or bool(_REFERS.match(remark))
        or bool(_LETTERS_OF_NOTES.fullmatch(remark))
        or bool(_WINDOW.fullmatch(remark) or _ALL_OF_IT.fullmatch(remark))
        or bool(unit and unit_in(remark) == unit)
        or _keyed(remark) in table.remarks | table.changes
        or bool(table.roles.get(_keyed(remark)))
    )


def _is_remark(words: str) -> bool:
    """Whether a remark is of whole words, none of which makes something else of the values: `solution`, `DHS`."""
    folded = _split(words)
    whole = all(word.isalpha() and len(word) >= _WHOLE_WORD for word in folded)
    told = whole or _ACRONYM.fullmatch(words.strip()) is not None
    return 0 < len(folded) <= _MOST_REMARKED and told and _words().telling.isdisjoint(folded)


_WHOLE_WORD, _MOST_REMARKED = 4, 3
_ACRONYM = later("[A-Z]{3,6}")

# Words of two roles on both sides of a stroke: the role, and the kind of groups, that a column of both has.
_TOGETHER = (
    ("name", "", {"name", "goal", "group", "number", "id"}), ("target", "", {"target", "goal", "by"}),
    ("baseline", "", {"baseline", "current", "since"}), ("source", "", {"source", "note"}),
    ("group", "result", {"group"}),
)  # fmt: skip


def _ways(rest: str) -> Ways:
    """What the words mean: what both sides of a stroke may mean, else all of them, or without the numbers of a list."""
    table = _words()
    parts = [part for part in re.split(r"[/&+|]", rest) if part.strip()]
    sides = [table.roles.get(_keyed(part), ()) for part in parts]
    if len(parts) > 1 and all(sides):
        return _shared(sides)
    key = _keyed(rest)
    known = table.roles.get(key) or table.roles.get(_LISTED.sub("", key).strip(), ()) if key else ()
    return known or _both(rest)


def _both(rest: str) -> Ways:
    """What two words for columns mean that are in one: `Target and deadline`."""
    sides = [_words().roles.get(_keyed(part), ()) for part in _AND.split(rest)]
    return _shared(sides) if len(sides) > 1 and all(sides) else ()


_AND = later(r"\s(?:and|et|und|y|e)\s", re.IGNORECASE)

# What a name is of that is headed by a word for values, or by one for costs, makes it none of these.
_NO_VALUES = {"": frozenset(("source", "note", "status", "progress", "owner", "unit")), "apart": frozenset(VALUES)}


def _headed(text: str) -> Ways:
    """What a longer name is by the word that heads it: `Departmental Result Indicator`, `LOA target`."""
    table, folded = _words(), _fold(text).split()
    key = _keyed(text)
    found = next((head for head in table.heads if head.heads(key)), None)
    bound = re.sub(r"\b(?:end|life) of\b", "", " ".join(folded)).split()
    if found is None or not table.unheading.isdisjoint(bound) or len(folded) > _LONGEST_NAME:
        return ()
    others = table.roles.get(key.removesuffix(found.words).removeprefix(found.words).strip(), ())
    dated = any(way.role in ("by", "since") for way in others)
    if not _NO_VALUES.get(found.role, _NO_VALUES[""]).isdisjoint(way.role for way in others):
        return ()
    role = {"target": "by", "baseline": "since"}.get(found.role, found.role) if dated else found.role
    return (Way(role, "", frozenset([found.code])),)


# When values are of, in words that give no day: `Target at pilot end`, `Target by project close`.
_PLACED = later(
    r"(?P<what>.*\w)\s(?:(?:at|after|until|upon)\s(?!risk)"
    r"|(?:by|before) (?:the )?(?:\w+ )?(?:end|close|closing|closure|completion)\b).*",
    re.IGNORECASE,
)


def _placed(text: str) -> Ways:
    """What a header is that says when its values are of behind the word for them."""
    found = _PLACED.fullmatch(text.strip())
    ways = _words().roles.get(_keyed(found["what"]), ()) if found else ()
    return tuple(way for way in ways if way.role in ("target", "baseline"))


def says_when(text: str) -> bool:
    """Whether a header says when its values are of, in words that give no day."""
    return _PLACED.fullmatch(_BRACKETS.sub(" ", text).strip()) is not None


def _shared(sides: Sequence[Ways]) -> Ways:
    """What words on both sides of a stroke mean together; nothing where they mean two things."""
    shared = tuple(way for way in sides[0] if all(any(way[:2] == other[:2] for other in side) for side in sides[1:]))
    if shared:
        return shared
    codes = frozenset().union(*(way.languages for side in sides for way in side))
    together = ((Way(role, kind, codes),) for role, kind, able in _TOGETHER if _are_together(sides, role, able))
    return next(together, ())


def _are_together(sides: Sequence[Ways], role: str, able: Collection[str]) -> bool:
    """Whether one side may be of a role, and each of one that goes with it."""
    roles = [{way.role for way in side} for side in sides]
    return any(role in side for side in roles) and not any(side.isdisjoint(able) for side in roles)


# The days that a value is of: `SLO (30 days)`.
_WINDOW = later(r"(?:rolling |over |last )?[0-9]{1,3}[ -]?(?:d|days?|weeks?|months?|h|hours?)(?: rolling| window)?")
# The number of `Indicator 1.1`, `Milestone 2`.
_LISTED = later(r"(?<= )[0-9]+(?: [0-9]+)*$")
_IN_UNIT = later(
    r"[,\s](?:in\s+|en\s+|em\s+)?(?P<unit>%|(?<=in )\S.*|(?<=en )\S.*|(?<=em )\S.*)\s*$|^\s*(?P<first>%)(?=\s)"
)
_SCALE = "thousand|million|billion|lakh|crore|bn|mn|m|k"
_UNITS = later(
    r"(?:in\s+|en\s+|em\s+)?(?P<unit>%(?: of [\w ]+)?|per ?cent"
    rf"|(?:(?:{_SCALE})s?\s+)?(?P<money>[A-Z]{{3}}|US\$|[$€£₹])(?:\s*(?P<scale>{_SCALE})s?)?"
    r"|(?P<of>M|Mio\.?|Mrd\.?|Mds?|k|T|Tsd\.?)\s?(?P<symbol>[$€£]|EUR|USD|CHF)"
    r"|(?:[kKMG]?t|tonnes?|kg|g)\s?CO[2₂]\s?-?(?:eq?)?|tonnes?|[kMG]?t|kg|ha|km2?|km²|m[²³]|[kMGT]Wp?|[kMGT]Wh"
    r"|years|hours?|days?|months?|weeks?|minutes?|seconds?|ms|people|persons?|households?"
    r"|jours?|heures?|semaines?|mois|ans|Tage|Stunden|Wochen|Monate|Jahre|Minuten|días?|horas?|semanas?|meses|años"
    r"|dias?|anos|giorni|ore|settimane|mesi|anni|dagen|uren|weken|maanden|dni|godziny|hari|jam|bulan)"
)  # fmt: skip
_SPELT = {"m": "million", "mn": "million", "k": "thousand"}
_SPELT_FIRST = {"M": "million", "Mio": "million", "Mrd": "billion", "Md": "billion", "Mds": "billion"}


def unit_in(words: str) -> str:
    """The unit that the brackets of a header name, "" where it is something else."""
    from coopctl.values.units import Unit, parse_unit

    found = _UNITS.fullmatch(words.strip())
    if not found or (found["money"] and found["money"].isalpha() and not Unit(found["money"]).is_money):
        return ""
    money, scale, first = found["money"] or found["symbol"], found["scale"], found["of"]
    if not money:
        return found["unit"]
    name = money if money.isalpha() else parse_unit(money.removeprefix("US")).text
    if first:
        return f"{name} {_SPELT_FIRST.get(first.rstrip('.'), 'thousand')}"
    return f"{name} {_SPELT.get(scale, scale)}" if scale else found["unit"].replace(money, name)
