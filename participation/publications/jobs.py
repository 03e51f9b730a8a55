"""Documents of versions, made in the background: each once, the newest versions first."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.elsewhere import ElsewhereFailed
from participation.core.files import FileStore
from participation.core.identifiers import uuid7
from participation.core.jobs import Job
from participation.core.settings import Settings
from participation.publications.book import Book, book_of
from participation.publications.files import store_of
from participation.publications.models import Form, PublishedDocument
from participation.publications.press import LONGEST_SECONDS, printed
from participation.regions.actions import publish_change
from participation.strategy.media import medium_store
from participation.strategy.models import Strategy, Version, VersionState

logger = logging.getLogger(__name__)
_EVERY = timedelta(seconds=20)
_DAILY = timedelta(days=1)
MOST_ATTEMPTS = 3
_NICENESS = 10  # whoever reads pages meanwhile goes first
_GIVEN_UP_AFTER = timedelta(seconds=2 * LONGEST_SECONDS)


def jobs(settings: Settings) -> tuple[Job, ...]:
    """The jobs of publications."""

    def make(database: Database, _given: Mapping[str, Any]) -> bool:
        stores = store_of(database, settings), medium_store(database, settings)
        return make_next(database, stores, settings.own_origin)

    def clean_up(database: Database, _given: Mapping[str, Any]) -> int:
        with database.reading() as session:
            known = set(session.exec(select(PublishedDocument.stored_as)))
        return store_of(database, settings).forget_unknown(known, now() - _DAILY)

    return Job("documents of versions", make, every=_EVERY, slow=True), Job("publication files", clean_up, every=_DAILY)


def make_next(database: Database, stores: tuple[FileStore, FileStore], origin: str) -> bool:
    """Make one document that is missing; False if none is. The stores are those of documents and of media."""
    store, media = stores
    with database.reading() as session:
        if _missing(session) is None:
            return False
    with database.writing() as session:
        wanted = _missing(session)
        if wanted is None:
            return False
        version, form = wanted
        begun = _begun(session, version, form)
        strategy = session.get_one(Strategy, version.strategy_id)
        book, begun_id = book_of(session, strategy, version, origin, media), begun.id
    content = _printed(form, book)
    if content is None:
        return True
    stored_as = store.keep(content)
    with database.writing() as session:
        done = session.get_one(PublishedDocument, begun_id)
        done.stored_as, done.size, done.made_at = stored_as, len(content), now()
        session.add(done)
        publish_change(session, session.get_one(Strategy, version.strategy_id).region_id)
    return True


def _printed(form: Form, book: Book) -> bytes | None:
    try:
        return printed(form, book, niceness=_NICENESS)
    except ElsewhereFailed as failed:
        logger.error("A document of a version failed: %s", failed)  # noqa: TRY400 - the sentence says it all
        return None


def _missing(session: Session) -> tuple[Version, Form] | None:
    """The newest published version that lacks a document which nobody is making just now."""
    rows = session.exec(select(PublishedDocument)).all()
    late = now() - _GIVEN_UP_AFTER
    settled = {
        (row.version_id, row.form)
        for row in rows
        if row.made_at or row.attempts >= MOST_ATTEMPTS or (row.begun_at and row.begun_at > late)
    }
    published = select(Version).where(Version.state == VersionState.PUBLISHED)
    for version in session.exec(published.order_by(col(Version.published_at).desc(), col(Version.id).desc())):
        for form in Form:
            if (version.id, form) not in settled:
                return version, form
    return None


def _begun(session: Session, version: Version, form: Form) -> PublishedDocument:
    own = PublishedDocument.version_id == version.id, PublishedDocument.form == form
    row = session.exec(select(PublishedDocument).where(*own)).first()
    row = row or PublishedDocument(id=uuid7(), version_id=version.id, form=form)
    row.begun_at, row.attempts = now(), row.attempts + 1
    session.add(row)
    session.flush()
    return row
