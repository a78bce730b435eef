"""What a row's status says is met, and levels of a service: promises that are kept by now."""

import re
from collections.abc import Sequence

from msgspec import structs

from coopctl.exchange.plans.headers import Column
from coopctl.exchange.plans.row import REMARK, Context, Row
from coopctl.exchange.plans.words import blank, says
from coopctl.language.wording import Understanding
from coopctl.plan.terms import Bounds, Measure
from coopctl.values.patterns import later
from coopctl.values.sizes import is_time

_MET = "the target is reached, as the status says, so it is kept as a bound"
_SERVICE = "the level of the service is kept by now, so it is a bound that is not to be left"
_MAY_BE_MET = (
    "what was reached is taken to be where it starts from; if it is beyond the target already: `coopctl goal edit GOAL"
    " --to '{bound} VALUE'`"
)


def judged_kept(said: Understanding, judged: Sequence[str], context: Context) -> Understanding:
    """A promise as its row's status, or what its table is of, says that it is kept."""
    if any(says("met", one) for one in judged):
        return _held(said, _MET)
    held = _held_level(said) if context.serves or any(says("serving", one) for one in judged) else said
    return _doubted(held, context) if held is said else held


# What was reached in a period that is over, which may be beyond the target.
_REACHED = later(
    r"\b(?:actual|achieved|achievement|attained|ist|erreicht|réalisée?|atteint|realizado|ejecutado|alcanzado|logrado"
    r"|alcançado|atingido|executado)\b",
    re.IGNORECASE,
)


def _doubted(said: Understanding, context: Context) -> Understanding:
    """A promise that leads down, or to more time, from what was reached without a day: it may be met, which is told."""
    based, promise = context.shape.baseline, said.promise
    base, value = promise.baseline.value, promise.target.value
    if based is None or base is None or value is None or promise.target.deadline or not _REACHED.search(based.text):
        return said
    if not (base < value if is_time(promise.unit) else base > value):
        return said
    bound = "at most" if base < value else "at least"
    return structs.replace(said, assumed=(*said.assumed, _MAY_BE_MET.format(bound=bound)))


def judgements(row: Row, context: Context, column: Column) -> list[str]:
    """What the row's own status says, in words alone: `Exceeds`; it may say so of another year's target."""
    based = context.shape.baseline
    if based is not None and based.period and column.period and based.period != column.period:
        return []
    judged = [row.at(column) for column, _ in context.shape.passed if column.role in ("status", "progress")]
    return [re.sub(r"^\W+|\W+$", "", REMARK.sub("", text)) for text in judged]


def _held(said: Understanding, why: str) -> Understanding:
    """A promise that is kept by now, with the target as the bound that the baseline is inside of.

    Worked: a coverage of 95% that exceeds its target of 90% is at least 90%, and is not to fall to it.
    """
    base, value = said.promise.baseline.value, said.promise.target.value
    if base is None or value is None or base == value or said.promise.measure is Measure.STAGE:
        return said
    bounds = Bounds(low=value) if base > value else Bounds(high=value)
    target = structs.replace(said.promise.target, value=None, keep=bounds)
    return structs.replace(said, promise=structs.replace(said.promise, target=target), assumed=(*said.assumed, why))


_MOSTLY = 50


def _held_level(said: Understanding) -> Understanding:
    """A promise that is kept where it is the level of a service, and the baseline is on its good side.

    Worked: an availability of 99.95% that is at 99.97% is at least that, and a latency of 250 ms at 240 ms at most.
    """
    unit, base, value = said.promise.unit, said.promise.baseline.value, said.promise.target.value
    if base is None or value is None or not (unit.is_percent or is_time(unit)):
        return said
    floor = unit.is_percent and value >= _MOSTLY
    return _held(said, _SERVICE) if (base > value if floor else base < value) else said


_LEVEL = later(
    r"(?P<whole>[0-9]+)(?:[.,][0-9]+)?\s?(?P<of>%|ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?)(?:\s[^0-9]*)?",
    re.IGNORECASE,
)


def as_level(text: str, base: str, context: Context) -> str:
    """The level of a service as the bound that it is, where no baseline tells: `99.9% uptime` is at least that much."""
    found = _LEVEL.fullmatch(text) if blank(base) and context.serves else None
    if found is None:
        return text
    good = found["of"] == "%" and int(found["whole"]) >= _MOSTLY
    return f"{'at least' if good else 'at most'} {text}"
