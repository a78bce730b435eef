"""One statement of a field: its columns, its schema and what is read under its name."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

import pytest
from msgspec import UNSET, Meta, Struct, UnsetType

from coopctl.cli.answers import ANSWERS
from coopctl.output import Answer, Column
from coopctl.output.fields import JsonOnly, Late, Rows, columns_of, rows_of, says, value_at
from coopctl.output.schemas import Maker
from coopctl.output.views import acts, diff, findings, listing, portfolio, status


class Inner(Struct, frozen=True):
    low: Decimal | None
    hidden: JsonOnly[int]


class Row(Struct, frozen=True):
    """A row.

    More of it is for developers.
    """

    name: Annotated[str, says("What it is called.")]
    last: Late[Inner | None]
    counts: dict[str, Annotated[int, Meta(ge=0)]]
    parts: tuple[Inner, ...]
    words: tuple[str, ...]
    kind: Literal["a", "b"]
    value: Decimal | str | None
    often: str | UnsetType = UNSET


class Told(Answer, frozen=True, tag="told/1"):
    title: str
    rows: Rows[Row]


ROW = Row("x", Inner(Decimal(3), 1), {"n": 1}, (), ("p", "q"), "a", None)
VIEWS = {
    "status": status.COLUMNS,
    "goals": listing._GOALS,
    "log": listing._FIGURES,
    "check": findings._CHECK_COLUMNS,
    "due": findings._DUE_COLUMNS,
    "portfolio": portfolio._COLUMNS,
    "diff": diff._COLUMNS,
    "acts": acts._ACTS,
    "changes": acts._CHANGES,
}


def test_columns_are_the_fields_in_their_order() -> None:
    """What lies inside has a name with dots; lists of records, mappings and what is marked are no columns."""
    assert columns_of(Told) == ("name", "words", "kind", "value", "often", "last.low")
    assert columns_of(Answer) == ()


def test_rows_are_those_of_the_field_that_has_them() -> None:
    """An answer without such a field has none."""
    assert (rows_of(Told("t", (ROW,))), rows_of(Answer())) == ((ROW,), ())


@pytest.mark.parametrize(
    ("name", "value"), [("name", "x"), ("last.low", Decimal(3)), ("often", None), ("parts.low", None), ("no", None)]
)
def test_a_value_is_read_by_its_name(name: str, value: object) -> None:
    """Where there is nothing of a field it is None."""
    assert value_at(ROW, name) == value
    assert value_at(Row("x", None, {}, (), (), "a", None), "last.low") is None


def test_a_schema_is_made_of_the_type() -> None:
    """Every field is required but those that may be left out; meanings, words and limits are in it."""
    inner = {
        "type": "object",
        "properties": {"low": {"anyOf": [{"type": "number"}, {"type": "null"}]}, "hidden": {"type": "integer"}},
        "required": ["low", "hidden"],
    }
    assert Maker().schema(Told) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "told/1",
        "type": "object",
        "properties": {
            "schema": {"const": "told/1"},
            "title": {"type": "string"},
            "rows": {
                "type": "array",
                "items": {
                    "description": "A row.",
                    "type": "object",
                    "properties": {
                        "name": {"type": "string", "description": "What it is called."},
                        "last": {"anyOf": [inner, {"type": "null"}]},
                        "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
                        "parts": {"type": "array", "items": inner},
                        "words": {"type": "array", "items": {"type": "string"}},
                        "kind": {"enum": ["a", "b"]},
                        "value": {"type": ["number", "string", "null"]},
                        "often": {"type": "string"},
                    },
                    "required": ["name", "last", "counts", "parts", "words", "kind", "value"],
                },
            },
        },
        "required": ["schema", "title", "rows"],
    }


@pytest.mark.parametrize("name", VIEWS)
def test_a_column_of_a_table_shows_a_field(name: str) -> None:
    """What machines call a column of a table is a column of theirs."""
    columns: tuple[Column, ...] = VIEWS[name]
    assert {column.field for column in columns if column.field} <= set(columns_of(ANSWERS[name]))
