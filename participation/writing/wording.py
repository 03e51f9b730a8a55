"""Texts as they come back from a form: what changed, and what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from participation.core.text import msgid
from participation.web.languages import BY_TAG, EASY, GERMAN
from participation.web.visit import Form
from participation.writing.draft import DraftBlock, DraftText, fingerprint
from participation.writing.texts import LONGEST_TEXT, LONGEST_TITLE

_WITHOUT_STANDARD = {EASY.tag: msgid("A text in Leichte Sprache needs the standard text that it belongs to.")}


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

    @property
    def rebased(self) -> Wording:
        """The field on top of what is stored now: saving it again replaces what is shown beside it."""
        if not self.is_conflict:
            return self
        return replace(self, base=self.stored.fingerprint, others_text=self.stored.text)


def wordings_of(blocks: Iterable[DraftBlock], tags: Sequence[str]) -> tuple[Wording, ...]:
    """The fields filled with the draft, block by block, in these languages."""
    return tuple(
        Wording(block, tag, block.texts[tag].text, block.texts[tag].fingerprint) for block in blocks for tag in tags
    )


def wordings_from(form: Form, blocks: Iterable[DraftBlock], tags: Sequence[str]) -> tuple[Wording, ...]:
    """The fields of these blocks and languages that were sent."""
    return tuple(
        Wording(block, tag, form.text(name), form.text(f"base-{name}"))
        for block in blocks
        for tag in tags
        if (name := field_name(block.key, tag)) in form
    )


def wording_problems(wordings: Sequence[Wording]) -> dict[str, str]:
    """What is wrong with fields, an English msgid by the field's name."""
    texts = {(wording.block.key, wording.tag): wording for wording in wordings}
    problems = {}
    for (key, tag), wording in texts.items():
        longest = LONGEST_TITLE if wording.block.is_title else LONGEST_TEXT
        standard = texts.get((key, GERMAN.tag))
        if len(wording.text) > longest:
            problems[wording.name] = msgid("This text is too long.")
        elif wording.block.is_title and tag == GERMAN.tag and not wording.text:
            problems[wording.name] = msgid("A title is needed.")
        elif tag != GERMAN.tag and wording.text and standard is not None and not standard.text:
            problems[wording.name] = _WITHOUT_STANDARD.get(tag, msgid("A translation needs the standard text first."))
    return problems
