"""What keeps order in the background: new contributions enter the index, old words leave it, models are trained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.elsewhere import fed_elsewhere
from participation.core.jobs import Job
from participation.core.settings import Settings
from participation.crowd import candidates, duplicates, fields, index, learning, stand_out
from participation.crowd.assistant import assistant_of
from participation.crowd.grams import BUCKETS, Weights
from participation.crowd.models import CrowdEntry, CrowdModel
from participation.crowd.sources import Audience, Crowd, Words
from participation.regions.models import Region
from participation.web.languages import GERMAN

AT_ONCE = 5  # in one transaction: citizens' contributions must not wait for long
_MOST_AT_A_TIME = {True: 100, False: 1_000}  # every few seconds, and every hour: a flood must not take the worker
_GROWN = 1.2  # the weights are counted anew when there are a fifth more contributions
_LONGEST_SECONDS = 600
_LEARNS_AGAIN_AFTER = timedelta(hours=12)


def jobs(crowd: Crowd, settings: Settings) -> tuple[Job, ...]:
    """The jobs over the contributions that the areas declare."""
    assistant = assistant_of(settings)
    return (
        Job(candidates.JOB, lambda database, given: candidates.answer(database, crowd, assistant, given)),
        Job("crowd_index", lambda database, _: take_in(database, crowd, recent=True), every=timedelta(seconds=15)),
        Job("crowd_upkeep", lambda database, _: upkeep(database, crowd), every=timedelta(hours=1)),
        Job("crowd_learn", lambda database, given: learn_region(database, crowd, given)),
    )


def take_in(database: Database, crowd: Crowd, *, recent: bool) -> int:
    """Take contributions into the index that are not in it, propose what they may repeat, guess their field."""
    _take_again(database, crowd)
    taken = 0
    for source in crowd.sources:
        while taken < _MOST_AT_A_TIME[recent]:
            with database.reading() as session:
                found = index.missing(session, source, AT_ONCE, recent=recent)
            if not found:
                break
            with database.writing() as session:
                _take(session, crowd, found)
            taken += len(found)
    return taken


def _take_again(database: Database, crowd: Crowd) -> None:
    """Take in the new words of contributions whose words changed."""
    with database.reading() as session:
        is_needed = bool(index.renewed(session, 1))
    while is_needed:
        with database.writing() as session:
            entries = index.renewed(session, AT_ONCE)
            weights = index.present_weights(session)
            for entry in entries:
                key = bytes(entry.receipt_key)
                words = crowd.words_of(session, entry.region_id, [key], Audience.STAFF).get(key)
                if words is None:
                    index.forget(session, key)
                else:
                    index.fill(session, entry, words, weights)
            is_needed = len(entries) == AT_ONCE


def _take(session: Session, crowd: Crowd, found: Sequence[tuple[UUID, Words]]) -> None:
    weights = index.present_weights(session)
    for region_id in {region for region, _ in found}:
        areas, model = crowd.areas(session, region_id, GERMAN.tag), fields.model_of(session, region_id)
        known = {words.receipt_key for _, words in found if index.is_known(session, words.receipt_key)}
        for words in (words for region, words in found if region == region_id and words.receipt_key not in known):
            entry = index.add(session, region_id, words, weights)
            duplicates.propose(session, crowd, entry, words, weights)
            fields.guess(entry, model, areas, words.text, words.element_id)


def upkeep(database: Database, crowd: Crowd) -> None:
    """Once an hour: take in what was missed, take out what is gone, count and learn anew where there is much more."""
    _take_out(database, crowd)
    _count(database, crowd)
    take_in(database, crowd, recent=False)
    with database.reading() as session:
        regions = list(session.exec(select(Region.id)))
    for region_id in regions:
        with database.reading() as session:
            is_due = _has_to_learn(session, region_id)
        if is_due:
            learn_region(database, crowd, {"region": str(region_id)})


def _take_out(database: Database, crowd: Crowd) -> None:
    after: int | None = 0
    while after is not None:
        with database.reading() as session:
            entries = index.entries_after(session, after, AT_ONCE * 10)
            gone, changed = index.outdated(session, crowd, entries)
        if gone or changed:
            with database.writing() as session:
                for key in gone:
                    index.forget(session, key)
                for key in changed:
                    index.renew(session, key)
        after = entries[-1].id if entries else None


def _count(database: Database, crowd: Crowd) -> None:
    with database.reading() as session:
        present = index.present_weights(session)
        texts = sum(index.number_of(session, source) for source in crowd.sources)
        if texts < 1 or present.texts * _GROWN >= texts:
            return
        table = fed_elsewhere("participation.crowd.counting", _texts(session, crowd), _LONGEST_SECONDS)
    if len(table) == BUCKETS:
        with database.writing() as session:
            index.keep_weights(session, Weights(table, texts))


def _texts(session: Session, crowd: Crowd) -> Iterator[bytes]:
    for source in crowd.sources:
        for words in source.words(session, source.chosen(None, Audience.STAFF)):
            yield words.text.replace("\n", " ").encode() + b"\n"


def _has_to_learn(session: Session, region_id: UUID) -> bool:
    """Whether a model is missing, or a person has assigned something since the last one was trained."""
    model = session.get(CrowdModel, region_id)
    if model is None:
        return session.exec(select(CrowdEntry.id).where(CrowdEntry.region_id == region_id)).first() is not None
    if now() - model.trained_at < _LEARNS_AGAIN_AFTER:
        return False
    newer = select(CrowdEntry.id).where(CrowdEntry.region_id == region_id, col(CrowdEntry.coded_at) > model.trained_at)
    return session.exec(newer).first() is not None


def learn_region(database: Database, crowd: Crowd, given: Mapping[str, Any]) -> None:
    """Train a region's model anew, guess with it what nobody has assigned, and find the words of its fields."""
    region_id = UUID(given["region"])
    with database.reading() as session:
        columns = learning.train(session, crowd, region_id)
        said = stand_out.counted(session, crowd, region_id)
    with database.writing() as session:
        stand_out.keep(session, region_id, said)
        if columns is not None:
            learning.keep_model(session, region_id, columns)
    after: int | None = 0 if columns is not None else None
    while after is not None:
        with database.writing() as session:
            after = learning.guess_again(session, crowd, region_id, after, AT_ONCE * 4)
