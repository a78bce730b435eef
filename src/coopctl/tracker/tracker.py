"""The use cases over one store: a request in words goes in, a frozen result comes out."""

from datetime import date
from typing import TYPE_CHECKING

from coopctl.tracker.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopctl.judgement.assessment import Assessment
    from coopctl.plan.doubles import Double
    from coopctl.tracker.changing import Added, NewGoal, NewTarget, Retargeted
    from coopctl.tracker.rebasing import NewBaseline, Rebased
    from coopctl.tracker.recording import Batch, Observation, Recorded, Retracted
    from coopctl.tracker.undoing import TakenBack


class Tracker(Desk):
    """A plan and its figures, and what is asked of them; only the use case that is called is imported."""

    def status(self, as_of: date | None = None, *, method: str = "", forecast: bool = False) -> "list[Assessment]":
        """Where every goal stands that is not archived, as of a day, today where none is given."""
        known = self.know()
        goals = [goal for goal in known.plan.goals if not goal.archived]
        return [known.assess(goal, as_of or self.today, method=method, forecast=forecast) for goal in goals]

    def record(self, goal: str, said: "Observation | str | Decimal | int") -> "Recorded":
        """One figure of a goal, recorded, and what it changed; a value alone is of today.

        Raises `UnknownName` for a goal or figure that is not there, `Refused` for a value or day that cannot be.
        """
        from coopctl.tracker.recording import Observation, record

        return record(self, goal, said if isinstance(said, Observation) else Observation(f"{said}"))

    def record_all(self, said: "Sequence[tuple[str, Observation]]") -> "Batch":
        """Figures of goals, recorded together, all or none.

        Raises `Refusals`, which says of each that cannot be recorded why.
        """
        from coopctl.tracker.recording import record_all

        return record_all(self, said)

    def retract(self, figure: str, *, why: str = "", who: str = "") -> "Retracted":
        """A figure, withdrawn: it counts no more, and stays in the log.

        Raises `UnknownName` for a figure that is not there, `Refused` for one that was taken back already.
        """
        from coopctl.tracker.recording import retract

        return retract(self, figure, why=why, who=who)

    def confirm(self, figure: str) -> "list[Double]":
        """Figures that came beside others by a merge, confirmed: they happened, too, and count.

        Raises `UnknownName` for a figure that is not there, `Refused` for one that stands beside no other, or where
        only one is to stand.
        """
        from coopctl.tracker.unsettled import confirm

        return confirm(self, figure)

    def undo(self, name: str | None = None, *, who: str = "") -> "TakenBack":
        """The last change of any kind - of one person, where a name is given - or the one of a name, taken back.

        Raises `Refused` where there is none, where it was taken back already, or where what it touched was changed
        again since; `UnknownName` for a name that none has.
        """
        from coopctl.tracker.undoing import undo

        return undo(self, name, who)

    def redo(self, *, who: str = "") -> "TakenBack":
        """The last undo - of one person, where a name is given - taken back.

        Raises `Refused` where there is none, or something else was done since.
        """
        from coopctl.tracker.undoing import redo

        return redo(self, who)

    def prepare(self, goal: "NewGoal") -> "Added":
        """A goal as it would be added; nothing is stored.  Raises `Refused` for a promise that is not understood."""
        from coopctl.tracker.changing import prepare

        return prepare(self.store.contents(), self.today, goal)

    def add(self, made: "Added") -> None:
        """Add a goal that was prepared.  Raises `Refused` where somebody else has added one of its id meanwhile."""
        self.change(f"goal add {made.goal.id}", lambda plan: plan.added(made.goal))

    def rebase(self, goal: str, said: "NewBaseline") -> "Rebased":
        """A goal that counts from another baseline; the old one is kept with the ground and the authority.

        Raises `Refused` for a value that is none of the goal's, and a date that its target or milestones forbid.
        """
        from coopctl.tracker.rebasing import rebase

        return rebase(self, goal, said)

    def retarget(self, goal: str, said: "NewTarget") -> "Retargeted":
        """A goal with another target from a day on; the old one is kept with the ground and the authority."""
        from coopctl.tracker.changing import retarget

        return retarget(self, goal, said)
