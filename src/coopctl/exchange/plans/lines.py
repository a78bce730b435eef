"""Running text that states goals, each in a line, a sentence or between two semicolons, as the items of a list."""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from coopctl.errors import CoopctlError, Ended
from coopctl.exchange.plans.document import Block, Grid, Item, Prose
from coopctl.exchange.plans.numbers import Mark, format_of, marks
from coopctl.exchange.plans.tables import Manner
from coopctl.language.phrases import DOING, ENDING, FACTORING, FALLING, REACHING, RISING
from coopctl.language.stated import Stated, capitalised, stated, states_amount
from coopctl.language.tongues import is_foreign
from coopctl.language.wording import Wording
from coopctl.values.patterns import later
from coopctl.values.vocabulary import FREQUENCIES, MONTHS, PERIODS, pattern

MOST_LINES = 500
"""No plan that is written without lists and tables has more lines."""

# Where a sentence may end, and what ends in a point and ends none: `approx. 40`, `J. Smith`, `am 1. Mai`.
_END = later(r"(?<=[\w)\]%€\"'”»][.!?])[)\]\"'”»]*\s+(?=[(\[\"'“«¿¡]*[^\W\d_a-zà-ÿ])")
_NO_END = later(
    r"(?:^|[\W\d_])(?:[A-Z]|e\.?g|i\.?e|approx|ca|cf|vs|no|nos|art|sec|dept|min|max|avg|est|incl|mrs?|ms|dr|prof|gov|st"
    r"|inc|ltd|fig|vol|u\.[skn]|bzw|z\.?\s?b|d\.\s?h|u\.\s?a|inkl|mio|mrd|nr|env|p\.\s?ex|n[º°]|núm|pág|sr|sra"
    r"|jan|janv|feb|févr|mar|apr|avr|jun|jul|juil|aug|sept?|oct|okt|nov|dec|dez|déc)\.$",
    re.IGNORECASE,
)
_DAY_OF_MONTH = later(r"(?<![0-9.,])[0-3]?[0-9]\.$")
_A_MONTH = later(rf"(?:{pattern(MONTHS)})\b", re.IGNORECASE)
# What somebody is to do: a sentence of running text that says when, or has none of these, tells how it is.
_TO_COME = later(
    r"\b(?:will|shall|must|should|(?:is|are) to|aims?|goals?|targets?(?! groups?\b)|objectives?|commit\w*|agree[ds]?"
    r"|pledge[ds]?|(?:plan(?:s|ned)?|intends?|seeks?|expects?) to|soll(?:en)?|wollen|werden|wird|ziele?|devr(?:a|ont)"
    r"|doi(?:t|vent)|vise(?:nt)?|objectifs?|prévoi(?:t|ent)|deber[áa]n?|metas?|objetivos?|prevén?|busca|se espera"
    r"|contempla|pretende\w*|(?-i:[a-záéíóúãõç]{2,}r(?:á|án|ão))|^(?-i:[A-ZÁÉ])[a-záéíóúãõç]+r(?:án|ão)"
    r"|(?:pass|augment|diminu|baiss|recul|progress|mont|tomb|port|élèv|form|cré|construi|compt|repré?sent|s)er(?:a|ont)"
    r"|(?:atteind|rédui|construi)r(?:a|ont)|zu (?:senken|reduzieren|verringern|erhöhen|steigern|erreichen))\b",
    re.IGNORECASE,
)
# What is foreseen is no promise, nor what has come about.
_FORESEEN = later(
    r"\b(?:project(?:ed|ions?)|forecasts?|estimate[ds]?|if|unless|would|could|might|(?-i:may)"
    r"|will (?:cost|need|require|run|last))\b",
    re.IGNORECASE,
)
_PAST = later(
    r"\b(?:had|was|were|has|have|since|rose|grew|fell|went|dropped|declined|(?:in|de)creased|improved|reached|reduced|raised"
    r"|est passée?|sont passée?s|a augmenté|a baissé|pasó|subió|bajó|aumentó|cayó|redujo|sank|stieg|fiel|wuchs|passou"
    r"|caiu|subiu|cresceu|aumentou)\b",
    re.IGNORECASE,
)
_VERB_FIRST = later(rf"(?:to )?(?:{DOING}|{RISING}|{FALLING}|{REACHING}|{FACTORING}|{ENDING})\b", re.IGNORECASE)
_AHEAD = later(
    rf"\b20[0-9]{{2}}\b|\b(?:an?|per|each|every) (?:{pattern(PERIODS)})\b|\b(?:{pattern(FREQUENCIES)})\b", re.IGNORECASE
)
# What leads to something: words of what is to come, a verb that begins a sentence, or two amounts of a way.
_LEADS_TO = later(
    rf"{_TO_COME.pattern}|^(?:to )?(?:{DOING}|{RISING}|{FALLING}|{REACHING}|{FACTORING}|{ENDING})\b"
    r"|\b(?:from|de|del|von|desde)\s[^0-9\s]{0,4}[0-9].*?\s(?:to|à|al?|auf|para)\s[^0-9\s]{0,4}[0-9]",
    re.IGNORECASE,
)
# Numbers that are no amounts: days, years, and those of chapters.
_NO_AMOUNT = later(
    rf"\b(?:(?:[0-3]?[0-9](?:st|nd|rd|th|\.)? (?:de )?)?(?:{pattern(MONTHS)})\b"
    r"|(?:section|chapter|article|table|annex|part|phase|SDG)s? [0-9])"
    r"|(?<![0-9.,])(?:19|20)[0-9]{2}(?![0-9.,]*[0-9%])",
    re.IGNORECASE,
)
# `The two sides will raise trade to $5 billion by 2028, and will hold two exercises a year`.
_ALSO = later(
    r"(?P<who>[^,;:0-9]{2,80}?)\s"
    r"(?P<first>(?P<verb>will|shall|(?:has |have )?(?:agree|commit|pledge|plan|aim)(?:t?ed|s|d)? to)\s.*?)"
    rf",?\s+and\s+(?:also\s+)?(?:(?P<then>(?:will|shall)\s\S.*)|(?P<more>(?:{DOING}|{RISING}|{FALLING}|{ENDING})\s.*))",
    re.IGNORECASE,
)
_WHILE = later(r"(?P<first>.*[0-9].*),\s(?:while|whereas|during which)\s(?P<then>.*[0-9].*)", re.IGNORECASE)
# What joins a sentence to those before it, or tells who plans it, which is no part of the promise.
_JOINED = later(
    r"(?:in addition|furthermore|moreover|finally|similarly|likewise|also|meanwhile"
    r"|in the (?:field|area|sector|domain) of [^,0-9]{2,60}|(?:regarding|concerning|as for|on) [^,0-9]{2,60}"
    r"|por su parte|asimismo|además|también|par ailleurs|en outre|de plus|enfin|concernant [^,0-9]{2,60}"
    r"|quant (?:à|aux?) [^,0-9]{2,60}|además|também|além disso),?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_PLANNED = later(
    r"(?:[^\W\d_][^,;:0-9]{0,80}?\s)?(?:(?:prévoi(?:t|ent)|vise(?:nt)?|entend(?:ent)?|s['’]engage(?:nt)?)\s"
    r"(?:par exemple\s|aussi\s|également\s)?(?:à\s|de\s|d['’])|se (?:espera|contempla|busca|prevé|propone)\s(?:que\s)?"
    r"|(?:busca|prev[éê]|pretende)\s(?:que\s)?)(?P<rest>[^\W\d_].*)",
    re.IGNORECASE,
)
# The value of today within a sentence: `Investment, which stood at $18 billion in 2023, is to reach $30 billion`.
_STANDING = later(
    r"(?P<title>[^,;:0-9]{2,80}?),? (?:(?:which|who) )?"
    r"(?:(?:currently |now )?(?:stood|stands|standing|amounted to|totall?ed|was|were|is|are|at)(?: (?:currently|now))?"
    r"(?: at)?|currently|now) (?P<base>(?:[A-Z]{3} |[$€£])?[0-9][^;]*?),? (?:and )?"
    r"(?:(?:is|are) (?:set |expected |planned )?to|will|shall|should|must)"
    r" (?:reach|(?:rise|increase|grow|climb|fall|drop|decline|be (?:raised|increased|cut|reduced|lowered)) to)"
    r" (?P<rest>\S.*)",
    re.IGNORECASE,
)
# The number of a section or an item, which says nothing of the decimal mark.
_NUMBERED = later(r"^\W*[0-9]{1,2}(?:\.[0-9]{1,2})+\.?\s")
_DIGIT = later("[0-9]")
_GROUPED = (Mark.POINT_GROUPS, Mark.COMMA_GROUPS)


