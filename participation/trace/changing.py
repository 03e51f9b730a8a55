"""Changing one's own contribution by code, and taking along what is stored about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from starlette.responses import Response

from participation.core.errors import NotFound
from participation.core.identifiers import receipt_key
from participation.ideas.models import LONGEST_TITLE
from participation.threads.contributions import LONGEST_NAME, LONGEST_TEXT
from participation.threads.editing import Words
from participation.threads.receipts import TracedContribution
from participation.web.downloads import download
from participation.web.visit import Visit

if TYPE_CHECKING:
    from participation.trace.views import Tracing


def change_form(
    visit: Visit,
    code: str,
    contribution: TracedContribution,
    words: Words | None = None,
    errors: dict[str, str] | None = None,
) -> Response:
    """The form with what stands there now, or with what was typed and what has to be put right."""
    return visit.render(
        "trace/change.html",
        status=422 if errors else 200,
        code=code,
        contribution=contribution,
        words=words or Words(contribution.text, contribution.title, contribution.author_name),
        errors=errors or {},
        longest={"title": LONGEST_TITLE, "text": LONGEST_TEXT, "author_name": LONGEST_NAME},
    )


def change(tracing: Tracing, visit: Visit) -> Response:
    """Store the new words."""
    code, words = visit.form.text("code"), Words.from_form(visit.form)
    key = receipt_key(code)
    before = tracing.found(visit.db, code, visit.language.tag)
    if key is None or before is None:
        return tracing.page(visit, code, None, 422)
    answers = [change(visit.db, key, words) for change in tracing.changes]
    problems = next((answer for answer in answers if answer is not None), None)
    if problems is None:
        raise NotFound("This contribution can no longer be changed. You can withdraw it and write a new one.")
    if problems:
        errors = {field: visit._(message, **values) for field, message, values in problems}
        return change_form(visit, code, before[0], words, errors)
    visit.db.flush()
    return tracing.page(visit, code, tracing.found(visit.db, code, visit.language.tag), 200, is_changed=True)


def take_along(tracing: Tracing, visit: Visit) -> Response:
    """Everything that is stored about the contribution of the code, as a JSON file."""
    code = visit.form.text("code")
    key = receipt_key(code)
    answers = [stored(visit.db, key) for stored in tracing.own_data] if key else []
    stored = next((answer for answer in answers if answer is not None), None)
    if stored is None:
        return tracing.page(visit, code, tracing.found(visit.db, code, visit.language.tag), 422)
    return download(orjson.dumps(stored, option=orjson.OPT_INDENT_2), "mein-beitrag.json", "application/json")
