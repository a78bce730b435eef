"""What somebody says of many figures, a line each: `GOAL VALUE [DATE]` as for `record`, or JSON objects."""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.tracker.recording import Observation
from coopctl.values.patterns import later
from coopctl.values.vocabulary import is_not_available

_SAY = "write GOAL VALUE [DATE], or an object with goal, value and on"

# `coverage,75` and `Vaccine coverage;75,5;2024-06-30`, as a table without a header has them; an id has no comma.
_PARTED = later(
    r"(?P<said>[^\s,;'\"]+(?: [^\s,;'\"0-9]+)*(?P<mark>[,;])[-+]?[$€£]?[0-9][^;]*?(?:(?P=mark)[^,;]+)?)", re.ASCII
)


class _Spoken(Struct, frozen=True, forbid_unknown_fields=True):
    """A line in JSON; numbers keep the digits they were written with, `date` and `period` are other names of `on`."""

    goal: str
    value: msgspec.Raw = msgspec.Raw(b"null")
    on: str | None = None
    note: str | None = None
    source: str | None = None
    url: str | None = None
    who: str | None = None
    provisional: bool | None = None
    replaces: str | None = None
    key: str | None = None
    why: str | None = None
    date: str | None = None
    period: str | None = None


class Line(Struct, frozen=True):
    """A line by its number: the goal as named and what is said of it in which words, or why it says nothing."""

    number: int
    goal: str = ""
    said: Observation = Observation()
    words: Sequence[str] = ()
    trouble: str = ""


def spoken(lines: Iterable[str], default: Observation) -> Iterator[Line]:
    """Each line that says something, which one that starts with # does not; what it leaves open is of `default`."""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and not text.startswith("#"):
            try:
                yield _object(number, text, default) if text.startswith("{") else _words(number, text, default)
            except Refused as why:
                yield Line(number, trouble=str(why))


def _words(number: int, text: str, default: Observation) -> Line:
    found = _PARTED.fullmatch(text)
    try:
        words = found["said"].split(found["mark"]) if found else shlex.split(text)
    except ValueError:
        raise Refused(f"{text!r} opens a quotation that does not end; {_SAY}") from None
    said = {name: " ".join(some) for name, some in (("value", words[1:2]), ("on", words[2:])) if some}
    return Line(number, words[0], reasoned(structs.replace(default, **said)), words)


def _object(number: int, text: str, default: Observation) -> Line:
    try:
        found = msgspec.json.decode(text, type=_Spoken)
        raw = bytes(found.value)
        value = _written(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as why:
        raise Refused(f"{text!r:.60} is not understood: {why}; {_SAY}") from None
    own = structs.asdict(found)
    days = {own.pop(name) for name in ("on", "date", "period")} - {None}
    if len(days) > 1:
        raise Refused(f"{text!r:.60} says {' and '.join(sorted(days))}, of which one counts; {_SAY}")
    said = {name: one for name, one in own.items() if name not in ("goal", "value") and one is not None}
    if days:
        said["on"] = days.pop()
    whole = structs.replace(default, value=value, number=raw[:1] != b'"', **said)
    return Line(number, found.goal, reasoned(whole, found.why))


def reasoned(said: Observation, why: str | None = None) -> Observation:
    """With its own reason, else of what is n/a the one that is said for all."""
    common = said.why if said.value is not None and is_not_available(said.value) else ""
    return structs.replace(said, why=common if why is None else why)


def _written(raw: bytes) -> str | None:
    """A value as it was written: the text of a string, the digits of a number."""
    if raw[:1] == b'"':
        return msgspec.json.decode(raw, type=str)
    msgspec.json.decode(raw, type=int | float | None)
    return None if raw == b"null" else raw.decode()
