"""The staff's start page of the youth area, and the settings of a body."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, or_, select
from starlette.responses import Response

from participation.accounts.access import has_role
from participation.accounts.models import Account, Role, RoleGrant
from participation.core.errors import NotFound
from participation.core.journal import record
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.regions.actions import publish_change
from participation.threads.wording import Problem, one_line
from participation.web.visit import Form, Visit, page_number
from participation.youth_council.access import answerers, founders, protectors
from participation.youth_council.insiders import council_by_slug, is_coordinator_of
from participation.youth_council.models import YouthCouncil
from participation.youth_council.models.bodies import MOST_WEEKS
from participation.youth_council.naming import free_slug
from participation.youth_council.queries import PAGE, councils, public_motions
from participation.youth_council.reporting import open_reports
from participation.youth_council.wording import whole_number

_LONGEST = {"name": 120, "term": 60, "about": 5_000, "easy_about": 5_000, "rules": 5_000}


@dataclass(frozen=True)
class CouncilSheet:
    """Settings of a body as they are typed in."""

    words: dict[str, str]
    weeks: int | None
    coordinator: str
    deputy: str

    @classmethod
    def from_form(cls, form: Form) -> CouncilSheet:
        """What was sent."""
        words = {name: form.text(name) for name in _LONGEST}
        words |= {name: one_line(words[name]) for name in ("name", "term")}
        weeks = whole_number(form.text("answer_weeks"), MOST_WEEKS)
        return cls(words, weeks, form.text("coordinator"), form.text("deputy"))

    @classmethod
    def of(cls, council: YouthCouncil | None) -> CouncilSheet:
        """What is stored, or what a new body begins with."""
        words = {name: getattr(council, name) if council else "" for name in _LONGEST}
        if council is None:
            return cls(words, 8, "", "")
        return cls(words, council.answer_weeks, str(council.coordinator_id or ""), str(council.deputy_id or ""))

    @property
    def problems(self) -> list[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = []
        if not self.words["name"]:
            found.append(("name", msgid("Please enter a name."), {}))
        for name, longest in _LONGEST.items():
            over = len(self.words[name]) - longest
            if over > 0:
                found.append((name, msgid("This is %(n)s characters too long. Please shorten it."), {"n": over}))
        if not self.weeks:
            found.append(("answer_weeks", msgid("Enter a number from 1 to %(most)s."), {"most": MOST_WEEKS}))
        return found


def youth_office(visit: Visit) -> Response:
    """Bodies, motions with their clocks, and reports that wait."""
    number, person = page_number(visit.query), visit.person
    motions = public_motions(visit.db, visit.place.id, local_day(visit.now), number)
    bodies = councils(visit.db, visit.place.id)
    return visit.render(
        "youth_council/staff_office.html",
        bodies=[(body, is_coordinator_of(visit, body)) for body in bodies],
        motions=motions[:PAGE],
        may_answer=answerers.admits(person, visit.place),
        may_found=founders.admits(person, visit.place),
        may_protect=protectors.admits(person, visit.place),
        reports=open_reports(visit.db, visit.place.id),
        **visit.pages("youth_office", number, len(motions) > PAGE),
    )


def new_council(visit: Visit) -> Response:
    """The form for a new body."""
    return _form(visit, None, CouncilSheet.of(None), {})


def found_council(visit: Visit) -> Response:
    """Set up a body."""
    return _save(visit, None)


def edit_council(visit: Visit, council: str) -> Response:
    """The settings of a body."""
    found = _own(visit, council)
    return _form(visit, found, CouncilSheet.of(found), {})


def save_council(visit: Visit, council: str) -> Response:
    """Change the settings of a body."""
    return _save(visit, _own(visit, council))


def _own(visit: Visit, slug: str) -> YouthCouncil:
    """A body that the person coordinates; administrators may change the settings of every one."""
    found = council_by_slug(visit.db, visit.place.id, slug)
    if not (is_coordinator_of(visit, found) or has_role(visit.person, visit.place, Role.ADMIN)):
        raise NotFound("There is no such page.")
    return found


def _save(visit: Visit, council: YouthCouncil | None) -> Response:
    sheet = CouncilSheet.from_form(visit.form)
    errors: dict[str, str] = {}
    for name, message, values in sheet.problems:
        errors.setdefault(name, visit._(message, **values))
    people = dict(_people(visit.db, visit.place.id))
    chosen = {"coordinator": sheet.coordinator, "deputy": sheet.deputy}
    errors |= {
        name: visit._("Choose somebody from the list.") for name, one in chosen.items() if one and one not in people
    }
    if errors:
        return _form(visit, council, sheet, errors, status=422)
    act = "changed" if council else "founded"
    council = council or YouthCouncil(
        region_id=visit.place.id, slug=free_slug(visit.db, visit.place.id, sheet.words["name"]), name=""
    )
    for name, text in sheet.words.items():
        setattr(council, name, text)
    council.answer_weeks = sheet.weeks or council.answer_weeks
    council.coordinator_id = UUID(sheet.coordinator) if sheet.coordinator else None
    council.deputy_id = UUID(sheet.deputy) if sheet.deputy else None
    visit.db.add(council)
    visit.db.flush()
    actor = visit.person_id
    record(visit.db, act, "youth_council", council.id, actor_id=actor, region_id=visit.place.id)
    publish_change(visit.db, visit.place.id)
    return visit.redirect("youth_office")


def _people(session: Session, region_id: UUID) -> list[tuple[str, str]]:
    rows = session.exec(
        select(Account.id, Account.name)
        .join(RoleGrant, col(RoleGrant.account_id) == col(Account.id))
        .where(
            RoleGrant.role == Role.YOUTH_COORDINATOR,
            or_(col(RoleGrant.region_id).is_(None), RoleGrant.region_id == region_id),
            col(Account.disabled_at).is_(None),
        )
        .order_by(col(Account.name))
        .distinct()
    )
    return [(str(account_id), name) for account_id, name in rows]


def _form(
    visit: Visit, council: YouthCouncil | None, sheet: CouncilSheet, errors: dict[str, str], status: int = 200
) -> Response:
    return visit.render(
        "youth_council/staff_council.html",
        status=status,
        council=council,
        sheet=sheet,
        errors=errors,
        people=_people(visit.db, visit.place.id),
        most_weeks=MOST_WEEKS,
        longest=_LONGEST,
    )
