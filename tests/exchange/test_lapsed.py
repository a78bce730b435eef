"""What an earlier import of a file brought and it does not bring any more: moved, taken out, or withdrawn."""

import json
import shlex

import pytest

from running import Program

_HEAD = "date,amount\n"
_LIST = f"{_HEAD}2024-05-01,10\n2024-05-03,20\n2024-05-09,30\n"
_REF = "ref,date,amount\nA1,2024-05-01,10\nA2,2024-05-03,20\nA3,2024-05-09,30\n"


@pytest.fixture
def given(program: Program) -> Program:
    """A plan of a goal that adds up, and of one that does not."""
    program.done("init", "--date", "2023-12-31")
    program.done("goal", "add", "given", "--from", "0", "--to", "600 by 2030", "--measure", "total")
    program.done("goal", "add", "level", "--from", "250", "--to", "300 by 2030", "--measure", "level")
    return program


def _stand(program: Program) -> list[tuple[str, object]]:
    """Day and value of what counts."""
    lines = map(json.loads, program.done("export", "-o", "jsonl").splitlines())
    return sorted((one["period"], one["value"]) for one in lines if not one["missing"])


def _hints(said: str) -> list[list[str]]:
    """The calls that warnings end in."""
    return [shlex.split(line.rpartition(": coopctl ")[2]) for line in said.splitlines() if ": coopctl " in line]


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        pytest.param(
            _LIST, _LIST.replace("-03,", "-04,"),
            "given 20 for 2024-05-03, which an earlier import of this file brought, is not in it now, while that for"
            " 2024-05-04 in line 3 is new; both count; if it was moved", id="a day edited",
        ),
        pytest.param(_LIST, _LIST.replace("-09,", "-08,"), "for 2024-05-08 in line 4 is new", id="the last day edited"),
        pytest.param(
            _LIST, _LIST.replace("2024-05-03,20\n", ""), "is not in it now, and stands; if it was taken out", id="out"
        ),
        pytest.param(
            "date,amount,donor\n2024-05-01,1,a\n2024-05-03,2,b\n2024-05-09,3,c\n",
            "date,amount,donor\n2024-05-01,1,a\n2024-05-04,2,b\n2024-05-09,3,c\n",
            "if it was moved", id="a column that tells no rows",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("many", [0, 40])
def test_what_was_moved_or_taken_out_is_told(given: Program, first: str, then: str, said: str, many: int) -> None:
    """Nothing identifies the row: both count, and what is to be typed takes the old one back."""
    more = "".join(f"2024-04-{day % 28 + 1:02},{day + 100}{',x' * ('donor' in first)}\n" for day in range(many))
    given.done("import", "-", "--goal", "given", stdin=first + more)
    came = given.run("import", "-", "--goal", "given", stdin=then + more)
    (hint,) = _hints(came.err)
    before = len(_stand(given))
    given.done(*hint)
    again = given.run("import", "-", "--goal", "given", stdin=then + more)
    assert (said in came.err, "warning" in again.err) == (True, False)
    assert (len(_stand(given)), before) == (then.count("\n") - 1 + many, first.count("\n") + many - ("out" in said))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param(_LIST, _LIST, id="the same"),
        pytest.param(_LIST, f"{_HEAD}2024-05-03,20\n2024-05-09,30\n2024-05-11,10\n", id="a window that went on"),
        pytest.param(_LIST, f"{_HEAD}2024-05-01,10\n2024-05-03,20\n", id="an older copy"),
        pytest.param(
            f"{_HEAD}2024-05-01,10\n2024-05-02,2\n2024-05-03,3\n2024-05-09,9\n",
            f"{_HEAD}2024-05-01,10\n2024-05-12,1\n",
            id="another file that has a row alike",
        ),
        pytest.param(_LIST, f"{_HEAD}2024-05-02,7\n2024-05-08,9\n", id="another file"),
        pytest.param(_LIST, f"{_HEAD}2024-05-09,30\n2024-05-01,10\n2024-05-03,20\n", id="sorted otherwise"),
        pytest.param(_LIST, _LIST + "2024-06-01,20\n", id="another of the same value"),
        pytest.param(_REF, "ref,date,amount\nA1,2024-06-01,10\nA2,2024-06-03,20\n", id="numbers that start again"),
        pytest.param(_REF, _REF + "A1,2024-06-01,10\n", id="a number that comes again"),
    ],
)
def test_what_did_not_change_is_not_told(given: Program, first: str, then: str) -> None:
    """A part of a file, or a further one, says nothing of the days that it does not have."""
    given.done("import", "-", "--goal", "given", stdin=first)
    assert "warning" not in given.run("import", "-", "--goal", "given", stdin=then).err


