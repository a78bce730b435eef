"""What cells say in words of `words.toml`: that nothing is there, that there is no end, how often figures come."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("coopctl.exchange.plans").joinpath("words.toml").read_text("utf-8"))


@cache
def _ways(of: str) -> frozenset[str]:
    return frozenset(way.strip() for said in _table()[of].values() for way in said.split("|"))


@cache
def _cadences() -> dict[str, str]:
    return {
        way.strip(): cadence
        for cadence, words in _table()["cadence"].items()
        for said in words.values()
        for way in said.split("|")
    }


@cache
def _untargeted() -> re.Pattern[str]:
    return re.compile("|".join(_table()["untargeted"].values()), re.IGNORECASE)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".:")


def says(what: str, text: str) -> bool:
    """Whether a cell says one of the words under `what`: number, percent, yes, no, endless."""
    return _folded(text) in _ways(what)


def blank(text: str) -> bool:
    """Whether a cell says that nothing is there: it is empty, a dash, `TBD`, `No specific target`, `NA %`."""
    folded = _folded(text)
    bare = folded.rstrip("% ")
    return not bare or folded in _ways("blank") or bare in _ways("blank") or bool(_untargeted().fullmatch(folded))


def cadence(text: str) -> str:
    """How often figures are due, as `--cadence` says it; "" where the cell says it in no known word."""
    return _cadences().get(_folded(text), "")
