"""The goals that the rows of a file name, each found once and remembered, or why there is none."""

import unicodedata

from coopctl.errors import UnknownName
from coopctl.exchange.figures.amounts import REMEMBERED, GoalValues
from coopctl.exchange.figures.asked import Asked
from coopctl.exchange.formats.rows import Cell
from coopctl.plan.plan import Plan
from coopctl.values.ids import matching, nearest, pick
from coopctl.values.patterns import LONGEST


class Cells:
    """The goals of one import; with `only`, rows that name another goal are refused."""

    def __init__(self, plan: Plan, asked: Asked) -> None:
        self._only = asked.goal
        self._values = {goal.id: GoalValues(goal, plan, asked) for goal in plan.goals}
        self._titled: dict[str, list[str]] = {}
        for goal in plan.goals:
            self._titled.setdefault(plain_name(goal.title), []).append(goal.id)
        self._titles = {goal.id: goal.title for goal in plan.goals}
        self._goals: dict[Cell, GoalValues | str] = {}
        self._near: dict[str, bool] = {}

    def goal(self, cell: Cell) -> GoalValues | str:
        """The goal with this id or title, or why there is none."""
        found = self._goals.get(cell)
        if found is None:
            found = self._goal(f"{cell}".strip())
            if len(self._goals) < REMEMBERED:
                self._goals[cell] = found
        return found

    def remarks(self) -> list[str]:
        """What is to be said of how values were read."""
        told: dict[str, str] = {}
        for one in self._values.values():
            told = one.remarks() | told
        return [*told.values()]

    def known(self, text: str) -> bool:
        """Whether a text is the id or title of a goal."""
        return text in self._values or plain_name(text) in self._titled

    def resembles(self, text: str) -> bool:
        """Whether a text is a part of the name of a goal, or near to one: what is to be asked, not passed over."""
        found = self._near.get(text)
        if found is None:
            found = bool(matching(text, self._values, self._titles) or nearest(text, self._values, self._titles))
            if len(self._near) < REMEMBERED:
                self._near[text] = found
        return found

    def _goal(self, text: str) -> GoalValues | str:
        if len(text) > LONGEST:
            return f"{text[:20]!r}... is too long for the name of a goal"
        titled = [text] if text in self._values else self._titled.get(plain_name(text), [])
        if len(titled) > 1:
            return f"{text!r} is the title of {' and '.join(titled)} (name the goal by its id)"
        name = next(iter(titled), None)
        if self._only is not None:
            if name is not None and name != self._only.id:
                return f"the row is of {name}, not of {self._only.id}"
            return self._values[self._only.id]
        if name is not None:
            return self._values[name]
        if not text:
            return "the row names no goal"
        try:
            near = pick(text, self._values, "goal", self._titles).id
        except UnknownName as trouble:
            return trouble.whole
        return f"there is no goal {text!r} (did you mean {near}?)"


def plain_name(name: str) -> str:
    """A title as titles are compared: composed, with single blanks, whatever the case."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()
