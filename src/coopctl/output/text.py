"""The one place where text on its way to people is made harmless."""

import re

# Controls (ESC, C1 and the rest), and the characters that turn the reading direction or hide what follows.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """Text in which every control character is spelled out, so that a terminal never obeys it."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
