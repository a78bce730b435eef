"""A chart as a picture in pixels, through resvg (extra `png`), which ships in one wheel; CairoSVG would need a system
library beside it."""

from coopctl.errors import Refused

# Two pixels a unit: sharp on a screen of today and in a printed report.
_ZOOM = 2


def png(svg: str) -> bytes:
    """The picture of an SVG document, in its light colours."""
    try:
        import resvg_py
    except ImportError:
        raise Refused(
            "a PNG needs a part that is not installed", "pip install 'coopctl[png]', or open the SVG of -o svg"
        ) from None
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM))
