"""What one run of the program has around it - clock, place, streams, terminal - and the steps commands share."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from coopctl.output import Format, Terminal, View, in_parts, in_utf8, render, render_parts, shown
from coopctl.output.formats.text import discreet, shortened

if TYPE_CHECKING:
    from coopctl.judgement.selection import Filters
    from coopctl.store import Cache, Recorder, Store
    from coopctl.store.postgres.store import PostgresStore
    from coopctl.tracker.tracker import Tracker


_HERE = "here:"


class Session:
    """One run: only `cli.app` makes it, from the clock, the environment and the terminal."""

    def __init__(
        self,
        *,
        now: datetime,
        today: date,
        folder: Path,
        environ: Mapping[str, str],
        streams: tuple[TextIO, TextIO, TextIO],
        terminal: Terminal,
        new_key: Callable[[], str],
        again: "Callable[[], Session] | None" = None,
        clock: Callable[[], datetime] | None = None,
        who: Callable[[], str] = str,
        talk: Terminal | None = None,
    ) -> None:
        self.clock = clock
        self.who = who
        self.now = now
        self.today = today
        self.folder = folder
        self.environ = environ
        self.stdin, self.stdout, self.stderr = streams
        self.terminal = terminal
        self.new_key = new_key
        self._again = again
        self.talk = talk or Terminal(unicode=terminal.unicode)
        self.file: str | None = None
        self.here = False
        self.lock_timeout = 10.0
        self._said: set[str] = set()
        self.stored = self.muted = self.debug = self.quiet = self.unpaged = self._said_where = False

    @property
    def named(self) -> str | None:
        """The file or database that was named, by option or environment; None where the nearest is meant."""
        return self.file if self.file is not None else self.environ.get("COOPCTL_FILE") or None

    @property
    def program(self) -> str:
        """How the program is called in what people copy: with the file that an option named, or it finds another."""
        if self.file is None:
            return "coopctl"
        from shlex import quote

        # Nobody's password is to stand in what others read.
        return f"coopctl --file {'ADDRESS' if self.database else quote(self.file)}"

    @property
    def database(self) -> str | None:
        """The address of the database that was named; None where the plan is in a file."""
        from coopctl.store.locate import is_database

        return self.named if is_database(self.named) else None

    def path(self, *, create: bool = False) -> Path:
        """The file to work with; with `create`, the one to start in this folder where there is none."""
        from coopctl.store.opening import locate

        path = locate(self.named, self.folder, create=create)
        if self.named is None and path.parent in self.folder.parents and not self._said_where:
            self._said_where = True
            self.say(f"using {path}")
        return path

    def at(self, named: str) -> Path:
        """A path that was named, as it is seen from the working folder; raises `FileTrouble` where it cannot be one."""
        from coopctl.store.locate import path_of

        path = self.folder / path_of(named)
        if named.endswith("/") and not path.is_dir():
            from shlex import quote

            from coopctl.errors import FileTrouble

            raise FileTrouble(f"there is no folder {named!r}", f"make it first: mkdir -p {quote(named)}")
        return path

    def relative(self, path: Path) -> str:
        """A path as it is seen from the working folder."""
        return str(path.relative_to(self.folder)) if path.is_relative_to(self.folder) else str(path)

    def heard(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What was given to a command; a moment `here:` is one by when things came in here, not were recorded."""
        moment = given.get("known_at")
        if moment is None or not moment.startswith(_HERE):
            return dict(given)
        self.here = True
        return {**given, "known_at": moment.removeprefix(_HERE).strip()}

    def store(self, *, create: bool = False) -> "Store":
        """The store; with `create`, an empty plan is started where there is none."""
        found = self._store(create=create)
        if not self.here:
            return found
        from coopctl.disk.git import repository
        from coopctl.tracker.received import as_received

        if self.database is None and repository(self.path()) is not None:
            self._say_once(
                "note: what git brought counts from when it was recorded; what this clone had by a day git knows: "
                "coopctl help teams"
            )
        return as_received(found)

    def _store(self, *, create: bool) -> "Store":
        from coopctl.store.opening import open_database, open_store

        database = self.database
        if database is not None:
            return open_database(
                database, create=create, lock_timeout=self.lock_timeout, say=self._say_once, recorder=self._recorder()
            )
        path = self.path(create=create)
        return open_store(
            path,
            create=create,
            lock_timeout=self.lock_timeout,
            say=self._say_once,
            cache=self.cache(),
            recorder=self._recorder(),
        )

    def team(self) -> "PostgresStore":
        """The store in the database that was named, for what only databases have."""
        from coopctl.store.opening import open_team

        return open_team(self.database or "", lock_timeout=self.lock_timeout, recorder=self._recorder())

    def cache(self) -> "Cache | None":
        """Where what figures come to is kept, and as what; None for nowhere."""
        from coopctl.store import Cache
        from coopctl.store.locate import cache_folder
        from coopctl.tracker.condensing import DAYS

        folder = cache_folder(self.environ)
        return None if folder is None else Cache(DAYS, self.folder / folder)

    def store_at(self, address: str, *, told: bool = False) -> "Store":
        """The store at another address, a file's or a database's, to be read or to be made anew.

        Where it is `told`, what is made durable there is known to be stored when something fails later.
        """
        from coopctl.store import UNSIGNED, Recorder
        from coopctl.store.opening import open_at

        recorder = Recorder(taken=self._note_stored) if told else UNSIGNED
        return open_at(address, self.folder, lock_timeout=self.lock_timeout, say=self._say_once, recorder=recorder)

    def _recorder(self) -> "Recorder":
        from coopctl.store import Recorder

        return Recorder(self.who, self.clock, self._note_stored)

    def _say_once(self, line: str) -> None:
        """Several looks at one file find the same of it."""
        if line not in self._said:
            self._said.add(line)
            self.say(line)

    def _note_stored(self) -> None:
        self.stored = True

    def tracker(self, *, create: bool | None = None) -> "Tracker":
        """The use cases over the store.

        `create` tells what becomes of a plan that is not there yet: True starts it, False looks at an empty one, None
        raises `FileTrouble`.
        """
        from coopctl.store.opening import Nothing
        from coopctl.tracker.tracker import Tracker

        missing = create is False and self.database is None and not self.path(create=True).exists()
        store = Nothing() if missing else self.store(create=bool(create))
        return Tracker(store, now=self.now, today=self.today, new_key=self.new_key)

    def started(self, tracker: "Tracker") -> "Tracker":
        """The use cases over a plan that is there: the same, or over one that is started in the place of nothing."""
        from coopctl.store.opening import Nothing

        return self.tracker(create=True) if isinstance(tracker.store, Nothing) else tracker

    def show(self, view: View, form: Format, filters: "Filters | None" = None) -> None:
        """Write a view to standard output, in the shape that was asked for."""
        shaped = _shape(view, form, filters)
        # Standard output's own stream takes bytes where they are what it would make of the text.
        takes: Callable[[bytes | memoryview], None] | None = getattr(self.stdout, "utf8", None)
        parts = None if takes is None else in_utf8(shaped, form, self.terminal)
        if takes is None or parts is None:
            self.write(render(shaped, form, self.terminal), long=form is Format.TABLE)
            return
        for part in parts:
            takes(part)

    def write(self, text: str, *, long: bool = True) -> None:
        """Write an answer; on a terminal a `long` one that has more lines than it goes through the pager."""
        height = self.terminal.height
        if long and height is not None and self.stdout.isatty() and not self.unpaged and text.count("\n") >= height:
            from coopctl.cli.pager import paged

            if paged(text, self.environ):
                return
        self.stdout.write(text)

    def show_parts(self, parts: Iterable[View], form: Format, filters: "Filters") -> None:
        """Write a list part by part as it comes, where its format lets it; else it comes in one part."""
        if not in_parts(form, self.terminal):
            for part in parts:
                self.show(part, form, filters)
            return
        for text in render_parts((_shape(part, form, filters) for part in parts), form, self.terminal):
            self.stdout.write(text)

    def tell(self, line: str) -> None:
        """Write a line of the answer to standard output, on a terminal folded at words."""
        line = discreet(line)
        if self.terminal.width is None or len(line) <= self.terminal.width:
            self.stdout.write(shown(line, self.terminal) + "\n")
            return
        from coopctl.output.formats.talk import talk

        self.stdout.write(talk(line, self.terminal))

    def say(self, *lines: str) -> None:
        """Write lines of talk to standard error; where nobody can hear them, the work is done all the same.

        What was answered before is written first: where both streams are one file, it stands before the talk of it.
        """
        if not self.quiet:
            self.stdout.flush()
            self.complain(*lines)

    def doubt(self, *texts: str) -> None:
        """Say of texts that a shell may have taken a part of their amounts."""
        from coopctl.values.quantities import is_shorn

        for text in filter(is_shorn, texts):
            self.say(
                f"warning: {text!r} may lack digits: a shell takes $1 out of double quotes; write it in single ones, "
                "as '$1.4bn'"
            )

    def remark(self, line: str) -> None:
        """Say what is to be known of one row or value; of a very long one its beginning is enough."""
        self.say(shortened(line))

    def complain(self, *lines: str) -> None:
        """Write lines that must be heard, on a terminal folded at words, with what they are in colour."""
        if self.muted:
            return
        from coopctl.output.formats.calls import addressed
        from coopctl.output.formats.talk import talk

        with suppress(OSError):
            self.stderr.write("".join(talk(discreet(addressed(line, self.program)), self.talk) for line in lines))
            self.stderr.flush()

    def renewed(self) -> "Session":
        """This run at the present moment and in the terminal's present size, for a command that goes on."""
        new = self if self._again is None else self._again()
        for name in ("file", "lock_timeout", "muted", "debug", "quiet", "unpaged", "_said_where"):
            setattr(new, name, getattr(self, name))
        return new

    def interactive(self) -> bool:
        """Whether a person is there to answer a question."""
        return self.stdin.isatty() and self.stderr.isatty()

    def confirm(self, question: str) -> bool:
        """Ask a yes-or-no question; only y or yes is a yes."""
        return self.ask(f"{question} [y/N] ") in ("y", "yes")

    def ask(self, question: str) -> str:
        """Ask a question; the answer without capitals, "" where there is none."""
        self.stderr.write(question)
        self.stderr.flush()
        answer = self.stdin.readline()
        if not answer.endswith("\n"):  # Ctrl-D leaves the line open
            self.stderr.write("\n")
        return answer.strip().lower()


def _shape(view: View, form: Format, filters: "Filters | None") -> View:
    """The view with the columns that were asked for."""
    if filters is None or (filters.columns is None and not filters.no_header):
        return view
    from coopctl.output.formats.columns import shape

    return shape(filters, view, form)
