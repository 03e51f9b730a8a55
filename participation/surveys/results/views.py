"""The public results of a survey: a page for everyone, breakdowns as links, files to take away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select
from starlette.responses import Response

from participation.procedures.days import last_day
from participation.strategy.models import Element, Strategy
from participation.surveys.aggregation.codes import Counted, counted_questions
from participation.surveys.aggregation.segments import OVERALL
from participation.surveys.results.blocks import Beside, overall_blocks, segment_block, with_change
from participation.surveys.results.matrix import shown_matrix
from participation.surveys.results.method import method_of
from participation.surveys.results.places import map_of
from participation.surveys.results.profile import profiles, reach
from participation.surveys.results.reading import Results, latest_results, one_table, sheet_tables
from participation.surveys.results.spans import span_columns, span_rows
from participation.surveys.results.tabs import result_tabs
from participation.surveys.results.weighing import shown_weights
from participation.surveys.results.words import BREAKDOWN_NAMES, Words
from participation.surveys.running import RunningSurvey, running_surveys
from participation.surveys.written.released import said_in
from participation.web.languages import EASY
from participation.web.visit import Visit


def survey_results(visit: Visit, survey: str) -> Response:
    """The latest release: everything by everyone, or one question by a combination of dimensions."""
    running = running_surveys(visit.site).by_slug(visit.place.id, survey)
    results = latest_results(visit.db, running)
    if results is None:
        words = Words.of(visit, running.latest.questionnaire)
        ends = last_day(running.closes_at) if running.closes_at else None
        return visit.render("surveys/results_later.html", last_day=ends, **_common(visit, running, words))
    breakdown = visit.query.get("nach", "").replace("-", ",")
    if breakdown not in results.breakdowns:
        breakdown = OVERALL
    words, head = results_head(visit, results, breakdown)
    if breakdown:
        by = _by(visit, words, results, breakdown)
        return visit.render("surveys/results_by.html", breakdown=breakdown, **head, **by)
    return visit.render("surveys/results.html", **head, **whole_release(visit, words, results))


def results_head(visit: Visit, results: Results, current: str) -> tuple[Words, dict[str, Any]]:
    """The words of a release, and what the head of each of its pages needs; `current` is the tab that is open."""
    words = Words.of(visit, results.questionnaire, results.audience_names)
    head = _common(visit, results.survey, words)
    return words, head | {
        "results": results,
        "answers": words.base(results.everyone),
        "tabs": result_tabs(visit, results, current),
    }


def _common(visit: Visit, running: RunningSurvey, words: Words) -> dict[str, Any]:
    return {
        "survey": running,
        "title": words.text(words.questionnaire.title),
        "speaks": visit.language.tag in words.questionnaire.languages,
        "twin_is_draft": EASY.tag in words.questionnaire.languages,
    }


def whole_release(visit: Visit, words: Words, results: Results) -> dict[str, Any]:
    """Everything by everyone, as the page and the report show it."""
    links = element_links(visit, visit.db, results)
    sheets = sheet_tables(visit.db, results)
    region_id = results.survey.region_id
    return {
        "blocks": overall_blocks(words, results.tables, links, beside_of(visit, words, results)),
        "matrix": shown_matrix(words, results, links),
        "profiles": profiles(words, visit.db, region_id, sheets, results.everyone),
        "profile_names": BREAKDOWN_NAMES,
        "reach": reach(visit.db, region_id, sheets.get("municipality"), results.everyone),
        "method": method_of(words, results, sheets),
        "weights": shown_weights(visit.db, words, results),
        "last_day": last_day,
        "words": words,
    }


def beside_of(visit: Visit, words: Words, results: Results) -> Beside:
    """What the pictures of a release need besides its tables: the map, and what people wrote."""
    said = said_in(visit.db, results.release, words.number)
    return Beside(map_of(visit, results.survey), said, changed=_changed(results))


def _changed(results: Results) -> dict[str, datetime]:
    """When each question changed so that earlier answers are not in the release's tables."""
    return results.survey.changed_questions(results.release.facts["questionnaire_version"])


def _by(visit: Visit, words: Words, results: Results, breakdown: str) -> dict[str, Any]:
    asked = {
        one.name: one
        for one in counted_questions(results.questionnaire)
        if one.valid and (one.name in results.tables or results.is_mixed)
    }
    name = visit.query.get("frage", "")
    counted = asked.get(name) or next(iter(asked.values()), None)
    table = one_table(visit.db, results, breakdown, counted.name) if counted else None
    spans = span_rows(words, counted, table, results.audiences) if counted and table and breakdown == "audience" else []
    block = segment_block(words, counted, table) if counted and table else None
    if block and counted:
        block = with_change(words, block, _changed(results).get(counted.question.code))
    return {
        "block": block,
        "spans": spans,
        "span_columns": span_columns(words),
        "chosen": counted.name if counted else "",
        "choices": question_choices(words, asked),
    }


def question_choices(words: Words, asked: Mapping[str, Counted]) -> list[Any]:
    """All questions for a list to choose from; rows of a matrix stand in a group below its question."""
    choices: list[Any] = []
    for one in asked.values():
        if one.item is None:
            choices.append((one.name, words.question(one.question)))
            continue
        title = words.question(one.question)
        if not choices or choices[-1][0] != title:
            choices.append((title, None, []))
        choices[-1][2].append((one.name, words.counted(one)))
    return choices


def element_links(visit: Visit, session: Session, results: Results) -> dict[str, str]:
    """Name of a counted row -> the page of the strategy's element that it asks about."""
    about = {one.name: one.item.element for one in counted_questions(results.questionnaire) if one.item}
    if results.survey.strategy_id is None or not any(about.values()):
        return {}
    known = session.exec(
        select(Element.key, Strategy.slug)
        .join(Strategy, col(Strategy.id) == col(Element.strategy_id))
        .where(
            Strategy.id == results.survey.strategy_id,
            col(Element.key).in_(set(about.values())),
            col(Element.retired_at).is_(None),
        )
    ).all()
    pages = {key: visit.url("element", strategy=slug, element=key) for key, slug in known}
    return {name: pages[key] for name, key in about.items() if key in pages}
