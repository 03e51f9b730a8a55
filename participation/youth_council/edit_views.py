"""Inside: putting a draft's title, reason and subject right; its text changes by amendments."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotAllowed
from participation.web.visit import Visit
from participation.youth_council.insiders import Insider, draft_inside, insider_of, writer_of
from participation.youth_council.models import YouthMotion
from participation.youth_council.models.motions import LONGEST_REASON, LONGEST_TITLE
from participation.youth_council.queries import choices_of_elements
from participation.youth_council.room_views import element_of
from participation.youth_council.wording import MotionSheet, in_words


def edit_draft(visit: Visit, council: str, motion: UUID) -> Response:
    """The form with the present words."""
    insider = insider_of(visit, council)
    found = _own(insider, draft_inside(visit, insider, motion))
    sheet = MotionSheet(found.id, found.title, found.text, found.reason, str(found.element_id or ""))
    return _form(visit, insider, found, sheet, {})


def save_draft(visit: Visit, council: str, motion: UUID) -> Response:
    """Keep the new title, reason and subject."""
    insider = writer_of(visit, council)
    found = _own(insider, draft_inside(visit, insider, motion))
    sheet = replace(MotionSheet.from_form(visit.form), text=found.text)
    errors = in_words((one for one in sheet.problems if one[0] != "text"), visit._)
    element_id = element_of(visit, sheet.element)
    if sheet.element and element_id is None:
        errors["element"] = visit._("Choose something from the list.")
    if errors:
        return _form(visit, insider, found, sheet, errors, status=422)
    found.title, found.reason, found.element_id = sheet.title, sheet.reason, element_id
    visit.db.add(found)
    return visit.redirect("youth_draft", council=council, motion=motion)


def _own(insider: Insider, motion: YouthMotion) -> YouthMotion:
    if not (insider.is_coordinator or insider.wrote(motion.author_id)):
        raise NotAllowed("Only the author or the youth council can decide about this.")
    return motion


def _form(
    visit: Visit, insider: Insider, motion: YouthMotion, sheet: MotionSheet, errors: dict[str, str], status: int = 200
) -> Response:
    return visit.render(
        "youth_council/edit.html",
        status=status,
        insider=insider,
        council=insider.council,
        motion=motion,
        sheet=sheet,
        errors=errors,
        groups=choices_of_elements(visit.db, visit.place, visit.language.tag),
        longest={"title": LONGEST_TITLE, "reason": LONGEST_REASON},
    )
