"""Ids of goals and groups, in any script, and keys of figures: how they are made, checked and found."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import dropwhile, takewhile
from operator import eq
from typing import TypeVar

from coopctl.errors import Refused, UnknownName
from coopctl.values.patterns import later

MOST_ID, MOST_KEY = 40, 64
# As much of a key as people are shown, and enough of it to name a figure by.
KEY_SHOWN = 8
# As little of a key as names a figure: `undo 3` means three, not the one figure whose key starts so.
KEY_LEAST = 4
# What people call the figure or the act that came last.
LAST = frozenset("last latest previous newest".split())
_GENERATED = later("r?[0-9a-f]{16}")
_LISTED_BY = {"goal": "goal list", "group": "group list", "figure": "log"}
# Letters, the marks that belong to them, and digits; everything else ends a word of an id.
_IN_ID = ("L", "M", "N")
# Letters and marks that are drawn as nothing: fillers, joiners, variation selectors.
_UNDRAWN = later("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
# What no key holds: control and formatting characters, line and paragraph separators, unassigned code points.
_UNSEEN = ("C", "Zl", "Zp")

_ASCII_WORD = later("[a-z0-9]+")
_PLAIN_ID = later("[a-z0-9]+(?:-[a-z0-9]+)*")

# As short as a word of a name may be for a slip in it to be seen.
_WORD = 4
# As many names are offered where a reference is near all of them.
_ALIKE = 3

_Item = TypeVar("_Item")


def check_title(title: str, what: str) -> None:
    """Raises `Refused` for a title in which nothing is seen: blanks, or signs drawn as nothing."""
    # Most begin with a letter that is seen.
    if title[:1].isascii() and title[:1].isalnum():
        return
    for sign in title:
        if unicodedata.category(sign)[0] not in "CZ" and sign != "\u2800" and not _UNDRAWN.match(sign):
            return
    raise Refused(f"{what} has no title" if not title.strip() else f"the title of {what} cannot be seen")


def pick(ref: str, named: Mapping[str, _Item], what: str, titles: Mapping[str, str] | None = None) -> _Item:
    """The item that is named; `what` says what it is in messages, and `titles` gives titles by which it is known, too.

    Raises `UnknownName` with the nearest names when there is none, or with the candidates when there are several.
    """
    if ref in named:
        return named[ref]
    found = matching(ref, named, titles)
    if len(found) == 1:
        return named[found[0]]
    if found:
        from coopctl.values.people import first_few  # only what is refused pays for it

        raise UnknownName(f"{ref!r} is the start of several: {first_few(found, 5)}", "write more of it")
    near = nearest(ref, named, titles)
    hint = f"did you mean {' or '.join(near)}?" if near else f"see `coopctl {_LISTED_BY[what]}`"
    if what == "group" and not named:
        from shlex import quote

        hint = f"add it first: coopctl group add {quote(ref if ':' in ref else f'area:{ref}')}"
    elif what == "goal" and not named:
        hint = "there is none yet; add one: coopctl goal add TITLE --from BASELINE --to TARGET"
    raise UnknownName(f"there is no {what} {ref!r}", hint)


def nearest(ref: str, names: Iterable[str], titles: Mapping[str, str] | None = None) -> list[str]:
    """The name that a reference was perhaps meant to be, by its letters, or a few that are near alike."""
    # Only a wrong name pays for the import.
    from difflib import get_close_matches

    known = list(names)
    called = {title.casefold(): name for name, title in (titles or {}).items()}
    near = [called[title] for title in get_close_matches(ref.casefold(), called, n=1, cutoff=0.7)]
    return near or get_close_matches(ref, known, n=1, cutoff=0.5) or _nearest_by_word(ref, known, titles)


def _nearest_by_word(ref: str, names: Sequence[str], titles: Mapping[str, str] | None) -> list[str]:
    """The names with a word that a reference was perhaps meant to be, as few as can be: people mistype them."""
    from difflib import get_close_matches

    words = {word for word in re.split("[-:]", "-".join(names)) if len(word) >= _WORD}
    alike = [matching(word, names, titles) for word in get_close_matches(ref.casefold(), words, n=3, cutoff=0.75)]
    return min((found for found in alike if 0 < len(found) <= _ALIKE), key=len, default=[])


def matching(ref: str, names: Iterable[str], titles: Mapping[str, str] | None = None) -> list[str]:
    """The names that a reference fits best: the name or title itself, else its start, else the start of a word in it.

    Case and accents may be left out: `mort` fits `under-five-mortality`, `reduction` fits `réduction`.
    """
    known = [(name, _folded(name), _folded((titles or {}).get(name, ""))) for name in names]
    wanted = _folded(ref) + ("-" if ref.endswith("-") else "")
    for fits in (eq, str.startswith, _starts_word) if wanted else ():
        found = [name for name, *forms in known if any(fits(form, wanted) for form in forms)]
        if found:
            return found
    return []


def _starts_word(form: str, wanted: str) -> bool:
    return f"-{wanted}" in form or f":{wanted}" in form


@lru_cache(1 << 14)  # a goal is asked for by its name some five times a command, and each time all names are looked at
def _folded(text: str) -> str:
    """A name or title with its words joined as in an id, a colon kept, and without accents."""
    return ":".join(unaccented(_joined(part)) for part in text.split(":"))


def plain_name(name: str) -> str:
    """A title as titles are compared: composed, with single blanks, whatever the case."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def unaccented(text: str) -> str:
    """A text in the letters that it looks like, without accents and what else is set on them."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text)
    return "".join(char for char in letters if not unicodedata.combining(char))


def _joined(text: str) -> str:
    """The words of a text in lower case, joined by hyphens."""
    if text.isascii():
        return "-".join(_ASCII_WORD.findall(text.lower()))
    kept = (char if unicodedata.category(char)[0] in _IN_ID else " " for char in _UNDRAWN.sub("", _lower(_lower(text))))
    words = ("".join(dropwhile(unicodedata.combining, word)) for word in "".join(kept).split())
    return "-".join(filter(None, words))


def _lower(text: str) -> str:
    """A text without case or compatibility forms; twice is enough for any (Unicode 16, D146)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def is_key(key: str) -> bool:
    """Whether a text is a figure's key: seen as it is, and not to be taken for an option."""
    if key != key.strip() or key.startswith("-") or not 0 < len(key) <= MOST_KEY:
        return False
    # Those of every letter that could not be seen are asked one by one.
    plain = key.isascii() and key.isprintable()
    return plain or not any(unicodedata.category(char).startswith(_UNSEEN) for char in key)


