"""How often the forecasts' 80% interval held: `python tests/benchmarks/forecast_coverage.py` prints it per family.

Every stretch of 4 to 16 points (the baseline and 3 to 15 readings) is forecast 1, 2, 3 and 5 years ahead and compared
with what happened.  Each family counts the same in the overall figure, however long its series are.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import exp
from random import Random

from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.forecast.trend import Series as Points
from coopctl.judgement.forecast.trend import forecast, forecast_counts

POINTS, AHEAD, STEP, SYNTHETIC = (4, 5, 6, 8, 10, 12, 16), (1, 2, 3, 5), 4, 30

Series = list[float]

# Greenhouse gas emissions of Canada by sector, Mt CO2 equivalent, 1990 to 2021.  Source: Environment and Climate Change
# Canada, National Inventory Report, as published by Statistics Canada (sdg-data-donnees-odd, indicator 13.2.2, MIT).
EMISSIONS = """
589 582 599 602 622 639 661 676 682 695 719 710 715 734 737 732 725 748 731 690 702 711 716 723 720 723 705 712 725 724 659 670
100 100 109 115 119 125 133 135 139 148 153 155 159 163 165 168 175 180 177 174 179 185 192 197 202 203 191 194 202 201 183 189
95 96 103 93 95 98 98 109 122 119 129 129 124 127 119 118 112 120 109 94 95 87 83 80 76 79 74 73 63 62 54 52
118 114 116 119 125 127 130 134 137 141 142 142 144 150 154 157 158 163 163 162 166 164 165 167 165 163 162 165 169 170 143 150
99 99 96 95 101 102 105 104 100 97 97 91 92 91 94 89 89 87 86 73 76 82 82 81 81 81 78 77 80 79 74 77
72 71 73 77 77 78 84 82 73 77 84 81 85 90 89 85 80 86 85 84 82 86 85 86 86 85 85 88 92 93 89 87
49 49 52 53 54 57 58 59 59 60 61 60 60 62 63 64 62 62 62 59 59 60 62 64 63 65 66 67 69 69 70 69
"""  # noqa: E501
# Gross domestic product of nine countries, trillions of current US dollars, 2000 to 2023.  Source: World Bank, World
# Development Indicators (as in github.com/datasets/gdp, data/top-economies.csv).
PRODUCT = """
10.251 10.5819 10.9291 11.4565 12.2172 13.0392 13.8156 14.4742 14.7699 14.4781 15.049 15.5997 16.254 16.8807 17.6081 18.295 18.8049 19.6121 20.6565 21.5214 21.3229 23.594 25.7441 27.3609
1.2113 1.3394 1.4706 1.6603 1.9553 2.286 2.7521 3.5503 4.5943 5.1017 6.0872 7.5515 8.5322 9.5705 10.4756 11.0616 11.2333 12.3105 13.8949 14.28 14.6877 17.8205 17.8818 17.7948
1.948 1.9458 2.0785 2.5016 2.8144 2.8469 2.9947 3.4256 3.7453 3.4113 3.3997 3.7493 3.5271 3.7338 3.8891 3.3576 3.4699 3.6908 3.9744 3.8892 3.8877 4.2785 4.0825 4.4561
4.9684 4.3747 4.1828 4.5196 4.8931 4.8315 4.6017 4.5798 5.1067 5.2895 5.7591 6.2331 6.2724 5.2123 4.897 4.4449 5.0037 4.9308 5.0409 5.118 5.0556 5.0346 4.2564 4.2129
0.4684 0.4854 0.5149 0.6077 0.7092 0.8204 0.9403 1.2167 1.1989 1.3419 1.6756 1.8231 1.8276 1.8567 2.0391 2.1036 2.2948 2.6515 2.7029 2.8356 2.6749 3.1673 3.3535 3.5499
1.6655 1.6498 1.7857 2.0544 2.4215 2.5432 2.7084 3.0905 2.9294 2.4128 2.4855 2.6638 2.7071 2.7849 3.0647 2.9279 2.6891 2.6801 2.8713 2.8514 2.6978 3.1415 3.0888 3.34
1.3656 1.3777 1.5014 1.8445 2.1196 2.1969 2.3205 2.6606 2.9303 2.7009 2.6452 2.8652 2.6837 2.8119 2.856 2.4392 2.473 2.5952 2.791 2.7289 2.6474 2.9594 2.7791 3.0309
0.6554 0.56 0.5098 0.5582 0.6693 0.8916 1.1076 1.3971 1.6959 1.667 2.2088 2.6162 2.4652 2.4728 2.456 1.8022 1.7957 2.0635 1.9169 1.8733 1.4761 1.6706 1.9519 2.1737
0.7448 0.739 0.7606 0.8955 1.0267 1.1731 1.3193 1.4688 1.553 1.3746 1.6173 1.7933 1.8284 1.8466 1.8057 1.5565 1.528 1.6493 1.7253 1.7437 1.6557 2.0075 2.1615 2.1401
"""  # noqa: E501
# Carbon dioxide at Mauna Loa, ppm, annual means 1959 to 2014.  Source: NOAA Global Monitoring Laboratory.
CARBON_DIOXIDE = """
315.97 316.91 317.64 318.45 318.99 319.62 320.04 321.38 322.16 323.04 324.62 325.68 326.32 327.45 329.68 330.18 331.08 332.05 333.78 335.41 336.78 338.68 340.10 341.44 343.03 344.58 346.04 347.39 349.16 351.56 353.07 354.35 355.57 356.38 357.07 358.82 360.80 362.59 363.71 366.65 368.33 369.52 371.13 373.22 375.77 377.49 379.80 381.90 383.76 385.59 387.37 389.85 391.63 393.82 396.48 398.61
"""  # noqa: E501
# Mean annual temperature in New Haven, °F, 1912 to 1971.  Source: R, datasets::nhtemp.
TEMPERATURE = """
49.9 52.3 49.4 51.1 49.4 47.9 49.8 50.9 49.3 51.9 50.8 49.6 49.3 50.6 48.4 50.7 50.9 50.6 51.5 52.8 51.8 51.1 49.8 50.2 50.4 51.6 51.8 50.9 48.8 51.7 51 50.6 51.7 51.5 52.1 51.3 51 54 51.4 52.7 53.1 54.6 52 52 50.9 52.6 50.2 52.6 51.6 51.9 50.5 50.9 51.7 51.4 51.7 50.8 51.9 51.8 51.9 53
"""  # noqa: E501
# Under-five mortality of Canada and six provinces, 2015 to 2020, and Canada's poverty rate, 2015 to 2021.  Source:
# Statistics Canada (sdg-data-donnees-odd, indicators 3.2.1 and 1.2.1, MIT).
SHORT = """
5.29 5.28 5.24 5.46 5.12 5.15
4.9 4.69 4.87 5.97 5.57 5.84
5.62 5 4.68 4.89 4.84 4.83
5.01 5.29 5.35 5.24 5.11 4.75
7.47 6.61 8.23 7.87 6.63 7.27
5.55 5.26 5.75 6.3 5.18 5.78
3.97 4.1 3.73 4.64 3.92 4.2
14.5 12.9 11.9 11.2 10.3 6.4 7.4
"""
# Great inventions and scientific discoveries a year, 1860 to 1959.  Source: The World Almanac, in R, datasets.
DISCOVERIES = """
5 3 0 2 0 3 2 3 6 1 2 1 2 1 3 3 3 5 2 4 4 0 2 3 7 12 3 10 9 2 3 7 7 2 3 3 6 2 4 3 5 2 2 4 0 4 2 5 2 3 3 6 5 8 3 6 6 0 5 2 2 2 6 3 4 4 2 2 4 7 5 3 3 0 2 2 2 1 3 4 2 2 1 1 1 2 1 4 4 3 2 1 4 1 1 1 0 0 2 0
"""  # noqa: E501
# Airline hijackings in the world a year, 1948 to 2014.  Source: Aviation Safety Network (as in owid/owid-datasets).
HIJACKINGS = """
7 7 4 1 4 0 2 0 2 0 7 6 8 10 1 1 0 5 4 4 29 86 77 54 59 22 20 19 16 32 25 23 37 30 31 35 27 26 16 12 15 15 38 20 11 36 27 12 17 12 14 13 26 11 10 9 4 1 3 6 2 4 1 1 4 1 3
"""  # noqa: E501


def read(text: str) -> list[Series]:
    return [[float(value) for value in line.split()] for line in text.strip().splitlines()]


def walk(random: Random, drift: float) -> Series:
    values = [100.0]
    while len(values) < 24:
        values.append(values[-1] + drift + random.gauss(0, 1.5))
    return values


def correlated(random: Random, slope: float) -> Series:
    values, off = [], 0.0
    for year in range(24):
        off = 0.6 * off + random.gauss(0, 1.5)
        values.append(100 + slope * year + off)
    return values


def poisson(random: Random, rate: float) -> int:
    count, left = 0, random.expovariate(1)
    while left < rate:
        count, left = count + 1, left + random.expovariate(1)
    return count


def families(random: Random) -> Iterator[tuple[str, str, list[Series]]]:
    """Name, kind and series of each family; the kind is real or synthetic, `count` for counts."""
    yield "emissions by sector", "real", read(EMISSIONS)
    yield "gross domestic product", "real", read(PRODUCT)
    yield "carbon dioxide", "real", read(CARBON_DIOXIDE)
    yield "temperature", "real", read(TEMPERATURE)
    yield "mortality and poverty", "real", read(SHORT)
    yield "discoveries", "real count", read(DISCOVERIES)
    yield "hijackings", "real count", read(HIJACKINGS)
    many = range(SYNTHETIC)
    slopes = [random.uniform(-2, 2) for _ in many]
    yield "line and noise", "synthetic", [[100 + b * x + random.gauss(0, 2) for x in range(24)] for b in slopes]
    yield "random walk with drift", "synthetic", [walk(random, b / 2) for b in slopes]
    yield "AR(1) around a line", "synthetic", [correlated(random, b / 2) for b in slopes]
    curves = [random.uniform(0.08, 0.3) for _ in many]
    yield "saturating", "synthetic", [[100 - 60 * exp(-k * x) + random.gauss(0, 1) for x in range(24)] for k in curves]
    rates = [random.uniform(0.5, 12) for _ in many]
    yield "Poisson counts", "synthetic count", [[float(poisson(random, r)) for _ in range(24)] for r in rates]


def held(series: Series, kind: str) -> Iterator[bool]:
    """Whether the interval held, for every stretch and every number of years ahead."""
    day = [date(1900 + year, 12, 31) for year in range(len(series))]
    points = tuple(zip(day, (Decimal(str(value)) for value in series), strict=True))
    for count in POINTS:
        for ahead in AHEAD:
            for first in range(0, len(series) - count - ahead + 1, STEP):
                past, (deadline, value) = points[first : first + count], points[first + count - 1 + ahead]
                found: Forecast | NoForecast = (forecast_counts if "count" in kind else forecast)(
                    Points.of(past), deadline
                )
                assert isinstance(found, Forecast)
                yield found.low <= value <= found.high


def coverage() -> Iterator[tuple[str, str, int, float]]:
    """Name, kind, number of forecasts and share of them whose interval held, of each family."""
    for name, kind, every in families(Random(20241123)):
        outcomes = [one for series in every for one in held(series, kind)]
        yield name, kind, len(outcomes), sum(outcomes) / len(outcomes)


def main() -> None:
    shares: dict[str, list[float]] = {"real": [], "synthetic": []}
    for name, kind, count, share in coverage():
        print(f"{name:24} {kind:16} {count:6} forecasts {share:6.1%}")
        shares[kind.split()[0]].append(share)
    for kind, found in shares.items():
        print(f"{kind:24} {'':16} {len(found):6} families  {sum(found) / len(found):6.1%}")
    every = [share for found in shares.values() for share in found]
    print(f"{'overall':24} {'':16} {len(every):6} families  {sum(every) / len(every):6.1%}")


if __name__ == "__main__":
    main()
