"""Inside: the body's room, one's own page, proposing a motion."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.procedures.days import local_day
from participation.strategy.models import Element, Strategy
from participation.web.visit import Visit, page_number
from participation.youth_council.drafting import propose
from participation.youth_council.insiders import Insider, insider_of, writer_of
from participation.youth_council.joining import remove_member, renew_code
from participation.youth_council.models import YouthMember
from participation.youth_council.models.motions import LONGEST_REASON, LONGEST_TITLE, LONGEST_WORDS
from participation.youth_council.queries import (
    PAGE,
    abouts,
    choices_of_elements,
    meetings_of,
    motions_inside,
    pseudonyms,
)
from participation.youth_council.sessions import COOKIE, open_session
from participation.youth_council.voting import open_votes
from participation.youth_council.wording import MotionSheet, in_words


def youth_room(visit: Visit, council: str) -> Response:
    """What the body works on: drafts, votes that are open, meetings."""
    insider, number = insider_of(visit, council), page_number(visit.query)
    motions = motions_inside(visit.db, insider.council.id, number)
    return visit.render(
        "youth_council/room.html",
        insider=insider,
        council=insider.council,
        motions=motions[:PAGE],
        abouts=abouts(visit.db, motions, visit.language.tag),
        names=pseudonyms(visit.db, insider.council.id),
        votes=open_votes(visit.db, insider.council.id, visit.now),
        meetings=meetings_of(visit.db, [insider.council.id], only_public=False),
        **visit.pages("youth_room", number, len(motions) > PAGE, council=council),
    )


def new_motion(visit: Visit, council: str) -> Response:
    """The form for a motion."""
    return _form(visit, insider_of(visit, council), MotionSheet.from_form(visit.form), {})


def send_motion(visit: Visit, council: str) -> Response:
    """Propose a motion to one's own body."""
    insider, sheet = writer_of(visit, council), MotionSheet.from_form(visit.form)
    errors = in_words(sheet.problems, visit._)
    element_id = element_of(visit, sheet.element)
    if sheet.element and element_id is None:
        errors["element"] = visit._("Choose something from the list.")
    if errors:
        return _form(visit, insider, sheet, errors, status=422)
    motion = propose(visit.db, insider.council.id, sheet, element_id, insider, local_day(visit.now))
    return visit.redirect("youth_draft", council=council, motion=motion.id)


def element_of(visit: Visit, chosen: str) -> UUID | None:
    """The field or goal of this region that was chosen."""
    try:
        found = visit.db.get(Element, UUID(chosen))
    except ValueError:
        return None
    strategy = visit.db.get(Strategy, found.strategy_id) if found else None
    return found.id if found and strategy and strategy.region_id == visit.place.id else None


def youth_own(visit: Visit, council: str) -> Response:
    """A member's own page: what is kept about them, sign out, leave."""
    insider = insider_of(visit, council)
    _member(insider)
    return visit.render("youth_council/own.html", insider=insider, council=insider.council, code=None, errors={})


def new_own_code(visit: Visit, council: str) -> Response:
    """A new code for oneself, shown once; all other devices are signed out."""
    insider = insider_of(visit, council)
    member = _member(insider)
    code = renew_code(visit.db, member)
    visit.cookies.append((COOKIE, open_session(visit.db, member.id), 14 * 24 * 3600))
    return visit.render("youth_council/own.html", insider=insider, council=insider.council, code=code, errors={})


def leave_body(visit: Visit, council: str) -> Response:
    """Leave: the member is deleted; their texts stay without a name, or go."""
    insider = insider_of(visit, council)
    member, texts = _member(insider), visit.form.text("texts")
    if texts not in {"keep", "delete"}:
        errors = {"texts": visit._("Choose what happens with your texts.")}
        return visit.render(
            "youth_council/own.html", status=422, insider=insider, council=insider.council, code=None, errors=errors
        )
    remove_member(visit.db, insider.council, member, keep_texts=texts == "keep", actor_id=None)
    visit.cookies.append((COOKIE, "", 0))
    return visit.render("youth_council/left.html", kept=texts == "keep")


def _member(insider: Insider) -> YouthMember:
    if insider.member is None:
        raise NotFound("There is no such page.")
    return insider.member


def _form(visit: Visit, insider: Insider, sheet: MotionSheet, errors: dict[str, str], status: int = 200) -> Response:
    return visit.render(
        "youth_council/propose.html",
        status=status,
        insider=insider,
        council=insider.council,
        sheet=sheet,
        errors=errors,
        groups=choices_of_elements(visit.db, visit.place, visit.language.tag),
        longest={"title": LONGEST_TITLE, "text": LONGEST_WORDS, "reason": LONGEST_REASON},
    )
