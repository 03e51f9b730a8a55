"""The pages around twins: worklist, one twin, the checker's report, reviews, the bureau."""

from __future__ import annotations

from participation.accounts.access import staff
from participation.accounts.models import Role
from participation.web.pages import Page, page
from participation.writing.twins import views as twins

_EDITORS = staff(Role.EDITOR)
_TWINS = "/verwaltung/zwillinge/{strategy}"
_TWIN = f"{_TWINS}/{{element}}/{{block}}"


def pages(open_on: twins.OpenOn) -> tuple[Page, ...]:
    """The pages; `open_on` tells which elements of a strategy people are asked about now."""
    return (
        page(f"{_TWINS}/", twins.worklist_page(open_on), only=_EDITORS, name="twin_worklist"),
        page(_TWIN, twins.read_twin, only=_EDITORS),
        page(_TWIN, twins.judge_twin, only=_EDITORS, method="POST"),
        page(f"{_TWIN}/stand", twins.move_twin, only=_EDITORS, method="POST"),
    )
