"""Files as statistical offices, health systems, habit trackers, banks and spreadsheets write them."""

import gzip
import json

import pytest

from running import Program

Facts = list[tuple[str, float]]

_ESTAT = (
    "freq,unit,geo\\TIME_PERIOD\t2020 \t2021 \t2022 \t2023 \n"
    "A,NR,MN\t10.5 \t11.2 b\t: \t12.3 p\nA,NR,DE\t20.5 \t: c\t21 e\t22.1 bp\n"
)
_STATCAN = (
    '\ufeff"REF_DATE","GEO","Trade","UOM","SCALAR_FACTOR","SCALAR_ID","VECTOR","VALUE","STATUS","DECIMALS"\n'
    '"2024-01","Canada","goal","Dollars","millions","6","v1","49123.4","","1"\n'
    '"2024-02","Canada","goal","Dollars","millions","6","v1","50210.9","p","1"\n'
    '"2024-03","Canada","goal","Dollars","millions","6","v1","","..","1"\n'
)
_DATABANK = (
    "Country Name,Country Code,Series Name,Series Code,2013 [YR2013],2014 [YR2014],2015 [YR2015]\n"
    "Mongolia,MNG,goal,NE.EXP,4269,..,5774.3\n,,,,,,\n"
    "Data from database: World Development Indicators,,,,,,\nLast Updated: 06/28/2024,,,,,,\n"
)
_BUDGET = (
    "Trade report 2024\nAll values in thousands of USD\n\nIndicator,Q1 2024,Q2 2024,Total\n"
    'goal,"1,250","1,300","2,550"\nTotal,"1,250","1,300","2,550"\n\nSource: Ministry\n* preliminary\n'
)
_DHIS2 = (
    '"dataelement","period","orgunit","value","lastupdated","comment","deleted"\n'
    '"goal","202401","DiszpKrYNg8","12","2024-02-01T10:00:00.000+0000","","false"\n'
    '"goal","202402","DiszpKrYNg8","15","2024-03-01T10:00:00.000+0000","","true"\n'
)
_TASKS = json.dumps([
    {"id": 0, "description": "one", "end": "20240510T120000Z", "project": "goal", "urgency": 0},
    {"id": 0, "description": "two", "end": "20240610T120000Z", "due": "20240601T000000Z", "project": "goal"},
])  # fmt: skip
_BANK = (
    "Buchungstag;Valuta;Text;Betrag;Saldo\n31.01.2024;31.01.2024;Miete;-1.250,00;3.000,50\n15.02.2024;;Strom;-80,45;2\n"
)

_SERIES = (
    "H1 GROSS DOMESTIC PRODUCT\nTitle,Meditate,Nominal GDP\nFrequency,Quarterly,Quarterly\nUnits,thousand,Index\n\n"
    "Publication date,06-Mar-2024,06-Mar-2024\nSeries ID,GGDPCVGDPY,GGDPECCVGDP\n"
    "30/09/2010,2.1,640\n31/12/2010,1.5,648\n"
)

