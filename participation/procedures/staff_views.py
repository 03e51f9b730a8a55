"""What editors do with procedures: begin one, plan it back from the council meeting, map topics to fields."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from sqlmodel import col, select
from starlette.responses import Response

from participation.core.errors import Conflict, NotFound
from participation.core.text import msgid
from participation.procedures.actions import begin_procedure, change_procedure
from participation.procedures.calendar import calendars
from participation.procedures.forms import ProcedureSheet, procedure_sheet, sheet_of
from participation.procedures.models import PhaseKind, PhaseText, Procedure, ProcedureText, StoredState
from participation.procedures.plan import Objection, objections, submission_deadline
from participation.procedures.reading import phases_of, procedure_named, procedures_of
from participation.procedures.views import STATE_WORDS
from participation.regions.models import Region
from participation.strategy.models import Strategy, StrategyText
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.pages import Person
from participation.web.visit import Visit

KIND_WORDS = {
    PhaseKind.INFORMATION: msgid("Information"),
    PhaseKind.SURVEY: msgid("Survey"),
    PhaseKind.COMMENTS: msgid("Comments"),
    PhaseKind.IDEAS: msgid("Ideas"),
    PhaseKind.PRIORITIES: msgid("Weighing of ideas"),
    PhaseKind.STATEMENTS: msgid("Statements"),
    PhaseKind.EVALUATION: msgid("Evaluation"),
    PhaseKind.DECISION: msgid("Decision"),
    PhaseKind.REPORT: msgid("Report"),
}
_STATES = {
    StoredState.DRAFT: msgid("Draft, not public"),
    StoredState.ACTIVE: msgid("Public, by its dates"),
    StoredState.CANCELLED: msgid("Cancelled"),
    StoredState.ARCHIVED: msgid("Archived"),
}


def staff_procedures(visit: Visit) -> Response:
    """All procedures of the region, drafts too."""
    found = procedures_of(visit.db, visit.place, visit.language.tag, visit.now, drafts=True)
    return visit.render("procedures/staff/list.html", procedures=found, words=STATE_WORDS)


def new_procedure(visit: Visit) -> Response:
    """The form for a procedure that begins."""
    return _form(visit, ProcedureSheet({}, {}))


def add_procedure(visit: Visit) -> Response:
    """Begin it; with a date of the meeting the plan is counted back."""
    sheet = procedure_sheet(visit.form)
    if sheet.problems:
        return _form(visit, sheet, status=422)
    procedure = begin_procedure(visit.db, visit.place.id, sheet, _person(visit).id)
    return visit.redirect("edit_procedure", procedure=procedure.slug)


def edit_procedure(visit: Visit, procedure: str) -> Response:
    """A procedure with its phases, and what speaks against their dates."""
    found = procedure_named(visit.db, visit.place, procedure)
    return _form(visit, _stored_sheet(visit, found), found)


def save_procedure(visit: Visit, procedure: str) -> Response:
    """Save what was changed; warnings never keep anybody from it."""
    found = procedure_named(visit.db, visit.place, procedure)
    sheet = procedure_sheet(visit.form, phases_of(visit.db, found.id))
    if not sheet.problems:
        try:
            change_procedure(visit.db, found, sheet, _person(visit).id)
        except Conflict as conflict:
            sheet.problems["phases"] = conflict.message
    if sheet.problems:
        return _form(visit, sheet, found, status=422)
    return visit.redirect("edit_procedure", procedure=procedure, gespeichert="ja")


def _stored_sheet(visit: Visit, procedure: Procedure) -> ProcedureSheet:
    texts = visit.db.exec(select(ProcedureText).where(ProcedureText.procedure_id == procedure.id))
    strategy = visit.db.exec(select(Strategy.slug).where(Strategy.id == procedure.strategy_id)).first()
    phases = phases_of(visit.db, procedure.id)
    titles: dict[object, dict[str, str]] = {phase.id: {} for phase in phases}
    wanted = col(PhaseText.phase_id).in_(list(titles))
    for text in visit.db.exec(select(PhaseText).where(wanted)):
        titles[text.phase_id][text.language] = text.title
    stored = {text.language: (text.title, text.summary) for text in texts}
    return sheet_of(procedure, stored, strategy or "", phases, titles)  # type: ignore[arg-type]


def _form(visit: Visit, sheet: ProcedureSheet, procedure: Procedure | None = None, status: int = 200) -> Response:
    region = visit.db.get(Region, visit.place.id)
    calendar = calendars().get(region.state if region else "")
    dated = [phase for phase in sheet.phases if phase.opens and phase.closes and phase.opens <= phase.closes]
    against = objections(dated, sheet.meeting_on, sheet.submission_days, calendar)  # type: ignore[arg-type]
    return visit.render(
        "procedures/staff/form.html",
        status=status,
        sheet=sheet,
        procedure=procedure,
        calendar=calendar,
        warnings=[_sentence(visit, objection) for objection in against],
        deadline=submission_deadline(sheet.meeting_on, sheet.submission_days) if sheet.meeting_on else None,
        errors=[(name, visit._(problem)) for name, problem in sheet.problems.items()],
        strategies=_strategies(visit),
        states=[(state.value, visit._(word)) for state, word in _STATES.items()],
        kinds=[(kind.value, visit._(word)) for kind, word in KIND_WORDS.items()],
        kind_words=KIND_WORDS,
        languages=LANGUAGES,
        is_saved=visit.query.get("gespeichert") == "ja",
    )


def _sentence(visit: Visit, objection: Objection) -> str:
    params = {
        name: format_date(value, "long", locale=visit.language.locale) if isinstance(value, date) else value
        for name, value in objection.params.items()
    }
    return visit._(objection.message, **params)


def _strategies(visit: Visit) -> list[tuple[str, str]]:
    rows = visit.db.exec(
        select(Strategy.slug, StrategyText.title)
        .join(StrategyText, col(StrategyText.strategy_id) == col(Strategy.id))
        .where(Strategy.region_id == visit.place.id, StrategyText.language == GERMAN.tag)
        .order_by(col(Strategy.position))
    )
    return [(slug, title) for slug, title in rows]


def _person(visit: Visit) -> Person:
    if visit.person is None:
        raise NotFound("There is no such page.")
    return visit.person
