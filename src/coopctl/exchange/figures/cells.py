"""The goals that the rows of a file name, each found once and remembered, or why there is none."""

from coopctl.errors import UnknownName
from coopctl.exchange.figures.amounts import REMEMBERED, GoalValues
from coopctl.exchange.figures.asked import Asked
from coopctl.exchange.figures.scales import is_number_of, scale_in, unit_in
from coopctl.exchange.formats.rows import Cell, Unread
from coopctl.plan.plan import Plan
from coopctl.values.ids import matching, nearest, pick, plain_name
from coopctl.values.patterns import LONGEST

_SHOWN = 20


class Nameless(Unread, frozen=True):
    """Why a name is that of no goal, and the goal that may be meant, "" for none."""

    name: str
    near: str


class Cells:
    """The goals of one import; with `only`, rows that name another goal are refused."""

    def __init__(self, plan: Plan, asked: Asked) -> None:
        self._only = asked.goal
        self._values = {goal.id: GoalValues(goal, plan, asked) for goal in plan.goals}
        self._titled: dict[str, list[str]] = {}
        for goal in plan.goals:
            self._titled.setdefault(plain_name(goal.title), []).append(goal.id)
        self._titles = {goal.id: goal.title for goal in plan.goals}
        self._meant = asked.names
        self.unknown: dict[str, str] = {}
        """The names of refused rows that no goal has, each with the goal that may be meant, "" for none."""
        self._goals: dict[Cell, GoalValues | Unread] = {}
        self._near: dict[str, bool] = {}

    def goal(self, cell: Cell) -> GoalValues | Unread:
        """The goal with this id or title, or why there is none."""
        found = self._goals.get(cell)
        if found is None:
            found = self._goal(f"{cell}".strip())
            if len(self._goals) < REMEMBERED:
                self._goals[cell] = found
        return found

    def refuse(self, trouble: Unread) -> Unread:
        """Why a row is refused for its goal, noting the name where no goal has it."""
        if isinstance(trouble, Nameless) and len(self.unknown) < _SHOWN:
            self.unknown[trouble.name] = trouble.near
        return trouble

    def remarks(self) -> list[str]:
        """What is to be said of how values were read."""
        told: dict[str, str] = {}
        for one in self._values.values():
            told = one.noticed | told
        return [*told.values()]

    def known(self, text: str) -> bool:
        """Whether a text is the id or title of a goal."""
        return text in self._values or plain_name(text) in self._titled

    def resembles(self, text: str) -> bool:
        """Whether a text is a part of the name of a goal, or near to one: what is to be asked, not passed over."""
        found = self._near.get(text)
        if found is None:
            found = bool(matching(text, self._values, self._titles) or self._nearest(text))
            if len(self._near) < REMEMBERED:
                self._near[text] = found
        return found

    def _nearest(self, text: str) -> str:
        """The only goal whose name a text is near to, "" where there is none."""
        near = nearest(text, self._values, self._titles)
        return near[0] if len(near) == 1 else ""

    def _goal(self, text: str) -> GoalValues | Unread:
        if len(text) > LONGEST:
            return Unread(f"{text[:20]!r}... is too long for the name of a goal")
        titled = self._named(text)
        if len(titled) > 1:
            return Unread(f"{text!r} is the title of {' and '.join(titled)} (name the goal by its id)")
        name = next(iter(titled), None)
        if name is not None:
            return self._meant_by(text, name)
        if self._only is not None:
            return self._values[self._only.id]
        if not text:
            return Unread("the row names no goal")
        try:
            near = pick(text, self._values, "goal", self._titles).id
        except UnknownName as trouble:
            return Nameless(trouble.whole, text, self._nearest(text))
        return Nameless(f"there is no goal {text!r} (did you mean {near}?)", text, near)

    def _meant_by(self, text: str, name: str) -> GoalValues | Unread:
        """The goal of this id, which a text names; or why it is not that of the row, or in another unit."""
        if self._only is not None and name != self._only.id:
            return Unread(f"the row is of {name}, not of {self._only.id}")
        other = "" if self.known(text) else self._other_unit(text, name)
        return Unread(other) if other else self._values[name]

    def _named(self, text: str) -> list[str]:
        """The goals that a text names: by id, by title, by what was said to be meant, or with a unit behind it."""
        plain = plain_name(text)
        if text in self._values:
            return [text]
        if plain in self._titled or plain in self._meant:
            return self._titled.get(plain) or [self._meant[plain]]
        bare, bracket, inside = plain.removesuffix(")").rpartition("(")
        said = bracket and plain.endswith(")") and (unit_in(text) or is_number_of(inside))
        return self._titled.get(bare.strip(), []) if said else []

    def _other_unit(self, text: str, goal: str) -> str:
        """Why a name with a unit or scale in it is not that of a goal in another; "" where it is."""
        for said in filter(None, (unit_in(text), scale_in(text))):
            if not self._values[goal].is_own(said):
                unit = self._values[goal].goal.promise.unit
                return (
                    f"{text!r} says {said}, and {goal} is in {unit or 'no unit'} (give the unit in a column of its own)"
                )
        return ""
