"""The pages of the youth area: for everybody, inside a body, for staff."""

from __future__ import annotations

from collections.abc import Sequence

from participation.brakes.guards import braked, guarded_codes
from participation.threads.receipts import EffectsOf
from participation.web.pages import Link, Page, everyone, page
from participation.youth_council import (
    draft_views,
    edit_views,
    joining_views,
    meeting_views,
    public_views,
    report_views,
    room_views,
    staff_codes,
    staff_members,
    staff_motions,
    staff_reports,
    staff_views,
    vote_views,
)
from participation.youth_council.access import answerers, coordinators, founders, insiders, members, office, protectors

_ROOM = "/jugend/{council}"
_DRAFT = f"{_ROOM}/antraege/{{motion:uuid}}"
_OFFICE = "/verwaltung/jugend"
_BODY = f"{_OFFICE}/gremien/{{council}}"
_MEMBER = f"{_BODY}/mitglieder/{{member:uuid}}"
_MOTION = f"{_OFFICE}/antraege/{{motion:uuid}}"


def pages(effects: Sequence[EffectsOf]) -> tuple[Page, ...]:
    """All of them; `effects` tell what areas above did with a motion."""
    return (*_public(public_views.Followed(effects)), *_INSIDE, *_STAFF)


def _public(followed: public_views.Followed) -> tuple[Page, ...]:
    return (
        page("/jugend/", public_views.youth, only=everyone, cached=True),
        page("/jugend/feed", public_views.motion_feed, only=everyone, cached=True),
        page("/jugend/antraege/{motion:uuid}", followed.read_motion, only=everyone, name="youth_motion", cached=True),
        page("/jugend/protokolle/{meeting:uuid}", public_views.read_protocol, only=everyone, cached=True),
        page("/jugend/eltern/{council}", public_views.guardians, only=everyone, cached=True),
        page("/jugend/eltern/{council}/elternblatt.pdf", public_views.guardians_pdf, only=everyone, cached=True),
        page("/jugend/hilfe", report_views.youth_help, only=everyone),
        page("/jugend/hilfe", braked(report_views.send_report), only=everyone, method="POST", writes=True),
        page("/jugend/mitmachen", joining_views.youth_join, only=everyone),
        page("/jugend/mitmachen", guarded_codes(joining_views.join_body), only=everyone, method="POST", writes=True),
        page("/jugend/wieder-da", joining_views.youth_return, only=everyone),
        page(
            "/jugend/wieder-da", guarded_codes(joining_views.return_by_code), only=everyone, method="POST", writes=True
        ),
        page("/jugend/abmelden", joining_views.youth_sign_out, only=everyone, method="POST", writes=True),
        page("/jugend/klasse", joining_views.class_proposal, only=everyone),
        page(
            "/jugend/klasse",
            guarded_codes(joining_views.send_class_proposal),
            only=everyone,
            method="POST",
            writes=True,
        ),
    )


_INSIDE = (
    page(f"{_ROOM}/", room_views.youth_room, only=insiders),
    page(f"{_ROOM}/vorschlagen", room_views.new_motion, only=insiders),
    page(f"{_ROOM}/vorschlagen", room_views.send_motion, only=insiders, method="POST"),
    page(_DRAFT, draft_views.youth_draft, only=insiders),
    page(f"{_DRAFT}/sagen", draft_views.say_something, only=insiders, method="POST"),
    page(f"{_DRAFT}/aendern", draft_views.new_amendment, only=insiders),
    page(f"{_DRAFT}/aendern", draft_views.send_amendment, only=insiders, method="POST"),
    page(
        f"{_DRAFT}/aenderungen/{{amendment:uuid}}",
        draft_views.decide_wording,
        only=insiders,
        method="POST",
    ),
    page(f"{_DRAFT}/bearbeiten", edit_views.edit_draft, only=insiders),
    page(f"{_DRAFT}/bearbeiten", edit_views.save_draft, only=insiders, method="POST"),
    page(f"{_DRAFT}/zurueckziehen", draft_views.close_draft, only=insiders, method="POST"),
    page(f"{_DRAFT}/sorgen", report_views.flag_worry, only=insiders, method="POST"),
    page(f"{_DRAFT}/ausblenden", staff_reports.hide_words, only=insiders, method="POST"),
    page(f"{_DRAFT}/im-raum", vote_views.record_room_vote, only=insiders, method="POST"),
    page(f"{_DRAFT}/abstimmung", vote_views.start_vote, only=insiders, method="POST"),
    page(f"{_DRAFT}/abstimmungen/{{vote:uuid}}", vote_views.cast_vote, only=members, method="POST"),
    page(f"{_DRAFT}/einreichen", vote_views.hand_in_motion, only=insiders, method="POST"),
    page(f"{_ROOM}/treffen", meeting_views.new_protocol, only=insiders),
    page(f"{_ROOM}/treffen", meeting_views.save_protocol, only=insiders, method="POST"),
    page(f"{_ROOM}/treffen/{{meeting:uuid}}", meeting_views.youth_protocol, only=insiders),
    page(f"{_ROOM}/ich", room_views.youth_own, only=members),
    page(f"{_ROOM}/ich/code", room_views.new_own_code, only=members, method="POST"),
    page(f"{_ROOM}/ich/gehen", room_views.leave_body, only=members, method="POST"),
)

_STAFF = (
    page(f"{_OFFICE}/", staff_views.youth_office, only=office),
    page(f"{_OFFICE}/neu", staff_views.new_council, only=founders),
    page(f"{_OFFICE}/neu", staff_views.found_council, only=founders, method="POST"),
    page(_BODY, staff_views.edit_council, only=founders),
    page(_BODY, staff_views.save_council, only=founders, method="POST"),
    page(f"{_BODY}/mitglieder", staff_members.youth_members, only=coordinators),
    page(f"{_MEMBER}/einwilligung", staff_members.set_consent, only=coordinators, method="POST"),
    page(f"{_MEMBER}/pause", staff_members.pause_member, only=coordinators, method="POST"),
    page(f"{_MEMBER}/code", staff_members.give_new_code, only=coordinators, method="POST"),
    page(f"{_MEMBER}/entfernen", staff_members.dismiss_member, only=coordinators, method="POST"),
    page(f"{_BODY}/codes", staff_codes.youth_codes, only=coordinators),
    page(f"{_BODY}/codes", staff_codes.make_youth_codes, only=coordinators, method="POST", in_parts=True),
    page(f"{_BODY}/codes/{{batch:uuid}}", staff_codes.void_youth_codes, only=coordinators, method="POST"),
    page(f"{_OFFICE}/meldungen/", staff_reports.youth_reports, only=protectors),
    page(
        f"{_OFFICE}/meldungen/{{report:uuid}}",
        staff_reports.settle_report,
        only=protectors,
        method="POST",
    ),
    page(_MOTION, staff_motions.staff_motion, only=answerers, name="staff_youth_motion"),
    page(f"{_MOTION}/uebernehmen", staff_motions.take_over_motion, only=answerers, method="POST"),
    page(f"{_MOTION}/verlaengern", staff_motions.extend_motion, only=answerers, method="POST"),
    page(f"{_MOTION}/antworten", staff_motions.answer_motion, only=answerers, method="POST"),
    page(f"{_MOTION}/beschluss", staff_motions.record_decision, only=answerers, method="POST"),
)

NAVIGATION = (Link("Youth", "youth", 70),)
STAFF_LINKS = (Link("Youth", "youth_office", 45, office),)
