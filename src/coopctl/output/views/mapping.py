"""The view of how a table of figures is read: which of its columns holds what, to be looked at before it is stored."""

from collections.abc import Mapping, Sequence

from coopctl.output import Column, Row, View, listed
from coopctl.values.people import first_few

_COLUMNS = (Column("Read as"), Column("Column", folds=40))
_NAMED = 6


def mapping_view(columns: Mapping[str, str], values: Sequence[str]) -> View:
    """The columns by what is read in them; `values` are those of values where they are several."""
    rows = [*columns.items(), *([("value", first_few(values, _NAMED))] if values else [])]
    return View(columns=_COLUMNS, sections=listed(Row(row) for row in rows))
