"""Words that stand out in the public contributions to a field, and the sentences in which they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session, col, select

from participation.core.elsewhere import fed_elsewhere
from participation.crowd.fields import confirmed_fields
from participation.crowd.models import CrowdField
from participation.crowd.sources import Area, Audience, Crowd, Words, placed
from participation.regions.actions import publish_change
from participation.web.languages import GERMAN

FEWEST = 3  # contributions that must have a word before it is named
FEWEST_IN_PUBLIC, SMALLEST_BASE = 5, 10  # the same in public, and public contributions that a field must have
_LONGEST_SECONDS = 300
_QUOTES, _MOST_WORDS = 3, 15
_LONGEST_QUOTE = 240
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
Said = Mapping[UUID, Sequence[tuple[str, int, float]]]


@dataclass(frozen=True)
class Keyword:
    """A word, in how many public contributions to a field it stood, and sentences with it as they stand now."""

    word: str
    count: int
    quotes: Sequence[tuple[str, Words]]


def public_words(
    session: Session, crowd: Crowd, region_id: UUID, areas: Sequence[Area]
) -> Iterator[tuple[Area, Words]]:
    """The public contributions of a region with their field: what a person confirmed, else what the author chose."""
    confirmed = confirmed_fields(session, region_id)
    by_thread = {area.thread_id: area for area in areas}
    for source in crowd.sources:
        for words in source.words(session, source.chosen(region_id, Audience.EVERYONE)):
            area = by_thread.get(confirmed.get(words.receipt_key, words.id)) or placed(areas, words.element_id)
            if area is not None:
                yield area, words


def counted(session: Session, crowd: Crowd, region_id: UUID) -> Said:
    """The words that stand out in each field: thread -> (base form, contributions, how far it stands out).

    Raises:
        subprocess.SubprocessError: they could not be counted.
    """
    areas = crowd.areas(session, region_id, GERMAN.tag)
    texts = [[str(area.thread_id), words.text] for area, words in public_words(session, crowd, region_id, areas)]
    if not texts:
        return {}
    lines = [orjson.dumps(text) + b"\n" for text in texts]
    pieces = [f"{FEWEST}\n".encode(), *lines, b"\n", *lines, b"\n"]
    found = orjson.loads(fed_elsewhere("participation.language.keywords", pieces, _LONGEST_SECONDS))
    return {UUID(thread): [(word, number, score) for word, number, score in said] for thread, said in found.items()}


def keep(session: Session, region_id: UUID, said: Said) -> None:
    """Put counted words in the place of the last ones; the public page follows where they are others."""
    fields = {
        field.thread_id: field for field in session.exec(select(CrowdField).where(CrowdField.region_id == region_id))
    }
    before = {thread_id: field.keywords for thread_id, field in fields.items()}
    for thread_id in said:
        fields.setdefault(thread_id, CrowdField(thread_id=thread_id, region_id=region_id))
    for thread_id, field in fields.items():
        words = said.get(thread_id, ())[:_MOST_WORDS]
        field.keywords = [{"word": word, "count": count, "score": score} for word, count, score in words]
        session.add(field)
    session.flush()
    if any(field.keywords != before.get(thread_id, []) for thread_id, field in fields.items()):
        publish_change(session, region_id)


def keywords_of(session: Session, crowd: Crowd, region_id: UUID, area: Area) -> list[Keyword]:
    """The words of a field with quotes from what is public at this moment: withdrawn words are never among them."""
    field = session.get(CrowdField, area.thread_id)
    listed: list[dict[str, Any]] = field.keywords if field else []
    texts = [words for own, words in public_words(session, crowd, region_id, [area]) if own == area] if listed else []
    return [Keyword(one["word"], one["count"], _quotes(one["word"], texts)) for one in listed]


def kept_words(session: Session, thread_ids: Collection[UUID]) -> list[tuple[str, int]]:
    """The words that stood out when fields (by thread) were last counted, each with the contributions that have it."""
    rows = session.exec(
        select(CrowdField).where(col(CrowdField.thread_id).in_(thread_ids)).order_by(col(CrowdField.thread_id))
    )
    return [(str(one["word"]), int(one["count"])) for row in rows for one in row.keywords]


def public_keywords(session: Session, crowd: Crowd, region_id: UUID, tag: str) -> list[tuple[Area, list[Keyword]]]:
    """What everybody may read of the words: none of a field with few public contributions, no word that few used.

    Limits as for other figures of small groups (methods.md, 2); every quote is of what is public at this moment.
    """
    rows = session.exec(select(CrowdField).where(CrowdField.region_id == region_id))
    listed = {row.thread_id: [one for one in row.keywords if one["count"] >= FEWEST_IN_PUBLIC] for row in rows}
    areas = crowd.areas(session, region_id, tag)
    texts: dict[UUID, list[Words]] = {}
    for area, words in public_words(session, crowd, region_id, areas) if any(listed.values()) else ():
        texts.setdefault(area.thread_id, []).append(words)
    found = []
    for area in areas:
        own = texts.get(area.thread_id, [])
        if len(own) >= SMALLEST_BASE:
            kept = [
                Keyword(one["word"], one["count"], _quotes(one["word"], own)) for one in listed.get(area.thread_id, ())
            ]
            found.append((area, [keyword for keyword in kept if keyword.quotes]))
    return [(area, keywords) for area, keywords in found if keywords]


def _quotes(word: str, texts: Sequence[Words]) -> list[tuple[str, Words]]:
    """Up to three sentences with a word, of different contributions."""
    begins = re.compile(rf"\b{re.escape(word.rstrip('en') or word)}", re.IGNORECASE)
    found = []
    for words in texts:
        sentence = next((part.strip() for part in _SENTENCE.findall(words.text) if begins.search(part)), "")
        if sentence and len(sentence) <= _LONGEST_QUOTE:
            found.append((sentence, words))
        if len(found) == _QUOTES:
            break
    return found


def latest_public(session: Session, crowd: Crowd, region_id: UUID, area: Area, most: int) -> list[Words]:
    """Some public contributions to a field, in no particular order."""
    found = []
    for own, words in public_words(session, crowd, region_id, [area]):
        if own == area:
            found.append(words)
        if len(found) == most:
            break
    return found
