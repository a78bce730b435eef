"""What a baseline and a target phrase mean together: a `Promise`, echoed as arithmetic before it is stored."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction
from shlex import quote

from msgspec import Struct, structs

from coopctl.errors import Ended, NoAmount, Refused
from coopctl.language.agreement import (
    agree_on_unit,
    check_own_scale,
    check_percent,
    converted,
    given_unit,
    in_percent,
    in_unit,
    kept_unit,
    of_baseline,
    renamed,
    unit_of,
)
from coopctl.language.arithmetic import growth_ends, is_growth, value_of
from coopctl.language.assumptions import (
    KEPT_AT_ONCE,
    adding_up,
    bounds_said,
    is_kept_at_once,
    shared_deadline,
    taken_date,
    taken_year,
)
from coopctl.language.beginning import day_before, named, without_beginning
from coopctl.language.figures import check_letter
from coopctl.language.letters import spelt_out
from coopctl.language.opening import bracketed, opened
from coopctl.language.phrases import (
    DEEDS,
    DOING,
    DONE,
    FALLING,
    NO_BOUND,
    REACHING,
    STAGE_DEADLINE,
    Deadline,
    How,
    Phrase,
    Starting,
    Style,
    as_written,
)
from coopctl.language.scanner import Coming, YearEnd
from coopctl.language.sentences import beside_in, parse_baseline, parse_phrase, parts_in
from coopctl.language.tongues import readings
from coopctl.language.twofold import one_of_two
from coopctl.language.ways import reworded
from coopctl.plan.plan import Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Bounds, Direction, Measure, Milestone, Path, Target
from coopctl.values.calendar import FIRST_YEAR, LAST_YEAR, ONE_DAY, Calendar, Duration, PeriodKind, step
from coopctl.values.dates import parse_day
from coopctl.values.patterns import LONGEST_PHRASE, check_length, later
from coopctl.values.quantities import NumberFormat, Quantity, as_decimal
from coopctl.values.sizes import is_time
from coopctl.values.unit_words import per
from coopctl.values.units import BARE, PERCENTAGE, Unit, parse_unit
from coopctl.values.vocabulary import PERIODS, WEEKDAYS, is_blank, is_no_target, is_open, pattern, plain_words

# A share of more words than these is a clause, and no unit: `22% of commuters use sustainable transport`.
_MOST_SHARE_WORDS = 6


class Wording(Struct, frozen=True, gc=False):
    """What people wrote of one goal: phrases, and the options or columns that add to them; "" or None when absent.

    `start` is the baseline's text, `goal` the target's; `since` dates the baseline, `today` the phrase.  `counted_from`
    is where `over two years` starts, where that is not the baseline's date.  What is `kept` is what the goal has
    already, which stays where neither text nor option says otherwise; only a unit that is given names anew what the
    text counts, a goal that is `kept_at_least` in each period stays so, and a `by` of `none` alone takes the deadline
    away.  A target's text that is the `whole` of what is
    said may begin with the value of today.
    """

    start: str
    goal: str
    today: date
    since: date | None = None
    by: str = ""
    unit: str = ""
    measure: Measure | None = None
    per: PeriodKind | None = None
    path: Path | None = None
    counted_from: date | None = None
    kept_date: date | None = None
    kept_path: Path = Path.LINEAR
    kept_unit: Unit = BARE
    kept_rate: PeriodKind | None = None
    kept_measure: Measure | None = None
    kept_text: str = ""
    kept_deadline: date | None = None
    kept_at_least: bool = False
    whole: bool = False


class Understanding(Struct, frozen=True, gc=False):
    """A promise as its wording was understood; `arithmetic` shows where the target's value came from.

    `note` holds words that name the subject, `assumed` says what was taken to be so without being said.
    """

    promise: Promise
    arithmetic: str = ""
    note: str = ""
    assumed: tuple[str, ...] = ()


def understand(wording: Wording, plan: Plan) -> Understanding:
    """The promise in a wording, by the rules of the README's section "What people write, and what it means".

    Raises `Refused` naming the part that is not understood, contradicts another, or could be read in two ways.
    """
    check_length(wording.goal, LONGEST_PHRASE)
    wording = _by_the_clock(wording)
    wording, lettered = _by_the_letter(wording)
    try:
        phrase = phrase_of(wording, Style.of(plan))
    except Refused as trouble:
        raise _with_ways(trouble, wording) from None
    if phrase.how is How.STAGE:
        return _stage(wording, plan, phrase)
    phrase = _new_in_each(wording, phrase)
    wording = _from_its_beginning(wording, phrase, plan.calendar)
    start, own_baseline = _start(wording, plan, phrase)
    start, phrase = converted(start, phrase)
    phrase = in_percent(start, of_baseline(start, phrase))
    if wording.goal == wording.kept_text:
        phrase = renamed(phrase, wording.kept_unit)
    start, unit = _unit(wording, start, phrase)
    unit, rate = _as_rate(start, phrase, wording, unit, _agree_on_rate(start, phrase, wording))
    unit, rate = _of_each_day(wording, unit, rate)
    measure, period = _measure(phrase, wording, rate, unit)
    baseline = _baseline(start, wording, period, plan.calendar)
    _check_base_year(phrase, baseline, given=wording.since is not None)
    deadline = _deadline(phrase, wording, plan, baseline, period)
    target, arithmetic = _target(wording, start, phrase, baseline, deadline)
    path = wording.path or (Path.COMPOUND if is_growth(start, phrase) else wording.kept_path)
    milestones = _milestones(phrase, start, wording, plan, baseline, period)
    promise = _kept_in_each(Promise(measure, baseline, target, unit, period, path, milestones), wording, phrase)
    note = "; ".join(filter(None, (phrase.note, _clause(phrase, unit))))
    _check_remark(phrase, start)
    dated = wording.since or wording.kept_date or (start and start.dated)
    assumed = (
        *_assumed(promise, plan, own_baseline, wording, dated=bool(dated)),
        *_habit(promise, phrase),
        *lettered,
        *_beside(note),
    )
    return Understanding(promise, arithmetic, note, assumed)


def _beside(note: str) -> Iterator[str]:
    """That amounts in a note are no part of the promise: of some of them, or of another day."""
    yield from (f"'{one}' stays a note; a goal of its own follows it" for one in parts_in(note))
    yield from (f"'{one}' stays a note, and is no part of the promise" for one in beside_in(note))


# A length of time of two numbers, which the unit beside it tells.
_CLOCK = later(r"(?<![\w:.,])([0-9]{1,3}:[0-5][0-9])(?![0-9:.,]*[0-9])(?!\s?[a-z/])", re.IGNORECASE | re.ASCII)


def _by_the_clock(wording: Wording) -> Wording:
    """The wording with its unit beside each `6:42`, where that is of time; what ends in seconds alone is in them."""
    if ":" not in wording.start + wording.goal or not is_time(parse_unit(wording.unit)):
        return wording
    start, goal = (_CLOCK.sub(rf"\1 {wording.unit}", text) for text in (wording.start, wording.goal))
    if (start, goal) == (wording.start, wording.goal):
        return wording
    return structs.replace(wording, start=start, goal=goal, unit="")


# What a sentence is about, before its first number: `Reduce MTTR from 45m to 15m`.
_BEFORE_NUMBERS = later(r"[^0-9]+")


def _by_the_letter(wording: Wording) -> tuple[Wording, tuple[str, ...]]:
    """The wording with minutes or metres for the letter m, where its unit, its other amount or its subject tells so."""
    if "m" not in wording.start and "m" not in wording.goal:
        return wording, ()
    subject = _BEFORE_NUMBERS.match(wording.goal)
    start, goal, lettered = spelt_out(
        wording.start, wording.goal, unit=wording.unit, title=subject[0] if subject else ""
    )
    return (structs.replace(wording, start=start, goal=goal) if lettered else wording), lettered


def _from_its_beginning(wording: Wording, phrase: Phrase, calendar: Calendar) -> Wording:
    """The wording of a promise from nothing, or without a baseline, from the day before it counts, where it says so."""
    none = is_open(wording.start) or wording.start.strip() == "0"
    if not none or phrase.origin is not None or wording.since or wording.kept_date:
        return wording
    return structs.replace(wording, since=day_before(wording.goal, phrase, wording.today, calendar))


# Where nothing says what is counted, it may be a deed.
_WAYS = (
    "write '20 cities by 2030' or 'at most 5%'; what is done or not is 'done by 2030',"
    " in steps 'done of proposed < under way < done by 2030'"
)


def _with_ways(trouble: Refused, wording: Wording) -> Refused:
    """The refusal of a sentence without an amount and a baseline, with the ways to promise something.

    Two words without an amount, such as `draft` and `final`, may be stages, and there may be others between them.
    """
    start = wording.start.strip()
    if trouble.hint == NO_BOUND and start and not is_open(start):
        return Refused(trouble.message, f"write 'at least {start}' or 'at most {start}'")
    if not isinstance(trouble, NoAmount):
        return trouble
    stage = STAGE_DEADLINE.sub("", wording.goal.strip())
    if is_blank(start):
        told = len(wording.goal.split()) > 2 or _STAGE.fullmatch(stage)
        return NoAmount(trouble.message, _WAYS) if told else trouble
    if not (_STAGE.fullmatch(start) and _STAGE.fullmatch(stage)):
        return trouble
    tail = wording.goal.strip().removeprefix(stage)
    return NoAmount(trouble.message, f"write stages in their order, as in '{stage} of {start} < {stage}{tail}'")


_STAGE = later(r"[^\W\d](?:(?! of )[^\d<])*")


def phrase_of(wording: Wording, style: Style) -> Phrase:
    """The target's phrase; one that is the whole of what is said may begin with the value of today."""
    _check_target(wording.goal)
    phrase = _opened(wording, style) if wording.whole else None
    phrase = phrase or bracketed(wording.goal, wording.today, style)
    phrase = phrase or _answered(wording, style) or _collected(wording, style) or _paid_off(wording, style)
    phrase = phrase or _from_on(wording, style) or parse_phrase(wording.goal, style, start=wording.start)
    return structs.replace(phrase, numbers=NumberFormat(style.decimal_comma)) if style.decimal_comma else phrase


