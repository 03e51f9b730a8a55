"""What a video file says about itself: its kind by its first bytes, and its length; nothing is played or converted."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from participation.core.errors import Invalid

_EBML, _INFO, _SCALE, _DURATION = b"\x1a\x45\xdf\xa3", b"\x15\x49\xa9\x66", b"\x2a\xd7\xb1", b"\x44\x89"
_NANOSECONDS = 1_000_000_000
_LONGEST = 86_400 * 7
_USUAL_SCALE = 1_000_000
_HEAD = 4_096
"""So many bytes from its beginning hold what an Info part of WebM says."""


@dataclass(frozen=True)
class Video:
    """The kind of a video file, and its length in whole seconds where the file tells it."""

    content_type: str
    seconds: int | None


def video_of(content: bytes) -> Video:
    """What an MP4 (ISO/IEC 14496-12) or WebM (RFC 9559) file says.

    Raises:
        Invalid: it is neither.
    """
    if content[4:8] == b"ftyp":
        return Video("video/mp4", _length_of_mp4(content))
    if content.startswith(_EBML) and b"webm" in content[:64]:
        return Video("video/webm", _length_of_webm(content))
    raise Invalid("This video cannot be used. Please send an MP4 or WebM file.")


def _length_of_mp4(content: bytes) -> int | None:
    """Duration by time scale in the movie header (`mvhd`), whose version says how wide its fields are."""
    at = content.find(b"mvhd")
    head = content[at + 4 : at + 36]
    if at < 0 or len(head) < 32:  # noqa: PLR2004 - the longest form of what is read
        return None
    scale, duration = struct.unpack_from(">IQ", head, 20) if head[0] else struct.unpack_from(">II", head, 12)
    return _seconds(duration / scale) if scale else None


def _length_of_webm(content: bytes) -> int | None:
    """Duration (a float) in units of the time scale (nanoseconds), both in the segment's information."""
    at = content.find(_INFO)
    info = content[at : at + _HEAD]
    place = info.find(_DURATION)
    if at < 0 or place < 0:
        return None
    width = info[place + 2] & 0x0F
    if width not in {4, 8} or len(info) < place + 3 + width:
        return None
    duration: float = struct.unpack_from(">f" if width == 4 else ">d", info, place + 3)[0]  # noqa: PLR2004 - bytes
    return _seconds(duration * _scale(info) / _NANOSECONDS)


def _seconds(told: float) -> int | None:
    """Whole seconds; None for what no video lasts, whatever its header says."""
    return round(told) if 0 <= told < _LONGEST else None


def _scale(info: bytes) -> int:
    at = info.find(_SCALE)
    if at < 0:
        return _USUAL_SCALE
    width = info[at + 3] & 0x0F
    return int.from_bytes(info[at + 4 : at + 4 + width], "big") or _USUAL_SCALE
