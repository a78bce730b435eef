"""Documents of the kinds that people publish, and what a careful reader makes of each row.

An expectation is written `Title = baseline@its day -> target@deadline ; milestones`, `keep bound` for what is to be
held, or `refused`; `open` is a baseline that is not known.
"""

import re
from datetime import date
from decimal import Decimal

import pytest

from coopctl.errors import Refused, WrongUsage
from coopctl.exchange.plans.draft import Draft
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds
from coopctl.values.quantities import POINTED, plain
from exchange.plans.documents import drafted, promised, stepped


def said_of(goal: Goal) -> str:
    """A goal in the words of an expectation."""
    promise = goal.promise
    if promise.keep is not None:
        return f"keep {promise.keep.describe(POINTED)}"
    base, target = promise.baseline.value, promise.target
    value = target.keep.describe(POINTED) if target.keep is not None else _number(target.value)
    by = f"@{target.deadline}" if target.deadline else ""
    steps = ",".join(f"{_number(step.value)}@{step.deadline}" for step in promise.milestones)
    start = "open" if base is None else f"{_number(base)}@{promise.baseline.date}"
    return f"{start} -> {value}{by}" + (f" ; {steps}" if steps else "")


def _number(value: object) -> str:
    return f"{plain(value):f}" if value is not None else "none"  # type: ignore[arg-type]


def expected(text: str) -> dict[str, str]:
    """The expectations of a document by title."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return {title: said for title, _, said in (line.partition(" = ") for line in lines)}


def told(found: Draft) -> dict[str, str]:
    """What came in, by title."""
    return {one.goal.title: said_of(one.goal) for one in found.goals}


KINDS = {
    "the framework of results that the European Union gives": (
        """
| Chain | Indicators | Baseline (incl. reference year) | Current value Reference date | Targets (incl. reference year) |
|---|---|---|---|---|
| Impact | Under-5 mortality | 58 (2019) | 51 (2023) | 40 (2028) |
| Output 1.2 | Stock-out rate | 24% (2022) | | Max. 8% (2027) |
""",
        """
Under-5 mortality = 58@2019-12-31 -> 40@2028-12-31
Stock-out rate = 24@2022-12-31 -> ≤ 8@2027-12-31
""",
    ),
    "a number alone beside one with a unit or a scale is in the unit of the title": (
        """
