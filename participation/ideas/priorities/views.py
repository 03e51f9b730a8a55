"""What citizens do with ideas in a phase that weighs them: give points or places, and see the results afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlmodel import select
from starlette.responses import Response

from participation.core.errors import NotNow
from participation.core.identifiers import receipt_code, receipt_key, uuid_or_none
from participation.core.text import msgid
from participation.ideas.codes import confirmed, has_codes
from participation.ideas.priorities.actions import Voter, ballot_id, ballot_of, voter_of_code, voter_of_device
from participation.ideas.priorities.counting import VERIFIED
from participation.ideas.priorities.forms import BallotSheet, field_of
from participation.ideas.priorities.models import Ballot, Method
from participation.ideas.priorities.queries import (
    titles_of,
    weighed_ideas,
    weighing_of,
    weighing_round,
    weighing_rounds,
)
from participation.ideas.priorities.results import closed_result
from participation.procedures.rounds import Round
from participation.web.pages import Deliver
from participation.web.visit import Visit

UNKNOWN_CODE = msgid("We do not know this code. Please compare it with your letter or card, or with your receipt.")


def priorities(visit: Visit) -> Response:
    """The phases of the region in which ideas are weighed."""
    found = weighing_rounds(visit.db, visit.place.id)
    titles = titles_of(visit.db, [one.phase_id for one in found], visit.language.tag)
    return visit.render("ideas/priorities/list.html", phases=found, titles=titles, now=visit.now)


def weigh_ideas(visit: Visit, phase: UUID) -> Response:
    """The form while the phase is open, its results afterwards."""
    found = weighing_round(visit.db, visit.place.id, phase, visit.now)
    if not found.is_open(visit.now):
        return _results(visit, found)
    return _form(visit, found, BallotSheet(uuid4(), code=visit.query.get("code", "")))


def send_weights(visit: Visit, phase: UUID) -> Response | Deliver:
    """Hand in points or places; they take the place of what the same device or code sent before."""
    found = weighing_round(visit.db, visit.place.id, phase, visit.now)
    if not found.is_open(visit.now):
        raise NotNow("The time for weighing is over.")
    weighing = weighing_of(visit.db, phase)
    visit.db.expunge_all()
    sheet = BallotSheet.from_form(visit.form, [idea.id for idea in weighed_ideas(visit.db, phase)])
    voter = _voter(visit, phase, sheet)
    problem = sheet.problem(weighing)
    if problem or voter is None:
        errors = {"weights": visit._(problem[0], **problem[1])} if problem else {}
        return _form(visit, found, sheet, errors | ({} if voter else {"code": visit._(UNKNOWN_CODE)}))

    code = receipt_code(ballot_id(sheet, weighing, voter))
    answer = visit.redirect("weights_thanks", phase=phase, code=code)
    return Deliver(ballot_of(sheet, weighing, voter, visit.now), lambda _stored: answer)


def weights_thanks(visit: Visit, phase: UUID) -> Response:
    """The receipt code, and how long one can change one's mind."""
    found, code = weighing_round(visit.db, visit.place.id, phase), visit.query.get("code", "")
    if receipt_key(code) is None:
        return visit.redirect("weigh_ideas", phase=phase)
    return visit.render("ideas/priorities/thanks.html", phase=found, code=code)


def _voter(visit: Visit, phase_id: UUID, sheet: BallotSheet) -> Voter | None:
    """Whose ballot it is: that of a code, of an earlier receipt, or of a device (without script of this very page)."""
    if not sheet.code:
        return voter_of_device((uuid_or_none(sheet.device) or uuid4()) if sheet.device else sheet.client_id, phase_id)
    letters = confirmed(visit.db, phase_id, sheet.code)
    if letters:
        return voter_of_code(letters, phase_id)
    earlier = select(Ballot).where(Ballot.receipt_key == receipt_key(sheet.code), Ballot.phase_id == phase_id)
    former = visit.db.exec(earlier).first()
    return Voter(bytes(former.voter_key), former.is_verified) if former else None


def _form(visit: Visit, phase: Round, sheet: BallotSheet, errors: dict[str, str] | None = None) -> Response:
    weighing, ideas = weighing_of(visit.db, phase.phase_id), weighed_ideas(visit.db, phase.phase_id)
    return visit.render(
        "ideas/priorities/weigh.html",
        status=422 if errors else 200,
        phase=phase,
        title=titles_of(visit.db, [phase.phase_id], visit.language.tag)[phase.phase_id],
        weighing=weighing,
        is_ranking=weighing.method is Method.RANKING,
        places=min(weighing.places, len(ideas)),
        ideas=[(field_of(one.id), one) for one in ideas],
        values={field_of(one): str(number) for one, number in sheet.typed.items()},
        sheet=sheet,
        takes_codes=has_codes(visit.db, phase.phase_id),
        errors=errors or {},
    )


def _results(visit: Visit, phase: Round) -> Response:
    weighing = weighing_of(visit.db, phase.phase_id)
    ideas = {str(one.id): one for one in weighed_ideas(visit.db, phase.phase_id)}
    result = closed_result(visit.site, phase)
    context: dict[str, Any] = {"verified": VERIFIED, "is_ranking": weighing.method is Method.RANKING}
    return visit.render(
        "ideas/priorities/results.html",
        phase=phase,
        title=titles_of(visit.db, [phase.phase_id], visit.language.tag)[phase.phase_id],
        weighing=weighing,
        result=result,
        rows=[(ideas[one.idea_id], one) for one in result.ideas if one.idea_id in ideas],
        ideas=ideas,
        hidden=len(result.ideas) - len(ideas),
        **context,
    )
