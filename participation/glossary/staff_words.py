"""What editors hand in about a word, and storing it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from participation.core.errors import Conflict
from participation.core.journal import record
from participation.core.slugs import SLUG
from participation.core.text import msgid
from participation.glossary.models import GlossaryTerm, GlossaryText
from participation.glossary.queries import Word, words_of
from participation.regions.actions import publish_change
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.pages import Place
from participation.web.visit import Form

LONGEST_TERM = 120
LONGEST_EXPLANATION = 2_000
LONGEST_KEY = 80


@dataclass(frozen=True)
class Explained:
    """The word in one language; an empty one is not explained there."""

    term: str = ""
    also: str = ""
    explanation: str = ""

    @property
    def others(self) -> list[str]:
        """The other words for it: one a line, or parted by commas."""
        return [word for part in self.also.splitlines() for each in part.split(",") if (word := each.strip())]


@dataclass(frozen=True)
class WordSheet:
    """A word as handed in, by language slug; `base` stands for what the form was filled with."""

    key: str
    texts: Mapping[str, Explained]
    base: str = ""


def sheet_of(word: Word) -> WordSheet:
    """The sheet filled with what is stored."""
    texts = {
        language.slug: Explained(row.term, "\n".join(row.also), row.explanation)
        for language in LANGUAGES
        if (row := word.texts.get(language.tag))
    }
    filled = {language.slug: texts.get(language.slug, Explained()) for language in LANGUAGES}
    return WordSheet(word.term.key, filled, hashlib.sha256(repr(filled).encode()).hexdigest())


def sheet_from(form: Form, key: str) -> WordSheet:
    """The sheet that was sent."""
    texts = {
        language.slug: Explained(
            form.text(f"term-{language.slug}"),
            form.text(f"also-{language.slug}"),
            form.text(f"explanation-{language.slug}"),
        )
        for language in LANGUAGES
    }
    return WordSheet(key, texts, form.text("base"))


def problems_of(sheet: WordSheet) -> dict[str, str]:
    """What is wrong with it, an English msgid by field name."""
    problems = {}
    if not SLUG.fullmatch(sheet.key) or len(sheet.key) > LONGEST_KEY:
        problems["key"] = msgid("Please use small letters, digits and hyphens.")
    for slug, text in sheet.texts.items():
        if slug == GERMAN.slug and not text.term:
            problems[f"term-{slug}"] = msgid("Please name the word.")
        if bool(text.term) != bool(text.explanation):
            missing = "explanation" if text.term else "term"
            problems.setdefault(
                f"{missing}-{slug}", msgid("A word needs its explanation, and an explanation its word.")
            )
        if len(text.term) > LONGEST_TERM:
            problems[f"term-{slug}"] = msgid("This text is too long.")
        if len(text.explanation) > LONGEST_EXPLANATION or len(text.also) > LONGEST_EXPLANATION:
            problems[f"explanation-{slug}"] = msgid("This text is too long.")
    return problems


def add_word(session: Session, place: Place, sheet: WordSheet, editor_id: UUID | None) -> None:
    """Store a new word.

    Raises:
        Conflict: there is one of that key.
    """
    if any(word.term.key == sheet.key for word in words_of(session, place.id)):
        raise Conflict("There is a word with this short name already.")
    term = GlossaryTerm(region_id=place.id, key=sheet.key)
    session.add(term)
    session.flush()
    store_word(session, place, Word(term, {}), sheet, editor_id)


def store_word(session: Session, place: Place, word: Word, sheet: WordSheet, editor_id: UUID | None) -> None:
    """Store what a sheet says about a word; readers see it at once."""
    for language in LANGUAGES:
        text, row = sheet.texts[language.slug], word.texts.get(language.tag)
        if not text.term:
            if row:
                session.delete(row)
            continue
        row = row or GlossaryText(term_id=word.term.id, language=language.tag, term="", explanation="")
        row.term, row.also, row.explanation = text.term, text.others, text.explanation
        session.add(row)
    session.flush()
    _published(session, place, word, "explained", editor_id)


def remove_word(session: Session, place: Place, word: Word, editor_id: UUID | None) -> None:
    """Take a word out of the glossary."""
    for row in word.texts.values():
        session.delete(row)
    session.flush()
    session.delete(word.term)
    session.flush()
    _published(session, place, word, "removed", editor_id)


def _published(session: Session, place: Place, word: Word, action: str, editor_id: UUID | None) -> None:
    details = {"key": word.term.key}
    record(session, action, "glossary", word.term.id, actor_id=editor_id, region_id=place.id, details=details)
    publish_change(session, place.id)
