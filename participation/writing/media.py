"""Pictures and sign-language videos of a paragraph in the draft: added with what they show and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.files import FileStore
from participation.core.journal import record
from participation.core.pictures import fresh_picture
from participation.core.text import msgid
from participation.core.videos import video_of
from participation.strategy.models import Block, BlockMedium, MediumKind, Strategy
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Form
from participation.writing.states import check_standard_text_is_open

MOST_MEGABYTES = {MediumKind.PICTURE: 10, MediumKind.SIGN_VIDEO: 60}
TAKES = (max(MOST_MEGABYTES.values()) + 1) * 1_048_576
"""The largest form in bytes: one video and what is written beside it."""
_LONGEST_SIDE = 1_600
_LONGEST_DESCRIPTION = 500
_LONGEST_RIGHTS = 300


@dataclass(frozen=True)
class MediumSheet:
    """A file as it was sent, what it shows by language tag, and its rights line."""

    kind: MediumKind
    content: bytes = field(repr=False)
    descriptions: Mapping[str, str]
    rights: str


@dataclass(frozen=True)
class Kept:
    """A file that is on disk, with what is known about it."""

    stored_as: str
    content_type: str
    size: int
    seconds: int | None


def sheet_from(form: Form) -> MediumSheet:
    """What was sent; a picture unless it says otherwise."""
    sent = form.file("file")
    kind = MediumKind.SIGN_VIDEO if form.text("kind") == MediumKind.SIGN_VIDEO else MediumKind.PICTURE
    texts = {language.tag: form.text(f"description-{language.slug}") for language in LANGUAGES}
    described = {tag: text for tag, text in texts.items() if text}
    return MediumSheet(kind, sent[1] if sent else b"", described, form.text("rights"))


def problems_of(sheet: MediumSheet) -> dict[str, str]:
    """What is wrong with it before anybody looks into the file, an English msgid by field name."""
    problems = {}
    if not sheet.content:
        problems["file"] = msgid("Please choose a file.")
    elif len(sheet.content) > MOST_MEGABYTES[sheet.kind] * 1_048_576:
        problems["file"] = msgid("The file is too large.")
    if sheet.kind == MediumKind.PICTURE and GERMAN.tag not in sheet.descriptions:
        problems["description-de"] = msgid("Please say what the picture shows, for people who do not see it.")
    if any(len(text) > _LONGEST_DESCRIPTION for text in sheet.descriptions.values()):
        problems["description-de"] = msgid("This text is too long.")
    if not sheet.rights:
        problems["rights"] = msgid("Please name who made it and under which terms it may be shown.")
    elif len(sheet.rights) > _LONGEST_RIGHTS:
        problems["rights"] = msgid("This text is too long.")
    return problems


def keep(store: FileStore, sheet: MediumSheet) -> Kept:
    """Put the file on disk: a picture made anew, a video as it is.

    Raises:
        Invalid: it is no picture or video of a kind that browsers show.
        Busy: too many pictures are being made.
    """
    if sheet.kind == MediumKind.PICTURE:
        content = fresh_picture(sheet.content, _LONGEST_SIDE)
        return Kept(store.keep(content), "image/jpeg", len(content), None)
    video = video_of(sheet.content)
    return Kept(store.keep(sheet.content), video.content_type, len(sheet.content), video.seconds)


def add_medium(
    session: Session, strategy: Strategy, block: Block, said: tuple[MediumSheet, Kept], editor_id: UUID | None
) -> BlockMedium:
    """Give a paragraph of the draft the medium of (sheet, kept file); the next version shows it.

    Raises:
        NotNow: the draft is being reviewed.
    """
    check_standard_text_is_open(session, strategy)
    sheet, kept = said
    medium = BlockMedium(
        block_id=block.id,
        kind=sheet.kind,
        stored_as=kept.stored_as,
        content_type=kept.content_type,
        size=kept.size,
        seconds=kept.seconds,
        descriptions=dict(sheet.descriptions),
        rights=sheet.rights,
        from_version=strategy.latest_version + 1,
        added_at=now(),
        added_by=editor_id,
    )
    session.add(medium)
    session.flush()
    _record(session, strategy, "added", medium, editor_id)
    return medium


def take_medium_out(session: Session, strategy: Strategy, medium: BlockMedium, editor_id: UUID | None) -> None:
    """Take a medium out of the draft; versions that show it keep it.

    Raises:
        Conflict: it is out already.
        NotNow: the draft is being reviewed.
    """
    check_standard_text_is_open(session, strategy)
    if medium.until_version is not None:
        raise Conflict("Somebody else has done that already.")
    coming = strategy.latest_version + 1
    _record(session, strategy, "took out", medium, editor_id)
    if medium.from_version == coming:
        session.delete(medium)
    else:
        medium.until_version = coming
        session.add(medium)
    session.flush()


def _record(session: Session, strategy: Strategy, act: str, medium: BlockMedium, editor_id: UUID | None) -> None:
    details = {"block": str(medium.block_id), "kind": medium.kind.value}
    record(session, act, "medium", medium.id, actor_id=editor_id, region_id=strategy.region_id, details=details)
