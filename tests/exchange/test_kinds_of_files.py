"""Files as people download, keep and export them: small inputs of each kind, and what they mean."""

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from running import Program

_GOALS = {
    "level": ("Level", "10", "2000"),
    "other": ("Other", "10", "2000"),
    "rate": ("Unemployment rate", "8%", "5%"),
    "trade": ("Trade volume", "$250 million", "$300 million"),
    "exports": ("Exports", "CAD 40 billion", "CAD 60 billion"),
    "revenue": ("Revenue", "0 EUR", "1000000 EUR"),
    "habit": ("Meditate", "1 per week", "5 per week"),
    "reading": ("Reading", "5 h", "10 h"),
    "gifts": ("Gifts", "0 EUR per year", "9000 EUR per year"),
    "fund": ("Emergency fund", "0 EUR", "9000 EUR"),
    "club": ("Club money", "0 EUR", "9000 EUR"),
    "emissions": ("Emissions", "4.1 Mt", "3 Mt"),
    "water": ("Water", "10 m3 of μg", "20 m3 of μg"),
    "outlay": ("Outlay", "INR 30000000000000", "INR 40000000000000"),
}


class Kind(NamedTuple):
    """A file with how it is read, and its figures as `goal period value`."""

    text: str | bytes
    said: str
    options: tuple[str, ...] = ()
    name: str = "file.csv"


