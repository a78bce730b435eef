"""Plans as ministries, NGOs and teams write them, in ten languages, and the numbers of each."""

import pytest

from coopctl.exchange.plans.numbers import format_of
from exchange.plans.documents import drafted, promised, stepped, unread

ENGLISH = """# Ministry of Health: results framework

| Outcome | Indicator | Unit | Baseline (2023) | Target 2026 | Target 2029 | MoV | Responsible |
|---|---|---|---|---|---|---|---|
| Healthier mothers | Skilled birth attendance | % | 62 | 70 | 85 | DHS | MoH |
| | Antenatal care, 4+ visits | % | 48.5 | 55 | 70 | HMIS | MoH |
| Healthier children | Under-five mortality | deaths per 1,000 live births | 54 | 45 | 35 | DHS | MoH |
"""
FRENCH = """| Axe | Indicateur | Unité | Référence 2022 | Cible 2025 | Cible 2027 | Source de vérification |
|---|---|---|---|---|---|---|
| Eau | Taux d'accès à l'eau potable | % | 64,2 | 75 | 90 | Enquête |
| | Forages construits | Nombre | 0 | 1 200 | 3 000 | Rapports |
| Routes | Kilomètres bitumés | km | 2 450 | 3 000 | 4 000 | MTP |
"""
GERMAN = """| Nr. | Thema | Indikator | Einheit | Ausgangswert (2020) | Zielwert 2025 | Zielwert 2030 | Federführung |
|---|---|---|---|---|---|---|---|
| 1 | Klima | Treibhausgasemissionen | Mio. t CO2 | 739,5 | 600 | 438 | BMWK |
| 2 | Klima | Anteil erneuerbarer Energien | % | 45,2 | 60 | 80 | BMWK |
| 3 | Bildung | Frühe Schulabgänger | % | 10,1 % | | 9,5 % bis 2030 | BMBF |
"""
SPANISH = """| Objetivo estratégico | Indicador | Línea de base | Año base | Meta 2025 | Meta 2027 | Responsable |
|---|---|---|---|---|---|---|
| Reducir la pobreza | Tasa de pobreza | 32,4 % | 2022 | 28 % | 24,5 % | MIDES |
| | Hogares con transferencias | 1.250.000 | 2022 | 1.400.000 | 1.600.000 | MIDES |
"""
PORTUGUESE = """| Indicador | Linha de base (2021) | Meta | Prazo | Responsável |
|---|---|---|---|---|
| Taxa de desemprego | 11,1% | Reduzir para 7,5% | dezembro de 2026 | MTE |
| Novas creches | 0 | 1,5 mil | 2026 | MEC |
| Exportações | US$ 280 bilhões | US$ 350 bilhões | 2026 | MDIC |
"""
ITALIAN = """| Ambito | Indicatore | Valore di partenza (2023) | Target 2025 | Target 2027 | Fonte |
|---|---|---|---|---|---|
| Acqua | Famiglie con acqua potabile | 41,5 % | 60 % | 80 % | ISTAT |
| Lavoro | Investimenti | 2 milioni di euro | 3 milioni di euro | 4,5 milioni di euro | Bilancio |
"""
DUTCH = """| Thema | Doelstelling | Nulmeting (2024) | Streefwaarde | Deadline | Eigenaar |
|---|---|---|---|---|---|
| Zorg | Wachttijd | 12,5 dagen | 5 dagen | 2027 | Anna |
| Klimaat | Uitstoot | 250 ton | vermindering van 20% | eind 2030 | Piet |
"""
POLISH = """| Obszar | Wskaźnik | Jednostka | Wartość bazowa (2023) | Cel 2026 | Wartość docelowa 2029 | Uwagi |
|---|---|---|---|---|---|---|
| Drogi | Ścieżki rowerowe | km | 120,5 | 200 | 260 | gmina |
| Edukacja | Absolwenci | liczba | 0 | 1 200 | 3 000 | MEN |
"""
TURKISH = """| Stratejik Amaç | Performans Göstergesi | Başlangıç Değeri (2023) | Hedef 2026 | Hedef 2028 | Sorumlu |
|---|---|---|---|---|---|
| Eğitim | Okullaşma oranı | %72,5 | %80 | %90 | MEB |
| İhracat | Toplam ihracat | 1,5 milyar USD | 2 milyar USD | 2,5 milyar USD | TB |
"""
INDONESIAN = """| Bidang | Indikator Kinerja | Satuan | Realisasi 2024 | Target 2026 | Target 2029 | PIC |
|---|---|---|---|---|---|---|
| Kesehatan | Prevalensi stunting | persen | 21,5 | 18 | 14,2 | Dinkes |
| Ekonomi | Pendapatan daerah | | Rp 490 juta | Rp 600 juta | Rp 1,2 miliar | Bappeda |
"""


