"""What a log says of figures that stand no more: which replaced which, and which were taken back."""

from coopctl.plan.corrections import State
from coopctl.plan.plain import Columns
from coopctl.plan.plan import Figure


class Carried:
    """Corrections and retractions on their way from one file into another.

    `named` tells that the file has a column of them, as an export has: then no other row takes the place of one.
    """

    def __init__(self) -> None:
        self.named = False
        self.withdrawals: list[Figure] = []
        self._replaced: set[str] = set()
        self._replacing: set[str] = set()
        self._keys: set[str] = set()

    @property
    def any(self) -> bool:
        """Whether a table said anything of corrections."""
        return bool(self.withdrawals or self._replaced or self._replacing)

    def figure(self, figure: Figure, state: str) -> None:
        """Take a figure that was corrected, or that corrects others."""
        if state == State.REPLACED:
            self._replaced.add(figure.key)
        if figure.replaces:
            self._correction(figure.key, figure.replaces)
        elif state:
            self._keys.add(figure.key)

    def corrections(self, figures: Columns) -> None:
        """Take those of many figures that correct others."""
        for key, replaces in zip(figures.keys, figures.replaces, strict=False):
            if replaces:
                self._correction(key, replaces)

    def _correction(self, key: str, replaces: str) -> None:
        self._replacing.update(replaces.splitlines())
        self._keys.add(key)

    def stale(self, figure: Figure) -> bool:
        """Whether a figure was corrected by one that does not come with it, so that it would stand here again."""
        return figure.key in self._replaced and figure.key not in self._replacing

    def coming(self, keys: str) -> str:
        """The first of several keys whose figure comes in with this import; "" for none."""
        return next((key for key in keys.splitlines() if key in self._keys), "")
