"""The same for many entries at once, in short transactions, so that citizens' contributions pass in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session
from starlette.datastructures import QueryParams
from starlette.responses import Response

from participation.admin.moderation.acts import Row, refuse_or_publish
from participation.admin.moderation.choices import choices_of
from participation.admin.moderation.forms import Beside, ReplySheet
from participation.admin.moderation.queries import Cursor, locked_rows, queue_page
from participation.admin.moderation.replying import give, same_rows
from participation.admin.moderation.views import person_of
from participation.admin.moderation.words import prepared_replies, signatures
from participation.core.errors import Conflict
from participation.regions.actions import publish_change
from participation.regions.departments import active_departments
from participation.threads.cases import case_of
from participation.threads.claims import claim, release
from participation.threads.contributions import LONGEST_REASON, LONGEST_TEXT
from participation.threads.labels import REASON_NAMES
from participation.threads.models import RejectionReason
from participation.threads.moderation import Act, Moderated
from participation.web.visit import Visit

MOST_AT_ONCE, CHUNK = 500, 25
_EVERYTHING = "alle"
_POSSIBLE = {Act.PUBLISH, Act.REJECT, Act.SEEN, Act.REPLY, Beside.CLAIM, Beside.RELEASE}


@dataclass(frozen=True)
class Bulk:
    """Acting on what was selected, or on everything that the filter leaves."""

    kinds: Sequence[Moderated]

    def act(self, visit: Visit) -> Response:
        """Do it and go back; what somebody else has or had decided is passed over and counted."""
        act, reason = visit.form.text("act"), visit.form.text("reason")
        names = self._names(visit)
        problem = _problem(act, reason, names)
        if problem:
            return self._back(visit, fehler=problem)
        if act == Act.REPLY:
            return self._reply_page(visit, names, _new_sheet(visit))
        done = sum(self._chunk(visit, names[start : start + CHUNK], act) for start in range(0, len(names), CHUNK))
        return self._back(visit, erledigt=done, uebergangen=len(names) - done or None)

    def reply(self, visit: Visit) -> Response:
        """Publish one reply below each of several contributions: below all, or below none."""
        names = visit.form.many("entry")[:MOST_AT_ONCE]
        sheet = ReplySheet.from_form(visit.form, visit.place.name)
        if sheet.problems or not names:
            errors = {field: visit._(message, **values) for field, message, values in sheet.problems}
            return self._reply_page(visit, names, sheet, errors=errors, status=422)
        rows = locked_rows(visit.db, self.kinds, visit.place.id, names)
        try:
            given = give(visit.db, self.kinds, visit.place.id, rows, sheet, person_of(visit).id)
        except Conflict as conflict:
            return self._reply_page(visit, names, sheet, conflict=visit.told(conflict), status=409)
        if any(row.is_public for _kind, row in rows):
            publish_change(visit.db, visit.place.id)
        return visit.redirect_to(_with(visit, erledigt=len(rows) if given else None))

    def _names(self, visit: Visit) -> list[str]:
        if visit.form.text("scope") != _EVERYTHING:
            return list(dict.fromkeys(visit.form.many("entry")))[:MOST_AT_ONCE]
        chosen = choices_of(visit, self.kinds, QueryParams(visit.form.text("filter"))).filter(visit)
        page = queue_page(visit.db, self.kinds, chosen, Cursor(), MOST_AT_ONCE)
        return [f"{kind.code}:{row.id}" for kind, row in page.rows]

    def _chunk(self, visit: Visit, names: Sequence[str], act: str) -> int:
        actor = person_of(visit).id
        with visit.site.database.writing() as session:
            rows = locked_rows(session, self.kinds, visit.place.id, names)
            if act == Beside.CLAIM:
                return claim(session, [row for _kind, row in rows], actor)
            if act == Beside.RELEASE:
                release(session, [case_of(session, row).id for _kind, row in rows if row.case_id], actor)
                return len(rows)
            was_public = {row.id for _kind, row in rows if row.is_public}
            done = [row for row in rows if self._one(session, row, visit, act, actor)]
            if any(row.is_public or row.id in was_public for _kind, row in done):
                publish_change(session, visit.place.id)
        visit.site.refresh_after(session)
        return len(done)

    def _one(self, session: Session, row: Row, visit: Visit, act: str, actor: UUID) -> bool:
        reason = RejectionReason(visit.form.text("reason")) if act == Act.REJECT else None
        message = visit.form.text("message")[:LONGEST_REASON]
        try:
            refuse_or_publish(session, row, Act(act), reason, message, actor)
        except Conflict:
            return False
        return True

    def _back(self, visit: Visit, **params: object) -> Response:
        return visit.redirect_to(_with(visit, **params))

    def _reply_page(
        self,
        visit: Visit,
        names: Sequence[str],
        sheet: ReplySheet,
        *,
        errors: dict[str, str] | None = None,
        conflict: str = "",
        status: int = 200,
    ) -> Response:
        rows = _read(visit, self.kinds, names)
        departments = active_departments(visit.db, visit.place.id)
        return visit.render(
            "admin/moderation/reply.html",
            status=status,
            names=names,
            rows=[(kind, row) for kind, row in rows],
            same=same_rows(visit.db, self.kinds, visit.place.id, rows, lock=False),
            answered=[row for _kind, row in rows if row.official_reply],
            sheet=sheet,
            errors=errors or {},
            conflict=conflict,
            back=visit.form.text("back"),
            signatures=signatures(visit, departments),
            **prepared_replies(visit),
            longest_reply=LONGEST_TEXT,
            reason_names=REASON_NAMES,
        )


def _problem(act: str, reason: str, names: Sequence[str]) -> str:
    if act not in _POSSIBLE:
        return "act"
    if not names:
        return "auswahl"
    return "grund" if act == Act.REJECT and reason not in set(RejectionReason) else ""


def _new_sheet(visit: Visit) -> ReplySheet:
    return ReplySheet.from_form(visit.form, visit.place.name)


def _read(visit: Visit, kinds: Sequence[Moderated], names: Sequence[str]) -> list[Row]:
    return locked_rows(visit.db, kinds, visit.place.id, names, lock=False)


def _with(visit: Visit, **params: object) -> str:
    """The address that the form came from, with what was done."""
    path, _, query = (visit.form.text("back") or visit.url("moderation")).partition("?")
    kept = {name: value for name, value in QueryParams(query).items() if name not in _TOLD}
    told = {name: str(value) for name, value in params.items() if value is not None}
    return f"{path}?{QueryParams({**kept, **told})}" if kept or told else path


_TOLD = {"erledigt", "uebergangen", "fehler"}
