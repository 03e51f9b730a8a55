"""What moderators do: work through the queue, decide, reply."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.admin.moderation.forms import DecisionSheet
from participation.admin.moderation.queries import PAGE, Entry, QueueFilter, entry_of, next_waiting, queue_page, waiting
from participation.core.errors import Conflict, NotAllowed
from participation.regions.actions import publish_change
from participation.strategy.queries import published_strategies
from participation.threads.contributions import LONGEST_REASON, LONGEST_TEXT
from participation.threads.labels import REASON_NAMES, STATE_NAMES
from participation.threads.models import ContributionState
from participation.threads.moderation import Act, Moderated, decide
from participation.web.visit import Visit, chosen, page_number

_EVERY = "alle"


@dataclass(frozen=True)
class Moderation:
    """The pages of the queue over these kinds of contributions."""

    kinds: Sequence[Moderated]

    def queue(self, visit: Visit) -> Response:
        """What waits, the longest waiting first."""
        strategies = published_strategies(visit.db, visit.place, visit.language.tag)
        kind = chosen(visit.query, "art", ["", *(one.code for one in self.kinds)])
        slug = chosen(visit.query, "strategie", ["", *(entry.strategy.slug for entry in strategies)])
        state = chosen(visit.query, "stand", [ContributionState.PENDING.value, *ContributionState, _EVERY])
        strategy = next((entry.strategy.id for entry in strategies if entry.strategy.slug == slug), None)
        asked = QueueFilter(
            visit.place.id, kind or None, strategy, None if state == _EVERY else ContributionState(state)
        )
        number = page_number(visit.query)
        entries, total = queue_page(visit.db, self.kinds, asked, number, visit.language.tag)
        pages = max(math.ceil(total / PAGE), 1)
        params = {"art": kind or None, "strategie": slug or None, "stand": state}
        return visit.render(
            "admin/moderation/queue.html",
            entries=entries,
            total=total,
            waiting=self._waiting(visit),
            kinds=[(one.code, visit._(one.label)) for one in self.kinds],
            strategies=[(entry.strategy.slug, entry.title) for entry in strategies],
            states=[(code.value, visit._(name)) for code, name in STATE_NAMES.items()] + [(_EVERY, visit._("All"))],
            chosen={"kind": kind, "strategy": slug, "state": state},
            number=number,
            pages=pages,
            previous=visit.url("moderation", **params, seite=number - 1) if number > 1 else None,
            next=visit.url("moderation", **params, seite=number + 1) if number < pages else None,
            back=visit.url("moderation", **params, seite=number if number > 1 else None),
            **_words(visit, DecisionSheet(), {}),
        )

    def entry(self, visit: Visit, kind: str, entry: UUID) -> Response:
        """One contribution with everything that can be done."""
        return self._entry_page(visit, self._entry(visit, kind, entry), DecisionSheet(), 200)

    def decide(self, visit: Visit, kind: str, entry: UUID) -> Response:
        """Carry out a decision; then on to what waits next, or back to where the form was."""
        if visit.person is None:
            raise NotAllowed("Please sign in.")
        found = self._entry(visit, kind, entry, locked=True)
        was_public = found.contribution.is_public
        sheet = DecisionSheet.from_form(visit.form)
        if sheet.problems:
            return self._entry_page(visit, found, sheet, 422)
        try:
            decide(visit.db, found.moderated, found.contribution, sheet.decision, visit.person.id)
        except Conflict as problem:
            return self._entry_page(visit, found, sheet, 409, visit._(problem.message))
        if was_public or found.contribution.is_public:
            publish_change(visit.db, visit.place.id)
        return self._onward(visit, found, Act(sheet.act))

    def _entry(self, visit: Visit, kind: str, entry: UUID, *, locked: bool = False) -> Entry:
        return entry_of(visit.db, self.kinds, visit.place.id, kind, entry, visit.language.tag, locked=locked)

    def _waiting(self, visit: Visit) -> int:
        return sum(waiting(visit.db, self.kinds, visit.place.id).values())

    def _onward(self, visit: Visit, entry: Entry, act: Act) -> Response:
        own = {"kind": entry.moderated.code, "entry": entry.contribution.id}
        if visit.wants_fragment or act is Act.REPLY:
            return visit.redirect("moderation_entry", **own, getan=act.value)
        if back := visit.form.text("back"):
            return visit.redirect_to(back)
        following = next_waiting(visit.db, self.kinds, visit.place.id, entry.contribution.id)
        if following is None:
            return visit.redirect("moderation", getan=act.value)
        return visit.redirect("moderation_entry", kind=following[0], entry=following[1], getan=act.value)

    def _entry_page(
        self, visit: Visit, entry: Entry, sheet: DecisionSheet, status: int, conflict: str = ""
    ) -> Response:
        problems = sheet.problems if status == 422 else []  # noqa: PLR2004 - only what was checked has problems
        errors = {field: visit._(message, **values) for field, message, values in problems}
        return visit.render(
            "admin/moderation/entry.html",
            fragment="entry",
            status=status,
            entry=entry,
            conflict=conflict,
            waiting=self._waiting(visit),
            back="",
            **_words(visit, sheet, errors),
        )


def _words(visit: Visit, sheet: DecisionSheet, errors: dict[str, str]) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "errors": errors,
        "in_part": visit.wants_fragment,
        "state_names": STATE_NAMES,
        "reason_names": REASON_NAMES,
        "reasons": [(code.value, visit._(name)) for code, name in REASON_NAMES.items()],
        "longest_message": LONGEST_REASON,
        "longest_reply": LONGEST_TEXT,
        "done": chosen(visit.query, "getan", ["", *Act]),
    }
