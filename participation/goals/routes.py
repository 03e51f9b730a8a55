"""The pages of goals: what everybody reads, and where editors draft and publish."""

from __future__ import annotations

from functools import partial

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.goals import coverage_views, goal_views, group_views, publishing_views, staff_views, views
from participation.goals.sections import SectionOf
from participation.web.pages import Link, Page, everyone, page

_EDITORS = staff(Role.EDITOR)
_DRAFT = "/verwaltung/ziele/{strategy}"
_PUBLISH = "/verwaltung/strategien/{strategy}/veroeffentlichen"


def pages(*beside: SectionOf) -> tuple[Page, ...]:
    """All of them; `beside` is what areas above show on the page of a goal."""
    return (
        page("/ziele/", views.goals, only=everyone, cached=True),
        page("/ziele/{strategy}/", views.goal_list, only=everyone, cached=True),
        page(
            "/ziele/{strategy}/{element}",
            partial(goal_views.read_goal, beside),
            only=everyone,
            name="goal",
            cached=True,
        ),
        page(
            "/ziele/{strategy}/{element}/belege/{number:int}",
            goal_views.read_evidence,
            only=everyone,
            name="goal_evidence",
            cached=True,
        ),
        page("/prioritaeten/{strategy}", group_views.priority_groups, only=everyone, cached=True),
        page("/was-daraus-wurde/", views.all_outcomes, only=everyone, cached=True),
        page("/was-daraus-wurde/{strategy}", views.outcomes, only=everyone, cached=True),
        page("/verwaltung/ziele/", staff_views.goal_drafts, only=_EDITORS),
        page(f"{_DRAFT}/", staff_views.goal_draft, only=_EDITORS),
        page(f"{_DRAFT}/neu", staff_views.begin_goal, only=_EDITORS),
        page(f"{_DRAFT}/neu", staff_views.add_goal, only=_EDITORS, method="POST"),
        page(f"{_DRAFT}/abdeckung", coverage_views.goal_coverage, only=_EDITORS),
        page(f"{_DRAFT}/abdeckung.csv", coverage_views.coverage_csv, only=_EDITORS),
        page(f"{_DRAFT}/gruppen", group_views.edit_priority_groups, only=_EDITORS),
        page(f"{_DRAFT}/gruppen/{{element}}", group_views.edit_group, only=_EDITORS),
        page(f"{_DRAFT}/gruppen/{{element}}", group_views.save_group, only=_EDITORS, method="POST"),
        page(f"{_DRAFT}/{{element}}", staff_views.read_workspace, only=_EDITORS, name="goal_workspace"),
        page(f"{_DRAFT}/{{element}}", staff_views.save_wording, only=_EDITORS, method="POST"),
        page(f"{_DRAFT}/{{element}}/pruefen", staff_views.check_goal, only=_EDITORS, method="POST", in_parts=True),
        page(_PUBLISH, publishing_views.prepare_version, only=_EDITORS),
        page(_PUBLISH, publishing_views.publish_next_version, only=_EDITORS, method="POST"),
    )


NAVIGATION = (Link("Goals", "goals", 30), Link("What became of it", "all_outcomes", 70))
STAFF_LINKS = (Link("Goals", "goal_drafts", 60, _EDITORS),)
