"""The pages of procedures."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.procedures import staff_rounds, staff_views, topic_views, views
from participation.procedures.staff_round_scopes import save_round_scope
from participation.web.pages import Link, everyone, page

_STAFF = "/verwaltung/verfahren/"
_editors = staff(Role.EDITOR)

PAGES = (
    page("/beteiligung/", views.procedures, only=everyone, cached=True),
    page("/beteiligung/{procedure}", views.procedure, only=everyone, cached=True),
    page(_STAFF, staff_views.staff_procedures, only=_editors),
    page(f"{_STAFF}neu", staff_views.new_procedure, only=_editors),
    page(f"{_STAFF}neu", staff_views.add_procedure, only=_editors, method="POST"),
    page(f"{_STAFF}{{procedure}}", staff_views.edit_procedure, only=_editors),
    page(f"{_STAFF}{{procedure}}", staff_views.save_procedure, only=_editors, method="POST"),
    page(f"{_STAFF}{{procedure}}/themen", topic_views.topics, only=_editors),
    page(f"{_STAFF}{{procedure}}/themen", topic_views.save_topics, only=_editors, method="POST"),
    page(f"{_STAFF}{{procedure}}/runden", staff_rounds.rounds_of_procedure, only=_editors),
    page(f"{_STAFF}{{procedure}}/runden/{{phase:uuid}}", staff_rounds.save_round, only=_editors, method="POST"),
    page(f"{_STAFF}{{procedure}}/runden/{{phase:uuid}}/umfang", save_round_scope, only=_editors, method="POST"),
)

NAVIGATION = (Link("Participation", "procedures", 10),)
STAFF_LINKS = (Link("Procedures", "staff_procedures", 10, _editors),)
