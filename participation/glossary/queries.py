"""The words of a region, for readers and for editors; each function does a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.glossary.linking import Entry, Glossary, Linker
from participation.glossary.models import GlossaryTerm, GlossaryText
from participation.language.stems import folded
from participation.web.languages import GERMAN
from participation.web.pages import Place
from participation.web.visit import Visit


@dataclass(frozen=True)
class Word:
    """A word with its texts by language tag."""

    term: GlossaryTerm
    texts: Mapping[str, GlossaryText]

    @property
    def title(self) -> str:
        """What it is called in standard German, else by its key."""
        return self.texts[GERMAN.tag].term if GERMAN.tag in self.texts else self.term.key


def words_of(session: Session, region_id: UUID) -> list[Word]:
    """All words of a region in alphabetical order; two queries."""
    terms = session.exec(select(GlossaryTerm).where(GlossaryTerm.region_id == region_id)).all()
    rows = session.exec(
        select(GlossaryText)
        .join(GlossaryTerm, col(GlossaryTerm.id) == col(GlossaryText.term_id))
        .where(GlossaryTerm.region_id == region_id)
    )
    texts: dict[UUID, dict[str, GlossaryText]] = {}
    for row in rows:
        texts.setdefault(row.term_id, {})[row.language] = row
    return sorted((Word(term, texts.get(term.id, {})) for term in terms), key=lambda word: folded(word.title))


def word_by_key(session: Session, place: Place, key: str) -> Word:
    """The word of that key.

    Raises:
        NotFound: there is none.
    """
    found = next((word for word in words_of(session, place.id) if word.term.key == key), None)
    if found is None:
        raise NotFound("There is no such word in the glossary.")
    return found


def entries_of(session: Session, region_id: UUID, tag: str) -> list[Entry]:
    """The words that are explained in the language of that tag, in its alphabetical order."""
    words = [(word.term.key, word.texts[tag]) for word in words_of(session, region_id) if tag in word.texts]
    found = [Entry(key, text.term, text.explanation, tuple(text.also)) for key, text in words]
    return sorted(found, key=lambda entry: folded(entry.term))


def linker(visit: Visit) -> Linker:
    """What links words of the glossary on this page; the words are kept until something is published."""
    key = ("glossary", visit.place.id, visit.language.tag)
    return Linker(
        visit.site.remembered(key, lambda session: Glossary(entries_of(session, visit.place.id, visit.language.tag)))
    )
