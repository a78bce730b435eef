"""Completion in the shells themselves: what a plan says is put on the line quoted, and no part of it ever runs."""

import os
import pty
import select
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from running import Program

# What a file may hold for an owner: commands in every notation, and signs that a shell reads.
HOSTILE = (
    "Pw $(touch pwned)", "Px `touch pwned`", "Py; touch pwned", "Pz * ~ !! #", 'Pq "$(touch pwned)"',
    "Ps '; touch pwned '", "Pv $(touch${IFS}pwned)", "Pt \\$(touch pwned)", "Pn & touch pwned &", "Pa > pwned",
    "Pb | touch pwned", "Pc {a,b} $HOME",
)  # fmt: skip
SAFE = "Pd Trade desk"
_WAIT = 30.0


class Terminal:
    """A shell on a terminal of its own; `buffer` is what stands on its command line."""

    def __init__(self, folder: Path, argv: list[str], prepare: str) -> None:
        self.folder = folder
        self.screen = b""
        environ = {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm"}
        child, self.master = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.execve(argv[0], argv, environ)  # noqa: S606 - a shell is what is tested
        self.child = child
        (folder / "prepare").write_text(prepare)
        self.press(". ./prepare\r")
        self.until((folder / "ready").exists)

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def until(self, there: Callable[[], bool]) -> None:
        """Read what the shell shows until something is so."""
        end = time.monotonic() + _WAIT
        while not there():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain; the shell showed {self.screen!r}")
            if select.select([self.master], [], [], 0.05)[0]:
                self.screen += os.read(self.master, 65536)

    def buffer(self, keys: str) -> str:
        """What stands on the line after these keys."""
        seen = self.folder / "buffer"
        seen.unlink(missing_ok=True)
        self.press(keys + "\x07")
        self.until(lambda: seen.exists() and seen.read_text().endswith("\n"))
        return seen.read_text().removesuffix("\n")

    def enter(self) -> None:
        """Run the line, and wait for it."""
        (self.folder / "ran").unlink(missing_ok=True)
        self.press("\r")
        self.until((self.folder / "ran").exists)

    def close(self) -> None:
        os.kill(self.child, 9)
        os.waitpid(self.child, 0)
        os.close(self.master)


# Each shell with how it is started, and what makes ctrl-G write the line to a file and every Enter tell that it ran.
SHELLS = {
    "bash": (
        ["--norc", "--noprofile", "-i"],
        """. ./completion
set -o history
bind 'set bell-style none'
bind -x '"\\C-g": printf "%s\\n" "$READLINE_LINE" > part && mv part buffer'
PROMPT_COMMAND='touch ran'
touch ready
""",
    ),
    "zsh": (
        ["-f", "-i"],
        """autoload -Uz compinit && compinit -D -u
. ./completion
setopt no_beep menu_complete
show() { print -r -- "$BUFFER" > part && mv part buffer }
zle -N show
bindkey '^G' show
precmd() { touch ran }
touch ready
""",
    ),
    "fish": (
        ["--no-config", "-i"],
        """. ./completion
bind \\cg 'commandline > part; and mv part buffer'
function after --on-event fish_postexec; touch ran; end
touch ready
""",
    ),
}


@pytest.fixture
def plan(program: Program) -> Program:
    """A plan with a goal for each owner, and the program on the path of the folder."""
    program.done("init")
    for number, owner in enumerate((*HOSTILE, SAFE)):
        program.done("goal", "add", f"g{number}", "--from", "1", "--to", "2 by 2030", "--owner", owner)
    script = program.folder / "coopctl"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m coopctl "$@"\n')
    script.chmod(0o755)
    return program


def opened(plan: Program, shell: str) -> Terminal:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"no {shell} on this system")
    (plan.folder / "completion").write_text(plan.done("completion", shell))
    arguments, prepare = SHELLS[shell]
    return Terminal(plan.folder, [path, *arguments], prepare)


