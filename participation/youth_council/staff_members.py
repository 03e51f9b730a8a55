"""Members as only their coordinator sees them: consent, pause, a new code, removal; each look is written down."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.errors import NotFound
from participation.core.journal import record
from participation.procedures.days import local_day
from participation.web.visit import Visit
from participation.youth_council.insiders import coordinated
from participation.youth_council.joining import remove_member, renew_code
from participation.youth_council.models import YouthCouncil, YouthMember


def youth_members(visit: Visit, council: str) -> Response:
    """The list of members. That somebody looked at it is written down in a short transaction of its own."""
    body = coordinated(visit, council)
    with visit.site.database.writing() as session:
        actor = visit.person_id
        record(session, "looked at members of", "youth_council", body.id, actor_id=actor, region_id=body.region_id)
    return _page(visit, body)


def set_consent(visit: Visit, council: str, member: UUID) -> Response:
    """The guardians' consent has come on paper, or was taken back."""
    body, found = _member(visit, council, member)
    has_come = visit.form.text("consent") == "yes"
    found.consent_on = local_day(visit.now) if has_come else None
    visit.db.add(found)
    _journal(visit, body, "noted consent for" if has_come else "took back consent for", found)
    return visit.redirect("youth_members", council=council)


def pause_member(visit: Visit, council: str, member: UUID) -> Response:
    """Let a member only read for a while, or let them write again."""
    body, found = _member(visit, council, member)
    found.is_paused = visit.form.text("paused") == "yes"
    visit.db.add(found)
    _journal(visit, body, "paused" if found.is_paused else "resumed", found)
    return visit.redirect("youth_members", council=council)


def give_new_code(visit: Visit, council: str, member: UUID) -> Response:
    """A new personal code for who has lost theirs, shown once."""
    body, found = _member(visit, council, member)
    code = renew_code(visit.db, found)
    _journal(visit, body, "gave a new code to", found)
    return _page(visit, body, shown=(found.pseudonym, code))


def dismiss_member(visit: Visit, council: str, member: UUID) -> Response:
    """Delete a member; their texts stay without a name."""
    body, found = _member(visit, council, member)
    keep = visit.form.text("texts") != "delete"
    remove_member(visit.db, body, found, keep_texts=keep, actor_id=visit.person_id)
    return visit.redirect("youth_members", council=council)


def _member(visit: Visit, council: str, member_id: UUID) -> tuple[YouthCouncil, YouthMember]:
    body = coordinated(visit, council)
    found = visit.db.get(YouthMember, member_id)
    if found is None or found.council_id != body.id:
        raise NotFound("There is no such page.")
    return body, found


def _journal(visit: Visit, council: YouthCouncil, act: str, member: YouthMember) -> None:
    actor = visit.person_id
    record(visit.db, act, "youth_member", member.id, actor_id=actor, region_id=council.region_id)


def _page(visit: Visit, council: YouthCouncil, shown: tuple[str, str] | None = None) -> Response:
    chosen = select(YouthMember).where(YouthMember.council_id == council.id)
    rows = visit.db.exec(chosen.order_by(col(YouthMember.pseudonym_key))).all()
    return visit.render("youth_council/staff_members.html", council=council, rows=rows, shown=shown)
