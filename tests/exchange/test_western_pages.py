"""Tables in Windows-1252, as spreadsheets of Western Europe save them: read where the bytes can be nothing else."""

import pytest

from running import Program

_WESTERN = [
    "Auftraggeber/Empfänger", "Grüße aus Füssen", "l’emploi créé", "POPULAÇÃO e regiões", "måned i Østfold",
    "señal, año", "km² und 5 m³", "2020–2024 © Destatis", "25\xa0% von 1\xa0234 €", "Œuvre, cœur",
    "Työttömyysaste", "«Total»",
]  # fmt: skip
_OTHERS = [
    ("Miesiąc", "cp1250"), ("Месяц", "cp1251"), ("Μήνας", "cp1253"),
    ("İşsizlik oranı", "cp1254"), ("שנה", "cp1255"), ("سنة", "cp1256"), ("全国", "cp932"), ("日期", "gbk"),
    ("년", "cp949"), ("für", "cp850"), ("Málaga", "mac-roman"), ("España", "mac-roman"), ("ค่า", "cp874"),
]  # fmt: skip


def _import(share: Program, text: str, page: str, *options: str) -> tuple[int, str]:
    (share.folder / "in.csv").write_bytes(text.encode(page))
    result = share.run("import", "in.csv", "--goal", "share", *options)
    return result.code, result.err


def test_texts_of_western_europe(share: Program) -> None:
    """They are read as they are written, which is told with the first word that shows it."""
    rows = "".join(f'{2010 + n},{n},"{text}"\n' for n, text in enumerate(_WESTERN))
    code, told = _import(share, f"date,value,note\n{rows}", "cp1252")
    notes = [one["note"] for one in share.records("export")]
    said = "note: the text is read as Windows-1252, as in 'Empfänger'; --encoding says otherwise\n"
    assert (code, notes, said in told) == (0, _WESTERN, True)


@pytest.mark.parametrize(("text", "page"), _OTHERS)
@pytest.mark.parametrize("table", ["date,value,{}\n2021,5,x\n", "Title\n\ndate,value,{}\n2021,5,x\n2022,6,x\n"])
def test_texts_in_other_pages(share: Program, text: str, page: str, table: str) -> None:
    """A header in one is asked about, in the first line or under a title, and no row below it is taken for it."""
    code, told = _import(share, table.format(text), page)
    assert (code, "not UTF-8" in told, "--encoding cp1252" in told) == (1, True, True)
    assert _import(share, table.format(text), page, "--encoding", page)[0] == 0


def test_a_slip_in_a_text_of_utf_8(share: Program) -> None:
    """It is no other page: the row is refused, and all others can be read."""
    (share.folder / "in.csv").write_bytes("date,value,note\n2021,5,für\n2022,6,f".encode() + b"\xfcr\n")
    refused = share.run("import", "in.csv", "--goal", "share")
    assert (refused.code, "line 3: the row holds bytes that are not UTF-8" in refused.err) == (1, True)
