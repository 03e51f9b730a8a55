"""Inside: voting online, typing in votes that were taken in the room, handing a motion in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session
from starlette.responses import Response

from participation.core.errors import Conflict, NotAllowed, NotFound, NotNow
from participation.core.journal import record
from participation.procedures.days import day_begins, local_day
from participation.web.visit import Visit
from participation.youth_council.draft_views import draft_page
from participation.youth_council.handing_in import hand_in
from participation.youth_council.insiders import Insider, draft_inside, motion_inside, writer_of
from participation.youth_council.models import Addressee, Amendment, BodyVote, YouthMeeting, YouthMotion
from participation.youth_council.voting import (
    MOST_DAYS,
    WORDS_CHANGED,
    Choice,
    RoomVoteSheet,
    cast,
    is_carried,
    open_vote,
    record_vote,
    votes_on,
    wording_of,
)
from participation.youth_council.wording import in_words


def record_room_vote(visit: Visit, council: str, motion: UUID) -> Response:
    """Type in a vote that was taken in the room."""
    insider = _for_the_body(visit, council)
    found = draft_inside(visit, insider, motion)
    sheet = RoomVoteSheet.from_form(visit.form)
    problems, amendment = sheet.problems(local_day(visit.now)), _amendment(visit, found)
    if problems:
        return draft_page(visit, insider, found, in_words(problems, visit._), status=422)
    if amendment is None and visit.form.text("seen") != wording_of(found):
        raise Conflict(WORDS_CHANGED)
    meeting = _meeting(visit.db, insider, visit.form.text("meeting"))
    vote = record_vote(visit.db, found, sheet, amendment, meeting)
    visit.db.flush()
    _journal(visit, insider, "recorded", vote)
    return visit.redirect("youth_draft", council=council, motion=motion, anchor="votes")


def start_vote(visit: Visit, council: str, motion: UUID) -> Response:
    """Let the members vote online until the end of a day."""
    insider = _for_the_body(visit, council)
    found, today = draft_inside(visit, insider, motion), local_day(visit.now)
    last = visit.form.day("last_day")
    if last is None or not today <= last <= today + timedelta(days=MOST_DAYS):
        errors = {"last_day": visit._("Enter a day from today on, at most %(n)s days away.", n=MOST_DAYS)}
        return draft_page(visit, insider, found, errors, status=422)
    open_vote(visit.db, found, _amendment(visit, found), visit.now, day_begins(last + timedelta(days=1)))
    record(
        visit.db,
        "opened a vote on",
        "youth_motion",
        found.id,
        actor_id=insider.account_id,
        region_id=insider.council.region_id,
    )
    return visit.redirect("youth_draft", council=council, motion=motion, anchor="votes")


def cast_vote(visit: Visit, council: str, motion: UUID, vote: UUID) -> Response:
    """Vote: each member once, and nobody sees how."""
    insider = writer_of(visit, council)
    found = motion_inside(visit, insider, motion)
    row = visit.db.get(BodyVote, vote)
    if row is None or row.motion_id != found.id:
        raise NotFound("There is no such vote here.")
    if insider.member is None:
        raise NotAllowed("Only members can vote.")
    chosen = visit.form.text("choice")
    if chosen not in set(Choice):
        return draft_page(visit, insider, found, {f"choice-{vote}": visit._("Choose one of the three.")}, status=422)
    cast(visit.db, row, insider.member, Choice(chosen), visit.form.text("seen"), visit.now)
    return visit.redirect("youth_draft", council=council, motion=motion, anchor="votes")


def hand_in_motion(visit: Visit, council: str, motion: UUID) -> Response:
    """Hand a motion in as a body; the body has voted for it before."""
    insider = _for_the_body(visit, council)
    found = draft_inside(visit, insider, motion)
    votes = votes_on(visit.db, found.id)
    if any(vote.is_open(visit.now) for vote in votes):
        raise NotNow("A vote about this motion is still open.")
    errors = {}
    if not is_carried(votes, found, visit.now):
        errors["addressee"] = visit._("First the youth council has to vote for the motion.")
    elif visit.form.text("addressee") not in set(Addressee):
        errors["addressee"] = visit._("Choose where the motion goes.")
    if errors or insider.account_id is None:
        return draft_page(visit, insider, found, errors, status=422)
    addressee = Addressee(visit.form.text("addressee"))
    hand_in(visit.db, insider.council, found, addressee, local_day(visit.now), insider.account_id)
    return visit.redirect("youth_motion", motion=motion)


def _for_the_body(visit: Visit, council: str) -> Insider:
    insider = writer_of(visit, council)
    if not insider.is_coordinator:
        raise NotAllowed("The coordinator does this for the youth council.")
    return insider


def _amendment(visit: Visit, motion: YouthMotion) -> Amendment | None:
    chosen = visit.form.text("subject")
    if not chosen:
        return None
    try:
        found = visit.db.get(Amendment, UUID(chosen))
    except ValueError:
        found = None
    if found is None or found.motion_id != motion.id:
        raise NotFound("There is no such motion here.")
    return found


def _meeting(session: Session, insider: Insider, chosen: str) -> UUID | None:
    try:
        found = session.get(YouthMeeting, UUID(chosen))
    except ValueError:
        return None
    return found.id if found and found.council_id == insider.council.id else None


def _journal(visit: Visit, insider: Insider, act: str, vote: BodyVote) -> None:
    details = {"for": vote.votes_for, "against": vote.votes_against, "abstained": vote.abstained}
    record(
        visit.db,
        act,
        "youth_vote",
        vote.id,
        actor_id=insider.account_id,
        region_id=insider.council.region_id,
        details=details,
    )
