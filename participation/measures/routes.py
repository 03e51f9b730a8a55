"""The pages of measures and of who answers for what."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.measures import views
from participation.measures.staff import answering_views
from participation.measures.staff import views as staff_views
from participation.web.pages import Link, everyone, page

_EDITORS = staff(Role.EDITOR)
_DESK = "/verwaltung/massnahmen"
_ONE = f"{_DESK}/massnahme/{{measure}}"
_STEP = f"{_ONE}/schritte/{{step:uuid}}"
_PART = f"{_DESK}/zustaendig/{{strategy}}/{{element}}"

PAGES = (
    page("/massnahmen/", views.measures, only=everyone, cached=True),
    page("/massnahmen/{measure}", views.read_measure, only=everyone, name="measure", cached=True),
    page(f"{_DESK}/", staff_views.measure_desk, only=_EDITORS),
    page(f"{_DESK}/neu", staff_views.new_measure, only=_EDITORS),
    page(f"{_DESK}/neu", staff_views.add_new_measure, only=_EDITORS, method="POST"),
    page(f"{_DESK}/zustaendig/", answering_views.all_answering, only=_EDITORS),
    page(_PART, answering_views.edit_answering, only=_EDITORS),
    page(_PART, answering_views.save_answering, only=_EDITORS, method="POST"),
    page(_ONE, staff_views.staff_measure, only=_EDITORS),
    page(f"{_ONE}/bearbeiten", staff_views.edit_measure, only=_EDITORS),
    page(f"{_ONE}/bearbeiten", staff_views.save_measure, only=_EDITORS, method="POST"),
    page(f"{_ONE}/ziele", staff_views.change_measure_links, only=_EDITORS, method="POST"),
    page(f"{_ONE}/phasen", staff_views.decide_phase, only=_EDITORS, method="POST"),
    page(f"{_ONE}/schritte", staff_views.add_measure_step, only=_EDITORS, method="POST"),
    page(_STEP, staff_views.edit_measure_step, only=_EDITORS),
    page(_STEP, staff_views.save_measure_step, only=_EDITORS, method="POST"),
)
STAFF_LINKS = (Link("Measures", "measure_desk", 63, _EDITORS),)
