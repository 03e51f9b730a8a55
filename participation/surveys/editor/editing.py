"""What every page of the editor begins with: the draft, the person, what their form was opened on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from participation.core.errors import NotFound
from participation.procedures.models import Procedure
from participation.regions.models import Region
from participation.regions.queries import region_map
from participation.strategy.models import Block, BlockText, Element, Kind
from participation.strategy.texts import TITLE
from participation.surveys.content import place_options
from participation.surveys.editor.drafts import OpenedDraft, opened_draft, survey_to_edit
from participation.surveys.editor.rows import Fields
from participation.surveys.editor.sentences import Sentences
from participation.surveys.questionnaire import Option, Question, QuestionKind, Questionnaire, QuestionPage
from participation.surveys.wording import plain
from participation.web.folders import STATIC
from participation.web.languages import GERMAN
from participation.web.maps import RegionMap
from participation.web.visit import Form, Visit

_LINKED = (Kind.ACTION_CLUSTER, Kind.ACTION_FIELD, Kind.AREA, Kind.STRATEGIC_GOAL, Kind.SUB_GOAL)
ACT, REVISION, WAS, GONE = "_do", "_revision", "_was", "gone"


def open_here(visit: Visit, survey: str) -> OpenedDraft:
    """The draft of the region's survey of that slug."""
    return opened_draft(visit.db, survey_to_edit(visit.db, visit.place.id, survey))


def editor_of(visit: Visit) -> UUID:
    """Who is working."""
    if visit.person is None:
        raise NotFound("There is no such page.")
    return visit.person.id


def page_of(questionnaire: Questionnaire, number: int) -> QuestionPage:
    """The page of that number; raises NotFound."""
    if not 1 <= number <= len(questionnaire.pages):
        raise NotFound("There is no such page.")
    return questionnaire.pages[number - 1]


def question_of(questionnaire: Questionnaire, page: int, place: int) -> Question:
    """The question at that place of the page; raises NotFound."""
    questions = page_of(questionnaire, page).questions
    if not 1 <= place <= len(questions):
        raise NotFound("There is no such page.")
    return questions[place - 1]


def fields_sent(form: Form) -> Fields:
    """The form's fields by name; several values of one field become lines."""
    fields: Fields = {}
    for name, value in form.items():
        fields[name] = f"{fields[name]}\n{value}" if fields.get(name) else value
    return fields


def fingerprint(document: Any) -> str:
    """Short and the same for the same content."""
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:16]


def is_outdated(visit: Visit, opened: OpenedDraft) -> bool:
    """Whether somebody saved after this form was opened."""
    return visit.form.text(REVISION) != str(opened.revision)


def places_of(visit: Visit) -> list[Option]:
    """The options of a question for the municipality in this region."""
    return list(place_options(visit.db, visit.db.get_one(Region, visit.place.id)))


def sentences(visit: Visit, questionnaire: Questionnaire) -> Sentences:
    """Conditions in the reader's language."""
    return Sentences(questionnaire, visit.language.tag, visit._)


def map_for(visit: Visit, questions: Iterable[Question]) -> RegionMap | None:
    """The region's map, where a place is asked for."""
    asks = any(question.kind is QuestionKind.PLACE for question in questions)
    return region_map(visit.db, visit.place.id) if asks else None


def frame(visit: Visit, opened: OpenedDraft) -> dict[str, Any]:
    """What every template of the editor needs."""
    return {
        "survey": opened.survey,
        "opened": opened,
        "survey_title": plain(opened.questionnaire.title, visit.language.tag) or opened.survey.slug,
    }


def elements_of(visit: Visit, opened: OpenedDraft) -> list[tuple[str, str]]:
    """Key and German title of the strategy's elements that rows can be linked to; none without a strategy."""
    rows = visit.db.exec(
        select(Element.key, Element.number, BlockText.text)
        .join(Block, col(Block.element_id) == col(Element.id))
        .join(BlockText, col(BlockText.block_id) == col(Block.id))
        .join(Procedure, col(Procedure.strategy_id) == col(Element.strategy_id))
        .where(
            Procedure.id == opened.survey.procedure_id,
            col(Element.kind).in_(_LINKED),
            col(Element.retired_at).is_(None),
            Block.key == TITLE,
            BlockText.language == GERMAN.tag,
        )
        .order_by(col(Element.parent_id), col(Element.position))
    )
    return [(key, f"{number} {title}".strip()) for key, number, title in rows]


def picture_names() -> list[str]:
    """The pictures that options can have."""
    return sorted(path.stem for path in (STATIC / "pictures").glob("*.svg"))
