"""What is given any text or bytes at all: every grammar and every reader, each with sound inputs to start from.

A target may refuse what it is given; it may not fail in another way, take more than five seconds, or a lot of memory.
"""

import io
import os
import resource
import shutil
import signal
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from msgspec import Struct

from coopctl.errors import CoopctlError
from coopctl.language.promises import understand
from coopctl.language.sentences import parse_baseline, parse_phrase
from coopctl.language.wording import Wording
from coopctl.plan.plan import Plan
from coopctl.values.dates import parse_duration, parse_period
from coopctl.values.ids import check_key, slug
from coopctl.values.quantities import parse_quantity
from coopctl.values.units import parse_unit
from running import EXAMPLE, Program

TODAY = date(2025, 7, 1)
SECONDS, MEGABYTES = 5, 300
_PHRASES = Path(__file__).parents[1] / "language" / "phrases.txt"


class Target(Struct, frozen=True):
    """What is tried, with inputs that it takes, and words that mean something to it."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...]


class TooMuch(AssertionError):
    """It took too long, or too much memory."""


@contextmanager
def limited() -> Iterator[None]:
    """An end for what does not end; raises `TooMuch`."""

    def ended(*_: object) -> None:
        raise TooMuch(f"no answer within {SECONDS} seconds of the processor")

    before = signal.signal(signal.SIGPROF, ended)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) // 1024
    if grown > MEGABYTES:
        raise TooMuch(f"it took {grown} MB more")


def tried(target: Target, data: bytes) -> None:
    """Give a target some bytes; raises whatever is not a refusal."""
    with limited(), suppress(CoopctlError):
        target.run(data)


def _text(data: bytes) -> str:
    """Bytes as arguments are given: what is no UTF-8 as halves of letters."""
    return data.decode("utf-8", "surrogateescape")


def _two(data: bytes) -> object:
    start, _, goal = _text(data).partition("|")
    return understand(Wording(start, goal, TODAY, since=date(2024, 8, 1)), Plan(date=date(2024, 8, 1)))


def _named(data: bytes) -> object:
    check_key(_text(data)[:64])
    return slug(_text(data))


def _grammars() -> Iterator[tuple[str, Target]]:
    words = tuple(
        b"by|2030|increase |reduce |20%|per |year|at least |between |from |to |to 92%|halve|double|over |two years|$|250|"
        b" million|bn|m|1,234.5|1,5|(2030)|FY2025|of |new |; |, |. |\xe2\x82\xac|\xc2\xa0|-|+|<= |/|:|N/A|TBD|\xff|\x00|"
        b"augmenter de |bis |por ciento|Q3|2024-Q3|Jan-24|5 % |pp|"
        b"\xef\xbc\x95".split(b"|")
    )
    lines = (line.partition(" | ") for line in _PHRASES.read_text("utf-8").splitlines() if " | " in line)
    pairs = [(start.strip(), rest.split(" | ")[0].strip()) for start, _, rest in lines if start[:1] not in "#["]
    phrases = tuple(goal.encode() for _, goal in pairs)[:200]
    both = tuple(f"{start}|{goal}".encode() for start, goal in pairs)[:200]
    values = (b"$250 million", b"1.2bn", b"12%", b"USD 4.5k", b"1 234.5", b"3 days", b"-5", b"1e3", b"8 out of 11")
    commas = (b"1,5", b"1.234,5", b"$250 million", b"12,5%", b"3 days")
    days = (b"2024-12-31", b"FY2024-25", b"2024-W05", b"20 Nov", b"30.9.2025", b"3 months ago", b"2013 [YR2013]")
    yield "phrases", Target(lambda data: parse_phrase(_text(data)), phrases, words)
    yield (
        "baselines",
        Target(
            lambda data: parse_baseline(_text(data)), (*values, *(start.encode() for start, _ in pairs[:50])), words
        ),
    )
    yield "promises", Target(_two, both, words)
    yield "numbers", Target(lambda data: parse_quantity(_text(data)), values, words)
    yield "commas", Target(lambda data: parse_quantity(_text(data), decimal_comma=True), commas, words)
    yield "dates", Target(lambda data: parse_period(_text(data), today=TODAY), days, words)
    yield "durations", Target(lambda data: parse_duration(_text(data)), (b"45d", b"6 weeks", b"+2y", b"monthly"), words)
    yield ("units", Target(lambda data: parse_unit(_text(data)).kind, (b"USD", b"% of GDP", b"kg per person"), words))
    yield "names", Target(_named, (b"Trade volume", b"k1"), words)


def _program(folder: Path) -> Program:
    """A plan of two goals in an empty folder, which is copied from one that was made before."""
    folder.mkdir()
    program = Program(folder)
    if not _READY:
        program.done("goal", "add", "trade", "--from", "$250 million", "--to", "300 million by 2030")
        program.done("goal", "add", "visits", "--to", "2 per year by 2030", "--owner", "Desk")
        program.done("record", "trade", "262M", "--on", "2025-06-30", "--note", "n")
        program.done("goal", "retarget", "trade", "--to", "310 million by 2031", "--why", "w")
        program.done("record", "visits")
        _READY.append((folder / "coop.json").read_bytes())
    (folder / "coop.json").write_bytes(_READY[0])
    return program


_READY: list[bytes] = []


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder / "plan"
    finally:
        shutil.rmtree(folder)


def _command(name: str, *commands: str) -> Callable[[bytes], object]:
    """Give the bytes to commands as a file of this name; a fault is raised, an exit code is one of ours."""

    def run(data: bytes) -> None:
        with _folder() as folder:
            program = _program(folder)
            (folder / name).write_bytes(data)
            for command in commands:
                result = program.run(*command.split())
                assert result.code in (0, 1, 2, 3, 4), (command, result.err)

    return run


def _zipped(base: Callable[[], bytes], inside: str, run: Callable[[bytes], object]) -> Callable[[bytes], object]:
    """Give the bytes as one part of an archive that is sound otherwise."""

    def run_zipped(data: bytes) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(base())) as old, zipfile.ZipFile(out, "w") as new:
            for one in old.namelist():
                new.writestr(one, data if one == inside else old.read(one))
        run(out.getvalue())

    return run_zipped


def _part(archive: bytes, inside: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return file.read(inside)


def _workbook(*rows: tuple[str | int, ...]) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def _sheet_of_figures() -> bytes:
    return _workbook(("goal", "date", "value"), ("trade", "2025-01-31", 255))


def _sheet_of_goals() -> bytes:
    return _workbook(("Goal", "Baseline", "Target 2030"), ("Roads", "5 km", "10 km"))


def _document() -> bytes:
    from docx import Document

    document, out = Document(), io.BytesIO()
    table = document.add_table(rows=2, cols=3)
    for at, word in enumerate(("Indicator", "Baseline", "Target 2030", "Roads built", "5 km", "10 km")):
        table.cell(at // 3, at % 3).text = word
    document.save(out)
    return out.getvalue()


def _plans() -> Iterator[tuple[str, Target]]:
    words = (
        b"|", b"\n", b"|---|", b"Indicator", b"Baseline (2024)", b"Target 2030", b"# ", b"- ", b"+---+", b"<td>", b"</table>",
        b'<td rowspan="2">', b"<table>", b"&nbsp;", b"**", b"`", b"[x](y)", b"\\|", b",", b'"', b"\t", b"250", b"by 2030",
        b"TBD", b"\xff", b"\x00", b": ", b"=====", b"{}", b"<!--", b"&#0;", b'colspan="99999999"',
    )  # fmt: skip
    pipes = b"# Plan\n\n| Indicator | Baseline | Target 2030 |\n|---|---|---|\n| Roads | 5 km | 10 km |\n"
    grid = b"+-----------+------------+\n| Indicator | Target     |\n+===========+============+\n| Roads     | 10 by 2030 |\n+-----------+------------+\n"
    simple = b"  Indicator   Target\n  ----------- ------------\n  Roads       10 by 2030\n\n  : Table\n"
    page = b"<h1>P</h1><table><tr><th>Goal<th>Baseline<th>Target<tr><td>Roads<td>5<td>10 by 2030</table>"
    rows = b"Goal,Baseline,Target\nRoads,5 km,10 km by 2030\n"
    dry = "plan import {} --dry-run --date 2024-08-01"
    yield (
        "markdown",
        Target(_command("p.md", dry.format("p.md"), "plan import p.md --lists --yes --date 2024-08-01", "status"),
               (EXAMPLE.read_bytes(), pipes), words),
    )  # fmt: skip
    yield "pandoc", Target(_command("p.md", dry.format("p.md")), (grid, simple, pipes), words)
    yield "html", Target(_command("p.html", dry.format("p.html")), (page,), words)
    yield "plan csv", Target(_command("p.csv", dry.format("p.csv")), (rows,), words)
    book = _command("p.xlsx", dry.format("p.xlsx"))
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        yield f"plan {name}", Target(_zipped(_sheet_of_goals, name, book), (_part(_sheet_of_goals(), name),), _XML)
    text = _command("p.docx", dry.format("p.docx"))
    for name in ("word/document.xml", "word/styles.xml"):
        yield f"plan {name}", Target(_zipped(_document, name, text), (_part(_document(), name),), _XML)
    with _folder() as folder:
        exported = _program(folder).done("export", "--plan").encode()
    again = _command(
        "p.json", "plan import p.json --yes --file new.json", "status --file new.json", "doctor --file new.json"
    )
    yield (
        "plan json",
        Target(again, (exported,), (*words, b"null", b"[", b"]", b"{", b"}", b'"1E999999999"', b'"goals"', b":")),
    )
    yield "plan archive", Target(book, (_sheet_of_goals(),), _XML)


_XML = (
    b"<", b">", b"</", b"/>", b'r="A1048576"', b'r="XFD1"', b't="s"', b't="inlineStr"', b"<c>", b"<v>1e999</v>", b"&amp;",
    b"&#x1F;", b"<!DOCTYPE x>", b"<w:tr>", b"</w:tc>", b'<w:gridSpan w:val="999999"/>', b'<w:vMerge/>', b"99999999999",
    b"-1", b"\xff", b"\x00", b'xmlns="x"',
)  # fmt: skip


def _figures() -> Iterator[tuple[str, Target]]:
    words = (
        b",", b"\n", b"\t", b";", b'"', b"goal", b"date", b"value", b"trade", b"2025-01-31", b"1e999", b"1,234.5", b"n/a", b"..",
        b"{", b"}", b"[", b"]", b":", b"null", b"\\ud800", b"1e100000000", b"\xff\xfe", b"\x00", b"\xef\xbb\xbf", b"#", b"2024-Q3",
        b"TIME_PERIOD", b"OBS_VALUE", b"p", b"visits", b"key", b"k", b"0001-01-01", b"=1+1",
    )  # fmt: skip
    rows = b"goal,date,value,note\ntrade,2025-01-31,255,a\nvisits,2025-02-01,1,b\n"
    wide = b"goal,2024,2025\ntrade,255,256\n"
    line = b'{"goal":"trade","date":"2025-01-31","value":255}\n'
    sdmx = b"DATAFLOW,FREQ,INDICATOR,TIME_PERIOD,OBS_VALUE\nX,A,trade,2024,255\n"
    iati = (
        b'<iati-activities version="2.03"><iati-activity><result type="1"><title><narrative>r</narrative></title>'
        b'<indicator measure="1"><title><narrative>trade</narrative></title><period><period-start iso-date="2024-01-01"/>'
        b'<period-end iso-date="2024-12-31"/><target value="9"/><actual value="5"/></period></indicator></result>'
        b"</iati-activity></iati-activities>"
    )
    for name, seeds in (("csv", (rows, wide)), ("tsv", (rows.replace(b",", b"\t"),)), ("jsonl", (line * 2,)),
                        ("json", (b"[" + line + b"]",)), ("sdmx.csv", (sdmx,))):  # fmt: skip
        file = f"f.{name}"
        run = _command(file, f"import {file} --dry-run", f"import {file} --skip-bad --rejects -", "doctor", "log")
        yield f"figures {name}", Target(run, seeds, words)
    yield (
        "iati",
        Target(_command("f.xml", "import f.xml --skip-bad", "doctor"), (iati,), (*_XML, b"<actual/>", b'value="1e9"')),
    )
    book = _command("f.xlsx", "import f.xlsx --skip-bad", "doctor")
    part = "xl/worksheets/sheet1.xml"
    yield "figures sheet", Target(_zipped(_sheet_of_figures, part, book), (_part(_sheet_of_figures(), part),), _XML)


def _stores() -> Iterator[tuple[str, Target]]:
    with _folder() as folder:
        _program(folder)
    words = (
        b"{", b"}", b'"', b",", b":", b"\n", b"},", b'"figures":{\n', b'"1":', b'"2":', b"null", b"[]", b'"key":', b'"value":"NaN"',
        b"\\u0000", b"\xff", b"\x00", b"<<<<<<< ours\n", b"=======\n", b">>>>>>> theirs\n", b"1E999999999", b'"0001-01-01"',
        b'"schema":99', b"9999999999999999999", b'"retracts":', b'"replaces":', b"}}\n",
    )  # fmt: skip
    reading = ("status", "log", "doctor", "export", "undo --list", "log --changes")
    writing = ("doctor --repair", "record trade 263M", "undo", "goal edit trade --note x")
    yield "file", Target(_command("coop.json", *reading), (_READY[0],), words)
    yield "file that is written to", Target(_command("coop.json", *writing), (_READY[0],), words)
    yield "merge", Target(_command("other.json", "merge other.json", "status", "doctor"), (_READY[0],), words)
    yield "restore", Target(_command("other.json", "restore other.json", "doctor"), (_READY[0],), words)


GRAMMARS = [name for name, _ in _grammars()]
TARGETS: dict[str, Target] = {name: one for kind in (_grammars, _plans, _figures, _stores) for name, one in kind()}


def seconds() -> int:
    """How long each target is tried in a long run: `FUZZ` of the environment, else a minute."""
    return int(os.environ.get("FUZZ", "60"))
