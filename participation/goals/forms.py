"""What an editor hands in about the wording of an element."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from participation.core.text import msgid
from participation.goals.models import SourceKind
from participation.web.languages import EASY, GERMAN
from participation.web.visit import Form
from participation.writing.draft import DraftBlock
from participation.writing.wording import Wording, wording_problems, wordings_from, wordings_of

WRITTEN = (GERMAN.tag, EASY.tag)
LONGEST_REASON = 1_000
LONGEST_SOURCE = 300
LONGEST_LINK = 500


@dataclass(frozen=True)
class SourceSheet:
    """A study, workshop or statement that is named for the first time; without title there is none."""

    kind: SourceKind | None = None
    title: str = ""
    origin: str = ""
    link: str = ""
    day: date | None = None


@dataclass(frozen=True)
class WordingSheet:
    """Texts, what they rest on, and why; `problems` holds an English msgid by field id."""

    wordings: tuple[Wording, ...] = ()
    evidence: tuple[str, ...] = ()
    reason: str = ""
    source: SourceSheet = SourceSheet()
    still_right: frozenset[str] = frozenset()
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> list[Wording]:
        """The texts that the editor changed."""
        return [wording for wording in self.wordings if wording.is_changed]

    @property
    def conflicts(self) -> list[Wording]:
        """Those of them that somebody else changed meanwhile."""
        return [wording for wording in self.wordings if wording.is_conflict]

    @property
    def rebased(self) -> WordingSheet:
        """The sheet on top of what is stored now: saving it again replaces what is shown beside it."""
        return replace(self, wordings=tuple(wording.rebased for wording in self.wordings))

    @property
    def has_grounds(self) -> bool:
        """Whether evidence or a reason is given."""
        return bool(self.evidence or self.reason or self.source.title)


def sheet_of(blocks: Sequence[DraftBlock]) -> WordingSheet:
    """The sheet filled in with the draft."""
    return WordingSheet(wordings_of(blocks, WRITTEN))


def sheet_from(form: Form, blocks: Sequence[DraftBlock]) -> WordingSheet:
    """The sheet that was sent for these blocks."""
    wordings = wordings_from(form, blocks, WRITTEN)
    problems: dict[str, str] = {}
    sheet = WordingSheet(
        wordings,
        tuple(dict.fromkeys(form.many("evidence"))),
        form.text("reason"),
        _source(form, problems),
        frozenset(form.many("still_right")),
        problems,
    )
    problems.update(wording_problems(wordings))
    if sheet.changes and not sheet.has_grounds:
        problems["reason"] = msgid("Please cite what the change rests on, or give a reason in one sentence.")
    if len(sheet.reason) > LONGEST_REASON:
        problems["reason"] = msgid("This text is too long.")
    if not sheet.changes and not sheet.still_right and not problems:
        problems["wording"] = msgid("No wording was changed.")
    return sheet


def _source(form: Form, problems: dict[str, str]) -> SourceSheet:
    kind, day = form.text("source_kind"), form.text("source_day")
    read_day = form.day("source_day")
    if day and read_day is None:
        problems["source_day"] = msgid("This is not a date.")
    source = SourceSheet(
        SourceKind(kind) if kind in set(SourceKind) else None,
        form.text("source_title"),
        form.text("source_origin"),
        form.text("source_link"),
        read_day,
    )
    if not source.title and (source.origin or source.link):
        problems["source_title"] = msgid("Please name the source.")
    if source.title and source.kind is None:
        problems["source_kind"] = msgid("Please choose what kind of source it is.")
    if source.link and not source.link.startswith(("https://", "http://")):
        problems["source_link"] = msgid("A link begins with https://.")
    if len(source.title) > LONGEST_SOURCE or len(source.origin) > LONGEST_SOURCE:
        problems["source_title"] = msgid("This text is too long.")
    if len(source.link) > LONGEST_LINK:
        problems["source_link"] = msgid("This text is too long.")
    return source