TAKEN: list[tuple[str, str, tuple[str, ...], Facts]] = [
    (_ESTAT, "level", ("--goal", "goal", "--where", "geo=MN"), [("2020", 10.5), ("2021", 11.2), ("2023", 12.3)]),
    (_STATCAN, "level", ("--map", "goal=Trade,unit="), [("2024-01", 49123400000), ("2024-02", 50210900000)]),
    (_DATABANK, "level", (), [("2013", 4269), ("2015", 5774.3)]),
    # How sure an estimate is, is no value.
    (
        "Year,n,Estimate,Margin of error,95% CI lower,Upper limit\n2023,400,12.5,2.1,10.4,14.6\n2024,410,13,2,11,15\n",
        "level",
        ("--goal", "goal"),
        [("2023", 12.5), ("2024", 13)],
    ),
    ("goal,year,value\ngoal,2023,44½\ngoal,2024,7 ¼\n", "level", (), [("2023", 44.5), ("2024", 7.25)]),
    (
        "indicator,year,value,magnitude\ngoal,2023,0,NIL\ngoal,2024,3,\n",
        "level",
        (),
        [("2023", 0), ("2024", 3)],
    ),
    (_BUDGET, "level", (), [("2024-Q1", 1250000), ("2024-Q2", 1300000)]),
    (_DHIS2, "level", (), [("2024-01", 12)]),
    (_TASKS, "count", ("--map", "goal=project,date=end"), [("2024-05-10", 1), ("2024-06-10", 1)]),
    (_BANK, "total", ("--goal", "goal", "--decimal-comma"), [("2024-01-31", -1250), ("2024-02-15", -80.45)]),
    ("Date,Meditate,Run,\n2024-01-25,YES_MANUAL,NO,\n2024-01-24,YES_AUTO,NO,\n2024-01-23,SKIP,NO,\n", "count", (),
     [("2024-01-25", 1)]),
    ("Date,Meditate\n2024-01-25,x\n2024-01-24,o\n", "count", ("--yes-words", "x", "--no-words", "o"),
     [("2024-01-25", 1)]),
    ('Timestamp,Indicator,Value\n5/10/2024 14:33:00,goal,"1,234.00"\n5/25/2024 9:01:00,goal,1300.5\n', "level", (),
     [("2024-05-10", 1234), ("2024-05-25", 1300.5)]),
    ("Period,Data,Value\nJanuary - March 2024,goal,100\nApril - June 2024,goal,120\n", "level", (),
     [("2024-Q1", 100), ("2024-Q2", 120)]),
    ("Indicator,2022 Actual,2023 Actual,2024 Target\ngoal,5,5.2,6\n", "level", (), [("2022", 5), ("2023", 5.2)]),
    ("Date,Sales (thousands)\n2024-01-31,5.2\n", "level", ("--goal", "goal"), [("2024-01-31", 5200)]),
    ("goal,2024-05-01,5200\ngoal,2024-06-01,5300\n", "level", ("--map", "goal=1,date=2,value=3"),
     [("2024-05-01", 5200), ("2024-06-01", 5300)]),
    ("goal,date,value\ngoal,03/04/2024,251\ngoal,05/06/2024,252\n", "level", ("--dates", "dmy"),
     [("2024-04-03", 251), ("2024-06-05", 252)]),
    ("goal,date,value\ngoal,01/02/2024,251\ngoal,13/02/2024,252\n", "level", (),
     [("2024-02-01", 251), ("2024-02-13", 252)]),
    ("goal,period,value\ngoal,2009-10,1\ngoal,2010-11,2\ngoal,2012-13,3\n", "level", (),
     [("FY2010", 1), ("FY2011", 2), ("FY2013", 3)]),
    ("goal,period,value\ngoal,2009-10,1\ngoal,2009-11,2\n", "level", (), [("2009-10", 1), ("2009-11", 2)]),
    ("goal,year,value\ngoal,2022,5000\ngoal,2022,5000\n", "level", (), [("2022", 5000)]),
    ('"","time","Meditate"\n1,2010,160.1\n2,2010.25,129.7\n3,2010.5,84.8\n4,2010.75,120.1\n', "level", (),
     [("2010-Q1", 160.1), ("2010-Q2", 129.7), ("2010-Q3", 84.8), ("2010-Q4", 120.1)]),
    ("time,Meditate\n2010,112\n2010.08333333333,118\n2010.1666666666667,132\n", "level", (),
     [("2010-01", 112), ("2010-02", 118), ("2010-03", 132)]),
    ("Year,Meditate\n2019.08,9\n2019.17,10\n2019.25,11\n", "level", (),
     [("2019-02", 9), ("2019-03", 10), ("2019-04", 11)]),
    ("Year,Meditate\n2019.5,10\n2020.5,11\n", "level", ("--dates", "month"), [("2019-07", 10), ("2020-07", 11)]),
    ("Date,Meditate\n2019.08,9\n2019.10,10\n", "level", (), [("2019-08", 9), ("2019-10", 10)]),
    (json.dumps({"value": [{"TimeDim": 2019, "Value": "66.1 [65-67]", "Date": "2020-12-04T16:59:43+01:00"}]}), "level",
     ("--goal", "goal"), [("2019", 66.1)]),
    ("Date,Amount,Type\n2024-01-15,82.1,debit\n2024-01-05,-12,credit\n", "total", ("--goal", "goal"),
     [("2024-01-15", 82.1), ("2024-01-05", -12)]),
    ("Date,Amount,Type\n2024-01-15,82.1,debit\n2024-01-05,12,credit\n", "total",
     ("--goal", "goal", "--where", "Type=debit"), [("2024-01-15", 82.1)]),
    ('Country,Year,"Spending, % of GDP"\n"Korea, Rep.",2022,5.2\nChad,2022,6\n', "level",
     ("--goal", "goal", "--map", "unit=,value=Spending, % of GDP", "--where", "Country=Korea, Rep."), [("2022", 5.2)]),
    ("Date,Reps\n2024-05-01,30\n", "count", ("--goal", "goal"), [("2024-05-01", 30)]),
    ("Date,Name,Age\n2024-05-01,Ann,30\n", "count", ("--goal", "goal", "--map", "value="), [("2024-05-01", 1)]),
    ("TIME PERIOD,Meditate\n2023Oct,2.4\n2023Nov,2.5\n2023Dec,2.9\n", "level", (),
     [("2023-10", 2.4), ("2023-11", 2.5), ("2023-12", 2.9)]),
    (_SERIES, "level", (), [("2010-09-30", 2100), ("2010-12-31", 1500)]),
    (_SERIES, "level", ("--goal", "goal", "--map", "value=GGDPECCVGDP"), [("2010-09-30", 640), ("2010-12-31", 648)]),
    ("iso3,hdi_rank_2021,meditate_2020,meditate_2021\nKEN,152,0.474,0.575\n", "level", (),
     [("2020", 0.474), ("2021", 0.575)]),
    (',"Meditate, thousand","Meditate, thousand",Other\nCountry,2020,2021,2021\nChad,5,6,7\n', "level",
     ("--header-rows", "2"), [("2020", 5000), ("2021", 6000)]),
    ("TIME,Time,Indicator,Value\n2020,2020,Meditate,5\n2021,2021,Meditate,6\n", "level", (),
     [("2020", 5), ("2021", 6)]),
    ("Indicator,Year,Value\nMeditate (#),2020,5\n", "level", (), [("2020", 5)]),
    ("Country,Euro year,Turnout,Year\nAustria,2019,59.8,2017\n", "level",
     ("--goal", "goal", "--map", "year=Euro year,value=Turnout"), [("2019", 59.8)]),
    ("Year Code,Year,Base year,Meditate\n2019,2019,2010,5\n", "level", (), [("2019", 5)]),
    ('Year,"Meditate, %","Other, 1000 persons"\n2020,6.8,2600\n', "level", ("--map", "unit="), [("2020", 6.8)]),
    (json.dumps({"records": [{"id": "r1", "created": "2024-02-01", "fields": {"Date": "2024-01-15", "Meditate": 5}}]}),
     "level", (), [("2024-01-15", 5)]),
    ("Date,Status,Gross\n2024-02-02,Completed,20\n2024-02-03,Pending,33\n", "total", ("--goal", "goal"),
     [("2024-02-02", 20)]),
    ("Task ID,Created At,Completed At,Modified,Name\n1,2024-01-01,2024-01-05,2024-01-05,x\n", "count",
     ("--goal", "goal", "--map", "date=Completed At"), [("2024-01-05", 1)]),
    ("Date,Meditate\n2024-05-01,--\n2024-06-01,5\n", "level", (), [("2024-06-01", 5)]),
    ("Year,Meditate\n2021,5\n2022r,6\n2023 (provisional),7\n2024*,8\n2028f,9\n", "level", (),
     [("2021", 5), ("2022", 6), ("2023", 7), ("2024", 8)]),
    ("Year,Value\n2023 1e kwartaal*,5\n2023-05 p,6\n", "level", ("--goal", "goal"),
     [("2023-Q1", 5), ("2023-05", 6)]),
    ("Indicator,2022 (revised),2023 (prelim.),2024 (forecast)\nMeditate,5,6,7\n", "level", (),
     [("2022", 5), ("2023", 6)]),
    ("Indicator,2021,2022,2023\nMeditate,12,<5,7\n", "level", ("--skip-bad",), [("2021", 12), ("2023", 7)]),
    ("Indicator,2021,2022,2023\nMeditate,12,<5,7\n", "level", ("--no-value", "<5"), [("2021", 12), ("2023", 7)]),
    ("Month,Meditate,Meditate YTD\n2024-01,10,10\n2024-02,12,22\n", "sum", (), [("2024-01", 10), ("2024-02", 12)]),
    ("Month,Visits to date\n2024-01,10\n2024-02,22\n", "level", ("--goal", "goal"),
     [("2024-01", 10), ("2024-02", 22)]),
    ("Month,Visits to date\n2024-01,10\n2024-02,22\n", "sum",
     ("--goal", "goal", "--map", "value=Visits to date"), [("2024-01", 10), ("2024-02", 22)]),
    ("Date,Meditate,Meditate\n2024-05-01,5,5\n2024-05-02,6,6\n", "total", (), [("2024-05-01", 5), ("2024-05-02", 6)]),
    ("Date,Meditate,Meditate\n2024-05-01,5,5000\n", "total", ("--goal", "Meditate", "--map", "value=Meditate#1"),
     [("2024-05-01", 5)]),
    (("time_period,time_identifier,Meditate\n201011,Academic year,93.1\n201112,Academic year,93.9\n"
     "201213,Academic year,z\n"),
     "level", (), [("FY2011", 93.1), ("FY2012", 93.9)]),
    ("period,Meditate\n200911,5\n201011,6\n201112,7\n", "level", (), [("2009-11", 5), ("2010-11", 6), ("2011-12", 7)]),
    ("Nazwa,Rok,Miesiąc,Wartość\nMeditate,2024,1,5\n", "level", (), [("2024-01", 5)]),
    ("OMRÅDE;TID;INDHOLD\nHele landet;2023K1;5\n", "level", ("--goal", "goal"), [("2023-Q1", 5)]),
    ("region;år;månad;värde\nSverige;2023;2;5\n", "level", ("--goal", "goal"), [("2023-02", 5)]),
    ("Vuosineljännes;Meditate\n2023Q4;5\n2024Q1*;6\n", "level", (), [("2023-Q4", 5), ("2024-Q1", 6)]),
    ('{"metric": "goal", "ts": 1714521600000, "value": 41}\n', "level", (), [("2024-05-01", 41)]),
    ("MSN,YYYYMM,Value\nX,202401,5\nX,202413,60\n", "level", ("--goal", "goal"), [("2024-01", 5), ("2024", 60)]),
    (('"";BBK01.X;BBK01.X_FLAGS\n"";"Meditate";\nEinheit;Euro;\nDimension;Mrd;\nStand vom;01.07.2024;\n'
     "2024-01;3,62;\n2024-02;.;Kein Wert vorhanden\n"),
     "level", ("--goal", "goal", "--map", "unit=,currency="), [("2024-01", 3620000000)]),
    ('"",BBK01.X,BBK01.X_FLAGS\n"",Meditate,\nunit,%,\ndimension,One,\nlast update,2024-07-01,\n2024-01,3.62,\n',
     "level", ("--goal", "goal", "--map", "unit="), [("2024-01", 3.62)]),
    (("GENESIS-Tabelle: 61111-0002\nDeutschland;;;\n;;Meditate;Veränderung\n;;2020=100;in (%)\n"
     "2024;Januar;117,6;+2,9\n2024;Februar;118,1;+2,5\n__________\n© Destatis, 2024\n"),
     "level", (), [("2024-01", 117.6), ("2024-02", 118.1)]),
    ("Anno;Trimestre;Meditate\n2023;T1;7\n2023;T4;8\n", "level", (), [("2023-Q1", 7), ("2023-Q4", 8)]),
    ("Año,Trimestre,Meditate\n2023,1er trimestre,7\n2023,2,8\n", "level", (), [("2023-Q1", 7), ("2023-Q2", 8)]),
    ("Name,Wann,Meditate\nMai,2023,7\nOst,2024,8\n", "level", ("--goal", "goal"), [("2023", 7), ("2024", 8)]),
    ("Year,<18,18+\n2023,5,6\n", "level", ("--goal", "goal", "--map", "value=<18"), [("2023", 5)]),
    ("Week,clicks: (World)\n2023-01-01,4\n2023-01-08,<1\n",
     "level", ("--goal", "goal", "--no-value", "<1"), [("2023-01-01", 4)]),
    ("Month,Meditate\n201112,7\n", "level", (), [("2011-12", 7)]),
    ('"Output, annual (x 1,000,000) 1 2"\n"Table: 36-10"\n"Estimates","2020","2021"\nMeditate,"1,243E","1,336r"\n',
     "level", (), [("2020", 1243000000), ("2021", 1336000000)]),
    ("REF_DATE,Meditate (x1000)\n2020,5\n", "level", (), [("2020", 5000)]),
    ("REF_DATE,UOM,SCALAR_FACTOR,Series,VALUE\n2020,Persons in thousands,thousands,Meditate,5\n",
     "level", (), [("2020", 5000)]),
    ("REF_DATE,UOM,SCALAR_FACTOR,Series,VALUE\n2020,Persons in thousands,units,Meditate,5\n",
     "level", (), [("2020", 5000)]),
    ("v4_1,Data Marking,calendar-years,Time,Geography\n81.2,,2021,2021,UK\n",
     "level", ("--goal", "goal"), [("2021", 81.2)]),
    (("Date,Meditate\nThu May 02 2024 10:11:12 GMT+0000 (Coordinated Universal Time),5\n"
     "Fri May  3 23:11:12 2024 +0200,6\n"),
     "level", (), [("2024-05-02", 5), ("2024-05-03", 6)]),
    (('"Close Date","Name","Amount"\n"5/13/2024","A","12,500.00"\n"5/20/2024","B","8.00"\n\n'
     '"Grand Total","","12,508.00"\n\n"Confidential"\n'),
     "total", ("--goal", "goal"), [("2024-05-13", 12500), ("2024-05-20", 8)]),
    (json.dumps({"columns": [{"code": "Tid", "text": "year"}, {"code": "X", "text": "Meditate"}],
                 "data": [{"key": ["2022"], "values": ["5"]}, {"key": ["2023"], "values": [".."]}]}),
     "level", (), [("2022", 5)]),
    ("Datum;Betrag\n02.05.24;150,00\n03.06.24;1.150,50\n",
     "total", ("--goal", "goal"), [("2024-05-02", 150), ("2024-06-03", 1150.5)]),
    ("Date;Montant\n02/05/2024;12,5\n03/06/2024;11,5\n",
     "total", ("--goal", "goal", "--decimal-comma"), [("2024-05-02", 12.5), ("2024-06-03", 11.5)]),
    ("Year,Meditate\n2021,5 [r]\n2022,c\n2023,low\n2024,6[p]\n", "level", (), [("2021", 5), ("2024", 6)]),
    (("STRUCTURE,STRUCTURE_ID,MEASURE,Measure,UNIT_MEASURE,Unit of measure,TIME_PERIOD,OBS_VALUE\n"
     "D,X,LFE,Meditate,IX,Index,2020,5\n"),
     "level", (), [("2020", 5)]),
    (("DATAFLOW,MEASURE: Measure,UNIT_MEASURE: Unit of Measure,TIME_PERIOD: Time Period,OBS_VALUE\n"
     "A:B(1),1: Meditate,IN: Index Numbers,2020,5\n"),
     "level", (), [("2020", 5)]),
    ("Monthly report 2023,,,\nGenerated 2024-02-01,,,\nIndicator,Jan,Feb,Mar\nMeditate,5,6,7\n",
     "level", (), [("2023-01", 5), ("2023-02", 6), ("2023-03", 7)]),
    ("Item,2021-22 (A),2022-23 (RE),2023-24 (BE)\nMeditate,5,6,7\n", "level", (), [("FY2022", 5), ("FY2023", 6)]),
    ("USD m,2022,2023\nMeditate,5,6\n", "level", (), [("2022", 5000000), ("2023", 6000000)]),
    ("Date,Meditate\n2024-05-01,\\N\n2024-05-02,6\n", "level", (), [("2024-05-02", 6)]),
    ("Periodo,Meditate\n1T2023,5\n2T23,6\n", "level", (), [("2023-Q1", 5), ("2023-Q2", 6)]),
    (
        (
            "entity_id,state,last_changed\nsensor.a,unavailable,2024-04-24T10:00:00.000Z\n"
            "sensor.a,7.5,2024-04-24T11:00:00.000Z\nsensor.a,unknown,2024-04-25T10:00:00.000Z\n"
            "sensor.a,8,2024-04-25T11:00:00.000Z\n"
        ),
        "level",
        ("--goal", "goal"),
        [("2024-04-24", 7.5), ("2024-04-25", 8)],
    ),
    (
        "# USGS\nagency_cd\tsite_no\tdatetime\t6_00060\t6_00060_cd\n5s\t15s\t20d\t14n\t10s\nU\t16\t2024-01-01\t5\tA\n",
        "level",
        ("--goal", "goal"),
        [("2024-01-01", 5)],
    ),
    (
        '"Notes"\t"Year"\t"Year Code"\tMeditate\n\t"2019"\t"2019"\t5\n\t"2020"\t"2020"\t6\n"Total"\t\t\t11\n"---"\n',
        "level",
        (),
        [("2019", 5), ("2020", 6)],
    ),
    (
        '{"features": [{"attributes": {"OBJECTID": 1, "day": 1714521600000, "Meditate": 5}}]}',
        "level",
        (),
        [("2024-05-01", 5)],
    ),
    (
        json.dumps(
            {"help": "x", "result": {"fields": [{"id": "year"}], "records": [{"year": "2022", "Meditate": "5"}]}}
        ),
        "level",
        (),
        [("2022", 5)],
    ),
    (
        json.dumps({"measures": [{"metric": "goal", "history": [{"date": "2024-01-23T17:00:53+0100", "value": "5"}]}]}),
        "level",
        (),
        [("2024-01-23", 5)],
    ),
    (
        (
            "Date,Description,Amount\n2024-04-01,Opening balance,120\n2024-04-05,Payout,62\n"
            "2024-04-12,Balance sheet,-6\n2024-04-30,Closing balance as of 30/04/2024,176\n"
        ),
        "total",
        ("--goal", "goal"),
        [("2024-04-05", 62), ("2024-04-12", -6)],
    ),
    (
        "Date,Description,Balance\n2024-04-01,Opening balance,120\n2024-04-05,Payout,182\n",
        "level",
        ("--goal", "goal", "--map", "value=Balance"),
        [("2024-04-01", 120), ("2024-04-05", 182)],
    ),
    (
        "Date,Task,Meditate\n2024-05-06,a,7\n2024-05-07,b,8\nWeek 19 total,,15\n,Total hours (gross),15\n",
        "total",
        (),
        [("2024-05-06", 7), ("2024-05-07", 8)],
    ),
    ("today,Meditate,_uuid\n2024-05-01,7,u1\n2024-05-02,8,u2\n", "total", (), [("2024-05-01", 7), ("2024-05-02", 8)]),
    ("Datum\tMeditate\n01.02.2024\t1,5\n13.02.2024\t2,25\n", "level", (), [("2024-02-01", 1.5), ("2024-02-13", 2.25)]),
]  # fmt: skip

