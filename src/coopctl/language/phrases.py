"""The grammar of baselines and targets as plans write them: text to a `Phrase`, whole or refused.

A phrase is read from left to right by rules that each take a piece off the front; what no rule takes is named in
the refusal.  What a phrase means for a given baseline is the business of `targets`.
"""

import re
from datetime import date
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.language.scanner import END, Scanner
from coopctl.plan.terms import Bounds, Direction
from coopctl.values.calendar import Duration, Period, PeriodKind
from coopctl.values.dates import parse_period
from coopctl.values.patterns import later
from coopctl.values.quantities import Quantity, show

_FRACTIONS = {
    "half": Fraction(1, 2), "a half": Fraction(1, 2), "one half": Fraction(1, 2), "a third": Fraction(1, 3),
    "one third": Fraction(1, 3), "one-third": Fraction(1, 3), "two thirds": Fraction(2, 3),
    "two-thirds": Fraction(2, 3), "a quarter": Fraction(1, 4), "one quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4), "a fifth": Fraction(1, 5), "one fifth": Fraction(1, 5),
    "a tenth": Fraction(1, 10), "one tenth": Fraction(1, 10),
}  # fmt: skip
_RISING = "increase|increased|grow|raise|expand|boost|improve|rise|up"
_FALLING = "decrease|decreased|reduce|reduced|cut|lower|shrink|bring down|fall|down"
_SYMBOLS = (">=", "≥", ">", "<=", "≤", "<")
_FACTORS = {"halve": Fraction(1, 2), "double": Fraction(2), "triple": Fraction(3), "quadruple": Fraction(4)}
_LOW = {"at least": False, "no less than": False, "not less than": False, "no fewer than": False, ">=": False,
        "≥": False, "above": True, "more than": True, ">": True}  # fmt: skip
_HIGH = {"at most": False, "no more than": False, "not more than": False, "<=": False, "≤": False,
         "below": True, "under": True, "less than": True, "fewer than": True, "<": True}  # fmt: skip
_STAGE_DEADLINE = later(
    r" (?:by|until|till|before|within|over|no later than|in (?:the next )?[0-9]+) .*$", re.IGNORECASE
)


class How(StrEnum):
    """How a phrase's amount leads to the target."""

    TO = "to"
    BY = "by"
    TIMES = "times"
    NEW = "new"
    KEEP = "keep"
    GO = "go"
    STAGE = "stage"


class Starting(Struct, frozen=True):
    """A baseline taken apart: its amount, the period it is per, and the period it is dated with."""

    quantity: Quantity
    rate: PeriodKind | None = None
    dated: Period | None = None


class Phrase(Struct, frozen=True):
    """A target phrase taken apart; which parts are filled depends on `how`.

    `by` is the last day allowed or a length of time; `factor` is exact, so that a third stays a third; `bare` tells
    that no verb says whether the amount is a value or a change.
    """

    how: How
    text: str
    amount: Quantity | None = None
    factor: Fraction | None = None
    factor_text: str = ""
    direction: Direction | None = None
    bounds: Bounds | None = None
    origin: Starting | None = None
    rate: PeriodKind | None = None
    by: date | Duration | None = None
    stage: str = ""
    stages: tuple[str, ...] = ()
    bare: bool = False


def parse_baseline(text: str, *, fiscal_start: int = 1, decimal_comma: bool = False) -> Starting:
    """A baseline: `$250 million`, `1 per year`, `4 active initiatives`, `12% in 2023`, `3 days (as of 2024-06-30)`.

    Raises `Refused` naming the part that is not understood.
    """
    scan = Scanner(text, fiscal_start=fiscal_start, decimal_comma=decimal_comma)
    dated = None
    found = re.search(
        r"[, ]+\(?(?:as of |in |on |at the end of |(?<=\())([^()]*[0-9]{4}(?:-[0-9A-Z]{2,3}){0,2})\)?$",
        scan.whole,
        re.IGNORECASE,
    )
    if found:
        dated = parse_period(found[1], today=date.max, fiscal_start=fiscal_start)
        scan.rest = scan.whole[: found.start()]
    scan.rest = re.sub(r"[, ]+(?:today|now|currently|at present)$", "", scan.rest, flags=re.IGNORECASE)
    quantity, _ = scan.quantity()
    rate = scan.rate()
    if scan.rest:
        raise scan.refused()
    return Starting(quantity, rate, dated)


