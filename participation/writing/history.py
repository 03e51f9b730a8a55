"""What stood in a block: sitting by sitting in the draft, and in every frozen version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlmodel import Session, col, select

from participation.accounts.models import Account
from participation.language.difference import Run, difference
from participation.strategy.models import Block, Version, VersionState, VersionText
from participation.writing.models import TextChange

MOST_CHANGES = 100


@dataclass(frozen=True)
class Written:
    """One person's sitting at a text."""

    change: TextChange
    name: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """What it changed, word by word."""
        return difference(self.change.before, self.change.after)


@dataclass(frozen=True)
class FrozenWording:
    """A wording that published versions have; `numbers` are theirs, the newest first."""

    text: str
    numbers: tuple[int, ...]
    published_at: datetime | None


def written(session: Session, block: Block, tag: str) -> list[Written]:
    """Who changed the text in that language, and what, the latest first; at most 100."""
    rows = session.exec(
        select(TextChange, Account.name)
        .outerjoin(Account, col(Account.id) == col(TextChange.made_by))
        .where(TextChange.block_id == block.id, TextChange.language == tag)
        .order_by(col(TextChange.made_at).desc(), col(TextChange.id).desc())
        .limit(MOST_CHANGES)
    )
    return [Written(change, name or "") for change, name in rows]


def frozen_wordings(session: Session, block: Block, tag: str) -> list[FrozenWording]:
    """The wordings of the text in published versions, the newest first; versions that agree in a row stand together."""
    rows = session.exec(
        select(VersionText.text, Version.number, Version.published_at)
        .join(Version, col(Version.id) == col(VersionText.version_id))
        .where(
            VersionText.block_id == block.id,
            VersionText.language == tag,
            Version.state == VersionState.PUBLISHED,
        )
        .order_by(col(Version.number).desc())
    ).all()
    found = []
    for text, same in groupby(rows, key=lambda row: row[0]):
        versions = list(same)
        found.append(FrozenWording(text, tuple(number for _, number, _ in versions), versions[0][2]))
    return found