REFUSED: list[tuple[str, str, tuple[str, ...], str]] = [
    # Years in a row of data make no header of it.
    (
        "Code,Element,Item,Year Code,Year,Unit,Value\n1,Stocks,Tea,2023,2023,t,7\n1,Yield,Tea,2023,2023,t,8\n",
        "level",
        (),
        "line 1: no column of 'Code, Element, Item, Year Code, Year, Unit, Value' is known to hold the goal",
    ),
    # Of trade flows the year is no value, and the one that is called so is the likely one.
    (
        "refYear,period,goal,qty,netWgt,primaryValue\n2023,2023,goal,7,9,4\n2024,2024,goal,8,9,5\n",
        "level",
        (),
        "hint: say which: --map value=primaryValue",
    ),
    ("goal,date,value\ngoal,1403/03/15,4\n", "level", (), "its 1403 begins in 2024"),
    ("goal,date,value\ngoal,2567-03,4\n", "level", (), "of the Thai calendar"),
    ("goal,date,value\ngoal,03/04/2024,251\ngoal,05/06/2024,252\n", "level", (), "--dates dmy or --dates mdy"),
    ("goal,date,value\ngoal,13/05/2024,251\ngoal,05/14/2024,252\n", "level", (), "the day first"),
    ("goal,date,value\ngoal,13/05/2024,251\ngoal,05/14/2024,252\n", "level", ("--skip-bad",), "the month first"),
    ("goal,period,value\ngoal,2009-10,251\n", "level", (), "--dates span"),
    ("Year,Sex,Value\n2022,_T,9\n2022,F,10\n2022,M,8\n", "level", ("--goal", "goal"), "--where 'Sex=_T'"),
    ("Year,Subject,Sex,Value\n2022,English,,9\n2022,English,F,10\n2022,Maths,,8\n", "level", ("--goal", "goal"),
     "--where 'Sex=,Subject=English'"),
    ("Year,Sex,Value\n2022,F,9\n2022,M,9\n", "level", ("--goal", "goal", "--skip-bad"), "differ in Sex"),
    ("date,region,value\n2024-05-01,Total,200\n2024-05-01,North,100\n", "total", ("--goal", "goal"), "region=Total"),
    ("goal,2024-05-01,5200\ngoal,2024-06-01,5300\n", "level", (), "the first row looks like data"),
    ("2024,250\n2025,255\n", "level", ("--goal", "goal"), "the first row looks like data"),
    ("goal;date;value\ngoal;2024-05-01;1.250\n", "level", (), "--decimal-point"),
    ("goal;date;value\ngoal;2024-05-01;1,250\n", "level", (), "--decimal-point"),
    ("goal\tdate\tvalue\ngoal\t2024-05-01\t255,5\n", "level", (), "--decimal-comma"),
    ("Indicator,2021,2022,2023\nMeditate,12,<5,7\n", "level", (), "if a value is kept back there: --no-value '<5'"),
    ("Date,Men,Women\n2024-05-01,5,6\n", "level", ("--goal", "goal"), "--map value=COLUMN"),
    ("start,end,Number\n2024-05-01,2024-05-02,6\n", "level", ("--goal", "goal"), "--map date=end"),
    ("Date,Meditate\n2024-01-25,x\n", "count", (), "--yes-words x or --no-words x"),
    ("Indicator,2023,,2024,\n,Women,Men,Women,Men\ngoal,255,251,262,258\n", "level", (), "--header-rows 2"),
    ("goal,date,value\ngoal,2024-05-01,12.3 f\n", "level", (), "is a forecast"),
    ("Date,Value\n2024-05-01,12\nall in thousands,\n", "level", ("--goal", "goal"), "--scale"),
    ("Year,Meditate\n2019.5,10\n2020.5,11\n", "level", (), "--dates month or --dates quarter"),
    ("Year,Meditate\n2019.5,10\n2020.5,11\n", "level", ("--skip-bad",), "--dates month or --dates quarter"),
    ("Country,Euro year,Turnout,Year\nAustria,2019,59.8,2017\n", "level", ("--goal", "goal"), "--map year=Year"),
    (",A,A,B,B\nCountry,2022,2023,2022,2023\nMeditate,10,11,12,13\n", "level", (), "--header-rows 2"),
    ("Date,Amount (EUR),Amount (USD)\n2024-05-01,5,6\n", "level", ("--goal", "goal"), "--map 'value=Amount (EUR)'"),
    ("Task ID,Created At,Completed At,Modified,Name\n1,2024-01-01,2024-01-05,2024-01-05,x\n",
     "count", ("--goal", "goal"), "--map 'date=Completed At'"),
    ("time,Meditate\n2019.0417,10\n2019.3,11\n", "level", (), "'2019.0417' is not a date"),
    ("Date,Name,Age\n2024-05-01,Ann,30\n",
     "count", ("--goal", "goal"), "--map value=; for its numbers: --map value=Age"),
    ("Date,Amount,Type\n2024-01-15,82.1,debit\n2024-01-05,12,credit\n",
     "total", ("--goal", "goal"), "--where 'Type=debit'"),
    ("Datum;Betrag;S/H\n2024-01-15;82,1;S\n2024-02-05;12,2;H\n",
     "total", ("--goal", "goal", "--decimal-comma"), "--where 'S/H=S'"),
    ("Year,Meditate\n2021,5\n2023x,7\n", "level", (), "'2023x' is not a date"),
    ("Indicator,2021,2022,2023\nMeditate,12,<5,7\n", "level", (), "2022: '<5' is not an amount"),
    ("Month,Visits YTD\n2024-01,10\n", "sum", ("--goal", "goal"), "'--map=value=Visits YTD' adds these up"),
    ("Month,Visites cumulées\n2024-01,10\n", "total", ("--goal", "goal"), "running totals"),
    ("Date,Meditate,Meditate\n2024-05-01,5,5000\n", "total", (), "--map 'value=Meditate#1'"),
    ("Date,Meditate (km),Meditate (mi)\n2024-05-01,5,3.1\n", "total", (), "--map 'value=Meditate (km)'"),
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
    (
        "Kind,Started,Ended,Sum,Fee\nCARD,2024-05-01,2024-05-03,-12.50,0.00\nCARD,2024-05-02,2024-05-04,-2.50,0.00\n",
        "total",
        ("--goal", "goal"),
        "'Started' and 'Ended' hold dates",
    ),
    (
        "Indicator,Quarter,Male,Female,Total\nMeditate,2024-Q1,2,3,5\nMeditate,2024-Q2,3,3,6\n",
        "total",
        (),
        "for their total: --map value=Total",
    ),
    (
        "Quarter,Male,Female,Total\n2024-Q1,2,3,5\n2024-Q2,3,3,7\n",
        "total",
        ("--goal", "goal"),
        "and 'Total' hold values",
    ),
    ("Datum\tMeditate\n01.02.2024\t1.234\n13.02.2024\t2.500\n", "level", (), "if a point is: --decimal-point"),
    ("Date,Raised so far\n2024-01-31,5\n2024-02-29,12\n", "total", ("--goal", "goal"), "holds running totals"),
    (
        '[{"starred_at": "2024-05-01", "user": {"login": "a", "id": 17}}]',
        "total",
        ("--goal", "goal"),
        "to hold the value",
    ),
    ("Date,Sex,Value\n2024-05-01,F,5\n,T,6\n", "total", ("--goal", "goal"), "the row has no date"),
]  # fmt: skip

