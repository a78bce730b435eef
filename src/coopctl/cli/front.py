"""The front page: what `coopctl` alone shows."""

from collections.abc import Iterable

from coopctl.cli.session import Session
from coopctl.errors import FileTrouble
from coopctl.output.formats.lines import Line, written


def front(session: Session) -> None:
    """Show where the plan stands and what to do next; where there is no plan, three ways to start one."""
    from coopctl.output.views.front import Front, front_page, welcome
    from coopctl.store.locate import plans_in

    try:
        path = None if session.database else session.path()
    except FileTrouble:
        session.stdout.write(_text(session, welcome(session.terminal.width, plans_in(session.folder))))
        return
    tracker = session.tracker()
    known = tracker.know()
    goals = [goal for goal in known.plan.goals if not goal.archived]
    judged = [known.assess(goal, tracker.today) for goal in goals]
    owed = known.due(goals, tracker.today)
    where = session.team().address.shown if path is None else session.relative(path)
    page = front_page(Front(known.plan, where, judged, owed, tracker.today), session.terminal, session.program)
    session.stdout.write(_text(session, page))


def _text(session: Session, lines: Iterable[Line]) -> str:
    return written(lines, color=session.terminal.color, unicode=session.terminal.unicode)
