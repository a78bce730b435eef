"""What people say of a file that it does not say itself, and how its tables write numbers."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from coopctl.errors import WrongUsage
from coopctl.exchange.figures.senses import Sense
from coopctl.exchange.figures.words import with_commas
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.ids import plain_name
from coopctl.values.vocabulary import NO, YES


class Missing(StrEnum):
    """What becomes of a marker that stands in the place of a value."""

    PASS = "pass"  # noqa: S105 - to pass over
    RECORD = "record"


def is_countable(goal: Goal) -> bool:
    """Whether rows can be counted for a goal, each as one of what it adds up: an event, a person, a book."""
    promise = goal.promise
    adds = promise.measure in (Measure.COUNT, Measure.TOTAL, Measure.SUM)
    return adds and (promise.unit.is_counted or not promise.unit)


class Asked(Struct, frozen=True):
    """How to read: columns by role, the one goal, which rows, the order of days, the decimal mark, yes and no.

    `raw` keeps apostrophes, `keep` the refused rows; `update` lets rows replace what is recorded; `missing` is what
    becomes of a marker such as `..` or `n/a`, `names` the goals that are meant by names which they do not have, `blank`
    what stands for no value, None where nobody said it.
    """

    columns: Mapping[str, str] = {}
    goal: Goal | None = None
    where: tuple[tuple[str, str], ...] = ()
    sense: Sense | None = None
    depth: int = 1
    decimal: str = ""
    scale: str = ""
    yes: frozenset[str] = YES
    no: frozenset[str] = NO
    raw: bool = False
    keep: bool = False
    update: bool = False
    missing: Missing = Missing.PASS
    names: Mapping[str, str] = {}
    blank: frozenset[str] | None = None

    @property
    def counts_rows(self) -> bool:
        """Whether somebody said that there is no column of values."""
        return self.columns.get("value") == ""

    def comma(self, plan: Plan) -> bool:
        """Whether numbers have a decimal comma."""
        return self.decimal == "comma" or (plan.decimal_comma and not self.decimal)


class Numbers(NamedTuple):
    """How a table writes numbers: with a point, or a comma; with either between semicolons or beside 31.12.2024."""

    point: bool
    semicolons: bool
    comma: bool = False


def number_or_word(text: str) -> str:
    """A text as those that stand for no value are compared: -999.0 is -999."""
    word = text.strip().casefold()
    try:
        return f"{Decimal(word).normalize()}"
    except ArithmeticError:
        return word


def parse_where(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`COL=VALUE,COL=VALUE` as pairs; raises `WrongUsage` for what is none."""
    pairs = []
    for part in (one for text in texts for one in with_commas(text)):
        column, equals, value = part.partition("=")
        if not equals or not column.strip():
            raise WrongUsage(
                f"--where {part!r} is not COLUMN=VALUE", "an empty value is a column left empty: --where Sex="
            )
        pairs.append((column.strip(), value.strip()))
    return tuple(pairs)


def parse_names(texts: Iterable[str], plan: Plan) -> dict[str, str]:
    """`NAME=GOAL` as a name, as names are compared, to the id of a goal; a name may hold an equals sign.

    Raises `WrongUsage` for what is none, and `UnknownName` for a goal that there is not.
    """
    names = {}
    for text in texts:
        name, equals, goal = text.rpartition("=")
        if not equals or not name.strip():
            raise WrongUsage(f"--rename {text!r} is not NAME=GOAL", "as in --rename 'Total exports=exports'")
        names[plain_name(name)] = plan.goal(goal.strip()).id
    return names


def parse_words(text: str, words: frozenset[str]) -> frozenset[str]:
    """The words of a list with commas, in small letters, beside those that are known."""
    return words | {word.strip().casefold() for word in text.split(",") if word.strip()}
