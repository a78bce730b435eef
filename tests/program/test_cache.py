"""What is kept of a file's figures changes nothing but the time that commands take."""

import os
import shutil
import tempfile
from array import array
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs

from coopctl.exchange.figures import recorded
from coopctl.plan.corrections import State
from coopctl.store.file import condensed, decoding, index
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.naming import Encoded, Named, checksum
from coopctl.tracker.condensing import DAYS as DAYS_OF_GOALS
from running import Program, Result

GOALS = (
    ("trade", "level", ()),
    ("built", "total", ()),
    ("trained", "sum", ("--per", "month")),
    ("exercises", "count", ("--per", "year")),
    ("mood", "mean", ("--per", "month")),
    ("peak", "max", ("--per", "month")),
)
NAMES = [name for name, _, _ in GOALS]
DAYS = [f"2025-0{month}-{day:02}" for month in (1, 3, 5) for day in (1, 2, 15)]
READING = (
    ("status", "-o", "json"),
    ("check",),
    ("check", "--fail-on", "double,rival", "-o", "json"),
    ("due", "-o", "json"),
    ("log", "--limit", "3", "-o", "csv"),
    ("log", "trade", "-o", "csv"),
    *(("explain", name, "-o", "json") for name in NAMES),
    ("export", "figures", "-o", "csv"),
    ("goal", "show", "built", "-o", "json"),
    ("status", "--known-at", "2025-07-01T00:20Z", "-o", "json"),
)

numbers = st.integers(1, 99)
amounts = numbers.map(str) | st.sampled_from(["1.5", "-0.125", "123456789012345678901.5", "1e18", "0"])
keys = st.integers(1, 40).map(lambda number: f"figure-{number:02}")
writing = st.one_of(
    st.tuples(st.just("record"), st.sampled_from(NAMES), amounts, st.just("--on"), st.sampled_from(DAYS),
              st.just("--key"), keys),
    st.tuples(st.just("record"), st.sampled_from(NAMES), amounts, st.just("--on"), st.sampled_from(DAYS),
              st.just("--replaces"), keys),
    st.tuples(st.sampled_from(["retract", "confirm"]), keys),
    st.just(("merge", "other.json")),
    st.just(("undo",)),
    st.tuples(st.just("goal"), st.just("edit"), st.sampled_from(NAMES), st.just("--note"), numbers.map(str)),
    st.tuples(st.just("goal"), st.just("remove"), st.sampled_from(NAMES), st.just("--yes")),
)  # fmt: skip


def rows(seed: int) -> str:
    """A table of figures, some of the same day, for an import."""
    lines = [f"{NAMES[(seed + at) % len(NAMES)]},{seed + at},{DAYS[(seed * at) % len(DAYS)]}" for at in range(seed % 7)]
    return "\n".join(["goal,value,date", *lines, ""])


def few_are_many(patched: pytest.MonkeyPatch) -> None:
    """A few figures are enough for a cache, and for more than one segment of its index."""
    for module, name, size in ((condensed, "MANY", 500), (condensed, "INDEXED", 500), (index, "_SEGMENT", 3000)):
        patched.setattr(module, name, size)
    patched.setattr(index, "_FEW", 0)
    patched.setattr(recorded, "_FEW", 1)


class Kept:
    """What happens to the folder of caches, and to the plan itself, between two commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.older: dict[str, bytes] = {}

    def files(self) -> list[Path]:
        found = (*self.folder.glob("*.checkpoint"), *self.folder.glob("*.index"))
        return [one for one in found if one.is_file() and not one.is_symlink()]

    def deleted(self, _: int) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def remembered(self, _: int) -> None:
        self.older = {one.name: one.read_bytes() for one in self.files()}

    def swapped(self, _: int) -> None:
        """An older one comes back: of the same plan, from before it was changed."""
        for name, data in self.older.items():
            if self.folder.is_dir() and not (self.folder / name).is_dir():
                (self.folder / name).write_bytes(data)

    def bent(self, at: int) -> None:
        for one in self.files():
            data = bytearray(one.read_bytes())
            if data:
                data[at * 7919 % len(data)] ^= 1 << at % 8
            one.write_bytes(data)

    def cut(self, at: int) -> None:
        for one in self.files():
            os.truncate(one, at * 7919 % (one.stat().st_size + 1))

    def emptied(self, _: int) -> None:
        for one in self.files():
            one.write_bytes(b"")

    def unreadable(self, _: int) -> None:
        for one in self.files():
            one.unlink()
            one.mkdir()

    def led_away(self, _: int) -> None:
        for one in self.files():
            one.symlink_to(one.replace(one.with_suffix(".other")))

    def open_to_all(self, _: int) -> None:
        for one in self.files():
            one.chmod(0o666)

    def nothing(self, _: int) -> None:
        """Nothing happens."""


FATES = [name for name in vars(Kept) if name[0] != "_" and name != "files"]
steps = st.tuples(writing | numbers, st.sampled_from([*FATES, *["nothing"] * 8]), st.integers(0, 10**6), st.booleans())


def figures_changed_by_hand(file: Path, at: int) -> None:
    """A digit of a value becomes another, without a trace in the file's size or its time of modification."""
    data, times = bytearray(file.read_bytes()), file.stat()
    spots = [spot for spot in range(len(data)) if data[spot : spot + 9] == b'"value":"']
    if spots:
        data[spots[at % len(spots)] + 9] = ord("8")
        with file.open("r+b") as opened:
            opened.write(data)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def answered(program: Program, *words: str, stdin: str, environ: dict[str, str]) -> tuple[int, str, str]:
    result: Result = program.run(*words, stdin=stdin, environ=environ)
    folder = str(program.folder)
    return result.code, result.out.replace(folder, "FOLDER"), result.err.replace(folder, "FOLDER")