def parse_phrase(text: str, *, fiscal_start: int = 1, decimal_comma: bool = False) -> Phrase:
    """A target phrase, whole.

    Raises `Refused` naming the part that is not understood, or why a phrase can be read in two ways.
    """
    scan = Scanner(text, fiscal_start=fiscal_start, decimal_comma=decimal_comma)
    if not scan.rest:
        raise Refused("the target is empty", "write it as the plan does, such as '2 per year by 2025'")
    rate: PeriodKind | None = None
    by: date | Duration | None = scan.deadline() if scan.rest[:3].lower() == "by " else None
    phrase = _stage(scan) or _keep(scan) or _change(scan) or _from_to(scan) or _value(scan)
    while scan.rest:
        if rate is None and (found := scan.rate()):
            rate = found
        elif by is None and (day := scan.deadline()):
            by = day
        else:
            raise scan.refused()
    return structs.replace(phrase, rate=rate, by=by, text=scan.whole)


def _stage(scan: Scanner) -> Phrase | None:
    cut = re.search(r" of (?=[^<]+<)", scan.whole, re.IGNORECASE)
    if cut is None or scan.whole[: cut.start()].count("<"):
        return None
    stage, scale = scan.whole[: cut.start()], scan.whole[cut.end() :]
    while (longer := re.search(r"^[^<]* of (?=[^<]+<)", scale, re.IGNORECASE)) and not _names(stage, scale):
        stage, scale = f"{stage} of {longer[0][:-4]}", scale[longer.end() :]
    *stages, last = (part.strip() for part in scale.split("<"))
    tail = _STAGE_DEADLINE.search(last)
    stages.append(last[: tail.start()] if tail else last)
    scan.rest = tail[0].strip() if tail else ""
    folded = [name.casefold() for name in stages]
    if len(set(folded)) != len(folded) or not all(folded):
        raise Refused(f"the stages {scale!r} are not different names")
    if stage.casefold() not in folded:
        raise Refused(f"{stage!r} is not one of the stages {' < '.join(stages)}")
    return Phrase(How.STAGE, scan.whole, stage=stage, stages=tuple(stages))


def _names(stage: str, scale: str) -> bool:
    """Whether the scale, but for a deadline at its end, has a stage of this name."""
    names = [_STAGE_DEADLINE.sub("", part.strip()).casefold() for part in scale.split("<")]
    return stage.casefold() in names


def _keep(scan: Scanner) -> Phrase | None:
    lead = scan.word("keep|maintain|stay|remain|hold")
    if lead:
        scan.word("it|them")
        scan.word("at(?! least| most)")
    if scan.word("between"):
        before = scan.rest
        low, _ = scan.quantity()
        if not scan.word("and"):
            raise scan.refused(before, "write 'between 2 and 3%'")
        high, _ = scan.quantity()
        if low.unit and low.unit != high.unit:
            raise Refused(f"{before!r} has two units, {low.unit} and {high.unit or 'none'}")
        if low.value >= high.value:
            raise Refused(f"{show(low.value)} in {scan.whole!r} is not below {show(high.value)}")
        return Phrase(How.KEEP, scan.whole, amount=high, bounds=Bounds(low=low.value, high=high.value))
    for words, low_side in ((_LOW, True), (_HIGH, False)):
        for word, open_end in words.items():
            if scan.take(word if word in _SYMBOLS else rf"{word}{END}"):
                amount, _ = scan.quantity()
                bounds = (
                    Bounds(low=amount.value, above=open_end) if low_side else Bounds(high=amount.value, below=open_end)
                )
                return Phrase(How.KEEP, scan.whole, amount=amount, bounds=bounds)
    if lead:
        raise scan.refused(hint=f"write '{lead} at least', '{lead} at most' or '{lead} between'")
    return None


