"""The shapes in which documents of JSON keep tables, each as its rows under names.

Sources: pandas, `DataFrame.to_json` (its `orient`s); DHIS2 (`headers`, `rows`); Chart.js (`labels`, `datasets`); BLS
and others keep a list of observations inside each series; IBGE's SIDRA names its columns in the first object; the HTTP
interfaces of Prometheus (`query_range`), Graphite (`render`) and InfluxDB 1 (`query`); PxWeb of the Nordic offices.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from coopctl.errors import Refused, as_typed
from coopctl.values.patterns import later

Rows = list[dict[str, Any]]
Shape = Callable[[Any], Rows | None]
"""The rows of a part of a document, None where it has another shape."""

_INNER = ("data", "values", "observations", "obs", "points", "datapoints", "history", "readings", "measurements")
_SIDRA = later("[NM][CN]|V|D[0-9][CN]", re.ASCII)
_SCALAR = (str, int, Decimal, type(None))


def _objects(found: Any) -> Rows | None:
    """`[{"date": "2024", "value": 1}]`."""
    return found if isinstance(found, list) and all(isinstance(one, dict) for one in found) else None


def _named_by_first(found: Any) -> Rows | None:
    """`[{"V": "Valor"}, {"V": "1"}]`, the first object holding the names of the columns of all others."""
    rows = _objects(found) or []
    if len(rows) < 2 or not all(map(_SIDRA.fullmatch, rows[0])):
        return None
    return [{rows[0].get(name) or name: one for name, one in row.items()} for row in rows[1:]]


def _by_series(found: Any) -> Rows | None:
    """`[{"series": "A", "data": [{"date": "2024", "value": 1}]}]`: each object with what is said of its series."""
    rows = _objects(found) or []
    inner = next((name for name in _INNER if rows and all(_objects(one.get(name)) for one in rows)), "")
    return [_scalars(outer) | row for outer in rows for row in outer[inner]] if inner else None


def _measured(found: Any) -> Rows | None:
    """`[{"metric": {"job": "A"}, "values": [[1714521600, "1"]]}]`: the points of each series, as monitors write them.

    Prometheus has the time before the value, Graphite behind it (`target`, `datapoints`), InfluxDB names its columns.
    """
    points = [_points(one) for one in _each_series(_objects(found) or [])]
    told = [one for one in points if one is not None]
    return [row for one in told for row in one] if told and len(told) == len(points) else None


def _each_series(rows: Rows) -> Rows:
    """The series of all results of InfluxDB; other objects as they are."""
    if not all(_objects(one.get("series")) for one in rows):
        return rows
    return [series for one in rows for series in one["series"]]


def _points(series: dict[str, Any]) -> Rows | None:
    """The points of one series with what is said of it; None where it is none."""
    for about, points, names in _POINTS:
        rows = series.get(points)
        named = names or series.get("columns")
        if about in series and isinstance(named, list | tuple) and rows and _is_table(rows):
            said = {name: series[name] for name in (about, "tags") if name in series}
            return [said | point for point in _under(named, rows)]
    return None


# What is said of a series, its points, and what stands in each; none where the series says so itself.
_POINTS = (
    ("metric", "values", ("time", "value")),
    ("target", "datapoints", ("value", "time")),
    ("name", "values", ()),
)


def _scalars(found: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in found.items() if isinstance(one, _SCALAR)}


def _rows_under_names(found: Any) -> Rows | None:
    """`[["date", "value"], ["2024", 1]]`."""
    if not _is_table(found) or not all(isinstance(one, str) and not one[:1].isdigit() for one in found[0]):
        return None
    return _under(found[0], found[1:])


def _under(names: Iterable[Any], rows: Iterable[list[Any]]) -> Rows:
    """Rows of values under names, each as far as it goes."""
    named = [*map(str, names)]
    return [dict(zip(named, row, strict=False)) for row in rows]


def _is_table(found: Any) -> bool:
    """Whether something is a list of rows of texts and numbers."""
    return isinstance(found, list) and all(
        isinstance(row, list) and not any(isinstance(one, dict | list) for one in row) for row in found
    )


def _named_rows(found: Any) -> Rows | None:
    """`{"headers": [...], "rows": [...]}`, where a header may be an object with a name."""
    if not isinstance(found, dict) or not all(isinstance(found.get(name), list) for name in ("headers", "rows")):
        return None
    names = [one.get("column") or one.get("name") if isinstance(one, dict) else one for one in found["headers"]]
    return _under(names, (row for row in found["rows"] if isinstance(row, list)))


def _keyed(found: Any) -> Rows | None:
    """`{"columns": [{"text": "year"}], "data": [{"key": ["2024"], "values": ["1"]}]}`, as PxWeb writes a table."""
    if not isinstance(found, dict):
        return None
    columns, rows = _objects(found.get("columns")), _objects(found.get("data"))
    if not columns or not rows or not all(_is_table([one.get("key"), one.get("values")]) for one in rows):
        return None
    names = [one.get("text") or one.get("code") for one in columns]
    return _under(names, [one["key"] + one["values"] for one in rows])


def _periods_by_goal(found: Any) -> Rows | None:
    """`{"GOAL": {"2024": 1}}`."""
    if not isinstance(found, dict) or _numbered(found) or not all(map(_is_series, found.values())):
        return None
    return [{"goal": name, "period": on, "value": value} for name, one in found.items() for on, value in one.items()]


def _is_series(found: Any) -> bool:
    """Whether something holds numbers by period."""
    return (
        isinstance(found, dict)
        and bool(found)
        and all(name[:4].isdigit() and isinstance(value, int | Decimal | None) for name, value in found.items())
    )


def _numbered(found: Any) -> list[Any]:
    """The values of an object by number, from 0 on; none where it is no such object."""
    numbered = isinstance(found, dict) and list(found) == [f"{number}" for number in range(len(found))]
    return list(found.values()) if numbered else []


def _by_number(found: Any) -> Rows | None:
    """`{"0": {"date": "2024", "value": 1}}`, as pandas writes rows by their number."""
    return _objects(_numbered(found)) or None


def _split(found: Any) -> Rows | None:
    """`{"columns": ["date", "value"], "data": [["2024", 1]]}`, as pandas writes names and rows apart."""
    names, rows = (found.get("columns"), found.get("data") or []) if isinstance(found, dict) else (None, [])
    if not isinstance(names, list) or not _is_table(rows):
        return None
    return _under(names, rows)


def _columns(found: Any) -> Rows | None:
    """`{"date": ["2024"], "value": [1]}`, or the same by number: a list for each column, all of one length."""
    if not isinstance(found, dict):
        return None
    columns = {name: _numbered(one) if isinstance(one, dict) else one for name, one in found.items()}
    lists = [one for one in columns.values() if _is_table([one]) and one]
    if len(lists) < max(2, len(columns)) or len(set(map(len, lists))) > 1:
        return None
    return [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]


def _chart(found: Any) -> Rows | None:
    """`{"labels": ["2024"], "datasets": [{"label": "GOAL", "data": [1]}]}`."""
    labels, sets = (found.get("labels"), found.get("datasets")) if isinstance(found, dict) else (None, None)
    if not isinstance(labels, list) or not isinstance(sets, list):
        return None
    columns = {"period": labels} | {f"{one.get('label')}": one.get("data") for one in sets if isinstance(one, dict)}
    return _columns(columns)


def _series(found: Any) -> Rows | None:
    """`{"2024-01": 1, "2024-02": 2}`."""
    return [{"period": on, "value": value} for on, value in found.items()] if _is_series(found) else None


def _nameless(found: Any) -> Rows | None:
    """`[["2024", 1], ["2025", 2]]`: columns by their numbers."""
    if not _is_table(found) or len({len(row) for row in found}) > 1 or len(found[0]) < 2:
        return None
    return [{f"{number}": one for number, one in enumerate(row, 1)} for row in found]


LISTS: tuple[Shape, ...] = (
    _chart,
    _keyed,
    _named_by_first,
    _measured,
    _by_series,
    _objects,
    _rows_under_names,
    _named_rows,
    _periods_by_goal,
)
"""Shapes of rows and of periods; where a document has one of them, it is what the document is about."""
FURTHER: tuple[Shape, ...] = (_by_number, _split, _columns, _series, _nameless)
"""Shapes that parts of other documents may have as well."""


def own_file(name: str) -> Refused:
    """That a file is that of a plan itself, with what is done with one."""
    file = "FILE" if name == "standard input" else name
    ways = f"to take in what it has: {as_typed('merge', file)}; to look into it: {as_typed('--file', file, 'status')}"
    return Refused(f"{name} is the file of a plan itself", ways)
