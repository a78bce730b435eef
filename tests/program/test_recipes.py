"""The manual's recipes, each run with the tool that it is for; where a tool is missing, its recipe is not run."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coopctl.cli.manual import text_of

RECIPES = text_of("recipes")
_SETUP = (
    ("init", "--title", "Partnership plan", "--date", "2024-08-01"),
    ("goal", "add", "trade-volume", "--from", "$250 million", "--to", "increase by 20% over the next two years"),
    ("goal", "add", "exercises", "--title", "Joint exercises", "--from", "1 per year", "--to", "2 per year by 2025"),
    ("record", "trade", "256M", "--on", "2024-12-31"),
    ("record", "trade", "262M", "--on", "2025-06-30"),
    ("record", "exercises", "--on", "2024-05-10"),
    ("record", "exercises", "--on", "2025-02-03"),
)


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", RECIPES, re.DOTALL | re.MULTILINE)


def _environ(folder: Path) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    author = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm", **author}


def _run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=_environ(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _needs(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the plan of the README's first page."""
    for arguments in _SETUP:
        subprocess.run([sys.executable, "-m", "coopctl", *arguments], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


@pytest.mark.parametrize("block", _blocks("console"), ids=["jq", "miller"])
def test_other_programs_read_the_answers(folder: Path, block: str) -> None:
    """A pipeline prints what the manual shows."""
    command, _, expected = block.removeprefix("$ ").partition("\n")
    _needs("mlr" if "mlr" in command else "jq")
    assert _run(command, folder).stdout == expected


def test_cron_mails_what_is_found(folder: Path) -> None:
    """Each line of the crontab is five times and a command, which prints one line a finding and nothing else."""
    lines = _blocks("crontab")[0].splitlines()
    commands = [line.split(maxsplit=5)[5].replace("/srv/plan", str(folder)) for line in lines]
    _run("coopctl goal edit trade --cadence quarterly", folder)
    done = [_run(command, folder) for command in commands]
    assert [(one.returncode, one.stderr) for one in done] == [(4, ""), (0, "")]
    assert [line.partition(":")[0] for line in done[0].stdout.splitlines()] == ["trade-volume", "exercises"]
    assert all(re.fullmatch(r"(?:[0-9]+|\*)(?: +(?:[0-9]+|\*)){4}", " ".join(line.split()[:5])) for line in lines)


def test_cron_mails_nothing_where_nothing_is_found(tmp_path: Path) -> None:
    """A plan in which nothing is missed or stale prints nothing at all."""
    _run("coopctl init && coopctl goal add g --from 1 --to '9 by 2100'", tmp_path)
    command = _blocks("crontab")[0].splitlines()[0].split(maxsplit=5)[5].replace("/srv/plan", str(tmp_path))
    done = _run(command, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_hook_commits_a_whole_plan_with_its_briefing(folder: Path) -> None:
    """A commit brings STATUS.md along, and a damaged plan is not committed."""
    _needs("git")
    _run("git init -q .", folder)
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.write_text(next(block for block in _blocks("sh") if block.startswith("#!")))
    hook.chmod(0o755)
    first = _run("git add coop.json && git commit -qm 'Record figures' && git ls-files", folder)
    with (folder / "coop.json").open("a") as file:
        file.write("damage\n")
    second = _run("git add coop.json && git commit -qm 'Break it'", folder)
    assert (first.stdout.split(), second.returncode) == (["STATUS.md", "coop.json"], 1)


def test_make_writes_reports_when_a_figure_came_in(folder: Path) -> None:
    """Reports are made once, made again after a figure, and the check stops make."""
    _needs("make")
    pytest.importorskip("openpyxl")
    (folder / "Makefile").write_text(_blocks("make")[0])
    first, again = _run("make", folder), _run("make", folder)
    _run("coopctl record trade 263M --on 2025-07-31 && touch -d '1 minute' coop.json", folder)
    third, check = _run("make -n", folder), _run("make check", folder)
    made = [line.split()[1] for line in first.stdout.splitlines()]
    assert (made, (folder / "figures.xlsx").exists(), "coopctl" in again.stdout) == (["status", "export"], True, False)
    assert (len(third.stdout.splitlines()), check.returncode, "exercises: missed" in check.stdout) == (2, 2, True)


def test_watch_shows_the_plan_on_a_screen(folder: Path) -> None:
    """At a terminal of 80 columns the screen has a row for each goal."""
    _needs("watch")
    command = next(block for block in _blocks("sh") if block.startswith("watch")).split()
    screen, terminal = pty.openpty()
    environ = _environ(folder) | {"COLUMNS": "80", "LINES": "24"}
    shown = b""
    with subprocess.Popen(command, cwd=folder, env=environ, stdin=terminal, stdout=terminal, stderr=terminal) as watch:
        until = time.monotonic() + 30
        while b"exercises" not in shown and time.monotonic() < until:
            if select.select([screen], [], [], 1)[0]:
                shown += os.read(screen, 65536)
        watch.terminate()
    os.close(terminal)
    os.close(screen)
    assert (b"262M USD" in shown, b"Joint exercises" in shown) == (True, True)


def test_an_inbox_is_taken_in_once(folder: Path) -> None:
    """Good rows are recorded, bad ones lie beside the file, which is moved, and a second run does nothing."""
    (folder / "inbox").mkdir()
    (folder / "done").mkdir()
    (folder / "inbox" / "may.csv").write_text("goal,date,value\ntrade-volume,2025-05,261M\nnobody,2025-05,1\n")
    recipe = next(block for block in _blocks("sh") if block.startswith("find"))
    first, second = _run(recipe, folder), _run(recipe, folder)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*.csv*"))
    assert (first.stdout, second.stdout, names) == (
        "1 figure recorded, 1 left out\n",
        "",
        ["done/may.csv", "inbox/may.csv.rejected"],
    )
