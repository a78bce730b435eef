"""A goal's standing in whole sentences: the verdict, and where the trend leads."""

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.maintain import bounds_on
from coopctl.judgement.readings import Reading
from coopctl.output.views import words
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds, Measure
from coopctl.values import brief
from coopctl.values.people import Shown, percent
from coopctl.values.quantities import POINTED, NumberFormat
from coopctl.values.units import PERCENTAGE


class Teller(Struct, frozen=True):
    """Tells of goals in sentences, with numbers as the plan writes them."""

    numbers: NumberFormat = POINTED

    def about(self, goal: Goal, value: Decimal | Fraction, *, unit: bool = True) -> str:
        """A value of a goal to three significant digits, as people say it: `1.48bn USD`, `17.9%`, `374 workers`."""
        return words.amount(goal, value, self.numbers, unit=unit)

    def span(self, goal: Goal, low: Decimal, high: Decimal) -> str:
        """Two values told apart, in one scale: `1.68bn to 1.71bn USD`."""
        return " to ".join(self.pair(goal, low, high))

    def pair(self, goal: Goal, one: Decimal | None, two: Decimal | Fraction | None) -> tuple[str, str]:
        """Two values beside each other, in one scale, with one unit: `1.44bn` and `1.48bn USD`; – for none."""
        if goal.promise.measure is Measure.STAGE or one is None or two is None:
            first, second = ("–" if value is None else self.about(goal, value) for value in (one, two))
            return first, second
        shown = words.beside(goal, [one, two], self.numbers, unit=True)
        return shown.value(one) if shown.unit.is_percent else shown.number(one), shown.value(two)

    def percent(self, share: Fraction | None) -> str:
        """A share in per cent, `under 1%` of a little; – where there is none."""
        return "–" if share is None else self.numbers.localised(percent(share))

    def bounds(self, goal: Goal, keep: Bounds) -> str:
        """What is kept to: `at least 90%`, `below 3 days`, `80% to 90%`."""
        if keep.low is not None and keep.high is not None:
            return self.span(goal, keep.low, keep.high)
        if keep.low is not None:
            return f"{'above' if keep.above else 'at least'} {self.about(goal, keep.low)}"
        return f"{'below' if keep.below else 'at most'} {self.about(goal, keep.high or Decimal(0))}"

    def promised(self, goal: Goal) -> str:
        """What a goal is to come to: `10 exchanges/year`, `at least 90%`, `increase`."""
        if goal.promise.target.keep is not None:
            return self.bounds(goal, goal.promise.target.keep)
        if goal.promise.target.value is None:
            return f"{goal.promise.target.direction or goal.promise.target.text}"
        return self.about(goal, goal.promise.target.value) + words.per(goal)

    def promise(self, goal: Goal) -> str:
        """What a goal is to come to, and by when: `300M USD by 31 Jul 2026`."""
        by = f" by {brief.on(goal.promise.target.deadline)}" if goal.promise.target.deadline else ""
        return self.promised(goal) + by

    def now(self, one: Assessment) -> str:
        """What stands as now: `262M USD`, `250 p` where it is provisional, `250M USD (baseline)` before any figure."""
        value, facts = one.facts.current, one.facts
        if value is None:
            return "–"
        return f"{self.about(one.goal, value)}{words.mark(one)}{' (baseline)' if facts.at_baseline else ''}"

    def verdict(self, one: Assessment) -> str:
        """What the figures say of the promise: `17.9% on 30 Jun 2025: 7% of the way, where 49% was promised`."""
        facts = one.facts
        if facts.reading is None and not facts.by_running:
            return self._begun(one) or self._nothing(one.goal)
        if facts.by_running and facts.reading is not None and facts.value == facts.reading.value:
            return f"{self._reading(one.goal, facts.reading)}{self._way(one)}; {self._so_far(one)}"
        said = self._so_far(one) if facts.by_running or facts.ahead else self._reading(one.goal, facts.reading)
        if one.goal.promise.keep is not None:
            return f"{said}{self._kept_to(one, one.goal.promise.keep)}{words.held(one, '; held in')}"
        return f"{said}{self._way(one)}{self._against(one)}"

    def _kept_to(self, one: Assessment, keep: Bounds) -> str:
        """What is to be kept; of a reading from before a retarget what was, as that is what it is judged by."""
        facts = one.facts
        earlier = None if facts.by_running or facts.reading is None else bounds_on(one.goal, facts.reading)
        changed = earlier is not None and earlier != keep
        return f", where {self.bounds(one.goal, earlier or keep)} {'was' if changed else 'is'} promised"

    def _begun(self, one: Assessment) -> str:
        """What the running period has, where no other has been completed; "" where it has nothing."""
        if one.facts.running is None or not one.facts.running.value:
            return ""
        keep = one.goal.promise.keep
        promised = "" if keep is None else f", where {self.bounds(one.goal, keep)} is promised"
        return f"{self._so_far(one)}{promised}"

    def _nothing(self, goal: Goal) -> str:
        base = goal.promise.baseline
        value = "" if base.value is None else f" ({self.about(goal, base.value)})"
        return f"No figure since the baseline of {brief.on(base.date)}{value}"

    def _way(self, one: Assessment) -> str:
        return "" if one.facts.progress is None else f": {self._shares(one)[0]} of the way"

    def _shares(self, one: Assessment) -> tuple[str, str]:
        """Progress and what was promised of it; with more digits where only these tell why it is not on track."""
        done, due = one.facts.progress, one.facts.expected
        whole = self.percent(done), self.percent(due)
        if done is None or due is None or whole[0] != whole[1] or done >= due:
            return whole
        shown = Shown.of(PERCENTAGE, [done * 100, due * 100], self.numbers)
        return shown.value(done * 100), shown.value(due * 100)

    def _against(self, one: Assessment) -> str:
        """What the way is to be compared with: the deadline that is over, or what was promised by now."""
        facts, deadline = one.facts, one.goal.promise.target.deadline
        if facts.progress is None:
            return f"; {words.why(one, self.numbers)}"
        if facts.closed and deadline is not None:
            return f"; the deadline was {brief.on(deadline)}"
        if facts.expected is not None:
            return f", where {self._shares(one)[1]} was promised"
        return "" if facts.due is not None else f"; {facts.no_pace}"

    def outlook(self, one: Assessment) -> str:
        """Where the trend leads, `On the present trend 1.68bn to 1.71bn USD by ... (80% interval)`; "" for none."""
        goal, found = one.goal, one.forecast
        if found is None:
            return ""
        if isinstance(found, NoForecast):
            return f"No forecast: {found.why}"
        likely = f"; chance of reaching the target {self.chance(one)}" if self.chance(one) else ""
        span = self.span(goal, found.low, found.high)
        return f"On the present trend {span} by {brief.on(found.deadline)} (80% interval){likely}"

    def chance(self, one: Assessment) -> str:
        """How likely the target is on the present trend: `under 1%`, `2%`, `over 99%`; "" where nobody can say."""
        found = one.forecast
        if not isinstance(found, Forecast) or found.probability is None:
            return ""
        if found.probability < Decimal("0.01"):
            return "under 1%"
        return "over 99%" if found.probability > Decimal("0.99") else self.percent(Fraction(found.probability))

    def _so_far(self, one: Assessment) -> str:
        current, due = one.facts.running, one.facts.due
        if current is None:
            return ""
        owed = "" if due is None else f", {words.due(one.goal, self.about(one.goal, due, unit=False))} by now"
        return (
            f"{self.about(one.goal, current.value)} so far in {current.period.label}{owed}{words.provisional(current)}"
        )

    def _reading(self, goal: Goal, reading: Reading | None) -> str:
        if reading is None:
            return ""
        when = f"in {reading.period}" if reading.period else f"on {brief.on(reading.date)}"
        return f"{self.about(goal, reading.value)} {when}{words.provisional(reading)}"
