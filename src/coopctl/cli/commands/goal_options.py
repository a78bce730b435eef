"""The options that describe a goal, shared by `goal add` and `goal edit`."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

import typer
from msgspec import Struct, structs

from coopctl.cli.completing import group_refs, own_methods
from coopctl.cli.days import is_day, is_read
from coopctl.cli.handing import handed
from coopctl.errors import Refused
from coopctl.judgement.methods import check_method
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure, Path
from coopctl.values.calendar import Duration, PeriodKind
from coopctl.values.dates import parse_duration
from coopctl.values.patterns import later
from coopctl.values.quantities import parse_quantity

# Beyond it the next figure leaves the calendar that dates are read in.
_MOST_YEARS = 50


def _says(*names: str, help: str, metavar: str | None = None, completes: Any = None) -> Any:
    return typer.Option(*names, help=help, metavar=metavar, show_default=False, autocompletion=completes)


By = Annotated[str | None, _says("--by", metavar="DATE", help="The deadline; none for no deadline.")]
PathOption = Annotated[Path | None, _says("--path", help="What is promised in between. [linear]")]
Milestones = Annotated[
    list[str] | None,
    _says("--milestone", metavar="VALUE@DATE", help="An interim target; +VALUE adds to the one before; repeatable."),
]


class Said(Struct, frozen=True):
    """What the options say of a goal: its promise, and what else to know; None where one was not given."""

    start: Annotated[
        str | None, _says("--from", metavar="BASELINE", help="Where it stands: '$250 million', '1 per year'.")
    ] = None
    to: Annotated[str | None, _says("--to", metavar="TARGET", help="What is promised: '+20% over two years'.")] = None
    title: Annotated[str | None, _says("--title", help="The title.")] = None
    unit: Annotated[str | None, _says("--unit", help="The unit, where the phrases do not say it.")] = None
    measure: Annotated[Measure | None, _says("--measure", help="How figures become the value.")] = None
    per: Annotated[
        PeriodKind | None,
        _says(
            "--per",
            metavar="PERIOD",
            help=f"The period of a sum, count, mean, max or min: {', '.join(PeriodKind)}.",
        ),
    ] = None
    by: By = None
    since: Annotated[str | None, _says("--since", metavar="DATE", help="The baseline's date. [the plan's date]")] = None
    path: PathOption = None
    group: Annotated[
        list[str] | None,
        _says(
            "--group",
            metavar="KIND:ID",
            help="A group it belongs to, one of each kind; '' takes it out of all; repeatable.",
            completes=group_refs,
        ),
    ] = None
    owner: Annotated[str | None, _says("--owner", help="Who answers for it.")] = None
    source: Annotated[str | None, _says("--source", help="Where its figures come from.")] = None
    cadence: Annotated[
        str | None, _says("--cadence", metavar="LENGTH", help="How often a figure is due: monthly, 90d.")
    ] = None
    lag: Annotated[str | None, _says("--lag", metavar="LENGTH", help="How late a figure may be published: 45d.")] = None
    weight: Annotated[str | None, _says("--weight", metavar="NUMBER", help="Its share in roll-ups. [1]")] = None
    tag: Annotated[
        list[str] | None, _says("--tag", help="A word to find it by, beside others; '' takes all away; repeatable.")
    ] = None
    note: Annotated[str | None, _says("--note", help="What else to know.")] = None
    milestone: Milestones = None
    method: Annotated[
        str | None, _says("--method", metavar="NAME", help="The rule that judges it. [linear]", completes=own_methods)
    ] = None
    limit: Annotated[str | None, _says("--limit", metavar="NUMBER", help="A natural limit of its value: 100.")] = None


saying = handed(Said, "said", Said.__struct_fields__, first=True)
"""A decorator that gives a command these options, and hands it the value as `said`."""


def described(goal: Goal, plan: Plan, said: Said) -> Goal:
    """The goal with what the describing options say; an option that was not given changes nothing.

    Raises `Refused` for a length or weight that is none, `UnknownName` for a group that the plan does not have.
    """
    given: dict[str, Any] = {name: text for name, text in structs.asdict(said).items() if text is not None}
    new = {name: read(given[name]) for name, read in _READ.items() if name in given}
    new |= {name: _number(name, given[name], plan) for name in ("weight", "limit") if name in given}
    new |= {"groups": _groups(goal, plan, given["group"])} if "group" in given else {}
    new |= {"tags": _tags(goal, given["tag"])} if "tag" in given else {}
    return structs.replace(goal, **new)


def _groups(goal: Goal, plan: Plan, refs: Sequence[str]) -> tuple[str, ...]:
    """The groups of a goal with these, each in the place of that of its kind; "" takes it out of all others."""
    asked = [plan.group(ref).ref for ref in refs if ref]
    kinds = {ref.partition(":")[0] for ref in asked}
    kept = () if "" in refs else tuple(ref for ref in goal.groups if ref.partition(":")[0] not in kinds)
    return (*kept, *dict.fromkeys(asked))


def _tags(goal: Goal, said: Sequence[str]) -> tuple[str, ...]:
    """The tags of a goal and these; "" takes all others away."""
    return tuple(tag for tag in dict.fromkeys((*(() if "" in said else goal.tags), *said)) if tag)


def _method(name: str) -> str:
    if name:
        check_method(name)
    return name


# How people say that there is none.
_NONE = ("", "none", "never", "no", "-")


def _length(name: str, text: str) -> str:
    if text.strip().lower() in _NONE:
        return ""
    length = parse_duration(text)
    if name == "cadence" and length == Duration():
        raise Refused(f"{text!r} is no cadence", "write monthly, quarterly or 90d")
    if length.months > 12 * _MOST_YEARS or length.days > 366 * _MOST_YEARS:
        raise Refused(f"{text!r} is longer than {_MOST_YEARS} years", f"give a shorter {name}")
    return f"{length}"


def _number(name: str, text: str, plan: Plan) -> Decimal:
    quantity = parse_quantity(text, decimal_comma=plan.decimal_comma)
    if quantity.unit:
        raise Refused(f"{name} {text!r} has a unit", f"write a number such as 2 or {plan.numbers.localised('0.5')}")
    return quantity.value


# A day alone, by its year, where a promise is asked for: `by June 2028`; without a word before it one with its month.
_OF_A_MONTH = r"(?:[0-9]{1,2}\.? )?[a-z]+ 20[0-9]{2}$|20[0-9]{2}-[0-9]{2}-[0-9]{2}$"
_BY_ALONE = later(
    rf"\s*(?:(?:by|until|till|before|not later than) |(?={_OF_A_MONTH}))(?P<day>[^,;]*\b20[0-9]{{2}}\b[^,;]*)",
    re.IGNORECASE,
)


def day_alone(to: str, by: str | None, today: date) -> tuple[str, str | None]:
    """What is promised, and its deadline: where no more than a day is said of both, what is promised stays."""
    found = None if by else _BY_ALONE.fullmatch(to)
    return ("", found["day"]) if found and is_read(found["day"], is_day(today)) else (to, by)


# How the options are read that say one thing of a goal.
_READ: Mapping[str, Callable[[str], Any]] = {
    "owner": str,
    "source": str,
    "note": str,
    "cadence": partial(_length, "cadence"),
    "lag": partial(_length, "lag"),
    "method": _method,
}