def with_mark(blocks: Sequence[Block], manner: Manner) -> tuple[Manner, str]:
    """How lists and running text are to be read, by the decimal mark that their numbers have; and why one with a mark
    is not read, "" where it is.
    """
    texts = [_NUMBERED.sub("", block.text) for block in blocks if isinstance(block, Item | Prose)]
    told = _told(manner)
    foreign = told is None and any(map(marks, texts)) and 2 * sum(map(is_foreign, texts)) > len(texts)
    found = format_of(texts, told=told, comma_language=foreign)
    comma = found.comma and (told is not None or foreign or not _has_thousands(texts))
    plan = structs.replace(manner.plan, decimal_comma=comma)
    return structs.replace(manner, plan=plan), _NOTHING_SETTLES if foreign and found.doubt else ""


def _told(manner: Manner) -> bool | None:
    """What the command or the plan says of a decimal comma, None where neither does."""
    return manner.comma if manner.comma is not None else manner.plan.decimal_comma or None


def _has_thousands(texts: Sequence[str]) -> bool:
    """Whether texts have thousands with a comma; what else has one, as `chapters 2,3 and 4,5`, is no decimal."""
    return any(Mark.COMMA_GROUPS in marks(text) for text in texts)


_NOTHING_SETTLES = "no number of the lists settles which mark is the decimal one"


