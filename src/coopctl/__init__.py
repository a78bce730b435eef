"""Goal progress, from a written plan to a defended status.

    import coopctl

    tracker = coopctl.open("coop.json")
    for assessment in tracker.status():
        print(assessment.goal.title, assessment.status.words)

The house, floor by floor; a room imports only from the floors below it:

    cli         the commands: one parses what was typed, calls the tracker and shows the result
    output      what a result looks like: records for programs, views for people, and the formats they are written in
    exchange    foreign files: figures in and out, written plans to goals
    tracker     the use cases, without a terminal: record, retract, undo, retarget, status
    language    what people write: phrases to promises, amounts to values, and back
    judgement   figures to readings, path, progress and status; methods, forecast, what is due
    store       where a plan is kept: the protocol, the TinyDB file, and a team's database
    plan        the model: plan, goals, promises, figures, what withdraws what, the journal
    values      numbers, units, days, periods, ids
    disk        durable files and locks
    errors      the exit codes, and the errors a user can meet

One figure on its way: `cli.commands.record` reads `262M`; `tracker.recording` finds the goal it is meant for and lets
`language.figures` make an exact amount of it, `tracker.slots` looks what is there for the same day, and `store.file`
appends one line to the file; `judgement.readings` makes a reading of it, `judgement.assessment` a status, and
`output.views.recorded` what is shown.

One phrase on its way: `cli.commands.goal.add` reads `--to 'increase by 20% over two years'`; `tracker.changing` hands
it to `language.promises`, which does the rest of the way: `language.sentences` sets aside the words around it,
`language.phrases` takes it apart with the pieces that `language.scanner` knows, `language.agreement` settles one unit
for it and the baseline, and `language.arithmetic` makes the target's value of both; the `plan.promise` that comes of it
checks itself, and `store.file` keeps it in its goal's line.
"""

# What `typing` calls by this name; the module itself would be the first and longest import of every start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from coopctl.judgement.methods import Status as Status
    from coopctl.plan.plan import Figure as Figure
    from coopctl.plan.plan import Goal as Goal
    from coopctl.plan.plan import Plan as Plan
    from coopctl.tracker.tracker import Tracker as Tracker

__version__ = "0.1.0"
__all__ = ["Figure", "Goal", "Plan", "Status", "Tracker", "open"]

_ROOMS = {
    "Figure": "coopctl.plan.plan",
    "Goal": "coopctl.plan.plan",
    "Plan": "coopctl.plan.plan",
    "Status": "coopctl.judgement.methods",
    "Tracker": "coopctl.tracker.tracker",
}


def open(path: "str | Path", *, now: "datetime | None" = None, lock_timeout: float = 10) -> "Tracker":  # noqa: A001
    """The tracker of a plan that is there, at a moment, which is this one where none is given.

    The plan is in a file or, by its address (`postgresql://host/base?plan=x`), in a database.  `lock_timeout` is in
    seconds.  Raises `coopctl.errors.FileTrouble` or `StoreTrouble` where it cannot be read.
    """
    import os
    from datetime import UTC, date, datetime
    from pathlib import Path

    from coopctl.store import Recorder
    from coopctl.store.opening import open_at
    from coopctl.tracker.tracker import Tracker

    def clock() -> datetime:
        return now or datetime.now(UTC).replace(microsecond=0)

    moment = clock()
    recorder = Recorder(clock=clock)
    store = open_at(os.fspath(path), Path(), lock_timeout=lock_timeout, say=lambda _: None, recorder=recorder)
    today = date.fromtimestamp(moment.timestamp())  # noqa: DTZ012 - here, whatever zone is kept
    return Tracker(store, now=moment, today=today, new_key=lambda: os.urandom(8).hex())


def __getattr__(name: str) -> "Any":
    # The names are there for the asking; a command that needs none of them does not wait for them.
    if name in _ROOMS:
        from importlib import import_module

        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
