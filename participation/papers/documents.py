"""The files of papers: staff have them made and see how far they are, everybody takes those of public papers."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select
from starlette.responses import Response

from participation.core.errors import NotFound
from participation.papers.files import AREA
from participation.papers.jobs import ask_for_documents, document_row
from participation.papers.models import Form, Paper, PaperDocument
from participation.papers.queries import paper_by_id
from participation.papers.sheets import sheet_hash
from participation.web.downloads import DOCX, PDF, download
from participation.web.visit import Visit

MEDIA_TYPES = {
    Form.PDF: PDF,
    Form.DOCX: DOCX,
}


def documents_of(session: Session, paper: Paper) -> list[tuple[PaperDocument, bool]]:
    """The files of a paper, each with whether it says what the paper says now."""
    rows = session.exec(select(PaperDocument).where(PaperDocument.paper_id == paper.id)).all()
    wanted = sheet_hash(session, paper) if rows else ""
    return [(row, row.content_hash == wanted) for row in sorted(rows, key=lambda one: one.form)]


def make_documents(visit: Visit, paper: UUID) -> Response:
    """Have the files made as the paper stands now."""
    found = paper_by_id(visit.db, visit.place.id, paper)
    ask_for_documents(visit.db, found)
    return visit.redirect("paper", paper=found.id, anchor="dateien")


def download_paper(visit: Visit, paper: UUID, form: str) -> Response:
    """A file of a paper, for staff."""
    return made_document(visit, paper_by_id(visit.db, visit.place.id, paper), form)


def made_document(visit: Visit, paper: Paper, form: str) -> Response:
    """The file of a paper as it stands now.

    Raises:
        NotFound: there is none, or it still says what the paper said before.
    """
    row = document_row(visit.db, paper.id, Form(form)) if form in set(Form) else None
    if row is None or not row.made_at or row.content_hash != sheet_hash(visit.db, paper):
        raise NotFound("This document is being made. Please try again in a minute.")
    content = visit.files(AREA).read(row.stored_as)
    name = f"vorlage-{paper.number.replace('/', '-') or paper.id}.{form}"
    return download(content, name, MEDIA_TYPES[row.form])
