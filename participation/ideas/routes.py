"""The pages of ideas."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.ideas import lists, staff_relations, staff_views, views
from participation.web.pages import Link, everyone, page

_advancers = staff(Role.MODERATOR, Role.EDITOR)
_STEPS = "/verwaltung/ideen/{idea:uuid}"

PAGES = (
    page("/ideen/", lists.ideas, only=everyone, cached=True),
    page("/ideen/feed", lists.idea_feed, only=everyone, cached=True),
    page("/ideen/neu", views.new_idea, only=everyone),
    page("/ideen/neu", views.send_idea, only=everyone, method="POST"),
    page("/ideen/danke", views.idea_thanks, only=everyone),
    page("/ideen/{idea:uuid}", views.read_idea, only=everyone),
    page("/ideen/{idea:uuid}/unterstuetzen", views.endorse_idea, only=everyone, method="POST"),
    page("/verwaltung/ideen/", staff_views.idea_progress, only=_advancers),
    page(_STEPS, staff_views.idea_steps, only=_advancers),
    page(_STEPS, staff_views.record_step, only=_advancers, method="POST"),
    page(f"{_STEPS}/antwort", staff_relations.promise, only=_advancers, method="POST", name="promise_answer"),
    page(f"{_STEPS}/zusammen", staff_relations.merge, only=_advancers, method="POST", name="merge_ideas"),
)

NAVIGATION = (Link("Ideas", "ideas", 50),)
STAFF_LINKS = (Link("Ideas", "idea_progress", 30, _advancers),)
