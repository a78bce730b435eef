"""A file that says something else than what is recorded: refused, corrected with --update, and never doubled."""

import json
import shlex
import shutil
from collections.abc import Sequence

import pytest

from running import Program


@pytest.fixture
def trained(program: Program) -> Program:
    """A plan of one goal that adds up."""
    program.done("init", "--date", "2023-12-31")
    program.done("goal", "add", "trained", "--from", "0", "--to", "600 by 2026", "--measure", "total")
    return program


def _values(program: Program, *options: str) -> list[tuple[str, float, str]]:
    """Period, value and note of what stands, in the order of recording."""
    lines = program.done("export", "-o", "jsonl", *options).splitlines()
    return [(one["period"], one["value"], one["note"]) for one in map(json.loads, lines)]


def _key(program: Program, *options: str) -> str:
    """The key of the figure that was recorded last."""
    return str(program.records("log", *options)[0]["key"])


def test_a_revised_cell_is_refused_and_taken_with_update(trained: Program) -> None:
    """A tracker of which one month was revised: a refusal names both values; --update corrects, undo takes it back."""
    trained.done("import", "-", stdin="Indicator,2024-01,2024-02\ntrained,10,20\n")
    revised = "Indicator,2024-01,2024-02,2024-03\ntrained,10,22,30\n"
    refused = trained.run("import", "-", stdin=revised)
    update = trained.run("import", "-", "--update", stdin=revised)
    after = _values(trained)
    again = trained.done("import", "-", stdin=revised)
    trained.done("undo")
    assert (refused.code, "has 20 for 2024-02, not 22" in refused.err, "--update" in refused.err) == (1, True, True)
    assert update.out == "2 figures recorded, 1 already recorded, 1 of them in the place of another\n"
    assert update.err == "note: trained 20 for 2024-02 is now 22\n"
    assert after == [("2024-01", 10, ""), ("2024-02", 22, ""), ("2024-03", 30, "")]
    assert again == "0 figures recorded, 3 already recorded\n"
    assert _values(trained) == [("2024-01", 10, ""), ("2024-02", 20, "")]


def test_a_note_is_corrected_and_never_doubled(trained: Program) -> None:
    """The same row with another note is one event; --update corrects its note."""
    head = "goal,date,value,note\n"
    trained.done("import", "-", stdin=head + "trained,2024-06-30,100,Distrct A\n")
    refused = trained.run("import", "-", stdin=head + "trained,2024-06-30,100,District A\n")
    update = trained.run("import", "-", "--update", stdin=head + "trained,2024-06-30,100,District A\n")
    assert "trained 100 for 2024-06-30 is now noted otherwise" in update.err
    assert (refused.code, "the note 'Distrct A', not 'District A'" in refused.err) == (1, True)
    assert _values(trained) == [("2024-06-30", 100, "District A")]


def test_another_event_of_the_day_with_another_note_is_one(trained: Program) -> None:
    """Where the recorded row comes again, too, the one with another note is a further event."""
    head, first = "goal,date,value,note\n", "trained,2024-06-30,5,coffee\n"
    trained.done("import", "-", stdin=head + first)
    trained.done("import", "-", stdin=head + first + "trained,2024-06-30,5,tea\n")
    assert _values(trained) == [("2024-06-30", 5, "coffee"), ("2024-06-30", 5, "tea")]


def test_rows_that_differ_in_an_unused_column_are_not_the_same_row(trained: Program) -> None:
    """Two districts with one number on one day are two events, each of them known when it comes again."""
    head = "goal,date,value,district\n"
    rows = [f"{head}trained,2024-06-30,100,{name}\n" for name in ("North", "South")]
    said = [trained.done("import", "-", stdin=row) for row in (*rows, *rows)]
    assert said == ["1 figure recorded\n"] * 2 + ["0 figures recorded, 1 already recorded\n"] * 2


def test_another_part_of_a_recorded_period_is_refused(trained: Program) -> None:
    """What equals the figure of a period but for an unused column is named, not taken for a repeat."""
    head = "goal,period,value,district\n"
    trained.done("import", "-", stdin=head + "trained,2024-Q2,100,North\n")
    refused = trained.run("import", "-", stdin=head + "trained,2024-Q2,100,South\n")
    assert (refused.code, "from a row with another district" in refused.err) == (1, True)


