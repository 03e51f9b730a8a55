"""Inside: one motion with its amendments, votes and talk; saying something, proposing another wording, deciding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import col, select
from starlette.responses import Response

from participation.core.errors import Conflict, NotAllowed, NotFound
from participation.core.text import msgid
from participation.language.difference import Run, difference
from participation.procedures.days import last_day, local_day
from participation.web.visit import Visit
from participation.youth_council.drafting import amend, close_motion, comment_on, decide_amendment
from participation.youth_council.insiders import (
    Insider,
    draft_inside,
    insider_of,
    motion_inside,
    writer_of,
)
from participation.youth_council.labels import ADDRESSEE_HINTS, ADDRESSEE_NAMES, CHOICE_NAMES
from participation.youth_council.models import (
    Amendment,
    AmendmentState,
    MotionState,
    YouthComment,
    YouthMotion,
)
from participation.youth_council.models.motions import LONGEST_COMMENT, LONGEST_REASON, LONGEST_WORDS
from participation.youth_council.queries import abouts, meetings_of, pseudonyms
from participation.youth_council.voted_words import amendments_of, voted_on
from participation.youth_council.voting import has_voted, is_carried, votes_on
from participation.youth_council.wording import in_words, problems_of_words, seen_mark

_CHANGED = msgid("Somebody has changed the text in this moment. Read it again, then decide.")


@dataclass(frozen=True)
class ShownAmendment:
    """A proposed wording with the words that it changes; `is_behind` when the text has changed since."""

    row: Amendment
    runs: Sequence[Run]
    is_behind: bool


def youth_draft(visit: Visit, council: str, motion: UUID) -> Response:
    """A motion as the body works on it."""
    insider = insider_of(visit, council)
    return draft_page(visit, insider, motion_inside(visit, insider, motion))


def say_something(visit: Visit, council: str, motion: UUID) -> Response:
    """Add to the talk about a motion."""
    insider = writer_of(visit, council)
    found, text = draft_inside(visit, insider, motion), visit.form.text("text")
    problems = problems_of_words("text", text, LONGEST_COMMENT)
    if problems:
        return draft_page(visit, insider, found, in_words(problems, visit._), said=text, status=422)
    comment_on(visit.db, found, insider, visit.form.client_id("id"), text, local_day(visit.now))
    return visit.redirect("youth_draft", council=council, motion=motion, anchor="talk")


def new_amendment(visit: Visit, council: str, motion: UUID) -> Response:
    """The form for another wording; it begins with the present one."""
    insider = insider_of(visit, council)
    found = draft_inside(visit, insider, motion)
    return _amendment_form(visit, insider, found, {"text": found.text, "reason": ""}, {})


def send_amendment(visit: Visit, council: str, motion: UUID) -> Response:
    """Propose another wording."""
    insider = writer_of(visit, council)
    found = draft_inside(visit, insider, motion)
    words = {"text": visit.form.text("text"), "reason": visit.form.text("reason")}
    errors = in_words(
        [
            *problems_of_words("text", words["text"], LONGEST_WORDS),
            *problems_of_words("reason", words["reason"], LONGEST_REASON, needed=False),
        ],
        visit._,
    )
    if words["text"] == found.text:
        errors.setdefault("text", visit._("This is the same text. Change something."))
    if errors:
        return _amendment_form(visit, insider, found, words, errors, status=422)
    amend(visit.db, found, insider, visit.form.client_id("id"), words, local_day(visit.now))
    return visit.redirect("youth_draft", council=council, motion=motion, anchor="amendments")


def decide_wording(visit: Visit, council: str, motion: UUID, amendment: UUID) -> Response:
    """Take a proposed wording over or decline it: the author, or the coordinator for the body after its vote."""
    insider = writer_of(visit, council)
    found = draft_inside(visit, insider, motion)
    row = visit.db.get(Amendment, amendment)
    if row is None or row.motion_id != found.id:
        raise NotFound("There is no such motion here.")
    if not (insider.is_coordinator or insider.wrote(found.author_id)):
        raise NotAllowed("Only the author or the youth council can decide about this.")
    accepted = visit.form.text("decision") == "accept"
    if accepted and visit.form.text("seen") != seen_mark(found.text):
        raise Conflict(_CHANGED)
    day = local_day(visit.now)
    decide_amendment(visit.db, found, row, day, accepted=accepted, by_body=insider.is_coordinator)
    return visit.redirect("youth_draft", council=council, motion=motion, anchor="amendments")


def close_draft(visit: Visit, council: str, motion: UUID) -> Response:
    """Take a draft off the list: its author, or the coordinator."""
    insider = writer_of(visit, council)
    found = draft_inside(visit, insider, motion)
    if not (insider.is_coordinator or insider.wrote(found.author_id)):
        raise NotAllowed("Only the author or the youth council can decide about this.")
    close_motion(visit.db, found, insider.council.region_id, insider.account_id)
    return visit.redirect("youth_room", council=council)


def draft_page(
    visit: Visit,
    insider: Insider,
    motion: YouthMotion,
    errors: dict[str, str] | None = None,
    *,
    said: str = "",
    status: int = 200,
) -> Response:
    """The page of one motion inside, with what was typed if that did not do."""
    votes, amendments = votes_on(visit.db, motion.id), amendments_of(visit.db, [motion.id])
    comments = select(YouthComment).where(YouthComment.motion_id == motion.id).order_by(col(YouthComment.position))
    return visit.render(
        "youth_council/draft.html",
        status=status,
        **_who(visit, insider, motion),
        amendments=[_shown(motion, row) for row in reversed(amendments)],
        comments=visit.db.exec(comments).all(),
        votes=votes,
        voted_on={vote.id: voted_on(vote, motion, amendments) for vote in votes},
        voted={vote.id: has_voted(visit.db, vote, insider.member) for vote in votes if vote.is_open(visit.now)},
        choices=[(choice.value, visit._(name)) for choice, name in CHOICE_NAMES.items()],
        is_carried=is_carried(votes, motion, visit.now),
        is_draft=motion.state is MotionState.DRAFT,
        addressees=[
            (value.value, visit._(name), visit._(ADDRESSEE_HINTS[value])) for value, name in ADDRESSEE_NAMES.items()
        ],
        meetings=meetings_of(visit.db, [insider.council.id], only_public=False),
        today=local_day(visit.now),
        last_day=last_day,
        said=said,
        minted=uuid4(),
        longest=LONGEST_COMMENT,
        errors=errors or {},
        typed=visit.form.text,
    )


def _who(visit: Visit, insider: Insider, motion: YouthMotion) -> dict[str, Any]:
    return {
        "insider": insider,
        "council": insider.council,
        "motion": motion,
        "seen": seen_mark(motion.text),
        "about": abouts(visit.db, [motion], visit.language.tag).get(motion.element_id or motion.id),
        "names": pseudonyms(visit.db, insider.council.id),
        "may_decide": insider.is_coordinator or (insider.may_write and insider.wrote(motion.author_id)),
    }


def _shown(motion: YouthMotion, row: Amendment) -> ShownAmendment:
    is_open = row.state is AmendmentState.OPEN
    base = motion.text if is_open else row.base_text
    return ShownAmendment(row, difference(base, row.text), is_open and row.base_text != motion.text)


def _amendment_form(
    visit: Visit,
    insider: Insider,
    motion: YouthMotion,
    words: dict[str, str],
    errors: dict[str, str],
    status: int = 200,
) -> Response:
    return visit.render(
        "youth_council/amend.html",
        status=status,
        insider=insider,
        council=insider.council,
        motion=motion,
        words=words,
        errors=errors,
        minted=visit.form.client_id("id"),
        longest={"text": LONGEST_WORDS, "reason": LONGEST_REASON},
    )
