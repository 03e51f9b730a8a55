"""Drawn pictures for the demo's ideas: no photographs, and nobody in them.

Run as a process of its own: JPEG files on the output, each behind its length in four bytes.
"""

from __future__ import annotations

import io
import struct
import sys
from typing import Any

from participation.core.elsewhere import elsewhere

DESCRIPTIONS = {
    "Mitfahrbank": "Zeichnung: eine rote Bank an einer Straße, darüber ein Schild",
    "Radweg zwischen den Ortsteilen": "Zeichnung: ein heller Weg führt durch grüne Felder zu zwei Häusern",
    "Blühstreifen an Kreisstraßen": "Zeichnung: bunte Blumen am Rand einer grauen Straße",
    "Bank und Baum an jeder Haltestelle": "Zeichnung: ein Baum beschattet ein Wartehäuschen",
}
"""Title of an idea -> what its picture shows."""

_SIZE = (640, 420)
_SKY, _GRASS, _ROAD, _WOOD = "#cfe6f2", "#8fbf6b", "#8a8d91", "#8a5a36"
_SECONDS = 60


def drawn() -> dict[str, bytes]:
    """Title of an idea -> its picture."""
    found, rest = [], elsewhere("participation.ideas.demo_pictures", b"", _SECONDS)
    while rest:
        (length,) = struct.unpack(">I", rest[:4])
        found.append(rest[4 : 4 + length])
        rest = rest[4 + length :]
    return dict(zip(DESCRIPTIONS, found, strict=True))


def _bench(draw: Any) -> None:
    draw.rectangle((0, 330, 640, 420), fill=_ROAD)
    draw.rectangle((180, 250, 460, 275), fill="#b23a2e")
    draw.rectangle((180, 195, 460, 215), fill="#b23a2e")
    for x in (200, 430):
        draw.rectangle((x, 195, x + 12, 330), fill=_WOOD)
    draw.rectangle((515, 110, 523, 330), fill="#555555")
    draw.rectangle((480, 70, 560, 120), fill="#1f5a8c")


def _path(draw: Any) -> None:
    draw.polygon(((250, 420), (390, 420), (335, 200), (315, 200)), fill="#e9dcc0")
    for x, roof in ((120, "#a8442f"), (450, "#7a3b2e")):
        draw.rectangle((x, 150, x + 90, 210), fill="#f4efe4")
        draw.polygon(((x - 10, 150), (x + 100, 150), (x + 45, 100)), fill=roof)


def _flowers(draw: Any) -> None:
    draw.rectangle((0, 300, 640, 420), fill=_ROAD)
    colours = ("#d94f70", "#f2c14e", "#7a5ca8", "#ffffff")
    for number in range(26):
        x, y = 12 + number * 24, 230 + (number * 37) % 50
        draw.line((x + 9, y + 9, x + 9, 300), fill="#3f7d3a", width=3)
        draw.ellipse((x, y, x + 18, y + 18), fill=colours[number % len(colours)])


def _shelter(draw: Any) -> None:
    draw.rectangle((120, 170, 330, 185), fill="#4a5660")
    for x in (130, 310):
        draw.rectangle((x, 185, x + 8, 330), fill="#4a5660")
    draw.rectangle((160, 270, 290, 282), fill=_WOOD)
    draw.rectangle((430, 220, 458, 330), fill=_WOOD)
    draw.ellipse((340, 70, 550, 250), fill="#4f8a43")


def _all() -> bytes:
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only this process may load it

    files = io.BytesIO()
    for paint in (_bench, _path, _flowers, _shelter):
        picture, file = Image.new("RGB", _SIZE, _SKY), io.BytesIO()
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, 210, *_SIZE), fill=_GRASS)
        paint(draw)
        picture.save(file, "JPEG", quality=80)
        files.write(struct.pack(">I", file.tell()) + file.getvalue())
    return files.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(_all())