def test_a_final_figure_takes_the_place_of_a_provisional_one(trained: Program) -> None:
    """By itself, and said so."""
    trained.done("record", "trained", "50", "--on", "2024-Q1", "--provisional")
    said = trained.done("import", "-", stdin="goal,period,value\ntrained,2024-Q1,52\n")
    assert (said, _values(trained)) == ("1 figure recorded, 1 of them in the place of another\n", [("2024-Q1", 52, "")])


@pytest.mark.parametrize("log", [(), ("--log",)])
def test_corrections_come_across(trained: Program, log: tuple[str, ...]) -> None:
    """A colleague's copy in which a figure was corrected twice corrects it here, once."""
    trained.done("record", "trained", "100", "--on", "2024-01-31")
    theirs = trained.folder / "theirs.json"
    shutil.copy(trained.folder / "coop.json", theirs)
    for value in ("110", "120"):
        there = ("--file", str(theirs))
        trained.done("record", "trained", value, "--on", "2024-01-31", "--replaces", _key(trained, *there), *there)
    exported = trained.done("export", *log, "--file", str(theirs))
    trained.done("import", "-", stdin=exported)
    again = trained.done("import", "-", stdin=exported)
    assert ([value for _, value, _ in _values(trained)], again.partition(",")[0]) == ([120], "0 figures recorded")


def test_a_retraction_comes_across(trained: Program) -> None:
    """What a colleague retracted is retracted here by the import of the log."""
    trained.done("record", "trained", "100", "--on", "2024-01-31")
    theirs = str(trained.folder / "theirs.json")
    shutil.copy(trained.folder / "coop.json", theirs)
    trained.done("retract", _key(trained), "--why", "counted twice", "--file", theirs)
    trained.done("import", "-", stdin=trained.done("export", "--log", "--file", theirs))
    assert _values(trained) == []


def test_skip_bad_leaves_out_what_is_recorded_otherwise(trained: Program) -> None:
    """The rows that would correct something are among the rejects, as they came."""
    trained.done("import", "-", stdin="goal,period,value,remark\ntrained,2024-Q1,5,a\n")
    rows = "goal,period,value,remark\ntrained,2024-Q1,6,a\ntrained,2024-Q2,7,b\n"
    trained.done("import", "-", "--skip-bad", "--rejects", "bad.csv", stdin=rows)
    kept = (trained.folder / "bad.csv").read_text().splitlines()
    assert (kept[1].startswith("trained,2024-Q1,6,a,"), [value for _, value, _ in _values(trained)]) == (True, [5, 7])


def test_logs_go_both_ways(trained: Program) -> None:
    """Two copies, each corrected and retracted from by its own people, are one after a log each way."""
    for month in ("2024-01-31", "2024-02-29", "2024-03-31"):
        trained.done("record", "trained", "100", "--on", month, "--key", f"k{month}")
    there = ("--file", str(trained.folder / "theirs.json"))
    shutil.copy(trained.folder / "coop.json", there[1])
    trained.done("record", "trained", "110", "--on", "2024-01-31", "--replaces", "k2024-01-31")
    trained.done("retract", "k2024-02-29", "--why", "counted twice", *there)
    trained.done("record", "trained", "120", "--on", "2024-03-31", "--replaces", "k2024-03-31", *there)
    trained.done("import", "-", stdin=trained.done("export", "--log", *there))
    trained.done("import", "-", *there, stdin=trained.done("export", "--log"))
    assert sorted(_values(trained)) == [("2024-01-31", 110, ""), ("2024-03-31", 120, "")]
    assert sorted(_values(trained, *there)) == sorted(_values(trained))


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("", "2024-01,11\n2024-02,12\n2024,23\n", "2024 of trained overlaps 2024-01, 2024-02, so that it counts twice"),
        ("", "2024-Q1,23\n2024-02-10,2\n2023-12-31,1\n", "2024-Q1 of trained overlaps 2024-02-10, so that it"),
        ("2024-01,11\n2024-02,12\n", "2024,23\n", "2024 of trained overlaps 2024-01-31, 2024-02-29, so that it"),
        ("2024,23\n", "".join(f"2025-0{month},1\n" for month in range(1, 7)) + "2024-06,3\n", "overlaps 2024-06"),
        ("2024,23\n", "2024-06,3\n", "2024 of trained overlaps 2024-06, so that it"),
        ("2024,23\n", "2024-06-05,3\n", "2024 of trained overlaps 2024-06-05, so that it"),
        ("2024,23\n", "2025-01,11\n2025-02,12\n", ""),
        ("2024,23\n", "2024,23\n2023,11\n", ""),
        ("2024-12-31,1\n", "2024-12-31,2\n2023,5\n", ""),
    ],
)
def test_what_counts_twice_is_warned_of(trained: Program, first: str, then: str, said: str) -> None:
    """Months and the year of them add up to twice as much, whichever of them are recorded already."""
    trained.later(600)
    if first:
        trained.done("import", "-", "--goal", "trained", stdin=f"date,value\n{first}")
    result = trained.run("import", "-", "--goal", "trained", stdin=f"date,value\n{then}")
    assert (result.code, said in result.err, "counts twice" in result.err) == (0, True, bool(said)), result.err


