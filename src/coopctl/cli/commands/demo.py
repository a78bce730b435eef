"""`coopctl demo`: the example plan with a year of figures, and its status, in a file that is thrown away."""

import io
import shlex
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from coopctl.cli.options import Output
from coopctl.cli.session import Session
from coopctl.errors import ExitCode, Refused
from coopctl.output import Format

EXAMPLES = (
    "coopctl demo",
    "coopctl demo --keep demo.json",
    "coopctl demo -o json | jq '.goals[] | {id, progress, status}'",
)

PLAN = Path(__file__).with_name("us-mongolia.md")
AS_OF = "2025-06-30"
_TODAY = date.fromisoformat(AS_OF) + timedelta(1)
_MADE_UP = ("--note", "illustrative")
_EXERCISE = ("--source", "US Army Pacific, Khaan Quest")
FIGURES: tuple[tuple[str, ...], ...] = (
    ("trade-volume", "256M", "--on", "2024-12-31", *_MADE_UP),
    ("trade-volume", "262M", "--on", "2025-06-30", *_MADE_UP),
    ("joint-military-exercises", "--on", "2024-08", "--note", "Khaan Quest, the 21st", *_EXERCISE),
    ("joint-military-exercises", "--on", "2025-06", "--note", "Khaan Quest, the 22nd", *_EXERCISE),
    ("environmental-projects", "3", "--on", "2024-10-31", *_MADE_UP),
    ("environmental-projects", "4", "--on", "2024-12-15", *_MADE_UP),
    ("cultural-programs", "6", "--on", "2024-11-30", *_MADE_UP),
    ("cultural-programs", "4", "--on", "2025-05-31", *_MADE_UP),
    ("third-neighbor-policy", "under way", "--on", "2024-09-30", *_MADE_UP),
    ("regional-security-dialogues", "under way", "--on", "2025-03-31", *_MADE_UP),
)
_NEXT = (
    "coopctl init --title 'My plan'",
    "coopctl goal add trade-volume --from '$250m' --to 'up 20% over two years'",
    "coopctl record trade-volume 262M",
)


def command(
    ctx: typer.Context,
    keep: Annotated[
        str | None,
        typer.Option("--keep", metavar="FILE", help="Keep the example in this new file. [it is thrown away]"),
    ] = None,
    output: Output = Format.TABLE,
) -> None:
    """Show an example plan and its status.

    A plan between two countries, a year of figures, and where each goal stood on 2025-06-30.
    """
    session: Session = ctx.obj
    with tempfile.TemporaryDirectory() as folder:
        file = session.at(keep) if keep is not None else Path(folder) / "coop.json"
        if keep is not None and file.exists():
            raise Refused(f"there is a file {keep} already", "name one that is not there yet")
        _run(session, file, "plan", "import", str(PLAN), "--date", "2024-08-01", "--yes")
        for figure in FIGURES:
            _run(session, file, "record", *figure)
        session.stdout.write(_run(session, file, "status", "--as-of", AS_OF, "-o", output.value))
    # Seen from today, all deadlines of the example may be over.
    until = f"--file {shlex.quote(keep or '')} --as-of {AS_OF}"
    kept = () if keep is None else (f"coopctl status {until}", f"coopctl explain trade-volume {until}")
    session.say("try next:" if keep is None else f"kept in {keep}, whose figures end on {AS_OF}; try next:")
    for line in kept or _NEXT:
        session.say(f"  {line}")


def _run(session: Session, file: Path, *arguments: str) -> str:
    """What a command writes to standard output, run on the demo's own file, the day after its figures end.

    What keeps it from its work, such as a full disk, it says itself.
    """
    from coopctl.cli.app import main

    out = io.StringIO()
    inner = Session(
        now=session.now,
        today=_TODAY,
        folder=file.parent,
        environ={},
        streams=(io.StringIO(), out, session.stderr),
        terminal=session.terminal,
        new_key=session.new_key,
        talk=session.talk,
    )
    inner.quiet, inner.debug = True, session.debug
    code = main([*arguments, "--file", str(file)], inner)
    if code == ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if code:
        raise typer.Exit(code)
    return out.getvalue()
