"""Lines of a screen: spans of text with a tone, cut and padded to cells, and written with or without colours."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from coopctl.output.formats.text import in_place, plain, visible
from coopctl.values.patterns import later


class Span(Struct, frozen=True, gc=False):
    """Text of one tone; "" for the terminal's own.  A name beside numbers is `named`."""

    text: str
    tone: str = ""
    named: bool = False


Line = tuple[Span, ...]

# Foreground and background are both fixed colours of the 256, so that their contrast is the same on every palette, dark
# or light; white on red is the strongest, and what is well needs no shouting.
# A forecast is drawn, not written: 3 : 1 is enough for it (WCAG 2.2, 1.4.11), on black and on white.
AHEAD = 31
COLOURS: dict[str, tuple[int, int]] = {"bad": (231, 160), "fair": (231, 94), "good": (231, 22), "hint": (231, 24)}
_BOLD, _FAINT = "1", "2"
CODES = {tone: f"38;5;{letters};48;5;{ground}" for tone, (letters, ground) in COLOURS.items()}
CODES |= {"bad": f"{_BOLD};{CODES['bad']}", "strong": _BOLD, "faint": _FAINT, "ahead": f"38;5;{AHEAD}"}


def line(*parts: str | Span) -> Line:
    """A line of texts and spans."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part)


def text_of(one: Line | str) -> str:
    """A line's text without its tones."""
    return one if isinstance(one, str) else "".join(span.text for span in one)


def written(lines: Iterable[Line], *, color: bool, unicode: bool) -> str:
    """The lines as text; user text in them is made harmless, and only our own codes are obeyed."""
    return "".join(f"{_line(one, color=color, unicode=unicode)}\n" for one in lines)


# Signs of one column stay one column in ASCII, so that nothing moves.
_NARROW = str.maketrans("━─┃…▼▲●✔✘○–▁▂▃▄▅▆▇", "=-|~v^o*x.-___--^^")


def _line(spans: Line, *, color: bool, unicode: bool) -> str:
    kept = list(spans)
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept:
        kept[-1] = Span(kept[-1].text.rstrip(), kept[-1].tone, kept[-1].named)
    return "".join(_span(span, color=color, unicode=unicode) for span in kept)


def _span(span: Span, *, color: bool, unicode: bool) -> str:
    text = visible(span.text) if unicode else plain(visible(span.text).translate(_NARROW))
    text = in_place(text) if span.named else text
    code = CODES.get(span.tone) if color else None
    return f"\x1b[{code}m{text}\x1b[0m" if code and text.strip() else text


_GAUGE = 10


def gauge(progress: Fraction, expected: Fraction | None) -> Line:
    """Progress as a thin bar with a mark where the promise should be by now; beyond 0 or 1 it is empty or full."""
    full = int(progress * _GAUGE)
    mark = None if expected is None else min(max(int(expected * _GAUGE), 0), _GAUGE - 1)
    return tuple(
        Span("┃" if at == mark else "━", "strong") if at == mark or at < full else Span("─", "faint")
        for at in range(_GAUGE)
    )


_SPARKS = "▁▂▃▄▅▆▇"

# As many of the last readings are drawn.
TREND = 8


def sparkline(values: Sequence[Fraction]) -> str:
    """The last values as heights between the lowest and the highest; one alone says nothing."""
    values = values[-TREND:]
    low, high = min(values, default=Fraction(0)), max(values, default=Fraction(0))
    if low == high:
        return "▃" * len(values) if len(values) > 1 else ""
    return "".join(_SPARKS[int((value - low) / (high - low) * (len(_SPARKS) - 1))] for value in values)


# Texts of Latin letters, and of the lines, arrows and marks that stand on our screens: each takes one column.
NARROW = later("[ -~¡-¬®-\u02ff\u2010-\u2027\u2190-\u2319\u2500-\u25fc✔✘]*")


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii() or NARROW.fullmatch(text):
        return len(text)
    # Only other letters can be wider or narrower than one column, and only they pay for the import.
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    text = visible(text)
    if cells(text) <= width:
        return text
    kept = text
    while kept and cells(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if width > 0 else ""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly so many columns, cut or padded."""
    text = cut(text, width)
    space = " " * (width - cells(text))
    return space + text if right else text + space


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns, folded between words, and inside those that have no room."""
    lines = [""]
    for word in visible(text).split():
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cells(joined) <= width:
            lines[-1] = joined
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            lines += [""] if cells(lines[-1] + letter) > width else []
            lines[-1] += letter
    return lines


def widest(texts: Iterable[str]) -> int:
    """The columns that the widest of them takes."""
    return max(map(cells, texts), default=0)


def aligned(numbers: Sequence[str], *, point: str) -> list[str]:
    """Texts of one width in which the decimal points stand under each other; what is no number ends at the right."""
    tails = [number[number.find(point) :] if point in number else "" for number in numbers]
    right = max((len(tail) for number, tail in zip(numbers, tails, strict=True) if number[-1:].isdigit()), default=0)
    padded = [
        number + " " * (right - len(tail)) if number[-1:].isdigit() else number
        for number, tail in zip(numbers, tails, strict=True)
    ]
    width = widest(padded)
    return [" " * (width - cells(text)) + text for text in padded]


def packed(parts: Iterable[Line], width: int | None, *, gap: int = 2) -> Iterator[Line]:
    """The parts beside each other, as many in a line as fit; none is broken."""
    so_far: Line = ()
    for part in parts:
        longer = (*so_far, Span(" " * gap), *part) if so_far else part
        if so_far and width is not None and cells(text_of(longer)) > width:
            yield so_far
            longer = part
        so_far = longer
    if so_far:
        yield so_far


def folded(text: str, width: int | None) -> Iterator[Line]:
    """The text in lines that break between words."""
    return packed((line(word) for word in text.split(" ")), width, gap=1)


def hidden(columns: Sequence[str], *, redrawn: bool) -> str:
    """Which columns found no room, and how to see them, where that can be typed; "" where all are there."""
    return f"hidden: {', '.join(columns)}{'' if redrawn else ' (append | cat to see all)'}" if columns else ""