@pytest.mark.parametrize(
    ("then", "stands"),
    [
        (_REF.replace("-03,20", "-04,20"), [("2024-05-01", 10), ("2024-05-04", 20), ("2024-05-09", 30)]),
        (_REF.replace("-03,20", "-04,25"), [("2024-05-01", 10), ("2024-05-04", 25), ("2024-05-09", 30)]),
        (_REF.replace("-09,30", "-07,30"), [("2024-05-01", 10), ("2024-05-03", 20), ("2024-05-07", 30)]),
    ],
)
@pytest.mark.parametrize("options", [(), ("--map", "key=ref")])
def test_a_row_that_is_known_by_its_id_is_moved(
    given: Program, then: str, stands: list[tuple[str, int]], options: tuple[str, ...]
) -> None:
    """A column that tells which row is which, used or not: refused, moved with --update, and undone in one step."""
    call = ("import", "-", "--goal", "given", *options)
    given.done(*call, stdin=_REF)
    refused = given.run(*call, stdin=then)
    moved = given.run(*call, "--update", stdin=then)
    again = given.done(*call, "--update", stdin=then)
    after = _stand(given)
    given.done("undo")
    assert (refused.code, "--update corrects it" in refused.err, "is now" in moved.err) == (1, True, True)
    assert (after, again.partition(",")[0]) == (stands, "0 figures recorded")
    assert len(_stand(given)) == 3


@pytest.mark.parametrize("marker", ["..", "withdrawn", "[w]", "retiré", "zurückgezogen", "(withdrawn)", ""])
@pytest.mark.parametrize("last", ["", "2024-03,254\n"])
def test_a_value_that_was_withdrawn_is_told(given: Program, marker: str, last: str) -> None:
    """It stands, and is taken back by what is typed, or with the others by --missing record --update."""
    rows = "month,level\n2024-01,252\n2024-02,{}\n" + last
    given.done("import", "-", stdin="month,level\n2024-01,252\n")
    given.done("import", "-", stdin=rows.format("253"))
    came = given.run("import", "-", stdin=rows.format(marker))
    has = f"has {marker!r}" if marker else "has no value"
    assert (came.code, f"level 253 for 2024-02 stands, where line 3 {has}; if it was withdrawn: " in came.err) == (
        0,
        True,
    )
    if marker:
        both = given.run("import", "-", "--missing", "record", "--update", stdin=rows.format(marker))
        assert "level 253 for 2024-02 is now n/a" in both.err
    else:
        given.done(*_hints(came.err)[0])
    assert ("2024-02", 253) not in _stand(given)
    assert "warning" not in given.run("import", "-", stdin=rows.format(marker)).err


def test_a_blank_beside_what_another_source_says_is_told_once_a_row(given: Program) -> None:
    """Three are named, the others counted, and one call takes all that is marked."""
    months = [f"2024-{month:02}" for month in range(1, 8)]
    given.done("import", "-", stdin="month,level\n" + "".join(f"{one},25{at}\n" for at, one in enumerate(months)))
    rows = "month,level\n2023-12,249\n" + "".join(f"{one},..\n" for one in months)
    came = given.run("import", "-", stdin=rows)
    assert (came.err.count("if it was withdrawn"), "and 4 more of these" in came.err) == (3, True)
    assert "import again with --missing record --update" in came.err


