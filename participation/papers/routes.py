"""The pages of papers: what everybody reads, and where staff write, hand in and record results."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.papers import documents, staff_deliberation, staff_settings, staff_views, views
from participation.papers.own_template import TAKES
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
    page(f"{_PAPERS}gremien/", staff_settings.organizations, only=_EDITORS),
    page(f"{_PAPERS}gremien/", staff_settings.add_organization, only=_EDITORS, method="POST"),
    page(f"{_PAPERS}formular/", staff_settings.paper_form, only=_ADMINS),
    page(f"{_PAPERS}formular/", staff_settings.change_paper_form, only=_ADMINS, method="POST"),
    page(
        f"{_PAPERS}formular/word",
        staff_settings.hand_in_template,
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
    page(f"{_PAPER}beratung/", staff_deliberation.add_step, only=_EDITORS, method="POST"),
    page(_STEP, staff_deliberation.step_result, only=_EDITORS),
    page(_STEP, staff_deliberation.record_result, only=_EDITORS, method="POST"),
    page(f"{_STEP}entfernen", staff_deliberation.remove_step, only=_EDITORS, method="POST"),
    page(f"{_PAPER}antraege/", staff_deliberation.amendments, only=_EDITORS),
    page(f"{_PAPER}antraege/", staff_deliberation.submit_amendment, only=_EDITORS, method="POST"),
    page(_AMENDMENT, staff_deliberation.settle_amendment, only=_EDITORS, method="POST"),
    page(f"{_PAPER}dokumente/", documents.make_documents, only=_EDITORS, method="POST"),
    page(f"{_PAPER}vorlage.{{form}}", documents.download_paper, only=_EDITORS),
)

NAVIGATION = (Link("Decisions of the council", "decisions", 65),)
STAFF_LINKS = (Link("Council papers", "papers", 70, _EDITORS),)