MONEY = {
    "freq,unit,geo\\TIME_PERIOD\t2023-Q1 \t2023-Q2 \nQ,MIO_EUR,EE\t9331.5 \t9512.7 p\n": (
        ["9331500000", "9512700000"],
        "EUR",
    ),
    "Year,GDP\n2020,5r\n2021,6.5p\n": (["5", "6.5"], "EUR"),
    "Year,GDP\n2020,5\n2021,65p\n": ([], "GBP"),
}
_PER = {"count": ("--per", "week"), "sum": ("--per", "month")}


def _plan(program: Program, measure: str) -> None:
    program.done("init", "--date", "2009-01-01")
    program.done("goal", "add", "goal", "--title", "Meditate", "--from", "0", "--to", "900 by 2030",
                 "--measure", measure,
                 *_PER.get(measure, ()))  # fmt: skip


@pytest.mark.parametrize(("text", "measure", "options", "facts"), TAKEN)
def test_a_file_as_it_is_written(
    program: Program, text: str, measure: str, options: tuple[str, ...], facts: Facts
) -> None:
    """Each comes in as a reader understands it, and changes nothing when it comes again."""
    _plan(program, measure)
    program.done("import", "-", *options, stdin=text)
    again = program.done("import", "-", *options, stdin=text)
    lines = program.records("export")
    assert ([(one["period"], one["value"]) for one in lines], again[:19]) == (facts, "0 figures recorded,")


