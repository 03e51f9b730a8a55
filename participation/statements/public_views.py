"""Released statements, for everybody; nothing of a closed round is ever among them."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.core.identifiers import uuid_or_none
from participation.statements.files import handed_out
from participation.statements.models import Attachment, Statement
from participation.statements.places import places
from participation.statements.queries import (
    PAGE,
    files_of,
    released_statement,
    released_statements,
    sections_of,
)
from participation.strategy.models import Version
from participation.web.visit import Visit


def released(visit: Visit) -> Response:
    """All released statements, the latest first."""
    rows = released_statements(visit.db, visit.place.id, _after(visit))
    return visit.render(
        "statements/released.html",
        rows=rows[:PAGE],
        next=visit.url("statements", nach=rows[PAGE - 1][0].id) if len(rows) > PAGE else None,
        breadcrumbs=[(visit._("Home"), visit.url("home")), (visit._("Statements"), None)],
    )


def _after(visit: Visit) -> Statement | None:
    """Where the page begins; a statement that is not shown any more still marks its place in the list."""
    after = uuid_or_none(visit.query.get("nach", ""))
    found = visit.db.get(Statement, after) if after else None
    return found if found and found.region_id == visit.place.id and found.released_at else None


def read_statement(visit: Visit, statement: UUID) -> Response:
    """One released statement with its sections and files."""
    found, addressee = released_statement(visit.db, visit.place.id, statement)
    return visit.render(
        "statements/statement.html",
        statement=found,
        addressee=addressee,
        sections=sections_of(visit.db, [found.id])[found.id],
        files=files_of(visit.db, [found.id])[found.id],
        places=places(visit, visit.db.get_one(Version, found.version_id)),
        breadcrumbs=[
            (visit._("Home"), visit.url("home")),
            (visit._("Statements"), visit.url("statements")),
            (addressee.name, None),
        ],
    )


def released_file(visit: Visit, statement: UUID, attachment: UUID) -> Response:
    """An attachment of a released statement."""
    found, _addressee = released_statement(visit.db, visit.place.id, statement)
    file = visit.db.get(Attachment, attachment)
    if file is None or file.statement_id != found.id:
        raise NotFound("There is no such file.")
    return handed_out(visit, file.name, file.kind, file.stored_as)
