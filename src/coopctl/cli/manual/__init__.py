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


# What people call the thing that a page is about.
_ALSO = {
    "together": "teams",
    "git": "teams",
    "sync": "teams",
    "database": "teams",
    "postgres": "teams",
    "rights": "teams",
    "okr": "methods",
    "colors": "commands",
    "colours": "commands",
    "accessibility": "formats",
    "screen reader": "formats",
    "csv": "formats",
    "json": "formats",
    "units": "targets",
    "numbers": "targets",
    "habits": "goals",
}


def topic_of(word: str) -> str:
    """The page that is meant: the one of this name, the only one whose name starts so, or that of another word for it.

    The word itself where there is none.
    """
    starts = [topic for topic in TOPICS if topic.startswith(word.lower())]
    return starts[0] if len(starts) == 1 else _ALSO.get(word.lower(), word)