_LONG = ("--goal", "level")
_CUBE = {
    "version": "2.0", "class": "dataset", "id": ["geo", "time"], "size": [2, 2], "status": {"1": "p"},
    "dimension": {
        "geo": {"category": {"index": {"DE": 0, "FR": 1}}}, "time": {"category": {"index": ["2022", "2023"]}},
    },
    "value": [3.1, 3.0, 7.3, None],
}  # fmt: skip
_SDMX_JSON = {
    "data": {
        "dataSets": [{"series": {"0": {"attributes": [0], "observations": {"0": [49.5, 0], "1": [50.25, 1]}}}}],
        "structures": [
            {
                "dimensions": {
                    "series": [{"id": "REF_AREA", "values": [{"id": "CAN"}]}],
                    "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2024-01"}, {"id": "2024-02"}]}],
                },
                "attributes": {
                    "series": [{"id": "UNIT_MULT", "values": [{"id": "9"}]}],
                    "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "P"}]}],
                },
            }
        ],
    }
}
KINDS = {
    "un-sdg": Kind(
        "Goal,Indicator,SeriesCode,TimePeriod,Value,Time_Detail,Source,[Nature],[Sex],[Units]\n"
        "8,8.5.2,SL_TLF_UEM,2020,9.8,2020,ILO,E,BOTHSEX,PERCENT\n8,8.5.2,SL_TLF_UEM,2021,8.4,2021,ILO,E,BOTHSEX,PERCENT\n",
        "rate 2020 9.8, rate 2021 8.4",
        ("--goal", "rate"),
    ),
    "oecd": Kind(
        "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,FREQ,MEASURE,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT\n"
        "DATAFLOW,OECD:DSD(1.0),I,CAN,M,UNE_LF_M,PT_LF,2024-01,5.7,A,0\n",
        "rate 2024-01 5.7",
        ("--goal", "rate"),
    ),
    "who": Kind(
        "IndicatorCode,Indicator,Period type,Period,Dim1 type,Dim1,FactValueNumeric,Value,DateModified\n"
        "U,Unemployment rate,Year,2020,Area,Total,7.6,7.6 [6.1-8.0],2023-07-05T22:00:00.000Z\n",
        "rate 2020 7.6",
    ),
    "imf": Kind(
        "ISO\tSubject Descriptor\tUnits\tScale\t2022\t2023\t2024\t2025\tEstimates Start After\n"
        "CAN\tUnemployment rate\tPercent of total labor force\t\t5.3\t5.4\tn/a\t6.6\t2023\n\nIMF, October 2025\n",
        "rate 2022 5.3, rate 2023 5.4",
        ("--goal", "rate"),
        "weo.xls",
    ),
    "statcan-as-displayed": Kind(
        "Labour force characteristics, monthly 1\nGeography: Canada\n"
        '"Labour force characteristics","July 2024","August 2024"\n,"Percent"\n"Unemployment rate 3","6.4","6.6 A"\n\n'
        '"Footnotes:"\n1,"Estimates in thousands, rounded to the nearest hundred."\n',
        "rate 2024-07 6.4, rate 2024-08 6.6",
        ("--goal", "rate"),
    ),
    "statcan-too-unreliable": Kind(
        "REF_DATE,GEO,VECTOR,COORDINATE,VALUE,STATUS\n2024-01,Canada,v1,1.1,6.4,\n2024-02,Canada,v1,1.1,,F\n",
        "rate 2024-01 6.4",
        ("--goal", "rate"),
    ),
    "world-bank-json": Kind(
        json.dumps(
            [
                {"page": 1, "total": 2},
                [
                    {
                        "indicator": {"id": "X", "value": "Level"},
                        "country": {"id": "KE"},
                        "date": "2022",
                        "value": 12.5,
                    },
                    {
                        "indicator": {"id": "X", "value": "Level"},
                        "country": {"id": "KE"},
                        "date": "2023",
                        "value": None,
                    },
                ],
            ]
        ),
        "level 2022 12.5",
        _LONG,
        "file.json",
    ),
    "dhis2-analytics-json": Kind(
        json.dumps(
            {
                "headers": [
                    {"name": "dx", "column": "Data"},
                    {"name": "pe", "column": "Period"},
                    {"name": "value", "column": "Value"},
                ],
                "rows": [["Level", "202401", "11.0"]],
            }
        ),
        "level 2024-01 11",
        (),
        "file.json",
    ),
    "dhis2-values-json": Kind(
        json.dumps({"dataValues": [{"dataElement": "Level", "period": "202401", "value": "11"}]}),
        "level 2024-01 11",
        (),
        "file.json",
    ),
    "json-nested": Kind(
        json.dumps([{"metric": "Level", "at": {"date": "2024-01-31"}, "value": {"amount": 12}}]),
        "level 2024-01-31 12",
        ("--map", "date=at.date,value=value.amount"),
        "file.json",
    ),
    "json-by-period": Kind(
        json.dumps({"Level": {"2022": 12, "2023": 13}}), "level 2022 12, level 2023 13", (), "x.json"
    ),
    "json-rows": Kind(
        json.dumps([["goal", "date", "value"], ["Level", "2024-01-31", 5]]), "level 2024-01-31 5", (), "x.json"
    ),
    "jsonl-nested": Kind(
        '{"metric":"Level","time":"2024-01-31T00:00:00Z","value":12,"labels":{"a":1}}\n',
        "level 2024-01-31 12",
        (),
        "x.jsonl",
    ),
    "gz": Kind(gzip.compress(b"goal,date,value\nLevel,2024-01-31,12\n"), "level 2024-01-31 12", (), "file.csv.gz"),
    "bars": Kind("goal|date|value\nLevel|2024-01-31|12\n", "level 2024-01-31 12"),
    "markdown": Kind(
        "| goal | date | value |\n|---|---|---:|\n| Level | 2024-01-31 | 12 |\n", "level 2024-01-31 12", (), "f.md"
    ),
    "yes-and-no": Kind("date,habit,done\n2024-02-01,Meditate,TRUE\n2024-02-02,Meditate,FALSE\n", "habit 2024-02-01 1"),
    "quickbooks": Kind(
        'Revenue,,\n"January - December 2024",,\n,Jan 2024,Feb 2024,TOTAL\nRevenue,"1,200.00","2,500.50","3,700.50"\n'
        'Total Income,"1,200.00","2,500.50","3,700.50"\n',
        "revenue 2024-01 1200, revenue 2024-02 2500.5",
    ),
    "decimal-comma-shown": Kind(
        "Datum;Betrag\n05.01.2024;1.234,50 €\n19.01.2024;-300,00 €\n",
        "revenue 2024-01-05 1234.5, revenue 2024-01-19 -300",
        ("--goal", "revenue"),
    ),
    "apostrophes": Kind(
        "Datum;Betrag\n05.01.2024;1'234.50\n19.01.2024;12’345.75\n",
        "revenue 2024-01-05 1234.5, revenue 2024-01-19 12345.75",
        ("--goal", "revenue"),
    ),
    "months-de": Kind(
        "Monat;Wert\nJanuar 2024;11\nMärz 2024;13\nDez 2024;14\n",
        "level 2024-01 11, level 2024-03 13, level 2024-12 14",
        _LONG,
    ),
    "months-de-wide": Kind(
        "Indikator;Jan 24;Mrz 24;Mai 24\nLevel;1;3;4\n", "level 2024-01 1, level 2024-03 3, level 2024-05 4"
    ),
    "months-fr": Kind(
        "Mois;Valeur\nfévr. 2024;12\naoût 2024;13\n1er septembre 2024;14\n",
        "level 2024-02 12, level 2024-08 13, level 2024-09-01 14",
        _LONG,
    ),
    "months-es": Kind(
        "Mes;Valor\nenero 2024;11\n15 de agosto de 2024;13\n", "level 2024-01 11, level 2024-08-15 13", _LONG
    ),
    "months-pt": Kind(
        "Mês;Valor\njaneiro de 2024;11\nfev/24;12\nset/2024;13\n",
        "level 2024-01 11, level 2024-02 12, level 2024-09 13",
        _LONG,
    ),
    "fiscal-quarters": Kind(
        "Quarter,Value\nFY24 Q1,11\nQ2 FY24,12\nQ3 FY2023/24,13\n2023-24 Q4,14\n",
        "level FY2024-Q1 11, level FY2024-Q2 12, level FY2024-Q3 13, level FY2024-Q4 14",
        _LONG,
    ),
    "short-quarters": Kind(
        "Quarter,Value\nQ1 24,11\nQ2'24,12\n3Q24,13\n4. Quartal 2024,14\n",
        "level 2024-Q1 11, level 2024-Q2 12, level 2024-Q3 13, level 2024-Q4 14",
        _LONG,
    ),
    "quarters-in-words": Kind(
        "Trimestre;Valeur\nT1 2024;11\n2e trimestre 2024;12\n1st half 2025;13\n",
        "level 2024-Q1 11, level 2024-Q2 12, level 2025-H1 13",
        _LONG,
    ),
    "weeks": Kind(
        "Week,Value\n2024-W05,11\nKW 6/2024,12\n2024 W07,13\n",
        "level 2024-W05 11, level 2024-W06 12, level 2024-W07 13",
        _LONG,
    ),
    "year-and-week": Kind("Year,Week,Value\n2024,5,11\n2024,6,12\n", "level 2024-W05 11, level 2024-W06 12", _LONG),
    "year-month-day": Kind(
        "Year,Month,Day,Value\n2024,1,31,11\n2024,2,29,12\n", "level 2024-01-31 11, level 2024-02-29 12", _LONG
    ),
    "jahr-monat": Kind("Jahr;Monat;Wert\n2024;1;11\n2024;2;12\n", "level 2024-01 11, level 2024-02 12", _LONG),
    "year-and-named-quarter": Kind(
        "Year,Period,Value\n2024,Q1,11\n2024,Q2,12\n", "level 2024-Q1 11, level 2024-Q2 12", _LONG
    ),
    "days-first-of-two-digits": Kind(
        "Date,Value\n31/01/24,11\n05/02/24,12\n", "level 2024-01-31 11, level 2024-02-05 12", _LONG
    ),
    "goals-across": Kind(
        ",Level,Other\n2022,1,2\n2023,3,4\n", "level 2022 1, other 2022 2, level 2023 3, other 2023 4"
    ),
    "merged-goals": Kind(
        "Indicator,Year,Value\nLevel,2022,11\n,2023,12\nOther,2022,13\n", "level 2022 11, level 2023 12, other 2022 13"
    ),
    "totals-and-means": Kind(
        "Year,Value\n2022,11\n2023,12\nTotal 2023,23\nAverage,11.5\n", "level 2022 11, level 2023 12", _LONG
    ),
    "header-again": Kind("Year,Value\n2022,11\nYear,Value\n2023,12\n", "level 2022 11, level 2023 12", _LONG),
    "scale-mn": Kind("Trade volume (US$ mn)\nYear,Value\n2022,251.5\n", "trade 2022 251500000", ("--goal", "trade")),
    "scale-letter": Kind(
        "Year,Trade volume ($m)\n2022,251.5\n",
        "trade 2022 251500000",
        ("--map", "value=Trade volume ($m)", "--goal", "trade"),
    ),
    "scale-mio": Kind("Jahr;Wert (Mio. USD)\n2022;251\n", "trade 2022 251000000", ("--goal", "trade")),
    "scale-milliers": Kind("Année;Valeur (en milliers)\n2022;1\n", "level 2022 1000", _LONG),
    "scale-teur": Kind("Jahr;Wert (TEUR)\n2022;12\n", "revenue 2022 12000", ("--goal", "revenue")),
    "bank": Kind(
        "Konto;DE12;;\nBuchungstag;Zweck;Betrag (EUR);Saldo\n31.01.2024;A;1.200,00;5.000,00\n"
        "29.02.2024;B;-300,00;4.700,00\n",
        "revenue 2024-01-31 1200, revenue 2024-02-29 -300",
        ("--goal", "revenue"),
    ),
    "canadian-dollars": Kind(
        "Year,UOM,SCALAR_FACTOR,Value\n2023,Canadian dollars,thousands,49123400\n",
        "exports 2023 49123400000",
        ("--goal", "exports"),
    ),
    "targets-in-rows": Kind(
        "Indicator,Type,Year,Value\nLevel,Target,2022,100\nLevel,Actual,2022,90\nLevel,Target,2023,110\n",
        "level 2022 90",
    ),
    "two-rows-year-over-month": Kind(
        "Indicator,2023,,2024,\n,Nov,Dec,Jan,Feb\nLevel,1,2,3,4\n",
        "level 2023-11 1, level 2023-12 2, level 2024-01 3, level 2024-02 4",
        ("--header-rows", "2"),
    ),
    "json-stat": Kind(
        json.dumps(_CUBE), "rate 2022 3.1, rate 2023 3", ("--goal", "rate", "--where", "geo=DE"), "une.json"
    ),
    "sdmx-json": Kind(
        json.dumps(_SDMX_JSON),
        "exports 2024-01 49500000000, exports 2024-02 50250000000",
        ("--goal", "exports"),
        "e.json",
    ),
    "words-for-no-value": Kind(
        "Year,Value\n2021,5\n2022,suppressed\n2023,not available\n2024,[c]\n2025,*\n", "level 2021 5", _LONG
    ),
    "unit-behind-years": Kind(
        "Indicator,2022 (USD million),2023 (USD million)\nTrade volume,251.5,258\n",
        "trade 2022 251500000, trade 2023 258000000",
    ),
    "achieved-beside-its-share": Kind(
        "Indicator,Quarter,Target,Achieved,% achieved\nLevel,Q1 2024,100,90,90%\n", "level 2024-Q1 90"
    ),
    "blanks-behind-commas": Kind('"Indicator", "2022", "2023"\n"Level", "1", "2"\n', "level 2022 1, level 2023 2"),
    "columns-below-one-another": Kind(
        "Title:               Rate\nUnits:               Percent, s.a.\n\n"
        "DATE          VALUE\n2024-01-01      3.7\n2024-02-01      3.9\n",
        "rate 2024-01-01 3.7, rate 2024-02-01 3.9",
        ("--goal", "rate"),
        "rate.txt",
    ),
    "from-day-to-day": Kind(
        "Indicator,Period,Value\nLevel,01/01/2024 - 31/03/2024,90\nLevel,01/04/2024 - 30/06/2024,95\n",
        "level 2024-Q1 90, level 2024-Q2 95",
    ),
    "from-day-to-day-iso": Kind(
        "Period,Value\n2024-01-01 to 2024-01-31,90\n2023-04-01/2024-03-31,95\n",
        "level 2024-01 90, level FY2024 95",
        _LONG,
    ),
    "months-across-years": Kind(
        "Rate, per cent\nYear,Jan,Feb,Annual\n2023,3.4,3.6,3.5\n2024,3.7,,\n",
        "rate 2023-01 3.4, rate 2023-02 3.6, rate 2024-01 3.7",
        ("--goal", "rate"),
    ),
    "years-across-months": Kind(
        "Month,2023,2024\nJan,1,3\nFeb,2,4\nTotal,3,7\n",
        "level 2023-01 1, level 2024-01 3, level 2023-02 2, level 2024-02 4",
        _LONG,
    ),
    "quarters-across-fiscal-years": Kind(
        "Fiscal year,Q1,Q2\n2024,1,2\n", "level FY2024-Q1 1, level FY2024-Q2 2", _LONG
    ),
    "fiscal-years": Kind("Financial year,Value\n2023,1\n2024,2\n", "level FY2023 1, level FY2024 2", _LONG),
    "months-in-code": Kind("Year,Period,Value\n2024,M01,1\n2024,M02,2\n", "level 2024-01 1, level 2024-02 2", _LONG),
    "units-below-names": Kind(
        "Stichtag;Unemployment rate;Exports\n;%;Mio. CAD\n31.12.2022;5,3;51000\n",
        "rate 2022-12-31 5.3, exports 2022-12-31 51000000000",
        ("--decimal-comma",),
    ),
    "flags-without-a-name": Kind(
        "Updated:,25/11/2025 23:00,,,\nUnit,Per cent,,,\n,,,,\nTIME,2021,,2022,\nGEO,,,,\nGermany,3.6,b,3.1,p\n",
        "rate 2021 3.6, rate 2022 3.1",
        ("--goal", "rate"),
    ),
    "french-scales": Kind(
        "PÉRIODE DE RÉFÉRENCE;UNITÉ DE MESURE;FACTEUR SCALAIRE;VALEUR\n2024-01;Dollars;millions;49123,4\n",
        "exports 2024-01 49123400000",
        ("--goal", "exports", "--decimal-comma", "--map", "unit="),
    ),
    "time-of-day-beside-date": Kind(
        "Date,Time,Currency,Gross\n05/01/2024,11:02:00,EUR,100\n31/01/2024,09:10:00,EUR,300\n",
        "revenue 2024-01-05 100, revenue 2024-01-31 300",
        ("--goal", "revenue", "--map", "value=Gross"),
    ),
    "form-with-time-zone": Kind("Timestamp,How many?\n2024/05/09 10:05:10 AM GMT+3,25\n", "level 2024-05-09 25", _LONG),
    "brackets-of-accounts": Kind(
        'Date,Amount\n2024-01-05,"1,200.00"\n2024-01-09,(€300.00)\n',
        "revenue 2024-01-05 1200, revenue 2024-01-09 -300",
        ("--goal", "revenue"),
    ),
    "lakhs": Kind('Year,Value\n2023,"1,23,456"\n', "level 2023 123456", _LONG),
    "many-points": Kind("Year;Exports\n2023;48.085.361.000\n", "exports 2023 48085361000"),
    "percent-in-words": Kind(
        "Year,Rate\n2022,4.5 percent\n2023,5.1 per cent\n", "rate 2022 4.5, rate 2023 5.1", ("--goal", "rate")
    ),
    "events-not-yet": Kind(
        "Key,Resolved\nA-1,05/Jan/24 11:00 AM\nA-2,\n",
        "habit 2024-01-05 1",
        ("--goal", "habit", "--map", "date=Resolved,value="),
    ),
    "yes-and-no-by-letter": Kind("Date,Meditate\n2024-01-01,n\n2024-01-02,y\n", "habit 2024-01-02 1"),
    "ordinal-quarter": Kind("Período;Valor\n3.º Trimestre de 2024;61\n", "level 2024-Q3 61", _LONG),
    "no-header-under-titles": Kind(
        "Title,Rate\nUnit,%\nReleased,11-11-2025\nNext,16 December 2025\n2022,3.9\n2023 Q1,4.0\n",
        "rate 2022 3.9, rate 2023-Q1 4",
        ("--goal", "rate", "--map", "date=1,value=2"),
    ),
    "insee-bdm": Kind(
        '"Libellé";"Taux de chômage au sens du BIT"\n"idBank";"001688526"\n"Dernière mise à jour";"13/08/2025 12:00"\n'
        '"Période";""\n"2024-T4";"7.3";"A"\n"2025-T1";"7.5";"P"\n',
        "rate 2024-Q4 7.3, rate 2025-Q1 7.5",
        ("--goal", "rate"),
    ),
    "insee-codes": Kind(
        "Libellé;Taux de chômage;Codes\nidBank;001688526;\nDernière mise à jour;13/08/2025 12:00;\nPériode;;\n"
        "2025-T1;7.5;P\n2024-T4;;O\n2024-T3;7.4;A\n",
        "rate 2025-Q1 7.5, rate 2024-Q3 7.4",
        ("--goal", "rate"),
    ),
    "insee-lines": Kind(
        '"Libellé";"idBank";"Dernière mise à jour";"Période";"2024-T3";"2024-T4"\n'
        '"Level";"1";"13/08/2025 12:00";"";"7";"8"\n',
        "level 2024-Q3 7, level 2024-Q4 8",
    ),
    "ons-series": Kind(
        '"Title","Unemployment rate"\n"CDID","MGSX"\n"Unit","%"\n"Release date","11-11-2025"\n"Important notes",\n'
        '"2023","4.0"\n"2024 Q1","4.3"\n"2024 JAN","4.2"\n',
        "rate 2023 4, rate 2024-Q1 4.3, rate 2024-01 4.2",
        ("--goal", "rate"),
    ),
    "two-years-alone": Kind("2022,2023\n11,12\n", "level 2022 11, level 2023 12", _LONG),
    "years-beside-a-name": Kind(",2022,2023\nLevel,11,12\n", "level 2022 11, level 2023 12"),
    "units-row-with-a-name": Kind(
        "Jahr;Revenue;Unemployment rate\nEinheit;(Tsd. EUR);(%)\n2022;38;5\n", "revenue 2022 38000, rate 2022 5"
    ),
    "genesis-years": Kind(
        "Tabelle: 81000-0001\nBIP: Deutschland, Jahre\nDeutschland;\nJahre;Bruttoinlandsprodukt\n;Mio. EUR\n2022;0,3\n"
        "2023;0,4\n__________\n(C)opyright Statistisches Bundesamt (Destatis), 2025\nStand: 26.11.2025 / 10:00:00\n",
        "revenue 2022 300000, revenue 2023 400000",
        ("--goal", "revenue", "--decimal-comma"),
    ),
    "genesis-scale-in-name": Kind(
        "Zeit_Code;Zeit;BIP001__Bruttoinlandsprodukt__Mio._EUR\nJAHR;2022;0,3\n",
        "revenue 2022 300000",
        ("--goal", "revenue", "--decimal-comma"),
    ),
    "genesis-index": Kind(
        "time;value;value_unit\n2023;116.7;2020=100\n", "level 2023 116.7", (*_LONG, "--decimal-point")
    ),
    "tags-below-the-header": Kind("Date,Level\n#date,#reached +f\n2024-01-31,120\n", "level 2024-01-31 120"),
    "first-and-last-day": Kind(
        "From,To,Level\n01/01/2024,31/03/2024,11\n01/04/2024,30/06/2024,12\n", "level 2024-Q1 11, level 2024-Q2 12"
    ),
    "start-and-end": Kind(
        "Start date,End date,Value\n2024-01-01,2024-01-31,11\n2024-02-01,2024-02-29,12\n",
        "level 2024-01 11, level 2024-02 12",
        _LONG,
    ),
    "payments-that-failed": Kind(
        "id,Created,Amount,Status\n1,2024-01-31,120.00,Paid\n2,2024-02-02,99.50,Failed\n3,2024-02-03,1,Canceled\n",
        "revenue 2024-01-31 120",
        ("--goal", "revenue", "--map", "date=Created"),
    ),
    "payments-that-failed-wanted": Kind(
        "id,Created,Amount,Status\n1,2024-01-31,120.00,Paid\n2,2024-02-02,99.50,Failed\n",
        "revenue 2024-02-02 99.5",
        ("--goal", "revenue", "--map", "date=Created", "--where", "Status=failed"),
    ),
    "several-comments": Kind("Key,Comment,Comment,Date,Value\nA,x,y,2024-01-31,11\n", "level 2024-01-31 11", _LONG),
    "second-of-a-name": Kind(
        "Date,Distance,Distance\n2024-01-31,5,50\n", "level 2024-01-31 50", (*_LONG, "--map", "value=Distance#2")
    ),
    "minus-behind": Kind(
        "Datum;Betrag\n31.01.2024;1.234,50-\n", "revenue 2024-01-31 -1234.5", ("--goal", "revenue", "--decimal-comma")
    ),
    "dash-for-minus": Kind(
        "Date,Value\n2024-01-31,–5\n2024-02-29,- 6\n", "level 2024-01-31 -5, level 2024-02-29 -6", _LONG
    ),
    "text-of-a-spreadsheet": Kind("Date,Value\n'2024-01-31,'1200\n", "level 2024-01-31 1200", _LONG),
    "bold-cells": Kind(
        "| Year | Level |\n|---|---:|\n| 2023 | 11 |\n| 2024 | **12** |\n", "level 2023 11, level 2024 12"
    ),
    "bls-json": Kind(
        json.dumps(
            {
                "Results": {
                    "series": [
                        {
                            "seriesID": "L",
                            "data": [
                                {"year": "2024", "period": "M02", "value": "3.9", "footnotes": [{}]},
                                {"year": "2024", "period": "M01", "value": "3.7", "footnotes": [{}]},
                            ],
                        }
                    ]
                }
            }
        ),
        "rate 2024-02 3.9, rate 2024-01 3.7",
        ("--goal", "rate"),
        "file.json",
    ),
    "sidra-json": Kind(
        json.dumps(
            [
                {"V": "Valor", "MN": "Unidade de Medida", "D3C": "Mês (Código)", "D3N": "Mês"},
                {"V": "0.42", "MN": "%", "D3C": "202401", "D3N": "janeiro 2024"},
            ]
        ),
        "rate 2024-01 0.42",
        ("--goal", "rate"),
        "file.json",
    ),
    **{
        f"json-{name}": Kind(json.dumps(shape), "level 2024-01 11, level 2024-02 12", _LONG, "file.json")
        for name, shape in {
            "series": {"2024-01": 11, "2024-02": 12},
            "columns": {"place": "A", "daily": {"date": ["2024-01", "2024-02"], "value": [11, 12]}},
            "split": {"columns": ["date", "value"], "index": [0, 1], "data": [["2024-01", 11], ["2024-02", 12]]},
            "rows-by-number": {"0": {"date": "2024-01", "value": 11}, "1": {"date": "2024-02", "value": 12}},
            "columns-by-number": {"date": {"0": "2024-01", "1": "2024-02"}, "value": {"0": 11, "1": 12}},
            "described": {
                "schema": {"fields": [{"name": "date"}, {"name": "value"}]},
                "data": [{"date": "2024-01", "value": 11}, {"date": "2024-02", "value": 12}],
            },
            "chart": {"labels": ["2024-01", "2024-02"], "datasets": [{"label": "Level", "data": [11, 12]}]},
            "nameless": [["2024-01", 11], ["2024-02", 12]],
        }.items()
    },
    "year-beside-its-quarters": Kind(
        "Period,Meditate\nQ1 2024,11\nQ2 2024,12\nQ3 2024,13\nQ4 2024,14\n2024,50\nQ1 2025,1\n",
        "habit 2024-Q1 11, habit 2024-Q2 12, habit 2024-Q3 13, habit 2024-Q4 14, habit 2025-Q1 1",
    ),
    "quarter-beside-its-months": Kind(
        "Goal,Jan 2024,Feb 2024,Mar 2024,Q1 2024\nMeditate,11,12,13,36\n",
        "habit 2024-01 11, habit 2024-02 12, habit 2024-03 13",
    ),
    "levels-of-several-lengths": Kind(
        "Period,Level\n2024-Q1,11\n2024-Q2,12\n2024-Q3,13\n2024-Q4,14\n2024,14\n",
        "level 2024-Q1 11, level 2024-Q2 12, level 2024-Q3 13, level 2024-Q4 14, level 2024 14",
    ),
    "scale-behind-a-current-dollar": Kind(
        "Year,Trade volume (current US$ billion)\n2022,0.25\n", "trade 2022 250000000", ("--map", "unit=")
    ),
    "scale-behind-a-code": Kind(
        "Year,Trade volume USD million\n2022,251\n", "trade 2022 251000000", ("--goal", "trade")
    ),
    "scale-behind-a-word": Kind("Year,Value thousands\n2022,0.5\n", "level 2022 500", _LONG),
    "names-of-xml-in-json": Kind(
        json.dumps({"A": {"B": {"Series": {"@FREQ": "A", "Obs": [{"@TIME_PERIOD": "2023", "@OBS_VALUE": "3.0"}]}}}}),
        "rate 2023 3",
        ("--goal", "rate"),
        "file.json",
    ),
    "scale-tsd-above": Kind("in Tsd.;;\nJahr;Wert\n2022;1\n", "level 2022 1000", _LONG),
    "months-and-their-mean": Kind(
        "series_id\tyear\tperiod\tvalue\nL  \t2012\tM11\t 60\nL  \t2012\tM12\t 61\nL  \t2012\tM13\t 62\n",
        "level 2012-11 60, level 2012-12 61",
        _LONG,
    ),
    "the-mean-alone": Kind("series_id\tyear\tperiod\tvalue\nL  \t2012\tM13\t 62\n", "level 2012 62", _LONG),
    "days-told-twice": Kind(
        "full_date,date,weekday,value\n2024-05-20,May 20,Monday,12\n2024-05-19,May 19,Sunday,13\n",
        "level 2024-05-20 12, level 2024-05-19 13",
        _LONG,
    ),
    "short-years": Kind(
        "date,value\nOct 23,12\nNov 23,13\nJan 24,14\nOct 23,12\n",
        "level 2023-10 12, level 2023-11 13, level 2024-01 14",
        _LONG,
    ),
    "short-years-said": Kind(
        "date,value\nMay 19,12\nMay 20,13\n", "level 2019-05 12, level 2020-05 13", (*_LONG, "--dates", "month")
    ),
    "bank-not-booked-yet": Kind(
        "Buchung;Wertstellungsdatum;Betrag;Info\n31.05.24;31.05.24;100,00;Umsatz gebucht\n"
        "03.06.24;03.06.24;20,00;Umsatz vorgemerkt\n",
        "level 2024-05-31 100",
        _LONG,
    ),
    "tickets-given-back": Kind(
        "Date,Attendee Status,Quantity\n2024-05-13,Attending,11\n2024-05-14,Not Attending,12\n",
        "level 2024-05-13 11",
        _LONG,
    ),
    "items-beside-a-currency": Kind(
        "Date,Order ID,Number of Items,Order Value,Currency,Status\n2024-05-13,301,12,24.00,EUR,Complete\n"
        "2024-05-14,302,14,28.00,EUR,Chargeback\n",
        "level 2024-05-13 12",
        (*_LONG, "--map", "value=Number of Items"),
    ),
    "what-json-calls-true": Kind(
        '[{"date":"2024-05-13","value":12,"closed":true},{"date":"2024-05-14","value":13,"closed":false}]',
        "level 2024-05-13 12",
        (*_LONG, "--where", "closed=true"),
        "file.json",
    ),
    "cents-behind-commas": Kind(
        '"Date","Gross"\n"13.05.2024","100,00"\n"14.05.2024","-97,16"\n',
        "level 2024-05-13 100, level 2024-05-14 -97.16",
        _LONG,
    ),
    "one-column-in-its-unit": Kind(
        "Date,Time Spent (seconds),Number of People,Productivity\n2024-05-01,14400,1,2\n2024-05-02,1800,1,2\n",
        "reading 2024-05-01 4, reading 2024-05-02 0.5",
        ("--goal", "reading"),
    ),
    "months-below-a-year": Kind(
        "2023 YILI RAPORU\n\nDate;Level;Other\nOcak;11;12\nŞubat;13;14\nToplam;24;26\n",
        "level 2023-01 11, other 2023-01 12, level 2023-02 13, other 2023-02 14",
    ),
    "months-by-their-name-below-a-year": Kind(
        "Report for 2023\n\nMonth;Level;Other\nJan;11;12\nFeb;13;14\nTotal;24;26\n;;\n",
        "level 2023-01 11, other 2023-01 12, level 2023-02 13, other 2023-02 14",
    ),
    "quarters-below-a-year": Kind(
        "Report for 2023\n\nQuarter;Level;Other\nQ1;11;12\nQ2;13;14\n",
        "level 2023-Q1 11, other 2023-Q1 12, level 2023-Q2 13, other 2023-Q2 14",
    ),
    "days-beside-their-year": Kind(
        "Year,Date,Value\n2023,13-May,11\n2023,24-May,12\n", "level 2023-05-13 11, level 2023-05-24 12", _LONG
    ),
    "days-by-numbers-beside-their-year": Kind(
        "Year,Date,Value\n2023,13/05,11\n2023,24/05,12\n", "level 2023-05-13 11, level 2023-05-24 12", _LONG
    ),
    "days-between-points-beside-their-year": Kind(
        "Jahr;Datum;Wert\n2023;13.05.;11\n2023;4.05.;12\n", "level 2023-05-13 11, level 2023-05-04 12", _LONG
    ),
    "turkish-months-above": Kind(
        "Gösterge;Ocak 2023;Şubat 2023\nLevel;11;12\n",
        "level 2023-01 11, level 2023-02 12",
    ),
    "a-provisional-year-in-short": Kind(
        "Indicator,2021/22,2022/23 (prov.)\nLevel,11,12\n", "level FY2022 11, level FY2023 12"
    ),
    "a-balance-beside-the-amounts": Kind(
        '"Datum";"Af Bij";"Bedrag (EUR)";"Saldo na mutatie"\n"20240513";"Bij";"1250,50";"3000,00"\n'
        '"20240514";"Af";"25,50";"2974,50"\n',
        "gifts 2024-05-13 1250.5",
        ("--goal", "gifts", "--where", "Af Bij=Bij"),
    ),
    "what-pivot-tables-call-columns": Kind(
        "Month,Sum of Revenue,Average of Level\n2024-01,120,11\n2024-02,130,12\n",
        "revenue 2024-01 120, level 2024-01 11, revenue 2024-02 130, level 2024-02 12",
    ),
    "a-period-that-is-referred-to": Kind(
        "admin,events,reference_period_start,reference_period_end\n0,12,2024-01-01T00:00:00,2024-01-31T23:59:59\n"
        "0,13,2024-02-01T00:00:00,2024-02-29T23:59:59\n",
        "level 2024-01 12, level 2024-02 13",
        (*_LONG, "--map", "value=events"),
    ),
    "days-of-what-did-not-happen": Kind(
        "id,done,hours\n1,1715335200000,3\n2,null,4\n3,N/A,5\n4,1716544800000,2\n",
        "habit 2024-05-10 1, habit 2024-05-24 1",
        ("--goal", "habit", "--map", "date=done,value="),
    ),
    "an-account": Kind(
        "Date,Details,Amount,Balance\n2024-01-31,A,-300,4700\n2024-02-29,B,200,4900\n",
        "fund 2024-01-31 4700, fund 2024-02-29 4900",
        ("--goal", "fund"),
    ),
    "an-account-with-days-of-several-payments": Kind(
        "Datum;Soll;Haben;Saldo\n31.01.2024;300,00;;4700,00\n31.01.2024;;200,00;4900,00\n29.02.2024;;100,00;5000,00\n",
        "fund 2024-01-31 4900, fund 2024-02-29 5000",
        ("--goal", "fund"),
    ),
    "an-account-with-the-last-day-first": Kind(
        "Date,Amount,Balance\n2024-02-29,100,5000\n2024-01-31,200,4900\n2024-01-31,-300,4700\n",
        "fund 2024-02-29 5000, fund 2024-01-31 4900",
        ("--goal", "fund"),
    ),
    "an-account-whose-balance-is-named": Kind(
        "Date,Amount,Balance\n2024-01-31,-300,4700\n2024-02-29,200,4900\n",
        "club 2024-01-31 4700, club 2024-02-29 4900",
        ("--goal", "club", "--map", "value=Balance"),
    ),
    "kobo": Kind(
        "start;end;today;visit/Level;visit/Other;_id;_uuid;_submission_time\n"
        "2024-02-03T09:12:33;2024-02-04T09:31:02;2024-02-03;34;18;7;u1;2024-02-05T06:31:10\n"
        "2024-02-04T09:12:33;2024-02-05T09:31:02;2024-02-04;30;16;8;u2;2024-02-05T06:31:12\n",
        "level 2024-02-03 34, other 2024-02-03 18, level 2024-02-04 30, other 2024-02-04 16",
    ),
    "odk": Kind(
        "SubmissionDate,intro-today,visit-level,visit-other_value,meta-instanceID\n"
        "2024-02-05T06:31:10,2024-02-03,34,18,u1\n2024-02-05T06:31:10,2024-02-04,30,16,u2\n",
        "level 2024-02-03 34, level 2024-02-04 30",
    ),
    "rows-of-the-promise": Kind(
        "Year,Level,Other\nBaseline 2019,10,10\n2023,12,13\n2024,14,15\nTarget (2030),2000,2000\n",
        "level 2023 12, other 2023 13, level 2024 14, other 2024 15",
    ),
    "rows-of-the-promise-in-a-long-table": Kind(
        "Indicator,Period,Value\nLevel,Baseline,10\nLevel,2024,14\nLevel,End line target,2000\n", "level 2024 14"
    ),
    "shares-in-a-column-of-units": Kind(
        "Indicator,Date,Value,Unit\nUnemployment rate,2024-01-31,0.065,ratio\nLevel,2024-01-31,12,\n",
        "rate 2024-01-31 6.5, level 2024-01-31 12",
    ),
    "units-of-something": Kind(
        "Indicator,Unit,2023,2024\nEmissions,kt CO2,3980,3911\nReading,minutes of practice,90,120\n",
        "emissions 2023 3.98, emissions 2024 3.911, reading 2023 1.5, reading 2024 2",
    ),
    "a-hundred-beside-percentages": Kind(
        "Indicator,2023,2024\nUnemployment rate,0.07,0.065\nLevel,12,13\n",
        "rate 2023 7, rate 2024 6.5, level 2023 12, level 2024 13",
        ("--scale", "hundred"),
    ),
    "rolling-means": Kind(
        "Period,Level\n2019-21,12\n2020 to 2022,13\n2021/2023,14\n",
        "level 2021 12, level 2022 13, level 2023 14",
        ("--dates", "span"),
    ),
    "books": Kind(
        "Book Id,Title,Number of Pages,Date Read\n7,A,320,2024/02/11\n8,B,211,2024/03/14\n9,C,540,\n",
        "pupils 2024-02-11 1, pupils 2024-03-14 1",
        ("--goal", "pupils", "--map", "date=Date Read,value="),
    ),
    "columns-of-another-time-or-promise": Kind(
        "Filters: none\n\nQuarter,Level,Level (target),Level (prior year),Level (YoY %),Other (actual)\n"
        "2024 Q1,12,15,11,9,21\n2024 Q2,13,16,12,8,22\n",
        "level 2024-Q1 12, other 2024-Q1 21, level 2024-Q2 13, other 2024-Q2 22",
    ),
    "thousands-beside-percentages": Kind(
        "All values in thousands\n\nIndicator,2023,2024\nUnemployment rate,7,6.5\nLevel,1.2,1.3\n",
        "rate 2023 7, rate 2024 6.5, level 2023 1200, level 2024 1300",
    ),
    "powers-in-units": Kind("Indicator,Unit,2023\nWater,m³ of µg,12\nLevel,,7\n", "water 2023 12, level 2023 7"),
    "marks-of-habits": Kind(
        "Date,Meditate,\n2024-03-01,2,\n2024-03-02,0,\n2024-03-03,1,\n2024-03-04,-1,\n2024-03-05,2,\n",
        "habit 2024-03-01 1, habit 2024-03-05 1",
        ("--yes-words", "2", "--no-words=-1,0,1,3"),
    ),
    "numbers-of-times": Kind(
        "Date,Meditate,\n2024-03-01,2,\n2024-03-03,1,\n",
        "habit 2024-03-01 2, habit 2024-03-03 1",
        ("--no-words=-1",),
    ),
    "few-of-a-level": Kind("Date,Level,\n2024-03-01,2,\n2024-03-03,1,\n", "level 2024-03-01 2, level 2024-03-03 1"),
    "rupees-by-the-crore": Kind(
        'Year,Outlay (Rs Crore)\n2023,"36,21,550"\n', "outlay 2023 36215500000000", ("--goal", "outlay")
    ),
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A plan of goals of several units, whose fiscal year begins in April."""
    program = Program(tmp_path_factory.mktemp("planned"))
    program.later(600)
    program.done("init", "--date", "2019-12-31", "--fiscal-start", "4")
    program.done("goal", "add", "pupils", "--from", "0", "--to", "9 pupils by 2030", "--measure", "total")
    for name, (title, start, end) in _GOALS.items():
        program.done("goal", "add", name, "--title", title, "--from", start, "--to", end, "--by", "2030")
    return program


@pytest.fixture
def plan(planned: Program, tmp_path: Path) -> Program:
    """The same, of which a test may do what it likes."""
    return planned.twin(tmp_path)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_it_means_what_a_reader_sees(plan: Program, kind: Kind) -> None:
    """Every figure of it comes in, and nothing else; a second time nothing is new."""
    path = plan.folder / kind.name
    path.write_bytes(kind.text if isinstance(kind.text, bytes) else kind.text.encode())
    plan.done("import", str(path), *kind.options)
    found = [
        json.loads(line, parse_float=Decimal, parse_int=Decimal)
        for line in plan.done("export", "-o", "jsonl").splitlines()
    ]
    wanted = [one.split() for one in kind.said.split(", ")]
    assert [(one["goal"], one["period"], one["value"]) for one in found] == [
        (goal, on, Decimal(value)) for goal, on, value in wanted
    ]
    assert plan.done("import", str(path), *kind.options).startswith("0 figures recorded")


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("Year,Value (EUR million)\n2022,251.5\n", ("--goal", "trade"), "in EUR, but trade is in USD"),
        ("Year,Trade volume (EUR)\n2022,251500000\n", (), "in EUR, but trade is in USD"),
        (
            "Trade volume, EUR\nin EUR million\nYear,Value\n2022,251.5\n",
            ("--goal", "trade"),
            "in EUR, but trade is in USD",
        ),
        ("Year,Trade volume (%)\n2022,2.5\n", (), "in %, but trade is in USD"),
        ("Ano;Valor (em mil)\n2022;251\n", ("--goal", "level"), "could be thousands or millions"),
        ("Quarter,Value\nQ1,11\nQ2,12\n", ("--goal", "level"), "says no year"),
        ("Date,Value\n20 Nov,11\n", ("--goal", "level"), "says no year"),
        ("date,done,sent\n2024-02-01,TRUE,FALSE\n", ("--goal", "habit"), "no name says which is the value"),
        ("Date,Value\n2024-01-09,(300)\n", ("--goal", "level"), "may be a negative number in brackets"),
        (json.dumps(_CUBE), ("--goal", "rate"), "differ in geo"),
        (json.dumps({"dataSets": [{"series": {}}], "structure": {}}), ("--goal", "rate"), "get it as SDMX-CSV or CSV"),
        (
            "<m:GenericData xmlns:m='http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message'/>",
            (),
            "get it as SDMX-CSV",
        ),
        ("Visits\n5\n", ("--goal", "level"), "add a column named"),
        ("Indicator,Baseline,Target\nLevel,10,2000\n", (), "coopctl plan import FILE"),
        ("Date,Exports (lb)\n2024-01-31,195.1\n", (), "in lb, but exports is in CAD"),
        ("Period,Value\n2024-01-05 to 2024-02-20,9\n", ("--goal", "level"), "is not a date or period"),
        ("Year,Target\n2024,10\n", ("--goal", "level"), "what was promised is no figure"),
        ("goal,date,value\nLevle,2024-05-01,5\n", (), "did you mean level?"),
        ("Fiscal year,Month,Value\n2024,April,11\n", ("--goal", "level"), "write it with its own year"),
        ("Indicator,Jan,Feb\nLevel,3,4\n", (), "say no year"),
        (
            "Title,Rate,Prices\nUnit,%,\nReleased,11-11-2025,\n2022,3.9,101\n2023,4.0,102\n",
            ("--goal", "rate"),
            "no column of 'Title, Rate (%), Prices'",
        ),
        ("2022,3.9\n2023,4.0\n", ("--goal", "rate"), "--map date=1,value=2"),
        ("2022,2023\n2001,2005\n", ("--goal", "level"), "looks like data"),
        (
            "Date,Distance,Distance\n2024-01-31,5,5000\n",
            ("--goal", "level", "--map", "value=Distance"),
            "--map 'value=distance#1', or #2",
        ),
        ("Date,Value,Value\n2024-01-31,5,5000\n", ("--goal", "level"), "--map 'value=value#1', or #2"),
        ("Start,End,Value\n2024-01-05,2024-02-20,9\n", ("--goal", "level"), "say which: --map date=End"),
        (
            "Period,Level\n2019-21,12\n2020-22,13\n",
            (),
            "'2019-21' is of the years 2019 to 2021 (say --dates span to count it for 2021, or write that year)",
        ),
        (
            "Id,Time,Trade,Running level,Pulse\n1,2024-01-31,31,12,120\n",
            ("--goal", "level"),
            "say which: --map 'value=Running level'",
        ),
        (
            "Id,Date,Preliminary,Revised,Share\n1,2024-01-31,31,12,120\n",
            ("--goal", "level"),
            "say which: --map value=Revised",
        ),
        (
            "Id,Date,Distance,Lap,Distance\n1,2024-01-31,31,12,120\n",
            ("--goal", "pupils"),
            "name it with --map value=COLUMN; to count the rows: --map value=",
        ),
        (
            "Id,Date,Level,Lap\n1,2024-01-31,31,12\n",
            ("--goal", "level", "--map", "value="),
            "to add them up: coopctl goal edit level --measure total",
        ),
        (
            "Title of the year\n\nTIME,2022,,2023,\nGEO (Labels)\nBelgium,9.2,,9.6,b\nSpain,9.1,,9.5,\n",
            (),
            "line 3: no column of 'TIME, 2022, , 2023, ' is known to hold the goal",
        ),
        ("Month,Gifts (YTD)\n2024-01,120\n", (), "each year: coopctl goal edit gifts --measure cumulative"),
        ("Quarter,Level (target)\n2024 Q1,12\n", (), "what was promised is no figure"),
        ("Quarter,Level (last year)\n2024 Q1,12\n", (), "is known to hold the goal"),
        ("Quarter,Level (% change)\n2024 Q1,12\n", (), "is known to hold the goal"),
        ("Level (target) 2023,Other\n12,13\n", (), "is known to hold the"),
        ("Date,Meditate,\n2024-03-01,2,\n2024-03-02,0,\n", (), "if they are marks: --yes-words 2 --no-words=-1,0,1,3"),
        ("Date,Meditate\n2024-03-01,2\n2024-03-02,-1\n", (), "if numbers: --no-words=-1"),
        ("Date,Amount,Balance\n2024-01-31,-3,47\n", ("--goal", "club"), "say which counts: --map value=Balance"),
        (
            "Date,Account,Amount,Balance\n2024-01-30,A,1,1\n2024-01-31,A,1,2\n2024-01-31,B,1,9\n",
            ("--goal", "fund"),
            "a second value",
        ),
        (
            "Date,Country,Balance\n2024-01-30,A,1\n2024-01-31,A,1\n2024-01-31,B,9\n",
            ("--goal", "fund"),
            "a second value",
        ),
        ("Goal,Date,Value,Unit\nUnemployment rate,2024-01-31,6.5,ratio\n", (), "is no ratio of 1"),
        ("Goal,Date,Value,Unit\nReading,2024-01-31,6.5,kWh per hour\n", (), "the row is in kWh per hour"),
        (
            "User,Project,Date,Value\nA,Level,2024-01-05,3\nA,Level,2024-01-06,4\nA,,2024-01-07,5\n",
            (),
            "the row names no goal",
        ),
        ("Level,Bridges\n12,3\n", ("--goal", "level"), "or add one named date, such as 2024-12-31"),
        ("Id,Date,Status,Value\n1,2024-01-05,Failed,9\n", ("--goal", "level"), "failed, was cancelled or is pending"),
        ("Period,Year,Value\n40000,2023,11\n", ("--goal", "level"), "'40000' is not a date"),
        ("PAR1....", (), "duckdb -csv -c \"FROM 'FILE'\""),
        ("Indicator,Type,Year,Value\nLevel,Target,2022,100\n", (), "of a target, plan or estimate"),
        ("Date,Value\nMay 20,12\nMay 27,13\nJun 3,14\n", ("--goal", "level"), "say --dates month"),
        ("Date,Value\nMay 19,12\nMay 20,13\n", ("--goal", "level"), "could be a day, or a month of a year"),
        ('Date,Gross\n2024-05-13,"100,00"\n2024-05-14,"1,500"\n', ("--goal", "level"), "say --decimal-comma"),
        ("Date,Running (km),Cycling (km)\n2024-05-13,1,2\n", ("--goal", "level"), "hold values"),
        ("Report 2022 and 2023\n\nMonth;Level;Other\nJan;11;12\n", (), "says no year"),
        ("Report for 2023\n\nMonth;Level;Other\nOct;11;12\nNov;13;14\nJan;15;16\n", (), "says no year"),
        ("Printed in 2023\n\nMonth;Level;Other\nJan;11;12\nFeb;13;14\n", (), "says no year"),
        ("Day,Value\n13-May,12\n14-May,13\n", ("--goal", "level"), "'13-May' says no year"),
        ("Day,Value\n13/05,12\n14/05,13\n", ("--goal", "level"), "says no year"),
        ("Datum;Zählerstand (Teile)\n2024-01-01;120\n2024-02-01;150\n", ("--goal", "gifts"), "holds running totals"),
        ("Date,Odometer\n2024-01-01,120\n2024-02-01,150\n", ("--goal", "gifts"), "holds running totals"),
        ("Date,Balance\n2024-01-01,120\n2024-02-01,150\n", ("--goal", "gifts"), "holds running totals"),
        ("Month,Gifts (rolling 12 months)\n2024-01,120\n", ("--goal", "gifts"), "holds values of several periods each"),
        ("Month,Gifts - 3-month average\n2024-01,120\n", ("--goal", "gifts"), "holds values of several periods each"),
        ("Mois;Dons, 12 derniers mois\n2024-01;120\n", ("--goal", "gifts"), "holds values of several periods each"),
        ("Month,Average of Gifts\n2024-01,12\n", (), "is known to hold the goal"),
        ("Datum;Betrag\n05.01.2024;1.234,50\n19.01.2024;1.5\n", ("--goal", "revenue"), "1.234,50"),
    ],
)
def test_it_is_refused_with_the_reason(plan: Program, text: str, options: tuple[str, ...], said: str) -> None:
    """What could mean two things, or something else than the goal's unit, is not recorded."""
    refused = plan.run("import", "-", *options, stdin=text)
    assert (refused.code, said in refused.err, plan.done("export", "-o", "jsonl")) == (1, True, ""), refused.err


@pytest.mark.parametrize(
    "total", ["Razem", "Ogółem", "Celkem", "Összesen", "Toplam", "Yhteensä", "I alt", "Totaal", "Итого", "合計", "합계"]
)
def test_the_total_below_a_table_is_none_of_its_figures(plan: Program, total: str) -> None:
    """Whatever its language calls it."""
    said = plan.run("import", "-", "--goal", "level", stdin=f"Period;Value\n2024-01;11\n2024-02;12\n{total};23\n")
    assert (said.code, "1 line of a total passed over (line 4)" in said.out) == (0, True), said


def test_a_workbook_as_people_keep_it(plan: Program) -> None:
    """The first sheet that is not hidden, percent and currencies by the format of the cell; other sheets are named."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Date", "Value"])
    book.active.sheet_state = "hidden"
    data, other = book.create_sheet("Data"), book.create_sheet("Notes")
    other.append(["a", "b"])
    for row in (["Indicator", "Year", "Value"], ["Unemployment rate", 2023, 0.061], ["Revenue", 2023, 1200.5]):
        data.append(row)
    data["C2"].number_format, data["C3"].number_format = "0.0%", "#,##0.00 [$€-407]"
    book.save(plan.folder / "f.xlsx")
    said = plan.run("import", "f.xlsx")
    assert (said.code, "sheet 'Data' is read; another with --sheet: Notes" in said.err) == (0, True)
    lines = plan.records("export")
    assert [(one["goal"], one["value"]) for one in lines] == [("rate", 6.1), ("revenue", 1200.5)]
    data["C3"].number_format = "[$USD] #,##0.00"
    data["B3"] = 2022
    book.save(plan.folder / "f.xlsx")
    assert "revenue is in EUR" in plan.run("import", "f.xlsx").err
