"""What an editor hands in about the wording of an element."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from participation.core.text import msgid
from participation.goals.models import SourceKind
from participation.web.languages import BY_TAG, EASY, GERMAN
from participation.web.visit import Form
from participation.writing.draft import NEW, DraftBlock, DraftText, fingerprint
from participation.writing.texts import LONGEST_TEXT, LONGEST_TITLE

WRITTEN = (GERMAN.tag, EASY.tag)
LONGEST_REASON = 1_000
LONGEST_SOURCE = 300
LONGEST_LINK = 500


def field_name(block_key: str, tag: str) -> str:
    """The name (and id) of the field for a block's text in a language."""
    return f"text-{block_key}-{BY_TAG[tag].slug}"


@dataclass(frozen=True)
class Wording:
    """One text field as it came back: `base` is the fingerprint of what it was filled with.

    After a conflict `others_text` is what somebody else saved meanwhile.
    """

    block: DraftBlock
    tag: str
    text: str
    base: str
    others_text: str | None = None

    @property
    def stored(self) -> DraftText:
        """What stands in the draft now."""
        return self.block.texts[self.tag]

    @property
    def name(self) -> str:
        """The field's name."""
        return field_name(self.block.key, self.tag)

    @property
    def is_changed(self) -> bool:
        """Whether the editor changed it; untouched fields never overwrite what somebody else wrote."""
        return fingerprint(self.text) != self.base and self.text != self.stored.text

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else changed the same text since the form was opened."""
        return self.is_changed and self.stored.fingerprint != self.base


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
        fields = tuple(
            replace(wording, base=wording.stored.fingerprint, others_text=wording.stored.text)
            if wording.is_conflict
            else wording
            for wording in self.wordings
        )
        return replace(self, wordings=fields)

    @property
    def has_grounds(self) -> bool:
        """Whether evidence or a reason is given."""
        return bool(self.evidence or self.reason or self.source.title)


def sheet_of(blocks: Sequence[DraftBlock]) -> WordingSheet:
    """The sheet filled in with the draft."""
    return WordingSheet(
        tuple(
            Wording(block, tag, block.texts[tag].text, block.texts[tag].fingerprint)
            for block in blocks
            for tag in WRITTEN
        )
    )


def sheet_from(form: Form, blocks: Sequence[DraftBlock]) -> WordingSheet:
    """The sheet that was sent for these blocks."""
    wordings = tuple(
        Wording(block, tag, form.text(name), form.text(f"base-{name}"))
        for block in blocks
        for tag in WRITTEN
        if (name := field_name(block.key, tag)) in form
    )
    problems: dict[str, str] = {}
    sheet = WordingSheet(
        wordings,
        tuple(dict.fromkeys(form.many("evidence"))),
        form.text("reason"),
        _source(form, problems),
        frozenset(form.many("still_right")),
        problems,
    )
    problems.update(_text_problems(sheet))
    if sheet.changes and not sheet.has_grounds:
        problems["reason"] = msgid("Please cite what the change rests on, or give a reason in one sentence.")
    if len(sheet.reason) > LONGEST_REASON:
        problems["reason"] = msgid("This text is too long.")
    if not sheet.changes and not sheet.still_right and not problems:
        problems["wording"] = msgid("No wording was changed.")
    return sheet


def _text_problems(sheet: WordingSheet) -> dict[str, str]:
    texts = {(wording.block.key, wording.tag): wording for wording in sheet.wordings}
    problems = {}
    for (key, tag), wording in texts.items():
        longest = LONGEST_TITLE if wording.block.is_title else LONGEST_TEXT
        standard = texts.get((key, GERMAN.tag))
        if len(wording.text) > longest:
            problems[wording.name] = msgid("This text is too long.")
        elif wording.block.is_title and tag == GERMAN.tag and not wording.text:
            problems[wording.name] = msgid("A title is needed.")
        elif tag == EASY.tag and wording.text and standard is not None and not standard.text:
            problems[wording.name] = msgid("A text in Leichte Sprache needs the standard text that it belongs to.")
    return problems


def _source(form: Form, problems: dict[str, str]) -> SourceSheet:
    kind, day = form.text("source_kind"), form.text("source_day")
    try:
        read_day = date.fromisoformat(day) if day else None
    except ValueError:
        read_day = None
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


__all__ = ["NEW", "SourceSheet", "Wording", "WordingSheet", "field_name", "sheet_from", "sheet_of"]
