"""Prepared texts of a region: to authors for each reason, and official replies with placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.threads.models import ModerationText, RejectionReason, TextKind
from participation.web.languages import EASY, GERMAN

# What an author reads unless the county writes its own; in German as everything that the county says.
USUAL_REJECTIONS: Mapping[RejectionReason, str] = {
    RejectionReason.INSULT: "Ihr Beitrag enthält Worte, die andere herabsetzen. "
    "Schreiben Sie uns gern noch einmal, was Ihnen in der Sache wichtig ist.",
    RejectionReason.CRIMINAL: "Ihr Beitrag enthält Aussagen, die strafbar sein können. Wir dürfen ihn nicht zeigen.",
    RejectionReason.PERSONAL_DATA: "Ihr Beitrag nennt Angaben zu anderen Menschen, zum Beispiel einen Namen. "
    "Schicken Sie ihn gern ohne diese Angaben noch einmal.",
    RejectionReason.OFF_TOPIC: "Ihr Beitrag passt nicht zu dem, wonach hier gefragt wird. "
    "Vielleicht gehört er zu einer anderen Stelle.",
    RejectionReason.ADVERTISING: "Ihr Beitrag wirbt für ein Angebot. Werbung zeigen wir hier nicht.",
    RejectionReason.REPETITION: "Denselben Text haben wir schon bekommen. Er steht hier deshalb nur einmal.",
    RejectionReason.COPYRIGHT: "Ihr Beitrag enthält fremde Texte. Wir dürfen sie nicht veröffentlichen. "
    "Schreiben Sie gern mit eigenen Worten.",
}
# The same for those who wrote from the pages in Leichte Sprache.
EASY_REJECTIONS: Mapping[RejectionReason, str] = {
    RejectionReason.INSULT: "Ihr Text hat böse Worte über andere Menschen.\n"
    "Wir zeigen den Text deshalb nicht.\nSchreiben Sie uns gern noch einmal.",
    RejectionReason.CRIMINAL: "Ihr Text hat Worte, die verboten sind.\nWir dürfen den Text nicht zeigen.",
    RejectionReason.PERSONAL_DATA: "Ihr Text sagt etwas über andere Menschen.\nZum Beispiel einen Namen.\n"
    "Das dürfen wir nicht zeigen.\nSchreiben Sie uns gern noch einmal ohne Namen.",
    RejectionReason.OFF_TOPIC: "Ihr Text passt nicht zu dieser Frage.\n"
    "Vielleicht passt der Text zu einer anderen Frage.",
    RejectionReason.ADVERTISING: "Ihr Text macht Werbung.\nWerbung zeigen wir hier nicht.",
    RejectionReason.REPETITION: "Den gleichen Text haben wir schon.\nDer Text steht hier nur 1 Mal.",
    RejectionReason.COPYRIGHT: "Ihr Text ist von einer anderen Person.\nWir dürfen den Text nicht zeigen.\n"
    "Schreiben Sie gern mit Ihren eigenen Worten.",
}
EASY_REDACTION = (
    "Wir zeigen Ihren Text.\nEinen Teil vom Text zeigen wir nicht.\nDieser Teil sagt etwas über andere Menschen."
)
USUAL_REDACTION = (
    "Ihr Beitrag ist veröffentlicht. Teile davon zeigen wir nicht, weil sie Angaben zu Menschen enthalten."
)
PLACEHOLDERS = ("thema", "strategie", "eingang", "titel")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def rejection_texts(session: Session, region_id: UUID, language: str = GERMAN.tag) -> dict[RejectionReason, str]:
    """What authors are told for each reason: the region's own words, or the usual ones.

    Who wrote from the pages in Leichte Sprache is answered in it, always with the usual words.
    """
    if language == EASY.tag:
        return dict(EASY_REJECTIONS)
    own = {text.name: text.text for text in _stored(session, region_id, TextKind.REJECTION)}
    return {reason: own.get(reason.value, usual) for reason, usual in USUAL_REJECTIONS.items()}


def reply_texts(session: Session, region_id: UUID) -> dict[str, str]:
    """The region's prepared replies by name."""
    return {text.name: text.text for text in _stored(session, region_id, TextKind.REPLY)}


def store_texts(session: Session, region_id: UUID, kind: TextKind, texts: Mapping[str, str]) -> None:
    """Put texts in the place of all present ones of a kind; empty ones are left out."""
    session.exec(
        delete(ModerationText).where(col(ModerationText.region_id) == region_id, col(ModerationText.kind) == kind)
    )
    rows = [
        ModerationText(region_id=region_id, kind=kind, name=name, text=text) for name, text in texts.items() if text
    ]
    session.add_all(rows)
    session.flush()


def _stored(session: Session, region_id: UUID, kind: TextKind) -> list[ModerationText]:
    chosen = select(ModerationText).where(ModerationText.region_id == region_id, ModerationText.kind == kind)
    return list(session.exec(chosen.order_by(col(ModerationText.name))))


def unknown_placeholders(text: str) -> list[str]:
    """Placeholders in a text that nothing fills."""
    return [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in; what a citizen wrote is inserted as it is, never interpreted."""
    return _PLACEHOLDER.sub(lambda found: values.get(found.group(1), found.group()), text)
