"""What a row says of unit and goal is heeded: another unit is refused, a scale counts, a shared title is no name."""

import json

import pytest

from running import Program

_HINTS = {
    "USD": "if its values are in USD, leave the unit out: --map unit=,currency=",
    "no unit": "if its values are of no unit, leave the unit out: --map unit=,currency=",
}


def _values(program: Program) -> list[str]:
    return [line.split(",")[3] for line in program.done("export").splitlines()[1:]]


def _level(program: Program, unit: str) -> None:
    """A plan with one goal, a level in a unit."""
    program.done("init", "--date", "2024-01-01")
    program.done("goal", "add", "goal", "--from", f"0 {unit}", "--to", f"100 {unit} by 2030", "--measure", "level")


@pytest.mark.parametrize(
    ("header", "cells", "value"),
    [
        ("value,unit", "256000000,USD", "256000000"),
        ("value,unit", "256,million USD", "256000000"),
        ("value,unit", "256,USD million", "256000000"),
        ("value,unit", "256,USD (millions)", "256000000"),
        ("value,unit", "256,US$ million", "256000000"),
        ("value,unit,currency", "256,millions,USD", "256000000"),
        ("value,unit,currency", "256,million,USD", "256000000"),
        ("value,Currency", "256M,$", "256000000"),
        ("value,unit", "256.5M USD,US dollars", "256500000"),
        ("value,unit of measure", "256M,", "256000000"),
    ],
)
def test_the_unit_of_a_row_counts(mongolia: Program, header: str, cells: str, value: str) -> None:
    """A unit column may name the goal's unit in any words, and a scale in it multiplies the value."""
    mongolia.done("import", "-", stdin=f"goal,date,{header}\ntrade-volume,2024,{cells}\n")
    assert _values(mongolia) == [value]


@pytest.mark.parametrize(
    ("form", "text", "reason"),
    [
        ("csv", "goal,date,value,unit\ntrade-volume,2024,256,EUR\n", "the row is in EUR, but trade-volume is in USD"),
        ("csv", "goal,date,value,unit\nTrade Volume,2024,256,%\n", "the row is in %, but trade-volume is in USD"),
        (
            "csv",
            "goal,date,value,unit\ntrade-volume,2024,256,USD (constant)\n",
            "the row is in USD (constant), but trade-volume is in USD",
        ),
        (
            "csv",
            "goal,date,value,unit\njoint-military-exercises,2024,1,EUR\n",
            "the row is in EUR, but joint-military-exercises is in no unit",
        ),
        (
            "csv",
            "goal,date,value,unit\ntrade-volume,2024,256M,million USD\n",
            "'256M' has a scale or unit of its own beside 'million USD'",
        ),
        (
            "jsonl",
            '{"goal": "trade-volume", "date": "2024", "value": 256, "currency": "EUR"}\n',
            "the row is in EUR, but trade-volume is in USD",
        ),
        (
            "sdmx-csv",
            "INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\nTrade Volume,2024,5,PT\n",
            "the row is in %, but trade-volume is in USD",
        ),
    ],
)
def test_another_unit_is_refused_in_every_format(mongolia: Program, form: str, text: str, reason: str) -> None:
    """A figure in euros or percent is not one of a goal in dollars, whatever the goal is called by."""
    result = mongolia.run("import", "-", "--format", form, stdin=text)
    hint = next((f" ({hint})" for unit, hint in _HINTS.items() if reason.endswith(unit) and "own" not in reason), "")
    line = f"line {1 if form == 'jsonl' else 2}: {reason}{hint}"
    assert (result.code, result.err.splitlines()[0]) == (1, line)


