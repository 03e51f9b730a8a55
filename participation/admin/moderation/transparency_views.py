"""The public page about moderation, and the same as CSV and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from starlette.responses import JSONResponse, Response

from participation.admin.moderation.transparency import OUTCOMES, Figures, figures
from participation.threads.labels import REASON_NAMES, STATE_NAMES
from participation.threads.models import RejectionReason
from participation.threads.moderation import Moderated
from participation.threads.redaction import OBJECTION
from participation.web.downloads import CSV, csv_of, download
from participation.web.visit import Visit

# A rejection publishes nothing, so the page is as fresh as this.
FRESH = timedelta(hours=1)
_APPEALS = ("granted", "denied", "open")


@dataclass(frozen=True)
class Transparency:
    """The figures over these kinds of contributions."""

    kinds: Sequence[Moderated]

    def page(self, visit: Visit) -> Response:
        """The figures with what they mean."""
        return visit.render(
            "threads/transparency.html",
            figures=self._figures(visit),
            outcomes=[(state, STATE_NAMES[state]) for state in OUTCOMES],
            reason_names=REASON_NAMES,
            objection_days=OBJECTION.days,
        )

    def csv(self, visit: Visit) -> Response:
        """One line per figure: procedure, figure, value."""
        found = self._figures(visit)
        rows = ((one.id, one.title, name, value) for one in found for name, value in _flat(one).items())
        return download(csv_of([("procedure_id", "procedure", "figure", "value"), *rows]), "moderation.csv", CSV)

    def json(self, visit: Visit) -> Response:
        """The same as one document."""
        found = [{"procedure_id": str(one.id), "title": one.title, **_flat(one)} for one in self._figures(visit)]
        return JSONResponse({"procedures": found}, headers={"access-control-allow-origin": "*"})

    def _figures(self, visit: Visit) -> list[Figures]:
        visit.cache_until(visit.now + FRESH)
        return figures(visit.db, self.kinds, visit.place.id, visit.language.tag)


def _flat(one: Figures) -> dict[str, Any]:
    return {
        "received": one.received,
        **{state.value: one.outcomes[state] for state in OUTCOMES},
        **{f"reason_{reason.value}": one.reasons[reason] for reason in RejectionReason},
        "decided": sum(one.days.values()),
        "median_days": one.median_days,
        "days_of_nine_in_ten": one.most_days,
        **{f"appeals_{outcome}": one.appeals[outcome] for outcome in _APPEALS},
        "flags": one.flags,
    }