@pytest.mark.parametrize(("text", "measure", "options", "said"), REFUSED)
def test_a_file_that_could_mean_two_things(
    program: Program, text: str, measure: str, options: tuple[str, ...], said: str
) -> None:
    """It is refused with the way out, and nothing is recorded."""
    _plan(program, measure)
    result = program.run("import", "-", *options, stdin=text)
    assert (result.code, said in result.err, program.done("export", "-o", "jsonl")) == (1, True, "")


def test_marks_are_kept(program: Program) -> None:
    """What is provisional is so, and other marks are notes."""
    _plan(program, "level")
    program.done("import", "-", "--goal", "goal", "--where", "geo=DE", stdin=_ESTAT)
    lines = program.records("export")
    assert [(one["value"], one["provisional"], one["note"]) for one in lines] == [
        (20.5, False, ""), (21, True, ""), (22.1, True, "b (break in series)"),
    ]  # fmt: skip


def test_marks_of_periods_are_those_of_their_figures(program: Program) -> None:
    """A year that is provisional, a header that says so, and a column of flags in words."""
    _plan(program, "level")
    program.done("import", "-", stdin="Year,Meditate\n2021p,5\n2022 (revised),6\n")
    program.done("import", "-", stdin="Indicator,2023 (prelim.),2024*\nMeditate,7,8\n")
    labels = "indicator.label,time,obs_value,obs_status.label\n"
    rows = "Meditate,2019,3,Provisional\nMeditate,2020,4,Break in series\n"
    program.done("import", "-", stdin=labels + rows)
    lines = program.records("export")
    assert {one["period"]: (one["provisional"], one["note"]) for one in lines} == {
        "2019": (True, ""), "2020": (False, "b (break in series)"), "2021": (True, ""),
        "2022": (False, "r (revised)"), "2023": (True, ""), "2024": (False, "marked *"),
    }  # fmt: skip