@pytest.mark.parametrize(
    ("text", "expected", "steps"),
    [
        (
            ENGLISH,
            {
                "Skilled birth attendance": (62, "2023-12-31", 85, "2029-12-31", "%"),
                "Antenatal care, 4+ visits": (48.5, "2023-12-31", 70, "2029-12-31", "%"),
                "Under-five mortality": (54, "2023-12-31", 35, "2029-12-31", "deaths per 1,000 live births"),
            },
            [70, 55, 45],
        ),
        (
            FRENCH,
            {
                "Taux d'accès à l'eau potable": (64.2, "2022-12-31", 90, "2027-12-31", "%"),
                "Forages construits": (0, "2022-12-31", 3000, "2027-12-31", ""),
                "Kilomètres bitumés": (2450, "2022-12-31", 4000, "2027-12-31", "km"),
            },
            [75, 1200, 3000],
        ),
        (
            GERMAN,
            {
                "Treibhausgasemissionen": (739.5, "2020-12-31", 438, "2030-12-31", "million t CO2"),
                "Anteil erneuerbarer Energien": (45.2, "2020-12-31", 80, "2030-12-31", "%"),
                "Frühe Schulabgänger": (10.1, "2020-12-31", 9.5, "2030-12-31", "%"),
            },
            [600, 60],
        ),
        (
            SPANISH,
            {
                "Tasa de pobreza": (32.4, "2022-12-31", 24.5, "2027-12-31", "%"),
                "Hogares con transferencias": (1_250_000, "2022-12-31", 1_600_000, "2027-12-31", ""),
            },
            [28, 1_400_000],
        ),
        (
            PORTUGUESE,
            {
                "Taxa de desemprego": (11.1, "2021-12-31", 7.5, "2026-12-31", "%"),
                "Novas creches": (0, "2021-12-31", 1500, "2026-12-31", ""),
                "Exportações": (280e9, "2021-12-31", 350e9, "2026-12-31", "USD"),
            },
            [],
        ),
        (
            ITALIAN,
            {
                "Famiglie con acqua potabile": (41.5, "2023-12-31", 80, "2027-12-31", "%"),
                "Investimenti": (2e6, "2023-12-31", 4.5e6, "2027-12-31", "EUR"),
            },
            [60, 3e6],
        ),
        (
            DUTCH,
            {
                "Wachttijd": (12.5, "2024-12-31", 5, "2027-12-31", "dagen"),
                "Uitstoot": (250, "2024-12-31", 200, "2030-12-31", "ton"),
            },
            [],
        ),
        (
            POLISH,
            {
                "Ścieżki rowerowe": (120.5, "2023-12-31", 260, "2029-12-31", "km"),
                "Absolwenci": (0, "2023-12-31", 3000, "2029-12-31", ""),
            },
            [200, 1200],
        ),
        (
            TURKISH,
            {
                "Okullaşma oranı": (72.5, "2023-12-31", 90, "2028-12-31", "%"),
                "Toplam ihracat": (1.5e9, "2023-12-31", 2.5e9, "2028-12-31", "USD"),
            },
            [80, 2e9],
        ),
        (
            INDONESIAN,
            {
                "Prevalensi stunting": (21.5, "2024-12-31", 14.2, "2029-12-31", "%"),
                "Pendapatan daerah": (490e6, "2024-12-31", 1.2e9, "2029-12-31", "IDR"),
            },
            [18, 600e6],
        ),
    ],
    ids="English French German Spanish Portuguese Italian Dutch Polish Turkish Indonesian".split(),
)
def test_a_results_framework_in_each_language(
    text: str, expected: dict[str, tuple[object, ...]], steps: list[float]
) -> None:
    """Headers, numbers, scales and dates of a language mean what they mean in English."""
    found = drafted(text)
    assert promised(found) == expected
    assert [step[0] for found_steps in stepped(found).values() for step in found_steps] == steps
    assert unread(found) == []


@pytest.mark.parametrize(
    ("cells", "told", "language", "comma", "doubt"),
    [
        (["1.5", "1,234.5"], None, False, False, False),
        (["1,5", "2,25"], None, False, True, False),
        (["1,5"], None, False, False, False),
        (["1.5", "2,25"], None, False, False, True),
        (["1.765 t", "7,2"], None, False, False, True),
        (["1.765 t", "7,2"], None, True, True, False),
        (["1.765 t", "7"], None, True, False, True),
        (["1.765 t", "7"], None, False, False, False),
        (["1.765 t", "7,2"], True, False, True, False),
        (["1.234.567,8"], None, True, True, False),
        (["0,125"], None, True, True, False),
        (["12.5"], None, True, False, False),
        (["1,000.001", "2,500.125", "1,890"], None, False, False, False),
        (["1.000,001", "2.500,125"], None, False, True, False),
        (["1,234,567", "7,654,321"], None, False, False, False),
    ],
)
def test_the_decimal_mark_is_what_all_numbers_allow(
    cells: list[str], told: bool | None, language: bool, comma: bool, doubt: bool
) -> None:
    """A mark is the decimal one where it is told, or where a number settles it; else nothing is read."""
    found = format_of(cells, told=told, comma_language=language)
    assert (found.comma, bool(found.doubt)) == (comma, doubt)


def test_numbers_that_two_readings_fit_are_refused() -> None:
    """1.765 beside 7,2 is 1765 or 1.765: both rows say so, and how to settle it."""
    text = "| KPI | Baseline | Target |\n|---|---|---|\n| A | 0 | 1.765 t |\n| B | 9 | 7,2 |\n| C | 1 | 2 |\n"
    found = drafted(text)
    assert list(promised(found)) == ["C"]
    assert ["say --decimal-comma or --no-decimal-comma" in line for line in unread(found)] == [True, True]
    assert promised(drafted(text, comma=True))["A"][2] == 1765


def test_amounts_beside_the_values_settle_the_decimal_mark() -> None:
    """One 7.2 is no proof in French, and the same in the gap is; without it 2,238 is asked about."""
    rows = "|---|---|---|---|\n| A | 2,238 | 500 | -1,738 |\n| B | 7.2 | 9 | +1.8 |\n"
    table = f"| Métrique | Actuel | Objectif | {{}} |\n{rows}"
    assert {one: said[0] for one, said in promised(drafted(table.format("Écart"))).items()} == {"A": 2238, "B": 7.2}
    assert promised(drafted(table.format("Phase"))) == {}
