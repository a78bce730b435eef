"""What a baseline and a target phrase mean together: a `Promise`, echoed as arithmetic before it is stored."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from shlex import quote

from msgspec import structs

from coopctl.errors import NoAmount, Refused
from coopctl.language.agreement import (
    agree_on_unit,
    check_own_scale,
    check_percent,
    converted,
    given_unit,
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
from coopctl.language.baselines import baseline_of, starting
from coopctl.language.beginning import day_before
from coopctl.language.deadlines import last_day_of
from coopctl.language.figures import check_letter
from coopctl.language.keeping import (
    as_reached,
    habit_said,
    is_on_the_way,
    kept_in_each,
    kept_instead,
    met_already,
    new_in_each,
)
from coopctl.language.letters import spelt_out
from coopctl.language.phrases import DONE, LIMITS, NO_BOUND, STAGE_DEADLINE, How, Phrase, Starting, Style
from coopctl.language.rates import agree_on_rate, as_rate, measure_of, of_each_day
from coopctl.language.sentences import beside_in, parts_in
from coopctl.language.targets import NO_OF, phrase_of
from coopctl.language.wording import Understanding, Wording
from coopctl.plan.plan import Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Measure, Milestone, Path, Target
from coopctl.values.calendar import Calendar, PeriodKind
from coopctl.values.patterns import LONGEST_PHRASE, check_length, later
from coopctl.values.quantities import NumberFormat
from coopctl.values.sizes import is_time
from coopctl.values.units import PERCENTAGE, Unit, parse_unit
from coopctl.values.vocabulary import is_blank, is_open, pattern, plain_words

# A share of more words than these is a clause, and no unit: `22% of commuters use sustainable transport`.
_MOST_SHARE_WORDS = 6


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
    phrase = new_in_each(wording, phrase)
    wording = _from_its_beginning(wording, phrase, plan.calendar)
    start, own_baseline = starting(wording, plan, phrase)
    start, phrase = converted(start, phrase)
    phrase = of_baseline(start, phrase)
    if wording.goal == wording.kept_text:
        phrase = renamed(phrase, wording.kept_unit)
    start, unit = _unit(wording, start, phrase)
    unit, rate = as_rate(start, phrase, wording, unit, agree_on_rate(start, phrase, wording))
    unit, rate = of_each_day(wording, unit, rate)
    measure, period = measure_of(phrase, wording, rate, unit)
    baseline = baseline_of(start, wording, period, plan.calendar)
    _check_base_year(phrase, baseline, given=wording.since is not None)
    deadline = last_day_of(phrase, wording, plan, baseline, period)
    target, arithmetic = _target(wording, start, phrase, baseline, deadline)
    path = wording.path or (Path.COMPOUND if is_growth(start, phrase) else wording.kept_path)
    milestones = _milestones(phrase, start, wording, plan, baseline, period)
    promise = kept_in_each(Promise(measure, baseline, target, unit, period, path, milestones), wording, phrase)
    note = "; ".join(filter(None, (phrase.note, _clause(phrase, unit))))
    _check_remark(phrase, start)
    dated = wording.since or wording.kept_date or (start and start.dated)
    assumed = (
        *_assumed(promise, plan, own_baseline, wording, dated=bool(dated)),
        *habit_said(promise, phrase),
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
    if (way := _of_its_baseline(trouble, start, wording.goal.strip())) is not None:
        return way
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


def _of_its_baseline(trouble: Refused, start: str, goal: str) -> Refused | None:
    """The refusal of a bound that is not said, or is said to be the baseline, with the bound to write."""
    if not start or is_open(start):
        return None
    if trouble.hint == NO_BOUND:
        said = _AT_AMOUNT.search(goal)
        kept = said["amount"] if said else start
        return Refused(trouble.message, f"write 'at least {kept}' or 'at most {kept}'")
    bound = _AT_BASELINE.fullmatch(goal)
    return Refused(trouble.message, f"write '{bound['lead']}{start}{bound['by']}'") if bound else None


# What is kept where it says so itself: `maintain forest cover at 48%`.
_AT_AMOUNT = later(r"\sat (?P<amount>[$€£]?[0-9].*)")
_AT_BASELINE = later(
    rf"(?P<lead>(?:(?:{pattern(LIMITS)}) )?)(?:the )?baseline(?: (?:value|level))?(?P<by>(?: (?:by|until) .*)?)",
    re.IGNORECASE,
)
# How far something is that will be done.
_NOT_YET = later(r"(?:no|none|nil|not|never)\b.*|0|absent|lacking")
_UNDER_WAY = later(
    r"(?:in progress|on-?going|under ?(?:way|development|review|preparation)|in (?:development|preparation))"
)
# Letters alone, or the name of a level: `B1`.
_STAGE = later(r"[^\W\d](?:(?! of )[^\d<])*|[A-Z]{1,2}[0-9]{1,2}")


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
    is_clause = unit.is_share and len(unit.text.split()) > _MOST_SHARE_WORDS
    return start, PERCENTAGE if start is None and is_clause else unit


def _written(wording: Wording, start: Starting | None, numbers: NumberFormat) -> str:
    """The baseline as it is written, or as the phrase itself says it."""
    if wording.start or start is None:
        return wording.start
    return numbers.exactly(start.quantity.value, start.quantity.unit)


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
        return (as_reached(target) if start is None and is_on_the_way(phrase) else target), ""
    if phrase.how is How.GO:
        return Target(text, deadline, direction=phrase.direction), ""
    if start is None:
        return Target(text, deadline, _without_start(phrase, deadline)), ""
    value, arithmetic = value_of(start, phrase, baseline, deadline)
    bounds = None if value is None else met_already(value, start, phrase)
    return Target(text, deadline, None if bounds else value, keep=bounds), arithmetic


def _without_start(phrase: Phrase, deadline: date | None) -> Decimal | None:
    """The value to reach, whatever the baseline will be; None for one that waits for it."""
    if is_growth(None, phrase):
        growth_ends(phrase, deadline)
    return phrase.amount.value if phrase.how is How.TO and phrase.amount is not None else None


def _milestones(
    phrase: Phrase, start: Starting | None, wording: Wording, plan: Plan, baseline: Baseline, period: PeriodKind | None
) -> tuple[Milestone, ...]:
    """The steps of a phrase with their values.

    Raises `Refused` where a step is relative to a baseline that is not known.
    """
    made = []
    dates = structs.replace(wording, by="")
    for step_phrase in phrase.steps:
        day = last_day_of(step_phrase, dates, plan, baseline, period)
        value = step_phrase.amount.value if step_phrase.amount else None
        if step_phrase.how in (How.TIMES, How.BY):
            value = value_of(start, step_phrase, baseline, day)[0] if start else None
        if value is None or day is None:
            raise Refused(f"{phrase.text!r} counts from a baseline that is not known", "give the value of today")
        made.append(Milestone(value, day))
    return tuple(made)


def _stage_today(start: str, stages: tuple[str, ...]) -> str:
    """The stage that a baseline in small letters names; of what is done or not `not started` and `ongoing` are two."""
    if is_blank(start) and (stages == DONE or stages[0] in NO_OF.values()):
        return stages[0]
    if stages != DONE or start in DONE:
        return start
    return DONE[0] if _NOT_YET.fullmatch(start) else DONE[1] if _UNDER_WAY.fullmatch(start) else start


def _stage(wording: Wording, plan: Plan, phrase: Phrase) -> Understanding:
    folded = [name.casefold() for name in phrase.stages]
    first = _stage_today(wording.start.strip().casefold(), phrase.stages)
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
    target = Target(wording.goal.strip(), last_day_of(phrase, wording, plan, baseline, None), value)
    path = wording.path or wording.kept_path
    return Understanding(Promise(Measure.STAGE, baseline, target, path=path, stages=phrase.stages))
