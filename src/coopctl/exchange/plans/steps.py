"""Targets of several columns as one promise: steps on the way to the last, or single years that add up."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.exchange.plans.headers import Column
from coopctl.exchange.plans.row import Context, Row
from coopctl.exchange.plans.words import blank
from coopctl.language.agreement import LOST_SCALE, has_scale
from coopctl.language.assumptions import adding_up
from coopctl.language.keeping import reached_by_steps
from coopctl.language.wording import Understanding
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Measure, Milestone
from coopctl.values.quantities import NumberFormat, as_decimal, parse_quantity
from coopctl.values.sizes import ratio
from coopctl.values.units import PERCENTAGE, Unit

_SUMMED = "the targets of the single years are added up, as the total says"


def of_total(last: Understanding) -> tuple[str, ...]:
    """What was taken to be so of years that are added up, but for how their figures are, which the total says."""
    return (*(sentence for sentence in last.assumed if sentence != adding_up(last.promise)), _SUMMED)


class _Sum(Struct, frozen=True):
    """Targets of single spans, and the total beside them; `written` where a column says that it is their total."""

    parts: tuple[Promise, ...]
    total: Decimal
    text: str
    written: bool

    @property
    def values(self) -> list[Decimal]:
        """The values of the single spans, none where one of them has no value or no day."""
        values = [value for one in self.parts if one.target.deadline and (value := _value(one)) is not None]
        return values if len(values) == len(self.parts) > 1 else []


def _sum_in(row: Row, context: Context, promises: Sequence[Promise]) -> _Sum | None:
    """The targets that may add up to one of them: to a column of totals, the end of the project, or their year."""
    text = row.at(context.shape.single.get("total"))
    if not blank(text):
        total = parse_quantity(text, decimal_comma=context.plan.decimal_comma).value
        return _Sum(tuple(promises), total, text, written=True)
    *parts, last = promises
    value, day = _value(last), last.target.deadline
    within = bool(parts) and day is not None and parts[-1].target.deadline == day
    if value is None or not (within or day is None):
        return None
    return _Sum(tuple(parts), value, last.target.text, written=within)


def added_up(row: Row, context: Context, promises: Sequence[Promise]) -> Promise | None:
    """The targets of single years as steps of the total that they add up to; None where each is of its own.

    Worked: 120, 120 and 60 beside a total of 300 are 120, 240 and 300 in all.  Raises `Refused` where the total is
    neither their sum nor the last of them, or where it could be added to a baseline.
    """
    said = _sum_in(row, context, promises)
    values = said.values if said is not None else []
    if said is None or not values or said.total == values[-1]:
        return None
    if sum(values) != said.total:
        if not said.written:
            return None
        raise Refused(f"the total {said.text!r} is neither the last target nor what the targets add up to",
                      "leave the column of totals out, or write the targets as they add up")  # fmt: skip
    last = said.parts[-1]
    if last.baseline.value:
        total = context.plan.numbers.exact(said.total)
        raise Refused(f"the targets add up to the total {total}, with the baseline or without it",
                      "write the targets as values to reach")  # fmt: skip
    pairs = zip(accumulate(values), said.parts, strict=True)
    steps = [Milestone(value, one.target.deadline or date.max) for value, one in pairs]
    baseline = structs.replace(last.baseline, value=Decimal(0))
    target = structs.replace(last.target, value=said.total, keep=None)
    return structs.replace(last, measure=Measure.TOTAL, baseline=baseline, target=target, milestones=tuple(steps[:-1]))


def laddered(promises: Sequence[Promise], numbers: NumberFormat) -> Promise:
    """The last of several columns as the target, and those before it as its milestones.

    Raises `Refused` where the columns are not of one kind.
    """
    *early, last = promises
    if not early:
        return last
    if _is_held(promises):
        return last
    last = reached_by_steps(last)
    # What a year says again of its last quarter is no step to it.
    before = [one for one in early if one.target.deadline != last.target.deadline or one.target.deadline is None]
    steps = tuple(_milestone(one, last) for one in before)
    _check_one_way(steps, last, numbers)
    _check_end(steps, last, numbers)
    return structs.replace(last, milestones=steps) if steps else last


def _is_held(promises: Sequence[Promise]) -> bool:
    """Whether all columns promise what is so today: one bound, or the value of the baseline, as 4 reports a year."""
    *early, last = promises
    if _is_kept(last) and all(one.target.keep == last.target.keep for one in early):
        return True
    return last.baseline.value is not None and {last.baseline.value} == {one.target.value for one in promises}


def _check_one_way(steps: Sequence[Milestone], last: Promise, numbers: NumberFormat) -> None:
    """Raise `Refused` where amounts that are counted from nothing go up and down again: each may be of its own year.

    Worked: 30, 40 and 20 from 0 may be 90 in all.
    """
    values, end = [step.value for step in steps], _value(last)
    if last.baseline.value != 0 or last.unit.is_percent or end is None or max(values, default=end) <= end:
        return
    shown = "; ".join(map(numbers.exact, [*values, end]))
    raise Refused(f"the targets {shown} go beyond the last one, as targets of single years do",
                  "write them as they add up, or their total into a column Total")  # fmt: skip


def check_undated(steps: Sequence[tuple[Column, str]], promises: Sequence[Promise]) -> None:
    """Raise `Refused` where a target without a day stands before others with one, and no baseline tells which is last.

    Worked: `Current target | Target 2027` are 90% and 95%.
    """
    (column, text), last = steps[-1], promises[-1]
    if len(steps) == 1 or last.baseline.value is not None or last.target.deadline is not None:
        return
    if any(one.at > column.at for one, _ in steps):
        raise Refused(f"{text!r} has no day, and may be the target before the others or the last one",
                      "write its year into its header, or leave it out with --map none=COLUMN")  # fmt: skip


def check_annual(steps: Sequence[tuple[Column, str]], promises: Sequence[Promise]) -> None:
    """Raise `Refused` where an annual target before one that is none leads away from it: it is of its year alone.

    Worked: 60 km in 2026 and 450 km by 2030, from 120 km, are 60 more.
    """
    base, (last, _) = promises[-1].baseline.value, steps[-1]
    if base is None or len(steps) == 1 or "nnual" in last.text:
        return
    annual = [one for (column, _), one in zip(steps, promises, strict=True) if "nnual" in column.text]
    way = _way(promises[-1], base)
    if any(_way(one, base) * way < 0 for one in annual):
        raise Refused(f"the annual target leads away from {last.text!r}, so it may be of its year alone",
                      "write what is to be reached in all by then, or leave it out with --map none=COLUMN")  # fmt: skip


def _way(promise: Promise, base: Decimal) -> int:
    """Whether a promise leads up, down or nowhere from a value, as a sign."""
    value = _value(promise)
    return 0 if value is None else (value > base) - (value < base)


def _check_end(steps: Sequence[Milestone], last: Promise, numbers: NumberFormat) -> None:
    """Raise `Refused` where a target without a day falls behind the last one with a day: it may be of something else.

    Worked: rank 64, 30 by 2030 and 15 by 2035 do not lead to a `Global Rank Target` of 20.
    """
    end = _value(last)
    if not steps or last.target.deadline is not None or end is None:
        return
    before = steps[-1].value
    first = steps[0].value if last.baseline.value is None else last.baseline.value
    if (before - first) * (end - before) < 0:
        shown = f"{numbers.exact(end)} has no day, and falls behind {numbers.exact(before)} by {steps[-1].deadline}"
        raise Refused(f"the target {shown}", "write its year into its header, or leave it out with --map none=COLUMN")


def _is_kept(promise: Promise) -> bool:
    """Whether a promise is a bound that its baseline holds."""
    keep, base = promise.target.keep, promise.baseline.value
    return keep is not None and (base is None or keep.hold(base))


def _value(promise: Promise) -> Decimal | None:
    """The value that is to be reached; a bound on one side is one."""
    keep = promise.target.keep
    return promise.target.value if keep is None else keep.only


def _milestone(early: Promise, last: Promise) -> Milestone:
    """An earlier column as a step to the last one; both must promise a value of the same kind."""
    value, day = _value(early), early.target.deadline
    if value is None or _value(last) is None or day is None:
        raise Refused(f"{early.target.text!r} and {last.target.text!r} are not two values with a year each",
                      "write the earlier one as a value to reach, under a header with its year")  # fmt: skip
    _check_lost_scale(early, last)
    in_last = _in_unit(value, early.unit, last.unit)
    if (early.measure, early.period) != (last.measure, last.period) or in_last is None:
        texts = f"{early.target.text!r} and {last.target.text!r}"
        raise Refused(f"{texts} are not in one unit", "write both with the same unit")
    return Milestone(in_last, day)


def _in_unit(value: Decimal, unit: Unit, other: Unit) -> Decimal | None:
    """A value in another unit, `2 hours` in minutes; None where that is of something else, or does not end."""
    if unit == other or (unit.is_percent and other.is_percent and PERCENTAGE in (unit, other)):
        return value
    times = ratio(unit, other)
    exact = None if times is None else Fraction(value) * times
    found = None if exact is None else as_decimal(exact)
    return found if found is not None and Fraction(found) == exact else None


def _check_lost_scale(early: Promise, last: Promise) -> None:
    """Raise `Refused` where the last of several amounts has most likely lost the `million` of those before it."""
    value, end = _value(early), _value(last)
    apart = value and end and abs(value) >= LOST_SCALE * abs(end)
    if apart and has_scale(early.target.text) and not has_scale(last.target.text):
        raise Refused(f"{last.target.text!r} could be a full amount or count as {early.target.text!r} does",
                      "write both with their scale")  # fmt: skip
