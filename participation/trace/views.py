"""Following up: a receipt code handed in, what became of the contribution handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session
from starlette.responses import Response

from participation.core.identifiers import digest, receipt_key
from participation.threads.labels import REASON_NAMES, STATE_NAMES
from participation.threads.receipts import Effect, EffectsOf, FindByReceipt, TracedContribution
from participation.web.visit import Visit

# What no code leads to is looked up all the same: a malformed code answers like an unknown one, as fast.
_NO_CODE = digest("no receipt code")


@dataclass(frozen=True)
class Tracing:
    """Finds contributions of every area by code, and what they led to."""

    receipts: Sequence[FindByReceipt]
    effects: Sequence[EffectsOf]

    def found(self, session: Session, code: str) -> tuple[TracedContribution, tuple[Effect, ...]] | None:
        """The contribution of a typed code with its effects, None if there is none; every area is asked."""
        key = receipt_key(code) or _NO_CODE
        answers = [find(session, key) for find in self.receipts]
        contribution = next((answer for answer in answers if answer is not None), None)
        if contribution is None:
            return None
        effects = [effects_of(session, contribution.kind, contribution.id) for effects_of in self.effects]
        return contribution, tuple(effect for part in effects for effect in part)

    def ask(self, visit: Visit) -> Response:
        """The form for the code."""
        return self._page(visit, "", None, 200)

    def follow(self, visit: Visit) -> Response:
        """State, reason, reply, outcome and effect; nothing of it is in an address or kept by a browser."""
        code = visit.form.text("code")
        answer = self.found(visit.db, code)
        return self._page(visit, code, answer, 200 if answer else 422)

    def _page(
        self, visit: Visit, code: str, answer: tuple[TracedContribution, tuple[Effect, ...]] | None, status: int
    ) -> Response:
        contribution, effects = answer or (None, ())
        places = {place.id: place.slug for place in visit.site.places.values()}
        return visit.render(
            "trace/follow_up.html",
            status=status,
            code=code,
            is_unknown=answer is None and visit.page.method == "POST",
            contribution=contribution,
            effects=effects,
            region=places.get(contribution.region_id) if contribution else None,
            state_names=STATE_NAMES,
            reason_names=REASON_NAMES,
        )
