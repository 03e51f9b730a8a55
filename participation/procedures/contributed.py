"""What simulated contributions share: made-up people, days, states and answers, the same for the same seed."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from participation.core.clock import now
from participation.core.identifiers import digest, receipt_key_of
from participation.procedures.rounds import Round
from participation.threads.contributions import client_key, contribution_id
from participation.threads.models import ContributionState, RejectionReason

NAMES = (
    "Demo-Anna",
    "Demo-Bernd",
    "Demo-Familie Muster",
    "Demo-Nachbarin",
    "Beispiel-Bürger",
    "Beispiel-Rentnerin",
    "Demo-Pendler",
    "Beispiel-Azubi",
    "Demo-Verein Musterdorf",
    "Demo-Elternrat",
)
_REJECTIONS = (
    (
        RejectionReason.PERSONAL_DATA,
        "Ihr Text nennt eine andere Person mit Namen. Schicken Sie ihn gern ohne den Namen.",
    ),
    (RejectionReason.OFF_TOPIC, "Das liegt beim Land und passt nicht zu diesem Abschnitt."),
    (RejectionReason.REPETITION, "Denselben Text haben wir schon veröffentlicht."),
    (RejectionReason.ADVERTISING, ""),
)
_REPLIES = (
    "Danke für den Hinweis. Der zuständige Fachdienst nimmt ihn in die Abwägung auf. (Simulierte Antwort)",
    "Das prüfen wir gerade mit den Gemeinden. Über das Ergebnis berichten wir hier. (Simulierte Antwort)",
    "Dafür gibt es schon eine Maßnahme; wir machen sie im Text deutlicher. (Simulierte Antwort)",
    "Der Landkreis ist hier nicht allein zuständig. Wir geben den Vorschlag weiter. (Simulierte Antwort)",
)


@dataclass(frozen=True)
class Fate:
    """What has become of a simulated contribution so far, as columns."""

    columns: dict[str, Any]

    @property
    def is_public(self) -> bool:
        """Whether it is published."""
        return bool(self.columns["state"] is ContributionState.PUBLISHED)


def demo_client_id(area: str, region_slug: str, seed: int, number: int) -> UUID:
    """The client id of a simulated contribution: the same for the same seed, so that loading again adds nothing."""
    text = f"demo:{area}:{region_slug}:{seed}:{number}"
    return UUID(bytes=hashlib.sha256(text.encode()).digest()[:16], version=4)


def fate(chance: random.Random, phase: Round) -> Fate:
    """Seven of ten are published (three of ten of these with a reply), two wait, one is rejected or hidden."""
    received = _moment_in(chance, phase)
    columns: dict[str, Any] = {"received_on": received.date(), "id": contribution_id(received.date())}
    drawn = chance.random()
    if drawn < 0.7:  # noqa: PLR2004
        published = min(received + timedelta(hours=chance.randint(3, 50)), now())
        columns |= {"state": ContributionState.PUBLISHED, "published_at": published}
        if chance.random() < 0.3:  # noqa: PLR2004
            replied = min(published + timedelta(days=chance.randint(1, 6)), now())
            columns |= {"official_reply": chance.choice(_REPLIES), "replied_at": replied}
    elif drawn < 0.9:  # noqa: PLR2004
        columns |= {"state": ContributionState.PENDING}
    elif drawn < 0.98:  # noqa: PLR2004
        reason, message = chance.choice(_REJECTIONS)
        columns |= {
            "state": ContributionState.REJECTED,
            "rejection_reason": reason,
            "message_to_author": message,
        }
    else:
        columns |= {"state": ContributionState.HIDDEN, "published_at": received}
    return Fate(columns)


def identity(client_id: UUID, region_id: UUID, text: str, chance: random.Random) -> dict[str, Any]:
    """The columns that say whose contribution it is; every other one has no name."""
    return {
        "region_id": region_id,
        "key": client_key(client_id),
        "payload_hash": digest(text),
        "receipt_key": receipt_key_of(client_id),
        "author_name": chance.choice(NAMES) if chance.random() < 0.5 else "",  # noqa: PLR2004
    }


def _moment_in(chance: random.Random, phase: Round) -> datetime:
    end = min(phase.closes_at, now())
    return phase.opens_at + (end - phase.opens_at) * chance.random()