def fresh(folder: Path) -> Program:
    program = Program(folder)
    program.done("init", "--date", "2024-12-31")
    for name, measure, per in GOALS:
        program.done("goal", "add", name, "--from", "0", "--to", "900 by 2030", "--measure", measure, *per)
    for number in range(30):
        name, day = NAMES[number % len(NAMES)], DAYS[number % len(DAYS)]
        if number == 20:
            shutil.copy(folder / "coop.json", folder / "other.json")
        program.done("record", name, f"{number + 1}", "--on", day, "--key", f"figure-{number + 1:02}")
    for number in range(20, 30):  # of the same days, and half of them of the same values
        name, day = NAMES[number % len(NAMES)], DAYS[number % len(DAYS)]
        value = f"{number + 1 + number % 2}"
        program.done("record", name, value, "--on", day, "--key", f"figure-{number + 11}", "--file", "other.json")
    return program


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A plan with figures that is made once for all sequences."""
    return fresh(tmp_path_factory.mktemp("begun"))


@given(sequence=st.lists(steps, min_size=3, max_size=14))
@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # shrinking takes minutes
def test_answers_are_the_same_with_a_cache_and_without(
    begun: Program, sequence: list[tuple[object, str, int, bool]]
) -> None:
    """Whatever is done to plans and caches, in whatever order, a plan with a cache says what its twin says."""
    with pytest.MonkeyPatch.context() as patched, tempfile.TemporaryDirectory() as name:
        few_are_many(patched)
        ours, twin, kept = begun.twin(Path(name, "a")), begun.twin(Path(name, "b")), Kept(Path(name, "cache"))
        cache = {"COOPCTL_CACHE": str(kept.folder)}

        def same(*words: str, stdin: str = "", environ: dict[str, str] = cache) -> None:
            with_cache = answered(ours, *words, stdin=stdin, environ=environ)
            assert with_cache == answered(twin, *words, stdin=stdin, environ={"COOPCTL_CACHE": "off"}), words

        for number, (asked, fate, at, by_hand) in enumerate(sequence):
            # Now and then somebody else, who keeps nothing, writes to the plan.
            environ = cache if at % 5 else {"COOPCTL_CACHE": "off"}
            if isinstance(asked, int):
                same("import", "-", stdin=rows(asked), environ=environ)
            else:
                same(*map(str, asked), environ=environ)  # type: ignore[call-overload] # a command in words
            getattr(kept, fate)(at)
            if by_hand and not at % 3:
                for program in (ours, twin):
                    figures_changed_by_hand(program.folder / "coop.json", at)
            same(*READING[number % len(READING)])
        for words in READING:
            same(*words)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few figures are enough for a cache."""
    few_are_many(monkeypatch)


@pytest.mark.usefixtures("small")
def test_readers_write_nothing(tmp_path: Path) -> None:
    program, folder = fresh(tmp_path), tmp_path / "cache"
    for words in READING:
        program.run(*words, environ={"COOPCTL_CACHE": str(folder)})
    assert not folder.exists()


