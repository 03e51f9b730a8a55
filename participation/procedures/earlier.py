"""Who shows by a receipt code that something of theirs was published before: no first contribution any more."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col, select

from participation.brakes.guesses import guesser_of
from participation.core.identifiers import receipt_key
from participation.core.intake import Delivery
from participation.procedures.intake_rules import rules_of
from participation.threads.contributions import Contribution
from participation.threads.models import HeldFor
from participation.web.api import Call
from participation.web.site import Site
from participation.web.visit import Visit

EARLIER_CODE = "earlier_receipt_code"
"""The field of the forms and of the API."""


def asks_for_earlier(site: Site, phases: Iterable[UUID]) -> bool:
    """Whether one of these rounds holds first contributions, so that an earlier one is worth a field in the form."""
    return any(rules_of(site, phase).holds_first for phase in phases)


def shows_earlier(asked: Visit | Call, delivery: Delivery, typed: str) -> bool:
    """Whether the typed receipt code is that of a contribution to the same region that a moderator let stand.

    It is looked up only where the delivery's round asks, and kept nowhere. Codes that lead nowhere count like all
    others; of a network with too many of them nothing more is looked up today, and what it sends waits for a moderator.
    """
    region_id, phase_id = delivery.values["region_id"], delivery.values["phase_id"]
    if not typed or asked.session is None or not rules_of(asked.site, phase_id).holds_first:
        return False
    guesser = guesser_of(asked.site, asked.address, asked.session)
    if guesser.must_calculate(None):
        return False
    found = _under(asked.session, region_id, typed)
    if found is None:
        guesser.miss()
        return False
    return found.is_public and HeldFor.UNSEEN not in found.held_for.split()


def _under(session: Session, region_id: UUID, typed: str) -> Contribution | None:
    key = receipt_key(typed)
    for table in Contribution.__subclasses__() if key else ():
        chosen = select(table).where(col(table.receipt_key) == key, col(table.region_id) == region_id)
        if found := session.exec(chosen).first():
            return found
    return None