@pytest.mark.parametrize(
    ("header", "unit", "value", "stored"),
    [
        ("Distance (miles)", "km", "10", "16.09344"),
        ("Distance in miles", "miles", "10", "10"),
        ("Miles", "miles", "3.1", "3.1"),
        ("Distance (m)", "km", "5021.3", "5.0213"),
        ("distance_m", "km", "500", "0.5"),
        ("distance_km", "km", "5", "5"),
        ("Waste (t)", "kg", "1.5", "1500"),
        ("Waste in kg", "t", "1500", "1.5"),
        ("Minutes", "hours", "90", "1.5"),
        ("Minutes read", "hours", "90", "1.5"),
        ("Waste, kg", "t", "1500", "1.5"),
        ("Weight (lb)", "kg", "180", "81.6466266"),
        ("weight_lbs", "kg", "180", "81.6466266"),
        ("Weight (kg)", "lb", "80", "176.36981"),
        ("Climb (ft)", "metres", "1000", "304.8"),
        ("Employed, 1000 persons", "persons", "2.6", "2600"),
        ("Time (1000 m)", "seconds", "250", "250"),
        ("reading_minutes", "hours", "50", "0.833333"),
        ("duration_min", "hours", "90", "1.5"),
        ("Moving time (sec)", "hours", "5400", "1.5"),
        ("elapsed_time_s", "hours", "5400", "1.5"),
        ("durationMinutes", "hours", "90", "1.5"),
        ("minutesAsleep", "hours", "450", "7.5"),
        ("msPlayed", "minutes", "180000", "3"),
        ("ms_played", "minutes", "180000", "3"),
        ("sleep_min", "hours", "7.5", "7.5"),
        ("temperature_h", "hours", "7.5", "7.5"),
        ("Reading", "hours", "1:30:00", "1.5"),
        ("Reading", "hours", "1:30", "1.5"),
        ("Reading", "hours", "100:30:00", "100.5"),
        ("Reading", "hours", "00:30:23", "0.506389"),
        ("Reading", "hours", "7h 32m", "7.533333"),
        ("Reading", "hours", "7h30", "7.5"),
        ("Reading", "hours", "90 min", "1.5"),
        ("Reading", "hours", "PT1H30M", "1.5"),
        ("Reading", "minutes", "PT90S", "1.5"),
        ("Reading", "seconds", "24:32", "1472"),
        ("Exportaciones (miles de USD)", "USD", "31", "31000"),
        ("Exportaciones en miles", "USD", "31", "31000"),
    ],
)
def test_units_of_a_fixed_ratio_are_converted(
    program: Program, header: str, unit: str, value: str, stored: str
) -> None:
    """Time, weight and length come in in the goal's own unit; `miles` is a length unless more than the word says."""
    _level(program, unit)
    text = f'Date,"{header}"\n2024-05-01,{value}\n'
    program.done("import", "-", "--goal", "goal", "--map", f"value={header}", stdin=text)
    assert _values(program) == [stored]


@pytest.mark.parametrize(
    ("header", "unit", "value", "reason"),
    [
        ("Weight (lb)", "km", "180", "the row is in lb, but goal is in km"),
        ("Weight (gal)", "kg", "180", "the row is in gal, but goal is in kg"),
        ("Exportaciones (miles)", "USD", "31", "'miles' could be thousands or a length"),
        ("Reading", "minutes", "24:32", "'24:32' could be hours and minutes, or minutes and seconds"),
        ("Reading", "hours", "38:30", "'38:30' could be hours and minutes, or minutes and seconds"),
        ("Reading", "hours", "1:75", "'1:75' is not understood"),
        ("Reading", "km", "1:30", "'1:30' is not understood"),
        ("Distance (km)", "USD", "5", "the row is in km, but goal is in USD"),
    ],
)
def test_what_no_ratio_makes_one_of_another_is_refused(
    program: Program, header: str, unit: str, value: str, reason: str
) -> None:
    """Nothing is recorded that is in another unit than it seems, or that could be in two."""
    _level(program, unit)
    text = f"Date,{header}\n2024-05-01,{value}\n"
    result = program.run("import", "-", "--goal", "goal", "--map", f"value={header}", stdin=text)
    assert (result.code, result.out, reason in result.err, _values(program)) == (1, "", True, [])


def test_an_empty_column_in_map_leaves_a_role_out(mongolia: Program) -> None:
    """--map unit= reads a table whose unit column holds something else."""
    text = "goal,date,value,unit\ntrade-volume,2024,256M,USD (constant)\n"
    mongolia.done("import", "-", "--map", "unit=", stdin=text)
    assert _values(mongolia) == ["256000000"]


def test_a_goal_called_miles_has_no_unit_from_its_column(program: Program) -> None:
    """What the column is called is its title, in whatever case, neither thousands nor a length."""
    program.done("init", "--date", "2024-01-01")
    program.done("goal", "add", "Miles", "--from", "0", "--to", "9000 by 2030", "--measure", "level")
    program.done("import", "-", stdin="year,miles\n2024,3675\n")
    assert _values(program) == ["3675"]


