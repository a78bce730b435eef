"""The columns that were asked for, by the same names in every format."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import structs

from coopctl.errors import WrongUsage
from coopctl.judgement.selection import Filters
from coopctl.output import Column, Format, Row, View, listed
from coopctl.output.fields import columns_of, rows_of, value_at
from coopctl.output.formats.machine import cell

# As narrow as a field of the records may become, which folds between its words.
_FOLDS = 20


def with_columns(view: View, asked: str, form: Format) -> View:
    """The view with only the columns of `a,b,c`, in this order.

    A column is named by its header in tables or by its field in the records; capitals do not matter, and `-`, `_` and a
    space are the same.  Raises `WrongUsage` for a name that is none, and for JSON, whose envelope has one shape.
    """
    if form is Format.JSON:
        raise WrongUsage("-o json is one envelope with all its fields", "choose columns with -o jsonl or csv")
    names = [name for name in map(_simple, asked.split(",")) if name]
    if not names:
        raise WrongUsage(f"{asked!r} names no column", _choice(view))
    answer = cache(view.answer)
    chosen = [_column(view, columns_of(type(answer())), name) for name in names]
    if form in (Format.TABLE, Format.MD):
        return _of_table(structs.replace(view, answer=answer), chosen)
    fields = tuple(_field(column, name) for column, name in zip(chosen, names, strict=True))
    return structs.replace(view, answer=answer, fields=fields)


def without_header(view: View, form: Format) -> View:
    """The view as rows alone: no header, no lines around them, no titles among them.

    Raises `WrongUsage` for JSON, whose envelope has one shape.
    """
    if form is Format.JSON:
        raise WrongUsage("-o json is one envelope with all its fields", "leave the envelope out with -o jsonl")
    rows = (row for section in view.sections for row in section.rows)
    return structs.replace(view, header=False, head=(), foot=(), sections=listed(rows))


def _simple(name: str) -> str:
    """`Recorded (UTC)` and `recorded` are one name."""
    return re.sub(r"[\s_]+", "-", re.sub(r"\(.*\)", "", name).strip().lower())


def _column(view: View, fields: Sequence[str], name: str) -> Column:
    """The column of a name: a header of the table, what machines call it, or a field that the table does not show."""
    for column in view.columns:
        if _simple(column.header) == name:
            return column
    for column in view.columns:
        if _simple(column.field) == name:
            return column
    for field in fields:
        if _simple(field) == name:
            return Column(field, field, folds=_FOLDS)
    if name == "id" and "goal" in fields:  # records of figures have their goal's id under this name
        return Column("ID", "goal")
    raise WrongUsage(f"there is no column {name!r}", _choice(view))


def _choice(view: View) -> str:
    headers = ", ".join(_simple(column.header) for column in view.columns)
    return f"one of {headers}, or a field in the header of -o csv"


def _field(column: Column, name: str) -> str:
    if not column.field:
        raise WrongUsage(f"{name!r} is a column of tables alone", "use its fields in the header of -o csv")
    return column.field


def _of_table(view: View, chosen: Sequence[Column]) -> View:
    places = [view.columns.index(column) if column in view.columns else None for column in chosen]

    records = rows_of(view.answer())

    def cells(row: Row) -> tuple[str, ...]:
        return tuple(
            (
                row.cells[at]
                if at is not None
                else ""
                if row.at is None
                else cell(value_at(records[row.at], column.field))
            )
            for at, column in zip(places, chosen, strict=True)
        )

    return structs.replace(
        view,
        columns=tuple(structs.replace(column, drop=0, kept=True) for column in chosen),
        sections=tuple(
            structs.replace(section, rows=tuple(structs.replace(row, cells=cells(row)) for row in section.rows))
            for section in view.sections
        ),
        lines=(),
    )


def shape(filters: Filters, view: View, form: Format) -> View:
    """The view with the columns asked for, and with or without its header."""
    if filters.columns is not None:
        view = with_columns(view, filters.columns, form)
    return without_header(view, form) if filters.no_header else view
