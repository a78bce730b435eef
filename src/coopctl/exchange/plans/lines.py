"""Running text that states goals, each in a line or between two semicolons, as the items of a list."""

from collections.abc import Iterator, Sequence

from coopctl.errors import CoopctlError, Ended
from coopctl.exchange.plans.document import Block, Item, Prose
from coopctl.exchange.plans.tables import Manner
from coopctl.language.promises import Wording
from coopctl.language.stated import stated

MOST_LINES = 500
"""No plan that is written without lists and tables has more lines."""


def as_items(blocks: Sequence[Block], manner: Manner) -> Iterator[Block]:
    """The blocks of a text, with what states a goal in running text as an item, where most around it does so.

    Worked: `Trade, $250 million, up 20% by 2028; exchanges, 5 annually, 10 annually by 2027` are two items.
    """
    few = sum(len(block.lines) or 1 for block in blocks if isinstance(block, Prose)) <= MOST_LINES
    for block in blocks:
        yield from _items_in(block, manner) if few and isinstance(block, Prose) else (block,)


def _items_in(prose: Prose, manner: Manner) -> Iterator[Block]:
    """A paragraph as items, in the first way in which most of them state a goal; else as it is."""
    found = next((parts for parts in _ways(prose) if _are_stated(parts, manner)), None)
    yield from [Item(part.place, part.text) for part in found] if found else [prose]


def _ways(prose: Prose) -> Iterator[Sequence[Prose]]:
    """A paragraph as a statement in each line, as one, and as some between semicolons, without what leads in."""
    yield prose.lines
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
        return stated(text, lambda goal: Wording("", goal, manner.today, whole=True), manner.plan) is not None
    except Ended:  # it is of an old plan
        return True
    except CoopctlError:
        return False