@pytest.mark.usefixtures("small")
def test_a_cache_is_read_instead_of_the_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a cache of all figures no command of one or every goal reads them again."""
    program, environ = fresh(tmp_path), {"COOPCTL_CACHE": str(tmp_path / "cache")}
    program.run("record", "trade", "9", "--on", DAYS[0], environ=environ)
    before = program.run("status", "-o", "json", environ=environ).out

    def read(*_: object) -> None:
        raise AssertionError

    for name in ("figures", "of_goal", "references"):
        monkeypatch.setattr(decoding, name, read)
    assert program.run("status", "-o", "json", environ=environ).out == before
    for words in (("explain", "trade"), ("check",), ("due",), ("record", "trade", "10", "--on", DAYS[1]), ("undo",)):
        assert program.run(*words, environ=environ).code in (0, 4), words
    chunks = LineFile.chunks

    def later(file: LineFile, skip: int = 0) -> Iterator[bytes]:
        assert skip
        return chunks(file, skip)

    monkeypatch.setattr(LineFile, "chunks", later)
    assert program.run("record", "trade", "11", "--on", "2025-06-07", environ=environ).code == 0


@pytest.mark.usefixtures("small")
def test_a_merge_keeps_what_figures_come_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What two files come to together is known after the merge, and so is what it left to settle."""
    program, environ = fresh(tmp_path), {"COOPCTL_CACHE": str(tmp_path / "cache")}
    assert program.run("merge", "other.json", environ=environ).code == 0
    before = program.run("check", environ={"COOPCTL_CACHE": "off"})
    assert "coopctl confirm" in before.out
    for name in ("figures", "of_goal", "references"):
        monkeypatch.setattr(decoding, name, lambda *_: 1 / 0)
    assert program.run("check", environ=environ) == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: folder.write_text("a file where the folder should be"),
        lambda folder: folder.symlink_to("/nonexistent/place"),
        lambda folder: (folder.mkdir(), folder.chmod(0o777)),
        lambda folder: (folder.mkdir(), folder.chmod(0o500)),
    ],
)
@pytest.mark.usefixtures("small")
def test_a_folder_that_cannot_be_used_is_done_without(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    program, folder = fresh(tmp_path), tmp_path / "cache"
    spoil(folder)
    result = program.run("record", "trade", "9", "--on", DAYS[0], environ={"COOPCTL_CACHE": str(folder)})
    assert (result.code, "cache" in result.err) == (0, False)


@pytest.mark.usefixtures("small")
def test_nothing_is_kept_where_it_is_off_or_nobody_has_a_home(tmp_path: Path) -> None:
    program = fresh(tmp_path)
    for environ in ({}, {"COOPCTL_CACHE": "off", "HOME": str(tmp_path)}):
        program.run("record", "trade", "9", "--on", DAYS[0], environ=environ)
        assert not (tmp_path / ".cache").exists()
    program.run("record", "trade", "9", "--on", DAYS[0], environ={"HOME": str(tmp_path)})
    assert [one.stat().st_mode & 0o777 for one in (tmp_path / ".cache" / "coopctl").iterdir()] == [0o600]


@pytest.mark.usefixtures("small")
def test_doctor_finds_a_cache_that_says_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else can write it, but a fault of this program might; it is removed, and made anew by the next write."""
    program, environ = fresh(tmp_path), {"COOPCTL_CACHE": str(tmp_path / "cache")}
    with monkeypatch.context() as patched:
        patched.setattr(type(DAYS_OF_GOALS), "pack", lambda _, __: msgspec.msgpack.encode([]))
        program.run("record", "trade", "9", "--on", DAYS[0], environ=environ)
    found = program.run("doctor", environ=environ)
    assert (found.code, found.out) == (3, f"the cache says something else of {', '.join(NAMES[:5])} than the figures\n")
    assert program.run("doctor", "--repair", environ=environ).code == 0
    assert list((tmp_path / "cache").iterdir()) == []
    program.run("record", "trade", "9", "--on", DAYS[1], environ=environ)
    assert program.run("doctor", environ=environ).code == 0
    assert [one.suffix for one in sorted((tmp_path / "cache").iterdir())] == [".checkpoint", ".index"]


@pytest.mark.usefixtures("small")
def test_doctor_finds_a_cache_that_takes_back_what_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, environ = fresh(tmp_path), {"COOPCTL_CACHE": str(tmp_path / "cache")}
    none = Encoded.of([])
    taken = none.with_more([], none.with_gone({"a figure": State.RETRACTED}), settled=True)
    monkeypatch.setattr(Named, "encoded", lambda _: taken)
    program.run("record", "trade", "9", "--on", DAYS[0], environ=environ)
    assert "the cache says something else" in program.run("doctor", environ=environ).out


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("instead", ["no figures", 3])
def test_corrections_that_cannot_be_read_in_the_cache_are_read_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instead: object
) -> None:
    """For what only reads, and for what takes back more."""
    program, environ = fresh(tmp_path), {"COOPCTL_CACHE": str(tmp_path / "cache")}
    program.run("record", "trade", "9", "--on", DAYS[0], "--key", "first")
    program.run("record", "trade", "8", "--on", DAYS[0], "--replaces", "first", "--key", "second")
    with monkeypatch.context() as patched:
        other, names = msgspec.msgpack.encode(instead), array("I", sorted(map(checksum, ("first", "second", "third"))))
        told = structs.replace(Encoded.of([]), figures=other, gone=other, names=names, numbers=names)
        patched.setattr(Named, "encoded", lambda _: told)
        program.run("record", "trade", "7", "--on", DAYS[1], "--key", "third", environ=environ)
    assert _answers(program, environ) == _answers(program, {"COOPCTL_CACHE": "off"})
    assert program.run("retract", "third", "--why", "a mistake", environ=environ).code == 0
    assert _answers(program, environ) == _answers(program, {"COOPCTL_CACHE": "off"})


def _answers(program: Program, environ: Mapping[str, str]) -> list[Result]:
    return [program.run(*words, environ=environ) for words in READING]
