"""The default method: pace, the share of the expected progress that was made, cut at Eurostat's 95% and 60%.

Source: Eurostat, "Sustainable development in the European Union: monitoring report", annex on the assessment of
indicator trends with a quantitative target: significant progress from 95% of the required path, moderate from 60%.
"""

from collections.abc import Sequence
from decimal import Context
from fractions import Fraction

from msgspec import structs

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import Band, Bands, Method, Verdict, verdict
from coopctl.judgement.progress import Facts
from coopctl.judgement.readings import Reading
from coopctl.values.quantities import as_decimal, plain

ON_TRACK = Fraction(95, 100)
AT_RISK = Fraction(60, 100)
BANDS = Bands(
    "pace",
    (
        Band(ON_TRACK, Status.ON_TRACK, "on track", "pace is 0.95 or more"),
        Band(AT_RISK, Status.AT_RISK, "at risk", "pace is 0.60 or more, below 0.95"),
    ),
    Band(Fraction(0), Status.OFF_TRACK, "off track", "pace is below 0.60"),
)
_SHORT = Context(prec=3)


def judge(facts: Facts, _: Sequence[Reading] = ()) -> Verdict:
    """The verdict on a goal that is under way.

    Worked: 250 → 300 over two years, 270 after one: progress 0.40, expected 0.50, pace 0.80: at risk.
    Where nothing is expected yet, not having moved the wrong way is on track.
    """
    if facts.due is not None and (facts.on_due or facts.pace is None or facts.pace < AT_RISK):
        return _by_due(facts, facts.due)
    if facts.pace is not None:
        return _by_pace(facts, facts.pace)
    if facts.progress is None or facts.no_pace:
        return verdict(Status.NO_ASSESSMENT, facts.no_pace)
    if facts.progress < 0:
        return verdict(Status.OFF_TRACK, _backwards(facts))
    return verdict(Status.ON_TRACK, "nothing is expected yet")


def _by_due(facts: Facts, due: Fraction) -> Verdict:
    """A running period that has what is due, or is far behind it."""
    bands, rising = () if facts.pace is None else (BANDS,), facts.goal.promise.rising
    if facts.on_due:
        has = "what is due" if rising else "no more than it may have"
        return verdict(Status.ON_TRACK, f"{facts.so_far} has {has} by now", *bands)
    so_far = f"{plain(facts.running.value):,f}" if facts.running else "nothing"
    owes = f"{plain(as_decimal(due) if due.denominator == 1 else _SHORT.plus(as_decimal(due))):,f}"
    return verdict(
        Status.OFF_TRACK, f"{so_far} so far, {f'{owes} due' if rising else f'at most {owes}'} by now", *bands
    )


def _by_pace(facts: Facts, pace: Fraction) -> Verdict:
    found = BANDS.verdict(pace)
    return structs.replace(found, why=_backwards(facts)) if pace < 0 else found


def _backwards(facts: Facts) -> str:
    """That it is on the wrong side of its baseline; where silence is zero, nothing may have moved at all."""
    silent = facts.history.last_counted(facts.as_of) is None
    return "nothing was recorded since the baseline" if silent else "it moves the wrong way"


METHOD = Method(
    source="Eurostat's monitoring reports",
    rule="pace, progress ÷ expected: from 0.95 on track, from 0.60 at risk",
    headline="pace",
    judge=judge,
    by_series=False,
)
