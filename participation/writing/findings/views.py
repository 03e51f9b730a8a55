"""What editors see of the checker beside a text, live and without script, and letting a finding stand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.strategy.models import Strategy
from participation.web.languages import EASY
from participation.web.visit import Visit
from participation.writing.draft import draft_strategy
from participation.writing.findings.checking import BOOKS, CHECKER, key_of
from participation.writing.findings.dismissing import LONGEST_REASON, dismiss, put_back
from participation.writing.findings.shown import book_of, findings_context
from participation.writing.texts import LONGEST_TEXT
from participation.writing.twins.desk import twin_at
from participation.writing.twins.standing import Twin, twins_of
from participation.writing.twins.views import judgement_of, text_of, twin_page
from participation.writing.twins.words import twin_language


def check_twin(visit: Visit, strategy: str, element: str, block: str) -> Response:
    """The findings in a twin as it stands in the form, beside it; nothing is stored."""
    found = draft_strategy(visit.db, visit.place, strategy)
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
    tag = twin_language(visit).tag
    twins = twins_of(visit.db, found, tag)
    twin = twin_at(twins, element, block)
    editor_id = visit.person.id if visit.person else None
    if key := visit.form.text("back"):
        put_back(visit.db, found, (twin.block.id, tag), key, editor_id)
    problems = _dismissed(visit, found, twin, visit.form.text("dismiss"), editor_id)
    return _page(visit, found, twins, twin, reason_problems=problems, status=422 if problems else 200)


def _dismissed(visit: Visit, strategy: Strategy, twin: Twin, key: str, editor_id: UUID | None) -> dict[str, str]:
    tag, text = twin_language(visit).tag, text_of(visit)[:LONGEST_TEXT]
    if not key or tag not in BOOKS:
        return {}
    reason = visit.form.text(f"reason-{key[:12]}")
    if not reason or len(reason) > LONGEST_REASON:
        return {key: visit._("Please say in a few words why this may stay.")}
    for finding in CHECKER.report(text, book_of(visit, tag)).findings:
        if key_of(finding, text) == key:
            dismiss(visit.db, strategy, (twin.block.id, tag), (finding, text), reason, editor_id)
            break
    return {}


def _page(visit: Visit, strategy: Strategy, twins: list[Twin], twin: Twin, **more: Any) -> Response:
    given = judgement_of(visit, twins)
    text = given.text[:LONGEST_TEXT]
    return twin_page(visit, strategy, twins, twin, given, fragment="findings", checked=text, **more)
