"""Analysis for staff: live numbers of one question by groups, and the groups compared; nothing of it is public."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from participation.core.text import msgid
from participation.statistics.published import PublishedTable
from participation.surveys.aggregation.codes import Counted, counted_questions
from participation.surveys.aggregation.counted import breakdowns_of
from participation.surveys.aggregation.segments import ABOUT_THE_PERSON
from participation.surveys.drafted_facts import asked_audiences
from participation.surveys.results.block import Block
from participation.surveys.results.blocks import segment_block, with_change
from participation.surveys.results.comparing import COMPARED, comparison
from participation.surveys.results.live import live_tables
from participation.surveys.results.views import question_choices
from participation.surveys.results.words import BREAKDOWN_NAMES, Words
from participation.surveys.running import RunningSurvey, running_surveys
from participation.web.visit import Visit, chosen

_NOTHING = msgid("Nothing has been counted yet.")


def staff_analysis(visit: Visit, survey: str) -> Response:
    """One question by one combination of dimensions, and all questions compared where groups are."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    questionnaire = running.latest.questionnaire
    names = {audience.slug: audience.names for audience in asked_audiences(visit.db, running.id)}
    words = Words.of(visit, questionnaire, names)
    possible = breakdowns_of(visit.db, running.id, questionnaire)
    asked = {
        one.name: one
        for one in counted_questions(questionnaire)
        if one.valid and one.question.code not in ABOUT_THE_PERSON
    }
    common: dict[str, Any] = {"survey": running, "title": words.text(questionnaire.title)}
    if not possible or not asked:
        return visit.render("surveys/staff_analysis.html", nothing=visit._(_NOTHING), **common)
    breakdown, name = chosen(visit.query, "nach", possible), chosen(visit.query, "frage", list(asked))
    tables = live_tables(visit.db, running.id, questionnaire, breakdown)
    return visit.render(
        "surveys/staff_analysis.html",
        nothing="",
        breakdown=breakdown,
        breakdowns=[(one, visit._(BREAKDOWN_NAMES[one])) for one in possible],
        question=name,
        questions=question_choices(words, asked),
        block=_block(words, running, asked[name], tables.get(name)),
        comparison=comparison(words, tables, breakdown) if breakdown in COMPARED else None,
        **common,
    )


def _block(words: Words, running: RunningSurvey, counted: Counted, table: PublishedTable | None) -> Block | None:
    if table is None:
        return None
    changed = running.changed_questions(running.latest.number).get(counted.question.code)
    return with_change(words, segment_block(words, counted, table), changed)
