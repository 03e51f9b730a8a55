"""Pictures and videos in a strategy's folder: what `strategy.toml` says about them, and their files beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from participation.core.content_files import ContentProblem, required, toml_file
from participation.core.errors import Invalid
from participation.core.files import FileStore
from participation.core.videos import video_of
from participation.strategy.content.sources import ElementSource, MediumSource
from participation.strategy.models import MediumKind
from participation.strategy.texts import TITLE
from participation.web.languages import GERMAN, LANGUAGES

FOLDER = "media"
ENDINGS = {"image/jpeg": "jpg", "video/mp4": "mp4", "video/webm": "webm"}
_NAME = re.compile(rf"[a-z0-9][a-z0-9.-]*\.({'|'.join(ENDINGS.values())})")
_JPEG = b"\xff\xd8\xff"
_DIGITS = 32


def media_in(
    folder: Path, settings: Mapping[str, Any], elements: Mapping[str, ElementSource]
) -> Iterator[MediumSource]:
    """The media that a strategy's settings name, for its elements by key.

    Raises:
        ContentProblem: one belongs to no paragraph, is not described, has no rights line, or its file is missing.
    """
    path = folder / "strategy.toml"
    for told in settings.get("media", []):
        medium = _medium(path, told)
        element = elements.get(medium.element)
        if element is None or medium.block == TITLE or medium.block not in element.blocks:
            raise ContentProblem(path, f"A medium names “{medium.element}”, “{medium.block}”, which is no paragraph.")
        yield medium


def _medium(path: Path, told: Mapping[str, Any]) -> MediumSource:
    name = str(required(path, dict(told), "file"))
    file = path.parent / FOLDER / name
    if not _NAME.fullmatch(name) or not file.is_file():
        raise ContentProblem(path, f"There is no file “{name}” of a known kind in the folder “{FOLDER}”.")
    kind = str(told.get("kind", MediumKind.PICTURE))
    if kind not in set(MediumKind):
        raise ContentProblem(path, f"“{kind}” is no kind of medium.")
    names = {language.tag: "" if language == GERMAN else f"_{language.slug}" for language in LANGUAGES}
    texts = {tag: str(told.get(f"description{suffix}", "")).strip() for tag, suffix in names.items()}
    if kind == MediumKind.PICTURE and not texts[GERMAN.tag]:
        raise ContentProblem(path, f"“{name}” needs a description for people who do not see it.")
    return MediumSource(
        element=str(required(path, dict(told), "element")),
        block=str(required(path, dict(told), "block")),
        kind=MediumKind(kind),
        name=name,
        descriptions={tag: text for tag, text in texts.items() if text},
        rights=str(required(path, dict(told), "rights")),
        path=file,
    )


def described(medium: MediumSource) -> tuple[str, str, int, int | None]:
    """Its name in the store, its type, its size in bytes, and a video's length in seconds.

    Raises:
        ContentProblem: the file is not what it is said to be.
    """
    content = medium.path.read_bytes()
    if medium.kind is MediumKind.PICTURE:
        if not content.startswith(_JPEG):
            raise ContentProblem(medium.path, "This is no JPEG picture.")
        return _stored_as(content), "image/jpeg", len(content), None
    try:
        video = video_of(content)
    except Invalid as problem:
        raise ContentProblem(medium.path, "This is no MP4 or WebM video.") from problem
    return _stored_as(content), video.content_type, len(content), video.seconds


def keep_media(store: FileStore, folder: Path) -> None:
    """Put the media of all strategies below the folder of contents where loading them says that they are.

    Raises:
        ContentProblem: a file is missing.
    """
    for path in sorted(folder.glob("*/*/strategy.toml")):
        for told in toml_file(path).get("media", []):
            _keep(store, _medium(path, told).path.read_bytes())


def _keep(store: FileStore, content: bytes) -> None:
    store.keep_as(_stored_as(content), lambda file: file.write(content))


def _stored_as(content: bytes) -> str:
    """The same file has the same name, so that loading again keeps no copy."""
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
