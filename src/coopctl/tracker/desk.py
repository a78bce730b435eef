"""What every use case works with: a store, the moment, and keys for what is new."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time

from msgspec import structs

from coopctl.errors import Refused
from coopctl.plan.journal import Change, patch
from coopctl.plan.plan import Figure, Plan, check_words
from coopctl.store import Contents, Store
from coopctl.tracker.knowledge import Chosen, Knowledge, know
from coopctl.values.typed import parse_typed


class Desk:
    """A plan and its figures at one moment.

    `now` is an aware time and `today` the user's day; `new_key` makes the key of a new figure.
    """

    def __init__(self, store: Store, *, now: datetime, today: date, new_key: Callable[[], str]) -> None:
        self.store = store
        self.now = now
        self.today = today
        self.new_key = new_key

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.store.contents().plan

    def know(self, known_at: datetime | None = None, of: Chosen | None = None) -> Knowledge:
        """The plan and the days of its figures, or only of some goals', as recorded up to a moment; None for now."""
        return know(self.store, known_at, of)

    def day(self, text: str | None, plan: Plan) -> date:
        """The day that a text names in a plan, today where there is none."""
        return self.today if text is None else parse_typed(text, today=self.today, calendar=plan.calendar).last

    def moment(self, text: str | None) -> datetime | None:
        """The moment that a text names: an ISO time, or the end of a day; None where there is none.

        Raises `Refused` for a text that is no moment.
        """
        if text is None:
            return None
        try:
            if re.match(r"[0-9-]+T", text):
                found = datetime.fromisoformat(text)
                return found if found.tzinfo else found.replace(tzinfo=UTC)
        except ValueError:
            raise Refused(f"{text!r} is not a moment", "write 2024-07-15 or 2024-07-15T12:00Z") from None
        return datetime.combine(self.day(text, self.plan), time.max, UTC)

    def change(self, what: str, edit: Callable[[Plan], Plan]) -> bool:
        """Change the plan and enter it in the journal; False where the edit leaves the plan as it is."""

        def work() -> bool:
            contents = self.store.contents()
            plan = edit(contents.plan)
            if plan == contents.plan:
                return False

            def entry(current: Contents) -> tuple[Plan, Change]:
                return plan, Change(self.now, what, patch(plan, current.plan), after=current.last)

            self.store.save(entry)
            return True

        return self.store.exclusively(work)

    def adopt(self, what: str, seen: Plan, plan: Plan) -> bool:
        """Change the plan to one that was made from what was seen.

        Raises `Refused` where somebody else has changed it meanwhile.
        """

        def unchanged(now: Plan) -> Plan:
            if structs.replace(now, id=seen.id) != seen:
                raise Refused("the plan was changed by somebody else meanwhile", "run the command again")
            return plan

        return self.change(what, unchanged)

    def withdrawal(self, goal: str, of: str, *, why: str, who: str = "", undo: bool = False) -> Figure:
        """The figure that takes back another, or a batch, of a goal."""
        check_words(who=who, why=why)
        return Figure(self.new_key(), goal, self.now, retracts=of, why=why, who=who, undo=undo)