def test_a_title_of_two_goals_names_neither(program: Program) -> None:
    """Where two goals have one title, a row has to name one by its id."""
    program.done("init", "--date", "2024-01-01")
    for name in ("exports-a", "exports-b"):
        program.done("goal", "add", name, "--title", "Exports", "--from", "1", "--to", "2 by 2030")
    result = program.run("import", "-", stdin="goal,date,value\nExports,2024,5\n")
    assert (result.code, result.err.splitlines()[0]) == (
        1,
        "line 2: 'Exports' is the title of exports-a and exports-b (name the goal by its id)",
    )


def test_columns_that_are_not_used_are_named(mongolia: Program) -> None:
    """A column that nothing was made of is named, so that a misspelt one is not lost in silence."""
    result = mongolia.run("import", "-", stdin="goal,2024,Total,colour\ntrade-volume,256M,257M,x\n")
    assert (result.out, result.err) == ("1 figure recorded\n", "note: columns not used: Total, colour\n")


@pytest.mark.parametrize("number", ["1e999999", "1e9999999999999999999999", "-1e-999999"])
def test_a_number_beyond_all_digits_is_refused(mongolia: Program, number: str) -> None:
    """A JSON number that would take a million digits to write is refused at once."""
    line = f'{{"goal": "trade-volume", "date": "2024", "value": {number}}}\n'
    result = mongolia.run("import", "-", stdin=line)
    assert (result.code, result.out, "line 1: " in result.err) == (1, "", True)


def test_json_lists_and_laid_out_envelopes_are_read(mongolia: Program) -> None:
    """A list of objects is a table, and so is the envelope of an export however it is laid out."""
    rows = [{"goal": "trade-volume", "date": "2024", "value": 256000000}]
    first = mongolia.done("import", "-", stdin=json.dumps(rows))
    laid_out = json.dumps(json.loads(mongolia.done("export", "-o", "json")), indent=2)
    assert (first, mongolia.done("import", "-", stdin=laid_out)) == (
        "1 figure recorded\n",
        "0 figures recorded, 1 already recorded\n",
    )


def test_an_empty_export_of_lines_is_no_error(mongolia: Program) -> None:
    """JSON lines of nothing are empty, and where they are said to be JSON lines that is a table without rows."""
    result = mongolia.run("import", "-", "--format", "jsonl", stdin=mongolia.done("export", "-o", "jsonl"))
    assert (result.code, result.out) == (0, "0 figures recorded, 0 already recorded\n")


def test_sheets_are_of_workbooks_only(mongolia: Program) -> None:
    """--sheet with a CSV is wrong usage, not an option that does nothing."""
    result = mongolia.run("import", "-", "--sheet", "2024", stdin="goal,date,value\n")
    assert (result.code, result.err.splitlines()[0]) == (2, "error: standard input is csv, which has no sheets")


def test_figures_of_a_removed_goal_are_not_those_of_its_successor(mongolia: Program) -> None:
    """A goal that was removed and made anew takes its figures in again, each under a key of its own."""
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31")
    exported = mongolia.done("export")
    plan = mongolia.done("export", "--plan")
    mongolia.done("goal", "remove", "trade-volume", "--yes")
    mongolia.done("plan", "import", "-", "--yes", stdin=plan)
    first = mongolia.done("import", "-", stdin=exported)
    assert (first, mongolia.done("import", "-", stdin=exported), _values(mongolia)) == (
        "1 figure recorded\n",
        "0 figures recorded, 1 already recorded\n",
        ["256000000"],
    )


def test_a_goal_in_millions_takes_no_scale_but_its_own(program: Program) -> None:
    """Where the goal itself counts in millions, a row's own unit is that or none."""
    program.done("init", "--date", "2024-01-01")
    program.done("goal", "add", "aid", "--from", "5", "--unit", "USD million", "--to", "10 by 2030")
    refused = program.run("import", "-", stdin="goal,date,value,unit\naid,2024,6,million\n")
    program.done("import", "-", stdin="goal,date,value,unit\naid,2024,6,USD million\n")
    assert (refused.err.splitlines()[0], _values(program)) == (
        (
            "line 2: the row is in million, and aid is in USD million"
            " (if its values are in USD million, leave the unit out: --map unit=,currency=)"
        ),
        ["6"],
    )


