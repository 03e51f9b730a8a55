"""Training the model of a region and noting its guesses: texts go to a process of their own, a model comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.elsewhere import fed_elsewhere
from participation.crowd.fields import confirmed_fields, guess, model_of, seeds_of
from participation.crowd.models import CrowdEntry, CrowdModel
from participation.crowd.sources import Area, Audience, Crowd, Words, placed
from participation.web.languages import GERMAN

MOST_TEXTS = 10_000
_LONGEST_SECONDS = 300
_FEWEST_FIELDS = 2
Example = tuple[str, str]


def examples_of(session: Session, crowd: Crowd, region_id: UUID, areas: Sequence[Area]) -> list[Example]:
    """(text, thread of the field or nothing) of a region's contributions: first what people confirmed or chose."""
    confirmed = confirmed_fields(session, region_id)
    known: list[Example] = []
    unknown: list[Example] = []
    for words in islice(_all_words(session, crowd, region_id), 5 * MOST_TEXTS):
        chosen = placed(areas, words.element_id)
        field = confirmed.get(words.receipt_key) or (chosen.thread_id if chosen else None)
        (known if field else unknown).append((words.text, str(field or "")))
    return [*known, *unknown][:MOST_TEXTS]


def _all_words(session: Session, crowd: Crowd, region_id: UUID) -> Iterator[Words]:
    for source in crowd.sources:
        yield from source.words(session, source.chosen(region_id, Audience.STAFF))


def learn(areas: Sequence[Area], seeds: Mapping[UUID, str], examples: Sequence[Example]) -> dict[str, Any] | None:
    """The columns of a new model of these fields; None where there is too little to learn from.

    Raises:
        subprocess.SubprocessError: it could not be trained.
    """
    fields = {str(area.thread_id): seeds.get(area.thread_id, "") for area in areas}
    labels = sum(field in fields for _, field in examples)
    if len(fields) < _FEWEST_FIELDS or (not labels and not any(fields.values())):
        return None
    lines = [fields, *examples]
    answer = fed_elsewhere(
        "participation.crowd.training", (orjson.dumps(line) + b"\n" for line in lines), _LONGEST_SECONDS
    )
    facts, _, weights = answer.partition(b"\n")
    return {"thread_ids": list(fields), "weights": weights, "labels": labels, **orjson.loads(facts)}


def train(session: Session, crowd: Crowd, region_id: UUID) -> dict[str, Any] | None:
    """Read what a region's model learns from and train it; nothing is stored yet."""
    areas = crowd.areas(session, region_id, GERMAN.tag)
    return learn(areas, seeds_of(session, region_id), examples_of(session, crowd, region_id, areas))


def keep_model(session: Session, region_id: UUID, columns: Mapping[str, Any]) -> None:
    """Put a trained model in the place of the last one."""
    session.merge(CrowdModel(region_id=region_id, trained_at=now(), **columns))
    session.flush()


def guess_again(session: Session, crowd: Crowd, region_id: UUID, after: int, most: int) -> int | None:
    """Guess the fields of the next contributions that nobody has assigned; after which to go on, None at the end."""
    areas = crowd.areas(session, region_id, GERMAN.tag)
    model = model_of(session, region_id)
    waiting = select(CrowdEntry).where(
        CrowdEntry.region_id == region_id, col(CrowdEntry.coded_at).is_(None), col(CrowdEntry.id) > after
    )
    entries = session.exec(waiting.order_by(col(CrowdEntry.id)).limit(most)).all()
    found = crowd.words_of(session, region_id, [entry.receipt_key for entry in entries], Audience.STAFF)
    for entry in entries:
        if words := found.get(bytes(entry.receipt_key)):
            guess(entry, model, areas, words.text, words.element_id)
            session.add(entry)
    session.flush()
    return entries[-1].id if len(entries) == most else None
