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
