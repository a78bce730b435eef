"""Sentences that state a whole goal: what it is called, and what is promised of it."""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from coopctl.errors import CoopctlError
from coopctl.language.phrases import DOING, FALLING, LIMITS, REACHING, RISING
from coopctl.language.promises import Understanding, Wording, understand
from coopctl.plan.plan import Plan
from coopctl.values.vocabulary import NUMBER_WORDS, PERIODS, pattern

LONGEST_TITLE = 120
_AMOUNT = re.compile(
    rf"[0-9]|\b(?:double|halve|triple|{NUMBER_WORDS}|(?:every|each) (?:{pattern(PERIODS)}))\b", re.IGNORECASE
)
# What is a promise, whether the grammar takes it or not, and must not become a group's title.
_PROMISING = re.compile(
    r"\bfrom\b.*[0-9].*\bto\b.*[0-9]|[0-9].*\bby\s+(?:the\s+end\s+of\s+)?20[0-9]{2}"
    r"|\b(?:increase|reduce|raise|cut)\b.*\bby\b.*[0-9]|^\W*(?:[A-Z]{2,3} ?)?[0-9][0-9.,]*\s?(?:%|\(|to\b)",
    re.IGNORECASE,
)
TITLED = re.compile(r"(?P<title>(?:[^:.;()]|\([^()]*\)){2,120}?)(?::\s+|\s+[–—]\s+|\s+-\s+)(?P<text>\S.*)")
_FROM_TO = re.compile(r"(?P<title>[^:]{2,120}?)\s+(?P<text>from\s+\S.*\bto\b.*)", re.IGNORECASE)
# The same in the other languages, which say the verb first or not at all.
_VON_AUF = re.compile(
    r"(?P<title>[^:0-9]{2,120}?)\s+(?P<text>(?:von|de|del|desde)\s+[-+$€£]?\s?[0-9].*?\b(?:auf|à|al?|para|hasta|até)\b.*)",
    re.IGNORECASE,
)
_ARROW = re.compile(r"(?P<title>[^:0-9]{2,120}?)\s+(?P<text>[-+$€£]?[0-9][^→]*?(?:→|->|=>)\s*\S.*)")
_BOUND = re.compile(
    rf"(?:(?:keep|maintain|hold)\s+)?(?P<title>[^:0-9]{{2,80}}?)\s+(?:(?:of|to|at|is|are)\s+)?"
    rf"(?P<text>(?:{pattern(LIMITS)})\s*[$€£]?[0-9].*)",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?!(?:{DOING}|{RISING}|{FALLING}|{REACHING})\b)(?P<title>[^:0-9]{{2,80}}?)\s+of\s+(?P<text>[$€£]?[0-9].*)",
    re.IGNORECASE,
)
_KEY_RESULT = re.compile(r"(?:KR|key result)\s*[0-9.]*\s*[:.–—-]?\s*", re.IGNORECASE)


class Stated(Struct, frozen=True):
    """A goal as a sentence states it: its title, and its promise as it was understood."""

    title: str
    said: Understanding


def states_amount(sentence: str) -> bool:
    """Whether a sentence holds anything that could be promised."""
    return _AMOUNT.search(sentence) is not None


def stated(sentence: str, wording: Callable[[str], Wording], plan: Plan) -> Stated | None:
    """The goal that a sentence states; None where the grammar takes it whole in none of the ways that people write one.

    `wording` makes of a promise's text what is asked of the grammar.  Raises `Refused` for what is a promise plainly,
    and is not understood.
    """
    for title, text in _readings(sentence):
        if not states_amount(text):
            continue
        try:
            return Stated(title, understand(wording(text), plan))
        except CoopctlError:
            if _PROMISING.search(text):
                raise
    return None


def _readings(sentence: str) -> Iterator[tuple[str, str]]:
    """A sentence as a title and a promise, in the ways that people write one."""
    text = _KEY_RESULT.sub("", sentence, count=1) if _KEY_RESULT.match(sentence) else sentence
    text = text.rstrip(".")
    for form in (TITLED, _FROM_TO, _ARROW, _VON_AUF, _BOUND, _OF):
        found = form.fullmatch(text)
        if found:
            yield found["title"].strip(), found["text"].strip()
    if len(text) <= LONGEST_TITLE:
        yield text, text