def is_doubtful(text: str) -> bool:
    """Whether a text has a number that could be in thousands or have decimals: `54.950`."""
    return any(mark in _GROUPED for mark in marks(text))


def as_items(blocks: Sequence[Block], manner: Manner) -> Iterator[Block]:
    """The blocks of a text, with what states a goal in running text as an item, where most around it does so.

    Worked: `Trade, $250 million, up 20% by 2028; exchanges, 5 annually, 10 annually by 2027` are two items.
    """
    manner, _ = with_mark(blocks, manner)
    few = sum(len(block.lines) or 1 for block in blocks if isinstance(block, Prose)) <= MOST_LINES
    alone = {Item, Grid}.isdisjoint(map(type, blocks))
    for block in blocks:
        yield from _items_in(block, manner, alone=alone) if few and isinstance(block, Prose) else (block,)


def promising(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with the sentences of running text as items that promise something by their words alone.

    Worked: `They will raise trade to $5 billion by 2030.` does, `Trade grew by 12% in 2025.` does not.
    """
    for block in blocks:
        if isinstance(block, Prose) and _DIGIT.search(block.text):
            yield from map(_as_promising, sentences_in(block))
        else:
            yield block


def _as_promising(part: Prose) -> Block:
    told = _may_promise(part.text) and _LEADS_TO.search(part.text)
    return Item(part.place, part.text, sentence=True) if told else part


def _items_in(prose: Prose, manner: Manner, *, alone: bool) -> Iterator[Block]:
    """A paragraph as items, in the first way in which most of them state a goal; else as it is.

    Of several sentences those are, that promise something.
    """
    prose = _unnumbered(prose)
    sentences = sentences_in(prose)
    ways = _ways(prose, sentences) if alone else ()
    found = next((parts for parts in ways if _are_stated(parts, manner)), None)
    if found:
        yield from [Item(part.place, part.text) for part in found]
    else:
        yield from [_promised_in(part, manner) for part in sentences]


def _unnumbered(prose: Prose) -> Prose:
    """A paragraph without the numbers of its lines: `1.1 Life expectancy: 71 (2023) -> 74 (2030)`."""
    if not _NUMBERED.match(prose.text):
        return prose
    lines = tuple(map(_unnumbered, prose.lines))
    return structs.replace(prose, text=_NUMBERED.sub("", prose.text), lines=lines)


def sentences_in(prose: Prose) -> list[Prose]:
    """A paragraph, sentence by sentence; `and will` begins one of its own."""
    texts, start = [], 0
    for end in _END.finditer(prose.text):
        before = prose.text[start : end.start()]
        dated = _DAY_OF_MONTH.search(before) and _A_MONTH.match(prose.text, end.end())
        if not (dated or _NO_END.search(before)):
            texts.append(before)
            start = end.end()
    parts = [part for text in (*texts, prose.text[start:]) for part in _apart(text)]
    return [Prose(prose.place.part(at), text) for at, text in enumerate(parts, 1)] if len(parts) > 1 else [prose]


def _apart(sentence: str) -> Iterator[str]:
    """A sentence as the two that it holds, where each says when; a day at its end could be of both."""
    both, meanwhile = _ALSO.fullmatch(sentence), _WHILE.fullmatch(sentence)
    if both and (_AHEAD.search(both["first"]) or not _AHEAD.search(sentence)):
        yield f"{both['who']} {both['first']}"
        yield f"{both['who']} {both['then'] or both['verb'] + ' ' + both['more']}"
    elif meanwhile and _AHEAD.search(meanwhile["first"]) and _AHEAD.search(meanwhile["then"]):
        yield meanwhile["first"]
        yield capitalised(meanwhile["then"])
    else:
        yield sentence


def _promised_in(sentence: Prose, manner: Manner) -> Block:
    """A sentence of running text as an item, where it promises something; understood or not."""
    text = sentence.text
    doubtful = _TO_COME.search(text) is not None
    for way in _without_lead(text) if _may_promise(text) else ():
        try:
            found = _statement(way, manner)
        except CoopctlError as why:  # what ended before the plan began may be what was
            doubtful = doubtful or not isinstance(why, Ended)
            continue
        if found and _is_promise(text, found):
            return Item(sentence.place, way, sentence=True)
        doubtful = doubtful and found is None
    return Item(sentence.place, text, sentence=True) if doubtful and _may_promise(text) else sentence


def _may_promise(text: str) -> bool:
    """Whether a sentence says how much of something is to come; what is foreseen or has come about says so, too.

    One that ends in a colon leads in what comes below it.
    """
    to_come = _TO_COME.search(text) or (_AHEAD.search(text) and not _PAST.search(text))
    return bool(to_come) and text[-1:] != ":" and not _FORESEEN.search(text) and states_amount(_NO_AMOUNT.sub("", text))


def _without_lead(text: str) -> Iterator[str]:
    """A sentence in the grammar's order, and what is left of it without the words that lead in, before all of it."""
    standing = _STANDING.fullmatch(text)
    if standing:
        yield f"{standing['title']}: from {standing['base']} to {standing['rest']}"
    bare = [text]
    for lead in (_JOINED, _PLANNED):
        found = lead.fullmatch(bare[0])
        if found:
            bare.insert(0, capitalised(found["rest"]))
    yield from bare


def _is_promise(text: str, found: Stated) -> bool:
    """Whether what a sentence of running text states is to come."""
    promise = found.said.promise
    # A change by a part waits for its baseline, and has no value to reach so far.
    relative = promise.target.value is None and promise.target.keep is None
    moved = promise.baseline.value is not None or relative or _VERB_FIRST.match(text)
    dated = promise.target.deadline is not None
    return bool(_TO_COME.search(text) or (dated and moved)) and not _TO_COME.search(promise.unit.text)


def is_misread(found: Stated) -> bool:
    """Whether a verb is taken for a part of a unit: `No more than 5% of waste will go to landfill by 2035`."""
    promise = found.said.promise
    return promise.baseline.value is None and _TO_COME.search(promise.unit.text) is not None


def _ways(prose: Prose, sentences: Sequence[Prose]) -> Iterator[Sequence[Prose]]:
    """A paragraph as a statement in each line, as one, and as some between semicolons, without what leads in."""
    yield prose.lines
    if len(sentences) == 1:
        yield (prose,)
    first, *others = prose.text.rstrip(" .").split(";")
    bare = first.partition(":")[2]
    clauses = [bare if bare and not any(":" in other for other in others) else first, *others]
    if others:
        yield [Prose(prose.place.part(at), text.strip().removeprefix("and ")) for at, text in enumerate(clauses, 1)]


def _are_stated(parts: Sequence[Prose], manner: Manner) -> bool:
    """Whether most of some texts state a goal each."""
    return 2 * sum(_is_stated(part.text, manner) for part in parts) > len(parts)


def _is_stated(text: str, manner: Manner) -> bool:
    try:
        return _statement(text, manner) is not None
    except Ended:  # it is of an old plan
        return True
    except CoopctlError:
        return False


def _statement(text: str, manner: Manner) -> Stated | None:
    """The goal that a text states; None where it states none, or is misread."""
    found = stated(text, lambda goal: Wording("", goal, manner.today, whole=True), manner.plan)
    return None if found is None or is_misread(found) else found
