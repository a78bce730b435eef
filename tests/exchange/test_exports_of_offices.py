"""Files as offices, banks and pages export them: each comes in as a reader understands it, or is asked about."""

import json

import pytest

from running import Program

Facts = list[tuple[str, float]]

TAKEN: list[tuple[str, str, tuple[str, ...], Facts]] = [
    (
        (
            "time_period,time_identifier,Meditate\n201011,Academic year,93.1\n201112,Academic year,93.9\n"
            "201213,Academic year,z\n"
        ),
        "level",
        (),
        [("FY2011", 93.1), ("FY2012", 93.9)],
    ),
    ("period,Meditate\n200911,5\n201011,6\n201112,7\n", "level", (), [("2009-11", 5), ("2010-11", 6), ("2011-12", 7)]),
    ("Nazwa,Rok,Miesiąc,Wartość\nMeditate,2024,1,5\n", "level", (), [("2024-01", 5)]),
    ("OMRÅDE;TID;INDHOLD\nHele landet;2023K1;5\n", "level", ("--goal", "goal"), [("2023-Q1", 5)]),
    ("region;år;månad;värde\nSverige;2023;2;5\n", "level", ("--goal", "goal"), [("2023-02", 5)]),
    ("Vuosineljännes;Meditate\n2023Q4;5\n2024Q1*;6\n", "level", (), [("2023-Q4", 5), ("2024-Q1", 6)]),
    ('{"metric": "goal", "ts": 1714521600000, "value": 41}\n', "level", (), [("2024-05-01", 41)]),
    ("MSN,YYYYMM,Value\nX,202401,5\nX,202413,60\n", "level", ("--goal", "goal"), [("2024-01", 5), ("2024", 60)]),
    (
        (
            '"";BBK01.X;BBK01.X_FLAGS\n"";"Meditate";\nEinheit;Euro;\nDimension;Mrd;\nStand vom;01.07.2024;\n'
            "2024-01;3,62;\n2024-02;.;Kein Wert vorhanden\n"
        ),
        "level",
        ("--goal", "goal", "--map", "unit=,currency="),
        [("2024-01", 3620000000)],
    ),
    (
        '"",BBK01.X,BBK01.X_FLAGS\n"",Meditate,\nunit,%,\ndimension,One,\nlast update,2024-07-01,\n2024-01,3.62,\n',
        "level",
        ("--goal", "goal", "--map", "unit="),
        [("2024-01", 3.62)],
    ),
    (
        (
            "GENESIS-Tabelle: 61111-0002\nDeutschland;;;\n;;Meditate;Veränderung\n;;2020=100;in (%)\n"
            "2024;Januar;117,6;+2,9\n2024;Februar;118,1;+2,5\n__________\n© Destatis, 2024\n"
        ),
        "level",
        (),
        [("2024-01", 117.6), ("2024-02", 118.1)],
    ),
    ("Anno;Trimestre;Meditate\n2023;T1;7\n2023;T4;8\n", "level", (), [("2023-Q1", 7), ("2023-Q4", 8)]),
    ("Año,Trimestre,Meditate\n2023,1er trimestre,7\n2023,2,8\n", "level", (), [("2023-Q1", 7), ("2023-Q2", 8)]),
    ("Name,Wann,Meditate\nMai,2023,7\nOst,2024,8\n", "level", ("--goal", "goal"), [("2023", 7), ("2024", 8)]),
    ("Year,<18,18+\n2023,5,6\n", "level", ("--goal", "goal", "--map", "value=<18"), [("2023", 5)]),
    (
        "Week,clicks: (World)\n2023-01-01,4\n2023-01-08,<1\n",
        "level",
        ("--goal", "goal", "--no-value", "<1"),
        [("2023-01-01", 4)],
    ),
    ("Month,Meditate\n201112,7\n", "level", (), [("2011-12", 7)]),
    (
        '"Output, annual (x 1,000,000) 1 2"\n"Table: 36-10"\n"Estimates","2020","2021"\nMeditate,"1,243E","1,336r"\n',
        "level",
        (),
        [("2020", 1243000000), ("2021", 1336000000)],
    ),
    ("REF_DATE,Meditate (x1000)\n2020,5\n", "level", (), [("2020", 5000)]),
    (
        "REF_DATE,UOM,SCALAR_FACTOR,Series,VALUE\n2020,Persons in thousands,thousands,Meditate,5\n",
        "level",
        (),
        [("2020", 5000)],
    ),
    (
        "REF_DATE,UOM,SCALAR_FACTOR,Series,VALUE\n2020,Persons in thousands,units,Meditate,5\n",
        "level",
        (),
        [("2020", 5000)],
    ),
    (
        "v4_1,Data Marking,calendar-years,Time,Geography\n81.2,,2021,2021,UK\n",
        "level",
        ("--goal", "goal"),
        [("2021", 81.2)],
    ),
    (
        (
            "Date,Meditate\nThu May 02 2024 10:11:12 GMT+0000 (Coordinated Universal Time),5\n"
            "Fri May  3 23:11:12 2024 +0200,6\n"
        ),
        "level",
        (),
        [("2024-05-02", 5), ("2024-05-03", 6)],
    ),
    (
        (
            '"Close Date","Name","Amount"\n"5/13/2024","A","12,500.00"\n"5/20/2024","B","8.00"\n\n'
            '"Grand Total","","12,508.00"\n\n"Confidential"\n'
        ),
        "total",
        ("--goal", "goal"),
        [("2024-05-13", 12500), ("2024-05-20", 8)],
    ),
    (
        json.dumps(
            {
                "columns": [{"code": "Tid", "text": "year"}, {"code": "X", "text": "Meditate"}],
                "data": [{"key": ["2022"], "values": ["5"]}, {"key": ["2023"], "values": [".."]}],
            }
        ),
        "level",
        (),
        [("2022", 5)],
    ),
    (
        "Datum;Betrag\n02.05.24;150,00\n03.06.24;1.150,50\n",
        "total",
        ("--goal", "goal"),
        [("2024-05-02", 150), ("2024-06-03", 1150.5)],
    ),
    (
        "Date;Montant\n02/05/2024;12,5\n03/06/2024;11,5\n",
        "total",
        ("--goal", "goal", "--decimal-comma"),
        [("2024-05-02", 12.5), ("2024-06-03", 11.5)],
    ),
    ("Year,Meditate\n2021,5 [r]\n2022,c\n2023,low\n2024,6[p]\n", "level", (), [("2021", 5), ("2024", 6)]),
    (
        (
            "STRUCTURE,STRUCTURE_ID,MEASURE,Measure,UNIT_MEASURE,Unit of measure,TIME_PERIOD,OBS_VALUE\n"
            "D,X,LFE,Meditate,IX,Index,2020,5\n"
        ),
        "level",
        (),
        [("2020", 5)],
    ),
    (
        (
            "DATAFLOW,MEASURE: Measure,UNIT_MEASURE: Unit of Measure,TIME_PERIOD: Time Period,OBS_VALUE\n"
            "A:B(1),1: Meditate,IN: Index Numbers,2020,5\n"
        ),
        "level",
        (),
        [("2020", 5)],
    ),
    (
        "Monthly report 2023,,,\nGenerated 2024-02-01,,,\nIndicator,Jan,Feb,Mar\nMeditate,5,6,7\n",
        "level",
        (),
        [("2023-01", 5), ("2023-02", 6), ("2023-03", 7)],
    ),
    ("Item,2021-22 (A),2022-23 (RE),2023-24 (BE)\nMeditate,5,6,7\n", "level", (), [("FY2022", 5), ("FY2023", 6)]),
    ("USD m,2022,2023\nMeditate,5,6\n", "level", (), [("2022", 5000000), ("2023", 6000000)]),
    ("Date,Meditate\n2024-05-01,\\N\n2024-05-02,6\n", "level", (), [("2024-05-02", 6)]),
    ("Periodo,Meditate\n1T2023,5\n2T23,6\n", "level", (), [("2023-Q1", 5), ("2023-Q2", 6)]),
]

