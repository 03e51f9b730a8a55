"""The pages of ideas."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.brakes.guards import braked
from participation.brakes.tolls import Occasion
from participation.ideas import lists, map_views, picture_views, staff_codes, staff_relations, staff_views, views
from participation.ideas.pictures import TAKES
from participation.ideas.priorities import routes as priorities
from participation.web.pages import Link, everyone, page

_advancers = staff(Role.MODERATOR, Role.EDITOR)
_moderators = staff(Role.MODERATOR)
_editors = staff(Role.EDITOR)
_CODES = "/verwaltung/ideen/codes"
_STEPS = "/verwaltung/ideen/{idea:uuid}"

PAGES = (
    *priorities.PAGES,
    page("/ideen/", lists.ideas, only=everyone, cached=True),
    page("/ideen/feed", lists.idea_feed, only=everyone, cached=True),
    page("/ideen/neu", views.new_idea, only=everyone),
    page("/ideen/karte", map_views.ideas_on_map, only=everyone, cached=True),
    page("/ideen/neu", braked(views.send_idea, has_trap=True), only=everyone, method="POST", takes=TAKES),
    page("/ideen/danke", views.idea_thanks, only=everyone),
    page("/ideen/{idea:uuid}", views.read_idea, only=everyone),
    page("/ideen/{idea:uuid}/bild", picture_views.idea_picture, only=everyone),
    page(
        "/ideen/{idea:uuid}/unterstuetzen", braked(views.endorse_idea, Occasion.SUPPORT), only=everyone, method="POST"
    ),
    page("/verwaltung/ideen/", staff_views.idea_progress, only=_advancers),
    page(_CODES, staff_codes.idea_codes, only=_editors),
    page(_CODES, staff_codes.make_idea_codes, only=_editors, method="POST", in_parts=True),
    page(f"{_CODES}/{{batch:uuid}}", staff_codes.void_idea_codes, only=_editors, method="POST"),
    page(_STEPS, staff_views.idea_steps, only=_advancers),
    page(_STEPS, staff_views.record_step, only=_advancers, method="POST"),
    page(f"{_STEPS}/bild", picture_views.picture_for_moderators, only=_moderators),
    page(f"{_STEPS}/bild", picture_views.decide_picture, only=_moderators, method="POST"),
    page(f"{_STEPS}/antwort", staff_relations.promise, only=_advancers, method="POST", name="promise_answer"),
    page(f"{_STEPS}/zusammen", staff_relations.merge, only=_advancers, method="POST", name="merge_ideas"),
)

NAVIGATION = (Link("Ideas", "ideas", 50),)
STAFF_LINKS = (Link("Ideas", "idea_progress", 30, _advancers),)
