"""The colours of a region as a style sheet of custom properties, kept legible whatever the county chose."""

from __future__ import annotations

import colorsys
import hashlib

from sqlmodel import Session, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from participation.regions.models import Region
from participation.web.site import Site

LEAST_CONTRAST = 7.0  # WCAG 2.2, 1.4.6 (AAA)
PAPER = "#ffffff"
_STEP = 0.01


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours "#rrggbb", 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the formula's
        for part in _parts(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def legible(color: str) -> str:
    """The colour, made darker until it has the least contrast to white; its hue stays.

    What dark pages need follows from it in css/tokens.css, which sets the lightness itself.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(color))
    while contrast(color, PAPER) < LEAST_CONTRAST:
        lightness = max(lightness - _STEP, 0.0)
        channels = colorsys.hls_to_rgb(hue, lightness, saturation)
        color = "#" + "".join(f"{round(part * 255):02x}" for part in channels)
    return color


def theme(primary: str) -> str:
    """The style sheet for a region's colour "#rrggbb"."""
    return f":root {{ --region-primary: {legible(primary)}; }}\n"


def _themes(session: Session) -> dict[str, str]:
    return {slug: theme(color) for slug, color in session.exec(select(Region.slug, Region.primary_color))}


async def region_theme(site: Site, request: Request) -> Response:
    """`/theme/{region}.css`; a browser keeps it and asks whether it changed."""
    slug = request.path_params["region"]
    themes = await run_in_threadpool(site.remembered, "regions.themes", _themes)
    if slug not in themes:
        return PlainTextResponse("There is no such region.\n", 404)
    css = themes[slug]
    etag = f'"{hashlib.sha256(css.encode()).hexdigest()[:20]}"'
    headers = {"etag": etag, "cache-control": "public, max-age=300"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    return Response(css, 200, headers, "text/css; charset=utf-8")


PLAIN = {"/theme/{region}.css": region_theme}
