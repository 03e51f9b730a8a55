"""Files of papers, made in the background when somebody asks for them, and forgotten when no row names them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.database import Database
from participation.core.elsewhere import ElsewhereFailed
from participation.core.files import FileStore, file_store
from participation.core.jobs import Job, enqueue
from participation.core.settings import Settings
from participation.core.text import msgid
from participation.papers.files import AREA, form_file
from participation.papers.models import Form, Paper, PaperDocument, PaperSettings
from participation.papers.press import printed
from participation.papers.queries import is_public, settings_of
from participation.papers.sheets import sheet_hash, sheet_of_paper
from participation.regions.actions import publish_change
from participation.web.folders import folder
from participation.web.languages import GERMAN
from participation.web.translations import load_catalogues

logger = logging.getLogger(__name__)
MAKE = "paper document"
_DAILY, _SOON = timedelta(days=1), timedelta(minutes=10)
_READ, _SET = 10, 90
"""Percent of the work that is done when the facts are gathered, and when the file is set."""
_FAILED = msgid("The file could not be made. Please try again, or look at the Word form.")


def jobs(settings: Settings) -> tuple[Job, ...]:
    """The jobs of papers."""

    def make(database: Database, given: Mapping[str, Any]) -> None:
        make_document(
            database, file_store(database, settings.files_folder, AREA), UUID(given["paper"]), Form(given["form"])
        )

    def clean_up(database: Database, _given: Mapping[str, Any]) -> int:
        with database.reading() as session:
            known = set(session.exec(select(PaperDocument.stored_as)))
            known |= set(session.exec(select(PaperSettings.own_template)))
        return file_store(database, settings.files_folder, AREA).forget_unknown(known, now() - _DAILY)

    return (
        Job(MAKE, make, slow=True),
        Job("paper files", clean_up, every=_DAILY),
        Job("true papers", renew, every=_SOON),
    )


def ask_for_documents(session: Session, paper: Paper) -> None:
    """Have the files of a paper made as it stands now; what is up to date, or being made so, is left alone."""
    wanted = sheet_hash(session, paper)
    for form in Form:
        row = document_row(session, paper.id, form)
        if row is None or row.content_hash != wanted or row.problem:
            row = row or PaperDocument(paper_id=paper.id, form=form, content_hash=wanted, asked_at=now())
            row.content_hash, row.asked_at, row.made_at = wanted, now(), None
            row.progress, row.problem = 0, ""
            session.add(row)
            enqueue(session, MAKE, {"paper": str(paper.id), "form": form.value})
    session.flush()


def renew(database: Database, _given: Mapping[str, Any]) -> int:
    """Have the files of public papers made anew where contributions in them were taken back or blackened; how many."""
    with database.reading() as session:
        released = select(Paper).where(col(Paper.released_at).is_not(None))
        stale = [paper.id for paper in session.exec(released) if _is_stale(session, paper)]
    for paper_id in stale:
        with database.writing() as session:
            ask_for_documents(session, session.get_one(Paper, paper_id))
    return len(stale)


def _is_stale(session: Session, paper: Paper) -> bool:
    hashes = session.exec(select(PaperDocument.content_hash).where(PaperDocument.paper_id == paper.id)).all()
    return bool(hashes) and set(hashes) != {sheet_hash(session, paper)}


def document_row(session: Session, paper_id: UUID, form: Form) -> PaperDocument | None:
    """What is known of a file of a paper."""
    own = PaperDocument.paper_id == paper_id, PaperDocument.form == form
    return session.exec(select(PaperDocument).where(*own)).first()


def make_document(database: Database, store: FileStore, paper_id: UUID, form: Form) -> None:
    """Make a file that is waited for; its progress can be seen, and a failure is kept as a sentence."""
    say = partial(_say, load_catalogues(folder("locales"))[GERMAN])
    with database.reading() as session:
        row, paper = document_row(session, paper_id, form), session.get(Paper, paper_id)
        if row is None or paper is None or row.made_at:
            return
        wanted, settings = sheet_hash(session, paper), settings_of(session, paper.region_id)
        sheet, word_form = (
            sheet_of_paper(session, paper, say),
            form_file(store, settings.template, settings.own_template),
        )
    _note(database, paper_id, form, progress=_READ)
    try:
        content = printed(form, sheet, word_form)
    except ElsewhereFailed as failed:
        logger.error("A council paper could not be set: %s", failed)  # noqa: TRY400 - the sentence says it all
        _note(database, paper_id, form, problem=_FAILED)
        return
    _note(database, paper_id, form, progress=_SET)
    stored_as = store.keep(content)
    _note(
        database,
        paper_id,
        form,
        progress=100,
        stored_as=stored_as,
        size=len(content),
        content_hash=wanted,
        made_at=now(),
    )


def _note(database: Database, paper_id: UUID, form: Form, **facts: Any) -> None:
    with database.writing() as session:
        row = document_row(session, paper_id, form)
        if row is None:
            return
        for name, value in facts.items():
            setattr(row, name, value)
        session.add(row)
        paper = session.get_one(Paper, paper_id)
        if row.made_at and is_public(paper):
            publish_change(session, paper.region_id)


def _say(catalogue: Any, message: str, **values: object) -> str:
    translated = str(catalogue.gettext(message))
    return translated % values if values else translated
