"""What one run of the program has around it - clock, place, streams, terminal - and the steps commands share."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.judgement.readings import Book, History
from coopctl.output import Format, Terminal, View, render, shown
from coopctl.output.formats.text import discreet
from coopctl.plan.journal import Change, patch, plan_at
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.store import Contents, Store
from coopctl.values.dates import parse_day

if TYPE_CHECKING:
    from coopctl.judgement.assessment import Assessment
    from coopctl.judgement.selection import Filters


class Knowledge(Struct, frozen=True):
    """A plan with the days of its figures, as known at a moment."""

    plan: Plan
    books: dict[str, Book]
    last: int

    def history(self, goal: Goal) -> History:
        """A goal with the days of its figures."""
        return History(goal, self.books.get(goal.id, {}), self.plan.calendar)

    def assess(
        self, goal: Goal, as_of: date, *, method: str = "", original: bool = False, forecast: bool = False
    ) -> "Assessment":
        """The goal's assessment; the method is the one given, else the goal's, else the plan's."""
        from coopctl.judgement.assessment import Question, assess

        question = Question(as_of, method, self.plan.method, original, forecast)
        return assess(self.history(goal), question)


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
    ) -> None:
        self.now = now
        self.today = today
        self.folder = folder
        self.environ = environ
        self.stdin, self.stdout, self.stderr = streams
        self.terminal = terminal
        self.new_key = new_key
        self.file: str | None = None
        self.lock_timeout = 10.0
        self.asked: dict[str, Any] = {}
        self.muted = self.debug = False

    def path(self, *, create: bool = False) -> Path:
        """The file to work with; with `create`, the one to start in this folder where there is none."""
        from coopctl.store.opening import locate

        named = self.file if self.file is not None else self.environ.get("COOPCTL_FILE") or None
        return locate(named, self.folder, create=create)

    def store(self, *, create: bool = False) -> Store:
        """The store; with `create`, an empty plan is started where there is none."""
        from coopctl.store.opening import open_store

        return open_store(self.path(create=create), create=create, lock_timeout=self.lock_timeout, say=self.say)

    def know(self, store: Store, known_at: datetime | None = None) -> Knowledge:
        """The plan and the days of its figures, as recorded up to a moment."""
        from coopctl.judgement.readings import condense
        from coopctl.plan.corrections import withdrawn

        with store.snapshot():
            contents = store.contents()
            plan = self.plan_at(contents, known_at)
            references: list[Figure] = []
            books = condense(plan, store.figures(), {}, known_at, references)
            gone = withdrawn(references, known_at)
            if gone:  # only a file with corrections is read twice
                books = condense(plan, store.figures(), gone, known_at)
            return Knowledge(plan, books, contents.last)

    @staticmethod
    def plan_at(contents: Contents, known_at: datetime | None) -> Plan:
        """The plan as recorded up to a moment, None for now."""
        return contents.plan if known_at is None else plan_at(contents.plan, contents.changes, known_at)

    def change(self, store: Store, what: str, edit: Callable[[Plan], Plan]) -> bool:
        """Change the plan and enter it in the journal; False where the edit leaves the plan as it is."""
        with store.alone():
            contents = store.contents()
            plan = edit(contents.plan)
            if plan == contents.plan:
                return False

            def entry(current: Contents) -> tuple[Plan, Change]:
                return plan, Change(self.now, what, patch(plan, current.plan), after=current.last)

            store.save(entry)
        return True

    def figure(self, goal: Goal, **said: object) -> Figure:
        """A new figure of a goal with its own key, recorded now."""
        return Figure(**{"key": self.new_key(), "goal": goal.id, "recorded_at": self.now, **said})  # type: ignore[arg-type]

    def day(self, text: str | None, plan: Plan) -> date:
        """The day that --as-of names, today when it is not given."""
        return self.today if text is None else parse_day(text, today=self.today, fiscal_start=plan.fiscal_start)

    def moment(self, text: str | None) -> datetime | None:
        """The moment that --known-at names: an ISO time, or the end of a day; None when it is not given."""
        if text is None:
            return None
        from datetime import UTC, time

        try:
            if re.match(r"[0-9-]+T", text):
                found = datetime.fromisoformat(text)
                return found if found.tzinfo else found.replace(tzinfo=UTC)
        except ValueError:
            raise Refused(f"{text!r} is not a moment", "write 2024-07-15 or 2024-07-15T12:00Z") from None
        return datetime.combine(self.day(text, self.store().contents().plan), time.max, UTC)

    def filters(self) -> "Filters":
        """The filters that were given with the command."""
        from coopctl.judgement.selection import Filters

        return Filters(**self.asked)

    def show(self, view: View, form: Format) -> None:
        """Write a view to standard output, in the shape that was asked for."""
        if self.asked:
            from coopctl.output.formats.columns import shape

            view = shape(self.filters(), view, form)
        self.stdout.write(render(view, form, self.terminal))

    def tell(self, line: str) -> None:
        """Write a line of the answer to standard output."""
        self.stdout.write(shown(discreet(line), self.terminal) + "\n")

    def say(self, line: str) -> None:
        """Write a line of talk to standard error; where nobody can hear it, the work is done all the same."""
        if self.muted:
            return
        with suppress(OSError):
            self.stderr.write(shown(discreet(line), self.terminal) + "\n")
            self.stderr.flush()

    def interactive(self) -> bool:
        """Whether a person is there to answer a question."""
        return self.stdin.isatty() and self.stderr.isatty()

    def confirm(self, question: str) -> bool:
        """Ask a yes-or-no question; only y or yes is a yes."""
        self.stderr.write(f"{question} [y/N] ")
        self.stderr.flush()
        return self.stdin.readline().strip().lower() in ("y", "yes")
