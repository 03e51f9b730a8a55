"""Readers report a public contribution: a form without an account, stored once per device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from starlette.responses import Response

from participation.admin.moderation.queries import contribution_named
from participation.core.errors import NotFound
from participation.core.intake import Stored
from participation.core.text import msgid
from participation.procedures.rounds import settings_of
from participation.threads.contributions import Contribution
from participation.threads.flags import LONGEST_FLAG, flag_of
from participation.threads.labels import FLAG_NAMES
from participation.threads.models import FlagReason
from participation.threads.moderation import Moderated
from participation.threads.wording import Problem, problems_of_text
from participation.web.pages import Deliver
from participation.web.visit import Form, Visit


@dataclass(frozen=True)
class FlagSheet:
    """A filled-in report; `device` is the same each time this browser reports something."""

    device: UUID
    reason: str = ""
    text: str = ""

    @classmethod
    def from_form(cls, form: Form) -> FlagSheet:
        """What was sent; without a usable id it gets a new one."""
        return cls(form.client_id("device", "minted"), form.text("reason"), form.text("text"))

    @property
    def problems(self) -> Sequence[Problem]:
        """(field, msgid, values) of everything that has to be put right."""
        found: list[Problem] = []
        if self.reason not in set(FlagReason):
            found.append(("reason", msgid("Please choose a reason."), {}))
        if self.text or self.reason == FlagReason.OTHER:
            found += problems_of_text("text", self.text, LONGEST_FLAG)
        return found


@dataclass(frozen=True)
class Flagging:
    """The pages of reports over these kinds of contributions."""

    kinds: Sequence[Moderated]

    def form(self, visit: Visit, kind: str, entry: UUID) -> Response:
        """What is reported, and the form."""
        moderated, contribution = self._public(visit, kind, entry)
        return self._page(visit, moderated, contribution, FlagSheet(uuid4()))

    def send(self, visit: Visit, kind: str, entry: UUID) -> Response | Deliver:
        """Report it; the second report of a device is thanked for like the first."""
        moderated, contribution = self._public(visit, kind, entry)
        sheet = FlagSheet.from_form(visit.form)
        if sheet.problems:
            return self._page(visit, moderated, contribution, sheet, status=422)
        delivery = flag_of(contribution, sheet.device, FlagReason(sheet.reason), sheet.text, visit.now)
        return Deliver(delivery, partial(self._answer, visit, moderated, contribution))

    def _answer(self, visit: Visit, moderated: Moderated, contribution: Contribution, stored: Stored) -> Response:
        if stored is Stored.REFUSED:
            return visit.redirect("home")
        return visit.redirect("flag", kind=moderated.code, entry=contribution.id, gemeldet=1)

    def _public(self, visit: Visit, kind: str, entry: UUID) -> tuple[Moderated, Contribution]:
        moderated, contribution = contribution_named(visit.db, self.kinds, visit.place.id, kind, entry)
        phase_id: UUID = contribution.phase_id  # type: ignore[attr-defined]
        if not contribution.is_public or settings_of(visit.db, phase_id).is_closed:
            raise NotFound("There is no such contribution.")
        return moderated, contribution

    def _page(
        self, visit: Visit, moderated: Moderated, contribution: Contribution, sheet: FlagSheet, status: int = 200
    ) -> Response:
        link = moderated.public_page(contribution.id)
        params: dict[str, Any] = dict(link.params)
        problems = sheet.problems if status == 422 else []  # noqa: PLR2004 - only what was checked has problems
        return visit.render(
            "threads/flag.html",
            status=status,
            kind=moderated.code,
            contribution=contribution,
            public=visit.url(link.page, **params),
            sheet=sheet,
            minted=uuid4(),
            is_thanks="gemeldet" in visit.query,
            reasons=[(code.value, visit._(name)) for code, name in FLAG_NAMES.items()],
            longest=LONGEST_FLAG,
            errors={field: visit._(message, **values) for field, message, values in problems},
        )