def test_packed_files_and_code_pages(program: Program) -> None:
    """A packed file is unpacked, and --encoding reads what Windows wrote."""
    _plan(program, "level")
    program.done("goal", "add", "énergie", "--from", "0", "--to", "900 by 2030")
    (program.folder / "in.csv.gz").write_bytes(gzip.compress(b"goal,date,value\ngoal,2024-05-01,5\n"))
    (program.folder / "in.csv").write_bytes("goal,date,value\nénergie,2024-05-01,6\n".encode("cp850"))
    program.done("import", "in.csv.gz")
    refused = program.run("import", "in.csv")
    program.done("import", "in.csv", "--encoding", "850")
    assert ("--encoding cp1252" in refused.err, len(program.done("export").splitlines())) == (True, 3)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old workbook (.xls)"),
        (b"%PDF-1.7", "is a PDF"),
        (gzip.compress(b"goal,date,value\n" * 999)[:40], "the packed file is damaged"),
    ],
)
def test_other_kinds_of_files_are_named(program: Program, data: bytes, said: str) -> None:
    """With what to do about them."""
    _plan(program, "level")
    (program.folder / "in.dat").write_bytes(data)
    result = program.run("import", "in.dat")
    assert (result.code, said in result.err, len(result.err.splitlines())) == (1, True, 2)


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


