"""Documents that are made to cost: each is read or refused within seconds of the processor and 300 MB."""

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from running import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the system sets no bounds there")
K = 1000
SECONDS, MEGABYTES = 8, 300
HEAD = "| Indicator | Baseline | Target 2030 |\n|---|---|---|\n"
# Half a megabyte of each; what takes four times as long for twice as much would take hours.
DOCUMENTS: dict[str, Callable[[], str]] = {
    "brackets.md": lambda: "[" * (500 * K),
    "stars.md": lambda: "*a " * (170 * K),
    "ticks.md": lambda: "".join("`" * (at % 50 + 1) + "a" for at in range(20 * K)),
    "links.md": lambda: "[a](" * (125 * K),
    "pipes.md": lambda: "|" * (500 * K),
    "one cell.md": lambda: HEAD + "| " + "x " * (250 * K) + " | 1 | 2 |\n",
    "quotes.md": lambda: "> " * (25 * K) + "a\n",
    "stairs.md": lambda: "".join(" " * at + "- a\n" for at in range(1000)),
    "grid.md": lambda: "+---+---+\n| a | b |\n" * (25 * K),
    "simple.md": lambda: "  --- ---\n  a   b\n" * (25 * K),
    "references.md": lambda: "[a]\n" * (60 * K) + "".join(f"[r{at}]: x\n" for at in range(25 * K)),
    "escapes.md": lambda: "\\" * (500 * K),
    "unders.md": lambda: "_a__" * (125 * K),
    "rows.html": lambda: "<table>" + "".join(f"<tr><td>R{at}<td>1<td>9" for at in range(19 * K)),
    "nested.html": lambda: "<table><tr><td>" * (30 * K),
    "spans.html": lambda: "<table>" + "<tr><td rowspan=60000 colspan=200>a</td></tr>" * 500,
    "open tags.html": lambda: "<a " * (150 * K),
    "open quotes.html": lambda: '<a x="' * (80 * K),
    "open comments.html": lambda: "<!-- >" * (80 * K),
    "declarations.html": lambda: "<!x" * (150 * K),
    "open ends.html": lambda: "</a " * (125 * K),
    "entities.html": lambda: "&" * (500 * K),
    "digits.html": lambda: f'<table><tr><td colspan="{"9" * 9000}">a<td rowspan="\u00b2">b</table>',
    "quotes.csv": lambda: '"' * (500 * K),
    "commas.csv": lambda: "," * (500 * K),
    "rows.csv": lambda: "a;b;c\n" * (80 * K),
    "one cell.csv": lambda: "Goal,Baseline,Target\n" + "x" * (500 * K) + ",1,2\n",
}


def _part(inside: str, data: bytes) -> bytes:
    """A DOCX file with one of its parts replaced."""
    base, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(base)
    with zipfile.ZipFile(base) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, data if one == inside else old.read(one))
    return out.getvalue()


def _word(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return _part("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode())


_LAUGHS = "".join(
    f'<!ENTITY {name} "{before * 10}">'
    for before, name in zip(["&a;", "&b;", "&c;", "&d;", "&e;"], "bcdef", strict=True)
)
_CELL = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
_WIDE = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr>'
ARCHIVES: dict[str, Callable[[], bytes]] = {
    "zeros": lambda: _part("word/document.xml", bytes(1 << 28)),
    "empty paragraphs": lambda: _word("<w:p/>" * 20_000_000),
    "paragraphs": lambda: _word("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 200_000),
    "wide cells": lambda: _word(f"<w:tbl>{_WIDE * 50}</w:tbl>"),
    "many cells": lambda: _word(f"<w:tbl>{f'<w:tr>{_CELL * 5000}</w:tr>' * 3}</w:tbl>"),
    "nested": lambda: _word("<w:tbl><w:tr><w:tc>" * 2000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 2000),
    "laughs": lambda: _part("word/styles.xml", f'<!DOCTYPE x [<!ENTITY a "aaa">{_LAUGHS}]><x>&f;</x>'.encode()),
}


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, ((MEGABYTES + 200) << 20,) * 2)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_costs_more_than_it_is_long(tmp_path: Path, name: str) -> None:
    """The system ends whatever takes more."""
    document = tmp_path / f"p.{name.rpartition('.')[2]}"
    document.write_text(DOCUMENTS[name](), "utf-8")
    _read(document)


@pytest.mark.parametrize("name", ARCHIVES)
def test_no_archive_costs_more_than_a_document(tmp_path: Path, name: str) -> None:
    """However little it is while it is packed."""
    document = tmp_path / "p.docx"
    document.write_bytes(ARCHIVES[name]())
    _read(document)


def _read(document: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coopctl", "plan", "import", document.name, "--dry-run", "--lists"],
        cwd=document.parent,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        preexec_fn=_bounded,
    )
    assert done.returncode in (0, 1), (done.returncode, done.stderr[-500:])
    assert b"fault of coopctl" not in done.stderr


def test_tags_that_are_open_by_mistake_are_text(program: Program) -> None:
    """A sign for less in a page is no reason to refuse it."""
    table = "<table><tr><th>Goal<th>Baseline<th>Target<tr><td>R<td>5<td>10 by 2030</table>"
    page = f"<h1>P</h1><p>a < 5, b <c and d<e</p>{table}f<g"
    (program.folder / "p.html").write_text(page)
    assert program.run("plan", "import", "p.html", "--yes").code == 0