def _opened(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of a text that begins with the value of an earlier day, which is a milestone after the baseline's.

    Worked: from 33 in 2023 `67 (2024), 148 (2028)` has a milestone that is over, and no other baseline.
    """
    phrase = opened(wording.goal, wording.today, style)
    dated = phrase.origin.dated if phrase is not None and phrase.origin is not None else None
    said = None if dated is None else wording.since or wording.kept_date or _day_of(wording.start, style)
    return None if said and dated and said < dated.start else phrase


def _day_of(start: str, style: Style) -> date | None:
    """The day that a baseline's text says; None where it says none."""
    with suppress(Refused):
        dated = parse_baseline(start, style).dated
        return dated.last if dated else None
    return None


_DIGIT = later("[0-9]")


def _check_target(text: str) -> None:
    """Raises `Refused` for `TBD`, which says that there is no target yet."""
    if not _DIGIT.search(text) and text.strip() and is_no_target(text):
        raise Refused(f"{text!r} says that there is no target yet",
                      "write 'increase' or 'decrease' to follow where it goes until there is one")  # fmt: skip


# What is so or is not, in the languages that are read, with what it is before.
_NO_OF = {"yes": "no", "oui": "non", "ja": "nein", "sí": "no", "si": "no", "sim": "não"}
_ANSWERED = later(rf"(?P<yes>{pattern(_NO_OF)})(?P<by>$|,? .+)", re.IGNORECASE)


def _answered(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of a target that says yes, where the baseline says no or nothing; None of any other."""
    found = _ANSWERED.fullmatch(wording.goal.strip())
    yes = found["yes"].lower() if found else ""
    if found is None or not (is_blank(wording.start) or wording.start.strip().lower() == _NO_OF[yes]):
        return None
    return _in_other_words(wording, f"{yes} of {_NO_OF[yes]} < {yes} {found['by'].lstrip(', ')}", style)


def _in_other_words(wording: Wording, words: str, style: Style) -> Phrase | None:
    """What other words for the same promise say, with its text as it is written; None where they say nothing."""
    with suppress(Refused):
        phrase = parse_phrase(words, style)
        return structs.replace(phrase, text=as_written(wording.goal))
    return None


def _from_on(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of so many in each period from one on, without a baseline; None for any other."""
    words = without_beginning(wording.goal) if is_open(wording.start) else wording.goal
    return None if words == wording.goal else _in_other_words(wording, words, style)


# A debt that is paid off is less by that where the baseline is the debt; without one what is paid is counted.
_PAID = later(r"^(?:to )?(?:pay (?:off|back|down)|repay|clear) (?:(?:the|my|our|a|all) )?(?!down )", re.IGNORECASE)
_MONEY = later(r"(?:[A-Z]{3} |[$€£¥₹₮])\s?[0-9]")


def _paid_off(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of a debt that is paid off: `pay off $12,000 by 2027`, `pay off the loan`; None for any other."""
    found = _PAID.match(wording.goal)
    if found is None:
        return None
    some = _MONEY.match(wording.goal, found.end()) is not None
    with suppress(Refused):
        owed = None if is_open(wording.start) else parse_baseline(wording.start, style).quantity
        if not some and owed is None:
            return None
        phrase = _in_other_words(wording, _PAID.sub("collect " if some else "eliminate ", wording.goal), style)
        return _less(phrase, owed)
    return None


def _less(phrase: Phrase | None, owed: Quantity | None) -> Phrase | None:
    """What is paid as what a debt falls by, where it is some or all of what is owed."""
    if phrase is None or owed is None or phrase.amount is None or owed.value < phrase.amount.value:
        return phrase
    return structs.replace(phrase, how=How.BY, direction=Direction.DOWN)


# Money that is raised from nothing is collected; from a baseline it could be a change or the value.
_RAISED = later(r"^(?:to )?raise (?=(?-i:[A-Z]{3} |[$€£¥₹₮])?\s?[0-9])", re.IGNORECASE)


def _collected(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of money that is raised: `raise $10,000 by 2027`; None where there is a baseline, or none is."""
    if not is_blank(wording.start) or not _RAISED.match(wording.goal):
        return None
    phrase = _in_other_words(wording, _RAISED.sub("collect ", wording.goal), style)
    return phrase if phrase is not None and phrase.unit.is_money else None


def _assumed(promise: Promise, plan: Plan, own_baseline: str, said: Wording, *, dated: bool) -> tuple[str, ...]:
    """What the promise takes to be so, in sentences."""
    base, target = promise.baseline.value, promise.target
    sentences = [
        own_baseline,
        _missing(promise, plan, said.start) if promise.open else "",
        taken_date(promise.baseline, promise.period) if base is not None and not (dated or own_baseline) else "",
        adding_up(promise),
        bounds_said(target.keep, base, promise.unit, plan.numbers) if target.keep else "",
        KEPT_AT_ONCE if is_kept_at_once(promise) else "",
        shared_deadline(promise.baseline, promise.period, target, plan.calendar),
        taken_year((said.start, said.goal, said.by or ""), plan.calendar),
    ]
    return tuple(filter(None, sentences))


def _missing(promise: Promise, plan: Plan, start: str) -> str:
    """That there is no baseline, with the other promise that needs none.

    `none` of things may say that there are none, or in a column of baselines that none is known: it is not guessed.
    """
    waits = "the baseline is missing, and progress waits until `coopctl goal baseline GOAL VALUE` gives it"
    if plain_words(start) == "none" and not promise.unit.is_percent and promise.measure is not Measure.STAGE:
        waits = f"{waits}; where 'none' says that there are none yet: `coopctl goal baseline GOAL 0`"
    kept = kept_instead(promise, plan.numbers)
    # Who spends may mean at most, which is not said.
    other = ", or with 'at most'" if kept.startswith("at least") else ""
    return f"{waits}; to be kept from now on: `coopctl goal edit GOAL --to '{kept}'`{other}" if kept else waits


def kept_instead(promise: Promise, numbers: NumberFormat) -> str:
    """The promise that needs no baseline: so much in each period, at least, or none; "" where there is no such one."""
    value, period = promise.target.value, promise.period
    if value is None or promise.target.deadline is not None or promise.baseline.value is not None:
        return ""
    per = f" per {period}".replace("-", " ") if period else ""
    if not value and promise.measure is not Measure.STAGE:
        return f"at most {numbers.exactly(value, promise.unit)}{per}"
    # A total is never held again once it is reached.
    held = period is not None or promise.measure is Measure.LEVEL
    limit = "at most" if _FALLING.match(promise.target.text) else "at least"
    return f"{limit} {numbers.exactly(value, promise.unit)}{per}" if held else ""


_FALLING = later(rf"(?:{FALLING})\b", re.IGNORECASE)


def _start(wording: Wording, plan: Plan, phrase: Phrase) -> tuple[Starting | None, str]:
    """The baseline, None where it is open, and what is assumed where its text and the phrase each give one.

    What is done to a number of things, or is new, starts from nothing.
    """
    open_, (text, _) = is_open(wording.start), one_of_two(_in_digits(wording.start, phrase), wording.goal)
    said = _from_nothing(wording, phrase) if open_ else parse_baseline(text, Style.of(plan))
    start, assumed = _agree_on_origin(said, phrase, wording)
    start = start and _summed_daily(start, phrase)
    if start is not None and start.quantity.value and phrase.how is How.DO and not phrase.added:
        shown = phrase.numbers.exact(phrase.amount.value) if phrase.amount else ""
        written = f" from {wording.start!r}" if wording.start else ""
        raise Refused(
            f"{phrase.text!r}{written} could be {shown} in all or {shown} more",
            f"write 'reach {shown}' or 'increase by {shown}'",
        )
    return start, assumed


_NO_THINGS = later(r"no (?P<noun>[^\W\d].*)", re.IGNORECASE)


def _in_digits(start: str, phrase: Phrase) -> str:
    """The text of a baseline, as 0 where it says that there are none of the things that the target counts."""
    found = _NO_THINGS.fullmatch(start.strip())
    if found is None:
        return "0" if start.strip().lower() == "nil" else start
    counted = bool(phrase.unit) and phrase.unit.is_counted
    return f"0 {found['noun']}" if counted and parse_unit(found["noun"]).same(phrase.unit) else start


def _summed_daily(start: Starting, phrase: Phrase) -> Starting:
    """A baseline in `litres per day` as litres that are summed each day, where the target's are."""
    amount = start.quantity
    if phrase.rate is not PeriodKind.DAY or start.rate or not amount.unit.text.endswith(_EACH_DAY):
        return start
    unit = structs.replace(amount.unit, text=amount.unit.text.removesuffix(_EACH_DAY))
    return structs.replace(start, quantity=Quantity(amount.value, unit), rate=PeriodKind.DAY)


def _from_nothing(wording: Wording, phrase: Phrase) -> Starting | None:
    """The baseline of what is done to a number of things, or is new, where none is given."""
    counted = phrase.how in (How.DO, How.NEW) and phrase.origin is None and phrase.amount is not None
    return Starting(Quantity(Decimal(0), phrase.unit)) if counted and is_blank(wording.start) else None


def _unit(wording: Wording, start: Starting | None, phrase: Phrase) -> tuple[Starting | None, Unit]:
    """The one unit of baseline, target and what is given or kept, and the baseline in it."""
    own = given_unit(wording.unit, start, phrase)
    unit = own or kept_unit(wording.kept_unit, start, phrase)
    check_own_scale(unit, wording.start, phrase.text)
    named = unit or unit_of(start)
    if named.text != "m":
        check_letter(named, phrase.text)
    start = in_unit(start, unit, phrase, anew=bool(own))
    if phrase.since is None:
        check_percent(start, phrase)
    written = _written(wording, start, phrase.numbers)
    agreed = agree_on_unit(start, phrase, written)
    unit = unit or agreed
    if unit.text != "m":
        check_letter(unit, wording.start)
    _check_steps(start, phrase, unit, written)
    return start, PERCENTAGE if start is None and _is_clause(unit) else unit


def _written(wording: Wording, start: Starting | None, numbers: NumberFormat) -> str:
    """The baseline as it is written, or as the phrase itself says it."""
    if wording.start or start is None:
        return wording.start
    return numbers.exactly(start.quantity.value, start.quantity.unit)


def _is_clause(unit: Unit) -> bool:
    """Whether what a percentage is of is a clause, and no unit."""
    return unit.is_share and len(unit.text.split()) > _MOST_SHARE_WORDS


def _check_steps(start: Starting | None, phrase: Phrase, unit: Unit, written: str) -> None:
    """Every step is asked what the last one is asked, and is in the one unit."""
    for earlier in phrase.steps:
        if earlier.since is None:
            check_percent(start, earlier)
        own = agree_on_unit(start, earlier, written)
        if own and not (own.same(unit) or (own.is_percent and unit.is_percent)):
            raise Refused(f"{phrase.text!r} has two units, {own} and {unit or 'none'}", "make each a goal of its own")


def _clause(phrase: Phrase, unit: Unit) -> str:
    """What a percentage is of, where the goal's unit does not say it."""
    said = phrase.unit
    return said.text.removeprefix("% ") if unit == PERCENTAGE and said.is_share else ""


def _check_base_year(phrase: Phrase, baseline: Baseline, *, given: bool) -> None:
    """A change compared to a year counts from that year's value, and from no other; it may be open where its day is."""
    known = baseline.value is not None or given
    if phrase.since is not None and not (known and phrase.since == baseline.date.year):
        of = "is not known" if baseline.value is None else f"is of {baseline.date}"
        raise Refused(
            f"{phrase.text!r} counts from {phrase.since}, and the baseline {of}",
            f"give the value of {phrase.since} as the baseline, with --since {phrase.since}",
        )


def _check_remark(phrase: Phrase, start: Starting | None) -> None:
    """A cumulative value is no value to reach from a baseline that may be of one period."""
    if start is not None and start.quantity.value and re.search(r"\bcumulative", phrase.note, re.IGNORECASE):
        base = phrase.numbers.exact(start.quantity.value)
        raise Refused(
            f"{phrase.text!r} is cumulative, and the baseline {base} may be in it or not",
            "write the value to reach, or the baseline 0",
        )


def _target(
    wording: Wording, start: Starting | None, phrase: Phrase, baseline: Baseline, deadline: date | None
) -> tuple[Target, str]:
    """The target, and the arithmetic of its value; of an open baseline only what needs none."""
    text = wording.goal.strip()
    if phrase.how is How.KEEP:
        target = Target(text, deadline, keep=phrase.bounds)
        return (_reached(target) if start is None and _is_on_the_way(phrase) else target), ""
    if phrase.how is How.GO:
        return Target(text, deadline, direction=phrase.direction), ""
    if start is None:
        return Target(text, deadline, _without_start(phrase, deadline)), ""
    value, arithmetic = value_of(start, phrase, baseline, deadline)
    bounds = None if value is None else _met_already(value, start, phrase)
    return Target(text, deadline, None if bounds else value, keep=bounds), arithmetic


def _without_start(phrase: Phrase, deadline: date | None) -> Decimal | None:
    """The value to reach, whatever the baseline will be; None for one that waits for it."""
    if is_growth(None, phrase):
        growth_ends(phrase, deadline)
    return phrase.amount.value if phrase.how is How.TO and phrase.amount is not None else None


def _is_on_the_way(phrase: Phrase) -> bool:
    """Whether words say that a bound does not hold yet: `reduce it to below 70 by 2030`, `achieve 4.5+`, or steps."""
    moved = phrase.direction is not None and phrase.by is not None
    return bool(phrase.steps) or moved or _REACHING.match(phrase.text) is not None


_REACHING = later(rf"(?:{REACHING})\b", re.IGNORECASE)


def _reached(target: Target) -> Target:
    """A target whose one bound is the value to reach, with or without a baseline."""
    value = target.keep.only if target.keep is not None else None
    return target if value is None else structs.replace(target, value=value, keep=None)


# How often something is done, in words that count nothing else: `twice a week`, `3x/week`, `daily`.
_OFTEN = later(r"\b(?:once|twice|thrice|fois|mal|vez|vezes|veces)\b|[0-9]\s?[x×](?![^\W\d])", re.IGNORECASE)
_NUMBERED = later(r".*\b(?!(?:19|20)[0-9]{2}\b)[0-9]|(?:one|an?|une?|eine?|una?|uno|uma?)\b", re.IGNORECASE)
# What is done, of which less than was said is not meant: `read 2 books a month`; of what is spent or drunk it may be.
_DONE_EACH = later(
    rf"(?!(?:spend|use|drink|eat|take)\b)(?:{DOING}|deposit|repay|pay (?:in|off|back)|(?:put|set|lay) aside)\b"
    rf"|(?:the )?(?:{DEEDS}) of\b|(?:get|gain)\b|.*\b(?:new|additional|extra)\b",
    re.IGNORECASE,
)
# A day by which so much is to be reached; until one it is to be held.
_REACHED_BY = later(r"\b(?:by|before|d['’]ici|bis|para)\b", re.IGNORECASE)


def _is_habit(wording: Wording, phrase: Phrase, unit: Unit) -> bool:
    """Whether a phrase says what is to be done in each period, and nothing of where it comes from or by when.

    So many things in each period are no habit: of accidents, and of cups of coffee, at most so many may be meant; of
    what is done it is where that is the whole of what is said, and no cell of a table beside that of a baseline.
    """
    if not (phrase.amount and _is_plain(phrase)):
        return False
    if wording.kept_at_least or (wording.whole and any(map(_DONE_EACH.match, readings(phrase.text)))):
        return True
    if unit:
        return unit.text.lower() in ("time", "times", "mal")
    once = phrase.amount.value == 1 and not _NUMBERED.match(phrase.text)
    return once or _OFTEN.search(phrase.text) is not None


def _is_plain(phrase: Phrase) -> bool:
    """Whether a phrase names a value and nothing of a way to it, nor a day by which it is reached."""
    reached = phrase.by is not None and _REACHED_BY.search(phrase.text)
    return phrase.how is How.TO and not (phrase.direction or phrase.origin or phrase.steps or reached)


def _new_in_each(wording: Wording, phrase: Phrase) -> Phrase:
    """A phrase of new things in each period as so many of them, where no baseline says that there are more of those."""
    if phrase.how is How.NEW and phrase.rate and wording.whole and is_blank(wording.start):
        return structs.replace(phrase, how=How.TO, direction=None)
    return phrase


def _kept_in_each(promise: Promise, wording: Wording, phrase: Phrase) -> Promise:
    """A promise of a habit without a baseline as what is to be held in each period: at least so often."""
    target, adds = promise.target, promise.measure in (Measure.COUNT, Measure.SUM)
    waits = promise.open and is_blank(wording.start) and adds and promise.period is not None
    if not waits or not target.value or not _is_habit(wording, phrase, promise.unit):
        return promise
    return structs.replace(promise, target=structs.replace(target, value=None, keep=Bounds(low=target.value)))


def _habit(promise: Promise, phrase: Phrase) -> tuple[str, ...]:
    """What is said of a habit that is kept, with what else may be meant; of a bound that is said there is nothing."""
    keep, period = promise.target.keep, f"{promise.period}".replace("-", " ")
    if phrase.how is How.KEEP or keep is None or keep.low is None or promise.baseline.value is not None:
        return ()
    shown = phrase.numbers.exactly(keep.low, promise.unit)
    most = f"`coopctl goal edit GOAL --to 'at most {shown} per {period}'`"
    # With a deadline it is said of what is kept in general.
    more = "" if promise.target.deadline else "; to come to that from less: `coopctl goal baseline GOAL VALUE`"
    return (f"at least {shown} in each {period}, to be kept from now on; if it is the most: {most}{more}",)


def reached_by_steps(promise: Promise) -> Promise:
    """A promise with steps to a bound that nothing shows to be held: the bound is to be reached, and waits.

    Worked: 5 by 2027, 15 by 2028 and at least 30 by 2030 are no 30 to be kept from now on.
    """
    return structs.replace(promise, target=_reached(promise.target)) if promise.baseline.value is None else promise


def _met_already(value: Decimal, start: Starting, phrase: Phrase) -> Bounds | None:
    """What is to be kept where the baseline is at the target, or beyond it on the way that the phrase says.

    Raises `Refused` where a phrase contradicts itself, or is no change at all.
    """
    base, up = start.quantity.value, phrase.direction is Direction.UP
    if value == base:
        _check_changes(value, phrase)
    if phrase.direction is None or (value != base and (value > base) == up):
        return None
    if phrase.origin is not None or (phrase.how is How.TIMES and value != base):
        way = f"{phrase.numbers.exact(base)} to {phrase.numbers.exact(value)}"
        raise Refused(f"{phrase.text!r} says {phrase.direction}, but {way} does not")
    return Bounds(low=value) if up else Bounds(high=value)


def _check_changes(value: Decimal, phrase: Phrase) -> None:
    """A change that leads to where it starts from, but for a baseline of nothing that is ended, says nothing."""
    if phrase.how is How.BY or (phrase.how is How.TIMES and phrase.factor):
        shown = phrase.numbers.exact(value)
        raise Refused(f"{phrase.text!r} of {shown} is {shown}, which changes nothing",
                      "write the value to reach")  # fmt: skip


def _milestones(
    phrase: Phrase, start: Starting | None, wording: Wording, plan: Plan, baseline: Baseline, period: PeriodKind | None
) -> tuple[Milestone, ...]:
    """The steps of a phrase with their values.

    Raises `Refused` where a step is relative to a baseline that is not known.
    """
    made = []
    dates = structs.replace(wording, by="")
    for step_phrase in phrase.steps:
        day = _deadline(step_phrase, dates, plan, baseline, period)
        value = step_phrase.amount.value if step_phrase.amount else None
        if step_phrase.how in (How.TIMES, How.BY):
            value = value_of(start, step_phrase, baseline, day)[0] if start else None
        if value is None or day is None:
            raise Refused(f"{phrase.text!r} counts from a baseline that is not known", "give the value of today")
        made.append(Milestone(value, day))
    return tuple(made)


def _stage(wording: Wording, plan: Plan, phrase: Phrase) -> Understanding:
    folded = [name.casefold() for name in phrase.stages]
    first = wording.start.strip().casefold()
    if is_blank(wording.start) and (phrase.stages == DONE or phrase.stages[0] in _NO_OF.values()):
        first = phrase.stages[0]
    if first not in folded:
        raise Refused(
            f"the baseline {f'{wording.start!r} is not' if first else 'is not given; it is'} one of the stages"
            f" {' < '.join(phrase.stages)}",
            f"say which it is today, such as --from {quote(phrase.stages[0])}",
        )
    baseline = Baseline(wording.since or wording.today, Decimal(folded.index(first)))
    value = Decimal(folded.index(phrase.stage.casefold()))
    if value == baseline.value:
        raise Refused(f"{phrase.text!r} is the baseline itself", "name a later stage")
    target = Target(wording.goal.strip(), _deadline(phrase, wording, plan, baseline, None), value)
    path = wording.path or wording.kept_path
    return Understanding(Promise(Measure.STAGE, baseline, target, path=path, stages=phrase.stages))


def _is_way(first: Quantity, last: Quantity, *, dated: bool) -> bool:
    """Whether two amounts are a way from one to the other, and no range: down, or all of a promise by a day."""
    if first.unit == BARE and FIRST_YEAR <= first.value <= LAST_YEAR:
        return False  # `bis 2028 auf 3`
    return dated or (first.unit in (last.unit, BARE) and first.value > last.value)


def _check_no_range(phrase: Phrase, wording: Wording, *, based: bool) -> None:
    """Raise `Refused` for two amounts that could be a range."""
    if not phrase.ranged or phrase.origin is None or phrase.amount is None:
        return
    _check_no_ratio(phrase, phrase.origin.quantity, phrase.amount)
    if _is_way(phrase.origin.quantity, phrase.amount, dated=wording.whole and bool(phrase.by or wording.by)):
        return
    between = f"write 'between {phrase.text.replace(' to ', ' and ', 1)}'"
    raise Refused(f"{phrase.text!r} could be a range, or from the first to the second",
                  between if based else f"{between} or 'from {phrase.text}'")  # fmt: skip


def _check_no_ratio(phrase: Phrase, first: Quantity, last: Quantity) -> None:
    """Raise `Refused` for `45 to 1`, which may be so many to each."""
    if last == Quantity(Decimal(1), BARE) and first.unit == BARE and first.value > 1:
        shown = phrase.numbers.exact(first.value)
        raise Refused(f"{phrase.text!r} could be so many to each, or from the first to the second",
                      f"write '{shown}:1' or 'from {shown} to 1'")  # fmt: skip


def _agree_on_origin(start: Starting | None, phrase: Phrase, wording: Wording) -> tuple[Starting | None, str]:
    """The baseline, from its own text or from `from A to B`, and what is assumed where the two differ.

    A phrase's baseline of a year of its own is the one; the other value is then of another day.
    """
    if phrase.origin is None or (start is not None and start.quantity.value == phrase.origin.quantity.value):
        return start or phrase.origin, ""
    _check_no_range(phrase, wording, based=start is not None)
    if start is None:
        return phrase.origin, ""
    stated, written = map(phrase.numbers.exact, (start.quantity.value, phrase.origin.quantity.value))
    if phrase.origin.dated is None or start.dated is not None:
        raise Refused(f"the baseline is {stated}, but {phrase.text!r} starts from {written}")
    return phrase.origin, f"the baseline is the phrase's own, {written} in {phrase.origin.dated.label}, not {stated}"


def _agree_on_rate(start: Starting | None, phrase: Phrase, wording: Wording) -> PeriodKind | None:
    """The period that baseline and target are per; None where they are per none."""
    before = _rate_before(start, phrase, wording)
    if is_growth(start, phrase) or phrase.how is How.GO:
        return before
    if _is_change(start, phrase, before):
        _check_in_all(start, phrase)
        return before
    if start is None:
        return phrase.rate or before
    return _one_rate(start, phrase, wording, before)


def _one_rate(start: Starting, phrase: Phrase, wording: Wording, before: PeriodKind | None) -> PeriodKind | None:
    """The one period that a baseline and the value to reach from it are per; raises `Refused` where they are of two."""
    if before is None and _fits_any_period(start, wording) and _is_free(phrase, wording):
        return phrase.rate or wording.kept_rate
    if _is_none(phrase) or (phrase.rate is None and _says_rate_before(phrase, wording)):
        return before
    # Where one of them names the period that is given or kept, the other need not.
    if {before, phrase.rate} not in ({before}, {None, wording.per}):
        raise _of_other_periods(start, phrase, wording)
    return phrase.rate or before


def _says_rate_before(phrase: Phrase, wording: Wording) -> bool:
    """Whether a target has the period of what is before it: of the goal as it is, or in its text, `5 per year, 10`."""
    return wording.kept_rate is not None or (phrase.origin is not None and is_blank(wording.start))


def _is_free(phrase: Phrase, wording: Wording) -> bool:
    """Whether a goal has no period yet that is another than a phrase says."""
    return not wording.kept_text or wording.kept_rate is phrase.rate


def _is_none(phrase: Phrase) -> bool:
    """Whether a target is none at all, which it is in any period."""
    return phrase.rate is None and phrase.bounds is None and phrase.amount is not None and not phrase.amount.value


def _is_change(start: Starting | None, phrase: Phrase, before: PeriodKind | None) -> bool:
    """Whether a phrase is of a change, or of new things beside some that there are in no period."""
    if phrase.how is How.NEW:
        return before is None and start is not None and bool(start.quantity.value)
    return phrase.how in (How.TIMES, How.BY)


# A baseline of no unit but the one that is given beside it, or that the goal has.
_BARE_NUMBER = later(r"\s*[0-9][0-9.,]*\s*")


def _fits_any_period(start: Starting, wording: Wording) -> bool:
    """Whether a baseline is per the period that the target names: a number alone, or nothing, which it is in any."""
    alone = not start.quantity.unit or _BARE_NUMBER.fullmatch(wording.start) is not None
    return alone or not start.quantity.value


def _check_in_all(start: Starting | None, phrase: Phrase) -> None:
    """A change with a rate that is no growth may be one in all, or one every period."""
    if phrase.rate is not None:
        either = f"{phrase.text!r} could be one change in all or a change every {phrase.rate}"
        raise Refused(either, _in_all(start, phrase))


def _of_other_periods(start: Starting, phrase: Phrase, wording: Wording) -> Refused:
    before = start.rate
    sides = [
        f"{text!r} is {f'per {rate}' if rate else 'not per period'}"
        for text, rate in ((wording.start, before), (phrase.text, phrase.rate))
    ]
    target = phrase.amount.value if phrase.amount else None
    ways = "write both per period, or neither"
    if before is not None and phrase.rate is not None and target is not None:
        ways = _in_one_period(start.quantity.value, before, target, phrase.rate)
    return Refused(f"baseline and target differ: {' and '.join(sides)}", ways)


_EACH_DAY = " per day"


def _of_each_day(wording: Wording, unit: Unit, rate: PeriodKind | None) -> tuple[Unit, PeriodKind | None]:
    """The unit and period; so many litres per day are a level, where no measure says how those of one day count."""
    periodic = wording.measure is not None and wording.measure.periodic
    daily = wording.per is PeriodKind.DAY or (periodic and wording.per is None)
    if rate is not None or not daily or not unit.text.endswith(_EACH_DAY):
        return unit, rate
    return structs.replace(unit, text=unit.text.removesuffix(_EACH_DAY)), PeriodKind.DAY


_EACH = later(rf"\b(?:each|every) (?:{pattern(PERIODS)})\b", re.IGNORECASE)
_PER = later(rf"(?:per|/|pro|par|por) ?[^\W\d]|\ban? (?:{pattern(PERIODS)})\b", re.IGNORECASE)


def _as_rate(
    start: Starting | None, phrase: Phrase, wording: Wording, unit: Unit, rate: PeriodKind | None
) -> tuple[Unit, PeriodKind | None]:
    """The unit and period; a percentage per period is one unit where it can be no growth: on both sides, or a bound.

    Worked: a rate of renovation from 0.8% per year to 3% per year, and churn of at most 1.5% per month; a bound that is
    to hold each month is of the percentage alone.
    """
    if rate is None or wording.measure or wording.per or not unit.is_percent:
        return unit, rate
    each = f" per {rate}".replace("-", " ")
    if unit.text.endswith(each):
        return unit, None
    if phrase.how is How.KEEP:
        return _kept_percentage(phrase.text, unit, each, rate)
    both = start is not None and start.rate is rate
    return (Unit(f"{unit}{each}"), None) if both else (unit, rate)


def _kept_percentage(text: str, unit: Unit, each: str, rate: PeriodKind) -> tuple[Unit, PeriodKind | None]:
    """The unit and period of a percentage that is a bound: per year it is a rate, in each year a share."""
    if _PER.search(text):
        return Unit(f"{unit}{each}"), None
    return unit, None if any(map(_EACH.search, readings(text))) else rate


# How many of the shortest of its kind a period has.
_SPANS = (
    {PeriodKind.DAY: 1, PeriodKind.WEEK: 7},
    {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12},
)


def _in_one_period(value: Decimal, before: PeriodKind, target: Decimal, after: PeriodKind) -> str:
    """How to write what is so many per one period and per another per one of them, where it is a whole number there.

    Worked: 1 per week and 1 per day are 7 per week; 4 per year and 1 per month are 12 per year.
    """
    spans = next((spans for spans in _SPANS if spans.keys() >= {before, after}), None)
    if spans is None:
        return f"write both {per('year')}"
    goal = Fraction(target) * spans[before] / spans[after]
    base = Fraction(value) * spans[after] / spans[before]
    if goal.denominator == 1:
        return f"write the target as '{goal} {per(before)}'"
    return f"write both {per(after)}" + (f": the baseline is {base} then" if base.denominator == 1 else "")


def _rate_before(start: Starting | None, phrase: Phrase, wording: Wording) -> PeriodKind | None:
    """What the baseline is per; `from 1 to 2 per year` says its period once, and a goal's stays where none is said."""
    before = start.rate if start else None
    if before is None and phrase.rate is None:
        return wording.kept_rate
    once = before is None and phrase.origin is not None and is_blank(wording.start)
    # So much growth a year is no value a year.
    return phrase.rate if once and not is_growth(start, phrase) else before


def _in_all(start: Starting | None, phrase: Phrase) -> str:
    """What one change in all comes to, where the baseline says from where."""
    if start is None:
        return "write the value to reach"
    change = phrase.amount.value if phrase.amount else Decimal(0)
    value = (
        as_decimal(Fraction(start.quantity.value) * phrase.factor)
        if phrase.factor is not None
        else start.quantity.value + (-change if phrase.direction is Direction.DOWN else change)
    )
    rate = f" {per(start.rate)}" if start.rate else ""
    return f"for one change in all write '{phrase.numbers.exactly(value, start.quantity.unit)}{rate}'"


def _measure(
    phrase: Phrase, wording: Wording, rate: PeriodKind | None, unit: Unit
) -> tuple[Measure, PeriodKind | None]:
    if rate and wording.per and rate is not wording.per:
        raise Refused(f"{phrase.text!r} is per {rate}, not per {wording.per}")
    period = rate or wording.per
    measure = wording.measure or _kept(wording, _natural(phrase, period, unit), unit)
    if measure.periodic and period is None:
        raise Refused(
            f"measure {measure} needs a period", "give one with --per year, half, quarter, month, week or day"
        )
    if period is not None and not measure.periodic:
        raise Refused(f"{phrase.text!r} is per {period}, which measure {measure} is not")
    return measure, period


def _kept(wording: Wording, natural: Measure, unit: Unit) -> Measure:
    """The measure that a goal has, where the text could mean it too: a sum of teachers is no count of their courses."""
    kept = wording.kept_measure
    if kept is None or {natural, kept} != {Measure.SUM, Measure.COUNT}:
        return natural
    return kept if unit.is_counted == wording.kept_unit.is_counted else natural


# What is done with money, in whatever currency: `save 300 a month`.
_OF_MONEY = later(
    r"(?:save|earn|spend|invest|donate|deposit|repay|pay (?:in|off|back)|(?:put|set|lay) aside)\b", re.IGNORECASE
)


def _amount_and_day(phrase: Phrase, unit: Unit, period: PeriodKind) -> str:
    """The amount of a phrase per period, and its day, without the words around them."""
    amount = "VALUE" if phrase.amount is None else phrase.numbers.exactly(phrase.amount.value, unit)
    return f"{amount} per {period}" + (f" by {phrase.by}" if isinstance(phrase.by, date) else "")


def _natural(phrase: Phrase, period: PeriodKind | None, unit: Unit) -> Measure:
    """The measure that a phrase means where none is named.

    Raises `Refused` for a percentage per period, which may be a mean, but not a sum.
    """
    if period is not None and unit.is_percent:
        raise Refused(
            f"{phrase.text!r} is in {unit} per {period}, and percentages are not summed",
            f"say which bound is kept, as in 'at least {_amount_and_day(phrase, unit, period)}'"
            f"; of what is to be reached leave out the period, and give --measure mean --per {period}",
        )
    if period is not None:
        less = phrase.amount is not None and phrase.amount.value < 0  # which nothing that is counted is
        counted = unit.is_counted and not less and not (_OF_MONEY.match(phrase.text) and not unit)
        return Measure.COUNT if counted else Measure.SUM
    return Measure.TOTAL if phrase.how in (How.NEW, How.DO) else Measure.LEVEL


def _baseline(start: Starting | None, wording: Wording, period: PeriodKind | None, calendar: Calendar) -> Baseline:
    """The baseline with its date; without one it belongs to the last period that was complete on the plan's date."""
    value = start.quantity.value if start else None
    dated = _dated(start, wording)
    if period is None:
        return Baseline(dated or wording.today, value)
    if dated is not None:
        return Baseline(calendar.period_of(dated, period).last, value)
    return Baseline(calendar.last_over(wording.today, period).last, value)


def _dated(start: Starting | None, wording: Wording) -> date | None:
    """The baseline's day as it is said or kept."""
    said = start.dated.last if start and start.dated else None
    if said and wording.since and said != wording.since:
        raise Refused(f"the baseline {wording.start!r} is of {said}, but the date given is {wording.since}",
                      "give its date once")  # fmt: skip
    return said or wording.since or wording.kept_date


def _deadline(
    phrase: Phrase, wording: Wording, plan: Plan, baseline: Baseline, period: PeriodKind | None
) -> date | None:
    """The last day allowed; `over two years` is counted from the baseline's date, and ends where its period does."""
    origin = _counted_from(wording, plan, baseline, period)
    by = None if phrase.by is None else _last_day(phrase.by, wording, plan, origin)
    if not is_blank(wording.by):
        given = _given_deadline(wording, plan, origin)
        if by is not None and by != given:
            raise Refused(f"{phrase.text!r} ends on {by}, but the deadline given is {given}")
        by = given
    elif by is None and not wording.by and phrase.how is not How.GO:
        by = wording.kept_deadline
    _check_deadline(phrase, by, baseline, wording)
    return by


def _check_deadline(phrase: Phrase, by: date | None, baseline: Baseline, wording: Wording) -> None:
    """A deadline is after the baseline's date, and one of a direction alone decides nothing."""
    if by is not None and by <= baseline.date:
        over = f"{phrase.text!r} ends on {by}, which is not after the baseline's date {baseline.date}"
        hint = _earlier(wording, by.year - 1)
        raise Ended(over, hint, by) if hint else Refused(over)
    if by is not None and phrase.how is How.GO:
        raise Refused(
            f"{phrase.text!r} has a deadline but no value",
            f"write how much, such as '{phrase.direction} by 20% by {by}'",
        )


def _earlier(wording: Wording, year: int) -> str:
    """How the year of a baseline is said, where nothing says it: whoever copies an old plan has an old baseline."""
    start = wording.start.strip()
    if wording.since or wording.kept_date or re.search(r"(?:19|20)[0-9]{2}", start):
        return ""
    if is_open(start):
        return f"say since when: --since {year}-12-31"
    return f"say of when the baseline is, as in '{start} ({year})'"


def _last_day(by: Deadline, wording: Wording, plan: Plan, origin: date) -> date:
    """The last day that a deadline allows, whose length of time starts at an origin."""
    if isinstance(by, YearEnd):
        return date(wording.today.year + by.years, 12, 31)
    if isinstance(by, Coming):
        return _coming(by, wording.today, plan.calendar)
    return step(origin, by) if isinstance(by, Duration) else by


def _coming(by: Coming, today: date, calendar: Calendar) -> date:
    """The next end of a day or a part of a year: on 2026-01-15 `June` is 2026-06-30, `next quarter` 2026-06-30.

    Worked: on that day `before March` is until 2026-02-28, `before January` until 2026-12-31, and `Friday` 2026-01-16.
    """
    text = by.text.lower()
    if text in WEEKDAYS:
        return today + ONE_DAY * ((WEEKDAYS[text] - today.weekday()) % 7)
    which, _, kind = text.partition(" ")
    if which in ("this", "next"):
        period = calendar.period_of(today, PeriodKind(PERIODS[kind]))
        return (period if which == "this" else calendar.period_of(period.end, PeriodKind(PERIODS[kind]))).last
    days = (one.start - ONE_DAY if by.earlier else one.last for one in named(by.text, today, calendar))
    return next(day for day in days if day >= today)


def _counted_from(wording: Wording, plan: Plan, baseline: Baseline, period: PeriodKind | None) -> date:
    """Where a length of time starts."""
    origin = wording.counted_from
    if origin is not None and period is not None:
        origin = plan.calendar.last_complete(origin - ONE_DAY, period).last
    return origin or baseline.date


def _given_deadline(wording: Wording, plan: Plan, origin: date) -> date:
    """The last day of a deadline that is given beside the phrase; a length of time starts at an origin."""
    try:
        return parse_day(wording.by, today=wording.today, calendar=plan.calendar)
    except Refused:
        by = deadline_said(wording.by, Style.of(plan))
        if by is None:
            raise
        return _last_day(by, wording, plan, origin)


def deadline_said(text: str, style: Style) -> Deadline | None:
    """The deadline that a text says as phrases do, and nothing else: `9 months`, `end of 2026`, `EOY 2027`."""
    said = text.strip()
    for words in (said, f"by {said}", f"in {said}"):
        for reading in readings(words):
            scan = style.scanner(reworded(reading))
            with suppress(Refused):
                by = scan.deadline()
                if by is not None and not scan.rest:
                    return by
    return None


def day_said(text: str, today: date, plan: Plan) -> date | None:
    """The last day of what `deadline_said` understands, from today on; None where it understands nothing."""
    by = deadline_said(text, Style.of(plan))
    return None if by is None else _last_day(by, Wording("", "", today), plan, today)
