"""Rows that bring no figure and are no mistake: what they are, how many, and where the first of them are."""

from enum import Enum

from coopctl.values.people import plural


class Skip(Enum):
    """Why a row brings no figure; its value says so in the summary, "" where nobody needs to know."""

    EMPTY = ""
    BLANK = "without a value"
    UNDATED = "without a date"
    NO = "said no"
    TOTAL = "of a total"
    BALANCE = "of a balance"
    NOTE = "of notes"
    PART = "of a part of another"
    BASELINE = "of a baseline"
    FORECAST = "of a target, plan or estimate"
    VOID = "that failed, was cancelled or is pending, by its status (to take it: --where STATUS=WORD)"
    WHERE = "left aside by --where"
    REPEAT = "said twice"
    WITHDRAWN = "passed over, withdrawn at the source"


_FEW = 5


class Passed:
    """Counts what was passed over, and remembers the lines of the first few."""

    def __init__(self) -> None:
        self._count: dict[Skip, int] = {}
        self._lines: dict[Skip, list[int]] = {}

    def add(self, skip: Skip, line: int) -> None:
        self._count[skip] = self._count.get(skip, 0) + 1
        lines = self._lines.setdefault(skip, [])
        if len(lines) < _FEW:
            lines.append(line)

    @property
    def some(self) -> bool:
        return bool(self._count)

    @property
    def nothing(self) -> bool:
        """Whether all that was passed over is what was expected to bring a figure, and does not."""
        expected = {Skip.BLANK, Skip.UNDATED, Skip.TOTAL, Skip.BALANCE, Skip.NOTE, Skip.WHERE}
        expected |= {Skip.BASELINE, Skip.FORECAST, Skip.VOID}
        return bool(expected & self._count.keys()) and self._count.keys() <= {*expected, Skip.EMPTY}

    def told(self) -> list[str]:
        """Each kind in a few words: `2 without a value`, `1 of a total passed over (line 4)`."""
        return [self._one(skip) for skip in Skip if skip.value and skip in self._count]

    def _one(self, skip: Skip) -> str:
        count = self._count[skip]
        if skip not in (Skip.TOTAL, Skip.BALANCE, Skip.NOTE, Skip.REPEAT):
            return f"{count:,} {skip.value}"
        lines = ", ".join(map(str, self._lines[skip])) + (", ..." if count > _FEW else "")
        what = f"{plural(count, 'lines')} {skip.value}"
        return f"{what} passed over (line{'s' if count > 1 else ''} {lines})"
