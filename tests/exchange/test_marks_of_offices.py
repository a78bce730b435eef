"""What letters and footnotes of statistics offices say: what is final in one is an estimate in another."""

import pytest

from running import Program

_NZ = "Series_reference,Period,Data_value,Suppressed,STATUS,UNITS,Magnitude\n"
_GENESIS = "statistics_code;time_label;time;value;value_unit;value_variable_label;value_q\n"
_ANSWERS = (
    'EndDate,ResponseId,Q1\nEnd Date,Response ID,"How do you like it, from 0 to 10?"\n'
    '"{""ImportId"":""endDate"",""timeZone"":""Asia/Tokyo""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"\n'
)
# What comes in, a `p` behind what is provisional, and a note in brackets.
_READ = {
    "Stats NZ": (_NZ + "B.S,2024.03,5,,F,Number,0\nB.S,2024.06,,Y,C,Number,0\nB.S,2024.09,6,,P,Number,0\n",
                 "2024-03 5, 2024-09 6p"),
    "GENESIS": (_GENESIS + "1;Jahr;2022;5,5;Anzahl;Level;e\n1;Jahr;2023;6;Anzahl;Level;p\n", "2022 5.5, 2023 6p"),
    "German, beside values": ("Jahr;Wert;\n2022;5,5;e\n2023;6;p\n", "2022 5.5, 2023 6p"),
    "German months": ("Jahr;Jan;;Feb;\n2022;5,5;e;6;e\n2023;7;e;8;s\n",
                      "2022-01 5.5, 2022-02 6, 2023-01 7, 2023-02 8p"),
    "Eurostat": ("geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nDE,2022,5.5,e\nDE,2023,6,p\n", "2022 5.5p, 2023 6p"),
    "footnotes of years": ("Year,Level\n2021,5\n2022¹,6\n2023 2),7\n",
                           "2021 5, 2022 6 [marked ¹], 2023 7 [footnote 2]"),
    "footnotes of columns": ("Indicator,2021,2022¹,2023(2)\nLevel,5,6,7\n",
                             "2021 5, 2022 6 [marked ¹], 2023 7 [footnote 2]"),
    "Qualtrics": (_ANSWERS + "2024-05-13 09:05:00,R_1,8\n2024-05-14 10:15:00,R_2,6\n", "2024-05-13 8, 2024-05-14 6"),
}  # fmt: skip


@pytest.mark.parametrize("kind", _READ)
def test_a_mark_means_what_its_office_means(program: Program, kind: str) -> None:
    """Letters of final figures say nothing, others that a figure is provisional; rows that only name are none."""
    text, said = _READ[kind]
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "Level", "--from", "10", "--to", "2000 by 2030", "--measure", "level")
    program.done("import", "-", "--goal", "level", stdin=text)
    found = [
        f"{one['period']} {one['value']}{'p' * one['provisional']}" + f" [{one['note']}]" * bool(one["note"])
        for one in program.records("export")
    ]
    assert found == said.split(", ")


def test_a_letter_that_may_mean_a_forecast_is_asked_about(program: Program) -> None:
    """Where nothing says whose it is."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "Level", "--from", "10", "--to", "2000 by 2030", "--measure", "level")
    said = program.run("import", "-", "--goal", "level", stdin="Period,Value,Status\n2023,5,F\n2024,6,F\n")
    assert (said.code, "is the flag of a forecast" in said.err) == (1, True)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Data status", "Final", "Provisional"),
        ("Footnotes", "", "P:preliminary"),
        ("Release", "Revised", "P Preliminary."),
        ("Estatus del dato", "Definitivo", "Preliminar"),
        ("Value_FLAGS", "", "Vorläufiger Wert"),
        ("footnote_codes", "", "P"),
        ("is_provisional", "False", "True"),
        ("Preliminary?", "no", "yes"),
        ("Vorläufig", "nein", "ja"),
    ],
)
def test_a_word_for_what_is_provisional_is_seen_whatever_its_column_is_called(
    program: Program, name: str, first: str, last: str
) -> None:
    """The words say it; letters and answers say it in a column of such a name."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "Level", "--from", "10", "--to", "2000 by 2030", "--measure", "level")
    text = f"Period,Value,{name}\n2022,5,{first}\n2023,6,{last}\n"
    program.done("import", "-", "--goal", "level", stdin=text)
    assert [one["provisional"] for one in program.records("export")] == [False, True]
    program.done("undo")
    program.done("import", "-", "--goal", "level", "--map", "flag=,provisional=", stdin=text)
    assert [one["provisional"] for one in program.records("export")] == [False, False]


def test_each_of_several_values_has_its_own_flags(program: Program) -> None:
    """A column of flags is of the value left of it; where it may be of any, it is of none and named as not used."""
    program.done("init", "--date", "2020-01-01")
    for name in ("Level", "Other"):
        program.done("goal", "add", name, "--from", "10", "--to", "2000 by 2030", "--measure", "level")
    beside = "date,Level,Level_FLAGS,Other,Other_FLAGS\n2023,1,,2,Final\n2024,3,Provisional,4,Final\n"
    program.done("import", "-", stdin=beside)
    found = [(one["goal"], one["provisional"]) for one in program.records("export")]
    assert found == [("level", False), ("other", False), ("level", True), ("other", False)]
    apart = "date,Level,Other,Status of Level,Status of Other\n2021,1,2,Final,Final\n2022,3,4,Provisional,Final\n"
    said = program.run("import", "-", stdin=apart)
    assert "columns not used: Status of Level, Status of Other" in said.err


def test_statistics_canada_has_two_columns_of_flags(program: Program) -> None:
    """STATUS says how good a value is, SYMBOL whether it is preliminary; elsewhere a symbol is none."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "Level", "--from", "10", "--to", "2000 by 2030", "--measure", "level")
    rows = "2024-01,5,A,r\n2024-02,6,B,p\n2024-03,,F,\n"
    program.done("import", "-", "--goal", "level", stdin=f"REF_DATE,VALUE,STATUS,SYMBOL\n{rows}")
    program.done("import", "-", "--goal", "level", stdin="Date,Symbol,Close\n2024-04-01,F,12.5\n")
    found = [(one["period"], one["provisional"]) for one in program.records("export")]
    assert found == [("2024-01", False), ("2024-02", True), ("2024-04-01", False)]
