"""Pictures and sign-language videos of paragraphs: described, with rights, shown from the next version on."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from PIL import Image
from sqlmodel import select

from participation.core.errors import Invalid
from participation.core.videos import Video, video_of
from participation.strategy.media import medium_store
from participation.strategy.models import BlockMedium
from tests.browser import Browser
from tests.writing.builders import published_anew

MEDIA = "/de/verwaltung/texte/zukunft/teile/mobilitaet/absaetze/p1/medien"
PUBLIC = "/de/strategien/zukunft/mobilitaet"
SAID = {"kind": "picture", "rights": "Foto: Demo, CC BY 4.0", "description-de": "Ein Bus an der Haltestelle."}


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(made, "PNG")
    return made.getvalue()


def mp4(seconds: int) -> bytes:
    """The beginning of an MP4 file: what it is, and a movie header with a time scale of 1000."""
    header = struct.pack(">I", 0) + struct.pack(">IIII", 0, 0, 1000, seconds * 1000) + bytes(80)
    return b"\x00\x00\x00\x18ftypisom" + bytes(12) + b"\x00\x00\x00\x6cmvhd" + header


def webm(seconds: int) -> bytes:
    """The beginning of a WebM file with a time scale of a millisecond."""
    info = b"\x2a\xd7\xb1\x83\x0f\x42\x40" + b"\x44\x89\x88" + struct.pack(">d", seconds * 1000.0)
    return b"\x1a\x45\xdf\xa3\x9f" + b"\x42\x82\x84webm" + b"\x15\x49\xa9\x66" + bytes([0x80 | len(info)]) + info


def _add(browser: Browser, content: bytes, **changed: str) -> Any:
    return browser.post(MEDIA, SAID | changed, files={"file": ("datei.bin", content)})


def _media(browser: Browser) -> list[BlockMedium]:
    with browser.site.database.reading() as session:
        return list(session.exec(select(BlockMedium)))


def test_a_picture_is_shown_from_the_next_version_on(editor: Browser) -> None:
    assert _add(editor, _picture()).status_code == 303
    (medium,) = _media(editor)
    address = f"/de/strategien/zukunft/medien/{medium.id}"
    assert editor.get(address).status_code == 404
    assert "Ein Bus an der Haltestelle." not in editor.get(PUBLIC).text
    assert "andere Bilder oder Videos" in editor.get("/de/verwaltung/texte/zukunft/aenderungen").text
    published_anew(editor)
    page = editor.get(PUBLIC).text
    assert 'alt="Ein Bus an der Haltestelle."' in page
    assert "Foto: Demo, CC BY 4.0" in page
    file = editor.get(address)
    assert (file.headers["content-type"], file.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert editor.get(address, headers={"range": "bytes=0-9"}).status_code == 206


def test_what_a_version_shows_stays_with_it_when_the_draft_drops_it(editor: Browser) -> None:
    _add(editor, _picture())
    published_anew(editor)
    (medium,) = _media(editor)
    assert editor.post(f"{MEDIA}/{medium.id}/weg").status_code == 303
    assert "an der Haltestelle" in editor.get(PUBLIC).text
    published_anew(editor)
    assert "an der Haltestelle" not in editor.get(PUBLIC).text
    assert "an der Haltestelle" in editor.get("/de/strategien/zukunft/fassungen/2").text
    assert [(one.from_version, one.until_version) for one in _media(editor)] == [(2, 3)]


def test_what_was_never_published_is_gone_when_it_is_taken_out(editor: Browser) -> None:
    _add(editor, _picture())
    editor.post(f"{MEDIA}/{_media(editor)[0].id}/weg")
    assert _media(editor) == []


def test_a_video_says_how_large_and_long_it_is(editor: Browser) -> None:
    assert _add(editor, mp4(95), kind="sign_video").status_code == 303
    published_anew(editor)
    page = editor.get(PUBLIC).text
    assert "1:35 Minuten" in page
    assert "Megabyte" in page
    assert 'preload="none"' in page


@pytest.mark.parametrize(
    ("changed", "content"),
    [
        ({"description-de": ""}, _picture()),
        ({"rights": ""}, _picture()),
        ({}, b""),
        ({}, b"<svg onload=alert(1)>"),
        ({"kind": "sign_video"}, _picture()),
    ],
)
def test_what_lacks_description_rights_or_is_something_else_is_refused(
    editor: Browser, changed: dict[str, str], content: bytes
) -> None:
    before = _files(editor)
    assert _add(editor, content, **changed).status_code == 422
    assert _media(editor) == []
    assert _files(editor) == before


def _files(browser: Browser) -> set[str]:
    folder = medium_store(browser.site.database, browser.site.settings).folder
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_videos_are_known_by_their_first_bytes_and_tell_their_length() -> None:
    assert video_of(mp4(61)) == Video("video/mp4", 61)
    assert video_of(webm(42)) == Video("video/webm", 42)
    assert video_of(mp4(61)[:30]) == Video("video/mp4", None)
    assert video_of(b"\x1a\x45\xdf\xa3webm") == Video("video/webm", None)
    with pytest.raises(Invalid):
        video_of(b"GIF89a")
