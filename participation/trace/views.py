"""Following up: a receipt code handed in, what became of the contribution handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session
from starlette.responses import Response

from participation.core.identifiers import digest, receipt_key
from participation.threads.appeals import LONGEST_APPEAL, Appeal, find_appeal
from participation.threads.labels import REASON_NAMES, STATE_NAMES
from participation.threads.models import ContributionState
from participation.threads.moderation import Moderated
from participation.threads.receipts import (
    Change,
    Effect,
    EffectsOf,
    FindByReceipt,
    OwnData,
    TracedContribution,
    Withdraw,
)
from participation.trace.changing import change_form
from participation.web.languages import GERMAN
from participation.web.visit import Visit

# What no code leads to is looked up all the same: a malformed code answers like an unknown one, as fast.
_NO_CODE = digest("no receipt code")
WITHDRAW = "withdraw"
CHANGE = "change"


@dataclass(frozen=True)
class Tracing:
    """Finds contributions of every area by code, what they led to, and takes them back."""

    receipts: Sequence[FindByReceipt]
    effects: Sequence[EffectsOf]
    withdrawals: Sequence[Withdraw] = ()
    changes: Sequence[Change] = ()
    own_data: Sequence[OwnData] = ()
    moderated: Sequence[Moderated] = ()

    def found(
        self, session: Session, code: str, language: str = GERMAN.tag
    ) -> tuple[TracedContribution, tuple[Effect, ...]] | None:
        """The contribution of a typed code with its effects, None if there is none; every area is asked.

        Effects are told in the language of that tag as far as there are words in it.
        """
        return self.of(session, receipt_key(code) or _NO_CODE, language)

    def of(
        self, session: Session, key: bytes, language: str = GERMAN.tag
    ) -> tuple[TracedContribution, tuple[Effect, ...]] | None:
        """The same for the digest of a code."""
        answers = [find(session, key) for find in self.receipts]
        contribution = next((answer for answer in answers if answer is not None), None)
        if contribution is None:
            return None
        effects = [effects_of(session, contribution.kind, contribution.id, language) for effects_of in self.effects]
        return contribution, tuple(effect for part in effects for effect in part)

    def take_back(self, session: Session, code: str) -> bool:
        """Withdraw the contribution of a typed code in a write transaction; False if the code leads to none.

        Doing it again changes nothing and is True again, as long as there is a row that says so.

        Raises:
            NotNow: it is the sheet of a survey that is closed.
        """
        key = receipt_key(code) or _NO_CODE
        done = [withdraw(session, key) for withdraw in self.withdrawals]
        session.flush()
        found = [find(session, key) for find in self.receipts]
        return any(done) or any(one.state is ContributionState.WITHDRAWN for one in found if one)

    def ask(self, visit: Visit) -> Response:
        """The form for the code."""
        return self.page(visit, "", None, 200)

    def follow(self, visit: Visit) -> Response:
        """State, reason, reply, outcome and effect; nothing of it is in an address or kept by a browser.

        With `step` it asks whether the contribution shall really be withdrawn, or shows the form to change it.
        """
        code = visit.form.text("code")
        answer = self.found(visit.db, code, visit.language.tag)
        if answer and visit.form.text("step") == WITHDRAW and _may_be_withdrawn(answer[0]):
            return visit.render("trace/withdraw.html", code=code, contribution=answer[0])
        if answer and visit.form.text("step") == CHANGE and answer[0].changeable_until:
            return change_form(visit, code, answer[0])
        return self.page(visit, code, answer, 200 if answer else 422)

    def start_again(self, visit: Visit) -> Response:
        """The form for the code, for whoever comes back to the address of a withdrawal."""
        return visit.redirect("follow_up")

    def withdraw(self, visit: Visit) -> Response:
        """Take the contribution of the code back; doing it again changes nothing and answers the same."""
        code = visit.form.text("code")
        is_withdrawn = self.take_back(visit.db, code)
        answer = self.found(visit.db, code, visit.language.tag)
        return self.page(visit, code, answer, 200 if is_withdrawn else 422, is_withdrawn=is_withdrawn)

    def page(
        self,
        visit: Visit,
        code: str,
        answer: tuple[TracedContribution, tuple[Effect, ...]] | None,
        status: int,
        *,
        is_withdrawn: bool = False,
        is_changed: bool = False,
        appeal_sheet: tuple[str, str] = ("", ""),
    ) -> Response:
        """What became of the contribution, or the form for the code."""
        contribution, effects = answer or (None, ())
        places = {place.id: place.slug for place in visit.site.places.values()}
        return visit.render(
            "trace/follow_up.html",
            status=status,
            code=code,
            is_unknown=answer is None and not is_withdrawn and visit.page.method == "POST",
            is_withdrawn=is_withdrawn,
            is_changed=is_changed,
            may_be_withdrawn=contribution is not None and _may_be_withdrawn(contribution),
            contribution=contribution,
            appeal=self._appeal(visit, code) if contribution else None,
            appeal_sheet=appeal_sheet,
            longest_appeal=LONGEST_APPEAL,
            effects=effects,
            region=places.get(contribution.region_id) if contribution else None,
            state_names=STATE_NAMES,
            reason_names=REASON_NAMES,
        )

    def _appeal(self, visit: Visit, code: str) -> Appeal | None:
        found = find_appeal(visit.db, [kind.table for kind in self.moderated], receipt_key(code) or _NO_CODE)
        return found[1] if found else None


def _may_be_withdrawn(contribution: TracedContribution) -> bool:
    return contribution.can_be_withdrawn and contribution.state is not ContributionState.WITHDRAWN
