"""The staff page of codes: making them once as letters, cards or a table, and withdrawing them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, select
from starlette.responses import Response

from participation.core.codes import new_code
from participation.core.errors import NotAllowed, NotFound
from participation.core.text import msgid
from participation.ideas.codes import store_codes, void_codes
from participation.ideas.models import IdeaCodeBatch
from participation.procedures.models import Procedure, ProcedureText, StoredState
from participation.threads.wording import one_line
from participation.web.downloads import CSV, PDF, csv_of, download
from participation.web.languages import EASY, GERMAN, Language
from participation.web.letters import CodeLetters, letters_pdf
from participation.web.visit import Form, Visit


class Shape(StrEnum):
    """How new codes are handed over, once."""

    LETTERS = "letters"
    CARDS = "cards"
    CSV = "csv"


MOST = {Shape.LETTERS: 500, Shape.CARDS: 2_000, Shape.CSV: 20_000}
_SHAPES = {
    Shape.LETTERS: (msgid("Letters (PDF)"), msgid("One page each, in German and in Leichte Sprache; up to 500.")),
    Shape.CARDS: (msgid("Cards (PDF)"), msgid("Eight small cards a page; up to 2,000.")),
    Shape.CSV: (msgid("Table (CSV)"), msgid("For a mail merge of your own: code and address; up to 20,000.")),
}
_WORDS = {
    "heading": msgid("Your code for the ideas"),
    "why": msgid("%(county)s collects ideas. With this code your support for an idea counts as confirmed."),
    "how": msgid("Open the address and choose an idea. Enter the code there. You can use it once for each idea."),
    "anonymous": msgid("Nobody learns what you support: what was done with which code is not kept."),
    "voluntary": msgid("Taking part is voluntary."),
    "code": msgid("Your code"),
    "address": msgid("Address"),
    "picture": msgid("Picture with the address of the ideas, for the camera of a phone"),
}
_NO_NUMBER = msgid("Enter a number from 1 to %(most)s.")


@dataclass(frozen=True)
class CodesSheet:
    """What somebody orders: how many, as what, and what the batch is called."""

    number: int = 0
    shape: Shape = Shape.LETTERS
    label: str = ""

    @classmethod
    def from_form(cls, form: Form) -> CodesSheet:
        """What was sent; nonsense is no number."""
        typed, shape = form.text("number"), form.text("shape")
        number = int(typed) if typed.isdecimal() and len(typed) < 6 else 0  # noqa: PLR2004 - more than any batch has
        return cls(number, Shape(shape) if shape in set(Shape) else Shape.LETTERS, one_line(form.text("label"))[:80])


def idea_codes(visit: Visit) -> Response:
    """The batches of each procedure, and the form for more."""
    return _page(visit, CodesSheet())


def make_idea_codes(visit: Visit) -> Response:
    """New codes as a file: the only time that anybody sees them, so they are stored after it is made."""
    actor, sheet = _actor(visit), CodesSheet.from_form(visit.form)
    procedure = _procedure(visit, visit.form.text("procedure"))
    if not 1 <= sheet.number <= MOST[sheet.shape]:
        return _page(visit, sheet, {"number": visit._(_NO_NUMBER, most=MOST[sheet.shape])}, 422)
    title = _titles(visit.db, [procedure.id], GERMAN)[procedure.id]
    visit.db.expunge_all()
    visit.db.rollback()  # making a document takes seconds, and nobody shall wait for it
    codes = [new_code() for _ in range(sheet.number)]
    body, kind = _document(visit, sheet, title, codes)
    with visit.site.database.writing() as session:
        store_codes(session, procedure, codes, sheet.label, actor)
    return download(body, f"codes-ideen.{'csv' if sheet.shape is Shape.CSV else 'pdf'}", kind)


def void_idea_codes(visit: Visit, batch: UUID) -> Response:
    """Withdraw a batch."""
    found = visit.db.get(IdeaCodeBatch, batch)
    if found is None:
        raise NotFound("There is no such batch of codes.")
    void_codes(visit.db, _procedure(visit, str(found.procedure_id)), found, _actor(visit))
    return visit.redirect("idea_codes")


def _document(visit: Visit, sheet: CodesSheet, title: str, codes: list[str]) -> tuple[bytes, str]:
    address = visit.origin + visit.url("ideas", language=GERMAN.slug)
    if sheet.shape is Shape.CSV:
        return csv_of([(visit._("Code"), visit._("Address")), *((one, address) for one in codes)]), CSV
    letters = CodeLetters(
        title=title,
        address=address,
        german=_words(visit, GERMAN),
        easy=_words(visit, EASY) | {"title": title},
        label=sheet.label,
        is_cards=sheet.shape is Shape.CARDS,
        fills_in=False,
    )
    return letters_pdf(visit, letters, list(enumerate(codes, start=1))), PDF


def _words(visit: Visit, language: Language) -> dict[str, str]:
    county = visit.place.name
    said = {name: visit.site.rendering.translate(language, text, county=county) for name, text in _WORDS.items()}
    return said | {"number": "", "until": ""}


def _procedure(visit: Visit, asked: str) -> Procedure:
    for one in _procedures(visit):
        if str(one.id) == asked:
            return one
    raise NotFound("There is no such procedure.")


def _procedures(visit: Visit) -> list[Procedure]:
    ready = (StoredState.DRAFT, StoredState.ACTIVE)
    wanted = select(Procedure).where(Procedure.region_id == visit.place.id, col(Procedure.state).in_(ready))
    return list(visit.db.exec(wanted.order_by(col(Procedure.id).desc())))


def _titles(session: Session, ids: list[UUID], language: Language) -> dict[UUID, str]:
    wanted = select(ProcedureText.procedure_id, ProcedureText.title, ProcedureText.language)
    rows = session.exec(wanted.where(col(ProcedureText.procedure_id).in_(ids))).all()
    by_rank = sorted(rows, key=lambda row: (row[2] == language.tag, row[2] == GERMAN.tag))
    return dict.fromkeys(ids, "") | {row[0]: row[1] for row in by_rank}


def _actor(visit: Visit) -> UUID:
    if visit.person is None:
        raise NotAllowed("Please sign in.")
    return visit.person.id


def _page(visit: Visit, sheet: CodesSheet, errors: dict[str, str] | None = None, status: int = 200) -> Response:
    found = _procedures(visit)
    titles = _titles(visit.db, [one.id for one in found], visit.language)
    batches = select(IdeaCodeBatch).where(col(IdeaCodeBatch.procedure_id).in_(titles))
    return visit.render(
        "ideas/staff_codes.html",
        status=status,
        sheet=sheet,
        errors=errors or {},
        typed=visit.form.text,
        procedures=[(str(one.id), titles[one.id]) for one in found],
        titles=titles,
        batches=visit.db.exec(batches.order_by(col(IdeaCodeBatch.made_on).desc(), col(IdeaCodeBatch.id).desc())).all(),
        shapes=[(one.value, visit._(name), visit._(hint)) for one, (name, hint) in _SHAPES.items()],
    )
