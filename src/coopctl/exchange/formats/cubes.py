"""Statistics as cubes in JSON: JSON-stat 2.0, and SDMX-JSON 1.0 and 2.0, an observation a row.

Sources: JSON-stat format 2.0 (`id`, `size`, `dimension`, `value`, `status`); SDMX-JSON data message (`dataSets`,
`structure`): an observation's key says the place of its value in each dimension, a list its value and its attributes.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

_MOST_ROWS, _MOST_NAMES = 1_000_000, 200
Rows = list[dict[str, Any]]


def rows(found: object) -> Rows | None:
    """The observations of a document, in words; None where it is no cube.

    Raises `LookupError`, `TypeError` or `ValueError` for one that does not say what its numbers are, or is too large.
    """
    made = _rows(found)
    if made is None:
        return None
    bounded: Rows = []
    for row in made:
        if len(row) > _MOST_NAMES or len(bounded) == _MOST_ROWS:
            raise ValueError(f"it has more than {_MOST_ROWS:,} observations, or {_MOST_NAMES} names for each")
        bounded.append(row)
    return bounded


def _rows(found: object) -> Iterator[dict[str, Any]] | None:
    whole = _object(found)
    inner = _object(whole.get("data")) or whole
    if "dataSets" in inner:
        structures = inner.get("structures") or [inner["structure"]]
        return (row for one in inner["dataSets"] for row in _sdmx(one, structures[one.get("structure", 0)]))
    cube = _object(whole.get("dataset")) or whole
    return _stat(cube) if {"dimension", "value"} <= cube.keys() else None


def _object(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _stat(cube: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    dimensions = cube["dimension"]
    names, sizes = (cube.get(part) or dimensions[part] for part in ("id", "size"))
    codes = [_codes(dimensions[name], size) for name, size in zip(names, sizes, strict=True)]
    status = dict(islice(_by_place(cube.get("status")), _MOST_ROWS))
    for place, value in _by_place(cube.get("value")):
        key, rest = {}, place
        for name, own in reversed([*zip(names, codes, strict=True)]):
            rest, at = divmod(rest, len(own))
            key[name] = own[at]
        if rest:
            raise ValueError(f"its observation {place} lies outside of its dimensions")
        yield {name: key[name] for name in names} | {"value": value, "flag": status.get(place) or ""}


def _codes(dimension: Mapping[str, Any], size: int) -> list[str]:
    """The codes of a dimension in the order of its places."""
    category = dimension["category"]
    index = category.get("index") or list(category["label"])
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index)
    if len(codes) != size:
        raise ValueError(f"a dimension of {size} has {len(codes)} codes")
    return codes


def _by_place(found: Any) -> Iterator[tuple[int, Any]]:
    """Values with their place, whether all are listed or only those that are there."""
    if isinstance(found, dict):
        return ((int(place), value) for place, value in found.items())
    return enumerate(() if isinstance(found, str) else found or ())


def _sdmx(data: Mapping[str, Any], structure: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each observation with the codes of its dimensions and attributes, under their ids; `OBS_VALUE` is its value."""
    dimensions, attributes = structure["dimensions"], structure.get("attributes", {})
    common = _coded(attributes.get("dataSet", ()), data.get("attributes", ()))
    for key, series in data.get("series", {"": data}).items():
        places = [int(place) for place in key.split(":") if place]
        said = common | _coded(dimensions.get("series", ()), places)
        said |= _coded(attributes.get("series", ()), series.get("attributes", ())) if key else {}
        for inner, observation in series.get("observations", {}).items():
            own = _coded(dimensions["observation"], [int(place) for place in inner.split(":")])
            marks = _coded(attributes.get("observation", ()), observation[1:])
            yield said | own | marks | {"OBS_VALUE": observation[0]}


def _coded(parts: Sequence[Mapping[str, Any]], places: Sequence[int | None]) -> dict[str, Any]:
    """The code of each dimension or attribute, "" where there is none."""
    codes = {}
    for part, place in zip(parts, places, strict=False):
        one = {} if place is None or not part["values"] else part["values"][place]
        codes[f"{part['id']}"] = one.get("id", one.get("name", "")) if isinstance(one, dict) else one
    return codes
