"""Answers in people's own words for analysts: read apart from everything else, and the choice of quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup, escape
from sqlmodel import select
from starlette.responses import Response

from participation.core.journal import record
from participation.surveys.models import Quote, Submission, Survey
from participation.surveys.releases import latest_release
from participation.surveys.results.words import Words
from participation.surveys.running import RunningSurvey, running_surveys
from participation.surveys.written.quotes import GAP, LONGEST, choose, chosen_quotes, drop, problem_of
from participation.surveys.written.texts import Answer, found_answers, text_of, written_questions
from participation.threads.personal_hints import personal_hints
from participation.web.visit import Visit

_LONGEST_SEARCH = 80


@dataclass(frozen=True)
class ShownAnswer:
    """An answer with what looks like personal data marked, and the quote that was taken from it."""

    id: str
    text: Markup
    original: str
    hints: list[str]
    quote: str


def written_answers(visit: Visit, survey: str) -> Response:
    """Which questions were answered in words, and the quotes chosen so far; no answer before it is opened."""
    return _page(visit, _running(visit, survey), {})


def open_answers(visit: Visit, survey: str) -> Response:
    """Read the answers to a question (who opened them stands in the journal), or choose or drop a quote."""
    running = _running(visit, survey)
    questions = written_questions(running.latest.questionnaire)
    name, done = visit.form.text("frage"), visit.form.text("_go")
    if name not in questions:
        return visit.redirect("written_answers", survey=running.slug)
    problem = ""
    if done == "quote":
        problem = _choose(visit, running, name)
    elif done == "drop":
        _drop(visit, running)
    elif done != "more":
        _journal(visit, "opened", running.id, {"question": name})
    return _page(visit, running, _opened(visit, running, name, problem), problem)


def _choose(visit: Visit, running: RunningSurvey, name: str) -> str:
    """Take a quote; what is wrong with it, as a sentence."""
    sheet = _sheet(visit, running)
    question = written_questions(running.latest.questionnaire)[name].question
    original = text_of(question, sheet) if sheet else ""
    text = visit.form.text("zitat")
    if sheet is None or not original:
        return visit._("This answer was withdrawn or corrected meanwhile.")
    problem = problem_of(text, original)
    if problem:
        return visit._(problem, most=LONGEST)
    quote = choose(visit.db, running.id, sheet.id, name, text, visit.person_id)
    _journal(visit, "chose_quote", quote.id, {"survey": str(running.id), "question": name})
    return ""


def _drop(visit: Visit, running: RunningSurvey) -> None:
    quote_id = visit.form.id("zitat")
    if quote_id and drop(visit.db, visit.db.get_one(Survey, running.id), quote_id):
        _journal(visit, "dropped_quote", quote_id, {"survey": str(running.id)})


def _sheet(visit: Visit, running: RunningSurvey) -> Submission | None:
    sheet_id = visit.form.id("bogen")
    if sheet_id is None:
        return None
    chosen = select(Submission).where(Submission.id == sheet_id, Submission.survey_id == running.id)
    return visit.db.exec(chosen.with_for_update()).first()


def _opened(visit: Visit, running: RunningSurvey, name: str, problem: str) -> dict[str, Any]:
    """A page of answers to a question, or to what is searched for within them."""
    question = written_questions(running.latest.questionnaire)[name]
    sought, after = visit.form.text("suche")[:_LONGEST_SEARCH], visit.form.id("ab")
    found = found_answers(visit.db, running.id, question, sought, after)
    quotes = {one.submission_id: one for one in chosen_quotes(visit.db, running.id).get(name, [])}
    rejected = {visit.form.text("bogen"): visit.form.text("zitat")} if problem else {}
    return {
        "question": name,
        "sought": sought,
        "after": str(after or ""),
        "next": str(found.next or ""),
        "answers": [_shown(visit, one, quotes, rejected) for one in found.answers],
    }


def _shown(
    visit: Visit, answer: Answer, quotes: Mapping[UUID | None, Quote], rejected: Mapping[str, str]
) -> ShownAnswer:
    hints = personal_hints(answer.text)
    parts, place = [], 0
    for hint in hints:
        parts += [escape(answer.text[place : hint.start]), Markup("<mark>{}</mark>").format(hint.text)]
        place = hint.end
    quote = quotes.get(answer.submission_id)
    return ShownAnswer(
        id=str(answer.submission_id),
        text=Markup("").join([*parts, escape(answer.text[place:])]),
        original=rejected.get(str(answer.submission_id)) or (quote.text if quote else answer.text),
        hints=[visit._(label) for label in dict.fromkeys(hint.label for hint in hints)],
        quote=quote.text if quote else "",
    )


def _page(visit: Visit, running: RunningSurvey, opened: dict[str, Any], problem: str = "") -> Response:
    words = Words.of(visit, running.latest.questionnaire)
    questions = written_questions(running.latest.questionnaire)
    quotes = chosen_quotes(visit.db, running.id)
    release = latest_release(visit.db, running.id)
    shown = release.facts.get("written", {}).get("quotes", {}) if release else {}
    return visit.render(
        "surveys/written/staff/answers.html",
        status=422 if problem else 200,
        survey=running,
        title=words.text(words.questionnaire.title),
        questions=[(name, words.question(one.question)) for name, one in questions.items()],
        quotes=[
            (words.question(one.question), name, quotes[name]) for name, one in questions.items() if name in quotes
        ],
        public={one["id"] for ones in shown.values() for one in ones},
        opened=opened,
        problem=problem,
        problem_at=visit.form.text("bogen"),
        gap=GAP,
        most=LONGEST,
    )


def _running(visit: Visit, survey: str) -> RunningSurvey:
    return running_surveys(visit.site).by_slug(visit.place.id, survey)


def _journal(visit: Visit, action: str, subject_id: UUID, details: dict[str, Any]) -> None:
    subject = "survey_texts" if action == "opened" else "quote"
    actor_id = visit.person_id
    record(visit.db, action, subject, subject_id, actor_id=actor_id, region_id=visit.place.id, details=details)
