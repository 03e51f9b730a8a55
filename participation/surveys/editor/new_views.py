"""All questionnaires of the region, and beginning a new survey: blank, from a file, or as a copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.errors import ParticipationError
from participation.core.slugs import slug_of
from participation.core.text import msgid
from participation.procedures.models import Phase, PhaseKind, PhaseText
from participation.regions.models import Region
from participation.surveys.audiences.staff_identity import procedures_with_titles, slug_problem
from participation.surveys.editor.creating import Imported, begin_survey, free_slug, read_file
from participation.surveys.editor.drafts import OpenedDraft, opened_draft, survey_to_edit
from participation.surveys.editor.editing import editor_of, fields_sent
from participation.surveys.editor.page_views import LONGEST, texts_of_form
from participation.surveys.editor.rows import Fields
from participation.surveys.models import Survey
from participation.surveys.questionnaire import Questionnaire, QuestionPage
from participation.surveys.wording import plain
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.visit import Visit


@dataclass(frozen=True)
class Listed:
    """A survey in the list of questionnaires."""

    slug: str
    title: str
    procedure: str
    version: int
    has_changes: bool
    questions: int


def questionnaires(visit: Visit) -> Response:
    """All surveys of the region, also those that nobody sees yet."""
    surveys = visit.db.exec(select(Survey).where(Survey.region_id == visit.place.id).order_by(col(Survey.slug))).all()
    names = dict(procedures_with_titles(visit.db, visit.place.id))
    rows = [_listed(visit, opened_draft(visit.db, survey), names) for survey in surveys]
    return visit.render("surveys/editor/list.html", rows=rows, has_procedures=bool(names))


def new_survey(visit: Visit) -> Response:
    """The form for a new survey."""
    return _form(visit, {"source": "blank"}, {})


def add_survey(visit: Visit) -> Response:
    """Begin it with an empty questionnaire, that of a file, or a copy of another one."""
    fields = fields_sent(visit.form)
    problems: dict[str, str] = {}
    phase = _phase(visit, fields, problems)
    begun = _begun(visit, fields, problems)
    slug = _slug(visit, fields, begun, problems)
    if problems or begun is None or phase is None:
        return _form(visit, fields, problems, status=422)
    procedure_id, phase_id = phase
    survey = Survey(region_id=visit.place.id, procedure_id=procedure_id, phase_id=phase_id, slug=slug)
    visit.db.rollback()  # reading a large file took long enough; only storing it keeps others waiting
    with visit.site.database.writing() as session:
        begin_survey(session, survey, begun.questionnaire, actor_id=editor_of(visit), report=begun.report)
    return visit.redirect("edit_questionnaire", survey=slug, hinweis="begonnen")


def _listed(visit: Visit, opened: OpenedDraft, names: dict[str, str]) -> Listed:
    survey = opened.survey
    return Listed(
        slug=survey.slug,
        title=plain(opened.questionnaire.title, visit.language.tag) or survey.slug,
        procedure=names.get(str(survey.procedure_id), ""),
        version=survey.latest_version,
        has_changes=opened.has_changes,
        questions=sum(len(page.questions) for page in opened.questionnaire.pages),
    )


def _begun(visit: Visit, fields: Fields, problems: dict[str, str]) -> Imported | None:
    source = fields.get("source", "blank")
    if source == "file":
        return _from_file(visit, problems)
    if source == "copy":
        return _copied(visit, fields, problems)
    title = texts_of_form(fields, "title", problems, LONGEST["title"])
    return Imported(Questionnaire(title, {}, {}, (QuestionPage({}, ()),)), "")


def _from_file(visit: Visit, problems: dict[str, str]) -> Imported | None:
    sent = visit.form.file("file")
    if sent is None:
        problems["file"] = visit._(msgid("Please choose a file."))
        return None
    try:
        return read_file(*sent, visit.db, visit.db.get_one(Region, visit.place.id))
    except ParticipationError as problem:
        problems["file"] = visit.told(problem)
    except ValueError as problem:
        problems["file"] = visit._(msgid("This file cannot be used: %(problem)s"), problem=problem)
    return None


def _copied(visit: Visit, fields: Fields, problems: dict[str, str]) -> Imported | None:
    try:
        survey = survey_to_edit(visit.db, visit.place.id, fields.get("copied", ""))
    except ParticipationError:
        problems["copied"] = visit._(msgid("Please choose a survey."))
        return None
    return Imported(opened_draft(visit.db, survey).questionnaire, survey.slug)


def _slug(visit: Visit, fields: Fields, begun: Imported | None, problems: dict[str, str]) -> str:
    typed = fields.get("slug", "")
    if not typed:
        german = plain(begun.questionnaire.title, GERMAN.tag) if begun else ""
        return free_slug(visit.db, visit.place.id, begun.slug if begun and begun.slug else slug_of(german, 50))
    if problem := slug_problem(visit.db, visit.place.id, typed):
        problems["slug"] = visit._(problem)
    return typed


def _phase(visit: Visit, fields: Fields, problems: dict[str, str]) -> tuple[UUID, UUID | None] | None:
    """Procedure and phase that were chosen: "procedure" or "procedure:phase"."""
    known = {value: value for _, _, choices in _phase_choices(visit) for value, _ in choices}
    chosen = fields.get("phase", "")
    if chosen not in known:
        problems["phase"] = visit._(msgid("Please choose a procedure."))
        return None
    procedure, _, phase = chosen.partition(":")
    return UUID(procedure), UUID(phase) if phase else None


def _phase_choices(visit: Visit) -> list[tuple[str, None, list[tuple[str, str]]]]:
    """A group for each procedure: no phase yet, or one of its survey phases."""
    rows = visit.db.exec(
        select(Phase.id, Phase.procedure_id, PhaseText.title)
        .join(PhaseText, col(PhaseText.phase_id) == col(Phase.id))
        .where(Phase.kind == PhaseKind.SURVEY, PhaseText.language == GERMAN.tag)
        .order_by(col(Phase.opens_at))
    ).all()
    none_yet = visit._(msgid("no phase yet"))
    return [
        (
            title,
            None,
            [(procedure, f"{title}: {none_yet}")]
            + [(f"{procedure}:{id_}", f"{title}: {name}") for id_, of, name in rows if str(of) == procedure],
        )
        for procedure, title in procedures_with_titles(visit.db, visit.place.id)
    ]


def _form(visit: Visit, fields: Fields, problems: dict[str, Any], status: int = 200) -> Response:
    surveys = visit.db.exec(select(Survey).where(Survey.region_id == visit.place.id).order_by(col(Survey.slug))).all()
    titles = [(one.slug, plain(opened_draft(visit.db, one).questionnaire.title, GERMAN.tag)) for one in surveys]
    return visit.render(
        "surveys/editor/new.html",
        status=status,
        fields=fields,
        problems={name: visit._(text) for name, text in problems.items()},
        phases=_phase_choices(visit),
        surveys=[(slug, title or slug) for slug, title in titles],
        languages=LANGUAGES,
    )
