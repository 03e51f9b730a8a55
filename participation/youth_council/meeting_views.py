"""Inside: protocols of meetings, written by the coordinator for the body, published when the body wants it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotAllowed, NotFound
from participation.core.journal import record
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.regions.actions import publish_change
from participation.threads.wording import Problem, one_line
from participation.web.visit import Form, Visit
from participation.youth_council.insiders import Insider, insider_of, writer_of
from participation.youth_council.models import YouthMeeting
from participation.youth_council.voted_words import votes_at
from participation.youth_council.voting import MOST_PEOPLE
from participation.youth_council.wording import in_words, problems_of_words, whole_number

LONGEST = {"title": 160, "place": 160, "agenda": 2_000, "text": 10_000}


@dataclass(frozen=True)
class ProtocolSheet:
    """A protocol as it is typed in; `words` has title, place, agenda and text."""

    words: dict[str, str] = field(default_factory=dict)
    held_on: date | None = None
    attendance: int | None = None
    is_public: bool = False

    @classmethod
    def from_form(cls, form: Form) -> ProtocolSheet:
        """What was sent."""
        words = {name: form.text(name) for name in LONGEST}
        words |= {name: one_line(words[name]) for name in ("title", "place")}
        attendance = whole_number(form.text("attendance"), MOST_PEOPLE)
        return cls(words, form.day("held_on"), attendance, "public" in form)

    @classmethod
    def of(cls, meeting: YouthMeeting) -> ProtocolSheet:
        """What is stored."""
        words = {name: getattr(meeting, name) for name in LONGEST}
        return cls(words, meeting.held_on, meeting.attendance, meeting.is_public)

    def problems(self, today: date) -> list[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = []
        for name, longest in LONGEST.items():
            found += problems_of_words(name, self.words.get(name, ""), longest, needed=name in {"title", "place"})
        if self.held_on is None or self.held_on > today:
            found.append(("held_on", msgid("Enter the day of the meeting. It cannot be in the future."), {}))
        if self.attendance is None:
            found.append(("attendance", msgid("Enter a number from 0 to %(most)s."), {"most": MOST_PEOPLE}))
        return found


def youth_protocol(visit: Visit, council: str, meeting: UUID) -> Response:
    """A protocol as the body reads it; who coordinates can change it here."""
    insider = insider_of(visit, council)
    return _page(visit, insider, _of(visit, insider, meeting))


def new_protocol(visit: Visit, council: str) -> Response:
    """The form for a protocol."""
    return _page(visit, _coordinator(insider_of(visit, council)), None)


def save_protocol(visit: Visit, council: str) -> Response:
    """Write a protocol, or change one."""
    insider, sheet = _coordinator(writer_of(visit, council)), ProtocolSheet.from_form(visit.form)
    chosen = visit.form.text("meeting")
    meeting = _of(visit, insider, UUID(chosen)) if chosen else None
    problems = sheet.problems(local_day(visit.now))
    if problems or sheet.held_on is None or sheet.attendance is None:
        return _page(visit, insider, meeting, sheet, in_words(problems, visit._), status=422)
    was_public = meeting is not None and meeting.is_public
    if meeting is None:
        meeting = YouthMeeting(
            council_id=insider.council.id, held_on=sheet.held_on, attendance=sheet.attendance, place="", title=""
        )
    for name, text in sheet.words.items():
        setattr(meeting, name, text)
    meeting.held_on, meeting.attendance, meeting.is_public = sheet.held_on, sheet.attendance, sheet.is_public
    visit.db.add(meeting)
    visit.db.flush()
    region_id = insider.council.region_id
    act = "published" if sheet.is_public else "saved"
    record(visit.db, act, "youth_meeting", meeting.id, actor_id=insider.account_id, region_id=region_id)
    if was_public or sheet.is_public:
        publish_change(visit.db, region_id)
    return visit.redirect("youth_protocol", council=council, meeting=meeting.id)


def _coordinator(insider: Insider) -> Insider:
    if not insider.is_coordinator:
        raise NotAllowed("The coordinator does this for the youth council.")
    return insider


def _of(visit: Visit, insider: Insider, meeting_id: UUID) -> YouthMeeting:
    found = visit.db.get(YouthMeeting, meeting_id)
    if found is None or found.council_id != insider.council.id:
        raise NotFound("There is no such page.")
    return found


def _page(
    visit: Visit,
    insider: Insider,
    meeting: YouthMeeting | None,
    sheet: ProtocolSheet | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    return visit.render(
        "youth_council/meeting.html",
        status=status,
        insider=insider,
        council=insider.council,
        meeting=meeting,
        votes=votes_at(visit.db, meeting.id, only_public=False) if meeting else [],
        sheet=sheet or (ProtocolSheet.of(meeting) if meeting else ProtocolSheet()),
        errors=errors or {},
        longest=LONGEST,
        typed=visit.form.text,
    )
