"""The pages of phases that weigh ideas."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.brakes.guards import braked
from participation.brakes.tolls import Occasion
from participation.ideas.priorities import staff_views, views
from participation.web.pages import everyone, page

_editors = staff(Role.EDITOR)
_ONE = "/ideen/gewichten/{phase:uuid}"
_DESK = "/verwaltung/ideen/gewichten/"

PAGES = (
    page("/ideen/gewichten/", views.priorities, only=everyone, cached=True),
    page(_ONE, views.weigh_ideas, only=everyone),
    page(_ONE, braked(views.send_weights, Occasion.SUPPORT), only=everyone, method="POST"),
    page(f"{_ONE}/danke", views.weights_thanks, only=everyone),
    page(_DESK, staff_views.staff_weighings, only=_editors),
    page(_DESK + "{phase:uuid}", staff_views.staff_weighing, only=_editors),
    page(_DESK + "{phase:uuid}", staff_views.save_weighing, only=_editors, method="POST"),
)
