"""Goal progress, from a written plan to a defended status.

    import coopctl

    tracker = coopctl.open("coop.json", create=True)
    goal = coopctl.NewGoal("increase by 20% over two years", title="Trade volume", start="$250 million")
    tracker.add(tracker.prepare(goal))
    tracker.record("trade-volume", coopctl.Observation("262M", source="Customs, table 4"))
    for assessment in tracker.status():
        print(assessment.goal.title, assessment.status.words, assessment.why)

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

    from coopctl.errors import CoopctlError as CoopctlError
    from coopctl.judgement.methods import Status as Status
    from coopctl.plan.plan import Figure as Figure
    from coopctl.plan.plan import Goal as Goal
    from coopctl.plan.plan import Plan as Plan
    from coopctl.tracker.changing import NewGoal as NewGoal
    from coopctl.tracker.recording import Observation as Observation
    from coopctl.tracker.tracker import Tracker as Tracker

__version__ = "0.1.0"
__all__ = ["CoopctlError", "Figure", "Goal", "NewGoal", "Observation", "Plan", "Status", "Tracker", "open"]

_ROOMS = {
    "CoopctlError": "coopctl.errors",
    "Figure": "coopctl.plan.plan",
    "Goal": "coopctl.plan.plan",
    "NewGoal": "coopctl.tracker.changing",
    "Observation": "coopctl.tracker.recording",
    "Plan": "coopctl.plan.plan",
    "Status": "coopctl.judgement.methods",
    "Tracker": "coopctl.tracker.tracker",
}


def open(  # noqa: A001 - whoever calls it says `coopctl.open`
    path: "str | Path", *, create: bool = False, now: "datetime | None" = None, lock_timeout: float = 10
) -> "Tracker":
    """The tracker of a plan, at a moment, which is this one where none is given.

    The plan is in a file or, by its address (`postgresql://host/base?plan=x`), in a database; with `create`, an empty
    one is started where there is none.  `lock_timeout` is in seconds.  Raises `coopctl.errors.FileTrouble` or
    `StoreTrouble` where it is not there or cannot be read, and `Refused` for a moment without a zone; all are a
    `CoopctlError`, as is whatever else a call can meet.
    """
    import os
    from datetime import UTC, date, datetime
    from pathlib import Path

    from coopctl.store import Recorder
    from coopctl.store.opening import open_at
    from coopctl.tracker.tracker import Tracker
    from coopctl.values.calendar import check_moment

    check_moment(now, "now")

    def clock() -> datetime:
        return now or datetime.now(UTC).replace(microsecond=0)

    moment = clock()
    recorder = Recorder(clock=clock)
    store = open_at(
        os.fspath(path), Path(), create=create, lock_timeout=lock_timeout, say=lambda _: None, recorder=recorder
    )
    store.contents()  # what cannot be read is said here, and not by the first call
    today = date.fromtimestamp(moment.timestamp())  # noqa: DTZ012 - here, whatever zone is kept
    return Tracker(store, now=moment, today=today, new_key=lambda: os.urandom(8).hex())


def __getattr__(name: str) -> "Any":
    # The names are there for the asking; a command that needs none of them does not wait for them.
    if name in _ROOMS:
        from importlib import import_module

        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
