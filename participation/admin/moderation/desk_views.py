"""Pages for what moderators keep for their region: the word list, prepared texts, departments."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select
from starlette.responses import Response

from participation.admin.moderation.desk_forms import DepartmentSheet, TextsSheet, WordsSheet
from participation.admin.moderation.views import person_of
from participation.core.errors import NotFound
from participation.core.journal import record
from participation.regions.actions import publish_change
from participation.regions.models import Department
from participation.threads.contributions import LONGEST_REASON, LONGEST_TEXT
from participation.threads.labels import REASON_NAMES
from participation.threads.models import TextKind
from participation.threads.prepared_texts import PLACEHOLDERS, rejection_texts, reply_texts, store_texts
from participation.threads.watched_words import store_words, stored_words, word_list
from participation.web.downloads import download
from participation.web.visit import Visit


def watched_words(visit: Visit) -> Response:
    """The region's word list, with a field to try it."""
    words = stored_words(visit.db, visit.place.id)
    return _words_page(visit, "\n".join(words), tried=visit.query.get("probe", "")[:LONGEST_TEXT])


def save_watched_words(visit: Visit) -> Response:
    """Put a typed or uploaded list in the place of the present one."""
    sheet = WordsSheet.from_form(visit.form)
    if sheet.problems:
        return _words_page(visit, sheet.text, status=422, errors=_errors(visit, sheet.problems))
    store_words(visit.db, visit.place.id, sheet.entries)
    _journal(visit, "word list", {"entries": len(sheet.entries)})
    publish_change(visit.db, visit.place.id)  # what the site remembers of it is made anew
    return visit.redirect("watched_words", gespeichert="ja")


def watched_words_file(visit: Visit) -> Response:
    """The word list as a text file, one entry a line."""
    text = "".join(f"{word}\n" for word in stored_words(visit.db, visit.place.id))
    return download(text, "wortliste.txt", "text/plain; charset=utf-8")


def _words_page(
    visit: Visit, text: str, *, tried: str = "", status: int = 200, errors: dict[str, str] | None = None
) -> Response:
    hits = word_list(text.splitlines()).hits(tried) if tried else ()
    return visit.render(
        "admin/moderation/words.html",
        status=status,
        text=text,
        tried=tried,
        hits=[(tried[hit.start : hit.end], hit.entry) for hit in hits],
        errors=errors or {},
        is_saved=visit.query.get("gespeichert") == "ja",
    )


def prepared_texts(visit: Visit) -> Response:
    """The region's texts to authors and prepared replies."""
    rejections = {reason.value: text for reason, text in rejection_texts(visit.db, visit.place.id).items()}
    sheet = TextsSheet(rejections, list(reply_texts(visit.db, visit.place.id).items()))
    return _texts_page(visit, sheet)


def save_prepared_texts(visit: Visit) -> Response:
    """Put the texts in the place of the present ones."""
    sheet = TextsSheet.from_form(visit.form)
    if sheet.problems:
        return _texts_page(visit, sheet, status=422, errors=_errors(visit, sheet.problems))
    store_texts(visit.db, visit.place.id, TextKind.REJECTION, sheet.rejections)
    store_texts(visit.db, visit.place.id, TextKind.REPLY, dict(sheet.replies))
    _journal(visit, "prepared texts", {"replies": len(sheet.replies)})
    return visit.redirect("prepared_texts", gespeichert="ja")


def _texts_page(
    visit: Visit, sheet: TextsSheet, *, status: int = 200, errors: dict[str, str] | None = None
) -> Response:
    return visit.render(
        "admin/moderation/texts.html",
        status=status,
        sheet=sheet,
        reasons=[(reason.value, visit._(name)) for reason, name in REASON_NAMES.items()],
        placeholders=", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
        longest_message=LONGEST_REASON,
        longest_reply=LONGEST_TEXT,
        errors=errors or {},
        is_saved=visit.query.get("gespeichert") == "ja",
    )


def departments(visit: Visit) -> Response:
    """The departments of the region, with a form for each and one for a new one."""
    return _departments_page(visit)


def save_department(visit: Visit) -> Response:
    """Add a department, or change one; what was handed over to it stays there."""
    sheet = DepartmentSheet.from_form(visit.form)
    taken = visit.db.exec(
        select(Department).where(Department.region_id == visit.place.id, Department.name == sheet.name)
    ).first()
    errors = _errors(visit, sheet.problems)
    if taken and taken.id != sheet.id:
        errors["name"] = visit._("There is a department of this name already.")
    if errors:
        return _departments_page(visit, sheet, status=422, errors=errors)
    department = visit.db.get(Department, sheet.id) if sheet.id else Department(region_id=visit.place.id, name="")
    if department is None or department.region_id != visit.place.id:
        raise NotFound("There is no such department.")
    department.name, department.email, department.is_active = sheet.name, sheet.email, sheet.is_active
    visit.db.add(department)
    visit.db.flush()
    _journal(visit, "department", {"department": str(department.id)})
    return visit.redirect("departments", gespeichert="ja")


def _departments_page(
    visit: Visit, sheet: DepartmentSheet | None = None, *, status: int = 200, errors: dict[str, str] | None = None
) -> Response:
    chosen = select(Department).where(Department.region_id == visit.place.id)
    return visit.render(
        "admin/moderation/departments.html",
        status=status,
        departments=visit.db.exec(chosen.order_by(col(Department.name))).all(),
        sheet=sheet,
        errors=errors or {},
        is_saved=visit.query.get("gespeichert") == "ja",
    )


def _errors(visit: Visit, problems: Any) -> dict[str, str]:
    return {field: visit._(message, **values) for field, message, values in problems}


def _journal(visit: Visit, subject: str, details: dict[str, Any]) -> None:
    actor, region_id = person_of(visit).id, visit.place.id
    record(visit.db, "changed", subject, actor_id=actor, region_id=region_id, details=details)
