"""Stops as calendar entries (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from participation.roadshow.stops import ShownStop

KIND = "text/calendar; charset=utf-8"
_LONGEST = 73  # bytes of a line before it is folded; the standard says 75 with what begins the next one


def calendar_of(stops: Iterable[ShownStop], host: str) -> str:
    """A calendar of these stops; their ids end with the host, so that a changed stop replaces itself."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Beteiligung//Unterwegs//DE", "METHOD:PUBLISH"]
    for shown in stops:
        lines += _event(shown, host)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(shown: ShownStop, host: str) -> Iterator[str]:
    stop = shown.stop
    yield "BEGIN:VEVENT"
    yield f"UID:{stop.id}@{host}"
    yield f"DTSTAMP:{_moment(stop.starts_at)}"
    yield f"DTSTART:{_moment(stop.starts_at)}"
    yield f"DTEND:{_moment(stop.ends_at)}"
    yield f"SUMMARY:{_escaped(shown.title)}"
    yield f"LOCATION:{_escaped(', '.join(filter(None, (stop.place, stop.address))))}"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """Text with the letters marked that mean something in the format (section 3.3.11)."""
    for letter in "\\;,":
        text = text.replace(letter, "\\" + letter)
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes, never through a letter (section 3.1)."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
