"""Sessions at a terminal: checkin, and watch until q."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from running import spawn

pexpect: Any = pytest.importorskip("pexpect")
termios: Any = pytest.importorskip("termios")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of a goal that owes a figure whatever the day is."""
    for words in (
        ("init", "--title", "Partnership", "--date", "2019-12-31"),
        ("goal", "add", "trade", "--from", "100", "--to", "200 by 2090", "--cadence", "50 years"),
        ("goal", "add", "old", "--from", "1", "--to", "9 by 2090", "--cadence", "yearly"),
    ):
        assert spawn(*words, folder=tmp_path).returncode == 0
    return tmp_path


def session(folder: Path, *words: str, columns: int = 80) -> Any:
    """The program at a terminal of its own."""
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    size = {"dimensions": (24, columns), "encoding": "utf-8", "timeout": 30}
    return pexpect.spawn(sys.executable, ["-m", "coopctl", *words], cwd=str(folder), env=env, **size)


def ended(child: Any) -> Any:
    """The exit code of a program that is read to its end."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def log(folder: Path) -> str:
    return spawn("log", folder=folder).stdout.decode()


def test_a_person_answers_and_leaves(plan: Path) -> None:
    child = session(plan, "checkin")
    child.expect("1 of 1: Old")
    child.expect("figure for 2020-12-31.*figure, skip, n/a or quit: ")
    child.sendline("2")
    child.expect("note.*: ")
    child.sendline("by telephone")
    child.expect("figure for 2021-12-31.*figure, skip, n/a or quit: ")
    assert "by telephone" in log(plan)
    child.sendline("quit")
    child.expect("1 answer stored")
    assert ended(child) == 0


def test_an_interrupt_keeps_what_was_answered(plan: Path) -> None:
    child = session(plan, "checkin")
    child.expect("quit: ")
    child.sendline("3")
    child.expect("note.*: ")
    child.sendline("")
    child.expect("figure for 2021-12-31.*quit: ")
    child.sendintr()
    assert ended(child) == 130
    assert "2020-12-31" in log(plan)


def test_watch_shows_what_another_records_and_q_quits(plan: Path) -> None:
    child = session(plan, "watch", "trade")
    child.expect("Trade")
    child.expect("q quits")
    assert spawn("record", "trade", "155", "--on", "2025-06-30", folder=plan).returncode == 0
    child.expect("155 +→ 200")  # in the signs that status has
    child.send("q")
    assert ended(child) == 0
    assert "\x1b[?1049l" in child.before  # the screen is as it was


def test_watch_takes_the_options_of_status_and_refuses_what_status_does(plan: Path) -> None:
    child = session(plan, "watch", "--only", "nonsense")
    child.expect("nonsense")
    assert ended(child) == 2


def test_watch_in_a_pipe_says_what_to_do(plan: Path) -> None:
    done = spawn("watch", folder=plan)
    assert done.returncode == 2
    assert b"watch draws at a terminal" in done.stderr


needs_less = pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")


@pytest.fixture
def long_plan(plan: Path) -> Path:
    """A plan whose log has more lines than the terminal."""
    lines = "goal,value,date\n" + "".join(f"trade,{100 + day},2025-01-{day:02d}\n" for day in range(1, 31))
    assert spawn("import", "-", folder=plan, stdin=lines).returncode == 0
    return plan


@needs_less
def test_a_long_answer_stops_at_the_screen_and_q_leaves(long_plan: Path) -> None:
    """The newest figures are on the first screen, the oldest after a turn of the page."""
    child = session(long_plan, "log")
    child.expect("2025-01-30")
    child.expect(":")
    child.send("G")
    child.expect("2025-01-01")
    child.send("q")
    assert ended(child) == 0


@needs_less
def test_a_short_answer_and_one_that_is_to_be_whole_wait_for_nobody(long_plan: Path) -> None:
    for words in (("status",), ("--no-pager", "log"), ("log", "--limit", "3"), ("log", "-o", "csv")):
        child = session(long_plan, *words)
        assert (words, ended(child)) == (words, 0)


def test_the_file_in_a_parent_folder_is_named_once(plan: Path) -> None:
    """A session that goes on says where it works at its beginning."""
    (plan / "below").mkdir()
    child = session(plan / "below", "checkin")
    child.expect("1 of 1")
    assert child.before.count("using ") == 1
    child.expect("quit: ")
    child.sendline("skip")
    child.expect(pexpect.EOF)
    assert "using " not in child.before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_watch_gives_the_terminal_back_however_it_is_ended(plan: Path, number: signal.Signals) -> None:
    """What is typed is seen again, the screen is as it was, and so is the cursor."""
    child = session(plan, "watch")
    before = termios.tcgetattr(child.child_fd)
    child.expect("q quits")
    assert termios.tcgetattr(child.child_fd) != before
    child.kill(number)
    child.expect(pexpect.EOF)
    assert "\x1b[?25h\x1b[?1049l" in child.before
    assert termios.tcgetattr(child.child_fd) == before
    child.close()
    assert child.exitstatus in (128 + number, 130)


def test_watch_bears_every_size_of_a_terminal(plan: Path) -> None:
    """Also none at all, and larger ones than there are."""
    child = session(plan, "watch")
    child.expect("q quits")
    for size in ((1, 1), (2, 5), (0, 0), (5, 300), (500, 500), (24, 80)):
        child.setwinsize(*size)
        child.expect("\x1b")  # it is drawn anew
    child.send("q")
    assert (ended(child), "Traceback" in child.before) == (0, False)


@pytest.mark.parametrize("spoil", [lambda file: file.write_text("{"), Path.unlink])
def test_watch_goes_on_where_a_plan_cannot_be_read_for_a_while(plan: Path, spoil: Callable[[Path], object]) -> None:
    """A screen on a wall says what is wrong, keeps what it showed, and shows what comes when all is well again."""
    whole = (plan / "coop.json").read_text()
    child = session(plan, "watch", "trade")
    child.expect("q quits")
    spoil(plan / "coop.json")
    child.expect("Trade.*(breaks off|there is no).*looking again.*q quits")
    assert "\\x1b" not in child.before
    (plan / "coop.json").write_text(whole.replace('"200"', '"321"'))
    child.expect("321")
    child.expect("q quits")
    assert "looking again" not in child.before
    child.send("q")
    assert ended(child) == 0


def test_a_status_that_is_explained_says_where_its_evidence_is(plan: Path) -> None:
    """At a terminal, where a person reads; a pipe hears nothing beside the answer."""
    assert spawn("record", "old", "3", "--source", "Customs", folder=plan).returncode == 0
    child = session(plan, "explain", "old")
    child.expect("its figures, with their sources and notes: coopctl log old")
    assert ended(child) == 0
    assert spawn("explain", "old", folder=plan).stderr == b""
    child = session(plan, "explain", "trade")
    assert ended(child) == 0
    assert "sources" not in child.before