@pytest.mark.parametrize(
    ("own", "unit", "value"),
    [
        ("", "cases per million", "4"),
        ("", "per million", "4"),
        ("", "one-in-a-million", "4"),
        ("", "thousand people", "4000"),
        ("", "millions", "4000000"),
        ("deaths per million", "Deaths per million", "4"),
        ("USD", "USD thousand million", None),
        ("USD", "billion million USD", None),
        ("USD", "million USD million", None),
        ("%", "% million", None),
    ],
)
def test_a_scale_counts_once_and_never_in_a_rate(program: Program, own: str, unit: str, value: str | None) -> None:
    """What is per million is not multiplied by a million, and a unit of two scales is refused."""
    program.done("init", "--date", "2024-01-01")
    program.done("goal", "add", "g", "--from", "5", "--to", "20 by 2030", *(("--unit", own) if own else ()))
    result = program.run("import", "-", stdin=f"goal,date,value,unit\ng,2024,4,{unit}\n")
    assert (result.code, _values(program)) == ((0, [value]) if value else (1, []))


@pytest.mark.parametrize("name", ["Duration", "Time spent", "Dauer", "Durée (h:min:s)", "Hours worked"])
@pytest.mark.parametrize("beside", [",Amount", ",Billable", ""])
def test_a_goal_of_hours_takes_the_column_of_how_long_things_took(program: Program, name: str, beside: str) -> None:
    """The amount beside it is what was paid, which is no hours; times of the day are no lengths."""
    _level(program, "hours")
    paid = {"": "", ",Amount": ",0.00", ",Billable": ",Yes"}[beside]
    rows = f"Date,Start,{name}{beside}\n2025-01-05,09:00:00,01:30:00{paid}\n2025-01-06,10:30:00,00:15:00{paid}\n"
    program.done("import", "-", "--goal", "goal", stdin=rows)
    assert _values(program) == ["1.5", "0.25"]


def test_lengths_that_could_be_of_two_kinds_do_not_keep_another_column_from_being_read(program: Program) -> None:
    """Minutes may be before the colon or behind it, and the amounts beside them are of the goal's unit."""
    _level(program, "minutes")
    program.done(
        "import", "-", "--goal", "goal", stdin="Date,Duration,Elapsed\n2024-05-01,1:30,50\n2024-05-02,2:15,60\n"
    )
    assert _values(program) == ["50", "60"]


def test_a_column_of_lengths_beside_one_of_amounts_is_asked_about_where_goals_are_of_either(program: Program) -> None:
    """What the hint says is taken; a goal in another unit takes the amounts, as ever."""
    _level(program, "hours")
    program.done("goal", "add", "Sales", "--from", "$0", "--to", "$900 by 2030", "--measure", "level")
    rows = "Goal,Date,Duration,Amount\ngoal,2025-01-05,01:30:00,7.00\n"
    asked = program.run("import", "-", stdin=rows)
    assert (asked.code, "'Amount' and 'Duration' could each be the value" in asked.err) == (1, True)
    program.done("import", "-", "--map", "value=Duration", stdin=rows)
    program.done("import", "-", "--goal", "sales", stdin="Date,Duration,Amount\n2025-01-05,01:30:00,7.00\n")
    assert _values(program) == ["1.5", "7"]


@pytest.mark.parametrize(
    ("unit", "said", "value"),
    [
        ("per 100,000 live births", "Rate per 100,000 live births", "12"),
        ("people", "Number of people", "12"),
        ("people", "Total number of people", "12"),
        ("GBP", "GBP (£)", "12"),
        ("GBP", "Pound sterling (£)", "12"),
        ("EUR", "Euro (€)", "12"),
        ("EUR per inhabitant", "Euro per inhabitant", "12"),
        ("kt", "Kilotonnes", "12"),
        ("t", "kilotonnes", "12000"),
        ("kt", "Megatonne", "12000"),
    ],
)
def test_a_unit_in_the_words_of_an_office(program: Program, unit: str, said: str, value: str) -> None:
    """Rates, numbers, a sign behind a currency and tonnes by their prefix are in the goal's own unit."""
    _level(program, unit)
    program.done("import", "-", "--goal", "goal", stdin=f'Year,Unit measure,Value\n2024,"{said}",12\n')
    assert _values(program) == [value]


