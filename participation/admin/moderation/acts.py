"""Carrying out what a moderator handed in about one entry; the row is locked, the transaction is the visit's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from participation.admin.moderation.forms import Beside, DecisionSheet
from participation.coding.segments import lose
from participation.core.clock import now
from participation.core.days import local_day
from participation.core.errors import Conflict, NotFound
from participation.core.identifiers import uuid_or_none
from participation.core.mail import post
from participation.crowd.index import renew
from participation.procedures.rounds import settings_of
from participation.regions.models import Department
from participation.threads.appeals import decide_appeal
from participation.threads.cases import case_of
from participation.threads.claims import claim, ensure_free, release
from participation.threads.contributions import Contribution
from participation.threads.models import ModerationNote, RejectionReason
from participation.threads.moderation import Act, Decision, Moderated, decide, record_act, withdraw_proposal
from participation.threads.personal_hints import personal_hints
from participation.threads.prepared_texts import EASY_REDACTION, USUAL_REDACTION, rejection_texts
from participation.threads.redaction import Redaction, is_only_marked, marked, originals
from participation.threads.replies import forget_title
from participation.web.languages import EASY
from participation.web.visit import Visit

Row = tuple[Moderated, Contribution]
_REPLACED = "Somebody has decided about this already. Please look again."


def carry_out(visit: Visit, row: Row, sheet: DecisionSheet, actor_id: UUID) -> None:
    """Do what a sheet without problems says.

    Raises:
        Conflict: somebody else was faster, works on it, or has to do it.
    """
    if sheet.act in set(Beside):
        _BESIDE[Beside(sheet.act)](visit, row, sheet, actor_id)
        return
    moderated, contribution = row
    four_eyes = _needs_four_eyes(visit.db, contribution)
    decide(visit.db, moderated, contribution, _decision(visit.db, row, sheet), actor_id, four_eyes=four_eyes)
    if sheet.act in {Act.REDACT, Act.REJECT, Act.HIDE}:
        lose(visit.db, contribution.receipt_key)
    if sheet.act == Act.REDACT:
        renew(visit.db, contribution.receipt_key)
        _forget_blackened_title(visit.db, contribution)


def _forget_blackened_title(session: Session, contribution: Contribution) -> None:
    title = originals(contribution, case_of(session, contribution))[1]
    if title != getattr(contribution, "title", ""):
        forget_title(session, contribution, title)


def _needs_four_eyes(session: Session, contribution: Contribution) -> bool:
    phase_id: UUID = contribution.phase_id  # type: ignore[attr-defined]
    return settings_of(session, phase_id).needs_four_eyes


def refuse_or_publish(
    session: Session, row: Row, act: Act, reason: RejectionReason | None, message: str, actor_id: UUID
) -> None:
    """The same decision for one of many, without redaction.

    Raises:
        Conflict: it cannot be done with this one.
    """
    moderated, contribution = row
    four_eyes = _needs_four_eyes(session, contribution)
    texts = rejection_texts(session, contribution.region_id, contribution.language)
    usual = texts[reason] if reason and not message else message
    decide(session, moderated, contribution, Decision(act, reason, usual), actor_id, four_eyes=four_eyes)
    if act in {Act.REJECT, Act.HIDE}:
        lose(session, contribution.receipt_key)


def _decision(session: Session, row: Row, sheet: DecisionSheet) -> Decision:
    contribution = row[1]
    if sheet.act == Act.REDACT:
        usual = EASY_REDACTION if contribution.language == EASY.tag else USUAL_REDACTION
        return sheet.decision(usual, redaction_of(session, contribution, sheet))
    if sheet.act in {Act.REJECT, Act.HIDE} and sheet.reason in set(RejectionReason):
        texts = rejection_texts(session, contribution.region_id, contribution.language)
        return sheet.decision(texts[RejectionReason(sheet.reason)])
    return sheet.decision()


def redaction_of(session: Session, contribution: Contribution, sheet: DecisionSheet) -> Redaction:
    """What shall be blackened: the chosen hints, or the text as somebody marked it.

    Raises:
        Conflict: nothing is marked, or the text itself was changed.
    """
    text, title, _name = originals(contribution, case_of(session, contribution))
    if sheet.marked:
        redaction = Redaction(sheet.marked, sheet.marked_title or title, sheet.without_name)
    else:
        offered = {f"{hint.start}-{hint.end}": (hint.start, hint.end) for hint in personal_hints(text)}
        redaction = Redaction(marked(text, [offered[part] for part in sheet.parts if part in offered]), title)
    if not is_only_marked(text, redaction.text) or not is_only_marked(title, redaction.title):
        raise Conflict("Parts can be blackened, but what somebody wrote cannot be changed.")
    if not redaction.parts:
        raise Conflict("Please mark what should be blackened.")
    renew(session, contribution.receipt_key)
    return redaction


def _claim(visit: Visit, row: Row, _sheet: DecisionSheet, actor_id: UUID) -> None:
    if not claim(visit.db, [row[1]], actor_id):
        raise Conflict("Somebody else is working on this at the moment.")


def _release(visit: Visit, row: Row, _sheet: DecisionSheet, actor_id: UUID) -> None:
    release(visit.db, [case_of(visit.db, row[1]).id], actor_id)


def _note(visit: Visit, row: Row, sheet: DecisionSheet, actor_id: UUID) -> None:
    case = case_of(visit.db, row[1])
    visit.db.add(ModerationNote(case_id=case.id, author_id=actor_id, text=sheet.note, written_at=now()))
    record_act(visit.db, "noted", *row, actor_id, {})


def _hand_over(visit: Visit, row: Row, sheet: DecisionSheet, actor_id: UUID) -> None:
    moderated, contribution = row
    department = _department(visit, sheet.department)
    case = case_of(visit.db, contribution)
    ensure_free(case, actor_id)
    case.department_id, case.handed_over_on = department.id, local_day(now())
    case.claimed_by = case.claimed_until = None
    visit.db.add(case)
    if sheet.note:
        visit.db.add(ModerationNote(case_id=case.id, author_id=actor_id, text=sheet.note, written_at=now()))
    if department.email:
        _tell(visit, row, department, sheet.note)
    record_act(visit.db, "handed_over", moderated, contribution, actor_id, {"department": str(department.id)})


def _department(visit: Visit, department_id: str) -> Department:
    wanted = uuid_or_none(department_id)
    department = visit.db.get(Department, wanted) if wanted else None
    if department is None or department.region_id != visit.place.id or not department.is_active:
        raise NotFound("There is no such department.")
    return department


def _tell(visit: Visit, row: Row, department: Department, note: str) -> None:
    """The mail names the page, not the contribution: what a citizen wrote stays in the house."""
    moderated, contribution = row
    path = visit.url("moderation_entry", kind=moderated.code, entry=contribution.id)
    origin = visit.settings.public_origin
    lines = [
        visit._("A contribution needs your knowledge. You find it here:"),
        "",
        f"{origin}{path}",
        *(["", note] if note else []),
        "",
        visit._("Please answer the moderators of %(place)s; they publish or reply.", place=visit.place.name),
    ]
    post(visit.db, department.email, visit._("A contribution for %(name)s", name=department.name), "\n".join(lines))


def _take_back(visit: Visit, row: Row, _sheet: DecisionSheet, actor_id: UUID) -> None:
    case = case_of(visit.db, row[1])
    if case.department_id is None:
        raise Conflict(_REPLACED)
    case.department_id = case.handed_over_on = None
    visit.db.add(case)
    record_act(visit.db, "took_back", *row, actor_id, {})


def _withdraw_proposal(visit: Visit, row: Row, _sheet: DecisionSheet, actor_id: UUID) -> None:
    withdraw_proposal(visit.db, *row, actor_id)


def _appeal(visit: Visit, row: Row, sheet: DecisionSheet, actor_id: UUID) -> None:
    decide_appeal(visit.db, *row, actor_id, granted=sheet.granted == "yes", answer=sheet.answer)
    renew(visit.db, row[1].receipt_key)  # a granted one may have brought words back


_BESIDE: Mapping[Beside, Callable[[Visit, Row, DecisionSheet, UUID], None]] = {
    Beside.CLAIM: _claim,
    Beside.RELEASE: _release,
    Beside.NOTE: _note,
    Beside.HAND_OVER: _hand_over,
    Beside.TAKE_BACK: _take_back,
    Beside.WITHDRAW_PROPOSAL: _withdraw_proposal,
    Beside.APPEAL: _appeal,
}
STAY: Sequence[str] = (Act.REPLY, *(act for act in Beside))
"""After these one is still at the same entry."""