def are_keys(keys: Sequence[str]) -> bool:
    """Whether each of many texts, without spaces at their ends, is a figure's key."""
    together = "".join(keys)
    plain = together.isascii() and together.isprintable() and "\n-" not in "\n".join(["", *keys])
    return (plain and all(keys) and max(map(len, keys), default=0) <= MOST_KEY) or all(map(is_key, keys))


def is_made(key: str) -> bool:
    """Whether somebody made this key; all others are generated."""
    return not _GENERATED.fullmatch(key)


def shown_key(key: str) -> str:
    """As much of a key as names its figure: those that somebody made may begin alike."""
    return key if is_made(key) else key[:KEY_SHOWN]


def check_key(key: str) -> None:
    """Raises `Refused` for what is no key."""
    if not is_key(key):
        raise Refused(
            f"{key!r} is not a key", f"1 to {MOST_KEY} visible characters, without a - or a space at the start"
        )


def slug(title: str) -> str:
    """An id made from a title: its letters and digits of any script, in lower case, 40 characters at most.

    Raises `Refused` when no letter or digit is left.
    """
    made = _joined(title)
    if len(made) > MOST_ID:
        made = made[: MOST_ID + 1].rpartition("-")[0] or made[:MOST_ID]
    if not made:
        raise Refused(f"no id can be made from the title {title!r}", "give an ID of letters and digits")
    return made


def slug_apart(title: str, others: Iterable[str]) -> str:
    """An id of a title that begins as long others do, with the words at its end in which it differs from these.

    Worked: `Share of households with access to improved water`, beside one that ends in `sanitation`, is
    `share-of-households-with-access-water`.
    """
    words = _joined(title).split("-")
    shared = min((common_start(words, _joined(other).split("-")) for other in others), default=0)
    own = "-".join(words[shared:])[: MOST_ID // 2].rstrip("-")
    room = MOST_ID - len(own) - 1
    start = "-".join(words[:shared])
    cut = start[: room + 1].rpartition("-")[0] or start[:room]
    return f"{cut}-{own}" if own and cut else slug(title)


def common_start(ours: Iterable[object], theirs: Iterable[object]) -> int:
    """How many things both begin with alike."""
    return sum(takewhile(bool, map(eq, ours, theirs)))


def is_id(text: str) -> bool:
    """Whether a text is an id as it stands: lower-case letters and digits of any script joined by single hyphens."""
    return 0 < len(text) <= MOST_ID and text == _joined(text)


def check_id(text: str) -> None:
    """Raises `Refused` unless `text` is an id."""
    # Most ids are ASCII, and a plan of ten thousand goals checks each one when it is read.
    if not (_PLAIN_ID.fullmatch(text) and len(text) <= MOST_ID) and not is_id(text):
        raise Refused(f"{text!r} is not an id", f"lower-case letters and digits joined by -, {MOST_ID} at most")


@lru_cache(1024)
def check_ref(text: str) -> None:
    """Raises `Refused` unless `text` is `kind:id`, two ids joined by a colon."""
    kind, _, name = text.partition(":")
    check_id(kind)
    check_id(name)


def id_and_title(name: str, title: str) -> tuple[str, str]:
    """The id and the title of what is named by an id or a title, or by both; one is made from the other.

    Raises `Refused` when no letter or digit is left for an id.
    """
    if is_id(name):
        return name, title or name.replace("-", " ").capitalize()
    return slug(name or title), title or name