_EVENTS = "Date,Donor,Amount\n2024-03-05,Ann,20\n2024-03-05,Bo,20\n2024-03-06,Cy,30\n"


@pytest.mark.parametrize(
    ("revised", "said", "total"),
    [
        (_EVENTS.replace("Ann,20", "Ann,25"), "has 20 for 2024-03-05, not 25", 75),
        (_EVENTS.replace("Ann,20", "Ann,25") + "2024-03-05,Di,7\n", "has 20 for 2024-03-05, not 25", 82),
        (_EVENTS.replace("Ann", "Anna"), "", 70),
        (_EVENTS.replace("Ann", "Anna") + "2024-03-05,Di,7\n", "", 77),
        (_EVENTS.replace("2024-03-05,Ann,20", "2024-03-05,Ann,20\n2024-03-05,Ann,20"), "", 90),
        (_EVENTS, "", 70),
    ],
    ids=["amount", "amount-beside-a-new-row", "name", "name-beside-a-new-row", "one-more-that-is-the-same", "nothing"],
)
def test_a_revised_list_of_events_counts_nothing_twice(trained: Program, revised: str, said: str, total: int) -> None:
    """What the file has no more of the import it was is what a new row of that day was: corrected, or simply known."""
    call = ("import", "-", "--goal", "trained")
    trained.done(*call, stdin=_EVENTS)
    answer = trained.run(*call, stdin=revised)
    if said:
        trained.done(*call, "--update", stdin=revised)
    assert (answer.code, said in answer.err) == (int(bool(said)), True)
    assert sum(value for _, value, _ in _values(trained)) == total
    assert trained.done(*call, stdin=revised).startswith("0 figures recorded")


_RANKED = _EVENTS.replace("Ann", "1").replace("Bo", "2").replace("Cy", "3")


@pytest.mark.parametrize(
    ("revised", "told"),
    [
        (_RANKED, True),
        (f"{_RANKED}2024-03-06,4,7\n2024-03-07,5,8\n", True),
        (_RANKED.replace("3,30", "3,31"), False),
        ("Date,Donor,Amount\n2024-03-05,1,20\n2024-03-05,2,20\n", False),
    ],
    ids=["every-row", "beside-new-rows", "another-amount", "one-amount"],
)
def test_a_list_of_which_every_row_was_edited_is_told(trained: Program, revised: str, told: bool) -> None:
    """All that an import brought comes again but for a column that is not used; --update takes it for the same."""
    call = ("import", "-", "--goal", "trained")
    trained.done(*call, stdin=_EVENTS)
    said = trained.run(*call, stdin=revised).err
    assert ("3 rows say what is recorded of their days already, but for 'Donor'" in said) == told
    if told:
        trained.done("undo")
        trained.done(*call, "--update", stdin=revised)
        assert sum(value for _, value, _ in _values(trained)) == sum(
            int(row.rpartition(",")[2]) for row in revised.splitlines()[1:]
        )


