"""Pictures that people hand in, made anew from their points: what else was in the file (places, programs) is gone.

Run as a process of its own: a picture on the input, a JPEG on the output.
"""

from __future__ import annotations

import io
import sys

from participation.core.elsewhere import ElsewhereFailed, elsewhere
from participation.core.errors import Invalid

_SECONDS = 30
_LONGEST_SIDE = 3_000
_MOST_POINTS = 60_000_000
_QUALITY = 85


def fresh_picture(content: bytes) -> bytes:
    """The picture of a JPEG or PNG file as a new JPEG without metadata, at most 3,000 points a side.

    Raises:
        Invalid: it is neither, is damaged, or has more than 60 million points.
    """
    try:
        return elsewhere("participation.core.pictures", content, _SECONDS)
    except ElsewhereFailed as failed:
        raise Invalid("This picture cannot be read. Please send a JPEG or PNG file.") from failed


def _made_anew(content: bytes) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415 - only this process may load it

    Image.MAX_IMAGE_PIXELS = _MOST_POINTS // 2  # Pillow refuses from twice this number on
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
        upright = ImageOps.exif_transpose(picture)
        if upright.mode in {"RGBA", "LA", "P"}:
            upright = upright.convert("RGBA")
            paper = Image.new("RGB", upright.size, "white")
            paper.paste(upright, mask=upright.getchannel("A"))
        else:
            paper = upright.convert("RGB")
        paper.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        fresh = io.BytesIO()
        # Pillow copies what it knows of the old file unless it is told not to.
        paper.info.clear()
        paper.save(fresh, "JPEG", quality=_QUALITY, exif=b"")
        return fresh.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(_made_anew(sys.stdin.buffer.read()))