MONEY = {
    "freq,unit,geo\\TIME_PERIOD\t2023-Q1 \t2023-Q2 \nQ,MIO_EUR,EE\t9331.5 \t9512.7 p\n": (
        ["9331500000", "9512700000"],
        "EUR",
    ),
    "Year,GDP\n2020,5r\n2021,6.5p\n": (["5", "6.5"], "EUR"),
    "Year,GDP\n2020,5\n2021,65p\n": ([], "GBP"),
}

REFUSED: list[tuple[str, str, tuple[str, ...], str]] = [
    ("Report 2022 and 2023\nIndicator,Jan,Feb\nMeditate,5,6\n", "level", (), "say no year"),
    ("Report 2022/23\nIndicator,Jan,Feb\nMeditate,5,6\n", "level", (), "say no year"),
    ("As of 15 May 2023\nIndicator,Jan,Feb\nMeditate,5,6\n", "level", (), "say no year"),
    ("Printed May 2023\nIndicator,Jan,Feb\nMeditate,5,6\n", "level", (), "say no year"),
    ("Report 2023\nIndicator,Apr,May\nMeditate,5,6\n", "level", (), "say no year"),
    ("time,Meditate\n201112,7\n", "level", (), "--dates month or --dates span"),
    ("Date;Montant\n02-05-24;12,5\n03-06-24;11,5\n", "total", ("--goal", "goal", "--decimal-comma"), "--dates dmy"),
    ("Date;Montant\n02.05.24;12.5\n03.06.24;11.5\n", "total", ("--goal", "goal"), "--dates dmy"),
    ("Year,Meditate\n2021,12e\n", "level", (), "12e"),
    ("Year,Meditate\n2021,5 [f]\n", "level", (), "is a forecast"),
]


