"""What the numbers of a row count in: its unit, and its scale."""

import re
from decimal import Decimal

from coopctl.errors import Refused
from coopctl.exchange.plans.headers import Column, unit_in
from coopctl.exchange.plans.leading import BRACKETED
from coopctl.exchange.plans.row import REMARK, Context, Row
from coopctl.exchange.plans.words import blank, says, scale_alone
from coopctl.language.translated import in_english
from coopctl.values.patterns import later
from coopctl.values.quantities import parse_quantity
from coopctl.values.vocabulary import SCALES

_BARE = later(r"[\s0-9.,:+<>=≤≥-]*")
_BARE_NUMBER = later(r"(?=.*[1-9])[\s0-9.,:+<>=≤≥-]*")


def scale_of(row: Row, context: Context) -> str:
    """The word for what a row's numbers count in, where its unit or its title's brackets say nothing else, or ""."""
    unit, title, language = context.shape.single.get("unit"), row.at(context.shape.name), context.shape.language
    if unit is not None:
        return scale_alone(row.at(unit), language)
    inside = BRACKETED.findall(title) if "(" in title else ()
    return next(filter(None, (scale_alone(part, language) for part in inside)), "")


def check_scale(row: Row, context: Context) -> None:
    """Raise `Refused` where numbers that all count in thousands or the like are too far apart to do so.

    Worked: 212 thousand are no start for 300,000 thousand.
    """
    if not row.scale:
        return
    texts = [text for one in context.shape.values if _BARE_NUMBER.fullmatch(text := row.at(one))]
    comma = context.plan.decimal_comma
    amounts = {abs(parse_quantity(text.strip(" +<>=≤≥-"), decimal_comma=comma).value): text for text in texts}
    low, high = min(amounts, default=Decimal(1)), max(amounts, default=Decimal(1))
    if low and high / low * _FEW >= Decimal(10) ** SCALES[row.scale]:
        raise Refused(f"{amounts[low]!r} and {amounts[high]!r} are too far apart to count both in {row.scale}",
                      "write behind each number what it counts in")  # fmt: skip


_FEW = 3


def unit_of(row: Row, context: Context, column: Column, said: str) -> str:
    """The unit beside the amounts: its own column's, else a header's, else the one in brackets in the title."""
    shape = context.shape
    own = _own_unit(row, context)
    if own:
        return own
    headed = column.unit or (shape.baseline.unit if shape.baseline else "")
    if not _BARE.fullmatch(said) and headed:
        return "" if headed in said else headed
    # A number alone is in the unit of the title, whatever those beside it say; nothing is nothing in any unit.
    if headed or not any(_BARE_NUMBER.fullmatch(row.at(one)) for one in shape.values):
        return headed
    return _unit_of_title(row.at(shape.name), shape.language)


def _own_unit(row: Row, context: Context) -> str:
    """The unit in the row's own column, "" where that only says that there is a number."""
    single, language = context.shape.single, context.shape.language
    if "unit" not in single and "currency" not in single:
        return ""
    text = in_english(row.at(single.get("unit")), language)
    money = row.at(single.get("currency"))
    if money and not blank(money):
        return money
    if says("percent", text):
        return "%"
    text = _spelt(text)
    if blank(text) or says("number", text) or _SPREAD.fullmatch(text) or scale_alone(text, language):
        return ""
    return REMARK.sub(
        "", re.sub(r"^(?:number|count|nombre|anzahl|número) (?:of |de |d')?", "", text, flags=re.IGNORECASE)
    )


_THOUSANDS = later(r"^1[,. ]?000 (?=[^\W\d])")
# The signs of money that a scale may stand behind: `€ thousand`, `$m`.
_SIGNS = frozenset("$€£")


def _spelt(text: str) -> str:
    """A unit with its scale, and the sign of its money before that, in words: `ha '000`, `€ thousand`, `$m`."""
    text = _THOUSANDS.sub("thousand ", _NOUGHTS.sub("thousand", text))
    return (unit_in(text) or text) if text[:1] in _SIGNS else text


# A scale in noughts: `'000 ha`, `USD '000`.
_NOUGHTS = later(r"(?<![\w.,])['’]?000s?(?![\w.,])")
# From where to where the numbers can go, which is no unit: `0-100`, `scale of 1 to 5`.
_SPREAD = later(
    r"(?:scale|score|index)?(?: of)? ?\(?[0-9]{1,3} ?(?:[-–]|to) ?[0-9]{1,3}\)?(?: scale| points?)?", re.IGNORECASE
)
_SHARED = later(r"(?:%|percent(?:age)?|pourcentage|prozentsatz|porcentaje|porcentagem|percentual)(?= (?:of|d|\w))")


def _unit_of_title(title: str, language: str) -> str:
    """The unit that a title names: `(USD million)`, `(Percentage, Custom)`, `% of births attended`."""
    inside = re.findall(r"[(\[]([^()\[\]]*)[)\]]", title)
    if any(says("percent", in_english(part.partition(",")[0].strip(), language)) for part in inside):
        return "%"
    found = next((unit for part in inside if (unit := unit_in(part))), "")
    bare = re.sub(r"^[\w.]*[0-9.]+[:.)]?\s+", "", title).casefold()
    return found or ("%" if _SHARED.match(bare) else "")
