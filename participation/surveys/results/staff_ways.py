"""The ways from an analyst's page of a survey to everything else about it, as far as somebody may go them."""

from __future__ import annotations

from typing import Final

from participation.core.text import msgid
from participation.web.visit import Visit

_WAYS: Final = (
    (msgid("Analysis"), "staff_analysis"),
    (msgid("Free answers"), "written_answers"),
    (msgid("Method"), "staff_method"),
    (msgid("Files and codebook"), "survey_export"),
    (msgid("Data entry"), "entry_batches"),
    (msgid("Print the questionnaire"), "print_survey"),
    (msgid("Questionnaire"), "edit_questionnaire"),
    (msgid("Groups"), "survey_audiences"),
    (msgid("Course"), "survey_course"),
)


def ways_from(visit: Visit, survey: str) -> list[tuple[str, str]]:
    """Label and address of the pages about the survey of that slug that are open to whoever looks."""
    pages = visit.site.routes.by_name
    return [
        (visit._(label), visit.url(name, survey=survey))
        for label, name in _WAYS
        if pages[name].only.admits(visit.person, visit.region)
    ]
