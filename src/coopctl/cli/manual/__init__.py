"""The manual: one page of Markdown a topic."""

from pathlib import Path

TOPICS = (
    "goals",
    "plans",
    "targets",
    "dates",
    "figures",
    "methods",
    "pictures",
    "files",
    "teams",
    "formats",
    "recipes",
    "commands",
)
"""The pages in the order in which they are read, and in which their examples are run."""

_FOLDER = Path(__file__).parent


def text_of(topic: str) -> str:
    """The Markdown of a page; "topics" is the list of them."""
    return (_FOLDER / f"{topic}.md").read_text("utf-8")


# What people call the thing that a page is about, by the page.
_WORDS = {
    "goals": "habits owner tag tags cadence lag weight measure area objective okrs kpi",
    "plans": "excel word markdown logframe workbook spreadsheet renew",
    "targets": "units numbers language languages sentence percent percentage",
    "dates": "deadline day days period fiscal quarter quarterly month week year as-of known-at audit",
    "figures": "provisional correct correction revise revised wrong value values missing late",
    "methods": "okr forecast pace progress statuses off-track",
    "pictures": "pdf html page print slides png svg image mail email board",
    "files": "folder restore lock",
    "teams": "together git sync database postgres rights users",
    "formats": "accessibility csv json xlsx jsonl columns schema api python",
    "recipes": "cron script scripts jq pipe pipes automation examples example",
    "commands": "colors colours filters exit",
}
_ALSO = {word: page for page, words in _WORDS.items() for word in words.split()} | {"screen reader": "formats"}


def topic_of(word: str) -> str:
    """The page that is meant: the one of this name, the only one whose name starts so, or that of another word for it.

    The word itself where there is none.
    """
    starts = [topic for topic in TOPICS if topic.startswith(word.lower())]
    return starts[0] if len(starts) == 1 else _ALSO.get(word.lower(), word)
