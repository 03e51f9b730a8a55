"""QR codes of addresses, for paper and for the phone of somebody else, all with error correction M (15 %)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from markupsafe import Markup

_MASK = 3
"""Any mask is readable; looking for the best of eight would take five times as long."""


def as_png(address: str) -> str:
    """A `data:` address of a PNG; quickly made, for letters by the hundred."""
    return str(_symbol(address, mask=_MASK).png_data_uri(scale=4, border=2))


def as_svg_data(address: str) -> str:
    """A `data:` address of an SVG picture as large as its place."""
    return str(_symbol(address).svg_data_uri(border=0, omitsize=True))


def as_svg(address: str, title: str) -> Markup:
    """A named SVG to be put into a page, without style of its own."""
    drawn = BytesIO()
    _symbol(address).save(
        drawn, kind="svg", title=title, svgclass="qr", lineclass=None, omitsize=True, xmldecl=False, light="#fff"
    )
    named = drawn.getvalue().decode().replace("<svg ", '<svg role="img" ', 1)
    return Markup(named)  # noqa: S704 - drawn by us, of dots only; the title is escaped by segno


def _symbol(address: str, mask: int | None = None) -> Any:
    return segno.make(address, error="m", micro=False, boost_error=False, mask=mask)
