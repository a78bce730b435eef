"""The default method: pace, the share of the expected progress that was made, cut at Eurostat's 95% and 60%.

Source: Eurostat, "Sustainable development in the European Union: monitoring report", annex on the assessment of
indicator trends with a quantitative target: significant progress from 95% of the required path, moderate from 60%.
"""

from fractions import Fraction

from coopctl.judgement.methods import Status
from coopctl.judgement.progress import Facts

ON_TRACK = Fraction(95, 100)
AT_RISK = Fraction(60, 100)


def judge(facts: Facts) -> tuple[Status, str]:
    """The status of a goal that is under way, and why.

    Worked: 250 → 300 over two years, 270 after one: progress 0.40, expected 0.50, pace 0.80: at risk.
    Where nothing is expected yet, not having moved the wrong way is on track.
    """
    if facts.due is not None and (facts.on_due or facts.pace is None):
        return (Status.ON_TRACK, "the running period has what is due by now") if facts.on_due else (
            Status.OFF_TRACK, "the running period is behind what is due by now")  # fmt: skip
    if facts.progress is None and facts.pace is None:
        return Status.NO_ASSESSMENT, facts.no_pace
    if facts.pace is None:
        moved = facts.progress is not None and facts.progress < 0
        return (Status.OFF_TRACK, "it moves the wrong way") if moved else (Status.ON_TRACK, "nothing is expected yet")
    if facts.pace >= ON_TRACK:
        return Status.ON_TRACK, "pace is 0.95 or more"
    if facts.pace >= AT_RISK:
        return Status.AT_RISK, "pace is 0.60 or more, below 0.95"
    return Status.OFF_TRACK, "it moves the wrong way" if facts.pace < 0 else "pace is below 0.60"
