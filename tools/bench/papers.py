"""A council paper with two hundred pages of annexes: how long each file takes, and the memory of its making."""

from __future__ import annotations

import contextlib
import resource
import time
from pathlib import Path

from sqlmodel import select

from participation.core.database import Database
from participation.core.files import FileStore
from participation.papers.jobs import ask_for_documents, document_row, make_document
from participation.papers.models import Annex, Form, PaperKind
from participation.papers.staff.actions import begin_paper
from participation.regions.models import Region
from participation.strategy.content.loading import add_strategy
from participation.strategy.versions import publish_version
from tools.bench.documents import long_strategy, pages_of
from tools.bench.stage import Figure, filled_database

PAGES, SECONDS, MEGABYTES = 200, 30, 500
_FIELDS = 46


def paper(folder: Path) -> list[Figure]:
    """The job for the PDF and the job for the Word file, whose children set them."""
    url, store = filled_database(folder, "papers"), FileStore(folder / "files")
    figures = []
    with contextlib.closing(Database(url)) as database:
        with database.writing() as session:
            region = session.exec(select(Region)).all()[0]
            strategy = add_strategy(session, region, long_strategy(_FIELDS))
            version = publish_version(session, strategy, "", None)
            found = begin_paper(session, strategy, version, PaperKind.RESOLUTION, "Eine lange Vorlage", None)
            found.annexes = [Annex.STRATEGY.value]
            session.add(found)
            ask_for_documents(session, found)
            paper_id = found.id
        for form in (Form.PDF, Form.DOCX):
            begun = time.perf_counter()
            make_document(database, store, paper_id, form)
            seconds = time.perf_counter() - begun
            with database.reading() as session:
                row = document_row(session, paper_id, form)
            remark = "" if row and row.made_at else "VOID: it was not made"
            if form is Form.PDF and row and row.made_at:
                pages = pages_of(store.read(row.stored_as))
                remark = f"{pages} pages" if pages >= PAGES else f"VOID: {pages} pages"
            figures.append(
                Figure(
                    f"a paper with {PAGES} pages as {form.value}", seconds, "s", SECONDS, at_least=False, remark=remark
                )
            )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [*figures, Figure("its memory at most", peak, "MB", MEGABYTES, at_least=False)]
