"""Where children and young people find help: numbers of the whole country, and what the region's content adds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.content_files import required, toml_file
from participation.core.text import msgid
from participation.regions.actions import publish_change
from participation.regions.models import Region
from participation.web.visit import Visit
from participation.youth_council.models import YouthHelpLine

FILE = "youth.toml"


@dataclass(frozen=True)
class HelpLine:
    """A number to call, as shown; `dial` is the same for telephones."""

    name: str
    number: str
    text: str
    link: str = ""
    is_urgent: bool = False

    @property
    def dial(self) -> str:
        """The number without spaces."""
        return "".join(self.number.split())


# As published by Nummer gegen Kummer e. V. and by the Independent Commissioner for Child Sexual Abuse Issues.
_NATIONWIDE = (
    ("112", msgid("Emergency call"), msgid("When somebody is in danger right now. At any time."), "", True),
    ("110", msgid("Police"), msgid("When somebody threatens or hurts you. At any time."), "", True),
    (
        "116 111",
        msgid("Number against worry"),
        msgid(
            "For children and young people, Monday to Saturday from 2 to 8 p.m. You need not say your name. It is free."
        ),
        "https://www.nummergegenkummer.de",
        False,
    ),
    (
        "0800 22 55 530",
        msgid("Help line on sexual abuse"),
        msgid("Not at all hours. You need not give your name. It is free."),
        "https://www.hilfe-portal-missbrauch.de",
        False,
    ),
    (
        "0800 111 0 550",
        msgid("Number for parents"),
        msgid("For parents who need advice. Not at all hours. It is free."),
        "https://www.nummergegenkummer.de",
        False,
    ),
)


def help_lines(visit: Visit) -> list[HelpLine]:
    """All of them in the reader's language, the region's own behind the first two."""
    lines = [
        HelpLine(visit._(name), number, visit._(text), link, is_urgent)
        for number, name, text, link, is_urgent in _NATIONWIDE
    ]
    easy = visit.language.slug == "leicht"
    own = [
        HelpLine(row.name, row.number, (row.easy_text if easy else "") or row.text, row.link)
        for row in _own(visit.db, visit.place.id)
    ]
    return [*lines[:2], *own, *lines[2:]]


def _own(session: Session, region_id: UUID) -> list[YouthHelpLine]:
    chosen = select(YouthHelpLine).where(YouthHelpLine.region_id == region_id)
    return list(session.exec(chosen.order_by(col(YouthHelpLine.position))))


def load(session: Session, folder: Path, region: Region) -> int:
    """Store the help lines of the region's `youth.toml`; how many were new.

    Raises:
        ContentProblem: the file cannot be used.
    """
    path = folder / FILE
    if not path.exists():
        return 0
    known = {row.name: row for row in _own(session, region.id)}
    added = 0
    for position, entry in enumerate(toml_file(path).get("help", [])):
        name = str(required(path, entry, "name"))
        row = known.get(name)
        if row is None:
            row = YouthHelpLine(region_id=region.id, name=name)
            added += 1
        row.position = position
        row.number, row.link = str(entry.get("number", "")), str(entry.get("link", ""))
        row.text, row.easy_text = str(entry.get("text", "")), str(entry.get("easy_text", ""))
        session.add(row)
    session.flush()
    if added:
        publish_change(session, region.id)
    return added