@pytest.mark.parametrize(
    ("unit", "said", "value"),
    [
        ("people", "千人", "12000"),
        ("people", "万人", "120000"),
        ("people", "만명", "120000"),
        ("", "单位：万人", "120000"),
        ("JPY", "百万円", "12000000"),
        ("JPY", "億円", "1200000000"),
        ("KRW", "십억원", "12000000000"),
        ("USD", "亿美元", "1200000000"),
        ("people", "人", "12"),
    ],
)
def test_scales_of_the_east(program: Program, unit: str, said: str, value: str) -> None:
    """They stand before the unit, in its column or in brackets behind the name of the values."""
    _level(program, unit)
    program.done("import", "-", "--goal", "goal", stdin=f'Year,Unit,Value\n2024,"{said}",12\n')
    assert _values(program) == [value]
    if value != "12":
        program.done("import", "-", "--goal", "goal", stdin=f"Year,Wert（{said}）\n2023,12\n")
        assert _values(program) == [value, value]


@pytest.mark.parametrize(("said", "value"), [("ten thousand persons", "120000"), ("hundred million", "1200000000")])
def test_scales_of_the_east_in_english(program: Program, said: str, value: str) -> None:
    """Of a hundred million only the hundred was taken."""
    _level(program, "")
    program.done("import", "-", "--goal", "goal", stdin=f"Year,Population ({said})\n2024,12\n")
    assert _values(program) == [value]


@pytest.mark.parametrize("name", ["千葉", "万博", "人口10万人当たり", "Population of 千代田"])
def test_a_name_that_begins_as_a_scale_is_none(program: Program, name: str) -> None:
    """千葉 is a place."""
    _level(program, "")
    program.done("import", "-", "--goal", "goal", stdin=f"Year,{name}\n2024,12\n")
    assert _values(program) == ["12"]


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("people", "Number of schools"),
        ("USD", "Pound sterling (£)"),
        ("USD", "Constant USD"),
        ("per 1,000 people", "Rate per 100,000 people"),
        ("kt", "Kilolitres"),
    ],
)
def test_another_unit_in_the_words_of_an_office(program: Program, unit: str, said: str) -> None:
    """It stays another one, and the row is refused."""
    _level(program, unit)
    result = program.run("import", "-", "--goal", "goal", stdin=f'Year,Unit measure,Value\n2024,"{said}",12\n')
    assert (result.code, "the row is in" in result.err, _values(program)) == (1, True, [])


def test_a_column_may_be_named_as_programs_name_it_with_its_unit_behind(program: Program) -> None:
    """`weight_kg` is the weight in kg, `revenue_usd` the revenue in USD, which no other money is taken for."""
    program.done("init", "--date", "2024-01-01")
    for title, unit in (("Weight", "lb"), ("Revenue", "USD"), ("Churn", "%")):
        program.done("goal", "add", title, "--from", f"50 {unit}", "--to", f"40 {unit} by 2030", "--measure", "level")
    program.done("import", "-", stdin="date,weight_kg,revenue_usd,churn_pct\n2024-05-01,20,41,45\n")
    assert sorted(_values(program)) == ["41", "44.092452", "45"]
    result = program.run("import", "-", stdin="date,weight_kg,revenue_eur\n2024-06-01,20,41\n")
    assert (result.code, "the row is in EUR, but revenue is in USD" in result.err) == (1, True)


def test_a_number_is_no_unit(program: Program) -> None:
    """A code of a statistics office could be a factor, and is neither until somebody says so."""
    _level(program, "%")
    text = "FREQ,REF_AREA,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE\nM,PH,771,2024-06,3.4\n"
    result = program.run("import", "-", "--goal", "goal", stdin=text)
    assert (result.code, "the unit '771' is a number" in result.err, _values(program)) == (1, True, [])
    program.done("import", "-", "--goal", "goal", "--map", "unit=,currency=", stdin=text)
    assert _values(program) == ["3.4"]
    result = program.run("import", "-", stdin=text)
    assert "no column of 'FREQ, REF_AREA, UNIT_MEASURE, TIME_PERIOD, OBS_VALUE'" in result.err
