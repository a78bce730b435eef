"""What people wrote of one goal, and how it was understood."""

from datetime import date

from msgspec import Struct

from coopctl.plan.promise import Promise
from coopctl.plan.terms import Measure, Path
from coopctl.values.calendar import PeriodKind
from coopctl.values.units import BARE, Unit


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
