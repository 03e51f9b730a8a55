"""The staff pages of groups, codes and a survey's course."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.surveys.audiences import staff_codes, staff_course, staff_views
from participation.web.pages import page

_EDITORS = staff(Role.EDITOR)
_SURVEY = "/verwaltung/umfragen/{survey}"
_LIST = f"{_SURVEY}/zielgruppen"
_ONE = f"{_LIST}/{{audience}}"
_BATCH = f"{_SURVEY}/codes/{{batch}}"
_COURSE = f"{_SURVEY}/ablauf"

PAGES = (
    page(_LIST, staff_views.survey_audiences, only=_EDITORS),
    page(f"{_LIST}/neu", staff_views.new_audience, only=_EDITORS),
    page(f"{_LIST}/neu", staff_views.save_new_audience, only=_EDITORS, method="POST"),
    page(_ONE, staff_views.edit_audience, only=_EDITORS),
    page(_ONE, staff_views.save_audience, only=_EDITORS, method="POST"),
    page(f"{_ONE}/entfernen", staff_views.delete_audience, only=_EDITORS, method="POST"),
    page(f"{_ONE}/codes", staff_codes.audience_codes, only=_EDITORS),
    page(f"{_ONE}/codes", staff_codes.make_codes, only=_EDITORS, method="POST", in_parts=True),
    page(f"{_ONE}/codes/mail", staff_codes.mail_codes, only=_EDITORS, method="POST"),
    page(f"{_BATCH}/sperren", staff_codes.void_batch, only=_EDITORS, method="POST"),
    page(f"{_BATCH}/ungenutzt", staff_codes.unused_numbers, only=_EDITORS, method="POST"),
    page(_COURSE, staff_course.survey_course, only=_EDITORS),
    page(f"{_COURSE}/verlaengern", staff_course.extend_survey, only=_EDITORS, method="POST"),
    page(f"{_COURSE}/phase", staff_course.reschedule_survey, only=_EDITORS, method="POST"),
    page(f"{_COURSE}/adresse", staff_course.place_survey, only=_EDITORS, method="POST"),
    page(f"{_COURSE}/bremse", staff_course.brake_survey, only=_EDITORS, method="POST"),
    page(f"{_COURSE}/wiederholen", staff_course.repeat_survey, only=_EDITORS, method="POST"),
)
