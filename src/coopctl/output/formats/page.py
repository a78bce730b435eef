"""A report as one HTML page, as Markdown, or as a mail, through Jinja2; nothing in them is loaded from elsewhere."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coopctl.output.formats.markdown import safe
from coopctl.output.formats.svg import DARK, LIGHT, figure, style_of
from coopctl.output.formats.text import visible
from coopctl.output.report import Report


class PageFormat(StrEnum):
    """The formats of a report."""

    HTML = "html"
    MD = "md"
    MAIL = "mail"


# A part is as many pieces of the page as a card has, about.
_PIECES = 200
_TEMPLATES = Path(__file__).with_name("templates")


def page(report: Report, form: PageFormat) -> Iterator[str]:
    """The report as text in parts; what people wrote stands in it as text, whatever it holds."""
    markup = form is not PageFormat.MD
    env = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=markup,  # noqa: S701 - Markdown has no markup to escape, but signs of its own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless if markup else _plain,
    )
    styles = {"light": LIGHT, "dark": DARK} if form is PageFormat.MAIL else _styles()
    # The figures are our own markup, in which every text is escaped.
    drawn = {"figure": lambda chart: Markup(figure(chart))}  # noqa: S704 - escaped
    parts = env.get_template(f"{form}.jinja").stream(report=report, **styles, **drawn)
    parts.enable_buffering(_PIECES)
    return parts


def _styles() -> dict[str, Any]:
    """The rules for drawings and their colours by name, for the light and the dark page; our own text."""
    colours = {
        name: "".join(f"--{colour}:{value};" for colour, value in palette.items())
        for name, palette in (("light", LIGHT), ("dark", DARK))
    }
    drawings = {f"{name}_svg": style_of(palette, "svg ") for name, palette in (("light", LIGHT), ("dark", DARK))}
    return {name: Markup(text) for name, text in (colours | drawings).items()}  # noqa: S704 - our own


def _harmless(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _plain(value: object) -> object:
    return safe(value) if isinstance(value, str) else value
