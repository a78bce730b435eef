"""How many of one unit another is: of units whose sizes to one another are fixed, and of a part.

Sources: the international yard and pound of 1959; the SI brochure, table 8 (hectare, litre, tonne); IEC 80000-13 for
bytes, a kilobyte of which has a thousand.
"""

import re
from fractions import Fraction

from coopctl.values.patterns import later
from coopctl.values.units import PERCENTAGE, Unit, unit_name

# So many out of so many, of whatever: `3/5`, `3 out of 4 farmers`.
OUT_OF = later(r"of (?P<whole>[1-9][0-9]*)(?: (?P<noun>.+))?", re.ASCII)

# How many of the smallest of its kind a unit is, by its name.
_TIMES: dict[str, Fraction | int] = {"millisecond": 1, "second": 1_000, "minute": 60_000, "hour": 3_600_000}
_WEIGHTS: dict[str, Fraction | int] = {
    "gram": 1,
    "kilogram": 1_000,
    "tonne": 1_000_000,
    "kt": 1_000_000_000,
    "Mt": 1_000_000_000_000,
    "lb": Fraction("453.59237"),
    "oz": Fraction("28.349523125"),
}
_LENGTHS: dict[str, Fraction | int] = {
    "metre": 1,
    "kilometre": 1_000,
    "mile": Fraction("1609.344"),
    "foot": Fraction("0.3048"),
    "yard": Fraction("0.9144"),
}
_AREAS: dict[str, Fraction | int] = {
    "m²": 1, "hectare": 10_000, "km²": 1_000_000, "acre": Fraction("4046.8564224"),
}  # fmt: skip
_VOLUMES: dict[str, Fraction | int] = {"litre": 1, "m³": 1_000}
_POWERS: dict[str, Fraction | int] = {"watt": 1, "kilowatt": 10**3, "megawatt": 10**6, "gigawatt": 10**9}
_ENERGIES: dict[str, Fraction | int] = {"kWh": 1, "MWh": 10**3, "GWh": 10**6, "TWh": 10**9}
_BYTES: dict[str, Fraction | int] = {"kB": 1, "KB": 1, "MB": 10**3, "GB": 10**6, "TB": 10**9, "PB": 10**12}
_SIZES = (_TIMES, _WEIGHTS, _LENGTHS, _AREAS, _VOLUMES, _POWERS, _ENERGIES, _BYTES)


def ratio(one: Unit, other: Unit) -> Fraction | None:
    """How many of `other` one of `one` is, each for the same thing; None for units that have no fixed ratio.

    Days are no 24 hours where they are days of work.  Of a percentage one of 60 is a hundred sixtieths.
    """
    part = OUT_OF.fullmatch(one.text) if other.is_percent else None
    if part is not None:
        same = other == PERCENTAGE or not part["noun"] or Unit(f"% of {part['noun']}").fits(other)
        return Fraction(100, int(part["whole"])) if same else None
    (first, _, each), (second, _, every) = one.text.partition(" per "), other.text.partition(" per ")
    if each != every:
        return None
    names = unit_name(Unit(first)), unit_name(Unit(second))
    sizes = next((table for table in _SIZES if table.keys() >= {*names}), None)
    return None if sizes is None else Fraction(sizes[names[0]]) / Fraction(sizes[names[1]])


def is_time(unit: Unit) -> bool:
    """Whether a unit is one of time, in which lengths of time are told exactly."""
    return unit_name(unit) in _TIMES


def is_length(unit: Unit) -> bool:
    """Whether a unit is one of length."""
    return unit_name(unit) in _LENGTHS