def _plan(program: Program, measure: str) -> None:
    program.done("init", "--date", "2009-01-01")
    program.done(
        "goal", "add", "goal", "--title", "Meditate", "--from", "0", "--to", "900 by 2030", "--measure", measure
    )


@pytest.mark.parametrize(("text", "measure", "options", "facts"), TAKEN)
def test_an_export_is_read(program: Program, text: str, measure: str, options: tuple[str, ...], facts: Facts) -> None:
    """It brings the figures that a reader sees in it."""
    _plan(program, measure)
    program.done("import", "-", *options, stdin=text)
    lines = program.records("export")
    assert [(one["period"], one["value"]) for one in lines] == facts


@pytest.mark.parametrize(("text", "measure", "options", "said"), REFUSED)
def test_what_could_be_two_things_is_asked(
    program: Program, text: str, measure: str, options: tuple[str, ...], said: str
) -> None:
    """Nothing is recorded, and the way out is named."""
    _plan(program, measure)
    result = program.run("import", "-", *options, stdin=text)
    assert (result.code, said in result.err, program.done("export", "-o", "jsonl")) == (1, True, "")


@pytest.mark.parametrize("text", MONEY)
def test_a_letter_behind_an_amount_is_a_mark_but_for_pence(program: Program, text: str) -> None:
    """`9512.7 p` and `6.5p` are provisional amounts, and `65p` is no 65 pounds."""
    values, money = MONEY[text]
    program.done("init", "--date", "2009-01-01")
    program.done("goal", "add", "GDP", "--from", f"8 billion {money}", "--to", f"12 billion {money} by 2030")
    program.run("import", "-", "--goal", "gdp", stdin=text)
    lines = program.records("export")
    assert [f"{one['value']}" for one in lines] == values


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Indicator,2021/22,2022/23\nMeditate,5,6\n", "years as in '2021/22' are taken to end in December"),
        ("Year,Meditate\n2021/22,5\n2022/23,6\n", "years as in '2021/22'"),
        ("Year ended 31 March,Meditate\n2022,5\n", "years as in 'Year ended 31 March'"),
        ("Fiscal year,Meditate\n2022,5\n", "coopctl plan edit --fiscal-start 4"),
    ],
)
def test_years_of_accounts_in_a_plan_of_calendar_years_are_spoken_of(program: Program, text: str, said: str) -> None:
    """What they are taken for is said with the call that says it otherwise, which holds for the next import."""
    _plan(program, "level")
    assert said in program.run("import", "-", stdin=text).err
    program.done("undo")
    program.done("plan", "edit", "--fiscal-start", "4")
    assert "December" not in program.run("import", "-", stdin=text).err
    dates = [one["date"] for one in program.records("export")]
    assert all(day.endswith("-03-31") for day in dates)


@pytest.mark.parametrize("amounts", [("1.234,56-", "2.000,00"), ("1.234,56-", "2,5"), ("-1.234,56", "+2.000,00")])
def test_days_with_points_are_no_amounts(program: Program, amounts: tuple[str, str]) -> None:
    """Beside two columns of days a bank's only other numbers are the value, with the minus behind or before them."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "saved", "--from", "0 EUR", "--to", "5000 EUR by 2027", "--measure", "total")
    rows = "".join(f"0{n}.03.2024;0{n}.03.2024;x;{one}\n" for n, one in enumerate(amounts, 1))
    program.done("import", "-", "--goal", "saved", stdin=f"Buchungstag;Wertstellung;Text;Umsatz in EUR\n{rows}")
    lines = map(json.loads, program.done("export", "-o", "jsonl").splitlines())
    values = [("2024-03-01", -1234.56), ("2024-03-02", 2.5 if amounts[1] == "2,5" else 2000)]
    assert [(one["period"], one["value"]) for one in lines] == values