@pytest.mark.parametrize("name", ["Hours", "Duration (h)"])
def test_a_currency_says_nothing_of_hours(program: Program, name: str) -> None:
    """It is of another column's amounts; of one called Amount it is asked about."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "Hours", "--from", "0 h", "--to", "500 h by 2027", "--measure", "total")
    rows = "Date,Project,{},Billed,Currency\n2024-05-01,x,2.25,225,USD\n"
    call = ("import", "-", "--goal", "hours", "--map")
    assert "is in USD, but hours is in h" in program.run(*call, "value=Amount", stdin=rows.format("Amount")).err
    program.done(*call, f"value={name}", stdin=rows.format(name))
    assert [one["value"] for one in program.records("export")] == [2.25]


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


def test_a_row_that_comes_twice_with_its_own_id_is_told(program: Program) -> None:
    """Two equal events of a day are two; where the column that tells rows apart is the same, too, it is said."""
    _plan(program, "total")
    twice = "today,Meditate,_uuid\n2024-05-01,7,u1\n2024-05-01,7,u1\n2024-05-02,8,u2\n"
    said = program.run("import", "-", stdin=twice).err
    other = program.run("import", "-", stdin=twice.replace("_uuid", "place")).err
    program.done("undo")
    program.done("import", "-", "--map", "key=_uuid", stdin=twice)
    assert ("also in '_uuid', and counts again" in said, "counts again" in other) == (True, False)
    assert [one["value"] for one in program.records("export")] == [7, 8]
