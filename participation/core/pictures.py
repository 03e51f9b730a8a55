"""Pictures that people hand in, made anew from their points: what else was in the file (places, programs) is gone.

Run as a process of its own: a picture on the input, the longest side as an argument, a JPEG on the output.
"""

from __future__ import annotations

import io
import sys
from threading import BoundedSemaphore

from participation.core.elsewhere import ElsewhereFailed, elsewhere, limit_memory
from participation.core.errors import Busy, Invalid

SCAN_SIDE = 3_000
"""The longest side in points of what somebody must be able to read."""
_SECONDS = 30
_MOST_POINTS, _MOST_WHOLE_POINTS = 60_000_000, 25_000_000
"""In a picture at all, and in one that cannot be unpacked at a smaller size."""
_MOST_MEMORY = 800_000_000
_QUALITY = 85
_TOO_MANY_POINTS = 65
"""What the process ends with then (sysexits.h: EX_DATAERR)."""
_AT_ONCE, _LONGEST_WAIT = 2, 10
_PLACES = BoundedSemaphore(_AT_ONCE)
"""Pictures made at the same time, and seconds to wait for a place: nobody keeps the whole machine busy with them."""


def fresh_picture(content: bytes, longest_side: int = SCAN_SIDE) -> bytes:
    """The picture of a JPEG or PNG file as a new JPEG without metadata, at most so many points a side.

    Raises:
        Invalid: it is neither, is damaged, or has too many points: 60 million, or 25 million where all are unpacked.
        Busy: too many pictures are being made.
    """
    if not _PLACES.acquire(timeout=_LONGEST_WAIT):
        raise Busy("So many pictures arrive that yours could not be taken yet. Please send it again.")
    try:
        return elsewhere("participation.core.pictures", content, _SECONDS, str(longest_side))
    except ElsewhereFailed as failed:
        if failed.status == _TOO_MANY_POINTS:
            raise Invalid("This picture has too many points. Please send a smaller one.") from failed
        raise Invalid("This picture cannot be read. Please send a JPEG or PNG file.") from failed
    finally:
        _PLACES.release()


def _made_anew(content: bytes, longest_side: int) -> bytes:
    from PIL import Image, ImageOps  # noqa: PLC0415 - only this process may load it

    Image.MAX_IMAGE_PIXELS = _MOST_POINTS // 2  # Pillow refuses from twice this number on
    try:
        opened = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    except Image.DecompressionBombError:
        sys.exit(_TOO_MANY_POINTS)
    with opened as picture:
        picture.draft("RGB", (longest_side, longest_side))  # a large JPEG is not even unpacked in full
        if picture.width * picture.height > _MOST_WHOLE_POINTS:
            sys.exit(_TOO_MANY_POINTS)
        upright = ImageOps.exif_transpose(picture)
        if upright.mode in {"RGBA", "LA", "P"}:
            upright = upright.convert("RGBA")
            paper = Image.new("RGB", upright.size, "white")
            paper.paste(upright, mask=upright.getchannel("A"))
        else:
            paper = upright.convert("RGB")
        paper.thumbnail((longest_side, longest_side))
        fresh = io.BytesIO()
        # Pillow copies what it knows of the old file unless it is told not to.
        paper.info.clear()
        paper.save(fresh, "JPEG", quality=_QUALITY, exif=b"")
        return fresh.getvalue()


if __name__ == "__main__":
    limit_memory(_MOST_MEMORY)
    sys.stdout.buffer.write(_made_anew(sys.stdin.buffer.read(), int(sys.argv[1])))