@pytest.mark.parametrize(
    ("kept", "told"),
    [(range(12), 12), ([0, 1, 3, 4, 6, 7, 9, 10], 8), ([0, 1, 4, 5, 8, 9], 6), ([0, 4, 8], 0), ([3, 7], 0)],
    ids=["all", "two-thirds", "half", "a-quarter", "few"],
)
def test_a_list_that_comes_again_with_a_further_column_is_told(
    program: Program, kept: Sequence[int], told: int
) -> None:
    """Each row is an event: where half of them or more come again, and nothing else, they are told to count twice."""
    program.done("goal", "add", "visits", "--from", "0 per year", "--to", "60 per year by 2026")
    rows = [f"2024-03-{5 + 7 * (at // 4):02d},{'NSE'[at % 3]}" for at in range(12)]
    call = ("import", "-", "--goal", "visits", "--map", "value=")
    program.done(*call, stdin="\n".join(["date,place", *rows, ""]))
    again = ["date,place,phone", *(f"{rows[at]},{at}" for at in kept), ""]
    said = program.run(*call, stdin="\n".join(again)).err
    assert (f"{told} rows say what is recorded of their days already" in said) == bool(told), said
    assert ("count again" in said) == bool(told)


def test_events_of_another_hand_are_none_of_the_file(trained: Program) -> None:
    """What another file, or a person, recorded of a day stands beside the new rows of a file that comes again."""
    call = ("import", "-", "--goal", "trained")
    trained.done(*call, stdin=_EVENTS)
    trained.done(*call, stdin="Date,Shop,Amount\n2024-03-06,North,4\n")
    trained.done("record", "trained", "3", "--on", "2024-03-06")
    trained.done(*call, stdin=f"{_EVENTS}2024-03-06,Di,7\n")
    assert sum(value for _, value, _ in _values(trained)) == 84


@pytest.mark.parametrize(
    ("measure", "there", "comes", "beside"),
    [
        ("total", "1200", "800", True),  # of two offices perhaps: an update would take the other's away
        ("total", "1200", "n/a", False),
        ("level", "1200", "800", False),  # only one can stand
    ],
)
def test_what_may_count_beside_is_told_how(
    program: Program, measure: str, there: str, comes: str, *, beside: bool
) -> None:
    """The figures of another office for the same month are no correction, and the call that is told keeps both."""
    program.done("goal", "add", "helped", "--from", "0", "--to", "20000 by 2026", "--measure", measure)
    program.done("import", "-", stdin=f"goal,month,value\nhelped,2025-01,{there}\n")
    result = program.run("import", "-", "--missing", "record", stdin=f"goal,month,value\nhelped,2025-01,{comes}\n")
    hint = result.err.splitlines()[-1]
    assert (result.code, "; where both count: coopctl record helped 800 --on 2025-01" in hint) == (1, beside)
    if beside:
        program.done(*shlex.split(hint.split("both count: coopctl ")[1]))
        assert [one["value"] for one in program.records("log") if one["state"] == "stands"] == [800, 1200]


_FLASH = {
    "period": "goal,period,value\ntrained,2024-01,20 p\ntrained,2024-02,30\n",
    "unused": "goal,period,value,office\ntrained,2024-01,20 p,N\ntrained,2024-02,30,N\n",
    "key": "goal,period,value,key\ntrained,2024-01,20 p,k1\ntrained,2024-02,30,k2\n",
    "day": "goal,date,value\ntrained,2024-01-05,20 p\ntrained,2024-02-05,30\n",
    "unused-day": "goal,date,value,office\ntrained,2024-01-05,20 p,N\ntrained,2024-02-05,30,N\n",
}


@pytest.mark.parametrize("flash", _FLASH.values(), ids=_FLASH)
def test_what_is_final_with_the_value_that_was_provisional_is_final(trained: Program, flash: str) -> None:
    """The mark goes, the value counts once, and neither file brings anything when it comes again."""
    trained.done("import", "-", stdin=flash)
    said = trained.run("import", "-", stdin=flash.replace(" p", ""))
    again = [trained.done("import", "-", stdin=one)[:19] for one in (flash.replace(" p", ""), flash)]
    lines = [json.loads(line) for line in trained.done("export", "-o", "jsonl").splitlines()]
    assert "trained 20 for 2024-01" in said.err
    assert "is now final" in said.err
    assert sorted((one["value"], one["provisional"]) for one in lines) == [(20, False), (30, False)]
    assert again == ["0 figures recorded,"] * 2


