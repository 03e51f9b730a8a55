"""What everybody reads: the start page, a motion with its clock, a protocol, the page for parents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import select
from starlette.responses import Response

from participation.core.errors import NotFound
from participation.procedures.days import local_day
from participation.threads.receipts import EffectsOf
from participation.web.feeds import ATOM, without_forbidden_letters
from participation.web.pdf import pdf_of
from participation.web.visit import Visit, page_number
from participation.youth_council.clock import ClockState, next_midnight
from participation.youth_council.handing_in import steps_of
from participation.youth_council.help_lines import help_lines
from participation.youth_council.insiders import council_by_slug
from participation.youth_council.labels import ADDRESSEE_NAMES, STEP_NAMES, STEP_RESULTS
from participation.youth_council.models import YouthCouncil, YouthMeeting
from participation.youth_council.queries import (
    PAGE,
    abouts,
    councils,
    meetings_of,
    public_motion,
    public_motions,
)
from participation.youth_council.voted_words import votes_at
from participation.youth_council.voting import last_vote, votes_on


def youth(visit: Visit) -> Response:
    """What the youth council is, what it wants, how far that is, how to join."""
    today, number = local_day(visit.now), page_number(visit.query)
    visit.cache_until(next_midnight(today))
    motions = public_motions(visit.db, visit.place.id, today, number)
    bodies = councils(visit.db, visit.place.id)
    return visit.render(
        "youth_council/start.html",
        bodies=bodies,
        motions=motions[:PAGE],
        number=number,
        **visit.pages("youth", number, len(motions) > PAGE),
        overdue=sum(one.clock.state is ClockState.OVERDUE for one in motions[:PAGE]),
        meetings=meetings_of(visit.db, [body.id for body in bodies], only_public=True),
    )


def motion_feed(visit: Visit) -> Response:
    """The newest motions as an Atom feed (RFC 4287); an answer makes an entry new again."""
    rows = public_motions(visit.db, visit.place.id, local_day(visit.now), 1)[:PAGE]
    changed = {found.motion.id: found.motion.answered_on or found.clock.received_on for found in rows}
    body = visit.site.rendering.render_text(
        visit.language,
        "youth_council/feed.xml",
        place=visit.place,
        tag=visit.language.tag,
        origin=visit.settings.public_origin,
        rows=rows,
        changed=changed,
        url=visit.url,
    )
    return Response(without_forbidden_letters(body), media_type=ATOM)


@dataclass(frozen=True)
class Followed:
    """Pages that tell what became of a motion; areas above say what it changed."""

    effects: Sequence[EffectsOf]

    def read_motion(self, visit: Visit, motion: UUID) -> Response:
        """A motion, its clock, its way, the answer, and what became of it."""
        today = local_day(visit.now)
        visit.cache_until(next_midnight(today))
        found = public_motion(visit.db, visit.place.id, motion, today)
        tag = visit.language.tag
        return visit.render(
            "youth_council/motion.html",
            found=found,
            motion=found.motion,
            clock=found.clock,
            about=abouts(visit.db, [found.motion], tag).get(found.motion.element_id or motion),
            steps=steps_of(visit.db, motion),
            step_names=STEP_NAMES,
            results=STEP_RESULTS,
            addressees=ADDRESSEE_NAMES,
            vote=last_vote(votes_on(visit.db, motion), found.motion, visit.now),
            effects=[effect for of in self.effects for effect in of(visit.db, "youth_motion", motion, tag)],
        )


def read_protocol(visit: Visit, meeting: UUID) -> Response:
    """A protocol that the body has published."""
    found = visit.db.exec(
        select(YouthMeeting, YouthCouncil)
        .join(YouthCouncil, YouthCouncil.id == YouthMeeting.council_id)  # type: ignore[arg-type]
        .where(
            YouthMeeting.id == meeting,
            YouthCouncil.region_id == visit.place.id,
            YouthMeeting.is_public == True,  # noqa: E712 - a condition of the database
        )
    ).first()
    if found is None:
        raise NotFound("There is no such page.")
    votes = votes_at(visit.db, meeting, only_public=True)
    return visit.render("youth_council/protocol.html", meeting=found[0], council=found[1], votes=votes)


def guardians(visit: Visit, council: str) -> Response:
    """What parents should know, and the slip that they sign; made for printing."""
    found = council_by_slug(visit.db, visit.place.id, council)
    return visit.render("youth_council/guardians.html", council=found)


def guardians_pdf(visit: Visit, council: str) -> Response:
    """The same on one sheet of paper; kept like a page, since making it takes seconds."""
    found = council_by_slug(visit.db, visit.place.id, council)
    html = visit.site.rendering.render_text(
        visit.language, "youth_council/guardians_sheet.html", council=found, county=visit.place.name
    )
    return Response(pdf_of(html), media_type="application/pdf")


def lines_of(visit: Visit) -> dict[str, object]:
    """What every page with the numbers needs."""
    return {"lines": help_lines(visit)}
