"""The pages of papers: what everybody reads, and where staff write, hand in and record results."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.papers import documents, views
from participation.papers.staff import deliberation_views, settings_views
from participation.papers.staff import views as staff_views
from participation.papers.staff.own_template import TAKES
from participation.web.pages import Link, everyone, page

_EDITORS = staff(Role.EDITOR)
_ADMINS = staff(Role.ADMIN)
_PAPERS = "/verwaltung/vorlagen/"
_PAPER = f"{_PAPERS}{{paper:uuid}}/"
_STEP = f"{_PAPER}beratung/{{step:uuid}}/"
_AMENDMENT = f"{_PAPER}antraege/{{amendment:uuid}}/"

PAGES = (
    page("/beschluesse/", views.decisions, only=everyone, cached=True),
    page("/beschluesse/{paper:uuid}", views.decision, only=everyone, cached=True),
    page("/beschluesse/{paper:uuid}/vorlage.{form}", views.download_decision, only=everyone),
    page(_PAPERS, staff_views.papers, only=_EDITORS),
    page(f"{_PAPERS}neu", staff_views.new_paper, only=_EDITORS),
    page(f"{_PAPERS}neu", staff_views.begin_paper, only=_EDITORS, method="POST"),
    page(f"{_PAPERS}gremien/", settings_views.organizations, only=_EDITORS),
    page(f"{_PAPERS}gremien/", settings_views.add_organization, only=_EDITORS, method="POST"),
    page(f"{_PAPERS}formular/", settings_views.paper_form, only=_ADMINS),
    page(f"{_PAPERS}formular/", settings_views.change_paper_form, only=_ADMINS, method="POST"),
    page(
        f"{_PAPERS}formular/word",
        settings_views.hand_in_template,
        only=_ADMINS,
        method="POST",
        takes=TAKES,
        in_parts=True,
    ),
    page(_PAPER, staff_views.paper, only=_EDITORS),
    page(f"{_PAPER}bearbeiten", staff_views.write_paper, only=_EDITORS),
    page(f"{_PAPER}bearbeiten", staff_views.save_paper, only=_EDITORS, method="POST"),
    page(f"{_PAPER}wortlaut", staff_views.take_frozen_words, only=_EDITORS, method="POST"),
    page(f"{_PAPER}weiter", staff_views.advance_paper, only=_EDITORS, method="POST"),
    page(f"{_PAPER}zurueck", staff_views.withdraw_paper, only=_EDITORS, method="POST"),
    page(f"{_PAPER}ergaenzung", staff_views.supplement_paper, only=_EDITORS, method="POST"),
    page(f"{_PAPER}beratung/", deliberation_views.add_step, only=_EDITORS, method="POST"),
    page(_STEP, deliberation_views.step_result, only=_EDITORS),
    page(_STEP, deliberation_views.record_result, only=_EDITORS, method="POST"),
    page(f"{_STEP}abrufen", deliberation_views.import_result, only=_EDITORS, method="POST"),
    page(f"{_STEP}entfernen", deliberation_views.remove_step, only=_EDITORS, method="POST"),
    page(f"{_PAPER}antraege/", deliberation_views.amendments, only=_EDITORS),
    page(f"{_PAPER}antraege/", deliberation_views.submit_amendment, only=_EDITORS, method="POST"),
    page(_AMENDMENT, deliberation_views.settle_amendment, only=_EDITORS, method="POST"),
    page(f"{_PAPER}dokumente/", documents.make_documents, only=_EDITORS, method="POST"),
    page(f"{_PAPER}vorlage.{{form}}", documents.download_paper, only=_EDITORS),
)

NAVIGATION = (Link("Decisions of the council", "decisions", 65),)
STAFF_LINKS = (Link("Council papers", "papers", 70, _EDITORS),)