@pytest.mark.parametrize("shell", SHELLS)
def test_no_text_of_a_plan_runs(plan: Program, shell: str) -> None:
    """Each hostile owner is completed and the line is run: nothing of it is taken for a command."""
    terminal = opened(plan, shell)
    try:
        for owner in HOSTILE:
            terminal.buffer(f"coopctl status --owner {owner[:2]}\t")
            assert not (plan.folder / "pwned").exists(), owner
            terminal.enter()
            assert not (plan.folder / "pwned").exists(), owner
        terminal.buffer("coopctl status --owner P\t\t")
        assert not (plan.folder / "pwned").exists()
    finally:
        terminal.close()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("opening", ["", "'", '"', "--owner="])
def test_a_word_with_a_space_is_quoted(plan: Program, shell: str, opening: str) -> None:
    """An owner of several words is put on the line as one word, whatever was typed of it."""
    terminal = opened(plan, shell)
    try:
        start = f"coopctl status {'' if opening.startswith('-') else '--owner '}{opening}"
        line = terminal.buffer(f"{start}Pd\t")
        spelled = "Pd Trade desk" if opening in ("'", '"') else "Pd\\ Trade\\ desk"
        assert line.startswith(f"{start}{spelled}"), line
    finally:
        terminal.close()


@pytest.mark.parametrize("quote", ["'", '"'])
def test_open_quotation_marks_are_offered_no_other_language(plan: Program, quote: str) -> None:
    """Inside of quotation marks bash inserts a word as it is, so one that means something there is left out."""
    terminal = opened(plan, "bash")
    try:
        for owner in HOSTILE:
            line = terminal.buffer(f"coopctl status --owner {quote}{owner[:2]}\t")
            terminal.press(quote if line.count(quote) % 2 else "")
            terminal.enter()
            assert not (plan.folder / "pwned").exists(), owner
    finally:
        terminal.close()


@pytest.mark.parametrize("shell", SHELLS)
def test_what_may_stand_behind_a_blank_is_offered(plan: Program, shell: str) -> None:
    """A word that is not begun is the one asked for, not the one before it."""
    plan.done("goal", "edit", "g0", "--tag", "field")
    terminal = opened(plan, shell)
    try:
        assert terminal.buffer("coopctl status --tag \t").strip() == "coopctl status --tag field"
    finally:
        terminal.close()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("record 'Cost: $5 ", ("record 'cost-5-a-day'", "record 'Cost: $5 a day'")),
        ("goal show Éc", ("goal show école-d-été",)),
        ("import x.csv --goal=COST", ("import x.csv --goal=cost-5-a-day",)),
    ],
)
def test_a_title_is_completed_to_what_names_its_goal(
    plan: Program, shell: str, typed: str, lines: tuple[str, ...]
) -> None:
    """Whatever was typed of it is replaced whole, with its case, accents, colons and quotation marks."""
    plan.done("goal", "add", "Cost: $5 a day", "--from", "1", "--to", "2 by 2030")
    plan.done("goal", "add", "École d'été", "--from", "1", "--to", "2 by 2030")
    terminal = opened(plan, shell)
    try:
        assert terminal.buffer(f"coopctl {typed}\t").strip().removeprefix("coopctl ") in lines
    finally:
        terminal.close()


def test_zsh_completes_where_nothing_was_set_up(plan: Program) -> None:
    """The script loads what it needs of zsh by itself, for whom nobody told to."""
    path = shutil.which("zsh")
    if path is None:
        pytest.skip("no zsh on this system")
    (plan.folder / "completion").write_text(plan.done("completion", "zsh"))
    arguments, prepare = SHELLS["zsh"]
    terminal = Terminal(
        plan.folder, [path, *arguments], prepare.replace("autoload -Uz compinit && compinit -D -u\n", "")
    )
    try:
        assert terminal.buffer("coopctl record g11\t").strip() == "coopctl record g11"
    finally:
        terminal.close()