_KEYED = "goal,period,value,provisional,key\n"


@pytest.mark.parametrize(
    ("files", "stands"),
    [
        # In one file, in a later one, and in a later one that has the earlier row, too, wherever it stands.
        (("trained,2024-05,5,yes,a1\ntrained,2024-05,7,,b1\n",), [7]),
        (("trained,2024-05,5,yes,a1\n", "trained,2024-05,7,,b1\n"), [7]),
        (("trained,2024-05,5,yes,a1\n", "trained,2024-05,5,yes,a1\ntrained,2024-05,7,,b1\n"), [7]),
        (("trained,2024-05,5,yes,a1\n", "trained,2024-05,7,,b1\ntrained,2024-05,5,yes,a1\n"), [7]),
        # One after the other, whether the last is final or not.
        (("trained,2024-05,5,yes,a1\ntrained,2024-05,6,yes,b1\ntrained,2024-05,7,,c1\n",), [7]),
        (("trained,2024-05,5,yes,a1\n", "trained,2024-05,6,yes,b1\ntrained,2024-05,7,,c1\n"), [7]),
        (("trained,2024-05,5,yes,a1\ntrained,2024-05,6,yes,b1\n",), [6]),
        # Two of days are two events, and so may be two of a period that are final: that is what keys are for.
        (("trained,2024-05-10,5,yes,a1\ntrained,2024-05-10,7,,b1\n",), [5, 7]),
        (("trained,2024-05,5,,a1\ntrained,2024-05,7,,b1\n",), [5, 7]),
        (("trained,2024-05,5,,a1\ntrained,2024-05,7,yes,b1\n",), [5, 7]),
        (("trained,2024-05,5,yes,a1\ntrained,2024-06,7,,b1\n",), [5, 7]),
    ],
)
def test_rows_with_keys_take_the_place_of_provisional_ones(
    trained: Program, files: Sequence[str], stands: list[int]
) -> None:
    """A feed that sends a first figure and then the final one, each under a key of its own, counts once."""
    for rows in files:
        trained.done("import", "-", stdin=_KEYED + rows)
    again = trained.done("import", "-", stdin=_KEYED + files[-1])
    assert again.startswith("0 figures recorded")
    assert [value for _, value, _ in _values(trained)] == stands


def test_what_was_corrected_by_hand_is_not_taken_back_by_a_row_with_a_key(trained: Program) -> None:
    trained.done("import", "-", stdin=_KEYED + "trained,2024-05,5,yes,a1\n")
    trained.done("record", "trained", "9", "--on", "2024-05", "--replaces", "a1", "--key", "by-hand")
    trained.done("import", "-", stdin=_KEYED + "trained,2024-05,5,yes,a1\ntrained,2024-05,7,,b1\n")
    assert [value for _, value, _ in _values(trained)] == [9, 7]


@pytest.mark.parametrize("update", [(), ("--update",)])
def test_a_row_does_not_correct_the_figure_of_another_goal(trained: Program, update: tuple[str, ...]) -> None:
    """A key is of one figure: where the goal was wrong, that one is withdrawn, and the row comes under another."""
    trained.done("goal", "add", "helped", "--from", "0", "--to", "600 by 2026", "--measure", "total")
    trained.done("import", "-", stdin="goal,period,value,key\ntrained,2024-05,5,a1\n")
    refused = trained.run("import", "-", *update, stdin="goal,period,value,key\nhelped,2024-05,5,a1\n")
    told = "figure a1 is recorded for trained, 2024-05, not for helped, 2024-05; give the row another key"
    assert (refused.code, told in refused.err) == (1, True)
    assert _values(trained) == [("2024-05", 5, "")]
    trained.done(*refused.err.split("wrong: coopctl ")[1].splitlines()[0].split())
    trained.done("import", "-", *update, stdin="goal,period,value,key\nhelped,2024-05,5,a2\n")
    assert [one["key"] for one in trained.records("log") if one["state"] == "stands"] == ["a2"]
    assert trained.done("doctor").endswith("nothing is wrong\n")
