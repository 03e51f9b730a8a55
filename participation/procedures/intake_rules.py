"""The moderation settings of rounds: stored ones, and made ready for what comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from participation.brakes.floods import tide_of
from participation.core.intake import Delivery
from participation.crowd.sameness import NEARLY_THE_SAME
from participation.crowd.similarity import similar as similar_to
from participation.crowd.sources import Audience, Crowd, CrowdSource
from participation.procedures.models import Phase, Procedure, RoundSettings
from participation.threads.first_state import IntakeRules, begun, first_state, publishing_claims
from participation.threads.watched_words import WordList, stored_words, word_list
from participation.web.site import Site

_USUAL = IntakeRules()


def intake_rules(session: Session) -> Mapping[UUID, IntakeRules]:
    """The rules of every round that has settings, by phase; all others begin as `IntakeRules()` says."""
    rows = session.exec(
        select(RoundSettings, Procedure.region_id)
        .join(Phase, col(Phase.id) == col(RoundSettings.phase_id))
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
    ).all()
    words: dict[UUID, WordList] = {}
    for _settings, region_id in rows:
        if region_id not in words:
            words[region_id] = word_list(stored_words(session, region_id))
    return {
        settings.phase_id: IntakeRules(settings.moderation, frozenset(settings.rules.split()), words[region_id])
        for settings, region_id in rows
    }


def rules_of(site: Site, phase_id: UUID) -> IntakeRules:
    """The rules of a round, as the site remembers them."""
    return site.remembered("intake rules", intake_rules).get(phase_id, _USUAL)


def like_another(session: Session, source: CrowdSource, region_id: UUID) -> Callable[[str], bool]:
    """The question whether nearly the same as a text is there already, waiting or public, of that kind."""
    crowd = Crowd((source,), lambda *_: ())

    def asked(text: str) -> bool:
        found = similar_to(session, crowd, region_id, text, 1, audience=Audience.STAFF, at_least=NEARLY_THE_SAME)
        return bool(found)

    return asked


def admitted(
    site: Site,
    delivery: Delivery,
    moment: datetime,
    *,
    is_known: bool = False,
    similar: Callable[[str], bool] | None = None,
    more: str = "",
) -> Delivery:
    """A contribution on its way to the disk, with the state in which its round lets it begin.

    It asks only what the site remembers, so that the event loop need not wait. What is public at once raises the
    region's published version in the same commit. `is_known` and `similar` as for `first_state`; `more` are further
    words that become public with it.
    """
    values = delivery.values
    rules = rules_of(site, values["phase_id"])
    text = "\n".join(filter(None, (values.get("title", ""), values["text"], more)))
    in_a_flood = tide_of(site).is_high(values["region_id"], moment)
    state = first_state(rules, text, is_known=is_known, in_a_flood=in_a_flood, similar=similar)
    claims = (*delivery.claims, *publishing_claims(state[0], values["region_id"]))
    return replace(delivery, values={**values, **begun(state, moment)}, claims=claims)
