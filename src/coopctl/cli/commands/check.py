"""`coopctl check`: fail where a goal is not as it should be; for cron and CI."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated

from msgspec import structs

from coopctl.cli import selection
from coopctl.cli.declared import option
from coopctl.cli.options import AsOf, OneMethod, Output, method_of
from coopctl.cli.session import Session
from coopctl.cli.streams import ReaderGone
from coopctl.errors import ExitCode, WrongUsage
from coopctl.judgement.selection import Filters, statuses
from coopctl.output import Format
from coopctl.output.formats.text import number_of
from coopctl.plan.corrections import State, rivals
from coopctl.values.ids import KEY_SHOWN

if TYPE_CHECKING:
    from coopctl.judgement.assessment import Assessment
    from coopctl.tracker.tracker import Tracker

EXAMPLES = (
    "coopctl check -q",
    "coopctl check --fail-on missed,stale --group objective:economic-growth",
    "coopctl check --new-since '7 days ago'",
)


@selection.filtered(selection.EVERY - {"only"})
def command(
    session: Session,
    fail_on: Annotated[
        str,
        option(
            "--fail-on",
            metavar="STATUS,...",
            help="The statuses to fail on, stale or rival.",
            autocompletion="fault_list",
        ),
    ] = "off-track,missed,stale,rival",
    new_since: Annotated[
        str | None,
        option("--new-since", metavar="DATE", help="Only what was not so on this day.", show_default=False),
    ] = None,
    as_of: AsOf = None,
    method: OneMethod = "",
    output: Output = Format.TABLE,
    *,
    filters: Filters,
) -> ExitCode:
    """Fail where a goal is off track, missed or stale, or was corrected in two ways.

    One line a finding and exit code 4; exit code 0 where there is none.
    """
    from coopctl.output.views.findings import findings_view

    if len(method_of(method)) > 1:
        raise WrongUsage("check judges by one method", "see `coopctl check --help`")
    faults = statuses(fail_on, State.RIVAL)
    tracker = session.tracker()
    known = tracker.know()
    day = tracker.day(as_of, known.plan)
    checked = [known.assess(goal, day, method=method) for goal in filters.choose(known.plan)]
    found = _faulty(filters, checked, faults)
    if new_since is not None:
        from coopctl.tracker.comparing import Day, new_findings

        found = new_findings(tracker, tracker.day(new_since, known.plan), Day(day), found, faults, method)
    settled = _rivals(tracker) if State.RIVAL in faults else {}
    found += [one for one in checked if one.goal.id in settled and one not in found]
    # Whether anybody reads the findings does not change what was found.
    with suppress(ReaderGone):
        session.show(findings_view(known.plan, found, day, faults, settled), output, filters)
    if not found:
        _say_nothing(session, new_since, len(checked), day)
    return ExitCode.FOUND if found else ExitCode.DONE


def _faulty(filters: Filters, checked: Sequence["Assessment"], faults: frozenset[str]) -> list["Assessment"]:
    """Those that have one of the faults, in the order asked for; being corrected in two ways is no status."""
    judged = ",".join(faults - {State.RIVAL})
    return structs.replace(filters, only=judged).sift(checked) if judged else []


def _say_nothing(session: Session, since: str | None, checked: int, day: date) -> None:
    news = "nothing" if since is None else f"nothing new since {since}"
    session.say(f"{news} found in {number_of(checked, 'goal')} as of {day}")


def _rivals(tracker: "Tracker") -> dict[str, str]:
    """What to do about corrections that have a rival, by goal."""
    return {
        one.goal: f"two corrections of one figure; settle it: coopctl record {one.goal} VALUE --on {one.on} --replaces "
        f"{counts[:KEY_SHOWN]},{one.key[:KEY_SHOWN]}"
        for one, counts in rivals(tracker.store.references())
    }
