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
from coopctl.tracker.unsettled import KINDS, unsettled

if TYPE_CHECKING:
    from coopctl.judgement.assessment import Assessment

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
            help="The statuses to fail on, stale, rival or double.",
            autocompletion="fault_list",
        ),
    ] = "off-track,missed,stale,rival,double",
    new_since: Annotated[
        str | None, option("--new-since", metavar="DATE", help="Only what was not so on this day.", show_default=False)
    ] = None,
    as_of: AsOf = None,
    method: OneMethod = "",
    output: Output = Format.TABLE,
    *,
    filters: Filters,
) -> ExitCode:
    """Fail where a goal is off track, missed or stale, or a merge left something to settle.

    One line a finding and exit code 4; exit code 0 where there is none.  What a merge left is `rival`, two corrections
    of one figure, or `double`, two figures of one day or period, with the commands that settle it.
    """
    from coopctl.output.views.findings import findings_view

    if len(method_of(method)) > 1:
        raise WrongUsage("check judges by one method", "see `coopctl check --help`")
    faults = statuses(fail_on, *KINDS)
    tracker = session.tracker()
    known = tracker.know()
    day = tracker.day(as_of, known.plan)
    checked = [known.assess(goal, day, method=method) for goal in filters.choose(known.plan)]
    found = _faulty(filters, checked, faults)
    if new_since is not None:
        from coopctl.tracker.comparing import Day, new_findings

        found = new_findings(tracker, tracker.day(new_since, known.plan), Day(day), found, faults, method)
    settle = unsettled(tracker.store, known.plan, faults)
    found += [one for one in checked if one.goal.id in settle and one not in found]
    # Whether anybody reads the findings does not change what was found.
    with suppress(ReaderGone):
        session.show(findings_view(known.plan, found, day, faults, settle, session.program), output, filters)
    if not found:
        _say_nothing(session, new_since, len(checked), day)
    return ExitCode.FOUND if found else ExitCode.DONE


def _faulty(filters: Filters, checked: Sequence["Assessment"], faults: frozenset[str]) -> list["Assessment"]:
    """Those that have one of the faults, in the order asked for; what is to be settled is no status."""
    judged = ",".join(faults - {*KINDS})
    return structs.replace(filters, only=judged).sift(checked) if judged else []


def _say_nothing(session: Session, since: str | None, checked: int, day: date) -> None:
    news = "nothing" if since is None else f"nothing new since {since}"
    session.say(f"{news} found in {number_of(checked, 'goal')} as of {day}")
