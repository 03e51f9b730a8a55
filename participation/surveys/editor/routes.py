"""The pages of the editor."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.surveys.editor import (
    library_views,
    new_views,
    overview_views,
    page_views,
    path_views,
    preview_views,
    publish_views,
    question_views,
)
from participation.surveys.editor.creating import LARGEST_FILE
from participation.web.pages import Link, page

_EDITORS = staff(Role.EDITOR)
_OTHER_FIELDS = 65_536
"""Room for the rest of the form beside a file, in bytes."""
_DRAFT = "/verwaltung/umfragen/{survey}/fragebogen"
_PAGE = _DRAFT + "/seiten/{page:int}"

PAGES = (
    page("/verwaltung/frageboegen/", new_views.questionnaires, only=_EDITORS),
    page("/verwaltung/frageboegen/neu", new_views.new_survey, only=_EDITORS),
    page(
        "/verwaltung/frageboegen/neu",
        new_views.add_survey,
        only=_EDITORS,
        method="POST",
        in_parts=True,
        takes=LARGEST_FILE + _OTHER_FIELDS,
    ),
    page(_DRAFT, overview_views.edit_questionnaire, only=_EDITORS),
    page(_DRAFT, overview_views.change_questionnaire, only=_EDITORS, method="POST"),
    page(_DRAFT + ".toml", overview_views.questionnaire_toml, only=_EDITORS),
    page(_DRAFT + "/texte", page_views.edit_texts, only=_EDITORS),
    page(_DRAFT + "/texte", page_views.save_texts, only=_EDITORS, method="POST"),
    page(_DRAFT + "/bibliothek", library_views.question_library, only=_EDITORS),
    page(_DRAFT + "/bibliothek", library_views.copy_questions, only=_EDITORS, method="POST"),
    page(_DRAFT + "/vorschau", preview_views.preview_questionnaire, only=_EDITORS),
    page(_DRAFT + "/vorschau", preview_views.play_preview, only=_EDITORS, method="POST"),
    page(_DRAFT + "/wege", path_views.questionnaire_paths, only=_EDITORS),
    page(_DRAFT + "/veroeffentlichen", publish_views.review_questionnaire, only=_EDITORS),
    page(_DRAFT + "/veroeffentlichen", publish_views.publish_questionnaire, only=_EDITORS, method="POST"),
    page(_PAGE, page_views.edit_question_page, only=_EDITORS),
    page(_PAGE, page_views.save_question_page, only=_EDITORS, method="POST"),
    page(_PAGE + "/neu", question_views.new_question, only=_EDITORS),
    page(_PAGE + "/neu", question_views.add_question, only=_EDITORS, method="POST"),
    page(_PAGE + "/fragen/{place:int}", question_views.edit_question, only=_EDITORS),
    page(_PAGE + "/fragen/{place:int}", question_views.save_question, only=_EDITORS, method="POST"),
)

# Whoever has no entry for surveys finds their other pages (print, entry) under this one, too.
_WITHIN = (r"/verwaltung/umfragen/[^/]+/(?:fragebogen|zielgruppen|ablauf)", r"/verwaltung/umfragen")
STAFF_LINKS = (Link("Questionnaires", "questionnaires", 38, _EDITORS, _WITHIN),)
