"""Reading tables in: choose a file, look at what it would change, then store all of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session
from starlette.responses import Response

from participation.core.days import local_day
from participation.core.errors import Conflict, Invalid, NotFound
from participation.core.text import msgid
from participation.indicators.staff.importing import MOST_ROWS, Columns, Plan, rows_of, text_of
from participation.indicators.staff.read_in import (
    PRODUCT_COLUMNS,
    READING_COLUMNS,
    PlannedProduct,
    PlannedReading,
    plan_products,
    plan_readings,
    store_products,
    store_readings,
)
from participation.web.downloads import CSV, csv_of, download
from participation.web.visit import Visit

MOST_BYTES = 500_000
TAKEN_BYTES = 4 * MOST_BYTES
"""The checked table comes back as a form field, in which every letter may take several bytes."""
_MOST_SHOWN = 100


@dataclass(frozen=True)
class TableKind:
    """A kind of table that can be read in; `heading` is a msgid, `back` the page that lists what it has."""

    heading: str
    columns: Columns
    needed: tuple[str, ...]
    back: str


KINDS = {
    "werte": TableKind(
        msgid("Read readings in from a table"), READING_COLUMNS, ("indicator", "time", "value"), "indicator_desk"
    ),
    "produkte": TableKind(
        msgid("Read products in from a table"), PRODUCT_COLUMNS, ("number", "name", "year"), "products"
    ),
}


def choose_table(visit: Visit, what: str) -> Response:
    """The form for a file."""
    return _page(visit, what)


def check_table(visit: Visit, what: str) -> Response:
    """Check a file, or store a checked one: whatever comes is checked, and nothing is stored while a row is bad."""
    sent = visit.form.file("file")
    content = text_of(sent[1]) if sent else visit.form.text("content")
    if not content:
        return _page(visit, what, problem=visit._("Please choose a file."), status=422)
    if len(content) > MOST_BYTES:
        return _page(visit, what, problem=visit._("This file is too large."), status=422)
    try:
        plan = _plan(visit, visit.db, what, content)
    except Invalid as invalid:
        return _page(visit, what, problem=visit.told(invalid), status=422)
    if plan.bad or visit.form.text("act") != "store":
        return _page(visit, what, plan=plan, content=content, status=422 if plan.bad else 200)
    with visit.site.database.writing() as session:  # checked again there: somebody may have been faster
        _store(visit, session, _plan(visit, session, what, content))
    visit.site.refresh_after(session)
    return visit.redirect(_kind(what).back)


def table_template(_visit: Visit, what: str) -> Response:
    """An empty table with all columns."""
    heading = [names[0] for names in _kind(what).columns.values()]
    return download(csv_of([heading]), f"{what}-vorlage.csv", CSV)


def _kind(what: str) -> TableKind:
    if what not in KINDS:
        raise NotFound("There is no such page.")
    return KINDS[what]


def _plan(visit: Visit, session: Session, what: str, content: str) -> Plan[PlannedReading] | Plan[PlannedProduct]:
    kind = _kind(what)
    rows = rows_of(content, kind.columns, kind.needed)
    if kind.columns is READING_COLUMNS:
        return plan_readings(session, visit.place.id, rows, visit._, local_day(visit.now))
    return plan_products(session, visit.place.id, rows, visit._)


def _store(visit: Visit, session: Session, plan: Plan[PlannedReading] | Plan[PlannedProduct]) -> None:
    if plan.bad:
        raise Conflict("Something changed meanwhile. Please check the table again.")
    readings = [one for one in plan.planned if isinstance(one, PlannedReading)]
    products = [one for one in plan.planned if isinstance(one, PlannedProduct)]
    store_readings(session, readings, visit.person_id)
    store_products(session, visit.place.id, products, visit.person_id)


def _page(
    visit: Visit,
    what: str,
    *,
    plan: Plan[PlannedReading] | Plan[PlannedProduct] | None = None,
    content: str = "",
    problem: str = "",
    status: int = 200,
) -> Response:
    return visit.render(
        "indicators/staff/read_in.html",
        status=status,
        what=what,
        kind=_kind(what),
        plan=plan,
        shown=plan.planned[:_MOST_SHOWN] if plan else [],
        bad=plan.bad[:_MOST_SHOWN] if plan else [],
        content=content,
        problem=problem,
        most_rows=MOST_ROWS,
        optional=[names[0] for name, names in _kind(what).columns.items() if name not in _kind(what).needed],
        needed=[names[0] for name, names in _kind(what).columns.items() if name in _kind(what).needed],
    )