| Indicator | Baseline 2023 | Target 2027 |
|---|---|---|
| Wait (days) | 21 | 2 weeks |
| Visit (days) | 3 weeks | 10 |
| Stay (days) | 21 | 14 days |
| Exports (USD million) | 3,200 | $5bn |
| Imports (US$ bn) | 3.2 | 5bn |
| Taxes (£m) | 64.2 | 100 |
| Power (MW) | 120 | 2 GW |
| Solar power (MW) | 120 | 200 |
| Emissions (Mt) | 52 | -50% |
| Share of women (%) | 12 | 20% |
| Clean cooking (households) | 1.5% | 25% |
| Storage (m³) | 0 | 5,000 m³ |
| Trade volume | 3.2bn | 5 |
| Trees planted | 1.2 million | 5 |
| Visitors | 200 | 1.5 million |
| Open cases | 12k | 0 |
| Served ('000) | 212 | 300 |
| Reached (thousands) | 212 | 300,000 |
| Textbooks (million) | 0.05 | 5.5 |
""",
        """
Wait (days) = refused
Visit (days) = refused
Stay (days) = 21@2023-12-31 -> 14@2027-12-31
Exports (USD million) = refused
Imports (US$ bn) = refused
Taxes (£m) = 64.2@2023-12-31 -> 100@2027-12-31
Power (MW) = refused
Solar power (MW) = 120@2023-12-31 -> 200@2027-12-31
Emissions (Mt) = 52@2023-12-31 -> 26@2027-12-31
Share of women (%) = 12@2023-12-31 -> 20@2027-12-31
Clean cooking (households) = 1.5@2023-12-31 -> 25@2027-12-31
Storage (m³) = 0@2023-12-31 -> 5000@2027-12-31
Trade volume = refused
Trees planted = refused
Visitors = 200@2023-12-31 -> 1500000@2027-12-31
Open cases = 12000@2023-12-31 -> 0@2027-12-31
Served ('000) = 212000@2023-12-31 -> 300000@2027-12-31
Reached (thousands) = refused
Textbooks (million) = 50000@2023-12-31 -> 5500000@2027-12-31
""",
    ),
    "quarters beside the target of their year": (
        """
# Work plan 2026

| Activity | Q1 | Q2 | Q3 | Q4 | Annual target |
|---|---|---|---|---|---|
| Visas processed | 1,000 | 2,500 | 2,500 | 1,000 | 7,000 |
| Share decided in time | 80% | 85% | 88% | 90% | 90% |

Reached so far

| KPI | Annual target | Q1 | Q2 | Q3 | Q4 |
|---|---|---|---|---|---|
| Trips | 40 | 12 | | | |
| Talks | 10 | 1 | | | |
""",
        """
Visas processed = 0@2026-01-15 -> 7000@2026-12-31 ; 1000@2026-03-31,3500@2026-06-30,6000@2026-09-30
Share decided in time = open -> 90@2026-12-31 ; 80@2026-03-31,85@2026-06-30,88@2026-09-30
Trips = open -> 40@2026-12-31
Talks = open -> 10@2026-12-31
""",
    ),
    "decimal commas beside thousands under English headers": (
        """
| Indicator | 2022 baseline | 2028 target |
|---|---|---|
| Literacy | 61,2% | 80% |
| Dropout | 14,5% | 7% |
| Teachers | 12.400 | 18.500 |
""",
        """
Literacy = 61.2@2022-12-31 -> 80@2028-12-31
Dropout = 14.5@2022-12-31 -> 7@2028-12-31
Teachers = 12400@2022-12-31 -> 18500@2028-12-31
""",
    ),
    "decimal commas beside what may be decimals with a point": (
        """
| Indicator | 2022 baseline | 2028 target |
|---|---|---|
| Literacy | 61,2% | 80% |
| Dropout | 14,5% | 7% |
| Rate | 12.425 | 18.512 |
""",
        """
Literacy = refused
Dropout = refused
Rate = refused
""",
    ),
    "amounts that may be years beside a goal with a number": (
        """
| Indicator | Baseline 2024 | Target 2026 |
|---|---|---|
| Goal 3 | 1900 | 1901 |
| Result 1.2 | 1990 | 2050 |
| Roads | 1890 | 1895 |
""",
        """
Goal 3 = 1900@2024-12-31 -> 1901@2026-12-31
Result 1.2 = 1990@2024-12-31 -> 2050@2026-12-31
Roads = 1890@2024-12-31 -> 1895@2026-12-31
""",
    ),
    "units of titles in German": (
        """
| Indikator | Ausgangswert 2023 | Ziel 2027 |
|---|---|---|
| Umsatz (Mio. €) | 320,5 | 500 |
| Kosten (T€) | 320 | 500 |
| Erträge (Mrd. €) | 3,2 | 5 Mio. € |
| Wartezeit (Tage) | 21 | 2 Wochen |
| Dauer (Tage) | 21 | 14 Tage |
""",
        """
Umsatz (Mio. €) = 320.5@2023-12-31 -> 500@2027-12-31
Kosten (T€) = 320@2023-12-31 -> 500@2027-12-31
Erträge (Mrd. €) = refused
Wartezeit (Tage) = refused
Dauer (Tage) = 21@2023-12-31 -> 14@2027-12-31
""",
    ),
    "units and steps that are a hundred times apart": (
        """
| Indicator | Unit | Baseline 2023 | Target 2026 | Target 2027 |
|---|---|---|---|---|
| Deaths | per 1,000 | 42 | - | 250 per 10,000 |
| Births | per 1,000 | 42 | - | 25 per 1000 |
| People | thousand | 212 | 250 | 300,000 |
| Pupils | thousand | 212 | 250 | 300 |
| Users | number | - | 1.2m | 5 |
| Buyers | number | - | 1.2m | 1.5m |
""",
        """
Deaths = refused
Births = 42@2023-12-31 -> 25@2027-12-31
People = refused
Pupils = 212000@2023-12-31 -> 300000@2027-12-31 ; 250000@2026-12-31
Users = refused
Buyers = open -> 1500000@2027-12-31 ; 1200000@2026-12-31
""",
    ),
    "grades that are the word for `to` in another language are no header": (
        """
| KPI | Baseline | Year 1 | Year 2 |
|---|---|---|---|
| Coverage | 80% | 95% | 98% |
| Code quality | - | A | A |
| Time to recover (minutes) | 30 | 10 | 5 |
""",
        """
Coverage = 80@2026-01-15 -> 98@2028-01-15 ; 95@2027-01-15
Code quality = refused
Time to recover (minutes) = 30@2026-01-15 -> 5@2028-01-15 ; 10@2027-01-15
""",
    ),
    "a line above that gives the day of all targets": (
        """
Targets (all targets are by 2030 with a 2019 baseline, unless otherwise noted)

| Target | 2023 progress |
|---|---|
| 25% reduction in waste intensity | 7% increase in waste intensity |
| Water use reduced from 40 to 30 by 2028 | 35 |
""",
        """
25% reduction in waste intensity = open -> none@2030-12-31
Water use = 40@2026-01-15 -> 30@2028-12-31
""",
    ),
    "years of the plan and an end target": (
        """
| Development objective indicators | Unit of Measure | Baseline | YR1 | YR2 | End of Project Target | Frequency |
|---|---|---|---|---|---|---|
| People served | Number | 0 | 10,000 | 60,000 | 60,000 | Annual |
| Roads in fair condition | Percentage | 32 | 34 | 45 | 48 | Annual |
""",
        """
People served = 0@2026-01-15 -> 60000@2028-01-15 ; 10000@2027-01-15
Roads in fair condition = 32@2026-01-15 -> 48 ; 34@2027-01-15,45@2028-01-15
""",
    ),
    "a name of a column that ends in its word": (
        """
| Core result | Core Result Indicator | Country baseline 2024 | LOA Target |
|---|---|---|---|
| Access | Clinics open | 12 | 40 |
| Access | Progress towards target | 3 | 9 |
""",
        """
Clinics open = 12@2024-12-31 -> 40
Progress towards target = 3@2024-12-31 -> 9
""",
    ),
    "values and years in the cells": (
        """
| Results | Indicators | Baselines (values and years) | Targets (values and years) | Sources of data |
|---|---|---|---|---|
| Outcome 1 | Graduates employed | 41% (2023) | 60% (2027) | Tracer study |
| Output 1.1 | Curricula revised | 0 (2023) | 35 (2027) | Reports |
""",
        """
Graduates employed = 41@2023-12-31 -> 60@2027-12-31
Curricula revised = 0@2023-12-31 -> 35@2027-12-31
""",
    ),
    "codes of a larger plan's targets": (
        """
Goal,Target,Indicator,Baseline year,Baseline value,Latest year,Latest value,2030 target value
1,1.2,Poor households (%),2015,24.8,2023,18.7,12.4
3,3.1,Mothers who die,2015,176,2022,123,70
""",
        """
Poor households (%) = 24.8@2015-12-31 -> 12.4@2030-12-31
Mothers who die = 176@2015-12-31 -> 70@2030-12-31
""",
    ),
    "goals of years as columns": (
        """
Revenue stream\tFY25 Actual\tFY26 Goal\tFY27 Goal
Grants\t$850K\t$900K\t$1.0M
""",
        "Grants = 850000@2025-12-31 -> 1000000@2027-12-31 ; 900000@2026-12-31",
    ),
    "changes from the baseline": (
        """
| Indicator | Baseline (2024) | Target (change from baseline by 2028) |
|---|---|---|
| Income | $1,150 | +30% |
| Stunting | 34% | -8 percentage points |
| Visits | 12,000 | +3,000 |
| Losses | 400 | 40% reduction |
| Yields | 3 | 2 |
""",
        """
Income = 1150@2024-12-31 -> 1495@2028-12-31
Stunting = 34@2024-12-31 -> 26@2028-12-31
Visits = 12000@2024-12-31 -> 15000@2028-12-31
Losses = 400@2024-12-31 -> 240@2028-12-31
Yields = refused
""",
    ),
    "years that add up to a total": (
        """
| Output indicator | Baseline | Year 1 (2026) | Year 2 (2027) | Year 3 (2028) | Total |
|---|---|---|---|---|---|
| Workers trained | 0 | 120 | 120 | 60 | 300 |
| Wells dug | 0 | 5 | 9 | 12 | 12 |
| Farmers met | 0 | 5 | 9 | 12 | 40 |
| Schools built | 7 | 5 | 9 | 12 | 26 |
""",
        """
Workers trained = 0@2026-01-15 -> 300@2028-12-31 ; 120@2026-12-31,240@2027-12-31
Wells dug = 0@2026-01-15 -> 12@2028-12-31 ; 5@2026-12-31,9@2027-12-31
Farmers met = refused
Schools built = refused
""",
    ),
    "annual targets under one header, and their sum": (
        """
| Objective | Indicator | Base line | Annual targets | | | Cumulative |
|---|---|---|---|---|---|---|
| | | 2025 | 2026 | 2027 | 2028 | |
| Jobs | Jobs created | 0 | 500 | 700 | 800 | 2,000 |
""",
        "Jobs created = 0@2025-12-31 -> 2000@2028-12-31 ; 500@2026-12-31,1200@2027-12-31",
    ),
    "results of a department": (
        """
| Departmental Result | Departmental Result Indicator | Target | Date to achieve target | 2024-25 Actual result |
|---|---|---|---|---|
| Service | Calls answered in time | At least 80% | March 31, 2027 | 76% |
| Service | Complaints | At most 500 | March 31, 2027 | 612 |
| Service | Satisfaction | To be determined | To be determined | 87% |
""",
        """
Calls answered in time = 76@2025-12-31 -> ≥ 80@2027-03-31
Complaints = 612@2025-12-31 -> ≤ 500@2027-03-31
""",
    ),
    "where I am": (
        """
| Goal | Where I am | Where I want to be | By |
|---|---|---|---|
| Read | 6 a year | 24 a year | 2026 |
| Save | €1,500 | €6,000 | end of 2026 |
""",
        """
Read = 6@2025-12-31 -> 24@2026-12-31
Save = 1500@2026-01-15 -> 6000@2026-12-31
""",
    ),
    "two rows of headers with the year of the baseline": (
        """
<table><tr><th rowspan=2>Indicateur</th><th colspan=2>Situation de référence</th><th colspan=2>Cibles</th></tr>
<tr><th>Année</th><th>Valeur</th><th>2026</th><th>2030</th></tr>
<tr><td colspan=5><b>Effet 1 : L'accès</b></td></tr>
<tr><td>Accouchements assistés (%)</td><td>2023</td><td>74,5</td><td>80</td><td>90</td></tr>
<tr><td>Centres réhabilités</td><td>2024</td><td>0</td><td>25</td><td>110</td></tr></table>
""",
        """
Accouchements assistés (%) = 74.5@2023-12-31 -> 90@2030-12-31 ; 80@2026-12-31
Centres réhabilités = 0@2024-12-31 -> 110@2030-12-31 ; 25@2026-12-31
""",
    ),
    "balances with their sign": (
        """
| Fiscal indicator | 2025 (est.) | 2026 target | 2028 target |
|---|---|---|---|
| Primary balance | -1.1% of GDP | -0.4% of GDP | +0.5% of GDP |
| Current account | -$2.4bn | -$2.0bn | -$1.2bn |
| Loyalty | +12 | +20 | +25 |
| Growth | (0.8)% | 2.1% | 3.5% |
""",
        """
Primary balance = -1.1@2025-12-31 -> 0.5@2028-12-31 ; -0.4@2026-12-31
Current account = -2400000000@2025-12-31 -> -1200000000@2028-12-31 ; -2000000000@2026-12-31
Loyalty = 12@2025-12-31 -> 25@2028-12-31 ; 20@2026-12-31
Growth = refused
""",
    ),
    "months of a year in the header": (
        """
| Measure | Baseline (Apr 2024–Mar 2025) | Target for 2026/27 | Direction | Budget (EUR) |
|---|---|---|---|---|
| Calls answered | 88.4% | 90% | Increase | 500 |
| Burglaries | 4,212 | 10% reduction | Decrease | 700 |
""",
        """
Calls answered = 88.4@2025-03-31 -> 90@2027-12-31
Burglaries = 4212@2025-03-31 -> 3790.8@2027-12-31
""",
    ),
    "values of several years in a cell": (
        """
| Indicator | Baseline | Targets |
|---|---|---|
| Renewable share | 2021: 9%; 2022: 12% | 2026: 18%; 2028: 22%; 2030: 30% |
| Households served | 2023:<br>41% | 2026: 55%<br>2030: 80% |
| Poverty[^1] | 21.3%[^2] | Target (2028): 15% |
""",
        """
Renewable share = 12@2022-12-31 -> 30@2030-12-31 ; 18@2026-12-31,22@2028-12-31
Households served = 41@2023-12-31 -> 80@2030-12-31 ; 55@2026-12-31
Poverty = 21.3@2026-01-15 -> 15@2028-12-31
""",
    ),
    "sentences that name the goals": (
        """
| Focus area | Target | Base year | 2024 performance |
|---|---|---|---|
| People | Women in senior leadership to reach 40% by 2030 | - | 31% |
| Waste | Divert 95% of waste from landfill by 2027 | - | 88% |
| Climate | Reduce Scope 1 and 2 emissions 42% by 2030 from a 2020 base year | 2020 | -18% |
""",
        """
Women in senior leadership to reach 40% by 2030 = 31@2024-12-31 -> 40@2030-12-31
Divert 95% of waste from landfill by 2027 = 88@2024-12-31 -> 95@2027-12-31
Reduce Scope 1 and 2 emissions 42% by 2030 from a 2020 base year = open -> none@2030-12-31
""",
    ),
    "parts of one goal": (
        """
| Indicator | Sex | Baseline | Target 2028 |
|---|---|---|---|
| Literacy rate | Female | 61% | 80% |
| Literacy rate | Male | 74% | 85% |
| Literacy rate | Total | 67% | 82% |
| Numeracy rate | Female | 51% | 80% |
| Numeracy rate | Male | 64% | 85% |
""",
        """
Literacy rate = 67@2026-01-15 -> 82@2028-12-31
Literacy rate (Female) = refused
Literacy rate (Male) = refused
Numeracy rate (Female) = refused
Numeracy rate (Male) = refused
""",
    ),
    "days and remarks in brackets": (
        """
| Indicator | Baseline | Target |
|---|---|---|
| Vacancies | 3,400 [2024] | 2,000 [2027] |
| Places | 45,000 (2024, est.) | 60,000 (national target 2028) |
| Vaccinated | 71% (survey 2023) | 90% (by 2028) |
| Bread | 0 | 500 (cumulative) |
| Milk | 310 | 3,000 (cumulative) |
| Eggs | 310 | 50 (additional) |
| Visits | 12 per year | 24 (annually) by 2028 |
| Emissions | 500 t (2020) | 50% reduction by 2030 (from 2019 levels) |
| Noise | 500 t (2019) | 50% reduction by 2030 (from 2019 levels) |
""",
        """
Vacancies = 3400@2024-12-31 -> 2000@2027-12-31
Places = 45000@2024-12-31 -> 60000@2028-12-31
Vaccinated = 71@2023-12-31 -> 90@2028-12-31
Bread = 0@2026-01-15 -> 500
Milk = refused
Eggs = refused
Visits = 12@2025-12-31 -> 24@2028-12-31
Emissions = refused
Noise = 500@2019-12-31 -> 250@2030-12-31
""",
    ),
    "numbers of a logframe in the cells": (
        """
| Results | Indicators | Baselines (values and years) | Targets (values and years) |
|---|---|---|---|
| Outcome | 1.1. Hours at the border | 1.1. 31 hours (2024) | 1.1. 18 hours (06/2028) |
| Output | 1.2. Agencies connected | 1.2. 3 (2024) 1.3. 5 (2024) | 1.2. 14 (2027) |
""",
        """
1.1. Hours at the border = 31@2024-12-31 -> 18@2028-06-30
1.2. Agencies connected = refused
""",
    ),
    "one name under several headings": (
        """
## Checkout

| SLI | SLO |
|---|---|
| Availability | 99.95% |

## Search

| SLI | SLO |
|---|---|
| Availability | 99.5% |
| Freshness | < 10 min |
""",
        """
Checkout: Availability = keep ≥ 99.95
Search: Availability = keep ≥ 99.5
Freshness = keep < 10
""",
    ),
    "parts of the row above": (
        """
| Component | Indicator | Baseline | Target |
|---|---|---|---|
| Training | Farmers trained | 0 | 500 |
| Training | of which female | 0 | 250 |
| Credit | Loans issued | 10 | 90 |
| Credit | of which female | 3 | 45 |
""",
        """
Farmers trained = 0@2026-01-15 -> 500
Farmers trained, of which female = 0@2026-01-15 -> 250
Loans issued = 10@2026-01-15 -> 90
Loans issued, of which female = 3@2026-01-15 -> 45
""",
    ),
    "brackets that say what values are": (
        """
| Region | Clinics 2025 (baseline) | Clinics 2028 (target) |
|---|---|---|
| North | 14 | 20 |
| South | 9 | 16 |
""",
        """
North, Clinics = 14@2025-12-31 -> 20@2028-12-31
South, Clinics = 9@2025-12-31 -> 16@2028-12-31
""",
    ),
    "a column of unknown name that tells apart what groups do not": (
        """
| Outcome / output | What is counted | Baseline (2024) | Target (2028) | Partners |
|---|---|---|---|---|
| Outcome 1: Survival | Children vaccinated | 412 | 640 | MoH |
| | Cold chains | 30 | 80 | MoH |
| Outcome 2: Learning | Children out of school | 3,180 | 1,900 | MoE |
""",
        """
Children vaccinated = 412@2024-12-31 -> 640@2028-12-31
Cold chains = 30@2024-12-31 -> 80@2028-12-31
Children out of school = 3180@2024-12-31 -> 1900@2028-12-31
""",
    ),
    "groups that come again, over short sentences": (
        """
| Topic | Target | Base year |
|---|---|---|
| Climate | 100% renewable electricity by 2028 | n/a |
| Climate | 40% women in management by 2030 | n/a |
| Water | Cut leakage to 12% by 2030 | n/a |
""",
        """
100% renewable electricity by 2028 = open -> 100@2028-12-31
40% women in management by 2030 = open -> 40@2030-12-31
Cut leakage to 12% by 2030 = open -> 12@2030-12-31
""",
    ),
    "the value of a base year": (
        """
| Handlungsfeld | Indikator | Basisjahr | Wert im Basisjahr | Ziel 2030 | Ziel 2040 |
|---|---|---|---|---|---|
| Verkehr | Anteil Radverkehr | 2022 | 18 % | 27 % | 35 % |
""",
        "Anteil Radverkehr = 18@2022-12-31 -> 35@2040-12-31 ; 27@2030-12-31",
    ),
    "a header right under the rows of another table": (
        """
| OUTPUT 1 | Output Indicator 1.1 | | Baseline (2024) | Milestone 1 (March 2026) | Target (March 2028) |
|---|---|---|---|---|---|
| Girls learn | Girls with stipends | Planned | 0 | 4,000 | 15,000 |
| | | Source | | EMIS | EMIS |
| | Output Indicator 1.2 | | Baseline (2024) | Milestone 1 (March 2026) | Target (March 2028) |
| | Attendance | Planned | 64% | 70% | 82% |
""",
        """
Girls with stipends = 0@2024-12-31 -> 15000@2028-03-31 ; 4000@2026-03-31
Attendance = 64@2024-12-31 -> 82@2028-03-31 ; 70@2026-03-31
""",
    ),
    "what was reached, and where it is seen, below each goal": (
        """
| OUTPUT | Output Indicator 1.1 | | Baseline (2024) | Milestone (March 2026) | Target (March 2028) |
|---|---|---|---|---|---|
| Girls learn | Girls with stipends | Planned | 0 | 4,000 | 15,000 |
| | | Achieved | 0 | 4,310 | |
| | | Source | | Registers | Registers |
| | Attendance | Planned | 64% | 70% | 82% |
""",
        """
Girls with stipends = 0@2024-12-31 -> 15000@2028-03-31 ; 4000@2026-03-31
Attendance = 64@2024-12-31 -> 82@2028-03-31 ; 70@2026-03-31
""",
    ),
    "parts below the goal that they are of": (
        """
| Indicator | Baseline (2024) | Target (2028) |
|---|---|---|
| Youth employed | 420 | 1,800 |
| Female | 180 | 900 |
| Male | 240 | 900 |
| Households with latrine | 31% | 60% |
| - remote | 12% | 60% |
| District A | 28% | 60% |
| Women in councils | 9% | 30% |
""",
        """
Youth employed = 420@2024-12-31 -> 1800@2028-12-31
Youth employed, Female = 180@2024-12-31 -> 900@2028-12-31
Youth employed, Male = 240@2024-12-31 -> 900@2028-12-31
Households with latrine = 31@2024-12-31 -> 60@2028-12-31
Households with latrine, remote = 12@2024-12-31 -> 60@2028-12-31
Households with latrine, District A = 28@2024-12-31 -> 60@2028-12-31
Women in councils = 9@2024-12-31 -> 30@2028-12-31
""",
    ),
    "the quarters of a year and their sum": (
        """
| KPI | Q1 2026 | Q2 2026 | Q3 2026 | Q4 2026 | Annual target 2026 |
|---|---|---|---|---|---|
| New customers | 40 | 50 | 60 | 70 | 220 |
| Uptime (%) | 99.5 | 99.5 | 99.7 | 99.9 | 99.9 |
| Visits | 40 | 50 | 60 | 70 | 300 |
""",
        """
New customers = 0@2026-01-15 -> 220@2026-12-31 ; 40@2026-03-31,90@2026-06-30,150@2026-09-30
Uptime (%) = open -> 99.9@2026-12-31 ; 99.5@2026-03-31,99.5@2026-06-30,99.7@2026-09-30
Visits = refused
""",
    ),
    "quarters that name no year": (
        """
| Indicator | Baseline 2025 | 2026 Target | Q1 Target | Q2 Target | Q3 Target | Q4 Target |
|---|---|---|---|---|---|---|
| Stock-out rate (%) | 12 | 8 | 11 | 10 | 9 | 8 |
""",
        "Stock-out rate (%) = 12@2025-12-31 -> 8@2026-12-31 ; 11@2026-03-31,10@2026-06-30,9@2026-09-30",
    ),
    "quarters so far beside the target of their year": (
        """
| KPI | Q1 2026 | Q2 2026 | Q3 2026 | Q4 2026 | Annual target 2026 |
|---|---|---|---|---|---|
| New customers | 40 | | | | 220 |
""",
        "New customers = open -> 220@2026-12-31",
    ),
    "quarters of which one after the plan's day has a figure": (
        """
| KPI | Target 2026 | Q1 | Q2 | Q3 | Q4 |
|---|---|---|---|---|---|
| Sign-ups | 4,000 | 820 | 910 | | |
""",
        "Sign-ups = open -> 4000@2026-12-31",
    ),
    "amounts of single years that nothing adds up": (
        """
| Indicator | Baseline 2025 | 2026 target | 2027 target | 2028 target |
|---|---|---|---|---|
| Wells drilled | 0 | 30 | 40 | 20 |
| Wells in use | 0 | 30 | 40 | 60 |
| Vacancies | 90 | 100 | 80 | 60 |
""",
        """
Wells drilled = refused
Wells in use = 0@2025-12-31 -> 60@2028-12-31 ; 30@2026-12-31,40@2027-12-31
Vacancies = 90@2025-12-31 -> 60@2028-12-31 ; 100@2026-12-31,80@2027-12-31
""",
    ),
    "indicators that say all of a goal": (
        """
Goal,Indicator
Health,Maternal deaths per 100 000 births reduced from 280 to 140 by 2030
Health,Births attended by skilled staff increased from 61% (2024) to 85% by 2030
Schools,Children out of school halved at some time or other
""",
        """
Maternal deaths per 100 000 births = 280@2026-01-15 -> 140@2030-12-31
Births attended by skilled staff = 61@2024-12-31 -> 85@2030-12-31
Children out of school = refused
""",
    ),
    "baselines that are still to be set": (
        """
| Indicator | Baseline | Target |
|---|---|---|
| Households with water | 0 (2019) | 25,000 (2028) |
| Satisfaction | tbd (to be set by survey) | 75% (2027) |
| Knowledge | TBC - baseline survey in 2026 | 60% by 2028 |
| Roads | N/A | TBD (after the study) |
""",
        """
Households with water = 0@2019-12-31 -> 25000@2028-12-31
Satisfaction = open -> 75@2027-12-31
Knowledge = open -> 60@2028-12-31
""",
    ),
    "months and the year's end without a year": (
        """
| Goal | From | To | When |
|---|---|---|---|
| Weight | 92 kg | 80 kg | by August |
| Books | 0 | 24 | end of year |
| Rows | 1 | 2 | Jan. |
""",
        """
Weight = 92@2026-01-15 -> 80@2026-08-31
Books = 0@2026-01-15 -> 24@2026-12-31
Rows = 1@2026-01-15 -> 2@2026-01-31
""",
    ),
    "headers that tell each other what they are": (
        """
| Practice | Current maturity | Target maturity | Target date |
|---|---|---|---|
| Backup | 2 | 4 | 2026-12-31 |
""",
        "Backup, maturity = 2@2026-01-15 -> 4@2026-12-31",
    ),
    "headers with the letters of a formula": (
        """
| Indicator | Baseline (a) | Target (b) | Change (b-a) |
|---|---|---|---|
| Students | 12,400 | 20,000 | 7,600 |
""",
        "Students = 12400@2026-01-15 -> 20000",
    ),
    "the level of a year": (
        """
| Commitment | 2005 level | 2030 commitment |
|---|---|---|
| Emissions (Mt) | 741 | 440 |
""",
        "Emissions (Mt) = 741@2005-12-31 -> 440@2030-12-31",
    ),
    "baselines of which words say that they come": (
        """
| Indicator | Baseline | Target |
|---|---|---|
| Cases | Baseline to be established in year 1 | 400 by 2028 |
| Satisfaction | n.a. (new survey) | 70% by 2027 |
""",
        """
Cases = open -> 400@2028-12-31
Satisfaction = open -> 70@2027-12-31
""",
    ),
    "figures in the words of another language": (
        """
| Resultado-chave | Valor inicial | Meta | Valor atual | Prazo |
|---|---|---|---|---|
| Tempo de resposta | 8 horas | 2 horas | 6 horas | fim de 2026 |
""",
        "Tempo de resposta = 8@2026-01-15 -> 2@2026-12-31",
    ),
    "a baseline that is written as no single amount": (
        """
| Metric | Current | Target |
|---|---|---|
| Detection time | several days | < 1 hour |
| Diagnosis time | 4-8 hours | < 15 minutes |
| Cycle time | >180 days | <90 days |
| Hallucinations found | unknown (~40%) | > 95% |
| Components | 38+ | 50 |
| Growth | (0.8)% | 2.1% |
| Trace | 12 steps / 4 docs | 6 steps |
""",
        """
Detection time = open -> 1
Diagnosis time = open -> 15
Cycle time = open -> 90
Hallucinations found = open -> 95
Components = open -> 50
Growth = refused
Trace = refused
""",
    ),
    "a baseline that is not exact": (
        """
| Métrique | Situation actuelle | Cible 2027 |
|---|---|---|
| Pannes critiques | Environ 8 % | < 3 % |
| Erreurs | ~10/mois | < 2/mois |
| Taille | ≈ 47 Ko | 40 Ko |
""",
        """
Pannes critiques = 8@2026-01-15 -> < 3@2027-12-31
Erreurs = 10@2025-12-31 -> < 2@2027-12-31
Taille = 47@2026-01-15 -> 40@2027-12-31
""",
    ),
    "bounds of several years that become narrower": (
        """
| KPI | Target 2027 | Target 2028 | Target 2030 |
|---|---|---|---|
| Providers | 5 | 15 | 30+ |
| Fraud rate | < 0.01% | < 0.01% | < 0.005% |
| Satisfaction | -- | > 70% | > 85% |
""",
        """
Providers = open -> 30@2030-12-31 ; 5@2027-12-31,15@2028-12-31
Fraud rate = open -> 0.005@2030-12-31 ; 0.01@2027-12-31,0.01@2028-12-31
Satisfaction = open -> 85@2030-12-31 ; 70@2028-12-31
""",
    ),
    "a baseline of the year that runs": (
        """
| Indicator | Baseline (2026) | Target | Timeline |
|---|---|---|---|
| Templates | 1/10 | 10/10 | 2026 |
| Users | 0 | 10M | 2028 |
""",
        """
Templates = 1@2026-01-15 -> 10@2026-12-31
Users = 0@2026-01-15 -> 10000000@2028-12-31
""",
    ),
    "a row with a word of headers and a change": (
        """
| Indicateur | Baseline | Objectif | Délai |
|---|---|---|---|
| Pénétration | 75% | 90% | T3 2026 |
| CA au mètre carré | Actuel | +12% | T4 2026 |
""",
        """
Pénétration = 75@2026-01-15 -> 90@2026-09-30
CA au mètre carré = open -> none@2026-12-31
""",
    ),
    "months of the plan": (
        """
| Metric | Month 1 | Month 3 | Month 6 |
|---|---|---|---|
| Pages | 15 | 40 | 80+ |
| Traffic | 50/mo | 500/mo | 2,000/mo |
| Load time | < 2.5s | < 2.0s | < 1.8s |
| Active users | 35% of installs | 45% | 55% |
""",
        """
Pages = open -> 80@2026-07-15 ; 15@2026-02-15,40@2026-04-15
Traffic = open -> 2000@2026-07-15 ; 50@2026-02-15,500@2026-04-15
Load time = open -> 1.8@2026-07-15 ; 2.5@2026-02-15,2@2026-04-15
Active users = open -> 55@2026-07-15 ; 35@2026-02-15,45@2026-04-15
""",
    ),
    "lengths of time in brackets": (
        """
| KPI | Línea Base | Meta (6 meses) | Meta (12 meses) |
|---|---|---|---|
| Citas optimizadas | 0% | 20% | 50% |
""",
        "Citas optimizadas = 0@2026-01-15 -> 50@2027-01-15 ; 20@2026-07-15",
    ),
    "a length of time before the word": (
        """
| KPI | Baseline | 6-month target | 12-month target |
|---|---|---|---|
| Retention | 40% | 50% | 60% |
| Sales cycle | 9 months | 6 months | 3 months |
""",
        """
Retention = 40@2026-01-15 -> 60@2027-01-15 ; 50@2026-07-15
Sales cycle = 9@2026-01-15 -> 3@2027-01-15 ; 6@2026-07-15
""",
    ),
    "a first column of another name than indicators have": (
        """
| Material | Target 2028 | Target 2030 |
|---|---|---|
| Glass | 70% | 75% |
| Wood | 25% | 30% |
""",
        """
Glass = open -> 75@2030-12-31 ; 70@2028-12-31
Wood = open -> 30@2030-12-31 ; 25@2028-12-31
""",
    ),
    "a remark in the brackets of a header": (
        """
| Indicateur | Situation actuelle (papier) | Cible (solution) |
|---|---|---|
| Saisie d'un participant | 3 min | < 60 s (auto-saisie) |
| Erreurs | 12 | 0 |
""",
        """
Saisie d'un participant = 180@2026-01-15 -> < 60
Erreurs = 12@2026-01-15 -> 0
""",
    ),
    "a remark on a value that holds a number": (
        """
| Metric | Baseline | Target |
|---|---|---|
| Recovery of a PIN | 9 minutes | < 5 minutes (P95) |
| Loading | 12 s | < 3 s (50 pages) |
| Norms met | 0% | 100% (6/6) |
| Labels alike | 35/101 (35%) | 90/101 |
| Users | 0 | 2M (20%) |
""",
        """
Recovery of a PIN = 9@2026-01-15 -> < 5
Loading = 12@2026-01-15 -> < 3
Norms met = 0@2026-01-15 -> 100
Labels alike = 35@2026-01-15 -> 90
Users = refused
""",
    ),
    "a status that says that the target is reached": (
        """
| Metric | Current | Target | Status |
|---|---|---|---|
| Documentation | 95% | 90% | ✅ Exceeds |
| Latency | 560 ms | 1000 ms | Dépassé |
| Validation | 70% | 85% | ⚠️ Below |
""",
        """
Documentation = keep ≥ 90
Latency = keep ≤ 1,000
Validation = 70@2026-01-15 -> 85
""",
    ),
    "words without accents": (
        """
| Indicateur | Situation actuelle | Objectif vise |
|---|---|---|
| Taux de pannes | Environ 8% | Inferieur a 3% |
| Precision | 0% | Superieur a 90% |
| Marché | 2 Mds$ | ≥ 3,5 Mds$ |
""",
        """
Taux de pannes = 8@2026-01-15 -> < 3
Precision = 0@2026-01-15 -> > 90
Marché = 2000000000@2026-01-15 -> ≥ 3,500,000,000
""",
    ),
    "phases before the indicators": (
        """
| Phase | KPI | Target | Current |
|---|---|---|---|
| **3** | Combos | 15 | 6 |
| **4** | Subsets | 20 | TBD |
""",
        """
Combos = 6@2026-01-15 -> 15
Subsets = open -> 20
""",
    ),
    "quarters of the year of the plan": (
        """
| Metric | Baseline | Q1 Target | Q2 Target | Q4 Target |
|---|---|---|---|---|
| Files | 32 | 29 (-3) | 20 (-12) | 0 (-32) |
| Hours | 180 | 162 (-10%) | 150 | 126 (-30%) |
| Storage | 87 | 78 (-40%) | 75 | 70 |
""",
        """
Files = 32@2026-01-15 -> 0@2026-12-31 ; 29@2026-03-31,20@2026-06-30
Hours = 180@2026-01-15 -> 126@2026-12-31 ; 162@2026-03-31,150@2026-06-30
Storage = refused
""",
    ),
    "a quarter of the year that the heading names": (
        """
### Phase 3 (Q1 2027) KPIs

| Metric | Baseline | Q1 Target | Owner |
|---|---|---|---|
| Users | 40 | 100+ | PM |
""",
        "Users = 40@2026-01-15 -> ≥ 100@2027-03-31",
    ),
    "a deadline at either end of the titles": (
        """
| Objective | Baseline | Target |
|---|---|---|
| By December 31, 2029, increase the percentage of adults with a doctor | 74.2% (2024) | 80.0% |
| By 2029, decrease infant mortality | 12.1 (2020-2024) | 9.5 |
| Until the end of 2027: plant shrubs | 0 | 5000 |
| Enrolment by June 2030 (SDG 4) | 60% | 80% |
| Alphabétisation d'ici 2030 | 60% | 80% |
| Literacy by 2030 | 60% | 80% by 2028 |
| Share of schools opened by 2015 | 60% | 80% |
| Schools by the 2030 standard | 60% | 80% |
""",
        """
By December 31, 2029, increase the percentage of adults with a doctor = 74.2@2024-12-31 -> 80@2029-12-31
By 2029, decrease infant mortality = 12.1@2024-12-31 -> 9.5@2029-12-31
Until the end of 2027: plant shrubs = 0@2026-01-15 -> 5000@2027-12-31
Enrolment by June 2030 (SDG 4) = 60@2026-01-15 -> 80@2030-06-30
Alphabétisation d'ici 2030 = 60@2026-01-15 -> 80@2030-12-31
Literacy by 2030 = 60@2026-01-15 -> 80@2028-12-31
Share of schools opened by 2015 = 60@2026-01-15 -> 80
Schools by the 2030 standard = 60@2026-01-15 -> 80
""",
    ),
    "dates as people abbreviate them": (
        """
| Metric | From | To | When |
|---|---|---|---|
| Tickets | 42 | 20 | Q3 FY27 |
| ARR | €1.2M | €4M | Dec '27 |
| Uptime | 99.5% (1H 2025) | 99.95% | Mid 2027 |
| NPS | -4 | 25 | EOY 2027 |
| Errors | 9 | 3 | 2H 2027 |
| Users | 10 | 40 | Month +3 |
| Pilots | 1 | 4 | After the pilot |
""",
        """
Tickets = 42@2026-01-15 -> 20@2027-09-30
ARR = 1200000@2026-01-15 -> 4000000@2027-12-31
Uptime = 99.5@2025-06-30 -> 99.95@2027-06-30
NPS = -4@2026-01-15 -> 25@2027-12-31
Errors = 9@2026-01-15 -> 3@2027-12-31
Users = 10@2026-01-15 -> 40@2026-04-15
Pilots = refused
""",
    ),
    "months of other languages in the headers": (
        """
| Indicateur | Baseline (avril 2025) | Cible (juin 2027) |
|---|---|---|
| Pages | 133 | 240 |
""",
        "Pages = 133@2025-04-30 -> 240@2027-06-30",
    ),
    "phases before a final target": (
        """
| Indicateur | Valeur de référence | Cible Phase 1 | Cible Phase 2 | Cible finale |
|---|---|---|---|---|
| Pages | 133 | 240 | 390 | 460 |
""",
        "Pages = 133@2026-01-15 -> 460",
    ),
    "a target without a day that falls behind those with one": (
        """
| Indicator | 2024 Baseline | 2030 Target | 2035 Vision | Global Rank Target |
|---|---|---|---|---|
| Corruption | 64/180 | 30/180 | 15/180 | Top 20 |
| Clinics | 12 | 40 | 60 | 60 |
""",
        """
Corruption = refused
Clinics = 12@2024-12-31 -> 60@2035-12-31 ; 40@2030-12-31
""",
    ),
    "a budget with its plan": (
        """
| Produkt | Kennzahl | Einheit | Ergebnis 2024 | Ansatz 2025 | Ansatz 2026 | Plan 2027 |
|---|---|---|---|---|---|---|
| Bibliothek | Entleihungen | Anzahl | 412.300 | 415.000 | 420.000 | 425.000 |
| Bibliothek | Deckungsgrad | % | 12,4 | 12,5 | 13,0 | 13,5 |
""",
        """
Entleihungen = 412300@2024-12-31 -> 425000@2027-12-31 ; 415000@2025-12-31,420000@2026-12-31
Deckungsgrad = 12.4@2024-12-31 -> 13.5@2027-12-31 ; 12.5@2025-12-31,13@2026-12-31
""",
    ),
    "decimal points in a language of commas": (
        """
| Nivel | Resumen narrativo | Indicador | Línea base 2024 | Meta 2027 | Sentido |
|---|---|---|---|---|---|
| Fin | Bienestar | Pobreza extrema | 7.1 | 6.0 | Descendente |
| Componente 1 | Becas entregadas | Becas otorgadas | 350,000 | 400,000 | Ascendente |
""",
        """
Pobreza extrema = 7.1@2024-12-31 -> 6@2027-12-31
Becas otorgadas = 350000@2024-12-31 -> 400000@2027-12-31
""",
    ),
    "the year of the baseline by its short name": (
        """
| Eje | Indicador | Línea de base | Año LB | Meta |
|---|---|---|---|---|
| Salud | Mortalidad materna | 45,1 | 2024 | 32,0 |
""",
        "Mortalidad materna = 45.1@2024-12-31 -> 32",
    ),
    "words with hyphens, and a year of the plan in brackets": (
        """
| Metrik | Ist-Wert | Ziel-Wert (Jahr 1) |
|---|---|---|
| Downloads | 0 | 10.000 |
| Sterne | 4,1 | 4,6 |
| Aktive | 0 | 3.000–3.500 |
""",
        """
Downloads = 0@2026-01-15 -> 10000@2027-01-15
Sterne = 4.1@2026-01-15 -> 4.6@2027-01-15
Aktive = refused
""",
    ),
    "numbers of several levels before indicator and values": (
        """
| Results | Main expected results | Indicators | Baselines (values and years) | Targets (values and years) |
|---|---|---|---|---|
| Outcome 1 | Access to energy | 1.1 Share of renewable energy | 1.1 11.2% (2021) | 1.1 20% (2027) |
| Outcome 1 | | 1.2 People with access | 1.2 0 (2022) | 1.2 120 000, of whom 60 000 women (2027) |
| Output 1.1 | Capacities | 1.1.1 Staff trained | 1.1.1 0 (2022) | 1.1.1 250 (40% women) (2026) |
| Output 1.1 | | 1.1.2 Grid code | 1.1.2 Draft (2022) | 1.1.2 Adopted (2026) |
| Output 1.1 | | 1.1.3 Permits issued | 2 (2022) | 1.1 million (2026) |
""",
        """
1.1 Share of renewable energy = 11.2@2021-12-31 -> 20@2027-12-31
1.2 People with access = 0@2022-12-31 -> 120000@2027-12-31
1.1.1 Staff trained = 0@2022-12-31 -> 250@2026-12-31
1.1.2 Grid code = refused
1.1.3 Permits issued = 2@2022-12-31 -> 1100000@2026-12-31
""",
    ),
    "two amounts in a cell": (
        """
| Metric | Baseline | Target |
|---|---|---|
| Schools | 10 | 12 (60%) |
| Coverage | 50% | 12 (60%) |
| Both | 10 (50%) | 12 (60%) |
| Either | - | 12 (60%) |
| Requests | 500 | 50,000 (100x) |
| Wrong | 500 | 50,000 (10x) |
| Investment | - | 3.8 trillion yuan ($532B) |
| Rounded | 36.6 | ≤ 25 (−30%) |
| People | - | 1,200 women / 800 men |
| Ratio | 3x | 4x |
""",
        """
Schools = 10@2026-01-15 -> 12
Coverage = 50@2026-01-15 -> 60
Both = 10@2026-01-15 -> 12
Either = refused
Requests = 500@2026-01-15 -> 50000
Wrong = refused
Investment = open -> 3800000000000
Rounded = 36.6@2026-01-15 -> ≤ 25
People = refused
Ratio = 3@2026-01-15 -> 4
""",
    ),
    "habits and how often they are": (
        """
| Habit | Frequency | Done |
|---|---|---|
| Meditation | Daily | 2 min |
| Yoga | 3× / week | 5 min |
| Retro | Bi-weekly | team |
| Decisions | Per decision | team |
""",
        """
Meditation = keep ≥ 1
Yoga = keep ≥ 3
Retro = refused
Decisions = refused
""",
    ),
    "how often indicators are reported": (
        """
| Indicator | Frequency | Baseline | Target |
|---|---|---|---|
| Clinics | Monthly | 12 | 40 |
""",
        "Clinics = 12@2026-01-15 -> 40",
    ),
    "times by the clock and rates in percent": (
        """
| Measure | FY25 Actual | FY26 Target | FY27 Target |
|---|---|---|---|
| Response time (minutes) | 6:31 | 6:30 | 6:15 |
| Renovation | 0.8% per year | 2% per year | 3% per year |
""",
        """
Response time (minutes) = 391@2025-12-31 -> 375@2027-12-31 ; 390@2026-12-31
Renovation = 0.8@2025-12-31 -> 3@2027-12-31 ; 2@2026-12-31
""",
    ),
    "codes before the names, and years of the plan beside those of the calendar": (
        """
| KPI | Indicator | Baseline (2024) | Target Y1 (2026) | Target Y2 (2027) |
|---|---|---|---|---|
| 1.1 | Coverage | 71% | 75% | 79% |
| 2.1 | Cold chain | 412/618 (67%) | 75% | 85% |
""",
        """
Coverage = 71@2024-12-31 -> 79@2027-12-31 ; 75@2026-12-31
Cold chain = 67@2024-12-31 -> 85@2027-12-31 ; 75@2026-12-31
""",
    ),
    "service levels whose objectives are amounts": (
        """
| SLO | Objective | Current (30d) |
|---|---|---|
| Checkout success rate | ≥ 99.5% | 99.2% |
| p95 latency (search) | < 300 ms | 412 ms |
| First response | 4 h | 6.5 h |
""",
        """
Checkout success rate = 99.2@2026-01-15 -> ≥ 99.5
p95 latency (search) = 412@2026-01-15 -> < 300
First response = 6.5@2026-01-15 -> 4
""",
    ),
    "a threshold of indicators that have no target": (
        """
| Objectif | Indicateur | Seuil | Vérification |
|---|---|---|---|
| Aucune régression | Tests verts | 100 % | CI |
| Couverture du code | Lignes couvertes | ≥ 80 % | CI |
""",
        """
Tests verts = open -> 100
Lignes couvertes = keep ≥ 80
""",
    ),
    "weeks and months of the plan in a column of dates": (
        """
| Indicator | Baseline | Target | Timeline |
|---|---|---|---|
| Pilots | 0 | 5 | Week 12 |
| Schools | 2 | 8 | End of Month 6 |
| Regions | 1 | 4 | Year 2 |
""",
        """
Pilots = 0@2026-01-15 -> 5@2026-04-09
Schools = 2@2026-01-15 -> 8@2026-07-15
Regions = 1@2026-01-15 -> 4@2028-01-15
""",
    ),
    "before and after in French": (
        """
| Métrique | Avant | Objectif |
|---|---|---|
| Cache | 0% | 60%+ |
| Saisie | 5 min | 30 sec |
""",
        """
Cache = 0@2026-01-15 -> ≥ 60
Saisie = 300@2026-01-15 -> 30
""",
    ),
    "what was planned for a year that is over, beside what was reached in it": (
        """
| Key Outputs | KPI | Target 2023/24 | Actual Achievement 2023/24 | Target (Baseline) 2024/25 | Target 2026/27 |
|---|---|---|---|---|---|
| Care | Transplants | 20 | 15 | 18 | 28 |
| Care | Stay (days) | 41 | 40.3 | 40 | 38 |
""",
        """
Transplants = 15@2024-12-31 -> 28@2027-12-31 ; 18@2025-12-31
Stay (days) = 40.3@2024-12-31 -> 38@2027-12-31 ; 40@2025-12-31
""",
    ),
    "what was planned for the last year, beside what was reached in it": (
        """
| Indicator | Baseline Value | Baseline Year | FY25 Target | FY25 Actual | FY26 Target | FY27 Target |
|---|---|---|---|---|---|---|
| Farmers | 2,100 | 2024 | 6,000 | 5,870 | 14,000 | 20,000 |
""",
        "Farmers = 2100@2024-12-31 -> 20000@2027-12-31 ; 6000@2025-12-31,14000@2026-12-31",
    ),
    "units that only say what numbers count in": (
        """
| Indicator | Unit | 2024 (a) | 2027 target | 2030 target |
|---|---|---|---|---|
| Arrivals | thousand | 1 860 | 2 400 | 3 200 |
| Jobs | '000 | 94 | 110 | ≥ 135 |
| Farmers | Lakh | 6.25 | 8 | 10 |
| Seedlings | Number (million) | 1.1 (2023) | 1.6 | 2 million |
| Exports | thousand tonnes | 12 | 14 | 15 |
| Rain | mm | 12 | 14 | 15 |
| Flown | miles | 12 | 14 | 15 |
""",
        """
Arrivals = 1860000@2024-12-31 -> 3200000@2030-12-31 ; 2400000@2027-12-31
Jobs = 94000@2024-12-31 -> ≥ 135,000@2030-12-31 ; 110000@2027-12-31
Farmers = 625000@2024-12-31 -> 1000000@2030-12-31 ; 800000@2027-12-31
Seedlings = 1100000@2023-12-31 -> 2000000@2030-12-31 ; 1600000@2027-12-31
Exports = 12@2024-12-31 -> 15@2030-12-31 ; 14@2027-12-31
Rain = 12@2024-12-31 -> 15@2030-12-31 ; 14@2027-12-31
Flown = 12@2024-12-31 -> 15@2030-12-31 ; 14@2027-12-31
""",
    ),
    "thousands in the words of another language": (
        """
| Indicador | Unidade de medida | Linha de base | Meta 2027 |
|---|---|---|---|
| Professores formados | mil | 0 | 220 |
| Cobertura | % | 37,3 | 46,5 |
""",
        """
Professores formados = 0@2026-01-15 -> 220000@2027-12-31
Cobertura = 37.3@2026-01-15 -> 46.5@2027-12-31
""",
    ),
    "a kind or a direction of the targets in words": (
        """
| Measure | Target / Milestone | Name | Unit | Baseline | Goal | Quarter | Year |
|---|---|---|---|---|---|---|---|
| I.1 Renovation | T | Buildings renovated | m² | 0 | 250,000 | Q4 | 2026 |
| I.1 Renovation | T | Permit procedures | Days | 180 | 90 | Q3 | 2026 |
""",
        """
Buildings renovated = 0@2026-01-15 -> 250000@2026-12-31
Permit procedures = 180@2026-01-15 -> 90@2026-09-30
""",
    ),
    "an aim of arrows": (
        """
| Measure | 2024/25 baseline | Aim | Target by March 2028 |
|---|---|---|---|
| Offences | 1,204 | ↓ | 10% reduction |
| Confidence | 62% | ↑ | 70% |
""",
        """
Offences = 1204@2025-12-31 -> 1083.6@2028-03-31
Confidence = 62@2025-12-31 -> 70@2028-03-31
""",
    ),
    "standards of years beside estimates": (
        """
| Assessment of Performance | 2024/25 Final Budgeted Standard | 2024/25 Estimated Actual | 2026/27 Budgeted Standard |
|---|---|---|---|
| Calls answered in time | 90% | 88% | 92% |
| Trust | 70% or higher | 69% | 72% or higher |
""",
        """
Calls answered in time = 88@2025-12-31 -> 92@2027-12-31
Trust = 69@2025-12-31 -> ≥ 72@2027-12-31
""",
    ),
    "numbered objectives before the years of the plan": (
        """
Objective,Output indicator,Base year,Baseline,FY2026/27,FY2029/30
1. Raise productivity,Irrigated area,FY2023/24,22500,24000,42000
2) Cut losses,Losses (%),FY2023/24,37,35,20
""",
        """
Irrigated area = 22500@2024-12-31 -> 42000@2030-12-31 ; 24000@2027-12-31
Losses (%) = 37@2024-12-31 -> 20@2030-12-31 ; 35@2027-12-31
""",
    ),
    "years that were audited, are estimated and are planned for": (
        """
| Outputs | Output Indicators | Audited/Actual Performance | | Estimated Performance | MTEF Period | |
|---|---|---|---|---|---|---|
| | | 2023/24 | 2024/25 | 2025/26 | 2026/27 | 2027/28 |
| Schools | Schools monitored | 61.2% | 66% | 70.5% | 80% | 90% |
""",
        "Schools monitored = 70.5@2026-01-15 -> 90@2028-12-31 ; 80@2027-12-31",
    ),
    "levels of a service that are kept by now": (
        """
| Service | SLI | SLO (30 days) | Current |
|---|---|---|---|
| API | Availability | 99.95% | 99.97% |
| API | Latency p99 | 250 ms | 240 ms |
| API | Error rate | 0.1% | 0.05% |
| Web | Success rate | 99.9% | 99.82% |
| Web | Freshness | 5 min | 12 min |
| Web | Requests served | 400 | 300 |
""",
        """
Availability = keep ≥ 99.95
Latency p99 = keep ≤ 250
Error rate = keep ≤ 0.1
Success rate = 99.82@2026-01-15 -> 99.9
Freshness = 12@2026-01-15 -> 5
Requests served = 300@2026-01-15 -> 400
""",
    ),
    "a target below the baseline that is of no service": (
        """
| Indicator | Target | Current |
|---|---|---|
| Share of coal | 60% | 70% |
""",
        "Share of coal = 70@2026-01-15 -> 60",
    ),
    "baselines and targets of parts beside those of all": (
        """
| KPI | Baseline Male | Baseline Female | Baseline Total | Target 2028 (Male) | Target 2028 (Total) |
|---|---|---|---|---|---|
| Youth trained | 310 | 190 | 500 | 900 | 1800 |
""",
        "Youth trained = 500@2026-01-15 -> 1800@2028-12-31",
    ),
    "whom it is for, what it pays, what it costs and what was promised before": (
        """
| KPI | Target group | Old target | Threshold (80%) | Target (100%) | Stretch (120%) | Result 2025 | Budget (USD '000) |
|---|---|---|---|---|---|---|---|
| Trained | 1,200 women | 300 | 410 | 430 | 450 | 402 | 1,250 |
| Humidity | 5 sites | 40% | 45% | 50% | 60% | 38% | 400 |
""",
        """
Trained = 402@2025-12-31 -> 430
Humidity = 38@2025-12-31 -> 50
""",
    ),
    "lowest and highest values": (
        """
| Parameter | Min | Target | Max | Current |
|---|---|---|---|---|
| Temperature | 19 | 21 | 23 | 24 |
""",
        "Temperature = 24@2026-01-15 -> 21",
    ),
    "an annual target before one of five years": (
        """
| Indicator | Baseline 2025 | Annual target 2026 | Five-year target 2030 |
|---|---|---|---|
| Km of road | 120 | 60 | 450 |
| Accidents | 88 | 80 | 55 |
""",
        """
Km of road = refused
Accidents = 88@2025-12-31 -> 55@2030-12-31 ; 80@2026-12-31
""",
    ),
    "margins of what was measured": (
        """
| Indicator | Baseline | Target |
|---|---|---|
| Accuracy | 97.2% ± 0.5 | ≥ 99% |
| Glucose | 110 ± 5 mg/dL | < 100 mg/dL |
| Width | 45 | 40 ± 5 |
""",
        """
Accuracy = 97.2@2026-01-15 -> ≥ 99
Glucose = 110@2026-01-15 -> < 100
Width = refused
""",
    ),
    "a status of last year's target": (
        """
| KPI | FY25 | FY25 Target | FY26 Target | Status |
|---|---|---|---|---|
| Complaints | 11.4 | 12 | 11 | Met |
| Distance between failures | 14,020 | 13,500 | 14,500 | Exceeded |
""",
        """
Complaints = 11.4@2025-12-31 -> 11@2026-12-31
Distance between failures = 14020@2025-12-31 -> 14500@2026-12-31
""",
    ),
    "years with a letter": (
        """
| KPI | UoM | 2025A | 2026T | 2027T |
|---|---|---|---|---|
| Savings rate | % | 3.1 | 4.0 | 5.0 |
| Coverage index | 0-100 | 68 | 72 | 78 |
""",
        """
Savings rate = 3.1@2025-12-31 -> 5@2027-12-31 ; 4@2026-12-31
Coverage index = 68@2025-12-31 -> 78@2027-12-31 ; 72@2026-12-31
""",
    ),
    "calendar years that are called so": (
        """
| Line of effort | Measure of effectiveness | CY25 | CY26 goal | CY27 goal | OPR |
|---|---|---|---|---|---|
| LOE 1 | Exercises conducted | 2 | 3 | 4 | J7 |
""",
        "Exercises conducted = 2@2025-12-31 -> 4@2027-12-31 ; 3@2026-12-31",
    ),
    "targets in sentences beside their values": (
        """
| Target | Baseline | Target value |
|---|---|---|
| Target 5: By 2031, increase the share of people with Year 12 to 96 per cent | 63.2% (2016) | 96% |
| Target 10: By 2031, reduce the rate of adults held by at least 15 per cent | 2,142.9 (2019) | 15% reduction |
""",
        """
Target 5: By 2031, increase the share of people with Year 12 to 96 per cent = 63.2@2016-12-31 -> 96@2031-12-31
Target 10: By 2031, reduce the rate of adults held by at least 15 per cent = 2142.9@2019-12-31 -> 1821.465@2031-12-31
""",
    ),
    "what stands around numbers that count in thousands": (
        """
| Indicator | Unit | Baseline (2024) | Target |
|---|---|---|---|
| Day | thousand | 94 | 110 by 2028 |
| Value of a year | thousand | 94 in 2023 | 110 in 2028 |
| Scale of its own | million | 1.2 million | 2.4 million by 2028 |
| Change by a part | thousand | 94 | +20% by 2028 |
| Change | thousand | 94 | increase by 20 by the end of 2028 |
| Years | thousand | 94 | 2026: 100; 2028: 120 |
| Words | thousand | 94 | double by 2030 |
| Money | thousand | USD 94 | USD 110 by Q4 2028 |
| Percentage | thousand | 94% | 97% by 2028 |
| Number like a year | thousand | 2024 | 2030 |
| Range | thousand | 94 | between 90 and 110 |
| Two | thousand | 94 | from 94 to 110 by 2028 |
| New | thousand | 94 | 10 new by 2028 |
""",
        """
Day = 94000@2024-12-31 -> 110000@2028-12-31
Value of a year = 94000@2023-12-31 -> 110000@2028-12-31
Scale of its own = 1200000@2024-12-31 -> 2400000@2028-12-31
Change by a part = 94000@2024-12-31 -> 112800@2028-12-31
Change = 94000@2024-12-31 -> 114000@2028-12-31
Years = 94000@2024-12-31 -> 120000@2028-12-31 ; 100000@2026-12-31
Words = 94000@2024-12-31 -> 188000@2030-12-31
Money = 94000@2024-12-31 -> 110000@2028-12-31
Percentage = 94@2024-12-31 -> 97@2028-12-31
Number like a year = 2024000@2024-12-31 -> 2030000
Range = refused
Two = refused
New = refused
""",
    ),
    "so many of so many in another language": (
        """
| Indikator | Ausgangswert (2025) | Zielwert 2028 |
|---|---|---|
| Kommunen | 5 von 40 | 25 von 40 |
| Schulen | 3 von 14 | 9 von 2027 |
""",
        """
Kommunen = 5@2025-12-31 -> 25@2028-12-31
Schulen = refused
""",
    ),
    "one bound in every year": (
        """
| Measure | FY2025 Actual | FY2026 Target | FY2030 Target |
|---|---|---|---|
| Reserve | 18.0% | ≥ 16.7% | ≥ 16.7% |
""",
        "Reserve = keep ≥ 16.7",
    ),
    "grades beside the targets": (
        """
| Kategorie | Ist | Ziel | Priorität |
|---|---|---|---|
| Verträge | 40% | 80% | **P1 (kritisch)** |
| Dienste | 30% | 70% | P2 |
| Masken | 10% | 50% | niedrig |

| Priority | Metric | Current | Target |
|---|---|---|---|
| High | Load | 200 ms | 150 ms |
| Must have | Cold start | 4 s | 2 s |
""",
        """
Verträge = 40@2026-01-15 -> 80
Dienste = 30@2026-01-15 -> 70
Masken = 10@2026-01-15 -> 50
Load = 200@2026-01-15 -> 150
Cold start = 4@2026-01-15 -> 2
""",
    ),
    "how figures add up beside the title": (
        """
| ID | Title | Baseline | Target 2030 | Measure |
|---|---|---|---|---|
| load | Load | 200 ms | 150 ms | mean |
| visits | Visits | 40 | 80 | total |

| Measure | Baseline | Target 2030 |
|---|---|---|
| Total | 200 ms | 150 ms |
""",
        """
Load = 200@2026-01-15 -> 150@2030-12-31
Visits = 40@2026-01-15 -> 80@2030-12-31
Total = 200@2026-01-15 -> 150@2030-12-31
""",
    ),
    "codes alone beside the values": (
        """
| Code | Ist | Ziel |
|---|---|---|
| FERR | 12 µg | 40 µg |
| VITB | 180 ng | 300 ng |
""",
        """
FERR = 12@2026-01-15 -> 40
VITB = 180@2026-01-15 -> 300
""",
    ),
    "nothing left in the end": (
        """
| Scope | 2023 (Baseline) | 2030 Target | 2045 Target |
|---|---|---|---|
| Fleet | 400 tCO₂e | -50% | Net Zero |
| Heating | 90 tCO₂e | -20% | Zero |
""",
        """
Fleet = 400@2023-12-31 -> 0@2045-12-31 ; 200@2030-12-31
Heating = 90@2023-12-31 -> 0@2045-12-31 ; 72@2030-12-31
""",
    ),
    "a target and its deadline in one column": (
        """
| Indicador | Linha de base | Meta e prazo |
|---|---|---|
| Pedidos pelo site | 5% | 60% até 2027 |
| Erros | 40 | 10 até 2028 |
""",
        """
Pedidos pelo site = 5@2026-01-15 -> 60@2027-12-31
Erros = 40@2026-01-15 -> 10@2028-12-31
""",
    ),
    "days and weeks of the plan": (
        """
| KPI | Current | 30-day target | 90-day target |
|---|---|---|---|
| Sign-ups | 10 | 20 | 50 |

| KPI | Actuel | Cible M+3 | Cible M+12 |
|---|---|---|---|
| Visites | 100 | 150 | 400 |

| Kennzahl | Ist | Ziel (Woche 4) | Ziel (Woche 12) |
|---|---|---|---|
| Anrufe | 9 | 6 | 2 |

| KPI | Current | 3-Month Target | 1-Year Target |
|---|---|---|---|
| Churn | 9% | 7% | 4% |
""",
        """
Sign-ups = 10@2026-01-15 -> 50@2026-04-15 ; 20@2026-02-14
Visites = 100@2026-01-15 -> 400@2027-01-15 ; 150@2026-04-15
Anrufe = 9@2026-01-15 -> 2@2026-04-09 ; 6@2026-02-12
Churn = 9@2026-01-15 -> 4@2027-01-15 ; 7@2026-04-15
""",
    ),
    "phases without a day": (
        """
| Indicador | Línea base | Meta Fase 1 | Meta Fase 2 |
|---|---|---|---|
| Cobertura | 7% | 60% | 70% |
""",
        "Cobertura = 7@2026-01-15 -> 70",
    ),
    "minutes by their letter": (
        """
| Metric | Baseline | Target | Target date |
|---|---|---|---|
| Build time | 12m | 5m | 2027 |
| MTTR | ~45m | < 15m | 2027 |
| Restore | 2h | 30m | 2027 |
| Temps de réponse | 20m | 4m | 2027 |
| Full-time jobs | 12m | 15m | 2027 |
| First-time users | 3m | 5m | 2027 |
| Watch time | 50m hours | 80m hours | 2027 |
| Reach | 50m people | 80m people | 2027 |
| Revenue | 50m | 80m | 2027 |
| Water depth | 3m | 5m | 2027 |
| Distance | 800m | 5 km | 2027 |
| Depth of market | $50m | $80m | 2027 |
| Trail length | 800m | 5 km | 2027 |
""",
        """
Build time = 12@2026-01-15 -> 5@2027-12-31
MTTR = 45@2026-01-15 -> < 15@2027-12-31
Restore = 120@2026-01-15 -> 30@2027-12-31
Temps de réponse = 20@2026-01-15 -> 4@2027-12-31
Full-time jobs = 12000000@2026-01-15 -> 15000000@2027-12-31
First-time users = 3000000@2026-01-15 -> 5000000@2027-12-31
Watch time = 50000000@2026-01-15 -> 80000000@2027-12-31
Reach = 50000000@2026-01-15 -> 80000000@2027-12-31
Revenue = 50000000@2026-01-15 -> 80000000@2027-12-31
Water depth = 3@2026-01-15 -> 5@2027-12-31
Distance = 0.8@2026-01-15 -> 5@2027-12-31
Depth of market = 50000000@2026-01-15 -> 80000000@2027-12-31
Trail length = refused
""",
    ),
    "words with numbers that are no amounts": (
        """
| Indicateur | Baseline | Cible |
|---|---|---|
| Rétention | à mesurer dès v2 | 40 % |
| Appels | non suivi en phase 1 | 30 |
| Durée | mesure des mois 3 à 5 | 20 min |
| Retards | mesuré 30 jours avant le lancement | 20 |
""",
        """
Rétention = open -> 40
Appels = open -> 30
Durée = open -> 20
Retards = refused
""",
    ),
    "levels of a service, by the header of their names or by their status": (
        """
| SLO | Target | Current |
|---|---|---|
| Availability | 99.5% | 99.8% |
| Answer p99 | 200ms | 185ms |
| Restore | 10 min | 25 min |

| Metric | Current | Target | Status |
|---|---|---|---|
| Load | 185ms | 200ms | HEALTHY |
| Score | 9.2/10 | 9/10 | ✅ **Target Exceeded** (v1.3) |
| Cases | 5 | 9 | Passing (all) |
| Wait | 185 ms | 150 ms | At risk |
""",
        """
Availability = keep ≥ 99.5
Answer p99 = keep ≤ 200
Restore = 25@2026-01-15 -> 10
Load = keep ≤ 200
Score = keep ≥ 9
Cases = 5@2026-01-15 -> 9
Wait = 185@2026-01-15 -> 150
""",
    ),
    "the years of a plan behind its baseline": (
        """
| Indicator | Baseline | Year 1 | Year 2 | Year 3 |
|---|---|---|---|---|
| Schools with water | 5 | 50 | 300 | 900 |

| Outcome | Indicator | Baseline | Target Year 1 | Target Year 2 | Source |
|---|---|---|---|---|---|
| Awareness | Awareness score | 5.5/10 (survey) | 8.0/10 | 8.5/10 | Survey |

| Metric | Month 6 | Year 1 | Year 2 |
|---|---|---|---|
| Members | 500 | 3,000 | 12,000 |
""",
        """
Schools with water = 5@2026-01-15 -> 900@2029-01-15 ; 50@2027-01-15,300@2028-01-15
Awareness score = 5.5@2026-01-15 -> 8.5@2028-01-15 ; 8@2027-01-15
Members = open -> 12000@2028-01-15 ; 500@2026-07-15,3000@2027-01-15
""",
    ),
    "a heading that says by when": (
        """
## Targets by 2030

| KPI | Baseline | Target |
|---|---|---|
| Reach | 5 | 10 |
| Depth | 5 | 10 by 2028 |
| Growth | 5 | +20% within 2 years |
| Noise | 5 | Declining |

## Success metrics (Day 90 Targets)

| KPI | Baseline | Target | Deadline |
|---|---|---|---|
| Sign-ups | 5 | 10 | |
| Visits | 5 | 10 | 2027 |

## Report 2031

| KPI | Baseline | Target |
|---|---|---|
| Cost | 9 | 4 |

## Year-1 targets

| KPI | Baseline | Target 2029 | Target |
|---|---|---|---|
| Length | 5 | 10 | 12 |
""",
        """
Reach = 5@2026-01-15 -> 10@2030-12-31
Depth = 5@2026-01-15 -> 10@2028-12-31
Growth = 5@2026-01-15 -> 6@2028-01-15
Noise = 5@2026-01-15 -> none
Sign-ups = 5@2026-01-15 -> 10@2026-04-15
Visits = 5@2026-01-15 -> 10@2027-12-31
Cost = 9@2026-01-15 -> 4
Length = 5@2026-01-15 -> 12 ; 10@2029-12-31
""",
    ),
    "arrows and about in cells": (
        """
| Metric | Baseline | Target |
|---|---|---|
| Hours | 454 hrs | ≤ 180 hrs (↓ 60 %) |
| Items | 50% | ~95% |
| Wrong | 454 hrs | 180 hrs (↑ 60%) |
""",
        """
Hours = 454@2026-01-15 -> ≤ 180
Items = 50@2026-01-15 -> 95
Wrong = refused
""",
    ),
    "years that few have a target for": (
        """
| Technologie | Ziel 2030 | Ziel 2035 | Ziel 2040 | Ziel 2045 |
|---|---|---|---|---|
| Solar | **215 GW** | — | — | ca. 400 GW (Zielpfad) |
| Wind an Land | **115 GW** | — | — | ca. 160 GW (Zielpfad) |
| Wind auf See | **≥ 30 GW** | **≥ 40 GW** | — | **≥ 70 GW** |
""",
        """
Solar = open -> 400@2045-12-31 ; 215@2030-12-31
Wind an Land = open -> 160@2045-12-31 ; 115@2030-12-31
Wind auf See = open -> 70@2045-12-31 ; 30@2030-12-31,40@2035-12-31
""",
    ),
    "what was reached of a target, of the period and in all": (
        """
| Code | Indicator | Unit | Baseline | Target | This period | % of target | Cumulative to date | % of project target |
|---|---|---|---|---|---|---|---|---|
| I-1 | Children enrolled | children | 0 | 1200 | 240 | 20% | 1260 | 105% |
| I-2 | Attendance rate | % | 62 | 85 | 86 | 101.2% | 86 | 101.2% |
""",
        """
Children enrolled = 0@2026-01-15 -> 1200
Attendance rate = 62@2026-01-15 -> 85
""",
    ),
    "none in any period, within so many months": (
        """
### Métricas esperadas (3 meses)

| Métrica | Atual | Meta |
|---|---|---|
| Falhas | ~3/dia | 0 |
| Páginas | 15 | 50+ |

### Métricas (30 dias)

| Métrica | Atual | Meta |
|---|---|---|
| Visitas | 15 | 50 |
""",
        """
Falhas = 3@2026-01-14 -> 0@2026-04-15
Páginas = 15@2026-01-15 -> ≥ 50@2026-04-15
Visitas = 15@2026-01-15 -> 50
""",
    ),
    "a target of today beside one to come": (
        """
| Métrica | Meta atual | Meta 2027 |
|---|---|---|
| Retenção | 90% | 95% |
| NPS | 50 | 70 |
""",
        """
Retenção = refused
NPS = refused
""",
    ),
}


@pytest.mark.parametrize(("document", "expectation"), KINDS.values(), ids=KINDS)
def test_a_kind_of_document_is_read_as_a_reader_reads_it(document: str, expectation: str) -> None:
    """Each row comes in as it is meant, or is refused where it says two things."""
    name = "plan.csv" if "|" not in document and "\t" not in document else "plan.md"
    name = "plan.tsv" if "\t" in document else "plan.html" if "<table" in document else name
    found = drafted(document.lstrip("\n"), name)
    wanted = expected(expectation)
    assert told(found) == {title: said for title, said in wanted.items() if said != "refused"}
    refused = sum(said == "refused" for said in wanted.values())
    assert len(found.problems) == refused, found.problems
    assert not any(re.search("not recognised", one.reason) for one in found.passed)


def test_what_is_taken_of_a_baseline_is_said() -> None:
    """Whoever writes about how much, or in words, is told what was made of it, and finds the words in the note."""
    rows = "| Errors | ~30% | 10% |\n| Detection | several days | < 1 hour |\n| Users (2026) | 5 | 9 |\n"
    found = drafted(f"| Metric | Baseline | Target |\n|---|---|---|\n{rows}")
    errors, detection, users = found.goals
    assert "the baseline is not exact, and taken as the number that is written" in errors.assumed
    assert any("written as no single amount" in one for one in detection.assumed)
    assert detection.goal.note == "Baseline: several days."
    assert not any("written" in one for one in users.assumed)


def test_records_of_yaml_are_called_by_what_describes_them() -> None:
    """A description is the name where nothing else is, values may stand in quotes, and no record is lost."""
    found = drafted("""
objectives:
  - objective: Grow
    key_results:
      - description: Weekly active teams
        baseline: 10
        target: 40
      - description: Set-up time
        start: 12m
        target: 5m
  - objective: "Hold"
    key_results:
      - id: KR-3
        description: "Share of renewable power"
        baseline: 40
        target: 80
        unit: "%"
      - name: 'Errors'
        description: of all kinds
        baseline: 9
        target: 3
""")
    assert told(found) == {
        "Weekly active teams": "10@2026-01-15 -> 40",
        "Set-up time": "12@2026-01-15 -> 5",
        "Share of renewable power": "40@2026-01-15 -> 80",
        "Errors": "9@2026-01-15 -> 3",
    }
    assert [one.goal.promise.unit.text for one in found.goals] == ["", "min", "%", ""]


def test_levels_of_services_are_read_from_their_files() -> None:
    """An objective of numbers is a bound in percent; keys that nobody asks for, and comments, name and end nothing."""
    found = drafted("""
service: shop
window: 30d              # of the error budget
slos:
  - name: availability
    sli: success_rate    # share of good requests
    objective: 99.5      # percent
  - name: "latency p99"
    description: Of all requests
    sli:
      metric: "http:request_duration:p99"
    threshold_ms: 300
    objective: < 2000ms
  - name: freshness
    objective: {value: 95, unit: '%'}
  - name: accuracy
    objective: >= 0.92
""")
    bounds = {one.goal.title: one.goal.promise.target.keep for one in found.goals}
    assert [*bounds] == ["availability", "latency p99", "freshness", "accuracy"]
    assert [str(keep and (keep.low or keep.high)) for keep in bounds.values()] == ["99.5", "2000", "95", "0.92"]
    assert [one.goal.promise.unit.text for one in found.goals] == ["%", "ms", "%", ""]
    assert bounds["latency p99"] == Bounds(high=Decimal(2000), below=True)


def test_the_value_that_an_operator_compares_with_is_no_baseline() -> None:
    """A threshold of 0.3 seconds is not where the share of requests starts from, and `op: lte` is no title."""
    found = drafted("""
kind: SLO
metadata:
  name: web
spec:
  objectives:
    - displayName: Good
      target: 0.995
    - displayName: Latency
      op: lte
      value: 0.3
      target: 0.95
""")
    bounds = {one.goal.title: one.goal.promise.target.keep for one in found.goals}
    assert {title: str(keep and keep.low) for title, keep in bounds.items()} == {"Good": "99.5", "Latency": "95"}


def test_the_share_that_a_service_aims_at_is_a_level_in_percent() -> None:
    """Of files of service levels each document counts; a share of less than half may be one of what is bad."""
    found = drafted("""
apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: pay-errors
  labels:
    pyrra.dev/team: "pay"
spec:
  target: "99.9"
  indicator:
    ratio:
      errors:
        metric: http_requests_total{code=~"5.."}
---
kind: ServiceLevelObjective
metadata:
  name: pay-up
spec:
  service: pay
  goal: 0.9999  # 99.99%
---
kind: SLO
metadata:
  name: web
spec:
  objectives:
    - displayName: Half
      targetPercent: 50
    - displayName: Drops
      target: 0.01
    - displayName: Latency
      target: 2200
""")
    bounds = {one.goal.title: one.goal.promise.target.keep for one in found.goals}
    levels = {"pay-errors": "99.9", "pay-up": "99.99", "Half": "50"}
    assert {title: str(keep.low) for title, keep in bounds.items() if keep} == levels
    assert [one.goal.promise.target.value for one in found.goals[3:]] == [Decimal("0.01"), 2200]


def test_a_share_of_no_service_is_a_number() -> None:
    """What is not said to be of service levels may be a score from 0 to 1."""
    assert told(drafted("- name: Accuracy\n  target: 0.92\n  current: 0.8\n")) == {"Accuracy": "0.8@2026-01-15 -> 0.92"}


def test_a_rule_under_a_paragraph_is_no_heading() -> None:
    """Two documents between which a rule stands are both read; one or two lines over one are a heading."""
    rows = "name: {}\nbaseline: 10\ntarget: 40\n"
    assert [*told(drafted(f"{rows.format('A')}---\n{rows.format('B')}"))] == ["A", "B"]
    (found,) = drafted("Goals\nfor 2028\n---\n\n| Goal | Baseline | Target |\n|---|---|---|\n| Trees | 1 | 5 |\n").goals
    assert f"{found.goal.promise.target.deadline}" == "2028-12-31"


def test_an_objective_in_words_is_no_level_of_a_service() -> None:
    """Only one of a number is what is to be reached, and a description none."""
    text = "- objective: Grow\n  key_results:\n    - kr: Teams\n      current: 10\n      target: 40\n"
    assert told(drafted(text)) == {"Teams": "10@2026-01-15 -> 40"}


def test_a_header_whose_day_is_not_read_is_named() -> None:
    """What is counted from a day that nobody gives, or may be a window of days, is no deadline, and is named."""
    for header in ("Target (30 days)", "Meta a 90 días tras la Fase 1", "Phase 1 Target"):
        (found,) = drafted(f"| KPI | Baseline | {header} |\n|---|---|---|\n| Uptime | 90% | 99% |\n").goals
        assert found.goal.promise.target.deadline is None
        assert any(f"no deadline is read from {header!r}" in one for one in found.assumed)
    (found,) = drafted("| KPI | Baseline | Target 1 |\n|---|---|---|\n| Uptime | 90% | 99% |\n").goals
    assert not any("no deadline" in one for one in found.assumed)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Target (Phase 1)", "Target (Phase 3)"),
        ("Target Phase 1", "Target Phase 2"),
        ("Meta Fase 1", "Meta Fase 2"),
        ("Objectif Phase 1", "Objectif Phase 2"),
        ("Hedef (Faz 1)", "Hedef (Faz 3)"),
    ],
)
def test_of_targets_by_phases_the_last_is_the_target(first: str, last: str) -> None:
    """Those before have no day, and are named; none of them is taken for a group, or for the target."""
    found = drafted(f"| KPI | Baseline | {first} | {last} |\n|---|---|---|---|\n| Uptime | 90% | 95% | 99% |\n")
    assert told(found) == {"Uptime": "90@2026-01-15 -> 99"}
    assert not found.groups
    assert [one.reason for one in found.passed] == [
        f"the column {first!r} is not used: a value on the way needs a year, as in 'Target 2027'"
    ]


def test_targets_after_months_are_steps_whatever_word_they_have() -> None:
    """`Goal 6 months` is the target, and `Goal 1 month` a step to it and no group."""
    found = drafted("| KPI | Now | Goal 1 month | Goal 6 months |\n|---|---|---|---|\n| Uptime | 90% | 95% | 99% |\n")
    assert stepped(found) == {"Uptime": [(95, "2026-02-15")]}
    assert promised(found)["Uptime"][2:4] == (99, "2026-07-15")
    assert not found.groups


def test_a_bound_from_no_single_baseline_is_not_said_to_be_kept() -> None:
    """It is to be reached, once its baseline is given."""
    (found,) = drafted("| KPI | Baseline | Target 2027 |\n|---|---|---|\n| Wait | 4-24 hours | < 2 hours |\n").goals
    assert not any("it is kept" in one for one in found.assumed)
    assert found.goal.promise.target.keep is None


def test_the_heading_that_gives_the_day_is_named() -> None:
    """A deadline that stands over the table alone is said to be from there; one that is over asks for --date."""
    table = "| KPI | Baseline | Target |\n|---|---|---|\n| Reach | 5 | 10 |\n"
    (found,) = drafted(f"## Targets for 2028\n\n{table}").goals
    assert "by 2028, as 'Targets for 2028' says" in found.assumed
    (over,) = drafted(f"## Targets for 2019\n\n{table}").problems
    assert f"{over.ended}" == "2019-12-31"


def test_a_target_that_is_not_exact_is_said_to_be_taken() -> None:
    """About so much is the number that is written, and whoever wrote it is told."""
    (found,) = drafted("| KPI | Baseline | Target |\n|---|---|---|\n| Reach | 5 | ~10 |\n").goals
    assert "the target is not exact, and taken as the number that is written" in found.assumed


def test_what_m_is_taken_for_is_said() -> None:
    """Whoever wrote 12m of a time is told that minutes were read."""
    (found,) = drafted("| KPI | Baseline | Target |\n|---|---|---|\n| Build time | 12m | 5m |\n").goals
    assert found.goal.promise.unit.text == "min"
    assert any("m beside a number is taken to be minutes" in one for one in found.assumed)


@pytest.mark.parametrize("day", ["6 meses desde la entrega", "Mes 4, sostenido 3 meses"])
def test_a_deadline_is_refused_in_its_own_words(day: str) -> None:
    """What stands in a column of days is named as it was written, and not half in English."""
    found = drafted(f"| Indicador | Línea base | Meta | Plazo |\n|---|---|---|---|\n| Uno | 10% | 20% | {day} |\n")
    assert f"'{day}' is not a date or period" in found.problems[0].reason


def test_milestones_with_their_days_are_things_to_do() -> None:
    """A table of milestones says what is to be done by when; one whose day is over asks when the plan began."""
    rows = "| Kickoff | November 1, 2025 | Jo |\n| Public launch | February 28, 2026 | Sam |\n"
    found = drafted(f"| Milestone | Target Date | Owner |\n|---|---|---|\n{rows}")
    (launch,) = found.goals
    assert (launch.goal.title, launch.goal.owner) == ("Public launch", "Sam")
    assert (launch.goal.promise.stages, f"{launch.goal.promise.target.deadline}") == (
        ("proposed", "under way", "done"), "2026-02-28",
    )  # fmt: skip
    assert "as in --date 2024-12-31" in found.problems[0].reason


def test_milestones_may_have_what_shows_that_they_are_reached() -> None:
    """What shows it is a note of the milestone, and no goal that the milestone is the target of."""
    rows = (
        "| First pilot onboarded | Week 10 | Processing invoices |\n| 5 pilots active | Week 12 | 1,000+ invoices |\n"
    )
    found = drafted(f"| Milestone | Target Date | Success Criteria |\n|---|---|---|\n{rows}")
    assert [(one.goal.title, f"{one.goal.promise.target.deadline}") for one in found.goals] == [
        ("First pilot onboarded", "2026-03-26"), ("5 pilots active", "2026-04-09"),
    ]  # fmt: skip
    assert found.goals[1].goal.note == "Success Criteria: 1,000+ invoices"


def test_the_year_that_is_put_to_quarters_is_said() -> None:
    """Whoever wrote quarters alone is told of which year they are taken to be."""
    found = drafted("| Metric | Baseline | Q1 Target |\n|---|---|---|\n| Users | 40 | 100 |\n", today=date(2026, 6, 1))
    assert told(found) == {"Users": "40@2026-06-01 -> 100@2027-03-31"}
    assert any("those of 2027" in one.reason for one in found.passed)


def test_words_in_brackets_may_tell_two_columns_apart() -> None:
    """Of two targets nobody knows which is the one, and words such as `annual` make another one of it."""
    for header in ("Target (urban) | Target (rural)", "Baseline | Target (annual)"):
        found = drafted(f"| Indicator | {header} |\n|---|---|---|\n| Reach | 40 | 60 |\n")
        assert not found.goals


def test_a_deadline_that_is_over_asks_when_the_plan_began() -> None:
    """The day that the refusal gives makes the row come in."""
    document = "| Metric | Baseline | Target 2025 | Target 2030 |\n|---|---|---|---|\n| Uptime | 96% | 98% | 99% |\n"
    found = drafted(document)
    assert not found.goals
    asked = re.search(r"--date (\S+)\)", found.problems[0].reason)
    assert asked is not None
    began = drafted(document, today=date.fromisoformat(asked[1]))
    assert told(began) == {"Uptime": "96@2024-12-31 -> 99@2030-12-31 ; 98@2025-12-31"}


def test_a_column_of_values_that_nobody_knows_may_be_the_baseline() -> None:
    """What stands before the targets and holds amounts is not left out as if it were nothing."""
    found = drafted("| Indicator | Outset | Target |\n|---|---|---|\n| Reach | 42 | 60 |\n")
    assert not found.goals
    assert "'Outset' holds values" in found.problems[0].reason


YEARS = """
| Indicator | 2022 | 2025 | 2030 |
|---|---|---|---|
| Poverty rate (%) | 27.1 | 22 | 15 |
"""


def test_bare_years_ask_which_is_the_baselines() -> None:
    """A year alone could hold figures or targets; what the question says to type answers it."""
    found = drafted(YEARS)
    assert not found.goals
    asked = re.search(r"--map (\S+),", found.problems[0].reason)
    assert asked is not None
    answered = drafted(YEARS, columns=asked[1])
    assert told(answered) == {"Poverty rate (%)": "27.1@2022-12-31 -> 15@2030-12-31"}
    every = drafted(YEARS, columns="baseline=2022,target=2025,target=2030")
    assert told(every) == {"Poverty rate (%)": "27.1@2022-12-31 -> 15@2030-12-31 ; 22@2025-12-31"}


def test_years_that_are_over_ask_nothing() -> None:
    """A table of past years is one of figures."""
    table = "| Indicator | 2022 | 2023 |\n|---|---|---|\n| Poverty rate | 27 | 25 |\n"
    found = drafted(f"{table}\n| Indicator | Baseline | Target |\n|---|---|---|\n| Roads | 1 | 2 |\n")
    assert told(found) == {"Roads": "1@2026-01-15 -> 2"}
    assert not found.problems


def test_columns_in_any_language_are_named_by_hand() -> None:
    """Where no header is a known word, the option says what they hold; one that is not there is refused."""
    table = "| Mutató | Kiinduló érték 2024 | Célérték 2028 |\n|---|---|---|\n| Utak | 120 km | 260 km |\n"
    assert "--map goal=COLUMN,target=COLUMN" in drafted(table).problems[0].reason
    columns = "goal=mutató,baseline=Kiinduló érték 2024,target=Célérték 2028"
    assert told(drafted(table, columns=columns)) == {"Utak": "120@2024-12-31 -> 260@2028-12-31"}
    with pytest.raises(Refused, match="no table has a column 'Cel'"):
        drafted(table, columns="goal=Mutató,target=Cel")
    with pytest.raises(WrongUsage, match="is not ROLE=COLUMN"):
        drafted(table, columns="aim=Mutató")


def test_outcomes_beside_unknown_words_ask_which_names_the_goals() -> None:
    """Where each outcome has a row of its own, either column could."""
    table = "| Outcome | What is counted | Baseline | Target |\n|---|---|---|---|\n| Survival | Children | 4 | 6 |\n"
    assert "--map 'goal=What is counted'" in drafted(table).problems[0].reason
    assert told(drafted(table, columns="goal=What is counted")) == {"Children": "4@2026-01-15 -> 6"}


def test_lines_of_their_own_are_items() -> None:
    """Lines that say all of a goal, without bullets, are read as a list is."""
    lines = "Objective: Win\n\nCustomers: 3 -> 9\nContract value: $18k → $30k\n\nThroughput: from 1.2 to 1.8 by 2030\n"
    found = drafted(lines)
    assert told(found) == {
        "Customers": "3@2026-01-15 -> 9",
        "Contract value": "18000@2026-01-15 -> 30000",
        "Throughput": "1.2@2026-01-15 -> 1.8@2030-12-31",
    }
    assert drafted(f"| Goal | Target |\n|---|---|\n| Trees | 9 |\n\n{lines}").unlisted == 3


def test_a_figure_is_in_the_unit_of_its_goal_in_any_language() -> None:
    """The words of the document's language are the goal's unit, and no other one."""
    header = "| Resultado-chave | Valor inicial | Meta | Valor atual |\n|---|---|---|---|\n"
    assert [one.text for one in drafted(f"{header}| Espera | 8 horas | 2 horas | 6 horas |\n").figures] == ["6 horas"]


def test_quotas_of_quarters_are_no_steps_to_the_last() -> None:
    """Each is an amount of its own; one of a year is a target."""
    table = "| Region | Quota Q1 2026 | Quota Q2 2026 |\n|---|---|---|\n| North | $1m | $2m |\n"
    assert "are of single spans" in drafted(table).problems[0].reason
    assert told(drafted(table.replace("Q1 2026", "2026").replace("| Quota Q2 2026 ", "").replace("| $2m ", ""))) == {
        "North": "open -> 1000000@2026-12-31"
    }


def test_a_row_of_what_was_reached_is_one_of_figures() -> None:
    """So is one of sources the source of the goal above."""
    rows = "| A | Planned | 0 | 4 | 15 |\n| | Achieved | | 5 | |\n| | Source | HMIS | HMIS | DHS |\n"
    found = drafted(
        f"| Indicator | | Baseline | Milestone (March 2026) | Target (2028) |\n|---|---|---|---|---|\n{rows}"
    )
    assert [(one.goal, one.text, f"{one.on}") for one in found.figures] == [("a", "5", "2026-03-31")]
    assert found.goals[0].goal.source == "HMIS; DHS"


def test_a_sentence_before_a_list_gives_its_items_a_deadline() -> None:
    """An item without a day of its own is to be reached until the one that leads in."""
    items = "* reduce waiting from 42 days to 20 days\n* keep complaints below 200\n* raise fees to 5 EUR by 2026\n"
    found = drafted(f"By the end of 2027 we will:\n\n{items}", lists=True)
    assert told(found) == {
        "reduce waiting": "42@2026-01-15 -> 20@2027-12-31",
        "complaints": "keep < 200",
        "raise fees to 5 EUR by 2026": "open -> 5@2026-12-31",
    }


def test_rows_about_columns_and_lines_under_a_table_are_no_goals_and_no_groups() -> None:
    """A title over rows within a wider one keeps that; what stands over no row is named."""
    found = drafted(
        """
| Indicator | Baseline | Target 2030 |
|---|---|---|
| text | number | number |
| Pillar 1: Growth | | |
| Outcome 1.1: Trade | | |
| Exports | 10 | 20 |
| Outcome 1.2: Jobs | | |
| Jobs | 100 | 200 |
| Pillar 2: People | | |
| Literacy | 60% | 80% |
| Source: Ministry of Planning | | |
"""
    )
    assert {one.goal.title: one.goal.groups for one in found.goals} == {
        "Exports": ("pillar:growth", "outcome:trade"),
        "Jobs": ("pillar:growth", "outcome:jobs"),
        "Literacy": ("pillar:people",),
    }
    assert [group.ref for group in found.groups] == ["pillar:growth", "outcome:trade", "outcome:jobs", "pillar:people"]
    assert [one.reason for one in found.passed] == [
        "the row says what the columns hold",
        "'Source: Ministry of Planning' stands over no row, so it is no group",
    ]


def test_a_heading_with_words_behind_it_gives_its_key_results_a_deadline() -> None:
    """So does a sentence of what will be delivered by a year; the year of a value of then is no day of their own."""
    lists = (
        "# Q2 2026 OKRs – Platform\n\n- **KR1** Change failure rate 18% → 5%\n\n"
        "# What we will deliver by 2028\n\n- 90% of calls answered within 10 seconds (82% in 2025)\n"
    )
    assert told(drafted(lists, lists=True)) == {
        "Change failure rate": "18@2026-01-15 -> 5@2026-06-30",
        "90% of calls answered within 10 seconds (82% in 2025)": "82@2025-12-31 -> 90@2028-12-31",
    }


def test_indicators_that_are_sentences_have_numbers_and_days_before_them() -> None:
    """The number is none of the title, and the day before it is the deadline."""
    rows = (
        "| Outcome | By 2029: a. Average bus speed increased to 22 km/h (2024 baseline: 14 km/h) |\n"
        "| | 1b. Share of public trips increased to 35% by 2029 (2024 baseline: 27%) |\n"
        "| | 2a. By 2028, 18 km of corridor constructed (2024 baseline: 0) |\n"
    )
    found = drafted(f"| Results chain | Performance indicators |\n|---|---|\n{rows}")
    assert [*told(found).values()] == [
        "14@2024-12-31 -> 22@2029-12-31",
        "27@2024-12-31 -> 35@2029-12-31",
        "0@2024-12-31 -> 18@2028-12-31",
    ]


def test_a_figure_may_have_its_year_in_brackets() -> None:
    """It is of that year, and not of the plan's day."""
    found = drafted(
        "| KPI | Baseline | Target | Latest |\n|---|---|---|---|\n| Rate | 63.2% (2016) | 96% | 68.1% (2021) |\n"
    )
    assert [(one.value, f"{one.on}") for one in found.figures] == [(Decimal("68.1"), "2021-12-31")]


def test_a_code_of_several_goals_is_the_id_of_none() -> None:
    """It is of the outcome that they belong to; one that stands for a single title is its own."""
    head = "| # | Indicator | Baseline | Target 2028 |\n|---|---|---|---|\n"
    rows = f"{head}| OC1 | Yield | 310 | 520 |\n| {{}} | {{}} | 5 | 4 |\n"
    assert [one.goal.id for one in drafted(rows.format("OC1", "Loss")).goals] == ["yield", "loss"]
    assert [one.goal.id for one in drafted(rows.format("OC2", "Loss")).goals] == ["oc1", "oc2"]
    # A number of a row counts nothing, and an id that is said twice of one title contradicts itself.
    assert len(drafted(rows.format("OC1", "Yield")).problems) == 2


@pytest.mark.parametrize(
    ("codes", "figures"),
    [
        (("1.1", "1.2", "2.1"), 0),
        (("1.1.1", "1.1.2", "1.2.1"), 0),
        (("1.2", "1.1", "2.1"), 3),
        (("12", "13", "14"), 3),
        (("2.1", "2.2", "2.3"), 3),
    ],
)
def test_numbers_of_results_before_their_indicators_are_no_values(codes: tuple[str, ...], figures: int) -> None:
    """A first column of results that counts its rows from 1 on says what was reached in none of them."""
    rows = "\n".join(f"| {code} | {title} | 10 | 20 |" for code, title in zip(codes, "ABC", strict=True))
    found = drafted(f"| Result | Indicator | Baseline | Target 2028 |\n|---|---|---|---|\n{rows}\n")
    assert (len(found.goals), len([one for one in found.figures if one.text in codes])) == (3, figures)


def test_signs_of_how_it_goes_beside_values_are_no_part_of_them() -> None:
    """A tick or a light may stand on either side of a value; alone it is none."""
    found = drafted("""
| Metric | Baseline (2024) | Target (2027) | Actual (2025) |
|---|---|---|---|
| Online | 58% | 80% | 83% ✓ |
| Errors | 22% | ✅ 10% | ⚠️ 9% |
| Rating | 3.1 | 🟢 4.2 | 4.2 🟡 |
| Law | 1 | ✅ | |
""")
    assert told(found) == {
        "Online": "58@2024-12-31 -> 80@2027-12-31",
        "Errors": "22@2024-12-31 -> 10@2027-12-31",
        "Rating": "3.1@2024-12-31 -> 4.2@2027-12-31",
    }
    assert [str(one.value) for one in found.figures] == ["83", "9", "4.2"]


@pytest.mark.parametrize(
    "header", ["Why that target", "How we reach the target", "Warum dieses Ziel", "Pourquoi cette cible"]
)
def test_a_column_that_says_why_or_how_names_no_goal(header: str) -> None:
    """It stands beside targets, and has a word for these."""
    table = f"| Suite | Now | End target | {header} |\n|---|---|---|---|\n| Recall | 0.14 | 0.55 | close to all |\n"
    assert [one.goal.title for one in drafted(table).goals] == ["Recall"]


def test_long_titles_of_a_list_that_begin_alike_are_goals_of_their_own() -> None:
    """What follows their first forty letters tells them apart; another promise of one of them is named."""
    title = "Share of targeted farmers in the north who apply {} practices: from 5% to {}% by 2028"
    found = drafted("\n".join("- " + title.format(*of) for of in (("two", 10), ("three", 12), ("three", 15))))
    assert [str(one.goal.promise.target.value) for one in found.goals] == ["10", "12"]
    assert len({one.goal.id for one in found.goals}) == 2
    assert ["promises something else" in one.reason for one in found.passed] == [True]


@pytest.mark.parametrize(
    ("numbers", "read"),
    [
        (("2.000", "10.000"), ["2000", "10000"]),
        (("1.500", "50.000+"), ["1500", "50000"]),
        # One number alone, one that is no round thousand, and one with decimals beside it settle nothing so.
        (("2.000", "500"), []),
        (("2.142", "10.000"), []),
        (("0.500", "10.000"), []),
    ],
)
def test_round_numbers_with_points_are_thousands_where_a_comma_is_the_decimal_mark(
    numbers: tuple[str, str], read: list[str]
) -> None:
    """It is said that they are taken so, and English tables keep their points."""
    table = "| {} | {} | {} |\n|---|---|---|\n| A | 1 | {} |\n| B | 2 | {} |\n"
    found = drafted(table.format("Indicador", "Linha de base", "Meta 2028", *numbers))
    values = [one.goal.promise.target for one in found.goals]
    assert [str(one.value or (one.keep and one.keep.low)) for one in values][: len(read)] == read
    assert any("is taken for" in one.reason for one in found.passed) == bool(read)
    (english, _) = drafted(table.format("Indicator", "Baseline", "Target 2028", "2.000", "10.000")).goals
    assert english.goal.promise.target.value == 2


def test_a_percentage_below_zero_beside_others_is_a_value() -> None:
    """A margin of -10% that is to be 22% a year later is not to fall by 10%; where all have signs, all are changes."""
    found = drafted("""
| Indicator | Target 2027 | Target 2028 |
|---|---|---|
| Margin | -10% | 22% |
| Cost | -10% | -20% |
""")
    assert promised(found) == {"Margin": (None, "2026-01-15", 22, "2028-12-31", "%")}
    assert stepped(found) == {"Margin": [(-10, "2027-12-31")]}
    assert len(found.problems) == 1


def test_a_reference_sheet_is_of_the_indicator_that_stands_above_it() -> None:
    """Its targets may be those of years of the plan, and what heads its columns is no group."""
    found = drafted("""
**Indicator OP1: Farmers reached**

| Field | Specification |
|---|---|
| **Unit of measure** | Count of individual farmers (unique) |
| **Baseline** | 0 (Jan 2026) |
| **Targets** | Y1: 3,000 · Y2: 7,000 · Y3: 12,000 (unique; half of them women) |

**Notes**

| Baseline | Target 2028 |
|---|---|
| 10 | 20 |
""")
    assert promised(found) == {"Farmers reached": (0, "2026-01-31", 12000, "2029-01-15", "individual farmers")}
    assert stepped(found) == {"Farmers reached": [(3000, "2027-01-15"), (7000, "2028-01-15")]}
    assert found.groups == ()


def test_the_days_over_which_a_level_of_a_service_is_measured_are_no_deadline() -> None:
    """The level is a bound: at least so much of what is good, at most so much of an error or of time."""
    found = drafted("""
| Service | SLO | Period |
|---|---|---|
| API | 99.9% uptime | 28 days |
| Errors | 0.5% | 7d |
| Search | 250 ms | 30 days |
| Web | 99.5% | 2028 |
""")
    kept = [(one.goal.promise.target.keep, one.goal.promise.target.deadline) for one in found.goals]
    low, high = Bounds(low=Decimal("99.9")), Bounds(high=Decimal("0.5"))
    assert kept[:3] == [(low, None), (high, None), (Bounds(high=Decimal(250)), None)]
    assert kept[3] == (Bounds(low=Decimal("99.5")), date(2028, 12, 31))
    (other,) = drafted("| Metric | Target | Period |\n|---|---|---|\n| Sold | 50% | 28 days |\n").goals
    assert f"{other.goal.promise.target.deadline}" == "2026-02-12"


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("2027 Personal Goals", "2027-12-31"),
        ("2027 Personal Goals & Plans", "None"),
        ("2027 Annual Team Goals", "2027-12-31"),
        ("2027 Review of Goals", "None"),
        ("2027 baseline and goals", "None"),
    ],
)
def test_goals_of_a_year_may_be_called_personal(heading: str, day: str) -> None:
    """A year before goals is that by whose end they are to be reached, but for a review or a baseline of then."""
    (found,) = drafted(f"# {heading}\n\n- Write 12 posts\n", lists=True).goals
    assert f"{found.goal.promise.target.deadline}" == day


