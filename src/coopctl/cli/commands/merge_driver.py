"""`coopctl merge-driver`: what git calls for two versions of a plan's file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.errors import FileTrouble, Refused
from coopctl.plan.merging import notes, options
from coopctl.plan.plan import Plan
from coopctl.tracker.merging import How, Other, meet

EXAMPLES = (
    "git config merge.coopctl.driver 'coopctl merge-driver %O %A %B %P'",
    "echo 'coop.json merge=coopctl' >> .gitattributes",
)


def command(
    ctx: typer.Context,
    base: Annotated[str, typer.Argument(metavar="BASE", help="The version that both began from: %O.")],
    ours: Annotated[str, typer.Argument(metavar="OURS", help="Our version, in whose place the result goes: %A.")],
    theirs: Annotated[str, typer.Argument(metavar="THEIRS", help="Their version: %B.")],
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="Where the file lies: %P.")] = "./coop.json",
) -> None:
    """Merge two versions of a plan's file for git.

    `coopctl init --git` sets it up.  What has to be settled by a person stays as it is in ours, and git says so.
    """
    session: Session = ctx.obj
    # Beside git's own temporary files nothing is to be left.
    with TemporaryDirectory() as folder:
        result = Path(folder) / "coop.json"
        copyfile(session.at(ours), result)
        store = session.store_at(str(result))
        other = session.store_at(theirs)
        with _named({result: "our version", session.at(theirs): "their version"}, quote(path)):
            met = meet(store, Other(other), How(base=_plan(session, base)))
        joined, side = met.joined, met.joined.merged.side
        for one in joined.conflicts:
            session.remark(f"conflict: {one.what}")
        if joined.conflicts:
            raise Refused(
                "the plan is left as it is in ours",
                f"git show :3:{quote(path)} > theirs.json, then coopctl merge theirs.json with "
                f"{options(joined.conflicts)}, and git add",
            )
        kept = {**met.kept, **store.unknown(side.shared)}
        store.rewrite(side.plan, side.changes, side.figures, kept, side.shared)
        copyfile(result, session.at(ours))
        session.say(*notes(joined.merged))


@contextmanager
def _named(versions: dict[Path, str], path: str) -> Iterator[None]:
    """Say which version cannot be read, in the place of git's name for it, and what joins them once it is mended."""
    try:
        yield
    except FileTrouble as trouble:
        for file, whose in versions.items():
            if f"{file}" in trouble.message:
                take = "git show :3:{0} > theirs.json, {1}, then coopctl merge theirs.json, and git add {0}"
                mend = "mend that" if whose.startswith("their") else "mend the file as `coopctl doctor` says"
                said = trouble.message.replace(f"{file}", f"{whose} of {path}")
                raise FileTrouble(said, take.format(path, mend)) from None
        raise


def _plan(session: Session, file: str) -> Plan | None:
    """The plan of a version; None where git gives an empty file, for there was none."""
    return session.store_at(file).contents().plan if session.at(file).stat().st_size else None
