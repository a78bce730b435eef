"""Numbers between semicolons: a comma before one, two or more than three digits can be nothing but the decimal mark."""

import pytest

from running import Program

_TAKEN = {
    ("12,5", "13"): ["12.5", "13"],
    ("12,5", "3,150"): ["12.5", "3.150"],
    ("12,50", "1.234"): ["12.50", "1234"],
    ("7", "12,5 %"): ["7", "12.5"],
    ("-12,5", "12,1234"): ["-12.5", "12.1234"],
}
"""What two rows of a column say, and what is recorded of them."""

_ASKED = {
    ("12,5", "13.5"): "'12,5' could be 12.5 or 125",
    ("12,5", "1,234,567"): "'12,5' could be 12.5 or 125",
    ("3,150", "4,200"): "'3,150' could be 3150 or 3.150",
    ("1.234", "2"): "'1.234' could be 1234 or 1.234",
}


def _table(rows: tuple[str, ...], mark: str = ";") -> str:
    return "\n".join(
        [f"goal{mark}date{mark}value", *(f"share{mark}{2020 + n}{mark}{one}" for n, one in enumerate(rows))]
    )


@pytest.mark.parametrize(("rows", "values"), _TAKEN.items())
def test_a_comma_before_other_than_three_digits(share: Program, rows: tuple[str, ...], values: list[str]) -> None:
    """It says of all numbers of the column which mark they have, which is told."""
    told = share.run("import", "-", stdin=_table(rows)).err
    recorded = [one["value"] for one in share.records("export")]
    assert (recorded, "note: numbers have a decimal comma, as" in told) == (list(map(float, values)), True)


@pytest.mark.parametrize(("rows", "said"), _ASKED.items())
def test_a_column_that_says_both_or_neither(share: Program, rows: tuple[str, ...], said: str) -> None:
    """It is asked about, and nothing is recorded."""
    result = share.run("import", "-", stdin=_table(rows))
    assert (result.code, said in result.err, share.done("export", "-o", "jsonl")) == (1, True, "")


@pytest.mark.parametrize("rows", _TAKEN)
def test_what_is_said_decides(share: Program, rows: tuple[str, ...]) -> None:
    """A decimal point that is said is what the numbers have; between other marks a comma is asked about."""
    assert share.run("import", "-", "--decimal-point", stdin=_table(rows)).code == 1
    assert share.run("import", "-", stdin=_table(rows, "\t")).code == 1
