"""Tables of goals as people write them: in ten languages, in every format, with what stands around them."""

import io
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from msgspec import Struct

from exchange.workbooks import workbook

Rows = Sequence[Sequence[str]]
LANGUAGES = {
    "en": ("Indicator", "Baseline", "Target", "Owner", "Objective", "Comments"),
    "fr": ("Indicateur", "Valeur de référence", "Cible", "Responsable", "Objectif spécifique", "Observations"),
    "de": ("Indikator", "Ausgangswert", "Zielwert", "Verantwortlich", "Oberziel", "Bemerkungen"),
    "es": ("Indicador", "Línea de base", "Meta", "Responsable", "Objetivo específico", "Observaciones"),
    "pt": ("Indicador", "Linha de base", "Meta", "Responsável", "Objetivo específico", "Observações"),
    "it": ("Indicatore", "Valore di partenza", "Valore target", "Responsabile", "Obiettivo specifico", "Osservazioni"),
    "nl": ("Indicator", "Nulmeting", "Streefwaarde", "Eigenaar", "Strategisch doel", "Opmerkingen"),
    "pl": ("Wskaźnik", "Wartość bazowa", "Wartość docelowa", "Właściciel", "Cel szczegółowy", "Uwagi"),
    "tr": ("Gösterge", "Başlangıç değeri", "Hedef", "Sorumlu", "Stratejik amaç", "Açıklama"),
    "id": ("Indikator", "Nilai awal", "Target", "Penanggung jawab", "Sasaran strategis", "Keterangan"),
}
CURRENT = {
    "en": "Current", "fr": "Valeur actuelle", "de": "Aktueller Wert", "es": "Valor actual", "pt": "Valor atual",
    "it": "Valore attuale", "nl": "Huidige waarde", "pl": "Wartość obecna", "tr": "Mevcut", "id": "Realisasi",
}  # fmt: skip
YEARED: tuple[Callable[[str, str], str], ...] = (
    lambda word, year: f"{word} ({year})",
    lambda word, year: f"{word} {year}",
    lambda word, year: f"{year} {word}",
    lambda word, year: f"**{word}** {year}",
)
FISCAL: tuple[Callable[[int], str], ...] = (
    lambda year: f"FY{year}",
    lambda year: f"{year - 1}/{year % 100:02d}",
    lambda year: f"FY{year - 1}-{year % 100:02d}",
)
GROUPED = {"": "", "mark": ",", "space": " ", "narrow": "\u202f"}
TITLES = ("Roads", "Water for all", "CO2", "Goal 3", "Lives per 1,000", "Über uns", "Taux", "Ñandú", "x", "Rate (2)")


class Sample(Struct, frozen=True):
    """A goal as a table states it."""

    title: str
    start: Decimal
    ends: tuple[Decimal, ...]
    unit: str


class Style(Struct, frozen=True):
    """How a table is written: its language and format, its years, its numbers, and what stands beside the goals."""

    language: str
    write: str
    yeared: int
    fiscal: int
    fiscal_start: int
    grouping: str
    around: frozenset[str]


# Among them some that could be years.
NUMBERS = (
    st.integers(1890, 2210).map(Decimal)
    | st.integers(0, 40).map(Decimal)
    | st.decimals(min_value=0, max_value=10**7, places=3, allow_nan=False)
).map(lambda value: value.quantize(Decimal(1)) if value > 5000 else value)


def samples(steps: int) -> st.SearchStrategy[list[Sample]]:
    """Some goals of so many targets each."""
    one = st.builds(
        Sample,
        title=st.sampled_from(TITLES) | st.text("abcdefghij", min_size=1, max_size=8),
        start=NUMBERS,
        ends=st.lists(NUMBERS, min_size=steps, max_size=steps, unique=True).map(tuple),
        unit=st.sampled_from(("", "%", " %", " km", " t")),
    )
    return st.lists(one, min_size=1, max_size=4, unique_by=lambda sample: sample.title)


STYLES = st.builds(
    Style,
    language=st.sampled_from(sorted(LANGUAGES)),
    write=st.sampled_from(("pipes", "tabs", "html", "spanned", "csv", "semicolons", "grid", "xlsx", "docx")),
    yeared=st.integers(0, len(YEARED) - 1),
    fiscal=st.integers(-3, len(FISCAL) - 1),
    fiscal_start=st.sampled_from((1, 4, 7, 10)),
    grouping=st.sampled_from(sorted(GROUPED)),
    around=st.frozensets(st.sampled_from(("title", "owner", "group", "section", "note", "number", "current"))),
)


