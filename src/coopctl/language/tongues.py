"""Phrases in French, German, Spanish and Portuguese, in the English words of the grammar.

Only the words that carry the sense of a promise are put into English - verbs of change, bounds, numbers, times - and
what is counted stays as it was written.  The rules of a language are tried from first to last.
"""

import re
import unicodedata
from functools import cache
from importlib import resources
from tomllib import loads

ENGLISH = "en"


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = loads(resources.files("coopctl.language").joinpath("tongues.toml").read_text("utf-8"))
    return tuple(
        (re.compile(rf"(?<![\w-]){pattern}(?![\w])" if bound else pattern, re.IGNORECASE), english)
        for bound, key in ((False, "first"), (True, "words"), (False, "last"))
        for pattern, english in table.get(language, {}).get(key, ())
    )


def in_english(text: str, language: str) -> str:
    """A phrase with the words of the grammar in English; the same where it is in English or has none of them."""
    if language == ENGLISH or not text:
        return text
    said = re.sub(r"[\u00a0\u202f\u2009]", " ", unicodedata.normalize("NFC", text)).replace("’", "'")
    before = said
    for pattern, english in _rules(language):
        said = pattern.sub(english, said)
    return text if said == before else " ".join(said.split())
