"""What editors see of the checker beside a text, live and without script, and letting a finding stand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.strategy.models import Block, Strategy
from participation.web.languages import EASY
from participation.web.visit import Visit
from participation.writing.draft import draft_element, draft_strategy
from participation.writing.findings.checking import BOOKS, CHECKER, key_of
from participation.writing.findings.dismissing import LONGEST_REASON, dismiss, put_back
from participation.writing.findings.shown import book_of, findings_context
from participation.writing.findings.vocabulary import vocabulary_of
from participation.writing.paragraphs import paragraph_of
from participation.writing.texts import LONGEST_TEXT
from participation.writing.twins.desk import twin_at
from participation.writing.twins.standing import Twin, twins_of
from participation.writing.twins.views import judgement_of, text_of, twin_page
from participation.writing.twins.words import twin_language


def check_twin(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """The findings in a twin as it stands in the form, beside it; nothing is stored."""
    found = draft_strategy(visit.db, visit.place, strategy)
    if visit.wants_fragment:
        return _part(visit, _block(visit, found, element, block))
    twins = twins_of(visit.db, found, twin_language(visit).tag)
    return _page(visit, found, twins, twin_at(twins, element, block))


def check_words(visit: Visit) -> Response:
    """The findings in a short text in Leichte Sprache that belongs to no strategy: a reply, a reason."""
    text = text_of(visit)[:LONGEST_TEXT]
    context = findings_context(visit, None, EASY.tag, text)
    return visit.render("writing/findings/words.html", fragment="findings", language=EASY, **context)


def dismiss_finding(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """Let a finding stand (with `dismiss`), or take that back (with `back`); the text in the form stays as it is."""
    found = draft_strategy(visit.db, visit.place, strategy)
    tag, place = twin_language(visit).tag, _block(visit, found, element, block)
    editor_id = visit.person_id
    if key := visit.form.text("back"):
        put_back(visit.db, found, (place.id, tag), key, editor_id)
    problems = _dismissed(visit, found, place, visit.form.text("dismiss"), editor_id)
    answer: dict[str, Any] = {"reason_problems": problems, "is_answered": True, "status": 422 if problems else 200}
    if visit.wants_fragment:
        return _part(visit, place, **answer)
    twins = twins_of(visit.db, found, tag)
    return _page(visit, found, twins, twin_at(twins, element, block), **answer)


def _dismissed(visit: Visit, strategy: Strategy, block: Block, key: str, editor_id: UUID | None) -> dict[str, str]:
    tag, text = twin_language(visit).tag, text_of(visit)[:LONGEST_TEXT]
    if not key or tag not in BOOKS:
        return {}
    reason = visit.form.text(f"reason-{key[:12]}")
    if not reason or len(reason) > LONGEST_REASON:
        return {key: visit._("Please say in a few words why this may stay.")}
    words = vocabulary_of(visit.db, visit.place.id, tag)
    for finding in CHECKER.report(text, book_of(visit, tag), words).findings:
        if key_of(finding, text) == key:
            dismiss(visit.db, strategy, (block.id, tag), (finding, text), reason, editor_id)
            break
    return {}


def _block(visit: Visit, strategy: Strategy, element: str, block: str) -> Block:
    return paragraph_of(visit.db, draft_element(visit.db, strategy, element), block)


def _part(visit: Visit, block: Block, *, status: int = 200, **more: Any) -> Response:
    """The findings alone, without the rest of the twin's page."""
    text = text_of(visit)[:LONGEST_TEXT]
    context = findings_context(visit, block.id, twin_language(visit).tag, text) | more
    given = judgement_of(visit, [])
    return visit.render(
        "writing/findings/part.html",
        fragment="findings",
        status=status,
        given=given,
        language=twin_language(visit),
        **context,
    )


def _page(visit: Visit, strategy: Strategy, twins: list[Twin], twin: Twin, **more: Any) -> Response:
    given = judgement_of(visit, twins)
    text = given.text[:LONGEST_TEXT]
    return twin_page(visit, strategy, twins, twin, given, fragment="findings", checked=text, **more)
