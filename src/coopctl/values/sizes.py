"""How many of one unit another is, for units of time, weight and length, whose sizes to one another are fixed."""

from fractions import Fraction

from coopctl.values.units import Unit, unit_name

# How many of the smallest of its kind a unit is, by its name.
_TIMES: dict[str, Fraction | int] = {"millisecond": 1, "second": 1_000, "minute": 60_000, "hour": 3_600_000}
_WEIGHTS: dict[str, Fraction | int] = {
    "gram": 1,
    "kilogram": 1_000,
    "tonne": 1_000_000,
    "kt": 1_000_000_000,
    "Mt": 1_000_000_000_000,
}
_LENGTHS: dict[str, Fraction | int] = {"metre": 1, "kilometre": 1_000, "mile": Fraction("1609.344")}
_SIZES = (_TIMES, _WEIGHTS, _LENGTHS)


def ratio(one: Unit, other: Unit) -> Fraction | None:
    """How many of `other` one of `one` is; None for units that have no fixed ratio.

    Days are no 24 hours where they are days of work.
    """
    names = unit_name(one), unit_name(other)
    sizes = next((table for table in _SIZES if table.keys() >= {*names}), None)
    return None if sizes is None else Fraction(sizes[names[0]]) / Fraction(sizes[names[1]])


def is_time(unit: Unit) -> bool:
    """Whether a unit is one of time, in which lengths of time are told exactly."""
    return unit_name(unit) in _TIMES


def is_length(unit: Unit) -> bool:
    """Whether a unit is one of length."""
    return unit_name(unit) in _LENGTHS
