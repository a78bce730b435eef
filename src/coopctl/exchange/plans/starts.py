"""The baseline in a row: the cell's text, without what says that it is not exact, or as no amount at all."""

import re

from msgspec import structs

from coopctl.errors import Refused
from coopctl.exchange.plans import periods
from coopctl.exchange.plans.marks import dated
from coopctl.exchange.plans.row import REMARK, Context, Row
from coopctl.exchange.plans.words import blank
from coopctl.language.assumptions import KEPT_AT_ONCE, is_kept_at_once
from coopctl.language.keeping import reached_by_steps
from coopctl.language.letters import spelt_out
from coopctl.language.wording import Understanding
from coopctl.values.patterns import later

_APPROXIMATE = "the baseline is not exact, and taken as the number that is written"
_ABOUT_TARGET = "the target is not exact, and taken as the number that is written"
_UNMEASURED = (
    "the baseline is written as no single amount, and is open until `coopctl goal baseline GOAL VALUE` gives one"
)


def bare(title: str, written: str, text: str) -> tuple[str, str, tuple[str, ...]]:
    """The baseline without what says that it is not exact, it and the target in the minutes or metres of the title,
    and what that takes to be so.
    """
    base = _ABOUT.sub("", written) if written[:1] in _ABOUT_FIRST else written
    base = _MARGIN.sub("", base) if "±" in base else base
    about = () if base == written else (_APPROXIMATE,)
    if text[:1] in _ABOUT_FIRST and _ABOUT.match(text):
        text, about = _ABOUT.sub("", text), (*about, _ABOUT_TARGET)
    if "m" not in base and "m" not in text:
        return base, text, about
    start, goal, lettered = spelt_out(base, text, title=title)
    return start, goal, (*about, *lettered)


# What says that a number is not exact, and the first letters of it, which most baselines do not have.
_ABOUT = later(
    r"(?:[~≈]|(?:about|around|approx\w*\.?|circa|ca\.?|roughly|environ|env\.|autour de|etwa|rund|ungefähr|zirka"
    r"|unos|unas|aprox\w*\.?|alrededor de|cerca de|aproximadamente)(?=[\s~≈]))\s*(?=[$€£]?[0-9])",
    re.IGNORECASE,
)
# How far off it may be: `45 ± 5`.
_MARGIN = later(r"\s*±\s*[0-9][0-9.,]*\s?%?")
_ABOUT_FIRST = frozenset("~≈aAcCrReEuUzZ")
# Several values, or a bound, none of which is the one that is counted from: `4-8 hours`, `> 180 days`, `20+ min`.
_SEVERAL = later(
    r"[~≈]?\s?[$€£]?[0-9][0-9.,]*\s?(?:%|[^\W\d]{1,3})?\s?(?:[-–—]|to|à|bis)\s?[$€£]?[0-9][0-9.,]*(?![0-9]*[-–/.][0-9])\D*"
    r"|[<>≤≥]=?\s?[$€£]?[0-9]\D*[0-9.,]*\D*|[$€£]?[0-9][0-9.,]*\s?[kKM]?\+(?:\s\D*)?"
)
# A number that is no amount behind words: `to be measured in phase 1`, `non suivi en v1`, `Q1 2025`.
_NO_AMOUNT = later(
    r"(?<= )(?:(?:phase|fase|stage|etapa|étape|sprint|release|version|versión|versão|week|woche|semaine|semana|month"
    r"|monat|mois|mes(?:es)?|m[eê]s|year|jahr|année|año|ano|quarter|quartal|trimestre) [0-9]{1,2}"
    r"(?: (?:to|a|à|bis|-|–) [0-9]{1,2})?|[^\W\d_]{1,2}[0-9]{1,2}(?:\.[0-9]+)*|20[0-9]{2})(?!\w)",
    re.IGNORECASE,
)


def check_year(base: str, text: str) -> None:
    """Raise `Refused` where a year alone stands beside a target that is a part: `2019` and `-50%` of what was then."""
    if len(base) == len("2019") and base.isdecimal() and base[:2] in ("19", "20") and _PART.search(text):
        raise Refused(f"{base!r} could be the year or the value that it counts from",
                      f"write the value with its year, as in '412 ({base})'")  # fmt: skip


_PART = later(r"%|per ?cent|\b(?:halv|doubl|tripl)", re.IGNORECASE)


def is_unmeasured(text: str) -> bool:
    """Whether a baseline says no single amount: in words alone, as a range or as a bound."""
    bare = REMARK.sub("", text)
    if bare[:1].isalpha():
        bare = _NO_AMOUNT.sub("", bare)
    return bool(text) and (not re.search(r"[0-9]", bare) or bool(_SEVERAL.fullmatch(bare)))


# Two values without a word before them: `-10 to -20%`.
_TWO = later(r"[-+−$€£]?[0-9]")


def uncounted(said: Understanding, written: str) -> Understanding:
    """A promise whose baseline is written as no single amount: its bound is to be reached, and its words are kept."""
    if said.promise.baseline.value is not None and _TWO.match(said.promise.target.text):
        raise Refused(
            f"{said.promise.target.text!r} could be a range", "write one value, or 'from 10 to 20' with its words"
        )
    note = " ".join(filter(None, (said.note, f"Baseline: {written}.")))
    promise = reached_by_steps(said.promise) if re.search(r"\w", written) else said.promise
    kept = tuple(one for one in said.assumed if one != KEPT_AT_ONCE or is_kept_at_once(promise))
    return structs.replace(said, promise=promise, note=note, assumed=(*kept, _UNMEASURED))


def base_of(row: Row, context: Context) -> str:
    """The baseline's text: of several years the last; none where the base year is another than the value's."""
    column = context.shape.baseline
    text = row.value(column)
    years = dated(text)
    if years:
        return f"{years[-1].value} ({years[-1].year})"
    of = row.at(context.shape.single.get("since"))
    if column is not None and column.role == "current" and column.period and not blank(of):
        apart = periods.last_year(of) not in (0, periods.last_year(column.period))
        return "" if apart else text
    return text