def test_a_row_that_is_taken_for_a_header_tells_what_is_lost_below_it() -> None:
    found = drafted("""
| Goal | Baseline | Target 2030 |
|---|---|---|
| Literacy | 60% | 75% |
| Indicator | Target | Goal |
| Trade | 1 | 2 |
| Visas | 1 | 2 |
""")
    lost = [one.reason for one in found.problems]
    assert not lost or any("the 2 rows below it are not read" in reason for reason in lost)


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        ("Targets for 2030 against a 2019 baseline", "2030-12-31"),
        ("Table 2: Targets by 2030 (baseline 2019)", "2030-12-31"),
        ("All targets are to 2028 unless otherwise stated.", "2028-12-31"),
        ("Our targets relate to 2029, compared to 2020 levels", "2029-12-31"),
        ("Results of 2024 against targets of 2023 and 2027", "None"),
        ("Targets of 2027 and 2029", "None"),
        ("Targets and results since a 2019 baseline", "None"),
    ],
)
def test_a_line_over_a_table_may_give_the_day_beside_a_base_year(caption: str, day: str) -> None:
    found = drafted(f"{caption}\n\n| Indicator | Target |\n|---|---|\n| Water use | 3.1 |\n")
    assert [str(one.goal.promise.target.deadline) for one in found.goals] == [day]


