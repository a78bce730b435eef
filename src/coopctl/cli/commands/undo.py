"""`coopctl undo`: take back the last change of any kind; nothing is erased by it."""

import typer

from coopctl.cli.session import Session

EXAMPLES = ("coopctl undo", "coopctl undo && coopctl undo")


def command(ctx: typer.Context) -> None:
    """Take back the last change of any kind.

    Says what it was; run it again for the one before.  Nothing is erased by it.
    """
    session: Session = ctx.obj
<<<<<<< HEAD
    store = session.store()
    with store.alone():
        last = last_done(store.contents().changes, store.newest())
        if last is None:
            raise Refused("there is nothing to undo")
        what = (
            _undo_figures(session, store, last) if isinstance(last, LastFigures) else _undo_change(session, store, last)
        )
    session.tell(f"undone: {what}")


def _undo_change(session: Session, store: Store, last: LastPlanChange) -> str:
    plan = store.contents().plan
    restored = apply(plan, last.change.back)
    change = Change(session.now, f"undo: {last.change.what}", patch(restored, plan), undoes=last.number)
    store.save(lambda contents: (restored, structs.replace(change, after=contents.last)))
    return last.change.what


def _undo_figures(session: Session, store: Store, last: LastFigures) -> str:
    goals = {goal.id: goal for goal in store.contents().plan.goals}
    one = last.last
    store.append([session.figure(goals[one.goal], retracts=last.name, undo=True, why="undo")])
    if last.count > 1:
        return f"import of {number_of(last.count, 'figure')}"
    if one.retracts:
        return f"retract {one.retracts[:KEY_SHOWN]} of {one.goal}"
    return f"record {one.goal} {one.value} for {one.on} (figure {one.key[:KEY_SHOWN]})"
=======
    session.tell(f"undone: {session.tracker().undo()}")
>>>>>>> e6734ea (Give the use cases a room of their own, so that commands and other programs ask the same tracker)