def _change(scan: Scanner) -> Phrase | None:  # noqa: C901 - the order of these questions is the grammar
    verb = scan.word("|".join((*_FACTORS, "eliminate", "reach", "achieve", "attain", _RISING, _FALLING)))
    if verb in _FACTORS:
        scan.word("it|them")
        factor = _FACTORS[verb]
        return Phrase(How.TIMES, scan.whole, factor=factor, factor_text=verb, direction=_sign(factor >= 1))
    if verb == "eliminate":
        return Phrase(How.TIMES, scan.whole, factor=Fraction(0), factor_text=verb, direction=Direction.DOWN)
    if not verb:
        return None
    direction = None if verb in ("reach", "achieve", "attain") else _sign(verb in _RISING.split("|"))
    if direction and not scan.rest:
        return Phrase(How.GO, scan.whole, direction=direction)
    if verb == "cut" and scan.word("in half"):
        return Phrase(How.TIMES, scan.whole, factor=Fraction(1, 2), factor_text="half", direction=direction)
    if (span := _from_to(scan)) is not None:
        return structs.replace(span, direction=direction)
    if direction and scan.word("by"):
        return _by(scan, direction)
    if verb == "up" and scan.word("to"):
        raise Refused(f"'up to' in {scan.whole!r} could be a limit or a target", "write 'at most' or 'increase to'")
    if scan.word("to"):
        scan.word("at least|at most")
    elif direction:
        return _bare_change(scan, direction)
    amount, _ = scan.quantity()
    return Phrase(How.TO, scan.whole, amount=amount, direction=direction)


def _sign(rising: bool) -> Direction:
    return Direction.UP if rising else Direction.DOWN


def _by(scan: Scanner, direction: Direction) -> Phrase:
    for words, part in _FRACTIONS.items():
        if scan.word(words):
            factor = 1 + part if direction is Direction.UP else 1 - part
            return Phrase(How.TIMES, scan.whole, factor=factor, factor_text=words, direction=direction)
    year = re.match(r"[0-9]{4}$", scan.rest)
    if year and 1900 <= int(year[0]) <= 2200:
        raise Refused(f"'by {year[0]}' in {scan.whole!r} could be an amount or a year",
                      f"write how much as well, such as '{direction} by 20% by {year[0]}'")  # fmt: skip
    amount, _ = scan.quantity()
    return _relative(scan, amount, direction)


def _bare_change(scan: Scanner, direction: Direction) -> Phrase:
    before = scan.rest
    amount, _ = scan.quantity()
    if amount.unit != "%":
        raise Refused(f"{before!r} in {scan.whole!r} could be a change or a value",
                      f"write '{direction} by' or '{direction} to'")  # fmt: skip
    return _relative(scan, amount, direction)


def _relative(scan: Scanner, amount: Quantity, direction: Direction) -> Phrase:
    if amount.value <= 0:
        raise Refused(f"{show(amount.value, amount.unit)} in {scan.whole!r} is not above zero")
    if amount.unit == "%":
        part = Fraction(amount.value) / 100
        factor = 1 + part if direction is Direction.UP else 1 - part
        text = show(amount.value, "%")
        return Phrase(How.TIMES, scan.whole, factor=factor, factor_text=text, direction=direction)
    return Phrase(How.BY, scan.whole, amount=amount, direction=direction)


def _from_to(scan: Scanner) -> Phrase | None:
    if not scan.word("from"):
        return None
    origin, _ = scan.quantity()
    origin_rate = scan.rate()
    if not scan.word("to"):
        raise scan.refused(hint="write 'from 250 to 300 by 2026'")
    amount, _ = scan.quantity()
    return Phrase(How.TO, scan.whole, amount=amount, origin=Starting(origin, origin_rate))


def _value(scan: Scanner) -> Phrase:
    before = scan.rest
    new = scan.word("another|an additional|a further")
    amount, signed = scan.amount()
    if new or scan.word("new|more|additional|extra|further"):
        noun = scan.noun()
        if signed or amount.unit == "%" or (amount.unit and noun):
            raise scan.refused(before)
        return Phrase(How.NEW, scan.whole, amount=Quantity(amount.value, amount.unit or noun), direction=Direction.UP)
    change = scan.word("increase|growth|rise|reduction|decrease|decline|cut") if amount.unit == "%" else ""
    if change or (signed and amount.unit == "%"):
        falling = change in ("reduction", "decrease", "decline", "cut") or amount.value < 0
        return _relative(scan, Quantity(abs(amount.value), "%"), _sign(not falling))
    scan.rest = before
    amount, signed = scan.quantity()
    if signed and amount.value < 0:
        shown = show(-amount.value, amount.unit)
        raise Refused(f"{before!r} could be a change or a value", f"write 'reduce by {shown}' or 'reduce to -{shown}'")
    if signed:
        return Phrase(How.BY, scan.whole, amount=amount, direction=Direction.UP)
    return Phrase(How.TO, scan.whole, amount=amount, bare=True)