def number(value: Decimal, *, comma: bool, grouping: str) -> str:
    """A value as people write it."""
    text = f"{value.normalize():,f}" if grouping else f"{value.normalize():f}"
    if grouping in ("space", "narrow"):
        text = text.replace(",", GROUPED[grouping])
        return text.replace(".", ",") if comma else text
    return text.translate(str.maketrans(",.", ".,")) if comma else text


def label(year: int, style: Style) -> str:
    """A year, or a fiscal year, as a header has it."""
    return FISCAL[style.fiscal](year) if style.fiscal >= 0 else f"{year}"


def last_day(year: int, style: Style) -> date:
    """The last day of a header's year."""
    if style.fiscal < 0 or style.fiscal_start == 1:
        return date(year, 12, 31)
    return date(year, style.fiscal_start, 1) - timedelta(days=1)


def rows_of(found: Sequence[Sample], years: Sequence[int], style: Style, order: Sequence[int]) -> list[list[str]]:
    """The header and the rows, with the value columns in some order."""
    name, base, target, owner, group, note = LANGUAGES[style.language]
    comma = style.language != "en"
    yeared = YEARED[style.yeared]
    if style.write not in ("pipes", "grid"):
        yeared = YEARED[min(style.yeared, 2)]
    header = [yeared(base, label(2024, style)), *(yeared(target, label(year, style)) for year in years)]
    body = [
        [f"{number(value, comma=comma, grouping=style.grouping)}{one.unit}" for value in (one.start, *one.ends)]
        for one in found
    ]
    rows = [[name, *(header[at] for at in order)]]
    rows += [[one.title, *(cells[at] for at in order)] for one, cells in zip(found, body, strict=True)]
    if "current" in style.around:
        rows = [
            [
                *row,
                f"{number(found[at - 1].start, comma=comma, grouping=style.grouping)}{found[at - 1].unit}"
                if at
                else word,
            ]
            for at, row in enumerate(rows)
            for word in [CURRENT[style.language]]
        ]
    for kind, word, cell in (("owner", owner, "Ann"), ("note", note, "as agreed in 2019")):
        if kind in style.around:
            rows = [[*row, cell if at else word] for at, row in enumerate(rows)]
    if "group" in style.around:
        rows = [[("" if at > 1 else "Growth") if at else group, *row] for at, row in enumerate(rows)]
    if "number" in style.around:
        rows = [[f"{at}" if at else "#", *row] for at, row in enumerate(rows)]
    blank = [""] * (len(rows[0]) - 1)
    if "section" in style.around:
        rows.insert(1, ["Pillar: Roads", *blank])
    if "title" in style.around and style.write not in ("pipes", "grid"):
        rows.insert(0, ["What we promise", *blank])
    return rows


def _pipes(rows: Rows) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])


def _html(rows: Rows) -> str:
    return "<table>" + "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows) + "</table>"


def _spanned(rows: Rows) -> str:
    """The header in two rows of which the first reaches down; what is alone in a row spans it."""
    lines = []
    for at, row in enumerate(rows):
        alone = len(row) > 1 and not any(row[1:])
        cells = [f'<td colspan="{len(row)}">{row[0]}</td>'] if alone else [f"<td>{cell}</td>" for cell in row]
        lines.append(f"<tr>{''.join(cells)}</tr>" if at else f"<thead><tr>{''.join(cells)}</tr></thead>")
    return f"<table>{''.join(lines)}</table>"


def _quoted(rows: Rows, mark: str) -> str:
    return "".join(mark.join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def _grid(rows: Rows) -> str:
    """A pandoc grid table."""
    widths = [max(len(row[at]) for row in rows) + 2 for at in range(len(rows[0]))]
    rule = "+" + "+".join("-" * width for width in widths) + "+\n"
    lines = [
        "|" + "|".join(f" {cell}".ljust(width) for cell, width in zip(row, widths, strict=True)) + "|\n" for row in rows
    ]
    return rule + lines[0] + rule.replace("-", "=") + "".join(line + rule for line in lines[1:])


def _docx(rows: Rows) -> bytes:
    import docx

    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


WRITERS: dict[str, tuple[Callable[[Rows], str | bytes], str]] = {
    "pipes": (_pipes, "p.md"),
    "tabs": (lambda rows: "".join("\t".join(row) + "\n" for row in rows), "p.txt"),
    "html": (_html, "p.html"),
    "spanned": (_spanned, "p.html"),
    "csv": (lambda rows: _quoted(rows, ","), "p.csv"),
    "semicolons": (lambda rows: _quoted(rows, ";"), "p.csv"),
    "grid": (_grid, "p.md"),
    "xlsx": (workbook, "p.xlsx"),
    "docx": (_docx, "p.docx"),
}
