"""What is asked for as a file of some kind, `--pdf`, `chart X --png`, `export excel`, and the call that writes it."""

import re
from collections.abc import Sequence

from coopctl.errors import as_typed
from coopctl.values.patterns import later

# A page, which browsers print and word processors open; a workbook; and a picture of one goal.
_PAGES = frozenset("pdf html htm page docx doc word pptx ppt powerpoint slides".split())
_TABLES = frozenset("excel xlsx xls workbook".split())
_PICTURES = frozenset("png svg".split())
# The commands whose answer somebody may want as a page.
_SHOWING = frozenset("report export status log".split())


def as_file(kind: str, command: str, arguments: Sequence[str]) -> str:
    """The whole call that writes a file of a kind which an option asks for, `--pdf`; "" for what is no such option."""
    name, command = kind.strip("-").lower(), command.rpartition(" ")[2]
    file = next(filter(_NAMED.fullmatch, arguments), "")
    rest = [word for word in arguments if word not in (kind, file)]
    for kinds, commands, write in _WAYS:
        if name in kinds and command in commands:
            return write(rest, file, name)
    return ""


# The name of a file of such a kind.
_NAMED = later(rf".+\.(?:{'|'.join(sorted(_PAGES | _TABLES | _PICTURES))})", re.IGNORECASE)
# What nobody but a browser makes of a page.
_PRINTED = {"pdf": "; a browser prints the page as PDF"}


def _page(words: Sequence[str], file: str, kind: str) -> str:
    own = words if words[0] == "report" else ["report", *file_of(words)]
    return f"{page_call(own, file)}{_PRINTED.get(kind, '')}"


def _table(words: Sequence[str], file: str, _: str) -> str:
    return as_typed(*words, "--to", file or "plan.xlsx")


def _picture(words: Sequence[str], file: str, kind: str) -> str:
    return as_typed(*words, "--to", file or f"{_goal(words)}.{kind}")


# The kinds, the commands that have them, and the call that writes a file of one.
_WAYS = ((_PAGES, _SHOWING, _page), (_TABLES, ("export",), _table), (_PICTURES, ("chart",), _picture))


def page_call(words: Sequence[str], file: str = "") -> str:
    """The call that writes a page of the name of a file, or as `page.html`, with the other words of the call."""
    name = f"{file.rpartition('.')[0]}.html" if file else "page.html"
    return as_typed("report", name, *words[1:])


def asked_kind(word: str) -> str:
    """What to write where a kind of file stands in the place of a goal, `export pdf`; "" for any other word."""
    kind = word.lower()
    if kind in _PAGES:
        return f"write {page_call(['report'])}{_PRINTED.get(kind, '')}"
    return f"write {as_typed('export', '--to', 'plan.xlsx')}" if kind in _TABLES else ""


def file_of(words: Sequence[str]) -> Sequence[str]:
    """The option for the plan's file among the words of a call, with its value; nothing where there is none."""
    at = words.index("--file") if "--file" in words else len(words)
    return words[at : at + 2]


def _goal(words: Sequence[str]) -> str:
    """What a picture of a goal may be called, by the first word behind the command."""
    return next((word for word in words[1:] if not word.startswith("-")), "chart")
