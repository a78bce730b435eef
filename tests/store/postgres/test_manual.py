"""What the manual says of databases is run, line by line, on a database."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg

from coopctl.cli.manual import text_of

SHELL = re.findall(r"^```sh\n(.*?)^```", text_of("teams"), re.DOTALL | re.MULTILINE)


def test_the_blocks_of_the_page_for_teams(database: str, tmp_path: Path) -> None:
    """Each line does what the page says: a plan moves in, is recorded to, taken along, brought back and shared."""
    with psycopg.connect(database, autocommit=True) as keeper:
        for role in ("field_office", "ministry"):
            keeper.execute(f"CREATE ROLE {role} LOGIN")
    environ = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
    }
    (tmp_path / "office").mkdir()
    begin = re.findall(r"^\$ (coopctl (?:init|goal) .*)$", text_of("teams"), re.MULTILINE)[:2]
    script = "\n".join(["set -e", begin[0].replace("--git ", ""), begin[1], *SHELL])
    assert "postgres://db.example.org/plans" in script
    script = script.replace("postgres://db.example.org/plans", database)
    shell = shutil.which("sh") or "sh"
    done = subprocess.run(
        [shell, "-c", script], cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    for said in (
        "restored the plan in the database from office/coop.json (0 figures)",
        "roads",
        "nothing is wrong",
        "took 0 figures and 0 changes from the database\nbrought 1 figure and 0 changes to the database",
        "field_office may read and record figures of north\nministry may read north",
    ):
        assert said in done.stdout
