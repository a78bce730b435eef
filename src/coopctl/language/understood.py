"""What the wordings of one plan promise, each understood once; those that differ in their amounts alone as one."""

from decimal import Decimal

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.language.alike import Alike, alike
from coopctl.language.promises import understand
from coopctl.language.wording import Understanding, Wording
from coopctl.plan.plan import Plan
from coopctl.values.patterns import later

# A baseline without one of these counts nothing: `0%`, `none`, nothing at all.
_COUNTS = later("[1-9]")
# The digits of a target's amount, and those of a baseline's that is less or more.
_GOAL, _LESS, _MORE = "8", "7", "9"


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
    """A wording with one digit for all digits of an amount, `digit` for the baseline's, and its amounts as written."""

    wording: Wording
    written: _Amounts
    goal: Alike
    start: Alike | None = None
    digit: str = ""

    @property
    def amounts(self) -> _Amounts:
        """Its amounts with these digits."""
        return _Amounts(self.start.amount_of(self.digit) if self.start else None, self.goal.amount_of(_GOAL))


class Understood:
    """The promises of a plan's wordings.

    All that the digits of two amounts tell is which is the larger: a wording is understood with the same digit for all
    of an amount, and the amounts are put into the promise in the place of these.
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
        return _Filled(structs.replace(wording, goal=goal.filled(_GOAL)), _Amounts(None, goal.amount), goal)
    base, aim = start.amount, goal.amount
    if base == aim:
        return None
    digit = _LESS if base < aim else _MORE
    filled = structs.replace(wording, start=start.filled(digit), goal=goal.filled(_GOAL))
    return _Filled(filled, _Amounts(base, aim), goal, start, digit)


def _of_one(text: str) -> Alike | None:
    """A text with one amount alone."""
    found = alike(text)
    return found if found is not None and len(found.amounts) == 1 else None
