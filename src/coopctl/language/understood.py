"""What the wordings of one plan promise, each understood once; those that differ in their amounts alone as one."""

from decimal import Decimal

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.language.alike import Alike, alike
from coopctl.language.promises import Understanding, Wording, understand
from coopctl.plan.plan import Plan
from coopctl.values.patterns import later

# A baseline without one of these counts nothing: `0%`, `none`, nothing at all.
_COUNTS = later("[1-9]")


class _Amounts(Struct, frozen=True, gc=False):
    """The amount of a target and that of its baseline, None where that has none."""

    start: Decimal | None
    goal: Decimal

    def are_all_of(self, said: Understanding) -> bool:
        """Whether a promise counts from the one and leads to the other, and neither is in the words beside it."""
        promise = said.promise
        if self.start is not None and promise.baseline.value != self.start:
            return False
        if promise.target.value != self.goal or promise.milestones:
            return False
        words = " ".join((said.arithmetic, said.note, *said.assumed)).replace(",", "")
        return not any(f"{amount:f}" in words for amount in (self.start, self.goal) if amount is not None)

    def put_into(self, said: Understanding, text: str) -> Understanding:
        """What was understood with these amounts in their places, and `text` as the target's."""
        promise = said.promise
        target = structs.replace(promise.target, text=text, value=self.goal)
        if self.start is None:
            return structs.replace(said, promise=structs.replace(promise, target=target))
        baseline = structs.replace(promise.baseline, value=self.start)
        return structs.replace(said, promise=structs.replace(promise, baseline=baseline, target=target))


class _Filled(Struct, frozen=True, gc=False):
    """A wording with one digit for all digits of an amount, and its amounts so and as they are written."""

    wording: Wording
    amounts: _Amounts
    written: _Amounts


class Understood:
    """The promises of a plan's wordings.

    All that the digits of two amounts tell is which is the larger: a wording is understood with eights for those of the
    target, and sevens or nines for the baseline's, and the amounts are put into the promise in the place of these.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._said: dict[Wording, Understanding] = {}
        self._filled: dict[Wording, Understanding | None] = {}

    def of(self, wording: Wording) -> Understanding:
        """What a wording promises; raises `Refused` as `understand` does."""
        found = self._said.get(wording)
        if found is None:
            found = self._said[wording] = self._by_another(wording) or understand(wording, self._plan)
        return found

    def _by_another(self, wording: Wording) -> Understanding | None:
        """What a wording promises, by one that differs in its amounts alone; None where they could tell more."""
        filled = None if self._plan.decimal_comma else _filled(wording)
        if filled is None:
            return None
        if filled.wording not in self._filled:
            self._filled[filled.wording] = self._whole(filled)
        found = self._filled[filled.wording]
        return None if found is None else filled.written.put_into(found, wording.goal.strip())

    def _whole(self, filled: _Filled) -> Understanding | None:
        """What a filled wording promises; None where that is refused, or not of its amounts as they are."""
        try:
            said = understand(filled.wording, self._plan)
        except Refused:  # the one that is written may not be
            return None
        return said if filled.amounts.are_all_of(said) else None


def _filled(wording: Wording) -> _Filled | None:
    """A wording filled; None where it has not one amount for each of target and baseline, or has the same twice."""
    goal, start = _of_one(wording.goal), _of_one(wording.start)
    if goal is None:
        return None
    if start is None:
        if _COUNTS.search(wording.start):
            return None
        filled = structs.replace(wording, goal=goal.filled("8"))
        return _Filled(filled, _Amounts(None, goal.amount_of("8")), _Amounts(None, goal.amount))
    written = _Amounts(start.amount, goal.amount)
    if written.start == written.goal:
        return None
    digit = "7" if start.amount < goal.amount else "9"
    filled = structs.replace(wording, start=start.filled(digit), goal=goal.filled("8"))
    return _Filled(filled, _Amounts(start.amount_of(digit), goal.amount_of("8")), written)


def _of_one(text: str) -> Alike | None:
    """A text with one amount alone."""
    found = alike(text)
    return found if found is not None and len(found.amounts) == 1 else None