def test_a_year_of_two_in_a_header_is_told_as_one_in_a_cell_is() -> None:
    """Where years start in January its end is not known."""
    found = drafted("| Indicator | Baseline | Target 2026-27 |\n|---|---|---|\n| Literacy | 60% | 75% |\n")
    assert any("2026-27 is taken to end on 2027-12-31" in one for one in found.goals[0].assumed)
    plain_year = drafted("| Indicator | Baseline | Target 2027 |\n|---|---|---|\n| Literacy | 60% | 75% |\n")
    assert not any("taken to end" in one for one in plain_year.goals[0].assumed)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("28 June", "2026-06-28"),
        ("28th June", "2026-06-28"),
        ("5 January", "2027-01-05"),
        ("June 5", "2026-06-05"),
        ("June 30", "2026-06-30"),
        ("by Dec 31", "2026-12-31"),
        ("June", "2026-06-30"),
        ("June 28", None),
        ("Dec 27", None),
    ],
)
def test_a_day_without_a_year_is_the_next_one(said: str, day: str | None) -> None:
    """It was the last one before; behind a month a number may be a year."""
    found = drafted(f"| Indicator | Baseline | Target | By when |\n|---|---|---|---|\n| A | 45% | 80% | {said} |\n")
    assert [str(one.goal.promise.target.deadline) for one in found.goals] == ([day] if day else [])


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("33% (interim: 30% in 2025)", "interim: 30% in 2025"),
        ("33% (FY26: 29.5%)", "FY26: 29.5%"),
        ("33% (stretch 40%)", "stretch 40%"),
        ("33% (as in 2019)", ""),
        ("33% (target of Plan 2)", ""),
        ("33% (indicative)", ""),
    ],
)
def test_an_amount_in_brackets_that_is_no_part_of_the_promise_is_told(target: str, told: str) -> None:
    found = drafted(f"| Indicator | Baseline | Target 2027 |\n|---|---|---|\n| Women | 27% | {target} |\n")
    assert [one.goal.promise.target.value for one in found.goals] == [33]
    said = [one for one in found.goals[0].assumed if "no part of the promise" in one]
    assert said == ([f"'{told}' stays a note, and is no part of the promise"] if told else [])