def test_a_row_that_was_corrected_is_moved_by_its_id(given: Program) -> None:
    """A new value first, then another day: its key is not the one that its row had made any more."""
    for options in ((), ("--map", "key=ref")):
        call = ("import", "-", "--goal", "given", *options)
        given.done(*call, stdin=_REF)
        for value, day in ((21, "03"), (21, "05"), (22, "06")):
            rows = _REF.replace("-03,20", f"-{day},{value}")
            changed = given.run(*call, "--update", stdin=rows)
            assert ("is now" in changed.err, (f"2024-05-{day}", value) in _stand(given)) == (True, True)
            assert len(_stand(given)) == 3
        for _ in range(4):
            given.done("undo")


def test_what_was_corrected_and_taken_out_is_told(given: Program) -> None:
    """The figure that stands came by an import of its own, and is known by the one that it corrects."""
    given.done("import", "-", "--goal", "given", stdin=_LIST)
    given.done("import", "-", "--goal", "given", "--update", stdin=_LIST.replace(",20", ",21"))
    came = given.run("import", "-", "--goal", "given", stdin=_LIST.replace("2024-05-03,20\n", ""))
    assert "given 21 for 2024-05-03, which an earlier import of this file brought, is not in it now" in came.err


@pytest.mark.parametrize(("row", "has"), [("A-1,,Done", "no value"), ("A-1,2024-05-01,Cancelled", "'Cancelled'")])
def test_a_key_whose_row_brings_nothing_any_more_is_told(program: Program, row: str, has: str) -> None:
    """An issue that was opened again, or cancelled, still counts: that is said, with what takes it back."""
    program.done("init", "--date", "2023-12-31")
    program.done("goal", "add", "fixed", "--from", "0 per year", "--to", "9 per year by 2030")
    call = ("import", "-", "--goal", "fixed", "--map", "date=Resolved,value=")
    for rows in ("A-1,2024-05-01,Done\n", "A-1,2024-05-01,Done\nA-2,2024-05-04,Done\n"):
        program.done(*call, stdin="Key,Resolved,Status\n" + rows)
    came = program.run(*call, stdin=f"Key,Resolved,Status\n{row}\nA-2,2024-05-04,Done\n")
    assert f"fixed 1 for 2024-05-01 stands, where line 2 has {has}; if it was withdrawn: " in came.err
    program.done(*_hints(came.err)[0])
    assert _stand(program) == [("2024-05-04", 1)]


@pytest.mark.parametrize("left_out", [0, 1])
def test_a_further_column_of_events_is_told(program: Program, left_out: int) -> None:
    """Events that are all counted as one each are told, too, and with a row less."""
    program.done("init", "--date", "2023-12-31")
    program.done("goal", "add", "drills", "--from", "0 per year", "--to", "9 per year by 2030")
    days = [f"2024-05-{day:02}" for day in (1, 1, 1, 9, 10, 11, 12)]
    rows = [f"{day},drill {at}" for at, day in enumerate(days)]
    program.done("import", "-", "--goal", "drills", stdin="\n".join(["date,what", *rows, ""]))
    more = [f"{row},here" for row in rows[left_out:]]
    came = program.run("import", "-", "--goal", "drills", stdin="\n".join(["date,what,where", *more, ""]))
    assert (came.code, "and count again; if they are the same: coopctl undo\n" in came.err) == (0, True)


def test_what_was_recorded_by_hand_is_not_told(given: Program) -> None:
    """A cell without a value where somebody recorded one withdraws nothing that a file brought."""
    given.done("record", "level", "252", "--on", "2024-01")
    came = given.run("import", "-", stdin="month,level\n2024-01,\n2024-02,253\n")
    assert (came.code, "warning" in came.err) == (0, False)
