"""What readers take away of a version: documents, content files, the print view."""

from __future__ import annotations

from sqlmodel import select
from starlette.responses import FileResponse, Response

from participation.core.errors import NotFound
from participation.publications.archive import name_of_archive, write_archive
from participation.publications.book import book_of
from participation.publications.files import store_of
from participation.publications.jobs import MOST_ATTEMPTS
from participation.publications.models import Form, PublishedDocument
from participation.publications.press import printable
from participation.strategy.content.frozen import source_of_version
from participation.strategy.media import medium_store
from participation.strategy.models import Strategy, Version
from participation.strategy.queries import strategy_by_slug, titled
from participation.strategy.versions import numbered_version
from participation.strategy.views import trail
from participation.web.downloads import DOCX, PDF, attachment, download
from participation.web.visit import Visit

MEDIA_TYPES = {
    Form.PDF: PDF,
    Form.DOCX: DOCX,
}
_KEPT = "public, max-age=3600"


def version_documents(visit: Visit, strategy: str, number: int) -> Response:
    """All forms in which the version can be taken away; those that are being made show up by themselves."""
    found, version = _found(visit, strategy, number)
    title = titled(visit.db, [found], visit.language.tag)[0]
    rows = visit.db.exec(select(PublishedDocument).where(PublishedDocument.version_id == version.id)).all()
    made = {row.form: row for row in rows if row.made_at}
    failed = {row.form for row in rows if row.attempts >= MOST_ATTEMPTS and not row.made_at}
    way = [
        *trail(visit, title),
        (visit._("Version %(number)s", number=number), visit.url("version", strategy=strategy, number=number)),
        (visit._("Documents"), None),
    ]
    return visit.render(
        "publications/documents.html",
        fragment="documents",
        found=title,
        version=version,
        made=made,
        failed=failed,
        forms=tuple(Form),
        waits=len(made) + len(failed) < len(Form),
        breadcrumbs=way,
    )


def download_document(visit: Visit, strategy: str, number: int, form: str) -> Response:
    """The PDF or the Word document of a version."""
    found, version = _found(visit, strategy, number)
    if form not in set(Form):
        raise NotFound("There is no such document.")
    own = PublishedDocument.version_id == version.id, PublishedDocument.form == Form(form)
    row = visit.db.exec(select(PublishedDocument).where(*own)).first()
    if row is None or not row.made_at:
        raise NotFound("This document is being made. Please try again in a minute.")
    content = store_of(visit.site.database, visit.settings).read(row.stored_as)
    return download(content, f"{found.slug}-{number}.{form}", MEDIA_TYPES[row.form], _KEPT)


def download_content(visit: Visit, strategy: str, number: int) -> Response:
    """The version as content files with its media in a ZIP, which is kept for a day: media may be large."""
    found, version = _found(visit, strategy, number)
    store, name = store_of(visit.site.database, visit.settings), name_of_archive(version)
    if not store.has(name):
        source = source_of_version(visit.db, found, version, medium_store(visit.site.database, visit.settings))
        store.keep_as(name, lambda file: write_archive(source, file))
    headers = attachment(f"{found.slug}-{number}.zip") | {"cache-control": _KEPT}
    return FileResponse(store.path_of(name), 200, headers, "application/zip")


def print_version(visit: Visit, strategy: str, number: int) -> Response:
    """The same document as a page, to be printed from the browser."""
    found, version = _found(visit, strategy, number)
    media = medium_store(visit.site.database, visit.settings)
    book = book_of(visit.db, found, version, visit.origin, media)
    return Response(printable(visit.site.rendering, book), media_type="text/html")


def _found(visit: Visit, slug: str, number: int) -> tuple[Strategy, Version]:
    strategy = strategy_by_slug(visit.db, visit.place, slug)
    return strategy, numbered_version(visit.db, strategy, number)
